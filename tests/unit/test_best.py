"""The cheapest way to pay one order: what is used, what is left, and when that is proven."""

from __future__ import annotations

import pytest

from promocalc.cart import Choices
from promocalc.choose.best import Best, Search, best
from promocalc.choose.plans import applied, effort, rivals, worths
from promocalc.choose.walk import walk
from promocalc.files.load import load_cart, load_rulebook, read_cart, read_rulebook
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.problems import ProblemGroup


def subject(rules: str, prices: str = "500", **choices: tuple[str, ...]) -> Subject:
    """A cart of single pieces under some rules, all of whose coupons it holds."""
    lines = "".join(f"  - {{id: l{at}, price: {price}}}\n" for at, price in enumerate(prices.split()))
    return Subject(read_cart(f"cart: c\nlines:\n{lines}"), read_rulebook(f"rulebook: b\n{rules}\n"), Choices(**choices))


def used(found: Best) -> set[str]:
    return set(applied(found.receipt))


TWO_COUPONS = """
rules:
  small: {from: 300, take: {off: 20}, use: coupon}
  large: {from: 500, take: {off: 30}, use: coupon}
price: [small, large]
"""


def test_a_greedy_pick_that_looks_right_is_not() -> None:
    """The first coupon brings the cart below the threshold of the second, which is worth more."""
    asked = subject(TWO_COUPONS)
    assert Search(asked).pricer.price(asked.cart).pay == 480_00
    found = best(asked)
    assert (found.receipt.pay, used(found), found.choices.skip) == (470_00, {"large"}, ("small",))
    assert (found.proof, found.bound, found.gap, found.combinations) == ("optimal", 470_00, 0, 4)


def test_what_is_decided_already_stands() -> None:
    assert best(subject(TWO_COUPONS, use=("small",))).receipt.pay == 480_00
    assert best(subject(TWO_COUPONS, skip=("large",))).receipt.pay == 480_00
    assert best(subject(TWO_COUPONS, skip=("large", "small"))).receipt.pay == 500_00


@pytest.mark.parametrize("node", ["one_of", "best_of"])
def test_an_offer_of_which_nothing_comes_cannot_be_used_all_the_same(node: str) -> None:
    rules = "rules: {a: {take: {off: 10}, use: coupon}, b: {from: 900, take: {off: 50}, use: coupon}}"
    search = Search(subject(f"{rules}\nprice: {{{node}: [a, b]}}"))
    told = {one.rule: one for one in worths(search, search.best())}
    assert (told["a"].worth, told["b"].worth, told["b"].forced) == (10_00, 0, 0)
    assert "b" not in applied(told["b"].receipt)


def test_choices_that_exclude_each_other_are_refused_by_name() -> None:
    rules = TWO_COUPONS + "exclude: [{these: [small], not_with: [large]}]"
    with pytest.raises(ProblemGroup, match=r"small.*large"):
        best(subject(rules, use=("small", "large")))


def test_of_ways_that_cost_the_same_the_one_with_the_fewest_rules_is_told() -> None:
    rules = "rules: {all: {take: {off: 100%}, use: coupon}, some: {take: {off: 9}, use: coupon}}\nprice: [some, all]"
    found = best(subject(rules))
    assert (found.receipt.pay, used(found)) == (0, {"all"})


def test_a_cart_with_nothing_to_decide_is_what_it_is() -> None:
    found = best(subject("rules: {r: {take: {off: 1}}}\nprice: r"))
    assert (found.receipt.pay, found.combinations, found.proof) == (499_00, 1, "optimal")


def test_the_cart_of_the_sketch() -> None:
    shipped = Subject(load_cart("double11-example"), load_rulebook("double11-example"))
    search = Search(shipped)
    found = search.best()
    assert (found.receipt.pay, used(found), found.proof) == (1_088_82, {"R1", "R3", "R6", "R4"}, "optimal")
    assert [one.receipt.pay for one in rivals(search, found)][1] == 1_148_82
    told = {one.rule: (one.worth, one.forced) for one in worths(search, found)}
    assert (told["R6"], told["R4"], told["R2"], told["R7"]) == ((60_00, 0), (8_88, 0), (0, 60_00), (0, 0))
    reached = effort(search, found)
    assert (reached.nothing, reached.stated) == (1_177_70, 1_148_82)
    assert [(one.rule, one.pay) for one in reached.steps] == [("R6", 1_097_70), ("R4", 1_088_82)]


