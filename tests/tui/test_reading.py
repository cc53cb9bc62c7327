"""What the widgets are handed, without a screen."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings

from promocalc.cart import Cart
from promocalc.files.shipped import shipped
from promocalc.rules.rulebook import Rulebook
from promocalc.tui.events import SetField, ToggleOffer
from promocalc.tui.opening import open_session
from promocalc.tui.picture import on_the_grid
from promocalc.tui.reading import Reading
from promocalc.tui.request import Request
from promocalc.tui.session import Session, update
from promocalc.tui.words import Language
from tests.generate import cases
from tests.tui import worked


def read_everything(reading: Reading) -> str:
    """Every text there is, with nothing raised on the way."""
    parts = [*reading.header, reading.used, reading.range, reading.hint, reading.problems, reading.refusal]
    parts += [row.text for row in (*reading.cart, *reading.offers)]
    parts += [row.label for row in reading.waterfall]
    parts += [text for offer in reading.offers for row in reading.detail(offer.rule) for text in row]
    parts += [*reading.assumptions, *(text for pair in reading.totals for text in pair)]
    return "\n".join(parts)


class TestTheWorkedExample:
    def test_marks(self) -> None:
        reading = Reading(Session.of(worked.cart(), worked.book()))
        marks = {row.rule: row.mark for row in reading.offers}
        assert marks == {"R1": "[x]", "R2": "[x]", "R6": "[ ]", "R3": "[x]", "R4": "[x]", "R5": "[-]"}
        assert reading.used == "4/6"

    def test_the_nearest_next_step(self) -> None:
        assert "142.30" in Reading(Session.of(worked.cart(), worked.book())).hint

    def test_no_next_step_for_a_coupon_that_was_given_up(self) -> None:
        session = update(Session.of(worked.cart(), worked.book()), ToggleOffer("R6"))
        session = update(session, SetField("1", "unit_price", "200"))  # 59.00 short for the coupon given up
        assert "Store coupon" not in Reading(session).hint

    def test_totals_in_both_languages(self) -> None:
        session = Session.of(worked.cart(), worked.book())
        assert ("PAY", "¥1,148.82") in Reading(session).totals
        assert ("", "占标价 79.9%（7.99折）") in Reading(replace(session, language="zh")).totals


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", [one.name for one in shipped("cart")])
def test_every_shipped_cart_can_be_read_out(name: str, language: Language) -> None:
    session = open_session(Request(name, language=language))
    assert session.receipt is not None
    assert session.path is None, "what is shipped is not written over"
    assert read_everything(Reading(session))


@given(cases())
@settings(max_examples=50)
def test_any_session_can_be_read_out(case: tuple[Cart, Rulebook]) -> None:
    for language in ("en", "zh"):
        reading = Reading(Session.of(*case, language=language))
        read_everything(reading)
        if reading.receipt is not None:
            assert [row.rule for row in reading.offers] == list(reading.steps)
            assert set(reading.steps) == set(case[1].rules)


def test_the_pure_part_needs_no_terminal_library() -> None:
    code = (
        "import sys, promocalc.tui.session, promocalc.tui.reading, promocalc.tui.opening, promocalc.tui.store;"
        "sys.exit(bool({'textual', 'rich'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_first_frame_needs_no_model() -> None:
    code = (
        "import sys, promocalc.tui.app, promocalc.tui.request, promocalc.explain.language;"
        "sys.exit(bool({'pydantic', 'yaml', 'promocalc.engine', 'promocalc.rules'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_picture_places_every_character_and_asks_for_no_network() -> None:
    svg = (
        "<style>@font-face { src: url('https://cdn/x.woff2') }\n .m { font-family: Fira Code, monospace; }</style>"
        '<text class="t-r1" x="12.2" y="20" textLength="73.2" clip-path="url(#c)">满&amp;3&#160;</text>'
    )
    drawn = on_the_grid(svg)
    assert "https" not in drawn
    assert "Fira" not in drawn
    assert 'x="12.2 36.6 48.8 61" y="20" clip-path="url(#c)">满&amp;3&#160;</text>' in drawn
