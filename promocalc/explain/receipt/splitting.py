"""How a deduction was divided over its lines: in what proportion, and who got the odd cent.

Weights are worked out from the steps before and held against the shares: those that do not give them are not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from promocalc.engine.plan import Act, Site
from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.engine.terms import Terms
from promocalc.explain.receipt.buildup import BuildUp
from promocalc.money import Odd, share
from promocalc.rules.programme import Labelled, Node, Together, members, rules_in
from promocalc.rules.views import View

Shares: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What each line was to bear, before anything was clipped."""

    shares: Shares
    by: View | None
    """In proportion to what; None where each line has an amount of its own."""
    odd: Odd
    cut: bool = False
    """Each line has an amount of its own, and a limit let through only part of them all."""
    weights: tuple[int, ...] = ()
    """A weight for each share; empty where none are known to give the shares."""

    @property
    def total(self) -> int:
        """What was divided."""
        return sum(part for _, part in self.shares)

    @property
    def counts(self) -> bool:
        """Whether the weights are numbers of pieces."""
        return self.by is not None and self.by.counts_pieces

    @property
    def is_even(self) -> bool:
        """Whether the division leaves no odd cent."""
        whole = sum(self.weights)
        return bool(whole) and all(self.total * weight % whole == 0 for weight in self.weights)


@dataclass(frozen=True)
class Splits:
    """How the steps of one receipt were divided."""

    receipt: Receipt
    build_up: BuildUp

    def of(self, step: Step) -> Split | None:
        """How a step was divided; None where there was nothing to divide."""
        if step.added or step.given or step.picked or step.pieces is not None:
            return None
        for terms, site in self._sites.get((step.rule, step.pool), ()):
            shares = self._shares(site)
            wanted = dict(shares)
            if shares and all(wanted.get(line, 0) >= part for line, part in step.shares):
                found = self._split(step, terms, site, shares)
                return found if len(found.shares) > 1 else None
        return None

    def _split(self, step: Step, terms: Terms, site: Site, shares: Shares) -> Split:
        granted = sum(part for _, part in shares)
        split = Split(shares, None if site.units else terms.by, terms.odd)
        if not site.units:
            candidates = list(self._weights(step, terms.by, [line for line, _ in shares]))
        elif granted == sum(amount for _, amount in self._own(site)):
            return _borne(split)
        else:
            split, candidates = replace(split, cut=True), [[amount for _, amount in self._own(site)]]
        for weights in candidates:
            if _gives(weights, split):
                return _borne(replace(split, weights=tuple(weights)))
        return _borne(split)

    def _shares(self, site: Site) -> Shares:
        """What each line of a pool was to bear."""
        registers, first = self.receipt.registers, site.slots.shares
        sums = [sum(registers[first + at] for at in group) for group in site.groups]
        return tuple(zip(self._lines(site), sums, strict=True)) if sum(sums) else ()

    def _own(self, site: Site) -> Shares:
        """What the rule works out for each line by itself."""
        registers, slots = self.receipt.registers, site.slots
        amounts = [
            registers[slots.unit_count + at] * registers[slots.unit_amount + at] for at in range(len(site.units))
        ]
        line_of = {at: line for line, group in zip(self._lines(site), site.groups, strict=True) for at in group}
        found = dict.fromkeys(self._lines(site), 0)
        for unit, amount in zip(site.units, amounts, strict=True):
            found[line_of[unit[0]]] += amount
        return tuple(found.items())

    def _lines(self, site: Site) -> list[str]:
        plan = self.receipt.plan
        return [plan.lines[plan.lot_lines[site.lots[group[0]]]].id for group in site.groups]

    def _weights(self, step: Step, by: View, lines: Sequence[str]) -> Iterator[list[int]]:
        """What a view may have come to on each line: at the step, or where the rules began that see the same."""
        at = self.build_up.position(step)
        if at is None:
            return
        for start in (*self._together.get(step.rule, ()), at):
            yield [self._looked_at(line, by, start) for line in lines]

    def _looked_at(self, line: str, by: View, at: int) -> int:
        return sum(sign * self._column(line, word, at) for sign, word in by.terms)

    def _column(self, line: str, word: str, at: int) -> int:
        match word:
            case "running":
                return self.build_up.left(line, at)
            case "marked":
                return self.build_up.left(line, 0)
            case "pieces":
                return self._pieces.get(line, 0)
            case "paid":
                return self.build_up.paid(line, at)
            case "tax":
                return 0
            case rule if rule in self.receipt.rulebook.rules:
                return self.build_up.took(line, rule, at)
            case label:
                return self.build_up.left(line, self._labels.get(label, at))

    @cached_property
    def _pieces(self) -> Mapping[str, int]:
        return {line.id: line.quantity for line in self.receipt.lines if line.added_by is None}

    @cached_property
    def _sites(self) -> Mapping[tuple[str, str], Sequence[tuple[Terms, Site]]]:
        found: dict[tuple[str, str], list[tuple[Terms, Site]]] = {}
        for deed in self.receipt.plan.deeds:
            if isinstance(deed, Act):
                terms = deed.apply.terms
                # The money of a deposit is divided too, but takes nothing off.
                for site in () if terms.prepays else deed.sites:
                    found.setdefault((terms.name, site.pool), []).append((terms, site))
        return found

    @cached_property
    def _together(self) -> Mapping[str, Sequence[int]]:
        """Where the rules began that see the same as a rule, the outermost first."""
        found: dict[str, list[int]] = {}
        for node in _nodes(self.receipt.rulebook.price):
            if isinstance(node, Together):
                rules = rules_in(node)
                start = min((self._spans[rule][0] for rule in rules if rule in self._spans), default=0)
                for rule in rules:
                    found.setdefault(rule, []).append(start)
        return found

    @cached_property
    def _labels(self) -> Mapping[str, int]:
        """The step before which each label stands."""
        found: dict[str, int] = {}
        seen: list[str] = []
        for node in _nodes(self.receipt.rulebook.price):
            if isinstance(node, Labelled):
                rules = rules_in(node.node) or seen
                found[node.label] = max((self._spans[rule][1] + 1 for rule in rules if rule in self._spans), default=0)
            else:
                seen += [] if list(members(node)) else rules_in(node)
        return found

    @cached_property
    def _spans(self) -> Mapping[str, tuple[int, int]]:
        """The first and the last step of every rule."""
        found: dict[str, tuple[int, int]] = {}
        for at, step in enumerate(self.receipt.steps):
            found[step.rule] = (found.get(step.rule, (at, at))[0], at)
        return found


def _gives(weights: Sequence[int], split: Split) -> bool:
    """Whether dividing by these weights gives the shares."""
    if any(weight < 0 for weight in weights):
        return False
    return share(split.total, weights, split.odd) == [part for _, part in split.shares]


def _borne(split: Split) -> Split:
    """Without the lines that have no part in it."""
    if split.weights:
        told = [(one, weight) for one, weight in zip(split.shares, split.weights, strict=True) if weight]
        return replace(split, shares=tuple(one for one, _ in told), weights=tuple(weight for _, weight in told))
    return replace(split, shares=tuple(one for one in split.shares if one[1]))


def _nodes(node: Node | Labelled | None) -> Iterator[Node | Labelled]:
    """A node and everything below it, in written order; a label before what it is a name for."""
    if node is None:
        return
    yield node
    if isinstance(node, Labelled):
        yield from _nodes(node.node)
        return
    for _, member in members(node):
        yield from _nodes(member)
