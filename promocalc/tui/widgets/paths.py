"""The ways that an order can go, side by side; nothing of them is cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Static

from promocalc.tui.widgets.texts import TextPane

if TYPE_CHECKING:
    from promocalc.explain.language import Language
    from promocalc.explain.sheet import Table
    from promocalc.tui.overtime import TimelineReading


@dataclass(frozen=True)
class Laid:
    """A table in the room that there is: its texts are wrapped, its figures stay whole."""

    table: Table
    language: Language

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        """Row by row, the head in bold."""
        from promocalc.explain.sheet import Sheet

        for at, row in enumerate(Sheet(self.language, options.max_width).table(self.table)):
            yield Text(row, "" if at else "bold", no_wrap=True, overflow="crop")


class Ways(Static):
    """Presale, in stock, walking away: what each costs."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(markup=False, **facts)

    def show_paths(self, told: TimelineReading) -> None:
        """Draw them; the order as it stands comes first."""
        self.border_title = told.reading.words.paths
        self.update(Laid(told.paths(), told.reading.session.language))


class OrderPane(TextPane):
    """The order in full, under the ways where these have no pane of their own: so that all of it can be scrolled."""

    def compose(self) -> ComposeResult:
        """The ways, and the text."""
        yield Ways(id="ways-above")
        yield from super().compose()
