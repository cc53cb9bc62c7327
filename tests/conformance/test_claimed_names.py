"""Facts by the short names that a collection makes up: each is told by its words, whichever they are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from promocalc.claims.verdict import Outcome

from .claimed import judged
from .claimed.keys import role_of
from .test_claimed_facts import case, facts_of


@pytest.mark.parametrize(
    ("key", "value", "role"),
    [
        ("poster", 60, "tag"),
        ("ad_price", 9.9, "tag"),
        ("menu", 2790, "tag"),
        ("rack_rate", 1288, "was"),
        ("orig", 30, "was"),
        ("from_price", 199, "was"),
        ("outlet_price", 35.99, "now"),
        ("last_deal", 5999, "before"),
        ("order_total", 12.9, "charged"),
        ("rrp_charged_by_others", 59.95, "market"),
        ("dept_store_price", 21.5, "market"),
        ("highest_price_elsewhere", 59.99, "market"),
        ("coupon", 30, "off"),
        ("coupon_price", 99, "now"),
        ("deals_at_struck", 0, "units_at"),
        ("styles_at_30pct", 0, "items_at"),
        ("excluded_lines", 350, "left_out"),
        ("still_on_sale_months", 14, "extended"),
        ("ended_sunday", False, "extended"),
        ("stores_at_ref", 2, "unused"),
        ("tiefstpreis_30", 29.99, "reference"),
        ("statt", 49.99, "was"),
        ("nur", 29.99, "now"),
    ],
)
def test_a_short_name_says_what_stands_behind_it(key: str, value: object, role: str) -> None:
    assert role_of(key, value) == role


@pytest.mark.parametrize(
    "facts",
    [
        {"regular": 4.0, "regular_days": 400, "spike": 5.0, "spike_days": 21},
        {"regular": {"price": 4.0, "days": 400}, "spike": {"price": 5.0, "days": 21}},
        {"before": 4.0, "days_before": 400, "raised": 5.0, "days_raised": 21},
        {"steps": [{"price": 4.0, "days": 400}, {"price": 5.0, "days": 21}, {"price": 4.5}]},
    ],
)
def test_days_go_with_the_price_of_their_name(facts: dict[str, Any]) -> None:
    entry = case("Prices Dropped $4.50, was $5.00", "AU", now=4.5, **facts)
    told = facts_of(entry)
    assert (told["reference_days"], told["before_days"], Decimal(told["before"])) == (21, 400, 4)
    assert judged(entry).outcome == "fails"


def test_days_of_a_regular_price_that_is_the_compared_one_are_its_days() -> None:
    entry = case("Was $5.00, now $4.50", "AU", regular=5.0, regular_days=400, promo=4.5, promo_days=20)
    assert facts_of(entry)["reference_days"] == 400
    assert judged(entry).outcome == "holds"


@pytest.mark.parametrize("lowest_first", [True, False])
def test_a_price_that_is_only_called_daily_is_the_advertised_one_beside_the_lowest(lowest_first: bool) -> None:
    both = [("daily_price", 199), ("min_7d_deal", 65)]
    facts = dict(reversed(both) if lowest_first else both)
    entry = case("直播间专享价69元，日常价199元", "CN", live_price=69, date="2022-11-01", **facts)
    assert facts_of(entry)["reference"] == 65
    assert judged(entry).outcome == "fails"


def test_a_lower_price_in_between_is_how_long_ago_the_compared_one_was_asked() -> None:
    steps = [{"price": 50, "weeks": 4}, {"price": 35, "weeks": 10}, {"price": 25, "weeks": 2}]
    told = facts_of(case("Was £50, now £25", steps=steps))
    assert (told["reference_days"], told["since_reference"], told["promotion_days"]) == (28, 70, 14)


def test_prices_one_after_the_other_without_a_lower_one_between_say_nothing_of_how_long_ago() -> None:
    steps = [{"price": 35, "weeks": 10}, {"price": 50, "weeks": 4}, {"price": 25}]
    told = facts_of(case("Was £50, now £25", steps=steps))
    assert not {"since_reference", "promotion_days"} & told.keys()


def test_a_number_that_ends_a_name_is_of_the_days_that_it_counts() -> None:
    told = facts_of(case("Reg. $80 now $59.99", "US", reg=80, now=59.99, days_at_reg_last_90=62))
    assert (told["reference_days"], told["window_days"]) == (62, 90)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"ended_sunday": False}, "fails"),
        ({"ended_sunday": True}, "holds"),
        ({"still_on_sale_months_later": 14}, "fails"),
        ({"reverted": True}, "holds"),
    ],
)
def test_an_offer_that_did_not_end_went_on(facts: dict[str, Any], outcome: Outcome) -> None:
    assert judged(case("Offer ends Sunday", **facts)).outcome == outcome


def test_none_of_however_many_is_none() -> None:
    assert judged(case("全场三折起", "CN", styles_at_30pct=0, date="2023-01-01")).outcome == "fails"


def test_a_coupon_is_no_price() -> None:
    told = facts_of(
        case("领券立减30元 券后价99元", "CN", tag=129, coupon=30, net=99, lowest_30d=129, date="2023-08-08")
    )
    assert Decimal(told["now"]) == 99


@pytest.mark.parametrize(("afterwards", "outcome"), [(299, "holds"), (199, "fails")])
def test_the_day_of_an_announced_price_is_not_the_first_of_the_offer(afterwards: int, outcome: Outcome) -> None:
    prices = {"2023-06-18": {"now": 199}, "2023-06-20": {"now": afterwards}}
    entry = case("限时199元，6月20日恢复299元", "CN", prices=prices, promised_future_price=299)
    assert judged(entry).outcome == outcome


def test_how_a_reference_price_went_up_and_down_is_not_what_is_asked() -> None:
    spread = {"reference_price_fluctuated": {"low": 1059, "high": 1229}}
    told = facts_of(case("45% savings From £1,159.00 £637.45", **spread, strikethrough=1159, selling_price=637.45))
    assert Decimal(told["now"]) == Decimal("637.45")


def test_more_days_than_were_looked_at_leave_open_how_many_these_were() -> None:
    told = facts_of(case("Was £50, now £25", days_at_was=30, window_days=20))
    assert told["reference_days"] == 30
    assert "window_days" not in told
