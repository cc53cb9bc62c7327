"""The timeline and the refund on the screen, driven by real key presses, in both languages and sizes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.tui.app import PromoApp
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.refund import RefundScreen
from promocalc.tui.screens.timeline import TimelineScreen
from promocalc.tui.screens.when import WhenScreen
from promocalc.tui.widgets.lines import KeyLine
from promocalc.tui.widgets.moments import MomentLine
from promocalc.tui.widgets.paths import Ways
from promocalc.tui.widgets.texts import TextPane
from promocalc.tui.words import Language
from tests.tui import drive as driving
from tests.tui import presale
from tests.tui.drive import NARROW, WIDE, Size, crooked, drive, settle, shown
from tests.tui.test_rendering import GOLDEN, SIZES, english

CAMPAIGN = "tmall-double11-2019-presale"
"""A presale of 2019 with deposits, an allowance and a red envelope."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
def test_a_real_presale_from_its_deposit_to_a_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: str, language: Language
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        session = app.session
        assert session is not None
        assert session.receipt is not None
        receipt = session.receipt
        deposit, balance = (
            f"{amount // 100:,}.{amount % 100:02d}" for amount in (receipt.deposits, receipt.pay - receipt.deposits)
        )
        assert deposit in shown(app)
        assert balance in shown(app)

        await pilot.press("d")
        await settle(app, pilot)
        assert isinstance(app.screen, TimelineScreen)
        assert deposit in shown(app)
        assert balance in shown(app)
        assert ("Walk away" if language == "en" else "放弃") in shown(app)
        assert not crooked(app)

        # Along the line to the moment of the balance, and that moment in full.
        line = app.screen.query_one(MomentLine)
        assert session.timeline is not None
        wanted = next(at for at, one in enumerate(session.timeline.moments) if one.at == receipt.balance_at)
        while line.at != wanted:
            await pilot.press("right")
            await pilot.pause()
        await pilot.press("enter")
        await settle(app, pilot)
        assert f"{wanted + 1}/{len(session.timeline.moments)}" in shown(app)
        assert "2019-11-11" in shown(app)
        assert balance in shown(app)
        assert not crooked(app)

        await pilot.press("i")
        await pilot.pause()
        assert ".ics" in shown(app)
        (calendar,) = tmp_path.glob("*.ics")
        assert b"BEGIN:VEVENT" in calendar.read_bytes()
        app.clear_notifications()

        await pilot.press("escape", "r")
        await settle(app, pilot)
        assert isinstance(app.screen, RefundScreen)
        await pilot.press("space")
        await settle(app, pilot)
        assert app.session is not None
        assert app.session.refunded is not None
        cash = app.session.refunded.cash
        assert f"{cash // 100:,}.{cash % 100:02d}" in shown(app)
        assert cash < app.session.refunded.expected, "the tag promises more than was paid"
        assert not crooked(app)
        if language == "zh":
            assert "退" in shown(app)

        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
        assert not app.session.is_dirty

    pytest.importorskip("icalendar")
    monkeypatch.chdir(tmp_path)
    drive(CAMPAIGN, script, size=SIZES[size], language=language)


SCREENS: dict[str, list[str]] = {
    "timeline": ["d"],
    "timeline-moment": ["d", "right", "enter"],
    "refund": ["r", "down", "plus"],
    "when": ["d", "t"],
    "refund-nothing": ["r"],
    "refund-all": ["r", "a", "v"],
    "help-timeline": ["d", "question_mark"],
    "help-refund": ["r", "question_mark"],
}


@pytest.mark.parametrize("screen", SCREENS)
def test_every_row_is_as_wide_as_the_screen_and_in_its_language(tmp_path: Path, screen: str) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*SCREENS[screen])
        for language, size in (("zh", WIDE), ("zh", NARROW), ("en", NARROW), ("en", WIDE), ("en", (60, 18))):
            await pilot.resize_terminal(*size)
            if language != app.language and not isinstance(app.screen, WhenScreen):
                app.action_switch_language()
            await settle(app, pilot)
            assert not crooked(app), (language, size)
            if language == "zh":
                assert not [word for word in english(app) if word not in KNOWN], shown(app)

    drive(presale.files(tmp_path, presale.SOCKS), script, size=WIDE, language="zh")


