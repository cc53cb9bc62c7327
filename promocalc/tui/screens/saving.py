"""Where to write the cart: asked once for a cart that has no file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from promocalc.tui.words import Language, words


class SaveScreen(ModalScreen[Path | None]):
    """A file name. A file that is there already is overwritten only when asked twice."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, suggested: str, language: Language) -> None:
        super().__init__()
        self.suggested = suggested
        self.language: Language = language
        self._warned = ""

    def compose(self) -> ComposeResult:
        """Name and note."""
        says = words(self.language)
        with Vertical(id="saving") as box:
            box.border_title = f"{says.saving}: {says.file_name}"
            yield Input(self.suggested, compact=True)
            yield Static(says.save_keys, markup=False, classes="note")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        name = event.value.strip()
        if not name:
            return
        says = words(self.language)
        try:
            path = Path(name).expanduser()
            is_there = path.exists()
        except (OSError, RuntimeError, ValueError) as error:  # too long, no such user, a stray character
            self._say(says.not_written.format(reason=getattr(error, "strerror", None) or error))
            return
        if is_there and self._warned != name:
            self._warned = name
            self._say(says.file_exists)
            return
        self.dismiss(path)

    def _say(self, why: str) -> None:
        self.query_one(Static).update(f"! {why}")
