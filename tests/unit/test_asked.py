"""What may be left open is named as people name it, and what may not is refused with what may."""

from __future__ import annotations

import pytest

from promocalc.files.load import load_cart, load_rulebook
from promocalc.formula.asked import possible, read_unknown
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unknown, written
from promocalc.problems import ProblemGroup


@pytest.fixture
def subject() -> Subject:
    return Subject(load_cart("double11-example"), load_rulebook("double11-example"))


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("price:2", LinePrice("2")),
        ("单价：2", LinePrice("2")),
        ("quantity:3", LineQuantity("3")),
        ("数量: 3", LineQuantity("3")),
        ("spend", Spend("1")),
        ("消费", Spend("1")),
        ("spend:2", Spend("2")),
        ("R2.from", RuleNumber("R2", "from", "money")),
        ("R3.every", RuleNumber("R3", "every", "money")),
        ("R4.off", RuleNumber("R4", "off", "rate")),
        ("余额:red-envelope", Held("red-envelope")),
    ],
)
def test_a_number_is_named_in_either_language(subject: Subject, text: str, unknown: Unknown) -> None:
    assert read_unknown(text, subject) == unknown


def test_everything_that_may_be_left_open_is_read_back_as_it_is_written(subject: Subject) -> None:
    found = possible(subject)
    assert len(set(found)) == len(found) > 10
    assert [read_unknown(written(unknown), subject) for unknown in found] == list(found)


@pytest.mark.parametrize("text", ["price:4", "spend:3", "R2.form", "R7.off", "", "R9.from", "quantity"])
def test_what_may_not_be_left_open_is_refused_with_what_may(subject: Subject, text: str) -> None:
    with pytest.raises(ProblemGroup) as refused:
        read_unknown(text, subject)
    assert "price:1" in refused.value.problems[0].trouble.allowed  # type: ignore[union-attr]
