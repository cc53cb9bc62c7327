"""What a step is called: its rule, and the pool where the order has several."""

from __future__ import annotations

from promocalc.engine.outcome import Applied, BelowThreshold, Clipped, NoWholeStep, Skipped
from promocalc.engine.steps import Step
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import catalogue


def pool_of(step: Step, names: Names) -> str:
    """The pool in words; empty where the rule met none."""
    if not step.view:
        return ""
    word = catalogue(names.language).pool(names.rule_of(step).per, step.pool, names)
    return f"{word} x{step.pieces}" if step.pieces is not None and step.pieces > 1 else word


def heading(step: Step, names: Names) -> str:
    """The rule's title, and the pool unless it is the whole order."""
    pool = pool_of(step, names) if names.rule_of(step).per != "order" else ""
    left, right = "（）" if names.language == "zh" else (" (", ")")
    return f"{names.rule(step.rule)}{left}{pool}{right}" if pool else names.rule(step.rule)


def is_used(step: Step) -> bool:
    """Whether the step took, added or gave something, or a deposit is paid by it."""
    return bool(step.deduction or step.added or step.given or step.deposit)


def is_open(step: Step) -> bool:
    """Whether more in the cart would make the rule take more: no limit, choice or other offer stands in the way."""
    match step.outcome:
        case Applied() | Clipped() | Skipped(BelowThreshold() | NoWholeStep()):
            return True
        case _:
            return False
