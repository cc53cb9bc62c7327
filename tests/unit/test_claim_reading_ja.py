"""Japanese sentences about further pieces, steps and the last day; and Chinese ones of people who come together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Off, Save, Until, WasNow
from promocalc.claims.reading.sentence import read_sentence
from promocalc.money import Rate

AT = date(2026, 11, 1)


def rate(percent: int) -> Rate:
    return Rate(Fraction(percent, 100))


def every(pieces: int, percent: int) -> Bundle:
    return Bundle(pieces=pieces, cheaper=pieces, rate=rate(percent))


def money(amount: int) -> Decimal:
    return Decimal(amount)


IN_YEN: dict[str, Claim] = {
    "2点目半額": Bundle(pieces=2, rate=rate(50)),
    "2点目が50%オフ": Bundle(pieces=2, rate=rate(50)),
    "3個目無料": Bundle(pieces=3),
    "2個買うと1個無料": Bundle(pieces=3),
    "2点で10%オフ": every(2, 10),
    "3点以上で15%OFF": every(3, 15),
    "3点ご購入で20%引き": every(3, 20),
    "3点お買い上げで半額": every(3, 50),
    "3点で1,000円": FinalPrice(amount=money(1000), pieces=3),
    "1,000円ごとに100円引き": Save(amount=money(100), start=money(1000), each=True),
    "5,000円以上で500円引き": Save(amount=money(500), start=money(5000)),
    "5,000円以上お買い上げで500円OFF": Save(amount=money(500), start=money(5000)),
    "5,000円以上のご購入で10%オフ": Off(rate=rate(10), start=money(5000)),
    "10/5 14時まで": Until(),
    "WEB価格 187,880円 キャンペーン価格 148,425円": WasNow(was=money(187880), now=money(148425)),
}

IN_YUAN: dict[str, Claim] = {
    "三人同行一人免单": Bundle(pieces=3),
    "3人同行，1人免单": Bundle(pieces=3),
    "四人同行，其中一人免费": Bundle(pieces=4),
    "五人同行两人免票": Bundle(pieces=5, cheaper=2),
    "两人同行第二人半价": Bundle(pieces=2, rate=rate(50)),
    "第二位半价": Bundle(pieces=2, rate=rate(50)),
}


def only(text: str, currency: str) -> Claim:
    """The claim that a sentence makes, where it can be read in one way only."""
    ((claim,),) = (one.claims for one in read_sentence(text, currency, AT if currency == "CNY" else None).readings)
    return claim


@pytest.mark.parametrize(("text", "claim"), IN_YEN.items())
def test_a_japanese_sentence_makes_one_claim(text: str, claim: Claim) -> None:
    assert only(text, "JPY") == claim


@pytest.mark.parametrize(("text", "claim"), IN_YUAN.items())
def test_people_who_come_together_are_pieces_that_are_bought_together(text: str, claim: Claim) -> None:
    assert only(text, "CNY") == claim


@pytest.mark.parametrize("text", ["晚8点开抢 5折", "8点以后 5折", "3人同行 5折"])
def test_an_hour_and_a_group_are_conditions_still(text: str) -> None:
    sentence = read_sentence(text, "CNY", AT)
    assert only(text, "CNY") == Off(rate=rate(50))
    assert [one.of for one in sentence.limits] in (["when"], ["with"])


def test_so_much_off_several_pieces_together_is_not_read() -> None:
    sentence = read_sentence("2点で500円引き", "JPY")
    assert sentence.readings == ()
