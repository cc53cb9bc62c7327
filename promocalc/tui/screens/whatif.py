"""What is paid as one thing moves: along the curve, closer and wider, something else that moves, somebody beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerState

from promocalc.tui.actions import bindings, key_line
from promocalc.tui.screens.curve import CurveScreen
from promocalc.tui.widgets.chart import ChartPane
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.waterfall import WaterfallPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.whatif import Other

COPY, TABLE = "copy", "table"
"""The workers that write a curve out."""


class WhatIfScreen(CurveScreen):
    """The keys of the what-if screen."""

    SCOPE = "whatif"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("whatif"),
        Binding("pageup", "scroll_text(-8)", show=False),
        Binding("pagedown", "scroll_text(8)", show=False),
    ]

    # --- along the curve --------------------------------------------------------------------------------------------

    def action_column(self, by: int) -> None:
        """One cell of the chart; no cliff and no jump is passed over."""
        chart = self.query_one(ChartPane)
        if self.place is not None:
            stops = (*self.shown.stops, self.now) if self.shown is not None else ()
            self.go(self.place.moved(by, chart.columns, stops))

    def action_step(self, by: int) -> None:
        """One minor unit, piece or point."""
        if self.place is not None:
            self.go(self.place.at(self.place.x + by))

    def action_end_of(self, by: int) -> None:
        """To an end of the stretch that is seen."""
        if self.place is not None:
            self.go(self.place.at(self.place.high if by > 0 else self.place.low))

    def action_zoom(self, by: int) -> None:
        """Half as much of the curve (1), or twice as much (-1)."""
        if self.place is None:
            return
        place = self.place.zoomed(out=by < 0)
        if place == self.place:
            self.app.notify(self.say.all_of_it if by < 0 else self.say.no_closer)
        self.go(place)

    def action_jump(self, by: int) -> None:
        """The next cliff or jump above the cursor, or below it."""
        if self.place is None or self.shown is None:
            return
        found, curve = self.shown.next_stop(self.place.x, by), self.shown.curve
        if found is not None:
            self.go(self.place.at(found))
            return
        say, end = (self.say.nothing_above, curve.end) if by > 0 else (self.say.nothing_below, curve.start)
        self.app.notify(say.format(value=self.value(self.place.x), end=self.value(end)))

    @on(ChartPane.Clicked)
    def _clicked(self, event: ChartPane.Clicked) -> None:
        chart = self.query_one(ChartPane)
        if self.place is not None:
            self.go(self.place.in_column(event.column, chart.columns))

    def action_go_to(self) -> None:
        """A value that is typed."""
        if self.place is not None:
            label = self.say.go_to.format(name=self.moved)
            self.query_one(Editor).open(label, self.value(self.place.x))
            # There is one field: nothing to go on to.
            shown = tuple(action for action in key_line("edit") if action.id != "edit-next")
            self.query_one(KeyLine).speak(self.language, shown)

    @on(Editor.Committed)
    def _typed(self, event: Editor.Committed) -> None:
        from promocalc.explain.problems.text import message
        from promocalc.formula.unknowns import unit_of
        from promocalc.problems import ProblemGroup
        from promocalc.tui.places import typed_value

        if self.place is None or self.question is None:
            self._typed_enough()
            return
        unit, currency = unit_of(self.question.unknown), self.question.subject.cart.currency
        try:
            value = typed_value(event.text, unit, currency, self.place, self.value)
        except ProblemGroup as group:
            self.query_one(Editor).refuse(message(group.problems[0].trouble, self.language))
            return
        self._typed_enough()
        self.go(self.place.at(value))

    @on(Editor.Cancelled)
    def _typed_enough(self) -> None:
        self.query_one(Editor).close()
        self.query_one(KeyLine).speak(self.language, key_line(self.SCOPE, "app"))
        self.set_focus(self.query_one(ChartPane))

    # --- what moves, and beside whom ---------------------------------------------------------------------------------

    def action_next_variable(self) -> None:
        """The next of what may move."""
        if self.question is not None:
            at = self.unknowns.index(self.question.unknown) + 1
            self.vary(self.question.subject, self.unknowns[at % len(self.unknowns)])

    def action_choose_variable(self) -> None:
        """One of what may move, from a list."""
        from promocalc.explain.formula.unknown_words import UnknownWords
        from promocalc.formula.unknowns import written
        from promocalc.tui.screens.choice import Choice, ChoiceScreen

        if self.question is None:
            return
        en, zh = (UnknownWords(self.question.subject, language) for language in ("en", "zh"))
        said = zh if self.language == "zh" else en
        choices = [
            Choice(written(one), said.name(one), f"{en.name(one)} {zh.name(one)} {written(one)}")
            for one in self.unknowns
        ]
        chosen, say = written(self.question.unknown), self.say
        screen = ChoiceScreen(say.choose_what, choices, self.language, nothing=say.no_such, chosen=chosen)
        self.app.push_screen(screen, self._variable_chosen)

    def _variable_chosen(self, name: str | None) -> None:
        from promocalc.formula.unknowns import written

        found = next((one for one in self.unknowns if written(one) == name), None)
        if found is not None and self.question is not None and found != self.question.unknown:
            self.vary(self.question.subject, found)

    def action_compare(self) -> None:
        """The next of the cart's shoppers beside the one who buys, and back to one curve."""
        from promocalc.tui.whatif import others

        session = self.promo.session
        if session is None or self.question is None:
            return
        found: list[Other | None] = [None, *others(session)]
        if len(found) == 1 and self.other is None:
            self.app.notify(self.say.no_other)
            return
        at = found.index(self.other) + 1 if self.other in found else 0
        self._compare(found[at % len(found)])

    def _compare(self, other: Other | None) -> None:
        self.other = other
        self.work()

    def action_choose_other(self) -> None:
        """Another shopper, or a rulebook by its name or its file."""
        from promocalc.tui.rivals import choices
        from promocalc.tui.screens.choice import ChoiceScreen

        reading = self.promo.reading
        if reading is None or self.question is None:
            return
        say, found = self.say, choices(reading, self.other)
        screen = ChoiceScreen(say.choose_other, found, self.language, nothing=say.no_such, free=say.open_rulebook)
        self.app.push_screen(screen, self._other_chosen)

    def _other_chosen(self, name: str | None) -> None:
        from promocalc.explain.problems.text import message
        from promocalc.problems import ProblemGroup
        from promocalc.tui.rivals import chosen

        session = self.promo.session
        if name is None or session is None:
            return
        try:
            self._compare(chosen(session, name))
        except ProblemGroup as group:
            self.app.notify(message(group.problems[0].trouble, self.language), severity="warning")

    # --- texts and the receipt --------------------------------------------------------------------------------

    def action_receipt(self) -> None:
        """The receipt at the cursor: in the place of the curve, or away where it stands beside it; and back."""
        self.toggle_class("-receipt")
        self.call_after_refresh(self.draw_receipt)

    def action_scroll_text(self, by: int) -> None:
        """The text or the table that is shown."""
        pane = self.query_one("#here", TextPane)
        table = self.query_one(WaterfallPane).table
        shown = pane if self.query_one("#curve").display else table
        shown.scroll_relative(y=by, animate=False, immediate=True)  # so that no press of a held key is lost

    def action_copy(self) -> None:
        """The stretch that is seen, as text."""
        if self.shown is None or self.seen is None:
            self.promo.copy_text("", self.say.copied)
        else:
            self._write_out(COPY, partial(self.shown.text, self.seen))

    def action_write_table(self) -> None:
        """Every value of that stretch, as a table beside the cart."""
        if self.shown is not None and self.seen is not None:
            self._write_out(TABLE, partial(self.shown.table, self.seen))

    def _write_out(self, group: str, make: Callable[[], str]) -> None:
        # Up to a second: the screen does not wait for it.
        self.run_worker(make, group=group, exclusive=True, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _written(self, event: Worker.StateChanged) -> None:
        group, text = event.worker.group, str(event.worker.result or "")
        if group not in (COPY, TABLE):
            return
        if event.state == WorkerState.ERROR:
            self.app.notify(self.say.failed.format(why=repr(event.worker.error)), severity="error")
        elif event.state == WorkerState.SUCCESS and group == COPY:
            self.promo.copy_text(text, self.say.copied)
        elif event.state == WorkerState.SUCCESS:
            self._write(text)

    def _write(self, text: str) -> None:
        from promocalc.tui import store

        if self.promo.session is None:
            return
        try:
            path = store.write_beside(self.promo.session, ".curve.csv", text.encode())
        except OSError as error:
            told = words(self.language).not_written.format(reason=error.strerror or error)
            self.app.notify(told, severity="error")
        else:
            self.app.notify(self.say.table_in.format(path=store.home_relative(path)))
