"""What the what-if screen shows of curves that were worked out: the chart, the rows about one value, texts to copy.

``promocalc.explain.curve.text`` words it. No terminal library is imported. Needs NumPy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from promocalc.explain.amounts import change
from promocalc.explain.curve.chart import Line, Series, braille, plain
from promocalc.explain.curve.csv import csv
from promocalc.explain.curve.report import CurveReport
from promocalc.explain.curve.report import text as report
from promocalc.explain.curve.text import CurveView
from promocalc.explain.problems.text import message
from promocalc.explain.receipt.detail import Row
from promocalc.explain.sheet import parenthesis
from promocalc.formula.curve import Curve
from promocalc.tui.overtime import under
from promocalc.tui.places import Place
from promocalc.tui.reading import Reading
from promocalc.tui.whatif import Worked, clipped
from promocalc.tui.whatif_words import WhatIfWords, whatif_words

FOOT = 2
"""Rows of a chart below its curves: the axis, and its labels."""


class Chart(NamedTuple):
    """A drawn chart, and where in it the curves are."""

    lines: list[Line]
    gutter: int
    """Cells before the first column of the curves."""
    columns: int


@dataclass(frozen=True, eq=False)
class CurvesReading:
    """The curves of a session, in its language."""

    reading: Reading
    worked: Worked
    curve: Curve
    names: tuple[str, str] = ("", "")
    """What the two curves are called; empty where there is one."""

    @property
    def say(self) -> WhatIfWords:
        """The screen's own words."""
        return whatif_words(self.reading.session.language)

    @cached_property
    def view(self) -> CurveView:
        """Who words it."""
        return CurveView(self.curve, self.reading.session.language)

    @cached_property
    def second(self) -> CurveView | None:
        """Who words the other curve."""
        other = self.worked.second
        return None if other is None else CurveView(other, self.reading.session.language)

    @cached_property
    def stops(self) -> tuple[int, ...]:
        """Where there is something to see: cliffs and jumps of either curve, rising."""
        found = set(self.view.marks) | {at for at, _ in self.view.jumps}
        if self.second is not None:
            found |= {at for at, _ in self.second.jumps}
        return tuple(sorted(found))

    def next_stop(self, x: int, by: int) -> int | None:
        """The nearest stop above (1) or below (-1) a value; None where there is none."""
        if by > 0:
            return next((at for at in self.stops if at > x), None)
        return next((at for at in reversed(self.stops) if at < x), None)

    # --- the chart --------------------------------------------------------------------------------------------

    def chart(self, place: Place, cells: int, rows: int) -> Chart:
        """The stretch that is seen, with the cursor."""
        view = self.view
        lines = braille(
            self._series(place),
            cells,
            rows,
            view.x_label,
            view.y_label,
            view.marks,
            view.bands,
            place.x,
        )
        legend = 1 if self.second is not None and rows > FOOT + 1 else 0
        axis = plain(lines[rows - FOOT - legend]) if rows > FOOT + legend else ""
        gutter = len(axis) - len(axis.lstrip()) + 1 if axis.strip() else cells
        return Chart(lines, gutter, max(cells - gutter, 0))

    def _series(self, place: Place) -> list[Series]:
        """The curves in a stretch; kept, because the cursor moves more often than the stretch."""
        seen = (place.low, place.high)
        if seen not in self._drawn:
            self._drawn.clear()
            language = self.reading.session.language
            self._drawn[seen] = [CurveView(one, language).series() for one in self._stretches(place) if one is not None]
        return self._drawn[seen]

    @cached_property
    def _drawn(self) -> dict[tuple[int, int], list[Series]]:
        return {}

    # --- texts --------------------------------------------------------------------------------------------------

    def rows(self, x: int, numbers: Sequence[Row] = ()) -> list[Row]:
        """What is to be said of one value, its price in other ``numbers``, of the second curve there, and of the cliffs
        around it."""
        return [*self.view.here(x), *numbers, *self._beside(x), *self._cliffs(x)]

    def _beside(self, x: int) -> Iterator[Row]:
        """What the other one pays."""
        label, name = self.view.say.compared, self.names[1]
        colon = "：" if self.reading.session.language == "zh" else ": "
        if self.worked.second_lacks:
            yield label, f"{name}{colon}{self.say.lacks}"
        for problem in self.worked.second_problems:
            yield label, f"{name}{colon}{message(problem.trouble, self.reading.session.language)}"
        if self.second is not None:
            pay, more = self.second.curve.at(x), self.second.curve.at(x) - self.curve.at(x)
            told = parenthesis(change(more, self.view.currency), self.reading.session.language) if more else ""
            yield label, f"{name}{colon}{self.view.y_label(pay)}{told}"

    def _cliffs(self, x: int) -> Iterator[Row]:
        """Those right below and above in full, the nearer one first; then all of them in short."""
        cliffs = self.view.cliffs
        if not cliffs:
            return
        around = [*[one for one in cliffs if one.at > x][:1], *[one for one in cliffs if one.at <= x][-1:]]
        nearest = sorted(around, key=lambda one: abs(one.at - x))
        every = "  ".join(self.view.x_label(cliff.at) for cliff in cliffs)
        yield from under(self.say.cliffs, [*map(self.view.cliff_line, nearest), every])
        yield from under(self.view.say.dominated, self.view.dominated_lines())

    # --- to be copied ------------------------------------------------------------------------------------------

    def text(self, place: Place) -> str:
        """The stretch that is seen, as a page. It may take a second: the engine prices all borders again."""
        one, other = self._stretches(place)
        return report(CurveReport(one, self.reading.session.language, other))

    def table(self, place: Place) -> str:
        """Every value of that stretch, as CSV."""
        return csv(*self._stretches(place))

    def _stretches(self, place: Place) -> tuple[Curve, Curve | None]:
        one, other = self.curve, self.worked.second
        return (
            clipped(one, place.low, place.high, self.names[0]),
            None if other is None else clipped(other, place.low, place.high, self.names[1]),
        )
