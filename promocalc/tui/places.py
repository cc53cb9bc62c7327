"""Where one is on a curve: the stretch that is seen, the value under the cursor, and how one gets elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.explain.curve.chart import Scale, ticks
from promocalc.explain.curve.range import USUAL
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.unknowns import Unit, unit_of
from promocalc.problems import OutOfRange, Problem, ProblemGroup, TooFine, Trouble, Where

CLOSEST = 4
"""So far apart the ends of the stretch that is seen stay, however close one looks."""
HIGHEST = 10**12
"""Minor units beyond which nobody looks."""
DOTS = 2
"""Dots of a curve in one cell, across."""


@dataclass(frozen=True)
class Place:
    """The stretch that is seen, from ``low`` to ``high``, and the value under the cursor.

    The cursor is always inside of the stretch, and that inside of what the unknown may be.
    """

    low: int
    high: int
    x: int
    least: int
    most: int

    def at(self, x: int) -> Place:
        """With the cursor on a value, or as near as there is one; the stretch follows where it has to."""
        x = max(self.least, min(x, self.most))
        span = self.high - self.low
        if not self.low <= x <= self.high:
            return self._stretch(x - span // 2, span, x)
        return replace(self, x=x)

    def zoomed(self, out: bool) -> Place:
        """Half as much of the curve, or twice as much; the cursor stays where it is on the screen."""
        span = self.high - self.low
        wanted = span * 2 if out else span // 2
        wanted = min(max(wanted, CLOSEST), USUAL - 1, self.most - self.least)
        return self._stretch(self.x - (self.x - self.low) * wanted // max(span, 1), wanted, self.x)

    def _stretch(self, low: int, span: int, x: int) -> Place:
        low = max(self.least, min(low, self.most - span))
        return replace(self, low=low, high=low + span, x=x)

    def column(self, x: int, cells: int) -> int:
        """In which of so many cells a value is drawn."""
        return Scale(self.low, self.high, cells * DOTS).at(x) // DOTS

    def values(self, column: int, cells: int) -> range:
        """The values that are drawn in a cell."""
        every = range(self.low, self.high + 1)
        first, after = (
            bisect_left(every, place, key=lambda x: self.column(x, cells)) for place in (column, column + 1)
        )
        return every[first:after]

    def moved(self, by: int, cells: int, stops: Sequence[int] = ()) -> Place:
        """The cursor one cell to the right (1) or to the left (-1): onto the first of the stops in it, else onto its
        roundest value. At the end of the stretch, the stretch moves by half of it."""
        if cells < 1:
            return self.at(self.x + by)
        if self.x == (self.high if by > 0 else self.low):
            span = self.high - self.low
            ahead = self._stretch(self.low + by * max(span // 2, 1), span, self.x)
            return self if ahead == self else ahead.moved(by, cells, stops)
        found = self.values(self.column(self.x, cells) + by, cells)
        if not found:
            # Either the end, or so few values that not every cell has one.
            near = self.x + by
            return self.at(near if self.high - self.low < cells else self.high if by > 0 else self.low)
        inside = [stop for stop in stops if stop in found]
        return self.at((min if by > 0 else max)(inside) if inside else _roundest(found))

    def in_column(self, column: int, cells: int) -> Place:
        """The cursor on the roundest value of a cell."""
        found = self.values(column, cells)
        return self.at(_roundest(found)) if found else self


def _roundest(values: range) -> int:
    return ticks(values[0], values[-1], 1)[0]


def begun(question: Question) -> tuple[Place, int]:
    """The usual stretch of a question with the cursor on the present value, and that value."""
    from promocalc.explain.curve.range import present, usual_range

    low, high = usual_range(question)
    now = present(question)
    now = max(question.least, low if now is None else now)
    match unit_of(question.unknown):
        case "pieces":
            most = MOST_PIECES
        case "rate":
            most = HUNDREDTHS
        case _:
            most = HIGHEST
    place = Place(low, high, min(max(now, low), high), question.least, max(most, high))
    return place.at(now), now


def typed_value(text: str, unit: Unit, currency: str, place: Place, said: Callable[[int], str]) -> int:
    """The value that somebody typed: an amount, a percentage (its sign may be missing), a whole number.

    Raises ProblemGroup with what is wrong with it; ``said`` writes the ends of what is allowed.
    """
    from promocalc.money import tidy
    from promocalc.rules.values import read_percent, read_whole, troubles

    text = tidy(text).strip("¥￥元").strip()
    try:
        if unit == "money":
            value = typed_money(text, currency)
        elif unit == "rate":
            rate = read_percent(text if "/" in text else text.removesuffix("%").strip() + "%")
            # Finer than a hundredth of a percent is rounded down to one.
            value = int(rate.fraction * HUNDREDTHS // 1)
        else:
            value = read_whole(text.replace(",", ""))
    except ValidationError as error:
        raise ProblemGroup(tuple(Problem(trouble, Where()) for _, trouble in troubles(error))) from None
    if not place.least <= value <= place.most:
        low, high = (said(end) for end in (place.least, place.most))
        raise _refused(OutOfRange(said(value), low, high))
    return value


def typed_money(text: str, currency: str) -> int:
    """An amount that somebody typed, in minor units. Raises ProblemGroup with what is wrong with it."""
    from promocalc.money import CURRENCIES, minor_units, tidy
    from promocalc.rules.values import read_amount, troubles

    try:
        amount = read_amount(tidy(text).strip("¥￥元").strip())
    except ValidationError as error:
        raise ProblemGroup(tuple(Problem(trouble, Where()) for _, trouble in troubles(error))) from None
    try:
        return minor_units(amount, currency)
    except ValueError:
        raise _refused(TooFine(f"{amount:f}", currency, CURRENCIES[currency])) from None


def _refused(trouble: Trouble) -> ProblemGroup:
    return ProblemGroup((Problem(trouble, Where()),))
