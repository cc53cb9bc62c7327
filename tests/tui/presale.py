"""A presale for tests: the order of the design's sketch, with a return, a promise and a coupon that lapses too early.

A coat of 899 with a deposit of 50 that counts as 100; a shop coupon of 20, 50 off every 300 on what is left: 729 in
all, 679 of it on the day. In stock it is 50 dearer, and the deposit is what walking away costs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from promocalc.cart import Cart
from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.rules.rulebook import Rulebook

BOOK: dict[str, Any] = {
    "rulebook": "presale-2026",
    "title": {"zh": "预售 2026", "en": "Presale 2026"},
    "timezone": "Asia/Shanghai",
    "rules": {
        "deposit": {
            "title": {"zh": "定金膨胀", "en": "Swelling deposit"},
            "on": {"tag": "presale"},
            "when": {"window": {"from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00"}},
            "take": {
                "deposit": 50,
                "counts": 100,
                "balance": {"from": "2026-10-31T20:00:00+08:00", "until": "2026-11-04T00:00:00+08:00"},
            },
        },
        "shop": {"title": {"zh": "店铺券", "en": "Shop coupon"}, "take": {"off": 20}, "use": "coupon"},
        "early": {
            "title": {"zh": "早鸟券", "en": "Early coupon"},
            "when": {"window": {"until": "2026-10-25T00:00:00+08:00"}},
            "take": {"off": 30},
            "use": "coupon",
        },
        "cross": {
            "title": {"zh": "跨店 每满300减50", "en": "Cross-store 300-50"},
            "take": {"off": 50, "every": 300},
        },
        "difference": {
            "title": {"zh": "客服补差", "en": "Refund of the difference"},
            "if_promised": {"zh": "客服补差价", "en": "customer service refunds the difference"},
            "by": "2026-11-15T00:00:00+08:00",
            "take": {"off": 9},
        },
    },
    "price": ["deposit", "shop", "early", "cross", "difference"],
    "refund": {
        "within": 7,
        "binds": "20%",
        "law": {"zh": "民法典第586条", "en": "Civil Code, article 586"},
        "source": {"zh": "退款规则第 3 条", "en": "Refund terms, 3"},
    },
    "protection": {"within": 15},
}
CART: dict[str, Any] = {
    "cart": "presale",
    "rulebook": "presale-2026",
    "at": "2026-10-21T20:01:00+08:00",
    "wallet": {"coupons": {"shop": 1, "early": 1}},
    "lines": [
        {
            "id": "1",
            "title": {"zh": "羽绒服", "en": "Down jacket"},
            "store": "优衣库",
            "price": "899.00",
            "tags": ["presale"],
        }
    ],
}
SOCKS: dict[str, Any] = {
    "id": "2",
    "title": {"zh": "袜子", "en": "Socks"},
    "store": "南极人",
    "price": "29.90",
    "qty": 3,
}


def book() -> Rulebook:
    """The rules."""
    return Rulebook.model_validate(BOOK)


def cart(*more: dict[str, Any], **facts: Any) -> Cart:
    """The cart, with more lines or other facts."""
    return Cart.model_validate({**CART, **facts, "lines": [*CART["lines"], *more]})


def files(folder: Path, *more: dict[str, Any], **facts: Any) -> Path:
    """The same as files; the cart's path."""
    (folder / "presale-2026.yaml").write_text(dump_rulebook(book()), encoding="utf-8")
    path = folder / "presale.yaml"
    written = cart(*more, **facts).model_copy(update={"rulebook": "presale-2026.yaml"})
    path.write_text(dump_cart(written), encoding="utf-8")
    return path
