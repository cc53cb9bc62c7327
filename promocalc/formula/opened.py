"""A plan whose inputs are also what somebody leaves open: numbers of its rules and quantities of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from promocalc.engine.bind import bind
from promocalc.engine.grain import Detail
from promocalc.engine.left_open import left_open, openings
from promocalc.engine.plan import Plan
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown

MOST_PIECES = 1_000
"""How many pieces of a line may be asked about."""


class Opened(NamedTuple):
    """A plan with more inputs, and what all of them are now."""

    plan: Plan
    inputs: tuple[int, ...]


def opened(plan: Plan, inputs: Sequence[int], unknowns: Sequence[Unknown], detail: Detail, width: int | None) -> Opened:
    """The plan in such a detail, with every unknown that it depends on among its inputs (:func:`place_of`)."""
    programme, shape = plan.programme, list(plan.lines[: plan.goods])
    known = openings(programme)
    numbers = [(one.rule, one.part) for one in unknowns if isinstance(one, RuleNumber)]
    numbers = [number for number in numbers if number in known]
    if numbers:
        programme = left_open(programme, numbers)
    counted = [at for one in unknowns if isinstance(one, LineQuantity) for at in _lines(plan, one.line)]
    more = [*(known[number].first for number in numbers), *(shape[at].quantity for at in counted)]
    for at in counted:
        shape[at] = shape[at]._replace(quantity=MOST_PIECES)
    return Opened(bind(programme, tuple(shape), width, detail, counted), (*inputs, *more))


def place_of(plan: Plan, unknown: Unknown) -> int | None:
    """Which input of a plan an unknown is; None where nothing in it depends on that."""
    programme = plan.programme
    match unknown:
        case LinePrice(line) | Spend(line):
            found = _lines(plan, line)
        case LineQuantity(line):
            lines, first = _lines(plan, line), plan.inputs - len(plan.counted)
            found = [first + number for number, at in enumerate(plan.counted) if at in lines]
        case RuleNumber(rule, part, _):
            first = plan.inputs - len(plan.counted) - len(programme.opened)
            found = [first + number for number, (key, _) in enumerate(programme.opened) if key == (rule, part)]
        case Held(balance, _):
            cells = enumerate(programme.cells, plan.goods)
            found = [at for at, cell in cells if cell.source == "balance" and cell.name == balance]
    return found[0] if found else None


def _lines(plan: Plan, line: str) -> list[int]:
    return [at for at, one in enumerate(plan.lines[: plan.goods]) if one.id == line]
