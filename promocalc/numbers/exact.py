"""The number system of receipts: an amount is an ``int`` of minor units, a condition a ``bool``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from promocalc.counting import ahead, full_sets, gather
from promocalc.money import Odd, share


class Exact:
    """Integers. Amounts are typed ``Any`` here: inside a number system they are what they are."""

    __slots__ = ("registers",)

    def __init__(self, size: int) -> None:
        self.registers: list[Any] = [0] * size

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        return yes if condition else no

    def both(self, first: Any, second: Any) -> Any:
        return first and second

    def either(self, first: Any, second: Any) -> Any:
        return first or second

    def negate(self, condition: Any) -> Any:
        return not condition

    def same(self, first: Any, second: Any) -> Any:
        return first == second

    def least(self, first: Any, second: Any) -> Any:
        return first if first <= second else second

    def most(self, first: Any, second: Any) -> Any:
        return first if first >= second else second

    def total(self, amounts: Sequence[Any]) -> Any:
        return sum(amounts)

    def whole(self, amount: Any, every: Any) -> Any:
        return amount // every

    quotient = whole

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:  # noqa: ARG002 - the bound is for other systems
        return count * unit

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        return share(total, weights, odd)

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        return ahead(units, counts, cheapest)

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        return full_sets(counts, size)

    def gather(self, counts: Sequence[Any], columns: Sequence[Sequence[Any]], keep: int) -> Sequence[Sequence[Any]]:
        return gather(counts, columns, keep)

    def let(self, register: int, amount: Any) -> Any:
        self.registers[register] = amount
        return amount
