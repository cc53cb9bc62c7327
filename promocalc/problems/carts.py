"""A cart that does not fit itself, its rulebook or its shopper."""

from __future__ import annotations

from typing import Literal

from promocalc.frozen import Frozen


class CurrencyMismatch(Frozen):
    """The cart and the rulebook count different money."""

    cart: str
    rulebook: str


class OtherMoney(Frozen):
    """What is looked at beside something else is in other money."""

    of: Literal["price", "items", "cart", "advertisement"]
    """A price that was seen; the items of a catalogue; the cart that a claim is about; the claim's own amounts."""
    got: str
    wanted: str


class RepeatedLine(Frozen):
    """Two lines with one id."""

    id: str


class UnknownPersona(Frozen):
    """A shopper that the cart does not name."""

    name: str
    known: tuple[str, ...]
    near: str | None = None


class UnknownHolding(Frozen):
    """In the wallet, or among earlier uses, something that the rulebook has nothing for."""

    name: str
    kind: Literal["coupon", "balance", "rule", "cap", "limit"]
    known: tuple[str, ...]
    near: str | None = None


class UnknownChoice(Frozen):
    """A choice about a rule that leaves nothing to choose, or that does not exist."""

    name: str
    known: tuple[str, ...]
    near: str | None = None
    exists: bool = True
    """Whether there is such a rule, or such a reading."""


class TooManyChosen(Frozen):
    """More alternatives chosen than one order may have."""

    names: tuple[str, ...]
    at_most: int


class ChosenExcluded(Frozen):
    """Two offers chosen that may not meet."""

    names: tuple[str, str]


class LinesDisagree(Frozen):
    """A rule takes its number from its lines, and lines that count together have different ones."""

    rule: str
    attribute: str
    values: tuple[str, ...]


class OverBudget(Frozen):
    """More has to be paid than is to be spent: amounts as people read them."""

    budget: str
    least: str
    proven: bool = True
    """Whether nobody can pay less; otherwise it is the least that was found."""
    fixed: bool = False
    """Whether that is so only as long as what has been decided before stays."""
