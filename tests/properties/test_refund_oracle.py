"""Refunds and price protection come to the same cent as a naive oracle that was written from the reference alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.engine.price import Pricer
from promocalc.money import plain
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit
from promocalc.timeline import Return, protect, refund
from tests.generate import cases
from tests.naive_cents import NotNaive
from tests.naive_protection import naive_owed
from tests.naive_refunds import NaiveRefund, naive_refund

Case = tuple[Cart, Rulebook]

WINDOW = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
BALANCE = {"from": "2020-11-11T01:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
MOMENTS = [
    datetime.fromisoformat(text)
    for text in (
        "2020-11-10T12:00:00+08:00",
        "2020-11-11T00:30:00+08:00",
        "2020-11-11T12:00:00+08:00",
        "2020-11-12T00:00:00+08:00",
        "2020-11-18T23:59:59+08:00",
        "2020-11-19T00:00:00+08:00",
    )
]
ORDERED = MOMENTS[:3]
"""Before a balance can be paid, and while it can."""

RULES: dict[str, dict[str, Any]] = {
    "sale": {"each": "piece", "on": {"tag": "a"}, "take": {"off": "20%"}},
    "third": {"take": {"off": "1/3"}},
    "cross": {"take": {"off": 30, "every": 200}},
    "shop": {"per": "store", "from": 50, "take": {"off": 7}, "use": "coupon"},
    "dated": {"take": {"off": 10}, "use": "coupon", "when": {"window": WINDOW}},
    "free": {"sets": {"of": 3}, "pick": {"cheapest": 1}, "take": {"off": "100%"}},
    "platform": {"take": {"off": 6}, "funded_by": "platform"},
    "lucky": {"take": {"off": {"between": [1, 9]}}},
    "postage": {"take": {"add": 8, "line": "shipping"}},
    "from-99": {
        "on": {"kind": "shipping"},
        "needs": {"at_least": 99, "on": {"kind": "goods"}},
        "take": {"off": "100%"},
    },
    "purse": {"take": {"off": "100%"}, "use": {"balance": "purse"}},
    "envelope": {"take": {"off": 20}, "use": {"balance": "envelope"}, "when": {"window": WINDOW}},
    "all": {"on": {"kind": ["goods", "shipping"]}, "take": {"off": "100%"}, "use": {"balance": "all"}},
    "beans": {"take": {"off": "50%"}, "use": {"balance": "beans", "unit": "0.1"}},
    "cash": {"take": {"give": "3%", "in": "cash"}},
    "points": {"take": {"give": "1%", "in": "points", "worth": "0.5"}},
    "voucher": {"from": 100, "take": {"give": 15, "in": "voucher", "clawback": "whole"}},
    "towel": {"on": {"tag": "a"}, "take": {"give": 4, "in": "towel", "clawback": "none"}},
}
DEPOSITS: tuple[dict[str, Any], ...] = (
    {"deposit": 10, "counts": 20, "balance": BALANCE},
    {"deposit": "10%", "balance": BALANCE},
    {"deposit": 5, "off": 3, "balance": BALANCE},
)
TAXES = ({"included": "yes", "rate": "20%"}, {"included": "no", "rate": "10%"}, {"included": "no", "rate": "1/3"})
PRICES = (1000, 5000, 333, 9999, 20000, 1, 0, 700)


@st.composite
def orders(draw: Any) -> Case:
    """Small orders of which much can come back: wallets, coupons, benefits, postage, deposits, tax."""
    names = draw(st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=5, unique=True))
    currency = draw(st.sampled_from(["CNY", "CNY", "CNY", "JPY"]))
    # Charges come before what takes them off or pays for them.
    names.sort(key=lambda name: name != "postage")
    rules = {name: RULES[name] for name in names}
    if currency == "JPY" and "beans" in rules:
        rules["beans"] = {**RULES["beans"], "use": {"balance": "beans", "unit": 1}}
    if draw(st.integers(0, 3)) == 3:
        rules = {"deposit": {"on": {"tag": "a"}, "take": draw(st.sampled_from(DEPOSITS))}, **rules}
    book: dict[str, Any] = {"rulebook": "generated", "currency": currency, "rules": rules, "price": list(rules)}
    if draw(st.integers(0, 5)) == 5:
        book["tax"] = draw(st.sampled_from(TAXES))
    lines = [
        {
            "id": name,
            "unit_price": plain(draw(st.sampled_from(PRICES)), currency),
            "quantity": draw(st.sampled_from([1, 1, 2, 3, 7])),
            "store": draw(st.sampled_from(["A", "B"])),
            "tags": draw(st.sampled_from(["a", "b"])),
        }
        for name in "abcd"[: draw(st.integers(1, 4))]
    ]
    if draw(st.integers(0, 9)) == 9:
        lines.append({"id": "courier", "kind": "shipping", "unit_price": 5})
    balances = {"purse": 50, "envelope": 20, "all": 33, "beans": 77}
    used = [rule["use"]["balance"] for rule in rules.values() if isinstance(rule.get("use"), dict)]
    cart = {
        "currency": currency,
        "at": draw(st.sampled_from(ORDERED)),
        "lines": lines,
        "wallet": {"balances": {name: balances[name] for name in used}},
    }
    return Cart.model_validate(cart), Rulebook.model_validate(book)


FEES = st.sampled_from(
    [
        *(5, "20%", {"keeps": "0.07", "each": "piece"}, {"keeps": 3, "each": "line", "most": 4}),
        *({"keeps": "4%", "least": 2}, {"keeps": 2, "most": 3}),
        [{"until": MOMENTS[2], "keeps": 1}, {"until": MOMENTS[4], "keeps": "10%"}],
        [{"until": MOMENTS[1], "keeps": "0%"}, {"keeps": "100%"}],
    ]
)


@st.composite
def policies(draw: Any) -> Refund:
    method = draw(st.sampled_from(["keep", "keep", "reprice"]))
    said: dict[str, Any] = {"method": method}
    words: list[str] = ["share", "whole", "never"]
    for key, of in (
        ("postage", words),
        ("balances", [*words, "first", "last"]),
        ("coupons", ["whole", "never"]),
        ("benefits", ["share", "whole", "none", "reprice"]),
        ("deposit", ["lost", "back", "33%"]),
        ("before_receipt", ["no", "yes"]),
    ):
        said[key] = draw(st.sampled_from(of))
    said |= draw(st.sampled_from([{}, {"binds": "20%", "law": "Civil code"}, {"within": 7, "after": "receipt"}]))
    said |= draw(st.sampled_from([{}, {"within": 7, "after": "order"}, {"within": 1, "after": "payment"}]))
    if draw(st.integers(0, 2)) == 2:
        said["fee"] = draw(FEES)
    if method == "keep":
        said |= draw(st.sampled_from([{}, {}, {"round": {"unit": 1}}, {"round": {"mode": "down"}}]))
    return Refund.model_validate(said)


def goods(got: Receipt) -> list[Any]:
    return [line for line in got.lines if line.kind == "goods"]


@st.composite
def returned(draw: Any, got: Receipt, *, whole: bool) -> tuple[list[Return], list[Return]]:
    """What goes back, before and now: pieces, all that is left, or a part by its worth."""
    left = {line.id: line.quantity for line in goods(got)}
    done: set[str] = set()
    found: tuple[list[Return], list[Return]] = ([], [])
    for at in range(draw(st.integers(1, 5))):
        open_ = [line for line in goods(got) if left[line.id] and line.id not in done]
        if not open_:
            break
        line = draw(st.sampled_from(open_))
        kind = draw(st.sampled_from(["pieces", "pieces", "all", "worth"]))
        into = found[1] if at == 0 else draw(st.sampled_from(found))
        if kind == "worth" and line.marked and not whole and left[line.id] == line.quantity:
            into.append(Return(line.id, worth=draw(st.integers(1, line.marked))))
            done.add(line.id)
        elif kind == "pieces":
            pieces = draw(st.integers(1, left[line.id]))
            left[line.id] -= pieces
            into.append(Return(line.id, pieces=pieces))
        elif into is found[1]:
            into.append(Return(line.id))
            done.add(line.id)
    return found


def again(got: Receipt) -> Callable[[Cart], Receipt]:
    """What a cart costs with what was chosen then, paid when that was."""
    pricer = Pricer(got.rulebook, got.shopper, got.at, got.balance_at, settled_at=got.balance_at)
    return lambda cart: pricer.price(cart, got.choices)


def told(got: Receipt, returns: Sequence[Return], before: Sequence[Return], **facts: Any) -> NaiveRefund:
    """What the timeline says, in the oracle's words."""
    back = refund(got, returns, before=before, **facts)
    wallets: dict[str, int] = {}
    for one in back.to_balances:
        wallets[one.rule] = wallets.get(one.rule, 0) + one.amount
    taken: dict[str, int] = {}
    for benefit in back.taken_back:
        taken[benefit.rule] = taken.get(benefit.rule, 0) + benefit.amount
    coupons = sorted((one.rule, one.pool) for one in back.coupons if one.back)
    return plainly(NaiveRefund(back.cash, wallets, coupons, taken, back.closes, back.stage, back.deposit_law))


