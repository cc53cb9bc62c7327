"""Every row fits its width in terminal cells, whatever the titles are written in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.engine import Receipt
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.receipt.text import step_text, text
from promocalc.explain.receipt.waterfall import WaterfallRow, bar, waterfall, waterfall_rows
from promocalc.explain.wrapping import wrap
from tests.explain.example import example, receipt

PARTS = st.one_of(
    st.sampled_from("羽绒服跑鞋袜子满减（），。…·—ﷺ|\u200b\n\x1b\u202e"),
    st.sampled_from(["👨‍👩‍👧‍👦", "❤️", "🇨🇳", "e\u0301", "한국"]),
    st.characters(codec="utf-8"),
)
TITLES = st.lists(PARTS, min_size=1, max_size=30).map("".join)


@st.composite
def receipts(draw: st.DrawFn) -> Receipt:
    """Carts and rules that go by anything, priced."""
    lines: list[dict[str, Any]] = [
        {
            "id": f"l{at}",
            "title": draw(TITLES),
            "store": draw(TITLES),
            "price": str(draw(st.integers(0, 10**6))),
            "qty": draw(st.integers(1, 999)),
        }
        for at in range(draw(st.integers(1, 4)))
    ]
    rules: dict[str, dict[str, Any]] = {
        "a": {"title": draw(TITLES), "per": "line", "take": {"off": "7%"}, "cap": {"each": 50}},
        "b": {"title": draw(TITLES), "take": {"off": 50, "every": 300}, "per": "store", "source": draw(TITLES)},
        "c": {"title": draw(TITLES), "take": {"off": "100%"}, "use": {"balance": "red"}},
        "d": {"title": draw(TITLES), "take": {"off": 5}, "from": 10**9, "if_promised": draw(TITLES)},
        "e": {"title": draw(TITLES), "take": {"add": 8, "line": "shipping"}},
    }
    return receipt(lines, rules, {"title": draw(TITLES), "wallet": {"balances": {"red": "8.88"}}})


@given(receipts(), st.sampled_from(LANGUAGES), st.integers(40, 140), st.booleans())
def test_every_row_fits_its_width(told: Receipt, language: Language, cells: int, plain: bool) -> None:
    rows = text(told, language, width=cells, ascii=plain).splitlines()
    rows += waterfall(told, language, cells, ascii=plain)
    for step in told.steps:
        rows += step_text(told, step, language, width=cells)
    assert [row for row in rows if width(row) > cells] == []


@given(receipts(), st.sampled_from(LANGUAGES), st.integers(60, 140))
def test_amounts_stand_under_each_other_and_are_never_cut(told: Receipt, language: Language, cells: int) -> None:
    rows = waterfall(told, language, cells, ascii=True)
    bare = [row.rstrip("#+-").rstrip() for row in rows]
    assert len({width(row) for row in bare}) == 1
    money = [f"{row.after / 100:,.2f}" for row in waterfall_rows(told, language)]
    assert all(row.endswith(f" {amount}") for row, amount in zip(bare, money, strict=True))


@given(TITLES, st.integers(4, 40))
def test_a_wrapped_text_keeps_everything_but_its_spaces(said: str, cells: int) -> None:
    rows = wrap(said, cells)
    assert "".join("".join(rows).split()) == "".join(said.split())
    assert all(width(row) <= cells for row in rows)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 100))
def test_a_bar_ends_where_its_amount_does(before: int, after: int, cells: int) -> None:
    top = max(before, after)
    told = WaterfallRow("", after - before, after, example().steps[0])
    assert width(bar(told, top, cells)) <= cells
    assert bar(told, top, cells).strip()
    assert len(bar(WaterfallRow("", 0, top, None), top, cells)) == (cells if top else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ascii_draws_nothing_beyond_ascii(language: Language) -> None:
    rows = text(example(), language, width=50, ascii=True)
    assert not set("█▒▓─…·→—×≥").intersection(rows)


def test_what_an_author_wrote_cannot_move_the_cursor() -> None:
    line = {"id": "a", "title": "tea\x1b[2J\n\u202efree\x9b", "price": 10}
    told = text(receipt([line], {"r": {"title": "cut\r\x07", "take": {"off": 1}}}), "en")
    assert not {"\x1b", "\r", "\x07", "\x9b", "\u202e"} & set(told)


def test_a_name_that_is_longer_than_its_row_is_broken_after_a_hyphen_and_not_in_a_number() -> None:
    assert wrap("tmall-double11-2020", 18) == ["tmall-double11-", "2020"]
    assert wrap("shop_2020/terms.yaml", 12) == ["shop_2020/", "terms.yaml"]
    assert wrap("unbreakable", 6) == ["unbrea", "kable"], "where there is none, it is cut"
    assert wrap("save 300-50 now", 8) == ["save", "300-50", "now"], "what fits is not broken"
