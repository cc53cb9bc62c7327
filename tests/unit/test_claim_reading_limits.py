"""The conditions that are said beside a price are told in the advertisement's own words, and change no reading."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from promocalc.claims.judging import Advert
from promocalc.claims.reading.limits import LimitOf
from promocalc.claims.reading.sentence import Sentence, read_sentence
from promocalc.explain.claim.reading_words import limits_told
from promocalc.explain.language import LANGUAGES

AT = date(2026, 11, 1)

SAID: dict[str, list[tuple[str, str]]] = {
    # for whom
    "首单立减10元": [("who", "首单")],
    "新人专享价9.9元": [("who", "新人专享价")],
    "会员价89元": [("who", "会员价")],
    "PLUS会员到手价1999元": [("who", "PLUS会员")],
    "学生专享8折": [("who", "学生专享")],
    "50% off your first order": [("who", "your first order")],
    "20% off for new customers only": [("who", "for new customers only")],
    "Clubcard £3.50": [("who", "Clubcard")],
    # how many
    "前100名半价": [("how_many", "前100名")],
    "限量500件 到手价99": [("how_many", "限量500件")],
    "每人限购２件 99元": [("how_many", "每人限购２件")],
    "9.9元，先到先得": [("how_many", "先到先得")],
    "First 1,000 customers get 50% off": [("how_many", "First 1,000 customers")],
    "$9.99, limit 1 per customer": [("how_many", "limit 1 per customer")],
    "30% off while stocks last": [("how_many", "while stocks last")],
    "half price, only 3 left": [("how_many", "only 3 left")],
    # of which things
    "部分商品低至3折": [("which", "部分商品")],
    "全场8折，生鲜除外": [("which", "生鲜除外")],
    "Up to 50% off selected lines": [("which", "selected lines")],
    "20% off, excludes sale items": [("which", "excludes sale items")],
    # when
    "今晚8点开抢 5折": [("when", "今晚8点开抢")],
    "11.11当天5折": [("when", "11.11当天")],
    "周末9折": [("when", "周末")],
    "11月11日 到手价99": [("when", "11月11日")],
    "Weekend only: 20% off": [("when", "Weekend only")],
    "50% off for the first 3 months": [("when", "for the first 3 months")],
    # where
    "app专享价99": [("where", "app专享价")],
    "仅限门店 5折": [("where", "仅限门店")],
    "Online only: save 15%": [("where", "Online only")],
    # with what
    "以旧换新立减500元": [("with", "以旧换新")],
    "需用券 到手价199": [("with", "需用券")],
    "8折，不与其他优惠同享": [("with", "不与其他优惠同享")],
    "满2件减10元": [("with", "满2件")],
    "消费满500元送价值99元礼品": [("with", "消费满500元")],
    "国补后到手4599元": [("with", "国补后")],
    "20% off with code SAVE20": [("with", "with code SAVE20")],
    "Save $200 with trade-in": [("with", "with trade-in")],
    "20% off, terms apply": [("with", "terms apply")],
    "$29.99 after $10 mail-in rebate": [("with", "after $10 mail-in rebate")],
    "$0 down, 20% off": [("with", "$0 down")],
    "满299元享8折 最高优惠100元": [("with", "最高优惠100元")],
    "每满200减30 上限300": [("with", "上限300")],
    "10% off up to £20": [("with", "up to £20")],
    "about £50": [("how_near", "about")],
    "到手价约1299元": [("how_near", "约")],
    "extra 20% off": [("besides", "extra")],
    "£12.50/kg": [("per", "/kg")],
    "9.9元/斤": [("per", "/斤")],
    "特价99元，不支持价保": [("with", "不支持价保")],
    "8点 5折": [("when", "8点")],
    # several
    "限时5折，新人专享，限前500名": [("who", "新人专享"), ("how_many", "限前500名")],
}


@pytest.mark.parametrize(("text", "limits"), SAID.items())
def test_a_condition_is_told_in_its_own_words(text: str, limits: list[tuple[str, str]]) -> None:
    found = read_sentence(text, "USD" if "$" in text else "CNY", AT)
    assert [(one.of, one.said) for one in found.limits] == limits
    assert found.unread == ()
    assert found.readings
    assert all(text[one.start : one.end] == one.said for one in found.limits)


@pytest.mark.parametrize("text", SAID)
def test_a_condition_changes_no_reading(text: str) -> None:
    """What is claimed is claimed without it too: where it stands apart and is no name of a price."""
    found = read_sentence(text, at=AT)
    rest = text
    for one in reversed(found.limits):
        # A letter that belongs to no wording keeps apart what the condition kept apart.
        rest = f"{rest[: one.start]}；{rest[one.end :]}" if "价" not in one.said else rest
    assert [one.claims for one in read_sentence(rest, at=AT).readings] == [one.claims for one in found.readings]


def test_every_kind_of_condition_is_among_them() -> None:
    assert {of for some in SAID.values() for of, _ in some} == set(get_args(LimitOf))


@pytest.mark.parametrize(
    "text", ["Only 3 left", "with code SAVE20", "今晚8点开抢", "11月11日", "每人限购2件", "满99元可用"]
)
def test_a_condition_alone_is_no_claim(text: str) -> None:
    found = read_sentence(text)
    assert (found.readings, found.unread) == ((), ())
    assert [one.said for one in found.limits] == [text]


@pytest.mark.parametrize(
    "text",
    ["iPhone 15 Plus 到手价5999", "非会员价99元", "Extra large 20% off", "no code needed: 20% off", "会员日 5折"],
)
def test_words_that_only_look_like_a_condition_are_none(text: str) -> None:
    assert not any(one.of in ("who", "with") for one in read_sentence(text).limits), read_sentence(text).limits


@pytest.mark.parametrize("text", ["天天低价", "everyday low prices", "超值", "unbeatable prices"])
def test_praise_without_a_number_is_told_as_such(text: str) -> None:
    assert read_sentence(text) == Sentence(text, (), vague=(text,))


def test_conditions_are_told_by_kind_in_both_languages() -> None:
    found = read_sentence("天天低价 9.9元，新人专享，限前500名，先到先得", at=AT)
    advert = Advert(found.text, found.readings, limits=found.limits, vague=found.vague)
    assert limits_told(advert, "en") == [
        'Said with it, and not judged: for whom: "新人专享"; how many: "限前500名", "先到先得".',
        'Says nothing that can be measured: "天天低价".',
    ]
    assert limits_told(advert, "zh") == [
        "同时写明、未作判断的条件：对象：「新人专享」；数量：「限前500名」、「先到先得」。",
        "无法衡量的说法：「天天低价」。",
    ]


def test_where_nothing_is_said_nothing_is_told() -> None:
    found = read_sentence("5折")
    advert = Advert(found.text, found.readings, limits=found.limits, vague=found.vague)
    assert [limits_told(advert, language) for language in LANGUAGES] == [[], []]
