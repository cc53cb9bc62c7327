"""What to add, what to drop, and how to divide: small cases worked out by hand."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from promocalc.cart import Line
from promocalc.choose.added import AddOns
from promocalc.choose.addons import Adding
from promocalc.choose.covering import covers
from promocalc.choose.drops import drops
from promocalc.files.catalogue import read_catalogue
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.subject import Subject


def subject(rules: str, *lines: str) -> Subject:
    """A cart of lines, each ``price`` or ``price, store: A``, under some rules; under one named ``cut`` where no
    programme is stated."""
    rules += "" if "price: [" in rules else "\nprice: [cut]"
    text = "".join(f"  - {{id: l{at}, price: {line}}}\n" for at, line in enumerate(lines))
    return Subject(read_cart(f"cart: c\nlines:\n{text}"), read_rulebook(f"rulebook: b\n{rules}\n"))


def adding(asked: Subject, rows: str, most: int | None = None) -> Adding:
    """With a catalogue of ``id,price,store`` rows."""
    return Adding(asked, read_catalogue("id,price,store,quantity\n" + "\n".join(rows.split()) + "\n"), most)


def told(found: AddOns | None) -> list[tuple[str, int, int]]:
    """Which items, how many pieces, and what the last one costs."""
    return [] if found is None else [(one.item.id, one.line.quantity, one.net) for one in found.additions]


FROM_300 = "rules: {cut: {from: 300, take: {off: 36}}}"


def test_an_item_that_reaches_the_threshold_costs_less_than_nothing() -> None:
    found = adding(subject(FROM_300, "276.10"), "socks,23.90,,1 hat,23.89,,1 shoes,59,,1").saving()
    assert found is not None
    assert told(found) == [("socks", 1, -12_10)]
    assert (found.before.pay, found.receipt.pay, found.net, found.added) == (276_10, 264_00, -12_10, 23_90)
    assert found.proof == "optimal"


def test_several_items_reach_it_together_where_no_single_one_does_so_well() -> None:
    found = adding(subject(FROM_300, "276.10"), "a,13.90,,1 b,10,,1 c,9.99,,1 d,30,,1").saving()
    assert found is not None
    assert found.receipt.pay == 264_00
    assert sorted(told(found)) == [("a", 1, 264_00 - 286_10), ("b", 1, 264_00 - 290_00)]


def test_there_are_as_many_of_an_item_as_the_catalogue_says() -> None:
    two = adding(subject(FROM_300, "276.10"), "a,11.95,,2 b,30,,1").saving()
    assert told(two) == [("a", 2, 264_00 - 288_05)]
    one = adding(subject(FROM_300, "276.10"), "a,11.95,,1 b,30,,1").saving()
    assert told(one) == [("b", 1, 270_10 - 276_10)]


def test_nothing_is_added_where_nothing_lowers_the_total() -> None:
    dear = adding(subject(FROM_300, "250"), "a,100,,1 b,90,,1")
    assert dear.saving() is None
    assert dear.frontier() == ()
    assert dear.proof == "optimal"


def test_a_threshold_may_be_reached_at_a_cost() -> None:
    found = adding(subject(FROM_300, "250"), "a,10,,1 b,55,,1 c,80,,1").reaching()
    assert found is not None
    assert (told(found), found.net) == ([("b", 1, 19_00)], 19_00)


def test_a_threshold_is_reached_by_whatever_goes_past_it() -> None:
    single = adding(subject(FROM_300, "250"), "a,80,,1")
    assert told(single.reaching()) == [("a", 1, 44_00)]
    assert single.reaching_proof == "optimal"


def test_of_a_few_items_of_several_kinds_one_that_reaches_a_threshold_is_told_and_no_proof_claimed() -> None:
    rules = "rules: {full: {from: 300, take: {off: 36}}, own: {on: {store: A}, from: 900, take: {off: 1}}}"
    asked = adding(subject(rules + "\nprice: [full, own]", "250"), "a,80,A,1 b,70,B,1 c,20,B,1")
    assert asked.saving() is None
    found = asked.reaching()
    assert found is not None
    assert (told(found), found.proof) == ([("b", 1, 34_00)], "found")
    assert asked.saving_proof == "exhausted"


def test_no_more_is_added_than_one_wants_to_add() -> None:
    book = "rules: {cut: {from: 300, take: {off: 90}}}"
    assert told(adding(subject(book, "250"), "a,60,,1").saving()) == [("a", 1, -30_00)]
    assert adding(subject(book, "250"), "a,60,,1", most=59_99).saving() is None


def test_the_frontier_tells_how_much_less_is_paid_for_how_much_more_at_marked_prices() -> None:
    book = "rules: {small: {from: 200, take: {off: 20}}, large: {from: 300, take: {off: 150}}}\nprice: [large, small]"
    found = adding(subject(book, "190"), "a,11,,1 b,100,,1").frontier()
    assert [(one.added, one.receipt.pay) for one in found] == [(11_00, 181_00), (111_00, 151_00)]


STORES = """
rules:
  store-a: {on: {store: A}, from: 100, take: {off: 30}}
  all: {from: 200, take: {off: 20}}
