"""Editing one field in place: a label, the text, and right under it what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

Move: TypeAlias = Literal["stay", "next", "previous"]
"""Where the editor goes once the text is accepted."""


class _Box(Input):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "leave('next')", show=False),
        Binding("shift+tab", "leave('previous')", show=False),
        Binding("escape", "give_up", show=False),
    ]

    @dataclass
    class Left(Message):
        """Tab was pressed."""

        move: Move

    class GivenUp(Message):
        """Escape was pressed."""

    def action_leave(self, move: Move) -> None:
        """Accept, and on to the next field."""
        self.post_message(self.Left(move))

    def action_give_up(self) -> None:
        """Leave everything as it was."""
        self.post_message(self.GivenUp())


class Editor(Vertical):
    """Open while a field is edited, else not there."""

    @dataclass
    class Committed(Message):
        """The text is to be taken over."""

        text: str
        move: Move

    class Cancelled(Message):
        """Nothing is to change."""

    def compose(self) -> ComposeResult:
        """Label and text beside each other, the note below."""
        with Horizontal():
            yield Static("", markup=False, classes="label")
            yield _Box("", compact=True)
        yield Static("", markup=False, classes="note")

    def open(self, label: str, text: str) -> None:
        """Begin with ``text``; the cursor stands at its end and the text is selected."""
        self.display = True
        self.set_class(False, "-refused")
        self.query_one(".label", Static).update(label)
        self.query_one(".note", Static).update("")
        box = self.query_one(_Box)
        box.value = text
        self.screen.set_focus(box)
        box.action_select_all()

    def refuse(self, why: str) -> None:
        """Say what is wrong and stay."""
        self.set_class(True, "-refused")
        self.query_one(".note", Static).update(f"! {why}")

    def close(self) -> None:
        """Gone."""
        self.display = False

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Committed(event.value, "stay"))

    @on(_Box.Left)
    def _left(self, event: _Box.Left) -> None:
        event.stop()
        self.post_message(self.Committed(self.query_one(_Box).value, event.move))

    @on(_Box.GivenUp)
    def _given_up(self, event: _Box.GivenUp) -> None:
        event.stop()
        self.post_message(self.Cancelled())
