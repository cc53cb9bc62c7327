"""Statements about promises: what is paid for certain, what if all of them are kept, and what each needs."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any

from promocalc import Cart, Rulebook, price
from promocalc.engine import Receipt
from promocalc.rules.values import Title
from promocalc.timeline import Promises, promises, timeline

SAID = {"zh": "前 100 名", "en": "among the first 100"}


def priced(rules: dict[str, Any], **facts: Any) -> Receipt:
    book = Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": list(rules), **facts})
    return price(Cart.model_validate({"lines": [{"id": "a", "price": 200}]}), book)


def of(rules: dict[str, Any], **facts: Any) -> Promises:
    return promises(priced(rules, **facts))


HALF = {"take": {"off": "50%"}, "if_promised": SAID, "by": "2026-11-12T00:00:00+08:00", "chance": "25%"}


class TestTotals:
    def test_without_a_promise_both_totals_are_what_is_paid(self) -> None:
        got = of({"cut": {"take": {"off": 10}}})
        assert (got.certain, got.kept_pay, got.kept, got.at_stake) == (19000, 19000, 19000, 0)
        assert (got.promised, got.benefits) == ((), ())

    def test_a_promised_cut_is_not_paid_less_for_certain(self) -> None:
        got = of({"half": HALF})
        assert (got.certain, got.kept_pay, got.kept) == (20000, 10000, 10000)

    def test_a_promise_says_what_has_to_happen_by_when_and_what_it_is_worth_otherwise(self) -> None:
        (half,) = of({"half": HALF}).promised
        assert (half.kind, half.worth, half.worth_if_not, half.certain) == ("cut", 10000, 0, False)
        assert half.condition == Title("among the first 100", "前 100 名")
        assert half.by == datetime.fromisoformat("2026-11-12T00:00:00+08:00")
        assert (half.chance, half.expected) == (Fraction(1, 4), Fraction(2500))

    def test_benefits_lower_what_it_comes_to_and_never_what_is_paid(self) -> None:
        got = of({"back": {"take": {"give": 30, "in": "cash"}}})
        assert (got.certain, got.kept_pay, got.kept) == (20000, 20000, 17000)
        (back,) = got.benefits
        assert (back.kind, back.certain, back.expected) == ("cash", True, Fraction(3000))

    def test_promised_benefits_stand_apart_from_certain_ones(self) -> None:
        rules = {
            "back": {"take": {"give": 30, "in": "cash"}},
            "draw": {"take": {"give": 200, "in": "cash"}, "if_promised": SAID, "chance": "0.1%"},
        }
        got = of(rules)
        assert ([one.rule for one in got.benefits], [one.rule for one in got.promised]) == (["back"], ["draw"])
        assert got.promised[0].expected == 20

    def test_it_never_comes_to_less_than_nothing(self) -> None:
        assert of({"draw": {"take": {"give": 500, "in": "cash"}, "if_promised": SAID}}).kept == 0

    def test_points_are_worth_what_they_are_worth(self) -> None:
        (points,) = of({"beans": {"take": {"give": 500, "in": "points", "worth": "0.01"}}}).benefits
        assert (points.kind, points.amount, points.worth) == ("points", 500, 500)

    def test_anything_else_goes_by_its_name(self) -> None:
        (gift,) = of({"towel": {"take": {"give": 15, "in": "a towel"}}}).benefits
        assert (gift.kind, gift.thing) == ("other", "a towel")

    def test_a_promise_that_saves_nothing_here_is_not_told(self) -> None:
        got = of({"half": {**HALF, "from": 500}})
        assert (got.promised, got.kept) == ((), 20000)

    def test_rebates_on_what_is_paid_fall_with_it_if_the_cut_is_kept(self) -> None:
        got = of({"half": HALF, "back": {"take": {"give": "10%", "in": "cash"}}})
        assert (got.kept_pay, got.kept, got.benefits[0].worth) == (10000, 9000, 2000)


class TestAverage:
    def test_it_is_what_is_paid_less_each_worth_times_its_chance(self) -> None:
        assert of({"half": HALF}).expected == 20000 - 2500

    def test_nobody_knows_it_where_a_chance_is_not_known(self) -> None:
        assert of({"half": {"take": {"off": "50%"}, "if_promised": SAID}}).expected is None

    def test_cuts_that_together_save_less_than_one_by_one_have_none(self) -> None:
        other = {"take": {"off": "50%"}, "if_promised": SAID, "chance": "50%"}
        got = of({"half": HALF, "other": other})
        assert ([one.worth for one in got.promised], got.kept_pay, got.expected) == ([10000, 10000], 5000, None)

    def test_benefits_that_one_promised_cut_changes_are_averaged_over_both_cases(self) -> None:
        # 200 less a quarter of 100; the tenth that comes back is 20, or 10 for the quarter.
        got = of({"half": HALF, "back": {"take": {"give": "10%", "in": "cash"}}})
        assert got.expected == 20000 - 2500 - (2000 - 250)


class TestVouchers:
    def test_its_worth_and_what_part_of_both_purchases_it_is_are_of_one_and_the_same_case(self) -> None:
        # 200 as it stands, which is twice 100; 100 if the half is paid, which is once: 20/500 and 10/400 of both.
        back = {"take": {"give": 10, "every": 100, "in": "voucher", "spend": 300}, "if_promised": SAID}
        (_, voucher) = of({"half": HALF, "back": back}).promised
        assert (voucher.worth, voucher.equals) == (2000, Fraction(20, 500))
        assert (voucher.worth_kept, voucher.equals_kept) == (1000, Fraction(10, 400))

    def test_the_windows_of_its_promise_and_of_its_use_tell_one_worth(self) -> None:
        valid = {"from": "2026-12-01T00:00:00+08:00", "until": "2026-12-31T00:00:00+08:00"}
        give = {"give": 10, "every": 100, "in": "voucher", "valid": valid}
        back = {"take": give, "if_promised": SAID, "by": "2026-11-20T00:00:00+08:00"}
        receipt = priced({"half": HALF, "back": back})
        windows = [one for one in timeline(receipt).windows if one.rule == "back"]
        assert [(one.kind, one.lost) for one in windows] == [("promise", 2000), ("voucher", 2000)]

    def test_one_that_is_given_only_as_the_order_stands_is_told_with_both_worths(self) -> None:
        back = {"from": 150, "take": {"give": 10, "in": "voucher"}}
        (voucher,) = of({"half": HALF, "back": back}).benefits
        assert (voucher.worth, voucher.worth_kept, voucher.equals_kept) == (1000, 0, None)

    def test_two_hundred_back_a_hundred_is_a_third_and_not_a_half(self) -> None:
        (voucher,) = of({"back": {"take": {"give": 100, "every": 200, "in": "voucher"}}}).benefits
        assert voucher.equals == Fraction(1, 3)

    def test_a_voucher_for_a_second_purchase_of_three_hundred_is_a_fifth_and_forces_it(self) -> None:
        got = of({"back": {"take": {"give": 100, "in": "voucher", "spend": 300}}})
        assert (got.benefits[0].spend, got.benefits[0].equals, got.forced) == (30000, Fraction(1, 5), 30000)

    def test_it_says_when_it_can_be_used(self) -> None:
        valid = {"from": "2026-12-01T00:00:00+08:00", "until": "2026-12-31T00:00:00+08:00"}
        (voucher,) = of({"back": {"take": {"give": 100, "in": "voucher", "valid": valid}}}).benefits
        assert (voucher.opens, voucher.closes) == tuple(map(datetime.fromisoformat, valid.values()))

    def test_what_is_no_voucher_is_no_share_of_a_second_purchase(self) -> None:
        assert of({"back": {"take": {"give": 30, "in": "cash"}}}).benefits[0].equals is None
