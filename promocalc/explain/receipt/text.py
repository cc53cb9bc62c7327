"""A receipt as text: what is bought, why it costs what it costs, what was not used and why, and on what assumptions.

Every row fits its width in terminal cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.cells import Align, clip, pad, table, width
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.detail import Details, detail
from promocalc.explain.receipt.headings import heading, is_used
from promocalc.explain.receipt.notation import legend
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.waterfall import WaterfallRow, bar, waterfall, waterfall_rows
from promocalc.explain.wrapping import wrap

__all__ = ["WIDTH", "WaterfallRow", "bar", "detail", "step_text", "text", "waterfall", "waterfall_rows"]

WIDTH = 80


def text(receipt: Receipt, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole receipt; ``ascii`` draws without box and block characters."""
    rows = _Text(receipt, language, width, ascii).rows()
    return "\n".join(_plain(row) if ascii else row for row in rows) + "\n"


def step_text(receipt: Receipt, step: Step, language: Language, *, width: int = WIDTH) -> list[str]:
    """One step with its arithmetic, in rows of at most ``width`` cells."""
    page = _Text(receipt, language, width, False)
    return list(page.laid_out(page.details.rows(step), ""))


def _plain(row: str) -> str:
    return row.replace("…", "~").replace("≈", "~").replace("─", "-")


@dataclass(frozen=True)
class _Text:
    receipt: Receipt
    language: Language
    width: int
    ascii: bool

    @cached_property
    def names(self) -> Names:
        return Names(self.receipt, self.language)

    @cached_property
    def details(self) -> Details:
        return Details(self.receipt, self.language)

    @cached_property
    def summary(self) -> Summary:
        return Summary(self.names)

    def rows(self) -> list[str]:
        """All of it, section after section."""
        labels = self.summary.labels
        used = [step for step in self.receipt.steps if is_used(step)]
        unused = [step for step in self.receipt.steps if not is_used(step)]
        found = [*self.head(), "", *self.lines()]
        found += ["", *self.section(labels.why), *waterfall(self.receipt, self.language, self.width, ascii=self.ascii)]
        if used:
            found += ["", *self.section(labels.steps), *self.used(used)]
        if unused:
            found += ["", *self.section(labels.not_used), *self.unused(unused)]
        found += ["", *self.section(labels.totals), *self.laid_out(self.summary.totals(), "")]
        summary = self.summary
        for title, rows in (
            (labels.comes_to, summary.equivalents()),
            (labels.payments, summary.payments()),
            (labels.promised, summary.promised()),
            (labels.later, summary.later()),
        ):
            if rows:
                found += ["", *self.section(title), *self.laid_out(rows, "")]
        if self.receipt.assumptions:
            found += ["", *self.section(labels.assumptions)]
            found += [row for said in self.summary.assumptions() for row in wrap(f"- {said}", self.width, hang="  ")]
        return found

    def head(self) -> Iterator[str]:
        yield from wrap(self.summary.title(), self.width)
        yield from self.laid_out(self.summary.facts(), "")

    def section(self, title: str) -> tuple[str, ...]:
        rule = "-" if self.ascii else "─"
        return (clip(title, self.width), rule * min(self.width, WIDTH))

    # --- lines --------------------------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        """The lines in columns: figures take what they need, titles and stores share the rest."""
        summary = self.summary
        head = summary.line_heads()
        rows = [head, *(summary.line_cells(line) for line in self.summary.lines()), summary.line_total()]
        kept = [at for at in range(len(head)) if at != 1 or any(row[1] for row in rows[1:])]
        if self._room(rows, kept) < 12:
            kept = [at for at in kept if at not in (1, 2)]
        return self._columns([tuple(row[at] for at in kept) for row in rows], 2 if 1 in kept else 1)

    def _room(self, rows: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
        """What titles and stores have together."""
        figures = sum(max(width(row[at]) for row in rows) + 2 for at in kept if at > 1)
        return self.width - figures - (2 if 1 in kept else 0)

    def _columns(self, rows: Sequence[tuple[str, ...]], texts: int) -> list[str]:
        """``rows`` with the first ``texts`` columns clipped to what the figures leave."""
        figures = sum(max(width(row[at]) for row in rows) + 2 for at in range(texts, len(rows[0])))
        room = max(self.width - figures - 2 * (texts - 1), texts)
        longest = [max(width(row[at]) for row in rows) for at in range(texts)]
        if sum(longest) > room and texts == 2:
            second = min(longest[1], max(room // 3, room - longest[0]))
            longest = [min(longest[0], room - second), second]
        else:
            longest = [min(one, room) for one in longest]
        clipped = [(*(clip(row[at], longest[at]) for at in range(texts)), *row[texts:]) for row in rows]
        aligns: list[Align] = ["left" if at < texts else "right" for at in range(len(rows[0]))]
        return [clip(row, self.width) for row in table(clipped, aligns)]

    # --- steps --------------------------------------------------------------------------------------------------

    def used(self, steps: Sequence[Step]) -> Iterator[str]:
        """Each step with its arithmetic; a rule in words where it first stands."""
        words, names = self.summary.words, self.names
        told: dict[str, None] = {}
        sheets = []
        for step in steps:
            status, outcome = words.status(step.outcome), words.outcome(step, names)
            first = [(words.labels.terms, self.details.terms(step))] if step.rule not in told else []
            came = [(words.labels.outcome, outcome)] if outcome != status else []
            source = () if step.rule in told else self.details.source(step)
            told[step.rule] = None
            sheets.append([*first, *came, *self.details.arithmetic(step), *source])
        cells = max(width(label) for sheet in sheets for label, _ in sheet)
        for number, (step, sheet) in enumerate(zip(steps, sheets, strict=True), 1):
            change, status = names.effect(step), words.status(step.outcome)
            yield from wrap(f"{number}. {heading(step, names)}  {change}  {status}", self.width, hang="   ")
            yield from self.laid_out(sheet, "   ", cells)
        if said := legend((text for sheet in sheets for _, text in self._workings(sheet)), words.labels):
            yield ""
            yield from wrap(said, self.width)

    def _workings(self, sheet: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The rows that are arithmetic."""
        labels = self.summary.labels
        yield from (row for row in sheet if row[0] not in (labels.terms, labels.outcome, labels.source))

    def unused(self, steps: Sequence[Step]) -> Iterator[str]:
        """Each rule that did nothing, with why, and what would change that."""
        for step in steps:
            yield from wrap(f"- {heading(step, self.names)}", self.width, hang="  ")
            yield from wrap(f"  {self.summary.why(step)}", self.width, hang="  ")

    def laid_out(self, rows: Sequence[tuple[str, str]], indent: str, least: int = 0) -> Iterator[str]:
        """Labels in a column, texts wrapped beside them; below them where there is no room."""
        cells = max((width(label) for label, _ in rows), default=0)
        cells = max(cells, least) + 2
        if self.width - cells - len(indent) < 20:
            for label, said in rows:
                yield from wrap(f"{indent}{label}{self.summary.labels.colon}{said}", self.width, hang=indent + " ")
            return
        for label, said in rows:
            first, *rest = wrap(said, self.width - cells - len(indent)) or [""]
            yield (indent + pad(label, cells) + first).rstrip()
            yield from (indent + " " * cells + row for row in rest)
