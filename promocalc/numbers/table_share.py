"""Dividing a column of amounts over columns of weights: :func:`promocalc.money.share`, row by row but all at once."""

from __future__ import annotations

from typing import Any, assert_never

import numpy as np

from promocalc.money import Odd


def shares(total: Any, weights: Any, odd: Odd) -> Any:
    """``total`` (a row of amounts) over ``weights`` (one row each): rows of shares. Neither is negative."""
    kind = weights.dtype.type
    whole = weights.sum(axis=0)
    nobody = whole == 0
    divisor, amount = np.where(nobody, kind(1), whole), np.where(nobody, kind(0), total)
    match odd:
        case Odd.LARGEST | Odd.FIRST | Odd.LAST | Odd.HEAVIEST:
            found = weights * amount // divisor
        case Odd.CARRY:
            upto = (2 * amount * weights.cumsum(axis=0) + whole) // (2 * divisor)
            return np.diff(upto, axis=0, prepend=kind(0))
        case Odd.NEAREST_FIRST:
            found = -((whole - 2 * amount * weights) // (2 * divisor))
        case Odd.NEAREST_LAST:
            found = (2 * amount * weights + whole) // (2 * divisor)
        case _:
            assert_never(odd)
    left = amount - found.sum(axis=0)
    match odd:
        case Odd.LARGEST:
            order = np.argsort(found * divisor - weights * amount, axis=0, kind="stable")
            return found + _to_the_first(np.ones(found.shape, dtype=bool), left, order)
        case Odd.FIRST:
            return found + _to_the_first(weights > 0, left)
        case Odd.NEAREST_FIRST:
            # Fewer than half of the heirs are over or short: nobody is asked twice.
            return found + _to_the_first(weights > 0, left) - _to_the_first(found > 0, -left)
        case Odd.HEAVIEST:
            heaviest = len(weights) - 1 - np.argmax(weights[::-1], axis=0)
            return found + np.where(np.arange(len(weights))[:, None] == heaviest, left, kind(0))
        case Odd.LAST | Odd.NEAREST_LAST:
            for at in range(len(weights) - 1, -1, -1):
                given = np.where(weights[at] > 0, np.maximum(left, -found[at]), kind(0))
                found[at] += given
                left = left - given
            return found


def _to_the_first(heirs: Any, left: Any, order: Any = None) -> Any:
    """One for each of the first ``left`` heirs, in ``order`` or as they stand; nothing where ``left`` is negative."""
    if order is None:
        rank = heirs.cumsum(axis=0) - 1
    else:
        rank = np.empty_like(order)
        np.put_along_axis(rank, order, np.arange(len(order))[:, None], axis=0)
    return (heirs & (rank < left)).astype(left.dtype)
