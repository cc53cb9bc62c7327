"""From a document to a rulebook or a cart: everything that is wrong at once, each trouble at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from promocalc.cart import Cart, Line
from promocalc.files.keys import explained, inner_names, kind_told
from promocalc.files.place import OTHER_SPELLINGS, Data, Document
from promocalc.money import CURRENCIES
from promocalc.problems import (
    BadName,
    MissingKey,
    Path,
    Problem,
    ProblemGroup,
    TooFine,
    UnknownHolding,
    UnknownKey,
    UnusedRule,
    Where,
    WrongDocument,
    WrongKind,
)
from promocalc.rules.cents import Defaults
from promocalc.rules.check import Checked, check_rulebook
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.model import Model
from promocalc.rules.programme import Node, read_node
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook, read_rule
from promocalc.rules.tax import Tax
from promocalc.rules.values import KEY_MARK, Flaws, read_name, shown, troubles

M = TypeVar("M", bound=Model)


def fit_rulebook(document: Document, above: Rulebook | None = None, other: Iterable[Problem] = ()) -> Rulebook:
    """The rulebook that ``document`` writes down; ``above`` is what it extends, ``other`` what is known to be wrong.

    Raises ProblemGroup with all that is wrong, sorted by place.
    """
    data = document.data()
    if not isinstance(data, dict):
        raise _refused(document, [((), WrongKind(shown(data), "mapping"))], other)
    if kind_told(data) == "cart" and "rules" not in data:
        raise _refused(document, [((), WrongDocument("cart", document.file or "-"))])
    flaws: Flaws = list(inner_names(Rulebook, data))
    book = None
    try:
        book = Rulebook.model_validate({**data, **_inherited(above)})
    except ValidationError as error:
        flaws += [(path, explained(Rulebook, path, trouble)) for path, trouble in troubles(error)]
        flaws += _rest_of_rulebook(data, Defaults() if above is None else above.effective_defaults)
    if book is None or flaws or document.problems or other:
        raise _refused(document, [(_said(path, data), trouble) for path, trouble in flaws], other)
    return book


def _inherited(above: Rulebook | None) -> dict[str, Any]:
    if above is None:
        return {}
    return {
        "inherited": above.effective_defaults,
        "inherited_refund": above.effective_refund,
        "inherited_protection": above.effective_protection,
        "inherited_sources": above.inherited_sources | above.sources,
    }


def fit_cart(document: Document) -> Cart:
    """The cart that ``document`` writes down.

    Raises ProblemGroup with all that is wrong, sorted by place.
    """
    data = document.data()
    if not isinstance(data, dict):
        raise _refused(document, [((), WrongKind(shown(data), "cart" if isinstance(data, str) else "mapping"))])
    if kind_told(data) == "rulebook" and "lines" not in data:
        raise _refused(document, [((), WrongDocument("rulebook", document.file or "-"))])
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


def fit_model(document: Document, model: type[M]) -> M:
    """Any other model that ``document`` writes down: a standard, a file of claims.

    Raises ProblemGroup with all that is wrong, sorted by place.
    """
    data = document.data()
    if not isinstance(data, dict):
        raise _refused(document, [((), WrongKind(shown(data), "mapping"))])
    flaws: Flaws = list(inner_names(model, data))
    found = None
    try:
        found = model.model_validate(data)
    except ValidationError as error:
        flaws += [(path, explained(model, path, trouble)) for path, trouble in troubles(error)]
    if found is None or flaws or document.problems:
        raise _refused(document, flaws)
    return found


def _refused(document: Document, flaws: Flaws, other: Iterable[Problem] = ()) -> ProblemGroup:
    located = [document.problem(path, trouble) for path, trouble in _without_echoes(flaws)]
    found = [*document.problems, *(problem for problem in located if problem is not None), *other]
    here = [problem for problem in dict.fromkeys(found) if problem.where.file == document.file]
    elsewhere = [problem for problem in dict.fromkeys(found) if problem.where.file != document.file]
    return ProblemGroup((*sorted(here, key=lambda problem: _order(problem.where)), *elsewhere))


def _without_echoes(flaws: Flaws) -> Flaws:
    """A key that is missing because it is misspelt, or because the other verb stands there, is one trouble, not two."""
    meant = {
        (path[: path.index(KEY_MARK) - 1], spelling)
        for path, trouble in flaws
        if isinstance(trouble, UnknownKey) and KEY_MARK in path
        for spelling in _meant_by(trouble)
    }
    return [
        (path, trouble)
        for path, trouble in dict.fromkeys(flaws)
        if not (isinstance(trouble, MissingKey) and (path, trouble.key) in meant)
    ]


def _meant_by(trouble: UnknownKey) -> Iterator[str]:
    """The keys that somebody may have meant who wrote an unknown one."""
    if trouble.near is not None:
        yield trouble.near
        yield from (key for key, other in OTHER_SPELLINGS.items() if other == trouble.near)
    yield from {"off": ("give",), "give": ("off",)}.get(trouble.key, ())


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
    codes = _currencies(data)
    currency, *also_in = [code for code in codes if code in CURRENCIES] or ["CNY"]
    readable = {at: one for at, one in exclude.items() if one is not None}
    tax: Tax | None = _read(Tax.model_validate, data["tax"]) if data.get("tax") is not None else None
    effective = defaults.over_(inherited)
    protection = _names_of_protection(data.get("protection"), tuple(rules))
    refund = _names_of_refund(data.get("refund"))
    kept = tuple(readable.values())
    book = Checked(rules, price, kept, effective, currency, tuple(also_in), tax, protection, refund)
    places = tuple(readable)
    return [
        (_renumbered(path, "exclude", places), trouble)
        for path, trouble in (*check_rulebook(book), *_days_of_protection(data.get("protection")))
        if not (isinstance(trouble, TooFine) and trouble.currency == currency and currency not in codes)
        and not (isinstance(trouble, UnusedRule) and trouble.name in unnamed)
        and not (isinstance(trouble, UnknownHolding) and trouble.name in _wallets_unread(written, rules))
    ]


def _names_of_protection(written: Data | None, rules: tuple[str, ...]) -> Protection | None:
    """As much of a policy as names rules; a name that is none itself gives way to one that is there."""
    if not isinstance(written, dict) or not rules:
        return None
    names = {
        key: [rules[0] if _read(read_name, name) is None else name for name in listed]
        for key in ("leave_out", "excludes")
        if isinstance(listed := written.get(key), list)
    }
    policy: Protection | None = _read(Protection.model_validate, names)
    return policy


def _days_of_protection(written: Data | None) -> Flaws:
    """Days that are counted from the end of a campaign need that end, whatever else the policy says."""
    if not isinstance(written, dict) or "campaign" in written:
        return []
    said = {key: written[key] for key in ("within", "after") if key in written}
    try:
        Protection.model_validate(said)
    except ValidationError as error:
        return [
            (("protection", *path), trouble) for path, trouble in troubles(error) if isinstance(trouble, MissingKey)
        ]
    return []


def _names_of_refund(written: Data | None) -> Refund | None:
    """As much of a policy as names wallets and coins."""
    if not isinstance(written, dict):
        return None
    kept = {key: written[key] for key in ("balances", "round") if key in written}
    if isinstance(named := written.get("balances"), dict):
        kept["balances"] = {name: "share" for name in named if _read(read_name, name) is not None}
    readable = [key for key in kept if _read(Refund.model_validate, {key: kept[key]}) is not None]
    policy: Refund | None = _read(Refund.model_validate, {key: kept[key] for key in readable})
    return policy


def _wallets_unread(written: Mapping[str, Data], rules: Mapping[str, Rule | None]) -> frozenset[str]:
    """The wallets of rules that cannot be read for another reason."""
    bodies = [body for name, body in written.items() if rules.get(name) is None and isinstance(body, dict)]
    uses = [use for body in bodies if isinstance(use := body.get("use"), dict)]
    return frozenset(str(use["balance"]) for use in uses if "balance" in use)


def _currencies(data: Mapping[str, Data]) -> tuple[str, ...]:
    """The codes that a rulebook names, whether they are any or not."""
    said = data.get("currency", "CNY")
    return tuple(str(code).upper() for code in (said if isinstance(said, list) else [said]))


def _rest_of_cart(data: Mapping[str, Data], found: Flaws) -> Flaws:
    """What is wrong between the lines that can be read."""
    bad = {path[0] for path, _ in found if path} - {"wallet"}
    lines, wallet = data.get("lines"), data.get("wallet")
    kept = {key: value for key, value in data.items() if key not in bad}
    if isinstance(wallet, dict):
        bad_parts = {path[1] for path, _ in found if path[0] == "wallet" and len(path) > 1}
        kept["wallet"] = {key: value for key, value in wallet.items() if key not in bad_parts}
    if "lines" in bad and isinstance(lines, list):
        kept["lines"] = [_readable_line(line, at) for at, line in enumerate(lines, 1)]
    try:
        Cart.model_validate(kept)
    except ValidationError as error:
        return [one for one in troubles(error) if "currency" not in bad or not isinstance(one[1], TooFine)]
    return []


def _readable_line(line: Data, at: int) -> Data:
    """A line as it is, or where it cannot be read, as much of it as can."""
    if not isinstance(line, dict):
        return _unnamed(at)
    try:
        Line.model_validate(line)
    except ValidationError as error:
        bad = {path[0] for path, _ in troubles(error) if path}
        bad |= {OTHER_SPELLINGS[key] for key in bad if key in OTHER_SPELLINGS}
        kept = {"id": str(at)} | {key: value for key, value in line.items() if key not in bad}
        if not {"unit_price", "price"} & set(kept):
            kept["unit_price"] = "0"
        if "id" in bad:
            kept["id"] = f"\0{at}"
        return kept if _read(Line.model_validate, kept) is not None else _unnamed(at)
    return line


def _unnamed(at: int) -> Data:
    return {"id": f"\0{at}", "unit_price": "0"}


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
    """A default that is inherited stands where the rulebook says from whom; several currencies stand in one list."""
    own = data.get("defaults")
    match path:
        case ("also_in", int() as at, *rest) if isinstance(data.get("currency"), list):
            return ("currency", at + 1, *rest)
        case ("currency", *rest) if isinstance(data.get("currency"), list):
            return ("currency", 0, *rest)
        case _:
            pass
    if path[:1] == ("defaults",) and len(path) > 1 and not (isinstance(own, dict) and path[1] in own):
        return ("extends",)
    return path
