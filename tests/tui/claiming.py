"""Driving the claim screen: typing a sentence, waiting until it is judged, and reading what is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.tui.app import PromoApp
from promocalc.tui.screens.claim import ClaimScreen
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.verdicts import VerdictsPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui.drive import NARROW, Script, Size, settle

EXAMPLE = "double11-example"
"""1,437.70 marked; nobody pays less than 1,058.82, and that takes a member."""

FINAL: dict[Language, str] = {"en": "final price 1000", "zh": "到手价 1000"}
"""A claim that nobody reaches there."""
FAILS: dict[Language, str] = {"en": "FAILS", "zh": "不成立"}
"""The verdict on it."""

STANDARD = """\
standard: made-up
title: {zh: 虚构的标准, en: A made-up standard}
jurisdiction: CN
timezone: Asia/Shanghai
force: {from: 2026-01-01}
reference: {way: lowest, window: {days: 7}, kinds: [offer]}
article: §1
tests:
  - {test: reference, article: §1}
  - {test: saving, article: §2, unread: yes}
  - {test: asked, article: §3}
  - {test: items_reached, article: §4}
  - {test: every_item, article: §5}
"""
PRICES = "date,until,price,kind\n2026-10-20,2026-11-04,1499,offer\n2026-11-05,2026-11-09,1299,offer\n"
"""1,299 right before the reduction: of the seven days before 2026-11-10 the lowest; of two of them 1,499."""


def drive(
    source: Path | str | None,
    script: Script,
    *,
    size: Size = NARROW,
    language: Language = "en",
    standard: Path | None = None,
) -> PromoApp:
    """Run ``script`` with the claim screen open; with a standard of a file, under that one alone."""

    async def opened(app: PromoApp, pilot: Pilot[Any]) -> None:
        if standard is not None:
            app.claiming = replace(app.claiming, standard=str(standard))
        await press(app, pilot, "c")
        await script(app, pilot)

    return driving.drive(source, opened, size=size, language=language)


def made_up(folder: Path) -> Path:
    """The made-up standard as a file."""
    path = folder / "made-up.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    return path


def prices(folder: Path, text: str = PRICES) -> Path:
    """Earlier prices as a file."""
    path = folder / "prices.csv"
    path.write_text(text, encoding="utf-8")
    return path


async def judged(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Wait until nothing is being worked out any more."""
    for _ in range(1_000):
        await pilot.pause(0.01)
        working = isinstance(app.screen, ClaimScreen) and app.screen.asked is not None
        if not working and not [one for one in app.workers if not one.is_finished]:
            break
    await settle(app, pilot)


async def press(app: PromoApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what came before is drawn."""
    for key in keys:
        await pilot.press(key)
        await judged(app, pilot)


async def say(app: PromoApp, pilot: Pilot[Any], sentence: str) -> None:
    """Put a sentence into its field, and have it judged."""
    screen(app).action_sentence()
    screen(app).query_one("#sentence", Input).value = sentence
    await press(app, pilot, "enter")


async def fill(app: PromoApp, pilot: Pilot[Any], key: str, text: str) -> None:
    """Open the editor with a key, put a text into it, and take it over."""
    await press(app, pilot, key)
    app.screen.query_one("Editor Input", Input).value = text
    await press(app, pilot, "enter")


def screen(app: PromoApp) -> ClaimScreen:
    """The claim screen."""
    assert isinstance(app.screen, ClaimScreen)
    return app.screen


def verdicts(app: PromoApp) -> list[tuple[str, ...]]:
    """The rows of the table."""
    return list(screen(app).query_one(VerdictsPane).table.texts.values())


def told(app: PromoApp) -> str:
    """What is told of the selected row, on one line."""
    return " ".join(screen(app).query_one("#claim-detail", TextPane).text.split())
