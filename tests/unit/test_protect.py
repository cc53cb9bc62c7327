"""Statements about prices that fall after the order: which prices are compared, what is owed, and why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from promocalc import Cart, Rule, Rulebook, price
from promocalc.engine import Receipt
from promocalc.problems import MoreThanPaid, OutOfRange, ProblemGroup, TooEarly, UnknownLine
from promocalc.rules.compose import Composed
from promocalc.timeline.protect import protect
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Cut,
    LessToRefund,
    NoFall,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
    Protected,
    Unchanged,
)

ORDERED = "2020-11-11T00:30:00+08:00"


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


def book(programme: Rule | Composed, terms: Any = None) -> Rulebook:
    return Rulebook.of("shop", programme, protection=terms or {})


def run(programme: Rule | Composed, bought: Cart, terms: Any = None) -> Receipt:
    return price(bought, book(programme, terms))


def figures(got: Protected) -> list[tuple[int, int | None, int]]:
    return [(line.then, line.now, line.owed) for line in got.lines]


OFF_10 = rule("off", {"off": 10})
OFF_20 = rule("off", {"off": 20})


class TestWhatIsCompared:
    def test_the_merchants_cuts_then_and_now(self) -> None:
        got = protect(run(rule("off", {"off": 100}), cart(1000)), now_book=book(rule("more", {"off": 200})))
        assert figures(got) == [(90000, 80000, 10000)]
        assert got.owed == got.naive == 10000

    def test_a_platforms_coupon_enters_neither_price(self) -> None:
        """50 - 2 - 3 - 5 = 40 then, 40 - 10 = 30 now; the 6 of the platform are nobody's fall."""
        then = (
            rule("shop", {"off": 2}, use="coupon")
            >> rule("item-coupon", {"off": 3}, use="coupon")
            >> rule("two-pieces", {"off": 5})
            >> rule("platform-coupon", {"off": 6}, use="coupon", funded_by="platform")
        )
        now = rule("item-coupon", {"off": 10}, use="coupon")
        got = protect(run(then, cart(50)), cart(40), book(now))
        assert figures(got) == [(4000, 3000, 1000)]
        assert got.naive == 400
        assert got.lines[0].cuts_then[-1] == Cut("platform-coupon", 600, "funded")
        assert got.lines[0].cuts_now == (Cut("item-coupon", 1000, "counts"),)

    def test_all_cuts_where_the_terms_count_all(self) -> None:
        paid = run(rule("subsidy", {"off": 6}, funded_by="platform"), cart(50), {"counts": "all"})
        assert figures(protect(paid, prices={"a": 4500})) == [(4400, 3900, 500)]

    def test_one_piece_is_simulated_with_the_coupon_of_today(self) -> None:
        """Bought at 100; now 120 with a coupon 100-30, so that one piece costs 90."""
        coupon = rule("coupon", {"off": 30}, use="coupon", **{"from": 100})
        got = protect(run(rule("none", {"off": 0}), cart(100)), now_book=book(coupon), prices={"a": 12000})
        assert figures(got) == [(10000, 9000, 1000)]

    def test_each_of_several_pieces_by_itself_or_the_order_once_more(self) -> None:
        """A cut from 200 on helps two pieces together, and no single one."""
        two = rule("two", {"off": 30}, **{"from": 200})
        paid = run(rule("none", {"off": 0}), cart({"unit_price": 100, "quantity": 2}))
        assert figures(protect(paid, now_book=book(two))) == [(20000, 20000, 0)]
        whole = paid.rulebook.protection.model_copy(update={"simulates": "order"})  # type: ignore[union-attr]
        assert figures(protect(paid, now_book=book(two), policy=whole)) == [(20000, 17000, 3000)]

    def test_a_cut_that_only_the_whole_order_reached_is_not_simulated_away_in_its_favour(self) -> None:
        """Bought with others, a piece cost 90; alone it costs 100 today although nothing changed: nothing is owed."""
        paid = run(rule("two", {"off": 20}, **{"from": 200}), cart(100, 100))
        assert figures(protect(paid)) == [(9000, 10000, 0), (9000, 10000, 0)]

    def test_what_the_terms_leave_out_enters_neither_price(self) -> None:
        terms = {"leave_out": ["card"]}
        card = rule("card", {"off": 5})
        got = protect(run(OFF_10 >> card, cart(100), terms), now_book=book(OFF_20 >> card))
        assert figures(got) == [(9000, 8000, 1000)]
        assert got.lines[0].cuts_then[1] == Cut("card", 500, "left_out")

    def test_a_rebate_counts_as_a_lower_price_where_the_terms_say_so(self) -> None:
        rebate = rule("rebate", {"give": 15, "in": "cash"})
        paid = run(rebate, cart(100), {"with_later": ["cash"]})
        got = protect(paid, prices={"a": 9000})
        assert figures(got) == [(8500, 7500, 1000)]
        assert got.lines[0].cuts_then == (Cut("rebate", 1500, "later"),)
        assert figures(protect(paid, now_book=book(OFF_10))) == [(8500, 9000, 0)]
        silent = run(rebate, cart(100))
        assert figures(protect(silent, now_book=book(OFF_10))) == [(10000, 9000, 1000)]

    def test_a_promised_rebate_has_lowered_no_price(self) -> None:
        promised = rule("rebate", {"give": 15, "in": "cash"}, if_promised="if it rains")
        paid = run(promised, cart(100), {"with_later": ["cash"]})
        assert figures(protect(paid, now_book=book(OFF_10))) == [(10000, 9000, 1000)]

    def test_as_many_pieces_are_compared_as_were_bought(self) -> None:
        paid = run(rule("none", {"off": 0}), cart({"unit_price": 100, "quantity": 3}))
        got = protect(paid, cart(90))
        assert figures(got) == [(30000, 27000, 3000)]
        assert got.naive == 3000


