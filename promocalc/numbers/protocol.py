"""What a meaning may ask of amounts.

An :class:`Amount` adds, subtracts, is multiplied by a literal and compares with
``>= > <= <``. It has no truth value, no equality, no ``int()``: whoever needs to
decide asks the number system (:meth:`Numbers.choose`). So one meaning runs over
integers, arrays, recordings, formulas and proofs alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from promocalc.money import Odd


class Condition:
    """Opaque: no truth value, no ``and`` / ``or`` / ``not``."""


class Amount:
    """Opaque, for the type checker only: number systems pass their own values in its place."""

    def __add__(self, other: Amount | int) -> Amount:
        raise NotImplementedError

    def __radd__(self, other: int) -> Amount:
        raise NotImplementedError

    def __sub__(self, other: Amount | int) -> Amount:
        raise NotImplementedError

    def __rsub__(self, other: int) -> Amount:
        raise NotImplementedError

    def __mul__(self, other: int) -> Amount:
        raise NotImplementedError

    def __rmul__(self, other: int) -> Amount:
        raise NotImplementedError

    def __ge__(self, other: Amount | int) -> Condition:
        raise NotImplementedError

    def __gt__(self, other: Amount | int) -> Condition:
        raise NotImplementedError

    def __le__(self, other: Amount | int) -> Condition:
        raise NotImplementedError

    def __lt__(self, other: Amount | int) -> Condition:
        raise NotImplementedError


Cents: TypeAlias = Amount | int
"""An amount of the running number system, or a literal number of minor units (or of pieces)."""
Test: TypeAlias = Condition | bool
"""A condition of the running number system, or one that the plan already knows."""


class Numbers(Protocol):
    """One number system."""

    def choose(self, condition: Test, yes: Cents, no: Cents) -> Cents:
        """``yes`` where the condition holds, else ``no``. Both are always worked out."""

    def both(self, first: Test, second: Test) -> Test:
        """Both hold."""

    def either(self, first: Test, second: Test) -> Test:
        """At least one holds."""

    def negate(self, condition: Test) -> Test:
        """It does not hold."""

    def same(self, first: Cents, second: Cents) -> Test:
        """The amounts are equal."""

    def least(self, first: Cents, second: Cents) -> Cents:
        """The smaller one."""

    def most(self, first: Cents, second: Cents) -> Cents:
        """The larger one."""

    def total(self, amounts: Sequence[Cents]) -> Cents:
        """Their sum; 0 of none."""

    def whole(self, amount: Cents, every: Cents) -> Cents:
        """How many whole ``every`` are in ``amount`` (not negative); ``every`` is at least 1. It counts steps."""

    def quotient(self, amount: Cents, by: Cents) -> Cents:
        """``amount / by`` rounded down: the same number as :meth:`whole`, where nothing is counted and only a
        fraction is lost. Whoever follows an amount through a range of prices has to know the two apart."""

    def times(self, count: Cents, unit: Cents, at_most: int | None) -> Cents:
        """``count`` pieces of ``unit``; the plan knows that ``count`` is never above ``at_most``, unless it is None."""

    def share(self, total: Cents, weights: Sequence[Cents], odd: Odd) -> Sequence[Cents]:
        """``total`` divided over ``weights`` as :func:`promocalc.money.share` does."""

    def ahead(self, units: Sequence[Cents], counts: Sequence[Cents], cheapest: bool) -> Sequence[Cents]:
        """Pieces that stand before each run of equal ones, as :func:`promocalc.counting.ahead` counts them."""

    def full_sets(self, counts: Sequence[Cents], size: int) -> Cents:
        """How many sets of different values there are, as :func:`promocalc.counting.full_sets` says."""

    def gather(
        self, counts: Sequence[Cents], columns: Sequence[Sequence[Cents]], keep: int
    ) -> Sequence[Sequence[Cents]]:
        """The runs that have pieces, in ``keep`` places, as :func:`promocalc.counting.gather` finds them."""

    def let(self, register: int, amount: Cents) -> Cents:
        """Keep ``amount`` (never negative) under a register number; it goes on as what is returned."""
