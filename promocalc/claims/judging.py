"""From advertisements to verdicts: every part of each, every way to read it, under every standard.

Readings of one part exclude each other, and nobody knows which was meant: a part holds where it holds however it is
read, and fails where no reading saves it. Parts are said together: an advertisement fails where one of them does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from promocalc.cart import Cart, Line
from promocalc.claims.claim import Claim, FinalPrice, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.history import History
from promocalc.claims.matter import Item, Matter
from promocalc.claims.reaching import beside_compared, in_scope, may_reach, reaches
from promocalc.claims.reading.limits import Limit
from promocalc.claims.reading.sentence import Reading, read_sentence
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Outcome, Verdict, judge
from promocalc.engine.outcome import AssumedCoupons
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title

if TYPE_CHECKING:
    from promocalc.choose.watch import Watch
    from promocalc.claims.witness import Witness


@dataclass(frozen=True)
class Advert:
    """One advertisement, and what is known of it alone."""

    text: str
    readings: tuple[Reading, ...]
    """Every way to read each of its parts."""
    standards: tuple[Standard, ...] = ()
    """Under which it is judged."""
    facts: Facts = field(default_factory=Facts)
    history: History = field(default_factory=History)
    unread: tuple[str, ...] = ()
    """Pieces with a number in them that nobody understood."""
    source: Title | None = None
    """Where it stood."""
    title: Title | None = None
    """What people call it."""
    limits: tuple[Limit, ...] = ()
    """The conditions that it says, which are told and not judged."""
    vague: tuple[str, ...] = ()
    """What praises the price and says nothing that can be measured."""


@dataclass(frozen=True)
class Circumstances:
    """What is known besides the advertisements."""

    currency: str = "CNY"
    subject: Subject | None = None
    """The cart that they are about, under its rulebook."""
    catalogue: tuple[Line, ...] = ()
    """The items in scope."""
    rulebook: Rulebook | None = None
    """Under which these are priced, where there is no cart."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """What was asked for items, by their id."""
    found: Witness | None = None
    """The cheapest way to pay for the cart, where it was found already."""
    watch: Watch | None = field(default=None, repr=False, compare=False)
    """Who waits for what has to be searched; None where nobody does."""
    _items: dict[tuple[str, date | None], tuple[Item, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def witness(self) -> Witness | None:
        """The cheapest way that anybody has; None where there is no cart. Raises as its search does."""
        if self.subject is None or self.found is not None:
            return self.found
        # A search takes longer to import than most verdicts to reach.
        from promocalc.choose.watch import UNWATCHED
        from promocalc.claims.witness import witness

        return witness(self.subject, self.watch or UNWATCHED)

    def items(self, standard: Standard, start: date | None) -> tuple[Item, ...]:
        """Every item that is known, at its cheapest: those of the catalogue, else those of the cart, which are some of
        those in scope. Raises as their search does."""
        key = (standard.standard, start)
        if key not in self._items:
            from promocalc.claims.items import items

            ruled = self.subject is not None or self.rulebook is not None
            found = items(self._lines, self.paid, self.currency, standard, start, self.histories, ruled=ruled)
            self._items[key] = found
        return self._items[key]

    @property
    def paid(self) -> dict[str, int]:
        """What every such item costs by itself at its cheapest. Raises as the search does."""
        return {name: receipt.pay for name, receipt in self.receipts.items()}

    @cached_property
    def receipts(self) -> dict[str, Receipt]:
        """How every such item is paid for by itself at its cheapest. Raises as the search does."""
        from promocalc.choose.watch import UNWATCHED
        from promocalc.claims.items import receipts

        return receipts(self._shop, self._lines, self.watch or UNWATCHED) if self._lines else {}

    @cached_property
    def coupons(self) -> tuple[str, ...]:
        """The coupons with which items are so cheap, though nobody said that they are held: rules by name. Raises as
        the search does."""
        found: dict[str, None] = {}
        for receipt in {id(one): one for one in self.receipts.values()}.values():
            taken = [one.rules for one in receipt.assumptions if isinstance(one, AssumedCoupons)]
            held = {rule for rules in taken for rule in rules}
            found |= {step.rule: None for step in receipt.steps if step.rule in held and step.deduction}
        return tuple(found)

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self.catalogue or (() if self.subject is None else self.subject.cart.lines)

    @property
    def _shop(self) -> Subject:
        """Where an item is bought."""
        if self.subject is not None:
            return self.subject
        book = self.rulebook or Rulebook(rulebook="none", currency=self.currency)
        return Subject(Cart(currency=self.currency, lines=self.catalogue[:1]), book)

    @property
    def pieces(self) -> int:
        """How many pieces the cart has; one where there is none."""
        return 1 if self.subject is None else sum(line.quantity for line in self.subject.cart.lines) or 1


class Judged(Frozen):
    """One reading under one standard: a verdict on each of its claims."""

    reading: Reading
    standard: Standard
    verdicts: tuple[Verdict, ...]

    @property
    def silent(self) -> bool:
        """Whether the standard asks nothing of it that a verdict waits for."""
        return not any(_counts(verdict) for verdict in self.verdicts)

    @property
    def outcome(self) -> Outcome:
        """It fails where one of its claims does."""
        return together(one.outcome for one in self.verdicts if _counts(one) or self.silent)

    @property
    def provisional(self) -> bool:
        """Whether it holds on what was seen, while there are days on which nobody looked."""
        return self.outcome == "holds" and any(verdict.provisional for verdict in self.verdicts)


class ReadingJudged(Frozen):
    """One reading under every standard."""

    reading: Reading
    judged: tuple[Judged, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is claimed in this way to read it."""
        return self.reading.claims

    @property
    def silent(self) -> bool:
        """Whether no standard asks anything of it."""
        return all(one.silent for one in self.judged)

    @property
    def outcome(self) -> Outcome:
        """It fails where it does under one standard; those that ask nothing of it are passed over."""
        return together(one.outcome for one in self.judged if self.silent or not one.silent)


