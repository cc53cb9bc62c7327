"""The claim screen while it works, where the cart is left aside, and the texts that it writes."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.choose.watch import Progress, Stopped
from promocalc.numbers.formula import NotExpressible
from promocalc.problems import MissingKey, Problem, ProblemGroup, Where
from promocalc.tui.app import PromoApp
from promocalc.tui.claim import Worked, work
from promocalc.tui.claim_asked import Asked
from promocalc.tui.claim_words import EN, ZH
from promocalc.tui.claiming import Claiming
from promocalc.tui.opening import open_session
from promocalc.tui.request import Request
from promocalc.tui.screens.claim import ClaimScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.patient import SECOND
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.verdicts import VerdictsPane
from promocalc.tui.words import Language
from tests.cli.harness import run
from tests.tui.claiming import (
    EXAMPLE,
    FAILS,
    FINAL,
    drive,
    press,
    say,
    screen,
    told,
    verdicts,
)
from tests.tui.drive import crooked, shown

# --- waiting --------------------------------------------------------------------------------------------------------


def _endless(seen: list[Waiting]) -> Any:
    """Judging that goes on until nobody waits any more."""

    def work_(_: Asked, waiting: Waiting, __: Worked | None) -> Worked | None:
        seen.append(waiting)
        while not waiting.stopped():
            time.sleep(0.01)
        return None

    return work_


@pytest.mark.parametrize("language", ["en", "zh"])
def test_escape_stops_what_takes_long_and_no_key_waits_for_it(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Waiting] = []
    monkeypatch.setattr("promocalc.tui.claim.work", _endless(seen))
    monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 0)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        screen(app).query_one("#sentence", Input).value = FINAL[language]
        await pilot.press("enter")
        while not seen:
            await pilot.pause(0.01)
        await pilot.press("L", "tab", "L")
        assert screen(app).asked is not None, "it goes on while keys are pressed"
        assert app.language == language
        await press(app, pilot, "escape")
        assert isinstance(app.screen, ClaimScreen)
        assert seen[0].is_halted
        assert {"en": EN, "zh": ZH}[language].stopped in told(app)
        monkeypatch.undo()
        screen(app).set_focus(screen(app).query_one("#verdicts-table"))
        await press(app, pilot, "e", "enter")
        assert verdicts(app)[0][2] == FAILS[language]
        await press(app, pilot, "escape")
        assert isinstance(app.screen, MainScreen)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_search_for_who_pays_least_that_is_stopped_leaves_verdicts_without_the_cart(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Waiting] = []

    def search(_: object, waiting: Waiting) -> None:
        waiting.tell(Progress("decisions", 1, 2, pay=123_456))
        waiting.tell(Progress("decisions", 1, 2, pay=99_900))
        seen.append(waiting)
        while not waiting.stopped():
            time.sleep(0.01)
        raise Stopped

    monkeypatch.setattr("promocalc.claims.witness.witness", search)
    monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 0)
    say_ = {"en": EN, "zh": ZH}[language]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        screen(app).query_one("#sentence", Input).value = FINAL[language]
        await pilot.press("enter")
        while not seen:
            await pilot.pause(0.01)
        screen(app)._since -= 7 * SECOND
        screen(app)._say_working()
        so_far = say_.so_far.format(pay="¥999.00")
        subtitle = screen(app).query_one(VerdictsPane).border_subtitle
        assert subtitle == say_.working_for.format(seconds=7, so_far=so_far)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, ClaimScreen)
        assert say_.cut in told(app)
        assert {row[2] for row in verdicts(app)} == {{"en": "CANNOT TELL", "zh": "无法判断"}[language]}
        await press(app, pilot, "y")
        assert "promocalc claim" not in app.clipboard, "a command would not stop there"
        monkeypatch.undo()
        await press(app, pilot, "enter")
        assert "1,058.82" in told(app), "once more, and to the end"

    drive(EXAMPLE, script, language=language)


def test_leaving_gives_up_what_is_being_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Waiting] = []
    monkeypatch.setattr("promocalc.tui.claim.work", _endless(seen))
    monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 10**12)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        screen(app).query_one("#sentence", Input).value = FINAL["en"]
        await pilot.press("enter")
        while not seen:
            await pilot.pause(0.01)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert seen[0].is_gone

    drive(EXAMPLE, script)


def test_nobody_waits_for_what_was_given_up() -> None:
    request = Request(EXAMPLE)
    session = open_session(request)
    assert session.moment is not None
    asked = Asked(Claiming.of(FINAL["en"]), session, request, session.moment.date())
    assert work(asked, Waiting(lambda: True)) is None
    found = work(asked, Waiting())
    assert found is not None
    assert found.witness is not None
    assert found.witness.receipt.pay == 105_882


# --- where the cart is left aside -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_numpy_it_is_judged_without_the_cart_and_says_what_to_install(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClaimScreen, "_missing", property(lambda _: True))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        assert "pip install 'promocalc[formula]'" in told(app)
        assert {row[2] for row in verdicts(app)} == {{"en": "CANNOT TELL", "zh": "无法判断"}[language]}
        await say(app, pilot, {"en": "buy 3 get 1 free", "zh": "第二件半价"}[language])
        assert verdicts(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "trouble",
    [NotExpressible("", "long", "1,024"), ProblemGroup((Problem(MissingKey("at"), Where(("at",))),))],
    ids=["unproven", "unfit"],
)
def test_a_cart_that_cannot_be_searched_is_left_aside_and_it_is_told_why(
    trouble: Exception, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("promocalc.claims.witness.witness", refused)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        assert {"en": EN, "zh": ZH}[language].aside.format(why="") in told(app)
        assert {row[2] for row in verdicts(app)} == {{"en": "CANNOT TELL", "zh": "无法判断"}[language]}
        assert not crooked(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_defect_is_told_and_takes_nothing_with_it(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Worked:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr("promocalc.tui.claim.work", broken)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        assert "ZeroDivisionError" in told(app)
        await press(app, pilot, "y", "E", "escape")
        assert isinstance(app.screen, MainScreen)

    drive(EXAMPLE, script, language=language)


# --- texts and reports ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_that_is_copied_says_how_to_do_it_again_and_that_comes_to_the_same(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        await press(app, pilot, "y")
        again = next(row for row in app.clipboard.splitlines() if row.strip().startswith("promocalc claim"))
        ran = run(*shlex.split(again)[1:], "--lang", language)
        assert ran.code == 1
        assert ran.out == app.clipboard

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize(("ending", "begins"), [("html", "<!doctype html>"), ("md", "# "), ("json", "{"), ("txt", "")])
def test_a_report_is_written_and_what_is_there_is_written_over_only_when_asked_twice(
    tmp_path: Path, ending: str, begins: str
) -> None:
    path = tmp_path / f"report.{ending}"
    path.write_text("mine", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL["en"])
        await press(app, pilot, "E")
        app.screen.query_one(Input).value = str(path)
        await press(app, pilot, "enter")
        assert path.read_text(encoding="utf-8") == "mine"
        await press(app, pilot, "enter")
        written = path.read_text(encoding="utf-8")
        assert written.startswith(begins)
        assert "1058.82" in written.replace(",", "")
        assert isinstance(app.screen, ClaimScreen)
        await press(app, pilot, "E")
        app.screen.query_one(Input).value = str(tmp_path / "no folder" / "report.html")
        await press(app, pilot, "enter")
        assert isinstance(app.screen, ClaimScreen)
        assert "No such file" in shown(app) or "not written" in shown(app).casefold()

    drive(EXAMPLE, script)
