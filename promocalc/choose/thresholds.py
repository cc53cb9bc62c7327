"""How far the next thresholds are, where nobody knows which goods there are to add: more of goods like those in the
cart, up to the first amount with which less is paid than right below it. Needs NumPy.
"""

from __future__ import annotations

from promocalc.cart import Line
from promocalc.choose.addons import MOST_ADDED
from promocalc.choose.alike import kinds, probe, probe_ids, with_lines
from promocalc.choose.watch import UNWATCHED, Stopped, Watch
from promocalc.engine.receipt import Receipt
from promocalc.formula.cliffs import COARSE
from promocalc.formula.question import CHUNK, Question
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import LinePrice
from promocalc.frozen import Frozen
from promocalc.money import minor_units

MOST_KINDS = 4
"""Kinds of goods of which more is tried: those of the most lines."""


class Threshold(Frozen):
    """The least amount of more goods of a kind with which less is paid than right below it."""

    amount: int
    """At marked prices, in minor units."""
    line: str
    """A line of the cart that they are like."""
    below: Receipt
    """With one minor unit less: the engine's own, as that of the threshold is."""
    there: Receipt

    @property
    def cost(self) -> tuple[int, int]:
        """What is paid there, and how much is added: the least comes first."""
        return self.there.pay, self.amount


class Thresholds(Frozen):
    """The next ones."""

    before: Receipt
    """With nothing added."""
    found: tuple[Threshold, ...]
    """One a kind of goods at the most; those that cost least first."""
    most: int
    """Minor units up to which was looked."""


def thresholds(subject: Subject, watch: Watch = UNWATCHED) -> Thresholds:
    """The next threshold of every kind of goods, up to as much more as the cart is marked at.

    A fall of less than :data:`promocalc.formula.cliffs.COARSE` is put down to rounding. Raises Stopped; ProblemGroup as
    :func:`promocalc.engine.price.price` does.
    """
    pricer, cart = subject.pricer(), subject.cart
    before = pricer.price(cart, subject.decided)
    most = max(1, min(MOST_ADDED, before.marked))
    goods = [(line, minor_units(line.unit_price, cart.currency)) for line in cart.lines if line.kind == "goods"]
    (id_,) = probe_ids(cart, 1)
    some = [(kind.lines[0].id, probe(kind, id_)) for kind in kinds(pricer, goods)[:MOST_KINDS]]
    found = [one for like, more in some if (one := _threshold(subject, more, like, most, watch)) is not None]
    return Thresholds(before, tuple(sorted(found, key=lambda one: one.cost)), most)


def _threshold(subject: Subject, more: Line, like: str, most: int, watch: Watch) -> Threshold | None:
    """The first threshold as one more line gets dearer; None where there is none."""
    from promocalc.formula.columns import np

    cart = with_lines(subject.cart, [more])
    moved = Subject(cart, subject.rulebook, subject.choices, subject.at, subject.balance_at)
    question, wide = Question(moved, LinePrice(more.id)), CHUNK - 1
    for first in range(0, most, wide):
        if watch.stopped():
            raise Stopped
        pays = question.sweep(range(first, min(first + wide, most) + 1))
        falls = np.flatnonzero(pays[:-1] - pays[1:] >= COARSE - 1)
        if falls.size:
            at = first + int(falls[0]) + 1
            return Threshold(at, like, question.receipt(at - 1), question.receipt(at))
    return None
