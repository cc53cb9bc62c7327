"""The arithmetic of a step, written out so that a reader can redo it.

An expression is text over plain decimal numbers with ``+ - * / ( )``, ``%``
(a hundredth), ``floor``, ``min``, ``max`` and the five roundings
``half_up(amount, unit)`` and so on. It is no second pricing: each expression is
put together from registers, and says how one of them came from others.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from promocalc.engine.meaning.amounts import cap_of, verb_of
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.rounding import Worked
from promocalc.engine.plan import NONE, Site
from promocalc.engine.terms import (
    Charge,
    Deduct,
    DeductEvery,
    DeductTier,
    Expand,
    LowerTo,
    Prepay,
    Quantity,
    Terms,
    Verb,
)
from promocalc.frozen import Frozen
from promocalc.money import CURRENCIES, Rate, Rounding, plain
from promocalc.rules.take import Give


class Equation(Frozen):
    """``name`` = ``text`` = ``value`` (minor units). The last equation of a step gives what it takes or adds."""

    name: Literal["wanted", "capped", "granted", "kept"]
    """Before caps; after the cap on each unit; after the other caps and the wallet; what stands in the end."""
    text: str
    value: int


class Stated:
    """A rule's numbers as they are for each unit of a site: what the rule states, or the unit's own lines."""

    def __init__(self, terms: Terms, reader: Ledger, lots: Sequence[int], every: Sequence[int]) -> None:
        self.terms, self.reader, self.lots, self.every = terms, reader, lots, every

    def lot(self, unit: int) -> int:
        """A lot of a unit."""
        return self.lots[unit] if unit < len(self.lots) else self.every[0]

    def verb(self, unit: int) -> Verb:
        return verb_of(self.reader, self.terms, self.lot(unit))

    def caps(self, unit: int) -> list[Worked]:
        """The caps on one unit."""
        lots = [self.lots[unit]] if unit < len(self.lots) else self.every
        found = [cap_of(self.reader, self.terms.cap_each, lots)]
        if self.terms.rule.per == "piece":
            found.append(cap_of(self.reader, self.terms.cap_pool, lots))
        return [cap for cap in found if cap is not None]

    @property
    def cap_pool(self) -> Worked | None:
        return cap_of(self.reader, self.terms.cap_pool, self.every)


def working(
    site: Site, stated: Stated, registers: Sequence[int], currency: str, kept: Sequence[int]
) -> tuple[Equation, ...]:
    """How the deduction (or the charge) of an applied step came about; ``kept`` is what stands of each lot's share."""
    return _Working(site, stated, registers, currency).equations(kept)


