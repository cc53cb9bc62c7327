"""The laws of refunds and of price protection, each over generated rulebooks, carts, policies and returns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.engine.receipt import ReceiptLine
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.use import Balance
from promocalc.timeline.protect import protect
from promocalc.timeline.protected import NoFall, Unchanged
from promocalc.timeline.refund import refund
from promocalc.timeline.refunded import Refunded, Return
from tests.generate import cases

Case = tuple[Cart, Rulebook]

WORDS = st.sampled_from(["share", "whole", "never"])


def policies(method: str, **fixed: Any) -> st.SearchStrategy[Refund]:
    said: dict[str, Any] = {
        "postage": WORDS,
        "coupons": st.sampled_from(["whole", "never"]),
        "balances": st.sampled_from(["share", "whole", "never", "first", "last"]),
        "benefits": st.sampled_from(["share", "whole", "none", "reprice"]),
    }
    said |= {key: value if isinstance(value, st.SearchStrategy) else st.just(value) for key, value in fixed.items()}
    return st.fixed_dictionaries(said).map(lambda parts: Refund.model_validate({"method": method, **parts}))


KEEP, REPRICE = policies("keep"), policies("reprice")
BY_GOODS = st.sampled_from(
    [
        *("20%", "100%", {"keeps": 9, "each": "piece"}, {"keeps": 5, "each": "line"}),
        {"keeps": "4%", "least": 2, "most": 9},
    ]
)
"""Fees for what goes back, however often."""
FEES = st.one_of(BY_GOODS, st.sampled_from([5, {"keeps": "0.01", "each": "return"}]))
WITH_FEES = st.one_of(policies("keep", fee=FEES), policies("reprice", fee=FEES))
ROUNDED = st.one_of(policies("keep", round={"unit": 1}), policies("keep", round={"mode": "up"}))
ANY = st.one_of(KEEP, REPRICE, ROUNDED, WITH_FEES)


def receipt(case: Case) -> Receipt:
    got = price(*case)
    assume(goods(got))
    return got


def goods(got: Receipt) -> list[ReceiptLine]:
    return [line for line in got.lines if line.kind == "goods"]


def everything(got: Receipt) -> list[Return]:
    return [Return(line.id) for line in goods(got)]


@st.composite
def some(draw: Any, got: Receipt) -> list[Return]:
    """Some pieces of some lines, or a part of one by its worth."""
    found = []
    for line in draw(st.lists(st.sampled_from(goods(got)), min_size=1, max_size=3, unique_by=lambda line: line.id)):
        match draw(st.sampled_from(["pieces", "all", "worth"])):
            case "pieces":
                found.append(Return(line.id, pieces=draw(st.integers(1, line.quantity))))
            case "worth" if line.marked:
                found.append(Return(line.id, worth=draw(st.integers(1, line.marked))))
            case _:
                found.append(Return(line.id))
    return found


def beside(got: Receipt) -> int:
    """What was paid for other things than goods, and the tax on that."""
    return got.pay - sum(line.pay + (0 if got.tax_included else line.tax) for line in goods(got))


def adds_up(back: Refunded) -> None:
    """What is true of every refund."""
    assert 0 <= back.cash <= back.receipt.pay - back.got_before
    assert back.cash + back.got_before + back.kept_pay == back.receipt.pay
    assert sum(part.amount for part in back.parts) == back.expected - back.cash
    assert back.lost == back.expected - back.cash - sum(part.amount for part in back.parts if part.back)
    assert all(part.amount for part in back.parts)
    taken = sum(one.worth for one in back.taken_back if one.in_cash)
    lines = sum(line.refund for line in back.lines) + back.postage - sum(line.postage for line in back.lines)
    assert back.short or back.cash == lines - taken - back.fee or back.got_before
    assert back.fee >= 0
    for line in back.lines:
        assert line.refund == line.paid + line.tax + line.postage - line.clawback + line.rounding - line.moved
        assert line.paid >= 0
        assert all(amount > 0 for _, amount in (*line.deductions, *line.balances))
        assert abs(line.worth - line.paid - sum(amount for _, amount in (*line.deductions, *line.balances))) <= 3


@given(cases(), ANY, st.data())
def test_nobody_is_refunded_more_than_was_paid_and_every_cent_of_the_difference_has_a_reason(
    case: Case, policy: Refund, data: st.DataObject
) -> None:
    got = receipt(case)
    first = data.draw(some(got))
    back = refund(got, first, policy=policy)
    adds_up(back)
    rest = [Return(line.id) for line in goods(got) if left(line, first)]
    if rest:
        adds_up(after := refund(got, rest, before=first, policy=policy))
        # Whoever returns one by one loses nothing by it, but for a fee that is for each return.
        each = 500 * (len(first) - 1) * any(fee.each == "return" and fee.least is None for fee in policy.fee)
        assert after.got_before >= back.cash - each


def left(line: ReceiptLine, returns: Sequence[Return]) -> bool:
    """Whether anything of a line is left."""
    for one in returns:
        if one.line == line.id:
            gone = one.pieces == line.quantity or one.worth == line.marked or (one.pieces is None and one.worth is None)
            return not gone
    return True


@given(cases(), st.one_of(KEEP, REPRICE, WITH_FEES))
def test_refunding_everything_returns_exactly_what_was_paid_and_the_terms_promise(case: Case, policy: Refund) -> None:
    got = receipt(case)
    back = refund(got, everything(got), policy=policy)
    held = beside(got) if policy.postage == "never" else 0
    assert back.cash == got.pay - held - back.fee
    assert back.kept_pay == held + back.fee
    assert back.fee == 0 or policy.fee
    assert back.alone == 0
    assert back.kept is None
    assert not back.clawback
    assert back.postage == beside(got) - held
    assert back.expected - beside(got) >= sum(line.marked for line in goods(got))


@given(cases(), KEEP)
def test_refunding_everything_returns_what_was_held_as_the_terms_say(case: Case, policy: Refund) -> None:
    got = receipt(case)
    back = refund(got, everything(got), policy=policy)
    assert all(one.back == (policy.coupons == "whole") or one.why == "expired" for one in back.coupons)
    spent: dict[str, int] = {}
    for step in got.steps:
        use = got.rule(step.rule).use
        if isinstance(use, Balance) and step.deduction:
            spent[use.name] = spent.get(use.name, 0) + step.deduction
    into: dict[str, int] = {}
    for one in back.to_balances:
        into[one.balance] = into.get(one.balance, 0) + one.amount
    if policy.balances == "never":
        assert not any(into.values())
    elif policy.postage != "never":
        assert into == spent
    if policy.benefits != "none":
        word = {later.rule: later.clawback for later in got.later}
        taken = {one.rule: one.amount for one in back.taken_back}
        assert taken == {later.rule: later.amount for later in got.later if word[later.rule] != "none"}


@given(
    cases(),
    st.one_of(KEEP, policies("keep", round={"unit": 1}), policies("keep", balances=WORDS, fee=BY_GOODS)),
    st.data(),
)
def test_where_shares_are_kept_piece_by_piece_is_the_same_as_at_once(
    case: Case, policy: Refund, data: st.DataObject
) -> None:
    got = receipt(case)
    all_pieces = [line.id for line in goods(got) for _ in range(min(line.quantity, 3))]
    order = data.draw(st.permutations(all_pieces))[: data.draw(st.integers(1, len(all_pieces)))]
    single = [Return(line, pieces=1) for line in order]
    whole = [Return(line, pieces=order.count(line)) for line in dict.fromkeys(order)]
    at_once = refund(got, whole, policy=policy)
    one_by_one = [refund(got, [one], before=single[:at], policy=policy) for at, one in enumerate(single)]
    assert sum(back.cash for back in one_by_one) == at_once.cash
    assert {back.at_once for back in (*one_by_one, at_once)} == {None}
    assert refund(got, single, policy=policy).one_by_one is None
    for rule in got.rulebook.rules:
        into = [sum(one.amount for one in back.to_balances if one.rule == rule) for back in (*one_by_one, at_once)]
        taken = [sum(one.amount for one in back.taken_back if one.rule == rule) for back in (*one_by_one, at_once)]
        assert sum(into[:-1]) == into[-1]
        assert sum(taken[:-1]) == taken[-1]


@given(cases(), REPRICE, st.data())
def test_where_the_rest_is_priced_again_what_is_kept_costs_what_it_costs_alone(
    case: Case, policy: Refund, data: st.DataObject
) -> None:
    got = receipt(case)
    assume(not any(isinstance(rule.use, Balance) for rule in got.rulebook.rules.values()))
    back = refund(got, data.draw(some(got)), policy=policy)
    if back.kept is not None and (policy.postage == "share" or not beside(got)):
        assert back.cash == max(0, got.pay - back.alone)
        assert back.short == max(0, back.alone - got.pay)
        assert back.dearer <= 0


@given(cases(), ANY, st.data())
def test_where_the_order_of_returns_matters_it_is_said_by_how_much(
    case: Case, policy: Refund, data: st.DataObject
) -> None:
    got = receipt(case)
    returns = data.draw(some(got))
    spent = [later.rule for later in got.later]
    at_once = refund(got, returns, policy=policy, spent=spent)
    steps = [refund(got, [one], before=returns[:at], policy=policy, spent=spent).cash for at, one in enumerate(returns)]
    one_by_one = at_once.cash if at_once.one_by_one is None else at_once.one_by_one
    assert sum(steps) == one_by_one
    last = refund(got, returns[-1:], before=returns[:-1], policy=policy, spent=spent)
    assert (one_by_one if last.at_once is None else last.at_once) == at_once.cash


@given(cases(), st.sampled_from(["lost", "back"]), st.sampled_from([None, "20%", "0%"]), st.data())
def test_before_the_balance_is_paid_only_the_deposit_comes_back_or_what_the_law_leaves_of_it(
    case: Case, word: str, binds: str | None, data: st.DataObject
) -> None:
    got = receipt(case)
    if got.balance_at is None or not 0 < got.deposits < got.pay or (got.at is not None and got.at >= got.balance_at):
        return
    policy = Refund.model_validate({"deposit": word} | ({} if binds is None else {"binds": binds}))
    before = got.balance_at - timedelta(seconds=1) if got.at is None else got.at
    back = refund(got, data.draw(some(got)), policy=policy, at=before)
    whole = refund(got, everything(got), policy=policy, at=before)
    for one in (back, whole):
        assert one.stage == "deposit"
        assert one.cash == one.deposit_terms == (one.expected if word == "back" else 0)
        assert one.expected - one.cash == one.lost
        assert 0 <= (one.expected if one.deposit_law is None else one.deposit_law) <= one.expected
        assert sum(line.paid for line in one.lines) == one.expected
    assert back.expected <= whole.expected == got.deposits
    assert binds != "0%" or whole.deposit_law == got.deposits
    assert whole.kept_pay == got.deposits - whole.cash


@given(cases(), st.sampled_from(["all", "merchant"]), st.sampled_from(["piece", "order"]))
def test_where_nothing_has_changed_nothing_is_owed(case: Case, counts: str, simulates: str) -> None:
    got = receipt(case)
    owed = protect(got, policy=Protection.model_validate({"counts": counts, "simulates": simulates}))
    assert (owed.naive, owed.owed, owed.differs) == (0, 0, ())
    assert all(isinstance(line.why, NoFall | Unchanged) for line in owed.lines)
    if (counts, simulates) == ("all", "order") and all(rule.use == "automatic" for rule in got.rulebook.rules.values()):
        assert [line.now for line in owed.lines] == [line.pay for line in goods(got)]


@given(cases(), st.data())
def test_no_more_is_owed_than_the_price_fell_nor_than_can_still_be_refunded(case: Case, data: st.DataObject) -> None:
    got = receipt(case)
    line = data.draw(st.sampled_from(goods(got)))
    already = data.draw(st.integers(0, line.pay))
    refunded = data.draw(st.integers(0, line.pay - already))
    policy = data.draw(
        st.builds(
            Protection, counts=st.sampled_from(["all", "merchant"]), simulates=st.sampled_from(["piece", "order"])
        )
    )
    owed = protect(
        got,
        policy=policy,
        prices={line.id: line.unit_price * data.draw(st.integers(0, 150)) // 100},
        already={line.id: already},
        refunded={line.id: refunded},
    )
    assert sum(one.amount for one in owed.differs) == owed.owed - owed.naive
    for one in owed.lines:
        assert one.now is not None
        # Prices are compared without the tax that comes to them; what is owed holds its part of it.
        net = one.owed - one.tax
        assert 0 <= net <= max(0, one.then - one.now)
        assert net <= one.refundable
        assert sum(reason.amount for reason in one.reasons) == one.owed - (one.naive or 0)
        if got.tax_included:
            assert (one.why is None) == (net > 0 and net == one.then - one.now - one.already)
        for marked, cuts, compared in (
            (one.marked_then, one.cuts_then, one.then),
            (one.marked_now, one.cuts_now, one.now),
        ):
            assert compared == (marked or 0) - sum(cut.amount for cut in cuts if cut.counts in ("counts", "later"))
