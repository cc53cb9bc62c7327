"""What an advertisement can say of a price, as models: a percentage off, was and now, save so much, a final price.

A claim says nothing of whether it is true. A sentence of an advertisement is one or more of these
(:mod:`promocalc.claims.reading`); what is held against them are the facts (:mod:`promocalc.claims.facts`) under a
standard (:mod:`promocalc.claims.standard`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, ValidationError, WithJsonSchema, model_validator

from promocalc.money import Rate
from promocalc.problems import MissingKey, NotADay, OutOfRange, Trouble, UnknownKey, UnknownWord, WrongKind, nearest
from promocalc.rules.model import Model
from promocalc.rules.values import Count, Days, Money, Percent, StepMoney, YesNo, fail, shown, troubles, written

Reach: TypeAlias = Literal["item", "everything", "up_to"]
"""Of one item or cart; of every item in scope; of one at the least (低至, 起, up to)."""

ReferenceOf: TypeAlias = Literal["own", "list", "market", "future"]
"""What a compared price is: the seller's own earlier one, a recommended one, that of others, or one to come."""

AskedBy: TypeAlias = Literal["own", "everyone"]
"""Whose prices: the seller's own, or those of every seller (全网最低, "lowest price online")."""


EARLIEST = date(1900, 1, 1)
"""No day is earlier: a hundred years before it are still in the calendar."""


def read_day(value: object) -> date:
    """A day as ``2026-11-11``, from ``EARLIEST`` on; a moment is none. Raises a trouble."""
    try:
        day = date.fromisoformat(value.isoformat() if isinstance(value, date) else str(value))
    except ValueError:
        fail([((), NotADay(shown(value)))])
    if day < EARLIEST:
        fail([((), OutOfRange(day.isoformat(), EARLIEST.isoformat(), None))])
    return day


def write_day(value: date) -> str:
    """As a file writes it."""
    return value.isoformat()


Day = Annotated[
    date, PlainValidator(read_day), written(write_day), WithJsonSchema({"type": "string", "format": "date"})
]


class Off(Model):
    """A share off the reference price: 全场5折, "up to 50 % off"."""

    kind: Literal["off"] = "off"
    rate: Percent
    """What comes off."""
    reach: Reach = "item"
    start: Money | None = None
    """From how much on: 满300打8折."""
    of: ReferenceOf = "own"
    """Off which price: 吊牌价3折, "20 % off RRP"."""
    over: YesNo = False
    """More than that: "less than half price", 不到5折."""

    @property
    def decimals(self) -> int:
        """With how many decimals the percentage is said."""
        percent = self.rate.fraction * 100
        return next((places for places in range(3) if (percent * 10**places).denominator == 1), 3)


class WasNow(Model):
    """A compared price, and what is asked now: 原价169 现价50.70, "was 64.99"."""

    kind: Literal["was_now"] = "was_now"
    was: Money
    now: Money | None = None
    of: ReferenceOf = "own"


class Save(Model):
    """So much less than before: 直降300, "save 2.10"."""

    kind: Literal["save"] = "save"
    amount: StepMoney
    reach: Reach = "item"
    start: Money | None = None
    """From how much on: 满99减20 saves 20 on what costs 99 or more."""
    each: YesNo = False
    """Again for every further such amount: 每满300减50."""
    of: ReferenceOf = "own"
    """Less than which price: 比专柜价省500."""


class FinalPrice(Model):
    """What one pays in the end: 到手价99, "only 3.00"; with ``reach: up_to`` 99元起, "from 99"."""

    kind: Literal["price"] = "price"
    amount: Money
    reach: Reach = "item"
    pieces: Count = 1
    """For so many pieces together: "2 for 5"."""
    since: Day | None = None
    """From which day on, where that is yet to come: "from 1 July 29.98"."""


class Lowest(Model):
    """The lowest price in so many days, or ever: 30天最低, 历史最低; or of every seller: 全网最低."""

    kind: Literal["lowest"] = "lowest"
    days: Days | None = None
    """None for ever; of every seller, for now."""
    of: AskedBy = "own"


class Bundle(Model):
    """Of so many pieces some are cheaper: buy two get one free, 第二件半价, 第二件9.9元."""

    kind: Literal["bundle"] = "bundle"
    pieces: Count
    """How many there are in all."""
    cheaper: Count = 1
    """How many of them are cheaper."""
    rate: Percent = Rate(Fraction(1))
    """What comes off these."""
    price: Money | None = None
    """What each of them costs, where that is said instead of a share."""
    said: Percent | None = None
    """As what share off it is advertised, where it is."""

    @model_validator(mode="after")
    def _some_of_them(self) -> Bundle:
        if self.cheaper > self.pieces:
            fail([(("cheaper",), OutOfRange(str(self.cheaper), None, str(self.pieces)))])
        return self

    @property
    def share(self) -> Fraction | None:
        """The share off on pieces that cost the same: 第二件半价 is 25 %. None where only a price is said."""
        return None if self.price is not None else Fraction(self.rate.fraction * self.cheaper, self.pieces)


