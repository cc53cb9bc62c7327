"""An equation as people read it, as a tree: amounts in the currency's own units, rates in percent.

Whatever writes equations (plain text, Unicode, LaTeX) writes these; nothing in here is worked out any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias


class Figure(NamedTuple):
    """A number that is written out."""

    text: str
    """Digits with a point, without grouping; it may begin with a minus, or end in ``%``."""


class Name(NamedTuple):
    """A symbol."""

    symbol: str


class Sum(NamedTuple):
    """Terms, each with whether it is taken off; the first one never is."""

    terms: tuple[tuple[bool, Shown], ...]


class Product(NamedTuple):
    """One times the other."""

    first: Shown
    second: Shown


class Quotient(NamedTuple):
    """One divided by the other, exactly."""

    top: Shown
    bottom: Shown


class Call(NamedTuple):
    """``min``, ``max``, ``floor``, or a rounding (:class:`promocalc.money.Rounding`) with what it is rounded to."""

    function: str
    args: tuple[Shown, ...]


class Share(NamedTuple):
    """What the weight at ``place``, from 0, gets of a total: ``how`` is a :class:`promocalc.money.Odd`."""

    how: str
    total: Shown
    weights: tuple[Shown, ...]
    place: int


class Choice(NamedTuple):
    """The first case whose condition holds; else the last."""

    cases: tuple[tuple[Shown, Shown], ...]
    """Conditions, and what is taken where they hold."""
    otherwise: Shown


class Compared(NamedTuple):
    """Two amounts, compared: ``>= > <= < ==``."""

    sign: str
    first: Shown
    second: Shown


class Joined(NamedTuple):
    """All of several conditions, or any of them."""

    how: Literal["and", "or"]
    parts: tuple[Shown, ...]


class Negated(NamedTuple):
    """A condition that does not hold."""

    part: Shown


Shown: TypeAlias = Figure | Name | Sum | Product | Quotient | Call | Share | Choice | Compared | Joined | Negated


def parts_of(shown: Shown) -> tuple[Shown, ...]:
    """What stands right in it, from left to right."""
    match shown:
        case Figure() | Name():
            return ()
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(first, second) | Quotient(first, second) | Compared(_, first, second):
            return first, second
        case Call(_, args):
            return args
        case Share(_, total, weights, _):
            return (total, *weights)
        case Choice(cases, otherwise):
            return (*(one for condition, yes in cases for one in (yes, condition)), otherwise)
        case Joined(_, parts):
            return parts
        case Negated(part):
            return (part,)


def walked(shown: Shown) -> Iterator[Shown]:
    """It, and everything in it."""
    yield shown
    for part in parts_of(shown):
        yield from walked(part)


def symbols_in(shown: Shown) -> Iterator[str]:
    """The symbols in it, each as often as it stands there."""
    return (part.symbol for part in walked(shown) if isinstance(part, Name))
