"""What is paid when, what a rule gives for later, and what is only promised, in English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promocalc.engine.receipt import Payment
from promocalc.explain.amounts import moment, nearest, percent, rate
from promocalc.explain.names import Names, clean
from promocalc.explain.rules.take_en import clawback
from promocalc.explain.rules.views_en import window
from promocalc.rules.scope import Within
from promocalc.rules.take import Give

if TYPE_CHECKING:
    from promocalc.timeline.promises import Promise, Promises


def payment(one: Payment, names: Names) -> str:
    """How much is paid when, and when it can be."""
    said = names.price(one.amount)
    said += f", paid {moment(one.at)}" if one.at is not None else ""
    open_ = window(Within(one.opens, one.closes))
    return f"{said}; can be paid {open_}" if open_ else said


def later(told: Promise, names: Names) -> str:
    """How much of what, on what condition, what it needs besides, and what a refund takes back of it."""
    return "; ".join([_amount(told, names), *_condition(told, names), *_use(told, names), *_clawback(told, names)])


def kept(told: Promises, names: Names) -> str:
    """What it comes to if every promise is kept: what is paid then, what comes later, what that asks for."""
    if told.kept == told.kept_pay:
        return names.price(told.kept)
    back = f"{names.price(told.kept_pay)} paid, {names.price(told.kept_pay - told.kept)} back later"
    more = f"; another {names.price(told.forced)} has to be spent" if told.forced else ""
    return f"{names.price(told.kept)} ({back}{more})"


def _amount(told: Promise, names: Names) -> str:
    amount = names.price(told.worth)
    kept = "" if told.worth_kept == told.worth else f" ({names.price(told.worth_kept)} if every promise is kept)"
    match told.kind:
        case "cut":
            return f"{amount} less"
        case "points":
            return f"{names.points(told.amount)}, worth {amount}{kept}"
        case "cash":
            return f"{amount} in cash{kept}"
        case "voucher":
            return f"a voucher of {amount}{kept}"
        case "other":
            return f"{amount} in {clean(told.thing)}{kept}"


def _condition(told: Promise, names: Names) -> Iterator[str]:
    if told.condition is None:
        return
    by = f", by {moment(told.by)}" if told.by is not None else ""
    yield f"only if: {names.text(told.condition)}{by}"
    if told.chance is not None and told.expected is not None:
        yield f"a chance of {rate(told.chance)}: {names.price(nearest(told.expected))} on average"
    yield f"otherwise {names.price(told.worth_if_not)}"


def _use(told: Promise, names: Names) -> Iterator[str]:
    if told.spend is not None:
        yield f"needs another purchase of {names.price(told.spend)} or more{_off_both(told)}"
    if told.opens is not None or told.closes is not None:
        yield f"can be used {window(Within(told.opens, told.closes))}"


def _off_both(told: Promise) -> str:
    """A voucher as a price cut on both purchases, as the order stands and if every promise is kept."""
    if told.equals is None:
        return ""
    said = f", {percent(*told.equals.as_integer_ratio())} off both"
    if told.equals_kept is None or told.worth_kept == told.worth:
        return said
    return f"{said} ({percent(*told.equals_kept.as_integer_ratio())} if every promise is kept)"


def _clawback(told: Promise, names: Names) -> Iterator[str]:
    take = names.receipt.rule(told.rule).take
    if isinstance(take, Give) and take.clawback is not None:
        words = clawback(take.clawback)
        yield words[:1].lower() + words[1:]
