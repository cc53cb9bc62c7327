"""Whether the numbers that rules take from lines can be read, and lines that count together agree on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import ValidationError

from promocalc.cart import Cart, Line
from promocalc.engine.programme import Apply, Programme
from promocalc.engine.terms import DeductEvery, Terms
from promocalc.money import CURRENCIES, Rate, minor_units, parse_rate
from promocalc.problems import (
    LinesDisagree,
    NotAnAmount,
    NotARate,
    OutOfRange,
    Path,
    Problem,
    ProblemGroup,
    TooFine,
    Trouble,
    Where,
)
from promocalc.rules.quantity import LineNumber, line_numbers
from promocalc.rules.scope import EVERYTHING, Is, Scope
from promocalc.rules.values import read_amount, troubles


def check_numbers(programmes: Sequence[Programme], cart: Cart) -> None:
    """Raise every problem with numbers that lines state, each at its place in the cart."""
    if not any(programme.inputs or programme.literals for programme in programmes):
        return
    found = dict.fromkeys(problem for programme in programmes for problem in _problems(programme, cart))
    if found:
        raise ProblemGroup(tuple(Problem(trouble, Where(path)) for path, trouble in found))


def _problems(programme: Programme, cart: Cart) -> Iterator[tuple[Path, Trouble]]:
    unread = False
    for at, line in enumerate(cart.lines):
        for name in sorted(programme.inputs | programme.literals):
            if name in line.attributes:
                trouble = _unreadable(line.attributes[name], cart.currency)
                if trouble is not None:
                    unread = True
                    yield ("lines", at, "attributes", name), trouble
    if unread:
        return
    yield from _tax_rates(programme, cart)
    seen: set[str] = set()
    for op in programme.ops:
        if isinstance(op, Apply) and op.terms.line_numbers and op.terms.name not in seen:
            seen.add(op.terms.name)
            yield from _of_rule(op.terms, cart)


def _unreadable(text: str, currency: str) -> Trouble | None:
    if parse_rate(text) is not None:
        return None
    try:
        amount: Decimal = read_amount(text)
    except ValidationError as error:
        return troubles(error)[0][1]
    try:
        minor_units(amount, currency)
    except ValueError:
        return TooFine(f"{amount:f}", currency, CURRENCIES[currency])
    return None


def _tax_rates(programme: Programme, cart: Cart) -> Iterator[tuple[Path, Trouble]]:
    rate = programme.levy.rate if programme.levy is not None else None
    if not isinstance(rate, LineNumber):
        return
    for at, line in enumerate(cart.lines):
        text = line.attributes.get(rate.attribute)
        if text is not None and parse_rate(text) is None:
            yield ("lines", at, "attributes", rate.attribute), NotARate(text)


def _of_rule(terms: Terms, cart: Cart) -> Iterator[tuple[Path, Trouble]]:
    """Lines that count together have to agree; what repeats, and what stays, are amounts; points are rates."""
    amounts = set(line_numbers(terms.floor))
    rates = set()
    if isinstance(terms.verb, DeductEvery):
        amounts |= set(line_numbers(terms.verb.off, terms.verb.every))
    elif terms.counts_points:
        rates = set(terms.needed_numbers)
    alone = terms.each in ("line", "piece") or terms.rule.per in ("line", "piece")
    shared = set() if alone else set(terms.needed_numbers) | set(line_numbers(terms.cap_each))
    if terms.rule.per not in ("line", "piece"):
        shared |= set(line_numbers(terms.cap_pool))
    pools: dict[tuple[str, str], set[str]] = {}
    for at, line in enumerate(cart.lines):
        for name in terms.line_numbers:
            text = line.attributes.get(name)
            if text is None or not _may_be(terms.scope, line):
                continue
            place: Path = ("lines", at, "attributes", name)
            if name in amounts and parse_rate(text) is not None:
                yield place, NotAnAmount(text, "rate")
            elif name in rates and parse_rate(text) is None:
                yield place, NotARate(text)
            elif isinstance(terms.verb, DeductEvery) and LineNumber(name) == terms.verb.every and not read_amount(text):
                yield place, OutOfRange(text, "0.01", None)
            if name in shared:
                pools.setdefault((name, _pool(terms, line)), set()).add(_plain(text))
                if len(pools[name, _pool(terms, line)]) > 1:
                    values = tuple(sorted(pools[name, _pool(terms, line)]))
                    yield place, LinesDisagree(terms.name, name, values)


def _pool(terms: Terms, line: Line) -> str:
    match terms.rule.per:
        case "order":
            return ""
        case "store" | "category" | "kind" as own:
            return str(getattr(line, own))
        case attribute:
            return line.attributes.get(attribute, "")


def _plain(text: str) -> str:
    """A number written one way: 40, 40.0 and 40.00 agree."""
    rate = parse_rate(text)
    return str(Rate(rate[0].fraction)) if rate is not None else f"{read_amount(text).normalize():f}"


def _may_be(scope: Scope, line: Line) -> bool:
    """Whether a line may be in a scope, as far as one attribute tells."""
    if scope == EVERYTHING:
        return line.kind == "goods"
    if isinstance(scope, Is):
        own = line.tags if scope.attribute == "tag" else (getattr(line, scope.attribute, None) or "",)
        if scope.attribute not in ("tag", "id", "store", "category", "kind"):
            own = (line.attributes.get(scope.attribute, ""),)
        return any(value in scope.values for value in own)
    return True
