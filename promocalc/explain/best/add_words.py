"""What a language has to be able to say of what may be added to a cart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class AddLabels:
    """Headings, column names and short words."""

    title: str
    as_it_stands: str
    """What is paid now, where other offers are best."""
    now: str
    """What is paid without anything added."""
    after: str
    """What is paid with what is added."""
    less: str
    more: str
    marked: str
    """What everything added is marked at."""
    proof: str
    no_more: str
    """After a proof: nothing lowers the total more."""
    no_cheaper: str
    """After a proof: nothing reaches a threshold for less."""
    no_use: str
    """After a proof: nothing lowers the total, or reaches a threshold."""
    nothing: str
    """In place of the headings over what to add, where there is nothing."""
    lowest: str
    """Over what makes the total lowest."""
    reaching: str
    """Over what reaches a threshold, and costs something."""
    offers: str
    """Over which offers go with it."""
    frontier: str
    """Over amounts that may be added, and what is paid with each."""
    added: str
    pay: str
    net: str
    items: str
    back: str
    """Over what comes of sending it back."""
    assumptions: str


class Words(Protocol):
    """The sentences. Names in them are quoted already; amounts are as people read them."""

    @property
    def labels(self) -> AddLabels:
        """The words around the figures."""

    def nothing_lowers(self) -> str:
        """Nothing that may be added lowers what is paid."""

    def nothing_reaches(self) -> str:
        """Nothing that may be added reaches a threshold."""

    def piece(self, item: str, marked: str, net: str, /) -> str:
        """One piece of an item, and what it costs with everything else being there."""

    def pieces(self, item: str, count: int, marked: str, net: str, /) -> str:
        """Several pieces of an item, and what the last of them costs."""

    def each_last(self) -> str:
        """What several items cost is not the sum of what each does."""

    def optimal(self, cap: str, so: str, /) -> str:
        """Every amount that may be added was weighed."""

    def exhausted(self, cap: str, so: str, /) -> str:
        """Every choice among the items was priced."""

    def found(self, cap: str, /) -> str:
        """The best of what was looked at."""

    def unseen(self, cap: str, /) -> str:
        """Nothing was found, and not everything was looked at."""

    def back(self, item: str, cash: str, kept: str, alone: str, /) -> str:
        """An item goes back: what comes back, what the rest costs then, and what it would have cost by itself."""

    def back_assumed(self) -> str:
        """The terms say nothing of goods that go back."""

    def chosen_best(self) -> str:
        """The offers are chosen best, without and with what is added, as far as they are open."""

    def as_chosen(self) -> str:
        """The offers are used as the cart and the options say."""

    def offered(self, count: str, fitting: str, cap: str, /) -> str:
        """How many items the catalogue has, how many of them are cheap enough to be looked at, and what limits them."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.best import add_en

            return add_en
        case "zh":
            from promocalc.explain.best import add_zh

            return add_zh
        case _:
            assert_never(language)
