"""Money, rates and moments as people read them; the same digits in every language.

Amounts are minor units; minus is ``-``.
"""

from __future__ import annotations

from datetime import datetime, time
from fractions import Fraction

from promocalc.money import CURRENCIES, Rate, decimal


def money(minor: int, currency: str) -> str:
    """An amount with grouping and the decimals of its currency.

    >>> money(143770, "CNY"), money(-888, "CNY"), money(1200, "JPY")
    ('1,437.70', '-8.88', '1,200')
    """
    return f"{decimal(minor, currency):,.{CURRENCIES[currency]}f}"


def change(minor: int, currency: str) -> str:
    """An amount that says which way it goes.

    >>> change(-6000, "CNY"), change(800, "CNY"), change(0, "CNY")
    ('-60.00', '+8.00', '0.00')
    """
    return ("+" if minor > 0 else "") + money(minor, currency)


def price(minor: int, currency: str) -> str:
    """An amount together with its currency: ``¥`` for the yuan, else the ISO code.

    >>> price(114882, "CNY"), price(-500, "CNY"), price(1230, "EUR")
    ('¥1,148.82', '-¥5.00', 'EUR 12.30')
    """
    mark = "¥" if currency == "CNY" else f"{currency} "
    return ("-" if minor < 0 else "") + mark + money(abs(minor), currency)


def percent(part: int, whole: int) -> str:
    """A share in percent with one decimal, half up.

    >>> percent(114882, 143770), percent(1, 3), percent(5, 5)
    ('79.9%', '33.3%', '100.0%')
    """
    tenths = _half_up(Fraction(part * 1000, whole))
    return f"{tenths // 10}.{tenths % 10}%"


def fold(part: int, whole: int) -> str:
    """What is paid of a price, in 折 (tenths), to two decimals.

    >>> fold(114882, 143770), fold(4, 5), fold(1, 1)
    ('7.99折', '8折', '10折')
    """
    hundredths = _half_up(Fraction(part * 1000, whole))
    return f"{_trimmed(hundredths)}折"


def rate(fraction: Fraction) -> str:
    """An exact rate.

    >>> rate(Fraction(15, 100)), rate(Fraction(1, 3))
    ('15%', '1/3')
    """
    return str(Rate(fraction))


def fold_of(fraction: Fraction) -> str | None:
    """An exact rate in 折, where tenths with at most two decimals say it exactly and it is neither none nor all.

    >>> fold_of(Fraction(85, 100)), fold_of(Fraction(1, 2)), fold_of(Fraction(1, 3)), fold_of(Fraction(1))
    ('8.5折', '5折', None, None)
    """
    hundredths = fraction * 1000
    return f"{_trimmed(int(hundredths))}折" if hundredths.denominator == 1 and 0 < fraction < 1 else None


def moment(at: datetime) -> str:
    """A date, a time to the minute (seconds where there are any) and the offset from UTC.

    >>> moment(datetime.fromisoformat("2026-11-10T20:00:00+08:00"))
    '2026-11-10 20:00 +08:00'
    """
    clock_ = at.isoformat(" ", "seconds" if at.second else "minutes")
    return f"{clock_[:-6]} {clock_[-6:]}" if at.tzinfo is not None else clock_


def clock(at: time) -> str:
    """A time of the day.

    >>> clock(time(20)), clock(time(23, 59, 59))
    ('20:00', '23:59:59')
    """
    return at.isoformat("seconds" if at.second else "minutes")


def nearest(amount: Fraction) -> int:
    """Whole minor units, half up.

    >>> nearest(Fraction(2, 3)), nearest(Fraction(-1, 3))
    (1, 0)
    """
    return _half_up(amount)


def _half_up(amount: Fraction) -> int:
    return int((amount + Fraction(1, 2)) // 1)


def _trimmed(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
