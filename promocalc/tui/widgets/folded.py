"""Labels and texts folded to the room there is: between Chinese characters, never inside a word, and hanging."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from wcwidth import iter_graphemes

from promocalc.explain.cells import clip, pad, width
from promocalc.explain.wrapping import wrap

_SOURCE = re.compile(r" *\d* \|(?: |$)")
"""How a line of source begins in a problem, and the carets under it: neither is ever folded."""
_CARETS = re.compile(r" *\| +\^+$")
_PREFIX = re.compile(r" +(?:= |--> )")
"""How help and place begin in a problem; what follows hangs under them."""


class Folded:
    """Rows of a label and a text, for Rich. A row without a label goes across, a heading where labels follow."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        self.rows = tuple(rows)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Fold to the width that is there."""
        for label, text in folded(self.rows, options.max_width):
            yield Text.assemble((label, "bold"), text, no_wrap=True, overflow="crop")


def folded(rows: Sequence[tuple[str, str]], cells: int) -> Iterator[tuple[str, str]]:
    """The lines that are shown: what is bold of each, and the rest.

    >>> list(folded([("on", "half a loaf"), ("", "of bread")], 11))
    [('on  ', 'half a'), ('', '    loaf'), ('of bread', '')]
    """
    widest = max((width(label) for label, _ in rows), default=0)
    indent = min(widest, cells // 2) + 2 if widest else 0
    for label, text in rows:
        lines = text.splitlines() or [""]
        if label:
            first, *more = [row for line in lines for row in wrap(line, cells - indent)]
            yield pad(clip(label, indent - 2), indent), first
            yield from (("", " " * indent + row) for row in more)
        else:
            yield from ((row, "") if widest else ("", row) for row in _across(lines, cells))


def _across(lines: Sequence[str], cells: int) -> Iterator[str]:
    for at, line in enumerate(lines):
        if _CARETS.match(line) and at:
            yield from _excerpt(lines[at - 1], line, cells)
            continue
        if _SOURCE.match(line):
            if at + 1 == len(lines) or not _CARETS.match(lines[at + 1]):
                yield clip(line, cells)
            continue
        found = _PREFIX.match(line)
        prefix = found[0] if found else ""
        if prefix:
            first, *more = wrap(line.removeprefix(prefix), cells - len(prefix))
            yield prefix + first
            yield from (" " * len(prefix) + row for row in more)
        else:
            # A problem's message hangs, a paragraph does not.
            yield from wrap(line, cells, hang="  " if len(lines) > 1 else "")


def _excerpt(source: str, carets: str, cells: int) -> Iterator[str]:
    """A line of source and the carets under it, cut to the part with the carets."""
    margin = carets[: carets.index("|") + 2]
    text, marks = source[len(margin) :], carets[len(margin) :]
    room, start, end = max(cells - len(margin), 1), len(marks) - len(marks.lstrip()), len(marks)
    if end >= room and width(text) > room:
        clusters, dropped = list(iter_graphemes(text)), 0
        while clusters and dropped < min(start - 1, end - room * 2 // 3):
            dropped += width(clusters.pop(0))
        text, marks = "…" + "".join(clusters), " " * (start - dropped + 1) + marks[start:]
    yield source[: len(margin)] + clip(text, room)
    yield margin + marks[:room]
