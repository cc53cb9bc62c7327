"""What somebody demands of the ways to pay: kept while the program runs, and no part of the cart. Imports nothing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

State: TypeAlias = Literal["free", "used", "barred"]
"""Of an offer: weighed both ways, has to be used, or has to be left alone."""

MOST_ORDERS = 5
"""Into so many orders a cart is split at most."""


@dataclass(frozen=True)
class Limits:
    """Demands; with none of them every way is weighed."""

    use: tuple[str, ...] = ()
    """Rules that have to be used."""
    skip: tuple[str, ...] = ()
    """Rules that have to be left alone."""
    budget: int | None = None
    """Minor units that may be paid at the most."""
    orders: int = 1
    """Into so many orders the cart may be split; 1 does not ask."""
    catalogue: str = ""
    """The file with what may be added; "" asks for the next threshold instead."""

    def state(self, rule: str) -> State:
        """What is demanded of an offer."""
        return "used" if rule in self.use else "barred" if rule in self.skip else "free"

    def turned(self, rule: str) -> Limits:
        """With the next state of an offer: free, has to be used, has to be left alone, free."""
        use, skip = (tuple(one for one in some if one != rule) for some in (self.use, self.skip))
        match self.state(rule):
            case "free":
                return replace(self, use=(*use, rule))
            case "used":
                return replace(self, use=use, skip=(*skip, rule))
            case _:
                return replace(self, use=use, skip=skip)

    def more_orders(self) -> Limits:
        """With one order more; after the most, one order again."""
        return replace(self, orders=self.orders % MOST_ORDERS + 1)

    def known(self, rules: AbstractSet[str]) -> Limits:
        """Without what is said of rules that are not there."""
        use, skip = (tuple(one for one in some if one in rules) for some in (self.use, self.skip))
        return self if (use, skip) == (self.use, self.skip) else replace(self, use=use, skip=skip)
