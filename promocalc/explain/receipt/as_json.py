"""A receipt as data: what ``--json`` prints.

Amounts are decimal strings in the receipt's currency, counts are whole
numbers, nothing is a float; keys and lists come in one order, so that the same
input gives the same bytes.
"""

from __future__ import annotations

import json
from typing import assert_never

from promocalc.engine.outcome import (
    AssumedBalanceDay,
    AssumedBest,
    AssumedCoupons,
    AssumedLeast,
    AssumedNobody,
    AssumedReading,
    AssumedTried,
    AssumedUntaxed,
    AssumedUnused,
    Assumption,
    LapsesBefore,
    NextStep,
    Promise,
)
from promocalc.engine.receipt import Later, Receipt, ReceiptLine
from promocalc.engine.steps import Step
from promocalc.explain.data import Data, moment_data, payment_data, title_data, window_data
from promocalc.explain.receipt.equivalents_json import equivalents_data
from promocalc.explain.receipt.outcome_json import outcome_data
from promocalc.explain.receipt.promises_json import promises_data
from promocalc.money import Rate, plain

SCHEMA = "promocalc.receipt/1.3"
"""The first number changes where a reader would have to, the second where there is more to read."""


def dumps(receipt: Receipt) -> str:
    """The receipt as JSON text, ending in a newline."""
    return json.dumps(to_data(receipt), ensure_ascii=False, indent=2) + "\n"


def to_data(receipt: Receipt) -> Data:
    """The receipt as plain mappings, lists, texts and whole numbers."""
    return _Telling(receipt).data()


