"""A file that cannot be read: every problem at its place, and the screen stays until the file is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from promocalc.tui.actions import bindings
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.problems import Problem
    from promocalc.tui.reading import Reading


class TroubleScreen(View):
    """Problems with carets under what is wrong."""

    SCOPE = "trouble"
    BINDINGS = bindings("trouble")
    AUTO_FOCUS = "#problems"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).trouble

    def body(self) -> ComposeResult:
        """The problems."""
        yield TextPane(id="problems", classes="pane")

    def on_mount(self) -> None:
        """The problems are there whether or not there is a session."""
        super().on_mount()
        self.watch(self.app, "language", self._say, init=True)  # also without a session

    def draw(self, reading: Reading) -> None:
        """Nothing of the session is shown."""

    def replace(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong now."""
        self.problems = problems
        self._say()

    def _say(self) -> None:
        from promocalc.explain.problems.text import render_all

        says, pane = words(self.language), self.query_one(TextPane)
        pane.border_title = says.more_problems.format(count=len(self.problems))
        pane.say([("", render_all(self.problems, self.language)), ("", ""), ("", says.trouble_keys)])
