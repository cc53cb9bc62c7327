"""The screens, driven by real key presses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from promocalc.tui.app import PromoApp
from promocalc.tui.events import ToggleOffer
from promocalc.tui.request import Request
from promocalc.tui.screens.explain import ExplainScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.session import update
from promocalc.tui.widgets.lines import KeyLine
from tests.tui.drive import WIDE, drive, files, settle, shown


def test_a_bare_start_shows_the_worked_example_and_switching_the_coupon_saves_sixty() -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        assert "1,437.70" in shown(app)
        assert "¥1,148.82" in shown(app)
        await pilot.press("2", "down", "down", "space")
        assert "¥1,088.82" in shown(app)
        await pilot.press("u")
        assert "¥1,148.82" in shown(app)
        await pilot.press("down", "x")
        assert isinstance(app.screen, ExplainScreen)
        assert all(share in shown(app) for share in ("120.65", "66.14", "13.21"))
        await pilot.press("escape")
        assert isinstance(app.screen, MainScreen)

    drive(None, script, size=WIDE)


class TestEditing:
    def test_a_price_in_place(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("e", *"999", "enter")
            assert "999.00" in shown(app)
            assert "double11.yaml*" in shown(app)
            assert "Undo 1" in shown(app)
            await pilot.press("u")
            assert "double11.yaml*" not in shown(app)
            await pilot.press("ctrl+r")
            assert "999.00" in shown(app)

        drive(files(tmp_path), script)

    def test_what_is_wrong_stands_under_the_field_until_it_is_right(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("enter", *"abc", "enter")
            assert "不是金额" in shown(app)
            await pilot.press("backspace", "backspace", "backspace", *"12.345", "enter")
            assert "! " in shown(app)
            await pilot.press("backspace", "enter")
            assert "12.34" in shown(app)
            assert "! " not in shown(app)

        drive(files(tmp_path), script, language="zh")

    def test_escape_keeps_what_was_there(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("e", *"nonsense", "escape")
            assert "nonsense" not in shown(app)
            assert app.session is not None
            assert not app.session.undo

        drive(files(tmp_path), script)

    def test_tab_goes_on_to_the_next_field(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("left", "left", "e", *"Coat", "tab", *"Shop", "tab", *"5", "tab", *"2", "enter")
            line = app.session.line("1") if app.session is not None else None
            assert line is not None
            assert (line.title and line.title.en, line.store, str(line.unit_price), line.quantity) == (
                "Coat",
                "Shop",
                "5",
                2,
            )

        drive(files(tmp_path), script)

    def test_a_new_line_is_filled_in_field_by_field(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("a", *"Hat", "enter", "enter", *"20", "enter", *"3", "enter")
            line = app.session.line("4") if app.session is not None else None
            assert line is not None
            assert (str(line.unit_price), line.quantity) == ("20", 3)
            await pilot.press("a", "escape")
            assert app.session is not None
            assert len(app.session.cart.lines) == 4
            await pilot.press("D")
            assert len(app.session.cart.lines) == 3
            await pilot.press("u")
            assert len(app.session.cart.lines) == 4

        drive(files(tmp_path), script)

    def test_an_empty_cart_says_what_to_press(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("D", "D", "D")
            assert "The cart is empty" in shown(app)
            await pilot.press("a", *"Tea", "enter")
            assert "Tea" in shown(app)

        drive(files(tmp_path), script)


class TestChoosing:
    def test_what_cannot_apply_is_not_toggled_and_what_is_below_its_threshold_is(self, tmp_path: Path) -> None:
        path = files(tmp_path)
        path.write_text("rulebook: tmall-2026.yaml\nlines: [{title: Tea, price: 100}]\n", encoding="utf-8")
        rules = tmp_path / "tmall-2026.yaml"
        for_members = "R6: {title: Platform, when: {member: gold}, from: 9999, take: {off: 80}, use: coupon}"
        rules.write_text(
            f"rulebook: tmall-2026\nrules:\n  {for_members}\n"
            "  R2: {title: Far, from: 9999, take: {off: 20}, use: coupon}\n"
            "  R1: {title: Flash, take: {off: 60}}\nprice: [R6, R2, R1]\n",
            encoding="utf-8",
        )

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("2", "space")
            await pilot.pause()
            assert "Nothing to choose here. Platform: " in shown(app)
            assert skipped(app) == ()
            await pilot.press("down", "space")
            assert skipped(app) == ("R2",)
            await pilot.press("space", "down", "space")
            await pilot.pause()
            assert "Flash applies by itself" in shown(app)
            assert "Nothing to choose here" not in shown(app), "a new notice takes the place of the old one"
            assert skipped(app) == ()
            await pilot.press("L")
            await pilot.pause()
            assert "applies by itself" not in shown(app)

        def skipped(app: PromoApp) -> tuple[str, ...]:
            assert app.session is not None
            return app.session.choices.skip

        drive(path, script, size=WIDE)

    def test_the_status_names_what_is_selected_where_the_focus_is(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            found = []
            for keys in ("1", "2", "down", "3", "up", "1"):
                await pilot.press(keys)
                await pilot.pause()
                found.append(shown(app).splitlines()[-2].partition("Selected: ")[2])
            jacket, flash, coupon = "Down jacket", "Flash sale", "Store coupon 199-20"
            assert found == [jacket, flash, coupon, coupon, flash, jacket]

        drive(files(tmp_path), script, size=WIDE)


class TestOtherThings:
    def test_long_names_leave_the_moment_and_the_shopper_whole(self, tmp_path: Path) -> None:
        path = files(tmp_path)
        more = "title: A very long shopping list\nshopper: {member: gold}\n"
        path.write_text(more + path.read_text(encoding="utf-8"), encoding="utf-8")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("delete")
            head = shown(app).splitlines()[0]
            assert head.startswith(" A very long")
            assert "…*  Rules " in head
            assert head.endswith("  Shopper member gold  11-10 20:00 +08 中 [EN]")

        drive(path, script)

    def test_help_scrolls_to_both_ends_and_closes_with_the_key_that_opened_it(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("question_mark")
            assert "Cart" in shown(app)
            await pilot.press("G")
            await pilot.pause()
            assert "Every change is kept" in shown(app)
            await pilot.press("g")
            await pilot.pause()
            assert "Every change is kept" not in shown(app)
            await pilot.press("question_mark")
            assert isinstance(app.screen, MainScreen)

        drive(files(tmp_path), script)

    def test_pane_digits_work_in_the_explanation(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            found = []
            for key in "43512":
                await pilot.press(key)
                await pilot.pause()
                found.append(app.focused.id if app.focused is not None else None)
            assert found == ["detail", "steps-table", "result", "cart-table", "offers-table"]

        drive(files(tmp_path), script)

    def test_a_dialogue_hides_the_keys_that_it_covers(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("S")
            assert "e Edit" not in shown(app)
            await pilot.press("escape")
            await pilot.pause()
            assert "e Edit" in shown(app)

        drive(files(tmp_path), script)

    def test_copying_says_what_and_where(self, tmp_path: Path, own_state: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("y")
            assert app.clipboard == "Down jacket\t优衣库\t899.00\t1\t899.00"
            await pilot.press("Y")
            assert "1,148.82" in app.clipboard
            assert (own_state / "copied.md").read_text(encoding="utf-8") == app.clipboard
            await pilot.pause()
            assert "copied" in shown(app)

        drive(files(tmp_path), script)

    def test_the_palette_finds_a_command_in_either_language(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("ctrl+p")
            app.screen.query_one(Input).value = "explain"
            await pilot.pause()
            assert "解释" in shown(app)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, ExplainScreen)
            await pilot.press("ctrl+p", *"zzz")
            assert "没有这个命令" in shown(app)

        drive(files(tmp_path), script, language="zh")

    def test_an_unknown_theme_is_no_reason_to_stop(self) -> None:
        assert PromoApp(Request(theme="no-such-theme")).theme == "textual-dark"

    def test_a_cart_in_other_money_is_shown_with_the_reason_and_can_still_be_edited(self, tmp_path: Path) -> None:
        path = files(tmp_path)
        path.write_text("rulebook: tmall-2026.yaml\ncurrency: EUR\nlines: [{title: Tea, price: 3}]\n", encoding="utf-8")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            assert "! error" in shown(app)
            assert "EUR" in shown(app)
            await pilot.press("e", *"4", "enter", "x", "escape", "y", "Y", "2", "space")
            assert "4.00" in shown(app)
            assert "! error" in shown(app)

        drive(path, script)

    def test_themes_go_round(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            seen = []
            for _ in range(5):
                seen.append(app.theme)
                await pilot.press("t")
            assert seen == ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "high-contrast"]
            assert app.theme == "textual-dark"

        drive(files(tmp_path), script)

    def test_a_click_on_a_key_presses_it(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            line = shown(app).splitlines()[-1]
            await pilot.click("#keys", offset=(line.index("x Explain") + 3, 0))
            await pilot.pause()
            assert isinstance(app.screen, ExplainScreen)

        drive(files(tmp_path), script)

    def test_the_totals_explain_what_the_price_rests_on(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("x", "up", "up")
            assert "Tmall Double 11 2026" in shown(app)

        drive(files(tmp_path), script)

    def test_bars_are_never_cut(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            for width in (110, 111, 117, 125, 133, 140, 180):
                await pilot.resize_terminal(width, 30)
                await settle(app, pilot)
                assert "█…" not in shown(app), width
                assert "█" in shown(app), width

        drive(files(tmp_path), script, size=WIDE)

    def test_a_small_window_says_so_and_is_fine_again_when_enlarged(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            assert "promocalc price" in shown(app)
            assert "1,148.82" not in shown(app)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert "1,148.82" in shown(app)

        drive(files(tmp_path), script, size=(50, 20))

    def test_panes_by_their_number(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            found = []
            for key in "12345":
                await pilot.press(key)
                found.append(app.focused.id if app.focused is not None else None)
            assert found == ["cart-table", "offers-table", "waterfall-table", "rule", "result"]

        drive(files(tmp_path), script, size=WIDE)

    def test_the_selected_rule_is_selected_everywhere(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("2", "down", "down", "down")
            rows = shown(app).splitlines()
            marked = [row for row in rows if "> Cross-store" in row or "> [x] Cross-store" in row]
            assert len(marked) == 2
            await pilot.press("3", "up")
            assert "> [x] Store coupon" in shown(app)

        drive(files(tmp_path), script, size=WIDE)


def test_every_key_that_is_shown_does_something(tmp_path: Path) -> None:
    async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
        await pilot.press("2", "down")  # on a coupon
        start = app.session
        assert start is not None
        # A wide screen shows all that a narrow one does, and more. What quits comes last.
        for action in app.screen.query_one(KeyLine).shown:
            before = (shown(app), type(app.screen), app.clipboard, app._exit)
            await pilot.press(action.keys[0])
            await pilot.pause()
            assert (shown(app), type(app.screen), app.clipboard, app._exit) != before, action.id
            while len(app.screen_stack) > 1:
                app.pop_screen()
            if app.language != start.language:
                app.action_switch_language()
            app.clear_notifications()
            await pilot.press("escape")  # the editor
            app.show(update(start, ToggleOffer("R2")))  # so that there is something to undo and to save
            await pilot.press("2")

    drive(files(tmp_path), script, size=WIDE)
