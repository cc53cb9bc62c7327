"""One rule on all its pools, in the order of DESIGN §4: scope, needs, amounts, caps, shares, room, record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promocalc.engine.meaning.amounts import Looks, parts
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.needs import passes
from promocalc.engine.meaning.room import rooms, within_room
from promocalc.engine.meaning.rounding import capped, part
from promocalc.engine.plan import NONE, Act, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, Terms
from promocalc.money import Rounding
from promocalc.numbers.protocol import Cents, Numbers, Test


@dataclass
class _Left:
    """What the rule's earlier pools have left: of its wallet, of its coupons, of its cap on the order."""

    wallet: Cents
    coupons: Cents
    order: Cents | None


def act(ledger: Ledger, deed: Act) -> None:
    """Apply a rule to each of its pools, and write its columns and cells."""
    apply = deed.apply
    ledger.charges = dict(apply.charges)
    after = list(ledger.columns[apply.read])
    taken: list[Cents] = [0] * len(after)
    left = _Left(
        ledger.cell(apply.balance[0]) if apply.balance else 0,
        ledger.cell(apply.coupon[0]) if apply.coupon else 0,
        _order_cap(ledger, deed),
    )
    for site in deed.sites:
        kept = _on_pool(ledger, site, apply, left)
        spent = ledger.n.let(site.slots.taken, ledger.n.total(kept))
        if site.added != NONE:
            after[site.added] = after[site.added] + spent
            taken[site.added] = taken[site.added] + spent
        else:
            for lot, amount in zip(site.lots, kept, strict=True):
                after[lot] = after[lot] - amount
                taken[lot] = taken[lot] + amount
        if apply.balance:
            left.wallet = left.wallet - spent
        if apply.coupon:
            left.coupons = left.coupons - _used(ledger, site, apply, spent, left.coupons)
        if left.order is not None:
            left.order = left.order - spent
    ledger.columns[apply.write] = after
    ledger.columns[apply.taken] = taken
    if apply.balance:
        ledger.cells[apply.balance[1]] = left.wallet
    if apply.coupon:
        ledger.cells[apply.coupon[1]] = left.coupons


def _used(ledger: Ledger, site: Site, apply: Apply, spent: Cents, coupons: Cents) -> Cents:
    """Coupons used up by one pool; where a pool is a piece, one for each piece rewarded."""
    one = ledger.n.least(ledger.counts[site.lots[0]], coupons) if apply.terms.rule.per == "piece" else 1
    return ledger.n.choose(spent >= 1, one, 0)


def _order_cap(ledger: Ledger, deed: Act) -> Cents | None:
    """What the rule may take in the whole order."""
    cap = deed.apply.terms.cap_order
    if cap is None or isinstance(cap, int):
        return cap
    of = [amount for site in deed.sites for amount in ledger.view(deed.apply.of, site.lots, ledger.guards(site))]
    return part(ledger.n, ledger.n.total(of), cap, 1, Rounding.DOWN)


def _on_pool(ledger: Ledger, site: Site, apply: Apply, left: _Left) -> Sequence[Cents]:
    """One rule on one pool: what is kept of each lot's share (or charged, per lot)."""
    n, slots, terms = ledger.n, site.slots, apply.terms
    guards = ledger.guards(site)
    if site.gated:
        for at, guard in enumerate(guards):
            n.let(slots.guards + at, n.choose(guard, 1, 0))
    looks = _looks(ledger, site, apply, guards)
    n.let(slots.before, n.total(ledger.seen(ledger.columns[apply.read], site.lots, guards)))
    piece, lot = terms.rule.per == "piece", site.lots[0]
    measured = n.let(slots.measured, ledger.unit_of(looks.measure[0], lot) if piece else n.total(looks.measure))
    n.let(slots.base, ledger.unit_of(looks.of[0], lot) if piece else n.total(looks.of))
    met = passes(ledger, site, apply, guards)
    if site.conditional and isinstance(terms.verb, Charge):
        # Nothing in scope, nothing to charge for.
        met = n.both(met, n.total(ledger.counted(site.lots, guards)) >= 1)
    if slots.passes != NONE:
        n.let(slots.passes, n.choose(met, 1, 0))
    coupons = left.coupons if apply.coupon else None
    raw, units = parts(ledger, site, apply, looks, measured, coupons, _bound(n, apply, left))
    units = [n.choose(met, one, 0) for one in units]
    wanted = n.let(slots.wanted, n.choose(met, n.total(raw), 0))
    if slots.eached != NONE:
        wanted = n.let(slots.eached, n.total(units))
    granted = n.let(slots.granted, _allowed(ledger, site, apply, _limited(n, site, apply, looks, wanted, left)))
    shares = _shares(ledger, site, apply, units, granted, looks, guards)
    for at, one in enumerate(shares):
        n.let(slots.shares + at, one)
    if isinstance(terms.verb, Charge):
        kept = shares
    else:
        room = rooms(ledger, site, apply, left.coupons)
        kept = within_room(n, site, terms, shares, units, room, granted < wanted if site.limited else False)
    for at, one in enumerate(kept):
        n.let(slots.kept + at, one)
    return kept