MANY = "rules:\n" + "".join(
    f"  c{at}: {{from: {100 + 37 * at}, take: {{off: {7 + 3 * at}.{at:02d}}}, use: coupon}}\n" for at in range(12)
)


def test_with_too_little_room_the_answer_is_no_proof_and_says_how_far_it_may_be_off() -> None:
    asked = subject(MANY + f"price: [{', '.join(f'c{at}' for at in range(12))}]", "199 120.50 88")
    search = Search(asked)
    proven = search.best()
    assert proven.proof == "optimal"
    for room in (1, 2, 5):
        found, left_out, _ = walk(search.course, search.lines, most=room)
        assert found is not None
        assert left_out is not None
        assert left_out <= proven.receipt.pay <= found.pay


def test_amounts_too_large_for_int64_are_searched_all_the_same() -> None:
    rules = TWO_COUPONS.replace("[small, large]", "[small, large, part]").replace(
        "rules:", "rules:\n  part: {take: {off: 33%}, share: {odd: first}, use: coupon}"
    )
    prices = "900000000000000 899999999999999.99"
    found = best(subject(rules, prices))
    every = [
        Search(asked).pricer.price(asked.cart, asked.choices).pay
        for left in ((), ("small",), ("large",), ("part",), ("small", "large"), ("small", "part"), ("large", "part"))
        for asked in [subject(rules, prices, skip=left)]
    ]
    assert found.receipt.pay == min(every)


SETS = """
rules:
  coupon: {on: {id: l0}, take: {off: 5}, use: coupon}
  mixed: {on: {none_of: [{discounted_by: coupon}]}, sets: {of: 2, distinct: id}, each: set, take: {off: 1}}
price: [coupon, mixed]
"""


def test_where_there_is_no_expression_every_combination_is_priced() -> None:
    text = "cart: c\nlines:\n  - {id: l0, price: 10, quantity: 60}\n  - {id: l1, price: 10, quantity: 60}\n"
    asked = Subject(read_cart(text), read_rulebook(f"rulebook: b\n{SETS}"))
    with pytest.raises(NotExpressible):
        Search(asked).openings  # noqa: B018
    found = best(asked)
    assert (found.proof, found.combinations, found.gap) == ("exhausted", 2, 0)
    assert (found.receipt.pay, used(found)) == (1_140_00, {"mixed"})


def test_what_gives_something_for_later_and_costs_nothing_is_used_as_well() -> None:
    rules = """
rules:
  large: {from: 300, take: {off: 20}, use: coupon}
  back: {take: {give: 5, in: cash}, use: coupon}
price: [large, back]
"""
    found = best(subject(rules))
    assert (found.receipt.pay, used(found), found.choices.skip) == (480_00, {"large", "back"}, ())


def test_what_is_left_alone_is_no_matter_of_decision() -> None:
    rules = """
rules: {a: {take: {off: 1}, use: coupon}, b: {take: {off: 2}, use: coupon}, c: {take: {off: 3}, use: coupon}}
price: {one_of: [a, b, c]}
"""
    found = best(subject(rules, skip=("c",)))
    assert (found.receipt.pay, used(found), found.combinations) == (498_00, {"b"}, 3)


def test_what_is_left_to_pay_is_told_piece_by_piece_where_only_the_total_is_asked_for() -> None:
    """After alternatives the pieces of a line stand together only where nothing is taken off them piece by piece."""
    rules = """
rules:
  early: {take: {deposit: 7}}
  second: {pick: {dearest: 1}, take: {off: 10%}, use: coupon}
  rest: {of: running - paid, take: {off: 50%}}
price: [early, {first_of: [second, rest], at_most: 2}]
"""
    text = "cart: c\nlines:\n  - {id: l0, price: 10, quantity: 2}\n"
    found = best(Subject(read_cart(text), read_rulebook(f"rulebook: b\n{rules}"), Choices(use=("early",))))
    # 19.00 after the tenth, of which 7.00 are paid: half of the other 12.00 comes off.
    assert found.receipt.pay == 13_00
