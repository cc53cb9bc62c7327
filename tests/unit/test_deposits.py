"""Statements about deposits and balances: what is paid when, and what may still come off. Figures by hand, in cents."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar

import pytest

from promocalc import Cart, Choices, Rulebook, price
from promocalc.engine import Receipt, Step
from promocalc.engine.bind import wide
from promocalc.engine.outcome import Applied, BelowThreshold, Clipped, Excluded, NotChosen, Refused, Skipped
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret, record, tabulate
from tests.naive import NotNaive, naive_price


def cart(lines: dict[str, Any], **facts: Any) -> Cart:
    """Lines by id: a price, or (price, quantity), or a mapping; all of a presale unless they say otherwise."""
    found = []
    for name, line in lines.items():
        match line:
            case dict():
                said = line
            case (amount, quantity):
                said = {"unit_price": amount, "quantity": quantity}
            case amount:
                said = {"unit_price": amount}
        found.append({"id": name, "tags": ["presale"], **said})
    return Cart.model_validate({"lines": found, **facts})


def book(rules: dict[str, Any], tree: Any = None, **facts: Any) -> Rulebook:
    tree = list(rules) if tree is None else tree
    return Rulebook.model_validate({"rulebook": "shop", "rules": rules, "price": tree, **facts})


def paid(lines: dict[str, Any], rules: dict[str, Any], tree: Any = None, **facts: Any) -> Receipt:
    """The receipt of a cart under rules, one after the other unless ``tree`` says otherwise."""
    of_cart = {key: facts.pop(key) for key in ("at", "wallet", "choices", "shopper", "balance_at") if key in facts}
    bought, terms = cart(lines, **of_cart), book(rules, tree, **facts)
    got = price(bought, terms)
    with suppress(NotNaive):  # the figures are those of the naive reading as well
        naive = naive_price(bought, terms)
        assert (got.pay, lines_of(got)) == (
            naive.pay,
            {name: (pay, naive.deposits.get(name, 0)) for name, pay in naive.lines.items() if name in lines_of(got)},
        )
    return got


def deposit(money: Any, **more: Any) -> dict[str, Any]:
    """A rule: a deposit for lines of a presale; ``counts``, ``off`` and ``balance`` belong to its take."""
    take = {"deposit": money} | {key: more.pop(key) for key in ("counts", "off", "balance") if key in more}
    return {"on": {"tag": "presale"}, "take": take, **more}


def step(receipt: Receipt, rule: str, pool: str = "") -> Step:
    return next(one for one in receipt.steps if one.rule == rule and one.pool == pool)


def stages(receipt: Receipt) -> list[tuple[str, int]]:
    return [(payment.stage, payment.amount) for payment in receipt.payments]


def lines_of(receipt: Receipt) -> dict[str, tuple[int, int]]:
    """What each line costs, and what of that is paid with a deposit."""
    return {line.id: (line.pay, line.deposit) for line in receipt.lines}


STOCK = {"unit_price": 100, "tags": []}


class TestKinds:
    def test_a_plain_deposit_changes_no_price(self) -> None:
        got = paid({"a": 300}, {"d": deposit(50)})
        assert (got.pay, got.saved, stages(got)) == (30000, 0, [("deposit", 5000), ("balance", 25000)])
        assert isinstance(step(got, "d").outcome, Applied)

    def test_a_deposit_that_swells_takes_off_what_it_counts_for_beyond_itself(self) -> None:
        """定金50抵100: 250, of which 50 now and 200 later."""
        got = paid({"a": 300}, {"d": deposit(50, counts=100)})
        assert (got.pay, got.saved, stages(got)) == (25000, 5000, [("deposit", 5000), ("balance", 20000)])

    def test_a_deposit_for_which_the_price_falls(self) -> None:
        """付定立减20: 280, of which 50 now and 230 later."""
        got = paid({"a": 300}, {"d": deposit(50, off=20)})
        assert (got.pay, got.saved, stages(got)) == (28000, 2000, [("deposit", 5000), ("balance", 23000)])

    def test_a_deposit_that_counts_as_itself_is_a_plain_one(self) -> None:
        assert paid({"a": 300}, {"d": deposit(50, counts=50)}).pay == 30000

    def test_a_deposit_in_percent(self) -> None:
        got = paid({"a": "299.90"}, {"d": deposit("10%", counts="20%")})
        assert stages(got) == [("deposit", 2999), ("balance", 23992)]

    def test_deposit_and_what_it_counts_for_are_rounded_each_by_itself(self) -> None:
        """Of 0.05: 10 % is 0.01, and so is 20 %."""
        assert stages(paid({"a": "0.05"}, {"d": deposit("10%", counts="20%")})) == [("deposit", 1), ("balance", 4)]

    def test_a_deposit_on_a_price_that_a_rule_has_lowered(self) -> None:
        rules = {"sale": {"take": {"off": 100}}, "d": deposit("10%")}
        assert stages(paid({"a": 300}, rules)) == [("deposit", 2000), ("balance", 18000)]

    def test_a_deposit_of_the_tag_price_where_it_says_so(self) -> None:
        rules = {"sale": {"take": {"off": 100}}, "d": deposit("10%", of="marked")}
        assert stages(paid({"a": 300}, rules)) == [("deposit", 3000), ("balance", 17000)]

    def test_every_line_says_its_own(self) -> None:
        """A line without a deposit is bought from stock."""
        rules = {"d": deposit("line.deposit", counts="line.counts", each="piece")}
        own = {"unit_price": 300, "attributes": {"deposit": "50", "counts": "100"}}
        got = paid({"a": {**own, "quantity": 2}, "b": 10}, rules)
        assert lines_of(got) == {"a": (50000, 10000), "b": (1000, 0)}

    def test_a_line_without_a_deposit_has_nothing_off_either(self) -> None:
        rules = {"d": deposit("line.deposit", off="10%", each="line")}
        got = paid({"a": {"unit_price": 100, "attributes": {"deposit": "10"}}, "b": 100}, rules)
        assert lines_of(got) == {"a": (9000, 1000), "b": (10000, 0)}

    def test_no_deposit_below_its_threshold(self) -> None:
        got = paid({"a": 300}, {"d": deposit(50, counts=100, **{"from": "300.01"})})
        assert stages(got) == [("order", 30000)]
        outcome = step(got, "d").outcome
        assert isinstance(outcome, Skipped)
        assert isinstance(outcome.reason, BelowThreshold)

    def test_a_cap_holds_what_comes_off_and_not_what_is_paid(self) -> None:
        assert stages(paid({"a": 300}, {"d": deposit(50, off="20%", cap=40)})) == [
            ("deposit", 5000),
            ("balance", 21000),
        ]


class TestDividing:
    def test_one_deposit_for_each_piece(self) -> None:
        got = paid({"a": (300, 3)}, {"d": deposit(50, counts=100, each="piece")})
        assert stages(got) == [("deposit", 15000), ("balance", 60000)]

    def test_one_deposit_for_each_line(self) -> None:
        got = paid({"a": (300, 3), "b": 100}, {"d": deposit(50, each="line")})
        assert lines_of(got) == {"a": (90000, 5000), "b": (10000, 5000)}

    def test_one_deposit_for_the_order_is_divided_by_price(self) -> None:
        """10.01 over 20 and 10: 6.67 and 3.34; the fall of 5.00: 3.33 and 1.67."""
        got = paid({"a": 20, "b": 10}, {"d": deposit("10.01", off=5)})
        assert lines_of(got) == {"a": (1667, 667), "b": (833, 334)}

    def test_one_deposit_for_every_shop(self) -> None:
        lines = {"a": {"unit_price": 30, "store": "A"}, "b": {"unit_price": 40, "store": "B"}}
        got = paid(lines, {"d": deposit(10, per="store")})
        assert [one.deposit for one in got.steps] == [1000, 1000]
        assert stages(got) == [("deposit", 2000), ("balance", 5000)]

    def test_odd_cents_lie_on_the_first_pieces(self) -> None:
        """10.00 for 3 pieces of 20.00: 3.34, 3.33, 3.33; of each balance 5 %: 0.833 and 0.8335 are 0.83 twice more."""
        rules = {"d": deposit(10), "vip": {"per": "piece", "of": "running - paid", "take": {"off": "5%"}}}
        got = paid({"a": (20, 3)}, rules)
        told = [(one.base, one.pieces, one.deduction) for one in got.steps if one.rule == "vip"]
        assert told == [(1666, 1, 83), (1667, 2, 166)]

    def test_two_deposits_on_one_line(self) -> None:
        got = paid({"a": 300}, {"d": deposit(50, counts=100), "e": deposit("10%")})
        assert stages(got) == [("deposit", 5000), ("deposit", 2500), ("balance", 17500)]
        assert [one.rule for one in got.payments] == ["d", "e", None]

    def test_deposits_of_two_lines(self) -> None:
        rules = {"d": {"on": {"id": "a"}, "take": {"deposit": 20}}, "e": {"on": {"id": "b"}, "take": {"deposit": 30}}}
        assert lines_of(paid({"a": 100, "b": 100}, rules)) == {"a": (10000, 2000), "b": (10000, 3000)}

    def test_stock_goods_are_paid_with_the_balance(self) -> None:
        got = paid({"a": 300, "b": STOCK}, {"d": deposit(50, counts=100)})
        assert lines_of(got) == {"a": (25000, 5000), "b": (10000, 0)}
        assert stages(got) == [("deposit", 5000), ("balance", 30000)]

    def test_nobody_pays_more_at_once_than_the_price(self) -> None:
        got = paid({"a": 30}, {"d": deposit(50)})
        assert stages(got) == [("deposit", 3000), ("balance", 0)]
        assert isinstance(step(got, "d").outcome, Clipped)

    def test_what_is_paid_does_not_come_off_any_more(self) -> None:
        """定金50抵60 on 55: 50 are paid, and only the 5 that are left come off."""
        got = paid({"a": 55}, {"d": deposit(50, counts=60)})
        assert (stages(got), got.saved) == ([("deposit", 5000), ("balance", 0)], 500)
        assert isinstance(step(got, "d").outcome, Clipped)

    def test_a_deposit_is_made_even_where_nothing_is_left_to_come_off(self) -> None:
        got = paid({"a": 9}, {"d": deposit(10, counts=20)})
        assert stages(got) == [("deposit", 900), ("balance", 0)]
        assert isinstance(step(got, "d").outcome, Clipped)

    def test_pieces_that_are_pools_bear_their_own_deposit(self) -> None:
        rules = {"d": deposit(10, counts=20, per="piece", share={"over": "pool"})}
        assert lines_of(paid({"a": (30, 2)}, rules)) == {"a": (4000, 2000)}

    def test_pools_that_the_whole_order_pays_for_see_what_is_paid_already(self) -> None:
        """Two deposits of 30, by pieces, over 20 and 100: 15 each, then the 5 that are left of a, and 15."""
        lines = {"a": {"unit_price": 20, "store": "A"}, "b": {"unit_price": 100, "store": "B"}}
        rules = {"d": deposit(30, per="store", share={"by": "pieces", "over": "order"})}
        assert lines_of(paid(lines, rules)) == {"a": (2000, 2000), "b": (10000, 3000)}


class TestTheBalance:
    @pytest.mark.parametrize(("off", "pay"), [("89.99", 1001), (90, 1000), (95, 1000)])
    def test_a_coupon_takes_the_balance_and_no_deposit(self, off: Any, pay: int) -> None:
        """JD 2018: 100 with a deposit of 10; a coupon of 90 or more leaves a balance of 0."""
        got = paid({"a": 100}, {"d": deposit(10), "c": {"from": 100, "take": {"off": off}, "use": "coupon"}})
        assert (got.pay, got.deposits) == (pay, 1000)

    def test_a_tool_has_to_be_smaller_than_the_balance(self) -> None:
        """Tmall: refused at equality, used a cent below."""
        tool = {"floor": "0.01", "over": "refuse"}
        equal = paid({"a": 100}, {"d": deposit(10), "c": {"take": {"off": 90}, **tool}})
        below = paid({"a": 100}, {"d": deposit(10), "c": {"take": {"off": "89.99"}, **tool}})
        assert (equal.pay, below.pay) == (10000, 1001)
        assert isinstance(step(equal, "c").outcome, Refused)

    def test_a_percentage_of_the_balance_alone(self) -> None:
        """88VIP: 5 % of 250 - 50."""
        got = paid({"a": 300}, {"d": deposit(50, counts=100), "vip": {"of": "running - paid", "take": {"off": "5%"}}})
        assert (step(got, "vip").base, got.pay) == (20000, 24000)

    def test_a_threshold_counts_deposit_and_balance(self) -> None:
        """The price after the deposit's cut: 250, be it paid now or later."""
        rules = {"d": deposit(50, counts=100)}
        assert paid({"a": 300}, rules | {"c": {"from": 250, "take": {"off": 20}}}).pay == 23000
        assert paid({"a": 300}, rules | {"c": {"from": "250.01", "take": {"off": 20}}}).pay == 25000

    def test_a_threshold_on_the_balance(self) -> None:
        rules = {"d": deposit(50), "c": {"from": "250.01", "measure": "running - paid", "take": {"off": 20}}}
        assert paid({"a": 300}, rules).pay == 30000
        assert paid({"a": "300.01"}, rules).pay == 28001

    def test_a_threshold_on_what_is_paid(self) -> None:
        rules = {"d": deposit("10%"), "c": {"from": 30, "measure": "paid", "of": "running", "take": {"off": 20}}}
        assert paid({"a": "299.94"}, rules).pay == 29994  # 10 % are 29.99
        assert paid({"a": 300}, rules).pay == 28000

    def test_what_a_paid_line_cannot_bear_is_lost_or_borne_by_others(self) -> None:
        """30 by pieces over two lines of 20, of which one has 10 paid."""
        rules = {"d": {"on": {"id": "a"}, "take": {"deposit": 10}}}
        cut = {"take": {"off": 30}, "share": {"by": "pieces"}}
        assert lines_of(paid({"a": 20, "b": 20}, rules | {"c": cut})) == {"a": (1000, 1000), "b": (500, 0)}
        respread = paid({"a": 20, "b": 20}, rules | {"c": cut | {"over": "respread"}})
        assert lines_of(respread) == {"a": (1000, 1000), "b": (0, 0)}
        assert paid({"a": 20, "b": 20}, rules | {"c": cut | {"over": "refuse"}}).pay == 4000

    def test_a_floor_stands_above_what_is_paid(self) -> None:
        """Two pieces of 20, 10 paid of each, 1 has to be left of each besides."""
        rules = {"d": deposit(10, each="piece"), "c": {"take": {"off": 100}, "floor": 1}}
        assert paid({"a": (20, 2)}, rules).pay == 2200

    def test_a_price_is_lowered_no_further_than_what_is_paid(self) -> None:
        assert paid({"a": 100}, {"d": deposit(40), "to": {"take": {"to": 30}}}).pay == 4000
        assert paid({"a": 100}, {"d": deposit(40), "to": {"take": {"to": 60}}}).pay == 6000

    def test_sets_and_picks_take_no_paid_piece(self) -> None:
        """第二件0元: of two pieces of 100, 30 paid of each, the second one keeps its 30."""
        rules = {"d": deposit(30, each="piece"), "half": {"sets": {"of": 2}, "pick": {"cheapest": 1}}}
        rules["half"] |= {"take": {"off": "100%"}}
        assert paid({"a": (100, 2)}, rules).pay == 13000

    def test_a_wallet_pays_the_balance_only(self) -> None:
        rules = {"d": deposit(10), "envelope": {"take": {"off": "100%"}, "use": {"balance": "purse"}}}
        got = paid({"a": 100}, rules, wallet={"balances": {"purse": 500}})
        assert (got.pay, step(got, "envelope").deduction) == (1000, 9000)

    def test_postage_and_tax_come_with_the_balance(self) -> None:
        """10 % of 90 (100 less the 10 that the deposit takes off), and 8 postage without a rate of its own."""
        rules = {"d": deposit(20, off=10), "post": {"take": {"add": 8, "line": "shipping"}}}
        got = paid(
            {"a": {"unit_price": 100, "attributes": {"r": "10%"}}}, rules, tax={"included": False, "rate": "line.r"}
        )
        assert stages(got) == [("deposit", 2000), ("balance", 7000 + 800 + 900)]


