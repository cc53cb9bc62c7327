"""Step one of the plan: a rulebook and the facts become a flat programme, with no cart in it.

The tree is lowered to a tuple of operations. ``together`` is no operation: it
pins views to the columns at its start. ``when`` is decided here, and a rule
that it rules out leaves no operation, only its reason.
"""

from __future__ import annotations

from collections.abc import Sequence as Seq
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, assert_never

from promocalc.engine.outcome import SkipReason
from promocalc.engine.programme import (
    MARKED,
    Apply,
    Blocker,
    Branch,
    Cell,
    Condition,
    CountDown,
    Facts,
    Merge,
    Op,
    Open,
    Programme,
    Sum,
)
from promocalc.engine.readings import readings
from promocalc.engine.terms import Terms, terms_of, threshold
from promocalc.engine.when import why_not
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import (
    Alternatives,
    BestOf,
    FirstOf,
    Labelled,
    Node,
    OneOf,
    Per,
    Run,
    Sequence,
    Together,
    Unstated,
    members,
    rules_in,
)
from promocalc.rules.rule import Balance, Distinct, Need, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import rules_named
from promocalc.rules.take import Add
from promocalc.rules.views import View


def flatten(book: Rulebook, facts: Facts) -> tuple[Programme, ...]:
    """A programme for every combination of readings, the first written first."""
    if book.price is None:
        return (_Lowering(book, facts).programme(None, ()),)
    return tuple(_Lowering(book, facts).programme(tree, names) for names, tree in readings(book.price))


@dataclass(slots=True)
class _Scene:
    """What stands at one point of the tree."""

    running: int
    labels: dict[str, int]
    taken: dict[str, int]
    pinned: _Scene | None = None

    def copy(self) -> _Scene:
        return _Scene(self.running, dict(self.labels), dict(self.taken), self.pinned)


