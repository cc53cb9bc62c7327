"""Catalogues: items that might be added to a cart."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest

from promocalc.files.catalogue import load_catalogue, read_catalogue
from promocalc.problems import (
    EmptyList,
    FileMissing,
    FileUnreadable,
    NoHeader,
    NotAnAmount,
    OtherMoney,
    Problem,
    ProblemGroup,
    RepeatedLine,
    TooFine,
)


def problems(text: str, currency: str = "CNY") -> list[Problem]:
    with pytest.raises(ProblemGroup) as caught:
        read_catalogue(text, currency=currency)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    "text",
    [
        "id,name,price,store,category,tags\nA7,socks,23.90,A,clothes,flash|new\n",
        "编号，商品，单价，店铺，类目，标签\nA7，socks，￥23.90，A，clothes，flash、new\n",
        "lines:\n  - {id: A7, title: socks, price: 23.90, store: A, category: clothes, tags: [flash, new]}\n",
    ],
)
def test_an_item_has_all_that_rules_may_ask_about(text: str) -> None:
    (item,) = read_catalogue(text)
    assert (item.id, item.unit_price, item.store, item.category) == ("A7", Decimal("23.90"), "A", "clothes")
    assert (item.tags, item.quantity) == (("flash", "new"), 1)
    assert item.title is not None
    assert item.title.en == "socks"


@pytest.mark.parametrize(
    "text",
    [
        "- {id: a, price: 5, qty: 2}\n- {id: b, price: 6}\n",
        "items:\n  - {id: a, price: 5, qty: 2}\n  - {id: b, price: 6}\n",
        "title: Wishes\nitems: [{id: a, price: 5, quantity: 2}, {id: b, price: 6}]\n",
        '[{"id": "a", "price": 5, "qty": 2}, {"id": "b", "price": 6}]\n',
    ],
)
def test_a_list_of_items_is_a_catalogue_by_itself(text: str) -> None:
    assert [(one.id, one.unit_price, one.quantity) for one in read_catalogue(text)] == [("a", 5, 2), ("b", 6, 1)]
    assert [one.unit_price for one in read_catalogue(text, currency="JPY")] == [5, 6]


def test_what_is_wrong_in_a_list_of_items_is_told_at_its_place() -> None:
    found = problems("- {id: a, price: cheap}\n- {id: b, price: 5, qty: -1}\n")
    assert [(one.where.line, one.where.column) for one in found] == [(1, 18), (2, 26)]
    (problem,) = problems("[]\n")
    assert isinstance(problem.trouble, EmptyList)


@pytest.mark.parametrize(
    "written",
    [
        "商品,单价,件数\n袜子,23.90,2\n".encode("gb18030"),
        b"\xef\xbb\xbf" + "商品，单价，件数\n袜子，￥23.90，2\n".encode(),
        "商品\t单价\t件数\n袜子\t23.90\t2\n".encode("utf-16"),
        "- {title: 袜子, price: 23.90, qty: 2}\n".encode(),
    ],
)
def test_a_wish_list_is_read_as_spreadsheets_write_it(written: bytes) -> None:
    (item,) = load_catalogue("-", stdin=io.BytesIO(written))
    assert item.title is not None
    assert (item.title.zh, item.unit_price, item.quantity) == ("袜子", Decimal("23.90"), 2)


@pytest.mark.parametrize("name", ["none.csv", "n" * 300 + ".csv"])
def test_a_catalogue_that_is_not_there_is_told_as_such(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemGroup) as caught:
        load_catalogue(str(tmp_path / name))
    assert isinstance(caught.value.problems[0].trouble, FileMissing | FileUnreadable)


def test_the_quantity_is_how_many_there_are_and_other_columns_are_attributes() -> None:
    item, other = read_catalogue("商品,单价,件数,品牌\n袜子,9.9,5,回力\n鞋,59,1,\n")
    assert (item.quantity, item.attributes, item.id) == (5, {"品牌": "回力"}, "1")
    assert (other.quantity, other.attributes, other.id) == (1, {}, "2")


def test_everything_that_is_wrong_is_told_at_its_line_and_column() -> None:
    found = problems("id,name,price\na,socks,cheap\nb,shoes,1.005\na,hat,3\n")
    assert [(type(one.trouble), one.where.line, one.where.column) for one in found] == [
        (NotAnAmount, 2, 9),
        (TooFine, 3, 9),
        (RepeatedLine, 4, 1),
    ]


def test_a_table_without_prices_is_no_catalogue() -> None:
    (problem,) = problems("name,store\nsocks,A\n")
    assert isinstance(problem.trouble, NoHeader)


def test_no_items_are_a_problem() -> None:
    (problem,) = problems("name,price\n")
    assert isinstance(problem.trouble, EmptyList)
    (problem,) = problems("cart: c\nlines: []\n")
    assert isinstance(problem.trouble, EmptyList)


def test_prices_are_in_the_money_of_the_cart() -> None:
    (item,) = read_catalogue("name,price\nsocks,980\n", currency="JPY")
    assert item.unit_price == Decimal(980)
    (problem,) = problems("name,price\nsocks,9.80\n", "JPY")
    assert isinstance(problem.trouble, TooFine)
    (problem,) = problems("currency: USD\nlines: [{price: 9.80}]\n")
    assert problem.trouble == OtherMoney("items", "USD", "CNY")


def test_a_catalogue_comes_from_a_file_or_a_stream(tmp_path: Path) -> None:
    text = "name,price\nsocks,9.90\nshoes,59\n"
    path = tmp_path / "wishes.csv"
    path.write_text(text, encoding="utf-8")
    assert load_catalogue(path) == load_catalogue("-", stdin=io.BytesIO(text.encode())) == read_catalogue(text)
    other = tmp_path / "other.yaml"
    other.write_text("currency: USD\nlines: [{price: 9.80}]\n", encoding="utf-8")
    with pytest.raises(ProblemGroup) as caught:
        load_catalogue(other)
    assert caught.value.problems[0].where.line == 1
