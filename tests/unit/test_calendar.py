"""Statements about the calendar file of an order: parsed back with the library that others read it with."""

from __future__ import annotations

import sys
from datetime import UTC, timedelta
from typing import Any

import pytest

icalendar = pytest.importorskip("icalendar")

from promocalc.timeline import CalendarMissing, NoDates, Timeline, Window, ics, timeline  # noqa: E402
from tests.unit.presale import BALANCES, book, moment, order  # noqa: E402

LONG = "尾款须在窗口内付清，逾期定金不退；付款时可叠加店铺券与跨店满减，" * 4


class Chinese:
    language = "zh"

    def calendar(self, timeline: Timeline) -> str:
        return "羽绒服，定金与尾款"

    def summary(self, timeline: Timeline, window: Window) -> str:
        return f"{window.kind}：{window.pay}"

    def description(self, timeline: Timeline, window: Window) -> str:
        return f"{LONG}\n可能损失：{window.lost}"

    def alarm(self, timeline: Timeline, window: Window) -> str:
        return "尾款还有一小时截止"


def written(got: Timeline | None = None) -> bytes:
    return ics(got or timeline(order(book(protection={"within": 15}))), Chinese())


def events(got: Timeline | None = None) -> list[Any]:
    return list(icalendar.Calendar.from_ical(written(got)).walk("VEVENT"))


def test_every_window_with_a_known_moment_is_an_event() -> None:
    got = timeline(order(book(protection={"within": 15})))
    assert [one.kind for one in got.windows] == ["deposit", "protection", "balance", "refund"]
    assert [str(one["summary"]) for one in events(got)] == ["deposit：5000", "protection：0", "balance：67900"]


def test_events_begin_and_end_as_the_windows_do() -> None:
    balance = events()[2]
    assert (balance.decoded("dtstart"), balance.decoded("dtend")) == (moment("10-31 20:00"), moment("11-04 00:00"))
    assert balance.decoded("dtstart").utcoffset() == timedelta(0)


def test_a_window_with_one_known_end_is_an_event_of_that_moment() -> None:
    rules = {"half": {"take": {"off": 30}, "if_promised": "x", "by": "2026-11-20T00:00:00+08:00"}}
    (promise,) = [one for one in events(timeline(order(book(rules=rules)))) if "promise" in one["summary"]]
    assert promise.decoded("dtstart") == moment("11-20 00:00")
    assert "dtend" not in promise


def test_the_balance_reminds_an_hour_before_it_closes_and_nothing_else_does() -> None:
    alarms = [one.walk("VALARM") for one in events()]
    assert [len(one) for one in alarms] == [0, 0, 1]
    (alarm,) = alarms[2]
    assert (alarm.decoded("trigger"), alarm["trigger"].params["related"]) == (timedelta(hours=-1), "END")
    assert str(alarm["description"]) == "尾款还有一小时截止"


def test_a_balance_that_is_open_for_half_an_hour_reminds_as_it_opens() -> None:
    half = {"from": BALANCES["from"], "until": "2026-10-31T20:30:00+08:00"}
    (alarm,) = icalendar.Calendar.from_ical(written(timeline(order(book(balance=half))))).walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-30)


def test_a_balance_of_which_only_the_end_is_known_reminds_an_hour_before_it() -> None:
    got = timeline(order(book(balance={"until": BALANCES["until"]})))
    (alarm,) = icalendar.Calendar.from_ical(written(got)).walk("VALARM")
    assert (alarm.decoded("trigger"), dict(alarm["trigger"].params).get("related")) == (timedelta(hours=-1), None)


def test_chinese_is_folded_between_characters_and_reads_back_whole() -> None:
    raw = written()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    for line in raw.split(b"\r\n"):
        line.decode()  # a character cut in two would not
    assert all(str(one["description"]).startswith(LONG + "\n") for one in events())
    assert events()[0]["summary"].params["language"] == "zh"


def test_lines_end_as_the_standard_wants() -> None:
    assert written().endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written().replace(b"\r\n", b"")


def test_the_same_order_gives_the_same_bytes() -> None:
    assert written() == written()


def test_events_are_stamped_with_the_orders_moment_and_not_with_the_clock() -> None:
    assert {one.decoded("dtstamp") for one in events()} == {moment("10-21 20:01").astimezone(UTC)}


def test_no_two_events_have_one_name_and_other_terms_give_other_names() -> None:
    names = {str(one["uid"]) for one in events()}
    assert len(names) == 3
    others = {str(one["uid"]) for one in events(timeline(order(book(deposit={"deposit": 60, "counts": 100}))))}
    assert not names & others


def test_the_calendar_says_what_it_is_and_in_which_zone() -> None:
    calendar = icalendar.Calendar.from_ical(written())
    assert str(calendar["x-wr-calname"]) == "羽绒服，定金与尾款"
    assert str(calendar["x-wr-timezone"]) == "Asia/Shanghai"
    assert str(calendar["version"]) == "2.0"


def test_of_an_order_without_any_date_there_is_no_calendar() -> None:
    plain = timeline(order(at=None, lines=[{"id": "coat", "price": "899.00"}]))
    with pytest.raises(NoDates):
        written(plain)


def test_where_the_library_is_not_installed_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(CalendarMissing) as caught:
        written()
    assert caught.value.extra == "calendar"
