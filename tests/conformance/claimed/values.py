"""Figures as collections write them: amounts, shares, numbers of days, days, yes and no."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from promocalc.money import CURRENCIES

NOTHING = re.compile(r"\b(?:none|never|no|zero|nil|very few|almost no\w*|hardly|rarely|not one)\b|无|没有|从未")
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ENGLISH = re.compile(r"(\d{1,2})(?:\s*-\s*\d{1,2})?\s+([A-Z][a-z]{2})[a-z]*\.?\s+(\d{4})")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_PART = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\d.,$£€¥￥])(?<![$£€] )(?:19|20)\d{2}(?![\d.,]|\s*(?:元|円|yen|zł|Kč))")


def number(value: object) -> Decimal | None:
    """A number, however it is written: 1,590, "$7.00", "<2%" is 2. None where there is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float, Decimal)):
        return Decimal(str(value))
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", value) if isinstance(value, str) else None
    return Decimal(found[0].replace(",", "")) if found else None


def amount(value: object, currency: str) -> Decimal | None:
    """Money, as fine as the currency is; none below zero."""
    found = number(value)
    if found is None or found < 0:
        return None
    return found.quantize(Decimal(1).scaleb(-CURRENCIES[currency]), ROUND_HALF_UP)


def share(value: object) -> Fraction | None:
    """A share: 0.25, "25 %", 25."""
    found = number(value)
    if found is None:
        return None
    whole = Fraction(found)
    return whole / 100 if whole > 1 or (isinstance(value, str) and "%" in value) else whole


def nothing(value: object) -> bool:
    """Whether it says none: 0, "none or very few", no."""
    if isinstance(value, str):
        return bool(NOTHING.search(value.lower()))
    return value is False or (isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0)


def days(text: str, year: int | None = None) -> list[date]:
    """Every whole day that a text names, in order; a day without its year is in ``year``."""
    found = [(one.start(), _day(one[1], one[2], one[3])) for one in _DAY.finditer(text)]
    found += [(one.start(), _day(one[3], _MONTHS.get(one[2].lower(), 0), one[1])) for one in _ENGLISH.finditer(text)]
    found += [(one.start(), _day(one[1] or year or 0, one[2], one[3])) for one in _CHINESE.finditer(text)]
    return [day for _, day in sorted((at, day) for at, day in found if day is not None)]


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def first_day(text: str) -> date | None:
    """The first day that a text names; of a month, or of a year that stands alone, its first."""
    whole = days(text)
    if whole:
        return whole[0]
    months = [(int(one[1]), int(one[2])) for one in _PART.finditer(text)]
    for year, month in months:
        if 1950 <= year <= 2100 and 1 <= month <= 12:
            return date(year, month, 1)
    return date(int(text), 1, 1) if _YEAR.fullmatch(text.strip()) else None


def years(text: str) -> list[int]:
    """Every year that a text names."""
    return [int(one[0]) for one in _YEAR.finditer(text)]


def length(text: str) -> int | None:
    """How many days "2024-05-18..2024-08-01" are, both ends included."""
    found = days(text)
    return (found[-1] - found[0]).days + 1 if len(found) == 2 else None


def earlier(day: date, number_of: int) -> date:
    """So many days before."""
    return day - timedelta(days=number_of)
