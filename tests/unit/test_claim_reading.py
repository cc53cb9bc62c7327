"""Sentences of advertisements, and what they claim: every way to read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from promocalc.claims.claim import (
    Bundle,
    Claim,
    FinalPrice,
    Gift,
    Lowest,
    Off,
    Protection,
    Reduced,
    Save,
    Until,
    Voucher,
    WasNow,
)
from promocalc.claims.reading.sentence import Reading, Sentence, read_sentence, readings
from promocalc.claims.reading.ways import WAYS
from promocalc.claims.reading.words import said_currency
from promocalc.money import Rate

AT = date(2026, 11, 1)


def off(percent: int | str, **more: Any) -> Off:
    return Off(rate=Rate(Fraction(percent) / 100), **more)


def money(kind: type[Any], *amounts: int | str, **more: Any) -> Claim:
    names = [name for name in kind.model_fields if name != "kind"]
    named = {name: Decimal(amount) for name, amount in zip(names, amounts, strict=False)}
    claim: Claim = kind(**named, **more)
    return claim


def was(was: int | str, now: int | str | None = None, of: str = "own") -> Claim:
    return WasNow(was=Decimal(was), now=None if now is None else Decimal(now), of=of)  # type: ignore[arg-type]


def save(amount: int | str, **more: Any) -> Claim:
    return money(Save, amount, **more)


def price(amount: int | str, **more: Any) -> Claim:
    return money(FinalPrice, amount, **more)


def from_on(amount: int, start: int, *, each: bool = False) -> Claim:
    return Save(amount=Decimal(amount), start=Decimal(start), each=each)


def bundle(pieces: int, cheaper: int = 1, percent: int = 100) -> Claim:
    return Bundle(pieces=pieces, cheaper=cheaper, rate=Rate(Fraction(percent, 100)))


def voucher(spend: int, gives: int) -> Claim:
    return Voucher(spend=Decimal(spend), gives=Decimal(gives))


def claims(text: str, currency: str = "CNY") -> list[list[tuple[str, Claim]]]:
    """What a sentence says, part by part: the ways to read it and the claim of each."""
    found = read_sentence(text, currency, AT)
    return [[(one.way, *one.claims) for one in part] for part in found.parts]


ONE_WAY: dict[str, Claim] = {
    # a share off
    "5折": off(50),
    "85折": off(15),
    "8.5 折": off(15),
    "八五折": off(15),
    "打八折": off(20),
    "享8折优惠": off(20),
    "９．５折": off(5),
    "半价": off(50),
    "全场5折": off(50, reach="everything"),
    "全场商品一律８折": off(20, reach="everything"),
    "全场半价": off(50, reach="everything"),
    "5折封顶": off(50, reach="everything"),
    "满199打8折": off(20, start=Decimal(199)),
    "直降20%": off(20),
    "50% off": off(50),
    "12.5 % OFF": off("12.5"),
    "half price": off(50),
    "save 20%": off(20),
    "20 percent discount": off(20),
    "-30%": off(30),
    "50% off everything": off(50, reach="everything"),
    "Everything 50% off": off(50, reach="everything"),
    "Half-price storewide": off(50, reach="everything"),
    "20%OFF": off(20),
    "3割引": off(30),
    "全品半額": off(50, reach="everything"),
    "全品20%OFF": off(20, reach="everything"),
    "满1件6折": off(40),
    "20 % Rabatt": off(20),
    # an amount off
    "11.11大促直降300": save(300),
    "直降300": save(300),
    "立减50元": save(50),
    "下单立省￥1,200.50": save("1200.50"),
    "领50元优惠券": save(50),
    "save $200": save(200),
    "$20 off": save(20),
    "reduced by £1.50": save("1.50"),
    "每满300减50": from_on(50, 300, each=True),
    "满300减50，上不封顶": from_on(50, 300, each=True),
    "$10 off every $50 you spend": from_on(10, 50, each=True),
    "定金50抵100": save(50),
    "补贴500元": save(500),
    "50p off": save("0.50"),
    # was and now
    "原价¥169 现价¥50.7": was(169, "50.7"),
    "原价169元，促销价50.70元": was(169, "50.7"),
    "日常价199到手价99": was(199, 99),
    "199元（原价399元）": was(399, 199),
    "原價 HK$299 特價 HK$199": was(299, 199),
    "市场价399元，团购价199元": was(399, 199, "market"),
    "厂商建议零售价2999元，活动价1999元": was(2999, 1999, "list"),
    "was £64.99 now £32.49": was("64.99", "32.49"),
    "Prices Dropped $4.50, was $5.00": was(5, "4.50"),
    "RRP £99 now £49": was(99, 49, "list"),
    "List price $999, price $449.99": was(999, "449.99", "list"),
    "compare at $50, our price $25": was(50, 25, "market"),
    "Clubcard 3.50, regular 3.90": was("3.90", "3.50"),
    "39.99 -> 19.99": was("39.99", "19.99"),
    "RRP £20": was(20, None, "list"),
    "双11价格 499 元，日常价格 899 元": was(899, 499),
    "999元直降至799元": was(999, 799),
    "Down from $99 to $49": was(99, 49),
    "CZK 2,650 instead of 4,899": was(4899, 2650),
    "标价599元，折后价359.4元": was(599, "359.4"),
    "Price: £319 Sale: £159.99": was(319, "159.99"),
    "原价每套99元，促销价每套79.20元": was(99, "79.20"),
    "Sale £549, after sale price £1099": was(1099, 549, "future"),
    "price elsewhere $10, our price $7.50": was(10, "7.50", "market"),
    "nur 1.299,00 € statt 1.499,00 €": was(1499, 1299),
    "UVP 99,99 €": was("99.99", None, "list"),
    # a price
    "到手价 99": price(99),
    "券后￥８９．９０": price("89.9"),
    "9块9包邮": price("9.9"),
    "三百元": price(300),
    "仅售199元": price(199),
    "0元购": price(0),
    "99元起": price(99, reach="up_to"),
    "3件99元": price(99, pieces=3),
    "99元任选3件": price(99, pieces=3),
    "only £3": price(3),
    "from $99": price(99, reach="up_to"),
    "2 for £5": price(5, pieces=2),
    "Everything under $10": price(10, reach="everything"),
    "€49,99": price("49.99"),
    "定金100元，尾款899元": price(999),
    "99p": price("0.99"),
    "到手价11.11": price("11.11"),
    "only $12.12": price("12.12"),
    # the lowest
    "30天最低价": money(Lowest, days=30),
    "近30日 最低": money(Lowest, days=30),
    "近一年最低价": money(Lowest, days=365),
    "近3个月最低": money(Lowest, days=92),
    "历史最低价": Lowest(),
    "lowest price in 30 days": money(Lowest, days=30),
    "30-day low": money(Lowest, days=30),
    "lowest price ever": Lowest(),
    # pieces
    "买一送一": bundle(2),
    "买2送1": bundle(3),
    "买3付2": bundle(3),
    "第二件半价": bundle(2, percent=50),
    "第2件0元": bundle(2),
    "第二件5折": bundle(2, percent=50),
    "第3件1折": bundle(3, percent=90),
    "满2件打8折": bundle(2, 2, 20),
    "加量50%不加价": bundle(3),
    "buy one get one free": bundle(2),
    "BOGOF": bundle(2),
    "buy one get one half price": bundle(2, percent=50),
    "buy 2 get the third free": bundle(3),
    "buy two get one free": bundle(3),
    "50% off the second item": bundle(2, percent=50),
    "3 for 2": bundle(3),
    "3 for the price of 2": bundle(3),
    "50% more free": bundle(3),
    "20% extra free": bundle(6),
    # what comes later, what comes with it
    "满200返100元券": voucher(200, 100),
    "满200送100优惠券": voucher(200, 100),
    "spend 200 get a 100 voucher": voucher(200, 100),
    "$20 gift card when you spend $100": voucher(100, 20),
    "赠价值99元的保温杯": money(Gift, 99),
    "free gift worth $50": money(Gift, 50),
    "限时抢购": Until(),
    "最后一天": Until(ends=AT),
    "today only": Until(ends=AT),
    "抢完调回888": Until(then=Decimal(888)),
    "11月12日恢复原价": Until(ends=date(2026, 11, 11)),
    "11月12日起恢复888元": Until(ends=date(2026, 11, 11), then=Decimal(888)),
    "活动截止到2026-11-11": Until(ends=date(2026, 11, 11)),
    "Offer ends Nov 11, 2026": Until(ends=date(2026, 11, 11)),
    "then £1276.17": Until(then=Decimal("1276.17")),
    "ends 31/12/2026": Until(ends=date(2026, 12, 31)),
    "27-30 June 2018": Until(ends=date(2018, 6, 30)),
    "price goes up to $99 on 12 November": Until(ends=date(2026, 11, 11), then=Decimal(99)),
    # cheaper, by nobody says how much
    "双11 预售付定金更优惠": Reduced(),
    "Black Friday sale": Reduced(),
}


@pytest.mark.parametrize(("text", "claim"), ONE_WAY.items())
def test_there_is_one_way_to_read_it(text: str, claim: Claim) -> None:
    assert claims(text) == [[("plain", claim)]]
    assert read_sentence(text, at=AT).unread == ()


SEVERAL_WAYS: dict[str, list[tuple[str, Claim]]] = {
    "全场低至5折": [
        ("one_item", off(50, reach="up_to")),
        ("this_cart", off(50)),
        ("every_item", off(50, reach="everything")),
    ],
    "5折起": [("one_item", off(50, reach="up_to")), ("this_cart", off(50))],
    "up to 50% off": [("one_item", off(50, reach="up_to")), ("this_cart", off(50))],
    "up to 70% off everything": [
        ("one_item", off(70, reach="up_to")),
        ("this_cart", off(70)),
        ("every_item", off(70, reach="everything")),
    ],
    "jusqu'à -70%": [("one_item", off(70, reach="up_to")), ("this_cart", off(70))],
    "最大50%OFF": [("one_item", off(50, reach="up_to")), ("this_cart", off(50))],
    "低至99元": [("one_item", price(99, reach="up_to")), ("this_cart", price(99))],
    "到手价低至99": [("one_item", price(99, reach="up_to")), ("this_cart", price(99))],
    "as low as $99": [("one_item", price(99, reach="up_to")), ("this_cart", price(99))],
    "折扣高达70%": [("one_item", off(70, reach="up_to")), ("this_cart", off(70))],
    "领199减20券": [("once", from_on(20, 199)), ("each", from_on(20, 199, each=True))],
    "满199可用20元优惠券": [("once", from_on(20, 199)), ("each", from_on(20, 199, each=True))],
    "Save £10 on orders over £50": [("once", from_on(10, 50)), ("each", from_on(10, 50, each=True))],
    "最高省500元": [("one_item", save(500, reach="up_to")), ("this_cart", save(500))],
    "save up to $200": [("one_item", save(200, reach="up_to")), ("this_cart", save(200))],
    "满300减50": [("once", from_on(50, 300)), ("each", from_on(50, 300, each=True))],
    "满三百减五十": [("once", from_on(50, 300)), ("each", from_on(50, 300, each=True))],
    "£10 off when you spend £50": [("once", from_on(10, 50)), ("each", from_on(10, 50, each=True))],
    "立减3折": [("what_is_paid", off(70)), ("what_comes_off", off(30))],
    "3折 off": [("what_is_paid", off(70)), ("what_comes_off", off(30))],
    "2件8折": [("all_pieces", bundle(2, 2, 20)), ("last_piece", bundle(2, 1, 20))],
    "buy 2 get 50% off": [("all_pieces", bundle(2, 2, 50)), ("last_piece", bundle(2, 1, 50))],
    "买二免一": [("among", bundle(2)), ("on_top", bundle(3))],
    "满200返100": [("voucher", voucher(200, 100)), ("cash", from_on(100, 200))],
    "满200送100": [("voucher", voucher(200, 100)), ("gift", money(Gift, 100))],
    "划线价199 到手价99": [("own_price", was(199, 99)), ("list_price", was(199, 99, "list"))],
    "全年最低": [("past_year", money(Lowest, days=365)), ("since_january", money(Lowest, days=304))],
    "ends 04/10/2026": [
        ("day_first", Until(ends=date(2026, 10, 4))),
        ("month_first", Until(ends=date(2026, 4, 10))),
    ],
    "送100元优惠券": [("voucher", Voucher(gives=Decimal(100))), ("cash", save(100))],
    "差价退还": [("later", Protection()), ("elsewhere", Protection(of="everyone"))],
    "lowest price guarantee": [("cheapest", Lowest(of="everyone")), ("matched", Protection(of="everyone"))],
    "lowest price of the year": [("past_year", money(Lowest, days=365)), ("since_january", money(Lowest, days=304))],
}


@pytest.mark.parametrize(("text", "ways"), SEVERAL_WAYS.items())
def test_what_can_be_read_in_several_ways_is(text: str, ways: list[tuple[str, Claim]]) -> None:
    assert claims(text) == [ways]


SEVERAL_CLAIMS: dict[str, list[list[tuple[str, Claim]]]] = {
    "-23 % 1.29 instead of 1.69": [[("plain", off(23))], [("plain", was("1.69", "1.29"))]],
    "吊牌价1680元 促销价336元 2折": [[("plain", was(1680, 336, "list"))], [("plain", off(80, of="list"))]],
    "You Save: $20.00 (40%)": [[("plain", save(20))], [("plain", off(40))]],
    "¥1499 ¥1799 直降300元": [[("plain", was(1799, 1499))], [("plain", save(300))]],
    "was $99.99, now $49.99 (save 50%)": [[("plain", was("99.99", "49.99"))], [("plain", off(50))]],
    "Was 64.99, 32.49 HALF PRICE": [[("plain", was("64.99", "32.49"))], [("plain", off(50))]],
    "save 101, now 748": [[("plain", save(101))], [("plain", price(748))]],
    "Only 3.00: Save 1.00": [[("plain", price(3))], [("plain", save(1))]],
    "45 % off: CZK 2,650, original 4,899": [[("plain", off(45))], [("plain", was(4899, 2650))]],
    "11月17日 限时抢购狂欢价不高于728元，抢完调回888": [
        [("plain", Until())],
        [("plain", price(728))],
        [("plain", Until(then=Decimal(888)))],
    ],
    "抢完恢复原价888": [[("plain", Until(then=Decimal(888)))], [("plain", was(888))]],
    "秒杀价9.9": [[("plain", Reduced())], [("plain", price("9.9"))]],
    "价签36.80元 / 9.90元": [[("plain", price("36.80"))], [("plain", price("9.90"))]],
    "满99元减20元 促销，标价149元": [
        [("once", from_on(20, 99)), ("each", from_on(20, 99, each=True))],
        [("plain", price(149))],
    ],
    "双11全年最低价，限时直降500元，到手价2999元": [
        [("past_year", money(Lowest, days=365)), ("since_january", money(Lowest, days=304))],
        [("plain", Until())],
        [("plain", save(500))],
        [("plain", price(2999))],
    ],
}


@pytest.mark.parametrize(("text", "parts"), SEVERAL_CLAIMS.items())
def test_a_sentence_may_say_several_things_at_once(text: str, parts: list[list[tuple[str, Claim]]]) -> None:
    assert claims(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("通常価格 25,190円 -> 18,590円", [[("plain", was(25190, 18590))]]),
        (
            "通常価格29,980円が1万円値引き 7/22~11/23 値引き後価格19,980円",
            [
                [("plain", was(29980, 19980))],
                [("plain", save(10000))],
                [("plain", Until(ends=date(2026, 11, 23)))],
            ],
        ),
    ],
)
def test_japanese_prices_are_read(text: str, parts: list[list[tuple[str, Claim]]]) -> None:
    assert claims(text, "JPY") == parts


def test_two_bare_prices_are_compared_or_of_two_things() -> None:
    compared, apart = readings("$99 $49.50", "USD")
    assert (compared.way, compared.claims) == ("compared", (was(99, "49.50"),))
    assert (apart.way, apart.claims) == ("apart", (price(99), price("49.50")))


def test_a_range_says_what_some_reach_and_what_all_do() -> None:
    for text in ("全场3-7折", "30-70% off"):
        (reading,) = readings(text)
        assert reading.claims == (off(70, reach="up_to"), off(30, reach="everything"))


def test_without_a_day_the_year_of_the_lowest_price_is_the_last_one() -> None:
    (reading,) = readings("全年最低")
    assert (reading.way, reading.claims) == ("plain", (Lowest(days=365),))


def test_without_a_day_a_date_without_a_year_is_no_day() -> None:
    (reading,) = readings("11月12日起恢复888元")
    assert reading.claims == (Until(then=Decimal(888)),)


@pytest.mark.parametrize(
    "text",
    [
        "12期免息 7天无理由 100%正品",
        "满99包邮",
        "满3件包邮",
        "free shipping on orders over $35",
        "",
        "   ",
        "欢迎光临",
    ],
)
def test_what_is_no_price_claim_gives_no_reading(text: str) -> None:
    assert read_sentence(text) == Sentence(text, ())


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("第2件减10元", ("第2件减10元",)),
        ("满200送100京豆", ("满200送100京豆",)),
        ("nearly half price", ("nearly half price",)),
        ("近5折", ("近5折",)),
        ("iPhone 15", ("15",)),
        ("kids go free", ("free",)),
        ("10折", ("10折",)),
        ("到手价99.999元", ("到手价99.999元",)),
    ],
)
def test_numbers_that_nobody_understood_are_told(text: str, unread: tuple[str, ...]) -> None:
    assert read_sentence(text) == Sentence(text, (), unread)


def test_a_reading_says_from_which_words_it_is() -> None:
    text = "羽绒服　全场低至 ５ 折，  第二件半价！"
    found = readings(text)
    assert [(one.said, one.part) for one in found] == [("全场低至 ５ 折", 0)] * 3 + [("第二件半价", 1)]
    assert all(text[one.start : one.end] == one.said for one in found)


def test_a_coin_that_the_currency_has_not_is_no_price() -> None:
    assert readings("now 99.50", "JPY") == ()
    (reading,) = readings("到手价1.125", "KWD")
    assert reading.claims == (price("1.125"),)


def test_an_instalment_or_a_count_is_no_price() -> None:
    for text in ("仅3天", "现100件", "到手价12期免息", "仅限2人", "now 3 days"):
        assert readings(text) == (), text


def test_every_way_of_reading_is_one_that_has_a_name() -> None:
    said = {
        one.way for text in (*ONE_WAY, *SEVERAL_WAYS, "$99 $49.50", "买一送一 5折") for one in readings(text, at=AT)
    }
    european = {"one_number", "two_numbers", "lowest_now", "lowest_before"}
    assert said == set(WAYS) - european


def test_readings_of_a_part_are_alike_in_all_but_their_way_and_claims() -> None:
    for text in SEVERAL_WAYS:
        places = {(one.start, one.end, one.part, one.said) for one in readings(text, at=AT)}
        assert len(places) == 1


def test_a_reading_is_a_value() -> None:
    assert readings("5折") == (Reading((off(50),), 0, 2, "5折"),)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("was £64.99, now £32.49", "GBP"),
        ("Save $200", "USD"),
        ("原價 HK$299 特價 HK$199", "HKD"),
        ("A$5 off", "AUD"),
        ("nur 1.299,00 €", "EUR"),
        ("到手价99元", "CNY"),
        ("￥1499", "CNY"),
        ("全场5折", "CNY"),
        ("通常価格 ¥25,190 -> 18,590円", "JPY"),
        ("CZK 2,650, original 4,899", "CZK"),
        ("30% off", None),
        ("US$5, 36元", None),
        ("HK$299, $38", None),
    ],
)
def test_the_marks_of_money_say_the_currency(text: str, currency: str | None) -> None:
    assert said_currency(text) == currency
