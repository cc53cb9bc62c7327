"""Instances of stated seeds of everything that can be chosen: coupons, orders, what to add. Amounts are minor units."""

from __future__ import annotations

import random

from tests.benchmarks.plain_cpsat import MINOR, Deal, Goods, Problem

# --- one order ------------------------------------------------------------------------------------------------------

GROUPS = {10: 2, 20: 4, 30: 6, 40: 8}
"""By how many coupons there are: in how many groups."""
SEEDS = range(5)
LINES = 8


def coupons(count: int, seed: int) -> Problem:
    """A cart of eight lines under coupons of three kinds: from a threshold, for every step, a part with a cap."""
    dice = random.Random(1000 * count + seed)
    deals: list[Deal] = []
    for number in range(count):
        name, start = f"c{number}", dice.randrange(50, 800)
        kinds = (
            Deal(name, start, start * dice.randrange(5, 25) // 100 + 1),
            Deal(name, start, percent=dice.randrange(3, 20), cap=dice.randrange(20, 80)),
            Deal(name, 0, dice.randrange(5, 50), every=dice.randrange(100, 300), cap=150),
        )
        deals.append(dice.choice(kinds))
    size = count // GROUPS.get(count, 2)
    stages = tuple(tuple(deals[first : first + size]) for first in range(0, count, size))
    prices = [_price(dice, 10, 400) for _ in range(LINES)]
    return Problem(tuple(Goods(f"l{at}", "", one) for at, one in enumerate(prices)), stages)


def _price(dice: random.Random, least: int, most: int) -> int:
    return MINOR * dice.randrange(least, most) + dice.randrange(100)


# --- several orders -------------------------------------------------------------------------------------------------

SPLITS = ((50, 20, 3), (100, 10, 3))
"""Lines, coupons, orders."""
SPLIT_SEEDS = range(201, 211)
"""None of those that the search was tried on while it was written."""
STORES = "ABC"


def orders(lines: int, count: int, most: int, seed: int) -> Problem:
    """Lines of three stores, coupons of a store or of the platform, one of each in an order, and 20 off every 300 of
    what is left after those of the stores."""
    dice = random.Random(seed)
    groups: dict[str | None, list[Deal]] = {}
    for number in range(count):
        store = dice.choice((*STORES, None, None))
        name, start = f"c{number}", dice.choice((200, 300, 500) if store is None else (100, 200, 300))
        kinds = (
            Deal(name, start, start * dice.randrange(5, 16) // 100, store=store),
            Deal(name, 0, start * dice.randrange(5, 12) // 100, every=start, cap=start // 5 + 3, store=store),
            Deal(name, start, percent=dice.randrange(4, 13), cap=start // 8, store=store),
        )
        groups.setdefault(store, []).append(dice.choice(kinds))
    auto = Deal("auto", off=20, every=300, coupon=False)
    stages = [groups.get(store, []) for store in STORES] + [[auto], groups.get(None, [])]
    goods = [Goods(f"i{at}", dice.choice(STORES), _price(dice, 10, 300)) for at in range(lines)]
    return Problem(tuple(goods), tuple(tuple(stage) for stage in stages if stage), most)


# --- something added ------------------------------------------------------------------------------------------------

ITEMS = 10_000
GAPS = (12_34, 77_77, 299_99)
GRIDS = (1, 10, 100)
"""Prices are whole multiples of so many minor units."""
THRESHOLDS = tuple((gap, grid) for gap in GAPS for grid in GRIDS)
KINDS = (2, 8)
KIND_SEEDS = range(3)
MOST_ADDED = 500_00


def threshold(gap: int, grid: int, items: int = ITEMS) -> Problem:
    """A cart short of 50 off 1,000, and items of one kind, of which some have to cover the gap."""
    dice = random.Random(1000 * gap + grid)
    prices = [grid * dice.randrange(100 // grid, 300_00 // grid) for _ in range(items)]
    offered = tuple(Goods(f"p{at}", "A", one) for at, one in enumerate(prices))
    cart = (Goods("a", "A", 600_00), Goods("b", "A", 400_00 - gap))
    deal = Deal("cut", 1000, 50, coupon=False)
    return Problem(cart, ((deal,),), items=offered, add=MOST_ADDED, least=gap)


def kinds(stores: int, seed: int, items: int = ITEMS) -> Problem:
    """A store's own cut in each store but the last, all of them a little short of it, and one for the whole order."""
    dice = random.Random(100 * stores + seed)
    names = [chr(ord("A") + at) for at in range(stores)]
    starts = [dice.randrange(200, 500) for _ in names]
    cart = [
        Goods(f"l{at}", name, 100 * start - _price(dice, 5, 60))
        for at, (name, start) in enumerate(zip(names, starts, strict=True))
    ]
    stages = [
        (Deal(f"cut{name}", start, dice.randrange(10, 60), store=name, coupon=False),)
        for name, start in zip(names[:-1], starts, strict=False)
    ]
    whole = sum(line.price for line in cart) // 100
    stages.append((Deal("whole", whole + dice.randrange(10, 90), dice.randrange(40, 120), coupon=False),))
    offered = tuple(Goods(f"p{at}", dice.choice(names), _price(dice, 1, 300)) for at in range(items))
    return Problem(tuple(cart), tuple(stages), items=offered, add=MOST_ADDED)
