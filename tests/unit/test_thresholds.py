"""How far the next thresholds are: held against the engine's price of every whole amount below them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from promocalc.cart import Cart
from promocalc.choose.thresholds import Threshold, thresholds
from promocalc.choose.watch import Stopped, Watch
from promocalc.engine import price
from promocalc.files.load import open_case
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook

pytest.importorskip("numpy")


def shop(rules: dict[str, object], order: list[object], **cart: object) -> Subject:
    """A cart of a coat at 150.00 and a hat at 40.00, unless stated."""
    lines = [{"id": "coat", "store": "north", "price": "150.00"}, {"id": "hat", "store": "south", "price": "40.00"}]
    book = Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": order})
    return Subject(Cart.model_validate({"lines": lines, **cart}), book)


def paid(subject: Subject, one: Threshold, amount: int) -> int:
    """What is paid with so much more of its goods."""
    more = one.there.cart.lines[-1].model_copy(update={"unit_price": Decimal(amount) / 100})
    cart = subject.cart.model_copy(update={"lines": (*subject.cart.lines, more)})
    return price(cart, subject.rulebook, subject.decided, subject.at).pay


def held(subject: Subject, one: Threshold) -> None:
    """It is what it says: the first fall, and the engine's own price."""
    assert one.there.pay == paid(subject, one, one.amount) < one.below.pay == paid(subject, one, one.amount - 1)
    steps = [*range(0, one.amount, 100), one.amount - 1]
    pays = [paid(subject, one, amount) for amount in steps]
    assert pays == sorted(pays), "nothing falls before it"


def test_more_of_anything_reaches_a_threshold_of_the_whole_order() -> None:
    subject = shop({"R": {"from": 300, "take": {"off": 50}}}, ["R"])
    found = thresholds(subject)
    assert (found.before.pay, found.most) == (19_000, 19_000)
    (one,) = found.found
    assert (one.amount, one.there.pay) == (11_000, 25_000)
    held(subject, one)


def test_a_threshold_of_one_shop_takes_goods_of_that_shop() -> None:
    subject = shop({"R": {"on": {"store": "south"}, "from": 60, "take": {"off": 30}}}, ["R"])
    (one,) = thresholds(subject).found
    assert (one.line, one.amount, one.there.pay) == ("hat", 2_000, 18_000)
    held(subject, one)


def test_the_threshold_that_costs_least_comes_first() -> None:
    rules = {
        "A": {"on": {"store": "north"}, "from": 200, "take": {"off": 10}},
        "B": {"on": {"store": "south"}, "from": 60, "take": {"off": 30}},
    }
    subject = shop(rules, ["A", "B"])
    assert [(one.line, one.amount, one.there.pay) for one in thresholds(subject).found] == [
        ("hat", 2_000, 18_000),
        ("coat", 5_000, 23_000),
    ]


def test_what_was_decided_stands() -> None:
    rules = {"R": {"from": 200, "take": {"off": 30}, "use": "coupon"}}
    wallet = {"coupons": ["R"]}
    assert thresholds(shop(rules, ["R"], wallet=wallet)).found
    assert not thresholds(shop(rules, ["R"], wallet=wallet, choices={"skip": ["R"]})).found


def test_where_there_is_none_it_says_how_far_it_looked() -> None:
    found = thresholds(shop({"R": {"take": {"off": "10%"}}}, ["R"]))
    assert (found.found, found.most) == ((), 19_000)


def test_what_rounding_takes_off_is_no_threshold() -> None:
    subject = shop({"R": {"on": {"store": "south"}, "each": "line", "take": {"off": "0.50", "every": 10}}}, ["R"])
    assert price(subject.cart, subject.rulebook).pay == 18_800
    assert thresholds(subject).found == ()


def test_the_shipped_example_is_as_the_engine_says() -> None:
    cart, book = open_case("double11-example")
    subject = Subject(cart.value, book.value)
    found = thresholds(subject)
    assert found.found
    for one in found.found:
        held(subject, one)


def test_somebody_who_is_gone_gets_none() -> None:
    class Gone(Watch):
        def stopped(self) -> bool:
            return True

    with pytest.raises(Stopped):
        thresholds(shop({"R": {"from": 300, "take": {"off": 50}}}, ["R"]), Gone())
