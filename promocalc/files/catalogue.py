"""Catalogues and wish-lists: items with their prices that might be added to a cart.

A catalogue is written as the lines of a cart are: as a table with a header in English or Chinese
(``name,price,store,category,tags,id``), or as YAML. Its quantity is how many there are of an item, one unless stated.
"""

from __future__ import annotations

from typing import BinaryIO

from promocalc.cart import Cart, Line
from promocalc.files.fit import fit_cart
from promocalc.files.load import Source, open_cart, read_cart
from promocalc.files.table import looks_like_table, read_sheet
from promocalc.problems import CurrencyMismatch, EmptyList, Problem, ProblemGroup, Where


def load_catalogue(source: Source, *, currency: str = "CNY", stdin: BinaryIO | None = None) -> tuple[Line, ...]:
    """The items in a file, or in ``stdin`` where the source is ``-``; their prices are in ``currency``.

    Raises ProblemGroup with every problem in every row, each at its line and column.
    """
    found = open_cart(source, stdin=stdin, currency=currency)
    problem = _problem(found.value, currency)
    if problem is not None:
        raise ProblemGroup((found.locate(problem),))
    return found.value.lines


def read_catalogue(text: str, *, file: str | None = None, currency: str = "CNY") -> tuple[Line, ...]:
    """The items that ``text`` writes down. Raises ProblemGroup as :func:`load_catalogue` does."""
    if looks_like_table(text):
        cart = fit_cart(read_sheet(text, file=file, currency=currency))
    else:
        cart = read_cart(text, file=file)
    problem = _problem(cart, currency)
    if problem is not None:
        raise ProblemGroup((problem,))
    return cart.lines


def _problem(cart: Cart, currency: str) -> Problem | None:
    """Other money than the cart's, or no items."""
    if cart.currency != currency:
        return Problem(CurrencyMismatch(cart.currency, currency), Where(("currency",)))
    return None if cart.lines else Problem(EmptyList(), Where(("lines",)))
