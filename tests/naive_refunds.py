"""Refunds and price protection a second time, slowly: as ``rules/README.md`` says them, and from a receipt's figures only.

Everything is a function of what has gone back so far (:class:`Gone`); what comes back now is what that adds. Nothing of
``promocalc.timeline`` or of the engine is used: what is kept is priced by the function that the test hands over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from promocalc.cart import Cart
from promocalc.money import CURRENCIES, Odd
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.scope import window_of
from promocalc.rules.use import Balance
from tests.naive_cents import NotNaive, rounded, shared

Price = Callable[[Cart], Any]
"""What a cart costs, with the shopper, the moments and the choices of the first order."""
ALL = Fraction(1)


class Gone(NamedTuple):
    """Which part of each line has gone back, and which part of everything else (postage, charges) with them."""

    parts: dict[str, Fraction]
    beside: Mapping[str, Fraction]

    def of(self, line: str) -> Fraction:
        return self.parts.get(line, self.beside.get(line, Fraction(0)))


class NaiveRefund(NamedTuple):
    cash: int
    wallets: dict[str, int]
    """What goes back into wallets, by rule."""
    coupons: list[tuple[str, str]]
    """Which come back: the rule, and where it was used."""
    taken: dict[str, int]
    """What is taken back of benefits, by rule: points or minor units."""
    closes: datetime | None
    stage: str
    law: int | None


def is_goods(line: Any) -> bool:
    return bool(line.kind == "goods")


def tax_on(receipt: Any, line: Any) -> int:
    """Tax that came to a line's price."""
    return 0 if receipt.tax_included else int(line.tax)


def due(receipt: Any, line: Any) -> int:
    """What was paid for a line."""
    return int(line.pay) + tax_on(receipt, line)


def lines_of(receipt: Any, *, goods: bool) -> list[Any]:
    """Goods; or everything else, but for the line of the tax, which goes with what it was taken of."""
    return [line for line in receipt.lines if is_goods(line) == goods and line.added_by != "tax"]


def end_of(base: datetime | None, days: int | None, zone: str) -> datetime | None:
    """The end of the n-th calendar day after that of ``base``, which is not counted itself."""
    if base is None or days is None:
        return None
    last = base.astimezone(ZoneInfo(zone)).date() + timedelta(days=days + 1)
    return datetime.combine(last, time(), ZoneInfo(zone))


