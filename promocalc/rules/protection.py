"""What is owed when the price falls after the order: the policy of a platform or shop. Data, no behaviour."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema, model_validator

from promocalc.money import Rate, parse_rate
from promocalc.problems import MissingKey, NotARate
from promocalc.rules.model import Model
from promocalc.rules.quantity import AnyOrderLimit
from promocalc.rules.scope import Moment
from promocalc.rules.values import Days, Name, TitleText, fail, shown, written


def read_multiple(value: object) -> Rate:
    """A rate that may be above 100 %: up to ten times as much."""
    if isinstance(value, Rate):
        return value
    found = parse_rate(value) if isinstance(value, str) else None
    if found is None or not 0 < found[0].fraction <= 10:
        fail([((), NotARate(shown(value), "1000%"))])
    return found[0]


Multiple = Annotated[
    Rate, PlainValidator(read_multiple), written(str), WithJsonSchema({"type": "string", "examples": ["100%", "200%"]})
]


class Protection(Model):
    """How a price then and a price now are compared, for whom, and for how long."""

    within: Days | None = None
    """For how many days."""
    after: Literal["order", "payment", "receipt", "campaign"] = "order"
    """What these days are counted from."""
    campaign: Moment | None = None
    """When the campaign ends, for days that are counted from there."""
    counts: Literal["merchant", "all"] = "merchant"
    """Which deductions enter either price: those that the merchant pays for, or all of them. What an own wallet pays
    is payment and never enters."""
    leave_out: tuple[Name, ...] = ()
    """Rules that enter neither price, whoever pays for them."""
    with_later: tuple[Literal["cash", "voucher", "points"], ...] = ()
    """Benefits for later that count as lower prices."""
    simulates: Literal["piece", "order"] = "piece"
    """What is priced now: one piece by itself, or the whole order once more."""
    pays: Multiple = Rate(Fraction(1))
    """How much of a difference is paid back: `200%` where it is doubled."""
    cap: AnyOrderLimit | None = None
    """The most that one claim brings: an amount, or a rate of the prices then."""
    excludes: tuple[Name, ...] = ()
    """Rules whose goods are not protected at all: flash sales, limited quantities."""
    title: TitleText | None = None
    """What people call it."""
    source: TitleText | None = None
    """Where the terms say so."""

    @model_validator(mode="after")
    def _campaign_ends(self) -> Protection:
        if self.after == "campaign" and self.within is not None and self.campaign is None:
            fail([((), MissingKey("campaign"))])
        return self
