"""How wide the columns of a table are, so that they fill its room and no more. Measured in cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promocalc.explain.cells import Align, width


@dataclass(frozen=True)
class Column:
    """One column. ``weight`` shares what room is left; a column without one is as wide as its texts."""

    key: str
    label: str
    align: Align = "left"
    weight: int = 0
    style: str = ""
    """A colour that repeats what the text says."""
    most: int = 0
    """Widest it gets, where that is not 0."""


GAP = 1
"""Cells between columns."""
LEAST = 4
"""Cells that a column keeps however narrow the table is."""


def fit(specs: Sequence[Column], texts: Mapping[str, Sequence[str]], room: int) -> list[int]:
    """What every column needs; those with a weight share what is left of ``room``, or give way.

    >>> columns = [Column("name", "Item", weight=1), Column("price", "Price", "right")]
    >>> fit(columns, {"1": ("羽绒服", "1,437.70")}, 40)
    [29, 8]
    """
    needs = [
        min(max([width(spec.label), *(width(row[at]) for row in texts.values())]), spec.most or room)
        for at, spec in enumerate(specs)
    ]
    # One cell for the mark, and a gap before every column.
    room -= 1 + GAP * len(specs)
    flexible = [at for at, spec in enumerate(specs) if spec.weight]
    left = room - sum(need for at, need in enumerate(needs) if at not in flexible)
    weights = sum(specs[at].weight for at in flexible)
    for at in flexible:
        # Each gets its part of what the ones before it left; the last takes the rest.
        share = max(LEAST, left if at == flexible[-1] else min(needs[at], left * specs[at].weight // weights))
        needs[at], left, weights = share, left - share, weights - specs[at].weight
    return needs
