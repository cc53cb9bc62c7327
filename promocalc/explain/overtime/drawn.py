"""The line of a timeline, drawn in cells: a date, a mark and short labels for every moment, in rows that fit.

A moment has a slot and everything of it begins at the slot's first cell, so
Chinese never pushes a mark aside. What does not fit in one row of slots goes
on in the next. What is drawn says nothing by colour, and can be drawn in ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from promocalc.explain.cells import clip, pad, width
from promocalc.timeline.windows import Timeline

GAP = 2
"""Cells between a date and the next."""
OWN, OTHER, OPEN, SHUT = "●", "○", "═", "─"
"""What the shopper does, or could pay from or until; any other moment; money can be paid; none can."""
ASCII = {ord(OWN): "*", ord(OTHER): "o", ord(OPEN): "=", ord(SHUT): "-", ord("…"): "~"}
"""How the same is drawn without box characters."""


@dataclass(frozen=True)
class Stop:
    """One moment on the line."""

    date: str
    labels: tuple[str, ...]
    own: bool
    """Whether the shopper does something there, or a payment opens or closes."""
    open: bool
    """Whether money can be paid from here to the next."""


@dataclass(frozen=True)
class Drawn:
    """One row of slots: ``rows`` are the dates, the line and the labels. All have the same room."""

    first: int
    """Which moment its first slot is."""
    columns: tuple[int, ...]
    """The first cell of every slot."""
    slot: int
    """How many cells a slot has."""
    rows: tuple[str, ...]

    def holds(self, at: int) -> bool:
        """Whether the moment stands in this row."""
        return self.first <= at < self.first + len(self.columns)


def stops(timeline: Timeline, labels: Sequence[tuple[str, ...]]) -> tuple[Stop, ...]:
    """The moments of a timeline with their labels, one tuple for each."""
    paying = [window for window in timeline.windows if window.is_payment and window.kind != "order"]
    years = len({moment.at.year for moment in timeline.moments}) > 1
    found = []
    for moment, said in zip(timeline.moments, labels, strict=True):
        is_open = any(
            (one.opens is None or one.opens <= moment.at) and one.closes is not None and moment.at < one.closes
            for one in paying
        )
        own = any(event.window is None or timeline.windows[event.window].is_payment for event in moment.events)
        found.append(Stop(_date(moment.at, years), tuple(said), own, is_open))
    return tuple(found)


def drawn(timeline: Timeline, labels: Sequence[tuple[str, ...]], cells: int, *, ascii: bool = False) -> list[Drawn]:  # noqa: A002
    """The line of a timeline in rows of at most ``cells``; none where nothing has a date."""
    return line(stops(timeline, labels), cells, ascii=ascii)


def line(moments: Sequence[Stop], cells: int, *, ascii: bool = False) -> list[Drawn]:  # noqa: A002
    """Moments in slots of one size, as many beside each other as have room for their dates.

    >>> two = (Stop("10-21 00:00", ("deposit",), True, True), Stop("11-10 22:00", ("its end",), True, False))
    >>> print(*(row.rstrip() for row in line(two, 30, ascii=True)[0].rows), sep="\\n")
    10-21 00:00    11-10 22:00
    *==============*--------------
    deposit        its end
    """
    if not moments:
        return []
    least = max(width(stop.date) for stop in moments) + GAP
    most = max(1, cells // least)
    # Rows of about the same length look better than a full one and a rest.
    count = -(-len(moments) // -(-len(moments) // most))
    slot = cells // count
    found = [_row(moments[at : at + count], at, len(moments), slot, cells) for at in range(0, len(moments), count)]
    return [_plain(row) for row in found] if ascii else found


def _row(some: Sequence[Stop], first: int, total: int, slot: int, cells: int) -> Drawn:
    marks = ""
    for at, stop in enumerate(some, first):
        ends = at == first + len(some) - 1
        run = (OPEN if stop.open else SHUT) * ((cells - len(marks) if ends and at + 1 < total else slot) - 1)
        marks += (OWN if stop.own else OTHER) + (run[:-1] + "…" if ends and at + 1 < total else run)
    dates = "".join(pad(clip(stop.date, slot), slot) for stop in some)
    texts = zip_longest(*(stop.labels for stop in some), fillvalue="")
    below = ["".join(pad(clip(text, slot - 1), slot) for text in row) for row in texts]
    return Drawn(first, tuple(at * slot for at in range(len(some))), slot, (dates, marks, *below))


def plain(text: str) -> str:
    """The same without box characters."""
    return text.translate(ASCII)


def _plain(row: Drawn) -> Drawn:
    return Drawn(row.first, row.columns, row.slot, tuple(map(plain, row.rows)))


def _date(at: datetime, years: bool) -> str:
    day = at.strftime("%Y-%m-%d" if years else "%m-%d")
    return f"{day} {at.strftime('%H:%M:%S' if at.second else '%H:%M')}"
