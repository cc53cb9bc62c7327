"""Money: minor units by currency, exact rates, rounding modes and ways of sharing.

Inside promocalc an amount is an ``int`` of minor units (分, cents, yen) and a
rate is an exact fraction. ``Decimal`` appears at the edges, where people read
and write; ``float`` appears nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

# ISO 4217 (list one, 2026): currencies whose minor unit is not a hundredth.
_WHOLE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_TEN_THOUSANDTHS = "CLF UYW"
_HUNDREDTHS = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
CURRENCIES: dict[str, int] = {
    code: digits
    for digits, codes in ((0, _WHOLE), (2, _HUNDREDTHS), (3, _THOUSANDTHS), (4, _TEN_THOUSANDTHS))
    for code in codes.split()
}
"""Every active ISO 4217 currency and how many decimals its minor unit has."""


def minor_units(amount: Decimal, currency: str) -> int:
    """``amount`` as a whole number of the currency's minor units.

    >>> minor_units(Decimal("12.30"), "CNY"), minor_units(Decimal("12"), "JPY"), minor_units(Decimal("1.5"), "KWD")
    (1230, 12, 1500)

    Raises ValueError where the currency has no coin that small.
    """
    digits = CURRENCIES[currency]
    # By integers, because Decimal's own arithmetic rounds to the precision of its context.
    top, bottom = amount.as_integer_ratio()
    whole, rest = divmod(top * 10**digits, bottom)
    if rest:
        raise ValueError(f"{amount} has more than {digits} decimals ({currency})")
    return int(whole)


def decimal(minor: int, currency: str) -> Decimal:
    """Minor units as the ``Decimal`` that people write.

    >>> str(decimal(1230, "CNY")), str(decimal(1230, "JPY")), str(decimal(-5, "CNY"))
    ('12.30', '1230', '-0.05')
    """
    sign, digits = int(minor < 0), tuple(map(int, str(abs(minor))))
    return Decimal((sign, digits, -CURRENCIES[currency]))


def plain(minor: int, currency: str) -> str:
    """Minor units as decimal text without grouping: what JSON carries and formulas use."""
    digits = CURRENCIES[currency]
    if not digits:
        return str(minor)
    whole, part = divmod(abs(minor), 10**digits)
    return f"{'-' if minor < 0 else ''}{whole}.{part:0{digits}d}"


# --- rates ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """An exact share of an amount: ``Rate(Fraction(15, 100))`` is 15 %."""

    fraction: Fraction

    def __str__(self) -> str:
        percent = self.fraction * 100
        written = Decimal(percent.numerator) / Decimal(percent.denominator)
        if Fraction(written) == percent:
            return f"{written.normalize():f}%"
        return f"{self.fraction.numerator}/{self.fraction.denominator}"

    def remaining(self) -> Rate:
        """What is left of the whole: 15 % leaves 85 %."""
        return Rate(1 - self.fraction)


_RATE = re.compile(r"(\d+(?:\.\d+)?)%|(\d+(?:\.\d+)?)折|(\d+)/(\d+)")


def tidy(text: str) -> str:
    """Full-width digits, signs and currency marks as their plain twins, without surrounding space.

    >>> tidy("￥１，２３４．５０ "), tidy("８．５折"), tidy("15％")
    ('1,234.50', '8.5折', '15%')
    """
    return unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元").strip()


def parse_rate(text: str) -> tuple[Rate, bool] | None:
    """A written rate, and whether it was written as 折 (what remains) rather than as a percentage.

    >>> parse_rate("15%"), parse_rate("8.5折")
    ((Rate(fraction=Fraction(3, 20)), False), (Rate(fraction=Fraction(17, 20)), True))
    >>> parse_rate("15") is None
    True
    """
    match = _RATE.fullmatch(tidy(text))
    if match is None:
        return None
    percent, fold, top, bottom = match.groups()
    if percent is not None:
        return Rate(Fraction(percent) / 100), False
    if fold is not None:
        # 8.5折 and 85折 are both 85 % of the price; 10折 is all of it; there is no 12.5折.
        value = Fraction(fold)
        if value > 10 and value.denominator != 1:
            return None
        return Rate(value / (10 if value <= 10 else 100)), True
    return (Rate(Fraction(int(top), int(bottom))), False) if int(bottom) else None


# --- rounding ---------------------------------------------------------------------------------------


class Rounding(StrEnum):
    """What happens to a fraction of the unit. Amounts are never negative, so up means away from zero."""

    HALF_UP = "half_up"
    HALF_DOWN = "half_down"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


# --- sharing ------------------------------------------------------------------------------------------


class Odd(StrEnum):
    """Who gets the odd cents when an amount is divided by weights."""

    LARGEST = "largest"
    """Shares rounded down; one cent each to the largest remainders, the earlier first."""
    FIRST = "first"
    """Shares rounded down; one cent each from the first on."""
    LAST = "last"
    """Shares rounded down; all the odd cents to the last one that has any weight."""
    CARRY = "carry"
    """Each share is the rounded running total less what was given before: the odd cent is carried along."""
    NEAREST_FIRST = "nearest_first"
    """Shares rounded to the nearest (a half down); cents over or short one by one from the first on."""
    NEAREST_LAST = "nearest_last"
    """Shares rounded to the nearest (a half up); the last one that has any weight takes the difference."""
    HEAVIEST = "heaviest"
    """Shares rounded down; all the odd cents to the largest weight, the last of equals."""


FITTING = (Odd.LARGEST, Odd.FIRST, Odd.CARRY)
"""Ways of sharing in which nobody gets more than a weight, as long as all together do not."""


def share(total: int, weights: Sequence[int], odd: Odd = Odd.LARGEST) -> list[int]:
    """``total`` divided over ``weights``: whole cents that sum to it exactly. Zero weight, zero share.

    ``total`` and ``weights`` are not negative. If nobody has any weight, nobody gets anything.

    >>> share(20000, [81900, 44900, 8970])
    [12065, 6614, 1321]
    >>> share(1000, [5000, 5000, 5000], Odd.LAST)
    [333, 333, 334]
    """
    whole = sum(weights)
    if not whole or not total:
        return [0] * len(weights)
    match odd:
        case Odd.LARGEST:
            return _largest(total, weights, whole)
        case Odd.FIRST | Odd.LAST | Odd.HEAVIEST:
            shares = [total * weight // whole for weight in weights]
        case Odd.CARRY:
            return _carry(total, weights, whole)
        case Odd.NEAREST_FIRST:
            shares = [-((whole - 2 * total * weight) // (2 * whole)) for weight in weights]
        case Odd.NEAREST_LAST:
            shares = [(2 * total * weight + whole) // (2 * whole) for weight in weights]
    left = total - sum(shares)
    if odd is Odd.HEAVIEST:
        shares[max(range(len(weights)), key=lambda at: (weights[at], at))] += left
        return shares
    heirs = [at for at, weight in enumerate(weights) if weight]
    if odd in (Odd.LAST, Odd.NEAREST_LAST):
        return _settle(shares, left, heirs[::-1])
    at = 0
    while left:
        heir = heirs[at % len(heirs)]
        step = 1 if left > 0 else -1
        if shares[heir] + step >= 0:
            shares[heir] += step
            left -= step
        at += 1
    return shares


def _settle(shares: list[int], left: int, heirs: Sequence[int]) -> list[int]:
    """Give ``left`` to the first heir; where taking back would make a share negative, the next one gives the rest."""
    for heir in heirs:
        given = max(left, -shares[heir])
        shares[heir] += given
        left -= given
        if not left:
            break
    return shares


def _largest(total: int, weights: Sequence[int], whole: int) -> list[int]:
    shares = []
    remainders = []
    left = total
    for weight in weights:
        quota, remainder = divmod(total * weight, whole)
        shares.append(quota)
        remainders.append(remainder)
        left -= quota
    if left:
        for at in sorted(range(len(weights)), key=remainders.__getitem__, reverse=True)[:left]:
            shares[at] += 1
    return shares


def _carry(total: int, weights: Sequence[int], whole: int) -> list[int]:
    shares, reached, given = [], 0, 0
    for weight in weights:
        reached += weight
        upto = (2 * total * reached + whole) // (2 * whole)
        shares.append(upto - given)
        given = upto
    return shares
