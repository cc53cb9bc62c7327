"""Sites: one rule on one pool. Which lots it looks at, which bear it, and under which number every figure is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from promocalc.cart import natural_key
from promocalc.engine.grain import Coarse
from promocalc.engine.lots import Lots
from promocalc.engine.plan import NONE, Act, Guard, LineShape, Mark, Probe, Site, Slots, TakenGuard
from promocalc.engine.programme import Apply, Levy, Sum
from promocalc.engine.scoping import fold, guard
from promocalc.engine.terms import Charge, DeductEvery, DeductTier, LowerTo
from promocalc.rules.pieces import Sets as SetForm
from promocalc.rules.rule import Distinct
from promocalc.rules.scope import EVERYTHING, Scope, names_kind


class Members(NamedTuple):
    """The lots of a pool, as a site needs them."""

    lots: tuple[int, ...]
    guards: tuple[Guard, ...]
    groups: tuple[tuple[int, ...], ...]
    units: tuple[tuple[int, ...], ...]
    companions: tuple[tuple[int, Guard], ...] = ()
    values: tuple[tuple[int, ...], ...] = ()


def kinds_of_sets(sets: SetForm, lots: int) -> tuple[tuple[int, ...], ...]:
    """Every kind of set that can come of so many lots, as the positions of lots that may be in it.

    Slices of an order are all of one lot, or begin in one and end in others; each lot starts at most one such.
    Sets of different values change where a lot begins, or at the first set.
    """
    every = tuple(range(lots))
    if sets.distinct is not None:
        return (every,) * (lots + 1)
    own = tuple((at,) for at in every)
    return own if sets.of == 1 else own + (every,) * lots


@dataclass
class Sites(Lots):
    """Binding's second half: from a rule and its lines to sites."""

    added: dict[tuple[str, str], int] = field(default_factory=dict)
    """By rule and pool: the line of what the rule charges."""

    coarse: Coarse = field(default_factory=lambda: Coarse(frozenset(), {}))
    """What stands together."""

    # --- pools and scopes -----------------------------------------------------------------------------

    def pools(self, op: Apply, lines: Sequence[int]) -> list[tuple[str, list[int]]]:
        """Lines by pool key, keys in natural order."""
        per = op.terms.rule.per
        if per == "order":
            return [("", list(lines))] if lines else []
        found: dict[str, list[int]] = {}
        for at in lines:
            found.setdefault(self.key(per, at), []).append(at)
        return sorted(found.items(), key=lambda item: natural_key(item[0]))

    def key(self, per: str, at: int) -> str:
        line = self.lines[at]
        if per in ("line", "piece"):
            return line.id
        values = line.values(per)
        return values[0] if values else ""

    @staticmethod
    def rate(levy: Levy, line: LineShape) -> Fraction | None:
        """The rate of a line; a line that is a tax itself has none."""
        if line.kind == "tax":
            return None
        if isinstance(levy.rate, Fraction):
            return levy.rate
        found = dict(line.numbers).get(levy.rate.attribute)
        return found if isinstance(found, Fraction) else None

    def kinds(self, goods_only: bool) -> Iterable[int]:
        """Lines of the kinds that a scope is over."""
        if not goods_only:
            return range(len(self.lines))
        return [at for at, line in enumerate(self.lines) if line.kind == "goods"]

    def scoped(self, op: Apply, scope: Scope, goods_only: bool) -> list[tuple[int, Guard]]:
        """Lines that are, or may be, in a scope."""
        lines = self.kinds(goods_only)
        if scope == EVERYTHING:
            found: list[tuple[int, Guard]] = [(at, True) for at in lines]
        else:
            taken = dict(op.discounts)
            found = [
                (at, found_)
                for at in lines
                if (found_ := guard(scope, at, self.lines, self.of_line, taken)) is not False
            ]
        needed = op.terms.needed_numbers
        if needed and scope is op.terms.scope:  # a line that has no number to take is not what the rule is about
            found = [(at, held) for at, held in found if set(needed) <= {name for name, _ in self.lines[at].numbers}]
        if len(self.lines) == len(self.shape):
            return found
        own = op.terms.name
        return [(at, held) for at, held in found if self.lines[at].added_by != own]

    def blocked(self, op: Apply, at: int) -> list[Guard]:
        """Conditions under which a rule that may not meet this one keeps it off a line."""
        found: list[Guard] = []
        for blocker in op.blockers:
            if blocker.on == "line":
                found.append(TakenGuard((blocker.taken,), tuple(self.of_line[at])))
            elif blocker.on == "store":
                store = self.lines[at].store
                lots = [lot for lot, line in enumerate(self.lot_lines) if self.lines[line].store == store]
                found.append(TakenGuard((blocker.taken,), tuple(lots)))
        return found

    # --- a rule ------------------------------------------------------------------------------------------

    def act(self, number: int, op: Apply) -> None:
        terms = op.terms
        lines = self.scoped(op, terms.scope, terms.goods_only)
        piecewise = terms.each == "piece" or terms.rule.per == "piece" or terms.selects
        if piecewise:
            self.cut([at for at, _ in lines], self.piece_columns(op), number)
            self.gather([at for at, _ in lines], number)
            lines = self.scoped(op, terms.scope, terms.goods_only)  # guards name lots
        companions = self.companions(op, number)
        guards = dict(lines)
        if op.blockers:
            guards = {at: fold("all", [held, fold("none", self.blocked(op, at))]) for at, held in lines}
        pools = self.pools(op, list(guards))
        if isinstance(terms.verb, Charge):
            pools = [(key, members) for key, members in pools if (terms.name, key) in self.added]
        sites = [site for key, members in pools for site in self.sites(number, op, key, members, guards, companions)]
        self.deeds.append(Act(number, op, tuple(sites), len(self.lot_lines)))
        self.note_even(op, sites, piecewise)
        parted = self.part_lots(number, op, sites)
        if op.used is not None:
            self.use_up(op, sites, parted)

    def note_even(self, op: Apply, sites: Sequence[Site], piecewise: bool) -> None:
        """Which lots are even in what the rule writes."""
        touched = {lot for site in sites for lot in site.bearers}
        own = op.terms.bearers == "picked" and op.terms.room != "respread"
        alike = piecewise and own and not op.terms.selects and not self.reduced(op)
        equal = touched if alike else set[int]()
        before = self.even.get(op.read, set())
        every = set(range(len(self.lot_lines)))
        if op.prepays >= 0:
            paid = every if op.paid < 0 else self.even.get(op.paid, set())
            self.even[op.prepays] = (paid - touched) | (paid & equal) | self.single()
        if op.write != op.read:
            self.even[op.write] = (before - touched) | (before & equal) | self.single()
        self.even[op.taken] = (every - touched) | equal | self.single()

    def part_lots(self, number: int, op: Apply, sites: Sequence[Site]) -> dict[tuple[str, int], int]:
        """Tell the pieces that a rule touched from those that it did not; the lots of these.

        Touched are the pieces that bear, and under ``consume`` those of a set that do not.
        """
        found: dict[tuple[str, int], int] = {}
        terms = op.terms
        if terms.rule.per == "piece":
            capped = terms.cap_order is not None or bool(op.caps) or op.balance is not None
            if op.counts_pieces:
                for lot in [lot for site in sites for lot in site.lots if self.quantity(lot) > 1]:
                    self.part(number, op, lot, ("bear", lot), equal=not capped)
            return found
        if not terms.selects:
            return found
        for site in sites:
            for lot in site.lots:
                if self.quantity(lot) == 1:
                    continue
                rest = lot
                if terms.bearers in ("picked", "sets") and not terms.gives:
                    rest = found["bear", lot] = self.part(number, op, lot, ("bear", lot))
                if op.used is not None:
                    found["use", lot] = self.part(number, op, rest, ("use", lot))
            for lot, _ in site.companions if op.used is not None else ():
                if self.quantity(lot) > 1:
                    found["use", lot] = self.part(number, op, lot, ("use", lot))
        return found

    def use_up(self, op: Apply, sites: Sequence[Site], parted: dict[tuple[str, int], int]) -> None:
        """The lots that hold the pieces a rule used: those that bear, and what else was in a set."""
        assert op.used is not None
        uses: list[tuple[int, tuple[tuple[int, str, int], ...]]] = []
        bears = op.terms.selects and op.terms.bearers in ("picked", "sets") and not op.terms.gives
        for site in sites:
            found: list[tuple[int, str, int]] = []
            for lot in site.lots:
                if bears:
                    found += [(lot, "bear", lot), (parted.get(("bear", lot), lot), "use", lot)]
                else:
                    found.append((lot, "use", lot))
            found += [(lot, "use", lot) for lot, _ in site.companions]
            uses.append((site.slots.taken, tuple(found)))
        self.deeds.append(Mark(op.used[0], op.used[1], tuple(uses)))
        self.even[op.used[1]] = set(range(len(self.lot_lines)))

    def companions(self, op: Apply, number: int) -> list[tuple[int, Guard]]:
        """Lines of the pieces that every set needs besides: none that the rule itself is on."""
        sets = op.terms.rule.sets
        if sets is None or sets.companions is None:
            return []
        on = sets.companions.on
        own = {at for at, _ in self.scoped(op, op.terms.scope, op.terms.goods_only)}
        lines = [(at, held) for at, held in self.scoped(op, on, not names_kind(on)) if at not in own]
        if op.used is None:
            return lines
        columns = dict.fromkeys([op.read, *(column for _, column in op.rank.terms)])
        self.cut([at for at, _ in lines], list(columns), number)
        return [(at, held) for at, held in self.scoped(op, on, not names_kind(on)) if at not in own]

    @staticmethod
    def reduced(op: Apply) -> bool:
        """Whether equal pieces may come out unequal: a total that is cut down has to be divided again."""
        terms = op.terms
        pooled = terms.cap_pool is not None and terms.rule.per != "piece"
        capped = pooled or terms.cap_order is not None or bool(op.caps)
        return capped or op.balance is not None or op.coupon is not None

    def piece_columns(self, op: Apply) -> list[int]:
        """Columns in which a rule looks at single pieces."""
        sums: list[Sum] = [op.of, op.running, Sum(((1, op.read),), "running")]
        if op.paid >= 0:
            sums.append(Sum(((1, op.paid),), "paid"))
        if op.terms.rule.per == "piece" or isinstance(op.terms.verb, DeductEvery | DeductTier):
            sums.append(op.measure)
        if op.terms.selects:
            sums += [op.rank, op.by]
        if op.terms.rule.per == "piece":
            sums += [condition.looks for condition in op.conditions if isinstance(condition.looks, Sum)]
        return list(dict.fromkeys(column for one in sums for _, column in one.terms))

    def sites(
        self,
        number: int,
        op: Apply,
        key: str,
        members: Sequence[int],
        guards: dict[int, Guard],
        companions: Sequence[tuple[int, Guard]],
    ) -> Iterator[Site]:
        """One site for a pool; where a pool is a piece, one for each lot, whose pieces are equal."""
        lots, groups, held = self.lots_of(members, guards)
        probes = tuple(self.probe(op, at, key, lots, held) for at in range(len(op.conditions)))
        if op.terms.rule.per == "piece":
            for at, lot in enumerate(lots):
                own = tuple(self.of_piece(probe, lot) for probe in probes)
                yield self.site(number, op, key, Members((lot,), (held[at],), ((0,),), ((0,),)), own)
            return
        found = Members(lots, held, groups, self.units(op, groups, len(lots)))
        if op.terms.rule.sets is not None:
            near = dict(companions)
            mine = next((lines for at, lines in self.pools(op, list(near)) if at == key), [])
            found = found._replace(
                companions=tuple((lot, near[at]) for at in mine for lot in self.of_line[at]),
                values=self.values(op.terms.rule.sets.distinct, lots),
            )
        yield self.site(number, op, key, found, probes)

    @staticmethod
    def units(op: Apply, groups: tuple[tuple[int, ...], ...], lots: int) -> tuple[tuple[int, ...], ...]:
        """What one amount is worked out for: none where that is the pool. Of sets, every kind that there may be."""
        every = tuple(range(lots))
        match op.terms.each:
            case "line":
                return groups
            case "piece":
                return tuple((at,) for at in every)
            case "set" if op.terms.rule.sets is not None:
                return kinds_of_sets(op.terms.rule.sets, lots)
            case _:
                return ()

    def values(self, attribute: str | None, lots: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """Positions by value, the values in the order of their first line; lots without one are in none."""
        if attribute is None:
            return ()
        found: dict[str, list[int]] = {}
        for at, lot in enumerate(lots):
            value = self.value_of(attribute)(lot)
            if value:
                found.setdefault(value, []).append(at)
        return tuple(map(tuple, found.values()))

    def site(self, number: int, op: Apply, key: str, found: Members, probes: tuple[Probe, ...]) -> Site:
        lots, terms = found.lots, op.terms
        gated = op.used is not None or any(guard is not True for guard in found.guards)
        bearers, bearer_groups = lots, found.groups
        if terms.bearers == "order" and not terms.gives:
            goods = [at for at, line in enumerate(self.lines) if line.kind == "goods" and line.added_by is None]
            bearers, bearer_groups, _ = self.lots_of(goods, dict.fromkeys(goods, True))
        whole = (number, key) in self.coarse.pools and len(lots) > 1
        if whole:
            bearers, bearer_groups = lots[:1], ((0,),)
        slots = self.slots(op, len(lots), len(bearers), len(found.units), len(probes), gated)
        limits = (
            *(slots.pooled, slots.ordered, slots.caps, slots.limits, slots.stepped),
            *(slots.balance, slots.coupons, slots.allowed, slots.blocked),
        )
        return Site(
            op=number,
            pool=key,
            lots=lots,
            guards=found.guards,
            groups=found.groups,
            units=found.units,
            probes=probes,
            added=self.added.get((terms.name, key), NONE) if isinstance(terms.verb, Charge) else NONE,
            gated=gated,
            conditional=gated or any(self.lines[self.lot_lines[lot]].added_by is not None for lot in lots),
            limited=any(register != NONE for register in limits) or (terms.cap_refuses and slots.eached != NONE),
            slots=slots,
            bearers=bearers,
            bearer_groups=bearer_groups,
            values=found.values,
            companions=found.companions,
            caps=len(op.caps),
            selects=terms.selects,
            uses_up=op.used is not None,
            used=NONE if op.used is None else op.used[0],
            whole=whole,
        )

    def lots_of(
        self, members: Iterable[int], guards: dict[int, Guard]
    ) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[Guard, ...]]:
        if len(self.lot_lines) == len(self.lines):  # nothing has been cut: a line is a lot
            every = tuple(members)
            return every, tuple([(at,) for at in range(len(every))]), tuple([guards[at] for at in every])
        lots: list[int] = []
        groups: list[tuple[int, ...]] = []
        found: list[Guard] = []
        for at in members:
            mine = self.of_line[at]
            groups.append(tuple(range(len(lots), len(lots) + len(mine))))
            lots += mine
            found += [guards[at]] * len(mine)
        return tuple(lots), tuple(groups), tuple(found)

    def probe(self, op: Apply, number: int, key: str, lots: tuple[int, ...], guards: tuple[Guard, ...]) -> Probe:
        """Where a condition looks: over the rule's own lines, or over those of its own scope in the same pool."""
        condition = op.conditions[number]
        if condition.on is not None:
            elsewhere = dict(self.scoped(op, condition.on, not names_kind(condition.on)))
            members = next((found for at, found in self.pools(op, list(elsewhere)) if at == key), [])
            lots, _, guards = self.lots_of(members, elsewhere)
        by: Callable[[int], str] = (
            self.value_of(condition.looks.attribute) if isinstance(condition.looks, Distinct) else self.line_of
        )
        groups: dict[str, list[int]] = {}
        for at, lot in enumerate(lots):
            groups.setdefault(by(lot), []).append(at)
        if isinstance(condition.looks, Distinct):
            groups.pop("", None)
        return Probe(lots, guards, tuple(map(tuple, groups.values())))

    @staticmethod
    def of_piece(probe: Probe, lot: int) -> Probe:
        """What a condition sees where a piece is the pool: the piece, if it is among the lots looked at."""
        if lot not in probe.lots:
            return Probe((), (), ())
        at = probe.lots.index(lot)
        counted = any(at in group for group in probe.groups)
        return Probe((lot,), (probe.guards[at],), ((0,),) if counted else ())

    def value_of(self, attribute: str) -> Callable[[int], str]:
        def value(lot: int) -> str:
            values = self.lines[self.lot_lines[lot]].values(attribute)
            return values[0] if values else ""

        return value

    def line_of(self, lot: int) -> str:
        return str(self.lot_lines[lot])

    def slots(self, op: Apply, lots: int, bearers: int, units: int, probes: int, gated: bool) -> Slots:
        terms = op.terms
        every = isinstance(terms.verb, DeductEvery)
        piece = terms.rule.per == "piece"
        caps_unit = terms.cap_each is not None or (piece and (terms.cap_pool is not None or terms.refuse))
        return Slots(
            conditions=self.registers(probes),
            passes=self.registers(1) if probes else NONE,
            measured=self.registers(1),
            base=self.registers(1),
            running=self.registers(max(units, 1)) if terms.rounds_price or isinstance(terms.verb, LowerTo) else NONE,
            unit_base=self.registers(units),
            unit_measured=self.registers(units) if every else NONE,
            unit_count=self.registers(units),
            unit_amount=self.registers(units),
            wanted=self.registers(1),
            eached=self.registers(1) if caps_unit else NONE,
            pooled=self.registers(1) if terms.cap_pool is not None and not piece else NONE,
            ordered=self.registers(1) if terms.cap_order is not None else NONE,
            granted=self.registers(1),
            caps=self.registers(len(op.caps)) if op.caps else NONE,
            limits=self.registers(len(op.limits)) if op.limits else NONE,
            stepped=self.registers(1) if terms.stepped is not None else NONE,
            sets=self.registers(1) if terms.rule.sets is not None else NONE,
            picked=self.registers(lots) if terms.selects else NONE,
            counted=self.registers(lots) if terms.selects else NONE,
            spare=self.registers(1) if terms.rule.sets is not None and terms.rule.sets.companions is not None else NONE,
            needed_before=self.registers(1) if op.spent is not None else NONE,
            balance=self.registers(1) if op.balance else NONE,
            coupons=self.registers(1) if op.coupon else NONE,
            allowed=self.registers(1) if op.gate is not None or op.allowed else NONE,
            blocked=self.registers(met) if (met := len(op.order_blockers)) else NONE,
            guards=self.registers(lots) if gated else NONE,
            before=self.registers(1),
            shares=self.registers(bearers),
            room=self.registers(bearers) if terms.refuse else NONE,
            kept=self.registers(bearers),
            taken=self.registers(1),
        )