price: [store-a, all]
"""


def test_items_of_a_shop_count_for_its_thresholds_only() -> None:
    asked = adding(subject(STORES, "90, store: A", "60, store: B"), "x,10,A,1 y,10,B,1 z,12,C,1")
    assert told(asked.saving()) == [("x", 1, -20_00)]
    assert [len(kind.lines) for kind in asked.kinds] == [2, 1]  # nothing tells B from C


def test_items_of_two_shops_may_be_needed_together() -> None:
    rows = "x,10,A,1 z,60,B,1 " + " ".join(f"w{at},9{at},B,1" for at in range(8))
    asked = adding(subject(STORES, "90, store: A", "70, store: B"), rows)
    found = asked.saving()
    # With 60 more in B all of it reaches 200, which takes 20 off: not worth it. Where it takes 90 off, it is.
    assert (told(found), asked.proof) == ([("x", 1, -20_00)], "optimal")
    deep = STORES.replace("off: 20", "off: 90")
    both = adding(subject(deep, "90, store: A", "70, store: B"), rows).saving()
    assert both is not None
    assert sorted(one.item.id for one in both.additions) == ["x", "z"]
    assert (both.receipt.pay, both.proof) == (110_00, "optimal")


def stores(count: int, defaults: str = "{}", *, each: int = 1250) -> tuple[Subject, tuple[Line, ...]]:
    """A rule for each of some stores and one for all, and a catalogue of each store."""
    names = "ABCDEFGH"[:count]
    rules = "".join(
        f"  s{x}: {{on: {{store: {x}}}, from: {100 + 20 * i}, take: {{off: {8 + i}}}}}\n" for i, x in enumerate(names)
    )
    price = ", ".join([*(f"s{x}" for x in names), "all"])
    book = f"defaults: {defaults}\nrules:\n{rules}  all: {{take: {{off: 36, every: 300}}}}\nprice: [{price}]"
    drawn = random.Random(6)
    items = tuple(
        Line.model_validate(
            {
                "id": f"c{at}",
                "unit_price": Decimal(drawn.randint(1000, 39900)).scaleb(-2),
                "store": names[at % count],
            }
        )
        for at in range(each * count)
    )
    return subject(book, "176.10, store: A", "100, store: B"), items


@pytest.mark.parametrize("defaults", ["{}", "{floor: 0.01, over: clip}"])
@pytest.mark.parametrize("count", [2, 8])
def test_items_of_many_stores_are_followed_from_threshold_to_threshold(count: int, defaults: str) -> None:
    adding = Adding(*stores(count, defaults))
    found = adding.saving()
    assert found is not None
    assert len(adding.kinds) == count
    # 276.10 less 8 for the store counts for 300: what is missing is 31.90.
    assert (found.added, found.net, found.proof) == (31_90, -4_10, "optimal")


def test_what_one_threshold_takes_from_the_measure_of_another_is_reckoned_with() -> None:
    book = """
