"""What is demanded of the ways to pay: offers that have to be used or left alone, and a budget."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.tui.app import PromoApp
from promocalc.tui.best import work
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_words import best_words
from promocalc.tui.limits import Limits
from promocalc.tui.opening import open_session
from promocalc.tui.request import Request
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.limits import LimitsPane
from promocalc.tui.words import Language
from tests.tui.drive import WIDE, crooked, shown
from tests.tui.test_rendering import english
from tests.tui.weighing import EXAMPLE, demands, drive, pay, press, screen, told, ways, weighed

R2, R6 = "Store coupon, 20 off from 199", "Platform coupon, 80 off from 1,000"


async def type_in(app: PromoApp, pilot: Pilot[Any], key: str, text: str) -> None:
    """Open the editor with a key, type, and take it over."""
    await press(app, pilot, key)
    for character in text:
        await pilot.press({".": "full_stop", "/": "slash", "~": "tilde"}.get(character, character))
    await press(app, pilot, "enter")


# --- the demands themselves -----------------------------------------------------------------------------------------


def test_an_offer_is_free_then_has_to_be_used_then_left_alone_then_free() -> None:
    limits, seen = Limits(use=("A",)), []
    for _ in range(4):
        seen.append(limits.state("B"))
        limits = limits.turned("B")
    assert seen == ["free", "used", "barred", "free"]
    assert limits.use == ("A", "B"), "the others stay as they are"


def test_orders_go_up_to_five_and_begin_again() -> None:
    limits, seen = Limits(), []
    for _ in range(6):
        seen.append(limits.orders)
        limits = limits.more_orders()
    assert seen == [1, 2, 3, 4, 5, 1]


def test_what_is_demanded_of_offers_that_are_not_there_is_passed_over() -> None:
    session = open_session(Request(EXAMPLE))
    assert session.receipt is not None
    asked = Asked.of(session, session.receipt, Limits(use=("gone",), skip=("R6", "gone, too")))
    assert (asked.subject.decided.use, asked.subject.decided.skip) == ((), ("R6",))
    worked = work(asked, Waiting())
    assert worked is not None
    assert worked.plans[0].way.receipt.pay == 114_882


def test_every_way_does_what_is_demanded_but_the_present_one() -> None:
    session = open_session(Request(EXAMPLE))
    assert session.receipt is not None
    for limits in (Limits(use=("R6",)), Limits(skip=("R2",)), Limits(skip=("R2", "R6")), Limits(use=("R4",))):
        worked = work(Asked.of(session, session.receipt, limits), Waiting())
        assert worked is not None
        for plan in worked.plans:
            effective = {step.rule for step in plan.way.receipt.steps if step.deduction}
            keeps = effective.issuperset(limits.use) and not effective.intersection(limits.skip)
            assert plan.allowed == keeps, (limits, plan.way.rules)
            assert plan.allowed or plan.way.is_now
        assert [plan.allowed for plan in worked.plans] == sorted((p.allowed for p in worked.plans), reverse=True)


# --- on the screen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "language"), [("space", "en"), ("enter", "zh")])
def test_the_ways_are_weighed_anew_under_what_is_demanded(key: str, language: Language) -> None:
    say = best_words(language)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert len(ways(app)) == 4
        await press(app, pilot, "space")
        assert app.focused is screen(app).query_one(LimitsPane).table, "the first press goes there"
        await press(app, pilot, key)
        assert list(demands(app).values())[3] == say.used
        assert [row[1] for row in ways(app)] == ["1,148.82", "1,157.70"]
        assert {"en": "If nothing were fixed, ¥1,088.82", "zh": "若什么都不事先定下，最少只付 ¥1,088.82"}[
            language
        ] in told(app)
        await press(app, pilot, key)
        assert list(demands(app).values())[3] == say.barred
        assert [(row[0], row[1]) for row in ways(app)] == [
            ("1", "1,088.82"),
            ("2", "1,097.70"),
            ("3", "1,168.82"),
            ("-", "1,148.82"),
        ], "what there is now stands last where it is not allowed"
        await press(app, pilot, key)
        assert list(demands(app).values())[3] == say.free
        assert len(ways(app)) == 4
        assert not crooked(app)
        if language == "zh":
            assert not english(app)

    drive(EXAMPLE, script, language=language)


def test_the_present_way_that_is_not_allowed_says_so() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "space", "space", "space", "shift+tab", "shift+tab", "G")
        assert ways(app)[-1][0] == "-"
        assert best_words("en").not_allowed in told(app)

    drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_demands_that_exclude_each_other_are_told_in_their_place(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "space", "space", "down", "space")
        assert ways(app) == []
        assert {"en": "at most 1 may be", "zh": "最多只能选 1 个"}[language] in told(app)
        assert {"en": R6, "zh": "平台券 满1000减80"}[language] in told(app), "with the name that the limits show"
        await press(app, pilot, "y", "s", "s", "s", "s", "s", "space")
        assert [row[1] for row in ways(app)] == ["1,148.82", "1,157.70"], "barred, it is no demand on the other"
        assert not crooked(app)

    drive(EXAMPLE, script, language=language)


def test_what_is_demanded_stays_while_the_program_runs_and_is_no_part_of_the_cart() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert app.session is not None
        cart = app.session.cart
        await press(app, pilot, "space", "space", "escape")
        assert isinstance(app.screen, MainScreen)
        assert app.session.cart is cart
        assert not app.session.undo
        await press(app, pilot, "o")
        assert demands(app)[R2] == "must"
        assert [row[1] for row in ways(app)] == ["1,148.82", "1,157.70"]

    drive(EXAMPLE, script, size=WIDE)


def test_the_newest_demand_wins() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "space")
        await pilot.press(*["space"] * 5, "down", "space")
        await weighed(app, pilot)
        assert (demands(app)[R2], demands(app)[R6]) == ("never", "must")
        assert [row[1] for row in ways(app) if row[0] != "-"] == ["1,088.82", "1,097.70"]

    drive(EXAMPLE, script, size=WIDE)


def test_a_way_that_is_taken_over_keeps_what_was_demanded() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "space", "space", "shift+tab", "shift+tab", "down", "enter")
        assert pay(app) == 115_770
        assert app.session is not None
        assert app.session.choices.use == ("R2",)
        await press(app, pilot, "u")
        assert pay(app) == 114_882

    drive(EXAMPLE, script)


# --- the budget -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_ways_above_the_budget_are_marked(language: Language) -> None:
    say = best_words(language)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "b", "1100")
        assert [say.over in row[4] for row in ways(app)] == [False, False, True, True]
        assert {"en": "¥1,100.00, of which ¥11.18 is left", "zh": "¥1,100.00，还剩 ¥11.18"}[language] in told(app)
        assert "¥1,100.00" in next(iter(demands(app).values()))
        await press(app, pilot, "G")
        assert say.over_by.format(budget="¥1,100.00", more="¥68.82") in told(app)
        assert not crooked(app)
        if language == "zh":
            assert not english(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_budget_below_the_cheapest_way_says_how_much_it_takes(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "b", "1000")
        say = best_words(language)
        assert [say.over in row[4] for row in ways(app)] == [True] * 4
        least = {"en": "the least that can be paid is ¥1,088.82", "zh": "最少也要付 ¥1,088.82"}[language]
        assert least in told(app)
        assert say.over_by.format(budget="¥1,000.00", more="¥88.82") in told(app)

    drive(EXAMPLE, script, language=language)


def test_a_budget_is_no_reason_to_weigh_anew() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        before = screen(app).worked
        await type_in(app, pilot, "b", "1100")
        assert screen(app).worked is before
        await press(app, pilot, "b", "delete", "enter")
        assert demands(app)["Budget"] == "none"
        assert not any("over" in row[4] for row in ways(app))

    drive(EXAMPLE, script)


def test_what_is_no_amount_is_refused_and_can_be_put_right() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "b", "12x")
        assert app.screen.query_one(Editor).display
        assert "12x" in shown(app)
        assert demands(app)["Budget"] == "none"
        await press(app, pilot, "escape")
        assert not app.screen.query_one(Editor).display
        assert app.focused is not None
        assert app.focused.id == "best-table", "back where it was"
        await type_in(app, pilot, "b", "1.234")
        assert app.screen.query_one(Editor).has_class("-refused")

    drive(EXAMPLE, script)


def test_the_rows_of_the_limits_do_what_their_keys_do() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "space", "g", "space")
        assert app.screen.query_one(Editor).display
        await press(app, pilot, "escape", "down", "space")
        assert demands(app)["Orders"] == "up to 2"
        await press(app, pilot, "down", "enter")
        assert app.screen.query_one(Editor).display

    drive(EXAMPLE, script)
