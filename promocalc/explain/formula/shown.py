"""Equations in the units that people read: yuan instead of 分, percent instead of so many of so many.

An equation holds in whole numbers. Every part of it is shown as its whole number times an exact factor; the factors
are chosen so that a figure that counts money is in the currency's own units. So what is shown comes to the same,
whatever is taken for money.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.explain.formula.known import Unit
from promocalc.explain.formula.units import Node, Units
from promocalc.formula.equations import Equation, Equations
from promocalc.formula.shown import (
    Call,
    Choice,
    Compared,
    Figure,
    Joined,
    Name,
    Negated,
    Product,
    Quotient,
    Share,
    Shown,
    Sum,
    symbols_in,
)
from promocalc.money import CURRENCIES, Rounding, plain
from promocalc.numbers.formula import TESTS

_PIECES = frozenset(("unit_base", "unit_measured", "running", "measured", "base"))
"""Words of :class:`promocalc.formula.naming.Role` under which amounts are divided by pieces, not by rates."""


@dataclass(frozen=True, slots=True)
class ShownEquation:
    """An equation as people read it."""

    equation: Equation
    shown: Shown
    unit: Unit
    """What its symbol counts."""


def shown_equations(told: Equations, currency: str) -> tuple[list[ShownEquation], Units]:
    """The equations, and what their symbols count.

    Left out is what only a rounding was put together from, where the rounding is shown as what it is.
    """
    units = Units(told)
    found = [_shown(equation, units, currency) for equation in told.equations]
    used = {told.equations[-1].symbol}
    kept: list[ShownEquation] = []
    for one in reversed(found):
        if one.equation.symbol in used:
            used.update(symbols_in(one.shown))
            kept.append(one)
    return kept[::-1], units


def _shown(equation: Equation, units: Units, currency: str) -> ShownEquation:
    unit = units.of_symbol(equation.symbol)
    role = equation.role
    each = (
        (units.pieces.get(role.line, 1), units.rates.get(role.rule, frozenset()))
        if role.what == "unit_amount"
        else None
    )
    work = _Showing(units, currency, role.what in _PIECES, each)
    tree = units.trees[equation.symbol]
    if tree.op in TESTS:
        one, none = (work.figure(Fraction(amount, work.scale(unit)), unit) for amount in (1, 0))
        shown: Shown = Choice(((work.test(tree), one),), none)
    else:
        shown = work.of(tree, Fraction(1, work.scale(unit)))
    return ShownEquation(equation, shown, unit)


@dataclass(frozen=True, slots=True)
class _Showing:
    """Shows one equation."""

    units: Units
    currency: str
    by_pieces: bool
    each: tuple[int, frozenset[Fraction]] | None = None
    """Of an amount for one piece: of how many, and the rates in its rule."""

    def unit(self, node: Node) -> Unit:
        """What a part counts."""
        return self.units.of(node)

    def scale(self, unit: Unit) -> int:
        """How many whole numbers make one of what is shown."""
        if unit == "count":
            return 1
        return HUNDREDTHS if unit == "rate" else int(10 ** CURRENCIES[self.currency])

    def whole(self, node: Node) -> int:
        """How many whole numbers of a part make one of what is shown."""
        return self.scale(self.unit(node)) * self._finer(node)

    def _finer(self, node: Node) -> int:
        """Where a rate is left open, an amount times it is in parts of a minor unit."""
        match node.op:
            case "times":
                return HUNDREDTHS if any(self.unit(arg) == "rate" for arg in node.args) else 1
            case "+" | "-" | "least" | "most":
                return max(map(self._finer, node.args))
            case "choose":
                return max(map(self._finer, node.args[1:]))
            case "*":
                return self._finer(node.args[1])
            case _:
                return 1

    # --- amounts ------------------------------------------------------------------------------------------

    def of(self, node: Node, by: Fraction) -> Shown:
        """``by`` times what a part comes to in whole numbers."""
        match node.op:
            case "literal":
                return self.figure(node.value * by, self.unit(node))
            case "symbol":
                return self._times(by * self.scale(self.unit(node)), Name(node.value), self.unit(node))
            case "+" | "-" | "least" | "most" | "choose":
                own = node.args[0] if node.left_over else node
                natural = Fraction(1, self.whole(own))
                if by != natural and not _takes_in(node):
                    return self._times(Fraction(by, natural), self._spread(node, natural), self.unit(own))
                return self._spread(node, by)
            case "*" | "times":
                return self._product(node, by)
            case "share":
                return self._share(node, by)
            case "whole" | "quotient" | "rounded":
                return self._divided(node, by)
            case op:
                raise ValueError(f"cannot show {op!r}")

    def _spread(self, node: Node, by: Fraction) -> Shown:
        """A sum, the least or most of some, or a choice: every part by itself."""
        match node.op:
            case "+":
                terms: list[tuple[bool, Shown]] = []
                for at, arg in enumerate(node.args):
                    if at and arg.op == "literal" and arg.value < 0:
                        terms.append((True, self.figure(-arg.value * by, self.unit(arg))))
                    else:
                        terms += _terms(self.of(arg, by))
                return Sum(tuple(terms))
            case "-":
                first, second = (self.of(arg, by) for arg in node.args)
                return Sum((*_terms(first), (True, second)))
            case "choose":
                cases, rest = [], node
                while rest.op == "choose":
                    condition, yes, no = rest.args
                    cases.append((self.test(condition), self.of(yes, by)))
                    rest = no
                return Choice(tuple(cases), self.of(rest, by))
            case op:
                return Call("min" if op == "least" else "max", tuple(self.of(arg, by) for arg in node.args))

    def _product(self, node: Node, by: Fraction) -> Shown:
        first, second = node.args
        if first.op == "literal":
            own = self.whole(second)
            if self.unit(first) == "count":
                return self._times(by * first.value * own, self.of(second, Fraction(1, own)))
            return Product(self.figure(first.value * by * own, self.unit(first)), self.of(second, Fraction(1, own)))
        one, other = self.whole(first), self.whole(second)
        product = Product(self.of(first, Fraction(1, one)), self.of(second, Fraction(1, other)))
        return self._times(by * one * other, product)

    def _share(self, node: Node, by: Fraction) -> Shown:
        """A share, always of money: coins are shared. Weights may be in any unit, as long as it is one for all."""
        own, (how, place) = self.scale("money"), node.value
        total, *weights = node.args
        each = Fraction(1, max(map(self.whole, weights)))
        parts = tuple(self.of(weight, each) for weight in weights)
        return self._times(by * own, Share(how, self.of(total, Fraction(1, own)), parts, place))

    def _divided(self, node: Node, by: Fraction) -> Shown:
        """What is divided into whole numbers: of a count the floor, of money so many whole cents."""
        own, top = self.scale(self.unit(node)), node.args[0]
        if node.op != "rounded":
            bottom = self.scale(self.unit(node.args[1]))
            quotient = Quotient(self.of(top, Fraction(1, own * bottom)), self.of(node.args[1], Fraction(1, bottom)))
            if node.op == "whole":
                quotient = Quotient(self.of(top, Fraction(1, bottom)), quotient.bottom)
            return self._times(by * own, self._rounded(Rounding.DOWN, quotient, 1, self.unit(node)), self.unit(node))
        if self.unit(node) == "count" and self.unit(top) == "money":
            amount: Shown = Quotient(self.of(top, Fraction(1, self.scale("money"))), self._figure_of(node.by, "money"))
            if node.step > 1:
                amount = self._times(Fraction(node.step), amount)
        elif self.by_pieces:
            each = Fraction(1, self.whole(top))
            pieces = Fraction(node.by * own, node.step) * each
            amount = Quotient(self.of(top, each), self.figure(pieces, "count"))
        else:
            # 8% of what two cost, for one of them, is no 4% that anybody would find in the rule.
            among = self._among(node)
            amount = self.of(top, Fraction(node.step * among, node.by * own))
            if among > 1:
                amount = Quotient(amount, self.figure(Fraction(among), "count"))
        return self._times(by * own, self._rounded(node.mode, amount, node.step, self.unit(node)))

    def _among(self, node: Node) -> int:
        """Among how many pieces a rate of the rule is divided in a rounding; 1 where that is not what it does."""
        if self.each is None:
            return 1
        pieces, rates = self.each
        top = node.args[0]
        factor = top.args[0].value if top.op == "*" and top.args[0].op == "literal" else 1
        return pieces if Fraction(node.step * factor, node.by) * pieces in rates else 1

    def _rounded(self, mode: Rounding, amount: Shown, step: int, unit: Unit) -> Shown:
        if mode is Rounding.DOWN and step == 1 and self.scale(unit) == 1:
            return Call("floor", (amount,))
        return Call(mode.value, (amount, self._figure_of(step, unit)))

    # --- conditions ---------------------------------------------------------------------------------------

    def test(self, node: Node) -> Shown:
        """A condition."""
        match node.op:
            case "and":
                return Joined("and", tuple(self._tests("and", node)))
            case "or":
                return Joined("or", tuple(self._tests("or", node)))
            case "not":
                return Negated(self.test(node.args[0]))
            case sign:
                first, second = node.args
                own = max(self.whole(first), self.whole(second))
                by = Fraction(1, own)
                if sign == ">=" and second.op == "literal" and second.value == 1 and own > self.scale(self.unit(first)):
                    # In parts of a minor unit: more than nothing.
                    return Compared(">", self.of(first, by), self.figure(Fraction(0), self.unit(first)))
                return Compared(sign, self.of(first, by), self.of(second, by))

    def _tests(self, how: str, node: Node) -> Iterator[Shown]:
        """The conditions that are joined, also by the same word inside."""
        for arg in node.args:
            if arg.op == how:
                yield from self._tests(how, arg)
            else:
                yield self.test(arg)

    # --- figures ------------------------------------------------------------------------------------------

    def _figure_of(self, whole: int, unit: Unit) -> Shown:
        return self.figure(Fraction(whole, self.scale(unit)), unit)

    def figure(self, value: Fraction, unit: Unit) -> Shown:
        """A number: money with the decimals of its currency, if these are enough."""
        if unit == "money":
            minor = value * self.scale(unit)
            if minor.denominator == 1:
                return Figure(plain(int(minor), self.currency))
        text = decimal_text(value)
        if text is not None:
            return Figure(text)
        return Quotient(Figure(str(value.numerator)), Figure(str(value.denominator)))

    def _times(self, factor: Fraction, shown: Shown, unit: Unit = "money") -> Shown:
        """A factor before a part: nothing, so many times, so many percent, a fraction; so much for each of a count."""
        if factor == 1:
            return shown
        coins = factor * self.scale("money")
        if unit == "count" and coins.denominator == 1 and factor.denominator > 1:
            return Product(Figure(plain(int(coins), self.currency)), shown)
        if factor.denominator == 1:
            return Product(Figure(str(factor.numerator)), shown)
        # Half a minor unit for each of a count is no rate of it.
        told = decimal_text(factor if unit == "count" else factor * 100)
        if told is not None and len(told) <= _LONGEST_PERCENT:
            return Product(Figure(told if unit == "count" else f"{told}%"), shown)
        if factor.numerator == 1:
            return Quotient(shown, Figure(str(factor.denominator)))
        return Product(Quotient(Figure(str(factor.numerator)), Figure(str(factor.denominator))), shown)


_LONGEST_PERCENT = 9


def decimal_text(value: Fraction) -> str | None:
    """A number in decimals; None where these do not end.

    >>> decimal_text(Fraction(-1, 8)), decimal_text(Fraction(3)), decimal_text(Fraction(1, 3))
    ('-0.125', '3', None)
    """
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        return None
    whole = int(abs(value) * 10**places)
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def _terms(shown: Shown) -> tuple[tuple[bool, Shown], ...]:
    """What is added: of a sum, its terms, which need no brackets there."""
    return shown.terms if isinstance(shown, Sum) else ((False, shown),)


def _takes_in(node: Node) -> bool:
    """Whether a factor goes well inside: some part is so many times an amount already."""
    if node.op == "*":
        return node.args[0].op == "literal"
    inner: Iterator[Node] = iter(node.args[1:] if node.op == "choose" else node.args)
    return node.op in ("+", "-", "least", "most", "choose") and any(map(_takes_in, inner))
