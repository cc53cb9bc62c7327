"""What has to be spent for an offer is no price of it, and a fraction is a share."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from promocalc.claims.claim import Claim, FinalPrice, Gift, Off
from promocalc.claims.reading.sentence import read_sentence
from promocalc.money import Rate


def claims(text: str) -> list[Claim]:
    """Those of every reading."""
    return [claim for one in read_sentence(text, "USD").readings for claim in one.claims]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("20% off orders over $50", 50),
        ("Get 20% off when you spend $50", 50),
        ("Save 20% on orders of $75 or more", 75),
        ("20% off with min. spend $80", 80),
        ("20% off your first order over $20", 20),
    ],
)
def test_what_a_share_is_off_from_is_no_final_price(text: str, start: int) -> None:
    assert claims(text) == [Off(rate=Rate(Fraction(1, 5)), start=Decimal(start))]


def test_a_share_off_everything_from_an_amount_on_is_off_everything() -> None:
    off = Off(rate=Rate(Fraction(1, 5)), reach="everything", start=Decimal(50))
    assert claims("20% off everything over $50") == [off]


@pytest.mark.parametrize(
    "text", ["Free gift worth $99 with any purchase over $200", "买满200元送价值99元礼品", "满200元即赠价值99元礼品"]
)
def test_what_has_to_be_spent_for_a_gift_is_no_final_price(text: str) -> None:
    assert claims(text) == [Gift(worth=Decimal(99))]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1/3 off", Fraction(1, 3)),
        ("Save 1/3 on all toys", Fraction(1, 3)),
        ("a third off", Fraction(1, 3)),
        ("two thirds off", Fraction(2, 3)),
        ("save 3/4", Fraction(3, 4)),
    ],
)
def test_a_fraction_is_the_share_that_comes_off(text: str, share: Fraction) -> None:
    assert claims(text) == [Off(rate=Rate(share))]


def test_a_day_after_save_is_no_amount() -> None:
    assert not any(isinstance(one, FinalPrice | Off) or one.kind == "save" for one in claims("Save 1/12/2024"))
