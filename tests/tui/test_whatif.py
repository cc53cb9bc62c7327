"""The what-if screen, driven by real key presses, in both languages and sizes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.formula.curve import Curve
from promocalc.formula.unknowns import LinePrice, RuleNumber, Spend, written
from promocalc.tui.app import PromoApp
from promocalc.tui.events import SetField
from promocalc.tui.screens.choice import ChoiceScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.whatif import WhatIfScreen
from promocalc.tui.whatif_words import EN, ZH
from promocalc.tui.widgets.chart import ChartPane
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.waterfall import WaterfallPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui.drive import NARROW, WIDE, Script, Size, crooked, rows, settle, shown
from tests.tui.test_rendering import GOLDEN, SIZES, english

EXAMPLE = "double11-example"
"""1,437.70 marked, 1,148.82 to pay; cliffs at 1,280.00 and 1,580.00."""


def drive(source: Path | str | None, script: Script, *, size: Size = NARROW, language: Language = "en") -> PromoApp:
    """Run ``script`` with the what-if screen open and its curve drawn."""

    async def opened(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("w")
        await drawn(app, pilot)
        await script(app, pilot)

    return driving.drive(source, opened, size=size, language=language)


async def drawn(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Wait until nothing is being worked out any more; the receipt follows at once."""
    for _ in range(1_000):
        await pilot.pause(0.01)
        if not [one for one in app.workers if not one.is_finished] and (
            not isinstance(app.screen, WhatIfScreen) or app.screen.asked is None
        ):
            break
    if isinstance(app.screen, WhatIfScreen):
        app.screen.draw_receipt()
    await settle(app, pilot)


