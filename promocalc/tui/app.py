"""The terminal screen: one session, the screens that draw it, and what happens outside of it (files, clipboard).

The first frame is painted before anything is read: the models, the engine and
the files are imported only then.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.binding import Binding, BindingType

from promocalc.tui.actions import Action, Scope, actions, bindings
from promocalc.tui.holding import SessionApp
from promocalc.tui.screens.base import View
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.themes import HIGH_CONTRAST, THEMES, next_theme
from promocalc.tui.words import Language, words

if TYPE_CHECKING:
    from textual.screen import Screen

    from promocalc.tui.request import Request


class PromoApp(SessionApp):
    """promocalc in a terminal."""

    TITLE = "promocalc"
    CSS_PATH = "promocalc.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        self.register_theme(HIGH_CONTRAST)
        # A theme that is not there is no reason to stop.
        self.theme = request.theme if request.theme in self.available_themes else THEMES[0]

    def get_default_screen(self) -> Screen[Any]:
        """The first screen."""
        return MainScreen()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self.call_after_refresh(self.open)

    def show_claims(self) -> None:
        """Go to the verdicts on the file of claims."""
        from promocalc.tui.screens.claim import ClaimScreen

        if not isinstance(self.screen, ClaimScreen):
            self.push_screen(ClaimScreen())

    def action_help_quit(self) -> None:
        """ctrl+c copies; it does not quit."""
        self.notify(words(self.language).how_to_quit)

    # --- language, theme, shopper -----------------------------------------------------------------------------------

    def action_switch_language(self) -> None:
        """English, Chinese."""
        from promocalc.tui.events import SetLanguage

        self.clear_notifications()  # they speak the other one
        other: Language = "en" if self.language == "zh" else "zh"
        self.language = other
        self.apply(SetLanguage(other))

    def action_next_theme(self) -> None:
        """The next of the themes."""
        from promocalc.tui.events import SetTheme

        self.theme = next_theme(self.theme)
        self.apply(SetTheme(self.theme))
        self.notify(words(self.language).theme_now.format(theme=self.theme))

    def action_next_shopper(self) -> None:
        """The next of the cart's personas."""
        from promocalc.tui.events import SetPersona

        if self.session is None or not self.session.cart.personas:
            self.notify(words(self.language).no_other_shopper)
            return
        names = ["", *self.session.cart.personas]
        at = names.index(self.session.persona) + 1
        self.apply(SetPersona(names[at % len(names)]))

    # --- help, commands, back -----------------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """The actions of which screen apply."""
        return self.screen.SCOPE if isinstance(self.screen, View) else "app"

    def action_show_help(self) -> None:
        """The keys of this screen; once more, back to it."""
        from promocalc.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
        else:
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
        from promocalc.explain.receipt.markdown import markdown

        found = self.session.receipt if self.session is not None else None
        text = markdown(found, self.language) if found is not None else ""
        self._copy(text, words(self.language).copied_receipt.format(count=len(text.splitlines())))

    def copy_text(self, text: str, told: str) -> None:
        """A page to the clipboard; ``told`` says so, with the number of its lines."""
        self._copy(text, told.format(count=len(text.splitlines())))

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
        self.notify("\n".join((told, *notes)))


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
    return _run(source == "-", language, source=source, rules=rules, at=at)


def run_claims(path: str, language: Literal["en", "zh"] | None = None, *, at: datetime | None = None) -> int:
    """Open the screen on a file of claims (a path, a shipped name, ``-`` for stdin), with the cart that it names.

    The exit code is that of :func:`run`.
    """
    return _run(path == "-", language, claims=path, at=at)


def _run(is_piped: bool, language: Literal["en", "zh"] | None, **facts: Any) -> int:
    from promocalc.explain.language import detect
    from promocalc.tui.request import Request

    spoken = language or detect(os.environ)
    piped = sys.stdin.buffer.read() if is_piped else None
    refusal = _no_terminal(is_piped)
    if refusal:
        sys.stderr.write(f"promocalc: {refusal[spoken]}\n")
        return 2
    theme = os.environ.get("TEXTUAL_THEME", "textual-dark")
    app = PromoApp(Request(language=spoken, theme=theme, stdin=piped, **facts))
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
