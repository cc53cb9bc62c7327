"""What to add to a cart as data: what ``promocalc best --add --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json

from promocalc.choose.added import AddOns
from promocalc.explain.best.add import AddTold
from promocalc.explain.data import Data
from promocalc.explain.receipt import as_json as receipt_json
from promocalc.money import plain

SCHEMA = "promocalc.add/1.0"


def dumps(told: AddTold) -> str:
    """What to add as JSON text, ending in a newline."""
    return json.dumps(to_data(told), ensure_ascii=False, indent=2) + "\n"


def to_data(told: AddTold) -> Data:
    """The same as plain mappings, lists and texts."""
    answer, currency = told.answer, told.now.currency
    return {
        "schema": SCHEMA,
        "currency": currency,
        "now": {"pay": plain(told.now.pay, currency)},
        "without": {"pay": plain(told.before.pay, currency)},
        "chosen": "stated" if told.chosen is None else "best",
        "most": plain(told.adding.cap, currency),
        "proof": told.proof,
        "saving": None if told.saving is None else _added(told.saving),
        "reaching": None if told.reaching is None else _added(told.reaching),
        "returned": [
            {
                "id": one.item.id,
                "cash": plain(back.cash, currency),
                "kept": plain(back.kept_pay, currency),
                "alone": plain(told.alone(one, back), currency),
                "assumed": back.assumed,
            }
            for one, back in told.returned
        ],
        "frontier": [_added(one) for one in told.frontier],
        "offers": None
        if told.offers is None
        else {name: list(getattr(told.offers.moves, name)) for name in ("use", "leave", "keep")},
        "receipt": None if answer is None else receipt_json.to_data(answer.receipt),
    }


def _added(some: AddOns) -> Data:
    currency = some.receipt.currency
    return {
        "pay": plain(some.receipt.pay, currency),
        "net": plain(some.net, currency),
        "added": plain(some.added, currency),
        "items": [
            {
                "id": one.item.id,
                "quantity": one.line.quantity,
                "price": plain(one.marked, currency),
                "net": plain(one.net, currency),
            }
            for one in some.additions
        ],
    }