async def press(app: PromoApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what came before is drawn."""
    for key in keys:
        await pilot.press(key)
        await drawn(app, pilot)


def screen(app: PromoApp) -> WhatIfScreen:
    """The what-if screen."""
    assert isinstance(app.screen, WhatIfScreen)
    return app.screen


def here(app: PromoApp) -> dict[str, str]:
    """What is said of the value under the cursor, by label."""
    return {label: text for label, text in screen(app).query_one("#here", TextPane).rows if label.strip()}


def at(app: PromoApp) -> int:
    """The value under the cursor."""
    place = screen(app).place
    assert place is not None
    return place.x


def curve(app: PromoApp) -> Curve:
    """The curve that is drawn."""
    worked = screen(app).worked
    assert worked is not None
    assert worked.curve is not None
    return worked.curve


# --- along the curve ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_it_opens_on_what_the_cart_comes_to(size: str, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert at(app) == 143_770
        assert curve(app).question.unknown == Spend("1")
        text = shown(app)
        assert ("What-if" if language == "en" else "试算") in text.splitlines()[0]
        assert "1,437.70" in text
        assert "1,148.82" in text
        assert text.count("▼") == 8
        assert "░" in text
        assert "┴" in text
        assert not crooked(app)

    drive(EXAMPLE, script, size=SIZES[size], language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_from_cliff_to_cliff(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("n")
        assert at(app) == 158_000
        await drawn(app, pilot)
        read = " ".join(screen(app).query_one("#here", TextPane).text.split())
        sentence = {
            "en": "at 1,579.99 you pay 1,291.11; at 1,580.00 you pay 1,241.12 (0.01 more bought, 49.99 less paid)",
            "zh": "买 1,579.99 付 1,291.11；买 1,580.00 付 1,241.12（多买 0.01，少付 49.99）",
        }[language]
        assert sentence in read
        await pilot.press("N")
        assert at(app) == 128_000
        await pilot.press("n", "comma")
        assert at(app) == 157_999
        assert "1,291.11" in here(app)[{"en": "To pay", "zh": "应付"}[language]]

    drive(EXAMPLE, script, language=language)


def test_there_is_no_cliff_beyond_the_last_and_it_says_so() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*"nnnnnnn")
        stood = at(app)
        await pilot.press("n")
        await pilot.pause()
        assert at(app) == stood == 248_000
        assert "No jump above 2,480.00" in shown(app)

    drive(EXAMPLE, script)


@pytest.mark.parametrize(("back", "forth"), [("left", "right"), ("h", "l")])
def test_by_columns_onto_round_values_and_onto_every_jump(back: str, forth: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        seen = [at(app)]
        while seen[-1] > 125_000:
            await pilot.press(back)
            seen.append(at(app))
        assert 128_000 in seen, "the cliff is not passed over"
        assert all(x % 500 == 0 for x in seen[1:])
        while at(app) < 143_770:
            await pilot.press(forth)
        assert at(app) == 143_770, "nor is the cart"

    drive(EXAMPLE, script)


def test_by_one_minor_unit() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("comma", "shift+left")
        assert at(app) == 143_768
        await pilot.press("full_stop", "shift+right", "shift+right")
        assert at(app) == 143_771
        assert "1,148.83" in shown(app)

    drive(EXAMPLE, script)


def test_home_and_end_and_not_beyond_the_least() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("home")
        assert at(app) == 53_870, "what the other items come to"
        await pilot.press("left", "comma")
        assert at(app) == 53_870
        await pilot.press("end")
        place = screen(app).place
        assert place is not None
        assert at(app) == place.high
        await press(app, pilot, "right", "right")
        moved = screen(app).place
        assert moved is not None
        assert moved.low > place.low, "the stretch goes along"
        assert curve(app).start <= moved.low <= moved.x <= moved.high <= curve(app).end

    drive(EXAMPLE, script)


def test_closer_and_wider_about_the_cursor() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        first = screen(app).place
        assert first is not None
        await press(app, pilot, "right_square_bracket", "right_square_bracket")
        closer = screen(app).place
        assert closer is not None
        assert closer.x == 143_770
        assert (closer.high - closer.low) * 4 <= first.high - first.low
        assert shown(app).count("▼") < 8, "fewer cliffs are left to see"
        await press(app, pilot, "left_square_bracket", "left_square_bracket", "left_square_bracket")
        wider = screen(app).place
        assert wider is not None
        assert wider.high - wider.low > first.high - first.low
        assert wider.x == 143_770
        for _ in range(20):
            await pilot.press("right_square_bracket")
        await drawn(app, pilot)
        assert "1,437.70" in shown(app)
        assert not crooked(app)

    drive(EXAMPLE, script)


def test_a_click_selects_a_value() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        chart = screen(app).query_one(ChartPane)
        await pilot.click(ChartPane, offset=(2 + chart.first, 3))
        assert at(app) < 60_000
        await pilot.click(ChartPane, offset=(2 + chart.first + chart.columns - 1, 3))
        assert at(app) > 240_000
        await pilot.click(ChartPane, offset=(3, 3))
        assert at(app) > 240_000, "a label is no value"

    drive(EXAMPLE, script)


class TestAValueThatIsTyped:
    def test_it_goes_there(self) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            for typed, value in (("1580", 158_000), ("1,280.00", 128_000), ("１５８０", 158_000)):
                await pilot.press("g")
                assert app.screen.query_one(Input).value == f"{at(app) // 100:,}.{at(app) % 100:02d}"
                app.screen.query_one(Input).value = typed
                await press(app, pilot, "enter")
                assert at(app) == value
                assert not screen(app).query_one(Editor).display
            await pilot.press("N")
            assert at(app) == 128_000, "keys work again"

        drive(EXAMPLE, script)

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_what_is_no_value_is_refused_and_nothing_is_lost(self, language: Language) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("g")
            for typed in ("abc", "", "-3", "1.005", "12"):
                app.screen.query_one(Input).value = typed
                await pilot.press("enter")
                await settle(app, pilot)
                assert "! " in shown(app)
                assert app.screen.query_one(Input).value == typed
                assert app.screen.query_one(Editor).display
                assert not crooked(app)
                if language == "zh":
                    assert not [word for word in english(app) if word not in ("abc", "CNY")]
            await pilot.press("escape")
            assert at(app) == 143_770
            assert not app.screen.query_one(Editor).display
            assert isinstance(app.screen, WhatIfScreen)

        drive(EXAMPLE, script, language=language)

    def test_beyond_what_was_worked_out_another_stretch_is(self) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("g")
            app.screen.query_one(Input).value = "50000"
            await press(app, pilot, "enter")
            assert at(app) == 5_000_000
            assert curve(app).start <= 5_000_000 <= curve(app).end
            assert len(curve(app).pays) <= 200_000
            assert here(app)["To pay"] == f"{curve(app).at(5_000_000) // 100:,}.{curve(app).at(5_000_000) % 100:02d}"

        drive(EXAMPLE, script)


# --- what moves -----------------------------------------------------------------------------------------------------


def test_something_else_moves() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "v", "v")
        assert curve(app).question.unknown == LinePrice("1")
        assert at(app) == 89_900
        assert 'Price of "Down jacket"' in shown(app)
        await press(app, pilot, "V")
        assert isinstance(app.screen, ChoiceScreen)
        await pilot.press(*"R3.ev")
        await press(app, pilot, "enter")
        assert isinstance(curve(app).question.unknown, RuleNumber)
        assert written(curve(app).question.unknown) == "R3.every"
        assert at(app) == 30_000
        await press(app, pilot, "full_stop")
        receipt = curve(app).question.receipt(30_001)
        assert f"{receipt.pay // 100:,}.{receipt.pay % 100:02d}" in shown(app)
        await press(app, pilot, "V", "escape")
        assert at(app) == 30_001, "nothing was chosen"

    drive(EXAMPLE, script)


def test_pieces_move() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "V")
        await pilot.press(*"quantity:2")
        await press(app, pilot, "enter")
        assert at(app) == 1
        assert 'Quantity of "Running shoes"' in shown(app)
        for pieces in range(2, 14):
            await pilot.press("right")
            assert at(app) == pieces
        await drawn(app, pilot)
        pay = curve(app).question.receipt(13).pay
        assert f"{pay // 100:,}.{pay % 100:02d}" in here(app)["To pay"]

    drive(EXAMPLE, script)


def test_after_the_last_comes_the_first() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        seen = []
        for _ in screen(app).unknowns:
            question = screen(app).question
            assert question is not None
            seen.append(question.unknown)
            screen(app).action_next_variable()
        assert tuple(seen) == screen(app).unknowns
        await drawn(app, pilot)
        assert curve(app).question.unknown == screen(app).unknowns[0]

    drive(EXAMPLE, script)


def test_the_newest_question_is_the_one_that_is_answered() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for _ in range(6):
            screen(app).action_zoom(-1)
            screen(app).action_next_variable()
            screen(app).action_compare()
        assert len([one for one in app.workers if not one.is_cancelled]) == 1, "nobody waits for the others"
        question = screen(app).question
        assert question is not None
        await drawn(app, pilot)
        assert curve(app).question.unknown == question.unknown
        assert not screen(app).asked
        assert "working" not in shown(app)

    drive(EXAMPLE, script)


def test_keys_go_on_working_while_a_curve_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    from promocalc.tui import whatif

    free, work = Event(), whatif.work

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        monkeypatch.setattr(whatif, "work", lambda *given: free.wait(10) and work(*given))
        try:
            await pilot.press("v")
            await pilot.pause()
            assert "working" in shown(app)
            await pilot.press("full_stop", "L", "question_mark", "escape")
            assert isinstance(app.screen, WhatIfScreen)
            assert ZH.working in shown(app)
        finally:
            free.set()
        await drawn(app, pilot)
        assert at(app) == 143_771
        assert ZH.working not in shown(app)
        assert "1,437.71" in shown(app)

    drive(EXAMPLE, script)


def test_a_held_key_does_not_begin_the_work_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    from promocalc.tui import whatif

    begun, work = list[object](), whatif.work

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, *["right_square_bracket"] * 3)
        begun.clear()
        await pilot.press("g")
        app.screen.query_one(Input).value = "30000"
        await pilot.press("enter", *["right"] * 20)
        await drawn(app, pilot)
        assert len(begun) == 1
        assert at(app) > 3_000_000
        assert curve(app).start <= at(app) <= curve(app).end

    def counted(asked: whatif.Asked, stopped: Callable[[], bool]) -> whatif.Worked | None:
        begun.append(asked)
        return work(asked, stopped)

    monkeypatch.setattr(whatif, "work", counted)
    drive(EXAMPLE, script)


def test_leaving_gives_the_work_up() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("v", "escape")
        await drawn(app, pilot)
        assert isinstance(app.screen, MainScreen)
        assert not list(app.workers)

    drive(EXAMPLE, script)


# --- beside whom ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_carts_other_shoppers_one_after_the_other(language: Language) -> None:
    own, new, member = {"en": ("Regular", "New shopper", "Member"), "zh": ("普通", "新人", "会员")}[language]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        def legend() -> str:
            return next((row for row in shown(app).splitlines() if "⠤⠤⠤" in row), "")

        await press(app, pilot, "b")
        assert own in legend()
        assert new in legend()
        assert "1,133.82" in shown(app), "fifteen less"
        assert "-15.00" in shown(app)
        await press(app, pilot, "b")
        assert member in legend()
        assert "1,118.82" in shown(app)
        await press(app, pilot, "b")
        assert not legend()
        assert not crooked(app)

    drive(EXAMPLE, script, language=language)


def test_who_buys_is_not_compared_with_themselves() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "b", "p")
        assert app.session is not None
        assert app.session.persona == "regular"
        await press(app, pilot, "p")
        assert app.session.persona == "new"
        assert screen(app).other is None, "that was the other one"
        assert "1,133.82" in here(app)["To pay"]

    drive(EXAMPLE, script)


def test_another_rulebook_from_the_list() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "B")
        assert isinstance(app.screen, ChoiceScreen)
        assert "Shopper: New shopper" in shown(app)
        await pilot.press(*"tmall-double11-2019")
        await press(app, pilot, "enter")
        second = screen(app).worked
        assert second is not None
        assert second.second is not None
        assert "Tmall Double 11, 2019" in shown(app)
        assert f"{second.second.at(143_770) // 100:,}.{second.second.at(143_770) % 100:02d}" in shown(app)
        await press(app, pilot, "b")
        assert screen(app).other is None, "back to one"

    drive(EXAMPLE, script, size=WIDE)


def test_a_rulebook_by_its_file_and_one_that_is_not_there(tmp_path: Path) -> None:
    path = driving.files(tmp_path)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "B")
        app.screen.query_one(Input).value = "tmall-2026.yaml"
        await press(app, pilot, "enter")
        other = screen(app).other
        assert other is not None
        assert other.rulebook is not None
        assert other.rulebook.name == "tmall-2026"
        await press(app, pilot, "B")
        app.screen.query_one(Input).value = "nowhere.yaml"
        await pilot.press("enter")
        await pilot.pause()
        assert "nowhere.yaml" in shown(app)
        assert screen(app).other == other, "nothing is lost"

    drive(path, script)


def test_a_cart_of_one_shopper_says_what_else_can_be_compared(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("b")
        await pilot.pause()
        assert "names no other shopper" in shown(app)
        assert screen(app).other is None

    drive(driving.files(tmp_path), script)


# --- the receipt, and copying ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_receipt_at_the_cursor_is_the_engines(size: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        pane = screen(app).query_one(WaterfallPane)
        if SIZES[size] == NARROW:
            assert not pane.display
            await press(app, pilot, "enter")
            assert not screen(app).query_one(ChartPane).display or not screen(app).query_one("#curve").display
        assert pane.display
        for keys in (("n",), ("comma",), ("left", "left")):
            await press(app, pilot, *keys)
            receipt = curve(app).question.receipt(at(app))
            assert receipt.pay == curve(app).at(at(app))
            assert pane.reading is not None
            assert pane.reading.receipt is not None
            assert pane.reading.receipt.pay == receipt.pay
            text = "\n".join(row[-57:] if SIZES[size] == WIDE else row for row in rows(app))
            assert f"{receipt.pay // 100:,}.{receipt.pay % 100:02d}" in text
        await press(app, pilot, "enter")
        assert pane.display == (SIZES[size] == NARROW) or not pane.display
        assert screen(app).query_one("#curve").display
        assert not crooked(app)

    drive(EXAMPLE, script, size=SIZES[size])


def test_the_receipt_follows_when_the_cursor_rests() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        pane = screen(app).query_one(WaterfallPane)

        def paid() -> int:
            assert pane.reading is not None
            assert pane.reading.receipt is not None
            return pane.reading.receipt.pay

        await pilot.press("n", "comma")
        for _ in range(500):
            if paid() == 129_111:
                break
            await pilot.pause(0.02)
        assert paid() == 129_111

    drive(EXAMPLE, script, size=WIDE)


def test_the_cart_itself_is_never_changed() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        session = app.session
        await press(app, pilot, "n", "enter", "v", "b", "right_square_bracket", "escape")
        assert app.session is session

    drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_copied_as_text(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "b", "y")
        for figure in ("1,280.00", "1,580.00", "1,291.11", "1,241.12"):
            assert figure in app.clipboard
        assert {"en": "New shopper", "zh": "新人"}[language] in app.clipboard

    drive(EXAMPLE, script, language=language)


def test_a_table_of_the_stretch_is_written_beside_the_cart(tmp_path: Path) -> None:
    path = driving.files(tmp_path)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, *["right_square_bracket"] * 8, "Y")
        place = screen(app).place
        assert place is not None
        assert "written to" in shown(app)
        (table,) = tmp_path.glob("*.csv")
        head, *lines = table.read_text(encoding="utf-8").splitlines()
        assert head.startswith("x,marked,pay")
        assert len(lines) == place.high - place.low + 1
        assert f"{place.low // 100}.{place.low % 100:02d}," in lines[0]
        await press(app, pilot, "Y")
        assert len(list(tmp_path.glob("*.csv"))) == 1, "it is the same"

    drive(path, script)


# --- the session ----------------------------------------------------------------------------------------------------


def test_another_language_at_once() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        worked = screen(app).worked
        await pilot.press("n", "L")
        await pilot.pause()
        assert screen(app).worked is worked, "nothing is worked out again"
        assert at(app) == 158_000
        assert "标价合计" in shown(app)
        assert "应付" in here(app)
        assert not english(app)

    drive(EXAMPLE, script)


def test_it_follows_the_cart(tmp_path: Path) -> None:
    path = driving.files(tmp_path)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert at(app) == 143_770
        app.apply(SetField("1", "unit_price", "999.00"))
        await drawn(app, pilot)
        assert at(app) == 153_770, "the cursor was on the cart, and stays on it"
        await press(app, pilot, "n")
        stood = at(app)
        await press(app, pilot, "u")
        assert app.session is not None
        assert not app.session.is_dirty
        assert at(app) == stood, "it was elsewhere, and stays there"
        await press(app, pilot, "ctrl+r")
        assert app.session.is_dirty
        path.write_text(path.read_text(encoding="utf-8").replace("449", "349"), encoding="utf-8")
        await press(app, pilot, "f5")
        assert curve(app).question.least == 43_870, "the other items are cheaper now"

    drive(path, script)


def test_a_line_that_is_gone_no_longer_moves(tmp_path: Path) -> None:
    from promocalc.tui.events import RemoveLine

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        app.apply(RemoveLine("1"))
        await drawn(app, pilot)
        assert curve(app).question.unknown == Spend("2")
        app.apply(RemoveLine("2"))
        app.apply(RemoveLine("3"))
        await drawn(app, pilot)
        assert not crooked(app)
        await press(app, pilot, "u", "u", "u")
        assert "1,437.70" in shown(app)

    drive(driving.files(tmp_path), script)


@pytest.mark.parametrize("size", SIZES)
def test_a_cart_without_a_price_says_why(tmp_path: Path, size: str) -> None:
    path = driving.files(tmp_path)
    path.write_text("rulebook: tmall-2026.yaml\ncurrency: EUR\nlines: [{title: Tea, price: 3}]\n", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "EUR" in shown(app)
        for key in ("left", "n", "v", "V", "g", "b", "B", "y", "Y", "enter", "right_square_bracket", "L"):
            await pilot.press(key)
            assert isinstance(app.screen, WhatIfScreen)
        await settle(app, pilot)
        assert not crooked(app)

    drive(path, script, size=SIZES[size])


@pytest.mark.parametrize("lines", ["[{title: Leaflet, price: 0}]", "[]"], ids=["one free line", "no line"])
def test_a_cart_that_costs_nothing(tmp_path: Path, lines: str) -> None:
    path = driving.files(tmp_path)
    path.write_text(f"rulebook: tmall-2026.yaml\nlines: {lines}\n", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for _ in screen(app).unknowns or (None,):
            await pilot.press("left", "n", "right_square_bracket", "right", "left_square_bracket", "N", "comma", "v")
            await drawn(app, pilot)
            assert not crooked(app)

    drive(path, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_numpy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "pip install 'promocalc[formula]'" in " ".join(shown(app).split())
        await pilot.press("left", "n", "v", "g", "b", "y", "enter", "L")
        assert isinstance(app.screen, WhatIfScreen)
        assert not crooked(app)

    monkeypatch.setitem(sys.modules, "numpy", None)
    drive(EXAMPLE, script, language=language)


def test_a_defect_in_the_working_takes_nothing_else_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from promocalc.tui import whatif

    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    work = whatif.work

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "planted" in shown(app)
        assert "defect" in shown(app)
        monkeypatch.setattr(whatif, "work", work)
        await press(app, pilot, "v")
        assert "planted" not in shown(app)
        assert curve(app).question.unknown == Spend("2")

    monkeypatch.setattr(whatif, "work", fail)
    drive(EXAMPLE, script)


# --- what is drawn --------------------------------------------------------------------------------------------------

SCREENS: dict[str, list[str]] = {
    "whatif": [],
    "whatif-compared": ["b", "n"],
    "whatif-receipt": ["enter"],
    "whatif-rule": [*"vvvvvvvvvvvvvv"],
    "go-to": ["g"],
    "help-whatif": ["question_mark"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_every_row_is_as_wide_as_the_screen_and_in_its_language(name: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*SCREENS[name])
        for language, size in (("zh", WIDE), ("zh", NARROW), ("en", (60, 18)), ("zh", (60, 18)), ("zh", (109, 31))):
            await pilot.resize_terminal(*size)
            if language != app.language:
                app.action_switch_language()
            await drawn(app, pilot)
            assert not crooked(app), (language, size)
            if language == "zh":
                assert not [word for word in english(app) if word not in ("CSV", "Home", "End")], shown(app)

    drive(EXAMPLE, script, size=WIDE, language="zh")


@pytest.mark.parametrize("size", [(20, 5), (61, 60), (300, 18)], ids=str)
def test_windows_of_odd_sizes(size: Size) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "b", "left", "n", "enter", "enter", "right_square_bracket")
        assert not crooked(app)
        await pilot.resize_terminal(*NARROW)
        await drawn(app, pilot)
        assert "▼" in shown(app)

    drive(EXAMPLE, script, size=size)


def test_every_key_that_is_shown_does_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        def state() -> tuple[object, ...]:
            return shown(app), type(app.screen), app.clipboard, app.focused

        for action in app.screen.query_one(KeyLine).shown:
            if action.call == "app.undo":
                continue
            before = state()
            await press(app, pilot, action.keys[0])
            assert state() != before, action.id
            app.clear_notifications()
            while len(app.screen_stack) > 1 and not isinstance(app.screen, WhatIfScreen):
                app.pop_screen()
            if app.language != "en":
                app.action_switch_language()
            if isinstance(app.screen, MainScreen):
                await pilot.press("w")
            await drawn(app, pilot)

    monkeypatch.chdir(tmp_path)
    drive(EXAMPLE, script, size=WIDE)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_way_back_and_the_questions_stand_in_the_key_line(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for size in (NARROW, (60, 18)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            found = [action.call for action in app.screen.query_one(KeyLine).shown]
            assert {"jump(1)", "next_variable", "go_to", "app.back", "app.show_help"} <= set(found)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_says_what_is_drawn(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("question_mark")
        await settle(app, pilot)
        text = app.screen.query_one(TextPane).text
        assert all(f"{mark}: " in text for mark in "▼░│")
        assert "←" in text

    drive(EXAMPLE, script, language=language)


def test_every_text_is_there_in_both_languages() -> None:
    for field in vars(EN):
        english_, chinese = getattr(EN, field), getattr(ZH, field)
        assert english_
        assert chinese
        assert str(english_).count("{") == str(chinese).count("{"), field


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_the_screen_looks_as_kept(size: str, language: Language) -> None:
    pictures: list[str] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "b", "n")
        pictures.append(shown(app))

    drive(EXAMPLE, script, size=SIZES[size], language=language)
    kept = GOLDEN / f"whatif-{size}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(pictures[0], encoding="utf-8")
    assert pictures[0] == kept.read_text(encoding="utf-8")
