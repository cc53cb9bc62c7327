"""Step two of the plan: binding a programme to the shape of a cart.

Decides which lines count together in which pool, where a lot has to be cut
because a rule looks at single pieces, and under which number every figure will
be kept. No amount exists yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from promocalc.cart import natural_key
from promocalc.engine.plan import (
    NONE,
    Act,
    Cut,
    Deed,
    Guard,
    Join,
    LineShape,
    Part,
    Plan,
    Probe,
    Shape,
    Site,
    Slots,
    TakenGuard,
    Tick,
    ancestor,
)
from promocalc.engine.programme import Apply, CountDown, Merge, Open, Programme, Sum
from promocalc.engine.scoping import fold, guard
from promocalc.engine.terms import Charge, DeductEvery, DeductTier, LowerTo
from promocalc.rules.rule import Distinct
from promocalc.rules.scope import (
    EVERYTHING,
    Scope,
    names_kind,
)


def bind(programme: Programme, shape: Shape) -> Plan:
    """The plan of a programme for every cart of a shape."""
    return _Binding(programme, shape).plan()


@dataclass
class _Binding:
    programme: Programme
    shape: Shape
    lines: list[LineShape] = field(default_factory=list)
    lot_lines: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    of_line: list[list[int]] = field(default_factory=list)
    added: dict[tuple[str, str], int] = field(default_factory=dict)
    even: dict[int, set[int]] = field(default_factory=dict)
    """Per column: the lots whose pieces are certainly equal in it."""
    opened: dict[int, int] = field(default_factory=dict)
    """By number: how many lots there were when alternatives compared per piece began."""
    deeds: list[Deed] = field(default_factory=list)
    size: int = 0

    def plan(self) -> Plan:
        self.lines = list(self.shape)
        for op in self.programme.ops:
            if isinstance(op, Apply) and isinstance(op.terms.verb, Charge):
                self.add_lines(op, op.terms.verb.kind)
        for at in range(len(self.lines)):
            self.lot_lines.append(at)
            self.parents.append(at)
            self.of_line.append([at])
        self.even[0] = set(range(len(self.lines)))
        for number, op in enumerate(self.programme.ops):
            match op:
                case Apply():
                    self.act(number, op)
                case Merge():
                    self.join(number, op)
                case CountDown():
                    self.deeds.append(Tick(number, op, self.registers(1)))
                case Open():
                    self.cut(range(len(self.lines)), [op.entry], number)
                    self.opened[op.number] = len(self.lot_lines)
        finals = self.registers(len(self.lines))
        pay = self.registers(1)
        return Plan(
            programme=self.programme,
            lines=tuple(self.lines),
            goods=len(self.shape),
            lot_lines=tuple(self.lot_lines),
            parents=tuple(self.parents),
            deeds=tuple(self.deeds),
            finals=finals,
            pay=pay,
            size=self.size,
            inputs=len(self.shape) + len(self.programme.cells),
        )

    def registers(self, count: int) -> int:
        start = self.size
        self.size += count
        return start

    def add_lines(self, op: Apply, kind: str) -> None:
        """A rule that charges something has a line of its own for every pool it may charge."""
        terms = op.terms
        keys = self.pools(op, [at for at in self.kinds(terms.goods_only) if self.may_hold(terms.scope, at)])
        for key, lines in keys:
            name = terms.name if terms.rule.per == "order" else f"{terms.name}@{key}"
            if (terms.name, key) in self.added:
                continue
            store = self.lines[lines[0]].store if terms.rule.per in ("store", "line", "piece") else ""
            while any(line.id == name for line in self.lines):
                name += "'"  # a cart may have a line of that name
            self.added[(terms.name, key)] = len(self.lines)
            self.lines.append(LineShape(name, store, "", (), kind, (), 1, terms.name))

    def may_hold(self, scope: Scope, at: int) -> bool:
        return guard(scope, at, self.lines, self.of_line, {}, known_only=True) is not False

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
        piecewise = terms.each == "piece" or terms.rule.per == "piece"
        if piecewise:
            self.cut([at for at, _ in lines], self.piece_columns(op), number)
            lines = self.scoped(op, terms.scope, terms.goods_only)  # guards name lots
        guards = dict(lines)
        if op.blockers:
            guards = {at: fold("all", [held, fold("none", self.blocked(op, at))]) for at, held in lines}
        pools = self.pools(op, list(guards))
        if isinstance(terms.verb, Charge):
            pools = [(key, members) for key, members in pools if (terms.name, key) in self.added]
        sites = [site for key, members in pools for site in self.sites(number, op, key, members, guards)]
        self.deeds.append(Act(number, op, tuple(sites), len(self.lot_lines)))
        touched = {lot for site in sites for lot in site.lots}
        equal = piecewise and not self.reduced(op)
        before = self.even.get(op.read, set())
        self.even[op.write] = (before - touched) | (before & touched if equal else set()) | self.single()
        self.even[op.taken] = (
            (set(range(len(self.lot_lines))) - touched) | (touched if equal else set()) | self.single()
        )
        if terms.rule.per == "piece" and op.coupon is not None:
            self.part_lots(number, op, [lot for site in sites for lot in site.lots])

    def single(self) -> set[int]:
        return {lot for lot, line in enumerate(self.lot_lines) if self.lines[line].quantity == 1}

    @staticmethod
    def reduced(op: Apply) -> bool:
        """Whether equal pieces may come out unequal: a total that is cut down has to be divided again."""
        terms = op.terms
        pooled = terms.cap_pool is not None and terms.rule.per != "piece"
        return pooled or terms.cap_order is not None or op.balance is not None or op.coupon is not None

    def piece_columns(self, op: Apply) -> list[int]:
        """Columns in which a rule looks at single pieces."""
        sums: list[Sum] = [op.of, op.running, Sum(((1, op.read),), "running")]
        if op.terms.rule.per == "piece" or isinstance(op.terms.verb, DeductEvery | DeductTier):
            sums.append(op.measure)
        if op.terms.rule.per == "piece":
            sums += [condition.looks for condition in op.conditions if isinstance(condition.looks, Sum)]
        return list(dict.fromkeys(column for one in sums for _, column in one.terms))

    def cut(self, lines: Iterable[int], columns: Sequence[int], number: int) -> None:
        """Cut the lots of ``lines`` until their pieces are equal in each of ``columns``."""
        for column in columns:
            for at in lines:
                for lot in list(self.of_line[at]):
                    if lot not in self.even.get(column, set()) and self.lines[at].quantity > 1:
                        self.cut_lot(lot, column, number)

    def cut_lot(self, lot: int, column: int, number: int) -> None:
        costs, takes = self.live(number, column)
        self.deeds.append(Cut(lot, column, costs, takes))
        self.new_lot(lot, (column,))

    def part_lots(self, number: int, op: Apply, lots: Iterable[int]) -> None:
        """Coupons for single pieces reach some of a lot's pieces: from here on they are told from the others."""
        costs, takes = self.live(number + 1)
        for lot in lots:
            if self.lines[self.lot_lines[lot]].quantity > 1:
                self.deeds.append(Part(lot, op.read, op.write, op.taken, costs, takes))
                self.new_lot(lot, (op.write, op.taken) if op.terms.cap_order is None else ())

    def live(self, number: int, column: int | None = None) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The columns that are read from an operation on: those of costs, and those of what rules took."""
        takes, last_use = self.programme.takes, self.programme.last_use
        live = [c for c in self.even if last_use[c] >= number or c == column]
        return tuple(c for c in live if c not in takes), tuple(c for c in live if c in takes)

    def new_lot(self, lot: int, columns: tuple[int, ...]) -> None:
        """A second lot out of one; both are even in ``columns``."""
        line, new = self.lot_lines[lot], len(self.lot_lines)
        self.lot_lines.append(line)
        self.parents.append(lot)
        self.of_line[line].append(new)
        for one, lots in self.even.items():
            if lot in lots:
                lots.add(new)
            elif one in columns:
                lots.update((lot, new))

    def sites(
        self, number: int, op: Apply, key: str, members: Sequence[int], guards: dict[int, Guard]
    ) -> Iterator[Site]:
        """One site for a pool; where a pool is a piece, one for each lot, whose pieces are equal."""
        lots, groups, held = self.lots_of(members, guards)
        probes = tuple(self.probe(op, at, key, lots, held) for at in range(len(op.conditions)))
        if op.terms.rule.per != "piece":
            units: tuple[tuple[int, ...], ...] = ()
            if op.terms.each == "line":
                units = groups
            elif op.terms.each == "piece":
                units = tuple((at,) for at in range(len(lots)))
            yield self.site(number, op, key, lots, held, groups, units, probes)
            return
        for at, lot in enumerate(lots):
            own = tuple(self.of_piece(probe, lot) for probe in probes)
            yield self.site(number, op, key, (lot,), (held[at],), ((0,),), ((0,),), own)

    def site(
        self,
        number: int,
        op: Apply,
        key: str,
        lots: tuple[int, ...],
        guards: tuple[Guard, ...],
        groups: tuple[tuple[int, ...], ...],
        units: tuple[tuple[int, ...], ...],
        probes: tuple[Probe, ...],
    ) -> Site:
        gated = any(guard is not True for guard in guards)
        slots = self.slots(op, len(lots), len(units), len(probes), gated)
        limits = (slots.pooled, slots.ordered, slots.balance, slots.coupons, slots.allowed, slots.blocked)
        limited = any(register != NONE for register in limits)
        added = self.added.get((op.terms.name, key), NONE) if isinstance(op.terms.verb, Charge) else NONE
        conditional = gated or any(self.lines[self.lot_lines[lot]].added_by is not None for lot in lots)
        return Site(number, key, lots, guards, groups, units, probes, added, gated, conditional, limited, slots)

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

    def slots(self, op: Apply, lots: int, units: int, probes: int, gated: bool) -> Slots:
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
            balance=self.registers(1) if op.balance else NONE,
            coupons=self.registers(1) if op.coupon else NONE,
            allowed=self.registers(1) if op.gate is not None or op.allowed else NONE,
            blocked=self.registers(met) if (met := len(op.order_blockers)) else NONE,
            guards=self.registers(lots) if gated else NONE,
            before=self.registers(1),
            shares=self.registers(lots),
            room=self.registers(lots) if terms.refuse else NONE,
            kept=self.registers(lots),
            taken=self.registers(1),
        )

    # --- alternatives ---------------------------------------------------------------------------------------

    def join(self, number: int, op: Merge) -> None:
        opened = self.opened.get(op.opened, 0)
        groups = self.groups(op, opened)
        branches = len(op.branches)
        self.deeds.append(
            Join(
                op=number,
                merge=op,
                groups=groups,
                totals=self.registers(branches * len(groups)),
                winners=self.registers(len(groups)),
                opened=opened,
            )
        )
        columns = [op.entry, *(branch.exit for branch in op.branches)]
        self.even[op.write] = set.intersection(*(self.even.get(column, set()) for column in columns)) | self.single()
        for after, takes in op.masks:
            inside = [self.even.get(column, set()) for _, column in takes]
            self.even[after] = set.intersection(*inside) | self.single()

    def groups(self, op: Merge, opened: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        found: dict[str, list[int]] = {}
        for lot, at in enumerate(self.lot_lines):
            line = self.lines[at]
            match op.per:
                case "order":
                    key = ""
                case "store":
                    key = line.store
                case "line":
                    key = line.id
                case "piece":
                    key = str(ancestor(self.parents, lot, opened))
            found.setdefault(key, []).append(lot)
        return tuple((key, tuple(lots)) for key, lots in found.items())
