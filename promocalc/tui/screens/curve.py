"""A curve with a cursor: it follows the session, and is worked out beside the screen, which never waits for it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from promocalc.tui.screens.base import View
from promocalc.tui.whatif_words import WhatIfWords, whatif_words
from promocalc.tui.widgets.chart import ChartPane
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.waterfall import WaterfallPane

if TYPE_CHECKING:
    from promocalc.explain.formula.unknown_words import UnknownWords
    from promocalc.formula.question import Question
    from promocalc.formula.subject import Subject
    from promocalc.formula.unknowns import Unknown
    from promocalc.tui.curves import CurvesReading
    from promocalc.tui.places import Place
    from promocalc.tui.reading import Reading
    from promocalc.tui.session import Session
    from promocalc.tui.whatif import Asked, Other, Worked

PAUSE = 0.07
"""Seconds that the cursor rests before the receipt follows it: a held key never waits for one."""
CURVES = "curves"
"""The workers that make them: one at a time."""


class CurveScreen(View):
    """Chart above, the value under the cursor below; its receipt beside them where there is room, else in place."""

    AUTO_FOCUS = "#chart"

    unknowns: tuple[Unknown, ...] = ()
    """What may move, as far as the session has a price."""
    question: Question | None = None
    """What moves now, and of what cart."""
    place: Place | None = None
    """Where one is; the curve may have to be worked out for it yet."""
    seen: Place | None = None
    """Where one was when a curve was last drawn."""
    now = 0
    """The value that what moves has in the cart."""
    other: Other | None = None
    asked: Asked | None = None
    """What is being worked out; None once it is there."""
    worked: Worked | None = None
    shown: CurvesReading | None = None
    _working: Worker[Worked | None] | None = None
    _follow: Timer | None = None
    """What draws the receipt when the cursor rests."""

    @property
    def say(self) -> WhatIfWords:
        """The screen's own words."""
        return whatif_words(self.language)

    @property
    def title_text(self) -> str:
        """In the header."""
        return self.say.title

    def body(self) -> ComposeResult:
        """The curve and what it says, and the receipt."""
        with Horizontal(id="panes"):
            with Vertical(id="curve"):
                yield ChartPane(id="chart", classes="pane")
                yield TextPane(id="here", classes="pane")
            yield WaterfallPane(id="receipt", classes="pane")
        yield Editor(id="go-to")

    def on_mount(self) -> None:
        """Keys are the screen's, wherever one clicked."""
        super().on_mount()
        for pane in (self.query_one("#here", TextPane), self.query_one(WaterfallPane).table):
            pane.can_focus = False

    # --- following the session ------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """The curve of the session as it is now; the cursor stays on its value."""
        from promocalc.tui.whatif import subject_of

        if reading.receipt is None or self._missing:
            self._leave(())
            return
        subject = subject_of(reading.session)
        if self.question is None or subject != self.question.subject:
            self._begin(subject, reading.session)
        else:
            self._show()

    def _leave(self, unknowns: tuple[Unknown, ...]) -> None:
        """There is nothing to draw."""
        self.workers.cancel_group(self, CURVES)
        self.unknowns, self.question, self.place, self.seen, self.asked, self.worked = unknowns, *[None] * 5
        self._show()

    def _begin(self, subject: Subject, session: Session) -> None:
        """Another cart, rulebook, shopper or moment."""
        from promocalc.formula.asked import possible
        from promocalc.tui.whatif import others

        if self.other is not None and self.other.kind == "shopper" and self.other not in others(session):
            self.other = None
        before = self.question.unknown if self.question is not None else None
        self.unknowns = possible(subject)
        if not self.unknowns:
            self._leave(())
        else:
            self.vary(subject, before if before in self.unknowns else self.unknowns[0])

    def vary(self, subject: Subject, unknown: Unknown) -> None:
        """Let this move. Where it moved before, the cursor keeps its value, unless it was where the cart was."""
        from promocalc.formula.question import Question
        from promocalc.tui.places import begun

        before, was, kept = self.question, self.now, self.place
        self.question = Question(subject, unknown)
        self.place, self.now = begun(self.question)
        if before is None or before.unknown != unknown:
            self.worked, self.seen = None, None
        elif kept is not None and kept.least == self.place.least:
            self.place = kept.at(self.now) if kept.x == was else kept
        self.work()

    # --- working it out -------------------------------------------------------------------------------------------

    def work(self) -> None:
        """Begin anew; what was begun before is given up."""
        from promocalc.tui.whatif import Asked

        session = self.promo.session
        if session is None or self.question is None or self.place is None:
            return
        self.asked = Asked.of(session, self.question.unknown, self.place, self.other)
        # A defect there is told, and takes nothing else with it.
        self._working = self.run_worker(
            partial(_curves, self.asked), group=CURVES, exclusive=True, thread=True, exit_on_error=False
        )
        self._show()

    @on(Worker.StateChanged)
    def _worked(self, event: Worker.StateChanged) -> None:
        from promocalc.tui.whatif import Worked

        if event.worker is not self._working or self.asked is None:
            return
        if event.state == WorkerState.SUCCESS:
            found: Worked | None = event.worker.result
            self.worked, self.asked = found, None
            self._show()
        elif event.state == WorkerState.ERROR:
            self.worked, self.asked = Worked(self.asked, defect=repr(event.worker.error)), None
            self._show()

    def _covered(self, place: Place) -> bool:
        """Whether there is a curve for all of a stretch."""
        curve = self.worked.curve if self.worked is not None else None
        return curve is not None and curve.start <= place.low and place.high <= curve.end

    def go(self, place: Place) -> None:
        """There, at once where the curve is known. What is being worked out goes on as long as it is enough."""
        if place == self.place:
            return
        self.place = place
        asked = self.asked
        if self._covered(place) or (asked is not None and asked.low <= place.low and place.high <= asked.high):
            self._draw_here()
        else:
            self.work()

    # --- drawing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """All of it."""
        reading = self.promo.reading
        if reading is None:
            return
        self.shown = self._reading(reading)
        moved = self.moved or self.say.title
        self.query_one(ChartPane).border_title = moved[0].upper() + moved[1:]
        self._draw_here()

    def _reading(self, reading: Reading) -> CurvesReading | None:
        worked = self.worked
        if worked is None or worked.curve is None:
            return None
        from promocalc.tui.curves import CurvesReading

        return CurvesReading(reading, worked, worked.curve, self._names(reading, worked.asked.other))

    def _names(self, reading: Reading, other: Other | None) -> tuple[str, str]:
        """What the two curves are called."""
        if other is None:
            return "", ""
        if other.rulebook is not None:
            return reading.title_of(reading.session.rulebook), reading.title_of(other.rulebook)
        from promocalc.tui.reading import Reading

        return reading.known_as, Reading(replace(reading.session, persona=other.name)).known_as

    def _note(self, reading: Reading) -> str:
        """What stands in the place of a curve."""
        if self.worked is not None and self.worked.defect:
            return self.say.failed.format(why=self.worked.defect)
        if self.worked is not None and self.worked.problems:
            from promocalc.explain.problems.text import message

            return "\n".join(message(problem.trouble, self.language) for problem in self.worked.problems)
        if self.asked is not None:
            return self.say.working
        if reading.receipt is None:
            return reading.problems or reading.words.no_receipt
        return self.say.needs.format(extra="formula") if self._missing else self.say.nothing

    @property
    def moved(self) -> str:
        """What moves."""
        return self._said.name(self.question.unknown) if self.question is not None and self._said is not None else ""

    def value(self, value: int) -> str:
        """A value of what moves, as it is shown."""
        from promocalc.formula.unknowns import unit_of

        if self.question is None or self._said is None:
            return ""
        return self._said.value(unit_of(self.question.unknown), value)

    def _at(self, value: int) -> str:
        """Of which value something is told."""
        from promocalc.explain.curve.words import words
        from promocalc.formula.unknowns import unit_of

        if self.question is None:
            return ""
        counted = words(self.language).counted(self.value(value), unit_of(self.question.unknown))
        return self.say.at.format(value=counted)

    @property
    def _said(self) -> UnknownWords | None:
        from promocalc.explain.formula.unknown_words import UnknownWords

        return UnknownWords(self.question.subject, self.language) if self.question is not None else None

    def _draw_here(self) -> None:
        """What depends on the cursor; the receipt follows when it rests."""
        chart, here = self.query_one(ChartPane), self.query_one("#here", TextPane)
        place, reading = self.place, self.promo.reading
        if reading is None:
            return
        if place is not None and self._covered(place):
            self.seen = place
        chart.show(self.shown, self.seen, self._note(reading))
        if place is None:
            chart.border_subtitle = here.border_title = ""
            here.say([])
        else:
            seen = self.say.range.format(low=self.value(place.low), high=self.value(place.high))
            chart.border_subtitle = seen if self.asked is None else f"{self.say.working}  {seen}"
            here.border_title = self._at(place.x)
            known = self.shown is not None and self.shown.curve.start <= place.x <= self.shown.curve.end
            here.say(self.shown.rows(place.x) if self.shown is not None and known else [])
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(PAUSE, self.draw_receipt)

    def draw_receipt(self) -> None:
        """The engine's receipt at the cursor, where it is seen."""
        from promocalc.tui.reading import Reading
        from promocalc.tui.whatif import session_at

        self._follow = None
        pane, reading = self.query_one(WaterfallPane), self.promo.reading
        if reading is None:
            return
        if self.question is not None and self.place is not None:
            reading = Reading(session_at(reading.session, self.question, self.place.x))
            pane.border_subtitle = self._at(self.place.x)
            self._say_numbers(reading, self.place.x)
        if pane.display:
            pane.show_reading(reading)

    def _say_numbers(self, reading: Reading, x: int) -> None:
        """The price at the cursor in other numbers, among what is said of it."""
        here = self.query_one("#here", TextPane)
        if here.rows and self.shown is not None and reading.comes_to:
            here.say(self.shown.rows(x, reading.in_other_numbers))

    def on_resize(self) -> None:
        """There may be room for the receipt now."""
        self.call_after_refresh(self.draw_receipt)


def _curves(asked: Asked) -> Worked | None:
    """What a worker does, and the imports with which its curves are drawn: the screen would wait for those, too."""
    from importlib import import_module

    from promocalc.tui.whatif import work

    import_module("promocalc.tui.curves")

    worker = get_current_worker()
    return work(asked, lambda: worker.is_cancelled)
