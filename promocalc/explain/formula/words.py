"""What a language has to be able to say of the equations of a price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias, assert_never

from promocalc.explain.language import Language
from promocalc.numbers.formula import Reason

Verb: TypeAlias = Literal["off", "add", "give", "deposit"]
"""What a rule does: it takes off, adds, gives for later, or asks for a deposit."""
Each: TypeAlias = Literal["piece", "line", "set", "pool"]
"""What a rule works out one amount for."""


class Told(NamedTuple):
    """What a figure is (:class:`promocalc.formula.naming.Role`), with the names in it as people know them."""

    what: str
    verb: Verb = "off"
    each: Each = "pool"
    line: str = ""
    """The line, quoted; empty where it is about all of them."""
    rules: tuple[str, ...] = ()
    """The alternatives by number, each with its rules quoted; or the rules of the one that it is about."""
    counts: bool = False
    """Whether it is so many pieces or points, not money."""


@dataclass(frozen=True, slots=True)
class FormulaLabels:
    """Headings and short words."""

    title: str
    open: str
    nothing_open: str
    symbol: str
    now: str
    stands_for: str
    equations: str
    alternatives: str
    tax: str
    result: str
    notes: str
    valid: str
    """For what the equations hold."""
    filled: str
    """What the second line of each is."""
    choice: str
    """How braces are read."""
    share: str
    """How shares are read."""
    where: str
    """Before a condition, in a choice that is set over several rows."""
    otherwise: str
    part: str
    """After what several figures are: their ``{number}``."""
    ways: dict[str, str]
    """Of each way of sharing (:class:`promocalc.money.Odd`): who gets the odd minor units."""


class Words(Protocol):
    """The sentences."""

    @property
    def labels(self) -> FormulaLabels:
        """The words around the figures."""

    def role(self, told: Told, /) -> str:
        """What a figure is."""

    def unused(self, symbols: str, /) -> str:
        """What stays open, and changes nothing."""

    def why(self, reason: Reason, about: str, /) -> str:
        """Why equations cannot say it."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.formula import en

            return en
        case "zh":
            from promocalc.explain.formula import zh

            return zh
        case _:
            assert_never(language)
