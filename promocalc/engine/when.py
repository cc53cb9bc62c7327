"""Whether a rule holds for this shopper at this moment: decided before any amount exists."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from promocalc.cart import Persona
from promocalc.engine.outcome import NoMoment, NotFor, NotThisOrder, OutsideHours, OutsideWindow, SkipReason
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


def why_not(scope: Scope, shopper: Persona, at: datetime | None, zone: str) -> SkipReason | None:
    """The reason why ``scope`` does not hold, or None where it does."""
    match scope:
        case AllOf(parts):
            return next((why for part in parts if (why := why_not(part, shopper, at, zone)) is not None), None)
        case AnyOf(parts):
            reasons = [why_not(part, shopper, at, zone) for part in parts]
            return None if None in reasons else reasons[0]
        case NoneOf(parts):
            return next(
                (_barred(part, shopper, at, zone) for part in parts if why_not(part, shopper, at, zone) is None), None
            )
        case Is(attribute, values):
            actual = shopper.answer(attribute)
            return None if actual in values else NotFor(attribute, values, actual)
        case Within(start, end):
            if at is None:
                return NoMoment()
            inside = (start is None or at >= start) and (end is None or at < end)
            return None if inside else OutsideWindow(start, end, at)
        case Daily(start_at, end_at):
            if at is None:
                return NoMoment()
            local = at.astimezone(ZoneInfo(zone))
            clock = local.timetz().replace(tzinfo=None)
            inside = start_at <= clock < end_at if start_at < end_at else clock >= start_at or clock < end_at
            return None if inside else OutsideHours(start_at, end_at, local)
        case OrdersSoFar(at_least, at_most):
            paid = shopper.orders
            if paid is not None and paid >= at_least and (at_most is None or paid <= at_most):
                return None
            return NotThisOrder(at_least, at_most, paid)
        case PriceIs() | DiscountedBy():
            raise AssertionError("a scope over lines where one over shoppers belongs")
        case _:
            assert_never(scope)


def _barred(scope: Scope, shopper: Persona, at: datetime | None, zone: str) -> SkipReason:
    """The reason why a rule for all but ``scope`` does not hold: it holds outside of it."""
    match scope:
        case Is(attribute, values):
            return NotFor(attribute, values, shopper.answer(attribute), barred=True)
        case Within(start, end) if at is not None:
            return OutsideWindow(end, start, at)  # what is left of time begins where the window ends
        case Daily(start_at, end_at) if at is not None:
            return OutsideHours(end_at, start_at, at.astimezone(ZoneInfo(zone)))
        case OrdersSoFar(at_least, None):
            return NotThisOrder(0, at_least - 1, shopper.orders)
        case OrdersSoFar(_, int() as at_most):
            return NotThisOrder(at_most + 1, None, shopper.orders)
        case AllOf(parts) | AnyOf(parts) if parts:
            held = next((part for part in parts if why_not(part, shopper, at, zone) is None), parts[0])
            return _barred(held, shopper, at, zone)
        case _:
            return NotFor("when", (), None, barred=True)


def asked_about(scope: Scope) -> frozenset[str]:
    """The attributes of the shopper that a scope asks about."""
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return frozenset[str]().union(*(asked_about(part) for part in parts))
        case Is(attribute, _):
            return frozenset({attribute})
        case OrdersSoFar():
            return frozenset({"orders"})
        case _:
            return frozenset()
