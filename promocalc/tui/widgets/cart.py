"""The cart: its lines in a table, and the field that is being edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import DataTable, Static

from promocalc.explain.cells import clip
from promocalc.tui.fields import FIELDS, Field, field_of
from promocalc.tui.widgets.columns import Column
from promocalc.tui.widgets.editor import Editor, Move
from promocalc.tui.widgets.table import Table

if TYPE_CHECKING:
    from promocalc.tui.reading import CartRow, Reading


class CartPane(Vertical):
    """Pane 1."""

    @dataclass
    class Edited(Message):
        """A field was given a new text."""

        line: str
        field: Field
        text: str
        move: Move

    @dataclass
    class Editing(Message):
        """The editor was opened or closed."""

        is_open: bool

    @dataclass
    class GivenUp(Message):
        """A field stays as it was."""

        field: Field

    class Selected(Message):
        """Another line is selected."""

    reading: Reading | None = None
    _editing: tuple[str, Field] | None = None

    def compose(self) -> ComposeResult:
        """Table, and what an empty cart says. The editor comes with the first cart: the first frame needs none."""
        yield Table(cells=True, start="unit_price", id="cart-table")
        yield Static("", markup=False, classes="empty")

    @property
    def table(self) -> Table:
        """The lines."""
        return self.query_one(Table)

    @property
    def row(self) -> CartRow | None:
        """The selected line."""
        rows = self.reading.cart if self.reading is not None else ()
        return next((row for row in rows if row.id == self.table.row_name), None)

    def show_reading(self, reading: Reading) -> None:
        """Draw the cart."""
        if self.reading is None:
            self.mount(Editor())
        self.reading = reading
        says, rows = reading.words, reading.cart
        self.border_title = f"1 {says.cart} ({len(reading.session.cart.lines)})"
        marked = dict(reading.totals).get(says.marked, "")
        self.border_subtitle = f"{says.total} {marked}" if marked else ""
        columns = (
            Column("title", says.item, weight=3),
            Column("store", says.store, most=14),
            Column("unit_price", says.unit_price, "right"),
            Column("quantity", says.quantity, "right"),
            Column("subtotal", says.subtotal, "right"),
        )
        self.table.display = bool(rows)
        empty = self.query_one(".empty", Static)
        empty.display = not rows
        empty.update(says.empty_cart)
        self.table.fill(columns, {row.id: tuple(row.shown.values()) for row in rows})

    def edit(self, field: Field | None = None, line: str | None = None) -> bool:
        """Open the editor on the selected cell, or on another; whether there is anything to edit."""
        if line is not None:
            self.table.select(line)
        row, reading = self.row, self.reading
        if row is None or reading is None or not row.edited:
            return False
        chosen = field or field_of(self.table.column_key)
        label = next(spec.label for spec in self.table.specs if spec.key == chosen)
        self.table.move_cursor(column=1 + FIELDS.index(chosen))
        self._editing = (row.id, chosen)
        says = reading.words
        text = says.editing.format(field=label, line=clip(row.shown["title"], 24))
        self.query_one(Editor).open(text, row.edited[chosen])
        self.post_message(self.Editing(True))
        return True

    def accepted(self, move: Move) -> None:
        """The edit was taken over: on to the next field, or back to the table."""
        if self._editing is not None and move != "stay":
            at = FIELDS.index(self._editing[1]) + (1 if move == "next" else -1)
            if 0 <= at < len(FIELDS) and self.edit(FIELDS[at]):
                return
        self.close_editor()

    def refused(self, why: str) -> None:
        """The edit was not taken over."""
        self.query_one(Editor).refuse(why)

    def close_editor(self) -> None:
        """Back to the table."""
        self._editing = None
        self.query_one(Editor).close()
        self.post_message(self.Editing(False))
        self.screen.set_focus(self.table)

    @on(Editor.Committed)
    def _committed(self, event: Editor.Committed) -> None:
        event.stop()
        if self._editing is not None:
            self.post_message(self.Edited(*self._editing, event.text, event.move))

    @on(Editor.Cancelled)
    def _cancelled(self, event: Editor.Cancelled) -> None:
        event.stop()
        field = self._editing[1] if self._editing is not None else "title"
        self.close_editor()
        self.post_message(self.GivenUp(field))

    @on(DataTable.CellSelected)
    def _cell_selected(self, event: DataTable.CellSelected) -> None:
        event.stop()
        self.edit()

    @on(DataTable.CellHighlighted)
    def _highlighted(self, event: DataTable.CellHighlighted) -> None:
        event.stop()
        self.post_message(self.Selected())
