"""``promocalc best --add``: what to add so that less is paid, or the next threshold is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promocalc.cli.asking import subject_of
from promocalc.cli.case import Case
from promocalc.cli.streams import standard_input

if TYPE_CHECKING:
    from promocalc.cart import Line
    from promocalc.choose.addons import Adding, AddOns
    from promocalc.explain.best_add import AddTold


def items_of(case: Case, catalogue: str) -> tuple[Line, ...]:
    """The items of a file, priced as the cart is. Raises ProblemGroup, each problem at its place in that file."""
    from promocalc.files.catalogue import load_catalogue

    return load_catalogue(catalogue, currency=case.cart.value.currency, stdin=standard_input())


def told(case: Case, items: tuple[Line, ...]) -> AddTold:
    """What to add of these items. Raises ProblemGroup where the choices do not fit."""
    from dataclasses import replace

    from promocalc.choose.addons import Adding
    from promocalc.explain.best_add import AddTold

    found = AddTold(Adding(subject_of(case), items))
    return found if found.answer is None else replace(found, best=_best(found.adding, found.answer))


def _best(adding: Adding, answer: AddOns) -> tuple[int, int] | None:
    """What is paid with the offers chosen best: without and with what is added; None where that cannot be told."""
    from promocalc.choose.best import Search
    from promocalc.formula.subject import Subject
    from promocalc.numbers.formula import NotExpressible

    one = adding.subject
    carts = (one.cart, answer.receipt.cart)
    try:
        some = [Search(Subject(cart, one.rulebook, adding.choices, one.at, one.balance_at)).best() for cart in carts]
    except NotExpressible:
        return None
    if any(best.gap for best in some):
        return None
    without, with_ = (best.receipt.pay for best in some)
    return None if (without, with_) == (adding.before.pay, answer.receipt.pay) else (without, with_)
