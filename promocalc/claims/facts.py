"""What is known of an advertisement: when, at what price, and what somebody established about its reference.

Everything may be missing. Where prices were observed (:mod:`promocalc.claims.history`), what a standard asks about is
counted from them; what is stated here goes before, with whoever states it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema, model_validator

from promocalc.claims.claim import Day
from promocalc.problems import OutOfRange
from promocalc.rules.model import Model
from promocalc.rules.values import Days, Money, Percent, TitleText, YesNo, fail, read_whole

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
    reference_explained: YesNo | None = None
    """Whether the advertisement says in detail what its compared price is: since when it was asked, until when."""
    list_price: Money | None = None
    """What the maker really recommends."""
    market: Money | None = None
    """What others ask for the same."""
    before: Money | None = None
    """What was asked before the reference price was; it stands for it where nobody says how long that was asked."""
    before_days: NoneOrMore | None = None
    """For how many days."""
    reference_days: NoneOrMore | None = None
    """On how many days the reference price was asked."""
    window_days: Days | None = None
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
    every_item: YesNo | None = None
    """Whether every item in scope reaches what is advertised, where nobody counted those that do."""
    shown: YesNo | None = None
    """Whether the conditions of the price, or what each item costs less, were told with it."""
    later: Money | None = None
    """What was asked after the announced end."""
    extended: YesNo | None = None
    """Whether the same offer went on after its announced end."""
    planned: YesNo | None = None
    """Whether there was a plan to ask the announced later price."""
    refunded: Money | None = None
    """What was paid back because it became cheaper, or was cheaper elsewhere."""
    gift_price: Money | None = None
    """What the gift sells for."""
    by: TitleText | None = None
    """Who established it."""

    @model_validator(mode="after")
    def _within_window(self) -> Facts:
        """Of so many days that were looked at, no more can be at the reference price."""
        asked, window = self.reference_days, self.window_days
        if asked is not None and window is not None and asked > window:
            fail([(("reference_days",), OutOfRange(str(asked), None, str(window)))])
        return self
