"""Statements about when things are paid and judged: windows of deposits and balances, promises, what is left out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from promocalc import Cart, Rulebook, price
from promocalc.engine import Receipt
from promocalc.engine.outcome import (
    AssumedBalanceDay,
    LapsesBefore,
    LeftOut,
    NoMoment,
    OnlyPromised,
    OutsideWindow,
    Promise,
    Skipped,
)
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import PromisedCut
from promocalc.problems import BalanceOutside, BalanceTooEarly, NoDepositOpen, ProblemGroup, WindowsApart

DEPOSITS = {"from": "2019-10-21T00:00:00+08:00", "until": "2019-11-10T22:00:00+08:00"}
BALANCE = {"from": "2019-11-11T01:00:00+08:00", "until": "2019-11-12T00:00:00+08:00"}
ORDERED = "2019-10-25T20:00:00+08:00"
DAY = "2019-11-11T12:00:00+08:00"
PRESALE: dict[str, Any] = {"take": {"deposit": 50, "counts": 100, "balance": BALANCE}, "when": {"window": DEPOSITS}}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def until(text: str) -> dict[str, Any]:
    return {"window": {"until": text}}


def priced(rules: dict[str, Any], lines: Any = 300, tree: Any = None, **facts: Any) -> Receipt:
    """One line (or several) under rules, one after the other."""
    found = [{"id": "a", "unit_price": lines}] if isinstance(lines, int) else lines
    book = Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": tree or list(rules)})
    return price(Cart.model_validate({"lines": found, "at": ORDERED, **facts}), book)


def skipped(receipt: Receipt, rule: str) -> Any:
    """Why a rule was skipped; None where it was not."""
    outcome = next(step.outcome for step in receipt.steps if step.rule == rule)
    return outcome.reason if isinstance(outcome, Skipped) else None


def refused(rules: dict[str, Any], **facts: Any) -> Any:
    with pytest.raises(ProblemGroup) as caught:
        priced(rules, **facts)
    (problem,) = caught.value.problems
    return problem.trouble


class TestPayments:
    def test_a_deposit_when_it_is_ordered_and_the_balance_as_soon_as_it_can_be(self) -> None:
        got = priced({"d": PRESALE})
        deposit, balance = got.payments
        assert (deposit.stage, deposit.rule, deposit.at, deposit.amount) == ("deposit", "d", moment(ORDERED), 5000)
        assert (deposit.opens, deposit.closes) == (moment(DEPOSITS["from"]), moment(DEPOSITS["until"]))
        assert (balance.stage, balance.rule, balance.at) == ("balance", None, moment(BALANCE["from"]))
        assert (balance.opens, balance.closes, balance.amount) == (
            *(moment(BALANCE["from"]), moment(BALANCE["until"])),
            20000,
        )
        assert AssumedBalanceDay(moment(BALANCE["from"])) in got.assumptions

    def test_a_stated_day_is_not_assumed(self) -> None:
        got = priced({"d": PRESALE}, balance_at=DAY)
        assert (got.at, got.balance_at, got.payments[-1].at) == (moment(ORDERED), moment(DAY), moment(DAY))
        assert not any(isinstance(one, AssumedBalanceDay) for one in got.assumptions)

    def test_nobody_pays_a_deposit_before_or_after_its_window(self) -> None:
        for at in ("2019-10-20T23:59:59+08:00", DEPOSITS["until"]):
            got = priced({"d": PRESALE}, at=at)
            assert [(one.stage, one.amount) for one in got.payments] == [("order", 30000)]
            assert isinstance(skipped(got, "d"), OutsideWindow)
        assert priced({"d": PRESALE}, at="2019-11-10T21:59:59+08:00").deposits == 5000

    def test_nobody_pays_one_at_no_moment(self) -> None:
        got = priced({"d": PRESALE}, at=None)
        assert got.deposits == 0
        assert skipped(got, "d") == NoMoment()

    def test_a_deposit_without_windows_is_due_on_no_day(self) -> None:
        got = priced({"d": {"take": {"deposit": 50}}})
        assert [(one.stage, one.at, one.opens, one.closes) for one in got.payments] == [
            ("deposit", moment(ORDERED), None, None),
            ("balance", None, None, None),
        ]

    def test_balances_of_two_presales_are_paid_when_both_can_be(self) -> None:
        later = {"from": "2019-11-11T08:00:00+08:00", "until": "2019-11-13T00:00:00+08:00"}
        rules = {"d": PRESALE, "e": {"take": {"deposit": 10, "balance": later}}}
        last = priced(rules).payments[-1]
        assert (last.at, last.opens, last.closes) == (
            *(moment(later["from"]), moment(later["from"])),
            moment(BALANCE["until"]),
        )

    def test_the_window_is_that_of_the_deposits_that_the_cart_makes(self) -> None:
        """Another deposit in the book is for goods that are not in the cart."""
        later = {"from": "2019-11-12T08:00:00+08:00"}
        rules = {"d": PRESALE, "e": {"on": {"tag": "other"}, "take": {"deposit": 10, "balance": later}}}
        assert priced(rules).balance_at == moment(BALANCE["from"])

    def test_presale_and_stock_goods_are_settled_together(self) -> None:
        """A coupon of the day takes its share of both."""
        coupon = {"when": {"window": BALANCE}, "from": 350, "take": {"off": 35}}
        rules = {"d": {**PRESALE, "on": {"tag": "presale"}}, "c": coupon}
        goods = [
            {"id": "a", "unit_price": 300, "tags": ["presale"]},
            {"id": "b", "unit_price": 100},
        ]
        got = priced(rules, goods)
        assert [(line.id, line.pay, line.deposit) for line in got.lines] == [("a", 22500, 5000), ("b", 9000, 0)]
        assert [one.amount for one in got.payments] == [5000, 26500]

    def test_who_orders_late_pays_the_balance_at_once(self) -> None:
        """The balance can be paid already when the deposit is."""
        got = priced({"d": {"take": {"deposit": 50, "balance": BALANCE}}}, at=DAY)
        assert [one.at for one in got.payments] == [moment(DAY), moment(DAY)]

    def test_every_reading_is_settled_by_itself(self) -> None:
        """Coupon first, 285 are too little for the deposit, and the order is paid while the early rule lasts."""
        rules = {
            "d": {**PRESALE, "from": 290},
            "c": {"take": {"off": 15}},
            "early": {"when": until("2019-11-01T00:00:00+08:00"), "take": {"off": 7}},
        }
        for names in (("deposit", "coupon"), ("coupon", "deposit")):
            trees = {"deposit": ["d", "c"], "coupon": ["c", "d"]}
            got = priced(rules, tree=[{"unstated": {f"{name} first": trees[name] for name in names}}, "early"])
            assert got.range == (30000 - 5000 - 1500, 30000 - 1500 - 700)


class TestRefusedMoments:
    def test_a_balance_outside_its_window(self) -> None:
        for day in ("2019-11-11T00:59:59+08:00", BALANCE["until"]):
            trouble = refused({"d": PRESALE}, balance_at=day)
            assert isinstance(trouble, BalanceOutside)
            assert trouble.opens == BALANCE["from"]

    def test_a_balance_before_the_deposit(self) -> None:
        rules = {"d": {"take": {"deposit": 50}}}
        assert isinstance(refused(rules, balance_at="2019-10-25T19:59:59+08:00"), BalanceTooEarly)
        assert priced(rules, balance_at=ORDERED).balance_at == moment(ORDERED)

    def test_nobody_orders_after_the_balance_could_be_paid(self) -> None:
        rules = {"d": {"take": {"deposit": 50, "balance": BALANCE}}}
        assert isinstance(refused(rules, at=BALANCE["until"]), BalanceOutside)

    def test_balances_that_cannot_be_paid_together(self) -> None:
        rules = {"d": PRESALE, "e": {"take": {"deposit": 10, "balance": {"from": BALANCE["until"]}}}}
        assert refused(rules) == WindowsApart(("d", "e"))
        with pytest.raises(ProblemGroup) as caught:
            priced(rules)
        # The one that opens when the others are over is what nobody can pay together with them.
        assert caught.value.problems[0].where.path == ("rules", "e", "take", "balance")

    def test_unless_one_of_the_deposits_is_left(self) -> None:
        rules = {"d": PRESALE, "e": {"take": {"deposit": 10, "balance": {"from": BALANCE["until"]}}}}
        assert priced(rules, choices={"skip": "e"}).deposits == 5000

    def test_a_balance_where_no_deposit_could_be_paid(self) -> None:
        assert isinstance(refused({"d": PRESALE}, at="2019-11-10T22:00:00+08:00", balance_at=DAY), NoDepositOpen)

    def test_who_leaves_every_deposit_may_still_say_a_day(self) -> None:
        got = priced({"d": PRESALE}, balance_at=DAY, choices={"skip": "d"})
        assert (got.pay, got.balance_at) == (30000, None)


class TestJudged:
    def test_with_the_balance_unless_a_rule_goes_with_the_deposit(self) -> None:
        early = {"when": until("2019-11-01T00:00:00+08:00"), "take": {"off": 30}}
        assert priced({"d": PRESALE, "c": early}).pay == 25000
        assert priced({"d": PRESALE, "c": {**early, "stage": "balance"}}).pay == 25000
        assert priced({"d": PRESALE, "c": {**early, "stage": "deposit"}}).pay == 22000

    def test_a_rule_of_the_day_is_not_there_when_the_deposit_is_paid(self) -> None:
        rules = {"d": PRESALE, "c": {"when": {"window": BALANCE}, "take": {"off": 30}}}
        assert priced(rules).pay == 22000
        assert priced(rules, choices={"skip": "d"}).pay == 30000  # paid at once, before the day
        assert priced(rules, choices={"skip": "d"}, at=DAY).pay == 27000

    def test_daily_hours_are_those_of_the_balance(self) -> None:
        night = {"when": {"hours": {"from": "01:00", "until": "02:00"}}, "take": {"off": 30}}
        assert priced({"d": PRESALE, "c": night}).pay == 22000
        assert priced({"d": PRESALE, "c": night}, balance_at=DAY).pay == 25000

    def test_a_coupon_that_lapses_before_the_balance_is_found(self) -> None:
        lapse = "2019-11-11T01:00:00+08:00"
        got = priced({"d": PRESALE, "c": {"when": until(lapse), "take": {"off": 30}, "use": "coupon"}})
        assert LapsesBefore("c", moment(lapse), moment(BALANCE["from"])) in got.assumptions
        assert got.pay == 25000

    def test_one_that_lasts_or_never_held_is_not_told(self) -> None:
        for when in (until("2019-11-11T01:00:01+08:00"), until("2019-10-25T00:00:00+08:00")):
            got = priced({"d": PRESALE, "c": {"when": when, "take": {"off": 30}}})
            assert not any(isinstance(one, LapsesBefore) for one in got.assumptions)

    @pytest.mark.parametrize(
        ("deposit", "tree"),
        [
            ({"from": 301}, None),
            ({"take": {"deposit": "line.deposit", "counts": 100, "balance": BALANCE}, "each": "line"}, None),
            ({}, [{"best_of": ["big", "d"]}, "c"]),
        ],
    )
    def test_an_order_that_makes_no_deposit_in_the_end_is_paid_at_once(self, deposit: Any, tree: Any) -> None:
        """Below its threshold, of lines that say none, or beaten: rules are judged when it is ordered."""
        early = {"when": until("2019-11-01T00:00:00+08:00"), "take": {"off": 30}}
        big = {} if tree is None else {"big": {"take": {"off": 200}}}
        got = priced({"d": {**PRESALE, **deposit}, "c": early, **big}, tree=tree)
        assert got.deposits == 0
        assert [one.stage for one in got.payments] == ["order"]
        assert got.balance_at is None
        assert skipped(got, "c") is None
        assert not any(isinstance(one, AssumedBalanceDay) for one in got.assumptions)


class TestPromises:
    def rules(self, **more: Any) -> dict[str, Any]:
        return {
            "half": {"take": {"off": "50%"}, "if_promised": "among the first 100"},
            "chat": {"take": {"off": 20}, "if_promised": "if customer service agrees", **more},
            "c": {"from": 100, "take": {"off": 10}},
        }

    def test_a_promised_cut_is_not_counted(self) -> None:
        got = priced(self.rules())
        assert (got.pay, got.saved) == (29000, 1000)
        assert skipped(got, "half") == skipped(got, "chat") == OnlyPromised()

    def test_each_says_what_it_would_save_alone(self) -> None:
        """Half of 300 is 150; 20 are 20. Both: 300 / 2 - 20 - 10."""
        got = priced(self.rules())
        assert got.promised == (PromisedCut("half", 15000), PromisedCut("chat", 2000))
        assert got.if_kept is not None
        assert got.if_kept.pay == 12000
        assert {Promise("half"), Promise("chat")} <= set(got.assumptions)

    def test_a_kept_promise_may_put_a_threshold_out_of_reach(self) -> None:
        """Half of 190 are 95, below the 100 of the coupon: 95 less, and 10 more."""
        got = priced(self.rules(), 190)
        assert (got.pay, got.promised[0]) == (18000, PromisedCut("half", 8500))

    def test_what_is_promised_on_another_day_saves_nothing(self) -> None:
        got = priced(self.rules(when=until(ORDERED)))
        assert got.promised == (PromisedCut("half", 15000),)

    def test_where_nothing_is_promised_there_is_no_other_total(self) -> None:
        got = priced({"c": {"take": {"off": 10}}})
        assert (got.promised, got.if_kept) == ((), None)

    def test_a_promise_on_the_balance_leaves_the_deposit(self) -> None:
        free = {"take": {"off": "100%"}, "if_promised": "one in a thousand orders is free", "chance": "0.1%"}
        got = priced({"d": PRESALE, "free": free})
        assert (got.pay, got.promised) == (25000, (PromisedCut("free", 20000),))
        assert got.if_kept is not None
        assert [one.amount for one in got.if_kept.payments] == [5000, 0]


class TestLeftOut:
    def test_a_rule_that_is_left_out_of_a_comparison_says_so(self) -> None:
        rules = {"d": PRESALE, "c": {"take": {"off": 10}}}
        book = Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": ["d", "c"]})
        bought = Cart.model_validate({"lines": [{"id": "a", "unit_price": 300}]})
        without = Pricer(book, at=moment(ORDERED), left_out=frozenset({"c"})).price(bought)
        assert (without.pay, skipped(without, "c")) == (25000, LeftOut())
        assert Pricer(book, at=moment(ORDERED), left_out=frozenset({"d"})).price(bought).pay == 29000
