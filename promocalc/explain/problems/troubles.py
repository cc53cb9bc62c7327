"""The troubles in groups small enough for one function each; a new trouble has to join one of them."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal, InvalidOperation
from re import fullmatch, match
from typing import TypeAlias

from promocalc import problems as p

OfFile: TypeAlias = (
    p.FileMissing
    | p.FileUnreadable
    | p.FileNotWritten
    | p.WrongDocument
    | p.WrongEncoding
    | p.FileTooLarge
    | p.EmptyFile
    | p.UnknownRulebook
    | p.UnknownStandard
    | p.CircularExtends
    | p.NoRulebook
    | p.NoHeader
    | p.ColumnCount
)
"""The file as a whole, or which file."""

OfWriting: TypeAlias = (
    p.BadSyntax | p.TooDeep | p.SeveralDocuments | p.DuplicateKey | p.AnchorUsed | p.TagUsed | p.KeyNotText
)
"""The writing, before anybody asks what it means."""

OfShape: TypeAlias = (
    p.UnknownKey | p.MissingKey | p.MissingOneOf | p.TooManyKeys | p.WrongKind | p.EmptyList | p.UnknownWord | p.BadName
)
"""Which keys and words there are, and what kind of thing stands where."""

OfValue: TypeAlias = (
    p.NotAnAmount
    | p.NotARate
    | p.TooFine
    | p.OutOfRange
    | p.NotAMoment
    | p.NotADay
    | p.UnknownZone
    | p.WindowEndsFirst
    | p.UnknownCurrency
    | p.RateEvery
    | p.BadView
)
"""One value by itself."""

OfProgramme: TypeAlias = (
    p.UnknownRule
    | p.UnusedRule
    | p.RepeatedRule
    | p.UnknownName
    | p.NotYet
    | p.RepeatedLabel
    | p.ReadingsDiffer
    | p.TooMany
    | p.CountedInside
    | p.OnlyPerOrder
    | p.BestOnlyOnOrder
    | p.NotInConsume
    | p.PointsInView
)
"""How the parts of a rulebook fit together."""

OfCase: TypeAlias = (
    p.CurrencyMismatch
    | p.OtherMoney
    | p.RepeatedLine
    | p.UnknownPersona
    | p.UnknownHolding
    | p.UnknownChoice
    | p.TooManyChosen
    | p.ChosenExcluded
    | p.LinesDisagree
    | p.OverBudget
)
"""A cart by itself, and a cart under a rulebook."""

OfTime: TypeAlias = (
    p.BalanceOpensFirst
    | p.BalanceClosesFirst
    | p.CountsLess
    | p.BalanceOutside
    | p.BalanceTooEarly
    | p.NoDepositOpen
    | p.WindowsApart
    | p.ReceivedBeforePaid
    | p.TooEarly
    | p.FeesOutOfOrder
)
"""Deposits, balances and other moments."""

OfLine: TypeAlias = p.UnknownLine | p.TooManyReturned | p.AllGone | p.MoreThanPaid | p.NotByLine
"""What goes back of a line, and other things said of one."""

FEBRUARY = 2
"""The month whose days depend on the year."""

YUAN = ("RMB", "CNH", "人民币", "元", "¥", "￥")
"""What people write for CNY."""


def day_only(value: str) -> bool:
    """Whether a date was written, and no time.

    >>> day_only("2026-12-01"), day_only("2026-12-01T20:00")
    (True, False)
    """
    return fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) is not None


def clock_only(value: str) -> bool:
    """Whether a time of day was written, and no date."""
    return fullmatch(r"\d?\d:\d\d(:\d\d)?", value.strip()) is not None


def no_such_day(value: str) -> tuple[int, int, int] | None:
    """Year, month and the number of its days, where a date is written that is in no calendar: ``2026-11-31``.

    >>> no_such_day("2026-11-31T00:00+08:00"), no_such_day("2026-13-01"), no_such_day("2026-11-30")
    ((2026, 11, 30), (2026, 13, 0), None)
    """
    found = match(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", value)
    year, month, day = (int(part) for part in found.groups()) if found else (1, 1, 1)
    days = monthrange(year, month)[1] if 1 <= month <= 12 and year else 0
    return None if 1 <= day <= days else (year, month, days)


def no_such_time(value: str) -> bool:
    """Whether a date is followed by a time that no day has: ``T24:30``, ``T20:60``."""
    found = match(r"\s*\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)", value)
    return found is not None and (int(found[1]) > 23 or int(found[2]) > 59)


def with_point(value: str) -> str | None:
    """An amount that was written with a comma for its decimals, as it is written here; None where it was not.

    >>> with_point("79,99"), with_point("1.299,00"), with_point("1,2,3")
    ('79.99', '1299.00', None)
    """
    found = fullmatch(r"\s*(\d{1,3}(?:[. ]\d{3})+|\d+),(\d\d?)\s*", value)
    return None if found is None else f"{found[1].replace('.', '').replace(' ', '')}.{found[2]}"


def written_out(value: str) -> str | None:
    """``1.5e3`` as ``1500``; None where it is no number, or one that no price comes near."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < 12 else None


