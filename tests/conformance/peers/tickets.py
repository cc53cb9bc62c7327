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
    "ignore_voucher_discounted",
)


def unit_group_discount(desk: Desk) -> list[Draft]:
    """Pieces that fulfil the condition together, and pieces that cost less for it."""
    desk.action.known(*KNOWN)
    own: list[dict[str, Any]] = []
    if desk.scope:
        own.append(desk.scope)
    if desk.params.get("count_addons") is False:
        own.append({"none_of": [{"addon": "true"}]})
    if any(line.get("bundled") for line in desk.case.goods):
        own.append({"none_of": [{"bundled": "true"}]})
    if desk.params.get("ignore_voucher_discounted"):
        own.append({"none_of": [{"voucher": "true"}]})
    bought = _products(own, desk.params.get("condition_products"))
    given = _products(own, desk.params.get("benefit_products"))
    scope = desk.params.get("scope") or "mixed"
    if scope not in ("mixed", "same", "distinct"):
        raise CannotSay(f"nothing is known of the scope {scope!r}")
    on = given if desk.params.get("benefit_products") else bought
    common: dict[str, Any] = {"on": _all(on), "per": "group_key" if scope == "same" else None}
    common |= {"each": "piece", "take": {"off": rate(desk.params["percent"])}, "of": "running", "over": "clip"}
    if _either(desk, bought, given) and desk.params.get("cheapest_n") and not desk.params.get("min_value"):
        return _rewarded_by_number(desk, common, bought)
    return [desk.draft(**common, **_needs(desk, bought, given, scope))]


def _either(desk: Desk, bought: list[Any], given: list[Any]) -> bool:
    """Whether some goods may be both what is asked for and what costs less."""
    if not desk.params.get("benefit_products") or bought == given:
        return False
    asked = words(desk.params.get("condition_products"))
    return not asked or bool(set(asked) & set(words(desk.params["benefit_products"])))


def _rewarded_by_number(desk: Desk, common: dict[str, Any], bought: list[Any]) -> list[Draft]:
    """A rule for each number of times that the condition holds: so many of the cheapest cost less."""
    if desk.params.get("scope") == "distinct":
        raise CannotSay("tickets of different dates that may be either what is asked for or what costs less")
    if len(desk.case.offers) > 1:
        raise CannotSay(_COUNTED)
    least, free = max(1, count(desk.params.get("min_count") or 0)), count(desk.params["cheapest_n"])
    times = len(desk.case.goods) // least
    found = []
    for now in range(1, times + 1):
        asked = {"in": "pieces", "on": {"all_of": [{"kind": "goods"}, *bought]}}
        needs = [{"at_least": now * least, **asked}, {"at_most": (now + 1) * least - 1, **asked}]
        found.append(desk.draft(**common, needs=needs, pick={"cheapest": now * free}))
    return found or [desk.draft(**common, needs=[{"at_least": least, "in": "pieces"}], pick={"cheapest": free})]


def _needs(desk: Desk, bought: list[Any], given: list[Any], scope: str) -> dict[str, Any]:
    least, free = count(desk.params.get("min_count") or 0), count(desk.params.get("cheapest_n") or 0)
    apart = bool(desk.params.get("benefit_products")) and bought != given
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
    if apart and len(desk.case.offers) > 1:
        raise CannotSay(_COUNTED)
    return {"needs": [{"at_least": least, "in": "pieces", **elsewhere}]} if least > 1 or apart else {}


_COUNTED = "a rule uses up what it is on; here it would have to use up what only counted, too"


def _products(own: list[Any], products: Any) -> list[Any]:
    return [*own, {"product": words(products)}] if products else list(own)


def _all(parts: list[Any]) -> dict[str, Any]:
    if not parts:
        return {}
    return dict(parts[0]) if len(parts) == 1 else {"all_of": parts}
