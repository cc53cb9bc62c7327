"""Curves against brute force: every price by itself, by the engine's own plan, and then plain loops over what is paid.

The curve works with tables, and as closely as what is paid needs it. Here each price is run alone, under the plan that
a receipt has, and nothing that the curve says of its pieces, cliffs and dominated prices is used to find them. A law is
read from its text.

Eight questions in the usual run; as many times more as the Hypothesis profile has examples more.
"""

from __future__ import annotations

import ast
import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import accumulate, groupby, pairwise
from math import lcm
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import wide
from promocalc.engine.plan import NONE
from promocalc.engine.price import Way, price
from promocalc.engine.run import record
from promocalc.formula.asked import possible
from promocalc.formula.cliffs import ROUNDING, cliffs, dominated
from promocalc.formula.curve import Curve, curve
from promocalc.formula.law import law_at
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown
from promocalc.money import minor_units
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.generate_laminar import laminar
from tests.naive import NotNaive, naive_price

PRICES = 200_000
FEWER = 150
"""Values of what is not an amount: each is a shape or a rulebook of its own."""
TIMES = max(1, settings.default.max_examples // 36)
"""Questions, of either kind."""
TRIED, LOOK, ENOUGH = 24, 6_000, 60
"""Pairs of which the liveliest is asked about: that of most pieces up to so far, of which so many are enough."""
SHORT = 700
"""Values of a curve of which many are drawn."""
HEAVIEST = 300
"""Weight of plans beyond which running one two hundred thousand times would be felt."""
CLOSELY = 24
"""Breakpoints around which the whole engine prices, and prices anywhere at which it does."""
BY_HAND = 10
"""Breakpoints on both sides of which the naive pricer prices."""
STRAIGHT = 60
"""Steps of one size in a row that are long."""
MANY = 40
"""Intervals beyond which nobody asks where a discount is so large: the engine prices the ends of each."""


# --- questions ------------------------------------------------------------------------------------------------


def drawn(number: int) -> list[tuple[Cart, Rulebook]]:
    """Pairs of several rules."""
    found: list[tuple[Cart, Rulebook]] = []

    @seed(number)
    @settings(
        max_examples=TRIED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(laminar() if number % 3 == 2 else cases())
    def draw(case: tuple[Cart, Rulebook]) -> None:
        if len(case[1].rules) > 1 and case[0].lines:
            found.append(case)

    draw()
    return found


def asked(number: int, look: int, *kinds: type[Unknown]) -> Question:
    """The question about such unknowns whose curve comes in most pieces, as far as a quick look goes."""
    dice, found = random.Random(number), list[tuple[int, Question]]()
    for cart, book in drawn(number):
        subject = Subject(cart, book)
        unknowns = [one for one in possible(subject) if isinstance(one, kinds)]
        if unknowns:
            question = Question(subject, dice.choice(unknowns))
            if sum(way.plan.weight for way in question.ways) <= HEAVIEST:
                pieces = curve(question, question.least, question.least + look).pieces
                found.append((min(len(pieces), ENOUGH), question))
    if not found:
        pytest.skip("nothing of the kind was drawn")
    return max(found, key=lambda one: one[0])[1]


# --- brute force ----------------------------------------------------------------------------------------------


@dataclass
class Seen:
    """A curve, and what is paid at each of its values as found without it."""

    curve: Curve
    pays: list[int]

    def __post_init__(self) -> None:
        self.start, self.pieces = self.curve.start, self.curve.pieces
        self.steps = [after - before for before, after in pairwise(self.pays)]
        self.told = {one: read(one.law.text) for one in self.pieces if one.law is not None}

    def at(self, x: int) -> int:
        return self.pays[x - self.start]

    def step(self, x: int) -> int:
        """What ``x`` costs more than one less."""
        return self.steps[x - self.start - 1]


def seen(question: Question, values: range, pays: list[int], dice: random.Random) -> Seen:
    """The curve beside what is paid, once what it is made of holds: else it might be made for ever."""
    tried = [values[0], *dice.sample(values, min(len(values), SHORT) - 1)]
    assert [int(one) for one in question.sweep(tried)] == [pays[x - values[0]] for x in tried]
    assert all(law_at(question, x).at(x) == pays[x - values[0]] for x in tried[:8])
    found = curve(question, values[0], values[-1])
    assert [int(one) for one in found.pays] == pays
    return Seen(found, pays)


def one_by_one(question: Question, values: range) -> list[int]:
    """What is paid at each value: the plan of a receipt, recorded, run once for each."""
    cart, base = question.cart(values[0]), question.least if isinstance(question.unknown, Spend) else 0
    ways = question.pricer.ways(cart, question.subject.choices)
    columns = [
        _of_way(way, None if (at := place(question, way)) is None else (at, base), values, question) for way in ways
    ]
    found = []
    for row in zip(*columns, strict=True):
        apart = [one for one, way in zip(row, ways, strict=True) if way.apart]
        at_once = [pay for (pay, _), way in zip(row, ways, strict=True) if not way.apart]
        cheapest = min(apart, key=lambda one: one[0], default=(0, False))
        found.append(cheapest[0] if cheapest[1] else min(at_once))
    return found


def place(question: Question, way: Way) -> int | None:
    """Which input of the plan moves."""
    plan, unknown = way.plan, question.unknown
    if isinstance(unknown, Held):
        cells = [cell.source == "balance" and cell.name == unknown.balance for cell in plan.programme.cells]
        return plan.goods + cells.index(True) if True in cells else None
    assert isinstance(unknown, LinePrice | Spend)
    return next(at for at, line in enumerate(plan.lines[: plan.goods]) if line.id == unknown.line)


def _of_way(way: Way, moves: tuple[int, int] | None, values: range, question: Question) -> list[tuple[int, bool]]:
    """What one way pays at each value, and whether it makes a deposit."""
    plan, inputs = way.plan, list(way.inputs)
    wanted = [plan.pay, *([] if plan.short == NONE else [plan.short])]
    wanted += [] if plan.deposits == NONE else range(plan.deposits, plan.deposits + len(plan.lines))
    run, found = record(plan, wanted), []
    first = 1 if plan.short == NONE else 2
    for x in values if moves is not None else values[:1]:
        if moves is not None:
            inputs[moves[0]] = x - moves[1]
        paid = run(inputs)
        if first == 2 and paid[1]:
            return _of_way(way._replace(plan=wide(plan)), moves, values, question)
        found.append((paid[0], any(paid[first:])))
    return found if moves is not None else found * len(values)


@cache
def read(text: str) -> Callable[[int], int] | None:
    """A law as somebody reads it; None where it divides an amount over lines, or is cut short."""
    if "share(" in text or "…" in text:
        return None
    tree = _Floors().visit(ast.parse(text, mode="eval"))
    code = compile(ast.fix_missing_locations(tree), text, "eval")
    return lambda x: eval(code, {"__builtins__": {}, "max": max, "x": x})  # type: ignore[no-any-return]


class _Floors(ast.NodeTransformer):
    """``floor(a/b)`` as whole numbers have it."""

    def visit_Call(self, node: ast.Call) -> Any:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "floor":
            (inner,) = node.args
            assert isinstance(inner, ast.BinOp)
            assert isinstance(inner.op, ast.Div)
            return ast.BinOp(inner.left, ast.FloorDiv(), inner.right)
        return node


def period(text: str) -> int | None:
    """After how much more of ``x`` a law has risen by the same again; None where it is no line with roundings."""

    def of(node: ast.AST) -> int | None:
        match node:
            case ast.Constant() | ast.Name():
                return 1
            case ast.UnaryOp(operand=inner):
                return of(inner)
            case ast.Call(func=ast.Name(id="floor"), args=[ast.BinOp(left=top, right=ast.Constant(value=by))]):
                inner_period = of(top)
                return None if inner_period is None else inner_period * int(str(by))
            case ast.BinOp(left=ast.Constant(), op=ast.Mult(), right=inner):
                return of(inner)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                one, other = of(left), of(right)
                return None if one is None or other is None else lcm(one, other)
            case _:
                return None

    return None if read(text) is None else of(ast.parse(text, mode="eval").body)


def intervals(held: Sequence[bool], start: int) -> list[tuple[int, int]]:
    """The first and the last value of each run."""
    found, at = [], start
    for truth, run in groupby(held):
        size = len(list(run))
        if truth:
            found.append((at, at + size - 1))
        at += size
    return found


# --- what has to be so ----------------------------------------------------------------------------------------


def pieces_follow_one_another(seen: Seen) -> None:
    assert [piece.start for piece in seen.pieces] == [seen.start, *(piece.end + 1 for piece in seen.pieces[:-1])]
    assert seen.pieces[-1].end == seen.start + len(seen.pays) - 1


def every_law_says_what_is_paid_at_every_value_of_its_piece(seen: Seen) -> None:
    for piece in seen.pieces:
        if piece.law is None:
            assert piece is seen.pieces[-1]
            continue
        law, values = seen.told[piece], range(piece.start, piece.end + 1)
        paid = seen.pays[piece.start - seen.start : piece.end + 1 - seen.start]
        if law is None:
            for x in {piece.end, *values[:9], *values[:: max(1, len(values) // 200)]}:
                assert piece.law.at(x) == seen.at(x)
        else:
            assert [law(x) for x in values] == paid


def no_two_neighbours_are_one(seen: Seen) -> None:
    """Neither law goes on into the other's piece; and where a curve only bends, the new one meets the old one."""
    for before, after in pairwise(seen.pieces):
        if before.law is None or after.law is None:
            continue
        first, second = seen.told[before] or before.law.at, seen.told[after] or after.law.at
        assert first(after.start) != seen.at(after.start)
        assert after.jump == seen.at(after.start) - first(after.start)
        assert any(second(x) != seen.at(x) for x in range(after.start - 1, before.start - 1, -1))
        assert after.bends == (second(after.start - 1) == seen.at(after.start - 1))


def pieces_begin_exactly_where_what_is_paid_stops_repeating(seen: Seen) -> None:
    """Where a step costs something else than a period of the roundings ago: without roundings, than the step before."""
    for piece, after in zip(seen.pieces, (*seen.pieces[1:], None), strict=True):
        turn = None if piece.law is None else period(piece.law.text)
        if turn is None or piece.end - piece.start <= turn:
            continue
        low, high = piece.start - seen.start, piece.end - seen.start
        assert seen.steps[low + turn : high] == seen.steps[low : high - turn]
        if after is not None:
            assert seen.step(after.start) != seen.step(after.start - turn)


def what_goes_straight_on_for_long_is_not_told_apart(seen: Seen) -> None:
    """A law that turns on the way may meet it for a while at either end, and no more."""
    starts, at = [piece.start for piece in seen.pieces], seen.start
    for _, run in groupby(seen.steps):
        size = len(list(run))
        if size >= STRAIGHT:
            assert bisect_left(starts, at + size) - bisect_right(starts, at + 1) <= 2
        at += size


def every_cliff_is_real_and_none_is_missed(seen: Seen) -> None:
    begin = {piece.start for piece in seen.pieces}
    last = seen.pieces[-1] if seen.pieces[-1].law is None else None
    expected = []
    for x, (before, after) in enumerate(pairwise(seen.pays), seen.start + 1):
        if after < before:
            told = last is None or x < last.start
            expected.append((x, before, after, before - after <= ROUNDING or (told and x not in begin)))
    assert [tuple(cliff) for cliff in cliffs(seen.curve)] == expected


def dominated_prices_are_those_that_pay_more_than_some_higher_price(seen: Seen) -> None:
    least_from = list(accumulate(reversed(seen.pays), min))[::-1]
    worse = [pay > above for pay, above in zip(seen.pays, (*least_from[1:], seen.pays[-1]), strict=True)]
    expected = [
        (first, last, last + 1, least_from[last + 1 - seen.start]) for first, last in intervals(worse, seen.start)
    ]
    assert [tuple(one) for one in dominated(seen.curve)] == expected
    assert all(seen.at(better) == pay for _, _, better, pay in expected)


def discounts_are_what_a_plain_loop_finds(seen: Seen) -> None:
    marked, rate = marked_at(seen), Fraction(3, 10)
    if marked is None:
        return
    pairs = list(zip(marked, seen.pays, strict=True))
    held = [m > 0 and 10 * (m - p) >= 3 * m for m, p in pairs]
    if len(intervals(held, seen.start)) <= MANY:
        assert [tuple(one) for one in seen.curve.discount_at_least(rate)] == intervals(held, seen.start)
    for sign, told in ((-1, "best_discount"), (1, "worst_discount")):
        m, p = next(pair for pair in pairs if pair[0])
        for other, pay in pairs:
            if other and sign * (pay * m - p * other) > 0:
                m, p = other, pay
        where = intervals([other > 0 and pay * m == p * other for other, pay in pairs], seen.start)
        if len(where) <= MANY:
            found = getattr(seen.curve, told)
            assert found.rate == 1 - Fraction(p, m)
            assert [tuple(one) for one in found.where] == where


def marked_at(seen: Seen) -> list[int] | None:
    """What the cart is marked at, value by value; None where that does not move with it."""
    question, unknown = seen.curve.question, seen.curve.question.unknown
    values = range(seen.start, seen.start + len(seen.pays))
    if not isinstance(unknown, LinePrice | Spend):
        return None
    cart = question.subject.cart
    goods = {line.id: (minor_units(line.unit_price, cart.currency), line.quantity) for line in cart.lines}
    _, pieces = goods.pop(unknown.line)
    others = sum(unit * count for unit, count in goods.values())
    return list(values) if isinstance(unknown, Spend) else [others + pieces * x for x in values]


def the_whole_engine_says_the_same(seen: Seen, dice: random.Random) -> None:
    """Around breakpoints, and anywhere; and on both sides of some, who priced it without the engine."""
    question, starts = seen.curve.question, [piece.start for piece in seen.pieces[1:]]
    last = seen.start + len(seen.pays) - 1
    near = {x + by for x in some(starts, dice, CLOSELY) for by in (-1, 0, 1)}
    near |= {seen.start, last, *(dice.randint(seen.start, last) for _ in range(CLOSELY))}
    for x in sorted(one for one in near if one <= last):
        assert price(question.cart(x), question.subject.rulebook).pay == seen.at(x)
    for start in some(starts, dice, BY_HAND):
        for x in (start - 1, start):
            try:
                naive = naive_price(question.cart(x), question.subject.rulebook)
            except NotNaive:
                return
            assert naive.pay == seen.at(x)


def some(options: Sequence[int], dice: random.Random, most: int) -> Sequence[int]:
    return options if len(options) <= most else dice.sample(options, most)


def all_of_it_holds(seen: Seen) -> None:
    """Everything that a curve says, one after another."""
    pieces_follow_one_another(seen)
    every_law_says_what_is_paid_at_every_value_of_its_piece(seen)
    no_two_neighbours_are_one(seen)
    pieces_begin_exactly_where_what_is_paid_stops_repeating(seen)
    what_goes_straight_on_for_long_is_not_told_apart(seen)
    every_cliff_is_real_and_none_is_missed(seen)
    dominated_prices_are_those_that_pay_more_than_some_higher_price(seen)


# --- tests ------------------------------------------------------------------------------------------------------


@settings(phases=[Phase.explicit, Phase.generate])
@given(st.one_of(cases(), laminar()), st.integers(0, 2**32))
def test_a_short_curve_is_what_each_of_its_values_costs(case: tuple[Cart, Rulebook], number: int) -> None:
    subject, dice = Subject(*case), random.Random(number)
    unknowns = [one for one in possible(subject) if isinstance(one, LinePrice | Spend | Held)]
    assume(unknowns)
    question = Question(subject, dice.choice(unknowns))
    start = question.least + dice.choice((0, dice.randrange(12_000)))
    values = range(start, start + SHORT)
    all_of_it_holds(seen(question, values, one_by_one(question, values), dice))


@pytest.mark.parametrize("number", range(TIMES))
def test_a_curve_of_two_hundred_thousand_prices_is_what_each_of_them_costs(number: int) -> None:
    question = asked(number, LOOK, LinePrice, Spend, Held)
    values = range(question.least, question.least + PRICES)
    found = seen(question, values, one_by_one(question, values), random.Random(number))
    all_of_it_holds(found)
    discounts_are_what_a_plain_loop_finds(found)
    the_whole_engine_says_the_same(found, random.Random(number))


@pytest.mark.parametrize("number", range(TIMES))
def test_a_curve_over_pieces_or_a_number_of_a_rule_is_what_the_engine_says_one_by_one(number: int) -> None:
    question = asked(number, FEWER, LineQuantity, RuleNumber)
    start = question.least + (0 if isinstance(question.unknown, LineQuantity) else random.Random(number).randrange(900))
    values = range(start, start + FEWER)
    pays = [question.receipt(x).pay for x in values]
    all_of_it_holds(seen(question, values, pays, random.Random(number)))
