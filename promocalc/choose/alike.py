"""Items that no rule tells apart, and whether only what they come to together counts. Needs NumPy where it prices.

Two probes of a kind, one of them of two pieces, are put into the cart with prices that stay open. Where what is paid
asks for these two prices in one sum only, and no rule counts pieces of the kind, nobody can tell which items make the
sum: then what is paid is a function of the amount added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from promocalc.cart import Cart, Choices, Line
from promocalc.choose.clipping import never_clips, roomy
from promocalc.choose.course import live
from promocalc.engine.bind import bind, wide
from promocalc.engine.meaning import run
from promocalc.engine.plan import NONE, LineShape, Plan, number_text, shape_of
from promocalc.engine.price import Pricer, Way
from promocalc.engine.programme import Apply, Condition, Merge, Programme
from promocalc.engine.run import TooNarrow, tabulate
from promocalc.engine.scoping import guard
from promocalc.formula.opened import opened
from promocalc.frozen import Frozen
from promocalc.money import decimal
from promocalc.numbers.bounds import Bounds
from promocalc.numbers.formula import Expression, Formula, NotExpressible
from promocalc.rules.rule import Distinct, attributes_asked
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import AllOf, AnyOf, Is, NoneOf, Scope, names_kind

MOST_EXPRESSIONS = 100_000
"""Operations beyond which it is not looked into whether items can be told apart: they are taken to be."""
CHUNK = 8_192
"""Rows of one table: its columns then stay in the processor's cache."""


class Kind(Frozen):
    """Items that no rule tells apart but by their prices."""

    lines: tuple[Line, ...]
    prices: tuple[int, ...]
    """Of one piece of each, in minor units."""

    @property
    def held(self) -> dict[int, int]:
        """How many pieces there are of each price."""
        found = Counter[int]()
        for line, price in zip(self.lines, self.prices, strict=True):
            found[price] += line.quantity
        return dict(found)


# --- kinds ----------------------------------------------------------------------------------------------------


def kinds(pricer: Pricer, items: Iterable[tuple[Line, int]]) -> list[Kind]:
    """The kinds of items, each item with its price in minor units; those with the most items first."""
    tested, whole, numbers = _asked(pricer)
    named = "id" in tested or "id" in whole
    found: defaultdict[tuple[object, ...], list[tuple[Line, int]]] = defaultdict(list)
    known: dict[tuple[object, ...], tuple[object, ...]] = {}
    for line, price in items:
        said = (line.store, line.category, line.tags, line.kind, line.id if named else "")
        stated = (tuple(line.attributes.items()), line.list_price if numbers else None)
        if (*said, *stated) not in known:
            shape = _shape(line)
            known[*said, *stated] = (
                line.kind,
                *(frozenset(tested[name].intersection(shape.values(name))) for name in tested),
                *(shape.values(name) for name in whole),
                *(number_text(line, name) for name in numbers),
            )
        found[known[*said, *stated]].append((line, price))
    groups = sorted(found.values(), key=len, reverse=True)
    return [Kind(*zip(*some, strict=True)) for some in groups]


def ids_named(pricer: Pricer) -> set[str]:
    """The lines that rules ask for by name."""
    return _asked(pricer)[0].get("id", set())


def _asked(pricer: Pricer) -> tuple[dict[str, set[str]], list[str], list[str]]:
    """What rules look for in which attributes, of which attributes they want to know all, and which hold numbers."""
    book, tested = pricer.rulebook, defaultdict[str, set[str]](set)
    whole = set[str]()
    for rule in book.rules.values():
        inside = set[str]()
        for test in _tests(_scopes(book, rule.name)):
            tested[test.attribute] |= set(test.values)
            inside.add(test.attribute)
        whole |= {rule.per} | {need.in_.attribute for need in rule.needs if isinstance(need.in_, Distinct)}
        whole |= {rule.sets.distinct} if rule.sets is not None and rule.sets.distinct else set()
        whole |= attributes_asked(rule) - inside
    ops = [op for programme in pricer.programmes for op in programme.ops]
    by_store = any(isinstance(op, Merge) and op.per == "store" for op in ops) or any(
        blocker.on == "store" for op in ops if isinstance(op, Apply) for blocker in op.blockers
    )
    whole |= {"store"} if by_store else set()
    numbers = {name for programme in pricer.programmes for name in programme.inputs | programme.literals}
    return dict(tested), sorted(whole), sorted(numbers)


