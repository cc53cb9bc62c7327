"""Tests of what an offer says of itself: that it is there for a limited time only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from promocalc.claims.claim import Until
from promocalc.claims.grounds import Missing, WentOn
from promocalc.claims.history import History, Span
from promocalc.claims.matter import Matter
from promocalc.claims.needs import Answer, Need
from promocalc.claims.reference import ASKED, LABELLED
from promocalc.claims.standard import Test


class _After(NamedTuple):
    """The first price that was seen after an announced end, in minor units."""

    price: int
    at_once: bool
    """On the day after it."""


def ends(_: Test, matter: Matter) -> Answer:
    """An offer that is said to be there for a limited time ended then: more is asked afterwards.

    It went on where somebody says so, and where no more is asked the day after: whoever waited lost nothing. A price
    that was seen later only shows that it ended where it is higher, and then on what was seen. No verdict waits for
    what nobody can know while the offer runs.
    """
    claim, facts, asked = matter.claim, matter.facts, matter.asked
    if not isinstance(claim, Until) or (claim.then is not None and facts.extended is None):
        return None
    stated, seen = matter.minor(facts.later), _after(claim.ends, asked, matter.history)
    after = seen if stated is None else _After(stated, at_once=True)
    dearer = None if after is None or asked is None else after.price > asked
    if facts.extended or (dearer is False and after is not None and after.at_once):
        return WentOn(True, asked, None if after is None or dearer else after.price)
    if facts.extended is False or dearer:
        surely = facts.extended is False or (after is not None and after.at_once)
        return WentOn(False, asked, None if after is None else after.price, surely)
    missing: list[Missing] = ["now"] if asked is None and after is not None else []
    missing += ["ends"] if claim.ends is None and matter.history and after is None else []
    missing += ["later"] if after is None or not after.at_once else []
    return Need(tuple(missing), waits=False)


def day_after(end: date | None) -> date | None:
    """The day after an announced end; None where there is no end, or it is written as the last day of the calendar."""
    return None if end is None or end == date.max else end + timedelta(days=1)


def _after(end: date | None, asked: int | None, history: History) -> _After | None:
    since = day_after(end)
    if since is None:
        return None
    later = history.within(Span(since, date.max))
    # A label may be a struck price: it says what is asked only where that is no more than before.
    labels = later.only(LABELLED) if asked is not None else History()
    low = [one for one in labels.observations if asked is not None and one.price <= asked]
    some = History.of((*later.only(ASKED).observations, *low))
    first = some.begins
    price = None if first is None else some.on(first)
    return None if first is None or price is None else _After(price, first == since)
