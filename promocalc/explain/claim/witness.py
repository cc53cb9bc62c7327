"""The cheapest way that anybody has to pay for what is advertised, and all that it takes, as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from promocalc.claims.witness import Witness
from promocalc.engine.outcome import AssumedTried, Promise
from promocalc.explain.claim.reading_words import reading_words
from promocalc.explain.claim.words import words
from promocalc.explain.language import Language
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.promised import PromisesView
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import Row, Sheet, Table


@dataclass(frozen=True)
class WitnessView:
    """It, for readers of one language, part by part."""

    witness: Witness
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.witness.receipt, self.language)

    @cached_property
    def promises(self) -> PromisesView:
        """What is only promised of it."""
        return PromisesView(self.witness.receipt, self.language)

    def facts(self) -> list[Row]:
        """Who, what is paid, of what, and what is paid only if promises are kept."""
        found, say, around = self.witness, words(self.language).labels, reading_words(self.language)
        price, receipt = self.names.price, found.receipt
        shopper = Summary(self.names).words.shopper(receipt.shopper, self.names)
        name = clean(found.persona) or around.own()
        colon = "：" if self.language == "zh" else ": "
        rows = [
            (say.shopper, f"{name}{colon}{shopper}"),
            (around.labels.marked, price(receipt.marked)),
            (say.paid, price(receipt.pay) + Summary(self.names).share_of_marked()),
            *Summary(self.names).comes_to(),
        ]
        if found.bound < receipt.pay:
            rows.append(("", around.bound(price(found.bound))))
        if receipt.promised:
            rows.append((around.labels.kept, price(self.promises.promises.kept_pay)))
        return rows

    def promised(self) -> list[str]:
        """That less is paid only if promises are kept; and each of them, with what it needs."""
        receipt = self.witness.receipt
        if not receipt.promised:
            return []
        told, price, colon = self.promises.promises, self.names.price, "：" if self.language == "zh" else ": "
        found = [reading_words(self.language).promises(price(told.certain), price(told.kept_pay))]
        return found + [f"{rule}{colon}{said}" for rule, said in self.promises.each()]

    def conditions(self) -> Table | None:
        """All that it takes, and what is paid without each; None where it takes nothing."""
        found, say, around = self.witness, words(self.language), reading_words(self.language)
        rows = []
        for one in found.conditions:
            rule = self.names.quoted(self.names.rule(one.rule))
            paid = around.no_price() if one.without is None else self.names.money(one.without)
            rows.append((say.condition(one, rule), paid))
        if not rows:
            return None
        return Table((say.labels.conditions, say.labels.without), tuple(rows), ("left", "right"))

    def assumptions(self) -> list[str]:
        """What pricing it took for granted; what is promised is told already."""
        summary = Summary(self.names)
        taken = (one for one in self.witness.receipt.assumptions if not isinstance(one, Promise | AssumedTried))
        told = [summary.words.assumption(one, self.names) for one in taken]
        return [words(self.language).labels.overrules, *told] if self.witness.overrules else told

    def rows(self, sheet: Sheet) -> Iterator[str]:
        """The whole of it."""
        yield from sheet.pairs(self.facts())
        table = self.conditions()
        if table is not None:
            yield ""
            yield from sheet.table(table)
        sentences = [*self.promised(), *self.assumptions()]
        if sentences:
            yield ""
            yield from sheet.bullets(sentences)
