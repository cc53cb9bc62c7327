"""A map of two things that move: shades that say what they stand for, words, a picture, a table and data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.explain.cells import width
from promocalc.explain.curve import heat
from promocalc.explain.language import Language
from promocalc.formula.heat import Grid, grid
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, Spend
from promocalc.money import plain
from tests.benchmarks.carts import example
from tests.unit.test_heat import OFF, fifty_from_150, subject

pytest.importorskip("numpy")


@cache
def jacket_and_socks() -> Grid:
    return grid(Subject(*example()), LinePrice("1"), LineQuantity("3"), range(0, 140_000, 20_000), range(1, 9))


@cache
def wide_map() -> Grid:
    return grid(Subject(*example()), Spend("1"), LinePrice("3"), range(600_00, 2_000_00, 20_00), range(0, 95_00, 5_00))


MAPS = (jacket_and_socks, wide_map)
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.mark.parametrize("made", MAPS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", ["discount", "pay"])
def test_no_line_is_wider_than_the_terminal(made: Callable[[], Grid], language: Language, of: heat.Of) -> None:
    found = made()
    for cells in (30, 40, 59, 80, 133):
        for ascii_only in (False, True):
            for line in heat.text(found, language, cells, ascii_only, of).splitlines():
                assert width(line) <= cells, line


def rows_of(said: str, upright: str = "│") -> list[str]:
    return [line.partition(upright)[2] for line in said.splitlines() if upright in line]


def test_a_narrow_cell_is_a_shade_of_its_range() -> None:
    found = wide_map()
    rows = rows_of(heat.text(found, "en"))[::-1]
    view = heat.HeatView(found, "en")
    assert len(rows) == len(found.ys)
    for row, line in enumerate(rows):
        padded = line.ljust(len(found.xs))
        for column, glyph in enumerate(padded):
            saved = found.discount(row, column)
            if saved is None:
                assert glyph == heat.NOTHING
                continue
            assert view.scale is not None
            low = Fraction(view.scale.low + heat.SHADES.index(glyph) * view.scale.step, 10**6)
            assert low <= saved < low + Fraction(view.scale.step, 10**6)


def test_a_wide_cell_has_its_figure_beside_its_shade() -> None:
    found = jacket_and_socks()
    said = heat.text(found, "zh")
    assert said.startswith("实际折扣：省百分之几\n横向：「羽绒服」的单价\n纵向：「袜子五双装」的件数\n")
    lowest = rows_of(said)[-1]
    assert lowest.split()[:6] == ["░", "12.3%", "█", "24.9%", "▓", "21.5%"]
    assert "[██] 24% 至不足 28%" in said
    amounts = heat.text(found, "en", of="pay")
    assert " 510.02" in rows_of(amounts)[-1]


def test_the_best_and_the_worst_cell_are_said_with_their_figures() -> None:
    english = " ".join(heat.text(jacket_and_socks(), "en").split())
    assert (
        'Largest effective discount: 24.9%, at price of "Down jacket" 200.00 and quantity of "Socks x5" 1 piece; '
        "tag price 678.90, to pay 510.02." in english
    )
    assert (
        'Smallest effective discount: 9.8%, at price of "Down jacket" 0.00 and quantity of "Socks x5" 5 pieces; '
        "tag price 598.50, to pay 539.62." in english
    )
    chinese = heat.HeatView(jacket_and_socks(), "zh").findings()
    assert chinese[0] == (
        "实际折扣最大：省 24.9%，合 7.51折。此时，「羽绒服」的单价为 200.00，「袜子五双装」的件数为 1 件；"
        "标价 678.90，应付 510.02。"
    )
    least, most = heat.HeatView(jacket_and_socks(), "zh", "pay").findings()
    assert least.startswith("应付最少：420.02。")
    assert most.startswith("应付最多：1,519.42。")


def test_cells_without_a_cart_are_told_apart_and_explained() -> None:
    said = heat.text(wide_map(), "en")
    assert "[··] the other lines come to more than the total" in said
    assert "[--] 其他商品已超过标价合计" in heat.text(wide_map(), "zh", ascii=True)
    about = subject("rules: {r: {take: {off: 5}}}\nprice: r", "lines: [{id: a, price: 1}, {id: b, price: 1}]\n")
    some = grid(about, LinePrice("a"), LinePrice("b"), [0, 10_00], [0, 1_00])
    assert "[··] nothing is marked at anything" in heat.text(some, "en")
    assert "[··]" not in heat.text(some, "en", of="pay")
    nothing = heat.text(grid(about, LinePrice("a"), LinePrice("b"), [0], [0]), "zh")
    assert "标价全部为零，谈不上折扣。" in nothing


def test_with_ascii_what_is_drawn_is_ascii() -> None:
    for made in MAPS:
        assert heat.text(made(), "en", ascii=True).isascii()
    drawn = rows_of(heat.text(wide_map(), "zh", ascii=True), "|")
    assert set("".join(drawn)) <= set(heat.ASCII_SHADES + heat.ASCII_NOTHING)


def test_more_columns_than_room_are_thinned_and_that_is_said() -> None:
    said = heat.text(wide_map(), "en", 50)
    assert "Shown are 43 of 70 columns" in said
    assert max(map(len, rows_of(said))) == 43
    assert "Shown" not in heat.text(wide_map(), "en", 80)


def test_a_map_where_all_is_the_same_says_so_and_has_one_shade() -> None:
    about = subject("rules: {r: {take: {off: 10%}}}\nprice: r", "lines: [{id: a, price: 1}, {id: b, price: 1}]\n")
    found = grid(about, LinePrice("a"), LinePrice("b"), [10_00, 20_00], [10_00])
    assert "The effective discount is the same everywhere: 10.0%." in heat.text(found, "en")
    assert "实际折扣处处相同：省 10.0%，合 9折。" in heat.text(found, "zh")
    assert 'class="first"' not in heat.svg(found, "en")
    still = grid(about, Held("purse"), LinePrice("b"), [1, 2], [10_00])
    assert "What is paid is the same everywhere: 9.90." in heat.text(still, "en", of="pay")


def test_more_paid_than_marked_is_below_zero() -> None:
    about = subject(
        "rules: {r: {take: {add: 8, line: shipping}}}\nprice: r", "lines: [{id: a, price: 1}, {id: b, price: 1}]\n"
    )
    found = grid(about, LinePrice("a"), LinePrice("b"), [10_00, 200_00], [10_00])
    assert found.discount(0, 0) == Fraction(-8, 20)
    assert "-40.0% (more is paid than marked)" in heat.text(found, "en")
    assert "反而多付 40.0%" in heat.text(found, "zh")
    assert "10.00,10.00,20.00,28.00,-0.400000" in heat.csv(found)


@given(st.integers(-(10**7), 10**7), st.integers(0, 10**7))
def test_shades_have_round_borders_and_hold_every_figure(low: int, wide: int) -> None:
    found = heat.scale(low, low + wide)
    assert 1 <= found.count <= heat.LEVELS
    assert found.low <= low
    assert low + wide < found.low + found.count * found.step
    assert found.of(low) == 0
    assert found.of(low + wide) == found.count - 1
    assert found.low % found.step == 0


# --- for a page, a spreadsheet, a program ----------------------------------------------------------------------------


@pytest.mark.parametrize("made", MAPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_is_well_formed_and_says_the_figures_of_every_cell(
    made: Callable[[], Grid], language: Language
) -> None:
    found = made()
    root = ElementTree.fromstring(heat.svg(found, language))
    name = "{http://www.w3.org/2000/svg}"
    told = [one.text or "" for rect in root.iter(f"{name}rect") for one in rect.iter(f"{name}title")]
    assert len(told) == len(found.xs) * len(found.ys)
    view = heat.HeatView(found, language)
    for cell in found.cells[:: max(1, len(found.cells) // 40)]:
        assert any(view.figure(*cell) in one and view.figures(cell) in one for one in told)
    printed = [one.text for one in root.iter(f"{name}text") if one.get("class", "").startswith("t")]
    assert len(printed) == (len(found.cells) if made is jacket_and_socks else 0)
    outlined = [one.get("class") for one in root.iter(f"{name}rect") if one.get("class") in ("first", "second")]
    assert outlined == ["first", "second"] * 2  # once in the legend, once on the map


def test_names_that_an_author_wrote_cannot_break_a_picture() -> None:
    cart = 'lines: [{id: a, title: "<b>&\\e[31m", price: 1}, {id: b, price: 1}]\n'
    found = grid(subject("rules: {r: {take: {off: 5}}}\nprice: r", cart), LinePrice("a"), LinePrice("b"), [9], [9])
    ElementTree.fromstring(heat.svg(found, "en"))
    assert "\x1b" not in heat.text(found, "en")


def test_a_table_has_a_row_for_every_cell_with_a_cart() -> None:
    found = wide_map()
    rows = list(csv.DictReader(io.StringIO(heat.csv(found), newline="")))
    assert len(rows) == len(found.cells) < len(found.xs) * len(found.ys)
    for cell, row in zip(found.cells, rows, strict=True):
        assert row["x"] == plain(found.xs[cell.column], "CNY")
        assert row["y"] == plain(found.ys[cell.row], "CNY")
        assert row["pay"] == plain(found.pay(*cell), "CNY")
        saved = found.discount(*cell)
        assert saved is not None
        assert abs(Fraction(row["discount"]) - saved) <= Fraction(1, 2 * 10**6)


def test_data_has_both_axes_and_every_figure_exactly() -> None:
    found = grid(fifty_from_150(), OFF, LineQuantity("a"), [0, 20_00], [1, 2])
    told = json.loads(json.dumps(heat.data(found, "en")))
    assert told["x"] == {
        "name": "r.off",
        "title": '"r": what it takes off',
        "unit": "money",
        "values": ["0.00", "20.00"],
    }
    assert told["y"]["values"] == [1, 2]
    assert told["pays"] == [["126.49", "126.49"], ["166.49", "146.49"]]
    assert told["discounts"][1] == ["0%", "2000/16649"]
    assert told["best"] == {"x": "20.00", "y": 2, "marked": "166.49", "pay": "146.49", "discount": "2000/16649"}
    assert heat.data(wide_map(), "zh")["pays"][-1][0] is None
