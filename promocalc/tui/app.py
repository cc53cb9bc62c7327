"""The terminal screen: one session, the screens that draw it, and what happens outside of it (files, clipboard).

The first frame is painted before anything is read: the models, the engine and
the files are imported only then.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.timer import Timer

from promocalc.tui.actions import Action, Scope, actions, bindings
from promocalc.tui.screens.base import View
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.themes import HIGH_CONTRAST, next_theme
from promocalc.tui.words import Language, words

if TYPE_CHECKING:
    from textual.screen import Screen

    from promocalc.problems import Problem
    from promocalc.tui.request import Request
    from promocalc.tui.reading import Reading
    from promocalc.tui.session import Event, Session

AUTOSAVE_PAUSE = 0.6
"""Seconds without a change after which it is kept."""


class PromoApp(App[None], inherit_bindings=False):
    """promocalc in a terminal."""

    TITLE = "promocalc"
    CSS_PATH = "promocalc.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    language: reactive[Language] = reactive[Language]("en", init=False)
    reading: reactive[Reading | None] = reactive(None, init=False)
    """The session as it is shown; None until the files were read."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.register_theme(HIGH_CONTRAST)
        self.theme = request.theme
        self.request = request
        self.autosaved_at = ""
        self._autosave: Timer | None = None
        self.set_reactive(PromoApp.language, request.language)

    def get_default_screen(self) -> Screen[Any]:
        """The first screen."""
        return MainScreen()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self.call_after_refresh(self.open)

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
            self._keep_soon()
        self.show(after)
        return not after.refused

    def open(self) -> None:
        """Read what was asked for; a screen full of problems where that fails."""
        from promocalc.problems import ProblemGroup
        from promocalc.tui.opening import open_session

        try:
            session = open_session(replace(self.request, language=self.language, theme=self.theme))
        except ProblemGroup as group:
            self._show_problems(group.problems)
            return
        self.show(session)
        self._offer_restore(session)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        from promocalc.tui.screens.trouble import TroubleScreen

        if isinstance(self.screen, TroubleScreen):
            self.screen.replace(problems)
        else:
            self.push_screen(TroubleScreen(problems))

    def action_reload(self) -> None:
        """Read the files again; undo brings back what was on the screen."""
        from promocalc.problems import ProblemGroup
        from promocalc.tui.opening import open_session
        from promocalc.tui.screens.trouble import TroubleScreen
        from promocalc.tui.session import Reloaded

        try:
            session = open_session(replace(self.request, language=self.language, theme=self.theme))
        except ProblemGroup as group:
            self._show_problems(group.problems)
            return
        if isinstance(self.screen, TroubleScreen):
            self.pop_screen()
        if self.session is None:
            self.show(session)
        else:
            self.apply(Reloaded(session.cart, session.rulebook))
        self.notify(words(self.language).reloaded)

    # --- undo, save, keep ------------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Back one change."""
        from promocalc.tui.session import Undo

        if self.session is not None and not self.session.undo:
            self.notify(words(self.language).nothing_to_undo)
        self.apply(Undo())

    def action_redo(self) -> None:
        """Forward one change."""
        from promocalc.tui.session import Redo

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
        from promocalc.tui.session import Saved

        if path is None or self.session is None:
            return
        says = words(self.language)
        try:
            store.write_cart(self.session, path)
        except OSError as error:
            self.notify(says.not_written.format(reason=error.strerror or error), severity="error", markup=False)
            return
        store.forget(self.session)
        self.apply(Saved(path))
        self.notify(says.saved_to.format(path=store.home_relative(path)), markup=False)

    def _keep_soon(self) -> None:
        if self._autosave is not None:
            self._autosave.stop()
        self._autosave = self.set_timer(AUTOSAVE_PAUSE, self._keep)

    def _keep(self) -> None:
        from promocalc.tui import store

        self._autosave = None
        if self.session is not None and store.keep(self.session):
            self.autosaved_at = datetime.now().astimezone().strftime("%H:%M:%S")
            for screen in self.screen_stack:
                if isinstance(screen, MainScreen):
                    screen.draw_status()

    def _offer_restore(self, session: Session) -> None:
        from promocalc.tui import store

        kept = store.kept(session)
        if kept is not None:
            when = kept.at.strftime("%m-%d %H:%M")
            self.notify(words(self.language).autosave_found.format(time=when), timeout=10)

    def action_restore(self) -> None:
        """What was kept and never saved."""
        from promocalc.tui import store
        from promocalc.tui.session import Replace

        kept = store.kept(self.session) if self.session is not None else None
        if kept is None:
            self.notify(words(self.language).no_autosave)
        else:
            self.apply(Replace(kept.cart))

    async def action_quit(self) -> None:
        """Leave; what is not saved is kept."""
        if self._autosave is not None:
            self._autosave.stop()
            self._keep()
        self.exit(return_code=0 if self.session is not None else 2)

    def action_help_quit(self) -> None:
        """ctrl+c copies; it does not quit."""
        self.notify(words(self.language).how_to_quit)

    # --- language, theme, shopper -----------------------------------------------------------------------------------

    def action_switch_language(self) -> None:
        """English, Chinese."""
        from promocalc.tui.session import SetLanguage

        other: Language = "en" if self.language == "zh" else "zh"
        self.language = other
        self.apply(SetLanguage(other))

    def action_next_theme(self) -> None:
        """The next of the themes."""
        from promocalc.tui.session import SetTheme

        self.theme = next_theme(self.theme)
        self.apply(SetTheme(self.theme))
        self.notify(words(self.language).theme_now.format(theme=self.theme))

    def action_next_shopper(self) -> None:
        """The next of the cart's personas."""
        from promocalc.tui.session import SetPersona

        if self.session is None or not self.session.cart.personas:
            self.notify(words(self.language).no_other_shopper)
            return
        names = ["", *self.session.cart.personas]
        at = names.index(self.session.persona) + 1
        self.apply(SetPersona(names[at % len(names)]))

    # --- help, commands, back -------------------------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """The actions of which screen apply."""
        return self.screen.SCOPE if isinstance(self.screen, View) else "app"

    def action_show_help(self) -> None:
        """The keys of this screen."""
        from promocalc.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.scope))

    def action_show_palette(self) -> None:
        """The commands of this screen."""
        from promocalc.tui.screens.palette import PaletteScreen

        if isinstance(self.screen, View):
            found = tuple(action for action in actions(self.scope, "app") if action.in_palette)
            self.push_screen(PaletteScreen(found, self.language), self._run)

    async def _run(self, action: Action | None) -> None:
        if action is not None:
            await self.run_action(action.call, default_namespace=self.screen)

    async def action_back(self) -> None:
        """To the screen below."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    # --- copying ------------------------------------------------------------------------------------------------------

    def copy_row(self, text: str) -> None:
        """One row to the clipboard."""
        says = words(self.language)
        self._copy(text, says.copied_row.format(text=" ".join(text.split())))

    def action_copy_receipt(self) -> None:
        """The whole receipt to the clipboard."""
        from promocalc.explain.receipt import markdown

        found = self.session.receipt if self.session is not None else None
        text = markdown(found, self.language) if found is not None else ""
        self._copy(text, words(self.language).copied_receipt.format(count=len(text.splitlines())))

    def _copy(self, text: str, told: str) -> None:
        from promocalc.tui import store

        says = words(self.language)
        if not text:
            self.notify(says.nothing_to_copy)
            return
        self.copy_to_clipboard(text)
        path = store.write_copy(text)
        notes = [says.copied_how.format(path=store.home_relative(path))] if path is not None else []
        if os.environ.get("TMUX"):
            notes.append(says.tmux)
        self.notify("\n".join((told, *notes)), timeout=6, markup=False)


def run(
    source: str | None = None,
    *,
    rules: str | None = None,
    language: Literal["en", "zh"] | None = None,
    at: datetime | None = None,
) -> int:
    """Open the screen on a cart (a path, a shipped name, ``-`` for stdin, None for the example); the exit code.

    2 where nothing could be opened, or where there is no terminal to draw on.
    """
    from promocalc.explain.language import detect
    from promocalc.tui.request import Request

    spoken = language or detect(os.environ)
    piped = sys.stdin.buffer.read() if source == "-" else None
    refusal = _no_terminal(piped is not None)
    if refusal:
        sys.stderr.write(f"promocalc: {refusal[spoken]}\n")
        return 2
    app = PromoApp(Request(source, rules, at, spoken, os.environ.get("TEXTUAL_THEME", "textual-dark"), piped))
    app.run()
    return app.return_code or 0


def _no_terminal(is_piped: bool) -> Any:
    """Why the screen cannot be drawn here; None where it can."""
    from promocalc.tui.words import NO_SCREEN

    # Textual draws on stderr and reads stdin.
    if os.environ.get("TERM") == "dumb" or not sys.__stderr__ or not sys.__stderr__.isatty():
        return NO_SCREEN
    if is_piped:
        try:
            os.dup2(os.open("/dev/tty", os.O_RDWR), 0)
        except OSError:
            return NO_SCREEN
    return None if sys.__stdin__ is not None and os.isatty(0) else NO_SCREEN
