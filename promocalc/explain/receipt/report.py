"""Pieces of Markdown reports that several of them share."""

from __future__ import annotations

from collections.abc import Sequence

from promocalc.explain.receipt.markdown import escape


def row(cells: Sequence[str]) -> str:
    """One row of a table; whatever an author wrote is text.

    >>> row(("a|b", "1.00"))
    '| a\\\\|b | 1.00 |'
    """
    return f"| {' | '.join(escape(cell) for cell in cells)} |"
