"""The worked example of the design, for tests: 1,437.70 marked, 1,148.82 paid, 1,088.82 with the other coupon."""

from __future__ import annotations

from typing import Any

from promocalc.cart import Cart
from promocalc.rules.rulebook import Rulebook

BOOK: dict[str, Any] = {
    "rulebook": "tmall-2026",
    "title": {"zh": "天猫双11 2026", "en": "Tmall Double 11 2026"},
    "rules": {
        "R1": {
            "title": {"zh": "限时直降", "en": "Flash sale"},
            "on": {"tag": "flash"},
            "each": "piece",
            "take": {"off": 60},
        },
        "R2": {
            "title": {"zh": "店铺券 满199减20", "en": "Store coupon 199-20"},
            "on": {"store": "优衣库"},
            "from": 199,
            "take": {"off": 20},
            "use": "coupon",
        },
        "R6": {
            "title": {"zh": "平台券 满1000减80", "en": "Platform coupon 1000-80"},
            "from": 1000,
            "take": {"off": 80},
            "use": "coupon",
        },
        "R3": {
            "title": {"zh": "跨店 满300减50", "en": "Cross-store 300-50"},
            "take": {"off": 50, "every": 300},
            "source": {"zh": "「跨店每满300减50，上不封顶」", "en": "“50 off every 300, no cap”"},
        },
        "R4": {
            "title": {"zh": "红包", "en": "Red packet"},
            "take": {"off": "100%"},
            "use": {"balance": "red-packet"},
        },
        "R5": {
            "title": {"zh": "会员价", "en": "Members' discount"},
            "when": {"member": "88vip"},
            "take": {"off": "5%"},
        },
    },
    "price": ["R1", {"one_of": ["R2", "R6"]}, "R3", "R4", "R5"],
}
CART: dict[str, Any] = {
    "cart": "double11",
    "rulebook": "tmall-2026",
    "at": "2026-11-10T20:00:00+08:00",
    "wallet": {"balances": {"red-packet": "8.88"}},
    "lines": [
        {
            "id": "1",
            "title": {"zh": "羽绒服", "en": "Down jacket"},
            "store": "优衣库",
            "price": "899.00",
            "tags": ["flash"],
        },
        {"id": "2", "title": {"zh": "跑鞋", "en": "Running shoes"}, "store": "安踏", "price": "449.00"},
        {
            "id": "3",
            "title": {"zh": "袜子五双装", "en": "Socks, 5 pairs"},
            "store": "南极人",
            "price": "29.90",
            "qty": 3,
        },
    ],
}


def book() -> Rulebook:
    """The rules."""
    return Rulebook.model_validate(BOOK)


def cart() -> Cart:
    """The cart."""
    return Cart.model_validate(CART)
