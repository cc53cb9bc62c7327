"""Numbers in every wording come back as they were put in, however they are written; and nothing makes reading fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Gift, Lowest, Off, Save, Until, Voucher, WasNow
from promocalc.claims.reading.sentence import read_sentence, readings
from promocalc.claims.reading.ways import WAYS
from promocalc.money import Rate

FULL_WIDTH = str.maketrans("0123456789.%,", "０１２３４５６７８９．％，")
CHINESE_SPACE = ["", " ", "\u3000", "\u00a0", "  "]

whole = st.integers(1, 999_999).map(Decimal)
cents = st.integers(1, 99_999_999).map(lambda minor: Decimal((0, tuple(map(int, str(minor))), -2)))
amounts = st.one_of(whole, cents)


@st.composite
def spelled(draw: st.DrawFn, amount: Decimal) -> str:
    """An amount as people write it: plain, with thousands, with cents, full-width."""
    text = draw(st.sampled_from([f"{amount:f}", f"{amount:,f}"]))
    if "." in text and draw(st.booleans()):
        text = text.rstrip("0").rstrip(".")
    return text.translate(FULL_WIDTH) if draw(st.booleans()) else text


@st.composite
def marked(draw: st.DrawFn, amount: Decimal) -> str:
    """The same with a mark of money."""
    text = draw(spelled(amount))
    return draw(st.sampled_from([f"¥{text}", f"￥ {text}", f"{text}元", f"{text} 元", f"RMB {text}"]))


def only(text: str) -> Claim:
    """The claim of a sentence that says one thing in one way."""
    found = readings(text)
    assert [(one.way, one.part, len(one.claims)) for one in found] == [("plain", 0, 1)], (text, found)
    return found[0].claims[0]


def every(text: str) -> list[Claim]:
    """The claims of all ways to read a sentence that says one thing."""
    found = readings(text)
    assert {one.part for one in found} == {0}, (text, found)
    return [claim for one in found for claim in one.claims]


ONE_AMOUNT: list[tuple[str, Callable[[Decimal], Claim]]] = [
    ("直降_{}", lambda amount: Save(amount=amount)),
    ("立减_{}", lambda amount: Save(amount=amount)),
    ("立省{}", lambda amount: Save(amount=amount)),
    ("下单_优惠_{}", lambda amount: Save(amount=amount)),
    ("save {}", lambda amount: Save(amount=amount)),
    ("You save: {}", lambda amount: Save(amount=amount)),
    ("{} off", lambda amount: Save(amount=amount)),
    ("到手价_{}", lambda amount: FinalPrice(amount=amount)),
    ("券后价：{}", lambda amount: FinalPrice(amount=amount)),
    ("预售价_{}", lambda amount: FinalPrice(amount=amount)),
    ("only {}", lambda amount: FinalPrice(amount=amount)),
    ("from {}", lambda amount: FinalPrice(amount=amount, reach="up_to")),
    ("{}_起", lambda amount: FinalPrice(amount=amount, reach="up_to")),
    ("赠_价值_{}", lambda amount: Gift(worth=amount)),
    ("free gift worth {}", lambda amount: Gift(worth=amount)),
    ("抢完调回_{}", lambda amount: Until(then=amount)),
    ("price goes up to {}", lambda amount: Until(then=amount)),
    ("原价_{}", lambda amount: WasNow(was=amount)),
    ("吊牌价_{}", lambda amount: WasNow(was=amount, of="list")),
    ("was {}", lambda amount: WasNow(was=amount)),
    ("RRP {}", lambda amount: WasNow(was=amount, of="list")),
]


@given(st.data(), amounts, st.sampled_from(ONE_AMOUNT), st.sampled_from(CHINESE_SPACE))
def test_an_amount_comes_back(
    data: st.DataObject, amount: Decimal, wording: tuple[str, Callable[[Decimal], Claim]], space: str
) -> None:
    text = wording[0].replace("_", space).format(data.draw(marked(amount)))
    assert only(text) == wording[1](amount)


WAS_NOW = [
    "原价_{}，现价_{}",
    "原价{}现价{}",
    "日常价 {}_到手价 {}",
    "was {} now {}",
    "Was {}, now only {}",
    "{} -> {}",
    "{} → {}",
]


@given(st.data(), amounts, amounts, st.sampled_from(WAS_NOW), st.sampled_from(CHINESE_SPACE))
def test_was_and_now_come_back(data: st.DataObject, one: Decimal, other: Decimal, wording: str, space: str) -> None:
    was, now = max(one, other), min(one, other)
    if was == now and wording[0] == "{":
        was += 1
    text = wording.replace("_", space).format(data.draw(marked(was)), data.draw(marked(now)))
    assert only(text) == WasNow(was=was, now=now)


THRESHOLDS = ["满_{}_减_{}", "满{}立减{}", "消费满{}，优惠{}", "spend {} save {}", "spend {} get {} off"]


@given(st.data(), amounts, amounts, st.sampled_from(THRESHOLDS), st.sampled_from(CHINESE_SPACE))
def test_a_threshold_comes_back_once_and_for_each(
    data: st.DataObject, start: Decimal, amount: Decimal, wording: str, space: str
) -> None:
    text = wording.replace("_", space).format(data.draw(marked(start)), data.draw(marked(amount)))
    assert every(text) == [Save(amount=amount, start=start), Save(amount=amount, start=start, each=True)]


@given(st.data(), amounts, amounts, st.sampled_from(["满{}返{}券", "满_{}_送_{}_优惠券", "spend {} get a {} voucher"]))
def test_a_voucher_comes_back(data: st.DataObject, spend: Decimal, gives: Decimal, wording: str) -> None:
    text = wording.replace("_", "").format(data.draw(marked(spend)), data.draw(marked(gives)))
    assert only(text) == Voucher(spend=spend, gives=gives)


def digits(share: Fraction) -> str:
    """A share of a hundred as people write it."""
    return str(Rate(share)).removesuffix("%")


shares = st.one_of(st.integers(1, 99), st.integers(1, 999).map(lambda tenth: Fraction(tenth, 10))).map(
    lambda percent: Fraction(percent) / 100
)


@given(
    shares,
    st.sampled_from(["{}% off", "save {}%", "{} percent off", "直降_{}%", "优惠{}％", "-{}%", "{}%OFF"]),
    st.booleans(),
)
def test_a_percentage_comes_back(share: Fraction, wording: str, wide: bool) -> None:
    said = digits(share)
    text = wording.replace("_", " ").format(said.translate(FULL_WIDTH) if wide else said)
    assert only(text) == Off(rate=Rate(share))


@given(shares, st.sampled_from(["up to {}% off everything", "save up to {}% storewide"]))
def test_up_to_of_everything_is_read_in_three_ways(share: Fraction, wording: str) -> None:
    assert every(wording.format(digits(share))) == [
        Off(rate=Rate(share), reach=reach) for reach in ("up_to", "item", "everything")
    ]


@given(
    st.one_of(st.integers(11, 99).map(lambda two: f"{two // 10}.{two % 10}" if two % 10 else str(two // 10))),
    st.sampled_from(["", "全场", "低至", "全场低至"]),
    st.sampled_from(CHINESE_SPACE),
    st.booleans(),
)
def test_a_zhe_is_what_remains(rest: str, before: str, space: str, wide: bool) -> None:
    text = before + space + (rest.translate(FULL_WIDTH) if wide else rest) + space + "折"
    rate = Rate(1 - Fraction(rest) / 10)
    reaches = {
        "": ["item"],
        "全场": ["everything"],
        "低至": ["up_to", "item"],
        "全场低至": ["up_to", "item", "everything"],
    }[before]
    assert every(text) == [Off(rate=rate, reach=reach) for reach in reaches]  # type: ignore[arg-type]


@given(st.integers(1, 20), st.integers(1, 20), st.sampled_from(["买{}送{}", "买 {} 件送 {} 件", "buy {} get {} free"]))
def test_bought_and_free_come_back(bought: int, free: int, wording: str) -> None:
    assert only(wording.format(bought, free)) == Bundle(pieces=bought + free, cheaper=free)


@given(st.integers(1, 999), st.sampled_from(["{}天最低价", "近 {} 日最低", "lowest price in the last {} days"]))
def test_the_days_of_the_lowest_price_come_back(days: int, wording: str) -> None:
    assert only(wording.format(days)) == Lowest(days=days)


@given(
    st.dates(date(2001, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["截至{:%Y年%m月%d日}", "{:%Y-%m-%d}截止", "ends {:%d %B %Y}", "until {:%b %d, %Y}"]),
)
def test_a_day_comes_back(day: date, wording: str) -> None:
    assert only(wording.format(day)) == Until(ends=day)


ALPHABET = (
    "满减折元块省价到手原现券送返买第二件半价全场低至起最高最低历史年月日天截至恢复¥￥$£€%.,，。：~-→ \n0123456789０５"
)
WORDS = [
    "up to",
    "save",
    "off",
    "was",
    "now",
    "only",
    "buy",
    "get",
    "free",
    "half price",
    "spend",
    "for",
    "lowest",
    "RRP",
]
texts = st.one_of(
    st.text(),
    st.text(ALPHABET),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(ALPHABET, max_size=6), amounts.map(str)), max_size=12).map(
        " ".join
    ),
)


@settings(max_examples=300)
@given(texts, st.sampled_from(["CNY", "USD", "JPY", "KWD"]), st.none() | st.dates())
def test_any_text_is_read_or_not_and_never_fails(text: str, currency: str, at: date | None) -> None:
    found = read_sentence(text, currency, at)
    for one in found.readings:
        assert one.claims
        assert one.way in WAYS
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.said
    for part in found.parts:
        assert (len(part) == 1) == (part[0].way == "plain")
        assert len({one.way for one in part}) == len(part)
    assert all(piece in text for piece in found.unread)
    assert [one.part for one in found.readings] == sorted(one.part for one in found.readings)
