"""Whether every amount of a rule fits its currency, and every count of things is whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from promocalc.money import CURRENCIES, minor_units
from promocalc.problems import Path, TooFine, Trouble, WrongKind
from promocalc.rules.cents import Defaults, all_caps
from promocalc.rules.protection import Protection
from promocalc.rules.quantity import Between, ByCurrency
from promocalc.rules.refund import Refund
from promocalc.rules.rule import Distinct, Rule
from promocalc.rules.scope import PriceIs, Scope
from promocalc.rules.take import Add, Deposit, Give, Off, Take, To
from promocalc.rules.use import Balance
from promocalc.rules.views import View

Found = Iterator[tuple[Path, object]]
"""Numbers, each with the path to it."""


def fineness(
    rule: Rule, measure: View | None, currency: str, also_in: tuple[str, ...]
) -> Iterator[tuple[Path, Trouble]]:
    """Amounts finer than the coin of their currency, and counts that are not whole. ``measure`` is the defaults'."""
    if rule.measure is None and measure is not None:
        rule = rule.model_copy(update={"measure": measure})
    yield from _too_fine(_amounts(rule), (currency, *also_in))
    for path, count in _counts(rule):
        if isinstance(count, Decimal) and count != count.to_integral_value():
            yield path, WrongKind(f"{count:f}", "whole")


def default_fineness(defaults: Defaults, currency: str, also_in: tuple[str, ...]) -> Iterator[tuple[Path, Trouble]]:
    """The same, of amounts in the defaults."""
    yield from _too_fine(_default_amounts(defaults), (currency, *also_in))


def unit_fineness(unit: Decimal, currencies: tuple[str, ...]) -> Iterator[Trouble]:
    """The same, of what something is rounded to."""
    yield from (trouble for _, trouble in _too_fine(iter([((), unit)]), currencies))


def refund_fineness(policy: Refund, currencies: tuple[str, ...]) -> Iterator[tuple[Path, Trouble]]:
    """The same, of what is held back of a refund and to what it is rounded."""
    yield from _too_fine(_refund_amounts(policy), currencies)


def protection_fineness(policy: Protection, currencies: tuple[str, ...]) -> Iterator[tuple[Path, Trouble]]:
    """The same, of what price protection brings at most."""
    yield from _too_fine(iter([(("cap",), policy.cap)]), currencies)


def _refund_amounts(policy: Refund) -> Found:
    for at, fee in enumerate(policy.fee):
        # One may be a bare number or a mapping, several are a list of either.
        place: Path = ("fee", at) if len(policy.fee) > 1 else ("fee",)
        yield (*place, "keeps") if fee.model_fields_set - {"keeps"} else place, fee.keeps
        yield (*place, "least"), fee.least
        yield (*place, "most"), fee.most
    if policy.round is not None:
        yield ("round", "unit"), policy.round.unit


def _too_fine(numbers: Found, currencies: tuple[str, ...]) -> Iterator[tuple[Path, Trouble]]:
    for path, number in numbers:
        for way, amount, code in _coins(number, currencies):
            try:
                minor_units(amount, code)
            except ValueError:
                yield (*path, *way), TooFine(f"{amount:f}", code, CURRENCIES[code])
                break


def _coins(number: object, currencies: tuple[str, ...]) -> Iterator[tuple[Path, Decimal, str]]:
    """The amounts in a number, each with the currency it is in: a plain one is in all of the book's."""
    match number:
        case Decimal():
            yield from (((), number, code) for code in currencies)
        case ByCurrency(amounts):
            yield from (((code,), amount, code) for code, amount in amounts)
        case Between(least, most):
            for at, end in enumerate((least, most)):
                yield from ((("between", at), amount, code) for _, amount, code in _coins(end, currencies))
        case _:
            return


