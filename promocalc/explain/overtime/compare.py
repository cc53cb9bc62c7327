"""One cart in several ways, side by side: what each rule takes, what is paid, and what makes the difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import change, money, percent, price
from promocalc.explain.cells import Align, width
from promocalc.explain.language import Language
from promocalc.explain.names import Names, clean
from promocalc.explain.overtime.compare_words import CompareLabels, Words, words
from promocalc.explain.receipt.equivalents_words import comes_to
from promocalc.explain.receipt.markdown import escape
from promocalc.explain.receipt.report import row
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Block, Row, Sheet, Table
from promocalc.timeline.compare import Comparison, Priced, RuleRow

HEAD = 18
"""Cells that the name of a column may take in one row."""
_LABELS = 30
"""Cells that the names of rules get at most, and what comes to all columns beside them."""


@dataclass(frozen=True)
class CompareView:
    """One comparison for readers of one language, part by part."""

    comparison: Comparison
    language: Language

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> CompareLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def receipts(self) -> tuple[Receipt | None, ...]:
        """What each comes to."""
        return tuple(one.receipt for one in self.comparison.variants)

    def title(self) -> str:
        """What it is about."""
        for receipt in self.receipts:
            if receipt is not None:
                return Summary(Names(receipt, self.language)).titled(self.say.title)
        return self.say.title

    def name(self, one: Priced) -> str:
        """What a variant is called."""
        return clean(one.variant.name)

    def facts(self) -> list[Row]:
        """Rulebook, shopper, moment: what is the same for all."""
        told = [Summary(Names(one, self.language)).facts() for one in self.receipts if one is not None]
        return [row for row in told[0] if all(row in facts for facts in told)] if told else []

    def legend(self) -> list[str]:
        """What cells without an amount say; empty where every cell has one."""
        whole = self.table()
        empty = any(self.say.not_priced in cells[1:] for cells in (*whole.rows, *whole.foot))
        return [self.say.legend] if empty else []

    def comes_to(self) -> list[Row]:
        """What each comes to: one percentage, a piece and a unit, what comes later; nothing where no other number says
        anything new."""
        told = [(one, self._said(one)) for one in self.comparison.variants]
        return [(self.name(one), said) for one, said in told if said]

    def _said(self, one: Priced) -> str:
        return "" if one.receipt is None else comes_to(one.receipt, self.language)

    # --- what is different --------------------------------------------------------------------------

    def differences(self) -> list[Block]:
        """For every variant, the facts that are not the same for all."""
        told = [dict(Summary(Names(one, self.language)).facts()) if one is not None else {} for one in self.receipts]
        labels = dict.fromkeys(label for facts in told for label in facts)
        own = [label for label in labels if len({facts.get(label) for facts in told if facts}) > 1]
        found = []
        for one, facts in zip(self.comparison.variants, told, strict=True):
            rows = [(label, facts[label]) for label in own if label in facts]
            rows += [(self.say.marked, self._prices(one))] if one.variant.prices else []
            found.append(Block(self.name(one), tuple(rows)))
        return [block for block in found if block.rows]

    def _prices(self, one: Priced) -> str:
        """Which lines have another price."""
        prices, receipt = one.variant.prices or {}, one.receipt
        names = None if receipt is None else Names(receipt, self.language)
        said = (f"{clean(line) if names is None else names.line(line)} {cost}" for line, cost in prices.items())
        return ("、" if self.language == "zh" else ", ").join(said)

    # --- the table ----------------------------------------------------------------------------------

    def table(self, columns: Sequence[int] | None = None) -> Table:
        """A row for every rule, a column for every variant (or some of them, by position)."""
        found, say = self.comparison, self.say
        at = list(range(len(found.variants))) if columns is None else list(columns)
        pays = [None if one is None else one.pay for one in self.receipts]
        body = [
            (say.marked, *self._figures(found.marked, at)),
            *((self._rule(row), *self._changes(row.amounts, at)) for row in found.rules),
        ]
        foot = [
            (say.pay, *self._figures(pays, at)),
            *(
                [(say.more, *self._changes([one.more for one in found.variants], at))]
                if len(found.variants) > 1
                else []
            ),
            (say.of_marked, *self._shares(at)),
        ]
        if any(found.later):
            after = [
                None if pay is None or later is None else pay - later
                for pay, later in zip(pays, found.later, strict=True)
            ]
            foot += [(say.later, *self._figures(found.later, at)), (say.after_later, *self._figures(after, at))]
        aligns: list[Align] = ["left"]
        aligns += ["right"] * len(at)
        head = ("", *(self.name(found.variants[one]) for one in at))
        return Table(head, tuple(body), tuple(aligns), tuple(foot), HEAD)

    def tables(self, cells: int) -> list[Table]:
        """The table in parts that fit beside the names of the rules."""
        whole = self.table()
        rows = [*whole.rows, *whole.foot]
        first = min(_LABELS, max(width(row[0]) for row in rows))
        parts: list[list[int]] = [[]]
        room = cells - first
        for at in range(len(self.comparison.variants)):
            figures = max(width(row[at + 1]) for row in rows)
            need = 2 + max(figures, min(HEAD, width(whole.head[at + 1])))
            if parts[-1] and room < need:
                parts.append([])
                room = cells - first
            parts[-1].append(at)
            room -= need
        return [self.table(part) for part in parts]

    def _rule(self, row: RuleRow) -> str:
        return clean(row.title.in_language(self.language))

    def _figures(self, amounts: Sequence[int | None], at: Sequence[int]) -> Iterator[str]:
        told = (amounts[one] for one in at)
        return (self.say.not_priced if one is None else money(one, self.comparison.currency) for one in told)

    def _changes(self, amounts: Sequence[int | None], at: Sequence[int]) -> Iterator[str]:
        told = (amounts[one] for one in at)
        return (self.say.not_priced if one is None else change(one, self.comparison.currency) for one in told)

    def _shares(self, at: Sequence[int]) -> Iterator[str]:
        for receipt in (self.receipts[one] for one in at):
            yield percent(receipt.pay, receipt.marked) if receipt is not None and receipt.marked else "-"

    # --- what makes the difference ------------------------------------------------------------------

    def verdict(self) -> list[str]:
        """Which is cheapest, and by how much each other is dearer, through which rules."""
        best = self.comparison.cheapest
        if not best or best[0].receipt is None:
            return []
        least = price(best[0].receipt.pay, self.comparison.currency)
        priced = [one for one in self.comparison.variants if one.receipt is not None]
        if len(priced) < 2:
            return []
        if len(best) == len(self.comparison.variants):
            return [self.words.same(least)]
        joint = "、" if self.language == "zh" else ", "
        first = (
            self.words.tied(joint.join(map(self.name, best)), least)
            if len(best) > 1
            else self.words.cheapest(self.name(best[0]), least)
        )
        position = self.comparison.variants.index(best[0])
        return [
            first,
            *(self._dearer(one, at, position) for at, one in enumerate(self.comparison.variants) if one.more),
        ]

    def _dearer(self, one: Priced, at: int, best: int) -> str:
        """The amounts behind the names come to the difference."""
        found, currency = self.comparison, self.comparison.currency
        deltas = [(self.say.tag, (found.marked[at] or 0) - (found.marked[best] or 0))]
        deltas += [(self._quoted(row), (row.amounts[at] or 0) - (row.amounts[best] or 0)) for row in found.rules]
        reasons = [f"{name} {change(delta, currency)}" for name, delta in deltas if delta]
        cheapest = self.receipts[best]
        share = f"+{percent(one.more or 0, cheapest.pay)}" if cheapest is not None and cheapest.pay else ""
        joint = "、" if self.language == "zh" else ", "
        return self.words.dearer(self.name(one), price(one.more or 0, currency), share, joint.join(reasons))

    def _quoted(self, row: RuleRow) -> str:
        return f"「{self._rule(row)}」" if self.language == "zh" else f'"{self._rule(row)}"'


def text(comparison: Comparison, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole of it."""
    view, sheet = CompareView(comparison, language), Sheet(language, width, ascii)
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.facts())]
    rows += sheet.section(view.say.verdict, sheet.bullets(view.verdict()))
    for at, table in enumerate(view.tables(width)):
        rows += ["", *sheet.table(table)] if at else sheet.section(view.say.table, sheet.table(table))
    rows += sheet.paragraphs(view.legend())
    rows += sheet.section(view.say.comes_to, sheet.pairs(view.comes_to()))
    told = view.differences()
    if told:
        rows += sheet.section(view.say.compared, sheet.blocks(told))
    return sheet.page(rows)


def markdown(comparison: Comparison, language: Language) -> str:
    """The same as a report: the verdict, one table, and what is different."""
    view = CompareView(comparison, language)
    table = view.table()
    colon = "：" if language == "zh" else ": "
    rows = [f"# {escape(view.title())}", ""]
    rows += [*(f"- **{escape(label)}**{colon}{escape(said)}" for label, said in view.facts()), ""]
    rows += [f"- {escape(said)}" for said in view.verdict()]
    rows += ["", f"## {escape(view.say.table)}", "", row((view.say.rule, *table.head[1:]))]
    rows += [f"|---|{'---:|' * (len(table.head) - 1)}", *map(row, (*table.rows, *table.foot))]
    rows += ["", *view.legend()] if view.legend() else []
    if numbers := view.comes_to():
        rows += ["", f"## {escape(view.say.comes_to)}", ""]
        rows += [f"- **{escape(name)}**{colon}{escape(said)}" for name, said in numbers]
    told = view.differences()
    if told:
        rows += ["", f"## {escape(view.say.compared)}"]
    for block in told:
        rows += ["", f"### {escape(block.title)}", ""]
        rows += [f"- **{escape(label)}**{colon}{escape(said)}" for label, said in block.rows]
    return "\n".join(rows) + "\n"
