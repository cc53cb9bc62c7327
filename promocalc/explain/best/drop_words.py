"""What a language has to be able to say of what could be dropped from a cart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class DropLabels:
    """Headings and short words."""

    title: str
    now: str
    """What is paid with nothing dropped."""
    after: str
    """What is paid with all that can be dropped together gone."""
    singly: str
    """Over what could be dropped, each by itself."""
    together: str
    """Over what could be dropped one after another."""
    assumptions: str


class Words(Protocol):
    """The sentences. Names in them are quoted already; amounts are as people read them."""

    @property
    def labels(self) -> DropLabels:
        """The words around the figures."""

    def nothing(self) -> str:
        """Whatever is dropped, less is paid."""

    def line(self, item: str, pieces: int, /) -> str:
        """A whole line of so many pieces."""

    def some(self, item: str, pieces: int, /) -> str:
        """So many pieces of a line of which more stay."""

    def same(self, goods: str, /) -> str:
        """Without some goods one pays the same."""

    def dearer(self, goods: str, more: str, /) -> str:
        """Without some goods one pays more."""

    def all(self, goods: str, pay: str, /) -> str:
        """All of this can be dropped together, and what is paid then."""

    def greedily(self) -> str:
        """How they were found that can be dropped together."""

    def as_chosen(self) -> str:
        """The offers are used as the cart and the options say."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.best import drop_en

            return drop_en
        case "zh":
            from promocalc.explain.best import drop_zh

            return drop_zh
        case _:
            assert_never(language)
