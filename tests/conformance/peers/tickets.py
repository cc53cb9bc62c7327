"""Offers on groups of single tickets, as pretix has them: mixed, of one date, or of different dates."""

from __future__ import annotations

from typing import Any

from .drafting import Desk, Draft
from .reading import amount, count, rate, words
from .verdict import CannotSay

KNOWN = (
    "scope",
    "min_count",
    "min_value",
    "percent",
    "cheapest_n",
    "position",
    "count_addons",
    "condition_products",
    "benefit_products",
)


def unit_group_discount(desk: Desk) -> list[Draft]:
    """Pieces that fulfil the condition together, and pieces that cost less for it."""
    desk.action.known(*KNOWN)
    own: list[dict[str, Any]] = []
    if desk.scope:
        own.append(desk.scope)
    if desk.params.get("count_addons") is False:
        own.append({"none_of": [{"addon": "true"}]})
    bought = _products(own, desk.params.get("condition_products"))
    given = _products(own, desk.params.get("benefit_products"))
    scope = desk.params.get("scope") or "mixed"
    if scope not in ("mixed", "same", "distinct"):
        raise CannotSay(f"nothing is known of the scope {scope!r}")
    body: dict[str, Any] = {"per": "group_key" if scope == "same" else None, **_needs(desk, bought, given, scope)}
    on = given if desk.params.get("benefit_products") else bought
    take = {"off": rate(desk.params["percent"])}
    return [desk.draft(on=_all(on), each="piece", take=take, of="running", over="clip", **body)]


def _needs(desk: Desk, bought: list[Any], given: list[Any], scope: str) -> dict[str, Any]:
    least, free = count(desk.params.get("min_count") or 0), count(desk.params.get("cheapest_n") or 0)
    apart = bool(desk.params.get("benefit_products")) and bought != given
    if apart and set(words(desk.params.get("condition_products"))) & set(words(desk.params["benefit_products"])):
        raise CannotSay("some goods may be either what is asked for or what costs less, others only one of both")
    if apart and not desk.params.get("condition_products"):
        raise CannotSay("some goods may be either what is asked for or what costs less, others only one of both")
    elsewhere = {"on": {"all_of": [{"kind": "goods"}, *bought]}} if apart else {}
    if desk.params.get("min_value"):
        return {"needs": [{"at_least": amount(desk.params["min_value"]), "in": "running", **elsewhere}]}
    if scope == "distinct":
        # Of a date with more tickets than sets the dear ones count, unless some are to be free; what is left over
        # joins the sets that have no ticket of its date.
        form = "cheapest" if free else "dearest"
        sets: dict[str, Any] = {"of": max(least, 1), "form": form, "distinct": "group_key", "partial": True}
        return {"sets": sets} | ({"pick": {"cheapest": free, "from": "all"}} if free else {})
    if free and apart:
        with_ = {"on": _all(bought), "pieces": max(least, 1)}
        return {"sets": {"of": free, "form": "cheapest", "partial": True, "with": with_}}
    if free:
        return {"sets": {"of": max(least, 1), "form": "cheapest"}, "pick": {"cheapest": free, "from": "all"}}
    return {"needs": [{"at_least": least, "in": "pieces", **elsewhere}]} if least > 1 or apart else {}


def _products(own: list[Any], products: Any) -> list[Any]:
    return [*own, {"product": words(products)}] if products else list(own)


def _all(parts: list[Any]) -> dict[str, Any]:
    if not parts:
        return {}
    return dict(parts[0]) if len(parts) == 1 else {"all_of": parts}
