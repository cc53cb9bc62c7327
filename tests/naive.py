"""A second, naive reading of the language: what a cart costs, with plain loops and fractions.

Written from the words of the design alone and never from the engine, so that a slip in the shared
meaning can be caught by somebody else's reading. No speed, no steps, no reasons: only what is paid.

The ledger is ``line id -> column -> cents``. Columns: ``marked``, ``running``, ``added``, one per rule
(what it took) and one per label. A line is one lot: its pieces share every column as evenly as whole
cents allow, the odd cents on the first pieces.

Not naive, and refused with :class:`NotNaive` (the words leave it open, or it would make this long):

- ``keep: best`` in ``exclude``, and an exclusion of a rule that the shopper said to use
- a second rule for pieces of a line that a first one made unequal by more than a cent
- alternatives compared per piece over lines of more than one piece; coupons that reach only some pieces of a line
- a fee inside alternatives compared per store, line or piece; a fee paid by coupon or balance
- ``round: {of: price}`` where the price that results would be negative
- ``per: tag``, ``distinct tag``, defaults that name a rule, a view on a label that is set inside the same ``together``
- ``skip`` of an automatic rule deep inside an alternative; more used alternatives than ``at_most``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Several
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

from promocalc.cart import Cart, Line, natural_key
from promocalc.money import CURRENCIES, Odd, Rate, Rounding
from promocalc.rules.programme import (
    BestOf,
    FirstOf,
    Labelled,
    Node,
    OneOf,
    Run,
    Sequence,
    Together,
    Unstated,
    members,
    rules_in,
)
from promocalc.rules.rule import Balance, Distinct, Need, Round, Rule, Share
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import (
    AllOf,
    AnyOf,
    Daily,
    DiscountedBy,
    Is,
    NoneOf,
    OrdersSoFar,
    PriceIs,
    Scope,
    Within,
    names_kind,
)
from promocalc.rules.take import Add, Off, To
from promocalc.rules.views import RUNNING, View

Row = dict[str, int]
Ledger = dict[str, Row]
HALF = Fraction(1, 2)


class NotNaive(Exception):  # noqa: N818  # not an error of the cart or the book
    """This pricer leaves that to the engine."""


@dataclass(frozen=True)
class NaiveResult:
    """What is paid; ``lines`` by line (fees too), ``taken`` by rule."""

    pay: int
    marked: int
    saved: int
    added: int
    lines: dict[str, int]
    taken: dict[str, int]


def naive_price(cart: Cart, book: Rulebook) -> NaiveResult:
    """What ``cart`` costs under ``book``."""
    return _Pricer(cart, book).price()


# --- cents ------------------------------------------------------------------------------------------------------


def rounded(exact: Fraction | int, unit: int = 1, mode: Rounding = Rounding.HALF_UP) -> int:
    """``exact`` as a multiple of ``unit``."""
    low = floor(Fraction(exact) / unit)
    rest = Fraction(exact) / unit - low
    up = {
        Rounding.HALF_UP: rest >= HALF,
        Rounding.HALF_DOWN: rest > HALF,
        Rounding.HALF_EVEN: rest > HALF or (rest == HALF and low % 2 == 1),
        Rounding.UP: rest > 0,
        Rounding.DOWN: False,
    }[mode]
    return (low + up) * unit


def shared(total: int, weights: Several[int], odd: Odd = Odd.LARGEST) -> list[int]:
    """``total`` in proportion to ``weights``; who gets the odd cents, as the docstrings of ``Odd`` say."""
    heirs = [at for at, weight in enumerate(weights) if weight]
    if not heirs:
        return [0] * len(weights)
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    if odd is Odd.CARRY:
        reached = [rounded(sum(exact[: at + 1])) for at in range(len(exact))]
        return [upto - before for upto, before in zip(reached, [0, *reached], strict=False)]
    nearest = {Odd.NEAREST_FIRST: Rounding.HALF_DOWN, Odd.NEAREST_LAST: Rounding.HALF_UP}
    shares = [rounded(part, 1, nearest.get(odd, Rounding.DOWN)) for part in exact]
    left = total - sum(shares)
    queue = heirs * (abs(left) + 1)
    if odd in (Odd.LAST, Odd.NEAREST_LAST):
        queue = [heir for heir in heirs[::-1] for _ in range(abs(left))]
    elif odd is Odd.LARGEST:
        queue = sorted(heirs, key=lambda at: shares[at] - exact[at])
    for heir in queue:  # one cent at a time; nobody's share falls below nothing
        cent = (left > 0) - (left < 0 < shares[heir])
        shares[heir] += cent
        left -= cent
    return shares


def piece_of(row: Row, count: int, at: int, rules: frozenset[str]) -> Row:
    """What the ledger says of one piece of a line of ``count``: a cost's odd cents first, what a rule took last."""
    back = count - 1 - at
    return {
        column: total // count + ((back if column in rules else at) < total % count) for column, total in row.items()
    }


