"""Price histories as Keepa keeps them: arrays of minutes and prices, a log of changes of an Amazon product.

``csv`` is a list of series, each flat: a time in minutes since the beginning of 2011 (UTC), a price in minor units, and
for series with shipping what that cost; -1 means that there was no offer. A price stood until the next entry, the last
one as long as the product is known to have been looked at (``lastUpdate``). Series that are no prices of new goods
(sales ranks, counts, used goods) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from promocalc.claims.history import Observation, PriceKind, Span
from promocalc.claims.observed import LocalDays, Note, Prices, WithShipping, notes_on
from promocalc.files.history_rows import Rows
from promocalc.files.place import Document, Entries, Items, Node, Scalar, plain
from promocalc.problems import EmptyList, MissingKey, OtherMoney, WrongKind
from promocalc.rules.values import shown

EPOCH = datetime(2011, 1, 1, tzinfo=UTC)
"""Minute 0."""
_LATEST = 100 * 366 * 24 * 60
"""Minutes: a hundred years on, beyond which a number is no time."""
_HIGHEST = 10**12
"""Minor units, beyond which a number is no price."""


class Series(NamedTuple):
    """One series that is read."""

    place: int
    channel: str
    kind: PriceKind = "offer"
    with_shipping: bool = False
    """Every entry has three numbers."""


SERIES = (
    Series(0, "amazon"),
    Series(1, "marketplace"),
    Series(4, "list", "tag"),
    Series(18, "buy_box", with_shipping=True),
)
"""Amazon's own price, the lowest new one of all sellers, the list price, and the one that the button buys at."""

CURRENCY_OF = {
    "1": "USD",
    "2": "GBP",
    "3": "EUR",
    "4": "EUR",
    "5": "JPY",
    "6": "CAD",
    "7": "CNY",
    "8": "EUR",
    "9": "EUR",
    "10": "INR",
    "11": "MXN",
    "12": "BRL",
}
"""By ``domainId``."""


def is_keepa(root: Node) -> bool:
    """Whether a document has products as Keepa writes them."""
    return any(True for _ in _products(root))


def _products(root: Node) -> Iterator[Entries]:
    match root:
        case Entries(values={"csv": _}):
            yield root
        case Entries(values={"products": Items(items=items)}) | Items(items=items):
            for item in items:
                if isinstance(item, Entries) and "csv" in item.values:
                    yield item
        case _:
            return


def keepa(document: Document, currency: str | None, zone: str, today: date | None) -> Prices:
    """The prices of every product in a document. Raises ProblemGroup with every bad number at its place."""
    rows = Rows(document.lines, document.file, [], list(document.problems))
    found: list[Observation] = []
    for product in _products(document.root):
        currency = _currency(product, currency, rows)
        found += _observations(product, ZoneInfo(zone), rows)
    if not found and not rows.problems:
        rows.trouble(EmptyList(), document.root.span)
    if rows.problems:
        raise rows.refused()
    shipped = {one.channel for one in SERIES if one.with_shipping} & {one.channel for one in found}
    notes: list[Note] = [LocalDays(zone), *(WithShipping(channel) for channel in sorted(shipped))]
    return Prices(tuple(found), currency or "USD", (*notes, *notes_on(found, today=today, log=True)))


def _currency(product: Entries, currency: str | None, rows: Rows) -> str | None:
    domain = _text(product, "domainId")
    said = CURRENCY_OF.get(domain)
    if said is None:
        return currency
    if currency is not None and said != currency:
        rows.trouble(OtherMoney("price", said, currency), product.values["domainId"].span)
    return currency or said


def _text(product: Entries, key: str) -> str:
    value = product.values.get(key)
    return str(value.value) if isinstance(value, Scalar) and value.value is not None else ""


def _observations(product: Entries, zone: ZoneInfo, rows: Rows) -> Iterator[Observation]:
    known = _minute(_text(product, "lastUpdate"))
    arrays = product.values["csv"]
    if not isinstance(arrays, Items):
        rows.trouble(WrongKind(shown(plain(arrays)), "list"), arrays.span)
        return
    for series in SERIES:
        if series.place >= len(arrays.items):
            continue
        array = arrays.items[series.place]
        if isinstance(array, Items):
            yield from _series(series, array, _text(product, "asin"), known, zone, rows)
        elif not (isinstance(array, Scalar) and array.value is None):
            rows.trouble(WrongKind(shown(plain(array)), "list"), array.span)


def _series(
    series: Series, array: Items, sku: str, known: int | None, zone: ZoneInfo, rows: Rows
) -> Iterator[Observation]:
    entries = sorted(_entries(series, array, rows))
    for at, (minute, price) in enumerate(entries):
        if price is None:
            continue
        after = entries[at + 1][0] if at + 1 < len(entries) else (known or minute) + 1
        first, last = _day(minute, zone), _day(max(minute, after - 1), zone)
        yield Observation(Span(first, last), price, series.kind, sku, series.channel)


def _entries(series: Series, array: Items, rows: Rows) -> Iterator[tuple[int, int | None]]:
    """Times and prices; the price None where nothing was to be had."""
    width = 3 if series.with_shipping else 2
    numbers = [_number(item, rows) for item in array.items]
    if len(numbers) % width:
        missing = "shipping" if len(numbers) % width > 1 else "price"
        rows.trouble(MissingKey(missing), array.items[-1].span)
        return
    for at in range(0, len(numbers), width):
        minute, price, *shipping = numbers[at : at + width]
        if minute is None or price is None:
            continue
        if not 0 <= minute <= _LATEST:
            rows.trouble(WrongKind(str(minute), "whole"), array.items[at].span)
            continue
        sent = max(shipping[0], 0) if shipping and shipping[0] is not None else 0
        yield minute, price + sent if price > 0 else None


def _number(item: Node, rows: Rows) -> int | None:
    text = str(item.value) if isinstance(item, Scalar) else ""
    if not re.fullmatch(r"-?\d{1,13}", text) or abs(int(text)) > _HIGHEST:
        rows.trouble(WrongKind(shown(plain(item)), "whole"), item.span)
        return None
    return int(text)


def _minute(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text) and 0 < int(text) <= _LATEST else None


def _day(minute: int, zone: ZoneInfo) -> date:
    return (EPOCH + timedelta(minutes=minute)).astimezone(zone).date()
