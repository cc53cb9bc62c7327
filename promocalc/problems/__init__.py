"""What can be wrong with what a person hands in, as values.

A :class:`Problem` is a :class:`Trouble` (what is wrong, with its numbers) and a
:class:`Where` (at which place). Problems accumulate: a reader hears of all of
them at once. Nothing here holds a sentence; ``promocalc.explain`` renders every
trouble in every language, and a trouble without a rendering is a type error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from promocalc.problems.carts import (
    ChosenExcluded,
    CurrencyMismatch,
    LinesDisagree,
    OtherMoney,
    OverBudget,
    RepeatedLine,
    TooManyChosen,
    UnknownChoice,
    UnknownHolding,
    UnknownPersona,
)
from promocalc.problems.documents import (
    AnchorUsed,
    BadSyntax,
    ColumnCount,
    DuplicateKey,
    EmptyFile,
    FileMissing,
    FileNotWritten,
    FileTooLarge,
    FileUnreadable,
    KeyNotText,
    NoHeader,
    NoRulebook,
    SeveralDocuments,
    TagUsed,
    TooDeep,
    WrongDocument,
    WrongEncoding,
)
from promocalc.problems.rulebooks import (
    BadView,
    BestOnlyOnOrder,
    CircularExtends,
    CountedInside,
    NotInConsume,
    NotYet,
    OnlyPerOrder,
    PointsInView,
    RateEvery,
    ReadingsDiffer,
    RepeatedLabel,
    RepeatedRule,
    TooMany,
    UnknownCurrency,
    UnknownName,
    UnknownRule,
    UnknownRulebook,
    UnknownStandard,
    UnusedRule,
)
from promocalc.problems.time import (
    AllGone,
    BalanceClosesFirst,
    BalanceOpensFirst,
    BalanceOutside,
    BalanceTooEarly,
    CountsLess,
    FeesOutOfOrder,
    MoreThanPaid,
    NoDepositOpen,
    NotByLine,
    ReceivedBeforePaid,
    TooEarly,
    TooManyReturned,
    UnknownLine,
    WindowsApart,
)
from promocalc.problems.values import (
    BadName,
    EmptyList,
    Kind,
    MissingKey,
    MissingOneOf,
    NotADay,
    NotAMoment,
    NotAnAmount,
    NotARate,
    OutOfRange,
    TooFine,
    TooManyKeys,
    UnknownKey,
    UnknownWord,
    UnknownZone,
    WindowEndsFirst,
    WrongKind,
)

__all__ = [
    "AllGone",
    "AnchorUsed",
    "BadName",
    "BadSyntax",
    "BadView",
    "BalanceClosesFirst",
    "BalanceOpensFirst",
    "BalanceOutside",
    "BalanceTooEarly",
    "BestOnlyOnOrder",
    "ChosenExcluded",
    "CircularExtends",
    "ColumnCount",
    "CountedInside",
    "CountsLess",
    "CurrencyMismatch",
    "DuplicateKey",
    "EmptyFile",
    "EmptyList",
    "FeesOutOfOrder",
    "FileMissing",
    "FileNotWritten",
    "FileTooLarge",
    "FileUnreadable",
    "KeyNotText",
    "Kind",
    "LinesDisagree",
    "MissingKey",
    "MissingOneOf",
    "MoreThanPaid",
    "NoDepositOpen",
    "NoHeader",
    "NoRulebook",
    "NotADay",
    "NotAMoment",
    "NotARate",
    "NotAnAmount",
    "NotByLine",
    "NotInConsume",
    "NotYet",
    "OnlyPerOrder",
    "OtherMoney",
    "OutOfRange",
    "OverBudget",
    "Path",
    "PointsInView",
    "Problem",
    "ProblemGroup",
    "RateEvery",
    "ReadingsDiffer",
    "ReceivedBeforePaid",
    "RepeatedLabel",
    "RepeatedLine",
    "RepeatedRule",
    "SeveralDocuments",
    "TagUsed",
    "TooDeep",
    "TooEarly",
    "TooFine",
    "TooMany",
    "TooManyChosen",
    "TooManyKeys",
    "TooManyReturned",
    "Trouble",
    "UnknownChoice",
    "UnknownCurrency",
    "UnknownHolding",
    "UnknownKey",
    "UnknownLine",
    "UnknownName",
    "UnknownPersona",
    "UnknownRule",
    "UnknownRulebook",
    "UnknownStandard",
    "UnknownWord",
    "UnknownZone",
    "UnusedRule",
    "Where",
    "WindowEndsFirst",
    "WindowsApart",
    "WrongDocument",
    "WrongEncoding",
    "WrongKind",
    "nearest",
]

Path: TypeAlias = tuple[str | int, ...]
"""Where a value stands inside a document: keys and positions, outermost first."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document. Lines and columns count from 1, columns in characters (as editors do)."""

    path: Path = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str = ""
    """The whole source line."""
    length: int = 1
    """How many characters of the excerpt the caret underlines."""


# fmt: off
Trouble: TypeAlias = (
    FileMissing | FileUnreadable | FileNotWritten | WrongDocument | WrongEncoding | FileTooLarge | EmptyFile |
    BadSyntax | TooDeep | SeveralDocuments | DuplicateKey | AnchorUsed | TagUsed | KeyNotText | NoHeader |
    ColumnCount | NoRulebook | UnknownKey | MissingKey | MissingOneOf | TooManyKeys | WrongKind | NotAnAmount |
    NotARate | TooFine | OutOfRange | UnknownWord | BadName | EmptyList | NotAMoment | NotADay | UnknownZone |
    WindowEndsFirst | UnknownRule | UnusedRule | RepeatedRule | UnknownName | NotYet | RepeatedLabel | BadView |
    ReadingsDiffer | TooMany | CountedInside | OnlyPerOrder | BestOnlyOnOrder | RateEvery | UnknownRulebook |
    UnknownStandard |
    CircularExtends | UnknownCurrency | NotInConsume | PointsInView | CurrencyMismatch | OtherMoney | RepeatedLine |
    UnknownPersona | UnknownHolding | UnknownChoice | TooManyChosen | ChosenExcluded | LinesDisagree | OverBudget |
    BalanceOpensFirst | BalanceClosesFirst | CountsLess | BalanceOutside | BalanceTooEarly | NoDepositOpen |
    WindowsApart | UnknownLine | TooManyReturned | AllGone | ReceivedBeforePaid | TooEarly |
    MoreThanPaid | NotByLine | FeesOutOfOrder
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    trouble: Trouble
    where: Where = Where()
    column: str | None = None
    """In which column of a table of prices it stands; None elsewhere."""


class ProblemGroup(ValueError):  # noqa: N818 - a group of problems, not one error
    """Everything found wrong with one input. Raised only where work cannot go on."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, p.where.path)) or '-'}: {p.trouble}" for p in self.problems)


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that ``word`` was most likely meant to be, or None: one spelt alike, or the same in Chinese.

    >>> nearest("dicount", ("count", "discount")), nearest("规则", ("price", "rules"))
    ('discount', 'rules')
    """
    from difflib import get_close_matches

    from promocalc.problems.chinese import words_meant

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return next(iter(found), None) or next((meant for meant in words_meant(word) if meant in known), None)
