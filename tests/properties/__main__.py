"""Every law on each of N generated rulebook-and-cart pairs: ``python -m tests.properties [N] [SEED]``.

Under pytest each law draws its own pairs, a few of them; here each pair is drawn once and held against
all the laws, so that ten thousand take minutes. Ends with ``N pairs, no law broken``; exits 1 on the first
that breaks one, shrunk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.naive import NotNaive, naive_price
from tests.properties import test_laws, test_naive, test_systems

LAWS: list[Callable[..., Any]] = [
    getattr(module, name).hypothesis.inner_test
    for module in (test_laws, test_systems)
    for name in vars(module)
    if name.startswith("test_") and hasattr(getattr(module, name), "hypothesis")
]
AGREES = test_naive.test_the_engine_agrees_with_the_naive_pricer.hypothesis.inner_test


def hold(pairs: int, number: int) -> tuple[int, int]:
    """Hold every law against ``pairs`` pairs; how many there were, and how many the naive pricer could price."""
    seen = {"pairs": 0, "naive": 0}

    @seed(number)
    @settings(
        max_examples=pairs,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases(), st.integers(0, 2**32))
    def every_law(case: tuple[Cart, Rulebook], dice: int) -> None:
        for law in LAWS:
            law(case, dice) if law.__code__.co_argcount == 2 else law(case)
        seen["pairs"] += 1
        try:
            naive_price(*case)
        except NotNaive:
            return
        AGREES(case)
        seen["naive"] += 1

    every_law()
    return seen["pairs"], seen["naive"]


if __name__ == "__main__":
    count, agreed = hold(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(f"{count} pairs, no law broken, {len(LAWS)} laws; the naive pricer agrees on the {agreed} it can price")
