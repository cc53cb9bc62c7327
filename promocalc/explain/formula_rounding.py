"""Roundings in equations: floor divisions read back as what a rule says, ``half up to whole 0.01``.

:mod:`promocalc.engine.meaning.rounding` writes them; whatever has another form stays what it is.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from promocalc.money import Rounding
from promocalc.numbers.formula import Expression


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


def _plus(one: Expression) -> tuple[Expression, int]:
    """An amount, and the number that is added to it."""
    if one.op == "+" and len(one.args) == 2 and type(one.args[1]) is int and isinstance(one.args[0], Expression):
        return one.args[0], one.args[1]
    return one, 0


def _half_even(up: Any, ties: Any) -> Rounded | None:
    """Half up, less one where it was a tie and came out odd."""
    nearest = rounded(up) if isinstance(up, Expression) and up.op == "quotient" else None
    if nearest is None or nearest.mode is not Rounding.HALF_UP:
        return None
    by, double = nearest.divisor, up.args[0]
    if not (isinstance(ties, Expression) and ties.op == "-" and all(isinstance(one, Expression) for one in ties.args)):
        return None
    for one, more in zip(ties.args, (by, by - 1), strict=True):
        if one.op != "quotient" or one.args[1] != 2 * by:
            return None
        amount, added = _plus(one.args[0])
        if amount is not double or added != more:
            return None
    return Rounded(nearest.amount, by, Rounding.HALF_EVEN)
