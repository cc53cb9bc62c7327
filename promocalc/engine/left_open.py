"""Numbers of rules left open: what a rulebook states becomes an input of the plan, as a price is.

So a threshold, a percentage or a cap can be moved without binding anew, and stands in formulas under a name of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias, get_args

from promocalc.engine.programme import Apply, Programme
from promocalc.engine.terms import Deduct, DeductEvery, Free, LowerTo, Quantity, Terms

Part: TypeAlias = Literal["from", "off", "every", "to", "cap"]
"""Which number of a rule: its threshold, what it takes, what repeats it, the price it sets, the cap on a pool."""

PARTS: tuple[Part, ...] = get_args(Part)

HUNDREDTHS = 10_000
"""Rates are left open in hundredths of a percent: so many make a whole."""


class Stated(NamedTuple):
    """A number that may be left open, as the rulebook has it."""

    first: int
    per: int = 1
    """Of a rate: how many of its parts make a whole."""


def openings(programme: Programme) -> dict[tuple[str, Part], Stated]:
    """Every number that may be left open, by rule and part, as the rulebook states it.

    Not among them: numbers by tier, by line, by currency, ranges, rates in points, rates finer than a hundredth of a
    percent.
    """
    found: dict[tuple[str, Part], Stated] = {}
    for op in programme.ops:
        if isinstance(op, Apply) and op.prepays < 0:
            for part in PARTS:
                number = _number(op, part)
                stated = _whole(number)
                # A rate in points is kept as points for a minor unit, which is not what the rulebook states.
                in_points = op.terms.counts_points and isinstance(number, Fraction)
                if stated is not None and not in_points:
                    found.setdefault((op.terms.name, part), stated)
    return found


def left_open(programme: Programme, numbers: Sequence[tuple[str, Part]]) -> Programme:
    """The programme with some numbers as inputs, in this order. Raises KeyError for one that cannot be left open."""
    known = openings(programme)
    opened = {key: Free(at, *known[key]) for at, key in enumerate(numbers)}
    ops = tuple(_opened(op, opened) if isinstance(op, Apply) else op for op in programme.ops)
    return programme._replace(ops=ops, opened=tuple(opened.items()))


def _number(op: Apply, part: Part) -> Quantity | None:
    """The number as the rule has it; None where it has none such."""
    terms = op.terms
    match part, terms.verb:
        case "from", _:
            return op.conditions[0].at_least if terms.rule.start is not None and op.conditions else None
        case "cap", _:
            return terms.cap_pool
        case "off", Deduct(off) | DeductEvery(off, _):
            return off
        case "every", DeductEvery(_, every):
            return every
        case "to", LowerTo(price):
            return price
        case _:
            return None


def _whole(number: Quantity | None) -> Stated | None:
    """In whole minor units, things or hundredths of a percent; None where it is not one number of these."""
    if isinstance(number, Fraction):
        hundredths = number * HUNDREDTHS
        return Stated(hundredths.numerator, HUNDREDTHS) if hundredths.denominator == 1 else None
    return Stated(number) if isinstance(number, int) else None


def _opened(op: Apply, opened: dict[tuple[str, Part], Free]) -> Apply:
    own = {part: number for (rule, part), number in opened.items() if rule == op.terms.name}
    if not own:
        return op
    conditions = op.conditions
    if "from" in own:
        conditions = (conditions[0]._replace(start=own["from"]), *conditions[1:])
    # The money of a deposit is taken where what comes off for it is; how much it is is another number.
    return op._replace(terms=op.terms if op.prepays >= 0 else _terms(op.terms, own), conditions=conditions)


def _terms(terms: Terms, own: dict[Part, Free]) -> Terms:
    verb = terms.verb
    match verb:
        case Deduct(off):
            verb = Deduct(own.get("off", off))
        case DeductEvery(off, every):
            verb = DeductEvery(own.get("off", off), own.get("every", every))
        case LowerTo(price):
            verb = LowerTo(own.get("to", price))
        case _:
            pass
    facts = vars(terms) | {"verb": verb, "cap_pool": own.get("cap", terms.cap_pool), "opens": True}
    return Terms(**facts)
