"""How closely a plan looks changes nothing about what is paid; and where nobody looks, nothing is divided."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import bind
from promocalc.engine.plan import Act, Plan
from promocalc.engine.price import Pricer
from promocalc.files.load import read_rulebook
from promocalc.rules.rulebook import Rulebook
from tests.generate_laminar import laminar
from tests.properties.test_systems import pays_the_same_whoever_looks

Case = tuple[Cart, Rulebook]


@given(laminar(), st.integers(0, 2**32))
def test_a_pool_that_nobody_looks_into_may_bear_as_one(case: Case, seed: int) -> None:
    pays_the_same_whoever_looks(case, seed)


def divided(rules: str) -> dict[str, bool]:
    """By rule and pool of several lots: whether its deduction is divided over them."""
    book = read_rulebook("rulebook: grain\n" + rules)
    tags: list[list[str]] = [[], ["sale"], ["sale"]]
    lines = [{"id": f"i{at}", "store": "AAB"[at], "tags": tags[at], "price": "10.00"} for at in range(3)]
    cart = Cart.model_validate({"lines": lines})
    pricer = Pricer(book)
    plan: Plan = bind(pricer.programmes[0], pricer.bind(cart).plan.lines, detail="pay")
    return {
        f"{deed.apply.terms.name} {site.pool}".strip(): not site.whole
        for deed in plan.deeds
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
