"""What can be wrong with what a person hands in, as values.

A :class:`Problem` is a :class:`Trouble` (what is wrong, with its numbers) and a
:class:`Where` (at which place). Problems accumulate: a reader hears of all of
them at once. Nothing here holds a sentence; ``promocalc.explain`` renders every
trouble in every language, and a trouble without a rendering is a type error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from promocalc.frozen import Frozen

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


class FileMissing(Frozen):
    """There is no such file; ``near`` is a file of a similar name beside it."""

    name: str
    near: str | None = None


class FileUnreadable(Frozen):
    """The operating system refused; ``reason`` is its own word."""

    name: str
    reason: str


class FileNotWritten(Frozen):
    """The operating system would not take what was to be written; ``reason`` is its own word."""

    name: str
    reason: str


class WrongDocument(Frozen):
    """A rulebook where a cart belongs, or the other way round."""

    got: Literal["cart", "rulebook"]
    name: str


class WrongEncoding(Frozen):
    """The bytes are not UTF-8 and not a known Chinese encoding either; ``at`` is the first bad byte's offset."""

    at: int


class FileTooLarge(Frozen):
    """More bytes than any cart or rulebook has a use for."""

    size: int
    limit: int


class EmptyFile(Frozen):
    """Nothing in it but white space and comments."""


class BadSyntax(Frozen):
    """Not YAML. ``reason`` is one of the kinds the reader tells apart; ``detail`` the parser's own words."""

    reason: Literal["unclosed", "bracket", "tab", "indent", "colon", "character", "other"]
    detail: str
    """For ``bracket``: the one that would close it."""
    opened: int | None = None
    """For ``unclosed`` (a quote) and ``bracket``: the line on which it was opened."""


class TooDeep(Frozen):
    """Nested deeper than any rulebook needs."""

    limit: int


class SeveralDocuments(Frozen):
    """A second ``---`` document in one file."""


class DuplicateKey(Frozen):
    """The same key twice in one mapping; YAML would silently keep the last."""

    key: str
    first_line: int


class AnchorUsed(Frozen):
    """Anchors, aliases and merge keys are not read: they hide what a rule says, and can blow up."""

    name: str


class TagUsed(Frozen):
    """``!tags`` are not read."""

    tag: str


class KeyNotText(Frozen):
    """A key that is a list or a mapping."""


# --- a value that does not fit ---------------------------------------------------------------


class UnknownKey(Frozen):
    """A key nobody asked for; ``near`` is the known key closest to it."""

    key: str
    known: tuple[str, ...]
    near: str | None = None


class MissingKey(Frozen):
    """A key that has no default is absent; ``allowed`` are the words that may stand there, if they are few."""

    key: str
    allowed: tuple[str, ...] = ()


class MissingOneOf(Frozen):
    """One of several keys is needed."""

    keys: tuple[str, ...]


class TooManyKeys(Frozen):
    """Several keys of which only one may stand here."""

    keys: tuple[str, ...]


Kind: TypeAlias = Literal[
    "text", "number", "whole", "yes_no", "list", "mapping", "list_or_mapping", "words", "cart", "tiers"
]


class WrongKind(Frozen):
    """A list where a number belongs, and so on. ``value`` as the author wrote it."""

    value: str
    wanted: Kind


class NotAnAmount(Frozen):
    """Not a number of money; ``reason`` says which trap it fell into."""

    value: str
    reason: Literal["words", "float", "exponent", "clock", "grouping", "leading_zero", "infinite", "rate", "empty"]


class NotARate(Frozen):
    """Neither ``15%`` nor ``8.5折``, or outside 0 to 100 per cent."""

    value: str


class TooFine(Frozen):
    """More decimals than the currency has."""

    value: str
    currency: str
    digits: int


class OutOfRange(Frozen):
    """Below ``low`` or above ``high`` (either may be open)."""

    value: str
    low: str | None
    high: str | None


class UnknownWord(Frozen):
    """A word that is none of the ones allowed here."""

    value: str
    allowed: tuple[str, ...]
    near: str | None = None


class BadName(Frozen):
    """A name that would be mistaken for a word of the language, or has spaces or signs in it."""

    name: str
    reason: Literal["reserved", "characters", "empty"]


class EmptyList(Frozen):
    """A list that must have something in it."""


class NotAMoment(Frozen):
    """Not a date and time; ``naive`` when only the zone is missing."""

    value: str
    naive: bool = False


class UnknownZone(Frozen):
    """Not an IANA time zone."""

    value: str
    near: str | None = None


class WindowEndsFirst(Frozen):
    """A window whose end is not after its start."""

    start: str
    end: str


# --- things that do not fit together -----------------------------------------------------------


class UnknownRule(Frozen):
    """A name in ``price:`` or elsewhere that no rule has."""

    name: str
    near: str | None = None


