"""Steps: one rule on one pool, told from a plan and its registers. Plain Python on ints; nothing is priced here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from promocalc.engine.distance import next_step
from promocalc.engine.meaning.amounts import cap_of, verb_of
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.outcome import (
    AboveCeiling,
    AlreadyCheaper,
    Applied,
    BalanceEmpty,
    Beaten,
    BelowLeast,
    BelowThreshold,
    Capped,
    Clipped,
    Excluded,
    Limit,
    LimitReached,
    NextStep,
    NoFullSet,
    NotChosen,
    NotHeld,
    NothingInScope,
    NothingLeft,
    NoWholeStep,
    Outcome,
    Refused,
    Skipped,
    SkipReason,
    TakesNothing,
    UsedBefore,
    UsedUp,
)
from promocalc.engine.plan import NONE, Act, Join, Plan, Site, Tick
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, DeductEvery, DeductTier, LowerTo, Terms
from promocalc.engine.working import Equation, Stated, working
from promocalc.numbers.exact import Exact


class Step(NamedTuple):
    """One rule on one pool. Amounts are minor units, except where ``counts`` says pieces."""

    rule: str
    pool: str
    """The pool's key: empty for the order, else the store, the line's id or the attribute's value."""
    outcome: Outcome
    view: str
    """What the threshold looks at."""
    measured: int
    counts: bool
    threshold: int | None
    """What is needed of the measure, if anything."""
    base: int
    """What a rate is taken of."""
    wanted: int
    """Before caps, wallet and choice."""
    deduction: int
    added: int
    pieces: int | None
    """Where every piece is a pool of its own: how many equal ones this step speaks of; its measure is one piece's."""
    shares: tuple[tuple[str, int], ...]
    """What each line bears of the deduction (or is charged), by line id. They sum to it."""
    before: int
    """What the pool's lines cost before."""
    after: int
    formula: tuple[Equation, ...]
    """How the deduction came about; empty where there is none."""
    next: NextStep | None
    """What would make it take more."""
    given: int = 0
    """What it gives for later: points where ``points``, else minor units."""
    points: bool = False
    sets: int | None = None
    """How many sets were formed, where the rule forms sets."""
    picked: tuple[tuple[str, int], ...] = ()
    """Where it looks at single pieces: how many of each line it is for."""


def steps(plan: Plan, registers: Sequence[int], inputs: Sequence[int]) -> tuple[Step, ...]:
    """Every rule once per pool that it could touch, or once as skipped, in the order of the programme."""
    return tuple(_Telling(plan, registers, inputs).steps())


@dataclass(frozen=True, slots=True)
class _Fate:
    """The comparison that a rule's figures went through: which alternative it was in."""

    join: Join
    branch: int
    after: int


