"""One rule on all its pools, in the order of DESIGN §4: scope, needs, pieces, amounts, caps, shares, room, record."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.amounts import Looks, cap_of, parts, verb_of
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.limits import Left, allowed, bound, charge, left_before, limited, uses_left, write_back
from promocalc.engine.meaning.needs import passes
from promocalc.engine.meaning.pieces import select
from promocalc.engine.meaning.room import rooms, within_room
from promocalc.engine.meaning.shares import shares_of
from promocalc.engine.plan import NONE, Act, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, DeductEvery, DeductTier
from promocalc.numbers.protocol import Cents, Test


def act(ledger: Ledger, deed: Act) -> None:
    """Apply a rule to each of its pools, and write its columns and cells."""
    apply = deed.apply
    ledger.charges = dict(apply.charges)
    ledger.touched = {}
    after = list(ledger.columns[apply.read])
    lowers = not apply.terms.gives and not apply.terms.prepays
    taken: list[Cents] = [0] * len(after)
    left = left_before(ledger, deed)
    for site in deed.sites:
        kept = _on_pool(ledger, site, apply, left, after)
        spent = ledger.n.let(site.slots.taken, ledger.n.total(kept))
        if apply.used is not None or apply.spent is not None:
            ledger.figures[site.slots.taken] = spent
        if site.added != NONE:
            after[site.added] = after[site.added] + spent
            taken[site.added] = taken[site.added] + spent
        else:
            for lot, amount in zip(site.bearers, kept, strict=True):
                if site.whole and lowers:
                    ledger.collect(after, site.lots)
                if lowers or apply.terms.prepays:  # what an earlier pool has paid, a later one cannot pay again
                    after[lot] = after[lot] - amount
                taken[lot] = taken[lot] + amount
        charge(ledger, site, apply, left, spent)
    if lowers:
        ledger.columns[apply.write] = after
    if apply.prepays >= 0:
        ledger.columns[apply.prepays] = [ledger.paid(apply, lot) + one for lot, one in enumerate(taken)]
    ledger.columns[apply.taken] = taken
    write_back(ledger, apply, left)
    if apply.spent is not None:
        ledger.cells[apply.spent[1]] = ledger.cell(apply.spent[0]) + _spending(ledger, deed)


def _on_pool(ledger: Ledger, site: Site, apply: Apply, left: Left, now: Sequence[Cents]) -> Sequence[Cents]:
    """One rule on one pool: what is kept of each bearer's share (or charged, or given).

    ``now`` is what everything costs after the pools before: where the whole order bears, pools meet on a line.
    """
    n, slots, terms = ledger.n, site.slots, apply.terms
    guards = ledger.guards(site)
    if site.gated:
        for at, guard in enumerate(guards):
            n.let(slots.guards + at, n.choose(guard, 1, 0))
    looks = _looks(ledger, site, apply, guards)
    before = ledger.seen(ledger.columns[apply.read], site.lots, guards)
    # Where all goods of the order bear it, pools before this one may have been there. A pool that bears as one has its
    # first lot for a bearer, but what it costs may still stand on all of them.
    if site.bearers != site.lots and not site.whole:
        before = [now[lot] for lot in site.bearers]
    n.let(slots.before, n.total(before))
    piece, lot = terms.rule.per == "piece", site.lots[0]
    measured = ledger.unit_of(looks.measure[0], lot) if piece else n.total(looks.measure)
    if apply.spent is not None:
        # What an earlier rule needed of the spending does not count again.
        measured = n.most(measured - n.let(slots.needed_before, ledger.cell(apply.spent[0])), 0)
        ledger.figures[slots.measured] = measured
    n.let(slots.measured, measured)
    n.let(slots.base, ledger.unit_of(looks.of[0], lot) if piece else n.total(looks.of))
    met = passes(ledger, site, apply, guards, measured if apply.spent is not None else None)
    if site.conditional and isinstance(terms.verb, Charge):
        # Nothing in scope, nothing to charge for.
        met = n.both(met, n.total(ledger.counted(site.lots, guards)) >= 1)
    if slots.passes != NONE:
        n.let(slots.passes, n.choose(met, 1, 0))
    raw, units = parts(ledger, site, apply, looks, measured, uses_left(n, apply, left), bound(n, apply, left))
    units = [n.choose(met, one, 0) for one in units]
    asked = wanted = n.let(slots.wanted, n.choose(met, n.total(raw), 0))
    if slots.eached != NONE:
        wanted = n.let(slots.eached, n.total(units))
    granted = n.let(slots.granted, allowed(ledger, site, apply, limited(n, site, apply, looks, asked, wanted, left)))
    touched = _touched(ledger, site, apply, looks, guards)
    weights, shares = shares_of(ledger, site, apply, units, wanted, granted, looks, guards, touched)
    for at, one in enumerate(shares):
        n.let(slots.shares + at, one)
    if isinstance(terms.verb, Charge) or terms.gives:
        kept = shares
    else:
        room = rooms(ledger, site, apply, now, touched)
        if site.used >= 0 and site.bearers == site.lots:
            # Pieces that were used up before bear nothing, not even for others of their line.
            room = [n.choose(guard, one, 0) for guard, one in zip(guards, room, strict=True)]
        reduced = granted < wanted if site.limited else False
        kept = within_room(n, site, terms, granted, shares, weights, units, room, reduced)
    for at, one in enumerate(kept):
        n.let(slots.kept + at, one)
    return kept


def _looks(ledger: Ledger, site: Site, apply: Apply, guards: Sequence[Test]) -> Looks:
    n, slots, terms = ledger.n, site.slots, apply.terms
    measure = ledger.view(apply.measure, site.lots, guards)
    of = measure if apply.of == apply.measure else ledger.view(apply.of, site.lots, guards)
    running = of if apply.running.terms == apply.of.terms else ledger.view(apply.running, site.lots, guards)
    counts = ledger.counted(site.lots, guards) if site.units or terms.selects else []
    verb = verb_of(ledger, terms, site.lots[0])
    looks = Looks(measure, measure, of, running, counts, verb, cap_of(ledger, terms.cap_pool, site.lots))
    if terms.selects:
        selection = looks.selection = select(ledger, site, apply, counts)
        for at, count in enumerate(counts):
            n.let(slots.counted + at, count)
        if slots.spare != NONE:
            n.let(slots.spare, n.total(ledger.spare(site)))
        for at, count in enumerate(selection.picked):
            n.let(slots.picked + at, count)
        if slots.sets != NONE:
            n.let(slots.sets, selection.sets)
        looks.units_of, looks.units_measure, looks.units_running = (
            ledger.units(amounts, site.lots) for amounts in (of, measure, running)
        )
        looks.of, looks.running = (
            ledger.of_pieces(units, site.lots, selection.picked) for units in (looks.units_of, looks.units_running)
        )
        looks.counts = selection.picked
        if site.units:
            picked = ledger.of_pieces(looks.units_measure, site.lots, selection.picked)
            looks.unit_measure = selection.picked if terms.measure.counts_pieces else picked
    return looks


def _touched(ledger: Ledger, site: Site, apply: Apply, looks: Looks, guards: Sequence[Test]) -> list[Cents] | None:
    """How many pieces of each lot bear, where these may not be all; what else is used up is noted for later deeds."""
    terms, selection = apply.terms, looks.selection
    touched: list[Cents] | None = None
    if selection is not None and terms.bearers in ("picked", "sets"):
        touched = selection.picked if terms.bearers == "picked" else selection.in_sets
        for lot, count in zip(site.lots, touched, strict=True):
            ledger.touched["bear", lot] = count
    if apply.used is not None:
        _note_used(ledger, site, apply, looks, guards, touched if touched is not None and not terms.gives else None)
    return touched


def _note_used(
    ledger: Ledger, site: Site, apply: Apply, looks: Looks, guards: Sequence[Test], bearing: Sequence[Cents] | None
) -> None:
    """The pieces that count as used: those of the sets, or all in scope; less those that bear anyway."""
    selection = looks.selection
    used = ledger.counted(site.lots, guards)
    if apply.counts_pieces:  # every piece is a pool: those that no coupon or limit reached are not used
        used = [ledger.touched["bear", lot] for lot in site.lots]
    if selection is not None and site.slots.sets != NONE:
        used = selection.in_sets
    for at, (lot, count) in enumerate(zip(site.lots, used, strict=True)):
        ledger.touched["use", lot] = count if bearing is None else ledger.n.most(count - bearing[at], 0)
    companions = selection.companions if selection is not None else []
    for (lot, _), count in zip(site.companions, companions, strict=False):
        ledger.touched["use", lot] = count


def _spending(ledger: Ledger, deed: Act) -> Cents:
    """What the rule needed of the spending, where it took anything: its threshold, or all its whole steps."""
    n, apply = ledger.n, deed.apply
    needed: Cents = 0
    for site in deed.sites:
        measured, taken = ledger.figures[site.slots.measured], ledger.figures[site.slots.taken]
        threshold: Cents = 0
        for condition in apply.conditions:
            own = [bound for bound in (condition.at_least, condition.above) if bound is not None]
            if condition.looks == apply.measure and condition.on is None and own:
                needs = max(own) if condition.start is None else ledger.free(condition.start)
                threshold = n.most(threshold, needs)
        match verb_of(ledger, apply.terms, site.lots[0]):
            case DeductEvery(_, int() as every):
                threshold = n.most(threshold, n.whole(measured, every) * every)
            case DeductEvery(_, every) if apply.terms.opens:
                threshold = n.most(threshold, n.times(n.whole(measured, every), every, None))  # type: ignore[arg-type]
            case DeductTier(tiers):
                for start, _ in tiers:
                    threshold = n.choose(measured >= start, n.most(threshold, start), threshold)
            case _:
                pass
        needed = needed + n.choose(taken >= 1, threshold, 0)
    return needed
