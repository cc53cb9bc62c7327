"""Which items in scope reach what is advertised of many: 全场5折, 低至5折, "from 99"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from promocalc.claims.claim import Claim, FinalPrice, Off, Save
from promocalc.claims.grounds import Items
from promocalc.claims.matter import Item, Matter, share_off
from promocalc.claims.needs import Need


def counted(matter: Matter, more_than: Fraction | None, *, every: bool) -> Items | Need | None:
    """How many of its items reach it; None where it is about none of them. What is missing, where of none of them it is
    known what was asked before."""
    some = [item for item in matter.items if in_scope(matter, item)]
    if not some:
        return None
    if not any(_known(matter, item) for item in some):
        return Need(("item_prices",))
    short = [item for item in some if not reaches(matter, item)]
    earlier = [] if isinstance(matter.claim, FinalPrice) else some
    known = [item for item in some if _known(matter, item)]
    best = min(known, key=lambda item: _left(matter, item), default=None)
    counter = max((one for one in short if one in known), key=lambda item: _left(matter, item), default=None)
    shares = sorted(share_off(item) for item in known)
    return Items(
        reach=len(some) - len(short),
        of=len(some),
        more_than=more_than,
        every=every,
        counter="" if counter is None else counter.id,
        counter_title=None if counter is None else counter.title,
        median=shares[(len(shares) - 1) // 2] if shares else None,
        best="" if best is None else best.id,
        best_title=None if best is None else best.title,
        best_share=None if best is None else share_off(best),
        sure=sum(surely_reaches(matter, item) for item in some),
        may=sum(may_reach(matter, item) for item in short),
        marked=sum(_labelled_only(item) for item in earlier),
        gaps=sum(item.allowed is not None and not item.allowed.covered for item in earlier if not _labelled_only(item)),
        below=len(matter.items) - len(some),
    )


def beside_compared(claim: Claim, items: Iterable[Item]) -> tuple[Item, ...]:
    """Items beside the price that a claim compares with: what is off a recommended price, or that of others, is not off
    what the seller asked before."""
    if getattr(claim, "of", "own") not in ("list", "market"):
        return tuple(items)
    return tuple(
        replace(
            item,
            marked=item.marked if item.listed is None else item.listed,
            allowed=None,
            compared=item.compared and (item.allowed is None or item.listed != item.label),
        )
        for item in items
    )


def in_scope(matter: Matter, item: Item) -> bool:
    """Whether a claim is about an item: with a threshold, about those that cost so much by themselves."""
    return matter.threshold is None or _labelled(item) >= matter.threshold


def reaches(matter: Matter, item: Item) -> bool:
    """Whether an item reaches what is advertised."""
    if not _known(matter, item):
        return False
    match matter.claim:
        case Off(rate=rate, over=over):
            most = item.marked * (1 - rate.fraction)
            return item.pay < most if over else item.pay <= most + matter.slack
        case Save():
            return item.marked - item.pay + matter.slack >= matter.saved_on(_labelled(item))
        case FinalPrice(amount=amount):
            return item.pay <= (matter.minor(amount) or 0) + matter.slack
        case _:
            return True


def may_reach(matter: Matter, item: Item) -> bool:
    """Whether an item would, were its earlier price as high as days that nobody saw may make it."""
    allowed = item.allowed
    if not _known(matter, item):
        return True
    if allowed is None or allowed.above == 0 or isinstance(matter.claim, FinalPrice):
        return reaches(matter, item)
    return allowed.above is None or reaches(matter, replace(item, marked=allowed.price + allowed.above))


def surely_reaches(matter: Matter, item: Item) -> bool:
    """Whether an item does, were its earlier price as low as days that nobody saw may make it."""
    if isinstance(matter.claim, FinalPrice):
        return reaches(matter, item)
    price = None if item.allowed is None else item.allowed.sure
    return price is not None and reaches(matter, replace(item, marked=price))


def _known(matter: Matter, item: Item) -> bool:
    """Whether it is known beside what its price is: of a price alone nothing is compared."""
    return item.compared or isinstance(matter.claim, FinalPrice)


def _labelled_only(item: Item) -> bool:
    return item.allowed is None or item.allowed.assumed == "tag"


def _labelled(item: Item) -> int:
    return item.marked if item.label is None else item.label


def _left(matter: Matter, item: Item) -> Fraction:
    """What is left to be paid, by what is advertised: a price, an amount less, a share off."""
    match matter.claim:
        case FinalPrice():
            return Fraction(item.pay)
        case Save():
            return Fraction(matter.saved_on(_labelled(item)) + item.pay - item.marked)
        case _:
            return -share_off(item)
