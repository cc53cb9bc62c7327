"""Statements about the ways that an order can go, and about variants of a cart side by side."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from promocalc import Choices, Rule, Rulebook, price
from promocalc.cart import Persona
from promocalc.problems import CurrencyMismatch, NoDepositOpen, NotAnAmount, ProblemGroup, TooFine, UnknownLine
from promocalc.timeline import BreakEven, Scenario, Scenarios, Variant, break_even, compare, scenarios
from tests.unit.presale import BALANCES, KEEP, book, cart, moment


def ways(prices: Any = None, **terms: Any) -> Scenarios:
    return scenarios(cart(), book(**terms), prices=prices)


def way(got: Scenarios, kind: Any) -> Scenario:
    found = got.of(kind)
    assert found is not None
    return found


class TestScenarios:
    def test_the_sketch(self) -> None:
        got = ways()
        table = [(one.kind, one.deposit, one.balance, one.paid, one.more) for one in got.scenarios]
        assert table == [
            ("presale", 5000, 67900, 72900, 0),
            ("in_stock_now", 0, 77900, 77900, 5000),
            ("in_stock", 0, 77900, 77900, 5000),
            ("walk_away", 5000, 0, 5000, None),
            ("miss", 5000, 77900, 82900, 10000),
        ]
        assert [one.kind for one in got.scenarios if one.best] == ["presale"]
        assert got.terms == BreakEven(5000, 5000, "depends", Fraction(1, 2))

    def test_walking_away_gets_nothing_for_the_deposit(self) -> None:
        left = way(ways(), "walk_away")
        assert (left.gets_goods, left.lost, left.receipt) == (False, 5000, None)

    def test_by_the_law_only_a_fifth_of_the_price_is_lost(self) -> None:
        left = way(ways(deposit={"deposit": 400, "counts": 450}), "walk_away")
        assert (left.lost, left.lost_law, left.paid, left.paid_law) == (40000, 14580, 40000, 14580)

    def test_the_law_makes_the_deposit_pay_for_those_who_are_less_sure(self) -> None:
        got = ways(deposit={"deposit": 400, "counts": 450})
        assert got.terms == BreakEven(5000, 40000, "depends", Fraction(8, 9))
        assert got.law == BreakEven(5000, 14580, "depends", Fraction(729, 979))

    def test_where_no_law_is_stated_there_is_no_break_even_by_it(self) -> None:
        assert ways(refund={"within": 7}).law is None

    def test_a_deposit_that_comes_back_always_pays(self) -> None:
        got = ways(refund={**KEEP, "deposit": "back"})
        assert (got.terms, way(got, "walk_away").paid) == (BreakEven(5000, 0, "always", None), 0)

    def test_a_presale_that_is_dearer_than_the_day_never_pays(self) -> None:
        day = {"take": {"off": 60}, "when": {"window": {"from": BALANCES["from"]}}, "on": {"tag": "stock"}}
        assert ways(deposit={"deposit": 50}, rules={"day": day}).terms == BreakEven(0, 5000, "never", None)

    def test_in_stock_is_priced_at_the_moment_of_the_balance(self) -> None:
        day = {"take": {"off": 60}, "when": {"window": {"from": BALANCES["from"]}}}
        got = ways(rules={"day": day})
        assert [way(got, kind).paid for kind in ("presale", "in_stock")] == [66900, 71900]

    def test_who_misses_the_balance_buys_after_the_campaign(self) -> None:
        day = {"take": {"off": 60}, "when": {"window": BALANCES}}
        late = way(ways(rules={"day": day}), "miss")
        assert (late.at, late.paid) == (moment("11-04 00:00"), 77900 + 5000)

    def test_a_balance_without_an_end_cannot_be_missed(self) -> None:
        assert ways(balance={"from": BALANCES["from"]}).of("miss") is None

    def test_a_presale_is_compared_with_the_cheapest_way_to_the_goods_and_not_only_with_its_day(self) -> None:
        # A coupon of 30 holds now and not on the day: 779 - 30 in stock now, so that the presale saves 20 and not 50.
        lapses = {"take": {"off": 30}, "when": {"window": {"until": "2026-10-31T00:00:00+08:00"}}}
        got = ways(rules={"early": lapses})
        assert [way(got, kind).paid for kind in ("presale", "in_stock_now", "in_stock")] == [72900, 74900, 77900]
        assert got.terms == BreakEven(2000, 5000, "depends", Fraction(5, 7), "in_stock_now")

    def test_of_two_ways_that_cost_the_same_it_is_compared_with_the_later(self) -> None:
        got = ways().terms
        assert got is not None
        assert got.against == "in_stock"

    def test_a_deposit_that_is_all_there_is_to_pay_leaves_no_balance_to_miss(self) -> None:
        # 899 are due, 900 would be paid as a deposit: everything is, and comes back as everything does.
        got = ways(deposit={"deposit": 900, "counts": 950}, rules={})
        assert [one.kind for one in got.scenarios] == ["presale", "in_stock_now", "in_stock", "walk_away"]
        left = way(got, "walk_away")
        assert (left.deposit, left.lost, left.lost_law) == (way(got, "presale").paid, 0, None)

    def test_a_deposit_stays_what_was_paid_where_the_goods_cost_less_by_now(self) -> None:
        # 30 is less than the 50 that was paid: nothing more is due, and 20 of the deposit buy nothing.
        fallen = way(ways({"coat": "30"}), "presale_fallen")
        assert (fallen.deposit, fallen.balance, fallen.paid, fallen.lost) == (5000, 0, 5000, 2000)

    def test_a_deposit_on_goods_that_cost_nothing_by_now_does_not_come_back(self) -> None:
        fallen = way(ways({"coat": "0"}), "presale_fallen")
        assert (fallen.deposit, fallen.balance, fallen.paid, fallen.best) == (5000, 0, 5000, False)

    def test_what_is_left_of_a_deposit_does_not_pay_for_other_goods(self) -> None:
        lines = [{"id": "coat", "price": "899.00", "tags": "presale"}, {"id": "hat", "price": "100"}]
        got = scenarios(cart(lines=lines), book(), prices={"coat": "30"})
        fallen = way(got, "presale_fallen")
        assert (fallen.deposit, fallen.balance) == (5000, 10000)

    def test_a_later_price_drop_lowers_the_balance_and_not_the_deposit(self) -> None:
        # 700 - 50 - 20 - 100 = 530, of which 50 have been paid; in stock 700 - 20 - 100.
        got = ways({"coat": "700"})
        fallen, stock = way(got, "presale_fallen"), way(got, "in_stock_fallen")
        assert (fallen.deposit, fallen.balance, fallen.paid) == (5000, 48000, 53000)
        assert (stock.paid, stock.more) == (58000, 5000)

    def test_a_deposit_by_rate_stays_as_it_was_paid_when_the_price_falls(self) -> None:
        # A tenth of 899 counts twice: 89.90 was paid and counts as 179.80, whatever the coat costs now.
        got = ways({"coat": Decimal(700)}, deposit={"deposit": "10%", "counts": "20%"})
        fallen = way(got, "presale_fallen")
        assert (way(got, "presale").deposit, fallen.deposit) == (8990, 8990)
        assert fallen.paid == 70000 - 8990 - 2000 - 5000

    def test_new_prices_name_lines_of_the_cart_and_are_prices(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            ways({"cost": "700", "coat": "7 hundred"})
        first, second = [one.trouble for one in caught.value.problems]
        assert isinstance(first, UnknownLine)
        assert first.near == "coat"
        assert isinstance(second, NotAnAmount)
        with pytest.raises(ProblemGroup) as finer:
            ways({"coat": "700.001"})
        assert [one.trouble for one in finer.value.problems] == [TooFine("700.001", "CNY", 2)]

    def test_without_a_deposit_there_is_one_way_and_no_break_even(self) -> None:
        plain = cart(lines=[{"id": "coat", "price": "899.00"}])
        got = scenarios(plain, book(), prices={"coat": "700"})
        assert [one.kind for one in got.scenarios] == ["in_stock", "in_stock_fallen"]
        assert (got.terms, got.law) == (None, None)

    def test_what_was_found_about_the_dates_is_told_with_them(self) -> None:
        assert ways(deposit={"deposit": 50}).timeline.findings

    def test_choosing_the_deposit_does_not_keep_from_leaving_it_alone(self) -> None:
        got = scenarios(cart(), book(), Choices(use=("deposit",)))
        assert way(got, "in_stock").paid == 77900

    @pytest.mark.parametrize(
        ("saved", "lost", "verdict", "needed"),
        [
            (5000, 5000, "depends", Fraction(1, 2)),
            (3000, 5000, "depends", Fraction(5, 8)),
            (0, 5000, "never", None),
            (-1, 0, "never", None),
            (1, 0, "always", None),
        ],
    )
    def test_break_even(self, saved: int, lost: int, verdict: str, needed: Fraction | None) -> None:
        assert break_even(saved, lost) == BreakEven(saved, lost, verdict, needed)


def shop(name: str, off: int, **facts: Any) -> Rulebook:
    return Rulebook.of(name, Rule.model_validate({"name": "cut", "take": {"off": off}}), **facts)


class TestCompare:
    def test_the_cheapest_is_marked_and_the_others_say_how_much_more(self) -> None:
        variants = [Variant("presale"), Variant("in stock", choices=Choices(skip=("deposit",)))]
        got = compare(cart(), book(), variants)
        assert [(one.variant.name, one.more, one.cheapest) for one in got.variants] == [
            ("presale", 0, True),
            ("in stock", 5000, False),
        ]
        assert not got.tied

    def test_each_rule_says_what_it_takes_in_each(self) -> None:
        variants = [Variant("presale"), Variant("in stock", choices=Choices(skip=("deposit",)))]
        got = compare(cart(), book(), variants)
        rows = {row.rule: row.amounts for row in got.rules}
        assert rows == {"deposit": (-5000, 0), "shop-coupon": (-2000, -2000), "every-300": (-10000, -10000)}
        assert [row.rule for row in got.rules if row.differs] == ["deposit"]

    def test_a_rule_that_a_rulebook_has_not_is_none_there(self) -> None:
        got = compare(cart(), shop("plain", 30), [Variant("one"), Variant("other", book())])
        assert {row.rule: row.amounts for row in got.rules}["cut"] == (-3000, None)

    def test_ties_are_told(self) -> None:
        got = compare(cart(), book(), [Variant("a"), Variant("b")])
        assert got.tied
        assert [one.variant.name for one in got.cheapest] == ["a", "b"]

    def test_what_cannot_be_priced_keeps_its_problems_and_the_rest_is_compared(self) -> None:
        euros = shop("euros", 1, currency="EUR")
        variants = [
            Variant("wrong money", euros),
            Variant("good"),
            Variant("wrong choice", choices=Choices(use=("x",))),
        ]
        got = compare(cart(), book(), variants)
        assert [one.cheapest for one in got.variants] == [False, True, False]
        assert [name for name, _ in got.problems] == ["wrong money", "wrong choice"]
        assert got.problems[0][1].trouble == CurrencyMismatch("CNY", "EUR")
        assert got.marked == (None, 89900, None)

    def test_moments_shoppers_and_prices_can_differ(self) -> None:
        gold = {"take": {"off": 30}, "when": {"member": "gold"}}
        variants = [
            Variant("gold", shopper=Persona(member="gold")),
            Variant("later", at=moment("11-10 00:00")),
            Variant("cheaper", prices={"coat": "700"}),
            Variant("second day", balance_at=moment("11-01 12:00")),
        ]
        got = compare(cart(), book(rules={"gold": gold}), variants)
        receipts = [one.receipt for one in got.variants if one.receipt is not None]
        assert [one.pay for one in receipts] == [69900, 77900, 53000, 72900]
        assert receipts[-1].balance_at == moment("11-01 12:00")

    def test_the_day_of_the_balance_is_for_those_that_make_a_deposit(self) -> None:
        bought = cart(balance_at="2026-11-01T12:00:00+08:00")
        got = compare(bought, book(), [Variant("presale"), Variant("on the day", at=moment("11-10 00:00"))])
        assert not got.problems
        stated = compare(bought, book(), [Variant("x", at=moment("11-10 00:00"), balance_at=moment("11-11 00:00"))])
        assert isinstance(stated.problems[0][1].trouble, NoDepositOpen)

    def test_the_rows_come_to_what_is_paid(self) -> None:
        taxed = shop("taxed", 30, tax={"rate": "10%", "included": False})
        got = compare(cart(), taxed, [Variant("taxed"), Variant("not", shop("plain", 30))])
        for at, one in enumerate(got.variants):
            assert one.receipt is not None
            assert (got.marked[at] or 0) + sum(row.amounts[at] or 0 for row in got.rules) == one.receipt.pay
        assert [row.title.zh for row in got.rules] == ["cut", "税费"]

    def test_benefits_are_told_apart(self) -> None:
        back = {"take": {"give": 10, "in": "cash"}}
        assert compare(cart(), book(rules={"back": back}), [Variant("a")]).later == (1000,)

    def test_nothing_at_all_is_compared_without_complaint(self) -> None:
        got = compare(cart(), book(), [])
        assert (got.variants, got.rules, got.cheapest) == ((), (), ())

    def test_a_variant_that_changes_nothing_is_the_price(self) -> None:
        (one,) = compare(cart(), book(), [Variant("same")]).variants
        assert one.receipt is not None
        assert one.receipt.pay == price(cart(), book()).pay
