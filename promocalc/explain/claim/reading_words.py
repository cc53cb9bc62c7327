"""What a language has to be able to say of how an advertisement was read, and around the verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, assert_never

from promocalc.claims.inputs import InputKind
from promocalc.claims.observed import Note
from promocalc.claims.reading.limits import LimitOf
from promocalc.claims.reading.ways import Way
from promocalc.explain.claim.words import Money
from promocalc.explain.language import Language
from promocalc.explain.names import clean

if TYPE_CHECKING:
    from promocalc.claims.judging import Advert


@dataclass(frozen=True, slots=True)
class ReadingLabels:
    """Headings, column names and short words."""

    about: str
    """What an advertisement is for."""
    standards: str
    """Over the standards."""
    jurisdiction: str
    says: str
    """Before what a standard says, in our words."""
    lacks: str
    """Before what a test would have to know."""
    marked: str
    kept: str
    """Before what is paid if all that is promised comes true."""
    sources: str
    prices: str
    """Over what has to be told of a price history."""
    limits: str
    """Before the conditions that an advertisement says."""
    vague: str
    """Before what says nothing that can be measured."""


class ReadingWords(Protocol):
    """The sentences."""

    @property
    def labels(self) -> ReadingLabels:
        """The words around the figures."""

    def way(self, one: Way, /) -> str:
        """Why this is one of several ways to read something; empty where there is one only."""

    def quoted(self, text: str, /) -> str:
        """What an advertisement says, word for word."""

    def nothing_read(self) -> str:
        """That nothing was understood of an advertisement, and what to do."""

    def unread(self, pieces: str, /) -> str:
        """What was not understood; ``pieces`` are quoted already."""

    def untested(self, parts: str, /) -> str:
        """What was read and could not be tested; ``parts`` are quoted already."""

    def limit(self, of: LimitOf, /) -> str:
        """What a condition is about."""

    def differ(self) -> str:
        """That the readings of a part come out differently."""

    def unsaved(self) -> str:
        """That no way to read it saves it."""

    def rests(self, number: int | None, standard: str, /) -> str:
        """Over the tests of one reading under one standard; no number where there is one reading only."""

    def silent(self) -> str:
        """That a standard asks nothing of such a claim."""

    def unasked(self) -> str:
        """That no standard asks anything of an advertisement."""

    def as_advertised(self) -> str:
        """That a price is taken from the advertisement itself."""

    def in_force(self, first: str, last: str, /) -> str:
        """From when to when; either may be empty."""

    def not_in_force(self, standards: str, day: str, /) -> str:
        """That it is judged under standards that were not in force on its first day."""

    def bound(self, least: str, /) -> str:
        """That nobody of the cart's shoppers pays less than so much."""

    def own(self) -> str:
        """The cart's own shopper."""

    def no_price(self) -> str:
        """That nothing is paid by itself without a condition."""

    def promises(self, pay: str, kept: str, /) -> str:
        """That less is paid only if something promised comes true: what is paid now, and then."""

    def note(self, one: Note, money: Money, /) -> str:
        """What has to be told of prices that were read."""

    def input(self, kind: InputKind, /) -> str:
        """What kind of input something is."""


def limits_told(advert: Advert, language: Language) -> list[str]:
    """The conditions that an advertisement says beside its claims, which are told and not judged, and what in it cannot
    be measured; a sentence each, none where there is nothing to tell."""
    say = reading_words(language)
    colon, comma, semicolon, end = ("：", "、", "；", "。") if language == "zh" else (": ", ", ", "; ", ".")
    said: dict[LimitOf, list[str]] = {}
    for one in advert.limits:
        quoted = say.quoted(clean(one.said))
        if quoted not in (some := said.setdefault(one.of, [])):
            some.append(quoted)
    limits = semicolon.join(say.limit(of) + colon + comma.join(some) for of, some in said.items())
    vague = comma.join(dict.fromkeys(say.quoted(clean(one)) for one in advert.vague))
    told = ((say.labels.limits, limits), (say.labels.vague, vague))
    return [f"{label}{colon}{what}{end}" for label, what in told if what]


def reading_words(language: Language) -> ReadingWords:
    """The words of a language."""
    match language:
        case "en":
            from promocalc.explain.claim import reading_en

            return reading_en
        case "zh":
            from promocalc.explain.claim import reading_zh

            return reading_zh
        case _:
            assert_never(language)