KNOWN = {"Asia", "Shanghai", "UTC", "presale", "ics", "PgUp", "PgDn", "Home", "End"}
"""Names that are the same in every language."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", ["timeline", "timeline-moment", "refund"])
def test_the_screens_look_as_kept(tmp_path: Path, screen: str, size: str, language: Language) -> None:
    pictures: list[str] = []

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*SCREENS[screen])
        await settle(app, pilot)
        pictures.append(shown(app))

    goods = (presale.SOCKS,) if screen == "refund" else ()
    drive(presale.files(tmp_path, *goods), script, size=SIZES[size], language=language)
    kept = GOLDEN / f"{screen}-{size}-{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.write_text(pictures[0], encoding="utf-8")
    assert pictures[0] == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("keys", [("d", "right"), ("r", "down", "plus")], ids=["timeline", "refund"])
def test_every_key_that_is_shown_does_something(tmp_path: Path, keys: tuple[str, ...]) -> None:
    pytest.importorskip("icalendar")

    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        def state() -> tuple[object, ...]:
            return shown(app), type(app.screen), app.clipboard, app.focused

        await pilot.press(*keys)
        start = app.session
        assert start is not None
        for action in app.screen.query_one(KeyLine).shown:
            if action.call == "app.undo":
                continue
            before = state()
            await pilot.press(action.keys[0])
            await pilot.pause()
            assert state() != before, action.id
            while len(app.screen_stack) > 1:
                app.pop_screen()
            if app.language != start.language:
                app.action_switch_language()
            app.clear_notifications()
            app.show(start)
            await pilot.press(*keys)

    drive(presale.files(tmp_path, presale.SOCKS), script, size=WIDE)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("keys", "told"), [(("d", "y"), "已复制时间线"), (("r", "a", "y"), "已复制退款明细")])
def test_a_notice_over_two_panes_loses_no_character(
    tmp_path: Path, keys: tuple[str, ...], told: str, size: str
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(*keys)
        await settle(app, pilot)
        # A wide character over the edge of a pane below it would be drawn as two spaces.
        notice = "".join(row.rpartition("▌")[2] for row in shown(app).splitlines() if "▌" in row)
        assert told in notice
        assert "到终端剪贴板" in notice.replace(" ", "").replace("│", "").replace("┃", "")

    drive(CAMPAIGN, script, size=SIZES[size], language="zh")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [(60, 18), NARROW, (110, 24), WIDE], ids=str)
def test_every_sentence_about_the_order_can_be_read_to_its_end(tmp_path: Path, size: Size, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("d")
        await settle(app, pilot)
        pane = app.screen.query_one("#order-detail", TextPane)
        assert (pane.region.right, pane.max_scroll_x) <= (size[0], 0), "no wider than the screen, and nothing beside it"
        told = app.screen.query_one(MomentLine).told
        assert told is not None
        seen = list[str]()
        for _ in range(30):
            seen += [row for row in shown(app).splitlines() if row not in seen]
            await pilot.press("down", "down", "down")
        read = "".join("".join(row for row in seen).split())
        marks = dict.fromkeys(map(ord, "│╭╮╰╯─┃┏┓┗┛━▁▂▃▄▅▆▇█"))
        assert "…" not in read.translate(marks).partition(told.paths().head[0])[2]
        words_ = {word for row in (*told.overview(), *told.paths().rows) for text in row for word in _words(text)}
        assert not [word for word in words_ if word not in read.translate(marks)]
        for way in told.paths().rows:
            assert all(figure in read for figure in way[1:4]), "amounts are never broken"

    drive(presale.files(tmp_path), script, size=size, language=language)


def _words(text: str) -> list[str]:
    """What stays in one piece on the screen: amounts and Latin words between spaces, and Chinese characters."""
    return re.findall(r"[\w.,:¥%]+(?<![:,.])|[\u4e00-\u9fff]", text, re.ASCII)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("screen", "calls"), [("d", ("refund", "copy")), ("r", ("received", "copy"))])
def test_the_way_back_and_the_questions_stand_in_the_key_line(
    tmp_path: Path, screen: str, calls: tuple[str, ...], language: Language
) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press(screen)
        found = [action.call for action in app.screen.query_one(KeyLine).shown]
        assert {*calls, "app.back", "app.show_help"} <= set(found)
        assert found[-1] == "app.back"
        await pilot.resize_terminal(60, 20)
        await settle(app, pilot)
        assert "app.back" in [action.call for action in app.screen.query_one(KeyLine).shown]

    drive(presale.files(tmp_path), script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_timeline_can_be_opened_from_the_key_line_of_a_small_window(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, _: Pilot[Any]) -> None:
        assert "timeline" in [action.call for action in app.screen.query_one(KeyLine).shown]

    drive(presale.files(tmp_path), script, language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_says_what_the_marks_of_the_line_mean(tmp_path: Path, language: Language) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("d", "question_mark")
        await settle(app, pilot)
        text = app.screen.query_one(TextPane).text
        assert all(f"{mark}: " in text for mark in "●○◆═─…")
        await pilot.press("escape", "escape", "question_mark")
        assert "●" not in app.screen.query_one(TextPane).text, "only where there is a line"

    drive(presale.files(tmp_path), script, language=language)


class TestTheTimeline:
    def test_the_cursor_goes_along_the_line_and_not_beyond(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d")
            line = app.screen.query_one(MomentLine)
            begins = line.at
            await pilot.press("l")
            assert line.at == begins + 1
            await pilot.press("G", "right", "right")
            assert line.told is not None
            assert line.at == line.told.count - 1
            await pilot.press("g", "left", "h")
            assert line.at == 0

        drive(presale.files(tmp_path), script)

    def test_a_click_selects_a_moment(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "g")
            await pilot.click("#moments", offset=(60, 2))
            await pilot.pause()
            assert app.screen.query_one(MomentLine).at == 2

        drive(presale.files(tmp_path), script)

    def test_the_selected_moment_has_a_mark_of_its_own(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d")
            assert shown(app).count("◆") == 1

        drive(presale.files(tmp_path), script)

    def test_another_balance_moment_is_saved_and_can_be_undone(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "t")
            assert isinstance(app.screen, WhenScreen)
            assert "2026-10-31 20:00" in shown(app), "when it would be paid, as nothing is said"
            await pilot.press("down", *"2026-11-02 09:30", "enter")
            await pilot.pause()
            assert isinstance(app.screen, TimelineScreen)
            assert "11-02 09:30" in shown(app)
            assert app.session is not None
            assert app.session.is_dirty
            await pilot.press("u")
            assert not app.session.is_dirty
            assert "11-02 09:30" not in shown(app)

        drive(presale.files(tmp_path), script, size=WIDE)

    def test_an_impossible_moment_is_refused_with_its_reason_and_can_be_corrected(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "t")
            app.screen.query_one("#when-balance_at", Input).value = "2026-11-09 09:30"
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, WhenScreen)
            assert "! " in shown(app)
            assert "2026-11-04" in shown(app), "the window is told"
            await pilot.press("escape")
            await pilot.pause()
            assert app.session is not None
            assert not app.session.is_dirty

        drive(presale.files(tmp_path), script, language="zh")

    def test_the_calendar_is_written_beside_the_cart_and_nothing_is_written_over(self, tmp_path: Path) -> None:
        pytest.importorskip("icalendar")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "i")
            await pilot.pause()
            assert "Calendar written" in shown(app)
            await pilot.press("i")
            assert [one.name for one in tmp_path.glob("*.ics")] == ["presale.ics"], "it is the same"
            (tmp_path / "presale.ics").write_text("mine", encoding="utf-8")
            await pilot.press("i")
            assert (tmp_path / "presale.ics").read_text(encoding="utf-8") == "mine"
            assert (tmp_path / "presale-2.ics").exists()

        drive(presale.files(tmp_path), script)

    def test_without_the_calendar_library_it_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "i")
            await pilot.pause()
            assert "promocalc[calendar]" in shown(app)

        monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
        drive(presale.files(tmp_path), script)
        assert not list(tmp_path.glob("*.ics"))

    def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("icalendar")

        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            monkeypatch.setattr("promocalc.files.write.save_text", refuse)
            await pilot.press("d", "i")
            await pilot.pause()
            assert "Permission denied" in shown(app)

        drive(presale.files(tmp_path), script)

    def test_it_is_copied_as_text(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d", "y")
            assert "679.00" in app.clipboard
            assert "Break-even" in app.clipboard

        drive(presale.files(tmp_path), script)

    def test_an_order_in_one_payment_says_so(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("d")
            await settle(app, pilot)
            assert "One payment" in shown(app)
            assert not any(ways.display for ways in app.screen.query(Ways))
            assert not crooked(app)

        drive(driving.files(tmp_path), script)

    @pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
    def test_a_cart_without_a_price_says_why_on_every_screen(self, tmp_path: Path, size: Size) -> None:
        path = driving.files(tmp_path)
        path.write_text("rulebook: tmall-2026.yaml\ncurrency: EUR\nlines: [{title: Tea, price: 3}]\n", encoding="utf-8")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            for keys in (
                ("d",),
                ("right", "enter", "y", "i", "escape", "r"),
                ("space", "plus", "a", "v", "escape", "y"),
            ):
                await pilot.press(*keys)
                await settle(app, pilot)
                assert not crooked(app)
                assert "EUR" in shown(app)

        drive(path, script, size=size)


class TestTheRefund:
    def test_pieces_one_by_one(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "down", "plus")
            assert "1/3" in shown(app)
            await pilot.press("plus", "plus", "plus")
            assert "3/3" in shown(app)
            await pilot.press("minus")
            assert "2/3" in shown(app)
            await pilot.press("space")
            assert "0/3" in shown(app)
            await pilot.press("a")
            assert "1/1" in shown(app)
            assert "3/3" in shown(app)

        drive(presale.files(tmp_path, presale.SOCKS), script)

    def test_postage_cannot_go_back_by_itself(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "down", "space")
            await pilot.pause()
            assert "Postage cannot be given back by itself" in shown(app)
            assert app.session is not None
            assert not app.session.returns
            await pilot.press("a")
            assert app.session.returns == {"1": 1}

        postage = {"id": "2", "title": {"zh": "邮费", "en": "Postage"}, "kind": "shipping", "price": 8}
        drive(presale.files(tmp_path, postage), script)

    def test_what_was_asked_is_still_there_when_one_comes_back(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "space", "escape", "r")
            assert "1/1" in shown(app)

        drive(presale.files(tmp_path), script)

    def test_when_the_goods_came_is_asked_for_and_never_guessed(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r")
            assert "Received: no moment given" in shown(app)
            await pilot.press("v", "enter")
            await pilot.pause()
            assert app.session is not None
            assert not app.session.is_dirty, "nothing was typed, so nothing is known"
            await pilot.press("v", *"2026-11-05 12:00", "enter")
            await pilot.pause()
            assert isinstance(app.screen, RefundScreen)
            assert "Received: 2026-11-05 12:00" in shown(app)
            await pilot.press("v")
            await pilot.pause()
            assert "Received: no moment given" in shown(app)
            assert not app.session.is_dirty
            await pilot.press("u")
            assert "Received: 2026-11-05 12:00" in shown(app)

        drive(presale.files(tmp_path), script)

    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_both_moments_stand_whole_in_a_small_window(self, tmp_path: Path, language: Language) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "t", *"2026-11-05 12:00", "down", *"2026-11-03 12:00", "enter")
            await pilot.pause()
            last = shown(app).splitlines()[-2]
            assert "2026-11-05 12:00" in last
            assert "2026-11-03 12:00" in last

        drive(presale.files(tmp_path), script, size=(60, 18), language=language)

    def test_when_goods_go_back_decides_what_comes_back(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "space", "t", *"2026-10-25 12:00", "enter")
            await pilot.pause()
            assert "Returned: 2026-10-25 12:00" in shown(app)
            assert app.session is not None
            assert app.session.refunded is not None
            assert (app.session.refunded.stage, app.session.refunded.cash) == ("deposit", 0)
            await pilot.press("t")
            app.screen.query_one("#when-back_at", Input).value = "2026-10-01 12:00"
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, WhenScreen)
            assert "! " in shown(app)

        drive(presale.files(tmp_path), script)

    def test_it_is_copied_as_text(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "y")
            assert "Nothing to copy" in shown(app)
            await pilot.press("space", "y")
            assert "729.00" in app.clipboard

        drive(presale.files(tmp_path), script)

    def test_from_the_refund_to_the_timeline_and_back_to_the_cart(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("r", "d")
            assert isinstance(app.screen, TimelineScreen)
            await pilot.press("r")
            assert isinstance(app.screen, RefundScreen)
            await pilot.press("r")
            assert isinstance(app.screen, MainScreen)

        drive(presale.files(tmp_path), script)
