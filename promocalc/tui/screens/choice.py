"""One of several things, found by typing part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from promocalc.tui.words import Language, words


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen: its name, how it is shown, and what it is found by."""

    name: str
    shown: str | Text
    searched: str


class ChoiceScreen(ModalScreen[Any]):
    """A text to search for, and what it finds. Dismissed with the name of what was chosen, or None.

    With ``free``, what was typed may be chosen itself where nothing is found: ``free`` says so, with ``{name}``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        language: Language,
        *,
        nothing: str,
        chosen: str = "",
        free: str = "",
    ) -> None:
        super().__init__()
        self.box_title = title
        self.choices = tuple(choices)
        self.language: Language = language
        self.nothing = nothing
        """What is said where nothing is found."""
        self.chosen = chosen
        """The name of what is selected at first."""
        self.free = free

    def compose(self) -> ComposeResult:
        """Search box and list."""
        with Vertical(id="palette") as box:
            box.border_title = self.box_title
            yield Input(placeholder=words(self.language).search, compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """All of them."""
        self._find("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, text: str) -> None:
        wanted = text.casefold().split()
        found = [one for one in self.choices if all(word in one.searched.casefold() for word in wanted)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(one.shown, id=one.name) for one in found)
        if not found and self.free:
            options.add_option(Option(self.free.format(name=text.strip()), id=text.strip()))
        elif not found:
            options.add_option(Option(self.nothing, disabled=True))
            return
        names = [one.name for one in found]
        options.highlighted = names.index(self.chosen) if self.chosen in names else 0

    def action_move(self, by: int) -> None:
        """Up and down the list, while the text keeps the focus."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.choose(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.choose(event.option_id)

    def choose(self, name: str | None) -> None:
        """Done, with this one."""
        self.dismiss(name)
