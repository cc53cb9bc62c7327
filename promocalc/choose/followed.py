"""Several kinds of items at once, where rules take fixed amounts from thresholds on: what reaches them, and a bound.

What is paid is then the amounts added and a constant that depends on which thresholds are reached. So it is followed
from threshold to threshold whether each is; what is left is to come to at least so much of some kinds, for as little as
possible. Needs NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, islice, product
from typing import Any, NamedTuple, TypeAlias

from promocalc.cart import Cart, Choices
from promocalc.choose.alike import MOST_EXPRESSIONS, Kind, probe, probe_ids, with_lines
from promocalc.choose.clipping import roomy
from promocalc.choose.subsets import Amounts, amounts, made_of
from promocalc.engine.bind import bind
from promocalc.engine.meaning import run
from promocalc.engine.price import Pricer
from promocalc.numbers.formula import COMPARISONS, Expression, Formula

MOST_FOLLOWED = 4_000
"""Thresholds that are followed, on all ways together."""

MOST_SPLITS = 32
"""Ways to come to what reaches some thresholds that are tried: another threshold may stand in the way of one."""

Group: TypeAlias = frozenset[int]
"""Kinds, by their numbers."""


class Unfollowed(ValueError):  # noqa: N818 - it names what happened
    """What is paid depends on the amounts otherwise than by thresholds."""


class Form(NamedTuple):
    """The amounts of some kinds, each so many times, and a constant that lies between two."""

    of: Mapping[int, int]
    low: int
    high: int


class Reached(NamedTuple):
    """Some thresholds are reached: at least so much of each group has been added; then so much is paid besides."""

    needs: Mapping[Group, int]
    besides: int


class Least(NamedTuple):
    """Amounts of groups that come to enough, no kind in two of them, and how little any that do come to."""

    parts: tuple[tuple[Group, int], ...]
    bound: int


class Step(NamedTuple):
    """One way to reach thresholds: amounts of kinds, and how little is paid with any others that reach the same."""

    parts: Mapping[int, int]
    bound: int


@dataclass(frozen=True)
class Followed:
    """What is paid over the open amounts of kinds, of which so much is added at ``most`` in all.

    ``symbols`` are the numbers of their expressions. Raises Unfollowed, at the first question.
    """

    pay: Any
    symbols: Sequence[int]
    kinds: Sequence[Kind]
    most: int

    def cheaper(self, pay: int) -> list[Step]:
        """Every way to pay less than so much: which amounts reach it."""
        found = []
        for reached in self._followed({}, {}, pay):
            least = self._least(reached.needs)
            if least is not None:
                some = (
                    dict(chain(*(one.items() for one in parts))) for parts in product(*map(self._splits, least.parts))
                )
                found += [Step(one, least.bound + reached.besides) for one in islice(some, MOST_SPLITS)]
        return found

    # --- from threshold to threshold ---------------------------------------------------------------------------

    def _followed(self, made: dict[int, int], needs: dict[Group, int], pay: int) -> Iterator[Reached]:
        self._count.append(1)
        if len(self._count) > MOST_FOLLOWED:
            raise Unfollowed
        open_: list[Expression] = []
        form = self._form(self.pay, made, open_)
        if any(form.of.get(at) != 1 for at in range(len(self.kinds))):
            raise Unfollowed
        least = self._least(needs)
        if least is None or least.bound + form.low >= pay:
            return
        if not open_:
            yield Reached(needs, form.low)
            return
        one = min(open_, key=lambda node: node.number)
        group, starts = self._starts(one, made)
        for value, start in starts:
            more = dict(needs)
            if start > 0:
                more[group] = max(start, more.get(group, 0))
            yield from self._followed({**made, one.number: value}, more, pay)

    @cached_property
    def _count(self) -> list[int]:
        return []

    def _starts(self, one: Expression, made: Mapping[int, int]) -> tuple[Group, list[tuple[int, int]]]:
        """What a condition or a number of times may be, and from which amount of which kinds on."""
        amount, literal = one.args
        form = self._form(amount, made, [])
        if type(literal) is not int or literal < 0 or form.low != form.high or set(form.of.values()) - {1}:
            raise Unfollowed
        group, have = frozenset(form.of), form.low
        if one.op in COMPARISONS:
            start = literal - have + (one.op in (">", "<="))
            reached = int(one.op in (">=", ">"))
            values = [(1 - reached, 0), (reached, start)] if start > 0 else [(reached, 0)]
            return group, [pair for pair in values if pair[1] <= self.most]
        if literal == 0 or have < 0:
            raise Unfollowed
        last = (have + self.most) // literal
        return group, [(times, times * literal - have) for times in range(have // literal, last + 1)]

    def _form(self, node: Any, made: Mapping[int, int], open_: list[Expression]) -> Form:
        """An amount, as far as is known which thresholds are reached; ``open_`` takes those of which it is not."""
        if type(node) is int:
            return Form({}, node, node)
        if node.number in self._numbers:
            return Form({self._numbers[node.number]: 1}, 0, 0)
        if node.number in made:
            return Form({}, made[node.number], made[node.number])
        match node.op:
            case "+":
                return _sum([(1, self._form(arg, made, open_)) for arg in node.args])
            case "-":
                first, second = (self._form(arg, made, open_) for arg in node.args)
                return _sum([(1, first), (-1, second)])
            case "*":
                return _sum([(node.args[0], self._form(node.args[1], made, open_))])
            case "choose":
                return self._chosen(node, made, open_)
            case "whole" | "quotient":
                return self._times(node, made, open_)
            case "least" | "most":
                return self._less(node, made, open_)
            case _:
                raise Unfollowed

    def _chosen(self, node: Expression, made: Mapping[int, int], open_: list[Expression]) -> Form:
        condition, yes, no = node.args
        held = self._test(condition, made, open_)
        if held is not None:
            return self._form(yes if held else no, made, open_)
        first, second = self._form(yes, made, open_), self._form(no, made, open_)
        if first.of != second.of:
            raise Unfollowed
        return Form(first.of, min(first.low, second.low), max(first.high, second.high))

    def _test(self, node: Any, made: Mapping[int, int], open_: list[Expression]) -> bool | None:
        """Whether a condition holds; None where that is open."""
        if type(node) is bool or node.number in made:
            return node if type(node) is bool else bool(made[node.number])
        if node.op == "not":
            held = self._test(node.args[0], made, open_)
            return None if held is None else not held
        if node.op in ("and", "or"):
            both = [self._test(arg, made, open_) for arg in node.args]
            ends = node.op == "or"
            return ends if ends in both else None if None in both else not ends
        if node.op not in (">=", ">", "<=", "<"):
            raise Unfollowed
        self._form(node.args[0], made, open_)
        open_.append(node)
        return None

    def _times(self, node: Expression, made: Mapping[int, int], open_: list[Expression]) -> Form:
        amount, by = node.args
        form = self._form(amount, made, open_)
        if type(by) is not int or by < 1 or set(form.of.values()) - {1}:
            raise Unfollowed
        if not form.of and form.low == form.high:
            return Form({}, form.low // by, form.high // by)
        open_.append(node)
        return Form({}, form.low // by, (form.high + self.most) // by)

    def _less(self, node: Expression, made: Mapping[int, int], open_: list[Expression]) -> Form:
        forms = [self._form(arg, made, open_) for arg in node.args]
        if any(form.of for form in forms):
            raise Unfollowed
        pick = min if node.op == "least" else max
        return Form({}, pick(form.low for form in forms), pick(form.high for form in forms))

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {number: at for at, number in enumerate(self.symbols)}

    # --- as little as reaches them ------------------------------------------------------------------------------

    def _least(self, needs: Mapping[Group, int]) -> Least | None:
        """The least that meets some needs; None where nothing does."""
        key = frozenset(needs.items())
        if key not in self._known:
            self._known[key] = self._met(sorted(needs.items(), key=lambda need: (len(need[0]), sorted(need[0]))))
        return self._known[key]

    def _met(self, needs: Sequence[tuple[Group, int]]) -> Least | None:
        each = [self._next(group, start) for group, start in needs]
        if None in each:
            return None
        bound = max((one for one in each if one is not None), default=0)
        for (one, first), (other, second) in combinations(zip((group for group, _ in needs), each, strict=True), 2):
            if first is not None and second is not None and not one & other:
                bound = max(bound, first + second)
        if len(needs) == 2 and needs[0][0] < needs[1][0]:
            return self._nested(needs[0], needs[1])
        parts: list[tuple[Group, int]] = []
        for group, start in needs:
            missing = start - sum(amount for one, amount in parts if one <= group)
            # What has been taken of a kind may be taken no second time, so the rest comes of those not taken yet.
            fresh = group.difference(*(one for one, _ in parts))
            more = 0 if missing <= 0 else self._next(fresh, missing)
            parts += [] if not more else [(fresh, more)]
            if more is None:
                parts = []
                break
        return Least(tuple(parts), bound) if bound <= self.most else None

    def _nested(self, inner: tuple[Group, int], outer: tuple[Group, int]) -> Least | None:
        """At least so much of some kinds, and at least so much of these and others together: the least of all."""
        from promocalc.formula.columns import np

        rest = outer[0] - inner[0]
        first = self._amounts(inner[0]).column()
        first = first[first >= inner[1]]
        others = self._amounts(rest).column()
        at = np.searchsorted(others, outer[1] - first)
        fits = at < others.size
        if not fits.any():
            return None
        first, second = first[fits], others[at[fits]]
        best = int(np.argmin(first + second))
        one, other = int(first[best]), int(second[best])
        if one + other > self.most:
            return None
        return Least(tuple(part for part in ((inner[0], one), (rest, other)) if part[1]), one + other)

    def _next(self, group: Group, start: int) -> int | None:
        """The least amount that items of some kinds come to, from a start on."""
        if not group:
            return 0 if start <= 0 else None
        known = self._amounts(group)
        first = max(-(-start // known.unit), 0)
        bits = known.bits >> first
        return None if not bits else (first + (bits & -bits).bit_length() - 1) * known.unit

    def _amounts(self, group: Group) -> Amounts:
        if group not in self._sums:
            self._sums[group] = amounts(self._together(group), self.most)
        return self._sums[group]

    @cached_property
    def _held(self) -> list[dict[int, int]]:
        """Of each kind: how many pieces there are of each price."""
        return [kind.held for kind in self.kinds]

    def _together(self, group: Group) -> dict[int, int]:
        found: Counter[int] = Counter()
        for at in group:
            found.update(self._held[at])
        return found

    def _splits(self, part: tuple[Group, int]) -> list[dict[int, int]]:
        """An amount that items of some kinds come to, by kind: of any of them, and of one alone."""
        group, amount = part
        alone = [{at: amount} for at in sorted(group) if amount in self._amounts(frozenset((at,)))]
        return [self._split(group, amount), *alone]

    def _split(self, group: Group, amount: int) -> dict[int, int]:
        found: Counter[int] = Counter()
        for price, count in made_of(amount, self._together(group)).items():
            left = count
            for at in sorted(group):
                some = min(left, self._held[at].get(price, 0))
                found[at] += some * price
                left -= some
        return {at: one for at, one in found.items() if one}

    @cached_property
    def _sums(self) -> dict[Group, Amounts]:
        return {}

    @cached_property
    def _known(self) -> dict[frozenset[tuple[Group, int]], Least | None]:
        return {}


def followed(pricer: Pricer, cart: Cart, choices: Choices, kinds: Sequence[Kind], most: int, *, room: bool) -> Followed:
    """The thresholds of a cart, with so much of the kinds added at most. ``room``: every line is known to have room for
    what it bears.

    Raises Unfollowed, or NotExpressible, where what is paid is no matter of them alone.
    """
    ids = probe_ids(cart, len(kinds))
    ways = pricer.ways(with_lines(cart, [probe(kind, id_) for kind, id_ in zip(kinds, ids, strict=True)]), choices)
    if len(ways) != 1:
        raise Unfollowed
    (way,) = ways
    programme = roomy(way.plan.programme) if room else way.plan.programme
    plan = bind(programme, way.plan.lines[: way.plan.goods], None, "pay")
    numbers = Formula(plan.size, MOST_EXPRESSIONS)
    places = {line.id: at for at, line in enumerate(plan.lines[: plan.goods])}
    inputs: list[Any] = list(way.inputs)
    symbols = [numbers.unknown() for _ in ids]
    for id_, symbol in zip(ids, symbols, strict=True):
        symbol.high = most
        inputs[places[id_]] = symbol
    run(numbers, plan, inputs)
    return Followed(numbers.registers[plan.pay], [symbol.number for symbol in symbols], kinds, most)


def _sum(some: Sequence[tuple[int, Form]]) -> Form:
    """A signed sum."""
    of: Counter[int] = Counter()
    low = high = 0
    for times, form in some:
        for at, count in form.of.items():
            of[at] += times * count
        ends = times * form.low, times * form.high
        low, high = low + min(ends), high + max(ends)
    return Form({at: count for at, count in of.items() if count}, low, high)
