"""The app's model side: the session, the files it comes from and goes to, and what is kept of unsaved changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import reactive
from textual.timer import Timer

from promocalc.tui.claiming import Claiming
from promocalc.tui.limits import Limits
from promocalc.tui.words import Language, words

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from promocalc.files.claims import LoadedClaims
    from promocalc.problems import Problem
    from promocalc.tui.events import Event
    from promocalc.tui.reading import Reading
    from promocalc.tui.request import Request
    from promocalc.tui.session import Session
    from promocalc.tui.store import Kept

AUTOSAVE_PAUSE = 0.6
"""Seconds without a change after which it is kept."""


LONG = 10
"""Seconds for a notice that nobody may miss."""


class SessionApp(App[None], inherit_bindings=False):
    """Holds one session. Screens watch ``reading`` and send events to :meth:`apply`."""

    NOTIFICATION_TIMEOUT = 3

    language: reactive[Language] = reactive[Language]("en", init=False)
    reading: reactive[Reading | None] = reactive(None, init=False)
    """The session as it is shown; None until the files were read."""
    autosaved_at: reactive[str] = reactive("", init=False)
    """When changes were last kept."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self._autosave: Timer | None = None
        self.kept: Kept | None = None
        """Unsaved changes of an earlier session: held here, because this one's take their place in the folder."""
        self.limits = Limits()
        """What is demanded of the ways to pay: no part of the cart."""
        self.claiming = Claiming()
        """The advertisements that are judged: no part of it either."""
        self.loaded: LoadedClaims | None = None
        """The file of claims that they are from; None where one is typed."""
        self.original: Path | None = None
        """What the last saving wrote over, if that was more than we write; until the next change."""
        self.set_reactive(SessionApp.language, request.language)

    # --- notices -------------------------------------------------------------------------------------------------

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something for a while: the newest notice takes the place of the one before it."""
        self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    # --- the session ---------------------------------------------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """What is shown; None until the files were read."""
        return self.reading.session if self.reading is not None else None

    def show(self, session: Session) -> None:
        """Draw this session from now on."""
        from promocalc.tui.reading import Reading

        self.reading = Reading(session)

    def apply(self, event: Event) -> bool:
        """The next session; whether the event did what it says."""
        from promocalc.tui.session import update

        before = self.session
        if before is None:
            return False
        after = update(before, event)
        if after.cart is not before.cart:
            self.original = None
            self._keep_soon()
        self.show(after)
        return not after.refused

    def open(self) -> None:
        """Read what was asked for; a screen full of problems where that fails."""
        from promocalc.problems import ProblemGroup

        try:
            session = self._opened()
        except ProblemGroup as group:
            self._show_problems(group.problems)
            return
        self.show(session)
        self._offer_restore(session)
        if self.loaded is not None:
            self.show_claims()

    def _opened(self) -> Session:
        """What was asked for, and the file of claims first where there is one. Raises ProblemGroup."""
        from promocalc.tui.opening import open_claims_of, open_session

        request, loaded = replace(self.request, language=self.language, theme=self.theme), self.loaded
        if request.claims is not None:
            loaded, request = open_claims_of(request)
        session = open_session(request)
        if loaded is not None and (self.loaded is None or loaded.value != self.loaded.value):
            from promocalc.tui.claim_asked import claiming_of

            self.claiming = claiming_of(loaded)
        self.request, self.loaded = request, loaded
        return session

    def show_claims(self) -> None:
        """Go to the verdicts on the file of claims."""
        raise NotImplementedError

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        from promocalc.tui.screens.trouble import TroubleScreen

        if isinstance(self.screen, TroubleScreen):
            self.screen.replace(problems)
        else:
            self.push_screen(TroubleScreen(problems))

    def action_reload(self) -> None:
        """Read the files again; undo brings back what was on the screen."""
        from promocalc.problems import ProblemGroup
        from promocalc.tui.events import Reloaded
        from promocalc.tui.screens.trouble import TroubleScreen

        try:
            session = self._opened()
        except ProblemGroup as group:
            self._show_problems(group.problems)
            return
        if isinstance(self.screen, TroubleScreen):
            self.pop_screen()
        if self.session is None:
            self.show(session)
            if self.loaded is not None:
                self.show_claims()
        else:
            self.apply(Reloaded(session.cart, session.rulebook))
        self.notify(words(self.language).reloaded)

    # --- undo, save, keep ------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Back one change."""
        from promocalc.tui.events import Undo

        if self.session is not None and not self.session.undo:
            self.notify(words(self.language).nothing_to_undo)
        self.apply(Undo())

    def action_redo(self) -> None:
        """Forward one change."""
        from promocalc.tui.events import Redo

        if self.session is not None and not self.session.redo:
            self.notify(words(self.language).nothing_to_redo)
        self.apply(Redo())

    def action_save(self) -> None:
        """To its file; to a new one where it has none."""
        if self.session is not None and self.session.path is not None:
            self._write(self.session.path)
        else:
            self.action_save_as()

    def action_save_as(self) -> None:
        """To a file that is asked for."""
        from promocalc.tui.screens.saving import SaveScreen

        if self.session is not None:
            name = self.session.name
            suggested = name if name.endswith((".yaml", ".yml")) else f"{name or 'cart'}.cart.yaml"
            self.push_screen(SaveScreen(suggested, self.language), self._write)

    def _write(self, path: Path | None) -> None:
        from promocalc.tui import store
        from promocalc.tui.events import Saved

        if path is None or self.session is None:
            return
        says = words(self.language)
        try:
            self.original = store.write_cart(self.session, path)
        except OSError as error:
            self.notify(says.not_written.format(reason=error.strerror or error), severity="error")
            return
        store.forget(self.session)
        self.apply(Saved(path))
        told = says.saved_to.format(path=store.home_relative(path))
        if self.original is None:
            self.notify(told)
        else:
            lost = says.comments_lost.format(path=store.home_relative(self.original))
            self.notify(f"{told}\n{lost}", severity="warning", timeout=LONG)

    def export_calendar(self) -> None:
        """The windows of the order as a calendar file beside the cart."""
        from promocalc.explain.overtime.calendar_words import CalendarWords
        from promocalc.explain.overtime.timeline_words import words as of_time
        from promocalc.timeline.calendar import CalendarMissing, NoDates, ics
        from promocalc.tui import store

        timeline, says = self.session.timeline if self.session is not None else None, words(self.language)
        if self.session is None or timeline is None:
            return
        try:
            path = store.write_beside(self.session, ".ics", ics(timeline, CalendarWords(self.language)))
        except CalendarMissing as missing:
            self.notify(says.calendar_missing.format(extra=missing.extra), severity="warning", timeout=LONG)
        except NoDates:
            self.notify(of_time(self.language).labels.undated, severity="warning")
        except OSError as error:
            self.notify(says.not_written.format(reason=error.strerror or error), severity="error")
        else:
            self.notify(says.calendar_in.format(path=store.home_relative(path)), timeout=LONG)

    def _keep_soon(self) -> None:
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self.set_timer(AUTOSAVE_PAUSE, self._keep)

    def _keep(self) -> None:
        from promocalc.tui import store

        self._autosave = None
        if self.session is not None and store.keep(self.session):
            self.autosaved_at = datetime.now().astimezone().strftime("%H:%M:%S")

    def _offer_restore(self, session: Session) -> None:
        from promocalc.tui import store

        self.kept = store.kept(session)
        if self.kept is not None:
            self.notify(words(self.language).autosave_found.format(time=self.kept.when), timeout=LONG)
            self.show(session)  # the status line says it for as long as it holds

    def action_restore(self) -> None:
        """What was kept and never saved."""
        from promocalc.tui.events import Replace

        found, self.kept = self.kept, None
        if found is None:
            self.notify(words(self.language).no_autosave)
        else:
            self.clear_notifications()
            self.apply(Replace(found.cart))

    async def action_quit(self) -> None:
        """Leave; what is not saved is kept."""
        if self._autosave is not None:
            self._autosave.stop()
            self._keep()
        self.exit(return_code=0 if self.session is not None else 2)
