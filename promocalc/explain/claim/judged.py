"""Advertisements that were judged as people read them: how each is read, what comes of it, and on what that rests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from promocalc.claims.grounds import AboveReference, Cheaper, Ground, Items, Missing
from promocalc.claims.history import Span
from promocalc.claims.judging import AdvertJudged, Judged, PartJudged, ReadingJudged
from promocalc.claims.reference import Reference
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Verdict
from promocalc.explain.claim.article import citation, cited_in
from promocalc.explain.claim.given import joined, key, ways
from promocalc.explain.claim.reading_words import ReadingWords, limits_told, reading_words
from promocalc.explain.claim.told import (
    ClaimsTold,
    findings_of,
    judged_of,
    labels_taken,
    missing_of,
    not_in_force,
    open_of,
    passed_over,
    references_of,
    taken_from_advert,
    unseen_of,
    unshown_of,
)
from promocalc.explain.claim.words import Words, amount, words
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.sheet import Block, Row, Table, parenthesis
from promocalc.money import minor_units
from promocalc.rules.values import Title

if TYPE_CHECKING:
    from promocalc.explain.claim.witness import WitnessView

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
        from promocalc.explain.claim.witness import WitnessView

        return WitnessView(found, self.language)

    def money(self, minor: int) -> str:
        """An amount with its currency."""
        return amount(minor, self.told.circumstances.currency)

    def written(self, said: Decimal) -> str:
        """An amount as an advertisement writes it, with its currency."""
        currency = self.told.circumstances.currency
        try:
            return amount(minor_units(said, currency), currency)
        except ValueError:
            return f"{currency} {said:,f}"

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
        return [(self.words.labels.verdict, self.outcome() + parenthesis(self.counts(), self.language))]

    def counts(self) -> str:
        """How many of them hold, fail, and cannot be told."""
        from promocalc.explain.claim.report_words import labels

        found = [one.outcome for one in self.told.adverts]
        return labels(self.language).counts.format(
            holds=found.count("holds"), fails=found.count("fails"), unknown=found.count("cannot_tell")
        )

    def overview(self) -> Table | None:
        """Every advertisement, numbered, and what comes of it; None where there is one only."""
        if len(self.adverts) < 2:
            return None
        say = self.words.labels
        rows = [
            (f"{number}. {one.heading()}", self.words.outcome(one.judged.outcome, provisional=one.provisional))
            for number, one in enumerate(self.adverts, 1)
        ]
        return Table((say.advertisement, say.verdict), tuple(rows), ("left", "left"))

    def taken(self) -> list[str]:
        """Whose standards and which money were taken because nobody said it."""
        one, given = self.told.taken, self.told.given
        say, found = self.words, list[str]()
        if one.jurisdiction:
            found.append(say.taken_place(clean(one.jurisdiction), key("--jurisdiction", given)))
        if one.currency:
            found.append(say.taken_currency(one.currency, one.mark, key("--currency", given)))
        return found

    def outcome(self) -> str:
        """What comes of all of them; on what was seen, where one holds on that only."""
        provisional = self.told.outcome == "holds" and any(one.provisional for one in self.adverts)
        return self.words.outcome(self.told.outcome, provisional=provisional)

    def figures(self, one: Ground) -> str:
        """The numbers of both sides; an item goes by its title."""
        if isinstance(one, Items):
            named = {
                "counter": self._named(one.counter, one.counter_title),
                "best": self._named(one.best, one.best_title),
            }
            one = Items(**(vars(one) | named))
        return self.words.ground(one, self.money)

    def _named(self, id_: str, title: Title | None) -> str:
        """An item by its title, else by its id."""
        own = "" if title is None else clean(title.in_language(self.language))
        return self.around.quoted(own or self._titles.get(id_) or clean(id_)) if id_ else ""

    @cached_property
    def _titles(self) -> dict[str, str]:
        known = self.told.circumstances
        lines = (*(() if known.subject is None else known.subject.cart.lines), *known.catalogue)
        return {line.id: clean(line.title.in_language(self.language)) for line in lines if line.title is not None}

    def unsaid(self, block: Block, above: set[str]) -> Block:
        """A test with its rule's wording where that is not among those ``above``, to which it is added."""
        rows = [(label, self.once(label, said, above)) for label, said in block.rows]
        return Block(block.title, tuple(rows))

    def once(self, label: str, said: str, above: set[str]) -> str:
        """What stands beside a label: the wording of a rule is printed once on a page."""
        if label != self.around.labels.says:
            return said
        if said in above:
            return self.words.labels.as_above
        above.add(said)
        return said

    # --- standards ------------------------------------------------------------------------------------------------

    def standards(self, *, sources: bool = True) -> list[Block]:
        """Every standard, with its dates, what it says of references, and its sources."""
        return [self._standard(one, sources=sources) for one in self.told.standards]

    def _standard(self, one: Standard, *, sources: bool) -> Block:
        say, around = self.words.labels, self.around
        first, last = ("" if day is None else day.isoformat() for day in (one.force.start, one.force.end))
        rows = [(around.labels.jurisdiction, clean(one.jurisdiction)), (say.in_force, around.in_force(first, last))]
        if (cited := citation(one, one, self.language)) is not None:
            rows.append((say.article, cited.text()))
        if one.about is not None:
            rows.append((around.labels.says, clean(one.about.in_language(self.language))))
        titles = [clean(source.title.in_language(self.language)) for source in one.sources.values()]
        if sources and titles:
            rows.append((around.labels.sources, ("；" if self.language == "zh" else "; ").join(titles)))
        title = clean(one.title.in_language(self.language))
        return Block(title + parenthesis(clean(one.standard), self.language), tuple(rows))

    def addresses(self) -> list[tuple[str, str]]:
        """The sources that are cited: what each is called, and where it can be opened; "" where nobody says."""
        found = [finding for advert in self.told.adverts for finding in findings_of(advert) if finding.counts]
        return [
            (
                clean(source.title.in_language(self.language)) + parenthesis(clean(one.standard), self.language),
                clean(source.url or ""),
            )
            for one in self.told.standards
            for source in cited_in(one, found)
        ]

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
        return self.judged.provisional

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
        if self.judged.untested:
            found.append(self._around.untested(comma.join(self._said(part) for part in self.judged.untested)))
        found += limits_told(self.judged.advert, self.page.language)
        return list(dict.fromkeys(found))

    def _said(self, part: PartJudged) -> str:
        """A part in its own words; in ours where it has none."""
        first, *_ = part.readings
        said = clean(first.reading.said)
        return self._around.quoted(said) if said else self._claims(first)

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
        return Table(head, tuple(rows), ("left", "left", "left"), spans=True) if rows else None

    def outcome(self, one: Judged) -> str:
        """What comes of a reading under a standard."""
        asked = any(verdict.findings for verdict in one.verdicts)
        return self._around.silent() if not asked else self._say.outcome(one.outcome, provisional=one.provisional)

    def reading(self, one: ReadingJudged) -> str:
        """What is said in this way, of which part, and why it is one of several ways."""
        language, semicolon = self.page.language, "；" if self.page.language == "zh" else "; "
        said = self._claims(one)
        asides = [self._around.quoted(clean(one.reading.said))] if self._of_many and one.reading.said else []
        asides += [self._around.way(one.reading.way)] if one.reading.way != "plain" else []
        return said + (parenthesis(semicolon.join(asides), language) if asides else "")

    def _claims(self, one: ReadingJudged) -> str:
        semicolon = "；" if self.page.language == "zh" else "; "
        return semicolon.join(self._say.claim(claim, self.page.written) for claim in one.claims)

    @property
    def _of_many(self) -> bool:
        return len(self.judged.parts) > 1

    # --- tests ----------------------------------------------------------------------------------------------------

    def tests(self) -> list[tuple[str, list[Block]]]:
        """Of every reading under every standard: a heading, and each test with its figures; what is as it was for a
        reading before is not said again."""
        found, alone = [], len(self.judged.readings) == 1
        before: dict[tuple[str, Block], int] = {}
        for number, reading in enumerate(self.judged.readings, 1):
            for one in reading.judged:
                standard = one.standard.standard
                blocks = [block for verdict in one.verdicts for block in self._blocks(verdict)]
                for at, block in enumerate(blocks):
                    first = before.setdefault((standard, block), number)
                    if first != number:
                        as_for = parenthesis(self._say.as_for(first), self.page.language)
                        blocks[at] = Block(block.title + as_for, ())
                if blocks:
                    found.append((self._around.rests(None if alone else number, clean(standard)), blocks))
        return found

    def _blocks(self, verdict: Verdict) -> Iterator[Block]:
        colon = "：" if self.page.language == "zh" else ": "
        for one in verdict.findings:
            if one.counts:
                told = (
                    self._say.outcome(one.outcome) + colon + self._say.test(None if one.test is None else one.test.test)
                )
                yield Block(told, tuple(self.rows(one, verdict.matter.standard)))

    def rows(self, one: Finding, standard: Standard | None = None) -> Iterator[Row]:
        """The figures of a test, where ``standard`` asks for it, and what would settle it."""
        say, money = self._say, self.page.money
        ground = one.ground
        if isinstance(ground, AboveReference) and one.test is not None and one.test.test == "paid_piece":
            ground = Cheaper(ground.claimed, ground.allowed)  # the piece is asked for, not compared with
        if ground is not None:
            yield say.labels.numbers, self.page.figures(ground)
        cited = None if one.test is None else citation(one.test, standard, self.page.language)
        if cited is not None:
            yield say.labels.article, cited.text()
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
        if labels_taken(self.judged) and (said := self._say.assumed(Reference(0, "before", assumed="tag"))) is not None:
            found.append(said)
        found += [self._around.as_advertised()] if taken_from_advert(self.judged) else []
        found += [self._say.unshown(test, by_law=by_law) for test, by_law in unshown_of(self.judged)]
        found += self._coupons()
        return list(dict.fromkeys(found))

    def _coupons(self) -> Iterator[str]:
        """That coupons are taken to be held where items are so cheap with them only."""
        known, coupons = self.page.told.circumstances, self.page.told.coupons
        matters = (verdict.matter for one in judged_of(self.judged) for verdict in one.verdicts)
        if coupons and any(matter.items for matter in matters):
            from promocalc.engine.outcome import AssumedCoupons
            from promocalc.explain.names import Names
            from promocalc.explain.receipt.summary import Summary

            names = Names(next(iter(known.receipts.values())), self.page.language)
            yield Summary(names).words.assumption(AssumedCoupons(coupons), names)

    def missing(self) -> list[str]:
        """What would have to be known for a verdict, and how each can be given."""
        if self.judged.outcome != "cannot_tell":
            return []
        found = missing_of(self.judged) or tuple(lack for one in passed_over(self.judged) for lack in one.missing)
        return self._lacking(found)

    def to_be_sure(self) -> list[str]:
        """What would have to be known for what holds on what was seen to hold for certain."""
        return self._lacking(open_of(self.judged))

    def passed_over(self) -> list[str]:
        """What is not known, and what no verdict waits for."""
        needed = {*self.missing(), *self.to_be_sure()}
        found = self._lacking(lack for one in passed_over(self.judged) for lack in one.missing)
        return [one for one in found if one not in needed]

    def _lacking(self, some: Iterable[Missing]) -> list[str]:
        return [self._lack(one) for one in dict.fromkeys(some)]

    def _lack(self, one: Missing) -> str:
        """What would have to be known, and how it can be given."""
        say, history, told = self._say, self.judged.advert.history, self.page.told
        said = say.missing(one)
        if one == "history" and history.begins is not None:
            days = unseen_of(self.judged)
            said = say.missing_earlier(history.begins.isoformat())
            if days:
                first, last = days[0], days[-1]
                whole = Span(first, last).days == len(days)
                said = say.missing_days(len(days), first.isoformat(), last.isoformat(), every=whole)
        found = ways(one, told.given, dated=self.judged.advert.facts.start is not None)
        return said + (parenthesis(joined(found, self.page.language), self.page.language) if found else "")
