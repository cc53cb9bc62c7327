"""Two things that move: every cell of a grid is the engine's own price of a cart with both put in."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.engine.price import price
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.asked import possible
from promocalc.formula.heat import Cell, Grid, NotTwo, grid, put
from promocalc.formula.question import NotInCart
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import (
    Held,
    LinePrice,
    LineQuantity,
    RuleNumber,
    Spend,
    Unknown,
    fewest,
    unit_of,
    written,
)
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks.carts import example
from tests.generate import cases

pytest.importorskip("numpy")

CART = """\
cart: three
lines:
  - {id: a, store: A, price: 40.00}
  - {id: b, store: A, price: 25.50, quantity: 3}
  - {id: c, store: B, price: 9.99}
wallet: {balances: {purse: 12.00}}
"""
STEP = RuleNumber("r", "from", "money")
OFF = RuleNumber("r", "off", "money")


def subject(rules: str, cart: str = CART) -> Subject:
    return Subject(read_cart(cart), read_rulebook(f"rulebook: small\ncurrency: CNY\n{rules}\n"))


def fifty_from_150() -> Subject:
    return subject("rules: {r: {from: 150, take: {off: 50}}}\nprice: r")


def engine(found: Grid, row: int, column: int) -> tuple[int, int]:
    """What the engine pays and what is marked, with the values of a cell put in, a spend last."""
    moved: list[tuple[Unknown, int]] = [(found.x, found.xs[column]), (found.y, found.ys[row])]
    at = found.subject
    for unknown, value in sorted(moved, key=lambda one: isinstance(one[0], Spend)):
        at = put(at, unknown, value)
    receipt = price(at.cart, at.rulebook, at.choices, at.at, at.balance_at)
    return receipt.pay, receipt.marked


def agrees(found: Grid) -> None:
    for row, column in found.cells:
        assert (found.pays[row][column], found.marked[row][column]) == engine(found, row, column)


def values(about: Subject, unknown: Unknown, dice: random.Random, count: int = 3) -> list[int]:
    """Some values that it may have; of spends one that is more than whatever the other lines come to."""
    if isinstance(unknown, Spend):
        return [10**7, *(dice.randrange(200_000) for _ in range(count - 1))]
    least = fewest(unknown)
    most = {"money": 60_000, "pieces": 6, "points": 500, "rate": 9_000}[unit_of(unknown)]
    return [least + dice.randrange(most) for _ in range(count)]


# --- cells ------------------------------------------------------------------------------------------------


def test_a_cell_is_what_the_engine_says_of_every_pair_of_the_shipped_cart() -> None:
    about, dice = Subject(*example()), random.Random(7)
    every = possible(about)
    pairs = 0
    for x in every:
        for y in dice.sample(every, 5):
            try:
                found = grid(about, x, y, values(about, x, dice), values(about, y, dice, 2))
            except NotTwo:
                continue
            agrees(found)
            pairs += 1
    assert pairs > 60


@settings(max_examples=40)
@given(cases().filter(lambda case: bool(case[0].lines)), st.integers(0, 2**32))
def test_a_cell_is_what_the_engine_says_of_any_cart_under_any_rulebook(case: tuple[Cart, Rulebook], seed: int) -> None:
    dice, about = random.Random(seed), Subject(*case)
    every = possible(about)
    x, y = dice.choice(every), dice.choice(every)
    try:
        found = grid(about, x, y, values(about, x, dice, 5), values(about, y, dice))
    except NotTwo:
        assert x == y or isinstance(x, Spend) or isinstance(y, Spend)
        return
    agrees(found)


def test_price_and_quantity_of_one_line_move_together() -> None:
    found = grid(fifty_from_150(), LinePrice("a"), LineQuantity("a"), [30_00, 40_00], [1, 2, 5])
    assert found.marked == ((116_49, 126_49), (146_49, 166_49), (236_49, 286_49))
    assert found.pays == ((116_49, 126_49), (146_49, 116_49), (186_49, 236_49))
    agrees(found)


def test_a_spend_is_the_whole_whatever_another_line_comes_to() -> None:
    about = fifty_from_150()
    xs, ys = [10_00, 20_00], [149_99, 150_00]
    found = grid(about, LinePrice("c"), Spend("a"), xs, ys)
    assert found.marked == ((149_99, 149_99), (150_00, 150_00))
    assert found.pays == ((149_99, 149_99), (100_00, 100_00))
    turned = grid(about, Spend("a"), LinePrice("c"), ys, xs)
    assert turned.pays == ((149_99, 100_00), (149_99, 100_00))
    agrees(found)
    agrees(turned)


def test_there_is_no_cart_where_a_spend_is_less_than_the_other_lines_come_to() -> None:
    found = grid(fifty_from_150(), Spend("a"), LinePrice("c"), [80_00, 100_00], [0, 20_00, 30_00])
    assert found.pays == ((80_00, 100_00), (None, 100_00), (None, None))
    assert found.marked == found.pays
    assert found.cells == [Cell(0, 0), Cell(0, 1), Cell(1, 1)]
    assert found.discount(2, 0) is None
    with pytest.raises(LookupError):
        found.pay(2, 0)
    turned = grid(fifty_from_150(), LinePrice("c"), Spend("a"), [0, 20_00, 30_00], [80_00, 100_00])
    assert turned.pays == ((80_00, None, None), (100_00, 100_00, None))
    agrees(found)
    agrees(turned)


def test_two_numbers_of_one_rule_move_each_for_itself() -> None:
    found = grid(fifty_from_150(), STEP, OFF, [100_00, 126_49, 126_50], [0, 20_00])
    assert found.pays == ((126_49, 126_49, 126_49), (106_49, 106_49, 126_49))
    agrees(found)


def test_a_number_that_decides_between_ways_is_put_into_each_row() -> None:
    """Whether a deposit is worth while, and so in how many ways it may come out, depends on the rule's own number."""
    rules = """\
rules:
  d: {from: 100, take: {deposit: 20, counts: 40, balance: {from: "2020-11-11T00:00:00+08:00"}}}
  r: {when: {window: {from: "2020-11-11T00:00:00+08:00"}}, take: {off: 5}}
price: [d, r]"""
    about = subject(rules, "at: 2020-11-01T00:00:00+08:00\n" + CART)
    start = RuleNumber("d", "from", "money")
    assert start in possible(about)
    for x, y in ((LinePrice("a"), start), (start, LinePrice("a"))):
        agrees(grid(about, x, y, [0, 50_00, 500_00], [0, 50_00, 500_00]))


