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
    n: Numbers, site: Site, terms: Terms, shares: Sequence[Cents], units: Sequence[Cents], room: Sequence[Cents]
) -> Sequence[Cents]:
    """What is kept of each lot's share: a line's is clipped at its room, or the whole application is undone."""
    by_piece = terms.each == "piece" or terms.rule.per == "piece"
    lines = [(at,) for at in range(len(site.lots))] if by_piece else site.groups
    kept = list(shares)
    for line in lines:
        if len(line) == 1:
            kept[line[0]] = n.least(shares[line[0]], room[line[0]])
        else:
            _settle(n, line, kept, room)
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


def _settle(n: Numbers, line: Sequence[int], kept: list[Cents], room: Sequence[Cents]) -> None:
    """Lots of one line: what is too much for one is borne by the others, as far as the line has room."""
    left = n.total([kept[at] for at in line])
    for at in line:
        kept[at] = n.least(kept[at], room[at])
    left = left - n.total([kept[at] for at in line])
    for at in line:
        more = n.least(left, room[at] - kept[at])
        kept[at] = kept[at] + more
        left = left - more