class Naive:
    """One order, under one policy."""

    def __init__(self, receipt: Any, policy: Refund, price: Price) -> None:
        self.receipt, self.policy, self.price = receipt, policy, price
        self.goods = {line.id: line for line in lines_of(receipt, goods=True)}
        self.beside = lines_of(receipt, goods=False)

    # --- what has gone back ---------------------------------------------------------------------------

    def gone(self, returns: Iterable[Any]) -> Gone:
        parts: dict[str, Fraction] = {}
        for one in returns:
            line, before = self.goods[one.line], parts.get(one.line, Fraction(0))
            if one.pieces is not None:
                before += Fraction(one.pieces, line.quantity)
            elif one.worth is not None:
                before += Fraction(one.worth, line.marked)
            else:
                before = ALL
            parts[one.line] = before
        if any(part > 1 for part in parts.values()):
            raise NotNaive("more than there was")
        whole = all(parts.get(line) == 1 for line in self.goods)
        weight = sum(line.marked for line in self.goods.values())
        match self.policy.postage:
            case "never":
                other = Fraction(0)
            case "share" if weight and not whole:
                other = sum((line.marked * parts.get(line.id, Fraction(0)) for line in self.goods.values()), Fraction(0))
                other /= weight
            case _:
                other = Fraction(whole)
        return Gone(parts, {line.id: other for line in self.beside})

    # --- money ----------------------------------------------------------------------------------------

    def kept_shares(self, gone: Gone) -> int:
        """By shares: what the goods that are gone cost, and postage."""
        receipt, round_ = self.receipt, self.policy.round
        mode = {} if round_ is None else {"mode": round_.mode}
        unit = 1 if round_ is None or round_.unit is None else int(round_.unit * 10 ** CURRENCIES[receipt.currency])
        postage = shared(sum(due(receipt, line) for line in self.beside), self._weights(), self._odd())
        found = 0
        for line, bears in zip(self.goods.values(), postage, strict=True):
            part = gone.of(line.id)
            # Postage by shares goes with each line, and is a part of what is rounded.
            with_it = bears if self.policy.postage == "share" and any(self._weights()) else 0
            exact = (due(receipt, line) + with_it) * part
            found += rounded(exact, unit, **mode)
        if not (self.policy.postage == "share" and any(self._weights())):
            found += floor(sum(due(receipt, line) * gone.of(line.id) for line in self.beside))
        return min(found, receipt.pay)

    def _weights(self) -> list[int]:
        return [line.marked for line in self.goods.values()]

    def _odd(self) -> Odd:
        share = self.receipt.rulebook.effective_defaults.share
        return Odd.LARGEST if share is None or share.odd is None else share.odd

    def kept_cart(self, gone: Gone) -> Cart | None:
        """What the shopper keeps, as a cart of its own."""
        left = []
        for line in self.receipt.cart.lines:
            pieces = line.quantity * (1 - gone.of(line.id) if line.id in self.goods else ALL)
            if pieces.denominator != 1:
                raise NotNaive("parts of pieces are priced by shares only")
            if pieces:
                left.append(line.model_copy(update={"quantity": int(pieces)}))
        if not any(line.id in self.goods for line in left):
            return None
        cart: Cart = self.receipt.cart.model_copy(update={"lines": tuple(left)})
        return cart

    def due_so_far(self, gone: Gone) -> int:
        """The money that is due for all that has gone back, wherever it is not less than nothing."""
        shares = self.kept_shares(gone)
        if self.policy.method == "keep":
            return shares
        cart = self.kept_cart(gone)
        if cart is None:
            return shares
        # What stays is priced anew, and what that makes dearer is taken off. What wallets pay is paid too.
        anew = self.price(cart)
        goods, beside = self._cost(anew, goods=True), self._cost(anew, goods=False)
        was = sum(self._line_cost(self.receipt, line) * (1 - gone.of(line.id)) for line in self.goods.values())
        stood = self._cost(self.receipt, goods=False)
        if self.policy.postage == "share":
            left = sum(self._line_cost(self.receipt, line) * (1 - gone.of(line.id)) for line in self.beside)
        else:
            left, beside = Fraction(stood), max(beside, stood)
        return floor(Fraction(shares) - (goods + beside - was - left) + Fraction(1, 2))

    def _cost(self, receipt: Any, *, goods: bool) -> int:
        return sum(self._line_cost(receipt, line) for line in lines_of(receipt, goods=goods))

    def _line_cost(self, receipt: Any, line: Any) -> int:
        own = [name for name, rule in receipt.rulebook.rules.items() if isinstance(rule.use, Balance)]
        return due(receipt, line) + sum(amount for rule, amount in line.shares if rule in own)

    # --- everything else ------------------------------------------------------------------------------

    def wallets(self, gone: Gone) -> dict[str, int]:
        """What has gone back into wallets."""
        found: dict[str, int] = {}
        for name, rule in self.receipt.rulebook.rules.items():
            if not isinstance(rule.use, Balance):
                continue
            shares = {line.id: dict(line.shares).get(name, 0) for line in self.receipt.lines}
            shares = {line: amount for line, amount in shares.items() if amount}
            unit = Fraction(rule.use.unit or 0) * 10 ** CURRENCIES[self.receipt.currency] or 1
            if unit.denominator != 1:
                raise NotNaive("points of less than a minor unit")
            match self.policy.of_balance(rule.use.name):
                case "share":
                    found[name] = sum(rounded(amount * gone.of(line), int(unit)) for line, amount in shares.items())
                case "whole" if all(gone.of(line) == 1 for line in shares):
                    found[name] = sum(shares.values())
                case _:
                    found[name] = 0
        return found

    def coupons(self, gone: Gone) -> list[tuple[str, str]]:
        return [
            (step.rule, step.pool)
            for step in self.receipt.steps
            if self.receipt.rulebook.rules[step.rule].use == "coupon" and step.deduction
            if self.policy.coupons == "whole"
            and all(gone.of(line) == 1 for line, amount in step.shares if amount)
        ]

    def taken(self, gone: Gone) -> dict[str, int]:
        """What has been taken back of benefits."""
        found: dict[str, int] = {}
        for later in self.receipt.later:
            shares: dict[str, int] = {}
            for step in self.receipt.steps:
                if step.rule == later.rule and step.given:
                    for line, amount in step.shares:
                        shares[line] = shares.get(line, 0) + amount
            match later.clawback or self.policy.benefits:
                case "share":
                    found[later.rule] = rounded(sum((n * gone.of(line) for line, n in shares.items()), Fraction(0)))
                case "whole" if any(gone.of(line) for line, amount in shares.items() if amount):
                    found[later.rule] = later.amount
                case _:
                    found[later.rule] = 0
        return found

    def in_money(self, taken: Mapping[str, int], spent: Collection[str]) -> int:
        """What benefits that are spent are worth in minor units."""
        found = 0
        for later in self.receipt.later:
            if later.rule in spent and later.amount:
                amount = taken.get(later.rule, 0)
                worth = self.receipt.rulebook.rules[later.rule].take.worth
                one = Fraction(1 if worth is None else worth) * 10 ** CURRENCIES[self.receipt.currency]
                found += floor(amount * one) if later.points else amount
        return found