def test_amounts_too_large_for_a_machine_word_come_out_right() -> None:
    found = grid(fifty_from_150(), LinePrice("a"), LinePrice("b"), [10**18, 10**20], [10**19])
    assert found.pays == ((10**18 + 3 * 10**19 + 9_99 - 50_00, 10**20 + 3 * 10**19 + 9_99 - 50_00),)
    assert all(type(one) is int for one in (*found.pays[0], *found.marked[0]))
    agrees(found)


def test_values_may_be_in_any_order_and_more_than_once() -> None:
    found = grid(fifty_from_150(), LinePrice("a"), Held("purse"), [70_00, 1, 70_00], [5, 5])
    assert found.pays[0] == found.pays[1]
    assert found.pays[0][0] == found.pays[0][2]


# --- the best and the worst -----------------------------------------------------------------------------------


def test_the_best_and_the_worst_cell_are_those_of_the_discount_and_not_of_the_price() -> None:
    found = grid(fifty_from_150(), LinePrice("a"), LinePrice("c"), [10_00, 40_00, 70_00], [0, 10_00, 33_50])
    assert (found.best, found.worst) == (Cell(2, 1), Cell(0, 0))
    assert found.discount(2, 1) == Fraction(50_00, 150_00)
    assert found.discount(0, 0) == 0
    assert (found.cheapest, found.dearest) == (Cell(0, 0), Cell(0, 2))


def test_a_cart_marked_at_nothing_has_no_discount() -> None:
    about = subject("rules: {r: {take: {off: 5}}}\nprice: r", "lines: [{id: a, price: 1}, {id: b, price: 1}]\n")
    found = grid(about, LinePrice("a"), LinePrice("b"), [0, 10_00], [0])
    assert found.discount(0, 0) is None
    assert found.best == found.worst == Cell(0, 1)
    nothing = grid(about, LinePrice("a"), LinePrice("b"), [0], [0])
    assert nothing.best is nothing.worst is None
    assert nothing.cheapest == Cell(0, 0)


# --- what is no question ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (Spend("a"), Spend("a")),
        (Spend("a"), Spend("c")),
        (Spend("a"), LinePrice("a")),
        (LinePrice("a"), Spend("a")),
        (LineQuantity("a"), Spend("a")),
        (Spend("a"), LineQuantity("a")),
        (LinePrice("b"), LinePrice("b")),
        (LineQuantity("b"), LineQuantity("b")),
        (Held("purse"), Held("purse", "points")),
        (OFF, RuleNumber("r", "off", "rate")),
    ],
    ids=lambda one: written(one),
)
def test_two_of_which_one_decides_the_other_are_refused(x: Unknown, y: Unknown) -> None:
    with pytest.raises(NotTwo, match="cannot both move"):
        grid(fifty_from_150(), x, y, [200_00], [200_00])


def test_a_grid_of_no_values_or_of_values_that_cannot_be_is_refused() -> None:
    about = fifty_from_150()
    for xs, ys in (([], [1]), ([1], [])):
        with pytest.raises(ValueError, match="no values"):
            grid(about, LinePrice("a"), LinePrice("c"), xs, ys)
    with pytest.raises(ValueError, match="less than"):
        grid(about, LinePrice("a"), LineQuantity("c"), [1], [0])
    with pytest.raises(ValueError, match="other lines come to"):
        grid(about, Spend("a"), LinePrice("c"), [100_00], [50_00])
    with pytest.raises(ValueError, match="more than"):
        grid(about, LineQuantity("a"), LinePrice("c"), [10_000], [50_00])
    with pytest.raises(NotInCart):
        grid(about, LinePrice("nowhere"), LinePrice("c"), [1], [1])
