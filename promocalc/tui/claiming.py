"""What an advertisement says, and under what it is judged: kept while the program runs. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Claiming:
    """One sentence and what is known of it. Whatever is "" is not known, or not asked for."""

    text: str = ""
    """The sentence."""
    place: str = ""
    """Whose standards: a jurisdiction; "" for where the cart's money is used."""
    standard: str = ""
    """One standard alone: a shipped name or a file."""
    is_marked: bool = False
    """Whether the marked price is compared with, whatever was asked before."""
    history: str = ""
    """The file of earlier prices."""
    sku: str = ""
    """Of several things in it: this one."""
    channel: str = ""
    """Of several channels in it: this one."""
    start: str = ""
    """The first day of the reduction: 2026-11-10."""
    catalogue: str = ""
    """The file with the items in scope."""

    @property
    def uses_history(self) -> bool:
        """Whether earlier prices count."""
        return bool(self.history) and not self.is_marked
