"""Rules stacked in Python: ``a >> b``, ``a & b``, ``best_of(a, b)``, as a rulebook's ``price:`` would write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from promocalc.problems import Problem, ProblemGroup, RepeatedRule, Where
from promocalc.rules.programme import (
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
    Uses,
)
from promocalc.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Composed:
    """A tree together with the rules it names. A label holds where the tree becomes a member of a list."""

    node: Node | Labelled
    rules: tuple[Rule, ...]

    def __rshift__(self, later: Part) -> Composed:
        """In sequence; a list that is extended stays one list."""
        other = compose(later)
        steps = self.node.steps if isinstance(self.node, Sequence) else (self.node,)
        more = other.node.steps if isinstance(other.node, Sequence) else (other.node,)
        return Composed(Sequence((*steps, *more)), _merged(self.rules, other.rules))

    def __and__(self, other: Part) -> Composed:
        """Together: both see what stood before either."""
        second = compose(other)
        parts = self.node.parts if isinstance(self.node, Together) else (self.tree,)
        more = second.node.parts if isinstance(second.node, Together) else (second.tree,)
        return Composed(Together((*parts, *more)), _merged(self.rules, second.rules))

    def labelled(self, label: str) -> Composed:
        """A name for the ledger as this leaves it."""
        return Composed(Labelled(label, self.tree), self.rules)

    @property
    def tree(self) -> Node:
        """As a node that can stand anywhere: a labelled one becomes a list of one."""
        return Sequence((self.node,)) if isinstance(self.node, Labelled) else self.node


Part: TypeAlias = Rule | Composed


def compose(part: Part) -> Composed:
    """A rule as a tree of itself."""
    return part if isinstance(part, Composed) else Composed(Run(part.name), (part,))


def best_of(*parts: Part, per: Per = "order", at_most: int = 1) -> Composed:
    """The alternatives that take most now, compared ``per`` order, store, line or piece."""
    composed = [compose(part) for part in parts]
    return Composed(BestOf(tuple(c.tree for c in composed), per, at_most), _merged(*(c.rules for c in composed)))


def first_of(*parts: Part, per: Per = "order", at_most: int = 1) -> Composed:
    """The first that takes anything."""
    composed = [compose(part) for part in parts]
    return Composed(FirstOf(tuple(c.tree for c in composed), per, at_most), _merged(*(c.rules for c in composed)))


def one_of(*parts: Part, per: Per = "order", at_most: int = 1) -> Composed:
    """The shopper picks."""
    composed = [compose(part) for part in parts]
    return Composed(OneOf(tuple(c.tree for c in composed), per, at_most), _merged(*(c.rules for c in composed)))


def consume(what: Uses, *parts: Part) -> Composed:
    """In sequence; the ``pieces`` (or the ``spend``) that one rule used, no later one may use."""
    composed = [compose(part) for part in parts]
    return Composed(Consume(what, tuple(c.tree for c in composed)), _merged(*(c.rules for c in composed)))


def unstated(**readings: Part) -> Composed:
    """Named readings over the same rules, where the terms do not say which is meant."""
    composed = {name: compose(part) for name, part in readings.items()}
    rules = {rule.name: rule for c in composed.values() for rule in c.rules}
    return Composed(Unstated(tuple((name, c.tree) for name, c in composed.items())), tuple(rules.values()))


def _merged(*groups: tuple[Rule, ...]) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for group in groups:
        for rule in group:
            if rule.name in rules:
                raise ProblemGroup((Problem(RepeatedRule(rule.name), Where(("price",))),))
            rules[rule.name] = rule
    return tuple(rules.values())
