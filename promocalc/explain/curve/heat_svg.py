"""A heat map as a picture: one SVG file that needs nothing else, light or dark.

Cells are told apart by more than their colour: each says its figures in a tooltip, and prints one where it fits; the
best and the worst are outlined, one with a solid line and one with a dashed; what has no figure is hatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from promocalc.explain.cells import clip
from promocalc.explain.cells import width as cells
from promocalc.explain.curve.heat import HeatView
from promocalc.formula.heat import Cell
from promocalc.frozen import Frozen

_ID = "heat"
_ACROSS = 720
_PER_CELL = 7
"""Pixels of a cell of 12-pixel text, as in ``chart_svg``."""
_PALE = ("#eef3f8", "#c6d9ec", "#8fb8dc", "#5b9bd0", "#0b57a4")
_DARK = ("#1d232b", "#24405c", "#2b5d8a", "#5c9fdc", "#a5d0ff")
_INK, _PAPER = ("#1f2328", "#e4e7eb"), ("#ffffff", "#16191d")
"""In light, and in dark."""
_OVER = (("#1f2328",) * 4 + ("#ffffff",), ("#e4e7eb",) * 3 + ("#16191d",) * 2)
"""What is printed over each shade, in light and in dark."""
_FONT = (
    'font: 12px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Noto Sans SC", "Source Han Sans SC", sans-serif'
)


class _Box(Frozen):
    """Where the cells are, in pixels: the first column's left edge, the top row's upper edge, and a cell's size."""

    left: int
    top: int
    wide: int
    high: int
    rows: int
    columns: int

    def at(self, cell: Cell) -> tuple[int, int]:
        """The upper left corner of a cell; the first row is the lowest."""
        return self.left + cell.column * self.wide, self.top + (self.rows - 1 - cell.row) * self.high

    @property
    def right(self) -> int:
        return self.left + self.columns * self.wide

    @property
    def bottom(self) -> int:
        return self.top + self.rows * self.high


