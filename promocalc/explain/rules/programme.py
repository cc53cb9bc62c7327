"""How the rules of a rulebook stack, and what its defaults fix, in indented words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, assert_never

from promocalc.explain.language import Language
from promocalc.explain.rules import programme_en, programme_zh
from promocalc.explain.rules.terms import BookTitles, Titles, in_money
from promocalc.rules import programme as tree
from promocalc.rules.cents import Defaults, Over, Rank, Round, Share
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import Alternatives, Labelled, Node, Uses
from promocalc.rules.quantity import Amount, LineNumber
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.tax import Tax
from promocalc.rules.views import View

INDENT = "  "

Line: TypeAlias = tuple[int, str]
"""How deep, and what."""


class Words(Protocol):
    """What a language says of programmes and defaults."""

    def rule(self, title: str, name: str, /) -> str:
        """A rule where it stands."""

    def labelled(self, label: str, /) -> str:
        """Over what a label is a name for."""

    def sequence(self) -> str:
        """Over a list."""

    def together(self) -> str:
        """Over rules that see the same."""

    def alternatives(self, node: Alternatives, /) -> str:
        """Over rules of which some are used."""

    def unstated(self) -> str:
        """Over readings."""

    def reading(self, name: str, /) -> str:
        """Over one reading."""

    def consume(self, what: Uses, /) -> str:
        """Over rules that use something up."""

    def nothing(self) -> str:
        """In place of an empty list."""

    def exclusion(self, these: Sequence[str], not_with: Sequence[str], told: Exclusion, /) -> str:
        """Rules that may not meet."""

    def tax(self, told: Tax, titles: Titles, unit: str | None, /) -> str:
        """How tax closes the programme."""

    def measure(self, view: View, titles: Titles, /) -> str:
        """What thresholds look at."""

    def of(self, view: View, titles: Titles, /) -> str:
        """What rates are taken of."""

    def floor(self, amount: str | LineNumber, /) -> str:
        """Least that stays of a piece."""

    def over(self, over: Over, /) -> Iterator[str]:
        """When more would be taken than may be."""

    def rank(self, rank: Rank, /) -> str:
        """What dear and cheap look at."""

    def share(self, share: Share, titles: Titles, /) -> str:
        """How deductions are divided."""

    def round(self, rounding: Round, unit: str | None, /) -> str:
        """How amounts are rounded."""

    def inherited(self, said: str, book: str, /) -> str:
        """What another rulebook fixes."""


def stacking(book: Rulebook, language: Language) -> list[str]:
    """The tree under ``price:`` and the exclusions beside it, a line each; empty for a rulebook of defaults only."""
    return [INDENT * depth + said for depth, said in _Telling(book, language).lines()]


def defaults(book: Rulebook, language: Language) -> list[str]:
    """How cents behave in every rule that does not say otherwise, a line each, inherited ones included."""
    return list(_Telling(book, language).defaults())


@dataclass(frozen=True)
class _Telling:
    book: Rulebook
    language: Language

    @property
    def words(self) -> Words:
        match self.language:
            case "en":
                return programme_en
            case "zh":
                return programme_zh
            case _:
                assert_never(self.language)

    @property
    def titles(self) -> BookTitles:
        return BookTitles(self.book, self.language)

    # --- the tree -----------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[Line]:
        if self.book.price is not None:
            yield from self.node(self.book.price, 0)
        for told in self.book.exclude:
            these, others = ([self.titles.rule(name) for name in names] for names in (told.these, told.not_with))
            yield 0, self.words.exclusion(these, others, told)
        if self.book.tax is not None:
            yield 0, self.tax(self.book.tax)

    def tax(self, told: Tax) -> str:
        """How tax closes the programme."""
        return self.words.tax(told, self.titles, None if told.round.unit is None else self.amount(told.round.unit))

    def node(self, node: Node | Labelled, depth: int) -> Iterator[Line]:
        """A node and what is under it."""
        words = self.words
        match node:
            case tree.Run(rule):
                yield depth, words.rule(self.titles.rule(rule), rule)
            case Labelled(label, inner):
                yield depth, words.labelled(label)
                yield from self.node(inner, depth + 1)
            case tree.Sequence(()):
                yield depth, words.nothing()
            case tree.Sequence(steps):
                yield from self.under(words.sequence(), steps, depth)
            case tree.Together(parts):
                yield from self.under(words.together(), parts, depth)
            case tree.BestOf(parts) | tree.FirstOf(parts) | tree.OneOf(parts):
                yield from self.under(words.alternatives(node), parts, depth)
            case tree.Consume(what, parts):
                yield from self.under(words.consume(what), parts, depth)
            case tree.Unstated(readings):
                yield depth, words.unstated()
                for name, inner in readings:
                    yield depth + 1, words.reading(name)
                    yield from self.node(inner, depth + 2)
            case _:
                assert_never(node)

    def under(self, said: str, parts: Sequence[Node | Labelled], depth: int) -> Iterator[Line]:
        yield depth, said
        for part in parts:
            yield from self.node(part, depth + 1)

    # --- defaults -----------------------------------------------------------------------------------------------

    def defaults(self) -> Iterator[str]:
        own, extended = self.book.defaults, self.book.inherited or Defaults()
        for key in Defaults.model_fields:
            if getattr(own, key) is not None:
                yield from self.fixed(Defaults.model_validate({key: getattr(own, key)}))
            elif getattr(extended, key) is not None:
                for said in self.fixed(Defaults.model_validate({key: getattr(extended, key)})):
                    yield self.words.inherited(said, self.book.extends or "")

    def fixed(self, told: Defaults) -> Iterator[str]:
        """What some defaults fix, in their order."""
        words, titles = self.words, self.titles
        if told.measure is not None:
            yield words.measure(told.measure, titles)
        if told.of is not None:
            yield words.of(told.of, titles)
        if told.floor is not None:
            yield words.floor(told.floor if isinstance(told.floor, LineNumber) else self.amount(told.floor))
        if told.over is not None:
            yield from words.over(told.over)
        if told.share is not None:
            yield words.share(told.share, titles)
        if told.round is not None:
            yield words.round(told.round, None if told.round.unit is None else self.amount(told.round.unit))
        if told.rank is not None:
            yield words.rank(told.rank)

    def amount(self, amount: Amount) -> str:
        return in_money(amount, self.book.currency)
