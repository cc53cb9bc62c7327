"""Whether several orders are cheaper than one, and the proof of it.

Every part of the cart is priced once with everything that may be decided in it; then the parts are put together. Where
orders meet in nothing but single coupons, a part needs no more than which coupons it uses, orders are alike in any
sequence, and what the parts cost with all coupons at hand is a bound under every way to divide the cart. Where they
meet in balances, limits or counts of orders, all sequences are followed, each with what the orders before it left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import Literal, NamedTuple, TypeAlias

from promocalc.cart import Cart, Choices, natural_key
from promocalc.choose.decisions import exclusive
from promocalc.choose.orders import Holds, holds_after, part, price_orders, pricer_of
from promocalc.engine.plan import Act
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt
from promocalc.engine.when import asked_about
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.rules.cents import PERIODS, period_caps
from promocalc.rules.use import Balance

MOST_ORDERS = 5
"""Into so many orders a cart is split at most."""
MOST_PARTS = 1_024
"""Parts of a cart (so many pieces of each line) up to which every one is looked at: ten single pieces."""
MOST_RUNS = 20_000
"""Runs of the engine up to which a search goes on."""

Proof: TypeAlias = Literal["exhausted", "optimal", "within"]


class Order(Frozen):
    """One order of a split."""

    cart: Cart
    choices: Choices
    receipt: Receipt
    """The engine's own, with what the orders before it left in the wallet."""


class Split(Frozen):
    """The cheapest way to divide a cart that was found; one order where that is the cheapest."""

    orders: tuple[Order, ...]
    """In the sequence in which they are placed."""
    pay: int
    """What all of them cost, in minor units."""
    bound: int
    """Nobody pays less in so many orders or fewer, whatever is decided."""
    proof: Proof
    """Every way was weighed; or the bound is reached; or it is not."""
    runs: int
    """How many orders were priced on the way."""

    @property
    def gap(self) -> int:
        """By how much less might be paid at most; 0 where it is proven that nobody can."""
        return self.pay - self.bound


class TooLarge(ValueError):  # noqa: N818 - it names what happened
    """A cart with more parts, or an offer with more to decide, than can be looked at one by one."""

    def __init__(self, parts: int, most: int) -> None:
        super().__init__(f"{parts} parts or orders to look at; at most {most}")
        self.parts, self.most = parts, most


class SplitDiffers(AssertionError):  # noqa: N818 - it names what happened
    """The search and the engine's receipts say different things: a defect."""


def split(subject: Subject, most_orders: int, most_runs: int = MOST_RUNS) -> Split:
    """The cheapest way to pay for a cart in at most so many orders. Exact for every programme.

    The subject's choices stand in every order. Of equals the one with the fewest orders is given. Raises TooLarge where
    there is too much to look at, ValueError where there is no order at all, ProblemGroup as
    :func:`promocalc.engine.price.price` does.
    """
    check_orders(most_orders)
    parts = Parts(subject, most_runs)
    found = _Coupons(parts).found(most_orders) if parts.alike else _Sequences(parts).found(most_orders)
    return answer(subject, found.pieces, found.pay, None, parts.runs)


def check_orders(most_orders: int) -> None:
    """Raises ValueError where there is no order at all, or more than are looked at."""
    if not 1 <= most_orders <= MOST_ORDERS:
        raise ValueError(f"{most_orders} orders; 1 to {MOST_ORDERS} can be looked at")


class Piece(NamedTuple):
    """One order as it was found: how many pieces of each line, and what is left alone."""

    taken: tuple[int, ...]
    skip: frozenset[str]


class Division(NamedTuple):
    """Orders as they were found."""

    pay: int
    pieces: tuple[Piece, ...]


def answer(subject: Subject, pieces: Sequence[Piece], pay: int | None, bound: int | None, runs: int) -> Split:
    """Orders as they were found, priced by the engine.

    ``pay`` is what they have to cost, where that is known; ``bound`` is None where every way was weighed.
    """
    lines, stated = goods(subject.cart), subject.decided
    carts = [part(subject.cart, dict(zip(lines, piece.taken, strict=True))) for piece in pieces]
    choices = [leaving(stated, piece.skip) for piece in pieces]
    orders = price_orders(subject, carts, choices)
    if pay is not None and orders.pay != pay:
        raise SplitDiffers(f"{orders.pay} is paid, and {pay} was found")
    if bound is not None and orders.pay < bound:
        raise SplitDiffers(f"{orders.pay} is paid, and nobody was to pay less than {bound}")
    proof: Proof = "exhausted" if bound is None else "optimal" if bound == orders.pay else "within"
    placed = [Order(r.cart, chosen, r) for r, chosen in zip(orders.receipts, choices, strict=True)]
    return Split(tuple(placed), orders.pay, orders.pay if bound is None else bound, proof, runs)


def goods(cart: Cart) -> tuple[str, ...]:
    """The lines that are divided over orders, in natural order."""
    return tuple(sorted((line.id for line in cart.lines if line.kind == "goods"), key=natural_key))


def leaving(stated: Choices, rules: frozenset[str]) -> Choices:
    """The choices, with some more rules left alone."""
    more = tuple(sorted(rules - set(stated.skip)))
    return stated.model_copy(update={"skip": (*stated.skip, *more)}) if more else stated


