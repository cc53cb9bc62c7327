"""A cart and a rulebook together: what the wallet holds and no rule takes."""

from __future__ import annotations

import pytest

from promocalc.files.load import open_case, read_cart, read_rulebook
from promocalc.files.meeting import strangers
from promocalc.files.shipped import Shipped, shipped
from promocalc.problems import UnknownHolding

BOOK = read_rulebook("""\
rulebook: shop
rules:
  coupon: {take: {off: 20}, use: coupon}
  flash: {take: {off: 5}}
  envelope: {take: {off: 100%}, use: {balance: red}}
price: [coupon, flash, envelope]
""")


@pytest.mark.parametrize(
    "wallet", ["{}", "{coupons: []}", "{coupons: [coupon]}", "{coupons: {coupon: 0}, balances: {red: 8}}"]
)
def test_what_the_rulebook_knows_is_no_stranger(wallet: str) -> None:
    assert strangers(read_cart(f"wallet: {wallet}\nlines: [{{price: 1}}]"), BOOK) == ()


@pytest.mark.parametrize(
    ("wallet", "trouble"),
    [
        ("{coupons: [copon]}", UnknownHolding("copon", "coupon", ("coupon",), "coupon")),
        ("{coupons: {flash: 1}}", UnknownHolding("flash", "coupon", ("coupon",))),
        ("{balances: {rde: 1}}", UnknownHolding("rde", "balance", ("red",), "red")),
        ("{balances: {envelope: 0}}", UnknownHolding("envelope", "balance", ("red",))),
    ],
)
def test_a_slip_of_the_pen_is_found_with_the_nearest(wallet: str, trouble: UnknownHolding) -> None:
    (found,) = strangers(read_cart(f"wallet: {wallet}\nlines: [{{price: 1}}]"), BOOK)
    assert found.trouble == trouble


@pytest.mark.parametrize("one", shipped("cart"), ids=lambda one: one.name)
def test_shipped_carts_hold_what_their_rulebooks_take(one: Shipped) -> None:
    open_case(one.path)
