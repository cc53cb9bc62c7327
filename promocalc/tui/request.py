"""What to open and how to show it. Apart, so that the first frame needs no model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from promocalc.tui.words import Language

EXAMPLE = "double11-example"
"""The shipped cart that a bare start shows."""


@dataclass(frozen=True)
class Request:
    """What to open: a path or the name of something shipped, and how to show it."""

    source: str | None = None
    rules: str | None = None
    at: datetime | None = None
    language: Language = "en"
    theme: str = "textual-dark"
    stdin: bytes | None = None
    """What came through the pipe, where ``source`` or ``claims`` is ``-``; kept, because it can be read only once."""
    claims: str | None = None
    """A file of claims, or ``-``: its cart is opened, and it is judged."""
    currency: str = "CNY"
    """The money of a file of claims that names no cart."""
