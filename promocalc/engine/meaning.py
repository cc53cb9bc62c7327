"""The only arithmetic: what a plan does to amounts, whatever an amount is.

Nothing here may look at an amount or a condition. Decisions over amounts are
put to the number system; ``if`` and ``match`` look at the plan alone. The order
of one application is DESIGN §4's: scope, needs, an amount for each unit, round,
caps, share, clip or refuse, record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from promocalc.engine.plan import (
    NONE,
    Act,
    Cut,
    Guard,
    Join,
    Joined,
    Plan,
    PriceGuard,
    Probe,
    Site,
    TakenGuard,
    Tick,
)
from promocalc.engine.programme import MARKED, Apply, Condition, Sum
from promocalc.engine.rounding import capped, nearest, part
from promocalc.engine.terms import Charge, Deduct, DeductEvery, DeductTier, LowerTo, Quantity, Terms
from promocalc.money import Rounding, minor_units
from promocalc.numbers.protocol import Cents, Numbers, Test
from promocalc.rules.rule import Distinct


def run(n: Numbers, plan: Plan, inputs: Sequence[Cents]) -> None:
    """Work out every register of ``plan`` from unit prices and first cells."""
    _Run(n, plan, inputs).run()


@dataclass
class _Amounts:
    """What one rule is about in one pool: one entry per lot in scope."""

    measure: list[Cents]
    of: list[Cents]
    running: list[Cents]
    """What ``to`` lowers."""
    counts: list[Cents]


class _Run:
    def __init__(self, n: Numbers, plan: Plan, inputs: Sequence[Cents]) -> None:
        self.n = n
        self.plan = plan
        self.ops = plan.programme.ops
        self.first = inputs[plan.goods :]
        self.cells: list[Cents] = [0] * plan.programme.cell_count
        self.counts: list[Cents] = [line.quantity for line in plan.lines]
        self.open_counts: set[int] = set()
        """Lots whose number of pieces depends on amounts."""
        self.prices = [*inputs[: plan.goods], *([0] * (len(plan.lines) - plan.goods))]
        self.columns: list[list[Cents]] = [[] for _ in range(plan.programme.columns)]
        self.columns[MARKED] = [price * line.quantity for price, line in zip(self.prices, plan.lines, strict=True)]

    def run(self) -> None:
        for deed in self.plan.deeds:
            match deed:
                case Act():
                    self.act(deed)
                case Cut():
                    self.cut(deed)
                case Join():
                    self.join(deed)
                case Tick():
                    self.tick(deed)
                case _:
                    assert_never(deed)
        self.settle()

    def cell(self, number: int) -> Cents:
        return self.first[-number - 1] if number < 0 else self.cells[number]

    def settle(self) -> None:
        """What every line comes to, and all of them."""
        n, plan = self.n, self.plan
        final = self.columns[plan.programme.final]
        of_line: list[list[Cents]] = [[] for _ in plan.lines]
        for lot, line in enumerate(plan.lot_lines):
            of_line[line].append(final[lot])
        pays = [n.let(plan.finals + at, n.total(amounts)) for at, amounts in enumerate(of_line)]
        n.let(plan.pay, n.total(pays))

    # --- lots ---------------------------------------------------------------------------------------------

    def cut(self, deed: Cut) -> None:
        """The pieces that carry an odd cent of the column become a lot, the others a second one."""
        n, lot = self.n, deed.lot
        count = self.counts[lot]
        most = self.plan.lines[self.plan.lot_lines[lot]].quantity
        divisor = self.divisor(lot)
        amount = self.columns[deed.column][lot]
        odd = amount - n.times(count, n.whole(amount, divisor), most)
        if deed.column in deed.takes:
            odd = count - odd
        for column in (*deed.costs, *deed.takes):
            values = self.columns[column]
            each = n.whole(values[lot], divisor)
            left = values[lot] - n.times(count, each, most)
            first = n.least(odd, left) if column in deed.costs else n.most(left - (count - odd), 0)
            head = n.times(odd, each, most) + first
            values.append(values[lot] - head)
            values[lot] = head
        self.counts[lot] = odd
        self.counts.append(count - odd)
        self.open_counts |= {lot, len(self.counts) - 1}

    def divisor(self, lot: int) -> Cents:
        """The pieces of a lot, to divide by. A lot that was cut may have none left; then all about it is 0."""
        count = self.counts[lot]
        return self.n.most(count, 1) if lot in self.open_counts else count

    # --- conditions -----------------------------------------------------------------------------------------

    def guard(self, guard: Guard) -> Test:
        n = self.n
        match guard:
            case bool():
                return guard
            case PriceGuard(line, scope):
                price, currency = self.prices[line], self.plan.programme.book.currency
                held: Test = True
                if scope.at_least is not None:
                    held = n.both(held, price >= minor_units(scope.at_least, currency))
                if scope.above is not None:
                    held = n.both(held, price > minor_units(scope.above, currency))
                if scope.at_most is not None:
                    held = n.both(held, price <= minor_units(scope.at_most, currency))
                if scope.below is not None:
                    held = n.both(held, price < minor_units(scope.below, currency))
                return held
            case TakenGuard(columns, lots):
                return n.total([self.columns[column][lot] for column in columns for lot in lots]) >= 1
            case Joined(how, parts):
                held = how != "any"
                for inner in parts:
                    one = self.guard(inner)
                    if how == "none":
                        one = n.negate(one)
                    held = n.either(held, one) if how == "any" else n.both(held, one)
                return held
            case _:
                assert_never(guard)

    def seen(self, column: Sequence[Cents], lots: Sequence[int], guards: Sequence[Test]) -> list[Cents]:
        """One column of each lot, 0 where the lot is not in scope."""
        return [
            column[lot] if guard is True else self.n.choose(guard, column[lot], 0)
            for lot, guard in zip(lots, guards, strict=True)
        ]

    def view(self, look: Sum, lots: Sequence[int], guards: Sequence[Test]) -> list[Cents]:
        """A view of each lot, or its count of pieces."""
        n = self.n
        if len(look.terms) == 1 and look.terms[0][0] > 0:
            return self.seen(self.columns[look.terms[0][1]], lots, guards)
        if look.counts:
            return self.seen(self.counts, lots, guards)
        values: list[Cents] = []
        for lot, guard in zip(lots, guards, strict=True):
            plus: list[Cents] = [self.columns[column][lot] for sign, column in look.terms if sign > 0]
            minus: list[Cents] = [self.columns[column][lot] for sign, column in look.terms if sign < 0]
            amount = n.total(plus)
            if minus:
                amount = n.most(amount - n.total(minus), 0)
            values.append(amount if guard is True else n.choose(guard, amount, 0))
        return values

    def passes(self, site: Site, apply: Apply, guards: Sequence[Test]) -> Test:
        """Whether every need of the rule is met in this pool."""
        held: Test = True
        for at, (condition, probe) in enumerate(zip(apply.conditions, site.probes, strict=True)):
            held = self.n.both(held, self.condition(site, at, condition, probe, guards))
        return held

    def condition(self, site: Site, at: int, condition: Condition, probe: Probe, guards: Sequence[Test]) -> Test:
        n = self.n
        inside = guards if condition.on is None else [self.guard(guard) for guard in probe.guards]
        if isinstance(condition.looks, Distinct):
            present = self.view(Sum((), "pieces", counts=True), probe.lots, inside)
            values: list[Cents] = [
                n.choose(n.total([present[lot] for lot in group]) >= 1, 1, 0) for group in probe.groups
            ]
        else:
            values = self.view(condition.looks, probe.lots, inside)
            if site.lots and self.is_piece(site):
                values = [self.unit_of(value, lot) for value, lot in zip(values, probe.lots, strict=True)]
        if condition.any_line and not isinstance(condition.looks, Distinct):
            lines = [(inside[group[0]], n.total([values[p] for p in group])) for group in probe.groups]
            return self.any_line(site, at, condition, lines)
        value = n.let(site.slots.conditions + at, n.total(values))
        return self.bounded(condition, value)

    def bounded(self, condition: Condition, value: Cents) -> Test:
        held: Test = True
        if condition.at_least is not None:
            held = self.n.both(held, value >= condition.at_least)
        if condition.above is not None:
            held = self.n.both(held, value > condition.above)
        if condition.at_most is not None:
            held = self.n.both(held, value <= condition.at_most)
        return held

    def any_line(self, site: Site, at: int, condition: Condition, lines: Sequence[tuple[Test, Cents]]) -> Test:
        """Whether one of the lines that are in scope passes by itself; the register keeps the largest."""
        best: Cents = 0
        held: Test = False
        for in_scope, value in lines:
            best = self.n.most(best, value)
            held = self.n.either(held, self.n.both(in_scope, self.bounded(condition, value)))
        self.n.let(site.slots.conditions + at, best)
        return held

    def is_piece(self, site: Site) -> bool:
        apply = self.ops[site.op]
        return isinstance(apply, Apply) and apply.terms.rule.per == "piece"

    def unit_of(self, amount: Cents, lot: int) -> Cents:
        """The amount of one piece of a lot whose pieces are equal."""
        single = lot not in self.open_counts and self.plan.lines[lot].quantity == 1
        return amount if single else self.n.whole(amount, self.divisor(lot))

    # --- a rule -------------------------------------------------------------------------------------------------

    def act(self, deed: Act) -> None:
        apply = deed.apply
        after = list(self.columns[apply.read])
        taken: list[Cents] = [0] * len(after)
        wallet = self.cell(apply.balance[0]) if apply.balance else 0
        coupons = self.cell(apply.coupon[0]) if apply.coupon else 0
        order_left = self.order_cap(deed)
        for site in deed.sites:
            kept = self.site(site, apply, wallet, coupons, order_left)
            spent = self.n.let(site.slots.taken, self.n.total(kept))
            if site.added != NONE:
                after[site.added] = after[site.added] + spent
                taken[site.added] = taken[site.added] + spent
            else:
                for lot, amount in zip(site.lots, kept, strict=True):
                    after[lot] = after[lot] - amount
                    taken[lot] = taken[lot] + amount
            if apply.balance:
                wallet = wallet - spent
            if apply.coupon:
                coupons = coupons - self.used(site, apply, spent, coupons)
            if order_left is not None:
                order_left = order_left - spent
        self.columns[apply.write] = after
        self.columns[apply.taken] = taken
        if apply.balance:
            self.cells[apply.balance[1]] = wallet
        if apply.coupon:
            self.cells[apply.coupon[1]] = coupons

    def used(self, site: Site, apply: Apply, spent: Cents, coupons: Cents) -> Cents:
        """Coupons used up by one pool; where a pool is a piece, one for each piece rewarded."""
        one = self.n.least(self.counts[site.lots[0]], coupons) if apply.terms.rule.per == "piece" else 1
        return self.n.choose(spent >= 1, one, 0)

    def order_cap(self, deed: Act) -> Cents | None:
        """What the rule may take in the whole order."""
        cap = deed.apply.terms.cap_order
        if cap is None or isinstance(cap, int):
            return cap
        of = [amount for site in deed.sites for amount in self.view(deed.apply.of, site.lots, self.guards(site))]
        return part(self.n, self.n.total(of), cap, 1, Rounding.DOWN)

    def guards(self, site: Site) -> list[Test]:
        if not site.gated:
            return [True] * len(site.lots)
        return [self.guard(guard) for guard in site.guards]

    def site(
        self, site: Site, apply: Apply, wallet: Cents, coupons: Cents, order_left: Cents | None
    ) -> Sequence[Cents]:
        """One rule on one pool: what is kept of each lot's share (or charged, per lot)."""
        n, slots, terms = self.n, site.slots, apply.terms
        guards = self.guards(site)
        if site.gated:
            for at, guard in enumerate(guards):
                n.let(slots.guards + at, n.choose(guard, 1, 0))
        measure = self.view(apply.measure, site.lots, guards)
        of = measure if apply.of == apply.measure else self.view(apply.of, site.lots, guards)
        same = apply.running.terms == apply.of.terms
        counts = self.seen(self.counts, site.lots, guards) if site.units else []
        look = _Amounts(measure, of, of if same else self.view(apply.running, site.lots, guards), counts)
        running = [self.columns[apply.read][lot] for lot in site.lots]
        n.let(slots.before, n.total(self.seen(self.columns[apply.read], site.lots, guards)))
        piece = self.is_piece(site)
        measured = n.let(
            slots.measured, self.unit_of(look.measure[0], site.lots[0]) if piece else n.total(look.measure)
        )
        n.let(slots.base, self.unit_of(look.of[0], site.lots[0]) if piece else n.total(look.of))
        passes = self.passes(site, apply, guards)
        if site.gated and isinstance(terms.verb, Charge):
            # Nothing in scope, nothing to charge for.
            passes = n.both(passes, n.total(self.seen(self.counts, site.lots, guards)) >= 1)
        if slots.passes != NONE:
            n.let(slots.passes, n.choose(passes, 1, 0))
        raw, parts = self.parts(site, terms, look, measured, coupons if apply.coupon else None)
        wanted = n.let(slots.wanted, n.choose(passes, n.total(raw), 0))
        if slots.eached != NONE:
            parts = [n.choose(passes, one, 0) for one in parts]
            wanted = n.let(slots.eached, n.total(parts))
        elif slots.passes != NONE:
            parts = [n.choose(passes, one, 0) for one in parts]
        granted = self.granted(site, apply, look, wanted, wallet, coupons, order_left)
        shares = self.shares(site, apply, parts, granted, look.of, guards)
        for at, one in enumerate(shares):
            n.let(slots.shares + at, one)
        kept = shares if isinstance(terms.verb, Charge) else self.within_room(site, terms, shares, parts, running)
        for at, one in enumerate(kept):
            n.let(slots.kept + at, one)
        return kept

    # --- an amount for each unit ---------------------------------------------------------

    def parts(
        self, site: Site, terms: Terms, look: _Amounts, measured: Cents, coupons: Cents | None
    ) -> tuple[list[Cents], list[Cents]]:
        """What each unit comes to, all its pieces together: before and after the caps on one unit.

        Where there are no units, the pool is the one.
        """
        n, slots = self.n, site.slots
        if not site.units:
            base, running = n.total(look.of), n.total(look.running)
            if slots.running != NONE:
                n.let(slots.running, running)
            amount = self.amount(terms, base, measured, measured, running)
            return [amount], [capped(n, terms.cap_each, base, amount)]
        raw: list[Cents] = []
        parts: list[Cents] = []
        per_piece = terms.rule.per == "piece"
        by_piece = terms.each == "piece" or per_piece
        for at, unit in enumerate(site.units):
            if len(unit) == 1:
                p = unit[0]
                of, measure, running, count = look.of[p], look.measure[p], look.running[p], look.counts[p]
            else:
                of, measure, running, count = (
                    n.total([values[p] for p in unit]) for values in (look.of, look.measure, look.running, look.counts)
                )
            if by_piece:
                lot = site.lots[unit[0]]
                of, running = self.unit_of(of, lot), self.unit_of(running, lot)
                measure = n.least(count, 1) if terms.measure.counts_pieces else self.unit_of(measure, lot)
            else:
                count = n.least(count, 1)
            if per_piece and coupons is not None:
                count = n.least(count, coupons)  # a coupon for each piece
            n.let(slots.unit_base + at, of)
            if slots.running != NONE:
                n.let(slots.running + at, running)
            if slots.unit_measured != NONE:
                n.let(slots.unit_measured + at, measure)
            n.let(slots.unit_count + at, count)
            amount = n.let(slots.unit_amount + at, self.amount(terms, of, measure, measured, running))
            most = self.plan.lines[self.plan.lot_lines[site.lots[unit[0]]]].quantity
            raw.append(n.times(count, amount, most))
            amount = capped(n, terms.cap_each, of, amount)
            if per_piece:
                amount = self.piece_room(terms, capped(n, terms.cap_pool, of, amount), running, coupons is not None)
            parts.append(n.times(count, amount, most))
        return raw, parts

    def piece_room(self, terms: Terms, amount: Cents, running: Cents, by_coupon: bool) -> Cents:
        """A pool of one piece is undone, or bounded where coupons reach only some pieces of a lot, by that piece."""
        if isinstance(terms.verb, Charge) or not (terms.refuse or by_coupon):
            return amount
        room = self.n.most(running - terms.floor, 0)
        return self.n.choose(amount <= room, amount, 0) if terms.refuse else self.n.least(amount, room)

    def amount(self, terms: Terms, of: Cents, measure: Cents, measured: Cents, running: Cents) -> Cents:
        """The amount of one unit: after rounding, before caps."""
        n = self.n
        match terms.verb:
            case Deduct(off):
                return self.rounded(terms, off, of, running)
            case DeductEvery(off, every):
                times = n.whole(measure, every)
                return self.rounded(terms, 1, of, running, fixed=times * off)
            case DeductTier(tiers):
                amount: Cents = 0
                for start, off in tiers:
                    amount = n.choose(measured >= start, self.rounded(terms, off, of, running), amount)
                return amount
            case LowerTo(price):
                target = price if isinstance(price, int) else part(n, of, price, terms.unit, terms.mode)
                return n.most(running - target, 0)
            case Charge(add):
                return add if isinstance(add, int) else part(n, of, add, terms.unit, terms.mode)
            case _:
                assert_never(terms.verb)

    def rounded(self, terms: Terms, off: Quantity, of: Cents, running: Cents, fixed: Cents | None = None) -> Cents:
        """A cut, rounded as the rule says: the cut itself, or the price that it leaves."""
        n = self.n
        if isinstance(off, Fraction):
            top, bottom, amount = off.numerator, off.denominator, of
        else:
            top, bottom, amount = 1, 1, off if fixed is None else fixed
        if terms.rounds_price:
            # What is left, times the denominator, is whole: nothing is rounded before this.
            left = n.most(running * bottom - amount * top, 0)
            cut = n.most(running - nearest(n, left, bottom, terms.unit, terms.mode), 0)
            return n.choose(amount * top >= 1, cut, 0)  # no deduction, no rounding of the price either
        if bottom == 1 and terms.unit == 1:
            return amount * top
        return nearest(n, amount * top, bottom, terms.unit, terms.mode)

    # --- caps, shares, room --------------------------------------------------------------

    def granted(
        self,
        site: Site,
        apply: Apply,
        look: _Amounts,
        wanted: Cents,
        wallet: Cents,
        coupons: Cents,
        order_left: Cents | None,
    ) -> Cents:
        """What caps, the wallet, the coupon and the shopper's choice let through."""
        n, slots, terms = self.n, site.slots, apply.terms
        amount = wanted
        if slots.pooled != NONE:
            amount = n.let(slots.pooled, capped(n, terms.cap_pool, n.total(look.of), amount))
        if order_left is not None:
            amount = n.let(slots.ordered, n.least(amount, order_left))
        if apply.balance:
            amount = n.least(amount, n.let(slots.balance, wallet))
        if apply.coupon:
            amount = n.choose(n.let(slots.coupons, coupons) >= 1, amount, 0)
        if slots.allowed != NONE:
            # A gate or a limit that has nothing left is 0.
            gates = [
                self.cell(number) for number in (*apply.allowed, *((apply.gate,) if apply.gate is not None else ()))
            ]
            allowed: Cents = n.choose(gates[0] >= 1, 1, 0)
            for gate in gates[1:]:
                allowed = n.choose(gate >= 1, allowed, 0)
            amount = n.choose(n.let(slots.allowed, allowed) >= 1, amount, 0)
        if slots.blocked != NONE:
            met = [
                self.columns[blocker.taken][lot]
                for blocker in apply.blockers
                if blocker.on == "order"
                for lot in range(len(self.columns[blocker.taken]))
            ]
            amount = n.choose(n.let(slots.blocked, n.total(met)) >= 1, 0, amount)
        return n.let(slots.granted, amount)

    def shares(
        self,
        site: Site,
        apply: Apply,
        parts: Sequence[Cents],
        granted: Cents,
        of: list[Cents],
        guards: Sequence[Test],
    ) -> Sequence[Cents]:
        """What each lot bears: the unit's own amount, or the pool's divided by weights, lines first, then lots."""
        n, terms = self.n, apply.terms
        if isinstance(terms.verb, Charge):
            return [granted, *([0] * (len(site.lots) - 1))]
        weights = of if apply.by == apply.of else self.view(apply.by, site.lots, guards)
        if not site.units:
            return self.divided(site.groups, weights, granted, terms)
        if len(site.units) == len(site.lots):
            if terms.rule.per == "piece" and terms.each == "pool":
                granted = n.choose(weights[0] >= 1, granted, 0)  # the one lot bears it, or nobody does
                return [granted]
            return self.divided(site.groups, parts, granted, terms) if site.limited else parts
        if site.limited:
            parts = n.share(granted, parts, terms.odd)
        kept: list[Cents] = [0] * len(site.lots)
        for unit, amount in zip(site.units, parts, strict=True):
            for at, one in zip(unit, n.share(amount, [weights[p] for p in unit], terms.odd), strict=True):
                kept[at] = one
        return kept

    def divided(
        self, groups: Sequence[tuple[int, ...]], weights: Sequence[Cents], amount: Cents, terms: Terms
    ) -> Sequence[Cents]:
        n = self.n
        if all(len(group) == 1 for group in groups):
            return n.share(amount, weights, terms.odd)
        lines = n.share(amount, [n.total([weights[p] for p in group]) for group in groups], terms.odd)
        shares: list[Cents] = [0] * len(weights)
        for group, line in zip(groups, lines, strict=True):
            for at, one in zip(group, n.share(line, [weights[p] for p in group], terms.odd), strict=True):
                shares[at] = one
        return shares

    def within_room(
        self, site: Site, terms: Terms, shares: Sequence[Cents], parts: Sequence[Cents], running: Sequence[Cents]
    ) -> Sequence[Cents]:
        """No piece below its floor: each lot's share is clipped, or the whole application is undone."""
        n = self.n
        rooms = running
        if terms.floor:
            rooms = [
                n.most(one - self.counts[lot] * terms.floor, 0) for lot, one in zip(site.lots, running, strict=True)
            ]
        if not terms.refuse:
            return [n.least(share, room) for share, room in zip(shares, rooms, strict=True)]
        fits: Test = True
        for share, room in zip(shares, rooms, strict=True):
            fits = n.both(fits, share <= room)
        if site.units and not site.limited:
            # A unit of several lots may bear nothing for want of weight, and still be asked for too much.
            for unit, wanted in zip(site.units, parts, strict=True):
                fits = n.both(fits, wanted <= n.total([rooms[p] for p in unit]))
        return [n.choose(fits, share, 0) for share in shares]

    # --- alternatives --------------------------------------------------------------------

    def join(self, deed: Join) -> None:
        """Per group, the winner's figures go on; the others leave no trace."""
        n, merge = self.n, deed.merge
        entry = self.columns[merge.entry]
        exits = [self.columns[branch.exit] for branch in merge.branches]
        after = list(entry)
        masks: list[list[Cents]] = [[0] * len(entry) for _ in merge.masks]
        winner: Cents = 0
        for at, (_, lots) in enumerate(deed.groups):
            winner = self.winner(deed, at, lots)
            for number, one in enumerate(exits):
                won = n.same(winner, number + 1)
                for lot in lots:
                    if one[lot] is not entry[lot]:  # untouched: nothing to choose between
                        after[lot] = n.choose(won, one[lot], after[lot])
                for mask, (_, takes) in enumerate(merge.masks):
                    for where, column in takes:
                        if where == number:
                            for lot in lots:
                                masks[mask][lot] = n.choose(won, self.columns[column][lot], masks[mask][lot])
        self.columns[merge.write] = after
        for mask, (column, _) in enumerate(merge.masks):
            self.columns[column] = masks[mask]
        for at, cell in enumerate(merge.cells):
            value = self.cell(merge.entry_cells[at])
            for number, branch in enumerate(merge.branches):
                value = n.choose(n.same(winner, number + 1), self.cell(branch.cells[at]), value)
            self.cells[cell] = value

    def winner(self, deed: Join, group: int, lots: Sequence[int]) -> Cents:
        """The number of the alternative that stands, from 1; 0 where ``first`` finds none that applies."""
        n, merge = self.n, deed.merge
        before = n.total([self.columns[merge.entry][lot] for lot in lots])
        takes = [before - n.total([self.columns[branch.exit][lot] for lot in lots]) for branch in merge.branches]
        for number, take in enumerate(takes):
            # An alternative that only adds something takes less than nothing: kept as 0.
            n.let(deed.totals + group * len(takes) + number, n.most(take, 0))
        if merge.prefer == "first":
            found: Cents = 0
            for number in range(len(takes) - 1, -1, -1):
                found = n.choose(self.applied(deed, number, lots) >= 1, number + 1, found)
            return n.let(deed.winners + group, found)
        found, best = 1, takes[0]
        for number, take in enumerate(takes[1:], 2):
            found = n.choose(take > best, number, found)
            best = n.most(best, take)
        return n.let(deed.winners + group, found)

    def applied(self, deed: Join, number: int, lots: Sequence[int]) -> Cents:
        """What the rules of an alternative took or added: an alternative applies where that is something."""
        columns = [column for _, takes in deed.merge.masks for branch, column in takes if branch == number]
        return self.n.total([self.columns[column][lot] for column in columns for lot in lots])

    def tick(self, deed: Tick) -> None:
        """One use of a limited number of alternatives is gone if this one applied."""
        n, count = self.n, deed.count
        applied = n.total([amount for column in count.takes for amount in self.columns[column]])
        n.let(deed.register, applied)
        self.cells[count.write] = self.cell(count.left) - n.choose(applied >= 1, 1, 0)
