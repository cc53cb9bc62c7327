"""Rows of prices, whatever they were written in: words to columns, cells to observations, troubles to their places."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from promocalc.claims.history import Observation, PriceKind
from promocalc.claims.history import Span as Days
from promocalc.claims.observed import LocalDays, Note, NotRead, Unpriced
from promocalc.files.place import Span, spot
from promocalc.money import CURRENCIES, minor_units
from promocalc.problems import (
    MissingKey,
    NotADay,
    OtherMoney,
    OutOfRange,
    Path,
    Problem,
    ProblemGroup,
    TooFine,
    Trouble,
    UnknownCurrency,
    UnknownKey,
    UnknownWord,
    Where,
    WindowEndsFirst,
    nearest,
)
from promocalc.rules.values import LONGEST, read_amount, read_step, troubles

COLUMNS = {
    "date": "date day time timestamp 日期 时间 日 观察日期",
    "price": "price amount value 价格 金额 单价 价",
    "kind": "kind type price_type 类型 价格类型 种类",
    "sku": "sku item product id asin 商品 商品编号 商品名称 编号 规格 款式",
    "channel": "channel shop store platform seller 渠道 平台 店铺 商家 来源",
    "until": "until to end last 至 截止 截至 结束 结束日期 到",
    "currency": "currency 货币 币种",
}
"""What a history's columns may be called."""

_WORDS = {word: name for name, words in COLUMNS.items() for word in words.split()}

_KINDS: dict[PriceKind, str] = {
    "tag": "tag list list_price label marked struck 标价 标签价 划线价 原价 吊牌价 挂牌价 页面价",
    "offer": "offer price sale promo flash now 售价 现价 活动价 促销价 秒杀价 到手价 销售价",
    "deal": "deal paid receipt transaction charged 成交价 成交 实付 结算价 实付价",
    "member": "member members vip club plus 会员价 会员 plus价",
    "personal": "personal individual private 个人价 个人 专属价",
}
_KIND_WORDS: dict[str, PriceKind] = {word: kind for kind, words in _KINDS.items() for word in words.split()}


class Entry(NamedTuple):
    """One cell: its text, or None where there is nothing, and where it stands."""

    text: str | None
    span: Span | None = None
    path: Path = ()
    """Where there are no lines: the row, counted from 1, and the column."""


class Row(NamedTuple):
    """One row by the names of its columns, and where it begins."""

    cells: dict[str, Entry]
    span: Span | None = None
    path: Path = ()


@dataclass(slots=True)
class Rows:
    """All rows of a file, and what is wrong with it so far."""

    lines: Sequence[str]
    file: str | None
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    in_cells: bool = False
    """Whether they are those of a table."""
    not_read: tuple[str, ...] = ()
    """Columns with numbers in them that are none of those that are known."""

    def trouble(self, trouble: Trouble, span: Span | None, path: Path = (), column: str | None = None) -> None:
        """Something that is wrong at a place."""
        where = Where(path, self.file) if span is None else spot(self.lines, span, self.file, path)
        self.problems.append(Problem(trouble, where, column))

    def at(self, trouble: Trouble, row: Row, name: str) -> None:
        """Something that is wrong with a cell."""
        entry = row.cells[name]
        self.trouble(trouble, entry.span, entry.path, name if self.in_cells else None)

    def refused(self) -> ProblemGroup:
        """All that is wrong, by its place."""
        return ProblemGroup(tuple(sorted(self.problems, key=_place)))


def _place(problem: Problem) -> tuple[int, int, str]:
    return problem.where.line or 0, problem.where.column or 0, str(problem.where.path)


@dataclass(frozen=True, slots=True)
class Observed:
    """What rows come to."""

    observations: tuple[Observation, ...]
    currency: str
    notes: tuple[Note, ...]


