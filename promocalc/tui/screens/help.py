"""All keys of the screen below, from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from promocalc.tui.actions import Scope, actions, bindings, shown_key
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


class HelpScreen(View):
    """Help for one screen."""

    SCOPE = "help"
    BINDINGS = bindings("help")
    AUTO_FOCUS = "#help-text"

    def __init__(self, about: Scope) -> None:
        super().__init__()
        self.about = about

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).help

    def body(self) -> ComposeResult:
        """One long text."""
        yield TextPane(id="help-text", classes="pane")

    def draw(self, reading: Reading) -> None:
        """In the language of the session."""
        self.say(reading.words.help)

    def say(self, title: str) -> None:
        """Keys and what they do, then the mouse and where things are kept."""
        from promocalc.tui.store import home_relative, state_dir

        language, says = self.language, words(self.language)
        scopes: tuple[Scope, ...] = (
            (self.about, "edit", "move", "app")
            if self.about == "main"
            else (self.about, "move", "app")
            if self.about == "explain"
            else (self.about, "app")
        )
        rows = [
            ("  ".join(shown_key(key) for key in action.keys), action.help[language]) for action in actions(*scopes)
        ]
        pane = self.query_one(TextPane)
        pane.border_title = title
        places = says.places_help.format(path=home_relative(state_dir() / "autosave"))
        pane.say([*rows, ("", ""), ("", says.mouse_help), ("", ""), ("", places)])
