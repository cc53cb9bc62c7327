"""The tests of claims. Each is about one question; the numbers come from the standard that asks it.

A test gives a ground (the numbers on both sides), or what would have to be known, or None where the claim says nothing
that it is about. A standard's file says which of them it asks, and by which article (:mod:`promocalc.claims.standard`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from promocalc.claims.claim import (
    AddOn,
    Bundle,
    FinalPrice,
    Gift,
    Lowest,
    Off,
    Protection,
    Reduced,
    Save,
    Until,
    WasNow,
)
from promocalc.claims.grounds import (
    AboveMarket,
    AboveReference,
    AnotherPrice,
    Asked,
    BelowThreshold,
    Cheaper,
    Cheapest,
    Discount,
    EveryItem,
    GiftWorth,
    Items,
    Later,
    LowestPrice,
    Missing,
    PaidBack,
    Saving,
    Shown,
    Younger,
)
from promocalc.claims.history import Observation, Span, days_after, days_before
from promocalc.claims.matter import Matter
from promocalc.claims.needs import Answer, Need
from promocalc.claims.reaching import counted
from promocalc.claims.reference import ASKED, LABELLED
from promocalc.claims.standard import Test, TestName
from promocalc.claims.standing import (
    longer_than_promotion,
    never_asked,
    raised,
    since_reference,
    sold_at_reference,
    time_at_reference,
)
from promocalc.claims.yardsticks_offers import day_after, ends


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
    if matter.explained or not isinstance(claim, WasNow) or claim.of != "own":
        return None
    if matter.allowed is None or matter.compared is None:
        return never_asked(matter) or _needs(matter)
    return AboveReference(matter.compared, matter.allowed)


def _stated_base(_: Test, matter: Matter) -> Answer:
    """The price that is compared with, and explained in detail, was asked at some time."""
    claim = matter.claim
    if not matter.explained or not isinstance(claim, WasNow) or claim.of != "own":
        return None
    if matter.allowed is None or matter.compared is None:
        return never_asked(matter) or _needs(matter)
    return AboveReference(matter.compared, matter.allowed)


def _saving(_: Test, matter: Matter) -> Answer:
    """So much less is asked than the allowed reference."""
    claim, asked, allowed = matter.claim, matter.asked, matter.allowed
    if not isinstance(claim, Save | Off | Reduced) or getattr(claim, "reach", "item") != "item":
        return None
    if getattr(claim, "of", "own") != "own":
        return None
    price = matter.label
    if price is None and asked is not None and allowed is not None:
        price = max(asked, allowed.price)
    if price is not None and matter.threshold is not None and price < matter.threshold:
        return BelowThreshold(price, matter.threshold)
    if asked is None or allowed is None or price is None:
        never = None if allowed is not None else never_asked(matter)
        return never or _needs(matter, *(("now",) if asked is None else ()))
    match claim:
        case Save():
            return Saving(matter.saved_on(price), asked, allowed, matter.slack)
        case Off(rate=rate, decimals=decimals, over=over):
            return Discount(rate.fraction, asked, allowed, decimals, matter.slack, over)
        case Reduced():
            return Cheaper(asked, allowed)


def _asked(_: Test, matter: Matter) -> Answer:
    """No more is asked than is advertised."""
    claim = matter.claim
    if isinstance(claim, FinalPrice) and matter.to_come is not None:
        return _asked_then(claim, matter.to_come, matter)
    if matter.advertised is None or (isinstance(claim, FinalPrice) and claim.reach != "item"):
        return None
    now, found = matter.minor(matter.facts.now), matter.witness
    if now is None:
        now = matter.on_first_day(("offer", "deal"))
    label = matter.on_first_day(("tag",))
    if now is None and label is not None and label <= matter.advertised + matter.slack:
        now = label  # a higher one may be struck
    if now is None and found is not None:
        return _paid(Asked(matter.advertised, found.receipt.pay, slack=matter.slack, bound=found.bound), matter)
    if now is None:
        # What is said to be asked now is taken for what is, where the claim is about the saving.
        return Need(("now",)) if isinstance(claim, FinalPrice) and matter.facts.charged is None else None
    return _paid(Asked(matter.advertised, now, slack=matter.slack), matter)


def _paid(ground: Asked, matter: Matter) -> Asked | AnotherPrice:
    """What is asked; where it meets a lower price that is said too, it says nothing of the higher one, which may be of
    something else, or compared with."""
    other = matter.other(ground.asked)
    return ground if other is None else AnotherPrice(ground.claimed, ground.asked, other)


def _charged(_: Test, matter: Matter) -> Answer:
    """No more is charged at the till than is advertised."""
    charged, advertised = matter.minor(matter.facts.charged), matter.advertised
    if advertised is None and isinstance(matter.claim, Save) and matter.claim.reach == "item":
        # What comes off from a threshold on comes off what the label says: that needs no earlier price.
        label, start = matter.label, matter.threshold
        if label is not None and start is not None and label >= start:
            advertised = label - matter.saved_on(label)
    if advertised is None or charged is None:
        return None
    return _paid(Asked(advertised, charged, at_till=True, slack=matter.slack), matter)


def _market(test: Test, matter: Matter) -> Answer:
    """Others really ask the price that is compared with, or hardly less where a standard allows that.

    Where that is enough, the maker really recommends it.
    """
    claim, market = matter.claim, matter.minor(matter.facts.market)
    if not isinstance(claim, WasNow | Off | Save) or claim.of not in ("market", "list"):
        return None
    if getattr(claim, "reach", "item") != "item":
        return None
    was, listed = matter.compared, matter.minor(matter.facts.list_price)
    if was is None:
        return Need(("now",))
    if claim.of == "list" and listed is not None and (test.listed or was > listed + matter.slack):
        return AboveMarket(was, listed, "list", matter.slack)
    if market is None:
        return Need(("market",))
    return AboveMarket(was, market, slack=matter.slack, near=None if test.near is None else test.near.fraction)


# --- other claims -------------------------------------------------------------------------------------------------


def _later_price(_: Test, matter: Matter) -> Answer:
    """What was announced for afterwards came, or was planned."""
    claim, facts = matter.claim, matter.facts
    match claim:
        case Until(then=then, ends=last) if then is not None:
            day = day_after(last)
        case WasNow(was=then, of="future"):
            day = None
        case _:
            return None
    announced, later = matter.minor(then) or 0, matter.minor(facts.later)
    if later is None and day is not None:
        later, label = matter.history.only(ASKED).on(day), matter.history.only(LABELLED).on(day)
        if later is None and label is not None and label < announced:
            later = label  # a label that says as much as was announced may be struck
    if later is None and facts.planned is None:
        return Need(("later",))
    return Later(announced, later, day if later is not None else None, facts.planned)


def _lowest(_: Test, matter: Matter) -> Answer:
    """Nothing lower was seen in so many days."""
    claim, start, asked = matter.claim, matter.facts.start, matter.asked
    if not isinstance(claim, Lowest):
        return None
    if claim.of == "everyone":
        return _cheapest(claim, matter)
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
    if not isinstance(matter.claim, Gift | AddOn) or matter.claim.worth is None:
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
    if not matter.items and reach == "everything" and matter.facts.every_item is not None:
        return EveryItem(matter.facts.every_item)
    return counted(matter, share, every=reach == "everything") or Need(("items",))


def _every_item(test: Test, matter: Matter) -> Answer:
    """Every item in scope reaches what is advertised."""
    return _items(test, matter, "everything")


def _items_reached(test: Test, matter: Matter) -> Answer:
    """Enough items in scope reach what is advertised: one at the least."""
    return _items(test, matter, "up_to")


def _paid_piece(_: Test, matter: Matter) -> Answer:
    """A piece that has to be bought for a free or cheaper one costs no more than before; than its usual price, where
    the standard names no reference."""
    if not isinstance(matter.claim, Bundle | Gift | AddOn):
        return None
    allowed = matter.allowed or matter.usual
    missing: list[Missing] = [] if matter.asked is not None else ["now"]
    if allowed is None and matter.standard.usual is not None:
        missing += ["start"] if matter.facts.start is None else []
        return Need((*missing, "history") if not matter.history or not missing else tuple(missing))
    if matter.asked is None or allowed is None:
        return _needs(matter, *missing)
    return AboveReference(matter.asked, allowed)


def _shown(_: Test, matter: Matter) -> Answer:
    """The conditions of the price, or what each item costs less, are told with it. Says nothing where nobody looked."""
    shown = matter.facts.shown
    return None if shown is None else Shown(shown)


# --- other sellers, and later -------------------------------------------------------------------------------------


def _cheapest(claim: Lowest, matter: Matter) -> Answer:
    """Nobody asks less: now, so that a lower price settles it and a higher one says nothing of other days."""
    asked, market = matter.asked, matter.minor(matter.facts.market)
    if asked is None or market is None or (claim.days is not None and asked <= market):
        of_days = claim.days is not None and asked is not None
        return Need((*(("now",) if asked is None else ()), *(("market",) if market is None or of_days else ())))
    return Cheapest(asked, market)


def _promise(_: Test, matter: Matter) -> Answer:
    """The difference was paid back, where it became cheaper or was cheaper elsewhere. No verdict waits for that."""
    claim, facts = matter.claim, matter.facts
    if not isinstance(claim, Protection):
        return None
    paid = matter.asked if facts.charged is None else matter.minor(facts.charged)
    cheaper = matter.minor(facts.market if claim.of == "everyone" else facts.later)
    if cheaper is None and claim.of == "own" and claim.days is not None and facts.start is not None:
        after = Span(facts.start, days_after(facts.start, claim.days))
        seen = matter.history.only(("offer", "deal")).within(after).lowest()
        cheaper = seen.price if seen is not None and paid is not None and seen.price < paid else None
    refunded, missing = matter.minor(facts.refunded), list[Missing]()
    missing += ["now"] if paid is None else []
    missing += [] if cheaper is not None else ["market" if claim.of == "everyone" else "later"]
    missing += ["refunded"] if refunded is None and (paid is None or cheaper is None or cheaper < paid) else []
    if paid is None or cheaper is None or (refunded is None and cheaper < paid):
        return Need(tuple(missing), waits=cheaper is not None)
    return PaidBack(paid, cheaper, refunded or 0, claim.of == "everyone")


def _asked_then(claim: FinalPrice, since: date, matter: Matter) -> Answer:
    """No more is asked from the day on that was announced."""
    then = matter.minor(matter.facts.later)
    if then is None:
        then = matter.history.only(("offer", "deal")).on(since)
    return Need(("later",)) if then is None else Asked(matter.minor(claim.amount) or 0, then, slack=matter.slack)


_TESTS: dict[TestName, Callable[[Test, Matter], Answer]] = {
    "reference": _reference,
    "stated_base": _stated_base,
    "saving": _saving,
    "asked": _asked,
    "charged": _charged,
    "market": _market,
    "raised": raised,
    "time_at_reference": time_at_reference,
    "since_reference": since_reference,
    "longer_than_promotion": longer_than_promotion,
    "sold_at_reference": sold_at_reference,
    "later_price": _later_price,
    "ends": ends,
    "promise": _promise,
    "lowest": _lowest,
    "gift": _gift,
    "every_item": _every_item,
    "items_reached": _items_reached,
    "paid_piece": _paid_piece,
    "shown": _shown,
}
