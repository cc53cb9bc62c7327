"""The same price in other numbers: on the first screen, among the ways to pay, on the what-if screen, in a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.explain.receipt.equivalents_words import comes_to
from promocalc.tui.app import PromoApp
from promocalc.tui.events import GiveBack
from promocalc.tui.screens.refund import RefundScreen
from promocalc.tui.widgets.texts import ResultBar, TextPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui.drive import NARROW, WIDE, crooked, settle, shown

EXAMPLE = "double11-example"


async def rested(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Nothing is being worked out any more."""
    for _ in range(500):
        await pilot.pause(0.02)
        if all(one.is_finished for one in app.workers):
            break
    await pilot.pause(0.2)
    await settle(app, pilot)


def sentence(app: PromoApp, language: Language) -> str:
    """What the receipt comes to."""
    assert app.session is not None
    assert app.session.receipt is not None
    return comes_to(app.session.receipt, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_result_says_it_where_there_is_room(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert sentence(app, language) in shown(app)
        assert not crooked(app)
        await pilot.resize_terminal(*NARROW)
        await settle(app, pilot)
        assert sentence(app, language) not in shown(app), "the next step goes before it"
        assert app.query_one(ResultBar).region.height == 4

    driving.drive(EXAMPLE, script, size=WIDE, language=language)


def test_a_percentage_alone_is_not_said_twice() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await settle(app, pilot)
        assert sentence(app, "en") == "25.0% off"
        assert "25.0% off" not in shown(app)
        assert "75.0% of the tag price" in shown(app)

    driving.drive("asda-3-for-2", script, size=WIDE)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_way_to_pay_says_what_it_comes_to(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("o")
        await rested(app, pilot)
        seen = []
        for _ in range(3):
            text = app.screen.query_one("#best-detail", TextPane).text
            (row,) = (row for row in text.splitlines() if row.startswith({"en": "Comes to", "zh": "折算"}[language]))
            seen.append(row)
            await pilot.press("down")
            await rested(app, pilot)
        assert "24.3%" in seen[0]
        assert sentence(app, language) in seen[2], "the way of now is the third"

    driving.drive(EXAMPLE, script, language=language)


def test_the_price_at_the_cursor_says_it_once_the_cursor_rests() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("w")
        await rested(app, pilot)
        assert sentence(app, "en") in app.screen.query_one("#here", TextPane).text
        await pilot.press("enter")
        await rested(app, pilot)
        text = app.screen.query_one("#here", TextPane).text
        assert text.count("a piece") == 1

    driving.drive(EXAMPLE, script)


def test_the_copied_refund_says_what_the_order_and_what_the_kept_goods_come_to(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        app.apply(GiveBack("1", 1))
        await pilot.press("r")
        await rested(app, pilot)
        assert isinstance(app.screen, RefundScreen)
        await pilot.press("y")
        assert sentence(app, "en") in " ".join(app.clipboard.split())

    driving.drive(driving.files(tmp_path), script)
