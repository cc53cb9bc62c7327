"""What all screens share: the app's session read out, the key line in its language, and the width classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from promocalc.tui.actions import Scope, key_line
from promocalc.tui.widgets.lines import KeyLine, Line
from promocalc.tui.words import Language, words

if TYPE_CHECKING:
    from promocalc.tui.app import PromoApp
    from promocalc.tui.reading import Reading


class View(Screen[Any]):
    """A screen with a header, a body and a key line; redrawn whenever the session changes."""

    SCOPE: ClassVar[Scope]
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-tiny"), (60, "-narrow"), (110, "-wide")]  # type: ignore[misc]  # Textual declares it without ClassVar
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-flat"), (18, "-low"), (30, "-high")]  # type: ignore[misc]

    @property
    def promo(self) -> PromoApp:
        """The app, by its own type."""
        return cast("PromoApp", self.app)

    @property
    def language(self) -> Language:
        """The language spoken now."""
        return self.promo.language

    @property
    def _missing(self) -> bool:
        """Whether what draws curves and searches is not installed."""
        from importlib.util import find_spec

        return find_spec("numpy") is None

    def compose(self) -> ComposeResult:
        """Header, body, key line, and what a window too small for them says."""
        yield Line(id="header")
        yield from self.body()
        yield KeyLine(key_line(self.SCOPE, "app"), self.language, id="keys")
        yield Static(words(self.language).too_small, markup=False, id="too-small")

    def body(self) -> ComposeResult:
        """What stands between header and key line."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the session from now on."""
        self.watch(self.app, "reading", self._redraw, init=True)
        self.watch(self.app, "language", self._redraw, init=False)
        self.watch(self, "focused", self.focus_moved, init=True)

    def on_screen_suspend(self) -> None:
        """Another screen stands over this one."""
        self.query_one("#keys", KeyLine).cover(covered=True)

    def on_screen_resume(self) -> None:
        """And is gone."""
        self.query_one("#keys", KeyLine).cover(covered=False)

    def focus_moved(self) -> None:
        """The key line shows what works there."""
        self.query_one("#keys", KeyLine).while_typing(isinstance(self.focused, Input | TextArea))

    def _redraw(self) -> None:
        reading = self.promo.reading
        self.query_one("#keys", KeyLine).speak(self.language)
        self.query_one("#too-small", Static).update(words(self.language).too_small)
        says = words(self.language)
        title, line = self.title_text, self.query_one("#header", Line)
        if reading is None:
            line.say((f"promocalc > {title}",) if title else ("promocalc", says.loading), self._languages)
        else:
            head = reading.header
            # A screen on top says which one it is, and of what cart.
            parts = (f"promocalc > {title}", head.name, head.moment) if title else ("promocalc", *head)
            line.say(parts, self._languages, spare=("promocalc", head.file), whole=(head.moment, head.shopper))
        if reading is not None:
            self.draw(reading)

    @property
    def _languages(self) -> str:
        return "[中] EN" if self.language == "zh" else "中 [EN]"

    @property
    def title_text(self) -> str:
        """What this screen is called in the header; "" on the first one."""
        return ""

    def draw(self, reading: Reading) -> None:
        """Show this session."""
        raise NotImplementedError
