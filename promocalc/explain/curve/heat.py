"""A heat map: the effective discount, or what is paid, as two things move. In a terminal, as CSV and as data.

What tells cells apart is a shade and never a colour; the legend says what each shade stands for. ``heat_svg`` draws
the same map for a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import Literal, TypeAlias, assert_never

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.explain.amounts import fold, money, nearest, percent, rate
from promocalc.explain.cells import clip, pad, width
from promocalc.explain.curve.heat_words import HeatLabels, Words, words
from promocalc.explain.data import Data, rate_data
from promocalc.explain.formula.unknown_words import UnknownWords
from promocalc.explain.language import Language
from promocalc.explain.wrapping import wrap
from promocalc.formula.heat import Cell, Grid
from promocalc.formula.unknowns import Unknown, unit_of, written
from promocalc.frozen import Frozen
from promocalc.money import plain

SCHEMA = "promocalc.grid/1.0"
"""The first number changes where a reader would have to, the second where there is more to read."""

Of: TypeAlias = Literal["discount", "pay"]
"""What a map shows."""

LEVELS = 5
"""So many shades there are at most."""
SHADES, ASCII_SHADES = " ░▒▓█", " .:*#"
NOTHING, ASCII_NOTHING = "·", "-"
"""A cell that has no figure."""

_MILLIONTHS = 10**6
"""Discounts are sorted into shades by millionths."""
_STEPS = (10, 15, 20, 25, 30, 40, 50, 60, 80)
_WIDEST = 12
_NARROWEST = 30


class Scale(Frozen):
    """Shades: each stands for ``step`` figures, the first for those from ``low`` on."""

    low: int
    step: int
    count: int

    def of(self, figure: Fraction | int) -> int:
        """The shade of a figure, from 0.

        >>> Scale(10, 5, 3).of(10), Scale(10, 5, 3).of(Fraction(149, 10)), Scale(10, 5, 3).of(24)
        (0, 0, 2)
        """
        return int((figure - self.low) // self.step)


def scale(low: Fraction | int, high: Fraction | int) -> Scale:
    """Shades with round borders over all figures from ``low`` to ``high``: as many as fit, :data:`LEVELS` at most.

    >>> scale(3, 97), scale(7, 7), scale(0, 4)
    (Scale(low=0, step=20, count=5), Scale(low=7, step=1, count=1), Scale(low=0, step=1, count=5))
    """
    power = 1
    while True:
        for tens in _STEPS:
            step, rest = divmod(tens * power, 10)
            if rest:
                continue
            first = low // step * step
            count = int((high - first) // step) + 1
            if count <= LEVELS:
                return Scale(int(first), step, count)
        power *= 10


@dataclass(frozen=True)
class HeatView:
    """A grid in one language; amounts are minor units."""

    grid: Grid
    language: Language
    of: Of = "discount"

    @cached_property
    def words(self) -> Words:
        """The sentences."""
        return words(self.language)

    @property
    def say(self) -> HeatLabels:
        """The labels."""
        return self.words.labels

    @cached_property
    def names(self) -> UnknownWords:
        """What moves, in words."""
        return UnknownWords(self.grid.subject, self.language)

    @property
    def heading(self) -> str:
        """What the map shows."""
        return self.say.discount if self.of == "discount" else self.say.pay

    @cached_property
    def axes(self) -> tuple[str, str]:
        """What moves from left to right, and from below upwards, in words."""
        colon = "：" if self.language == "zh" else ": "
        x, y = self.names.name(self.grid.x), self.names.name(self.grid.y)
        return f"{self.say.across}{colon}{x}", f"{self.say.up}{colon}{y}"

    def x_label(self, column: int) -> str:
        """The value of a column, without its unit."""
        return self.names.value(unit_of(self.grid.x), self.grid.xs[column])

    def y_label(self, row: int) -> str:
        """The value of a row, without its unit."""
        return self.names.value(unit_of(self.grid.y), self.grid.ys[row])

    def money(self, minor: int) -> str:
        """An amount, without its currency."""
        return money(minor, self.grid.subject.cart.currency)

    # --- cells --------------------------------------------------------------------------------------

    def figure(self, row: int, column: int) -> str:
        """What a cell shows: a percentage or an amount; empty where it has none."""
        if self.of == "pay":
            pay = self.grid.pays[row][column]
            return "" if pay is None else self.money(pay)
        saved = self.grid.discount(row, column)
        return "" if saved is None else _percent(saved)

    def _measured(self, row: int, column: int) -> Fraction | int | None:
        if self.of == "pay":
            return self.grid.pays[row][column]
        saved = self.grid.discount(row, column)
        return None if saved is None else saved * _MILLIONTHS

    @cached_property
    def scale(self) -> Scale | None:
        """The shades; None where no cell has a figure."""
        found = [one for cell in self.grid.cells if (one := self._measured(*cell)) is not None]
        return scale(min(found), max(found)) if found else None

    def shade(self, row: int, column: int) -> int | None:
        """Which shade a cell has, from 0, the lightest; None where it has no figure. One alone is the middle one."""
        figure = self._measured(row, column)
        if figure is None or self.scale is None:
            return None
        return self.spread[self.scale.of(figure)]

    @cached_property
    def spread(self) -> tuple[int, ...]:
        """Which of the :data:`LEVELS` each step of the scale is: from the lightest to the darkest."""
        count = 0 if self.scale is None else self.scale.count
        if count == 1:
            return (LEVELS // 2,)
        return tuple(at * (LEVELS - 1) // (count - 1) for at in range(count))

    @cached_property
    def legend(self) -> list[tuple[int, str]]:
        """Every shade, and the range that it stands for."""
        if self.scale is None:
            return []
        found = []
        for at, shade in enumerate(self.spread):
            low = self.scale.low + at * self.scale.step
            ends = (self._border(low), self._border(low + self.scale.step))
            found.append((shade, self.words.at_least(*ends)))
        return found

    def _border(self, figure: int) -> str:
        return self.money(figure) if self.of == "pay" else rate(Fraction(figure, _MILLIONTHS))

    @cached_property
    def nothing(self) -> str:
        """Why some cells have no figure; empty where all have one."""
        grid = self.grid
        no_cart = any(pay is None for pay in chain(*grid.pays))
        unmarked = self.of == "discount" and any(one == 0 for one in chain(*grid.marked))
        return self.words.nothing(no_cart, unmarked) if no_cart or unmarked else ""

    # --- sentences ----------------------------------------------------------------------------------

    def at(self, cell: Cell) -> str:
        """Where a cell is: both values, with their names and units."""
        grid = self.grid
        x = self.words.counted(self.x_label(cell.column), unit_of(grid.x))
        y = self.words.counted(self.y_label(cell.row), unit_of(grid.y))
        return self.words.at(self.names.name(grid.x), x, self.names.name(grid.y), y)

    def figures(self, cell: Cell) -> str:
        """What a cell is marked at and what is paid there."""
        return self.words.figures(self._marked(cell), self.money(self.grid.pay(*cell)))

    def _marked(self, cell: Cell) -> str:
        return self.money(self.grid.marked[cell.row][cell.column] or 0)

    def extremes(self) -> tuple[Cell, Cell] | None:
        """The cells with the largest and the smallest discount, or where least and most is paid. None where there are
        none, or no two that differ."""
        grid = self.grid
        ends = (grid.best, grid.worst) if self.of == "discount" else (grid.cheapest, grid.dearest)
        one, other = ends
        if one is None or other is None or self._measured(*one) == self._measured(*other):
            return None
        return one, other

    def findings(self) -> list[str]:
        """What is worth knowing: where it is best and where worst, with the figures."""
        grid, told = self.grid, self.words
        ends = self.extremes()
        if self.of == "pay":
            if ends is None:
                return [told.same_pay(self.money(grid.pay(*grid.cheapest)))]
            least, most = (self.money(grid.pay(*cell)) for cell in ends)
            one, other = ends
            return [
                told.least(least, self.at(one), self._marked(one)),
                told.most(most, self.at(other), self._marked(other)),
            ]
        if grid.best is None:
            return [told.unmarked()]
        if ends is None:
            return [told.same_discount(self._told(grid.best))]
        best, worst = ends
        return [
            told.best(self._told(best), self.at(best), self.figures(best)),
            told.worst(self._told(worst), self.at(worst), self.figures(worst)),
        ]

    def _told(self, cell: Cell) -> str:
        """A discount in words."""
        saved = self.grid.discount(*cell) or Fraction(0)
        if saved < 0:
            return self.words.surcharge(percent(-saved.numerator, saved.denominator))
        return self.words.saved(
            percent(saved.numerator, saved.denominator), fold(saved.denominator - saved.numerator, saved.denominator)
        )


# --- in a terminal --------------------------------------------------------------------------------------------


def text(grid: Grid, language: Language, width: int = 80, ascii: bool = False, of: Of = "discount") -> str:  # noqa: A002
    """The map in lines of at most ``width`` cells, at least 30; ``of`` the effective discount, or of what is paid.

    The first of ``ys`` is the lowest row. Where there are more columns than cells, as many are drawn as there is room
    for. With ``ascii`` what is drawn is ASCII; the words are not.
    """
    view = HeatView(grid, language, of)
    return "\n".join(_Drawing(view, max(width, _NARROWEST), ascii).lines()) + "\n"


class _Drawing:
    """A map in cells of a terminal."""

    def __init__(self, view: HeatView, room: int, ascii: bool) -> None:  # noqa: A002
        self.view, self.room = view, room
        self.shades, self.nothing = (ASCII_SHADES, ASCII_NOTHING) if ascii else (SHADES, NOTHING)
        self.upright, self.corner, self.flat = ("|", "+", "-") if ascii else ("│", "└", "─")
        grid = view.grid
        labels = [view.y_label(row) for row in range(len(grid.ys))]
        self.gutter = min(max(map(width, labels)), room // 3)
        self.labels = [pad(clip(label, self.gutter), self.gutter, "right") for label in labels]
        inside = room - self.gutter - 2
        every = len(grid.xs)
        self.columns = (
            list(range(every)) if every <= inside else [at * (every - 1) // (inside - 1) for at in range(inside)]
        )
        self.across = min(_WIDEST, inside // len(self.columns))
        figures = max(width(view.figure(row, column)) for row in range(len(grid.ys)) for column in self.columns)
        self.figured = figures + 2 <= self.across
        if self.figured:
            self.across = min(self.across, max(figures + 3, *(width(view.x_label(one)) + 2 for one in self.columns)))

    def lines(self) -> Iterator[str]:
        view = self.view
        yield from wrap(view.heading, self.room)
        for axis in view.axes:
            yield from wrap(axis, self.room, hang="  ")
        yield ""
        for row in reversed(range(len(view.grid.ys))):
            cells = "".join(self.cell(row, column) for column in self.columns)
            yield f"{self.labels[row]} {self.upright}{cells}".rstrip()
        yield f"{' ' * (self.gutter + 1)}{self.corner}{self.flat * (self.across * len(self.columns))}"
        under = self.under()
        if under.strip():
            yield f"{' ' * (self.gutter + 2)}{under}".rstrip()
        yield ""
        yield from self.legend()
        if len(self.columns) < len(view.grid.xs):
            yield from wrap(view.words.thinned(len(self.columns), len(view.grid.xs)), self.room)
        for said in view.findings():
            yield from wrap(said, self.room, hang="  ")

    def cell(self, row: int, column: int) -> str:
        shade = self.view.shade(row, column)
        glyph = self.nothing if shade is None else self.shades[shade]
        if not self.figured:
            return glyph * self.across
        return glyph + pad(self.view.figure(row, column), self.across - 2, "right") + " "

    def under(self) -> str:
        """The labels of the columns: of each where there is room, else of the first, some between and the last."""
        labels = [self.view.x_label(column) for column in self.columns]
        if self.figured and all(width(label) + 1 < self.across for label in labels):
            return "".join(pad(label, self.across - 1, "right") + " " for label in labels)
        total = self.across * len(labels)
        last = len(labels) - 1
        line = ""
        for at, label in enumerate(labels[:-1]):
            start = at * self.across
            free = total - width(labels[last]) - 2
            if (not line or start >= width(line) + max(4, width(label))) and start + width(label) <= free:
                line = pad(line, start) + label
        if total >= width(labels[last]):
            return line + pad(labels[last], total - width(line), "right")
        return clip(labels[last], total)

    def legend(self) -> list[str]:
        """Every shade with its range, as many in a line as there is room for."""
        some = [(self.shades[shade], said) for shade, said in self.view.legend]
        if self.view.nothing:
            some.append((self.nothing, self.view.nothing))
        entries = [f"[{glyph * 2}] {said}" for glyph, said in some]
        lines: list[str] = []
        for entry in entries:
            if lines and width(lines[-1]) + 2 + width(entry) <= self.room:
                lines[-1] += f"  {entry}"
            else:
                lines += wrap(entry, self.room, hang="     ")
        return lines


# --- for a page, a spreadsheet, a program ----------------------------------------------------------------------


def svg(grid: Grid, language: Language, of: Of = "discount") -> str:
    """The map as the text of an SVG file that needs nothing else, light or dark."""
    from promocalc.explain.curve.heat_svg import drawn

    return drawn(HeatView(grid, language, of))


def csv(grid: Grid) -> str:
    """A row for every cell that there is a cart for (RFC 4180): both values, what is marked, what is paid, and the
    effective discount to six decimals, empty where nothing is marked. Amounts are decimals."""
    currency = grid.subject.cart.currency
    rows = ["x,y,marked,pay,discount"]
    for cell in grid.cells:
        marked = grid.marked[cell.row][cell.column] or 0
        rows.append(
            ",".join(
                (
                    str(_value(grid, grid.x, grid.xs[cell.column])),
                    str(_value(grid, grid.y, grid.ys[cell.row])),
                    plain(marked, currency),
                    plain(grid.pay(*cell), currency),
                    _decimals(grid.discount(*cell)),
                )
            )
        )
    return "\r\n".join([*rows, ""])


def data(grid: Grid, language: Language) -> Data:
    """The map as plain mappings, lists and texts, for JSON. Names are in ``language``; amounts are decimal strings,
    discounts exact percentages or fractions; null where there is no such cart."""
    names, currency = UnknownWords(grid.subject, language), grid.subject.cart.currency

    def money_of(rows: Sequence[Sequence[int | None]]) -> list[list[str | None]]:
        return [[None if one is None else plain(one, currency) for one in row] for row in rows]

    def axis(unknown: Unknown, values: Sequence[int]) -> Data:
        return {
            "name": written(unknown),
            "title": names.name(unknown),
            "unit": unit_of(unknown),
            "values": [_value(grid, unknown, one) for one in values],
        }

    def place(cell: Cell | None) -> Data | None:
        if cell is None:
            return None
        return {
            "x": _value(grid, grid.x, grid.xs[cell.column]),
            "y": _value(grid, grid.y, grid.ys[cell.row]),
            "marked": plain(grid.marked[cell.row][cell.column] or 0, currency),
            "pay": plain(grid.pay(*cell), currency),
            "discount": rate_data(grid.discount(*cell)),
        }

    return {
        "schema": SCHEMA,
        "currency": currency,
        "x": axis(grid.x, grid.xs),
        "y": axis(grid.y, grid.ys),
        "pays": money_of(grid.pays),
        "marked": money_of(grid.marked),
        "discounts": [
            [rate_data(grid.discount(row, column)) for column in range(len(grid.xs))] for row in range(len(grid.ys))
        ],
        "best": place(grid.best),
        "worst": place(grid.worst),
        "cheapest": place(grid.cheapest),
        "dearest": place(grid.dearest),
    }


def _value(grid: Grid, unknown: Unknown, value: int) -> str | int:
    """A value of what moves: an amount, a percentage or a count."""
    match unit_of(unknown):
        case "money":
            return plain(value, grid.subject.cart.currency)
        case "rate":
            return rate(Fraction(value, HUNDREDTHS))
        case "pieces" | "points":
            return value
        case other:
            assert_never(other)


def _percent(saved: Fraction) -> str:
    """A discount in percent with one decimal; below zero where more is paid than marked."""
    said = percent(abs(saved.numerator), saved.denominator)
    return f"-{said}" if saved < 0 and said != "0.0%" else said


def _decimals(saved: Fraction | None) -> str:
    if saved is None:
        return ""
    millionths = nearest(abs(saved) * _MILLIONTHS)
    whole, part = divmod(millionths, _MILLIONTHS)
    return f"{'-' if saved < 0 and millionths else ''}{whole}.{part:06d}"
