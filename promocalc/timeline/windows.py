"""The timeline of a receipt, as values: windows, what comes back when one stops, what was found."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen
from promocalc.rules.values import Title

WindowKind: TypeAlias = Literal[
    "order", "deposit", "balance", "coupon", "offer", "refund", "protection", "promise", "voucher"
]
"""``coupon`` is anything that is held, a wallet's money too; ``offer`` a rule that applies by itself while it runs."""

Stake: TypeAlias = Literal["nothing", "deposit", "saving", "goods", "difference", "benefit"]
"""What is lost with a missed window: a deposit already paid, a saving, the right to give goods back (at what would come
back of them), to be paid a price difference (of an amount that nobody knows yet), or a benefit."""


class Window(Frozen):
    """When something can be done, and what is at stake. Amounts are minor units.

    It runs from ``opens`` up to, not including, ``closes``; either may be unknown or open. A window that is counted in
    days (``days`` after ``after``) has no ends until the moment that it is counted from is known.
    """

    kind: WindowKind
    rule: str | None
    """The rule that it is about; None for the order, a balance, refunds and protection."""
    opens: datetime | None
    closes: datetime | None
    pay: int = 0
    """What is paid in it."""
    stake: Stake = "nothing"
    lost: int | None = 0
    """What a missed window costs: the deposit, or how much dearer everything is without it (what comes later counts
    against that); None where nobody can know."""
    days: int | None = None
    """For how many days, where it is counted in days."""
    after: Literal["order", "payment", "receipt", "campaign"] | None = None
    """What these days are counted from."""
    at: datetime | None = None
    """When it is paid, for a payment."""
    back_before: Back | None = None
    """For a payment: what comes back when one stops before it."""
    back: Back | None = None
    """For a payment: what comes back when one stops after it."""
    spend: int | None = None
    """For a voucher: what a second purchase has to come to."""
    chance: Fraction | None = None
    """For a promise: how likely it is, where that is known."""

    @property
    def is_payment(self) -> bool:
        """Whether money changes hands in it."""
        return self.kind in ("order", "deposit", "balance")


class Back(Frozen):
    """What comes back of the money paid until then when one stops there. Minor units."""

    paid: int
    terms: int
    """By the terms, or by what is taken for granted where they are silent."""
    law: int | None
    """At least so much by the law; None where no law is stated that bounds the deposit."""

    @property
    def lost(self) -> int:
        """What the terms keep."""
        return self.paid - self.terms


Stage: TypeAlias = Literal["unpaid", "deposit", "paid", "received", "final"]
"""Nothing is paid; a deposit is; everything is; the goods are here; nothing can go back any more."""


class Phase(Frozen):
    """A stretch of time in which one and the same comes back. ``ends`` is None where it never does, or nobody knows."""

    stage: Stage
    begins: datetime | None
    ends: datetime | None
    back: Back


Mark: TypeAlias = Literal["opens", "closes", "ordered", "deposit", "balance", "received"]


class Event(Frozen):
    """Something that happens at a moment: a window opens or closes (its position), or the shopper does something."""

    mark: Mark
    window: int | None = None


class Moment(Frozen):
    """A point on the line, in the zone of the rulebook, and everything that happens there."""

    at: datetime
    events: tuple[Event, ...]


# --- what was found without being asked -----------------------------------------------------------


class Lapses(Frozen):
    """A rule that held when ordering, and no longer when the balance opens: it is worth nothing on this order."""

    rule: str
    until: datetime
    balance_at: datetime
    saves: int | None
    """What it would take off if it still held; None where that is not known."""


class LapsesWithin(Frozen):
    """A rule that ends before the balance window does: paid later, the balance is dearer by so much."""

    rule: str
    until: datetime
    closes: datetime
    dearer: int


class BeginsWithin(Frozen):
    """A rule that begins only after the balance window has opened: paid at once, the balance is dearer by so much."""

    rule: str
    starts: datetime
    opens: datetime
    dearer: int


class ShortBalance(Frozen):
    """The balance can be paid for less than a day. ``minutes`` is how long."""

    opens: datetime
    closes: datetime
    minutes: int


class NightBalance(Frozen):
    """A balance that can be paid for a day at most opens in the night (22:00 to 7:00 of the rulebook's zone), or can be
    paid in the night only."""

    opens: datetime
    closes: datetime
    only: bool


class DepositNotOpen(Frozen):
    """A deposit that could be made on this order, had it been ordered in its window: that has not begun, or is over."""

    rule: str
    opens: datetime | None
    closes: datetime | None
    over: bool
    """It is over; otherwise it has not begun."""


class DepositAboveLaw(Frozen):
    """More was paid as a deposit than the law lets one bind: ``excess`` is a prepayment and comes back."""

    lines: tuple[str, ...]
    """The lines where that is so; all figures are theirs."""
    deposit: int
    price: int
    """What the goods cost that it is paid on: deposit and balance."""
    bound: int
    """The most that binds."""
    excess: int
    part: Fraction
    """Which part of the price that is."""


class DepositSavesNothing(Frozen):
    """A deposit without which the order is no dearer on the day: it binds the shopper, and buys nothing."""

    rule: str
    deposit: int


class ProtectionEndsFirst(Frozen):
    """Price protection ends before the balance opens, or before the goods have come: by so many minutes."""

    closes: datetime
    before: Literal["balance", "receipt"]
    at: datetime
    minutes: int


class RefundEndsFirst(Frozen):
    """Goods can no longer go back by the time that they come."""

    closes: datetime
    received: datetime


class PromiseAfterRefund(Frozen):
    """Whether a promise is kept can be told only after the goods can no longer go back."""

    rule: str
    by: datetime
    closes: datetime


class VoucherEndsFirst(Frozen):
    """A voucher that can no longer be used by the time that the order is paid in full."""

    rule: str
    until: datetime
    paid_at: datetime


Finding: TypeAlias = (
    Lapses
    | LapsesWithin
    | BeginsWithin
    | ShortBalance
    | NightBalance
    | DepositNotOpen
    | DepositAboveLaw
    | DepositSavesNothing
    | ProtectionEndsFirst
    | RefundEndsFirst
    | PromiseAfterRefund
    | VoucherEndsFirst
)


class Texts(Frozen):
    """Where it is written what comes back. ``assumed``: the terms do not say, and the usual is taken for granted."""

    assumed: bool
    terms: Title | None
    """Where the terms say so."""
    law: Title | None
    """Which law bounds a deposit."""
    binds: Fraction | None
    """Up to which part of the price a deposit binds by that law."""
    protection: Title | None
    """Where price protection is written."""


class Timeline(Frozen):
    """Everything about a receipt that has a date."""

    receipt: Receipt
    zone: str
    received: datetime | None
    windows: tuple[Window, ...]
    """In order of time; those without any known moment last."""
    phases: tuple[Phase, ...]
    """What comes back, from the order on, without a gap."""
    moments: tuple[Moment, ...]
    """For drawing the line: every known moment once, in order."""
    texts: Texts
    findings: tuple[Finding, ...]

    def of(self, kind: WindowKind) -> tuple[Window, ...]:
        """The windows of one kind."""
        return tuple(window for window in self.windows if window.kind == kind)
