"""Everything that is said in Chinese."""

from __future__ import annotations

from promocalc.explain.labels_zh import labels
from promocalc.explain.outcomes_zh import assumption, equation, next_step, outcome, reason, status
from promocalc.explain.views_zh import pool, shopper, view

__all__ = ["assumption", "equation", "labels", "next_step", "outcome", "pool", "reason", "shopper", "status", "view"]
