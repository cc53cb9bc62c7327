"""Whether a line can ever bear less than its share: a minimum that a piece keeps, or a share by what lines cost at
first. Needs NumPy.

Where none ever does, a deduction takes the same of its pool whoever bears it, and nobody has to look at the lines. The
question is asked of many scenarios at once, and of every way to divide a line of theirs into pieces: so long as some
part of its tag price is always left, less a minor unit for every share, the cheapest piece tells of all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from promocalc.engine.plan import Act, Join, Plan, Site
from promocalc.engine.programme import MARKED, Apply, Programme, Sum
from promocalc.engine.terms import Charge, Deduct, DeductEvery, DeductTier, Terms
from promocalc.money import FITTING
from promocalc.numbers.bounds import Interval

PARTS = 2**20
"""In how many parts of a whole rates of deductions are measured, rounded up."""
MOST_MEASURED = 2**42
"""Minor units beyond which a deduction is not measured: it would wrap."""


class Left(NamedTuple):
    """What is left of a line at the least: ``least`` of its tag price, less ``odd`` minor units."""

    least: Fraction
    odd: Fraction

    def taken(self, rate: Fraction, of: Left) -> Left:
        """After a share: no more than so much of what is left of it in a view, and a minor unit."""
        return Left(self.least - rate * of.least, self.odd + 1 - rate * of.odd)


WHOLE = Left(Fraction(1), Fraction(0))
Column: TypeAlias = list[Left | None]
"""Of every line; None where nothing is known."""


def pooled(op: Apply, programme: Programme) -> bool:
    """Whether what it takes is a pool's, divided in proportion to what lines cost, and nobody but a line's own room
    can keep from being taken."""
    terms = op.terms
    lowers = not (terms.gives or terms.prepays or isinstance(terms.verb, Charge))
    whole = terms.each == "pool" and terms.rule.per != "piece" and not terms.selects and not terms.even
    plain = terms.bearers in ("picked", "pool") and terms.odd in FITTING and isinstance(terms.floor, int)
    costs = len(op.by.terms) == 1 and op.by.terms[0][0] > 0 and op.by.terms[0][1] not in programme.takes
    seen = op.by.terms == ((1, op.read),) or op.by in (op.of, op.measure)
    return lowers and whole and plain and costs and seen and op.used is None and op.spent is None


def roomy(programme: Programme) -> Programme:
    """The same where every line has room for its share: its lines may then stand together in pools."""
    return programme._replace(
        ops=tuple(_roomy(op) if isinstance(op, Apply) and pooled(op, programme) else op for op in programme.ops)
    )


def _roomy(op: Apply) -> Apply:
    fields = {name: getattr(op.terms, name) for name in Terms.__match_args__}
    terms = Terms(**{**fields, "floor": 0, "room": "clip", "refuse": False})
    return op._replace(terms=terms, by=Sum(((1, op.read),), op.by.text), paid=-1)


def never_clips(
    plan: Plan, inputs: Sequence[int], registers: Sequence[Any], probes: Mapping[int, int], rows: int
) -> bool:
    """Whether in none of the scenarios with these registers (columns, or ranges) a pooled rule asks more of a line than
    it has.

    ``probes`` are the lines that stand for any number of pieces, each with what the cheapest of these is marked at.
    """
    return _Looking(plan, inputs, registers, probes, rows).fits()


def stated_rate(op: Apply) -> Fraction | None:
    """The largest part of its measure that a rule takes by its own terms, whatever is bought; None where they do not
    say."""
    terms = op.terms
    starts = [
        bound
        for one in op.conditions
        if one.looks == op.measure and one.on is None and not one.any_line and one.start is None
        for bound in (one.at_least, one.above)
        if bound is not None
    ]
    start = max(starts, default=0)

    def part(off: object, start: int) -> Fraction | None:
        if (
            start < 1
            or terms.rounds_price
            or not (type(off) is int or (isinstance(off, Fraction) and op.of == op.measure))
        ):
            return None
        odd = Fraction(terms.unit, start)  # by so much it may be rounded up
        return odd + (Fraction(off, start) if type(off) is int else off)

    match terms.verb:
        case Deduct(off):
            return part(off, start)
        case DeductEvery(off, every) if type(every) is int:
            return part(off, every)
        case DeductTier(tiers):
            parts = [part(off, max(first, start)) for first, off in tiers]
            return None if None in parts else max(one for one in parts if one is not None)
        case _:
            return None


class _Looking:
    def __init__(
        self, plan: Plan, inputs: Sequence[int], registers: Sequence[Any], probes: Mapping[int, int], rows: int
    ) -> None:
        self.plan, self.registers, self.probes, self.rows = plan, registers, probes, rows
        self.marked = {
            at: probes[at] if at in probes else inputs[at] * line.quantity
            for at, line in enumerate(plan.lines[: plan.goods])
        }
        self.columns: dict[int, Column] = {
            MARKED: [WHOLE if at in self.marked else None for at in range(len(plan.lines))]
        }

    def fits(self) -> bool:
        for deed in self.plan.deeds:
            if isinstance(deed, Act) and not self.act(deed):
                return False
            if isinstance(deed, Join):
                merge = deed.merge
                columns = [self.columns[column] for column in (merge.entry, *(one.exit for one in merge.branches))]
                self.columns[merge.write] = [_least(some) for some in zip(*columns, strict=True)]
        return True

    def act(self, deed: Act) -> bool:
        op = deed.apply
        if isinstance(op.terms.verb, Charge) or op.terms.gives or op.terms.prepays:
            self.columns.setdefault(op.write, self.columns[op.read])  # it lowers nothing
            return True
        after = list(self.columns[op.read])
        some = [{self.plan.lot_lines[lot] for lot in site.bearers} for site in deed.sites]
        if sum(map(len, some)) > len(set[int]().union(*some)):
            return False
        pool = pooled(op, self.plan.programme)
        for site, lines in zip(deed.sites, some, strict=True):
            if not pool:
                self.own(site, after)
            elif not self.share(op, site, lines, after):
                return False
        self.columns[op.write] = after
        return True

    def own(self, site: Site, after: Column) -> None:
        """A rule that looks at single lines: what it really takes of each."""
        for at, lot in enumerate(site.bearers):
            line = self.plan.lot_lines[lot]
            left, taken = after[line], self.most(site.slots.kept + at)
            if line in self.probes:
                after[line] = left if not self.most(site.slots.granted) else None
            elif left is not None:
                after[line] = left._replace(odd=left.odd + taken)

    def share(self, op: Apply, site: Site, lines: Iterable[int], after: Column) -> bool:
        """A rule that looks at the pool: of each line no more than the same rate, and an odd minor unit."""
        slots, own = site.slots, op.by.terms == ((1, op.read),)
        if site.bearers != site.lots:
            return False
        rate = self.rate(slots.granted, slots.before if own else slots.base if op.by == op.of else slots.measured)
        if (own and op.measure.terms == op.by.terms) or op.by == op.measure:
            stated = stated_rate(op)
            rate = stated if rate is None else rate if stated is None else min(rate, stated)
        if rate is None or not rate:
            return rate is not None
        always = own and op.terms.floor == 0 and op.paid < 0  # nobody's share is more than what it weighs
        for line in lines:
            left = after[line]
            if self.marked.get(line) == 0:
                continue  # it weighs nothing
            if left is None:
                return False
            after[line] = left = left.taken(min(rate, Fraction(1)) if always else rate, left if own else WHOLE)
            if not always and not self.stays(op, line, left):
                return False
        return True

    def stays(self, op: Apply, line: int, left: Left) -> bool:
        """Whether every piece keeps what it has to, and what has been paid of it."""
        assert isinstance(op.terms.floor, int)
        kept = op.terms.floor * self.plan.lines[line].quantity
        paid = self.most(self.plan.deposits + line) if op.paid >= 0 else 0
        return left.least * self.marked[line] - left.odd >= kept + paid

    def rate(self, taken: int, whole: int) -> Fraction | None:
        """The largest part of a pool that is taken, rounded up; None where that cannot be said."""
        some, of = self.registers[taken], self.registers[whole]
        if isinstance(some, Interval) or isinstance(of, Interval):
            return self.widest(some, of)
        from promocalc.formula.columns import column

        amounts, wholes = column(some, self.rows), column(of, self.rows)
        there = (amounts > 0) & (wholes > 0)
        if not there.any():
            return Fraction(0)
        amounts, wholes = amounts[there], wholes[there]
        if amounts.max() >= MOST_MEASURED:
            return None
        return Fraction(int((-(-amounts * PARTS // wholes)).max()), PARTS)

    def widest(self, taken: Any, of: Any) -> Fraction | None:
        """The same of ranges that are taken to be free of each other."""
        most = taken.most if isinstance(taken, Interval) else taken
        least = of.least if isinstance(of, Interval) else of
        return Fraction(0) if most <= 0 else Fraction(most, least) if least > 0 else None

    def most(self, register: int) -> int:
        found = self.registers[register]
        if isinstance(found, Interval):
            return found.most
        return int(found.max() if hasattr(found, "max") else found)


def _least(some: Sequence[Left | None]) -> Left | None:
    """What is left whichever of several stands."""
    known = [one for one in some if one is not None]
    if len(known) < len(some):
        return None
    return Left(min(one.least for one in known), max(one.odd for one in known))
