"""Opening, saving, keeping and importing, driven by real key presses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from promocalc.files.load import load_cart
from promocalc.tui.app import PromoApp
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.trouble import TroubleScreen
from tests.tui.drive import WIDE, drive, files, shown


class TestFiles:
    def test_saving_writes_the_file_and_keeps_the_original(self, tmp_path: Path, own_state: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("delete", "ctrl+s")
            assert "double11.yaml*" not in shown(app)

        path = files(tmp_path)
        original = path.read_text(encoding="utf-8")
        drive(path, script)
        assert [line.id for line in load_cart(path).lines] == ["2", "3"]
        (backup,) = (own_state / "backup").iterdir()
        assert backup.read_text(encoding="utf-8") == original

    def test_whoever_loses_comments_is_told_where_the_original_is(self, tmp_path: Path, own_state: Path) -> None:
        path = files(tmp_path)
        own = path.read_text(encoding="utf-8")
        path.write_text(f"# first\n{own}", encoding="utf-8")
        folder = own_state / "backup"

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("delete", "ctrl+s")
            await pilot.pause()
            assert "Comments and layout are not kept" in shown(app)
            assert "/backup/" in shown(app)
            app.clear_notifications()
            await pilot.pause()
            assert "Comments not kept; original in" in shown(app)
            await pilot.press("delete", "ctrl+s")
            await pilot.pause()
            assert "Saved to" in shown(app)
            assert "Comments" not in shown(app)
            # Comments written meanwhile are kept too, beside the first ones.
            path.write_text(f"# second\n{own}", encoding="utf-8")
            await pilot.press("u", "ctrl+s")
            await pilot.pause()
            assert "Comments and layout are not kept" in shown(app)

        drive(path, script, size=WIDE)
        held = sorted(copy.read_text(encoding="utf-8").splitlines()[0] for copy in folder.iterdir())
        assert held == ["# first", "# second"]

    def test_unsaved_changes_are_kept_and_can_be_taken_up_again(self, tmp_path: Path, own_state: Path) -> None:
        async def change(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("delete", "q")

        async def restore(app: PromoApp, pilot: Pilot[Any]) -> None:
            assert app.session is not None
            assert len(app.session.cart.lines) == 3
            assert "Press R" in shown(app)
            app.clear_notifications()
            await pilot.pause()
            assert "R: unsaved changes" in shown(app)
            await pilot.press("a", *"Hat", "enter", "escape")
            assert "R: unsaved changes" not in shown(app), "there are newer ones"
            await pilot.press("R")
            assert "Press R" not in shown(app)
            assert len(app.session.cart.lines) == 2
            await pilot.press("u")
            assert len(app.session.cart.lines) == 4

        path = files(tmp_path)
        drive(path, change)
        assert len(list((own_state / "autosave").iterdir())) == 1
        drive(path, restore)

    def test_a_shipped_cart_is_saved_under_a_new_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("ctrl+s")
            assert "double11-example.cart.yaml" in shown(app)
            await pilot.press("enter")
            await pilot.pause()
            assert app.session is not None
            assert app.session.path == Path("double11-example.cart.yaml")
            await pilot.press("S", "enter")
            assert "exists already" in shown(app)
            await pilot.press("escape")

        monkeypatch.chdir(tmp_path)
        drive(None, script)
        assert len(load_cart(tmp_path / "double11-example.cart.yaml").lines) == 3

    @pytest.mark.parametrize("name", ["x" * 300, "~nobody-at-all/x.yaml", "no/such/folder/x.yaml"])
    def test_a_name_that_cannot_be_written_is_no_reason_to_stop(self, tmp_path: Path, name: str) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("S")
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await pilot.pause()
            assert "Could not be written" in shown(app)

        drive(files(tmp_path), script)

    def test_a_broken_file_is_shown_with_carets_and_read_again(self, tmp_path: Path) -> None:
        path = files(tmp_path)
        right = path.read_text(encoding="utf-8")
        path.write_text(right.replace("899", "八九九"), encoding="utf-8")

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            assert isinstance(app.screen, TroubleScreen)
            assert "^^^^^^" in shown(app)
            await pilot.press("L")
            assert "is not an amount" in shown(app)
            await pilot.press("f5")
            assert isinstance(app.screen, TroubleScreen)
            path.write_text(right, encoding="utf-8")
            await pilot.press("f5")
            assert isinstance(app.screen, MainScreen)
            assert "¥1,148.82" in shown(app)

        drive(path, script, language="zh")

    def test_a_file_that_is_missing_ends_with_code_two(self) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            assert isinstance(app.screen, TroubleScreen)
            await pilot.press("q")

        assert drive("nowhere.yaml", script).return_code == 2

    def test_reloading_takes_over_what_the_file_holds_now_and_undo_brings_it_back(self, tmp_path: Path) -> None:
        path = files(tmp_path)

        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("449", "500"), encoding="utf-8")
            await pilot.press("f5")
            assert price(app) == "500"
            assert "double11.yaml*" not in shown(app)
            await pilot.press("u")
            assert price(app) == "449"

        def price(app: PromoApp) -> str:
            line = app.session.line("2") if app.session is not None else None
            return f"{line.unit_price.normalize():f}" if line is not None else ""

        drive(path, script)


class TestImporting:
    def test_pasted_text_is_previewed_and_added(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("i")
            app.screen.query_one(TextArea).text = "手套,迪卡侬,59.9,2\n帽子,迪卡侬,29,一\n"
            await pilot.pause(0.4)
            assert "^^" in shown(app)
            await pilot.press("f2")
            await pilot.pause()
            assert not isinstance(app.screen, MainScreen)
            assert "没有添加" in shown(app)
            app.screen.query_one(TextArea).text = "手套,迪卡侬,59.9,2\n帽子,迪卡侬,29,1\n"
            await pilot.press("f2")
            assert isinstance(app.screen, MainScreen)
            assert "手套" in shown(app)
            assert app.session is not None
            assert len(app.session.cart.lines) == 5

        drive(files(tmp_path), script, language="zh")

    def test_a_file_or_a_shipped_cart(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("i", "tab", *"double11-example", "enter")
            await pilot.pause()
            assert "3 lines found" in shown(app)
            await pilot.press("f2")
            assert app.session is not None
            assert [line.id for line in app.session.cart.lines][:3] == ["1", "2", "3"]
            assert len(app.session.cart.lines) == 6

        drive(files(tmp_path), script)

    def test_only_keys_that_work_while_typing_are_shown(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("i")
            assert shown(app).splitlines()[-1] == "F1 Help  F2 Add these lines  ^p Commands  Esc Cancel"
            await pilot.press("f2")
            await pilot.pause()
            assert shown(app).count("Nothing to add yet") == 2
            await pilot.press("tab", "tab")
            assert "L 中文" in shown(app).splitlines()[-1]

        drive(files(tmp_path), script)

    def test_letters_go_into_the_text_and_not_to_their_actions(self, tmp_path: Path) -> None:
        async def script(app: PromoApp, pilot: Pilot[Any]) -> None:
            await pilot.press("i", *"qLtu")
            assert app.screen.query_one(TextArea).text == "qLtu"
            assert app.language == "en"

        drive(files(tmp_path), script)
