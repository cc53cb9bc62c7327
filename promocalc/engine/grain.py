"""How closely anybody looks: which pools nobody looks into, where only what is paid is asked for.

A deduction is divided over lines only where a later rule looks closer than its pool. A backward pass collects, column
by column, the sets of lines that later readers add up (the *grain*). A pool that no reader of what it writes cuts
into may bear its deduction as one; then its lines' amounts stand together on its first line. A pool that is cut, or
whose shares may be clipped line by line, is divided as always, and so is everything before it that it reads. Likewise
after alternatives: what nobody tells apart stands together, whichever of them stands.

That ``pay`` is the same either way rests on this: shares in proportion to what lines cost never exceed that, so
clipping the pool clips what clipping its lines would. Where that cannot be said, lines stay single.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from promocalc.engine.programme import Apply, Condition, CountDown, Levy, Merge, Open, Sum
from promocalc.engine.terms import Charge
from promocalc.money import FITTING
from promocalc.rules.rule import Distinct
from promocalc.rules.scope import names_kind

if TYPE_CHECKING:
    from promocalc.engine.sites import Sites

Detail: TypeAlias = Literal["lines", "pay"]
"""Whether the amounts of lines are asked for, or only what is paid."""

Grain: TypeAlias = tuple[int, ...]
"""A partition of lines: of each line, the number of its part."""


class Coarse(NamedTuple):
    """What may stand together."""

    pools: frozenset[tuple[int, str]]
    """Pools that may bear as one: the number of the operation, and the pool's key."""
    joined: dict[int, Grain]
    """After alternatives, by the number of the operation: of each line, the number of its part."""


def coarse(sites: Sites) -> Coarse:
    """What may stand together where only what is paid is asked for."""
    return _Looking(sites).coarse()


