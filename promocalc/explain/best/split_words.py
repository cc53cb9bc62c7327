"""What a language has to be able to say of a cart that is divided into orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class SplitLabels:
    """Headings and short words."""

    title: str
    one: str
    """What is paid in one order at best."""
    than_now: str
    """How much less is paid than now."""
    dearer: str
    """In place of ``than_now`` where what is fixed costs more than now."""
    than_one: str
    """How much less is paid than in one order at best."""
    nothing: str
    """No less is paid."""


class Words(Protocol):
    """The sentences. Names in them are quoted already; amounts are as people read them."""

    @property
    def labels(self) -> SplitLabels:
        """The words around the figures."""

    def orders(self, count: int, /) -> str:
        """What is paid in so many orders: a label."""

    def exhausted(self, most: int, /) -> str:
        """Every way to divide the goods into so many orders at most was weighed."""

    def optimal(self, most: int, /) -> str:
        """What is paid is as low as a bound under every way to divide them."""

    def within(self, gap: str, bound: str, most: int, /) -> str:
        """How far from the least it may be."""

    def place(self, count: int, /) -> str:
        """So many orders are to be placed."""

    def one_is_best(self, most: int, /) -> str:
        """No division costs less than one order: proven."""

    def none_found(self, most: int, /) -> str:
        """No division was found that costs less than one order."""

    def order(self, number: int, count: int, pay: str, /) -> str:
        """Over what belongs to an order: a heading."""

    def by_itself(self, rule: str, effect: str, /) -> str:
        """A rule that nobody decides about, and what it does."""

    def nothing_used(self) -> str:
        """No rule does anything in an order."""

    def leave(self, rule: str, /) -> str:
        """Something to leave alone in an order."""

    def leave_for(self, rule: str, number: int, /) -> str:
        """Something to leave alone in an order, and which other one uses it."""

    def in_sequence(self) -> str:
        """When the orders are placed, and what each leaves to the next."""

    def counted_by_order(self) -> str:
        """What a rule counts without a period is counted anew in every order."""

    def asked_again(self, lines: str, /) -> str:
        """Lines that are no goods are charged with every order."""

    def added_again(self) -> str:
        """What rules add to a price is worked out for every order."""

    def no_postage(self) -> str:
        """There is no postage in the cart; a shop may charge some for each order."""

    def no_solver(self) -> str:
        """The solver that a cart of this size needs is not there."""

    def too_many_parts(self, parts: str, most: str, /) -> str:
        """There are too many ways to take some pieces of the cart."""

    def too_many_runs(self, most: str, /) -> str:
        """Too many orders would have to be priced."""

    def not_of_the_kind(self, said: str, rule: str | None, why: str, /) -> str:
        """Why the solver cannot do it either: ``why`` is that of :class:`promocalc.choose.recognised.NotOfTheKind`."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.best import split_en

            return split_en
        case "zh":
            from promocalc.explain.best import split_zh

            return split_zh
        case _:
            assert_never(language)
