"""How tax closes a programme."""

from __future__ import annotations

from typing import Literal

from promocalc.rules.cents import Round
from promocalc.rules.model import Model
from promocalc.rules.quantity import AnyRate
from promocalc.rules.values import YesNo
from promocalc.rules.views import ViewText


class Tax(Model):
    """How tax closes the programme: over all lines that have a rate."""

    included: YesNo
    """Whether prices hold the tax already; otherwise it is added to what is paid."""
    rate: AnyRate
    """A rate, or `line.NAME` where every line has its own."""
    of: ViewText | None = None
    """What it is taken of; what is paid unless stated."""
    per: Literal["piece", "line", "rate", "order"] = "line"
    """What it is rounded for. `rate` adds up all lines of one rate, `order` all of them."""
    round: Round = Round()
    """To which unit, in which mode."""
    rounds: Literal["tax", "net"] = "tax"
    """Of prices that hold it: whether the tax is rounded, or the net price, and the tax is the rest."""
