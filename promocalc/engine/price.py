"""Pricing a cart: pure. No clock, no locale, no randomness, no files, no globals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from promocalc.cart import Cart, Choices, Persona
from promocalc.engine.bind import bind
from promocalc.engine.choosing import check_choices, left_alone, variations
from promocalc.engine.flatten import flatten
from promocalc.engine.line_numbers import check_counters, check_numbers, check_wallet
from promocalc.engine.outcome import (
    AssumedBest,
    AssumedCoupons,
    AssumedLeast,
    AssumedNobody,
    AssumedReading,
    AssumedTried,
    AssumedUntaxed,
    AssumedUnused,
    Assumption,
    OnlyPromised,
    Promise,
)
from promocalc.engine.plan import NONE, Act, Plan, Shape, shape_of
from promocalc.engine.programme import Apply, Facts, Programme
from promocalc.engine.receipt import PromisedCut, Reading, Receipt
from promocalc.engine.run import Registers, interpret, record
from promocalc.engine.stages import assumed_of_stages, balance_moment, deposits_in
from promocalc.engine.terms import is_random
from promocalc.engine.when import asked_about
from promocalc.problems import CurrencyMismatch, Problem, ProblemGroup, Where
from promocalc.rules.cents import period_caps
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook

RECORD_AFTER = 10
"""Runs of one shape after which its recording has paid for itself: about 1.2 ms once against 0.15 ms a run."""

NARROW = 3
"""Places for the lots of a line that a plan begins with: rules seldom tell a line's pieces into more."""

RECORD_UP_TO = 5_000
"""Weight of a plan beyond which compiling would be felt (a thousand lines: 0.14 s), and is left."""


def price(
    cart: Cart,
    rulebook: Rulebook,
    choices: Choices | None = None,
    at: datetime | None = None,
    balance_at: datetime | None = None,
) -> Receipt:
    """What ``cart`` costs under ``rulebook``.

    ``choices``, ``at`` and ``balance_at`` (aware moments) default to the cart's own. Raises
    ProblemGroup where the two do not fit together, or a choice is not one.
    """
    book = rulebook.in_currency(cart.currency)
    return Pricer(book, cart.shopper, at or cart.at, balance_at or cart.balance_at).price(cart, choices)


@dataclass
class Bound:
    """A programme bound to one shape; interpreted at first, recorded once that pays."""

    plan: Plan
    runs: int = 0
    _recorded: Callable[[Sequence[int]], Registers] | None = None

    def run(self, inputs: Sequence[int]) -> Registers:
        """Every register for these inputs (:meth:`Plan.inputs_of`), under a plan wide enough for them."""
        registers = self._run(inputs)
        while self.plan.short != NONE and registers[self.plan.short]:
            self.widen()
            registers = self._run(inputs)
        return registers

    def widen(self) -> None:
        """Twice as many places for the lots of a line, from here on."""
        shape = self.plan.lines[: self.plan.goods]
        self.plan, self.runs, self._recorded = (
            bind(self.plan.programme, shape, 2 * (self.plan.width or NARROW)),
            0,
            None,
        )

    def _run(self, inputs: Sequence[int]) -> Registers:
        if self._recorded is not None:
            return self._recorded(inputs)
        self.runs += 1
        if self.runs > RECORD_AFTER and self.plan.weight <= RECORD_UP_TO:
            self._recorded = record(self.plan)
        return interpret(self.plan, inputs)