class TestOwnMoneyAndCoupons:
    def test_what_an_own_wallet_pays_is_a_payment_and_no_price_cut(self) -> None:
        purse = rule("purse", {"off": "100%"}, use={"balance": "purse"})
        bought = cart({"unit_price": 100, "quantity": 2}, wallet={"balances": {"purse": 30}})
        for counts in ("merchant", "all"):
            got = protect(run(purse, bought, {"counts": counts}))
            assert (figures(got), got.naive) == ([(20000, 20000, 0)], 0)
            assert got.lines[0].cuts_then == (Cut("purse", 3000, "wallet"),)
            assert figures(protect(run(purse, bought, {"counts": counts}), prices={"a": 9000})) == [
                (20000, 18000, 2000)
            ]

    def test_what_an_own_wallet_paid_can_come_back(self) -> None:
        purse = rule("purse", {"off": "100%"}, use={"balance": "purse"})
        paid = run(purse, cart(100, wallet={"balances": {"purse": 100}}))
        assert (paid.pay, protect(paid, prices={"a": 8000}).owed) == (0, 2000)

    def test_a_balance_that_others_fill_counts_where_the_terms_count_all(self) -> None:
        gift = rule("gift", {"off": "100%"}, use={"balance": "gift"}, funded_by="platform")
        bought = cart(100, wallet={"balances": {"gift": 30}})
        assert protect(run(gift, bought), prices={"a": 9000}).lines[0].cuts_then[0].counts == "funded"
        got = protect(run(gift, bought, {"counts": "all"}), prices={"a": 9000})
        assert got.lines[0].cuts_then[0].counts == "counts"

    def test_a_coupon_that_the_order_has_used_up_is_at_hand_no_more(self) -> None:
        """One coupon of 20, shared over three pieces: alone each of them is not 20 cheaper than it was."""
        coupon = rule("coupon", {"off": 20}, use="coupon")
        lines = ({"unit_price": 100, "quantity": 2}, "55.55")
        for wallet in ({"coupons": ["coupon"]}, {}):
            got = protect(run(coupon, cart(*lines, wallet=wallet)), prices={"a": 10000})
            assert (figures(got), got.naive) == ([(18435, 20000, 0), (5120, 5555, 0)], 0)

    def test_a_second_coupon_is_at_hand_for_the_price_of_one_piece(self) -> None:
        coupon = rule("coupon", {"off": 20}, use="coupon")
        paid = run(coupon, cart({"unit_price": 100, "quantity": 2}, wallet={"coupons": {"coupon": 2}}))
        assert figures(protect(paid, prices={"a": 9500})) == [(18000, 15000, 3000)]

    def test_where_neither_a_price_nor_an_offer_has_changed_nothing_is_owed(self) -> None:
        """Ten off each piece alone, after the platform's cut fewer: compared without that, it was ten then as well."""
        terms = {"simulates": "order"}
        paid = run(rule("platform", {"off": 50}, funded_by="platform") >> rule("off", {"off": "10%"}), cart(100), terms)
        got = protect(paid)
        assert (figures(got), got.lines[0].why) == ([(9500, 9000, 0)], Unchanged())
        assert figures(protect(paid, prices={"a": 9900})) == [(9500, 8910, 590)]