def column(text: str) -> str | None:
    """Which column a header's word is.

    >>> column("日期"), column(" Price "), column("价格(元)"), column("备注")
    ('date', 'price', 'price', None)
    """
    return _WORDS.get(_folded(text))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return re.sub(r"\([^()]*\)$", "", plain).strip().replace(" ", "_")


def named(cell: Entry, found: Rows) -> str:
    """Which column a header's cell names; nothing where it is none, which is told where it is a slip of the pen."""
    name = column(cell.text or "")
    if name is not None:
        return name
    near = nearest((cell.text or "").lower(), tuple(COLUMNS)) if (cell.text or "").isascii() else None
    if near is not None:
        found.trouble(UnknownKey(cell.text or "", tuple(COLUMNS), near), cell.span)
    return ""


def observed(rows: Rows, currency: str | None, zone: str) -> Observed:
    """The prices of rows. Raises ProblemGroup with every bad cell."""
    reader = _Reader(rows, currency, ZoneInfo(zone))
    for row in rows.rows:
        reader.money_of(row)
    found = [one for row in rows.rows if (one := reader.observation(row)) is not None]
    if rows.problems:
        raise rows.refused()
    notes: list[Note] = [Unpriced(reader.unpriced)] if reader.unpriced else []
    notes += [LocalDays(zone)] if reader.moved else []
    notes += [NotRead(rows.not_read)] if rows.not_read else []
    return Observed(tuple(found), reader.currency or "CNY", tuple(notes))


@dataclass(slots=True)
class _Reader:
    rows: Rows
    currency: str | None
    zone: ZoneInfo
    unpriced: int = 0
    moved: bool = False
    """Whether a moment was turned into a day."""

    def observation(self, row: Row) -> Observation | None:
        missing = [name for name in ("date", "price") if name not in row.cells]
        for name in missing:
            self.rows.trouble(MissingKey(name), row.span, row.path)
        first, last = self.day(row, "date"), self.day(row, "until")
        kind, price = self.kind(row), self.price(row)
        if first is None or missing or price is None:
            return None
        if last is not None and last < first:
            self.rows.at(WindowEndsFirst(first.isoformat(), last.isoformat()), row, "until")
            return None
        if last is not None and (last - first).days >= LONGEST:
            latest = first + timedelta(days=LONGEST - 1)
            self.rows.at(OutOfRange(last.isoformat(), None, latest.isoformat()), row, "until")
            return None
        span = Days(first, first if last is None else last)
        return Observation(span, price, kind, _text(row, "sku"), _text(row, "channel"))

    def money_of(self, row: Row) -> None:
        """Prices in different money are never mixed."""
        said = row.cells.get("currency")
        if said is None or not said.text:
            meant = signed(_text(row, "price"))[1]
            if self.currency is None and len(meant) == 1:
                self.currency = meant[0]
            return
        code = said.text.strip().upper()
        if code not in CURRENCIES:
            self.rows.at(UnknownCurrency(said.text, nearest(code, tuple(CURRENCIES))), row, "currency")
        elif self.currency is None:
            self.currency = code
        elif code != self.currency:
            self.rows.at(OtherMoney("price", code, self.currency), row, "currency")

    def price(self, row: Row) -> int | None:
        said = row.cells.get("price")
        if said is None:
            return None
        if not (said.text or "").strip():
            self.unpriced += 1
            return None
        currency = self.currency or "CNY"
        text, meant = signed(said.text or "")
        if meant and currency not in meant:
            self.rows.at(OtherMoney("price", meant[0], currency), row, "price")
            return None
        try:
            amount = read_step(text)
        except ValidationError as error:
            for _, trouble in troubles(error):
                self.rows.at(trouble, row, "price")
            return None
        try:
            return minor_units(amount, currency)
        except ValueError:
            self.rows.at(TooFine(said.text or "", currency, CURRENCIES[currency]), row, "price")
            return None

    def kind(self, row: Row) -> PriceKind:
        said = row.cells.get("kind")
        if said is None or not (said.text or "").strip():
            return "offer"
        word = _folded(said.text or "")
        if word in _KIND_WORDS:
            return _KIND_WORDS[word]
        self.rows.at(UnknownWord(said.text or "", tuple(_KINDS), nearest(word, tuple(_KINDS))), row, "kind")
        return "offer"

    def day(self, row: Row, name: str) -> date | None:
        said = row.cells.get(name)
        if said is None or (name == "until" and not (said.text or "").strip()):
            return None
        found = day_of(said.text or "", self.zone)
        if found is None:
            self.rows.at(NotADay(said.text or "", self.rows.in_cells), row, name)
            return None
        self.moved = self.moved or found[1]
        return found[0]


