"""A page as parts, said once: Markdown and HTML are two ways to write it down.

No part holds markup. Whatever an author wrote is text in all of them.
"""

from __future__ import annotations

from typing import TypeAlias

from promocalc.claims.verdict import Outcome
from promocalc.explain.cells import Align
from promocalc.frozen import Frozen


class Link(Frozen):
    """Words that lead somewhere: to an address, or to ``#`` and the id of a section of the same page."""

    text: str
    to: str


class Mark(Frozen):
    """A verdict, to be seen at a glance; its words say it without colour."""

    text: str
    outcome: Outcome


class Code(Frozen):
    """Words for a machine: a command, a hash."""

    text: str


Word: TypeAlias = str | Link | Mark | Code
Said: TypeAlias = str | tuple[Word, ...]
"""A text, or a text with links and verdicts in it, one after the other."""


class Paragraph(Frozen):
    """A sentence, or several."""

    said: Said


class Note(Frozen):
    """A paragraph that is set apart."""

    said: Said


class Bullets(Frozen):
    """Sentences under each other, under a few words where there are any."""

    said: tuple[Said, ...]
    title: str = ""


class Pairs(Frozen):
    """Labels with their texts."""

    rows: tuple[tuple[str, Said], ...]


class Card(Frozen):
    """A heading and what is told under it."""

    title: Said
    rows: tuple[tuple[str, Said], ...]


class Cards(Frozen):
    """Several, numbered."""

    cards: tuple[Card, ...]


class Grid(Frozen):
    """A table. The first column heads its rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Said | None, ...], ...]
    """None: as in the row above."""
    aligns: tuple[Align, ...]


class Picture(Frozen):
    """A drawing, as the text of an SVG element; the table after it says the same."""

    svg: str
    caption: str
    table: Grid


class Command(Frozen):
    """The words of a command line, as one types them."""

    text: str


Part: TypeAlias = Paragraph | Note | Bullets | Pairs | Cards | Grid | Picture | Command


class Section(Frozen):
    """A heading, the parts under it, and the sections within."""

    title: Said
    id: str
    """Lower-case letters, digits and ``-``: unique in its page."""
    parts: tuple[Part, ...] = ()
    within: tuple[Section, ...] = ()


class Report(Frozen):
    """A whole page."""

    title: str
    parts: tuple[Part, ...]
    """Before the first section."""
    sections: tuple[Section, ...]
