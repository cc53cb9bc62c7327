"""The naive pricer against arithmetic done by hand (in the comments) and against published figures.

Amounts in CNY unless said otherwise; results in cents. Cases marked ``cases/cn`` are published ones.
"""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.cart import Cart
from promocalc.money import Odd, Rounding
from promocalc.rules.rulebook import Rulebook
from tests.naive import NaiveResult, NotNaive, naive_price, rounded, shared


def line(name: str, price: str | int, quantity: int = 1, **facts: Any) -> dict[str, Any]:
    """A line of a cart."""
    return {"id": name, "unit_price": price, "quantity": quantity, **facts}


def priced(lines: Any, rules: dict[str, Any], price: Any = None, cart: Any = None, **facts: Any) -> NaiveResult:
    """What these lines cost under these rules; in sequence unless ``price`` says otherwise."""
    tree = list(rules) if price is None else price
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": tree, **facts})
    return naive_price(Cart.model_validate({"lines": lines, "currency": book.currency, **(cart or {})}), book)


def off(amount: Any, **more: Any) -> dict[str, Any]:
    """A rule that takes ``amount`` off; ``from_`` is its threshold."""
    take = {"off": amount} | ({"every": more.pop("every")} if "every" in more else {})
    return {"take": take} | {key.rstrip("_"): value for key, value in more.items()}


# --- cents ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "cents"),
    [
        # 2.5, 3.5, 2.4 and 2.6 hundreds, to whole hundreds
        (Rounding.HALF_UP, [300, 400, 200, 300]),
        (Rounding.HALF_DOWN, [200, 300, 200, 300]),
        (Rounding.HALF_EVEN, [200, 400, 200, 300]),
        (Rounding.UP, [300, 400, 300, 300]),
        (Rounding.DOWN, [200, 300, 200, 200]),
    ],
)
def test_rounding_to_a_coarser_unit(mode: Rounding, cents: list[int]) -> None:
    assert [rounded(exact, 100, mode) for exact in (250, 350, 240, 260)] == cents


@pytest.mark.parametrize(
    ("odd", "shares"),
    [
        # 11 over 5:0:3:2 is exactly 5.5, 0, 3.3, 2.2; rounded down 5, 0, 3, 2, one cent left
        (Odd.LARGEST, [6, 0, 3, 2]),  # .5 is the largest remainder
        (Odd.FIRST, [6, 0, 3, 2]),
        (Odd.LAST, [5, 0, 3, 3]),
        (Odd.CARRY, [6, 0, 3, 2]),  # totals 5.5, 5.5, 8.8, 11 -> 6, 6, 9, 11
        (Odd.NEAREST_FIRST, [6, 0, 3, 2]),  # a half down: 5, 0, 3, 2; one short, to the first
        (Odd.NEAREST_LAST, [6, 0, 3, 2]),  # a half up: 6, 0, 3, 2; nothing left over
    ],
)
def test_odd_cents(odd: Odd, shares: list[int]) -> None:
    assert shared(11, [5, 0, 3, 2], odd) == shares


@pytest.mark.parametrize(
    ("odd", "shares"),
    [
        # 2 over 1:1:1:1:0 is a half each
        (Odd.LARGEST, [1, 1, 0, 0, 0]),
        (Odd.FIRST, [1, 1, 0, 0, 0]),
        (Odd.LAST, [0, 0, 0, 2, 0]),
        (Odd.CARRY, [1, 0, 1, 0, 0]),  # totals .5, 1, 1.5, 2 -> 1, 1, 2, 2
        (Odd.NEAREST_FIRST, [1, 1, 0, 0, 0]),
        (Odd.NEAREST_LAST, [1, 1, 0, 0, 0]),  # 1, 1, 1, 1 is two too many: taken from the back
    ],
)
def test_halves(odd: Odd, shares: list[int]) -> None:
    assert shared(2, [1, 1, 1, 1, 0], odd) == shares


def test_no_weight_no_share() -> None:
    assert shared(100, [0, 0]) == [0, 0]


# --- one rule -------------------------------------------------------------------------------------------------------


