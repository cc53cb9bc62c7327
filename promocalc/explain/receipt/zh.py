"""Everything that is said in Chinese."""

from __future__ import annotations

from promocalc.explain.receipt.labels_zh import labels
from promocalc.explain.receipt.later_zh import kept, later, payment
from promocalc.explain.receipt.outcomes_zh import assumption, equation, next_step, outcome, reason, status
from promocalc.explain.receipt.splits_zh import split_basis
from promocalc.explain.rules.pieces_zh import picked
from promocalc.explain.rules.views_zh import balance, pool, shopper, view

__all__ = [
    "assumption",
    "balance",
    "equation",
    "kept",
    "labels",
    "later",
    "next_step",
    "outcome",
    "payment",
    "picked",
    "pool",
    "reason",
    "shopper",
    "split_basis",
    "status",
    "view",
]