_WRITTEN = {
    "sets": "sets: {of: 3}",
    "with": "with: {on: {tag: main}, pieces: 1}",
    "pick": "pick: {cheapest: 1}",
    "limit": "limit: {order: 1}",
    "share": "share: {by: pieces}",
    "take": "take: {off: 20}",
    "tax": "tax: {included: true, rate: 20%}",
    "used": "used: {RULE: {month: 350.00}}",
    "times": "times: {RULE: {day: 1}}",
    "needs": "needs: {at_least: 2, in: pieces}",
    "round": "round: {unit: 1}",
    "balance": "balance: {from: 2026-11-11T01:00+08:00}",
    "valid": "valid: {until: 2026-12-31T00:00+08:00}",
    "refund": "refund: {method: keep, within: 7}",
    "protection": "protection: {within: 15}",
}
"""How a part of a rule is written, where only its value was."""


_RATES = {"binds": "20%", "chance": "1%", "pays": "200%", "keeps": "20%", "fee": "20%", "rate": "6%"}
"""Rates that are a part of something and never what remains of a price, so that nobody says them in 折."""


def example(trouble: p.Trouble, path: p.Path) -> str | None:
    """How what stands at ``path`` is written; None where the trouble is another one."""
    names = [step for step in path if isinstance(step, str)]
    last, before = (names or [""])[-1], (names or ["", ""])[-2:-1]
    match trouble:
        case p.WrongKind(_, "mapping") if before in (["used"], ["times"]):
            return _WRITTEN[before[0]].replace("RULE", last)
        case p.WrongKind(value, "mapping") if last in _WRITTEN and value not in ("{…}", "null", ""):
            return _WRITTEN[last]
        case p.MissingKey("of" | "on") if last in ("sets", "with"):
            return _WRITTEN[last]
        case p.MissingKey("of"):
            return "consume: pieces, of: [a, b]"
        case p.MissingKey("campaign"):
            return "campaign: 2026-11-12T00:00+08:00"
        case p.MissingKey("sets"):
            return _WRITTEN["sets"]
        case p.MissingKey("rate" | "included") if last == "tax":
            return _WRITTEN["tax"]
        case p.MissingKey("balance"):
            return "use: {balance: beans}"
        case p.MissingKey("[least, most]"):
            return "between: [1, 99]"
        case p.NotARate(value) if last in _RATES:
            return f"{last}: {value}%" if value.isdecimal() and int(value) <= 100 else f"{last}: {_RATES[last]}"
        case p.NotAMoment() if "hours" in names:
            return f'{last}: "20:00"'
        case p.UnknownCurrency("between"):
            return "take: {off: {between: [1, 99]}}"
        case p.TooManyKeys((_, "order")) if last == "pick":
            return "pick: {nth: [1], order: dearest}"
        case _:
            return None