def test_every_shared_over_stores() -> None:
    """cases/cn tb-cross-same-tier-600: 600 // 200 x 20 = 60, over 300:200:100 = 30, 20, 10."""
    lines = [line("a", 300, store="A"), line("b", 200, store="B"), line("c", 100, store="C")]
    assert priced(lines, {"cross": off(20, every=200)}).lines == {"a": 27000, "b": 18000, "c": 9000}


def test_odd_cent_of_a_share() -> None:
    """cases/cn tb2020-1212-partial-refund: 20 over 100:110 = 9.523.., 10.476..; 90.48 and 99.52 stay."""
    result = priced([line("a", 100), line("b", 110)], {"cross": off(20, every=200)})
    assert (result.pay, result.lines) == (19000, {"a": 9048, "b": 9952})


def test_tiers_of_the_pool_and_rate_per_line() -> None:
    """0.33 x 3 + 0.50 = 1.49, tier from 1 is 15 %: per line .1485 + .075 -> 15 + 8 = 23; per pool 22.35 -> 22."""
    tiers = {"tiers": [{"from": 0, "off": "10%"}, {"from": 1, "off": "15%"}, {"from": 2, "off": "50%"}]}
    lines = [line("a", "0.33", 3), line("b", "0.50")]
    assert priced(lines, {"r": {"take": tiers, "each": "line"}}).saved == 23
    assert priced(lines, {"r": {"take": tiers}}).saved == 22
    # per piece: 4.95 -> 5 three times, 7.5 -> 8
    assert priced(lines, {"r": {"take": tiers, "each": "piece"}}).saved == 23


def test_pieces_of_a_line_share_its_odd_cents() -> None:
    """1.00 off 3 x 1.00 leaves 2.00: pieces of 67, 67, 66; half off each is 33.5, 33.5, 33 -> 34 + 34 + 33."""
    rules = {"first": off(1), "half": off("50%", each="piece")}
    assert priced([line("a", 1, 3)], rules).taken == {"first": 100, "half": 101}
    # as pools of their own the pieces say the same; only the first two reach 0.67: 34 + 34
    rules["half"] = off("50%", per="piece", from_="0.67")
    assert priced([line("a", 1, 3)], rules).taken["half"] == 68


def test_measure_in_pieces() -> None:
    """Two pieces or more: 30 % off all (cases/cn tmcs2019-2pcs-70pct-5); every two pieces 40 off, four of 50."""
    half = off("30%", measure="pieces", from_=2)
    assert priced([line("a", 100, 5)], {"r": half}).pay == 35000
    assert priced([line("a", 100, 1)], {"r": half}).pay == 10000
    assert priced([line("a", 50, 4)], {"r": off(40, every=2, measure="pieces")}).pay == 12000


def test_to_never_raises() -> None:
    """Each piece to 99: 120 -> 99, twice; 80 stays. The pool to 200: 320 - 200 = 120 off."""
    lines = [line("a", 120, 2), line("b", 80)]
    assert priced(lines, {"r": {"take": {"to": 99}, "each": "piece"}}).lines == {"a": 19800, "b": 8000}
    assert priced(lines, {"r": {"take": {"to": 200}}}).pay == 20000
    assert priced(lines, {"r": {"take": {"to": 999}}}).pay == 32000


def test_a_fee_is_a_line_of_its_own() -> None:
    """10 postage for each store below 99; nothing off postage, because scopes are over goods."""
    lines = [line("a", 50, store="A"), line("b", 100, store="B")]
    post = {"per": "store", "needs": {"at_most": "98.99"}, "take": {"add": 10, "line": "shipping"}}
    result = priced(lines, {"post": post, "half": off("50%")})
    assert result.lines == {"a": 2500, "b": 5000, "post@A": 1000}
    assert (result.pay, result.marked, result.saved, result.added) == (8500, 15000, 7500, 1000)


