"""What a test answers: a ground, what it would have to know, or nothing."""

from __future__ import annotations

from typing import TypeAlias

from promocalc.claims.grounds import Ground, Missing
from promocalc.frozen import Frozen


class Need(Frozen):
    """What a test would have to know."""

    missing: tuple[Missing, ...]
    waits: bool = True
    """Whether a verdict waits for it."""


Answer: TypeAlias = Ground | Need | None
"""None where a claim says nothing that the test is about."""
