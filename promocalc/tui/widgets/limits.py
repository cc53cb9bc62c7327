"""What is demanded of the ways to pay: a budget, how many orders, what to add, and offer by offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable

from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.best_words import BestWords
    from promocalc.tui.limits import Limits

BUDGET, ORDERS, ADD = "\nbudget", "\norders", "\nadd"
"""Rows that are no rule: no rule's name holds a line break."""
MOST = 14
"""Cells that a value may take from the names."""


class LimitsPane(Vertical):
    """One row a demand."""

    @dataclass
    class Pressed(Message):
        """Enter was pressed on a row."""

        row: str

    def compose(self) -> ComposeResult:
        """The table."""
        yield Table(id=f"{self.id}-table", show_header=False)

    @property
    def table(self) -> Table:
        """The demands."""
        return self.query_one(Table)

    def show_limits(self, limits: Limits, offers: Sequence[tuple[str, str]], budget: str, say: BestWords) -> None:
        """Draw them: the rules that may be decided about, each with its name, and the budget as it is shown."""
        table, is_first = self.table, not self.table.texts
        self.border_title = say.limits
        split = say.no_split if limits.orders == 1 else say.up_to.format(count=limits.orders)
        catalogue = limits.catalogue.replace("\\", "/").rpartition("/")[2]
        rows: dict[str, tuple[str, ...]] = {
            BUDGET: (say.budget, budget or say.no_budget),
            ORDERS: (say.split, split),
            ADD: (say.add, catalogue or say.next_threshold),
        }
        states = {"free": say.free, "used": say.used, "barred": say.barred}
        rows |= {rule: (name, states[limits.state(rule)]) for rule, name in offers}
        table.fill((Column("what", say.limits, weight=1), Column("value", "", "right", most=MOST)), rows)
        if is_first and offers:
            table.select(offers[0][0])

    @on(DataTable.RowHighlighted)
    def _moved(self, event: DataTable.RowHighlighted) -> None:
        event.stop()

    @on(DataTable.RowSelected)
    def _selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.post_message(self.Pressed(self.table.row_name))
