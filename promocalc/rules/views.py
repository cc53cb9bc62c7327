"""Views: what a threshold, a rate or a share looks at, as a sum of ledger columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from promocalc.problems import BadView, WrongKind
from promocalc.rules.values import fail, shown, write_text, written


@dataclass(frozen=True, slots=True)
class View:
    """A sum of ledger columns: what a threshold, a rate or a share looks at.

    ``terms`` are ``(sign, word)``; a word is ``marked``, ``running``, ``paid``, a label, or a rule (what it took).
    ``pieces`` counts pieces instead and stands alone.
    """

    terms: tuple[tuple[int, str], ...]

    @property
    def counts_pieces(self) -> bool:
        return self.terms == ((1, "pieces"),)

    def __str__(self) -> str:
        first, *rest = self.terms
        head = first[1] if first[0] > 0 else f"- {first[1]}"
        return head + "".join(f" {'+' if sign > 0 else '-'} {word}" for sign, word in rest)


RUNNING = View(((1, "running"),))
MARKED = View(((1, "marked"),))
PIECES = View(((1, "pieces"),))

_TERM = re.compile(r"\s*([+\-−])?\s*([^\W_][\w.]*(?:-[\w.]+)*)(?=\s|$)", re.UNICODE)


def read_view(value: object, *, pieces: bool = False) -> View:
    """``running - paid``: words with a sign between them, a space on either side of it."""
    if isinstance(value, View):
        return value
    if not isinstance(value, str):
        fail([((), WrongKind(shown(value), "text"))])
    terms: list[tuple[int, str]] = []
    at = 0
    text = value.strip()
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or (terms and match[1] is None):
            fail([((), BadView(value))])
        terms.append((1 if match[1] in (None, "+") else -1, match[2]))
        at = match.end()
    counted = any(word == "pieces" for _, word in terms)
    if not terms or (counted and (len(terms) > 1 or terms[0][0] < 0 or not pieces)):
        fail([((), BadView(value))])
    return View(tuple(terms))


_VIEW_SCHEMA = {"type": "string", "examples": ["marked", "running", "running - paid", "item_price"]}
ViewText = Annotated[View, PlainValidator(read_view), written(write_text), WithJsonSchema(_VIEW_SCHEMA)]
MeasureText = Annotated[
    View,
    PlainValidator(lambda v: read_view(v, pieces=True)),
    written(write_text),
    WithJsonSchema(_VIEW_SCHEMA | {"examples": ["running", "pieces", "item_price"]}),
]
