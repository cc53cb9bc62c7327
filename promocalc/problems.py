"""What can be wrong with what a person hands in, as values.

A :class:`Problem` is a :class:`Trouble` (what is wrong, with its numbers) and a
:class:`Where` (at which place). Problems accumulate: a reader hears of all of
them at once. Nothing here holds a sentence; ``promocalc.explain`` renders every
trouble in every language, and a trouble without a rendering is a type error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

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


# --- a file that cannot be read -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileMissing:
    """There is no such file; ``near`` is a file of a similar name beside it."""

    name: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class FileUnreadable:
    """The operating system refused; ``reason`` is its own word."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class WrongEncoding:
    """The bytes are not UTF-8 and not a known Chinese encoding either; ``at`` is the first bad byte's offset."""

    at: int


@dataclass(frozen=True, slots=True)
class FileTooLarge:
    """More bytes than any cart or rulebook has a use for."""

    size: int
    limit: int


@dataclass(frozen=True, slots=True)
class EmptyFile:
    """Nothing in it but white space and comments."""


@dataclass(frozen=True, slots=True)
class BadSyntax:
    """Not YAML. ``reason`` is one of the kinds the reader tells apart; ``detail`` the parser's own words."""

    reason: Literal["unclosed", "tab", "indent", "colon", "character", "other"]
    detail: str
    opened: int | None = None
    """For ``unclosed``: the line on which the quote or bracket was opened."""


@dataclass(frozen=True, slots=True)
class TooDeep:
    """Nested deeper than any rulebook needs."""

    limit: int


@dataclass(frozen=True, slots=True)
class SeveralDocuments:
    """A second ``---`` document in one file."""


@dataclass(frozen=True, slots=True)
class DuplicateKey:
    """The same key twice in one mapping; YAML would silently keep the last."""

    key: str
    first_line: int


@dataclass(frozen=True, slots=True)
class AnchorUsed:
    """Anchors, aliases and merge keys are not read: they hide what a rule says, and can blow up."""

    name: str


@dataclass(frozen=True, slots=True)
class TagUsed:
    """``!tags`` are not read."""

    tag: str


@dataclass(frozen=True, slots=True)
class KeyNotText:
    """A key that is a list or a mapping."""


# --- a value that does not fit ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key nobody asked for; ``near`` is the known key closest to it."""

    key: str
    known: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True, slots=True)
class MissingKey:
    """A key that has no default is absent."""

    key: str


@dataclass(frozen=True, slots=True)
class MissingOneOf:
    """One of several keys is needed."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooManyKeys:
    """Several keys of which only one may stand here."""

    keys: tuple[str, ...]


Kind: TypeAlias = Literal["text", "number", "whole", "yes_no", "list", "mapping", "list_or_mapping", "words"]


@dataclass(frozen=True, slots=True)
class WrongKind:
    """A list where a number belongs, and so on. ``value`` as the author wrote it."""

    value: str
    wanted: Kind


@dataclass(frozen=True, slots=True)
class NotAnAmount:
    """Not a number of money; ``reason`` says which trap it fell into."""

    value: str
    reason: Literal["words", "float", "exponent", "clock", "grouping", "leading_zero", "infinite", "rate", "empty"]


@dataclass(frozen=True, slots=True)
class NotARate:
    """Neither ``15%`` nor ``8.5折``, or outside 0 to 100 per cent."""

    value: str


@dataclass(frozen=True, slots=True)
class TooFine:
    """More decimals than the currency has."""

    value: str
    currency: str
    digits: int


@dataclass(frozen=True, slots=True)
class OutOfRange:
    """Below ``low`` or above ``high`` (either may be open)."""

    value: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that is none of the ones allowed here."""

    value: str
    allowed: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True, slots=True)
class BadName:
    """A name that would be mistaken for a word of the language, or has spaces or signs in it."""

    name: str
    reason: Literal["reserved", "characters", "empty"]


@dataclass(frozen=True, slots=True)
class EmptyList:
    """A list that must have something in it."""


@dataclass(frozen=True, slots=True)
class NotAMoment:
    """Not a date and time; ``naive`` when only the zone is missing."""

    value: str
    naive: bool = False


@dataclass(frozen=True, slots=True)
class UnknownZone:
    """Not an IANA time zone."""

    value: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class WindowEndsFirst:
    """A window whose end is not after its start."""

    start: str
    end: str


# --- things that do not fit together -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnknownRule:
    """A name in ``price:`` or elsewhere that no rule has."""

    name: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class UnusedRule:
    """A rule that stands nowhere in ``price:``."""

    name: str


