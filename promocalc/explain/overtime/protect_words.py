"""What a language has to be able to say of prices that fall after the order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language
from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.timeline.protected import Counts, NothingOwed, ReasonKind


@dataclass(frozen=True, slots=True)
class ProtectLabels:
    """Headings, column names and short words."""

    title: str
    ordered: str
    received: str
    claimed: str
    owed: str
    usual: str
    """Over what the usual terms would bring, where none are stated."""
    total: str
    lines: str
    item: str
    pieces: str
    then: str
    now: str
    fall: str
    tax: str
    """How much of what is owed is tax that came to the price."""
    already: str
    compared: str
    """Over what enters the compared prices."""
    marked: str
    counted: str
    not_sold: str
    why: str
    naive: str
    """What one would think."""
    differs: str
    """Why that is not what is owed."""
    notes: str
    policy: str
    silent: str
    """What the usual terms are, where none are stated."""
    no_moment: str
    """Nobody said when the difference is claimed."""
    no_time: str
    """Whether it is in time cannot be said."""


class Words(Protocol):
    """The sentences. Every closed union is taken apart to its last member."""

    @property
    def labels(self) -> ProtectLabels:
        """The words around the figures."""

    def counts(self, counts: Counts, /) -> str:
        """Whether a cut enters the compared price."""

    def why(self, why: NothingOwed, names: Names, clock: Clock, /) -> str:
        """Why nothing is owed, or less than the price fell."""

    def in_time(self, closes: str, /) -> str:
        """Until when it is in time."""

    def too_late(self, closes: str, /) -> str:
        """The time for claims is over."""

    def nothing_promised(self, usual: str, /) -> str:
        """The terms promise nothing; the usual ones would bring so much."""

    def naive(self, amount: str, /) -> str:
        """What one would think."""

    def dearer(self, amount: str, /) -> str:
        """Nobody would think that anything is owed: the same order costs more now."""

    def differs(self, kind: ReasonKind, rules: str, pays: str, /) -> str:
        """One reason why that is not what is owed: the rules at work, and how much of a difference is paid back."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.overtime import protect_en

            return protect_en
        case "zh":
            from promocalc.explain.overtime import protect_zh

            return protect_zh
        case _:
            assert_never(language)
