"""A second worked example, with sets, a random cut, points, what is given for later, and tax; computed by hand."""

from __future__ import annotations

from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.rules.rulebook import Rulebook

RULEBOOK: dict[str, Any] = {
    "rulebook": "bundle-example",
    "title": {"en": "Bundle example", "zh": "多买示例"},
    "currency": "CNY",
    "tax": {"included": True, "rate": "13%"},
    "rules": {
        # dearest first: (59.90 59.90 59.90) (59.90 9.90 9.90), one 9.90 left over; free are 59.90 + 9.90 = 69.80
        "three-for-two": {
            "title": {"en": "Three for two", "zh": "服饰买三免一"},
            "on": {"category": "clothing"},
            "sets": {"of": 3},
            "pick": {"cheapest": 1},
            "take": {"off": "100%"},
            "rank": "marked",
        },
        # 229.50 - 1.00 at the least = 228.50, - 5.00 at the most
        "lottery": {"title": {"en": "Lucky draw", "zh": "随机立减"}, "take": {"off": {"between": [1, 5]}}},
        # half of 228.50 is 114.25, 5678 points are 56.78, in whole thousands 50.00: 178.50
        "beans": {
            "title": {"en": "Beans", "zh": "京豆"},
            "take": {"off": "100%"},
            "use": {"balance": "beans", "unit": "0.01", "step": 1000},
            "cap": {"order": "50%"},
        },
        # 1 % of 178.50 is 1.785, in points of 0.01: 178
        "points": {
            "title": {"en": "Member points", "zh": "会员积分"},
            "take": {"give": "1%", "in": "points", "worth": "0.01", "clawback": "share"},
        },
        # 3 x 20.00 = 60.00, of the month's 30.00 there are 25.00 left
        "cash-back": {
            "title": {"en": "Cash back for a review", "zh": "好评返现"},
            "take": {"give": 20, "in": "cash", "every": 50, "clawback": "whole"},
            "cap": {"month": 30},
            "if_promised": {"en": "a review with a picture", "zh": "晒图好评"},
        },
        # one of three mugs
        "mugs": {
            "title": {"en": "Three mugs for 70", "zh": "杯子三件70"},
            "on": {"category": "mug"},
            "sets": {"of": 3},
            "each": "set",
            "take": {"to": 70},
        },
        "voucher": {
            "title": {"en": "Voucher, once a month", "zh": "每月一张券"},
            "take": {"give": 5, "in": "voucher"},
            "limit": {"month": 1},
        },
    },
    "price": ["three-for-two", "mugs", "lottery", "beans", "points", "cash-back", "voucher"],
}

CART: dict[str, Any] = {
    "cart": "bundle",
    "shopper": {"used": {"cash-back": {"month": 5}}, "times": {"voucher": {"month": 1}}},
    "wallet": {"balances": {"beans": 5678}},
    "lines": [
        {"id": "shirt", "title": {"en": "Shirt", "zh": "衬衫"}, "category": "clothing", "price": "59.90", "qty": 4},
        {"id": "socks", "title": {"en": "Socks", "zh": "袜子"}, "category": "clothing", "price": "9.90", "qty": 3},
        {"id": "mug", "title": {"en": "Mug", "zh": "杯子"}, "category": "mug", "price": 30},
    ],
}


def bundle(**facts: Any) -> Receipt:
    """299.30 on the tags, 178.50 to pay, or 174.50 with more luck."""
    return price(Cart.model_validate(CART), Rulebook.model_validate(RULEBOOK | facts))
