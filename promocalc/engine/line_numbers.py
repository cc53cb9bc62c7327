"""Whether the numbers that rules take from lines can be read, and lines that count together agree on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from promocalc.cart import Cart, Line, Persona
from promocalc.engine.plan import Shape, number_text, read_number, shape_of
from promocalc.engine.programme import Apply, Programme
from promocalc.engine.scoping import guard
from promocalc.engine.terms import DeductEvery, Terms
from promocalc.money import Rate, parse_rate
from promocalc.problems import (
    LinesDisagree,
    NotAnAmount,
    NotARate,
    OutOfRange,
    Path,
    Problem,
    ProblemGroup,
    Trouble,
    Where,
    WrongKind,
)
from promocalc.rules.quantity import LineNumber, line_numbers
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Give
from promocalc.rules.values import read_amount


def check_counters(book: Rulebook, shopper: Persona) -> None:
    """Raise every problem with what the shopper has had of caps before: amounts, or whole points."""
    found: list[Problem] = []
    for name, periods in shopper.used.items():
        rule = book.rules.get(name)
        points = rule is not None and isinstance(rule.take, Give) and rule.take.counts_points
        for period, amount in periods.items():
            where = Where(("shopper", "used", name, period))
            if points and amount != amount.to_integral_value():
                found.append(Problem(WrongKind(f"{amount:f}", "whole"), where))
            elif not points and not isinstance(read := read_number(f"{amount:f}", book.currency), int | Fraction):
                found.append(Problem(read, where))
    if found:
        raise ProblemGroup(tuple(found))


def check_wallet(programmes: Sequence[Programme], cart: Cart) -> None:
    """Raise every balance of points that is not a whole number of them."""
    points = frozenset[str]().union(*(programme.points for programme in programmes))
    held = {name: amount for name, amount in cart.wallet.balances.items() if name in points}
    odd = {name: amount for name, amount in held.items() if amount != amount.to_integral_value()}
    if odd:
        wrong = [(WrongKind(f"{amount:f}", "whole"), ("wallet", "balances", name)) for name, amount in odd.items()]
        raise ProblemGroup(tuple(Problem(trouble, Where(path)) for trouble, path in wrong))


def check_numbers(programmes: Sequence[Programme], cart: Cart) -> None:
    """Raise every problem with numbers that lines state, each at its place in the cart."""
    if not any(programme.inputs or programme.literals for programme in programmes):
        return
    found = dict.fromkeys(problem for programme in programmes for problem in _problems(programme, cart))
    if found:
        raise ProblemGroup(tuple(Problem(trouble, Where(path)) for path, trouble in found))


def _problems(programme: Programme, cart: Cart) -> Iterator[tuple[Path, Trouble]]:
    yield from _tax_rates(programme, cart)
    shape, seen = shape_of(cart, programme), set[str]()
    for op in programme.ops:
        if isinstance(op, Apply) and op.terms.line_numbers and op.terms.name not in seen:
            seen.add(op.terms.name)
            yield from _of_rule(op.terms, cart, _in_scope(op.terms, shape))


def _tax_rates(programme: Programme, cart: Cart) -> Iterator[tuple[Path, Trouble]]:
    rate = programme.levy.rate if programme.levy is not None else None
    if not isinstance(rate, LineNumber):
        return
    for at, line in enumerate(cart.lines):
        text = line.attributes.get(rate.attribute)
        if text is not None and parse_rate(text) is None:
            yield ("lines", at, "attributes", rate.attribute), NotARate(text)


def _of_rule(terms: Terms, cart: Cart, in_scope: frozenset[str]) -> Iterator[tuple[Path, Trouble]]:
    """Lines that count together have to agree; what repeats, and what stays, are amounts; points are rates."""
    amounts = set(line_numbers(terms.floor))
    rates = set()
    if isinstance(terms.verb, DeductEvery):
        amounts |= set(line_numbers(terms.verb.off, terms.verb.every))
    elif terms.counts_points:
        rates = set(terms.needed_numbers) | set(line_numbers(terms.cap_each, terms.cap_pool))
    alone = terms.each in ("line", "piece") or terms.rule.per in ("line", "piece")
    shared = set() if alone else set(terms.needed_numbers) | set(line_numbers(terms.cap_each))
    if terms.rule.per not in ("line", "piece"):
        shared |= set(line_numbers(terms.cap_pool))
    pools: dict[tuple[str, str], set[str]] = {}
    for at, line in enumerate(cart.lines):
        for name in terms.line_numbers:
            text = number_text(line, name)
            if text is None or line.id not in in_scope:
                continue
            place: Path = ("lines", at, "attributes", name)
            if not isinstance(read := read_number(text, cart.currency), int | Fraction):
                yield place, read
                continue
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


def _in_scope(terms: Terms, lines: Shape) -> frozenset[str]:
    """The lines that a rule is, or may be, about."""
    lots = [[at] for at in range(len(lines))]
    return frozenset(
        line.id
        for at, line in enumerate(lines)
        if (line.kind == "goods" or not terms.goods_only)
        and guard(terms.scope, at, lines, lots, {}, known_only=True) is not False
    )


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
