"""How little may be paid at the least from a state on: a line under everything that later decisions can do.

Every amount is written as a sum of what is live at the decision before it, and a rest that lies between two numbers.
A deduction depends on the running amount in steps that no line follows, but what remains after it is that amount less
something between nothing and the most that may come off: so the bounds add up, decision after decision, and stay close.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from promocalc.choose.course import Course
from promocalc.numbers.formula import Expression

Number: TypeAlias = int | Fraction


class Form(NamedTuple):
    """``low`` to ``high`` more than so many times each of some live amounts."""

    terms: dict[int, Number]
    low: Number
    high: Number


class Line(NamedTuple):
    """What is paid in the end is never less than this many times each of some live amounts, and ``least``."""

    terms: dict[int, Number]
    least: Number


def lines(course: Course) -> list[Line]:
    """For every leg, of what is live as it begins. The first one has a number only: nobody can pay less."""
    relaxed = _Relaxed()
    carried: list[dict[int, Form]] = []
    rows: list[dict[int, Any]] = [{}]
    for leg in course.legs:
        carried.append(relaxed.begin(rows, leg.live))
        start = relaxed.start
        decision = leg.decision
        values = [{}] if decision is None else [{decision.symbol.number: _whole(at)} for at in _values(decision.symbol)]
        rows = [start | value for value in values]
        for one in leg.steps:
            for row in rows:
                row[one.number] = relaxed.of(one, row)
    end = relaxed.joined([row[course.root.number] for row in rows])
    found = [Line(end.terms, end.low)]
    for carry in carried[:0:-1]:
        found.append(_through(found[-1], carry))
    return found[::-1]


def _values(symbol: Expression) -> range:
    return range((symbol.high or 0) + 1)


def _whole(value: int) -> Form:
    return Form({}, value, value)


def _through(line: Line, carry: dict[int, Form]) -> Line:
    """The same line, told of what was live one leg before."""
    terms: dict[int, Number] = {}
    least = line.least
    for number, times in line.terms.items():
        form = carry[number]
        least += times * (form.low if times >= 0 else form.high)
        for inner, count in form.terms.items():
            terms[inner] = terms.get(inner, 0) + times * count
    return Line(terms, least)


class _Relaxed:
    def __init__(self) -> None:
        self.ranges: dict[int, tuple[Number, Number]] = {}
        """Of every live amount: from where to where."""
        self.start: dict[int, Any] = {}

    def begin(self, rows: Sequence[dict[int, Any]], live: Sequence[int]) -> dict[int, Form]:
        """A new leg: what the live amounts are, told of those of the leg before; they are free from here on."""
        carry: dict[int, Form] = {}
        ranges: dict[int, tuple[Number, Number]] = {}
        self.start = {}
        for number in live:
            some = [row[number] for row in rows]
            if not isinstance(some[0], Form):
                self.start[number] = some[0] if all(one is some[0] for one in some) else None
                continue
            ends = [self.range(one) for one in some]
            low, high = min(end[0] for end in ends), max(end[1] for end in ends)
            if low == high:
                self.start[number] = Form({}, low, low)
                continue
            carry[number], ranges[number] = self.joined(some), (low, high)
            self.start[number] = Form({number: 1}, 0, 0)
        self.ranges = ranges
        return carry

    # --- forms ----------------------------------------------------------------------------------------------

    def range(self, form: Form) -> tuple[Number, Number]:
        """From where to where it may be."""
        low, high = form.low, form.high
        for number, times in form.terms.items():
            ends = sorted(times * end for end in self.ranges[number])
            low, high = low + ends[0], high + ends[1]
        return low, high

    def joined(self, forms: Sequence[Form]) -> Form:
        """A form that holds wherever one of them does."""
        found = forms[0]
        for other in forms[1:]:
            found = self.either(found, other)
        return found

    def either(self, one: Form, other: Form) -> Form:
        """The narrowest form at hand that holds for both."""
        if one.terms == other.terms:
            return Form(one.terms, min(one.low, other.low), max(one.high, other.high))
        (least, most), (least_other, most_other) = self.range(one), self.range(other)
        found = [Form({}, min(least, least_other), max(most, most_other))]
        for form, second in ((one, other), (other, one)):
            low, high = self.range(_sum(second, Form(form.terms, 0, 0), -1))
            found.append(Form(form.terms, min(form.low, low), max(form.high, high)))
        return min(found, key=_width)

    def least(self, one: Form, other: Form, sign: int = 1) -> Form:
        """The smaller of two; with ``sign`` -1 the larger."""
        low, high = sorted(sign * end for end in self.range(_sum(one, other, -1)))
        if high <= 0:
            return one
        if low >= 0:
            return other
        # The smaller one is the first less what that is above the second; and the other way round.
        pick = min if sign > 0 else max
        ends = [pick(pair) for pair in zip(self.range(one), self.range(other), strict=True)]
        found = [Form({}, *ends)]
        for form, above in ((one, high), (other, -low)):
            found.append(
                Form(form.terms, form.low - (above if sign > 0 else 0), form.high + (0 if sign > 0 else above))
            )
        return min(found, key=_width)

    # --- operations -------------------------------------------------------------------------------------------

    def of(self, one: Expression, row: dict[int, Any]) -> Any:
        """What an operation comes to: a form; or whether it holds, None where that is open."""
        args = [row[arg.number] if isinstance(arg, Expression) else arg for arg in one.args]
        match one.op:
            case "and":
                return False if False in args else None if None in args else True
            case "or":
                return True if True in args else None if None in args else False
            case "not":
                return None if args[0] is None else not args[0]
            case "share":
                return Form({}, 0, max(0, self.range(_form(args[2]))[1]))
            case "choose":
                held, yes, no = args[0], _form(args[1]), _form(args[2])
                return self.either(yes, no) if held is None else yes if held else no
            case _:
                return self.bounded(one, self.amount(one.op, [_form(arg) for arg in args]))

    def bounded(self, one: Expression, found: Any) -> Any:
        """Where the expression knows better what it never is below or above."""
        if isinstance(found, Form) and not found.terms and one.low is not None:
            return Form({}, max(found.low, one.low), max(found.high, one.low))
        return found

    def amount(self, op: str, args: list[Form]) -> Any:
        """An amount, or a comparison."""
        match op:
            case "+":
                found = args[0]
                for arg in args[1:]:
                    found = _sum(found, arg)
                return found
            case "-":
                return _sum(args[0], args[1], -1)
            case "*" | "times":
                return self.product(*args)
            case "whole" | "quotient":
                return self.divided(*args)
            case "least" | "most":
                return self.least(args[0], args[1], 1 if op == "least" else -1)
            case _:
                return _held(op, *self.range(_sum(args[0], args[1], -1)))

    def product(self, one: Form, other: Form) -> Form:
        for first, second in ((one, other), (other, one)):
            low, high = self.range(first)
            if low == high:
                return _times(second, low)
        ends = [a * b for a in self.range(one) for b in self.range(other)]
        return Form({}, min(ends), max(ends))

    def divided(self, top: Form, by: Form) -> Form:
        """``top / by``, rounded down."""
        (low, high), (fewest, many) = self.range(top), self.range(by)
        if fewest == many and top.terms:
            found = _times(top, Fraction(1, fewest))
            return Form(found.terms, found.low - 1 + Fraction(1, fewest), found.high)
        fewest, many = max(fewest, 1), max(many, 1)
        return Form({}, min(low // fewest, low // many), max(high // fewest, high // many))


def _form(value: Any) -> Form:
    return value if isinstance(value, Form) else _whole(value)


def _width(form: Form) -> Number:
    return form.high - form.low


def _sum(one: Form, other: Form, sign: int = 1) -> Form:
    terms = dict(one.terms)
    for number, times in other.terms.items():
        terms[number] = terms.get(number, 0) + sign * times
        if not terms[number]:
            del terms[number]
    low, high = (other.low, other.high) if sign > 0 else (-other.high, -other.low)
    return Form(terms, one.low + low, one.high + high)


def _times(form: Form, times: Number) -> Form:
    if not times:
        return _whole(0)
    low, high = sorted((form.low * times, form.high * times))
    return Form({number: count * times for number, count in form.terms.items()}, low, high)


def _held(sign: str, low: Number, high: Number) -> bool | None:
    """Whether a comparison holds of a difference that lies between two numbers; None where that is open."""
    match sign:
        case ">=":
            return True if low >= 0 else False if high < 0 else None
        case ">":
            return True if low > 0 else False if high <= 0 else None
        case "<=":
            return True if high <= 0 else False if low > 0 else None
        case "<":
            return True if high < 0 else False if low >= 0 else None
        case _:
            return True if low == high == 0 else False if low > 0 or high < 0 else None
