"""Statements about dates: what is paid when, what is at stake, what comes back, and what nobody asked about."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from promocalc.problems import ProblemGroup, TooEarly
from promocalc.rules.scope import EVERYTHING
from promocalc.rules.values import Title
from promocalc.timeline import Back, Timeline, timeline
from promocalc.timeline.days import end_of_day
from promocalc.timeline.windows import (
    BeginsWithin,
    DepositAboveLaw,
    DepositNotOpen,
    DepositSavesNothing,
    Event,
    Lapses,
    LapsesWithin,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    VoucherEndsFirst,
)
from tests.unit.presale import BALANCES, KEEP, book, cart, moment, order

OPENS, CLOSES = moment("10-31 20:00"), moment("11-04 00:00")


def plan(**terms: Any) -> Timeline:
    return timeline(order(book(**terms)))


def found(kind: type, got: Timeline) -> list[Any]:
    return [one for one in got.findings if isinstance(one, kind)]


def window(start: str | None, end: str | None) -> dict[str, Any]:
    bounds = {"from": start, "until": end}
    return {"window": {key: moment(text).isoformat() for key, text in bounds.items() if text is not None}}


class TestWindows:
    def test_the_deposit_is_paid_first_and_then_the_balance(self) -> None:
        got = plan()
        assert [(one.kind, one.pay) for one in got.windows if one.is_payment] == [("deposit", 5000), ("balance", 67900)]
        assert sum(one.pay for one in got.windows) == got.receipt.pay == 72900

    def test_a_missed_deposit_costs_what_it_would_have_saved(self) -> None:
        (deposit,) = plan().of("deposit")
        assert (deposit.stake, deposit.lost) == ("saving", 5000)

    def test_a_missed_balance_costs_the_deposit(self) -> None:
        (balance,) = plan().of("balance")
        assert (balance.opens, balance.closes, balance.stake, balance.lost) == (OPENS, CLOSES, "deposit", 5000)

    def test_where_the_terms_give_it_back_a_missed_balance_costs_only_the_saving(self) -> None:
        (balance,) = plan(refund={**KEEP, "deposit": "back"}).of("balance")
        assert (balance.stake, balance.lost, balance.back_before) == ("saving", 5000, Back(5000, 5000, 0))

    def test_days_begin_after_the_day_that_they_are_counted_from(self) -> None:
        got = timeline(order(), received=moment("11-08 14:00"))
        assert [(one.opens, one.closes) for one in got.of("refund")] == [(moment("11-08 14:00"), moment("11-16 00:00"))]

    def test_days_after_receipt_have_no_end_until_the_goods_have_come(self) -> None:
        (refund,) = plan().of("refund")
        assert (refund.opens, refund.closes, refund.days, refund.after) == (None, None, 7, "receipt")

    def test_the_cart_may_say_when_the_goods_came(self) -> None:
        got = timeline(order(received="2026-11-08T14:00:00+08:00"))
        assert got.received == moment("11-08 14:00")

    def test_protection_may_count_from_the_payment(self) -> None:
        (protection,) = plan(protection={"within": 15, "after": "payment"}).of("protection")
        assert (protection.opens, protection.closes) == (OPENS, moment("11-16 00:00"))
        assert (protection.stake, protection.lost) == ("difference", None)

    def test_protection_may_count_from_the_end_of_the_campaign(self) -> None:
        # It ends with the 11th: the 12th to the 18th are seven days.
        policy = {"within": 7, "after": "campaign", "campaign": "2026-11-12T00:00:00+08:00"}
        (protection,) = plan(protection=policy).of("protection")
        assert (protection.opens, protection.closes) == (OPENS, moment("11-19 00:00"))

    def test_a_coupon_and_an_offer_that_run_for_a_time_are_windows(self) -> None:
        early = {"take": {"off": 30}, "when": window("10-31 20:00", "11-12 00:00")}
        late = {"take": {"off": 40}, "when": window("10-25 00:00", "11-05 00:00"), "use": "coupon"}
        got = timeline(order(book(rules={"early": early, "late": late}), wallet={"coupons": ["late", "shop-coupon"]}))
        assert [(one.kind, one.rule, one.lost) for one in (*got.of("coupon"), *got.of("offer"))] == [
            ("coupon", "late", 4000),
            ("offer", "early", 3000),
        ]

    def test_without_a_deposit_there_is_one_payment_and_the_time_in_which_its_price_stands(self) -> None:
        sale = {"take": {"off": 30}, "when": window("10-20 00:00", "10-25 00:00")}
        coat = [{"id": "coat", "price": "899.00"}]
        (one,) = timeline(order(book(rules={"sale": sale}), lines=coat)).of("order")
        assert (one.pay, one.opens, one.closes) == (74900, moment("10-20 00:00"), moment("10-25 00:00"))
        assert (one.stake, one.lost) == ("saving", 3000)

    def test_a_promise_is_a_window_up_to_its_moment(self) -> None:
        rules = {"half": {"take": {"off": 30}, "if_promised": "x", "by": "2026-11-20T00:00:00+08:00", "chance": "50%"}}
        (promise,) = plan(rules=rules).of("promise")
        assert (promise.rule, promise.closes, promise.lost) == ("half", moment("11-20 00:00"), 3000)
        assert promise.chance == Fraction(1, 2)

    def test_a_voucher_is_a_window_with_what_has_to_be_spent(self) -> None:
        give = {"give": 100, "in": "voucher", "spend": 300, "valid": window("12-01 00:00", "12-31 00:00")["window"]}
        (voucher,) = plan(rules={"back": {"take": give}}).of("voucher")
        assert (voucher.opens, voucher.spend, voucher.lost) == (moment("12-01 00:00"), 30000, 10000)

    def test_windows_stand_in_order_of_time_and_those_without_a_date_last(self) -> None:
        got = plan(protection={"within": 15})
        assert [one.kind for one in got.windows] == ["deposit", "protection", "balance", "refund"]

    def test_a_payment_without_a_window_stands_where_it_is_paid(self) -> None:
        anytime = order(book(rules={}))
        rules = {**anytime.rulebook.rules}
        rules["deposit"] = rules["deposit"].model_copy(update={"when": EVERYTHING})
        got = timeline(order(anytime.rulebook.model_copy(update={"rules": rules})))
        assert [(one.kind, one.opens, one.at) for one in got.windows][:2] == [
            ("deposit", None, moment("10-21 20:01")),
            ("balance", OPENS, OPENS),
        ]

    def test_where_no_days_are_stated_there_is_nothing_to_miss(self) -> None:
        got = plan(refund={"binds": "20%"}, protection={"counts": "all"})
        assert [(one.stake, one.lost) for one in (*got.of("refund"), *got.of("protection"))] == [("nothing", 0)] * 2

    def test_a_deposit_that_is_all_there_is_to_pay_leaves_no_balance(self) -> None:
        got = plan(deposit={"deposit": 900, "counts": 950}, protection={"within": 15})
        assert [one.kind for one in got.windows if one.is_payment] == ["deposit"]
        assert [one.stage for one in got.phases] == ["unpaid", "paid"]
        assert Event("balance", None) not in [event for one in got.moments for event in one.events]
        assert not found(NightBalance, got) + found(DepositAboveLaw, got)

    def test_every_moment_is_told_in_the_zone_of_the_rulebook(self) -> None:
        utc = timeline(order(at="2026-10-21T12:01:00+00:00"))
        assert [one.at.isoformat() for one in utc.moments][:3] == [
            "2026-10-20T20:00:00+08:00",
            "2026-10-21T20:01:00+08:00",
            "2026-10-31T20:00:00+08:00",
        ]

    def test_a_moment_tells_everything_that_happens_at_it(self) -> None:
        got = plan()
        by_kind = {one.kind: at for at, one in enumerate(got.windows)}
        happening = next(one for one in got.moments if one.at == OPENS)
        assert set(happening.events) == {
            Event("balance", None),
            Event("closes", by_kind["deposit"]),
            Event("opens", by_kind["balance"]),
        }

    def test_goods_cannot_come_before_they_are_ordered(self) -> None:
        with pytest.raises(ProblemGroup) as caught:
            timeline(order(), received=moment("10-20 00:00"))
        assert isinstance(caught.value.problems[0].trouble, TooEarly)

    def test_a_day_in_spring_that_has_only_23_hours_ends_at_midnight_all_the_same(self) -> None:
        # Berlin, 29 March 2026: clocks go forward.
        ends = end_of_day(moment("03-28 12:00"), 1, "Europe/Berlin")
        assert ends.isoformat() == "2026-03-30T00:00:00+02:00"


class TestWhatComesBack:
    def test_each_phase_says_what_comes_back_if_one_stops(self) -> None:
        got = timeline(order(), received=moment("11-08 14:00"))
        assert [(one.stage, one.back) for one in got.phases] == [
            ("unpaid", Back(0, 0, None)),
            ("deposit", Back(5000, 0, 0)),
            ("paid", Back(72900, 72900, None)),
            ("received", Back(72900, 72900, None)),
            ("final", Back(72900, 0, None)),
        ]

    def test_phases_follow_each_other_without_a_gap(self) -> None:
        got = timeline(order(), received=moment("11-08 14:00")).phases
        assert [one.ends for one in got[:-1]] == [one.begins for one in got[1:]]

    def test_days_from_the_order_may_be_over_before_the_balance_is_paid(self) -> None:
        got = plan(refund={"within": 3, "after": "order"})
        assert [one.stage for one in got.phases] == ["unpaid", "deposit", "final"]

    def test_a_deposit_binds_up_to_a_fifth_of_the_price_by_the_law(self) -> None:
        # 899 - 50 - 20 - 100: deposit and balance are 729, and a fifth of that is 145.80.
        got = plan(deposit={"deposit": 400, "counts": 450})
        (deposit,) = got.of("deposit")
        assert (got.receipt.pay, deposit.back) == (72900, Back(40000, 0, 25420))

    def test_a_law_about_deposits_is_not_told_of_an_order_without_one(self) -> None:
        coat = [{"id": "coat", "price": "899.00"}]
        texts = timeline(order(lines=coat)).texts
        assert (texts.law, texts.binds) == (None, None)

    def test_without_a_law_only_the_terms_are_told(self) -> None:
        (deposit,) = plan(refund={"within": 7}).of("deposit")
        assert deposit.back == Back(5000, 0, None)

    def test_where_the_terms_are_silent_the_usual_is_assumed_and_said_so(self) -> None:
        got = plan(refund=None)
        assert (got.texts.assumed, got.of("refund")) == (True, ())
        assert got.of("balance")[0].lost == 5000

    def test_the_texts_say_where_it_is_written(self) -> None:
        texts = plan(refund={**KEEP, "source": {"zh": "规则 3", "en": "terms, 3"}}).texts
        assert texts.terms == Title("terms, 3", "规则 3")
        assert (texts.law, texts.binds) == (Title("Civil Code, article 586", "民法典第五百八十六条"), Fraction(1, 5))

    def test_postage_that_never_comes_back_does_not(self) -> None:
        lines = [{"id": "coat", "price": "899.00", "tags": "presale"}, {"id": "p", "price": "10", "kind": "shipping"}]
        got = timeline(order(book(refund={**KEEP, "postage": "never"}), lines=lines))
        assert got.phases[-1].back == Back(73900, 72900, None)


class TestFindings:
    def test_an_ordinary_presale_has_none(self) -> None:
        assert plan().findings == ()

    def test_a_coupon_that_lapses_before_the_balance_opens(self) -> None:
        early = {"take": {"off": 30}, "when": window("10-20 00:00", "10-31 00:00"), "use": "coupon"}
        got = timeline(order(book(rules={"early": early}), wallet={"coupons": ["early", "shop-coupon"]}))
        assert got.findings == (Lapses("early", moment("10-31 00:00"), OPENS, 3000),)

    def test_a_coupon_that_is_not_held_is_not_missed(self) -> None:
        early = {"take": {"off": 30}, "when": window("10-20 00:00", "10-31 00:00"), "use": "coupon"}
        assert plan(rules={"early": early}).findings == ()

    def test_an_offer_that_ends_while_the_balance_can_still_be_paid(self) -> None:
        night = {"take": {"off": 30}, "when": window("10-31 20:00", "11-01 00:00")}
        assert plan(rules={"night": night}).findings == (LapsesWithin("night", moment("11-01 00:00"), CLOSES, 3000),)

    def test_an_offer_that_begins_only_after_the_balance_has_opened(self) -> None:
        late = {"take": {"off": 30}, "when": window("11-01 00:00", "11-12 00:00")}
        assert plan(rules={"late": late}).findings == (BeginsWithin("late", moment("11-01 00:00"), OPENS, 3000),)

    def test_a_balance_that_is_open_for_less_than_a_day(self) -> None:
        short = {"from": BALANCES["from"], "until": "2026-11-01T08:00:00+08:00"}
        assert plan(balance=short).findings == (ShortBalance(OPENS, moment("11-01 08:00"), 720),)

    @pytest.mark.parametrize(
        ("start", "end", "only"),
        [
            ("11-01 01:00", "11-02 01:00", False),
            ("11-01 00:00", "11-01 07:00", True),
            ("10-31 23:00", "11-01 07:00", True),
            ("10-31 23:00", "11-01 07:01", False),
        ],
    )
    def test_a_balance_that_opens_in_the_night(self, start: str, end: str, only: bool) -> None:
        (night,) = found(NightBalance, plan(balance=window(start, end)["window"]))
        assert night.only is only

    def test_seven_in_the_morning_is_not_the_night(self) -> None:
        assert not found(NightBalance, plan(balance=window("11-01 07:00", "11-03 00:00")["window"]))

    def test_a_balance_that_stays_open_for_days_may_open_in_the_night(self) -> None:
        assert not found(NightBalance, plan(balance=window("11-01 01:00", "11-02 01:01")["window"]))
        assert not found(NightBalance, plan(balance=window("11-01 01:00", None)["window"]))

    @pytest.mark.parametrize(("at", "over"), [("10-01 00:00", False), ("10-31 20:00", True), ("11-20 00:00", True)])
    def test_a_deposit_that_cannot_be_made_yet_or_any_more_is_told(self, at: str, over: bool) -> None:
        got = timeline(order(at=moment(at).isoformat()))
        assert got.findings == (DepositNotOpen("deposit", moment("10-20 20:00"), OPENS, over),)

    def test_a_deposit_that_this_order_would_not_make_is_not_missed(self) -> None:
        early = moment("10-01 00:00").isoformat()
        assert timeline(order(at=early, lines=[{"id": "coat", "price": "899.00"}])).findings == ()
        assert timeline(order(at=early, choices={"skip": ["deposit"]})).findings == ()

    def test_a_deposit_above_what_the_law_lets_bind(self) -> None:
        got = plan(deposit={"deposit": 400, "counts": 450})
        assert found(DepositAboveLaw, got) == [
            DepositAboveLaw(("coat",), 40000, 72900, 14580, 25420, Fraction(1, 5)),
        ]

    def test_each_presale_item_is_bound_by_its_own_price(self) -> None:
        # 50 on 899 binds; 50 on 100 is more than a fifth of what it costs.
        lines = [
            {"id": "coat", "price": "899.00", "tags": "presale"},
            {"id": "hat", "price": "150.00", "tags": "presale"},
        ]
        (above,) = found(DepositAboveLaw, timeline(order(lines=lines)))
        assert above.lines == ("hat",)

    def test_a_deposit_that_lowers_no_price(self) -> None:
        assert plan(deposit={"deposit": 50}).findings == (DepositSavesNothing("deposit", 5000),)

    def test_a_deposit_whose_cut_costs_as_much_of_another(self) -> None:
        # With it 950 - 50 - 20 is 880, which reaches 300 twice; without it 930 reaches 300 three times.
        coat = [{"id": "coat", "price": "950.00", "tags": "presale"}]
        got = timeline(order(lines=coat))
        assert (got.receipt.pay, got.findings) == (78000, (DepositSavesNothing("deposit", 5000),))

    def test_protection_that_ends_before_the_balance_is_paid(self) -> None:
        got = plan(protection={"within": 7})
        (ends,) = found(ProtectionEndsFirst, got)
        assert (ends.before, ends.closes, ends.at, ends.minutes) == ("balance", moment("10-29 00:00"), OPENS, 4080)

    def test_protection_that_ends_before_the_goods_have_come(self) -> None:
        got = timeline(order(book(protection={"within": 15})), received=moment("11-08 14:00"))
        (ends,) = found(ProtectionEndsFirst, got)
        assert (ends.before, ends.at) == ("receipt", moment("11-08 14:00"))

    def test_goods_that_come_too_late_to_go_back(self) -> None:
        got = timeline(order(book(refund={"within": 14, "after": "order"})), received=moment("11-08 14:00"))
        assert found(RefundEndsFirst, got) == [RefundEndsFirst(moment("11-05 00:00"), moment("11-08 14:00"))]

    def test_a_promise_that_is_decided_after_the_goods_can_go_back(self) -> None:
        promised = {"take": {"off": 30}, "if_promised": "first 100", "by": "2026-12-20T00:00:00+08:00"}
        got = timeline(order(book(rules={"half": promised})), received=moment("11-08 14:00"))
        assert found(PromiseAfterRefund, got) == [
            PromiseAfterRefund("half", moment("12-20 00:00"), moment("11-16 00:00"))
        ]

    def test_a_voucher_that_is_over_before_the_order_is_paid(self) -> None:
        give = {"give": 100, "in": "voucher", "valid": window(None, "10-31 12:00")["window"]}
        got = plan(rules={"back": {"take": give}})
        assert found(VoucherEndsFirst, got) == [VoucherEndsFirst("back", moment("10-31 12:00"), OPENS)]

    def test_a_balance_that_has_no_window_is_not_found_to_be_anything(self) -> None:
        assert timeline(order(book(balance=None))).findings == ()

    def test_an_order_without_a_moment_still_has_a_timeline(self) -> None:
        plain = cart(at=None, lines=[{"id": "coat", "price": "899.00"}])
        assert plain.at is None
        got = timeline(order(at=None, lines=[{"id": "coat", "price": "899.00"}]))
        assert (got.moments, [one.kind for one in got.windows]) == ((), ["order", "refund"])
