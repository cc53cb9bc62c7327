"""The words of every language together: patterns of one meaning, and what prices are called."""

from __future__ import annotations

from promocalc.claims.reading.eu_others import OTHERS
from promocalc.claims.reading.eu_west import WEST
from promocalc.claims.reading.eu_words import BEGIN, END, Words, pattern, phrases

LANGUAGES: tuple[Words, ...] = (*WEST, *OTHERS)


def said(*fields: str) -> list[str]:
    """The phrases of some fields in all languages."""
    return list(phrases(getattr(words, field) for field in fields for words in LANGUAGES))


def any_of(*fields: str) -> str:
    """A pattern of the phrases of some fields in all languages, as whole words."""
    return f"{BEGIN}{pattern(said(*fields))}{END}"


LINK = rf"(?:[:\s]{{1,2}}{any_of('links')})"
"""A small word before an amount."""

_MARKED = (
    rf"(?=[:\s]{{0,2}}{LINK}?[:\s]{{0,2}}"
    r"(?:(?:€|kr\.?|eur|dkk|sek|nok|pln)\s?\d|\d[\d.,]{0,12}\s?(?:€|(?:eur|kr|zł|kč|zl|kc)(?![a-z])|[:,]-)))"
)


def called(sure: str, beside: str = "") -> str:
    """What a price is called; words of the second field only before a European amount."""
    more = "" if not beside else f"|{any_of(beside)}{_MARKED}"
    return rf"(?:(?:{any_of(sure)}{more})(?:{LINK}{{1,2}})?)"


STARTS = rf"{any_of('starts')}{_MARKED}{LINK}?[:\s]{{0,2}}"
"""From so much on, before a European amount."""
