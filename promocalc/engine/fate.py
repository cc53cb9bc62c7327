"""What came of one rule on one pool: that it applied, what bound it, or why it did nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from promocalc.engine.meaning.amounts import cap_of, verb_of
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
from promocalc.engine.plan import NONE, Act, Site, Tick
from promocalc.engine.programme import Apply
from promocalc.engine.terms import DeductEvery, DeductTier, LowerTo, Terms
from promocalc.engine.trace import Fate, Trace


class Outcomes(Trace):
    """Outcomes with their numbers, told from registers."""

    def outcome(self, act: Act, site: Site, kept: Sequence[int]) -> Outcome:
        took = sum(self.r[site.slots.kept : site.slots.kept + len(site.bearers)])
        if not took:
            return self.nothing(act, site)
        if not sum(kept):
            return self.beaten(act, site)
        shared = sum(self.r[site.slots.shares : site.slots.shares + len(site.bearers)])
        if took < shared:
            return Clipped(self.clipped(site), shared, shared - took)
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
        lots = site.lots
        each = cap_of(self.reader, apply.terms.cap_each, lots)
        pool = cap_of(self.reader, apply.terms.cap_pool, lots) if self.piecewise(site) else None
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

    def nothing(self, act: Act, site: Site) -> Outcome:
        """Why nothing was taken: the first of the reasons, in the order in which a rule is applied."""
        found = self.out_of_scope(act, site) or self.not_met(act, site) or self.nothing_wanted(act, site)
        return found or self.held_back(act.apply, site)

    def out_of_scope(self, act: Act, site: Site) -> Outcome | None:
        apply, slots = act.apply, site.slots
        if apply.used is not None and not self.r[slots.before] and (used := self.using(apply)):
            return Skipped(UsedBefore(used))
        if site.gated and not any(self.r[slots.guards + at] for at in range(len(site.lots))):
            by = self.kept_off(act, site)
            return Excluded(by, 0) if by else Skipped(NothingInScope())
        return None

    def not_met(self, act: Act, site: Site) -> Outcome | None:
        apply, slots = act.apply, site.slots
        if self.given_up(apply):
            return NotChosen(self.r[slots.wanted])
        if slots.passes != NONE and not self.r[slots.passes]:
            return Skipped(self.unmet(apply, site))
        if slots.sets != NONE and not self.r[slots.sets]:
            return Skipped(self.no_set(apply, site))
        if slots.picked != NONE and (missing := self.not_picked(apply, site)):
            return Skipped(missing)
        if not apply.counts_pieces:
            return None
        if slots.coupons != NONE and not self.r[slots.coupons]:
            return Skipped(self.no_coupon(apply))
        reached = self.limit_reached(apply, site)
        return Skipped(reached) if reached else None

    def nothing_wanted(self, act: Act, site: Site) -> Outcome | None:
        apply, slots = act.apply, site.slots
        wanted = self.r[slots.wanted]
        if not wanted:
            return self.no_amount(apply, site)
        if slots.eached != NONE and not self.r[slots.eached]:
            return self.refused(site) if apply.terms.refuse else Capped(self.limits(apply, site), wanted, 0)
        return None

    def held_back(self, apply: Apply, site: Site) -> Outcome:
        """By another rule, a limit, a coupon or a wallet; or nothing was left to take it from."""
        terms, slots = apply.terms, site.slots
        wanted = self.r[slots.wanted]
        if met := self.met(apply, site):
            return Excluded(met, wanted)
        if slots.allowed != NONE and not self.r[slots.allowed]:
            return self.left_alone(apply, wanted)
        if slots.coupons != NONE and not self.r[slots.coupons]:
            return Skipped(self.no_coupon(apply))
        capped = tuple(limit for limit in self.limits(apply, site) if limit not in ("balance", "step"))
        if terms.cap_refuses and capped:
            return Capped(capped, wanted, 0)
        if reached := self.limit_reached(apply, site):
            return Skipped(reached)
        if empty := self.wallet_short(terms, site):
            return Skipped(empty)
        if not self.r[slots.granted]:
            return Capped(self.limits(apply, site), wanted, 0)
        if terms.refuse and any(self.r[slots.shares + at] for at in range(len(site.bearers))):
            return self.refused(site)
        return Skipped(NothingLeft())

    def no_coupon(self, apply: Apply) -> SkipReason:
        return UsedUp() if self.first(apply.coupon) else NotHeld()

    def wallet_short(self, terms: Terms, site: Site) -> SkipReason | None:
        """An empty wallet, or one from which too little can be spent at once."""
        slots = site.slots
        if slots.balance == NONE:
            return None
        if not self.r[slots.balance]:
            return BalanceEmpty(terms.balance or "")
        if terms.stepped is not None and not self.r[slots.stepped]:
            least = max(terms.stepped.least, terms.stepped.step)
            return BelowLeast(terms.balance or "", least, min(self.r[slots.balance], self.r[slots.wanted]))
        return None

    def limit_reached(self, apply: Apply, site: Site) -> LimitReached | None:
        for at, counter in enumerate(apply.limits):
            if not self.r[site.slots.limits + at]:
                return LimitReached(counter.period, apply.terms.rule.limit[counter.period])
        return None

    def using(self, apply: Apply) -> tuple[str, ...]:
        """The earlier rules of the same ``consume`` that took something."""
        applied = {other.apply.terms.name for _, other in self.acts() if self.stands(other)}
        return tuple(name for name in apply.earlier if name in applied)

    def no_set(self, apply: Apply, site: Site) -> SkipReason:
        """What is short for one full set: pieces, different values, or the pieces that every set needs besides."""
        form = apply.terms.rule.sets
        assert form is not None
        counts = self.r[site.slots.counted : site.slots.counted + len(site.lots)]
        if form.distinct is not None:
            have = sum(1 for value in site.values if any(counts[at] for at in value))
            if have < form.of:
                return NoFullSet(form.of, have, form.distinct)
        elif sum(counts) < form.of:
            return NoFullSet(form.of, sum(counts))
        if form.companions is not None and self.r[site.slots.spare] < form.companions.pieces:
            return NoFullSet(form.companions.pieces, self.r[site.slots.spare], companions=True)
        return NoFullSet(form.of, min(sum(counts), form.of - 1))

    def not_picked(self, apply: Apply, site: Site) -> SkipReason | None:
        """There are pieces, but none at the places that are picked."""
        pick, slots = apply.terms.rule.pick, site.slots
        if pick is None or any(self.r[slots.picked : slots.picked + len(site.lots)]):
            return None
        have = sum(self.r[slots.counted : slots.counted + len(site.lots)])
        if apply.terms.rule.sets is not None and not pick.across:  # a set has no such place
            have = min(have, apply.terms.rule.sets.of)
        return NoFullSet(min(pick.places), have) if 0 < have < min(pick.places) else None

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

    def unmet(self, apply: Apply, site: Site) -> SkipReason:
        for at, condition in enumerate(apply.conditions):
            have = self.r[site.slots.conditions + at]
            need = condition.at_least if condition.above is None else condition.above
            above = condition.above is not None
            if need is not None and (have <= need if above else have < need):
                elsewhere = condition.on is not None
                return BelowThreshold(
                    *(condition.text, need, have, condition.counts, above, elsewhere, condition.any_line),
                    needed_before=0 if site.slots.needed_before == NONE else self.r[site.slots.needed_before],
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

    def verdict(self, fate: Fate, act: Act, lot: int) -> Outcome:
        join, group = fate.join, self.group(fate.join, act, lot)
        winner = self.r[join.winners + group]
        start = join.totals + group * len(join.merge.branches)
        own, prefer = self.r[start + fate.branch], join.merge.prefer
        if not winner:
            return Beaten((), own, 0, prefer)
        return Beaten(join.merge.branches[winner - 1].rules, own, self.r[start + winner - 1], prefer)
