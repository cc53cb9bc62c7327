"""The prices that were seen of what is advertised: in a table and in a picture, beside those that are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from promocalc.claims.claim import Lowest, WasNow
from promocalc.claims.history import Observation, Span, days_before
from promocalc.claims.judging import AdvertJudged, Judged
from promocalc.claims.reference import Reference
from promocalc.claims.verdict import Verdict
from promocalc.explain.claim.chart import Level, Run, Stretch, drawn
from promocalc.explain.claim.parts import Grid, Picture
from promocalc.explain.claim.report_words import ReportLabels, labels
from promocalc.explain.claim.told import judged_of
from promocalc.explain.language import Language
from promocalc.explain.names import clean

_Value = TypeVar("_Value")
_BEFORE = timedelta(days=366)
"""Older prices than so long before what is asked about are not shown."""
_MOST = 200
"""Rows of a table."""


@dataclass(frozen=True)
class SeenView:
    """They, for readers of one language. ``money`` writes an amount with its currency."""

    judged: AdvertJudged
    language: Language
    money: Callable[[int], str]

    @property
    def say(self) -> ReportLabels:
        """The words."""
        return labels(self.language)

    @property
    def start(self) -> date | None:
        """The first day of the reduction."""
        return self.judged.advert.facts.start

    @cached_property
    def _verdicts(self) -> tuple[tuple[Judged, Verdict], ...]:
        every = judged_of(self.judged)
        return tuple((one, verdict) for one in every for verdict in one.verdicts if verdict.findings)

    # --- what is shown ------------------------------------------------------------------------------------------

    @cached_property
    def windows(self) -> tuple[tuple[Span, tuple[str, ...]], ...]:
        """The days before the reduction that a standard, or the claim itself, looks at; and which standards do."""
        return _by_value(self._windows())

    def _windows(self) -> Iterator[tuple[Span, str]]:
        for one, verdict in self._verdicts:
            name, claim = clean(one.standard.standard), verdict.matter.claim
            yield from ((window, name) for window in _looked_at(verdict))
            if isinstance(claim, Lowest) and claim.days is not None and self.start is not None:
                yield days_before(self.start, claim.days), name

    @cached_property
    def since(self) -> date | None:
        """The first day that is shown; None for all of them."""
        ever = any(isinstance(one.matter.claim, Lowest) and one.matter.claim.days is None for _, one in self._verdicts)
        asked = [span.first for span, _ in self.windows] + ([] if self.start is None else [self.start])
        return None if ever or not asked else min(asked) - _BEFORE

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """Those that are shown: the same price on one day after the other is one of them."""
        since = self.since
        every = self.judged.advert.history.observations
        shown = [one for one in every if since is None or one.span.last >= since]
        found: list[Observation] = []
        for _, some in groupby(sorted(shown, key=_like), key=_like):
            for one in some:
                if found and _like(found[-1]) == _like(one) and _meets(found[-1], one):
                    last = max(found[-1].span.last, one.span.last)
                    found[-1] = Observation(Span(found[-1].span.first, last), one.price, one.kind, one.sku, one.channel)
                else:
                    found.append(one)
        return tuple(sorted(found, key=lambda one: (one.span.first, one.span.last, one.kind, one.price)))

    @property
    def older(self) -> int:
        """How many are not shown."""
        since = self.since
        return sum(since is not None and one.span.last < since for one in self.judged.advert.history.observations)

    def remarks(self) -> tuple[str, ...]:
        """What is left out."""
        found = []
        if self.older and self.since is not None:
            found.append(self.say.older.format(count=self.older, day=self.since.isoformat()))
        if len(self.observations) > _MOST:
            found.append(self.say.more.format(count=len(self.observations) - _MOST))
        return tuple(found)

    # --- the table ------------------------------------------------------------------------------------------------

    def table(self) -> Grid:
        """Every price with its days."""
        say, shown = self.say, self.observations[-_MOST:]
        named = any(one.channel for one in shown)
        rows = [
            (_days(one.span), self.money(one.price), say.kinds[one.kind], *([clean(one.channel)] if named else []))
            for one in shown
        ]
        head = (say.days, say.price, say.kind, *([say.channel] if named else []))
        return Grid(say.earlier, head, tuple(rows), ("left", "right", *["left" for _ in head[2:]]))  # type: ignore[arg-type]

    # --- the picture ----------------------------------------------------------------------------------------------

    def levels(self) -> tuple[Level, ...]:
        """The prices that are compared: as lines."""
        say, found = self.say, []
        allowed = _by_value(
            (allowed.price, clean(one.standard.standard))
            for one, verdict in self._verdicts
            for allowed in _held_against(verdict)
        )
        found += [
            Level(price, "allowed", say.allowed.format(price=self.money(price), standards=self._joined(names)))
            for price, names in allowed
        ]
        found += [
            Level(price, "compared", template.format(price=self.money(price))) for price, template in self._compared()
        ]
        asked = dict.fromkeys(verdict.matter.asked for _, verdict in self._verdicts)
        found += [
            Level(price, "asked", say.asked.format(price=self.money(price))) for price in asked if price is not None
        ]
        return tuple(found)

    def _compared(self) -> Iterator[tuple[int, str]]:
        """The prices that are compared with as it says; where it says none, from which one on it would hold."""
        said = {one.matter.compared: isinstance(one.matter.claim, WasNow) for _, one in self._verdicts}
        for price, own in said.items():
            if price is not None and (own or True not in said.values()):
                yield price, self.say.compared if own else self.say.from_here

    def picture(self, name: str) -> Picture | None:
        """The picture with the table that says the same; None where nothing was seen."""
        if not self.observations:
            return None
        say, runs = self.say, [Run(one.span, one.price, one.kind) for one in self.observations]
        first, last = min(one.span.first for one in runs), max(one.span.last for one in runs)
        caption = say.chart.format(first=first.isoformat(), last=last.isoformat())
        stretches = [
            Stretch(span, say.window.format(days=span.days, standards=self._joined(names)))
            for span, names in self.windows
        ]
        said = [one.text for one in self.levels()] + [one.text for one in stretches]
        svg = drawn(
            runs,
            self.levels(),
            stretches,
            None if self.start is None else (self.start, say.start.format(day=self.start.isoformat())),
            self.money,
            say.kinds,
            caption,
            ("；" if self.language == "zh" else "; ").join([caption, *said]),
            name,
        )
        return Picture(svg, f"{caption}{'。' if self.language == 'zh' else '. '}{say.blank}", self.table())

    def _joined(self, names: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(names)


def _held_against(verdict: Verdict) -> Iterator[Reference]:
    """The allowed references that a test held something against."""
    for finding in verdict.findings:
        allowed = getattr(finding.ground, "allowed", None)
        if isinstance(allowed, Reference):
            yield allowed


def _looked_at(verdict: Verdict) -> list[Span]:
    """The days that its reference comes from, or would where something had been seen on them."""
    allowed = list(_held_against(verdict))
    if allowed:
        return [one.window for one in allowed if one.window is not None]
    policy, since = verdict.matter.standard.reference, verdict.matter.reduced_from
    asked = any(one.test is not None and one.test.test in ("reference", "saving") for one in verdict.findings)
    if not asked or policy is None or policy.window is None or since is None:
        return []
    return [policy.window.before(since)]


def _like(one: Observation) -> tuple[str, str, str, int]:
    return one.sku, one.channel, one.kind, one.price


def _meets(one: Observation, other: Observation) -> bool:
    """Whether there is no day between them."""
    return other.span.first <= one.span.last + timedelta(days=1)


def _days(span: Span) -> str:
    if span.days == 1:
        return span.first.isoformat()
    return f"{span.first.isoformat()} – {span.last.isoformat()}"


def _by_value(pairs: Iterable[tuple[_Value, str]]) -> tuple[tuple[_Value, tuple[str, ...]], ...]:
    found: dict[_Value, dict[str, None]] = {}
    for value, name in pairs:
        found.setdefault(value, {})[name] = None
    return tuple((value, tuple(names)) for value, names in found.items())
