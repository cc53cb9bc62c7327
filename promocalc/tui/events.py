"""What can happen to a session, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from promocalc.cart import Cart, Line
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.fields import Field
from promocalc.tui.moments import MomentField
from promocalc.tui.words import Language


@dataclass(frozen=True, slots=True)
class SetField:
    """A line's field becomes what was typed."""

    line: str
    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class ToggleOffer:
    """Use an offer that was left, or leave one that was used."""

    rule: str


@dataclass(frozen=True, slots=True)
class AddLine:
    """A new line at the end; :func:`new_line_id` says which id it will get."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class RemoveLine:
    """A line leaves the cart."""

    line: str


@dataclass(frozen=True, slots=True)
class Import:
    """Lines from elsewhere join the cart; ids that are taken are replaced by free ones."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Replace:
    """Another version of the whole cart: what a file holds now, or what was autosaved."""

    cart: Cart


@dataclass(frozen=True, slots=True)
class Undo:
    """Back to the cart before the last change."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Forward again."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The cart as it stands has been written to ``path``."""

    path: Path


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The files were read again: what they hold now is what is saved."""

    cart: Cart
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak another language."""

    language: Language


@dataclass(frozen=True, slots=True)
class SetTheme:
    """Other colours."""

    theme: str


@dataclass(frozen=True, slots=True)
class SetPersona:
    """Another shopper: one of the cart's personas, or "" for its own."""

    persona: str


@dataclass(frozen=True, slots=True)
class SetMoments:
    """When things happen, as it was typed; an empty text leaves it open. Moments that cannot be are refused."""

    texts: tuple[tuple[MomentField, str], ...]


@dataclass(frozen=True, slots=True)
class GiveBack:
    """So many pieces of a line go back. More than it has are all, fewer than none are none."""

    line: str
    pieces: int


@dataclass(frozen=True, slots=True)
class GiveBackAll:
    """Everything goes back; nothing where everything did already."""


TimeEvent: TypeAlias = SetMoments | GiveBack | GiveBackAll
"""What happens on the screens about time."""

Event: TypeAlias = (
    SetField
    | ToggleOffer
    | AddLine
    | RemoveLine
    | Import
    | Replace
    | Undo
    | Redo
    | Saved
    | Reloaded
    | SetLanguage
    | SetTheme
    | SetPersona
    | TimeEvent
)
