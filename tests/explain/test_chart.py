"""A curve drawn in a terminal and for a page: every line has its cells, every jump is seen, colour is never needed."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.explain.cells import width
from promocalc.explain.curve.chart import Line, Scale, Series, braille, columns, plain, ticks
from promocalc.explain.curve.chart_svg import svg

SVG = "{http://www.w3.org/2000/svg}"


def yuan(amount: int) -> str:
    return f"{amount // 100:,}元"


def bare(amount: int) -> str:
    return f"{amount // 100:,}"


def paid(spent: int) -> int:
    """50.00 off every 300.00."""
    return spent - spent // 30000 * 5000


EVERY = Series("每满减", [(spent, paid(spent)) for spent in range(120000, 180001)])
PIECES = Series("pieces", [(120000, 100000), (149999, 129999), (150000, 125000), (179999, 154999), (180000, 150000)])
FLAT = Series("before", [(120000, 118000), (180000, 160000)])
SHAPES: dict[str, list[Series]] = {
    "no curve": [],
    "no points": [Series("none", [])],
    "one point": [Series("one", [(5, 7)])],
    "two points": [Series("two", [(5, 7), (6, 9)])],
    "constant": [Series("constant", [(0, 129900), (50000, 129900)])],
    "an upright": [Series("upright", [(5, 7), (5, 90000)])],
    "below nothing": [Series("negative", [(-500, -90000), (500, 90000)])],
    "pieces": [PIECES],
    "two curves": [EVERY, FLAT],
    "one of two has points": [Series("none", []), FLAT],
}
MANY = Series("many", [(spent, paid(spent)) for spent in range(100000, 300000)])

curves = st.lists(
    st.lists(st.tuples(st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7)), max_size=30).map(
        lambda points: Series("曲线", sorted(points))
    ),
    max_size=2,
)


def text(lines: Sequence[Line]) -> str:
    return "\n".join(plain(line) for line in lines)


def roles(lines: Sequence[Line]) -> set[str]:
    return {role for line in lines for _, role in line}


# the lines of a terminal


@pytest.mark.parametrize("only", [False, True], ids=["braille", "ascii"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [(80, 24), (61, 9), (20, 4), (8, 3)])
def test_every_line_has_the_width_and_there_are_as_many_as_the_height(
    shape: str, size: tuple[int, int], only: bool
) -> None:
    across, down = size
    lines = braille(
        SHAPES[shape], across, down, bare, yuan, (150000, 6), ((145000, 150000),), cursor=160000, ascii=only
    )
    assert [width(plain(line)) for line in lines] == [across] * down


@given(curves, st.integers(0, 90), st.integers(0, 25), st.integers(-(10**7), 10**7), st.booleans())
def test_whatever_the_points_a_chart_fits_its_room(
    series: list[Series], across: int, down: int, cursor: int, only: bool
) -> None:
    bands = ((cursor - 1000, cursor + 1000),)
    lines = braille(series, across, down, yuan, yuan, (cursor, 0), bands, cursor, only)
    assert [width(plain(line)) for line in lines] == [across] * down


def test_chinese_labels_stand_right_aligned_before_the_axis() -> None:
    lines = [plain(line) for line in braille([PIECES], 60, 12, bare, yuan)]
    assert {width(line[: line.index(one)]) for line in lines for one in "┤│└" if one in line} == {7}
    assert any(line.startswith("1,400元┤") for line in lines)


def test_the_labels_of_the_start_the_middle_and_the_end_are_under_the_axis() -> None:
    under = plain(braille([PIECES], 60, 12, bare, yuan)[-1])
    assert under.split() == ["1,200", "1,500", "1,800"]
    assert under.endswith("1,800")


def test_a_narrow_chart_leaves_out_the_middle_label_first() -> None:
    assert plain(braille([PIECES], 20, 8, bare, bare)[-1]).split() == ["1,200", "1,800"]


def test_a_curve_is_drawn_like_this() -> None:
    lines = braille([PIECES], 44, 9, bare, yuan, marks=(150000, 180000), bands=((145000, 150000),))
    assert text(lines).splitlines() == PICTURE
    lines = braille([PIECES], 44, 9, bare, yuan, marks=(150000, 180000), bands=((145000, 150000),), ascii=True)
    assert text(lines).splitlines() == IN_ASCII


PICTURE = [
    "       │               ░░░░            ⢀⣀⠤⠒⠹",
    "       │               ░░░░        ⣀⠤⠔⠊⠁    ",
    "1,400元┤               ░░░░   ⢀⡠⠔⠒⠉         ",
    "       │             ⢀⣀⠤⠒⠉⣆⠤⠒⠉⠁             ",
    "1,200元┤         ⣀⠤⠔⠊⠁ ░░░░                 ",
    "       │    ⢀⡠⠔⠒⠉      ░░░░                 ",
    "1,000元┤⣀⠤⠒⠉⠁          ░░░░                 ",
    "       └──────────────────▼────────────────▼",
    "        1,200          1,500           1,800",
]
IN_ASCII = [
    "       |               ::::              ***",
    "       |               ::::        ******  *",
    "1,400元+               ::::  ******         ",
    "       |               ******               ",
    "1,200元+         ******::::                 ",
    "       |   ******      ::::                 ",
    "1,000元+***            ::::                 ",
    "       +------------------v----------------v",
    "        1,200          1,500           1,800",
]


def test_a_jump_is_an_upright_without_a_gap() -> None:
    jump = Series("jump", [(0, 0), (499, 0), (500, 900), (1000, 900)])
    rows = [plain(line)[5:] for line in braille([jump], 45, 12, str, lambda value: f"{value:4}")][:-2]
    upright = [next((at for at, one in enumerate(row) if one != " "), None) for row in rows]
    assert None not in upright
    assert len(set(upright[1:-1])) == 1


def test_pieces_and_every_one_of_their_points_are_the_same_curve_to_a_cell() -> None:
    pieces, every = (
        {
            (row, column)
            for row, line in enumerate(braille([one], 60, 12, bare, yuan, ascii=True))
            for column, sign in enumerate(plain(line).replace("元", "  "))
            if sign == "*"
        }
        for one in (PIECES, EVERY)
    )
    for some, others in ((pieces, every), (every, pieces)):
        assert all({(row, column - 1), (row, column), (row, column + 1)} & others for row, column in some)


def test_two_curves_are_told_apart_without_colour() -> None:
    one, two = Series("one", [(0, 0), (900, 0)]), Series("two", [(0, 900), (900, 900)])
    lines = braille([one, two], 45, 9, str, lambda value: f"{value:4}", ascii=True)
    assert plain(lines[0])[5:].strip() == ". " * 19 + "."
    assert plain(lines[5])[5:].strip() == "*" * 40
    assert plain(lines[-1]).split() == ["***", "one", ".", ".", "two"]
    drawn = [plain(line)[5:] for line in braille([one, two], 45, 9, str, lambda value: f"{value:4}")]
    assert drawn[0] == "⠉ " * 20
    assert drawn[5] == "⣀" * 40


def test_the_second_curve_is_dotted_where_it_is_upright_too() -> None:
    flat, upright = Series("flat", [(0, 0), (8, 0)]), Series("upright", [(4, 0), (4, 90)])
    rows = [plain(line)[3:] for line in braille([flat, upright], 20, 19, str, lambda value: f"{value:2}", ascii=True)]
    assert 7 <= sum("." in row for row in rows[:16]) <= 8


def test_marks_bands_and_the_cursor_have_their_roles_and_signs() -> None:
    lines = braille([PIECES], 60, 12, bare, yuan, marks=(150000,), bands=((125000, 135000),), cursor=170000)
    assert roles(lines) == {"axis", "label", "line 1", "cursor", "band", "mark"}
    assert plain(lines[-2]).count("▼") == 1
    assert "░" in plain(lines[0])
    assert all(any(role == "cursor" for _, role in line) for line in lines[:-1])


def test_the_cursor_does_not_hide_the_curve() -> None:
    lines = braille([PIECES], 60, 12, bare, yuan, cursor=135000)
    under = {one for line in lines for one, role in line if role == "cursor"}
    assert under & {chr(dots) for dots in range(0x2801, 0x2900)}


def test_what_is_out_of_the_range_is_left_out() -> None:
    plainly = braille([PIECES], 60, 12, bare, yuan)
    assert braille([PIECES], 60, 12, bare, yuan, (10, 999999), ((1, 2), (200000, 300000)), cursor=7) == plainly


def test_in_ascii_all_is_ascii() -> None:
    lines = braille([PIECES, FLAT], 60, 12, bare, bare, (150000,), ((125000, 135000),), cursor=170000, ascii=True)
    assert text(lines).isascii()
    long = braille(
        [Series("a name of many words", FLAT.points), FLAT], 12, 8, bare, lambda _: "a label too long", ascii=True
    )
    assert text(long).isascii()


def test_neighbours_of_one_role_are_one_text() -> None:
    for line in braille([EVERY, FLAT], 60, 12, bare, yuan, cursor=150000)[:-1]:
        assert all(before != after for (_, before), (_, after) in pairwise(line))


def test_a_third_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="two curves"):
        braille([FLAT] * 3, 60, 12, bare, yuan)
    with pytest.raises(ValueError, match="two curves"):
        svg([FLAT] * 3, bare, yuan, "three")


def test_two_hundred_thousand_points_are_drawn_at_once() -> None:
    taken = []
    for _ in range(3):
        before = time.perf_counter()
        lines = braille([MANY], 80, 24, bare, yuan)
        taken.append(time.perf_counter() - before)
    assert [width(plain(line)) for line in lines] == [80] * 24
    assert min(taken) < 0.2  # 0.03 measured; a busy machine is no failure


def test_the_peak_of_one_point_among_many_is_seen() -> None:
    peak = Series("peak", [(x, 900 if x == 77_777 else 0) for x in range(100_000)])
    top = plain(braille([peak], 45, 12, str, lambda value: f"{value:4}")[0])[5:]
    assert top.strip()
    (column,) = [one for one in columns(peak.points, Scale(0, 99_999, 10)) if one.high]
    assert (column.place, column.first, column.low, column.high, column.last) == (7, 0, 0, 900, 0)


# round values


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.integers(1, 20))
def test_ticks_are_round_within_the_range_and_evenly_apart(low: int, span: int, at_most: int) -> None:
    found = ticks(low, low + span, at_most)
    assert 1 <= len(found) <= at_most
    assert all(low <= value <= low + span for value in found)
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) <= 1
    assert all(str(step).rstrip("0") in {"1", "2", "5"} for step in steps)
    assert all(value % step == 0 for value in found for step in steps)


def test_ticks_of_prices() -> None:
    assert ticks(120000, 180000, 4) == [120000, 140000, 160000, 180000]
    assert ticks(98765, 154321, 6) == [100000, 110000, 120000, 130000, 140000, 150000]
    assert ticks(21, 24, 1) == [22]
    assert ticks(7, 7, 5) == [7]
    assert ticks(8, 7, 5) == ticks(1, 100, 0) == []


# the picture for a page


def parsed(picture: str) -> ElementTree.Element:
    return ElementTree.fromstring(picture)


@pytest.mark.parametrize("size", [(720, 400), (200, 150), (1, 1)])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_is_well_formed_whatever_the_points(shape: str, size: tuple[int, int]) -> None:
    root = parsed(svg(SHAPES[shape], bare, yuan, "应付 <&> \"'\x00", size, (150000, 6), ((145000, 150000),), 160000))
    assert root.find(f"{SVG}title") is not None
    for one in root.iter():
        assert not one.get("height", "0").startswith("-")
        assert not one.get("width", "0").startswith("-")


@given(curves)
def test_a_picture_of_any_points_is_well_formed(series: list[Series]) -> None:
    parsed(svg(series, bare, yuan, "任意", marks=(0, 1, 2), bands=((-5, 5),), cursor=0))


def test_a_picture_says_in_words_what_it_shows() -> None:
    root = parsed(svg([EVERY], bare, yuan, "应付 <1>", name="what-if"))
    title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "应付 <1>"
    assert said is not None
    assert said.text == "每满减: 1,200 – 1,800: 1,000元 – 1,549元"
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}" == "what-if-title what-if-desc"


def test_cliffs_have_labels_and_bands_are_hatched_with_a_legend() -> None:
    picture = svg(
        [EVERY, FLAT],
        bare,
        yuan,
        "应付",
        marks=(150000, 180000),
        bands=((145000, 150000), (175000, 180000)),
        mark_name="跳降 cliff",
        band_name="支配 dominated",
    )
    root = parsed(picture)
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert {"每满减", "before", "跳降 cliff", "支配 dominated", "1,400元"} <= set(words)
    assert words.count("1,500") == 2  # at the cliff and on the axis
    bands = [one for one in root.iter(f"{SVG}rect") if one.get("class") == "band"]
    assert [one.get("fill") for one in bands] == ["url(#chart-hatch)"] * 2
    assert len(root.findall(f".//{SVG}line[@class='cliff']")) == 2
    assert "stroke-dasharray" in picture


def test_where_one_is_has_a_name_in_the_legend_as_long_as_it_is_drawn() -> None:
    for cursor, named in ((150000, True), (10, False), (None, False)):
        root = parsed(svg([EVERY], bare, yuan, "应付", cursor=cursor, cursor_name="现在 1,500"))
        assert ("现在 1,500" in [one.text for one in root.iter(f"{SVG}text")]) == named
        assert len(root.findall(f".//{SVG}line[@class='cursor']")) == 2 * named


def test_a_picture_needs_nothing_else() -> None:
    picture = svg([EVERY], bare, yuan, "应付")
    assert picture.count("http") == 1  # the name of SVG itself
    assert "@import" not in picture
    assert "<script" not in picture


def test_labels_of_close_cliffs_do_not_cover_each_other() -> None:
    root = parsed(svg([EVERY], bare, yuan, "应付", marks=range(120000, 180001, 500)))
    labels = [
        (one.get("y"), float(one.get("x", "0")), width(one.text or "") * 7)
        for group in root.iter(f"{SVG}g")
        for one in group.iter(f"{SVG}text")
        if group.find(f"{SVG}title") is not None
    ]
    assert len({row for row, _, _ in labels}) == 2
    for row in {row for row, _, _ in labels}:
        spans = sorted((x - wide // 2, x + wide // 2) for at, x, wide in labels if at == row)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert len(root.findall(f".//{SVG}line[@class='cliff']")) == 121


def test_a_picture_of_many_points_stays_small_and_keeps_the_peak() -> None:
    peak = Series("peak", [(x, 900 if x == 77_777 else 0) for x in range(200_000)])
    picture = svg([peak], str, str, "peak")
    (line,) = [one for one in parsed(picture).iter(f"{SVG}polyline") if one.find(f"{SVG}title") is not None]
    heights = {point.split(",")[1] for point in line.get("points", "").split()}
    assert len(heights) == 2
    assert len(picture) < 60_000


def test_coordinates_are_whole_or_have_one_decimal() -> None:
    root = parsed(svg([EVERY, FLAT], bare, yuan, "应付", marks=(150000,), cursor=133333))
    for one in root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "points"):
            for value in one.get(name, "0").replace(",", " ").split():
                assert len(value.partition(".")[2]) <= 1
