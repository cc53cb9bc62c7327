"""Every step of the price, the rules that did nothing, and the selected rule in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from promocalc.tui.actions import bindings
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import ResultBar, TextPane
from promocalc.tui.widgets.waterfall import WaterfallPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


class ExplainScreen(View):
    """Waterfall above or beside, explanation below or beside it."""

    SCOPE = "explain"
    BINDINGS = bindings("explain")
    AUTO_FOCUS = ""

    def __init__(self, rule: str = "", focus: str = "#steps-table") -> None:
        super().__init__()
        self.rule = rule
        self.first = focus

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).explanation

    def body(self) -> ComposeResult:
        """Steps, detail, result."""
        with Horizontal(id="panes"):
            yield WaterfallPane(number="3", unused=True, id="steps", classes="pane")
            yield TextPane(id="detail", classes="pane")
        yield ResultBar("5", id="result", classes="pane")

    def on_mount(self) -> None:
        """Begin where it was asked for."""
        super().on_mount()
        self.set_focus(self.query_one(self.first))

    def draw(self, reading: Reading) -> None:
        """Show the steps and the selected rule."""
        steps = self.query_one(WaterfallPane)
        steps.show_reading(reading)
        if self.rule:
            steps.select(self.rule)
        self.query_one(ResultBar).show_reading(reading)
        self._draw_rule(reading)

    def _draw_rule(self, reading: Reading) -> None:
        pane = self.query_one(TextPane)
        pane.border_title = f"4 {reading.words.rule}"
        pane.say(reading.detail(self.rule) or reading.overview)

    @on(WaterfallPane.Selected)
    def _selected(self, event: WaterfallPane.Selected) -> None:
        self.rule = event.rule
        if self.promo.reading is not None:
            self._draw_rule(self.promo.reading)

    def action_pane(self, name: str) -> None:
        """To a pane of this screen, or back to one of the first screen's."""
        if name in ("cart", "offers"):
            self.dismiss(name)
        else:
            self.set_focus(self.query_one(WaterfallPane).table if name == "steps" else self.query_one(f"#{name}"))

    def action_copy_row(self) -> None:
        """The selected step, or the explanation."""
        pane = self.query_one(TextPane)
        self.promo.copy_row(pane.text if self.focused is pane else self.query_one(WaterfallPane).row_text)
