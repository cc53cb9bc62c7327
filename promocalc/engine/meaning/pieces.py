"""Which pieces a rule is for: sets formed in an order, and the pieces picked from them.

No piece is ever looked at by itself. A lot is a run of equal pieces; how many
pieces stand before each run (``ahead``) says which of them fall into which set.
In an order of runs, a set of ``n`` either lies inside one run, or it begins in
one and ends in others: so there are no more *kinds* of sets than twice the
runs, each with how often it comes and how many pieces of every run it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.plan import Site
from promocalc.engine.programme import Apply
from promocalc.numbers.protocol import Cents, Numbers, Test
from promocalc.rules.pieces import Order, Pick
from promocalc.rules.pieces import Sets as SetForm


@dataclass
class Kind:
    """Sets that are all alike."""

    times: Cents
    pieces: list[Cents]
    """Of each lot, in one set."""
    picked: list[Cents]


@dataclass
class Selection:
    """The pieces that a rule is for, by lot."""

    picked: list[Cents]
    in_sets: list[Cents]
    sets: Cents = 1
    kinds: list[Kind] = field(default_factory=list)
    companions: list[Cents] = field(default_factory=list)
    """Of each companion lot: how many pieces the sets need."""


def select(ledger: Ledger, site: Site, apply: Apply, counts: Sequence[Cents]) -> Selection:
    """Form the sets of a pool and pick from them; without sets, the pool is the one group.

    ``counts`` are the pieces in scope, by lot.
    """
    ranks = ledger.units(_rank(ledger, apply, site), site.lots)
    runs = _Runs(ledger, counts, ranks, ledger.pieces_of_all(site.lots))
    rule = apply.terms.rule
    if rule.sets is None:
        return Selection(_places(runs, rule.pick, "dearest", counts, 1), list(counts))
    if rule.sets.distinct is not None:
        return _distinct(runs, site, apply, rule.sets)
    return _slices(runs, site, apply, rule.sets)


def _rank(ledger: Ledger, apply: Apply, site: Site) -> list[Cents]:
    return [ledger.columns[apply.rank.terms[0][1]][lot] for lot in site.lots]


@dataclass
class _Runs:
    """The lots of a pool as runs of equal pieces."""

    ledger: Ledger
    counts: Sequence[Cents]
    ranks: Sequence[Cents]
    most: int
    """The plan knows that there are never more pieces."""

    @property
    def n(self) -> Numbers:
        return self.ledger.n

    def ahead(self, order: Order, counts: Sequence[Cents]) -> Sequence[Cents]:
        """How many pieces stand before each run."""
        if order != "cart":
            return self.n.ahead(self.ranks, counts, order == "cheapest")
        found: list[Cents] = []
        before: Cents = 0
        for count in counts:
            found.append(before)
            before = before + count
        return found


def _overlap(n: Numbers, before: Cents, count: Cents, start: Cents, end: Cents) -> Cents:
    """How many of ``count`` pieces, with ``before`` ahead of them, have places from ``start`` up to ``end``."""
    return n.most(n.least(before + count, end) - n.most(before, start), 0)


def _places(runs: _Runs, pick: Pick | None, form: Order, counts: Sequence[Cents], groups: Cents) -> list[Cents]:
    """The picked pieces of all runs together, as many places for each of ``groups``."""
    n = runs.n
    if pick is None:
        return list(counts)
    ahead = runs.ahead(pick.order or form, counts)
    found: list[Cents] = [0] * len(counts)
    left: Cents | None = pick.at_most
    for start, end in pick.windows:
        first, last = groups * start, groups * end
        if left is not None:
            last = n.least(last, first + left)
        inside = [_overlap(n, before, count, first, last) for before, count in zip(ahead, counts, strict=True)]
        found = [one + more for one, more in zip(found, inside, strict=True)]
        if left is not None:
            left = left - n.total(inside)
    return found


def _number(runs: _Runs, site: Site, form: SetForm, full: Cents) -> tuple[Cents, Cents | None]:
    """How many sets there are of those that the pieces would make, and the most there may be."""
    n, bound = runs.n, None
    if form.at_most is not None:
        bound = form.at_most
    most: Cents | None = bound
    if form.companions is not None:
        held = n.whole(n.total(runs.ledger.spare(site)), form.companions.pieces)
        most = held if most is None else n.least(most, held)
    return (full if most is None else n.least(full, most)), most


def _slices(runs: _Runs, site: Site, apply: Apply, form: SetForm) -> Selection:
    """Sets are slices of an order."""
    n, size, counts = runs.n, form.of, runs.counts
    ahead = runs.ahead(form.form, counts)
    every = n.total(counts)
    full = n.whole(every, size)
    sets, most = _number(runs, site, form, full)
    end: Cents = sets * size
    if form.partial:
        odd = every - full * size >= 1
        short = n.choose(odd if most is None else n.both(odd, full < most), 1, 0)
        end = n.choose(short >= 1, every, end)
        sets = sets + short
    in_sets = [_overlap(n, before, count, 0, end) for before, count in zip(ahead, counts, strict=True)]
    pick = apply.terms.rule.pick
    found = Selection(list(in_sets), in_sets, sets, companions=_companions(runs, site, apply, form, sets))
    if pick is not None and pick.across:
        found.picked = _places(runs, pick, form.form, in_sets, sets)
    if apply.terms.each == "set" or (pick is not None and not pick.across):
        found.kinds = _inside(runs, site, form, pick, ahead, end) + (
            _across(runs, form, pick, ahead, end) if size > 1 else []
        )
        if pick is not None and not pick.across:
            found.picked = _picked_of(runs, found.kinds)
    return found


def _picked_of(runs: _Runs, kinds: Sequence[Kind]) -> list[Cents]:
    n = runs.n
    return [
        n.total([n.times(kind.times, kind.picked[at], runs.most) for kind in kinds]) for at in range(len(runs.counts))
    ]


def _inside(
    runs: _Runs, site: Site, form: SetForm, pick: Pick | None, ahead: Sequence[Cents], end: Cents
) -> list[Kind]:
    """The sets that lie inside one run; of a run that never has pieces enough, a set of none."""
    n, size, runs_ = runs.n, form.of, len(runs.counts)
    places = size if pick is None else sum(min(last, size) - min(start, size) for start, last in pick.windows)
    whole_end = n.whole(end, size) * size
    found = []
    for at, (before, count) in enumerate(zip(ahead, runs.counts, strict=True)):
        last = n.whole(n.least(before + count, whole_end), size)
        times = n.most(last - n.whole(before + (size - 1), size), 0)
        pieces: list[Cents] = [0] * runs_
        picked: list[Cents] = [0] * runs_
        if runs.ledger.pieces_at_most(site.lots[at]) >= size:
            pieces[at], picked[at] = size, places
        found.append(Kind(times, pieces, picked))
    return found


def _across(runs: _Runs, form: SetForm, pick: Pick | None, ahead: Sequence[Cents], end: Cents) -> list[Kind]:
    """The sets that begin in one run and end in others (or nowhere, where a short set counts): one for each run."""
    n, size = runs.n, form.of
    found = []
    for before, count in zip(ahead, runs.counts, strict=True):
        start = n.whole(before + count, size) * size
        last = n.least(start + size, end)
        begins = n.both(n.both(start >= before, start < before + count), start < last)
        pieces = [
            n.choose(begins, _overlap(n, other, pieces_of, start, last), 0)
            for other, pieces_of in zip(ahead, runs.counts, strict=True)
        ]
        picked = pieces if pick is None else _places(runs, pick, form.form, pieces, 1)
        found.append(Kind(n.choose(begins, 1, 0), pieces, picked))
    return found


def _companions(runs: _Runs, site: Site, apply: Apply, form: SetForm, sets: Cents) -> list[Cents]:
    """The companion pieces that the sets use up, the first ones in the order in which sets are formed."""
    if form.companions is None or not site.uses_up:
        return []
    n, ledger, needed = runs.n, runs.ledger, sets * form.companions.pieces
    counts = ledger.spare(site)
    column = ledger.columns[apply.rank.terms[0][1]]
    near = _Runs(ledger, counts, [ledger.unit_of(column[lot], lot) for lot, _ in site.companions], runs.most)
    ahead = near.ahead(form.form, counts)
    return [_overlap(n, before, count, 0, needed) for before, count in zip(ahead, counts, strict=True)]


def _distinct(runs: _Runs, site: Site, apply: Apply, form: SetForm) -> Selection:
    """Sets of different values: as many as possible, filled round robin by value after value."""
    n, size, counts = runs.n, form.of, runs.counts
    by_value = [n.total([counts[at] for at in value]) for value in site.values]
    sets, _ = _number(runs, site, form, n.full_sets(by_value, size))
    gives = [n.least(count, sets) for count in by_value]
    surplus: Cents = 0 if form.partial else n.total(gives) - sets * size
    for value in range(len(gives) - 1, -1, -1):
        back = n.least(gives[value], surplus)
        gives[value], surplus = gives[value] - back, surplus - back
    in_sets: list[Cents] = [0] * len(counts)
    starts: list[Cents] = [0] * len(counts)
    """The place of each run's first piece, over all values."""
    before: Cents = 0
    for value, positions in enumerate(site.values):
        mine: list[Cents] = [counts[at] if at in positions else 0 for at in range(len(counts))]
        ahead = runs.ahead(form.form, mine)
        for at in positions:
            in_sets[at] = _overlap(n, ahead[at], counts[at], 0, gives[value])
            starts[at] = before + n.least(ahead[at], gives[value])
        before = before + gives[value]
    pick = apply.terms.rule.pick
    found = Selection(list(in_sets), in_sets, sets, companions=_companions(runs, site, apply, form, sets))
    if pick is not None and pick.across:
        found.picked = _places(runs, pick, form.form, in_sets, sets)
    if apply.terms.each == "set" or (pick is not None and not pick.across):
        rounds = max(size, len(site.values))
        found.kinds = _round_robin(runs, form, pick, in_sets, starts, sets, rounds)
        if pick is not None and not pick.across:
            found.picked = _picked_of(runs, found.kinds)
    return found


