"""Laws over columns: worked out in machine words only where nothing on the way goes beyond them."""

from __future__ import annotations

import pytest

from promocalc.formula.law import Law
from promocalc.money import Odd
from promocalc.numbers.along import MOVING, Linear, Product, Quotient, Share, largest
from promocalc.numbers.table import SAFE

pytest.importorskip("numpy")

FAR = MOVING.scaled(2**61)


@pytest.mark.parametrize(
    "atom",
    [
        Quotient(MOVING, FAR),
        Quotient(FAR, MOVING),
        Product(FAR, MOVING),
        Share(MOVING, (FAR, MOVING), Odd.LARGEST, 1),
        Quotient(MOVING, Linear(0, {Quotient(MOVING, FAR): 1})),
    ],
    ids=["divided by much", "much divided", "multiplied", "shared", "deep inside"],
)
def test_a_column_of_a_law_is_what_it_comes_to_at_each_value_however_large(atom: Quotient | Product | Share) -> None:
    law = Law(Linear(0, {atom: 1}))
    assert law.along(range(1, 10)).tolist() == [law.at(x) for x in range(1, 10)]


def test_what_is_divided_by_counts_among_what_is_met() -> None:
    divided = Law(Linear(0, {Quotient(MOVING, FAR): 1}))
    assert divided.along(range(1, 10)).tolist() == [0] * 9
    assert largest(divided.form, 9) >= 9 * 2**61 > SAFE
