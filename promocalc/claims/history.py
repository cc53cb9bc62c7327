"""What was asked for something, and when: prices that somebody observed, and windows of days over them.

What nobody observed is not assumed. A day that no observation covers is not known; so the lowest price that was seen
is at least as high as the lowest there was.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

from promocalc.frozen import Frozen

PriceKind: TypeAlias = Literal["tag", "offer", "deal", "member", "personal"]
"""On the label; open to anybody that day; really paid, with a receipt; for members; for one person."""

PRICE_KINDS: tuple[PriceKind, ...] = ("tag", "offer", "deal", "member", "personal")


class Span(Frozen):
    """Days from the first to the last, both included; none where the last comes before the first."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return max((self.last - self.first).days + 1, 0)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=at) for at in range(self.days))


def days_before(day: date, days: int) -> Span:
    """So many whole days before a day, which is not one of them.

    >>> days_before(date(2024, 3, 3), 7)
    Span(first=datetime.date(2024, 2, 25), last=datetime.date(2024, 3, 2))
    """
    return Span(day - timedelta(days=days), day - timedelta(days=1))


def days_after(day: date, days: int) -> date:
    """The day so many days later; the last one of the calendar where it ends before that."""
    return day + timedelta(days=min(days, (date.max - day).days))


def months_before(day: date, months: int) -> Span:
    """From the same day so many months earlier (the last day of a shorter month) to the day before.

    >>> months_before(date(2024, 5, 31), 3).first, months_before(date(2023, 5, 31), 3).first
    (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return Span(date(year, month + 1, min(day.day, last)), day - timedelta(days=1))


class Observation(Frozen):
    """A price that was seen, in minor units, on every day of a span."""

    span: Span
    price: int
    kind: PriceKind = "offer"
    sku: str = ""
    channel: str = ""
    """Where: a shop, an app. Prices of different channels are never mixed."""


class History(Frozen):
    """Observations of one thing in one channel, the earliest first."""

    observations: tuple[Observation, ...] = ()

    @classmethod
    def of(cls, observations: Iterable[Observation], *, sku: str | None = None, channel: str | None = None) -> History:
        """Those of one thing, and of one channel where one is given."""
        some = [
            one
            for one in observations
            if (sku is None or one.sku == sku) and (channel is None or one.channel == channel) and one.span.days
        ]
        return cls(tuple(sorted(some, key=lambda one: (one.span.first, one.span.last, one.price))))

    def __bool__(self) -> bool:
        return bool(self.observations)

    @property
    def kinds(self) -> frozenset[PriceKind]:
        """Of which kinds there are prices."""
        return frozenset(one.kind for one in self.observations)

    @property
    def begins(self) -> date | None:
        """The first day of which something is known."""
        return min((one.span.first for one in self.observations), default=None)

    def only(self, kinds: Sequence[PriceKind]) -> History:
        """The prices of some kinds."""
        return History(tuple(one for one in self.observations if one.kind in kinds))

    def taking(self, kinds: Sequence[PriceKind], for_them: Sequence[PriceKind]) -> tuple[History, PriceKind | None]:
        """The prices of some kinds. Where there are none, those of the first other kind of which there are some, and
        which one that is: it is taken for them, and that has to be told."""
        some = self.only(kinds)
        for kind in () if some else for_them:
            some = self.only((kind,))
            if some:
                return some, kind
        return some, None

    def before(self, day: date) -> History:
        """What was seen before a day."""
        return self.within(Span(date.min, day - timedelta(days=1)))

    def within(self, span: Span) -> History:
        """What was seen in a span, and only then."""
        return History(
            tuple(
                one if one.span.first in span and one.span.last in span else _clipped(one, span)
                for one in self.observations
                if span.days and one.span.first <= span.last and span.first <= one.span.last
            )
        )

    def lowest(self) -> Observation | None:
        """The lowest price, and the first day on which it was seen; of equals the earliest."""
        return min(self.observations, key=lambda one: (one.price, one.span.first), default=None)

    def last_before(self, day: date) -> Observation | None:
        """The last price before a day, the lowest where several were seen."""
        return max(self.before(day).observations, key=lambda one: (one.span.last, -one.price), default=None)

    def by_day(self) -> dict[date, int]:
        """Of every day on which something was seen: the lowest price."""
        found: dict[date, int] = {}
        for one in self.observations:
            for day in one.span:
                found[day] = min(found.get(day, one.price), one.price)
        return found

    def on(self, day: date) -> int | None:
        """The lowest price of one day; None where nothing was seen."""
        return min((one.price for one in self.observations if day in one.span), default=None)


def _clipped(one: Observation, span: Span) -> Observation:
    days = Span(max(one.span.first, span.first), min(one.span.last, span.last))
    return Observation(days, one.price, one.kind, one.sku, one.channel)