class PartJudged(Frozen):
    """One part of an advertisement, in every way to read it."""

    readings: tuple[ReadingJudged, ...]

    @property
    def silent(self) -> bool:
        """Whether no standard asks anything of it, however it is read."""
        return all(one.silent for one in self.readings)

    @property
    def outcome(self) -> Outcome:
        """What comes of it however it is read; where the readings differ, nobody can tell."""
        found = {one.outcome for one in self.readings if self.silent or not one.silent}
        return found.pop() if len(found) == 1 else "cannot_tell"


class AdvertJudged(Frozen):
    """One advertisement, part by part."""

    advert: Advert
    parts: tuple[PartJudged, ...]

    @property
    def outcome(self) -> Outcome:
        """It fails where one of its parts does; where nothing was understood, nobody can tell."""
        silent = all(one.silent for one in self.parts)
        return together(one.outcome for one in self.parts if silent or not one.silent)

    @property
    def untested(self) -> tuple[PartJudged, ...]:
        """Its parts that were read and not tested, where others were: no standard asks anything of them that is known,
        and no verdict waits for it."""
        silent = tuple(one for one in self.parts if one.silent)
        return silent if len(silent) < len(self.parts) else ()

    @property
    def provisional(self) -> bool:
        """Whether it holds on what was seen, while there are days on which nobody looked, or something that it says of
        later is still to come: an end, a promise."""
        every = tuple(one for reading in self.readings for one in reading.judged)
        to_come = (not one.waits for judged in every for verdict in judged.verdicts for one in verdict.findings)
        return self.outcome == "holds" and (any(one.provisional for one in every) or any(to_come))

    @property
    def readings(self) -> tuple[ReadingJudged, ...]:
        """Every reading of every part."""
        return tuple(one for part in self.parts for one in part.readings)


def _counts(verdict: Verdict) -> bool:
    return any(finding.counts for finding in verdict.findings)


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """What comes of things that are said together: one that fails is enough; none that holds is not."""
    some = set(outcomes)
    if "fails" in some:
        return "fails"
    return "holds" if some == {"holds"} else "cannot_tell"


def advert_of(
    text: str,
    standards: tuple[Standard, ...],
    said: tuple[Claim, ...] = (),
    facts: Facts | None = None,
    history: History | None = None,
    *,
    currency: str = "CNY",
    at: date | None = None,
    in_cart: bool = False,
    source: Title | None = None,
    title: Title | None = None,
) -> Advert:
    """An advertisement, read from its sentence unless what it says is ``said``.

    ``at`` is when it was said. That it may be about this cart is no way to read it where there is neither a cart nor
    one thing of which something is known.
    """
    facts, history = facts or Facts(), history or History()
    if said:
        found = tuple(Reading((claim,), 0, 0, "", part=part) for part, claim in enumerate(said))
        return Advert(text, found, standards, facts, history, (), source, title)
    sentence = read_sentence(text, currency, at or facts.start)
    about_one = in_cart or bool(history) or any(one is not None for one in (facts.now, facts.charged, facts.reference))
    readings = tuple(one for one in sentence.readings if about_one or one.way != "this_cart")
    return Advert(
        text,
        readings,
        standards,
        facts,
        history,
        sentence.unread,
        source,
        title,
        sentence.limits,
        sentence.vague,
    )


