"""What was added to a cart, and what comes of it; what may be."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from promocalc.cart import Line
from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen
from promocalc.timeline.refund import refund
from promocalc.timeline.refunded import Refunded, Return

Proof: TypeAlias = Literal["optimal", "exhausted", "found"]
"""``optimal``: every amount that may be added was weighed, or a bound under them all is reached. ``exhausted``: every
choice among the items was priced. ``found``: the best of what was looked at, and there may be better."""


class Addition(Frozen):
    """A line that was added."""

    line: Line
    """As it stands in the cart: with as many pieces as are added."""
    item: Line
    """As the catalogue has it."""
    marked: int
    """What one piece is marked at: minor units."""
    net: int
    """What its last piece costs, everything else being there: less than nothing where one pays less with it."""


class AddOns(Frozen):
    """A cart with something added."""

    additions: tuple[Addition, ...]
    receipt: Receipt
    """The engine's own, of the cart with everything that was added."""
    before: Receipt
    """Without it."""
    proof: Proof

    @property
    def added(self) -> int:
        """What everything added is marked at."""
        return sum(one.marked * one.line.quantity for one in self.additions)

    @property
    def net(self) -> int:
        """How much more is paid in all: less than nothing where one pays less."""
        return self.receipt.pay - self.before.pay

    def returning(self, addition: Addition, **when: Any) -> Refunded:
        """What comes back if that line goes back later (``at``, ``received``), and what the rest costs by itself.

        Raises ProblemGroup as :func:`promocalc.timeline.refund.refund` does.
        """
        return refund(self.receipt, [Return(addition.line.id)], **when)


class Candidate(NamedTuple):
    """Pieces to add, and what should be paid with them; the best comes first."""

    pay: int
    marked: int
    pieces: int
    parts: tuple[tuple[int, int], ...]
    """Amounts of kinds, by the number of the kind; where prices are single pieces, one part each."""
    single: bool
    """Whether each part is the price of one piece."""
    reaches: bool
    """Whether less is paid than with a little less, so that something has been reached."""
