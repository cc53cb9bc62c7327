"""The matrix: every kind of rule comes out alike in every number system, on every register."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeAlias

import pytest

from promocalc.cart import Cart
from promocalc.engine.bind import wide
from promocalc.engine.meaning import run
from promocalc.engine.plan import Plan
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret, record, tabulate
from promocalc.numbers.along import Along, law_of, moving, worked
from promocalc.numbers.formula import Expression, Formula, NotExpressible
from promocalc.numbers.formula_text import value_of
from promocalc.rules.rulebook import Rulebook
from tests.matrix import KINDS, SYSTEMS, UNSAID, book_of, carts
from tests.unit.test_bounds import bounded, outside

ROWS = 8
Rows: TypeAlias = list[Sequence[int]]
"""Inputs of carts of one shape, or their registers."""


@cache
def case(kind: str) -> tuple[Rulebook, tuple[Cart, ...]]:
    return book_of(kind), carts()


def rows(inputs: list[int], goods: int, dice: random.Random) -> list[list[int]]:
    """The cart itself, and others of its shape: other prices, wallets and counters."""
    found = [inputs]
    for _ in range(ROWS - 1):
        prices = [dice.choice((price, 0, 1, dice.randrange(1 + 3 * price), dice.randrange(50_000))) for price in inputs]
        cells = [dice.choice((cell, 0, 1, dice.randrange(2 + 2 * cell))) for cell in inputs]
        found.append([*prices[:goods], *cells[goods:]])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_does_something(kind: str) -> None:
    """Otherwise nothing would be compared below."""
    book, some = case(kind)
    receipts = [Pricer(book, cart.shopper, cart.at).price(cart) for cart in some]
    assert any(step.deduction or step.added or step.given or step.deposit for got in receipts for step in got.steps)
    assert book.tax is None or all(got.tax for got in receipts)


# --- each system by itself: every register of every row, or an end of it that the row may not be beyond ------------


def recorded(plan: Plan, rows: Rows) -> Rows:
    """The straight-line code of the shape."""
    run_ = record(plan)
    return [run_(row) for row in rows]


def tabulated(plan: Plan, rows: Rows) -> Rows:
    """All rows at once, every input a column."""
    table = tabulate(plan, rows[0], {at: [row[at] for row in rows] for at in range(len(rows[0]))})
    columns = [[one] * ROWS if isinstance(one, int) else [int(cell) for cell in one] for one in table]
    return [tuple(column[at] for column in columns) for at in range(ROWS)]


def by_formula(plan: Plan, rows: Rows) -> Rows:
    """One tree over all inputs, worked out for each row."""
    plan = wide(plan)
    numbers = Formula(plan.size)
    symbols = [numbers.unknown() for _ in rows[0]]
    run(numbers, plan, symbols)
    found = []
    for row in rows:
        values: dict[int, Any] = {symbol.number: value for symbol, value in zip(symbols, row, strict=True)}
        for one in sorted(numbers.known.values(), key=lambda one: one.number):
            values[one.number] = value_of(one, values)
        registers = (values[one.number] if isinstance(one, Expression) else one for one in numbers.registers)
        found.append(tuple(map(int, registers)))
    return found


def by_laws(plan: Plan, rows: Rows) -> Rows:
    """The law of every register along one input of each row, another one each time, at that row."""
    found = []
    for number, row in enumerate(rows):
        at = number % len(row)
        numbers = Along(plan.size)
        run(numbers, plan, [moving(one) if place == at else one for place, one in enumerate(row)])
        found.append(tuple(worked(law_of(amount), row[at]) for amount in numbers.registers))
    return found


def between_bounds(plan: Plan, rows: Rows) -> Rows:
    """The registers of each row as intervals of points say them; between the intervals over all rows they lie."""
    columns = list(zip(*rows, strict=True))
    over_all = bounded(plan, [(min(column), max(column)) for column in columns])
    found = []
    for row in rows:
        numbers = bounded(plan, [(value, value) for value in row])
        ends = [numbers.ends(register) for register in numbers.registers]
        assert all(least == most for least, most in ends)
        found.append(tuple(least for least, _ in ends))
        assert outside(over_all, found[-1]) == []
    return found


SAYING: dict[str, Callable[[Plan, Rows], Rows]] = {
    "table": tabulated,
    "record": recorded,
    "formula": by_formula,
    "along": by_laws,
    "bounds": between_bounds,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("system", SAYING)
def test_every_system_says_the_same_or_why_it_cannot(kind: str, system: str) -> None:
    book, some = case(kind)
    dice = random.Random(kind)
    reasons = set()
    for cart in some:
        pricer = Pricer(book, cart.shopper, cart.at)
        for reading in range(len(pricer.programmes)):
            plan = pricer.bind(cart, reading).plan
            found = rows(plan.inputs_of(cart, frozenset()), plan.goods, dice)
            try:
                said = SAYING[system](plan, found)
            except NotExpressible as reason:
                reasons.add(reason.why)
                continue
            plan = wide(plan) if system == "formula" else plan
            assert said == [interpret(plan, row) for row in found]
    assert reasons == ({UNSAID[kind, system]} if (kind, system) in UNSAID else set())


def test_every_system_is_held_against_the_exact_one() -> None:
    assert ("exact", *SAYING) == SYSTEMS


def test_a_reason_is_given_for_every_gap() -> None:
    """What a system cannot say is a kind and a system that exist, and says why."""
    for (kind, system), why in UNSAID.items():
        assert kind in KINDS
        assert system in SYSTEMS
        assert why
