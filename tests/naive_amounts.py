"""Amounts, as the naive pricer works them out: what one pool loses, and what tax adds in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any

from promocalc.cart import Cart, Line
from promocalc.money import CURRENCIES, Rate, parse_rate
from promocalc.rules.cents import period_caps
from promocalc.rules.quantity import Between, ByCurrency, LineNumber
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Add, Deposit, Off, To
from promocalc.rules.use import Balance
from promocalc.rules.views import RUNNING
from tests.naive_cents import NotNaive, rounded, shared
from tests.naive_deposits import own_number
from tests.naive_ledger import How, Ledger, Lot, State, jumbled, uneven, view


@dataclass
class Amounts:
    """What is known while a cart is priced."""

    cart: Cart
    book: Rulebook
    lines: dict[str, Line] = field(default_factory=dict)
    uneven: set[str] = field(default_factory=set)
    """Lines whose pieces a rule told apart."""
    cut_short: bool = False
    """Whether a cap for each unit has bound in the pool at hand."""
    needed: int = 0
    """Under ``consume: spend``: what earlier rules needed, and no later threshold may count."""

    def cents(self, amount: Any) -> int:
        amount = amount.in_currency(self.cart.currency) if isinstance(amount, ByCurrency) else amount
        return int(amount * 10 ** CURRENCIES[self.cart.currency])

    def number(self, number: Any, base: int, line: Line | None = None) -> Fraction:
        number = number.least if isinstance(number, Between) else number
        if isinstance(number, LineNumber) and line is not None:
            number = own_number(number, line)
        return number.fraction * base if isinstance(number, Rate) else Fraction(self.cents(number))

    def bound(self, bound: Any, counted: bool) -> Fraction:
        return Fraction(bound) if counted else Fraction(self.cents(bound))

    def tax(self, ledger: Ledger) -> int:
        """What tax adds to the prices, where they do not hold it."""
        said = self.book.tax
        if said is None or said.included:
            return 0
        if said.per == "piece":
            raise NotNaive("tax by the piece")
        unit = 1 if said.round.unit is None else self.cents(said.round.unit)
        exact: dict[object, Fraction] = {}
        for name, row in ledger.items():
            line = self.lines[name]
            rate = self.rate_of(said.rate, line)
            base = view([Lot(line, line.quantity, row, row, frozenset(self.book.rules))], said.of or RUNNING)
            group = {"line": name, "rate": rate, "order": ""}[said.per]
            exact[group] = exact.get(group, Fraction(0)) + rate * base
        return sum(rounded(tax, unit, said.round.mode) for tax in exact.values())

    def rate_of(self, rate: Rate | LineNumber, line: Line) -> Fraction:
        """A line that says nothing of its rate has none."""
        if isinstance(rate, Rate):
            return rate.fraction
        found = parse_rate(line.attributes.get(rate.attribute, "0%"))
        return found[0].fraction if found else Fraction(0)

    def held(self, name: str, amount: Decimal) -> int:
        """A wallet: so much money, or so many points."""
        uses = [rule.use for rule in self.book.rules.values() if isinstance(rule.use, Balance)]
        return int(amount) if any(use.unit for use in uses if use.name == name) else self.cents(amount)

    def worth(self, points: Fraction | int, use: Balance) -> Fraction:
        """Points, or money, as cents."""
        coins = 10 ** CURRENCIES[self.cart.currency]
        return Fraction(points) * Fraction(use.unit) * coins if use.unit is not None else Fraction(points)

    def purse(self, rule: Rule, state: State) -> int | None:
        """The most that a wallet pays."""
        return floor(self.worth(state.balances[rule.use.name], rule.use)) if isinstance(rule.use, Balance) else None

    def drawn(self, use: Balance, took: int) -> int:
        """What leaves the wallet: whole points."""
        return ceil(took / self.worth(1, use))

    def stepped(self, rule: Rule, amount: int) -> int:
        """Whole steps of a wallet, of points as many as make whole cents, and at least the least or nothing."""
        use = rule.use
        if not isinstance(use, Balance):
            return amount
        # Of steps that are p/q cents, q make p cents.
        step = self.worth(Fraction(use.step or 1), use).numerator if use.unit else self.cents(use.step or 0)
        least = self.worth(Fraction(use.least or 0), use) if use.unit else self.cents(use.least or 0)
        amount = amount // step * step if step else amount
        return 0 if amount < least else amount

    def needs_spending(self, rule: Rule, how: How, pool: Sequence[Lot]) -> int:
        """What a rule needed of the spending: its threshold, its tier, or as many times ``every`` as it counted."""
        measured = max(0, view(pool, how.measure) - self.needed)
        found = [0 if rule.start is None else self.cents(rule.start)]
        match rule.take:
            case Off(tiers=tiers) if tiers:
                found += [cents for tier in tiers if (cents := self.cents(tier.start)) <= measured]
            case Off(every=every) if every is not None:
                found.append(measured // self.cents(every) * self.cents(every))
        return max(found)

    def at_all(self, rule: Rule, base: int) -> int | None:
        """The most over the whole order: of its cap, and of what is left of caps over longer."""
        limits = [self.capped(rule.cap.order, base)]
        had = self.cart.shopper.used.get(rule.name, {})
        limits += [
            max(0, self.cents(cap) - self.cents(had.get(period, Decimal(0)))) for period, cap in period_caps(rule.cap)
        ]
        return min((limit for limit in limits if limit is not None), default=None)

    def times(self, rule: Rule) -> int | None:
        """How many pools may still have it."""
        had = self.cart.shopper.times.get(rule.name, {})
        return min((max(0, most - had.get(period, 0)) for period, most in rule.limit.items()), default=None)

    def shares(
        self,
        rule: Rule,
        how: How,
        pool: list[Lot],
        left: int | None,
        purse: int | None,
        *,
        before: list[int] | None = None,
        pays: bool = False,
    ) -> list[int]:
        """What each lot of the pool loses (for a fee: one amount; where it ``pays``: what is paid of it at once).

        ``before`` is what has been paid of each by the same rule: nobody may take what is paid already.
        """
        self.cut_short = False
        match rule.each:
            case "pool":
                parts = [self.amount(rule, how, pool, pool)]
            case "line":
                parts = [self.amount(rule, how, [lot], pool) for lot in pool]
            case _:
                parts = []
                for lot in pool:
                    cuts = [self.amount(rule, how, [piece], pool) for piece in lot.pieces()]
                    rests = [max(0, one.live["running"] - cut) for one, cut in zip(lot.pieces(), cuts, strict=True)]
                    self.uneven |= {lot.line.id} if (jumbled(cuts) if pays else uneven(rests)) else set()
                    parts.append(sum(cuts))
        caps = [self.capped(rule.cap.pool, view(pool, how.of)), left]
        total = min([sum(parts), *(cap for cap in caps if cap is not None)])
        if how.over.cap == "refuse" and (total < sum(parts) or self.cut_short):
            return [0] * (1 if isinstance(rule.take, Add) else len(pool))
        # A wallet is no cap: it pays what it has.
        total = self.stepped(rule, total if purse is None else min(total, purse))
        if isinstance(rule.take, Add):
            return [total]
        if rule.each == "pool":
            parts = shared(total, self.weights(pool, how), how.odd)
        elif total < sum(parts):
            parts = shared(total, parts, how.odd)
        rooms = [
            max(0, lot.live["running"] - lot.live.get("paid", 0) - paid - how.floors[lot.line.id] * lot.count)
            for lot, paid in zip(pool, before or [0] * len(pool), strict=True)
        ]
        if how.over.room == "refuse" and any(part > room for part, room in zip(parts, rooms, strict=True)):
            return [0] * len(parts)
        took = [min(part, room) for part, room in zip(parts, rooms, strict=True)]
        return took if how.over.room != "respread" else self.respread(took, sum(parts), rooms, pool, how)

    def weights(self, pool: list[Lot], how: How) -> list[int]:
        found = [view([lot], how.by) for lot in pool]
        return [lot.count for lot in pool] if how.even and not any(found) else found

    def respread(self, took: list[int], total: int, rooms: list[int], pool: list[Lot], how: How) -> list[int]:
        """What some cannot take goes to those that still have room, again and again."""
        while True:
            open_ = [at for at, room in enumerate(rooms) if room > took[at]]
            more = shared(total - sum(took), self.weights([pool[at] for at in open_], how), how.odd)
            if not any(more):
                return took
            for at, part in zip(open_, more, strict=True):
                took[at] = min(rooms[at], took[at] + part)

    def amount(self, rule: Rule, how: How, unit: list[Lot], pool: list[Lot]) -> int:
        """What one unit is worth, rounded and capped."""
        base, running = view(unit, how.of), view(unit, RUNNING)
        cap = self.capped(rule.cap.each, base)
        counted = how.measure.counts_pieces
        exact = Fraction(0)
        line = unit[0].line  # where lines are asked, those of a unit agree
        match rule.take:
            case Deposit(deposit, counts, off):
                less = deposit if counts is not None else Decimal(0)
                more = counts if counts is not None else off if off is not None else Decimal(0)
                cuts = [self.to_cents(self.number(one, base, line), running, how) for one in (more, less)]
                return self.at_most(cap, max(0, cuts[0] - cuts[1]))
            case Off(tiers=tiers) if tiers:
                measured = max(0, view(pool, how.measure) - self.needed)
                reached = [tier for tier in tiers if self.bound(tier.start, counted) <= measured]
                if not reached:
                    return 0
                exact = self.number(reached[-1].off, base)
            case Off(off, every) if off is not None and every is not None:
                if self.needed and rule.each != "pool":
                    raise NotNaive("spending of a part")
                times = floor(max(0, view(unit, how.measure) - self.needed) / self.bound(every, counted))
                if not times:
                    return 0
                exact = self.number(off, base) * times
            case Off(off) if off is not None:
                exact = self.number(off, base, line)
            case To(price):
                return self.at_most(cap, max(0, running - self.rated(price, base, how)))
            case Add(add):
                return self.at_most(cap, self.rated(add, base, how))
            case _:
                raise NotNaive(f"{rule.take}")
        return self.at_most(cap, self.to_cents(exact, running, how) if exact else 0)

    def at_most(self, cap: int | None, amount: int) -> int:
        self.cut_short |= cap is not None and amount > cap
        return amount if cap is None else min(amount, cap)

    def rated(self, number: Any, base: int, how: How) -> int:
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

    def capped(self, cap: Any, base: int) -> int | None:
        return None if cap is None else floor(self.number(cap, base))
