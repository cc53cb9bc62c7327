"""Separated values with positions: text to rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from promocalc.files.place import Span, spot
from promocalc.problems import BadSyntax, Problem

_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_STATED = re.compile(r"sep=(.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; its text without quotes and surrounding space."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, and the place of all of it."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a text. Blank lines and ``#`` comments are left out."""

    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text, as editors count them."""
    return tuple(_LINE_BREAK.split(text.removeprefix("\ufeff")))


def read_cells(text: str, *, file: str | None = None) -> Sheet:
    """The rows of a table that is separated by commas (also full-width ones), semicolons or tabs."""
    lines = split_lines(text)
    start, marks = _separators(lines)
    rows: list[Row] = []
    problems: list[Problem] = []
    at = start
    while at < len(lines):
        if _is_blank(lines[at]):
            at += 1
            continue
        row, unclosed = _row(lines, at, marks)
        if unclosed is not None:
            problems.append(Problem(BadSyntax("unclosed", "quote", unclosed.line + 1), spot(lines, unclosed, file)))
        else:
            rows.append(row)
        at = row.span.end_line + 1
    return Sheet(lines, tuple(rows), tuple(problems))


def _is_blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _separators(lines: Sequence[str]) -> tuple[int, str]:
    """The first line to read, and the characters that separate cells: what the first line with anything on it uses."""
    for at, line in enumerate(lines):
        if _is_blank(line):
            continue
        stated = _STATED.fullmatch(line.strip())
        if stated is not None:
            return at + 1, stated[1]
        if "\t" in line.strip():
            return at, "\t"
        commas = "".join(mark for mark in ",，" if mark in line)
        return at, commas or next((mark for mark in ";；" if mark in line), ",")
    return len(lines), ","


def _row(lines: Sequence[str], at: int, marks: str) -> tuple[Row, Span | None]:
    """The record that starts on line ``at``; and where a quote was opened that never closes."""
    cells: list[Cell] = []
    first, column, unclosed = at, 0, None
    while True:
        cell, at, column, closed = _cell(lines, at, column, marks)
        cells.append(cell)
        if not closed:
            unclosed = Span(cell.span.line, cell.span.column, cell.span.line, cell.span.column + 1)
        if column >= len(lines[at]):
            break
        column += 1
        if column >= len(lines[at]):
            cells.append(Cell("", Span(at, column, at, column)))
            break
    indent = len(lines[first]) - len(lines[first].lstrip())
    return Row(tuple(cells), Span(first, indent, at, len(lines[at].rstrip()))), unclosed


def _cell(lines: Sequence[str], at: int, column: int, marks: str) -> tuple[Cell, int, int, bool]:
    """The cell from ``column`` on, the line and column of the separator after it, and whether its quote was closed."""
    line = lines[at]
    while column < len(line) and line[column].isspace() and line[column] not in marks:
        column += 1
    if column < len(line) and line[column] == '"':
        return _quoted(lines, at, column, marks)
    end = min((found for mark in marks if (found := line.find(mark, column)) >= 0), default=len(line))
    text = line[column:end].rstrip()
    return Cell(text, Span(at, column, at, column + len(text))), at, end, True


def _quoted(lines: Sequence[str], at: int, column: int, marks: str) -> tuple[Cell, int, int, bool]:
    start_line, start, taken = at, column, []
    column += 1
    while True:
        line = lines[at]
        close = line.find('"', column)
        if close < 0:
            taken.append(line[column:])
            if at + 1 == len(lines):
                break
            taken.append(" ")
            at, column = at + 1, 0
        elif line[close + 1 : close + 2] == '"':
            taken.append(line[column : close + 1])
            column = close + 2
        else:
            taken.append(line[column:close])
            return _closed("".join(taken), Span(start_line, start, at, close + 1), lines, marks)
    # Nothing closes it: the rest of its own line is the cell, so that the rows below are still read.
    line = lines[start_line]
    span = Span(start_line, start, start_line, len(line))
    return Cell(line[start + 1 :].strip(), span), start_line, len(line), False


def _closed(text: str, span: Span, lines: Sequence[str], marks: str) -> tuple[Cell, int, int, bool]:
    line = lines[span.end_line]
    end = min((f for mark in marks if (f := line.find(mark, span.end_column)) >= 0), default=len(line))
    rest = line[span.end_column : end].rstrip()
    whole = Span(span.line, span.column, span.end_line, span.end_column + len(rest))
    return Cell((text + rest).strip(), whole), span.end_line, end, True


def joined(lines: Sequence[str], cells: Sequence[Cell]) -> Cell:
    """Neighbouring cells of one line as the one cell they were meant to be."""
    if len(cells) == 1:
        return cells[0]
    start, end = cells[0].span, cells[-1].span
    span = Span(start.line, start.column, end.end_line, end.end_column)
    if not span.on_one_line:
        return Cell(" ".join(cell.text for cell in cells), span)
    return Cell(lines[start.line][start.column : end.end_column].replace('"', ""), span)
