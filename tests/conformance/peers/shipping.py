"""Offers on the delivery, and steps that depend on what is bought."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from promocalc.money import CURRENCIES

from .drafting import CAP_KEYS, Desk, Draft, in_currency
from .reading import amount, count, money, rate
from .scopes import GOODS, both
from .verdict import CannotSay

DELIVERY = {"kind": "shipping"}
_OF_DELIVERY = ("method", "methods", "exclude_method", "exclude_methods")


def delivery(desk: Desk) -> list[Draft]:
    """Free, for less, or for a fixed price."""
    moneys = [f"{key}{more}" for key in ("amount", "price") for more in ("", "_by_currency", "_currency")]
    desk.action.known("percent", "allocation", *moneys, *CAP_KEYS)
    take: dict[str, Any]
    match desk.action.kind:
        case "free_shipping":
            take = {"off": "100%"}
        case "percent_shipping":
            take = {"off": rate(desk.params["percent"])}
        case "fixed_shipping":
            take = {"off": desk.money()}
        case _:
            take = {"to": desk.money("price")}
    each = "line" if desk.params.get("allocation") == "each" else "pool"
    base = desk.case.base(desk.case.habits.shipping_base) if "off" in take else "running"
    share = desk.case.share(by=base) if each == "pool" else None
    on = both(DELIVERY, desk.scope)
    return [desk.draft(on=on, each=each, take=take, of=base, cap=desk.cap(), over="clip", share=share)]


_REWARDS = {
    "percent_per_line": ("percent", "line"),
    "fixed_per_line": ("fixed", "line"),
    "percent_per_unit": ("percent", "piece"),
    "fixed_per_unit": ("fixed", "piece"),
    "percent_order": ("percent", "pool"),
    "fixed_order": ("fixed", "pool"),
    "percent_shipping": ("percent", "pool"),
    "fixed_shipping": ("fixed", "pool"),
}


def tiered_threshold(desk: Desk) -> list[Draft]:
    """The highest step that is reached counts."""
    desk.action.known("basis", "reward", "base", "tiers", "currency")
    basis, reward = str(desk.params["basis"]), str(desk.params["reward"])
    if reward not in _REWARDS:
        raise CannotSay(f"nothing is known of the reward {reward!r}")
    how, each = _REWARDS[reward]
    starts = {"0": desk.params.get("base") or 0, **desk.params["tiers"]}
    counts = basis in ("eligible_quantity", "quantity")
    tiers = [
        {"from": count(start) if counts else amount(start), "off": rate(cut) if how == "percent" else amount(cut)}
        for start, cut in starts.items()
    ]
    tiers.sort(key=lambda tier: money(tier["from"]))
    body: dict[str, Any] = {"each": each, "of": "running", "over": "clip", "take": {"tiers": tiers}}
    stated = desk.params.get("currency")
    if stated is not None:
        # Stated in one currency: in any other the rule has no amount.
        body["needs"] = [{"at_least": {in_currency(stated, desk.case.currency): 0}, "in": "running"}]
    away = reward.endswith("_shipping")
    match basis:
        case "order_subtotal" if away or desk.scope:
            return elsewhere(desk, body, tiers, desk.case.start, GOODS)
        case "eligible_quantity" | "quantity" if away:
            return elsewhere(desk, body, tiers, "pieces", both(GOODS, _of_goods(desk)))
        case "order_subtotal":
            body["measure"] = desk.case.start
        case "line_total":
            body |= {"measure": "running", "per": "line", "each": "pool" if each == "line" else each}
        case "shipping_amount":
            body |= {"measure": "running", "on": both(DELIVERY, desk.scope)}
        case "eligible_quantity" | "quantity":
            body["measure"] = "pieces"
        case _:
            raise CannotSay(f"nothing is known of steps by {basis!r}")
    return [desk.draft(**body)]


def elsewhere(
    desk: Desk, body: dict[str, Any], tiers: list[dict[str, Any]], looks: str, counted: dict[str, Any]
) -> list[Draft]:
    """Steps by goods that the rule is not on, or not only: a rule for each step, up to the next one."""
    if str(desk.params["reward"]).endswith("_shipping"):
        body = {**body, "on": both(DELIVERY, desk.scope_of(_methods(desk)))}
    found = []
    for at, tier in enumerate(tiers):
        needs = [*body.get("needs", ()), {"at_least": tier["from"], "in": looks, "on": counted}]
        if at + 1 < len(tiers):
            most = _just_below(desk, tiers[at + 1]["from"])
            needs.append({"at_most": most, "in": looks, "on": counted})
        found.append(desk.draft(**{**body, "take": {"off": tier["off"]}, "needs": needs}))
    return found


def _methods(desk: Desk) -> dict[str, Any]:
    """The filters on ways of delivery."""
    return {key: said for key, said in desk.action.filters.items() if key in _OF_DELIVERY}


def _of_goods(desk: Desk) -> dict[str, Any]:
    return desk.scope_of({key: said for key, said in desk.action.filters.items() if key not in _OF_DELIVERY})


def _just_below(desk: Desk, start: int | str) -> int | str:
    if isinstance(start, int):
        return start - 1
    return f"{money(start) - Decimal(1).scaleb(-CURRENCIES[desk.case.currency]):f}"
