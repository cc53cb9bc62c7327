"""What a policy holds back of a refund, ready to be put into a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One fee of a policy, its amounts in words."""

    keeps: str | None
    """None: nothing is held back."""
    each: Literal["return", "line", "piece"] | None
    """What the amount is for; None where it is a rate."""
    least: str | None
    most: str | None
    until: datetime | None
    follows: bool
    """Whether another fee goes before it."""
