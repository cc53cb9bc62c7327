"""Three ways to run a plan, one meaning: interpret it, run its recording, or run it over a table of scenarios."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

from promocalc.engine.meaning import run
from promocalc.engine.plan import NONE, Plan
from promocalc.engine.programme import Apply
from promocalc.numbers.exact import Exact
from promocalc.numbers.record import Record

Registers = tuple[int, ...]
"""Every named figure of one run, by register number. The register file is the trace."""


class TooNarrow(ValueError):  # noqa: N818 - it names what happened
    """A plan with too few places for the lots of a line, where nobody is there to bind a wider one."""


def interpret(plan: Plan, inputs: Sequence[int]) -> Registers:
    """All registers of one cart: the reference."""
    numbers = Exact(plan.size)
    run(numbers, plan, inputs)
    return tuple(numbers.registers)


def record(plan: Plan, wanted: Sequence[int] | None = None) -> Callable[[Sequence[int]], Registers]:
    """The plan as one straight-line Python function. Pays from some ten runs of one shape on.

    ``wanted`` are the registers that it returns, and all that it works out; every one where None.
    """
    numbers = Record(plan.inputs, plan.size)
    run(numbers, plan, numbers.inputs)
    return numbers.compile(wanted)


def tabulate(plan: Plan, inputs: Sequence[int], columns: Mapping[int, Sequence[int]]) -> list[Any]:
    """All registers of many scenarios: ``columns`` are inputs that vary, by number, all of one length.

    Registers that do not vary come back as plain ints. Needs NumPy. Raises TooNarrow where the plan has too few places
    for the lots of some scenario: a plan of :func:`promocalc.engine.bind.wide` has enough for all.
    """
    from promocalc.numbers.table import Table

    rows = len(next(iter(columns.values())))
    numbers = Table(rows, plan.size, largest_product(plan, inputs, columns))
    values: list[Any] = list(inputs)
    for at, column in columns.items():
        values[at] = numbers.column(column)
    run(numbers, plan, values)
    short: Any = 0 if plan.short == NONE else numbers.registers[plan.short]
    if bool((short != 0).any() if hasattr(short, "any") else short):
        raise TooNarrow(f"{plan.width} places for the lots of a line are too few")
    return numbers.registers


def largest_product(plan: Plan, inputs: Sequence[int], columns: Mapping[int, Sequence[int]]) -> int:
    """A bound on every product that a run can meet: sharing multiplies two totals, a rate by its own terms."""
    highest = [max(columns[at]) if at in columns else value for at, value in enumerate(inputs)]
    quantities = [line.quantity for line in plan.lines]
    goods = sum(price * quantity for price, quantity in zip(highest[: plan.goods], quantities, strict=False))
    literals = plan.programme.largest_literal * (sum(quantities) + 1)
    literals += sum(n * line.quantity for line in plan.lines for _, n in line.numbers if isinstance(n, int))
    stated = plan.goods + len(plan.programme.cells)
    literals += sum(highest[stated:]) * (sum(quantities) + 1)
    total = plan.programme.longest_view * 4 * (goods + sum(highest[plan.goods : stated]) + literals + 1)
    return total * max(total * _tax_scale(plan), 2 * plan.programme.largest_factor * _line_factor(plan))


def _line_factor(plan: Plan) -> int:
    """The largest number by which a rate that a line states multiplies or divides, in points of what they are worth."""
    rates = [n for line in plan.lines for _, n in line.numbers if isinstance(n, Fraction)]
    worths = [op.terms.points_worth for op in plan.programme.ops if isinstance(op, Apply) and op.terms.points_worth]
    largest = [max((max(one.as_integer_ratio()) for one in several), default=1) for several in (rates, worths)]
    return largest[0] * largest[1]


def _tax_scale(plan: Plan) -> int:
    """By what bases are multiplied so that parts of several rates of tax are whole."""
    if plan.collect is None:
        return 1
    scale = lcm(*(rate.denominator * (rate.denominator + rate.numerator) for rate in set(plan.collect.rates)))
    return 2 * scale * plan.collect.levy.unit