def plainly(back: NaiveRefund) -> NaiveRefund:
    """Without what comes to nothing."""
    wallets, taken = ({rule: n for rule, n in some.items() if n} for some in (back.wallets, back.taken))
    return back._replace(wallets=wallets, taken=taken, coupons=sorted(back.coupons))


def agree(case: Case, policy: Refund, data: Any) -> None:
    got = price(*case)
    assume(goods(got))
    before_now = data.draw(returned(got, whole=policy.method == "reprice"), label="before, now")
    before, now = before_now
    assume(now)
    at = data.draw(st.sampled_from([None, *(one for one in MOMENTS if got.at is None or one >= got.at)]), label="at")
    received = data.draw(st.sampled_from([None, *ORDERED]), label="received")
    if received is not None:
        received = max(received, *(one for one in (got.at, got.balance_at) if one), received) + timedelta(hours=1)
    spent = data.draw(st.sets(st.sampled_from([later.rule for later in got.later])) if got.later else st.just(set()))
    facts = {"policy": policy, "at": at, "received": received, "spent": spent}
    try:
        naive = naive_refund(got, now, before=before, price=again(got), **facts)
    except NotNaive:
        assume(False)
        return
    assert told(got, now, before, **facts) == plainly(naive)


@given(orders(), policies(), st.data())
def test_of_small_orders_as_much_comes_back_as_the_oracle_says(case: Case, policy: Refund, data: Any) -> None:
    agree(case, policy, data)


