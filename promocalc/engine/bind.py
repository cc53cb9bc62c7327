"""Step two of the plan: binding a programme to the shape of a cart.

Decides which lines count together in which pool, where a lot has to be cut
because a rule looks at single pieces, and under which number every figure will
be kept. No amount exists yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from promocalc.engine.grain import Detail, coarse
from promocalc.engine.plan import (
    NONE,
    Collect,
    Join,
    LineShape,
    Plan,
    Shape,
    Tick,
    ancestor,
)
from promocalc.engine.programme import Apply, CountDown, Merge, Open, Programme
from promocalc.engine.scoping import guard
from promocalc.engine.sites import Sites
from promocalc.engine.terms import Charge
from promocalc.rules.scope import (
    Scope,
)


def bind(
    programme: Programme,
    shape: Shape,
    width: int | None = None,
    detail: Detail = "lines",
    counted: Sequence[int] = (),
) -> Plan:
    """The plan of a programme for every cart of a shape.

    ``width`` is in how many places the lots of a line are gathered before a rule looks at single pieces. A cart for
    which that is too few says so in the register :attr:`Plan.short`; None is enough for every cart, and slow where
    many rules look at pieces. With detail ``pay`` deductions are divided over lines only where a later rule looks
    closer than their pool: what is paid is the same, what lines cost in the end is not told. Of the lines in
    ``counted`` the shape has the most pieces there may be; how many there are, one at least, is an input.
    """
    return _Binding(programme, shape, width=width).plan(detail, tuple(counted))


def wide(plan: Plan) -> Plan:
    """The same with as many places for lots as any cart may need."""
    return (
        plan
        if plan.short == NONE
        else bind(plan.programme, plan.lines[: plan.goods], detail=plan.detail, counted=plan.counted)
    )


@dataclass
class _Binding(Sites):
    opened: dict[int, int] = field(default_factory=dict)
    """By number: how many lots there were when alternatives compared per piece began."""

    def plan(self, detail: Detail, counted: tuple[int, ...]) -> Plan:
        self.lines = list(self.shape)
        for op in self.programme.ops:
            if isinstance(op, Apply) and isinstance(op.terms.verb, Charge):
                self.add_lines(op, op.terms.verb.kind)
        self.first_lots()
        if detail == "pay":
            self.coarse = coarse(self)
        for number, op in enumerate(self.programme.ops):
            match op:
                case Apply():
                    self.act(number, op)
                case Merge():
                    self.join(number, op)
                    self.open_pieces -= op.opened >= 0
                case CountDown():
                    self.deeds.append(Tick(number, op, self.registers(1)))
                case Open():
                    self.cut(range(len(self.lines)), [op.entry], number)
                    self.gather(range(len(self.lines)), number)
                    self.opened[op.number] = len(self.lot_lines)
                    self.open_pieces += 1
        collect = self.collect()
        finals = self.registers(len(self.lines)) if detail == "lines" else NONE
        pay = self.registers(1)
        deposits = self.registers(len(self.lines)) if self.programme.paid >= 0 else NONE
        cells = len(self.shape) + len(self.programme.cells)
        numbers = self.line_amounts()
        short = self.registers(1) if self.gathered else NONE
        return Plan(
            programme=self.programme,
            lines=tuple(self.lines),
            goods=len(self.shape),
            lot_lines=tuple(self.lot_lines),
            parents=tuple(self.parents),
            deeds=tuple(self.deeds),
            finals=finals,
            pay=pay,
            inputs=cells + len(numbers) + len(self.programme.opened) + len(counted),
            counted=counted,
            numbers=numbers,
            collect=collect,
            deposits=deposits,
            size=self.size,
            width=self.width,
            short=short,
            detail=detail,
        )

    def line_amounts(self) -> tuple[tuple[int, str], ...]:
        """The amounts that lines state themselves and that the plan does not know."""
        return tuple((at, name) for at, line in enumerate(self.shape) for name, known in line.numbers if known is None)

    def collect(self) -> Collect | None:
        """Tax on every line that has a rate; where it is rounded for pieces, lots are cut until these are equal."""
        levy = self.programme.levy
        if levy is None:
            return None
        rates = {at: rate for at, line in enumerate(self.lines) if (rate := self.rate(levy, line)) is not None}
        if levy.per == "piece":
            self.cut(rates, [column for _, column in levy.of.terms], len(self.programme.ops))
        lots = [lot for lot, at in enumerate(self.lot_lines) if at in rates]
        deed = Collect(
            levy=levy,
            lots=tuple(lots),
            rates=tuple(rates[self.lot_lines[lot]] for lot in lots),
            bases=self.registers(len(self.lines)),
            taxes=self.registers(len(self.lines)),
            total=self.registers(1),
        )
        self.deeds.append(deed)
        return deed

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
                parts=self.parts(number, groups),
                totals=self.registers(branches * len(groups)),
                winners=self.registers(len(groups)),
                opened=opened,
            )
        )
        columns = [op.entry, *(branch.exit for branch in op.branches)]
        self.even[op.write] = set.intersection(*(self.even.get(column, set()) for column in columns)) | self.single()
        if op.paid is not None:
            inside_ = [self.even.get(column, set()) for column in (op.paid.entry, *op.paid.exits) if column >= 0]
            self.even[op.paid.write] = set.intersection(*inside_) | self.single()
        for after, takes in op.masks:
            inside = [self.even.get(column, set()) for _, column in takes]
            self.even[after] = set.intersection(*inside) | self.single()

    def parts(
        self, number: int, groups: Sequence[tuple[str, tuple[int, ...]]]
    ) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Per group: its lots by what later rules tell apart; each by itself where somebody may ask for lines."""
        grain = self.coarse.joined.get(number)
        found = []
        for _, lots in groups:
            parts: dict[object, list[int]] = {}
            for lot in lots:
                line = self.lot_lines[lot]
                alone = grain is None or grain[line] < 0
                parts.setdefault(("lot", lot) if alone or grain is None else grain[line], []).append(lot)
            found.append(tuple(map(tuple, parts.values())))
        return tuple(found)

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
