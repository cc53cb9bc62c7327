"""What a language has to be able to say of a curve: what is paid as one thing moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, assert_never

from promocalc.explain.language import Language
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown

Kind: TypeAlias = Literal["spend", "price", "pieces", "balance", "number"]
"""What moves, as far as sentences differ."""


@dataclass(frozen=True, slots=True)
class CurveLabels:
    """Headings, column names and short words."""

    title: str
    moves: str
    range: str
    now: str
    y_name: str
    """What is paid, in the middle of a sentence or beside an axis."""
    pay: str
    """What is paid, before a figure."""
    marked: str
    discount: str
    marginal: str
    next_jump: str
    dominated: str
    """Of a price that nobody should stop at."""
    findings: str
    pieces: str
    start: str
    end: str
    pay_at_start: str
    pay_at_end: str
    jump: str
    bend: str
    """A piece that begins where the curve bends."""
    several: str
    """A slope that is no one number."""
    cliffs: str
    bands: str
    """Stretches of dominated prices."""
    break_even: str
    compared: str
    as_it_is: str
    """The name of the first of two curves."""
    second: str
    """Over what the second is of."""
    here: str
    """The present value, and what is said of it."""


class Words(Protocol):
    """The sentences. Values come with their units where they need one, amounts without a currency."""

    @property
    def labels(self) -> CurveLabels:
        """The words around the figures."""

    def short(self, kind: Kind, /) -> str:
        """What moves, in a word."""

    def counted(self, value: str, unit: str, /) -> str:
        """A value with its unit: pieces or points; money and rates have none."""

    def range(self, start: str, end: str, /) -> str:
        """From one value to another."""

    def now(self, value: str, pay: str, /) -> str:
        """What is paid at the present value."""

    def drawn(self, name: str, /) -> str:
        """What a picture is of: what is paid as that moves."""

    def slope(self, step: str, /) -> str:
        """The head of the column of slopes."""

    def off(self, percent: str, fold: str, /) -> str:
        """So much is saved."""

    def none_off(self) -> str:
        """Nothing is saved."""

    def more_on(self, percent: str, /) -> str:
        """More is paid than the cart is marked at."""

    def discount(self, saved: str, marked: str, /) -> str:
        """What is saved, and of what."""

    def per(self, step: str, slope: str, /) -> str:
        """By how much what is paid rises with each step."""

    def at_jump(self, step: str, size: str, less: bool, /) -> str:
        """What one step more brings where what is paid jumps."""

    def jump(self, at: str, size: str, /) -> str:
        """Where the next jump is, and by how much."""

    def no_jump(self, end: str, /) -> str:
        """None up to the end."""

    def pays_less_at(self, better: str, pay: str, /) -> str:
        """At a higher price less is paid."""

    def cliff(self, kind: Kind, before: str, high: str, at: str, low: str, step: str, less: str, /) -> str:
        """Both sides of a cliff."""

    def more_cliffs(self, count: int, /) -> str:
        """How many are not told."""

    def dominated(self, kind: Kind, start: str, end: str, better: str, pay: str, /) -> str:
        """Nobody should stop at these."""

    def more_dominated(self, count: int, /) -> str:
        """How many such stretches are not told."""

    def best(self, saved: str, where: str, /) -> str:
        """The largest effective discount."""

    def worst(self, saved: str, where: str, /) -> str:
        """The smallest."""

    def same_discount(self, saved: str, /) -> str:
        """It is the same everywhere."""

    def where(self, stretches: list[tuple[str, str]], more: int, /) -> str:
        """At one value, from one to another, at several, and so many more."""

    def by_turns(self, start: str, end: str, count: int, /) -> str:
        """In many places between two values, as rounding falls."""

    def next_jump(self, now: str, at: str, size: str, less: bool, /) -> str:
        """From the present value, as a sentence."""

    def more_pieces(self, count: int, /) -> str:
        """How many pieces the table leaves out."""

    def reached(self, rate: str, where: str, end: str, /) -> str:
        """A discount is reached from one value on, up to the end."""

    def reached_everywhere(self, rate: str, start: str, end: str, /) -> str:
        """On all of the curve."""

    def reached_also(self, rate: str, where: str, further: bool, /) -> str:
        """At some stretches; besides the last one where ``further``."""

    def never_reached(self, rate: str, start: str, end: str, best: str, /) -> str:
        """Nowhere; the largest discount is so much."""

    def beyond(self, rate: str, at: str, /) -> str:
        """Where the last law would reach it, above the range."""

    def equal_at(self, at: str, before: str, after: str, /) -> str:
        """Where both sides are equal by the laws, between two whole values."""

    def jumps_at(self, at: str, /) -> str:
        """A border that is a jump."""

    def cheaper(self, name: str, where: str, /) -> str:
        """Where one of two is cheaper."""

    def cheaper_onward(self, name: str, at: str, end: str, /) -> str:
        """From one value on, up to the end."""

    def cheaper_everywhere(self, name: str, start: str, end: str, /) -> str:
        """On all of the range."""

    def same_everywhere(self, start: str, end: str, /) -> str:
        """Both cost the same on all of the range."""

    def same_price(self, where: str, /) -> str:
        """Where both cost the same."""

    def most_apart(self, name: str, amount: str, at: str, /) -> str:
        """By how much one is cheaper at the most."""

    def unmoved(self, pay: str, /) -> str:
        """What is paid does not depend on what moves."""


def kind_of(unknown: Unknown) -> Kind:
    """What moves, as far as sentences differ."""
    match unknown:
        case Spend():
            return "spend"
        case LinePrice():
            return "price"
        case LineQuantity():
            return "pieces"
        case Held():
            return "balance"
        case RuleNumber():
            return "number"
        case _:
            assert_never(unknown)


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.curve import en

            return en
        case "zh":
            from promocalc.explain.curve import zh

            return zh
        case _:
            assert_never(language)
