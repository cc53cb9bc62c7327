"""Prices in time, as collections write them: by day, one after the other with their days, or by words.

What can be dated becomes a history; of what cannot, its order and its numbers of days are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from promocalc.claims.history import Observation, PriceKind, Span
from promocalc.money import minor_units

from .keys import role_of, unit_of, words_of
from .values import amount, days, earlier, first_day, in_digits, number

_STRUCK = re.compile(r"\b(?:struck|strike\w*|was|list|rrp|original|regular|compare\w*)\b|划线|原价")
_DEAL = re.compile(r"\b(?:deals?|paid|transaction|receipt|sold)\b|成交")
_TAG = re.compile(r"\b(?:tag|label|shelf|marked)\b|标价|价签")
_CUT = re.compile(r"\b(?:coupon|voucher|rebate|discount|off|cut|deduct\w*)\b|券|立减|优惠")
_PARTS = re.compile(r"\s*(?:[;；。\n]|,? then |, (?=\D{0,20}\d))\s*")
_MARKED = re.compile(r"(?:[£$€¥]|\b[A-Z]{3} )\s?\d[\d.,]*\d|(?:[£$€¥])\s?\d|\d[\d.,]*\s?(?:元|円|€|zł|kr\b|Kč)")
_LONG = re.compile(r"\b(\d+) (day|week|month|year)s?\b")
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
_SAME_TIME = {
    "day": "date",
    "since": "from",
    "first": "from",
    "first_day": "from",
    "begin": "from",
    "begins": "from",
    "begin_date": "from",
    "start_date": "from",
    "last": "to",
    "last_day": "to",
    "end_date": "to",
    "ends": "to",
    "从": "from",
    "自": "from",
    "到": "to",
    "至": "to",
}


@dataclass(frozen=True)
class Stretch:
    """One price and when it was asked, as far as that is said."""

    price: Decimal
    kind: PriceKind
    first: date | None = None
    last: date | None = None
    days: int | None = None
    on: bool = False
    """From its first day on: until another price follows."""


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
    """Whether it is prices in time: a list, a mapping by days or spans of days, or a sentence for each price."""
    if isinstance(value, str):
        return bool(_told(value))
    if isinstance(value, Mapping):
        return all(first_day(str(key)) is not None for key in value)
    return isinstance(value, list) and all(isinstance(one, Mapping | list) or _told(one) for one in value)


def _told(value: object) -> list[dict[str, Any]]:
    """The prices of "£70 for 19 days; then £35 from 2024-03-01 on".

    None of them, where a part does not say one price and a time.
    """
    found: list[dict[str, Any]] = []
    for part in _PARTS.split(in_digits(value)) if isinstance(value, str) else ():
        marked, whole, long = _MARKED.findall(part), days(part), _LONG.search(part)
        if len(marked) != 1 or not (whole or long):
            return []
        when: dict[str, Any] = {"from": whole[0].isoformat()} if whole else {}
        when |= {"to": whole[1].isoformat()} if len(whole) == 2 else {}
        found.append({"price": marked[0], **when} | ({f"{long[2]}s": long[1]} if long else {}))
    return found


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
    if isinstance(value, str):
        yield from _told(value)
        return
    if isinstance(value, Mapping):
        for when, prices in sorted(value.items()):
            whole = days(when)
            ends = [day.isoformat() for day in whole] if len(whole) == 2 else [when, when]
            yield {"from": ends[0], "to": ends[1], **_named(prices)}
        return
    for one in value:
        if isinstance(one, Mapping):
            yield dict(one)
        elif isinstance(one, str):
            yield from _told(one)
        elif len(one) == 2:
            yield {"date": one[0], "price": one[1]}
        elif len(one) >= 3:
            yield {"date": one[0], "price": one[1], "kind": str(one[2])}


def _named(prices: Any) -> dict[str, Any]:
    return dict(prices) if isinstance(prices, Mapping) else {"price": prices}


def _entry(entry: Mapping[str, Any], currency: str) -> tuple[list[Stretch], list[Decimal], list[str]]:
    entry = {_time_word(key): value for key, value in entry.items()}
    first, last, count = _when(entry)
    prices: list[Stretch] = []
    struck: list[Decimal] = []
    cuts: list[Decimal] = []
    unread: list[str] = []
    alone = sum(_is_price(key, value, currency) for key, value in entry.items()) == 1
    for key, value in entry.items():
        found = amount(value, currency)
        text = words_of(key)
        if found is None or not _is_price(key, value, currency):
            continue
        if _CUT.search(text) and "price" not in text and not alone:
            cuts.append(found)
        elif _STRUCK.search(text) and not (alone and first is not None):
            struck.append(found)
        elif (alone and _DEAL.search(text)) or role_of(key, value) in (
            "now",
            "tag",
            "was",
            "was_list",
            "charged",
            "before",
            "reference",
        ):
            on = first is not None and last is None and "date" not in entry
            prices.append(Stretch(found, _kind(text, entry), first, last, count, on))
        else:
            unread.append(key)
    return _after(prices, cuts), struck, unread


def _after(prices: list[Stretch], cuts: list[Decimal]) -> list[Stretch]:
    """What is paid after what comes off; a label stays beside it."""
    off = sum(cuts)
    if not off or len(prices) != 1 or off >= prices[0].price:
        return prices
    paid = replace(prices[0], price=prices[0].price - off, kind="offer")
    return [prices[0], paid] if prices[0].kind == "tag" else [paid]


def _is_price(key: str, value: Any, currency: str) -> bool:
    dated = isinstance(value, str) and days(value)
    return key not in _ABOUT_TIME and not dated and amount(value, currency) is not None


def _time_word(key: str) -> str:
    """A key that says when, in the words that are looked for; any other as it is."""
    text = words_of(key).replace(" ", "_")
    return _SAME_TIME.get(text, text) if text in _ABOUT_TIME or text in _SAME_TIME else key


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
            if re.search(r"days|weeks|months|years", key)
            for found in [number(entry[key])]
            if found is not None
        ),
        None,
    )
    first = _day(entry, "from", "date", "start")
    last = _day(entry, "to", "until", "end")
    whole = next((ends for value in entry.values() if isinstance(value, str) and len(ends := days(value)) == 2), [])
    if whole:
        first, last = whole
    if first is not None and last is None and count is not None:
        last = earlier(first, 1 - count)
    if last is not None and first is None and count is not None:
        first = earlier(last, count - 1)
    if first is not None and last is not None:
        count = (last - first).days + 1
    return first, last, count


def _day(entry: Mapping[str, Any], *keys: str) -> date | None:
    return next((day for key in keys if key in entry for day in [first_day(str(entry[key]))] if day is not None), None)


def _led_up_to(stretches: list[Stretch]) -> list[Stretch]:
    """Those that only say how long end the day before the next one, where that is dated."""
    for at in range(len(stretches) - 2, -1, -1):
        one, following = stretches[at], stretches[at + 1]
        if one.first is None and one.last is None and one.days and following.first is not None:
            last = earlier(following.first, 1)
            first = None if last is None else earlier(last, one.days - 1)
            stretches[at] = replace(one, first=first, last=last)
    return stretches


def _dated(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Each begins the day after the one before it, where it does not say; one that says no end lasts a day."""
    before: Stretch | None = None
    every = _led_up_to(list(stretches))
    for at, one in enumerate(every):
        first, last = one.first, one.last
        following = next((other.first for other in every[at + 1 :] if other.first is not None), None)
        if one.on and first is not None and following is not None and following > first:
            last = earlier(following, 1)
        if first is None and last is None and before is not None and before.last is not None:
            first = before.last + timedelta(days=1)
            last = earlier(first, 1 - (one.days or 1))
        if first is not None and last is None:
            last = first
        before = Stretch(one.price, one.kind, first, last, one.days)
        yield before
