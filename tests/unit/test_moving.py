"""Whatever may be left open of a shipped cart moves as the engine says, value by value."""

from __future__ import annotations

import pytest

from promocalc.files.load import load_cart, load_rulebook
from promocalc.formula.asked import possible
from promocalc.formula.equations import equations
from promocalc.formula.question import Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LineQuantity, RuleNumber, Unknown, unit_of, written
from promocalc.numbers.formula import NotExpressible
from tests.formula_reader import read

pytest.importorskip("numpy")

CARTS = (
    "double11-example",
    "tmall-double11-2020",
    "tmall-618-2018-presale",
    "jd-presale-2018",
    "jd-double11-2024-cap",
    "state-subsidy-2025",
    "jd-beans",
    "douyin-double12-2023",
)


def subjects() -> list[tuple[str, Subject]]:
    found = []
    for name in CARTS:
        cart = load_cart(name)
        found.append((name, Subject(cart, load_rulebook(cart.rulebook or name))))
    return found


MOVING = [
    pytest.param(subject, unknown, id=f"{name} {written(unknown)}")
    for name, subject in subjects()
    for unknown in possible(subject)
]


def some(question: Question, unknown: Unknown) -> list[int]:
    """The least value, those after it, and some further off."""
    least = question.least
    step = {"pieces": 1, "rate": 997, "money": 12_345, "points": 777}[unit_of(unknown)]
    last = 10_000 if unit_of(unknown) == "rate" else least + 12 * step
    return sorted({least, least + 1, *range(least, last + 1, step)})


@pytest.mark.parametrize(("subject", "unknown"), MOVING)
def test_a_sweep_pays_what_the_engine_says_of_each_value(subject: Subject, unknown: Unknown) -> None:
    question = Question(subject, unknown)
    values = some(question, unknown)
    assert question.sweep(values).tolist() == [question.receipt(value).pay for value in values]
    assert [question.marked(value) for value in values] == [question.receipt(value).marked for value in values]


@pytest.mark.parametrize(("subject", "unknown"), MOVING)
def test_the_equations_give_what_the_engine_says_of_each_value(subject: Subject, unknown: Unknown) -> None:
    try:
        told = equations(subject, [unknown])
    except NotExpressible as why:
        assert "nothing depends on" in str(why)  # noqa: PT017 - a balance that no rule of this reading draws on
        return
    question, worked = Question(subject, unknown), read(told.text.splitlines())
    assert len(question.ways) == 1  # of several ways equations are one
    for value in some(question, unknown):
        assert worked({told.open[0].symbol: value})[told.equations[-1].symbol] == question.receipt(value).pay


def test_at_the_number_that_is_stated_it_is_the_receipt_as_it_was() -> None:
    _, subject = subjects()[0]
    for unknown in possible(subject):
        question = Question(subject, unknown)
        if isinstance(unknown, RuleNumber):
            ((_, stated),) = question.ways[0].plan.programme.opened
            assert question.receipt(stated.first).pay == 114_882
        if isinstance(unknown, LineQuantity):
            pieces = next(line.quantity for line in subject.cart.lines if line.id == unknown.line)
            assert question.sweep([pieces]).tolist() == [114_882]
