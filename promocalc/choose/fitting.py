"""Whole pieces for orders that were divided as money: rounded, then exchanged until every cut takes as much.

A plan of money says what each cut has to look at in each order to take what it does there. By how much the pieces are
off that, in all orders together, is made as little as can be: of two orders, many exchanges of a few pieces each way
are weighed at once, and the best is made; where nothing is gained any more, some other. The dice fall alike each time:
the same question has the same answer. Needs NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any, NamedTuple

from promocalc.choose.model import Plan
from promocalc.choose.recognised import Cut, Offer, kinds, siblings

LEAST_PIECES, MOST_PIECES = 10, 5_000
"""So many pieces are exchanged. Fewer are a solver's affair."""
LARGEST = 1 << 60
"""Amounts that NumPy holds are smaller."""
EXCHANGES = 8_000
"""So many are weighed at once."""
SWAPPED = 3
"""So many pieces are exchanged each way at the most."""
EMPTY = 2
"""For so many pieces that may be exchanged, one place is left empty."""
ROUNDS, FOR_EACH = 250, 4
"""So many exchanges are made at the most, and so many for each piece."""
FRUITLESS = 12
"""After so many that brought nothing, another is made: the best of a few."""
FEW = 100
BEYOND = 2
"""So much worse is it for a rate to take too much than to take too little: what follows lacks it."""


def fits(offer: Offer) -> bool:
    """Whether there are neither too few nor too many pieces, and small enough amounts."""
    worth = sum(worth * count for worth, count in zip(offer.worths, offer.pieces, strict=True))
    finest = max([1, *(max(cut.off, cut.whole) for cut in offer.cuts if cut.whole)])
    return LEAST_PIECES <= sum(offer.pieces) <= MOST_PIECES and 16 * (worth + 1) * finest < LARGEST


class _Step(NamedTuple):
    """A cut that may be made in an order."""

    cut: Cut
    pool: int
    earlier: tuple[int, ...]
    """Those that took before from what it looks at, by number."""


class _Aim(NamedTuple):
    """What a cut has to look at."""

    least: int
    most: int | None
    """None where more of it is no harm."""


