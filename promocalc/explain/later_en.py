"""What a rule gives for later, in English."""

from __future__ import annotations

from promocalc.engine.receipt import Later
from promocalc.explain.labels_en import labels
from promocalc.explain.names import Names, clean
from promocalc.explain.take_en import clawback


def later(told: Later, names: Names) -> str:
    """How much of what, on what condition, and what a refund takes back of it."""
    said = [_amount(told, names)]
    if not told.certain:
        condition = names.receipt.rule(told.rule).if_promised
        said.append(f"only if: {names.text(condition) if condition else labels.none}")
    match told.clawback:
        case "share" | "whole" | "none":
            words = clawback(told.clawback)
            said.append(words[:1].lower() + words[1:])
        case _:
            pass
    return "; ".join(said)


def _amount(told: Later, names: Names) -> str:
    if told.points:
        return f"{names.points(told.amount)}, worth {names.price(told.worth)}"
    amount = names.price(told.amount)
    match told.kind:
        case "cash":
            return f"{amount} in cash"
        case "voucher":
            return f"a voucher of {amount}"
        case other:
            return f"{amount} in {clean(other)}"