class TestWhyItDiffers:
    @staticmethod
    def reasons(got: Protected) -> list[tuple[str, int]]:
        assert sum(one.amount for one in got.differs) == got.owed - got.naive
        return [(one.kind, one.amount) for one in got.differs]

    def test_what_is_dearer_now_is_not_set_off(self) -> None:
        """Two together cost 20 less; now one of them is 60 cheaper, and the other has lost its part of the cut."""
        two = rule("two", {"off": 20}, **{"from": 200})
        got = protect(run(two, cart(100, 100)), prices={"a": 4000})
        assert (got.owed, got.naive, self.reasons(got)) == (5000, 4000, [("dearer", 1000)])

    def test_a_claim_too_late_differs_because_it_is_late(self) -> None:
        platform = rule("platform", {"off": 6}, funded_by="platform")
        paid = run(platform, cart(100, 50), {"within": 7})
        got = protect(paid, at=moment("2020-12-24T00:00:00+08:00"), prices={"a": 9000, "b": 4000})
        assert self.reasons(got) == [("late", -2000)]

    def test_before_the_balance_is_paid_that_is_the_reason(self) -> None:
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 100, "counts": 150, "balance": balance})
        paid = run(deposit, cart(1000, 100, at="2020-10-21T10:00:00+08:00"))
        got = protect(paid, at=moment("2020-11-05T00:00:00+08:00"), prices={"a": 90000})
        assert self.reasons(got) == [("unpaid", -10000)]

    def test_goods_that_are_not_protected_and_cuts_that_do_not_count_are_told_apart(self) -> None:
        flash = rule("flash", {"off": 30}, on={"id": "b"})
        platform = rule("platform", {"off": 10}, on={"id": "a"}, funded_by="platform")
        got = protect(
            run(flash >> platform, cart(100, 100), {"excludes": ["flash"]}),
            now_book=book(flash),
            prices={"a": 8000, "b": 5000},
        )
        assert self.reasons(got) == [("excluded", -5000), ("uncounted", 1000)]
        assert got.differs[1].rules == ("platform",)
        assert got.lines[1].cuts_then[0].counts == "excluded"

    def test_later_benefits_what_was_had_before_and_what_is_left_are_steps(self) -> None:
        rebate = rule("rebate", {"give": "10%", "in": "cash"})
        paid = run(rebate, cart(100), {"with_later": ["cash"], "pays": "200%"})
        got = protect(paid, prices={"a": 7000}, already={"a": 1000}, refunded={"a": 5000})
        want = [("later", -300), ("pays", 2700), ("already", -1000), ("refunded", -400)]
        assert (got.owed, self.reasons(got)) == (4000, want)

    def test_a_cap_is_the_last_of_them(self) -> None:
        got = protect(run(OFF_10, cart(100), {"cap": 5}), prices={"a": 8000})
        assert (got.owed, self.reasons(got)) == (500, [("cap", -1500)])