def drawn(view: HeatView) -> str:
    """The map of a view as the text of an SVG file."""
    grid = view.grid
    rows, columns = len(grid.ys), len(grid.xs)
    left = 28 + max(_pixels(view.y_label(row)) for row in range(rows))
    wide = max(3, min(96, (_ACROSS - left - 24) // columns))
    high = max(8, min(28, 420 // rows))
    across = max(_ACROSS, left + wide * columns + 24)
    legend, deep = _legend(view, across)
    box = _Box(left, 92 + 20 * deep, wide, high, rows, columns)
    down = box.bottom + 34
    said = " ".join((*view.axes, *view.findings()))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{_ID}" role="img" aria-labelledby="{_ID}-title {_ID}-desc" '
        f'viewBox="0 0 {across} {down}" width="{across}" height="{down}">'
    )
    hatch = (
        f'<pattern id="{_ID}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="6"/></pattern>'
    )
    parts = [
        opening,
        f'<title id="{_ID}-title">{_plain(view.heading)}</title>',
        f'<desc id="{_ID}-desc">{_plain(said)}</desc>',
        f"<style>{_style()}</style>",
        f"<defs>{hatch}</defs>",
        f'<rect class="paper" width="{across}" height="{down}"/>',
        f'<text class="heading" x="16" y="24">{_plain(clip(view.heading, (across - 32) // 9))}</text>',
        *(
            f'<text x="16" y="{44 + 18 * at}">{_plain(clip(axis, (across - 32) // _PER_CELL))}</text>'
            for at, axis in enumerate(view.axes)
        ),
        *legend,
        *_cells(view, box),
        *_outlines(view.extremes() or (), box),
        *_labels(view, box),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _cells(view: HeatView, box: _Box) -> Iterator[str]:
    """Every cell with its tooltip, and its figure where it fits."""
    for row in range(box.rows):
        for column in range(box.columns):
            cell = Cell(row, column)
            x, y = box.at(cell)
            shade, figure = view.shade(row, column), view.figure(row, column)
            fill = f'class="s{shade}"' if shade is not None else f'fill="url(#{_ID}-hatch)"'
            where = f"{view.x_label(column)} × {view.y_label(row)}"
            told = f"{figure}; {view.figures(cell)}" if figure else view.nothing
            yield (
                f'<rect {fill} x="{x}" y="{y}" width="{box.wide}" height="{box.high}">'
                f"<title>{_plain(f'{where}: {told}')}</title></rect>"
            )
            if figure and shade is not None and _pixels(figure) + 4 <= box.wide and box.high >= 15:
                middle = f'x="{x + box.wide // 2}" y="{y + box.high // 2 + 4}"'
                yield f'<text class="t{shade}" {middle} text-anchor="middle">{_plain(figure)}</text>'


def _outlines(ends: Sequence[Cell], box: _Box) -> Iterator[str]:
    """The best cell in a solid line, the worst in a dashed one; on a halo, to be seen over the darkest shade."""
    for cell, kind in zip(ends, ("first", "second"), strict=False):
        x, y = box.at(cell)
        for line in ("halo", kind):
            yield f'<rect class="{line}" x="{x}" y="{y}" width="{box.wide}" height="{box.high}"/>'


def _labels(view: HeatView, box: _Box) -> Iterator[str]:
    """The values along both edges: as many as have room."""
    every = -(-14 // box.high)
    for row in range(0, box.rows, every):
        middle = box.at(Cell(row, 0))[1] + box.high // 2 + 4
        yield f'<text x="{box.left - 8}" y="{middle}" text-anchor="end">{_plain(view.y_label(row))}</text>'
    widest = max(_pixels(view.x_label(column)) for column in range(box.columns))
    for column in range(0, box.columns, -(-(widest + 12) // box.wide)):
        x, text = box.at(Cell(0, column))[0] + box.wide // 2, view.x_label(column)
        yield f'<line class="tick" x1="{x}" y1="{box.bottom}" x2="{x}" y2="{box.bottom + 4}"/>'
        yield f'<text x="{x}" y="{box.bottom + 18}" text-anchor="middle">{_plain(text)}</text>'


def _legend(view: HeatView, across: int) -> tuple[list[str], int]:
    """What shades, outlines and the hatch stand for, and in how many rows."""
    swatch = 'y="-11" width="22" height="14"'
    entries = [(f'<rect class="s{shade}" {swatch}/>', text) for shade, text in view.legend]
    if view.nothing:
        entries.append((f'<rect fill="url(#{_ID}-hatch)" {swatch}/>', view.nothing))
    if view.extremes() is not None:
        say = view.say
        names = (say.best, say.worst) if view.of == "discount" else (say.least, say.most)
        entries += [
            (f'<rect class="{kind}" {swatch}/>', text) for kind, text in zip(("first", "second"), names, strict=True)
        ]
    parts, x, row = [], 16, 0
    for sample, text in entries:
        room = 28 + _pixels(text) + 18
        if x > 16 and x + room > across:
            x, row = 16, row + 1
        parts.append(f'<g transform="translate({x} {88 + 20 * row})">{sample}<text x="28">{_plain(text)}</text></g>')
        x += room
    return parts, row + 1


def _style() -> str:
    light, dark = _colours(0, _PALE), _colours(1, _DARK)
    shades = " ".join(
        f".{_ID} .s{at} {{ fill: var(--s{at}); }} .{_ID} .t{at} {{ fill: var(--t{at}); }}" for at in range(len(_PALE))
    )
    return f"""
.{_ID} {{ {_FONT}; {light} }}
@media (prefers-color-scheme: dark) {{ .{_ID} {{ {dark} }} }}
.{_ID} .paper {{ fill: var(--paper); }}
.{_ID} text {{ fill: var(--ink); }}
.{_ID} .heading {{ font-size: 15px; font-weight: 600; }}
.{_ID} .tick {{ stroke: var(--ink); }}
.{_ID} .hatch {{ stroke: var(--ink); stroke-opacity: 0.35; }}
.{_ID} .halo {{ fill: none; stroke: var(--paper); stroke-width: 6; }}
.{_ID} .first {{ fill: none; stroke: var(--ink); stroke-width: 2.5; }}
.{_ID} .second {{ fill: none; stroke: var(--ink); stroke-width: 2.5; stroke-dasharray: 4 3; }}
{shades}
"""


def _colours(dark: int, shades: Sequence[str]) -> str:
    fills = (f"--s{at}: {one};" for at, one in enumerate(shades))
    over = (f"--t{at}: {one};" for at, one in enumerate(_OVER[dark]))
    return " ".join((f"--paper: {_PAPER[dark]}; --ink: {_INK[dark]};", *fills, *over))


def _pixels(text: str) -> int:
    return _PER_CELL * cells(text)


def _plain(text: str) -> str:
    """Text that is no markup; what XML has no characters for is left out."""
    return escape("".join(one if one.isprintable() else " " for one in text))
