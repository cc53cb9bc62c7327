"""The report of verdicts as Markdown. Whatever an author wrote is text: it opens no cell, no code, no link, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from promocalc.explain.claim.parts import (
    Bullets,
    Cards,
    Code,
    Command,
    Grid,
    Link,
    Mark,
    Note,
    Pairs,
    Paragraph,
    Part,
    Picture,
    Said,
    Section,
    Word,
)
from promocalc.explain.claim.report import report
from promocalc.explain.claim.told import ClaimsTold
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.receipt.markdown import escape


def markdown(told: ClaimsTold, language: Language, at: datetime | None = None) -> str:
    """The whole report, ending in a newline; ``at`` is when it was worked out."""
    found, colon = report(told, language, at), "：" if language == "zh" else ": "
    rows = [f"# {escape(found.title)}"]
    for part in found.parts:
        rows += ["", *_part(part, colon)]
    for section in found.sections:
        rows += _section(section, 2, colon)
    return "\n".join(rows) + "\n"


def _section(section: Section, level: int, colon: str) -> Iterator[str]:
    yield from ("", f"{'#' * level} {_said(section.title)}")
    for part in section.parts:
        yield ""
        yield from _part(part, colon)
    for one in section.within:
        yield from _section(one, level + 1, colon)


def _part(part: Part, colon: str) -> Iterator[str]:
    match part:
        case Paragraph(said):
            yield _said(said)
        case Note(said):
            yield f"> {_said(said)}"
        case Bullets(said, title):
            if title:
                yield from (f"**{escape(title)}**", "")
            yield from (f"- {_said(one)}" for one in said)
        case Pairs(rows):
            yield from (_pair(label, text, colon) for label, text in rows)
        case Cards(cards):
            for number, card in enumerate(cards, 1):
                yield f"{number}. {_said(card.title)}"
                yield from (f"   {_pair(label, text, colon)}" for label, text in card.rows)
        case Grid():
            yield from _table(part)
        case Picture(_, _, table):
            yield from _table(table)
        case Command(text):
            fence = _fence(text, 3)
            yield from (fence, clean(text), fence)
        case _:
            assert_never(part)


def _pair(label: str, said: Said, colon: str) -> str:
    return f"- **{escape(label)}**{colon}{_said(said)}" if label else f"- {_said(said)}"


def _table(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(escape(name) for name in grid.head)} |"
    yield f"|{'|'.join('---:' if align == 'right' else '---' for align in grid.aligns)}|"
    for row in grid.rows:
        yield f"| {' | '.join('' if cell is None else _said(cell) for cell in row)} |"


def _said(said: Said) -> str:
    return escape(said) if isinstance(said, str) else "".join(_word(one) for one in said)


def _word(one: Word) -> str:
    match one:
        case str():
            # What stands within a row is not stripped: a space between two words is meant.
            inner = escape(one)
            return f"{' ' if one.startswith(' ') else ''}{inner}{' ' if inner and one.endswith(' ') else ''}"
        case Link(text, to):
            return escape(text) if to.startswith("#") else f"[{escape(text)}](<{to}>)"
        case Mark(text):
            return f"**{escape(text)}**"
        case Code(text):
            fence = _fence(text, 1)
            return f"{fence}{clean(text)}{fence}".replace("|", "\\|")
        case _:
            assert_never(one)


def _fence(text: str, least: int) -> str:
    """More backticks than stand next to each other in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(least, longest + 1)
