"""Numbers in the wordings of further pieces, refunds, other sellers and conditions come back as they were put in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.claims.claim import AddOn, Bundle, Claim, FinalPrice, Lowest, Off, Protection, Save, Voucher
from promocalc.claims.reading.sentence import read_sentence, readings
from promocalc.claims.reading.words import days
from promocalc.money import Rate
from tests.properties.test_claim_reading import (
    ALPHABET,
    CHINESE_SPACE,
    FULL_WIDTH,
    amounts,
    digits,
    every,
    marked,
    only,
    shares,
)

ONE_AMOUNT: list[tuple[str, Callable[[Decimal], Claim]]] = [
    ("第二件_{}", lambda amount: Bundle(pieces=2, price=amount)),
    ("第3件只要_{}", lambda amount: Bundle(pieces=3, price=amount)),
    ("second for {}", lambda amount: Bundle(pieces=2, price=amount)),
    ("加_{}_换购", lambda amount: AddOn(price=amount)),
    ("add a mug for {}", lambda amount: AddOn(price=amount)),
    ("无门槛券_{}", lambda amount: Save(amount=amount)),
    ("拍下减_{}", lambda amount: Save(amount=amount)),
    ("国补价_{}", lambda amount: FinalPrice(amount=amount)),
    ("百亿补贴价_{}", lambda amount: FinalPrice(amount=amount)),
    ("11月15日起_售价_{}", lambda amount: FinalPrice(amount=amount, since=date(2026, 11, 15))),
    ("from 15 November {}", lambda amount: FinalPrice(amount=amount, since=date(2026, 11, 15))),
]


@given(st.data(), amounts, st.sampled_from(ONE_AMOUNT), st.sampled_from(CHINESE_SPACE))
def test_an_amount_comes_back(
    data: st.DataObject, amount: Decimal, wording: tuple[str, Callable[[Decimal], Claim]], space: str
) -> None:
    text = wording[0].replace("_", space).format(data.draw(marked(amount)))
    found = readings(text, at=date(2026, 11, 1))
    assert [(one.way, one.claims) for one in found] == [("plain", (wording[1](amount),))]


@given(st.data(), amounts, amounts, st.sampled_from(CHINESE_SPACE))
def test_what_has_to_be_spent_for_a_further_thing_comes_back(
    data: st.DataObject, start: Decimal, price: Decimal, space: str
) -> None:
    text = f"满{space}{data.draw(marked(start))}{space}加{data.draw(marked(price))}换购"
    assert only(text) == AddOn(price=price, start=start)


@given(st.data(), amounts, st.sampled_from(["下单送_{}_优惠券", "送{}红包", "get a {} voucher"]))
def test_a_voucher_for_nothing_is_for_later_or_for_now(data: st.DataObject, amount: Decimal, wording: str) -> None:
    text = wording.replace("_", "").format(data.draw(marked(amount)))
    assert every(text) == [Voucher(gives=amount), Save(amount=amount)]


@given(st.integers(1, 999), st.sampled_from(["{}天全网最低", "近 {} 日全网最低价"]), st.booleans())
def test_the_days_of_the_lowest_price_of_all_come_back(length: int, wording: str, wide: bool) -> None:
    said = str(length).translate(FULL_WIDTH) if wide else str(length)
    assert only(wording.format(said)) == Lowest(days=length, of="everyone")


@given(
    st.integers(1, 999),
    st.sampled_from(["保价{}天", "价保 {} 天", "{}天价保", "{}天内降价退差价", "{}-day price protection"]),
)
def test_the_days_of_a_price_promise_come_back(length: int, wording: str) -> None:
    assert only(wording.format(length)) == Protection(days=length)


@given(shares, st.sampled_from(["Student discount {}%", "-{}% on everything", "比日常价低{}%"]))
def test_a_share_comes_back(share: Fraction, wording: str) -> None:
    reach = "everything" if "everything" in wording else "item"
    assert only(wording.format(digits(share))) == Off(rate=Rate(share), reach=reach)  # type: ignore[arg-type]


COUNTED = ["前{}名", "限量{}件", "每人限购{}件", "first {} customers", "limit {} per customer", "only {} left"]


@given(st.integers(1, 9_999), st.sampled_from(COUNTED), shares, st.booleans())
def test_a_condition_with_a_number_changes_no_share(count: int, wording: str, share: Fraction, first: bool) -> None:
    said, off = wording.format(count), f"{digits(share)}% off"
    found = read_sentence(f"{said}, {off}" if first else f"{off}, {said}")
    assert [one.claims for one in found.readings] == [(Off(rate=Rate(share)),)]
    assert ([one.said for one in found.limits], found.unread) == ([said], ())


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["day", "month", None]))
def test_a_date_in_numbers_is_among_those_that_may_be_meant(day: date, first: str | None) -> None:
    text = f"{day:%d/%m/%Y}" if first != "month" else f"{day:%m/%d/%Y}"
    found = days(text, None, first)  # type: ignore[arg-type]
    assert day in found
    assert len(found) <= (2 if first is None else 1)


@given(st.integers(1, 200), st.sampled_from(["ends in {} days"]))
def test_an_offer_ends_in_so_many_days(length: int, wording: str) -> None:
    found = readings(wording.format(length), at=date(2026, 11, 1))
    ends = [claim.ends for one in found for claim in one.claims if claim.kind == "until"]
    assert ends in ([date(2026, 11, 1) + timedelta(days=length)], [])


MORE = [
    *"限量新人会员前名件券后付定金全网最低保价退差换购除外价保国补相当于",
    "first",
    "customers",
    "limit",
    "per",
    "with",
    "code",
]
pieces = st.one_of(st.sampled_from(MORE), st.text(ALPHABET, max_size=4), amounts.map(str))


@settings(max_examples=200)
@given(st.lists(pieces, max_size=16), st.sampled_from(["", " "]), st.none() | st.dates())
def test_conditions_are_in_the_text_and_in_order(some: list[str], space: str, at: date | None) -> None:
    text = space.join(some)
    found = read_sentence(text, "CNY", at)
    assert all(text[one.start : one.end] == one.said and one.said for one in found.limits)
    assert [one.start for one in found.limits] == sorted(one.start for one in found.limits)
    assert all(piece in text for piece in (*found.unread, *found.vague))
    for part in found.parts:
        assert (len(part) == 1) == (part[0].way == "plain")
