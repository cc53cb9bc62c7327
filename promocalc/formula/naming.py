"""What every register of a plan is: of which rule, in which pool, of which line. Told from the plan alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from promocalc.engine.plan import NONE, Act, Collect, Cut, Gather, Join, Mark, Part, Plan, Site, Tick
from promocalc.engine.programme import Apply
from promocalc.frozen import Frozen


class Role(Frozen):
    """What a figure is.

    ``what`` is a word of :class:`promocalc.engine.plan.Slots` (``measured``, ``wanted``, ``granted``, ``taken``,
    ``shares``, ``kept``, …) for a figure of a rule in a pool; ``alternative`` (what one takes) and ``stands`` (the
    number of the one that does) where alternatives are compared, and ``applied`` where they are counted; ``tax base``,
    ``tax`` and ``all tax``; ``line``, ``deposit`` and ``pay`` at the end. Of a figure that no register holds:
    ``left`` (what a line costs after a rule), ``part`` and ``condition``.
    """

    what: str
    rule: str = ""
    """Its name; empty for what belongs to no rule."""
    pool: str = ""
    """The key of the pool: empty for the order; for alternatives, that of their group."""
    line: str = ""
    """The id of the line that it is about; empty where it is about all of the pool."""
    at: int = 0
    """Its number among its like, from 0: a unit, a lot, a condition, a cap, an alternative."""


def roles(plan: Plan) -> dict[int, Role]:
    """The role of every register of a plan."""
    return dict(_registers(plan))


def _registers(plan: Plan) -> Iterator[tuple[int, Role]]:
    for deed in plan.deeds:
        match deed:
            case Act():
                for site in deed.sites:
                    yield from _of_site(plan, deed.apply, site)
            case Join():
                yield from _of_join(deed)
            case Tick():
                yield deed.register, Role("applied", " + ".join(deed.count.rules))
            case Collect():
                yield from _per_line(plan, deed.bases, "tax base")
                yield from _per_line(plan, deed.taxes, "tax")
                yield deed.total, Role("all tax")
            case Gather() | Cut() | Part() | Mark():
                pass
            case _:
                assert_never(deed)
    if plan.finals != NONE:
        yield from _per_line(plan, plan.finals, "line")
    if plan.deposits != NONE:
        yield from _per_line(plan, plan.deposits, "deposit")
    if plan.short != NONE:
        yield plan.short, Role("short")
    yield plan.pay, Role("pay")


def _per_line(plan: Plan, first: int, what: str) -> Iterator[tuple[int, Role]]:
    for at, line in enumerate(plan.lines):
        yield first + at, Role(what, line=line.id, at=at)


def _of_join(deed: Join) -> Iterator[tuple[int, Role]]:
    branches = deed.merge.branches
    for group, (key, _) in enumerate(deed.groups):
        for number, branch in enumerate(branches):
            rules = " + ".join(branch.rules)
            yield deed.totals + group * len(branches) + number, Role("alternative", rules, key, at=number)
        yield deed.winners + group, Role("stands", pool=key)


def _of_site(plan: Plan, apply: Apply, site: Site) -> Iterator[tuple[int, Role]]:
    lots = _ids(plan, site.lots)
    bearers = _ids(plan, site.bearers)
    units = [""] * len(site.units) if apply.terms.each == "set" else [lots[unit[0]] for unit in site.units]
    lines: dict[str, Sequence[str]] = {
        "conditions": [""] * len(site.probes),
        "running": units or [""],
        **dict.fromkeys(("unit_base", "unit_measured", "unit_count", "unit_amount"), units),
        "caps": [""] * len(apply.caps),
        "limits": [""] * len(apply.limits),
        "blocked": [""] * len(apply.order_blockers),
        **dict.fromkeys(("picked", "counted", "guards"), lots),
        **dict.fromkeys(("shares", "room", "kept"), bearers),
    }
    for what, first in site.slots._asdict().items():
        if first != NONE:
            for at, line in enumerate(lines.get(what, [""])):
                yield first + at, Role(what, apply.terms.name, site.pool, line, at)


def _ids(plan: Plan, lots: Sequence[int]) -> list[str]:
    """The line of each lot."""
    return [plan.lines[plan.lot_lines[lot]].id for lot in lots]
