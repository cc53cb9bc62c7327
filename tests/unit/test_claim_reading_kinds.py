"""Sentences about other sellers, later refunds, further pieces for so much, and prices of another day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from promocalc.claims.claim import (
    AddOn,
    Bundle,
    Claim,
    FinalPrice,
    Lowest,
    Off,
    Protection,
    Reduced,
    Save,
    Until,
    Voucher,
    WasNow,
)
from promocalc.claims.reading.sentence import read_sentence
from promocalc.claims.reading.words import days
from promocalc.money import Rate

AT = date(2026, 11, 1)


def money(text: str | int) -> Decimal:
    return Decimal(text)


def off(percent: int, **more: object) -> Off:
    return Off.model_validate({"rate": Rate(Fraction(percent, 100)), **more})


ALL, WHOEVER = Lowest(of="everyone"), Protection(of="everyone")

ONE_CLAIM: dict[str, Claim] = {
    # the lowest price of all sellers
    "全网最低价": ALL,
    "全网最便宜": ALL,
    "全城最低": ALL,
    "比其他平台都便宜": ALL,
    "30天全网最低": Lowest(days=30, of="everyone"),
    "lowest price online": ALL,
    "cheapest anywhere": ALL,
    "cheaper than any other store": ALL,
    "nobody beats our prices": ALL,
    # a difference that is paid back
    "保价30天": Protection(days=30),
    "30天价保": Protection(days=30),
    "7天内降价补差价": Protection(days=7),
    "降价退差价": Protection(),
    "买贵退差": WHOEVER,
    "买贵必赔": WHOEVER,
    "30-day price protection": Protection(days=30),
    "if the price drops we'll refund the difference": Protection(),
    "price match guarantee": WHOEVER,
    "never knowingly undersold": WHOEVER,
    "found it cheaper? we'll refund the difference": WHOEVER,
    # a further piece, or another thing, for so much
    "第二件9.9元": Bundle(pieces=2, price=money("9.9")),
    "第3件只要1元": Bundle(pieces=3, price=money(1)),
    "第2杯1元": Bundle(pieces=2, price=money(1)),
    "加1元多一件": Bundle(pieces=2, price=money(1)),
    "second for £1": Bundle(pieces=2, price=money(1)),
    "buy one, get the second for £1": Bundle(pieces=2, price=money(1)),
    "加1元换购": AddOn(price=money(1)),
    "9.9元换购": AddOn(price=money("9.9")),
    "满99元加9.9元换购价值39元水杯": AddOn(price=money("9.9"), start=money(99), worth=money(39)),
    "add a mug for £5": AddOn(price=money(5)),
    # a voucher for which nobody says what has to be spent
    "free $10 gift card": Voucher(gives=money(10)),
    "储值1000送200": Voucher(spend=money(1000), gives=money(200)),
    "充500得600": Voucher(spend=money(500), gives=money(100)),
    "spend $50, get $10 off your next purchase": Voucher(spend=money(50), gives=money(10)),
    "无门槛券50元": Save(amount=money(50)),
    "5元无门槛红包": Save(amount=money(5)),
    # of another day
    "11月15日起售价599元": FinalPrice(amount=money(599), since=date(2026, 11, 15)),
    "From 1 December $29.98": FinalPrice(amount=money("29.98"), since=date(2026, 12, 1)),
    "From 1 July $29.98": FinalPrice(amount=money("29.98")),
    "活动结束后恢复598元": Until(then=money(598)),
    "ends Sunday": Until(ends=date(2026, 11, 1)),
    "ends in 2 days": Until(ends=date(2026, 11, 3)),
    # pieces
    "3件均价33元": FinalPrice(amount=money(99), pieces=3),
    "2/$5": FinalPrice(amount=money(5), pieces=2),
    "Any 2 pizzas for £5": FinalPrice(amount=money(5), pieces=2),
    "buy 3 get cheapest free": Bundle(pieces=3),
    "BOGO 50%": Bundle(pieces=2, rate=Rate(Fraction(1, 2))),
    "buy 3 get 1": Bundle(pieces=4),
    "20% bigger for the same price": Bundle(pieces=6),
    # shares and amounts
    "½ price": off(50),
    "-20% on everything": off(20, reach="everything"),
    "15% off orders over 100": off(15, start=money(100)),
    "Student discount 10%": off(10),
    "比日常价低30%": off(30),
    "立返5元": Save(amount=money(5)),
    "拍下减20元": Save(amount=money(20)),
    "厂家直补5000元": Save(amount=money(5000)),
    "999元抵1299元": Save(amount=money(300)),
    "20% off RRP": off(20, of="list"),
    "25% off the manufacturer's list price": off(25, of="list"),
    "吊牌价3折": off(70, of="list"),
    "市场价的8折": off(20, of="market"),
    "比专柜价便宜100元": Save(amount=money(100), of="market"),
    "save £10 on high street prices": Save(amount=money(10), of="market"),
    "30% off the original price": off(30),
    "85元代100元": Save(amount=money(15)),
    "$15 for $30 worth of food": Save(amount=money(15)),
    "$300 value for $150": WasNow(was=money(300), now=money(150), of="market"),
    "教育优惠9折": off(10),
    "Sitewide Sale 30% Off": off(30, reach="everything"),
    "$100 instant savings": Save(amount=money(100)),
    "¥199-299": FinalPrice(amount=money(199), reach="up_to"),
    "99-199元": FinalPrice(amount=money(99), reach="up_to"),
    "From $99 per person": FinalPrice(amount=money(99), reach="up_to"),
    "1分钱": FinalPrice(amount=money("0.01")),
    "2 nights for the price of 1": Bundle(pieces=2),
    # cheaper, nobody says by how much
    "骨折价": Reduced(),
    "Preis-Highlight": Reduced(),
}


@pytest.mark.parametrize(("text", "claim"), ONE_CLAIM.items())
def test_there_is_one_way_to_read_it(text: str, claim: Claim) -> None:
    found = read_sentence(text, "CNY", AT)
    assert [(one.way, one.claims) for one in found.readings] == [("plain", (claim,))]
    assert found.unread == ()


SEVERAL: dict[str, list[tuple[Claim, ...]]] = {
    "全网历史最低": [(ALL, Lowest())],
    "全网最低 到手价99": [(ALL,), (FinalPrice(amount=money(99)),)],
    "恢复原价598元": [(Until(then=money(598)),), (WasNow(was=money(598)),)],
    "今日价 29.9 明日恢复 39.9": [(FinalPrice(amount=money("29.9")),), (Until(then=money("39.9")),)],
    "售价9999元，实付8999元": [(WasNow(was=money(9999), now=money(8999)),)],
    "活动价1299 日常价1599": [(WasNow(was=money(1599), now=money(1299)),)],
    "10件99元，合9.9元/件": [(FinalPrice(amount=money(99), pieces=10),)],
    "£3 (£1.20/kg)": [(FinalPrice(amount=money(3)),)],
    "was £2/kg now £1.50/kg": [(WasNow(was=money(2), now=money("1.50")),)],
    "price highlight 1.49": [(Reduced(),), (FinalPrice(amount=money("1.49")),)],
    "买一送一 98元": [(Bundle(pieces=2),), (FinalPrice(amount=money(98)),)],
    "买一送一49元": [(Bundle(pieces=2),), (FinalPrice(amount=money(49)),)],
    "买二送一 99元": [(Bundle(pieces=3),), (FinalPrice(amount=money(99)),)],
    "第二件半价 59元": [(Bundle(pieces=2, rate=Rate(Fraction(1, 2))),), (FinalPrice(amount=money(59)),)],
    "£20 cheaper than our competitors: £79": [
        (Save(amount=money(20), of="market"),),
        (FinalPrice(amount=money(79)),),
    ],
    "新品尝鲜价399": [(Until(),), (FinalPrice(amount=money(399)),)],
    "首发价 399元": [(Until(),), (FinalPrice(amount=money(399)),)],
    "Introductory offer £549": [(Until(),), (FinalPrice(amount=money(549)),)],
    "Introductory price £99, then £149": [(Until(),), (FinalPrice(amount=money(99)),), (Until(then=money(149)),)],
    "今だけ4,980円 期間終了後9,800円": [(WasNow(was=money(9800), now=money(4980), of="future"),)],
    "480円のところ430円": [(WasNow(was=money(480), now=money(430)),)],
    "480円が430円に": [(WasNow(was=money(480), now=money(430)),)],
    "11.1-11.11 直降50": [(Until(ends=date(2026, 11, 11)),), (Save(amount=money(50)),)],
    "Dec 1-24: 25% off": [(Until(ends=date(2026, 12, 24)),), (off(25),)],
    "45% savings From £1,159.00 £637.45": [(off(45),), (WasNow(was=money(1159), now=money("637.45")),)],
    "预售价更优惠 1299元": [(Reduced(),), (FinalPrice(amount=money(1299)),)],
    "8.5折优惠 2889元": [(off(15),), (FinalPrice(amount=money(2889)),)],
    "Formerly $50, now $40": [(WasNow(was=money(50), now=money(40)),)],
    "$50 before, now $40": [(WasNow(was=money(50), now=money(40)),)],
    "£18.99, reduced from £49.99": [(WasNow(was=money("49.99"), now=money("18.99")),)],
    "11.11到手价99元": [(FinalPrice(amount=money(99)),)],
}


@pytest.mark.parametrize(("text", "claims"), SEVERAL.items())
def test_what_is_said_together_is_read_together(text: str, claims: list[tuple[Claim, ...]]) -> None:
    found = read_sentence(text, "CNY", AT)
    assert [one.claims for one in found.readings] == claims
    assert found.unread == ()


def test_a_share_beside_pieces_is_what_they_come_to_or_comes_off_besides() -> None:
    comes_to, besides = read_sentence("买一送一 5折").readings
    assert comes_to.claims == (Bundle(pieces=2, said=Rate(Fraction(1, 2))),)
    assert besides.claims == (Bundle(pieces=2), off(50))


def test_a_share_that_a_voucher_is_said_to_come_to_is_held_against_it() -> None:
    voucher, cash = read_sentence("满200返100 相当于5折").readings
    assert voucher.claims == (Voucher(spend=money(200), gives=money(100), said=Rate(Fraction(1, 2))),)
    assert cash.claims == (Save(amount=money(100), start=money(200)), off(50))


def test_the_least_of_several_reductions_may_be_of_all() -> None:
    found = read_sentence("at least 50% off").readings
    assert [(one.way, *one.claims) for one in found] == [
        ("this_cart", off(50)),
        ("every_item", off(50, reach="everything")),
    ]


@pytest.mark.parametrize(
    "text", ["月供999元", "首付0元", "$1 delivery fee", "$50 deposit", "Save $200 when you buy 2", "消费满500元抽奖"]
)
def test_an_instalment_a_fee_and_what_has_to_be_bought_are_no_final_price(text: str) -> None:
    claims = [claim for one in read_sentence(text).readings for claim in one.claims]
    assert not any(isinstance(one, FinalPrice) for one in claims)


@pytest.mark.parametrize("text", ["满200送500克", "买一送500克", "买1送10片"])
def test_a_weight_or_a_count_is_no_money(text: str) -> None:
    found = read_sentence(text)
    assert found.readings == ()
    assert found.unread


@pytest.mark.parametrize(
    ("first", "found"),
    [("day", (date(2026, 10, 4),)), ("month", (date(2026, 4, 10),)), (None, (date(2026, 10, 4), date(2026, 4, 10)))],
)
def test_which_number_of_a_date_is_the_month_depends_on_the_custom(first: str | None, found: tuple[date, ...]) -> None:
    assert days("04/10/2026", None, first) == found  # type: ignore[arg-type]
    assert days("13/11/2026", None, first) == (date(2026, 11, 13),)  # type: ignore[arg-type]


def test_a_date_in_pounds_has_the_day_first() -> None:
    found = read_sentence("£638.09 - Valid until 04/10/2015, then £1276.17", "GBP", AT).readings
    assert [one.claims[0] for one in found][1] == Until(ends=date(2015, 10, 4))
