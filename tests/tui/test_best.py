"""The optimiser screen, driven by real key presses, in both languages and sizes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.explain.best.text import text
from promocalc.tui.actions import key_line
from promocalc.tui.app import PromoApp
from promocalc.tui.best import Worked, work
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_words import EN, ZH
from promocalc.tui.events import Replace, SetField, SetPersona
from promocalc.tui.screens.best import BestScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.ways import WaysPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui import worked
from tests.tui.drive import NARROW, WIDE, crooked, files, settle, shown
from tests.tui.test_rendering import GOLDEN, SIZES, english
from tests.tui.weighing import EXAMPLE, drive, pay, press, screen, told, ways, weighed

# --- what it shows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_it_opens_on_the_cheapest_way_and_marks_the_present_one(size: str, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        found = ways(app)
        assert [(row[1], row[3]) for row in found] == [
            ("1,088.82", "-60.00"),
            ("1,097.70", "-51.12"),
            ("1,148.82", "0.00"),
            ("1,168.82", "+20.00"),
        ]
        assert [row[4] for row in found] == ["", "", {"en": "(now)", "zh": "（现在）"}[language], ""]
        assert screen(app).query_one(WaysPane).table.cursor_row == 0
        assert {"en": "all 24 combinations", "zh": "全部 24 种组合"}[language] in told(app)
        assert {"en": "Optimise", "zh": "最优"}[language] in shown(app).splitlines()[0]
        assert not crooked(app)
        if language == "zh":
            assert not english(app)

    drive(EXAMPLE, script, size=SIZES[size], language=language)


def test_what_is_paid_more_than_now_has_not_the_colour_of_what_is_taken_off() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        styles = {spec.key: spec.style for spec in screen(app).query_one(WaysPane).table.specs}
        assert ways(app)[3][3] == "+20.00"
        assert (styles["off"], styles["against"]) == ("green", "")

    drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_another_way_it_tells_what_the_cheapest_one_has_before_it(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "down", "down")
        told_ = told(app)
        assert {"en": "Why #1 and not #3", "zh": "为何选 #1 而不是 #3"}[language] in told_
        assert {
            "en": "-80.00: Platform coupon, 80 off from 1,000: 0.00 → -80.00",
            "zh": "-80.00: 平台券 满1000减80：0.00 → -80.00",
        }[language] in told_
        assert "-60.00" in told_
        assert {"en": "stands in its place", "zh": "二者只能用一个"}[language] in told_
        await press(app, pilot, "down")
        assert {"en": "Why #1 and not #4", "zh": "为何选 #1 而不是 #4"}[language] in told(app)

    drive(EXAMPLE, script, language=language)


def test_the_language_changes_what_is_shown_and_nothing_is_weighed_again() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "down")
        before = screen(app).worked
        await press(app, pilot, "L")
        assert screen(app).worked is before
        assert "为何选 #1 而不是 #2" in told(app)
        assert not english(app)
        assert not crooked(app)

    drive(EXAMPLE, script)


# --- taking a way over ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_enter_takes_the_way_over_and_undo_takes_it_back(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert app.session is not None
        before = app.session.cart
        await press(app, pilot, "enter")
        assert pay(app) == 108_882
        assert app.session.choices.skip == ("R2",), "no more is left alone than it takes"
        assert [row[1] for row in ways(app) if row[4]] == ["1,088.82"]
        assert [row[3] for row in ways(app)] == ["0.00", "+8.88", "+60.00", "+80.00"]
        assert {"en": EN.anew, "zh": ZH.anew}[language] in told(app)
        await press(app, pilot, "u")
        assert app.session.cart == before
        assert pay(app) == 114_882
        assert [row[1] for row in ways(app) if row[4]] == ["1,148.82"]
        await press(app, pilot, "U")
        assert pay(app) == 108_882

    drive(EXAMPLE, script, language=language)


def test_every_way_is_paid_as_its_row_says() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        amounts = [row[1] for row in ways(app)]
        for at, amount in enumerate(amounts):
            screen(app).query_one(WaysPane).table.move_cursor(row=at)
            await weighed(app, pilot)
            await press(app, pilot, "enter")
            assert f"{pay(app) // 100:,}.{pay(app) % 100:02}" == amount

    drive(EXAMPLE, script)


def test_the_present_way_is_nothing_to_take_over() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "down", "down", "enter")
        assert app.session is not None
        assert not app.session.undo
        assert EN.already in shown(app)

    drive(EXAMPLE, script)


# --- following the session ------------------------------------------------------------------------------------------


def test_another_shopper_has_other_ways() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        app.apply(SetPersona("new"))
        await weighed(app, pilot)
        assert "New shoppers, 15 off" in ways(app)[0][5]
        assert ways(app)[0][1] == "1,073.82"

    drive(EXAMPLE, script)


def test_the_newest_cart_wins() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for price in ("100", "200", "449.00", "300"):
            app.apply(SetField("2", "unit_price", price))
        await weighed(app, pilot)
        assert screen(app).worked is not None
        assert screen(app).worked.asked.now.pay == pay(app)
        assert [row[3] for row in ways(app) if row[4]] == ["0.00"]

    drive(EXAMPLE, script)


def test_nobody_waits_for_what_was_given_up() -> None:
    asked: list[Asked] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert screen(app).worked is not None
        asked.append(screen(app).worked.asked)

    drive(EXAMPLE, script)
    assert work(asked[0], Waiting(lambda: True)) is None
    assert work(asked[0], Waiting()) is not None


def test_escape_goes_back_to_the_cart() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)

    drive(EXAMPLE, script)


# --- where there are no ways ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cart_with_nothing_to_decide_says_so(tmp_path: Path, language: Language) -> None:
    (tmp_path / "plain.yaml").write_text(
        "rulebook: plain\nrules:\n  R1: {title: 立减, take: {off: 10}}\nprice: [R1]\n", encoding="utf-8"
    )
    path = tmp_path / "plain.cart.yaml"
    path.write_text("cart: one\nrulebook: plain.yaml\nlines:\n  - {title: 帽子, price: 50.00}\n", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert {"en": "There is nothing to decide", "zh": "没有什么可选的"}[language] in told(app)
        assert [(row[1], bool(row[4])) for row in ways(app)] == [("40.00", True)]
        assert not crooked(app)

    drive(path, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cart_with_problems_says_which(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        cart = worked.cart()
        app.apply(Replace(cart.model_copy(update={"choices": cart.choices.model_copy(update={"use": ("R2", "R6")})})))
        await weighed(app, pilot)
        assert app.reading is not None
        assert app.reading.problems
        assert app.reading.problems.split()[0] in told(app)
        assert ways(app) == []
        await press(app, pilot, "enter", "y", "u")
        assert ways(app)[0][1] == "1,088.82"

    drive(files(tmp_path), script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_numpy_it_says_what_to_install(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BestScreen, "_missing", property(lambda _: True))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "pip install 'promocalc[formula]'" in told(app)
        assert ways(app) == []
        await press(app, pilot, "enter", "y", "escape")
        assert isinstance(app.screen, MainScreen)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_defect_is_told_and_takes_nothing_with_it(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Worked:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr("promocalc.tui.best.work", broken)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "ZeroDivisionError" in told(app)
        await press(app, pilot, "escape")
        assert pay(app) == 114_882

    drive(EXAMPLE, script, language=language)


# --- copying, keys, words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_whole_page_is_copied(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "y")
        assert screen(app).shown is not None
        page = text(screen(app).shown.told, language)
        assert app.clipboard.startswith(page)
        assert "1,088.82" in page
        assert {"en": "202.30 more of goods", "zh": "再加 ¥202.30"}[language] in app.clipboard[len(page) :]

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_keys_stand_in_the_key_line(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for size in (NARROW, (60, 18)):
            await pilot.resize_terminal(*size)
            await settle(app, pilot)
            found = [action.call for action in app.screen.query_one(KeyLine).shown]
            assert {"apply", "limit", "leave", "app.show_help"} <= set(found)
            if size == NARROW:
                assert {"copy", "app.undo", "budget", "orders"} <= set(found)
            assert not crooked(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_way_there_stands_in_the_first_screen_where_there_is_room(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "best" in [action.id for action in app.screen.query_one(KeyLine).shown]

    driving.drive(EXAMPLE, script, size=WIDE, language=language)
    assert "best" in [action.id for action in key_line("main", "app")]


def test_every_text_is_there_in_both_languages() -> None:
    for field in vars(EN):
        english_, chinese = getattr(EN, field), getattr(ZH, field)
        assert english_
        assert chinese
        assert english_.count("{") == chinese.count("{"), field


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_the_screen_looks_as_kept(size: str, language: Language) -> None:
    pictures: list[str] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "down", "down")
        pictures.append(shown(app))

    drive(EXAMPLE, script, size=SIZES[size], language=language)
    kept = GOLDEN / f"best-{size}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(pictures[0], encoding="utf-8")
    assert pictures[0] == kept.read_text(encoding="utf-8")
