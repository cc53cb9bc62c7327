"""Whole numbers in NumPy columns: int64 where they fit with room to spare, Python's own integers where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from promocalc.numbers.table import SAFE, np  # type: ignore[attr-defined]  # it says so where NumPy is missing

__all__ = ["SAFE", "column", "either", "fitting", "joined", "np", "runs"]


def column(values: Any, rows: int) -> Any:
    """``values``, or one number for every row, as a column as small as it may be."""
    found = np.asarray(values) if isinstance(values, np.ndarray) else np.asarray(values, dtype=object)
    if found.dtype == object and (not found.size or (int(found.max()) < SAFE and int(found.min()) > -SAFE)):
        found = found.astype(np.int64)
    return np.broadcast_to(found, (rows,))


def fitting(values: range, largest: int) -> Any:
    """A range as a column that may be worked with as long as nothing goes beyond ``largest``."""
    if largest < SAFE:
        return np.arange(values.start, values.stop, dtype=np.int64)
    return np.array(values, dtype=object)


def joined(columns: Sequence[Any]) -> Any:
    """Columns one below the other."""
    return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)


def either(test: Any, yes: Any, no: Any) -> Any:
    """Row by row."""
    return np.where(test, yes, no)


def runs(held: Any) -> Iterator[tuple[int, int]]:
    """Where a column of truths holds, row after row: the first and the last row of each run."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], held, [False])).astype(np.int8)))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        yield int(first), int(after) - 1
