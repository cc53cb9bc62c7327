"""The only arithmetic: what a plan does to amounts, whatever an amount is.

Nothing here may look at an amount or a condition. Decisions over amounts are
put to the number system; ``if`` and ``match`` look at the plan alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from promocalc.engine.meaning.alternatives import join, tick
from promocalc.engine.meaning.application import act
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.tax import collect
from promocalc.engine.plan import NONE, Act, Collect, Cut, Gather, Join, Mark, Part, Plan, Tick
from promocalc.numbers.protocol import Cents, Numbers


def run(n: Numbers, plan: Plan, inputs: Sequence[Cents]) -> None:
    """Work out every register of ``plan`` from unit prices and first cells."""
    ledger = Ledger(n, plan, inputs)
    added: Cents = 0
    for deed in plan.deeds:
        match deed:
            case Act():
                act(ledger, deed)
            case Gather():
                ledger.gather(deed)
            case Cut():
                ledger.cut(deed)
            case Part():
                ledger.part(deed)
            case Mark():
                ledger.mark(deed)
            case Join():
                join(ledger, deed)
            case Tick():
                tick(ledger, deed)
            case Collect():
                added = collect(ledger, deed)
            case _:
                assert_never(deed)
    if plan.short != NONE:
        n.let(plan.short, n.total(ledger.short))
    if plan.finals == NONE:
        pays = ledger.columns[plan.programme.final]
    else:
        lines = ledger.lines(plan.programme.final)
        pays = [n.let(plan.finals + at, n.total(amounts)) for at, amounts in enumerate(lines)]
    n.let(plan.pay, n.total([*pays, added]))
    if plan.deposits != NONE:
        for at, amounts in enumerate(ledger.lines(plan.programme.paid)):
            n.let(plan.deposits + at, n.total(amounts))
