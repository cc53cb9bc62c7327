"""What could be dropped from a cart, in English."""

from __future__ import annotations

from promocalc.explain.best.add_en import as_chosen as as_chosen
from promocalc.explain.best.drop_words import DropLabels

labels = DropLabels(
    title="What saves nothing to drop",
    now="Nothing dropped",
    after="With these dropped",
    singly="Each by itself",
    together="Together",
    assumptions="Assumptions",
)


def nothing() -> str:
    """Whatever is dropped, less is paid."""
    return "Whatever line or piece is dropped, less is paid."


def line(item: str, pieces: int) -> str:
    """A whole line of so many pieces."""
    return f"{item} (all {pieces} pieces)" if pieces > 1 else item


def some(item: str, pieces: int) -> str:
    """So many pieces of a line of which more stay."""
    return f"{item} ({pieces} {'piece' if pieces == 1 else 'pieces'} of it)"


def same(goods: str) -> str:
    """Without some goods one pays the same."""
    return f"{goods}: without it you pay the same."


def dearer(goods: str, more: str) -> str:
    """Without some goods one pays more."""
    return f"{goods}: without it you pay {more} more."


def all(goods: str, pay: str) -> str:  # noqa: A001
    """All of this can be dropped together, and what is paid then."""
    return f"Without {goods} you pay {pay}."


def greedily() -> str:
    """How they were found that can be dropped together."""
    return (
        "What can be dropped together was found one after another, each time what keeps the total highest; more may be "
        "possible in another way."
    )