# --- one rule over one pool ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lot:
    """Equal pieces: ``seen`` is what views look at, ``live`` what really stands."""

    line: Line
    count: int
    seen: Row
    live: Row
    rules: frozenset[str]

    def pieces(self) -> list[Lot]:
        """One lot for each piece."""
        rows = [
            [piece_of(row, self.count, at, self.rules) for row in (self.seen, self.live)] for at in range(self.count)
        ]
        return [Lot(self.line, 1, seen, live, self.rules) for seen, live in rows]


def view(lots: Several[Lot], looked_at: View) -> int:
    """A sum of columns over the lots; a lot's own sum is never below nothing."""
    if looked_at.counts_pieces:
        return sum(lot.count for lot in lots)
    return sum(max(0, sum(sign * lot.seen.get(word, 0) for sign, word in looked_at.terms)) for lot in lots)


def value_of(line: Line, attribute: str) -> str:
    """What a line says of itself; nothing where it says nothing."""
    if attribute == "tag":
        raise NotNaive("grouping by tag")
    if attribute in ("id", "store", "category", "kind"):
        return str(getattr(line, attribute))
    return line.attributes.get(attribute, "")


@dataclass
class State:
    """The ledger and what the shopper still holds."""

    ledger: Ledger
    coupons: Counter[str]
    balances: Counter[str]


@dataclass(frozen=True)
class How:
    """A rule's cents, with the defaults filled in."""

    measure: View
    of: View
    by: View
    odd: Odd
    floor: int
    refuse: bool
    unit: int
    mode: Rounding
    price: bool


