"""A file, a text or a table that cannot be read."""

from __future__ import annotations

from typing import Literal

from promocalc.frozen import Frozen


class FileMissing(Frozen):
    """There is no such file; ``near`` is a file of a similar name beside it."""

    name: str
    near: str | None = None


class FileUnreadable(Frozen):
    """The operating system refused; ``reason`` is its own word."""

    name: str
    reason: str


class FileNotWritten(Frozen):
    """The operating system would not take what was to be written; ``reason`` is its own word."""

    name: str
    reason: str


class WrongDocument(Frozen):
    """A rulebook where a cart belongs, or the other way round."""

    got: Literal["cart", "rulebook"]
    name: str


class WrongEncoding(Frozen):
    """The bytes are not UTF-8 and not a known Chinese encoding either; ``at`` is the first bad byte's offset."""

    at: int


class FileTooLarge(Frozen):
    """More bytes than any cart or rulebook has a use for."""

    size: int
    limit: int


class EmptyFile(Frozen):
    """Nothing in it but white space and comments."""


class BadSyntax(Frozen):
    """Not YAML. ``reason`` is one of the kinds the reader tells apart; ``detail`` the parser's own words."""

    reason: Literal["unclosed", "bracket", "tab", "indent", "colon", "character", "other"]
    detail: str
    """For ``bracket``: the one that would close it."""
    opened: int | None = None
    """For ``unclosed`` (a quote) and ``bracket``: the line on which it was opened."""


class TooDeep(Frozen):
    """Nested deeper than any rulebook needs."""

    limit: int


class SeveralDocuments(Frozen):
    """A second ``---`` document in one file."""


class DuplicateKey(Frozen):
    """The same key twice in one mapping; YAML would silently keep the last."""

    key: str
    first_line: int


class AnchorUsed(Frozen):
    """Anchors, aliases and merge keys are not read: they hide what a rule says, and can blow up."""

    name: str


class TagUsed(Frozen):
    """``!tags`` are not read."""

    tag: str


class KeyNotText(Frozen):
    """A key that is a list or a mapping."""


class NoHeader(Frozen):
    """A table without the columns a cart needs."""

    missing: tuple[str, ...]


class ColumnCount(Frozen):
    """A row with more or fewer cells than the header."""

    got: int
    wanted: int


class NoRulebook(Frozen):
    """A cart that names no rulebook, and none was given; a ``table`` has no place to name one."""

    table: bool = False
