"""Whether a rule's needs are met in one pool."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.plan import Probe, Site
from promocalc.engine.programme import Apply, Condition, Sum
from promocalc.numbers.protocol import Cents, Numbers, Test
from promocalc.rules.rule import Distinct

PIECES = Sum((), "pieces", counts=True)


def passes(ledger: Ledger, site: Site, apply: Apply, guards: Sequence[Test], counted: Cents | None) -> Test:
    """Whether every need of the rule is met in this pool.

    ``counted`` is what counts of its own measure where earlier rules needed part of the spending.
    """
    held: Test = True
    per_piece = apply.terms.rule.per == "piece"
    for at, (condition, probe) in enumerate(zip(apply.conditions, site.probes, strict=True)):
        inside = guards
        if condition.on is not None:
            inside = [
                ledger.unused(site, ledger.guard(guard), lot)
                for guard, lot in zip(probe.guards, probe.lots, strict=True)
            ]
        register = site.slots.conditions + at
        if counted is not None and condition.looks == apply.measure and condition.on is None and not condition.any_line:
            held = ledger.n.both(held, _bounded(ledger, condition, ledger.n.let(register, counted)))
            continue
        held = ledger.n.both(held, _passes(ledger, register, condition, probe, inside, per_piece))
    return held


def _passes(
    ledger: Ledger, register: int, condition: Condition, probe: Probe, inside: Sequence[Test], per_piece: bool
) -> Test:
    n = ledger.n
    if isinstance(condition.looks, Distinct):
        present = ledger.view(PIECES, probe.lots, inside)
        values: list[Cents] = [n.choose(n.total([present[p] for p in group]) >= 1, 1, 0) for group in probe.groups]
        return _bounded(ledger, condition, n.let(register, n.total(values)))
    values = ledger.view(condition.looks, probe.lots, inside)
    if per_piece:
        values = [ledger.unit_of(value, lot) for value, lot in zip(values, probe.lots, strict=True)]
    if condition.any_line:
        lines = [(_any(n, [inside[p] for p in group]), n.total([values[p] for p in group])) for group in probe.groups]
        return _any_line(ledger, register, condition, lines)
    return _bounded(ledger, condition, n.let(register, n.total(values)))


def _any_line(ledger: Ledger, register: int, condition: Condition, lines: Sequence[tuple[Test, Cents]]) -> Test:
    """Whether one of the lines that are in scope passes by itself; the register keeps the largest."""
    n = ledger.n
    best: Cents = 0
    held: Test = False
    for in_scope, value in lines:
        best = n.most(best, value)
        held = n.either(held, n.both(in_scope, _bounded(ledger, condition, value)))
    n.let(register, best)
    return held


def _any(n: Numbers, tests: Sequence[Test]) -> Test:
    held: Test = False
    for test in tests:
        held = n.either(held, test)
    return held


def _bounded(ledger: Ledger, condition: Condition, value: Cents) -> Test:
    n = ledger.n
    held: Test = True
    if condition.start is not None:
        held = n.both(held, value >= ledger.free(condition.start))
    elif condition.at_least is not None:
        held = n.both(held, value >= condition.at_least)
    if condition.above is not None:
        held = n.both(held, value > condition.above)
    if condition.at_most is not None:
        held = n.both(held, value <= condition.at_most)
    return held
