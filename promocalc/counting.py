"""Counting pieces in an order, and how many sets of different values they make. Plain integers."""

from __future__ import annotations

from collections.abc import Sequence


def ahead(units: Sequence[int], counts: Sequence[int], cheapest: bool) -> list[int]:
    """Of runs of equal pieces: how many pieces stand before each run, by price; of equals the earlier run is first.

    >>> ahead([500, 200, 500], [2, 3, 1], cheapest=True), ahead([500, 200, 500], [2, 3, 1], cheapest=False)
    ([3, 0, 5], [0, 3, 2])
    """
    order = sorted(range(len(units)), key=lambda at: units[at] if cheapest else -units[at])
    found, before = [0] * len(units), 0
    for at in order:
        found[at] = before
        before += counts[at]
    return found


def gather(counts: Sequence[int], columns: Sequence[Sequence[int]], keep: int) -> list[list[int]]:
    """The runs that have pieces, in order, in ``keep`` places: their counts, then each of the columns.

    Places that are left over are zeros; runs that find no place are left out.

    >>> gather([0, 2, 0, 1], [[0, 500, 0, 300]], 2), gather([1, 2], [[5, 6]], 1)
    ([[2, 1], [500, 300]], [[1], [5]])
    """
    found = [at for at, count in enumerate(counts) if count][:keep]
    spare = [0] * (keep - len(found))
    return [[row[at] for at in found] + spare for row in (counts, *columns)]


def full_sets(counts: Sequence[int], size: int) -> int:
    """How many sets of ``size`` different values can be formed of ``counts`` pieces of each value.

    The largest ``m`` with ``sum(min(count, m)) >= size * m``: no set takes two of one value.

    >>> full_sets([5, 3, 3], 2), full_sets([3], 3), full_sets([2, 2, 1, 1], 3)
    (5, 0, 2)
    """
    low, high = 0, sum(counts) // size
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(count, middle) for count in counts) >= size * middle:
            low = middle
        else:
            high = middle - 1
    return low
