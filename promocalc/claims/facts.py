"""What is known of an advertisement: when, at what price, and what somebody established about its reference.

Everything may be missing. Where prices were observed (:mod:`promocalc.claims.history`), what a standard asks about is
counted from them; what is stated here goes before, with whoever states it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from promocalc.claims.claim import Day
from promocalc.rules.model import Model
from promocalc.rules.values import Money, Percent, TitleText, YesNo, read_whole

NoneOrMore = Annotated[int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})]


class Facts(Model):
    """What is known of one claim. Amounts are money as written."""

    start: Day | None = None
    """The first day of the announced reduction."""
    first: Day | None = None
    """The first day of an unbroken run of reductions, each deeper than the one before, that this one belongs to."""
    now: Money | None = None
    """What anybody is asked now."""
    charged: Money | None = None
    """What was charged at the till."""
    reference: Money | None = None
    """The highest reference price that somebody established: an authority, receipts."""
    market: Money | None = None
    """What others ask for the same."""
    before: Money | None = None
    """What was asked before the reference price was; it stands for it where nobody says how long that was asked."""
    before_days: NoneOrMore | None = None
    """For how many days."""
    reference_days: NoneOrMore | None = None
    """On how many days the reference price was asked."""
    window_days: NoneOrMore | None = None
    """Of how many days that were looked at."""
    since_reference: NoneOrMore | None = None
    """Days since the reference price was asked last."""
    sold_since: Day | None = None
    """The first day on which it was sold at all."""
    promotion_days: NoneOrMore | None = None
    """For how many days the reduced price was asked."""
    sold_at_reference: Percent | None = None
    """The share of all pieces that was sold at the reference price or above."""
    items_reached: Percent | None = None
    """The share of all items in scope that reach what is advertised."""
    shown: YesNo | None = None
    """Whether the conditions of the price, or what each item costs less, were told with it."""
    later: Money | None = None
    """What was asked after the announced end."""
    planned: YesNo | None = None
    """Whether there was a plan to ask the announced later price."""
    gift_price: Money | None = None
    """What the gift sells for."""
    by: TitleText | None = None
    """Who established it."""
