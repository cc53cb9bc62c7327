"""How a deduction is divided over its lines, in Chinese."""

from __future__ import annotations

from promocalc.explain.names import Names
from promocalc.explain.receipt.splitting import Split
from promocalc.explain.rules.cents_zh import odd
from promocalc.explain.rules.views_zh import view

WEIGHTS_SHOWN = 6
"""Lines whose weights are told."""


def split_basis(split: Split, names: Names) -> str:
    """In what proportion, and who gets the odd cent; empty where each line bears an amount of its own."""
    if split.by is None and not split.cut:
        return ""
    said = "按各自应减金额的比例" if split.by is None else f"按{view(str(split.by), names)}的比例"
    said = "按件数" if split.counts else said
    if split.weights and len(split.weights) <= WEIGHTS_SHOWN:
        said += f"（{' : '.join(names.measure(weight, split.counts) for weight in split.weights)}）"
    return said if split.is_even else f"{said}，{odd(split.odd)}"
