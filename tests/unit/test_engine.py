"""Statements about promotions that the laws do not make: boundaries, distances, forms of writing."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

import pytest

from promocalc import Cart, Choices, Rule, Rulebook, best_of, first_of, one_of, price, unstated
from promocalc.engine import Receipt, Step
from promocalc.engine.outcome import (
    AlreadyCheaper,
    Applied,
    AssumedBest,
    AssumedCoupons,
    AssumedReading,
    AssumedTried,
    BalanceEmpty,
    Beaten,
    BelowThreshold,
    Capped,
    Clipped,
    Excluded,
    NextStep,
    NoMoment,
    NotChosen,
    NotFor,
    NotHeld,
    NothingInScope,
    NotThisOrder,
    NoWholeStep,
    OutsideWindow,
    Refused,
    Skipped,
    UsedUp,
)
from promocalc.problems import ChosenExcluded, CurrencyMismatch, ProblemGroup, UnknownChoice
from promocalc.rules.compose import Composed


def cart(*prices: Any, **facts: Any) -> Cart:
    """Lines ``a``, ``b``, … at these prices; a dict for anything else about a line."""
    lines = [
        {"id": chr(ord("a") + at), **(one if isinstance(one, dict) else {"unit_price": one})}
        for at, one in enumerate(prices)
    ]
    return Cart.model_validate({"lines": lines, **facts})


def rule(name: str, take: Any, **parts: Any) -> Rule:
    return Rule.model_validate({"name": name, "take": take, **parts})


def run(programme: Rule | Composed, bought: Cart, **facts: Any) -> Receipt:
    return price(bought, Rulebook.of("shop", programme, **facts))


def step(receipt: Receipt, name: str, pool: str = "") -> Step:
    return next(one for one in receipt.steps if one.rule == name and one.pool == pool)


class TestThresholds:
    def test_exactly_the_threshold_is_enough(self) -> None:
        assert run(rule("r", {"off": 20}, **{"from": 199}), cart(199)).pay == 17900

    def test_a_cent_below_is_not_and_the_distance_is_told(self) -> None:
        got = step(run(rule("r", {"off": 20}, **{"from": 199}), cart("198.99")), "r")
        assert got.outcome == Skipped(BelowThreshold("running", 19900, 19899))
        assert got.next == NextStep(1, 2000)

    def test_above_means_more_than(self) -> None:
        over = rule("r", {"off": 15}, needs={"above": 100})
        assert [run(over, cart(amount)).pay for amount in (100, "100.01")] == [10000, 8501]

    def test_every_whole_step_counts_and_the_next_is_told(self) -> None:
        got = step(run(rule("r", {"off": 50, "every": 300}), cart("1357.70")), "r")
        assert (got.deduction, got.next) == (20000, NextStep(14230, 5000))
        assert got.formula[0].text == "floor(1357.70 / 300.00) * 50.00"

    def test_not_one_whole_step_says_how_much_is_missing(self) -> None:
        got = step(run(rule("r", {"off": 50, "every": 300}), cart(120)), "r")
        assert got.outcome == Skipped(NoWholeStep("running", 30000, 12000))

    def test_the_highest_tier_reached_counts_for_everything(self) -> None:
        tiers = {"tiers": [{"from": 100, "off": 10}, {"from": 300, "off": 50}]}
        assert [run(rule("r", tiers), cart(amount)).saved for amount in (99, 100, 299, 300)] == [0, 1000, 1000, 5000]

    def test_pieces_can_be_what_is_measured(self) -> None:
        two = rule("r", {"off": "30%"}, measure="pieces", **{"from": 2})
        assert run(two, cart({"unit_price": 100, "quantity": 5})).pay == 35000
        assert run(two, cart(100)).pay == 10000

    def test_a_need_may_look_at_other_lines_than_the_rules_own(self) -> None:
        gift = rule("r", {"off": 10}, on={"id": "b"}, needs={"at_least": 99, "on": {"id": "a"}})
        assert run(gift, cart(99, 50)).pay == 13900
        got = step(run(gift, cart(98, 500)), "r")
        assert got.outcome == Skipped(BelowThreshold("running", 9900, 9800, elsewhere=True))


class TestStacking:
    def test_in_sequence_each_sees_what_the_earlier_left(self) -> None:
        assert run(rule("a", {"off": "30%"}) >> rule("b", {"off": "10%"}), cart(1000)).pay == 63000

    def test_together_each_sees_what_stood_at_the_start(self) -> None:
        assert run(rule("a", {"off": "10%"}) & rule("b", {"off": "20%"}), cart(100)).pay == 7000

    def test_a_label_is_the_ledger_as_its_member_left_it(self) -> None:
        coupon = rule("coupon", {"off": 5}, measure="item_price", **{"from": 80})
        programme = rule("flash", {"off": 20}).labelled("item_price") >> rule("cut", {"off": "10%"}) >> coupon
        assert run(programme, cart(100)).pay == 6700

    def test_a_rule_can_be_put_back_into_a_view(self) -> None:
        coupon = rule("coupon", {"off": 5}, measure="running + cut", **{"from": 80})
        assert run(rule("cut", {"off": "10%"}) >> coupon, cart(80)).pay == 6700

    def test_the_best_of_several_stands_and_the_others_say_by_what_they_were_beaten(self) -> None:
        got = run(best_of(rule("a", {"off": 10}), rule("b", {"off": "20%"})), cart(100))
        assert step(got, "a").outcome == Beaten(("b",), 1000, 2000)
        assert got.pay == 8000

    def test_a_tie_goes_to_the_first_written(self) -> None:
        got = run(best_of(rule("a", {"off": 10}), rule("b", {"off": "10%"})), cart(100))
        assert isinstance(step(got, "a").outcome, Applied)

    def test_per_line_each_line_keeps_its_own_best(self) -> None:
        got = run(
            best_of(rule("a", {"off": 30}, each="line"), rule("b", {"off": "20%"}, each="line"), per="line"),
            cart(100, 200),
        )
        assert [line.pay for line in got.lines] == [7000, 16000]

    def test_the_first_that_applies_stands(self) -> None:
        programme = first_of(rule("big", {"off": 100}, **{"from": 500}), rule("small", {"off": 10}))
        assert [run(programme, cart(amount)).saved for amount in (500, 499)] == [10000, 1000]

    def test_two_of_three_may_be_the_best(self) -> None:
        offers = [rule("a", {"off": 10}), rule("b", {"off": 30}), rule("c", {"off": 20})]
        got = run(best_of(*offers, at_most=2), cart(100))
        assert (got.pay, [one.rule for one in got.steps]) == (5000, ["a", "b", "c"])

    def test_readings_are_all_priced_and_the_first_is_shown(self) -> None:
        a, b = rule("a", {"off": 10}), rule("b", {"off": "10%"})
        got = run(unstated(amount_first=a >> b, rate_first=b >> a), cart(100))
        assert (got.pay, got.range) == (8100, (8000, 8100))
        assert got.assumptions == (AssumedReading("amount_first", ("rate_first",)),)


class TestExclusions:
    def offers(self, keep: str = "first") -> Rulebook:
        programme = rule("a", {"off": 10}) >> rule("b", {"off": 30})
        return Rulebook.of("shop", programme, exclude=[{"these": ["a"], "not_with": ["b"], "keep": keep}])

    def test_the_first_keeps_the_later_out(self) -> None:
        got = price(cart(100), self.offers())
        assert (got.pay, step(got, "b").outcome) == (9000, Excluded(("a",), 3000))

    def test_the_better_stays_where_that_is_said_and_it_is_noted(self) -> None:
        got = price(cart(100), self.offers("best"))
        assert got.pay == 7000
        assert got.assumptions == (AssumedBest(("b",), ("a",)),)

    def test_on_a_line_the_others_are_free(self) -> None:
        programme = rule("a", {"off": 10}, on={"id": "a"}) >> rule("b", {"off": "50%"}, each="line")
        book = Rulebook.of("shop", programme, exclude=[{"these": ["a"], "not_with": ["b"], "on": "line"}])
        assert [line.pay for line in price(cart(100, 100), book).lines] == [9000, 5000]


class TestChoices:
    def coupons(self) -> Composed:
        return one_of(
            rule("small", {"off": 20}, use="coupon"), rule("large", {"off": 80}, use="coupon", **{"from": 200})
        )

    def test_nothing_said_means_in_written_order_and_is_noted(self) -> None:
        got = run(self.coupons(), cart(300))
        assert got.pay == 28000
        assert got.assumptions == (AssumedCoupons(("small", "large")), AssumedTried(("small", "large")))

    def test_the_chosen_one_stands_and_the_other_is_not_chosen(self) -> None:
        book = Rulebook.of("shop", self.coupons())
        got = price(cart(300), book, Choices(use=("large",)))
        assert (got.pay, step(got, "small").outcome) == (22000, NotChosen(2000))

    def test_a_coupon_may_be_left_alone(self) -> None:
        first = rule("coupon", {"off": 20}, use="coupon", **{"from": 300})
        book = Rulebook.of("shop", first >> rule("voucher", {"off": 30}, **{"from": 500}))
        assert price(cart(500), book).pay == 48000
        assert price(cart(500), book, Choices(skip=("coupon",))).pay == 47000

    def test_a_choice_that_is_none_is_a_problem_with_the_nearest_name(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            price(cart(300), Rulebook.of("shop", self.coupons()), Choices(skip=("smal",)))
        assert caught.value.problems[0].trouble == UnknownChoice("smal", ("small", "large"), "small", exists=False)

    def test_two_that_may_not_meet_cannot_both_be_chosen(self) -> None:
        programme = rule("a", {"off": 1}, use="coupon") >> rule("b", {"off": 2}, use="coupon")
        book = Rulebook.of("shop", programme, exclude=[{"these": ["a"], "not_with": ["b"]}])
        with pytest.raises(ProblemGroup) as caught:
            price(cart(300), book, Choices(use=("a", "b")))
        assert caught.value.problems[0].trouble == ChosenExcluded(("a", "b"))

    def test_another_currency_than_the_rulebooks_is_a_problem_and_not_a_guess(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            price(cart(300, currency="USD"), Rulebook.of("shop", rule("a", {"off": 1})))
        assert caught.value.problems[0].trouble == CurrencyMismatch("USD", "CNY")


class TestWallets:
    def test_the_last_slice_of_an_allowance_may_be_partial(self) -> None:
        allowance = rule("allowance", {"off": 50, "every": 400}, use={"balance": "allowance"})
        got = run(allowance, cart(1200, wallet={"balances": {"allowance": 120}}))
        assert step(got, "allowance").outcome == Capped(("balance",), 15000, 12000)

    def test_an_empty_wallet_says_so(self) -> None:
        got = run(rule("r", {"off": "100%"}, use={"balance": "beans"}), cart(10))
        assert step(got, "r").outcome == Skipped(BalanceEmpty("beans"))

    def test_two_rules_on_one_wallet_spend_it_once(self) -> None:
        a, b = (rule(name, {"off": 80}, use={"balance": "purse"}) for name in "ab")
        assert run(a >> b, cart(200, wallet={"balances": {"purse": 100}})).pay == 10000

    def test_a_coupon_goes_to_the_first_store_that_it_fits(self) -> None:
        coupon = rule("coupon", {"off": 20}, per="store", use="coupon", **{"from": 50})
        stores = [{"unit_price": amount, "store": store} for store, amount in (("A", 40), ("B", 60), ("C", 70))]
        got = run(coupon, cart(*stores, wallet={"coupons": ["coupon"]}))
        assert [step(got, "coupon", store).outcome for store in "BC"] == [Applied(), Skipped(UsedUp())]

    def test_a_coupon_that_is_not_held_is_not_used(self) -> None:
        got = run(rule("r", {"off": 1}, use="coupon"), cart(10, wallet={"coupons": {}}))
        assert step(got, "r").outcome == Skipped(NotHeld())


class TestWhatMayBeTaken:
    def test_more_than_is_left_is_clipped_and_the_rest_is_lost(self) -> None:
        """JD since November 2021: 150 and 50, 130 off the first; 30 shared 22.50 and 7.50, of which 20 are left."""
        promo = rule("promo", {"off": 130}, on={"id": "a"})
        got = run(promo & rule("cross", {"off": 30, "every": 200}), cart(150, 50))
        assert step(got, "cross").outcome == Clipped(("a",), 3000, 250)
        assert [line.pay for line in got.lines] == [0, 4250]

    def test_a_tool_that_must_stay_below_the_balance_is_refused_whole(self) -> None:
        tool = rule("tool", {"off": 90}, floor="0.01", over="refuse")
        got = run(tool, cart(90))
        assert (got.pay, step(got, "tool").outcome) == (9000, Refused(("a",), 9000, 8999))

    def test_a_price_is_never_raised(self) -> None:
        got = run(rule("r", {"to": 6}), cart("5.70"))
        assert (got.pay, step(got, "r").outcome) == (570, Skipped(AlreadyCheaper(600, 570)))

    def test_a_percentage_may_be_capped_per_piece(self) -> None:
        """国补: 15 % of each piece, at most 500, on pieces of at most 6,000."""
        subsidy = rule("r", {"off": "15%"}, per="piece", needs={"at_most": 6000, "in": "running"}, cap={"each": 500})
        pieces = [{"unit_price": each, "quantity": 2} for each in (3000, 4500, 6000, "6000.01")]
        assert [line.marked - line.pay for line in run(subsidy, cart(*pieces)).lines] == [90000, 100000, 100000, 0]

    def test_a_charge_is_a_line_of_its_own_that_no_goods_rule_sees(self) -> None:
        postage = rule("postage", {"add": 10, "line": "shipping"}, needs={"at_most": "98.99"})
        got = run(postage >> rule("half", {"off": "50%"}), cart(60))
        assert [(line.id, line.kind, line.pay) for line in got.lines] == [
            ("a", "goods", 3000),
            ("postage", "shipping", 1000),
        ]
        assert (got.marked, got.saved, got.added, got.pay) == (6000, 3000, 1000, 4000)

    def test_a_charge_on_lines_of_a_certain_price_needs_such_a_line(self) -> None:
        fee = rule("fee", {"add": 2, "line": "service"}, on={"price": {"at_least": 10}})
        assert [run(fee, cart(amount)).pay for amount in (10, "9.99")] == [1200, 999]

    def test_what_others_fund_the_merchant_still_receives(self) -> None:
        got = run(rule("r", {"off": 5}, funded_by="platform"), cart(92))
        assert (got.pay, got.merchant_receives) == (8700, 9200)


class TestRounding:
    @pytest.mark.parametrize(
        ("mode", "cut"), [("half_up", 37), ("half_down", 36), ("half_even", 36), ("up", 37), ("down", 36)]
    )
    def test_ten_percent_of_three_sixty_five(self, mode: str, cut: int) -> None:
        assert run(rule("r", {"off": "10%"}, round={"mode": mode}), cart("3.65")).saved == cut

    def test_to_the_whole_yuan_and_of_the_price(self) -> None:
        of_cut = rule("r", {"off": "10%"}, round={"unit": 1})
        of_price = rule("r", {"off": "10%"}, round={"unit": 1, "of": "price", "mode": "down"})
        assert [run(one, cart("123.45")).pay for one in (of_cut, of_price)] == [11145, 11100]

    def test_a_rate_is_rounded_once_for_each_unit(self) -> None:
        bought = cart({"unit_price": "0.33", "quantity": 3}, "0.50")
        assert [run(rule("r", {"off": "15%"}, each=each), bought).saved for each in ("pool", "line", "piece")] == [
            22,
            23,
            23,
        ]

    def test_yen_have_no_cents(self) -> None:
        assert run(rule("r", {"off": "5%"}), cart(99, currency="JPY"), currency="JPY").pay == 94


class TestWhen:
    window: ClassVar = {"window": {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}}

    @pytest.mark.parametrize(
        ("moment", "pay"),
        [
            ("2020-11-10T23:59:59+08:00", 10000),
            ("2020-11-11T00:00:00+08:00", 9000),
            ("2020-11-11T15:59:59+00:00", 9000),
            ("2020-11-11T16:00:00+00:00", 10000),
        ],
    )
    def test_a_window_holds_from_its_start_up_to_its_end_in_any_zone(self, moment: str, pay: int) -> None:
        book = Rulebook.of("shop", rule("r", {"off": 10}, when=self.window))
        got = price(cart(100), book, at=datetime.fromisoformat(moment))
        assert got.pay == pay
        assert isinstance(step(got, "r").outcome, Applied) or isinstance(step(got, "r").outcome.reason, OutsideWindow)

    def test_without_a_moment_no_window_is_open(self) -> None:
        assert step(run(rule("r", {"off": 10}, when=self.window), cart(100)), "r").outcome == Skipped(NoMoment())

    def test_hours_may_run_past_midnight_in_the_rulebooks_zone(self) -> None:
        book = Rulebook.of("shop", rule("r", {"off": 10}, when={"hours": {"from": "20:00", "until": "02:00"}}))
        moments = ("2020-11-10T19:59:00+08:00", "2020-11-10T12:00:00+00:00", "2020-11-11T01:59:00+08:00")
        assert [price(cart(100), book, at=datetime.fromisoformat(one)).pay for one in moments] == [10000, 9000, 9000]

    def test_a_shopper_who_is_not_asked_for_is_told_what_is(self) -> None:
        vip = rule("r", {"off": "5%"}, when={"member": ["88vip", "plus"]})
        assert run(vip, cart(100, shopper={"member": "plus"})).pay == 9500
        assert step(run(vip, cart(100)), "r").outcome == Skipped(NotFor("member", ("88vip", "plus"), None))

    def test_for_everybody_but_some_says_when_it_holds_again(self) -> None:
        night = rule("r", {"off": 10}, when={"none_of": [self.window]})
        got = price(cart(100), Rulebook.of("shop", night), at=datetime.fromisoformat("2020-11-11T08:00:00+08:00"))
        reason = step(got, "r").outcome.reason
        assert (reason.start.isoformat(), reason.end.isoformat()) == (
            "2020-11-12T00:00:00+08:00",
            "2020-11-11T00:00:00+08:00",
        )
        returning = rule("r", {"off": 10}, when={"none_of": [{"orders": 0}]})
        assert step(run(returning, cart(100, shopper={"orders": 0})), "r").outcome.reason == NotThisOrder(1, None, 0)

    def test_a_new_shopper_or_the_third_order(self) -> None:
        welcome = rule("r", {"off": 10}, when={"any_of": [{"new": True}, {"orders": 2}]})
        shoppers = ({"new": True}, {"orders": 2}, {"new": False, "orders": 3})
        assert [run(welcome, cart(100, shopper=shopper)).pay for shopper in shoppers] == [9000, 9000, 10000]


def test_a_rule_without_lines_is_told_once() -> None:
    got = run(rule("r", {"off": 1}, on={"category": "shoes"}), cart(10))
    assert [one.outcome for one in got.steps] == [Skipped(NothingInScope())]


def test_pieces_of_uneven_price_are_told_apart_and_none_is_told_twice() -> None:
    """100.00 off a line of 3 leaves 66.67, 66.67, 66.66; a rule per piece works out 10 % of each."""
    got = run(
        rule("a", {"off": 100}) >> rule("b", {"off": "10%"}, per="piece"), cart({"unit_price": 100, "quantity": 3})
    )
    told = [(one.pieces, one.measured, one.deduction) for one in got.steps if one.rule == "b"]
    assert told == [(2, 6667, 1334), (1, 6666, 667)]
    even = run(
        rule("a", {"off": 30}) >> rule("b", {"off": "10%"}, per="piece"), cart({"unit_price": 100, "quantity": 3})
    )
    assert [(one.pieces, one.deduction) for one in even.steps if one.rule == "b"] == [(3, 2700)]


def test_an_empty_cart_costs_nothing() -> None:
    got = run(rule("r", {"off": 1}), cart())
    assert (got.pay, len(got.steps)) == (0, 1)


def test_lines_are_visited_in_natural_order_of_their_ids() -> None:
    lines = [{"id": name, "unit_price": 10} for name in ("i10", "i2", "i1")]
    got = run(rule("r", {"off": 1}), Cart.model_validate({"lines": lines}))
    assert [(line.id, line.pay) for line in got.lines] == [("i1", 966), ("i2", 967), ("i10", 967)]


def test_amounts_of_any_size_are_exact() -> None:
    got = run(rule("r", {"off": "33.3%"}), cart("999999999999999", {"unit_price": "1", "quantity": 3}))
    assert got.saved == 33300000000000067
    assert got.pay == sum(line.pay for line in got.lines)


def test_ten_thousand_pieces_are_one_lot() -> None:
    got = run(rule("r", {"off": "1%"}, each="piece"), cart({"unit_price": "0.99", "quantity": 10_000}))
    assert (got.saved, len(got.plan.lot_lines)) == (10_000, 1)