def _scopes(book: Rulebook, name: str) -> Iterator[Scope]:
    rule = book.rules[name]
    yield rule.on
    yield from (need.on for need in rule.needs if need.on is not None)
    if rule.sets is not None and rule.sets.companions is not None:
        yield rule.sets.companions.on


def _tests(scopes: Iterable[Scope]) -> Iterator[Is]:
    for scope in scopes:
        match scope:
            case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
                yield from _tests(parts)
            case Is():
                yield scope
            case _:
                pass


def _shape(line: Line) -> LineShape:
    attributes = tuple(sorted(line.attributes.items()))
    return LineShape(line.id, line.store, line.category, line.tags, line.kind, attributes, line.quantity)


# --- whether only the amount counts -----------------------------------------------------------------------------


def amount_counts(pricer: Pricer, cart: Cart, choices: Choices, some: Sequence[Kind]) -> list[bool | None]:
    """Of each kind: whether all that counts is what its items come to together. None where that is so as long as no
    line is asked for more than it has (:func:`never_out_of_room`)."""
    named = ids_named(pricer)  # a probe goes by another name, and so says nothing of these
    whole: list[bool | None] = [
        one.lines[0].id not in named and not any(_counted(programme, one.lines[0]) for programme in pricer.programmes)
        for one in some
    ]
    asked = [at for at, held in enumerate(whole) if held]
    if asked:
        kinds_ = [some[at] for at in asked]
        apart = _told_apart(pricer, cart, choices, kinds_, room=False)
        still = _told_apart(pricer, cart, choices, kinds_, room=True) if any(apart) else apart
        for at, told, still_told in zip(asked, apart, still, strict=True):
            whole[at] = True if not told else False if still_told else None
    return whole


def _counted(programme: Programme, line: Line) -> bool:
    """Whether a rule counts pieces or lines like this one, or looks at them one by one."""
    shape = shape_of(Cart(lines=(line,)), programme)
    return any(isinstance(op, Apply) and _counts_pieces(op, shape) for op in programme.ops)


def _counts_pieces(op: Apply, shape: Sequence[LineShape]) -> bool:
    terms, rule = op.terms, op.terms.rule
    elsewhere = [one.on for one in op.conditions if one.on is not None and _looks(one)]
    if rule.sets is not None and rule.sets.companions is not None:
        elsewhere.append(rule.sets.companions.on)
    if any(_meets(on, not names_kind(on), shape) for on in elsewhere):
        return True
    numbers = {name for name, _ in shape[0].numbers}
    if not _meets(terms.scope, terms.goods_only, shape) or not numbers.issuperset(terms.needed_numbers):
        return False
    singles = rule.per in ("piece", "line", "id") or terms.each != "pool" or terms.selects or terms.even
    counts = op.measure.counts or op.of.counts or any(_looks(one) for one in op.conditions if one.on is None)
    return bool(singles or counts or op.used is not None or terms.needed_numbers)


def _looks(condition: Condition) -> bool:
    return condition.counts or condition.any_line or isinstance(condition.looks, Distinct)


def _meets(scope: Scope, goods_only: bool, shape: Sequence[LineShape]) -> bool:
    if goods_only and shape[0].kind != "goods":
        return False
    return guard(scope, 0, shape, ((0,),), {}, known_only=True) is not False


