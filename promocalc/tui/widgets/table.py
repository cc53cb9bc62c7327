"""A table whose columns fit the pane: one column gives way, the others take what their texts need.

Measured in cells throughout. A ``>`` before the selected row says without
colour what the highlight says with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from promocalc.explain.cells import clip, pad
from promocalc.tui.widgets.columns import GAP, Column, fit


class Table(DataTable[Text]):
    """Rows of texts by name, redrawn only where they changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("h", "cursor_left", show=False),
        Binding("l", "cursor_right", show=False),
        Binding("g", "scroll_top", show=False),
        Binding("G", "scroll_bottom", show=False),
    ]

    def __init__(self, *, cells: bool = False, start: str = "", **facts: Any) -> None:
        super().__init__(cursor_type="cell" if cells else "row", cell_padding=0, header_height=1, **facts)
        self.start = start
        """The column where the cursor is first."""
        self.specs: tuple[Column, ...] = ()
        self.texts: dict[str, tuple[str, ...]] = {}
        self._drawn: tuple[object, ...] = ()
        self._marked = ""

    @property
    def room(self) -> int:
        """Cells across that are there to fill."""
        return max(self.scrollable_content_region.width, 10)

    @property
    def row_name(self) -> str:
        """The name of the selected row; "" in an empty table."""
        names = list(self.texts)
        return names[self.cursor_row] if 0 <= self.cursor_row < len(names) else ""

    @property
    def column_key(self) -> str:
        """The key of the selected column."""
        at = self.cursor_column - 1
        return self.specs[at].key if 0 <= at < len(self.specs) else self.specs[0].key if self.specs else ""

    def fill(self, specs: Sequence[Column], texts: dict[str, tuple[str, ...]]) -> None:
        """Show these columns and rows; the selection stays on its row, or near it."""
        widths = fit(specs, texts, self.room)
        head = (tuple(specs), tuple(widths), tuple(texts))
        if head == self._drawn:
            self._change(texts, widths)
            return
        first = next((at for at, spec in enumerate(specs, 1) if spec.key == self.start), 1)
        kept, column = self.row_name, self.cursor_column if self.specs else first
        before = self.cursor_row
        self.specs, self.texts, self._drawn = tuple(specs), dict(texts), head
        self.clear(columns=True)
        self._marked = ""
        self.add_column(Text(""), width=1, key=">")
        for spec, cells in zip(specs, widths, strict=True):
            self.add_column(self._cell(spec.label, cells, spec, is_label=True), width=cells + GAP, key=spec.key)
        for name, row in texts.items():
            self.add_row(Text(""), *self._cells(row, widths), key=name)
        names = list(texts)
        at = names.index(kept) if kept in texts else min(before, len(names) - 1)
        self.move_cursor(row=max(at, 0), column=max(column, 1), animate=False)
        self._mark()

    def _change(self, texts: dict[str, tuple[str, ...]], widths: Sequence[int]) -> None:
        for name, row in texts.items():
            old = self.texts[name]
            if old != row:
                for spec, cell, was, new in zip(self.specs, self._cells(row, widths), old, row, strict=True):
                    if was != new:
                        self.update_cell(name, spec.key, cell)
        self.texts = dict(texts)

    def _cells(self, row: Sequence[str], widths: Sequence[int]) -> list[Text]:
        return [self._cell(text, cells, spec) for text, cells, spec in zip(row, widths, self.specs, strict=True)]

    @staticmethod
    def _cell(text: str, cells: int, spec: Column, *, is_label: bool = False) -> Text:
        # The space between columns belongs to the column, before its text.
        return Text(" " * GAP + pad(clip(text, cells), cells, spec.align), "" if is_label else spec.style)

    def select(self, name: str) -> None:
        """Move to a row by its name."""
        if name in self.texts and name != self.row_name:
            self.move_cursor(row=list(self.texts).index(name), animate=False)

    def watch_cursor_coordinate(self, old: Coordinate, new: Coordinate) -> None:
        """Keep the mark beside the selected row."""
        super().watch_cursor_coordinate(old, new)
        self._mark()

    def validate_cursor_coordinate(self, value: Coordinate) -> Coordinate:
        """Keep the cursor off the column of marks."""
        at = super().validate_cursor_coordinate(value)
        return Coordinate(at.row, 1) if at.column == 0 and len(self.columns) > 1 else at

    def _mark(self) -> None:
        name = self.row_name
        if name == self._marked or not self.columns:
            return
        for row, sign in ((self._marked, ""), (name, ">")):
            if row in self.texts:
                self.update_cell(row, ">", Text(sign))
        self._marked = name

    def on_resize(self, _: events.Resize) -> None:
        """New room, new widths."""
        self.call_after_refresh(self.refit)

    def refit(self) -> None:
        """Fit the same rows to the room there is now."""
        if self.specs:
            self.fill(self.specs, self.texts)
