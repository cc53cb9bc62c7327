"""Items in scope of a claim about many: what each costs by itself, and beside which price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from promocalc.cart import Line
from promocalc.choose.alike import ids_named, kinds
from promocalc.choose.best import Search
from promocalc.choose.watch import UNWATCHED, Aside, Progress, Stopped, Watch
from promocalc.claims.history import History
from promocalc.claims.matter import Item
from promocalc.claims.reference import reference
from promocalc.claims.standard import Standard
from promocalc.claims.witness import freely
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.money import minor_units


def receipts(subject: Subject, lines: Sequence[Line], watch: Watch = UNWATCHED) -> dict[str, Receipt]:
    """The receipt of every item if it is bought by itself, one piece of it, at its cheapest: by its id.

    Items that no rule tells apart have one receipt together. Raises ProblemGroup as the engine does, NotExpressible as
    the search does, and Stopped where its watch stopped it.
    """
    free = freely(subject)
    alike = _alike(free, lines)
    found: dict[str, Receipt] = {}
    for done, some in enumerate(alike):
        whole = Progress("items", done, len(alike))
        watch.tell(whole)
        receipt = _receipt(free, some[0], Aside(watch, whole))
        if watch.stopped():
            raise Stopped
        found |= {line.id: receipt for line in some}
    return found


def _alike(subject: Subject, lines: Sequence[Line]) -> list[list[Line]]:
    """The items, those together that no rule tells apart."""
    pricer, currency = subject.pricer(), subject.cart.currency
    named = ids_named(pricer)
    bare = {line.id: line.model_copy(update={"id": line.id if line.id in named else ""}) for line in lines}
    whose: dict[int, Line] = {id(bare[line.id]): line for line in lines}
    found: dict[tuple[int, int], list[Line]] = {}
    for number, kind in enumerate(
        kinds(pricer, ((one, minor_units(one.unit_price, currency)) for one in bare.values()))
    ):
        for one, price in zip(kind.lines, kind.prices, strict=True):
            found.setdefault((number, price), []).append(whose[id(one)])
    return list(found.values())


def _receipt(subject: Subject, line: Line, watch: Watch) -> Receipt:
    cart = subject.cart.model_copy(update={"lines": (line.model_copy(update={"quantity": 1}),)})
    one = Subject(cart, subject.rulebook, subject.choices, subject.at, subject.balance_at)
    return Search(one, watch=watch).best().receipt


def items(
    lines: Iterable[Line],
    paid: Mapping[str, int],
    currency: str,
    standard: Standard,
    start: date | None = None,
    histories: Mapping[str, History] | None = None,
    *,
    ruled: bool = True,
) -> tuple[Item, ...]:
    """Every item with what is ``paid`` for it; ``histories`` are by the item's id.

    What it is compared with is the reference that the standard allows where prices were observed, else the struck
    price, else the marked one: where the shop is ``ruled``, so that somebody said what comes off that.
    """
    every = histories or {}
    return tuple(_item(line, paid[line.id], currency, standard, start, every.get(line.id), ruled) for line in lines)


def _item(
    line: Line, pay: int, currency: str, standard: Standard, start: date | None, history: History | None, ruled: bool
) -> Item:
    allowed = None
    policy = standard.reference or standard.usual
    if history and policy is not None and start is not None:
        allowed = reference(policy, history, start)
    label = minor_units(line.unit_price, currency)
    listed = label if line.list_price is None else minor_units(line.list_price, currency)
    marked = listed if allowed is None else allowed.price
    compared = ruled or allowed is not None or line.list_price is not None
    return Item(line.id, marked, pay, history or History(), allowed, label, line.title, listed, compared)
