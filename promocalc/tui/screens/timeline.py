"""The order over time: a line of moments, the ways to pay, and one moment or the whole order in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from promocalc.tui.actions import bindings
from promocalc.tui.moments import MomentField
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.moments import MomentLine
from promocalc.tui.widgets.paths import OrderPane, Ways
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.overtime import TimelineReading
    from promocalc.tui.reading import Reading


class TimelineScreen(View):
    """Where there is room, the moment stands beside the order; else one takes the other's place."""

    SCOPE = "timeline"
    BINDINGS = bindings("timeline")
    AUTO_FOCUS = "#moments"

    told: TimelineReading | None = None
    at = -1
    """Which moment is selected; before anything was drawn, none is."""

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).timeline

    def body(self) -> ComposeResult:
        """The line, then ways and texts."""
        yield MomentLine(id="moments", classes="pane")
        with Horizontal(id="panes"):
            with Vertical(id="order"):
                yield Ways(id="ways", classes="pane")
                yield OrderPane(id="order-detail", classes="pane")
            yield TextPane(id="moment-detail", classes="pane")

    # --- drawing ----------------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """Show the order as it is now; the cursor stays on its moment, as far as there is one."""
        from promocalc.tui.overtime import TimelineReading

        kept = self._moment
        self.told = TimelineReading.of(reading)
        self.at = self._found(kept)
        says = reading.words
        pane = self.query_one("#order-detail", TextPane)
        pane.border_title = says.order_detail
        self.set_class(self.told is not None and self.told.has_deposit, "-parts")
        if self.told is None:
            pane.say([("", reading.problems or reading.time_problems or says.no_receipt)])
        else:
            for ways in self.query(Ways):
                ways.show_paths(self.told)
            pane.say(self.told.overview())
        self._draw_moment()

    @property
    def _moment(self) -> object:
        """The moment under the cursor, as a point in time."""
        if self.told is None or not 0 <= self.at < self.told.count:
            return None
        return self.told.scenarios.timeline.moments[self.at].at

    def _found(self, moment: object) -> int:
        if self.told is None:
            return -1
        moments = [one.at for one in self.told.scenarios.timeline.moments]
        if moment in moments:
            return moments.index(moment)  # type: ignore[arg-type]  # it is one of them
        return self.told.first

    def _draw_moment(self) -> None:
        says, line, pane = words(self.language), self.query_one(MomentLine), self.query_one("#moment-detail", TextPane)
        count = self.told.count if self.told is not None else 0
        line.border_title = f"{says.timeline} {self.at + 1}/{count}" if count else says.timeline
        line.border_subtitle = self.told.zone if self.told is not None else ""
        pane.border_title = says.moment_of.format(number=self.at + 1, count=count) if count else says.no_moment
        line.show_timeline(self.told, max(self.at, 0))
        pane.say(
            self.told.moment(self.at)
            if self.told is not None and count
            else [("", "" if self.told is None else says.no_dates)]
        )

    @on(MomentLine.Moved)
    def _moved(self, event: MomentLine.Moved) -> None:
        self.at = event.at
        self._draw_moment()

    # --- actions ----------------------------------------------------------------------------------------------

    def action_detail(self) -> None:
        """The moment in full: beside the order, where there is room for both, else in its place; and back."""
        line, detail = self.query_one(MomentLine), self.query_one("#moment-detail", TextPane)
        if self.has_class("-wide"):
            self.set_focus(line if self.focused is detail else detail)
            return
        self.toggle_class("-moment")
        self.set_focus(line)

    def action_scroll_detail(self, by: int) -> None:
        """The text that is shown beside or below the line."""
        opened = self.has_class("-moment") and not self.has_class("-wide")
        shown = self.query_one("#moment-detail" if opened else "#order-detail", TextPane)
        shown.scroll_relative(y=by, animate=False, immediate=True)  # so that no press of a held key is lost

    def action_moments(self) -> None:
        """When the order is made, its balance paid, its goods received."""
        from promocalc.tui.screens.when import WhenScreen

        session, says = self.promo.session, words(self.language)
        if session is None:
            return
        deposits = session.receipt is not None and bool(session.receipt.deposits)
        fields: list[tuple[MomentField, str]] = [("at", says.deposit_at if deposits else says.ordered_at)]
        if deposits or session.cart.balance_at is not None:
            fields.append(("balance_at", says.balance_paid_at))
        self.app.push_screen(WhenScreen((*fields, ("received", says.received_at)), self.language))

    def action_calendar(self) -> None:
        """The windows as a calendar file beside the cart; it says where."""
        self.promo.export_calendar()

    def action_copy(self) -> None:
        """All of it, as text."""
        if self.told is not None:
            text = self.told.text
            self.promo.copy_text(text, words(self.language).copied_timeline)

    def action_refund(self) -> None:
        """What comes back when goods go back."""
        from promocalc.tui.screens.refund import RefundScreen

        self.app.switch_screen(RefundScreen())
