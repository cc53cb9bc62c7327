"""Catalogues and wish-lists: items with their prices that might be added to a cart.

A catalogue is written as the lines of a cart are: as a table with a header in English or Chinese
(``name,price,store,category,tags,id``), or as YAML: a list of items, by itself or under ``items`` or ``lines``. Its
quantity is how many there are of an item, one unless stated. What was asked before an item was reduced is its
``list_price``; a table may call it ``was``, and what is asked ``now``: then its ``price`` is what was asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from promocalc.cart import Cart, Line
from promocalc.files.fit import fit_cart
from promocalc.files.history_rows import is_amount
from promocalc.files.load import Loaded, Source, open_cart
from promocalc.files.place import Document, Entries, Items, Scalar
from promocalc.files.table import looks_like_table, read_sheet
from promocalc.files.text import Text, read_file, read_stream
from promocalc.files.yaml import read_yaml
from promocalc.problems import EmptyList, OtherMoney, Problem, ProblemGroup, Where


def load_catalogue(source: Source, *, currency: str = "CNY", stdin: BinaryIO | None = None) -> tuple[Line, ...]:
    """The items in a file, or in ``stdin`` where the source is ``-``; their prices are in ``currency``.

    Raises ProblemGroup with every problem in every row, each at its line and column.
    """
    text, path = _fetched(source, stdin)
    if text is None:
        found = open_cart(source, currency=currency)  # something shipped, or it says what is not there
        return _items(found.value, found.locate, currency)
    document = _document(text, path, currency)
    loaded = Loaded(fit_cart(document), document, text, path)
    return _items(loaded.value, loaded.locate, currency)


def read_catalogue(text: str, *, file: str | None = None, currency: str = "CNY") -> tuple[Line, ...]:
    """The items that ``text`` writes down. Raises ProblemGroup as :func:`load_catalogue` does."""
    document = _document(Text(text, file), None, currency)
    return _items(fit_cart(document), lambda problem: problem, currency)


def not_read(items: Iterable[Line]) -> tuple[str, ...]:
    """The columns with nothing but numbers in them that only rules can read: they may be prices under another name."""
    found: dict[str, bool] = {}
    for item in items:
        for name, value in item.attributes.items():
            found[name] = found.get(name, True) and is_amount(value)
    return tuple(name for name, every in found.items() if every)


def _fetched(source: Source, stdin: BinaryIO | None) -> tuple[Text | None, Path | None]:
    """What stands in a file or a stream; nothing where there is no such file."""
    if source == "-" and stdin is not None:
        return read_stream(stdin), None
    path = Path(source)
    try:
        there = path.exists()
    except OSError:  # a name that the system will not take
        there = False
    return (read_file(path), path) if there else (None, None)


def _document(text: Text, path: Path | None, currency: str) -> Document:
    ending = "" if path is None else path.suffix.lower()
    if ending in (".csv", ".tsv") or (ending not in (".yaml", ".yml", ".json") and looks_like_table(text.text)):
        return read_sheet(text.text, file=text.file, currency=currency, beside=True)
    return _in_lines(read_yaml(text.text, file=text.file), currency)


def _in_lines(document: Document, currency: str) -> Document:
    """A list, or what stands under ``items``, as the lines of a cart in the money that is asked for."""
    root = document.root
    if isinstance(root, Items):
        root = Entries(root.span, keys={"lines": root.span}, values={"lines": root})
    elif isinstance(root, Entries) and "items" in root.values and "lines" not in root.values:
        keys, values = (
            {"lines" if key == "items" else key: one for key, one in some.items()} for some in (root.keys, root.values)
        )
        root = Entries(root.span, root.flow, keys, values)  # type: ignore[arg-type]
    if isinstance(root, Entries) and "currency" not in root.values:
        root.keys["currency"], root.values["currency"] = root.span, Scalar(currency, root.span)
    return replace(document, root=root)


def _items(cart: Cart, located: Callable[[Problem], Problem], currency: str) -> tuple[Line, ...]:
    problem = _problem(cart, currency)
    if problem is not None:
        raise ProblemGroup((located(problem),))
    return cart.lines


def _problem(cart: Cart, currency: str) -> Problem | None:
    """Other money than the cart's, or no items."""
    if cart.currency != currency:
        return Problem(OtherMoney("items", cart.currency, currency), Where(("currency",)))
    return None if cart.lines else Problem(EmptyList(), Where(("lines",)))
