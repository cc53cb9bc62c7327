"""What one unit comes to: the verb's amount, rounded, and the caps on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias, assert_never

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.pieces import Selection
from promocalc.engine.meaning.rounding import Ratio, Worked, capped, nearest, part, scaled
from promocalc.engine.plan import NONE, Fold, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import (
    Charge,
    Deduct,
    DeductEvery,
    DeductTier,
    Expand,
    LowerTo,
    Prepay,
    Quantity,
    Terms,
    Verb,
)
from promocalc.numbers.protocol import Cents, Numbers


@dataclass
class Looks:
    """What one rule looks at in one pool: an entry per lot in scope, of the pieces that it is for."""

    measure: list[Cents]
    """Of all pieces, picked or not."""
    unit_measure: list[Cents]
    """Of the pieces that it is for, where a unit is measured by itself."""
    of: list[Cents]
    running: list[Cents]
    """What ``to`` lowers."""
    counts: list[Cents]
    """Pieces; left empty where the pool is the unit."""
    verb: Verb
    """With the numbers of the line, where the whole pool has them."""
    cap_pool: Worked | None
    selection: Selection | None = None
    units_of: list[Cents] = field(default_factory=list)
    """With a selection: what one piece of each lot has of ``of``, ``measure`` and ``running``."""
    units_measure: list[Cents] = field(default_factory=list)
    units_running: list[Cents] = field(default_factory=list)


def parts(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    looks: Looks,
    measured: Cents,
    uses: Cents | None,
    bound: Cents | None,
) -> tuple[list[Cents], list[Cents]]:
    """What each unit comes to, all its pieces together: before and after the caps on one unit.

    Where there are no units, the pool is the one. ``uses`` are the times that are left, where these are counted
    by pieces; ``bound`` is what its wallet and its caps have left.
    """
    n, slots, terms = ledger.n, site.slots, apply.terms
    if not site.units:
        base, running = n.total(looks.of), n.total(looks.running)
        if slots.running != NONE:
            n.let(slots.running, running)
        amount = _amount(n, terms, looks.verb, Unit(base, measured, measured, running))
        if looks.selection is not None:  # no piece, no amount, whoever would bear it
            amount = n.choose(n.total(looks.selection.picked) >= 1, amount, 0)
        return [amount], [capped(n, cap_of(ledger, terms.cap_each, site.lots), base, amount)]
    raw: list[Cents] = []
    found: list[Cents] = []
    picks = terms.rule.pick is not None
    units = _kinds(ledger, site, looks, picks) if terms.each == "set" else _lots(ledger, site, apply, looks, uses)
    for at, (lot, times, most, own) in enumerate(units):
        unit = Unit(own.of, own.measure, measured, own.running)
        n.let(slots.unit_base + at, unit.of)
        if slots.running != NONE:
            n.let(slots.running + at, unit.running)
        if slots.unit_measured != NONE:
            n.let(slots.unit_measured + at, unit.measure)
        n.let(slots.unit_count + at, times)
        amount = n.let(slots.unit_amount + at, _amount(n, terms, verb_of(ledger, terms, lot), unit))
        raw.append(n.times(times, amount, most))
        amount = capped(n, cap_of(ledger, terms.cap_each, site.lots if terms.each == "set" else [lot]), unit.of, amount)
        if terms.rule.per == "piece":
            # What the piece really costs by now; ``running`` may be what it cost before a ``together``.
            left = ledger.unit_of(ledger.columns[apply.read][lot] - ledger.paid(apply, lot), lot)
            cap = cap_of(ledger, terms.cap_pool, [lot])
            amount = _piece_room(ledger, terms, capped(n, cap, unit.of, amount), left, bound, lot)
        found.append(n.times(times, amount, most))
    return raw, found


class Unit(NamedTuple):
    """What one amount is worked out from. ``measured`` is the pool's, ``measure`` the unit's own."""

    of: Cents
    measure: Cents
    measured: Cents
    running: Cents


Own: TypeAlias = tuple[int, Cents, int, Unit]
"""A unit: a lot of it, how many there are alike, at most how many, and what it is worked out from."""


def _lots(ledger: Ledger, site: Site, apply: Apply, looks: Looks, uses: Cents | None) -> Iterator[Own]:
    """Pieces or lines as units."""
    n, terms = ledger.n, apply.terms
    per_piece = terms.rule.per == "piece"
    for members in site.units:
        lot = site.lots[members[0]]
        of, measure, running, count = _looked(n, looks, members)
        if terms.each == "piece" or per_piece:
            if looks.selection is None:
                of, running = ledger.unit_of(of, lot), ledger.unit_of(running, lot)
            else:
                of, measure, running = (_one_of(n, amount, count) for amount in (of, measure, running))
            if terms.measure.counts_pieces:
                measure = n.least(count, 1)
            elif looks.selection is None:
                measure = ledger.unit_of(measure, lot)
        else:
            count = n.least(count, 1)
        if uses is not None:
            count = ledger.touched["bear", lot] = n.least(count, uses)  # a coupon, or a time, for each piece
        yield lot, count, ledger.pieces_at_most(lot), Unit(of, measure, 0, running)


def _one_of(n: Numbers, amount: Cents, count: Cents) -> Cents:
    """What one of ``count`` equal pieces has of an amount."""
    return n.quotient(amount, n.most(count, 1))


def _kinds(ledger: Ledger, site: Site, looks: Looks, picks: bool) -> Iterator[Own]:
    """Sets as units: every kind of set, with how often it comes."""
    n = ledger.n
    assert looks.selection is not None
    most = ledger.pieces_of_all(site.lots)
    for kind in looks.selection.kinds:
        of, measure, running = (
            n.total(ledger.of_pieces(units, site.lots, kind.picked))
            for units in (looks.units_of, looks.units_measure, looks.units_running)
        )
        times = kind.times
        if picks:  # a set in which no piece stands at a picked place takes nothing, whoever would bear it
            times = n.choose(n.total(kind.picked) >= 1, times, 0)
        yield site.lots[0], times, most, Unit(of, measure, 0, running)


def _looked(n: Numbers, looks: Looks, unit: tuple[int, ...]) -> tuple[Cents, Cents, Cents, Cents]:
    if len(unit) == 1:
        at = unit[0]
        return looks.of[at], looks.unit_measure[at], looks.running[at], looks.counts[at]
    of, measure, running, count = (
        n.total([values[at] for at in unit]) for values in (looks.of, looks.unit_measure, looks.running, looks.counts)
    )
    return of, measure, running, count


def _piece_room(ledger: Ledger, terms: Terms, amount: Cents, left: Cents, bound: Cents | None, lot: int) -> Cents:
    """A pool of one piece from which too much would be taken is undone, piece by piece."""
    n = ledger.n
    if isinstance(terms.verb, Charge) or terms.gives or not terms.refuse:
        return amount
    asked = amount if bound is None else n.least(amount, bound)
    return n.choose(asked <= n.most(left - ledger.floor(terms.floor, lot), 0), amount, 0)


def cap_of(ledger: Ledger, cap: Quantity | None, lots: Sequence[int]) -> Worked | None:
    """A cap as it is for a unit of these lots: what the lines that state one agree on; none where none does."""
    stating = [lot for lot in lots if ledger.states(cap, lot)] if cap is not None else []
    return _off(ledger.quantity(cap, stating[0])) if cap is not None and stating else None


def _off(number: Any) -> Any:
    """What comes off: of a line's 8.5折, 15 %."""
    return 1 - number if isinstance(number, Fold) else number


