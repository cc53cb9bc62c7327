"""The text of an advertisement folded for reading, and the numbers, rates and days that are written in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.claims.reading.eu_numbers import plain
from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, Rate, parse_rate

DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,4})?(?![\d])"
"""A number as people write it, with or without thousands. Longer ones are no prices."""

HAN = "零〇一二两三四五六七八九十百千万"
NUMBER = rf"(?:(?<![\d.]){DIGITS}|[{HAN}]{{1,8}})"
"""The same, or in Chinese: 三百五十."""

MARK = (
    r"(?:(?:us|hk|a|au|c|ca|cdn|nz|s)?\$|[¥£€₹₩₺₽฿₫₪]|"
    r"(?<![a-zß-ž])(?:rmb|cny|usd|gbp|eur|aud|cad|czk|jpy|hkd|nzd|sgd|sek|dkk|nok|pln|chf)(?![a-z])|(?<![a-z])kr\.?(?![a-z])|人民币)"
)
"""A mark of money before a number."""

UNIT = (
    r"(?:元整?|块钱?|圆|円|分钱|[€¢]|(?<=\d)(?::|,)-{1,2}(?!\d)|kr(?![a-z])\.?|złotych|złote|korun|"
    r"(?:kronor|kroner|lei|ron|sek|dkk|nok|pln|chf|zl|rmb|cny|usd|gbp|eur|aud|cad|czk|kč|zł|jpy|hkd|yuan|yen|dollars?|pounds?|euros?|(?<=\d)[pc]|pence|cents)(?![a-z]))"
)
"""A mark of money after it."""

NO_UNIT = (
    r"(?!\s?(?:日(?!常)|折(?![后扣])|[%件天月年号期倍个只瓶盒包袋款人家台份双条张点分斤克码寸代季]|"
    r"(?:mm|cm|kg|ml|g|l|gb|tb|days?|hours?|x\d)(?![a-z])))"
)
"""After a number that may be money only if it counts nothing else."""

_SCALE = {"十": 10, "百": 100, "千": 1000}
_HAN_DIGIT = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

_PLAINER = str.maketrans(
    "價減滿買贈後場優個現銷專櫃歷殺搶預時塊兩萬贈禮這過恢復調歲內間數參考標籤幾點開賣購惠單無條值從當縮無門檻"
    "。、！？：；～〜－–—−→⇒➔»“”‘’「」『』【】⁄",
    "价减满买赠后场优个现销专柜历杀抢预时块两万赠礼这过恢复调岁内间数参考标签几点开卖购惠单无条值从当缩无门槛"
    ';;!?:;~~----→→→→""' + "''" + '""""[]/',
)
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u3000]+")
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3})")


