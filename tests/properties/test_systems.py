"""One meaning, three number systems: the table and the recording equal exact, register by register."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import bind, wide
from promocalc.engine.meaning import run
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret, record, tabulate
from promocalc.numbers.exact import Exact
from promocalc.numbers.record import BranchedOnAmount, Record
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases

Case = tuple[Cart, Rulebook]
CARTS = 8


def scenarios(inputs: list[int], goods: int, seed: int) -> list[list[int]]:
    """The cart itself, and others of its shape: other prices, balances, coupons and choices."""
    dice = random.Random(seed)
    found = [inputs]
    for _ in range(CARTS - 1):
        prices = [
            dice.choice((value, 0, 1, dice.randrange(0, 1 + 3 * value), dice.randrange(200_000)))
            for value in inputs[:goods]
        ]
        cells = [dice.choice((value, 0, 1, dice.randrange(0, 2 + 2 * value))) for value in inputs[goods:]]
        found.append(prices + cells)
    return found


@given(cases(), st.integers(0, 2**32))
def test_a_recording_equals_exact_on_every_register(case: Case, seed: int) -> None:
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    for reading in range(len(pricer.programmes)):
        plan = wide(pricer.bind(cart, reading).plan)
        recorded = record(plan)
        for inputs in scenarios(plan.inputs_of(cart, frozenset()), plan.goods, seed):
            assert recorded(inputs) == interpret(plan, inputs)


@given(cases(), st.integers(0, 2**32))
def test_a_table_row_equals_exact_on_every_register(case: Case, seed: int) -> None:
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    plan = wide(pricer.bind(cart).plan)
    rows = scenarios(plan.inputs_of(cart, frozenset()), plan.goods, seed)
    if not rows[0]:
        return
    columns = {at: [row[at] for row in rows] for at in range(len(rows[0]))}
    table = tabulate(plan, rows[0], columns)
    for at, row in enumerate(rows):
        got = tuple(int(register if isinstance(register, int) else register[at]) for register in table)
        assert got == interpret(plan, row)


def pays_the_same_whoever_looks(case: Case, seed: int) -> None:
    """Of a plan that tells lines and one that only tells what is paid, in every number system."""
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    for reading, programme in enumerate(pricer.programmes):
        lines = wide(pricer.bind(cart, reading).plan)
        pay = bind(programme, lines.lines[: lines.goods], detail="pay")
        rows = scenarios(lines.inputs_of(cart, frozenset()), lines.goods, seed)
        exact = [interpret(lines, inputs)[lines.pay] for inputs in rows]
        assert [interpret(pay, inputs)[pay.pay] for inputs in rows] == exact
        assert [record(pay, [pay.pay])(inputs)[0] for inputs in rows] == exact
        if rows[0]:
            table = tabulate(pay, rows[0], {at: [row[at] for row in rows] for at in range(len(rows[0]))})[pay.pay]
            assert [int(value) for value in table] == exact if not isinstance(table, int) else {table} == set(exact)


@given(cases(), st.integers(0, 2**32))
def test_what_is_paid_does_not_depend_on_how_closely_anybody_looks(case: Case, seed: int) -> None:
    pays_the_same_whoever_looks(case, seed)


@given(cases())
def test_every_register_is_a_whole_number_and_none_is_negative(case: Case) -> None:
    cart, book = case
    plan = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at).bind(cart).plan
    registers = interpret(plan, plan.inputs_of(cart, frozenset()))
    assert all(type(register) is int and register >= 0 for register in registers)


@given(cases())
def test_the_recorded_text_holds_nothing_that_an_author_wrote(case: Case) -> None:
    cart, book = case
    plan = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at).bind(cart).plan
    tape = Record(plan.inputs, plan.size)
    run(tape, plan, tape.inputs)
    assert set(tape.source()) <= set("abcdefghijklmnopqrstuvwxyzTF_0123456789 \n()=<>+-*/,:")


class Counting(Exact):
    """Exact, and it minds how often an amount is counted."""

    __slots__ = ()

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:
        assert at_most is None or 0 <= count <= at_most
        return super().times(count, unit, at_most)


@given(cases(), st.integers(0, 2**32))
def test_nothing_is_counted_more_often_than_the_plan_says_it_can_be(case: Case, seed: int) -> None:
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    for reading in range(len(pricer.programmes)):
        plan = wide(pricer.bind(cart, reading).plan)
        for inputs in scenarios(plan.inputs_of(cart, frozenset()), plan.goods, seed):
            run(Counting(plan.size), plan, inputs)


def test_an_amount_on_the_tape_refuses_to_be_looked_at() -> None:
    amount = Record(1, 0).inputs[0]
    for look in (bool, int, list, hash, lambda a: a == 1, lambda a: a != 1, lambda a: bool(a >= 1), lambda a: 3 // a):
        with pytest.raises(TypeError):
            look(amount)
    with pytest.raises(BranchedOnAmount):
        assert amount > 1


@given(cases())
def test_gathering_lots_changes_nothing_that_is_paid(case: Case) -> None:
    """Lots are moved together so that they do not multiply: every line pays what it does where they are left alone."""
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    bound = pricer.bind(cart)
    inputs = bound.plan.inputs_of(cart, frozenset())
    registers = bound.run(inputs)
    loose = bind(bound.plan.programme, bound.plan.lines[: bound.plan.goods])
    lines = len(loose.lines)
    alone = interpret(loose, inputs)
    assert registers[bound.plan.finals :][:lines] == alone[loose.finals :][:lines]
    assert registers[bound.plan.pay] == alone[loose.pay]
