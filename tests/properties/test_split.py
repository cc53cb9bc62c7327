"""The cheapest way to divide a cart into orders, against every way that there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import chain, combinations, product
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart, Choices
from promocalc.choose import fitting
from promocalc.choose.orders import after, part, pieces, price_orders, pricer_of
from promocalc.choose.recognised import NotOfTheKind
from promocalc.choose.solver import solve
from promocalc.choose.split import split
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.generate_choices import choices
from tests.unit.test_split_solver import shopping

MOST_OPEN = 3
"""Rules to decide about, up to which every combination is priced in every order."""


def few_pieces(case: tuple[Cart, Rulebook]) -> Subject:
    """At most three pieces: of the first line two, if it has them."""
    cart, book = case
    lines, left = [], 3
    for line in cart.lines:
        quantity = min(line.quantity, 2, left)
        if quantity:
            lines.append(line.model_copy(update={"quantity": quantity}))
            left -= quantity
    return Subject(cart.model_copy(update={"lines": tuple(lines)}), book)


def open_rules(subject: Subject) -> tuple[str, ...]:
    """What the shopper may still decide about."""
    pricer, stated = pricer_of(subject, subject.cart.shopper), subject.cart.choices
    choosable = {rule for programme in pricer.programmes for rule in programme.choosable}
    return tuple(sorted(choosable - set(stated.use) - set(stated.skip)))


def ways(subject: Subject, left: Mapping[str, int], most: int, rules: tuple[str, ...], now: Cart) -> Iterator[int]:
    """What is paid for each way to divide so many pieces into so many orders, with each choice in each of them."""
    counts = {line: count for line, count in left.items() if count}
    if not counts:
        yield 0
        return
    if not most:
        return
    for some in product(*(range(count + 1) for count in counts.values())):
        taken = dict(zip(counts, some, strict=True))
        if not any(some):
            continue
        order = part(subject.cart, taken).model_copy(update={"wallet": now.wallet, "shopper": now.shopper})
        rest = {line: count - taken[line] for line, count in counts.items()}
        for skip in chain.from_iterable(combinations(rules, count) for count in range(len(rules) + 1)):
            stated = subject.cart.choices
            chosen = stated.model_copy(update={"skip": (*stated.skip, *skip)})
            receipt = pricer_of(subject, now.shopper).price(order, chosen)
            holds = after(receipt)
            later = now.model_copy(update={"wallet": holds.wallet, "shopper": holds.shopper})
            for pay in ways(subject, rest, most - 1, rules, later):
                yield receipt.pay + pay


SMALL = st.one_of(choices(3), cases(3)).map(few_pieces)


@settings(max_examples=settings.default.max_examples // 3)  # every division of every cart, priced one by one
@given(SMALL)
def test_nobody_pays_less_however_the_cart_is_divided(subject: Subject) -> None:
    rules = open_rules(subject)
    assume(len(rules) <= MOST_OPEN and any(line.kind == "goods" for line in subject.cart.lines))
    found = split(subject, 2)
    assert found.pay == min(ways(subject, pieces(subject.cart), 2, rules, subject.cart))
    assert found.proof == "exhausted"
    assert found.bound == found.pay


@given(SMALL)
def test_a_split_is_legal_and_its_receipts_are_the_engines(subject: Subject) -> None:
    found = split(subject, 3)
    orders = price_orders(subject, [one.cart for one in found.orders], [one.choices for one in found.orders])
    assert [receipt.pay for receipt in orders.receipts] == [one.receipt.pay for one in found.orders]
    assert found.pay == orders.pay <= split(subject, 2).pay <= split(subject, 1).pay
    held = subject.cart.wallet.coupons
    for name, rule in subject.rulebook.rules.items():
        if rule.use == "coupon":
            uses = sum(uses_of(receipt, name) for receipt in orders.receipts)
            assert uses <= (1 if held is None else held.get(name, 0))


def uses_of(receipt: Receipt, rule: str) -> int:
    """How many pools, or single pieces, a rule did something for: told from the steps."""
    did = [step for step in receipt.steps if step.rule == rule and (step.deduction or step.added or step.given)]
    return sum(step.pieces if step.pieces is not None else 1 for step in did)


@given(st.one_of(choices(), cases()))
def test_what_an_order_leaves_is_what_its_steps_did_not_use(case: tuple[Cart, Rulebook]) -> None:
    cart, book = case
    receipt = pricer_of(Subject(cart, book), cart.shopper).price(cart, Choices())
    left = after(receipt)
    held = cart.wallet.coupons
    for name, rule in receipt.rulebook.rules.items():
        if rule.use == "coupon":
            before = 1 if held is None else held.get(name)
            assert (left.wallet.coupons or {}).get(name) == (
                None if before is None else before - uses_of(receipt, name)
            )
        for period, before_times in (
            (period, cart.shopper.times.get(name, {}).get(period, 0)) for period in rule.limit
        ):
            if period != "order":
                now = left.shopper.times.get(name, {}).get(period, 0)
                assert now - before_times == uses_of(receipt, name)


OFFERS = st.one_of(
    st.builds(shopping, st.integers(2, 5), st.integers(1, 5), st.integers(0, 10_000)), choices(4).map(few_pieces)
)


@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-tools is an extra")
@given(OFFERS, st.integers(1, 3))
def test_a_solver_never_crosses_the_bound_and_proves_what_all_ways_together_find(subject: Subject, most: int) -> None:
    try:
        found = solve(subject, most)
    except NotOfTheKind:
        return
    every = split(subject, most)
    assert found.bound <= every.pay <= found.pay
    assert found.proof == ("optimal" if found.gap == 0 else "within")
    held = price_orders(subject, [one.cart for one in found.orders], [one.choices for one in found.orders])
    assert held.pay == found.pay


@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-tools is an extra")
@given(OFFERS, st.integers(2, 3))
def test_pieces_that_are_fitted_cost_what_all_ways_together_find(subject: Subject, most: int) -> None:
    with patch.multiple(fitting, LEAST_PIECES=1, EXCHANGES=100, FOR_EACH=3):
        try:
            found = solve(subject, most)
        except NotOfTheKind:
            return
    assert (found.pay, found.gap) == (split(subject, most).pay, 0)
