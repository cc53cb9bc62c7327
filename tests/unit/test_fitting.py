"""Whole pieces for orders that were divided as money: what they come to is what the engine says."""

from __future__ import annotations

import random
from typing import Any

import pytest

from promocalc.choose import fitting
from promocalc.choose.fitting import LEAST_PIECES, Fitting, fits, least, taken
from promocalc.choose.model import Plan
from promocalc.choose.parts import MOST_RUNS, Parts, Piece
from promocalc.choose.recognised import Cut, Mode, Offer, kinds, recognise
from promocalc.choose.split import Split, answer
from promocalc.formula.subject import Subject
from tests.unit.test_split import subject
from tests.unit.test_split_solver import shopping

pytest.importorskip("numpy")


def offer_of(one: Subject) -> Offer:
    return recognise(Parts(one, MOST_RUNS))


def evenly(offer: Offer, orders: int, used: tuple[frozenset[str], ...], saved: int = 0) -> Plan:
    """As much money of each kind in every order."""
    worths = [sum(offer.worths[line] * offer.pieces[line] for line in lines) for lines in kinds(offer)]
    first = tuple(worth // orders for worth in worths)
    rest = tuple(worth - worth // orders * (orders - 1) for worth in worths)
    return Plan(saved, used, (*(first,) * (orders - 1), rest))


def some_coupons(offer: Offer, orders: int, seed: int) -> tuple[frozenset[str], ...]:
    """For each order one of some groups, each in one order only."""
    draw, left = random.Random(seed), [cut for cut in offer.cuts if cut.choosable]
    used: list[dict[int, str]] = [{} for _ in range(orders)]
    for number, cut in enumerate(left):
        group = cut.group if cut.group >= 0 else -2 - number
        free = [one for one in used if group not in one]
        if free and draw.random() < 0.7:
            draw.choice(free)[group] = cut.rule
    return tuple(frozenset(one.values()) for one in used)


def priced(one: Subject, offer: Offer, plan: Plan) -> Split:
    pieces = zip(plan.taken, plan.used, strict=True)
    return answer(one, [Piece(taken, offer.choosable - used) for taken, used in pieces if any(taken)], None, 0, 0)


def worth(offer: Offer) -> int:
    return sum(worth * count for worth, count in zip(offer.worths, offer.pieces, strict=True))


def to_the_end(_saved: int) -> bool:
    return True


MODES: tuple[Mode, ...] = ("half_up", "down", "up")
CUTS = (
    Cut("amount", frozenset(), 100, 30, 0, 0, "half_up", None, True, -1, False),
    Cut("beyond", frozenset(), 5, 30, 0, 0, "half_up", 20, True, -1, False),
    Cut("steps", frozenset(), 0, 7, 50, 0, "half_up", None, True, -1, False),
    Cut("few steps", frozenset(), 120, 7, 50, 0, "half_up", 10, True, -1, False),
    *(Cut(mode, frozenset(), 10, 7, 0, 60, mode, cap, True, -1, False) for mode in MODES for cap in (None, 9)),
)


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: f"{cut.rule} {cut.cap}")
def test_of_the_least_amount_a_cut_takes_as_much_and_of_less_it_does_not(cut: Cut) -> None:
    import numpy as np

    amounts = np.arange(400)
    took = [int(one) for one in taken(cut, amounts)]
    for most in set(took) - {0}:
        assert took.index(next(one for one in took if one >= most)) == least(cut, most)
    assert least(cut, 0) == 0


@pytest.mark.parametrize("seed", range(12))
def test_what_fitted_pieces_save_is_what_the_engine_takes_off(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "ROUNDS", 5)
    one = shopping(14, 6, seed)
    offer = offer_of(one)
    plan = Fitting(offer, evenly(offer, 3, some_coupons(offer, 3, seed))).found(worth(offer), to_the_end)
    assert tuple(map(sum, zip(*plan.taken, strict=True))) == offer.pieces
    assert priced(one, offer, plan).pay == worth(offer) - plan.saved


def test_several_pieces_of_a_line_are_fitted_one_by_one() -> None:
    rules = {"auto": {"take": {"off": 20, "every": 300}}}
    lines = [{"id": "a", "price": 100, "quantity": 8}, {"id": "b", "price": 50, "quantity": 8}]
    one = subject(rules, lines)
    offer = offer_of(one)
    plan = Fitting(offer, Plan(8000, (frozenset(),) * 2, ((60000,), (60000,)))).found(8000, to_the_end)
    assert (plan.saved, priced(one, offer, plan).pay) == (8000, 112000)
    assert [sum(count) for count in zip(*plan.taken, strict=True)] == [8, 8]


def whole_repeats() -> tuple[Offer, Plan]:
    """Sixty pieces, of which those of the first order are worth 1,500, and of the second 3,000, to the minor unit."""
    offer = offer_of(shopping(60, 0, 3))
    return offer, Plan(0, (frozenset(),) * 3, ((150000,), (300000,), (worth(offer) - 450000,)))


def test_exchanges_come_closer_than_rounding_and_the_same_question_has_the_same_answer() -> None:
    offer, plan = whole_repeats()
    goal = worth(offer) // 30000 * 2000
    first, other = (Fitting(offer, plan) for _ in range(2))
    assert first.best < goal
    found = first.found(goal, to_the_end)
    assert (found, found.saved) == (other.found(goal, to_the_end), goal)


def test_it_ends_where_the_goal_is_reached_and_where_nobody_waits() -> None:
    offer = offer_of(shopping(30, 4, 2))
    plan = evenly(offer, 2, some_coupons(offer, 2, 2))
    asked: list[int] = []

    def going(saved: int) -> bool:
        asked.append(saved)
        return len(asked) < 4

    found = Fitting(offer, plan).found(worth(offer), going)
    assert (len(asked), asked) == (4, sorted(asked))
    assert found.saved >= asked[-1]
    assert Fitting(offer, plan).found(0, lambda _: pytest.fail("there is nothing to look for")).saved >= 0


def test_few_pieces_and_amounts_that_are_too_large_are_left_to_a_solver() -> None:
    lines: list[dict[str, Any]] = [{"id": "a", "price": 10, "quantity": LEAST_PIECES}]
    rate = {"c": {"take": {"off": "0.0000001%"}, "use": "coupon"}}
    assert fits(offer_of(subject(rate, lines)))
    assert not fits(offer_of(subject(rate, [{**lines[0], "quantity": LEAST_PIECES - 1}])))
    assert not fits(offer_of(subject(rate, [{**lines[0], "price": 10_000_000}])))
