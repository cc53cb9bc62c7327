"""The cheapest way to pay one order: so many coupons in groups that exclude each other, from nothing to the proof."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

from promocalc.cart import Cart
from promocalc.choose.best import Best, best
from promocalc.engine.price import price
from promocalc.formula.subject import Subject as Asked
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks.timing import Subject

SIZES: dict[int, tuple[int, float]] = {10: (2, 0.001), 20: (4, 0.005), 30: (6, 0.05), 40: (8, 0.2)}
"""By how many coupons there are: in how many groups, and in how many seconds it should be done."""
SEEDS = 5
"""Instances of a size, taken in turn."""
LINES = 8


def name(coupons: int) -> str:
    """What a size is called in the report."""
    return f"{coupons} coupons in {SIZES[coupons][0]} groups: opened, bounded, searched, priced"


def instance(coupons: int, seed: int) -> Asked:
    """A cart of eight lines under coupons of three kinds: from a threshold, for every step, a part with a cap."""
    dice = random.Random(1000 * coupons + seed)
    groups = SIZES[coupons][0]
    rules: dict[str, Any] = {}
    for number in range(coupons):
        start = dice.randrange(50, 800)
        kinds: tuple[dict[str, Any], ...] = (
            {"from": start, "take": {"off": start * dice.randrange(5, 25) // 100 + 1}},
            {"from": start, "take": {"off": f"{dice.randrange(3, 20)}%"}, "cap": {"order": dice.randrange(20, 80)}},
            {"take": {"off": dice.randrange(5, 50), "every": dice.randrange(100, 300)}, "cap": {"order": 150}},
        )
        rules[f"c{number}"] = {**dice.choice(kinds), "use": "coupon"}
    size = coupons // groups
    programme = [{"one_of": [f"c{first + at}" for at in range(size)]} for first in range(0, coupons, size)]
    prices = [f"{dice.randrange(10, 400)}.{dice.randrange(100):02d}" for _ in range(LINES)]
    lines = [{"id": f"l{at}", "price": one} for at, one in enumerate(prices)]
    book = Rulebook.model_validate({"rulebook": "coupons", "rules": rules, "price": programme})
    return Asked(Cart.model_validate({"lines": lines}), book)


def wrong() -> Iterator[str]:
    """What is dearer than leaving it to the programme, or no proof, if anything: it is not timed then."""
    for coupons in SIZES:
        for seed in range(SEEDS):
            asked = instance(coupons, seed)
            found = best(asked)
            if found.proof != "optimal" or found.receipt.pay > price(asked.cart, asked.rulebook).pay:
                yield f"{coupons} coupons, seed {seed}: {found.receipt.pay}, {found.proof}"


def subjects() -> Iterator[Subject]:
    """Each size, an instance after the other, each of them as if it had never been seen."""
    for coupons in SIZES:
        yield Subject(name(coupons), _best, partial(_next, coupons, count()), warm=1)


def _next(coupons: int, turn: Iterator[int]) -> Asked:
    return instance(coupons, next(turn) % SEEDS)


def _best(asked: Asked) -> Best:
    return best(asked)
