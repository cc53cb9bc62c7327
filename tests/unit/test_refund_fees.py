"""Statements about what is held back of a refund, which money comes back first, and what is taken back anew.

Where a shop or a guide prints the figures, the test says which.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from promocalc import Cart, Rule, Rulebook, price
from promocalc.engine import Receipt
from promocalc.problems import FeesOutOfOrder, MissingKey, TooFine, UnknownCurrency, UnknownWord
from promocalc.rules.compose import Composed
from promocalc.rules.refund import Fee, Refund
from promocalc.rules.values import troubles
from promocalc.timeline.plan import timeline
from promocalc.timeline.refund import refund
from promocalc.timeline.refunded import Part, Refunded, Return

ORDERED = "2015-06-01T12:00:00+02:00"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00:00+02:00")


def cart(*prices: Any, **facts: Any) -> Cart:
    """Lines ``a``, ``b``, … at these prices; a dict for anything else about a line."""
    lines = [
        {"id": chr(ord("a") + at), **(one if isinstance(one, dict) else {"unit_price": one})}
        for at, one in enumerate(prices)
    ]
    return Cart.model_validate({"lines": lines, "at": ORDERED, **facts})


def rule(name: str, take: Any, **parts: Any) -> Rule:
    return Rule.model_validate({"name": name, "take": take, **parts})


def run(programme: Rule | Composed, bought: Cart, terms: Any, **facts: Any) -> Receipt:
    return price(bought, Rulebook.of("shop", programme, refund=terms, **facts))


def back(receipt: Receipt, *returns: str | Return, **facts: Any) -> Refunded:
    """What comes back for these lines."""
    return refund(receipt, [Return(one) if isinstance(one, str) else one for one in returns], **facts)


def one_by_one(receipt: Receipt, *returns: str | Return, **facts: Any) -> list[Refunded]:
    """What comes back for each, after those before it."""
    some = [Return(one) if isinstance(one, str) else one for one in returns]
    return [back(receipt, one, before=some[:at], **facts) for at, one in enumerate(some)]


NOTHING = rule("nothing", {"off": 0})
POSTAGE = rule("postage", {"add": 169, "line": "shipping"})
CARD = rule("card", {"off": "100%"}, use={"balance": "card"})


class TestWhatIsHeldBack:
    def test_a_rate_is_one_of_the_goods_and_not_of_their_tax_or_of_postage(self) -> None:
        """sohnne.com: of 1,200.00 and 10 % tax 20 % of the goods are held back; the postage never comes back."""
        terms = {"fee": "20%", "postage": "never"}
        paid = run(POSTAGE, cart(1200), terms, tax={"included": False, "rate": "10%"})
        got = back(paid, "a")
        assert (paid.pay, got.cash, got.fee) == (150590, 108000, 24000)
        assert Part("fee", None, 24000) in got.parts
        assert got.kept_pay == paid.pay - got.cash

    def test_an_amount_for_each_piece(self) -> None:
        """dialcustomersolutions.com: 9.00 for each of two at 89.47."""
        paid = run(NOTHING, cart({"unit_price": "89.47", "quantity": 2}), {"fee": {"keeps": 9, "each": "piece"}})
        assert back(paid, "a").cash == 16094
        assert [one.cash for one in one_by_one(paid, *[Return("a", pieces=1)] * 2)] == [8047, 8047]

    def test_an_amount_for_each_line_is_not_held_back_twice(self) -> None:
        paid = run(NOTHING, cart({"unit_price": 50, "quantity": 2}, 30), {"fee": {"keeps": 6, "each": "line"}})
        got = one_by_one(paid, Return("a", pieces=1), Return("a", pieces=1), Return("b"))
        assert [one.fee for one in got] == [600, 0, 600]
        assert sum(one.cash for one in got) == back(paid, "a", "b").cash == 11800

    def test_an_amount_for_each_return(self) -> None:
        paid = run(NOTHING, cart(30, 40), {"fee": 5})
        assert [one.cash for one in one_by_one(paid, "a", "b")] == [2500, 3500]
        at_once = back(paid, "a", "b")
        assert (at_once.cash, at_once.fee, at_once.one_by_one) == (6500, 500, 6000)
        assert back(paid, "b", before=[Return("a")]).at_once == 6500

    def test_no_more_than_comes_back_and_the_rest_is_not_held_back_later(self) -> None:
        paid = run(NOTHING, cart(30, "0.05", 30), {"fee": 5})
        assert [(one.cash, one.fee) for one in one_by_one(paid, "a", "b", "c")] == [(2500, 500), (0, 5), (2500, 500)]
        cheap = run(NOTHING, cart(30, "0.05"), {"fee": {"keeps": 5, "each": "piece"}})
        assert (back(cheap, "a", "b").fee, back(cheap, "b").fee) == (505, 5)

    def test_a_rate_with_a_least_and_a_most(self) -> None:
        paid = run(NOTHING, cart(1000, 500, 50), {"fee": {"keeps": "4%", "least": 30, "most": 35}})
        assert [back(paid, line).fee for line in "abc"] == [3500, 3000, 3000]
        assert back(paid, "a", "b", "c").fee == 3500

    def test_an_amount_is_that_of_the_orders_currency(self) -> None:
        terms = {"fee": {"keeps": {"EUR": 5, "GBP": 4}, "most": {"EUR": 3}}}
        fees = []
        for code in ("EUR", "GBP", "USD"):
            facts = {"currency": ["EUR", "GBP", "USD"]}
            fees.append(back(run(NOTHING, cart(10, currency=code), terms, **facts), "a").fee)
        assert fees == [300, 400, 0]

    def test_it_is_on_top_of_what_kept_goods_have_become_dearer(self) -> None:
        """20 off from 100: the kept 60 lose it, so 30 come back for 50; of these 4 are held back."""
        paid = run(rule("from-100", {"off": 20}, **{"from": 100}), cart(60, 50), {"method": "reprice", "fee": 4})
        got = back(paid, "b")
        assert (paid.pay, got.cash, got.clawback, got.fee) == (9000, 2600, 1091, 400)
        assert sum(part.amount for part in got.parts) == got.expected - got.cash

    def test_a_return_that_brings_nothing_back_is_charged_nothing(self) -> None:
        """The kept goods become dearer, then cheaper again."""
        club = rule("club", {"off": "10%"}, **{"from": 20})
        bought = cart("19.99", {"unit_price": "0.05", "quantity": 2})
        paid = run(club, bought, {"method": "reprice", "fee": {"keeps": 4, "each": "line"}})
        got = one_by_one(paid, Return("b", pieces=1), Return("b", pieces=1), Return("a"))
        assert all(one.fee >= 0 <= one.cash for one in got)
        assert sum(one.cash + one.fee for one in got) == paid.pay

    def test_before_the_balance_it_is_held_back_of_the_deposit(self) -> None:
        deposit = rule("deposit", {"deposit": 500, "balance": {"from": "2015-11-01T00:00:00+02:00"}})
        paid = run(deposit, cart(1000), {"deposit": "back", "fee": {"keeps": "4%", "least": 30}})
        got = back(paid, "a", at=moment("2015-07-01"))
        assert (got.stage, got.cash, got.fee, got.parts) == ("deposit", 46000, 4000, (Part("fee", None, 4000),))


class TestFeesThatGrowWithTime:
    LADDER = (
        {"until": moment("2016-01-01"), "keeps": 200},
        {"until": moment("2016-02-15"), "keeps": 1100},
        {"until": moment("2016-05-05"), "keeps": 2100},
        {"keeps": "100%"},
    )

    @pytest.mark.parametrize(
        ("at", "kept"), [("2015-11-01", 200), ("2016-01-01", 1100), ("2016-03-01", 2100), ("2016-06-01", 3600)]
    )
    def test_the_first_step_that_is_not_over_counts(self, at: str, kept: int) -> None:
        """prague2016.eu: of 3,600 a registration that is called off keeps 200, 1,100, 2,100 or all."""
        paid = run(NOTHING, cart(3600), {"fee": self.LADDER})
        assert back(paid, "a", at=moment(at)).cash == (3600 - kept) * 100

    def test_without_a_moment_the_last_step_counts(self) -> None:
        assert back(run(NOTHING, cart(3600), {"fee": self.LADDER}), "a").cash == 0

    def test_after_the_last_step_nothing_is_held_back(self) -> None:
        paid = run(NOTHING, cart(3600), {"fee": self.LADDER[:2]})
        assert back(paid, "a", at=moment("2016-03-01")).fee == 0

    def test_the_timeline_has_a_phase_for_every_step(self) -> None:
        paid = run(NOTHING, cart(3600), {"fee": self.LADDER})
        phases = [
            (phase.begins and phase.begins.date().isoformat(), phase.back.terms) for phase in timeline(paid).phases
        ]
        assert phases == [
            (None, 0),
            ("2015-06-01", 340000),
            ("2016-01-01", 250000),
            ("2016-02-15", 150000),
            ("2016-05-05", 0),
        ]


class TestWhichMoneyComesBackFirst:
    def paid(self, word: Any, **facts: Any) -> Receipt:
        """30 and 70: a gift card pays 50, money the other 50."""
        return run(CARD, cart(30, 70, wallet={"balances": {"card": 50}}), {"balances": word}, **facts)

    def test_the_gift_card_first(self) -> None:
        """As at Manduka, Dune London and Canyon."""
        first, then = one_by_one(self.paid("first"), "a", "b")
        assert (first.cash, first.to_wallet, first.lines[0].moved) == (0, 3000, 1500)
        assert (then.cash, then.to_wallet) == (5000, 2000)

    def test_the_gift_card_last(self) -> None:
        """As at SurfStitch and armedangels."""
        first, then = one_by_one(self.paid({"card": "last"}), "a", "b")
        assert (first.cash, first.to_wallet, first.lines[0].moved) == (3000, 0, -1500)
        assert (then.cash, then.to_wallet) == (2000, 5000)

    def test_either_way_the_whole_order_brings_back_what_each_had_paid(self) -> None:
        for word in ("first", "last", "share"):
            got, part = back(self.paid(word), "a", "b"), back(self.paid(word), "a")
            assert (got.cash, got.to_wallet, got.one_by_one) == (5000, 5000, None)
            assert sum(one.amount for one in part.parts) == part.expected - part.cash

    def test_points_stay_spent_as_long_as_the_kept_goods_cost_as_much(self) -> None:
        """Goldwin: points stay on what is kept; one of two at 10,000 goes back of which 3,000 were points."""
        points = rule("points", {"off": "100%"}, use={"balance": "points", "unit": 1})
        bought = cart({"unit_price": 10000, "quantity": 2}, wallet={"balances": {"points": 3000}}, currency="JPY")
        paid = run(points, bought, {"balances": "last"}, currency="JPY")
        got = back(paid, Return("a", pieces=1))
        assert (paid.pay, got.cash, got.to_wallet) == (17000, 10000, 0)

    def test_what_is_priced_anew_has_no_first_and_last(self) -> None:
        for word in ("first", "last", "share"):
            paid = run(CARD, cart(30, 70, wallet={"balances": {"card": 50}}), {"method": "reprice", "balances": word})
            assert (back(paid, "b").cash, back(paid, "b").to_wallet) == (5000, 2000)

    def test_a_card_that_is_filled_first_leaves_less_money_for_a_fee(self) -> None:
        paid = run(CARD, cart(30, 70, wallet={"balances": {"card": 50}}), {"balances": "first", "fee": "10%"})
        first, then = one_by_one(paid, "a", "b")
        assert (first.cash, first.fee, then.cash, then.fee) == (0, 0, 4500, 500)


class TestWhatComesBackOnlyOnce:
    """120 reach the threshold of the coupon, 100 do not: kept goods become dearer, and cheaper again."""

    COUPON = rule("coupon", {"off": 50}, use="coupon", **{"from": 120})
    BOUGHT = (100, 30, 20)

    def wallet(self, **more: Any) -> dict[str, Any]:
        return {"wallet": {"coupons": ["coupon"], **more}}

    def test_a_wallet_gets_no_more_than_it_paid(self) -> None:
        bought = cart(*self.BOUGHT, **self.wallet(balances={"card": 500}))
        got = one_by_one(run(self.COUPON >> CARD, bought, {"method": "reprice"}), "b", "c", "a")
        assert [one.to_wallet for one in got] == [3000, 0, 7000]
        assert [one.kept_wallet for one in got] == [7000, 7000, 0]

    def test_no_more_of_a_benefit_is_taken_back_than_was_given(self) -> None:
        points = rule("points", {"give": "10%", "in": "points"})
        bought = cart(*self.BOUGHT, **self.wallet())
        got = one_by_one(run(self.COUPON >> points, bought, {"method": "reprice"}), "b", "c", "a")
        assert [sum(one.amount for one in back.taken_back) for back in got] == [3, 0, 7]

    def test_others_get_no_more_than_they_paid(self) -> None:
        half = rule("half", {"off": "50%"}, funded_by="platform")
        bought = cart(*self.BOUGHT, **self.wallet())
        got = one_by_one(run(self.COUPON >> half, bought, {"method": "reprice"}), "b", "c", "a")
        assert [sum(amount for _, amount in one.to_funders) for one in got] == [1500, 0, 3500]

    def test_a_coupon_comes_back_once(self) -> None:
        bought = cart(*self.BOUGHT, **self.wallet())
        got = one_by_one(run(self.COUPON, bought, {"method": "reprice"}), "b", "c", "a")
        assert [[one.why for one in back.coupons] for back in got] == [["part"], [None], []]


class TestBenefitsThatAreWorkedOutAnew:
    def test_what_the_kept_goods_have_not_earned_is_taken_back(self) -> None:
        """Kohl's: 60 earned 10; 20 go back, and 40 earn nothing. By shares it would be 3.33."""
        voucher = rule("voucher", {"give": 10, "every": 50, "in": "voucher"})
        paid = run(voucher, cart(40, 20), {"benefits": "reprice"})
        got = back(paid, "b")
        assert (got.cash, [one.amount for one in got.taken_back]) == (2000, [1000])
        assert back(paid, "b", spent=["voucher"]).cash == 1000
        assert [one.amount for one in back(paid, "b", policy=Refund()).taken_back] == [333]

    def test_the_kept_goods_may_still_reach_a_lower_step(self) -> None:
        """growave: 200 earned 800 points; of the kept 100 stay 400."""
        tiers = [{"from": 100, "give": 400}, {"from": 200, "give": 800}]
        paid = run(rule("p", {"tiers": tiers, "in": "points", "clawback": "reprice"}), cart(100, 100), {})
        assert [one.amount for one in back(paid, "b").taken_back] == [400]
        assert [[one.amount for one in got.taken_back] for got in one_by_one(paid, "b", "a")] == [[400], [400]]

    def test_discounts_are_still_kept(self) -> None:
        programme = rule("cut", {"off": 20}, **{"from": 100}) >> rule("p", {"give": "10%", "in": "cash"})
        got = back(run(programme, cart(60, 40), {"benefits": "reprice"}), "b")
        assert (got.cash, got.clawback, [one.amount for one in got.taken_back]) == (3200, 0, [200])


