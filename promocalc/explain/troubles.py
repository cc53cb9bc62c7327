"""The troubles in groups small enough for one function each; a new trouble has to join one of them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from re import fullmatch
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
    | p.RepeatedLine
    | p.UnknownPersona
    | p.UnknownHolding
    | p.UnknownChoice
    | p.TooManyChosen
    | p.ChosenExcluded
    | p.LinesDisagree
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
    | p.UnknownLine
    | p.TooManyReturned
    | p.TooEarly
)
"""Deposits and balances, and what comes after an order."""

YUAN = ("RMB", "CNH", "人民币", "元", "¥", "￥")
"""What people write for CNY."""


def day_only(value: str) -> bool:
    """Whether a date was written, and no time.

    >>> day_only("2026-12-01"), day_only("2026-12-01T20:00")
    (True, False)
    """
    return fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) is not None


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
        case p.NotARate(value) if last in ("binds", "chance") and value.isdecimal():
            return f"{last}: {value}%"
        case p.UnknownCurrency("between"):
            return "take: {off: {between: [1, 99]}}"
        case p.TooManyKeys((_, "order")) if last == "pick":
            return "pick: {nth: [1], order: dearest}"
        case _:
            return None
