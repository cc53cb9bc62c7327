"""Driving the screen without a terminal: one helper to start it, one to read what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

from rich.cells import cell_len
from textual.pilot import Pilot

from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.tui.app import PromoApp
from promocalc.tui.request import Request
from promocalc.tui.words import Language
from tests.tui import worked

Size: TypeAlias = tuple[int, int]
NARROW: Size = (80, 24)
WIDE: Size = (140, 40)

Script: TypeAlias = Callable[[PromoApp, Pilot[Any]], Awaitable[None]]


def rows(app: PromoApp) -> list[str]:
    """What the screen shows, row by row, as a terminal would."""
    # The compositor is Textual's own; nothing else in the tests may look at it.
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def shown(app: PromoApp) -> str:
    """What the screen shows, as one text without trailing spaces."""
    return "\n".join(row.rstrip() for row in rows(app)) + "\n"


def crooked(app: PromoApp) -> list[str]:
    """Rows that are not exactly as wide as the screen."""
    return [row for row in rows(app) if cell_len(row) != app.size.width]


async def settle(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Wait until what was asked for is drawn; a busy machine takes its time to draw a resized screen."""
    for _ in range(20):
        await pilot.pause()
        if not crooked(app):
            return
        await pilot.pause(0.05)


def files(folder: Path) -> Path:
    """The worked example as files; the cart's path."""
    (folder / "tmall-2026.yaml").write_text(dump_rulebook(worked.book()), encoding="utf-8")
    cart = worked.cart().model_copy(update={"rulebook": "tmall-2026.yaml"})
    path = folder / "double11.yaml"
    path.write_text(dump_cart(cart), encoding="utf-8")
    return path


def drive(source: Path | str | None, script: Script, *, size: Size = NARROW, language: Language = "en") -> PromoApp:
    """Run ``script`` on the opened screen."""
    app = PromoApp(Request(str(source) if source is not None else None, language=language))

    async def play() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(play())
    return app
