"""Prices as spreadsheets save them: currency signs, empty rows, days in another order, a comma for decimals."""

from __future__ import annotations

import pytest

from promocalc.claims.observed import NotRead
from promocalc.explain.language import LANGUAGES
from promocalc.explain.problems.text import help_for, render_all
from promocalc.files.catalogue import not_read, read_catalogue
from promocalc.files.history import read_history
from promocalc.problems import ColumnCount, NotADay, NotAnAmount, OtherMoney, Problem, ProblemGroup, TooManyKeys


def problems(text: str, currency: str | None = None) -> ProblemGroup:
    with pytest.raises(ProblemGroup) as caught:
        read_history(text, currency=currency)
    return caught.value


def priced(price: str, currency: str | None) -> tuple[int, str]:
    found = read_history(f"date;price\n2026-10-01;{price}\n", currency=currency)
    return found.observations[0].price, found.currency


# --- signs of a currency ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "currency", "expected"),
    [
        ("£1,299.00", "GBP", 129900),
        ("1,299.00 €", "EUR", 129900),
        ("$79.99", "CAD", 7999),
        ("HK$ 80", "HKD", 8000),
        ("¥1299", "JPY", 1299),
        ("￥1,299元", "CNY", 129900),
        ("1299元", "CNY", 129900),
        ("EUR 80", "EUR", 8000),
        ("80 gbp", "GBP", 8000),
    ],
)
def test_a_sign_that_agrees_with_the_currency_is_accepted(price: str, currency: str, expected: int) -> None:
    assert priced(price, currency) == (expected, currency)


@pytest.mark.parametrize(
    ("price", "got", "currency"),
    [
        ("€80", "EUR", "GBP"),
        ("¥80", "CNY", "GBP"),
        ("$80", "USD", "CNY"),
        ("US$80", "USD", "CAD"),
        ("80元", "CNY", "JPY"),
    ],
)
def test_a_sign_that_differs_is_other_money(price: str, got: str, currency: str) -> None:
    found = problems(f"date;price\n2026-10-01;{price}\n", currency).problems
    assert [one.trouble for one in found] == [OtherMoney("price", got, currency)]


def test_a_sign_that_means_one_currency_says_which_where_nobody_else_does() -> None:
    assert priced("£80", None) == (8000, "GBP")
    assert priced("¥80", None) == (8000, "CNY")
    assert [one.trouble for one in problems("date,price\n2026-10-01,£80\n2026-10-02,€80\n").problems] == [
        OtherMoney("price", "EUR", "GBP")
    ]


@pytest.mark.parametrize("price", ["from 80", "80 each", "£80€", "8 £ 0", "-£80", "£", "£80-90"])
def test_words_and_signs_that_are_no_currency_are_no_amount(price: str) -> None:
    assert isinstance(problems(f"date;price\n2026-10-01;{price}\n", "GBP").problems[0].trouble, NotAnAmount)


# --- rows ---------------------------------------------------------------------------------------------------------


def test_rows_of_separators_alone_are_no_rows() -> None:
    assert len(read_history("date;price;;\n;;;\n2026-10-01;80;;\n;;;\n;;;;;;\n").observations) == 1
    assert not isinstance(problems("date;price\n;\n").problems[0].trouble, ColumnCount)


def test_one_kind_of_trouble_in_a_column_is_told_once_with_the_lines_of_all() -> None:
    rows = "".join(
        f"2026-10-{day:02},{'79,50' if day != 9 else '79'}\n".replace("79,50", '"79,50"') for day in range(1, 21)
    )
    group = problems(f"date,price\n{rows}2026-10-21,none\n")
    assert len(group.problems) == 20
    said = render_all(group)
    assert said.count("error: ") == 2
    assert said.count("^^^^^") == 3
    assert "and 16 more lines: 5 to 9, 11 to 21" in said
    assert "write 79.50" in said
    assert "还有 16 行也是如此：第 5 至 9、11 至 21 行" in render_all(group, "zh")


def test_a_few_troubles_are_told_one_by_one() -> None:
    rows = "".join(f"2026-10-0{day};79,50\n" for day in range(1, 5))
    assert render_all(problems(f"date;price\n{rows}")).count("error: ") == 4


# --- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("01/10/2026", ("2026-10-01", "2026-01-10")),
        ("31/01/2026", ("2026-01-31",)),
        ("10-31-2026", ("2026-10-31",)),
        ("01-Oct-26", ("2026-10-01",)),
        ("1 October 2026", ("2026-10-01",)),
        ("46296", ("2026-10-01",)),
    ],
)
def test_a_day_that_was_written_otherwise_is_proposed_and_never_taken(written: str, days: tuple[str, ...]) -> None:
    (problem,) = problems(f"date,price\n{written},80\n").problems
    assert problem.trouble == NotADay(written, in_table=True)
    for language in LANGUAGES:
        said = help_for(problem, language) or ""
        assert all(day in said for day in (*days, "Excel", "yyyy-mm-dd"))
        assert said.count("2026-") == len(days)


def test_outside_a_table_nothing_is_said_of_a_spreadsheet() -> None:
    assert "Excel" not in (help_for(Problem(NotADay("01/10/2026"))) or "")


@pytest.mark.parametrize(("written", "point"), [("79,99", "79.99"), ("1.299,00", "1299.00"), ("0,5", "0.5")])
def test_a_comma_for_the_decimals_is_told_with_the_amount_that_was_meant(written: str, point: str) -> None:
    (problem,) = problems(f"date;price\n2026-10-01;{written}\n").problems
    assert all(point in (help_for(problem, language) or "") for language in LANGUAGES)


# --- items that are reduced ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["id,was,now", "id,price,now", "id,原价,现价", "id,list_price,price", "id,rrp,price", "id,Was price,Sale price"],
)
def test_a_list_of_items_says_what_was_asked_before_and_what_is_asked_now(header: str) -> None:
    (item,) = read_catalogue(f"{header}\na,100,60\n")
    assert (item.list_price, item.unit_price, item.attributes) == (100, 60, {})


def test_two_columns_for_the_price_before_are_told() -> None:
    with pytest.raises(ProblemGroup) as caught:
        read_catalogue("id,was,price,now\na,100,90,60\n")
    assert [one.trouble for one in caught.value.problems] == [TooManyKeys(("was", "price"))]


# --- columns that nobody reads ------------------------------------------------------------------------------------


def test_columns_with_numbers_that_were_not_read_are_told() -> None:
    notes = read_history("date,price,discounted,note\n2026-10-01,80,60,\n2026-10-02,80,,seen in the shop\n").notes
    assert [one for one in notes if isinstance(one, NotRead)] == [NotRead(("discounted",))]
    assert read_history("date,price,note\n2026-10-01,80,seen\n").notes == ()


def test_of_a_list_of_items_too() -> None:
    items = read_catalogue("id,price,weekend,colour\na,100,60,red\nb,100,70,7\n")
    assert not_read(items) == ("weekend",)
    assert not_read(read_catalogue("id,was,now\na,100,60\n")) == ()
