"""What the first screen says where less could be paid: looked for beside the screen once nothing changes."""

from __future__ import annotations

import importlib.util
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from promocalc.choose.best import Best, Search
from promocalc.choose.watch import Progress
from promocalc.tui.app import PromoApp
from promocalc.tui.best_hint import hint
from promocalc.tui.events import Replace, SetField, Undo
from promocalc.tui.limits import Limits
from promocalc.tui.opening import open_session
from promocalc.tui.request import Request
from promocalc.tui.session import Session
from promocalc.tui.waiting import Waiting
from promocalc.tui.widgets.cheaper import CheaperBar
from promocalc.tui.words import Language
from tests.tui.drive import NARROW, WIDE, Size, crooked, drive, settle, shown
from tests.tui.weighing import EXAMPLE

SAID = {
    (NARROW, "en"): "o another way: ¥1,088.82 to pay (¥60.00 less)",
    (NARROW, "zh"): "o 换成「平台券 满1000减80」：应付 ¥1,088.82（再省 ¥60.00）",
    (WIDE, "en"): 'o switch to "Platform coupon, 80 off from 1,000": ¥1,088.82 to pay (¥60.00 less)',
    (WIDE, "zh"): "o 换成「平台券 满1000减80」：应付 ¥1,088.82（再省 ¥60.00）",
}
MARK = {"en": "less)", "zh": "（再省"}


def session(**changes: Any) -> Session:
    """The example's, with other choices."""
    found = open_session(Request(EXAMPLE))
    cart = found.cart.model_copy(update={"choices": found.cart.choices.model_copy(update=changes)})
    return Session.of(cart, found.rulebook)


def texts(of: Session, limits: Limits | None = None) -> tuple[str, ...]:
    """What is said of a session."""
    assert of.receipt is not None
    found = hint(of, of.receipt, limits or Limits(), Waiting())
    return () if found is None else found.texts("en")


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheaper way is looked for almost at once."""
    monkeypatch.setattr(CheaperBar, "PAUSE", 0.01)


async def found(app: PromoApp, pilot: Pilot[Any]) -> None:
    """Wait until it was looked for."""
    for _ in range(1_000):
        await pilot.pause(0.02)
        bar = app.query_one(CheaperBar) if app.screen.query(CheaperBar) else None
        if not [one for one in app.workers if not one.is_finished] and (bar is None or bar._soon is None):
            break
    await settle(app, pilot)


# --- what is said ---------------------------------------------------------------------------------------------------


def test_it_says_what_to_do_for_it() -> None:
    assert texts(session())[0].startswith('o switch to "Platform coupon')
    assert texts(session(skip=("R2", "R6")))[0].startswith('o use "Platform coupon')
    assert texts(session(skip=("R6",), use=("R2",)))[1] == "o another way: ¥1,088.82 to pay (¥60.00 less)"


def test_nothing_is_said_where_the_present_way_is_the_cheapest() -> None:
    assert texts(session(skip=("R2",))) == ()


def test_it_keeps_to_what_is_demanded_of_the_ways() -> None:
    assert texts(session(), Limits(skip=("R6",))) == ()
    assert texts(session(), Limits(use=("R2",))) == ()
    assert texts(session(), Limits(use=("R2", "R6"))) == (), "which cannot be"


def test_nothing_is_said_that_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Search.best

    def best(search: Search, most: int) -> Best:
        one = real(search, most)
        return Best(one.choices, one.receipt, one.bound - 1, "within", one.combinations, one.rows)

    monkeypatch.setattr(Search, "best", best)
    assert texts(session()) == ()


def test_nothing_is_said_to_somebody_who_is_gone() -> None:
    of = session()
    assert of.receipt is not None
    assert hint(of, of.receipt, Limits(), Waiting(lambda: True)) is None


# --- on the screen --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("looking")
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_result_says_it_in_one_line(size: Size, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await found(app, pilot)
        assert SAID[size, language] in shown(app)
        assert not crooked(app)
        await pilot.press("L")
        await settle(app, pilot)
        other: Language = "en" if language == "zh" else "zh"
        assert SAID[size, other] in shown(app), "and in the other language, without looking again"
        assert not app.workers

    drive(EXAMPLE, script, size=size, language=language)


@pytest.mark.usefixtures("looking")
def test_it_is_said_of_no_other_cart_than_this_one() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await found(app, pilot)
        assert MARK["en"] in shown(app)
        assert app.session is not None
        skipping = app.session.choices.model_copy(update={"skip": ("R2",)})
        app.apply(Replace(app.session.cart.model_copy(update={"choices": skipping})))
        await pilot.pause()
        assert MARK["en"] not in shown(app), "at once"
        await found(app, pilot)
        assert MARK["en"] not in shown(app)
        app.apply(Undo())
        await found(app, pilot)
        assert MARK["en"] in shown(app)

    drive(EXAMPLE, script)


@pytest.mark.usefixtures("looking")
def test_keys_work_while_it_is_looked_for_and_the_newest_cart_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    real, slow = Search.best, [True]

    def best(search: Search, most: int) -> Best:
        until = monotonic() + 60  # a test that fails ends all the same
        while slow and not search.watch.stopped() and monotonic() < until:
            search.watch.tell(Progress("decisions", 1))
        return real(search, most)

    monkeypatch.setattr(Search, "best", best)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        for _ in range(500):
            await pilot.pause(0.01)
            if app.workers:
                break
        first = list(app.workers)
        assert first
        await pilot.press("2", "down")
        await settle(app, pilot)
        assert app.focused is not None
        assert app.focused.id == "offers-table"
        app.apply(SetField("2", "unit_price", "1"))
        await settle(app, pilot)
        assert all(one.is_cancelled for one in first), "nobody waits for that cart"
        slow.clear()
        app.apply(SetField("2", "unit_price", "449.00"))
        await found(app, pilot)
        assert "¥1,088.82" in shown(app)

    drive(EXAMPLE, script)


@pytest.mark.usefixtures("looking")
def test_nobody_looks_while_another_screen_stands_over_the_cart() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("x")
        await settle(app, pilot)
        await pilot.pause(0.1)
        assert not app.workers
        await pilot.press("escape")
        await found(app, pilot)
        assert MARK["en"] in shown(app)

    drive(EXAMPLE, script)


@pytest.mark.usefixtures("looking")
def test_without_numpy_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *more: None if name == "numpy" else real(name, *more))

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await found(app, pilot)
        assert MARK["en"] not in shown(app)

    drive(EXAMPLE, script)


@pytest.mark.usefixtures("looking")
def test_a_defect_there_takes_nothing_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(search: Search, most: int) -> Best:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr(Search, "best", broken)

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await found(app, pilot)
        assert MARK["en"] not in shown(app)
        assert "1,148.82" in shown(app)

    drive(EXAMPLE, script)
