"""What may be taken of a line, and what happens where more would be."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.shares import divided
from promocalc.engine.plan import Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Terms
from promocalc.numbers.protocol import Cents, Numbers, Test
from promocalc.rules.quantity import LineNumber


def rooms(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    now: Sequence[Cents],
    touched: Sequence[Cents] | None,
) -> list[Cents]:
    """What each bearer costs by ``now``, less what has been paid of it and the floor of its pieces.

    ``touched`` are the pieces that bear, where these may not be all.
    """
    n, floor = ledger.n, apply.terms.floor
    if site.whole:
        return [n.total([now[lot] for lot in site.lots])]
    found = [now[lot] - ledger.paid(apply, lot) if apply.paid >= 0 else now[lot] for lot in site.bearers]
    if apply.counts_pieces:
        # Coupons and limits may reach only some pieces of the lot: no more room than these have.
        touched = [ledger.touched["bear", site.lots[0]]]
    if touched is not None:
        return [
            n.times(count, n.most(ledger.unit_of(one, lot) - ledger.floor(floor, lot), 0), ledger.pieces_at_most(lot))
            for lot, one, count in zip(site.bearers, found, touched, strict=True)
        ]
    if floor != 0:
        return [n.most(one - _kept_back(ledger, floor, lot), 0) for lot, one in zip(site.bearers, found, strict=True)]
    return found


def _kept_back(ledger: Ledger, floor: int | LineNumber, lot: int) -> Cents:
    return ledger.n.times(ledger.counts[lot], ledger.floor(floor, lot), ledger.pieces_at_most(lot))


def within_room(
    n: Numbers,
    site: Site,
    terms: Terms,
    granted: Cents,
    shares: Sequence[Cents],
    weights: Sequence[Cents],
    units: Sequence[Cents],
    room: Sequence[Cents],
    reduced: Test,
) -> Sequence[Cents]:
    """What is kept of each bearer's share: a line's is clipped at its room, divided again, or all of it is undone.

    Where every piece has an amount of its own, it is clipped piece by piece, unless a cap ``reduced`` them all.
    """
    by_piece = (terms.each == "piece" or terms.rule.per == "piece") and terms.bearers == "picked"
    lines = [(at,) for at in range(len(site.bearers))] if by_piece else site.bearer_groups
    kept = [n.least(share, one) for share, one in zip(shares, room, strict=True)]
    for line in site.bearer_groups:
        if len(line) > 1 and (not by_piece or site.limited):
            settled = _settled(n, [shares[at] for at in line], [room[at] for at in line])
            for at, one in zip(line, settled, strict=True):
                kept[at] = n.choose(reduced, one, kept[at]) if by_piece else one
    if terms.room == "respread":
        return _respread(n, site, terms, granted, kept, weights, room)
    if not terms.refuse:
        return kept
    for at, one in enumerate(room):
        n.let(site.slots.room + at, one)
    fits: Test = True
    for line in lines:
        fits = n.both(fits, n.total([shares[at] for at in line]) <= n.total([room[at] for at in line]))
    if site.units and not site.limited and site.bearers == site.lots and terms.each != "set":
        # A unit of several lots may bear nothing for want of weight, and still be asked for too much.
        for unit, wanted in zip(site.units, units, strict=True):
            fits = n.both(fits, wanted <= n.total([room[at] for at in unit]))
    return [n.choose(fits, one, 0) for one in kept]


def _respread(
    n: Numbers,
    site: Site,
    terms: Terms,
    asked: Cents,
    kept: Sequence[Cents],
    weights: Sequence[Cents],
    room: Sequence[Cents],
) -> list[Cents]:
    """What some could not take is divided over those that still have room, until nobody has: each round fills one."""
    found = list(kept)
    for _ in found:
        more = asked - n.total(found)
        open_ = [n.choose(one < most, weight, 0) for one, most, weight in zip(found, room, weights, strict=True)]
        extra = divided(n, site.bearer_groups, open_, more, terms)
        found = [n.least(one + other, most) for one, other, most in zip(found, extra, room, strict=True)]
    return found


def _settled(n: Numbers, shares: Sequence[Cents], room: Sequence[Cents]) -> list[Cents]:
    """Lots of one line: what is too much for one is borne by the others, as far as the line has room."""
    kept = [n.least(share, one) for share, one in zip(shares, room, strict=True)]
    left = n.total(shares) - n.total(kept)
    for at, one in enumerate(room):
        more = n.least(left, one - kept[at])
        kept[at] = kept[at] + more
        left = left - more
    return kept
