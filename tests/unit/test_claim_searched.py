"""What a claim is held against where it has to be searched: a cart at its cheapest, and every item by itself."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.cart import Cart, Line
from promocalc.choose.best import Search
from promocalc.choose.watch import Progress, Stopped, Watch
from promocalc.claims import items as items_module
from promocalc.claims.items import receipts
from promocalc.claims.judging import Circumstances
from promocalc.claims.witness import witness
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook

RULES: dict[str, Any] = {
    "rulebook": "shop",
    "rules": {
        "red": {"on": {"category": "red"}, "take": {"off": "20%"}},
        "named": {"on": {"id": "a"}, "take": {"off": 5}},
        "coupon": {"use": "coupon", "from": 50, "take": {"off": 10}},
    },
    "price": ["red", "named", "coupon"],
}
CART: dict[str, Any] = {"lines": [{"id": "x", "price": 100}]}


def subject(cart: dict[str, Any] | None = None, **more: Any) -> Subject:
    """A cart under the rules of the shop."""
    return Subject(Cart.model_validate({**CART, **(cart or {})}), Rulebook.model_validate({**RULES, **more}))


def line(id_: str, price: str, category: str = "", **more: Any) -> Line:
    return Line.model_validate({"id": id_, "price": price, "category": category, **more})


class Counting(Watch):
    """It hears how far it is, and has enough after so much."""

    def __init__(self, most: int | None = None) -> None:
        self.heard: list[Progress] = []
        self.most = most

    def tell(self, progress: Progress) -> None:
        self.heard.append(progress)

    def stopped(self) -> bool:
        return self.most is not None and len(self.heard) >= self.most


# --- a cart -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", [{}, {"skip": ["coupon"]}, {"use": ["coupon"]}])
def test_what_a_cart_has_chosen_does_not_keep_anybody_from_paying_less(choices: dict[str, Any]) -> None:
    found = witness(subject({"choices": choices}))
    assert (found.receipt.pay, found.overrules) == (90_00, bool(choices))
    assert [one.rule for one in found.conditions] == ["coupon"]


def test_a_witness_that_is_stopped_is_none() -> None:
    with pytest.raises(Stopped):
        witness(subject(), Counting(0))


# --- items ------------------------------------------------------------------------------------------------------


def test_items_cost_what_each_would_by_itself_at_its_cheapest() -> None:
    shop = subject({"choices": {"skip": ["coupon"]}})
    some = (line("a", "60"), line("b", "60"), line("c", "60", "red"), line("d", "40", quantity=9), line("e", "70"))
    found = receipts(shop, some)
    assert {id_: one.pay for id_, one in found.items()} == {
        "a": 45_00,  # named, then the coupon
        "b": 50_00,
        "c": 48_00,  # below the threshold after the cut
        "d": 40_00,
        "e": 60_00,
    }


def test_items_that_no_rule_tells_apart_are_priced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    priced: list[str] = []

    class Seen(Search):
        def best(self, most: int = 1_000) -> Any:
            priced.append(self.subject.cart.lines[0].id)
            return super().best(most)

    monkeypatch.setattr(items_module, "Search", Seen)
    alike = [line(f"i{at}", "60", "red" if at % 2 else "blue", store=f"s{at}", title=f"t{at}") for at in range(40)]
    found = receipts(subject(), [*alike, line("a", "60", "blue")])
    assert len(priced) == 3  # red, not red, and the one that a rule names
    assert {found[one.id].pay for one in alike} == {48_00, 50_00}
    assert found["a"].pay == 45_00


@pytest.mark.parametrize("at", [0, 7, 23])
def test_items_of_one_price_in_a_group_cost_what_each_does_alone(at: int) -> None:
    some = [line(f"i{n}", str(40 + n % 5 * 10), ("red", "", "blue")[n % 3], list_price=200) for n in range(24)]
    together = receipts(subject(), some)
    assert together[f"i{at}"].pay == receipts(subject(), [some[at]])[f"i{at}"].pay


def test_how_many_items_are_priced_is_told_and_they_can_be_stopped() -> None:
    some = [line(f"i{n}", str(10 + n)) for n in range(30)]
    watch = Counting()
    receipts(subject(), some, watch)
    assert [one[:3] for one in watch.heard if one.stage == "items"][::10] == [("items", n, 30) for n in (0, 10, 20)]
    with pytest.raises(Stopped):
        receipts(subject(), some, Counting(3))


def test_coupons_that_make_items_so_cheap_are_named_where_nobody_said_that_they_are_held() -> None:
    shop, some = Rulebook.model_validate(RULES), (line("b", "60"), line("c", "30"))
    assert Circumstances(catalogue=some, rulebook=shop).coupons == ("coupon",)
    assert Circumstances(catalogue=some[1:], rulebook=shop).coupons == ()
    assert Circumstances(subject=subject({"wallet": {"coupons": {"coupon": 1}}}), catalogue=some).coupons == ()
    assert Circumstances().coupons == ()