def test_rounding_the_price_to_a_coin() -> None:
    """15 % off 9.99 is 1.4985: the price 8.4915 falls to 8.4, so the cut is 1.59. Of the cut, to 0.1 up: 1.5."""
    price = {"of": "price", "unit": "0.1", "mode": "down"}
    assert priced([line("a", "9.99")], {"r": off("15%", round=price)}).pay == 840
    assert priced([line("a", "9.99")], {"r": off("15%", round={"unit": "0.1", "mode": "up"})}).saved == 150


def test_caps_each_pool_order_and_share_again() -> None:
    """15 % each piece, at most 500 (cases/cn gb2025): 6000 -> 500, 3000 -> 450; 950, capped to 700 per order.

    700 over 500:450 = 368.421.., 331.578.. -> 368.42 and 331.58.
    """
    lines = [line("a", 6000), line("b", 3000)]
    subsidy = off("15%", each="piece", cap={"each": 500})
    assert priced(lines, {"r": subsidy}).lines == {"a": 550000, "b": 255000}
    subsidy["cap"] = {"each": 500, "order": 700}
    assert priced(lines, {"r": subsidy}).lines == {"a": 600000 - 36842, "b": 300000 - 33158}


def test_percent_cap_is_rounded_down() -> None:
    """cases/cn jd-bean-cap: beans for at most half of 99.99 = 49.995 -> 49.99; 50 of 60 beans are left at most."""
    beans = off("100%", use={"balance": "beans"}, cap={"order": "50%"})
    assert priced([line("a", "99.99")], {"beans": beans}, cart={"wallet": {"balances": {"beans": 60}}}).saved == 4999
    assert priced([line("a", "99.99")], {"beans": beans}).saved == 0


def test_floor_clips_or_refuses() -> None:
    """90 off 100 with at least 5 left of each of 4 pieces: room 80; clipped to 80, or refused as a whole."""
    assert priced([line("a", 25, 4)], {"r": off(90, floor=5)}).pay == 2000
    assert priced([line("a", 25, 4)], {"r": off(90, floor=5, over="refuse")}).pay == 10000
    assert priced([line("a", 25, 4)], {"r": off(80, floor=5, over="refuse")}).pay == 2000


def test_shared_before_it_is_clipped() -> None:
    """20 over marked 30:10 = 15, 5; the second line is free already, so its 5 are lost."""
    rules = {"gift": off("100%", on={"id": "b"}), "r": off(20, share={"by": "marked"})}
    assert priced([line("a", 30), line("b", 10)], rules).lines == {"a": 1500, "b": 0}


# --- needs, scopes, moments -----------------------------------------------------------------------------------------


def test_a_need_over_other_lines_of_the_same_store() -> None:
    """Toys in a store with 100 of food: store A has it (toys 50 -> 40), store B has 60 only."""
    lines = [
        line("a", 100, store="A", category="food"),
        line("b", 50, store="A", category="toys"),
        line("c", 60, store="B", category="food"),
        line("d", 50, store="B", category="toys"),
    ]
    toys = {"on": {"category": "toys"}, "per": "store", "needs": {"at_least": 100, "on": {"category": "food"}}}
    assert priced(lines, {"r": toys | off(10)}).lines == {"a": 10000, "b": 4000, "c": 6000, "d": 5000}


def test_distinct_any_line_above_and_at_most() -> None:
    lines = [line("a", 10, 3, category="x"), line("b", 20, 1, category="y"), line("c", 5)]

    def takes(**need: Any) -> bool:
        return priced(lines, {"r": off(1, needs=need)}).saved == 100

    assert takes(at_least=2, **{"in": "distinct category"})
    assert not takes(at_least=3, **{"in": "distinct category"})  # c says nothing
    assert takes(at_least=3, **{"in": "pieces", "any": "line"})  # a alone
    assert not takes(at_least=4, **{"in": "pieces", "any": "line"})  # five pieces, in no one line
    assert not takes(above=55)  # exactly 55 is not above
    assert takes(at_most=55)


