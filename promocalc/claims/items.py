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


def items(
    subject: Subject,
    lines: Iterable[Line],
    standard: Standard,
    start: date | None = None,
    histories: Mapping[str, History] | None = None,
) -> tuple[Item, ...]:
    """Every item bought by itself, one piece of it, at its cheapest; ``histories`` are by the item's id.

    What it is compared with is the reference that the standard allows where prices were observed, else the struck
    price, else the marked one. Raises ProblemGroup as the engine does, NotExpressible as the search does.
    """
    return tuple(_item(subject, line, standard, start, (histories or {}).get(line.id)) for line in lines)


def _item(subject: Subject, line: Line, standard: Standard, start: date | None, history: History | None) -> Item:
    one = line.model_copy(update={"quantity": 1})
    cart = subject.cart.model_copy(update={"lines": (one,)})
    best = Search(Subject(cart, subject.rulebook, subject.choices, subject.at, subject.balance_at)).best()
    allowed = None
    if history and standard.reference is not None and start is not None:
        allowed = reference(standard.reference, history, start)
    struck = line.list_price or line.unit_price
    marked = minor_units(struck, cart.currency) if allowed is None else allowed.price
    return Item(line.id, marked, best.receipt.pay, history or History())
