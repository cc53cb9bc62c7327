"""What the YAML parser's own error means to the person who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from promocalc.files.place import Span, spot
from promocalc.problems import BadSyntax, Problem

TABS_SHOWN = 20

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CLOSING = {"{": "}", "[": "]"}
_TAB_INDENT = re.compile(r" *\t[ \t]*(?=\S)")


def bad_characters(lines: Sequence[str], file: str | None) -> list[Problem]:
    """Control characters, of which the parser would not say where they stand; the first of each line."""
    return [
        Problem(BadSyntax("character", f"U+{ord(found[0]):04X}"), spot(lines, _one(at, found.start()), file))
        for at, line in enumerate(lines)
        if (found := _CONTROL.search(line))
    ]


@dataclass(slots=True)
class Reading:
    """How far the parser had come when it failed."""

    long: Span | None = None
    """The last text that ran over several lines: where a forgotten quote mark or colon shows itself."""
    long_is_quoted: bool = False
    bracket: Span | None = None
    """The innermost bracket that was still open."""

    def ran_into(self, mark: Any) -> bool:
        """Whether the long text ended just where the parser stumbled."""
        return self.long is not None and (mark.line, mark.column) == (self.long.end_line, self.long.end_column)


def bad_syntax(error: yaml.YAMLError, lines: Sequence[str], file: str | None, reading: Reading) -> list[Problem]:
    """The parser's error, at the place where it can be mended."""
    detail = _own_words(error)
    mark: Any = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None:
        return [Problem(BadSyntax("other", detail), spot(lines, Span(0, 0, 0, 0), file))]
    at = _inside(lines, mark.line, mark.column)
    if "\t" in lines[at.line][: at.column + 1] and (found := list(_tabs(lines))):
        return [Problem(BadSyntax("tab", detail), spot(lines, tab, file)) for tab in found[:TABS_SHOWN]]
    opened = _opening(error, lines, reading)
    if opened is not None:
        close = _CLOSING.get(lines[opened.line][opened.column : opened.column + 1])
        what = BadSyntax("unclosed", detail, opened.line + 1)
        if close is not None:
            what = BadSyntax("bracket", close, opened.line + 1)
        return [Problem(what, spot(lines, opened, file))]
    keyless = _keyless(error, lines, reading)
    if keyless is not None:
        return [Problem(BadSyntax("colon", detail), spot(lines, keyless, file))]
    return [Problem(_reason(error.problem or "", detail, at, lines), spot(lines, at, file))]


def _reason(problem: str, detail: str, at: Span, lines: Sequence[str]) -> BadSyntax:
    line = lines[at.line]
    before = line[: at.column]
    # The parser in C and the one in Python word the same errors differently.
    if "mapping values are not allowed" in problem:
        return BadSyntax("colon" if ": " in before else "indent", detail)
    if "cannot start any token" in problem or "node content" in problem:
        return BadSyntax("character", line[at.column : at.column + 1] or detail)
    if "unknown escape character" in problem:
        return BadSyntax("character", line[at.column : at.column + 2])
    if "entries are not allowed" in problem or "'-' indicator" in problem:
        return BadSyntax("indent", detail)
    if ("expected key" in problem or "<block end>" in problem) and not before.strip(" -"):
        return BadSyntax("indent", detail)
    return BadSyntax("other", detail)


def _opening(error: yaml.MarkedYAMLError, lines: Sequence[str], reading: Reading) -> Span | None:
    """Where the quote or bracket was opened that is never closed."""
    opened: Any = error.context_mark
    at: Any = error.problem_mark
    context, problem = error.context or "", error.problem or ""
    if opened is not None and "quoted scalar" in context and "end of stream" in problem:
        return _one(opened.line, opened.column)
    nothing_follows = at.line >= len(lines) or not lines[at.line][at.column :].strip()
    bracket = reading.bracket
    if bracket is not None and (("flow" in context and at.line > bracket.line) or nothing_follows):
        return _one(bracket.line, bracket.column)
    # A quote closed by the next one's opening: the parser stumbles just after it.
    if reading.long is not None and reading.long_is_quoted and reading.ran_into(at):
        return _one(reading.long.line, reading.long.column)
    return None


def _keyless(error: yaml.MarkedYAMLError, lines: Sequence[str], reading: Reading) -> Span | None:
    """The line that should have been ``key: value`` and has no colon."""
    start: Any = error.context_mark
    if error.problem != "could not find expected ':'" or start is None:
        # Without its colon a line runs on into the next one, whose colon is then one too many.
        if reading.long is None or reading.long_is_quoted or not reading.ran_into(error.problem_mark):
            return None
        start = reading.long
        if lines[start.line][: start.column].strip(" -"):
            return None
    line = lines[start.line] if start.line < len(lines) else ""
    return Span(start.line, start.column, start.line, max(len(line.rstrip()), start.column + 1))


def _inside(lines: Sequence[str], line: int, column: int) -> Span:
    """The place itself, or the end of the last line with something on it where the file ended too soon."""
    if line < len(lines) and lines[line].strip():
        return _one(line, column)
    line = min(line, len(lines) - 1)
    while line and not lines[line].strip():
        line -= 1
    return _one(line, len(lines[line].rstrip()))


def _tabs(lines: Sequence[str]) -> Iterator[Span]:
    for at, line in enumerate(lines):
        found = _TAB_INDENT.match(line)
        if found:
            yield Span(at, line.index("\t"), at, found.end())


def _own_words(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        return "; ".join(part for part in (error.context, error.problem) if part)
    return str(error).partition("\n")[0]


def _one(line: int, column: int) -> Span:
    return Span(line, column, line, column + 1)