def _told_apart(pricer: Pricer, cart: Cart, choices: Choices, some: Sequence[Kind], *, room: bool) -> list[bool]:
    """Of each kind: whether what is paid asks for the price of one of its items by itself; where there is ``room`` for
    every share, or not."""
    one, two = probe_ids(cart, 2 * len(some))[::2], probe_ids(cart, 2 * len(some))[1::2]
    added = [probe(kind, id_) for kind, id_ in zip(some, one, strict=True)]
    added += [probe(kind, id_, 2) for kind, id_ in zip(some, two, strict=True)]
    told = set[int]()
    for way in pricer.ways(with_lines(cart, added), choices):
        numbers = Formula(0, MOST_EXPRESSIONS)
        try:
            roots, singles, doubles = _open(numbers, way, [one, two], room=room)
        except NotExpressible:
            return [True] * len(some)
        told |= _apart(roots, singles, doubles)
    return [at in told for at in range(len(some))]


def _open(
    numbers: Formula, way: Way, probes: Sequence[Sequence[str]], *, room: bool
) -> tuple[list[Any], list[Any], list[Any]]:
    """What is paid (and what of it with deposits), over the open prices of probes of one and of two pieces."""
    programme = roomy(way.plan.programme) if room else way.plan.programme
    plan = bind(programme, way.plan.lines[: way.plan.goods], None, "pay")
    inputs: list[Any] = list(way.inputs)
    at = {line.id: place for place, line in enumerate(plan.lines[: plan.goods])}
    singles, doubles = ([numbers.unknown() for _ in ids] for ids in probes)
    for ids, symbols in zip(probes, (singles, doubles), strict=True):
        for id_, symbol in zip(ids, symbols, strict=True):
            inputs[at[id_]] = symbol
    numbers.registers = [0] * plan.size
    run(numbers, plan, inputs)
    roots = [numbers.registers[plan.pay]]
    if plan.deposits != NONE:
        roots += numbers.registers[plan.deposits : plan.deposits + len(plan.lines)]
    return roots, singles, doubles


def _apart(roots: Sequence[Any], singles: Sequence[Any], doubles: Sequence[Any]) -> set[int]:
    """The kinds whose two probes do not always stand in one sum, once and twice."""
    of = {symbol.number: (at, 1) for at, symbol in enumerate(singles)}
    raw = {symbol.number: at for at, symbol in enumerate(doubles)}
    found = {raw[root.number] for root in roots if isinstance(root, Expression) and root.number in raw}
    nodes = {node.number: node for root in roots if isinstance(root, Expression) for node in live(root)}
    for node in nodes.values():
        if node.op == "*" and isinstance(node.args[1], Expression) and node.args[1].number in raw:
            if node.args[0] == 2:
                of[node.number] = raw[node.args[1].number], 2
            else:
                found.add(raw[node.args[1].number])
    for node in nodes.values():
        seen = Counter[tuple[int, int]]()
        for arg in node.args:
            if isinstance(arg, Expression):
                seen.update([of[arg.number]] if arg.number in of else [])
                if arg.number in raw and node.number not in of:
                    found.add(raw[arg.number])
        for at, _ in seen:
            if node.op != "+" or seen[at, 1] != seen[at, 2]:
                found.add(at)
    found |= {of[root.number][0] for root in roots if isinstance(root, Expression) and root.number in of}
    return found


# --- pricing many amounts ---------------------------------------------------------------------------------------


def probe_ids(cart: Cart, count: int) -> list[str]:
    """Names of lines that the cart does not have, in the order in which lines are visited."""
    taken = {line.id for line in cart.lines}
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        if f"+{number}" not in taken:
            found.append(f"+{number}")
    return found


def probe(kind: Kind, id_: str, pieces: int = 1) -> Line:
    """A line of a kind."""
    return kind.lines[0].model_copy(update={"id": id_, "quantity": pieces})


def with_lines(cart: Cart, lines: Sequence[Line]) -> Cart:
    """The cart with more lines."""
    return cart.model_copy(update={"lines": (*cart.lines, *lines)})


def paid(pricer: Pricer, cart: Cart, choices: Choices, prices: Mapping[str, Any]) -> Any:
    """What is paid as a NumPy column, where the prices of some lines (lists or columns) move together, row by row.

    It is what :meth:`Pricer.price` says of each row.
    """
    from promocalc.formula.columns import joined

    found, chunks = _moving(pricer, cart, choices, prices)
    ways = [(way, *opened(way.plan, way.inputs, [], "pay", way.plan.width)) for way in found]
    return joined([_chunk(ways, chunk) for chunk in chunks])


