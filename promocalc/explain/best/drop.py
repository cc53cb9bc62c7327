"""What could be dropped from a cart at no saving, as people read it and as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from promocalc.choose.drops import Drop, Drops
from promocalc.engine.outcome import AssumedTried
from promocalc.explain.best.drop_words import DropLabels, Words, words
from promocalc.explain.data import Data
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Row, Sheet
from promocalc.money import plain

SCHEMA = "promocalc.drop/1.0"


@dataclass(frozen=True)
class DropView:
    """What could be dropped, for readers of one language, part by part."""

    drops: Drops
    language: Language

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> DropLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.drops.before, self.language)

    @cached_property
    def summary(self) -> Summary:
        """The head of the receipt."""
        return Summary(self.names)

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def totals(self) -> list[Row]:
        """Now, and with everything dropped that can be together."""
        price, drops = self.names.price, self.drops
        after = [(self.say.after, price(drops.after.pay))] if drops.together else []
        return [(self.say.now, price(drops.before.pay)), *after]

    def singly(self) -> list[str]:
        """What could be dropped, each by itself; or that there is nothing."""
        return [self._by_itself(one) for one in self.drops.singly] or [self.words.nothing()]

    def _by_itself(self, one: Drop) -> str:
        goods = self._goods(one.line, one.pieces, whole=one.whole)
        return self.words.dearer(goods, self.names.price(-one.costs)) if one.costs else self.words.same(goods)

    def _goods(self, line: str, pieces: int, *, whole: bool) -> str:
        name = self.names.quoted(self.names.line(line))
        return self.words.line(name, pieces) if whole else self.words.some(name, pieces)

    def together(self) -> list[str]:
        """What could be dropped one after another; nothing where that is one thing, and said above."""
        drops = self.drops
        if len(drops.together) < 2:
            return []
        gone: dict[str, int] = {}
        for one in drops.together:
            gone[one.line] = gone.get(one.line, 0) + one.pieces
        held = {line.id: line.quantity for line in drops.before.cart.lines}
        goods = [self._goods(line, count, whole=count == held[line]) for line, count in gone.items()]
        return [self.words.all(self.names.joined(goods), self.names.price(drops.after.pay))]

    def assumptions(self) -> list[str]:
        """What was taken for granted."""
        found = [self.words.greedily()] if self.together() else []
        taken = (one for one in self.drops.before.assumptions if not isinstance(one, AssumedTried))
        said = (catalogue(self.language).assumption(one, self.names) for one in taken)
        return [*found, self.words.as_chosen(), *said]


def text(
    drops: Drops,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet = DropView(drops, language), Sheet(language, width, ascii)
    say = view.say
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.summary.facts()), "", *sheet.pairs(view.totals())]
    rows += sheet.section(say.singly, sheet.bullets(view.singly()))
    rows += sheet.section(say.together, sheet.bullets(view.together()))
    rows += sheet.section(say.assumptions, sheet.bullets(view.assumptions()))
    return sheet.page(rows)


def dumps(drops: Drops) -> str:
    """What could be dropped as JSON text, ending in a newline."""
    return json.dumps(to_data(drops), ensure_ascii=False, indent=2) + "\n"


def to_data(drops: Drops) -> Data:
    """The same as plain mappings, lists and texts. Amounts are decimal strings."""
    currency = drops.before.currency

    def data(one: Drop) -> Data:
        return {"line": one.line, "pieces": one.pieces, "whole": one.whole, "costs": plain(one.costs, currency)}

    return {
        "schema": SCHEMA,
        "currency": currency,
        "now": {"pay": plain(drops.before.pay, currency)},
        "after": {"pay": plain(drops.after.pay, currency)},
        "singly": [data(one) for one in drops.singly],
        "together": [data(one) for one in drops.together],
    }
