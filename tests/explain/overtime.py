"""Worked examples of what happens after the price: a presale, a return, a falling price. Computed by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from promocalc.cart import Cart, Choices
from promocalc.engine import Receipt, price
from promocalc.rules.rulebook import Rulebook
from promocalc.timeline import (
    Comparison,
    Protected,
    Refunded,
    Return,
    Scenarios,
    Variant,
    compare,
    protect,
    refund,
    scenarios,
)

PRESALE_BOOK: dict[str, Any] = {
    "rulebook": "presale-shop",
    "title": {"en": "Presale shop", "zh": "预售小店"},
    "currency": "CNY",
    "timezone": "Asia/Shanghai",
    "sources": {"terms": {"title": {"en": "Terms of the shop", "zh": "小店条款"}, "confidence": "high"}},
    "refund": {
        "within": 7,
        "binds": "5%",
        "law": {"en": "Civil Code, article 586", "zh": "《民法典》第五百八十六条"},
        "source": "terms",
    },
    "protection": {"within": 15, "after": "payment", "source": "terms"},
    "rules": {
        "deposit": {
            "title": {"en": "Deposit, 50 counts as 100", "zh": "定金50抵100"},
            "on": {"tag": "presale"},
            "when": {"window": {"from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00"}},
            "take": {
                "deposit": 50,
                "counts": 100,
                "balance": {"from": "2026-10-31T20:00:00+08:00", "until": "2026-11-04T00:00:00+08:00"},
            },
        },
        # lapses before the balance opens
        "early": {
            "title": {"en": "Early coupon 10", "zh": "早鸟券10"},
            "when": {"window": {"until": "2026-10-31T00:00:00+08:00"}},
            "take": {"off": 10},
            "use": "coupon",
        },
        "shop": {"title": {"en": "Shop coupon 20", "zh": "店铺券20"}, "take": {"off": 20}, "use": "coupon"},
        # 899 - 50 (the price falls) - 20 = 829, of which 50 is paid: twice 300
        "cross": {"title": {"en": "50 off every 300", "zh": "每满300减50"}, "take": {"off": 50, "every": 300}},
        "review": {
            "title": {"en": "Voucher for a review", "zh": "晒单返券"},
            "take": {
                "give": 30,
                "in": "voucher",
                "spend": 300,
                "valid": {"from": "2026-11-20T00:00:00+08:00", "until": "2026-12-01T00:00:00+08:00"},
            },
            "if_promised": {"en": "a review with a picture", "zh": "晒图好评"},
            "by": "2026-11-15T00:00:00+08:00",
            "chance": "50%",
        },
    },
    "price": ["deposit", "early", "shop", "cross", "review"],
}

PRESALE_CART: dict[str, Any] = {
    "cart": "coat",
    "title": {"en": "Down coat", "zh": "羽绒服"},
    "at": "2026-10-20T20:01:00+08:00",
    "received": "2026-11-08T12:00:00+08:00",
    "lines": [{"id": "coat", "title": {"en": "Down coat", "zh": "羽绒服"}, "price": 899, "tags": ["presale"]}],
}

SHOP_BOOK: dict[str, Any] = {
    "rulebook": "return-shop",
    "title": {"en": "Shop with returns", "zh": "能退货的小店"},
    "currency": "CNY",
    "timezone": "Asia/Shanghai",
    "refund": {"within": 7, "source": {"en": "Return rules", "zh": "退货规则"}},
    "protection": {"within": 7, "source": {"en": "Protection rules", "zh": "价保规则"}},
    "rules": {
        # 20.00 of 300.00: 13.33 and 6.67
        "coupon": {
            "title": {"en": "Shop coupon 199-20", "zh": "店铺券 满199减20"},
            "from": 199,
            "take": {"off": 20},
            "use": "coupon",
        },
        # 28.00 of 280.00: 18.67 and 9.33
        "envelope": {
            "title": {"en": "Red envelope", "zh": "红包"},
            "take": {"off": "100%"},
            "use": {"balance": "envelope"},
            "funded_by": "platform",
        },
        "postage": {"title": {"en": "Postage", "zh": "运费"}, "take": {"add": 8, "line": "shipping"}},
        "points": {
            "title": {"en": "Member points", "zh": "会员积分"},
            "take": {"give": "1%", "in": "points", "worth": "0.01", "clawback": "share"},
        },
    },
    "price": ["coupon", "envelope", "postage", "points"],
}

SHOP_CART: dict[str, Any] = {
    "cart": "basket",
    "title": {"en": "Shoes and socks", "zh": "鞋和袜子"},
    "at": "2026-11-11T01:00:00+08:00",
    "wallet": {"coupons": ["coupon"], "balances": {"envelope": 28}},
    "lines": [
        {"id": "shoes", "title": {"en": "Shoes", "zh": "鞋"}, "price": 200},
        {"id": "socks", "title": {"en": "Socks", "zh": "袜子"}, "price": 50, "qty": 2},
    ],
}


def moment(text: str) -> datetime:
    """A moment in Shanghai: ``11-16 09:00`` of 2026."""
    day, time = text.split()
    return datetime.fromisoformat(f"2026-{day}T{time}:00+08:00")


def book(data: dict[str, Any], **facts: Any) -> Rulebook:
    """One of the rulebooks, with some parts changed."""
    return Rulebook.model_validate({key: value for key, value in (data | facts).items() if value is not None})


def cart(data: dict[str, Any], **facts: Any) -> Cart:
    """One of the carts, with some parts changed."""
    return Cart.model_validate(data | facts)


def presale(**facts: Any) -> Scenarios:
    """729.00 as a presale, 779.00 in stock: 50.00 are saved, 50.00 can be lost. The price then falls to 799.00."""
    return scenarios(cart(PRESALE_CART), book(PRESALE_BOOK, **facts), prices={"coat": 799})


def shop(**facts: Any) -> Receipt:
    """300.00 on the tags, 20.00 off by a coupon, 28.00 by an envelope, 8.00 postage: 260.00 to pay."""
    return price(cart(SHOP_CART), book(SHOP_BOOK, **facts))


def returned(**facts: Any) -> Refunded:
    """One pair of socks goes back: of its 50.00 a coupon had 3.33, an envelope 4.67; 42.00 come back."""
    return refund(shop(**facts), (Return("socks", pieces=1),), at=moment("11-16 09:00"), received=moment("11-14 12:00"))


def fallen(**facts: Any) -> Protected:
    """The shoes cost 150.00 now, by itself too cheap for the coupon; they were 186.67 then, so that 36.67 is owed."""
    return protect(shop(**facts), at=moment("11-15 00:00"), prices={"shoes": 15000})


def compared() -> Comparison:
    """As it is, without the coupon, and with dearer shoes."""
    return compare(
        cart(SHOP_CART),
        book(SHOP_BOOK),
        (
            Variant("as it is"),
            Variant("without the coupon", choices=Choices(skip=("coupon",))),
            Variant("dearer shoes", prices={"shoes": "210"}),
        ),
    )
