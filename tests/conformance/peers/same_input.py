"""One input under several engines: a rulebook of one rule, and for each engine its dialect.

Where two engines print different figures for the same input, two dialects have to
give the two figures. Entries in words, and engines without a dialect, are skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from promocalc.engine import Receipt, price
from promocalc.files.load import read_cart, read_rulebook
from promocalc.money import plain

from .compare import check
from .habits import HABITS
from .reading import money
from .verdict import CannotSay, Difference, Verdict

CURRENCY = "USD"


def verdicts(entry: Mapping[str, Any]) -> Iterator[Verdict]:
    """One for each engine of an entry."""
    for label, said in entry.get("by_peer", {}).items():
        name = f"same-input:{entry.get('kind')}:{entry.get('input')}:{label}"
        try:
            yield _verdict(name, entry, str(label), said)
        except CannotSay as reason:
            yield Verdict(name, skipped=reason.reason)


def _verdict(name: str, entry: Mapping[str, Any], label: str, said: Any) -> Verdict:
    match entry.get("kind"):
        case "apportion":
            expected, found = [str(one) for one in said], divided(_peer(label), entry)
            if any(money(one) < 0 for one in expected):
                raise CannotSay(
                    "by the engine's code a line that costs nothing would cost a cent: no rule raises a price"
                )
        case "percent_tie_rounding":
            expected, found = str(said), tie(_peer(label.partition(" (")[0]), label, str(entry["input"]))
        case "two_percents" | "buy_n_get_m_partial" as kind:
            return _told(name, kind, label, str(said))
        case _:
            raise CannotSay("told in words")
    differs = expected != found
    return Verdict(name, (Difference("by_peer", str(expected), str(found)),) if differs else ())


def _peer(label: str) -> str:
    if label not in HABITS:
        raise CannotSay(f"no dialect for {label!r}")
    return label


# --- one rule under a dialect -----------------------------------------------------------------------------------


def divided(peer: str, entry: Mapping[str, Any]) -> list[str]:
    """An amount off lines of these prices."""
    prices = [f"{minor // 100}.{minor % 100:02d}" for minor in entry["weights_minor"]]
    order = list(range(len(prices)))
    if HABITS[peer].lines == "dearest":
        order.sort(key=lambda at: -entry["weights_minor"][at])
    lines = [{"id": f"{place}-{at}", "unit_price": prices[at]} for place, at in enumerate(order, 1)]
    off = f"{entry['amount_minor'] // 100}.{entry['amount_minor'] % 100:02d}"
    (step,) = _priced(peer, {"take": {"off": off}}, lines).steps
    shares = {line.partition("-")[2]: plain(amount, CURRENCY) for line, amount in step.shares}
    return [shares.get(str(at), "0.00") for at in range(len(prices))]


def tie(peer: str, label: str, said: str) -> str:
    """A percentage that comes to half a cent."""
    match = re.fullmatch(r"([\d.]+)% of (?:(\d+) x )?([\d.]+)", said)
    if match is None:
        raise CannotSay(f"an input told in words: {said}")
    percent, pieces, each = match.groups()
    rule: dict[str, Any] = {"of": "running", "take": {"off": f"{percent}%"}}
    if "catalog" in label and HABITS[peer].catalog_cut:
        rule["round"] = HABITS[peer].catalog_cut
    line = {"id": "1", "unit_price": each, "quantity": int(pieces or 1)}
    return plain(_priced(peer, rule, [line]).saved, CURRENCY)


def _priced(peer: str, rule: Mapping[str, Any], lines: list[dict[str, Any]]) -> Receipt:
    head = {"rulebook": "one-rule", "currency": CURRENCY, "extends": f"dialects/{peer}"}
    book = read_rulebook(json.dumps({**head, "rules": {"rule": rule}, "price": ["rule"]}))
    return price(read_cart(json.dumps({"cart": "one-rule", "currency": CURRENCY, "lines": lines})), book)


# --- two rules, or pieces: the engine's own case --------------------------------------------------------------------

_TEN = {"params": {"percent": "10"}}
_TWENTY = {"params": {"percent": "20"}}


def _percents(kind: str, **more: Any) -> dict[str, Any]:
    return {"promotions": [{"kind": kind, **_TEN, "priority": 2}, {"kind": kind, **_TWENTY, "priority": 1}], **more}


def _lanes() -> dict[str, Any]:
    ten, twenty = _percents("percent_off_items")["promotions"]
    return {"promotions": [ten | {"lane": "pre"}, twenty | {"lane": "default"}]}


def _open() -> dict[str, Any]:
    return {"promotions": [one | {"exclusive": False} for one in _percents("percent_off_items")["promotions"]]}


_WAYS: dict[str, tuple[str, dict[str, Any]]] = {
    "woocommerce (default)": ("woocommerce", _percents("percent_off_items")),
    "woocommerce (sequential option)": (
        "woocommerce",
        _percents("percent_off_items", context={"discount_basis": "sequential"}),
    ),
    "sylius two order %": ("sylius", _percents("percent_off_order")),
    "sylius two item % actions": ("sylius", _percents("percent_off_items")),
    "medusa": ("medusa", _percents("percent_off_items")),
    "magento": ("magento", _percents("percent_off_items")),
    "vendure": ("vendure", _percents("percent_off_items")),
    "django-oscar exclusive offers": ("django-oscar", _percents("percent_off_items")),
    "django-oscar non-exclusive": ("django-oscar", _open()),
    "saleor order promotions": ("saleor", _percents("percent_off_order", evaluation_mode="best_of")),
    "solidus same lane": ("solidus", _percents("percent_off_items")),
    "solidus different lanes": ("solidus", _lanes()),
    "spree": ("spree", _percents("percent_off_items")),
    "odoo order-wide programs": ("odoo", _percents("percent_off_order", evaluation_mode="best_of")),
}
"""How each engine is asked for "10 % and 20 %"."""

_PERCENT_LINES = [{"sku": "a", "unit_price": "10.00", "qty": 2}, {"sku": "b", "unit_price": "5.00", "qty": 1}]
_GIFT_LINES = [{"sku": "a", "unit_price": "20.00", "qty": 4}]
_GIFT = {"buy_qty": 1, "get_qty": 5, "get_percent": "100"}
_GIFTS: dict[str, tuple[str, dict[str, Any]]] = {
    "magento": ("magento", _GIFT | {"repeat": True, "partial_gift": True}),
    "vendure": ("vendure", _GIFT | {"repeat": False, "pick": "cheapest_first"}),
    "medusa (snapshot 2024-10)": ("medusa", _GIFT | {"repeat": False}),
}
"""How each engine is asked for "buy 1 get 5 free". The figures are what the free pieces are worth."""


def _told(name: str, kind: str, label: str, said: str) -> Verdict:
    figure = re.match(r"\d+\.\d\d\b", said)
    if figure is None:
        raise CannotSay("told in words")
    if kind == "two_percents":
        if label not in _WAYS:
            raise CannotSay(f"no dialect for {label!r}")
        peer, more = _WAYS[label]
        case = {"lines": _PERCENT_LINES, "expected": {"discount_total": figure[0]}, **more}
    else:
        if label not in _GIFTS:
            raise CannotSay("told in words")
        peer, params = _GIFTS[label]
        promotion = {"kind": "buy_n_get_m", "params": params}
        case = {"lines": _GIFT_LINES, "promotions": [promotion], "expected": {"discount_total": figure[0]}}
    return check({"id": name, "peer": peer, "currency": CURRENCY, **case})