# --- parts ----------------------------------------------------------------------------------------------------------


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
    runs: int = 0
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
        return not (several or money or self.counts_orders or self.counts_uses)

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


class _Part(NamedTuple):
    """A part and what is left beside it, with a bound under both."""

    bound: int
    taken: tuple[int, ...]
    rest: tuple[int, ...]


@dataclass
class _Coupons:
    """Orders that meet in nothing but single coupons."""

    parts: Parts
    known: dict[tuple[int, ...], list[Outcome]] = field(default_factory=dict)
    bounds: dict[tuple[tuple[int, ...], int], int] = field(default_factory=dict)
    divided: dict[tuple[tuple[int, ...], int], list[_Part]] = field(default_factory=dict)
    best: dict[tuple[tuple[int, ...], int, frozenset[str]], Division] = field(default_factory=dict)

    def found(self, most: int) -> Division:
        whole = self.parts.whole
        if most > 1:
            check_size(whole)
        held = self.parts.holds.wallet.coupons or {}
        return self.cheapest(whole, most, frozenset(name for name, count in held.items() if count))

    def outcomes(self, taken: tuple[int, ...]) -> list[Outcome]:
        """The ways in which a part may come out, but for those that cost more and use the same coupons, or more."""
        if taken not in self.known:
            kept: list[Outcome] = []
            for one in self.parts.outcomes(taken, self.parts.holds):
                if not any(other.used <= one.used for other in kept):
                    kept.append(one)
            self.known[taken] = kept
        return self.known[taken]

    def bound(self, whole: tuple[int, ...], most: int) -> int:
        """What so many orders cost at the least: each with all coupons at hand."""
        key = whole, most
        if key not in self.bounds:
            found = self.outcomes(whole)[0].pay
            if most > 1:
                found = min([found, *(one.bound for one in self.divide(whole, most)[:1])])
            self.bounds[key] = found
        return self.bounds[key]

    def divide(self, whole: tuple[int, ...], most: int) -> list[_Part]:
        """Every first order and what is left beside it: the first has the first piece. What promises most is first."""
        key = whole, most
        if key not in self.divided:
            first = next((at for at, count in enumerate(whole) if count), 0)
            pairs = [(taken, without(whole, taken)) for taken in inside(whole) if taken[first]]
            some = [
                _Part(self.outcomes(taken)[0].pay + self.bound(rest, most - 1), taken, rest) for taken, rest in pairs
            ]
            self.divided[key] = sorted(some)
        return self.divided[key]

    def cheapest(self, whole: tuple[int, ...], most: int, held: frozenset[str]) -> Division:
        """The cheapest way to pay a part in so many orders with these coupons."""
        key = whole, most, held
        if key in self.best:
            return self.best[key]
        one = next(one for one in self.outcomes(whole) if one.used <= held)
        found = Division(one.pay, (Piece(whole, one.skip),))
        for bound, taken, rest in self.divide(whole, most) if most > 1 else ():
            if bound >= found.pay:
                break
            least = self.bound(rest, most - 1)
            for one in self.outcomes(taken):
                if one.pay + least >= found.pay:
                    break
                if one.used <= held:
                    further = self.cheapest(rest, most - 1, held - one.used)
                    if one.pay + further.pay < found.pay:
                        found = Division(one.pay + further.pay, (Piece(taken, one.skip), *further.pieces))
        self.best[key] = found
        return found


@dataclass
class _Sequences:
    """Orders that depend on those before them: every sequence."""

    parts: Parts
    best: dict[tuple[tuple[int, ...], int, str], Division] = field(default_factory=dict)
    known: dict[tuple[tuple[int, ...], str], list[Outcome]] = field(default_factory=dict)

    def found(self, most: int) -> Division:
        if most > 1:
            check_size(self.parts.whole)
        return self.cheapest(self.parts.whole, most, self.parts.holds)

    def outcomes(self, taken: tuple[int, ...], holds: Holds) -> list[Outcome]:
        """The ways in which a part may come out, in the state that earlier orders left."""
        key = taken, self.parts.key(holds)
        if key not in self.known:
            self.known[key] = self.parts.outcomes(taken, holds)
        return self.known[key]

    def cheapest(self, whole: tuple[int, ...], most: int, holds: Holds) -> Division:
        """The cheapest way to pay a part in so many orders with what there is."""
        key = whole, most, self.parts.key(holds)
        if key in self.best:
            return self.best[key]
        one = self.outcomes(whole, holds)[0]
        found = Division(one.pay, (Piece(whole, one.skip),))
        for taken in inside(whole) if most > 1 else ():
            rest = without(whole, taken)
            for one in self.outcomes(taken, holds):
                if one.pay >= found.pay:
                    break
                further = self.cheapest(rest, most - 1, one.left)
                if one.pay + further.pay < found.pay:
                    found = Division(one.pay + further.pay, (Piece(taken, one.skip), *further.pieces))
        self.best[key] = found
        return found


def check_size(whole: Sequence[int]) -> None:
    """Raises TooLarge where there are too many parts to look at each."""
    parts = prod(count + 1 for count in whole)
    if parts > MOST_PARTS:
        raise TooLarge(parts, MOST_PARTS)
