"""The result, and how less could be paid: looked for beside the screen once nothing has changed for a moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from promocalc.tui.widgets.texts import ResultBar

if TYPE_CHECKING:
    from promocalc.engine.receipt import Receipt
    from promocalc.tui.best_hint import Hint
    from promocalc.tui.limits import Limits
    from promocalc.tui.reading import Reading
    from promocalc.tui.session import Session


class CheaperBar(ResultBar):
    """Pane 5 of the first screen."""

    PAUSE: ClassVar[float | None] = 0.5
    """Seconds without a change after which a cheaper way is looked for; None never looks."""

    _soon: Timer | None = None
    _about: tuple[object, ...] = ()
    """Of what a cheaper way was looked for."""
    _hint: Hint | None = None

    def look_soon(self, reading: Reading, limits: Limits) -> None:
        """Say what is known; of another cart or other demands than before, find it out in a moment."""
        session = reading.session
        about = (session.cart, session.rulebook, session.persona, session.at, limits)
        if about != self._about:
            self.look_no_more()
            self._hint, self._about = None, about
            if reading.receipt is not None and self.PAUSE is not None:
                self._soon = self.set_timer(self.PAUSE, partial(self._look, session, reading.receipt, limits))
        self._say()

    def look_no_more(self) -> None:
        """Give up what was not found yet."""
        self.workers.cancel_node(self)
        if self._soon is not None:
            self._soon.stop()
        if self._hint is None:
            self._about = ()
        self._soon = None

    def _look(self, session: Session, now: Receipt, limits: Limits) -> None:
        self._soon = None
        self.run_worker(partial(_cheaper, session, now, limits), exclusive=True, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _found(self, event: Worker.StateChanged) -> None:
        event.stop()
        # A defect there takes nothing with it: who opens the optimiser is told of it.
        if event.state == WorkerState.SUCCESS:
            self._hint = event.worker.result
            self._say()

    def _say(self) -> None:
        found, reading = self._hint, self.reading
        self.say_cheaper(() if found is None or reading is None else found.texts(reading.session.language))


def _cheaper(session: Session, now: Receipt, limits: Limits) -> Hint | None:
    """What a worker does; without NumPy nothing."""
    from importlib.util import find_spec

    if find_spec("numpy") is None:
        return None
    from promocalc.tui.best_hint import hint
    from promocalc.tui.waiting import Waiting

    worker = get_current_worker()
    return hint(session, now, limits, Waiting(lambda: worker.is_cancelled))
