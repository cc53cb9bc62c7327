"""YAML with positions: a small, safe part of YAML 1.2, in which text stays as it was written.

Only plain ``true``/``false`` and ``null`` mean anything by themselves. Numbers,
``no``, ``on``, ``0123`` and ``12:30`` stay text, and whoever wanted something
else says what is wrong with them. Anchors, tags and second documents are
refused. JSON is read as the YAML it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from promocalc.files.place import MERGE_KEY, Document, Entries, Hole, Items, Node, Scalar, Span, spot
from promocalc.files.syntax import Reading, bad_characters, bad_syntax
from promocalc.problems import (
    AnchorUsed,
    DuplicateKey,
    EmptyFile,
    KeyNotText,
    Problem,
    ProblemGroup,
    SeveralDocuments,
    TagUsed,
    TooDeep,
    Trouble,
    Where,
)

DEPTH_LIMIT = 64

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"^[ \t]+(?=\r?$)", re.MULTILINE)
# YAML 1.1 breaks lines here, editors do not: as spaces they keep the columns right.
_ODD_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


def read_yaml(text: str, *, file: str | None = None) -> Document:
    """The document in ``text``. What is wrong but can be read past is in its ``problems``.

    Raises ProblemGroup where the text cannot be read to its end, or holds nothing.
    """
    text = text.removeprefix("\ufeff").translate(_ODD_BREAKS)
    lines = _LINE_BREAK.split(text)
    text = _BLANK_LINE.sub("", text)
    problems = bad_characters(lines, file)
    if problems:
        raise ProblemGroup(tuple(problems))
    if text.lstrip()[:1] in ("{", "["):
        text = _SURROGATES.sub(_joined, text)
    builder = _Builder(lines, file)
    try:
        # The C parser tells characters; it is fed text and not bytes, so that its columns are characters too.
        builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        syntax = bad_syntax(error, lines, file, builder.so_far())
        raise ProblemGroup((*builder.problems, *syntax)) from None
    if builder.root is None:
        raise ProblemGroup((*builder.problems, Problem(EmptyFile(), Where(file=file, line=1, column=1))))
    return Document(lines, builder.root, file, tuple(builder.problems))


def _joined(match: re.Match[str]) -> str:
    """JSON writes a character beyond 16 bits as two halves, YAML as one escape."""
    high, low = int(match[2], 16), int(match[3], 16)
    return f"{match[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


@dataclass(slots=True)
class _Open:
    """A collection that is being filled."""

    node: Items | Entries
    key: str | None = None
    """The key that waits for its value."""
    key_span: Span | None = None
    skip: bool = False
    """The value that comes belongs to a key that was refused."""


@dataclass(slots=True)
class _Builder:
    """From parser events to nodes, without recursion, so that no nesting can exhaust a stack."""

    lines: list[str]
    file: str | None
    problems: list[Problem] = field(default_factory=list)
    root: Node | None = None
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0
    aliases: set[str] = field(default_factory=set)
    reading: Reading = field(default_factory=Reading)

    def build(self, events: Iterable[yaml.Event]) -> None:
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    self.documents += 1
                    if self.documents > 1:
                        self.trouble(SeveralDocuments(), _event_span(event))
                        return
                case yaml.ScalarEvent():
                    self.scalar(event)
                case yaml.AliasEvent():
                    self.alias(str(event.anchor), _event_span(event))
                case yaml.SequenceStartEvent():
                    self.open(event, Items(_event_span(event), bool(event.flow_style)))
                case yaml.MappingStartEvent():
                    self.open(event, Entries(_event_span(event), bool(event.flow_style)))
                case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                    self.close(event)
                case _:
                    pass

    def scalar(self, event: yaml.ScalarEvent) -> None:
        span = _event_span(event)
        self.decorations(event, span)
        is_plain = not event.style and event.tag is None
        if not span.on_one_line:
            self.reading.long, self.reading.long_is_quoted = span, bool(event.style)
        if not self.stack and is_plain and not event.value:
            return
        is_key = bool(self.stack) and isinstance(self.stack[-1].node, Entries) and self.stack[-1].key_span is None
        value = event.value if is_key or not is_plain else _WORDS.get(event.value, event.value)
        self.place(Scalar(value, span))
        if is_key and is_plain and value == MERGE_KEY:
            self.trouble(AnchorUsed(MERGE_KEY), span)
            self.stack[-1].skip = True

    def open(self, event: Any, node: Items | Entries) -> None:
        self.decorations(event, node.span)
        if len(self.stack) >= DEPTH_LIMIT:
            place = spot(self.lines, node.span, self.file)
            raise ProblemGroup((*self.problems, Problem(TooDeep(DEPTH_LIMIT), place)))
        self.stack.append(_Open(node))

    def close(self, event: Any) -> None:
        node = self.stack.pop().node
        start, end = node.span, event.end_mark
        # A block ends where the next thing starts; only brackets say where they close.
        if node.flow:
            node.span = Span(start.line, start.column, end.line, end.column)
        else:
            node.span = Span(start.line, start.column, max(end.line, start.line + 1), 0)
        self.place(node)

    def place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        above = self.stack[-1]
        if isinstance(above.node, Items):
            above.node.items.append(node)
        elif above.key_span is None:
            self.key(above, above.node, node)
        else:
            if above.key is not None and not above.skip:
                above.node.values[above.key] = node
            above.key, above.key_span, above.skip = None, None, False

    def key(self, above: _Open, entries: Entries, node: Node) -> None:
        above.key_span = node.span
        if not isinstance(node, Scalar):
            if not isinstance(node, Hole):
                self.trouble(KeyNotText(), node.span)
            above.skip = True
            return
        above.key = key = str(node.value)
        if key in entries.keys:
            self.trouble(DuplicateKey(key, entries.keys[key].line + 1), node.span)
            above.skip = True
            return
        entries.keys[key] = node.span

    def alias(self, name: str, span: Span) -> None:
        """Each name once: of an alias there may be a million."""
        if name not in self.aliases:
            self.aliases.add(name)
            self.trouble(AnchorUsed(name), span)
        self.place(Hole(span))

    def decorations(self, event: Any, span: Span) -> None:
        if event.anchor is not None:
            self.trouble(AnchorUsed(event.anchor), span)
        if event.tag is not None:
            self.trouble(TagUsed(event.tag.replace("tag:yaml.org,2002:", "!!")), span)

    def so_far(self) -> Reading:
        flows = [one.node.span for one in self.stack if one.node.flow]
        self.reading.bracket = flows[-1] if flows else None
        return self.reading

    def trouble(self, trouble: Trouble, span: Span) -> None:
        self.problems.append(Problem(trouble, spot(self.lines, span, self.file)))


def _event_span(event: yaml.Event) -> Span:
    start: Any = event.start_mark
    end: Any = event.end_mark
    return Span(start.line, start.column, end.line, end.column)
