"""A picture of the screen, drawn by the program itself: ``python -m promocalc.tui.picture FILE.svg --lang zh``.

Textual's own picture names a font on a content network; this one asks for what
is installed, and puts every character into its own cell, so that Chinese stands in its columns.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import get_args

from promocalc.explain.cells import width
from promocalc.tui.app import PromoApp
from promocalc.tui.request import Request
from promocalc.tui.words import Language

FONTS = (
    "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', monospace"
)
REST = 0.2
"""Seconds."""
CELL = 12.2
"""Width of a cell in Rich's pictures."""

_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_RUN = re.compile(r'(<text class="[^"]*-r\d+" )x="([\d.]+)"( y="[\d.]+") textLength="[\d.]+"([^>]*>)([^<]*)(</text>)')


def on_the_grid(svg: str) -> str:
    """The picture with local fonts only, and with every character in its own cell whatever font draws it."""
    svg = _FAMILY.sub(f"font-family: {FONTS};", _FACE.sub("", svg))
    return _RUN.sub(_placed, svg.replace("font-variant-east-asian: full-width;", ""))


def _placed(run: re.Match[str]) -> str:
    """A run of text with a place for each of its characters: browsers stretch a run as a whole, and so unevenly."""
    before, start, y, rest, text, end = run.groups()
    places, at = [], float(start)
    for character in html.unescape(text):
        places.append(f"{at:.1f}".removesuffix(".0"))
        at += CELL * width(character)
    return f'{before}x="{" ".join(places)}"{y}{rest}{text}{end}'


async def picture(request: Request, size: tuple[int, int], keys: list[str]) -> str:
    """The screen as SVG after some keys were pressed."""
    app = PromoApp(request)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            # What is worked out beside the screen, and what follows the cursor only when it rests.
            await app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause(REST)
        return on_the_grid(app.export_screenshot(title="promocalc", simplify=True))


def main() -> int:
    """Read the arguments and write the file."""
    parser = argparse.ArgumentParser(prog="promocalc.tui.picture", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--size", default="140x40")
    parser.add_argument("--lang", choices=get_args(Language), default="en")
    parser.add_argument("--theme", default="textual-dark")
    parser.add_argument("--cart", default=None, help="a path or the name of a shipped cart")
    parser.add_argument("--claims", default=None, help="a file of claims, or the name of a shipped one")
    parser.add_argument("--keys", default="2 down down down", help="what to press first, separated by spaces")
    given = parser.parse_args()
    columns, _, height = given.size.partition("x")
    request = Request(given.cart, language=given.lang, theme=given.theme, claims=given.claims)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    with tempfile.TemporaryDirectory() as folder:
        # What this machine autosaved is no part of the picture.
        os.environ["XDG_STATE_HOME"] = folder
        svg = asyncio.run(picture(request, (int(columns), int(height)), given.keys.split()))
    given.file.write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
