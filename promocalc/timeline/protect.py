"""What is owed when a price falls after the order: two prices, as the terms compare them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import assert_never

from promocalc.cart import Cart, Choices, Wallet
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt, ReceiptLine
from promocalc.money import decimal, share
from promocalc.problems import OutOfRange, Path, Trouble
from promocalc.rules.protection import Protection
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit, Give
from promocalc.timeline.account import rounded
from promocalc.timeline.days import end_of_day
from promocalc.timeline.fees import in_units
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Counts,
    Cut,
    LessToRefund,
    NoFall,
    NothingOwed,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
    Protected,
    ProtectedLine,
)
from promocalc.timeline.refund import refund_stage
from promocalc.timeline.returning import refuse, too_early, unknown_line


def protect(
    then: Receipt,
    now_cart: Cart | None = None,
    now_book: Rulebook | None = None,
    at: datetime | None = None,
    *,
    received: datetime | None = None,
    policy: Protection | None = None,
    already: Mapping[str, int] | None = None,
    prices: Mapping[str, int] | None = None,
    refunded: Mapping[str, int] | None = None,
) -> Protected:
    """What is owed on an order, claimed at the moment ``at``.

    What is sold now is ``now_cart`` (the same goods unless stated) under ``now_book`` (the same terms unless stated;
    of new ones every coupon is at hand), one piece of a line at its price in ``prices`` where that is stated. Only what
    was bought is compared, and as many pieces. Without a moment, today's rules are those of the moment of the order.
    ``already`` was paid back of a line before, ``refunded`` came back for goods that went back; all in minor units.
    ``policy`` is that of the order's rulebook unless stated. Raises ProblemGroup with everything that cannot be.
    """
    stated = policy or then.rulebook.effective_protection
    received = received if received is not None else then.cart.received
    prices, already, refunded = prices or {}, already or {}, refunded or {}
    _check(then, at, received, {"already": already, "prices": prices, "refunded": refunded})
    today = _Today(then, now_cart, now_book, at, stated or Protection(), prices)
    closes = protection_closes(then, today.policy, received)
    late = None if closes is None or at is None or at < closes else OutOfTime(closes, (at - closes).days + 1)
    claim = _Claim(today, late, refund_stage(then, at, received) == "deposit", already, refunded)
    return Protected(
        then=then,
        now=today.whole,
        policy=today.policy,
        assumed=stated is None,
        at=at,
        received=received,
        closes=closes,
        in_time=None if closes is None or at is None else late is None,
        lines=capped([claim.line(line) for line in goods(then)], today.policy, then.currency),
    )


def capped(lines: Sequence[ProtectedLine], policy: Protection, currency: str) -> tuple[ProtectedLine, ...]:
    """The lines, with no more owed on them together than one claim brings; the rest is lost in proportion."""
    if policy.cap is None:
        return tuple(lines)
    cap, owed = in_units(policy.cap, currency), [line.owed for line in lines]
    most: int = int(sum(line.then for line in lines) * cap) if isinstance(cap, Fraction) else cap
    if sum(owed) <= most:
        return tuple(lines)
    found = []
    for line, part in zip(lines, share(most, owed), strict=True):
        tax = rounded(Fraction(line.tax * part, line.owed)) if line.owed else 0
        changes = {"owed": part, "tax": tax, "why": AboveCap(line.owed, most)} if line.owed else {}
        found.append(ProtectedLine(**{**line.__dict__, **changes}))
    return tuple(found)


def protection_closes(receipt: Receipt, policy: Protection, received: datetime | None) -> datetime | None:
    """When claims end; None where the terms do not say, or nobody knows yet."""
    match policy.after:
        case "order":
            base = receipt.at
        case "payment":
            base = receipt.balance_at or receipt.at
        case "receipt":
            base = received
        case "campaign":
            # It runs up to that moment, so that its last day is the one just before.
            base = None if policy.campaign is None else policy.campaign - timedelta.resolution
        case _:
            assert_never(policy.after)
    if policy.within is None or base is None:
        return None
    return end_of_day(base, policy.within, receipt.rulebook.timezone)


def goods(receipt: Receipt) -> tuple[ReceiptLine, ...]:
    """The lines that were bought for themselves."""
    return tuple(line for line in receipt.lines if line.kind == "goods")


def _check(
    then: Receipt, at: datetime | None, received: datetime | None, amounts: Mapping[str, Mapping[str, int]]
) -> None:
    known = tuple(line.id for line in goods(then))
    troubles: list[tuple[Path, Trouble]] = []
    for name, by_line in amounts.items():
        troubles += [((name, line), unknown_line(line, known)) for line in by_line if line not in known]
        troubles += [
            ((name, line), OutOfRange(str(decimal(amount, then.currency)), "0", None))
            for line, amount in by_line.items()
            if amount < 0
        ]
    refuse([*troubles, *too_early(then, at=at, received=received)])


class Compared:
    """Which cuts of a rulebook enter a compared price."""

    def __init__(self, book: Rulebook, policy: Protection) -> None:
        self.book, self.policy = book, policy

    def counts(self, rule: str) -> Counts:
        """Whether what a rule does enters the price."""
        stated = self.book.rules[rule]
        later = isinstance(stated.take, Give)
        if rule in self.policy.leave_out or rule in self.policy.excludes:
            return "later_out" if later else "left_out"
        if self.policy.counts == "merchant" and stated.funded_by != "merchant":
            return "later_out" if later else "funded"
        if isinstance(stated.take, Give):
            # What only a promise brings has lowered no price.
            return "later" if stated.take.kind in self.policy.with_later and not stated.if_promised else "later_out"
        return "counts"

    @property
    def left_out(self) -> frozenset[str]:
        """The rules without which a price is worked out. What is given for later lowers none."""
        return frozenset(rule for rule in self.book.rules if self.counts(rule) in ("funded", "left_out"))

    def cuts(self, receipt: Receipt, line: str, times: int = 1) -> Iterator[Cut]:
        """What the rules of a receipt do to a line, ``times`` over."""
        taken: dict[str, int] = {}
        for step in receipt.steps:
            if step.deduction or step.given:
                amount = sum(share for name, share in step.shares if name == line)
                taken[step.rule] = taken.get(step.rule, 0) + amount
        for rule, amount in taken.items():
            worth = self._worth(rule, amount * times) if amount else 0
            if worth:
                yield Cut(rule, worth, self.counts(rule))

    def _worth(self, rule: str, amount: int) -> int:
        """In minor units, rounded down, where these are points."""
        take = self.book.rules[rule].take
        return take.in_money(amount, self.book.currency) if isinstance(take, Give) else amount


class _Today:
    """What is sold now, and what it costs as the terms compare."""

    def __init__(
        self,
        then: Receipt,
        cart: Cart | None,
        book: Rulebook | None,
        at: datetime | None,
        policy: Protection,
        prices: Mapping[str, int],
    ) -> None:
        self.then, self.policy = then, policy
        self.at = at or (cart.at if cart is not None else None) or then.at
        self.compared_then = Compared(then.rulebook, policy)
        self.cart = _as_bought(cart or _as_anybody(then, book), prices, then)
        self.book = (book or then.rulebook).in_currency(self.cart.currency)
        self.compared = Compared(self.book, policy)
        self._pricer = self._at(self.compared.left_out)
        self.whole = self._at(frozenset()).price(self.cart) if self.cart.lines else None
        self._order: Receipt | None = None

    def _at(self, left_out: frozenset[str]) -> Pricer:
        return Pricer(self.book, self.cart.shopper, self.at, left_out=left_out | frozenset(self._over()))

    def _over(self) -> Iterator[str]:
        """Deposits that nobody can make any more, because their balance can no longer be paid: it is sold in stock."""
        for name, rule in self.book.rules.items():
            if isinstance(rule.take, Deposit) and rule.take.balance is not None and self.at is not None:
                closes = rule.take.balance.end
                if closes is not None and self.at >= closes:
                    yield name

    def of(self, line: ReceiptLine) -> tuple[Receipt, int] | None:
        """The receipt that a line's price is read from, and how many times over; None where it is not sold."""
        sold = next((one for one in self.cart.lines if one.id == line.id), None)
        if sold is None:
            return None
        if self.policy.simulates == "piece":
            one = self.cart.model_copy(update={"lines": (sold.model_copy(update={"quantity": 1}),)})
            return self._pricer.price(one), line.quantity
        if self._order is None:
            self._order = self._pricer.price(self.cart)
        return self._order, 1


