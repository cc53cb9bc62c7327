"""Roundings in equations: floor divisions read back as what a rule says, ``half up to whole 0.01``.

:mod:`promocalc.engine.meaning.rounding` writes them; whatever has another form stays what it is.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from promocalc.money import Rounding
from promocalc.numbers.formula import Expression

_HALVES = (Rounding.HALF_UP, Rounding.HALF_DOWN, Rounding.HALF_EVEN)


class Rounded(NamedTuple):
    """``amount / divisor``, rounded to a whole number in such a way."""

    amount: Expression
    divisor: int
    mode: Rounding


def rounded(one: Any) -> Rounded | None:
    """An expression as a rounding; None where it is none. Whatever is read as one comes to the same, always."""
    if not isinstance(one, Expression):
        return None
    if one.op == "-":
        return _half_even(*one.args)
    if one.op != "quotient" or type(one.args[1]) is not int:
        return None
    of, by = one.args
    amount, more = _plus(of)
    if more == by - 1:
        return Rounded(amount, by, Rounding.UP)
    if by % 2 == 0 and more == by // 2:
        return Rounded(amount, by, Rounding.HALF_UP)
    if by % 2 == 0 and more == by // 2 - 1 and more:
        return Rounded(amount, by, Rounding.HALF_DOWN)
    return Rounded(of, by, Rounding.DOWN)


class Halved(NamedTuple):
    """``times * amount / divisor``, rounded; with 1 for a divisor, there is nothing to round."""

    times: int
    amount: Any
    divisor: int


def halved(found: Rounded) -> Halved | None:
    """What is really rounded where twice as much is written, as it is for a half; None where it is not.

    Half up to a whole number, of a whole number, looks as if half of twice as much were rounded up.
    """
    amount, by = found.amount, found.divisor
    if (found.mode not in _HALVES and by != 2) or amount.op != "*" or amount.args[0] % 2:
        return None
    return Halved(amount.args[0] // 2, amount.args[1], by // 2)


def _plus(one: Expression) -> tuple[Expression, int]:
    """An amount, and the number that is added to it."""
    if one.op == "+" and len(one.args) == 2 and type(one.args[1]) is int and isinstance(one.args[0], Expression):
        return one.args[0], one.args[1]
    return one, 0


def _half_even(up: Any, ties: Any) -> Rounded | None:
    """Half up, less one where it was a tie and came out odd."""
    if not isinstance(up, Expression) or up.op != "quotient" or type(up.args[1]) is not int:
        return None
    double, by = up.args
    nearest, half = _plus(double)
    if by != 2 * half:
        return None
    if not (isinstance(ties, Expression) and ties.op == "-" and all(isinstance(one, Expression) for one in ties.args)):
        return None
    for one, more in zip(ties.args, (by, by - 1), strict=True):
        if one.op != "quotient" or one.args[1] != 2 * by:
            return None
        amount, added = _plus(one.args[0])
        if amount is not double or added != more:
            return None
    return Rounded(nearest, by, Rounding.HALF_EVEN)
