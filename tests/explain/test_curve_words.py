"""A curve in words: labels, what is to be said of one value, cliffs, break-even, two curves side by side."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from promocalc.cart import Cart
from promocalc.explain.cells import width
from promocalc.explain.curve.range import MOST, USUAL, present, usual_range
from promocalc.explain.curve.report import CurveReport, text
from promocalc.explain.curve.text import CurveView, exactly
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import open_case
from promocalc.formula.asked import possible, read_unknown
from promocalc.formula.curve import Curve, curve
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook


@cache
def shipped() -> Subject:
    """The cart that the screen opens on: 1,437.70 on the tags, 1,148.82 to pay."""
    cart, book = open_case("rules/cn/double11-example.cart.yaml", None)
    return Subject(cart.value, book.value)


def made(rules: dict[str, Any], price: str = "100", name: str = "", quantity: int = 1, **cart: Any) -> Subject:
    """One line under some rules, in sequence."""
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": list(rules)})
    lines = [{"id": "a", "title": {"en": "Tea", "zh": "茶"}, "store": "S", "price": price, "quantity": quantity}]
    return Subject(Cart.model_validate({"lines": lines, **cart}), book, name=name)


def swept(subject: Subject, what: str, start: int, end: int) -> Curve:
    """The curve over a range."""
    return curve(Question(subject, read_unknown(what, subject)), start, end)


@cache
def sketched(language: Language) -> CurveView:
    """The curve of the sketch: 1,200 to 1,800."""
    return CurveView(swept(shipped(), "spend", 120_000, 180_000), language)


CUT = {"cut": {"take": {"off": 30}}}
THIRD_OFF = {"sale": {"take": {"off": "30%"}}}
IDLE = {"idle": {"from": 1_000_000_000, "take": {"off": 1}}}
FROM_100 = {"gift": {"from": 100, "take": {"off": 20}}}


# --- what is to be said ---------------------------------------------------------------------------------------


def test_the_cliffs_of_the_sketch_come_out_of_the_shipped_cart() -> None:
    view = sketched("zh")
    assert view.marks == (128_000, 158_000)
    assert view.bands == ((123_001, 127_999), (153_001, 157_999))
    assert [view.cliff_line(cliff) for cliff in view.cliffs] == [
        "买 1,279.99 付 1,041.11；买 1,280.00 付 991.12（多买 0.01，少付 49.99）",
        "买 1,579.99 付 1,291.11；买 1,580.00 付 1,241.12（多买 0.01，少付 49.99）",
    ]


def test_a_cliff_is_told_in_english_too() -> None:
    view = sketched("en")
    assert view.cliff_line(view.cliffs[1]) == (
        "at 1,579.99 you pay 1,291.11; at 1,580.00 you pay 1,241.12 (0.01 more bought, 49.99 less paid)"
    )


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            ["1,437.70", "1,148.82", "20.1% off; tag price 1,437.70", "1.00 for every 1.00 more", "1,580.00 (-50.00)"],
        ),
        (
            "zh",
            [
                "1,437.70",
                "1,148.82",
                "省 20.1%，合 7.99折（标价 1,437.70）",
                "每多 1.00，多付 1.00",
                "1,580.00（-50.00）",
            ],
        ),
    ],
)
def test_a_value_says_what_is_paid_and_what_comes_next(language: Language, rows: list[str]) -> None:
    assert [said for _, said in sketched(language).here(143_770)] == rows


def test_a_dominated_value_says_where_less_is_paid() -> None:
    assert ("Dominated", "at 1,280.00 you would pay less: 991.12") in sketched("en").here(125_000)
    assert ("不划算", "到 1,280.00 反而少付，只付 991.12") in sketched("zh").here(123_001)
    assert "Dominated" not in dict(sketched("en").here(123_000))


def test_right_before_a_jump_the_next_unit_is_told_and_not_the_slope() -> None:
    assert dict(sketched("en").here(127_999))["At the margin"] == "with 0.01 more you pay 49.99 less"
    assert dict(sketched("zh").here(127_999))["边际"] == "再多 0.01，少付 49.99"


def test_the_last_value_has_no_margin_and_no_next_jump() -> None:
    here = dict(sketched("en").here(180_000))
    assert here["Next jump"] == "none up to 1,800.00"
    assert "At the margin" not in here


def test_findings_begin_with_the_deepest_cliff_nearest_to_the_present_value() -> None:
    view = CurveView(swept(shipped(), "spend", 100_000, 250_000), "en")
    first, *_ = view.findings()
    assert first.startswith("At 1,579.99 you pay 1,291.11; at 1,580.00")
    assert "And 2 more cliffs, none of them deeper." in view.findings()


def test_a_drop_of_rounding_is_no_cliff() -> None:
    rules = {"a": {"take": {"off": "33%"}}, "b": {"take": {"off": "33%"}}}
    view = CurveView(swept(made(rules), "spend", 0, 3_000), "en")
    assert (view.cliffs, view.dominated, view.marks, view.bands) == ((), (), (), ())


def test_to_spend_a_balance_is_no_cliff() -> None:
    rules = {"pot": {"take": {"off": "100%"}, "use": {"balance": "pot"}}}
    subject = made(rules, wallet={"balances": {"pot": 5}})
    found = swept(subject, "balance:pot", 0, 2_000)
    view = CurveView(found, "zh")
    assert found.at(0) > found.at(2_000)
    assert view.marks == ()
    assert dict(view.here(500))["边际"] == "每多 1.00，少付 1.00"


def test_one_piece_more_may_cost_less() -> None:
    subject = made(
        {"three": {"needs": {"at_least": 3, "in": "pieces"}, "take": {"off": "50%"}}}, price="10", quantity=2
    )
    view = CurveView(swept(subject, "quantity:a", 1, 6), "zh")
    assert [view.cliff_line(cliff) for cliff in view.cliffs] == [
        "买 2 件付 20.00；买 3 件付 15.00（多买 1 件，少付 5.00）"
    ]
    assert view.x_name == "「茶」的件数"


def test_what_nothing_depends_on_is_said_to_be_the_same_everywhere() -> None:
    view = CurveView(swept(shipped(), "R2.from", 0, 40_000), "en")
    assert view.findings()[0] == "What is paid is the same everywhere: 1,148.82."


def test_more_than_the_tag_price_is_no_discount() -> None:
    subject = made({"post": {"take": {"add": 10, "line": "shipping"}}}, price="50")
    here = dict(CurveView(swept(subject, "spend", 1_000, 9_000), "en").here(5_000))
    assert here["Discount"] == "20.0% more than the tag price; tag price 50.00"


def test_a_free_cart_has_no_discount() -> None:
    here = dict(CurveView(swept(made(IDLE), "spend", 0, 100), "en").here(0))
    assert "Discount" not in here


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_points_of_the_line_are_points_of_the_curve(language: Language) -> None:
    for subject, what in ((shipped(), "spend"), (made(THIRD_OFF), "price:a"), (shipped(), "R3.every")):
        found = swept(subject, what, 60_000, 90_000)
        points = CurveView(found, language).series().points
        assert (points[0][0], points[-1][0]) == (found.start, found.end)
        assert all(found.at(x) == pay for x, pay in points)
        assert [x for x, _ in points] == sorted({x for x, _ in points})


def test_a_line_that_rounds_is_drawn_with_its_lowest_and_highest_points() -> None:
    found = swept(made(THIRD_OFF), "spend", 0, 150_000)
    series = CurveView(found, "en").series("x")
    assert series.name == "x"
    assert len(series.points) <= 4 * 1_024
    assert max(pay for _, pay in series.points) == int(found.pays.max())


def test_both_sides_of_a_jump_are_drawn() -> None:
    points = dict(sketched("en").series().points)
    assert (points[127_999], points[128_000]) == (104_111, 99_112)


def test_numbers_that_do_not_end_are_fractions_or_near() -> None:
    assert exactly(Fraction(1, 3), 2) == "1/3"
    assert exactly(Fraction(-12_345, 1_000), 2) == "-12.345"
    assert exactly(Fraction(1, 1_001), 2) == "≈0.000999"


# --- ranges ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "now", "ends"),
    [
        ("spend", 143_770, (53_870, 250_000)),
        ("price:3", 2_990, (0, 6_000)),
        ("quantity:3", 3, (1, 12)),
        ("balance:red-envelope", 888, (0, 1_800)),
        ("R2.from", 19_900, (0, 40_000)),
        ("R4.off", 10_000, (0, 10_000)),
    ],
)
def test_a_range_goes_from_the_least_to_twice_the_present_value(what: str, now: int, ends: tuple[int, int]) -> None:
    question = Question(shipped(), read_unknown(what, shipped()))
    assert (present(question), usual_range(question)) == (now, ends)


@pytest.mark.parametrize("price", ["0", "0.01", "99.99", "1999", "2000.01", "123456.78", "9999999"])
def test_a_usual_range_holds_the_present_value_and_is_not_too_wide(price: str) -> None:
    subject = made(IDLE, price=price)
    for unknown in possible(subject):
        question = Question(subject, unknown)
        start, end = usual_range(question)
        now = present(question)
        assert now is not None
        assert question.least <= start <= max(now, question.least) <= end
        assert start < end <= start + USUAL <= start + MOST


@pytest.mark.parametrize("held", [0, 1, 999, 99_999, 100_001, 600_000, 10**9])
def test_a_usual_range_of_points_or_pieces_is_not_too_wide_either(held: int) -> None:
    least = max(held, 1)
    rules = {
        "spent": {"take": {"off": "100%"}, "use": {"balance": "beans", "unit": "0.005", "step": 1000}},
        "reached": {"measure": "pieces", "from": least, "take": {"off": 1}},
        "stepped": {"measure": "pieces", "take": {"off": 1, "every": least}},
    }
    subject = made(rules, wallet={"balances": {"beans": held}})
    counted = {"balance:beans": held, "reached.from": least, "stepped.every": least}
    for what, now in counted.items():
        question = Question(subject, read_unknown(what, subject))
        start, end = usual_range(question)
        assert present(question) == now
        assert question.least <= start <= max(now, question.least) <= end
        assert start < end < start + USUAL


# --- the page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80, 120])
@pytest.mark.parametrize("plain", [False, True])
def test_every_line_of_the_page_fits(language: Language, cells: int, plain: bool) -> None:
    found = swept(shipped(), "spend", 60_000, 180_000)
    other = swept(made(CUT, price="100", name="便宜的那一个"), "spend", 60_000, 180_000)
    for report in (CurveReport(found, language), CurveReport(found, language, other, Fraction(1, 5))):
        rows = text(report, width=cells, ascii=plain).splitlines()
        assert max(map(width, rows)) <= cells


def test_an_ascii_page_draws_with_nothing_else() -> None:
    page = text(CurveReport(swept(shipped(), "spend", 120_000, 180_000), "en"), ascii=True)
    assert page.isascii()


def test_the_labels_of_a_chart_stand_under_its_ends_in_chinese() -> None:
    rows = CurveReport(swept(shipped(), "spend", 120_000, 180_000), "zh").chart(80, ascii=False)
    axis = next(at for at, row in enumerate(rows) if "└" in row)
    gutter = width(rows[axis].partition("└")[0])
    assert width(rows[axis]) == 80
    assert rows[axis + 1].startswith(" " * (gutter + 1) + "1,200.00")
    assert width(rows[axis + 1]) == 80
    assert {width(row.partition(sign)[0]) for row in rows[:axis] for sign in "┤" if sign in row} == {gutter}


def test_a_page_lists_the_pieces_with_their_jumps() -> None:
    page = text(CurveReport(swept(shipped(), "spend", 120_000, 180_000), "en"))
    assert "1,280.00  1,579.99    991.12  1,291.11      1.00  -50.00" in page


def test_of_many_pieces_the_page_shows_those_that_matter_most_and_says_so() -> None:
    rules = {"big": {"from": 300, "take": {"off": 50}}, "every": {"take": {"off": 1, "every": 4}}}
    report = CurveReport(swept(made(rules), "spend", 0, 40_000), "en")
    table, left = report.pieces()
    assert len(report.curve.pieces) == len(table.rows) + left
    assert any(row[0] == "300.00" for row in table.rows)
    assert table.rows[0][0] == "0.00"
    assert f"The table leaves out {left} pieces of less weight; CSV and JSON have all." in text(report)


# --- break-even -----------------------------------------------------------------------------------------------


def even(subject: Subject, rate: Fraction, start: int, end: int, language: Language = "en") -> list[str]:
    """What is said of a discount."""
    return CurveReport(swept(subject, "spend", start, end), language, rate=rate).break_even()


def test_a_fixed_cut_is_so_much_off_up_to_one_value_where_both_sides_are_equal() -> None:
    assert even(made(CUT), Fraction(30, 100), 5_000, 20_000) == [
        "It is 30% off or more from 50.00 to 100.00.",
        "Exactly equal at 100.00.",
    ]
    assert even(made(CUT), Fraction(31, 100), 5_000, 20_000, "zh") == [
        "50.00 至 96.77 之间，优惠达到 31%。",
        "恰好相等之处：≈96.774194，在 96.77 与 96.78 之间。",
    ]


def test_a_threshold_reaches_a_discount_by_a_jump() -> None:
    assert even(made(FROM_100), Fraction(1, 5), 8_000, 10_000) == [
        "From 100.00 on it is 20% off or more, up to the end of the range, 100.00.",
        "At 100.00 it changes by a jump: there is no value at which both sides are equal.",
    ]


def test_a_discount_that_is_not_reached_says_what_is() -> None:
    assert even(made(FROM_100), Fraction(1, 2), 5_000, 20_000, "zh") == [
        "从 50.00 到 200.00，优惠都达不到 50%，最多省 20.0%，合 8折。"
    ]


def test_a_discount_that_is_always_reached_says_so() -> None:
    assert even(made(CUT), Fraction(1, 10), 5_000, 20_000) == ["It is 10% off or more everywhere from 50.00 to 200.00."]


def test_a_rate_that_rounds_to_and_fro_is_told_in_one_sentence() -> None:
    (said,) = even(made(THIRD_OFF), Fraction(30, 100), 1_000, 2_000)
    assert said.startswith("It is 30% off or more by turns from 10.00 to 20.00, in ")


# --- two curves -----------------------------------------------------------------------------------------------


def beside(one: Subject, other: Subject, start: int, end: int, language: Language = "en") -> CurveReport:
    """Two curves."""
    return CurveReport(swept(one, "spend", start, end), language, swept(other, "spend", start, end))


def test_which_of_two_is_cheaper_where() -> None:
    said = beside(made(FROM_100), made(CUT, name="flat"), 9_000, 11_000).compared()
    assert said == ['"flat" is cheaper everywhere from 90.00 to 110.00.', '"flat" is at most 30.00 cheaper, at 90.00.']


def test_where_the_better_one_changes_and_by_how_much_it_is_better() -> None:
    said = beside(made(THIRD_OFF), made(CUT, name="立减"), 5_000, 20_000, "zh").compared()
    assert said[0] == "从 100.02 起「原样」更省，直到范围的终点 200.00。"
    assert "50.00 至 99.98 之间，「立减」更省。" in said
    assert "99.99 至 100.01 之间，两者应付相同。" in said


def test_two_equal_curves_are_said_to_be_equal() -> None:
    said = beside(made(CUT), made(CUT, name="twin"), 5_000, 6_000).compared()
    assert said == ["Both cost the same everywhere from 50.00 to 60.00."]


def test_a_page_of_two_curves_names_both_and_what_is_different() -> None:
    page = text(beside(made(CUT), made(THIRD_OFF, name="sale"), 5_000, 20_000))
    for said in (" ⠤⠤⠤ as it is", "⠤ ⠤ sale", "Dotted line", "Compared", "What is worth knowing (as it is)"):
        assert said in page


# --- pictures -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_says_in_words_what_it_shows(language: Language) -> None:
    from xml.etree import ElementTree

    report = CurveReport(swept(shipped(), "spend", 120_000, 180_000), language)
    root = ElementTree.fromstring(report.svg())
    titles, descriptions = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
    assert titles is not None
    assert descriptions is not None
    assert report.say.cliffs in report.svg()
    assert all(said in (descriptions.text or "") for said in report.view.findings())
