"""A receipt in other numbers: one percentage, a piece, a unit, cash now and value later."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from promocalc.cart import Cart, natural_key
from promocalc.engine import Receipt, price
from promocalc.explain.cells import width
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.equivalents import after_later, of_lines, one_cut, paid_share, whole
from promocalc.explain.receipt.equivalents_json import equivalents_data
from promocalc.explain.receipt.equivalents_words import ROWS, comes_to
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.sizes import read_size
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.text import text
from promocalc.money import CURRENCIES
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline.promises import promises
from tests.explain.bundle import bundle
from tests.explain.example import example, receipt
from tests.explain.presale import presale
from tests.generate import cases

NOTHING: dict[str, Any] = {"far": {"from": 100_000, "take": {"off": 1}}}
TENTH: dict[str, Any] = {"tenth": {"take": {"off": "10%"}}}


def line(name: str, amount: str, quantity: int = 1, size: str | None = None) -> dict[str, Any]:
    said = {} if size is None else {"attributes": {"size": size}}
    return {"id": name, "price": amount, "qty": quantity, **said}


def shown(told: Receipt, language: Language) -> dict[str, str]:
    """The rows of the totals and of what lines come to."""
    summary = Summary(Names(told, language))
    return dict(summary.totals() + summary.equivalents())


# --- one percentage -----------------------------------------------------------------------------------------------


def test_stacked_cuts_come_to_one_percentage() -> None:
    told = receipt([line("a", "100")], {"half": {"take": {"off": "50%"}}, "fifth": {"take": {"off": "20%"}}})
    assert shown(told, "en")["Off"] == "-¥60.00 (60.0%)"
    assert shown(told, "zh")["优惠"] == "-¥60.00（60.0%）"
    assert equivalents_data(told)["cut"] == {"amount": "60.00", "share": "60%"}


def test_waived_postage_makes_no_goods_cheaper() -> None:
    rules = {
        "post": {"take": {"add": 12, "line": "shipping"}},
        "half": {"on": {"kind": "goods"}, "take": {"off": "50%"}},
        "free": {"on": {"kind": "shipping"}, "take": {"off": "100%"}},
    }
    told = receipt([line("a", "40")], rules)
    assert (told.saved, told.pay) == (3200, 2000)
    assert shown(told, "en")["Off"] == "-¥32.00 (¥20.00 of it off the tag price: 50.0%)"
    assert shown(told, "zh")["优惠"] == "-¥32.00（其中标价减 ¥20.00，合 50.0%）"
    only_post = receipt([line("a", "40")], {key: rules[key] for key in ("post", "free")})
    assert shown(only_post, "en")["Off"] == "-¥12.00"
    assert one_cut(only_post) is None


def test_what_costs_nothing_on_the_tag_has_no_percentage() -> None:
    told = receipt([line("a", "0")], TENTH)
    assert (one_cut(told), paid_share(told)) == (None, None)
    assert shown(told, "en")["Off"] == "¥0.00"


@given(cases())
def test_the_one_cut_is_what_the_lines_of_the_cart_were_cut_by(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    cut = one_cut(told)
    left = sum(one.pay for one in told.lines if one.added_by is None)
    assert told.marked - left == (0 if cut is None else cut.amount)
    if cut is not None:
        assert cut.share * told.marked == cut.amount


# --- a piece ------------------------------------------------------------------------------------------------------


def test_a_piece_is_exact_where_it_divides_and_says_so_where_it_does_not() -> None:
    rules = {"one": {"take": {"off": 1}}}
    assert shown(receipt([line("a", "3.00", 4)], rules), "en")["a"] == "¥2.75 a piece"
    assert shown(receipt([line("a", "3.00", 3)], rules), "en")["a"] == "≈¥2.67 a piece"
    assert shown(receipt([line("a", "3.00", 3)], rules), "zh")["a"] == "每件 ≈¥2.67"
    # 5.99 for 2: 2.995, a half up.
    assert shown(receipt([line("a", "3.50", 2)], {"some": {"take": {"off": "1.01"}}}), "en")["a"] == "≈¥3.00 a piece"


def test_a_piece_that_costs_what_its_tag_says_is_not_told() -> None:
    assert shown(receipt([line("a", "3.00", 4)], NOTHING), "en").keys() == {"Tag price", "Off", "To pay"}


def test_one_piece_and_a_free_line_have_no_price_a_piece() -> None:
    rules: dict[str, Any] = {
        "free": {"on": {"id": "b"}, "take": {"off": "100%"}},
        "one": {"on": {"id": "a"}, "take": {"off": 1}},
    }
    assert of_lines(receipt([line("a", "3.00"), line("b", "1.00", 2)], rules)) == ()


def test_lines_are_told_in_the_order_of_the_cart() -> None:
    told = receipt([line("b", "9", 2), line("a", "9", 2)], TENTH)
    assert [one.line for one in of_lines(told)] == ["b", "a"]


# --- a unit -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "dimension", "amount", "word"),
    [
        ("500g", "mass", 500, ""),
        ("５００克", "mass", 500, ""),
        ("1.5 kg", "mass", 1500, ""),
        ("3斤", "mass", 1500, ""),
        ("1.5L", "volume", 1500, ""),
        ("75cl", "volume", 750, ""),
        ("6X330ML", "volume", 1980, ""),
        ("330ml×6罐", "volume", 1980, ""),
        ("6罐×330毫升", "volume", 1980, ""),
        ("12片", "count", 12, "片"),
        ("100抽*24包", "count", 2400, "抽"),
        ("24包×100抽", "count", 2400, "抽"),
        ("10包", "count", 10, "包"),
        ("12 tablets", "count", 12, "tablets"),
    ],
)
def test_a_size_is_read_as_people_write_it(size: str, dimension: str, amount: int, word: str) -> None:
    found = read_size(size)
    assert found is not None
    assert (found.dimension, found.amount, found.word) == (dimension, amount, word)


@pytest.mark.parametrize(
    "size",
    [
        *("", "12", "g", "XL", "42码", "175cm", "128G", "128GB", "12oz", "0g", "-5g", "1,5L", "1.2345kg", "1e3g"),
        *("500g 袋装", "6包×3袋", "12片×3片", "500g×200g", "0.5片", "9" * 5000 + "g"),
    ],
)
def test_a_size_that_cannot_be_read_is_passed_over(size: str) -> None:
    assert read_size(size) is None
    told = receipt([line("a", "9.00", 1, size)], TENTH)
    assert of_lines(told) == ()


def test_goods_of_one_kind_of_size_are_told_per_the_same_measure() -> None:
    big, small = line("big", "50", 1, "5kg"), line("small", "9", 1, "0.3kg")
    alone, both = receipt([big], NOTHING), receipt([big, small], NOTHING)
    assert shown(alone, "en")["big"] == "¥10.00 per kg"
    assert shown(alone, "zh")["big"] == "每千克 ¥10.00"
    assert (shown(both, "en")["big"], shown(both, "en")["small"]) == ("¥1.00 per 100 g", "¥3.00 per 100 g")
    assert shown(both, "zh")["small"] == "每 100 克 ¥3.00"


def test_mass_has_no_say_in_how_volume_is_told() -> None:
    told = receipt([line("salt", "2", 1, "400g"), line("oil", "60", 1, "5L"), line("cola", "3", 1, "300ml")], NOTHING)
    assert shown(told, "en")["oil"] == "¥1.20 per 100 ml"
    told = receipt([line("salt", "2", 1, "400g"), line("oil", "60", 1, "5L")], NOTHING)
    assert (shown(told, "en")["oil"], shown(told, "zh")["oil"]) == ("¥12.00 per litre", "每升 ¥12.00")


def test_a_unit_is_of_what_is_paid_for_all_pieces() -> None:
    told = receipt([line("a", "10", 3, "12片")], TENTH)
    assert shown(told, "en")["a"] == "¥9.00 a piece; ¥0.75 for each of 36"
    assert shown(told, "zh")["a"] == "每件 ¥9.00；每片 ¥0.75（共 36 片）"


def test_what_costs_next_to_nothing_is_told_by_the_hundred() -> None:
    told = receipt([line("a", "18", 1, "100抽*24包")], NOTHING)
    assert shown(told, "en")["a"] == "¥0.75 per 100 of 2,400"
    assert shown(told, "zh")["a"] == "每 100 抽 ¥0.75（共 2,400 抽）"


def test_an_english_word_is_counted_as_things_in_chinese() -> None:
    assert shown(receipt([line("a", "18", 1, "12 tablets")], NOTHING), "zh")["a"] == "每个 ¥1.50（共 12 个）"


def test_prices_without_their_tax_say_so() -> None:
    told = receipt([line("a", "10", 2)], TENTH, tax={"included": False, "rate": "13%"})
    assert told.tax_added
    assert shown(told, "en")["a"] == "¥9.00 a piece; before tax"
    assert shown(told, "zh")["a"] == "每件 ¥9.00；未含税"


# --- cash now, value later ----------------------------------------------------------------------------------------


def test_what_comes_back_lowers_the_share_of_the_tag_price() -> None:
    told = receipt([line("a", "100")], {"back": {"take": {"give": 25, "in": "cash"}}})
    after = after_later(promises(told), told.marked)
    assert after is not None
    assert (after.share, after.second) == (Fraction(3, 4), 0)
    assert shown(told, "en")["Less what comes later"].endswith("back later), 75.0% of the tag price")
    assert shown(told, "zh")["减去以后可得"].endswith("，占标价 75.0%（7.5折）")


def test_two_hundred_that_give_back_a_hundred_are_a_third_off_both_purchases() -> None:
    told = receipt([line("a", "200")], {"back": {"take": {"give": 100, "in": "voucher"}}})
    after = after_later(promises(told), told.marked)
    assert after == (Fraction(2, 3), 10000)
    assert shown(told, "en")["Less what comes later"].endswith(
        ", 66.7% of the tag price and the next purchase together"
    )
    assert shown(told, "zh")["减去以后可得"].endswith("，占标价与下一单合计 66.7%（6.67折）")
    assert equivalents_data(told)["after_later"] == {"share": "2/3", "second_purchase": "100.00"}


def test_a_second_purchase_that_has_to_be_larger_counts_in_full() -> None:
    told = presale()
    # 1,066.00 left and 300.00 more to spend, of 1,616.00 and 300.00.
    assert after_later(promises(told), told.marked) == (Fraction(106600 + 30000, 161600 + 30000), 30000)


def test_where_nothing_comes_later_nothing_is_said_of_it() -> None:
    told = example()
    assert after_later(promises(told), told.marked) is None
    assert equivalents_data(told)["after_later"] is None


# --- on the page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("told", [example(), bundle(), presale()], ids=["example", "bundle", "presale"])
def test_every_row_fits_its_page(told: Receipt) -> None:
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        page = text(told, language, width=40)
        assert ("Comes to" if language == "en" else "折算") in page
        assert all(width(row) <= 40 for row in page.splitlines())


def test_a_page_without_anything_new_has_no_such_section() -> None:
    told = receipt([line("a", "100"), line("b", "3", 2)], {"on-a": {"on": {"id": "a"}, "take": {"off": 5}}})
    for page in (text(told, "en"), markdown(told, "en")):
        assert "Comes to" not in page
    for page in (text(told, "zh"), markdown(told, "zh")):
        assert "折算" not in page


def test_a_long_cart_has_a_short_section_and_all_of_it_as_data() -> None:
    told = receipt([line(f"l{at}", "10", 2) for at in range(ROWS + 3)], TENTH)
    said = Summary(Names(told, "en")).equivalents()
    assert len(said) == ROWS + 1
    assert said[-1] == ("...", "3 more lines left out")
    assert Summary(Names(told, "zh")).equivalents()[-1] == ("……", "另有 3 行商品从略")
    assert len(equivalents_data(told)["lines"]) == ROWS + 3


def test_plain_characters_have_a_plain_sign_for_about() -> None:
    told = receipt([line("a", "3.00", 3)], {"one": {"take": {"off": 1}}})
    assert "~¥2.67 a piece" in text(told, "en", ascii=True)


def test_data_holds_the_exact_price_beside_the_rounded_one() -> None:
    told = receipt([line("a", "10.00", 3, "500g")], {"one": {"take": {"off": 1}}})
    (found,) = equivalents_data(told)["lines"]
    assert found["piece"] == {"nearest": "9.67", "exact": "29/3"}
    assert found["unit"] == {"measure": 100, "in": "g", "holds": "1500", "nearest": "1.93", "exact": "29/15"}


@given(cases())
def test_the_pieces_of_a_line_come_to_what_the_line_does(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    lines = {one.id: one for one in told.lines}
    unit = Fraction(1, 10 ** CURRENCIES[told.currency])
    as_data = {data["line"]: data for data in equivalents_data(told)["lines"]}
    assert list(as_data) == sorted(as_data, key=natural_key)
    assert len(as_data) == len(of_lines(told))
    for one in of_lines(told):
        data = as_data[one.line]
        assert one.piece is not None
        assert one.piece * lines[one.line].quantity == lines[one.line].pay
        assert Fraction(data["piece"]["exact"]) == one.piece * unit
        assert abs(Fraction(Decimal(data["piece"]["nearest"])) - one.piece * unit) <= unit * Fraction(1, 2)


# --- all of it at once --------------------------------------------------------------------------------------------


def said(told: Receipt) -> tuple[str, str]:
    """The sentence, in both languages."""
    return comes_to(told, "en"), comes_to(told, "zh")


def test_one_sentence_says_the_percentage_and_what_a_piece_and_a_unit_of_the_only_line_cost() -> None:
    told = receipt([line("a", "10", 4, "500g")], TENTH)
    assert said(told) == (
        "10.0% off; ¥9.00 a piece; ¥1.80 per 100 g",
        "减 10.0%（9折）；每件 ¥9.00；每 100 克 ¥1.80",
    )


def test_among_several_lines_each_is_named_and_only_two_are_told_of() -> None:
    told = receipt([line(name, "10", 2) for name in "abcd"], TENTH)
    assert said(told) == (
        '10.0% off; "a" ¥9.00 a piece; "b" ¥9.00 a piece; 2 more lines left out',
        "减 10.0%（9折）；「a」每件 ¥9.00；「b」每件 ¥9.00；另有 2 行从略",
    )


def test_what_comes_later_is_no_part_of_the_percentage() -> None:
    told = receipt([line("a", "100")], {"tenth": TENTH["tenth"], "back": {"take": {"give": 7, "in": "cash"}}})
    assert said(told) == ("10.0% off; ¥7.00 more for later", "减 10.0%（9折）；另有 ¥7.00 以后可用")
    assert whole(told).later == sum(one.worth for one in promises(told).benefits)


def test_what_is_only_promised_for_later_says_so() -> None:
    rules = {"back": {"take": {"give": 7, "in": "cash"}, "if_promised": "a review is written"}}
    told = receipt([line("a", "100")], rules)
    assert (whole(told).later, whole(told).hoped) == (0, 700)
    assert said(told) == (
        "¥7.00 more for later if every promise is kept",
        "承诺都兑现时，另有 ¥7.00 以后可用",
    )


def test_where_no_number_says_anything_new_nothing_is_said() -> None:
    assert said(receipt([line("a", "100")], NOTHING)) == ("", "")


def test_everything_for_nothing_is_all_of_it_off_and_no_tenths_of_a_price() -> None:
    assert said(receipt([line("a", "100")], {"gift": {"take": {"off": "100%"}}})) == ("100.0% off", "减 100.0%")