@dataclass
class _Lowering:
    book: Rulebook
    facts: Facts
    ops: list[Op] = field(default_factory=list)
    skipped: dict[str, tuple[int, str, SkipReason]] = field(default_factory=dict)
    columns: int = 1
    takes: set[int] = field(default_factory=set)
    cells: list[Cell] = field(default_factory=list)
    cell_count: int = 0
    versions: dict[tuple[str, str], int] = field(default_factory=dict)
    """The current cell of every balance, coupon and gate."""
    firsts: dict[tuple[str, str], int] = field(default_factory=dict)
    """Their first ones."""
    allowed: tuple[int, ...] = ()
    choosable: dict[str, None] = field(default_factory=dict)
    one_ofs: list[tuple[tuple[tuple[str, ...], ...], int]] = field(default_factory=list)

    def programme(self, tree: Node | None, names: tuple[str, ...]) -> Programme:
        for exclusion in self.book.exclude:
            if exclusion.keep == "best":
                self.choosable.update(dict.fromkeys((*exclusion.these, *exclusion.not_with)))
        if tree is not None:
            self._gates(tree)
        for name in self.choosable:
            self.cell("gate", name)
        scene = _Scene(MARKED, {}, {})
        if tree is not None:
            self.node(tree, scene)
        return Programme(
            book=self.book,
            readings=names,
            ops=tuple(self.ops),
            skipped=tuple(self.skipped.values()),
            final=scene.running,
            columns=self.columns,
            takes=frozenset(self.takes),
            last_use=self._last_use(scene.running),
            cells=tuple(self.cells),
            cell_count=self.cell_count,
            choosable=tuple(self.choosable),
            one_ofs=tuple(self.one_ofs),
        )

    def _gates(self, node: Node | Labelled, choice: bool = False) -> None:
        """Every rule that the shopper may use or leave: coupons, balances, and what stands in a ``one_of``."""
        if isinstance(node, Run):
            rule = self.book.rules[node.rule]
            if choice or rule.use != "automatic":
                self.choosable[node.rule] = None
            return
        inner = [node.node] if isinstance(node, Labelled) else [member for _, member in members(node)]
        if isinstance(node, OneOf):
            self.one_ofs.append((tuple(rules_in(part) for part in node.parts), node.at_most))
        for member in inner:
            self._gates(member, choice or isinstance(node, OneOf))

    # --- columns and cells ----------------------------------------------------------------------

    def column(self) -> int:
        self.columns += 1
        return self.columns - 1

    def new_cell(self) -> int:
        self.cell_count += 1
        return self.cell_count - 1

    def cell(self, source: Literal["balance", "coupon", "gate", "limit"], name: str, value: int = 0) -> int:
        """The current version of a cell. First values come from outside and have negative numbers, from -1 down."""
        key = (source, name)
        if key not in self.versions and key in self.firsts:
            self.versions[key] = self.firsts[key]
        if key not in self.versions:
            self.cells.append(Cell(source, name, value))
            self.versions[key] = self.firsts[key] = -len(self.cells)
        return self.versions[key]

    def spent(self, source: Literal["balance", "coupon"], name: str) -> tuple[int, int]:
        before = self.cell(source, name)
        after = self.new_cell()
        self.versions[(source, name)] = after
        return before, after

    # --- nodes --------------------------------------------------------------------------------------

    def node(self, node: Node | Labelled, scene: _Scene) -> None:
        match node:
            case Labelled(_, inner):
                self.node(inner, scene)
            case Run(rule):
                self.run(rule, scene)
            case Sequence(steps):
                outside = dict(scene.labels)
                for step in steps:
                    before = dict(scene.labels)
                    self.node(step, scene)
                    scene.labels = before  # labels inside a member are its own affair
                    if isinstance(step, Labelled):
                        scene.labels[step.label] = scene.running
                scene.labels = outside
            case Together(parts):
                outer = scene.pinned
                scene.pinned = outer or scene.copy()
                for part in parts:
                    self.node(part, scene)
                scene.pinned = outer
            case BestOf() | FirstOf() | OneOf():
                self.alternatives(node, scene)
            case Unstated():
                raise AssertionError("readings are settled before lowering")
            case _:
                assert_never(node)

    def run(self, name: str, scene: _Scene) -> None:
        rule = self.book.rules[name]
        why = why_not(rule.when, self.facts.shopper, self.facts.at, self.book.timezone)
        if why is not None:
            self.skipped.setdefault(name, (len(self.ops), name, why))
            scene.taken.setdefault(name, -1)
            return
        looks = scene.pinned or scene
        visible = frozenset(looks.labels) | frozenset(looks.taken)
        terms = terms_of(rule, self.book, visible)
        write, taken = self.column(), self.column()
        self.takes.add(taken)
        self.ops.append(
            Apply(
                terms=terms,
                read=scene.running,
                write=write,
                taken=taken,
                measure=_resolve(terms.measure, looks),
                of=_resolve(terms.of, looks),
                by=_resolve(terms.by, looks),
                running=Sum(((1, looks.running),), "running"),
                conditions=tuple(self.conditions(terms, looks)),
                blockers=tuple(self.blockers(name, scene)),
                discounts=tuple(self.discounts(rule, scene)),
                charges=tuple((other, at) for other, at in scene.taken.items() if at >= 0 and self.charges(other)),
                gate=self.cell("gate", name) if name in self.choosable else None,
                allowed=self.allowed,
                balance=self.spent("balance", rule.use.name) if isinstance(rule.use, Balance) else None,
                coupon=self.spent("coupon", name) if rule.use == "coupon" else None,
            )
        )
        scene.running = write
        scene.taken[name] = taken

    def discounts(self, rule: Rule, scene: _Scene) -> Seq[tuple[str, int]]:
        scopes = [rule.on, *(need.on for need in rule.needs if need.on is not None)]
        names = dict.fromkeys(name for scope in scopes for _, name in rules_named(scope))
        return [(name, scene.taken[name]) for name in names if scene.taken.get(name, -1) >= 0]

    def charges(self, name: str) -> bool:
        return isinstance(self.book.rules[name].take, Add)

    def conditions(self, terms: Terms, looks: _Scene) -> Seq[Condition]:
        rule, currency = terms.rule, self.book.currency
        needs = list(rule.needs)
        if rule.start is not None:
            needs.insert(0, Need(at_least=rule.start))
        return [self.condition(need, terms, looks, currency) for need in needs]

    def condition(self, need: Need, terms: Terms, looks: _Scene, currency: str) -> Condition:
        seen = need.in_ or terms.measure
        found = seen if isinstance(seen, Distinct) else _resolve(seen, looks)
        counts = isinstance(found, Distinct) or found.counts
        at_least, above, at_most = (
            None if bound is None else threshold(bound, counts, currency)
            for bound in (need.at_least, need.above, need.at_most)
        )
        return Condition(found, at_least, above, at_most, need.on, need.any == "line", counts, str(seen))

    def blockers(self, name: str, scene: _Scene) -> Seq[Blocker]:
        found: dict[Blocker, None] = {}
        for exclusion in self.book.exclude:
            for other in _opponents(name, exclusion):
                column = scene.taken.get(other, -1)
                if column >= 0:
                    found[Blocker(other, column, self.meet_on(other, exclusion))] = None
        return tuple(found)

    def meet_on(self, other: str, exclusion: Exclusion) -> Literal["order", "store", "line"]:
        """Over which lines they would meet. A charge has a line of its own: in its store, or anywhere."""
        if exclusion.on == "order" or not self.charges(other):
            return exclusion.on
        return "store" if self.book.rules[other].per in ("store", "line", "piece") else "order"

    # --- alternatives -------------------------------------------------------------------------------

    def alternatives(self, node: Alternatives, scene: _Scene) -> None:
        if node.at_most == 1:
            prefer: Literal["most", "first"] = "most" if isinstance(node, BestOf) else "first"
            self.merge(node.parts, node.per, prefer, scene)
        elif isinstance(node, BestOf):
            parts = [
                Sequence(chosen) if len(chosen) > 1 else chosen[0]
                for size in range(1, min(node.at_most, len(node.parts)) + 1)
                for chosen in combinations(node.parts, size)
            ]
            self.merge(tuple(parts), node.per, "most", scene)
        else:
            self.count_down(node.parts, node.at_most, scene)

    def merge(self, parts: tuple[Node, ...], per: Per, prefer: Literal["most", "first"], scene: _Scene) -> None:
        entry, before = scene.copy(), dict(self.versions)
        opened = len(self.ops) if per == "piece" else -1
        if per == "piece":
            self.ops.append(Open(entry.running, opened))
        branches: list[tuple[_Scene, dict[tuple[str, str], int]]] = []
        for part in parts:
            inside = entry.copy()
            self.versions = dict(before)
            self.node(part, inside)
            branches.append((inside, self.versions))
        # A balance first touched inside an alternative has its first value before all of them.
        before = self.firsts | before
        touched = [key for key in before if any(after[key] != before[key] for _, after in branches if key in after)]
        self.versions = dict(before)
        merged = {key: self.new_cell() for key in touched}
        masks = []
        for rule in dict.fromkeys(rule for inside, _ in branches for rule in inside.taken):
            takes = [
                (at, inside.taken[rule])
                for at, (inside, _) in enumerate(branches)
                if inside.taken.get(rule, -1) not in (-1, entry.taken.get(rule))
            ]
            scene.taken.setdefault(rule, -1)
            if takes:
                scene.taken[rule] = self.column()
                self.takes.add(scene.taken[rule])
                masks.append((scene.taken[rule], tuple(takes)))
        scene.running = self.column()
        self.ops.append(
            Merge(
                entry=entry.running,
                write=scene.running,
                branches=tuple(
                    Branch(inside.running, tuple(after.get(key, before[key]) for key in touched), rules_in(part))
                    for part, (inside, after) in zip(parts, branches, strict=True)
                ),
                per=per,
                opened=opened,
                prefer=prefer,
                entry_cells=tuple(before[key] for key in touched),
                cells=tuple(merged.values()),
                masks=tuple(masks),
            )
        )
        self.versions |= merged

    def count_down(self, parts: tuple[Node, ...], at_most: int, scene: _Scene) -> None:
        left = self.cell("limit", f"limit {len(self.cells)}", at_most)
        for part in parts:
            outer, before = self.allowed, dict(scene.taken)
            self.allowed = (*outer, left)
            self.merge((part,), "order", "first", scene)
            self.allowed = outer
            after = self.new_cell()
            takes = tuple(c for rule, c in scene.taken.items() if c >= 0 and c != before.get(rule))
            self.ops.append(CountDown(takes, left, after, rules_in(part)))
            left = after

    def _last_use(self, final: int) -> tuple[int, ...]:
        last = [-1] * self.columns
        for at, op in enumerate(self.ops):
            for column in _reads(op):
                last[column] = at
        last[final] = len(self.ops)
        return tuple(last)


