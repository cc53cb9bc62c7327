"""The report of verdicts as one HTML file: it asks for nothing else, runs no script, and is read without colour.

Whatever an author wrote is text: it opens no tag, no attribute and no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import assert_never

from promocalc import __version__
from promocalc.explain.claim.html_style import STYLE
from promocalc.explain.claim.parts import (
    Bullets,
    Card,
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

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

_DAY = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])")


def html(told: ClaimsTold, language: Language, at: datetime | None = None) -> str:
    """The whole report as one file; ``at`` is when it was worked out."""
    found = report(told, language, at)
    title = _plain(found.title)
    rows = [
        "<!doctype html>",
        f'<html lang="{"zh-CN" if language == "zh" else "en"}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f'<meta name="generator" content="promocalc {__version__}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        "<header>",
        f"<h1>{title}</h1>",
        *(row for part in found.parts for row in _part(part, "")),
        "</header>",
        *(row for section in found.sections for row in _section(section, 2)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(rows) + "\n"


def _section(section: Section, level: int) -> Iterator[str]:
    yield f'<section id="{section.id}" aria-labelledby="{section.id}-title">'
    yield f'<h{level} id="{section.id}-title">{_said(section.title)}</h{level}>'
    over = section.title if isinstance(section.title, str) else ""
    for part in section.parts:
        yield from _part(part, over)
    for one in section.within:
        yield from _section(one, level + 1)
    yield "</section>"


def _part(part: Part, over: str) -> Iterator[str]:
    """A part under the heading ``over``."""
    match part:
        case Paragraph(said):
            yield f"<p>{_said(said)}</p>"
        case Note(said):
            yield f'<p class="note">{_said(said)}</p>'
        case Bullets(said, title):
            if title:
                yield f'<p class="over">{_plain(title)}</p>'
            yield f"<ul>{''.join(f'<li>{_said(one)}</li>' for one in said)}</ul>"
        case Pairs(rows):
            yield from _pairs(rows)
        case Cards(cards):
            yield from ('<ol class="tests">', *(row for card in cards for row in _card(card)), "</ol>")
        case Grid():
            yield from _table(part, over)
        case Picture(svg, caption, table):
            name = _plain(caption)
            yield f'<figure><div class="wide" role="region" tabindex="0" aria-label="{name}">{svg}</div>'
            yield f"<figcaption>{name}</figcaption></figure>"
            yield from _table(table, over)
        case Command(text):
            yield f'<pre tabindex="0"><code>{_plain(text)}</code></pre>'
        case _:
            assert_never(part)


def _card(card: Card) -> Iterator[str]:
    yield f'<li><p class="over">{_said(card.title)}</p>'
    yield from (*_pairs(card.rows), "</li>")


def _pairs(rows: Sequence[tuple[str, Said]]) -> Iterator[str]:
    """Labels and texts; a text without a label belongs to the one before it."""
    if not rows:
        return
    yield "<dl>"
    for label, said in rows:
        head = f"<dt>{_plain(label)}</dt>" if label else ""
        yield f"{head}<dd>{_said(said)}</dd>"
    yield "</dl>"


def _table(grid: Grid, over: str) -> Iterator[str]:
    """A table; a caption that says what the heading says already is only heard."""
    caption = _plain(grid.caption)
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{caption}"><table>'
    heard = ' class="heard"' if grid.caption in (over, grid.head[0]) else ""
    yield f"<caption{heard}>{caption}</caption>"
    heads = (
        f'<th scope="col"{_aligned(align)}>{_plain(name)}</th>'
        for name, align in zip(grid.head, grid.aligns, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for at, row in enumerate(grid.rows):
        cells = [_cell(cell, grid, at, column) for column, cell in enumerate(row) if cell is not None]
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _cell(cell: Said, grid: Grid, at: int, column: int) -> str:
    """A cell, over as many rows as say that they are as this one."""
    down = 1
    while at + down < len(grid.rows) and grid.rows[at + down][column] is None:
        down += 1
    over = f' rowspan="{down}"' if down > 1 else ""
    if not column:
        return f'<th scope="{"rowgroup" if over else "row"}"{over}>{_said(cell)}</th>'
    return f"<td{over}{_aligned(grid.aligns[column])}>{_said(cell)}</td>"


def _aligned(align: str) -> str:
    return ' class="figure"' if align == "right" else ""


def _said(said: Said) -> str:
    return _text(said) if isinstance(said, str) else "".join(_word(one) for one in said)


def _word(one: Word) -> str:
    match one:
        case str():
            return _text(one)
        case Link(text, to):
            outside = "" if to.startswith("#") else ' rel="noopener noreferrer"'
            return f'<a href="{escape(to)}"{outside}>{_plain(text)}</a>'
        case Mark(text, outcome):
            return f'<strong class="mark {outcome}">{_plain(text)}</strong>'
        case Code(text):
            return f"<code>{_plain(text)}</code>"
        case _:
            assert_never(one)


def _text(text: str) -> str:
    """Text whose days are not broken across lines."""
    return _DAY.sub(r"<time>\g<0></time>", _plain(text))


def _plain(text: str) -> str:
    """Text that is no markup and cannot turn the direction of the writing; spaces at its ends are kept."""
    inner = clean(text)
    before, after = text[:1] == " ", inner and text[-1:] == " "
    return f"{' ' if before else ''}{escape(inner)}{' ' if after else ''}"
