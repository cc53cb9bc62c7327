"""The ways that an order with a deposit can go, side by side, and how sure one has to be for the deposit to pay."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from promocalc.explain.amounts import percent
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.overtime.timeline_words import By, Sure, Words, words
from promocalc.explain.receipt.markdown import escape
from promocalc.explain.receipt.report import row
from promocalc.explain.sheet import WIDTH, Sheet, Table, parenthesis
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
            said.append(say.same_prices if way.at_new_prices else say.cheapest)
        elif way.more is not None:
            said.append(self.words.more(self.names.change(way.more), way.at_new_prices))
        if way.lost:
            law = None if way.lost_law is None else price(way.lost_law)
            said.append(self.words.lost(price(way.lost), law, way.gets_goods))
        if way.deposit + way.balance > way.paid:
            said.append(self.words.came_back(price(way.deposit + way.balance - way.paid)))
        return ("，" if self.language == "zh" else ", ").join(said)

    def break_even(self) -> list[str]:
        """Whether the presale pays, by the terms and by the law; none where there is no deposit."""
        terms, law = self.scenarios.terms, self.scenarios.law
        if terms is None:
            return []
        told = self.scenarios.timeline
        by: By = "usual" if told.texts.assumed else "both" if terms == law else "terms"
        said = [self._break_even(terms, by)]
        if law is not None and law != terms:
            said.append(self._break_even(law, "law"))
        balance = next(iter(told.of("balance")), None)
        if balance is not None and balance.closes is None:
            said.append(self.words.labels.open_ended)
        return said

    def _break_even(self, found: BreakEven, by: By) -> str:
        return self.words.break_even(found, by, certainty(found.needed or Fraction(0)), self.names)

    def title(self, of: str) -> str:
        """The heading; ``of`` names which of several variants goes these ways."""
        colon = "：" if self.language == "zh" else ": "
        return f"{self.words.labels.paths}{colon}{of}" if of else self.words.labels.paths

    def rows(self, sheet: Sheet, of: str = "") -> list[str]:
        """The ways, the break-even and how the balance comes about, laid out."""
        say = self.words.labels
        found = sheet.section(self.title(of), sheet.table(self.table()))
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
        if receipt.tax_added:
            said.append(f"+ {names.money(receipt.tax_added)}")
        say = self.words.labels
        said.append(f"- {names.money(receipt.deposits)}{parenthesis(say.paid_deposit, self.language)}")
        return f"{say.balance_is}{' '.join(said)} = {names.money(receipt.pay - receipt.deposits)}"


def certainty(needed: Fraction) -> tuple[Sure, str]:
    """How sure one has to be, rounded up: less would not do. What is not certain is never told as 100 %.

    >>> certainty(Fraction(2, 3)), certainty(Fraction(4000, 4001)), certainty(Fraction(1, 10001))
    (('at_least', '66.7%'), ('more_than', '99.9%'), ('less_than', '0.1%'))
    """
    tenths = -(-needed.numerator * 1000 // needed.denominator)
    if needed < Fraction(1, 1000):
        return "less_than", "0.1%"
    return ("at_least", percent(tenths, 1000)) if tenths < 1000 else ("more_than", "99.9%")


def text(
    scenarios: Scenarios,
    language: Language,
    *,
    of: str = "",
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The ways as sections that follow other text; empty where there is one way only."""
    view, sheet = PathsView(scenarios, language), Sheet(language, width, ascii)
    return sheet.page(view.rows(sheet, of)) if view.any else ""


def markdown(scenarios: Scenarios, language: Language, *, of: str = "") -> str:
    """The same as sections of a report."""
    view = PathsView(scenarios, language)
    if not view.any:
        return ""
    table = view.table()
    rows = ["", f"## {escape(view.title(of))}", "", row(table.head), "|---|---:|---:|---:|---|", *map(row, table.rows)]
    return "\n".join([*rows, "", *(f"- {escape(said)}" for said in view.break_even())]) + "\n"
