"""The ways to pay and what is asked beside them, of the session as it is: no key ever waits for what is weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from time import monotonic_ns
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable
from textual.worker import Worker, WorkerState, get_current_worker

from promocalc.tui.best_words import BestWords, best_words
from promocalc.tui.limits import Limits
from promocalc.tui.screens.patient import PAUSE, PatientView
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.limits import LimitsPane
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.ways import WaysPane
from promocalc.tui.words import Language

if TYPE_CHECKING:
    from promocalc.explain.receipt.detail import Row
    from promocalc.tui.best import Worked
    from promocalc.tui.best_answers import Answer
    from promocalc.tui.best_asked import Asked
    from promocalc.tui.best_reading import BestReading
    from promocalc.tui.reading import Reading
    from promocalc.tui.waiting import Waiting

WAYS, SPLIT, ADD = "ways", "split", "add"
"""The workers that weigh: one at a time of each."""


@dataclass
class Beside:
    """A question beside the ways."""

    about: tuple[Worked, object]
    """Of which ways it is asked, and what."""
    waiting: Waiting
    worker: Worker[Answer]
    answer: Answer | None = None
    """None until it is there."""
    said: dict[Language, list[Row]] = field(default_factory=dict)
    """It in rows: worded once, because the cursor moves more often."""


class WeighingScreen(PatientView):
    """Ways above, what is to be told of the selected one below; what is demanded of them beside that."""

    asked: Asked | None = None
    """What is being weighed; None once it is."""
    worked: Worked | None = None
    shown: BestReading | None = None
    _working: Worker[Worked | None] | None = None
    _waiting: Waiting | None = None
    _drawn: Reading | None = None
    """What was last drawn."""
    _looks = ("", "")
    """In which language and colours."""

    def __init__(self) -> None:
        super().__init__()
        self.beside: dict[str, Beside] = {}
        """What is asked beside the ways, by its workers."""

    @property
    def say(self) -> BestWords:
        """The screen's own words."""
        return best_words(self.language)

    @property
    def title_text(self) -> str:
        """In the header."""
        return self.say.title

    @property
    def limits(self) -> Limits:
        """What is demanded."""
        return self.promo.limits

    def body(self) -> ComposeResult:
        """Table, text, demands."""
        with Vertical(id="panes"):
            yield WaysPane(id="best", classes="pane")
            with Horizontal(id="best-below"):
                yield TextPane(id="best-detail", classes="pane")
                yield LimitsPane(id="limits", classes="pane")
        yield Editor(id="best-editor")

    def on_mount(self) -> None:
        """Say how long it takes."""
        super().on_mount()
        self.set_interval(1, self._tick)

    # --- following the session ------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """The ways to pay of the session as it is now."""
        looks = reading.session.language, reading.session.theme
        if self.is_halted and reading is not self._drawn and looks == self._looks:
            self._go_on()  # else nothing changed but how it is shown
        self._drawn, self._looks = reading, looks
        if reading.receipt is None or self._missing:
            self._give_up()
            self.worked = None
        else:
            self._weigh(reading)
        self._show()

    def demand(self, limits: Limits) -> None:
        """Weigh under other demands from now on."""
        before, self.promo.limits = self.limits, limits
        if limits == replace(before, budget=limits.budget):
            self._show()  # a budget only marks the ways
        elif self.promo.reading is not None:
            self._go_on()
            self.draw(self.promo.reading)

    def _weigh(self, reading: Reading) -> None:
        """Begin anew, unless this is known; what was begun before is given up."""
        from promocalc.tui.best_asked import Asked
        from promocalc.tui.waiting import Waiting

        assert reading.receipt is not None
        asked = Asked.of(reading.session, reading.receipt, self.limits)
        known = self.asked or (self.worked.asked if self.worked is not None else None)
        if known is not None and (known.subject, known.stated) == (asked.subject, asked.stated):
            return
        self._give_up()
        if known is not None and known.subject != asked.subject:
            self.worked = None  # of another cart, shopper or moment: nothing that is shown would be true
        self.asked, self._since = asked, monotonic_ns()
        self._waiting = Waiting()
        # A defect there is told, and takes nothing else with it.
        self._working = self.run_worker(
            partial(_ways, asked, self._waiting, self.worked),
            group=WAYS,
            exclusive=True,
            thread=True,
            exit_on_error=False,
        )

    def _give_up(self) -> None:
        """Nobody waits for anything any more."""
        for group in (WAYS, SPLIT, ADD):
            self.workers.cancel_group(self, group)
        self.asked = None
        self.beside.clear()

    @on(Worker.StateChanged)
    def _weighed(self, event: Worker.StateChanged) -> None:
        from promocalc.tui.best import Worked

        if event.worker is self._working and self.asked is not None:
            if event.state == WorkerState.SUCCESS:
                found: Worked | None = event.worker.result
                self.worked, self.asked = found, None
                self._show()
            elif event.state == WorkerState.ERROR:
                self.worked, self.asked = Worked(self.asked, defect=repr(event.worker.error)), None
                self._show()

    # --- beside the ways ------------------------------------------------------------------------------------------

    def _ask_beside(self) -> None:
        """Ask what is wanted beside the ways as soon as these are there."""
        worked = self.worked
        if worked is None or worked.told is None or self.asked is not None or self.is_halted:
            return
        orders, catalogue = self.limits.orders, self.limits.catalogue
        self._ask(SPLIT, (worked, orders), partial(_orders, worked, orders) if orders > 1 else None)
        self._ask(ADD, (worked, catalogue), partial(_added, worked, catalogue))

    def _ask(self, group: str, about: tuple[Worked, object], make: Callable[[Waiting], Answer] | None) -> None:
        from promocalc.tui.waiting import Waiting

        known = self.beside.get(group)
        if known is not None and known.about[0] is about[0] and known.about[1] == about[1]:
            return
        self.beside.pop(group, None)
        self.workers.cancel_group(self, group)
        if make is not None:
            self._since, waiting = monotonic_ns(), Waiting()
            work = partial(make, waiting)
            worker = self.run_worker(work, group=group, exclusive=True, thread=True, exit_on_error=False)
            self.beside[group] = Beside(about, waiting, worker)

    @on(Worker.StateChanged)
    def _answered(self, event: Worker.StateChanged) -> None:
        from promocalc.tui.best_answers import Broken

        one = self.beside.get(event.worker.group)
        if one is None or one.worker is not event.worker:
            return
        if event.state == WorkerState.SUCCESS:
            one.answer = event.worker.result
            self._show()
        elif event.state == WorkerState.ERROR:
            one.answer = Broken(repr(event.worker.error))
            self._show()

    # --- waiting --------------------------------------------------------------------------------------------------

    @property
    def is_working(self) -> bool:
        """Whether something is being worked out."""
        return self.asked is not None or any(one.answer is None for one in self.beside.values())

    def halt(self) -> None:
        """What is known by now is enough."""
        from promocalc.tui.best_answers import Halted

        self.is_halted = True
        if self.asked is not None and self._waiting is not None:
            self._waiting.halt()  # it answers with what it has
        for group, one in self.beside.items():
            if one.answer is None:
                one.waiting.halt()
            if one.answer is None and group == ADD:  # which may not look up for a while
                one.answer = Halted()
                self.workers.cancel_group(self, group)
        self._show()

    def _go_on(self) -> None:
        """What was given up is asked again."""
        self.is_halted = False
        if self.worked is not None and self.worked.is_cut:
            self.worked = None
        self.beside = {group: one for group, one in self.beside.items() if not one.waiting.is_halted}

    def _tick(self) -> None:
        if self.is_working:
            self._say_working()

    def _say_working(self) -> None:
        self.query_one(WaysPane).border_subtitle = self._working_text() if self.is_working else ""

    def _so_far(self) -> str:
        """What is paid in the best way that is known by now."""
        from promocalc.explain.amounts import price

        known = [one.waiting for one in self.beside.values() if one.answer is None]
        progress = next((one.progress for one in (self._waiting if self.asked else None, *known) if one), None)
        session = self.promo.session
        if session is None or progress is None or progress.pay is None:
            return ""
        return self.say.so_far.format(pay=price(progress.pay, session.cart.currency))

    # --- drawing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        reading = self.promo.reading
        if reading is None:
            return
        self._ask_beside()
        self.shown = None
        if self.worked is not None and self.worked.told is not None:
            from promocalc.tui.best_reading import BestReading

            self.shown = BestReading(self.worked, self.worked.told, self.language, self.limits.budget)
        self.query_one(WaysPane).show_ways(self.shown, self.say)
        self._say_working()
        self._draw_limits(reading)
        self._draw_detail()

    def _draw_limits(self, reading: Reading) -> None:
        from promocalc.explain.amounts import price

        session, names = reading.session, reading.names
        budget = "" if self.limits.budget is None else price(self.limits.budget, session.cart.currency)
        rules = [rule for rule in reading.steps if rule in session.choosable] if names is not None else []
        offers = [(rule, names.rule(rule)) for rule in rules] if names is not None else []
        self.query_one(LimitsPane).show_limits(self.limits, offers, budget, self.say)

    def _draw_detail(self) -> None:
        pane, reading = self.query_one("#best-detail", TextPane), self.promo.reading
        if reading is None:
            return
        if self.shown is not None:
            asked_for = self.rows_beside(SPLIT) + (self.rows_beside(ADD) if self.limits.catalogue else [])
            after = [] if self.limits.catalogue else self.rows_beside(ADD)
            over = [("", self.shown.view.say.ways)] if asked_for else []
            pane.say([*asked_for, *over, *self.shown.detail(self.query_one(WaysPane).name_of_row), *after])
        else:
            pane.say([("", self._note(reading)), *self._named(reading)])

    def rows_beside(self, group: str) -> list[Row]:
        """What was answered beside the ways."""
        one = self.beside.get(group)
        if one is None or one.answer is None:
            return []
        if self.language not in one.said:
            one.said[self.language] = one.answer.rows(self.language)
        return one.said[self.language]

    def _note(self, reading: Reading) -> str:
        """What stands in the place of the ways."""
        if self.worked is not None and self.worked.told is None:
            return self.worked.note(self.language)
        if reading.receipt is None:
            return reading.problems or reading.words.no_receipt
        if self._missing:
            return self.say.needs.format(extra="formula")
        return self.say.working if self.asked is not None else self.say.stopped

    def _named(self, reading: Reading) -> list[Row]:
        """What the offers are called that have to be used: a problem with them goes by shorter names."""
        names = reading.names
        if names is None or self.worked is None or not self.worked.problems:
            return []
        return [(rule, names.rule(rule)) for rule in self.limits.use if names.is_rule(rule)]

    @on(DataTable.RowHighlighted)
    def _selected(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._draw_detail()


def _ways(asked: Asked, waiting: Waiting, before: Worked | None) -> Worked | None:
    """What a worker does, and the imports with which its ways are drawn: the screen would wait for those, too."""
    from importlib import import_module
    from time import sleep

    worker = get_current_worker()
    sleep(PAUSE)
    if worker.is_cancelled:
        return None
    from promocalc.tui.best import work

    import_module("promocalc.tui.best_reading")
    waiting.leave_when(lambda: worker.is_cancelled)
    return work(asked, waiting, before)


def _orders(worked: Worked, most: int, waiting: Waiting) -> Answer:
    from promocalc.tui.best_split import orders

    worker = get_current_worker()
    waiting.leave_when(lambda: worker.is_cancelled)
    return orders(worked, most, waiting)


def _added(worked: Worked, catalogue: str, waiting: Waiting) -> Answer:
    from promocalc.tui.best_add import added

    worker = get_current_worker()
    waiting.leave_when(lambda: worker.is_cancelled)
    return added(worked, catalogue, waiting)