def _counts(rule: Rule) -> Found:
    """Every bound in a rule that is a number of things."""
    counted = rule.measure is not None and rule.measure.counts_pieces
    if counted and rule.start is not None:
        yield ("from",), rule.start
    if counted and isinstance(rule.take, Off | Give):
        if rule.take.every is not None:
            yield ("take", "every"), rule.take.every
        yield from ((("take", "tiers", at, "from"), tier.start) for at, tier in enumerate(rule.take.tiers))
    if isinstance(rule.take, Give) and rule.take.counts_points:
        yield ("take", "give"), rule.take.give
        yield from ((("take", "tiers", at, "give"), tier.off) for at, tier in enumerate(rule.take.tiers))
        yield from ((("cap", key), cap) for key, cap in all_caps(rule.cap).items())
    for at, need in enumerate(rule.needs):
        looks = need.in_ or rule.measure
        if isinstance(looks, Distinct) or (looks is not None and looks.counts_pieces):
            bounds = {"at_least": need.at_least, "above": need.above, "at_most": need.at_most}
            yield from ((("needs", at, key), bound) for key, bound in bounds.items() if bound is not None)
    if isinstance(rule.use, Balance) and rule.use.unit is not None:
        yield ("use", "step"), rule.use.step
        yield ("use", "least"), rule.use.least


def _amounts(rule: Rule) -> Found:
    """Every amount of money in a rule; thresholds that count pieces, and points, are not money."""
    counts = rule.measure is not None and rule.measure.counts_pieces
    yield from ((("take", *path), number) for path, number in _take_amounts(rule.take, counts))
    if not counts:
        yield ("from",), rule.start
    for at, need in enumerate(rule.needs):
        if (need.in_ is None and not counts) or (isinstance(need.in_, View) and not need.in_.counts_pieces):
            bounds = {"at_least": need.at_least, "above": need.above, "at_most": need.at_most}
            yield from ((("needs", at, key), bound) for key, bound in bounds.items())
    if not (isinstance(rule.take, Give) and rule.take.counts_points):
        yield from ((("cap", key), cap) for key, cap in all_caps(rule.cap).items())
    if isinstance(rule.use, Balance) and rule.use.unit is None:
        yield ("use", "step"), rule.use.step
        yield ("use", "least"), rule.use.least
    yield from _default_amounts(rule)
    yield from _scope_amounts(rule.on, ("on",))
    for at, need in enumerate(rule.needs):
        if need.on is not None:
            yield from _scope_amounts(need.on, ("needs", at, "on"))
    if rule.sets is not None and rule.sets.companions is not None:
        yield from _scope_amounts(rule.sets.companions.on, ("sets", "with", "on"))


def _take_amounts(take: Take, counts: bool) -> Found:
    match take:
        case Off(off, every, tiers):
            yield ("off",), off
            if not counts:
                yield ("every",), every
                yield from ((("tiers", at, "from"), tier.start) for at, tier in enumerate(tiers))
            yield from ((("tiers", at, "off"), tier.off) for at, tier in enumerate(tiers))
        case To(price):
            yield ("to",), price
        case Add(add):
            yield ("add",), add
        case Deposit(deposit, stands_for, off):
            yield ("deposit",), deposit
            yield ("counts",), stands_for
            yield ("off",), off
        case Give(give, _, every, tiers):
            yield ("spend",), take.spend
            if not counts:
                yield ("every",), every
                yield from ((("tiers", at, "from"), tier.start) for at, tier in enumerate(tiers))
            if not take.counts_points:
                yield ("give",), give
                yield from ((("tiers", at, "give"), tier.off) for at, tier in enumerate(tiers))


def _default_amounts(said: Rule | Defaults) -> Found:
    yield ("floor",), said.floor
    if said.round is not None:
        yield ("round", "unit"), said.round.unit


def _scope_amounts(scope: Scope, path: Path) -> Found:
    if isinstance(scope, PriceIs):
        for key in ("at_least", "above", "at_most", "below"):
            yield (*path, "price", key), getattr(scope, key)
    for part in getattr(scope, "parts", ()):
        yield from _scope_amounts(part, path)
