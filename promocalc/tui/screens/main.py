"""The first screen: cart and offers, why the price is what it is, and the result that never scrolls away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from promocalc.tui.actions import bindings, key_line
from promocalc.tui.screens.base import View
from promocalc.tui.widgets.cart import CartPane
from promocalc.tui.widgets.cheaper import CheaperBar
from promocalc.tui.widgets.lines import KeyLine, Line
from promocalc.tui.widgets.offers import OffersPane
from promocalc.tui.widgets.waterfall import WaterfallPane
from promocalc.tui.widgets.why import WhyColumn
from promocalc.tui.words import words

if TYPE_CHECKING:
    from promocalc.tui.reading import Reading


class MainScreen(View):
    """Two columns where there is room, else one; the right one is then the explain screen."""

    SCOPE = "main"
    BINDINGS = bindings("main")
    AUTO_FOCUS = ""  # the first frame needs none; see draw

    rule = ""
    """The selected rule: in the offers, the waterfall and the detail at once."""
    _adding = False

    def body(self) -> ComposeResult:
        """The panes."""
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield CartPane(id="cart", classes="pane")
                yield OffersPane(id="offers", classes="pane")
            yield WhyColumn(id="right")
        yield CheaperBar("5", id="result", classes="pane")
        yield Line(id="status")

    def on_mount(self) -> None:
        """Follow what is kept, too."""
        super().on_mount()
        self.watch(self.app, "autosaved_at", self.draw_status, init=False)

    # --- drawing ----------------------------------------------------------------------------------------------

    def draw(self, reading: Reading) -> None:
        """Hand the session to every pane."""
        cart = self.query_one(CartPane)
        cart.show_reading(reading)
        if self.focused is None:
            self.set_focus(cart.table)
        self.query_one(OffersPane).show_reading(reading)
        self.query_one(CheaperBar).show_reading(reading)
        if self.rule not in reading.steps:
            self.rule = self.query_one(OffersPane).table.row_name
        self._draw_rule()
        self.draw_status()
        self.query_one(CheaperBar).look_soon(reading, self.promo.limits)

    def on_screen_suspend(self) -> None:
        """Nobody looks at the result while another screen stands over this one."""
        super().on_screen_suspend()
        self.query_one(CheaperBar).look_no_more()

    def on_screen_resume(self) -> None:
        """Demands on the ways to pay may have changed meanwhile."""
        super().on_screen_resume()
        if self.promo.reading is not None:
            self.query_one(CheaperBar).look_soon(self.promo.reading, self.promo.limits)

    def _draw_rule(self) -> None:
        if self.promo.reading is not None:
            self.query_one(WhyColumn).show_reading(self.promo.reading, self.rule)

    def draw_status(self) -> None:
        """What was saved, how far back one can go, what is selected."""
        session, says = self.promo.session, words(self.language)
        if session is None:
            return
        steps = says.undo_steps.format(undo=len(session.undo), redo=len(session.redo))
        selected = says.selected.format(name=self._selected) if self._selected else ""
        self.query_one("#status", Line).say((self._kept, steps, selected), whole=(steps,))

    @property
    def _kept(self) -> str:
        """What there is to know about the file and its changes."""
        says, session, when = words(self.language), self.promo.session, self.promo.autosaved_at
        if self.promo.original is not None:
            from promocalc.tui.store import home_relative

            return says.original_in.format(path=home_relative(self.promo.original))
        if self.promo.kept is not None and not (session is not None and session.undo):
            return says.autosave_waits.format(time=self.promo.kept.when)
        if when:
            return says.autosaved.format(time=when)
        return "" if session is not None and session.undo else says.not_autosaved

    @property
    def _selected(self) -> str:
        """What is selected in the pane that has the focus; the cart's line from anywhere else."""
        focused = self.focused.id if self.focused is not None else None
        if focused == "offers-table":
            offer = self.query_one(OffersPane).row
            return offer.title if offer is not None else ""
        if focused == "waterfall-table":
            return self.query_one(WhyColumn).row_label
        if focused == "rule" and self.promo.reading is not None and self.promo.reading.names is not None:
            return self.promo.reading.names.rule(self.rule)
        line = self.query_one(CartPane).row
        return line.shown["title"] if line is not None else ""

    def focus_moved(self) -> None:
        """Another pane, another selection."""
        super().focus_moved()
        self.draw_status()

    @on(CartPane.Selected)
    def _line_selected(self) -> None:
        self.draw_status()

    @on(OffersPane.Selected)
    @on(WaterfallPane.Selected)
    def _rule_selected(self, event: OffersPane.Selected | WaterfallPane.Selected) -> None:
        if event.rule and event.rule != self.rule:
            self.rule = event.rule
            self.query_one(OffersPane).select(self.rule)
            self._draw_rule()
        self.draw_status()

    # --- editing ----------------------------------------------------------------------------------------------

    @on(CartPane.Editing)
    def _editing(self, event: CartPane.Editing) -> None:
        shown = key_line("edit") if event.is_open else key_line(self.SCOPE, "app")
        self.query_one(KeyLine).speak(self.language, shown)

    @on(CartPane.GivenUp)
    def _given_up(self, event: CartPane.GivenUp) -> None:
        from promocalc.tui.events import Undo

        # A line that was never given a name was not wanted.
        if self._adding and event.field == "title":
            self.promo.apply(Undo())
        self._adding = False

    @on(CartPane.Edited)
    def _edited(self, event: CartPane.Edited) -> None:
        from promocalc.tui.events import SetField

        pane = self.query_one(CartPane)
        if self.promo.apply(SetField(event.line, event.field, event.text)):
            # A new line is filled in field by field.
            self._adding = event.move == "stay" and self._adding and event.field != "quantity"
            pane.accepted("next" if self._adding else event.move)
        elif self.promo.reading is not None:
            pane.refused(self.promo.reading.refusal)

    def action_edit(self) -> None:
        """The selected cell."""
        self._adding = False
        self.query_one(CartPane).edit()

    def action_add(self) -> None:
        """A new line, and its name first."""
        from promocalc.tui.events import AddLine
        from promocalc.tui.session import new_line_id

        if self.promo.session is not None:
            name = new_line_id(self.promo.session.cart)
            self.promo.apply(AddLine())
            self._adding = self.query_one(CartPane).edit("title", name)

    def action_remove(self) -> None:
        """The selected line; undo brings it back."""
        from promocalc.tui.events import RemoveLine

        row = self.query_one(CartPane).row
        if row is not None and row.edited:
            self.promo.apply(RemoveLine(row.id))

    def action_use(self) -> None:
        """The selected offer, if it leaves anything to choose."""
        from promocalc.tui.events import ToggleOffer

        row = self.query_one(OffersPane).row
        if row is None:
            return
        if row.fixed:
            self.app.notify(row.fixed)
        else:
            self.promo.apply(ToggleOffer(row.rule))

    # --- going elsewhere ------------------------------------------------------------------------------------------

    def action_pane(self, name: str) -> None:
        """To a pane; where it is not shown, to the explain screen, which has it."""
        if not self.query_one("#right").display and name in ("waterfall", "rule"):
            self.action_explain("#steps-table" if name == "waterfall" else "#detail")
            return
        pane = self.query_one(f"#{name}")
        if isinstance(pane, CartPane | OffersPane | WaterfallPane):
            self.set_focus(pane.table)
        else:
            self.set_focus(pane)

    def action_explain(self, focus: str = "#steps-table") -> None:
        """Every step, and the selected rule."""
        from promocalc.tui.screens.explain import ExplainScreen

        if self.promo.reading is not None:
            self.app.push_screen(ExplainScreen(self.rule, focus), self._explained)

    def _explained(self, pane: str | None) -> None:
        if pane is not None:
            self.action_pane(pane)

    def action_timeline(self) -> None:
        """What is paid when."""
        from promocalc.tui.screens.timeline import TimelineScreen

        if self.promo.reading is not None:
            self.app.push_screen(TimelineScreen())

    def action_refund(self) -> None:
        """What comes back when goods go back."""
        from promocalc.tui.screens.refund import RefundScreen

        if self.promo.reading is not None:
            self.app.push_screen(RefundScreen())

    def action_whatif(self) -> None:
        """What is paid as one thing moves."""
        from promocalc.tui.screens.whatif import WhatIfScreen

        if self.promo.reading is not None:
            self.app.push_screen(WhatIfScreen())

    def action_best(self) -> None:
        """All ways to pay, the cheapest first."""
        from promocalc.tui.screens.best import BestScreen

        if self.promo.reading is not None:
            self.app.push_screen(BestScreen())

    def action_claim(self) -> None:
        """Is it true what an advertisement says?"""
        from promocalc.tui.screens.claim import ClaimScreen

        if self.promo.reading is not None:
            self.app.push_screen(ClaimScreen())

    @on(OffersPane.Opened)
    def _offer_opened(self) -> None:
        self.action_explain()

    def action_import_lines(self) -> None:
        """Lines from elsewhere."""
        from promocalc.tui.screens.importing import ImportScreen

        if self.promo.reading is not None:
            self.app.push_screen(ImportScreen())

    def action_copy_row(self) -> None:
        """What is selected in the pane that has the focus; the cart's line from anywhere else."""
        cart, offers = self.query_one(CartPane).row, self.query_one(OffersPane).row
        texts = {
            "offers-table": offers.text if offers is not None else "",
            "waterfall-table": self.query_one(WhyColumn).row_text,
            "rule": self.query_one(WhyColumn).rule_text,
            "result": self.query_one(CheaperBar).text,
        }
        focused = self.focused.id if self.focused is not None else None
        self.promo.copy_row(texts.get(focused or "", cart.text if cart is not None else ""))
