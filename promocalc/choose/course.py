"""The course of a search: in which order an expression is worked out, where each decision is made, what is live there.

A decision is made as late as may be, right before something depends on it. What is live between two decisions is all
that later ones can see of the earlier ones: combinations that agree on it are one state.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promocalc.choose.decisions import Decision, Openings
from promocalc.frozen import Frozen
from promocalc.numbers.formula import Expression


class Leg(Frozen):
    """A decision, and what is worked out between it and the next one."""

    decision: Decision | None
    """None for the first leg: it stands before any decision."""
    steps: tuple[Expression, ...]
    live: tuple[int, ...]
    """What was worked out before the decision and is asked for after it, by number."""


class Course(Frozen):
    """Legs, and the expression that they end in."""

    legs: tuple[Leg, ...]
    last: dict[int, int]
    """Of every expression: the number of the last leg that asks for it; one more than there are for the end."""
    root: Expression


def course(openings: Openings) -> Course:
    """The course of what is paid. It depends on a decision at least."""
    steps = _late(live(openings.pay))
    decisions = {decision.symbol.number: decision for decision in openings.decisions}
    legs: list[tuple[Decision | None, list[Expression]]] = [(None, [])]
    made = set[int]()
    for one in steps:
        for arg in operands(one):
            if arg.number in decisions and arg.number not in made:
                made.add(arg.number)
                legs.append((decisions[arg.number], []))
        legs[-1][1].append(one)
    last = {openings.pay.number: len(legs)}
    for number in range(len(legs) - 1, -1, -1):
        for one in legs[number][1]:
            for arg in operands(one):
                last.setdefault(arg.number, number)
    known: list[int] = []
    found = []
    for number, (decision, some) in enumerate(legs):
        found.append(Leg(decision, tuple(some), tuple(one for one in known if last.get(one, -1) >= number)))
        known += [*([] if decision is None else [decision.symbol.number]), *(one.number for one in some)]
    return Course(tuple(found), last, openings.pay)


def operands(one: Expression) -> list[Expression]:
    """The expressions that an operation is over."""
    return [arg for arg in one.args if isinstance(arg, Expression)]


def live(root: Any) -> list[Expression]:
    """The expressions that one depends on, each after those in it."""
    found: dict[int, Expression] = {}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.number not in found:
            found[one.number] = one
            waiting += operands(one)
    return [found[number] for number in sorted(found)]


def _late(steps: Sequence[Expression]) -> list[Expression]:
    """The same, but what depends on one decision alone comes right before it is asked for."""
    of: dict[int, int | None] = {}
    for one in steps:
        on = {arg.number if arg.op == "symbol" else of[arg.number] for arg in operands(one)}
        of[one.number] = on.pop() if len(on) == 1 else None
    found: dict[int, Expression] = {}
    for one in steps:
        if one.op != "symbol" and (of[one.number] is None or one is steps[-1]):
            waiting = [one]
            while waiting:
                top = waiting[-1]
                missing = [arg for arg in operands(top) if arg.op != "symbol" and arg.number not in found]
                if missing:
                    waiting += missing[::-1]
                else:
                    found.setdefault(top.number, top)
                    waiting.pop()
    return list(found.values())
