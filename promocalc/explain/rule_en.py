"""A rule in words, in English."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from promocalc.explain.amounts import clock, moment, rate
from promocalc.explain.labels_en import labels
from promocalc.explain.names import clean
from promocalc.explain.terms import Bound, RuleTerms, is_everything
from promocalc.explain.views_en import attribute_word, each_unit, view
from promocalc.money import Rounding
from promocalc.rules.rule import Balance
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
from promocalc.rules.take import Add, Off, To
from promocalc.rules.views import RUNNING


def describe(terms: RuleTerms) -> str:
    """What it takes, on what, from when on; then limits, use and for whom."""
    rule = terms.told
    first = _take(terms) + _pool(rule.per)
    if not is_everything(rule.on):
        first += f", on {scope(rule.on, terms)}"
    first += "".join(f", {_bound(bound, terms)}" for bound in terms.bounds())
    return " ".join(f"{said}." for said in (first[:1].upper() + first[1:], *_rest(terms)))


def _take(terms: RuleTerms) -> str:
    unit = _unit(terms)
    match terms.told.take:
        case Off(tiers=tiers) if tiers:
            counts = terms.measure.counts_pieces
            steps = [f"from {terms.bound(tier.start, counts)}: {_off(terms.number(tier.off), terms)}" for tier in tiers]
            return f"by tiers ({view(str(terms.measure), terms)}), {'; '.join(steps)}{unit}"
        case Off(off, every):
            amount = _off(terms.number(off), terms) if off is not None else "nothing off"
            if every is None:
                return amount + unit
            step = terms.bound(every, terms.measure.counts_pieces)
            return f"{amount} for every {step} ({view(str(terms.measure), terms)}){unit}"
        case To(price):
            number = terms.number(price)
            target = f"{rate(number)} of {view(str(terms.of), terms)}" if isinstance(number, Fraction) else number
            return f"lowered to {target}{unit}"
        case Add(add, line):
            number = terms.number(add)
            charge = f"{rate(number)} of {view(str(terms.of), terms)}" if isinstance(number, Fraction) else number
            return f"adds {charge}, {labels.kinds.get(line, line)}{unit}"


def _off(number: str | Fraction, terms: RuleTerms) -> str:
    if not isinstance(number, Fraction):
        return f"{number} off"
    if terms.of == RUNNING:
        return "takes all that is due" if number == 1 else f"{rate(number)} off"
    return f"{rate(number)} of {view(str(terms.of), terms)} off"


def _unit(terms: RuleTerms) -> str:
    match terms.told.each:
        case "pool":
            return ""
        case "line":
            return " on each line"
        case "piece":
            return " on each piece"
        case _:
            assert_never(terms.told.each)


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
    limits = [
        f"{_number(cap, terms)}{what}"
        for cap, what in (
            (rule.cap.each, each_unit(rule.each, rule.per)),
            (rule.cap.pool, each_unit("pool", rule.per)),
            (rule.cap.order, " an order"),
        )
        if cap is not None
    ]
    if limits:
        yield f"At most {', '.join(limits)}"
    if rule.floor:
        yield f"Leaves at least {terms.amount(rule.floor)} of a piece"
    if rule.over == "refuse":
        yield "Where it would take more than may go, it takes nothing"
    if rule.round is not None:
        what = "The resulting price" if rule.round.of == "price" else "The cut"
        unit = f" to {terms.amount(rule.round.unit)}" if rule.round.unit is not None else ""
        yield f"{what} is rounded {rounding_mode(rule.round.mode)}{unit}"
    if isinstance(rule.use, Balance):
        yield f"Paid from the {clean(rule.use.name)} balance"
    elif rule.use == "coupon":
        yield "A coupon"
    if not is_everything(rule.when):
        yield f"Only: {scope(rule.when, terms)}"
    if excluded := terms.excluded():
        yield "Cannot be combined with " + ", ".join(f'"{name}"' for name in excluded)
    if rule.funded_by != "merchant":
        yield f"Funded by {labels.funders.get(rule.funded_by) or clean(rule.funded_by)}"
    if rule.if_promised is not None:
        yield f"Counts only if: {terms.text(rule.if_promised)}"


def _number(number: object, terms: RuleTerms) -> str:
    told = terms.number(number)  # type: ignore[arg-type]
    return rate(told) if isinstance(told, Fraction) else told


def rounding_mode(mode: Rounding) -> str:
    """What happens to a fraction of the unit."""
    match mode:
        case Rounding.HALF_UP:
            return "half up"
        case Rounding.HALF_DOWN:
            return "half down"
        case Rounding.HALF_EVEN:
            return "half to even"
        case Rounding.UP:
            return "up"
        case Rounding.DOWN:
            return "down"
        case _:
            assert_never(mode)


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
        case Within(start, end):
            parts_ = [f"from {moment(start)}"] if start is not None else []
            return " ".join([*parts_, f"until {moment(end)}"] if end is not None else parts_)
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
