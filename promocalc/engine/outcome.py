"""What came of one rule on one pool, as typed values with numbers and no sentence.

Amounts are minor units; counts are pieces or different values, as ``counts`` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal, TypeAlias

# --- why a rule did nothing ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BelowThreshold:
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

    @property
    def missing(self) -> int:
        """How much more would do."""
        return self.need - self.have + (1 if self.above else 0)


@dataclass(frozen=True, slots=True)
class AboveCeiling:
    """The pool measured more than is allowed."""

    view: str
    ceiling: int
    have: int
    counts: bool = False


@dataclass(frozen=True, slots=True)
class NotFor:
    """The shopper is not who the rule is for. ``actual`` is None where nothing is known."""

    attribute: str
    wanted: tuple[str, ...]
    actual: str | None
    barred: bool = False
    """The rule is for everybody but these."""


@dataclass(frozen=True, slots=True)
class OutsideWindow:
    """Too early or too late."""

    start: datetime | None
    end: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """Not at this time of the day; ``at`` is in the rulebook's zone."""

    start: time
    end: time
    at: datetime


@dataclass(frozen=True, slots=True)
class NoMoment:
    """The rule holds at certain times only, and no moment was given."""


@dataclass(frozen=True, slots=True)
class NotThisOrder:
    """The shopper's count of orders is not the one asked for. ``actual`` is None where nothing is known."""

    at_least: int
    at_most: int | None
    actual: int | None


@dataclass(frozen=True, slots=True)
class NothingInScope:
    """No line of the cart is what the rule is about."""


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """The lines cost nothing any more, or as little as they may."""


@dataclass(frozen=True, slots=True)
class NoWholeStep:
    """Not once the amount for which the rule gives something."""

    view: str
    every: int
    have: int
    counts: bool = False

    @property
    def missing(self) -> int:
        """How much more would do."""
        return self.every - self.have


@dataclass(frozen=True, slots=True)
class AlreadyCheaper:
    """The price to which the rule would lower it is not below what it costs."""

    target: int
    have: int


@dataclass(frozen=True, slots=True)
class TakesNothing:
    """The amount works out as nothing: a rate of nothing, or less than half of the unit."""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """The shopper does not hold the coupon."""


@dataclass(frozen=True, slots=True)
class UsedUp:
    """The coupon was held, and went to another pool."""


@dataclass(frozen=True, slots=True)
class BalanceEmpty:
    """Nothing (left) in the wallet."""

    balance: str


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
)


# --- what came of it -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Applied:
    """Took (or added) what it says."""


Limit: TypeAlias = Literal["each", "pool", "order", "balance"]


@dataclass(frozen=True, slots=True)
class Capped:
    """A limit let it take only part: the caps that bound, narrowest first."""

    limits: tuple[Limit, ...]
    wanted: int
    granted: int


@dataclass(frozen=True, slots=True)
class Clipped:
    """More than was left on some lines; the rest is lost."""

    lines: tuple[str, ...]
    granted: int
    lost: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Did nothing, for this reason."""

    reason: SkipReason


@dataclass(frozen=True, slots=True)
class NotChosen:
    """The shopper decided otherwise; ``wanted`` is what it would have taken."""

    wanted: int


@dataclass(frozen=True, slots=True)
class Beaten:
    """Another alternative stands; the totals are those compared. ``by`` are the rules of the winner."""

    by: tuple[str, ...]
    own: int
    winning: int
    prefer: Literal["most", "first"] = "most"
    """Whether the one that takes most stands, or the first written that applies."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """May not meet a rule that has already taken something."""

    by: tuple[str, ...]
    wanted: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Would have taken more than may be taken from ``lines``, and so takes nothing."""

    lines: tuple[str, ...]
    wanted: int
    room: int


Outcome: TypeAlias = Applied | Capped | Clipped | Skipped | NotChosen | Beaten | Excluded | Refused


# --- what would change it ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NextStep:
    """So much more of the measure, and the rule takes so much more (before caps)."""

    missing: int
    gain: int
    counts: bool = False


# --- what was taken for granted ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AssumedCoupons:
    """Nothing was said of coupons: one of each is taken to be held."""

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumedTried:
    """No choice was stated: coupons and alternatives are tried in written order, and each that applies is used."""

    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumedReading:
    """The terms do not say; this reading is shown, and the range gives the others."""

    reading: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumedBest:
    """Two rules that may not meet both applied: the one that leaves less to pay was kept."""

    kept: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssumedNobody:
    """Nothing is known of the shopper: rules for certain shoppers do not apply."""

    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A rule counts only if a condition in words comes true."""

    rule: str


Assumption: TypeAlias = AssumedCoupons | AssumedTried | AssumedReading | AssumedBest | AssumedNobody | Promise