class TestAmongOthers:
    COUPON: ClassVar[dict[str, Any]] = {"take": {"off": 30}}

    def test_the_shopper_leaves_a_deposit(self) -> None:
        got = paid({"a": 300}, {"d": deposit(50, counts=100)}, choices={"skip": "d"})
        assert stages(got) == [("order", 30000)]
        assert isinstance(step(got, "d").outcome, NotChosen)
        assert price(got.cart, got.rulebook, Choices()).pay == 25000

    def test_together_they_look_at_the_same_price(self) -> None:
        """10 % of 300 both: 300 - 30 - 30 with 50 paid, and what is left is 190."""
        rules = {"d": deposit(50, off="10%"), "c": {"of": "running", "take": {"off": "10%"}}}
        assert stages(paid({"a": 300}, rules, {"together": ["d", "c"]})) == [("deposit", 5000), ("balance", 19000)]

    def test_together_nobody_takes_what_another_has_been_paid(self) -> None:
        """Inside, `paid` is what it was before; the room on a line is what it is."""
        rules = {"d": deposit(50), "c": {"of": "running - paid", "take": {"off": "100%"}}}
        assert stages(paid({"a": 80}, rules, {"together": ["d", "c"]})) == [("deposit", 5000), ("balance", 0)]

    def test_the_best_of_two_is_what_takes_more_not_what_is_paid_first(self) -> None:
        rules = {"d": deposit(50, counts=100), "c": self.COUPON}
        assert stages(paid({"a": 300}, rules, {"best_of": ["c", "d"]})) == [("deposit", 5000), ("balance", 20000)]
        rules["d"] = deposit(50, counts=70)
        got = paid({"a": 300}, rules, {"best_of": ["d", "c"]})
        assert (stages(got), got.pay) == ([("order", 27000)], 27000)

    def test_of_what_is_beaten_nothing_has_been_paid(self) -> None:
        """The rule after it may take all of the price again."""
        rules = {"d": deposit(50), "c": self.COUPON, "rest": {"take": {"off": 1000}}}
        assert paid({"a": 300}, rules, [{"best_of": ["d", "c"]}, "rest"]).pay == 0
        assert paid({"a": 300}, rules, ["d", "c", "rest"]).pay == 5000

    def test_a_plain_deposit_is_the_first_that_applies(self) -> None:
        rules = {"d": deposit(50), "c": self.COUPON}
        assert stages(paid({"a": 300}, rules, {"first_of": ["d", "c"]})) == [("deposit", 5000), ("balance", 25000)]
        assert stages(paid({"a": 300}, rules, {"first_of": ["c", "d"]})) == [("order", 27000)]

    @pytest.mark.parametrize(("used", "expected"), [("d", [5000, 20000]), ("c", [27000])])
    def test_the_shopper_picks(self, used: str, expected: list[int]) -> None:
        rules = {"d": deposit(50, counts=100), "c": self.COUPON}
        got = paid({"a": 300}, rules, {"one_of": ["c", "d"]}, choices={"use": used})
        assert [amount for _, amount in stages(got)] == expected

    @pytest.mark.parametrize("per", ["store", "line", "piece"])
    def test_alternatives_store_by_store_or_line_by_line(self, per: str) -> None:
        """On a the deposit takes 50, on b 20 are more than its 10."""
        rules = {
            "d": deposit("line.deposit", counts="line.counts", each="line"),
            "c": {"each": "line", "take": {"off": 20}},
        }
        lines = {
            "a": {"unit_price": 300, "store": "A", "attributes": {"deposit": "50", "counts": "100"}},
            "b": {"unit_price": 100, "store": "B", "attributes": {"deposit": "10", "counts": "20"}},
        }
        rest = {"rest": {"take": {"off": 1000}, "share": {"by": "pieces"}}}
        got = paid(lines, rules, {"best_of": ["d", "c"], "per": per})
        assert lines_of(got) == {"a": (25000, 5000), "b": (8000, 0)}
        then = paid(lines, rules | rest, [{"best_of": ["d", "c"], "per": per}, "rest"])
        assert lines_of(then) == {"a": (5000, 5000), "b": (0, 0)}

    def test_alternatives_piece_by_piece(self) -> None:
        """Pieces of 100, 60 of the line for one: the deposit counts 30 beyond itself for each of the dearest two."""
        rules = {
            "sale": {"pick": {"dearest": 1}, "take": {"off": 60}},
            "d": deposit(20, counts=50, each="piece"),
            "c": {"each": "piece", "take": {"off": "40%"}},
        }
        got = paid({"a": (100, 2)}, rules, ["sale", {"best_of": ["d", "c"], "per": "piece"}])
        # The piece of 40 has 20 paid and 20 left to fall (40 % are 16); the one of 100 has 40 off.
        assert lines_of(got) == {"a": (2000 + 6000, 2000)}

    def test_a_plain_deposit_keeps_out_what_it_may_not_meet(self) -> None:
        exclude = [{"these": ["d"], "not_with": ["c"]}]
        got = paid({"a": 300}, {"d": deposit(50), "c": self.COUPON}, exclude=exclude)
        assert stages(got) == [("deposit", 5000), ("balance", 25000)]
        assert isinstance(step(got, "c").outcome, Excluded)

    def test_on_a_line_it_keeps_out_others_on_that_line_alone(self) -> None:
        exclude = [{"these": ["d"], "not_with": ["c"], "on": "line"}]
        got = paid({"a": 300, "b": STOCK}, {"d": deposit(50), "c": {"take": {"off": "10%"}}}, exclude=exclude)
        assert lines_of(got) == {"a": (30000, 5000), "b": (9000, 0)}

    def test_nothing_is_discounted_by_a_plain_deposit(self) -> None:
        cut = {"on": {"discounted_by": "d"}, "take": {"off": 20}}
        assert paid({"a": 300}, {"d": deposit(50), "c": cut}).pay == 30000
        assert paid({"a": 300}, {"d": deposit(50, off=10), "c": cut}).pay == 27000

    def test_a_view_of_a_deposit_is_what_it_took_off(self) -> None:
        rules = {"d": deposit(50, counts=80), "c": {"of": "running + d", "take": {"off": "10%"}}}
        assert paid({"a": 300}, rules).pay == 27000 - 3000

    def test_where_the_terms_do_not_say_every_reading_is_priced(self) -> None:
        """10 % before the deposit are 30, after it 25."""
        rules = {"d": deposit(50, counts=100), "c": {"take": {"off": "10%"}}}
        got = paid({"a": 300}, rules, {"unstated": {"before": ["c", "d"], "after": ["d", "c"]}})
        assert (stages(got), got.range) == ([("deposit", 5000), ("balance", 17000)], (22000, 22500))

    def test_a_random_cut_of_the_balance(self) -> None:
        rules = {"d": deposit(50), "lucky": {"take": {"off": {"between": [1, 999]}}}}
        assert paid({"a": 300}, rules).range == (5000, 29900)


