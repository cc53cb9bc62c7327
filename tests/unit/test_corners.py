"""Corners where a price or a reason was once wrong: each by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from promocalc import Cart, Choices, Pricer, Rulebook, price
from promocalc.engine import Receipt, Step
from promocalc.engine.outcome import (
    AlreadyCheaper,
    AssumedReading,
    AssumedTried,
    Beaten,
    BelowThreshold,
    Capped,
    Excluded,
    NextStep,
    NotHeld,
    Refused,
    Skipped,
)
from promocalc.engine.run import interpret, record
from promocalc.money import parse_rate
from promocalc.problems import NotYet, ProblemGroup, RepeatedLabel, TooFine, TooManyChosen, UnknownRule, WrongKind
from promocalc.rules.values import troubles


def book(rules: dict[str, Any], tree: Any, **facts: Any) -> Rulebook:
    return Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": tree, **facts})


def cart(lines: dict[str, Any], **facts: Any) -> Cart:
    """Lines by id: a price, or (price, quantity), or a mapping."""
    found = []
    for name, line in lines.items():
        match line:
            case dict():
                found.append({"id": name, **line})
            case (amount, quantity):
                found.append({"id": name, "unit_price": amount, "quantity": quantity})
            case amount:
                found.append({"id": name, "unit_price": amount})
    return Cart.model_validate({"lines": found, **facts})


def step(receipt: Receipt, rule: str, pool: str = "") -> Step:
    return next(one for one in receipt.steps if one.rule == rule and one.pool == pool)


def refused(rules: dict[str, Any], tree: Any, **facts: Any) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        book(rules, tree, **facts)
    return [trouble for _, trouble in troubles(caught.value)]


class TestViews:
    def test_a_default_label_set_inside_together_is_not_seen_there(self) -> None:
        """100 at the start of ``together`` is at least 50, whatever stands inside it: 10 and 5 off."""
        rules = {"a": {"take": {"off": 10}}, "b": {"from": 50, "take": {"off": 5}}}
        shop = book(rules, [{"together": [[{"item": ["a"]}, "b"]]}], defaults={"measure": "item"})
        assert price(cart({"x": 100}), shop).pay == 8500

    def test_naming_such_a_label_is_a_problem(self) -> None:
        rules = {"a": {"take": {"off": 10}}, "b": {"from": 50, "measure": "item", "take": {"off": 5}}}
        assert NotYet("item", "label") in refused(rules, [{"together": [[{"item": ["a"]}, "b"]]}])

    def test_a_label_inside_a_member_is_that_members_own_affair(self) -> None:
        """``c`` is outside of the list in which ``inner`` stands, so its measure is what is left: 90 - 10 = 80."""
        rules = {"a": {"take": {"off": 10}}, "b": {"take": {"off": 10}}, "c": {"from": 85, "take": {"off": 5}}}
        shop = book(rules, [{"outer": [{"inner": ["a"]}, "b"]}, "c"], defaults={"measure": "inner"})
        assert step(price(cart({"x": 100}), shop), "c").outcome == Skipped(BelowThreshold("running", 8500, 8000))

    def test_an_empty_stage_may_be_labelled(self) -> None:
        shop = book({"a": {"take": {"off": "10%"}}}, [{"item": []}, "a"], defaults={"measure": "item"})
        assert price(cart({"x": 100}), shop).pay == 9000


class TestExclusions:
    def test_a_rule_on_both_sides_is_kept_from_both(self) -> None:
        rules = {name: {"take": {"off": off}} for name, off in (("a", 10), ("b", 20), ("c", 30))}
        shop = book(rules, ["a", "b", "c"], exclude=[{"these": ["a", "b"], "not_with": ["b", "c"]}])
        got = price(cart({"x": 100}), shop)
        assert (got.pay, step(got, "b").outcome, step(got, "c").outcome) == (
            9000,
            Excluded(("a",), 2000),
            Excluded(("a",), 3000),
        )

    def test_using_one_side_leaves_the_other_free_where_they_do_not_meet(self) -> None:
        rules = {
            "a": {"on": {"store": "s1"}, "take": {"off": 5}, "use": "coupon"},
            "b": {"per": "store", "take": {"off": 7}, "use": "coupon"},
        }
        shop = book(rules, ["a", "b"], exclude=[{"these": ["a"], "not_with": ["b"], "on": "store"}])
        bought = cart(
            {"x": {"unit_price": 100, "store": "s1"}, "y": {"unit_price": 100, "store": "s2"}},
            wallet={"coupons": {"a": 1, "b": 2}},
        )
        assert price(bought, shop, Choices(use=("a",))).pay == 18800

    def test_a_charge_keeps_others_out_on_a_line_as_well(self) -> None:
        rules = {"fee": {"take": {"add": 5, "line": "service"}}, "b": {"take": {"off": 7}}}
        for where in ("store", "line"):
            shop = book(rules, ["fee", "b"], exclude=[{"these": ["fee"], "not_with": ["b"], "on": where}])
            assert price(cart({"x": 100}), shop).pay == 10500

    def test_only_those_that_stood_are_named(self) -> None:
        """``a`` lost to ``w``; what keeps ``d`` out is ``c`` alone."""
        rules = {name: {"take": {"off": off}} for name, off in (("a", 10), ("w", 20), ("c", 5), ("d", 1))}
        exclude = [{"these": ["a", "c"], "not_with": ["d"]}]
        got = price(cart({"x": 100}), book(rules, [{"best_of": ["a", "w"]}, "c", "d"], exclude=exclude))
        assert step(got, "d").outcome == Excluded(("c",), 100)

    def test_the_worse_of_two_is_excluded_and_not_a_choice(self) -> None:
        rules = {"a": {"take": {"off": 10}}, "b": {"take": {"off": 30}}}
        exclude = [{"these": ["a"], "not_with": ["b"], "keep": "best"}]
        assert step(price(cart({"x": 100}), book(rules, ["a", "b"], exclude=exclude)), "a").outcome == Excluded(
            ("b",), 1000
        )


class TestReadings:
    rules = {"a": {"take": {"off": 10}}, "b": {"take": {"off": 20}}}  # noqa: RUF012 - never changed

    def test_a_rule_may_be_chosen_that_only_one_reading_leaves_open(self) -> None:
        tree = [{"unstated": {"one of them": {"one_of": ["a", "b"]}, "both": ["a", "b"]}}]
        got = price(cart({"x": 100}), book(self.rules, tree), Choices(use=("b",)))
        assert (got.pay, got.range) == (8000, (7000, 8000))

    def test_readings_have_names_of_their_own(self) -> None:
        tree = [{"unstated": {"yes": ["a"], "no": "a"}}, {"unstated": {"yes": ["b"], "no": "b"}}]
        assert RepeatedLabel("yes") in refused(self.rules, tree)

    def test_two_readings_of_one_question_cannot_both_be_shown(self) -> None:
        tree = [{"unstated": {"ab": ["a", "b"], "ba": ["b", "a"]}}]
        with pytest.raises(ProblemGroup) as caught:
            price(cart({"x": 100}), book(self.rules, tree), Choices(reading=("ab", "ba")))
        assert caught.value.problems[0].trouble == TooManyChosen(("ab", "ba"), 1)

    def test_of_two_questions_the_open_one_is_noted(self) -> None:
        tree = [{"unstated": {"p": ["a"], "q": "a"}}, {"unstated": {"s": ["b"], "t": "b"}}]
        got = price(cart({"x": 100}), book(self.rules, tree), Choices(reading=("q",)))
        assert [type(one) for one in got.assumptions] == [AssumedReading]
        assert got.assumptions[0].reading == "s"  # type: ignore[union-attr]

    def test_leaving_one_of_three_alone_leaves_two_to_be_tried(self) -> None:
        rules = self.rules | {"c": {"take": {"off": 30}}}
        got = price(cart({"x": 100}), book(rules, {"one_of": ["a", "b", "c"]}), Choices(skip=("a",)))
        assert (got.pay, got.assumptions) == (8000, (AssumedTried(("b", "c")),))


class TestLinesThatRulesAdd:
    def test_nothing_is_charged_on_a_line_that_is_not_there(self) -> None:
        rules = {
            "post": {"needs": {"at_most": 99}, "take": {"add": 10, "line": "shipping"}},
            "extra": {"on": {"kind": "shipping"}, "take": {"add": 2, "line": "service"}},
        }
        shop = book(rules, ["post", "extra"])
        assert [price(cart({"x": amount}), shop).pay for amount in (100, 99)] == [10000, 11100]

    def test_a_cart_line_may_have_the_name_of_a_rule(self) -> None:
        """4 off the fee of 10, 4 off the goods of 60."""
        rules = {
            "fee": {"take": {"add": 10, "line": "shipping"}},
            "free": {"on": {"kind": ["goods", "shipping"]}, "per": "line", "take": {"off": 4}},
        }
        got = price(cart({"fee": 60}), book(rules, ["fee", "free"]))
        assert (got.pay, sorted(line.pay for line in got.lines)) == (6200, [600, 5600])


class TestWords:
    def test_ten_fold_is_the_whole_price_and_twelve_and_a_half_is_none(self) -> None:
        shop = book({"a": {"take": {"to": "10折"}}}, "a")
        assert price(cart({"x": 100}), shop).pay == 10000
        assert parse_rate("12.5折") is None

    def test_half_a_piece_cannot_be_counted(self) -> None:
        rules = {"a": {"needs": {"at_least": "2.5", "in": "pieces"}, "take": {"off": 5}}}
        assert refused(rules, "a") == [WrongKind("2.5", "whole")]

    def test_a_scope_inside_a_need_is_checked_too(self) -> None:
        rules = {
            "a": {"needs": {"at_least": 1, "in": "pieces", "on": {"price": {"at_least": "0.001"}}}, "take": {"off": 5}},
            "b": {"needs": {"at_least": 1, "in": "pieces", "on": {"discounted_by": "nope"}}, "take": {"off": 5}},
        }
        assert refused(rules, ["a", "b"]) == [TooFine("0.001", "CNY", 2), UnknownRule("nope", None)]

    def test_an_id_of_five_thousand_digits_is_an_id(self) -> None:
        assert price(cart({"9" * 5000: 10, "10": 10}), book({"a": {"take": {"off": 1}}}, "a")).pay == 1900


class TestCouponsForPieces:
    def test_the_pieces_that_coupons_reach_are_told_from_the_others(self) -> None:
        """One of three at 30 comes down to 20; then each to 25 at most: 20 + 25 + 25."""
        rules = {
            "a": {"per": "piece", "take": {"off": 10}, "use": "coupon"},
            "t": {"each": "piece", "take": {"to": 25}},
        }
        got = price(cart({"x": (30, 3)}, wallet={"coupons": {"a": 1}}), book(rules, ["a", "t"]))
        assert got.pay == 7000

    def test_they_go_to_the_first_lines_until_none_is_left(self) -> None:
        rules = {"a": {"per": "piece", "take": {"off": 10}, "use": "coupon"}}
        got = price(cart({"x": (30, 2), "y": (30, 3)}, wallet={"coupons": {"a": 3}}), book(rules, "a"))
        assert [line.pay for line in got.lines] == [4000, 8000]


class TestReasons:
    def next(self, parts: dict[str, Any], lines: dict[str, Any]) -> NextStep | None:
        return step(price(cart(lines), book({"a": parts}, "a")), "a").next

    def test_the_distance_counts_every_need(self) -> None:
        assert self.next({"from": 500, "take": {"off": 50, "every": 300}}, {"x": 400}) == NextStep(10000, 5000)

    def test_above_is_a_cent_more(self) -> None:
        assert self.next({"needs": {"above": 100}, "take": {"off": 5}}, {"x": 100}) == NextStep(1, 500)

    def test_no_distance_is_told_beyond_a_ceiling_or_a_cap_or_a_need_elsewhere(self) -> None:
        assert self.next({"needs": {"at_most": 350}, "take": {"off": 50, "every": 300}}, {"x": 320}) is None
        assert self.next({"take": {"off": 50, "every": 300}, "cap": {"order": 50}}, {"x": 320}) is None
        need = {"at_least": 100, "on": {"id": "bag"}}
        assert self.next({"on": {"id": "shoe"}, "needs": need, "take": {"off": 5}}, {"shoe": 40, "bag": 90}) is None

    def test_a_tier_that_takes_less_is_no_gain(self) -> None:
        tiers = {"tiers": [{"from": 100, "off": 20}, {"from": 200, "off": 10}]}
        assert self.next({"take": tiers}, {"x": 150}) is None

    def test_refused_names_the_lines_that_fell_short(self) -> None:
        """99 off x leaves 1.00; 20 shared by tag prices asks 10 of it."""
        rules = {
            "z": {"on": {"id": "x"}, "take": {"off": 99}},
            "a": {"of": "marked", "over": "refuse", "take": {"off": 20}},
        }
        got = price(cart({"x": 100, "y": 100}), book(rules, ["z", "a"]))
        assert step(got, "a").outcome == Refused(("x",), 1000, 100)

    def test_a_coupon_for_each_piece_that_is_not_held_says_so(self) -> None:
        rules = {"a": {"per": "piece", "take": {"off": 5}, "use": "coupon"}}
        got = price(cart({"x": (10, 2)}, wallet={"coupons": {}}), book(rules, "a"))
        assert step(got, "a", "x").outcome == Skipped(NotHeld())

    def test_a_used_up_limit_names_its_own_alternatives(self) -> None:
        rules = {name: {"take": {"off": 1}} for name in "abcdef"}
        tree = [{"first_of": list("abc"), "at_most": 2}, {"first_of": list("def"), "at_most": 2}]
        assert step(price(cart({"x": 100}), book(rules, tree)), "c").outcome == Beaten(("a", "b"), 100, 200, "first")

    def test_already_cheaper_looks_at_lines_in_scope_only(self) -> None:
        rules = {"a": {"on": {"price": {"at_least": 50}}, "each": "line", "take": {"to": 80}}}
        got = price(cart({"x": 60, "y": 20}), book(rules, "a"))
        assert step(got, "a").outcome == Skipped(AlreadyCheaper(8000, 6000))

    def test_of_two_caps_on_a_piece_the_one_that_bound_is_named(self) -> None:
        rules = {"a": {"per": "piece", "take": {"off": 60}, "cap": {"each": 50, "pool": 3}}}
        got = price(cart({"x": 100}), book(rules, "a"))
        assert step(got, "a", "x").outcome == Capped(("each", "pool"), 6000, 300)


def test_a_cart_of_many_lines_can_be_recorded_like_any_other() -> None:
    bound = Pricer(book({"a": {"take": {"off": "10%"}}}, "a")).bind(bought := cart({f"i{at}": 1 for at in range(4000)}))
    inputs = bound.plan.inputs_of(bought, frozenset())
    assert record(bound.plan)(inputs) == interpret(bound.plan, inputs)


def test_a_line_bears_its_own_amount_even_where_the_weights_are_nothing() -> None:
    """``each: line`` asks no weights, and a line that was told apart by pieces before is still one line."""
    rules = {
        "a": {"take": {"off": 1}},
        "b": {"each": "piece", "take": {"off": "10%"}},
        "none": {"from": 1000, "take": {"off": 1}},
        "c": {"each": "line", "take": {"off": 1}, "share": {"by": "none"}},
    }
    got = price(cart({"x": (10, 2)}), book(rules, ["a", "b", "none", "c"]))
    assert step(got, "c").deduction == 100
