"""What flattening numbers: columns, and cells for wallets, coupons, limits and what rules use up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from promocalc.engine.programme import Cell, Counter, Facts
from promocalc.money import minor_units
from promocalc.rules.cents import period_caps
from promocalc.rules.programme import Uses
from promocalc.rules.quantity import ByCurrency
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Give


@dataclass
class Consuming:
    """What the rules of one ``consume`` use up."""

    what: Uses
    name: str
    rules: tuple[str, ...] = ()
    column: int = -1
    """Pieces used so far; -1 before the first rule."""


@dataclass
class Cells:
    """Numbers for columns and cells, handed out once each."""

    book: Rulebook
    facts: Facts
    columns: int = 1
    takes: set[int] = field(default_factory=set)
    cells: list[Cell] = field(default_factory=list)
    cell_count: int = 0
    versions: dict[tuple[str, str], int] = field(default_factory=dict)
    """The current cell of every balance, coupon and gate."""
    firsts: dict[tuple[str, str], int] = field(default_factory=dict)
    """Their first ones."""
    consuming: Consuming | None = None
    operations: int = 0
    """How many ``consume`` there have been."""

    def column(self) -> int:
        self.columns += 1
        return self.columns - 1

    def new_cell(self) -> int:
        self.cell_count += 1
        return self.cell_count - 1

    def cell(self, source: Literal["balance", "coupon", "gate", "limit"], name: str, value: int = 0) -> int:
        """The current version of a cell. First values come from outside and have negative numbers, from -1 down."""
        key = (source, name)
        if key not in self.versions and key in self.firsts:
            self.versions[key] = self.firsts[key]
        if key not in self.versions:
            self.cells.append(Cell(source, name, value))
            self.versions[key] = self.firsts[key] = -len(self.cells)
        return self.versions[key]

    def spent(self, source: Literal["balance", "coupon"], name: str) -> tuple[int, int]:
        before = self.cell(source, name)
        after = self.new_cell()
        self.versions[(source, name)] = after
        return before, after

    # --- what is counted over more than this order, and what is used up ------------------------------

    def period_caps(self, rule: Rule) -> Iterator[Counter]:
        """What is left of caps over a period: what is stated, less what the shopper has had."""
        for period, stated in period_caps(rule.cap):
            cap = stated.in_currency(self.book.currency) if isinstance(stated, ByCurrency) else stated
            if cap is not None:
                had = self.facts.shopper.used.get(rule.name, {}).get(period, Decimal(0))
                points = isinstance(rule.take, Give) and rule.take.counts_points
                left = [int(one) if points else minor_units(one, self.book.currency) for one in (cap, had)]
                yield self.counter(f"cap {rule.name}", period, max(left[0] - left[1], 0))

    def limits(self, rule: Rule) -> Iterator[Counter]:
        """How often it may still apply: what is stated, less how often it did."""
        for period, times in rule.limit.items():
            had = self.facts.shopper.times.get(rule.name, {}).get(period, 0)
            yield self.counter(f"limit {rule.name}", period, max(times - had, 0))

    def counter(self, name: str, period: str, first: int) -> Counter:
        key = f"{name} {period}"
        before = self.cell("limit", key, first)
        after = self.new_cell()
        self.versions[("limit", key)] = after
        return Counter(period, before, after, first)

    def consumption(self, what: Uses) -> Consuming:
        self.operations += 1
        return Consuming(what, f"spent {self.operations}")

    def consumed(self, name: str) -> dict[str, Any]:
        """What this rule finds used up, and where it writes what it uses itself."""
        scene = self.consuming
        if scene is None:
            return {}
        earlier, scene.rules = scene.rules, (*scene.rules, name)
        if scene.what == "spend":
            before, after = self.cell("limit", scene.name), self.new_cell()
            self.versions[("limit", scene.name)] = after
            return {"spent": (before, after), "earlier": earlier}
        column, scene.column = scene.column, self.column()
        self.takes.add(scene.column)
        return {"used": (column, scene.column), "earlier": earlier}
