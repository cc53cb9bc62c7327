"""Price a worked case and say in words what the receipt says otherwise than its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, Step, price
from promocalc.money import decimal, minor_units
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.use import Balance
from promocalc.timeline import promises

from .afterwards import afterwards
from .case import Trial
from .telling import InMoney, same, same_number, words


def receipt_of(trial: Trial) -> Receipt:
    return price(Cart.model_validate(trial.cart), Rulebook.model_validate(trial.rulebook))


def mismatches(trial: Trial) -> list[str]:
    """What comes out otherwise than expected, each in a few words; nothing where it agrees."""
    receipt = receipt_of(trial)
    return [*_Check(receipt).expect(trial.expect), *afterwards(trial, receipt)]


@dataclass(frozen=True)
class _Check:
    receipt: Receipt

    @property
    def money(self) -> InMoney:
        return InMoney(self.receipt.currency)

    def expect(self, said: Mapping[str, Any]) -> Iterator[str]:
        for key, wanted in said.items():
            match key:
                case "steps":
                    yield from self.named(wanted, self.step)
                case "lines":
                    yield from self.named(wanted, self.line)
                case "readings":
                    readings = {", ".join(reading.names): reading.pay for reading in self.receipt.readings}
                    yield from self.money.amounts("readings", wanted, readings)
                case "wallet_left":
                    for name, left in wanted.items():
                        yield from self.left(name, left)
                case "later":
                    for name, given in wanted.items():
                        yield from self.later(name, given)
                case "payments":
                    yield from self.payments(wanted)
                case "promised":
                    yield from self.money.amounts(key, wanted, {one.rule: one.saves for one in self.receipt.promised})
                case "percent_off":
                    yield from self.percent(key, wanted, self.receipt.marked - self.receipt.pay)
                case "percent_paid":
                    yield from self.percent(key, wanted, self.receipt.pay)
                case _:
                    yield from self.money.amount(key, wanted, self.total(key))

    def total(self, key: str) -> int | None:
        """One amount for the whole order: what it costs, the balance due, or what it comes to if all that is promised
        and all that is given for later comes true."""
        match key:
            case "balance":
                return sum(payment.amount for payment in self.receipt.payments if payment.stage == "balance")
            case "if_kept":
                return None if self.receipt.if_kept is None else self.receipt.if_kept.pay
            case "kept":
                return promises(self.receipt).kept
            case "forced":
                return promises(self.receipt).forced
            case _:
                found: int | None = getattr(self.receipt, key)
                return found

    def named(self, said: Mapping[str, Any], check: Callable[[str, Mapping[str, Any]], Iterator[str]]) -> Iterator[str]:
        for name, wanted in said.items():
            yield from (f"{name} {trouble}" for trouble in check(name, wanted))

    def step(self, name: str, said: Mapping[str, Any]) -> Iterator[str]:
        rule, _, pool = name.partition("@")
        found = [step for step in self.receipt.steps if step.rule == rule and pool in ("", step.pool)]
        if len(found) != 1:
            yield f"has {len(found)} steps (pools {', '.join(step.pool for step in found) or 'none'})"
            return
        for key, wanted in said.items():
            yield from self.of_step(found[0], key, wanted)

    def of_step(self, step: Step, key: str, wanted: Any) -> Iterator[str]:
        reason = getattr(step.outcome, "reason", None)
        match key:
            case "outcome":
                yield from same(key, wanted, words(step.outcome))
            case "reason":
                yield from same(key, wanted, words(reason))
            case "by":
                yield from same(key, wanted, ", ".join(getattr(step.outcome, "by", ())))
            case "shares":
                yield from self.money.amounts("shares", wanted, dict(step.shares), 0)
            case "need" | "missing":
                yield from self.money.amount(key, wanted, getattr(reason, key, None), getattr(reason, "counts", False))
            case "measured":
                yield from self.money.amount(key, wanted, step.measured, step.counts)
            case "given" if step.points:
                yield from same_number(key, wanted, Decimal(step.given))
            case "sets":
                yield from same(key, str(wanted), str(step.sets or 0))
            case "picked":
                yield from same(key, str(dict(wanted)), str(dict(step.picked)))
            case _:
                yield from self.money.amount(key, wanted, getattr(step, key))

    def line(self, name: str, said: Mapping[str, Any]) -> Iterator[str]:
        line = next((line for line in self.receipt.lines if line.id == name), None)
        if line is None:
            yield "is no line of the receipt"
            return
        for key, wanted in said.items():
            match key:
                case "each":
                    each, odd = divmod(line.pay, line.quantity)
                    yield from ["costs not the same for every piece"] if odd else self.money.amount(key, wanted, each)
                case "shares":
                    yield from self.money.amounts("shares", wanted, self.borne(name), 0)
                case _:
                    yield from self.money.amount(key, wanted, getattr(line, key))

    def borne(self, line: str) -> dict[str, int]:
        """What each rule took from one line, over all its pools."""
        taken: dict[str, int] = {}
        for step in self.receipt.steps:
            taken[step.rule] = taken.get(step.rule, 0) + dict(step.shares).get(line, 0)
        return taken

    def payments(self, said: Sequence[Mapping[str, Any]]) -> Iterator[str]:
        """Every payment, in the order of time."""
        found = self.receipt.payments
        yield from same("payments", str(len(said)), str(len(found)))
        for wanted, payment in zip(said, found, strict=False):
            for key, part in wanted.items():
                name = f"payment {wanted.get('stage', '')} {key}"
                value = getattr(payment, key)
                match key:
                    case "amount":
                        yield from self.money.amount(name, part, value)
                    case "at" | "opens" | "closes":
                        yield from same(name, part, "" if value is None else value.isoformat())
                    case _:
                        yield from same(name, part, value or "")

    def left(self, name: str, wanted: str) -> Iterator[str]:
        """What is left of a balance: points where it has a unit, else money."""
        held = self.receipt.cart.wallet.balances.get(name, Decimal(0))
        uses = {rule.name: rule.use for rule in self.receipt.rulebook.rules.values() if isinstance(rule.use, Balance)}
        spent = {rule: 0 for rule, use in uses.items() if use.name == name}
        for step in self.receipt.steps:
            if step.rule in spent:
                spent[step.rule] += step.deduction
        units = {use.unit for use in uses.values() if use.name == name and use.unit is not None}
        if not units:
            yield from self.money.amount(
                f"wallet_left of {name}", wanted, minor_units(held, self.receipt.currency) - sum(spent.values())
            )
            return
        worth = decimal(sum(spent.values()), self.receipt.currency)
        yield from same_number(f"wallet_left of {name}", wanted, held - worth / units.pop())

    def later(self, rule: str, wanted: str) -> Iterator[str]:
        """What a rule gives for later: points, or money; nothing where it does not apply."""
        if rule not in self.receipt.rulebook.rules:
            yield f"later of {rule} is nothing, expected {wanted}: there is no such rule"
            return
        given = [one for one in self.receipt.later if one.rule == rule]
        if any(one.points for one in given):
            yield from same_number(f"later of {rule}", wanted, Decimal(sum(one.amount for one in given)))
        else:
            yield from self.money.amount(f"later of {rule}", wanted, sum(one.amount for one in given))

    def percent(self, key: str, wanted: str, part: int) -> Iterator[str]:
        """A percentage of the marked price, to as many decimals as the source prints."""
        exact = Decimal(part * 100) / self.receipt.marked
        yield from same(key, wanted, f"{exact.quantize(Decimal(wanted), ROUND_HALF_UP):f}")
