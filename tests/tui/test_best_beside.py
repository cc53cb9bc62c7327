"""What is asked beside the ways to pay: splitting into orders, adding goods; and searches that take long."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.choose.best import Best, Search
from promocalc.choose.parts import MOST_PARTS, TooLarge
from promocalc.choose.solver import NoSolver
from promocalc.choose.split import Split
from promocalc.choose.watch import Progress, Stopped, Watch
from promocalc.formula.subject import Subject
from promocalc.tui.app import PromoApp
from promocalc.tui.best import Worked, work
from promocalc.tui.best_add import added
from promocalc.tui.best_answers import Halted
from promocalc.tui.best_asked import Asked
from promocalc.tui.best_split import orders
from promocalc.tui.best_words import best_words
from promocalc.tui.events import SetField
from promocalc.tui.opening import open_session
from promocalc.tui.request import Request
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.patient import SECOND
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.editor import Editor
from promocalc.tui.widgets.ways import WaysPane
from promocalc.tui.words import Language
from tests.tui.drive import crooked, settle, shown
from tests.tui.test_best_limits import type_in
from tests.tui.test_rendering import english
from tests.tui.weighing import EXAMPLE, demands, drive, press, screen, told, ways, weighed


def known(source: Path | str = EXAMPLE) -> Worked:
    """The ways to pay a cart."""
    session = open_session(Request(str(source)))
    assert session.receipt is not None
    found = work(Asked.of(session, session.receipt), Waiting())
    assert found is not None
    return found


def said(worked: Worked, answer: Any, language: Language = "en") -> str:
    """What an answer says, on one line."""
    return " ".join(" ".join(row) for row in answer.rows(language))


@pytest.fixture
def two_coupons(tmp_path: Path) -> Path:
    """A cart of two coats, and two coupons of which an order takes one."""
    (tmp_path / "shop.yaml").write_text(
        "rulebook: shop\nrules:\n"
        "  A: {title: {en: Coupon A, zh: 甲券}, from: 100, take: {off: 30}, use: coupon}\n"
        "  B: {title: {en: Coupon B, zh: 乙券}, from: 100, take: {off: 20}, use: coupon}\n"
        "price: [{one_of: [A, B]}]\n",
        encoding="utf-8",
    )
    path = tmp_path / "coats.cart.yaml"
    path.write_text(
        "cart: coats\nrulebook: shop.yaml\nwallet: {coupons: [A, B]}\nlines:\n"
        "  - {id: coat, title: {en: Coat, zh: 大衣}, price: 150.00, qty: 2}\n",
        encoding="utf-8",
    )
    return path


# --- several orders -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_key_asks_for_one_order_more_and_after_five_for_one_again(language: Language) -> None:
    say = best_words(language)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "s")
        assert demands(app)[say.split] == say.up_to.format(count=2)
        assert {"en": "no division into up to 2 orders costs less", "zh": "至多 2 单，怎么拆都不会更便宜"}[
            language
        ] in told(app)
        await press(app, pilot, "s")
        assert {"en": "up to 3 orders", "zh": "至多 3 单"}[language] in told(app)
        assert not crooked(app)
        if language == "zh":
            assert not english(app)
        await pilot.press("s", "s", "s")
        await weighed(app, pilot)
        assert demands(app)[say.split] == say.no_split
        assert say.orders not in told(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_orders_that_cost_less_are_told_with_what_each_pays_and_uses(two_coupons: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert ways(app)[0][1] == "270.00"
        await press(app, pilot, "s")
        text = told(app)
        for wanted in (
            "¥250.00",
            "¥120.00",
            "¥130.00",
            *({"en": ("Coat ×1", "Coupon B"), "zh": ("大衣 ×1", "乙券")}[language]),
            {"en": "a division may not be allowed", "zh": "这样拆单未必允许"}[language],
        ):
            assert wanted in text
        ways_begin = text.index({"en": "The ways to pay", "zh": "各种付法"}[language])
        assert text.index("¥130.00") < ways_begin < text.rindex({"en": "Proof", "zh": "证明"}[language])
        await press(app, pilot, "y")
        assert "¥130.00" in app.clipboard, "it is copied with the page"

    drive(two_coupons, script, language=language)


def test_what_is_demanded_of_offers_holds_in_every_order(two_coupons: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "s", "space", "down", "space", "space")
        assert demands(app)["Coupon B"] == "never"
        assert "no division into up to 2 orders costs less" in told(app)

    drive(two_coupons, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_cart_that_is_too_large_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    def refuse(why: Exception) -> None:
        def cheapest(*_: object, **__: object) -> Split:
            raise why

        monkeypatch.setattr("promocalc.choose.solver.cheapest", cheapest)

    worked = known()
    refuse(NoSolver())
    assert "pip install 'promocalc[choose]'" in said(worked, orders(worked, 2, Waiting()), language)
    refuse(TooLarge(5_000, MOST_PARTS))
    assert "5,000" in said(worked, orders(worked, 2, Waiting()), language)
    refuse(TooLarge(20_001, 20_000))
    assert "20,000" in said(worked, orders(worked, 2, Waiting()), language)
    refuse(Stopped())
    assert isinstance(orders(worked, 2, Waiting()), Halted)


# --- adding goods ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_catalogue_the_next_threshold_is_told(language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        text = told(app)
        assert best_words(language).top_up in text
        wanted = {
            "en": '¥202.30 more of goods like "Running shoes": "Cross-store, 50 off every 300" -200.00 → -250.00; '
            "¥152.30 more to pay",
            "zh": "再加 ¥202.30 与「跑鞋」同类的商品：「跨店 每满300减50」-200.00 → -250.00；多付 ¥152.30",
        }
        assert wanted[language] in text

    drive(EXAMPLE, script, language=language)


def test_where_nothing_is_reached_it_says_up_to_what_it_looked(two_coupons: Path) -> None:
    worked = known(two_coupons)
    assert "up to ¥300.00 more" in said(worked, added(worked, "", Waiting()))


@pytest.mark.parametrize("lines", ["[]", "[{id: gift, price: 0}]"])
def test_of_a_cart_that_costs_nothing_no_threshold_is_spoken_of(two_coupons: Path, lines: str) -> None:
    two_coupons.write_text(f"cart: none\nrulebook: shop.yaml\nlines: {lines}\n", encoding="utf-8")
    found = known(two_coupons)
    assert added(found, "", Waiting()).rows("zh") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_out_of_a_catalogue_it_says_what_to_add(tmp_path: Path, language: Language) -> None:
    (tmp_path / "wish.csv").write_text("name,price,store\n袜子,202.30,安踏\n帽子,100.00,安踏\n", encoding="utf-8")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await press(app, pilot, "a")
        app.screen.query_one("#best-editor Input").value = str(tmp_path / "wish.csv")  # type: ignore[attr-defined]
        await press(app, pilot, "enter")
        assert demands(app)[best_words(language).add] == "wish.csv"
        text = told(app)
        assert best_words(language).out_of_catalogue in text
        assert "202.30" in text
        assert "袜子" in text
        assert {"en": "If it goes back later", "zh": "以后退掉的话"}[language] in text
        assert best_words(language).top_up not in text
        assert not crooked(app)
        await press(app, pilot, "a", "delete", "enter")
        assert best_words(language).top_up in told(app)

    drive(EXAMPLE, script, language=language)


@pytest.mark.parametrize("name", ["nowhere.csv", "~nobody-of-that-name/wish.csv", "-", "/"])
def test_a_catalogue_that_cannot_be_read_is_told_and_takes_nothing_with_it(name: str) -> None:
    worked = known()
    assert said(worked, added(worked, name, Waiting()))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await type_in(app, pilot, "a", name)
        assert len(ways(app)) == 4
        assert "error" in told(app)

    if name == "nowhere.csv":
        drive(EXAMPLE, script)


def test_a_defect_beside_the_ways_leaves_them_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr("promocalc.tui.best_add.added", broken)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "ZeroDivisionError" in told(app)
        assert len(ways(app)) == 4

    drive(EXAMPLE, script)


# --- searches that take long ----------------------------------------------------------------------------------------


LONGEST = 60
"""Seconds after which a search that nobody stops ends all the same, and the test fails."""


class Slow:
    """A search that goes on until it is stopped, and then says what it has: a gap is left."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun = 0
        self.is_slow = True
        real = Search.best

        def best(search: Search, most: int = 0) -> Best:
            self.begun += 1
            if not self.is_slow:
                return real(search)
            until = monotonic() + LONGEST
            while not search.watch.stopped() and monotonic() < until:
                search.watch.tell(Progress("decisions", 1, 9, pay=123_456))
            found = real(replace(search, watch=Watch()))
            return Best(found.choices, found.receipt, found.bound - 100, "within", found.combinations, found.rows)

        monkeypatch.setattr(Search, "best", best)
        monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 0)