class TestBenefitsThatAreSpentInPart:
    CASH = rule("p", {"give": "1%", "in": "cash"})

    def test_what_is_left_is_taken_back_as_it_is_and_only_then_money(self) -> None:
        """1.00 given for 100.00, 0.70 of it spent; of the half that goes back 0.30 are left, 0.20 are money."""
        got = back(run(self.CASH, cart(50, 50), {}), "a", spent={"p": 70})
        assert got.cash == 4980
        assert [(one.in_cash, one.amount) for one in got.taken_back] == [(False, 30), (True, 20)]
        assert Part("benefit", "p", 20) in got.parts

    def test_it_is_the_same_one_by_one(self) -> None:
        paid = run(self.CASH, cart(50, 50), {})
        got = one_by_one(paid, "a", "b", spent={"p": 70})
        assert [one.cash for one in got] == [4980, 4950]
        assert back(paid, "a", "b", spent={"p": 70}).cash == 9930

    def test_more_than_was_given_cannot_have_been_spent(self) -> None:
        paid = run(self.CASH, cart(50, 50), {})
        assert back(paid, "a", spent={"p": 999}).cash == back(paid, "a", spent=["p"]).cash == 4950


class TestDepositsOfWhichAPartIsLost:
    DEPOSIT = rule("deposit", {"deposit": "50%", "balance": {"from": "2015-11-01T00:00:00+02:00"}})

    def test_the_rest_of_it_comes_back(self) -> None:
        """infinitysurf.com.au: half of a 50 % deposit."""
        got = back(run(self.DEPOSIT, cart(800), {"deposit": "50%"}), "a", at=moment("2015-07-01"))
        assert (got.cash, got.expected, got.parts) == (20000, 40000, (Part("deposit", None, 20000),))

    def test_the_odd_cent_is_lost(self) -> None:
        deposit = rule("deposit", {"deposit": "0.05", "balance": {"from": "2015-11-01T00:00:00+02:00"}})
        assert back(run(deposit, cart(800), {"deposit": "50%"}), "a", at=moment("2015-07-01")).cash == 2