class Folded(Frozen):
    """A text in plain characters, and where each of them stood in the text as it was written."""

    text: str
    places: tuple[int, ...]
    written: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A part of the folded text as a part of the written one."""
        if start >= end:
            return (0, 0)
        return self.places[start], self.places[end - 1] + 1

    def folded_at(self, place: int) -> int:
        """Where the character that stood at ``place`` is now."""
        return bisect_left(self.places, place)


def fold(text: str) -> Folded:
    """Full-width characters as plain ones, small letters, single spaces, and none beside Chinese.

    >>> fold("满 ３００ 减 ５０，  UP  TO").text
    '满300减50; up to'
    """
    text, written_text = plain(text), text
    commas = {match.start() for match in _WIDE_COMMA.finditer(text)}
    chars: list[str] = []
    places: list[int] = []
    for at, written in enumerate(text):
        if written == "，":
            folded = "," if at in commas else "; "
        elif _SPACE.match(written):
            folded = " "
        else:
            folded = unicodedata.normalize("NFKC", written).lower().translate(_PLAINER)
        for char in folded:
            if char == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(char)
            places.append(at)
    kept = [at for at, char in enumerate(chars) if char != " " or not _beside_chinese(chars, at)]
    return Folded("".join(chars[at] for at in kept), tuple(places[at] for at in kept), written_text)


_UNITS = ("元", "圆", "円", "块")
"""After them an English word may begin: 20元 off."""


def _beside_chinese(chars: list[str], at: int) -> bool:
    before, after = chars[at - 1] if at else "", chars[at + 1] if at + 1 < len(chars) else ""
    if before == "点" and after.isdigit():
        return False  # 8点 5折 is a time and a share, 8点5折 is 8.5折
    if before in _UNITS and after.isascii() and after.isalpha():
        return False
    return _is_chinese(before) or _is_chinese(after) or not after


def _is_chinese(char: str) -> bool:
    return bool(char) and ("\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff")


# --- numbers ----------------------------------------------------------------------------------------------------


def number(text: str) -> Decimal | None:
    """A number in digits or in Chinese; None where it is none.

    >>> number("1,234.50"), number("三百五十"), number("一千零五"), number("2万")
    (Decimal('1234.50'), Decimal('350'), Decimal('1005'), Decimal('20000'))
    """
    text = text.strip()
    scale = 1
    if text.endswith("万") and text[:-1]:
        text, scale = text[:-1], 10_000
    if re.fullmatch(DIGITS, text):
        return Decimal(text.replace(",", "")) * scale
    found = _han(text)
    return None if found is None else Decimal(found * scale)


def count(text: str) -> int | None:
    """A whole number from 1 up, not above what anybody buys at once."""
    found = number(text)
    if found is None or found != found.to_integral_value() or not 1 <= found <= 999:
        return None
    return int(found)


def _han(text: str) -> int | None:
    """A whole number below ten thousand in Chinese."""
    if not text or any(char not in _HAN_DIGIT and char not in _SCALE for char in text):
        return None
    if not any(char in _SCALE for char in text):
        return int("".join(str(_HAN_DIGIT[char]) for char in text)) if len(text) <= 4 else None
    total, digit, last, zero = 0, 0, 10_000, False
    for at, char in enumerate(text):
        if char in _SCALE:
            if _SCALE[char] >= last or (at and not digit):
                return None
            last = _SCALE[char]
            total, digit, zero = total + (digit if at or digit else 1) * last, 0, False
        elif digit:
            return None
        else:
            digit, zero = _HAN_DIGIT[char], zero or char in "零〇"
    # 三百五 is 350, 三百零五 is 305, 十五 is 15.
    return total + digit * (1 if zero else last // 10)


def amount(text: str, currency: str) -> Decimal | None:
    """Money as an advertisement writes it: ￥1,499, 99元, 9块9, 1万円. None where the currency has no coin so small."""
    text = re.sub(rf"^{MARK}\s?", "", text.strip())
    minor = re.fullmatch(r"(\d{1,2})\s?(?:[pc¢]|pence|cents|分钱)", text)
    if minor is not None:
        return Decimal((0, tuple(map(int, minor[1])), -2)) if CURRENCIES[currency] == 2 else None
    jiao = re.fullmatch(rf"({DIGITS})块(\d)", text)
    if jiao is not None:
        text = f"{jiao[1]}.{jiao[2]}"
    found = number(re.sub(rf"\s?{UNIT}$", "", text))
    if found is None:
        return None
    digits = CURRENCIES[currency]
    return found if (found * 10**digits) == (found * 10**digits).to_integral_value() else None


def percent(text: str) -> Rate | None:
    """A share: ``50``, ``12.5``, of a hundred. None where it is nothing or more than all."""
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", text):
        return None
    fraction = Fraction(text) * Fraction(1, 100)
    return Rate(fraction) if 0 < fraction <= 1 else None


def zhe(text: str) -> Rate | None:
    """What remains: 5, 8.5, 85, 八五, 五. None where nothing comes off.

    >>> zhe("8.5"), zhe("八五"), zhe("10")
    (Rate(fraction=Fraction(17, 20)), Rate(fraction=Fraction(17, 20)), None)
    """
    plain = "".join(str(_HAN_DIGIT.get(char, char)) for char in text.replace("点", "."))
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", plain):
        return None
    found = parse_rate(f"{plain}折")
    return found[0] if found is not None and 0 < found[0].fraction < 1 else None


_CROWNS = r"(?:\d\s?(?:kr(?![a-z])|kroner|[:,]-)|(?<![a-z])kr\.?\s?\d)"
"""Money of Sweden, Denmark or Norway: words of their languages say whose."""
_SWEDISH = (
    r"(?<![a-z])sek(?![a-z])|\d\s?kronor(?![a-z])|"
    r"^(?=.*\d\s?(?:kr(?![a-z])|:-)).*?(?:[äö]|\d:-|(?<![a-z])(?:spara|ord|ordinarie|endast|extrapris)(?![a-z]))"
)
_DANISH = (
    rf"(?<![a-z])dkk(?![a-z])|^(?=.*{_CROWNS})(?!.*[äö]).*?(?<![a-z])"
    r"(?:rabat|vejl|vejledende|gælder|udsalg|ved\skøb)(?![a-z])|"
    rf"^(?=.*{_CROWNS})(?=.*(?<![a-z])nu(?![a-z])).*?[æø]"
)
_CURRENCIES = (
    ("JPY", r"円|(?<![a-z])(?:jpy|yen)(?![a-z])"),
    ("HKD", r"hk\$|(?<![a-z])hkd(?![a-z])"),
    ("AUD", r"(?<![a-z])(?:au|a)\$|(?<![a-z])aud(?![a-z])"),
    ("CAD", r"(?<![a-z])(?:cdn|ca|c)\$|(?<![a-z])cad(?![a-z])"),
    ("NZD", r"(?<![a-z])nz\$|(?<![a-z])nzd(?![a-z])"),
    ("SGD", r"(?<![a-z])s\$|(?<![a-z])sgd(?![a-z])"),
    ("GBP", r"£|\d\s?gbp(?![a-z])|(?<![a-z])gbp\s?\d"),
    ("EUR", r"€|\d\s?eur(?:os?)?(?![a-z])|(?<![a-z])eur\s?\d"),
    ("INR", r"₹"),
    ("CZK", r"kč|(?<![a-z])czk(?![a-z])"),
    ("RON", r"\d\s?(?:lei|ron)(?![a-z])|(?<![a-z])ron\s?\d"),
    ("PLN", r"zł|(?<![a-z])pln(?![a-z])"),
    ("SEK", _SWEDISH),
    ("DKK", _DANISH),
    ("NOK", rf"(?<![a-z])nok(?![a-z])|^(?=.*{_CROWNS}).*?(?<![a-z])(?:nå|veil|veiledende|kjøp|gjelder)(?![a-z])"),
    ("USD", r"\$|(?<![a-z])usd(?![a-z])"),
    ("CNY", r"[¥元块折]|人民币|(?<![a-z])(?:rmb|cny|yuan)(?![a-z])"),
)


def said_currency(text: str) -> str | None:
    """The currency that a sentence's marks of money say; None where there are none, or they say two.

    >>> said_currency("was £64.99"), said_currency("到手价99元"), said_currency("30% off"), said_currency("US$ 5, 36元")
    ('GBP', 'CNY', None, None)
    """
    folded = fold(text).text
    found = [code for code, marks in _CURRENCIES if re.search(marks, folded)]
    # A mark that several share means the particular one that is there: HK$ is no US dollar, nor 円 a yuan.
    if len(found) == 2 and found[1] in ("USD", "CNY") and found[0] in _SHARES[found[1]]:
        return found[0] if not _apart(found, folded) else None
    return found[0] if len(found) == 1 else None


_SHARES = {"USD": ("HKD", "AUD", "CAD", "NZD", "SGD"), "CNY": ("JPY",)}


def _apart(codes: list[str], folded: str) -> bool:
    """Whether the shared mark is there by itself as well."""
    own, shared = (dict(_CURRENCIES)[code] for code in codes)
    return re.search(shared, re.sub(own, "", folded).replace("¥", "" if codes[0] == "JPY" else "¥")) is not None


# --- days -------------------------------------------------------------------------------------------------------

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
DAY = (
    r"(?:(?:\d{4}[-/.年])?\d{1,2}月\d{1,2}[日号]|"
    r"(?:(?:\d{4}[-/.年])?\d{1,2}月\d{1,2}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}/\d{1,2}/\d{4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)"
    r"(?!\d))"
)
"""A day as advertisements write it: 11月11日, 2026-11-11, 11 November, Nov 11."""


Order: TypeAlias = Literal["day", "month"]
"""What goes first where a date is written in numbers alone."""

_DAY_FIRST = ("GBP", "EUR", "AUD", "NZD", "INR", "SGD", "CZK", "PLN", "RON", "SEK", "DKK", "NOK")
ORDERS: dict[str, Order] = {"USD": "month", **dict.fromkeys(_DAY_FIRST, "day")}
"""By the currency: 04/10/2026 is in October where prices are in pounds, in April where they are in US dollars."""


def days(text: str, at: date | None, first: Order | None = None) -> tuple[date, ...]:
    """The day that is written, the one nearest to ``at`` where no year is; none where nothing says the year, two where
    the day or the month may go ``first``.

    >>> days("11月11日", date(2026, 11, 1)), days("2 january", date(2026, 12, 30)), days("11月11日", None)
    ((datetime.date(2026, 11, 11),), (datetime.date(2027, 1, 2),), ())
    >>> days("04/10/2026", None, "day"), days("04/10/2026", None)
    ((datetime.date(2026, 10, 4),), (datetime.date(2026, 10, 4), datetime.date(2026, 4, 10)))
    """
    named = next((month for month in MONTHS if month in text), None)
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text):
        one, other, year = numbers
        # 13/11/2026 and 11/13/2026 can be told whatever the custom.
        either = ("day", "month") if first is None or max(one, other) > 12 else (first,)
        found = (_date(year, other, one) if custom == "day" else _date(year, one, other) for custom in either)
        return tuple(dict.fromkeys(day for day in found if day is not None))
    if named is not None:
        numbers.insert(1 if text[:1].isdigit() else 0, MONTHS.index(named) + 1)
        if text[:1].isdigit():
            numbers[:2] = numbers[1], numbers[0]
        if len(numbers) == 3:
            numbers = [numbers[2], *numbers[:2]]
    if len(numbers) == 3:
        return () if (said := _date(*numbers)) is None else (said,)
    if len(numbers) != 2 or at is None:
        return ()
    near = [close for year in (-1, 0, 1) if (close := _date(at.year + year, *numbers)) is not None]
    return (min(near, key=lambda day: abs((day - at).days)),) if near else ()


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None
