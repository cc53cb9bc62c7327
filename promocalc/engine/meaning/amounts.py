"""What one unit comes to: the verb's amount, rounded, and the caps on it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.rounding import capped, nearest, part
from promocalc.engine.plan import NONE, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, Deduct, DeductEvery, DeductTier, LowerTo, Quantity, Terms
from promocalc.numbers.protocol import Cents, Numbers


@dataclass
class Looks:
    """What one rule looks at in one pool: an entry per lot in scope."""

    measure: list[Cents]
    of: list[Cents]
    running: list[Cents]
    """What ``to`` lowers."""
    counts: list[Cents]
    """Pieces; left empty where the pool is the unit."""


def parts(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    looks: Looks,
    measured: Cents,
    coupons: Cents | None,
    bound: Cents | None,
) -> tuple[list[Cents], list[Cents]]:
    """What each unit comes to, all its pieces together: before and after the caps on one unit.

    Where there are no units, the pool is the one. ``coupons`` are those left, where the rule is one; ``bound`` is
    what its wallet and its cap on the order have left.
    """
    n, slots, terms = ledger.n, site.slots, apply.terms
    if not site.units:
        base, running = n.total(looks.of), n.total(looks.running)
        if slots.running != NONE:
            n.let(slots.running, running)
        amount = _amount(n, terms, base, measured, measured, running)
        return [amount], [capped(n, terms.cap_each, base, amount)]
    raw: list[Cents] = []
    found: list[Cents] = []
    per_piece = terms.rule.per == "piece"
    by_piece = terms.each == "piece" or per_piece
    for at, unit in enumerate(site.units):
        lot = site.lots[unit[0]]
        of, measure, running, count = _looked(n, looks, unit)
        if by_piece:
            of, running = ledger.unit_of(of, lot), ledger.unit_of(running, lot)
            measure = n.least(count, 1) if terms.measure.counts_pieces else ledger.unit_of(measure, lot)
        else:
            count = n.least(count, 1)
        if per_piece and coupons is not None:
            count = ledger.reached[lot] = n.least(count, coupons)  # a coupon for each piece
        n.let(slots.unit_base + at, of)
        if slots.running != NONE:
            n.let(slots.running + at, running)
        if slots.unit_measured != NONE:
            n.let(slots.unit_measured + at, measure)
        n.let(slots.unit_count + at, count)
        amount = n.let(slots.unit_amount + at, _amount(n, terms, of, measure, measured, running))
        most = ledger.pieces_at_most(lot)
        raw.append(n.times(count, amount, most))
        amount = capped(n, terms.cap_each, of, amount)
        if per_piece:
            # What the piece really costs by now; ``running`` may be what it cost before a ``together``.
            left = ledger.unit_of(ledger.columns[apply.read][lot], lot)
            amount = _piece_room(n, terms, capped(n, terms.cap_pool, of, amount), left, bound)
        found.append(n.times(count, amount, most))
    return raw, found


def _looked(n: Numbers, looks: Looks, unit: tuple[int, ...]) -> tuple[Cents, Cents, Cents, Cents]:
    if len(unit) == 1:
        at = unit[0]
        return looks.of[at], looks.measure[at], looks.running[at], looks.counts[at]
    of, measure, running, count = (
        n.total([values[at] for at in unit]) for values in (looks.of, looks.measure, looks.running, looks.counts)
    )
    return of, measure, running, count


def _piece_room(n: Numbers, terms: Terms, amount: Cents, left: Cents, bound: Cents | None) -> Cents:
    """A pool of one piece from which too much would be taken is undone, piece by piece."""
    if isinstance(terms.verb, Charge) or not terms.refuse:
        return amount
    asked = amount if bound is None else n.least(amount, bound)
    return n.choose(asked <= n.most(left - terms.floor, 0), amount, 0)


def _amount(n: Numbers, terms: Terms, of: Cents, measure: Cents, measured: Cents, running: Cents) -> Cents:
    """The amount of one unit: after rounding, before caps. ``measured`` is the pool's, ``measure`` the unit's own."""
    match terms.verb:
        case Deduct(off):
            return _cut(n, terms, off, of, running)
        case DeductEvery(off, every):
            return _cut(n, terms, 1, of, running, fixed=n.whole(measure, every) * off)
        case DeductTier(tiers):
            amount: Cents = 0
            for start, off in tiers:
                amount = n.choose(measured >= start, _cut(n, terms, off, of, running), amount)
            return amount
        case LowerTo(price):
            target = price if isinstance(price, int) else part(n, of, price, terms.unit, terms.mode)
            return n.most(running - target, 0)
        case Charge(add):
            return add if isinstance(add, int) else part(n, of, add, terms.unit, terms.mode)
        case _:
            assert_never(terms.verb)


def _cut(n: Numbers, terms: Terms, off: Quantity, of: Cents, running: Cents, fixed: Cents | None = None) -> Cents:
    """A cut, rounded as the rule says: the cut itself, or the price that it leaves."""
    if isinstance(off, Fraction):
        top, bottom, amount = off.numerator, off.denominator, of
    else:
        top, bottom, amount = 1, 1, off if fixed is None else fixed
    if terms.rounds_price:
        # What is left, times the denominator, is whole: nothing is rounded before this.
        left = n.most(running * bottom - amount * top, 0)
        cut = n.most(running - nearest(n, left, bottom, terms.unit, terms.mode), 0)
        return n.choose(amount * top >= 1, cut, 0)  # no deduction, no rounding of the price either
    if bottom == 1 and terms.unit == 1:
        return amount * top
    return nearest(n, amount * top, bottom, terms.unit, terms.mode)