def test_when() -> None:
    lines, at = [line("a", 10)], "2020-11-11T00:30:00+08:00"

    def takes(when: dict[str, Any], **cart: Any) -> bool:
        return priced(lines, {"r": off(1, when=when)}, cart=cart).saved == 100

    window = {"from": "2020-11-10T16:00:00+00:00", "until": "2020-11-10T16:30:00+00:00"}
    assert not takes({"window": window}, at=at)  # 16:30 UTC is 00:30 in Shanghai: the end is outside
    assert takes({"window": {"from": window["until"]}}, at=at)  # the start is inside
    assert takes({"hours": {"from": "22:00", "until": "02:00"}}, at=at)
    assert not takes({"hours": {"from": "02:00", "until": "22:00"}}, at=at)
    assert not takes({"window": window})  # no moment given
    assert not takes({"new": True})
    assert takes({"none_of": [{"new": True}]})
    assert takes({"orders": {"at_most": 2}, "member": ["gold"]}, shopper={"orders": 2, "member": "gold"})


def test_discounted_by() -> None:
    rules = {"cut": off(1, on={"id": "a"}), "rest": off(2, on={"none_of": [{"discounted_by": "cut"}]})}
    assert priced([line("a", 10), line("b", 10)], rules).lines == {"a": 900, "b": 800}


# --- coupons, balances, choices -------------------------------------------------------------------------------------


def test_coupons_go_store_by_store_until_none_is_left() -> None:
    lines = [line("a", 10, store="A2"), line("b", 10, store="A10"), line("c", 10, store="A1")]
    coupon = {"coupon": off(1, per="store", use="coupon")}

    def left(**wallet: Any) -> list[int]:
        return list(priced(lines, coupon, cart={"wallet": wallet}).lines.values())

    assert left() == [1000, 1000, 900]  # one is assumed; A1 comes first
    assert left(coupons={"coupon": 2}) == [900, 1000, 900]  # A2 stands before A10
    assert left(coupons=[]) == [1000, 1000, 1000]


def test_a_balance_is_charged_what_was_taken() -> None:
    """cases/cn tm2017-allowance-balance-1200-120: 1200 // 400 x 50 = 150, of which the wallet has 120."""
    allowance = {"allowance": off(50, every=400, use={"balance": "purse"})}
    wallet = {"wallet": {"balances": {"purse": 120}}}
    assert priced([line("a", 1200)], allowance, cart=wallet).saved == 12000
    # 30 is wanted of a line with 20: 20 is charged, and 100 is left for the second rule
    rules = {"one": off(30, on={"id": "a"}, use={"balance": "purse"}), "two": off(200, use={"balance": "purse"})}
    assert priced([line("a", 20), line("b", 500)], rules, cart=wallet).taken == {"one": 2000, "two": 10000}


def test_the_voucher_that_the_coupon_blocks() -> None:
    """cases/cn tb2016-coupon-blocks-voucher: 500 - 20 = 480, no 500-30 on that; without the coupon 470."""
    rules = {"coupon": off(20, from_=300, use="coupon"), "voucher": off(30, from_=500, use="coupon")}
    assert priced([line("a", 500)], rules).pay == 48000
    assert priced([line("a", 500)], rules, cart={"choices": {"skip": ["coupon"]}}).pay == 47000
    assert priced([line("a", 500)], rules, [{"together": list(rules)}]).pay == 45000


# --- programmes -----------------------------------------------------------------------------------------------------


def test_parallel_apportioned_and_clipped() -> None:
    """cases/cn jd2021-parallel-apportion-clip, review §4.1: A 150 - 100 - 30 = 20; 30 over 150:50 = 22.50, 7.50.

    A has room for 20 of its 22.50, the rest is lost: A pays 0, B 42.50 (published 42, in whole yuan).
    """
    store = {"on": {"store": "A"}, "per": "store", "from": 150}
    rules = {"promo": store | off(100), "coupon": store | off(30, use="coupon"), "jingtie": off(30, every=200)}
    result = priced([line("a", 150, store="A"), line("b", 50, store="B")], rules, [{"together": list(rules)}])
    assert (result.lines, result.taken["jingtie"]) == ({"a": 0, "b": 4250}, 2750)