def judge_adverts(adverts: Iterable[Advert], circumstances: Circumstances) -> tuple[AdvertJudged, ...]:
    """Every advertisement judged. Raises ProblemGroup as the engine does, NotExpressible as the search does."""
    return tuple(AdvertJudged(one, tuple(_parts(one, circumstances))) for one in adverts)


def overall(judged: Iterable[AdvertJudged]) -> Outcome:
    """What comes of several advertisements: one that fails is enough."""
    return together(one.outcome for one in judged)


def _parts(advert: Advert, circumstances: Circumstances) -> Iterator[PartJudged]:
    for _, readings in groupby(advert.readings, key=lambda one: one.part):
        yield PartJudged(tuple(ReadingJudged(one, _judged(one, advert, circumstances)) for one in readings))


def _judged(reading: Reading, advert: Advert, circumstances: Circumstances) -> tuple[Judged, ...]:
    prices = tuple(_asked(advert.readings))
    asked, beside = _lower(prices), (*prices, *_to_pay(reading.claims))
    return tuple(
        Judged(
            reading,
            standard,
            tuple(judge(_with(matter, asked, beside)) for matter in _matters(reading, advert, standard, circumstances)),
        )
        for standard in advert.standards
    )


def _matters(reading: Reading, advert: Advert, standard: Standard, circumstances: Circumstances) -> Iterator[Matter]:
    for claim in reading.claims:
        of_many = getattr(claim, "reach", "item") != "item"
        pieces = max(claim.pieces if isinstance(claim, FinalPrice) else 1, circumstances.pieces)
        matter = Matter(
            claim,
            standard,
            advert.facts,
            advert.history,
            circumstances.currency,
            (),
            circumstances.witness,
            1 if of_many else pieces,
        )
        if of_many:
            every = circumstances.items(standard, matter.reduced_from)
            matter = replace(matter, items=beside_compared(claim, every))
        yield matter if circumstances.catalogue or _settled(matter) else replace(matter, items=())


def _settled(matter: Matter) -> bool:
    """Whether some of the items in scope settle it: one that does not reach it where all have to, one that does where
    one is enough."""
    some = [item for item in matter.items if in_scope(matter, item)]
    if getattr(matter.claim, "reach", "item") == "everything":
        return not all(may_reach(matter, item) for item in some)
    return any(reaches(matter, item) for item in some) and all(
        test.share is None for test in matter.standard.tests if test.test == "items_reached"
    )


def _asked(readings: Iterable[Reading]) -> Iterator[Claim]:
    """What says what is asked now, however it is read."""
    for _, some in groupby(readings, key=lambda one: one.part):
        first, *others = some
        yield from () if others else _to_pay(first.claims)


def _to_pay(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Those that say what is asked now for one piece."""
    for claim in claims:
        if isinstance(claim, WasNow) and claim.now is not None:
            yield claim
        if isinstance(claim, FinalPrice) and claim.reach == "item" and claim.pieces == 1 and claim.since is None:
            yield claim


def _lower(prices: Sequence[Claim]) -> Claim | None:
    """What says what is asked now: the first that does; of prices to pay alone the lowest.

    So what fails fails with each of them, and nothing holds by it alone: of the prices themselves what is asked is
    still missing.
    """
    alone = [one for one in prices if isinstance(one, FinalPrice)]
    if len(alone) == len(prices):
        return min(alone, key=lambda one: one.amount, default=None)
    return prices[0]


def _with(matter: Matter, asked: Claim | None, prices: Iterable[Claim]) -> Matter:
    """What the advertisement says is asked stands for those of its claims that do not, where nothing else is known."""
    said = (one.now if isinstance(one, WasNow) else getattr(one, "amount", None) for one in prices)
    matter = replace(matter, others=tuple(price for one in said if (price := matter.minor(one)) is not None))
    facts = matter.facts
    seen = None if facts.start is None else matter.history.only(("offer", "deal")).on(facts.start)
    known = (facts.now, facts.charged, seen, matter.witness)
    if asked is None or matter.advertised is not None or any(one is not None for one in known):
        return matter
    now = asked.now if isinstance(asked, WasNow) else asked.amount if isinstance(asked, FinalPrice) else None
    return replace(matter, facts=facts.model_copy(update={"now": now}))
