"""The ways to pay: which is the cheapest and why, weighed beside the screen, which never waits for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import DataTable
from textual.worker import Worker, WorkerState, get_current_worker

from promocalc.tui.actions import bindings
from promocalc.tui.best_words import BestWords, best_words
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.ways import WaysPane

if TYPE_CHECKING:
    from promocalc.tui.best import BestReading, Plan, Worked
    from promocalc.tui.best_asked import Asked
    from promocalc.tui.reading import Reading

WAYS, COPY = "ways", "copy"
"""The workers: one at a time of each."""


class BestScreen(View):
    """All ways above, what is to be told of the selected one below."""

    SCOPE = "best"
    BINDINGS = bindings("best")
    AUTO_FOCUS = "#best-table"

    asked: Asked | None = None
    """What is being weighed; None once it is."""
    worked: Worked | None = None
    shown: BestReading | None = None
    _working: Worker[Worked | None] | None = None

    @property
    def say(self) -> BestWords:
        """The screen's own words."""
        return best_words(self.language)

    @property
    def title_text(self) -> str:
        """In the header."""
        return self.say.title

    def body(self) -> ComposeResult:
        """Table and text."""
        with Vertical(id="panes"):
            yield WaysPane(id="best", classes="pane")
            yield TextPane(id="best-detail", classes="pane")

    # --- following the session ------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """The ways to pay of the session as it is now."""
        if reading.receipt is None or self._missing:
            self.workers.cancel_group(self, WAYS)
            self.asked = self.worked = None
        else:
            self._weigh(reading)
        self._show()

    @property
    def _missing(self) -> bool:
        from importlib.util import find_spec

        return find_spec("numpy") is None

    def _weigh(self, reading: Reading) -> None:
        """Begin anew, unless this is known; what was begun before is given up."""
        from promocalc.tui.best_asked import Asked

        assert reading.receipt is not None
        asked = Asked.of(reading.session, reading.receipt)
        known = self.asked or (self.worked.asked if self.worked is not None else None)
        if known is not None and (known.subject, known.stated) == (asked.subject, asked.stated):
            return
        if known is not None and known.subject != asked.subject:
            self.worked = None  # of another cart, shopper or moment: nothing that is shown would be true
        self.asked = asked
        # A defect there is told, and takes nothing else with it.
        self._working = self.run_worker(
            partial(_ways, asked, self.worked), group=WAYS, exclusive=True, thread=True, exit_on_error=False
        )

    @on(Worker.StateChanged)
    def _changed(self, event: Worker.StateChanged) -> None:
        from promocalc.tui.best import Worked

        if event.worker.group == COPY:
            self._written(event)
        elif event.worker is self._working and self.asked is not None:
            if event.state == WorkerState.SUCCESS:
                found: Worked | None = event.worker.result
                self.worked, self.asked = found, None
                self._show()
            elif event.state == WorkerState.ERROR:
                self.worked, self.asked = Worked(self.asked, defect=repr(event.worker.error)), None
                self._show()

    # --- drawing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        reading = self.promo.reading
        if reading is None:
            return
        self.shown = None
        if self.worked is not None and self.worked.told is not None:
            from promocalc.tui.best import BestReading

            self.shown = BestReading(self.worked, self.worked.told, self.language)
        self.query_one(WaysPane).show_ways(self.shown, self.say)
        self.query_one(WaysPane).border_subtitle = self.say.working if self.asked is not None else ""
        self._draw_detail()

    def _draw_detail(self) -> None:
        pane, reading = self.query_one("#best-detail", TextPane), self.promo.reading
        if reading is None:
            return
        if self.shown is not None:
            pane.say(self.shown.detail(self.query_one(WaysPane).name_of_row))
        else:
            pane.say([("", self._note(reading))])

    def _note(self, reading: Reading) -> str:
        """What stands in the place of the ways."""
        if self.worked is not None and self.worked.told is None:
            return self.worked.note(self.language)
        if reading.receipt is None:
            return reading.problems or reading.words.no_receipt
        return self.say.needs.format(extra="formula") if self._missing else self.say.working

    @on(DataTable.RowHighlighted)
    def _selected(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._draw_detail()

    # --- actions --------------------------------------------------------------------------------------------------

    @property
    def plan(self) -> Plan | None:
        """The selected way."""
        return self.shown.plan(self.query_one(WaysPane).name_of_row) if self.shown is not None else None

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Pay it the selected way from now on; undo takes it back."""
        from promocalc.tui.events import Replace

        session, plan, shown = self.promo.session, self.plan, self.shown
        if self.asked is not None:
            self.app.notify(self.say.working)  # what is shown may no longer be so
            return
        if session is None or plan is None or shown is None:
            return
        cart = session.cart.model_copy(update={"choices": plan.choices})
        if plan.way.is_now or cart == session.cart:
            self.app.notify(self.say.already)
        elif self.promo.apply(Replace(cart)):
            self.app.notify(self.say.applied.format(pay=shown.pay(plan)))

    def action_copy(self) -> None:
        """All of it, as text."""
        if self.shown is None:
            self.promo.copy_text("", self.say.copied)
        else:
            # It tells more than is shown: the screen does not wait for it.
            self.run_worker(self.shown.text, group=COPY, exclusive=True, thread=True, exit_on_error=False)

    def _written(self, event: Worker.StateChanged) -> None:
        if event.state == WorkerState.ERROR:
            self.app.notify(self.say.failed.format(why=repr(event.worker.error)), severity="error")
        elif event.state == WorkerState.SUCCESS:
            self.promo.copy_text(str(event.worker.result or ""), self.say.copied)


def _ways(asked: Asked, before: Worked | None) -> Worked | None:
    """What a worker does."""
    from promocalc.tui.best import work

    worker = get_current_worker()
    return work(asked, lambda: worker.is_cancelled, before)
