"""Driving the optimiser screen: waiting until nothing is worked out any more, and reading what it shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from promocalc.tui.app import PromoApp
from promocalc.tui.screens.best import BestScreen
from promocalc.tui.widgets.limits import LimitsPane
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.widgets.ways import WaysPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui.drive import NARROW, Script, Size, settle

EXAMPLE = "double11-example"
"""1,437.70 marked, 1,148.82 to pay, 1,088.82 at best."""


def drive(source: Path | str | None, script: Script, *, size: Size = NARROW, language: Language = "en") -> PromoApp:
    """Run ``script`` with the optimiser open and the ways to pay weighed."""

    async def opened(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "o")
        await script(app, pilot)

    return driving.drive(source, opened, size=size, language=language)


async def weighed(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Wait until nothing is being worked out any more."""
    for _ in range(1_000):
        await pilot.pause(0.01)
        if not [one for one in app.workers if not one.is_finished] and (
            not isinstance(app.screen, BestScreen) or not app.screen.is_working
        ):
            break
    await settle(app, pilot)


async def press(app: PromoApp, pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what came before is drawn."""
    for key in keys:
        await pilot.press(key)
        await weighed(app, pilot)


def screen(app: PromoApp) -> BestScreen:
    """The optimiser."""
    assert isinstance(app.screen, BestScreen)
    return app.screen


def ways(app: PromoApp) -> list[tuple[str, ...]]:
    """The rows of the table."""
    return list(screen(app).query_one(WaysPane).table.texts.values())


def told(app: PromoApp) -> str:
    """What is told of the selected way, on one line."""
    return " ".join(screen(app).query_one("#best-detail", TextPane).text.split())


def demands(app: PromoApp) -> dict[str, str]:
    """The rows of the limits: what is demanded, by what it is demanded of."""
    return {row[0]: row[1] for row in screen(app).query_one(LimitsPane).table.texts.values()}


def pay(app: PromoApp) -> int:
    """What the session pays, in minor units."""
    assert app.session is not None
    assert app.session.receipt is not None
    return app.session.receipt.pay