def test_two_coupons_on_what_is_left() -> None:
    """Review §4.9, without its `consume`: 80 - 3 - 5 = 72; at 52 the second looks at 52 as marked, at 49 as running."""
    rules = {"c3": off(3, from_=30, use="coupon"), "c5": off(5, from_=50, use="coupon", measure="marked")}
    assert priced([line("a", 80)], rules).pay == 7200
    assert priced([line("a", 52)], rules).pay == 4400
    assert priced([line("a", 52)], rules | {"c5": off(5, from_=50, use="coupon")}).pay == 4900


def test_a_label_as_the_measure_of_everything_after() -> None:
    """cases/cn tm2021-2025-official-cut-parallel-67: 80 - 8 - 5; the base of the coupon stays 80."""
    rules = {"flash": off(20), "cut": off("10%"), "coupon": off(5, from_=80, use="coupon")}
    tree = [{"item_price": "flash"}, "cut", "coupon"]
    assert priced([line("a", 100)], rules, tree, defaults={"measure": "item_price"}).pay == 6700
    assert priced([line("a", 100)], rules, tree).pay == 7200
    # a view that puts back what a rule took
    rules["coupon"]["measure"] = "running + cut"
    assert priced([line("a", 100)], rules, tree).pay == 6700


def test_best_first_and_one_of_an_order() -> None:
    rules = {"none": off(9, from_=500), "ten": off(10), "rate": off("20%"), "also": off("50%", from_=95)}
    names = list(rules)
    assert priced([line("a", 100)], rules, {"best_of": names}).taken == {"none": 0, "ten": 0, "rate": 0, "also": 5000}
    assert priced([line("a", 100)], rules, {"first_of": names}).pay == 9000
    assert priced([line("a", 100)], rules, {"one_of": names}).pay == 9000
    assert priced([line("a", 100)], rules, {"one_of": names}, cart={"choices": {"use": ["rate"]}}).pay == 8000
    # the first two that take: 100 - 10 = 90, less 20 % = 72
    assert priced([line("a", 100)], rules, {"first_of": names, "at_most": 2}).pay == 7200
    # the best two: rate then also, 80 < 95 -> 80; ten then rate 72; ten then also 90; also alone 50
    assert priced([line("a", 100)], rules, {"best_of": names, "at_most": 2}).pay == 5000


def test_best_of_per_line_keeps_winning_shares_only() -> None:
    """30 over 100:50 = 20, 10 against 15 % of each = 15, 7.50 and 12 off b alone: a keeps 20, b keeps 12."""
    rules = {"whole": off(30), "rate": off("15%", each="line"), "b": off(12, on={"id": "b"})}
    result = priced([line("a", 100), line("b", 50)], rules, {"best_of": list(rules), "per": "line"})
    assert result.taken == {"whole": 2000, "rate": 0, "b": 1200}
    # per order the whole 30 wins over 22.50 and 12
    assert priced([line("a", 100), line("b", 50)], rules, {"best_of": list(rules)}).taken["whole"] == 3000


def test_best_of_per_store() -> None:
    """A: 8 % of 100 = 8 < 10; B: 8 % of 200 = 16 > 10."""
    rules = {"ten": off(10, per="store"), "rate": off("8%", per="store")}
    lines = [line("a", 100, store="A"), line("b", 200, store="B")]
    assert priced(lines, rules, {"best_of": list(rules), "per": "store"}).lines == {"a": 9000, "b": 18400}


def test_exclusions_keep_the_first() -> None:
    """one takes from a (store A) only; the other is kept out of the order, of store A, or of line a."""
    lines = [line("a", 10, store="A"), line("b", 10, store="A"), line("c", 10, store="B")]
    rules = {"one": off(1, on={"id": "a"}), "other": off(2, each="line")}

    def left(where: str) -> list[int]:
        exclude = [{"these": ["other"], "not_with": ["one"], "on": where}]
        return list(priced(lines, rules, exclude=exclude).lines.values())

    assert left("order") == [900, 1000, 1000]
    assert left("store") == [900, 1000, 800]
    assert left("line") == [900, 800, 800]


