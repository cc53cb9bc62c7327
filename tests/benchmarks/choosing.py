"""The cheapest way to pay, by promocalc and, as :mod:`plain_cpsat` has it, by CP-SAT, in turn on the same instances.

Whatever either answers is priced by the engine and held against the other's answer and bound.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from typing import Any, NamedTuple, TypeAlias

from promocalc.cart import Cart, Line
from promocalc.choose.covering import Cover, covers
from promocalc.choose.orders import part, price_orders
from promocalc.formula.subject import Subject as Asked
from promocalc.money import decimal
from promocalc.rules.rulebook import Rulebook
from tests.benchmarks import plain_cpsat
from tests.benchmarks.choosing_instances import (
    GROUPS,
    ITEMS,
    KIND_SEEDS,
    KINDS,
    LINES,
    SEEDS,
    SPLIT_SEEDS,
    SPLITS,
    THRESHOLDS,
    coupons,
    kinds,
    orders,
    threshold,
)
from tests.benchmarks.plain_cpsat import Goods, Plain, Problem
from tests.benchmarks.report import Row, Section, Target, duration
from tests.benchmarks.timing import CLOCKS, Clock, Timed, ratio

CURRENCY = "CNY"
NO_NUMPY = "absent: needs numpy (pip install 'promocalc[bench]')"
REPEATS = 3
SECONDS, ADD_SECONDS, QUICK_SECONDS = 10, 30, 3
"""How long may be looked for an answer: usually; by CP-SAT for what to add; in a quick run."""
QUICK = 2
"""Instances in a quick run, of those that take long."""
TARGETS = {10: 0.001, 20: 0.005, 30: 0.05, 40: 0.2}
"""Seconds, by how many coupons there are for one order."""
SPLIT_TARGET, ADD_TARGET = 1.0, 0.2
"""Seconds."""
COUDAN = "153Ah/coudan's example: 11 of 98, 8 of 25, 8 of 20, from 300"
COUDAN_PRICES, COUDAN_FROM, COUDAN_GROUPS = (98,) * 11 + (25,) * 8 + (20,) * 8, 300, 4


class Answer(NamedTuple):
    """What promocalc says. Minor units."""

    pay: int
    bound: int | None
    """Nobody pays less; None where nothing is proven."""


Answering: TypeAlias = Callable[[Problem, Asked, tuple[Line, ...]], Answer]


class Family(NamedTuple):
    """Instances of one kind, and how promocalc answers them."""

    name: str
    problems: Sequence[Problem]
    answer: Answering
    target: float
    """Seconds."""
    solves: bool = False
    """Whether promocalc needs OR-tools for it."""


# --- what is asked --------------------------------------------------------------------------------------------------


def asked(problem: Problem) -> Asked:
    """A problem's cart and rulebook."""
    rules = {deal.name: deal.rule() for stage in problem.stages for deal in stage}
    programme = [
        {"one_of": [deal.name for deal in stage]} if len(stage) > 1 else stage[0].name for stage in problem.stages
    ]
    book = {"rulebook": "choosing", "rules": rules, "price": programme}
    cart = {"cart": "choosing", "lines": [_line(one) for one in problem.lines]}
    return Asked(Cart.model_validate(cart), Rulebook.model_validate(book))


def items(problem: Problem) -> tuple[Line, ...]:
    """What may be added to it."""
    return tuple(Line.model_validate(_line(one)) for one in problem.items)


def _line(one: Goods) -> dict[str, Any]:
    store = {"store": one.store} if one.store else {}
    return {"id": one.name, "price": str(decimal(one.price, CURRENCY)), **store}


def one_order(_problem: Problem, subject: Asked, _items: tuple[Line, ...]) -> Answer:
    """The cheapest way: opened, bounded, searched, priced."""
    from promocalc.choose.best import best  # it needs NumPy, as those below

    found = best(subject)
    return Answer(found.receipt.pay, found.bound)


def divided(seconds: int, problem: Problem, subject: Asked, _items: tuple[Line, ...]) -> Answer:
    """The cheapest orders that are found within some seconds."""
    from promocalc.choose.solver import cheapest

    found = cheapest(subject, problem.orders, seconds)
    return Answer(found.pay, found.bound)


def added(problem: Problem, subject: Asked, some: tuple[Line, ...]) -> Answer:
    """With items added: what reaches the threshold, where it has to be reached; else what pays least."""
    from promocalc.choose.addons import Adding

    adding = Adding(subject, some, problem.add)
    found = adding.reaching() if problem.least else adding.saving()
    pay, proof = (adding.before.pay, adding.proof) if found is None else (found.receipt.pay, found.proof)
    return Answer(pay, None if proof == "found" else pay)


