"""The form of the claim screen: what is known of an advertisement, typed, checked at once, and judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Missing
from promocalc.explain.cells import width
from promocalc.problems import ProblemGroup
from promocalc.tui.app import PromoApp
from promocalc.tui.claim_facts import KEYS, known_of, ordered, read_fact, with_texts, wrong
from promocalc.tui.claim_facts_words import EN, ZH, FactsWords
from promocalc.tui.claiming import Claiming
from promocalc.tui.screens.facts import FactsScreen
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.words import Language
from tests.tui.claiming import EXAMPLE, FAILS, drive, judged, made_up, press, prices, say, screen, told, verdicts
from tests.tui.drive import crooked, shown
from tests.tui.test_rendering import SIZES, english

SAVE: dict[Language, str] = {"en": "save 300", "zh": "立减300"}
SMALL = {"60x20": (60, 20), **SIZES}


def form(app: PromoApp) -> FactsScreen:
    """The form."""
    assert isinstance(app.screen, FactsScreen)
    return app.screen


def field(app: PromoApp, key: str) -> Input:
    """One of its fields."""
    return form(app).query_one(f"#fact-{key}", Input)


def note(app: PromoApp) -> str:
    """What it says of the field that has the focus."""
    return " ".join(str(form(app).query_one(".note").render()).split()) or shown(app)


# --- what there is to fill in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("say_", [EN, ZH], ids=["en", "zh"])
def test_everything_that_may_be_known_has_a_name_that_fits(say_: FactsWords) -> None:
    assert set(say_.labels) == set(KEYS)
    assert all(width(label) <= 30 for label in say_.labels.values())
    assert len(set(say_.labels.values())) == len(KEYS)


def test_whatever_a_verdict_may_lack_there_is_a_field_that_settles_it() -> None:
    for lack in get_args(Missing):
        first, others = ordered([lack])
        assert first or lack == "ends", f"{lack}: when it ends is for the sentence to say"
        assert sorted((*first, *others)) == sorted(KEYS)


def test_what_is_lacking_comes_first_in_its_order() -> None:
    first, _ = ordered(["history", "sold_at_reference", "before", "history"])
    assert first == ("history", "sold_at_reference", "before", "before_days")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_where_nobody_can_tell_the_key_that_asks_for_more_is_named(tmp_path: Path, language: Language) -> None:
    lowest = {"en": "lowest price ever", "zh": "历史最低价"}[language]
    hint = {"en": "f: fill in what is known", "zh": "f: 填写已知情况"}[language]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, lowest)
        assert hint in told(app)

    drive(EXAMPLE, script, language=language)


FACTS = {
    "start": "2026-11-10",
    "reference": "1299.50",
    "before_days": 3,
    "sold_at_reference": "12.5%",
    "shown": "no",
    "by": "the market office",
}


def test_what_a_file_knows_reads_the_same_once_it_is_typed() -> None:
    facts = Facts.model_validate(FACTS)
    for key, text in known_of(facts):
        assert read_fact(key, text, "CNY") == getattr(facts, key)


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("sold_at_reference", "12.5", "12.5%"),
        ("planned", "是", True),
        ("planned", "No", False),
    ],
)
def test_a_share_needs_no_sign_and_yes_is_a_word_of_every_language(key: str, text: str, value: Any) -> None:
    facts = with_texts(Claiming.of("a"), {key: text}).said
    found = read_fact(key, facts.fact(key), "CNY")
    assert found == value or str(found) == value


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("start", "2026-13-01"),
        ("reference", "much"),
        ("reference", "1.234"),
        ("before_days", "-1"),
        ("sold_at_reference", "120%"),
        ("shown", "perhaps"),
        ("history", "/no/such/file.csv"),
    ],
)
def test_what_is_wrong_with_a_text_is_a_sentence(key: str, text: str, language: Language) -> None:
    said = wrong(key, text, "CNY", language)
    assert said
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said) is (language == "zh")
    if key != "history":
        with pytest.raises(ProblemGroup):
            read_fact(key, text, "CNY")


def test_a_yen_has_no_decimals() -> None:
    assert wrong("now", "99.5", "JPY", "en")
    assert not wrong("now", "99.5", "CNY", "en")


def test_other_prices_are_of_whatever_thing_there_is_unless_it_is_said_with_them() -> None:
    said = with_texts(Claiming.of("a"), {"history": "a.csv", "sku": "hat"})
    assert (said.history, said.said.sku) == ("a.csv", "hat")
    assert with_texts(said, {"history": "b.csv"}).said.sku == ""


# --- on the screen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SMALL)
def test_what_the_verdict_lacks_stands_first_and_what_is_typed_decides_it(
    tmp_path: Path, size: str, language: Language
) -> None:
    say_ = {"en": EN, "zh": ZH}[language]

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, {"en": "up to 50% off", "zh": "低至5折"}[language])
        row = screen(app).shown
        assert row is not None
        assert row.missing("1 made-up") == ("items",)
        await press(app, pilot, "f")
        assert form(app).missing[:1] == ("catalogue",)
        assert app.focused is field(app, "catalogue")
        assert not crooked(app)
        if language == "zh":
            assert set(english(app)) <= {"Enter", "Esc"}
        picture = shown(app)
        for text in (say_.title, say_.missing, say_.label("catalogue")):
            assert text in picture
        field(app, "items_reached").value = "2"
        await press(app, pilot, "enter")
        assert ("items_reached", "2%") in app.claiming.said.facts
        assert "2%" in told(app) or "2.0%" in told(app)

    drive(EXAMPLE, script, size=SMALL[size], language=language, standard=made_up(tmp_path))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_text_that_cannot_be_read_is_told_while_it_is_typed_and_kept_out(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, SAVE[language])
        await press(app, pilot, "f")
        box = field(app, "reference")
        form(app).set_focus(box)
        await press(app, pilot, *"12x")
        assert box.has_class("-refused")
        assert f"! {wrong('reference', '12x', 'CNY', language)}"[:20] in shown(app)
        field(app, "now").focus()
        await press(app, pilot, "enter")
        assert form(app)
        assert app.focused is box, "it stays, at what is wrong"
        box.value = "1299"
        await press(app, pilot, "enter")
        assert app.claiming.said.fact("reference") == "1299"
        assert "1,299.00" in told(app)

    drive(EXAMPLE, script, language=language, standard=made_up(tmp_path))


def test_escape_leaves_everything_as_it_was_and_judges_nothing_again(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, SAVE["en"])
        before, asked = screen(app).worked, app.claiming
        await press(app, pilot, "f", "1", "2", "escape")
        assert app.claiming is asked
        await press(app, pilot, "f", "enter")
        assert app.claiming is asked
        assert screen(app).worked is before

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_a_file_of_prices_and_a_first_day_can_be_given_at_once(tmp_path: Path) -> None:
    path = prices(tmp_path)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, SAVE["en"])
        await press(app, pilot, "f")
        field(app, "history").value = str(path)
        field(app, "start").value = "2026-11-10"
        await press(app, pilot, "enter")
        assert verdicts(app)[0][2] == FAILS["en"]
        assert "1,299.00" in told(app)
        await press(app, pilot, "f")
        assert field(app, "history").value == str(path)
        field(app, "history").value = ""
        await press(app, pilot, "enter")
        assert app.claiming.history == ""
        assert "1,299.00" not in told(app)

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_facts_that_were_typed_are_in_the_command_that_does_it_again(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, SAVE["en"])
        await press(app, pilot, "f")
        field(app, "reference").value = "1299"
        field(app, "start").value = "2026-11-10"
        await press(app, pilot, "enter", "y")
        again = next(row for row in app.clipboard.splitlines() if row.strip().startswith("promocalc claim"))
        assert "--start 2026-11-10" in again
        assert "--fact reference=1299" in again

    drive(EXAMPLE, script, standard=made_up(tmp_path))


def test_the_form_can_be_taken_over_and_left_with_the_mouse(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await say(app, pilot, SAVE["en"])
        await press(app, pilot, "f")
        await pilot.click("#fact-now")
        assert app.focused is field(app, "now")
        await press(app, pilot, *"1199")
        await pilot.click(KeyLine, offset=(1, 0))
        await press(app, pilot)
        await judged(app, pilot)
        assert app.claiming.said.fact("now") == "1199"
        await press(app, pilot, "f")
        field(app, "now").value = "7"
        bar = form(app).query_one(KeyLine)
        text = "".join(segment.text for segment in bar.render_line(0))
        await pilot.click(bar, offset=(text.index("Esc"), 0))
        await judged(app, pilot)
        assert app.claiming.said.fact("now") == "1199"

    drive(EXAMPLE, script, standard=made_up(tmp_path))
