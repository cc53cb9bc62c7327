"""Offers on the delivery, and steps that depend on what is bought."""

from __future__ import annotations

from typing import Any

from .drafting import Desk, Draft, in_currency
from .reading import amount, count, rate
from .scopes import GOODS, both
from .verdict import CannotSay

DELIVERY = {"kind": "shipping"}


def delivery(desk: Desk) -> list[Draft]:
    """Free, for less, or for a fixed price."""
    desk.action.known(
        "percent", "amount", "amount_by_currency", "amount_currency", "price", "allocation", "cap", "max_discount"
    )
    take: dict[str, Any]
    match desk.action.kind:
        case "free_shipping":
            take = {"off": "100%"}
        case "percent_shipping":
            take = {"off": rate(desk.params["percent"])}
        case "fixed_shipping":
            take = {"off": desk.money()}
        case _:
            take = {"to": amount(desk.params["price"])}
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
    tiers.sort(key=lambda tier: float(tier["from"]))
    body: dict[str, Any] = {"each": each, "of": "running", "over": "clip", "take": {"tiers": tiers}}
    match basis:
        case "order_subtotal" if desk.scope:
            return _elsewhere(desk, body, tiers, how)
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
    stated = desk.params.get("currency")
    if stated is not None:
        # Stated in one currency: in any other the rule has no amount.
        body["from"] = {in_currency(stated, desk.case.currency): 0}
        if counts:
            raise CannotSay("steps by pieces in one currency only")
    return [desk.draft(**body)]


def _elsewhere(desk: Desk, body: dict[str, Any], tiers: list[dict[str, Any]], how: str) -> list[Draft]:
    """Steps by what all goods come to, for some of them: a rule for each step, up to the next one."""
    found = []
    for at, tier in enumerate(tiers):
        needs = [{"at_least": tier["from"], "in": desk.case.start, "on": GOODS}]
        later = [other["from"] for other in tiers[at + 1 :]]
        unless = [{"at_most": _just_below(desk, later[0]), "in": desk.case.start, "on": GOODS}] if later else []
        found.append(desk.draft(**{**body, "take": {"off": tier["off"]}}, needs=needs + unless))
    return found


def _just_below(desk: Desk, start: str) -> str:
    from decimal import Decimal

    from promocalc.money import CURRENCIES

    return f"{Decimal(start) - Decimal(1).scaleb(-CURRENCIES[desk.case.currency]):f}"