@dataclass
class Pricer:
    """One rulebook for one shopper at one moment, for many carts: keeps what was worked out for a shape.

    ``balance_at`` is when balances after deposits are paid: as soon as their window opens unless stated. Prices without
    the rules in ``left_out``, and counts what the rules in ``promised`` promise.
    """

    rulebook: Rulebook
    shopper: Persona = field(default_factory=Persona)
    at: datetime | None = None
    balance_at: datetime | None = None
    left_out: frozenset[str] = frozenset()
    promised: frozenset[str] = frozenset()
    settled_at: datetime | None = None
    """For carts that make a deposit: when they are settled. Found out for each cart where it is None."""
    programmes: tuple[Programme, ...] = field(init=False)
    _bound: dict[tuple[int, Shape], Bound] = field(init=False, default_factory=dict)

    _makes_deposits: bool = field(init=False)
    _cuts: tuple[str, ...] = field(init=False)
    """The rules that promise to take something off now."""
    _others: dict[object, Pricer] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        check_counters(self.rulebook, self.shopper)
        self.programmes = flatten(self.rulebook, self.facts)
        self._makes_deposits = bool(deposits_in(self.rulebook))
        ruled_out = {rule for _, rule, why in self.programmes[0].skipped if isinstance(why, OnlyPromised)}
        # Priced with what is promised, nothing is promised any more: each is weighed by itself, then all together.
        self._cuts = () if self.promised else tuple(name for name in self.rulebook.rules if name in ruled_out)

    @property
    def facts(self) -> Facts:
        """Who buys, when, and what is counted."""
        return Facts(self.shopper, self.at, self.settled_at, self.left_out, self.promised)

    def other(self, **changes: Any) -> Pricer:
        """The same with some facts changed; kept, for carts that need it again."""
        key = tuple(sorted(changes.items()))
        if key not in self._others:
            self._others[key] = replace(self, **changes)
        return self._others[key]

    def bind(self, cart: Cart, reading: int = 0) -> Bound:
        """The plan for the shape of ``cart``, made when the shape is first seen."""
        key = (reading, shape_of(cart, self.programmes[reading]))
        if key not in self._bound:
            self._bound[key] = Bound(bind(self.programmes[reading], key[1], NARROW))
        return self._bound[key]

    def price(self, cart: Cart, choices: Choices | None = None) -> Receipt:
        """The receipt of one cart."""
        chosen = choices if choices is not None else cart.choices
        settled = self._fitting(cart, chosen)
        runs = [self._best_run(cart, chosen, at, settled) for at in range(len(self.programmes))]
        shown = self._reading(chosen)
        readings = tuple(
            Reading(programme.readings, run.pay, programme.end)
            for programme, run in zip(self.programmes, runs, strict=True)
        )
        return runs[shown].owner.receipt(cart, chosen, runs[shown], readings, self)

    def ways(self, cart: Cart, choices: Choices | None = None) -> list[Way]:
        """Every way in which the shown reading of a cart may come out, in the order in which they are tried.

        Of those that pay a balance apart the cheapest stands if it makes a deposit, else the cheapest of the others;
        the first of equals. Raises ProblemGroup as :meth:`price` does.
        """
        chosen = choices if choices is not None else cart.choices
        settled, shown = self._fitting(cart, chosen), self._reading(chosen)
        found = []
        for owner, apart in ((settled, True), (self, False)):
            if owner is not None:
                plan = owner.bind(cart, shown).plan
                found += [Way(plan, tuple(inputs), apart) for inputs, _ in owner.settings(cart, chosen, plan)]
        return found

    def _fitting(self, cart: Cart, choices: Choices) -> Pricer | None:
        """The pricer of a balance paid apart, where the cart may have one; raises where the two do not fit."""
        if cart.currency != self.rulebook.currency:
            mismatch = CurrencyMismatch(cart.currency, self.rulebook.currency)
            raise ProblemGroup((Problem(mismatch, Where(("currency",))),))
        settled = self._settled(cart, choices)
        for pricer in (self,) if settled is None else (settled, self):
            check_numbers(pricer.programmes, cart)
            check_wallet(pricer.programmes, cart)
            check_choices(pricer.programmes, choices)
        return settled

    def _settled(self, cart: Cart, choices: Choices) -> Pricer | None:
        """For a cart that may make a deposit: the same, when its balance is paid."""
        if self.settled_at is not None or not self._makes_deposits:
            return None
        at = balance_moment(self.programmes[0], self.facts, cart, choices, self.balance_at)
        return None if at is None else self.other(settled_at=at)

    def _best_run(self, cart: Cart, choices: Choices, reading: int, settled: Pricer | None) -> Run:
        """One reading: settled with its balance, or where no deposit comes of it, paid at once."""
        if settled is not None:
            run = settled.run(cart, choices, reading)
            if run.makes_deposit:
                return run
        return self.run(cart, choices, reading)

    def receipt(self, cart: Cart, choices: Choices, run: Run, readings: tuple[Reading, ...], asked: Pricer) -> Receipt:
        """The receipt of a run of this pricer's. ``asked`` was asked for it, and knows what promises would change."""
        return Receipt(
            cart=cart,
            rulebook=self.rulebook,
            shopper=self.shopper,
            at=self.at,
            choices=choices,
            plan=run.bound.plan,
            inputs=tuple(run.inputs),
            registers=run.registers,
            readings=readings if len(readings) > 1 else (),
            balance_at=self.settled_at,
            promised=tuple(self._promised(cart, choices, run.pay, asked)),
            if_kept=self._if_kept(cart, choices, asked),
            assumptions=(
                *assumed_of_stages(self.rulebook, self.facts, self.balance_at),
                *self._assumptions(cart, choices, run.bound.plan, run.left),
                *_untaxed(run.bound.plan, run.registers),
            ),
        )

    def _promised(self, cart: Cart, choices: Choices, pay: int, asked: Pricer) -> Iterator[PromisedCut]:
        """What each promised cut would save by itself."""
        for name in self._cuts:
            kept = asked.other(promised=frozenset({name})).price(cart, choices)
            yield PromisedCut(name, pay - kept.pay)

    def _if_kept(self, cart: Cart, choices: Choices, asked: Pricer) -> Receipt | None:
        """The receipt with every promised cut; None where there is none."""
        return asked.other(promised=frozenset(self._cuts)).price(cart, choices) if self._cuts else None

    def _reading(self, choices: Choices) -> int:
        """The first programme whose readings are the chosen ones."""
        wanted = set(choices.reading)
        fits = [len(wanted & set(programme.readings)) for programme in self.programmes]
        return fits.index(max(fits))

    def run(self, cart: Cart, choices: Choices, reading: int) -> Run:
        """The run that is shown: of several ways to settle ``keep: best``, the cheapest, the first of equals."""
        bound = self.bind(cart, reading)
        settings = self.settings(cart, choices, bound.plan)
        plan = None
        while plan is not bound.plan:  # widened for one of them, it is read for all of them
            plan = bound.plan
            tried = [(inputs, bound.run(inputs), settled) for inputs, settled in settings]
        inputs, registers, settled = min(tried, key=lambda run: run[1][bound.plan.pay])
        return Run(self, bound, inputs, registers, settled)

    def settings(self, cart: Cart, choices: Choices, plan: Plan) -> list[tuple[list[int], frozenset[str]]]:
        """Every way to settle ``keep: best``: the inputs of the cart, and what is left alone besides."""
        left = left_alone(plan.programme, choices)
        gates = variations(plan.programme, choices, left)
        return [(plan.inputs_of(cart, one), one - left) for one in gates]

    def _use_unknown(self, rule: Rule) -> bool:
        """Whether a rule is limited over more than this order, and nothing is said of earlier uses."""
        capped = bool(period_caps(rule.cap)) and rule.name not in self.shopper.used
        return capped or (bool(set(rule.limit) - {"order"}) and rule.name not in self.shopper.times)

    def _assumptions(self, cart: Cart, choices: Choices, plan: Plan, settled: frozenset[str]) -> Iterator[Assumption]:
        programme, rules = plan.programme, self.rulebook.rules
        coupons = tuple(name for name, rule in rules.items() if rule.use == "coupon")
        if coupons and cart.wallet.coupons is None:
            yield AssumedCoupons(coupons)
        untold = tuple(dict.fromkeys(rule for rules in _open(programme, choices) for rule in rules))
        if untold:
            yield AssumedTried(untold)
        unread = tuple(name for name in programme.readings if name not in choices.reading)
        if unread:
            others = tuple(
                " + ".join(p.readings) for p in self.programmes if p is not programme and p.end == programme.end
            )
            yield AssumedReading(" + ".join(unread), others)
        random = tuple(name for name in rules_of(programme) if is_random(rules[name]))
        if random:
            yield AssumedLeast(random)
        # What no line of the cart is in scope of does not ask how often it was used.
        in_scope = {deed.apply.terms.name for deed in plan.deeds if isinstance(deed, Act) and deed.sites}
        unknown_use = tuple(name for name in rules_of(programme) if name in in_scope and self._use_unknown(rules[name]))
        if unknown_use:
            yield AssumedUnused(unknown_use)
        if settled:
            met = [e for e in self.rulebook.exclude if e.keep == "best" and settled & {*e.these, *e.not_with}]
            kept = dict.fromkeys(rule for e in met for rule in (*e.these, *e.not_with) if rule not in settled)
            yield AssumedBest(tuple(kept), tuple(sorted(settled)))
        asked = frozenset[str]().union(*(asked_about(rule.when) for rule in rules.values()))
        unknown = tuple(sorted(attribute for attribute in asked if self.shopper.answer(attribute) is None))
        if unknown:
            yield AssumedNobody(unknown)
        for name, rule in rules.items():
            if rule.if_promised is not None:
                yield Promise(name)


