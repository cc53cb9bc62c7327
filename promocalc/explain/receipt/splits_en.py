"""How a deduction is divided over its lines, in English."""

from __future__ import annotations

from promocalc.explain.names import Names
from promocalc.explain.receipt.splitting import Split
from promocalc.explain.rules.cents_en import odd
from promocalc.explain.rules.views_en import view

WEIGHTS_SHOWN = 6
"""Lines whose weights are told."""


def split_basis(split: Split, names: Names) -> str:
    """In what proportion, and who gets the odd cent; empty where each line bears an amount of its own."""
    if split.by is None and not split.cut:
        return ""
    said = (
        "in proportion to what each would take by itself"
        if split.by is None
        else "in proportion to the number of pieces"
        if split.by.counts_pieces
        else f"in proportion to {view(str(split.by), names)}"
    )
    if split.weights and len(split.weights) <= WEIGHTS_SHOWN:
        said += f" ({' : '.join(names.measure(weight, split.counts) for weight in split.weights)})"
    return said if split.is_even else f"{said}, {odd(split.odd)}"