def test_unstated_readings() -> None:
    """Half off 100, then 20 off from 60: 50 in that order; the other way about 80, then 40."""
    rules = {"half": off("50%"), "twenty": off(20, from_=60)}
    tree = {"unstated": {"half first": ["half", "twenty"], "twenty first": ["twenty", "half"]}}
    assert priced([line("a", 100)], rules, tree).pay == 5000
    assert priced([line("a", 100)], rules, tree, cart={"choices": {"reading": ["twenty first"]}}).pay == 4000


def test_percent_on_some_then_coupon_over_all() -> None:
    """cases/cn pm-mixed-percent-then-coupon: 20 % off B, C, D; 30 over 20 : 9.60 : 70.40 : 72 of 172.

    3.488.., 1.674.., 12.279.., 12.558.. -> 3.49, 1.67, 12.28, 12.56; A pays 16.51, B 7.93, C 58.12, D 59.44.
    """
    lines = [line("A", 20), *(line(name, price, tags=["two"]) for name, price in (("B", 12), ("C", 88), ("D", 90)))]
    two = off("20%", on={"tag": "two"}, each="line", needs={"at_least": 2, "in": "pieces"})
    result = priced(lines, {"two": two, "coupon": off(30, from_=159, use="coupon")})
    assert result.lines == {"A": 1651, "B": 793, "C": 5812, "D": 5944}


def test_other_currencies() -> None:
    """10 % of 15 yen is 1.5 -> 2; of 0.015 dinar 1.5 fils -> 2."""
    assert priced([line("a", 15)], {"r": off("10%")}, currency="JPY").pay == 13
    assert priced([line("a", "0.015")], {"r": off("10%")}, currency="KWD").pay == 13


# --- of the larger language, what is naive -------------------------------------------------------------------------


def test_caps_over_a_month_and_limits_count_what_was_before() -> None:
    """15 % of 100 and of 200 is 45; of 50 a month 20 are left. Twice a day, once before: the first store only."""
    lines = [line("a", 100, store="A"), line("b", 200, store="B")]
    rate = off("15%", per="store", cap={"month": 50})
    assert priced(lines, {"r": rate}).saved == 4500
    assert priced(lines, {"r": rate}, cart={"shopper": {"used": {"r": {"month": 30}}}}).saved == 2000
    assert priced(lines, {"r": rate}, cart={"shopper": {"used": {"r": {"month": 80}}}}).saved == 0
    rate = off("15%", per="store", limit={"day": 2})
    assert priced(lines, {"r": rate}, cart={"shopper": {"times": {"r": {"day": 1}}}}).lines == {"a": 8500, "b": 20000}


def test_respread_and_a_cap_that_refuses() -> None:
    """30 by marked 10:40 = 6, 24; 9 off a leaves it 1, so that 5 more fall on b: 29."""
    rules = {"nine": off(9, on={"id": "a"}), "r": off(30, share={"by": "marked"}, over="respread")}
    lines = [line("a", 10), line("b", 40)]
    assert priced(lines, rules).lines == {"a": 0, "b": 1100}
    assert priced(lines, {"r": off(30, cap=29, over={"cap": "refuse"})}).saved == 0
    assert priced(lines, {"r": off("50%", each="line", cap={"each": 10}, over={"cap": "refuse"})}).saved == 0
    assert priced(lines, {"r": off(29, cap=29, over={"cap": "refuse"})}).saved == 2900


def test_floors_of_the_lines_own() -> None:
    lines = [line("a", 10, 2, attributes={"least": "9"}), line("b", 40)]
    assert priced(lines, {"r": off("50%", floor="line.least")}).lines == {"a": 1800, "b": 2000}


def test_amounts_by_currency() -> None:
    rules = {"r": off({"CNY": 10, "USD": 2}), "s": off({"USD": 1})}
    assert priced([line("a", 100)], rules, currency=["CNY", "USD"]).pay == 9000
    usd = {"currency": "USD"}
    assert priced([line("a", 100)], rules, currency=["CNY", "USD"], cart=usd).pay == 9700


