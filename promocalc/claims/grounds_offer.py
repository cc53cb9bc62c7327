"""What an offer comes to: a gift, a voucher, the items in scope. Amounts are minor units, shares are fractions."""

from __future__ import annotations

from fractions import Fraction

from promocalc.frozen import Frozen
from promocalc.rules.values import Title


class GiftWorth(Frozen):
    """What a gift is said to be worth, beside what it sells for."""

    claimed: int
    sells_for: int

    @property
    def holds(self) -> bool:
        """Whether it sells for so much."""
        return self.claimed <= self.sells_for


class Share(Frozen):
    """The share off that an offer comes to, beside the one that is said: of a voucher, of a second piece at half."""

    claimed: Fraction
    real: Fraction

    @property
    def holds(self) -> bool:
        """Whether it comes to so much."""
        return self.real >= self.claimed


class Shown(Frozen):
    """Whether the conditions of a price, or what each item costs less, are told with it."""

    shown: bool

    @property
    def holds(self) -> bool:
        """Whether they are."""
        return self.shown


class EveryItem(Frozen):
    """Whether every item in scope reaches what is advertised, as somebody found."""

    every: bool

    @property
    def holds(self) -> bool:
        """Whether they all do."""
        return self.every


class BelowThreshold(Frozen):
    """A price from which nothing comes off yet, beside the one from which on something does: 满300减50 on 280."""

    price: int
    start: int

    @property
    def holds(self) -> bool | None:
        """None: nothing is said of a price so low."""
        return None


class Items(Frozen):
    """How many items in scope reach what is advertised. Those below a threshold that is said are none of them."""

    reach: int
    of: int
    more_than: Fraction | None
    """At least this share is asked for; None where one item is enough."""
    every: bool = False
    counter: str = ""
    """The id of an item that does not reach it: the one that falls shortest."""
    median: Fraction | None = None
    """The share that comes off the middle item."""
    counter_title: Title | None = None
    best: str = ""
    """The id of the item that goes furthest."""
    best_title: Title | None = None
    best_share: Fraction | None = None
    """The share that comes off it."""
    sure: int | None = None
    """How many reach it whatever else was asked for them before; None where somebody counted those that do."""
    may: int = 0
    """How many of those that do not would, were more asked for them on days that nobody saw."""
    marked: int = 0
    """How many have no earlier price but those on the label."""
    gaps: int = 0
    """How many have an earlier price from a record with days on which nobody looked."""
    below: int = 0
    """How many more are left out: they cost less than the threshold from which on something comes off."""

    @property
    def share(self) -> Fraction:
        """The share of items that do."""
        return Fraction(self.reach, self.of) if self.of else Fraction(0)

    @property
    def would_need(self) -> int:
        """How many would have to."""
        if self.every:
            return self.of
        return 1 if self.more_than is None else max(1, -int(-self.more_than * self.of // 1))

    @property
    def holds(self) -> bool | None:
        """Whether enough of them do; None where that depends on days that nobody saw."""
        if self.reach >= self.would_need:
            return True
        return None if self.reach + self.may >= self.would_need else False

    @property
    def firm(self) -> bool:
        """Whether what holds holds whatever else was asked for them before."""
        return self.sure is None or self.sure >= self.would_need
