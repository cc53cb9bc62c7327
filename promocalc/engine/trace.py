"""One run read back: which of a rule's figures stand in the end, and what its wallets and coupons began with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.plan import NONE, Act, Join, Plan, Site
from promocalc.engine.programme import Apply
from promocalc.numbers.exact import Exact
from promocalc.rules.take import Deposit


@dataclass(frozen=True, slots=True)
class Fate:
    """The comparison that a rule's figures went through: which alternative it was in."""

    join: Join
    branch: int
    after: int


class Trace:
    """A plan and its registers. Plain Python on ints; nothing is priced here."""

    def __init__(self, plan: Plan, registers: Sequence[int], inputs: Sequence[int]) -> None:
        self.plan, self.r, self.inputs = plan, registers, inputs
        self.currency = plan.programme.book.currency
        self.fates: dict[int, Fate] = {}
        for deed in plan.deeds:
            if isinstance(deed, Join):
                for after, takes in deed.merge.masks:
                    for branch, column in takes:
                        self.fates[column] = Fate(deed, branch, after)

    def acts(self) -> list[tuple[int, Act]]:
        """Each rule's one act: of several (it may stand in several subsets), the one that stands, else the first.

        With the operation at which the rule first stands, which orders the steps.
        """
        first: dict[str, int] = {}
        chosen: dict[str, Act] = {}
        for deed in self.plan.deeds:
            if isinstance(deed, Act) and not deed.apply.terms.prepays:
                name = deed.apply.terms.name
                first.setdefault(name, deed.op)
                if name not in chosen or (self.stands(deed) and not self.stands(chosen[name])):
                    chosen[name] = deed
        return [(first[name], act) for name, act in chosen.items()]

    def prepaying(self, act: Act) -> Act | None:
        """The act of the same deposit that stands for its money: it comes before it, over the same pools."""
        if not isinstance(act.apply.terms.rule.take, Deposit) or act.apply.terms.prepays:
            return None
        return next(deed for deed in self.plan.deeds if isinstance(deed, Act) and deed.op == act.op - 1)

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
        money = self.prepaying(act)
        if money is not None and self.stands(money):
            return True
        return any(any(self.kept(act, site)) for site in act.sites)

    def kept(self, act: Act, site: Site) -> list[int]:
        """What stands of every lot's share in the end."""
        amounts = list(self.r[site.slots.kept : site.slots.kept + len(site.bearers)])
        column = act.apply.taken
        while (fate := self.fates.get(column)) is not None:
            amounts = [self.through(fate, act, lot, amount) for lot, amount in zip(site.bearers, amounts, strict=True)]
            column = fate.after
        return amounts

    def through(self, fate: Fate, act: Act, lot: int, amount: int) -> int:
        return amount if self.r[fate.join.winners + self.group(fate.join, act, lot)] == fate.branch + 1 else 0

    def group(self, join: Join, act: Act, lot: int) -> int:
        where = self.charged_lot(act, lot)
        return next(at for at, (_, lots) in enumerate(join.groups) if where in lots)

    @staticmethod
    def charged_lot(act: Act, lot: int) -> int:
        """A charge is compared where its own line stands."""
        site = next(site for site in act.sites if lot in site.bearers)
        return site.added if site.added != NONE else lot

    def line_ids(self, lots: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.plan.lines[self.plan.lot_lines[lot]].id for lot in lots))

    def touched(self, act: Act) -> set[int]:
        """The lines on which something of a rule stands."""
        return {
            self.plan.lot_lines[lot]
            for site in act.sites
            for lot, amount in zip(site.bearers, self.kept(act, site), strict=True)
            if amount
        }

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

    @cached_property
    def reader(self) -> Ledger:
        """Knows the numbers that lines state."""
        return Ledger(Exact(0), self.plan, self.inputs)
