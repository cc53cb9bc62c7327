"""What is owed when a price falls after the order: two prices, as the terms compare them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from promocalc.cart import Cart
from promocalc.engine.receipt import Receipt, ReceiptLine
from promocalc.money import decimal, plain, share
from promocalc.problems import MoreThanPaid, OutOfRange, Path, Trouble
from promocalc.rules.protection import Protection
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline.account import added_tax, rounded
from promocalc.timeline.days import end_of_day
from promocalc.timeline.differs import with_reasons
from promocalc.timeline.fees import in_units
from promocalc.timeline.prices import with_deposits_kept
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
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
    Reason,
    Unchanged,
)
from promocalc.timeline.refund import refund_stage
from promocalc.timeline.returning import refuse, too_early, unknown_line
from promocalc.timeline.simulated import Compared, Now, Today, compared, goods, paid_from_wallets


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
    today = Today(then, stated or Protection(), now_cart, now_book, at, prices)
    closes = protection_closes(then, today.policy, received)
    late = None if closes is None or at is None or at < closes else OutOfTime(closes, _days(at - closes))
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


def _days(late: timedelta) -> int:
    """Whole days; what is left of one counts as one, and the very first moment too."""
    return max(1, -(-late // timedelta(days=1)))


def capped(lines: Sequence[ProtectedLine], policy: Protection, currency: str) -> tuple[ProtectedLine, ...]:
    """The lines, with no more owed on them together than one claim brings; the rest is lost in proportion."""
    if policy.cap is None:
        return tuple(lines)
    cap, owed = in_units(policy.cap, currency), [line.owed for line in lines]
    most = int(sum(line.then for line in lines) * cap) if isinstance(cap, Fraction) else cap
    if most is None or sum(owed) <= most:
        return tuple(lines)
    found = []
    for line, part in zip(lines, share(most, owed), strict=True):
        tax = rounded(Fraction(line.tax * part, line.owed)) if line.owed else 0
        reasons = (*line.reasons, Reason("cap", part - line.owed))
        changes = {"owed": part, "tax": tax, "why": AboveCap(line.owed, most), "reasons": reasons} if line.owed else {}
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


def _check(
    then: Receipt, at: datetime | None, received: datetime | None, amounts: Mapping[str, Mapping[str, int]]
) -> None:
    lines = {line.id: line for line in goods(then)}
    paid = {name: line.pay + added_tax(then, line) + paid_from_wallets(then, line) for name, line in lines.items()}
    troubles: list[tuple[Path, Trouble]] = []
    for key, by_line in amounts.items():
        for name, amount in by_line.items():
            if name not in lines:
                troubles.append(((key, name), unknown_line(name, tuple(lines))))
            elif amount < 0:
                troubles.append(((key, name), OutOfRange(str(decimal(amount, then.currency)), "0", None)))
            elif key != "prices" and amount > paid[name]:
                amounts_told = (plain(one, then.currency) for one in (amount, paid[name]))
                troubles.append(((key, name), MoreThanPaid(name, *amounts_told)))
            elif key != "prices":
                # What came back for one reason cannot come back for another.
                paid[name] -= amount
    refuse([*troubles, *too_early(then, at=at, received=received)])


@dataclass
class _Claim:
    """What is claimed, line by line."""

    today: Today
    late: OutOfTime | None
    unpaid: bool
    """Whether the balance of the order is not paid yet."""
    already: Mapping[str, int]
    refunded: Mapping[str, int]

    @cached_property
    def unchanged(self) -> Today:
        """The same comparison as it would have been when the order was made."""
        return Today(self.today.then, self.today.policy)

    @cached_property
    def balance_falls(self) -> int:
        """By how much the balance of the whole order falls at today's prices, its deposit being paid."""
        then, sold = self.today.then, {line.id: line.unit_price for line in self.today.cart.lines}
        lines = [line.model_copy(update={"unit_price": sold.get(line.id, line.unit_price)}) for line in then.cart.lines]
        cart = then.cart.model_copy(update={"lines": tuple(lines)})
        return max(0, then.pay - with_deposits_kept(then, cart).pay)

    def line(self, line: ReceiptLine) -> ProtectedLine:
        """Two prices of a line, and what is owed."""
        today, policy = self.today, self.today.policy
        cuts_then = Compared(today.then.rulebook, policy).cuts(today.then, line.id)
        then, now = compared(line.marked, cuts_then), today.lines.get(line.id)
        # What came back before held its tax; prices are compared without.
        tax_then, net = added_tax(today.then, line), line.pay + paid_from_wallets(today.then, line)
        gone = [some.get(line.id, 0) for some in (self.already, self.refunded)]
        already, back = (rounded(Fraction(one * net, net + tax_then)) if tax_then else one for one in gone)
        left = max(0, net - back - already)
        why = self.ruled_out(line, then, now, cuts_then)
        fell = rounded((then - now.price) * policy.pays.fraction) if now is not None else 0
        owed, short = (0, why) if why is not None else _owed(fell, already, left)
        tax = rounded(Fraction(owed * tax_then, net)) if net else 0
        tax = min(tax, max(0, net + tax_then - sum(gone) - owed))
        found = ProtectedLine(
            line=line.id,
            title=line.title,
            store=line.store,
            pieces=line.quantity,
            marked_then=line.marked,
            cuts_then=cuts_then,
            then=then,
            marked_now=None if now is None else now.marked,
            cuts_now=() if now is None else now.cuts,
            now=None if now is None else now.price,
            owed=owed + tax,
            tax=tax,
            already=gone[0],
            refundable=left,
            why=short,
            paid=line.pay + tax_then,
            pays_now=today.pays(line.id),
            simulated=None if now is None else now.receipt,
        )
        return with_reasons(found, today, tax_then, already, unpaid=self.unpaid)

    def ruled_out(self, line: ReceiptLine, then: int, now: Now | None, cuts: Sequence[Cut]) -> NothingOwed | None:
        """Why nothing is owed, whatever can be refunded. That nothing has fallen comes before when and for what."""
        if now is None:
            return NotSoldNow()
        if self.unpaid and (now.price < then or now.marked < line.marked):
            return BalanceFalls(self.balance_falls)
        if now.price >= then:
            return NoFall(now.price - then)
        if self.unchanged.lines[line.id].price == now.price:
            return Unchanged()
        excluded = tuple(cut.rule for cut in cuts if cut.rule in self.today.policy.excludes)
        return self.late or (NotProtected(excluded) if excluded else None)


def _owed(fell: int, already: int, left: int) -> tuple[int, NothingOwed | None]:
    """What is owed of a fall, and why not all of it."""
    if already >= fell:
        return 0, PaidBefore(fell, already)
    if not left:
        return 0, NothingToRefund()
    return (left, LessToRefund(fell, already, left)) if left < fell - already else (fell - already, None)
