"""The keys of the optimiser screen: taking a way over, what is demanded of the ways, texts to copy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from textual import on
from textual.widget import Widget
from textual.widgets import DataTable
from textual.worker import Worker, WorkerState

from promocalc.tui.actions import bindings, key_line
from promocalc.tui.screens.weighing import ADD, SPLIT, WeighingScreen
from promocalc.tui.widgets import limits as rows
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.limits import LimitsPane
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.ways import WaysPane

if TYPE_CHECKING:
    from promocalc.tui.best import Plan

COPY = "copy"
"""The worker that writes the page."""


class BestScreen(WeighingScreen):
    """All ways to pay, the cheapest first."""

    SCOPE = "best"
    BINDINGS = bindings("best")
    AUTO_FOCUS = "#best-table"

    typing: Literal["budget", "catalogue"] = "budget"
    """What the editor is for."""
    _before: Widget | None = None
    """What had the focus before it was opened."""

    # --- taking a way over ----------------------------------------------------------------------------------------

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

    # --- what is demanded -----------------------------------------------------------------------------------------

    def action_limit(self) -> None:
        """The next state of the selected demand; to the demands, from anywhere else."""
        pane = self.query_one(LimitsPane)
        if self.focused is pane.table:
            self._press(pane.table.row_name)
        else:
            self.set_focus(pane.table)

    @on(LimitsPane.Pressed)
    def _pressed(self, event: LimitsPane.Pressed) -> None:
        self._press(event.row)

    def _press(self, row: str) -> None:
        if row == rows.BUDGET:
            self.action_budget()
        elif row == rows.ORDERS:
            self.action_orders()
        elif row == rows.ADD:
            self.action_catalogue()
        elif row:
            self.demand(self.limits.turned(row))

    def action_orders(self) -> None:
        """One order more into which the cart may be divided; after the most, one again."""
        self.demand(self.limits.more_orders())

    def action_budget(self) -> None:
        """How much may be paid at the most."""
        from promocalc.money import decimal

        session, budget = self.promo.session, self.limits.budget
        if session is not None:
            text = "" if budget is None else f"{decimal(budget, session.cart.currency):f}"
            self._type("budget", self.say.ask_budget, text)

    def action_catalogue(self) -> None:
        """A file with what may be added."""
        self._type("catalogue", self.say.ask_catalogue, self.limits.catalogue)

    def _type(self, what: Literal["budget", "catalogue"], label: str, text: str) -> None:
        self.typing, self._before = what, self.focused
        self.query_one(Editor).open(label, text)
        # There is one field: nothing to go on to.
        shown = tuple(action for action in key_line("edit") if action.id != "edit-next")
        self.query_one(KeyLine).speak(self.language, shown)

    @on(Editor.Committed)
    def _typed(self, event: Editor.Committed) -> None:
        from promocalc.explain.problems.text import message
        from promocalc.problems import ProblemGroup
        from promocalc.tui.places import typed_money

        text, session = event.text.strip(), self.promo.session
        if self.typing == "catalogue":
            self._typed_enough()
            self.demand(replace(self.limits, catalogue=text))
        elif session is not None:
            try:
                budget = typed_money(text, session.cart.currency) if text else None
            except ProblemGroup as group:
                self.query_one(Editor).refuse(message(group.problems[0].trouble, self.language))
                return
            self._typed_enough()
            self.demand(replace(self.limits, budget=budget))

    @on(Editor.Cancelled)
    def _typed_enough(self) -> None:
        self.query_one(Editor).close()
        self.query_one(KeyLine).speak(self.language, key_line(self.SCOPE, "app"))
        self.set_focus(self._before)

    # --- texts ----------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """All of it, as text."""
        if self.shown is None:
            self.promo.copy_text("", self.say.copied)
        else:
            # It tells more than is shown: the screen does not wait for it.
            more = [*self.rows_beside(SPLIT), *self.rows_beside(ADD)]
            make = partial(self.shown.text, more)
            self.run_worker(make, group=COPY, exclusive=True, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _written(self, event: Worker.StateChanged) -> None:
        if event.worker.group != COPY:
            return
        if event.state == WorkerState.ERROR:
            self.app.notify(self.say.failed.format(why=repr(event.worker.error)), severity="error")
        elif event.state == WorkerState.SUCCESS:
            self.promo.copy_text(str(event.worker.result or ""), self.say.copied)
