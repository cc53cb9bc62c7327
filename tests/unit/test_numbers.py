"""The number systems by themselves: what they may be asked, and what they refuse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from promocalc.cart import Cart
from promocalc.engine.price import Pricer
from promocalc.engine.run import interpret, tabulate
from promocalc.numbers.exact import Exact
from promocalc.numbers.protocol import Numbers
from promocalc.numbers.record import BranchedOnAmount, Record
from promocalc.numbers.table import Table
from promocalc.rules.rulebook import Rulebook

BOOK = Rulebook.model_validate(
    {
        "rulebook": "shop",
        "rules": {
            "third": {"take": {"off": "33.3%"}, "each": "line"},
            "every": {"take": {"off": "0.07", "every": "0.30"}, "share": {"by": "marked"}},
            "even": {"take": {"off": "12.5%"}, "round": {"mode": "half_even"}},
        },
        "price": ["third", "every", "even"],
    }
)


def cart(*prices: str) -> Cart:
    return Cart.model_validate({"lines": [{"unit_price": price, "quantity": 3} for price in prices]})


def test_three_systems_stand_behind_one_protocol() -> None:
    systems: list[Numbers] = [Exact(0), Record(0, 0), Table(1, 0, 1)]
    assert [system.total([1, 2, 3]) for system in systems] == [6, 6, 6]


def test_a_table_prices_amounts_that_no_int64_holds() -> None:
    """Ten billion of a currency a line: sharing multiplies two totals, far beyond 2**63."""
    plan = Pricer(BOOK).bind(cart("9999999999.99", "12345678901.23")).plan
    rows = [plan.inputs_of(one, frozenset()) for one in (cart("9999999999.99", "12345678901.23"), cart("0.01", "0.02"))]
    table = tabulate(plan, rows[0], {at: [row[at] for row in rows] for at in range(len(rows[0]))})
    for at, row in enumerate(rows):
        assert tuple(int(one if isinstance(one, int) else one[at]) for one in table) == interpret(plan, row)


def test_a_meaning_that_looks_at_an_amount_cannot_be_recorded() -> None:
    def looks(n: Numbers, amount: object) -> object:
        return n.choose(True, 1, 0) if amount >= 100 else amount  # type: ignore[operator]

    assert looks(Exact(0), 150) == 1
    tape = Record(1, 0)
    with pytest.raises(BranchedOnAmount):
        looks(tape, tape.inputs[0])


def test_without_numpy_the_table_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('not here')", encoding="utf-8")
    asked = "import promocalc.numbers.exact, promocalc.numbers.table"
    ran = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert "pip install 'promocalc[table]'" in ran.stderr
