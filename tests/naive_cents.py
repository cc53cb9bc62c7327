"""Cents for the naive pricer: rounding and sharing, as their words say it."""

from __future__ import annotations

from collections.abc import Sequence as Several
from fractions import Fraction
from math import floor

from promocalc.money import Odd, Rounding

HALF = Fraction(1, 2)


class NotNaive(Exception):  # noqa: N818  # not an error of the cart or the book
    """This pricer leaves that to the engine."""


def rounded(exact: Fraction | int, unit: int = 1, mode: Rounding = Rounding.HALF_UP) -> int:
    """``exact`` as a multiple of ``unit``."""
    low = floor(Fraction(exact) / unit)
    rest = Fraction(exact) / unit - low
    up = {
        Rounding.HALF_UP: rest >= HALF,
        Rounding.HALF_DOWN: rest > HALF,
        Rounding.HALF_EVEN: rest > HALF or (rest == HALF and low % 2 == 1),
        Rounding.UP: rest > 0,
        Rounding.DOWN: False,
    }[mode]
    return (low + up) * unit


def shared(total: int, weights: Several[int], odd: Odd = Odd.LARGEST) -> list[int]:
    """``total`` in proportion to ``weights``; who gets the odd cents, as the docstrings of ``Odd`` say."""
    heirs = [at for at, weight in enumerate(weights) if weight]
    if not heirs:
        return [0] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    if odd is Odd.HEAVIEST:
        shares = [rounded(part, 1, Rounding.DOWN) for part in exact]
        shares[max(heirs, key=lambda at: (weights[at], at))] += total - sum(shares)
        return shares
    if odd is Odd.CARRY:
        reached = [rounded(sum(exact[: at + 1])) for at in range(len(exact))]
        return [upto - before for upto, before in zip(reached, [0, *reached], strict=False)]
    nearest = {Odd.NEAREST_FIRST: Rounding.HALF_DOWN, Odd.NEAREST_LAST: Rounding.HALF_UP}
    shares = [rounded(part, 1, nearest.get(odd, Rounding.DOWN)) for part in exact]
    left = total - sum(shares)
    queue = heirs * (abs(left) + 1)
    if odd in (Odd.LAST, Odd.NEAREST_LAST):
        queue = [heir for heir in heirs[::-1] for _ in range(abs(left))]
    elif odd is Odd.LARGEST:
        queue = sorted(heirs, key=lambda at: shares[at] - exact[at])
    for heir in queue:  # one cent at a time; nobody's share falls below nothing
        cent = (left > 0) - (left < 0 < shares[heir])
        shares[heir] += cent
        left -= cent
    return shares
