"""Advertisements that were judged as people read them: how each is read, what comes of it, and on what that rests."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from promocalc.claims.grounds import Ground, Items
from promocalc.claims.judging import AdvertJudged, Judged, ReadingJudged
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Verdict
from promocalc.explain.amounts import price
from promocalc.explain.claim_reading_words import ReadingWords, reading_words
from promocalc.explain.claim_told import (
    ClaimsTold,
    findings_of,
    missing_of,
    not_in_force,
    passed_over,
    references_of,
    taken_from_advert,
)
from promocalc.explain.claim_words import Words, words
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.sheet import WIDTH, Block, Row, Sheet, Table, parenthesis
from promocalc.money import minor_units
from promocalc.rules.values import Title

if TYPE_CHECKING:
    from promocalc.explain.claim_witness import WitnessView

_SHORT = 12
"""Characters of a hash that a page shows."""


@dataclass(frozen=True)
class ClaimView:
    """Advertisements that were judged, for readers of one language, part by part."""

    told: ClaimsTold
    language: Language

    @property
    def words(self) -> Words:
        """The sentences about claims and verdicts."""
        return words(self.language)

    @property
    def around(self) -> ReadingWords:
        """The sentences about readings."""
        return reading_words(self.language)

    @cached_property
    def adverts(self) -> tuple[AdvertView, ...]:
        """Every advertisement."""
        return tuple(AdvertView(self, one) for one in self.told.adverts)

    @cached_property
    def witness(self) -> WitnessView | None:
        """The cheapest way that anybody has; None where there is no cart."""
        found = self.told.witness
        if found is None:
            return None
        from promocalc.explain.claim_witness import WitnessView

        return WitnessView(found, self.language)

    def money(self, minor: int) -> str:
        """An amount with its currency."""
        return price(minor, self.told.circumstances.currency)

    def written(self, amount: Decimal) -> str:
        """An amount as an advertisement writes it, with its currency."""
        currency = self.told.circumstances.currency
        try:
            return price(minor_units(amount, currency), currency)
        except ValueError:
            return f"{currency} {amount:,f}"

    def title(self) -> str:
        """What it is about."""
        said, told = self.words.labels.title, self.told
        colon = "：" if self.language == "zh" else ": "
        name = None if told.title is None else clean(told.title.in_language(self.language))
        return f"{said}{colon}{name}" if name else said

    def summary(self) -> list[Row]:
        """What comes of all of them, where there are several."""
        if len(self.told.adverts) < 2:
            return []
        return [(self.words.labels.verdict, self.words.outcome(self.told.outcome))]

    def figures(self, one: Ground) -> str:
        """The numbers of both sides; an item goes by its title."""
        if isinstance(one, Items) and one.counter:
            counter = self.around.quoted(self._titles.get(one.counter) or clean(one.counter))
            one = Items(one.reach, one.of, one.more_than, one.every, counter, one.median)
        return self.words.ground(one, self.money)

    @cached_property
    def _titles(self) -> dict[str, str]:
        known = self.told.circumstances
        lines = (*(() if known.subject is None else known.subject.cart.lines), *known.catalogue)
        return {line.id: clean(line.title.in_language(self.language)) for line in lines if line.title is not None}

    # --- standards ------------------------------------------------------------------------------------------------

    def standards(self) -> list[Block]:
        """Every standard, with its dates and what it says of references."""
        return [self._standard(one) for one in self.told.standards]

    def _standard(self, one: Standard) -> Block:
        say, around = self.words.labels, self.around
        first, last = ("" if day is None else day.isoformat() for day in (one.force.start, one.force.end))
        rows = [(around.labels.jurisdiction, clean(one.jurisdiction)), (say.in_force, around.in_force(first, last))]
        if one.article is not None:
            rows.append((say.article, self.article(one.article, unread=one.unread)))
        if one.about is not None:
            rows.append((around.labels.says, clean(one.about.in_language(self.language))))
        semicolon = "；" if self.language == "zh" else "; "
        sources = semicolon.join(clean(source.title.in_language(self.language)) for source in one.sources.values())
        rows += [(around.labels.sources, sources)] if sources else []
        title = clean(one.title.in_language(self.language))
        return Block(title + parenthesis(clean(one.standard), self.language), tuple(rows))

    def article(self, article: str, *, unread: bool) -> str:
        """An article; marked where its own text was not read."""
        return clean(article) + (parenthesis(self.words.labels.unread, self.language) if unread else "")

    # --- what was read --------------------------------------------------------------------------------------------

    def notes(self) -> list[str]:
        """What has to be told of the prices that were read."""
        return [self.around.note(one, self.money) for one in self.told.notes]

    def inputs(self) -> list[Row]:
        """What was read, with the beginning of its hash."""
        return [
            (self.around.input(one.kind), f"{clean(one.name)}  sha256 {one.sha256[:_SHORT]}")
            for one in self.told.inputs
        ]


@dataclass(frozen=True)
class AdvertView:
    """One advertisement, part by part."""

    page: ClaimView
    judged: AdvertJudged

    @property
    def _say(self) -> Words:
        return self.page.words

    @property
    def _around(self) -> ReadingWords:
        return self.page.around

    def heading(self) -> str:
        """What the advertisement says, or what it is for."""
        advert = self.judged.advert
        if advert.text:
            return self._around.quoted(clean(advert.text))
        return self._told(advert.title) or self._say.labels.advertisement

    def facts(self) -> list[Row]:
        """What it is for, where it stood, and what comes of it."""
        advert, say = self.judged.advert, self._say
        about, source = self._told(advert.title), self._told(advert.source)
        rows = [(self._around.labels.about, about)] if about and advert.text else []
        rows += [(say.labels.source, source)] if source else []
        return [*rows, (say.labels.verdict, say.outcome(self.judged.outcome, provisional=self.provisional))]

    def _told(self, title: Title | None) -> str:
        return "" if title is None else clean(title.in_language(self.page.language))

    @property
    def provisional(self) -> bool:
        """Whether it holds on what was seen, while there are days on which nobody looked."""
        return any(one.provisional for reading in self.judged.readings for one in reading.judged)

    def remarks(self) -> list[str]:
        """That it depends on the reading, that no reading saves it, what was not understood."""
        found = []
        if not self.judged.readings:
            found.append(self._around.nothing_read())
        for part in self.judged.parts:
            if len(part.readings) > 1 and len({one.outcome for one in part.readings}) > 1:
                found.append(self._around.differ())
            elif len(part.readings) > 1 and part.outcome == "fails":
                found.append(self._around.unsaved())
        if self.judged.readings and not any(findings_of(self.judged)):
            found.append(self._around.unasked())
        comma, start = "、" if self.page.language == "zh" else ", ", self.judged.advert.facts.start
        if start is not None and (names := not_in_force(self.judged)):
            found.append(self._around.not_in_force(comma.join(clean(one) for one in names), start.isoformat()))
        if self.judged.readings and self.judged.advert.unread:
            pieces = comma.join(self._around.quoted(clean(one)) for one in self.judged.advert.unread)
            found.append(self._around.unread(pieces))
        return list(dict.fromkeys(found))

    # --- readings -------------------------------------------------------------------------------------------------

    def readings(self) -> Table | None:
        """Every reading, numbered, and what comes of it under every standard; None where nothing was understood."""
        rows = [
            (f"{number}. {self.reading(reading)}" if not at else "", clean(one.standard.standard), self.outcome(one))
            for number, reading in enumerate(self.judged.readings, 1)
            for at, one in enumerate(reading.judged)
        ]
        say = self._say.labels
        head = (say.reading, say.standard, say.verdict)
        return Table(head, tuple(rows), ("left", "left", "left")) if rows else None

    def outcome(self, one: Judged) -> str:
        """What comes of a reading under a standard."""
        asked = any(verdict.findings for verdict in one.verdicts)
        return self._around.silent() if not asked else self._say.outcome(one.outcome, provisional=one.provisional)

    def reading(self, one: ReadingJudged) -> str:
        """What is said in this way, of which part, and why it is one of several ways."""
        language, semicolon = self.page.language, "；" if self.page.language == "zh" else "; "
        said = semicolon.join(self._say.claim(claim, self.page.written) for claim in one.reading.claims)
        asides = [self._around.quoted(clean(one.reading.said))] if self._of_many and one.reading.said else []
        asides += [self._around.way(one.reading.way)] if one.reading.way != "plain" else []
        return said + (parenthesis(semicolon.join(asides), language) if asides else "")

    @property
    def _of_many(self) -> bool:
        return len(self.judged.parts) > 1

    # --- tests ----------------------------------------------------------------------------------------------------

    def tests(self) -> list[tuple[str, list[Block]]]:
        """Of every reading under every standard: a heading, and each test with its figures."""
        found, alone = [], len(self.judged.readings) == 1
        for number, reading in enumerate(self.judged.readings, 1):
            for one in reading.judged:
                blocks = [block for verdict in one.verdicts for block in self._blocks(verdict)]
                if blocks:
                    standard = clean(one.standard.standard)
                    found.append((self._around.rests(None if alone else number, standard), blocks))
        return found

    def _blocks(self, verdict: Verdict) -> Iterator[Block]:
        colon = "：" if self.page.language == "zh" else ": "
        for one in verdict.findings:
            if one.counts:
                told = (
                    self._say.outcome(one.outcome) + colon + self._say.test(None if one.test is None else one.test.test)
                )
                yield Block(told, tuple(self.rows(one)))

    def rows(self, one: Finding) -> Iterator[Row]:
        """The figures of a test, where it is asked for, and what would settle it."""
        say, money = self._say, self.page.money
        if one.ground is not None:
            yield say.labels.numbers, self.page.figures(one.ground)
        if one.test is not None and one.test.article is not None:
            yield say.labels.article, self.page.article(one.test.article, unread=one.test.unread)
        if one.test is not None and one.test.note is not None:
            yield self._around.labels.says, clean(one.test.note.in_language(self.page.language))
        needed = None if one.ground is None or one.outcome != "fails" else say.needed(one.ground, money)
        if needed is not None:
            yield say.labels.would_hold, needed
        if one.missing:
            yield self._around.labels.lacks, self._joined(say.missing(lack) for lack in one.missing)

    def _joined(self, parts: Iterator[str]) -> str:
        return ("；" if self.page.language == "zh" else "; ").join(parts)

    def allowed(self) -> list[str]:
        """The highest prices that may be compared with, each with its day."""
        return [self._say.reference(one, self.page.money) for one in references_of(self.judged)]

    def assumed(self) -> list[str]:
        """What was taken for granted, and days of which nothing is known."""
        found = []
        for one in references_of(self.judged):
            found += [] if (said := self._say.assumed(one)) is None else [said]
            if one.window is not None and one.known and not one.covered:
                found.append(self._say.gaps(str(one.known), str(one.window.days)))
        found += [self._around.as_advertised()] if taken_from_advert(self.judged) else []
        return list(dict.fromkeys(found))

    def missing(self) -> list[str]:
        """What would have to be known for a verdict."""
        if self.judged.outcome != "cannot_tell":
            return []
        found = missing_of(self.judged) or tuple(lack for one in passed_over(self.judged) for lack in one.missing)
        return [self._say.missing(one) for one in dict.fromkeys(found)]

    def passed_over(self) -> list[str]:
        """What is not known, and what no verdict waits for."""
        needed = self.missing()
        found = (self._say.missing(lack) for one in passed_over(self.judged) for lack in one.missing)
        return [one for one in dict.fromkeys(found) if one not in needed]


def text(
    told: ClaimsTold,
    language: Language,
    *,
    width: int = WIDTH,
    ascii: bool = False,  # noqa: A002
) -> str:
    """The whole of it."""
    view, sheet = ClaimView(told, language), Sheet(language, width, ascii)
    say, around = view.words.labels, view.around.labels
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.summary())]
    for advert in view.adverts:
        rows += _advert(advert, sheet)
    if view.witness is not None:
        rows += sheet.section(say.witness, list(view.witness.rows(sheet)))
    rows += sheet.section(around.prices, sheet.bullets(view.notes()))
    rows += sheet.section(around.standards, sheet.blocks(view.standards()))
    rows += sheet.section(say.inputs, sheet.pairs(view.inputs()))
    rows += ["", *sheet.paragraphs([say.redo]), f"  {shlex.join(told.again)}"] if told.again else []
    return sheet.page([*rows, "", *sheet.paragraphs([say.note])])


def _advert(advert: AdvertView, sheet: Sheet) -> Iterator[str]:
    page = advert.page
    say = page.words.labels
    table = advert.readings()
    head = [*sheet.pairs(advert.facts()), *sheet.bullets(advert.remarks())]
    yield from sheet.section(
        advert.heading(), [*head, *([""] if table else []), *(sheet.table(table) if table else [])]
    )
    for title, blocks in advert.tests():
        yield ""
        yield from sheet.paragraphs([title])
        yield from sheet.blocks(blocks)
    for heading, sentences in (
        (say.missing, advert.missing()),
        (say.passed_over, advert.passed_over()),
        (say.assumed, advert.assumed()),
    ):
        if sentences:
            yield ""
            yield from sheet.paragraphs([heading])
            yield from sheet.bullets(sentences)
