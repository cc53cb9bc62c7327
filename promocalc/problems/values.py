"""A value that does not fit its place."""

from __future__ import annotations

from typing import Literal, TypeAlias

from promocalc.frozen import Frozen


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
    """Neither ``15%`` nor ``8.5折``, or outside 0 to ``most``."""

    value: str
    most: str = "100%"


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


class NotADay(Frozen):
    """Not a day of the calendar."""

    value: str
    in_table: bool = False
    """Whether it stands in a cell, which a spreadsheet may have written."""


class UnknownZone(Frozen):
    """Not an IANA time zone."""

    value: str
    near: str | None = None


class WindowEndsFirst(Frozen):
    """A window whose end is not after its start."""

    start: str
    end: str
