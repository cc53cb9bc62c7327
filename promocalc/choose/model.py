"""How an offer's cuts add up over orders, written down for CP-SAT: over amounts of money of each kind, or over pieces.

Money can be divided anywhere, so what it saves is a bound under every way to divide the pieces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from promocalc.choose.recognised import Cut, Offer, kinds, siblings


class Plan(NamedTuple):
    """A way to divide what there is."""

    saved: int
    """What its cuts come to: minor units."""
    used: tuple[frozenset[str], ...]
    """By order: what is used of all that may be left alone."""
    taken: tuple[tuple[int, ...], ...]
    """By order: how much of each kind, or how many pieces of each line."""


class Model:
    """Amounts of money or pieces, in each order, and what every cut comes to."""

    def __init__(self, offer: Offer, orders: int, cp: Any, *, pieces: bool) -> None:
        self.offer, self.orders = offer, orders
        self.model = cp.CpModel()
        self.chosen: dict[tuple[int, str], Any] = {}
        self.taken: list[list[Any]] = []
        self.cuts: list[list[Any]] = []
        """By order: what each cut takes."""
        self.repeats: list[list[Any]] = []
        """By order: how often each cut that repeats is made."""
        self.short: list[Any] = []
        """Of each cut that repeats and that nobody decides about: by how many times it falls short."""
        self.kinds = kinds(offer)
        worth = [sum(offer.worths[line] * offer.pieces[line] for line in kind) for kind in self.kinds]
        self.worth = {kind[0]: amount for kind, amount in zip(self.kinds, worth, strict=True)}
        self.top = sum(worth)
        counts = offer.pieces if pieces else worth
        for at in range(self.orders):
            row = [self.model.new_int_var(0, count, f"take {at} {number}") for number, count in enumerate(counts)]
            self.taken.append(row)
        for number, count in enumerate(counts):
            self.model.add(sum(row[number] for row in self.taken) == count)
        self.amounts = [
            [sum(offer.worths[line] * row[line] for line in kind) for kind in self.kinds] if pieces else list(row)
            for row in self.taken
        ]
        for at in range(self.orders):
            self.order(at)
        self.once()
        self.in_turn()
        self.together()
        self.saved = sum(one for row in self.cuts for one in row)
        self.model.minimize(-self.saved)

    def once(self) -> None:
        """A coupon is used in one order; of a group and of two that exclude each other, one in an order."""
        orders = range(self.orders)
        rules = {rule for _, rule in self.chosen}
        for rule in sorted(rules):
            if rule in self.offer.coupons:
                self.model.add_at_most_one(self.chosen[at, rule] for at in orders)
        groups: dict[int, set[str]] = {}
        for cut in self.offer.cuts:
            if cut.choosable and cut.group >= 0:
                groups.setdefault(cut.group, set()).add(cut.rule)
        for at in orders:
            for group in groups.values():
                self.model.add_at_most_one(self.chosen[at, rule] for rule in sorted(group))
            for first, second in self.offer.apart:
                if {first, second} <= rules:
                    self.model.add_at_most_one((self.chosen[at, first], self.chosen[at, second]))

    def in_turn(self) -> None:
        """Orders are alike: each but the first is for a coupon after some coupon of the one before."""
        coupons = [rule for at, rule in self.chosen if not at and rule in self.offer.coupons]
        for at in range(1, self.orders):
            for number, rule in enumerate(coupons):
                earlier = [self.chosen[at - 1, other] for other in coupons[:number]]
                self.model.add(self.chosen[at, rule] <= sum(earlier))

    def together(self) -> None:
        """How often a cut is made in all orders is a whole number, of what they hold together: orders cannot gain by
        their fractions what all of them do not have."""
        for number, cut in enumerate(self.offer.cuts):
            if cut.every:
                several = [times[number] for times in self.repeats]
                most = min(self.within(cut) // cut.every, self.orders * self.most_times(cut))
                every = self.model.new_int_var(0, most, f"all {number}")
                self.model.add(every == sum(several))
                self.model.add(cut.every * every <= sum(self.base(at, number) for at in range(self.orders)))
                if not cut.choosable:
                    self.short.append(most - every)

    def falls_short(self, least: int, most: int | None) -> None:
        """Ask that cuts which nobody decides about are made so many times less often than what there is would allow,
        all of them together."""
        if least:
            self.model.add(sum(self.short) >= least)
        if most is not None:
            self.model.add(sum(self.short) <= most)

    def fallen_short(self, solver: Any) -> int | None:
        """By how many times they fall short in what a solver found; None where there are no such cuts."""
        return sum(int(solver.value(one)) for one in self.short) if self.short else None

    def within(self, cut: Cut) -> int:
        """What a cut looks at in all orders together at the most."""
        return sum(self.worth[kind[0]] for kind in self.kinds if kind[0] in cut.lines)

    def order(self, at: int) -> None:
        """What every cut takes in one order."""
        self.cuts.append([])
        self.repeats.append([])
        needs: dict[tuple[int, bool, frozenset[int]], list[Any]] = {}
        bases: dict[tuple[int, bool, frozenset[int]], Any] = {}
        for number, cut in enumerate(self.offer.cuts):
            base = self.base(at, number)
            most = self.within(cut)
            if cut.choosable:
                active = self.chosen.setdefault((at, cut.rule), self.model.new_bool_var(f"use {at} {cut.rule}"))
            else:
                active = self.reached(base, cut.start, f"reach {at} {number}")
            feeds = any(
                not later.parallel and not siblings(cut, later) and cut.lines <= later.lines
                for later in self.offer.cuts[number + 1 :]
            )
            times = self.times(f"{at} {number}", cut, base, most, active, exact=feeds)
            self.repeats[at].append(times)
            self.cuts[at].append(self.amount(f"{at} {number}", cut, base, most, active, times, exact=feeds))
            if cut.choosable:
                # One row for a group: of what excludes each other, only one asks for its part of the sum.
                key = (cut.group if cut.group >= 0 else -2 - number, cut.parallel, cut.lines)
                needed = cut.every * times if cut.every > cut.start else cut.start * active
                needs.setdefault(key, []).append(needed)
                bases.setdefault(key, base)
                if cut.every and cut.every <= cut.start:
                    self.model.add(cut.every * times <= base)
        for key, several in needs.items():
            self.model.add(sum(several) <= bases[key])

    def base(self, at: int, number: int) -> Any:
        """What a cut looks at."""
        cut = self.offer.cuts[number]
        found = sum(amount for kind, amount in zip(self.kinds, self.amounts[at], strict=True) if kind[0] in cut.lines)
        if not cut.parallel:
            for earlier, took in zip(self.offer.cuts[:number], self.cuts[at], strict=False):
                if earlier.lines <= cut.lines and not siblings(earlier, cut):
                    found = found - took
        return found

    def reached(self, base: Any, start: int, name: str) -> Any:
        """Whether an amount is large enough: a condition, true of every amount where it asks for nothing."""
        if start <= 0:
            return self.model.new_constant(1)
        found = self.model.new_bool_var(name)
        self.model.add(base >= start).only_enforce_if(found)
        self.model.add(base <= start - 1).only_enforce_if(found.negated())
        return found

    def most_times(self, cut: Cut) -> int:
        """How often a cut that repeats is made in one order at the most; beyond it, it takes nothing more."""
        most = self.within(cut) // cut.every
        return most if cut.cap is None or not cut.off else min(most, -(-cut.cap // cut.off))

    def times(self, name: str, cut: Cut, base: Any, most: int, active: Any, *, exact: bool) -> Any:
        """How often a cut that repeats is made: once for every whole so much, as far as its cap goes."""
        if not cut.every:
            return 0
        model, largest = self.model, self.most_times(cut)
        capped = largest < most // cut.every
        found = model.new_int_var(0, largest, f"times {name}")
        if cut.choosable or cut.start:
            model.add(found <= largest * active)
        if not cut.choosable:
            model.add(cut.every * found <= base)
        if exact:
            all_ = model.new_bool_var(f"all {name}") if capped else model.new_constant(0)
            model.add(found >= largest).only_enforce_if(all_)
            model.add(cut.every * found >= base - cut.every + 1).only_enforce_if(active, all_.negated())
        return found

    def amount(self, name: str, cut: Cut, base: Any, most: int, active: Any, times: Any, *, exact: bool) -> Any:
        """What a cut takes. What a later one looks at has to be exact: nobody may decline a part of a cut."""
        model, cap = self.model, most if cut.cap is None else min(cut.cap, most)
        if cut.every:
            raw = cut.off * times
            if cut.cap is None or cut.cap >= most // cut.every * cut.off or not cut.cap % cut.off:
                return raw
        elif cut.whole:
            more = {"half_up": cut.whole, "down": 0, "up": 2 * (cut.whole - 1)}[cut.mode]
            raw = model.new_int_var(0, most, f"raw {name}")
            exactly = 2 * cut.off * base + more - 2 * cut.whole * raw
            model.add(exactly >= 0)
            if exact:
                model.add(exactly <= 2 * cut.whole - 1).only_enforce_if(active)
        else:
            cap = min(cap, cut.off)
            if cap <= cut.start:
                return cap * active
            raw = base
        took = model.new_int_var(0, cap, f"took {name}")
        model.add(took <= cap * active)
        model.add(took <= raw)
        if exact:
            least = model.new_int_var(0, cap, f"least {name}")
            model.add_min_equality(least, [raw, cap])
            model.add(took == least).only_enforce_if(active)
        return took

    def plan(self, solver: Any) -> Plan:
        """What a solver found."""
        used = [
            {rule for (order, rule), one in self.chosen.items() if order == at and solver.value(one)}
            for at in range(self.orders)
        ]
        taken = tuple(tuple(int(solver.value(one)) for one in row) for row in self.taken)
        return Plan(int(solver.value(self.saved)), tuple(map(frozenset, used)), taken)

    def use_otherwise(self, used: Sequence[frozenset[str]]) -> None:
        """Ask for other coupons in some order."""
        same = [one if rule in used[at] else 1 - one for (at, rule), one in self.chosen.items()]
        self.model.add(sum(same) <= len(same) - 1)

    def use(self, used: Sequence[frozenset[str]]) -> None:
        """Decide which coupons are used where."""
        for (at, rule), one in self.chosen.items():
            self.model.add(one == (1 if rule in used[at] else 0))
