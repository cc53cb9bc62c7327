"""How closely a plan looks changes nothing about what is paid; and where nobody looks, nothing is divided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.plan import Act, Join, Plan
from promocalc.engine.price import Pricer
from promocalc.files.load import read_rulebook
from promocalc.rules.rulebook import Rulebook
from tests.generate_laminar import laminar
from tests.properties.test_systems import pays_the_same_whoever_looks

Case = tuple[Cart, Rulebook]


@given(laminar(), st.integers(0, 2**32))
def test_a_pool_that_nobody_looks_into_may_bear_as_one(case: Case, seed: int) -> None:
    pays_the_same_whoever_looks(case, seed)


def looked_at(rules: str) -> Plan:
    """The plan of three lines, the first two of one store and the last two on sale, for what is paid alone."""
    book = read_rulebook("rulebook: grain\n" + rules)
    tags: list[list[str]] = [[], ["sale"], ["sale"]]
    lines = [{"id": f"i{at}", "store": "AAB"[at], "tags": tags[at], "price": "10.00"} for at in range(3)]
    cart = Cart.model_validate({"lines": lines})
    pricer = Pricer(book)
    return bind(pricer.programmes[0], pricer.bind(cart).plan.lines, detail="pay")


def divided(rules: str) -> dict[str, bool]:
    """By rule and pool of several lots: whether its deduction is divided over them."""
    return {
        f"{deed.apply.terms.name} {site.pool}".strip(): not site.whole
        for deed in looked_at(rules).deeds
        if isinstance(deed, Act)
        for site in deed.sites
        if len(site.lots) > 1
    }


def test_from_item_to_store_to_order_nothing_is_divided() -> None:
    found = divided("""
rules:
  item-cut: {each: piece, take: {off: 1}}
  coupon: {per: store, from: 5, take: {off: 2}, use: coupon}
  cross-store: {take: {off: 5, every: 10}}
  postage: {needs: {at_most: 9}, take: {add: 6, line: shipping}}
price: [item-cut, coupon, cross-store, postage]
""")
    assert found == {"item-cut": True, "coupon A": False, "cross-store": False, "postage": True}


def test_a_later_rule_that_looks_into_a_pool_has_it_divided_and_leaves_the_others_alone() -> None:
    found = divided("""
rules:
  coupon: {per: store, take: {off: 2}}
  for-sale: {on: {tag: sale}, take: {off: 10%}}
price: [coupon, for-sale]
""")
    assert found == {"coupon A": True, "for-sale": False}


def test_what_may_be_clipped_line_by_line_is_divided() -> None:
    assert divided("rules: {r: {take: {off: 5}, share: {by: marked}}}\nprice: [r]") == {"r": False}
    assert divided("rules: {a: {take: {off: 1}}, r: {take: {off: 5}, share: {by: marked}}}\nprice: [a, r]") == {
        "a": True,
        "r": True,
    }
    assert divided("rules: {r: {take: {off: 5}, floor: 0.01}}\nprice: [r]") == {"r": True}
    assert divided("rules: {r: {take: {off: 5}, share: {odd: last}}}\nprice: [r]") == {"r": True}


def told_apart(rules: str) -> list[tuple[tuple[int, ...], ...]]:
    """After every group of alternatives: the lines that stand together."""
    return [part for deed in looked_at(rules).deeds if isinstance(deed, Join) for part in deed.parts]


def test_after_alternatives_nothing_is_told_apart_that_nobody_looks_at() -> None:
    """Whether the coupon of the store stands or that of the platform."""
    assert told_apart("""
rules:
  of-the-store: {per: store, from: 5, take: {off: 2}}
  of-all: {take: {off: 3}}
  cross-store: {take: {off: 5, every: 10}}
price: [{one_of: [of-the-store, of-all]}, cross-store]
""") == [((0, 1, 2),)]


def test_after_alternatives_the_lines_that_a_later_rule_looks_at_stand_by_themselves() -> None:
    alternatives = "a: {take: {off: 2}}, b: {take: {off: 3}}"
    sale = f"rules: {{{alternatives}, r: {{on: {{tag: sale}}, take: {{off: 10%}}}}}}\n"
    assert told_apart(f"{sale}price: [{{best_of: [a, b]}}, r]") == [((0,), (1, 2))]
    pieces = f"rules: {{{alternatives}, r: {{each: piece, on: {{tag: sale}}, take: {{off: 10%}}}}}}\n"
    assert told_apart(f"{pieces}price: [{{best_of: [a, b]}}, r]") == [((0,), (1,), (2,))]
    stores = "rules: {a: {per: store, take: {off: 2}}, b: {per: store, take: {off: 3}}}\n"
    assert told_apart(f"{stores}price: {{best_of: [a, b], per: store}}") == [((0, 1),), ((2,),)]


BEFORE = {
    "dearest": "{pick: {dearest: 1}, take: {off: 3}}",
    "half": "{sets: {of: 2}, pick: {cheapest: 1}, each: set, take: {off: 50%}}",
    "all-90": "{take: {off: 90%}}",
    "later": "{take: {give: 2, in: cash}}",
}


@pytest.mark.parametrize("keeps", ["floor: 3", "floor: 1, over: respread", "floor: 1, share: {by: marked}"])
@pytest.mark.parametrize(
    "price", ["dearest, all-90", "{best_of: [later, half]}", "dearest, {first_of: [half, all-90]}"]
)
def test_pieces_of_a_line_that_cost_differently_by_then_are_clipped_one_by_one(price: str, keeps: str) -> None:
    rules = [f"{name}: {rule}" for name, rule in BEFORE.items() if name in price]
    last = f"last: {{take: {{off: 29}}, {keeps}}}"
    book = read_rulebook(f"rulebook: grain\nrules: {{{', '.join([*rules, last])}}}\nprice: [{price}, last]")
    for count in (2, 3):
        cart = Cart.model_validate({"lines": [{"id": "i1", "price": "20.05", "quantity": count}]})
        pays_the_same_whoever_looks((cart, book), 0)
