"""A curve as a picture: one SVG file that needs nothing else, light or dark, and says in words what it shows.

What tells things apart is never colour alone: the second line is dashed, a cliff is
a labelled upright with a triangle, a dominated band is hatched. Coordinates are
worked out in whole tenths of a pixel and written from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from promocalc.explain.cells import clip
from promocalc.explain.cells import width as cells
from promocalc.explain.curve.chart import Point, Scale, Series, columns, ticks, x_range
from promocalc.frozen import Frozen

_PER_CELL = 7
"""Pixels of a cell of 12-pixel text: a digit's 6.7, half of a Chinese character's 12."""
_TEXT = 16
_KINDS = ("one", "two")
_STYLE = """
.{id} {{ font: 12px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "Noto Sans SC", "Source Han Sans SC", sans-serif; --paper: #ffffff; --ink: #1f2328; --faint: #d8dce1;
  --one: #0b57a4; --two: #a04a00; --cliff: #a3123a; --band: #6b7280; }}
@media (prefers-color-scheme: dark) {{ .{id} {{ --paper: #16191d; --ink: #e4e7eb; --faint: #363c44;
  --one: #74b4ff; --two: #ffb066; --cliff: #ff8fa6; --band: #9aa3ae; }} }}
.{id} .paper {{ fill: var(--paper); }}
.{id} text {{ fill: var(--ink); }}
.{id} .heading {{ font-size: 15px; font-weight: 600; }}
.{id} .grid {{ stroke: var(--faint); }}
.{id} .axis {{ stroke: var(--ink); fill: none; }}
.{id} .line {{ fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }}
.{id} .one {{ stroke: var(--one); }}
.{id} .two {{ stroke: var(--two); stroke-dasharray: 2 5; stroke-width: 2.6; }}
.{id} .hatch {{ stroke: var(--band); stroke-width: 1.4; }}
.{id} .cliff {{ stroke: var(--cliff); stroke-dasharray: 5 3; }}
.{id} .flag {{ fill: var(--cliff); }}
.{id} .cursor {{ stroke: var(--ink); stroke-width: 1.5; }}
"""


def svg(
    series: Sequence[Series],
    x_label: Callable[[int], str],
    y_label: Callable[[int], str],
    title: str,
    size: tuple[int, int] = (720, 400),
    marks: Sequence[int] = (),
    bands: Sequence[Point] = (),
    cursor: int | None = None,
    description: str | None = None,
    mark_name: str = "",
    band_name: str = "",
    cursor_name: str = "",
    name: str = "chart",
) -> str:
    """The chart as the text of an SVG file of ``size`` pixels, at least 200 by 150.

    ``marks``, ``bands`` and ``cursor`` are as in ``braille``; the legend has the
    curves' names and, where given and drawn, ``mark_name``, ``band_name`` and ``cursor_name``.
    ``description`` is what a screen reader says; without it the ranges of the curves.
    ``name`` starts the picture's ids: two pictures in one page need two, of letters and digits.

    ``ValueError``: more than two curves.
    """
    if len(series) > 2:
        raise ValueError(f"a chart has two curves at the most, not {len(series)}")
    across, down = max(200, size[0]), max(150, size[1])
    drawn = [one for one in series if one.points]
    reach = x_range(drawn)
    levels = [(min(ys), max(ys)) for ys in ([y for _, y in one.points] for one in drawn)]
    low, high = min((low for low, _ in levels), default=0), max((high for _, high in levels), default=0)

    own = _plain(name)
    y_ticks = ticks(low, high, max(2, (down - 120) // 40)) if reach else []
    left = min(across // 3, 16 + max((_pixels(y_label(value)) for value in y_ticks), default=0))
    # The last label may stand under the end of the axis, and half of it beyond.
    beyond = 4 + _pixels(x_label(reach[1])) // 2 if reach else 0
    right, bottom = across - max(24, min(across // 6, beyond)), down - 34
    x = Scale(*(reach or (0, 0)), 10 * (right - left) + 1)
    inside_bands = x.within(bands) if reach else []
    inside_marks = [(value, x_label(value)) for value in _each_pixel(marks, x)] if reach else []
    labelled = _rows(inside_marks, x, left, right)
    pointed = reach is not None and cursor is not None and reach[0] <= cursor <= reach[1]
    shown_names = (mark_name if labelled else "", band_name if inside_bands else "", cursor_name if pointed else "")
    legend, legend_rows = _legend(series, *shown_names, own, across)
    mark_rows = 1 + max((row for _, _, row in labelled), default=-1)
    top = min(44 + 20 * legend_rows + _TEXT * mark_rows, bottom - 24)
    # The curve keeps off the frame, so that its ends are seen.
    box = _Box(left, top, right, bottom, x, Scale(low, high, 10 * (bottom - top - 12) + 1))

    parts = [
        _opening(own, across, down),
        f'<title id="{own}-title">{_plain(title)}</title>',
        f'<desc id="{own}-desc">{_plain(_said(drawn, x_label, y_label, description))}</desc>',
        f"<style>{_STYLE.format(id=own)}</style>",
        f"<defs>{_hatch(own)}</defs>",
        f'<rect class="paper" width="{across}" height="{down}"/>',
        f'<text class="heading" x="16" y="24">{_plain(clip(title, (across - 32) // 9))}</text>',
        *legend,
        *_bands(inside_bands, box, own),
        *_axes(box, y_ticks, x_label, y_label, bool(reach)),
        *_cliffs(labelled, box),
        *(_curve(one, box, kind) for one, kind in zip(series, _KINDS, strict=False) if one.points),
    ]
    if pointed and cursor is not None:
        at = _tenths(box.at_x(cursor))
        parts.append(f'<line class="cursor" x1="{at}" y1="{box.top}" x2="{at}" y2="{box.bottom}"/>')
    return "\n".join([*parts, "</svg>", ""])


def _opening(own: str, across: int, down: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{own}" role="img" aria-labelledby="{own}-title {own}-desc" '
        f'viewBox="0 0 {across} {down}" width="{across}" height="{down}">'
    )


def _hatch(own: str) -> str:
    return (
        f'<pattern id="{own}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="6"/></pattern>'
    )


class _Box(Frozen):
    """The rectangle between the axes, in pixels, and its scales, in tenths of a pixel."""

    left: int
    top: int
    right: int
    bottom: int
    x: Scale
    y: Scale

    def at_x(self, value: int) -> int:
        return 10 * self.left + self.x.at(value)

    def at_y(self, value: int) -> int:
        return 10 * (self.bottom - 6) - self.y.at(value)


def _curve(one: Series, box: _Box, kind: str) -> str:
    """A curve; of more points than there is room for, what each pixel's come to."""
    pixels = Scale(box.x.low, box.x.high, box.right - box.left + 1)
    if len(one.points) <= 2 * pixels.size:
        way = [(box.at_x(x), box.at_y(y)) for x, y in one.points]
    else:
        way = []
        for column in columns(one.points, pixels):
            turns = (column.low, column.high) if column.first <= column.last else (column.high, column.low)
            at = 10 * (box.left + column.place)
            way += [(at, box.at_y(value)) for value in (column.first, *turns, column.last)]
    steps = [at for at, before in zip(way, [None, *way], strict=False) if at != before]
    if len(steps) == 1:
        ((x, y),) = steps
        return f'<circle class="line {kind}" cx="{_tenths(x)}" cy="{_tenths(y)}" r="2"/>'
    path = " ".join(f"{_tenths(x)},{_tenths(y)}" for x, y in steps)
    return f'<polyline class="line {kind}" points="{path}"><title>{_plain(one.name)}</title></polyline>'


def _axes(
    box: _Box, y_ticks: Sequence[int], x_label: Callable[[int], str], y_label: Callable[[int], str], some: bool
) -> list[str]:
    parts = []
    for value in y_ticks:
        at = box.at_y(value)
        parts.append(_stroke("grid", 10 * box.left, at, 10 * box.right, at))
        parts.append(_words(10 * box.left - 80, at + 40, y_label(value), "end"))
    if some:
        low, high = box.x.low, box.x.high
        widest = max(_pixels(x_label(value)) for value in (low, high))
        for value in ticks(low, high, max(2, (box.right - box.left) // (widest + 24))):
            at = box.at_x(value)
            parts.append(_stroke("axis", at, 10 * box.bottom, at, 10 * box.bottom + 50))
            parts.append(_words(at, 10 * box.bottom + 190, x_label(value), "middle"))
    parts.append(f'<path class="axis" d="M{box.left} {box.top}V{box.bottom}H{box.right}"/>')
    return parts


def _bands(places: Sequence[Point], box: _Box, own: str) -> list[str]:
    return [
        f'<rect class="band" fill="url(#{own}-hatch)" x="{_tenths(10 * box.left + start)}" y="{box.top}" '
        f'width="{_tenths(max(10, end - start))}" height="{box.bottom - box.top}"/>'
        for start, end in places
    ]


def _cliffs(labelled: Sequence[tuple[int, str, int]], box: _Box) -> list[str]:
    """Each cliff's upright, triangle and label; one without room for its label has it as a tooltip."""
    parts = []
    for value, text, row in labelled:
        at, top = box.at_x(value), 10 * box.top
        flag = " ".join(f"{_tenths(x)},{_tenths(y)}" for x, y in ((at - 45, top - 70), (at + 45, top - 70), (at, top)))
        parts.append(f"<g><title>{_plain(text)}</title>")
        parts.append(_stroke("cliff", at, top, at, 10 * box.bottom))
        parts.append(f'<polygon class="flag" points="{flag}"/>')
        if row >= 0:
            half = 5 * _pixels(text)
            middle = min(max(at, half + 20), 10 * (box.right + 22) - half)
            parts.append(_words(middle, top - 100 - 10 * _TEXT * row, text, "middle"))
        parts.append("</g>")
    return parts


def _each_pixel(marks: Sequence[int], scale: Scale) -> list[int]:
    """The marks within the range, of those on one pixel the first."""
    found: dict[int, int] = {}
    for mark in sorted(marks):
        if scale.low <= mark <= scale.high:
            found.setdefault(scale.at(mark) // 10, mark)
    return list(found.values())


def _rows(marks: Sequence[tuple[int, str]], x: Scale, left: int, right: int) -> list[tuple[int, str, int]]:
    """Which of two rows each mark's label is in, so that none covers another; -1 where there is no room."""
    ends, placed = [-(10**6)] * 2, []
    for value, text in marks:
        half, at = _pixels(text) // 2, left + x.at(value) // 10
        middle = min(max(at, half + 2), right + 22 - half)
        row = next((row for row, end in enumerate(ends) if end + 6 <= middle - half), -1)
        if row >= 0:
            ends[row] = middle + half
        placed.append((value, text, row))
    return placed


def _legend(
    series: Sequence[Series], mark_name: str, band_name: str, cursor_name: str, own: str, across: int
) -> tuple[list[str], int]:
    """The legend below the title, and how many rows it has: each name after a sample of what it names."""
    entries = [
        (f'<polyline class="line {kind}" points="0,-4 26,-4"/>', one.name)
        for one, kind in zip(series, _KINDS, strict=False)
        if one.name
    ]
    if mark_name:
        entries.append(('<polygon class="flag" points="8,-9 18,-9 13,0"/>', mark_name))
    if band_name:
        entries.append((f'<rect fill="url(#{own}-hatch)" y="-10" width="26" height="12"/>', band_name))
    if cursor_name:
        entries.append(('<line class="cursor" x1="13" y1="-11" x2="13" y2="2"/>', cursor_name))
    parts, x, row = [], 16, 0
    for sample, text in entries:
        room = 34 + _pixels(text) + 20
        if x > 16 and x + room > across:
            x, row = 16, row + 1
        parts.append(f'<g transform="translate({x} {46 + 20 * row})">{sample}<text x="34">{_plain(text)}</text></g>')
        x += room
    return parts, row + 1 if entries else 0


def _said(
    series: Sequence[Series], x_label: Callable[[int], str], y_label: Callable[[int], str], description: str | None
) -> str:
    if description is not None:
        return description
    said = []
    for one in series:
        levels = [value for _, value in one.points]
        ends = f"{x_label(one.points[0][0])} – {x_label(one.points[-1][0])}"
        said.append(f"{one.name}: {ends}: {y_label(min(levels))} – {y_label(max(levels))}")
    return "; ".join(said)


def _stroke(kind: str, x0: int, y0: int, x1: int, y1: int) -> str:
    return f'<line class="{kind}" x1="{_tenths(x0)}" y1="{_tenths(y0)}" x2="{_tenths(x1)}" y2="{_tenths(y1)}"/>'


def _words(x: int, y: int, text: str, anchor: str) -> str:
    return f'<text x="{_tenths(x)}" y="{_tenths(y)}" text-anchor="{anchor}">{_plain(text)}</text>'


def _pixels(text: str) -> int:
    return _PER_CELL * cells(text)


def _tenths(tenths: int) -> str:
    """A coordinate as text: ``_tenths(1234)`` is 123.4."""
    whole, part = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{part}' if part else ''}"


def _plain(text: str) -> str:
    """Text that is no markup; what XML has no characters for is left out."""
    return escape("".join(one if one.isprintable() else " " for one in text))
