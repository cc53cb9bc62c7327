"""What more could be done than decide about one order now: get a coupon, wait, place two orders.

Each is weighed by itself, against the cheapest way of one order now; together they need not save their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import prod
from typing import Literal, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from promocalc.choose.best import Best, Search
from promocalc.choose.parts import TooLarge
from promocalc.choose.plans import applied
from promocalc.choose.split import Split, split
from promocalc.choose.watch import UNWATCHED, Aside, Progress, Watch
from promocalc.engine.stages import deposits_in
from promocalc.engine.when import why_not
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.numbers.formula import NotExpressible
from promocalc.problems import NoDepositOpen, ProblemGroup
from promocalc.rules.scope import AllOf, AnyOf, Daily, NoneOf, Scope, Within

ORDERS = 2
"""Into so many orders it is tried to split the cart."""
MOST_COUPONS = 12
"""Coupons that are not held, of which it is found out what they would bring."""
MOST_MOMENTS = 12
"""Moments ahead that are looked at."""
MOST_WEIGHED = 64
"""Parts of a cart times the combinations in each up to which it is tried to split it."""
MOST_RUNS = 200
"""Runs of the engine up to which it is tried."""
MOST_PRICED = 64
"""Combinations up to which a cart is looked at later too, where there is no expression of what is paid."""

Kind: TypeAlias = Literal["wait", "later", "split"]
"""To wait at all, or for moments beyond the next :data:`MOST_MOMENTS`; to place several orders."""


class GetCoupon(Frozen):
    """To get a coupon that is not held."""

    rule: str
    pay: int
    """What is paid then at the least that was found, in minor units; so with the others."""
    saved: int
    """How much less that is than the cheapest way now."""


class Wait(Frozen):
    """To order later, everything else being as it is."""

    at: datetime
    """In the zone of the rulebook."""
    begins: tuple[str, ...]
    """The rules of that way that hold then, and not now."""
    ends: tuple[str, ...]
    """The rules of the cheapest way now that no longer hold."""
    pay: int
    saved: int


class SplitUp(Frozen):
    """To place several orders."""

    orders: int
    pay: int
    saved: int


Action: TypeAlias = GetCoupon | Wait | SplitUp


class Dearer(Frozen):
    """The first moment at which more is paid than now."""

    at: datetime
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    pay: int
    more: int


class Further(Frozen):
    """What more could be done."""

    actions: tuple[Action, ...]
    """Those that save something; what saves most comes first."""
    dearer: Dearer | None
    not_weighed: tuple[Kind, ...]
    """What may save something, and takes too long to be found out beside everything else."""
    coupons_left: tuple[str, ...] = ()
    """Coupons that are not held, of which it was not found out."""


def further(search: Search, best: Best, missing: Iterable[str]) -> Further:
    """Everything further that saves something. ``missing`` are the coupons that are not held and may be used.

    Where the search's watch stops it, what is known by then.
    """
    return _Looking(search, best, tuple(missing)).found()


@dataclass(frozen=True)
class _Looking:
    """One look beyond the cheapest way of one order now."""

    search: Search
    best: Best
    missing: tuple[str, ...]

    @property
    def watch(self) -> Watch:
        """Whoever waits for the search waits for this too."""
        return Aside(self.search.watch, Progress("others", 0))

    def found(self) -> Further:
        now = self.best.receipt.pay
        found, left, not_weighed = list[Action](), list[str](), list[Kind]()
        for number, rule in enumerate(self.missing):
            other = None if number >= MOST_COUPONS or self.watch.stopped() else self.if_held(rule)
            if other is not None and other.receipt.pay < self.best.bound:
                found.append(GetCoupon(rule, other.receipt.pay, now - other.receipt.pay))
            elif other is None or other.gap or other.receipt.pay < now:
                left.append(rule)
        turns, unknown = self.turns()
        found += _waits(turns, self.best)
        if unknown is not None:
            not_weighed.append(unknown)
        apart = self.apart() if self.divisible else None
        if apart is not None and apart.pay < self.best.bound:
            found.append(SplitUp(ORDERS, apart.pay, now - apart.pay))
        elif self.divisible and (apart is None or apart.gap):
            not_weighed.append("split")
        dearer = next((one for one in turns if one.bound > now), None)
        return Further(
            tuple(sorted(found, key=lambda one: -one.saved)),
            None if dearer is None else Dearer(dearer.at, dearer.begins, dearer.ends, dearer.pay, dearer.pay - now),
            tuple(not_weighed),
            tuple(left),
        )

    def if_held(self, rule: str) -> Best | None:
        """The cheapest way with one of a coupon that is not held; None where there is no telling."""
        one = self.search.subject
        wallet = one.cart.wallet.model_copy(update={"coupons": {**(one.cart.wallet.coupons or {}), rule: 1}})
        cart = one.cart.model_copy(update={"wallet": wallet})
        subject = Subject(cart, one.rulebook, one.decided, one.at, one.balance_at)
        try:
            return Search(subject, watch=self.watch).best()
        except NotExpressible:
            return None

    def turns(self) -> tuple[list[_Turn], Kind | None]:
        """What is paid at each of the next moments at which other rules hold than at those before; and what of later
        moments it is not looked at."""
        subject, found = self.search.subject, list[_Turn]()
        now = subject.at or subject.cart.at
        if now is None:
            return found, "wait" if next(_ends(subject), None) is not None else None
        if _slow(self.search):
            return found, "wait" if next(moments(subject), None) is not None else None
        here, zone = _holding(subject, now), ZoneInfo(subject.rulebook.timezone)
        known, used, looked = {here}, applied(self.best.receipt), 0
        deposits = bool(deposits_in(subject.rulebook))
        for at in moments(subject):
            there = _holding(subject, at)
            # Where a balance is paid later, that may be on another day though the same rules hold.
            if there in known and not deposits:
                continue
            known.add(there)
            looked += 1
            if self.watch.stopped():
                return found, "wait"
            if looked > MOST_MOMENTS:
                return found, "later"
            best = best_at(subject, at, self.watch)
            if best is not None:
                begins = _ordered(subject, (there - here) & applied(best.receipt))
                ends = _ordered(subject, (here - there) & used)
                found.append(_Turn(at.astimezone(zone), begins, ends, best.receipt.pay, best.bound))
        return found, "wait" if looked and self.watch.stopped() else None

    @property
    def divisible(self) -> bool:
        """Whether there are pieces for so many orders."""
        return sum(self.counts) >= ORDERS

    @property
    def counts(self) -> list[int]:
        """How many pieces there are of each line."""
        return [line.quantity for line in self.search.subject.cart.lines if line.kind == "goods"]

    def apart(self) -> Split | None:
        """The cheapest way in two orders; None where it takes too long to tell."""
        search = self.search
        if self.watch.stopped():
            return None
        parts = prod(count + 1 for count in self.counts)
        open_rules = 2 ** len(search.open_rules)
        ways = prod(len(one.rules) + 1 for one in search.decisions) if search.expressible else open_rules
        if parts * ways > MOST_WEIGHED:
            return None
        try:
            return split(search.subject, ORDERS, MOST_RUNS, watch=self.watch)
        except TooLarge:
            return None


# --- another moment ---------------------------------------------------------------------------------------------------


def moments(subject: Subject) -> Iterator[datetime]:
    """When a rule begins or ends after the subject's moment, in order; none where it has no moment.

    Daily hours are told for the day of the subject's moment, and for those on which something else begins or ends.
    """
    now, zone = subject.at or subject.cart.at, ZoneInfo(subject.rulebook.timezone)
    if now is None:
        return
    ends = set(_ends(subject))
    ahead = [end for end in ends if isinstance(end, datetime) and end > now]
    daily = [_next(clock, since, zone) for since in (now, *ahead) for clock in ends if isinstance(clock, time)]
    yield from sorted({end.astimezone(UTC) for end in (*ahead, *daily)})


def _ends(subject: Subject) -> Iterator[datetime | time]:
    """Where windows begin and end, and daily hours do."""
    for rule in subject.rulebook.rules.values():
        for part in _parts(rule.when):
            if isinstance(part, (Within, Daily)):
                yield from (end for end in (part.start, part.end) if end is not None)


def _parts(scope: Scope) -> Iterator[Scope]:
    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            for part in parts:
                yield from _parts(part)
        case _:
            yield scope


def _next(clock: time, since: datetime, zone: ZoneInfo) -> datetime:
    """The first time after a moment at which the clocks of a zone show this."""
    day = since.astimezone(zone).date()
    days = (datetime.combine(day + timedelta(days=more), clock, zone) for more in range(3))
    return next(at for at in days if at.astimezone(UTC) > since)


def best_at(subject: Subject, at: datetime, watch: Watch = UNWATCHED) -> Best | None:
    """The cheapest way at another moment; None where nothing can be ordered so then, or nothing be proven.

    A day that is stated for a balance stands as long as a deposit can be made.
    """
    there = Subject(subject.cart, subject.rulebook, subject.decided, at, subject.balance_at)
    try:
        try:
            return Search(there, watch=watch).best()
        except ProblemGroup as group:
            if not all(isinstance(one.trouble, NoDepositOpen) for one in group.problems):
                return None
        cart = subject.cart.model_copy(update={"balance_at": None})
        return Search(Subject(cart, subject.rulebook, subject.decided, at), watch=watch).best()
    except (NotExpressible, ProblemGroup):
        return None


class _Turn(NamedTuple):
    """A moment ahead, and the cheapest way there."""

    at: datetime
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    pay: int
    bound: int


def _ordered(subject: Subject, rules: frozenset[str]) -> tuple[str, ...]:
    return tuple(rule for rule in subject.rulebook.rules if rule in rules)


def _holding(subject: Subject, at: datetime) -> frozenset[str]:
    """The rules that hold for the shopper at a moment."""
    book, shopper = subject.rulebook, subject.cart.shopper
    rules = book.rules.items()
    return frozenset(name for name, rule in rules if why_not(rule.when, shopper, at, book.timezone) is None)


def _waits(turns: Iterable[_Turn], best: Best) -> list[Wait]:
    """The first moment at which less is paid, and the first of those at which least is."""
    found: list[Wait] = []
    for one in turns:
        if one.pay < (found[-1].pay if found else best.bound):
            found.append(Wait(one.at, one.begins, one.ends, one.pay, best.receipt.pay - one.pay))
    return found if len(found) < 2 else [found[0], found[-1]]


def _slow(search: Search) -> bool:
    """Whether a search has to price so many combinations that it is not repeated for every moment."""
    return not search.expressible and 2 ** len(search.open_rules) > MOST_PRICED
