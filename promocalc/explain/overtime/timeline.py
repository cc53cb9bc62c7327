"""A timeline as people read it: what is paid when, what is at stake, what comes back, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from promocalc.explain.amounts import rate
from promocalc.explain.cells import Align
from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.overtime.drawn import drawn, plain
from promocalc.explain.overtime.paths import PathsView
from promocalc.explain.overtime.timeline_words import TimelineLabels, Words, words
from promocalc.explain.receipt.promised import PromisesView
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.rules.sourced import cited
from promocalc.explain.sheet import WIDTH, Block, Row, Sheet, Table, parenthesis
from promocalc.timeline import Scenarios, Timeline
from promocalc.timeline.windows import Back, Mark, Window


@dataclass(frozen=True)
class TimelineView:
    """One timeline for readers of one language, part by part."""

    timeline: Timeline
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.timeline.receipt, self.language)

    @property
    def words(self) -> Words:
        """The sentences of this language."""
        return words(self.language)

    @property
    def say(self) -> TimelineLabels:
        """The words around the figures."""
        return self.words.labels

    @cached_property
    def clock(self) -> Clock:
        """Tells the moments of this timeline."""
        return Clock.of(self.timeline.zone, self.language, (moment.at for moment in self.timeline.moments))

    def title(self) -> str:
        """What it is about."""
        return Summary(self.names).titled(self.say.title)

    def facts(self) -> list[Row]:
        """Rulebook, shopper, the moments that are known, the zone, and what is to pay."""
        receipt, say, summary = self.timeline.receipt, self.say, Summary(self.names)
        moments = [
            (say.ordered, receipt.at),
            (say.balance_at, receipt.balance_at if receipt.leaves_balance else None),
            (say.received, self.timeline.received),
        ]
        return [
            (summary.labels.rulebook, summary.rulebook()),
            (summary.labels.shopper, summary.words.shopper(receipt.shopper, self.names)),
            *((label, self.clock.stamp(at)) for label, at in moments if at is not None),
            (say.zone, self.clock.named(receipt.at or next((one.at for one in self.timeline.moments), None))),
            (summary.labels.pay, self.names.price(receipt.pay)),
            *summary.comes_to(),
        ]

    def labels(self) -> tuple[tuple[str, ...], ...]:
        """What happens at every moment of the line, in a few words each."""
        return tuple(tuple(self._events(at)) for at in range(len(self.timeline.moments)))

    def _events(self, at: int) -> Iterator[str]:
        """What happens at one moment; what the shopper pays there with its amount."""
        moment = self.timeline.moments[at]
        told: dict[str, None] = {}
        for event in moment.events:
            window = None if event.window is None else self.timeline.windows[event.window]
            told[self.words.mark(event.mark, None if window is None else window.kind)] = None
        yield from told
        paid = sum(one.amount for one in self.timeline.receipt.payments if one.at == moment.at)
        if paid:
            yield self.names.price(paid)

    def legend(self) -> list[str]:
        """What the marks of the line mean; or that there is none."""
        say = self.say
        if not self.timeline.moments:
            return [say.undated]
        paying = any(window.kind in ("deposit", "balance") for window in self.timeline.windows)
        return [say.legend, *([say.legend_open] if paying else [])]

    # --- windows ------------------------------------------------------------------------------------

    def windows(self) -> list[Block]:
        """Every window: when it is, what is paid in it, what a miss costs, what comes back."""
        return [self.window(window) for window in self.timeline.windows]

    def window(self, window: Window) -> Block:
        """One of them."""
        kind = self.words.kind(window.kind)
        if window.rule is not None:
            kind += ("" if self.language == "zh" else " ") + self.names.quoted(self.names.rule(window.rule))
        return Block(kind, tuple(self._window_rows(window)))

    def _window_rows(self, window: Window) -> Iterator[Row]:
        say, names = self.say, self.names
        if window.at is not None and window.opens is None and window.closes is None:
            yield say.paid_at, self.clock.stamp(window.at)
            yield say.pay, names.price(window.pay)
        else:
            yield say.when, self._when(window)
            if window.is_payment:
                at = "" if window.at is None else parenthesis(self.clock.stamp(window.at), self.language)
                yield say.pay, f"{names.price(window.pay)}{at}"
        if window.spend is not None:
            yield say.needs, self.words.second_purchase(names.price(window.spend))
        if window.chance is not None:
            yield say.chance, rate(window.chance)
        if stake := self.words.stake(window, names):
            yield say.stake, stake
        if window.back_before is not None and window.back_before.paid:
            yield say.stop_before, self.back(window.back_before)
        if window.back is not None:
            yield say.stop_after, self.back(window.back)

    def _when(self, window: Window) -> str:
        said = self.clock.span(window.opens, window.closes)
        if window.days is None or window.after is None:
            return said or self.say.no_dates
        days = self.words.days(window.days, window.after)
        return f"{days}{'：' if self.language == 'zh' else ': '}{said}" if window.closes is not None else days

    def back(self, back: Back) -> str:
        """What comes back of what was paid."""
        price = self.names.price
        # Where the terms give more than the law, theirs is what comes back.
        law = None if back.law is None or back.law < back.terms else price(back.law)
        return self.words.back(price(back.paid), price(back.terms), law, self.timeline.texts.assumed)

    def moment(self, at: int) -> list[Row]:
        """One moment in full: what happens, which windows are open, and what comes back from then on."""
        moment, found = self.timeline.moments[at], list[Row]()
        found.append((self.say.when, self.clock.stamp(moment.at)))
        for event in moment.events:
            window = None if event.window is None else self.timeline.windows[event.window]
            if window is not None:
                found += self._event(event.mark, window)
        phase = next((one for one in self.timeline.phases[::-1] if one.begins is None or one.begins <= moment.at), None)
        if phase is not None and phase.back.paid:
            found.append((self.words.stage(phase.stage), self.back(phase.back)))
        return found

    def _event(self, mark: Mark, window: Window) -> Iterator[Row]:
        """What opens or closes: which rule's it is, or else its other end; and what is at stake."""
        about = (
            self._other_end(mark, window) if window.rule is None else self.names.quoted(self.names.rule(window.rule))
        )
        yield self.words.mark(mark, window.kind), about
        if mark == "opens":
            yield from self.window(window).rows[1:]
            return
        # At an end, what is lost from then on is what one has to know.
        if window.spend is not None:
            yield self.say.needs, self.words.second_purchase(self.names.price(window.spend))
        if stake := self.words.stake(window, self.names):
            yield self.say.stake, stake

    def _other_end(self, mark: Mark, window: Window) -> str:
        """Until when, at its beginning; since when, at its end."""
        other = self.clock.span(*((None, window.closes) if mark == "opens" else (window.opens, None)))
        if window.days is None or window.after is None:
            return other
        days = self.words.days(window.days, window.after)
        return f"{days}{'，' if self.language == 'zh' else ', '}{other}" if other else days

    # --- what comes back ----------------------------------------------------------------------------

    def phases(self) -> Table:
        """What comes back when one stops, over time."""
        say, with_law = self.say, any(phase.back.law is not None for phase in self.timeline.phases)
        rows = []
        for phase in self.timeline.phases:
            if not phase.back.paid:
                continue
            begins = "-" if phase.begins is None else self.clock.stamp(phase.begins)
            figures = [phase.back.paid, phase.back.terms, *([phase.back.law] if with_law else [])]
            told = tuple("-" if figure is None else self.names.money(figure) for figure in figures)
            rows.append((self.words.stage(phase.stage), begins, *told))
        by_terms = say.as_usual if self.timeline.texts.assumed else say.by_terms
        head = (say.stage, say.begins, say.paid, by_terms, *([say.by_law] if with_law else []))
        aligns: list[Align] = ["left", "left"]
        aligns += ["right"] * len(head[2:])
        return Table(head, tuple(rows), tuple(aligns))

    def texts(self) -> list[Row]:
        """Where it is written; or that it is not."""
        texts, say, book = self.timeline.texts, self.say, self.timeline.receipt.rulebook
        receipt = self.timeline.receipt
        silent = say.silent_deposit if receipt.leaves_balance else say.silent
        found = [(say.terms, silent)] if texts.assumed else []
        if texts.terms is not None:
            found.append((say.terms, cited(texts.terms, book, self.language)))
        if texts.law is not None:
            binds = None if texts.binds is None else rate(texts.binds)
            found.append((say.law, self.words.law(cited(texts.law, book, self.language), binds)))
        if texts.protection is not None:
            found.append((say.protection, cited(texts.protection, book, self.language)))
        return found

    def findings(self) -> list[str]:
        """What is worth knowing without having asked, a sentence each."""
        return [self.words.finding(found, self.names, self.clock) for found in self.timeline.findings]


