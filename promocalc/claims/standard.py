"""A standard: a named rule under which price claims are judged, as data, with its articles, dates and sources.

What a standard says is in its file (``rules/standards``): how the allowed reference price is found, and which tests a
claim has to pass, each with its article and whether its text was read in a public source.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator

from promocalc.claims.claim import Day
from promocalc.claims.reference import ReferencePolicy
from promocalc.problems import WindowEndsFirst
from promocalc.rules.model import Model
from promocalc.rules.rulebook import Source, Zone
from promocalc.rules.values import Days, Name, Percent, PlainText, TitleText, YesNo, fail, read_text

TestName: TypeAlias = Literal[
    "reference",
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
    article: PlainText | None = None
    """Where the standard asks for it."""
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
    share: Percent | None = None
    """More than this share passes."""
    least: Percent | None = None
    """This share or less fails; what lies between the two is not settled."""
    days: Days | None = None
    """So many days at the least, or at the most, as the test asks."""
    few: Days | None = None
    """So many days or fewer fail; what lies between this and ``days`` is not settled."""
    rise: Percent | None = None
    """By how much a price has to have risen to count as raised."""
    stood: Days | None = None
    """How long the price before stood at the least."""
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
    article: PlainText | None = None
    """Where it says so."""
    unread: YesNo = False
    """That article's own text was not read in a public source."""
    stated_base: YesNo = False
    """A reduction whose base is explained in detail may be compared with another price."""
    progressive: YesNo = False
    """In an unbroken run of reductions, the reference is the one before the first of them."""
    tests: tuple[Test, ...] = ()
    """What a claim has to pass."""
    about: TitleText | None = None
    """What it is, and what it does not cover."""

    def holds_in(self, jurisdiction: str) -> bool:
        """Whether it holds there: what holds in ``US`` holds in ``US-CA`` too."""
        here = (jurisdiction, jurisdiction.partition("-")[0])
        return self.jurisdiction in here or any(one in here for one in self.members)
