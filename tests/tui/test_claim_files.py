"""A file of claims on the screen: its cart beneath, its advertisements one by one, and what is changed of them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.claims.history import History
from promocalc.tui.app import PromoApp
from promocalc.tui.claim import work
from promocalc.tui.claim_asked import Asked, claiming_of
from promocalc.tui.claim_facts import with_series
from promocalc.tui.claim_words import EN, ZH
from promocalc.tui.opening import open_claims_of, open_session
from promocalc.tui.request import Request
from promocalc.tui.screens.facts import FactsScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.trouble import TroubleScreen
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.verdicts import VerdictsPane
from promocalc.tui.words import Language
from tests.cli.harness import run
from tests.tui.claiming import FAILS, judged, made_up, press, prices, say, screen, told, verdicts
from tests.tui.drive import NARROW, Script, Size, crooked, shown
from tests.tui.test_rendering import SIZES

SHIPPED = ("half-price-example", "refund-later-example", "up-to-example")
CLAIMS = """\
claims: three
title: {zh: 三条广告, en: Three advertisements}
currency: CNY
standards: made-up.yaml
history: prices.csv
facts: {start: 2026-11-10, before_days: 3, by: {zh: 市场监管局, en: the market office}}
advertisements:
  - {text: save 100, facts: {now: 1199}}
  - {text: save 300, facts: {now: 1199}}
  - says: {kind: was_now, was: 1299, now: 899}
    title: {zh: 吊牌, en: The tag on the coat}
