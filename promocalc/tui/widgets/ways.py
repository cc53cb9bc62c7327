"""The ways to pay, the cheapest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from promocalc.tui.best_words import BestWords
from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.best_reading import BestReading


class WaysPane(Vertical):
    """One row a way."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield Table(id=f"{self.id}-table")

    @property
    def table(self) -> Table:
        """The ways."""
        return self.query_one(Table)

    @property
    def name_of_row(self) -> str:
        """The name of the selected way; "" where there is none."""
        return self.table.row_name

    def show_ways(self, told: BestReading | None, say: BestWords) -> None:
        """Draw them; nothing where there are none to show."""
        table = self.table
        if told is None:
            self.border_title = say.title
            table.fill((Column("number", ""),), {})
            return
        self.border_title = told.view.say.ways
        number, pay, off, against, mark, uses = told.head
        columns = (
            Column("number", number),
            Column("pay", pay, "right"),
            Column("off", off, "right", style="green"),
            Column("against", against, "right"),
            Column("mark", mark),
            Column("uses", uses, weight=1),
        )
        table.fill(columns, told.rows)