def _as_anybody(then: Receipt, book: Rulebook | None) -> Cart:
    """The same goods for the same shopper; under new terms, with one of each of their coupons."""
    cart, rules = then.cart, (book or then.rulebook).rules
    wallet = cart.wallet if book is None else Wallet(coupons=None, balances=cart.wallet.balances)
    known = {key: tuple(name for name in getattr(then.choices, key) if name in rules) for key in ("use", "skip")}
    choices = Choices(reading=then.choices.reading if book is None else (), **known)
    return cart.model_copy(
        update={"wallet": wallet, "choices": choices, "shopper": then.shopper, "at": None, "balance_at": None}
    )


def _as_bought(cart: Cart, prices: Mapping[str, int], then: Receipt) -> Cart:
    """Only what was bought, as many pieces, at today's prices."""
    bought = {line.id: line.quantity for line in then.cart.lines}
    lines = []
    for line in cart.lines:
        if line.id in bought:
            changes: dict[str, object] = {"quantity": bought[line.id]}
            if line.id in prices:
                changes["unit_price"] = decimal(prices[line.id], cart.currency)
            lines.append(line.model_copy(update=changes))
    return cart.model_copy(update={"lines": tuple(lines)})


@dataclass
class _Claim:
    """What is claimed, line by line."""

    today: _Today
    late: OutOfTime | None
    unpaid: bool
    """Whether the balance of the order is not paid yet."""
    already: Mapping[str, int]
    refunded: Mapping[str, int]

    def line(self, line: ReceiptLine) -> ProtectedLine:
        """Two prices of a line, and what is owed."""
        today = self.today
        cuts_then = tuple(today.compared_then.cuts(today.then, line.id))
        simulated = today.of(line)
        marked_now, now, cuts_now = None, None, tuple[Cut, ...]()
        if simulated is not None:
            receipt, times = simulated
            cuts_now = tuple(today.compared.cuts(receipt, line.id, times))
            marked_now = times * next(one.marked for one in receipt.lines if one.id == line.id)
            now = _compared(marked_now, cuts_now)
        then, already = _compared(line.marked, cuts_then), self.already.get(line.id, 0)
        left = max(0, line.pay - self.refunded.get(line.id, 0) - already)
        excluded = tuple(cut.rule for cut in cuts_then if cut.rule in today.policy.excludes)
        why = self.late or (NotProtected(excluded) if excluded else None) or self.ruled_out(line, then, now)
        whole = today.whole.lines if today.whole is not None else ()
        fell = rounded((then - (now or 0)) * today.policy.pays.fraction)
        owed, short = (0, why) if why is not None else _owed(fell, already, left)
        tax = rounded(Fraction(owed * line.tax, line.pay)) if line.pay and not today.then.tax_included else 0
        return ProtectedLine(
            line=line.id,
            title=line.title,
            store=line.store,
            pieces=line.quantity,
            marked_then=line.marked,
            cuts_then=cuts_then,
            then=then,
            marked_now=marked_now,
            cuts_now=cuts_now,
            now=now,
            owed=owed + tax,
            tax=tax,
            already=already,
            refundable=left,
            why=short,
            paid=line.pay,
            pays_now=next((one.pay for one in whole if one.id == line.id), None),
            simulated=None if simulated is None else simulated[0],
        )

    def ruled_out(self, line: ReceiptLine, then: int, now: int | None) -> NothingOwed | None:
        """Why nothing is owed, by the two prices."""
        if now is None:
            return NotSoldNow()
        if now >= then:
            return NoFall(now - then)
        return BalanceFalls(min(then - now, line.pay - line.deposit)) if self.unpaid else None


def _compared(marked: int, cuts: tuple[Cut, ...]) -> int:
    return marked - sum(cut.amount for cut in cuts if cut.counts in ("counts", "later"))


def _owed(fell: int, already: int, left: int) -> tuple[int, NothingOwed | None]:
    """What is owed of a fall, and why not all of it."""
    if already >= fell:
        return 0, PaidBefore(fell, already)
    if not left:
        return 0, NothingToRefund()
    return (left, LessToRefund(fell - already, left)) if left < fell - already else (fell - already, None)
