"""The figures of a test as data: both sides, and what would have to be otherwise. Amounts are decimal strings."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from promocalc.claims import grounds as g
from promocalc.claims.grounds import Ground
from promocalc.claims.reference import Reference
from promocalc.explain.data import Data, rate_data
from promocalc.money import plain


def ground_data(one: Ground, currency: str) -> Data:
    """The figures of both sides; ``kind`` says of what."""
    if isinstance(one, g.OfPrice):
        return _of_price(one, currency)
    return _of_time(one, currency) if isinstance(one, g.OfTime) else _of_offer(one, currency)


def reference_data(one: Reference, currency: str) -> Data:
    """The highest price that may be compared with, and where it comes from."""
    return {
        "price": plain(one.price, currency),
        "basis": one.basis,
        "day": day_data(one.day),
        "window": None if one.window is None else [day_data(one.window.first), day_data(one.window.last)],
        "days_known": one.known,
        "covered": one.covered,
        "taken_for": one.assumed,
    }


def day_data(day: date | None) -> str | None:
    """As ISO writes it."""
    return None if day is None else day.isoformat()


def _money(minor: int | None, currency: str) -> str | None:
    return None if minor is None else plain(minor, currency)


def _of_price(one: g.OfPrice, currency: str) -> Data:
    match one:
        case g.AboveReference(claimed, allowed):
            return {
                "kind": "above_reference",
                "claimed": plain(claimed, currency),
                "allowed": reference_data(allowed, currency),
                "would_need": plain(claimed, currency),
            }
        case g.Saving(claimed, asked, allowed):
            return {
                "kind": "saving",
                "claimed": plain(claimed, currency),
                "real": plain(one.real, currency),
                "asked": plain(asked, currency),
                "allowed": reference_data(allowed, currency),
                "would_need": plain(one.would_need, currency),
            }
        case g.Discount(claimed, asked, allowed):
            return {
                "kind": "discount",
                "claimed": rate_data(claimed),
                "over": one.over,
                "real": rate_data(one.real),
                "asked": plain(asked, currency),
                "allowed": reference_data(allowed, currency),
                "would_need": _money(one.would_need, currency),
            }
        case g.Cheaper(asked, allowed):
            return {
                "kind": "cheaper",
                "asked": plain(asked, currency),
                "allowed": reference_data(allowed, currency),
            }
        case g.Asked(claimed, asked, at_till, _, bound):
            return {
                "kind": "asked",
                "claimed": plain(claimed, currency),
                "asked": plain(asked, currency),
                "at_till": at_till,
                "bound": _money(bound, currency),
            }
        case g.Cheapest(asked, market):
            return {"kind": "cheapest", "asked": plain(asked, currency), "market": plain(market, currency)}
        case g.AnotherPrice(claimed, asked, other):
            return {
                "kind": "another_price",
                "claimed": plain(claimed, currency),
                "asked": plain(asked, currency),
                "other": plain(other, currency),
            }
        case g.NothingLess(price):
            return {"kind": "nothing_less", "price": plain(price, currency)}
        case g.AboveMarket(claimed, market, of):
            return {
                "kind": "above_market",
                "of": of,
                "claimed": plain(claimed, currency),
                "market": plain(market, currency),
                "near": rate_data(one.near),
            }
        case _:
            assert_never(one)


def _of_time(one: g.OfTime, currency: str) -> Data:
    match one:
        case g.Raised(before, before_days, raised, raised_days, asked):
            return {
                "kind": "raised",
                "before": plain(before, currency),
                "before_days": before_days,
                "raised": plain(raised, currency),
                "raised_days": raised_days,
                "asked": _money(asked, currency),
            }
        case g.Days():
            return {
                "kind": "days",
                "of": one.of,
                "days": one.days,
                "looked_at": one.looked_at,
                "unknown": one.unknown,
                "least": one.least,
                "share": rate_data(one.share),
                "most": one.most,
                "recent": one.recent,
                "instead": _money(one.instead, currency),
                "few": one.few,
                "rarely": rate_data(one.rarely),
            }
        case g.Longer(promotion, before):
            return {"kind": "longer", "promotion_days": promotion, "reference_days": before}
        case g.Sold(share, more_than, least):
            return {
                "kind": "sold",
                "share": rate_data(share),
                "more_than": rate_data(more_than),
                "least": rate_data(least),
            }
        case g.Later(announced, asked, day, planned):
            return {
                "kind": "later",
                "announced": plain(announced, currency),
                "asked": _money(asked, currency),
                "day": day_data(day),
                "planned": planned,
            }
        case g.PaidBack(asked, cheaper, refunded, elsewhere):
            return {
                "kind": "paid_back",
                "asked": plain(asked, currency),
                "cheaper": plain(cheaper, currency),
                "elsewhere": elsewhere,
                "refunded": plain(refunded, currency),
                "would_need": plain(one.difference, currency),
            }
        case g.WentOn(extended, asked, later):
            prices = {"asked": _money(asked, currency), "later": _money(later, currency)}
            return {"kind": "went_on", "extended": extended, **prices, "sure": one.surely}
        case g.LowestPrice(asked, seen, days, begins, reaches, covered):
            return {
                "kind": "lowest",
                "asked": plain(asked, currency),
                "seen": plain(seen.price, currency),
                "seen_on": day_data(seen.span.first),
                "days": days,
                "begins": day_data(begins),
                "reaches": reaches,
                "covered": covered,
            }
        case g.Younger(days, since):
            return {"kind": "younger", "days": days, "since": day_data(since)}
        case _:
            assert_never(one)


def _of_offer(one: g.OfOffer, currency: str) -> Data:
    match one:
        case g.GiftWorth(claimed, sells_for):
            return {"kind": "gift", "claimed": plain(claimed, currency), "sells_for": plain(sells_for, currency)}
        case g.Share(claimed, real):
            return {"kind": "share", "claimed": rate_data(claimed), "real": rate_data(real)}
        case g.Shown(shown):
            return {"kind": "shown", "shown": shown}
        case g.EveryItem(every):
            return {"kind": "every_item", "every": every}
        case g.BelowThreshold(price, start):
            return {"kind": "below_threshold", "price": plain(price, currency), "from": plain(start, currency)}
        case g.Items():
            return {
                "kind": "items",
                "reach": one.reach,
                "of": one.of,
                "share": rate_data(one.share),
                "needed": rate_data(one.more_than),
                "every": one.every,
                "counter": one.counter or None,
                "best": one.best or None,
                "best_share": rate_data(one.best_share),
                "might_reach": one.may,
                "marked_only": one.marked,
                "with_gaps": one.gaps,
                "below_threshold": one.below,
                "median": rate_data(one.median),
                "would_need": one.would_need,
            }
        case _:
            assert_never(one)
