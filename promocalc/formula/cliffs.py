"""Cliffs: prices at which a dearer cart costs less, and the prices that nobody should stop at. Needs NumPy."""

from __future__ import annotations

from typing import NamedTuple

from promocalc.formula.columns import np, runs
from promocalc.formula.curve import Curve

ROUNDING = 1
"""Minor units: a drop that is no deeper is put down to rounding, even where another law begins."""

COARSE = 100
"""Minor units: a drop of so many is a cliff even inside one law. Who rounds to whole tens or hundreds makes them."""


class Cliff(NamedTuple):
    """A price at which less is paid than one minor unit below it."""

    at: int
    before: int
    """What is paid one minor unit below."""
    pay: int
    of_rounding: bool
    """Whether nothing is reached there, and a fraction only fell the other way: it is no deeper than :data:`ROUNDING`,
    or less than :data:`COARSE` where one law says what is paid on both sides of it."""

    @property
    def depth(self) -> int:
        """By how much less is paid, in minor units."""
        return self.before - self.pay


class Dominated(NamedTuple):
    """Consecutive prices that all pay more than some higher price of the range does."""

    start: int
    end: int
    better: int
    """The price right above them: less is paid there than at any of them, and nowhere above it less still."""
    pay: int
    """What is paid there."""


def cliffs(curve: Curve) -> tuple[Cliff, ...]:
    """Every cliff of a curve over prices, from the lowest price on."""
    before, after = curve.pays[:-1], curve.pays[1:]
    told_apart = {piece.start for piece in curve.pieces if not piece.bends}
    beyond = next((piece.start for piece in curve.pieces if piece.law is None), curve.end + 1)
    found = []
    for row in np.flatnonzero(after < before):
        at, high, low = curve.start + int(row) + 1, int(before[row]), int(after[row])
        inside = at < beyond and at not in told_apart
        found.append(Cliff(at, high, low, high - low <= ROUNDING or (inside and high - low < COARSE)))
    return tuple(found)


def dominated(curve: Curve) -> tuple[Dominated, ...]:
    """The longest runs of prices each of which pays more than some higher price, as far as the range goes."""
    if curve.start == curve.end:
        return ()
    least_above = np.minimum.accumulate(curve.pays[:0:-1])[::-1]
    found = []
    for first, last in runs(curve.pays[:-1] > least_above):
        # The price after the last one is in no such run: nothing above it pays less than it does.
        better = curve.start + last + 1
        found.append(Dominated(curve.start + first, curve.start + last, better, curve.at(better)))
    return tuple(found)
