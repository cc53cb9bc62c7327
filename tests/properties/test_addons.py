"""What to add, against every choice among a few items; coverings, against every way to divide a few prices."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart, Choices, Line
from promocalc.choose import addons, addons_best
from promocalc.choose.addons import Adding
from promocalc.choose.addons_best import AddingBest
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


def every_amount(adding: Adding) -> list[tuple[int, ...]]:
    """What each choice among the items, in the same order, comes to of each kind."""
    of = {
        line.id: (at, price)
        for at, kind in enumerate(adding.kinds)
        for line, price in zip(kind.lines, kind.prices, strict=True)
    }
    found = []
    for counts in product(*(range(line.quantity + 1) for line in adding.items)):
        amounts_ = [0] * len(adding.kinds)
        for line, count in zip(adding.items, counts, strict=True):
            at, price = of[line.id]
            amounts_[at] += price * count
        found.append(tuple(amounts_))
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
KEEPS: tuple[dict[str, Any], ...] = (
    {"floor": "0.01"},
    {"floor": "0.01", "over": "clip"},
    {"floor": "0.01", "measure": "item_price", "share": {"by": "item_price"}, "over": "clip"},
    {"floor": 5, "share": {"odd": "carry"}},
    {"floor": "0.01", "over": "respread", "share": {"odd": "first"}},
    {"measure": "item_price", "share": {"by": "item_price"}},
    {"floor": 2, "share": {"odd": "last"}},
)
SCOPES: tuple[dict[str, Any], ...] = ({}, {}, {"per": "store"}, {"on": {"store": "A"}}, {"on": {"tag": "a"}})


@st.composite
def nearly(draw: st.DrawFn, keeps: tuple[dict[str, Any], ...] = ({},)) -> tuple[Cart, Rulebook]:
    """Carts that have not reached a threshold yet. ``keeps`` is what rules have in common."""
    rules = {}
    for number in range(draw(st.integers(1, 3))):
        take, scope = draw(st.sampled_from(TAKES)), draw(st.sampled_from(SCOPES))
        rules[f"r{number}"] = {**take, **scope, "on": {**take.get("on", {}), **scope.get("on", {})}}
    together = draw(st.sampled_from((list(rules), [{"best_of": list(rules)}])))
    price = list(rules) if len(rules) < 2 else together
    book = {"rulebook": "nearly", "defaults": draw(st.sampled_from(keeps)), "rules": rules}
    book["price"] = [{"item_price": []}, *price]
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


@st.composite
def dear(draw: st.DrawFn) -> tuple[Line, ...]:
    """A few items, of which hardly any are worth less than what a piece has to keep."""
    prices = st.sampled_from(("9.99", "12.01", "20", "33.33", "50", "7.77", "61", "0.02"))
    return tuple(
        Line.model_validate(
            {"id": f"z{at}", "unit_price": Decimal(draw(prices)), "store": draw(st.sampled_from(STORES))}
        )
        for at in range(draw(st.integers(2, 5)))
    )


@st.composite
def deep(draw: st.DrawFn) -> tuple[Cart, Rulebook]:
    """Carts of which little is left, or nearly nothing, and whose pieces keep something."""
    takes = (5, 30, 45, "49.97", "50%", "40%", "90%", "99%", "99.9%")
    starts = st.sampled_from((0, 50, 60))
    rules = {
        f"r{at}": {"from": draw(starts), "take": {"off": draw(st.sampled_from(takes))}}
        for at in range(draw(st.integers(1, 3)))
    }
    price = [{"item_price": []}, *rules]
    book = {"rulebook": "deep", "defaults": draw(st.sampled_from(KEEPS)), "rules": rules, "price": price}
    prices = draw(st.lists(st.sampled_from(("48", "30", "0.05", "9.99")), min_size=1, max_size=2))
    lines = [{"id": f"i{at}", "price": one} for at, one in enumerate(prices)]
    return Cart.model_validate({"cart": "deep", "lines": lines}), Rulebook.model_validate(book)


@st.composite
def even(draw: st.DrawFn) -> tuple[Line, ...]:
    """A few items of which different ones come to the same."""
    some = draw(
        st.sampled_from(
            (("10", "20", "30", "40"), ("0.01", "0.02", "0.03", "20"), ("0.10", "0.20", "0.30"), ("1", "2", "3"))
        )
    )
    prices = draw(st.lists(st.sampled_from(some), min_size=3, max_size=5))
    return tuple(Line.model_validate({"id": f"z{at}", "unit_price": Decimal(one)}) for at, one in enumerate(prices))


@settings(max_examples=settings.default.max_examples // 4)  # each choice among the items
@given(deep(), even())
def test_items_that_come_to_the_same_cost_the_same_where_amounts_are_said_to_tell(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...]
) -> None:
    adding = Adding(Subject(*case), some, MANY)
    if all(adding.amounts_tell):
        known: dict[tuple[int, ...], int] = {}
        for added, pay in zip(every_amount(adding), every_choice(adding), strict=True):
            assert known.setdefault(added, pay) == pay


@given(nearly(KEEPS), st.one_of(dear(), items()))
def test_what_is_proven_best_to_add_is_so_where_pieces_keep_a_minimum(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(addons, "MOST_EXHAUSTED", 0)
        check(Adding(Subject(*case), some, MANY))


FIXED = tuple(take for take in TAKES if type(take["take"].get("off")) is int and "needs" not in take)


@st.composite
def fixed(draw: st.DrawFn, keeps: tuple[dict[str, Any], ...] = ({}, *KEEPS)) -> tuple[Cart, Rulebook]:
    """Carts under several rules that take fixed amounts from thresholds on."""
    rules = {
        f"r{number}": {**draw(st.sampled_from(FIXED)), **draw(st.sampled_from(SCOPES))}
        for number in range(draw(st.integers(2, 4)))
    }
    together = draw(
        st.sampled_from(
            (
                list(rules),
                [
                    {"best_of": list(rules)},
                ],
            )
        )
    )
    lines = [
        {"id": f"i{at}", "price": draw(st.sampled_from(("48", "19.5", "77.77"))), "store": one}
        for at, one in enumerate("AB")
    ]
    book = {"rulebook": "fixed", "defaults": draw(st.sampled_from(keeps)), "rules": rules}
    book["price"] = [{"item_price": []}, *together]
    return Cart.model_validate({"cart": "fixed", "lines": lines}), Rulebook.model_validate(book)


@settings(max_examples=settings.default.max_examples // 4)  # each choice among the items
@given(fixed(), st.one_of(dear(), items()), st.sampled_from((50_00, 120_00, MANY)))
def test_nobody_reaches_thresholds_more_cheaply_than_what_is_proven_best(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...], most: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(addons, "MOST_EXHAUSTED", 0)
        patched.setattr(addons, "MOST_ROWS", 0)  # every amount of kinds together is too many
        adding = Adding(Subject(*case), some, most)
        found = adding.saving()
        amounts_ = [sum(one) for one in every_amount(Adding(Subject(*case), some, MANY))]
    every = [pay for pay, added in zip(every_choice(adding), amounts_, strict=True) if added <= most]
    paid = adding.before.pay if found is None else found.receipt.pay
    assert paid >= min(every)
    if (adding.saving_proof if found is None else found.proof) != "found":
        assert paid == min(every)


@settings(max_examples=settings.default.max_examples // 3)  # each choice of offers with each choice of items
@given(choices(4), st.one_of(dear(), items(3)), st.sampled_from((0, addons_best.MOST_WAYS)))
def test_nobody_who_chooses_offers_as_well_pays_less_than_with_what_is_proven_best_to_add(
    case: tuple[Cart, Rulebook], some: tuple[Line, ...], ways: int
) -> None:
    cart, book = case
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(addons_best, "MOST_WAYS", ways)
        asked = AddingBest(Adding(Subject(cart, book), some, MANY))
        found, frontier = asked.saving(), asked.frontier()
    names = asked.search(cart).open_rules
    paid = asked.before.receipt.pay if found is None else found.receipt.pay
    assert paid <= asked.before.receipt.pay
    if found is not None:
        assert Pricer(book, cart.shopper).price(found.receipt.cart, found.receipt.choices).pay == paid
        assert found.before.pay == asked.before.receipt.pay
    if (asked.proof if found is None else found.proof) != "found":
        least = min(
            pay
            for count in range(len(names) + 1)
            for left in combinations(names, count)
            for pay in every_choice(asked.adding.deciding(Choices(skip=left)))
        )
        assert paid == least
    pays = [asked.before.receipt.pay, *(one.receipt.pay for one in frontier)]
    assert pays == sorted(set(pays), reverse=True)


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
