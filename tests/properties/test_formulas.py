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
from promocalc.formula.asked import possible
from promocalc.formula.equations import Equations, equations, equations_of
from promocalc.formula.heat import put
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LineQuantity, Spend, Unknown, fewest, unit_of
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.formula_reader import read
from tests.generate import cases
from tests.generate_laminar import laminar
from tests.unit.test_formula import all_of, by_hand, rows

Case = tuple[Cart, Rulebook]
FURTHEST = {"pieces": 8, "rate": 10_000, "money": 40_000, "points": 3_000}
"""How far above the least a value is drawn; a rate is 100 % at most."""


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


def moved(unknown: Unknown, now: int, dice: random.Random) -> int:
    """What something may be instead: as it is, the least, or more."""
    unit, least = unit_of(unknown), fewest(unknown)
    value = dice.choice((now, least, least + dice.randrange(FURTHEST[unit])))
    most = MOST_PIECES if isinstance(unknown, LineQuantity) else FURTHEST["rate"] if unit == "rate" else value
    return min(value, most)


@given(st.one_of(cases(), laminar()), st.integers(0, 2**32))
def test_with_several_things_open_at_once_the_equations_give_every_receipt(case: Case, seed: int) -> None:
    """Prices, quantities, balances and numbers of rules, whatever is drawn: all of them at other values together."""
    (cart, book), dice = case, random.Random(seed)
    subject = Subject(cart, book.in_currency(cart.currency))
    known = [one for one in possible(subject) if not isinstance(one, Spend)]
    assume(known)
    unknowns = dice.sample(known, min(dice.randint(2, 4), len(known)))
    assume(len(Question(subject, unknowns[0]).ways) == 1)  # of several ways equations are one
    try:
        told = equations(subject, unknowns)
    except NotExpressible:
        assume(False)
        raise
    worked = read(told.text.splitlines())
    for _ in range(4):
        at, values = subject, dict[str, int]()
        for one in told.open:
            values[one.symbol] = moved(one.unknown, one.value, dice)
            at = put(at, one.unknown, values[one.symbol])
        assert worked(values)["pay"] == price(at.cart, at.rulebook, at.choices, at.at, at.balance_at).pay
