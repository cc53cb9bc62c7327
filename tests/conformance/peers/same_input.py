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
        case kind if kind in _TOLD:
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


def _one(kind: str, params: Mapping[str, Any]) -> dict[str, Any]:
    return {"promotions": [{"kind": kind, "params": dict(params)}]}


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
    "magento": ("magento", _one("buy_n_get_m", _GIFT | {"repeat": True, "partial_gift": True})),
    "vendure": ("vendure", _one("buy_n_get_m", _GIFT | {"repeat": False, "pick": "cheapest_first"})),
    "medusa (snapshot 2024-10)": ("medusa", _one("buy_n_get_m", _GIFT | {"repeat": False})),
}
"""How engines are asked for "buy 1 get 5 free". The figures are what the free pieces are worth; Odoo's are in words."""


_SIX = [{"sku": str(at), "unit_price": f"{at}.00", "qty": 1} for at in range(1, 7)]
_THREE = {"nth": 1, "percent": "100", "group_size": 3, "group_sort": "price_asc", "item_sort": "price_asc"}
_CHEAPEST: dict[str, tuple[str, dict[str, Any]]] = {
    "pretix": ("pretix", _one("unit_group_discount", {"min_count": 3, "cheapest_n": 1, "percent": "100"})),
    "shopware across-groups picker": ("shopware", _one("nth_item", _THREE | {"picker": "across_all_groups"})),
    "shopware within-group picker": ("shopware", _one("nth_item", _THREE | {"picker": "within_each_group"})),
    "django-oscar 4.2.1": (
        "django-oscar",
        {"promotions": [{"kind": "cheapest_free", "conditions": [{"type": "min_quantity", "qty": 3}]}]},
    ),
}
"""How each engine is asked for "one of every three free". The figures are the prices of the free pieces."""

_TEN_OFF = {"kind": "fixed_off_order", "params": {"amount": "10.00"}, "coupon": "x"}
_FIFTH_OFF = {"kind": "percent_off_order", "params": {"percent": "20"}, "coupon": "y"}
_DELIVERY = [
    {"kind": "fixed_shipping", "params": {"amount": "10"}},
    {"kind": "percent_shipping", "params": {"percent": "20"}},
]
_BOTH: dict[str, tuple[str, dict[str, Any]]] = {
    "woocommerce default": ("woocommerce", {"promotions": [_TEN_OFF, _FIFTH_OFF]}),
    "shopware deliveries": ("shopware", {"lines": [], "shipping": "100.00", "promotions": _DELIVERY}),
}
"""How engines are asked for "10 off and 20 % off 100"."""

_HUNDRED = [{"sku": "a", "unit_price": "100.00", "qty": 1}]
_TOLD: dict[str, tuple[dict[str, tuple[str, dict[str, Any]]], list[dict[str, Any]], str]] = {
    "two_percents": (_WAYS, _PERCENT_LINES, "discount_total"),
    "buy_n_get_m_partial": (_GIFTS, _GIFT_LINES, "discount_total"),
    "cheapest_free_choice": (_CHEAPEST, _SIX, "discount_total"),
    "percent_and_fixed_order": (_BOTH, _HUNDRED, "total"),
}
"""Inputs in words that can be written down: how each engine is asked, the lines, and which figure is told."""


def _told(name: str, kind: str, label: str, said: str) -> Verdict:
    ways, lines, key = _TOLD[kind]
    if label not in ways:
        raise CannotSay(f"told in words, or no dialect for {label!r}")
    peer, more = ways[label]
    case = {"lines": lines, "expected": {key: _figure(kind, said)}, **more}
    return check({"id": name, "peer": peer, "currency": CURRENCY, **case})


def _figure(kind: str, said: str) -> str:
    """The figure that an entry tells: at its start, after a last ``=``, or as the prices of the free pieces."""
    if kind == "cheapest_free_choice":
        return f"{sum(int(price) for price in re.findall(r'[0-9]+', said.partition('(')[0]))}.00"
    match = re.match(r"[0-9]+\.[0-9]{2}\b", said) or re.search(r"(?<== )[0-9]+", said)
    if match is None:
        raise CannotSay("told in words")
    return match[0]