@dataclass
class _Pricer:
    cart: Cart
    book: Rulebook
    lines: dict[str, Line] = field(default_factory=dict)
    uneven: set[str] = field(default_factory=set)
    """Lines whose pieces a rule told apart."""

    def price(self) -> NaiveResult:
        if self.cart.currency != self.book.currency:
            raise NotNaive("two currencies")
        self.lines = {line.id: line for line in sorted(self.cart.lines, key=lambda line: natural_key(line.id))}
        prices = {line.id: self.cents(line.unit_price) * line.quantity for line in self.lines.values()}
        held, wallet = self.cart.wallet.coupons, self.cart.wallet.balances
        state = State(
            {name: {"marked": price, "running": price} for name, price in prices.items()},
            Counter(dict.fromkeys(self.book.rules, 1) if held is None else held),
            Counter({name: self.cents(amount) for name, amount in wallet.items()}),
        )
        if self.book.price is not None:
            state = self.run(self.book.price, state, None, frozenset())
        sums: Counter[str] = Counter()
        for row in state.ledger.values():
            sums.update(row)
        taken = {rule: sums[rule] for rule in self.book.rules}
        assert sums["running"] == sums["marked"] - sum(taken.values()) + sums["added"]
        lines = {name: row["running"] for name, row in state.ledger.items()}
        return NaiveResult(sums["running"], sums["marked"], sum(taken.values()), sums["added"], lines, taken)

    def cents(self, amount: Decimal) -> int:
        return int(amount * 10 ** CURRENCIES[self.book.currency])

    def number(self, number: Decimal | Rate, base: int) -> Fraction:
        return number.fraction * base if isinstance(number, Rate) else Fraction(self.cents(number))

    def bound(self, bound: Decimal, counted: bool) -> Fraction:
        return Fraction(bound) if counted else Fraction(self.cents(bound))

    # --- scopes

    def holds(self, scope: Scope, line: Line | None, row: Row) -> bool:
        """Whether a scope holds of a line; of the shopper and the moment where there is no line."""
        match scope:
            case AllOf(parts):
                return all(self.holds(part, line, row) for part in parts)
            case AnyOf(parts):
                return any(self.holds(part, line, row) for part in parts)
            case NoneOf(parts):
                return not any(self.holds(part, line, row) for part in parts)
            case Is("tag", values) if line is not None:
                return bool(set(line.tags) & set(values))
            case Is(attribute, values):
                return (self.cart.shopper.answer(attribute) if line is None else value_of(line, attribute)) in values
            case DiscountedBy(rules):
                return any(row.get(rule, 0) > 0 for rule in rules)
            case PriceIs(at_least, above, at_most, below):
                price = line.unit_price if line is not None else Decimal(0)
                return (
                    (at_least is None or price >= at_least)
                    and (above is None or price > above)
                    and (at_most is None or price <= at_most)
                    and (below is None or price < below)
                )
            case _:
                return self.now(scope)

    def now(self, scope: Scope) -> bool:
        moment, orders = self.cart.at, self.cart.shopper.orders
        match scope:
            case OrdersSoFar(at_least, at_most):
                return orders is not None and at_least <= orders and (at_most is None or orders <= at_most)
            case Within(start, end):
                return moment is not None and (start is None or start <= moment) and (end is None or moment < end)
            case Daily(start_at, end_at) if moment is not None:
                clock = moment.astimezone(ZoneInfo(self.book.timezone)).time()
                after, before = start_at <= clock, clock < end_at
                return (after and before) if start_at < end_at else (after or before)
        return False

    def within(self, scope: Scope, lots: Several[Lot]) -> list[Lot]:
        """The lots in a scope: goods, unless it speaks of kinds itself."""
        any_kind = names_kind(scope)
        return [lot for lot in lots if (any_kind or lot.line.kind == "goods") and self.holds(scope, lot.line, lot.live)]

    # --- the tree

    def run(self, node: Node, state: State, pinned: Ledger | None, labels: frozenset[str]) -> State:
        """The state as ``node`` leaves it. ``pinned`` is the ledger at the start of a ``together`` around it."""
        match node:
            case Run(rule):
                return self.apply(self.book.rules[rule], state, pinned, labels)
            case Sequence(steps):
                for step in steps:
                    if not isinstance(step, Labelled):
                        state = self.run(step, state, pinned, labels)
                        continue
                    state = self.run(step.node, state, pinned, labels)
                    rows = {name: row | {step.label: row["running"]} for name, row in state.ledger.items()}
                    state, labels = State(rows, state.coupons, state.balances), labels | {step.label}
                return state
            case Together(parts):
                pinned = pinned or deepcopy(state.ledger)
                for part in parts:
                    state = self.run(part, state, pinned, labels)
                return state
            case Unstated(readings):
                chosen = [tree for name, tree in readings if name in self.cart.choices.reading]
                return self.run(chosen[0] if chosen else readings[0][1], state, pinned, labels)
            case _:
                return self.alternatives(node, state, pinned, labels)

    def alternatives(
        self, node: BestOf | FirstOf | OneOf, state: State, pinned: Ledger | None, labels: frozenset[str]
    ) -> State:
        chosen = [part for part in node.parts if set(rules_in(part)) & set(self.cart.choices.use)]
        if isinstance(node, OneOf) and chosen:
            if len(chosen) > node.at_most:
                raise NotNaive("more used than at_most")
            return self.run(Sequence(tuple(chosen)), state, pinned, labels)
        if node.per != "order":
            return self.by_group(node, state, pinned, labels)
        if isinstance(node, BestOf):
            sets = [some for size in range(1, node.at_most + 1) for some in combinations(node.parts, size)]
            ends = [self.run(Sequence(some), state, pinned, labels) for some in sets]
            return max(ends, key=lambda end: taken(state, end, state.ledger | end.ledger))
        kept = 0
        for part in node.parts:
            end = self.run(part, state, pinned, labels)
            if kept < node.at_most and applied(state, end, rules_in(part)):
                state, kept = end, kept + 1
        return state

    def by_group(
        self, node: BestOf | FirstOf | OneOf, state: State, pinned: Ledger | None, labels: frozenset[str]
    ) -> State:
        """Each store or line keeps the alternative that wins there."""
        if any(isinstance(self.book.rules[rule].take, Add) for rule in rules_in(node)):
            raise NotNaive("a fee among alternatives per group")
        if node.per == "piece" and any(line.quantity > 1 for line in self.lines.values()):
            raise NotNaive("alternatives per piece")
        ends = [self.run(part, state, pinned, labels) for part in node.parts]
        ledger = dict(state.ledger)
        for name in state.ledger:
            store = self.lines[name].store
            mates = [other for other in state.ledger if self.lines[other].store == store]
            group = mates if node.per == "store" else [name]
            totals = [taken(state, end, group) for end in ends]
            wins = [at for at, total in enumerate(totals) if total == max(totals)]
            if not isinstance(node, BestOf):
                wins = [at for at, total in enumerate(totals) if total > 0]
            if wins:
                ledger[name] = ends[wins[0]].ledger[name]
        return State(ledger, state.coupons, state.balances)

    def gated(self, rule: Rule) -> bool:
        """Whether the shopper leaves it alone."""
        if rule.name not in self.cart.choices.skip:
            return False
        if rule.use != "automatic" or self.book.price is None:
            return True
        around = [part for part in _alternatives_in(self.book.price) if rule.name in rules_in(part)]
        if any(not isinstance(part, Run) for part in around):
            raise NotNaive("skip deep inside an alternative")
        return bool(around)

    def charged(self, foes: set[str], on: str, ledger: Ledger) -> set[str]:
        """The lines where charges are met: their stores, or all lines where a charge is on more than one store's."""
        fees = {name for name, row in ledger.items() if name.split("@")[0] in foes and row.get("added", 0) > 0}
        if on == "order" or not fees:
            return fees
        if any(self.book.rules[name.split("@")[0]].per not in ("store", "line", "piece") for name in fees):
            return set(ledger)
        stores = {self.lines[name].store for name in fees}
        return {name for name in ledger if self.lines[name].store in stores}

    def excluded(self, rule: str, ledger: Ledger) -> set[str]:
        """The lines where a rule may not come, because one that it may not meet has taken something."""
        out: set[str] = set()
        for exclusion in self.book.exclude:
            if exclusion.keep == "best":
                raise NotNaive("keep: best")
            if {*exclusion.these, *exclusion.not_with} & set(self.cart.choices.use):
                raise NotNaive("a used rule in an exclusion")
            sides = ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these))
            foes = {foe for here, there in sides if rule in here for foe in there if foe != rule}
            hit = {name for name, row in ledger.items() if any(row.get(foe, 0) > 0 for foe in foes)}
            hit |= self.charged(foes, exclusion.on, ledger)
            stores = {self.lines[name].store for name in hit}
            if exclusion.on == "store":
                hit = {name for name in ledger if self.lines[name].store in stores}
            out |= set(ledger) if hit and exclusion.on == "order" else hit
        return out

    # --- one rule

    def how(self, rule: Rule, labels: frozenset[str]) -> How:
        """The rule's cents: what it says, else the defaults, else what the language says."""
        said = self.book.effective_defaults
        known = {"marked", "running", "paid", "tax", "pieces", *labels}

        def default(given: View | None, otherwise: View) -> View | None:
            words = {word for _, word in given.terms} if given is not None else set()
            if words & set(self.book.rules):
                raise NotNaive("a default that names a rule")
            return given if words <= known else otherwise

        measure = rule.measure or default(said.measure, RUNNING) or RUNNING
        of = rule.of or default(said.of, RUNNING) or (RUNNING if measure.counts_pieces else measure)
        share = rule.share or said.share or Share()
        by = share.by if rule.share else default(share.by, of)
        round_ = rule.round or said.round or Round()
        least = rule.floor if rule.floor is not None else said.floor
        unit = 1 if round_.unit is None else self.cents(round_.unit)
        refuse = (rule.over or said.over) == "refuse"
        cents = 0 if least is None else self.cents(least)
        return How(measure, of, by or of, share.odd, cents, refuse, unit, round_.mode, round_.of == "price")

    def apply(self, rule: Rule, state: State, pinned: Ledger | None, labels: frozenset[str]) -> State:
        """The state as one rule leaves it: every pool in its turn."""
        if self.gated(rule) or not self.holds(rule.when, None, {}):
            return state
        if rule.per == "piece" and rule.use == "coupon" and any(line.quantity > 1 for line in self.lines.values()):
            raise NotNaive("a coupon for some of a line's pieces")
        state, how = deepcopy(state), self.how(rule, labels)
        self.refuse_inner_labels(rule, how, pinned)
        seen = state.ledger if pinned is None else pinned
        lots = [
            Lot(
                self.lines[name],
                self.lines[name].quantity,
                seen.get(name, {}),
                state.ledger[name],
                frozenset(self.book.rules),
            )
            for name in sorted(state.ledger, key=natural_key)
        ]
        out = self.excluded(rule.name, state.ledger)
        on = [lot for lot in self.within(rule.on, lots) if lot.line.id not in out]
        if "piece" in (rule.each, rule.per) and any(lot.line.id in self.uneven for lot in on):
            raise NotNaive("pieces of a line that a rule told apart before")
        left = self.capped(rule.cap.order, view(on, how.of))
        pools = pooled(rule.per, on)
        tests = [
            (need, pools if need.on is None else pooled(rule.per, self.within(need.on, lots)))
            for need in needs_of(rule)
        ]
        kept: list[tuple[str, int]] = []
        after: dict[str, list[int]] = {}
        for key in sorted(pools, key=lambda key: (natural_key(key[0]), key[1])):
            if rule.per == "piece":
                after.setdefault(key[0], []).append(pools[key][0].live["running"])
            if rule.use == "coupon" and not state.coupons[rule.name]:
                continue
            if not all(self.passes(need, how, over.get(key, [])) for need, over in tests):
                continue
            pool = pools[key]
            purse = state.balances[rule.use.name] if isinstance(rule.use, Balance) else None
            shares = self.shares(rule, how, pool, [left, purse])
            took = sum(shares)
            left = None if left is None else left - took
            if rule.use == "coupon" and took:
                state.coupons[rule.name] -= 1
            if isinstance(rule.use, Balance):
                state.balances[rule.use.name] -= took
            if isinstance(rule.take, Add):
                self.add(rule, key[0], took, state)
            else:
                kept += [(lot.line.id, share) for lot, share in zip(pool, shares, strict=True)]
                if rule.per == "piece":
                    after[key[0]][-1] -= took
        self.uneven |= {name for name, costs in after.items() if uneven(costs)}
        for name, share in kept:
            row = state.ledger[name]
            row["running"] -= share
            row[rule.name] = row.get(rule.name, 0) + share
        return state

    def refuse_inner_labels(self, rule: Rule, how: How, pinned: Ledger | None) -> None:
        views = [how.measure, how.of, how.by, *(need.in_ for need in rule.needs)]
        words = {word for looked_at in views if isinstance(looked_at, View) for _, word in looked_at.terms}
        words -= {"marked", "running", "paid", "tax", "pieces", *self.book.rules}
        if pinned and any(all(word not in row for row in pinned.values()) for word in words):
            raise NotNaive("a label set inside together")

    def add(self, rule: Rule, key: str, amount: int, state: State) -> None:
        """A fee becomes a line of its own."""
        name = rule.name if rule.per == "order" else f"{rule.name}@{key}"
        kind = rule.take.line if isinstance(rule.take, Add) else ""
        if name in {line.id for line in self.cart.lines} or rule.use != "automatic" or rule.per == "piece":
            raise NotNaive("a fee of that kind")
        store = {"store": key, "line": self.lines[key].store if key in self.lines else ""}.get(rule.per, "")
        self.lines[name] = Line(id=name, unit_price=0, kind=kind, store=store)
        state.ledger[name] = {"marked": 0, "running": amount, "added": amount}

    def passes(self, need: Need, how: How, lots: list[Lot]) -> bool:
        """Whether the lots of one pool pass a test."""
        looked_at = need.in_ or how.measure
        counted = isinstance(looked_at, Distinct) or looked_at.counts_pieces

        def value(some: list[Lot]) -> int:
            if isinstance(looked_at, Distinct):
                return len({value_of(lot.line, looked_at.attribute) for lot in some} - {""})
            return view(some, looked_at)

        def inside(found: int) -> bool:
            return (
                (need.at_least is None or found >= self.bound(need.at_least, counted))
                and (need.above is None or found > self.bound(need.above, counted))
                and (need.at_most is None or found <= self.bound(need.at_most, counted))
            )

        return any(inside(value([lot])) for lot in lots) if need.any else inside(value(lots))

    def shares(self, rule: Rule, how: How, pool: list[Lot], limits: list[int | None]) -> list[int]:
        """What each lot of the pool loses (for a fee: one amount)."""
        match rule.each:
            case "pool":
                parts = [self.amount(rule, how, pool, pool)]
            case "line":
                parts = [self.amount(rule, how, [lot], pool) for lot in pool]
            case "piece":
                parts = []
                for lot in pool:
                    cuts = [self.amount(rule, how, [piece], pool) for piece in lot.pieces()]
                    costs = [max(0, one.live["running"] - cut) for one, cut in zip(lot.pieces(), cuts, strict=True)]
                    self.uneven |= {lot.line.id} if uneven(costs) else set()
                    parts.append(sum(cuts))
        limits = [self.capped(rule.cap.pool, view(pool, how.of)), *limits]
        total = min([sum(parts), *(limit for limit in limits if limit is not None)])
        if isinstance(rule.take, Add):
            return [total]
        if rule.each == "pool":
            parts = shared(total, [view([lot], how.by) for lot in pool], how.odd)
        elif total < sum(parts):
            parts = shared(total, parts, how.odd)
        rooms = [max(0, lot.live["running"] - how.floor * lot.count) for lot in pool]
        if how.refuse and any(part > room for part, room in zip(parts, rooms, strict=True)):
            return [0] * len(parts)
        return [min(part, room) for part, room in zip(parts, rooms, strict=True)]

    def amount(self, rule: Rule, how: How, unit: list[Lot], pool: list[Lot]) -> int:
        """What one unit is worth, rounded and capped."""
        base, running = view(unit, how.of), view(unit, RUNNING)
        cap = self.capped(rule.cap.each, base)
        counted = how.measure.counts_pieces
        exact = Fraction(0)
        match rule.take:
            case Off(tiers=tiers) if tiers:
                reached = [tier for tier in tiers if self.bound(tier.start, counted) <= view(pool, how.measure)]
                if not reached:
                    return 0
                exact = self.number(reached[-1].off, base)
            case Off(Decimal() as off, Decimal() as every):
                times = floor(view(unit, how.measure) / self.bound(every, counted))
                if not times:
                    return 0
                exact = self.number(off, base) * times
            case Off(off) if off is not None:
                exact = self.number(off, base)
            case To(price):
                return self.at_most(cap, max(0, running - self.rated(price, base, how)))
            case Add(add):
                return self.at_most(cap, self.rated(add, base, how))
        return self.at_most(cap, self.to_cents(exact, running, how) if exact else 0)

    def at_most(self, cap: int | None, amount: int) -> int:
        return amount if cap is None else min(amount, cap)

    def rated(self, number: Decimal | Rate, base: int, how: How) -> int:
        """A price or a fee: a rate is rounded, an amount is meant as it is written."""
        exact = self.number(number, base)
        return rounded(exact, how.unit, how.mode) if isinstance(number, Rate) else int(exact)

    def to_cents(self, exact: Fraction, running: int, how: How) -> int:
        """The cut, rounded; or what makes the price that results round."""
        if not how.price:
            return rounded(exact, how.unit, how.mode)
        if running < exact:
            raise NotNaive("round of price")
        return max(0, running - rounded(running - exact, how.unit, how.mode))

    def capped(self, cap: Decimal | Rate | None, base: int) -> int | None:
        return None if cap is None else floor(self.number(cap, base))


