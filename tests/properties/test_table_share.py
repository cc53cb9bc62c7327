"""Amounts divided all at once are divided as one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.money import Odd, share
from promocalc.numbers.table import SAFE, Table

AMOUNTS = st.one_of(st.integers(0, 3), st.integers(0, 10**6), st.integers(0, 10**12))


@pytest.mark.parametrize("largest", [0, SAFE], ids=["int64", "integers of any size"])
@pytest.mark.parametrize("odd", Odd)
@given(
    rows=st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(AMOUNTS, min_size=n + 1, max_size=n + 1), min_size=1))
)
def test_a_column_of_amounts_is_shared_as_each_of_them_is(odd: Odd, largest: int, rows: list[list[int]]) -> None:
    if not largest:
        rows = [[amount % 10**8 for amount in row] for row in rows]
    table = Table(len(rows), 0, largest)
    total, *weights = (table.column(list(column)) for column in zip(*rows, strict=True))
    found = table.share(total, weights, odd)
    assert [[int(part[at]) for part in found] for at in range(len(rows))] == [
        share(amount, some, odd) for amount, *some in rows
    ]
