"""Rounding and rates over any number system, from floor division alone."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple, TypeAlias, assert_never

from promocalc.money import Rounding
from promocalc.numbers.protocol import Cents, Numbers


def nearest(n: Numbers, amount: Cents, divisor: int, unit: int, mode: Rounding) -> Cents:
    """``amount / divisor`` in whole ``unit``: the five roundings of an amount that is not negative."""
    one = divisor * unit
    match mode:
        case Rounding.DOWN:
            units = n.quotient(amount, one)
        case Rounding.UP:
            units = n.quotient(amount + (one - 1), one)
        case Rounding.HALF_UP:
            units = n.quotient(amount * 2 + one, 2 * one)
        case Rounding.HALF_DOWN:
            units = n.quotient(amount * 2 + (one - 1), 2 * one)
        case Rounding.HALF_EVEN:
            # Half up, less one where it was a tie and came out odd. Ties are counted, not looked for: a condition
            # would be another one at every twentieth price.
            double = amount * 2 + one
            ties = n.quotient(double + 2 * one, 4 * one) - n.quotient(double + (2 * one - 1), 4 * one)
            units = n.quotient(double, 2 * one) - ties
        case _:
            assert_never(mode)
    return units * unit


class Ratio(NamedTuple):
    """A rate that is left open: so many parts, of so many that make a whole."""

    top: Cents
    bottom: int


def scaled(n: Numbers, of: Cents, rate: Fraction | Ratio) -> tuple[Cents, int]:
    """A rate of an amount, as so many parts of a minor unit, and how many of these make one."""
    if isinstance(rate, Ratio):
        return n.times(rate.top, of, rate.bottom), rate.bottom
    return of * rate.numerator, rate.denominator


def part(n: Numbers, of: Cents, rate: Fraction | Ratio, unit: int, mode: Rounding) -> Cents:
    """A rate of an amount, in whole ``unit``."""
    amount, divisor = scaled(n, of, rate)
    return nearest(n, amount, divisor, unit, mode)


Worked: TypeAlias = Fraction | Ratio | Cents
"""A number as it is for one unit: an amount, or a rate."""


def capped(n: Numbers, cap: Worked | None, of: Cents, amount: Cents) -> Cents:
    """``amount``, but not above a cap: an amount, or a rate of ``of`` rounded down."""
    if cap is None:
        return amount
    return n.least(amount, part(n, of, cap, 1, Rounding.DOWN) if isinstance(cap, Fraction | Ratio) else cap)
