"""Figures as collections write them: amounts, shares, numbers of days, days, yes and no."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from promocalc.money import CURRENCIES

NOTHING = re.compile(
    r"\b(?:none|never|no|zero|nil|very few|almost no\w*|virtually no\w*|non-?existent|hardly|rarely|not one)\b"
    r"|无|没有|从未|なし|無し|ない"
)
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ENGLISH = re.compile(r"(\d{1,2})(?:\s*-\s*\d{1,2})?\s+([A-Z][a-z]{2})[a-z]*\.?\s+(\d{4})")
_CHINESE = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_PART = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?!\d)")
_GERMAN = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNTING = re.compile(
    rf"\b({'|'.join(_WORDS)})(?= (?:days?|weeks?|months?|years?|of|in|out|items?|products?|units?)\b)"
)
_PARTS = {"half": Fraction(1, 2), "a third": Fraction(1, 3), "two thirds": Fraction(2, 3), "a quarter": Fraction(1, 4)}
_OF = re.compile(r"(\d[\d,]*)\s*(?:/|of|in|out of)\s*(?:(?:the|all|some|about|nearly|almost|over)\s)?(\d[\d,]*)")
_NUMBER = re.compile(r"(-?(?:\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d[\d.,]*))(\s?万)?")
_MOST = 10**12
"""No number of days, pieces or units of money in a case is so large."""
_YEAR = re.compile(r"(?<![\d.,$£€¥￥])(?<![$£€] )(?:19|20)\d{2}(?![\d.,]|\s*(?:元|円|yen|zł|Kč))")


def in_digits(text: str) -> str:
    """Numbers in words as digits where they count something: "six weeks" is "6 weeks"."""
    return _COUNTING.sub(lambda word: str(_WORDS[word[0]]), text)


def out_of(value: object) -> tuple[int, int] | None:
    """So many of so many: "65 of 121 days", "1 in 40", "30 of nearly 6,000"."""
    found = _OF.search(in_digits(value)) if isinstance(value, str) else None
    if found is None or days(str(value)):
        return None
    part, whole = (int(one.replace(",", "")) for one in found.groups())
    return (part, whole) if 0 <= part <= whole > 0 else None


def number(value: object, *, grouped: bool = False) -> Decimal | None:
    """A number, however it is written: 1,590, "$7.00", "50,00 €", "<2%" is 2. None where there is no finite one.

    ``grouped``: three digits after a single point are thousands too, as in "1.998 kr.".
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float, Decimal)):
        found = Decimal(str(value))
    else:
        match = _NUMBER.search(in_digits(value)) if isinstance(value, str) else None
        if match is None:
            return None
        found = _written(re.sub(r"[\s']", "", match[1]).rstrip(".,"), grouped)
        found *= 10_000 if match[2] else 1
    return found if found.is_finite() and abs(found) < _MOST else None


def _written(text: str, grouped: bool) -> Decimal:
    """A number with its separators: of two kinds the last one goes before the decimals; a comma before three digits
    stands between thousands."""
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        mark = max(point, comma)
        return Decimal(re.sub(r"[.,]", "", text[:mark]) + "." + re.sub(r"[.,]", "", text[mark + 1 :]))
    if comma >= 0:
        thousands = re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", text) is not None
        return Decimal(text.replace(",", "" if thousands or text.count(",") > 1 else "."))
    if text.count(".") > 1 or (grouped and re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text)):
        return Decimal(text.replace(".", ""))
    return Decimal(text)


def amount(value: object, currency: str) -> Decimal | None:
    """Money, as fine as the currency is; none below zero."""
    found = number(value, grouped=isinstance(value, str))
    if found is None or found < 0:
        return None
    return found.quantize(Decimal(1).scaleb(-CURRENCIES[currency]), ROUND_HALF_UP)


def share(value: object) -> Fraction | None:
    """A share: 0.25, "25 %", 25. None where it is below nothing or more than everything."""
    some = out_of(value)
    if some is not None:
        return Fraction(*some)
    found = number(value)
    if found is None:
        words = str(value).lower()
        said = next((part for word, part in _PARTS.items() if re.search(rf"\b{word}\b", words)), None)
        return Fraction(0) if nothing(value) else said
    whole = Fraction(found)
    part = whole / 100 if whole > 1 or (isinstance(value, str) and "%" in value) else whole
    return part if 0 <= part <= 1 else None


def nothing(value: object) -> bool:
    """Whether it says none: 0, "none or very few", no."""
    if isinstance(value, str):
        return bool(NOTHING.search(value.lower()))
    return value is False or (isinstance(value, (int, float)) and not isinstance(value, bool) and value == 0)


def days(text: str, year: int | None = None) -> list[date]:
    """Every whole day that a text names, in order; a day without its year is in ``year``."""
    found = [(one.start(), _day(one[1], one[2], one[3])) for one in _DAY.finditer(text)]
    found += [(one.start(), _day(one[3], one[2], one[1])) for one in _GERMAN.finditer(text)]
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
    """How many days "2024-05-18..2024-08-01" are, both ends included; None where they end before they begin."""
    found = days(text)
    return (found[-1] - found[0]).days + 1 if len(found) == 2 and found[0] <= found[-1] else None


def earlier(day: date, number_of: int) -> date | None:
    """So many days before (after, where the number is below zero); None where the calendar does not go there."""
    try:
        return day - timedelta(days=number_of)
    except OverflowError:
        return None
