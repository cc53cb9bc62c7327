"""Statements about prices that fall after the order: which prices are compared, what is owed, and why not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from promocalc import Cart, Rule, Rulebook, price
from promocalc.engine import Receipt
from promocalc.problems import OutOfRange, ProblemGroup, TooEarly, UnknownLine
from promocalc.rules.compose import Composed
from promocalc.timeline.protect import protect
from promocalc.timeline.protected import (
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
        assert (got.owed, got.lines[0].why) == (2000, LessToRefund(8000, 2000))
        assert protect(self.terms(), prices={"a": 2000}, refunded={"a": 9000}).lines[0].why == NothingToRefund()

    def test_a_balance_that_is_not_paid_yet_falls_and_the_deposit_stays(self) -> None:
        balance = {"from": "2020-11-11T00:00:00+08:00", "until": "2020-11-12T00:00:00+08:00"}
        deposit = rule("deposit", {"deposit": 100, "counts": 150, "balance": balance})
        paid = run(deposit, cart(1000, at="2020-10-21T10:00:00+08:00"))
        got = protect(paid, at=moment("2020-11-05T00:00:00+08:00"), prices={"a": 90000})
        assert (got.owed, got.lines[0].why) == (0, BalanceFalls(10000))
        later = moment("2020-11-11T08:00:00+08:00")
        assert protect(paid, at=later, prices={"a": 90000}).owed == 10000

    def test_what_is_no_longer_sold_has_no_price(self) -> None:
        got = protect(run(OFF_10, cart(100, 100)), cart(80))
        assert [line.why for line in got.lines] == [None, NotSoldNow()]
        assert (got.lines[1].now, got.lines[1].naive) == (None, None)

    def test_terms_that_say_nothing_are_taken_to_be_the_usual_and_that_is_said(self) -> None:
        silent = price(cart(100), Rulebook.of("shop", OFF_10))
        assert protect(silent, prices={"a": 9000}).assumed
        assert not protect(self.terms(), prices={"a": 9000}).assumed


class TestWhatCannotBe:
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
