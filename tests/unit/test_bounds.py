"""Intervals: whatever is inside of what goes in, is inside of what comes out."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

import pytest

from promocalc.counting import ahead, full_sets, gather
from promocalc.engine.bind import bind, wide
from promocalc.engine.meaning import run
from promocalc.engine.plan import Plan
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret
from promocalc.money import Odd, share
from promocalc.numbers.bounds import Bounds, Interval
from promocalc.numbers.protocol import Numbers
from promocalc.numbers.record import BranchedOnAmount
from tests.matrix import KINDS, book_of, carts

CARTS = 6
Ends = tuple[int, int]


def ranges(inputs: Sequence[int], dice: random.Random) -> list[Ends]:
    """Around the inputs of a cart: points, a little on either side, from nothing up, or far up."""
    found = []
    for value in inputs:
        near = dice.randrange(1, 30)
        ways = ((value, value), (max(value - near, 0), value + near), (0, value), (value, 2 * value + near))
        found.append(dice.choice(ways))
    return found


def inside(ends: Sequence[Ends], dice: random.Random) -> list[int]:
    """The inputs of a cart inside intervals, often at their ends."""
    return [dice.choice((least, most, dice.randint(least, most))) for least, most in ends]


def bounded(plan: Plan, ends: Sequence[Ends]) -> Bounds:
    """A plan run over intervals."""
    numbers = Bounds(plan.size)
    inputs: list[Any] = [numbers.interval(least, most) for least, most in ends]
    run(numbers, plan, inputs)
    return numbers


def outside(numbers: Bounds, registers: Sequence[int]) -> list[tuple[int, int, Ends]]:
    """The registers of a cart that do not lie in their interval."""
    found = [(at, value, numbers.ends(numbers.registers[at])) for at, value in enumerate(registers)]
    return [(at, value, (least, most)) for at, value, (least, most) in found if not least <= value <= most]


def some(dice: random.Random, highest: int) -> Ends:
    least = dice.choice((0, 0, dice.randint(0, highest)))
    return least, dice.choice((least, dice.randint(least, highest)))


def holds(numbers: Bounds, amount: Any, value: int) -> bool:
    least, most = numbers.ends(amount)
    return least <= value <= most


# --- every kind of rule ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("detail", ["lines", "pay"])
def test_every_cart_inside_lies_inside_on_every_register(kind: str, detail: Any) -> None:
    book, dice = book_of(kind), random.Random(kind + detail)
    for cart in carts():
        pricer = Pricer(book, cart.shopper, cart.at)
        for reading, programme in enumerate(pricer.programmes):
            lines = pricer.bind(cart, reading).plan
            plan = wide(lines) if detail == "lines" else bind(programme, lines.lines[: lines.goods], detail="pay")
            inputs = plan.inputs_of(cart, frozenset())
            for _ in range(2):
                ends = ranges(inputs, dice)
                numbers = bounded(plan, ends)
                for _ in range(CARTS):
                    assert outside(numbers, interpret(plan, inside(ends, dice))) == []


@pytest.mark.parametrize("kind", KINDS)
def test_of_one_cart_every_register_is_known_exactly(kind: str) -> None:
    book = book_of(kind)
    for cart in carts():
        pricer = Pricer(book, cart.shopper, cart.at)
        for reading in range(len(pricer.programmes)):
            for plan in (pricer.bind(cart, reading).plan, wide(pricer.bind(cart, reading).plan)):
                inputs = plan.inputs_of(cart, frozenset())
                numbers = bounded(plan, [(value, value) for value in inputs])
                exact = [(value, value) for value in interpret(plan, inputs)]
                assert [numbers.ends(register) for register in numbers.registers] == exact


# --- one operation by itself ------------------------------------------------------------------------------------


def test_intervals_stand_behind_the_protocol() -> None:
    system: Numbers = Bounds(0)
    assert system.total([1, 2, 3]) == 6


@pytest.mark.parametrize("odd", Odd)
def test_a_share_lies_in_its_interval_and_who_weighs_nothing_gets_nothing(odd: Odd) -> None:
    dice = random.Random(odd.value)
    for _ in range(1500):
        highest, numbers = dice.choice((3, 12, 1000)), Bounds(0)
        total, weights = some(dice, highest), [some(dice, highest) for _ in range(dice.randint(1, 5))]
        found = numbers.share(numbers.interval(*total), [numbers.interval(*one) for one in weights], odd)
        for _ in range(20):
            exact = share(inside([total], dice)[0], inside(weights, dice), odd)
            assert all(holds(numbers, one, value) for one, value in zip(found, exact, strict=True)), (total, weights)
        for one, (_, most) in zip(found, weights, strict=True):
            assert numbers.ends(one)[1] <= (total[1] if most else 0)


@pytest.mark.parametrize("odd", Odd)
def test_of_small_amounts_every_share_that_comes_about_lies_in_its_interval(odd: Odd) -> None:
    """Some ways of sharing give a line more than it weighs: every single case is looked at."""
    pairs = [(least, most) for least in range(3) for most in range(least, 3)]
    for total, *weights in itertools.product([(0, 4), (2, 3), (5, 5)], pairs, pairs, pairs):
        numbers = Bounds(0)
        found = numbers.share(numbers.interval(*total), [numbers.interval(*one) for one in weights], odd)
        for amount, *own in itertools.product(*(range(least, most + 1) for least, most in (total, *weights))):
            exact = share(amount, own, odd)
            assert all(holds(numbers, one, value) for one, value in zip(found, exact, strict=True))


def test_pieces_ahead_sets_and_places_lie_in_their_intervals() -> None:
    dice = random.Random(5)
    for _ in range(3000):
        size, numbers = dice.randint(1, 5), Bounds(0)
        units, counts, other = ([some(dice, 3) for _ in range(size)] for _ in range(3))
        keep, pieces = dice.randint(1, size), dice.randint(1, 3)
        of_units, of_counts, of_other = (
            [numbers.interval(*one) for one in several] for several in (units, counts, other)
        )
        orders = [numbers.ahead(of_units, of_counts, cheapest) for cheapest in (False, True)]
        sets = numbers.full_sets(of_counts, pieces)
        places = numbers.gather(of_counts, [of_units, of_other], keep)
        for _ in range(20):
            unit, count, beside = inside(units, dice), inside(counts, dice), inside(other, dice)
            for cheapest, order in enumerate(orders):
                exact = ahead(unit, count, bool(cheapest))
                assert all(holds(numbers, one, value) for one, value in zip(order, exact, strict=True))
            assert holds(numbers, sets, full_sets(count, pieces))
            for row, values in zip(places, gather(count, [unit, beside], keep), strict=True):
                assert all(holds(numbers, one, value) for one, value in zip(row, values, strict=True))


def test_who_stands_ahead_is_known_where_prices_do_not_meet() -> None:
    numbers = Bounds(0)
    cheap, dear, same = numbers.interval(100, 200), numbers.interval(200, 300), numbers.interval(150, 250)
    counts = [2, 3, numbers.interval(1, 4)]
    found = numbers.ahead([cheap, dear, same], counts, True)
    assert [numbers.ends(one) for one in found] == [(0, 4), (2, 6), (0, 5)]
    assert [numbers.ends(one) for one in numbers.ahead([same, same], [2, 3], True)] == [(0, 0), (2, 2)]


def test_comparisons_know_when_they_cannot_know() -> None:
    numbers = Bounds(0)
    amount = numbers.interval(3, 5)
    tests: list[Any] = [amount >= 3, amount >= 4, amount >= 6, amount > 5, amount > 2, amount <= 5, amount < 4]
    assert tests == [True, None, False, False, True, True, None]
    assert [numbers.same(amount, other) for other in (6, 4, amount)] == [False, None, True]
    assert numbers.same(numbers.interval(4, 4), 4) is True
    conditions = (True, False, None)
    truths = {True: {True}, False: {False}, None: {True, False}}
    for one, other in itertools.product(conditions, conditions):
        for found, how in ((numbers.both(one, other), all), (numbers.either(one, other), any)):
            assert truths[found] == {how(pair) for pair in itertools.product(truths[one], truths[other])}
    assert numbers.ends(numbers.choose(None, amount, 9)) == (3, 9)
    assert [numbers.negate(one) for one in conditions] == [False, True, None]


def test_arithmetic_goes_by_the_ends() -> None:
    numbers = Bounds(0)
    amount, other = numbers.interval(3, 5), numbers.interval(1, 10)
    found = [amount + other, 1 + amount, amount - other, 2 - amount, amount * 3, amount * -2]
    assert [numbers.ends(one) for one in found] == [(4, 15), (4, 6), (-7, 4), (-3, -1), (9, 15), (-10, -6)]
    assert amount - amount == 0
    more = [numbers.least(amount, other), numbers.most(amount, other), numbers.total([amount, other, 7])]
    assert [numbers.ends(one) for one in more] == [(1, 5), (3, 10), (11, 22)]
    last = [numbers.whole(other, amount), numbers.quotient(other, 3), numbers.times(amount, other, 5)]
    assert [numbers.ends(one) for one in last] == [(0, 3), (0, 3), (3, 50)]


def test_a_figure_that_is_kept_is_never_negative() -> None:
    numbers = Bounds(1)
    kept = numbers.let(0, numbers.interval(-5, 7))
    assert numbers.ends(kept) == (0, 7)
    assert kept is numbers.registers[0]


def test_the_largest_value_met_counts_what_was_lost_again() -> None:
    numbers = Bounds(0)
    assert numbers.largest == 0
    numbers.total([numbers.interval(0, 40), numbers.interval(-60, -50)])
    assert numbers.largest == 60
    numbers.share(numbers.interval(0, 100), [numbers.interval(0, 7), 3], Odd.CARRY)
    assert numbers.largest == 2 * 100 * 10 + 10


def test_an_interval_refuses_to_be_looked_at() -> None:
    amount: Any = Bounds(0).interval(1, 1)
    for look in (bool, int, list, hash, lambda a: a == 1, lambda a: a != 1, lambda a: 3 // a, lambda a: a * True):
        with pytest.raises(TypeError):
            look(amount)
    with pytest.raises(BranchedOnAmount):
        assert amount
    assert isinstance(amount, Interval)
    assert repr(amount) == "1..1"


def test_what_a_division_leaves_is_less_than_the_divisor() -> None:
    numbers = Bounds(0)
    amount, count, few = numbers.interval(1000, 2000), numbers.interval(2, 3), numbers.interval(0, 3)
    for by, pieces, ends, left in (
        (count, count, (666, 2000), (0, 2)),
        (7, 7, (994, 1995), (0, 6)),
        (numbers.most(few, 1), few, (0, 2000), (0, 2000)),
    ):
        whole = numbers.times(pieces, numbers.quotient(amount, by), 9)
        assert numbers.ends(whole) == ends
        assert numbers.ends(amount - whole) == left
