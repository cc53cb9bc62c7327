"""Rulebooks and carts out of files, streams and texts: the ways in.

``load_…`` takes a path, the name of something shipped, or ``-`` with a stream;
``read_…`` takes the text itself. All raise ProblemGroup with every problem
there is, each at its line and column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Generic, Literal, TypeAlias, TypeVar

from promocalc.cart import Cart
from promocalc.files.fit import fit_cart, fit_rulebook
from promocalc.files.meeting import strangers
from promocalc.files.place import Data, Document, shown_path
from promocalc.files.shipped import Kind, find, shipped
from promocalc.files.table import looks_like_table, read_sheet
from promocalc.files.text import Text, near_file, read_file, read_stream, refusal
from promocalc.files.yaml import read_yaml
from promocalc.problems import (
    CircularExtends,
    FileMissing,
    NoRulebook,
    Problem,
    ProblemGroup,
    Trouble,
    UnknownRulebook,
    WrongDocument,
    nearest,
)
from promocalc.rules.rulebook import Rulebook

T = TypeVar("T", Rulebook, Cart)
Source: TypeAlias = "str | Path"

_SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".tsv", ".txt")
_TABLES = (".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class Loaded(Generic[T]):
    """What was read, and the document it was read from, so that later problems find their place in it."""

    value: T
    document: Document
    text: Text
    path: Path | None = None

    def locate(self, problem: Problem) -> Problem:
        """A problem known by its path alone, at its line and column in this file."""
        if problem.where.line is not None:
            return problem
        where = self.document.where(problem.where.path, problem.trouble)
        return replace(problem, where=replace(where, path=shown_path(where.path)))


def load_rulebook(source: Source, *, beside: Path | None = None, stdin: BinaryIO | None = None) -> Rulebook:
    """The rulebook in a file, or a shipped one by its name. ``beside``: a folder to look in first.

    Raises ProblemGroup.
    """
    return open_rulebook(source, beside=beside, stdin=stdin).value


def load_cart(source: Source, *, stdin: BinaryIO | None = None) -> Cart:
    """The cart in a file (YAML, JSON, CSV, pasted text), or a shipped one by its name.

    Raises ProblemGroup.
    """
    return open_cart(source, stdin=stdin).value


def read_rulebook(text: str, *, file: str | None = None) -> Rulebook:
    """The rulebook that ``text`` writes down. What it extends is looked for beside ``file``.

    Raises ProblemGroup.
    """
    return _rulebook(Text(text, file), Path(file) if file is not None else None).value


def read_cart(text: str, *, file: str | None = None) -> Cart:
    """The cart that ``text`` writes down, as YAML, JSON or a table.

    Raises ProblemGroup.
    """
    return _cart(Text(text, file), None).value


def open_rulebook(source: Source, *, beside: Path | None = None, stdin: BinaryIO | None = None) -> Loaded[Rulebook]:
    """As :func:`load_rulebook`, together with the document."""
    text, path = _fetch(source, "rulebook", beside, stdin)
    return _rulebook(text, path)


def open_cart(source: Source, *, stdin: BinaryIO | None = None, currency: str | None = None) -> Loaded[Cart]:
    """As :func:`load_cart`, together with the document; ``currency`` is what a table is in, which cannot say it."""
    text, path = _fetch(source, "cart", None, stdin)
    return _cart(text, path, currency)


def open_case(
    cart: Source, rulebook: Source | None = None, *, stdin: BinaryIO | None = None
) -> tuple[Loaded[Cart], Loaded[Rulebook]]:
    """A cart, and the rulebook given or else the one that the cart names (a path is relative to the cart's file).

    Raises ProblemGroup; NoRulebook where neither names one, and UnknownHolding
    where the wallet holds what the rulebook does not know.
    """
    given = open_rulebook(rulebook, stdin=stdin) if rulebook is not None else None
    bought = open_cart(cart, stdin=stdin, currency=given.value.currency if given is not None else None)
    book = _named_by(bought) if given is None else given
    unknown = strangers(bought.value, book.value)
    if unknown:
        raise ProblemGroup(tuple(bought.locate(problem) for problem in unknown))
    return bought, book


def _named_by(bought: Loaded[Cart]) -> Loaded[Rulebook]:
    """The rulebook that a cart names."""
    named = bought.value.rulebook
    if named is None:
        raise ProblemGroup((bought.locate(Problem(NoRulebook(bought.document.is_table))),))
    try:
        path = _resolve(named, "rulebook", bought.path.parent if bought.path is not None else None)
    except _NotFoundError as error:
        place = bought.document.where(("rulebook",))
        raise ProblemGroup((Problem(error.trouble, place),)) from None
    return _rulebook(read_file(path), path)


# --- finding ----------------------------------------------------------------------------------------------------


class _NotFoundError(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def _fetch(source: Source, kind: Kind, beside: Path | None, stdin: BinaryIO | None) -> tuple[Text, Path | None]:
    if source == "-" and stdin is not None:
        return read_stream(stdin), None
    if isinstance(source, Path):
        return read_file(source), source
    try:
        path = _resolve(source, kind, beside)
    except _NotFoundError as error:
        raise refusal(error.trouble, source) from None
    return read_file(path), path


def _resolve(name: str, kind: Kind, beside: Path | None) -> Path:
    """A file of that name, beside or here, else the shipped one."""
    here = [Path(name)] if beside is None else [beside / name, Path(name)]
    for path in here:
        if _is_there(path):
            return path
    found = find(name, kind)
    if found is not None:
        return found.path
    looks_like_path = "/" in name or "\\" in name or name.endswith(_SUFFIXES)
    if looks_like_path and not _is_absent(here[0]):
        # A folder, or a name that the system will not take: reading it says why it cannot be read.
        return here[0]
    other: Literal["cart", "rulebook"] = "cart" if kind == "rulebook" else "rulebook"
    if find(name, other) is not None:
        raise _NotFoundError(WrongDocument(other, name))
    known = tuple(one.name for one in shipped(kind))
    if kind == "rulebook" and not looks_like_path:
        raise _NotFoundError(UnknownRulebook(name, nearest(name, known)))
    raise _NotFoundError(FileMissing(name, near_file(here[0]) or nearest(name, known)))


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _is_absent(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:
        return False


# --- reading ----------------------------------------------------------------------------------------------------


def _rulebook(text: Text, path: Path | None, chain: tuple[Path, ...] = ()) -> Loaded[Rulebook]:
    document = read_yaml(text.text, file=text.file)
    above, problems = _inherit(document, path, chain)
    return Loaded(fit_rulebook(document, above, problems), document, text, path)


def _inherit(document: Document, path: Path | None, chain: tuple[Path, ...]) -> tuple[Rulebook | None, list[Problem]]:
    """What the rulebook extends stands for, all the way up; and what is wrong on the way."""
    data = document.data()
    name = data.get("extends") if isinstance(data, dict) else None
    if not isinstance(name, str):
        return None, []
    here = (*chain, path.resolve()) if path is not None else chain
    try:
        above = _resolve(name, "rulebook", path.parent if path is not None else None)
        if above.resolve() in here:
            names = tuple(one.name for one in here[here.index(above.resolve()) :])
            raise _NotFoundError(CircularExtends((*names, above.name)))
        return _rulebook(read_file(above), above, here).value, []
    except _NotFoundError as error:
        return None, [Problem(error.trouble, document.where(("extends",)))]
    except ProblemGroup as group:
        return None, list(group.problems)


def _cart(text: Text, path: Path | None, currency: str | None = None) -> Loaded[Cart]:
    as_table = path is not None and path.suffix.lower() in _TABLES[:2]
    if as_table or (not _says_yaml(path) and looks_like_table(text.text)):
        document = read_sheet(text.text, file=text.file, currency=currency)
    else:
        document = read_yaml(text.text, file=text.file)
    return Loaded(fit_cart(document), document, text, path)


def _says_yaml(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() in (".yaml", ".yml", ".json")


__all__ = [
    "Data",
    "Loaded",
    "load_cart",
    "load_rulebook",
    "open_cart",
    "open_case",
    "open_rulebook",
    "read_cart",
    "read_rulebook",
]
