"""From a document to a rulebook or a cart: everything that is wrong at once, each trouble at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from promocalc.cart import Cart, Line
from promocalc.files.keys import explained, inner_names
from promocalc.files.place import Data, Document
from promocalc.money import CURRENCIES
from promocalc.problems import BadName, Path, Problem, ProblemGroup, TooFine, UnusedRule, Where, WrongKind
from promocalc.rules.check import Checked, check_rulebook
from promocalc.rules.programme import Node, read_node
from promocalc.rules.rule import Defaults, Rule
from promocalc.rules.rulebook import Exclusion, Rulebook, read_rule
from promocalc.rules.values import Flaws, shown, troubles


def fit_rulebook(document: Document, inherited: Defaults | None = None, other: Iterable[Problem] = ()) -> Rulebook:
    """The rulebook that ``document`` writes down. ``other`` problems are already known.

    Raises ProblemGroup with all that is wrong, sorted by place.
    """
    data = document.data()
    if not isinstance(data, dict):
        raise _refused(document, [((), WrongKind(shown(data), "mapping"))], other)
    flaws: Flaws = list(inner_names(Rulebook, data))
    book = None
    try:
        book = Rulebook.model_validate({**data, "inherited": inherited})
    except ValidationError as error:
        flaws += [(path, explained(Rulebook, path, trouble)) for path, trouble in troubles(error)]
        flaws += _rest_of_rulebook(data, inherited or Defaults())
    if book is None or flaws or document.problems or other:
        raise _refused(document, [(_said(path, data), trouble) for path, trouble in flaws], other)
    return book


def fit_cart(document: Document) -> Cart:
    """The cart that ``document`` writes down.

    Raises ProblemGroup with all that is wrong, sorted by place.
    """
    data = document.data()
    if not isinstance(data, dict):
        raise _refused(document, [((), WrongKind(shown(data), "mapping"))])
    flaws: Flaws = list(inner_names(Cart, data))
    cart = None
    try:
        cart = Cart.model_validate(data)
    except ValidationError as error:
        found = troubles(error)
        flaws += [(path, explained(Cart, path, trouble)) for path, trouble in found]
        flaws += _rest_of_cart(data, found)
    if cart is None or flaws or document.problems:
        raise _refused(document, flaws)
    return cart


def _refused(document: Document, flaws: Flaws, other: Iterable[Problem] = ()) -> ProblemGroup:
    located = [document.problem(path, trouble) for path, trouble in dict.fromkeys(flaws)]
    problems = [*document.problems, *(problem for problem in located if problem is not None)]
    here = sorted(dict.fromkeys(problems), key=lambda problem: _order(problem.where))
    return ProblemGroup((*here, *other))


def _order(where: Where) -> tuple[int, int]:
    return where.line or 0, where.column or 0


# --- what the models do not come to when a part of the shape is wrong -----------------------------------------


def _rest_of_rulebook(data: Mapping[str, Data], inherited: Defaults) -> Flaws:
    """How the parts that can be read fit together, whatever is wrong with the others."""
    written = data.get("rules", {})
    if not isinstance(written, dict):
        return []
    ignored: Flaws = []
    rules: dict[str, Rule | None] = {name: read_rule(name, body, ignored) for name, body in written.items()}
    price: Node | None = _read(read_node, data["price"]) if data.get("price") is not None else None
    listed = data.get("exclude")
    exclude = dict(
        enumerate(_read(Exclusion.model_validate, one) for one in listed) if isinstance(listed, list) else ()
    )
    defaults: Defaults = _read(Defaults.model_validate, data.get("defaults", {})) or Defaults()
    unnamed = {path[0] for path, trouble in ignored if isinstance(trouble, BadName)}
    code = str(data.get("currency", "CNY")).upper()
    currency = code if code in CURRENCIES else "CNY"
    readable = {at: one for at, one in exclude.items() if one is not None}
    book = Checked(rules, price, tuple(readable.values()), defaults.over_(inherited), currency)
    places = tuple(readable)
    return [
        (_renumbered(path, "exclude", places), trouble)
        for path, trouble in check_rulebook(book)
        if not (isinstance(trouble, TooFine) and currency != code)
        and not (isinstance(trouble, UnusedRule) and trouble.name in unnamed)
    ]


def _rest_of_cart(data: Mapping[str, Data], found: Flaws) -> Flaws:
    """What is wrong between the lines that can be read."""
    bad = {path[0] for path, _ in found if path}
    lines = data.get("lines")
    kept = {key: value for key, value in data.items() if key not in bad}
    places: tuple[int, ...] = ()
    if "lines" in bad and isinstance(lines, list):
        numbered = {
            at: {**line, "id": line.get("id", str(at + 1))} for at, line in enumerate(lines) if isinstance(line, dict)
        }
        readable = {at: line for at, line in numbered.items() if _read(Line.model_validate, line) is not None}
        kept["lines"] = list(readable.values())
        places = tuple(readable)
    try:
        Cart.model_validate(kept)
    except ValidationError as error:
        return [
            (_renumbered(path, "lines", places), trouble)
            for path, trouble in troubles(error)
            if "currency" not in bad or not isinstance(trouble, TooFine)
        ]
    return []


def _read(read: Callable[[Any], Any], value: object) -> Any:
    try:
        return read(value)
    except ValidationError:
        return None


def _renumbered(path: Path, key: str, places: tuple[int, ...]) -> Path:
    """A path into a list of which only some members were looked at, as a path into the whole list."""
    match path:
        case (first, int() as at, *rest) if first == key and at < len(places):
            return (key, places[at], *rest)
        case _:
            return path


def _said(path: Path, data: Mapping[str, Data]) -> Path:
    """A default that is inherited stands where the rulebook says from whom."""
    own = data.get("defaults")
    if path[:1] == ("defaults",) and len(path) > 1 and not (isinstance(own, dict) and path[1] in own):
        return ("extends",)
    return path
