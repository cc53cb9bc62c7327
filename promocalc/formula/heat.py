"""A grid: what is paid as two things move. Needs NumPy.

One of the two is put in, value by value; the other is swept as in any question. Every cell is what the engine says of
the cart with both put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, TypeAlias

from promocalc.formula.question import Question
from promocalc.formula.stated import with_number
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown, written

Amounts: TypeAlias = tuple[tuple[int | None, ...], ...]
"""One row for every ``y``, in it one amount for every ``x``; minor units. None where there is no such cart: where a
spend is less than what the lines come to that it does not move."""


class NotTwo(ValueError):  # noqa: N818 - it names what happened
    """Two unknowns of which one decides the other, or that are one and the same."""


class Cell(NamedTuple):
    """A place in a grid, counted from 0."""

    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    """What is paid and what the cart is marked at, for every ``x`` of ``xs`` and every ``y`` of ``ys``."""

    subject: Subject
    x: Unknown
    y: Unknown
    xs: tuple[int, ...]
    ys: tuple[int, ...]
    pays: Amounts
    marked: Amounts

    @property
    def cells(self) -> list[Cell]:
        """Every cell with a cart, row by row: one at least."""
        every = (Cell(row, column) for row in range(len(self.ys)) for column in range(len(self.xs)))
        return [cell for cell in every if self.pays[cell.row][cell.column] is not None]

    def pay(self, row: int, column: int) -> int:
        """What is paid in a cell. Raises LookupError where there is no such cart."""
        pay = self.pays[row][column]
        if pay is None:
            raise LookupError(f"no cart in row {row}, column {column}")
        return pay

    def discount(self, row: int, column: int) -> Fraction | None:
        """The effective discount in a cell: below 0 where more is paid than marked. None where nothing is marked, and
        where there is no such cart."""
        marked, pay = self.marked[row][column], self.pays[row][column]
        return None if pay is None or not marked else Fraction(marked - pay, marked)

    @cached_property
    def best(self) -> Cell | None:
        """Where the effective discount is largest, of equals the first cell; None where nothing is marked anywhere."""
        return self._first(lambda one, other: one > other)

    @cached_property
    def worst(self) -> Cell | None:
        """Where the effective discount is smallest, of equals the first cell; None where nothing is marked anywhere."""
        return self._first(lambda one, other: one < other)

    def _first(self, better: Callable[[Fraction, Fraction], bool]) -> Cell | None:
        found: tuple[Fraction, Cell] | None = None
        for cell in self.cells:
            there = self.discount(*cell)
            if there is not None and (found is None or better(there, found[0])):
                found = there, cell
        return None if found is None else found[1]

    @cached_property
    def cheapest(self) -> Cell:
        """Where least is paid, of equals the first cell."""
        return min(self.cells, key=lambda cell: self.pay(*cell))

    @cached_property
    def dearest(self) -> Cell:
        """Where most is paid, of equals the first cell."""
        return max(self.cells, key=lambda cell: self.pay(*cell))


def grid(subject: Subject, x: Unknown, y: Unknown, xs: Sequence[int], ys: Sequence[int]) -> Grid:
    """What ``subject`` pays at every ``x`` and ``y``; values in any order.

    Raises NotTwo where the two cannot both move: one and the same, two spends, or a spend and the price or quantity of
    the line that moves it. ValueError where there are no values, where one is too small or too large to be asked about,
    and where every spend is less than the other lines come to. NotInCart as :class:`Question` does.
    """
    if not xs or not ys:
        raise ValueError("a grid of no values")
    _check(x, y)
    # A spend leaves to its line what the other lines do not come to, so these are put in before it.
    if isinstance(y, Spend) and isinstance(x, LinePrice | LineQuantity):
        pays, marked = _rows(subject, y, x, ys, xs)
        pays, marked = tuple(zip(*pays, strict=True)), tuple(zip(*marked, strict=True))
    else:
        pays, marked = _rows(subject, x, y, xs, ys)
    if all(pay is None for row in pays for pay in row):
        raise ValueError("every spend is less than the other lines come to")
    return Grid(subject, x, y, tuple(xs), tuple(ys), pays, marked)


def put(subject: Subject, unknown: Unknown, value: int) -> Subject:
    """The subject with a value put in. Raises ValueError where it is too small or too large, and NotInCart."""
    question = Question(subject, unknown)
    cart, rulebook = question.cart(value), subject.rulebook
    if isinstance(unknown, RuleNumber):
        rulebook = with_number(question.pricer.rulebook, unknown, value)
    return Subject(cart, rulebook, subject.choices, subject.at, subject.balance_at, subject.name)


def _rows(subject: Subject, x: Unknown, y: Unknown, xs: Sequence[int], ys: Sequence[int]) -> tuple[Amounts, Amounts]:
    """What is paid, and what is marked."""
    pays, marked = [], []
    for value in ys:
        question = Question(put(subject, y, value), x)
        there = [not isinstance(x, Spend) or one >= question.least for one in xs]
        paid = iter(question.sweep([one for one, may_be in zip(xs, there, strict=True) if may_be]).tolist())
        pays.append(tuple(next(paid) if may_be else None for may_be in there))
        marked.append(tuple(question.marked(one) if may_be else None for one, may_be in zip(xs, there, strict=True)))
    return tuple(pays), tuple(marked)


def _check(x: Unknown, y: Unknown) -> None:
    """Raises NotTwo."""
    said = f"{written(x)} and {written(y)} cannot both move"
    match x, y:
        case Spend(), Spend():
            raise NotTwo(said)
        case (Spend(line), LinePrice(other) | LineQuantity(other)) | (
            LinePrice(other) | LineQuantity(other),
            Spend(line),
        ):
            if line == other:
                raise NotTwo(said)
        case Held(balance), Held(other):
            if balance == other:
                raise NotTwo(said)
        case RuleNumber(rule, part), RuleNumber(other, other_part):
            if (rule, part) == (other, other_part):
                raise NotTwo(said)
        case _:
            if x == y:
                raise NotTwo(said)
