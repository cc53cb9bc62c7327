"""Equations of any cart under any rulebook give what the engine gives, at any price."""

from __future__ import annotations

import random

from hypothesis import assume, given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.grain import Detail
from promocalc.engine.plan import Plan, shape_of
from promocalc.engine.price import Pricer, price
from promocalc.engine.run import interpret
from promocalc.formula.equations import Equations, equations, equations_of
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.unit.test_formula import all_of, by_hand, rows

Case = tuple[Cart, Rulebook]


def told_of(plan: Plan, inputs: list[int], every: bool) -> Equations:
    """The equations of a plan, where there are any that somebody would read."""
    try:
        return equations_of(plan, inputs, all_of(plan), every)
    except NotExpressible:
        assume(False)
        raise


def plan_of(case: Case, detail: Detail) -> tuple[Plan, list[int]]:
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    plan = bind(pricer.programmes[-1], shape_of(cart, pricer.programmes[-1]), detail=detail)
    return plan, plan.inputs_of(cart, frozenset())


@given(cases(), st.integers(0, 2**32))
def test_equations_give_every_register(case: Case, seed: int) -> None:
    plan, inputs = plan_of(case, "lines")
    worked = by_hand(told_of(plan, inputs, every=True))
    for row in rows(inputs, all_of(plan), random.Random(seed)):
        assert worked(row) == list(interpret(plan, row))


@given(cases(), st.integers(0, 2**32))
def test_equations_of_what_is_paid_give_it(case: Case, seed: int) -> None:
    plan, inputs = plan_of(case, "pay")
    worked = by_hand(told_of(plan, inputs, every=False))
    for row in rows(inputs, all_of(plan), random.Random(seed)):
        assert worked(row)[plan.pay] == interpret(plan, row)[plan.pay]


@given(cases())
def test_the_last_equation_is_what_the_receipt_asks(case: Case) -> None:
    cart, book = case
    book = book.in_currency(cart.currency)
    try:
        told = equations(Subject(cart, book))
    except NotExpressible:
        return
    assert told.equations[-1].symbol == "pay"
    assert told.pay == price(cart, book).pay
