"""What is owed when the price falls after the order: the policy of a platform or shop. Data, no behaviour."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from promocalc.problems import MissingKey
from promocalc.rules.model import Model
from promocalc.rules.scope import Moment
from promocalc.rules.values import Count, Name, TitleText, fail


class Protection(Model):
    """How a price then and a price now are compared, for whom, and for how long."""

    within: Count | None = None
    """For how many days."""
    after: Literal["order", "payment", "receipt", "campaign"] = "order"
    """What these days are counted from."""
    campaign: Moment | None = None
    """When the campaign ends, for days that are counted from there."""
    counts: Literal["merchant", "all"] = "merchant"
    """Which deductions enter either price: those that the merchant pays for, or all of them."""
    leave_out: tuple[Name, ...] = ()
    """Rules that enter neither price, whoever pays for them."""
    with_later: tuple[Literal["cash", "voucher", "points"], ...] = ()
    """Benefits for later that count as lower prices."""
    simulates: Literal["piece", "order"] = "piece"
    """What is priced now: one piece by itself, or the whole order once more."""
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
