"""A cart divided into orders as data: what ``promocalc best --split --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json

from promocalc.choose.split import Order
from promocalc.explain.best.as_json import choices_data
from promocalc.explain.best.split import Left, SplitTold
from promocalc.explain.data import Data
from promocalc.explain.receipt import as_json as receipt_json
from promocalc.money import plain

SCHEMA = "promocalc.split/1.0"


def dumps(told: SplitTold) -> str:
    """The orders as JSON text, ending in a newline."""
    return json.dumps(to_data(told), ensure_ascii=False, indent=2) + "\n"


def to_data(told: SplitTold) -> Data:
    """The same as plain mappings, lists and texts."""
    currency, split = told.now.currency, told.split

    def money(minor: int) -> str:
        return plain(minor, currency)

    return {
        "schema": SCHEMA,
        "currency": currency,
        "most_orders": told.most,
        "now": {"pay": money(told.now.pay), "choices": choices_data(told.now.choices)},
        "one": None if told.one is None else {"pay": money(told.one.pay), "choices": choices_data(told.one.choices)},
        "pay": money(split.pay),
        "bound": money(split.bound),
        "gap": money(split.gap),
        "proof": split.proof,
        "interrupted": split.stopped,
        "saved": {
            "against_now": money(told.saved),
            "against_one": None if told.than_one is None else money(told.than_one),
        },
        "budget": None if told.budget is None else money(told.budget),
        "fixed": {"use": list(told.stated.use), "skip": list(told.stated.skip)},
        "orders": [_order(told, order, left) for order, left in zip(split.orders, told.left, strict=True)],
    }


def _order(told: SplitTold, order: Order, left: tuple[Left, ...]) -> Data:
    return {
        "pay": plain(order.receipt.pay, order.receipt.currency),
        "lines": [{"id": line.id, "quantity": line.quantity} for line in order.cart.lines],
        "uses": list(told.uses(order)),
        "leaves": [{"rule": one.rule, "used_by": one.used_by} for one in left],
        "choices": choices_data(order.choices),
        "receipt": receipt_json.to_data(order.receipt),
    }
