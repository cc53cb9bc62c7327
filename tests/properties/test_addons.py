"""What to add, against every choice among a few items; coverings, against every way to divide a few prices."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart, Line
from promocalc.choose import addons
from promocalc.choose.addons import Adding
from promocalc.choose.covering import covers
from promocalc.choose.drops import drops
from promocalc.choose.subsets import amounts, made_of
from promocalc.engine.price import Pricer
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from tests.generate import SHAPES, STORES, cases
from tests.generate_choices import choices

PRICES = ("1", "0", "0.03", "9.99", "20", "33.33", "5.01", "50", "0.10", "120")
MANY = 10_000_00


@st.composite
def items(draw: st.DrawFn, most: int = 4) -> tuple[Line, ...]:
    """A few items; some have the name of a line of the cart, some there are two of."""
    found = []
    for number in range(draw(st.integers(1, most))):
        shape = draw(st.sampled_from(SHAPES))
        price = Decimal(draw(st.sampled_from(PRICES)))
        line = {"id": draw(st.sampled_from(("i", "n", "z"))) + str(number), "unit_price": price, **shape}
        line |= {"store": draw(st.sampled_from(STORES)), "quantity": draw(st.sampled_from((1, 1, 1, 2)))}
        found.append(Line.model_validate(line))
    return tuple(found)


def in_currency(lines: tuple[Line, ...], currency: str) -> tuple[Line, ...]:
    """Whole prices where there are no smaller ones."""
    if currency in ("JPY", "KRW"):
        return tuple(one.model_copy(update={"unit_price": one.unit_price.to_integral_value() + 1}) for one in lines)
    return lines


def every_choice(adding: Adding) -> list[int]:
    """What is paid with each choice among the items, with none of them first."""
    cart, pricer = adding.subject.cart, adding.pricer
    found = []
    for counts in product(*(range(line.quantity + 1) for line in adding.items)):
        some = [
            line.model_copy(update={"id": f"+{at}", "quantity": count})
            for at, (line, count) in enumerate(zip(adding.items, counts, strict=True))
            if count
        ]
        found.append(pricer.price(cart.model_copy(update={"lines": (*cart.lines, *some)}), adding.choices).pay)
    return found


def check(adding: Adding) -> None:
    every = every_choice(adding)
    found = adding.saving()
    proven = adding.proof != "found"
    if found is None:
        assert not proven or min(every) == every[0]
        return
    fresh = Pricer(adding.pricer.rulebook, adding.pricer.shopper, adding.pricer.at, adding.pricer.balance_at)
    assert fresh.price(found.receipt.cart, adding.choices).pay == found.receipt.pay < every[0] == found.before.pay
    assert found.receipt.marked == found.before.marked + found.added or found.receipt.added
    assert not proven or found.proof == "found" or found.receipt.pay <= min(every)
    held = {line.id: line.quantity for line in adding.items}
    for one in found.additions:
        assert one.line.quantity <= held[one.item.id]


TAKES: tuple[dict[str, Any], ...] = (
    {"from": 50, "take": {"off": 30}},
    {"from": 100, "take": {"off": 45}},
    {"take": {"off": 25, "every": 60}},
    {"from": 80, "take": {"off": "40%"}},
    {"each": "line", "take": {"to": "80%"}},
    {"needs": [{"at_least": 3, "in": "pieces"}], "take": {"off": "50%"}},
    {"needs": [{"at_least": 2, "in": "distinct category"}], "take": {"off": 12}},
    {"on": {"price": {"at_least": 20}}, "take": {"off": "30%"}},
    {"from": 90, "take": {"off": "60%"}, "cap": {"order": 40}},
)
SCOPES: tuple[dict[str, Any], ...] = ({}, {}, {"per": "store"}, {"on": {"store": "A"}}, {"on": {"tag": "a"}})


@st.composite
def nearly(draw: st.DrawFn) -> tuple[Cart, Rulebook]:
    """Carts that have not reached a threshold yet."""
    rules = {}
    for number in range(draw(st.integers(1, 3))):
        take, scope = draw(st.sampled_from(TAKES)), draw(st.sampled_from(SCOPES))
        rules[f"r{number}"] = {**take, **scope, "on": {**take.get("on", {}), **scope.get("on", {})}}
    together = draw(st.sampled_from((list(rules), [{"best_of": list(rules)}])))
    book = {"rulebook": "nearly", "rules": rules, "price": list(rules) if len(rules) < 2 else together}
    lines = [
        {
            "id": f"i{number}",
            "price": draw(st.sampled_from(("48", "19.5", "30", "77.77"))),
            "store": draw(st.sampled_from("AB")),
        }
        for number in range(draw(st.integers(1, 2)))
    ]
    return Cart.model_validate({"cart": "nearly", "lines": lines}), Rulebook.model_validate(book)


@given(st.one_of(nearly(), nearly(), cases(), choices()), items(), st.sampled_from((0, addons.MOST_EXHAUSTED)))
def test_nobody_pays_less_than_with_what_is_proven_best_to_add(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...], exhausted: int
) -> None:
    cart, book = case
    with pytest.MonkeyPatch.context() as patched:  # where not every choice is priced, amounts are weighed
        patched.setattr(addons, "MOST_EXHAUSTED", exhausted)
        check(Adding(Subject(cart, book), in_currency(some, cart.currency), MANY))


@given(nearly(), items(), st.sampled_from((0, addons.MOST_EXHAUSTED)))
def test_who_adds_more_on_the_frontier_pays_less(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...], exhausted: int
) -> None:
    cart, book = case
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(addons, "MOST_EXHAUSTED", exhausted)
        adding = Adding(Subject(cart, book), in_currency(some, cart.currency), MANY)
        frontier, best, reached = adding.frontier(), adding.saving(), adding.reaching()
    pays = [adding.before.pay, *(one.receipt.pay for one in frontier)]
    assert pays == sorted(set(pays), reverse=True)
    assert [one.added for one in frontier] == sorted({one.added for one in frontier})
    if adding.proof != "found":
        assert pays[-1] == (adding.before.pay if best is None else best.receipt.pay)
        if best is not None and best.net < -addons.ROUNDING:
            assert reached is not None
            assert reached.receipt.pay == best.receipt.pay


@given(cases())
def test_nothing_is_said_to_be_free_that_costs_something(case: tuple[Cart, Rulebook]) -> None:
    cart, book = case
    found = drops(Subject(cart, book))
    assert all(one.costs <= 0 for one in (*found.singly, *(found.together[:1])))
    assert found.after.pay >= found.before.pay
    pieces = sum(line.quantity for line in cart.lines)
    assert sum(line.quantity for line in found.after.cart.lines) == pieces - sum(one.pieces for one in found.together)


HELD = st.dictionaries(st.integers(1, 40), st.integers(1, 3), max_size=5)


@given(HELD, st.integers(0, 150))
def test_amounts_are_those_that_some_of_the_prices_come_to(held: dict[int, int], most: int) -> None:
    every = {
        sum(price * count for price, count in zip(held, counts, strict=True))
        for counts in product(*(range(count + 1) for count in held.values()))
    }
    known = amounts(held, most)
    assert known.column().tolist() == sorted(one for one in every if one <= most)
    for amount in every:
        assert (amount in known) == (amount <= most)
        parts = made_of(amount, held)
        assert sum(price * count for price, count in parts.items()) == amount
        assert all(count <= held[price] for price, count in parts.items())
    for amount in range(max(every) + 2):
        if amount not in every:
            with pytest.raises(ValueError, match="nothing comes to"):
                made_of(amount, held)


@given(st.lists(st.integers(0, 12), max_size=6), st.integers(1, 15))
def test_coverings_are_as_many_and_as_close_as_there_are(prices: list[int], threshold: int) -> None:
    found = covers(prices, threshold)
    assert found.proven
    assert sorted([*found.rest, *(price for group in found.groups for price in group)]) == sorted(prices)
    assert all(sum(group) >= threshold for group in found.groups)
    assert sum(sum(group) - threshold for group in found.groups) == found.excess == found.bound
    best = (0, 0)
    for places in product(range(len(prices) + 1), repeat=len(prices)):
        sums = [sum(p for p, at in zip(prices, places, strict=True) if at == group) for group in range(len(prices))]
        if max(places, default=0) <= len(prices) and all(one >= threshold or not one for one in sums):
            whole = [one - threshold for one in sums if one]
            best = min(best, (-len(whole), sum(whole)))
        if len(prices) > 5:
            break
    if len(prices) <= 5:
        assert best == (-len(found.groups), found.excess)
