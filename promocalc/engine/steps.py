"""Steps: one rule on one pool, told from a plan and its registers. Plain Python on ints; nothing is priced here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from promocalc.engine.distance import next_step
from promocalc.engine.fate import Outcomes
from promocalc.engine.meaning.amounts import verb_of
from promocalc.engine.outcome import (
    Clipped,
    NextStep,
    NothingInScope,
    NothingLeft,
    Outcome,
    Skipped,
    SkipReason,
)
from promocalc.engine.plan import NONE, Act, Plan, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, DeductEvery, DeductTier, Terms
from promocalc.engine.working import Equation, Stated, working


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
    after_use: bool = False
    """Inside ``consume: pieces``, after a rule that used some up: it looks at the pieces that are left."""
    needed_before: int = 0
    """What earlier rules needed of the spending, and so does not count in ``measured``."""
    deposit: int = 0
    """What is paid at once, of a rule that is a deposit."""
    deposits: tuple[tuple[str, int], ...] = ()
    """How much of it each line bears."""


def steps(plan: Plan, registers: Sequence[int], inputs: Sequence[int]) -> tuple[Step, ...]:
    """Every rule once per pool that it could touch, or once as skipped, in the order of the programme."""
    return tuple(_Telling(plan, registers, inputs).steps())


class _Telling(Outcomes):
    def steps(self) -> Iterator[Step]:
        told = sorted(
            [(position, -1, [self.ruled_out(rule, reason)]) for position, rule, reason in self.plan.programme.skipped]
            + [
                (at, 0, [self.whole_step(act, site) for site in self.sites(act)] or [self.untouched(act)])
                for at, act in self.acts()
            ],
            key=lambda item: item[:2],
        )
        for _, _, found in told:
            yield from found

    def ruled_out(self, rule: str, reason: SkipReason) -> Step:
        return Step(rule, "", Skipped(reason), "", 0, False, None, 0, 0, 0, 0, None, (), 0, 0, (), None)

    def untouched(self, act: Act) -> Step:
        return self.ruled_out(act.apply.terms.name, NothingInScope())

    def whole_step(self, act: Act, site: Site) -> Step:
        """A step; of a deposit, what it takes off together with what is paid at once."""
        step, money = self.step(act, site), self.prepaying(act)
        if money is None:
            return step
        own = money.sites[act.sites.index(site)]
        paid = self.step(money, own)
        kept = self.kept(money, own)
        # Where nothing comes off, it is the money that tells whether the deposit was made.
        outcome = step.outcome if step.deduction or (step.wanted and not sum(kept)) else paid.outcome
        if sum(kept) and step.outcome == Skipped(NothingLeft()):
            outcome = Clipped(self.line_ids(own.lots), step.wanted, step.wanted)
        return step._replace(outcome=outcome, deposit=sum(kept), deposits=self.shares(own, kept))

    def step(self, act: Act, site: Site) -> Step:
        apply, terms, slots = act.apply, act.apply.terms, site.slots
        kept = self.kept(act, site)
        took = sum(kept)
        charge = isinstance(terms.verb, Charge)
        lowers = not charge and not terms.gives and not terms.prepays
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
            after_use=apply.used is not None and bool(self.using(apply)),
            needed_before=0 if slots.needed_before == NONE else self.r[slots.needed_before],
        )

    def stated(self, site: Site, terms: Terms) -> Stated:
        """The rule's numbers for every unit of a site: what the rule says, or the lines."""
        lots = [site.lots[unit[0]] for unit in site.units] if terms.each != "set" else []
        return Stated(terms, self.reader, lots, site.lots)

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
