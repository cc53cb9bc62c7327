"""A rule with what its rulebook adds: defaults, titles of other rules, the currency. What describing it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from promocalc.explain.amounts import money
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.money import Rate, minor_units
from promocalc.rules.programme import Labelled, Node, members, rules_in
from promocalc.rules.rule import Measured, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import EVERYTHING, Scope
from promocalc.rules.values import Number, Title
from promocalc.rules.views import RUNNING, View


class Titles(Protocol):
    """What views need to be put into words."""

    def rule(self, name: str, /) -> str:
        """A rule's title, or its name."""

    def is_rule(self, word: str, /) -> bool:
        """Whether a word in a view names a rule; else it is a column or a label."""


@dataclass(frozen=True)
class BookTitles:
    """What the rules of a rulebook are called."""

    book: Rulebook
    language: Language

    def rule(self, name: str) -> str:
        """A rule's title, or its name."""
        title = self.book.rules[name].title if name in self.book.rules else None
        return clean(title.in_language(self.language)) if title is not None else clean(name)

    def is_rule(self, word: str) -> bool:
        """Whether a word in a view names a rule."""
        return word in self.book.rules


@dataclass(frozen=True)
class Bound:
    """A test of a rule: its bounds, what it looks at, and over which lines if not the rule's own."""

    at_least: Decimal | None
    above: Decimal | None
    at_most: Decimal | None
    looks: Measured
    on: Scope | None
    any_line: bool

    @property
    def counts(self) -> bool:
        """Whether it counts things."""
        return not isinstance(self.looks, View) or self.looks.counts_pieces


@dataclass(frozen=True)
class RuleTerms:
    """One rule, and the rulebook around it if there is one."""

    told: Rule
    language: Language
    book: Rulebook | None = None

    def rule(self, name: str) -> str:
        """A rule's title, or its name."""
        title = self.book.rules[name].title if self.book and name in self.book.rules else None
        return self.text(title) if title is not None else clean(name)

    def is_rule(self, word: str) -> bool:
        """Whether a word in a view names a rule."""
        return self.book is not None and word in self.book.rules

    def text(self, title: Title) -> str:
        """A title in this language."""
        return clean(title.in_language(self.language))

    def number(self, number: Number) -> str | Fraction:
        """An amount as text, or a rate."""
        return number.fraction if isinstance(number, Rate) else self.amount(number)

    def amount(self, amount: Decimal) -> str:
        """Money; as written where the currency is not known."""
        if self.book is None:
            return f"{amount:,f}"
        return money(minor_units(amount, self.book.currency), self.book.currency)

    def bound(self, amount: Decimal, counts: bool) -> str:
        """A bound of a test: a count, or money."""
        return f"{amount:f}" if counts else self.amount(amount)

    @property
    def measure(self) -> View:
        """What its thresholds look at."""
        return self.told.measure or self._default("measure") or RUNNING

    @property
    def of(self) -> View:
        """What its rates are taken of."""
        counts = self.measure.counts_pieces
        return self.told.of or self._default("of") or (RUNNING if counts else self.measure)

    def bounds(self) -> Iterator[Bound]:
        """Everything that must hold before it does anything."""
        if self.told.start is not None:
            yield Bound(self.told.start, None, None, self.measure, None, False)
        for need in self.told.needs:
            looks = need.in_ if need.in_ is not None else self.measure
            yield Bound(need.at_least, need.above, need.at_most, looks, need.on, need.any == "line")

    def excluded(self) -> list[str]:
        """The rules that it may not meet."""
        found: list[str] = []
        for exclusion in self.book.exclude if self.book else ():
            for one, other in ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these)):
                if self.told.name in one:
                    found += [self.rule(name) for name in other if name != self.told.name]
        return list(dict.fromkeys(found))

    def _default(self, key: str) -> View | None:
        """A default view; one that names a label holds only after that label."""
        view = getattr(self.book.effective_defaults, key) if self.book else None
        if not isinstance(view, View) or self.book is None or self.book.price is None:
            return None
        seen = _labels_before(self.book.price, self.told.name)
        known = {"marked", "running", "paid", "tax", "pieces", *self.book.rules, *seen}
        return view if all(word in known for _, word in view.terms) else None


def names_label(view: View, titles: Titles) -> bool:
    """Whether the view looks at a labelled stage, which rules before the label cannot see."""
    known = {"marked", "running", "paid", "tax", "pieces"}
    return any(word not in known and not titles.is_rule(word) for _, word in view.terms)


def is_everything(scope: Scope) -> bool:
    """Whether the scope leaves nothing out."""
    return scope == EVERYTHING


def _labels_before(tree: Node, rule: str) -> set[str]:
    """The labels that stand before a rule."""
    order = rules_in(tree)
    position = order.index(rule) if rule in order else len(order)
    return {label.label for label in _labelled(tree) if max(order.index(inner) for inner in rules_in(label)) < position}


def _labelled(node: Node | Labelled) -> Iterator[Labelled]:
    if isinstance(node, Labelled):
        yield node
        yield from _labelled(node.node)
        return
    for _, member in members(node):
        yield from _labelled(member)
