"""The waterfall: from the tag price to what is due, a row for every step that changes something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.cells import clip, pad, width
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.headings import heading

BAR = 32
"""Cells of the longest bar, where there is room."""
_LEAST_BAR = 8


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """What one step changes, and what the whole cart comes to after it. Minor units.

    The first row (the tag price), tax that is added, and the last (what is due) belong to no step.
    """

    label: str
    change: int
    after: int
    step: Step | None

    @property
    def before(self) -> int:
        """What the cart came to before it."""
        return self.after - self.change


def waterfall_rows(receipt: Receipt, language: Language) -> list[WaterfallRow]:
    """The tag price, every step that took or added something, tax that is added, and what is due."""
    labels = catalogue(language).labels
    names = Names(receipt, language)
    return [
        WaterfallRow(labels.marked, 0, receipt.marked, None),
        *(
            WaterfallRow(heading(step, names), step.added - step.deduction, after, step)
            for step, after in receipt.waterfall()
        ),
        *([WaterfallRow(labels.tax, receipt.tax_added, receipt.pay, None)] if receipt.tax_added else []),
        WaterfallRow(labels.pay, 0, receipt.pay, None),
    ]


def bar(row: WaterfallRow, top: int, cells: int, *, ascii: bool = False) -> str:  # noqa: A002
    """The row as a bar on a scale from nothing to ``top`` over ``cells``: a total from the left, a change where it is.

    >>> bar(WaterfallRow("Tag price", 0, 100, None), 100, 10, ascii=True)
    '##########'
    """
    full, cut, charge = ("#", "-", "+") if ascii else ("█", "▒", "▓")
    if row.step is None and not row.change:
        return full * _cell(row.after, top, cells)
    start, end = sorted((_cell(row.before, top, cells), _cell(row.after, top, cells)))
    if start == end:  # too little for a cell is still seen
        start, end = (start - 1, end) if start else (0, min(1, cells))
    return " " * start + (cut if row.change < 0 else charge) * (end - start)


def waterfall(receipt: Receipt, language: Language, width: int, *, ascii: bool = False) -> list[str]:  # noqa: A002
    """The rows as text, each at most ``width`` cells."""
    names = Names(receipt, language)
    rows = waterfall_rows(receipt, language)
    shown = [(row.label, names.change(row.change) if row.change else "", names.money(row.after)) for row in rows]
    return laid_out(rows, shown, width, ascii=ascii)


def laid_out(
    rows: Sequence[WaterfallRow],
    shown: Sequence[tuple[str, str, str]],
    cells: int,
    *,
    ascii: bool = False,  # noqa: A002
) -> list[str]:
    """Label, change, amount and bar in columns: the amounts take what they need, label and bar share the rest."""
    changes, afters = (max(width(texts[at]) for texts in shown) for at in (1, 2))
    rest = cells - changes - afters - 4
    longest = max(width(texts[0]) for texts in shown)
    bars = min(BAR, max(rest - longest - 1, rest // 3))
    label = min(longest, rest - bars - 1) if bars >= _LEAST_BAR else min(longest, rest)
    top = max(max(row.after, row.before) for row in rows)
    found = []
    for row, (name, change, after) in zip(rows, shown, strict=True):
        figures = f"{pad(clip(name, label), label)}  {pad(change, changes, 'right')}  {pad(after, afters, 'right')}"
        drawn = f" {bar(row, top, bars, ascii=ascii)}" if bars >= _LEAST_BAR else ""
        found.append(clip((figures + drawn).rstrip(), cells))
    return found


def _cell(amount: int, top: int, cells: int) -> int:
    """The cell at which an amount ends, half up."""
    return (2 * amount * cells + top) // (2 * top) if top > 0 else 0
