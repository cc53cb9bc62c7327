"""What every figure of some equations counts: money, pieces or points, a rate. Told from how they are put together.

Equations hold in whole numbers, and a whole number does not say what it counts: 300 may be three yuan or three hundred
points. But prices are money, money is compared with money, and so many times money is money. Where a figure counts two
things (so many odd cents go to so many pieces), the first that is found stands; what is shown takes it as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from promocalc.engine.programme import Apply
from promocalc.engine.terms import Terms, rate_terms
from promocalc.explain.formula.known import Known, Unit
from promocalc.explain.formula.rounding import halved, rounded
from promocalc.formula.equations import Equation, Equations
from promocalc.formula.unknowns import Unit as OpenUnit
from promocalc.formula.unknowns import unit_of
from promocalc.money import Rounding
from promocalc.numbers.formula import TESTS, Expression

_OPEN: dict[OpenUnit, Unit] = {"money": "money", "pieces": "count", "points": "count", "rate": "rate"}


class Node:
    """A part of one equation: an operation on others, with a number for what it counts.

    ``op`` is that of :class:`promocalc.numbers.formula.Expression`, or ``literal``, ``symbol``, ``rounded``.
    """

    __slots__ = ("args", "by", "left_over", "mode", "op", "step", "unit", "value")

    def __init__(self, op: str, args: tuple[Node, ...] = (), value: Any = None) -> None:
        self.op, self.args, self.value = op, args, value
        self.unit = -1
        self.left_over = False
        """Of a difference: whether it is what is left over where an amount is divided by pieces. So many coins go to so
        many pieces, and so it may count either."""
        self.by, self.step, self.mode = 1, 1, Rounding.DOWN
        """Of a rounding: the whole ``step`` of what ``step / by`` of its one part is, rounded so."""


class Units:
    """What the symbols of some equations count, and every part of their texts."""

    def __init__(self, told: Equations) -> None:
        self.names: Mapping[int, str] = told.names
        self.steps = _steps(told)
        applied = [op.terms for op in told.plan.programme.ops if isinstance(op, Apply)]
        self.rates = {terms.name: _rates(terms) for terms in applied}
        """Of each rule, the rates in it and what they leave."""
        self.pieces = {line.id: line.quantity for line in told.plan.lines}
        """Of each line, its quantity."""
        self._told = Known(told.plan)
        self.symbols: dict[str, int] = {}
        self._parents: list[int] = []
        self._known: dict[int, Unit] = {}
        self._products: list[tuple[int, int, int]] = []
        """The product, one factor, the other."""
        self._alike: list[tuple[int, int]] = []
        """What most probably counts the same."""
        self._weights: list[tuple[int, Unit]] = []
        """In what proportion is shared: the first weight, and what the rule has it count."""
        self._seen: dict[int, int] = {}
        """The unit of every expression where it was met first. What is written twice counts the same, as a rule."""
        self.trees: dict[str, Node] = {}
        for one in told.open:
            self._fix(self._symbol(one.symbol), _OPEN[unit_of(one.unknown)])
        for equation in told.equations:
            self._begin(equation)
        for equation in told.equations:
            self._read(equation)
        # What is money for sure tells what it is put together from, before what counts pieces and odd coins alike does.
        for tree in sorted(self.trees.values(), key=lambda tree: self._unit(tree.unit) != "money"):
            for part in _walked(tree):
                self._bind(part)
        self._settle()

    def of(self, node: Node) -> Unit:
        """What a part of an equation counts."""
        return self._known.get(self._find(node.unit), "count")

    def of_symbol(self, symbol: str) -> Unit:
        """What a symbol counts."""
        return self._known.get(self._find(self.symbols[symbol]), "count")

    # --- reading ------------------------------------------------------------------------------------------

    def _begin(self, equation: Equation) -> None:
        test = isinstance(equation.expression, Expression) and equation.expression.is_test
        told = self._told.of(equation.role)
        # An amount of one minor unit or none is written as a test.
        unit = "count" if test and told != "money" else told
        at = self._symbol(equation.symbol)
        if unit is not None:
            self._fix(at, unit)

    def _read(self, equation: Equation) -> None:
        tree = self._node(equation.expression, top=True)
        self.trees[equation.symbol] = tree
        for one in _walked(tree):
            # The meaning multiplies with a count first, unless that is a rate, and divides by one.
            if one.op == "times" and self._unit(one.args[0].unit) != "rate":
                self._fix(one.args[0].unit, "count")
            elif one.op == "quotient":
                self._fix(one.args[1].unit, "count")
            elif one.op == "whole":
                self._fix(one.unit, "count")
            elif one.op == "share":
                self._weights.append((one.args[1].unit, self._told.weights(equation.role)))
        if self._told.is_of_points(equation.role) and tree.op in ("rounded", "*"):
            # Points times what one is worth, divided or not.
            points = tree.args[-1]
            self._fix(points.unit, "count")
            if points.op == "*":
                self._fix(points.args[1].unit, "count")
        if tree.op not in TESTS:
            # First of all: points are worked out from money, and are none for that.
            self._same(tree.unit, self.symbols[equation.symbol])

    def _node(self, one: Any, top: bool = False) -> Node:
        node = self._made(one, top)
        if node.unit < 0:
            node.unit = self._new()
        if isinstance(one, Expression) and not one.is_test:
            self._alike.append((self._seen.setdefault(one.number, node.unit), node.unit))
        return node

    def _made(self, one: Any, top: bool) -> Node:
        if not isinstance(one, Expression):
            return Node("literal", value=one)
        if not top and one.number in self.names:
            return self._named(one)
        if one.op == "symbol":
            return self._named(one)
        whole = self._rounded(one)
        if whole is not None:
            return whole
        if one.op == "share":
            how, place, *parts = one.args
            return Node("share", tuple(map(self._node, parts)), (how, place - 1))
        node = Node(one.op, tuple(map(self._node, one.args)))
        node.left_over = _left_over(one)
        return node

    def _named(self, one: Expression) -> Node:
        symbol = self.names[one.number]
        node = Node("symbol", value=symbol)
        node.unit = self._symbol(symbol)
        if not one.is_test:
            return node
        held = Node(">=", (node, self._node(1)))
        held.unit = self._new()
        return held

    def _rounded(self, one: Expression) -> Node | None:
        """A rounding to minor units, or to whole steps that a rule of the programme names."""
        inner, step = one, 1
        if one.op == "*" and one.args[0] in self.steps and one.args[1].number not in self.names:
            step, inner = one.args
        found = rounded(inner)
        if found is None or found.divisor % step:
            return None
        half = None if found.amount.number in self.names else halved(found)
        if half is None:
            top, by = self._node(found.amount), found.divisor
        elif half.divisor == 1:
            return self._times(half.times * step, half.amount)
        else:
            top, by = self._times(half.times, half.amount), half.divisor
        node = Node("rounded", (top,))
        node.by, node.step, node.mode = by, step, found.mode
        return node

    def _times(self, times: int, one: Any) -> Node:
        if times == 1:
            return self._node(one)
        node = Node("*", (self._node(times), self._node(one)))
        node.unit = self._new()
        return node

    # --- what follows from how it is put together ---------------------------------------------------------

    def _bind(self, node: Node) -> None:
        args = node.args
        match node.op:
            case "literal" | "symbol" | "and" | "or" | "not":
                pass
            case ">=" | ">" | "<=" | "<" | "==":
                self._same(args[0].unit, args[1].unit)
            case "-" if node.left_over:
                self._same(args[0].unit, args[1].unit)
            case "+" | "-" | "least" | "most":
                self._alike_all(node, args)
            case "choose":
                self._alike_all(node, args[1:])
            case "share":
                self._same(node.unit, args[0].unit)
                for weight in args[1:]:
                    self._same(args[1].unit, weight.unit)
            case "*" | "times":
                self._products.append((node.unit, args[0].unit, args[1].unit))
                self._product(*self._products[-1])
            case "whole":
                self._same(args[0].unit, args[1].unit)
            case "quotient" | "rounded":
                self._alike.append((node.unit, args[0].unit))
                if self._unit(args[0].unit) == "money":
                    self._same(node.unit, args[0].unit)
            case op:
                raise ValueError(f"no unit for {op!r}")

    def _alike_all(self, node: Node, args: Sequence[Node]) -> None:
        """What stands beside money is money, first of all."""
        for arg in sorted(args, key=lambda arg: self._unit(arg.unit) != "money"):
            self._same(node.unit, arg.unit)

    def _settle(self) -> None:
        """Products, then what is most probably so, one after the other, as long as anything new comes out."""
        self._multiply()
        while self._guessed():
            self._multiply()

    def _guessed(self) -> bool:
        """Whether there was anything left to take for granted."""
        found = False
        for one, other in self._alike:
            if (self._unit(one) is None) is not (self._unit(other) is None) and "rate" not in map(
                self._unit, (one, other)
            ):
                self._same(one, other)
                found = True
        if found:
            return True
        for weight, unit in self._weights:
            if self._fix(weight, unit):
                return True
        # So much for each of a count, or else a literal that says how many of something there are.
        open_ = [(first, second) for _, first, second in self._products if self._unit(first) is None]
        for first, second in open_:
            if self._unit(second) == "count":
                return self._fix(first, "money")
        return bool(open_) and self._fix(open_[0][0], "count")

    def _multiply(self) -> None:
        new = True
        while new:
            found = [self._product(*one) for one in self._products]
            new = any(found)

    def _product(self, product: int, first: int, second: int) -> bool:
        """Whether anything new came out of a product and its two factors."""
        found = False
        for one, other in ((first, second), (second, first)):
            match self._unit(one), self._unit(product):
                case ("rate", _) | ("count", _):
                    found |= self._same(product, other)
                case "money", _:
                    found |= self._unit(other) != "rate" and self._fix(other, "count")
                    found |= self._fix(product, "money")
                case None, "count":
                    found |= self._fix(one, "count")
                case _:
                    pass
        return found

    # --- what counts the same -----------------------------------------------------------------------------

    def _new(self) -> int:
        self._parents.append(len(self._parents))
        return len(self._parents) - 1

    def _symbol(self, symbol: str) -> int:
        if symbol not in self.symbols:
            self.symbols[symbol] = self._new()
        return self.symbols[symbol]

    def _find(self, at: int) -> int:
        parents = self._parents
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    def _unit(self, at: int) -> Unit | None:
        return self._known.get(self._find(at))

    def _fix(self, at: int, unit: Unit) -> bool:
        """Whether that was not known."""
        found = self._find(at)
        new = found not in self._known
        self._known.setdefault(found, unit)
        return new

    def _same(self, one: int, other: int) -> bool:
        """Whether that was not known, and can be."""
        first, second = self._find(one), self._find(other)
        units = {self._known[at] for at in (first, second) if at in self._known}
        if first == second or len(units) > 1:
            return False
        self._parents[second] = first
        if units:
            self._known[first] = units.pop()
        return True


def _left_over(one: Expression) -> bool:
    if one.op != "-" or not isinstance(one.args[1], Expression) or one.args[1].op not in ("*", "times"):
        return False
    factors = [arg for arg in one.args[1].args if isinstance(arg, Expression)]
    return any(arg.op == "quotient" and arg.args[0] is one.args[0] for arg in factors)


def _walked(node: Node) -> Iterator[Node]:
    """A part, then what is in it: what a figure is as a whole is known better than what it is put together from."""
    yield node
    for arg in node.args:
        yield from _walked(arg)


def _rates(terms: Terms) -> frozenset[Fraction]:
    parts = rate_terms(terms)
    rates = {Fraction(top, bottom) for top, bottom in zip(parts[::2], parts[1::2], strict=False)}
    return frozenset(rates | {1 - rate for rate in rates})


def _steps(told: Equations) -> frozenset[int]:
    """The minor units that rules and tax round to, where these are several."""
    programme = told.plan.programme
    units = [op.terms.unit for op in programme.ops if isinstance(op, Apply)]
    if programme.levy is not None:
        units.append(programme.levy.unit)
    return frozenset(unit for unit in units if unit > 1)