class _Looking:
    def __init__(self, sites: Sites) -> None:
        self.sites = sites
        self.lines = range(len(sites.lines))
        self.needs: dict[int, Grain] = {}
        """Per column: what later readers tell apart."""
        self.pieced: set[int] = set()
        """Lines whose single pieces a later rule looks at, or clips: their lots are told apart in columns before it."""
        self.found: set[tuple[int, str]] = set()
        self.joined: dict[int, Grain] = {}

    def coarse(self) -> Coarse:
        programme = self.sites.programme
        if programme.levy is not None:
            self.levy(programme.levy)
        for number in range(len(programme.ops) - 1, -1, -1):
            op = programme.ops[number]
            match op:
                case Apply():
                    self.apply(number, op)
                case Merge():
                    # Pieces that a later rule looks at stay where they are.
                    parts = zip(self.grain(op.write), self.lines, strict=True)
                    self.joined[number] = tuple(~at if at in self.pieced else part for part, at in parts)
                    self.merge(op)
                case Open():
                    self.pieced.update(self.lines)
                case CountDown():
                    pass  # it adds up all there is
        return Coarse(frozenset(self.found), self.joined)

    # --- grains ---------------------------------------------------------------------------------------

    def grain(self, column: int) -> Grain:
        return self.needs.get(column, (0,) * len(self.lines))

    def meet(self, column: int, other: Sequence[object]) -> None:
        """What is told apart by ``other`` is told apart in the column from now on."""
        if column < 0:
            return
        numbers: dict[tuple[int, object], int] = {}
        pairs = zip(self.grain(column), other, strict=True)
        self.needs[column] = tuple(numbers.setdefault(pair, len(numbers)) for pair in pairs)

    def apart(self, column: int, lines: Iterable[int]) -> None:
        """Some lines are added up together: they are told from all others."""
        inside = set(lines)
        self.meet(column, [at in inside for at in self.lines])

    def single(self, column: int, lines: Iterable[int]) -> None:
        """Each of some lines is looked at by itself."""
        inside = set(lines)
        self.meet(column, [at if at in inside else -1 for at in self.lines])

    def looked(self, look: Sum, lines: Sequence[int]) -> None:
        """A view of some lines is added up. One that takes off may not go below 0, lot by lot."""
        takes_off = any(sign < 0 for sign, _ in look.terms)
        if takes_off:
            self.pieced.update(lines)
        for _, column in look.terms:
            (self.single if takes_off else self.apart)(column, lines)

    # --- readers, from the last to the first -------------------------------------------------------------

    def levy(self, levy: Levy) -> None:
        lines = self.sites.lines
        rates = [self.sites.rate(levy, line) for line in lines]
        taxed = [at for at, rate in enumerate(rates) if rate is not None]
        if levy.per == "piece":
            self.pieced.update(taxed)
        alone = levy.per in ("piece", "line") or any(sign < 0 for sign, _ in levy.of.terms)
        for _, column in levy.of.terms:
            self.meet(column, rates)
            if alone:
                self.single(column, taxed)

    def merge(self, op: Merge) -> None:
        groups: list[object] = [self.group(op, at) for at in self.lines]
        if op.per == "piece":
            self.pieced.update(self.lines)
        paid = () if op.paid is None else ((op.paid.write, (op.paid.entry, *op.paid.exits)),)
        masks = [(after, [column for _, column in takes]) for after, takes in op.masks]
        for after, inside in ((op.write, (op.entry, *(branch.exit for branch in op.branches))), *masks, *paid):
            for column in inside:
                self.meet(column, self.grain(after))
                self.meet(column, groups)

    def group(self, op: Merge, at: int) -> object:
        match op.per:
            case "order":
                return 0
            case "store":
                return self.sites.lines[at].store
            case _:
                return at

    def apply(self, number: int, op: Apply) -> None:
        sites, terms = self.sites, op.terms
        scoped = sites.scoped(op, terms.scope, terms.goods_only)
        lines = [at for at, _ in scoped]
        guarded = any(guard is not True for _, guard in scoped) or any(one.on != "order" for one in op.blockers)
        piecewise = terms.each == "piece" or terms.rule.per == "piece" or terms.selects or op.used is not None
        if piecewise:
            self.pieced.update(lines)
            if terms.rule.sets is not None and terms.rule.sets.companions is not None:
                on = terms.rule.sets.companions.on
                self.pieced.update(at for at, _ in sites.scoped(op, on, not names_kind(on)))
        charges = isinstance(terms.verb, Charge) and terms.each == "pool"  # nobody bears it: it has a line of its own
        fits = charges or self.fits(op)
        alone = guarded or piecewise or not fits
        if not fits:
            self.pieced.update(lines)  # what a lot keeps, or how it shares, is a matter of its own pieces
        for key, members in sites.pools(op, lines):
            written = (op.write, op.taken) if op.prepays < 0 else (op.taken, op.prepays)
            if charges and not alone:
                self.read(op, members, alone=False)
            elif alone or self.pieced.intersection(members) or self.cut(written, members):
                self.read(op, members, alone=True)
            else:
                self.found.add((number, key))
                self.read(op, members, alone=False)
        if op.write != op.read:
            self.meet(op.read, self.grain(op.write))
        if op.prepays >= 0:
            self.meet(op.paid, self.grain(op.prepays))
        self.elsewhere(op, lines)

    def fits(self, op: Apply) -> bool:
        """Whether clipping a pool is the same as clipping its lines."""
        terms = op.terms
        if terms.each != "pool" or terms.bearers not in ("picked", "pool"):
            return False
        if terms.gives:
            return True
        by_cost = op.by.terms == ((1, op.read),) and op.paid < 0
        return by_cost and terms.floor == 0 and terms.room != "respread" and terms.odd in FITTING and op.spent is None

    def cut(self, columns: Iterable[int], members: Sequence[int]) -> bool:
        """Whether a later reader of one of the columns looks into the pool."""
        return any(len({self.grain(column)[at] for at in members}) > 1 for column in columns)

    def read(self, op: Apply, members: Sequence[int], *, alone: bool) -> None:
        """What a rule looks at in one pool: ``alone``, line by line."""
        (self.single if alone else self.apart)(op.read, members)
        if op.paid >= 0:
            self.single(op.paid, members)
        for view in (op.measure, op.of, op.by, op.running):
            self.looked(view, members)
            for _, column in view.terms if alone else ():
                self.single(column, members)
        if op.terms.selects:
            for _, column in op.rank.terms:
                self.single(column, members)
        for condition in op.conditions:
            if condition.on is None:
                self.condition(condition, members)

    def condition(self, condition: Condition, members: Sequence[int]) -> None:
        if isinstance(condition.looks, Distinct):
            return
        self.looked(condition.looks, members)
        if condition.any_line:
            for _, column in condition.looks.terms:
                self.single(column, members)

    def elsewhere(self, op: Apply, lines: Sequence[int]) -> None:
        """What a rule looks at besides its pools: other scopes, what other rules took or charged."""
        sites = self.sites
        for condition in op.conditions:
            if condition.on is None:
                continue
            near = sites.scoped(op, condition.on, not names_kind(condition.on))
            gated = any(guard is not True for _, guard in near)
            for _, members in sites.pools(op, [at for at, _ in near]):
                self.condition(condition, members)
                if gated and not isinstance(condition.looks, Distinct):
                    for _, column in condition.looks.terms:
                        self.single(column, members)
        for _, column in (*op.discounts, *op.charges):
            self.single(column, self.lines)
        for blocker in op.blockers:
            if blocker.on != "order":
                self.single(blocker.taken, self.lines)
        if op.used is not None:
            self.single(op.used[0], lines)
