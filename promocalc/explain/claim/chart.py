"""The prices that were seen, day by day, as a picture: one SVG element that needs nothing else, light or dark.

What tells things apart is never colour alone: lines differ in their dashes and have letters at their ends, kinds of
prices have marks of different shapes, windows of days are hatched and have a bracket with their name. A day is a place
as wide as any other; where nobody looked, nothing is drawn. Coordinates are whole tenths of a pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Literal, TypeAlias

from promocalc.claims.history import PriceKind, Span
from promocalc.explain.cells import clip
from promocalc.explain.cells import width as cells
from promocalc.explain.curve.chart import Scale, ticks
from promocalc.frozen import Frozen

LevelKind: TypeAlias = Literal["allowed", "compared", "asked"]

_ACROSS = 680
_HIGH = 220
"""Pixels between the axes."""
_PER_CELL = 7
"""Pixels of a cell of 12-pixel text, as in ``chart_svg``."""
_ROW = 20
_APART = 140
"""Tenths of a pixel between two marks of one kind: of more there would be nothing to see."""
_STEPS = (1, 2, 7, 14, 28, 56, 112, 224, 365, 730, 1460, 3650)
"""Days between two labels."""
_STYLE = """
.{id} {{ font: 12px system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "Noto Sans SC", "Source Han Sans SC", sans-serif; --paper: #ffffff; --ink: #1f2328; --faint: #d8dce1;
  --seen: #0b57a4; --allowed: #1b6e3c; --compared: #a3123a; --band: #6b7280; }}
@media screen and (prefers-color-scheme: dark) {{ .{id} {{ --paper: #16191d; --ink: #e4e7eb; --faint: #363c44;
  --seen: #74b4ff; --allowed: #7fd29b; --compared: #ff8fa6; --band: #9aa3ae; }} }}
.{id} .paper {{ fill: var(--paper); }}
.{id} text {{ fill: var(--ink); }}
.{id} .grid {{ stroke: var(--faint); }}
.{id} .axis {{ stroke: var(--ink); fill: none; }}
.{id} .seen {{ stroke: var(--seen); stroke-width: 2.4; fill: none; }}
.{id} .step {{ stroke: var(--seen); stroke-width: 1; fill: none; }}
.{id} .spot {{ stroke: var(--seen); stroke-width: 1.6; fill: var(--paper); }}
.{id} .full {{ fill: var(--seen); }}
.{id} .allowed {{ stroke: var(--allowed); stroke-width: 1.8; stroke-dasharray: 9 4; fill: none; }}
.{id} .compared {{ stroke: var(--compared); stroke-width: 1.8; stroke-dasharray: 2 4; fill: none; }}
.{id} .asked {{ stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 10 3 2 3; fill: none; }}
.{id} .hatch {{ stroke: var(--band); stroke-width: 1; stroke-opacity: 0.55; }}
.{id} .bracket {{ stroke: var(--band); stroke-width: 1.4; fill: none; }}
.{id} .start {{ stroke: var(--ink); stroke-width: 1.4; }}
.{id} .letter {{ font-weight: 600; }}
"""


class Run(Frozen):
    """One price on one day after the other. Minor units."""

    span: Span
    price: int
    kind: PriceKind


class Level(Frozen):
    """A price that is compared, as a line across, and what it is. Minor units."""

    price: int
    kind: LevelKind
    text: str


class Stretch(Frozen):
    """Days that are looked at, and what they are."""

    span: Span
    text: str


class _Box(Frozen):
    """The rectangle between the axes, in pixels, and its scales, in tenths of a pixel."""

    left: int
    top: int
    right: int
    bottom: int
    x: Scale
    y: Scale

    def at_day(self, day: date) -> int:
        """The left edge of a day."""
        return 10 * self.left + self.x.at(day.toordinal())

    def after(self, day: date) -> int:
        """The right edge of a day."""
        return self.at_day(day + timedelta(days=1))

    def at_price(self, price: int) -> int:
        return 10 * (self.bottom - 8) - self.y.at(price)


def drawn(
    runs: Sequence[Run],
    levels: Sequence[Level],
    stretches: Sequence[Stretch],
    start: tuple[date, str] | None,
    money: Callable[[int], str],
    kinds: Mapping[PriceKind, str],
    title: str,
    description: str,
    name: str,
) -> str:
    """The picture of ``runs``, of which there is one at the least, as an SVG element.

    ``start`` is the first day of the reduction with what is said of it. ``name`` starts the picture's ids: two
    pictures in one page need two, of letters and digits.
    """
    spans = [one.span for one in runs] + [one.span for one in stretches]
    days = [day for span in spans for day in (span.first, span.last)]
    days += [] if start is None else [start[0]]
    prices = [one.price for one in runs] + [one.price for one in levels]
    low, high = min(prices), max(prices)
    y_ticks = ticks(low, high, 6)
    left = 16 + max((_PER_CELL * cells(money(value)) for value in y_ticks), default=0)
    legend, rows = _legend(levels, _shown(runs), kinds, None if start is None else start[1])
    top = 14 + _ROW * (rows + len(stretches))
    right, bottom = _ACROSS - 30, top + _HIGH
    x = Scale(min(days).toordinal(), max(days).toordinal() + 1, 10 * (right - left) + 1)
    box = _Box(left, top, right, bottom, x, Scale(low, high, 10 * (_HIGH - 16) + 1))
    down = bottom + 30
    parts = [
        _opening(name, down),
        f'<title id="{name}-title">{_plain(title)}</title>',
        f'<desc id="{name}-desc">{_plain(description)}</desc>',
        f"<style>{_STYLE.format(id=name)}</style>",
        _hatch(name),
        f'<rect class="paper" width="{_ACROSS}" height="{down}"/>',
        *legend,
        *_stretches(stretches, box, name, 14 + _ROW * rows),
        *_axes(box, y_ticks, money, None if start is None else start[0]),
        *_levels(levels, box),
        *_runs(runs, box),
        *([] if start is None else [_line("start", box.at_day(start[0]), 10 * top, box.at_day(start[0]), 10 * bottom)]),
        "</svg>",
        "",
    ]
    return "\n".join(parts)


def _opening(name: str, down: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {_ACROSS} {down}" width="{_ACROSS}" height="{down}">'
    )


def _hatch(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><line class="hatch" x1="1" y1="0" x2="1" y2="7"/></pattern></defs>'
    )


def _stretches(stretches: Sequence[Stretch], box: _Box, name: str, top: int) -> Iterator[str]:
    """Every window hatched, once; above it a bracket with its name for each."""
    if stretches:
        widest = max(stretches, key=lambda one: one.span.days).span
        begins, ends = box.at_day(widest.first), box.after(widest.last)
        yield (
            f'<rect fill="url(#{name}-hatch)" x="{_tenths(begins)}" y="{box.top}" width="{_tenths(ends - begins)}" '
            f'height="{box.bottom - box.top}"/>'
        )
    for row, one in enumerate(stretches):
        y = 10 * (top + _ROW * row + 12)
        begins, ends = box.at_day(one.span.first), box.after(one.span.last)
        ways = f"M{_tenths(begins)} {_tenths(y + 50)}V{_tenths(y)}H{_tenths(ends)}V{_tenths(y + 50)}"
        yield f'<path class="bracket" d="{ways}"/>'
        wide = 10 * _PER_CELL * cells(one.text)
        if begins - wide - 80 >= 0:
            yield _words(begins - 60, y + 40, one.text, "end")
        elif ends + wide + 80 <= 10 * _ACROSS:
            yield _words(ends + 60, y + 40, one.text, "start")
        else:
            yield _words(begins + 60, y + 140, clip(one.text, (10 * _ACROSS - begins) // (10 * _PER_CELL)), "start")


def _axes(box: _Box, y_ticks: Sequence[int], money: Callable[[int], str], start: date | None) -> Iterator[str]:
    for value in y_ticks:
        at = box.at_price(value)
        yield _line("grid", 10 * box.left, at, 10 * box.right, at)
        yield _words(10 * box.left - 60, at + 40, money(value), "end")
    for day in _days(box, start):
        at = box.at_day(day)
        yield _line("axis", at, 10 * box.bottom, at, 10 * box.bottom + 50)
        yield _words(at, 10 * box.bottom + 190, day.isoformat(), "middle")
    yield f'<path class="axis" d="M{box.left} {box.top}V{box.bottom}H{box.right}"/>'


def _days(box: _Box, start: date | None) -> Iterator[date]:
    """The days that are labelled: so many from one to the next, and the first of the reduction among them."""
    first, last = (date.fromordinal(at) for at in (box.x.low, box.x.high - 1))
    wide = 10 * (_PER_CELL * 10 + 16)
    step = next((one for one in _STEPS if box.x.at(box.x.low + one) >= wide), _STEPS[-1])
    middle = first if start is None else start
    at = first + timedelta(days=(middle - first).days % step)
    while at <= last:
        if box.at_day(at) - wide // 2 >= 0 and box.at_day(at) + wide // 2 <= 10 * _ACROSS:
            yield at
        at += timedelta(days=step)


def _levels(levels: Sequence[Level], box: _Box) -> Iterator[str]:
    """The lines across, each with its letter at its end; letters that would cover each other stand apart."""
    taken: list[int] = []
    for one, letter in zip(levels, _letters(), strict=False):
        at = box.at_price(one.price)
        yield _line(one.kind, 10 * box.left, at, 10 * box.right, at)
        y = at
        while any(abs(y - other) < 130 for other in taken):
            y += 130
        taken.append(y)
        yield f'<text class="letter" x="{box.right + 8}" y="{_tenths(y + 40)}">{letter}</text>'


def _runs(runs: Sequence[Run], box: _Box) -> Iterator[str]:
    """Every price over its days, joined to the next one of its kind where there is no day between them."""
    last: dict[PriceKind, Run] = {}
    marked: dict[PriceKind, int] = {}
    for one in sorted(runs, key=lambda run: (run.span.first, run.span.last)):
        begins, ends, y = box.at_day(one.span.first), box.after(one.span.last), box.at_price(one.price)
        before = last.get(one.kind)
        if before is not None and before.span.last + timedelta(days=1) == one.span.first:
            yield _line("step", begins, box.at_price(before.price), begins, y)
        last[one.kind] = one
        yield _line("seen", begins, y, max(ends, begins + 20), y)
        x = min(begins + 40, (begins + ends) // 2)
        if x >= marked.get(one.kind, -_APART) + _APART:
            marked[one.kind] = x
            yield _spot(one.kind, x, y)


def _spot(kind: PriceKind, x: int, y: int) -> str:
    """The mark of a kind of price, in the middle of ``x`` and ``y``."""
    corners: tuple[tuple[int, int], ...]
    match kind:
        case "tag":
            return f'<rect class="spot" x="{_tenths(x - 35)}" y="{_tenths(y - 35)}" width="7" height="7"/>'
        case "offer":
            return f'<circle class="spot full" cx="{_tenths(x)}" cy="{_tenths(y)}" r="3.2"/>'
        case "deal":
            corners = ((x, y - 50), (x + 50, y), (x, y + 50), (x - 50, y))
        case "member":
            corners = ((x, y - 50), (x + 48, y + 36), (x - 48, y + 36))
        case "personal":
            corners = ((x - 48, y - 36), (x + 48, y - 36), (x, y + 50))
    points = " ".join(f"{_tenths(across)},{_tenths(down)}" for across, down in corners)
    return f'<polygon class="spot" points="{points}"/>'


def _shown(runs: Sequence[Run]) -> list[PriceKind]:
    return list(dict.fromkeys(one.kind for one in runs))


def _legend(
    levels: Sequence[Level], shown: Sequence[PriceKind], kinds: Mapping[PriceKind, str], start: str | None
) -> tuple[list[str], int]:
    """What every line and mark stands for, and how many rows that takes."""
    entries = [
        (
            f'<line class="{one.kind}" x1="0" y1="-4" x2="30" y2="-4"/><text class="letter" x="36">{letter}</text>',
            50,
            one,
        )
        for one, letter in zip(levels, _letters(), strict=False)
    ]
    samples = [(sample, room, one.text) for sample, room, one in entries]
    samples += [
        (f'<line class="seen" x1="0" y1="-4" x2="26" y2="-4"/>{_spot(kind, 130, -40)}', 34, kinds[kind])
        for kind in shown
    ]
    if start is not None:
        samples.append(('<line class="start" x1="13" y1="-11" x2="13" y2="3"/>', 34, start))
    parts, x, row = [], 8, 0
    for sample, at, text in samples:
        said = clip(text, (_ACROSS - 16 - at) // _PER_CELL)
        room = at + _PER_CELL * cells(said) + 18
        if x > 8 and x + room > _ACROSS:
            x, row = 8, row + 1
        parts.append(
            f'<g transform="translate({x} {20 + _ROW * row})">{sample}<text x="{at}">{_plain(said)}</text></g>'
        )
        x += room
    return parts, row + 1 if samples else 0


def _letters() -> Iterator[str]:
    return iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _line(kind: str, x0: int, y0: int, x1: int, y1: int) -> str:
    return f'<line class="{kind}" x1="{_tenths(x0)}" y1="{_tenths(y0)}" x2="{_tenths(x1)}" y2="{_tenths(y1)}"/>'


def _words(x: int, y: int, text: str, anchor: str) -> str:
    return f'<text x="{_tenths(x)}" y="{_tenths(y)}" text-anchor="{anchor}">{_plain(text)}</text>'


def _tenths(tenths: int) -> str:
    """A coordinate as text: ``_tenths(1234)`` is 123.4."""
    whole, part = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{part}' if part else ''}"


def _plain(text: str) -> str:
    """Text that is no markup; what XML has no characters for is left out."""
    return escape("".join(one if one.isprintable() else " " for one in text))
