"""The engine and a naive pricer, written apart from each other, come to the same cent."""

from __future__ import annotations

from hypothesis import assume, given

from promocalc.cart import Cart
from promocalc.engine import price
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.naive import NotNaive, naive_price


@given(cases())
def test_the_engine_agrees_with_the_naive_pricer(case: tuple[Cart, Rulebook]) -> None:
    cart, book = case
    try:
        naive = naive_price(cart, book)
    except NotNaive:
        assume(False)
        return
    got = price(cart, book)
    assert (got.pay, got.marked, got.saved, got.added) == (naive.pay, naive.marked, naive.saved, naive.added)
    assert {line.id: line.pay for line in got.lines if line.pay} == {at: pay for at, pay in naive.lines.items() if pay}
    assert {line.id: line.deposit for line in got.lines if line.deposit} == naive.deposits
