"""The single lines at the edges of a screen: header, status, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import Static

from promocalc.explain.cells import clip, pad, width
from promocalc.tui.actions import Action
from promocalc.tui.words import Language

GAP = "  "
LEAST = 12
"""Cells to which a name is cut before others are lost."""
NEEDED = (1, 90, 80)
"""Ranks that the key line shows however narrow it is: help, quit, commands."""


class Line(Static):
    """One line of texts, cut where the screen ends; ``last`` stands whole at its right end."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(markup=False, **facts)
        self.parts: tuple[str, ...] = ()
        self.last = ""
        self.droppable: tuple[str, ...] = ("promocalc",)

    def say(self, parts: Sequence[str], last: str = "") -> None:
        """Show these parts."""
        self.parts, self.last = tuple(part for part in parts if part), last
        self.refresh()

    def render(self) -> Text:
        """As much as fits."""
        end = f"{self.last} " if self.last else ""
        room = max(self.size.width - width(end), 1)
        parts = self.parts
        if width(GAP.join(parts)) > room and parts[0] in self.droppable:
            parts = parts[1:]
        return Text(pad(clip(" " + GAP.join(_shortened(parts, room - 1)), room), room) + end, no_wrap=True)


def _shortened(parts: Sequence[str], room: int) -> list[str]:
    """Parts that fit: the longest are cut first, down to what still names a thing."""
    widths = [width(part) for part in parts]
    while sum(widths) + len(GAP) * (len(parts) - 1) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return [clip(part, cells) for part, cells in zip(parts, widths, strict=True)]


class KeyLine(Static):
    """What can be pressed here, from the registry; a click presses it."""

    def __init__(self, actions: Sequence[Action], language: Language, **facts: Any) -> None:
        super().__init__(markup=False, **facts)
        self.actions = tuple(actions)
        self.language = language

    def speak(self, language: Language, actions: Sequence[Action] | None = None) -> None:
        """In another language, or of other keys."""
        self.language = language
        if actions is not None:
            self.actions = tuple(actions)
        self.refresh()

    @property
    def shown(self) -> tuple[Action, ...]:
        """The actions for which there is room: the needed ones, then by rank."""
        room, found = self.size.width, list[Action]()
        for action in sorted(self.actions, key=lambda one: (one.rank not in NEEDED, one.rank)):
            need = width(self._text(action)) + (len(GAP) if found else 0)
            if need <= room:
                room -= need
                found.append(action)
        return tuple(sorted(found, key=lambda one: one.rank))

    def _text(self, action: Action) -> str:
        return f"{action.shown_key} {action.label[self.language]}"

    def render(self) -> Text:
        """Keys in bold, what they do beside them."""
        line = Text(no_wrap=True)
        for action in self.shown:
            if line:
                line.append(GAP)
            press = Style(meta={"@click": f"app.simulate_key('{action.keys[0]}')"})
            line.append(action.shown_key, Style(bold=True) + press)
            line.append(f" {action.label[self.language]}", press)
        return line

    def on_resize(self, _: events.Resize) -> None:
        """Other keys may fit."""
        self.refresh()
