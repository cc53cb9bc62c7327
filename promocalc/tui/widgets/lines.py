"""The single lines at the edges of a screen: header, status, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.style import Style
from rich.text import Text
from textual import events
from textual.widgets import Static

from promocalc.explain.cells import clip, pad, width
from promocalc.tui.actions import Action, shown_key
from promocalc.tui.words import Language

GAP = "  "
LEAST = 12
"""Cells to which a name is cut before others are lost."""
NEEDED = (1, 89, 90)
"""Ranks that the key line shows however narrow it is: help, which names all others; back; quit."""
ROOMY, NEEDED_THERE = 110, (*NEEDED, 80)
"""How wide a line is that has room for the commands too, before others."""


class Line(Static):
    """One line of texts, cut where the screen ends; ``last`` stands whole at its right end."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(markup=False, **facts)
        self.parts: tuple[str, ...] = ()
        self.last = ""
        self.spare: tuple[str, ...] = ()
        self.whole: tuple[str, ...] = ()

    def say(
        self, parts: Sequence[str], last: str = "", *, spare: Sequence[str] = (), whole: Sequence[str] = ()
    ) -> None:
        """Show these parts; the spare ones only where they fit; the whole ones are cut last, from the end."""
        self.parts, self.last = tuple(part for part in parts if part), last
        self.spare, self.whole = tuple(spare), tuple(whole)
        self.refresh()

    def render(self) -> Text:
        """As much as fits."""
        end = f" {self.last} " if self.last else ""
        room = max(self.size.width - width(end), 1)
        parts = list(self.parts)
        for spare in self.spare:
            if width(GAP.join(parts)) >= room and spare in parts:
                parts.remove(spare)
        shortened = _shortened(parts, room - 1, self.whole)
        return Text(pad(clip(" " + GAP.join(shortened), room), room) + end, no_wrap=True)


def _shortened(parts: Sequence[str], room: int, whole: Sequence[str] = ()) -> list[str]:
    """Parts that fit: the longest are cut first, down to what still names a thing."""
    widths = [width(part) for part in parts]
    others = [at for at, part in enumerate(parts) if part not in whole]
    for group in (others, *([parts.index(part)] for part in whole[::-1] if part in parts)):
        while group and sum(widths) + len(GAP) * (len(parts) - 1) > room and max(widths[at] for at in group) > LEAST:
            widths[max(group, key=lambda at: widths[at])] -= 1
    return [_cut(part, cells) for part, cells in zip(parts, widths, strict=True)]


def _cut(part: str, cells: int) -> str:
    """A star at the end says that something is not saved: it stays."""
    return clip(part[:-1], cells - 1) + "*" if part.endswith("*") else clip(part, cells)


class KeyLine(Static):
    """What can be pressed here, from the registry; a click presses it."""

    def __init__(self, actions: Sequence[Action], language: Language, **facts: Any) -> None:
        super().__init__(markup=False, **facts)
        self.actions = tuple(actions)
        self.language = language
        self.typing = False
        self.is_covered = False

    def speak(self, language: Language, actions: Sequence[Action] | None = None) -> None:
        """In another language, or of other keys."""
        self.language = language
        if actions is not None:
            self.actions = tuple(actions)
        self.refresh()

    def while_typing(self, typing: bool) -> None:
        """Only keys that do something where the focus is."""
        self.typing = typing
        self.refresh()

    def cover(self, *, covered: bool) -> None:
        """Nothing of it works while a dialogue stands over it."""
        self.is_covered = covered
        self.refresh()

    @property
    def shown(self) -> tuple[Action, ...]:
        """The actions for which there is room: the needed ones, then by rank."""
        room, found = self.size.width, list[Action]()
        live = [action for action in self.actions if not self.is_covered and action.key_while(typing=self.typing)]
        needed = NEEDED_THERE if room >= ROOMY else NEEDED
        for action in sorted(live, key=lambda one: (one.rank not in needed, one.rank)):
            need = width(self._text(action)) + (len(GAP) if found else 0)
            if need <= room:
                room -= need
                found.append(action)
        return tuple(sorted(found, key=lambda one: one.rank))

    def _text(self, action: Action) -> str:
        return f"{shown_key(action.key_while(typing=self.typing))} {action.label[self.language]}"

    def render(self) -> Text:
        """Keys in bold, what they do beside them."""
        line = Text(no_wrap=True)
        for action in self.shown:
            if line:
                line.append(GAP)
            key = action.key_while(typing=self.typing)
            press = Style(meta={"@click": f"app.simulate_key('{key}')"})
            line.append(shown_key(key), Style(bold=True) + press)
            line.append(f" {action.label[self.language]}", press)
        return line

    def on_resize(self, _: events.Resize) -> None:
        """Other keys may fit."""
        self.refresh()
