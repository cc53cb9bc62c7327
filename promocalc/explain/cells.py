"""Text in terminal cells: a Chinese character takes two, a combining mark none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from wcwidth import iter_graphemes, wcswidth

Align: TypeAlias = Literal["left", "right"]


def width(text: str) -> int:
    """How many cells ``text`` takes. Control characters take none.

    >>> width("off"), width("跨店满减"), width("")
    (3, 8, 0)
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_cells(cluster) for cluster in _clusters(text))


def pad(text: str, cells: int, align: Align = "left") -> str:
    """``text`` with spaces up to ``cells``; as it is where it is longer.

    >>> pad("店铺", 6) + "|", pad("店铺", 6, "right")
    ('店铺  |', '  店铺')
    """
    space = " " * max(0, cells - width(text))
    return text + space if align == "left" else space + text


def clip(text: str, cells: int) -> str:
    """``text`` in at most ``cells``, cut with an ellipsis; no character is split.

    >>> clip("跨店满减", 8), clip("跨店满减", 7), clip("跨店满减", 6)
    ('跨店满减', '跨店满…', '跨店…')
    """
    if width(text) <= cells:
        return text
    if cells < 1:
        return ""
    taken, room = [], cells - 1
    for cluster in _clusters(text):
        room -= _cells(cluster)
        if room < 0:
            break
        taken.append(cluster)
    return "".join(taken) + "…"


def table(rows: Sequence[Sequence[str]], aligns: Sequence[Align], gap: str = "  ") -> list[str]:
    """Rows as lines whose columns stand under each other; a row may be shorter than ``aligns``.

    >>> table([("袜子", "9.90"), ("tea", "120.00")], ("left", "right"))
    ['袜子    9.90', 'tea   120.00']
    """
    widths = [max((width(row[at]) for row in rows if at < len(row)), default=0) for at in range(len(aligns))]
    return [
        gap.join(pad(cell, cells, align) for cell, cells, align in zip(row, widths, aligns, strict=False)).rstrip()
        for row in rows
    ]


def _clusters(text: str) -> Iterator[str]:
    """What a terminal shows as one: a character with its marks, an emoji with its joiners."""
    return iter(text) if text.isascii() else iter_graphemes(text)


def _cells(cluster: str) -> int:
    return max(0, wcswidth(cluster))
