"""A rule with what its rulebook adds: defaults, titles of other rules, the currency. What describing it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from promocalc.explain.amounts import money, price
from promocalc.explain.language import Language
from promocalc.explain.names import clean, gives
from promocalc.money import Rate, minor_units
from promocalc.rules.cents import Rank
from promocalc.rules.pieces import Order, Pick
from promocalc.rules.programme import Labelled, Node, Run, members
from promocalc.rules.quantity import Amount, ByCurrency
from promocalc.rules.rule import Measured, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import EVERYTHING, Scope
from promocalc.rules.take import Add, Deposit, Give, Off, Take, To
from promocalc.rules.values import Title
from promocalc.rules.views import RUNNING, View


class Titles(Protocol):
    """What views need to be put into words."""

    def rule(self, name: str, /) -> str:
        """A rule's title, or its name."""

    def is_rule(self, word: str, /) -> bool:
        """Whether a word in a view names a rule; else it is a column or a label."""

    def is_given(self, word: str, /) -> bool:
        """Whether that rule gives something for later instead of taking something off."""


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

    def is_given(self, word: str) -> bool:
        """Whether that rule gives something for later."""
        return gives(self.book, word)


@dataclass(frozen=True)
class Bound:
    """A test of a rule: its bounds, what it looks at, and over which lines if not the rule's own."""

    at_least: Amount | None
    above: Amount | None
    at_most: Amount | None
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

    def is_given(self, word: str) -> bool:
        """Whether that rule gives something for later."""
        return self.book is not None and gives(self.book, word)

    def text(self, title: Title) -> str:
        """A title in this language."""
        return clean(title.in_language(self.language))

    def amount(self, amount: Amount) -> str:
        """Money, in each currency where there are several; as written where the currency is not known."""
        return in_money(amount, self.book.currency if self.book is not None else None)

    def fine(self, amount: Decimal) -> str:
        """Money that may be finer than a coin, such as what one point is worth."""
        try:
            return self.amount(amount)
        except ValueError:
            return f"{amount:,f}"

    def bound(self, amount: Amount, counts: bool) -> str:
        """A bound of a test: a count, or money."""
        return f"{amount:f}" if counts and not isinstance(amount, ByCurrency) else self.amount(amount)

    def count(self, count: Amount) -> str:
        """So many points."""
        return self.amount(count) if isinstance(count, ByCurrency) else f"{count:,f}"

    @property
    def rank(self) -> Rank:
        """What dear and cheap look at."""
        return self.told.rank or (self.book.effective_defaults.rank if self.book else None) or "running"

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


def in_money(amount: Amount, currency: str | None) -> str:
    """Money, in each currency where there are several; as written where the currency is not known."""
    match amount:
        case ByCurrency(amounts) if currency is None:
            return " / ".join(f"{code} {one:,f}" for code, one in amounts)
        case ByCurrency(amounts):
            return " / ".join(price(minor_units(one, code), code) for code, one in amounts)
        case _ if currency is None:
            return f"{amount:,f}"
        case _:
            return money(minor_units(amount, currency), currency)


def names_label(view: View, titles: Titles) -> bool:
    """Whether the view looks at a labelled stage, which rules before the label cannot see."""
    known = {"marked", "running", "paid", "tax", "pieces"}
    return any(word not in known and not titles.is_rule(word) for _, word in view.terms)


def form_of(rule: Rule) -> Order:
    """In which order a rule takes its pieces."""
    return rule.sets.form if rule.sets is not None else "dearest"


def is_from_the_first(pick: Pick) -> bool:
    """Whether a pick is the first so many of its order."""
    return pick.places == tuple(range(1, len(pick.places) + 1))


def ranks_pieces(rule: Rule) -> bool:
    """Whether dear and cheap matter to a rule."""
    orders = [rule.sets.form] if rule.sets is not None else []
    orders += [rule.pick.order or form_of(rule)] if rule.pick is not None else []
    return any(order != "cart" for order in orders)


def is_one_amount(take: Take) -> bool:
    """Whether it takes an amount, not a rate: then it matters for how many pieces together it is worked out."""
    match take:
        case Off(off, _, tiers):
            return not isinstance(off, Rate) and not any(isinstance(tier.off, Rate) for tier in tiers)
        case To(number) | Add(number) | Deposit(number):
            return not isinstance(number, Rate)
        case Give(give, _, _, tiers):
            return not isinstance(give, Rate) and not any(isinstance(tier.off, Rate) for tier in tiers)


def is_everything(scope: Scope) -> bool:
    """Whether the scope leaves nothing out."""
    return scope == EVERYTHING


def _labels_before(tree: Node, rule: str) -> set[str]:
    """The labels that stand before a rule; a label over an empty list stands too."""
    seen: set[str] = set()

    def reaches(node: Node | Labelled) -> bool:
        match node:
            case Run(name):
                return name == rule
            case Labelled(label, inner):
                if reaches(inner):
                    return True
                seen.add(label)
                return False
            case _:
                return any(reaches(member) for _, member in members(node))

    reaches(tree)
    return seen