rules: {a: {on: {store: A}, from: 50, take: {off: 9}}, all: {from: 300, take: {off: 36}}}
price: [a, all]
"""
    many = (
        " ".join(f"w{at},{60 + at},A,1" for at in range(20))
        + " "
        + " ".join(f"v{at},{60 + at},B,1" for at in range(20))
    )
    asked = subject(book, "276.10, store: B")
    with_rows = adding(asked, f"x,50,A,1 y,23.90,A,1 z,23.95,B,1 {many}")
    found = with_rows.saving()
    # 50 of A take 9 off, and then 300 are reached all the same: that is more than 23.90 pay for.
    assert (told(found), with_rows.saving_proof) == ([("y", 1, -12_10)], "optimal")


RATE = "rulebook: b\nrules: {all: {from: 300, take: {off: 12%}}}\nprice: [all]\n"


def test_a_rate_that_comes_within_reach_is_no_fixed_amount_and_nothing_is_proven_of_many_amounts() -> None:
    asked, items = stores(2)
    rules = asked.rulebook.model_copy(
        update={"rules": {**asked.rulebook.rules, "all": read_rulebook(RATE).rules["all"]}}
    )
    found = Adding(Subject(asked.cart, rules), items).saving()
    assert found is not None
    assert found.proof == "found"


def test_where_pieces_are_counted_single_items_and_pairs_are_weighed() -> None:
    book = "rules: {cut: {needs: [{at_least: 3, in: pieces}], take: {off: 40%}}}"
    rows = " ".join(f"i{at},{20 + at},,1" for at in range(9)) + " cheap,3,,1 low,4,,1"
    asked = adding(subject(book, "100"), rows)
    assert asked.by_amount == [False]
    found = asked.saving()
    assert found is not None
    assert {one.item.id for one in found.additions} == {"cheap", "low"}
    assert (found.receipt.pay, found.proof) == (64_20, "found")


KEEPS_A_CENT = "rules: {cut: {from: 300, take: {off: 36}, floor: 0.01}}"
MANY = "a,13.90,,1 b,10,,1 c,9.99,,1 " + " ".join(f"d{at},3{at},,1" for at in range(9))


def test_a_cent_that_every_piece_keeps_changes_nothing_where_no_deduction_reaches_so_deep() -> None:
    asked = adding(subject(KEEPS_A_CENT, "276.10"), MANY)
    found = asked.saving()
    assert found is not None
    assert {one.item.id for one in found.additions} == {"a", "b"}
    assert (asked.by_amount, found.net, found.proof) == ([None], -12_10, "optimal")


@pytest.mark.parametrize("deep", ["off: 299.9", "off: 99.9%"])
def test_where_a_piece_may_be_left_with_its_cent_amounts_are_a_guess_that_the_engine_confirms(deep: str) -> None:
    asked = adding(subject(KEEPS_A_CENT.replace("off: 36", deep), "276.10"), MANY)
    found = asked.saving()
    assert found is not None
    assert (asked.by_amount, asked.amounts_tell, found.proof) == ([None], [False], "found")


def test_an_item_of_a_cent_cannot_bear_a_share_and_keep_it() -> None:
    asked = adding(subject(KEEPS_A_CENT, "276.10"), f"{MANY} pin,0.01,,1")
    assert (asked.amounts_tell, asked.proof) == ([False], "found")
    free = adding(subject(KEEPS_A_CENT, "276.10"), f"{MANY} gift,0,,1")
    assert (free.amounts_tell, free.proof) == ([True], "optimal")


def test_rules_that_all_divide_by_the_price_at_first_leave_amounts_to_tell_as_long_as_they_fit_together() -> None:
    side_by_side = """
defaults: {{measure: item_price, share: {{by: item_price}}, floor: 0.01, over: clip}}
rules: {{one: {{from: 300, take: {{off: {first}}}}}, other: {{from: 290, take: {{off: 50%}}}}}}
price: [{{item_price: []}}, one, other]
"""
    little = adding(subject(side_by_side.format(first="30%"), "276.10"), MANY)
    assert (little.by_amount, little.amounts_tell, little.proof) == ([None], [True], "optimal")
    much = adding(subject(side_by_side.format(first="50%"), "276.10"), MANY)
    assert (much.by_amount, much.amounts_tell) == ([None], [False])


def test_a_rule_that_looks_into_the_pool_of_an_earlier_one_sees_where_its_odd_cents_went() -> None:
    book = """
