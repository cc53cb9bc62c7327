"""The waterfall: from the tag price to what is due, a bar for every step; the selected rule's rows stand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable

from promocalc.tui.widgets.columns import Column, fit
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.explain.receipt.waterfall import WaterfallRow
    from promocalc.tui.reading import Reading

BAR = 32
LEAST_BAR = 8
LIST, TAX, DUE = "\nlist", "\ntax", "\ndue"
"""Names of the first and last row; a rule's name holds no line break."""


class WaterfallPane(Vertical):
    """Pane 3. With ``unused``, the rules that changed nothing follow below."""

    @dataclass
    class Selected(Message):
        """A row of another rule is selected; "" stands for the totals."""

        rule: str

    reading: Reading | None = None

    def __init__(self, *, number: str = "", unused: bool = False, **facts: Any) -> None:
        super().__init__(**facts)
        self.number = number
        self.unused = unused

    def compose(self) -> ComposeResult:
        """The table."""
        yield Table(id=f"{self.id}-table")

    @property
    def table(self) -> Table:
        """The rows."""
        return self.query_one(Table)

    @property
    def rule(self) -> str:
        """The rule of the selected row; "" on the totals."""
        return _rule_of(self.table.row_name)

    @property
    def row_text(self) -> str:
        """The selected row, to be copied."""
        row = self.table.texts.get(self.table.row_name, ())
        return "\t".join(text.strip() for text in row[:3] if text.strip())

    def show_reading(self, reading: Reading) -> None:
        """Draw the steps."""
        from promocalc.explain.receipt.waterfall import bar

        self.reading = reading
        says = reading.words
        self.border_title = f"{self.number} {says.waterfall}".strip()
        columns = [
            Column("label", "", weight=1),
            Column("change", "", "right", style="green"),
            Column("after", "", "right"),
        ]
        rows = self._rows(reading)
        texts: dict[str, tuple[str, ...]] = {name: self._figures(row) for name, row in rows}
        changed = {row.step.rule for _, row in rows if row.step is not None}
        unused = [offer for offer in reading.offers if self.unused and offer.rule not in changed]
        for offer in unused:
            texts[f"{offer.rule}\n-"] = (f"{offer.mark} {offer.title}", offer.change, "")
        if self.table.room >= LEAST_BAR + (38 if self.unused else 24):
            # The bars have what the other columns leave them; reasons stand in their place.
            columns.append(Column("bar", "", style="cyan", weight=1))
            cells = fit(columns, {name: (*row, "") for name, row in texts.items()}, self.table.room)[-1]
            top = max(max(row.before, row.after) for _, row in rows) if rows else 0
            texts |= {name: (*texts[name], bar(row, top, min(BAR, cells))) for name, row in rows}
            texts |= {f"{offer.rule}\n-": (*texts[f"{offer.rule}\n-"], offer.why) for offer in unused}
        self.table.show_header = False
        self.table.fill(columns, texts)

    @staticmethod
    def _rows(reading: Reading) -> list[tuple[str, WaterfallRow]]:
        names: list[tuple[str, WaterfallRow]] = []
        last = len(reading.waterfall) - 1
        for at, row in enumerate(reading.waterfall):
            name = f"{row.step.rule}\n{at}" if row.step is not None else DUE if at == last else LIST if not at else TAX
            names.append((name, row))
        return names

    def _figures(self, row: WaterfallRow) -> tuple[str, str, str]:
        from promocalc.explain.amounts import change, money

        assert self.reading is not None
        currency = self.reading.session.cart.currency
        return (row.label, change(row.change, currency) if row.change else "", money(row.after, currency))

    def select(self, rule: str) -> None:
        """Move to the first row of a rule, unless one of its rows is selected; to the top where it has none."""
        if self.rule != rule:
            self.table.select(next((name for name in self.table.texts if _rule_of(name) == rule), LIST))

    def on_resize(self, _: events.Resize) -> None:
        """Bars are drawn to measure."""
        if self.reading is not None:
            self.call_after_refresh(self.show_reading, self.reading)

    @on(DataTable.RowHighlighted)
    def _highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        # Without the focus, the cursor moved because the rows changed; that selects nothing.
        if self.table.has_focus:
            self.post_message(self.Selected(self.rule))


def _rule_of(name: str) -> str:
    return name.partition("\n")[0]
