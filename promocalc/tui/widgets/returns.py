"""The lines of the cart, and how many pieces of each go back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.returning import RefundReading, ReturnRow


class ReturnsPane(Vertical):
    """What goes back."""

    told: RefundReading | None = None

    def compose(self) -> ComposeResult:
        """The table."""
        yield Table(id=f"{self.id}-table")

    @property
    def row(self) -> ReturnRow | None:
        """The selected line."""
        rows = self.told.rows if self.told is not None else ()
        name = self.query_one(Table).row_name
        return next((row for row in rows if row.line == name), None)

    def show_returns(self, told: RefundReading) -> None:
        """Draw the lines."""
        self.told = told
        says = told.reading.words
        self.border_title = says.cart
        columns = (
            Column("mark", ""),
            Column("title", says.item, weight=1),
            Column("back", says.returned, "right"),
            Column("paid", says.paid_for, "right"),
            Column("refund", says.comes_back, "right", style="green"),
        )
        self.query_one(Table).fill(columns, {row.line: row.cells for row in told.rows})
