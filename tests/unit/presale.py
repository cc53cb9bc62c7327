"""The order of the sketch: a down coat for 899, presold with a deposit of 50 that counts as 100."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from promocalc import Cart, Rulebook, price
from promocalc.engine import Receipt

ORDERED = "2026-10-21T20:01:00+08:00"
DEPOSITS = {"from": "2026-10-20T20:00:00+08:00", "until": "2026-10-31T20:00:00+08:00"}
BALANCES = {"from": "2026-10-31T20:00:00+08:00", "until": "2026-11-04T00:00:00+08:00"}
LAW = {"zh": "民法典第五百八十六条", "en": "Civil Code, article 586"}
KEEP = {"within": 7, "binds": "20%", "law": LAW}


def moment(text: str) -> datetime:
    """``10-31 20:00`` in Shanghai, 2026."""
    return datetime.fromisoformat(f"2026-{text.replace(' ', 'T')}:00+08:00")


def book(balance: Any = BALANCES, deposit: Any = None, rules: Any = None, **facts: Any) -> Rulebook:
    """A deposit, a shop's coupon of 20 and 50 off every 300; ``rules`` are put between the last two."""
    more = rules or {}
    take = {"deposit": 50, "counts": 100} if deposit is None else deposit
    return Rulebook.model_validate(
        {
            "rulebook": "winter",
            "rules": {
                "deposit": {
                    "on": {"tag": "presale"},
                    "each": "piece",
                    "when": {"window": DEPOSITS},
                    "take": take if balance is None else {**take, "balance": balance},
                },
                "shop-coupon": {"from": 199, "take": {"off": 20}, "use": "coupon"},
                **more,
                "every-300": {"take": {"off": 50, "every": 300}},
            },
            "price": ["deposit", "shop-coupon", *more, "every-300"],
            "refund": KEEP,
            **facts,
        }
    )


def cart(**facts: Any) -> Cart:
    """One coat, and the coupon."""
    lines = [{"id": "coat", "price": "899.00", "tags": "presale"}]
    coupons = {"coupons": ["shop-coupon"]}
    return Cart.model_validate({"cart": "coat", "at": ORDERED, "wallet": coupons, "lines": lines, **facts})


def order(terms: Rulebook | None = None, **facts: Any) -> Receipt:
    """The receipt of it."""
    return price(cart(**facts), terms or book())