rules: {all: {from: 300, take: {off: 36}, floor: 0.01}, own: {on: {store: A}, take: {off: 10%}}}
price: [all, own]
"""
    asked = adding(subject(book, "276.10, store: A", "20, store: B"), MANY)
    assert asked.by_amount == [False]


def test_a_rule_for_lines_that_state_a_number_does_not_look_at_items_that_state_none() -> None:
    book = "rules: {own: {each: piece, take: {off: line.cut}}, all: {from: 300, take: {off: 36}}}\nprice: [own, all]"
    asked = adding(subject(book, "276.10"), "socks,23.90,,1")
    assert (asked.by_amount, told(asked.saving())) == ([True], [("socks", 1, -12_10)])


def test_few_items_are_all_tried_where_nothing_quicker_is_exact() -> None:
    book = "rules: {cut: {needs: [{at_least: 4, in: pieces}], take: {off: 60%}}}"
    found = adding(subject(book, "100"), "a,3,,1 b,4,,1 c,5,,2").saving()
    assert found is not None
    assert {one.item.id for one in found.additions} == {"a", "b", "c"}
    assert (found.receipt.pay, found.proof) == (44_80, "exhausted")


def test_additions_go_by_a_plus_and_their_name_unless_a_rule_asks_for_it() -> None:
    found = adding(subject(FROM_300, "276.10"), "l0,23.90,,1").saving()
    assert found is not None
    assert [(one.line.id, one.item.id) for one in found.additions] == [("+l0", "l0")]
    book = "rules: {cut: {on: {id: [gift, l0]}, from: 300, take: {off: 40}}}"
    asked = adding(subject(book, "276.10"), "gift,23.90,,1 other,23.90,,1")
    found = asked.saving()
    assert found is not None
    assert [one.line.id for one in found.additions] == ["gift"]
    assert (found.net, len(asked.kinds)) == (-16_10, 2)


def test_what_comes_back_when_an_addition_goes_back_is_told_beforehand() -> None:
    found = adding(subject(FROM_300, "276.10"), "socks,23.90,,1").saving()
    assert found is not None
    (socks,) = found.additions
    back = found.returning(socks)
    assert back.alone == 276_10
    assert back.cash <= 23_90
    assert back.kept_pay == found.receipt.pay - back.cash


def test_ten_thousand_items_are_weighed_and_the_answer_is_proven() -> None:
    drawn = random.Random(6)
    items = tuple(
        Line.model_validate({"id": f"c{at}", "unit_price": Decimal(drawn.randint(1000, 39900)).scaleb(-2)})
        for at in range(10_000)
    )
    found = Adding(subject(FROM_300, "276.10"), items).saving()
    assert found is not None
    assert (found.added, found.net, found.proof) == (23_90, -12_10, "optimal")
    assert len(found.additions) <= 2


def test_the_frontier_of_amounts_too_large_for_a_machine_word_is_exact() -> None:
    book = "rules: {cut: {take: {off: 33.333333%}}, more: {from: 300000000, take: {off: 90000}}}\nprice: [more, cut]"
    asked = adding(subject(book, "299999900"), "a,60,,1 b,40,,1 c,100,,1", most=200_00)
    found = asked.saving()
    assert found is not None
    assert {one.item.id for one in found.additions} in ({"c"}, {"a", "b"})
    assert (found.added, found.proof) == (100_00, "optimal")


# --- dropping ----------------------------------------------------------------------------------------------------


def test_what_keeps_the_cart_above_a_threshold_costs_nothing_to_keep() -> None:
    found = drops(subject(FROM_300, "276.10", "23.90"))
    assert [(one.line, one.pieces, one.whole, one.costs) for one in found.singly] == [("l1", 1, True, -12_10)]
    assert [one.line for one in found.together] == ["l1"]
    assert (found.before.pay, found.after.pay) == (264_00, 276_10)


def test_a_piece_may_be_free_where_its_line_is_not() -> None:
    book = "rules: {cut: {needs: [{at_least: 3, in: pieces}], take: {off: 10}}}"
    found = drops(subject(book, "10, quantity: 3"))
    assert [(one.line, one.pieces, one.whole, one.costs) for one in found.singly] == [("l0", 1, False, 0)]
    assert found.after.pay == found.before.pay == 20_00


def test_what_one_pays_for_is_not_dropped() -> None:
    found = drops(subject("rules: {cut: {take: {off: 10%}}}", "10", "20"))
    assert (found.singly, found.together) == ((), ())
    assert found.after == found.before


# --- dividing ----------------------------------------------------------------------------------------------------


def test_the_published_example_of_coudan_needs_forty_beyond_its_thresholds() -> None:
    """153Ah/coudan: 98 times 11, 25 times 8, 20 times 8, from 300; its own search is approximate by its own words."""
    found = covers([98] * 11 + [25] * 8 + [20] * 8, 300)
    assert (len(found.groups), found.excess, found.bound, found.proven) == (4, 40, 40, True)
    assert sorted(sum(group) for group in found.groups) == [301, 301, 319, 319]
    assert sum(found.rest) == 198


def test_there_are_as_many_groups_as_can_be_filled() -> None:
    found = covers([299, 299, 2], 300)
    assert (found.groups, found.rest, found.excess) == (((299, 2),), (299,), 1)
    assert covers([299], 300).groups == ()


def test_a_threshold_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="above 0"):
        covers([1], 0)
