"""What is asked about: one cart under one rulebook, with what the shopper decided and when."""

from __future__ import annotations

from datetime import datetime

from promocalc.cart import Cart, Choices
from promocalc.engine.price import Pricer
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

    @property
    def decided(self) -> Choices:
        """What the shopper has decided: the cart's own choices unless stated."""
        return self.cart.choices if self.choices is None else self.choices

    def pricer(self) -> Pricer:
        """The rulebook as the subject meets it; a new one each time, so that whoever asks keeps it."""
        cart = self.cart
        book = self.rulebook.in_currency(cart.currency)
        return Pricer(book, cart.shopper, self.at or cart.at, self.balance_at or cart.balance_at)
