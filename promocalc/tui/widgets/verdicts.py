"""What comes of an advertisement, in every way to read it and under every standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from promocalc.tui.claim_words import ClaimWords
from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.claim_reading import ClaimReading

COLON = {"en": ": ", "zh": "："}


class VerdictsPane(Vertical):
    """One row a reading under a standard."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield Table(id=f"{self.id}-table")

    @property
    def table(self) -> Table:
        """The rows."""
        return self.query_one(Table)

    @property
    def name_of_row(self) -> str:
        """The name of the selected row; "" where there is none."""
        return self.table.row_name

    def show_verdicts(self, told: ClaimReading | None, say: ClaimWords) -> None:
        """Draw them; nothing where there are none to show."""
        if told is None:
            self.border_title = say.verdicts
            self.table.fill((Column("reading", ""),), {})
            return
        self.border_title = f"{say.verdicts}{COLON[told.language]}{told.outcome()}"
        reading, standard, verdict, evidence = told.head
        columns = (
            Column("reading", reading, weight=2),
            Column("standard", standard, most=12),
            Column("verdict", verdict, most=20),
            Column("evidence", evidence, weight=3),
        )
        self.table.fill(columns, told.rows)
