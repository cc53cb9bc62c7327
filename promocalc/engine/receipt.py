"""The receipt: what is paid, by what steps, on what assumptions. The contract that every face shares.

It is a view of one run's registers, worked out when looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from typing import Literal

from promocalc.cart import Cart, Choices, Line, Persona
from promocalc.engine.outcome import AssumedBest, Assumption, Excluded, NotChosen
from promocalc.engine.plan import NONE, Plan
from promocalc.engine.stages import balance_window
from promocalc.engine.steps import Step, steps
from promocalc.frozen import Frozen
from promocalc.money import minor_units
from promocalc.rules.quantity import ByCurrency
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.scope import Within, window_of
from promocalc.rules.take import Give
from promocalc.rules.values import Title


class ReceiptLine(Frozen):
    """One line of the cart, or one that a rule added (``added_by``), with what it comes to. Minor units."""

    id: str
    title: Title
    store: str
    kind: str
    quantity: int
    unit_price: int
    marked: int
    shares: tuple[tuple[str, int], ...]
    """What each rule takes off it, in the order of the programme."""
    added: int
    pay: int
    added_by: str | None = None
    tax: int = 0
    """What tax is in it, or, where prices do not hold the tax, comes to it."""
    deposit: int = 0
    """How much of ``pay`` is paid with a deposit."""


class Payment(Frozen):
    """Money that leaves the shopper's hands: with the order, as a deposit, or as the balance due after it."""

    stage: Literal["order", "deposit", "balance"]
    rule: str | None
    """Of a deposit: the rule that asks for it."""
    at: datetime | None
    """When it is paid; None where that is not known."""
    opens: datetime | None
    """From when on it can be."""
    closes: datetime | None
    """Until when (not included)."""
    amount: int


class PromisedCut(Frozen):
    """What a cut that is only promised would save by itself."""

    rule: str
    saves: int


class Reading(Frozen):
    """One way to read unstated terms, and what is paid under it."""

    names: tuple[str, ...]
    pay: int
    end: Literal["", "least", "most"] = ""
    """Where cuts are random: whether they are counted at their least or at their most."""


class Later(Frozen):
    """A benefit that a rule gives for later. ``amount`` counts points where ``points``, else minor units."""

    rule: str
    kind: str
    """``cash``, ``points``, ``voucher``, or any other thing in words."""
    amount: int
    points: bool
    worth: int
    """What it is worth in minor units, rounded down: the amount itself unless these are points."""
    certain: bool
    """False where a condition in words has to come true first."""
    clawback: str | None
    """What a refund takes back: ``share``, ``whole``, ``none``; None where the terms do not say."""
    by: datetime | None = None
    """Until when the condition has to come true."""
    chance: Fraction | None = None
    """How likely that is, where it is known."""
    spend: int | None = None
    """What has to be spent on another purchase before it is worth anything."""
    valid: Within | None = None
    """When it can be used."""


class TaxPart(Frozen):
    """The tax at one rate: what it was taken of, and what it comes to. Minor units."""

    rate: Fraction
    base: int
    tax: int


