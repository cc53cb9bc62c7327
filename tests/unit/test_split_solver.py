"""Splits of large carts: found by a solver, proven by a bound, priced by the engine."""

from __future__ import annotations

import builtins
import random
from typing import Any

import pytest

from promocalc.cart import Cart
from promocalc.choose.parts import MOST_RUNS, Parts
from promocalc.choose.recognised import NotOfTheKind, recognise
from promocalc.choose.solver import NoSolver, around, cheapest, solve
from promocalc.choose.split import split
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from tests.unit.test_split import subject


def shopping(lines: int, coupons: int, seed: int) -> Subject:
    """Lines of three stores, coupons of a store or of the platform, one of each in an order, and 20 off every 300."""
    draw = random.Random(seed)
    rules: dict[str, Any] = {}
    groups: dict[str | None, list[str]] = {}
    for number in range(coupons):
        store = draw.choice(("A", "B", "C", None, None))
        start = draw.choice((200, 300, 500) if store is None else (100, 200, 300))
        rule: dict[str, Any] = draw.choice(
            (
                {"from": start, "take": {"off": start * draw.randrange(5, 16) // 100}},
                {"take": {"off": start * draw.randrange(5, 12) // 100, "every": start}, "cap": start // 5 + 3},
                {"from": start, "take": {"off": f"{draw.randrange(4, 13)}%"}, "cap": start // 8},
            )
        )
        name = f"c{number}"
        rules[name] = {**rule, "use": "coupon", **({} if store is None else {"on": {"store": store}})}
        groups.setdefault(store, []).append(name)
    rules["auto"] = {"take": {"off": 20, "every": 300}}
    said = {store: {"one_of": names} if len(names) > 1 else names[0] for store, names in groups.items()}
    book = {
        "rulebook": "shopping",
        "rules": rules,
        "price": [*(said[store] for store in "ABC" if store in said), "auto", *([said[None]] if None in said else [])],
    }
    goods = [
        {
            "id": f"i{number}",
            "store": draw.choice("ABC"),
            "price": f"{draw.randrange(10, 300)}.{draw.randrange(100):02d}",
        }
        for number in range(lines)
    ]
    return Subject(Cart.model_validate({"cart": "shopping", "lines": goods}), Rulebook.model_validate(book))


def of_the_kind(one: Subject) -> bool:
    try:
        recognise(Parts(one, MOST_RUNS))
    except NotOfTheKind:
        return False
    return True


@pytest.mark.parametrize("seed", range(8))
def test_a_solver_finds_what_all_ways_together_find(seed: int) -> None:
    pytest.importorskip("ortools")
    one = shopping(6, 5, seed)
    found, every = solve(one, 3), split(one, 3)
    assert found.bound <= every.pay <= found.pay
    assert (found.pay, found.gap, found.proof) == (every.pay, 0, "optimal")


def test_what_a_later_rule_looks_at_is_no_less_than_a_rule_takes() -> None:
    """Who could decline a part of the ten percent would stay above the next threshold."""
    pytest.importorskip("ortools")
    rules = {
        "ten": {"take": {"off": "10%"}, "on": {"store": "A"}},
        "c": {"take": {"off": 50}, "from": 195, "use": "coupon"},
    }
    lines = [{"id": "a", "store": "A", "price": 100}, {"id": "b", "store": "B", "price": 100}]
    found = solve(subject(rules, lines), 2)
    assert (found.pay, found.bound, split(subject(rules, lines), 2).pay) == (19000, 19000, 19000)


def test_large_carts_are_split_with_a_proof() -> None:
    pytest.importorskip("ortools")
    found = cheapest(shopping(50, 10, 3), 3)
    assert (found.proof, found.gap) == ("optimal", 0)
    assert found.pay < cheapest(shopping(50, 10, 3), 1).pay


def test_every_number_of_repeats_that_may_fall_short_is_looked_at_once() -> None:
    for short in (None, *range(5)):
        ranges = around(short)
        for number in range(12):
            assert sum(low <= number and (high is None or number <= high) for low, high in ranges) == 1


@pytest.mark.parametrize("seed", range(6))
def test_several_rules_that_repeat_by_themselves_are_solved(seed: int) -> None:
    pytest.importorskip("ortools")
    draw = random.Random(seed)
    rules: dict[str, Any] = {
        store: {"take": {"off": 9, "every": 70}, "cap": 9 * (2 + seed % 3), "on": {"store": store}} for store in "AB"
    }
    rules |= {"all": {"take": {"off": 20, "every": 150}}, "c": {"take": {"off": 11}, "from": 120, "use": "coupon"}}
    lines = [{"id": f"i{at}", "store": draw.choice("AB"), "price": draw.randrange(20, 140)} for at in range(6)]
    one = subject(rules, lines)
    assert of_the_kind(one)
    found = solve(one, 3)
    assert (found.pay, found.gap) == (split(one, 3).pay, 0)


def test_a_coupon_that_gives_something_for_later_is_used_in_the_order_that_has_it() -> None:
    pytest.importorskip("ortools")
    rules = {
        "each": {"take": {"off": 5}, "from": 100},
        "c": {"take": {"give": 8, "in": "cash"}, "from": 50, "use": "coupon"},
    }
    found = solve(subject(rules), 2)
    assert (found.pay, found.gap) == (19000, 0)
    assert sum(len(order.receipt.later) for order in found.orders) == 1


def test_the_same_large_cart_is_split_alike_each_time() -> None:
    pytest.importorskip("ortools")
    first, second = (solve(shopping(40, 6, 5), 3) for _ in range(2))
    assert first == second


def test_thresholds_in_parallel_are_of_the_kind() -> None:
    pytest.importorskip("ortools")
    rules = {
        "flash": {"take": {"off": 5}, "each": "piece", "on": {"tag": "flash"}},
        "shop": {"take": {"off": 20}, "from": 150, "per": "store", "measure": "item"},
        "c": {"take": {"off": "15%"}, "from": 200, "cap": 25, "measure": "item", "use": "coupon"},
        "d": {"take": {"off": 20}, "from": 150, "measure": "item", "use": "coupon"},
    }
    lines = [
        {"id": f"i{number}", "store": "AB"[number % 2], "price": 40 + 17 * number, "tags": ["flash"][: number % 3]}
        for number in range(6)
    ]
    one = subject(rules, lines, price=[{"item": ["flash"]}, "shop", {"one_of": ["c", "d"]}])
    assert of_the_kind(one)
    found = solve(one, 2)
    assert (found.pay, found.gap) == (split(one, 2).pay, 0)


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ({"take": {"off": 10}, "limit": {"day": 1}}, {}),
        ({"take": {"off": "10%"}, "pick": {"cheapest": 1}}, {}),
        ({"take": {"off": 10}, "measure": "pieces", "from": 2}, {}),
        ({"take": {"off": 10}, "per": "store", "use": "coupon"}, {}),
        ({"take": {"off": "100%"}, "use": {"balance": "purse"}}, {"wallet": {"balances": {"purse": 10}}}),
        ({"take": {"add": 8, "line": "shipping"}}, {}),
        ({"take": {"off": 10}, "use": "coupon"}, {"wallet": {"coupons": {"r": 2}}}),
    ],
)
def test_an_offer_of_another_kind_is_not_solved(rule: dict[str, Any], facts: dict[str, Any]) -> None:
    lines = [{"id": "a", "price": 100, "store": "A"}, {"id": "b", "price": 100, "store": "B"}]
    assert not of_the_kind(subject({"r": rule}, lines, **facts))
    assert cheapest(subject({"r": rule}, lines, **facts), 2).proof == "exhausted"


def test_without_a_solver_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **named: Any) -> Any:
        if name.startswith("ortools"):
            raise ImportError(name)
        return real(name, *args, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(NoSolver, match="promocalc\\[choose\\]"):
        cheapest(shopping(12, 4, 1), 2)
    assert cheapest(shopping(4, 2, 1), 2).proof == "exhausted"
