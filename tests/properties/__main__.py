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
from tests.generate_pieces import PieceCase, piece_cases
from tests.naive import NotNaive, naive_price
from tests.properties import test_deposits, test_laws, test_naive, test_pieces, test_systems

LAWS: list[Callable[..., Any]] = [
    getattr(module, name).hypothesis.inner_test
    for module in (test_laws, test_deposits, test_systems)
    for name in vars(module)
    if name.startswith("test_") and hasattr(getattr(module, name), "hypothesis")
]
PIECES = test_pieces.test_every_line_pays_what_its_pieces_pay.hypothesis.inner_test
AGREES = test_naive.test_the_engine_agrees_with_the_naive_pricer.hypothesis.inner_test


def many(examples: int) -> settings:
    """So many examples, none of them kept."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


def hold_pieces(pairs: int, number: int) -> None:
    """Hold the engine against the piece-by-piece pricer over so many pairs of its own."""

    @seed(number)
    @many(pairs)
    @given(piece_cases())
    def agree(case: PieceCase) -> None:
        PIECES(case)

    agree()


def hold(pairs: int, number: int) -> tuple[int, int]:
    """Hold every law against ``pairs`` pairs; how many there were, and how many the naive pricer could price."""
    seen = {"pairs": 0, "naive": 0}

    @seed(number)
    @many(pairs)
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
    asked, dice = [int(text) for text in (*sys.argv[1:3], *("1000", "0")[len(sys.argv) - 1 :])]
    count, agreed = hold(asked, dice)
    hold_pieces(asked, dice)
    print(f"{count} pairs, no law broken, {len(LAWS)} laws; the naive pricer agrees on the {agreed} it can price")
    print(f"{asked} pairs for some of several pieces: the piece-by-piece pricer agrees on all of them")
