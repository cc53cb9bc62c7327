"""Paragraphs in terminal cells: broken at spaces, and between Chinese characters."""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import iter_graphemes

from promocalc.explain.cells import width

_CLOSING = frozenset("，。、：；！？）」』》〉】％%),.;:!?")
"""What may not begin a row."""
_OPENING = frozenset("「『（《〈“‘([")
"""What may not end one."""
_INSIDE = "-/_"
"""After which a word may be broken that is longer than a row."""


def wrap(text: str, cells: int, *, hang: str = "") -> list[str]:
    """``text`` in rows of at most ``cells``; rows after the first begin with ``hang``.

    >>> wrap("half a loaf", 7), wrap("跨店每满300减50", 8), wrap("a b", 10, hang="  ")
    (['half a', 'loaf'], ['跨店每满', '300减50'], ['a b'])
    """
    if width(text) <= cells:
        return [text.rstrip()]
    rows: list[str] = []
    row = ""
    for piece in _pieces(text, max(cells - width(hang), 2)):
        if width(row + piece.rstrip()) > cells and row.strip():
            rows.append(row.rstrip())
            row = hang + piece.lstrip()
        else:
            row += piece
    return [*rows, row.rstrip()] if row.strip() or not rows else rows


def _pieces(text: str, most: int) -> Iterator[str]:
    """Where a row may end: after a space, or beside a wide character; a longer word is cut."""
    word, size = "", 0
    for cluster in [*iter_graphemes(text), " "]:
        cells = width(cluster)
        ends = word and (word.endswith(" ") or cells > 1 or width(word[-1]) > 1)
        may = cluster not in _CLOSING and cluster != " " and word[-1:] not in _OPENING
        if (ends and may) or size + cells > most:
            # Of a word that is too long, what stands before its last hyphen stays whole.
            at = 0 if ends and may else max(word.rfind(mark) for mark in _INSIDE) + 1
            word, rest = (word[:at], word[at:]) if at else (word, "")
            if word:
                yield word
            word, size = rest, width(rest)
        word, size = word + cluster, size + cells
    if word.strip():
        yield word.rstrip()