class _Telling:
    def __init__(self, plan: Plan, registers: Sequence[int], inputs: Sequence[int]) -> None:
        self.plan, self.r, self.inputs = plan, registers, inputs
        self.currency = plan.programme.book.currency
        self.fates: dict[int, _Fate] = {}
        for deed in plan.deeds:
            if isinstance(deed, Join):
                for after, takes in deed.merge.masks:
                    for branch, column in takes:
                        self.fates[column] = _Fate(deed, branch, after)

    def steps(self) -> Iterator[Step]:
        told = sorted(
            [(position, -1, [self.ruled_out(rule, reason)]) for position, rule, reason in self.plan.programme.skipped]
            + [
                (at, 0, [self.step(act, site) for site in self.sites(act)] or [self.untouched(act)])
                for at, act in self.acts()
            ],
            key=lambda item: item[:2],
        )
        for _, _, found in told:
            yield from found

    def acts(self) -> list[tuple[int, Act]]:
        """Each rule's one act: of several (it may stand in several subsets), the one that stands, else the first.

        With the operation at which the rule first stands, which orders the steps.
        """
        first: dict[str, int] = {}
        chosen: dict[str, Act] = {}
        for deed in self.plan.deeds:
            if isinstance(deed, Act):
                name = deed.apply.terms.name
                first.setdefault(name, deed.op)
                if name not in chosen or (self.stands(deed) and not self.stands(chosen[name])):
                    chosen[name] = deed
        return [(first[name], act) for name, act in chosen.items()]

    def sites(self, act: Act) -> list[Site]:
        """The sites that stand for something: a lot may turn out to have no pieces, or none that a coupon reaches.

        Every line is spoken for: where none of its lots has any, by the first.
        """
        if act.apply.terms.rule.per != "piece":
            return list(act.sites)
        lines: dict[str, list[Site]] = {}
        for site in act.sites:
            lines.setdefault(site.pool, []).append(site)
        found: list[Site] = []
        for sites in lines.values():
            found += [site for site in sites if self.r[site.slots.unit_count]] or sites[:1]
        return found

    def stands(self, act: Act) -> bool:
        return any(any(self.kept(act, site)) for site in act.sites)

    def ruled_out(self, rule: str, reason: SkipReason) -> Step:
        return Step(rule, "", Skipped(reason), "", 0, False, None, 0, 0, 0, 0, None, (), 0, 0, (), None)

    def untouched(self, act: Act) -> Step:
        return self.ruled_out(act.apply.terms.name, NothingInScope())

    def kept(self, act: Act, site: Site) -> list[int]:
        """What stands of every lot's share in the end."""
        amounts = list(self.r[site.slots.kept : site.slots.kept + len(site.bearers)])
        column = act.apply.taken
        while (fate := self.fates.get(column)) is not None:
            amounts = [self.through(fate, act, lot, amount) for lot, amount in zip(site.bearers, amounts, strict=True)]
            column = fate.after
        return amounts

    def through(self, fate: _Fate, act: Act, lot: int, amount: int) -> int:
        return amount if self.r[fate.join.winners + self.group(fate.join, act, lot)] == fate.branch + 1 else 0

    def group(self, join: Join, act: Act, lot: int) -> int:
        where = self.charged_lot(act, lot)
        return next(at for at, (_, lots) in enumerate(join.groups) if where in lots)

    @staticmethod
    def charged_lot(act: Act, lot: int) -> int:
        """A charge is compared where its own line stands."""
        site = next(site for site in act.sites if lot in site.bearers)
        return site.added if site.added != NONE else lot

    # --- one step -------------------------------------------------------------------------------------

    def step(self, act: Act, site: Site) -> Step:
        apply, terms, slots = act.apply, act.apply.terms, site.slots
        kept = self.kept(act, site)
        took = sum(kept)
        charge = isinstance(terms.verb, Charge)
        lowers = not charge and not terms.gives
        before = self.r[slots.before]
        return Step(
            rule=terms.name,
            pool=site.pool,
            outcome=self.outcome(act, site, kept),
            view=apply.measure.text,
            measured=self.r[slots.measured],
            counts=apply.measure.counts,
            threshold=self.threshold(apply, site),
            base=self.r[slots.base],
            wanted=self.r[slots.wanted],
            deduction=took if lowers else 0,
            added=took if charge else 0,
            pieces=self.r[slots.unit_count] if terms.rule.per == "piece" else None,
            shares=self.shares(site, kept),
            before=before,
            after=before + took if charge else before - took if lowers else before,
            formula=working(site, self.stated(site, terms), self.r, self.currency, kept) if took else (),
            next=next_step(apply, site, self.r),
            given=took if terms.gives else 0,
            points=terms.counts_points,
            sets=None if slots.sets == NONE else self.r[slots.sets],
            picked=self.picked(site),
        )

    def stated(self, site: Site, terms: Terms) -> Stated:
        """The rule's numbers for every unit of a site: what the rule says, or the lines."""
        lots = [site.lots[unit[0]] for unit in site.units] if terms.each != "set" else []
        return Stated(terms, self.reader, lots, site.lots[0])

    @cached_property
    def reader(self) -> Ledger:
        """Knows the numbers that lines state."""
        return Ledger(Exact(0), self.plan, self.inputs)

    def picked(self, site: Site) -> tuple[tuple[str, int], ...]:
        if site.slots.picked == NONE:
            return ()
        found: dict[str, int] = {}
        for at, lot in enumerate(site.lots):
            line = self.plan.lines[self.plan.lot_lines[lot]].id
            found[line] = found.get(line, 0) + self.r[site.slots.picked + at]
        return tuple((line, count) for line, count in found.items() if count)

    def shares(self, site: Site, kept: Sequence[int]) -> tuple[tuple[str, int], ...]:
        if site.added != NONE:
            return ((self.plan.lines[self.plan.lot_lines[site.added]].id, sum(kept)),) if sum(kept) else ()
        found: dict[str, int] = {}
        for lot, amount in zip(site.bearers, kept, strict=True):
            line = self.plan.lines[self.plan.lot_lines[lot]].id
            found[line] = found.get(line, 0) + amount
        return tuple((line, amount) for line, amount in found.items() if amount)

    def threshold(self, apply: Apply, site: Site) -> int | None:
        own = [c.at_least if c.above is None else c.above for c in apply.conditions if c.looks == apply.measure]
        bounds = [bound for bound in own if bound is not None]
        match verb_of(self.reader, apply.terms, site.lots[0]):
            case DeductEvery(_, int() as every):
                bounds.append(every)
            case DeductTier(tiers):
                bounds.append(tiers[0][0])
            case _:
                pass
        return max(bounds, default=None)

    def outcome(self, act: Act, site: Site, kept: Sequence[int]) -> Outcome:
        took = sum(self.r[site.slots.kept : site.slots.kept + len(site.bearers)])
        if not took:
            return self.nothing(act, site)
        if not sum(kept):
            return self.beaten(act, site)
        lines = self.clipped(site)
        shared = sum(self.r[site.slots.shares : site.slots.shares + len(site.bearers)])
        if lines:
            return Clipped(lines, shared, shared - took)
        limits = self.limits(act.apply, site)
        if limits:
            return Capped(limits, self.r[site.slots.wanted], self.r[site.slots.granted])
        return Applied()

    def clipped(self, site: Site) -> tuple[str, ...]:
        """The lines that had less left than their share."""
        found = []
        for line in site.bearer_groups:
            share, kept = (sum(self.r[start + at] for at in line) for start in (site.slots.shares, site.slots.kept))
            if kept < share:
                found.append(site.bearers[line[0]])
        return self.line_ids(found)

    def line_ids(self, lots: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.plan.lines[self.plan.lot_lines[lot]].id for lot in lots))

    def limits(self, apply: Apply, site: Site) -> tuple[Limit, ...]:
        """The caps that bound, narrowest first."""
        slots, found = site.slots, list[Limit]()
        amount = self.r[slots.wanted]
        if slots.eached != NONE:
            bound = self.r[slots.eached]
            if bound < amount:
                found += self.unit_limits(apply, site)
            amount = bound
        if slots.pooled != NONE:
            bound = self.r[slots.pooled]
            if bound < amount:
                found.append("pool")
            amount = bound
        if slots.ordered != NONE:
            bound = self.r[slots.ordered]
            if bound < amount:
                found.append("order")
            amount = bound
        for at, counter in enumerate(apply.caps):
            bound = self.r[slots.caps + at]
            if bound < amount:
                found.append(counter.period)  # type: ignore[arg-type]  # the periods are limits
            amount = bound
        if slots.balance != NONE and self.r[slots.balance] < amount:
            found.append("balance")
            amount = self.r[slots.balance]
        if slots.stepped != NONE and self.r[slots.stepped] < amount and not (apply.terms.cap_refuses and found):
            found.append("step")
        return tuple(found)

    def unit_limits(self, apply: Apply, site: Site) -> list[Limit]:
        """Which of the caps on one unit bound; where a piece is the pool, its own cap may bind after that on each."""
        lot = site.lots[0]
        each = cap_of(self.reader, apply.terms.cap_each, lot)
        pool = cap_of(self.reader, apply.terms.cap_pool, lot) if self.piecewise(site) else None
        if each is None or pool is None:
            return ["pool" if each is None else "each"]
        amount, found = self.r[site.slots.unit_amount], list[Limit]()
        caps: tuple[tuple[Limit, Any], ...] = (("each", each), ("pool", pool))
        for limit, cap in caps:
            most = int(self.r[site.slots.base] * cap) if isinstance(cap, Fraction) else cap
            if most < amount:
                found.append(limit)
                amount = most
        return found

    # --- nothing taken -----------------------------------------------------------------------------------

    def nothing(self, act: Act, site: Site) -> Outcome:
        apply, terms, slots = act.apply, act.apply.terms, site.slots
        wanted = self.r[slots.wanted]
        if apply.used is not None and not self.r[slots.before] and (by := self.using(apply)):
            return Skipped(UsedBefore(by))
        if site.gated and not any(self.r[slots.guards + at] for at in range(len(site.lots))):
            by = self.kept_off(act, site)
            return Excluded(by, 0) if by else Skipped(NothingInScope())
        if self.given_up(apply):
            return NotChosen(wanted)
        if slots.passes != NONE and not self.r[slots.passes]:
            return Skipped(self.unmet(apply, site))
        if slots.sets != NONE and not self.r[slots.sets]:
            return Skipped(self.no_set(apply, site))
        if slots.coupons != NONE and not self.r[slots.coupons] and self.piecewise(site):
            return Skipped(NotHeld() if not self.first(apply.coupon) else UsedUp())
        if not wanted:
            return self.no_amount(apply, site)
        if slots.eached != NONE and not self.r[slots.eached]:
            return self.refused(site) if terms.refuse else Capped(self.limits(apply, site), wanted, 0)
        met = self.met(apply, site)
        if met:
            return Excluded(met, wanted)
        if slots.allowed != NONE and not self.r[slots.allowed]:
            return self.left_alone(apply, wanted)
        if slots.coupons != NONE and not self.r[slots.coupons]:
            return Skipped(NotHeld() if not self.first(apply.coupon) else UsedUp())
        for at, counter in enumerate(apply.limits):
            if not self.r[slots.limits + at]:
                return Skipped(LimitReached(counter.period, terms.rule.limit[counter.period]))
        if slots.balance != NONE and not self.r[slots.balance]:
            return Skipped(BalanceEmpty(terms.balance or ""))
        if slots.stepped != NONE and not self.r[slots.stepped] and terms.stepped is not None:
            least = max(terms.stepped.least, terms.stepped.step)
            return Skipped(BelowLeast(terms.balance or "", least, min(self.r[slots.balance], wanted)))
        if not self.r[slots.granted]:
            return Capped(self.limits(apply, site), wanted, 0)
        if terms.refuse and any(self.r[slots.shares + at] for at in range(len(site.bearers))):
            return self.refused(site)
        return Skipped(NothingLeft())

    def using(self, apply: Apply) -> tuple[str, ...]:
        """The earlier rules of the same ``consume`` that took something."""
        applied = {other.apply.terms.name for _, other in self.acts() if self.stands(other)}
        return tuple(name for name in apply.earlier if name in applied)

    def no_set(self, apply: Apply, site: Site) -> SkipReason:
        """What is short for one full set: pieces, different values, or the pieces that every set needs besides."""
        form = apply.terms.rule.sets
        assert form is not None
        counts = [self.pieces_in(lot) for lot in site.lots]
        if form.distinct is not None:
            have = sum(1 for value in site.values if any(counts[at] for at in value))
            if have < form.of:
                return NoFullSet(form.of, have, form.distinct)
        elif sum(counts) < form.of:
            return NoFullSet(form.of, sum(counts))
        if form.companions is not None:
            spare = sum(self.pieces_in(lot) for lot, _ in site.companions)
            return NoFullSet(form.companions.pieces, min(spare, form.companions.pieces - 1), companions=True)
        return NoFullSet(form.of, min(sum(counts), form.of - 1))

    def pieces_in(self, lot: int) -> int:
        """The pieces of the lot's line, told once: by its first lot."""
        line = self.plan.lot_lines[lot]
        return self.plan.lines[line].quantity if self.plan.lot_lines.index(line) == lot else 0

    def refused(self, site: Site) -> Outcome:
        """By the lines of which more was asked than they have left, with what was asked and what is left of those."""
        slots = site.slots
        if self.piecewise(site):
            return Refused(self.line_ids(site.lots), self.r[slots.unit_amount], self.r[slots.room] // self.pieces(site))
        short, asked, left = list[int](), 0, 0
        for line in site.bearer_groups:
            share, room = (sum(self.r[start + at] for at in line) for start in (slots.shares, slots.room))
            if share > room:
                short.append(site.bearers[line[0]])
                asked, left = asked + share, left + room
        if not short:
            return Refused(self.line_ids(site.lots), self.r[slots.granted], self.r[slots.before])
        return Refused(self.line_ids(short), asked, left)

    def piecewise(self, site: Site) -> bool:
        """Whether every piece is a pool of its own."""
        op = self.plan.programme.ops[site.op]
        return isinstance(op, Apply) and op.terms.rule.per == "piece"

    def pieces(self, site: Site) -> int:
        return max(self.r[site.slots.unit_count], 1)

    def first(self, cells: tuple[int, int] | None) -> int:
        """What a coupon count began with, whatever alternatives it went through since."""
        if cells is None:
            return 0
        cell = cells[0]
        while cell >= 0:
            cell = self.earlier(cell)
        return self.inputs[self.plan.goods - cell - 1]

    def earlier(self, cell: int) -> int:
        for op in self.plan.programme.ops:
            match op:
                case Apply():
                    for before, after in (pair for pair in (op.balance, op.coupon) if pair is not None):
                        if after == cell:
                            return before
                case _:
                    cells = getattr(op, "cells", ())
                    if cell in cells:
                        found: int = op.entry_cells[cells.index(cell)]  # type: ignore[union-attr]
                        return found
        raise AssertionError("every cell has a first value")

    def unmet(self, apply: Apply, site: Site) -> SkipReason:
        for at, condition in enumerate(apply.conditions):
            have = self.r[site.slots.conditions + at]
            need = condition.at_least if condition.above is None else condition.above
            above = condition.above is not None
            if need is not None and (have <= need if above else have < need):
                elsewhere = condition.on is not None
                return BelowThreshold(
                    condition.text, need, have, condition.counts, above, elsewhere, condition.any_line
                )
            if condition.at_most is not None and have > condition.at_most:
                return AboveCeiling(condition.text, condition.at_most, have, condition.counts)
        return NothingInScope()

    def no_amount(self, apply: Apply, site: Site) -> Outcome:
        terms, slots = apply.terms, site.slots
        measured, view, counts = self.r[slots.measured], apply.measure.text, apply.measure.counts
        units = range(len(site.units))
        match verb_of(self.reader, terms, site.lots[0]):
            case DeductEvery(off, int() as every) if off:
                have = max((self.r[slots.unit_measured + at] for at in units), default=measured)
                if have < every:
                    return Skipped(NoWholeStep(view, every, have, counts))
            case DeductTier(tiers) if measured < tiers[0][0]:
                return Skipped(BelowThreshold(view, tiers[0][0], measured, counts))
            case LowerTo(price) if self.r[slots.before] and isinstance(price, int):
                bought = [at for at in units if self.r[slots.unit_count + at]] or [0]
                return Skipped(AlreadyCheaper(price, min(self.r[slots.running + at] for at in bought)))
            case _:
                pass
        return Skipped(TakesNothing() if self.r[slots.before] and self.r[slots.base] else NothingLeft())

    def kept_off(self, act: Act, site: Site) -> tuple[str, ...]:
        """Rules that may not meet this one and have taken something on its lines, or in their stores."""
        by_line = {blocker.rule for blocker in act.apply.blockers if blocker.on == "line"}
        by_store = {blocker.rule for blocker in act.apply.blockers if blocker.on == "store"}
        mine = {self.plan.lot_lines[lot] for lot in site.lots}
        stores = {self.plan.lines[line].store for line in mine}
        found: dict[str, None] = {}
        for _, other in self.acts():
            name = other.apply.terms.name
            if other.op < act.op and name in by_line | by_store:
                lines = self.touched(other)
                met = {self.plan.lines[line].store for line in lines} & stores
                if (name in by_line and lines & mine) or (name in by_store and met):
                    found[name] = None
        return tuple(found)

    def touched(self, act: Act) -> set[int]:
        """The lines on which something of a rule stands."""
        return {
            self.plan.lot_lines[lot]
            for site in act.sites
            for lot, amount in zip(site.bearers, self.kept(act, site), strict=True)
            if amount
        }

    def met(self, apply: Apply, site: Site) -> tuple[str, ...]:
        """The rules that keep this one out of the order."""
        if site.slots.blocked == NONE:
            return ()
        found = [b.rule for at, b in enumerate(apply.order_blockers) if self.r[site.slots.blocked + at]]
        return tuple(dict.fromkeys(found))

    def given_up(self, apply: Apply) -> bool:
        """Whether the shopper leaves the rule alone."""
        return apply.gate is not None and not self.inputs[self.plan.goods - apply.gate - 1]

    def left_alone(self, apply: Apply, wanted: int) -> Outcome:
        """By the alternatives that used up the limit before."""
        by, total, cell = list[str](), 0, apply.allowed[-1]
        ticks = {deed.count.write: deed for deed in self.plan.deeds if isinstance(deed, Tick)}
        while cell in ticks:
            tick = ticks[cell]
            if self.r[tick.register]:
                by[:0] = tick.count.rules
                total += self.r[tick.register]
            cell = tick.count.left
        return Beaten(tuple(by), wanted, total, "first")

    def beaten(self, act: Act, site: Site) -> Outcome:
        """By which alternative, in the comparison that it lost."""
        column = act.apply.taken
        amounts = list(self.r[site.slots.kept : site.slots.kept + len(site.bearers)])
        while (fate := self.fates.get(column)) is not None:
            after = [self.through(fate, act, lot, amount) for lot, amount in zip(site.bearers, amounts, strict=True)]
            if not sum(after):
                lot = next(lot for lot, amount in zip(site.bearers, amounts, strict=True) if amount)
                return self.verdict(fate, act, lot)
            amounts, column = after, fate.after
        raise AssertionError("what is beaten lost somewhere")

    def verdict(self, fate: _Fate, act: Act, lot: int) -> Outcome:
        join, group = fate.join, self.group(fate.join, act, lot)
        winner = self.r[join.winners + group]
        start = join.totals + group * len(join.merge.branches)
        own, prefer = self.r[start + fate.branch], join.merge.prefer
        if not winner:
            return Beaten((), own, 0, prefer)
        return Beaten(join.merge.branches[winner - 1].rules, own, self.r[start + winner - 1], prefer)
