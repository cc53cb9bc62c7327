"""What there is to tell of advertisements that were judged: the verdicts, what they rest on, and what was read for it.

No sentence is here. Amounts are minor units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from promocalc.claims.grounds import Cheaper, Days, Discount, Items, LowestPrice, Missing, Saving
from promocalc.claims.history import Span, days_before
from promocalc.claims.inputs import Input, Taken
from promocalc.claims.judging import AdvertJudged, Circumstances, Judged, overall
from promocalc.claims.matter import Matter
from promocalc.claims.observed import Note
from promocalc.claims.reference import Reference
from promocalc.claims.standard import Standard, TestName
from promocalc.claims.verdict import Finding, Outcome
from promocalc.explain.claim.given import Given
from promocalc.rules.values import Title

if TYPE_CHECKING:
    from promocalc.claims.witness import Witness


@dataclass(frozen=True)
class ClaimsTold:
    """Advertisements that were judged."""

    adverts: tuple[AdvertJudged, ...]
    circumstances: Circumstances
    title: Title | None = None
    inputs: tuple[Input, ...] = ()
    notes: tuple[Note, ...] = ()
    """What has to be told of the prices that were read."""
    again: tuple[str, ...] = ()
    """The words of a command line that does it again."""
    taken: Taken = field(default_factory=Taken)
    """Whose standards and which money were taken because nobody said it."""
    given: Given = "options"
    """How facts were given: what is missing can be given in the same way."""

    @property
    def outcome(self) -> Outcome:
        """What comes of all of them: one that fails is enough."""
        return overall(self.adverts)

    @property
    def standards(self) -> tuple[Standard, ...]:
        """Every standard under which something was judged."""
        found = {one.standard: one for judged in self.adverts for one in judged.advert.standards}
        return tuple(found.values())

    @property
    def coupons(self) -> tuple[str, ...]:
        """The coupons that are taken to be held where items are priced, by their rules."""
        verdicts = (verdict for advert in self.adverts for one in judged_of(advert) for verdict in one.verdicts)
        return self.circumstances.coupons if any(one.matter.items for one in verdicts) else ()

    @property
    def witness(self) -> Witness | None:
        """The cheapest way to pay for the cart that they are about."""
        return self.circumstances.witness


YARDSTICK = Fraction(1, 10)
"""The share of items that practice in the United Kingdom and the United States asks for where something is "up to"."""


def sparse(one: Items) -> bool:
    """Whether one item is enough, and fewer reach it than are asked for elsewhere."""
    return one.more_than is None and not one.every and 0 < one.share < YARDSTICK


def judged_of(advert: AdvertJudged) -> Iterator[Judged]:
    """Every reading of an advertisement under every standard."""
    return (one for reading in advert.readings for one in reading.judged)


def findings_of(advert: AdvertJudged) -> Iterator[Finding]:
    """All that every test says of an advertisement."""
    return (one for judged in judged_of(advert) for verdict in judged.verdicts for one in verdict.findings)


def references_of(advert: AdvertJudged) -> tuple[Reference, ...]:
    """The highest references that something was held against, each once."""
    every = (getattr(finding.ground, "allowed", None) for finding in findings_of(advert))
    return tuple(dict.fromkeys(one for one in every if isinstance(one, Reference)))


def labels_taken(advert: AdvertJudged) -> bool:
    """Whether days were counted on which only a label was seen: its price is taken for what was asked."""
    return any(isinstance(one.ground, Days) and one.ground.assumed == "tag" for one in findings_of(advert))


def taken_from_advert(advert: AdvertJudged) -> bool:
    """Whether something rests on a price that only the advertisement itself says is asked."""
    verdicts = (verdict for judged in judged_of(advert) for verdict in judged.verdicts)
    return any(
        _as_advertised(verdict.matter, advert)
        for verdict in verdicts
        for finding in verdict.findings
        if isinstance(finding.ground, Saving | Discount | Cheaper | LowestPrice)
    )


def _as_advertised(matter: Matter, advert: AdvertJudged) -> bool:
    stated = advert.advert.facts
    if stated.now is not None or stated.charged is not None or matter.witness is not None:
        return False
    seen = matter.on_first_day(("offer", "deal")) is not None
    return matter.facts.now is not None or (matter.advertised is not None and not seen)


def not_in_force(advert: AdvertJudged) -> tuple[str, ...]:
    """The standards under which an advertisement is judged though they were not in force on its first day."""
    start = advert.advert.facts.start
    if start is None:
        return ()
    return tuple(one.standard for one in advert.advert.standards if not one.force.holds_on(start))


def missing_of(advert: AdvertJudged) -> tuple[Missing, ...]:
    """What would have to be known for a verdict."""
    every = (one for judged in judged_of(advert) for verdict in judged.verdicts for one in verdict.missing)
    return tuple(dict.fromkeys(every))


def open_of(advert: AdvertJudged) -> tuple[Missing, ...]:
    """What would have to be known for an advertisement that holds on what was seen to hold for certain."""
    if not advert.provisional:
        return ()
    every = (one for finding in findings_of(advert) if finding.counts for one in finding.missing)
    return tuple(dict.fromkeys(every))


def unseen_of(advert: AdvertJudged) -> tuple[date, ...]:
    """The days whose prices are missing where some prices are known; none where nobody can say which days."""
    history = advert.advert.history
    if not history:
        return ()
    seen, found = history.by_day(), set[date]()
    for judged in judged_of(advert):
        for verdict in judged.verdicts:
            for one in verdict.findings:
                if "history" in one.missing and (window := _looked_at(one, verdict.matter)) is not None:
                    found |= {day for day in window if day not in seen}
    return tuple(sorted(found))


def _looked_at(one: Finding, matter: Matter) -> Span | None:
    """The days before the reduction that a test looks at."""
    allowed, since, policy = getattr(one.ground, "allowed", None), matter.reduced_from, matter.standard.reference
    if isinstance(allowed, Reference):
        return allowed.window
    if since is None or one.test is None:
        return None
    days = one.test.window or one.test.record or (one.test.days if one.test.test == "raised" else None)
    if days is not None:
        return days_before(since, days)
    if one.test.test in ("reference", "saving", "paid_piece") and policy is not None and policy.window is not None:
        return policy.window.before(since)
    return None


def unshown_of(advert: AdvertJudged) -> tuple[tuple[TestName, bool], ...]:
    """Tests that count as not met because nobody shows them to be; and whether the advertiser has to, by law."""
    verdicts = (verdict for judged in judged_of(advert) for verdict in judged.verdicts)
    every = (
        (one.test.test, verdict.matter.advertiser_proves)
        for verdict in verdicts
        for one in verdict.unshown
        if one.test is not None
    )
    return tuple(dict.fromkeys(every))


def passed_over(advert: AdvertJudged) -> tuple[Finding, ...]:
    """Tests of which it is not known what they would say, and which no verdict waits for."""
    return tuple(one for one in findings_of(advert) if not one.counts)
