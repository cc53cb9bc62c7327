"""Where a value stands: a document as a tree of nodes with positions, and the way from a path to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from promocalc.problems import (
    CountedInside,
    MissingKey,
    MissingOneOf,
    NotYet,
    Path,
    PointsInView,
    Problem,
    ReadingsDiffer,
    RepeatedLabel,
    RepeatedRule,
    Trouble,
    UnknownHolding,
    UnknownName,
    UnknownRule,
    UnusedRule,
    Where,
)
from promocalc.rules.values import KEY_MARK

MERGE_KEY = "<<"


@dataclass(frozen=True, slots=True)
class Span:
    """From one place to another; lines and columns count from 0, the end is not included."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def on_one_line(self) -> bool:
        return self.line == self.end_line


@dataclass(slots=True)
class Scalar:
    """A text, a truth value, or nothing."""

    value: str | bool | None
    span: Span


@dataclass(slots=True)
class Items:
    """A list."""

    span: Span
    flow: bool = False
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Entries:
    """A mapping: for each key, where it stands and its value."""

    span: Span
    flow: bool = False
    keys: dict[str, Span] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class Hole:
    """A value that could not be read and has its own problem already; others about it are noise."""

    span: Span


Node: TypeAlias = Scalar | Items | Entries | Hole
Data: TypeAlias = "str | bool | list[Data] | dict[str, Data] | None"


def plain(node: Node) -> Data:
    """The value of a node without its positions."""
    match node:
        case Scalar(value):
            return value
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key: plain(value) for key, value in node.values.items()}
        case Hole():
            return None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read: its lines, its tree, and what was wrong with the writing itself."""

    lines: Sequence[str]
    root: Node
    file: str | None = None
    problems: tuple[Problem, ...] = ()
    is_table: bool = False

    def data(self) -> Data:
        """What it says, without positions."""
        return plain(self.root)

    def where(self, path: Path, trouble: Trouble | None = None) -> Where:
        """The place of ``path``, or of the nearest thing around it that exists."""
        return spot(self.lines, _span(_find(self.root, path, trouble), trouble, self.lines), self.file, path)

    def problem(self, path: Path, trouble: Trouble) -> Problem | None:
        """``trouble`` at its place; None where the place has a problem already that explains it."""
        found = _find(self.root, path, trouble)
        if isinstance(found.node, Hole):
            return None
        if isinstance(found.node, Entries) and MERGE_KEY in found.node.keys and isinstance(trouble, MissingKey):
            return None
        return Problem(trouble, spot(self.lines, _span(found, trouble, self.lines), self.file, shown_path(path)))


def shown_path(path: Path) -> Path:
    """A path without the mark that means the key itself."""
    return tuple(step for step in path if step != KEY_MARK)


def spot(lines: Sequence[str], span: Span, file: str | None, path: Path = ()) -> Where:
    """A span as people count: from 1, with the line it stands on."""
    excerpt = lines[span.line] if span.line < len(lines) else ""
    end = span.end_column if span.on_one_line else len(excerpt.rstrip())
    return Where(path, file, span.line + 1, span.column + 1, excerpt, max(1, end - span.column))


# --- from a path to a node ------------------------------------------------------------------------------------

OTHER_SPELLINGS = {"unit_price": "price", "quantity": "qty", "tags": "tag"}


@dataclass(frozen=True, slots=True)
class _Found:
    node: Node
    key: Span | None
    """Where the key of ``node`` stands, if it has one."""
    is_key: bool = False
    """Whether the key itself is meant."""


def _find(root: Node, path: Path, trouble: Trouble | None) -> _Found:
    found = _Found(root, None)
    for at, step in enumerate(path):
        if step == KEY_MARK:
            return _Found(found.node, found.key, is_key=True)
        inner = _child(found.node, step) or _below(found.node, path[at:])
        if inner is None:
            break
        found = inner
    return _named(found, trouble)


def _child(node: Node, step: str | int) -> _Found | None:
    match node:
        case Entries(keys=keys, values=values):
            if step == 0:
                # One need may stand without its list.
                return _Found(node, None)
            key = str(step) if step in values else OTHER_SPELLINGS.get(str(step), "")
            return _Found(values[key], keys[key]) if key in values else None
        case Items(items=items):
            if isinstance(step, int) and 0 <= step < len(items):
                return _Found(items[step], None)
            # A list of one thing is that thing.
            return _child(items[0], step) if len(items) == 1 else None
        case _:
            return None


def _below(node: Node, path: Path) -> _Found | None:
    """Scopes nest, and their troubles do not say how deep: the first place below that has the rest of the path."""
    if path[0] not in ("discounted_by", "price"):
        return None
    for inner in _descendants(node):
        found = _child(inner, path[0])
        if found is not None:
            return found
    return None


def _descendants(node: Node) -> Iterator[Node]:
    match node:
        case Entries(values=values):
            inner = list(values.values())
        case Items(items=items):
            inner = items
        case _:
            inner = []
    for one in inner:
        yield one
        yield from _descendants(one)


def _named(found: _Found, trouble: Trouble | None) -> _Found:
    """Inside a list, the member that the trouble names."""
    name = _name(trouble)
    if name is not None and isinstance(found.node, Items):
        for item in found.node.items:
            if isinstance(item, Scalar) and item.value == name:
                return _Found(item, None)
    return found


def _name(trouble: Trouble | None) -> str | None:
    match trouble:
        case (
            UnknownHolding(name)
            | UnknownRule(name)
            | UnknownName(name)
            | NotYet(name)
            | RepeatedRule(name)
            | CountedInside(name)
            | PointsInView(name)
        ):
            return name
        case _:
            return None


# --- from a node to what the caret underlines -----------------------------------------------------------------


def _span(found: _Found, trouble: Trouble | None, lines: Sequence[str]) -> Span:
    node, key = found.node, found.key
    about_owner = isinstance(trouble, (MissingKey, MissingOneOf, UnusedRule, ReadingsDiffer, RepeatedLabel))
    whole = isinstance(node, Scalar) or node.span.on_one_line
    if key is not None and (found.is_key or about_owner or not whole):
        return key
    if isinstance(node, Entries) and node.keys and not (node.flow and node.span.on_one_line):
        return next(iter(node.keys.values()))
    return _word(node, _name(trouble), lines)


def _word(node: Node, name: str | None, lines: Sequence[str]) -> Span:
    """In ``running - piad``, the word that the trouble is about."""
    span = node.span
    if name is None or not isinstance(node, Scalar) or not span.on_one_line:
        return span
    written = lines[span.line][span.column : span.end_column]
    match = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", written)
    if match is None:
        return span
    return Span(span.line, span.column + match.start(), span.line, span.column + match.end())