"""


def claims(folder: Path, text: str = CLAIMS) -> Path:
    """A file of claims, with the standard and the prices that it names beside it."""
    made_up(folder)
    prices(folder)
    path = folder / "three.claims.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def drive(source: Path | str, script: Script, *, size: Size = NARROW, language: Language = "en") -> PromoApp:
    """Run ``script`` on a file of claims that was opened."""
    app = PromoApp(Request(claims=str(source), language=language))

    async def play() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await judged(app, pilot)
            await script(app, pilot)

    asyncio.run(play())
    return app


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_comes_to_the_same_as_on_the_command_line(name: str, size: str, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert verdicts(app)
        assert app.focused is screen(app).query_one(VerdictsPane).table
        assert not crooked(app)
        await press(app, pilot, "y")
        ran = run("claim", name, "--lang", language)
        assert app.clipboard == ran.out

    drive(name, script, size=SIZES[size], language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_n_goes_on_to_the_next_advertisement_and_round(tmp_path: Path, language: Language) -> None:
    say_ = {"en": EN, "zh": ZH}[language]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        pane = screen(app).query_one(VerdictsPane)
        assert f"{say_.sentence} 1/3" in shown(app)
        assert "100" in verdicts(app)[0][0]
        worked = screen(app).worked
        await press(app, pilot, "n")
        assert f"{say_.sentence} 2/3" in shown(app)
        assert verdicts(app)[0][2] == FAILS[language]
        assert say_.together.format(outcome=FAILS[language]) in str(pane.border_subtitle)
        await press(app, pilot, "n")
        assert {"en": "The tag on the coat", "zh": "吊牌"}[language] in shown(app)
        await press(app, pilot, "n")
        assert app.claiming.at == 0
        await press(app, pilot, "N")
        assert app.claiming.at == 2
        assert screen(app).worked is worked, "all of them are judged at once"
        assert not crooked(app)

    drive(claims(tmp_path), script, language=language)


def test_a_sentence_and_facts_change_one_advertisement_and_no_other(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "n")
        await say(app, pilot, "save 90")
        assert verdicts(app)[0][2] == EN.held_so_far or verdicts(app)[0][2] == "HOLDS"
        await press(app, pilot, "f")
        assert isinstance(app.screen, FactsScreen)
        assert app.screen.before["before_days"] == "3", "what the file says of all of them"
        assert app.screen.before["start"] == "2026-11-10"
        app.screen.query_one("#fact-now").value = "1299"  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        assert verdicts(app)[0][2] == FAILS["en"]
        worked = screen(app).worked
        assert worked is not None
        assert worked.told is not None
        first, second, third = (one.advert for one in worked.told.adverts)
        assert (first.text, second.text, third.text) == ("save 100", "save 90", "")
        assert (first.facts.now, second.facts.now, third.facts.now) == (1199, 1299, None)
        assert second.facts.by is not None
        assert second.facts.by.zh == "市场监管局", "what was not touched stands in both languages"
        assert worked.told.again == (), "no command says that"

    drive(claims(tmp_path), script)


def test_a_sentence_that_is_emptied_is_again_that_of_the_file(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "save 90")
        assert app.claiming.text == "save 90"
        await say(app, pilot, "")
        assert app.claiming.text == "save 100"
        assert "100" in verdicts(app)[0][0]

    drive(claims(tmp_path), script)


def test_what_the_file_says_of_all_can_be_taken_out_for_one(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "f")
        app.screen.query_one("#fact-before_days").value = ""  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        worked = screen(app).worked
        assert worked is not None
        assert worked.told is not None
        assert [one.advert.facts.before_days for one in worked.told.adverts] == [None, 3, 3]

    drive(claims(tmp_path), script)


def test_prices_that_are_named_on_the_screen_go_before_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = prices(tmp_path / "other", "date,until,price,kind\n2026-11-01,2026-11-09,1199,offer\n")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "2026-11-05" in told(app)
        await press(app, pilot, "p")
        app.screen.query_one("Editor Input").value = str(other)  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        assert "2026-11-05" not in told(app)
        assert "1,199.00" in told(app)

    drive(claims(tmp_path), script)


def test_without_a_cart_there_is_none_beneath_and_nobody_pays_least(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert screen(app).worked is not None
        assert screen(app).worked.witness is None  # type: ignore[union-attr]
        await press(app, pilot, "escape")
        assert isinstance(app.screen, MainScreen)
        assert app.session is not None
        assert app.session.cart.lines == ()
        assert app.session.name == "three", "a cart that is saved takes no file's place"
        await press(app, pilot, "c")
        assert len(verdicts(app)) == 1

    drive(claims(tmp_path), script)


def test_reading_the_files_again_keeps_what_was_changed_unless_the_file_is_another(tmp_path: Path) -> None:
    path = claims(tmp_path)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, "save 50")
        await press(app, pilot, "f5")
        assert app.claiming.text == "save 50"
        path.write_text(CLAIMS.replace("save 100", "save 77"), encoding="utf-8")
        await press(app, pilot, "f5")
        assert app.claiming.text == "save 77"
        assert "77" in verdicts(app)[0][0]

    drive(path, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_with_a_mistake_is_told_with_its_line_and_read_again(tmp_path: Path, language: Language) -> None:
    path = claims(tmp_path, CLAIMS.replace("2026-11-10", "2026-13-10"))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert isinstance(app.screen, TroubleScreen)
        assert "three.claims.yaml:6" in shown(app)
        path.write_text(CLAIMS, encoding="utf-8")
        await press(app, pilot, "f5")
        assert verdicts(app)

    drive(path, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_that_is_named_and_not_there_is_told_at_its_line(tmp_path: Path, language: Language) -> None:
    path = claims(tmp_path, CLAIMS.replace("prices.csv", "gone.csv"))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "gone.csv" in told(app)
        assert "three.claims.yaml:5" in told(app)

    drive(path, script, language=language)


def test_a_sentence_alone_has_no_next_one(tmp_path: Path) -> None:
    one = CLAIMS[: CLAIMS.index("  - {text: save 300")]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "n")
        assert EN.no_others in shown(app)
        assert app.claiming == replace(app.claiming, at=0)

    drive(claims(tmp_path, one), script)


def _asked(path: Path, **facts: Any) -> Asked:
    loaded, request = open_claims_of(Request(claims=str(path), **facts))
    return Asked(claiming_of(loaded), open_session(request), request, date(2026, 11, 22), "", loaded)


def test_a_moment_that_is_asked_for_is_when_it_was_advertised(tmp_path: Path) -> None:
    at = datetime.fromisoformat("2026-11-12T08:00:00+08:00")
    asked = _asked(claims(tmp_path), at=at)
    assert asked.claims.at == at.date()
    found = work(asked, Waiting())
    assert found is not None
    assert found.told is not None
    assert found.told.again[3:] == ("--at", "2026-11-12T08:00:00+08:00")


def test_a_thing_that_is_chosen_is_that_of_every_advertisement_that_names_none(tmp_path: Path) -> None:
    path = claims(tmp_path, CLAIMS.replace("{text: save 300,", "{text: save 300, sku: hat,"))
    text = "sku,date,until,price\nhat,2026-11-05,2026-11-09,99\ncoat,2026-11-05,2026-11-09,1299\n"
    prices(tmp_path, text)
    asked = _asked(path)
    found = work(asked, Waiting())
    assert found is not None
    assert found.choosing is not None
    assert set(found.choosing.allowed) == {"coat", "hat"}
    again = work(replace(asked, claiming=with_series(asked.claiming, "sku", "coat")), Waiting())
    assert again is not None
    assert [one.sku for one in again.asked.claims.advertisements] == ["coat", "hat", "coat"]
    assert again.told is not None
    assert [one.advert.history != History() for one in again.told.adverts] == [True, True, True]


def test_another_jurisdiction_goes_before_the_standards_that_the_file_names(tmp_path: Path) -> None:
    asked = _asked(claims(tmp_path))
    there = replace(asked, claiming=replace(asked.claiming, place="UK"))
    assert (asked.claims.standards, there.claims.standards) == (("made-up.yaml",), ())
    assert there.claims.jurisdiction == "UK"
    assert {"standards"} <= replace(asked, claiming=replace(asked.claiming, standard="uk-2025")).here
