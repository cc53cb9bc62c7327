"""The claim screen, driven by real key presses, in both languages and sizes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.explain.claim.words import words
from promocalc.tui.actions import key_line
from promocalc.tui.app import PromoApp
from promocalc.tui.claim_words import EN, ZH
from promocalc.tui.claiming import Claiming, Said
from promocalc.tui.events import SetField, SetPersona, ToggleOffer
from promocalc.tui.screens.choice import ChoiceScreen
from promocalc.tui.screens.claim import ClaimScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.lines import KeyLine, Line
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import Language
from tests.tui.claiming import (
    EXAMPLE,
    FAILS,
    FINAL,
    drive,
    fill,
    judged,
    made_up,
    press,
    prices,
    say,
    screen,
    told,
    verdicts,
)
from tests.tui.drive import NARROW, crooked, shown
from tests.tui.test_rendering import GOLDEN, SIZES, english

UP_TO: dict[Language, str] = {"en": "up to 50% off", "zh": "全场低至5折"}
NAMES = {"member", "gold", "CN", "made", "up"}
"""What the cart, the place and the standard are called in any language."""


# --- what it shows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_a_final_price_that_nobody_reaches_fails_with_the_best_that_a_member_pays(
    tmp_path: Path, size: str, language: Language
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        (row,) = verdicts(app)
        assert row[2] == FAILS[language]
        assert "1,058.82" in row[3]
        assert "§3" in told(app)
        beside = " ".join(screen(app).query_one("#claim-witness", TextPane).text.split())
        for said in {
            "en": ("member", "Platform coupon, 80 off from 1,000", "1,118.82", "1,088.82", "1,067.70"),
            "zh": ("会员", "平台券 满1000减80", "1,118.82", "1,088.82", "1,067.70"),
        }[language]:
            assert said in (beside if size == "140x40" else told(app))
        assert {"en": "No legal advice", "zh": "不是法律意见"}[language] in told(app)
        assert not crooked(app)
        if language == "zh":
            assert set(english(app)) <= NAMES

    drive(EXAMPLE, script, size=SIZES[size], language=language, standard=made_up(tmp_path))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sentence_that_can_be_read_in_several_ways_has_a_row_for_each(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, UP_TO[language])
        rows = verdicts(app)
        assert [row[0][:2] for row in rows] == [f"{number}." for number in range(1, len(rows) + 1)]
        assert len(rows) > 1
        assert len({row[2] for row in rows}) > 1, "they do not come out alike"
        assert {"en": "how it is read", "zh": "怎么理解"}[language] in told(app)
        seen = set()
        for _ in rows:
            seen.add(told(app))
            await press(app, pilot, "down")
        assert len(seen) == len(rows), "each is told by itself"

    drive(EXAMPLE, script, language=language, standard=made_up(tmp_path))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cannot_tell_names_what_is_missing(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, UP_TO[language])
        missing = {"en": "the items in scope", "zh": "范围内的商品"}[language]
        row = next(row for row in verdicts(app) if row[2] == {"en": "CANNOT TELL", "zh": "无法判断"}[language])
        assert missing in row[3]
        assert missing in told(app)

    drive(EXAMPLE, script, language=language, standard=made_up(tmp_path))


def test_every_standard_in_force_has_a_row_and_the_one_in_the_selected_row_is_told() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "到手价 1059")
        names = [row[1] for row in verdicts(app)]
        assert {"cn-2020", "cn-2022"} <= set(names)
        await press(app, pilot, *["down"] * names.index("cn-2022"))
        assert "SAMR Order 56" in told(app)
        assert {row[2] for row in verdicts(app)} == {"HOLDS"}, "rounding by custom is excused"

    drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_no_claim_says_that_nothing_was_understood(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, {"en": "hello", "zh": "你好"}[language])
        assert verdicts(app) == []
        assert screen(app).shown is not None
        assert screen(app).shown.view.around.nothing_read() in told(app)
        await press(app, pilot, "enter", "r", "down")
        assert not crooked(app)

    drive(EXAMPLE, script, language=language)


def test_the_language_changes_what_is_shown_and_nothing_is_judged_again(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL["en"])
        before = screen(app).worked
        await press(app, pilot, "L")
        assert screen(app).worked is before
        assert verdicts(app)[0][2] == FAILS["zh"]
        assert "谁付得最少" in told(app)

    drive(EXAMPLE, script, standard=made_up(tmp_path))


# --- the sentence and its cart --------------------------------------------------------------------------------------


def test_letters_go_into_the_sentence_while_it_is_typed() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("s", "a", "v", "e", "space", "3", "0", "0")
        assert isinstance(app.screen, ClaimScreen)
        assert screen(app).query_one("#sentence", Input).value == "save 300"
        await press(app, pilot, "enter")
        assert "300.00" in verdicts(app)[0][0]
        assert app.focused is not None
        assert app.focused.id == "verdicts-table"
        await press(app, pilot, "e")
        assert app.focused.id == "sentence"

    drive(EXAMPLE, script)


def test_from_a_verdict_enter_goes_on_to_its_evidence() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL["en"])
        await press(app, pilot, "enter")
        assert app.focused is not None
        assert app.focused.id == "claim-detail"

    drive(EXAMPLE, script)


def test_the_newest_sentence_wins(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for amount in ("1000", "1010", "1100"):
            screen(app).query_one("#sentence", Input).value = f"final price {amount}"
            await pilot.press("enter")
            screen(app).action_sentence()
        await judged(app, pilot)
        (row,) = verdicts(app)
        assert "1,100.00" in row[0]
        assert row[2] == "HOLDS"

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_the_sentence_is_there_again_and_judged_against_the_cart_as_it_is_by_then(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL["en"])
        await press(app, pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        app.apply(SetField("2", "unit_price", "300"))
        await press(app, pilot, "c")
        assert screen(app).query_one("#sentence", Input).value == FINAL["en"]
        assert verdicts(app)[0][2] == "HOLDS"

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_who_is_buying_and_what_was_chosen_change_nothing(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        app.apply(ToggleOffer("R6"))
        app.apply(ToggleOffer("R4"))
        app.apply(SetPersona("new"))
        await say(app, pilot, FINAL["en"])
        assert "1,058.82" in verdicts(app)[0][3]
        assert words("en").labels.overrules in told(app)
        await press(app, pilot, "y")
        assert "promocalc claim" not in app.clipboard, "nobody can do that again from the file"

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_the_cheapest_way_is_searched_once_for_a_cart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from promocalc.claims import witness

    looked, really = [], witness.witness
    monkeypatch.setattr(witness, "witness", lambda *facts: looked.append(1) or really(*facts))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "final price 1000")
        await say(app, pilot, "final price 1100")
        assert len(looked) == 1
        app.apply(SetField("2", "unit_price", "300"))
        await judged(app, pilot)
        assert len(looked) == 2

    drive(EXAMPLE, script, standard=made_up(tmp_path))


# --- what it is held against ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_earlier_prices_count_from_the_first_day_on_and_r_sets_the_marked_price_against_them(
    tmp_path: Path, language: Language
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, {"en": "save 300", "zh": "立减300"}[language])
        assert "1,437.70" in told(app), "the marked price, as nothing else is known"
        await fill(app, pilot, "p", str(prices(tmp_path)))
        assert app.screen.query_one(Editor).display, "and then from which day on"
        await press(app, pilot, "enter")
        assert app.claiming.start == "2026-11-10"
        assert verdicts(app)[0][2] == FAILS[language]
        assert "1,299.00" in told(app)
        assert "2026-11-05" in told(app), "the day it comes from"
        await press(app, pilot, "r")
        assert "1,437.70" in told(app)
        assert verdicts(app)[0][2] != FAILS[language]
        await press(app, pilot, "r")
        assert "1,299.00" in told(app)

    drive(EXAMPLE, script, language=language, standard=made_up(tmp_path))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_what_holds_while_nobody_looked_on_some_days_holds_so_far(
    tmp_path: Path, size: str, language: Language
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, {"en": "save 200", "zh": "立减200"}[language])
        await fill(app, pilot, "p", str(prices(tmp_path, "date,until,price\n2026-11-05,2026-11-09,1299\n")))
        await press(app, pilot, "enter")
        assert verdicts(app)[0][2] == {"en": EN, "zh": ZH}[language].held_so_far
        assert {"en": "5 of 7 days", "zh": "5 天"}[language] in told(app)
        await press(app, pilot, "r")
        assert not crooked(app), "with a notice over it"

    drive(EXAMPLE, script, size=SIZES[size], language=language, standard=made_up(tmp_path))


def test_without_earlier_prices_there_is_nothing_to_switch() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "save 300")
        await press(app, pilot, "r")
        assert EN.no_history in shown(app)
        assert not app.claiming.is_marked

    drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_several_things_in_the_prices_one_is_chosen(tmp_path: Path, language: Language) -> None:
    text = "date,until,price,kind,sku\n2026-11-01,2026-11-09,1299,offer,coat\n2026-11-01,2026-11-09,1600,offer,hat\n"

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, {"en": "save 300", "zh": "立减300"}[language])
        await fill(app, pilot, "p", str(prices(tmp_path, text)))
        assert isinstance(app.screen, ChoiceScreen)
        assert {"en": EN, "zh": ZH}[language].choose_sku in shown(app)
        await press(app, pilot, "down", "enter")
        assert app.claiming.said.sku == "hat"
        await press(app, pilot, "enter")
        assert app.claiming.start == "2026-11-10"
        assert "1,600.00" in told(app)

    drive(EXAMPLE, script, language=language, standard=made_up(tmp_path))


def test_a_file_that_is_not_there_is_told_and_the_next_one_is_read(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "save 300")
        await fill(app, pilot, "p", str(tmp_path / "gone.csv"))
        await press(app, pilot, "escape")
        assert verdicts(app) == []
        assert "gone.csv" in told(app)
        await fill(app, pilot, "p", "")
        assert verdicts(app)[0][2].startswith("HOLDS")

    drive(EXAMPLE, script, standard=made_up(tmp_path))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_day_that_is_none_is_refused_where_it_is_typed(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        await fill(app, pilot, "d", "2026-13-01")
        assert app.screen.query_one(Editor).has_class("-refused")
        assert "2026-13-01" in shown(app)
        await press(app, pilot, "escape")
        assert app.claiming.start == ""
        assert app.focused is not None
        assert app.focused.id == "verdicts-table", "back where it was"
        await fill(app, pilot, "d", "2026-11-11")
        assert app.claiming.start == "2026-11-11"

    drive(EXAMPLE, script, language=language)


def test_another_jurisdiction_has_other_standards() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "save 300")
        await press(app, pilot, "s")
        assert isinstance(app.screen, ChoiceScreen)
        await press(app, pilot, "J", "P", "enter")
        assert {row[1] for row in verdicts(app)} == {"jp"}
        await press(app, pilot, "s", *"uk-2025", "enter")
        assert {row[1] for row in verdicts(app)} == {"uk-2025"}
        assert app.claiming == Claiming((Said("save 300"),), standard="uk-2025")

    drive(EXAMPLE, script)


def test_a_catalogue_says_how_many_items_reach_it(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(
        "id,name,price,tags,store\n1,coat,100,flash,x\n2,hat,500,,x\n3,sock,500,,x\n", encoding="utf-8"
    )

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "up to 50% off")
        await fill(app, pilot, "a", str(tmp_path / "items.csv"))
        assert verdicts(app)[0][2] == EN.held_so_far, "on the prices of labels"
        assert "items.csv" in " ".join(screen(app).query_one("#claim-known", Line).parts)

    drive(EXAMPLE, script, standard=made_up(tmp_path))


# --- keys, words, pictures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_keys_stand_in_the_key_line(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, FINAL[language])
        for size in (NARROW, (60, 18)):
            await pilot.resize_terminal(*size)
            await judged(app, pilot)
            found = {action.call for action in app.screen.query_one(KeyLine).shown}
            assert {"judge", "sentence", "leave", "app.show_help"} <= found
            if size == NARROW:
                assert {"history", "standard"} <= found
            assert not crooked(app)

    drive(EXAMPLE, script, language=language)


def test_the_way_there_is_in_the_help_and_among_the_commands() -> None:
    there = {action.id: action for action in key_line("main", "app")}
    assert there["claim"].keys == ("c",)
    assert there["claim"].in_palette


def test_every_text_is_there_in_both_languages() -> None:
    for field in vars(EN):
        english_, chinese = getattr(EN, field), getattr(ZH, field)
        assert english_
        assert chinese
        assert english_.count("{") == chinese.count("{"), field


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_the_screen_looks_as_kept(tmp_path: Path, size: str, language: Language) -> None:
    pictures: list[str] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, UP_TO[language])
        await press(app, pilot, "down")
        pictures.append(shown(app))

    drive(EXAMPLE, script, size=SIZES[size], language=language, standard=made_up(tmp_path))
    kept = GOLDEN / f"claim-{size}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(pictures[0], encoding="utf-8")
    assert pictures[0] == kept.read_text(encoding="utf-8")
