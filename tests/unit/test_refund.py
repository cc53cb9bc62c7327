"""Statements about goods that go back: what comes back, in which form, and what the rest costs in the end."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from promocalc import Cart, Rule, Rulebook, price
from promocalc.engine import Receipt
from promocalc.problems import (
    AllGone,
    EmptyList,
    OutOfRange,
    ProblemGroup,
    ReceivedBeforePaid,
    TooEarly,
    TooManyKeys,
    TooManyReturned,
    UnknownLine,
    UnknownRule,
)
from promocalc.rules.compose import Composed
from promocalc.timeline.refund import refund
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, Refunded, Return, TakenBack

ORDERED = "2020-11-11T00:30:00+08:00"
SUMMER = {"window": {"until": "2021-06-01T00:00:00+08:00"}}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def cart(*prices: Any, **facts: Any) -> Cart:
    """Lines ``a``, ``b``, … at these prices; a dict for anything else about a line."""
    lines = [
        {"id": chr(ord("a") + at), **(one if isinstance(one, dict) else {"unit_price": one})}
        for at, one in enumerate(prices)
    ]
    return Cart.model_validate({"lines": lines, "at": ORDERED, **facts})


def rule(name: str, take: Any, **parts: Any) -> Rule:
    return Rule.model_validate({"name": name, "take": take, **parts})


def run(programme: Rule | Composed, bought: Cart, terms: Any = None, **facts: Any) -> Receipt:
    return price(bought, Rulebook.of("shop", programme, refund=terms or {}, **facts))


def back(receipt: Receipt, *returns: str | Return, **facts: Any) -> Refunded:
    """What comes back for these lines."""
    return refund(receipt, [Return(one) if isinstance(one, str) else one for one in returns], **facts)


EVERY_200 = rule("every-200", {"off": 20, "every": 200})
FROM_100 = rule("from-100", {"off": 50}, **{"from": 100})
NOTHING = rule("nothing", {"off": 0})


class TestWherePiecesKeepTheirShares:
    def test_a_line_comes_back_at_what_it_really_cost_and_the_rest_keeps_its_part(self) -> None:
        got = back(run(EVERY_200, cart(100, 110)), "a")
        assert (got.cash, got.kept_pay, got.alone, got.lost) == (9048, 9952, 11000, 952)
        assert got.parts == (Part("share", "every-200", 952),)
        assert got.lines[0].deductions == (("every-200", 952),)

    def test_pieces_of_a_line_come_back_at_its_average_to_the_last_cent(self) -> None:
        paid = run(rule("off", {"off": 50}), cart({"unit_price": 50, "quantity": 3}))
        one = Return("a", pieces=1)
        cents = [back(paid, one, before=[one] * before).cash for before in range(3)]
        assert cents == [3333, 3334, 3333]
        assert sum(cents) == paid.pay == back(paid, Return("a", pieces=3)).cash

    def test_a_part_by_worth_comes_back_by_its_share(self) -> None:
        got = back(run(rule("voucher", {"off": 10}, use="coupon"), cart("112.85")), Return("a", worth=300))
        assert (got.cash, got.expected, got.lost, got.lines[0].pieces) == (273, 300, 27, None)

    def test_whole_units_are_returned_but_never_more_than_was_paid(self) -> None:
        paid = run(rule("off", {"off": 50}), cart(100, 50), {"round": {"unit": 1}})
        assert [back(paid, line).cash for line in ("a", "b")] == [6700, 3300]
        cheap = run(NOTHING, cart("0.50", "0.60"), {"round": {"unit": 1}})
        assert back(cheap, "a").cash == 100
        assert back(cheap, "b", before=[Return("a")]).cash == 10
        assert [line.refund for line in back(cheap, "a", "b").lines] == [100, 10]

    def test_terms_that_say_nothing_are_taken_to_keep_shares_and_that_is_said(self) -> None:
        silent = price(cart(100, 110), Rulebook.of("shop", EVERY_200))
        assert back(silent, "a").assumed
        assert back(silent, "a").cash == 9048
        assert not back(run(EVERY_200, cart(100, 110), {"method": "keep"}), "a").assumed

    def test_buying_extra_to_reach_a_threshold_and_returning_it_is_priced_honestly(self) -> None:
        """80 alone cost 80; with 20 more they reach 100, and after those have gone back 40 have been paid for them."""
        paid = run(FROM_100, cart(80, 20))
        kept = back(paid, "b")
        assert (paid.pay, kept.cash, kept.kept_pay, kept.alone, kept.dearer) == (5000, 1000, 4000, 8000, -4000)
        again = back(paid, "b", policy=paid.rulebook.refund.model_copy(update={"method": "reprice"}))
        assert (again.cash, again.short, again.kept_pay) == (0, 3000, 5000)

    def test_tax_that_came_to_the_price_comes_back_with_it(self) -> None:
        paid = run(NOTHING, cart(100, 50), tax={"included": False, "rate": "10%"})
        got = back(paid, "a")
        assert (paid.pay, got.cash, got.expected, got.lines[0].tax) == (16500, 11000, 11000, 1000)


class TestWhereTheRestIsPricedAgain:
    def free(self) -> Receipt:
        three_for_two = rule("3-for-2", {"off": "100%"}, sets={"of": 3}, pick={"cheapest": 1}, each="set")
        return run(three_for_two, cart(30, 25, 10), {"method": "reprice"})

    def test_what_is_no_longer_free_is_held_back(self) -> None:
        got = back(self.free(), "a")
        assert (got.cash, got.clawback, got.kept_pay, got.alone) == (2000, 1000, 3500, 3500)
        assert (got.lines[0].paid, got.lines[0].clawback, got.lines[0].refund) == (3000, 1000, 2000)
        assert got.parts == (Part("clawback", None, 1000),)

    def test_the_free_piece_gives_nothing_back(self) -> None:
        assert back(self.free(), "c").cash == 0

    def test_everything_gives_everything_back(self) -> None:
        got = back(self.free(), "a", "b", "c")
        assert (got.cash, got.kept_pay, got.clawback) == (5500, 0, 0)

    def test_where_the_order_of_returns_matters_both_figures_are_told(self) -> None:
        """90, 20 and 10 less 50 cost 70. The 10 first give back 10; then 90 alone cost more than was paid."""
        paid = run(FROM_100, cart(90, 20, 10), {"method": "reprice"})
        assert paid.pay == 7000
        first = back(paid, "c")
        then = back(paid, "b", before=[Return("c")])
        assert (first.cash, then.cash, then.got_before, then.at_once) == (1000, 0, 1000, 0)
        together = back(paid, "c", "b")
        assert (together.cash, together.one_by_one, together.short) == (0, 1000, 2000)
        assert (first.at_once, first.one_by_one) == (None, None)

    def test_postage_that_the_kept_goods_no_longer_save_is_held_back(self) -> None:
        postage = rule("postage", {"add": 8, "line": "shipping"}, needs={"at_most": "99.99"})
        paid = run(postage, cart(60, 60), {"method": "reprice"})
        got = back(paid, "a")
        assert (paid.pay, got.cash, got.kept_pay) == (12000, 5200, 6800)

    def test_a_wallet_stays_on_what_is_kept(self) -> None:
        wallet = rule("beans", {"off": "100%"}, use={"balance": "beans"})
        paid = run(wallet, cart(60, 60, wallet={"balances": {"beans": 60}}), {"method": "reprice"})
        got = back(paid, "a")
        assert (paid.pay, got.cash, got.to_balances, got.lost) == (6000, 6000, (), 0)
        assert back(paid, "b", before=[Return("a")]).to_balances == (BalanceBack("beans", "beans", 6000, 6000, None),)

    def test_a_coupon_that_the_kept_goods_can_no_longer_use_comes_back(self) -> None:
        coupon = rule("coupon", {"off": 50}, use="coupon", **{"from": 100})
        paid = run(coupon, cart(90, 20, 30), {"method": "reprice"})
        assert back(paid, "b").coupons == (CouponBack("coupon", "", 1, "part"),)
        assert back(paid, "b", "c").coupons == (CouponBack("coupon", "", 1, None),)

    def test_a_piece_of_which_a_part_went_back_is_priced_at_the_rest(self) -> None:
        paid = run(FROM_100, cart({"unit_price": 60, "quantity": 2}), {"method": "reprice"})
        assert back(paid, Return("a", worth=1000)).cash == 1000
        assert back(paid, Return("a", worth=2100)).cash == 0


class TestPostage:
    @pytest.mark.parametrize(
        ("postage", "first", "last", "lost"), [("never", 3000, 3000, 1000), ("whole", 3000, 4000, 0)]
    )
    def test_it_comes_back_with_the_last_of_the_goods_or_never(
        self, postage: str, first: int, last: int, lost: int
    ) -> None:
        freight = {"id": "freight", "unit_price": 10, "kind": "shipping"}
        paid = run(NOTHING, cart(30, 30, freight), {"postage": postage})
        assert back(paid, "a").cash == first
        got = back(paid, "b", before=[Return("a")])
        assert (got.cash, got.expected, got.lost) == (last, 4000, lost)

    def test_by_shares_the_odd_cents_go_where_the_terms_say(self) -> None:
        freight = rule("freight", {"add": 10, "line": "shipping"})
        paid = run(freight, cart(30, 30, 30), {"postage": "share"}, defaults={"share": {"odd": "last"}})
        assert [back(paid, line).cash for line in "abc"] == [3333, 3333, 3334]
        assert back(paid, "a", "b", "c").cash == 10000
        assert back(paid, "c").lines[0].postage == back(paid, "c").postage == 334

    def test_it_cannot_go_back_by_itself(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            back(run(NOTHING, cart(30, {"unit_price": 10, "kind": "shipping"})), "b")
        assert caught.value.problems[0].trouble == UnknownLine("b", ("a",), None)


class TestWalletsAndCoupons:
    def envelope(self, **terms: Any) -> Receipt:
        envelope = rule("envelope", {"off": "100%"}, use={"balance": "envelope"}, when=SUMMER)
        return run(envelope, cart(60, 40, wallet={"balances": {"envelope": 10}}), terms)

    def test_what_a_wallet_paid_goes_back_into_it_by_shares(self) -> None:
        got = back(self.envelope(), "a", at=moment("2020-11-20T12:00:00+08:00"))
        assert got.cash == 5400
        assert got.to_balances == (BalanceBack("envelope", "envelope", 600, 600, None),)
        assert got.parts == (Part("balance", "envelope", 600, back=True),)
        assert got.lost == 0

    def test_what_wallets_pay_counts_on_both_sides(self) -> None:
        """Alone, b would have been paid out of the wallet; it costs 50 either way."""
        card = rule("card", {"off": "100%"}, use={"balance": "card"})
        got = back(run(card, cart(50, 50, wallet={"balances": {"card": 40}})), "a")
        assert (got.kept_pay, got.kept_wallet, got.alone, got.alone_wallet, got.dearer) == (3000, 2000, 1000, 4000, 0)

    def test_points_come_back_whole(self) -> None:
        points = rule("points", {"off": "100%"}, use={"balance": "points", "unit": "0.10"})
        paid = run(points, cart(50, 50, wallet={"balances": {"points": 33}}))
        assert back(paid, "a").to_balances == (BalanceBack("points", "points", 165, 160, "part"),)
        last = back(paid, "b", before=[Return("a")])
        assert last.to_balances == (BalanceBack("points", "points", 165, 170, None),)

    def test_or_as_a_whole_with_the_last_line(self) -> None:
        paid = self.envelope(balances={"envelope": "whole"})
        assert back(paid, "a").to_balances == (BalanceBack("envelope", "envelope", 600, 0, "part"),)
        last = back(paid, "b", before=[Return("a")], at=moment("2020-11-20T12:00:00+08:00"))
        assert last.to_balances == (BalanceBack("envelope", "envelope", 400, 1000, None),)
        assert last.to_wallet == 1000

    def test_or_never(self) -> None:
        got = back(self.envelope(balances="never"), "a", "b")
        assert got.to_balances == (BalanceBack("envelope", "envelope", 1000, 0, "never"),)
        assert got.lost == 1000

    def test_only_while_it_is_valid(self) -> None:
        late = back(self.envelope(), "a", at=moment("2021-06-01T00:00:00+08:00"))
        assert late.to_balances == (BalanceBack("envelope", "envelope", 600, 0, "expired"),)
        assert back(self.envelope(), "a").to_balances[0].unsure

    def test_only_before_the_goods_have_come_where_the_terms_say_so(self) -> None:
        paid = self.envelope(before_receipt=True)
        moments = {"at": moment("2020-11-20T12:00:00+08:00"), "received": moment("2020-11-15T12:00:00+08:00")}
        got = back(paid, "a", **moments)
        assert (got.stage, got.to_balances[0].why) == ("received", "received")
        moments["received"] = moment("2020-11-25T12:00:00+08:00")
        got = back(paid, "a", **moments)
        assert (got.stage, got.to_balances[0].why) == ("paid", None)

    def test_a_coupon_comes_back_with_the_last_that_it_was_used_on(self) -> None:
        coupon = rule("coupon", {"off": 10}, use="coupon", on={"id": ["a", "b"]})
        paid = run(coupon, cart(50, 50, 50))
        assert back(paid, "c").coupons == ()
        assert back(paid, "a").coupons == (CouponBack("coupon", "", 1, "part"),)
        assert back(paid, "b", before=[Return("a")]).coupons == (CouponBack("coupon", "", 1, None),)
        assert back(paid, "a", "b").lost == 0

    def test_a_coupon_of_one_store_does_not_wait_for_another(self) -> None:
        coupon = rule("coupon", {"off": 10}, use="coupon", per="store")
        lines = [{"unit_price": 50, "store": store} for store in "XYY"]
        paid = run(coupon, cart(*lines, wallet={"coupons": {"coupon": 2}}))
        got = back(paid, "a", "b")
        assert got.coupons == (CouponBack("coupon", "X", 1, None), CouponBack("coupon", "Y", 1, "part"))
        assert got.parts == (Part("coupon", "coupon", 1000, back=True), Part("coupon", "coupon", 500))

    def test_what_others_paid_goes_back_to_them(self) -> None:
        subsidy = rule("subsidy", {"off": "15%"}, each="piece", funded_by="government")
        got = back(run(subsidy, cart(1000, 500)), "a")
        assert (got.cash, got.to_funders) == (85000, (("government", 15000),))


class TestBenefits:
    def earned(self, **terms: Any) -> Receipt:
        return run(rule("points", {"give": "10%", "in": "points", "worth": "0.5"}), cart(30, 70), terms)

    def test_what_the_returned_goods_had_earned_is_taken_back_in_kind(self) -> None:
        got = back(self.earned(), "a")
        assert got.taken_back == (TakenBack("points", "points", 6, True, 300, in_cash=False, certain=True),)
        assert got.cash == 3000

    def test_and_in_money_where_it_has_been_spent(self) -> None:
        got = back(self.earned(), "a", spent=["points"])
        assert (got.cash, got.taken_back[0].in_cash, got.parts) == (2700, True, (Part("benefit", "points", 300),))

    @pytest.mark.parametrize(("word", "taken"), [("share", [6, 14]), ("whole", [20, 0]), ("none", [0, 0])])
    def test_all_of_it_at_once_or_none(self, word: str, taken: list[int]) -> None:
        paid = self.earned(benefits=word)
        first, last = back(paid, "a"), back(paid, "b", before=[Return("a")])
        assert [sum(one.amount for one in got.taken_back) for got in (first, last)] == taken

    def test_the_rule_itself_has_the_last_word(self) -> None:
        points = rule("points", {"give": "10%", "in": "cash", "clawback": "none"})
        assert back(run(points, cart(30, 70), {"benefits": "whole"}), "a").taken_back == ()

    def test_nobody_pays_for_a_refund(self) -> None:
        """A rebate of 60 spent, and taken back as a whole: the 30 give nothing back, and the rest is taken later."""
        rebate = rule("rebate", {"give": 60, "in": "cash"})
        paid = run(rebate, cart(30, 70), {"benefits": "whole"})
        first = back(paid, "a", spent=["rebate"])
        assert (first.cash, first.short) == (0, 3000)
        assert first.parts == (Part("benefit", "rebate", 6000), Part("short", None, -3000))
        last = back(paid, "b", before=[Return("a")], spent=["rebate"])
        assert (last.cash, last.parts) == (4000, (Part("short", None, 3000),))


class TestBeforeTheBalanceIsPaid:
    def deposit(self, **terms: Any) -> Receipt:
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 300, "counts": 400, "balance": balance}, on={"tag": "presale"})
        lines = {"unit_price": 1000, "tags": ["presale"]}, {"unit_price": 100}
        return run(deposit, cart(*lines, at="2020-10-21T10:00:00+08:00"), terms)

    def test_the_deposit_is_lost_by_the_terms_and_above_a_fifth_not_by_the_law(self) -> None:
        got = back(self.deposit(binds="20%"), "a", "b", at=moment("2020-11-01T00:00:00+08:00"))
        assert (got.stage, got.cash, got.deposit_terms, got.deposit_law) == ("deposit", 0, 0, 12000)
        assert (got.expected, got.lost, got.kept_pay) == (30000, 30000, 30000)

    def test_or_comes_back_and_what_is_kept_is_paid_for_as_it_is(self) -> None:
        got = back(self.deposit(deposit="back"), "a", at=moment("2020-11-01T00:00:00+08:00"))
        assert (got.cash, got.deposit_law, got.kept_pay, got.alone) == (30000, None, 10000, 10000)

    def test_goods_without_a_deposit_can_be_left_out_for_nothing(self) -> None:
        got = back(self.deposit(), "b", at=moment("2020-11-01T00:00:00+08:00"))
        assert (got.cash, got.lost, got.kept_pay, got.alone) == (0, 0, 90000, 90000)

    def test_after_the_balance_both_come_back(self) -> None:
        got = back(self.deposit(), "a", at=moment("2020-11-11T00:00:00+08:00"))
        assert (got.stage, got.cash, got.deposit_terms) == ("paid", 90000, None)

    def test_goods_cannot_have_come_before_the_balance_is_paid(self) -> None:
        """Otherwise more would come back than has been paid."""
        for came, kind in (("2020-10-30", ReceivedBeforePaid), ("2020-10-20", TooEarly)):
            with pytest.raises(ProblemGroup) as caught:
                back(self.deposit(), "a", received=moment(f"{came}T00:00:00+08:00"))
            assert [type(problem.trouble) for problem in caught.value.problems] == [kind]
        assert back(self.deposit(), "a", received=moment("2020-11-11T00:00:00+08:00")).cash == 90000

    def test_terms_that_give_the_deposit_back_give_more_than_the_law_which_is_told_beside_them(self) -> None:
        got = back(self.deposit(deposit="back", binds="20%"), "a", at=moment("2020-11-01T00:00:00+08:00"))
        assert (got.cash, got.deposit_terms, got.deposit_law) == (30000, 30000, 12000)

    def test_no_days_are_counted_for_an_order_that_is_called_off(self) -> None:
        for after in ("order", "receipt"):
            got = back(self.deposit(within=7, after=after), "a", at=moment("2020-11-01T00:00:00+08:00"))
            assert got.in_time is None

    def test_a_deposit_that_is_all_there_is_to_pay_pays_for_the_goods(self) -> None:
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 50, "counts": 100, "balance": balance})
        paid = run(deposit, cart(20, at="2020-10-21T10:00:00+08:00"), {"deposit": "lost"})
        got = back(paid, "a", at=moment("2020-11-01T00:00:00+08:00"), received=moment("2020-10-25T00:00:00+08:00"))
        assert (got.stage, got.cash) == ("received", 2000)


class TestWhatOthersPaid:
    def test_goes_back_to_them_to_the_cent_that_the_line_says(self) -> None:
        """20.00 of the platform on three pieces of 100.00: 6.67 of the first, not 6.66 here and 6.67 there."""
        coupon = rule("coupon", {"off": 20}, use="coupon", funded_by="platform")
        paid, one = run(coupon, cart({"unit_price": 100, "quantity": 3})), Return("a", pieces=1)
        told = [refund(paid, [one], before=[one] * before) for before in range(3)]
        for got in told:
            (part,) = [part.amount for part in got.parts if part.kind == "coupon"]
            assert got.to_funders == (("platform", part),)
            assert got.lines[0].deductions == (("coupon", part),)
        assert [got.to_funders[0][1] for got in told] == [667, 666, 667]

    def test_all_of_it_has_when_all_goods_have(self) -> None:
        rules = rule("coupon", {"off": 20}, funded_by="platform") >> rule("sale", {"off": "1/3"})
        paid, one = run(rules, cart({"unit_price": 100, "quantity": 7})), Return("a", pieces=1)
        told = [refund(paid, [one], before=[one] * before) for before in range(7)]
        assert sum(amount for got in told for _, amount in got.to_funders) == 2000


class TestWhatIsOnlyPromised:
    def test_does_not_keep_presale_goods_from_going_back(self) -> None:
        """What is kept has no deposit, and so no balance, with the promise and without it."""
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 300, "counts": 400, "balance": balance}, on={"tag": "presale"})
        lucky = rule("lucky", {"off": "100%"}, if_promised="drawn")
        paid = run(
            deposit >> lucky,
            cart({"unit_price": 1000, "tags": ["presale"]}, 100, at="2020-10-21T10:00:00+08:00"),
        )
        got = back(paid, "a", at=moment("2020-11-12T00:00:00+08:00"))
        assert (got.cash, got.kept_pay, got.alone) == (90000, 10000, 10000)


class TestWindows:
    @pytest.mark.parametrize(
        ("at", "in_time"),
        [("2020-11-22T23:59:59+08:00", True), ("2020-11-22T16:00:00+00:00", False), (None, None)],
    )
    def test_days_are_whole_days_of_the_shops_zone_after_the_day_of_receipt(
        self, at: str | None, in_time: bool | None
    ) -> None:
        paid = run(NOTHING, cart(10, received="2020-11-15T09:00:00+08:00"), {"within": 7})
        got = back(paid, "a", at=None if at is None else moment(at))
        assert got.in_time is in_time
        assert got.closes == moment("2020-11-23T00:00:00+08:00")

    def test_before_they_have_come_nobody_knows(self) -> None:
        got = back(run(NOTHING, cart(10), {"within": 7}), "a", at=moment(ORDERED))
        assert (got.in_time, got.closes) == (None, None)

    def test_from_the_order_they_are_known_at_once(self) -> None:
        got = back(run(NOTHING, cart(10), {"within": 7, "after": "order"}), "a", at=moment(ORDERED))
        assert (got.in_time, got.closes) == (True, moment("2020-11-19T00:00:00+08:00"))


class TestWhatCannotBe:
    def test_everything_is_told_at_once(self) -> None:
        paid = run(NOTHING, cart({"id": "coat", "unit_price": 10, "quantity": 2}, 5))
        with pytest.raises(ProblemGroup) as caught:
            refund(
                paid,
                [Return("caot"), Return("coat", pieces=2), Return("b", worth=501), Return("b", 1, 1), Return("b", 0)],
                before=[Return("coat", pieces=1)],
                at=moment("2020-11-01T00:00:00+08:00"),
                received=moment("2020-11-02T00:00:00+08:00"),
                spent=["nothin"],
            )
        assert [(problem.where.path, problem.trouble) for problem in caught.value.problems] == [
            (("returns", 0, "line"), UnknownLine("caot", ("b", "coat"), "coat")),
            (("returns", 1, "pieces"), TooManyReturned("coat", "2", "1")),
            (("returns", 2, "worth"), TooManyReturned("b", "5.01", "5.00", worth=True)),
            (("returns", 3), TooManyKeys(("pieces", "worth"))),
            (("returns", 4, "pieces"), OutOfRange("0", "1", None)),
            (("at",), TooEarly("2020-11-01T00:00:00+08:00", ORDERED)),
            (("received",), TooEarly("2020-11-02T00:00:00+08:00", ORDERED)),
            (("spent",), UnknownRule("nothin", "nothing")),
        ]

    def test_what_has_gone_back_cannot_go_back_again(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            back(run(NOTHING, cart(10)), "a", before=[Return("a")])
        assert caught.value.problems[0].trouble == AllGone("a", before=True)

    def test_nor_can_what_is_named_twice(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            refund(run(NOTHING, cart(10)), [Return("a"), Return("a", pieces=1)])
        assert [(problem.where.path, problem.trouble) for problem in caught.value.problems] == [
            (("returns", 1, "line"), AllGone("a", before=False))
        ]

    def test_something_has_to_go_back(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            refund(run(NOTHING, cart(10)), [])
        assert caught.value.problems[0].trouble == EmptyList()


class TestOneWalletAndSeveralRules:
    """Of 40 in the wallet the first rule pays for coats, the second for anything."""

    def bought(self, **terms: Any) -> Receipt:
        purse = {"balance": "purse"}
        coats = rule("coats", {"off": "100%"}, on={"tag": "coat"}, use=purse)
        programme = coats >> rule("anything", {"off": "100%"}, use=purse)
        lines = cart({"unit_price": 50, "tags": "coat"}, 50, wallet={"balances": {"purse": 40}})
        return run(programme, lines, {"method": "reprice", **terms})

    def test_what_pays_for_kept_goods_now_has_not_come_free(self) -> None:
        """Priced anew the second rule pays 40 of what is kept: it costs 10 in money, and 50 come back, not 90."""
        got = back(self.bought(), "a")
        assert (got.cash, got.to_wallet, got.kept_pay, got.lost) == (5000, 0, 1000, 0)
        assert (got.kept_wallet, got.alone_wallet, got.dearer) == (4000, 4000, 0)

    def test_with_the_rest_all_of_it_comes_back(self) -> None:
        got = back(self.bought(), "b", before=[Return("a")])
        assert (got.cash, got.to_wallet, got.got_before) == (1000, 4000, 5000)


class TestPostageThatAWalletPaid:
    def bought(self, **terms: Any) -> Receipt:
        postage = rule("postage", {"add": 10, "line": "shipping"})
        purse = rule("purse", {"off": "100%"}, on={"kind": ["goods", "shipping"]}, use={"balance": "purse"})
        return run(postage >> purse, cart(90, wallet={"balances": {"purse": 50}}), {"postage": "never", **terms})

    @pytest.mark.parametrize("method", ["keep", "reprice"])
    def test_where_postage_never_comes_back_neither_does_what_a_wallet_paid_of_it(self, method: str) -> None:
        got = back(self.bought(method=method), "a")
        assert (got.cash, got.to_wallet) == (4500, 4500)
