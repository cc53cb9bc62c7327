"""Equations over several rows: broken where they hang together least, and before a sign rather than after it."""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.explain.cells import width
from promocalc.explain.wrapping import wrap

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_SIGNS = frozenset(("+", "-", "*", "/", "if", "and", "or", "且", "或"))
"""Words that begin a row rather than end it."""
_AFTER = (";", "；", ",", "，", ":")
"""After which an equation is broken rather than elsewhere within the same brackets."""


def broken(text: str, cells: int) -> list[str]:
    """An equation in rows of at most ``cells``; a part without a space that is longer is cut.

    >>> broken("{p1 - 20.00 if p1 >= 199.00; else p1} + {0.00 if p1 == 2.00; else p2}", 48)
    ['{p1 - 20.00 if p1 >= 199.00; else p1}', '+ {0.00 if p1 == 2.00; else p2}']
    """
    rows = []
    while width(text) > cells:
        at = _break(text, cells)
        if at is None:
            first, *_ = wrap(text, cells)
            at = len(first)
        rows.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*rows, text] if text or not rows else rows


def _break(text: str, cells: int) -> int | None:
    """The best place in the first row: the later half of it is looked at, all of it where that has none."""
    places = list(_places(text, cells))
    late = [place for place in places if 2 * place[1] >= cells]
    chosen = min(late or places, key=lambda place: (place[0], -place[1]), default=None)
    return None if chosen is None else chosen[2]


def _places(text: str, cells: int) -> Iterator[tuple[int, int, int]]:
    """Where a row may end: how badly, after how many cells, and at which character."""
    depth, used, start = 0, 0, 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign not in " ；":
            continue
        used += width(text[start : at + 1])
        start = at + 1
        if used - (sign == " ") > cells:
            return
        before, after = text[:at].rpartition(" ")[2], text[at + 1 :].partition(" ")[0]
        if sign == " " and (before in _SIGNS or not after):
            continue
        separates = sign == "；" or before.endswith(_AFTER)
        yield 2 * depth + (not separates and (depth > 0 or after not in ("+", "-"))), used, at + 1
