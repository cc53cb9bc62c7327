"""Cells, and how a problem is laid out."""

from __future__ import annotations

from itertools import product
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.explain.cells import clip, pad, table, width
from promocalc.explain.problems.text import EXCERPT_CELLS, advice, message, render, render_all, written_path
from promocalc.problems import MissingKey, NotAMoment, NotAnAmount, Problem, Trouble, UnknownCurrency, UnknownKey, Where

TEXTS = st.text(
    st.sampled_from("aZ9 店券￥¥，…한é😀👍🏽\u200d\u0301\ufe0f") | st.characters(codec="utf-8"), max_size=20
)
QUICK = settings(max_examples=200, deadline=None, derandomize=True, database=None)


class TestCells:
    @pytest.mark.parametrize(
        ("text", "cells"),
        [
            ("", 0),
            ("off", 3),
            ("跨店", 4),
            ("￥¥", 3),
            ("e\u0301", 1),
            ("👨\u200d👩\u200d👧", 2),
            ("\x1b\t\n", 0),
            ("…", 1),
        ],
    )
    def test_width(self, text: str, cells: int) -> None:
        assert width(text) == cells

    @given(TEXTS, st.integers(0, 30))
    @QUICK
    def test_what_is_clipped_and_padded_has_exactly_its_cells(self, text: str, cells: int) -> None:
        clipped = clip(text, cells)
        assert width(clipped) <= cells
        assert clipped == text or clipped.endswith("…") or cells < 1
        assert width(pad(clipped, cells)) == width(pad(clipped, cells, "right")) == cells

    def test_no_wide_character_is_split(self) -> None:
        assert [clip("店铺券", cells) for cells in range(7)] == ["", "…", "…", "店…", "店…", "店铺…", "店铺券"]

    @given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
    @QUICK
    def test_columns_stand_under_each_other(self, rows: list[tuple[str, str, str]]) -> None:
        ends = [(*row, "|") for row in rows]
        lines = table(ends, ("left", "right", "left", "left"), gap="")
        widths = {sum(max(width(row[at]) for row in rows) for at in range(3)) + 1}
        assert {width(line[:-1]) + 1 for line in lines} == widths


