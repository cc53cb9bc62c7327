"""A rule's terms for the engine: amounts in minor units, rates as fractions, defaults filled in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from promocalc.frozen import Frozen
from promocalc.money import Odd, Rate, Rounding, minor_units
from promocalc.rules.rule import Balance, Defaults, Each, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Scope, names_kind
from promocalc.rules.take import Add, Off, To
from promocalc.rules.values import Number
from promocalc.rules.views import RUNNING, View

Quantity: TypeAlias = int | Fraction
"""Minor units, or an exact share of a view."""


class Deduct(Frozen):
    """A deduction: an amount, or a share of ``of``."""

    off: Quantity


class DeductEvery(Frozen):
    """An amount for every whole ``every`` of the measure."""

    off: int
    every: int


class DeductTier(Frozen):
    """Of the tiers (ascending), the highest reached."""

    tiers: tuple[tuple[int, Quantity], ...]


class LowerTo(Frozen):
    """A price: an amount, or a share of ``of``."""

    price: Quantity


class Charge(Frozen):
    """An added line: an amount, or a share of ``of``."""

    add: Quantity
    kind: str


Verb: TypeAlias = Deduct | DeductEvery | DeductTier | LowerTo | Charge


class Terms(Frozen):
    """Everything about a rule that needs no cart."""

    rule: Rule
    verb: Verb
    scope: Scope
    goods_only: bool
    """The scope does not speak of kinds of lines, and so is over goods."""
    measure: View
    of: View
    by: View
    each: Each
    cap_each: Quantity | None
    cap_pool: Quantity | None
    cap_order: Quantity | None
    floor: int
    refuse: bool
    odd: Odd
    unit: int
    mode: Rounding
    rounds_price: bool

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name

    @property
    def balance(self) -> str | None:
        """The wallet it draws on."""
        return self.rule.use.name if isinstance(self.rule.use, Balance) else None


def terms_of(rule: Rule, book: Rulebook, visible: frozenset[str]) -> Terms:
    """The rule with defaults filled in. A default that names a label not yet ``visible`` gives way to ``running``."""
    defaults = book.effective_defaults
    currency = book.currency
    measure = rule.measure or _usable(defaults.measure, visible) or RUNNING
    of = rule.of or _usable(defaults.of, visible) or (RUNNING if measure.counts_pieces else measure)
    share = rule.share or defaults.share
    by = (share.by if share else None) if rule.share else _usable(share.by if share else None, visible)
    rounding = rule.round or defaults.round
    return Terms(
        rule=rule,
        verb=_verb(rule, measure.counts_pieces, currency),
        scope=rule.on,
        goods_only=not names_kind(rule.on),
        measure=measure,
        of=of,
        by=by or of,
        each=rule.each,
        cap_each=_quantity(rule.cap.each, currency),
        cap_pool=_quantity(rule.cap.pool, currency),
        cap_order=_quantity(rule.cap.order, currency),
        floor=minor_units(_said(rule.floor, defaults), currency),
        refuse=(rule.over or defaults.over or "clip") == "refuse",
        odd=share.odd if share else Odd.LARGEST,
        unit=max(1, minor_units(rounding.unit, currency)) if rounding and rounding.unit else 1,
        mode=rounding.mode if rounding else Rounding.HALF_UP,
        rounds_price=bool(rounding and rounding.of == "price"),
    )


def _said(floor: Decimal | None, defaults: Defaults) -> Decimal:
    return floor if floor is not None else defaults.floor or Decimal(0)


def _usable(view: View | None, visible: frozenset[str]) -> View | None:
    """A default view, if all the labels and rules that it names stand already."""
    if view is None:
        return None
    known = visible | {"marked", "running", "paid", "tax", "pieces"}
    return view if all(word in known for _, word in view.terms) else None


def _quantity(number: Number | None, currency: str) -> Quantity | None:
    match number:
        case None:
            return None
        case Rate(fraction):
            return fraction
        case _:
            return minor_units(number, currency)


def _quantity_of(number: Number, currency: str) -> Quantity:
    return number.fraction if isinstance(number, Rate) else minor_units(number, currency)


def threshold(amount: Decimal, counts: bool, currency: str) -> int:
    """A bound on a view in minor units, or on a count in things (a fraction of a thing rounds up)."""
    return -int(-amount // 1) if counts else minor_units(amount, currency)


def _verb(rule: Rule, counts: bool, currency: str) -> Verb:
    match rule.take:
        case Off(tiers=tiers) if tiers:
            return DeductTier(
                tuple((threshold(tier.start, counts, currency), _quantity_of(tier.off, currency)) for tier in tiers)
            )
        case Off(off, every):
            amount = _quantity_of(off if off is not None else Decimal(0), currency)
            if every is None or isinstance(amount, Fraction):
                return Deduct(amount)
            return DeductEvery(amount, max(1, threshold(every, counts, currency)))
        case To(price):
            return LowerTo(_quantity_of(price, currency))
        case Add(add, kind):
            return Charge(_quantity_of(add, currency), kind)


def literals(verb: Verb) -> list[int]:
    """The amounts that a verb states itself."""
    match verb:
        case Deduct(amount) | LowerTo(amount) | Charge(amount):
            found: list[Quantity] = [amount]
        case DeductEvery(off, every):
            found = [off, every]
        case DeductTier(tiers):
            found = [amount for start, off in tiers for amount in (start, off)]
    return [amount for amount in found if isinstance(amount, int)]


def rate_terms(terms: Terms) -> list[int]:
    """Numerators and denominators of the rates in a rule, and what ``every`` multiplies by."""
    match terms.verb:
        case Deduct(amount) | LowerTo(amount) | Charge(amount):
            found: list[Quantity | None] = [amount]
        case DeductEvery(off, _):
            return [off]
        case DeductTier(tiers):
            found = [off for _, off in tiers]
    found += [terms.cap_each, terms.cap_pool, terms.cap_order]
    rates = [rate for rate in found if isinstance(rate, Fraction)]
    return [factor for rate in rates for factor in (rate.numerator, rate.denominator)]
