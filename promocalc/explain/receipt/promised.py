"""The three totals of a receipt: for certain, if every promise is kept, and what each promise needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import nearest
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.overtime.timeline_words import words
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import Row
from promocalc.timeline.promises import Promises, promises


@dataclass(frozen=True)
class PromisesView:
    """The promises of one receipt for readers of one language."""

    receipt: Receipt
    language: Language

    @cached_property
    def promises(self) -> Promises:
        """As values."""
        return promises(self.receipt)

    @cached_property
    def summary(self) -> Summary:
        """The facts around the steps, which tell promises too."""
        return Summary(Names(self.receipt, self.language))

    @property
    def any(self) -> bool:
        """Whether anything is promised, or comes later."""
        return bool(self.promises.promised or self.promises.benefits)

    def totals(self) -> list[Row]:
        """Paid for certain, if every promise is kept, on average where that is known, and forced second purchases."""
        told, labels, price = self.promises, self.summary.labels, self.summary.names.price
        found = [(labels.certain, price(told.certain))]
        found.append((labels.kept if told.promised else labels.after_later, price(told.kept)))
        if told.promised and told.expected is not None:
            found.append((labels.on_average, price(nearest(told.expected))))
        if told.forced:
            found.append((words(self.language).labels.forced, price(told.forced)))
        return found

    def each(self) -> list[Row]:
        """By what rule, and what it is worth, on what condition, by when, and what otherwise."""
        return [*self.summary.promised(), *self.summary.later()]
