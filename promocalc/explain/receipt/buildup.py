"""How an amount that a rule looks at came about: the tag price of its lines, less what earlier rules took.

Only what adds up is told: where the steps before do not lead to the amount, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step

Taken: TypeAlias = tuple[tuple[str, int], ...]
"""Rules, and what each took before."""


@dataclass(frozen=True)
class BuildUp:
    """What was taken from every line, step by step."""

    receipt: Receipt

    def of(self, step: Step, amount: int, *, balance: bool = False) -> tuple[int, Taken] | None:
        """The tag price and the deductions that lead to ``amount`` before ``step``; None where none do.

        ``balance``: of the amount, what deposits have paid was taken off; that part goes by the name of its column.
        """
        position = self._positions.get(id(step))
        if position is None:
            return None
        for lines in self._candidates(step):
            start = sum(self._marked[line] for line in lines)
            paid = sum(self.paid(line, position) for line in lines) if balance else 0
            found = self._until(amount + paid, start, self._before(position, lines))
            if found is not None:
                return start, (*found, ("paid", paid)) if paid else found
        return None

    def position(self, step: Step) -> int | None:
        """Where a step stands in its receipt."""
        return self._positions.get(id(step))

    def left(self, line: str, position: int) -> int:
        """What a line costs before the step at ``position``."""
        taken = sum(part for at, part in self._takings.get(line, ()) if at < position)
        return (
            self._marked.get(line, 0) + sum(part for at, part in self._charges.get(line, ()) if at < position) - taken
        )

    def took(self, line: str, rule: str, position: int) -> int:
        """What a rule took off a line before the step at ``position``."""
        takings = self._takings.get(line, ())
        return sum(part for at, part in takings if at < position and self.receipt.steps[at].rule == rule)

    def paid(self, line: str, position: int) -> int:
        """What deposits have paid of a line before the step at ``position``."""
        return sum(part for at, part in self._deposits.get(line, ()) if at < position)

    @staticmethod
    def _until(amount: int, start: int, taken: Sequence[tuple[str, int]]) -> Taken | None:
        """The first of ``taken``, by rule, after which ``amount`` is left of ``start``."""
        left = start
        rules: dict[str, int] = {}
        if left == amount:
            return ()
        for rule, part in taken:
            rules[rule] = rules.get(rule, 0) + part
            left -= part
            if left == amount:
                return tuple(rules.items())
        return None

    def _before(self, position: int, lines: Sequence[str]) -> list[tuple[str, int]]:
        """What was taken from ``lines`` before a step, a step at a time, in order."""
        sums: dict[int, int] = {}
        for line in lines:
            for at, part in self._takings.get(line, ()):
                if at < position:
                    sums[at] = sums.get(at, 0) + part
        return [(self.receipt.steps[at].rule, sums[at]) for at in sorted(sums)]

    def _candidates(self, step: Step) -> Iterator[tuple[str, ...]]:
        """The lines that the step may be about: those that bear it, else those of its pool."""
        bearers = tuple(line for line, _ in step.shares)
        if bearers and not step.added and all(line in self._marked for line in bearers):
            yield bearers
        per = self.receipt.rule(step.rule).per
        match per:
            case "order":
                yield tuple(self._goods)
            case "store":
                yield tuple(line for line, store in self._goods.items() if store == step.pool)
            case "line" if step.pool in self._marked:
                yield (step.pool,)
            case _:
                pass

    @cached_property
    def _positions(self) -> Mapping[int, int]:
        return {id(step): at for at, step in enumerate(self.receipt.steps)}

    @cached_property
    def _marked(self) -> Mapping[str, int]:
        return {line.id: line.marked for line in self.receipt.lines if line.added_by is None}

    @cached_property
    def _goods(self) -> Mapping[str, str]:
        return {line.id: line.store for line in self.receipt.lines if line.added_by is None and line.kind == "goods"}

    @cached_property
    def _takings(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, step in enumerate(self.receipt.steps):
            for line, part in () if step.added else step.shares:
                found.setdefault(line, []).append((at, part))
        return found

    @cached_property
    def _deposits(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, step in enumerate(self.receipt.steps):
            for line, part in step.deposits:
                found.setdefault(line, []).append((at, part))
        return found

    @cached_property
    def _charges(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = {}
        for at, step in enumerate(self.receipt.steps):
            for line, part in step.shares if step.added else ():
                found.setdefault(line, []).append((at, part))
        return found
