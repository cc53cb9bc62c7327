"""What came of one rule on one pool, as typed values with numbers and no sentence.

Amounts are minor units; counts are pieces or different values, as ``counts`` says.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal, TypeAlias

from promocalc.frozen import Frozen

# --- why a rule did nothing ----------------------------------------------------------------------


class BelowThreshold(Frozen):
    """The pool measured less than is needed."""

    view: str
    need: int
    have: int
    counts: bool = False
    above: bool = False
    """The measure must exceed ``need``, not just reach it."""
    elsewhere: bool = False
    """Measured over other lines than the rule's own."""
    any_line: bool = False
    """No single line reaches it; ``have`` is the best line."""
    needed_before: int = 0
    """What earlier rules needed of the spending, and so is not in ``have``."""

    @property
    def missing(self) -> int:
        """How much more would do."""
        return self.need - self.have + (1 if self.above else 0)


class AboveCeiling(Frozen):
    """The pool measured more than is allowed."""

    view: str
    ceiling: int
    have: int
    counts: bool = False


class NotFor(Frozen):
    """The shopper is not who the rule is for. ``actual`` is None where nothing is known."""

    attribute: str
    wanted: tuple[str, ...]
    actual: str | None
    barred: bool = False
    """The rule is for everybody but these."""


class OutsideWindow(Frozen):
    """Too early or too late."""

    start: datetime | None
    end: datetime | None
    at: datetime


class OutsideHours(Frozen):
    """Not at this time of the day; ``at`` is in the rulebook's zone."""

    start: time
    end: time
    at: datetime


class NoMoment(Frozen):
    """The rule holds at certain times only, and no moment was given."""


class NotThisOrder(Frozen):
    """The shopper's count of orders is not the one asked for. ``actual`` is None where nothing is known."""

    at_least: int
    at_most: int | None
    actual: int | None


class NothingInScope(Frozen):
    """No line of the cart is what the rule is about."""


class NothingLeft(Frozen):
    """The lines cost nothing any more, or as little as they may."""


class NoWholeStep(Frozen):
    """Not once the amount for which the rule gives something."""

    view: str
    every: int
    have: int
    counts: bool = False

    @property
    def missing(self) -> int:
        """How much more would do."""
        return self.every - self.have


class AlreadyCheaper(Frozen):
    """The price to which the rule would lower it is not below what it costs."""

    target: int
    have: int


class TakesNothing(Frozen):
    """The amount works out as nothing: a rate of nothing, or less than half of the unit."""


class NotHeld(Frozen):
    """The shopper does not hold the coupon."""


class UsedUp(Frozen):
    """The coupon was held, and went to another pool."""


class BalanceEmpty(Frozen):
    """Nothing (left) in the wallet."""

    balance: str


class BelowLeast(Frozen):
    """What could be spent of a wallet is less than may be spent at once: a step, or the least (minor units)."""

    balance: str
    least: int
    have: int


class NoAmountInCurrency(Frozen):
    """The rule states its amounts by currency, and none for this one."""

    currency: str


class NoFullSet(Frozen):
    """Not one set can be formed: of ``need`` pieces there are ``have``."""

    need: int
    have: int
    distinct: str | None = None
    """Counted are different values of this attribute."""
    companions: bool = False
    """What is short are the pieces that every set needs besides."""


class LimitReached(Frozen):
    """The rule has applied as often as it may; ``period`` says over what."""

    period: str
    times: int


class UsedBefore(Frozen):
    """Every piece (or all the spending) in scope was used up by these rules."""

    by: tuple[str, ...]
    uses: Literal["pieces", "spend"] = "pieces"


class OnlyPromised(Frozen):
    """What it takes off depends on something that is only promised: it is not counted in what is paid for certain."""


class LeftOut(Frozen):
    """Left out of this price on purpose, to compare it with another."""


