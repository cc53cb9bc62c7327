"""The number system that writes down what is asked of amounts, as straight-line Python.

A recording runs the meaning once over nodes that have no value. Whatever the
meaning does with them becomes a line of code; what it may not do (ask for a
truth value, compare for equality, convert to ``int``) raises
:class:`BranchedOnAmount`. The finished tape compiles to one function from
inputs to registers, with nothing left to decide but the amounts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from promocalc.counting import ahead, full_sets, gather
from promocalc.money import Odd, share

LONGEST_SUM = 100
_NAME = re.compile(r"v\d+(?:_\d+)?")


class BranchedOnAmount(TypeError):  # noqa: N818 - it names what happened
    """The meaning asked an amount or a condition for something that only a value could answer."""


class Node:
    """An amount or a condition on the tape: a variable, not a value."""

    __slots__ = ("name", "tape")
    __hash__ = None  # type: ignore[assignment]  # unhashable on purpose: a dict lookup would compare

    def __init__(self, tape: Record, name: str) -> None:
        self.tape = tape
        self.name = name

    def __add__(self, other: Any) -> Any:
        return self if _is(other, 0) else self.tape.write(f"{self.name} + {_text(other)}")

    def __radd__(self, other: Any) -> Any:
        return self if _is(other, 0) else self.tape.write(f"{_text(other)} + {self.name}")

    def __sub__(self, other: Any) -> Any:
        return self if _is(other, 0) else self.tape.write(f"{self.name} - {_text(other)}")

    def __rsub__(self, other: Any) -> Any:
        return self.tape.write(f"{_text(other)} - {self.name}")

    def __mul__(self, other: Any) -> Any:
        return self if _is(other, 1) else self.tape.write(f"{self.name} * {_literal(other)}")

    __rmul__ = __mul__

    def __ge__(self, other: Any) -> Any:
        return self.tape.write(f"{self.name} >= {_text(other)}")

    def __gt__(self, other: Any) -> Any:
        return self.tape.write(f"{self.name} > {_text(other)}")

    def __le__(self, other: Any) -> Any:
        return self.tape.write(f"{self.name} <= {_text(other)}")

    def __lt__(self, other: Any) -> Any:
        return self.tape.write(f"{self.name} < {_text(other)}")

    def _refuse(self, *_: object) -> NoReturn:
        raise BranchedOnAmount("the meaning may not look at an amount; ask the number system")

    __bool__ = __eq__ = __ne__ = __int__ = __index__ = __float__ = __iter__ = __len__ = _refuse


def _is(value: Any, literal: int) -> bool:
    return type(value) is int and value == literal


def _text(value: Any) -> str:
    """Only own variables and integers ever reach the code: nothing an author wrote."""
    if isinstance(value, Node):
        return value.name
    return _literal(value)


def _literal(value: Any) -> str:
    if type(value) is bool:
        return "True" if value else "False"
    if type(value) is not int:
        raise BranchedOnAmount(f"not an integer literal: {type(value).__name__}")
    return str(value) if value >= 0 else f"({value})"


class Record:
    """A tape. ``inputs`` are its first variables; :meth:`compile` closes it."""

    def __init__(self, inputs: int, size: int) -> None:
        self.lines: list[str] = []
        self.known: dict[str, Node] = {}
        self.inputs: list[Any] = [Node(self, f"i{at}") for at in range(inputs)]
        self.registers: list[Any] = [0] * size

    def write(self, expression: str) -> Any:
        """A new variable for ``expression``, or the one that already holds it."""
        node = self.known.get(expression)
        if node is None:
            node = Node(self, f"v{len(self.lines)}")
            self.lines.append(f"{node.name} = {expression}")
            self.known[expression] = node
        return node

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        if type(condition) is bool:
            return yes if condition else no
        if yes is no or (type(yes) is int and type(no) is int and yes == no):
            return yes
        return self.write(f"{_text(yes)} if {condition.name} else {_text(no)}")

    def both(self, first: Any, second: Any) -> Any:
        if type(first) is bool:
            return second if first else False
        if type(second) is bool:
            return first if second else False
        return self.write(f"{first.name} and {second.name}")

    def either(self, first: Any, second: Any) -> Any:
        if type(first) is bool:
            return True if first else second
        if type(second) is bool:
            return True if second else first
        return self.write(f"{first.name} or {second.name}")

    def negate(self, condition: Any) -> Any:
        return not condition if type(condition) is bool else self.write(f"not {condition.name}")

    def same(self, first: Any, second: Any) -> Any:
        if type(first) is int and type(second) is int:
            return first == second
        return self.write(f"{_text(first)} == {_text(second)}")

    def least(self, first: Any, second: Any) -> Any:
        return self._pick(first, second, "<=", min)

    def most(self, first: Any, second: Any) -> Any:
        return self._pick(first, second, ">=", max)

    def _pick(self, first: Any, second: Any, sign: str, fold: Callable[[int, int], int]) -> Any:
        if first is second:
            return first
        if type(first) is int and type(second) is int:
            return fold(first, second)
        one, two = _text(first), _text(second)
        return self.write(f"{one} if {one} {sign} {two} else {two}")

    def total(self, amounts: Sequence[Any]) -> Any:
        literal = sum(amount for amount in amounts if type(amount) is int)
        nodes = [amount for amount in amounts if type(amount) is not int]
        if not nodes:
            return literal
        if len(nodes) == 1 and not literal:
            return nodes[0]
        terms = [node.name for node in nodes] + ([str(literal)] if literal else [])
        while len(terms) > LONGEST_SUM:
            # One long sum is one deep expression to the compiler, which gives up at some thousand terms.
            parts = [terms[at : at + LONGEST_SUM] for at in range(0, len(terms), LONGEST_SUM)]
            terms = [self.write(" + ".join(part)).name if len(part) > 1 else part[0] for part in parts]
        return self.write(" + ".join(terms))

    def whole(self, amount: Any, every: Any) -> Any:
        if type(amount) is int and type(every) is int:
            return amount // every
        return amount if _is(every, 1) else self.write(f"{_text(amount)} // {_text(every)}")

    quotient = whole

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:  # noqa: ARG002 - the bound is for other systems
        if _is(count, 1):
            return unit
        if _is(unit, 1):
            return count
        if type(count) is int and type(unit) is int:
            return count * unit
        return self.write(f"{_text(count)} * {_text(unit)}")

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        if len(weights) == 1:
            return [self.choose(self.same(weights[0], 0), 0, total)]
        return self._several(f"share_{odd.value}({_text(total)}, ({', '.join(map(_text, weights))}))", len(weights))

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        if len(units) <= 1:
            return [0] * len(units)
        runs = f"({', '.join(map(_text, units))}), ({', '.join(map(_text, counts))})"
        return self._several(f"ahead({runs}, {cheapest})", len(units))

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        if all(type(count) is int for count in counts):
            return full_sets(counts, size)
        return self.write(f"full_sets(({''.join(f'{_text(count)}, ' for count in counts)}), {size})")

    def gather(self, counts: Sequence[Any], columns: Sequence[Sequence[Any]], keep: int) -> Sequence[Sequence[Any]]:
        rows = [f"({''.join(f'{_text(value)}, ' for value in row)})" for row in (counts, *columns)]
        call = f"gather({rows[0]}, ({''.join(f'{row}, ' for row in rows[1:])}), {keep})"
        found = self._several(call, keep * len(rows))
        return [found[at * keep : (at + 1) * keep] for at in range(len(rows))]

    def _several(self, call: str, count: int) -> Sequence[Any]:
        """A call that gives ``count`` amounts, each a variable; the same call is made once."""
        if not count:
            return []
        if call not in self.known:
            start = len(self.lines)
            names = [f"v{start}_{at}" for at in range(count)]
            self.lines.append(f"{', '.join(names)} = {call}")
            self.known[call] = Node(self, f"v{start}")
        stem = self.known[call].name
        return [Node(self, f"{stem}_{at}") for at in range(count)]

    def let(self, register: int, amount: Any) -> Any:
        self.registers[register] = amount
        return amount

    def source(self, wanted: Sequence[int] | None = None) -> str:
        """The recorded function as Python text; of ``wanted`` registers, only what they need."""
        results = [
            _text(amount) for amount in (self.registers if wanted is None else [self.registers[w] for w in wanted])
        ]
        lines = self.lines if wanted is None else _needed(self.lines, results)
        inputs = ", ".join(node.name for node in self.inputs)
        body = [f"    {inputs}{',' if len(self.inputs) == 1 else ''} = inputs"] if self.inputs else []
        body += [f"    {line}" for line in lines]
        body.append(f"    return ({', '.join(results)}{',' if len(results) == 1 else ''})")
        return "\n".join(["def recorded(inputs):", *body])

    def compile(self, wanted: Sequence[int] | None = None) -> Callable[[Sequence[int]], tuple[int, ...]]:
        """The recorded function: from inputs to all registers, or to those ``wanted``."""
        space: dict[str, Any] = {f"share_{odd.value}": _SHARES[odd] for odd in Odd}
        space |= {"ahead": ahead, "full_sets": full_sets, "gather": _gather}
        # Only own variable names, integers and the functions of sharing and counting stand in this text.
        exec(compile(self.source(wanted), "<recorded>", "exec"), space)
        function: Callable[[Sequence[int]], tuple[int, ...]] = space["recorded"]
        return function


def _needed(lines: Sequence[str], results: Sequence[str]) -> list[str]:
    """The lines that results need, in order."""
    needed = set(_NAME.findall(" ".join(results)))
    found = []
    for line in reversed(lines):
        names, _, expression = line.partition(" = ")
        if needed.intersection(_NAME.findall(names)):
            needed.update(_NAME.findall(expression))
            found.append(line)
    return found[::-1]


def _gather(counts: Sequence[int], columns: Sequence[Sequence[int]], keep: int) -> list[int]:
    """All the rows in one."""
    return [value for row in gather(counts, columns, keep) for value in row]


def _sharer(odd: Odd) -> Callable[[int, Sequence[int]], list[int]]:
    def shared(total: int, weights: Sequence[int]) -> list[int]:
        return share(total, weights, odd)

    return shared


_SHARES = {odd: _sharer(odd) for odd in Odd}
