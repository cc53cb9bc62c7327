"""The chart of a curve: a cursor goes along it, and the value under the cursor is told elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import Static

from promocalc.tui.widgets.folded import Folded

if TYPE_CHECKING:
    from promocalc.explain.curve.chart import Role
    from promocalc.tui.curves import CurvesReading
    from promocalc.tui.places import Place

STYLES: Mapping[Role, str] = {
    "axis": "dim",
    "label": "",
    "line 1": "cyan",
    "line 2": "magenta",
    "cursor": "bold",
    "band": "dim",
    "mark": "bold yellow",
}
"""Colours only repeat what the glyphs say."""
BRAILLE = range(0x2801, 0x2900)
"""The dots of a curve: under the cursor they are reversed, because its line gives way to them."""


class ChartPane(Static, can_focus=True):
    """One curve or two, their cliffs, and the cursor."""

    @dataclass
    class Clicked(Message):
        """A cell of the curve was clicked."""

        column: int

    shown: CurvesReading | None = None
    place: Place | None = None
    note = ""
    """What stands there instead of a curve."""
    columns = 0
    """Cells across in which there are curves, as they were last drawn."""
    first = 0
    """The cell of the first of them."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(markup=False, **facts)

    def show(self, shown: CurvesReading | None, place: Place | None, note: str = "") -> None:
        """Draw these curves in that stretch; a note where there are none."""
        self.shown, self.place, self.note = shown, place, note
        self.refresh()

    def render(self) -> Any:
        """As large as there is room."""
        if self.shown is None or self.place is None:
            return Folded([("", self.note)])
        chart = self.shown.chart(self.place, self.size.width, self.size.height)
        self.first, self.columns = chart.gutter, chart.columns
        text = Text(no_wrap=True, overflow="crop")
        for at, line in enumerate(chart.lines):
            text.append("\n" if at else "")
            for said, role in line:
                on_curve = role == "cursor" and ord(said[0]) in BRAILLE
                text.append(said, "reverse" if on_curve else STYLES[role])
        return text

    def on_click(self, event: events.Click) -> None:
        """The cell that was clicked."""
        place = event.get_content_offset(self)
        if place is not None and 0 <= place.x - self.first < self.columns:
            self.post_message(self.Clicked(place.x - self.first))
