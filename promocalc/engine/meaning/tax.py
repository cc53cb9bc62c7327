"""Tax: what closes the programme."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.rounding import nearest
from promocalc.engine.plan import Collect
from promocalc.money import Odd
from promocalc.numbers.protocol import Cents


def collect(ledger: Ledger, deed: Collect) -> Cents:
    """The tax of every line, and what of it is added to what is paid."""
    n = ledger.n
    bases = ledger.view(deed.levy.of, deed.lots, [True] * len(deed.lots))
    if deed.levy.per == "piece":
        return _close(ledger, deed, deed.lots, bases, _of_pieces(ledger, deed, bases))
    own = [ledger.plan.lot_lines[lot] for lot in deed.lots]
    lines = list(dict.fromkeys(own))
    rates = [deed.rates[own.index(line)] for line in lines]
    totals = [n.total([base for base, at in zip(bases, own, strict=True) if at == line]) for line in lines]
    match deed.levy.per:
        case "line":
            groups = lines
        case "rate":
            groups = [sorted(set(rates)).index(rate) for rate in rates]
        case "order":
            groups = [0] * len(lines)
    # A line's number is that of its first lot.
    return _close(ledger, deed, lines, totals, _together(ledger, deed, totals, rates, groups))


def _close(ledger: Ledger, deed: Collect, lots: Sequence[int], bases: Sequence[Cents], taxes: Sequence[Cents]) -> Cents:
    """Keep what every line owes; what of all of it is added to what is paid."""
    n = ledger.n
    by_line: list[list[Cents]] = [[] for _ in ledger.plan.lines]
    base_of: list[list[Cents]] = [[] for _ in ledger.plan.lines]
    for lot, base, tax in zip(lots, bases, taxes, strict=True):
        by_line[ledger.plan.lot_lines[lot]].append(tax)
        base_of[ledger.plan.lot_lines[lot]].append(base)
    for at, (base_parts, parts) in enumerate(zip(base_of, by_line, strict=True)):
        n.let(deed.bases + at, n.total(base_parts))
        n.let(deed.taxes + at, n.total(parts))
    total = n.let(deed.total, n.total(taxes))
    return 0 if deed.levy.included else total


def _of_pieces(ledger: Ledger, deed: Collect, bases: Sequence[Cents]) -> list[Cents]:
    """Rounded for every piece: a lot's pieces are equal."""
    n = ledger.n
    return [
        n.times(
            ledger.counts[lot],
            _tax(ledger, deed, [ledger.unit_of(base, lot)], [rate]),
            ledger.pieces_at_most(lot),
        )
        for lot, base, rate in zip(deed.lots, bases, deed.rates, strict=True)
    ]


def _together(
    ledger: Ledger, deed: Collect, bases: Sequence[Cents], all_rates: Sequence[Fraction], groups: Sequence[int]
) -> list[Cents]:
    """Rounded once for each group of lines, and divided over them by what each owes exactly."""
    n = ledger.n
    taxes: list[Cents] = [0] * len(bases)
    for group in dict.fromkeys(groups):
        members = [at for at, own in enumerate(groups) if own == group]
        rates = [all_rates[at] for at in members]
        tax = _tax(ledger, deed, [bases[at] for at in members], rates)
        if len(members) == 1:
            taxes[members[0]] = tax
            continue
        parts, scale = _parts(deed, rates)
        weights = [
            bases[at] * (part.numerator * (scale // part.denominator)) for at, part in zip(members, parts, strict=True)
        ]
        for at, one in zip(members, n.share(tax, weights, Odd.LARGEST), strict=True):
            taxes[at] = one
    return taxes


def _parts(deed: Collect, rates: Sequence[Fraction]) -> tuple[list[Fraction], int]:
    """What share of its base every member owes, and a number that makes all of them whole."""
    if deed.levy.included:
        parts = [Fraction(rate.numerator, rate.numerator + rate.denominator) for rate in rates]
    else:
        parts = list(rates)
    return parts, lcm(*(part.denominator for part in parts))


def _tax(ledger: Ledger, deed: Collect, bases: Sequence[Cents], rates: Sequence[Fraction]) -> Cents:
    """The tax on several bases, rounded once: itself, or the net price that is left without it."""
    n, levy = ledger.n, deed.levy
    parts, scale = _parts(deed, rates)
    if levy.rounds_net:
        nets = [(1 - part) * scale for part in parts]
        net = n.total([base * int(one) for base, one in zip(bases, nets, strict=True)])
        return n.most(n.total(bases) - nearest(n, net, scale, levy.unit, levy.mode), 0)
    owed = n.total([base * int(part * scale) for base, part in zip(bases, parts, strict=True)])
    tax = nearest(n, owed, scale, levy.unit, levy.mode)
    # A price holds no more tax than itself, whatever that is rounded to.
    return n.least(tax, n.total(bases)) if levy.included else tax
