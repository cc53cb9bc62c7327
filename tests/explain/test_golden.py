"""The worked example, exactly as people read it."""

from __future__ import annotations

import pytest

from tests.explain.bundle import bundle
from tests.explain.example import example
from tests.explain.presale import presale
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


def test_the_bundle_costs_what_it_was_worked_out_to() -> None:
    told = bundle()
    taken = {step.rule: step.deduction for step in told.steps if step.deduction}
    assert (told.marked, told.pay, told.range) == (29930, 17850, (17450, 17850))
    assert taken == {"three-for-two": 6980, "lottery": 100, "beans": 5000}
    assert [(one.rule, one.amount, one.worth) for one in told.later] == [
        ("points", 178, 178),
        ("cash-back", 2500, 2500),
    ]
    assert told.steps[0].picked == (("shirt", 1), ("socks", 1))


def test_the_presale_costs_what_it_was_worked_out_to() -> None:
    told = presale()
    assert (told.marked, told.pay, told.deposits) == (161600, 132600, 15000)
    assert [(one.stage, one.rule, one.amount) for one in told.payments] == [
        ("deposit", "doubling", 10000),
        ("deposit", "instant", 5000),
        ("balance", None, 117600),
    ]
    assert {line.id: line.pay for line in told.lines} == {"coat": 80220, "boots": 41850, "socks": 10530}
    assert told.if_kept is not None
    assert told.if_kept.pay == 112600
