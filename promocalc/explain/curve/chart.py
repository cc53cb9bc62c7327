"""A curve in a terminal: lines of braille dots (or of ASCII), with cliffs, dominated bands and a cursor.

The curve is plain points, its labels are the caller's: nothing here knows what is
drawn. All scaling is done in integers, so that the same points always give the same
dots, whatever the machine. ``chart_svg`` draws the same data for a page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from promocalc.explain.cells import clip, pad, width
from promocalc.frozen import Frozen

Point: TypeAlias = tuple[int, int]
Role: TypeAlias = Literal["axis", "label", "line 1", "line 2", "cursor", "band", "mark"]
Line: TypeAlias = list[tuple[str, Role]]
"""One row of the chart: texts, each with what it stands for, for a screen to colour. A blank is of the axis."""

_AT_MOST = 2
_NARROWEST = 8
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE = 0x2800
_ROLES: tuple[Role, Role] = ("line 1", "line 2")


class Series(Frozen):
    """One curve: its name and its points by rising x, both in minor units. Consecutive points are joined.

    A jump is two points next to each other, or two points of one x.
    """

    name: str
    points: Sequence[Point]


class Scale(Frozen):
    """From ``low`` .. ``high`` onto ``0`` .. ``size - 1``, to the nearest; a range of one value is its middle."""

    low: int
    high: int
    size: int

    def at(self, value: int) -> int:
        """Where ``value`` is; outside of the range it is outside of the size.

        >>> Scale(0, 100, 11).at(42), Scale(7, 7, 11).at(7)
        (4, 5)
        """
        span = self.high - self.low
        return (2 * (value - self.low) * (self.size - 1) + span) // (2 * span) if span else self.size // 2

    def within(self, bands: Iterable[Point]) -> list[Point]:
        """The bands' places, first and last, as far as they are in the range."""
        inside = [(max(start, self.low), min(end, self.high)) for start, end in bands]
        return [(self.at(start), self.at(end)) for start, end in inside if start <= end]

    def places(self, values: Iterable[int]) -> list[int]:
        """The values' places, rising and each once; what is out of the range has none."""
        return sorted({self.at(value) for value in values if self.low <= value <= self.high})


class Column(Frozen):
    """What the points of one column come to: the first and last value, the lowest and the highest."""

    place: int
    first: int
    low: int
    high: int
    last: int


