"""Money: minor units, rates, and seven engines' ways of sharing on the same input."""

from __future__ import annotations

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc import money
from promocalc.money import CURRENCIES, Odd, Rate, decimal, minor_units, parse_rate, share, tidy


def test_the_examples_in_the_docstrings_are_true() -> None:
    assert doctest.testmod(money).failed == 0


@pytest.mark.parametrize(("code", "digits"), [("CNY", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("USD", 2), ("KRW", 0)])
def test_a_currency_has_the_decimals_of_iso_4217(code: str, digits: int) -> None:
    assert CURRENCIES[code] == digits


def test_a_coin_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="decimals"):
        minor_units(Decimal("0.5"), "JPY")


@given(st.integers(-(10**40), 10**40), st.sampled_from(["CNY", "JPY", "KWD", "CLF"]))
def test_minor_units_and_decimals_are_one_amount_however_large(minor: int, currency: str) -> None:
    assert minor_units(decimal(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("written", "remains"),
    [("8.5折", Fraction(85, 100)), ("85折", Fraction(85, 100)), ("９折", Fraction(9, 10)), ("5折", Fraction(1, 2))],
)
def test_a_fold_is_what_remains_of_the_price(written: str, remains: Fraction) -> None:
    assert parse_rate(written) == (Rate(remains), True)


@pytest.mark.parametrize("written", ["15%", "12.5%", "0.01%", "100%", "1/3", "2/7"])
def test_a_rate_is_written_as_it_was_read(written: str) -> None:
    found = parse_rate(written)
    assert found is not None
    assert str(found[0]) == written


def test_full_width_digits_and_both_yen_signs_are_tidied() -> None:
    assert tidy("￥１２．５０") == tidy("¥12.50") == tidy("12.50元") == "12.50"


# Who gives which shares of the same amount: seven engines, run or restated from their own tests (Sylius 1.13,
# Solidus 2026-08, Vendure 2026-02, Spree, Saleor 2026-08, django-oscar 4.2.1, WooCommerce).
# django-oscar sorts lines by price, the dearest last; WooCommerce counts every piece alike, the dearest first.
INPUTS = [
    (1000, [5000, 5000, 5000]),
    (5000, [12000, 23000, 30000]),
    (300, [700, 3300, 2500]),
    (299, [1000, 1000, 1000]),
    (1500, [2200, 1400, 4300, 750, 0]),
    (100, [100, 100, 100]),
    (2, [1000, 1000, 1000]),
]
BY_ENGINE = {
    "sylius": (Odd.NEAREST_FIRST, [
        [334, 333, 333], [923, 1769, 2308], [33, 152, 115], [99, 100, 100], [381, 243, 746, 130, 0], [34, 33, 33],
        [0, 1, 1],
    ]),
    "solidus": (Odd.FIRST, [
        [334, 333, 333], [924, 1769, 2307], [33, 152, 115], [100, 100, 99], [382, 243, 745, 130, 0], [34, 33, 33],
        [1, 1, 0],
    ]),
    "vendure and spree": (Odd.LARGEST, [
        [334, 333, 333], [923, 1769, 2308], [32, 152, 116], [100, 100, 99], [381, 243, 746, 130, 0], [34, 33, 33],
        [1, 1, 0],
    ]),
    # Saleor itself would give the last line, which costs nothing, -0.01 of 15.00; here zero weight is zero share.
    "saleor": (Odd.NEAREST_LAST, [
        [333, 333, 334], [923, 1769, 2308], [32, 152, 116], [100, 100, 99], [382, 243, 746, 129, 0], [33, 33, 34],
        [1, 1, 0],
    ]),
}  # fmt: skip
OSCAR = [
    [333, 333, 334], [923, 1769, 2308], [32, 153, 115], [99, 99, 101], [381, 242, 747, 130, 0], [33, 33, 34], [0, 0, 2],
]  # fmt: skip
WOO = [
    [334, 333, 333], [1666, 1667, 1667], [100, 100, 100], [100, 100, 99], [375, 375, 375, 375, 0], [34, 33, 33],
    [1, 1, 0],
]  # fmt: skip


@pytest.mark.parametrize("engine", BY_ENGINE)
@pytest.mark.parametrize("at", range(len(INPUTS)))
def test_an_engines_way_of_sharing_gives_that_engines_figures(engine: str, at: int) -> None:
    odd, shares = BY_ENGINE[engine]
    total, weights = INPUTS[at]
    assert share(total, weights, odd) == shares[at]


@pytest.mark.parametrize("at", range(len(INPUTS)))
def test_the_dearest_line_last_takes_the_rest_as_in_django_oscar(at: int) -> None:
    total, weights = INPUTS[at]
    order = sorted(range(len(weights)), key=weights.__getitem__)
    assert reordered(share(total, [weights[i] for i in order], Odd.LAST), order) == OSCAR[at]


@pytest.mark.parametrize("at", range(len(INPUTS)))
def test_equal_weights_from_the_dearest_on_as_in_woocommerce(at: int) -> None:
    total, prices = INPUTS[at]
    order = sorted(range(len(prices)), key=prices.__getitem__, reverse=True)
    assert reordered(share(total, [1 if prices[i] else 0 for i in order], Odd.FIRST), order) == WOO[at]


def reordered(shares: list[int], order: list[int]) -> list[int]:
    found = [0] * len(shares)
    for place, amount in zip(order, shares, strict=True):
        found[place] = amount
    return found


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=12), st.sampled_from(Odd))
def test_shares_sum_to_the_whole_and_none_is_negative(total: int, weights: list[int], odd: Odd) -> None:
    shares = share(total, weights, odd)
    assert sum(shares) == (total if any(weights) else 0)
    assert all(one >= 0 for one in shares)
    assert all(one == 0 for one, weight in zip(shares, weights, strict=True) if not weight)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**7), min_size=1, max_size=12))
def test_by_largest_remainder_nobody_is_a_cent_away_from_the_exact_share(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for one, weight in zip(share(total, weights), weights, strict=True):
        assert not whole or abs(Fraction(total * weight, whole) - one) < 1


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9), st.sampled_from(Odd))
def test_sharing_out_everything_gives_every_line_its_own(weights: list[int], odd: Odd) -> None:
    assert share(sum(weights), weights, odd) == weights
