"""What may be left open: the price of a line, its quantity, what the cart comes to, a number of a rule, a balance.

Whatever is left open takes whole values: minor units, pieces, points, or hundredths of a percent.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from promocalc.engine.left_open import Part
from promocalc.frozen import Frozen

Unit: TypeAlias = Literal["money", "pieces", "points", "rate"]
"""What the values of an unknown count: minor units, pieces, points, or hundredths of a percent."""


class LinePrice(Frozen):
    """What one piece of a line is marked at."""

    line: str


class LineQuantity(Frozen):
    """How many pieces of a line are bought: one at least."""

    line: str


class Spend(Frozen):
    """What the whole cart is marked at, where the price of one line moves it. That line is a single piece."""

    line: str


class RuleNumber(Frozen):
    """A number that a rule states: an amount, a count, or a rate in hundredths of a percent."""

    rule: str
    part: Part
    unit: Unit


class Held(Frozen):
    """What a balance in the wallet holds."""

    balance: str
    unit: Unit = "money"


Unknown: TypeAlias = LinePrice | LineQuantity | Spend | RuleNumber | Held


def unit_of(unknown: Unknown) -> Unit:
    """What its values count."""
    match unknown:
        case LinePrice() | Spend():
            return "money"
        case LineQuantity():
            return "pieces"
        case RuleNumber(_, _, unit) | Held(_, unit):
            return unit
        case _:
            assert_never(unknown)


def fewest(unknown: Unknown) -> int:
    """The smallest value it may have, whatever stands around it: a piece is bought, a step is one of its units."""
    return int(isinstance(unknown, LineQuantity) or (isinstance(unknown, RuleNumber) and unknown.part == "every"))


def written(unknown: Unknown) -> str:
    """As it is written on the command line; :func:`promocalc.formula.asked.read_unknown` reads it back."""
    match unknown:
        case LinePrice(line):
            return f"price:{line}"
        case LineQuantity(line):
            return f"quantity:{line}"
        case Spend(line):
            return f"spend:{line}"
        case RuleNumber(rule, part, _):
            return f"{rule}.{part}"
        case Held(balance, _):
            return f"balance:{balance}"
        case _:
            assert_never(unknown)
