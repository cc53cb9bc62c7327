"""What the shopper may decide, left open in one expression of what is paid.

The meaning runs once in :class:`promocalc.numbers.formula.Formula`, with this cart's prices as they are and every gate
open. All ways in which the engine may settle the cart end in that one expression, so what it comes to at a set of
decisions is what the engine's receipt says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from promocalc.cart import Cart, Choices
from promocalc.engine.bind import bind
from promocalc.engine.meaning import run
from promocalc.engine.plan import NONE, Plan
from promocalc.engine.price import Pricer, Way
from promocalc.engine.programme import Merge, Programme
from promocalc.frozen import Frozen
from promocalc.numbers.formula import Expression, Formula


class Decision(Frozen):
    """A rule that is used (1) or left alone (0); or which of several that exclude each other is used, from 1."""

    symbol: Expression
    rules: tuple[str, ...]

    def used(self, value: int) -> str | None:
        """The rule that is used at a value; None where none is."""
        return self.rules[value - 1] if value else None


class Openings(Frozen):
    """What is paid, over the decisions that it depends on."""

    pay: Any
    """An expression, or an integer where no decision changes anything."""
    decisions: tuple[Decision, ...]


def openings(pricer: Pricer, cart: Cart, choices: Choices) -> Openings:
    """What the shopper may still decide: ``choices`` stand, everything else is open.

    Raises NotExpressible where there is no such expression, and ProblemGroup as :meth:`Pricer.price` does.
    """
    numbers = Formula(0)
    decisions: list[Decision] = []
    gates: dict[str, Any] = {}
    ways = pricer.ways(cart, choices)
    for rules in exclusive(ways[0].plan.programme) if ways else ():
        open_ = [rule for rule in rules if rule not in choices.skip]
        if open_ and not set(open_) & set(choices.use):
            decisions.append(_decision(numbers, open_))
            for number, rule in enumerate(open_, 1):
                gates[rule] = numbers.choose(numbers.same(decisions[-1].symbol, number), 1, 0)
    ends = [_end(numbers, way, gates, decisions, choices) for way in ways]
    return Openings(_paid(numbers, ways, ends), tuple(decisions))


def _decision(numbers: Formula, rules: Sequence[str]) -> Decision:
    symbol = numbers.unknown(0)
    symbol.high = len(rules)
    return Decision(symbol, tuple(rules))


def exclusive(programme: Programme) -> Iterator[tuple[str, ...]]:
    """Alternatives of one rule each, of which one stands for the order: to pick it is to leave the others alone."""
    choosable = set(programme.choosable)
    for op in programme.ops:
        if isinstance(op, Merge) and op.per == "order" and all(len(branch.rules) == 1 for branch in op.branches):
            rules = tuple(branch.rules[0] for branch in op.branches)
            if choosable.issuperset(rules):
                yield rules


def _end(
    numbers: Formula, way: Way, gates: dict[str, Any], decisions: list[Decision], choices: Choices
) -> tuple[Any, Any]:
    """What one way pays, and whether it makes a deposit."""
    plan = bind(way.plan.programme, way.plan.lines[: way.plan.goods], None, "pay")
    inputs: list[Any] = list(way.inputs)
    for at, cell in enumerate(plan.programme.cells, plan.goods):
        # A gate that is shut has been shut by a choice, or so that of two that may not meet the other is kept.
        if cell.source == "gate" and inputs[at] and cell.name not in choices.use:
            if cell.name not in gates:
                decisions.append(_decision(numbers, (cell.name,)))
                gates[cell.name] = decisions[-1].symbol
            inputs[at] = gates[cell.name]
    numbers.registers = [0] * plan.size
    run(numbers, plan, inputs)
    return numbers.registers[plan.pay], _makes_deposit(numbers, plan)


def _makes_deposit(numbers: Formula, plan: Plan) -> Any:
    made: Any = False
    if plan.deposits != NONE:
        for at in range(len(plan.lines)):
            made = numbers.either(made, numbers.registers[plan.deposits + at] >= 1)
    return made


def _paid(numbers: Formula, ways: Sequence[Way], ends: Sequence[tuple[Any, Any]]) -> Any:
    """Of those that pay a balance apart the cheapest, if it makes a deposit; else the cheapest of the others."""
    best: dict[bool, tuple[Any, Any]] = {}
    for way, (pay, made) in zip(ways, ends, strict=True):
        if way.apart in best:
            before, was = best[way.apart]
            less = pay < before
            pay, made = (
                numbers.choose(less, pay, before),
                numbers.either(numbers.both(less, made), numbers.both(numbers.negate(less), was)),
            )
        best[way.apart] = pay, made
    pay, _ = best[False]
    if True in best:
        apart, made = best[True]
        pay = numbers.choose(made, apart, pay)
    return pay
