"""The reference price that a standard allows: from the prices that were observed, with the day it comes from.

A standard says in its data how its reference is found: the lowest of a window, the price that was asked on more than
half of the days, the one that was asked most often. Sources are the standards' own (``rules/standards``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.claims.history import PRICE_KINDS, History, PriceKind, Span, days_before, months_before
from promocalc.frozen import Frozen
from promocalc.money import Rate
from promocalc.problems import WrongKind
from promocalc.rules.model import Model
from promocalc.rules.values import Days, Flaws, Percent, fail, read_word, shown, within, written

Basis: TypeAlias = Literal["lowest", "last", "majority", "prevailing", "before", "stated", "established", "marked"]
"""The lowest in the window; the last before it; asked on more than a share of it; asked most often in it; asked right
before the reduction; the highest that was ever asked, where the advertisement explains the price that it compares with;
established by somebody else; or the marked price, of which nobody showed that it was asked."""


def read_kinds(value: object) -> tuple[PriceKind, ...]:
    """Kinds of prices: one word or a list."""
    if isinstance(value, str):
        return (read_word(value, PRICE_KINDS),)
    if not isinstance(value, (list, tuple)):
        fail([((), WrongKind(shown(value), "list"))])
    flaws: Flaws = []
    found = tuple(within(at, lambda one: read_word(one, PRICE_KINDS), one, flaws) for at, one in enumerate(value))
    if flaws:
        fail(flaws)
    return found


ASKED: tuple[PriceKind, ...] = ("offer", "deal")
"""Prices at which somebody could buy, or did."""
LABELLED: tuple[PriceKind, ...] = ("tag",)
"""Prices that are taken for these where there are none of them: a label may be struck."""

Kinds = Annotated[
    tuple[PriceKind, ...],
    PlainValidator(read_kinds),
    written(list),
    WithJsonSchema({"type": "array", "items": {"enum": list(PRICE_KINDS)}}),
]


class WindowOf(Model):
    """How long a window is: it ends the day before the reduction begins."""

    days: Days | None = None
    """So many days."""
    weeks: Days | None = None
    """So many weeks."""
    months: Days | None = None
    """So many months of the calendar."""

    def before(self, day: date) -> Span:
        """The window before a day."""
        if self.months is not None:
            return months_before(day, self.months)
        return days_before(day, (self.days or 0) + 7 * (self.weeks or 0))


class ReferencePolicy(Model):
    """How a standard finds the highest reference that it allows."""

    way: Literal["lowest", "majority", "prevailing", "before"]
    """The lowest price of the window; the highest of most of its days; the one of the most days; the last one."""
    window: WindowOf | None = None
    """Of which days before the reduction."""
    kinds: Kinds = ("offer", "deal", "tag")
    """The prices that count."""
    taken_for: Kinds = ()
    """Prices that are taken for those where there are none of them: an assumption, which is told."""
    capped_by: Kinds = ()
    """Of ``lowest``: prices above which nobody was asked, though less may have been: what a label says."""
    otherwise: Literal["last"] | None = None
    """What holds where the window has no price: the last one before it."""
    share: Percent = Rate(Fraction(1, 2))
    """Of ``majority``: on more than this share of the days."""
    at_least: Days | None = None
    """Of ``majority``: on so many days in all at the least."""
    recent: Days | None = None
    """Of ``majority``: and not longer than so many days before."""


class Reference(Frozen):
    """The highest price that may be compared with. Minor units."""

    price: int
    basis: Basis
    day: date | None = None
    """The day it comes from."""
    window: Span | None = None
    known: int = 0
    """On how many days of the window something was seen."""
    assumed: PriceKind | None = None
    """The kind of price that was taken for another."""
    above: int | None = 0
    """By how much it may be higher, whatever was asked on days that nobody saw; None where nothing bounds it."""
    below: int | None = 0
    """And by how much lower."""

    @property
    def covered(self) -> bool:
        """Whether something was seen on every day that it depends on."""
        return self.above == 0 and (self.window is None or self.known == self.window.days)

    @property
    def sure(self) -> int | None:
        """What may be compared with whatever was asked on days that nobody saw; None where nothing says, or a label
        alone does."""
        if self.basis == "marked" or self.assumed == "tag" or self.below is None:
            return None
        return self.price - self.below


def reference(
    policy: ReferencePolicy, history: History, start: date, sold_since: date | None = None
) -> Reference | None:
    """The highest reference before a reduction that begins on ``start``; None where nothing is known.

    Nothing was asked before ``sold_since``: a window begins no earlier.
    """
    before = history.before(start)
    some, assumed = before.taking(policy.kinds, policy.taken_for)
    if policy.way == "before":
        found = some.last_before(start)
        if found is None:
            return None
        above = 0 if found.span.last == start - timedelta(days=1) else None
        return Reference(found.price, "before", found.span.last, None, 0, assumed, above, above)
    window = (policy.window or WindowOf()).before(start)
    if sold_since is not None and sold_since in window:
        window = Span(sold_since, window.last)
    inside = some.within(window)
    known = len(inside.by_day())
    if policy.way == "lowest":
        cap, lowest = before.only(policy.capped_by).within(window).lowest(), inside.lowest()
        if cap is not None and (lowest is None or cap.price < lowest.price):
            return Reference(cap.price, "lowest", cap.span.first, window, known, cap.kind)
        if lowest is not None:
            below = 0 if known == window.days else None
            return Reference(lowest.price, "lowest", lowest.span.first, window, known, assumed, 0, below)
    if not inside:
        last = some.last_before(start) if policy.otherwise == "last" else None
        # A record of receipts says that nothing was sold; days without an offer are days on which nobody looked.
        above = 0 if assumed is None else None
        return None if last is None else Reference(last.price, "last", last.span.last, window, 0, assumed, above, None)
    if policy.way == "prevailing":
        return _prevailing(inside, window, assumed)
    return _majority(policy, inside, window, assumed)


def highest(history: History, start: date, sold_since: date | None = None) -> Reference | None:
    """The highest price that was asked before ``start`` at all; None where nothing is known.

    On days that nobody saw more may have been asked, unless it was seen on every day since ``sold_since``.
    """
    some, assumed = history.before(start).taking(ASKED, LABELLED)
    top = max(some.observations, key=lambda one: (one.price, one.span.last), default=None)
    if top is None:
        return None
    sold = None if sold_since is None else Span(sold_since, start - timedelta(days=1))
    whole = sold is not None and len(some.within(sold).by_day()) == sold.days
    return Reference(top.price, "stated", top.span.last, None, 0, assumed, 0 if whole else None)


def _prevailing(inside: History, window: Span, assumed: PriceKind | None) -> Reference:
    """The price of the most days; of equals the higher one."""
    by_day = inside.by_day()
    counts = Counter(by_day.values())
    price = max(counts, key=lambda one: (counts[one], one))
    day = max(day for day, asked in by_day.items() if asked == price)
    unknown = window.days - len(by_day)
    highest = max(one for one, times in counts.items() if times + unknown >= counts[price])
    above = None if unknown >= counts[price] else highest - price
    lowest = min(one for one, times in counts.items() if one == price or times + unknown > counts[price])
    below = None if unknown > counts[price] else price - lowest
    return Reference(price, "prevailing", day, window, len(by_day), assumed, above, below)


def _majority(policy: ReferencePolicy, inside: History, window: Span, assumed: PriceKind | None) -> Reference | None:
    """The highest price that was asked, or more, on more than a share of the days and recently enough.

    The share is of the days on which something was seen: what was asked on the others may lift it, and is told.
    """
    by_day = inside.by_day()
    unseen = tuple(day for day in window if day not in by_day)
    prices = sorted(set(by_day.values()), reverse=True)
    for price in prices:
        days = _days_at(price, by_day)
        if _most(policy, days, len(by_day), window):
            above: int | None = None
            if not _most(policy, unseen, window.days, window):
                highest = next(
                    one for one in prices if _most(policy, (*_days_at(one, by_day), *unseen), window.days, window)
                )
                above = highest - price
            surely = next((one for one in prices if _most(policy, _days_at(one, by_day), window.days, window)), None)
            below = None if surely is None else price - surely
            return Reference(price, "majority", max(days), window, len(by_day), assumed, above, below)
    return None


def _days_at(price: int, by_day: Mapping[date, int]) -> tuple[date, ...]:
    """Those on which so much was asked, or more."""
    return tuple(day for day, asked in by_day.items() if asked >= price)


def _most(policy: ReferencePolicy, days: Sequence[date], of: int, window: Span) -> bool:
    """Whether they are more than a share of so many days, enough in all, and one of them is recent enough."""
    enough = len(days) > policy.share.fraction * of and len(days) >= (policy.at_least or 0)
    recent = policy.recent is None or max(days, default=date.min) >= window.last + timedelta(days=1 - policy.recent)
    return enough and recent