class _Telling:
    def __init__(self, receipt: Receipt) -> None:
        self.receipt = receipt

    def money(self, minor: int) -> str:
        return plain(minor, self.receipt.currency)

    def data(self) -> Data:
        receipt = self.receipt
        return {
            "schema": SCHEMA,
            "cart": receipt.cart.name,
            "title": None if receipt.cart.title is None else title_data(receipt.cart.title),
            "rulebook": self.rulebook(),
            "at": moment_data(receipt.at),
            "balance_at": moment_data(receipt.balance_at),
            "shopper": self.shopper(),
            "choices": {key: list(getattr(receipt.choices, key)) for key in ("use", "skip", "reading")},
            "currency": receipt.currency,
            "marked": self.money(receipt.marked),
            "saved": self.money(receipt.saved),
            "added": self.money(receipt.added),
            "pay": self.money(receipt.pay),
            "tax": None if receipt.tax is None else self.money(receipt.tax),
            "tax_included": None if receipt.tax is None else receipt.tax_included,
            "taxes": [
                {"rate": str(Rate(part.rate)), "of": self.money(part.base), "tax": self.money(part.tax)}
                for part in receipt.tax_parts
            ],
            "net": None if receipt.net is None else self.money(receipt.net),
            "invoice": self.money(receipt.invoice),
            "merchant_receives": self.money(receipt.merchant_receives),
            "range": self.range(),
            "lines": [self.line(line) for line in receipt.lines],
            "steps": [self.step(step) for step in receipt.steps],
            "equivalents": equivalents_data(receipt),
            "payments": [payment_data(one, receipt.currency) for one in receipt.payments],
            "promises": promises_data(receipt),
            "later": [self.later(one) for one in receipt.later],
            "assumptions": [self.assumption(one) for one in receipt.assumptions],
        }

    def rulebook(self) -> Data:
        book = self.receipt.rulebook
        return {
            "name": book.rulebook,
            "title": None if book.title is None else title_data(book.title),
            "version": book.version,
            "fingerprint": self.receipt.fingerprint,
        }

    def shopper(self) -> Data:
        persona = self.receipt.shopper
        return {
            "name": persona.name,
            "title": None if persona.title is None else title_data(persona.title),
            "member": persona.member,
            "new": persona.new,
            "region": persona.region,
            "payment": persona.payment,
            "orders": persona.orders,
            "used": {rule: {key: f"{one:f}" for key, one in had.items()} for rule, had in sorted(persona.used.items())},
            "times": dict(sorted(persona.times.items())),
            "attributes": dict(sorted(persona.attributes.items())),
        }

    def range(self) -> Data | None:
        if self.receipt.range is None:
            return None
        least, most = self.receipt.range
        readings = [
            {"names": list(one.names), "end": one.end or None, "pay": self.money(one.pay)}
            for one in self.receipt.readings
        ]
        return {"least": self.money(least), "most": self.money(most), "readings": readings}

    def line(self, line: ReceiptLine) -> Data:
        return {
            "id": line.id,
            "title": title_data(line.title),
            "store": line.store,
            "kind": line.kind,
            "quantity": line.quantity,
            "unit_price": self.money(line.unit_price),
            "marked": self.money(line.marked),
            "shares": [{"rule": rule, "amount": self.money(amount)} for rule, amount in line.shares],
            "added": self.money(line.added),
            "pay": self.money(line.pay),
            "deposit": self.money(line.deposit),
            "tax": self.money(line.tax),
            "added_by": line.added_by,
        }

    def step(self, step: Step) -> Data:
        rule = self.receipt.rule(step.rule)
        return {
            "rule": step.rule,
            "title": title_data(self.receipt.title_of(step.rule)),
            "per": rule.per,
            "pool": step.pool,
            "pieces": step.pieces,
            "outcome": outcome_data(step.outcome, self.receipt.currency, points=step.points),
            "view": step.view,
            "counts": step.counts,
            "measured": self.measure(step.measured, step.counts),
            "needed_before": self.money(step.needed_before),
            "threshold": None if step.threshold is None else self.measure(step.threshold, step.counts),
            "base": self.money(step.base),
            "sets": step.sets,
            "picked": [{"line": line, "pieces": pieces} for line, pieces in step.picked],
            "wanted": self.measure(step.wanted, step.points),
            "deduction": self.money(step.deduction),
            "added": self.money(step.added),
            "deposit": self.money(step.deposit),
            "deposits": [{"line": line, "amount": self.money(amount)} for line, amount in step.deposits],
            "given": self.measure(step.given, step.points),
            "points": step.points,
            "shares": [{"line": line, "amount": self.measure(amount, step.points)} for line, amount in step.shares],
            "before": self.money(step.before),
            "after": self.money(step.after),
            "formula": [
                {"name": one.name, "text": one.text, "value": self.measure(one.value, step.points)}
                for one in step.formula
            ],
            "next": self.next(step.next, step.points),
            "funded_by": rule.funded_by,
            "source": None if rule.source is None else title_data(rule.source),
        }

    def measure(self, value: int, counts: bool) -> str | int:
        return value if counts else self.money(value)

    def next(self, ahead: NextStep | None, points: bool) -> Data | None:
        if ahead is None:
            return None
        missing = self.measure(ahead.missing, ahead.counts)
        return {"missing": missing, "counts": ahead.counts, "gain": self.measure(ahead.gain, points)}

    def later(self, told: Later) -> Data:
        condition = self.receipt.rule(told.rule).if_promised
        return {
            "rule": told.rule,
            "title": title_data(self.receipt.title_of(told.rule)),
            "in": told.kind,
            "amount": self.measure(told.amount, told.points),
            "points": told.points,
            "worth": self.money(told.worth),
            "certain": told.certain,
            "if": None if condition is None else title_data(condition),
            "by": moment_data(told.by),
            "chance": None if told.chance is None else str(Rate(told.chance)),
            "spend": None if told.spend is None else self.money(told.spend),
            "valid": None if told.valid is None else window_data(told.valid.start, told.valid.end),
            "clawback": told.clawback,
        }

    def assumption(self, taken: Assumption) -> Data:
        match taken:
            case AssumedCoupons(rules):
                return {"type": "assumed_coupons", "rules": list(rules)}
            case AssumedTried(rules):
                return {"type": "assumed_tried", "rules": list(rules)}
            case AssumedReading(reading, others):
                return {"type": "assumed_reading", "reading": reading, "others": list(others)}
            case AssumedBest(kept, left):
                return {"type": "assumed_best", "kept": list(kept), "left": list(left)}
            case AssumedLeast(rules):
                return {"type": "assumed_least", "rules": list(rules)}
            case AssumedUnused(rules):
                return {"type": "assumed_unused", "rules": list(rules)}
            case AssumedUntaxed(lines, attribute):
                return {"type": "assumed_untaxed", "lines": list(lines), "attribute": attribute}
            case AssumedNobody(attributes):
                return {"type": "assumed_nobody", "attributes": list(attributes)}
            case AssumedBalanceDay(at):
                return {"type": "assumed_balance_day", "at": moment_data(at)}
            case LapsesBefore(rule, until, balance_at):
                lapses = {"until": moment_data(until), "balance_at": moment_data(balance_at)}
                return {"type": "lapses_before", "rule": rule, **lapses}
            case Promise(rule):
                condition = self.receipt.rule(rule).if_promised
                return {"type": "promise", "rule": rule, "if": None if condition is None else title_data(condition)}
            case _:
                assert_never(taken)
