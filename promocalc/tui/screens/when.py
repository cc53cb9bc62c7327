"""The moments of an order, typed; the next one is refused with its reason, and the dialogue stays open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from promocalc.explain.cells import pad, width
from promocalc.tui.moments import MomentField
from promocalc.tui.widgets.folded import Folded
from promocalc.tui.words import Language, words

if TYPE_CHECKING:
    from promocalc.tui.app import PromoApp


class WhenScreen(ModalScreen[None]):
    """A text for every moment. Only what was changed is taken over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, fields: Sequence[tuple[MomentField, str]], language: Language) -> None:
        super().__init__()
        self.fields = tuple(fields)
        self.language: Language = language
        self.before: dict[MomentField, str] = {}

    @property
    def promo(self) -> PromoApp:
        """The app, by its own type."""
        return cast("PromoApp", self.app)

    def compose(self) -> ComposeResult:
        """A label and a text for each, and a note."""
        from promocalc.tui.moments import shown_moment

        session, says = self.promo.session, words(self.language)
        assert session is not None  # the screens that open it have one
        zone = session.rulebook.timezone
        known = {
            "at": session.moment,
            "balance_at": session.cart.balance_at,
            "received": session.cart.received,
            "back_at": session.back_at,
        }
        taken = session.receipt.balance_at if session.receipt is not None else None
        cells = max(width(label) for _, label in self.fields) + 2
        with Vertical(id="when") as box:
            box.border_title = says.when
            for field, label in self.fields:
                self.before[field] = shown_moment(known[field], zone)
                with Horizontal():
                    yield Static(pad(label, cells), markup=False, classes="label")
                    # As long as nothing is said, the balance is paid as soon as it can be.
                    hint = shown_moment(taken, zone) if field == "balance_at" else ""
                    yield Input(self.before[field], placeholder=hint, compact=True, id=f"when-{field}")
            yield Static(Folded([("", says.when_help.format(zone=zone))]), markup=False, classes="note")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        from promocalc.tui.events import SetMoments

        event.stop()
        typed = [(field, self.query_one(f"#when-{field}", Input).value) for field, _ in self.fields]
        changed = tuple((field, text) for field, text in typed if text.strip() != self.before[field])
        if not changed or self.promo.apply(SetMoments(changed)):
            self.dismiss(None)
        elif self.promo.reading is not None:
            self.query_one(".note", Static).update(Folded([("", f"! {self.promo.reading.refusal}")]))