class Voucher(Model):
    """A voucher for later: 满200返100, 下单送50元券."""

    kind: Literal["voucher"] = "voucher"
    spend: StepMoney | None = None
    """What has to be spent for it, where that is said."""
    gives: StepMoney
    minimum: Money | None = None
    """What the next purchase has to come to; the voucher's own worth where it asks for nothing."""
    said: Percent | None = None
    """As what share off it is advertised, where it is."""
    cash: YesNo = False
    """Money that is paid back afterwards, and no voucher: "£20 cashback"."""

    @property
    def share(self) -> Fraction | None:
        """The share off on both purchases, the voucher used in full: 200 返 100 is a third. None where nobody says what
        has to be spent, or money is paid back."""
        if self.spend is None or self.cash:
            return None
        gives = Fraction(self.gives)
        return Fraction(gives, Fraction(self.spend) + max(gives, Fraction(self.minimum or 0)))


class Gift(Model):
    """Something free that is said to be worth so much: 赠价值99元."""

    kind: Literal["gift"] = "gift"
    worth: Money


class AddOn(Model):
    """Something further for so much, with what is bought: 加1元换购, "add a mug for £5"."""

    kind: Literal["add_on"] = "add_on"
    price: Money
    start: Money | None = None
    """From how much on: 满99加1元换购."""
    worth: Money | None = None
    """What it is said to be worth."""


class Protection(Model):
    """The difference is paid back should it be cheaper: later (保价30天), or with another seller (买贵退差)."""

    kind: Literal["protection"] = "protection"
    days: Days | None = None
    """For how many days; None where nobody says it."""
    of: AskedBy = "own"


class Reduced(Model):
    """It is cheaper than before, nobody says by how much: 秒杀, 特价, "sale"."""

    kind: Literal["reduced"] = "reduced"


class Until(Model):
    """An offer that ends, after which the price is another one: 抢完调回888."""

    kind: Literal["until"] = "until"
    ends: Day | None = None
    """Its last day."""
    then: Money | None = None
    """What is asked afterwards."""


Claim: TypeAlias = (
    Off | WasNow | Save | FinalPrice | Lowest | Bundle | Voucher | Gift | AddOn | Protection | Reduced | Until
)

KINDS: dict[str, type[Claim]] = {
    "off": Off,
    "was_now": WasNow,
    "save": Save,
    "price": FinalPrice,
    "lowest": Lowest,
    "bundle": Bundle,
    "voucher": Voucher,
    "gift": Gift,
    "add_on": AddOn,
    "protection": Protection,
    "reduced": Reduced,
    "until": Until,
}
"""Every kind of claim, by the word that a file says."""


def read_claim(value: object) -> Claim:
    """A claim as a file says it: ``{kind: was_now, was: 169, now: 50.70}``. Raises located troubles."""
    if isinstance(value, Claim):
        return value
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    if "kind" not in value:
        fail([((), MissingKey("kind"))])
    kind = value["kind"]
    if kind not in KINDS:
        fail([(("kind",), UnknownWord(shown(kind), tuple(KINDS), nearest(shown(kind), tuple(KINDS))))])
    model: Any = KINDS[kind]
    try:
        claim: Claim = model.model_validate(dict(value))
    except ValidationError as error:
        fail([(path, _known(model, trouble)) for path, trouble in troubles(error)])
    return claim


def _known(model: type[Model], trouble: Trouble) -> Trouble:
    """An unknown key together with those that a claim of this kind has."""
    if not isinstance(trouble, UnknownKey) or trouble.known:
        return trouble
    known = tuple(model.model_fields)
    return UnknownKey(trouble.key, known, nearest(trouble.key, known))


def write_claim(claim: Claim) -> dict[str, Any]:
    """As a file says it."""
    return {"kind": claim.kind} | claim.model_dump()


ClaimPart = Annotated[
    Claim,
    PlainValidator(read_claim),
    written(write_claim),
    WithJsonSchema(
        {
            "type": "object",
            "properties": {"kind": {"enum": list(KINDS)}},
            "required": ["kind"],
        }
    ),
]
