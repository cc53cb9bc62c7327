"""Goods that go back: which pieces, and what comes back for them, is lost, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import DataTable

from promocalc.tui.actions import bindings
from promocalc.tui.moments import MomentField
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.returns import ReturnsPane
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading
    from promocalc.tui.returning import RefundReading


class RefundScreen(View):
    """The lines above or on the left, what comes of it below or on the right."""

    SCOPE = "refund"
    BINDINGS = bindings("refund")
    AUTO_FOCUS = "#returns-table"

    told: RefundReading | None = None

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).refund

    def body(self) -> ComposeResult:
        """Lines and result."""
        with Horizontal(id="panes"):
            yield ReturnsPane(id="returns", classes="pane")
            yield TextPane(id="refund-detail", classes="pane")

    def draw(self, reading: Reading) -> None:
        """Show what goes back now."""
        from promocalc.tui.returning import RefundReading

        self.told = told = RefundReading(reading)
        self.query_one(ReturnsPane).show_returns(told)
        pane = self.query_one("#refund-detail", TextPane)
        pane.border_title = reading.words.comes_back
        pane.border_subtitle = "  ".join(told.moments)
        pane.say([("", reading.problems or reading.words.no_receipt)] if reading.receipt is None else told.result())

    # --- what goes back ---------------------------------------------------------------------------------------

    def action_whole_line(self) -> None:
        """The whole line, or none of it."""
        row = self.query_one(ReturnsPane).row
        if row is not None:
            self._give(row.line, 0 if row.pieces else row.quantity)

    def action_more(self, by: int) -> None:
        """A piece more or less."""
        row = self.query_one(ReturnsPane).row
        if row is not None:
            self._give(row.line, row.pieces + by)

    def _give(self, line: str, pieces: int) -> None:
        from promocalc.tui.events import GiveBack

        session = self.promo.session
        if session is None:
            return
        row = self.query_one(ReturnsPane).row
        if row is not None and not row.quantity:
            self.app.notify(words(self.language).charge_stays.format(item=row.title.removeprefix("+ ")))
            return
        self.promo.apply(GiveBack(line, pieces))

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_whole_line()

    def action_all(self) -> None:
        """Everything, or nothing."""
        from promocalc.tui.events import GiveBackAll

        self.promo.apply(GiveBackAll())

    # --- when ---------------------------------------------------------------------------------------------------

    def action_received(self) -> None:
        """When the goods came is asked for, because nobody can guess it; where it is known, it is taken out again."""
        from promocalc.tui.events import SetMoments

        session, says = self.promo.session, words(self.language)
        if session is None:
            return
        if session.cart.received is None:
            self._ask((("received", says.received_at),))
        elif not self.promo.apply(SetMoments((("received", ""),))) and self.promo.reading is not None:
            self.app.notify(self.promo.reading.refusal, severity="warning")

    def action_moments(self) -> None:
        """When goods go back, and when they came."""
        says = words(self.language)
        if self.promo.session is not None:
            self._ask((("back_at", says.returned_at), ("received", says.received_at)))

    def _ask(self, fields: Sequence[tuple[MomentField, str]]) -> None:
        from promocalc.tui.screens.when import WhenScreen

        self.app.push_screen(WhenScreen(fields, self.language))

    # --- elsewhere ------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """All of it, as text."""
        self.promo.copy_text(self.told.text if self.told is not None else "", words(self.language).copied_refund)

    def action_timeline(self) -> None:
        """What is paid when."""
        from promocalc.tui.screens.timeline import TimelineScreen

        self.app.switch_screen(TimelineScreen())
