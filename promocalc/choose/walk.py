"""All combinations of decisions at once, as rows of a table; what can no longer be told apart is one row. Needs NumPy.

Between two decisions a row is what is live there. Rows that agree on it have the same future, so the one with the
fewest decisions stands for all of them; a row whose line (:mod:`promocalc.choose.relaxed`) is above what has been found
already has no future that anybody wants. What is left at the end has been weighed against every combination there is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from promocalc.choose.course import Course, Leg
from promocalc.choose.decisions import Decision
from promocalc.choose.relaxed import Line
from promocalc.choose.watch import UNWATCHED, Progress, Watch
from promocalc.money import Odd
from promocalc.numbers.formula import Expression
from promocalc.numbers.table import SAFE, Table, np  # type: ignore[attr-defined]

MOST_ROWS = 2_000_000
"""Rows that are held at once; beyond, only those that promise most are followed, and the answer is no proof."""
MANY_ROWS = 50_000
"""Rows from which on it is asked between two operations, and not only between two decisions, whether to go on."""
LAST_ROWS = 1_024
"""Rows that are followed to the end when somebody stops a search: what they come to is known in a moment."""


class Found(NamedTuple):
    """The best combination."""

    pay: int
    made: int
    """How many rules are used in it, of those that are decided about."""
    values: dict[tuple[str, ...], int]
    """By the rules of a decision: its value."""
    rows: int
    """The most rows at once."""


class Walked(NamedTuple):
    """What a search came to."""

    found: Found | None
    """None where nothing is better than what was known."""
    left_out: int | None
    """What is paid at the least by combinations that were left out for want of room or of time; None where none was."""
    stopped: bool = False
    """Whether nobody waited for the end."""


def walk(
    course: Course,
    lines: Sequence[Line],
    fixed: Mapping[tuple[str, ...], int] | None = None,
    known: tuple[int, int] | None = None,
    most: int = MOST_ROWS,
    watch: Watch = UNWATCHED,
) -> Walked:
    """The combination that pays least, of equals the one with the fewest rules; one that is better than ``known`` (what
    is paid, and with how many rules). ``fixed`` are decisions that are made already. ``watch`` may stop it.
    ``lines`` are asked for only where rows are left out."""
    work = _Walk(course, lines, fixed or {}, known, most, watch)
    return Walked(work.found(), work.left_out, work.stopped)


@dataclass
class _Walk:
    course: Course
    lines: Sequence[Line]
    fixed: Mapping[tuple[str, ...], int]
    known: tuple[int, int] | None
    most: int
    watch: Watch
    kind: Any = None
    """Of what NumPy type amounts are: Python's integers where int64 may be too small."""
    rows: int = 1
    largest: int = 1
    left_out: int | None = None
    """The least that a row may have paid that was left out; None where none was."""
    floor: int | None = None
    """The least that a row may pay that is kept, as far as that is known."""
    stopped: bool = False
    values: dict[int, Any] = field(default_factory=dict)
    """By number: a column, or one value for all rows."""
    made: Any = None
    """Of every row: how many rules it uses."""
    past: list[tuple[Decision | None, Any]] = field(default_factory=list)
    """What became of rows: of those that are kept the numbers before; or at a decision how many, and its values."""

    def found(self) -> Found | None:
        self.made = np.zeros(1, dtype=np.int64)
        self.kind = np.int64 if _fits(self.course) else object
        for number, leg in enumerate(self.course.legs):
            if leg.decision is not None:
                if self.known is not None and not self.beat(self.lines[number], *self.known):
                    return None
                self.tell(number)
                self.ask()
                self.same(leg)
                if self.rows > self.most:
                    self.cut(self.lines[number])
                self.decide(leg.decision)
            self.work(leg, number)
        pays = np.broadcast_to(np.asarray(self.values[self.course.root.number]), (self.rows,))
        least = pays.min()
        row = int(min(np.flatnonzero(pays == least), key=lambda at: self.made[at]))
        found = int(least), int(self.made[row])
        if self.known is not None and found >= self.known:
            return None
        return Found(*found, self.traced(row), self.largest)

    def ask(self) -> bool:
        """Whether it is stopped just now: then no more than the last few rows are followed."""
        if self.stopped or not self.watch.stopped():
            return False
        self.stopped, self.most = True, min(self.most, LAST_ROWS)
        return True

    def leave(self, least: int) -> None:
        """Rows are left out that pay so much at the least."""
        self.left_out = least if self.left_out is None else min(least, self.left_out)

    def tell(self, made: int) -> None:
        """How far it is, with the decision of number ``made``, from 1, coming next."""
        pay = None if self.known is None else self.known[0]
        some = [one for one in (pay, self.left_out, self.floor) if one is not None]
        bound = min(some) if self.floor is not None else None
        self.watch.tell(Progress("decisions", made - 1, len(self.course.legs) - 1, pay, bound, self.rows))

    @staticmethod
    def promised(reach: Any, scale: int) -> int:
        """The least of what rows may reach, as an amount."""
        return -int(-reach.min() // scale)

    def reach(self, line: Line) -> tuple[Any, int]:
        """How little every row may pay in the end, times a scale: a column, and the scale."""
        scale = lcm(*(Fraction(times).denominator for times in (*line.terms.values(), line.least)))
        terms = [(self.values[number], int(times * scale)) for number, times in line.terms.items()]
        least = int(line.least * scale)
        largest = abs(least) + sum(abs(times) * int(np.abs(column).max()) for column, times in terms)
        kind: Any = np.int64 if largest < SAFE else object
        found: Any = np.full(self.rows, least, dtype=kind)
        for column, times in terms:
            found = found + np.asarray(column, dtype=kind) * times
        return found, scale

    def beat(self, line: Line, pay: int, made: int) -> bool:
        """Leave out rows that cannot be better than what is known. Whether any is left."""
        reach, scale = self.reach(line)
        kept = np.flatnonzero((reach < pay * scale) | ((reach == pay * scale) & (self.made < made)))
        if len(kept) < self.rows:
            self.keep(kept)
        if len(kept):
            self.floor = self.promised(reach[kept], scale)
        return bool(self.rows)

    def cut(self, line: Line) -> None:
        """Of too many rows leave out those that promise least."""
        reach, scale = self.reach(line)
        order = np.argsort(reach, kind="stable")
        self.leave(self.promised(reach[order[self.most :]], scale))
        self.keep(np.sort(order[: self.most]))

    def same(self, leg: Leg) -> None:
        """Of rows that agree on all that is live, one is kept: that with the fewest rules."""
        if self.rows < 2:
            return
        code: Any = None
        size = 1
        for column in (self.values[number] for number in leg.live):
            if not _is_column(column):
                continue
            if column.dtype == bool:
                column = column.astype(np.int64)
            low = column.min()
            span = int(column.max()) - int(low) + 1
            if span == 1:
                continue
            if size * span >= SAFE:
                _, code = np.unique(code, return_inverse=True)
                size = int(code.max()) + 1
            if size * span >= SAFE:
                return  # too far apart to be numbered: they are left as they are
            part = (column - low).astype(np.int64)
            code = part if code is None else code * span + part
            size *= span
        if code is None:
            self.keep(np.array([int(self.made.argmin())]))
            return
        order = np.argsort(self.made, kind="stable")
        _, first = np.unique(code[order], return_index=True)
        if len(first) < self.rows:
            self.keep(np.sort(order[first]))

    def decide(self, decision: Decision) -> None:
        """Every row once for each value of a decision."""
        given = self.fixed.get(decision.rules)
        values = range(len(decision.rules) + 1) if given is None else [given]
        for number, column in self.values.items():
            if _is_column(column):
                self.values[number] = np.tile(column, len(values))
        self.made = np.tile(self.made, len(values)) + np.repeat(np.array([int(v > 0) for v in values]), self.rows)
        decided = np.repeat(np.array(list(values), dtype=self.kind), self.rows)
        self.values[decision.symbol.number] = decided
        self.past.append((decision, (self.rows, list(values))))
        self.rows *= len(values)
        self.largest = max(self.largest, self.rows)

    def keep(self, rows: Any) -> None:
        """Only some rows, in this order."""
        for number, column in self.values.items():
            if _is_column(column):
                self.values[number] = column[rows]
        self.made = self.made[rows]
        self.past.append((None, rows))
        self.rows = len(rows)

    def work(self, leg: Leg, number: int) -> None:
        """Work out a leg, and forget what nobody asks for any more."""
        shared: dict[Any, Any] = {}
        for one in leg.steps:
            if self.rows > MANY_ROWS:
                self.tell(number)
                if self.ask() and self.rows > self.most:
                    self.cut(self.lines[number])
                    shared.clear()
            args = [self.values[arg.number] if isinstance(arg, Expression) else arg for arg in one.args]
            self.values[one.number] = _worked(one, args, self.rows, shared, self.kind)
        last = self.course.last
        self.values = {known: column for known, column in self.values.items() if last.get(known, -1) > number}

    def traced(self, row: int) -> dict[tuple[str, ...], int]:
        """The decisions that led to a row."""
        found: dict[tuple[str, ...], int] = {}
        for decision, what in reversed(self.past):
            if decision is None:
                row = int(what[row])
            else:
                rows, values = what
                found[decision.rules] = values[row // rows]
                row %= rows
        return found


def _is_column(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 1


def _fits(course: Course) -> bool:
    """Whether nothing that is met is too large for int64."""
    met = 1
    for leg in course.legs:
        for one in leg.steps:
            if not one.is_test:
                if one.low is None or one.high is None:
                    return False
                met = max(met, abs(one.low), abs(one.high))
            if one.op == "share":
                met = max(met, 4 * _high(one.args[2]) * (sum(map(_high, one.args[3:])) + 1))
    return met < SAFE


def _high(amount: Any) -> int:
    high = amount.high if isinstance(amount, Expression) else amount
    return SAFE if high is None else abs(int(high))


def _worked(one: Expression, args: list[Any], rows: int, shared: dict[Any, Any], kind: Any) -> Any:
    """What an operation comes to in all rows."""
    match one.op:
        case "+":
            return sum(args[1:], args[0])
        case "-":
            return args[0] - args[1]
        case "*" | "times":
            return args[0] * args[1]
        case "whole" | "quotient":
            return args[0] // args[1]
        case "least":
            return np.minimum(*args)
        case "most":
            return np.maximum(*args)
        case "choose":
            return np.where(args[0], np.asarray(args[1], kind), np.asarray(args[2], kind))
        case "and":
            return np.logical_and.reduce(args)
        case "or":
            return np.logical_or.reduce(args)
        case "not":
            return np.logical_not(args[0])
        case "share":
            key = (args[0], *(id(arg) for arg in one.args[2:]))
            if key not in shared:
                shared[key] = Table(rows, 0, SAFE if kind is object else 0).share(args[2], args[3:], Odd(args[0]))
            return shared[key][args[1] - 1]
        case sign:
            return _COMPARED[sign](*args)


_COMPARED = {
    ">=": lambda one, other: one >= other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    "<": lambda one, other: one < other,
    "==": lambda one, other: one == other,
}