@dataclass(frozen=True, slots=True)
class RepeatedRule:
    """A rule that stands in ``price:`` more than once."""

    name: str


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A word of a view that is neither a column, nor a label, nor a rule."""

    name: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class NotYet:
    """A label or a rule that a view names before it stands."""

    name: str
    what: Literal["label", "rule"]


@dataclass(frozen=True, slots=True)
class RepeatedLabel:
    """A label used twice, or one that is also a rule's name."""

    name: str


@dataclass(frozen=True, slots=True)
class BadView:
    """Not a sum of columns."""

    text: str


@dataclass(frozen=True, slots=True)
class ReadingsDiffer:
    """The readings of one ``unstated`` must be over the same rules."""

    reading: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooMany:
    """More readings, alternatives or rules than can be priced one by one."""

    what: Literal["readings", "alternatives", "exclusions", "lines"]
    count: int
    limit: int


@dataclass(frozen=True, slots=True)
class CountedInside:
    """A balance, coupon or charge inside alternatives compared more finely than per order: it belongs to none."""

    rule: str
    per: str


@dataclass(frozen=True, slots=True)
class OnlyPerOrder:
    """``at_most`` above 1 needs alternatives compared per order."""

    per: str


@dataclass(frozen=True, slots=True)
class BestOnlyOnOrder:
    """``keep: best`` prices the order without either side; on a store or a line there is nothing to compare."""

    on: str


@dataclass(frozen=True, slots=True)
class RateEvery:
    """A percentage cannot be repeated ``every`` so much."""

    value: str


@dataclass(frozen=True, slots=True)
class UnknownRulebook:
    """Neither a file nor a shipped rulebook."""

    name: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class CircularExtends:
    """Rulebooks that extend each other."""

    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownCurrency:
    """Not an ISO 4217 code."""

    code: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class CurrencyMismatch:
    """The cart and the rulebook count different money."""

    cart: str
    rulebook: str


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """Two lines with one id."""

    id: str


@dataclass(frozen=True, slots=True)
class UnknownPersona:
    """A shopper that the cart does not name."""

    name: str
    known: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownChoice:
    """A choice about a rule that leaves nothing to choose, or that does not exist."""

    name: str
    known: tuple[str, ...]
    near: str | None = None


@dataclass(frozen=True, slots=True)
class TooManyChosen:
    """More alternatives chosen than one order may have."""

    names: tuple[str, ...]
    at_most: int


@dataclass(frozen=True, slots=True)
class ChosenExcluded:
    """Two offers chosen that may not meet."""

    names: tuple[str, str]


# --- tables and pasted text ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoHeader:
    """A table without the columns a cart needs."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnCount:
    """A row with more or fewer cells than the header."""

    got: int
    wanted: int


@dataclass(frozen=True, slots=True)
class NoRulebook:
    """A cart that names no rulebook, and none was given."""


Trouble: TypeAlias = (
    FileMissing
    | FileUnreadable
    | WrongEncoding
    | FileTooLarge
    | EmptyFile
    | BadSyntax
    | TooDeep
    | SeveralDocuments
    | DuplicateKey
    | AnchorUsed
    | TagUsed
    | KeyNotText
    | UnknownKey
    | MissingKey
    | MissingOneOf
    | TooManyKeys
    | WrongKind
    | NotAnAmount
    | NotARate
    | TooFine
    | OutOfRange
    | UnknownWord
    | BadName
    | EmptyList
    | NotAMoment
    | UnknownZone
    | WindowEndsFirst
    | UnknownRule
    | UnusedRule
    | RepeatedRule
    | UnknownName
    | NotYet
    | RepeatedLabel
    | BadView
    | ReadingsDiffer
    | TooMany
    | CountedInside
    | OnlyPerOrder
    | BestOnlyOnOrder
    | RateEvery
    | UnknownRulebook
    | CircularExtends
    | UnknownCurrency
    | CurrencyMismatch
    | RepeatedLine
    | UnknownPersona
    | UnknownChoice
    | TooManyChosen
    | ChosenExcluded
    | NoHeader
    | ColumnCount
    | NoRulebook
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    trouble: Trouble
    where: Where = Where()


class ProblemGroup(ValueError):  # noqa: N818 - a group of problems, not one error
    """Everything found wrong with one input. Raised only where work cannot go on."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, p.where.path)) or '-'}: {p.trouble}" for p in self.problems)


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that ``word`` was most likely meant to be, or None."""
    from difflib import get_close_matches

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None