class _Working:
    def __init__(self, site: Site, stated: Stated, registers: Sequence[int], currency: str) -> None:
        self.site, self.stated, self.terms, self.currency = site, stated, stated.terms, currency
        self.r, self.slots = registers, site.slots

    def money(self, minor: int) -> str:
        return plain(minor, self.currency)

    def amount_text(self, value: int) -> str:
        """What is taken or given: money, or points."""
        return str(value) if self.terms.counts_points else self.money(value)

    def count_or_money(self, value: int) -> str:
        return str(value) if self.terms.measure.counts_pieces else self.money(value)

    def equations(self, kept: Sequence[int]) -> tuple[Equation, ...]:
        wanted = self.r[self.slots.wanted]
        found = [Equation("wanted", self.units(caps=False), wanted)]
        if self.slots.eached != NONE and self.r[self.slots.eached] != wanted:
            wanted = self.r[self.slots.eached]
            found.append(Equation("capped", self.units(caps=True), wanted))
        granted = self.r[self.slots.granted]
        if granted != wanted:
            found.append(Equation("granted", self.granted(wanted), granted))
        if sum(kept) != granted:
            found.append(Equation("kept", self.kept(kept), sum(kept)))
        return tuple(found)

    def units(self, *, caps: bool) -> str:
        """The amounts of all units, each with or without its own cap."""
        slots = self.slots
        if not self.site.units:
            return self.one(0, slots.base, slots.measured, self.r[slots.wanted], caps)
        texts = []
        for at in range(len(self.site.units)):
            count, amount = self.r[slots.unit_count + at], self.r[slots.unit_amount + at]
            if not count or not amount:
                continue
            measured = slots.unit_measured + at if slots.unit_measured != NONE else slots.measured
            text = self.one(at, slots.unit_base + at, measured, amount, caps)
            texts.append(text if count == 1 else f"{count} * {text}")
        return " + ".join(texts) or "0"

    def one(self, at: int, base: int, measured: int, amount: int, caps: bool) -> str:
        """One unit's amount as worked out, or held against its cap."""
        if not caps:
            return self.amount(at, base, measured)
        limits = [self.cap(cap, self.r[base]) for cap in self.stated.caps(at)]
        return f"min({', '.join([self.amount_text(amount), *limits])})" if limits else self.amount_text(amount)

    def amount(self, at: int, base: int, measured: int) -> str:
        of = self.money(self.r[base])
        match self.stated.verb(at):
            case Expand(counts, deposit):
                stands_for, money = (
                    self.cut(at, self.part(of, one), _leaves_fractions(one)) for one in (counts, deposit)
                )
                return f"max({stands_for} - {money}, 0)"
            case Deduct(off) | Prepay(off):
                return self.cut(at, self.part(of, off), _leaves_fractions(off))
            case DeductEvery(off, int() as every):
                steps = f"floor({self.count_or_money(self.r[measured])} / {self.count_or_money(every)})"
                return self.cut(at, f"{steps} * {self.part(of, off)}", False)
            case DeductTier(tiers):
                reached = [off for start, off in tiers if self.r[self.slots.measured] >= start]
                if not reached:
                    return "0"
                return self.cut(at, self.part(of, reached[-1]), _leaves_fractions(reached[-1]))
            case LowerTo(price):
                running = self.money(self.r[self.slots.running + at])
                target = self.part(of, price)
                if isinstance(price, Fraction):
                    target = self.rounded(target)
                return f"max({running} - {target}, 0)"
            case Charge(add):
                target = self.part(of, add)
                return self.rounded(target) if isinstance(add, Fraction) else target
            case _:
                raise AssertionError("numbers of lines are read before")

    def part(self, of: str, quantity: Quantity) -> str:
        """An amount as it is, or a rate of a base."""
        if isinstance(quantity, int):
            return self.amount_text(quantity)
        assert isinstance(quantity, Fraction)
        if self.terms.counts_points:
            return self.in_points(of, quantity)
        rate = str(Rate(quantity))
        return f"{of} * {rate}" if rate.endswith("%") else f"{of} * ({rate})"

    def in_points(self, of: str, points: Fraction) -> str:
        """A rate of money, divided by what a point is worth."""
        take = self.terms.rule.take
        worth = take.worth if isinstance(take, Give) and take.worth is not None else Decimal(1)
        rate = str(Rate(points * Fraction(worth) * 10 ** CURRENCIES[self.currency]))
        rate = rate if rate.endswith("%") else f"({rate})"
        return f"{of} * {rate}" if worth == 1 else f"{of} * {rate} / {worth:f}"

    def cut(self, at: int, text: str, fractions: bool) -> str:
        terms = self.terms
        if terms.rounds_price:
            running = self.money(self.r[self.slots.running + at])
            return f"max({running} - {self.rounded(f'max({running} - {text}, 0)')}, 0)"
        return self.rounded(text) if fractions or terms.unit != 1 else text

    def rounded(self, text: str, mode: Rounding | None = None, unit: int | None = None) -> str:
        mode, unit = mode or self.terms.mode, unit or self.terms.unit
        return f"{mode.value}({text}, {self.amount_text(unit)})"

    def cap(self, cap: Worked, base: int) -> str:
        if not isinstance(cap, Fraction):
            return self.amount_text(int(cap))  # type: ignore[arg-type]  # told from plain integers
        return self.rounded(self.part(self.money(base), cap), Rounding.DOWN, 1)

    def granted(self, wanted: int) -> str:
        """The caps on the pool as a whole, and the wallet."""
        slots, terms = self.slots, self.terms
        bounds = [self.amount_text(wanted)]
        cap = self.stated.cap_pool
        if slots.pooled != NONE and cap is not None and self.r[slots.pooled] < wanted:
            bounds.append(self.cap(cap, self.r[slots.base]))
        if slots.ordered != NONE:
            bounds.append(self.amount_text(self.r[slots.ordered]))
        if slots.caps != NONE:
            bounds.append(self.amount_text(min(self.r[slots.caps : slots.caps + self.site.caps])))
        if slots.balance != NONE:
            bounds.append(self.money(self.r[slots.balance]))
        text = f"min({', '.join(bounds)})" if len(bounds) > 1 else "0"
        stepped = terms.stepped
        if stepped is None or stepped.step == 1 or len(bounds) == 1:
            return text
        return f"floor({text} / {self.money(stepped.step)}) * {self.money(stepped.step)}"

    def kept(self, kept: Sequence[int]) -> str:
        """What stands of every share: clipped at what its lot had left; not counted where another offer won."""
        texts = []
        for line in self.site.bearer_groups:
            amount = sum(kept[at] for at in line)
            share, own = (sum(self.r[start + at] for at in line) for start in (self.slots.shares, self.slots.kept))
            if amount == own:
                if own > share:  # what others could not bear was divided again
                    texts.append(self.money(own))
                    continue
                clipped = f"min({self.money(share)}, {self.money(own)})"
                texts += [] if not share else [self.amount_text(share) if share == own else clipped]
            elif amount:
                texts.append(self.money(amount))
        return " + ".join(texts) or "0"


def _leaves_fractions(quantity: Quantity) -> bool:
    """Whether taking it of whole cents can leave a fraction of one: any rate but all or nothing."""
    return isinstance(quantity, Fraction) and quantity.denominator != 1
