"""What a rule gives for later, in Chinese."""

from __future__ import annotations

from promocalc.engine.receipt import Later
from promocalc.explain.labels_zh import labels
from promocalc.explain.names import Names, clean
from promocalc.explain.take_zh import clawback


def later(told: Later, names: Names) -> str:
    """How much of what, on what condition, and what a refund takes back of it."""
    said = [_amount(told, names)]
    if not told.certain:
        condition = names.receipt.rule(told.rule).if_promised
        said.append(f"条件：{names.text(condition) if condition else labels.none}")
    match told.clawback:
        case "share" | "whole" | "none":
            said.append(clawback(told.clawback))
        case _:
            pass
    return "；".join(said)


def _amount(told: Later, names: Names) -> str:
    if told.points:
        return f"{names.points(told.amount)}，值 {names.price(told.worth)}"
    amount = names.price(told.amount)
    match told.kind:
        case "cash":
            return f"返现 {amount}"
        case "voucher":
            return f"返券 {amount}"
        case other:
            return f"返「{clean(other)}」{amount}"
