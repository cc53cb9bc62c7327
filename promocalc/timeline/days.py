"""Windows that are counted in days."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def end_of_day(base: datetime, days: int, zone: str) -> datetime:
    """The first moment after the ``days``-th whole day in ``zone`` that follows the day of ``base``.

    >>> end_of_day(datetime.fromisoformat("2020-11-11T01:00:00+08:00"), 7, "Asia/Shanghai").isoformat()
    '2020-11-19T00:00:00+08:00'
    """
    there = ZoneInfo(zone)
    day = base.astimezone(there).date() + timedelta(days=days + 1)
    return datetime(day.year, day.month, day.day, tzinfo=there)
