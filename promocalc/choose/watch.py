"""What a long search tells while it goes on, and how it is stopped.

A search asks its watch at steady points whether to go on. One that is stopped gives the best that it has, under a bound
that holds all the same; where there is nothing to give it raises :class:`Stopped`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Stage: TypeAlias = Literal["decisions", "orders", "others", "money", "pieces", "items"]
"""What a search is at: the decisions of an order, one after the other; orders that the engine prices one by one; the
other ways to pay; how money is divided over orders, or how pieces are; items that are each bought by themselves."""


class Progress(NamedTuple):
    """How far a search is. Amounts are minor units; None is what is not known."""

    stage: Stage
    done: int
    """How many of them are behind it; of money and pieces how many models."""
    of: int | None = None
    """How many there are in all."""
    pay: int | None = None
    """What is paid in the best way so far."""
    bound: int | None = None
    """Nobody pays less."""
    rows: int | None = None
    """Combinations that are told apart at the moment."""


class Watch:
    """Somebody who waits for a search. This one waits for ever, and wants to be told nothing."""

    def tell(self, progress: Progress) -> None:
        """How far it is: often, from wherever the search goes on; it must not take long."""

    def stopped(self) -> bool:
        """Whether nobody waits any more. Once it is, it stays so."""
        return False


UNWATCHED = Watch()


class Aside(Watch):
    """The same watch over a part of a search: it may stop it, and what it is told is how far the whole is."""

    def __init__(self, watch: Watch, whole: Progress) -> None:
        self._watch, self._whole = watch, whole

    def tell(self, progress: Progress) -> None:  # noqa: ARG002 - how far a part is, is no matter
        """How far the whole is."""
        self._watch.tell(self._whole)

    def stopped(self) -> bool:
        """Whether nobody waits for the whole."""
        return self._watch.stopped()


class Stopped(Exception):  # noqa: N818 - it names what happened
    """A search was stopped before there was anything to give."""
