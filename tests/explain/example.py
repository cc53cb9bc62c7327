"""The worked example: five offers on three products, computed by hand in the comments."""

from __future__ import annotations

from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.rules.rulebook import Rulebook

RULEBOOK: dict[str, Any] = {
    "rulebook": "double11-example",
    "title": {"en": "Double 11 example", "zh": "双11示例"},
    "version": "1",
    "currency": "CNY",
    "sources": {
        "terms": {
            "title": {"en": "Terms of the sale", "zh": "活动规则"},
            "url": "https://example.com/terms",
            "published": "2026-10-20",
            "read": "2026-11-01",
            "confidence": "high",
        }
    },
    "defaults": {"share": {"by": "running"}},
    "rules": {
        # 899.00 - 60.00 = 839.00
        "flash": {
            "title": {"en": "Flash sale", "zh": "限时直降"},
            "on": {"tag": "flash"},
            "each": "piece",
            "take": {"off": 60},
        },
        # the jacket's store alone reaches 199: 839.00 - 20.00 = 819.00
        "store-coupon": {
            "title": {"en": "Store coupon, 20 off from 199", "zh": "店铺券 满199减20"},
            "on": {"store": "优衣库"},
            "per": "store",
            "from": 199,
            "take": {"off": 20},
            "use": "coupon",
            "source": "terms: 1.3",
        },
        # 819.00 + 449.00 + 89.70 = 1357.70 holds four whole 300.00
        "cross-store": {
            "title": {"en": "Cross-store, 50 for every 300", "zh": "跨店 每满300减50"},
            "take": {"off": 50, "every": 300},
            "source": "terms: 2.1",
        },
        # 1157.70 - 8.88 = 1148.82
        "red-packet": {
            "title": {"en": "Red packet", "zh": "红包"},
            "take": {"off": "100%"},
            "use": {"balance": "red-packet"},
        },
        # 1500.00 - 1148.82 = 351.18 short
        "voucher": {
            "title": {"en": "Voucher, 30 off from 1500", "zh": "购物券 满1500减30"},
            "from": 1500,
            "take": {"off": 30},
        },
        "platform-coupon": {
            "title": {"en": "Platform coupon, 80 off from 1000", "zh": "平台券 满1000减80"},
            "from": 1000,
            "take": {"off": 80},
            "use": "coupon",
        },
        "members": {
            "title": {"en": "5 % for members", "zh": "会员95折"},
            "when": {"member": "88VIP"},
            "take": {"off": "5%"},
        },
    },
    "price": ["flash", "store-coupon", "cross-store", "red-packet", "voucher", "platform-coupon", "members"],
    "exclude": [{"these": ["store-coupon"], "not_with": ["platform-coupon"]}],
}

CART: dict[str, Any] = {
    "cart": "double11",
    "title": {"en": "Double 11", "zh": "双11"},
    "at": "2026-11-10T20:00:00+08:00",
    "shopper": {"title": {"en": "Regular", "zh": "普通"}},
    "wallet": {"balances": {"red-packet": "8.88"}},
    "lines": [
        {
            "id": "jacket",
            "title": {"en": "Down jacket", "zh": "羽绒服"},
            "store": "优衣库",
            "tags": ["flash"],
            "price": 899,
        },
        {"id": "shoes", "title": {"en": "Running shoes", "zh": "跑鞋"}, "store": "安踏", "price": 449},
        {"id": "socks", "title": {"en": "Socks x5", "zh": "袜子五双装"}, "store": "南极人", "price": "29.90", "qty": 3},
    ],
}


def example() -> Receipt:
    """1437.70 on the tags, 1148.82 to pay."""
    return price(Cart.model_validate(CART), Rulebook.model_validate(RULEBOOK))


def receipt(
    lines: list[dict[str, Any]],
    rules: dict[str, dict[str, Any]],
    cart: dict[str, Any] | None = None,
    **facts: Any,
) -> Receipt:
    """What these lines cost under these rules, in sequence unless ``price`` says otherwise."""
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": list(rules)} | facts)
    return price(Cart.model_validate({"lines": lines, "currency": book.currency, **(cart or {})}), book)
