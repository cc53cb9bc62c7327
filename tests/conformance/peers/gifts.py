"""Gifts: the engine puts a line into the cart and takes its price off again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .drafting import Desk, Draft
from .reading import Action, Case, count, money, rate, words
from .verdict import CannotSay


def free_gift(desk: Desk) -> list[Draft]:
    """The gift's own line, for less or for nothing."""
    desk.action.known("gift_sku", "gift_price", "percent", "gift_per_qualifying_unit", "gift_qty")
    on = {"gift": gift_mark(desk.action)}
    return [
        desk.draft(on=on, each="line", take={"off": rate(desk.params.get("percent", 100))}, of="running", over="clip")
    ]


def gift_mark(action: Action) -> str:
    """What tells an offer's gift from other lines."""
    return f"of offer {action.offer.at + 1}"


def gift_lines(case: Case) -> list[dict[str, Any]]:
    """What offers put into the cart, where what they ask for is there."""
    found = []
    for action in case.actions:
        gift: dict[str, Any] | None = None
        if action.kind == "free_gift" and _held(case, action):
            gift = _named(case, action)
        elif action.kind == "buy_n_get_m" and case.habits.gifts_on_top and _held(case, action):
            gift = _on_top(case, action)
        if gift is not None and gift["qty"] and gift_mark(action) not in case.refused:
            found.append({**gift, "gift": gift_mark(action)})
    return found


def _named(case: Case, action: Action) -> dict[str, Any]:
    quantity = count(action.params.get("gift_qty", 1))
    if action.params.get("gift_per_qualifying_unit"):
        quantity *= sum(int(line.get("qty", 1)) for line in case.goods if _qualifies(action, line))
    return {"sku": action.params["gift_sku"], "unit_price": action.params["gift_price"], "qty": quantity}


def _on_top(case: Case, action: Action) -> dict[str, Any] | None:
    """So many more pieces of the goods that may be given, for every so many that are bought."""
    bought = [line for line in case.goods if fits(line, action.params.get("buy_filter") or action.filters)]
    given = [line for line in case.goods if fits(line, action.params.get("get_filter") or action.filters)]
    times = sum(int(line.get("qty", 1)) for line in bought) // max(1, count(action.params["buy_qty"]))
    if not given:
        return None
    times = times if action.params.get("repeat", True) else min(times, 1)
    return {**given[0], "qty": times * count(action.params["get_qty"])}


_KEYS = {"skus": "sku", "products": "product", "categories": "category"}


def fits(line: Mapping[str, Any], filters: Mapping[str, Any] | None) -> bool:
    """Whether a filter on products lets a line through."""
    strange = sorted(set(filters or {}) - set(_KEYS))
    if strange:
        raise CannotSay(f"nothing is known of the filter {strange[0]!r} on gifts")
    return all(set(words(wanted)) & set(words(line.get(_KEYS[key]))) for key, wanted in (filters or {}).items())


def _held(case: Case, action: Action) -> bool:
    """Whether the engine puts the gift there: what the goods themselves decide. The rest the rule asks for."""
    entered = action.offer.code is None or case.codes is None or action.offer.code in case.codes
    total = sum((money(line["unit_price"]) * int(line.get("qty", 1)) for line in case.goods), money(0))
    pieces = sum(int(line.get("qty", 1)) for line in case.goods)
    for condition in action.offer.conditions:
        match condition["type"]:
            case "contains_sku" | "contains_category":
                entered = entered and any(_qualifies(action, line) for line in case.goods)
            case "min_subtotal":
                entered = entered and total >= money(condition["amount"])
            case "min_quantity":
                entered = entered and pieces >= count(condition["qty"])
    return entered


def _qualifies(action: Action, line: dict[str, Any]) -> bool:
    keys = {"contains_sku": "sku", "contains_category": "category", "contains_product": "product"}
    tests = [
        set(words(condition.get("any_of"))) & set(words(line.get(keys[condition["type"]])))
        for condition in action.offer.conditions
        if condition["type"] in keys
    ]
    return all(tests)
