"""The distance to more: what would make a rule take more than it does.

Told only where it is one number: of the pool's own measure, with every need
that is in the way counted in, and never where a cap or a ceiling would take the
gain back.
"""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.outcome import NextStep
from promocalc.engine.plan import NONE, Site
from promocalc.engine.programme import Apply, Condition
from promocalc.engine.terms import Deduct, DeductEvery, DeductTier


def next_step(apply: Apply, site: Site, registers: Sequence[int]) -> NextStep | None:
    """How much more of the measure makes it take more, where that can be said of the pool as a whole."""
    measured = registers[site.slots.measured]
    least = _needed(apply, site, registers)
    terms = apply.terms
    if site.units or least is None or terms.selects or terms.needed_numbers or apply.spent is not None:
        return None
    if terms.stepped is not None or terms.unit != 1 or (terms.cap_refuses and site.limited):
        return None  # more may be refused, or be no whole step or unit
    if any(not registers[site.slots.limits + at] for at in range(len(apply.limits))):
        return None
    now = _bounded(apply, _amount(apply, measured) if least <= measured else 0)
    for goal in _goals(apply, measured, least):
        if any(c.at_most is not None and _same(apply, c) and goal > c.at_most for c in apply.conditions):
            return None
        gain = _bounded(apply, _amount(apply, goal)) - now
        if site.slots.balance != NONE:
            gain = min(gain, registers[site.slots.balance] - now)
        if gain > 0:
            return NextStep(goal - measured, gain, apply.measure.counts)
    return None


def _same(apply: Apply, condition: Condition) -> bool:
    """Whether a need is on the rule's own measure of the pool as a whole."""
    return condition.looks == apply.measure and condition.on is None and not condition.any_line


def _needed(apply: Apply, site: Site, registers: Sequence[int]) -> int | None:
    """What the measure must come to for every need; None where another need than on the measure is unmet."""
    least = 0
    for at, condition in enumerate(apply.conditions):
        bound = condition.at_least if condition.above is None else condition.above + 1
        if _same(apply, condition):
            least = max(least, bound or 0)
        elif condition.at_most is not None or (bound is not None and registers[site.slots.conditions + at] < bound):
            return None
    return least


def _goals(apply: Apply, measured: int, least: int) -> Sequence[int]:
    """The next amounts of the measure, above ``measured``, at which the deduction may grow."""
    short = measured < least
    match apply.terms.verb:
        case DeductEvery(_, int() as every):
            return (max(least, every) if short else (measured // every + 1) * every,)
        case DeductTier(tiers):
            return [*([least] if short else []), *(start for start, _ in tiers if start > max(measured, least))]
        case _:
            return (least,) if short else ()


def _amount(apply: Apply, measured: int) -> int:
    """What it takes of a measure, where that is an amount; a rate's depends on what is bought."""
    match apply.terms.verb:
        case DeductEvery(int() as off, int() as every):
            return measured // every * off
        case DeductTier(tiers):
            reached = [off for start, off in tiers if start <= measured and isinstance(off, int)]
            return reached[-1] if reached and all(isinstance(off, int) for _, off in tiers) else 0
        case Deduct(off) if isinstance(off, int):
            return off
        case _:
            return 0


def _bounded(apply: Apply, amount: int) -> int:
    caps = (apply.terms.cap_each, apply.terms.cap_pool, apply.terms.cap_order)
    left = (counter.first for counter in apply.caps)
    return min([amount, *(cap for cap in caps if isinstance(cap, int)), *left])
