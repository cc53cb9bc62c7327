"""Splitting prices into groups that each reach a threshold, with as little beyond it as there may be: exact.

A group that stays above the threshold without one of its pieces is never needed: that piece goes to the rest. So only
groups that need all of their pieces are looked at, those with the least beyond the threshold first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from promocalc.frozen import Frozen

MOST_PATTERNS = 50_000
"""Different groups that are looked at; where there are more, the answer is no proof."""
MOST_NODES = 1_000_000
"""Steps of the search, after which the best so far stands and is no proof."""

Counts = tuple[int, ...]
"""How many pieces of each price, the dearest price first."""


class Cover(Frozen):
    """Groups that each come to the threshold or more, as many as there may be, and the pieces in none of them."""

    groups: tuple[tuple[int, ...], ...]
    """Prices in minor units, the dearest first."""
    rest: tuple[int, ...]
    excess: int
    """By how much the groups together go beyond the threshold: minor units."""
    bound: int
    """So many groups cannot do with less."""
    proven: bool
    """Whether neither more groups nor less beyond the threshold are possible."""


def covers(prices: Sequence[int], threshold: int) -> Cover:
    """As many groups that reach ``threshold`` as possible, of these those that go beyond it least.

    Raises ValueError where the threshold is not above 0, or a price is below 0.
    """
    if threshold <= 0 or any(price < 0 for price in prices):
        raise ValueError("a threshold is above 0, and no price is below 0")
    held = Counter(price for price in prices if price)
    kinds = sorted(held, reverse=True)
    whole = tuple(held[price] for price in kinds)
    patterns, all_there = _patterns(kinds, whole, threshold)
    complete = all_there
    for groups in range(sum(prices) // threshold, 0, -1):
        search = _Search(kinds, patterns, threshold)
        search.add(whole, groups, 0, 0, ())
        complete = complete and search.nodes <= MOST_NODES
        if search.best is not None:
            excess, chosen = search.best
            found = tuple(tuple(_pieces(kinds, patterns[at][1])) for at in chosen)
            rest = tuple(sorted((Counter(prices) - Counter(p for group in found for p in group)).elements()))[::-1]
            bound = excess if complete else groups * patterns[0][0] if all_there else 0
            return Cover(found, rest, excess, bound, complete)
    return Cover((), tuple(sorted(prices, reverse=True)), 0, 0, complete)


Pattern = tuple[int, Counts]
"""By how much a group goes beyond the threshold, and what is in it."""


def _patterns(kinds: Sequence[int], held: Counts, threshold: int) -> tuple[list[Pattern], bool]:
    """All groups that need all of their pieces, those with the least beyond the threshold first; whether all of them
    are there."""
    found: list[Pattern] = []
    for one in _grown(kinds, held, threshold, 0, ()):
        if len(found) == MOST_PATTERNS:
            return sorted(found), False
        found.append(one)
    return sorted(found), True


def _grown(kinds: Sequence[int], held: Counts, short: int, at: int, taken: Counts) -> Iterator[Pattern]:
    """Groups from a price on, the dearest first: so the last piece is the cheapest, and is needed."""
    if at == len(kinds):
        return
    price, left = kinds[at], len(kinds) - at - 1
    needed = -(-short // price)
    if needed <= held[at]:
        yield needed * price - short, (*taken, needed, *(0,) * left)
    for count in range(min(needed - 1, held[at]), -1, -1):
        yield from _grown(kinds, held, short - count * price, at + 1, (*taken, count))


def _pieces(kinds: Sequence[int], counts: Counts) -> Iterator[int]:
    for price, count in zip(kinds, counts, strict=True):
        yield from (price,) * count


@dataclass
class _Search:
    """One number of groups: patterns are chosen in their order, so that groups in another order are not looked at."""

    kinds: Sequence[int]
    patterns: Sequence[Pattern]
    threshold: int
    best: tuple[int, tuple[int, ...]] | None = None
    nodes: int = 0
    seen: dict[tuple[Counts, int, int], int] = field(default_factory=dict)
    """With the least excess at which a state has been met."""

    def add(self, held: Counts, groups: int, start: int, excess: int, chosen: tuple[int, ...]) -> None:
        """All ways to choose so many more groups from a pattern on."""
        if not groups:
            self.best = excess, chosen
            return
        state = (held, groups, start)
        if self.seen.get(state, excess + 1) <= excess:
            return
        self.seen[state] = excess
        spare = sum(price * count for price, count in zip(self.kinds, held, strict=True)) - groups * self.threshold
        for at in range(start, len(self.patterns)):
            beyond, taken = self.patterns[at]
            # All groups from here on go beyond the threshold by as much at least.
            if groups * beyond > spare or (self.best is not None and excess + groups * beyond >= self.best[0]):
                return
            self.nodes += 1
            if self.nodes > MOST_NODES:
                return
            if all(one <= other for one, other in zip(taken, held, strict=True)):
                left = tuple(other - one for one, other in zip(taken, held, strict=True))
                self.add(left, groups - 1, at, excess + beyond, (*chosen, at))
