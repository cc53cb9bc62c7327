"""What could be dropped from a cart at no saving: lines and pieces without which one pays no less."""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.cart import Cart, Choices
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen


class Drop(Frozen):
    """Pieces of a line that could be dropped."""

    line: str
    pieces: int
    whole: bool
    """Whether nothing is left of the line then."""
    costs: int
    """What these pieces cost, everything else staying: 0, or less than nothing where one pays more without them. Where
    one pays more without others that are dropped before, it may be something."""


class Drops(Frozen):
    """What nobody saves by dropping."""

    before: Receipt
    singly: tuple[Drop, ...]
    """Each by itself, the whole line and one piece of it; what one gains most by keeping comes first."""
    together: tuple[Drop, ...]
    """One after another, each time what costs least, as long as the total does not fall below what it was."""
    after: Receipt
    """With all of ``together`` dropped; the same as ``before`` where there are none."""


def drops(subject: Subject) -> Drops:
    """What of a cart's goods costs nothing to keep. Something is always left.

    Lines are dropped one by one and together by the engine; that no others could be dropped together is not said.
    Raises ProblemGroup as :meth:`promocalc.engine.price.Pricer.price` does.
    """
    pricer, choices = subject.pricer(), subject.decided
    before = pricer.price(subject.cart, choices)
    singly = sorted((one for one, _ in _each(pricer, before, choices)), key=_first)
    together, after = _together(pricer, before, choices)
    return Drops(before, tuple(singly), together, after)


def _first(one: Drop) -> tuple[int, bool]:
    return one.costs, not one.whole


def _together(pricer: Pricer, before: Receipt, choices: Choices) -> tuple[tuple[Drop, ...], Receipt]:
    """Greedily: what one gains most by keeping goes first, since the total rises by it, and room is left for more."""
    found: list[Drop] = []
    after = before
    while True:
        # The total may fall again after it has risen, but never below what was paid at first.
        some = [(one, receipt) for one, receipt in _each(pricer, after, choices, before.pay)]
        if not some:
            return tuple(found), after
        one, after = max(some, key=lambda pair: (pair[1].pay, pair[0].whole))
        found.append(one)


def _each(
    pricer: Pricer, receipt: Receipt, choices: Choices, least: int | None = None
) -> Iterator[tuple[Drop, Receipt]]:
    """Every line, and one piece of every line of several, without which no less than ``least`` is paid."""
    cart = receipt.cart
    goods = [line for line in cart.lines if line.kind == "goods"]
    for line in goods:
        for pieces in dict.fromkeys((line.quantity, 1)):
            whole = pieces == line.quantity
            if whole and len(goods) == 1:
                continue
            without = pricer.price(_without(cart, line.id, pieces), choices)
            if without.pay >= (receipt.pay if least is None else least):
                yield Drop(line.id, pieces, whole, receipt.pay - without.pay), without


def _without(cart: Cart, id_: str, pieces: int) -> Cart:
    """The cart without so many pieces of a line."""
    fewer = [
        line.model_copy(update={"quantity": line.quantity - pieces}) if line.id == id_ else line for line in cart.lines
    ]
    return cart.model_copy(update={"lines": tuple(line for line in fewer if line.quantity)})
