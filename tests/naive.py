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
- everything in :mod:`tests.naive_refuse`: rules for some of several pieces (:mod:`tests.pieces` reads those), numbers
  of the line's own in ``take`` and ``cap``, gifts that meet others; what is given for later is not worked out at all
- tax by the piece; under ``consume: spend`` an ``every`` of a part of the order
- deposits whose balances are due in different windows (:mod:`tests.naive_deposits` has what it says of deposits)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Several
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from itertools import combinations
from typing import Any

from promocalc.cart import Cart, Line, natural_key
from promocalc.rules.cents import Over, Round, Share
from promocalc.rules.programme import (
    BestOf,
    Consume,
    FirstOf,
    Labelled,
    Node,
    OneOf,
    Run,
    Sequence,
    Together,
    Unstated,
    rules_in,
)
from promocalc.rules.quantity import LineNumber
from promocalc.rules.rule import Distinct, Need, Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Scope, names_kind
from promocalc.rules.take import Add, Deposit, Give
from promocalc.rules.use import Balance
from promocalc.rules.views import RUNNING, View
from tests.naive_amounts import Amounts
from tests.naive_cents import NotNaive, rounded, shared
from tests.naive_deposits import asked_of_lines, at_its_moment, due, money_of, paid_by
from tests.naive_ledger import (
    How,
    Ledger,
    Lot,
    State,
    _alternatives_in,
    applied,
    jumbled,
    needs_of,
    pays,
    pooled,
    taken,
    uneven,
    value_of,
    view,
)
from tests.naive_refuse import leave, missing
from tests.naive_scopes import holds

__all__ = ["NaiveResult", "NotNaive", "naive_price", "rounded", "shared"]


@dataclass(frozen=True)
class NaiveResult:
    """What is paid; ``lines`` by line (fees and added tax too), ``taken`` by rule."""

    pay: int
    marked: int
    saved: int
    added: int
    lines: dict[str, int]
    taken: dict[str, int]
    deposits: dict[str, int] = field(default_factory=dict)
    """What of each line is paid with a deposit."""


def naive_price(cart: Cart, book: Rulebook) -> NaiveResult:
    """What ``cart`` costs under ``book``."""
    settled = due(cart, book)
    found = _Pricer(cart, book, settled=settled).price()
    # An order that makes no deposit is paid at once.
    return found if settled is None or any(found.deposits.values()) else _Pricer(cart, book).price()


