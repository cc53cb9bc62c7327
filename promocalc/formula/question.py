"""A question: what is paid as one thing moves. Answered one value at a time by the engine, or for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from promocalc.cart import Cart
from promocalc.engine.bind import wide
from promocalc.engine.left_open import HUNDREDTHS
from promocalc.engine.plan import NONE, Plan
from promocalc.engine.price import Pricer, Way
from promocalc.engine.receipt import Receipt
from promocalc.engine.run import Registers, TooNarrow, interpret, tabulate
from promocalc.formula.opened import MOST_PIECES, opened, place_of
from promocalc.formula.stated import with_number
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown, fewest, unit_of
from promocalc.money import decimal, minor_units

CHUNK = 8_192
"""Rows of one table: its columns then stay in the processor's cache."""


class NotInCart(ValueError):  # noqa: N818 - it names what happened
    """The line that should move is not in the cart, or is not the single piece that it has to be."""


class Stands(NamedTuple):
    """The way that stands at one value, and what it comes to."""

    way: int
    """Its number among :attr:`Question.ways`."""
    plan: Plan
    inputs: tuple[int, ...]
    position: int | None
    """Which of the inputs moves; None where the payment does not depend on it."""
    registers: Registers


@dataclass(frozen=True)
class Question:
    """What ``subject`` pays as ``unknown`` moves: minor units, pieces, points or hundredths of a percent.

    Raises NotInCart where the line is not there, or where what a cart comes to is moved by a line of several pieces.
    """

    subject: Subject
    unknown: Unknown

    def __post_init__(self) -> None:
        if isinstance(self.unknown, Held | RuleNumber):
            return
        found = [one for one in self.subject.cart.lines if one.id == self.unknown.line]
        if not found:
            raise NotInCart(f"no line {self.unknown.line!r}")
        if isinstance(self.unknown, Spend) and found[0].quantity != 1:
            raise NotInCart(f"line {self.unknown.line!r} is not a single piece")

    # --- one value ----------------------------------------------------------------------------------------

    @cached_property
    def least(self) -> int:
        """The smallest value there is: one piece, or what the lines come to that do not move; else 0."""
        return max(self._base, fewest(self.unknown))

    @property
    def _base(self) -> int:
        """What is taken off a value to have the input that moves."""
        return self._others if isinstance(self.unknown, Spend) else 0

    def cart(self, value: int) -> Cart:
        """The cart with the value put in; as it is, where a number of a rule moves."""
        self._check(value)
        cart, currency = self.subject.cart, self.subject.cart.currency
        match self.unknown:
            case LinePrice(line) | Spend(line):
                return self._with_line(line, {"unit_price": decimal(value - self._base, currency)})
            case LineQuantity(line):
                return self._with_line(line, {"quantity": value})
            case RuleNumber():
                return cart
            case Held(balance, unit):
                held = Decimal(value) if unit == "points" else decimal(value, currency)
                wallet = cart.wallet.model_copy(update={"balances": {**cart.wallet.balances, balance: held}})
                return cart.model_copy(update={"wallet": wallet})

    def _with_line(self, line: str, changes: dict[str, Any]) -> Cart:
        cart = self.subject.cart
        lines = tuple(one.model_copy(update=changes) if one.id == line else one for one in cart.lines)
        return cart.model_copy(update={"lines": lines})

    def _check(self, value: int) -> None:
        if value < self.least:
            raise ValueError(f"{value} is less than {self.least}")
        if isinstance(self.unknown, LineQuantity) and value > MOST_PIECES:
            raise ValueError(f"{value} is more than {MOST_PIECES}")
        if unit_of(self.unknown) == "rate" and value > HUNDREDTHS:
            raise ValueError(f"{value} is more than the whole, which is {HUNDREDTHS}")

    def receipt(self, value: int) -> Receipt:
        """The engine's own receipt at a value: exact, and the last word."""
        pricer, cart = self.pricer, self.cart(value)
        if isinstance(self.unknown, RuleNumber):
            pricer = replace(pricer, rulebook=with_number(pricer.rulebook, self.unknown, value))
        return pricer.price(cart, self.subject.choices)

    def marked(self, value: Any) -> Any:
        """What the cart is marked at, at a value (or at an array of them)."""
        match self.unknown:
            case LinePrice(line):
                pieces = next(one.quantity for one in self.subject.cart.lines if one.id == line)
                return self._others + pieces * value
            case LineQuantity(line):
                price = next(one.unit_price for one in self.subject.cart.lines if one.id == line)
                return self._others + minor_units(price, self.subject.cart.currency) * value
            case Spend():
                return value
            case Held() | RuleNumber():
                return self._others + 0 * value

    @cached_property
    def pricer(self) -> Pricer:
        """The rulebook as the subject meets it."""
        return self.subject.pricer()

    @cached_property
    def _others(self) -> int:
        """What the lines that do not move are marked at, together."""
        cart = self.subject.cart
        moved = None if isinstance(self.unknown, Held | RuleNumber) else self.unknown.line
        return sum(
            minor_units(line.unit_price, cart.currency) * line.quantity for line in cart.lines if line.id != moved
        )

    # --- the ways it may come out -------------------------------------------------------------------------

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Every way in which it may come out (:meth:`Pricer.ways`); one input of each is what moves."""
        start = self.subject.cart if isinstance(self.unknown, RuleNumber) else self.cart(self.least)
        return tuple(self._open(way) for way in self.pricer.ways(start, self.subject.choices))

    def _open(self, way: Way) -> Way:
        """The same as closely as what is paid needs it, and what moves is among its inputs."""
        plan, inputs = opened(way.plan, way.inputs, [self.unknown], "pay", way.plan.width)
        return way._replace(plan=plan, inputs=inputs)

    def stands(self, value: int) -> Stands:
        """The way that stands at a value. Raises ValueError where it is out of range."""
        self._check(value)
        tried: list[Stands] = []
        for at, way in enumerate(self.ways):
            where = place_of(way.plan, self.unknown)
            inputs = tuple(value - self._base if place == where else one for place, one in enumerate(way.inputs))
            plan, registers = self._run(at, inputs)
            tried.append(Stands(at, plan, inputs, where, registers))
        for apart, group in groupby(tried, key=lambda one: self.ways[one.way].apart):
            best = min(group, key=lambda one: one.registers[one.plan.pay])
            if not apart or any(_deposits(best.plan, best.registers)):
                return best
        raise AssertionError("to pay all at once is always a way")

    def _run(self, at: int, inputs: tuple[int, ...]) -> tuple[Plan, Registers]:
        """One way at one value, under a plan that is wide enough for it."""
        plan = self._widened.get(at, self.ways[at].plan)
        registers = interpret(plan, inputs)
        if plan.short != NONE and registers[plan.short]:
            plan = self._wide(at)
            registers = interpret(plan, inputs)
        return plan, registers

    def _wide(self, way: int) -> Plan:
        self._widened[way] = wide(self.ways[way].plan)
        return self._widened[way]

    @cached_property
    def _widened(self) -> dict[int, Plan]:
        """Plans with places for all lots, of the ways that turned out to need them."""
        return {}

    # --- many values --------------------------------------------------------------------------------------

    def sweep(self, values: Sequence[int]) -> Any:
        """What is paid at each value, as a NumPy array: int64, or Python integers where these are too large for it.

        It is what :meth:`receipt` says of each. Needs NumPy.
        """
        from promocalc.formula.columns import joined

        return joined([self._chunk(values[at : at + CHUNK]) for at in range(0, len(values), CHUNK)])

    def _chunk(self, values: Sequence[int]) -> Any:
        from promocalc.formula.columns import column, either

        self._check(min(values))
        self._check(max(values))
        moved = [int(value) - self._base for value in values]
        best: dict[bool, tuple[Any, Any]] = {}
        """The cheapest way that pays a balance apart, and that does not: what it pays, and if it makes a deposit."""
        for at, way in enumerate(self.ways):
            pay, deposits = self._table(at, moved)
            if way.apart in best:
                before, made = best[way.apart]
                less = pay < before
                pay, deposits = either(less, pay, before), either(less, deposits, made)
            best[way.apart] = pay, deposits
        pay, _ = best[False]
        if True in best:
            apart, made = best[True]
            pay = either(made, apart, pay)
        return column(pay, len(values))

    def _table(self, at: int, moved: Sequence[int]) -> tuple[Any, Any]:
        """What one way pays at each value, and whether it makes a deposit: columns, or one answer for all."""
        plan = self._widened.get(at, self.ways[at].plan)
        inputs, where = self.ways[at].inputs, place_of(plan, self.unknown)
        registers: Sequence[Any]
        if where is None:
            plan, registers = self._run(at, inputs)
        else:
            try:
                registers = tabulate(plan, inputs, {where: moved})
            except TooNarrow:
                plan = self._wide(at)
                registers = tabulate(plan, inputs, {where: moved})
        made: Any = False
        for one in _deposits(plan, registers) if self.ways[at].apart else ():
            made = made | (one != 0)
        return registers[plan.pay], made


def _deposits(plan: Plan, registers: Sequence[Any]) -> Sequence[Any]:
    """What is paid of each line with a deposit; nothing where none is made."""
    return () if plan.deposits == NONE else registers[plan.deposits : plan.deposits + len(plan.lines)]
