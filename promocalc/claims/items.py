"""Items in scope of a claim about many: what each costs by itself, and beside which price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from promocalc.cart import Line
from promocalc.choose.best import Search
from promocalc.claims.history import History
from promocalc.claims.matter import Item
from promocalc.claims.reference import reference
from promocalc.claims.standard import Standard
from promocalc.formula.subject import Subject
from promocalc.money import minor_units


def paid(subject: Subject, lines: Iterable[Line]) -> dict[str, int]:
    """What every item costs if it is bought by itself, one piece of it, at its cheapest: minor units, by its id.

    Raises ProblemGroup as the engine does, NotExpressible as the search does.
    """
    return {line.id: _paid(subject, line) for line in lines}


def _paid(subject: Subject, line: Line) -> int:
    cart = subject.cart.model_copy(update={"lines": (line.model_copy(update={"quantity": 1}),)})
    one = Subject(cart, subject.rulebook, subject.choices, subject.at, subject.balance_at)
    return Search(one).best().receipt.pay


def items(
    lines: Iterable[Line],
    paid: Mapping[str, int],
    currency: str,
    standard: Standard,
    start: date | None = None,
    histories: Mapping[str, History] | None = None,
) -> tuple[Item, ...]:
    """Every item with what is ``paid`` for it; ``histories`` are by the item's id.

    What it is compared with is the reference that the standard allows where prices were observed, else the struck
    price, else the marked one.
    """
    every = histories or {}
    return tuple(_item(line, paid[line.id], currency, standard, start, every.get(line.id)) for line in lines)


def _item(line: Line, pay: int, currency: str, standard: Standard, start: date | None, history: History | None) -> Item:
    allowed = None
    if history and standard.reference is not None and start is not None:
        allowed = reference(standard.reference, history, start)
    marked = minor_units(line.list_price or line.unit_price, currency) if allowed is None else allowed.price
    return Item(line.id, marked, pay, history or History(), allowed)
