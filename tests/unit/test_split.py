"""Several orders instead of one: what carries over, and when to split is cheapest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from promocalc.cart import Cart, Choices
from promocalc.choose.orders import NotThisCart, Orders, part, price_orders
from promocalc.choose.parts import TooLarge
from promocalc.choose.split import Split, split
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook

NOTHING = {"c": {"take": {"off": 10}, "from": 9999, "use": "coupon"}}


def subject(rules: dict[str, Any], lines: list[dict[str, Any]] | None = None, **facts: Any) -> Subject:
    """Two pieces of 100 in one shop, unless stated; the rules one after another."""
    price = facts.pop("price", list(rules))
    exclude = facts.pop("exclude", [])
    book = Rulebook.model_validate({"rulebook": "split", "rules": rules, "price": price, "exclude": exclude})
    lines = lines if lines is not None else [{"id": "a", "price": 100}, {"id": "b", "price": 100}]
    return Subject(Cart.model_validate({"cart": "split", "lines": lines, **facts}), book)


def apart(one: Subject, *orders: dict[str, int], choices: tuple[Choices, ...] = ()) -> Orders:
    """The orders, each of so many pieces."""
    return price_orders(one, [part(one.cart, order) for order in orders], choices)


def pays(orders: Orders) -> list[int]:
    return [receipt.pay for receipt in orders.receipts]


# --- what carries over ------------------------------------------------------------------------------------------------


def test_a_coupon_is_used_on_the_first_order_that_takes_it() -> None:
    one = subject({"c": {"take": {"off": 10}, "use": "coupon"}}, wallet={"coupons": {"c": 1}})
    found = apart(one, {"a": 1}, {"b": 1})
    assert pays(found) == [9000, 10000]
    assert found.left.wallet.coupons == {"c": 0}


def test_of_a_coupon_that_nobody_counted_there_is_one() -> None:
    assert pays(apart(subject({"c": {"take": {"off": 10}, "use": "coupon"}}), {"a": 1}, {"b": 1})) == [9000, 10000]


def test_a_coupon_that_is_left_alone_is_there_for_the_next_order() -> None:
    one = subject({"c": {"take": {"off": 10}, "use": "coupon"}})
    assert pays(apart(one, {"a": 1}, {"b": 1}, choices=(Choices(skip=("c",)), Choices()))) == [10000, 9000]


def test_a_balance_is_drawn_down() -> None:
    one = subject({"r": {"take": {"off": "100%"}, "use": {"balance": "purse"}}}, wallet={"balances": {"purse": 130}})
    found = apart(one, {"a": 1}, {"b": 1})
    assert pays(found) == [0, 7000]
    assert found.left.wallet.balances == {"purse": Decimal(0)}


def test_points_are_counted_as_points() -> None:
    use = {"balance": "beans", "unit": "0.03"}
    one = subject({"r": {"take": {"off": "100%"}, "cap": 10, "use": use}}, wallet={"balances": {"beans": 500}})
    # 333 whole beans are 9.99; the second order has the other 167.
    found = apart(one, {"a": 1}, {"b": 1})
    assert pays(found) == [9001, 9499]
    assert found.left.wallet.balances == {"beans": Decimal(0)}


def test_a_limit_per_day_counts_all_orders_and_one_per_order_does_not() -> None:
    rules = {"d": {"take": {"off": 10}, "limit": {"day": 1}}, "o": {"take": {"off": 1}, "limit": {"order": 1}}}
    found = apart(subject(rules), {"a": 1}, {"b": 1})
    assert pays(found) == [8900, 9900]
    assert found.left.shopper.times == {"d": {"day": 1}}


def test_a_cap_per_month_is_what_is_left_of_it() -> None:
    rules = {"m": {"take": {"off": "15%"}, "cap": {"month": 20}}}
    found = apart(subject(rules, shopper={"used": {"m": {"month": 2}}}), {"a": 1}, {"b": 1})
    assert pays(found) == [8500, 9700]
    assert found.left.shopper.used == {"m": {"month": Decimal(20)}}


def test_a_new_customer_is_none_with_the_second_order() -> None:
    rules = {
        "n": {"take": {"off": 10}, "when": {"new": True}},
        "f": {"take": {"off": 1}, "when": {"orders": 0}},
        "s": {"take": {"off": 2}, "when": {"orders": 1}},
    }
    assert pays(apart(subject(rules, shopper={"new": True, "orders": 0}), {"a": 1}, {"b": 1})) == [8900, 9800]


def test_what_is_not_known_of_a_shopper_stays_unknown() -> None:
    found = apart(subject({"f": {"take": {"off": 1}, "when": {"orders": 1}}}), {"a": 1}, {"b": 1})
    assert pays(found) == [10000, 10000]
    assert (found.left.shopper.orders, found.left.shopper.new) == (None, None)


def test_a_coupon_in_an_alternative_that_lost_is_not_used_up() -> None:
    rules = {"c": {"take": {"off": 10}, "use": "coupon"}, "auto": {"take": {"off": 15}, "from": 100}}
    lines = [{"id": "a", "price": 100}, {"id": "b", "price": 90}]
    found = apart(subject(rules, lines, price=[{"best_of": ["c", "auto"]}]), {"a": 1}, {"b": 1})
    assert pays(found) == [8500, 8000]


def test_coupons_for_single_pieces_are_counted_by_piece() -> None:
    one = subject(
        {"c": {"take": {"off": 10}, "per": "piece", "use": "coupon"}},
        [{"id": "a", "price": 100, "quantity": 4}],
        wallet={"coupons": {"c": 3}},
    )
    assert pays(apart(one, {"a": 2}, {"a": 2})) == [18000, 19000]


def test_one_order_costs_what_the_cart_costs() -> None:
    one = subject({"c": {"take": {"off": 10}, "from": 200, "use": "coupon"}})
    assert pays(apart(one, {"a": 1, "b": 1})) == [19000]


def test_orders_that_are_not_the_pieces_of_the_cart_are_no_answer() -> None:
    with pytest.raises(NotThisCart):
        apart(subject(NOTHING), {"a": 1})


def test_postage_is_asked_for_with_every_order_of_its_store() -> None:
    lines = [
        {"id": "a", "price": 100, "store": "A"},
        {"id": "b", "price": 100, "store": "A"},
        {"id": "c", "price": 100, "store": "B"},
        {"id": "p", "price": 8, "store": "A", "kind": "shipping"},
    ]
    assert pays(apart(subject(NOTHING, lines), {"a": 1}, {"b": 1}, {"c": 1})) == [10800, 10800, 10000]


# --- whether to split -------------------------------------------------------------------------------------------------


def taken(found: Split) -> list[dict[str, int]]:
    """How many pieces of each line stand in each order."""
    return [{line.id: line.quantity for line in order.cart.lines} for order in found.orders]


def test_two_coupons_that_exclude_each_other_are_worth_two_orders() -> None:
    rules = {name: {"take": {"off": off}, "from": 100, "use": "coupon"} for name, off in (("c", 10), ("d", 8))}
    one = subject(rules, price=[{"one_of": ["c", "d"]}])
    assert split(one, 1).pay == 19000
    found = split(one, 2)
    assert (found.pay, found.bound, found.gap, found.proof) == (18200, 18200, 0, "exhausted")
    assert len(found.orders) == 2


def test_one_order_is_best_where_nothing_is_gained_by_more() -> None:
    found = split(subject({"every": {"take": {"off": 30, "every": 200}}}), 3)
    assert (taken(found), found.pay, found.proof) == ([{"a": 1, "b": 1}], 17000, "exhausted")


def test_pieces_of_one_line_may_go_into_several_orders() -> None:
    lines = [{"id": "a", "price": 50, "quantity": 4}]
    found = split(subject({"d": {"take": {"off": 10}, "from": 100}}, lines), 3)
    assert sorted(order["a"] for order in taken(found)) == [2, 2]
    assert found.pay == 18000


def test_a_new_customer_buys_dear_things_first() -> None:
    lines = [{"id": "a", "price": 100}, {"id": "b", "price": 300}]
    rules = {"n": {"take": {"off": "20%"}, "when": {"orders": 0}}, "s": {"take": {"off": 30}, "when": {"orders": 1}}}
    found = split(subject(rules, lines, shopper={"orders": 0}), 2)
    assert taken(found) == [{"b": 1}, {"a": 1}]
    assert found.pay == 24000 + 7000


def test_a_limit_per_day_is_not_got_round_by_a_split() -> None:
    found = split(subject({"d": {"take": {"off": 10}, "limit": {"day": 1}}}), 2)
    assert (len(found.orders), found.pay) == (1, 19000)


def test_what_is_left_alone_stays_so_in_every_order() -> None:
    rules = {name: {"take": {"off": 10}, "use": "coupon"} for name in ("c", "d")}
    one = subject(rules, price=[{"one_of": ["c", "d"]}], choices={"skip": ["d"]})
    found = split(one, 2)
    assert (len(found.orders), found.pay) == (1, 19000)


def test_a_cut_that_hurts_is_got_round_by_a_split() -> None:
    # The automatic 5 leaves 195, too little for the coupon; in an order of its own the dear piece keeps it.
    rules = {
        "auto": {"take": {"off": 5}, "on": {"tag": "sale"}},
        "c": {"take": {"off": 40}, "from": 150, "use": "coupon"},
    }
    lines = [{"id": "a", "price": 150, "tags": ["sale"]}, {"id": "b", "price": 4}]
    assert split(subject(rules, lines), 2).pay == 14900
    assert split(subject({**rules, "c": {**rules["c"], "from": 149}}, lines), 2).pay == 10900


def test_of_a_cart_with_too_many_parts_nothing_is_claimed() -> None:
    lines = [{"id": f"i{number}", "price": 100} for number in range(11)]
    with pytest.raises(TooLarge) as raised:
        split(subject({"d": {"take": {"off": 10}, "each": "piece"}}, lines), 2)
    assert (raised.value.parts, raised.value.most) == (2**11, 2**10)
    assert len(split(subject({"d": {"take": {"off": 10}}}, lines), 1).orders) == 1


@pytest.mark.parametrize("orders", [0, 6])
def test_into_no_orders_or_too_many_nothing_is_split(orders: int) -> None:
    with pytest.raises(ValueError, match="orders"):
        split(subject(NOTHING), orders)


def test_a_coupon_that_has_to_be_used_is_used_in_one_of_the_orders() -> None:
    rules = {"each": {"take": {"off": 5}, "from": 100}, "c": {"take": {"off": 15}, "use": "coupon"}}
    one = subject(rules)
    found = split(Subject(one.cart, one.rulebook, Choices(use=("c",))), 2)
    assert (found.pay, sorted(order.receipt.pay for order in found.orders)) == (17500, [8000, 9500])


def test_a_coupon_that_gives_something_for_later_is_used_where_it_costs_nothing() -> None:
    rules = {
        "each": {"take": {"off": 5}, "from": 100},
        "c": {"take": {"give": 8, "in": "cash"}, "use": "coupon"},
    }
    found = split(subject(rules), 2)
    assert found.pay == 19000
    assert sum(len(order.receipt.later) for order in found.orders) == 1
