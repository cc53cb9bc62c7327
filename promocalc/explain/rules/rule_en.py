"""A rule in words, in English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import assert_never

from promocalc.explain.amounts import clock, moment
from promocalc.explain.names import clean
from promocalc.explain.receipt.labels_en import labels
from promocalc.explain.rules.cents_en import over, rank, rounding_mode, share
from promocalc.explain.rules.pieces_en import formation
from promocalc.explain.rules.take_en import about_gift, points, quantity, take
from promocalc.explain.rules.terms import Bound, RuleTerms, is_everything, ranks_pieces
from promocalc.explain.rules.views_en import attribute_word, each_unit, period, view, window
from promocalc.rules.cents import period_caps
from promocalc.rules.quantity import Quantity
from promocalc.rules.scope import (
    AllOf,
    AnyOf,
    Daily,
    DiscountedBy,
    Is,
    NoneOf,
    OrdersSoFar,
    PriceIs,
    Scope,
    Within,
)
from promocalc.rules.take import Deposit, Give
from promocalc.rules.use import Balance, Use


def describe(terms: RuleTerms) -> str:
    """What it takes, on what, from when on; then limits, use and for whom."""
    rule = terms.told
    first = take(terms) + _pool(rule.per)
    match rule.on:
        case NoneOf(parts):
            first += f", except on {' or '.join(_inside(part, terms) for part in parts)}"
        case on if not is_everything(on):
            first += f", on {scope(on, terms)}"
        case _:
            pass
    first += "".join(f", {_bound(bound, terms)}" for bound in terms.bounds())
    return " ".join(f"{said}." for said in (first[:1].upper() + first[1:], *_rest(terms)))


def _pool(per: str) -> str:
    match per:
        case "order":
            return ""
        case "piece" | "line" | "store":
            return f", {per} by {per}"
        case attribute:
            return f", for each {attribute_word(attribute)}"


def _bound(bound: Bound, terms: RuleTerms) -> str:
    parts = []
    for word, amount in (("at least", bound.at_least), ("more than", bound.above), ("at most", bound.at_most)):
        if amount is not None:
            parts.append(f"{word} {terms.bound(amount, bound.counts)}")
    looks = view(str(bound.looks), terms)
    where = ""
    if bound.on is not None:
        where = " over all lines" if is_everything(bound.on) else f" over {scope(bound.on, terms)}"
    single = " on a single line" if bound.any_line else ""
    if bound.counts:
        return f"needs {' and '.join(parts)} {looks}{where}{single}"
    return f"needs {' and '.join(parts)} ({looks}{where}){single}"


def _rest(terms: RuleTerms) -> Iterator[str]:
    rule = terms.told
    if rule.sets is not None:
        companions = rule.sets.companions
        yield formation(rule.sets, "" if companions is None else scope(companions.on, terms))
    if terms.rank != "running" and ranks_pieces(rule):
        yield rank(terms.rank)
    yield from _limits(terms)
    yield from _cents(terms)
    yield from _use(rule.use, terms)
    if isinstance(rule.take, Give):
        yield from about_gift(rule.take, terms)
    yield from _when(terms)
    if excluded := terms.excluded():
        yield "Cannot be combined with " + ", ".join(f'"{name}"' for name in excluded)
    if rule.funded_by != "merchant":
        yield f"Funded by {labels.funders.get(rule.funded_by) or clean(rule.funded_by)}"
    if rule.if_promised is not None:
        yield f"Counts only if: {terms.text(rule.if_promised)}"
    if rule.by is not None:
        yield f"It has to come true by {moment(rule.by)}"
    if rule.chance is not None:
        yield f"Its chance is {rule.chance}"


def _when(terms: RuleTerms) -> Iterator[str]:
    """For whom and when, and with which payment of a deposit and a balance."""
    rule = terms.told
    match rule.take:
        case Deposit(balance=due):
            if isinstance(rule.when, Within):
                yield f"The deposit can be paid {window(rule.when)}"
            elif not is_everything(rule.when):
                yield f"The deposit can be paid only: {scope(rule.when, terms)}"
            if due is not None:
                yield f"The balance can be paid {window(due)}"
        case _:
            if not is_everything(rule.when):
                yield f"Only: {scope(rule.when, terms)}"
            if rule.stage is not None:
                yield f"This is judged when the {rule.stage} is paid"


def _limits(terms: RuleTerms) -> Iterator[str]:
    """How much it may take, and how often it may apply."""
    rule = terms.told
    caps: list[tuple[Quantity | None, str]] = [
        (rule.cap.each, each_unit(rule.each, rule.per)),
        (rule.cap.pool, each_unit("pool", rule.per)),
        (rule.cap.order, " an order"),
        *((cap, f" {period(over)}") for over, cap in period_caps(rule.cap)),
    ]
    said = [f"{_most(cap, terms)}{what}" for cap, what in caps if cap is not None]
    if said:
        yield f"At most {', '.join(said)}"
    times = [f"{_times(count)} {period(over)}" for over, count in rule.limit.items()]
    if times:
        yield f"Applies at most {', '.join(times)}"


def _most(cap: Quantity, terms: RuleTerms) -> str:
    take = terms.told.take
    if isinstance(take, Give) and take.counts_points and isinstance(cap, Decimal):
        return points(cap, terms)
    return quantity(cap, terms)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _cents(terms: RuleTerms) -> Iterator[str]:
    """What cents do, where the rule says it itself."""
    rule = terms.told
    if rule.floor:
        yield f"Leaves at least {quantity(rule.floor, terms)} of a piece"
    if rule.over is not None:
        yield from over(rule.over, "it")
    if rule.share is not None:
        yield share(rule.share.model_copy(update={"by": rule.share.by or terms.of}), terms, "It")
    if rule.round is not None and isinstance(rule.take, Give):
        yield f"Rounded down to {terms.fine(rule.round.unit)}" if rule.round.unit is not None else "Rounded down"
    elif rule.round is not None:
        what = "The resulting price" if rule.round.of == "price" else "The cut"
        unit = f" to {terms.amount(rule.round.unit)}" if rule.round.unit is not None else ""
        yield f"{what} is rounded {rounding_mode(rule.round.mode)}{unit}"


def _use(use: Use, terms: RuleTerms) -> Iterator[str]:
    match use:
        case "automatic":
            return
        case "coupon":
            yield "A coupon"
        case Balance(name, unit, step, least):
            amount = terms.amount if unit is None else partial(points, terms=terms)
            worth = f", each point worth {terms.fine(unit)}" if unit is not None else ""
            yield f"Paid from the {clean(name)} balance{worth}"
            if step is not None:
                yield f"Only whole multiples of {amount(step)} are spent"
            if least is not None:
                yield f"At least {amount(least)} or none is spent"
        case _:
            assert_never(use)


def scope(said: Scope, terms: RuleTerms) -> str:
    """Which lines, or which shopper and moment."""
    match said:
        case AllOf(parts):
            return " and ".join(_inside(part, terms) for part in parts) or "everything"
        case AnyOf(parts):
            return " or ".join(_inside(part, terms) for part in parts)
        case NoneOf(parts):
            return f"not {' and not '.join(_inside(part, terms) for part in parts)}"
        case Is("new", values):
            return "new shoppers" if "true" in values else "returning shoppers"
        case Is("kind", values):
            return " or ".join(labels.kinds.get(value) or clean(value) for value in values)
        case Is(attribute, values):
            return f"{attribute_word(attribute)} {clean(' / '.join(values))}"
        case PriceIs():
            return f"unit price {_price(said, terms)}"
        case DiscountedBy(rules):
            return "what " + " or ".join(f'"{terms.rule(rule)}"' for rule in rules) + " has lowered"
        case Within():
            return window(said)
        case Daily(start_at, end_at):
            return f"daily {clock(start_at)} to {clock(end_at)}"
        case OrdersSoFar(at_least, at_most):
            if at_most == 0:
                return "first orders"
            most = f" and at most {at_most}" if at_most is not None else ""
            return f"shoppers with at least {at_least}{most} orders so far"
        case _:
            assert_never(said)


def _inside(part: Scope, terms: RuleTerms) -> str:
    text = scope(part, terms)
    return f"({text})" if isinstance(part, AllOf | AnyOf | NoneOf) and len(part.parts) > 1 else text


def _price(said: PriceIs, terms: RuleTerms) -> str:
    words = (("at least", said.at_least), ("above", said.above), ("at most", said.at_most), ("below", said.below))
    return " and ".join(f"{word} {terms.amount(bound)}" for word, bound in words if bound is not None)
