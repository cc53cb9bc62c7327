"""A curve: what is paid at every value of a range, in pieces of one law each. Needs NumPy.

Every value of the range is worked out, so a curve is right everywhere and not only where somebody looked; its laws are
then held against all of them, and each reaches exactly as far as it says what is paid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from promocalc.formula.columns import SAFE, np, runs
from promocalc.formula.law import Law, law_at
from promocalc.formula.question import Question
from promocalc.formula.unknowns import written

MOST_LAWS = 2_000
"""Pieces with a law of their own; what comes after them is one piece without."""

MOST_PRICED = 400
"""Values at which the engine is asked again in one go: of more, the lowest and the highest. Where rounding decides,
something may hold and not hold by turns tens of thousands of times."""

FIRST_LOOK, WIDER = 64, 8
"""How far a law is first held against what is paid, and by how much further each time that it holds."""

Column: TypeAlias = Any
"""A NumPy array of whole numbers, one for every value of the range."""


class Interval(NamedTuple):
    """Consecutive values: the first and the last."""

    start: int
    end: int


class Piece(NamedTuple):
    """Consecutive values at which one law says what is paid."""

    start: int
    end: int
    law: Law | None
    """None where there were too many pieces to tell apart."""
    jump: int | None
    """What is paid at its start, above what the law before would say there; None where there is none before."""
    bends: bool
    """Whether the curve only bends at its start: the law also says what is paid one minor unit before."""

    @property
    def slope(self) -> Fraction | None:
        """The slope of its law."""
        return None if self.law is None else self.law.slope


class Discount(NamedTuple):
    """An effective discount: what is saved, as a part of what the cart is marked at, and where it is that."""

    rate: Fraction
    where: tuple[Interval, ...]


class EngineDiffers(AssertionError):  # noqa: N818 - it names what happened
    """The curve and the engine's receipt say different things: a defect."""


@dataclass(frozen=True, eq=False)
class Curve:
    """What is paid at every value from ``start`` to ``end``, both included; amounts are minor units."""

    question: Question
    start: int
    end: int
    pays: Column
    """What is paid, value by value."""
    pieces: tuple[Piece, ...]

    def __repr__(self) -> str:
        return f"<Curve of {written(self.question.unknown)} from {self.start} to {self.end}: {len(self.pieces)} pieces>"

    def at(self, x: int) -> int:
        """What is paid at a value. Raises ValueError outside the range."""
        if not self.start <= x <= self.end:
            raise ValueError(f"{x} is not between {self.start} and {self.end}")
        return int(self.pays[x - self.start])

    def marked(self, x: int) -> int:
        """What the cart is marked at, at a value."""
        found: int = self.question.marked(x)
        return found

    def piece(self, x: int) -> Piece:
        """The piece in which a value lies."""
        self.at(x)
        return self.pieces[bisect_right(self._starts, x) - 1]

    def next_jump(self, x: int) -> int | None:
        """The first value above ``x`` where what is paid jumps; None where it does not up to the end."""
        after = self.pieces[bisect_right(self._starts, x) :]
        return next((piece.start for piece in after if not piece.bends), None)

    def marginal(self, x: int) -> int:
        """What one minor unit (or point) more costs: ``at(x + 1) - at(x)``."""
        return self.at(x + 1) - self.at(x)

    # --- discounts ----------------------------------------------------------------------------------------

    @cached_property
    def best_discount(self) -> Discount | None:
        """The largest effective discount; None where nothing is marked at anything anywhere."""
        return self._extreme(1)

    @cached_property
    def worst_discount(self) -> Discount | None:
        """The smallest effective discount: below 0 where more is paid than the cart is marked at."""
        return self._extreme(-1)

    def _extreme(self, sign: int) -> Discount | None:
        marked, pays = self._for_products()
        rows = np.flatnonzero(marked != 0)
        if not rows.size:
            return None
        while rows.size > 1:
            half = rows.size // 2
            one, other = rows[:half], rows[half : 2 * half]
            # p/m of the one against p/m of the other, across: nothing is divided.
            better = sign * (pays[other] * marked[one] - pays[one] * marked[other]) < 0
            rows = np.concatenate((np.where(better, other, one), rows[2 * half :]))
        pay, base = int(pays[rows[0]]), int(marked[rows[0]])
        equal = (marked != 0) & (pays * base == marked * pay)
        return Discount(Fraction(base - pay, base), self._checked(equal))

    def _for_products(self) -> tuple[Column, Column]:
        """What is marked and what is paid, so that one times the other can be worked out."""
        largest = max(int(self._marked.max()), int(self.pays.max())) + 1
        kind = np.int64 if largest * largest < SAFE else object
        return self._marked.astype(kind), self.pays.astype(kind)

    def discount_at_least(self, rate: Fraction) -> tuple[Interval, ...]:
        """Where so large a part of what the cart is marked at is saved, or more."""

        def test(marked: Column, pays: Column) -> Column:
            big = max(int(marked.max()), int(pays.max()), 1) * rate.denominator * (abs(rate.numerator) + 1)
            kind = np.int64 if big < SAFE else object
            paid = pays.astype(kind) * rate.denominator
            return (marked > 0) & (paid <= marked.astype(kind) * (rate.denominator - rate.numerator))

        return self.where(test)

    def where(self, test: Callable[[Column, Column], Column]) -> tuple[Interval, ...]:
        """Where a test of columns holds, of what is marked and what is paid: ``lambda marked, pays: pays < 100_00``.

        The engine prices both ends of the intervals again (:meth:`priced`); raises EngineDiffers where it says
        something else.
        """
        return self._checked(test(self._marked, self.pays))

    def _checked(self, held: Column) -> tuple[Interval, ...]:
        found = tuple(Interval(self.start + first, self.start + last) for first, last in runs(held))
        self.priced(end for interval in found for end in interval)
        return found

    def priced(self, values: Iterable[int]) -> None:
        """Ask the engine again what is paid at some values, at :data:`MOST_PRICED` of them at most.

        Raises EngineDiffers where it says something else.
        """
        some = list(dict.fromkeys(values))
        if len(some) > MOST_PRICED:
            some = some[: MOST_PRICED >> 1] + some[-(MOST_PRICED >> 1) :]
        for x in some:
            if self.question.receipt(x).pay != self.at(x):
                raise EngineDiffers(f"at {x}")

    @cached_property
    def _marked(self) -> Column:
        values = np.arange(self.start, self.end + 1, dtype=np.int64 if self.marked(self.end) < SAFE else object)
        return self.question.marked(values)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    # --- as a formula -------------------------------------------------------------------------------------

    def piecewise(self, x: Any = None) -> Any:
        """The curve as one flat ``sympy.Piecewise`` in a symbol: each law up to the end of its piece.

        A piece without a law is a function ``pay`` that stays unsaid. Needs SymPy.
        """
        import sympy  # type: ignore[import-untyped]

        symbol = sympy.Symbol("x", integer=True) if x is None else x
        pairs = []
        for piece in self.pieces:
            form = sympy.Function("pay")(symbol) if piece.law is None else piece.law.sympy(symbol)
            pairs.append((form, sympy.true if piece is self.pieces[-1] else symbol <= piece.end))
        return sympy.Piecewise(*pairs, evaluate=False)


