"""``promocalc timeline``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import run, spawn


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("timeline", *args, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_payments_windows_and_what_comes_back_are_told(coat: Path) -> None:
    ran = run("timeline", coat)
    assert (ran.code, ran.err) == (0, "")
    for said in ("¥50.00 (Tue 2026-10-20 20:01)", "¥679.00 (Sat 2026-10-31 20:00)", "at least ¥13.55 by law"):
        assert said in ran.out


def test_what_is_found_is_told_and_changes_no_exit_code(coat: Path) -> None:
    ran = run("timeline", coat, "--lang", "zh")
    assert (ran.code, "「早鸟券10」有效期至" in ran.out) == (0, True)


def test_the_presale_pays_for_those_who_are_sure_enough(coat: Path) -> None:
    # In stock now the early coupon still holds: 769, of which the presale saves 40; 50 can be lost.
    said = told(coat)["break_even"]["terms"]
    assert "at least 55.6% sure" in run("timeline", coat).out
    assert (said["against"], said["saved"], said["needed"]) == ("in_stock_now", "40.00", "5/9")
    assert said["needed_percent"] == "55.6%"


def test_what_was_paid_as_a_deposit_stays_whatever_the_price_does(coat: Path) -> None:
    fallen = next(way for way in told(coat, "--price", "coat=30")["scenarios"] if way["kind"] == "presale_fallen")
    assert (fallen["deposit"], fallen["balance"], fallen["paid"], fallen["lost"]) == ("50.00", "0.00", "50.00", "20.00")


@pytest.mark.parametrize(("language", "said"), [("en", "is not open yet"), ("zh", "尚未开始")])
def test_before_a_deposit_can_be_made_it_is_told_when(coat: Path, language: str, said: str) -> None:
    early = (coat, "--at", "2026-10-01T00:00+08:00", "--received", "2026-11-08T12:00+08:00")
    assert said in run("timeline", *early, "--lang", language).out
    found = told(*early)["findings"][0]
    assert (found["type"], found["rule"], found["over"]) == ("deposit_not_open", "deposit", False)


def test_goods_cannot_have_come_before_the_balance_was_paid(coat: Path) -> None:
    ran = run("timeline", coat, "--received", "2026-10-25T12:00+08:00")
    assert (ran.code, ran.out) == (2, "")
    assert "before the balance is paid" in ran.err


def test_new_prices_add_two_ways(coat: Path) -> None:
    kinds = [way["kind"] for way in told(coat, "--price", "coat=799")["scenarios"]]
    assert kinds[-2:] == ["presale_fallen", "in_stock_fallen"]
    assert len(told(coat)["scenarios"]) == len(kinds) - 2


def test_a_price_for_a_line_that_is_not_there_names_the_nearest(coat: Path) -> None:
    ran = run("timeline", coat, "--price", "cote=799")
    assert (ran.code, ran.out) == (2, "")
    assert "(--price)" in ran.err
    assert "'coat'" in ran.err


@pytest.mark.parametrize("text", ["coat", "coat=cheap", "=5", "coat=1.234"])
def test_a_price_that_cannot_be_read_is_a_problem_with_the_option(coat: Path, text: str) -> None:
    ran = run("timeline", coat, "--price", text)
    assert (ran.code, ran.out, "(--price)" in ran.err) == (2, "", True)


def test_the_day_of_the_balance_is_chosen(coat: Path) -> None:
    assert told(coat, "--balance-at", "2026-11-02T10:00+08:00")["balance_at"] == "2026-11-02T10:00:00+08:00"


def test_a_balance_before_the_deposit_is_refused_at_its_option(coat: Path) -> None:
    ran = run("timeline", coat, "--balance-at", "2026-10-20T10:00+08:00")
    assert (ran.code, ran.out) == (2, "")
    assert "(--balance-at)" in ran.err


def test_when_the_goods_came_opens_the_window_for_returns(coat: Path) -> None:
    windows = told(coat, "--received", "2026-11-10T12:00+08:00")["windows"]
    assert [one["closes"] for one in windows if one["kind"] == "refund"] == ["2026-11-18T00:00:00+08:00"]


def test_a_rulebook_stands_after_the_cart_or_in_an_option(coat: Path) -> None:
    book = coat.parent / "presale-shop.yaml"
    assert told(coat, book) == told(coat, "--rules", book)


def test_a_rulebook_given_twice_is_bad_usage(coat: Path) -> None:
    ran = run("timeline", coat, "a", "--rules", "b")
    assert (ran.code, "given twice" in ran.err) == (2, True)


def test_an_order_without_a_deposit_has_one_way_and_no_break_even(basket: Path) -> None:
    said = told(basket)
    assert [way["kind"] for way in said["scenarios"]] == ["in_stock"]
    assert said["break_even"] == {"terms": None, "law": None}
    assert "Ways it can go" not in run("timeline", basket).out


def test_problems_are_json_too(coat: Path) -> None:
    ran = run("timeline", coat, "--at", "today", "--json")
    assert (ran.code, json.loads(ran.out)["schema"]) == (2, "promocalc.problems/1")


def test_ascii_draws_without_boxes(coat: Path) -> None:
    assert set(run("timeline", coat, "--ascii").out) & set("●○═─…│█") == set()


def test_the_same_bytes_go_to_a_pipe_and_to_a_file(coat: Path, tmp_path: Path) -> None:
    target = tmp_path / "line.txt"
    assert run("timeline", coat, "-o", target, "-q").code == 0
    assert target.read_text(encoding="utf-8") == run("timeline", coat).out == spawn("timeline", coat).out


class TestCalendars:
    def test_stdout_takes_the_calendar_instead_of_the_text(self, coat: Path) -> None:
        pytest.importorskip("icalendar")
        ran = run("timeline", coat, "--ics", "-")
        assert (ran.code, ran.out.startswith("BEGIN:VCALENDAR")) == (0, True)
        assert "SUMMARY;LANGUAGE=en:Balance ¥679.00" in ran.out

    def test_a_file_takes_it_beside_the_text(self, coat: Path, tmp_path: Path) -> None:
        pytest.importorskip("icalendar")
        target = tmp_path / "windows.ics"
        ran = run("timeline", coat, "--ics", target)
        assert (ran.code, "Windows" in ran.out, "windows.ics" in ran.err) == (0, True, True)
        assert b"\r\nEND:VCALENDAR\r\n" in target.read_bytes()

    def test_a_file_that_is_there_is_not_replaced(self, coat: Path, tmp_path: Path) -> None:
        target = tmp_path / "windows.ics"
        target.write_text("mine", encoding="utf-8")
        ran = run("timeline", coat, "--ics", target)
        assert (ran.code, ran.out, target.read_text(encoding="utf-8")) == (2, "", "mine")
        assert "--ics" in ran.err

    @pytest.mark.parametrize("target", ["-", "windows.ics"])
    def test_where_nothing_has_a_date_there_is_no_calendar(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
    ) -> None:
        pytest.importorskip("icalendar")
        monkeypatch.chdir(tmp_path)
        ran = run("timeline", "jd-presale-2018", "--ics", target)
        assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
        assert "nothing in this order has a date" in ran.err

    def test_stdout_cannot_take_it_and_json_both(self, coat: Path) -> None:
        assert run("timeline", coat, "--ics", "-", "--json").code == 2

    def test_without_the_library_the_extra_is_named(self, coat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "icalendar", None)
        ran = run("timeline", coat, "--ics", "-")
        assert (ran.code, ran.out) == (2, "")
        assert "pip install 'promocalc[calendar]'" in ran.err
