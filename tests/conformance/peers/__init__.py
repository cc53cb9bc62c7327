"""Cases in the form in which other engines' tests were collected: translated, priced, compared."""

from __future__ import annotations

from .verdict import CannotSay, Difference, Verdict

__all__ = ["CannotSay", "Difference", "Verdict"]