def text(scenarios: Scenarios, language: Language, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole of it: line, windows, what comes back, findings, ways it can go, promises, assumptions."""
    timeline = scenarios.timeline
    view, sheet = TimelineView(timeline, language), Sheet(language, width, ascii)
    say, paths, promised = view.say, PathsView(scenarios, language), PromisesView(timeline.receipt, language)
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.facts()), ""]
    for part in drawn(timeline, view.labels(), width, ascii=ascii):
        rows += [row.rstrip() for row in part.rows]
    rows += sheet.paragraphs([plain(said) if ascii else said for said in view.legend()])
    rows += sheet.section(say.findings, sheet.bullets(view.findings()))
    rows += sheet.section(say.windows, [*sheet.blocks(view.windows()), *sheet.paragraphs([say.window_note])])
    phases = view.phases()
    stops = [*sheet.table(phases), *sheet.pairs(view.texts())] if phases.rows else []
    rows += sheet.section(say.phases, stops)
    if paths.any:
        rows += paths.rows(sheet)
    if promised.any:
        rows += sheet.section(say.promises, [*sheet.pairs(promised.totals()), *sheet.pairs(promised.each())])
    summary = Summary(view.names)
    rows += sheet.section(summary.labels.assumptions, sheet.bullets(summary.assumptions()))
    return sheet.page(rows)
