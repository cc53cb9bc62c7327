"""A split can be redone from the receipt: in what proportion, and who gets the odd cent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from promocalc.cart import Cart
from promocalc.engine import Receipt, price
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.buildup import BuildUp
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.detail import Details
from promocalc.explain.receipt.splitting import Split, Splits
from promocalc.money import Odd, share
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.views import RUNNING
from tests.explain.example import example, receipt
from tests.generate import cases

TWO = [{"id": "a", "price": 150}, {"id": "b", "price": 50}]


def arithmetic(told: Receipt, rule: str, language: Language = "en") -> list[tuple[str, str]]:
    step = next(step for step in told.steps if step.rule == rule)
    return Details(told, language).arithmetic(step)


@given(cases())
def test_every_weight_that_is_told_gives_the_shares(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    splits = Splits(told, BuildUp(told))
    for step in told.steps:
        split = splits.of(step)
        if split is not None and split.weights:
            assert share(split.total, split.weights, split.odd) == [part for _, part in split.shares]
            assert split.total >= step.deduction


def test_the_proportion_and_the_odd_cent_are_told() -> None:
    told = dict(arithmetic(example(), "cross-store"))
    assert told["split"] == (
        "in proportion to the amount due at this point (819.00 : 449.00 : 89.70), odd cents to the largest remainders: "
        "Down jacket 120.65 + Running shoes 66.14 + Socks x5 13.21 = 200.00"
    )
    chinese = dict(arithmetic(example(), "cross-store", "zh"))
    assert chinese["分摊"].startswith("按此时应付的比例（819.00 : 449.00 : 89.70），零头归余数最大的：羽绒服 120.65")


def test_what_is_clipped_was_split_before() -> None:
    rules: dict[str, Any] = {
        "cheaper": {"on": {"id": "a"}, "take": {"off": 130}},
        "cut": {"take": {"off": 30}, "share": {"by": "marked"}},
    }
    rows = arithmetic(receipt(TWO, rules), "cut")
    labels = [label for label, _ in rows]
    assert ("split", "in proportion to the tag price (150.00 : 50.00): a 22.50 + b 7.50 = 30.00") in rows
    assert ("kept", "min(22.50, 20.00) + 7.50 = 27.50") in rows
    assert ("by line", "a 20.00 + b 7.50 = 27.50") in rows
    assert labels.index("split") < labels.index("kept") < labels.index("by line")


def test_together_and_labels_are_looked_at_where_they_stand() -> None:
    rules: dict[str, Any] = {
        "first": {"on": {"id": "a"}, "take": {"off": 100}},
        "second": {"take": {"off": 20}},
    }
    together = dict(arithmetic(receipt(TWO, rules, price={"together": ["first", "second"]}), "second"))
    assert "(150.00 : 50.00)" in together["split"]
    in_turn = dict(arithmetic(receipt(TWO, rules), "second"))
    assert "(50.00 : 50.00)" in in_turn["split"]
    tree = [{"shelf": "first"}, "third", "second"]
    more = rules | {"third": {"on": {"id": "b"}, "take": {"off": 25}}}
    labelled = receipt(TWO, more | {"second": {"take": {"off": 20}, "share": {"by": "shelf"}}}, price=tree)
    assert '"shelf" (50.00 : 50.00)' in dict(arithmetic(labelled, "second"))["split"]


def test_a_limit_over_amounts_of_their_own_says_so() -> None:
    rules: dict[str, Any] = {"each": {"each": "line", "take": {"off": "10%"}, "cap": {"order": 10}}}
    told = dict(arithmetic(receipt(TWO, rules), "each"))
    assert told["split"] == "in proportion to what each would take by itself (15.00 : 5.00): a 7.50 + b 2.50 = 10.00"


def test_many_lines_are_told_in_words_only() -> None:
    lines = [{"id": f"i{at}", "price": 10 + at} for at in range(7)]
    said = dict(arithmetic(receipt(lines, {"cut": {"take": {"off": 10}}}), "cut"))["split"]
    assert said.startswith(
        "in proportion to the amount due at this point, odd cents to the largest remainders: i0 1.10"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_dividing_has_words(language: Language) -> None:
    told = example()
    said = {
        catalogue(language).split_basis(Split((("a", 1), ("b", 2)), RUNNING, odd), Names(told, language)) for odd in Odd
    }
    assert len(said) == len(Odd)


@given(cases())
def test_the_last_row_never_contradicts_the_waterfall(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    details = Details(told, "en")
    for step, after in told.waterfall():
        said = dict(details.arithmetic(step))["then"]
        if said.startswith("the whole cart"):
            assert said.endswith(f"= {details.names.money(after)}")
        else:
            assert step.after != after
