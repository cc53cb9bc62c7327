"""The command palette: every action by its name, in both languages, so that it is found without an input method."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from promocalc.tui.actions import Action
from promocalc.tui.words import Language, words


class PaletteScreen(ModalScreen[Action | None]):
    """A text to search for, and what it finds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, actions: tuple[Action, ...], language: Language) -> None:
        super().__init__()
        self.actions = actions
        self.language: Language = language

    def compose(self) -> ComposeResult:
        """Search box and list."""
        with Vertical(id="palette") as box:
            box.border_title = words(self.language).commands
            yield Input(placeholder=words(self.language).search, compact=True)
            yield OptionList()

    def on_mount(self) -> None:
        """All of them."""
        self._find("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, text: str) -> None:
        wanted = text.casefold().split()
        found = [one for one in self.actions if all(word in self._searched(one) for word in wanted)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(self._shown(one), id=one.id) for one in found)
        if found:
            options.highlighted = 0
        else:
            options.add_option(Option(words(self.language).no_command, disabled=True))

    def _searched(self, action: Action) -> str:
        said = (action.id, action.label.en, action.label.zh, action.help.en, action.help.zh)
        return " ".join(said).casefold()

    def _shown(self, action: Action) -> Text:
        key = "  ".join(map(str, (action.shown_key,)))
        return Text.assemble(
            (f"{key:>6}  ", "bold"), action.label[self.language], (f"  {action.help[self.language]}", "dim")
        )

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
            self._choose(options.get_option_at_index(options.highlighted).id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_id)

    def _choose(self, name: str | None) -> None:
        self.dismiss(next((one for one in self.actions if one.id == name), None))