class TestWhyNothingIsOwed:
    def terms(self, **said: Any) -> Receipt:
        return run(OFF_10, cart(100), {"within": 7, **said})

    @pytest.mark.parametrize(
        ("at", "late"),
        [("2020-11-18T23:59:59+08:00", None), ("2020-11-19T00:00:00+08:00", 1), ("2020-11-21T09:00+08:00", 3)],
    )
    def test_outside_of_its_days(self, at: str, late: int | None) -> None:
        got = protect(self.terms(), at=moment(at), prices={"a": 9000})
        assert got.closes == moment("2020-11-19T00:00:00+08:00")
        assert got.in_time is (late is None)
        assert got.owed == (1000 if late is None else 0)
        assert got.lines[0].why == (None if late is None else OutOfTime(moment("2020-11-19T00:00:00+08:00"), late))

    def test_days_after_receipt_begin_when_the_goods_came(self) -> None:
        paid, late = self.terms(after="receipt"), moment("2020-11-21T09:00+08:00")
        assert protect(paid, at=late, prices={"a": 9000}).in_time is None
        got = protect(paid, at=late, received=moment("2020-11-15T09:00+08:00"), prices={"a": 9000})
        assert (got.in_time, got.owed) == (True, 1000)

    def test_days_from_the_end_of_a_campaign_are_whole_days_after_its_last(self) -> None:
        paid = self.terms(after="campaign", campaign="2020-11-14T00:00:00+08:00")
        got = protect(paid, at=moment("2020-11-20T23:59:59+08:00"), prices={"a": 9000})
        assert (got.closes, got.owed) == (moment("2020-11-21T00:00:00+08:00"), 1000)

    def test_goods_of_some_rules_are_not_protected(self) -> None:
        flash = rule("flash", {"off": 30}, on={"id": "a"})
        got = protect(run(flash, cart(100, 100), {"excludes": ["flash"]}), prices={"a": 5000, "b": 5000})
        assert [line.why for line in got.lines] == [NotProtected(("flash",)), None]
        assert got.owed == 5000

    def test_nor_does_a_flash_price_of_today_count(self) -> None:
        flash = rule("flash", {"off": 30})
        got = protect(
            run(OFF_10, cart(100)),
            now_book=book(OFF_10 >> flash),
            policy=book(flash, {"excludes": ["flash"]}).protection,
        )
        assert figures(got) == [(9000, 9000, 0)]
        assert got.naive == 3000

    def test_the_price_has_not_fallen(self) -> None:
        assert protect(self.terms(), prices={"a": 10500}).lines[0].why == NoFall(500)

    def test_the_difference_has_been_paid_back(self) -> None:
        assert protect(self.terms(), prices={"a": 9000}, already={"a": 400}).owed == 600
        assert protect(self.terms(), prices={"a": 9000}, already={"a": 1000}).lines[0].why == PaidBefore(1000, 1000)

    def test_no_more_than_can_still_be_refunded(self) -> None:
        got = protect(self.terms(), prices={"a": 2000}, refunded={"a": 7000})
        assert (got.owed, got.lines[0].why) == (2000, LessToRefund(8000, 0, 2000))
        assert protect(self.terms(), prices={"a": 2000}, refunded={"a": 9000}).lines[0].why == NothingToRefund()

    def test_a_balance_that_is_not_paid_yet_falls_and_the_deposit_stays(self) -> None:
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 100, "counts": 150, "balance": balance})
        paid = run(deposit, cart(1000, at="2020-10-21T10:00:00+08:00"))
        got = protect(paid, at=moment("2020-11-05T00:00:00+08:00"), prices={"a": 90000})
        assert (got.owed, got.lines[0].why) == (0, BalanceFalls(10000))
        later = moment("2020-11-11T08:00:00+08:00")
        assert protect(paid, at=later, prices={"a": 90000}).owed == 10000

    def test_the_balance_that_falls_is_that_of_the_whole_order(self) -> None:
        """Alone a coat loses its part of the cut of the order; the balance to pay falls by all of 50 each."""
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 50, "counts": 100, "balance": balance}, on={"id": "a"}, each="piece")
        cross = rule("cross", {"off": 50, "every": 300})
        bought = cart(
            {"unit_price": 200, "quantity": 2}, {"unit_price": "99.90", "quantity": 3}, at="2020-10-21T10:00+08:00"
        )
        paid = run(deposit >> cross, bought, {"counts": "all"})
        got = protect(paid, at=moment("2020-11-05T00:00:00+08:00"), prices={"a": 15000})
        assert got.lines[0].why == BalanceFalls(10000)

    def test_a_claim_is_so_many_days_late_as_have_begun(self) -> None:
        late = [
            protect(self.terms(), at=moment(f"2020-11-{at}+08:00"), prices={"a": 8000}).lines[0].why
            for at in ("20T00:00", "20T00:01", "23T00:00")
        ]
        assert [why.late for why in late if isinstance(why, OutOfTime)] == [1, 2, 4]

    def test_a_price_that_has_not_fallen_is_the_reason_before_a_claim_too_late(self) -> None:
        got = protect(self.terms(), at=moment("2020-12-24T00:00:00+08:00"), prices={"a": 10500})
        assert (got.in_time, got.lines[0].why) == (False, NoFall(500))

    def test_what_was_paid_back_before_is_told_beside_what_is_left(self) -> None:
        got = protect(self.terms(), prices={"a": 2000}, already={"a": 500}, refunded={"a": 7000})
        assert (got.owed, got.lines[0].why) == (1500, LessToRefund(8000, 500, 1500))

    def test_once_no_balance_can_be_paid_any_more_the_goods_are_sold_in_stock(self) -> None:
        """1000 less 50 for the deposit then; 900 now, and no deposit takes anything off that."""
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 100, "counts": 150, "balance": balance})
        paid = run(deposit, cart(1000, at="2020-10-21T10:00:00+08:00"))
        got = protect(paid, at=moment("2020-11-12T00:00:00+08:00"), prices={"a": 90000})
        assert figures(got) == [(95000, 90000, 5000)]

    def test_what_was_paid_back_before_held_its_tax(self) -> None:
        """The price falls by 300 with 60 of tax; 100 and 20 of that have been paid back."""
        taxed = Rulebook.of("shop", OFF_10, tax={"included": "no", "rate": "20%"}, protection={})
        then = price(cart(1010), taxed)
        got = protect(then, prices={"a": 71000}, already={"a": 12000})
        assert (got.owed, got.lines[0].tax, got.lines[0].already) == (24000, 4000, 12000)

    def test_what_is_no_longer_sold_has_no_price(self) -> None:
        got = protect(run(OFF_10, cart(100, 100)), cart(80))
        assert [line.why for line in got.lines] == [None, NotSoldNow()]
        assert (got.lines[1].now, got.lines[1].naive) == (None, None)

    def test_terms_that_say_nothing_are_taken_to_be_the_usual_and_that_is_said(self) -> None:
        silent = price(cart(100), Rulebook.of("shop", OFF_10))
        assert protect(silent, prices={"a": 9000}).assumed
        assert not protect(self.terms(), prices={"a": 9000}).assumed


