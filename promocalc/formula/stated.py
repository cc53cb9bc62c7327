"""A rulebook with another number in one of its rules: what the engine prices where that number moves."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.formula.unknowns import RuleNumber
from promocalc.money import Rate, decimal
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Deposit, Give, Off, To


def with_number(book: Rulebook, number: RuleNumber, value: int) -> Rulebook:
    """The rulebook as if ``value`` (minor units, things, or hundredths of a percent) stood in the rule."""
    rule = book.rules[number.rule]
    stated: Any
    match number.unit:
        case "rate":
            stated = Rate(Fraction(value, HUNDREDTHS))
        case "money":
            stated = decimal(value, book.currency)
        case _:
            stated = Decimal(value)
    changes: dict[str, Any]
    match number.part, rule.take:
        case "from", _:
            changes = {"start": stated}
        case "cap", _:
            changes = {"cap": rule.cap.model_copy(update={"pool": stated})}
        case "off", Off() as take:
            changes = {"take": Off(stated, take.every, take.tiers)}
        case "off", Deposit() as take:
            changes = {"take": Deposit(**{**vars(take), "off": stated})}
        case "every", Off() as take:
            changes = {"take": Off(take.off, stated, take.tiers)}
        case "off", Give() as take:
            changes = {"take": Give(**{**vars(take), "give": stated})}
        case "every", Give() as take:
            changes = {"take": Give(**{**vars(take), "every": stated})}
        case "to", To():
            changes = {"take": To(stated)}
        case _:
            raise KeyError(f"{number.rule}.{number.part}")
    changed = rule.model_copy(update=changes)
    return book.model_copy(update={"rules": {**book.rules, number.rule: changed}})