class Way(NamedTuple):
    """One way in which a cart may be priced: a plan and its inputs. ``apart``: its balance is paid apart."""

    plan: Plan
    inputs: tuple[int, ...]
    apart: bool


class Run(NamedTuple):
    """One reading of one cart, run."""

    owner: Pricer
    bound: Bound
    inputs: list[int]
    registers: Registers
    left: frozenset[str]
    """What was left alone so that of two that may not meet the better is kept."""

    @property
    def pay(self) -> int:
        """What is paid."""
        return self.registers[self.bound.plan.pay]

    @property
    def makes_deposit(self) -> bool:
        """Whether anything is paid before the balance."""
        first = self.bound.plan.deposits
        return first != NONE and any(self.registers[first : first + len(self.bound.plan.lines)])


def _untaxed(plan: Plan, registers: Registers) -> Iterator[Assumption]:
    """Lines without a rate of their own, where tax goes by that: it may be meant, or a slip of the pen."""
    collect = plan.collect
    if collect is None or not isinstance(collect.levy.rate, LineNumber):
        return
    taxed = {plan.lot_lines[lot] for lot in collect.lots}
    bare = [
        line.id
        for at, line in enumerate(plan.lines)
        if at not in taxed and line.kind != "tax" and (at < plan.goods or registers[plan.finals + at])
    ]
    if bare:
        yield AssumedUntaxed(tuple(bare), collect.levy.rate.attribute)


def rules_of(programme: Programme) -> tuple[str, ...]:
    """The rules that a programme runs, in its order."""
    return tuple(dict.fromkeys(op.terms.name for op in programme.ops if isinstance(op, Apply)))


def _open(programme: Programme, choices: Choices) -> Iterator[tuple[str, ...]]:
    """The alternatives of every ``one_of`` that the shopper left open: none picked, several not ruled out."""
    for alternatives, _ in programme.one_ofs:
        left = [rules for rules in alternatives if not set(rules) <= set(choices.skip)]
        if len(left) > 1 and not any(set(rules) & set(choices.use) for rules in left):
            yield from left
