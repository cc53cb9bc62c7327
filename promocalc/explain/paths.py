"""The ways that an order with a deposit can go, side by side, and how sure one has to be for the deposit to pay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.amounts import percent
from promocalc.explain.language import Language
from promocalc.explain.markdown import escape
from promocalc.explain.names import Names
from promocalc.explain.report import row
from promocalc.explain.sheet import WIDTH, Sheet, Table, parenthesis
from promocalc.explain.timeline_words import By, Words, words
from promocalc.timeline.scenarios import BreakEven, Scenario, Scenarios


@dataclass(frozen=True)
class PathsView:
    """The scenarios of one cart for readers of one language."""

    scenarios: Scenarios
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.scenarios.timeline.receipt, self.language)

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def any(self) -> bool:
        """Whether there is more than one way."""
        return len(self.scenarios.scenarios) > 1

    def table(self) -> Table:
        """A row for every way: deposit, balance, total, and how it compares."""
        say = self.words.labels
        rows = []
        for way in self.scenarios.scenarios:
            deposit, balance = (self.names.money(one) if one else "-" for one in (way.deposit, way.balance))
            rows.append((self.words.path(way.kind), deposit, balance, self.names.money(way.paid), self.note(way)))
        head = (say.path, say.deposit, say.balance, say.total, say.note)
        return Table(head, tuple(rows), ("left", "right", "right", "right", "left"))

    def note(self, way: Scenario) -> str:
        """Whether it is the cheapest, by how much it is not, and what it loses."""
        say, price = self.words.labels, self.names.price
        said = []
        if way.best:
            said.append(say.same_prices if way.kind in ("presale_fallen", "in_stock_fallen") else say.cheapest)
        elif way.more is not None:
            said.append(self.names.change(way.more))
        if way.lost:
            law = None if way.lost_law is None else price(way.lost_law)
            said.append(self.words.lost(price(way.lost), law, way.gets_goods))
        return ("，" if self.language == "zh" else ", ").join(said)

    def break_even(self) -> list[str]:
        """Whether the presale pays, by the terms and by the law; none where there is no deposit."""
        terms, law = self.scenarios.terms, self.scenarios.law
        if terms is None:
            return []
        if terms == law:
            return [self._break_even(terms, "both")]
        return [self._break_even(terms, "terms"), *([] if law is None else [self._break_even(law, "law")])]

    def _break_even(self, found: BreakEven, by: By) -> str:
        sure = "" if found.needed is None else percent(found.needed.numerator, found.needed.denominator)
        return self.words.break_even(found, by, sure, self.names)

    def rows(self, sheet: Sheet) -> list[str]:
        """The ways, the break-even and how the balance comes about, laid out."""
        say = self.words.labels
        found = sheet.section(say.paths, sheet.table(self.table()))
        found += sheet.section(say.break_even, sheet.bullets(self.break_even()))
        if self.scenarios.timeline.receipt.deposits:
            found += ["", *sheet.paragraphs([self.equation()])]
        return found

    def equation(self) -> str:
        """How the balance comes about: tag prices, what rules take and add, the deposit paid."""
        receipt, names = self.scenarios.timeline.receipt, self.names
        said = [names.money(receipt.marked)]
        for step in receipt.steps:
            if step.deduction or step.added:
                sign, amount = ("+", step.added) if step.added else ("-", step.deduction)
                said.append(f"{sign} {names.money(amount)}{parenthesis(names.rule(step.rule), self.language)}")
        if receipt.tax and not receipt.tax_included:
            said.append(f"+ {names.money(receipt.tax)}")
        say = self.words.labels
        said.append(f"- {names.money(receipt.deposits)}{parenthesis(say.paid_deposit, self.language)}")
        return f"{say.balance_is}{' '.join(said)} = {names.money(receipt.pay - receipt.deposits)}"


def text(scenarios: Scenarios, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The ways as sections that follow other text; empty where there is one way only."""
    view, sheet = PathsView(scenarios, language), Sheet(language, width, ascii)
    return sheet.page(view.rows(sheet)) if view.any else ""


def markdown(scenarios: Scenarios, language: Language) -> str:
    """The same as sections of a report."""
    view = PathsView(scenarios, language)
    if not view.any:
        return ""
    say, table = view.words.labels, view.table()
    rows = ["", f"## {escape(say.paths)}", "", row(table.head), "|---|---:|---:|---:|---|", *map(row, table.rows)]
    return "\n".join([*rows, "", *(f"- {escape(said)}" for said in view.break_even())]) + "\n"
