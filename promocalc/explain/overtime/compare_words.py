"""What a language has to be able to say of one cart under several rules, moments, shoppers or choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class CompareLabels:
    """Headings, column names and short words."""

    title: str
    compared: str
    """Over what is different."""
    legend: str
    """What a cell without an amount says."""
    table: str
    comes_to: str
    """Over what each comes to in other numbers."""
    marked: str
    pay: str
    more: str
    of_marked: str
    later: str
    after_later: str
    verdict: str
    rule: str
    not_priced: str
    tag: str
    """The tag price, among what makes a difference."""


class Words(Protocol):
    """The sentences."""

    @property
    def labels(self) -> CompareLabels:
        """The words around the figures."""

    def cheapest(self, name: str, price: str, /) -> str:
        """One is cheapest."""

    def tied(self, names: str, price: str, /) -> str:
        """Several are cheapest."""

    def same(self, price: str, /) -> str:
        """All cost the same."""

    def dearer(self, name: str, amount: str, percent: str, reasons: str, /) -> str:
        """By how much another is dearer, and through what."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.overtime import compare_en

            return compare_en
        case "zh":
            from promocalc.explain.overtime import compare_zh

            return compare_zh
        case _:
            assert_never(language)
