"""Prices in JSON: lists of objects; and a quick way to read JSON in which nothing is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from promocalc.files.cells import split_lines
from promocalc.files.history_rows import Entry, Row, Rows, named
from promocalc.files.place import Document, Entries, Items, Node, Scalar, Span, plain
from promocalc.files.syntax import bad_characters
from promocalc.files.text import Text
from promocalc.problems import EmptyList, MissingKey, WrongKind
from promocalc.rules.values import shown

_NOWHERE = Span(0, 0, 0, 0)


class _Twice(ValueError):  # noqa: N818 - what is the matter, as with problems
    """A key that is there twice."""


def quick(text: Text) -> Document | None:
    """A document without places, numbers as they are written; None where it is no plain JSON or has a key twice."""
    if bad_characters(split_lines(text.text), text.file):
        return None
    try:
        root = _node(
            json.loads(
                text.text.removeprefix("\ufeff"),
                parse_int=str,
                parse_float=str,
                parse_constant=str,
                object_pairs_hook=_entries,
            )
        )
    except (ValueError, RecursionError):
        return None
    return Document((), root, text.file)


def _entries(pairs: list[tuple[str, Any]]) -> Entries:
    values = {key: _node(value) for key, value in pairs}
    if len(values) < len(pairs):
        raise _Twice
    return Entries(_NOWHERE, keys=dict.fromkeys(values, _NOWHERE), values=values)


def _node(value: Any) -> Node:
    match value:
        case Entries():
            return value
        case list():
            return Items(_NOWHERE, items=[_node(item) for item in value])
        case _:
            return Scalar(value, _NOWHERE)


def objects(document: Document) -> Rows:
    """A list of objects, or of pairs as charts have them (a moment and a price); or an object that has such a list as
    ``prices``, and what all of them have in common beside it."""
    found = Rows(document.lines, document.file, [], list(document.problems))
    root, common = document.root, dict[str, Entry]()
    if isinstance(root, Entries):
        common = {name: entry for name, entry in _fields(root, found) if name in ("currency", "sku", "channel", "kind")}
        if "prices" not in root.values:
            found.trouble(MissingKey("prices"), root.span)
            raise found.refused()
        root = root.values["prices"]
    if not isinstance(root, Items):
        found.trouble(WrongKind(shown(plain(root)), "list"), root.span)
        raise found.refused()
    for one in root.items:
        if isinstance(one, Entries):
            found.rows.append(Row(common | dict(_fields(one, found)), _start(one)))
        elif isinstance(one, Items) and len(one.items) == 2 and all(isinstance(cell, Scalar) for cell in one.items):
            pair = (Entry(_said(cell), cell.span) for cell in one.items)
            found.rows.append(Row(common | dict(zip(("date", "price"), pair, strict=True)), _start(one)))
        else:
            found.trouble(WrongKind(shown(plain(one)), "mapping"), one.span)
    if not root.items:
        found.trouble(EmptyList(), root.span)
    return found


def _fields(node: Entries, found: Rows) -> Iterator[tuple[str, Entry]]:
    for key, value in node.values.items():
        name = named(Entry(key, node.keys[key]), found) if key != "prices" else ""
        if not name:
            continue
        if isinstance(value, Scalar):
            yield name, Entry(_said(value), value.span)
        else:
            found.trouble(WrongKind(shown(plain(value)), "text"), value.span)


def _said(node: Node) -> str | None:
    """A cell's text; None where there is nothing."""
    value = plain(node)
    return None if value is None else shown(value)


def _start(node: Node) -> Span:
    """Where something begins."""
    return Span(node.span.line, node.span.column, node.span.line, node.span.column + 1)