class TestHowFeesAreWritten:
    @pytest.mark.parametrize(
        "said",
        [5, "20%", {"keeps": 9, "each": "piece"}, {"keeps": "4%", "least": 30, "most": {"EUR": 50, "USD": 60}}],
        ids=str,
    )
    def test_what_is_read_is_written_again(self, said: Any) -> None:
        policy = Refund.model_validate({"fee": said})
        assert policy.model_dump(mode="json")["fee"] == said
        assert Refund.model_validate(policy.model_dump(mode="json")) == policy

    def test_several_are_a_list(self) -> None:
        policy = Refund.model_validate({"fee": [{"until": "2016-01-01T12:00:00+02:00", "keeps": 5}, "10%"]})
        assert [str(fee.keeps) for fee in policy.fee] == ["5", "10%"]
        assert Refund.model_validate(policy.model_dump(mode="json")) == policy
        assert Refund.model_validate({"fee": policy.fee}).fee == policy.fee
        assert Refund.model_validate({"fee": Fee.model_validate({"keeps": 5})}).fee[0].keeps == 5

    @pytest.mark.parametrize(
        ("said", "path", "kind"),
        [
            ([5, "10%"], ("fee", 0), MissingKey),
            (
                [{"until": "2016-02-01T00:00:00Z", "keeps": 5}, {"until": "2016-01-01T00:00:00Z", "keeps": 9}],
                ("fee", 1, "until"),
                FeesOutOfOrder,
            ),
            ({"each": "piece"}, ("fee",), MissingKey),
            ({"keeps": 5, "each": "box"}, ("fee", "each"), UnknownWord),
            ([{"keeps": 5, "until": "2016-02-01T00:00:00Z", "each": "box"}, 5], ("fee", 0, "each"), UnknownWord),
            ({"keeps": {"EUX": 5}}, ("fee", "keeps", "EUX"), UnknownCurrency),
        ],
    )
    def test_what_cannot_be_is_told_where_it_stands(self, said: Any, path: tuple[Any, ...], kind: type) -> None:
        with pytest.raises(ValidationError) as caught:
            Refund.model_validate({"fee": said})
        (found,) = troubles(caught.value)
        assert (tuple(found[0])[: len(path)], type(found[1])) == (path, kind)

    @pytest.mark.parametrize(
        ("part", "path"),
        [
            ({"refund": {"fee": "5.005"}}, ("refund", "fee")),
            ({"refund": {"fee": {"keeps": 5, "least": "0.001"}}}, ("refund", "fee", "least")),
            ({"protection": {"cap": "0.001"}}, ("protection", "cap")),
        ],
        ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
    )
    def test_amounts_fit_the_currency(self, part: Any, path: tuple[str, ...]) -> None:
        with pytest.raises(ValidationError) as caught:
            Rulebook.of("shop", NOTHING, **part)
        (found,) = troubles(caught.value)
        assert (found[0], type(found[1])) == (path, TooFine)
