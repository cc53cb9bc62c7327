"""What there is to tell of advertisements that were judged: the verdicts, what they rest on, and what was read for it.

No sentence is here. Amounts are minor units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promocalc.claims.grounds import Cheaper, Discount, LowestPrice, Missing, Saving
from promocalc.claims.inputs import Input
from promocalc.claims.judging import AdvertJudged, Circumstances, Judged, overall
from promocalc.claims.matter import Matter
from promocalc.claims.observed import Note
from promocalc.claims.reference import Reference
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Finding, Outcome
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
    def witness(self) -> Witness | None:
        """The cheapest way to pay for the cart that they are about."""
        return self.circumstances.witness


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


def passed_over(advert: AdvertJudged) -> tuple[Finding, ...]:
    """Tests of which it is not known what they would say, and which no verdict waits for."""
    return tuple(one for one in findings_of(advert) if not one.counts)
