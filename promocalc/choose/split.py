"""Whether several orders are cheaper than one, and the proof of it.

Every part of the cart (:mod:`promocalc.choose.parts`) is priced once; then the parts are put together. Where
orders meet in nothing but single coupons, a part needs no more than which coupons it uses, orders are alike in any
sequence, and what the parts cost with all coupons at hand is a bound under every way to divide the cart. Where they
meet in balances, limits or counts of orders, all sequences are followed, each with what the orders before it left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from promocalc.cart import Cart, Choices
from promocalc.choose.orders import Holds, giving, part, price_orders
from promocalc.choose.parts import (
    MOST_RUNS,
    Division,
    Outcome,
    Parts,
    Piece,
    check_size,
    goods,
    inside,
    leaving,
    without,
)
from promocalc.choose.watch import UNWATCHED, Aside, Progress, Stopped, Watch
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.numbers.formula import NotExpressible

MOST_ORDERS = 5
"""Into so many orders a cart is split at most."""

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
    stopped: bool = False
    """Whether nobody waited for the end."""

    @property
    def gap(self) -> int:
        """By how much less might be paid at most; 0 where it is proven that nobody can."""
        return self.pay - self.bound


class SplitDiffers(AssertionError):  # noqa: N818 - it names what happened
    """The search and the engine's receipts say different things: a defect."""


def split(subject: Subject, most_orders: int, most_runs: int = MOST_RUNS, *, watch: Watch = UNWATCHED) -> Split:
    """The cheapest way to pay for a cart in at most so many orders. Exact for every programme.

    The subject's choices stand in every order. Of equals the one with the fewest orders is given; where ``watch`` stops
    it, the best by then. Raises TooLarge where there is too much to look at, ValueError where there is no order at all,
    ProblemGroup as :func:`promocalc.engine.price.price` does.
    """
    check_orders(most_orders)
    parts = Parts(subject, most_runs, watch)
    search = _Coupons(parts) if parts.alike else _Sequences(parts)
    try:
        found = search.found(most_orders)
    except Stopped:
        found = search.so_far(most_orders)
        bound = min(found.pay, search.least(most_orders))
        return or_one(answer(subject, found.pieces, found.pay, bound, parts.runs, stopped=True), subject, watch)
    return answer(subject, found.pieces, found.pay, None, parts.runs)


def or_one(several: Split, subject: Subject, watch: Watch) -> Split:
    """The same; or the cheapest way in one order that is known, where that is as cheap."""
    from promocalc.choose.best import Search

    whole = Progress("orders", several.runs, None, several.pay, several.bound)
    try:
        one = Search(subject, watch=Aside(watch, whole)).best()
    except NotExpressible:
        return several
    pay, bound = one.receipt.pay, several.bound
    if pay > several.pay:
        return several
    if pay < bound:
        raise SplitDiffers(f"{pay} is paid, and nobody was to pay less than {bound}")
    proof: Proof = "optimal" if pay == bound else "within"
    return Split((Order(subject.cart, one.choices, one.receipt),), pay, bound, proof, several.runs, several.stopped)


def check_orders(most_orders: int) -> None:
    """Raises ValueError where there is no order at all, or more than are looked at."""
    if not 1 <= most_orders <= MOST_ORDERS:
        raise ValueError(f"{most_orders} orders; 1 to {MOST_ORDERS} can be looked at")


def answer(
    subject: Subject,
    pieces: Sequence[Piece],
    pay: int | None,
    bound: int | None,
    runs: int,
    *,
    stopped: bool = False,
) -> Split:
    """Orders as they were found, priced by the engine.

    ``pay`` is what they have to cost, where that is known; ``bound`` is None where every way was weighed.
    """
    lines, stated = goods(subject.cart), subject.decided
    carts = [part(subject.cart, dict(zip(lines, piece.taken, strict=True))) for piece in pieces]
    choices = [leaving(stated, piece.skip) for piece in pieces]
    orders = price_orders(subject, carts, choices)
    orders, choices = giving(subject, carts, choices, orders)
    if pay is not None and orders.pay != pay:
        raise SplitDiffers(f"{orders.pay} is paid, and {pay} was found")
    if bound is not None and orders.pay < bound:
        raise SplitDiffers(f"{orders.pay} is paid, and nobody was to pay less than {bound}")
    proof: Proof = "exhausted" if bound is None else "optimal" if bound == orders.pay else "within"
    placed = [Order(r.cart, chosen, r) for r, chosen in zip(orders.receipts, choices, strict=True)]
    return Split(tuple(placed), orders.pay, orders.pay if bound is None else bound, proof, runs, stopped)


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

    def so_far(self, most: int) -> Division:
        """The best that is known where it is stopped; two parts are put together where both of them are known."""
        found = self.parts.so_far()
        for taken, some in self.known.items() if most > 1 else ():
            rest = without(self.parts.whole, taken)
            for one, other in product(some, self.known.get(rest, ())):
                if one.pay + other.pay < found.pay and not one.used & other.used:
                    found = Division(one.pay + other.pay, (Piece(taken, one.skip), Piece(rest, other.skip)))
        return found

    def least(self, most: int) -> int:
        """Nobody pays less, as far as that is known where it is stopped."""
        key = self.parts.whole, most
        return self.bound(*key) if key in self.divided else 0

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
        found = self.parts.known(whole, Division(one.pay, (Piece(whole, one.skip),)))
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
                        self.parts.known(whole, found)
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

    def so_far(self, most: int) -> Division:  # noqa: ARG002 - as it is asked of what meets in coupons only
        """The best that is known where it is stopped."""
        return self.parts.so_far()

    def least(self, most: int) -> int:  # noqa: ARG002
        """Nobody pays less, as far as that is known where it is stopped: than nothing."""
        return 0

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
        found = self.parts.known(whole, Division(one.pay, (Piece(whole, one.skip),)))
        for taken in inside(whole) if most > 1 else ():
            rest = without(whole, taken)
            for one in self.outcomes(taken, holds):
                if one.pay >= found.pay:
                    break
                further = self.cheapest(rest, most - 1, one.left)
                if one.pay + further.pay < found.pay:
                    found = Division(one.pay + further.pay, (Piece(taken, one.skip), *further.pieces))
                    self.parts.known(whole, found)
        self.best[key] = found
        return found