class TestLayout:
    def test_the_caret_stands_under_chinese(self) -> None:
        where = Where(("rules", "店铺券", "take"), "店.yaml", 12, 8, "店铺券: {of: 60}", 2)
        assert render(Problem(UnknownKey("of", ("off",), "off"), where), "zh").splitlines() == [
            "错误：不认识的键“of”（rules.店铺券.take）",
            "   --> 店.yaml:12:8",
            "   |",
            "12 | 店铺券: {of: 60}",
            "   |           ^^",
            "    = 帮助：是不是“off”？",
        ]

    def test_a_problem_without_a_place_is_a_sentence(self) -> None:
        assert render(Problem(MissingKey("rulebook"))) == "error: 'rulebook' is missing"

    def test_paths_are_written_as_in_json(self) -> None:
        assert written_path(("rules", "a", "needs", 0, "on")) == "rules.a.needs[0].on"
        assert written_path((0, "a")) == "[0].a"

    @pytest.mark.parametrize("column", [1, 60, 500, 1000, 1001])
    @pytest.mark.parametrize("filling", ["x", "店", "x店"])
    def test_a_long_line_is_cut_around_the_caret(self, column: int, filling: str) -> None:
        excerpt = (filling * 1000)[: column - 1] + "!" + (filling * 1000)[: 1000 - column]
        said = render(Problem(MissingKey("a"), Where((), "f", 1, column, excerpt, 1))).splitlines()
        shown, caret = said[-2].partition("| ")[2], said[-1].partition("| ")[2]
        assert width(shown) <= EXCERPT_CELLS + 2
        assert width(shown[: shown.index("!")]) == caret.index("^")

    def test_nothing_moves_the_cursor(self) -> None:
        where = Where(("a\x1b[2J",), "f", 1, 3, "\ta\x1b[31m\u202eb\r", 1)
        said = render(Problem(UnknownKey("\x1b]0;x\x07", ()), where))
        assert not set(said) & set("\x1b\x07\r\t\u202e")

    def test_money_of_china_is_cny(self) -> None:
        assert advice(UnknownCurrency("RMB", "RUB")) == "did you mean 'CNY'?"

    @pytest.mark.parametrize("value", ["￥1e5", "1.2.3e5", "1e99", "e", "１e５"])
    def test_help_survives_what_is_no_number_at_all(self, value: str) -> None:
        assert advice(NotAnAmount(value, "exponent"))

    def test_what_may_stand_at_a_place_is_listed_once(self) -> None:
        known = ("cart", "lines")
        told = [UnknownKey("甲", known), UnknownKey("line", known, "lines"), UnknownKey("乙", known)]
        said = render_all([Problem(trouble) for trouble in (*told, UnknownKey("丙", ("off",)))])
        assert [line.strip() for line in said.splitlines() if "help" in line] == [
            "= help: known here: cart, lines",
            "= help: did you mean 'lines'?",
            "= help: known here: off",
        ]

    @pytest.mark.parametrize(
        ("value", "english", "chinese"),
        [
            ("2026-11-31T00:00+08:00", "November has 30 days", "11 月有 30 天"),
            ("2027-02-29", "February 2027 has 28 days", "2027 年 2 月有 28 天"),
            ("2026-00-10T00:00+08:00", "a year has 12 months, and no month 00", "一年有 12 个月，没有 0 月"),
            ("2026-11-11T20:60+08:00", "a day has the times 00:00 to 23:59", "一天的时刻从 00:00 到 23:59"),
            ("tomorrow", "words are not read", "不认文字"),
            ("8:00", "add the day and the offset: 2020-11-11T08:00+08:00", "加上日期和时差：2020-11-11T08:00+08:00"),
            ("2026-11-30", "a day alone is no moment", "只有日期还不够"),
        ],
    )
    def test_help_says_why_a_moment_never_comes(self, value: str, english: str, chinese: str) -> None:
        assert (advice(NotAMoment(value)) or "").startswith(english)
        assert (advice(NotAMoment(value), "zh") or "").startswith(chinese)

    def test_help_rewrites_what_was_written(self) -> None:
        assert advice(NotAnAmount("1.5e3", "exponent"), "zh") == "请完整写出：1500"
        assert advice(NotAnAmount("12:30", "clock")) == "write 12.30"
        assert advice(NotAnAmount("00", "leading_zero")) == "write 0"


def _samples(kind: type) -> list[Trouble]:
    """Every trouble with values of its own: each of its words, once with a suggestion and once without."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name in kind.__match_args__}
    choices = [_values(name, hint) for name, hint in hints.items()]
    return [kind(**dict(zip(hints, values, strict=True))) for values in product(*choices)]


def _values(name: str, hint: Any) -> tuple[Any, ...]:
    if name == "near":
        return ("近", None)
    if get_origin(hint) is Literal:
        return get_args(hint)
    if get_origin(hint) is tuple:
        return (("§", "乙"),) if ... not in get_args(hint) else (("§", "乙"), ("§",))
    return {int: (3,), bool: (True, False)}.get(hint, (3,) if int in get_args(hint) else ("§",))


@pytest.mark.parametrize("kind", get_args(Trouble), ids=lambda kind: kind.__name__)
def test_every_trouble_has_words_in_both_languages(kind: type) -> None:
    for trouble in _samples(kind):
        english, chinese = message(trouble), message(trouble, "zh")
        assert english != chinese
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese.replace("乙", ""))
        assert not english.endswith(".")
        assert (advice(trouble) is None) == (advice(trouble, "zh") is None)
        assert ("§" in english) == ("§" in chinese)
