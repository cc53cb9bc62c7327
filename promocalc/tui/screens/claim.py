"""The keys of the claim screen: the sentence, what it is held against, texts to copy, reports to write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from textual import on
from textual.widget import Widget
from textual.widgets import DataTable, Input
from textual.worker import Worker, WorkerState

from promocalc.tui.actions import bindings, key_line
from promocalc.tui.claiming import START
from promocalc.tui.screens.judging import JudgingScreen
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.verdicts import VerdictsPane
from promocalc.tui.words import words

COPY, WRITE = "copy", "write"
"""The workers that write the page and the report."""
USUAL, PLACE, STANDARD = "usual", "in:", "under:"
"""How the names of choices begin: what is in force where the money is used, in a jurisdiction, one standard."""


class ClaimScreen(JudgingScreen):
    """Is it true what an advertisement says?"""

    SCOPE = "claim"
    BINDINGS = bindings("claim")
    AUTO_FOCUS = "#sentence"

    typing: Literal["history", "start", "catalogue"] = "history"
    """What the editor is for."""
    _before: Widget | None = None
    """What had the focus before it was opened."""

    def on_mount(self) -> None:
        """From a file there is something to read, else something to type."""
        super().on_mount()
        if self.promo.loaded is not None:
            self.set_focus(self.query_one(VerdictsPane).table)

    # --- the sentence ---------------------------------------------------------------------------------------------

    @on(Input.Submitted, "#sentence")
    def _sentence(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_judge()

    def action_judge(self) -> None:
        """What is typed, or what the file says where nothing is; once more only where it was given up."""
        box, loaded = self.query_one("#sentence", Input), self.promo.loaded
        text = box.value.strip()
        if not text and loaded is not None:
            text = box.value = loaded.value.advertisements[self.claiming.at].text
        if text or loaded is not None:
            self.set_focus(self.query_one(VerdictsPane).table)
        self.ask(self.claiming.saying(replace(self.claiming.said, text=text)))

    def action_sentence(self) -> None:
        """Another sentence."""
        box = self.query_one("#sentence", Input)
        self.set_focus(box)
        box.action_select_all()

    @on(DataTable.RowSelected)
    def _chosen(self, event: DataTable.RowSelected) -> None:
        event.stop()
        if self.is_halted:
            self.action_judge()
        else:
            self.set_focus(self.query_one("#claim-detail", TextPane))

    # --- what it is held against ----------------------------------------------------------------------------------

    def action_reference(self) -> None:
        """The marked price, or what the standard allows."""
        if not self.claiming.history:
            self.app.notify(self.say.no_history)
            return
        is_marked = not self.claiming.is_marked
        self.app.notify(self.say.marked_now if is_marked else self.say.standard_now)
        self.ask(replace(self.claiming, is_marked=is_marked))

    def action_standard(self) -> None:
        """All that is in force somewhere, or one standard."""
        from promocalc.explain.names import clean
        from promocalc.files.standards import standards
        from promocalc.tui.screens.choice import Choice, ChoiceScreen

        session, say, said = self.promo.session, self.say, self.claiming
        if session is None:
            return
        every = standards()
        usual = say.as_said if self.promo.loaded is not None else say.usual.format(currency=session.cart.currency)
        places = {place: say.all_of.format(place=place) for place in dict.fromkeys(one.jurisdiction for one in every)}
        choices = [Choice(USUAL, usual, usual), *(Choice(PLACE + one, told, told) for one, told in places.items())]
        for one in every:
            shown = f"{one.standard}  {clean(one.title.in_language(self.language))}"
            choices.append(Choice(STANDARD + one.standard, shown, f"{one.standard} {one.title.en} {one.title.zh}"))
        chosen = STANDARD + said.standard if said.standard else PLACE + said.place if said.place else USUAL
        screen = ChoiceScreen(
            say.choose_standard, choices, self.language, nothing=say.no_such, chosen=chosen, free=say.open_standard
        )
        self.app.push_screen(screen, self._standard_chosen)

    def _standard_chosen(self, name: str | None) -> None:
        if name is None:
            return
        place = name.removeprefix(PLACE) if name.startswith(PLACE) else ""
        standard = "" if place or name == USUAL else name.removeprefix(STANDARD)
        self.ask(replace(self.claiming, place=place, standard=standard))

    def action_history(self) -> None:
        """A file of earlier prices."""
        self._type("history", self.say.ask_history, self.claiming.history)

    def action_start(self) -> None:
        """The first day of the reduction."""
        session = self.promo.session
        moment = None if session is None else session.moment
        day = "" if moment is None else moment.date().isoformat()
        self._type("start", self.say.ask_start, self.claiming.start or day)

    def action_catalogue(self) -> None:
        """A file of the items that it is about."""
        self._type("catalogue", self.say.ask_catalogue, self.claiming.catalogue)

    def action_facts(self) -> None:
        """All that may be known, what the verdicts lack first."""
        from promocalc.tui.claim_facts import KEYS, ordered, text_of
        from promocalc.tui.screens.facts import FactsScreen

        session, said = self.promo.session, self.claiming
        if session is None:
            return
        lacks = () if self.shown is None else self.shown.missing(self.query_one(VerdictsPane).name_of_row)
        currency = session.cart.currency if self.shown is None else self.shown.currency
        texts = {key: text_of(said, key) for key in KEYS}
        self.app.push_screen(FactsScreen(*ordered(lacks), texts, currency, self.language), self._facts_told)

    def _facts_told(self, texts: Mapping[str, str] | None) -> None:
        from promocalc.tui.claim_facts import with_texts

        if texts:
            self.ask(with_texts(self.claiming, texts))

    def action_another(self, by: int) -> None:
        """The next advertisement of the file, or the one before."""
        if len(self.claiming.adverts) == 1:
            self.app.notify(self.say.no_others)
            return
        self.promo.claiming = self.claiming.moved(by)
        self.query_one("#sentence", Input).value = self.claiming.text
        self._show()

    def choose_series(self, key: str, there: tuple[str, ...]) -> None:
        """Of several things or channels in the prices, one."""
        from promocalc.explain.names import clean
        from promocalc.tui.screens.choice import Choice, ChoiceScreen

        title = self.say.choose_channel if key == "channel" else self.say.choose_sku
        choices = [Choice(one, clean(one), one) for one in there]
        screen = ChoiceScreen(title, choices, self.language, nothing=self.say.no_such)
        self.app.push_screen(screen, partial(self._series_chosen, key))

    def _series_chosen(self, key: str, name: str | None) -> None:
        from promocalc.tui.claim_facts import with_series

        if name is not None:
            self.ask(with_series(self.claiming, key, name))

    def action_reload(self) -> None:
        """Every file again, those of prices and items too."""
        self.worked, self.is_halted = None, False
        self._give_up()
        self.promo.action_reload()
        self.query_one("#sentence", Input).value = self.claiming.text

    # --- typing ---------------------------------------------------------------------------------------------------

    def _type(self, what: Literal["history", "start", "catalogue"], label: str, text: str) -> None:
        self.typing, self._before = what, self.focused
        self.query_one(Editor).open(label, text)
        # There is one field: nothing to go on to.
        shown = tuple(action for action in key_line("edit") if action.id != "edit-next")
        self.query_one(KeyLine).speak(self.language, shown)

    @on(Editor.Committed)
    def _typed(self, event: Editor.Committed) -> None:
        from promocalc.tui.claim_facts import with_texts

        text = event.text.strip()
        match self.typing:
            case "start":
                self._day_typed(text)
            case "history":
                self._typed_enough()
                self.ask(with_texts(self.claiming, {"history": text}))
                if text and not self.claiming.start:
                    self.action_start()  # without it nobody knows which prices were before
            case "catalogue":
                self._typed_enough()
                self.ask(with_texts(self.claiming, {"catalogue": text}))

    def _day_typed(self, text: str) -> None:
        from promocalc.tui.claim_facts import with_texts, wrong

        session = self.promo.session
        why = "" if session is None else wrong(START, text, session.cart.currency, self.language)
        if why:
            self.query_one(Editor).refuse(why)
            return
        self._typed_enough()
        self.ask(with_texts(self.claiming, {START: text}))

    @on(Editor.Cancelled)
    def _typed_enough(self) -> None:
        self.query_one(Editor).close()
        self.query_one(KeyLine).speak(self.language, key_line(self.SCOPE, "app"))
        self.set_focus(self._before)

    # --- texts ----------------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """All of it, as text."""
        if self.shown is None:
            self.promo.copy_text("", self.say.copied)
        else:
            self._write_out(COPY, self.shown.text)

    def action_export(self) -> None:
        """A report, in the form that the ending of its name asks for."""
        from promocalc.tui.screens.saving import SaveScreen

        if self.shown is None:
            self.promo.copy_text("", self.say.copied)
        else:
            self.app.push_screen(SaveScreen("claim.html", self.language), self._export)

    def _export(self, path: Path | None) -> None:
        if path is not None and self.shown is not None:
            at = datetime.now().astimezone().replace(microsecond=0)
            self._write_out(WRITE, partial(_written, partial(self.shown.report, path.suffix, at), path))

    def _write_out(self, group: str, make: Callable[[], str]) -> None:
        # Up to a second: the screen does not wait for it.
        self.run_worker(make, group=group, exclusive=True, thread=True, exit_on_error=False)

    @on(Worker.StateChanged)
    def _made(self, event: Worker.StateChanged) -> None:
        from promocalc.tui import store

        group, error, text = event.worker.group, event.worker.error, str(event.worker.result or "")
        if group not in (COPY, WRITE):
            return
        if event.state == WorkerState.ERROR and isinstance(error, OSError):
            told = words(self.language).not_written.format(reason=error.strerror or error)
            self.app.notify(told, severity="error")
        elif event.state == WorkerState.ERROR:
            self.app.notify(self.say.failed.format(why=repr(error)), severity="error")
        elif event.state == WorkerState.SUCCESS and group == COPY:
            self.promo.copy_text(text, self.say.copied)
        elif event.state == WorkerState.SUCCESS:
            self.app.notify(self.say.written.format(path=store.home_relative(Path(text))))


def _written(make: Callable[[], str], path: Path) -> str:
    from promocalc.files.write import save_text

    save_text(path, make())
    return str(path)
