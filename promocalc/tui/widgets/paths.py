"""The ways that an order can go, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.overtime import TimelineReading


WAY = 32
"""Cells that the name of a way may have."""


class PathsPane(Vertical):
    """Presale, in stock, walking away: what each costs."""

    def compose(self) -> ComposeResult:
        """The table. Nothing in it can be chosen, so that it takes no focus."""
        table = Table(id=f"{self.id}-table")
        table.can_focus = False
        yield table

    def show_paths(self, told: TimelineReading) -> None:
        """Draw them; the order as it stands comes first."""
        self.border_title = told.reading.words.paths
        paths = told.paths()
        last = len(paths.aligns) - 1
        columns = [
            Column(str(at), label, align, weight=int(at == last), most=0 if at else WAY)
            for at, (label, align) in enumerate(zip(paths.head, paths.aligns, strict=True))
        ]
        self.query_one(Table).fill(columns, {str(at): row for at, row in enumerate(paths.rows)})
        self.styles.height = len(paths.rows) + 3
