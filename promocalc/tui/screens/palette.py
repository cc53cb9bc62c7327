"""The command palette: every action by its name, in both languages, so that it is found without an input method."""

from __future__ import annotations

from rich.text import Text

from promocalc.tui.actions import Action
from promocalc.tui.screens.choice import Choice, ChoiceScreen
from promocalc.tui.words import Language, words


class PaletteScreen(ChoiceScreen):
    """The actions of a screen. Dismissed with the action, or None."""

    def __init__(self, actions: tuple[Action, ...], language: Language) -> None:
        says = words(language)
        choices = [_choice(one, language) for one in actions]
        super().__init__(says.commands, choices, language, nothing=says.no_command)
        self.actions = actions

    def choose(self, name: str | None) -> None:
        """Done, with the action of that name."""
        self.dismiss(next((one for one in self.actions if one.id == name), None))


def _choice(action: Action, language: Language) -> Choice:
    said = (action.id, action.label.en, action.label.zh, action.help.en, action.help.zh)
    key, label, help_ = action.shown_key, action.label[language], action.help[language]
    return Choice(action.id, Text.assemble((f"{key:>6}  ", "bold"), label, (f"  {help_}", "dim")), " ".join(said))
