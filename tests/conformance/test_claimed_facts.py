"""Facts of cases as collections write them: names in several languages, figures in prose, and what makes no sense."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from promocalc.claims.verdict import Outcome

from .claimed import check, judged
from .claimed.expected import expected
from .claimed.keys import role_of, unit_of
from .claimed.values import amount, number, out_of, share


def case(claim: str, place: str = "UK", **facts: Any) -> dict[str, Any]:
    return {"id": "x", "jurisdiction": place, "claim": claim, "facts": facts, "finding": "Upheld"}


def facts_of(entry: dict[str, Any]) -> dict[str, Any]:
    """What promocalc is told of the first advertisement, as a file would write it."""
    found = judged(entry).case.adverts[0].facts
    return found.model_dump(exclude_none=True)


# --- figures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1,590", "1590"),
        ("50,00 €", "50"),
        ("1.276,17 €", "1276.17"),
        ("1,276.17", "1276.17"),
        ("1.998 kr.", "1998"),
        ("6 990 Ft", "6990"),
        ("12'500.50", "12500.50"),
        ("1,29,999", "129999"),
        ("1.2万元", "12000"),
        ("£24.99", "24.99"),
    ],
)
def test_an_amount_is_read_however_its_thousands_and_decimals_are_written(written: str, meant: str) -> None:
    assert amount(written, "EUR") == Decimal(meant)


@pytest.mark.parametrize("written", [float("nan"), float("inf"), 1e30, "many", "", None, True, [1]])
def test_what_is_no_finite_number_is_none(written: object) -> None:
    assert number(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (0.25, Fraction(1, 4)),
        ("25 %", Fraction(1, 4)),
        (25, Fraction(1, 4)),
        ("1 in 40", Fraction(1, 40)),
        ("30 of nearly 6,000", Fraction(1, 200)),
        ("65 of 121 days", Fraction(65, 121)),
        ("a quarter", Fraction(1, 4)),
        ("virtually none", Fraction(0)),
        (-0.2, None),
        (250, None),
    ],
)
def test_a_share_lies_between_nothing_and_everything(written: object, meant: Fraction | None) -> None:
    assert share(written) == meant


def test_more_than_there_are_is_no_part_of_them() -> None:
    assert out_of("50 of 40") is None
    assert out_of("three of ten items") == (3, 10)


# --- keys -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "role"),
    [
        ("查实原价", 23.9, "reference"),
        ("价签原价", 30.9, "was"),
        ("活动前七日最低成交价", 159, "reference"),
        ("活动后价格", 99, "later"),
        ("赠品现售价", 129, "gift_price"),
        ("收银台收取", 15.8, "charged"),
        ("niedrigster_preis_der_letzten_30_tage", 4.49, "reference"),
        ("streichpreis", 6.49, "was"),
        ("usual_price_for_previous_six_months", 699, "reference"),
        ("times_charged_at_was_price", 0, "units_at"),
        ("n_carpets_at_half_price", 60, "items_at"),
        ("products_at_60_percent_off", 52, "items_at"),
        ("cheapest_total_including_delivery", 41.99, "charged"),
        ("sale_start", "2024-06-01", "start"),
        ("sales_record_begins", "2020-10", "sold_since"),
        ("first_reduction", "2024-03-01", "first_cut"),
        ("regular_price_charged", "2014-12-01..2015-01-12", "asked_from_to"),
        ("decision_date", "2022-12-30", "skip"),
        ("applies_to_all_products", False, "every"),
        ("same_offer_after_its_end", True, "extended"),
        ("ever_sold_at_regular", False, "units_at"),
    ],
)
def test_a_key_says_what_it_is_about_in_whatever_language(key: str, value: object, role: str) -> None:
    assert role_of(key, value) == role


def test_the_unit_is_of_what_is_counted_and_not_of_the_time_it_is_counted_in() -> None:
    assert unit_of("days_at_regular_price_in_last_8_weeks") == 1
    assert unit_of("weeks_at_rrp") == 7
    told = facts_of(case("通常価格 8,000円 → 6,000円", "JP", date="2025-03-01", daysAtRegularPriceInLast8Weeks=40))
    assert (told["reference_days"], told["window_days"]) == (40, 56)


def test_days_at_an_amount_are_days_at_the_price_that_the_words_compare_with() -> None:
    odd: dict[str, Any] = {"days at £588.16": 42}
    told = facts_of(case("Was £919, now £588.16", "UK", days_at_919=7, **odd))
    assert (told["reference_days"], told["promotion_days"]) == (7, 42)


def test_so_many_of_so_many_says_both() -> None:
    told = facts_of(case("Was £120, now £90", **{"days at £120": "150 of 170", "units sold at £120": "410 of 610"}))
    assert (told["reference_days"], told["window_days"]) == (150, 170)
    assert told["sold_at_reference"] == "41/61"


def test_from_when_to_when_the_compared_price_was_asked_says_how_long() -> None:
    told = facts_of(
        case("Was £70, now £29.95", seen="2015-04-12", was_price_charged={"from": "2014-12-01", "to": "2015-01-12"})
    )
    assert (told["reference_days"], told["since_reference"]) == (43, 90)


def test_prices_under_foreign_names_become_a_history() -> None:
    entry = case(
        "-50% 9,99 € statt 19,99 €",
        "DE",
        Beginn="2024-09-02",
        Preisverlauf=[
            {"von": "2024-07-01", "bis": "2024-08-20", "Preis": "12,99 €"},
            {"von": "2024-08-21", "bis": "2024-09-01", "Preis": "19,99 €"},
        ],
    )
    seen = judged(entry).case.adverts[0].history.observations
    assert [one.price for one in seen] == [1299, 1999]
    assert check(entry).differences == ()


def test_a_lone_price_of_a_day_was_asked_whatever_it_is_called() -> None:
    entry = case("Was $50, now $40", "US", prices=[{"from": "2021-12-01", "to": "2022-04-30", "regular_price": 50}])
    assert [one.price for one in judged(entry).case.adverts[0].history.observations] == [5000]


def test_a_normal_price_that_the_words_themselves_call_so_is_what_they_compare_with() -> None:
    words = case("Grill 6.999 kr., normalpris 18.397 kr.", "DK", date="2019-03-01", normal_price=18397, offer=6999)
    assert "reference" not in facts_of(words)
    found = case("Price: £319 Sale: £159.99", normal_price=159, sale_price=159.99, struck=319)
    assert facts_of(found)["reference"] == 159


def test_what_comes_off_from_so_much_on_comes_off_the_label() -> None:
    entry = case("买牛奶，满60元减10元", "CN", date="2014-08-14", tag_price=72, actually_charged=72)
    assert judged(entry).outcome == "fails"
    assert judged(entry | {"facts": entry["facts"] | {"actually_charged": 62}}).failing == frozenset()


# --- findings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        ("不属实：围巾只打8折", "fails"),
        ("并非属实", "fails"),
        ("属实", "holds"),
        ("Klage abgewiesen: zulässig", "holds"),
        ("unzulässig", "fails"),
        ("nicht rechtmäßig", "fails"),
        ("Prezzo regolare", "holds"),
        ("non conforme", "fails"),
        ("問題なし", "holds"),
        ("不符合规定", "fails"),
        ("不合规", "fails"),
    ],
)
def test_a_finding_that_denies_is_no_finding_that_affirms(finding: str, outcome: Outcome) -> None:
    assert expected({"finding": finding}) == outcome


# --- what makes no sense --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"now": float("nan")},
        {"now": 1e30},
        {"now": "fifty"},
        {"days_at_ref": 10**18},
        {"days_at_ref": -3},
        {"share_units_at_ref": -0.2},
        {"claimed_pct": 150},
        {"claimed_days": 10**9},
        {"record_days": 10**9},
        {"prices": 5},
        {"prices": [1, 2]},
        {"prices": []},
        {"items": [1]},
        {"items": []},
        {"": 5},
    ],
)
def test_a_figure_that_makes_no_sense_is_noted_and_the_case_goes_on(facts: dict[str, Any]) -> None:
    assert check(case("Was £120, now £60", **facts)).notes


@pytest.mark.parametrize(
    "facts",
    [
        {"prices": [{"from": "2024-01-01", "days": 10**9, "price": 5}, {"price": 3}]},
        {"prices": [{"to": "2024-01-01", "days": 10**9, "price": 5}]},
        {"prices": [{"from": "2024-05-30", "to": "2024-05-01", "price": 5}]},
        {"period": "2024-05-10..2024-05-01"},
        {"claimed_saving": 0},
        {"spend": 0, "gives": 0},
        {"off": 0, "threshold": 0},
        {"items_at_max": 10, "items_in_sale": 5},
        {"units_sold_at_regular": 10, "total_units_sold": 5},
    ],
)
def test_figures_that_contradict_themselves_raise_nothing(facts: dict[str, Any]) -> None:
    check(case("Was £120, now £60", **facts))


@pytest.mark.parametrize("place", [None, 86, "", "ATLANTIS", ["CN"]])
def test_a_place_that_is_none_is_told(place: object) -> None:
    from .peers import CannotSay

    with pytest.raises(CannotSay, match="no standard for"):
        check({"id": "x", "jurisdiction": place, "claim": "was 10 now 8", "facts": {}, "finding": ""})


@pytest.mark.parametrize("place", ["cn", "China", "中国", " CN "])
def test_a_place_is_known_by_its_code_and_by_its_name(place: str) -> None:
    entry = case("原价120元，现价80元", place, currency="cny", date="2024-05-01", true_ref=100)
    assert judged(entry).outcome == "fails"


def test_of_all_prices_of_a_window_the_lowest_counts() -> None:
    entry = case("直降500元 现价2499元", "CN", start="2024-05-01", 近七日成交价=[2699, 2799, 2699])
    assert facts_of(entry)["reference"] == 2699


def test_a_span_may_be_written_in_chinese() -> None:
    entry = case("原价49元", "CN", 开始="2024-03-08", 价格历史=[{"从": "2024-02-20", "到": "2024-03-07", "成交价": 49}])
    (seen,) = judged(entry).case.adverts[0].history.observations
    assert (seen.span.days, seen.kind) == (17, "deal")


@pytest.mark.parametrize(
    "prices",
    [
        "£35 for 90 days; then £70 for 19 days; then £35 from 2024-04-01 to 2024-05-30",
        ["£35 from 2023-12-14 to 2024-03-12", "£70 from 2024-03-13 to 2024-03-31", "£35 from 2024-04-01 to 2024-05-30"],
        [
            {"from": "2023-12-14", "price": 35},
            {"from": "2024-03-13", "price": 70},
            {"from": "2024-04-01", "to": "2024-05-30", "price": 35},
        ],
        [
            {"price": 35, "days": 90},
            {"price": 70, "days": 19},
            {"price": 35, "from": "2024-04-01", "to": "2024-05-30"},
        ],
    ],
)
def test_prices_that_follow_each_other_are_one_history_however_they_are_told(prices: object) -> None:
    seen = judged(case("Was £70, now £35", price_history=prices)).case.adverts[0].history.observations
    assert [(one.price, one.span.days) for one in seen] == [(3500, 90), (7000, 19), (3500, 60)]


@pytest.mark.parametrize("prices", ["£34.99 for 65 days, lower for 56 days", "sold at £5", "£5 or £6 for 3 days"])
def test_a_sentence_that_does_not_say_each_price_and_its_time_is_noted(prices: str) -> None:
    assert check(case("Was £70, now £35", price_history=prices)).notes


def test_an_item_that_does_not_reach_what_all_are_said_to_is_told() -> None:
    told = facts_of(case("25% off sitewide", "AU", date="2024-11-29", all_products_included=False))
    assert told["every_item"] is False


@pytest.mark.parametrize(("left_out", "every"), [(300, False), (0, True), ("none", True)])
def test_how_many_lines_were_left_out_says_whether_every_one_was_reduced(left_out: object, every: bool) -> None:
    told = facts_of(case("Up to 60% off everything", lines=1200, lines_at_60=12, lines_not_reduced=left_out))
    assert told["every_item"] is every
    assert told["items_reached"] == "1%"


def test_of_all_units_sold_those_at_the_compared_price_are_a_share() -> None:
    told = facts_of(case("Reg. $20, sale $10", "CA", units_sold=2000, units_sold_at_regular_price=1200))
    assert told["sold_at_reference"] == "60%"


def test_japanese_days_are_counted() -> None:
    told = facts_of(case("通常価格9,800円→4,900円", "JP", 通常価格での販売日数=10, 過去8週間の日数=56))
    assert (told["reference_days"], told["window_days"]) == (10, 56)


def test_what_a_coupon_takes_off_is_no_price_of_its_own() -> None:
    prices = {"2024-06-12": {"tag": 169}, "2024-06-18": {"tag": 199, "coupon": 50}}
    found = judged(case("领券立减50 到手价149元", "CN", prices=prices, start="2024-06-18"))
    seen = [(one.price, one.kind) for one in found.case.adverts[0].history.observations]
    assert sorted(seen) == [(14900, "offer"), (16900, "tag"), (19900, "tag")]
    assert found.outcome == "fails"


def test_what_was_sold_at_on_a_day_is_a_price_and_how_many_were_sold_is_none() -> None:
    prices = {"2023-10-30": {"sold": 329}, "2023-11-03": {"price": 309, "sold": 40}, "2023-11-11": {"now": 299}}
    found = judged(case("¥299 划线价¥899", "CN", prices=prices)).case
    assert [one.price for one in found.adverts[0].history.observations] == [32900, 30900, 29900]
    assert found.notes == ("the fact 'sold' is not understood",)


def test_two_days_under_two_names_are_one_span() -> None:
    told = facts_of(
        case(
            "Was £49.99, now £24.99",
            higher_price_charged_from="2019-01-01",
            higher_price_charged_until="2019-01-14",
            promotion_from="2019-01-15",
            promotion_until="2019-04-30",
        )
    )
    assert (told["reference_days"], told["promotion_days"]) == (14, 106)
    assert str(told["start"]) == "2019-01-15"


def test_a_price_may_be_named_with_its_day() -> None:
    found = judged(case("Was £60, now £30", **{"price_on_2024-07-08": 30, "price_2024-07-01": 60})).case
    assert [one.price for one in found.adverts[0].history.observations] == [6000, 3000]
    assert not found.notes


def test_an_item_charged_at_its_label_was_not_reduced() -> None:
    items = [{"tag": 100, "charged": 80}, {"tag": 200, "charged": 200}]
    assert judged(case("全场8折", "CN", date="2022-05-01", items=items)).outcome == "fails"
    both = [items[0], {"tag": 200, "charged": 160}]
    assert judged(case("全场8折", "CN", date="2022-05-01", items=both)).failing == frozenset()


@pytest.mark.parametrize("key", ["maker_suggested_price", "manufacturer_rrp", "厂家建议零售价", "メーカー希望小売価格"])
def test_what_the_maker_recommends_is_what_a_list_price_is_held_against(key: str) -> None:
    low = judged(case("参考価格 3,000円 価格 1,500円", "JP", shown="2014-10-01..2017-07-31", **{key: 1800}))
    assert low.case.adverts[0].facts.list_price is not None
    assert low.outcome == "fails"
