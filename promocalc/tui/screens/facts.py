"""What is known of an advertisement, typed: what its verdict lacks first; what is wrong with a text is said at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from promocalc.explain.cells import pad, width
from promocalc.tui.actions import key_line
from promocalc.tui.claim_facts import kind_of, shown, wrong
from promocalc.tui.claim_facts_words import FactsWords, facts_words
from promocalc.tui.widgets.folded import Folded
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.words import Language


class FactsScreen(ModalScreen[Mapping[str, str] | None]):
    """A text for everything that may be known. Dismissed with those that were changed, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self, missing: Sequence[str], others: Sequence[str], texts: Mapping[str, str], currency: str, language: Language
    ) -> None:
        super().__init__()
        self.missing, self.others = tuple(missing), tuple(others)
        """What the verdict lacks, and the rest, each by its key."""
        self.language: Language = language
        self.currency = currency
        self.before = {key: shown(key, text, language) for key, text in texts.items()}

    @property
    def say(self) -> FactsWords:
        """The form's own words."""
        return facts_words(self.language)

    def compose(self) -> ComposeResult:
        """Headings, a label and a field for each, and a note."""
        say = self.say
        cells = max(width(say.label(key)) for key in (*self.missing, *self.others)) + 2
        with Vertical(id="facts") as box:
            box.border_title = say.title
            with VerticalScroll(id="facts-fields", can_focus=False):
                if self.missing:
                    yield Static(say.missing, markup=False, classes="heading")
                    yield from self._fields(self.missing, cells)
                    yield Static(say.others, markup=False, classes="heading -more")
                yield from self._fields(self.others, cells)
            yield Static("", markup=False, classes="note")
            yield KeyLine(key_line("edit"), self.language, classes="keys")

    def _fields(self, keys: Sequence[str], cells: int) -> Iterator[Horizontal]:
        for key in keys:
            yield Horizontal(
                Static(pad(self.say.label(key), cells), markup=False, classes="label"),
                Input(self.before[key], compact=True, id=f"fact-{key}"),
            )

    # --- while it is typed ----------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._note(event.input)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """How the field is written."""
        if isinstance(event.widget, Input):
            self._note(event.widget)

    def _note(self, box: Input) -> None:
        key = _key(box)
        why = self._wrong(key, box.value)
        box.set_class(bool(why), "-refused")
        if box.has_focus:
            note = self.query_one(".note", Static)
            note.set_class(bool(why), "-refused")
            how = self.say.kinds[kind_of(key)].format(currency=self.currency)
            told = f"! {why}" if why else self.say.empty.format(how=how)
            note.update(Folded([("", told)]))

    def _wrong(self, key: str, text: str) -> str:
        return wrong(key, text.strip(), self.currency, self.language)

    # --- taking it over -------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        typed = {_key(box): box.value.strip() for box in self.query(Input)}
        for key, text in typed.items():
            if self._wrong(key, text):
                box = self.query_one(f"#fact-{key}", Input)
                self.set_focus(box)
                self._note(box)
                return
        self.dismiss({key: text for key, text in typed.items() if text != self.before[key]})


def _key(box: Input) -> str:
    return (box.id or "").removeprefix("fact-")
