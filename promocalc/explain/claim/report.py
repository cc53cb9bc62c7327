"""The report of verdicts, part by part: what comes of every advertisement, on what that rests, and how to redo it.

How it is written down is another matter (:mod:`promocalc.explain.claim.markdown`, :mod:`promocalc.explain.claim.html`).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from promocalc import __version__
from promocalc.claims.grounds import Asked, Items
from promocalc.claims.judging import Judged
from promocalc.claims.matter import Item, Matter, share_off
from promocalc.claims.reaching import reaches
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Verdict
from promocalc.explain.amounts import moment, percent
from promocalc.explain.claim.article import addressed, citation
from promocalc.explain.claim.judged import AdvertView, ClaimView
from promocalc.explain.claim.parts import (
    Bullets,
    Card,
    Cards,
    Code,
    Command,
    Grid,
    Link,
    Mark,
    Note,
    Pairs,
    Paragraph,
    Part,
    Report,
    Said,
    Section,
    Word,
)
from promocalc.explain.claim.report_words import ReportLabels, labels
from promocalc.explain.claim.seen import SeenView
from promocalc.explain.claim.told import ClaimsTold, judged_of
from promocalc.explain.claim.words import ClaimLabels
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.waterfall import waterfall_rows
from promocalc.explain.sheet import Row, parenthesis
from promocalc.rules.rulebook import Source
from promocalc.rules.values import Title

_MOST = 200
"""Rows of a table of items."""


def report(told: ClaimsTold, language: Language, at: datetime | None = None) -> Report:
    """The report of advertisements that were judged; ``at`` is when that was."""
    return _Telling(told, language, at).report()


@dataclass(frozen=True)
class _Telling:
    told: ClaimsTold
    language: Language
    at: datetime | None

    @cached_property
    def view(self) -> ClaimView:
        return ClaimView(self.told, self.language)

    @property
    def say(self) -> ClaimLabels:
        return self.view.words.labels

    @property
    def own(self) -> ReportLabels:
        return labels(self.language)

    @property
    def colon(self) -> str:
        return "：" if self.language == "zh" else ": "

    @cached_property
    def items(self) -> dict[str, Title | None]:
        """What the items of the catalogue are called."""
        return {line.id: line.title for line in self.told.circumstances.catalogue}

    @cached_property
    def above(self) -> set[str]:
        """The wordings of rules that the page has said already."""
        return set()

    def report(self) -> Report:
        adverts = [_Advert(self, one, number).section() for number, one in enumerate(self.view.adverts, 1)]
        witness = self.witness()
        sections = [
            Section(self.own.summary, "summary", (self.summary(),)),
            *adverts,
            *([] if witness is None else [witness]),
            *self.prices(),
            self.standards(),
            *self.inputs(),
        ]
        return Report(self.view.title(), tuple(self.head()), tuple(sections))

    # --- the head ---------------------------------------------------------------------------------------------------

    def head(self) -> Iterator[Part]:
        """What comes of all of them, when and by what it was worked out, and that it is no legal advice."""
        whole, counts = Mark(self.view.outcome(), self.told.outcome), parenthesis(self.view.counts(), self.language)
        yield Pairs(((self.say.verdict, (whole, counts) if len(self.told.adverts) > 1 else (whole,)),))
        if taken := self.view.taken():
            yield Bullets(tuple(taken), self.say.assumed)
        when = self.own.by if self.at is None else self.own.worked_out
        yield Paragraph(when.format(at="" if self.at is None else moment(self.at), version=__version__))
        yield Note(self.say.note)

    def summary(self) -> Grid:
        """Every reading of every advertisement under every standard."""
        say = self.say
        rows: list[tuple[Said | None, ...]] = []
        for number, advert in enumerate(self.view.adverts, 1):
            first: Said | None = (f"{number}. ", Link(advert.heading(), f"#advert-{number}"))
            if not advert.judged.readings:
                rows.append((first, "", "", self.mark_of(advert)))
            for reading in advert.judged.readings:
                said: Said | None = advert.reading(reading)
                for one in reading.judged:
                    rows.append((first, said, self.standard_link(one.standard), self.mark(advert, one)))
                    first = said = None
        head = (say.advertisement, say.reading, say.standard, say.verdict)
        return Grid(self.own.summary, head, tuple(rows), ("left", "left", "left", "left"))

    def mark(self, advert: AdvertView, one: Judged) -> Said:
        """What comes of a reading under a standard."""
        asked = any(verdict.findings for verdict in one.verdicts)
        return (Mark(advert.outcome(one), one.outcome),) if asked else advert.outcome(one)

    def mark_of(self, advert: AdvertView) -> Said:
        """What comes of an advertisement."""
        outcome = advert.judged.outcome
        return (Mark(self.view.words.outcome(outcome, provisional=advert.provisional), outcome),)

    def prices(self) -> Iterator[Section]:
        """What has to be told of the prices that were read."""
        notes = tuple(self.view.notes())
        if notes:
            yield Section(self.view.around.labels.prices, "prices", (Bullets(notes),))

    # --- standards --------------------------------------------------------------------------------------------------

    def standard_link(self, one: Standard) -> Said:
        return (Link(clean(one.standard), self.anchor(one)),)

    def anchor(self, one: Standard) -> str:
        """Where the standard is told of."""
        return f"#standard-{1 + self.told.standards.index(one)}"

    def standards(self) -> Section:
        """Every standard with its dates and its sources."""
        around = self.view.around.labels
        every = self.told.standards
        within = []
        for number, (one, block) in enumerate(zip(every, self.view.standards(sources=False), strict=True), 1):
            sources = tuple(self.source(source) for source in one.sources.values())
            cited = citation(one, one, self.language)
            rows = tuple(
                (label, cited.linked(self.anchor(one)) if cited is not None and label == self.say.article else said)
                for label, said in block.rows
            )
            parts: list[Part] = [Pairs(rows)]
            parts += [Bullets(sources, around.sources)] if sources else []
            within.append(Section(block.title, f"standard-{number}", tuple(parts)))
        return Section(around.standards, "standards", (), tuple(within))

    def source(self, one: Source) -> Said:
        """Its title with its address, and what is known of it."""
        receipt = catalogue(self.language).labels
        title = clean(one.title.in_language(self.language))
        said: list[Word] = [title]
        if one.url is not None:
            address = clean(one.url)
            said = [Link(title, address)] if addressed(one) else [f"{title}{receipt.comma}{address}"]
        rest = [
            f"{word} {clean(day)}"
            for word, day in ((receipt.published, one.published), (receipt.read, one.read))
            if day
        ]
        if one.confidence is not None:
            rest.append(f"{receipt.confidence}{self.colon}{receipt.confidences[one.confidence]}")
        return (*said, *(f"{receipt.comma}{part}" for part in rest))

    # --- who reaches it -----------------------------------------------------------------------------------------------

    def witness(self) -> Section | None:
        """The cheapest way that anybody has, all that it takes, and how its price comes about."""
        view = self.view.witness
        if view is None:
            return None
        receipt, names = view.witness.receipt, view.names
        summary = Summary(names)
        facts = view.facts()
        told = {label for label, _ in facts}
        parts: list[Part] = [_pairs([*facts, *(row for row in summary.facts() if row[0] not in told)])]
        if (takes := view.conditions()) is not None:
            parts.append(Grid(self.say.conditions, takes.head, takes.rows, takes.aligns))
        around = summary.labels
        rows = [
            (row.label, names.change(row.change) if row.change else "", names.money(row.after))
            for row in waterfall_rows(receipt, self.language)
        ]
        head = (around.step, around.change, around.after)
        parts.append(Grid(self.own.how, head, tuple(rows), ("left", "right", "right")))
        parts += [Bullets(tuple(promised), self.own.promised)] if (promised := view.promised()) else []
        parts += [Bullets(tuple(taken), self.say.assumed)] if (taken := view.assumptions()) else []
        return Section(self.say.witness, "witness", tuple(parts))

    # --- how to redo it -----------------------------------------------------------------------------------------------

    def inputs(self) -> Iterator[Section]:
        """What was read, with its hash, and the command that does it again."""
        parts: list[Part] = []
        if self.told.inputs:
            rows = tuple(
                (self.view.around.input(one.kind), clean(one.name), (Code(one.sha256),)) for one in self.told.inputs
            )
            head = (self.own.input, self.own.file, "SHA-256")
            parts.append(Grid(self.say.inputs, head, rows, ("left", "left", "left")))
        if self.told.again:
            parts += [Paragraph(self.say.redo), Command(clean(shlex.join(self.told.again)))]
        if parts:
            yield Section(self.say.inputs, "inputs", tuple(parts))


@dataclass(frozen=True)
class _Advert:
    """One advertisement in full."""

    page: _Telling
    view: AdvertView
    number: int

    @property
    def id(self) -> str:
        return f"advert-{self.number}"

    def section(self) -> Section:
        within = [one for one in (self.items(), self.earlier(), self.stated()) if one is not None]
        return Section(
            f"{self.number}. {self.view.heading()}",
            self.id,
            tuple(self.parts()),
            (*self.readings(), *within),
        )

    def parts(self) -> Iterator[Part]:
        """What comes of it, what may be compared with, what is missing and what was assumed."""
        view, say = self.view, self.page.say
        # The verdict is the last of the facts: here it is marked.
        yield Pairs((*view.facts()[:-1], (say.verdict, self.page.mark_of(view))))
        if remarks := view.remarks():
            yield Bullets(tuple(remarks))
        lists = (
            (self.page.own.comparable, view.allowed()),
            (say.missing, view.missing()),
            (say.to_be_sure, view.to_be_sure()),
            (say.passed_over, view.passed_over()),
            (say.assumed, view.assumed()),
        )
        for title, said in lists:
            if said:
                yield Bullets(tuple(said), title)

    def readings(self) -> Iterator[Section]:
        """Every reading under every standard: each test with its figures."""
        page, own = self.page, self.page.own
        for at, reading in enumerate(self.view.judged.readings, 1):
            for under, one in enumerate(reading.judged, 1):
                parts = [part for verdict in one.verdicts for part in self.verdict(verdict)]
                if parts:
                    said = f"{page.say.reading}{page.colon}{self.view.reading(reading)}{own.under}"
                    title = (said, *page.standard_link(one.standard), page.colon, *page.mark(self.view, one))
                    yield Section(title, f"{self.id}-{at}-{under}", tuple(parts))

    def verdict(self, one: Verdict) -> Iterator[Part]:
        """Its tests."""
        cards = tuple(self.card(finding, one.matter.standard) for finding in one.findings if finding.counts)
        if cards:
            yield Cards(cards)

    def card(self, one: Finding, standard: Standard) -> Card:
        """One test: what it says, the numbers of both sides, where it is asked for."""
        page = self.page
        words = page.view.words
        title = (
            Mark(words.outcome(one.outcome), one.outcome),
            f"{page.colon}{words.test(None if one.test is None else one.test.test)}",
        )
        cited = None if one.test is None else citation(one.test, standard, page.language)
        rows: list[tuple[str, Said]] = [
            (
                label,
                cited.linked(page.anchor(standard))
                if cited is not None and label == page.say.article
                else page.view.once(label, said, page.above),
            )
            for label, said in self.view.rows(one, standard)
        ]
        match one.ground:
            case Asked(bound=int()):
                rows.append((page.say.witness, (Link(page.say.conditions, "#witness"),)))
            case Items(of=of) if any(verdict.matter.items for verdict in self.verdicts()):
                rows.append((page.own.items, (Link(f"{of:,}", f"#{self.id}-items"),)))
            case _:
                pass
        return Card(title, tuple(rows))

    def verdicts(self) -> Iterator[Verdict]:
        """Every verdict on it."""
        return (verdict for judged in judged_of(self.view.judged) for verdict in judged.verdicts)

    def items(self) -> Section | None:
        """The items in scope: a table for all claims and standards that see them alike."""
        matters = (one.matter for one in self.verdicts() if one.findings and one.matter.items)
        tables = dict.fromkeys(self._items(one) for one in matters)
        return Section(self.page.own.items, f"{self.id}-items", tuple(tables)) if tables else None

    def _items(self, matter: Matter) -> Grid:
        """Every item, those that come closest first."""
        own, money = self.page.own, self.page.view.money
        every = sorted(matter.items, key=share_off, reverse=True)
        rows = [
            (
                self._item(one.id),
                money(one.marked),
                money(one.pay),
                _off(one),
                own.yes if reaches(matter, one) else own.no,
            )
            for one in every[:_MOST]
        ]
        left = len(every) - len(rows)
        more = parenthesis(own.more.format(count=left).rstrip("。."), self.page.language) if left else ""
        head = (own.item, own.before, own.pay, own.off, own.reaches)
        return Grid(f"{own.items}{more}", head, tuple(rows), ("left", "right", "right", "right", "left"))

    def _item(self, id_: str) -> str:
        """Its title in the catalogue, or its id."""
        title = self.page.items.get(id_)
        return (clean(title.in_language(self.page.language)) if title is not None else "") or clean(id_)

    def earlier(self) -> Section | None:
        """The prices that were seen."""
        page = self.page
        seen = SeenView(self.view.judged, page.language, page.view.money)
        picture = seen.picture(f"seen{self.number}")
        if picture is None:
            return None
        rest = tuple(Paragraph(said) for said in seen.remarks())
        return Section(page.own.earlier, f"{self.id}-seen", (picture, *rest))

    def stated(self) -> Section | None:
        """The facts that somebody stated."""
        own, facts = self.page.own, self.view.judged.advert.facts
        rows = [
            (own.facts[name], self._value(value))
            for name in type(facts).model_fields
            if (value := getattr(facts, name)) is not None
        ]
        if not rows:
            return None
        return Section(
            own.stated, f"{self.id}-stated", (Grid(own.stated, (own.fact, own.value), tuple(rows), ("left", "left")),)
        )

    def _value(self, value: object) -> str:
        match value:
            case bool():
                return self.page.own.yes if value else self.page.own.no
            case Decimal():
                return self.page.view.written(value)
            case date():
                return value.isoformat()
            case Title():
                return clean(value.in_language(self.page.language))
            case _:
                return clean(str(value))


def _off(one: Item) -> str:
    share = share_off(one)
    return percent(share.numerator, share.denominator)


def _pairs(rows: list[Row]) -> Pairs:
    return Pairs(tuple(rows))
