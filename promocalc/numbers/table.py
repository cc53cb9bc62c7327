"""The number system of scenarios: an amount is a NumPy column with one row per scenario (or a literal)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promocalc.counting import ahead, full_sets, gather
from promocalc.money import Odd, share

try:
    import numpy as np
except ImportError as missing:  # pragma: no cover - exercised in a subprocess test
    raise ImportError(
        "the table number system needs NumPy: pip install 'promocalc[table]' / 表格计算需要 NumPy"
    ) from missing

from promocalc.numbers.table_share import shares  # NumPy is there

SAFE = 2**62
"""Numbers below this, and sums of two of them, fit int64."""


class Table:
    """Columns of int64, or of Python integers (``dtype=object``) where ``largest`` says that int64 could wrap."""

    def __init__(self, rows: int, size: int, largest: int) -> None:
        self.rows = rows
        self.dtype: Any = np.int64 if largest < SAFE else object
        self.registers: list[Any] = [0] * size

    def column(self, values: Any) -> Any:
        """An input column."""
        return np.asarray(values, dtype=self.dtype)

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        if isinstance(condition, bool):
            return yes if condition else no
        return np.where(condition, np.asarray(yes, self.dtype), np.asarray(no, self.dtype))

    def both(self, first: Any, second: Any) -> Any:
        if isinstance(first, bool):
            return second if first else False
        if isinstance(second, bool):
            return first if second else False
        return np.logical_and(first, second)

    def either(self, first: Any, second: Any) -> Any:
        if isinstance(first, bool):
            return True if first else second
        if isinstance(second, bool):
            return True if second else first
        return np.logical_or(first, second)

    def negate(self, condition: Any) -> Any:
        return not condition if isinstance(condition, bool) else np.logical_not(condition)

    def same(self, first: Any, second: Any) -> Any:
        return first == second

    def least(self, first: Any, second: Any) -> Any:
        return np.minimum(first, second) if self._arrays(first, second) else min(first, second)

    def most(self, first: Any, second: Any) -> Any:
        return np.maximum(first, second) if self._arrays(first, second) else max(first, second)

    def total(self, amounts: Sequence[Any]) -> Any:
        literal, columns = 0, []
        for amount in amounts:
            if isinstance(amount, int):
                literal += amount
            else:
                columns.append(amount)
        found = sum(columns[1:], columns[0]) if columns else literal
        return found + literal if columns and literal else found

    def whole(self, amount: Any, every: Any) -> Any:
        return amount // every

    quotient = whole

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:  # noqa: ARG002 - the bound is for other systems
        return count * unit

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        if not self._arrays(total, *weights):
            return share(total, weights, odd)
        amount = np.broadcast_to(np.asarray(total, self.dtype), (self.rows,))
        return list(shares(amount, self._stack(weights), odd))

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        if not self._arrays(*units, *counts):
            return ahead(units, counts, cheapest)
        prices, pieces = self._stack(units), self._stack(counts)
        order = np.argsort(prices if cheapest else -prices, axis=0, kind="stable")
        sorted_ = np.take_along_axis(pieces, order, axis=0)
        before = np.empty_like(pieces)
        np.put_along_axis(before, order, np.cumsum(sorted_, axis=0) - sorted_, axis=0)
        return list(before)

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        if not self._arrays(*counts):
            return full_sets(counts, size)
        rows = self._stack(counts).T
        return np.array([full_sets([int(count) for count in row], size) for row in rows], dtype=self.dtype)

    def gather(self, counts: Sequence[Any], columns: Sequence[Sequence[Any]], keep: int) -> Sequence[Sequence[Any]]:
        rows = (counts, *columns)
        if not self._arrays(*(value for row in rows for value in row)):
            return gather(counts, columns, keep)
        pieces = self._stack(counts)
        order = np.argsort(pieces == 0, axis=0, kind="stable")[:keep]
        there = np.take_along_axis(pieces, order, axis=0) != 0
        nothing = np.asarray(0, self.dtype)
        return [list(np.where(there, np.take_along_axis(self._stack(row), order, axis=0), nothing)) for row in rows]

    def _stack(self, values: Sequence[Any]) -> Any:
        return np.stack([np.broadcast_to(np.asarray(value, self.dtype), (self.rows,)) for value in values])

    def let(self, register: int, amount: Any) -> Any:
        self.registers[register] = amount
        return amount

    @staticmethod
    def _arrays(*values: Any) -> bool:
        return any(isinstance(value, np.ndarray) for value in values)
