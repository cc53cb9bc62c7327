"""The matrix: every kind of rule comes out alike in every number system, on every register."""

from __future__ import annotations

import random
from functools import cache

import pytest

from promocalc.cart import Cart
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret, record, tabulate
from promocalc.rules.rulebook import Rulebook
from tests.matrix import KINDS, SYSTEMS, UNSAID, book_of, carts

ROWS = 12


@cache
def case(kind: str) -> tuple[Rulebook, tuple[Cart, ...]]:
    return book_of(kind), carts()


def rows(inputs: list[int], goods: int, dice: random.Random) -> list[list[int]]:
    """The cart itself, and others of its shape: other prices, wallets and counters."""
    found = [inputs]
    for _ in range(ROWS - 1):
        prices = [dice.choice((price, 0, 1, dice.randrange(1 + 3 * price), dice.randrange(50_000))) for price in inputs]
        cells = [dice.choice((cell, 0, 1, dice.randrange(2 + 2 * cell))) for cell in inputs]
        found.append([*prices[:goods], *cells[goods:]])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_does_something(kind: str) -> None:
    """Otherwise nothing would be compared below."""
    book, some = case(kind)
    receipts = [Pricer(book, cart.shopper, cart.at).price(cart) for cart in some]
    assert any(step.deduction or step.added or step.given or step.deposit for got in receipts for step in got.steps)
    assert book.tax is None or all(got.tax for got in receipts)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("system", [system for system in SYSTEMS if system != "exact"])
def test_every_system_says_the_same(kind: str, system: str) -> None:
    if (kind, system) in UNSAID:
        pytest.skip(UNSAID[kind, system])
    book, some = case(kind)
    dice = random.Random(kind)
    for cart in some:
        pricer = Pricer(book, cart.shopper, cart.at)
        for reading in range(len(pricer.programmes)):
            plan = pricer.bind(cart, reading).plan
            found = rows(plan.inputs_of(cart, frozenset()), plan.goods, dice)
            exact = [interpret(plan, row) for row in found]
            if system == "record":
                recorded = record(plan)
                assert [recorded(row) for row in found] == exact
            else:
                table = tabulate(plan, found[0], {at: [row[at] for row in found] for at in range(len(found[0]))})
                columns = [[one] * ROWS if isinstance(one, int) else [int(cell) for cell in one] for one in table]
                assert [tuple(column[at] for column in columns) for at in range(ROWS)] == exact


def test_a_reason_is_given_for_every_gap() -> None:
    """What a system cannot say is a kind and a system that exist, and says why."""
    for (kind, system), why in UNSAID.items():
        assert kind in KINDS
        assert system in SYSTEMS
        assert why
