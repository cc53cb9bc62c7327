"""Adding something to pay less, or to reach the next threshold: which items, what each of them really costs. Needs
NumPy.

Items that no rule tells apart are a kind, and what is paid is a function of the amount added of it. So every amount
that some of the items come to is weighed at once; where kinds have too many of them together, what reaches thresholds
is; where a rule counts pieces or looks at single ones, single items and pairs are. The engine prices every answer
again, and what it does not confirm is not given.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from math import isqrt, prod
from typing import Any

from promocalc.cart import Cart, Choices, Line
from promocalc.choose.added import Addition, AddOns, Candidate, Proof
from promocalc.choose.alike import (
    Kind,
    amount_counts,
    ids_named,
    kinds,
    never_out_of_room,
    never_out_of_room_up_to,
    paid,
    probe,
    probe_ids,
    with_lines,
)
from promocalc.choose.followed import Step, Unfollowed, followed
from promocalc.choose.subsets import Amounts, amounts, made_of
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.money import minor_units
from promocalc.numbers.formula import NotExpressible

MOST_ADDED = 100_000
"""Minor units that are added at the most, where nothing is stated."""
MOST_ASKED = 2_000_000
"""Minor units that are added at the most, whatever is stated: each of them is weighed."""
MOST_EXHAUSTED = 8
"""Pieces up to which every choice among them is priced one by one, where nothing quicker is exact."""
MOST_KINDS = 40
"""Kinds that are looked at: those with the most items."""
MOST_ROWS = 60_000
"""Amounts of several kinds together that are weighed at once."""
MOST_SAMPLED = 20_000
"""Amounts of kinds two at a time, where these are more: evenly taken from all of them."""
MOST_PAIRED = 200
"""Prices of a kind of which pairs are weighed: the lowest ones."""
MOST_TRIED = 24
"""Answers that the engine is asked about."""
ROUNDING = 1
"""Minor units: where no more is saved than this, a fraction only fell the other way."""


@dataclass(frozen=True)
class Adding:
    """One subject and the items that may be added to it; opened once for several questions.

    ``items`` are lines of a catalogue; the quantity of each is how many there are of it. ``most`` is how much may be
    added at marked prices, in minor units: as much as the cart is marked at unless stated, and :data:`MOST_ADDED` at
    most; never more than :data:`MOST_ASKED`. What is dearer is not looked at, and proofs are about the rest. Raises
    ProblemGroup as :meth:`promocalc.engine.price.Pricer.price` does.
    """

    subject: Subject
    items: tuple[Line, ...]
    most: int | None = None

    # --- the questions ------------------------------------------------------------------------------------

    def saving(self) -> AddOns | None:
        """What makes the total lowest; of equals what is marked at least. None where nothing lowers it."""
        return self._answer(self.lowering, lambda pay, _: pay < self.before.pay, self.saving_proof)

    def reaching(self) -> AddOns | None:
        """What reaches a threshold and costs least, be it more than nothing: less is paid than with an amount right
        below it, or without one of the pieces. None where nothing does."""

        def wanted(pay: int, one: Candidate) -> bool:
            return one.reaches or pay < self.before.pay - ROUNDING

        return self._answer(self.candidates, wanted, self.reaching_proof)

    def frontier(self) -> tuple[AddOns, ...]:
        """For so much more at marked prices one pays so much less: each pays less than those that add less."""
        found: list[AddOns] = []
        pay = self.before.pay
        tried = 0
        for one in sorted(self.lowering, key=lambda one: (one.marked, one.pay)):
            if one.pay < pay and tried < MOST_TRIED:
                tried += 1
                receipt, some = self._priced(one)
                if receipt.pay < pay:
                    found.append(self._told(receipt, some, self.proof))
                    pay = receipt.pay
        return tuple(found)

    # --- what stands around them ------------------------------------------------------------------------------

    def deciding(self, choices: Choices) -> Adding:
        """The same with other choices. What does not depend on them is not worked out again."""
        one = self.subject
        other = Adding(
            Subject(one.cart, one.rulebook, choices, one.at, one.balance_at, one.name), self.items, self.most
        )
        vars(other).update({name: getattr(self, name) for name in ("pricer", "cap", "fitting", "kinds", "_amounts")})
        return other

    @cached_property
    def pricer(self) -> Pricer:
        """The rulebook as the subject meets it."""
        return self.subject.pricer()

    @cached_property
    def choices(self) -> Choices:
        """What has been decided."""
        return self.subject.decided

    @cached_property
    def before(self) -> Receipt:
        """What is paid without anything added."""
        return self.pricer.price(self.subject.cart, self.choices)

    @cached_property
    def cap(self) -> int:
        """How much may be added at marked prices."""
        return min(self.before.marked, MOST_ADDED) if self.most is None else min(self.most, MOST_ASKED)

    @cached_property
    def fitting(self) -> list[tuple[Line, int]]:
        """The items that cost no more than may be added, each with its price."""
        currency = self.subject.cart.currency
        priced = ((line, minor_units(line.unit_price, currency)) for line in self.items)
        return [(line, price) for line, price in priced if price <= self.cap]

    @cached_property
    def kinds(self) -> list[Kind]:
        """The kinds of items that are looked at."""
        return kinds(self.pricer, self.fitting)[:MOST_KINDS]

    @cached_property
    def by_amount(self) -> list[bool | None]:
        """Of each kind: whether all that counts is what its items come to together; None where it is as long as no
        line is asked for more than it has."""
        return amount_counts(self.pricer, self.subject.cart, self.choices, self.kinds)

    @cached_property
    def amounts_tell(self) -> list[bool]:
        """Of each kind: whether all that counts is what its items come to together."""
        return [self._roomy if whole is None else whole for whole in self.by_amount]

    @cached_property
    def proof(self) -> Proof:
        """What is known of the best candidate."""
        if self._every:
            return "exhausted"
        thinned = len(self._pooled) > 1 and self._thinned
        return "optimal" if self._all_kinds and all(self.amounts_tell) and not thinned else "found"

    @cached_property
    def saving_proof(self) -> Proof:
        """The same of the one that makes the total lowest: it may be known that nothing else does."""
        return "optimal" if self._bounded and self._all_kinds else self.proof

    @property
    def reaching_proof(self) -> Proof:
        """The same of what reaches a threshold: of kinds together only what lowers the total is weighed."""
        return self.proof if len(self.kinds) < 2 and all(self.amounts_tell) else "found"

    @cached_property
    def _bounded(self) -> bool:
        """Whether something is known to reach the thresholds as cheaply as anything may."""
        if self._steps is None:
            return False
        least = min((one.pay for one in self._stepped), default=self.before.pay)
        return least <= min((step.bound for step in self._steps), default=least)

    @property
    def _all_kinds(self) -> bool:
        """Whether every kind is looked at."""
        return len(self.fitting) == sum(len(kind.lines) for kind in self.kinds)

    # --- candidates --------------------------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> list[Candidate]:
        """What may be worth adding, the cheapest first: of every kind, and of kinds together."""
        if self._every:
            return sorted(self._exhausted())
        found: list[Candidate] = []
        for at, whole in enumerate(self.amounts_tell):
            # Where pieces are looked at, amounts still tell roughly what is paid, and the engine has the last word.
            found += self._of_amounts(at)
            found += () if whole else self._of_pieces(at)
        if len(self._pooled) > 1:
            found += self._of_several()
        return sorted(found)

    @cached_property
    def _every(self) -> bool:
        """Whether there are so few items that every choice among them is priced."""
        few = sum(min(line.quantity, MOST_EXHAUSTED + 1) for line, _ in self.fitting) <= MOST_EXHAUSTED
        exact = len(self.kinds) == 1 and self.amounts_tell[0]
        return few and not exact

    @cached_property
    def _amounts(self) -> dict[int, Amounts]:
        """By kind: the amounts that its items come to."""
        return {at: amounts(kind.held, self.cap) for at, kind in enumerate(self.kinds)}

    def _of_amounts(self, at: int) -> Iterator[Candidate]:
        """Of one kind: what pays less than everything smaller does, and what lies right after a drop."""
        from promocalc.formula.columns import np

        known = self._amounts[at]
        if not known.end:
            return
        (id_,) = probe_ids(self.subject.cart, 1)
        cart = with_lines(self.subject.cart, [probe(self.kinds[at], id_)])
        # Drops are looked for between the amounts that may be added as well: a threshold is reached by going past it.
        every = np.arange(1, known.end + 1, dtype=np.int64)
        pays = paid(self.pricer, cart, self.choices, {id_: every})
        values = known.column()[1:]
        rows = every[np.flatnonzero(pays < np.concatenate(([self.before.pay], pays[:-1])) - ROUNDING)]
        past = np.unique(np.searchsorted(values, rows))
        pays = pays[values - 1]
        lower = pays < np.minimum.accumulate(np.concatenate(([self.before.pay], pays[:-1])))
        reached = set(past.tolist())
        for row in np.union1d(np.flatnonzero(lower), past[past < values.size]).tolist():
            yield Candidate(int(pays[row]), int(values[row]), 0, ((at, int(values[row])),), False, row in reached)

    def _of_pieces(self, at: int) -> Iterator[Candidate]:
        """Of one kind whose pieces are counted: single pieces, and pairs of the cheaper ones."""
        kind, cart = self.kinds[at], self.subject.cart
        held = kind.held
        prices = sorted(held)
        one, two = probe_ids(cart, 2)
        pays = paid(self.pricer, with_lines(cart, [probe(kind, one)]), self.choices, {one: prices}).tolist()
        alone = dict(zip(prices, pays, strict=True))
        for price, pay, less in zip(prices, pays, [self.before.pay, *pays], strict=False):
            yield Candidate(pay, price, 1, ((at, price),), True, pay < less - ROUNDING)
        some = prices[:MOST_PAIRED]
        pairs = [(a, b) for a, b in combinations(some, 2) if a + b <= self.cap]
        pairs += [(price, price) for price in some if held[price] > 1 and 2 * price <= self.cap]
        if pairs:
            lines = [probe(kind, one), probe(kind, two)]
            columns = {one: [a for a, _ in pairs], two: [b for _, b in pairs]}
            pays = paid(self.pricer, with_lines(cart, lines), self.choices, columns).tolist()
            for (a, b), pay in zip(pairs, pays, strict=True):
                reaches = pay < min(alone[a], alone[b]) - ROUNDING
                if reaches or pay < self.before.pay:
                    yield Candidate(pay, a + b, 2, ((at, a), (at, b)), True, reaches)

    @cached_property
    def _thinned(self) -> bool:
        """Whether not every amount of several kinds together is weighed."""
        return prod(self._amounts[at].bits.bit_count() for at in self._pooled) > MOST_ROWS

    @cached_property
    def _pooled(self) -> list[int]:
        """The kinds of which only the amount may count."""
        return [at for at, whole in enumerate(self.by_amount) if whole is not False]

    @cached_property
    def _roomy(self) -> bool:
        """Whether no line is asked for more than it has, whatever is added of these kinds."""
        some = self._pooled
        cart, ids = self._probed(some)
        cheapest = [min((price for price in self.kinds[at].prices if price), default=0) for at in some]
        least = dict(zip(ids, cheapest, strict=True))
        if len(some) > 1 and self._thinned:
            return never_out_of_room_up_to(self.cap, self.pricer, cart, self.choices, least)
        rows = self._rows([self._amounts[at].column() for at in some])
        columns = {id_: rows[:, at] for at, id_ in enumerate(ids)}
        return not rows.size or never_out_of_room(self.pricer, cart, self.choices, columns, least)

    def _of_several(self) -> Iterator[Candidate]:
        """Kinds together: all of them where these are few amounts, else two at a time and some amounts of each."""
        some = self._pooled
        if not self._thinned:
            yield from self._together(some, [self._amounts[at].column() for at in some])
            return
        pairs = list(combinations(some[:6], 2))
        side = max(isqrt(MOST_SAMPLED // len(pairs)), 2)
        for pair in pairs:
            yield from self._together(pair, [_thin(self._amounts[at].column(), side) for at in pair])

    @cached_property
    def lowering(self) -> list[Candidate]:
        """What may make the total lower, the cheapest first."""
        return self._stepped if self._bounded else sorted((*self._stepped, *self.candidates))

    @cached_property
    def _steps(self) -> list[Step] | None:
        """Every way to reach thresholds of kinds together that may cost less than nothing; None where nobody knows, or
        every amount is weighed."""
        if len(self.kinds) < 2 or not all(self.amounts_tell) or not self._thinned:
            return None
        try:
            room = None in self.by_amount
            found = followed(self.pricer, self.subject.cart, self.choices, self.kinds, self.cap, room=room)
            return found.cheaper(self.before.pay)
        except (Unfollowed, NotExpressible):
            return None

    @cached_property
    def _stepped(self) -> list[Candidate]:
        """What reaches thresholds of kinds together, the cheapest first."""
        parts = sorted({tuple(sorted(one.parts.items())) for one in self._steps or ()} - {()})
        if not parts:
            return []
        cart, ids = self._probed(range(len(self.kinds)))
        rows = [[dict(one).get(at, 0) for one in parts] for at in range(len(ids))]
        pays = paid(self.pricer, cart, self.choices, dict(zip(ids, rows, strict=True))).tolist()
        found = (
            Candidate(pay, sum(amount for _, amount in one), 0, one, False, False)
            for one, pay in zip(parts, pays, strict=True)
        )
        return sorted(one for one in found if one.marked <= self.cap)

    def _rows(self, values: Sequence[Any]) -> Any:
        """Amounts of several kinds together, a row each, and none of more than may be added."""
        from promocalc.formula.columns import np

        rows = np.stack([column.ravel() for column in np.meshgrid(*values, indexing="ij")], axis=1)
        added = rows.sum(axis=1)
        return rows[(added > 0) & (added <= self.cap)]

    def _probed(self, some: Sequence[int]) -> tuple[Cart, list[str]]:
        """The cart with a line of each of some kinds, and the names of these lines."""
        ids = probe_ids(self.subject.cart, len(some))
        return with_lines(
            self.subject.cart, [probe(self.kinds[at], id_) for at, id_ in zip(some, ids, strict=True)]
        ), ids

    def _together(self, some: Sequence[int], values: Sequence[Any]) -> Iterator[Candidate]:
        from promocalc.formula.columns import np

        rows = self._rows(values)
        if not rows.size:
            return
        cart, ids = self._probed(some)
        pays = paid(self.pricer, cart, self.choices, {id_: rows[:, at] for at, id_ in enumerate(ids)})
        added = rows.sum(axis=1)
        order = np.lexsort((pays, added))
        pays, added, rows = pays[order], added[order], rows[order]
        lowest = np.minimum.accumulate(np.concatenate(([self.before.pay], pays[:-1])))
        for row in np.flatnonzero(pays < lowest).tolist():
            parts = tuple((at, amount) for at, amount in zip(some, rows[row].tolist(), strict=True) if amount)
            yield Candidate(int(pays[row]), int(added[row]), 0, parts, False, False)

    def _exhausted(self) -> Iterator[Candidate]:
        """Every choice among a few pieces, priced one by one."""
        known: dict[tuple[int, ...], int] = {}
        reached = {one.parts for at in range(len(self.kinds)) for one in self._of_amounts(at) if one.reaches}
        kind_of = {id(line): at for at, kind in enumerate(self.kinds) for line in kind.lines}
        for counts in product(*(range(line.quantity + 1) for line, _ in self.fitting)):
            chosen = tuple((number, count) for number, count in enumerate(counts) if count)
            marked = sum(self.fitting[number][1] * count for number, count in chosen)
            if marked <= self.cap:
                some = [(self.fitting[number][0], count) for number, count in chosen]
                known[counts] = pay = self.pricer.price(self.cart_with(some), self.choices).pay
                fewer = [(*counts[:at], count - 1, *counts[at + 1 :]) for at, count in enumerate(counts) if count]
                of = {kind_of[id(item)] for item, _ in some}
                reaches = len(of) == 1 and ((of.pop(), marked),) in reached
                reaches |= bool(fewer) and pay < min(known[one] for one in fewer) - ROUNDING
                if chosen:
                    yield Candidate(pay, marked, sum(counts), chosen, True, reaches)

    # --- answers -------------------------------------------------------------------------------------------

    def _answer(
        self, some: Sequence[Candidate], wanted: Callable[[int, Candidate], bool], proof: Proof
    ) -> AddOns | None:
        """The best candidate that is wanted, by what the engine says of it."""
        best: tuple[Candidate, Receipt, list[tuple[Line, int]]] | None = None
        for one in itertools.islice((one for one in some if wanted(one.pay, one)), MOST_TRIED):
            if best is not None and best[0].pay <= one.pay:
                break
            receipt, items = self._priced(one)
            if receipt.pay != one.pay:
                proof = "found"
            real = one._replace(pay=receipt.pay)
            if wanted(real.pay, real) and (best is None or real < best[0]):
                best = real, receipt, items
        return None if best is None else self._told(best[1], best[2], proof)

    def _priced(self, one: Candidate) -> tuple[Receipt, list[tuple[Line, int]]]:
        """What the engine says of a candidate; its items, and how many pieces of each."""
        some = self.items_of(one)
        return self.pricer.price(self.cart_with(some), self.choices), some

    def _told(self, receipt: Receipt, some: Sequence[tuple[Line, int]], proof: Proof) -> AddOns:
        cart = receipt.cart
        additions = []
        for line, (item, _) in zip(cart.lines[len(self.subject.cart.lines) :], some, strict=True):
            without = self.pricer.price(one_less(cart, line), self.choices).pay
            marked = minor_units(item.unit_price, cart.currency)
            additions.append(Addition(line, item, marked, receipt.pay - without))
        return AddOns(tuple(additions), receipt, self.before, proof)

    def items_of(self, one: Candidate) -> list[tuple[Line, int]]:
        """Which items, and how many pieces of each."""
        if self._every:
            return [(self.fitting[number][0], count) for number, count in one.parts]
        wanted: defaultdict[tuple[int, int], int] = defaultdict(int)
        for at, amount in one.parts:
            if one.single:
                wanted[at, amount] += 1
            else:
                for price, count in made_of(amount, self.kinds[at].held).items():
                    wanted[at, price] += count
        found = []
        for (at, price), count in wanted.items():
            kind, left = self.kinds[at], count
            for line, own in zip(kind.lines, kind.prices, strict=True):
                if own == price and left:
                    found.append((line, min(left, line.quantity)))
                    left -= found[-1][1]
        return found

    def cart_with(self, some: Sequence[tuple[Line, int]]) -> Cart:
        """The cart with so many pieces of some items. They go by ``+`` and their name, so that they stand side by side
        among the lines as probes do: what is paid may depend on the order by a minor unit. What a rule names keeps its
        name."""
        taken = {line.id for line in self.subject.cart.lines}
        added = []
        for item, count in some:
            id_ = item.id if item.id in self._named else f"+{item.id}"
            while id_ in taken:
                id_ = f"+{id_}"
            taken.add(id_)
            added.append(item.model_copy(update={"id": id_, "quantity": count}))
        return with_lines(self.subject.cart, added)

    @cached_property
    def _named(self) -> set[str]:
        return ids_named(self.pricer)


def one_less(cart: Cart, line: Line) -> Cart:
    """The cart without one piece of a line."""
    fewer = line.model_copy(update={"quantity": line.quantity - 1})
    lines = tuple(fewer if one is line else one for one in cart.lines)
    return cart.model_copy(update={"lines": tuple(one for one in lines if one.quantity)})


def _thin(values: Any, most: int) -> Any:
    """At most so many of a column, evenly, the first one among them."""
    return values if len(values) <= most else values[[at * len(values) // most for at in range(most)]]
