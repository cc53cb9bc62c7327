"""Small decisions, and the few values they are made from: what every strategy of the project is drawn with.

Every decision is one index into a short list whose first entry is the plainest. Prices, cuts and thresholds come from
few values, so that they meet (ties, exact thresholds, nothing left).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

from hypothesis import strategies as st

from promocalc.money import plain

Draw = Callable[[st.SearchStrategy[int]], int]

PRICES = (1000, 5000, 1, 100, 3, 0, 333, 9999, 2500, 7, 10, 1999, 20000)
QUANTITIES = (*(1,) * 6, 2, 2, 2, 3, 3, 4, 5, 5, 7)
CUTS = (100, 1, 500, 3000, 10, 333, 20000, 0, 7, 5000)
BOUNDS = (1000, 0, 1, 5000, 100, 10000, 2000, 333, 30000)
COUNTS = ("2", "1", "3", "5", "4")
RATES = ("10%", "15%", "50%", "100%", "1/3", "8.5折", "12.5%", "99%", "0%", "2/7")
MODES = ("half_up", "down", "up", "half_even", "half_down")
ODD = ("largest", "first", "last", "carry", "nearest_first", "nearest_last", "heaviest")


@cache
def _up_to(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@dataclass
class Drawer:
    """Small decisions, and the currencies that amounts are written in."""

    draw: Draw
    currency: str = "CNY"
    also_in: tuple[str, ...] = ()
    lines_only: bool = False
    """No rule of the book is for some of several pieces, or asks a line for its number."""
    grouped: int = 0
    """How many rules of the book are for some of several pieces: two at most, since each cuts every line in three."""
    balance: Mapping[str, str] | None = None
    """When the balance after deposits is due, in every rule of the book that is one."""
    unit: str = "0.01"
    """What one bean is worth, in every rule of the book that is paid in beans."""

    def pick(self, options: Sequence[Any]) -> Any:
        """One of them; the first is the plainest."""
        return options[self.draw(_up_to(len(options)))] if len(options) > 1 else options[0]

    def picks(self, *options: Sequence[Any]) -> list[Any]:
        """One of each, in a single decision: cheaper, and two things that belong together shrink together."""
        at, found = self.draw(_up_to(prod(len(some) for some in options))), []
        for some in options:
            at, index = divmod(at, len(some))
            found.append(some[index])
        return found

    def rarely(self, one_in: int) -> bool:
        """True about once in so many times, and false when shrunk."""
        return self.draw(_up_to(one_in)) == one_in - 1

    def money(self, options: Sequence[int]) -> str:
        return plain(self.pick(options), self.currency)

    def amount(self, options: Sequence[int]) -> Any:
        """Money; where the book has several currencies, now and then one amount for each, or for another one only."""
        if not self.also_in or not self.rarely(3):
            return self.money(options)
        codes = (*self.also_in, "CHF") if self.rarely(3) else (self.currency, *self.also_in)
        return {code: plain(self.pick(options), code) for code in codes}


@dataclass(frozen=True)
class Place:
    """A place in the tree: the words that views may say there, and whether coupons and balances may stand there."""

    labels: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    countable: bool = True
    pinned: bool = False
    """Inside a ``together``: labels set there are not seen there."""
    spends: bool = False
    """Inside ``consume: spend``: rules look at the whole order."""
    consumes: bool = False
    """Inside a ``consume``, where no deposit may stand."""


def view(to: Drawer, place: Place) -> str:
    """What a threshold, a rate or a share looks at."""
    words = ["running", "marked", *place.labels, *place.labels]
    words += [text.format(rule) for rule in place.before[-2:] for text in ("running + {}", "marked - {}", "{}")]
    words += ["running - paid - tax", "running - paid", "paid", *(f"{label} - running" for label in place.labels)]
    return str(to.pick(words))


def scope(to: Drawer, place: Place | None) -> dict[str, Any]:
    """On which lines."""
    scopes: list[dict[str, Any]] = [
        {"store": "A"},
        {"tag": "a"},
        {"category": "food"},
        {"id": ["i1", "i10", "b"]},
        {"none_of": [{"tag": "a"}, {"store": "B"}]},
        {"any_of": [{"tag": ["a", "b"]}, {"category": ["toys"]}]},
        {"all_of": [{"store": ["A", "B"]}, {"none_of": [{"category": "toys"}]}]},
        {"price": {"at_least": plain(1000, to.currency)}},
        {"price": {"above": plain(3, to.currency), "below": plain(5000, to.currency)}},
        {"colour": "red"},
        {"kind": ["goods", "shipping"]},
        {"kind": "service"},
    ]
    if place is not None and place.before:
        scopes += [{"discounted_by": list(place.before[-2:])}, {"none_of": [{"discounted_by": place.before[-1]}]}]
    return dict(to.pick(scopes))
