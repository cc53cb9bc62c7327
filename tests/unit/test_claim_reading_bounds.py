"""A word beside a number that changes what is claimed is read, or told: more than, about, a day, back afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Off, Protection, Save, Until, Voucher, WasNow
from promocalc.claims.reading.sentence import read_sentence
from promocalc.money import Rate

AT = date(2026, 11, 20)


def off(percent: int, **more: object) -> Off:
    return Off.model_validate({"rate": Rate(Fraction(percent, 100)), **more})


def was(before: str, now: str | None = None, of: str = "own") -> WasNow:
    return WasNow.model_validate({"was": Decimal(before), "now": None if now is None else Decimal(now), "of": of})


def save(amount: int, **more: object) -> Save:
    return Save.model_validate({"amount": Decimal(amount), **more})


def price(amount: str) -> FinalPrice:
    return FinalPrice(amount=Decimal(amount))


def read(text: str) -> list[tuple[Claim, ...]]:
    return [one.claims for one in read_sentence(text, "EUR" if "€" in text else "GBP", AT).readings]


MORE = {
    "Less than half price": off(50, over=True),
    "better than half price": off(50, over=True),
    "now under half price": off(50, over=True),
    "more than 50% off": off(50, over=True),
    "save more than 30%": off(30, over=True),
    "over 50% off everything": off(50, over=True, reach="everything"),
    "everything less than half price": off(50, over=True, reach="everything"),
    "不到5折": off(50, over=True),
    "低于半价": off(50, over=True),
    "全场不到5折": off(50, over=True, reach="everything"),
    "超过50%的优惠": off(50, over=True),
    "降幅超30%": off(30, over=True),
}


@pytest.mark.parametrize(("text", "claim"), MORE.items())
def test_more_than_a_share_off_is_no_share_off(text: str, claim: Off) -> None:
    assert read(text) == [(claim,)]
    assert not read_sentence(text, at=AT).limits


@pytest.mark.parametrize(
    "text",
    [
        "half price or better",
        "Half price or less",
        "50% off or more",
        "save 50% or more",
        "5折以下",
        "半价以下",
        "半額以下",
    ],
)
def test_so_much_or_better_is_of_this_or_of_everything(text: str) -> None:
    assert read(text) == [(off(50),), (off(50, reach="everything"),)]


ONE_PART: dict[str, tuple[Claim, ...]] = {
    "Was £80 then £60 now £48": (was("80", "48"), was("60", "48")),
    "Was £80, was £60, now only £48": (was("80", "48"), was("60", "48")),
    "Was £80, £60, now £48": (was("80", "48"), was("60", "48")),
    "Then £80, now £48": (was("80", "48"),),
    "Black Friday price £48, after event price £80": (was("80", "48", "future"),),
    "€ 29,99 -33% € 19,99": (was("29.99", "19.99"),),
    "statt 29,99 € nur 19,99 €/Monat": (was("29.99", "19.99"),),
    "was 199 lei now 149 lei": (was("199", "149"),),
    "statt ca. 40 € nur 20 €": (was("40", "20"),),
    "was £20 a month, now £10 a month": (was("20", "10"),),
    "吊牌价899 折后价269": (was("899", "269", "list"),),
    "9.9包邮": (price("9.9"),),
    "到手价9.9包邮": (price("9.9"),),
    "9块9包邮": (price("9.9"),),
    "拍1发3": (Bundle(pieces=3, cheaper=2),),
    "拍一发三": (Bundle(pieces=3, cheaper=2),),
    "买贵10倍赔": (Protection(of="everyone"),),
}


@pytest.mark.parametrize(("text", "claims"), ONE_PART.items())
def test_what_belongs_together_is_one_part(text: str, claims: tuple[Claim, ...]) -> None:
    assert read(text)[0] == claims
    found = read_sentence(text, "EUR" if "€" in text else "GBP", AT)
    assert found.unread == ()
    assert not any(isinstance(claim, FinalPrice | Until) for one in found.readings[1:] for claim in one.claims)


def test_two_things_each_with_an_earlier_price_are_no_steps_of_one() -> None:
    assert read("Was £80, £60. Was £40, now £20") == [(was("80", "60"),), (was("40", "20"),)]


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("£48 now, then £80", "80"),
        ("was £90, now £48, then £80", "80"),
        ("Now £48 until Sunday, £80 after the event", "80"),
        ("£48 this week, £80 after the sale", "80"),
    ],
)
def test_what_is_asked_afterwards_is_no_price_to_pay_now(text: str, then: str) -> None:
    claims = [claim for some in read(text) for claim in some]
    assert Until(then=Decimal(then)) in claims
    assert price(then) not in claims


ON_THE_LIST_PRICE = {
    "RRP £100. You save £40 (40%)": [(was("100", None, "list"),), (save(40, of="list"),), (off(40, of="list"),)],
    "RRP £100, our price £60, save £40": [(was("100", "60", "list"),), (save(40, of="list"),)],
    "吊牌价899元，到手价269元，立减630元": [(was("899", "269", "list"),), (save(630, of="list"),)],
    "市场价1000元，现价600元，立省400元": [(was("1000", "600", "market"),), (save(400, of="market"),)],
}


@pytest.mark.parametrize(("text", "claims"), ON_THE_LIST_PRICE.items())
def test_a_saving_beside_a_list_price_is_saved_on_that(text: str, claims: list[tuple[Claim, ...]]) -> None:
    assert read(text) == claims


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("RRP £100, now £60, extra 20% off", off(20)),
        ("Was £50. RRP £60. Save £10", save(10)),
        ("专柜价899元 直播价599元 再减100元", save(100)),
        ("吊牌价899元，满300减50", None),
    ],
)
def test_a_saving_besides_is_not_saved_on_the_list_price(text: str, own: Claim | None) -> None:
    claims = [claim for some in read(text) for claim in some]
    assert own is None or own in claims
    assert all(claim.of == "own" for claim in claims if isinstance(claim, Off | Save))


def test_a_saving_that_a_list_price_does_not_bear_out_may_be_on_either() -> None:
    found = read_sentence("RRP £100, now £60, save 50%", "GBP", AT).parts[-1]
    assert [(one.way, one.claims) for one in found] == [
        ("own_price", (off(50),)),
        ("list_price", (off(50, of="list"),)),
    ]


@pytest.mark.parametrize("text", ["£20 cashback", "Get £20 cash back", "cashback of £20", "返现20元", "晒图返现20元"])
def test_money_back_comes_afterwards(text: str) -> None:
    assert read(text) == [(Voucher(gives=Decimal(20), cash=True),)]


def test_money_back_of_up_to_so_much_is_told_to_be_that() -> None:
    found = read_sentence("up to £200 cashback", "GBP", AT)
    assert [one.claims for one in found.readings] == [(Voucher(gives=Decimal(200), cash=True),)]
    assert [(one.of, one.said) for one in found.limits] == [("how_near", "up to")]


def test_money_back_on_so_much_is_no_price() -> None:
    assert read("£10 back when you spend £50") == [(Voucher(spend=Decimal(50), gives=Decimal(10), cash=True),)]


@pytest.mark.parametrize(
    "text",
    [
        "only £1.20 a day",
        "from £1.20 a day",
        "$9.99 per month",
        "£20 monthly",
        "19,99 € monatlich",
        "19,99 € par mois",
        "0,99 €/Tag",
        "每天仅需1.2元",
        "月額980円",
        "99元/月",
        "99元一年",
        "首月1元",
        "买一赔十",
        "nearly half price",
        "less than 20% off",
        "more than half price",
        "20% cashback",
        "近5折",
    ],
)
def test_what_no_claim_can_say_is_told_as_not_understood(text: str) -> None:
    found = read_sentence(text, "EUR" if "€" in text else "GBP", AT)
    assert found.readings == ()
    assert found.unread == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "12 monthly payments of £20",
        "4 interest-free payments of $25",
        "Anzahlung 99 €",
        "Zuzahlung 5 €",
        "24 Raten à 9,99 €",
        "acompte de 50 €",
    ],
)
def test_a_part_of_a_price_is_no_price(text: str) -> None:
    found = read_sentence(text, "EUR", AT)
    assert (found.readings, found.unread) == ((), ())
    assert [(one.of, one.said) for one in found.limits] == [("with", text)]


@pytest.mark.parametrize(
    ("text", "said", "claim"),
    [
        ("about 30% off", "about", off(30)),
        ("约5折", "约", off(50)),
        ("到手价约1299元", "约", price("1299")),
        ("now around £49.99", "around", price("49.99")),
        ("under £50", "under", price("50")),
        ("到手价不到1000元", "不到", price("1000")),
        ("1000元左右", "左右", price("1000")),
        ("save over £20", "over", save(20)),
        ("省超过200元", "超过", save(200)),
    ],
)
def test_a_word_that_bounds_a_number_is_told(text: str, said: str, claim: Claim) -> None:
    found = read_sentence(text, "GBP", AT)
    assert [one.claims for one in found.readings] == [(claim,)]
    assert [(one.of, one.said) for one in found.limits] == [("how_near", said)]


@pytest.mark.parametrize(
    "text", ["free delivery over £50", "10% off orders over £50", "£5 off when you spend over £50"]
)
def test_a_word_that_bounds_what_has_to_be_spent_is_part_of_that(text: str) -> None:
    assert not read_sentence(text, "GBP", AT).limits


@pytest.mark.parametrize("text", ["was £80 (one of 599), now £48", "原价899 后599 现399"])
def test_a_number_between_two_prices_is_not_dropped(text: str) -> None:
    found = read_sentence(text, "GBP", AT)
    assert "599" in "".join(found.unread)


def test_euro_cents_are_read_where_prices_are_in_euro() -> None:
    assert [one.claims for one in read_sentence("Kaffee 79 ct", "EUR").readings] == [(price("0.79"),)]
    assert read_sentence("18 ct gold", "EUR").readings == ()
    assert read_sentence("79 ct", "GBP").readings == ()


def test_the_steps_of_a_price_go_down() -> None:
    (claims,) = read("Was £90, then £80, then £60, now £48")
    before = [claim.was for claim in claims if isinstance(claim, WasNow)]
    assert len(before) == 3
    assert all(one > two for one, two in pairwise(before))
