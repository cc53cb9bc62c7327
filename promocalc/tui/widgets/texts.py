"""Panes of text: the result, and a rule in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from promocalc.explain.cells import clip, width
from promocalc.tui.widgets.folded import Folded

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


class ResultBar(Static, can_focus=True):
    """Pane 5: what is paid never scrolls away."""

    reading: Reading | None = None
    cheaper: tuple[str, ...] = ()
    """How less could be paid, in full and in short; empty where nothing is known of it."""

    def __init__(self, number: str = "", **facts: Any) -> None:
        super().__init__(markup=False, **facts)
        self.number = number

    def say_cheaper(self, texts: tuple[str, ...]) -> None:
        """How less could be paid, the longest first; nothing where that is not known."""
        if texts != self.cheaper:
            self.cheaper = texts
            self.refresh()

    def show_reading(self, reading: Reading) -> None:
        """Draw the totals."""
        self.reading = reading
        self.border_title = f"{self.number} {reading.words.result}".strip()
        self.styles.height = 5 if reading.over_time() else 4
        self.refresh()

    @property
    def text(self) -> str:
        """The totals, to be copied."""
        if self.reading is None:
            return ""
        return "  ".join(
            [*(f"{label} {amount}".strip() for label, amount in self.reading.totals), *self.reading.over_time()]
        )

    def _over_time(self, room: int) -> list[str]:
        """What is paid when: where that is too long, without the moments."""
        assert self.reading is not None
        rows = ["   ".join(self.reading.over_time(dated=dated)) for dated in (True, False)]
        return [next((row for row in rows if width(row) <= room), rows[-1])] if rows[0] else []

    def _second(self, room: int) -> str:
        """The range, what is cheaper, the next step or an assumption: the first, and a second where it fits; the same
        price in other numbers behind it where there is room."""
        assert self.reading is not None
        other = self.reading.hint or next(iter(self.reading.assumptions), "")
        cheaper = next((text for text in self.cheaper if width(text) <= room), "".join(self.cheaper[-1:]))
        parts = [part for part in (self.reading.range, cheaper, other) if part]
        both = "   ".join(parts[:2]) if cheaper else ""
        said = both if both and width(both) <= room else next(iter(parts), "")
        numbers = "   ".join(part for part in (said, self.reading.comes_to) if part)
        return numbers if width(numbers) <= room else said

    def render(self) -> Text:
        """Totals in the first row; what is paid when, where that is told; the range or the nearest next step below."""
        if self.reading is None:
            return Text("")
        first, room, pay_is_said = Text(), self.size.width, False
        if not self.reading.totals:
            return Text("\n".join(clip(f"! {line}", room) for line in self.reading.problems.splitlines()[:2]))
        for label, amount in self.reading.totals:
            is_pay = label == self.reading.words.pay
            # What comes after the price has its whole room or none.
            if first.cell_len + 3 + width(f"{label} {amount}".strip()) > room and pay_is_said:
                break
            pay_is_said |= is_pay
            first.append("   " if first else "")
            first.append(f"{label} " if label else "", "bold" if is_pay else "")
            first.append(amount, "bold reverse" if is_pay else "")
        second = self._second(room)
        first.truncate(room)
        paid = [Text(clip(row, room)) for row in self._over_time(room)]
        return Text("\n").join([first, *paid, Text(clip(second, room))])


class TextPane(VerticalScroll, can_focus=True):
    """Labels and texts that may be longer than their pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
    ]

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.rows: tuple[tuple[str, str], ...] = ()

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static("", markup=False, classes="text")

    @property
    def text(self) -> str:
        """The text, to be copied."""
        return "\n".join(f"{label}: {text}" if label else text for label, text in self.rows)

    def say(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows, from the beginning. A row without a label goes across, as a heading where labels follow."""
        if tuple(rows) == self.rows:
            return
        self.rows = tuple(rows)
        self.query_one(".text", Static).update(Folded(self.rows))
        self.scroll_home(animate=False)