def test_a_random_cut_is_counted_at_its_least_and_a_gift_not_at_all() -> None:
    assert priced([line("a", 100)], {"r": off({"between": [1, 99]})}).pay == 9900
    assert priced([line("a", 100)], {"r": {"take": {"give": "10%", "in": "cash"}}}).pay == 10000


def test_lines_that_are_used_up() -> None:
    """The first takes 10 from a; the second has b only."""
    rules = {"one": off(10, on={"id": "a"}), "two": off("50%")}
    tree = {"consume": "pieces", "of": ["one", "two"]}
    assert priced([line("a", 100), line("b", 40)], rules, tree).lines == {"a": 9000, "b": 2000}
    rules["one"]["from"] = 200
    assert priced([line("a", 100), line("b", 40)], rules, tree).lines == {"a": 5000, "b": 2000}


def test_tax_that_is_added() -> None:
    """10 % of 0.15 and of 0.15: 0.02 each (rounded half up), 0.03 together; prices that hold it stay."""
    lines = [line("a", "0.15"), line("b", "0.15")]
    tax = {"included": False, "rate": "10%"}
    assert priced(lines, {"r": off(0)}, tax=tax).pay == 34
    assert priced(lines, {"r": off(0)}, tax=tax | {"per": "order"}).pay == 33
    assert priced(lines, {"r": off(0)}, tax=tax | {"included": True}).pay == 30
    lines[0]["attributes"] = {"tax_rate": "20%"}
    assert priced(lines, {"r": off(0)}, tax=tax | {"rate": "line.tax_rate"}).added == 3


def test_points_in_steps() -> None:
    """1234 points of half a cent are 6.17; in steps of 100 points 6.00, which is less than 1300 points."""
    wallet = {"wallet": {"balances": {"beans": 1234}}}

    def saved(**more: Any) -> int:
        use = {"balance": "beans", "unit": "0.005", **more}
        return priced([line("a", 10)], {"r": off("100%", use=use)}, cart=wallet).saved

    assert saved() == 617
    assert saved(step=100) == 600
    assert saved(step=100, least=1200) == 600
    assert saved(step=100, least=1300) == 0
    purse = {"wallet": {"balances": {"purse": 50}}}
    use = {"balance": "purse", "step": 20, "least": 30}
    assert priced([line("a", 100)], {"r": off("100%", use=use)}, cart=purse).saved == 4000


def test_spending_that_an_earlier_rule_needed() -> None:
    """Of 500 the first needs 300; of the other 200 (less what it took: 470 - 300 = 170) one whole 100 is left: 20."""
    rules = {"a": off(30, from_=300), "b": off(20, every=100)}
    assert priced([line("a", 500)], rules, {"consume": "spend", "of": ["a", "b"]}).taken == {"a": 3000, "b": 2000}
    assert priced([line("a", 500)], rules).taken == {"a": 3000, "b": 8000}
    assert priced([line("a", 299)], rules, {"consume": "spend", "of": ["a", "b"]}).taken == {"a": 0, "b": 4000}


@pytest.mark.parametrize(
    "parts",
    [
        {"sets": {"of": 2}},
        {"pick": {"dearest": 1}},
        {"share": {"over": "order"}},
        {"take": {"off": "line.cut"}},
        {"cap": {"each": "line.cut"}},
        {"limit": {"order": 1}, "per": "piece"},
    ],
)
def test_what_it_leaves_to_others_it_says(parts: dict[str, Any]) -> None:
    with pytest.raises(NotNaive):
        priced([line("a", 10)], {"r": off(1) | parts})


def test_what_it_leaves_to_the_engine() -> None:
    rules = {"one": off(1), "two": off(2)}
    with pytest.raises(NotNaive, match="best"):
        priced([line("a", 10)], rules, exclude=[{"these": ["one"], "not_with": ["two"], "keep": "best"}])
    with pytest.raises(NotNaive, match="piece"):
        priced([line("a", 10, 2)], rules, {"best_of": ["one", "two"], "per": "piece"})
