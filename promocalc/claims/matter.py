"""One claim and all that is known of it, under one standard: the amounts that its tests ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from promocalc.claims.claim import Claim, FinalPrice, Off, Save, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, PriceKind, Span, days_before
from promocalc.claims.reference import Reference, WindowOf, reference
from promocalc.claims.standard import Standard
from promocalc.money import minor_units

if TYPE_CHECKING:
    from promocalc.claims.witness import Witness


@dataclass(frozen=True, slots=True)
class Item:
    """An item in scope: what was asked before at most, and what is paid. Minor units."""

    id: str
    marked: int
    pay: int
    history: History = field(default_factory=History)
    allowed: Reference | None = None
    """What a standard allows as the price before; None where that is the marked one, of which nothing is known."""


class Rise(NamedTuple):
    """A price that was raised. Minor units, and days."""

    before: int
    stood: int
    """For how many days the price before was asked."""
    raised: int
    lasted: int
    """And the price after."""


@dataclass(frozen=True)
class Matter:
    """What is judged."""

    claim: Claim
    standard: Standard
    facts: Facts = field(default_factory=Facts)
    history: History = field(default_factory=History)
    currency: str = "CNY"
    items: tuple[Item, ...] = ()
    witness: Witness | None = None
    """The cheapest way to pay for the cart that the claim is about."""
    pieces: int = 1
    """How many pieces the price is for: rounding by custom is excused for each."""

    def minor(self, amount: Decimal | None) -> int | None:
        """Money as minor units."""
        return None if amount is None else minor_units(amount, self.currency)

    @property
    def slack(self) -> int:
        """What rounding by custom excuses: one minor unit a piece."""
        return self.pieces

    # --- prices ---------------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> int | None:
        """What is asked now: as stated, charged, or seen on the first day; at the least for the cart; or as it says.
        A label of that day is what is asked where nothing else says it: it may be the struck price."""
        for known in (self.facts.now, self.facts.charged):
            if known is not None:
                return self.minor(known)
        seen = self.on_first_day(("offer", "deal"))
        if seen is not None:
            return seen
        if self.witness is not None:
            return self.witness.receipt.pay
        return self.on_first_day(("tag",)) if self.advertised is None else self.advertised

    def on_first_day(self, kinds: tuple[PriceKind, ...]) -> int | None:
        """The lowest price of some kinds on the first day of the reduction; None where none was seen."""
        return None if self.facts.start is None else self.history.only(kinds).on(self.facts.start)

    @cached_property
    def advertised(self) -> int | None:
        """The price that the claim itself says."""
        match self.claim:
            case WasNow(now=now):
                return self.minor(now)
            case FinalPrice(amount=amount):
                return self.minor(amount)
            case _:
                return None

    @cached_property
    def compared(self) -> int | None:
        """The price that is compared with: as it is said, or the lowest from which so much less would be asked."""
        match self.claim:
            case WasNow(was=was):
                return self.minor(was)
            case Save(amount=amount) if self.asked is not None:
                return self.asked + (self.minor(amount) or 0) - self.slack
            case Off(rate=rate, decimals=decimals) if self.asked is not None and rate.fraction < 1:
                rounding = Fraction(1, 200 * 10**decimals)
                exact = -int((self.slack - self.asked) // (1 - rate.fraction))
                return min(exact, -int(-self.asked // (1 - rate.fraction + rounding)))
            case _:
                return None

    @cached_property
    def allowed(self) -> Reference | None:
        """The highest reference that the standard allows; None where it is not known."""
        facts, policy = self.facts, self.standard.reference
        if facts.reference is not None:
            return Reference(minor_units(facts.reference, self.currency), "established")
        start = self.reduced_from
        found = None if policy is None or start is None else reference(policy, self.history, start)
        if found is None and facts.before is not None and facts.reference_days is None:
            return Reference(minor_units(facts.before, self.currency), "before")
        if found is None and self.witness is not None and not self.history:
            return Reference(self.witness.receipt.marked, "marked")
        return found

    @property
    def reduced_from(self) -> date | None:
        """The first day of the reduction that the reference comes before."""
        if self.standard.progressive and self.facts.first is not None:
            return self.facts.first
        return self.facts.start

    # --- days at the reference price ------------------------------------------------------------------------------

    def days_at(self, price: int, window: int | None) -> tuple[int, int, int] | None:
        """On how many days before the reduction so much was asked or more, of how many that were seen, and on how
        many more days of the window nobody looked; without a window, of those since the first one that was seen."""
        start = self.facts.start
        if start is None or not self.history:
            return None
        span = WindowOf(days=window).before(start) if window else Span(date.min, start - timedelta(days=1))
        seen = self._offers.within(span).by_day()
        if not seen:
            return None
        since = max(span.first, self.facts.sold_since or span.first) if window else min(seen)
        unknown = max(Span(since, span.last).days - len(seen), 0)
        return sum(asked >= price for asked in seen.values()), len(seen), unknown

    def unseen(self, days: int) -> int:
        """Of how many of so many days before the reduction nothing is known."""
        start = self.facts.start
        return days if start is None else days - len(self._offers.within(days_before(start, days)).by_day())

    def last_at(self, price: int) -> int | None:
        """How many days before the reduction so much was asked last; None where it never was."""
        start = self.facts.start
        if start is None:
            return None
        days = [one.span.last for one in self._before if one.price >= price]
        return (start - max(days)).days if days else None

    def raised(self) -> tuple[Rise, Rise] | None:
        """The last rise before the reduction, with as many days as were seen, those between two of the same price
        too; and with those alone that are sure. None where no rise was seen."""
        start = self.facts.start
        if start is None:
            return None
        runs: list[tuple[int, date, date, date]] = []
        for day, price in sorted(self._offers.within(Span(date.min, start - timedelta(days=1))).by_day().items()):
            if runs and runs[-1][0] == price:
                _, since, last, unbroken = runs[-1]
                runs[-1] = (price, since, day, unbroken if (day - last).days == 1 else day)
            else:
                runs.append((price, day, day, day))
        for (low, since, last, unbroken), (high, begins, ends, _) in zip(runs[-2::-1], runs[:0:-1], strict=True):
            if high > low:
                stood, lasted = (last - since).days + 1, (ends - begins).days + 1
                return Rise(low, stood, high, lasted), Rise(low, (last - unbroken).days + 1, high, (ends - last).days)
        return None

    @property
    def _offers(self) -> History:
        return self.history.only(("offer", "deal", "tag"))

    @property
    def _before(self) -> tuple[Observation, ...]:
        start = self.facts.start
        if start is None:
            return ()
        return self._offers.within(Span(date.min, start - timedelta(days=1))).observations


def share_off(item: Item) -> Fraction:
    """The share that comes off an item."""
    return Fraction(item.marked - item.pay, item.marked) if item.marked else Fraction(0)
