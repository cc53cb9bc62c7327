"""Windows of days before a reduction, at their edges: the first day is none of them, and months are not all as long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from promocalc.claims.history import History, Observation, PriceKind, Span, days_before, months_before
from promocalc.claims.reference import WindowOf

START = date(2024, 3, 1)


def seen(first: str, price: int, last: str | None = None, kind: PriceKind = "offer") -> Observation:
    return Observation(Span(date.fromisoformat(first), date.fromisoformat(last or first)), price, kind)


@pytest.mark.parametrize("days", [1, 7, 30, 365])
def test_a_window_has_as_many_days_as_it_says_and_ends_the_day_before(days: int) -> None:
    window = days_before(START, days)
    assert window.days == days == len(list(window))
    assert window.last == START - timedelta(days=1)
    assert START not in window
    assert START - timedelta(days=days) in window
    assert START - timedelta(days=days + 1) not in window


def test_seven_days_before_the_first_of_march_begin_in_february_by_the_year() -> None:
    assert days_before(date(2024, 3, 1), 7).first == date(2024, 2, 23)  # there was a 29th
    assert days_before(date(2023, 3, 1), 7).first == date(2023, 2, 22)


def test_thirty_days_are_no_month() -> None:
    assert days_before(date(2024, 3, 31), 30).first == date(2024, 3, 1)
    assert days_before(date(2024, 2, 29), 30).first == date(2024, 1, 30)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        ("2024-05-15", 3, "2024-02-15"),
        ("2024-05-31", 3, "2024-02-29"),
        ("2023-05-31", 3, "2023-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2025-02-28", 12, "2024-02-28"),
        ("2024-01-31", 1, "2023-12-31"),
        ("2024-03-31", 13, "2023-02-28"),
    ],
)
def test_months_before_begin_on_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, first: str) -> None:
    window = months_before(date.fromisoformat(day), months)
    assert window.first == date.fromisoformat(first)
    assert window.last == date.fromisoformat(day) - timedelta(days=1)


def test_a_window_in_weeks_and_days_adds_them_up() -> None:
    assert WindowOf(weeks=8).before(START) == days_before(START, 56)
    assert WindowOf(weeks=1, days=1).before(START) == days_before(START, 8)
    assert WindowOf(months=3).before(START) == months_before(START, 3)


def test_a_window_keeps_of_a_longer_observation_only_its_own_days() -> None:
    history = History.of([seen("2024-01-01", 100, "2024-12-31")])
    inside = history.within(days_before(START, 7))
    assert [one.span for one in inside.observations] == [Span(date(2024, 2, 23), date(2024, 2, 29))]
    assert len(inside.by_day()) == 7


def test_in_no_days_nothing_is_seen() -> None:
    history = History.of([seen("2024-01-01", 100, "2024-12-31")])
    assert not history.within(days_before(START, 0))
    assert not history.before(date(2024, 1, 1))
    assert history.before(date(2024, 1, 2)).by_day() == {date(2024, 1, 1): 100}


def test_a_price_of_the_first_day_itself_is_in_no_window() -> None:
    history = History.of([seen("2024-03-01", 50), seen("2024-02-29", 80), seen("2024-02-22", 40)])
    lowest = history.within(days_before(START, 7)).lowest()
    assert lowest is not None
    assert (lowest.price, lowest.span.first) == (80, date(2024, 2, 29))


def test_the_edge_day_of_a_window_is_in_it() -> None:
    history = History.of([seen("2024-02-23", 40), seen("2024-02-29", 80)])
    lowest = history.within(days_before(START, 7)).lowest()
    assert lowest is not None
    assert lowest.price == 40


def test_of_equal_lowest_prices_the_earliest_day_is_told() -> None:
    history = History.of([seen("2024-02-28", 40), seen("2024-02-25", 40)])
    lowest = history.lowest()
    assert lowest is not None
    assert lowest.span.first == date(2024, 2, 25)


def test_the_last_price_before_a_day_is_the_lowest_of_the_last_day() -> None:
    history = History.of([seen("2024-01-01", 70, "2024-02-10"), seen("2024-02-10", 60), seen("2024-03-01", 10)])
    last = history.last_before(START)
    assert last is not None
    assert (last.price, last.span.last) == (60, date(2024, 2, 10))


def test_nothing_was_seen_before_the_first_observation() -> None:
    assert History.of([seen("2024-03-01", 10)]).last_before(START) is None
    assert History().begins is None
    assert not History()


def test_an_observation_that_ends_before_it_begins_covers_no_day() -> None:
    assert not History.of([seen("2024-03-02", 10, "2024-03-01")])


def test_a_day_with_two_prices_counts_at_the_lower_one() -> None:
    history = History.of([seen("2024-02-20", 90, "2024-02-29"), seen("2024-02-25", 70)])
    assert history.on(date(2024, 2, 25)) == 70
    assert history.by_day()[date(2024, 2, 25)] == 70
    assert history.on(date(2024, 2, 26)) == 90


def test_another_channel_or_another_thing_is_another_history() -> None:
    span = Span(date(2024, 2, 20), date(2024, 2, 29))
    every = [
        Observation(span, 10, sku="a", channel="app"),
        Observation(span, 20, sku="a", channel="shop"),
        Observation(span, 30, sku="b", channel="app"),
    ]
    assert [one.price for one in History.of(every, sku="a", channel="shop").observations] == [20]
    assert [one.price for one in History.of(every, channel="app").observations] == [10, 30]


@pytest.mark.parametrize(("zone", "inside"), [("Europe/London", True), ("Asia/Shanghai", False)])
def test_a_moment_is_before_the_first_day_or_on_it_by_the_clock_of_the_place(zone: str, inside: bool) -> None:
    from promocalc.files.history import read_history

    prices = read_history("time,price\n2024-02-29T20:00:00Z,50\n", zone=zone)  # in Shanghai it is the first of March
    assert bool(History.of(prices.observations).within(days_before(START, 7))) is inside


@pytest.mark.parametrize("kind", ["tag", "offer", "deal", "member", "personal"])
def test_only_the_kinds_that_are_asked_for_are_kept(kind: PriceKind) -> None:
    history = History.of([seen("2024-02-20", 10, kind=one) for one in ("tag", "offer", "deal", "member", "personal")])
    assert history.only((kind,)).kinds == {kind}
