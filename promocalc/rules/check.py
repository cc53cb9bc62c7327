"""Whether the parts of a rulebook fit together: names, labels, views, currencies, counts.

The shape of every part is known to be right; here they meet. All troubles are
found at once, each with the path to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from promocalc.problems import (
    BestOnlyOnOrder,
    CountedInside,
    MissingKey,
    NotInConsume,
    NotYet,
    OnlyPerOrder,
    Path,
    PointsInView,
    ReadingsDiffer,
    RepeatedLabel,
    RepeatedRule,
    TooMany,
    TooManyKeys,
    Trouble,
    UnknownHolding,
    UnknownName,
    UnknownRule,
    UnknownWord,
    UnusedRule,
    nearest,
)
from promocalc.rules.cents import Defaults, period_caps
from promocalc.rules.check_amounts import (
    default_fineness,
    fineness,
    protection_fineness,
    refund_fineness,
    unit_fineness,
)
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import (
    PERS,
    BestOf,
    Consume,
    FirstOf,
    Labelled,
    Node,
    OneOf,
    Run,
    Sequence,
    Together,
    Unstated,
    members,
    rules_in,
    verb_of,
)
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rule import Distinct, Rule
from promocalc.rules.scope import rules_named
from promocalc.rules.take import Add, Deposit, Give
from promocalc.rules.tax import Tax
from promocalc.rules.use import Balance
from promocalc.rules.values import KEY_MARK, Flaws
from promocalc.rules.views import View

READINGS_LIMIT = 64
SUBSETS_LIMIT = 256
_COLUMNS = ("marked", "running", "paid", "tax", "pieces")


@dataclass(frozen=True)
class Checked:
    """What is to be checked. A rule that could not be read is present as None: its name still counts."""

    rules: Mapping[str, Rule | None]
    price: Node | None
    exclude: tuple[Exclusion, ...]
    defaults: Defaults
    currency: str
    also_in: tuple[str, ...] = ()
    tax: Tax | None = None
    protection: Protection | None = None
    refund: Refund | None = None


def check_rulebook(book: Checked) -> Flaws:
    """Everything that does not fit together."""
    flaws: Flaws = []
    for name, rule in book.rules.items():
        if rule is not None:
            flaws += [(("rules", name, *path), trouble) for path, trouble in _check_rule(rule, book)]
    flaws += [
        (("defaults", *path), trouble) for path, trouble in default_fineness(book.defaults, book.currency, book.also_in)
    ]
    if book.price is not None:
        flaws += _check_tree(book.price, book)
    flaws += _check_exclusions(book)
    flaws += _check_tax(book)
    flaws += _check_protection(book)
    flaws += _check_refund(book)
    flaws += _check_wallets(book)
    if book.tax is not None and book.tax.round.unit is not None:
        fine = unit_fineness(book.tax.round.unit, (book.currency, *book.also_in))
        flaws += [(("tax", "round", "unit"), trouble) for trouble in fine]
    return flaws


# --- one rule ----------------------------------------------------------------------------------------------


def _check_rule(rule: Rule, book: Checked) -> Iterator[tuple[Path, Trouble]]:
    yield from fineness(rule, book.defaults.measure, book.currency, book.also_in)
    known = tuple(book.rules)
    for path, name in _rules_asked(rule):
        if name not in book.rules:
            yield path, UnknownRule(name, nearest(name, known))
    # A line may have several tags, so tags make no pools and are not counted.
    if rule.per == "tag":
        yield ("per",), UnknownWord("tag", PERS)
    for at, need in enumerate(rule.needs):
        if need.in_ == Distinct("tag"):
            yield (
                ("needs", at, "in"),
                UnknownWord("distinct tag", ("pieces", "distinct id", "distinct category")),
            )


def _check_protection(book: Checked) -> Flaws:
    """The rules that a policy names are there. A dialect has none, and names those of the books that extend it."""
    if book.protection is None:
        return []
    fine = protection_fineness(book.protection, (book.currency, *book.also_in))
    flaws: Flaws = [(("protection", *path), trouble) for path, trouble in fine]
    if not book.rules:
        return flaws
    known = tuple(book.rules)
    return flaws + [
        (("protection", key, at), UnknownRule(name, nearest(name, known)))
        for key in ("leave_out", "excludes")
        for at, name in enumerate(getattr(book.protection, key))
        if name not in book.rules
    ]


def _check_refund(book: Checked) -> Flaws:
    """The wallets that a policy names are there, and it rounds to no less than there is."""
    if book.refund is None:
        return []
    fine = refund_fineness(book.refund, (book.currency, *book.also_in))
    flaws: Flaws = [(("refund", *path), trouble) for path, trouble in fine]
    uses = [rule.use for rule in book.rules.values() if rule is not None]
    known = tuple(dict.fromkeys(use.name for use in uses if isinstance(use, Balance)))
    if book.rules and not isinstance(book.refund.balances, str):
        flaws += [
            (("refund", "balances", name, KEY_MARK), UnknownHolding(name, "balance", known, nearest(name, known)))
            for name in book.refund.balances
            if name not in known
        ]
    return flaws


def _check_tax(book: Checked) -> Flaws:
    """The view of which tax is taken stands at the end: every label and rule is known there."""
    if book.tax is None or book.tax.of is None:
        return []
    # Labels of the programme's own list: one inside an alternative may not stand in the end.
    steps = book.price.steps if isinstance(book.price, Sequence) else ()
    labels = [step.label for step in steps if isinstance(step, Labelled)]
    known = (*_COLUMNS, *labels, *book.rules)
    words = [word for _, word in book.tax.of.terms]
    flaws: Flaws = [(("tax", "of"), UnknownName(word, nearest(word, known))) for word in words if word not in known]
    return flaws + [(("tax", "of"), PointsInView(word)) for word in words if _gives_points(book.rules.get(word))]


def _gives_points(rule: Rule | None) -> bool:
    return rule is not None and isinstance(rule.take, Give) and rule.take.counts_points


def _measures_pieces(rule: Rule, book: Checked) -> bool:
    measure = rule.measure or book.defaults.measure
    return measure is not None and measure.counts_pieces


def _check_wallets(book: Checked) -> Flaws:
    """A wallet holds money, or points of one worth: whoever draws on it."""
    units: dict[str, Decimal | None] = {}
    flaws: Flaws = []
    for name, rule in book.rules.items():
        if rule is not None and isinstance(rule.use, Balance):
            first = units.setdefault(rule.use.name, rule.use.unit)
            if first is None or rule.use.unit is None:
                if first is not rule.use.unit:
                    flaws.append((("rules", name, "use"), MissingKey("unit")))
            elif first != rule.use.unit:
                said = tuple(f"unit: {unit:f}" for unit in (first, rule.use.unit))
                flaws.append((("rules", name, "use"), TooManyKeys(said)))
    return flaws


def _rules_asked(rule: Rule) -> Iterator[tuple[Path, str]]:
    """The rules that the scopes of a rule name."""
    yield from rules_named(rule.on, ("on",))
    for at, need in enumerate(rule.needs):
        if need.on is not None:
            yield from rules_named(need.on, ("needs", at, "on"))
    if rule.sets is not None and rule.sets.companions is not None:
        yield from rules_named(rule.sets.companions.on, ("sets", "with", "on"))


# --- the tree ------------------------------------------------------------------------------------------------


@dataclass
class _Walk:
    """One walk down the tree: what stands before, and what was found wrong."""

    book: Checked
    flaws: Flaws = field(default_factory=list)
    seen: dict[str, Path] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """The names of readings."""
    pinned: frozenset[str] | None = None
    """Inside a ``together``: the labels that stood at its start, which views see there."""
    readings: int = 1

    def node(self, node: Node | Labelled, path: Path, visible: frozenset[str], per: str) -> None:
        """``visible`` are the labels that stand before; ``per`` the finest comparison around this node."""
        match node:
            case Labelled(label, inner):
                self.node(inner, (*path, label), visible, per)
            case Run(rule):
                self.rule(rule, path, visible, per)
            case Sequence(steps):
                for at, step in enumerate(steps):
                    self.node(step, (*path, at), visible, per)
                    if isinstance(step, Labelled):
                        self.label(step.label, (*path, at, step.label))
                        visible |= {step.label}
            case Unstated(readings):
                self.unstated(readings, path, visible, per)
            case BestOf() | FirstOf() | OneOf():
                self.alternatives(node, path, visible, per)
            case Consume(what):
                for where, member in members(node):
                    self.consumes(what, member, (*path, *where))
                    self.node(member, (*path, *where), visible, per)
            case Together():
                outer = self.pinned
                self.pinned = visible if outer is None else outer
                for where, member in members(node):
                    self.node(member, (*path, *where), visible, per)
                self.pinned = outer

    def consumes(self, what: str, node: Node | Labelled, path: Path) -> None:
        """What is used up is counted for the whole order, rule after rule."""
        match node:
            case Run(name):
                rule = self.book.rules.get(name)
                if rule is not None and isinstance(rule.take, Deposit):
                    self.flaws.append((path, NotInConsume(f"{name} (deposit)", what)))
                if rule is not None and what == "spend" and rule.per != "order":
                    self.flaws.append((path, NotInConsume(f"{name} (per: {rule.per})", what)))
                if rule is not None and what == "spend" and _measures_pieces(rule, self.book):
                    self.flaws.append((path, NotInConsume(f"{name} (measure: pieces)", what)))
            case Labelled(label, inner):
                self.consumes(what, inner, (*path, label))
            case Sequence(steps):
                for at, step in enumerate(steps):
                    self.consumes(what, step, (*path, at))
            case _:
                self.flaws.append((path, NotInConsume(verb_of(node), what)))

    def rule(self, name: str, path: Path, visible: frozenset[str], per: str) -> None:
        if name not in self.book.rules:
            self.flaws.append((path, UnknownRule(name, nearest(name, tuple(self.book.rules)))))
            return
        if name in self.seen:
            self.flaws.append((path, RepeatedRule(name)))
        rule = self.book.rules[name]
        if rule is not None:
            counted = rule.use != "automatic" or rule.limit or period_caps(rule.cap)
            if per != "order" and (counted or isinstance(rule.take, Add)):
                self.flaws.append((path, CountedInside(name, per)))
            self.flaws += [
                (("rules", name, *where), trouble)
                for where, word in _words(rule)
                if (trouble := self.word(word, visible)) is not None
            ]
            self.flaws += [
                (("rules", name, *where), NotYet(word, "rule"))
                for where, word in _rules_asked(rule)
                if word in self.book.rules and word not in self.seen
            ]
        self.seen[name] = path

    def word(self, word: str, visible: frozenset[str]) -> Trouble | None:
        labels_seen = visible if self.pinned is None else self.pinned
        named = self.book.rules.get(word)
        if _gives_points(named):
            return PointsInView(word)
        if word in _COLUMNS or word in labels_seen or word in self.seen:
            return None
        labels = _labels(self.book.price)
        if word in labels:
            return NotYet(word, "label")
        if word in self.book.rules:
            return NotYet(word, "rule")
        return UnknownName(word, nearest(word, (*_COLUMNS, *labels, *self.book.rules)))

    def label(self, label: str, path: Path) -> None:
        if label in self.labels or label in self.book.rules:
            self.flaws.append((path, RepeatedLabel(label)))
        self.labels.add(label)

    def alternatives(self, node: BestOf | FirstOf | OneOf, path: Path, visible: frozenset[str], per: str) -> None:
        if node.at_most > 1 and node.per != "order":
            self.flaws.append((path, OnlyPerOrder(node.per)))
        if isinstance(node, BestOf) and node.at_most > 1:
            count = _subsets(len(node.parts), node.at_most)
            if count > SUBSETS_LIMIT:
                self.flaws.append((path, TooMany("alternatives", count, SUBSETS_LIMIT)))
        for step, member in members(node):
            self.node(member, (*path, *step), visible, node.per if node.per != "order" else per)

    def unstated(self, readings: tuple[tuple[str, Node], ...], path: Path, visible: frozenset[str], per: str) -> None:
        so_far = self.readings
        self.readings *= len(readings)
        if so_far <= READINGS_LIMIT < self.readings:
            self.flaws.append((path, TooMany("readings", self.readings, READINGS_LIMIT)))
        rules = set(rules_in(readings[0][1]))
        before, labels = dict(self.seen), set(self.labels)
        for name, tree in readings:
            if name in self.names:
                self.flaws.append(((*path, "unstated", name), RepeatedLabel(name)))
            self.names.add(name)
            here = set(rules_in(tree))
            if here != rules:
                differ = ReadingsDiffer(name, tuple(sorted(rules - here)), tuple(sorted(here - rules)))
                self.flaws.append(((*path, "unstated", name), differ))
            self.seen, self.labels = dict(before), set(labels)
            self.node(tree, (*path, "unstated", name), visible, per)


def _subsets(count: int, at_most: int) -> int:
    from math import comb

    return sum(comb(count, size) for size in range(1, min(at_most, count) + 1))


def _words(rule: Rule) -> Iterator[tuple[Path, str]]:
    """The words of every view that a rule names itself."""
    views: list[tuple[Path, View | Distinct | None]] = [(("measure",), rule.measure), (("of",), rule.of)]
    views.append((("share", "by"), rule.share.by if rule.share else None))
    views += [(("needs", at, "in"), need.in_) for at, need in enumerate(rule.needs)]
    for path, view in views:
        if isinstance(view, View):
            yield from ((path, word) for _, word in view.terms)


def _labels(node: Node | Labelled | None) -> tuple[str, ...]:
    match node:
        case None:
            return ()
        case Labelled(label, inner):
            return (label, *_labels(inner))
        case _:
            return tuple(label for _, member in members(node) for label in _labels(member))


def _check_tree(tree: Node, book: Checked) -> Flaws:
    walk = _Walk(book)
    walk.node(tree, ("price",), frozenset(), "order")
    flaws = walk.flaws
    flaws += [(("rules", name), UnusedRule(name)) for name in book.rules if name not in walk.seen]
    labels = _labels(tree)
    for key, view in _default_views(book.defaults):
        flaws += [
            (("defaults", key), UnknownName(word, nearest(word, (*_COLUMNS, *labels))))
            for _, word in view.terms
            if word not in _COLUMNS and word not in labels and word not in book.rules
        ]
    return list(dict.fromkeys(flaws))


def _default_views(defaults: Defaults) -> Iterator[tuple[str, View]]:
    """A default that names a label holds from that label on; before it, ``running`` does."""
    if defaults.measure is not None:
        yield "measure", defaults.measure
    if defaults.of is not None:
        yield "of", defaults.of
    if defaults.share is not None and defaults.share.by is not None:
        yield "share", defaults.share.by


def _check_exclusions(book: Checked) -> Flaws:
    known = tuple(book.rules)
    flaws: Flaws = [
        (("exclude", at, key, place), UnknownRule(name, nearest(name, known)))
        for at, exclusion in enumerate(book.exclude)
        for key in ("these", "not_with")
        for place, name in enumerate(getattr(exclusion, key))
        if name not in book.rules
    ]
    flaws += [
        (("exclude", at, "keep"), BestOnlyOnOrder(exclusion.on))
        for at, exclusion in enumerate(book.exclude)
        if exclusion.keep == "best" and exclusion.on != "order"
    ]
    best = sum(1 for exclusion in book.exclude if exclusion.keep == "best")
    if best > 6:
        flaws.append((("exclude",), TooMany("exclusions", best, 6)))
    return flaws