@dataclass
class _Pricer(Amounts):
    settled: datetime | None = None
    """When the balance is paid."""

    def price(self) -> NaiveResult:
        leave(self.book)
        self.lines = {line.id: line for line in sorted(self.cart.lines, key=lambda line: natural_key(line.id))}
        prices = {line.id: self.cents(line.unit_price) * line.quantity for line in self.lines.values()}
        held, wallet = self.cart.wallet.coupons, self.cart.wallet.balances
        state = State(
            {name: {"marked": price, "running": price} for name, price in prices.items()},
            Counter(dict.fromkeys(self.book.rules, 1) if held is None else held),
            Counter({name: self.held(name, amount) for name, amount in wallet.items()}),
        )
        if self.book.price is not None:
            state = self.run(self.book.price, state, None, frozenset())
        sums: Counter[str] = Counter()
        for row in state.ledger.values():
            sums.update(row)
        taken = {rule: sums[rule] for rule in self.book.rules}
        assert sums["running"] == sums["marked"] - sum(taken.values()) + sums["added"]
        lines = {name: row["running"] for name, row in state.ledger.items()}
        tax = self.tax(state.ledger)
        lines |= {"tax": tax} if tax else {}
        return NaiveResult(
            *(sums["running"] + tax, sums["marked"], sum(taken.values()), sums["added"] + tax, lines, taken),
            {name: row["paid"] for name, row in state.ledger.items() if row.get("paid")},
        )

    def within(self, scope: Scope, lots: Several[Lot]) -> list[Lot]:
        """The lots in a scope: goods, unless it speaks of kinds itself."""
        any_kind = names_kind(scope)
        return [
            lot
            for lot in lots
            if (any_kind or lot.line.kind == "goods")
            and holds(scope, self.cart, self.book.timezone, lot.line, lot.live)
        ]

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
                    state, labels = replace(state, ledger=rows), labels | {step.label}
                return state
            case Consume("pieces", parts):
                state = replace(state, used=set())
                for part in parts:
                    state = self.run(part, state, pinned, labels)
                return replace(state, used=None)
            case Together(parts):
                pinned = pinned or deepcopy(state.ledger)
                for part in parts:
                    state = self.run(part, state, pinned, labels)
                return state
            case Unstated(readings):
                chosen = [tree for name, tree in readings if name in self.cart.choices.reading]
                return self.run(chosen[0] if chosen else readings[0][1], state, pinned, labels)
            case Consume(_, parts):
                state = replace(state, needed=0)
                for part in parts:
                    state = self.run(part, state, pinned, labels)
                return replace(state, needed=None)
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
                wins = [at for at, end in enumerate(ends) if totals[at] > 0 or pays(state, end, group)]
            if wins:
                ledger[name] = ends[wins[0]].ledger[name]
        return replace(state, ledger=ledger)

    def gated(self, rule: Rule) -> bool:
        """Whether the shopper leaves it alone."""
        if rule.name not in self.cart.choices.skip:
            return False
        if rule.use != "automatic" or isinstance(rule.take, Deposit) or self.book.price is None:
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
            columns = {*foes, *map(paid_by, foes)}
            hit = {name for name, row in ledger.items() if any(row.get(column, 0) > 0 for column in columns)}
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
        over = rule.over or said.over or Over()
        price = round_.of == "price"
        if isinstance(
            rule.take, Deposit
        ):  # it is money of the shopper's: what others leave of a line is not its affair
            least, over, price = rule.floor, Over(), False
        unit = 1 if round_.unit is None else self.cents(round_.unit)
        floors = {name: self.least(least, line) for name, line in self.lines.items()}
        even = share.zero == "even"
        return How(measure, of, by or of, share.odd, even, floors, over, unit, round_.mode, price)

    def least(self, least: Any, line: Line) -> int:
        """The least that stays of a piece of a line."""
        if isinstance(least, LineNumber):
            return self.cents(Decimal(line.attributes.get(least.attribute, 0)))
        return 0 if least is None else self.cents(least)

    def apply(self, rule: Rule, state: State, pinned: Ledger | None, labels: frozenset[str]) -> State:
        """The state as one rule leaves it: every pool in its turn."""
        if not self.meant(rule):
            return state
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
        out = self.excluded(rule.name, state.ledger) | self.used_up(rule, state)
        asked = set(asked_of_lines(rule))
        on = [lot for lot in self.within(rule.on, lots) if lot.line.id not in out and asked <= set(lot.line.attributes)]
        if "piece" in (rule.each, rule.per) and any(lot.line.id in self.uneven for lot in on):
            raise NotNaive("pieces of a line that a rule told apart before")
        left = self.at_all(rule, view(on, how.of))
        times = self.times(rule)
        pools = pooled(rule.per, on)
        tests = [
            (need, pools if need.on is None else pooled(rule.per, self.within(need.on, lots)))
            for need in needs_of(rule)
        ]
        kept: list[tuple[str, int, int]] = []
        money = money_of(rule)
        after: dict[str, list[int]] = {}
        paid_after: dict[str, list[int]] = {}
        for key in sorted(pools, key=lambda key: (natural_key(key[0]), key[1])):
            if rule.per == "piece":
                after.setdefault(key[0], []).append(pools[key][0].live["running"])
                paid_after.setdefault(key[0], []).append(pools[key][0].live.get("paid", 0))
            self.needed = state.needed or 0
            if times == 0 or (rule.use == "coupon" and not state.coupons[rule.name]):
                continue
            if not all(self.passes(need, how, over.get(key, [])) for need, over in tests):
                continue
            pool = pools[key]
            paid = [0] * len(pool) if money is None else self.shares(money, how, pool, None, None, pays=True)
            shares = self.shares(rule, how, pool, left, self.purse(rule, state), before=paid)
            took = sum(shares)
            left = None if left is None else left - took
            times = times - 1 if times is not None and took else times
            if took:
                self.spend(rule, how, took, pool, state)
            if isinstance(rule.take, Add):
                self.add(rule, key[0], took, state)
            else:
                kept += [(lot.line.id, share, part) for lot, share, part in zip(pool, shares, paid, strict=True)]
                if rule.per == "piece":
                    after[key[0]][-1] -= took
                    paid_after[key[0]][-1] += sum(paid)
        self.uneven |= {name for name, costs in after.items() if uneven(costs)}
        self.uneven |= {name for name, costs in paid_after.items() if jumbled(costs)}
        for name, share, part in kept:
            row = state.ledger[name]
            row["running"] -= share
            row[rule.name] = row.get(rule.name, 0) + share
            row["paid"] = row.get("paid", 0) + part
            row[paid_by(rule.name)] = row.get(paid_by(rule.name), 0) + part
        return state

    def meant(self, rule: Rule) -> bool:
        """Whether it is for this cart, moment and shopper at all, and takes anything now."""
        if rule.per == "piece" and rule.use == "coupon" and any(line.quantity > 1 for line in self.lines.values()):
            raise NotNaive("a coupon for some of a line's pieces")
        if missing(rule, self.cart.currency) or isinstance(rule.take, Give) or rule.if_promised is not None:
            return False
        cart = at_its_moment(rule, self.cart, self.settled)
        return not self.gated(rule) and holds(rule.when, cart, self.book.timezone)

    def used_up(self, rule: Rule, state: State) -> set[str]:
        if state.used is None:
            return set()
        if rule.per == "piece" or any(need.on is not None for need in rule.needs):
            raise NotNaive("pieces used up elsewhere")
        return state.used

    def spend(self, rule: Rule, how: How, took: int, pool: Several[Lot], state: State) -> None:
        """A coupon, money of a wallet, the pieces."""
        if rule.use == "coupon":
            state.coupons[rule.name] -= 1
        if isinstance(rule.use, Balance):
            state.balances[rule.use.name] -= self.drawn(rule.use, took)
        if state.needed is not None:
            state.needed += self.needs_spending(rule, how, pool)
        if state.used is not None:
            state.used.update(lot.line.id for lot in pool)

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
            plain = need.in_ is None and need.on is None and need.any is None
            return max(0, view(some, looked_at) - (self.needed if plain else 0))

        def inside(found: int) -> bool:
            return (
                (need.at_least is None or found >= self.bound(need.at_least, counted))
                and (need.above is None or found > self.bound(need.above, counted))
                and (need.at_most is None or found <= self.bound(need.at_most, counted))
            )

        return any(inside(value([lot])) for lot in lots) if need.any else inside(value(lots))
