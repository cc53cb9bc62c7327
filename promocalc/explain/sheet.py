"""How a page of text is laid out: headings, labels beside texts, tables, sentences. Every row fits its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from promocalc.explain.cells import Align, clip, pad, width
from promocalc.explain.language import Language
from promocalc.explain.wrapping import wrap

WIDTH = 80
_LEAST_TEXT = 20
"""Cells under which a text goes below its label instead of beside it."""
_LEAST_FIRST = 12

Row = tuple[str, str]
"""A label and a text."""


@dataclass(frozen=True)
class Block:
    """A heading and what is told under it."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Cells in columns: the first is text, the others are what ``aligns`` says."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...]
    foot: tuple[tuple[str, ...], ...] = ()
    """Rows under a rule."""
    widest_head: int = 0
    """Cells that the head of a figure may take beside others; 0: as many as it is long."""
    spans: bool = False
    """Whether a first cell stands for the rows under it whose own is empty: it is wrapped beside all of them."""


@dataclass(frozen=True)
class Sheet:
    """Lays out for one reader: a language, so many cells, with or without box characters."""

    language: Language
    width: int = WIDTH
    ascii: bool = False

    @property
    def colon(self) -> str:
        """Between a label and a text on one row."""
        return "：" if self.language == "zh" else ": "

    def page(self, rows: Sequence[str]) -> str:
        """All rows as one text."""
        return "\n".join(self.plain(row) for row in rows) + "\n"

    def plain(self, row: str) -> str:
        """A row in the characters that may be drawn."""
        return row.replace("…", "~").replace("─", "-") if self.ascii else row

    def rule(self) -> str:
        """A line across."""
        return "─" * min(self.width, WIDTH)

    def section(self, title: str, rows: Sequence[str]) -> list[str]:
        """An empty row, a heading, and what is under it; nothing where there is nothing."""
        return ["", clip(title, self.width), self.rule(), *rows] if rows else []

    def pairs(self, rows: Sequence[Row], indent: str = "", least: int = 0) -> list[str]:
        """Labels in a column, texts wrapped beside them; below them where there is no room."""
        return list(self._pairs(rows, indent, least))

    def _pairs(self, rows: Sequence[Row], indent: str, least: int) -> Iterator[str]:
        cells = max([least, *(width(label) for label, _ in rows)], default=0) + 2
        room = self.width - cells - len(indent)
        if room < _LEAST_TEXT:
            for label, said in rows:
                yield from wrap(f"{indent}{label}{self.colon}{said}", self.width, hang=indent + " ")
            return
        for label, said in rows:
            first, *rest = wrap(said, room) or [""]
            yield (indent + pad(label, cells) + first).rstrip()
            yield from (indent + " " * cells + row for row in rest)

    def figures(self, rows: Sequence[Row]) -> list[str]:
        """Amounts under each other, and texts wrapped beside them."""
        cells = max((width(amount) for amount, _ in rows), default=0)
        return self.pairs([(pad(amount, cells, "right"), said) for amount, said in rows])

    def blocks(self, blocks: Sequence[Block]) -> list[str]:
        """Numbered, each with its rows under it; all texts begin in one column."""
        cells = max((width(label) for block in blocks for label, _ in block.rows), default=0)
        found: list[str] = []
        for number, block in enumerate(blocks, 1):
            found += wrap(f"{number}. {block.title}", self.width, hang="   ")
            found += self.pairs(block.rows, "   ", cells)
        return found

    def bullets(self, texts: Sequence[str]) -> list[str]:
        """Sentences, each after a dash."""
        return [row for said in texts for row in wrap(f"- {said}", self.width, hang="  ")]

    def paragraphs(self, texts: Sequence[str]) -> list[str]:
        """Sentences, each from the margin."""
        return [row for said in texts for row in wrap(said, self.width)]

    def table(self, told: Table) -> list[str]:
        """Columns; the texts at both ends are wrapped to what the others leave. Rows below each other where no column
        could be left out: nothing is cut off."""
        wide = self._widths(told)
        if sum(wide) + 2 * (len(wide) - 1) > self.width:
            return self._stacked(told)
        body = self._row(told.head, wide, told.aligns)
        for rows in _spans(told):
            body += self._rows(rows, wide, told.aligns, "   " if told.spans else "")
        foot = [row for cells in told.foot for row in self._row(cells, wide, told.aligns)]
        return [*body, self.rule(), *foot] if foot else body

    def _stacked(self, told: Table) -> list[str]:
        """Every row as a heading with its cells under it."""
        found: list[str] = []
        for first, *cells in (*told.rows, *told.foot):
            found += wrap(first, self.width)
            found += self.pairs([pair for pair in zip(told.head[1:], cells, strict=True) if pair[1]], "   ")
        return found

    def _widths(self, told: Table) -> list[int]:
        """What every column gets: figures what they need; the texts at both ends share the rest."""
        aligns, rows = told.aligns, [*told.rows, *told.foot]
        wide = [max((width(row[at]) for row in rows), default=0) for at in range(len(aligns))]
        for at, head in enumerate(told.head):
            most = told.widest_head if told.widest_head and at else width(head)
            wide[at] = max(wide[at], min(width(head), most))
        last = len(aligns) - 1
        ends = [0, last] if last and aligns[last] == "left" else [0]
        room = self.width - 2 * last - sum(cells for at, cells in enumerate(wide) if at not in ends)
        room = max(room, _LEAST_FIRST * len(ends))
        if sum(wide[at] for at in ends) > room:
            if len(ends) == 1:
                wide[0] = room
            else:
                half = room // 2
                wide[0] = min(wide[0], max(half, room - wide[last]))
                wide[last] = min(wide[last], room - wide[0])
        return wide

    def _row(self, cells: Sequence[str], wide: Sequence[int], aligns: Sequence[Align]) -> list[str]:
        """One row of a table, over as many lines as its longest cell takes."""
        return self._rows([cells], wide, aligns)

    def _rows(
        self, rows: Sequence[Sequence[str]], wide: Sequence[int], aligns: Sequence[Align], hang: str = ""
    ) -> list[str]:
        """Rows that one first cell stands for; ``hang`` is before what goes on of it."""
        parts: list[list[str]] = [[] for _ in wide]
        for cells in rows:
            own = [
                wrap(cell, room, hang="" if at else hang) if room and cell else [""]
                for at, (cell, room) in enumerate(zip(cells, wide, strict=True))
            ]
            high = max(len(part) for part in own[1:]) if len(rows) > 1 else max(len(part) for part in own)
            for at, part in enumerate(own):
                spanning = len(rows) > 1 and not at
                parts[at] += ([] if spanning and not cells[at] else part) + [""] * (0 if spanning else high - len(part))
        high = max(len(part) for part in parts)
        lines = []
        for at in range(high):
            shown = [
                pad(part[at] if at < len(part) else "", room, align)
                for part, room, align in zip(parts, wide, aligns, strict=True)
            ]
            lines.append(clip("  ".join(shown).rstrip(), self.width))
        return lines


def _spans(told: Table) -> list[list[tuple[str, ...]]]:
    """Its rows, those together that one first cell stands for."""
    found: list[list[tuple[str, ...]]] = []
    for cells in told.rows:
        if told.spans and found and not cells[0]:
            found[-1].append(cells)
        else:
            found.append([cells])
    return found


def parenthesis(text: str, language: Language) -> str:
    """An aside after a word: `` (text)``, in Chinese without a space."""
    return f"（{text}）" if language == "zh" else f" ({text})"
