"""Everything that is said in English."""

from __future__ import annotations

from promocalc.explain.receipt.labels_en import labels
from promocalc.explain.receipt.later_en import kept, later, payment
from promocalc.explain.receipt.outcomes_en import assumption, equation, next_step, outcome, reason, status
from promocalc.explain.receipt.splits_en import split_basis
from promocalc.explain.rules.pieces_en import picked
from promocalc.explain.rules.views_en import balance, pool, shopper, view

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
