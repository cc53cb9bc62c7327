"""One claim and all that is known of it, under one standard: the amounts that its tests ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from promocalc.claims.claim import Claim, FinalPrice, Off, Save, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, PriceKind, Span, days_before
from promocalc.claims.reference import ASKED, LABELLED, Reference, WindowOf, highest, reference
from promocalc.claims.standard import Standard
from promocalc.money import minor_units
from promocalc.rules.values import Title

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
    label: int | None = None
    """What stands on the label now, before anything comes off; None where that is the marked one."""
    title: Title | None = None
    """What people call it."""
    listed: int | None = None
    """The price that is struck or recommended, whatever was observed; None where that is the marked one."""
    compared: bool = True
    """Whether it is known beside which price: not where nobody says anything but what is asked now."""


class Rise(NamedTuple):
    """A price that was raised, in one step or in several. Minor units, and days."""

    before: int
    stood: int
    """For how many days the price before was asked."""
    raised: int
    """The highest one after it."""
    lasted: int
    """For how many days more than the price before was asked, to the last one at the highest."""
    since: int
    """How many days before the reduction the first step was."""


class Counted(NamedTuple):
    """On how many days before the reduction a price was asked, or more."""

    days: int
    looked_at: int
    """Of how many that were seen."""
    unknown: int
    """On how many more days of the window nobody looked; without one, of those since the first that was seen."""
    reaches: bool
    """Whether that is the whole window; without one, the whole time of sale."""
    assumed: PriceKind | None
    """The kind of price that was taken for what was asked."""


_AFTER_LONG_MONTHS = date(2000, 9, 1)
"""Where nobody says when it began: three months are longest before such a day."""


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
    others: tuple[int, ...] = ()
    """The prices to pay that the advertisement says, of which the claim's own may be one. Minor units."""

    def minor(self, amount: Decimal | None) -> int | None:
        """Money as minor units."""
        return None if amount is None else minor_units(amount, self.currency)

    @property
    def slack(self) -> int:
        """What rounding by custom excuses: one minor unit a piece."""
        return self.pieces

    def other(self, asked: int) -> int | None:
        """A lower price than the claim's own that the advertisement says too, and that is what is asked; None where
        there is none: what is asked of one thing, or of some people, says nothing of another price."""
        own = self.advertised
        met = [one for one in self.others if own is not None and one + self.slack < own and asked <= one + self.slack]
        return max(met, default=None)

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
                return self.minor(amount) if self.to_come is None else None
            case _:
                return None

    @property
    def to_come(self) -> date | None:
        """From which day on the claim's price is asked, where that is later than what else is known."""
        since, start = (self.claim.since if isinstance(self.claim, FinalPrice) else None), self.facts.start
        return since if since is not None and (start is None or since > start) else None

    @cached_property
    def compared(self) -> int | None:
        """The price that is compared with: as it is said, or the lowest from which so much less would be asked; None
        where what is asked is too low for what the claim promises from a threshold on."""
        match self.claim:
            case WasNow(was=was):
                return self.minor(was)
            case Save() if self.asked is not None:
                return self._before_saving(self.asked)
            case Off(rate=rate, over=True) if self.asked is not None and rate.fraction < 1:
                price = int(self.asked // (1 - rate.fraction)) + 1
                return price if price >= (self.threshold or 0) else None
            case Off(rate=rate, decimals=decimals) if self.asked is not None and rate.fraction < 1:
                rounding = Fraction(1, 200 * 10**decimals)
                exact = -int((self.slack - self.asked) // (1 - rate.fraction))
                price = min(exact, -int(-self.asked // (1 - rate.fraction + rounding)))
                return max(price, 0) if price + self.slack >= (self.threshold or 0) else None
            case _:
                return None

    def _before_saving(self, asked: int) -> int | None:
        start, saved = self.threshold, self.saved_on(self.threshold or 0)
        if start is None or saved >= start:
            return asked + saved - self.slack
        least = max(1, (asked - start) // (start - saved) + 1) if self.saved_on(2 * start) > saved else 1
        return asked + least * saved - self.slack if asked + least * saved >= least * start else None

    @property
    def threshold(self) -> int | None:
        """From how much on the claim promises something: 满300减50."""
        return self.minor(self.claim.start) if isinstance(self.claim, Off | Save) else None

    def saved_on(self, price: int) -> int:
        """How much a saving that is said comes to on a price: again for each further threshold, where it says so."""
        if not isinstance(self.claim, Save):
            return 0
        amount, start = self.minor(self.claim.amount) or 0, self.threshold
        return amount * (price // start) if self.claim.each and start else amount

    @cached_property
    def allowed(self) -> Reference | None:
        """The highest reference that the standard allows; None where it is not known."""
        facts, policy = self.facts, self.standard.reference
        if facts.reference is not None:
            return Reference(minor_units(facts.reference, self.currency), "established")
        start, found = self.reduced_from, None
        if start is not None and self.explained:
            found = highest(self.history, start, facts.sold_since)
        elif start is not None and policy is not None:
            found = reference(policy, self.history, start, facts.sold_since)
        if found is None and facts.before is not None and facts.reference_days is None:
            before = minor_units(facts.before, self.currency)
            return Reference(before, "before", above=None if self.explained else 0)
        if found is None and self.compared is not None and self._mostly:
            return Reference(self.compared, "established")
        if found is None and self.witness is not None and not self.history and not self.explained:
            return Reference(self.witness.receipt.marked, "marked")
        return found

    @property
    def _mostly(self) -> bool:
        """Whether somebody counted that the compared price was asked on more than half of the days of the window: then
        no other one was asked on more, whatever it was."""
        days, policy = self.facts.reference_days, self.standard.reference
        if days is None or policy is None or policy.way != "prevailing" or policy.window is None:
            return False
        window = policy.window.before(self.facts.start or _AFTER_LONG_MONTHS)
        return 2 * days > max(window.days, self.facts.window_days or 0)

    @property
    def explained(self) -> bool:
        """Whether the advertisement explains its compared price, under a standard that then asks for another one."""
        return bool(self.facts.reference_explained) and self.standard.stated_base

    @property
    def advertiser_proves(self) -> bool:
        """Whether whoever advertises has to prove that a test is met, on the first day of the reduction."""
        force, start = self.standard.advertiser_proves, self.facts.start
        return force is not None and start is not None and force.holds_on(start)

    @property
    def label(self) -> int | None:
        """What stood on the label on the first day; of a cart, all labels; None where nobody says."""
        seen = self.on_first_day(LABELLED)
        return self.witness.receipt.marked if seen is None and self.witness is not None else seen

    @property
    def reduced_from(self) -> date | None:
        """The first day of the reduction that the reference comes before."""
        first, start = self.facts.first, self.facts.start
        if not self.standard.progressive or first is None:
            return start
        return first if start is None else min(first, start)

    @property
    def not_sold_before(self) -> bool:
        """Whether it was first sold when the reduction began, as somebody says and no price that was seen denies."""
        start, sold = self.reduced_from, self.facts.sold_since
        return start is not None and sold is not None and sold >= start and not self.history.before(start)

    # --- days at the reference price ------------------------------------------------------------------------------

    def days_at(self, price: int, window: int | None) -> Counted | None:
        """On how many days of a window before the reduction, or of the whole record, a price was asked, or more."""
        start = self.facts.start
        if start is None or not self.history:
            return None
        span = WindowOf(days=window).before(start) if window else Span(date.min, start - timedelta(days=1))
        some, assumed = self._prices_before
        seen = some.within(span).by_day()
        if not seen:
            return None
        sold = self.facts.sold_since
        since = max(span.first, sold or span.first) if window else min(seen)
        unknown = max(Span(since, span.last).days - len(seen), 0)
        reaches = window is not None or (sold is not None and since <= sold)
        return Counted(sum(asked >= price for asked in seen.values()), len(seen), unknown, reaches, assumed)

    def unseen(self, days: int) -> int:
        """Of how many of so many days before the reduction, while it was sold, nothing is known."""
        start, sold = self.facts.start, self.facts.sold_since
        if start is None:
            return days
        span = days_before(start, days)
        span = span if sold is None else Span(max(span.first, sold), span.last)
        return span.days - len(self._prices_before[0].within(span).by_day())

    def last_at(self, price: int) -> tuple[int, PriceKind | None] | None:
        """How many days before the reduction so much was asked last, and which kind of price was taken for what was
        asked; None where it never was."""
        start = self.facts.start
        some, assumed = self._prices_before
        days = [one.span.last for one in some.observations if one.price >= price]
        return ((start - max(days)).days, assumed) if start is not None and days else None

    @property
    def asked_last(self) -> int | None:
        """What was asked on the last day before the reduction that was seen; None where none was."""
        by_day = self._prices_before[0].by_day()
        return by_day[max(by_day)] if by_day else None

    @property
    def usual(self) -> Reference | None:
        """The usual price before the reduction, where the standard names no reference; None where it is not known."""
        start, policy = self.reduced_from, self.standard.usual
        if start is None or policy is None:
            return None
        return reference(policy, self.history, start, self.facts.sold_since)

    def rises(self, days: int | None) -> tuple[tuple[Rise, Rise], ...]:
        """The rises of so many days before the reduction, the latest first, and the last one before these: each with as
        many days as were seen, those between two of the same price too; and with those alone that are sure.

        Several steps are one rise too: from the price before the first of them, as long as it does not come back.
        """
        start, found = self.facts.start, []
        if start is None:
            return ()
        runs = _runs(self._prices_before[0].by_day())
        for at, low in reversed(tuple(enumerate(runs[:-1]))):
            above = _above(runs[at + 1 :], low.price)
            if not above:
                continue
            top = max(above, key=lambda run: (run.price, run.last))
            begins = above[0].first
            stood, lasted = (low.last - low.first).days + 1, (top.last - begins).days + 1
            surely, longest = (low.last - low.unbroken).days + 1, (top.last - low.last).days
            found.append(
                (
                    Rise(low.price, stood, top.price, lasted, (start - begins).days),
                    Rise(low.price, surely, top.price, longest, (start - low.last).days - 1),
                )
            )
            if days is not None and (start - begins).days > days:
                break
        return tuple(found)

    @cached_property
    def _prices_before(self) -> tuple[History, PriceKind | None]:
        """What was asked before the reduction. Once somebody saw what was asked, days with a label alone are days on
        which nobody looked; before that labels are taken for it."""
        start = self.facts.start
        return (History(), None) if start is None else self.history.before(start).taking(ASKED, LABELLED)


class _Run(NamedTuple):
    """Days one after the other on which the same was asked, as far as was seen."""

    price: int
    first: date
    last: date
    unbroken: date
    """From here on every day was seen."""


def _above(runs: Sequence[_Run], price: int) -> list[_Run]:
    """The first of them, as long as they are above a price."""
    return list(takewhile(lambda run: run.price > price, runs))


def _runs(by_day: Mapping[date, int]) -> list[_Run]:
    runs: list[_Run] = []
    for day, price in sorted(by_day.items()):
        if runs and runs[-1].price == price:
            last = runs[-1]
            runs[-1] = last._replace(last=day, unbroken=last.unbroken if (day - last.last).days == 1 else day)
        else:
            runs.append(_Run(price, day, day, day))
    return runs


def share_off(item: Item) -> Fraction:
    """The share that comes off an item."""
    return Fraction(item.marked - item.pay, item.marked) if item.marked else Fraction(0)
