"""Numbers beside words that bound them, or that come back later, come back as they were put in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from promocalc.claims.claim import FinalPrice, Off, Save, Voucher, WasNow
from promocalc.claims.reading.sentence import read_sentence
from promocalc.money import Rate
from tests.properties.test_claim_reading import CHINESE_SPACE, amounts, only

percents = st.integers(1, 99)


@given(
    percents,
    st.sampled_from(["more than {}% off", "over {} % off", "save more than {}%", "降幅超过{}%", "超过{}%的优惠"]),
)
def test_more_than_a_share_comes_back(percent: int, wording: str) -> None:
    assert only(wording.format(percent)) == Off(rate=Rate(Fraction(percent, 100)), over=True)


@given(st.integers(1, 9), st.sampled_from(["不到{}折", "低于 {} 折", "少于{}折"]))
def test_less_than_a_fold_comes_back(rest: int, wording: str) -> None:
    assert only(wording.format(rest)) == Off(rate=Rate(Fraction(10 - rest, 10)), over=True)


@given(amounts, st.sampled_from(["£{} cashback", "cashback of £{}", "get £{} cash back", "返现{}元"]))
def test_money_that_comes_back_comes_back(amount: Decimal, wording: str) -> None:
    assert only(wording.format(f"{amount:f}")) == Voucher(gives=amount, cash=True)


@given(
    amounts,
    st.sampled_from(["about £{}", "now around £{}", "到手价约_{}元", "under £{}", "到手价不到_{}元"]),
    st.sampled_from(CHINESE_SPACE),
)
def test_a_price_is_read_and_the_word_that_bounds_it_is_told(amount: Decimal, wording: str, space: str) -> None:
    found = read_sentence(wording.replace("_", space).format(f"{amount:f}"), "GBP")
    assert [one.claims for one in found.readings] == [(FinalPrice(amount=amount),)]
    assert [one.of for one in found.limits] == ["how_near"]


@given(st.lists(st.integers(2, 9_999), min_size=3, max_size=5, unique=True))
def test_every_step_of_a_price_is_compared_with_the_last(prices: list[int]) -> None:
    *before, now = sorted(prices, reverse=True)
    text = f"Was £{', then £'.join(map(str, before))}, now £{now}"
    (reading,) = read_sentence(text, "GBP").readings
    assert reading.claims == tuple(WasNow(was=Decimal(was), now=Decimal(now)) for was in before)


@given(st.integers(2, 9_999), st.integers(1, 9_998))
def test_what_is_saved_on_a_list_price_is_saved_on_that(listed: int, saved: int) -> None:
    assume(saved < listed)
    for text in (f"RRP £{listed}. You save £{saved}", f"RRP £{listed}, now £{listed - saved}, save £{saved}"):
        assert read_sentence(text, "GBP").readings[-1].claims == (Save(amount=Decimal(saved), of="list"),)


@given(
    amounts,
    st.sampled_from(["£{} a day", "only £{} per month", "£{}/week", "每天仅需{}元", "{}元/月"]),
)
def test_the_price_of_a_time_is_never_the_price(amount: Decimal, wording: str) -> None:
    found = read_sentence(wording.format(f"{amount:f}"), "GBP")
    claims = [claim for one in found.readings for claim in one.claims]
    assert FinalPrice(amount=amount) not in claims
    assert found.unread
