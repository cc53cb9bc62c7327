"""Parts of a cart: each priced with everything that may be decided in it, in the state that earlier orders left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from promocalc.cart import Cart, Choices, natural_key
from promocalc.choose.decisions import exclusive
from promocalc.choose.orders import Holds, holds_after, part, pricer_of
from promocalc.choose.watch import UNWATCHED, Progress, Stopped, Watch
from promocalc.engine.plan import Act
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt
from promocalc.engine.when import asked_about
from promocalc.formula.subject import Subject
from promocalc.rules.cents import PERIODS, period_caps
from promocalc.rules.use import Balance

MOST_PARTS = 1_024
"""Parts of a cart (so many pieces of each line) up to which every one is looked at: ten single pieces."""
MOST_RUNS = 20_000
"""Runs of the engine up to which a search goes on."""


class TooLarge(ValueError):  # noqa: N818 - it names what happened
    """A cart with more parts, or an offer with more to decide, than can be looked at one by one."""

    def __init__(self, parts: int, most: int) -> None:
        super().__init__(f"{parts} parts or orders to look at; at most {most}")
        self.parts, self.most = parts, most


class Piece(NamedTuple):
    """One order as it was found: how many pieces of each line, and what is left alone."""

    taken: tuple[int, ...]
    skip: frozenset[str]


class Division(NamedTuple):
    """Orders as they were found."""

    pay: int
    pieces: tuple[Piece, ...]


def goods(cart: Cart) -> tuple[str, ...]:
    """The lines that are divided over orders, in natural order."""
    return tuple(sorted((line.id for line in cart.lines if line.kind == "goods"), key=natural_key))


def leaving(stated: Choices, rules: frozenset[str]) -> Choices:
    """The choices, with some more rules left alone."""
    more = tuple(sorted(rules - set(stated.skip)))
    return stated.model_copy(update={"skip": (*stated.skip, *more)}) if more else stated


class Outcome(NamedTuple):
    """One way in which a part may come out."""

    pay: int
    skip: frozenset[str]
    """What is left alone for it."""
    left: Holds
    used: frozenset[str]
    """The coupons that it uses."""


@dataclass
class Parts:
    """Every part of a cart, priced when it is first asked for."""

    subject: Subject
    most_runs: int
    watch: Watch = UNWATCHED
    runs: int = 0
    best: Division | None = None
    """The best way to divide the whole that is known so far."""
    _pricers: dict[str, Pricer] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return goods(self.subject.cart)

    @cached_property
    def whole(self) -> tuple[int, ...]:
        """How many pieces there are of each line."""
        counts = {line.id: line.quantity for line in self.subject.cart.lines}
        return tuple(counts[line] for line in self.lines)

    @cached_property
    def holds(self) -> Holds:
        """What the shopper comes with."""
        wallet = self.subject.cart.wallet
        if wallet.coupons is None:
            rules = self.subject.rulebook.rules
            held = {name: 1 for name, rule in rules.items() if rule.use == "coupon"}
            wallet = wallet.model_copy(update={"coupons": held})
        return Holds(wallet, self.subject.cart.shopper)

    @cached_property
    def stated(self) -> Choices:
        return self.subject.decided

    def known(self, taken: tuple[int, ...], found: Division) -> Division:
        """Keep a way to divide so much, if it is all there is."""
        if taken == self.whole:
            self.best = found
        return found

    def so_far(self) -> Division:
        """The best that is known; one order as it stands, where nothing is."""
        if self.best is not None:
            return self.best
        cart = self.subject.cart.model_copy(update={"wallet": self.holds.wallet})
        receipt = self.pricer(self.holds).price(cart, self.stated)
        return Division(receipt.pay, (Piece(self.whole, frozenset()),))

    @cached_property
    def counts_orders(self) -> bool:
        """Whether a rule asks how many orders there were, or whether the customer is new."""
        asked = frozenset[str]().union(*(asked_about(rule.when) for rule in self.subject.rulebook.rules.values()))
        shopper = self.subject.cart.shopper
        return ("orders" in asked and shopper.orders is not None) or ("new" in asked and shopper.new is True)

    @cached_property
    def counts_uses(self) -> bool:
        """Whether a rule is capped or limited over more than an order."""
        rules = self.subject.rulebook.rules.values()
        return any(period_caps(rule.cap) or set(rule.limit) & set(PERIODS) for rule in rules)

    @cached_property
    def alike(self) -> bool:
        """Whether orders meet in nothing but coupons of which there is one."""
        rules = self.subject.rulebook.rules.values()
        wallet = self.holds.wallet
        purses = {rule.use.name for rule in rules if isinstance(rule.use, Balance)}
        several = any(rule.use == "coupon" and (wallet.coupons or {}).get(rule.name, 0) > 1 for rule in rules)
        money = any(wallet.balances.get(name) for name in purses)
        said = any(rule.use == "coupon" and rule.name in self.stated.use for rule in rules)
        return not (several or money or said or self.counts_orders or self.counts_uses)

    def key(self, holds: Holds) -> str:
        """What the price of a part depends on, of what a shopper comes with."""
        wallet, shopper = holds.wallet, holds.shopper
        return repr(
            (sorted((wallet.coupons or {}).items()), sorted(wallet.balances.items()), self.who(holds), shopper.new)
        )

    def who(self, holds: Holds) -> str:
        """What the programme depends on, of what a shopper comes with."""
        shopper = holds.shopper
        return repr(
            (
                (shopper.orders, shopper.new) if self.counts_orders else None,
                (sorted(shopper.used.items()), sorted(shopper.times.items())) if self.counts_uses else None,
            )
        )

    def pricer(self, holds: Holds) -> Pricer:
        """The rulebook as the shopper meets it by then."""
        key = self.who(holds)
        if key not in self._pricers:
            self._pricers[key] = pricer_of(self.subject, holds.shopper)
        return self._pricers[key]

    def outcomes(self, taken: Sequence[int], holds: Holds) -> list[Outcome]:
        """Every way in which a part may come out, with what is decided in it; of equal ways the cheapest."""
        cart = part(self.subject.cart, dict(zip(self.lines, taken, strict=True)))
        cart = cart.model_copy(update={"wallet": holds.wallet, "shopper": holds.shopper})
        best: dict[str, Outcome] = {}
        for one in _Ways(self, cart, holds).found():
            key = self.key(one.left)
            if key not in best or one.pay < best[key].pay:
                best[key] = one
        return sorted(best.values(), key=lambda one: (one.pay, len(one.used)))


@dataclass
class _Ways:
    """Every way in which one order may come out."""

    parts: Parts
    cart: Cart
    holds: Holds

    def found(self) -> Iterator[Outcome]:
        pricer, stated = self.parts.pricer(self.holds), self.parts.stated
        pricer.price(self.cart, stated)  # it raises where the two do not fit
        self.pricer = pricer
        self.several = len(pricer.ways(self.cart, stated)) > 1
        programme = pricer.programmes[0]
        every = {rule for one in pricer.programmes for rule in one.choosable}
        self.open = frozenset(every - set(stated.use) - set(stated.skip))
        self.groups = [group for group in exclusive(programme) if self.open.issuperset(group)]
        yield from self.follow(frozenset(), frozenset())

    def follow(self, closed: frozenset[str], kept: frozenset[str]) -> Iterator[Outcome]:
        """With some rules left alone, some used for certain, and the others as may be.

        To leave a rule alone that took nothing from anybody changes nothing, so only the others branch.
        """
        receipt = self.priced(closed)
        active = self.open - closed if self.several else self.active(receipt) & self.open
        rest = sorted(active - kept)
        if not rest:
            yield self.outcome(receipt, active)
            return
        group = next((group for group in self.groups if rest[0] in group), (rest[0],))
        yield from self.follow(closed | set(group), kept)
        for rule in group:
            if rule not in closed:  # one that takes nothing by now may yet, with others left alone
                yield from self.follow(closed | (set(group) - {rule}), kept | {rule})

    def priced(self, closed: frozenset[str]) -> Receipt:
        self.parts.runs += 1
        if self.parts.runs > self.parts.most_runs:
            raise TooLarge(self.parts.runs, self.parts.most_runs)
        best = self.parts.best
        self.parts.watch.tell(Progress("orders", self.parts.runs, None, None if best is None else best.pay))
        if self.parts.watch.stopped():
            raise Stopped
        return self.pricer.price(self.cart, leaving(self.parts.stated, closed))

    def active(self, receipt: Receipt) -> frozenset[str]:
        """The rules that took something, be it where another alternative won."""
        found = set()
        for deed in receipt.plan.deeds:
            if isinstance(deed, Act) and any(receipt.registers[site.slots.taken] for site in deed.sites):
                found.add(deed.apply.terms.name)
        return frozenset(found)

    def outcome(self, receipt: Receipt, active: frozenset[str]) -> Outcome:
        left = holds_after(self.holds.wallet, self.holds.shopper, receipt.plan, receipt.inputs, receipt.registers)
        before, now = self.holds.wallet.coupons or {}, left.wallet.coupons or {}
        used = frozenset(name for name, count in before.items() if now[name] < count)
        return Outcome(receipt.pay, self.open - active, left, used)


def inside(whole: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every part of so many pieces of each line that holds something, but for the whole."""
    for taken in product(*(range(count + 1) for count in whole)):
        if any(taken) and taken != whole:
            yield taken


def without(whole: Sequence[int], taken: Sequence[int]) -> tuple[int, ...]:
    """What is left of so many pieces of each line."""
    return tuple(count - some for count, some in zip(whole, taken, strict=True))


def check_size(whole: Sequence[int]) -> None:
    """Raises TooLarge where there are too many parts to look at each."""
    parts = prod(count + 1 for count in whole)
    if parts > MOST_PARTS:
        raise TooLarge(parts, MOST_PARTS)
