"""A cart whose cheapest way takes long to find.

Its coupons want nearly all of what some lines cost: any few of them leave too little for another, and hardly two ways
to choose come to the same.
"""

from __future__ import annotations

import random
from typing import Any


def long_search(coupons: int = 40, lines: int = 14, seed: int = 1) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cart and the rulebook, as their files say them."""
    dice = random.Random(seed)
    goods, prices = [], []
    for number in range(lines):
        prices.append(dice.randrange(3_000, 30_000))
        tags = [f"t{at}" for at in range(coupons) if dice.randrange(2)]
        price = f"{prices[-1] // 100}.{prices[-1] % 100:02d}"
        goods.append({"id": f"l{number}", "price": price, "tags": tags})
    rules = {}
    for number in range(coupons):
        base = sum(price for price, line in zip(prices, goods, strict=True) if f"t{number}" in line["tags"])
        start = max(1, base * dice.randrange(85, 100) // 10_000)
        off = max(1, start * dice.randrange(2, 6) // 100)
        rules[f"c{number}"] = {"on": {"tag": f"t{number}"}, "from": start, "take": {"off": off}, "use": "coupon"}
    return {"cart": "long", "lines": goods}, {"rulebook": "long", "rules": rules, "price": list(rules)}
