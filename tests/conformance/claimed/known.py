"""All that the facts of a case say, by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .keys import Role, role_of, unit_of, words_of
from .prices import Timeline, dated, timeline
from .values import amount, days, first_day, length, nothing, number, share

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}$")
_DAY = len("2020-11-03")
_TELLS = re.compile(r"^(?:claim\w*|advertised|real|true|actual|before|after|gift|ref|reference|was|market)$")
"""Names of a group of facts that each of them needs to be understood."""


@dataclass
class Known:
    """Figures by their role. Amounts are as written; of several under one role the first counts."""

    currency: str
    money: dict[Role, Decimal] = field(default_factory=dict)
    counts: dict[Role, int] = field(default_factory=dict)
    shares: dict[Role, Fraction] = field(default_factory=dict)
    told: dict[Role, bool] = field(default_factory=dict)
    dates: dict[Role, date] = field(default_factory=dict)
    timeline: Timeline = field(default_factory=Timeline)
    items: tuple[Known, ...] = ()
    unread: list[str] = field(default_factory=list)
    every_day: list[date] = field(default_factory=list)
    """Every day that is named anywhere."""


_COUNTS: frozenset[Role] = frozenset(
    {
        "claimed_days",
        "since",
        "promotion_days",
        "reference_days",
        "low_days",
        "before_days",
        "window_days",
        "sale_days",
        "units_at",
        "units_of",
        "units_low",
        "items_at",
        "items_of",
    }
)
_SHARES: frozenset[Role] = frozenset({"claimed_rate", "real_rate", "sold_share", "time_share", "items_share"})
_DATES: frozenset[Role] = frozenset({"start", "sold_since", "last_at"})


def known(facts: Mapping[str, Any], currency: str) -> Known:
    """What a mapping of facts says."""
    found = Known(currency)
    _take(found, facts)
    return found


def _take(found: Known, facts: Mapping[str, Any]) -> None:
    by_day = {key: value for key, value in facts.items() if _DATED.search(key) and role_of(key, value) != "standing"}
    for key, value in facts.items():
        role = role_of(key, value)
        if isinstance(value, str):
            found.every_day += days(value)
        if key in by_day:
            continue
        match role:
            case "skip" | "currency":
                pass
            case "prices" if dated(value):
                _prices(found, value)
            case "items" if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
                found.items = tuple(known(one, found.currency) for one in value)
                found.unread += [unread for one in found.items for unread in one.unread]
            case _ if isinstance(value, Mapping):
                before = f"{key}_" if _TELLS.search(words_of(key)) else ""
                _take(found, {f"{before}{name}": inner for name, inner in value.items()})
            case None | "unused" | "items":
                found.unread.append(key)
            case _:
                _one(found, role, key, value)
    if by_day:
        _prices(found, {key[-_DAY:]: _of_day(key, value) for key, value in by_day.items()})


def _of_day(key: str, value: Any) -> Any:
    """``tag_2020-11-03: 139`` is a label's price of that day."""
    return value if isinstance(value, Mapping) else {key[:-_DAY] or "price": value}


def _prices(found: Known, value: Any) -> None:
    found.timeline = timeline(value, found.currency)
    found.unread += found.timeline.unread
    found.every_day += [day for one in found.timeline.stretches for day in (one.first, one.last) if day is not None]


def _one(found: Known, role: Role, key: str, value: Any) -> None:
    if role in _COUNTS:
        _count(found, role, key, value)
    elif role in _SHARES:
        part = share(value)
        if part is not None:
            found.shares.setdefault(role, part)
    elif role in _DATES:
        day = first_day(str(value))
        if day is not None:
            found.dates.setdefault(role, day)
            found.every_day.append(day)
    elif role == "period":
        _period(found, str(value))
    elif role in ("planned", "shown", "never_asked"):
        found.told.setdefault(role, nothing(value) if "never" in words_of(key) else not nothing(value))
    else:
        money = amount(value, found.currency)
        if money is None:
            found.unread.append(key)
        else:
            found.money.setdefault(role, money)


def _count(found: Known, role: Role, key: str, value: Any) -> None:
    if nothing(value) or (value is True and "never" in words_of(key)):
        found.counts.setdefault(role, 0)
        return
    many = number(value)
    if many is None or many < 0:
        if not isinstance(value, bool):
            found.unread.append(key)
    elif role in ("units_at", "units_of", "units_low", "items_at", "items_of"):
        found.counts.setdefault(role, int(many))
    else:
        found.counts.setdefault(role, int(many * unit_of(key, value)))


def _period(found: Known, text: str) -> None:
    whole = days(text)
    found.every_day += whole
    if whole:
        found.dates.setdefault("start", whole[0])
    long = length(text)
    if long is not None:
        found.counts.setdefault("promotion_days", long)


def first_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The first that is known."""
    return next((one for one in values if one is not None), None)
