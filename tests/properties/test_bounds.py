"""Over intervals of inputs: every cart inside lies inside, on every register, however closely anybody looks."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.bind import bind, wide
from promocalc.engine.meaning import run
from promocalc.engine.plan import Plan
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret
from promocalc.numbers.exact import Exact
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.unit.test_bounds import bounded, inside, outside, ranges

Case = tuple[Cart, Rulebook]
CARTS = 6


def plans(case: Case) -> list[tuple[Plan, list[int]]]:
    """Each reading of a case at both details, and with too few places for lots; with the inputs of its cart."""
    cart, book = case
    pricer = Pricer(book.in_currency(cart.currency), cart.shopper, cart.at)
    found = []
    for reading, programme in enumerate(pricer.programmes):
        narrow = pricer.bind(cart, reading).plan
        pay = bind(programme, narrow.lines[: narrow.goods], detail="pay")
        found += [(plan, plan.inputs_of(cart, frozenset())) for plan in (narrow, wide(narrow), pay)]
    return found


@given(cases(), st.integers(0, 2**32))
def test_every_cart_inside_lies_inside_on_every_register(case: Case, seed: int) -> None:
    dice = random.Random(seed)
    for plan, inputs in plans(case):
        ends = ranges(inputs, dice)
        numbers = bounded(plan, ends)
        for _ in range(CARTS):
            assert outside(numbers, interpret(plan, inside(ends, dice))) == []


@given(cases())
def test_of_one_cart_every_register_is_known_exactly(case: Case) -> None:
    for plan, inputs in plans(case):
        numbers = bounded(plan, [(value, value) for value in inputs])
        exact = [(value, value) for value in interpret(plan, inputs)]
        assert [numbers.ends(register) for register in numbers.registers] == exact


class _Watched(int):
    """An integer that tells what is made of it."""

    met = 0

    def _made(self, value: int) -> Any:
        _Watched.met = max(_Watched.met, abs(value))
        return _Watched(value)

    def __add__(self, other: int) -> Any:
        return self._made(int(self) + int(other))

    def __sub__(self, other: int) -> Any:
        return self._made(int(self) - int(other))

    def __rsub__(self, other: int) -> Any:
        return self._made(int(other) - int(self))

    def __mul__(self, other: int) -> Any:
        return self._made(int(self) * int(other))

    def __floordiv__(self, other: int) -> Any:
        return self._made(int(self) // int(other))

    __radd__, __rmul__ = __add__, __mul__


@given(cases(), st.integers(0, 2**32))
def test_no_cart_inside_meets_a_larger_number(case: Case, seed: int) -> None:
    dice = random.Random(seed)
    for plan, inputs in plans(case):
        ends = ranges(inputs, dice)
        largest = bounded(plan, ends).largest
        _Watched.met = 0
        for _ in range(2):
            watched: list[Any] = [_Watched(value) for value in inside(ends, dice)]
            run(Exact(plan.size), plan, watched)
        assert _Watched.met <= largest


class _Held(Exact):
    """Integers, and what a meaning knows of them."""

    def whole(self, amount: Any, every: Any) -> Any:
        assert amount >= 0
        assert every >= 1
        return super().whole(amount, every)

    quotient = whole

    def times(self, count: Any, unit: Any, at_most: int) -> Any:
        assert count >= 0
        assert unit >= 0
        return super().times(count, unit, at_most)

    def share(self, total: Any, weights: Any, odd: Any) -> Any:
        assert min(total, *weights, 0) == 0
        return super().share(total, weights, odd)

    def ahead(self, units: Any, counts: Any, cheapest: bool) -> Any:
        assert min(*counts, 0, 0) == 0
        return super().ahead(units, counts, cheapest)

    def full_sets(self, counts: Any, size: int) -> Any:
        assert min(*counts, 0, 0) == 0
        return super().full_sets(counts, size)

    def gather(self, counts: Any, columns: Any, keep: int) -> Any:
        assert min(*counts, 0, 0) == 0
        return super().gather(counts, columns, keep)

    def let(self, register: int, amount: Any) -> Any:
        assert amount >= 0
        return super().let(register, amount)


@given(cases(), st.integers(0, 2**32))
def test_what_intervals_take_for_granted_is_so_in_every_cart(case: Case, seed: int) -> None:
    """Nothing that is divided, shared or counted is negative: intervals leave out what is."""
    dice = random.Random(seed)
    for plan, inputs in plans(case):
        row: list[Any] = inside(ranges(inputs, dice), dice)
        run(_Held(plan.size), plan, row)