def naive_refund(
    receipt: Any,
    returns: Sequence[Any],
    *,
    policy: Refund,
    price: Price,
    before: Sequence[Any] = (),
    at: datetime | None = None,
    received: datetime | None = None,
    spent: Collection[str] = (),
) -> NaiveRefund:
    """What comes back for ``returns``; what went back before went back one by one."""
    naive = Naive(receipt, policy, price)
    base = {"order": receipt.at, "payment": receipt.balance_at or receipt.at, "receipt": received}[policy.after]
    closes = end_of(base, policy.within, receipt.rulebook.timezone)
    then, now = naive.gone(before), naive.gone([*before, *returns])
    if receipt.deposits and at is not None and receipt.balance_at is not None and at < receipt.balance_at:
        return NaiveRefund(*_of_deposit(naive, then, now), [], {}, closes, "deposit", _by_law(naive, then, now))
    has_come = received is not None and (at is None or at >= received)
    got = 0
    for upto in range(1, len(before) + 1):
        got += _cash(naive, naive.gone(before[:upto]), got, spent)
    cash = _cash(naive, now, got, spent)

    def valid(rule: str) -> bool:
        window = window_of(receipt.rulebook.rules[rule].when)
        if policy.before_receipt and has_come:
            return False
        return at is None or (
            (window.start is None or at >= window.start) and (window.end is None or at < window.end)
        )

    earlier, later = naive.wallets(then), naive.wallets(now)
    wallets = {rule: later[rule] - earlier[rule] if valid(rule) else 0 for rule in later}
    coupons = [one for one in naive.coupons(now) if one not in naive.coupons(then) and valid(one[0])]
    was, taken = naive.taken(then), naive.taken(now)
    back = {rule: taken[rule] - was[rule] for rule in taken}
    return NaiveRefund(cash, wallets, coupons, back, closes, "received" if has_come else "paid", None)


def _cash(naive: Naive, gone: Gone, got: int, spent: Collection[str]) -> int:
    """The money that comes back next, after ``got``: nobody pays for a refund, or gets more than was paid."""
    wanted = naive.due_so_far(gone) - naive.in_money(naive.taken(gone), spent)
    return max(0, min(wanted, naive.receipt.pay) - got)


