"""The words around the steps: order of lines, ranges, legends, Chinese punctuation."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.labels_en import labels as english
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.notation import legend
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.text import text
from promocalc.explain.wrapping import wrap
from tests.explain.example import receipt

CUT: dict[str, Any] = {"take": {"off": 10}}
RATE: dict[str, Any] = {"take": {"off": "10%"}}
READINGS = {"unstated": {"rate-first": ["rate", "cut"], "cut-first": ["cut", "rate"]}}
LINES = [{"id": "z", "title": "Zebra", "price": 50}, {"id": "b", "title": "Bear", "price": 50}]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_stand_as_in_the_cart_and_charges_after_them(language: Language) -> None:
    told = receipt(LINES, {"post": {"title": "Post", "take": {"add": 8, "line": "shipping"}}})
    assert [line.added_by for line in Summary(Names(told, language)).lines()] == [None, None, "post"]
    for said in (text(told, language), markdown(told, language)):
        assert said.index("Zebra") < said.index("Bear") < said.index("Post")


def test_a_range_is_told_with_its_readings() -> None:
    told = receipt(LINES, {"rate": RATE, "cut": CUT}, price=READINGS)
    assert ("条款未写明，按不同解读应付", "¥80.00 至 ¥81.00") in Summary(Names(told, "zh")).totals()
    assert ("  解读「cut-first」", "¥81.00") in Summary(Names(told, "zh")).totals()
    assert ('  read as "cut-first"', "¥81.00") in Summary(Names(told, "en")).totals()


def test_a_range_whose_ends_are_the_same_says_so_once() -> None:
    told = receipt(LINES, {"rate": CUT, "cut": CUT}, price=READINGS)
    found = [row for row in Summary(Names(told, "en")).totals() if "¥80.00" in row[1]]
    assert found[1:] == [("Depending on how the terms are read", "¥80.00, the same under every reading")]
    assert ("条款未写明，按不同解读应付", "¥80.00，各种解读都一样") in Summary(Names(told, "zh")).totals()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_share_is_told_where_nothing_was_taken_off(language: Language) -> None:
    told = receipt(LINES, {"cut": {**CUT, "from": 1000}})
    assert Summary(Names(told, language)).share_of_marked() == ""


def test_the_legend_explains_what_is_used_and_nothing_else() -> None:
    assert legend(["1.00 = 1.00"], english) == ""
    assert legend(["min(1.00, floor(2 / 3))"], english) == (
        "In the working: floor(x) is x without its fraction; min(x, y) is the least of them."
    )
    assert "四舍五入" in text(receipt(LINES, {"rate": RATE}), "zh")


@pytest.mark.parametrize("cells", range(8, 24))
def test_no_row_ends_with_an_opening_bracket(cells: int) -> None:
    rows = wrap("不可与「店铺券 满199减20」、「平台券（满1000减80）」同用", cells)
    assert not any(row.endswith(("「", "（")) for row in rows)


def test_no_membership_is_said_in_words() -> None:
    rules: dict[str, Any] = {"gold": {**CUT, "when": {"member": "gold"}}}
    told = receipt(LINES, rules, {"shopper": {"name": "x", "member": "none"}})
    chinese, plain = text(told, "zh"), text(told, "en")
    assert "会员等级：无" in chinese
    assert "须会员等级为「gold」（现为无）" in chinese
    assert "no membership" in plain