SkipReason: TypeAlias = (
    BelowThreshold
    | AboveCeiling
    | NotFor
    | OutsideWindow
    | OutsideHours
    | NoMoment
    | NotThisOrder
    | NothingInScope
    | NothingLeft
    | NoWholeStep
    | AlreadyCheaper
    | TakesNothing
    | NotHeld
    | UsedUp
    | BalanceEmpty
    | BelowLeast
    | NoAmountInCurrency
    | NoFullSet
    | LimitReached
    | UsedBefore
    | OnlyPromised
    | LeftOut
)


# --- what came of it -------------------------------------------------------------------------------


class Applied(Frozen):
    """Took (or added) what it says."""


Limit: TypeAlias = Literal[
    "each", "pool", "order", "day", "week", "month", "year", "person", "campaign", "balance", "step"
]


class Capped(Frozen):
    """A limit let it take only part: the caps that bound, narrowest first."""

    limits: tuple[Limit, ...]
    wanted: int
    granted: int


class Clipped(Frozen):
    """More than was left on some lines; the rest is lost."""

    lines: tuple[str, ...]
    granted: int
    lost: int


class Skipped(Frozen):
    """Did nothing, for this reason."""

    reason: SkipReason


class NotChosen(Frozen):
    """The shopper decided otherwise; ``wanted`` is what it would have taken: 0 where it would not have applied."""

    wanted: int


class Beaten(Frozen):
    """Another alternative stands; the totals are those compared. ``by`` are the rules of the winner."""

    by: tuple[str, ...]
    own: int
    winning: int
    prefer: Literal["most", "first"] = "most"
    """Whether the one that takes most stands, or the first written that applies."""


class Excluded(Frozen):
    """May not meet a rule that has already taken something."""

    by: tuple[str, ...]
    wanted: int


class Refused(Frozen):
    """Would have taken more than may be taken from ``lines``, and so takes nothing."""

    lines: tuple[str, ...]
    wanted: int
    room: int


Outcome: TypeAlias = Applied | Capped | Clipped | Skipped | NotChosen | Beaten | Excluded | Refused


# --- what would change it ------------------------------------------------------------------------------


class NextStep(Frozen):
    """So much more of the measure, and the rule takes so much more (before caps)."""

    missing: int
    gain: int
    counts: bool = False


# --- what was taken for granted ----------------------------------------------------------------------------


class AssumedCoupons(Frozen):
    """Nothing was said of coupons: one of each is taken to be held."""

    rules: tuple[str, ...]


class AssumedTried(Frozen):
    """No choice was stated: coupons and alternatives are tried in written order, and each that applies is used."""

    rules: tuple[str, ...]


class AssumedReading(Frozen):
    """The terms do not say; this reading is shown, and the range gives the others."""

    reading: str
    others: tuple[str, ...]


class AssumedBest(Frozen):
    """Two rules that may not meet both applied: the one that leaves less to pay was kept."""

    kept: tuple[str, ...]
    left: tuple[str, ...]


class AssumedLeast(Frozen):
    """A random cut is counted at its least; the range gives both ends."""

    rules: tuple[str, ...]


class AssumedUnused(Frozen):
    """Nothing is known of earlier uses of rules that are limited over more than this order: none is counted."""

    rules: tuple[str, ...]


class AssumedUntaxed(Frozen):
    """Lines that state no rate of tax, where every line states its own: no tax is counted on them."""

    lines: tuple[str, ...]
    attribute: str


class AssumedNobody(Frozen):
    """Nothing is known of the shopper: rules for certain shoppers do not apply."""

    attributes: tuple[str, ...]


class AssumedBalanceDay(Frozen):
    """No day was stated for the balance: it is taken to be paid as soon as its window opens."""

    at: datetime


class LapsesBefore(Frozen):
    """A rule that holds when the deposit is paid, and no more when the balance is."""

    rule: str
    until: datetime
    balance_at: datetime


class Promise(Frozen):
    """A rule counts only if a condition in words comes true."""

    rule: str


Assumption: TypeAlias = (
    AssumedCoupons
    | AssumedTried
    | AssumedReading
    | AssumedBest
    | AssumedLeast
    | AssumedUnused
    | AssumedUntaxed
    | AssumedNobody
    | AssumedBalanceDay
    | LapsesBefore
    | Promise
)
