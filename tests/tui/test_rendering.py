"""What is drawn: every row as wide as the screen, nothing English in Chinese, and the main screen as it should look.

``UPDATE_GOLDEN=1 pytest tests/tui`` writes the pictures under ``golden/`` anew; read the diff before you keep it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from promocalc.files.shipped import shipped
from promocalc.tui.app import PromoApp
from promocalc.tui.words import Language
from tests.tui.drive import NARROW, WIDE, crooked, drive, files, rows, settle, shown

GOLDEN = Path(__file__).parent / "golden"
SIZES = {"80x24": NARROW, "140x40": WIDE}

SCREENS: dict[str, list[str]] = {
    "main": [],
    "main-offers": ["2", "down", "down", "space"],
    "edit": ["e"],
    "refused": ["e", "x", "enter"],
    "explain": ["x"],
    "explain-rule": ["2", "down", "down", "down", "x"],
    "help": ["question_mark"],
    "help-explain": ["x", "question_mark"],
    "import": ["i"],
    "palette": ["ctrl+p"],
    "save": ["S"],
    "empty": ["D", "D", "D"],
    "copied": ["Y"],
}

ALLOWED = {
    # names of programs, files and keys
    *("promocalc", "price", "yaml", "csv", "cart", "double", "tmall", "Markdown", "OSC", "tmux", "set", "clipboard"),
    *("on", "copied", "md", "autosave", "local", "state", "tmp"),
    *("Enter", "Tab", "Esc", "Space", "Del", "Shift", "shift", "tab", "ctrl", "English", "EN"),
    # functions of the working, and what the example itself calls things
    *("floor", "min", "max", "half_up", "red", "packet", "vip", "flash"),
    *(word for one in shipped("cart") for word in re.findall("[a-z]+", one.name)),
}


def english(app: PromoApp) -> list[str]:
    """Words in Latin letters that nobody allowed."""
    text = re.sub(r"(?:~|/)[\w./~-]*/\S*", "", shown(app))
    return [word for word in re.findall(r"[A-Za-z_]{2,}", text) if word not in ALLOWED]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_row_is_as_wide_as_the_screen_and_in_its_language(tmp_path: Path, screen: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*SCREENS[screen])
        for language, size in (("zh", WIDE), ("zh", NARROW), ("en", NARROW), ("en", WIDE)):
            await pilot.resize_terminal(*size)
            if language != app.language:
                app.action_switch_language()
            await settle(app, pilot)
            assert not crooked(app)
            if language == "zh":
                assert not english(app), shown(app)

    drive(files(tmp_path), script, size=WIDE, language="zh")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_problems_are_as_wide_as_the_screen(tmp_path: Path, size: str, language: Language) -> None:
    path = files(tmp_path)
    path.write_text("cart: 店铺\nlines:\n  - {title: 羽绒服, price: 八九九}\n", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert not crooked(app)
        assert "^^^^^^" in shown(app)

    drive(path, script, size=SIZES[size], language=language)


@pytest.mark.parametrize("size", SIZES)
def test_what_cannot_be_imported_is_as_wide_as_the_screen(tmp_path: Path, size: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("i")
        app.screen.query_one(TextArea).text = (
            "名称,店铺,单价,数量\n手套🧤,迪卡侬,五,2\n" + "很长的名字" * 40 + ",x,1,1\n"
        )
        await pilot.pause(0.4)
        assert not crooked(app)
        assert not [word for word in english(app) if word not in ("lines", "unit_price")]

    drive(files(tmp_path), script, size=SIZES[size], language="zh")


def test_odd_names_and_sizes_stay_in_their_columns(tmp_path: Path) -> None:
    names = (
        "👨‍👩‍👧‍👦 家庭装",
        "e\u0301clair café",
        "ｆｕｌｌ　ｗｉｄｔｈ",
        "很长的名字" * 30,
        "a\tb\x1b[31m",
        "[bold]x[/bold]",
        "한국어",
    )

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        from promocalc.cart import Line
        from promocalc.tui.events import Import

        lines = [
            Line.model_validate({"id": f"n{at}", "title": name, "price": "99999999.99"})
            for at, name in enumerate(names)
        ]
        app.apply(Import(tuple(lines)))
        for width, height in ((60, 18), (61, 19), (79, 24), (109, 30), (110, 30), (111, 31), (200, 60)):
            await pilot.resize_terminal(width, height)
            await settle(app, pilot)
            assert not crooked(app), (width, height)
        assert "[bold]x[/bold]" in shown(app)
        assert "\x1b" not in shown(app)

    drive(files(tmp_path), script, language="zh")


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "ansi-light", "high-contrast"])
def test_what_is_said_does_not_depend_on_the_colours(tmp_path: Path, theme: str) -> None:
    seen: list[list[str]] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        seen.append(rows(app))
        app.theme = theme
        await pilot.pause()
        seen.append(rows(app))

    drive(files(tmp_path), script)
    assert seen[0] == seen[1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_the_main_screen_looks_as_kept(tmp_path: Path, size: str, language: Language) -> None:
    pictures: list[str] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("2", "down", "down", "down")
        await pilot.pause()
        pictures.append(shown(app))

    drive(files(tmp_path), script, size=SIZES[size], language=language)
    kept = GOLDEN / f"main-{size}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(pictures[0], encoding="utf-8")
    assert pictures[0] == kept.read_text(encoding="utf-8")
