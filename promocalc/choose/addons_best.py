"""What to add where the offers are chosen anew with it: the cheapest of all ways, before and after. Needs NumPy.

For one set of choices :class:`promocalc.choose.addons.Adding` weighs the items. Where few rules are open, every set of
choices is asked, and whoever adds and chooses best is among them. Where there are more, it is those that are best now
and with so much more in the cart; what is found is a way that is really paid, and there may be a better one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from promocalc.cart import Cart, Choices, Line
from promocalc.choose.added import Addition, AddOns, Candidate, Proof
from promocalc.choose.addons import MOST_TRIED, ROUNDING, Adding, one_less
from promocalc.choose.alike import probe, probe_ids, with_lines
from promocalc.choose.best import Best, Search
from promocalc.formula.subject import Subject
from promocalc.money import decimal, minor_units
from promocalc.numbers.formula import NotExpressible

MOST_WAYS = 8
"""Sets of choices up to which every one is asked what to add with it."""
MOST_REDONE = 8
"""Answers for which the offers are chosen anew, where not every set of choices was asked."""
MOST_PROBED = 3
"""Kinds of items of which it is asked what would be best with more of them."""
PROBED = (4, 2, 1)
"""By what the most that may be added is divided for that."""


@dataclass(frozen=True)
class AddingBest:
    """What may be added to a subject, its choices standing, and everything that they leave open chosen best.

    Raises NotExpressible, at the first question, where nobody can prove what is best already without anything added;
    ProblemGroup as :class:`Adding` does.
    """

    adding: Adding

    # --- the questions ------------------------------------------------------------------------------------------

    def saving(self) -> AddOns | None:
        """What makes the total lowest, as it is at best without it. None where nothing was found that lowers it."""
        return self._answer(self._lowering, lambda pay, _: pay < self.before.receipt.pay, self.saving_proof)

    def reaching(self) -> AddOns | None:
        """What reaches a threshold and costs least, be it more than nothing; None where nothing does."""

        def wanted(pay: int, one: Candidate) -> bool:
            return one.reaches or pay < self.before.receipt.pay - ROUNDING

        return self._answer(self._weighed, wanted, self.reaching_proof)

    def frontier(self) -> tuple[AddOns, ...]:
        """For so much more at marked prices one pays so much less, as in :meth:`Adding.frontier`."""
        found: list[AddOns] = []
        pay, tried = self.before.receipt.pay, 0
        for one, way in sorted(self._lowering, key=lambda some: (some[0].marked, some[0].pay)):
            if one.pay < pay and tried < MOST_TRIED:
                tried += 1
                some = way.items_of(one)
                best = self.known(self.adding.cart_with(some))
                if best is not None and best.receipt.pay < pay:
                    found.append(self._told(best, some, self.proof))
                    pay = best.receipt.pay
        return tuple(found)

    # --- what stands around them --------------------------------------------------------------------------------

    @cached_property
    def before(self) -> Best:
        """The cheapest way without anything added."""
        best = self.best(self.adding.subject.cart)
        if best.gap:
            raise NotExpressible("it takes too long to prove what is best", "long", f"{best.combinations:,}")
        return best

    @cached_property
    def proof(self) -> Proof:
        """What is known of the best candidate."""
        return self._known_of({way.proof for way in self.ways})

    @cached_property
    def saving_proof(self) -> Proof:
        """The same of the one that makes the total lowest."""
        return self._known_of({way.saving_proof for way in self.ways})

    @property
    def reaching_proof(self) -> Proof:
        """The same of what reaches a threshold."""
        return self._known_of({way.reaching_proof for way in self.ways})

    def _known_of(self, proofs: set[Proof]) -> Proof:
        if not self.every or "found" in proofs:
            return "found"
        return "exhausted" if proofs == {"exhausted"} else "optimal"

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The rules that may still be used or left, without coupons that are not held."""
        wallet, rules = self.adding.subject.cart.wallet.coupons, self.adding.pricer.rulebook.rules
        return tuple(
            rule
            for rule in self.search(self.adding.subject.cart).open_rules
            if wallet is None or rules[rule].use != "coupon" or wallet.get(rule)
        )

    @cached_property
    def every(self) -> bool:
        """Whether every set of choices is asked."""
        return 1 << len(self.open) <= MOST_WAYS

    @cached_property
    def ways(self) -> tuple[Adding, ...]:
        """The sets of choices that are asked what to add, each once."""
        stated = self.adding.choices
        found = {frozenset(stated.skip): self.adding}
        for one in self._subsets() if self.every else self._likely():
            if frozenset(one.skip) not in found:
                found[frozenset(one.skip)] = self.adding.deciding(one)
        return tuple(found.values())

    def best(self, cart: Cart) -> Best:
        """The cheapest way to pay a cart. Raises NotExpressible."""
        key = tuple((line.id, line.quantity) for line in cart.lines)
        if key not in self._known:
            self._known[key] = self.search(cart).best()
        return self._known[key]

    def known(self, cart: Cart) -> Best | None:
        """The same; None where nobody can say."""
        try:
            return self.best(cart)
        except NotExpressible:
            return None

    def search(self, cart: Cart) -> Search:
        """What is best of a cart, with all that stands."""
        one = self.adding.subject
        return Search(Subject(cart, one.rulebook, self.adding.choices, one.at, one.balance_at))

    @cached_property
    def _known(self) -> dict[tuple[tuple[str, int], ...], Best]:
        return {}

    def _subsets(self) -> Iterator[Choices]:
        """Every set of choices."""
        for count in range(1, len(self.open) + 1):
            for left in combinations(self.open, count):
                yield self._leaving(left)

    def _likely(self) -> Iterator[Choices]:
        """What is best now, and with more in the cart."""
        yield self.before.choices
        adding = self.adding
        (id_,) = probe_ids(adding.subject.cart, 1)
        for kind in adding.kinds[:MOST_PROBED]:
            for part in PROBED:
                price = decimal(adding.cap // part, adding.subject.cart.currency)
                line = probe(kind, id_).model_copy(update={"unit_price": price})
                try:
                    yield self.search(with_lines(adding.subject.cart, [line])).best().choices
                except NotExpressible:
                    continue

    def _leaving(self, rules: tuple[str, ...]) -> Choices:
        stated = self.adding.choices
        return stated.model_copy(update={"skip": (*stated.skip, *rules)})

    # --- answers ------------------------------------------------------------------------------------------------

    @cached_property
    def _weighed(self) -> list[tuple[Candidate, Adding]]:
        """What may be worth adding under some choices, the cheapest first."""
        some = ((one, way) for way in self.ways for one in way.candidates)
        return sorted(some, key=lambda pair: pair[0])

    @cached_property
    def _lowering(self) -> list[tuple[Candidate, Adding]]:
        """What may make the total lower."""
        return sorted(((one, way) for way in self.ways for one in way.lowering), key=lambda pair: pair[0])

    def _answer(
        self, weighed: list[tuple[Candidate, Adding]], wanted: Callable[[int, Candidate], bool], proof: Proof
    ) -> AddOns | None:
        """The best candidate that is wanted, with the offers chosen anew."""
        found: tuple[int, int, Best, list[tuple[Line, int]]] | None = None
        known = set[tuple[tuple[str, int], ...]]()
        for one, way in weighed:
            if not wanted(one.pay, one):
                continue
            if len(known) >= (MOST_TRIED if self.every else MOST_REDONE):
                break
            if self.every and found is not None and found[0] <= one.pay:
                break
            some = way.items_of(one)
            key = tuple((line.id, count) for line, count in some)
            if key in known:
                continue
            known.add(key)
            best = self.known(self.adding.cart_with(some))
            if best is None or best.gap or best.receipt.pay != one.pay:
                proof = "found"
            if best is None:
                continue
            # A threshold that the best way does without has not been reached for anything.
            real = one._replace(pay=best.receipt.pay, reaches=one.reaches and best.receipt.pay == one.pay)
            if wanted(real.pay, real) and (found is None or (real.pay, real.marked) < found[:2]):
                found = real.pay, real.marked, best, some
        return None if found is None else self._told(found[2], found[3], proof)

    def _told(self, best: Best, some: list[tuple[Line, int]], proof: Proof) -> AddOns:
        receipt, cart = best.receipt, best.receipt.cart
        additions = []
        for line, (item, _) in zip(cart.lines[len(self.adding.subject.cart.lines) :], some, strict=True):
            fewer = one_less(cart, line)
            there = self.known(fewer)
            without = (self.adding.pricer.price(fewer, best.choices) if there is None else there.receipt).pay
            additions.append(Addition(line, item, minor_units(item.unit_price, cart.currency), receipt.pay - without))
        return AddOns(tuple(additions), receipt, self.before.receipt, proof)