class TestSystems:
    RULES: ClassVar[dict[str, Any]] = {
        "sale": {"pick": {"dearest": 3}, "take": {"off": "7.77"}},
        "d": deposit("line.deposit", counts="line.counts", each="piece"),
        "pair": {"sets": {"of": 2}, "pick": {"cheapest": 1}, "take": {"off": "50%"}},
        "each": {"each": "piece", "of": "running - paid", "take": {"off": "12.5%"}},
        "rest": {"take": {"off": 30}, "over": "respread", "floor": "0.01"},
    }
    LINES: ClassVar[dict[str, Any]] = {
        "a": {"unit_price": "99.99", "quantity": 4, "attributes": {"deposit": "10", "counts": "20"}},
        "b": {"unit_price": "59.90", "quantity": 3, "attributes": {"deposit": "10%", "counts": "15%"}},
        "c": {"unit_price": 5, "quantity": 2},
    }

    def test_table_and_record_agree_with_exact_where_deposits_meet_pieces(self) -> None:
        plan = wide(Pricer(book(self.RULES)).bind(cart(self.LINES)).plan)
        first = plan.inputs_of(cart(self.LINES), frozenset())
        rows = [first, *([max(0, value - cut) for value in first] for cut in (1, 500, 5000, 9000))]
        exact = [interpret(plan, row) for row in rows]
        assert [record(plan)(row) for row in rows] == exact
        table = tabulate(plan, first, {at: [row[at] for row in rows] for at in range(len(first))})
        columns = [[one] * len(rows) if isinstance(one, int) else [int(cell) for cell in one] for one in table]
        assert [tuple(column[at] for column in columns) for at in range(len(rows))] == exact

    def test_ten_thousand_pieces_are_a_few_lots(self) -> None:
        """定金10抵20 on each, 5 % of each balance (100.01 - 20 is 80.01, 4.0005 of it), 0.01 off before."""
        rules = {
            "cent": {"take": {"off": "0.01"}},
            "d": deposit(10, counts=20, each="piece"),
            "vip": {"per": "piece", "of": "running - paid", "take": {"off": "5%"}},
        }
        got = paid({"a": ("100.01", 10_000)}, rules)
        assert got.deposits == 10_000 * 1000
        assert got.pay == 10_000 * (10001 - 1000 - 400) - 1

    def test_the_same_cart_after_a_recording_makes_the_same_deposits(self) -> None:
        pricer, bought = Pricer(book(self.RULES)), cart(self.LINES)
        receipts = [pricer.price(bought) for _ in range(12)]
        assert len({(got.pay, got.deposits, tuple(stages(got))) for got in receipts}) == 1
