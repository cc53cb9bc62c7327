"""What is asked about: one cart under one rulebook, with what the shopper decided and when."""

from __future__ import annotations

from datetime import datetime

from promocalc.cart import Cart, Choices
from promocalc.frozen import Frozen
from promocalc.rules.rulebook import Rulebook


class Subject(Frozen):
    """A cart and all that its price depends on. ``name`` tells it from others on one curve."""

    cart: Cart
    rulebook: Rulebook
    choices: Choices | None = None
    at: datetime | None = None
    balance_at: datetime | None = None
    name: str = ""
