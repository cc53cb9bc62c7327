"""What a language has to be able to say of a heat map: what is paid as two things move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language
from promocalc.formula.unknowns import Unit


@dataclass(frozen=True, slots=True)
class HeatLabels:
    """Headings and short words."""

    discount: str
    """The heading of a map of effective discounts."""
    pay: str
    """The heading of a map of what is paid."""
    across: str
    up: str
    """Before the names of what moves from left to right and from below upwards."""
    best: str
    worst: str
    least: str
    most: str
    """What the outlined cells of a picture are."""


class Words(Protocol):
    """The sentences. ``x`` and ``y`` are names of what moves; values come with their units where they need one."""

    @property
    def labels(self) -> HeatLabels:
        """The words around the figures."""

    def counted(self, value: str, unit: Unit, /) -> str:
        """A value with its unit: pieces or points; money and rates have none."""

    def at_least(self, low: str, high: str, /) -> str:
        """From one figure, included, to below another."""

    def at(self, x: str, x_value: str, y: str, y_value: str, /) -> str:
        """A place in the map."""

    def saved(self, percent: str, fold: str, /) -> str:
        """A discount."""

    def surcharge(self, percent: str, /) -> str:
        """More is paid than marked."""

    def figures(self, marked: str, pay: str, /) -> str:
        """What is marked and what is paid."""

    def best(self, discount: str, at: str, figures: str, /) -> str:
        """The largest discount."""

    def worst(self, discount: str, at: str, figures: str, /) -> str:
        """The smallest."""

    def same_discount(self, discount: str, /) -> str:
        """It is the same everywhere."""

    def least(self, pay: str, at: str, marked: str, /) -> str:
        """Where least is paid."""

    def most(self, pay: str, at: str, marked: str, /) -> str:
        """Where most is paid."""

    def same_pay(self, pay: str, /) -> str:
        """The same is paid everywhere."""

    def nothing(self, no_cart: bool, unmarked: bool, /) -> str:
        """Why some cells have no figure."""

    def unmarked(self) -> str:
        """Nothing is marked at anything, so that nothing can be said."""

    def thinned(self, columns: int, of: int, /) -> str:
        """There was room for some columns only."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.curve import heat_en

            return heat_en
        case "zh":
            from promocalc.explain.curve import heat_zh

            return heat_zh
        case _:
            assert_never(language)
