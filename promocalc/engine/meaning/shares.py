"""Who bears what: the unit's own amount, or the pool's divided by weights, lines first, then lots."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.engine.meaning.amounts import Looks
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.pieces import Kind
from promocalc.engine.plan import Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Charge, Terms
from promocalc.numbers.protocol import Cents, Numbers, Test


def shares_of(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    units: Sequence[Cents],
    wanted: Cents,
    granted: Cents,
    looks: Looks,
    guards: Sequence[Test],
    touched: Sequence[Cents] | None,
) -> tuple[Sequence[Cents], Sequence[Cents]]:
    """Weights and shares of the bearers. ``touched`` are the pieces that bear, where these may not be all."""
    n, terms = ledger.n, apply.terms
    if isinstance(terms.verb, Charge):
        return [], [granted, *([0] * (len(site.bearers) - 1))]
    weights = _weights(ledger, site, apply, looks, guards, touched)
    if site.whole:
        weights = [n.total(weights)]
        return weights, n.share(granted, weights, terms.odd)
    if terms.bearers in ("pool", "order") and not terms.gives:
        return weights, divided(n, site.bearer_groups, weights, granted, terms)
    if not site.units:
        return weights, divided(n, site.groups, weights, granted, terms)
    if terms.each == "set":
        return weights, _of_sets(ledger, site, apply, units, wanted, granted, looks, guards)
    if terms.bearers == "sets" and looks.selection is not None:
        return weights, divided(n, site.groups, weights, granted, terms)
    if len(site.units) == len(site.lots):
        if terms.rule.per == "piece" and terms.each == "pool":
            # The one lot bears it, or, without weight, nobody does.
            own = granted if terms.even else n.choose(weights[0] >= 1, granted, 0)
            return weights, [own]
        return weights, (divided(n, site.groups, units, granted, terms) if site.limited else units)
    if site.limited:
        units = n.share(granted, units, terms.odd)
    # A line bears its own amount whatever the weights say; its lots by what they cost.
    if looks.selection is not None:
        return weights, _over_lots(n, site.units, units, looks.running, terms)
    costs = [ledger.columns[apply.read][lot] for lot in site.lots]
    return weights, _over_lots(n, site.units, units, costs, terms)


def _weights(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    looks: Looks,
    guards: Sequence[Test],
    touched: Sequence[Cents] | None,
) -> Sequence[Cents]:
    """In what proportion: the view of the pieces that bear; where nobody has any, by pieces if the rule says so."""
    n, terms = ledger.n, apply.terms
    bearers = site.lots if site.whole else site.bearers
    inside = guards if bearers == site.lots else [True] * len(bearers)
    if touched is None and apply.by == apply.of and looks.selection is None and bearers == site.lots:
        weights: Sequence[Cents] = looks.of
    else:
        weights = ledger.view(apply.by, bearers, inside)
        if touched is not None:
            weights = ledger.of_pieces(ledger.units(weights, bearers), bearers, touched)
    counts = touched if touched is not None else ledger.counted(bearers, inside) if terms.even else []
    return _weighed(n, terms, weights, counts)


def _weighed(n: Numbers, terms: Terms, weights: Sequence[Cents], counts: Sequence[Cents]) -> Sequence[Cents]:
    """Weights; where nobody has any, the pieces if the rule says so."""
    if not terms.even:
        return weights
    heavy = n.total(weights) >= 1
    return [n.choose(heavy, weight, count) for weight, count in zip(weights, counts, strict=True)]


def _of_sets(
    ledger: Ledger,
    site: Site,
    apply: Apply,
    units: Sequence[Cents],
    wanted: Cents,
    granted: Cents,
    looks: Looks,
    guards: Sequence[Test],
) -> list[Cents]:
    """Every set's amount is divided over its own pieces; where a cap let less through, in proportion to that."""
    n, terms = ledger.n, apply.terms
    assert looks.selection is not None
    kinds = looks.selection.kinds
    by = ledger.units(ledger.view(apply.by, site.lots, guards), site.lots)
    found: list[Cents] = [0] * len(site.lots)
    most = ledger.pieces_of_all(site.lots)
    for kind, unit in zip(kinds, units, strict=True):
        members = _bearing(kind, terms)
        weights = _weighed(n, terms, ledger.of_pieces(by, site.lots, members), members)
        own = _of_kind(n, site, kind, weights, unit, terms, most)
        found = [one + more for one, more in zip(found, own, strict=True)]
    if not site.limited:
        return found
    reduced = divided(n, site.groups, found, granted, terms)
    return [n.choose(granted >= wanted, one, less) for one, less in zip(found, reduced, strict=True)]


def _bearing(kind: Kind, terms: Terms) -> list[Cents]:
    return kind.pieces if terms.bearers == "sets" else kind.picked


def _of_kind(
    n: Numbers, site: Site, kind: Kind, weights: Sequence[Cents], amount: Cents, terms: Terms, most: int
) -> Sequence[Cents]:
    """What all sets of one kind bear: as often as it comes, one set's amount divided over its pieces."""
    one = n.quotient(amount, n.most(kind.times, 1))
    shares = divided(n, site.groups, weights, one, terms)
    return [n.times(kind.times, share, most) for share in shares]


def divided(
    n: Numbers, groups: Sequence[tuple[int, ...]], weights: Sequence[Cents], amount: Cents, terms: Terms
) -> Sequence[Cents]:
    """An amount divided over lines by their weights, and a line's part over its lots."""
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
