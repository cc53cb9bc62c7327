"""Carts from tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from promocalc.cart import Cart
from promocalc.files.table import looks_like_table, read_table
from promocalc.problems import ColumnCount, NoHeader, NotAnAmount, ProblemGroup, TooManyKeys, UnknownKey


def rows(text: str) -> list[tuple[str, str, str, int]]:
    cart = read_table(text)
    return [
        (line.title.zh if line.title else "", line.store, str(line.unit_price), line.quantity) for line in cart.lines
    ]


def troubles(text: str) -> list[object]:
    with pytest.raises(ProblemGroup) as caught:
        read_table(text)
    return [problem.trouble for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "name,shop,price,quantity\nsocks,A,29.90,2\n",
        "数量,单价,店铺名称,商品名称\n2,29.90,A,socks\n",
        "Name\tStore\tUnit Price\tQty\nsocks\tA\t29.90\t2\n",
        "商品；店铺；单价；数量\nsocks；A；￥29.90；２\n",
        "name;shop;price;quantity\nsocks;A;29.90元;2件\n",
        '\ufeff\n# mine\n\n商品名,店铺,单价(元),件数\r\n"socks","A","29.90",x2\r\n',
        "sep=;\nname;shop;price;qty\nsocks;A;29.90;2\n",
        "socks,A,29.90,2",
        "socks，A，２９．９０，2\n",
        "socks\tA\t¥29.90\t×2",
    ],
)
def test_a_table_is_read_however_it_is_written(text: str) -> None:
    assert rows(text) == [("socks", "A", "29.90", 2)]


def test_quotes_hold_separators_quotes_and_line_breaks() -> None:
    text = 'name,shop,price,qty\n"5"" screen, new\nbox",A,"1,299.00",1\nb,A,2,1\n'
    assert rows(text) == [('5" screen, new box', "A", "1299.00", 1), ("b", "A", "2", 1)]


def test_other_columns_are_attributes_and_tags_are_many() -> None:
    (line,) = read_table("商品,单价,标签,品牌,备注\n鞋,59,满减|新品、预售,回力,\n").lines
    assert line.tags == ("新品", "满减", "预售")
    assert line.attributes == {"品牌": "回力"}


def test_a_row_without_header_may_end_early_or_name_its_category() -> None:
    cart = read_table("socks,A,29.90\nshoes,B,59,1,clothes\n")
    assert [(line.quantity, line.category) for line in cart.lines] == [(1, ""), (1, "clothes")]


class TestUnquotedCommas:
    def test_the_numbers_tell_where_a_title_fell_apart(self) -> None:
        assert rows("商品,单价,数量\n袜子,五双装,黑色,29.90,2\n") == [("袜子,五双装,黑色", "", "29.90", 2)]

    def test_a_price_with_thousands_is_put_together(self) -> None:
        assert rows("name,shop,price,qty\nTV,A,1,299,1\n") == [("TV", "A", "1299", 1)]

    def test_a_shop_that_other_rows_name_decides(self) -> None:
        text = "name,shop,price,qty\nshoes,A,59,1\nsocks, five pairs,A,29.90,2\n"
        assert rows(text)[1] == ("socks, five pairs", "A", "29.90", 2)

    def test_what_stays_unclear_is_a_problem_and_not_a_guess(self) -> None:
        assert troubles("name,shop,price,qty\nsocks,five pairs,A,29.90,2\n") == [ColumnCount(5, 4)]


def test_every_row_is_heard() -> None:
    text = "name,shop,price,qty\na,b,no,1\na,b\na,b,1.234,1\n"
    assert [type(trouble).__name__ for trouble in troubles(text)] == [
        "NotAnAmount",
        "ColumnCount",
        "TooFine",
    ]


def test_places_are_rows_and_columns() -> None:
    with pytest.raises(ProblemGroup) as caught:
        read_table("商品,单价\n\n袜子, 免费\n", file="a.csv")
    where = caught.value.problems[0].where
    assert (where.file, where.line, where.column, where.length, where.excerpt) == ("a.csv", 3, 5, 2, "袜子, 免费")


def test_headers_that_do_not_fit_are_told() -> None:
    assert troubles("牌子,颜色\n回力,白\n") == [NoHeader(("title", "unit_price"))]
    assert troubles("商品,数量\n鞋,1\n") == [NoHeader(("unit_price",))]
    assert troubles("商品,单价,价格\n鞋,1,2\n") == [TooManyKeys(("单价", "价格"))]
    (trouble,) = troubles("name,prise\nshoes,1\n")
    assert isinstance(trouble, UnknownKey)
    assert trouble.near == "price"


def test_an_empty_price_is_no_price_of_nothing() -> None:
    assert troubles("商品,单价\n鞋,\n") == [NotAnAmount("", "empty")]


def test_the_currency_is_the_callers() -> None:
    cart = read_table("name,price\nsocks,980\n", currency="JPY")
    assert cart == Cart.model_validate(
        {"currency": "JPY", "lines": [{"id": "1", "title": "socks", "unit_price": Decimal(980)}]}
    )


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("name,shop,price\n", True),
        ("# c\n\n袜子，A，1", True),
        ("a\tb\n", True),
        ("cart: x\n", False),
        ("lines: [{a: 1, b: 2}]\n", False),
        ('{"lines": [1, 2]}', False),
        ("- a, b\n", False),
        ("---\na: 1\n", False),
        ("'cart': a, b", False),
        ("https://example.com, b, 1", True),
        ("", False),
    ],
)
def test_tables_and_yaml_are_told_apart(text: str, is_table: bool) -> None:
    assert looks_like_table(text) is is_table
