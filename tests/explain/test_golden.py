"""The worked example, exactly as people read it."""

from __future__ import annotations

import pytest

from tests.explain.example import example
from tests.explain.update import GOLDEN, texts

TEXTS = texts()


@pytest.mark.parametrize("name", TEXTS)
def test_the_worked_example_reads_as_expected(name: str) -> None:
    assert TEXTS[name] == (GOLDEN / name).read_text(encoding="utf-8"), "python -m tests.explain.update"


def test_no_expected_text_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(TEXTS)


def test_the_worked_example_costs_what_it_was_worked_out_to() -> None:
    told = example()
    assert (told.marked, told.saved, told.pay) == (143770, 28888, 114882)
    assert [step.deduction for step in told.steps] == [6000, 2000, 20000, 888, 0, 0, 0]
