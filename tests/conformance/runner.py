"""Price a worked case and say in words what the receipt says otherwise than its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from promocalc.cart import Cart
from promocalc.engine import Receipt, Step, price
from promocalc.money import decimal, minor_units, plain
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.use import Balance

from .case import Trial


def receipt_of(trial: Trial) -> Receipt:
    return price(Cart.model_validate(trial.cart), Rulebook.model_validate(trial.rulebook))


def mismatches(trial: Trial) -> list[str]:
    """What the receipt says otherwise than expected, each in a few words; nothing where it agrees."""
    return list(_Check(receipt_of(trial)).expect(trial.expect))


@dataclass(frozen=True)
class _Check:
    receipt: Receipt

    def expect(self, said: Mapping[str, Any]) -> Iterator[str]:
        for key, wanted in said.items():
            match key:
                case "steps":
                    yield from self.named(wanted, self.step)
                case "lines":
                    yield from self.named(wanted, self.line)
                case "readings":
                    readings = {", ".join(reading.names): reading.pay for reading in self.receipt.readings}
                    yield from self.amounts("readings", wanted, readings)
                case "wallet_left":
                    for name, left in wanted.items():
                        yield from self.left(name, left)
                case "later":
                    for name, given in wanted.items():
                        yield from self.later(name, given)
                case "percent_off":
                    yield from self.percent(key, wanted, self.receipt.marked - self.receipt.pay)
                case "percent_paid":
                    yield from self.percent(key, wanted, self.receipt.pay)
                case _:
                    yield from self.amount(key, wanted, getattr(self.receipt, key))

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
                yield from _same(key, wanted, _words(step.outcome))
            case "reason":
                yield from _same(key, wanted, _words(reason))
            case "by":
                yield from _same(key, wanted, ", ".join(getattr(step.outcome, "by", ())))
            case "shares":
                yield from self.amounts("shares", wanted, dict(step.shares))
            case "need" | "missing":
                yield from self.amount(key, wanted, getattr(reason, key, None), getattr(reason, "counts", False))
            case "measured":
                yield from self.amount(key, wanted, step.measured, step.counts)
            case "given" if step.points:
                yield from _same_number(key, wanted, Decimal(step.given))
            case "sets":
                yield from _same(key, str(wanted), str(step.sets or 0))
            case "picked":
                yield from _same(key, str(dict(wanted)), str(dict(step.picked)))
            case _:
                yield from self.amount(key, wanted, getattr(step, key))

    def line(self, name: str, said: Mapping[str, Any]) -> Iterator[str]:
        line = next((line for line in self.receipt.lines if line.id == name), None)
        if line is None:
            yield "is no line of the receipt"
            return
        for key, wanted in said.items():
            match key:
                case "each":
                    each, odd = divmod(line.pay, line.quantity)
                    yield from ["costs not the same for every piece"] if odd else self.amount(key, wanted, each)
                case "shares":
                    yield from self.amounts("shares", wanted, self.borne(name))
                case _:
                    yield from self.amount(key, wanted, getattr(line, key))

    def borne(self, line: str) -> dict[str, int]:
        """What each rule took from one line, over all its pools."""
        taken: dict[str, int] = {}
        for step in self.receipt.steps:
            taken[step.rule] = taken.get(step.rule, 0) + dict(step.shares).get(line, 0)
        return taken

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
            yield from self.amount(
                f"wallet_left of {name}", wanted, minor_units(held, self.receipt.currency) - sum(spent.values())
            )
            return
        worth = decimal(sum(spent.values()), self.receipt.currency)
        yield from _same_number(f"wallet_left of {name}", wanted, held - worth / units.pop())

    def later(self, rule: str, wanted: str) -> Iterator[str]:
        """What a rule gives for later: points, or money; nothing where it does not apply."""
        if rule not in self.receipt.rulebook.rules:
            yield f"later of {rule} is nothing, expected {wanted}: there is no such rule"
            return
        given = [one for one in self.receipt.later if one.rule == rule]
        if any(one.points for one in given):
            yield from _same_number(f"later of {rule}", wanted, Decimal(sum(one.amount for one in given)))
        else:
            yield from self.amount(f"later of {rule}", wanted, sum(one.amount for one in given))

    def percent(self, key: str, wanted: str, part: int) -> Iterator[str]:
        """A percentage of the marked price, to as many decimals as the source prints."""
        exact = Decimal(part * 100) / self.receipt.marked
        yield from _same(key, wanted, f"{exact.quantize(Decimal(wanted), ROUND_HALF_UP):f}")

    def amounts(self, key: str, said: Mapping[str, str], found: Mapping[str, int]) -> Iterator[str]:
        for name, wanted in said.items():
            yield from self.amount(f"{key} of {name}", wanted, found.get(name, 0 if key == "shares" else None))

    def amount(self, key: str, wanted: str, found: int | None, counts: bool = False) -> Iterator[str]:
        """Money, or a count where the rule counts pieces: ``3 pieces``."""
        if found is None or counts:
            shown = "nothing" if found is None else "1 piece" if found == 1 else f"{found} pieces"
            yield from _same(key, wanted, shown)
        elif found != minor_units(Decimal(wanted), self.receipt.currency):
            yield f"{key} is {plain(found, self.receipt.currency)}, expected {wanted}"


def _same(key: str, wanted: str, found: str) -> Iterator[str]:
    if wanted != found:
        yield f"{key} is {found or 'nothing'}, expected {wanted}"


def _same_number(key: str, wanted: str, found: Decimal) -> Iterator[str]:
    if Decimal(wanted) != found:
        yield f"{key} is {found.normalize():f}, expected {wanted}"


def _words(value: object) -> str:
    """The name of a type in words: ``NotChosen`` is "not chosen"."""
    return "" if value is None else re.sub(r"(?<!^)([A-Z])", r" \1", type(value).__name__).lower()