def verb_of(ledger: Ledger, terms: Terms, lot: int) -> Verb:
    """The rule's verb with the numbers of this lot's line. (An amount of the running system goes where an int does.)"""
    if not terms.needed_numbers and not terms.opens:
        return terms.verb

    def own(number: Quantity) -> Any:
        found = ledger.quantity(number, lot)
        if terms.points_worth is None or not isinstance(found, Fraction):
            return found
        worth = terms.points_worth  # a rate of money, in points
        return Fraction(found.numerator * worth.denominator, found.denominator * worth.numerator)

    match terms.verb:
        case Expand(counts, deposit):
            return Expand(own(counts), own(deposit))
        case Prepay(deposit):
            return Prepay(own(deposit))
        case Deduct(off):
            return Deduct(own(off) if terms.gives else _off(own(off)))
        case DeductEvery(off, every):
            return DeductEvery(own(off), own(every))
        case DeductTier(tiers):
            return DeductTier(tuple((start, own(off) if terms.gives else _off(own(off))) for start, off in tiers))
        case LowerTo(price):
            return LowerTo(own(price))
        case Charge(add, kind):
            return Charge(own(add), kind)
        case _:
            assert_never(terms.verb)


def _amount(n: Numbers, terms: Terms, verb: Verb, unit: Unit) -> Cents:
    """The amount of one unit: after rounding, before caps."""
    of, running = unit.of, unit.running
    match verb:
        case Deduct(off) | Prepay(off):
            return _cut(n, terms, off, of, running)
        case Expand(counts, deposit):
            # Each is rounded by itself: they are what the shopper reads.
            stands_for, money = (_cut(n, terms, one, of, running) for one in (counts, deposit))
            return n.most(stands_for - money, 0)
        case DeductEvery(off, every):
            # Numbers of lines that repeat are known to the plan, so both are literals here.
            times = n.whole(unit.measure, every)  # type: ignore[arg-type]
            fixed = times * off if isinstance(off, int) else n.times(times, off, None)  # type: ignore[arg-type]
            return _cut(n, terms, 1, of, running, fixed=fixed)
        case DeductTier(tiers):
            amount: Cents = 0
            for start, off in tiers:
                amount = n.choose(unit.measured >= start, _cut(n, terms, off, of, running), amount)
            return amount
        case LowerTo(price):
            target = part(n, of, price, terms.unit, terms.mode) if isinstance(price, Fraction | Ratio) else price
            return n.most(running - target, 0)  # type: ignore[operator]
        case Charge(add):
            return part(n, of, add, terms.unit, terms.mode) if isinstance(add, Fraction) else add  # type: ignore[return-value]
        case _:
            assert_never(verb)


def _cut(n: Numbers, terms: Terms, off: Quantity, of: Cents, running: Cents, fixed: Cents | None = None) -> Cents:
    """A cut, rounded as the rule says: the cut itself, or the price that it leaves."""
    amount: Cents
    bottom = 1
    if isinstance(off, Fraction | Ratio):
        amount, bottom = scaled(n, of, off)
    else:
        amount = off if fixed is None else fixed  # type: ignore[assignment]
    if terms.rounds_price:
        # What is left, times the denominator, is whole: nothing is rounded before this.
        left = n.most(running * bottom - amount, 0)
        cut = n.most(running - nearest(n, left, bottom, terms.unit, terms.mode), 0)
        return n.choose(amount >= 1, cut, 0)  # no deduction, no rounding of the price either
    if bottom == 1 and terms.unit == 1:
        return amount
    return nearest(n, amount, bottom, terms.unit, terms.mode)
