"""What each engine does that is no default of a rulebook: for what a rate is rounded, which pieces a limit reaches,
in what order offers run. How cents behave is in the shipped dialects, `rules/dialects/ENGINE.yaml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .verdict import CannotSay


@dataclass(frozen=True)
class Habits:
    """One engine's ways."""

    item_rate: Literal["piece", "line", "pool"] = "line"
    """What a percentage of items is rounded for."""
    order_rate: Literal["line", "pool"] = "pool"
    """What a percentage of the order is rounded for."""
    item_base: Literal["running", "start"] = "running"
    """What a percentage of items is taken of: what is left, or the price before cart offers."""
    order_base: Literal["running", "start"] = "running"
    """The same, for percentages of the order."""
    threshold: Literal["running", "start"] = "start"
    """What a minimum looks at where the case does not say ``basis: running``."""
    limited: Literal["cheapest", "dearest", "first", "line"] = "first"
    """Which pieces a limit on pieces reaches; ``line``: so many of every line."""
    limited_by_list_price: bool = False
    """Whether dear and cheap then mean the price before any offer."""
    lines: Literal["cart", "last", "dearest", "subtotal"] = "cart"
    """In what order lines are served, which decides ties and odd cents."""
    levels: tuple[str, ...] = ()
    """Which kinds or levels of offers run before which, whatever their priority; empty: as their priority says."""
    exclusives: Literal["win", "stop", "consume"] = "win"
    """An exclusive offer stands alone, keeps out those after it, or uses up its pieces."""
    rivals: Literal["none", "item"] = "none"
    """Whether only the best offer stands for each line without the case saying so."""
    newest_wins: bool = False
    """Whether the later written of two equal rivals stands."""
    shipping_base: Literal["running", "start"] = "running"
    """What a percentage of the delivery is taken of."""
    fixed_delivery_replaces: bool = False
    """Whether a fixed price for the delivery puts every other delivery offer aside."""
    voucher_alone: bool = False
    """Whether a voucher keeps out automatic offers on the order."""
    once: bool = False
    """Whether an offer on sets applies once unless the case says that the applicator repeats it."""
    gift_once: bool = False
    """Whether gifts need pieces besides those that qualify (no), or the qualifying ones may be the gifts (yes)."""
    gifts_on_top: bool = False
    """Whether gifts are further pieces, put into the cart by the engine."""
    gifts_use_up: bool = False
    """Whether pieces that one offer of gifts counted are used up for the next one."""
    unrounded: bool = False
    """Whether amounts are kept finer than the smallest coin."""
    groups_of_most: bool = False
    """Whether full groups are made of the lines with most pieces first."""
    single_pieces: bool = False
    """Whether every piece is a line of its own."""
    gross_amounts: bool = False
    """Whether amounts hold the tax even where prices do not."""
    gross_weights: bool = False
    """Whether an offer on the order is divided by prices with their tax, even where prices do not hold it."""
    fixed_price_raises: bool = False
    """Whether a price for the whole order raises one that is lower."""
    narrow_first: bool = False
    """Whether an offer on fewer goods is served before one on more."""
    catalog_cut: Any = None
    """How an amount of the catalogue stage is rounded."""
    tax: dict[str, Any] = field(default_factory=dict)
    """How tax is rounded."""


_PLAIN = Habits()

HABITS: dict[str, Habits] = {
    "craft": _PLAIN,
    "django-oscar": replace(
        _PLAIN, item_rate="pool", limited="cheapest", exclusives="consume", once=True, gross_amounts=True
    ),
    "magento": replace(_PLAIN, item_rate="pool", limited="line", exclusives="stop"),
    "medusa": replace(_PLAIN, limited="line", lines="subtotal", levels=("gifts",), gifts_use_up=True, unrounded=True),
    "odoo": replace(
        _PLAIN,
        item_rate="pool",
        threshold="start",
        gross_amounts=True,
        gifts_on_top=True,
        narrow_first=True,
        limited="cheapest",
    ),
    "optimizely": _PLAIN,
    "pretix": replace(_PLAIN, item_rate="piece", limited="cheapest", exclusives="consume", single_pieces=True),
    "prestashop": _PLAIN,
    "saleor": replace(_PLAIN, limited="cheapest", voucher_alone=True),
    "shopware": replace(
        _PLAIN,
        item_rate="pool",
        limited="cheapest",
        shipping_base="start",
        fixed_delivery_replaces=True,
        tax={"per": "rate"},
    ),
    "solidus": replace(_PLAIN, order_rate="line", rivals="item", newest_wins=True, groups_of_most=True),
    "spree": replace(_PLAIN, rivals="item"),
    "sylius": replace(_PLAIN, item_rate="piece", item_base="start", catalog_cut={"of": "price", "mode": "half_up"}),
    "tryton": replace(_PLAIN, item_rate="piece"),
    "vendure": replace(
        _PLAIN,
        lines="last",
        gross_weights=True,
        fixed_price_raises=True,
        levels=("item", "order", "shipping"),
        gift_once=True,
        tax={"per": "line", "rounds": "net"},
    ),
    "woocommerce": replace(
        _PLAIN,
        item_rate="pool",
        item_base="start",
        order_base="start",
        limited="dearest",
        limited_by_list_price=True,
        lines="dearest",
        levels=("fixed_off_items", "percent_off_items", "percent_off_order", "fixed_off_order"),
    ),
}


def habits_of(peer: str) -> Habits:
    """An engine's habits."""
    if peer not in HABITS:
        raise CannotSay(f"no dialect for the engine {peer!r}")
    return HABITS[peer]
