"""Offers on single items, on the order, and on items and delivery together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from .drafting import CAP_KEYS, LIMITS, Desk, Draft
from .reading import Offer, money, rate
from .verdict import CannotSay


def percent_off_items(desk: Desk) -> list[Draft]:
    """So much percent off the items in scope."""
    desk.action.known("percent", *LIMITS)
    habits = desk.case.habits
    parts = desk.limited()
    each = habits.item_rate
    if desk.in_catalog:
        base, each = "running", "piece" if habits.catalog_cut else "line"
    else:
        base = desk.case.base(habits.item_base)
    if parts.get("per") == "line":
        each = "pool"
    few = few_pieces(desk)
    if few and base == "running":
        base = f"{desk.case.start} - {had(desk)}"
    clip = "clip" if each != "pool" or base != "running" else None
    share = desk.case.share(by="running" if few else base) if each == "pool" else None
    take = {"off": rate(desk.params["percent"])}
    found = desk.draft(**parts, each=each, take=take, of=base, cap=desk.cap(), over=clip, share=share)
    return [replace(found, few=few)]


def had(desk: Desk) -> str:
    """The rule that tells what a line has had taken off, all of it on the few pieces that an offer may reach."""
    return f"had-{desk.action.offer.at + 1}"


def few_pieces(desk: Desk) -> int | None:
    """A limit that some line exceeds, where the engine then takes all that the line has had off those few pieces."""
    limit, own = desk.most("max_units_per_line") or desk.most(), desk.action.offer
    levels = desk.case.habits.levels

    def served(offer: Offer) -> tuple[bool, Decimal, int]:
        return (offer.actions[0].level not in levels, -offer.priority, offer.at)

    earlier = any(served(offer) < served(own) for offer in desk.case.offers)
    few = [line for line in desk.case.goods if limit and int(line.get("qty", 1)) > limit]
    if desk.case.habits.limited == "line" and any(earlier or line.get("existing_discount") for line in few):
        return limit
    return None


def fixed_off_items(desk: Desk) -> list[Draft]:
    """An amount off each piece, each line, or the items in scope together."""
    desk.action.known("amount", "amount_by_currency", "amount_currency", "per", *LIMITS)
    parts = desk.limited()
    each = desk.unit("unit")
    if desk.params.get("allocation") == "across":
        each = "pool"
    if parts.get("per") == "line" and each == "line":
        each = "pool"
    over = "clip" if each != "pool" or parts.get("per") == "line" else None
    found = desk.draft(**parts, each=each, take={"off": desk.money()}, cap=desk.cap(), over=over)
    few = few_pieces(desk) if desk.case.habits.unrounded and each == "pool" else None
    if few and "cap" not in found.body:
        # Never more than is left of the few pieces.
        found.body |= {"of": f"{desk.case.start} - {had(desk)}", "cap": {"pool": "100%"}}
        return [replace(found, few=few)]
    return [found]


def fixed_off_order(desk: Desk) -> list[Draft]:
    """One amount off everything in scope."""
    desk.action.known("amount", "amount_by_currency", "amount_currency", *LIMITS)
    return [desk.draft(**_of_order(desk), each="pool", take={"off": desk.money()}, cap=desk.cap())]


def percent_off_order(desk: Desk) -> list[Draft]:
    """So much percent off everything in scope."""
    desk.action.known("percent", *LIMITS)
    habits = desk.case.habits
    base = desk.case.base(habits.order_base)
    share = desk.case.share(by=base) if base != "running" else None
    take = {"off": rate(desk.params["percent"])}
    each = habits.order_rate
    return [desk.draft(**_of_order(desk), each=each, take=take, of=base, cap=desk.cap(), share=share)]


def fixed_price_order(desk: Desk) -> list[Draft]:
    """Everything in scope together for one price."""
    desk.action.known("price", "price_by_currency", "price_currency")
    goods = sum(money(line["unit_price"]) * int(line.get("qty", 1)) for line in desk.case.goods)
    free = not desk.scope and not desk.action.offer.conditions
    if desk.case.habits.fixed_price_raises and free and money(desk.params["price"]) > goods:
        raise CannotSay(f"a rule never raises a price, and this one makes {desk.params['price']} of {goods}")
    return [desk.draft(each="pool", take={"to": desk.money("price")})]


def _of_order(desk: Desk) -> dict[str, object]:
    # A limit on pieces of the whole order; "across" is what an order's amount does anyhow.
    return desk.limited() if desk.most() or desk.most("max_units_per_line") else {}


def fixed_off_all(desk: Desk) -> list[Draft]:
    """One amount off goods and delivery together."""
    desk.action.known("amount", "amount_by_currency", "amount_currency", "includes_shipping", *CAP_KEYS)
    return [desk.draft(on=_with_delivery(desk), each="pool", take={"off": desk.money()}, cap=desk.cap())]


def percent_off_all(desk: Desk) -> list[Draft]:
    """So much percent off goods and delivery together."""
    desk.action.known("percent", "includes_shipping", *CAP_KEYS)
    take = {"off": rate(desk.params["percent"])}
    return [desk.draft(on=_with_delivery(desk), each="pool", take=take, of="running", cap=desk.cap())]


def _with_delivery(desk: Desk) -> dict[str, object]:
    kinds = ["goods", "shipping"] if desk.params.get("includes_shipping", True) else ["goods"]
    scope = {"kind": kinds}
    return {"all_of": [scope, desk.scope]} if desk.scope else scope


def unit_price_formula(desk: Desk) -> list[Draft]:
    """The price of a piece times a factor."""
    desk.action.known("factor")
    percent = f"{_factor(desk.params['factor']):f}%"
    return [desk.draft(each="piece", take={"to": percent}, of="running", round={"of": "price", "mode": "half_up"})]


def _factor(said: object) -> Decimal:
    factor = money(said)
    if not 0 <= factor <= 1:
        raise CannotSay(f"a rule never raises a price, and this one multiplies it by {said}")
    return factor * 100
