"""Which day somebody may have meant who did not write the year first. It is proposed and never taken."""

from __future__ import annotations

import re
from datetime import date, timedelta

_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)")
_NAMED = re.compile(r"(\d{1,2})[/.\- ]?([A-Za-z]{3})[a-z]*[/.,\- ]*(\d{4}|\d\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0+)?")
_FIRST_SERIAL = date(1899, 12, 30)


def days_meant(value: str) -> tuple[date, ...]:
    """The days that it may be: two where nobody says whether the day or the month comes first.

    >>> [str(day) for day in days_meant("01/10/2026")], [str(day) for day in days_meant("01-Oct-26")]
    (['2026-10-01', '2026-01-10'], ['2026-10-01'])
    """
    plain = value.strip()
    if (match := _NUMBERS.fullmatch(plain)) is not None:
        first, second, year = (int(part) for part in match.groups())
        found = (_day(year, second, first), _day(year, first, second))
        return tuple(dict.fromkeys(day for day in found if day is not None))
    if (match := _NAMED.fullmatch(plain)) is not None and match[2].lower() in _MONTHS:
        day = _day(int(match[3]), _MONTHS.index(match[2].lower()) + 1, int(match[1]))
        return () if day is None else (day,)
    return ()


def serial_day(value: str) -> date | None:
    """The day that a spreadsheet keeps as such a number; None where it is none.

    >>> serial_day("46296")
    datetime.date(2026, 10, 1)
    """
    plain = value.strip()
    if _SERIAL.fullmatch(plain) is None:
        return None
    return _FIRST_SERIAL + timedelta(days=int(plain.partition(".")[0]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