@given(cases(), policies(), st.data())
def test_of_any_order_as_much_comes_back_as_the_oracle_says(case: Case, policy: Refund, data: Any) -> None:
    agree(case, policy, data)


@st.composite
def protections(draw: Any, names: Sequence[str]) -> Protection:
    said: dict[str, Any] = {"counts": draw(st.sampled_from(["merchant", "all"]))}
    said["simulates"] = draw(st.sampled_from(["piece", "order"]))
    said |= draw(
        st.sampled_from([{}, {"within": 7}, {"within": 7, "after": "payment"}, {"within": 3, "after": "receipt"}])
    )
    if draw(st.integers(0, 5)) == 5:
        said |= {"within": 7, "after": "campaign", "campaign": "2020-11-12T00:00:00+08:00"}
    few = st.lists(st.sampled_from(sorted(names)), max_size=2, unique=True)
    said["leave_out"] = draw(few)
    said["excludes"] = draw(few) if draw(st.integers(0, 3)) == 3 else []
    said["with_later"] = draw(st.lists(st.sampled_from(["cash", "voucher", "points"]), max_size=3, unique=True))
    return Protection.model_validate(said)


def owed_alike(case: Case, data: Any) -> None:
    got = price(*case)
    assume(goods(got))
    policy = data.draw(protections(list(case[1].rules)), label="policy")
    at = data.draw(st.sampled_from([None, *(one for one in MOMENTS if got.at is None or one >= got.at)]), label="at")
    received = data.draw(st.sampled_from([None, MOMENTS[3] + timedelta(days=1)]), label="received")
    first, *_, last = (*goods(got), *goods(got))
    factors = {line.id: data.draw(st.sampled_from([100, 100, 90, 50, 110, 0])) for line in goods(got)}
    facts: dict[str, Any] = {
        "policy": policy,
        "at": at,
        "received": received,
        "prices": {
            line.id: line.unit_price * factors[line.id] // 100 for line in goods(got) if factors[line.id] != 100
        },
        # No more than has been paid.
        "already": data.draw(st.sampled_from([{}, {first.id: min(100, first.pay >> 1)}]), label="already"),
        "refunded": data.draw(st.sampled_from([{}, {last.id: min(300, last.pay >> 1)}]), label="refunded"),
    }

    used = Counter(step.rule for step in got.steps if got.rule(step.rule).use == "coupon" and step.shares)
    for step in got.steps:
        used[step.rule] += (step.pieces or 1) - 1 if step.rule in used and step.shares else 0
    held = got.cart.wallet.coupons
    if held is None:
        held = {name: 1 for name, rule in got.rulebook.rules.items() if rule.use == "coupon"}
    # What the order has used up is at hand no more.
    wallet = got.cart.wallet.model_copy(update={"coupons": {name: max(0, n - used[name]) for name, n in held.items()}})

    def again(moment: datetime | None) -> Callable[[Cart, frozenset[str]], Receipt]:
        ends = {name: rule.take.balance for name, rule in got.rulebook.rules.items() if isinstance(rule.take, Deposit)}
        over = {name for name, due in ends.items() if due and due.end and moment and moment >= due.end}

        def one(cart: Cart, left_out: frozenset[str]) -> Receipt:
            pricer = Pricer(got.rulebook, got.shopper, moment, left_out=left_out | over)
            return pricer.price(cart.model_copy(update={"wallet": wallet}), got.choices)

        return one

    owed = protect(got, **facts)
    naive = naive_owed(got, price=again(at or got.at), at_first=again(got.at), **facts)
    assert {line.line: line.owed for line in owed.lines} == naive


@given(orders(), st.data())
def test_of_small_orders_as_much_is_owed_as_the_oracle_says(case: Case, data: Any) -> None:
    owed_alike(case, data)


@given(cases(), st.data())
def test_of_any_order_as_much_is_owed_as_the_oracle_says(case: Case, data: Any) -> None:
    owed_alike(case, data)
