"""Everything that is said in English."""

from __future__ import annotations

from promocalc.explain.labels_en import labels
from promocalc.explain.outcomes_en import assumption, equation, next_step, outcome, reason, status
from promocalc.explain.views_en import pool, shopper, view

__all__ = ["assumption", "equation", "labels", "next_step", "outcome", "pool", "reason", "shopper", "status", "view"]