class TestWhatAClaimBrings:
    PLAIN = rule("nothing", {"off": 0})

    def test_no_more_than_a_cap(self) -> None:
        """Cards that protect prices pay 500 a claim (bankrate.com): 2,000 then, 1,300 now."""
        got = protect(run(self.PLAIN, cart(2000), {"cap": 500}), prices={"a": 130000})
        assert (got.owed, got.lines[0].why) == (50000, AboveCap(70000, 50000))

    def test_no_more_than_a_part_of_the_price_then(self) -> None:
        """guttercentre: up to 10 % of the original price; 100 then, 80 now."""
        assert protect(run(self.PLAIN, cart(100), {"cap": "10%"}), prices={"a": 8000}).owed == 1000

    def test_a_cap_is_on_all_lines_together_and_lost_in_proportion(self) -> None:
        paid = run(self.PLAIN, cart(100, 100, 100), {"cap": 30})
        got = protect(paid, prices={"a": 8000, "b": 6000})
        assert [line.owed for line in got.lines] == [1000, 2000, 0]
        assert [line.why for line in got.lines[:2]] == [AboveCap(2000, 3000), AboveCap(4000, 3000)]
        assert protect(paid, prices={"a": 7000}).lines[0].why is None

    def test_a_cap_that_states_no_amount_in_the_currency_is_none(self) -> None:
        terms = Rulebook.of("shop", self.PLAIN, currency=["CNY", "EUR"], protection={"cap": {"EUR": 5}})
        assert protect(price(cart(100), terms), prices={"a": 8000}).owed == 2000
        assert protect(price(cart(100, currency="EUR"), terms), prices={"a": 8000}).owed == 500

    def test_twice_the_difference_but_no_more_than_was_paid(self) -> None:
        paid = run(self.PLAIN, cart(100), {"pays": "200%"})
        assert protect(paid, prices={"a": 8000}).owed == 4000
        assert protect(paid, prices={"a": 8000}, already={"a": 1000}).owed == 3000
        assert protect(paid, prices={"a": 4000}).lines[0].why == LessToRefund(12000, 0, 10000)

    def test_a_part_of_the_difference(self) -> None:
        assert protect(run(self.PLAIN, cart("99.99"), {"pays": "50%"}), prices={"a": 9000}).owed == 500

    def test_with_the_tax_that_came_to_it(self) -> None:
        """spoiledrottenphotography.com: 150.00 and 8 % tax; with 30 % off it would have been 113.40 with its 8.40."""
        coupon = rule("coupon", {"off": "30%"}, use="coupon")
        terms = Rulebook.of("shop", coupon, tax={"included": False, "rate": "8%"}, protection={})
        paid, now = price(cart(150, wallet={"coupons": []}), terms), cart(150, wallet={"coupons": ["coupon"]})
        got = protect(paid, now)
        assert (paid.pay, got.owed, got.lines[0].tax) == (16200, 4860, 360)
        assert got.naive == 16200 - 11340


class TestWhatCannotBe:
    def test_no_more_can_have_come_back_than_was_paid(self) -> None:
        paid = run(OFF_10, cart(100))
        assert protect(paid, prices={"a": 5000}, already={"a": 4000}, refunded={"a": 5000}).owed == 0
        with pytest.raises(ProblemGroup) as caught:
            protect(paid, already={"a": 4000}, refunded={"a": 5001})
        assert [(one.where.path, one.trouble) for one in caught.value.problems] == [
            (("refunded", "a"), MoreThanPaid("a", "50.01", "50.00"))
        ]

    def test_everything_is_told_at_once(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            protect(
                run(OFF_10, cart({"id": "coat", "unit_price": 100})),
                at=moment("2020-11-01T00:00:00+08:00"),
                prices={"caot": 1},
                already={"coat": -1},
            )
        assert [(problem.where.path, problem.trouble) for problem in caught.value.problems] == [
            (("already", "coat"), OutOfRange("-0.01", "0", None)),
            (("prices", "caot"), UnknownLine("caot", ("coat",), "coat")),
            (("at",), TooEarly("2020-11-01T00:00:00+08:00", ORDERED)),
        ]
