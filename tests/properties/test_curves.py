"""Laws of curves, over generated rulebooks and carts: the engine, the table and the formulas say one thing."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.engine.meaning import run
from promocalc.engine.run import interpret
from promocalc.formula.cliffs import cliffs, dominated
from promocalc.formula.law import Law, law_at
from promocalc.formula.opened import place_of
from promocalc.formula.question import Question
from promocalc.numbers.along import Along, Followed, law_of, moving
from tests.generate_questions import Stretch, most, questions, stretches

WIDTH = 400


@given(questions(), st.integers(0, 2**32))
def test_a_sweep_is_what_the_engine_says_one_by_one(question: Question, seed: int) -> None:
    dice = random.Random(seed)
    end = most(question, question.least + dice.choice((50, 3_000, 100_000, 10**12, 10**20)))
    values = [dice.randrange(question.least, end + 1) for _ in range(6)]
    paid = [question.receipt(value) for value in values]
    assert [int(one) for one in question.sweep(values)] == [receipt.pay for receipt in paid]
    assert [question.marked(value) for value in values] == [receipt.marked for receipt in paid]
    assert [law_at(question, value).at(value) for value in values] == [receipt.pay for receipt in paid]


@given(questions(), st.integers(0, 2**32))
def test_every_register_has_a_law_that_holds_at_the_witness(question: Question, seed: int) -> None:
    dice = random.Random(seed)
    for way in question.ways:
        where = place_of(way.plan, question.unknown)
        inputs = list(way.inputs)
        if where is None:
            continue
        inputs[where] = dice.randrange(1, most(question, 40_000))
        numbers = Along(way.plan.size)
        run(numbers, way.plan, [moving(one) if at == where else one for at, one in enumerate(inputs)])
        registers = interpret(way.plan, inputs)
        for amount, register in zip(numbers.registers, registers, strict=True):
            assert (amount.at if isinstance(amount, Followed) else amount) == register
            assert Law(law_of(amount)).at(inputs[where]) == register


@settings(max_examples=60)
@given(stretches(WIDTH))
def test_every_law_says_everything_that_is_paid_in_its_piece(asked: Stretch) -> None:
    found = asked.curve()
    start = found.start
    assert [piece.start for piece in found.pieces] == [start, *(piece.end + 1 for piece in found.pieces[:-1])]
    assert found.pieces[-1].end == found.end
    for piece in found.pieces:
        assert piece.law is not None
        for x in {piece.start, piece.end, *range(piece.start, piece.end + 1, 7)}:
            assert piece.law.at(x) == found.at(x)
        inside = range(piece.start, piece.end + 1)
        assert [int(one) for one in piece.law.along(inside)] == [found.at(x) for x in inside]
    for before, piece in zip(found.pieces, found.pieces[1:], strict=False):
        assert before.law is not None
        assert piece.jump == found.at(piece.start) - before.law.at(piece.start) != 0


@settings(max_examples=80)
@given(stretches(WIDTH))
def test_cliffs_and_dominated_prices_are_what_a_plain_loop_finds(asked: Stretch) -> None:
    found = asked.curve()
    start = found.start
    pays = [found.question.receipt(x).pay for x in range(start, found.end + 1, 50)]
    assert pays == [found.at(x) for x in range(start, found.end + 1, 50)]
    plain = [found.at(x) for x in range(start, found.end + 1)]
    expected = [(start + at, plain[at - 1], plain[at]) for at in range(1, len(plain)) if plain[at] < plain[at - 1]]
    assert [(cliff.at, cliff.before, cliff.pay) for cliff in cliffs(found)] == expected
    worse = {start + at for at in range(len(plain)) if any(later < plain[at] for later in plain[at + 1 :])}
    runs = dominated(found)
    assert {x for one in runs for x in range(one.start, one.end + 1)} == worse
    for one in runs:
        assert one.start - 1 not in worse
        assert one.better not in worse
        assert one.pay == min(plain[one.better - start :])


@settings(max_examples=100)
@given(stretches(WIDTH))
def test_where_nothing_is_rounded_pieces_begin_exactly_where_the_next_unit_costs_something_else(
    asked: Stretch,
) -> None:
    found = asked.curve()
    start = found.start
    if any(piece.law is None or piece.law.rounds for piece in found.pieces):
        return
    steps = {x: found.marginal(x) for x in range(start, found.end)}
    turns = {x for x in range(start + 1, found.end) if steps[x] != steps[x - 1]}
    begin = {piece.start for piece in found.pieces[1:]}
    # Where one law gives way to another, the step into the new piece or the step after it is another one.
    assert turns <= begin | {x - 1 for x in begin}
    assert all(x in turns or x - 1 in turns for x in begin if start < x - 1 and x < found.end)