def _bound(n: Numbers, apply: Apply, left: _Left) -> Cents | None:
    """What the wallet and the cap on the order have left, where there are any."""
    if not apply.balance:
        return left.order
    return left.wallet if left.order is None else n.least(left.wallet, left.order)


def _looks(ledger: Ledger, site: Site, apply: Apply, guards: Sequence[Test]) -> Looks:
    measure = ledger.view(apply.measure, site.lots, guards)
    of = measure if apply.of == apply.measure else ledger.view(apply.of, site.lots, guards)
    running = of if apply.running.terms == apply.of.terms else ledger.view(apply.running, site.lots, guards)
    counts = ledger.counted(site.lots, guards) if site.units else []
    return Looks(measure, of, running, counts)


# --- caps, wallet, coupon, choice ---------------------------------------------------------------------------


def _limited(n: Numbers, site: Site, apply: Apply, looks: Looks, wanted: Cents, left: _Left) -> Cents:
    """What the caps on pool and order, the wallet and the coupon let through."""
    slots, amount = site.slots, wanted
    if slots.pooled != NONE:
        amount = n.let(slots.pooled, capped(n, apply.terms.cap_pool, n.total(looks.of), amount))
    if left.order is not None:
        amount = n.let(slots.ordered, n.least(amount, left.order))
    if apply.balance:
        amount = n.least(amount, n.let(slots.balance, left.wallet))
    if apply.coupon:
        amount = n.choose(n.let(slots.coupons, left.coupons) >= 1, amount, 0)
    return amount


def _allowed(ledger: Ledger, site: Site, apply: Apply, amount: Cents) -> Cents:
    """Nothing, where the shopper leaves the rule alone, a limit is used up, or a rule stands that it may not meet."""
    n, slots = ledger.n, site.slots
    if slots.allowed != NONE:
        # A gate or a limit that has nothing left is 0.
        gates = [ledger.cell(number) for number in (*apply.allowed, apply.gate) if number is not None]
        allowed: Cents = 1
        for gate in gates:
            allowed = n.choose(gate >= 1, allowed, 0)
        amount = n.choose(n.let(slots.allowed, allowed) >= 1, amount, 0)
    if slots.blocked != NONE:
        for at, blocker in enumerate(apply.order_blockers):
            met = n.let(slots.blocked + at, n.total(ledger.columns[blocker.taken]))
            amount = n.choose(met >= 1, 0, amount)
    return amount


# --- shares ----------------------------------------------------------------------------------------------------


def _shares(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    units: Sequence[Cents],
    granted: Cents,
    looks: Looks,
    guards: Sequence[Test],
) -> Sequence[Cents]:
    """What each lot bears: the unit's own amount, or the pool's divided by weights, lines first, then lots."""
    n, terms = ledger.n, apply.terms
    if isinstance(terms.verb, Charge):
        return [granted, *([0] * (len(site.lots) - 1))]
    weights = looks.of if apply.by == apply.of else ledger.view(apply.by, site.lots, guards)
    if not site.units:
        return _divided(n, site.groups, weights, granted, terms)
    if len(site.units) == len(site.lots):
        if terms.rule.per == "piece" and terms.each == "pool":
            return [n.choose(weights[0] >= 1, granted, 0)]  # the one lot bears it, or nobody does
        return _divided(n, site.groups, units, granted, terms) if site.limited else units
    if site.limited:
        units = n.share(granted, units, terms.odd)
    # A line bears its own amount whatever the weights say; its lots by what they cost.
    costs = [ledger.columns[apply.read][lot] for lot in site.lots]
    return _over_lots(n, site.units, units, costs, terms)


def _divided(
    n: Numbers, groups: Sequence[tuple[int, ...]], weights: Sequence[Cents], amount: Cents, terms: Terms
) -> Sequence[Cents]:
    if all(len(group) == 1 for group in groups):
        return n.share(amount, weights, terms.odd)
    lines = n.share(amount, [n.total([weights[p] for p in group]) for group in groups], terms.odd)
    return _over_lots(n, groups, lines, weights, terms)


def _over_lots(
    n: Numbers, groups: Sequence[tuple[int, ...]], amounts: Sequence[Cents], weights: Sequence[Cents], terms: Terms
) -> Sequence[Cents]:
    """What each group bears, divided over its lots."""
    shares: list[Cents] = [0] * len(weights)
    for group, amount in zip(groups, amounts, strict=True):
        for at, one in zip(group, n.share(amount, [weights[p] for p in group], terms.odd), strict=True):
            shares[at] = one
    return shares
