"""Step one of the plan: a rulebook and the facts become a flat programme, with no cart in it.

The tree is lowered to a tuple of operations. ``together`` is no operation: it
pins views to the columns at its start. ``when`` is decided here, and a rule
that it rules out leaves no operation, only its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Seq
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal, assert_never

from promocalc.engine.cells import Cells
from promocalc.engine.outcome import LeftOut, NoAmountInCurrency, OnlyPromised, SkipReason
from promocalc.engine.programme import (
    MARKED,
    Apply,
    Blocker,
    Branch,
    Condition,
    CountDown,
    Facts,
    Levy,
    Merge,
    Op,
    Open,
    Prepaid,
    Programme,
    Sum,
)
from promocalc.engine.readings import readings
from promocalc.engine.scene import Scene, reads, resolve
from promocalc.engine.terms import (
    DeductEvery,
    End,
    Terms,
    is_promised_cut,
    is_random,
    lacks_amount,
    terms_of,
    threshold,
)
from promocalc.engine.when import why_not
from promocalc.money import Rate, minor_units
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import (
    Alternatives,
    BestOf,
    Consume,
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
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Distinct, Need, Rule, attributes_asked
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import rules_named
from promocalc.rules.take import Add, Deposit, Give
from promocalc.rules.use import Balance
from promocalc.rules.views import RUNNING


def flatten(book: Rulebook, facts: Facts) -> tuple[Programme, ...]:
    """A programme for every combination of readings, the first written first."""
    ends: tuple[End, ...] = ("least", "most") if any(is_random(rule) for rule in book.rules.values()) else ("",)
    trees = [((), None)] if book.price is None else readings(book.price)
    return tuple(_Lowering(book, facts, end=end).programme(tree, names) for names, tree in trees for end in ends)


@dataclass
class _Lowering(Cells):
    end: End = ""
    ops: list[Op] = field(default_factory=list)
    skipped: dict[str, tuple[int, str, SkipReason]] = field(default_factory=dict)
    allowed: tuple[int, ...] = ()
    last_labels: dict[str, int] = field(default_factory=dict)
    """The labels of the list that was left last: in the end, those of the programme itself."""
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
        scene = Scene(MARKED, {}, {})
        if tree is not None:
            self.node(tree, scene)
        levy = self.levy(scene)
        applies = [op.terms for op in self.ops if isinstance(op, Apply)]
        inputs = {name for terms in applies for name in terms.line_numbers}
        literals = {name for terms in applies if isinstance(terms.verb, DeductEvery) for name in terms.needed_numbers}
        if levy is not None and isinstance(levy.rate, LineNumber):
            literals.add(levy.rate.attribute)
        # What a scope or a pool asks about is part of the shape anyway.
        literals |= inputs & {
            name for op in self.ops if isinstance(op, Apply) for name in attributes_asked(op.terms.rule)
        }
        return Programme(
            book=self.book,
            readings=names,
            ops=tuple(self.ops),
            skipped=tuple(self.skipped.values()),
            final=scene.running,
            columns=self.columns,
            takes=frozenset(self.takes),
            last_use=self._last_use(scene.running, scene.paid, levy),
            cells=tuple(self.cells),
            cell_count=self.cell_count,
            choosable=tuple(self.choosable),
            one_ofs=tuple(self.one_ofs),
            levy=levy,
            end=self.end,
            inputs=frozenset(inputs - literals),
            literals=frozenset(literals),
            paid=scene.paid,
        )

    def levy(self, scene: Scene) -> Levy | None:
        """How tax closes the programme: over what every line costs in the end, or another view."""
        tax = self.book.tax
        if tax is None:
            return None
        end = Scene(scene.running, self.last_labels, scene.taken, paid=scene.paid)
        return Levy(
            of=resolve(tax.of or RUNNING, end),
            rate=tax.rate.fraction if isinstance(tax.rate, Rate) else tax.rate,
            included=tax.included,
            per=tax.per,
            unit=max(1, minor_units(tax.round.unit, self.book.currency)) if tax.round.unit else 1,
            mode=tax.round.mode,
            rounds_net=tax.included and tax.rounds == "net",
        )

    def _gates(self, node: Node | Labelled, choice: bool = False) -> None:
        """Every rule that the shopper may use or leave: coupons, balances, and what stands in a ``one_of``."""
        if isinstance(node, Run):
            rule = self.book.rules[node.rule]
            if choice or rule.use != "automatic" or isinstance(rule.take, Deposit):
                self.choosable[node.rule] = None
            return
        inner = [node.node] if isinstance(node, Labelled) else [member for _, member in members(node)]
        if isinstance(node, OneOf):
            self.one_ofs.append((tuple(rules_in(part) for part in node.parts), node.at_most))
        for member in inner:
            self._gates(member, choice or isinstance(node, OneOf))

    # --- nodes --------------------------------------------------------------------------------------

    def node(self, node: Node | Labelled, scene: Scene) -> None:
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
                self.last_labels, scene.labels = scene.labels, outside
            case Together(parts):
                outer = scene.pinned
                scene.pinned = outer or scene.copy()
                for part in parts:
                    self.node(part, scene)
                scene.pinned = outer
            case BestOf() | FirstOf() | OneOf():
                self.alternatives(node, scene)
            case Consume(what, parts):
                outside_, self.consuming = self.consuming, self.consumption(what)
                for part in parts:
                    self.node(part, scene)
                self.consuming = outside_
            case Unstated():
                raise AssertionError("readings are settled before lowering")
            case _:
                assert_never(node)

    def run(self, name: str, scene: Scene) -> None:
        rule = self.book.rules[name]
        why = self.why_not(rule)
        if why is not None:
            self.skipped.setdefault(name, (len(self.ops), name, why))
            scene.taken.setdefault(name, -1)
            return
        # The two halves of a deposit look at the same state; any other rule looks at the scene as it stands.
        looks = scene.pinned or (scene.copy() if isinstance(rule.take, Deposit) else scene)
        visible = frozenset(looks.labels) | frozenset(looks.taken)
        if isinstance(rule.take, Deposit):
            self.prepay(rule, scene, looks, visible)
        terms = terms_of(rule, self.book, visible, self.end)
        taken = self.column()
        # A benefit for later lowers nothing: what stands before it stands after it.
        write = scene.running if terms.gives else self.column()
        self.ops.append(self.apply(terms, scene, looks, write, taken))
        scene.running = write
        scene.taken[name] = taken

    def why_not(self, rule: Rule) -> SkipReason | None:
        """Why a rule does nothing whatever the cart is."""
        if rule.name in self.facts.left_out:
            return LeftOut()
        why = why_not(rule.when, self.facts.shopper, self.facts.moment(rule), self.book.timezone)
        if why is None and lacks_amount(rule, self.book.effective_defaults, self.book.currency):
            return NoAmountInCurrency(self.book.currency)
        if why is None and is_promised_cut(rule) and rule.name not in self.facts.promised:
            return OnlyPromised()
        return why

    def prepay(self, rule: Rule, scene: Scene, looks: Scene, visible: frozenset[str]) -> None:
        """The money of a deposit: it is paid, whatever comes off the price then, under the same conditions."""
        terms = terms_of(rule, self.book, visible, self.end, prepays=True)
        paid, taken = self.column(), self.column()
        self.ops.append(self.apply(terms, scene, looks, scene.running, taken)._replace(prepays=paid))
        scene.paid, scene.deposits[rule.name] = paid, taken

    def apply(self, terms: Terms, scene: Scene, looks: Scene, write: int, taken: int) -> Apply:
        rule, name = terms.rule, terms.name
        self.takes.add(taken)
        return Apply(
            terms=terms,
            read=scene.running,
            write=write,
            taken=taken,
            measure=resolve(terms.measure, looks),
            of=resolve(terms.of, looks),
            by=resolve(terms.by, looks),
            running=Sum(((1, looks.running),), "running"),
            rank=Sum(((1, MARKED if terms.ranked_by == "marked" else looks.running),), terms.ranked_by),
            conditions=tuple(self.conditions(terms, looks)),
            blockers=tuple(self.blockers(name, scene)),
            discounts=tuple(self.discounts(rule, scene)),
            charges=tuple((other, at) for other, at in scene.taken.items() if at >= 0 and self.charges(other)),
            gate=self.cell("gate", name) if name in self.choosable else None,
            allowed=self.allowed,
            balance=self.spent("balance", rule.use.name) if isinstance(rule.use, Balance) else None,
            coupon=self.spent("coupon", name) if rule.use == "coupon" else None,
            caps=tuple(self.period_caps(rule)),
            limits=tuple(self.limits(rule)),
            paid=scene.paid,
            **self.consumed(name),
        )

    def discounts(self, rule: Rule, scene: Scene) -> Seq[tuple[str, int]]:
        scopes = [rule.on, *(need.on for need in rule.needs if need.on is not None)]
        if rule.sets is not None and rule.sets.companions is not None:
            scopes.append(rule.sets.companions.on)
        names = dict.fromkeys(name for scope in scopes for _, name in rules_named(scope))
        lower = [name for name in names if not isinstance(self.book.rules[name].take, Give)]
        return [(name, scene.taken[name]) for name in lower if scene.taken.get(name, -1) >= 0]

    def charges(self, name: str) -> bool:
        return isinstance(self.book.rules[name].take, Add)

    def conditions(self, terms: Terms, looks: Scene) -> Seq[Condition]:
        rule, currency = terms.rule, self.book.currency
        needs = list(rule.needs)
        if rule.start is not None:
            needs.insert(0, Need(at_least=rule.start))
        return [self.condition(need, terms, looks, currency) for need in needs]

    def condition(self, need: Need, terms: Terms, looks: Scene, currency: str) -> Condition:
        seen = need.in_ or terms.measure
        found = seen if isinstance(seen, Distinct) else resolve(seen, looks)
        counts = isinstance(found, Distinct) or found.counts
        at_least, above, at_most = (
            None if bound is None else threshold(bound, counts, currency)
            for bound in (need.at_least, need.above, need.at_most)
        )
        return Condition(found, at_least, above, at_most, need.on, need.any == "line", counts, str(seen))

    def blockers(self, name: str, scene: Scene) -> Seq[Blocker]:
        found: dict[Blocker, None] = {}
        for exclusion in self.book.exclude:
            for other in _opponents(name, exclusion):
                for column in (scene.taken.get(other, -1), scene.deposits.get(other, -1)):
                    if column >= 0:
                        found[Blocker(other, column, self.meet_on(other, exclusion))] = None
        return tuple(found)

    def meet_on(self, other: str, exclusion: Exclusion) -> Literal["order", "store", "line"]:
        """Over which lines they would meet. A charge has a line of its own: in its store, or anywhere."""
        if exclusion.on == "order" or not self.charges(other):
            return exclusion.on
        return "store" if self.book.rules[other].per in ("store", "line", "piece") else "order"

    # --- alternatives -------------------------------------------------------------------------------

    def alternatives(self, node: Alternatives, scene: Scene) -> None:
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

    def merge(self, parts: tuple[Node, ...], per: Per, prefer: Literal["most", "first"], scene: Scene) -> None:
        entry, before = scene.copy(), dict(self.versions)
        opened = len(self.ops) if per == "piece" else -1
        if per == "piece":
            self.ops.append(Open(entry.running, opened))
        branches: list[tuple[Scene, dict[tuple[str, str], int]]] = []
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
        inner = [inside for inside, _ in branches]
        masks = [
            *self.masks(scene.taken, entry.taken, [inside.taken for inside in inner]),
            *self.masks(scene.deposits, entry.deposits, [inside.deposits for inside in inner]),
        ]
        paid = None
        if any(inside.paid != entry.paid for inside in inner):
            paid = Prepaid(entry.paid, tuple(inside.paid for inside in inner), self.column())
            scene.paid = paid.write
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
                paid=paid,
            )
        )
        self.versions |= merged

    def masks(
        self, after: dict[str, int], entry: dict[str, int], inner: list[dict[str, int]]
    ) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
        """New columns for what the rules of alternatives took (or had paid), and what they are in each."""
        for rule in dict.fromkeys(rule for inside in inner for rule in inside):
            takes = [
                (at, inside[rule])
                for at, inside in enumerate(inner)
                if inside.get(rule, -1) not in (-1, entry.get(rule))
            ]
            after.setdefault(rule, -1)
            if takes:
                after[rule] = self.column()
                self.takes.add(after[rule])
                yield after[rule], tuple(takes)

    def count_down(self, parts: tuple[Node, ...], at_most: int, scene: Scene) -> None:
        left = self.cell("limit", f"limit {len(self.cells)}", at_most)
        for part in parts:
            outer, before = self.allowed, {*scene.taken.values(), *scene.deposits.values()}
            self.allowed = (*outer, left)
            self.merge((part,), "order", "first", scene)
            self.allowed = outer
            after = self.new_cell()
            takes = tuple(c for c in (*scene.taken.values(), *scene.deposits.values()) if c >= 0 and c not in before)
            self.ops.append(CountDown(takes, left, after, rules_in(part)))
            left = after

    def _last_use(self, final: int, paid: int, levy: Levy | None) -> tuple[int, ...]:
        last = [-1] * self.columns
        for at, op in enumerate(self.ops):
            for column in reads(op):
                last[column] = at
        for column in [
            final,
            *([paid] if paid >= 0 else []),
            *([column for _, column in levy.of.terms] if levy else []),
        ]:
            last[column] = len(self.ops)
        return tuple(last)


def _opponents(name: str, exclusion: Exclusion) -> tuple[str, ...]:
    sides = ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these))
    return tuple(other for mine, others in sides if name in mine for other in others if other != name)