def priced(problem: Problem, plain: Plain) -> int:
    """What CP-SAT's answer costs by the engine."""
    more = tuple(one for one in problem.items if one.name in plain.added)
    subject = asked(problem._replace(lines=(*problem.lines, *more)))
    every = [deal.name for stage in problem.stages for deal in stage if deal.coupon]
    carts, choices = [], []
    for lines, used in plain.orders:
        if lines:
            carts.append(part(subject.cart, dict.fromkeys((*lines, *plain.added), 1)))
            skip = tuple(name for name in every if name not in used)
            choices.append(subject.decided.model_copy(update={"skip": skip}))
    return price_orders(subject, carts, choices).pay


def wrong(problem: Problem, ours: Answer, plain: Plain | None) -> Iterator[str]:
    """What cannot be true of both answers, if anything."""
    if plain is None or plain.pay is None:
        return
    paid = priced(problem, plain)
    if paid != plain.pay:
        yield f"CP-SAT's answer costs {paid}, not {plain.pay}"
    if ours.pay < plain.bound:
        yield f"{ours.pay} is paid, and by CP-SAT nobody pays less than {plain.bound}"
    if ours.bound is not None and plain.pay < ours.bound:
        yield f"{plain.pay} is paid with CP-SAT, and nobody was to pay less than {ours.bound}"


# --- sections -------------------------------------------------------------------------------------------------------


def order_section(rounds: int, clock: Clock, *, quick: bool = False) -> Section:
    """One order, by how many coupons there are."""
    repeats, seconds = (1, QUICK_SECONDS) if quick else (min(rounds, REPEATS), SECONDS)
    found = [
        Family(
            f"{count} coupons in {GROUPS[count]} groups", [coupons(count, seed) for seed in SEEDS], one_order, target
        )
        for count, target in TARGETS.items()
    ]
    title = f"the cheapest way to pay one order of {LINES} lines, {len(SEEDS)} seeds"
    return _section(title, found, repeats, clock, seconds)


def split_section(_rounds: int, clock: Clock, *, quick: bool = False) -> Section:
    """A cart divided over orders."""
    seconds, seeds = (QUICK_SECONDS, SPLIT_SEEDS[:QUICK]) if quick else (SECONDS, SPLIT_SEEDS)
    found = [
        Family(
            f"{lines} lines, {count} coupons, {most} orders",
            [orders(lines, count, most, seed) for seed in seeds],
            partial(divided, seconds),
            SPLIT_TARGET,
            solves=True,
        )
        for lines, count, most in SPLITS
    ]
    title = f"the cheapest orders, {len(seeds)} seeds, at most {seconds} s each"
    return _section(title, found, 1, clock, seconds)


def add_section(rounds: int, clock: Clock, *, quick: bool = False) -> Section:
    """What to add, and the published example of filling thresholds."""
    seconds = QUICK_SECONDS if quick else ADD_SECONDS
    least, seeds = (THRESHOLDS[::4], KIND_SEEDS[:1]) if quick else (THRESHOLDS, KIND_SEEDS)
    found = [Family("reach a threshold, one kind", [threshold(*one) for one in least], added, ADD_TARGET)]
    for count in KINDS:
        problems = [kinds(count, seed) for seed in seeds]
        found.append(Family(f"pay least, {count} kinds, {count} thresholds", problems, added, ADD_TARGET))
    title = f"what to add, of {ITEMS:,} items; CP-SAT at most {seconds} s each"
    section = _section(title, found, 1, clock, seconds)
    return replace(section, rows=(*section.rows, *cover_rows(min(rounds, REPEATS), clock, seconds)))


def _section(title: str, found: Sequence[Family], repeats: int, clock: Clock, seconds: int) -> Section:
    if find_spec("numpy") is None:
        return Section(title, 0, tuple(Row(family.name, note=NO_NUMPY) for family in found))
    rows = [row for family in found for row in family_rows(family, repeats, clock, seconds)]
    return Section(title, repeats, tuple(rows), clock)


# --- rows -----------------------------------------------------------------------------------------------------------


