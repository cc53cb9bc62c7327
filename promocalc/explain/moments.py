"""Moments and stretches of time as people read them: with the day of the week, in the zone of a rulebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from promocalc.explain.language import Language
from promocalc.explain.sheet import parenthesis

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True)
class Clock:
    """Tells moments in one zone; with the offset of each where the offsets differ."""

    zone: str
    language: Language
    offsets: bool = False

    @classmethod
    def of(cls, zone: str, language: Language, moments: Iterable[datetime | None]) -> Clock:
        """A clock for these moments: where the zone has one offset for all of them, that is said once."""
        there = ZoneInfo(zone)
        return cls(zone, language, len({at.astimezone(there).utcoffset() for at in moments if at is not None}) > 1)

    def date(self, at: datetime) -> str:
        """``2019-11-11``"""
        return self.there(at).date().isoformat()

    def stamp(self, at: datetime) -> str:
        """``Mon 2019-11-11 00:00``"""
        here = self.there(at)
        day, time = weekday(here, self.language), _time(here)
        text = f"{self.date(at)} {day} {time}" if self.language == "zh" else f"{day} {self.date(at)} {time}"
        return f"{text} {_offset(here)}" if self.offsets else text

    def span(self, opens: datetime | None, closes: datetime | None) -> str:
        """From when until when; empty where neither is known."""
        match self.language:
            case "en":
                start, end = "from {}", "before {}"
            case "zh":
                start, end = "{} 起", "{} 前"
            case _:
                assert_never(self.language)
        said = [form.format(self.stamp(at)) for form, at in ((start, opens), (end, closes)) if at is not None]
        text = ("，" if self.language == "zh" else ", ").join(said)
        if opens is None or closes is None or closes <= opens:
            return text
        return text + parenthesis(lasting(closes - opens, self.language), self.language)

    def named(self, at: datetime | None) -> str:
        """The zone, and its offset where it has one for all that is told."""
        if at is None or self.offsets:
            return self.zone
        return f"{self.zone} (UTC{_offset(self.there(at))})"

    def there(self, at: datetime) -> datetime:
        """The moment in this zone."""
        return at.astimezone(ZoneInfo(self.zone))


def weekday(at: datetime, language: Language) -> str:
    """The day of the week, short.

    >>> weekday(datetime(2019, 11, 11), "en"), weekday(datetime(2019, 11, 11), "zh")
    ('Mon', '周一')
    """
    match language:
        case "en":
            return _DAYS[at.weekday()]
        case "zh":
            return _DAYS_ZH[at.weekday()]
        case _:
            assert_never(language)


def lasting(time: timedelta, language: Language) -> str:
    """How long: days and hours from two days on, else hours and minutes.

    >>> lasting(timedelta(hours=22), "en"), lasting(timedelta(days=7, hours=2), "en")
    ('22 hours', '7 days 2 hours')
    """
    minutes = time // timedelta(minutes=1)
    days, hours, left = 0, minutes // 60, minutes % 60
    if hours >= 48:
        days, hours, left = hours // 24, hours % 24, 0
    parts = [(days, "day", "天"), (hours, "hour", "小时"), (left, "minute", "分钟")]
    told = [part for part in parts if part[0]] or [parts[2]]
    match language:
        case "en":
            return " ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word, _ in told)
        case "zh":
            return " ".join(f"{count} {word}" for count, _, word in told)
        case _:
            assert_never(language)


def _time(at: datetime) -> str:
    return at.time().isoformat("seconds" if at.second else "minutes")


def _offset(at: datetime) -> str:
    return at.isoformat()[-6:]
