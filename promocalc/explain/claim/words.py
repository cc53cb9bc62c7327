"""What a language has to be able to say of claims and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol, TypeAlias, assert_never

from promocalc.claims.claim import Claim
from promocalc.claims.grounds import Ground, Missing
from promocalc.claims.reference import Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.explain.amounts import money as plain_money
from promocalc.explain.amounts import price
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.claims.witness import Condition

Money: TypeAlias = Callable[[int], str]
"""An amount of minor units, with its currency."""
Written: TypeAlias = Callable[[Decimal], str]
"""An amount as an advertisement writes it, with its currency."""


@dataclass(frozen=True, slots=True)
class ClaimLabels:
    """Headings, column names and short words."""

    title: str
    advertisement: str
    source: str
    reading: str
    standard: str
    in_force: str
    verdict: str
    test: str
    numbers: str
    article: str
    outcome: str
    why: str
    """Over the tests."""
    missing: str
    """Before what would have to be known."""
    to_be_sure: str
    """Before what would have to be known for what holds on what was seen to hold for certain."""
    passed_over: str
    """Before what is not known and not needed."""
    as_above: str
    """For a wording that was printed before."""
    assumed: str
    would_hold: str
    """Before what would have to be otherwise."""
    witness: str
    """Over the cheapest way that anybody has."""
    conditions: str
    without: str
    paid: str
    shopper: str
    unread: str
    """Behind an article whose text was not read in a public source."""
    read_at: str
    """Over the addresses of the sources that are cited."""
    redo: str
    inputs: str
    overrules: str
    """That what the cart has chosen does not count."""
    note: str
    """That this is no legal advice."""


class Words(Protocol):
    """The sentences."""

    @property
    def labels(self) -> ClaimLabels:
        """The words around the figures."""

    def outcome(self, one: Outcome, /, *, provisional: bool = False) -> str:
        """The verdict; a provisional one holds on what was seen."""

    def claim(self, one: Claim, money: Written, /) -> str:
        """What an advertisement says, in plain words."""

    def test(self, one: TestName | None, /) -> str:
        """What a test asks, in a few words; None for the claim's own numbers."""

    def ground(self, one: Ground, money: Money, /) -> str:
        """The numbers of both sides."""

    def needed(self, one: Ground, money: Money, /) -> str | None:
        """What would have to be otherwise for it to hold, where one number says so."""

    def reference(self, one: Reference, money: Money, /) -> str:
        """The highest price that may be compared with, and where it comes from."""

    def assumed(self, one: Reference, /) -> str | None:
        """What was taken for granted to find it."""

    def unshown(self, one: TestName, /, *, by_law: bool) -> str:
        """That nobody shows a test to be met, one of several each of which is enough: it counts as not met. ``by_law``
        the advertiser has to prove it; else that is an assumption."""

    def gaps(self, known: str, days: str, /) -> str:
        """On how many days of a window something was seen."""

    def missing(self, one: Missing, /) -> str:
        """What would have to be known."""

    def missing_days(self, days: int, first: str, last: str, /, *, every: bool) -> str:
        """Of which days prices would have to be known; ``every``: of every day from the first to the last."""

    def missing_earlier(self, begins: str, /) -> str:
        """That prices before the first one that is known would have to be known."""

    def taken_place(self, place: str, option: str, /) -> str:
        """That nobody says whose standards, and whose are taken; ``option`` says it."""

    def taken_currency(self, currency: str, mark: str, option: str, /) -> str:
        """That nobody says in which money, and which is taken; by a mark of the sentence unless that is empty."""

    def as_for(self, number: int, /) -> str:
        """That it is as for a reading before."""

    def read_in(self, sources: str, /, *, unread: bool) -> str:
        """Behind an article: in which sources it was read; or which of them tell of it, where its own text was not."""

    def condition(self, one: Condition, rule: str, /) -> str:
        """One thing that a price takes; ``rule`` is quoted already."""


def words(language: Language) -> Words:
    """The words of a language."""
    match language:
        case "en":
            from promocalc.explain.claim import en

            return en
        case "zh":
            from promocalc.explain.claim import zh

            return zh
        case _:
            assert_never(language)


_MARKS = {"GBP": "£", "EUR": "€", "USD": "$"}
"""Marks that say of which money they are, where its code is beside no amount."""


def amount(minor: int, currency: str) -> str:
    """An amount with the mark that advertisements write, else as prices are written everywhere.

    >>> amount(49900, "GBP"), amount(-1230, "EUR"), amount(100, "CAD"), amount(100, "CNY")
    ('£499.00', '-€12.30', 'CAD 1.00', '¥1.00')
    """
    mark = _MARKS.get(currency)
    if mark is None:
        return price(minor, currency)
    return ("-" if minor < 0 else "") + mark + plain_money(abs(minor), currency)