def _round_robin(
    runs: _Runs,
    form: SetForm,
    pick: Pick | None,
    in_sets: list[Cents],
    starts: list[Cents],
    sets: Cents,
    rounds: int,
) -> list[Kind]:
    """Sets from where one run begins up to where the next does are alike. No set has more pieces than ``rounds``."""
    n = runs.n
    around = n.most(sets, 1)
    first = [place - n.times(n.whole(place, around), around, rounds) for place in starts]
    points: list[tuple[Cents, Test]] = [(0, sets >= 1)]
    points += [(place, count >= 1) for place, count in zip(first, in_sets, strict=True)]
    found = []
    for at, (place, there) in enumerate(points):
        following: Cents = sets
        for other, (next_place, present) in enumerate(points):
            if other != at:
                later = n.either(next_place > place, n.both(n.same(next_place, place), other > at))
                following = n.choose(n.both(present, later), n.least(following, next_place), following)
        times = n.choose(there, following - place, 0)
        pieces: list[Cents] = []
        for start, count in zip(first, in_sets, strict=True):
            way = n.choose(start > place, place + around - start, place - start)
            pieces.append(n.choose(n.both(there, way < count), 1, 0))
        picked = pieces if pick is None else _places(runs, pick, form.form, pieces, 1)
        found.append(Kind(times, pieces, picked))
    return found