def needs_of(rule: Rule) -> tuple[Need, ...]:
    """All tests of a rule; ``from`` is one of them."""
    return rule.needs if rule.start is None else (*rule.needs, Need(at_least=rule.start))


def pooled(per: str, lots: Several[Lot]) -> dict[tuple[str, int], list[Lot]]:
    """The lots that count together, by key (and by number, for pieces)."""
    pools: dict[tuple[str, int], list[Lot]] = {}
    for lot in lots:
        if per == "piece":
            pools |= {(lot.line.id, at): [piece] for at, piece in enumerate(lot.pieces())}
        else:
            key = "" if per == "order" else value_of(lot.line, "id" if per == "line" else per)
            pools.setdefault((key, 0), []).append(lot)
    return pools


def taken(before: State, after: State, names: Any) -> int:
    """How much less there is to pay for some lines."""
    return sum(
        state.ledger.get(name, {"running": 0})["running"] * sign
        for state, sign in ((before, 1), (after, -1))
        for name in names
    )


def uneven(costs: Several[int]) -> bool:
    """Pieces that a rule told apart: their line's totals no longer describe them."""
    return bool(costs) and max(costs) - min(costs) > 1


def applied(before: State, after: State, rules: Several[str]) -> bool:
    """Whether some of these rules took or added something."""
    rows = [(before.ledger.get(name, {}), row) for name, row in after.ledger.items()]
    return any(row.get(column, 0) > old.get(column, 0) for old, row in rows for column in ("added", *rules))


def _alternatives_in(node: Node | Labelled) -> list[Node]:
    """Every alternative anywhere in a tree."""
    found: list[Node] = []
    inner = [(None, node.node)] if isinstance(node, Labelled) else members(node)
    for _, member in inner:
        if isinstance(node, (BestOf, FirstOf, OneOf)):
            found.append(member)  # type: ignore[arg-type]  # alternatives carry no labels themselves
        found += _alternatives_in(member)
    return found
