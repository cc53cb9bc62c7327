"""A standard: a named rule under which price claims are judged, as data, with its articles, dates and sources.

What a standard says is in its file (``rules/standards``): how the allowed reference price is found, and which tests a
claim has to pass, each with its article and whether its text was read in a public source.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from promocalc.claims.claim import Day
from promocalc.claims.reference import ASKED, LABELLED, ReferencePolicy, WindowOf
from promocalc.problems import MissingKey, UnknownWord, WindowEndsFirst, nearest
from promocalc.rules.model import Model
from promocalc.rules.rulebook import Source, Zone
from promocalc.rules.values import (
    Days,
    Flaws,
    Name,
    Percent,
    PlainText,
    TitleText,
    YesNo,
    fail,
    read_text,
    within,
    written,
)


def _read_names(value: object) -> tuple[str, ...]:
    """Names: one or a list."""
    some = value if isinstance(value, (list, tuple)) else (value,)
    flaws: Flaws = []
    found = tuple(within(at, read_text, one, flaws) for at, one in enumerate(some))
    if flaws:
        fail(flaws)
    return found


Names = Annotated[
    tuple[str, ...],
    PlainValidator(_read_names),
    written(list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]

TestName: TypeAlias = Literal[
    "reference",
    "stated_base",
    "saving",
    "asked",
    "charged",
    "market",
    "raised",
    "time_at_reference",
    "since_reference",
    "longer_than_promotion",
    "sold_at_reference",
    "later_price",
    "ends",
    "promise",
    "lowest",
    "gift",
    "every_item",
    "items_reached",
    "paid_piece",
    "shown",
]
"""What can be asked of a claim; what each means, :mod:`promocalc.claims.yardsticks` says."""


class Test(Model):
    """One test of a standard, with its numbers. A test that has nothing to say of a claim is passed over."""

    __test__ = False  # it is no test of ours

    test: TestName
    """What is asked."""
    article: TitleText | None = None
    """Where the standard asks for it; `{zh: …, en: …}` cites it as either language does."""
    source: Names = ()
    """Where the article was read, or told of: names of the standard's sources."""
    unread: YesNo = False
    """The article's own text was not read in a public source: the output says so."""
    optional: YesNo = False
    """What it needs is seldom known: where it is not, a claim may hold without it, and that is told."""
    either: PlainText | None = None
    """Tests of one such name stand for each other: one of them is enough."""
    together: PlainText | None = None
    """Of tests of one such name at least one has to be known, and none may fail."""
    window: Days | None = None
    """How many days are looked at."""
    record: Days | None = None
    """Where the standard names no window: how many days before the reduction are looked at where prices were observed.
    Without either it is all days of the record; that is only provisional unless it reaches the first day of sale."""
    share: Percent | None = None
    """More than this share passes."""
    least: Percent | None = None
    """This share or less fails; what lies between the two is not settled."""
    days: Days | None = None
    """So many days at the least, or at the most, as the test asks."""
    recent: Days | None = None
    """Of a price that was asked last so many days ago or fewer: it is the most recent one. What lies between this and
    ``days`` is not settled."""
    few: Days | None = None
    """So many days or fewer fail; what lies between this and ``days`` is not settled."""
    unsettled: YesNo = False
    """The standard names no numbers: what this test finds is told, and leaves it not settled."""
    rise: Percent | None = None
    """By how much a price has to have risen to count as raised."""
    stood: Days | None = None
    """How long the price before stood at the least."""
    brief: Days | None = None
    """A lower price that was asked for so many days or fewer was an offer: the usual price that came back after it was
    not raised. Of prices that were observed; what somebody states as the price before is taken for the usual one."""
    near: Percent | None = None
    """By how much a compared price may be above that of others without it being settled that it differs from it, where
    the standard excuses small differences and names no number."""
    listed: YesNo = False
    """A recommended price that the maker really recommends is enough: the standard does not ask what others ask."""
    note: TitleText | None = None
    """What the standard says, in our words."""


class Force(Model):
    """When a standard is in force: from its first day to its last."""

    start: Day | None = Field(default=None, alias="from")
    """The first day."""
    end: Day | None = Field(default=None, alias="until")
    """The last day."""

    @model_validator(mode="after")
    def _in_order(self) -> Force:
        if self.start is not None and self.end is not None and self.end < self.start:
            fail([(("until",), WindowEndsFirst(self.start.isoformat(), self.end.isoformat()))])
        return self

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


Jurisdiction = Annotated[str, PlainValidator(read_text), WithJsonSchema({"type": "string", "examples": ["CN", "EU"]})]


class Standard(Model):
    """A named rule for price claims."""

    standard: Name
    """The name it goes by."""
    title: TitleText
    """What the rule is called."""
    jurisdiction: Jurisdiction
    """``CN``, ``EU``, ``US-CA``."""
    members: tuple[Jurisdiction, ...] = ()
    """Others in which it holds: the states of a union, another name of the same one."""
    timezone: Zone = "UTC"
    """In which days begin and end."""
    force: Force = Force()
    """When it is in force."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Where it is written, by a short name."""
    reference: ReferencePolicy | None = None
    """How the allowed reference price is found; None where the standard names none."""
    article: TitleText | None = None
    """Where it says so."""
    source: Names = ()
    """Where that was read, or told of."""
    unread: YesNo = False
    """That article's own text was not read in a public source."""
    advertiser_proves: Force | None = None
    """When whoever advertises has to prove what is advertised: of tests that stand for each other, one that nobody
    shows to be met counts as not met then."""
    progressive: YesNo = False
    """In an unbroken run of reductions, the reference is the one before the first of them."""
    tests: tuple[Test, ...] = ()
    """What a claim has to pass."""
    about: TitleText | None = None
    """What it is, and what it does not cover."""

    @model_validator(mode="after")
    def _sourced(self) -> Standard:
        """Every source that is named is there."""
        known = tuple(self.sources)
        places = [((), self.source), *((("tests", at), one.source) for at, one in enumerate(self.tests))]
        flaws: Flaws = [
            ((*path, "source", *((at,) if len(named) > 1 else ())), UnknownWord(name, known, nearest(name, known)))
            for path, named in places
            for at, name in enumerate(named)
            if name not in self.sources
        ]
        if flaws:
            fail(flaws if known else [((), MissingKey("sources"))])
        return self

    @property
    def stated_base(self) -> bool:
        """Whether a reduction whose base is explained in detail may be compared with another price."""
        return any(one.test == "stated_base" for one in self.tests)

    @property
    def usual(self) -> ReferencePolicy | None:
        """How a usual price is found, where the standard names no reference: the price of the most of the days that are
        looked at for a piece that has to be paid for."""
        days = next((one.record for one in self.tests if one.test == "paid_piece"), None)
        if self.reference is not None or days is None:
            return None
        return ReferencePolicy(way="prevailing", window=WindowOf(days=days), kinds=ASKED, taken_for=LABELLED)

    def holds_in(self, jurisdiction: str) -> bool:
        """Whether it holds there: what holds in ``US`` holds in ``US-CA`` too."""
        here = (jurisdiction, jurisdiction.partition("-")[0])
        return self.jurisdiction in here or any(one in here for one in self.members)
