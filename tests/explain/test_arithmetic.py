"""What is written out can be worked out again."""

from __future__ import annotations

import doctest
import importlib
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

import promocalc.explain
from promocalc.cart import Cart
from promocalc.engine import price
from promocalc.explain.language import LANGUAGES
from promocalc.explain.receipt.detail import Details
from promocalc.money import decimal
from promocalc.rules.rulebook import Rulebook
from tests.explain.evaluate import evaluate
from tests.explain.example import example
from tests.generate import cases

EXPLAIN = Path(promocalc.explain.__path__[0])
MODULES = sorted(".".join(path.relative_to(EXPLAIN).with_suffix("").parts) for path in EXPLAIN.rglob("*.py"))


@given(cases())
def test_every_equation_of_every_step_gives_its_value(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    for step in told.steps:
        for found in step.formula:
            value = found.value if step.points else Fraction(decimal(found.value, told.currency))
            assert evaluate(found.text) == value, (step.rule, found)


@given(cases())
def test_every_sum_that_is_shown_adds_up(case: tuple[Cart, Rulebook]) -> None:
    """In rows of the form ``1,437.70 - 60.00 (Flash sale) = 1,377.70``, and in splits and wallets."""
    told = price(*case)
    details = Details(told, "en")
    labels = ("base", "split", "by line", "wallet", "then")
    for step in told.steps:
        for label, said in details.arithmetic(step):
            if label in labels and re.search(r"\d(?: \([^()]*\))? [+-] ", said):
                assert _adds_up(said), said


def _adds_up(said: str) -> bool:
    """Amounts with a sign between them, each the last word of its part; what an amount is stands in brackets."""
    plain = re.sub(r" \([^()]*\)", "", said)
    *_, left, right = re.sub(r"^in proportion to [^:]*: ", "", plain).split(" = ")
    first, *rest = re.split(r" ([+-]) ", left)
    signs, parts = rest[::2], rest[1::2]
    total = _amount(first) + sum(
        (-1 if sign == "-" else 1) * _amount(part) for sign, part in zip(signs, parts, strict=True)
    )
    return total == _amount(right)


def _amount(text: str) -> Fraction:
    plain = text.removesuffix(" points").removesuffix(" point")
    return Fraction(plain.split()[-1].replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_base_is_told_from_the_tag_price_on(language: str) -> None:
    told = example()
    step = next(step for step in told.steps if step.rule == "cross-store")
    rows = [said for _, said in Details(told, language).arithmetic(step)]  # type: ignore[arg-type]
    assert "1,437.70 - 60.00" in rows[0]
    assert rows[0].endswith("= 1,357.70")
    assert rows[1] == "floor(1,357.70 / 300.00) = 4"
    assert rows[2] == "floor(1,357.70 / 300.00) * 50.00 = 200.00"
    assert rows[3].startswith("5 x 300.00 - 1,357.70 = ")
    assert rows[-1].endswith(" 1,357.70 - 200.00 = 1,157.70")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("half_up(0.05, 0.1)", Fraction(1, 10)),
        ("half_down(0.05, 0.1)", Fraction(0)),
        ("half_even(0.05, 0.1) + half_even(0.15, 0.1)", Fraction(2, 10)),
        ("up(0.01, 1) + down(0.99, 1)", Fraction(1)),
        ("min(3 * (1 / 3), 2) - -1", Fraction(2)),
        ("12.5% * 80", Fraction(10)),
        ("100.00 * (1/3)", Fraction(100, 3)),
        ("max(1, floor(7 / 2))", Fraction(3)),
    ],
)
def test_the_evaluator_is_exact(text: str, value: Fraction) -> None:
    assert evaluate(text) == value


@pytest.mark.parametrize("text", ["__import__('os')", "2 ** 3", "x", "sum(1)", "'a'", "1 if 1 else 2", "7 % 2"])
def test_the_evaluator_knows_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        evaluate(text)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_documentation_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"promocalc.explain.{name}".removesuffix(".__init__"))).failed == 0
