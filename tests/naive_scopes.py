"""Scopes, as the naive pricer reads them."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

from promocalc.cart import Cart, Line
from promocalc.rules.scope import (
    AllOf,
    AnyOf,
    Daily,
    DiscountedBy,
    Is,
    NoneOf,
    OrdersSoFar,
    PriceIs,
    Scope,
    Within,
)
from tests.naive_ledger import Row, value_of


def holds(scope: Scope, cart: Cart, zone: str, line: Line | None = None, row: Row | None = None) -> bool:
    """Whether a scope holds of a line; of the shopper and the moment where there is no line."""
    match scope:
        case AllOf(parts):
            return all(holds(part, cart, zone, line, row) for part in parts)
        case AnyOf(parts):
            return any(holds(part, cart, zone, line, row) for part in parts)
        case NoneOf(parts):
            return not any(holds(part, cart, zone, line, row) for part in parts)
        case Is("tag", values) if line is not None:
            return bool(set(line.tags) & set(values))
        case Is(attribute, values):
            return (cart.shopper.answer(attribute) if line is None else value_of(line, attribute)) in values
        case DiscountedBy(rules):
            return any((row or {}).get(rule, 0) > 0 for rule in rules)
        case PriceIs(at_least, above, at_most, below):
            price = line.unit_price if line is not None else Decimal(0)
            return (
                (at_least is None or price >= at_least)
                and (above is None or price > above)
                and (at_most is None or price <= at_most)
                and (below is None or price < below)
            )
        case _:
            return now(scope, cart, zone)


def now(scope: Scope, cart: Cart, zone: str) -> bool:
    moment, orders = cart.at, cart.shopper.orders
    match scope:
        case OrdersSoFar(at_least, at_most):
            return orders is not None and at_least <= orders and (at_most is None or orders <= at_most)
        case Within(start, end):
            return moment is not None and (start is None or start <= moment) and (end is None or moment < end)
        case Daily(start_at, end_at) if moment is not None:
            clock = moment.astimezone(ZoneInfo(zone)).time()
            after, before = start_at <= clock, clock < end_at
            return (after and before) if start_at < end_at else (after or before)
    return False
