"""A third worked example: two deposits and a balance, a coupon that lapses, promises, policies; computed by hand."""

from __future__ import annotations

from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.rules.rulebook import Rulebook

DEPOSITS = {"window": {"from": "2026-10-20T20:00:00+08:00", "until": "2026-11-10T20:00:00+08:00"}}
BALANCE = {"from": "2026-11-10T21:00:00+08:00", "until": "2026-11-11T23:59:59+08:00"}

RULEBOOK: dict[str, Any] = {
    "rulebook": "presale-example",
    "title": {"en": "Presale example", "zh": "预售示例"},
    "currency": "CNY",
    "refund": {
        "within": 7,
        "deposit": "lost",
        "binds": "20%",
        "law": {"en": "Civil Code, article 586", "zh": "民法典第五百八十六条"},
    },
    "protection": {"within": 15, "leave_out": ["early-bird"]},
    "rules": {
        # 100.00 at once, and 999.00 - (200.00 - 100.00) = 899.00
        "doubling": {
            "title": {"en": "The deposit counts double", "zh": "定金膨胀"},
            "on": {"tag": "coat"},
            "each": "piece",
            "when": DEPOSITS,
            "take": {"deposit": 100, "counts": 200, "balance": BALANCE},
            "source": "terms: 3",
        },
        # 50.00 at once, and 499.00 - 30.00 = 469.00
        "instant": {
            "title": {"en": "30 off for a deposit", "zh": "付定立减30"},
            "on": {"tag": "boots"},
            "when": DEPOSITS,
            "take": {"deposit": "50", "off": 30, "balance": BALANCE},
        },
        # lapsed when the balance is due
        "early-bird": {
            "title": {"en": "Early bird coupon", "zh": "早鸟券"},
            "when": {"window": {"until": "2026-11-05T00:00:00+08:00"}},
            "take": {"off": 20},
            "use": "coupon",
        },
        # 899.00 + 469.00 + 118.00 = 1486.00 holds four whole 300.00
        "cross-store": {
            "title": {"en": "Cross-store, 40 for every 300", "zh": "跨店 每满300减40"},
            "take": {"off": 40, "every": 300},
        },
        # 200.00 of 1326.00
        "free-order": {
            "title": {"en": "Free order up to 200", "zh": "免单抽奖 最高200"},
            "take": {"off": "100%"},
            "cap": 200,
            "if_promised": {"en": "the draw is won", "zh": "抽中免单"},
            "by": "2026-11-12T12:00:00+08:00",
            "chance": "0.1%",
        },
        "review": {
            "title": {"en": "Cash for a review", "zh": "好评返现"},
            "take": {"give": 10, "in": "cash", "clawback": "whole"},
            "if_promised": {"en": "a review with a picture", "zh": "晒图好评"},
        },
        # 50.00 of 1326.00 + 300.00 is 3.1 %
        "next-time": {
            "title": {"en": "Voucher for the next order", "zh": "下单返券"},
            "take": {
                "give": 50,
                "in": "voucher",
                "spend": 300,
                "valid": {"from": "2026-11-20T00:00:00+08:00", "until": "2026-12-01T00:00:00+08:00"},
            },
        },
    },
    "price": ["doubling", "instant", "early-bird", "cross-store", "free-order", "review", "next-time"],
}

CART: dict[str, Any] = {
    "cart": "presale",
    "title": {"en": "Presale", "zh": "预售"},
    "at": "2026-10-21T10:00:00+08:00",
    "lines": [
        {"id": "coat", "title": {"en": "Coat", "zh": "大衣"}, "tags": "coat", "price": 999},
        {"id": "boots", "title": {"en": "Boots", "zh": "靴子"}, "tags": "boots", "price": 499},
        {"id": "socks", "title": {"en": "Socks", "zh": "袜子"}, "price": 59, "qty": 2},
    ],
}


def presale(cart: dict[str, Any] | None = None, **facts: Any) -> Receipt:
    """1616.00 on the tags, 1326.00 to pay: 150.00 in October, 1176.00 in November."""
    return price(Cart.model_validate(CART | (cart or {})), Rulebook.model_validate(RULEBOOK | facts))