def _of_deposit(naive: Naive, then: Gone, now: Gone) -> tuple[int, dict[str, int]]:
    """Before the balance is paid: the deposit, or nothing of it."""
    if naive.policy.deposit == "lost":
        return 0, {}
    upto = [sum(rounded(line.deposit * gone.of(line.id)) for line in naive.goods.values()) for gone in (then, now)]
    return upto[1] - upto[0], {}


def _by_law(naive: Naive, then: Gone, now: Gone) -> int | None:
    """What is above the part of the price that a deposit may bind."""
    if naive.policy.binds is None:
        return None
    binds = naive.policy.binds.fraction
    free = {line.id: line.deposit - min(line.deposit, floor(binds * line.pay)) for line in naive.goods.values()}
    upto = [sum(rounded(amount * gone.of(line)) for line, amount in free.items()) for gone in (then, now)]
    return upto[1] - upto[0]


# --- price protection ---------------------------------------------------------------------------------


def naive_owed(
    then: Any,
    *,
    policy: Protection,
    price: Callable[[Cart, frozenset[str]], Any],
    prices: Mapping[str, int],
    at: datetime | None = None,
    received: datetime | None = None,
    already: Mapping[str, int] | None = None,
    refunded: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """What is owed of each line. ``price`` leaves rules out; ``prices`` are those of one piece, in minor units."""
    base = {
        "order": then.at,
        "payment": then.balance_at or then.at,
        "receipt": received,
        "campaign": policy.campaign and policy.campaign - timedelta(microseconds=1),
    }[policy.after]
    closes = end_of(base, policy.within, then.rulebook.timezone)
    late = closes is not None and at is not None and at >= closes
    unpaid = then.deposits and then.balance_at is not None and at is not None and at < then.balance_at
    rules = then.rulebook.rules
    out = {name for name, rule in rules.items() if policy.counts == "merchant" and rule.funded_by != "merchant"}
    out |= set(policy.leave_out)
    new = [
        line.model_copy(update={"unit_price": _as_price(prices[line.id], then.currency)})
        if line.id in prices
        else line
        for line in then.cart.lines
    ]
    found = {}
    for line in lines_of(then, goods=True):
        whole = then.cart.model_copy(update={"lines": tuple(new)})
        one = tuple(each.model_copy(update={"quantity": 1}) for each in new if each.id == line.id)
        alone = policy.simulates == "piece"
        got = price(then.cart.model_copy(update={"lines": one}) if alone else whole, frozenset(out))
        now = _compared(got, line.id, policy, out) * (line.quantity if alone else 1)
        fell = _compared(then, line.id, policy, out) - now - (already or {}).get(line.id, 0)
        left = line.pay - (already or {}).get(line.id, 0) - (refunded or {}).get(line.id, 0)
        shut = late or unpaid or any(amount and rule in policy.excludes for rule, amount in line.shares)
        found[line.id] = 0 if shut else max(0, min(fell, left))
    return found


def _as_price(minor: int, currency: str) -> Any:
    from decimal import Decimal

    return Decimal(minor).scaleb(-CURRENCIES[currency])


def _compared(receipt: Any, line: str, policy: Protection, out: Collection[str]) -> int:
    """What counts of a line's price: what was asked, less the cuts that enter, and benefits that count as lower prices."""
    own = next(each for each in receipt.lines if each.id == line)
    found = int(own.marked) - sum(amount for rule, amount in own.shares if rule not in out)
    kinds = {later.rule: later for later in receipt.later if later.kind in policy.with_later and later.rule not in out}
    for step in receipt.steps:
        if step.given and step.rule in kinds:
            later = kinds[step.rule]
            share = dict(step.shares).get(line, 0)
            found -= floor(Fraction(share * later.worth, later.amount)) if later.points else share
    return found
