"""``promocalc best --add``: what to add so that less is paid, or the next threshold is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promocalc.cli.asking import subject_of
from promocalc.cli.case import Case
from promocalc.cli.streams import standard_input

if TYPE_CHECKING:
    from promocalc.cart import Line
    from promocalc.explain.best.add import AddTold


def items_of(case: Case, catalogue: str) -> tuple[Line, ...]:
    """The items of a file, priced as the cart is. Raises ProblemGroup, each problem at its place in that file."""
    from promocalc.files.catalogue import load_catalogue

    return load_catalogue(catalogue, currency=case.cart.value.currency, stdin=standard_input())


def told(case: Case, items: tuple[Line, ...]) -> AddTold:
    """What to add of these items, the offers chosen best where that can be proven.

    Raises ProblemGroup where the choices do not fit.
    """
    from promocalc.choose.addons import Adding
    from promocalc.choose.addons_best import AddingBest
    from promocalc.explain.best.add import AddTold
    from promocalc.numbers.formula import NotExpressible

    adding = Adding(subject_of(case), items)
    chosen = AddingBest(adding)
    try:
        chosen.before  # noqa: B018
    except NotExpressible:
        adding.before  # noqa: B018
        return AddTold(adding)
    return AddTold(adding, chosen)
