"""The right column: the waterfall, and the selected rule in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.waterfall import WaterfallPane

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


class WhyColumn(Vertical):
    """Panes 3 and 4. They come with the first reading, because the first frame needs none."""

    reading: Reading | None = None
    rule = ""
    _is_built = False

    def show_reading(self, reading: Reading, rule: str) -> None:
        """Draw the steps, and this rule."""
        self.reading, self.rule = reading, rule
        if self._is_built:
            self._draw()
        else:
            self.call_later(self._build)

    async def _build(self) -> None:
        if not self._is_built:
            await self.mount(
                WaterfallPane(number="3", id="waterfall", classes="pane"), TextPane(id="rule", classes="pane")
            )
            self._is_built = True
            self._draw()

    def _draw(self) -> None:
        if self.reading is not None:
            waterfall = self.query_one(WaterfallPane)
            if waterfall.reading is not self.reading:
                waterfall.show_reading(self.reading)
            waterfall.select(self.rule)
            pane = self.query_one(TextPane)
            pane.border_title = f"4 {self.reading.words.rule}"
            pane.say(self.reading.detail(self.rule))

    @property
    def row_text(self) -> str:
        """The selected step, to be copied."""
        return self.query_one(WaterfallPane).row_text

    @property
    def row_label(self) -> str:
        """What the selected step is called."""
        return self.row_text.partition("\t")[0]

    @property
    def rule_text(self) -> str:
        """The rule, to be copied."""
        return self.query_one(TextPane).text