def ticks(low: int, high: int, at_most: int) -> list[int]:
    """The round values from ``low`` to ``high``: multiples of 1, 2 or 5 times a power of ten, ``at_most`` so many.

    >>> ticks(120_000, 180_000, 7), ticks(-3, 3, 4), ticks(95, 95, 3), ticks(2, 1, 3)
    ([120000, 130000, 140000, 150000, 160000, 170000, 180000], [-2, 0, 2], [95], [])
    """
    if at_most < 1 or low > high:
        return []
    if low == high:
        return [low]
    power, finer = 1, (low, high, 1)
    while True:
        for step in (power, 2 * power, 5 * power):
            first, last = -(-low // step) * step, high // step * step
            count = (last - first) // step + 1
            if count < 1:
                return list(range(*finer))[:at_most]
            if count <= at_most:
                return list(range(first, last + 1, step))
            finer = (first, min(last, first + at_most * step) + 1, step)
        power *= 10


def x_range(series: Iterable[Series]) -> Point | None:
    """The lowest and the highest x of all the points; nothing where there are none."""
    ends = [points[at][0] for points in (one.points for one in series) if points for at in (0, -1)]
    return (min(ends), max(ends)) if ends else None


def y_range(columns: Iterable[Sequence[Column]]) -> Point:
    """The lowest and the highest value of the columns, of which there is one at least."""
    every = [column for some in columns for column in some]
    return min(column.low for column in every), max(column.high for column in every)


def columns(points: Sequence[Point], scale: Scale) -> list[Column]:
    """The points by columns of the scale: no more than it has, however many the points are. No jump gets lost."""
    found, start = [], 0
    while start < len(points):
        place = scale.at(points[start][0])
        end = bisect_right(points, place, lo=start, key=lambda point: scale.at(point[0]))
        values = [value for _, value in points[start:end]]
        found.append(Column(place, values[0], min(values), max(values), values[-1]))
        start = end
    return found


def plain(line: Line) -> str:
    """The line without its roles, for a pipe."""
    return "".join(text for text, _ in line)


def braille(
    series: Sequence[Series],
    width: int,
    height: int,
    x_label: Callable[[int], str],
    y_label: Callable[[int], str],
    marks: Sequence[int] = (),
    bands: Sequence[Point] = (),
    cursor: int | None = None,
    ascii: bool = False,  # noqa: A002  # as the choice is called everywhere
) -> list[Line]:
    """The chart in ``height`` lines of ``width`` cells each, axes and labels included.

    ``marks`` (cliffs) and ``bands`` (from, to; dominated amounts) and the ``cursor``
    are x in minor units; those out of the curve's range are left out. The second
    curve is dotted, and two have a legend of their names. With ``ascii`` all that is
    drawn is ASCII; the labels are the caller's. A chart of no room is blank.

    ``ValueError``: more than two curves.
    """
    if len(series) > _AT_MOST:
        raise ValueError(f"a chart has two curves at the most, not {len(series)}")
    glyphs = _ASCII if ascii else _DRAWN
    legend = _legend(series, width, glyphs) if len(series) > 1 and height > 3 else []
    rows, reach = height - 2 - len(legend), x_range(series)
    if rows < 1 or width < _NARROWEST:
        return [[(" " * width, "axis")] for _ in range(height)]
    if reach is None:
        frame = _frame(width, rows, {}, glyphs)
        return [*frame, *_foot(width, 0, (), None, [], glyphs), *legend]

    # The labels' width needs the values' range, which needs no more than rough columns.
    y = Scale(*y_range(columns(one.points, Scale(*reach, width)) for one in series), rows)
    labels = {rows - 1 - y.at(value): y_label(value) for value in reversed(ticks(y.low, y.high, (rows + 1) // 2))}
    gutter = min(_widest(labels.values()), width - 1 - _NARROWEST // 2)
    room = width - gutter - 1

    x = Scale(*reach, room * glyphs.across)
    found = [columns(one.points, x) for one in series]
    dots = Scale(y.low, y.high, rows * glyphs.down)
    plot = _Plot(rows, room, glyphs)
    for at, some in enumerate(found):
        for column, level in _path(some, dots, glyphs.gap if at else 0):
            plot.dot(at, column, dots.size - 1 - level)
    for start, end in x.within(bands):
        plot.shade(start // glyphs.across, end // glyphs.across)
    at_cursor = [place // glyphs.across for place in x.places([] if cursor is None else [cursor])]
    at_marks = {place // glyphs.across for place in x.places(marks)}
    left = _frame(gutter + 1, rows, labels, glyphs)
    body = [_merged([*left[row], *plot.line(row, at_cursor)]) for row in range(rows)]
    low, high = reach
    under = [x_label(value) for value in ((low, (low + high) // 2, high) if low < high else (low,))]
    return [*body, *_foot(width, gutter, at_marks, at_cursor[0] if at_cursor else None, under, glyphs), *legend]


class _Glyphs(Frozen):
    """What a chart is drawn with; ``across`` and ``down`` are the dots of one cell."""

    across: int
    down: int
    gap: int
    upright: str
    tick: str
    corner: str
    flat: str
    mark: str
    cursor: str
    crossing: str
    band: str
    cut: str
    samples: tuple[str, str]

    def cell(self, one: int, two: int) -> str:
        """The dots of the two curves in one cell."""
        return chr(_BRAILLE | one | two) if self.down > 1 else self.samples[0 if one else 1][0]


_DRAWN = _Glyphs(2, 4, 4, "│", "┤", "└", "─", "▼", "│", "┴", "░", "…", ("⠤⠤⠤", "⠤ ⠤"))
_ASCII = _Glyphs(1, 1, 2, "|", "+", "+", "-", "v", "|", "+", ":", "~", ("***", ". ."))


class _Plot:
    """The cells between the axes."""

    def __init__(self, rows: int, room: int, glyphs: _Glyphs) -> None:
        self._curves = [[[0] * room for _ in range(rows)] for _ in range(_AT_MOST)]
        self._shaded = [False] * room
        self._glyphs = glyphs

    def dot(self, curve: int, column: int, row: int) -> None:
        """One dot, counted from the left and from above."""
        across, down = self._glyphs.across, self._glyphs.down
        self._curves[curve][row // down][column // across] |= _BITS[row % down][column % across]

    def shade(self, first: int, last: int) -> None:
        """A band, from one cell to another."""
        self._shaded[first : last + 1] = [True] * (last + 1 - first)

    def line(self, row: int, cursor: Sequence[int]) -> Iterator[tuple[str, Role]]:
        """One row, cell by cell: the cursor before the curves, the curves before a band."""
        first, second = self._curves[0][row], self._curves[1][row]
        for column, (one, two, shaded) in enumerate(zip(first, second, self._shaded, strict=True)):
            under = column in cursor
            if one or two:
                yield self._glyphs.cell(one, two), "cursor" if under else _ROLES[0 if one else 1]
            elif under:
                yield self._glyphs.cursor, "cursor"
            else:
                yield (self._glyphs.band, "band") if shaded else (" ", "axis")


def _path(found: Sequence[Column], scale: Scale, gap: int) -> Iterator[Point]:
    """Every dot of a curve; of a dotted one (``gap``) the first half of each so many."""
    corners: list[Point] = []
    for column in found:
        turns = (column.low, column.high) if column.first <= column.last else (column.high, column.low)
        corners += [(column.place, scale.at(value)) for value in (column.first, *turns, column.last)]
    yield from corners[:1]
    for (x0, y0), (x1, y1) in pairwise(corners):
        across, up = x1 - x0, y1 - y0
        steps = max(abs(across), abs(up))
        for step in range(1, steps + 1):
            # From one column to the next a jump is an upright, not two halves.
            x = x1 if across == 1 else x0 + (2 * step * across + steps) // (2 * steps)
            y = y0 + (2 * step * up + steps) // (2 * steps)
            if not gap or (x if steps == abs(across) else y) % gap < gap // 2:
                yield x, y


def _frame(cells: int, rows: int, labels: dict[int, str], glyphs: _Glyphs) -> list[Line]:
    """The axis on the left, its labels before it, in so many cells."""
    lines: list[Line] = []
    for row in range(rows):
        if row in labels:
            text = pad(_cut(labels[row], cells - 1, glyphs), cells - 1, "right")
            lines.append([(text, "label"), (glyphs.tick, "axis")])
        elif labels:
            lines.append([(" " * (cells - 1) + glyphs.upright, "axis")])
        else:
            lines.append([(glyphs.upright + " " * (cells - 1), "axis")])
    return lines


def _foot(
    cells: int, gutter: int, marks: Iterable[int], cursor: int | None, labels: Sequence[str], glyphs: _Glyphs
) -> list[Line]:
    """The axis below, with the marks on it, and the labels under it."""
    room = cells - gutter - 1
    axis: Line = [(" " * gutter + glyphs.corner, "axis"), *((glyphs.flat, "axis") for _ in range(room))]
    if cursor is not None:
        axis[1 + cursor] = (glyphs.crossing, "cursor")
    for mark in marks:
        axis[1 + mark] = (glyphs.mark, "mark")
    under = " " * (gutter + 1) + _spread(labels, room, glyphs)
    return [_merged(axis), [(under, "label")]]


def _spread(labels: Sequence[str], room: int, glyphs: _Glyphs) -> str:
    """The first label at the left, the last at the right, the middle one between where it fits."""
    if len(labels) < 2:
        text = _cut("".join(labels), room, glyphs)
        return pad(" " * ((room - width(text)) // 2) + text, room)
    first, middle, last = labels
    if width(first) + 1 + width(last) > room:
        return pad(_cut(first, room, glyphs), room)
    start = (room - width(middle)) // 2
    if width(first) < start and start + width(middle) < room - width(last):
        first = pad(first, start) + middle
    return first + pad(last, room - width(first), "right")


def _legend(series: Sequence[Series], cells: int, glyphs: _Glyphs) -> list[Line]:
    """The curves' names, each after a piece of its line."""
    line: Line = []
    left = cells
    for one, sample, role in zip(series, glyphs.samples, _ROLES, strict=True):
        text = _cut(f" {sample} {one.name} ", left, glyphs)
        line.append((text, role))
        left -= width(text)
    return [[*line, (" " * left, "axis")]]


def _cut(text: str, cells: int, glyphs: _Glyphs) -> str:
    return clip(text, cells) if width(text) <= cells else clip(text, cells)[:-1] + glyphs.cut[: max(0, cells)]


def _widest(texts: Iterable[str]) -> int:
    return max((width(text) for text in texts), default=0)


def _merged(line: Iterable[tuple[str, Role]]) -> Line:
    """The same line with neighbours of one role as one text."""
    return [("".join(text for text, _ in some), role) for role, some in groupby(line, key=lambda span: span[1])]