def _resolve(view: View, scene: _Scene) -> Sum:
    if view.counts_pieces:
        return Sum((), "pieces", counts=True)
    terms = []
    for sign, word in view.terms:
        column = _column(word, scene)
        if column is not None:
            terms.append((sign, column))
    return Sum(tuple(terms), str(view))


def _column(word: str, scene: _Scene) -> int | None:
    """The column a word stands for; None for one that is all zeros."""
    match word:
        case "marked":
            return MARKED
        case "running":
            return scene.running
        case "paid" | "tax":
            return None
        case _:
            if word in scene.labels:
                return scene.labels[word]
            column = scene.taken.get(word, -1)
            return column if column >= 0 else None


def _opponents(name: str, exclusion: Exclusion) -> tuple[str, ...]:
    sides = ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these))
    return tuple(other for mine, others in sides if name in mine for other in others if other != name)


def _reads(op: Op) -> set[int]:
    match op:
        case Apply():
            sums = [op.measure, op.of, op.by, op.running]
            sums += [condition.looks for condition in op.conditions if isinstance(condition.looks, Sum)]
            found = {column for one in sums for _, column in one.terms}
            return (
                found
                | {op.read}
                | {b.taken for b in op.blockers}
                | {column for _, column in (*op.discounts, *op.charges)}
            )
        case Merge():
            taken = {column for _, takes in op.masks for _, column in takes}
            return {op.entry, *(branch.exit for branch in op.branches)} | taken
        case CountDown():
            return set(op.takes)
        case Open():
            return {op.entry}
