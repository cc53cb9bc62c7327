"""The tests of claims. Each is about one question; the numbers come from the standard that asks it.

A test gives a ground (the numbers on both sides), or what would have to be known, or None where the claim says nothing
that it is about. A standard's file says which of them it asks, and by which article (:mod:`promocalc.claims.standard`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import TypeAlias

from promocalc.claims.claim import Bundle, FinalPrice, Gift, Lowest, Off, Reduced, Save, Until, WasNow
from promocalc.claims.grounds import (
    AboveMarket,
    AboveReference,
    Asked,
    Cheaper,
    Days,
    Discount,
    GiftWorth,
    Ground,
    Items,
    Later,
    Longer,
    LowestPrice,
    Missing,
    Raised,
    Saving,
    Shown,
    Sold,
    Younger,
)
from promocalc.claims.history import Observation, Span, days_before
from promocalc.claims.matter import Item, Matter, share_off
from promocalc.claims.standard import Test, TestName
from promocalc.frozen import Frozen


class Need(Frozen):
    """What a test would have to know."""

    missing: tuple[Missing, ...]


Answer: TypeAlias = Ground | Need | None


def answer(test: Test, matter: Matter) -> Answer:
    """What a test says of a claim."""
    return _TESTS[test.test](test, matter)


def _needs(matter: Matter, *others: Missing) -> Need:
    """What is missing for a reference, and what else is."""
    missing: list[Missing] = list(others)
    if matter.allowed is None:
        if matter.facts.start is None and matter.history:
            missing.append("start")
        missing.append("reference" if matter.standard.reference is None else "history")
    return Need(tuple(dict.fromkeys(missing)))


def _reference(_: Test, matter: Matter) -> Answer:
    """The price that is compared with is not above the allowed reference."""
    claim = matter.claim
    if not isinstance(claim, WasNow) or claim.of != "own":
        return None
    if matter.allowed is None or matter.compared is None:
        return _needs(matter)
    return AboveReference(matter.compared, matter.allowed)


def _saving(_: Test, matter: Matter) -> Answer:
    """So much less is asked than the allowed reference."""
    claim, asked, allowed = matter.claim, matter.asked, matter.allowed
    if not isinstance(claim, Save | Off | Reduced) or getattr(claim, "reach", "item") != "item":
        return None
    if asked is None or allowed is None:
        return _needs(matter, *(("now",) if asked is None else ()))
    match claim:
        case Save(amount=amount):
            return Saving(matter.minor(amount) or 0, asked, allowed, matter.slack)
        case Off(rate=rate, decimals=decimals):
            return Discount(rate.fraction, asked, allowed, decimals, matter.slack)
        case Reduced():
            return Cheaper(asked, allowed)


def _asked(_: Test, matter: Matter) -> Answer:
    """No more is asked than is advertised."""
    claim = matter.claim
    if matter.advertised is None or (isinstance(claim, FinalPrice) and claim.reach != "item"):
        return None
    now, found = matter.minor(matter.facts.now), matter.witness
    if now is None:
        now = matter.on_first_day(("offer", "deal"))
    label = matter.on_first_day(("tag",))
    if now is None and label is not None and label <= matter.advertised + matter.slack:
        now = label  # a higher one may be struck
    if now is None and found is not None:
        return Asked(matter.advertised, found.receipt.pay, slack=matter.slack, bound=found.bound)
    if now is None:
        # What is said to be asked now is taken for what is, where the claim is about the saving.
        return Need(("now",)) if isinstance(claim, FinalPrice) and matter.facts.charged is None else None
    return Asked(matter.advertised, now, slack=matter.slack)


def _charged(_: Test, matter: Matter) -> Answer:
    """No more is charged at the till than is advertised."""
    charged = matter.minor(matter.facts.charged)
    if matter.advertised is None or charged is None:
        return None
    return Asked(matter.advertised, charged, at_till=True, slack=matter.slack)


def _market(_: Test, matter: Matter) -> Answer:
    """Others really ask the price that is compared with."""
    claim, market = matter.claim, matter.minor(matter.facts.market)
    if not isinstance(claim, WasNow) or claim.of not in ("market", "list"):
        return None
    return Need(("market",)) if market is None else AboveMarket(matter.minor(claim.was) or 0, market)


# --- how the reference price came about ----------------------------------------------------------------------------


def _about_own(matter: Matter) -> bool:
    """Whether a claim compares with the seller's own earlier price, or with a list price or a worth of which somebody
    counted how often it was asked."""
    claim, facts = matter.claim, matter.facts
    if isinstance(claim, WasNow):
        counted = facts.reference_days is not None or facts.sold_at_reference is not None
        return claim.of == "own" or (claim.of != "future" and counted)
    return isinstance(claim, Save | Off | Reduced) and getattr(claim, "reach", "item") == "item"


def _raised(test: Test, matter: Matter) -> Answer:
    """The reference price was not raised shortly before: from a price that had stood long, by much, for few days."""
    if not _about_own(matter):
        return None
    facts, asked = matter.facts, matter.asked
    before, high = matter.minor(facts.before), matter.compared
    if before is not None:
        if high is None:
            return Need(("now",))
        return _rise(test, before, facts.before_days, high, facts.reference_days, asked)
    seen = matter.raised()
    if seen is None:
        if not matter.history:
            return Need(("before",))
        # A rise may be hidden in days on which nobody looked.
        return Need(("history",)) if matter.unseen((test.stood or 1) + (test.days or 0)) else None
    found, sure = (_rise(test, *one, asked) for one in seen)
    # Days on which nobody looked may make the time before shorter, and the time since longer.
    return Need(("history",)) if found.found and not sure.found else found


def _rise(test: Test, before: int, stood: int | None, high: int, lasted: int | None, asked: int | None) -> Raised:
    rise = test.rise.fraction if test.rise is not None else Fraction(0)
    much = high > before and high >= before * (1 + rise)
    long_before = test.stood is None or stood is None or stood >= test.stood
    shortly = test.days is None or lasted is None or lasted <= test.days
    no_cheaper = asked is None or asked >= before
    return Raised(before, stood, high, lasted, asked, much and long_before and shortly and no_cheaper)


def _time_at_reference(test: Test, matter: Matter) -> Answer:
    """The reference price was asked on enough days."""
    stated = matter.facts.reference_days
    if not _about_own(matter) or (isinstance(matter.claim, Reduced) and stated is None):
        return None
    share = None if test.share is None else test.share.fraction
    rarely = None if test.least is None else test.least.fraction
    if stated is not None:
        window = matter.facts.window_days or test.window
        return Days("reference", stated, window, test.days, share, few=test.few, rarely=rarely)
    seen = None if matter.compared is None else matter.days_at(matter.compared, test.window)
    if seen is None:
        return Need(("reference_days",))
    days, looked_at, unknown = seen
    if test.window is None:
        # A record that is shorter than the days that are asked for says nothing of those before it.
        start, since = matter.facts.start, matter.facts.sold_since
        sold = (test.days or 0) if start is None or since is None else min(test.days or 0, (start - since).days)
        unknown += max(sold - looked_at - unknown, 0)
    return Days("reference", days, looked_at, test.days, share, few=test.few, rarely=rarely, unknown=unknown)


def _since_reference(test: Test, matter: Matter) -> Answer:
    """The reference price was asked not long ago."""
    stated = matter.facts.since_reference
    if not _about_own(matter) or (isinstance(matter.claim, Reduced) and stated is None):
        return None
    if stated is not None:
        return Days("since", stated, None, most=test.days)
    since = None if matter.compared is None else matter.last_at(matter.compared)
    if since is None:
        return Need(("since_reference",))
    return Days("since", since, None, most=test.days, unknown=matter.unseen(test.days or 0))


def _longer_than_promotion(_: Test, matter: Matter) -> Answer:
    """The reference price was asked for as long as the reduced one."""
    promotion, reference, unknown = matter.facts.promotion_days, matter.facts.reference_days, 0
    if not _about_own(matter):
        return None
    if reference is None and matter.compared is not None:
        seen = matter.days_at(matter.compared, None)
        if seen is not None:
            reference, looked_at, gaps = seen
            unknown = gaps + max((promotion or 0) - looked_at - gaps, 0)
    if promotion is None or reference is None:
        missing: list[Missing] = ["promotion_days"] if promotion is None else []
        return Need((*missing, *(("reference_days",) if reference is None else ())))
    if reference < promotion <= reference + unknown:
        return Need(("history",))
    return Longer(promotion, reference)


def _sold_at_reference(test: Test, matter: Matter) -> Answer:
    """Enough was sold at the reference price."""
    if not _about_own(matter):
        return None
    sold = matter.facts.sold_at_reference
    if sold is None:
        return Need(("sold_at_reference",))
    most = Fraction(1, 2) if test.share is None else test.share.fraction
    return Sold(sold.fraction, most, most if test.least is None else test.least.fraction)


# --- other claims -------------------------------------------------------------------------------------------------


def _later_price(_: Test, matter: Matter) -> Answer:
    """What was announced for afterwards came, or was planned."""
    claim, facts = matter.claim, matter.facts
    match claim:
        case Until(then=then, ends=ends) if then is not None:
            day = None if ends is None else ends + timedelta(days=1)
        case WasNow(was=then, of="future"):
            day = None
        case _:
            return None
    later = matter.minor(facts.later)
    if later is None and day is not None:
        later = matter.history.only(("offer", "deal", "tag")).on(day)
    if later is None and facts.planned is None:
        return Need(("later",))
    return Later(matter.minor(then) or 0, later, day if later is not None else None, facts.planned)


def _lowest(_: Test, matter: Matter) -> Answer:
    """Nothing lower was seen in so many days."""
    claim, start, asked = matter.claim, matter.facts.start, matter.asked
    if not isinstance(claim, Lowest):
        return None
    offers, sold = matter.history.only(("offer", "deal")), matter.facts.sold_since
    begins = offers.begins
    missing: list[Missing] = [] if asked is not None else ["now"]
    missing += [] if start is not None else ["start"]
    if start is None or asked is None:
        return Need((*missing, *(("history",) if begins is None else ())))
    window = Span(begins or start, start - timedelta(days=1))
    if claim.days is not None:
        window = days_before(start, claim.days)
        if sold is not None and sold > window.first:
            return Younger(claim.days, sold)
    inside = offers.within(window)
    seen: Observation | None = inside.lowest()
    if seen is None or begins is None:
        return Need(("history",))
    goes_back = window.first if claim.days is not None else sold
    reaches = goes_back is not None and begins <= goes_back
    return LowestPrice(asked, seen, claim.days, begins, reaches, len(inside.by_day()) == window.days)


def _gift(_: Test, matter: Matter) -> Answer:
    """A gift sells for what it is said to be worth."""
    if not isinstance(matter.claim, Gift):
        return None
    price = matter.minor(matter.facts.gift_price)
    return Need(("gift_price",)) if price is None else GiftWorth(matter.minor(matter.claim.worth) or 0, price)


def _items(test: Test, matter: Matter, reach: str) -> Answer:
    claim = matter.claim
    if getattr(claim, "reach", None) != reach or not isinstance(claim, Off | Save | FinalPrice):
        return None
    share = None if test.share is None else test.share.fraction
    stated = matter.facts.items_reached
    if not matter.items and stated is not None:
        return Items(stated.fraction.numerator, stated.fraction.denominator, share, every=reach == "everything")
    if not matter.items:
        return Need(("items",))
    short = [item for item in matter.items if not reaches(matter, item)]
    shares = sorted(share_off(item) for item in matter.items)
    return Items(
        len(matter.items) - len(short),
        len(matter.items),
        share,
        reach == "everything",
        short[0].id if short else "",
        shares[(len(shares) - 1) // 2],
    )


def reaches(matter: Matter, item: Item) -> bool:
    """Whether an item reaches what is advertised."""
    match matter.claim:
        case Off(rate=rate):
            return item.pay <= item.marked * (1 - rate.fraction) + matter.slack
        case Save(amount=amount):
            return item.marked - item.pay + matter.slack >= (matter.minor(amount) or 0)
        case FinalPrice(amount=amount):
            return item.pay <= (matter.minor(amount) or 0) + matter.slack
        case _:
            return True


def _every_item(test: Test, matter: Matter) -> Answer:
    """Every item in scope reaches what is advertised."""
    return _items(test, matter, "everything")


def _items_reached(test: Test, matter: Matter) -> Answer:
    """Enough items in scope reach what is advertised: one at the least."""
    return _items(test, matter, "up_to")


def _paid_piece(_: Test, matter: Matter) -> Answer:
    """A piece that has to be bought for a free or cheaper one costs no more than before."""
    if not isinstance(matter.claim, Bundle | Gift):
        return None
    if matter.asked is None or matter.allowed is None:
        return _needs(matter, *(("now",) if matter.asked is None else ()))
    return AboveReference(matter.asked, matter.allowed)


def _shown(_: Test, matter: Matter) -> Answer:
    """The conditions of the price, or what each item costs less, are told with it. Says nothing where nobody looked."""
    shown = matter.facts.shown
    return None if shown is None else Shown(shown)


_TESTS: dict[TestName, Callable[[Test, Matter], Answer]] = {
    "reference": _reference,
    "saving": _saving,
    "asked": _asked,
    "charged": _charged,
    "market": _market,
    "raised": _raised,
    "time_at_reference": _time_at_reference,
    "since_reference": _since_reference,
    "longer_than_promotion": _longer_than_promotion,
    "sold_at_reference": _sold_at_reference,
    "later_price": _later_price,
    "lowest": _lowest,
    "gift": _gift,
    "every_item": _every_item,
    "items_reached": _items_reached,
    "paid_piece": _paid_piece,
    "shown": _shown,
}