async def opened(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Open the optimiser without waiting for it."""
    await pilot.press("o")
    await settle(app, pilot)


def test_keys_work_while_a_search_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tui import drive as driving

    slow = Slow(monkeypatch)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        assert screen(app).is_working
        await pilot.press("b")
        await settle(app, pilot)
        assert app.screen.query_one(Editor).display
        await pilot.press("escape", "space", "space", "L")
        await settle(app, pilot)
        assert "必用" in shown(app)
        assert screen(app).is_working
        slow.is_slow = False
        await pilot.press("space")
        await weighed(app, pilot)
        assert [row[1] for row in ways(app) if row[0] != "-"] == ["1,088.82", "1,097.70", "1,168.82"]

    driving.drive(EXAMPLE, script)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_escape_stops_a_long_search_with_what_was_found_and_then_leaves(
    monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    from tests.tui import drive as driving

    slow = Slow(monkeypatch)
    say = best_words(language)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        monkeypatch.setattr("promocalc.tui.screens.patient.monotonic_ns", lambda: screen(app)._since + 7 * SECOND)
        screen(app)._tick()
        so_far = say.so_far.format(pay="¥1,234.56")
        assert screen(app).query_one(WaysPane).border_subtitle == say.working_for.format(seconds=7, so_far=so_far)
        await press(app, pilot, "escape")
        assert ways(app)[0][1] == "1,088.82"
        assert say.cut in told(app)
        assert "¥1.00" in told(app), "how far it may be from the least"
        assert screen(app).query_one(WaysPane).border_subtitle == ""
        await press(app, pilot, "L", "L")
        await type_in(app, pilot, "b", "1000")
        assert say.cut in told(app), "neither is a reason to begin again"
        slow.is_slow = False
        await press(app, pilot, "f5")
        assert say.cut not in told(app)
        assert {"en": "all 24 combinations", "zh": "全部 24 种组合"}[language] in told(app)
        await press(app, pilot, "escape")
        assert isinstance(app.screen, MainScreen)

    driving.drive(EXAMPLE, script, language=language)


def test_who_leaves_in_the_middle_of_a_search_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tui import drive as driving

    Slow(monkeypatch)
    monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 3_600 * SECOND)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        await press(app, pilot, "escape")  # it would wait for a search that goes on
        assert isinstance(app.screen, MainScreen)
        assert not [one for one in app.workers if one.is_running]

    driving.drive(EXAMPLE, script)


def test_the_newest_cart_takes_the_search_away_from_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.tui import drive as driving

    slow = Slow(monkeypatch)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await opened(app, pilot)
        app.apply(SetField("2", "unit_price", "100"))
        await settle(app, pilot)
        slow.is_slow = False
        app.apply(SetField("2", "unit_price", "449.00"))
        await weighed(app, pilot)
        assert ways(app)[0][1] == "1,088.82"
        assert best_words("en").cut not in told(app)
        assert slow.begun >= 2

    driving.drive(EXAMPLE, script)


def test_a_long_split_is_stopped_and_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import promocalc.choose.solver as solver

    real, slow = solver.cheapest, [True]

    def cheapest(subject: Subject, most: int, *, watch: Watch) -> Split:
        until = monotonic() + LONGEST
        while slow and not watch.stopped() and monotonic() < until:
            pass
        if slow:
            raise Stopped
        return real(subject, most)

    monkeypatch.setattr(solver, "cheapest", cheapest)
    monkeypatch.setattr("promocalc.tui.screens.patient.PATIENCE", 0)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("s")
        await settle(app, pilot)
        assert len(ways(app)) == 4, "the ways stand meanwhile"
        await press(app, pilot, "escape")
        assert best_words("en").halted in told(app)
        slow.clear()
        await press(app, pilot, "f5")
        assert "no division into up to 2 orders costs less" in told(app)

    drive(EXAMPLE, script)
