"""promocalc's rows: the same meaning at every stage from a cart never seen to recorded code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.choosing import left_alone
from promocalc.engine.flatten import flatten
from promocalc.engine.plan import Plan, Shape, shape_of
from promocalc.engine.price import Bound, Pricer, price
from promocalc.engine.programme import Facts, Programme
from promocalc.engine.run import Registers, interpret, record, tabulate
from promocalc.engine.steps import steps
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks.carts import cart, example, rulebook
from tests.benchmarks.timing import Subject

SEEN = 200
"""Runs after which a shape has been recorded for certain."""
TABLE_ROWS = 200_000

RECORDED = "shape seen before: every register"
STEPS = "… and the steps told from them"
CART = "… from the Cart model to a receipt"
CART_TOLD = "… and that receipt's steps and lines"
NEW_SHAPE = "new shape: bind + interpret"
NOTHING = "price() from nothing: flatten + bind + run"
FLATTEN = "  of which flatten, once a rulebook"
SHAPE = "  of which shape and inputs of a cart"
BIND = "  of which bind"
INTERPRET = "  of which interpret"
RECORD = "record a shape, once after some 10 runs"
TABLE = f"table: {TABLE_ROWS:,} prices of one line, per cart"
PAY = "shape seen before: what is paid, and nothing else"
TABLE_PAY = f"table: {TABLE_ROWS:,} prices of one line, what is paid alone: all of them"
EXAMPLE = "double11-example: every register"
EXAMPLE_STEPS = "… and the steps told from them"
EXAMPLE_NEW = "double11-example: bind + interpret"


@dataclass(frozen=True)
class Case:
    """One cart under one rulebook, at every stage of being priced."""

    cart: Cart
    rulebook: Rulebook

    @cached_property
    def programme(self) -> Programme:
        """The rulebook without a cart."""
        return flatten(self.rulebook, Facts(self.cart.shopper, self.cart.at))[0]

    @cached_property
    def shape(self) -> Shape:
        """The cart without amounts."""
        return shape_of(self.cart, self.programme)

    @cached_property
    def plan(self) -> Plan:
        """Both together."""
        return bind(self.programme, self.shape)

    def inputs_of(self, one: Cart) -> list[int]:
        """The amounts of a cart of this shape."""
        return self.plan.inputs_of(one, left_alone(self.programme, one.choices))

    @cached_property
    def plan_of_pay(self) -> Plan:
        """Both together, as closely as what is paid needs it."""
        return bind(self.programme, self.shape, detail="pay")

    @cached_property
    def inputs(self) -> list[int]:
        """The cart's own amounts."""
        return self.inputs_of(self.cart)

    def answers(self) -> Iterator[tuple[str, int]]:
        """What is paid by every way of running it: they have to agree before any of them is timed."""
        yield "interpreted", interpret(self.plan, self.inputs)[self.plan.pay]
        yield "recorded", self.recorded()(self.inputs)[self.plan.pay]
        yield "what is paid alone", self.recorded_pay()(self.inputs)[0]
        yield "price()", price(self.cart, self.rulebook).pay
        if find_spec("numpy") is not None:
            yield "table", int(tabulate(self.plan, self.inputs, {0: self.inputs[:1]})[self.plan.pay][0])

    def recorded_pay(self) -> Callable[[list[int]], Registers]:
        """Only what is paid, recorded."""
        return record(self.plan_of_pay, [self.plan_of_pay.pay])

    def recorded(self) -> Callable[[list[int]], Registers]:
        """``Bound.run`` once the shape has been recorded."""
        bound = Bound(self.plan)
        for _ in range(SEEN):
            bound.run(self.inputs)
        return bound.run


def the_case() -> Case:
    """The cart of the table."""
    return Case(cart(), rulebook())


def the_example() -> Case:
    """The shipped example."""
    return Case(*example())


def subjects() -> Iterator[Subject]:
    """Every row of the table that is promocalc's own."""
    case = the_case()
    run, inputs, programme, shape, plan = case.recorded(), case.inputs, case.programme, case.shape, case.plan
    pricer, pay, closely = Pricer(rulebook()), case.recorded_pay(), case.plan_of_pay
    yield Subject(RECORDED, lambda _: run(inputs))
    yield Subject(PAY, lambda _: pay(inputs))
    yield Subject(STEPS, lambda _: steps(plan, run(inputs), inputs))
    yield Subject(CART, pricer.price, cart, warm=SEEN)
    yield Subject(CART_TOLD, lambda one: _told(pricer, one), cart, warm=SEEN)
    yield Subject(NEW_SHAPE, lambda _: interpret(bind(programme, shape), inputs))
    yield Subject(NOTHING, lambda both: price(*both), lambda: (cart(), rulebook()))
    yield Subject(FLATTEN, lambda book: flatten(book, Facts(case.cart.shopper, None)), rulebook)
    yield Subject(SHAPE, lambda one: (shape_of(one, case.programme), case.inputs_of(one)), cart)
    yield Subject(BIND, lambda _: bind(programme, shape))
    yield Subject(INTERPRET, lambda _: interpret(plan, inputs))
    yield Subject(RECORD, lambda _: record(plan))
    if find_spec("numpy") is not None:
        prices = list(range(1, TABLE_ROWS + 1))
        yield Subject(TABLE, lambda _: tabulate(plan, inputs, {0: prices}), per=TABLE_ROWS)
        yield Subject(TABLE_PAY, lambda _: tabulate(closely, inputs, {0: prices}))


def _told(pricer: Pricer, one: Cart) -> object:
    receipt = pricer.price(one)
    return receipt.steps, receipt.lines


def example_subjects() -> Iterator[Subject]:
    """The shipped example, in fewer rows."""
    case = the_example()
    run, inputs, plan = case.recorded(), case.inputs, case.plan
    yield Subject(EXAMPLE, lambda _: run(inputs))
    yield Subject(EXAMPLE_STEPS, lambda _: steps(plan, run(inputs), inputs))
    yield Subject(EXAMPLE_NEW, lambda _: interpret(bind(case.programme, case.shape), inputs))
