"""All keys of the screen below, from the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from promocalc.tui.actions import Part, Scope, actions, bindings, shown_key
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


_MORE: Mapping[Scope, tuple[Scope, ...]] = {
    "main": ("enter", "edit", "move"),
    "explain": ("move",),
    "timeline": ("move",),
    "refund": ("move",),
    "best": ("move",),
}
"""What is listed beside a screen's own keys."""


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
        """Keys and what they do, the marks of a line that is drawn, then the mouse and where things are kept."""
        from promocalc.tui.store import home_relative, state_dir

        says, pane = words(self.language), self.query_one(TextPane)
        pane.border_title = title
        places = says.places_help.format(path=home_relative(state_dir() / "autosave"))
        pane.say([*self._keys(), *self._marks(), ("", says.mouse_help), ("", ""), ("", places)])

    def _marks(self) -> Iterator[tuple[str, str]]:
        """What is drawn there, and what it means."""
        if self.about == "timeline":
            says = words(self.language)
            yield from (("", says.line_head), *says.line_help, ("", ""))
        elif self.about == "whatif":
            from promocalc.tui.whatif_words import whatif_words

            say = whatif_words(self.language)
            yield from (("", say.marks_head), *say.marks, ("", ""))

    def _keys(self) -> Iterator[tuple[str, str]]:
        """Every key under the head of where it works; what does the same stands in one row."""
        says, more = words(self.language), _MORE.get(self.about, ())
        heads: tuple[tuple[Part, str], ...] = (
            ("cart", says.on_cart),
            ("offers", says.on_offers),
            ("anywhere", says.anywhere),
            ("editing", says.while_editing),
        )
        for part, head in heads:
            rows: dict[str, list[str]] = {}
            for action in actions(self.about, *more, "app"):
                if action.part == part:
                    rows.setdefault(action.help[self.language], []).extend(map(shown_key, action.keys))
            if rows:
                yield "", head
                yield from (("  ".join(keys), text) for text, keys in rows.items())
                yield "", ""
