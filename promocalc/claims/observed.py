"""Prices that were read from somewhere, and what has to be told of them: gaps, days with two prices, several things.

Nothing is left out of the prices because of a note. What nobody observed stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.frozen import Frozen
from promocalc.problems import MissingKey, Problem, ProblemGroup, UnknownWord, Where, nearest

K = TypeVar("K", bound=Hashable)

LONGEST_GAPS = 3
"""How many gaps are told one by one."""


class Gaps(Frozen):
    """Days between the first and the last price of one thing in one channel on which nothing was seen."""

    sku: str
    channel: str
    days: int
    """How many there are."""
    of: int
    """From the first day to the last one."""
    longest: tuple[Span, ...]
    """The longest of them, the longest first; at most three."""


class SaidTwice(Frozen):
    """Days for which the same price of the same kind is there more than once."""

    sku: str
    channel: str
    kind: PriceKind
    times: int
    first: date


class Differing(Frozen):
    """Days for which there are different prices of the same kind: the lowest counts."""

    sku: str
    channel: str
    kind: PriceKind
    times: int
    first: date
    """The first such day."""
    low: int
    """The lower price of that day, in minor units."""
    high: int


class Unpriced(Frozen):
    """Rows without a price: nothing was to be had, or nobody looked."""

    rows: int


class Future(Frozen):
    """Prices of days that have not come yet."""

    prices: int
    first: date


class SeveralSkus(Frozen):
    """Prices of several things: one has to be chosen."""

    skus: tuple[str, ...]


class SeveralChannels(Frozen):
    """Prices of several channels: they are never mixed, and one has to be chosen."""

    channels: tuple[str, ...]


class WithShipping(Frozen):
    """The prices of a channel include what shipping cost."""

    channel: str


class LocalDays(Frozen):
    """Moments were turned into days of a time zone."""

    zone: str


class NotRead(Frozen):
    """Columns with numbers in them that nobody read, as a table names them."""

    columns: tuple[str, ...]
    of_items: bool = False
    """They are those of a list of items."""


Note: TypeAlias = (
    Gaps
    | SaidTwice
    | Differing
    | Unpriced
    | Future
    | SeveralSkus
    | SeveralChannels
    | WithShipping
    | LocalDays
    | NotRead
)
"""What has to be told of prices that were read."""


class Prices(Frozen):
    """Prices as they were read, and what has to be told of them."""

    observations: tuple[Observation, ...]
    currency: str
    notes: tuple[Note, ...] = ()

    @property
    def skus(self) -> tuple[str, ...]:
        """Of which things there are prices, in the order of their first."""
        return tuple(dict.fromkeys(one.sku for one in self.observations))

    @property
    def channels(self) -> tuple[str, ...]:
        """Of which channels there are prices."""
        return tuple(dict.fromkeys(one.channel for one in self.observations))

    def channels_of(self, sku: str | None) -> tuple[str, ...]:
        """Of which channels there are prices of one thing; of all where none is named."""
        return tuple(dict.fromkeys(one.channel for one in self.observations if sku is None or one.sku == sku))

    def history(self, sku: str | None = None, channel: str | None = None) -> History:
        """The prices of one thing in one channel; of the only one where none is named.

        Raises ProblemGroup where there are several and none is named, or the one that is named has no prices.
        """
        sku = _chosen("sku", sku, self.skus)
        channel = _chosen("channel", channel, self.channels_of(sku))
        return History.of(self.observations, sku=sku, channel=channel)

    def by_sku(self, channel: str | None = None) -> dict[str, History]:
        """The prices of every thing, by its name. Raises ProblemGroup as :meth:`history` does about the channel."""
        return {sku: self.history(sku, channel) for sku in self.skus}


def _chosen(key: str, wanted: str | None, there: tuple[str, ...]) -> str | None:
    if wanted is None:
        if len(there) > 1:
            raise ProblemGroup((Problem(MissingKey(key, there), Where((key,))),))
        return None
    if wanted not in there and there != ("",):
        raise ProblemGroup((Problem(UnknownWord(wanted, there, nearest(wanted, there)), Where((key,))),))
    # Prices that do not say of what they are are of what is asked about.
    return None if there == ("",) else wanted


def notes_on(observations: Iterable[Observation], *, today: date | None = None, log: bool = False) -> tuple[Note, ...]:
    """What has to be told of some prices; ``log``: a price stood until the next, so that both are of the same day."""
    some = tuple(observations)
    skus = tuple(dict.fromkeys(one.sku for one in some))
    channels = tuple(dict.fromkeys(one.channel for one in some))
    found: list[Note] = []
    found += [SeveralSkus(skus)] if len(skus) > 1 else []
    found += [SeveralChannels(channels)] if len(channels) > 1 else []
    for (sku, channel), series in _grouped(some, _series_of):
        gaps = _gaps(sku, channel, series)
        found += [] if gaps is None else [gaps]
        if not log:
            for kind, of_kind in _grouped(series, _kind_of):
                found += _doubled(sku, channel, kind, of_kind)
    late = [one.span for one in some if today is not None and one.span.last > today]
    if today is not None and late:
        found.append(Future(len(late), max(min(span.first for span in late), today + timedelta(days=1))))
    return tuple(found)


def _series_of(one: Observation) -> tuple[str, str]:
    return one.sku, one.channel


def _kind_of(one: Observation) -> PriceKind:
    return one.kind


def _grouped(some: Iterable[Observation], key: Callable[[Observation], K]) -> Iterator[tuple[K, list[Observation]]]:
    """Observations by a key, each group by its days."""
    found: dict[K, list[Observation]] = {}
    for one in some:
        found.setdefault(key(one), []).append(one)
    for name, group in found.items():
        yield name, sorted(group, key=lambda one: (one.span.first, one.span.last, one.price))


def _gaps(sku: str, channel: str, series: list[Observation]) -> Gaps | None:
    begins, reached = series[0].span.first, series[0].span.last
    gaps: list[Span] = []
    for one in series[1:]:
        if (one.span.first - reached).days > 1:
            gaps.append(Span(reached + timedelta(days=1), one.span.first - timedelta(days=1)))
        reached = max(reached, one.span.last)
    if not gaps:
        return None
    longest = sorted(gaps, key=lambda gap: (-gap.days, gap.first))[:LONGEST_GAPS]
    return Gaps(sku, channel, sum(gap.days for gap in gaps), (reached - begins).days + 1, tuple(longest))


def _doubled(sku: str, channel: str, kind: PriceKind, series: list[Observation]) -> Iterator[Note]:
    """What is there twice for one day."""
    same: list[date] = []
    different: list[tuple[date, int, int]] = []
    reached: Observation = series[0]
    for one in series[1:]:
        if one.span.first <= reached.span.last:
            if one.price == reached.price:
                same.append(one.span.first)
            else:
                low, high = sorted((one.price, reached.price))
                different.append((one.span.first, low, high))
        if one.span.last >= reached.span.last:
            reached = one
    if same:
        yield SaidTwice(sku, channel, kind, len(same), same[0])
    if different:
        day, low, high = different[0]
        yield Differing(sku, channel, kind, len(different), day, low, high)
