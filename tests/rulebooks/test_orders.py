"""What dividing a shipped cart into two orders brings, and by which term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from promocalc.cart import Cart, Line, Persona
from promocalc.choose.orders import Orders, part, price_orders
from promocalc.choose.split import split
from promocalc.files.load import load_cart, load_rulebook, open_case
from promocalc.files.shipped import shipped
from promocalc.files.yaml import read_yaml
from promocalc.formula.subject import Subject
from promocalc.money import minor_units

pytest.importorskip("numpy")


def entries() -> Iterator[dict[str, Any]]:
    found: Any = read_yaml((Path(__file__).parent / "orders.yaml").read_text("utf-8"), file="orders.yaml").data()
    yield from found


ORDERS = list(entries())
PAYS_LESS = {entry["cart"] for entry in ORDERS if "pieces" not in entry and entry["two"] != entry["one"]}
LONG = {"rakuten-points-2022-marathon"}
"""Ten lines: a thousand parts, for seconds."""
CARTS = sorted({one.name for one in shipped("cart")} - LONG)


def name_of(entry: Mapping[str, Any]) -> str:
    return entry["cart"] + (", twice" if "pieces" in entry else "")


def subject(name: str, times: int = 1) -> Subject:
    loaded, book = open_case(name)
    cart = loaded.value
    lines = tuple(
        line.model_copy(update={"quantity": line.quantity * times}) if line.kind == "goods" else line
        for line in cart.lines
    )
    return Subject(cart.model_copy(update={"lines": lines}), book.value)


@pytest.mark.parametrize("entry", ORDERS, ids=name_of)
def test_a_division_brings_what_the_terms_let_it(entry: Mapping[str, Any]) -> None:
    assert set(entry) - {"pieces"} == {"cart", "one", "two", "by"}
    assert entry["by"]
    one = subject(entry["cart"], int(entry.get("pieces", 1)))
    said = [minor_units(Decimal(str(entry[key])), one.cart.currency) for key in ("one", "two")]
    assert [split(one, orders).pay for orders in (1, 2)] == said


@pytest.mark.parametrize("cart", CARTS)
def test_no_shipped_cart_is_cheaper_in_two_orders_unless_a_term_says_why(cart: str) -> None:
    found = split(subject(cart), 2)
    assert found.proof == "exhausted"
    assert (len(found.orders) > 1) == (cart in PAYS_LESS)


# --- one a person -----------------------------------------------------------------------------------------------------

OF_ONE_PERSON = [
    (book, category, count)
    for book, categories in {
        "state-subsidy-2024": "refrigerator washing-machine tv air-conditioner computer water-heater stove range-hood",
        "state-subsidy-2025": "phone tablet watch refrigerator washing-machine tv computer water-heater stove"
        " range-hood microwave water-purifier dishwasher rice-cooker air-conditioner",
        "state-subsidy-2026": "phone tablet watch smart-glasses refrigerator washing-machine tv air-conditioner"
        " computer water-heater",
    }.items()
    for category in categories.split()
    for count in [3 if (book, category) == ("state-subsidy-2025", "air-conditioner") else 1]
]


def goods(book: str, category: str, prices: list[int], shopper: Persona | None = None) -> Subject:
    """A cart of so many pieces of a category, each a line, in the middle of the book's year."""
    year = int(book[-4:])
    at = datetime.fromisoformat(f"{year}-{'10' if year == 2024 else '06'}-18T12:00:00+08:00")
    attributes: dict[str, Any] = {"rate": "15%", "level": 1}
    lines = tuple(
        Line.model_validate({"id": str(number), "category": category, "price": price, "attributes": attributes})
        for number, price in enumerate(prices, 1)
    )
    return Subject(Cart(cart="one", lines=lines, at=at, shopper=shopper or Persona()), load_rulebook(book))


def apart(one: Subject, ids: tuple[str, ...]) -> Orders:
    """Every line an order of its own, in this sequence."""
    return price_orders(one, [part(one.cart, {id_: 1}) for id_ in ids])


@pytest.mark.parametrize(("book", "category", "count"), OF_ONE_PERSON)
def test_a_person_gets_so_many_pieces_of_a_category_in_whatever_orders(book: str, category: str, count: int) -> None:
    one = goods(book, category, [1000] * (count + 2))
    together = apart(one, tuple(line.id for line in one.cart.lines))
    assert [receipt.pay for receipt in together.receipts] == [85000] * count + [100000] * 2
    assert split(one, 1).pay == together.pay


@pytest.mark.parametrize(("book", "category", "count"), OF_ONE_PERSON)
def test_who_had_them_before_gets_none_of_that_category_and_one_of_another(
    book: str, category: str, count: int
) -> None:
    first = goods(book, category, [1000] * count)
    after = apart(first, tuple(line.id for line in first.cart.lines)).left.shopper
    assert split(goods(book, category, [1000], after), 1).pay == 100000
    other = "tv" if category != "tv" else "refrigerator"
    assert split(goods(book, other, [1000], after), 1).pay == 85000


def test_of_four_air_conditioners_the_three_dearest_are_subsidised_in_one_order() -> None:
    for prices in permutations([1000, 2000, 3000, 4000]):
        one = goods("state-subsidy-2025", "air-conditioner", list(prices))
        assert split(one, 1).pay == 1000000 - 135000


def test_who_had_one_air_conditioner_gets_two_more() -> None:
    had = Persona.model_validate({"times": {"subsidy-air-conditioner-1": {"person": 1}}})
    one = goods("state-subsidy-2025", "air-conditioner", [1000, 2000, 3000], had)
    assert split(one, 1).pay == 600000 - 75000
    assert split(one, 3).pay == 600000 - 75000


def test_a_month_of_receipts_comes_off_one_purchase() -> None:
    cart = load_cart("ekobutikerna-5-july").model_copy(
        update={"lines": tuple(Line.model_validate({"id": id_, "price": 20}) for id_ in ("a", "b"))}
    )
    one = Subject(cart, load_rulebook("ekobutikerna-5"))
    assert split(one, 1).pay == 0
    assert [receipt.pay for receipt in apart(one, ("a", "b")).receipts] == [0, 2000]
