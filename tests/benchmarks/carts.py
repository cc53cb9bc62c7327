"""What is priced: one published cart, in promocalc's words and as plain dicts, and the shipped example.

The cart of the table has ten lines in three stores under three rules: 10 % off category 1, 20 off
200 in each store, 50 off every 300 three times at most. Published is what it comes to, 790.86. The lines
are ours: prices and quantities chosen so that every store reaches its 200, the cross-store rule stops at
two of three steps, one line's 10 % ends in half a cent, and shares leave odd cents.
"""

from __future__ import annotations

from typing import Any

from promocalc.cart import Cart
from promocalc.files.load import load_cart, load_rulebook
from promocalc.rules.rulebook import Rulebook

STORES = ("A", "B", "C")
LINES: tuple[tuple[str, str, str, str, int], ...] = (
    # id, store, category, price, quantity        marked   10 % off
    ("i1", "A", "1", "59.90", 2),  #              119.80     107.82
    ("i2", "A", "2", "99.90", 1),  #               99.90      99.90
    ("i3", "A", "1", "45.50", 1),  #               45.50      40.95
    ("i4", "A", "3", "36.80", 1),  #               36.80      36.80   A: 285.47
    ("i5", "B", "1", "129.00", 1),  #             129.00     116.10
    ("i6", "B", "2", "24.90", 3),  #               74.70      74.70
    ("i7", "B", "1", "68.75", 1),  #               68.75      61.87   B: 252.67 (6.875 off is 6.88)
    ("i8", "C", "2", "199.00", 1),  #             199.00     199.00
    ("i9", "C", "1", "79.99", 2),  #              159.98     143.98   (15.998 off is 16.00)
    ("i10", "C", "3", "34.87", 2),  #              69.74      69.74   C: 412.72
)
MARKED = 1003_17
PAYS = 790_86
"""The published total: 950.86 after category, less 3 x 20 in the stores, less 2 x 50 across them."""

RULES: dict[str, Any] = {
    "category-cut": {"on": {"category": "1"}, "each": "line", "take": {"off": "10%"}},
    "store-coupon": {"per": "store", "from": 200, "take": {"off": 20}},
    "cross-store": {"take": {"off": 50, "every": 300}, "cap": {"order": 150}},
}
BOOK: dict[str, Any] = {"rulebook": "benchmark", "currency": "CNY", "rules": RULES, "price": list(RULES)}

EXAMPLE = "double11-example"
"""The shipped example: three lines, eight rules, of which a coupon is used or the other."""
EXAMPLE_PAYS = 1148_82
EXAMPLE_PAYS_OTHER_COUPON = 1088_82
"""The platform coupon in place of the store coupon, which it excludes."""


def cart_facts() -> dict[str, Any]:
    """The cart as a file would have it."""
    keys = ("id", "store", "category", "unit_price", "quantity")
    return {"cart": "benchmark", "currency": "CNY", "lines": [dict(zip(keys, line, strict=True)) for line in LINES]}


def cart() -> Cart:
    """The cart of the table: a new one each time, so that nothing can be remembered from the last."""
    return Cart.model_validate(cart_facts())


def rulebook() -> Rulebook:
    """Its three rules: a new one each time."""
    return Rulebook.model_validate(BOOK)


def plain_lines() -> list[dict[str, Any]]:
    """The cart for the peers: dicts, amounts in cents."""
    return [
        {"id": name, "store": store, "category": category, "unit": cents(price), "quantity": quantity}
        for name, store, category, price, quantity in LINES
    ]


def cents(price: str) -> int:
    """``"45.50"`` as 4550."""
    return int(price.replace(".", ""))


def example() -> tuple[Cart, Rulebook]:
    """The shipped worked example, as its cart file has it."""
    return load_cart(EXAMPLE), load_rulebook(EXAMPLE)