def never_out_of_room(
    pricer: Pricer, cart: Cart, choices: Choices, prices: Mapping[str, Any], cheapest: Mapping[str, int]
) -> bool:
    """Whether no line is ever asked for more than it has, where the prices of some lines move as in :func:`paid`, or
    pieces come to them of which the ``cheapest`` is marked at so much."""
    found, chunks = _moving(pricer, cart, choices, prices)
    for chunk in chunks:
        for way in found:
            plan, registers = _registers(way.plan, way.inputs, chunk)
            probes = {at: cheapest[line.id] for at, line in enumerate(plan.lines[: plan.goods]) if line.id in cheapest}
            if not never_clips(plan, way.inputs, registers, probes, len(next(iter(chunk.values())))):
                return False
    return True


def never_out_of_room_up_to(
    most: int, pricer: Pricer, cart: Cart, choices: Choices, cheapest: Mapping[str, int]
) -> bool:
    """The same where the price of each of these lines may be anything up to so much."""
    for way in pricer.ways(cart, choices):
        plan = way.plan if way.plan.short == NONE else wide(way.plan)
        probes = {at: cheapest[line.id] for at, line in enumerate(plan.lines[: plan.goods]) if line.id in cheapest}
        numbers = Bounds(plan.size)
        inputs: list[Any] = list(way.inputs)
        for at in probes:
            inputs[at] = numbers.interval(0, most)
        run(numbers, plan, inputs)
        if not never_clips(plan, way.inputs, numbers.registers, probes, 1):
            return False
    return True


def _moving(
    pricer: Pricer, cart: Cart, choices: Choices, prices: Mapping[str, Any]
) -> tuple[list[Way], list[dict[str, Any]]]:
    """The ways of a cart in which some prices move, and these prices in tables of some rows."""
    currency = pricer.rulebook.currency
    # How large amounts may get is worked out from these: Python's integers do not wrap.
    prices = {id_: column if isinstance(column, list) else column.tolist() for id_, column in prices.items()}
    first = {id_: decimal(column[0], currency) for id_, column in prices.items()}
    lines = tuple(
        line.model_copy(update={"unit_price": first[line.id]}) if line.id in first else line for line in cart.lines
    )
    rows = len(next(iter(prices.values())))
    chunks = [{id_: column[at : at + CHUNK] for id_, column in prices.items()} for at in range(0, rows, CHUNK)]
    return pricer.ways(cart.model_copy(update={"lines": lines}), choices), chunks


def _registers(plan: Plan, inputs: Sequence[int], prices: Mapping[str, Any]) -> tuple[Plan, list[Any]]:
    """Every figure of a table, and the plan that it is of: one with places enough."""
    places = {line.id: at for at, line in enumerate(plan.lines[: plan.goods])}
    columns = {places[id_]: some for id_, some in prices.items()}
    try:
        return plan, tabulate(plan, inputs, columns)
    except TooNarrow:
        plan = wide(plan)
        return plan, tabulate(plan, inputs, columns)


def _chunk(ways: Sequence[tuple[Way, Plan, tuple[int, ...]]], prices: Mapping[str, Any]) -> Any:
    from promocalc.formula.columns import column, either

    best: dict[bool, tuple[Any, Any]] = {}
    for way, opened_, inputs in ways:
        plan, registers = _registers(opened_, inputs, prices)
        made: Any = False
        if way.apart and plan.deposits != NONE:
            for one in registers[plan.deposits : plan.deposits + len(plan.lines)]:
                made = made | (one != 0)
        pay = registers[plan.pay]
        if way.apart in best:
            before, was = best[way.apart]
            less = pay < before
            pay, made = either(less, pay, before), either(less, made, was)
        best[way.apart] = pay, made
    pay, _ = best[False]
    if True in best:
        apart, made = best[True]
        pay = either(made, apart, pay)
    return column(pay, len(next(iter(prices.values()))))
