"""Price histories out of tables, JSON, Keepa's arrays and Parquet: what they say, and what has to be told of them."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.claims.history import Observation, PriceKind, Span
from promocalc.claims.observed import (
    Differing,
    Future,
    Gaps,
    LocalDays,
    Prices,
    SaidTwice,
    SeveralChannels,
    SeveralSkus,
    Unpriced,
    WithShipping,
)
from promocalc.explain.problems.text import render_all
from promocalc.files.history import history_of, load_history, read_history
from promocalc.files.history_keepa import CURRENCY_OF
from promocalc.files.history_parquet import ParquetMissing
from promocalc.files.history_rows import COLUMNS
from promocalc.money import CURRENCIES
from promocalc.problems import (
    ColumnCount,
    DuplicateKey,
    EmptyFile,
    EmptyList,
    FileMissing,
    FileUnreadable,
    MissingKey,
    MissingOneOf,
    NotADay,
    NotAnAmount,
    OtherMoney,
    OutOfRange,
    Problem,
    ProblemGroup,
    TooFine,
    TooManyKeys,
    UnknownCurrency,
    UnknownKey,
    UnknownWord,
    WindowEndsFirst,
    WrongKind,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def seen(
    first: str, price: int, kind: PriceKind = "offer", sku: str = "", channel: str = "", last: str | None = None
) -> Observation:
    return Observation(Span(day(first), day(last or first)), price, kind, sku, channel)


def problems(text: str, **options: Any) -> list[Problem]:
    with pytest.raises(ProblemGroup) as caught:
        read_history(text, file="prices.csv", **options)
    return list(caught.value.problems)


def told(found: list[Problem]) -> list[tuple[type, int | None, int | None]]:
    return [(type(one.trouble), one.where.line, one.where.column) for one in found]


# --- tables -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "date,price\n2026-11-01,1299\n2026-11-02,1099.50\n",
        "日期，价格\n2026年11月1日，￥１２９９\n2026年11月2日，1099.5元\n",
        'Day;Price (CNY)\n2026/11/01;"1,299.00"\n2026/11/2;¥1,099.50\n',
        "时间\t价格（元）\t备注\n20261101\t1299\t\n2026.11.2\t1099.5\t促销\n",
        "# tracked\n\ndate,price,until,kind\n2026-11-01,1299,,\n2026-11-02,1099.5,2026-11-02,售价\n",
        '[{"date": "2026-11-01", "price": 1299}, {"date": "2026-11-02", "price": "1099.50"}]',
        '{"currency": "CNY", "prices": [{"日期": "2026-11-01", "价格": 1299}, {"日期": "2026-11-02", "价格": 1099.5}]}',
    ],
)
def test_a_price_is_of_a_day_however_it_is_written(text: str) -> None:
    assert read_history(text) == Prices((seen("2026-11-01", 129900), seen("2026-11-02", 109950)), "CNY")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("标价", "tag"),
        ("list_price", "tag"),
        ("售价", "offer"),
        ("", "offer"),
        ("Promo", "offer"),
        ("成交价", "deal"),
        ("paid", "deal"),
        ("会员价", "member"),
        ("个人价", "personal"),
    ],
)
def test_the_kind_of_a_price_is_said_in_either_language(word: str, kind: PriceKind) -> None:
    assert read_history(f"date,kind,price\n2026-11-01,{word},3\n").observations == (seen("2026-11-01", 300, kind),)


def test_a_price_stands_for_all_days_up_to_the_last_one() -> None:
    found = read_history("日期,至,价格,商品,渠道\n2026-11-01,2026-11-05,3,A7,app\n")
    assert found.observations == (seen("2026-11-01", 300, "offer", "A7", "app", "2026-11-05"),)


def test_rows_may_stand_in_any_order() -> None:
    found = read_history("date,price\n2026-11-02,2\n2026-11-01,1\n")
    assert found.notes == ()
    assert [one.price for one in found.history().observations] == [100, 200]


@pytest.mark.parametrize(
    ("moment", "zone", "of"),
    [
        ("2026-11-10T16:30:00Z", "Asia/Shanghai", "2026-11-11"),
        ("2026-11-10T16:30:00Z", "UTC", "2026-11-10"),
        ("2026-11-11 00:30+08:00", "America/New_York", "2026-11-10"),
        ("2026-11-11T00:30:00.123+0800", "Asia/Shanghai", "2026-11-11"),
        ("1794328200", "Asia/Shanghai", "2026-11-11"),
        ("1794328200000", "UTC", "2026-11-10"),
    ],
)
def test_a_moment_is_a_day_of_a_zone(moment: str, zone: str, of: str) -> None:
    found = read_history(f"timestamp,price\n{moment},3\n", zone=zone)
    assert found == Prices((seen(of, 300),), "CNY", (LocalDays(zone),))


def test_a_moment_without_a_zone_is_of_the_day_that_is_written() -> None:
    for moment in ("2026-11-11 23:59:59", "2026/11/11 0:00"):
        assert read_history(f"time,price\n{moment},3\n", zone="America/New_York") == Prices(
            (seen("2026-11-11", 300),), "CNY"
        )


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "11/12/2026",
        "yesterday",
        "2026-13-01",
        "2026-11-11 25:00",
        "",
        "2026111",
        "99999999999",
        "2026-11-11T10:00 noon",
    ],
)
def test_what_is_no_day_is_told_with_what_was_written(text: str) -> None:
    assert [one.trouble for one in problems(f"price,date\n3,{text}\n")] == [NotADay(text, in_table=True)]


def test_every_bad_cell_is_told_at_once_at_its_line_and_column() -> None:
    found = problems(
        "date,price,kind,until,currency\n"
        "2026-11-31,3,offer,,CNY\n"
        "2026-11-01,cheap,offer,,CNY\n"
        "2026-11-02,0,ofer,,CNY\n"
        "2026-11-03,1.005,offer,,CNY\n"
        "2026-11-04,-3,offer,,XXQ\n"
        "2026-11-05,3,offer,2026-11-04,CNY\n"
        "2026-11-06,3,offer,soon,USD\n"
        "2026-11-07,3,offer,,CNY,7\n"
    )
    assert told(found) == [
        (NotADay, 2, 1),
        (NotAnAmount, 3, 12),
        (OutOfRange, 4, 12),
        (UnknownWord, 4, 14),
        (TooFine, 5, 12),
        (OutOfRange, 6, 12),
        (UnknownCurrency, 6, 22),
        (WindowEndsFirst, 7, 20),
        (NotADay, 8, 20),
        (OtherMoney, 8, 25),
        (ColumnCount, 9, 1),
    ]
    assert {one.where.file for one in found} == {"prices.csv"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_wrong_is_said_in_both_languages(language: Any) -> None:
    found = problems("date,price,kind\n2026-02-30,cheap,ofer\n")
    said = render_all(found, language)
    assert all(part in said for part in ("prices.csv:2:1", "prices.csv:2:12", "2026-02-30", "cheap", "2026-11-11"))


def test_a_table_without_its_columns_is_refused_at_its_header() -> None:
    assert told(problems("name,qty\nsocks,3\n")) == [(MissingOneOf, 1, 1), (MissingOneOf, 1, 1)]
    (misspelt,) = problems("dat,price\n2026-11-01,3\n")
    assert misspelt.trouble == UnknownKey("dat", tuple(COLUMNS), "date")


def test_a_column_that_is_there_twice_is_told() -> None:
    assert [one.trouble for one in problems("date,price,价格\n2026-11-01,3,4\n")] == [TooManyKeys(("price", "价格"))]


def test_a_file_without_prices_is_told() -> None:
    assert [type(one.trouble) for one in problems("\n# nothing\n")] == [EmptyFile]
    assert [type(one.trouble) for one in problems("date,price\n")] == [EmptyList]
    assert [type(one.trouble) for one in problems("[]")] == [EmptyList]


# --- money ------------------------------------------------------------------------------------------------------


def test_the_currency_is_what_the_file_says() -> None:
    found = read_history("date,price,currency\n2026-11-01,300,jpy\n2026-11-02,310,JPY\n")
    assert found == Prices((seen("2026-11-01", 300), seen("2026-11-02", 310)), "JPY")


def test_the_money_of_a_file_is_known_before_its_first_price_is_read() -> None:
    found = read_history("date,price,currency\n2026-11-01,300,\n2026-11-02,310,JPY\n")
    assert [one.price for one in found.observations] == [300, 310]


def test_prices_in_different_money_are_refused() -> None:
    mixed = "date,price,currency\n2026-11-01,3,CNY\n2026-11-02,3,USD\n"
    assert told(problems(mixed)) == [(OtherMoney, 3, 14)]
    assert told(problems("date,price,currency\n2026-11-01,3,USD\n", currency="CNY")) == [(OtherMoney, 2, 14)]


def test_without_a_currency_of_its_own_a_file_is_in_what_is_asked_for() -> None:
    assert read_history("date,price\n2026-11-01,300\n", currency="JPY").observations == (seen("2026-11-01", 300),)


# --- notes ------------------------------------------------------------------------------------------------------


def test_the_longest_gaps_are_told() -> None:
    days = ("01", "03", "06", "10", "12", "13", "20")
    found = read_history("date,price\n" + "".join(f"2026-11-{one},3\n" for one in days))
    (gaps,) = found.notes
    assert gaps == Gaps(
        "",
        "",
        13,
        20,
        (
            Span(day("2026-11-14"), day("2026-11-19")),
            Span(day("2026-11-07"), day("2026-11-09")),
            Span(day("2026-11-04"), day("2026-11-05")),
        ),
    )


def test_a_span_that_covers_others_leaves_no_gap_after_them() -> None:
    text = "date,until,price,kind\n2026-11-01,2026-11-20,3,tag\n2026-11-02,,2,offer\n2026-11-21,,2,offer\n"
    assert read_history(text).notes == ()


def test_days_with_the_same_or_another_price_of_a_kind_are_told() -> None:
    text = (
        "date,price,kind\n2026-11-01,3,offer\n2026-11-01,3,offer\n2026-11-02,3,offer\n2026-11-02,2,offer\n"
        "2026-11-02,5,tag\n2026-11-03,4,offer\n2026-11-03,6,offer\n"
    )
    found = read_history(text)
    assert found.notes == (
        SaidTwice("", "", "offer", 1, day("2026-11-01")),
        Differing("", "", "offer", 2, day("2026-11-02"), 200, 300),
    )
    assert found.history().only(("offer",)).on(day("2026-11-02")) == 200


def test_rows_without_a_price_are_counted_and_nothing_is_assumed_of_them() -> None:
    found = read_history("date,price\n2026-11-01,3\n2026-11-02,\n2026-11-03,3\n")
    assert found.notes == (Unpriced(1), Gaps("", "", 1, 3, (Span(day("2026-11-02"), day("2026-11-02")),)))
    listed = read_history('[{"date": "2026-11-01", "price": 3}, {"date": "2026-11-02", "price": null}]')
    assert (len(listed.observations), listed.notes) == (1, (Unpriced(1),))


def test_prices_of_days_to_come_are_told() -> None:
    text = "date,price\n2026-11-01,3\n2026-11-02,3\n2026-11-03,3\n"
    assert read_history(text, today=day("2026-11-03")).notes == ()
    assert read_history(text, today=day("2026-11-01")).notes == (Future(2, day("2026-11-02")),)
    spanned = "date,until,price\n2026-11-01,2026-11-30,3\n"
    assert read_history(spanned, today=day("2026-11-10")).notes == (Future(1, day("2026-11-11")),)


def test_a_price_without_an_end_is_no_observation() -> None:
    (found,) = problems("date,until,price\n2026-11-01,9999-12-31,3\n")
    assert found.trouble == OutOfRange("9999-12-31", None, "2126-10-07")


def test_of_several_things_and_channels_one_is_chosen() -> None:
    found = read_history(
        "date,price,sku,channel\n2026-11-01,3,A,app\n2026-11-01,2,A,web\n2026-11-01,1,B,app\n2026-11-02,4,A,app\n"
    )
    assert found.notes[:2] == (SeveralSkus(("A", "B")), SeveralChannels(("app", "web")))
    assert [one.price for one in found.history("A", "app").observations] == [300, 400]
    assert [one.price for one in found.history("B").observations] == [100]
    for chosen, trouble in (
        ((), MissingKey("sku", ("A", "B"))),
        (("A",), MissingKey("channel", ("app", "web"))),
        (("C",), UnknownWord("C", ("A", "B"), None)),
        (("A", "wed"), UnknownWord("wed", ("app", "web"), "web")),
    ):
        with pytest.raises(ProblemGroup) as caught:
            found.history(*chosen)
        assert [one.trouble for one in caught.value.problems] == [trouble]


def test_prices_that_name_no_thing_are_of_the_one_that_is_asked_about() -> None:
    found = read_history("date,price\n2026-11-01,3\n")
    assert found.history("A7", "app").observations == found.observations
    assert found.by_sku() == {"": found.history()}


# --- JSON -------------------------------------------------------------------------------------------------------


def test_what_all_prices_have_in_common_stands_beside_them() -> None:
    text = (
        '{"sku": "A7", "channel": "app", "kind": "标价", "currency": "JPY",'
        ' "prices": [{"date": "2026-11-01", "price": 300}]}'
    )
    found = read_history(text)
    assert found == Prices((seen("2026-11-01", 300, "tag", "A7", "app"),), "JPY")


def test_what_is_wrong_in_json_is_told_at_its_line_and_column() -> None:
    found = problems(
        '[\n  {"date": "2026-11-01", "price": 1e3},\n  {"price": 3, "price": 4},\n  7,\n  {"date": [], "price": 3}\n]'
    )
    assert told(found) == [
        (NotAnAmount, 2, 35),
        (MissingKey, 3, 3),
        (DuplicateKey, 3, 16),
        (WrongKind, 4, 3),
        (MissingKey, 5, 3),
        (WrongKind, 5, 12),
    ]


@pytest.mark.parametrize("text", ['{"a": 1}', '{"prices": 3}', '{"prices": {"2026-11-01": 3}}'])
def test_json_of_another_shape_is_refused(text: str) -> None:
    assert problems(text)


@pytest.mark.parametrize(
    "text",
    [
        '[{"date": "2026-11-01", "price": 12.30, "sku": "\\u978b"}, {"date": 20261102, "price": "1,299"}]',
        '{"currency": "JPY", "prices": [{"date": "2026-11-01", "price": 300, "note": {"a": [true, 1e9]}}]}',
        '{"csv": [[411180, 4900, 411190, -1], null], "asin": "B0", "lastUpdate": 412000, "domainId": 5}',
    ],
)
def test_json_is_read_alike_with_and_without_its_places(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = read_history(text)
    monkeypatch.setattr("promocalc.files.history_json.quick", lambda _: None)
    assert read_history(text) == quickly
    assert quickly.observations


def test_pairs_of_a_moment_and_a_price_are_read_as_charts_have_them() -> None:
    found = read_history('[[1794328200000, 12.5], ["2026-11-12", 13], [1794500000, null]]')
    assert found.observations == (seen("2026-11-11", 1250), seen("2026-11-12", 1300))
    assert found.notes == (Unpriced(1), LocalDays("Asia/Shanghai"))
    assert told(problems('[["2026-11-12"], [3, [4]], [5, 6]]')) == [
        (WrongKind, 1, 2),
        (WrongKind, 1, 18),
        (NotADay, 1, 29),
    ]


# --- Keepa ------------------------------------------------------------------------------------------------------

# 2011-10-13 13:00 UTC, the example that the interface's own documentation has.
MINUTE = 411180
A_DAY = 24 * 60


def product(*series: list[int] | None, **more: Any) -> str:
    return json.dumps({"products": [{"asin": "B0", "domainId": 1, "csv": list(series), **more}]})


def test_a_log_of_changes_says_what_was_asked_until_the_next_one() -> None:
    found = read_history(product([MINUTE, 4900, MINUTE + 3 * A_DAY, 4500]), zone="UTC")
    assert found == Prices(
        (
            seen("2011-10-13", 4900, "offer", "B0", "amazon", "2011-10-16"),
            seen("2011-10-16", 4500, "offer", "B0", "amazon"),
        ),
        "USD",
        (LocalDays("UTC"),),
    )


def test_on_the_day_of_a_change_both_prices_were_asked_and_a_change_at_midnight_is_of_the_next_day() -> None:
    midnight = MINUTE - 13 * 60
    found = read_history(product([midnight, 4900, midnight + A_DAY, 4500, midnight + A_DAY + 60, 4700]), zone="UTC")
    assert [(one.span.first.day, one.span.last.day, one.price) for one in found.observations] == [
        (13, 13, 4900),
        (14, 14, 4500),
        (14, 14, 4700),
    ]


def test_the_last_price_stands_as_long_as_somebody_looked() -> None:
    found = read_history(product([MINUTE, 4900], lastUpdate=MINUTE + 10 * A_DAY), zone="UTC")
    assert found.observations == (seen("2011-10-13", 4900, "offer", "B0", "amazon", "2011-10-23"),)
    older = read_history(product([MINUTE, 4900], lastUpdate=MINUTE - A_DAY), zone="UTC")
    assert older.observations == (seen("2011-10-13", 4900, "offer", "B0", "amazon"),)


def test_what_was_out_of_stock_is_not_known() -> None:
    found = read_history(product([MINUTE, 4900, MINUTE + A_DAY, -1, MINUTE + 5 * A_DAY, 4900]), zone="UTC")
    assert [one.span.first.day for one in found.observations] == [13, 18]
    assert found.notes[1] == Gaps("B0", "amazon", 3, 6, (Span(day("2011-10-15"), day("2011-10-17")),))


def test_only_prices_of_new_goods_are_read_each_as_a_channel_of_its_own() -> None:
    series: list[list[int] | None] = [None] * 19
    series[0] = [MINUTE, 4900]
    series[1] = [MINUTE, 4800]
    series[2] = [MINUTE, 1000]  # used
    series[3] = [MINUTE, 77]  # a sales rank
    series[4] = [MINUTE, 6900]
    series[18] = [MINUTE, 4700, 350, MINUTE + A_DAY, -1, -1]
    found = read_history(product(*series), zone="UTC")
    assert found.channels == ("amazon", "marketplace", "list", "buy_box")
    assert found.history("B0", "list").observations == (seen("2011-10-13", 6900, "tag", "B0", "list"),)
    assert found.history("B0", "buy_box").observations == (
        seen("2011-10-13", 5050, "offer", "B0", "buy_box", "2011-10-14"),
    )
    assert WithShipping("buy_box") in found.notes


def test_minutes_become_days_of_a_zone() -> None:
    late = MINUTE + 5 * 60  # 18:00 UTC
    assert read_history(product([late, 4900]), zone="Asia/Shanghai").observations[0].span.first == day("2011-10-14")


def test_a_shop_is_in_its_own_money() -> None:
    assert read_history(product([MINUTE, 4900], domainId=5)).currency == "JPY"
    assert [type(one.trouble) for one in problems(product([MINUTE, 4900]), currency="GBP")] == [OtherMoney]
    assert set(CURRENCY_OF.values()) <= set(CURRENCIES)


def test_numbers_that_are_none_of_keepas_are_told() -> None:
    assert [type(one.trouble) for one in problems(product([MINUTE, 4900, MINUTE]))] == [MissingKey]
    assert [type(one.trouble) for one in problems('{"csv": [[411180, 49.5], 3]}')] == [WrongKind, WrongKind]
    assert [type(one.trouble) for one in problems('{"csv": [[-5, 4900]]}')] == [WrongKind]
    assert [type(one.trouble) for one in problems('{"csv": [[999999999999, 4900]]}')] == [WrongKind]
    assert [type(one.trouble) for one in problems('{"csv": []}')] == [EmptyList]


# --- Parquet ----------------------------------------------------------------------------------------------------


def parquet(path: Path, **columns: list[Any]) -> Path:
    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(arrow.table(columns), path)
    return path


def test_parquet_is_read_as_a_table_is(tmp_path: Path) -> None:
    dates = [day("2026-11-01"), day("2026-11-02"), day("2026-11-03")]
    for prices in ([1299.0, 1099.5, 0.1], [Decimal("1299.00"), Decimal("1099.50"), Decimal("0.10")]):
        path = parquet(tmp_path / "prices.parquet", date=dates, price=prices, 类型=["标价", None, "售价"])
        expected = (
            seen("2026-11-01", 129900, "tag"),
            seen("2026-11-02", 109950),
            seen("2026-11-03", 10),
        )
        assert load_history(path) == Prices(expected, "CNY")
        assert history_of(path.read_bytes(), file="prices.parquet") == Prices(expected, "CNY")


def test_moments_in_parquet_are_days(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", timestamp=[datetime(2026, 11, 1, 0, 0)], price=[3])  # noqa: DTZ001
    assert load_history(path).observations == (seen("2026-11-01", 300),)


def test_a_bad_cell_in_parquet_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", date=["2026-11-01", "never"], price=[3.005, 4.0])
    with pytest.raises(ProblemGroup) as caught:
        load_history(path)
    found = [(one.trouble, one.where.path) for one in caught.value.problems]
    assert found == [(TooFine("3.005", "CNY", 2), (1, "price")), (NotADay("never"), (2, "date"))]


def test_parquet_that_is_none_or_has_no_prices_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 and nothing else")
    for path, trouble in (
        (broken, FileUnreadable),
        (tmp_path / "absent.parquet", FileMissing),
        (parquet(tmp_path / "other.parquet", name=["a"]), MissingKey),
        (parquet(tmp_path / "empty.parquet", date=[], price=[]), EmptyList),
    ):
        with pytest.raises(ProblemGroup) as caught:
            load_history(path)
        assert {type(one.trouble) for one in caught.value.problems} == {trouble}


def test_without_the_library_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    path = tmp_path / "prices.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(ParquetMissing) as caught:
        load_history(path)
    assert caught.value.extra == "history"


# --- anything at all --------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*',"[]{}:\n ', "date", "price", "kind", "until", "sku", "2026-11-01", "3.5", "标价", "-1", "csv", "products"]
)


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=12).map(",".join)))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    try:
        found = read_history(text, file="a.csv")
    except ProblemGroup as group:
        wrong = group.problems
    else:
        assert found.observations or any(isinstance(one, Unpriced) for one in found.notes)
        return
    assert wrong
    assert all(one.where.file == "a.csv" for one in wrong)


# --- files and streams ------------------------------------------------------------------------------------------


def test_a_history_comes_from_a_file_a_stream_or_its_bytes(tmp_path: Path) -> None:
    text = "日期,价格\n2026-11-01,3\n"
    path = tmp_path / "prices.csv"
    path.write_bytes(text.encode("gb18030"))
    expected = Prices((seen("2026-11-01", 300),), "CNY")
    assert load_history(path) == load_history(str(path)) == expected
    assert load_history("-", stdin=io.BytesIO(text.encode())) == expected
    assert history_of(text.encode(), file="prices.csv") == expected
    with pytest.raises(ProblemGroup) as caught:
        load_history(tmp_path / "price.csv")
    assert [one.trouble for one in caught.value.problems] == [FileMissing(str(tmp_path / "price.csv"), "prices.csv")]
