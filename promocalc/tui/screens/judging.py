"""An advertisement judged against the session's cart: no key ever waits for it, and the newest question wins."""

from __future__ import annotations

from functools import partial
from time import monotonic_ns
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import DataTable, Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

from promocalc.tui.claim_words import ClaimWords, claim_words
from promocalc.tui.claiming import Claiming
from promocalc.tui.screens.patient import PAUSE, PatientView
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.lines import Line
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.verdicts import VerdictsPane

if TYPE_CHECKING:
    from promocalc.explain.receipt.detail import Row
    from promocalc.tui.claim import Worked
    from promocalc.tui.claim_asked import Asked
    from promocalc.tui.claim_reading import ClaimReading
    from promocalc.tui.reading import Reading
    from promocalc.tui.waiting import Waiting

JUDGE, WARM = "judge", "warm"
"""The workers: one that judges at a time, and one that imports what that needs while a sentence is typed."""


class JudgingScreen(PatientView):
    """The sentence above, what comes of it below it, what that rests on at the bottom."""

    asked: Asked | None = None
    """What is being judged; None once it is."""
    worked: Worked | None = None
    shown: ClaimReading | None = None
    _working: Worker[Worked | None] | None = None
    _waiting: Waiting | None = None
    _least: int | None = None
    """The least that anybody pays, as far as the search is. Minor units."""

    @property
    def say(self) -> ClaimWords:
        """The screen's own words."""
        return claim_words(self.language)

    @property
    def title_text(self) -> str:
        """In the header."""
        return self.say.title

    @property
    def claiming(self) -> Claiming:
        """What is asked."""
        return self.promo.claiming

    def body(self) -> ComposeResult:
        """Sentence, table, texts, and what else is known."""
        with Horizontal(id="claim-line"):
            yield Static("", markup=False, classes="label")
            yield Input(self.claiming.text, id="sentence", compact=True)
        with Vertical(id="panes"):
            yield VerdictsPane(id="verdicts", classes="pane")
            with Horizontal(id="claim-below"):
                yield TextPane(id="claim-detail", classes="pane")
                yield TextPane(id="claim-witness", classes="pane")
        yield Line(id="claim-known")
        yield Editor(id="claim-editor")

    def on_mount(self) -> None:
        """Say how long it takes."""
        super().on_mount()
        self.set_interval(1, self._say_working)
        self.run_worker(_warmed, group=WARM, thread=True, exit_on_error=False)

    # --- following the session ------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """The advertisement against the session's cart as it is now."""
        self._judge(reading)
        self._show()

    def ask(self, claiming: Claiming) -> None:
        """Ask this from now on."""
        self.promo.claiming, self.is_halted = claiming, False
        if self.promo.reading is not None:
            self._judge(self.promo.reading)
            self._show()

    def _judge(self, reading: Reading) -> None:
        """Begin anew, unless this is known; what was begun before is given up."""
        if not self.claiming.text and self.promo.loaded is None:
            self._give_up()
            self.worked = None
            return
        from datetime import datetime

        from promocalc.tui.claim_asked import Asked
        from promocalc.tui.waiting import Waiting

        today = datetime.now().astimezone().date()
        lacks = "formula" if self._missing else ""
        asked = Asked(self.claiming, reading.session, self.promo.request, today, lacks, self.promo.loaded)
        worked = None if self.worked is None or self.worked.is_cut else self.worked
        known = self.asked or (worked.asked if worked is not None else None)
        if self.is_halted or asked.is_like(known):
            return
        self._give_up()
        self.asked, self._since, self._waiting, self._least = asked, monotonic_ns(), Waiting(), None
        # A defect there is told, and takes nothing else with it.
        self._working = self.run_worker(
            partial(_verdicts, asked, self._waiting, self.worked),
            group=JUDGE,
            exclusive=True,
            thread=True,
            exit_on_error=False,
        )

    def _give_up(self) -> None:
        """Nobody waits for it any more."""
        self.workers.cancel_group(self, JUDGE)
        self.asked = None

    def halt(self) -> None:
        """Stop what takes long: it is judged with what is known by now."""
        if self._waiting is not None:
            self._waiting.halt()
        self.is_halted = True
        self._show()

    @on(Worker.StateChanged)
    def _judged(self, event: Worker.StateChanged) -> None:
        from promocalc.tui.claim import Worked

        if event.worker is not self._working or self.asked is None:
            return
        if event.state == WorkerState.SUCCESS:
            found: Worked | None = event.worker.result
            self.worked, self.asked = found, None
        elif event.state == WorkerState.ERROR:
            self.worked, self.asked = Worked(self.asked, defect=repr(event.worker.error)), None
        else:
            return
        self._show()
        if self.worked is not None and self.worked.choosing is not None:
            self.choose_series(self.worked.choosing.key, self.worked.choosing.allowed)

    def choose_series(self, key: str, there: tuple[str, ...]) -> None:
        """Of several things or channels in the prices, one."""
        raise NotImplementedError

    # --- waiting --------------------------------------------------------------------------------------------------

    @property
    def is_working(self) -> bool:
        """Whether something is being judged."""
        return self.asked is not None

    def _say_working(self) -> None:
        idle = "" if self.shown is None else self.shown.among()
        self.query_one(VerdictsPane).border_subtitle = self._working_text() if self.is_working else idle

    def _so_far(self) -> str:
        """The least that anybody pays, as far as that is known: every shopper is looked at for himself."""
        from promocalc.explain.amounts import price

        progress = None if self._waiting is None else self._waiting.progress
        if self.asked is None or progress is None or progress.pay is None:
            return ""
        self._least = progress.pay if self._least is None else min(self._least, progress.pay)
        return self.say.so_far.format(pay=price(self._least, self.asked.session.cart.currency))

    # --- drawing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self.promo.reading is None:
            return
        self.shown = None
        if self.worked is not None and self.worked.told is not None and self.asked is None:
            from promocalc.tui.claim_reading import ClaimReading

            self.shown = ClaimReading(self.worked, self.worked.told, self.language, self.claiming.at)
        self._say_sentence()
        self.query_one(VerdictsPane).show_verdicts(self.shown, self.say)
        self._say_working()
        self._say_known()
        self._draw_detail()

    def _say_sentence(self) -> None:
        """Before the sentence, which one it is; in the place of one that a file does not give, what it is called."""
        say, count, at = self.say, len(self.claiming.adverts), self.claiming.at
        label = say.sentence if count == 1 else f"{say.sentence} {at + 1}/{count}"
        self.query_one("#claim-line .label", Static).update(label)
        is_told = self.shown is not None and not self.claiming.text
        self.query_one("#sentence", Input).placeholder = self.shown.heading() if is_told and self.shown else say.example

    def _say_known(self) -> None:
        """What is known besides the sentence, in one line; what is not known gives way first."""
        from pathlib import PurePath

        say, said = self.say, self.claiming
        judged = () if self.shown is None else self.shown.told.standards
        places = "、".join(dict.fromkeys(one.jurisdiction for one in judged))
        parts = (
            (say.by, PurePath(said.standard).name or said.place or places),
            (say.reference, say.by_standard if said.uses_history else say.by_mark),
            (say.prices, PurePath(said.history).name or say.none),
            (say.start, said.start or say.unknown),
            (say.items, PurePath(said.catalogue).name or say.none),
        )
        told = [(f"{label} {value}", value in (say.none, say.unknown)) for label, value in parts if value]
        spare = [text for text, is_unknown in reversed(told) if is_unknown]
        self.query_one("#claim-known", Line).say([text for text, _ in told], spare=spare)

    def _draw_detail(self) -> None:
        pane, beside = self.query_one("#claim-detail", TextPane), self.query_one("#claim-witness", TextPane)
        pane.border_title, beside.border_title = self.say.evidence, self.say.witness
        shown = self.shown
        if shown is None:
            beside.display = False
            pane.say([("", self._note)])
            return
        name, witness = self.query_one(VerdictsPane).name_of_row, shown.witness()
        beside.display = bool(witness) and self.has_class("-wide")
        below: list[Row] = [] if beside.display or not witness else [("", self.say.witness), *witness]
        pane.say([*shown.detail(name), *below, *shown.about(name)])
        beside.say(witness)

    @property
    def _note(self) -> str:
        """What stands in the place of the verdicts."""
        if self.asked is not None:
            return self.say.working
        if self.is_halted:
            return self.say.stopped
        note = "" if self.worked is None else self.worked.note(self.language)
        return note or self.say.begin

    @on(DataTable.RowHighlighted)
    def _selected(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._draw_detail()

    def on_resize(self, _: events.Resize) -> None:
        """Who pays least stands beside the evidence where there is room."""
        self.call_after_refresh(self._draw_detail)


def _warmed() -> None:
    """The imports and standards with which verdicts are found and drawn: the screen would wait for those, too."""
    from importlib import import_module
    from time import sleep

    sleep(PAUSE)
    import_module("promocalc.tui.claim_reading")
    import_module("promocalc.explain.claim.witness")
    import_module("promocalc.files.standards").standards()


def _verdicts(asked: Asked, waiting: Waiting, before: Worked | None) -> Worked | None:
    """What a worker does."""
    from time import sleep

    worker = get_current_worker()
    sleep(PAUSE)
    if worker.is_cancelled:
        return None
    from promocalc.tui.claim import work

    waiting.leave_when(lambda: worker.is_cancelled)
    return work(asked, waiting, before)
