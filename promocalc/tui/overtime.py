"""What the timeline screen shows, as rows: the line of moments, the ways to pay, one moment or the whole order in full.

``promocalc.explain`` words it; here it is put together for panes that are small
and a line that has a cursor. No terminal library is imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.overtime.drawn import Drawn, drawn
from promocalc.explain.overtime.paths import PathsView
from promocalc.explain.overtime.timeline import TimelineView
from promocalc.explain.overtime.timeline import text as timeline_text
from promocalc.explain.receipt.detail import Row
from promocalc.explain.receipt.promised import PromisesView
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import Table
from promocalc.timeline.scenarios import Scenarios
from promocalc.timeline.windows import Moment
from promocalc.tui.reading import Reading

MORE = " "
"""The label of a row that belongs to the label above it."""


def under(label: str, texts: Iterable[str]) -> Iterator[Row]:
    """Several texts beside one label."""
    for at, text in enumerate(texts):
        yield (MORE if at else label, text)


@dataclass(frozen=True, eq=False)
class TimelineReading:
    """The timeline of a session that has a receipt."""

    reading: Reading
    scenarios: Scenarios

    @classmethod
    def of(cls, reading: Reading) -> TimelineReading | None:
        """None where there is no price, and so nothing to pay, or where goods came before they were paid for."""
        scenarios = reading.session.scenarios
        return None if scenarios is None else cls(reading, scenarios)

    @cached_property
    def view(self) -> TimelineView:
        """Who words it."""
        return TimelineView(self.scenarios.timeline, self.reading.session.language)

    @cached_property
    def paths_view(self) -> PathsView:
        """Who words the ways to pay."""
        return PathsView(self.scenarios, self.reading.session.language)

    @property
    def count(self) -> int:
        """How many moments there are."""
        return len(self.scenarios.timeline.moments)

    @property
    def zone(self) -> str:
        """Whose clocks the moments are told by."""
        return self.view.clock.named(self.scenarios.timeline.receipt.at)

    @property
    def first(self) -> int:
        """The moment at which the cursor begins: when the order is made."""
        ordered = self.scenarios.timeline.receipt.at
        moments = self.scenarios.timeline.moments
        return next((at for at, moment in enumerate(moments) if moment.at == ordered), 0)

    @property
    def has_deposit(self) -> bool:
        """Whether it is paid in parts."""
        return bool(self.scenarios.timeline.receipt.deposits)

    def line(self, cells: int, most: int) -> list[Drawn]:
        """The moments, drawn, with at most so many labels each: the rest is in the moment's detail."""
        moments = self.scenarios.timeline.moments
        labels = [self._short(at, said, most) for at, said in zip(moments, self.view.labels(), strict=True)]
        return drawn(self.scenarios.timeline, labels, cells)

    def _short(self, moment: Moment, said: tuple[str, ...], most: int) -> tuple[str, ...]:
        """What is paid there is told before what only opens or closes."""
        if len(said) <= most:
            return said
        receipt = self.scenarios.timeline.receipt
        pays = any(payment.amount and payment.at == moment.at for payment in receipt.payments)
        first = (said[0], said[-1], *said[1:-1]) if pays else said
        return (*first[: most - 1], f"+{len(said) - most + 1}")

    def moment(self, at: int) -> list[Row]:
        """One moment in full."""
        return self.view.moment(at) if self.count else []

    def paths(self) -> Table:
        """The ways that it can go; without a deposit there is one."""
        return self.paths_view.table()

    def overview(self) -> list[Row]:
        """What was found, whether the deposit pays, how the balance comes about, and what everything rests on."""
        return list(self._overview())

    def _overview(self) -> Iterator[Row]:
        say, names = self.view.say, self.view.names
        yield from under(say.findings, (f"! {text}" for text in self.view.findings()))
        if self.has_deposit:
            yield from under(say.break_even, self.paths_view.break_even())
            label, _, sum_ = self.paths_view.equation().partition(" = ")
            yield label, sum_
        else:
            yield say.pay, f"{names.price(self.scenarios.timeline.receipt.pay)}  {self.reading.words.one_payment}"
        yield from self._promises()
        yield from self._stops()
        yield from self.view.texts()
        yield from under(self._summary.labels.assumptions, self._summary.assumptions())
        for window in self.view.windows():
            yield "", ""
            yield "", window.title
            yield from window.rows
        yield "", ""
        yield from self.view.facts()

    @property
    def _summary(self) -> Summary:
        return Summary(self.view.names)

    def _promises(self) -> Iterator[Row]:
        told = PromisesView(self.scenarios.timeline.receipt, self.reading.session.language)
        if told.any:
            colon = self._summary.labels.colon
            rows = (*told.totals(), *told.each())
            # Rules have long names, and labels a column that all rows share.
            yield from under(self.view.say.promises, (f"{label}{colon}{text}" for label, text in rows))

    def _stops(self) -> Iterator[Row]:
        """What comes back when one stops, stage by stage."""
        timeline = self.scenarios.timeline
        for phase in timeline.phases:
            if phase.back.paid:
                yield self.view.words.stage(phase.stage), self.view.back(phase.back)

    @property
    def text(self) -> str:
        """All of it, to be copied."""
        return timeline_text(self.scenarios, self.reading.session.language)
