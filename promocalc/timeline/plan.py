"""The timeline of a receipt: what is paid when, what each window is for, and what comes back when one stops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from promocalc.engine.receipt import Later, Payment, Receipt
from promocalc.rules.refund import Refund
from promocalc.rules.scope import Within, overlap, window_of
from promocalc.rules.take import Deposit
from promocalc.timeline.account import Account
from promocalc.timeline.again import again, dearer, in_stock, without_deposit
from promocalc.timeline.fees import fee
from promocalc.timeline.law import bound_by_law, kept_by_terms
from promocalc.timeline.protect import protection_closes
from promocalc.timeline.refund import refund_closes
from promocalc.timeline.returning import refuse, too_early
from promocalc.timeline.watch import findings
from promocalc.timeline.windows import (
    Back,
    Event,
    Mark,
    Moment,
    Phase,
    Stage,
    Stake,
    Texts,
    Timeline,
    Window,
    WindowKind,
)

NOTHING = Back(0, 0, None)
NEVER = datetime.max.replace(tzinfo=UTC)
ORDER = ("order", "deposit", "balance", "coupon", "offer", "refund", "protection", "promise", "voucher")
"""Which window is told first of those that begin at the same moment."""


def timeline(receipt: Receipt, received: datetime | None = None) -> Timeline:
    """Everything about a receipt that has a date; ``received`` (when the goods came) defaults to the cart's own.

    Where the rulebook has no refund policy, the usual one is taken for granted: the shares come back, and a deposit
    whose balance is not paid is lost. Raises ProblemGroup where goods come before they are ordered, or paid for.
    """
    came = received if received is not None else receipt.cart.received
    refuse([*too_early(receipt, received=came)])
    return _Planning(receipt, came).timeline()


def last_payment(receipt: Receipt) -> datetime | None:
    """When everything is paid; None where no moment is known."""
    return receipt.balance_at if receipt.leaves_balance else receipt.at


def whole_refund(receipt: Receipt, policy: Refund, at: datetime | None) -> int:
    """The money that comes back when all goods go back in time: everything, without postage that never does, and
    without what is held back at that moment."""
    account = Account(receipt, policy)
    due = account.goods_due(account.everything)
    return due - min(due, fee(account, account.everything, at, 0))


class _Planning:
    def __init__(self, receipt: Receipt, received: datetime | None) -> None:
        self.receipt, self.received = receipt, received
        self.book = receipt.rulebook
        self.zone = self.book.timezone
        self.policy = self.book.effective_refund or Refund()
        # A deposit may be all there is to pay: then nothing is left that could be missed.
        self.in_parts = receipt.leaves_balance
        self.paid_at = last_payment(receipt)

    def timeline(self) -> Timeline:
        windows = tuple(sorted(map(self.local, self.windows()), key=_place))
        return Timeline(
            receipt=self.receipt,
            zone=self.zone,
            received=self.there(self.received),
            windows=windows,
            phases=tuple(self.phases()),
            moments=tuple(self.moments(windows)),
            texts=self.texts(),
            findings=tuple(findings(self.receipt, self.policy, windows, self.received)),
        )

    def texts(self) -> Texts:
        policy, protection = self.policy, self.book.effective_protection
        return Texts(
            assumed=self.book.effective_refund is None,
            terms=policy.source,
            law=policy.law if self.receipt.deposits else None,
            binds=policy.binds.fraction if self.receipt.deposits and policy.binds is not None else None,
            protection=None if protection is None else protection.source or protection.title,
        )

    # --- in the zone of the rulebook ----------------------------------------------------------------

    def there(self, at: datetime | None) -> datetime | None:
        return None if at is None else at.astimezone(ZoneInfo(self.zone))

    def local(self, window: Window) -> Window:
        facts = dict(window.__dict__)
        facts |= {key: self.there(facts[key]) for key in ("opens", "closes", "at")}
        return Window(**facts)

    # --- windows ------------------------------------------------------------------------------------

    def windows(self) -> Iterator[Window]:
        for payment in self.receipt.payments:
            if payment.stage != "balance" or self.in_parts:
                yield self.payment(payment)
        yield from self.offers()
        yield from self.counted_in_days()
        yield from self.promises()
        for later in self.receipt.later:
            if later.valid is not None:
                yield self.voucher(later, later.valid)

    def payment(self, payment: Payment) -> Window:
        stake: Stake
        match payment.stage:
            case "order":
                return self.order(payment)
            case "deposit":
                assert payment.rule is not None
                lost = self.missing(without_deposit(self.receipt, payment.rule))
                before, after = NOTHING, self.after_deposit(payment.at) if self.in_parts else self.after_all(payment.at)
                stake = "saving" if lost else "nothing"
            case _:
                kept = kept_by_terms(self.receipt, self.policy, payment.at)
                # Where the terms give a deposit back, missing the balance costs what the deposit would have saved.
                lost = kept or self.missing(in_stock(self.receipt, payment.at or self.receipt.at))
                before, after = self.after_deposit(payment.at), self.after_all(payment.at)
                stake = "deposit" if kept else "saving" if lost else "nothing"
        return Window(
            *(payment.stage, payment.rule, payment.opens, payment.closes, payment.amount, stake, lost),
            at=payment.at,
            back_before=before,
            back=after,
        )

    def missing(self, other: Receipt) -> int:
        """What it costs to miss something, given what the order comes to without it."""
        return max(0, dearer(other, self.receipt))

    def order(self, payment: Payment) -> Window:
        """The order by itself: the time in which this price stands."""
        inside = {name: window_of(self.book.rules[name].when) for name in self.applied()}
        shared = overlap(inside.values())
        opens, closes = shared.start or payment.opens, shared.end or payment.closes
        first = frozenset(name for name, window in inside.items() if closes is not None and window.end == closes)
        lost = self.missing(again(self.receipt, without=first)) if first else 0
        return Window(
            *("order", None, opens, closes, payment.amount, "saving" if lost else "nothing", lost),
            at=payment.at,
            back_before=NOTHING,
            back=self.after_all(payment.at),
        )

    def after_deposit(self, at: datetime | None) -> Back:
        paid = self.receipt.deposits
        terms, law = kept_by_terms(self.receipt, self.policy, at), bound_by_law(self.receipt, self.policy)
        return Back(paid, paid - terms, None if law is None else paid - law)

    def after_all(self, at: datetime | None) -> Back:
        return Back(self.receipt.pay, whole_refund(self.receipt, self.policy, at), None)

    def applied(self) -> list[str]:
        """The rules that changed something now, without the deposits."""
        found = dict.fromkeys(step.rule for step in self.receipt.steps if step.deduction)
        return [name for name in found if not isinstance(self.book.rules[name].take, Deposit)]

    def offers(self) -> Iterator[Window]:
        """Coupons, wallets and offers that run for a time: each that this price, or a benefit, rests on."""
        takes = self.applied()
        for name in dict.fromkeys([*takes, *(later.rule for later in self.receipt.later)]):
            rule = self.book.rules[name]
            window = window_of(rule.when)
            if window != Within(None, None):
                kind: WindowKind = "offer" if rule.use == "automatic" else "coupon"
                lost = self.missing(again(self.receipt, without=frozenset({name})))
                stake: Stake = "nothing" if not lost else "saving" if name in takes else "benefit"
                yield Window(kind, name, window.start, window.end, 0, stake, lost)

    def counted_in_days(self) -> Iterator[Window]:
        policy, protection = self.book.effective_refund, self.book.effective_protection
        if policy is not None:
            opens, closes = self.since(policy.after), refund_closes(self.receipt, policy, self.received)
            # Where no days are stated, there is no end that could be missed.
            lost = None if policy.within is None else whole_refund(self.receipt, policy, opens)
            stake: Stake = "nothing" if lost is None else "goods"
            yield Window("refund", None, opens, closes, 0, stake, lost or 0, policy.within, policy.after)
        if protection is not None:
            opens, closes = self.since(protection.after), protection_closes(self.receipt, protection, self.received)
            stake = "nothing" if protection.within is None else "difference"
            lost = 0 if protection.within is None else None
            yield Window("protection", None, opens, closes, 0, stake, lost, protection.within, protection.after)

    def since(self, after: Literal["order", "payment", "receipt", "campaign"]) -> datetime | None:
        """From when on goods can go back, or a difference can be claimed."""
        match after:
            case "order":
                return self.receipt.at
            case "receipt":
                return self.received
            case "payment" | "campaign":  # days from the campaign's end: what is paid before is protected all along
                return self.paid_at

    def promises(self) -> Iterator[Window]:
        """Promises that have to come true by a moment."""
        worth = {cut.rule: cut.saves for cut in self.receipt.promised}
        worth |= {later.rule: later.worth for later in self.receipt.later if not later.certain}
        for name, amount in worth.items():
            rule = self.book.rules[name]
            if rule.by is not None and amount:
                chance = None if rule.chance is None else rule.chance.fraction
                yield Window("promise", name, None, rule.by, 0, "benefit", amount, chance=chance)

    def voucher(self, later: Later, valid: Within) -> Window:
        return Window(
            *("voucher", later.rule, valid.start, valid.end, 0, "benefit", later.worth),
            spend=later.spend,
            chance=later.chance,
        )

    # --- what comes back when ---------------------------------------------------------------------------

    def phases(self) -> Iterator[Phase]:
        """From before the order on; a phase without a known end is the last that can be told."""
        told: list[tuple[Stage, datetime | None]] = [("unpaid", None)]
        if self.in_parts:
            told.append(("deposit", self.receipt.at))
        told.append(("paid", self.paid_at))
        closes = refund_closes(self.receipt, self.policy, self.received)
        if self.received is not None and (closes is None or self.received < closes):
            told.append(("received", self.received))
        if closes is not None:
            told.append(("final", closes))
        begins = [begin for _, begin in told]
        for at in range(1, len(begins)):
            before, own = begins[at - 1], begins[at]
            # Days counted from the order may be over before the balance is paid.
            begins[at] = max(before, own) if before is not None and own is not None else own
        for (stage, _), begin, end in zip(told, begins, [*begins[1:], None], strict=True):
            if begin is None or begin != end:
                turns = [begin, *self.turns(begin, end)]
                for own, next_ in zip(turns, [*turns[1:], end], strict=True):
                    yield Phase(stage, self.there(own), self.there(next_), self.comes_back(stage, own))

    def turns(self, begin: datetime | None, end: datetime | None) -> Iterator[datetime]:
        """When another fee begins, in between."""
        for one in self.policy.fee:
            if one.until is not None and begin is not None and begin < one.until and (end is None or one.until < end):
                yield one.until

    def comes_back(self, stage: Stage, at: datetime | None) -> Back:
        match stage:
            case "unpaid":
                return NOTHING
            case "deposit":
                return self.after_deposit(at)
            case "paid" | "received":
                return self.after_all(at)
            case "final":
                return Back(self.receipt.pay, 0, None)

    # --- the line ------------------------------------------------------------------------------------------

    def moments(self, windows: tuple[Window, ...]) -> Iterator[Moment]:
        events: dict[datetime, list[Event]] = {}

        def happens(at: datetime | None, mark: Mark, window: int | None = None) -> None:
            if at is not None:
                events.setdefault(at, []).append(Event(mark, window))

        happens(self.there(self.receipt.at), "deposit" if self.receipt.deposits else "ordered")
        if self.in_parts:
            happens(self.there(self.receipt.balance_at), "balance")
        happens(self.there(self.received), "received")
        for at, window in enumerate(windows):
            happens(window.opens, "opens", at)
            happens(window.closes, "closes", at)
        for moment in sorted(events):
            yield Moment(moment, tuple(events[moment]))


def _place(window: Window) -> tuple[datetime, datetime, int, str]:
    """In order of time, a payment without a window when it is paid; what has no known end comes last."""
    first = window.opens or window.at or window.closes or NEVER
    return first, window.closes or NEVER, ORDER.index(window.kind), window.rule or ""
