"""The line of moments: a cursor goes along it, and the moment under it is told elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widgets import Static

from promocalc.tui.widgets.folded import Folded

if TYPE_CHECKING:
    from promocalc.explain.overtime.drawn import Drawn
    from promocalc.tui.overtime import TimelineReading

HERE = "◆"
"""The mark of the selected moment, so that colour says nothing by itself."""
LEAST = 20
"""Cells that it is drawn for before any are known."""
HIGH, FEW, MANY = 30, 3, 6
"""How high a window is that has room for many labels; in others, texts below the line need the room more."""
MARKS_ROW = 1
"""Of a drawn row: the dates, the marks, then the labels."""


class MomentLine(Static, can_focus=True):
    """The windows of an order along time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("home,g", "move(-999)", show=False),
        Binding("end,G", "move(999)", show=False),
        Binding("up,k", "screen.scroll_detail(-1)", show=False),
        Binding("down,j", "screen.scroll_detail(1)", show=False),
        Binding("pageup", "screen.scroll_detail(-8)", show=False),
        Binding("pagedown", "screen.scroll_detail(8)", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands on another moment."""

        at: int

    told: TimelineReading | None = None
    at = 0
    cells = 0
    """How wide it is drawn."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(markup=False, **facts)

    def show_timeline(self, told: TimelineReading | None, at: int) -> None:
        """Draw it, with the cursor on a moment."""
        self.told, self.at = told, at
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as are drawn at this width: it is known here before it is anywhere else."""
        self.cells = width
        return super().get_content_height(container, viewport, width)

    def on_resize(self, _: events.Resize) -> None:
        """More or fewer moments beside each other."""
        self.refresh(layout=True)

    def action_move(self, by: int) -> None:
        """Along the line, and not beyond its ends."""
        if self.told is None or not self.told.count:
            return
        at = max(0, min(self.at + by, self.told.count - 1))
        if at != self.at:
            self.post_message(self.Moved(at))

    def on_click(self, event: events.Click) -> None:
        """The moment that was clicked."""
        at = self._clicked(event.get_content_offset(self))
        if at is not None:
            self.post_message(self.Moved(at))

    def _clicked(self, place: Offset | None) -> int | None:
        if self.told is None or place is None:
            return None
        height = 0
        for row in self._rows():
            height += len(row.rows)
            if place.y < height:
                return row.first + min(place.x // row.slot, len(row.columns) - 1)
        return None

    def _rows(self) -> list[Drawn]:
        """The rows for which there is room: all, or the one with the cursor."""
        if self.told is None:
            return []
        high = self.app.size.height
        found = self.told.line(max(self.cells, LEAST), FEW if high < HIGH else MANY)
        if sum(len(row.rows) for row in found) <= high // 4:
            return found
        return [row for row in found if row.holds(self.at)]

    def render(self) -> Any:
        """Dates, marks and labels; the selected moment's stand out, and its mark is another one."""
        if self.told is None or not self.told.count:
            return Folded([("", self.told.reading.words.no_dates)]) if self.told is not None else Text("")
        lines = [line for row in self._rows() for line in self._lines(row)]
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def _lines(self, row: Drawn) -> list[Text]:
        found = []
        for number, said in enumerate(row.rows):
            column = row.columns[self.at - row.first] if row.holds(self.at) else -1
            if column >= 0 and number == MARKS_ROW:
                said = said[:column] + HERE + said[column + 1 :]
            line = Text(said, no_wrap=True, overflow="crop")
            if column >= 0 and number != MARKS_ROW:
                start, end = _characters(said, column, column + row.slot)
                line.stylize("bold reverse" if number == 0 else "bold", start, end)
            found.append(line)
        return found


def _characters(text: str, start: int, end: int) -> tuple[int, int]:
    """Which characters stand in these cells, without the spaces at their end."""
    from promocalc.explain.cells import width

    first = next((at for at in range(len(text) + 1) if width(text[:at]) >= start), len(text))
    last = next((at for at in range(first, len(text) + 1) if width(text[:at]) >= end), len(text))
    return first, first + len(text[first:last].rstrip())