def family_rows(family: Family, repeats: int, clock: Clock, seconds: int) -> tuple[Row, ...]:
    """promocalc and CP-SAT, in turn on each instance."""
    there, plain_name = plain_cpsat.installed(), f"… {family.name}: {plain_cpsat.NAME}"
    absent = Row(plain_name, note=plain_cpsat.INSTALL)
    if family.solves and not there:
        return Row(family.name, note=plain_cpsat.INSTALL), absent
    own, other = Timed(family.name), Timed(plain_name)
    answers: list[tuple[Answer, Plain | None]] = []
    warm(there=there)
    for problem in (*family.problems,) * repeats:
        spent, ours = _once(partial(family.answer, problem, asked(problem), items(problem)), clock)
        plain_spent, plain = _once(partial(plain_cpsat.solve, problem, seconds), clock) if there else (0.0, None)
        why = next(wrong(problem, ours, plain), None)
        if why is not None:
            return (Row(family.name, note=f"WRONG: {why}; not timed"),)
        answers.append((ours, plain))
        own.seconds.append(spent)
        other.seconds.append(plain_spent)
    target = Target(f"less than {duration(family.target)}", seconds=family.target)
    first = _row(own, own, _told([(one.pay, one.bound) for one, _ in answers]), target)
    if not there:
        return first, absent
    note = _told([(plain.pay, plain.bound) for _, plain in answers if plain is not None])
    more = [plain.pay - ours.pay for ours, plain in answers if plain is not None and plain.pay is not None]
    return first, _row(other, own, ", ".join([note, *_dearer(more)]))


def _dearer(more: Sequence[int]) -> Iterator[str]:
    """How many of CP-SAT's answers cost more than promocalc's, and how many less; so much more each."""
    for word, sign in (("dearer", 1), ("cheaper", -1)):
        some = [sign * one for one in more if sign * one > 0]
        if some:
            yield f"{len(some)} {word} by up to {_money(max(some))}"


@cache
def warm(*, there: bool) -> None:
    """Import, and make whatever is made once: small instances, before the clock starts."""
    small: list[tuple[Problem, Answering]] = [(coupons(10, 0), one_order), (kinds(2, 0, 50), added)]
    small += [(orders(12, 4, 2, 0), partial(divided, 1))] if there else []
    for problem, answer in small:
        answer(problem, asked(problem), items(problem))
        if there:
            plain_cpsat.solve(problem, 1)


def _once(call: Callable[[], Any], clock: Clock) -> tuple[float, Any]:
    """Seconds, with the garbage collector off, and what came of it."""
    now = CLOCKS[clock]
    gc.collect()
    gc.disable()
    try:
        start = now()
        found = call()
        return (now() - start) / 1e9, found
    finally:
        gc.enable()


def _row(timed: Timed, first: Timed, note: str, target: Target | None = None) -> Row:
    slowest = f"slowest {duration(max(timed.seconds))}; {note}"
    return Row(timed.name, timed.median, timed.least, ratio(timed, first), timed.least / first.least, target, slowest)


def _told(found: Sequence[tuple[int | None, int | None]]) -> str:
    """How many of some answers are proven, and how far from it the others are: each what is paid, and the bound."""
    proven = sum(pay is not None and pay == bound for pay, bound in found)
    gaps: list[int] = [pay - bound for pay, bound in found if pay is not None and bound is not None]
    said = [f"{proven} of {len(found)} proven"]
    said += [f"gap up to {_money(max(gaps))}"] if gaps and max(gaps) else []
    silent = sum(pay is None for pay, _ in found)
    return ", ".join([*said, *([f"{silent} without an answer"] if silent else [])])


def _money(amount: int) -> str:
    return str(decimal(amount, CURRENCY))


def cover_rows(repeats: int, clock: Clock, seconds: int) -> tuple[Row, ...]:
    """The published example: as many groups as can be filled, with the least beyond their thresholds."""
    own, other = Timed(f"{COUDAN}: least excess"), Timed(f"… {plain_cpsat.NAME}, the number of groups given")
    found: list[Cover] = []
    plain: list[tuple[int | None, bool]] = []
    there = plain_cpsat.installed()
    for _ in range(repeats):
        spent, cover = _once(partial(covers, COUDAN_PRICES, COUDAN_FROM), clock)
        own.seconds.append(spent)
        found.append(cover)
        if there:
            ask = partial(plain_cpsat.cover, COUDAN_PRICES, COUDAN_FROM, COUDAN_GROUPS, seconds)
            spent, said = _once(ask, clock)
            other.seconds.append(spent)
            plain.append(said)
    excess = found[0].excess
    first = _row(own, own, f"excess {excess}, {'proven' if found[0].proven else 'not proven'}")
    if not there:
        return first, Row(other.name, note=plain_cpsat.INSTALL)
    least, proven = plain[0]
    if proven and (least != excess or len(found[0].groups) != COUDAN_GROUPS):
        return (Row(own.name, note=f"WRONG: excess {excess}, by CP-SAT {least}; not timed"),)
    return first, _row(other, own, f"excess {least}, {'proven' if proven else 'not proven'}")
