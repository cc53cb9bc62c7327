"""What may be taken of a line, and what happens where more would be."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.plan import Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Terms
from promocalc.numbers.protocol import Cents, Numbers, Test


def rooms(ledger: Ledger, site: Site, apply: Apply, coupons: Cents) -> list[Cents]:
    """What each lot of a site costs by now, less the floor of its pieces. ``coupons`` are those left."""
    n, floor = ledger.n, apply.terms.floor
    found = [ledger.columns[apply.read][lot] for lot in site.lots]
    if apply.coupon and apply.terms.rule.per == "piece":
        # Coupons may reach only some pieces of the lot: no more room than these have.
        lot = site.lots[0]
        room = n.most(ledger.unit_of(found[0], lot) - floor, 0)
        return [n.times(n.least(ledger.counts[lot], coupons), room, ledger.pieces_at_most(lot))]
    if floor:
        return [n.most(one - ledger.counts[lot] * floor, 0) for lot, one in zip(site.lots, found, strict=True)]
    return found


def within_room(
    n: Numbers,
    site: Site,
    terms: Terms,
    shares: Sequence[Cents],
    units: Sequence[Cents],
    room: Sequence[Cents],
    reduced: Test,
) -> Sequence[Cents]:
    """What is kept of each lot's share: a line's is clipped at its room, or the whole application is undone.

    Where every piece has an amount of its own, it is clipped piece by piece, unless a cap ``reduced`` them all.
    """
    by_piece = terms.each == "piece" or terms.rule.per == "piece"
    lines = [(at,) for at in range(len(site.lots))] if by_piece else site.groups
    kept = [n.least(share, one) for share, one in zip(shares, room, strict=True)]
    for line in site.groups:
        if len(line) > 1 and (not by_piece or site.limited):
            settled = _settled(n, [shares[at] for at in line], [room[at] for at in line])
            for at, one in zip(line, settled, strict=True):
                kept[at] = n.choose(reduced, one, kept[at]) if by_piece else one
    if not terms.refuse:
        return kept
    for at, one in enumerate(room):
        n.let(site.slots.room + at, one)
    fits: Test = True
    for line in lines:
        fits = n.both(fits, n.total([shares[at] for at in line]) <= n.total([room[at] for at in line]))
    if site.units and not site.limited:
        # A unit of several lots may bear nothing for want of weight, and still be asked for too much.
        for unit, wanted in zip(site.units, units, strict=True):
            fits = n.both(fits, wanted <= n.total([room[at] for at in unit]))
    return [n.choose(fits, one, 0) for one in kept]


def _settled(n: Numbers, shares: Sequence[Cents], room: Sequence[Cents]) -> list[Cents]:
    """Lots of one line: what is too much for one is borne by the others, as far as the line has room."""
    kept = [n.least(share, one) for share, one in zip(shares, room, strict=True)]
    left = n.total(shares) - n.total(kept)
    for at, one in enumerate(room):
        more = n.least(left, one - kept[at])
        kept[at] = kept[at] + more
        left = left - more
    return kept
