"""Prices in time, as collections write them: by day, one after the other with their days, or by words.

What can be dated becomes a history; of what cannot, its order and its numbers of days are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from promocalc.claims.history import Observation, PriceKind, Span
from promocalc.money import minor_units

from .keys import role_of, unit_of, words_of
from .values import amount, days, earlier, first_day, number

_STRUCK = re.compile(r"\b(?:struck|strike\w*|was|list|rrp|original|regular|compare\w*)\b|划线|原价")
_DEAL = re.compile(r"\b(?:deals?|paid|transaction|receipt|sold)\b|成交")
_TAG = re.compile(r"\b(?:tag|label|shelf|marked)\b|标价|价签")
_ABOUT_TIME = {
    "from",
    "to",
    "until",
    "when",
    "days",
    "days_at_least",
    "date",
    "period",
    "start",
    "end",
    "weeks",
    "months",
}


@dataclass(frozen=True)
class Stretch:
    """One price and when it was asked, as far as that is said."""

    price: Decimal
    kind: PriceKind
    first: date | None = None
    last: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class Timeline:
    """Prices one after the other, and the struck ones beside them."""

    stretches: tuple[Stretch, ...] = ()
    struck: tuple[Decimal, ...] = ()
    unread: tuple[str, ...] = ()

    def observations(self, currency: str) -> list[Observation]:
        """Those that can be dated."""
        return [
            Observation(Span(one.first, one.last), minor_units(one.price, currency), one.kind)
            for one in self.stretches
            if one.first is not None and one.last is not None
        ]


def dated(value: Any) -> bool:
    """Whether it is prices in time: a list, or a mapping by days or spans of days."""
    if isinstance(value, Mapping):
        return all(first_day(str(key)) is not None for key in value)
    return isinstance(value, list) and all(isinstance(one, Mapping | list) for one in value)


def timeline(value: Any, currency: str) -> Timeline:
    """What is written under ``prices``."""
    entries = list(_entries(value))
    found = [_entry(one, currency) for one in entries]
    stretches = list(_dated([one for some, _, _ in found for one in some]))
    struck = tuple(one for _, some, _ in found for one in some)
    unread = [key for _, _, some in found for key in some]
    if not entries:
        unread.append("prices")
    return Timeline(tuple(stretches), struck, tuple(dict.fromkeys(unread)))


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, Mapping):
        for when, prices in sorted(value.items()):
            whole = days(when)
            ends = [day.isoformat() for day in whole] if len(whole) == 2 else [when, when]
            yield {"from": ends[0], "to": ends[1], **_named(prices)}
        return
    for one in value:
        if isinstance(one, Mapping):
            yield dict(one)
        elif len(one) == 2:
            yield {"date": one[0], "price": one[1]}
        elif len(one) >= 3:
            yield {"date": one[0], "price": one[1], "kind": str(one[2])}


def _named(prices: Any) -> dict[str, Any]:
    return dict(prices) if isinstance(prices, Mapping) else {"price": prices}


def _entry(entry: Mapping[str, Any], currency: str) -> tuple[list[Stretch], list[Decimal], list[str]]:
    first, last, count = _when(entry)
    prices: list[Stretch] = []
    struck: list[Decimal] = []
    unread: list[str] = []
    for key, value in entry.items():
        found = amount(value, currency)
        text = words_of(key)
        if key in _ABOUT_TIME or found is None:
            continue
        if _STRUCK.search(text):
            struck.append(found)
        elif role_of(key, value) in ("now", "tag", "was", "charged", "before", "reference"):
            prices.append(Stretch(found, _kind(text, entry), first, last, count))
        else:
            unread.append(key)
    return prices, struck, unread


def _kind(text: str, entry: Mapping[str, Any]) -> PriceKind:
    text = f"{text} {entry.get('kind', '')}"
    if "member" in text:
        return "member"
    return "deal" if _DEAL.search(text) else "tag" if _TAG.search(text) else "offer"


def _when(entry: Mapping[str, Any]) -> tuple[date | None, date | None, int | None]:
    """The first day, the last and how many there are: each where it is said or follows."""
    count = next(
        (
            int(found) * unit_of(key)
            for key in entry
            if "days" in key or "weeks" in key
            for found in [number(entry[key])]
            if found is not None
        ),
        None,
    )
    first = _day(entry, "from", "date", "start")
    last = _day(entry, "to", "until", "end")
    whole = days(str(entry.get("period", "")))
    if len(whole) == 2:
        first, last = whole
    if first is not None and last is None and count is not None:
        last = first + timedelta(days=count - 1)
    if last is not None and first is None and count is not None:
        first = earlier(last, count - 1)
    if first is not None and last is not None:
        count = (last - first).days + 1
    return first, last, count


def _day(entry: Mapping[str, Any], *keys: str) -> date | None:
    return next((day for key in keys if key in entry for day in [first_day(str(entry[key]))] if day is not None), None)


def _dated(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Each begins the day after the one before it, where it does not say; one that says no end lasts a day."""
    before: Stretch | None = None
    for one in stretches:
        first, last = one.first, one.last
        if first is None and last is None and before is not None and before.last is not None:
            first = before.last + timedelta(days=1)
            last = first + timedelta(days=(one.days or 1) - 1)
        if first is not None and last is None:
            last = first
        before = Stretch(one.price, one.kind, first, last, one.days)
        yield before
