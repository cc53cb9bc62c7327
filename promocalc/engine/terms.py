"""A rule's terms for the engine: amounts in minor units, rates as fractions, defaults filled in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, Odd, Rate, Rounding, minor_units
from promocalc.rules.cents import Cap, Defaults, Over, Rank, Room, Round, Share, period_caps
from promocalc.rules.quantity import Between, ByCurrency, LineNumber, line_numbers
from promocalc.rules.quantity import Quantity as Written
from promocalc.rules.rule import Each, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Scope, names_kind
from promocalc.rules.take import Add, Deposit, Give, Off, Tier, To
from promocalc.rules.use import Balance
from promocalc.rules.views import RUNNING, View

End: TypeAlias = Literal["", "least", "most"]
"""At which end random cuts are taken; empty where there are none."""


class Free(Frozen):
    """A number that the plan does not know: an input of its own."""

    at: int
    """Which of them."""
    first: int
    """What the rulebook states."""
    per: int = 1
    """Of a rate: how many of its parts make a whole."""


Quantity: TypeAlias = int | Fraction | LineNumber | Free
"""Minor units (or points), an exact share of a view, what the line says, or what is left open."""


class Deduct(Frozen):
    """A deduction: an amount, or a share of ``of``."""

    off: Quantity


class DeductEvery(Frozen):
    """An amount for every whole ``every`` of the measure."""

    off: Quantity
    every: Quantity


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


class Stepped(Frozen):
    """How a wallet may be spent, in minor units: in whole steps of this much, and at least so much or nothing."""

    step: int
    least: int
    points: Fraction | None
    """Where it holds points: what one is worth in minor units."""


class Expand(Frozen):
    """What a deposit counts for beyond itself."""

    counts: Quantity
    deposit: Quantity


class Prepay(Frozen):
    """A deposit: an amount, or a share of ``of``. It takes nothing off."""

    deposit: Quantity


Verb: TypeAlias = Expand | Prepay | Deduct | DeductEvery | DeductTier | LowerTo | Charge


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
    floor: int | LineNumber
    room: Room
    cap_refuses: bool
    odd: Odd
    even: bool
    """Where nobody has any weight, all pieces bear alike."""
    bearers: Literal["picked", "sets", "pool", "order"]
    ranked_by: Rank
    stepped: Stepped | None
    unit: int
    mode: Rounding
    rounds_price: bool

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.name

    # What is asked for again and again is worked out once.
    refuse: bool
    """Taking more than is left of a line undoes the application."""
    gives: bool
    """It is a benefit for later, which lowers nothing."""
    prepays: bool
    """It is the money of a deposit, which lowers nothing either."""
    counts_points: bool
    """What it gives are points, not money."""
    selects: bool
    """It looks at single pieces to find those it is for."""
    points_worth: Fraction | None
    """Where it gives points: what one is worth, in minor units."""
    line_numbers: tuple[str, ...]
    """The attributes of lines that it takes numbers from."""
    needed_numbers: tuple[str, ...]
    """Those without which a line is out of its scope: what it takes."""
    opens: bool = False
    """A number of it is left open."""

    @property
    def balance(self) -> str | None:
        """The wallet it draws on."""
        return self.rule.use.name if isinstance(self.rule.use, Balance) else None


def lacks_amount(rule: Rule, defaults: Defaults, currency: str) -> bool:
    """Whether the rule states amounts by currency, and none for this one."""
    said = [rule.start, *(bound for need in rule.needs for bound in (need.at_least, need.above, need.at_most))]
    said += [defaults.floor if rule.floor is None else rule.floor, rule.cap.each, rule.cap.pool, rule.cap.order]  # type: ignore[list-item]
    said += [cap for _, cap in period_caps(rule.cap)]
    match rule.take:
        case Off(off, every, tiers) | Give(give=off, every=every, tiers=tiers):
            said += [off, every, *(part for tier in tiers for part in (tier.start, tier.off))]  # type: ignore[list-item]
        case To(amount) | Add(amount):
            said.append(amount)  # type: ignore[arg-type]
        case Deposit(deposit, counts, fall):
            said += [deposit, counts, fall]  # type: ignore[list-item]
    return any(isinstance(one, ByCurrency) and one.in_currency(currency) is None for one in said)


def is_random(rule: Rule) -> bool:
    """Whether its cut lies between two ends."""
    match rule.take:
        case Off(off, _, tiers):
            return any(isinstance(one, Between) for one in (off, *(tier.off for tier in tiers)))
        case _:
            return False


def is_promised_cut(rule: Rule) -> bool:
    """Whether what it takes off now is only promised. (A benefit for later is given, and then never certain.)"""
    return rule.if_promised is not None and not isinstance(rule.take, Give)


def terms_of(rule: Rule, book: Rulebook, visible: frozenset[str], end: End = "", *, prepays: bool = False) -> Terms:
    """The rule with defaults filled in. A default that names a label not yet ``visible`` gives way to ``running``.

    A deposit has terms twice: of what it takes off the price, and of the money itself (``prepays``).
    """
    defaults = book.effective_defaults
    money = _Money(book.currency, end)
    measure = rule.measure or _usable(defaults.measure, visible) or RUNNING
    of = rule.of or _usable(defaults.of, visible) or (RUNNING if measure.counts_pieces else measure)
    share = rule.share or defaults.share or Share()
    by = share.by if rule.share else _usable(share.by, visible)
    rounding = rule.round or defaults.round
    deposit = isinstance(rule.take, Deposit)
    over = rule.over or (Over() if deposit else defaults.over) or Over()
    gives = isinstance(rule.take, Give)
    points = isinstance(rule.take, Give) and rule.take.counts_points
    worth = _worth(rule.take, book.currency) if isinstance(rule.take, Give) and points else None
    caps = money if worth is None else _Points(book.currency, end, worth)
    verb = _verb(rule, measure.counts_pieces, money, prepays=prepays)
    limits = Cap() if prepays else rule.cap
    cap_each, cap_pool = caps.quantity(limits.each), caps.quantity(limits.pool)
    floor = money.floor(rule.floor if rule.floor is not None else None if deposit else defaults.floor)
    return Terms(
        rule=rule,
        verb=verb,
        scope=rule.on,
        goods_only=not names_kind(rule.on),
        measure=measure,
        of=of,
        by=by or of,
        each=rule.each,
        cap_each=cap_each,
        cap_pool=cap_pool,
        cap_order=caps.quantity(limits.order),
        floor=floor,
        room=over.room,
        cap_refuses=over.cap == "refuse",
        odd=share.odd,
        even=share.zero == "even",
        bearers=_bearers(rule, share),
        ranked_by=rule.rank or defaults.rank or "running",
        stepped=_stepped(rule.use, book.currency),
        unit=_unit(rounding, book.currency, points),
        mode=Rounding.DOWN if gives else rounding.mode if rounding else Rounding.HALF_UP,
        rounds_price=bool(rounding and rounding.of == "price" and not gives and not deposit),
        refuse=over.room == "refuse",
        gives=gives,
        prepays=prepays,
        counts_points=points,
        selects=rule.sets is not None or rule.pick is not None,
        points_worth=worth,
        line_numbers=line_numbers(*_quantities(verb), cap_each, cap_pool, floor),
        needed_numbers=line_numbers(*_quantities(verb), *(_of_deposit(rule.take) if deposit else ())),
    )


def _bearers(rule: Rule, share: Share) -> Literal["picked", "sets", "pool", "order"]:
    """Who bears it. What the defaults say holds for rules that can have it so."""
    if (share.over == "sets" and rule.sets is None) or (share.over == "order" and rule.per == "piece"):
        return "picked"
    if rule.per == "piece" and isinstance(rule.take, Deposit):
        return "picked"  # a piece bears its own, and its money and its cut are told side by side
    return share.over


def _unit(rounding: Round | None, currency: str, points: bool) -> int:
    """To what is rounded: minor units, or points."""
    if rounding is None or rounding.unit is None:
        return 1
    return max(1, int(rounding.unit) if points else minor_units(rounding.unit, currency))


def _stepped(use: object, currency: str) -> Stepped | None:
    if not isinstance(use, Balance) or (use.unit is None and use.step is None and use.least is None):
        return None
    if use.unit is None:
        step = 1 if use.step is None else minor_units(use.step, currency)
        return Stepped(step, 0 if use.least is None else minor_units(use.least, currency), None)
    worth = Fraction(use.unit) * Fraction(10 ** CURRENCIES[currency])
    # As many steps as make whole minor units.
    step = (Fraction(1 if use.step is None else use.step) * worth).numerator
    least = Fraction(0) if use.least is None else Fraction(use.least) * worth
    return Stepped(max(1, step), -int(-least // 1), worth)


@dataclass(frozen=True, slots=True)
class _Money:
    """Numbers as the engine takes them, in one currency and at one end of random cuts."""

    currency: str
    end: End

    def quantity(self, number: Written | None) -> Quantity | None:
        """A number; None where there is none, or none in this currency."""
        match number:
            case None | LineNumber():
                return number
            case Rate(fraction):
                return self.rate(fraction)
            case ByCurrency():
                return self.quantity(number.in_currency(self.currency))
            case Between(least, most):
                return self.quantity(most if self.end == "most" else least)
            case _:
                return self.amount(number)

    def certain(self, number: Written | None) -> Quantity:
        """A number that is there: rules without one in this currency are left out before."""
        found = self.quantity(number)
        return 0 if found is None else found

    def amount(self, amount: Decimal) -> int:
        return minor_units(amount, self.currency)

    def rate(self, fraction: Fraction) -> Fraction:
        return fraction

    def floor(self, floor: Decimal | ByCurrency | LineNumber | None) -> int | LineNumber:
        found = self.quantity(floor)
        return found if isinstance(found, int | LineNumber) else 0


@dataclass(frozen=True, slots=True)
class _Points(_Money):
    """Numbers of points: amounts count them, and a rate of money is worth ``worth`` minor units each."""

    worth: Fraction

    def amount(self, amount: Decimal) -> int:
        return int(amount)

    def rate(self, fraction: Fraction) -> Fraction:
        return Fraction(fraction.numerator * self.worth.denominator, fraction.denominator * self.worth.numerator)


def _usable(view: View | None, visible: frozenset[str]) -> View | None:
    """A default view, if all the labels and rules that it names stand already."""
    if view is None:
        return None
    known = visible | {"marked", "running", "paid", "tax", "pieces"}
    return view if all(word in known for _, word in view.terms) else None


def threshold(amount: Decimal | ByCurrency, counts: bool, currency: str) -> int:
    """A bound on a view in minor units, or on a count in things (a fraction of a thing rounds up)."""
    if isinstance(amount, ByCurrency):
        amount = amount.in_currency(currency) or Decimal(0)
    return int(amount.to_integral_value(ROUND_CEILING)) if counts else minor_units(amount, currency)


def _verb(rule: Rule, counts: bool, money: _Money, *, prepays: bool) -> Verb:
    match rule.take:
        case Deposit(deposit) if prepays:
            return Prepay(money.certain(deposit))
        case Deposit(deposit, stands_for, fall):
            return _fall(money.certain(deposit), stands_for, fall, money)
        case Off(off, every, tiers):
            return _deduction(off, every, tiers, counts, money, money)
        case Give(give, _, every, tiers) as gift:
            given = _Points(money.currency, money.end, _worth(gift, money.currency)) if gift.counts_points else money
            return _deduction(give, every, tiers, counts, money, given)
        case To(price):
            return LowerTo(money.certain(price))
        case Add(add, kind):
            return Charge(money.certain(add), kind)


def _fall(deposit: Quantity, stands_for: Written | None, fall: Written | None, money: _Money) -> Verb:
    """What the price falls by when a deposit is paid."""
    if stands_for is None:
        return Deduct(money.certain(fall))
    return Expand(money.certain(stands_for), deposit)


def _of_deposit(take: object) -> tuple[Written | None, ...]:
    """Every number of a deposit: a line that lacks one of them makes none, and gets nothing off for it."""
    return (take.deposit, take.counts, take.off) if isinstance(take, Deposit) else ()


def _worth(gift: Give, currency: str) -> Fraction:
    """What one point is worth, in minor units."""
    return Fraction(1 if gift.worth is None else gift.worth) * Fraction(10 ** CURRENCIES[currency])


def _deduction(
    off: Written | None, every: Written | None, tiers: tuple[Tier, ...], counts: bool, money: _Money, given: _Money
) -> Verb:
    if tiers:
        found = [(threshold(tier.start, counts, money.currency), given.certain(tier.off)) for tier in tiers]
        return DeductTier(tuple(sorted(found, key=lambda tier: tier[0])))
    amount = given.certain(off)
    if every is None or isinstance(amount, Fraction):
        return Deduct(amount)
    if isinstance(every, LineNumber):
        return DeductEvery(amount, every)
    assert isinstance(every, Decimal | ByCurrency)
    return DeductEvery(amount, max(1, threshold(every, counts, money.currency)))


def _quantities(verb: Verb) -> list[Quantity]:
    """The numbers that a verb states."""
    match verb:
        case Deduct(amount) | LowerTo(amount) | Charge(amount) | Prepay(amount):
            return [amount]
        case Expand(counts, deposit):
            return [counts, deposit]
        case DeductEvery(off, every):
            return [off, every]
        case DeductTier(tiers):
            return [amount for start, off in tiers for amount in (start, off)]


def literals(verb: Verb) -> list[int]:
    """The amounts that a verb states itself."""
    return [amount for amount in _quantities(verb) if isinstance(amount, int)]


def rate_terms(terms: Terms) -> list[int]:
    """Numerators and denominators of the rates in a rule, and what ``every`` multiplies by."""
    match terms.verb:
        case DeductEvery(off, _):
            return [off] if isinstance(off, int) else []
        case _:
            found = [*_quantities(terms.verb), terms.cap_each, terms.cap_pool, terms.cap_order]
    rates = [rate for rate in found if isinstance(rate, Fraction)]
    parts = [number.per for number in found if isinstance(number, Free)]
    return [*parts, *(factor for rate in rates for factor in (rate.numerator, rate.denominator))]