@dataclass(frozen=True)
class Receipt:
    """What a cart costs under a rulebook. Amounts are minor units of ``currency``."""

    cart: Cart
    rulebook: Rulebook
    shopper: Persona
    at: datetime | None
    choices: Choices
    plan: Plan
    inputs: tuple[int, ...]
    registers: tuple[int, ...]
    readings: tuple[Reading, ...] = ()
    """Where the terms leave something unstated: every reading."""
    assumptions: tuple[Assumption, ...] = ()
    balance_at: datetime | None = None
    """When the balance after a deposit is paid."""
    promised: tuple[PromisedCut, ...] = ()
    """Cuts that are only promised, and so not in ``pay``."""
    if_kept: Receipt | None = None
    """The receipt with every one of them; None where there are none."""

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return self.rulebook.currency

    @property
    def pay(self) -> int:
        """All money that leaves the shopper's hands for this cart: ``marked - saved + added``."""
        return self.registers[self.plan.pay]

    @cached_property
    def marked(self) -> int:
        """What the shop asks before any rule."""
        return sum(
            price * line.quantity for price, line in zip(self.inputs, self.plan.lines[: self.plan.goods], strict=False)
        )

    @cached_property
    def saved(self) -> int:
        """The sum of all deductions."""
        return sum(step.deduction for step in self.steps)

    @cached_property
    def added(self) -> int:
        """The sum of all charges that rules added."""
        return sum(step.added for step in self.steps) + self.tax_added

    @property
    def tax(self) -> int | None:
        """All tax, in ``pay``; None where the rulebook has no tax part."""
        collect = self.plan.collect
        return None if collect is None else self.registers[collect.total]

    @property
    def tax_included(self) -> bool:
        """Whether prices hold the tax already; otherwise it was added."""
        collect = self.plan.collect
        return collect is None or collect.levy.included

    @property
    def tax_added(self) -> int:
        """The tax that comes to the prices; 0 where they hold it."""
        return 0 if self.tax_included else self.tax or 0

    @property
    def net(self) -> int | None:
        """``pay`` without its tax; None where the rulebook has no tax part."""
        return None if self.tax is None else self.pay - self.tax

    @property
    def invoice(self) -> int:
        """What an invoice can be written for: the money paid. What points and balances paid is not in it."""
        return self.pay

    @cached_property
    def tax_parts(self) -> tuple[TaxPart, ...]:
        """The tax by rate, the lowest first."""
        collect = self.plan.collect
        if collect is None:
            return ()
        rates = {self.plan.lot_lines[lot]: rate for lot, rate in zip(collect.lots, collect.rates, strict=True)}
        found = []
        for rate in sorted(set(rates.values())):
            lines = [line for line, own in rates.items() if own == rate]
            base, tax = (sum(self.registers[start + at] for at in lines) for start in (collect.bases, collect.taxes))
            found.append(TaxPart(rate, base, tax))
        return tuple(found)

    def _tax_of(self, at: int) -> int:
        collect = self.plan.collect
        return 0 if collect is None else self.registers[collect.taxes + at]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every rule once per pool that it could touch, or once as skipped, in the order of the programme."""
        told = steps(self.plan, self.registers, self.inputs)
        for best in (one for one in self.assumptions if isinstance(one, AssumedBest)):
            # The shopper did not leave these alone: the better of two that may not meet was kept.
            told = tuple(
                step._replace(outcome=Excluded(best.kept, step.outcome.wanted))
                if isinstance(step.outcome, NotChosen) and step.rule in best.left
                else step
                for step in told
            )
        return told

    @cached_property
    def lines(self) -> tuple[ReceiptLine, ...]:
        """Cart lines by natural order of id, then the lines that rules added."""
        bought = {line.id: line for line in self.cart.lines}
        shares: dict[str, dict[str, int]] = {}
        for step in self.steps:
            for line, amount in () if step.added or step.given else step.shares:
                own_shares = shares.setdefault(line, {})
                own_shares[step.rule] = own_shares.get(step.rule, 0) + amount
        found = []
        for at, shape in enumerate(self.plan.lines):
            pay = self.registers[self.plan.finals + at]
            own = tuple(shares.get(shape.id, {}).items())
            if shape.added_by is None:
                found.append(self._bought(bought[shape.id], pay, own, self._tax_of(at), self._deposit_of(at)))
            elif pay or own:
                added = pay + sum(amount for _, amount in own)
                title = self.title_of(shape.added_by)
                found.append(
                    ReceiptLine(
                        *(shape.id, title, shape.store, shape.kind, 1, 0, 0, own, added, pay),
                        added_by=shape.added_by,
                        tax=self._tax_of(at),
                    )
                )
        if self.tax_added:
            found.append(self._tax_line(self.tax_added))
        return tuple(found)

    def _tax_line(self, tax: int) -> ReceiptLine:
        """Tax that comes to the prices is a line of its own, so that the lines come to what is paid."""
        name = "tax"
        while any(shape.id == name for shape in self.plan.lines):
            name += "'"
        return ReceiptLine(name, Title("Tax", "税费"), "", "tax", 1, 0, 0, (), tax, tax, added_by="tax")

    def _bought(self, line: Line, pay: int, shares: tuple[tuple[str, int], ...], tax: int, deposit: int) -> ReceiptLine:
        unit = minor_units(line.unit_price, self.currency)
        title = line.title or Title(line.id, line.id)
        return ReceiptLine(
            *(line.id, title, line.store, line.kind, line.quantity, unit, unit * line.quantity, shares, 0, pay),
            tax=tax,
            deposit=deposit,
        )

    @cached_property
    def deposits(self) -> int:
        """What is paid with deposits, all together."""
        return sum(map(self._deposit_of, range(len(self.plan.lines))))

    @property
    def leaves_balance(self) -> bool:
        """Whether a deposit is paid first, and something is left to pay after it."""
        return 0 < self.deposits < self.pay

    def _deposit_of(self, at: int) -> int:
        return 0 if self.plan.deposits == NONE else self.registers[self.plan.deposits + at]

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """``pay`` by date: the deposits in the order of the programme, then the balance; or all with the order."""
        paid: dict[str, int] = {}
        for step in self.steps:
            if step.deposit:
                paid[step.rule] = paid.get(step.rule, 0) + step.deposit
        if not paid:
            return (Payment("order", None, self.at, None, None, self.pay),)
        rules = [self.rulebook.rules[name] for name in paid]
        opens = [window_of(rule.when) for rule in rules]
        found = [
            Payment("deposit", rule.name, self.at, own.start, own.end, paid[rule.name])
            for rule, own in zip(rules, opens, strict=True)
        ]
        due = balance_window(rules)
        left = self.pay - sum(paid.values())
        return (*found, Payment("balance", None, self.balance_at, due.start, due.end, left))

    @cached_property
    def later(self) -> tuple[Later, ...]:
        """Rebates, gifts and points: what rules give for later, each rule once. None of it lowers ``pay``."""
        given: dict[str, int] = {}
        for step in self.steps:
            if step.given:
                given[step.rule] = given.get(step.rule, 0) + step.given
        return tuple(self._later(name, amount) for name, amount in given.items())

    def _later(self, name: str, amount: int) -> Later:
        rule = self.rulebook.rules[name]
        assert isinstance(rule.take, Give)
        points, worth = rule.take.counts_points, rule.take.in_money(amount, self.currency)
        spend = rule.take.spend
        if isinstance(spend, ByCurrency):
            spend = spend.in_currency(self.currency)
        return Later(
            *(name, rule.take.kind, amount, points, worth, rule.if_promised is None, rule.take.clawback),
            by=rule.by,
            chance=None if rule.chance is None else rule.chance.fraction,
            spend=None if spend is None else minor_units(spend, self.currency),
            valid=rule.take.valid,
        )

    @property
    def range(self) -> tuple[int, int] | None:
        """The least and the most that is paid over all readings; None where nothing is unstated."""
        if not self.readings:
            return None
        pays = [reading.pay for reading in self.readings]
        return min(pays), max(pays)

    @cached_property
    def merchant_receives(self) -> int:
        """``pay`` and what others than the merchant fund."""
        return self.pay + sum(
            step.deduction for step in self.steps if self.rulebook.rules[step.rule].funded_by != "merchant"
        )

    def rule(self, name: str) -> Rule:
        """A rule of the rulebook."""
        return self.rulebook.rules[name]

    def title_of(self, name: str) -> Title:
        """A rule's title, or its name."""
        rule = self.rulebook.rules.get(name)
        return (rule.title if rule is not None else None) or Title(name, name)

    @cached_property
    def fingerprint(self) -> str:
        """Twelve hex digits of the rulebook's content: the same digits, the same terms."""
        return fingerprint(self.rulebook)

    def waterfall(self) -> Sequence[tuple[Step, int]]:
        """The steps that changed something, each with what the whole cart costs after it."""
        running, found = self.marked, []
        for step in self.steps:
            if step.deduction or step.added:
                running += step.added - step.deduction
                found.append((step, running))
        return found


def fingerprint(book: Rulebook) -> str:
    """A short hash of everything a rulebook says, inherited defaults included."""
    said = book.model_dump(mode="json", by_alias=True)
    above = {"inherited": book.inherited, "refund": book.effective_refund, "protection": book.effective_protection}
    said |= {key: part.model_dump(mode="json", by_alias=True) for key, part in above.items() if part is not None}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