def _text(row: Row, name: str) -> str:
    said = row.cells.get(name)
    return "" if said is None else (said.text or "").strip()


# --- money ----------------------------------------------------------------------------------------------------

_SIGNS = {
    "¥": ("CNY", "JPY"),
    "元": ("CNY",),
    "rmb": ("CNY",),
    "円": ("JPY",),
    "£": ("GBP",),
    "€": ("EUR",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "$": ("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"),
    "us$": ("USD",),
    "a$": ("AUD",),
    "c$": ("CAD",),
    "hk$": ("HKD",),
    "nt$": ("TWD",),
}
"""Which money a sign may mean, the likeliest first."""
_SIGNED = re.compile(r"([^\W\d]*[^\w\s.,+'−-]?)\s*(\d[\d.,' ]*?)\s*([^\d\s.,'][^\d\s.,']*)?")


def signed(text: str) -> tuple[str, tuple[str, ...]]:
    """A price without the sign of its currency, and which currencies that may mean; none where it has no sign.

    >>> signed("£1,299.00"), signed("80 EUR"), signed("1299元"), signed("99"), signed("from 5")
    (('1,299.00', ('GBP',)), ('80', ('EUR',)), ('1299', ('CNY',)), ('99', ()), ('from 5', ()))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = None if plain[:1].isdigit() and plain[-1:].isdigit() else _SIGNED.fullmatch(plain)
    if match is None or bool(match[1]) == bool(match[3]):
        return text, ()
    sign = match[1] or match[3]
    meant = _SIGNS.get(sign.lower()) or ((sign.upper(),) if sign.upper() in CURRENCIES else ())
    return (match[2], meant) if meant else (text, ())


def is_amount(text: object) -> bool:
    """Whether a cell may be a price, with the sign of a currency or without one."""
    try:
        read_amount(signed(str(text))[0])
    except ValidationError:
        return False
    return True


# --- days -------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?(?:[.,]\d+)?\s*(z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")


def day_of(text: str, zone: ZoneInfo) -> tuple[date, bool] | None:
    """The day that is written, and whether it depends on the zone; None where it is no day.

    >>> day_of("2026年11月11日", ZoneInfo("Asia/Shanghai")), day_of("2026-11-10T18:00:00Z", ZoneInfo("Asia/Shanghai"))
    ((datetime.date(2026, 11, 11), False), (datetime.date(2026, 11, 11), True))
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        if _SECONDS.fullmatch(plain):
            return datetime.fromtimestamp(int(plain[:10]), UTC).astimezone(zone).date(), True
        said, *clock = re.split(r"[Tt\s]+", plain, maxsplit=1)
        day = _day(said)
        if day is None or not clock:
            return None if day is None else (day, False)
        time = _CLOCK.fullmatch(clock[0])
        if time is None:
            return None
        moment = datetime(day.year, day.month, day.day, int(time[1]), int(time[2]), tzinfo=UTC)
        return (day, False) if time[3] is None else ((moment - _offset(time[3])).astimezone(zone).date(), True)
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return date(year, month, day)


def _offset(text: str) -> timedelta:
    """How far a written offset is ahead of UTC."""
    if text in "Zz":
        return timedelta(0)
    digits = text[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return ahead if text[0] == "+" else -ahead
