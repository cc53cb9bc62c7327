"""The number system of equations: an amount is an ``int``, or an expression over whole numbers that are left open.

Expressions are a small tree of this module's own, not SymPy's. SymPy evaluates
as it builds: ``p >= 0`` becomes true, sums are sorted, a choice inside a
comparison is rewritten, and what a reader gets is no longer what the rules say.
It is also some hundred times slower to build. So SymPy sees what is written down
in the end only (:mod:`promocalc.formula.pretty`), where somebody wants it drawn.

Nothing is simplified beyond what an amount's own bounds decide: a sum of prices
is never below 0, so nobody has to ask. What is the same is one expression, and
what is named stays one symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NoReturn, TypeAlias

from promocalc.counting import full_sets
from promocalc.money import FITTING, Odd, share
from promocalc.numbers.record import BranchedOnAmount

COMPARISONS = (">=", ">", "<=", "<", "==")
TESTS = (*COMPARISONS, "and", "or", "not")
"""What a condition may begin with; everything else is an amount."""

_BACK = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "==": "=="}
MOST_SETS = 24
"""Sets of different values up to which it is written out how many there are."""
LOOK_THROUGH = 6
"""How deep is looked for a reason why a difference is never below 0."""


Reason: TypeAlias = Literal["sets", "long", "lots", "nothing", "together"]
"""Why equations cannot say something: sets of different values that prices decide on, too many operations, lots that
prices put together; nothing depends on what should stay open, or it cannot stay open together with another."""


class NotExpressible(ValueError):  # noqa: N818 - it names what happened
    """What equations cannot say; ``why`` says it in English.

    ``about`` is what the reason is about: how many are too many, or the name of what should stay open.
    """

    def __init__(self, why: str, reason: Reason, about: str = "") -> None:
        super().__init__(why)
        self.why, self.reason, self.about = why, reason, about


class Expression:
    """An amount or a condition: an operation on expressions and integers, or a symbol that is left open.

    ``low`` and ``high`` are bounds that always hold; None where none is known. Its ``number`` is larger than that of
    every expression in it.
    """

    __slots__ = ("args", "high", "low", "number", "op", "owner")
    __hash__ = None  # type: ignore[assignment]  # unhashable on purpose: a dict lookup would compare

    def __init__(self, owner: Formula, op: str, args: tuple[Any, ...], low: int | None, high: int | None) -> None:
        self.owner, self.op, self.args, self.low, self.high = owner, op, args, low, high
        self.number = owner.count
        owner.count += 1

    @property
    def is_test(self) -> bool:
        """Whether it is a condition."""
        return self.op in TESTS

    def __add__(self, other: Any) -> Any:
        return self.owner.total([self, other])

    def __radd__(self, other: Any) -> Any:
        return self.owner.total([other, self])

    def __sub__(self, other: Any) -> Any:
        return self.owner.minus(self, other)

    def __rsub__(self, other: Any) -> Any:
        return self.owner.minus(other, self)

    def __mul__(self, other: Any) -> Any:
        return self.owner.multiple(_integer(other), self)

    __rmul__ = __mul__

    def __ge__(self, other: Any) -> Any:
        return self.owner.compare(">=", self, other)

    def __gt__(self, other: Any) -> Any:
        return self.owner.compare(">", self, other)

    def __le__(self, other: Any) -> Any:
        return self.owner.compare("<=", self, other)

    def __lt__(self, other: Any) -> Any:
        return self.owner.compare("<", self, other)

    def _refuse(self, *_: object) -> NoReturn:
        raise BranchedOnAmount("the meaning may not look at an amount; ask the number system")

    __bool__ = __eq__ = __ne__ = __int__ = __index__ = __float__ = __iter__ = __len__ = _refuse


def _integer(value: Any) -> int:
    if type(value) is not int:
        raise BranchedOnAmount(f"not an integer literal: {type(value).__name__}")
    return value


def low_of(amount: Any) -> int | None:
    """What it never is below."""
    return amount.low if isinstance(amount, Expression) else _integer(amount)


def high_of(amount: Any) -> int | None:
    """What it never is above."""
    return amount.high if isinstance(amount, Expression) else _integer(amount)


def _is(value: Any, literal: int) -> bool:
    return type(value) is int and value == literal


def _alike(first: Any, second: Any) -> bool:
    return first is second or (type(first) is int and type(second) is int and first == second)


def _surely(above: int | None, below: int | None) -> bool:
    """Whether what is never below ``above`` is at least what is never above ``below``."""
    return above is not None and below is not None and above >= below


def _part_of(part: Any, amount: Any, depth: int = LOOK_THROUGH) -> bool:
    """Whether ``part`` is never more than ``amount`` (not negative), as far as that can be read off."""
    if _alike(part, amount) or _surely(low_of(amount), high_of(part)):
        return True
    if not depth or not isinstance(part, Expression):
        return False
    if isinstance(amount, Expression) and amount.op == "+":
        others = [low_of(arg) for arg in amount.args if not _alike(arg, part)]
        if len(others) < len(amount.args) and all(_surely(low, 0) for low in others):
            return True
    match part.op:
        case "least":
            return any(_part_of(arg, amount, depth - 1) for arg in part.args)
        case "choose":
            condition, yes, no = part.args
            fits = _reached(condition, yes, amount) or _part_of(yes, amount, depth - 1)
            return fits and _part_of(no, amount, depth - 1)
        case "-":
            return _surely(low_of(part.args[1]), 0) and _part_of(part.args[0], amount, depth - 1)
        case "share":
            return _share_of(part, amount, depth - 1)
        case "*" | "times" if isinstance(amount, Expression) and amount.op == part.op:
            alike = _alike(part.args[0], amount.args[0]) and _surely(low_of(part.args[0]), 0)
            return (alike and _part_of(part.args[1], amount.args[1], depth - 1)) or _rate_of(part, amount, depth - 1)
        case _:
            return _rate_of(part, amount, depth - 1)


def _reached(condition: Expression, yes: Any, amount: Any) -> bool:
    """Whether a condition says that ``amount`` is at least ``yes``: 20 off from 199 on."""
    if condition.op == "and":
        return any(_reached(one, yes, amount) for one in condition.args)
    most = high_of(yes)
    if condition.op not in (">=", ">") or most is None or not _part_of(condition.args[0], amount, 1):
        return False
    return _surely(low_of(condition.args[1]), most)


def _share_of(part: Expression, amount: Any, depth: int) -> bool:
    """A share is never more than the total; nor than its weight, where the total is not more than all of these."""
    how, place, total, *weights = part.args
    if _part_of(total, amount, depth):
        return True
    fitting = Odd(how) in FITTING and _part_of(weights[place - 1], amount, depth)
    return fitting and _part_of(total, part.owner.total(weights), depth)


def _rate_of(part: Expression, amount: Any, depth: int) -> bool:
    """Whether ``part`` is a rate of 100 % at most, of some part of ``amount``."""
    times, inner = part.args if part.op == "*" else (1, part)
    if times < 1 or not isinstance(inner, Expression) or inner.op not in ("whole", "quotient"):
        return False
    of, by = inner.args
    if type(by) is not int:
        return times == 1 and _surely(low_of(of), 0) and _part_of(of, amount, depth)
    factor, more = 1, 0
    while isinstance(of, Expression):  # down to factor * of + more
        if of.op == "*":
            factor, of = factor * of.args[0], of.args[1]
        elif of.op == "+" and len(of.args) == 2 and type(of.args[1]) is int:
            more, of = more + factor * of.args[1], of.args[0]
        else:
            break
    below = (times == 1 and factor <= by and more < by) or (times * factor <= by and more == 0)
    return below and factor >= 0 and _surely(low_of(of), 0) and _part_of(of, amount, depth)


class Formula:
    """Expressions over symbols, and which of them registers name. Amounts are typed ``Any`` in here."""

    def __init__(self, size: int, most: int | None = None) -> None:
        """``size`` registers; NotExpressible is raised beyond ``most`` expressions, where that is stated."""
        self.count = 0
        self.most_expressions = most
        self.known: dict[tuple[Any, ...], Expression] = {}
        self.named: dict[int, list[int]] = {}
        """Registers by the number of the expression that they hold, in the order in which they were named."""
        self.registers: list[Any] = [0] * size

    def unknown(self, low: int = 0) -> Expression:
        """A new symbol that is left open: any whole number from ``low`` on."""
        return Expression(self, "symbol", (), low, None)

    def write(self, op: str, args: tuple[Any, ...], low: int | None = None, high: int | None = None) -> Expression:
        """The expression of an operation: the one that is there already, or a new one."""
        key = (op, *(("e", arg.number) if isinstance(arg, Expression) else arg for arg in args))
        found = self.known.get(key)
        if found is None:
            if self.most_expressions is not None and self.count >= self.most_expressions:
                most = self.most_expressions
                raise NotExpressible(f"it takes more than {most} operations", "long", f"{most:,}")
            found = self.known[key] = Expression(self, op, args, low, high)
        return found

    # --- deciding -------------------------------------------------------------------------------------------

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        if type(condition) is bool:
            return yes if condition else no
        if _alike(yes, no):
            return yes
        if condition.op == "not":
            return self.choose(condition.args[0], no, yes)
        lows, highs = (low_of(yes), low_of(no)), (high_of(yes), high_of(no))
        low = None if None in lows else min(lows)  # type: ignore[type-var]
        high = None if None in highs else max(highs)  # type: ignore[type-var]
        return self.write("choose", (condition, yes, no), low, high)

    def both(self, first: Any, second: Any) -> Any:
        if type(first) is bool:
            return second if first else False
        if type(second) is bool:
            return first if second else False
        return first if first is second else self.write("and", (first, second))

    def either(self, first: Any, second: Any) -> Any:
        if type(first) is bool:
            return True if first else second
        if type(second) is bool:
            return True if second else first
        return first if first is second else self.write("or", (first, second))

    def negate(self, condition: Any) -> Any:
        if type(condition) is bool:
            return not condition
        return condition.args[0] if condition.op == "not" else self.write("not", (condition,))

    def same(self, first: Any, second: Any) -> Any:
        return self.compare("==", first, second)

    def compare(self, sign: str, first: Any, second: Any) -> Any:
        """A condition, or what the bounds of the two decide already."""
        if _alike(first, second):
            return sign in (">=", "<=", "==")
        if type(first) is int and type(second) is not int:
            return self.compare(_BACK[sign], second, first)
        lows, highs = (low_of(first), low_of(second)), (high_of(first), high_of(second))
        decided = _decided(sign, lows, highs)
        if decided is not None:
            return decided
        if type(second) is int and first.op == "choose" and all(type(arg) is int for arg in first.args[1:]):
            yes, no = (_decided(sign, (arg, second), (arg, second)) for arg in first.args[1:])
            if yes is no:
                return yes
            # Of two literals, it asks which one was chosen.
            return first.args[0] if yes else self.negate(first.args[0])
        return self.write(sign, (first, second))

    # --- counting -------------------------------------------------------------------------------------------

    def least(self, first: Any, second: Any) -> Any:
        if _part_of(first, second):
            return first
        if _part_of(second, first):
            return second
        highs = [high for high in (high_of(first), high_of(second)) if high is not None]
        lows = (low_of(first), low_of(second))
        low = None if None in lows else min(lows)  # type: ignore[type-var]
        return self.write("least", (first, second), low, min(highs, default=None))

    def most(self, first: Any, second: Any) -> Any:
        if _part_of(first, second):
            return second
        if _part_of(second, first):
            return first
        lows = [low for low in (low_of(first), low_of(second)) if low is not None]
        highs = (high_of(first), high_of(second))
        high = None if None in highs else max(highs)  # type: ignore[type-var]
        return self.write("most", (first, second), max(lows, default=None), high)

    def total(self, amounts: Sequence[Any]) -> Any:
        left = _left(amounts)
        literal = sum(amount for amount in left if type(amount) is int)
        terms = [amount for amount in left if type(amount) is not int]
        if not terms:
            return literal
        if len(terms) == 1 and not literal:
            return terms[0]
        args = (*terms, literal) if literal else tuple(terms)
        lows, highs = [low_of(arg) for arg in args], [high_of(arg) for arg in args]
        low = None if None in lows else sum(lows)  # type: ignore[arg-type]
        high = None if None in highs else sum(highs)  # type: ignore[arg-type]
        return self.write("+", args, low, high)

    def minus(self, first: Any, second: Any) -> Any:
        """The difference; not below 0 where the second one is a part of the first."""
        if _is(second, 0):
            return first
        if _alike(first, second):
            return 0
        lows, highs = (low_of(first), low_of(second)), (high_of(first), high_of(second))
        low = None if lows[0] is None or highs[1] is None else lows[0] - highs[1]
        high = None if highs[0] is None or lows[1] is None else highs[0] - lows[1]
        if (low is None or low < 0) and _part_of(second, first):
            low = 0
        return self.write("-", (first, second), low, high)

    def multiple(self, times: int, amount: Any) -> Any:
        """A literal times an amount."""
        if type(amount) is int or times == 0:
            return times * amount if times else 0
        if times == 1:
            return amount
        if amount.op == "*" and amount.number not in self.named:
            return self.multiple(times * amount.args[0], amount.args[1])
        ends = [None if end is None else times * end for end in (amount.low, amount.high)]
        low, high = ends if times > 0 else reversed(ends)
        return self.write("*", (times, amount), low, high)

    def whole(self, amount: Any, every: Any) -> Any:
        return self._divide("whole", amount, every)

    def quotient(self, amount: Any, by: Any) -> Any:
        return self._divide("quotient", amount, by)

    def _divide(self, op: str, amount: Any, by: Any) -> Any:
        if type(amount) is int and type(by) is int:
            return amount // by
        if _is(by, 1) or _is(amount, 0):
            return amount
        if type(by) is int and amount.op == "*" and amount.args[0] % by == 0:
            return self.multiple(amount.args[0] // by, amount.args[1])
        low, high = low_of(amount), high_of(amount)
        if type(by) is int:
            low, high = (None if end is None else end // by for end in (low, high))
        elif low is not None:
            low = min(low, 0)
        return self.write(op, (amount, by), low, high)

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:
        for one, other in ((count, unit), (unit, count)):
            if type(one) is int:
                return self.multiple(one, other)
        bounds = [high for high in (high_of(count), at_most) if high is not None]
        product = max(min(bounds) * unit.high, 0) if bounds and unit.high is not None else None
        low = 0 if _surely(count.low, 0) and _surely(unit.low, 0) else None
        return self.write("times", (count, unit), low, product)

    # --- several at once ------------------------------------------------------------------------------------

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        """One expression per share: who weighs nothing gets nothing, and one alone gets it all."""
        if _is(total, 0):
            return [0] * len(weights)
        if type(total) is int and all(type(weight) is int for weight in weights):
            return share(total, weights, odd)
        some = [at for at, weight in enumerate(weights) if not _is(weight, 0)]
        found: list[Any] = [0] * len(weights)
        if len(some) == 1:
            alone = weights[some[0]]
            found[some[0]] = total if _part_of(total, alone) else self.choose(self.same(alone, 0), 0, total)
            return found
        weighing = [weights[at] for at in some]
        for position, at in enumerate(some, 1):
            found[at] = self.write("share", (odd.value, position, total, *weighing), 0, high_of(total))
        return found

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        """Of every run, the counts of those that are dearer (or cheaper), or equal and earlier."""
        found = []
        for at, unit in enumerate(units):
            before = [
                self.choose(self.compare(_sign(other < at, cheapest), units[other], unit), counts[other], 0)
                for other in range(len(units))
                if other != at
            ]
            found.append(self.total(before))
        return found

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        if all(type(count) is int for count in counts):
            return full_sets(counts, size)
        highs = [high_of(count) for count in counts]
        most = MOST_SETS + 1 if None in highs else sum(highs) // size  # type: ignore[arg-type]
        if most > MOST_SETS:
            why = f"prices decide how many sets of different values there are, of more than {MOST_SETS}"
            raise NotExpressible(why, "sets", str(MOST_SETS))
        # As long as there are pieces for so many sets, there are for fewer: each number that fits is one set more.
        fits = [self.total([self.least(count, sets) for count in counts]) >= size * sets for sets in range(1, most + 1)]
        return self.total([self.choose(held, 1, 0) for held in fits])

    def gather(  # the plan has places for every lot, so nobody asks
        self,
        counts: Sequence[Any],  # noqa: ARG002
        columns: Sequence[Sequence[Any]],  # noqa: ARG002
        keep: int,  # noqa: ARG002
    ) -> Sequence[Sequence[Any]]:
        raise NotExpressible("which lots have pieces depends on prices", "lots")

    def let(self, register: int, amount: Any) -> Any:
        """Name the amount, which is never negative. An integer and an open symbol need no name."""
        if isinstance(amount, Expression):
            amount.low = max(amount.low or 0, 0)
            self.named.setdefault(amount.number, []).append(register)
        self.registers[register] = amount
        return amount


def _left(amounts: Sequence[Any]) -> list[Any]:
    """The terms of a sum, less what one of them takes off another: of ``a`` and ``b - a`` it is ``b``."""
    left = list(amounts)
    at = 0
    while at < len(left):
        one = left[at]
        taken = one.args[1] if isinstance(one, Expression) and one.op == "-" else None
        known = isinstance(taken, Expression)
        place = next((place for place, other in enumerate(left) if other is taken), None) if known else None
        if place is None:
            at += 1
            continue
        left[at] = one.args[0]
        del left[place]
        at = 0
    return left


def _sign(earlier: bool, cheapest: bool) -> str:
    return ("<" if cheapest else ">") + ("=" if earlier else "")


def _decided(sign: str, lows: tuple[int | None, int | None], highs: tuple[int | None, int | None]) -> bool | None:
    """What bounds say of a comparison; None where it is open."""
    first_above, second_above = _surely(lows[0], highs[1]), _surely(lows[1], highs[0])
    apart = (first_above or second_above) and not (first_above and second_above)
    match sign:
        case ">=" | "<":
            if first_above:
                return sign == ">="
            below = second_above and lows[1] != highs[0]
            return sign == "<" if below else None
        case "<=" | ">":
            if second_above:
                return sign == "<="
            above = first_above and lows[0] != highs[1]
            return sign == ">" if above else None
        case _:
            if first_above and second_above:
                return True
            strictly = (first_above and lows[0] != highs[1]) or (second_above and lows[1] != highs[0])
            return False if apart and strictly else None