class Fitting:
    """Pieces by order, as a plan of money divides them."""

    def __init__(self, offer: Offer, plan: Plan) -> None:
        import numpy as np

        self.np, self.offer, self.plan, self.orders = np, offer, plan, range(len(plan.used))
        self.dice = np.random.default_rng(0)
        self.kinds = kinds(offer)
        kind_of = {line: number for number, lines in enumerate(self.kinds) for line in lines}
        self.lines = np.array([line for line, count in enumerate(offer.pieces) for _ in range(count)])
        """Of each piece."""
        self.kind = np.array([kind_of[int(line)] for line in self.lines])
        self.pools = list(dict.fromkeys(cut.lines for cut in offer.cuts))
        self.worths = np.zeros((len(self.pools), len(self.lines) + 1), dtype=np.int64)
        """By pool: what each piece adds to it. What comes after the last is no piece."""
        for row, pool in zip(self.worths, self.pools, strict=True):
            row[:-1] = [offer.worths[line] if line in pool else 0 for line in self.lines]
        self.steps = [self.made(used) for used in plan.used]
        self.aims = [self.aimed(order) for order in self.orders]
        self.at = self.rounded()
        """By piece: its order."""
        self.sums = [self.worths[:, :-1][:, self.at == order].sum(axis=1) for order in self.orders]
        now = [self.weighed(order, self.sums[order][:, None]) for order in self.orders]
        self.saved, self.off = ([int(one[which][0]) for one in now] for which in (0, 1))
        self.best, self.best_at = sum(self.saved), self.at

    def made(self, used: frozenset[str]) -> list[_Step]:
        """The cuts of an order in which so much is used."""
        cuts = [cut for cut in self.offer.cuts if not cut.choosable or cut.rule in used]
        found = []
        for number, cut in enumerate(cuts):
            before = [] if cut.parallel else enumerate(cuts[:number])
            earlier = [at for at, other in before if other.lines <= cut.lines and not siblings(other, cut)]
            found.append(_Step(cut, self.pools.index(cut.lines), tuple(earlier)))
        return found

    def aimed(self, order: int) -> list[_Aim]:
        """What each cut has to look at to take what it does in the plan. Where a rate took more, others had less."""
        amounts = {lines[0]: amount for lines, amount in zip(self.kinds, self.plan.taken[order], strict=True)}
        sums = [[sum(amount for line, amount in amounts.items() if line in pool)] for pool in self.pools]
        found = []
        for step, (_, takes) in zip(self.steps[order], self.followed(order, self.np.array(sums)), strict=True):
            cut, took = step.cut, int(takes[0])
            open_end = not cut.whole or not took or took == cut.cap
            found.append(_Aim(least(cut, took), None if open_end else least(cut, took + 1) - 1))
        return found

    def rounded(self) -> Any:
        """The dearest piece first: each to the order with most left of its kind."""
        left = [list(amounts) for amounts in self.plan.taken]
        found = self.np.zeros(len(self.lines), dtype=self.np.int64)
        worths = [self.offer.worths[line] for line in self.lines]
        for piece in sorted(range(len(worths)), key=lambda piece: -worths[piece]):
            inside = [amounts[self.kind[piece]] for amounts in left]
            found[piece] = inside.index(max(inside))
            left[found[piece]][self.kind[piece]] -= worths[piece]
        return found

    def followed(self, order: int, sums: Any) -> list[tuple[Any, Any]]:
        """What each cut of an order looks at and takes, by column of so much in each pool."""
        found: list[tuple[Any, Any]] = []
        for cut, pool, earlier in self.steps[order]:
            base = sums[pool]
            for other in earlier:
                base = base - found[other][1]
            found.append((base, taken(cut, base)))
        return found

    def weighed(self, order: int, sums: Any) -> tuple[Any, Any]:
        """What is taken off an order, and how far its cuts are off what they have to look at."""
        np = self.np
        saved = off = np.zeros(sums.shape[1], dtype=np.int64)
        for aim, (base, took) in zip(self.aims[order], self.followed(order, sums), strict=True):
            saved = saved + took
            off = off + np.maximum(aim.least - base, 0)
            if aim.most is not None:
                off = off + BEYOND * np.maximum(base - aim.most, 0)
        return saved, off

    def found(self, goal: int, going: Callable[[int], bool]) -> Plan:
        """The best that is found, in pieces of each line: at once where it saves as much as the goal.

        What is saved by then is told to ``going``, which says whether to go on.
        """
        pairs = list(combinations(self.orders, 2))
        turns = [(kind, pair) for kind in (None, *range(len(self.kinds))) for pair in pairs]
        fruitless = 0
        for number in range(min(ROUNDS, FOR_EACH * len(self.lines)) if turns else 0):
            if self.best >= goal or not going(self.best):
                break
            kind, (one, other) = turns[number % len(turns)]
            gained = self.exchanged(one, other, self.moves(one, other, kind), shake=fruitless >= FRUITLESS)
            fruitless = 0 if gained else fruitless + 1
        counts = [
            self.np.bincount(self.lines[self.best_at == order], minlength=len(self.offer.lines))
            for order in self.orders
        ]
        return Plan(self.best, self.plan.used, tuple(tuple(map(int, row)) for row in counts))

    def exchanged(self, one: int, other: int, moves: Any, *, shake: bool) -> bool:
        """Make the best of some exchanges, unless it is a step back; or, to shake, of a few. Whether that changed what
        they are off."""
        if not moves.size:
            return False
        worths = self.worths.take(moves, axis=1)
        change = worths[:, SWAPPED:].sum(axis=1) - worths[:, :SWAPPED].sum(axis=1)
        first, first_off = self.weighed(one, self.sums[one][:, None] + change)
        second, second_off = self.weighed(other, self.sums[other][:, None] - change)
        saved, off = first + second, first_off + second_off
        before = self.off[one] + self.off[other]
        most = int(saved.argmax())
        rest = sum(self.saved) - self.saved[one] - self.saved[other]
        if rest + int(saved[most]) > self.best:
            self.best, self.best_at = rest + int(saved[most]), self.after(one, other, moves[:, most])
        at = int((off[:FEW] if shake else off).argmin())
        if off[at] > before and not shake:
            return False
        self.at = self.after(one, other, moves[:, at])
        self.sums[one], self.sums[other] = self.sums[one] + change[:, at], self.sums[other] - change[:, at]
        self.saved[one], self.saved[other] = int(first[at]), int(second[at])
        self.off[one], self.off[other] = int(first_off[at]), int(second_off[at])
        return bool(off[at] != before)

    def moves(self, one: int, other: int, kind: int | None) -> Any:
        """Exchanges between two orders, of any pieces or of those of a kind: by column some of the one, then some of
        the other. The number after the last is none."""
        np, none = self.np, len(self.lines)
        found = np.full((2 * SWAPPED, EXCHANGES), none)
        for order, rows in ((one, found[:SWAPPED]), (other, found[SWAPPED:])):
            there = (self.at == order) if kind is None else (self.at == order) & (self.kind == kind)
            pieces = there.nonzero()[0]
            if len(pieces):
                places = np.append(pieces, np.full(1 + len(pieces) // EMPTY, none))
                rows[:] = places[self.dice.integers(0, len(places), rows.shape)]
            for row, before in combinations(range(SWAPPED), 2):
                rows[before, rows[before] == rows[row]] = none
        return found[:, found.min(axis=0) < none]

    def after(self, one: int, other: int, move: Any) -> Any:
        """The orders of the pieces after an exchange."""
        found = self.np.append(self.at, 0)
        found[move[:SWAPPED]], found[move[SWAPPED:]] = other, one
        return found[:-1]


def taken(cut: Cut, base: Any) -> Any:
    """What a cut takes of each of a column of amounts."""
    import numpy as np

    if cut.every:
        raw = cut.off * (base // cut.every)
    elif cut.whole:
        raw = (2 * cut.off * base + _more(cut)) // (2 * cut.whole)
    else:
        raw = np.minimum(base, cut.off)
    if cut.cap is not None:
        raw = np.minimum(raw, cut.cap)
    return np.where(base >= cut.start, raw, 0)


def least(cut: Cut, took: int) -> int:
    """The least amount of which a cut takes so much, if it ever does; 0 where that is nothing."""
    if took <= 0:
        return 0
    if cut.every:
        found = -(-took // cut.off) * cut.every
    elif cut.whole:
        found = -((_more(cut) - 2 * cut.whole * took) // (2 * cut.off))
    else:
        found = took
    return max(found, cut.start)


def _more(cut: Cut) -> int:
    """What is added to twice the parts of a rate before they are rounded down."""
    return {"half_up": cut.whole, "down": 0, "up": 2 * (cut.whole - 1)}[cut.mode]
