"""The offers: every rule of the programme, whether it is used, what it takes, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable, Static

from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.folded import Folded
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.reading import OfferRow, Reading


class OffersPane(Vertical):
    """Pane 2."""

    @dataclass
    class Selected(Message):
        """Another rule is selected."""

        rule: str

    @dataclass
    class Opened(Message):
        """Enter was pressed on a rule."""

        rule: str

    reading: Reading | None = None

    def compose(self) -> ComposeResult:
        """Table, and what a rulebook without rules says."""
        yield Table(id="offers-table")
        yield Static("", markup=False, classes="empty")

    @property
    def table(self) -> Table:
        """The rules."""
        return self.query_one(Table)

    @property
    def row(self) -> OfferRow | None:
        """The selected rule."""
        rows = self.reading.offers if self.reading is not None else ()
        return next((row for row in rows if row.rule == self.table.row_name), None)

    def show_reading(self, reading: Reading) -> None:
        """Draw the offers."""
        self.reading = reading
        says, rows = reading.words, reading.offers
        self.border_title = f"2 {says.offers} ({reading.used})"
        columns = (
            Column("mark", ""),
            Column("title", says.offer, weight=1),
            Column("change", says.takes, "right", style="green"),
            Column("why", says.outcome, weight=1),
        )
        self.table.display = bool(rows)
        empty = self.query_one(".empty", Static)
        empty.display = not rows
        empty.update(Folded([("", reading.problems or says.no_rules)]))
        self.table.fill(columns, {row.rule: (row.mark, row.title, row.change, row.why) for row in rows})

    def select(self, rule: str) -> None:
        """Move to a rule."""
        self.table.select(rule)

    @on(DataTable.RowHighlighted)
    def _highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        # Without the focus, the cursor followed a selection made elsewhere.
        if self.table.row_name and self.table.has_focus:
            self.post_message(self.Selected(self.table.row_name))

    @on(DataTable.RowSelected)
    def _opened(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self.table.row_name))
