"""What a shopper should know about the dates of an order without having asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from promocalc.engine import Pricer
from promocalc.engine.outcome import LapsesBefore, OutsideWindow, Skipped
from promocalc.engine.receipt import Receipt
from promocalc.problems import ProblemGroup
from promocalc.rules.refund import Refund
from promocalc.rules.rule import Rule
from promocalc.rules.scope import window_of
from promocalc.rules.take import Deposit
from promocalc.timeline.again import again, at_any_time, dearer
from promocalc.timeline.law import bounds
from promocalc.timeline.windows import (
    BeginsWithin,
    DepositAboveLaw,
    DepositNotOpen,
    DepositSavesNothing,
    Finding,
    Lapses,
    LapsesWithin,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    VoucherEndsFirst,
    Window,
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
NIGHT, MORNING = time(22), time(7)


def findings(
    receipt: Receipt, policy: Refund, windows: Sequence[Window], received: datetime | None
) -> Iterator[Finding]:
    """Everything found, the dearest kinds first. ``windows`` are those of the receipt's timeline."""
    yield from _not_open(receipt)
    if receipt.deposits:
        yield from _lapses(receipt)
        balance = next((window for window in windows if window.kind == "balance"), None)
        if balance is not None:  # else the deposit is all there is to pay
            yield from _around(receipt, balance)
            yield from _when_due(receipt, balance)
        yield from _deposits(receipt, policy, windows)
    yield from _too_short(receipt, windows, received)


def _not_open(receipt: Receipt) -> Iterator[Finding]:
    """Deposits that this order would make in their window, and does not, being too early or too late."""
    for step in receipt.steps:
        if isinstance(step.outcome, Skipped) and isinstance(step.outcome.reason, OutsideWindow):
            found = step.outcome.reason
            if isinstance(receipt.rulebook.rules[step.rule].take, Deposit) and _fits(receipt, step.rule, found):
                over = found.end is not None and found.end <= found.at
                yield DepositNotOpen(step.rule, found.start, found.end, over)


def _fits(receipt: Receipt, rule: str, window: OutsideWindow) -> bool:
    """Whether a deposit is made where the order is in its window."""
    inside = window.start if window.start is not None else (window.end or window.at) - MINUTE
    try:
        order = Pricer(receipt.rulebook, receipt.shopper, inside).price(receipt.cart, receipt.choices)
    except ProblemGroup:  # the cart's own day for a balance may not go with that moment
        return False
    return any(step.rule == rule and step.deposit for step in order.steps)


def _lapses(receipt: Receipt) -> Iterator[Finding]:
    """Rules that have lapsed when the balance is due, with what they would still take off."""
    for one in receipt.assumptions:
        if isinstance(one, LapsesBefore):
            try:
                saves = dearer(receipt, again(receipt, book=at_any_time(receipt.rulebook, one.rule)))
            except ProblemGroup:  # held, it would not fit the order: what it would take cannot be told
                saves = None
            if saves is None or saves > 0:
                yield Lapses(one.rule, one.until, one.balance_at, saves)


def _around(receipt: Receipt, balance: Window) -> Iterator[Finding]:
    """Rules that end, or begin, while the balance can be paid: the moment of paying changes the price."""
    opens, closes, due = balance.opens, balance.closes, receipt.balance_at
    if due is None:
        return
    took = {step.rule for step in receipt.steps if step.deduction or step.given}
    early = {
        step.rule
        for step in receipt.steps
        if isinstance(step.outcome, Skipped) and isinstance(step.outcome.reason, OutsideWindow)
    }
    for name, rule in receipt.rulebook.rules.items():
        window = window_of(rule.when)
        if not _with_balance(rule):
            continue
        ends_inside = window.end is not None and window.end > due and (closes is None or window.end < closes)
        if name in took and window.end is not None and closes is not None and ends_inside:
            more = dearer(again(receipt, without=frozenset({name})), receipt)
            if more > 0:
                yield LapsesWithin(name, window.end, closes, more)
        begins_inside = window.start is not None and window.start > due and (closes is None or window.start < closes)
        if name in early and window.start is not None and opens is not None and begins_inside:
            more = dearer(receipt, again(receipt, balance_at=window.start))
            if more > 0:
                yield BeginsWithin(name, window.start, opens, more)


def _with_balance(rule: Rule) -> bool:
    return not isinstance(rule.take, Deposit) and rule.stage != "deposit"


def _when_due(receipt: Receipt, balance: Window) -> Iterator[Finding]:
    """A balance that is easily missed."""
    opens, closes = balance.opens, balance.closes
    if opens is None or closes is None or closes - opens > DAY:
        return
    if closes - opens < DAY:
        yield ShortBalance(opens, closes, (closes - opens) // MINUTE)
    there = opens.astimezone(ZoneInfo(receipt.rulebook.timezone))
    clock = there.time()
    if clock >= NIGHT or clock < MORNING:
        day = there + DAY if clock >= NIGHT else there
        morning = datetime.combine(day.date(), MORNING, there.tzinfo)
        yield NightBalance(opens, closes, only=closes <= morning)


def _deposits(receipt: Receipt, policy: Refund, windows: Sequence[Window]) -> Iterator[Finding]:
    """Deposits that bind further than the law lets them, or that buy nothing."""
    above = [bound for bound in bounds(receipt, policy) if bound.excess]
    if above and policy.binds is not None and receipt.leaves_balance:
        yield DepositAboveLaw(
            tuple(bound.line for bound in above),
            sum(bound.deposit for bound in above),
            sum(bound.price for bound in above),
            sum(bound.binds for bound in above),
            sum(bound.excess for bound in above),
            policy.binds.fraction,
        )
    for window in windows:
        if window.kind == "deposit" and window.rule is not None and not window.lost:
            yield DepositSavesNothing(window.rule, window.pay)


def _too_short(receipt: Receipt, windows: Sequence[Window], received: datetime | None) -> Iterator[Finding]:
    """Rights that are over before they are of use."""
    in_parts = receipt.leaves_balance
    paid_at = receipt.balance_at if in_parts else receipt.at
    refund = next((window for window in windows if window.kind == "refund"), None)
    until = None if refund is None else refund.closes
    for window in windows:
        closes = window.closes
        if closes is None:
            continue
        match window.kind:
            case "protection" if in_parts and paid_at is not None and closes <= paid_at:
                yield ProtectionEndsFirst(closes, "balance", paid_at, (paid_at - closes) // MINUTE)
            case "protection" if received is not None and closes <= received:
                yield ProtectionEndsFirst(closes, "receipt", received, (received - closes) // MINUTE)
            case "refund" if received is not None and closes <= received:
                yield RefundEndsFirst(closes, received)
            case "promise" if window.rule is not None and until is not None and closes > until:
                yield PromiseAfterRefund(window.rule, closes, until)
            case "voucher" if window.rule is not None and paid_at is not None and closes <= paid_at:
                yield VoucherEndsFirst(window.rule, closes, paid_at)
            case _:
                pass
