"""Lines from elsewhere: pasted text or a file, read as they are typed, with every row that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from promocalc.tui.actions import bindings
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.cart import Cart, Line
    from promocalc.tui.reading import Reading

PAUSE = 0.15
"""Seconds without typing after which the text is read."""


class ImportScreen(View):
    """What is found is shown before anything is added."""

    SCOPE = "import"
    BINDINGS = bindings("import")
    AUTO_FOCUS = "#paste"

    found: tuple[Line, ...] = ()
    wrong = 0
    """Problems with what was read."""
    _waiting: Timer | None = None

    @property
    def title_text(self) -> str:
        """In the header."""
        return words(self.language).importing

    def body(self) -> ComposeResult:
        """Text, file, preview."""
        yield TextArea(id="paste", classes="pane", tab_behavior="focus")
        with Static(id="file", classes="pane"):
            yield Input(id="path", compact=True)
        yield TextPane(id="preview", classes="pane")

    def draw(self, reading: Reading) -> None:
        """Titles in the language of the session."""
        says = reading.words
        self.query_one("#paste").border_title = says.paste_here
        self.query_one("#file").border_title = says.path_here
        preview = self.query_one("#preview", TextPane)
        preview.border_title = says.importing
        if not preview.rows:
            self._preview_nothing()

    def _preview_nothing(self) -> None:
        from promocalc.files.shipped import shipped

        says = words(self.language)
        names = ", ".join(one.name for one in shipped("cart"))
        rows = [("", says.nothing_to_import)]
        self.query_one("#preview", TextPane).say(
            [*rows, ("", says.shipped_carts.format(names=names))] if names else rows
        )

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self.read_text)

    def read_text(self) -> None:
        """Read what was pasted."""
        from promocalc.files.load import read_cart
        from promocalc.files.table import looks_like_table, read_table

        text = self.query_one(TextArea).text
        self.wrong = 0
        if not text.strip():
            self.found = ()
            self._preview_nothing()
        elif looks_like_table(text) and self.promo.session is not None:
            currency = self.promo.session.cart.currency
            self._preview(lambda: read_table(text, currency=currency))
        else:
            self._preview(lambda: read_cart(text))

    @on(Input.Submitted, "#path")
    def _asked(self, event: Input.Submitted) -> None:
        from promocalc.files.load import load_cart

        if event.value.strip():
            self._preview(lambda: load_cart(event.value.strip()))

    def _preview(self, read: Callable[[], Cart]) -> None:
        from promocalc.explain.problems.text import message, render_all
        from promocalc.problems import CurrencyMismatch, ProblemGroup

        pane, says = self.query_one("#preview", TextPane), words(self.language)
        self.wrong = 0
        try:
            cart = read()
        except ProblemGroup as group:
            self.found, self.wrong = (), len(group.problems)
            heading = says.more_problems.format(count=len(group.problems))
            pane.say([("", heading), ("", render_all(group, self.language))])
            return
        own = self.promo.session.cart.currency if self.promo.session is not None else cart.currency
        if cart.currency != own:
            self.found, self.wrong = (), 1
            pane.say([("", message(CurrencyMismatch(cart.currency, own), self.language))])
            return
        self.found = cart.lines
        pane.say(self._rows(cart))

    def _rows(self, cart: Cart) -> list[tuple[str, str]]:
        from promocalc.tui.reading import Reading
        from promocalc.tui.session import Session

        assert self.promo.session is not None
        says = words(self.language)
        if not cart.lines:
            return [("", says.nothing_to_import)]
        reading = Reading(Session.of(cart, self.promo.session.rulebook, language=self.language))
        rows = [("", says.found_lines.format(count=len(cart.lines)))]
        rows += [(row.shown["title"], "  ".join(list(row.shown.values())[1:])) for row in reading.lines]
        return rows

    def action_add_lines(self) -> None:
        """Into the cart with them."""
        from promocalc.tui.events import Import

        # What was typed a moment ago counts too.
        if self._waiting is not None and self.query_one(TextArea).text.strip():
            self._waiting.stop()
            self._waiting = None
            self.read_text()
        says = words(self.language)
        if self.wrong:
            self.app.notify(says.nothing_added.format(count=self.wrong), severity="warning")
        elif not self.found:
            self.app.notify(says.nothing_to_import)
        elif self.promo.apply(Import(self.found)):
            self.dismiss()
