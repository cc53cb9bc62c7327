"""A receipt as data: exact, complete, the same every time."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from promocalc.cart import Cart
from promocalc.engine import price
from promocalc.explain.receipt.as_json import SCHEMA, dumps, to_data
from promocalc.rules.rulebook import Rulebook
from tests.explain.example import CART, RULEBOOK, example, receipt
from tests.generate import cases

AMOUNTS = ("marked", "saved", "added", "pay", "merchant_receives")


def no_float(text: str) -> Any:
    raise AssertionError(f"a float: {text}")


@given(cases())
def test_it_reads_back_and_holds_no_float(case: tuple[Cart, Rulebook]) -> None:
    told = price(*case)
    assert json.loads(dumps(told), parse_float=no_float) == to_data(told)


@given(cases())
def test_the_totals_are_the_receipts(case: tuple[Cart, Rulebook]) -> None:
    data = to_data(price(*case))
    pay = Decimal(data["marked"]) - Decimal(data["saved"]) + Decimal(data["added"])
    assert Decimal(data["pay"]) == pay == sum(Decimal(line["pay"]) for line in data["lines"])
    assert pay == sum(Decimal(one["amount"]) for one in data["payments"]) == Decimal(data["promises"]["certain"])
    deposits = sum(Decimal(one["amount"]) for one in data["payments"] if one["stage"] == "deposit")
    assert deposits == sum(Decimal(line["deposit"]) for line in data["lines"])
    if data["tax"] is not None:
        assert Decimal(data["tax"]) == sum(Decimal(line["tax"]) for line in data["lines"])
        assert Decimal(data["net"]) + Decimal(data["tax"]) == Decimal(data["pay"])
    for step in data["steps"]:
        shares = sum((Decimal(share["amount"]) for share in step["shares"]), Decimal(0))
        assert shares == Decimal(step["deduction"]) + Decimal(step["added"]) + Decimal(step["given"])
        assert Decimal(step["deposit"]) == sum((Decimal(one["amount"]) for one in step["deposits"]), Decimal(0))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert dumps(example()) == dumps(example())


def test_lines_in_another_order_give_the_same_bytes() -> None:
    turned = Cart.model_validate(CART | {"lines": CART["lines"][::-1]})
    assert dumps(price(turned, Rulebook.model_validate(RULEBOOK))) == dumps(example())


def test_it_says_what_it_is_and_under_which_terms() -> None:
    data = to_data(example())
    assert data["schema"] == SCHEMA == "promocalc.receipt/1.3"
    assert data["rulebook"]["fingerprint"] == example().fingerprint
    assert data["steps"][2]["next"] == {"missing": "142.30", "counts": False, "gain": "50.00"}
    assert data["steps"][2]["formula"][0]["text"] == "floor(1357.70 / 300.00) * 50.00"


@pytest.mark.parametrize(("currency", "amount"), [("CNY", r"\d+\.\d{2}"), ("JPY", r"\d+"), ("KWD", r"\d+\.\d{3}")])
def test_amounts_are_decimal_texts_of_their_currency(currency: str, amount: str) -> None:
    lines = [{"id": "a", "price": 1000, "qty": 2}]
    rules: dict[str, Any] = {"cut": {"take": {"off": 100}}, "post": {"take": {"add": 5, "line": "shipping"}}}
    data = to_data(receipt(lines, rules, currency=currency))
    assert all(re.fullmatch(amount, data[key]) for key in AMOUNTS)
    assert data["lines"][0]["quantity"] == 2
    assert data["lines"][1]["added_by"] == "post"


def test_counts_are_whole_numbers() -> None:
    rules: dict[str, Any] = {"two": {"measure": "pieces", "from": 3, "take": {"off": 5}}}
    (step,) = to_data(receipt([{"id": "a", "price": 10, "qty": 2}], rules))["steps"]
    assert (step["measured"], step["threshold"], step["next"]["missing"]) == (2, 3, 1)
    assert step["outcome"]["reason"]["missing"] == 1


def test_readings_give_a_range() -> None:
    rules: dict[str, Any] = {"rate": {"take": {"off": "10%"}}, "cut": {"take": {"off": 10}}}
    tree = {"unstated": {"rate-first": ["rate", "cut"], "cut-first": ["cut", "rate"]}}
    data = to_data(receipt([{"id": "a", "price": 100}], rules, price=tree))
    assert data["range"]["least"] == "80.00"
    assert data["range"]["most"] == "81.00"
    assert [one["pay"] for one in data["range"]["readings"]] == ["80.00", "81.00"]