def curve(question: Question, start: int, end: int) -> Curve:
    """The curve from ``start`` to ``end``, both included.

    Raises ValueError where there is no such range, EngineDiffers where a law says something else than the sweep.
    """
    if end < start or start < question.least:
        raise ValueError(f"no range from {start} to {end}: it begins at {question.least} at the least")
    pays = question.sweep(range(start, end + 1))
    pays.flags.writeable = False
    return Curve(question, start, end, pays, tuple(_pieces(question, start, end, pays)))


def _pieces(question: Question, start: int, end: int, pays: Column) -> list[Piece]:
    """Greedy: the law of the first value that is left reaches as far as it says what is paid, back and forth."""
    found: list[Piece] = []

    def begin(law: Law | None, first: int, last: int) -> None:
        before = found[-1].law if found else None
        jump = None if before is None else int(pays[first - start]) - before.at(first)
        bends = law is not None and bool(found) and law.at(first - 1) == int(pays[first - 1 - start])
        found.append(Piece(first, last, law, jump, bends))

    first = start
    while first <= end and len(found) < MOST_LAWS:
        law = law_at(question, first)
        if law.at(first) != int(pays[first - start]):
            raise EngineDiffers(f"at {first}")
        last = _reach(law, first, pays[first - start :])
        # A piece that the next law explains as well is one where something is decided otherwise to no effect.
        while found and _explains(law, found[-1], pays[found[-1].start - start : first - start]):
            first = found.pop().start
        begin(law, first, last)
        first = last + 1
    if first <= end:
        begin(None, first, end)
    return found


def _explains(law: Law, piece: Piece, pays: Column) -> bool:
    """Whether a law says what is paid in all of a piece."""
    return law.at(piece.start) == int(pays[0]) and _reach(law, piece.start, pays) == piece.end


def _reach(law: Law, first: int, pays: Column) -> int:
    """The last value up to which a law says what is paid."""
    looked, wide = 0, FIRST_LOOK
    while looked < len(pays):
        wide = min(wide, len(pays) - looked)
        wrong = law.along(range(first + looked, first + looked + wide)) != pays[looked : looked + wide]
        if wrong.any():
            return first + looked + int(wrong.argmax()) - 1
        looked, wide = looked + wide, wide * WIDER
    return first + looked - 1


def compared(one: Curve, other: Curve) -> tuple[Interval, ...]:
    """Where ``one`` pays less than ``other``; the engine prices the ends again. Raises ValueError where the ranges
    differ, EngineDiffers where the engine says something else."""
    if (one.start, one.end) != (other.start, other.end):
        raise ValueError("two curves over different ranges")
    found = one.where(lambda _, pays: pays < other.pays)
    other.priced(end for interval in found for end in interval)
    return found
