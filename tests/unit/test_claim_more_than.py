"""More than a share off: so much is not enough, and what is paid is not rounded in its favour."""

from __future__ import annotations

from fractions import Fraction

import pytest

from promocalc.claims.claim import Off
from promocalc.claims.grounds import Discount
from promocalc.claims.history import History
from promocalc.claims.matter import Item
from promocalc.claims.reference import Reference
from promocalc.explain.amounts import price
from promocalc.explain.claim import en as claim_en
from promocalc.explain.claim import said_en as claim_said_en
from promocalc.explain.claim import said_zh as claim_said_zh
from promocalc.explain.claim import zh as claim_zh
from promocalc.explain.claim.ground_json import ground_data
from promocalc.money import Rate

from .claiming import standard, verdict

HALF = {"kind": "off", "rate": "50%", "over": True}
SAVES = standard({"test": "saving"})
EVERY = standard({"test": "every_item"})
WHOLE = Reference(10_000, "lowest", known=0)


@pytest.mark.parametrize(
    ("now", "over", "outcome"),
    [
        ("50", False, "holds"),
        ("50", True, "fails"),
        ("49.99", True, "holds"),
        ("50.20", False, "holds"),
        ("50.20", True, "fails"),
    ],
)
def test_less_than_half_price_is_less_than_half(now: str, over: bool, outcome: str) -> None:
    found = verdict(HALF | {"over": over}, SAVES, {"reference": "100", "now": now})
    assert found.outcome == outcome


@pytest.mark.parametrize(("pay", "outcome"), [(5_000, "fails"), (4_999, "holds")])
def test_everything_at_less_than_half_price_is_less_than_half_of_each(pay: int, outcome: str) -> None:
    some = (Item("a", 10_000, 4_000, History(), WHOLE), Item("b", 10_000, pay, History(), WHOLE))
    assert verdict(HALF | {"reach": "everything"}, EVERY, items=some).outcome == outcome


@pytest.mark.parametrize("asked", [1, 4_999, 5_000, 5_001])
@pytest.mark.parametrize("percent", [1, 33, 50, 99])
def test_what_it_would_need_is_the_least_reference_that_is_enough(asked: int, percent: int) -> None:
    one = Discount(Fraction(percent, 100), asked, WHOLE, over=True)
    assert one.would_need is not None
    enough, short = (
        Discount(one.claimed, asked, Reference(price, "lowest"), over=True)
        for price in (one.would_need, one.would_need - 1)
    )
    assert enough.holds
    assert not short.holds


def test_it_is_told_to_be_more_than_that() -> None:
    one = Discount(Fraction(1, 2), 5_000, Reference(10_000, "established"), over=True)
    assert claim_en.ground(one, lambda minor: price(minor, "CNY")).startswith(
        "said: more than 50% off; really 50.0% off"
    )
    assert claim_zh.ground(one, lambda minor: price(minor, "CNY")).startswith("说减幅超过 50%；实际减 50.0%")
    assert ground_data(one, "CNY")["over"] is True


@pytest.mark.parametrize(
    ("percent", "reach", "english", "chinese"),
    [
        (50, "item", "more than 50% off", "不到5折"),
        (50, "everything", "everything more than 50% off", "全部不到5折"),
        (Fraction("33.33"), "item", "more than 33.33% off", "减幅超过 33.33%"),
    ],
)
def test_such_a_claim_is_put_in_words(percent: Fraction, reach: str, english: str, chinese: str) -> None:
    claim = Off.model_validate({"rate": Rate(Fraction(percent) / 100), "reach": reach, "over": True})
    assert claim_said_en.claim(claim, str) == english
    assert claim_said_zh.claim(claim, str) == chinese