class UnusedRule(Frozen):
    """A rule that stands nowhere in ``price:``."""

    name: str


class RepeatedRule(Frozen):
    """A rule that stands in ``price:`` more than once."""

    name: str


class UnknownName(Frozen):
    """A word of a view that is neither a column, nor a label, nor a rule."""

    name: str
    near: str | None = None


class NotYet(Frozen):
    """A label or a rule that a view names before it stands."""

    name: str
    what: Literal["label", "rule"]


class RepeatedLabel(Frozen):
    """A label used twice, or one that is also a rule's name."""

    name: str


class BadView(Frozen):
    """Not a sum of columns."""

    text: str


class ReadingsDiffer(Frozen):
    """The readings of one ``unstated`` must be over the same rules."""

    reading: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


class TooMany(Frozen):
    """More readings, alternatives or rules than can be priced one by one."""

    what: Literal["readings", "alternatives", "exclusions", "lines"]
    count: int
    limit: int


class CountedInside(Frozen):
    """A balance, coupon or charge inside alternatives compared more finely than per order: it belongs to none."""

    rule: str
    per: str


class OnlyPerOrder(Frozen):
    """``at_most`` above 1 needs alternatives compared per order."""

    per: str


class BestOnlyOnOrder(Frozen):
    """``keep: best`` prices the order without either side; on a store or a line there is nothing to compare."""

    on: str


class RateEvery(Frozen):
    """A percentage cannot be repeated ``every`` so much."""

    value: str


class UnknownRulebook(Frozen):
    """Neither a file nor a shipped rulebook."""

    name: str
    near: str | None = None


class CircularExtends(Frozen):
    """Rulebooks that extend each other."""

    chain: tuple[str, ...]


class UnknownCurrency(Frozen):
    """Not an ISO 4217 code."""

    code: str
    near: str | None = None


class CurrencyMismatch(Frozen):
    """The cart and the rulebook count different money."""

    cart: str
    rulebook: str


class RepeatedLine(Frozen):
    """Two lines with one id."""

    id: str


class UnknownPersona(Frozen):
    """A shopper that the cart does not name."""

    name: str
    known: tuple[str, ...]
    near: str | None = None


class UnknownHolding(Frozen):
    """In the wallet, or among earlier uses, something that the rulebook has nothing for."""

    name: str
    kind: Literal["coupon", "balance", "rule", "cap", "limit"]
    known: tuple[str, ...]
    near: str | None = None


class UnknownChoice(Frozen):
    """A choice about a rule that leaves nothing to choose, or that does not exist."""

    name: str
    known: tuple[str, ...]
    near: str | None = None


class TooManyChosen(Frozen):
    """More alternatives chosen than one order may have."""

    names: tuple[str, ...]
    at_most: int


class ChosenExcluded(Frozen):
    """Two offers chosen that may not meet."""

    names: tuple[str, str]


class LinesDisagree(Frozen):
    """A rule takes its number from its lines, and lines that count together have different ones."""

    rule: str
    attribute: str
    values: tuple[str, ...]


class NotInConsume(Frozen):
    """Something that cannot share what is used up: an alternative, or a rule that does not look at the whole order."""

    what: str
    uses: str


class PointsInView(Frozen):
    """A view adds up money; what this rule gives are points."""

    rule: str


# --- tables and pasted text ---------------------------------------------------------------------


class NoHeader(Frozen):
    """A table without the columns a cart needs."""

    missing: tuple[str, ...]


class ColumnCount(Frozen):
    """A row with more or fewer cells than the header."""

    got: int
    wanted: int


class NoRulebook(Frozen):
    """A cart that names no rulebook, and none was given; a ``table`` has no place to name one."""

    table: bool = False


# fmt: off
Trouble: TypeAlias = (
    FileMissing | FileUnreadable | FileNotWritten | WrongDocument | WrongEncoding | FileTooLarge | EmptyFile |
    BadSyntax | TooDeep | SeveralDocuments | DuplicateKey | AnchorUsed | TagUsed | KeyNotText | UnknownKey |
    MissingKey | MissingOneOf | TooManyKeys | WrongKind | NotAnAmount | NotARate | TooFine | OutOfRange |
    UnknownWord | BadName | EmptyList | NotAMoment | UnknownZone | WindowEndsFirst | UnknownRule | UnusedRule |
    RepeatedRule | UnknownName | NotYet | RepeatedLabel | BadView | ReadingsDiffer | TooMany | CountedInside |
    OnlyPerOrder | BestOnlyOnOrder | RateEvery | UnknownRulebook | CircularExtends | UnknownCurrency |
    CurrencyMismatch | RepeatedLine | UnknownPersona | UnknownHolding | UnknownChoice | TooManyChosen |
    ChosenExcluded | LinesDisagree | NotInConsume | PointsInView | NoHeader | ColumnCount | NoRulebook
)
# fmt: on


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
