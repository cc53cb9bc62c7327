"""Claims of other sellers and of later: the lowest price of all, a difference that is paid back, a price to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from promocalc.claims.claim import read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Cheapest, PaidBack
from promocalc.claims.history import History, Observation, Span
from promocalc.claims.judging import Circumstances, advert_of, judge_adverts
from promocalc.claims.matter import Matter
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Verdict, judge
from promocalc.files.standards import load_standard

START = date(2024, 11, 1)


def verdict(claim: dict[str, Any], test: str, history: History | None = None, **facts: Any) -> Verdict:
    said = {"standard": "own", "title": "Own", "jurisdiction": "XX", "tests": [{"test": test}]}
    known = Facts.model_validate({"start": START} | facts)
    return judge(Matter(read_claim(claim), Standard.model_validate(said), known, history or History()))


LOWEST = {"kind": "lowest", "of": "everyone"}


@pytest.mark.parametrize(
    ("facts", "outcome", "missing"),
    [
        ({"now": 100, "market": 100}, "holds", ()),
        ({"now": 100, "market": 99}, "fails", ()),
        ({"now": 100}, "cannot_tell", ("market",)),
        ({"market": 99}, "cannot_tell", ("now",)),
        ({}, "cannot_tell", ("now", "market")),
    ],
)
def test_the_lowest_price_of_all_is_held_against_what_others_ask(
    facts: dict[str, Any], outcome: str, missing: tuple[str, ...]
) -> None:
    found = verdict(LOWEST, "lowest", **facts)
    assert (found.outcome, set(found.missing)) == (outcome, set(missing))


def test_what_others_ask_now_fails_the_lowest_price_of_many_days_and_does_not_prove_it() -> None:
    of_days = LOWEST | {"days": 30}
    assert verdict(of_days, "lowest", now=100, market=99).outcome == "fails"
    assert verdict(of_days, "lowest", now=100, market=120).outcome == "cannot_tell"


def test_the_seller_s_own_record_says_nothing_of_the_lowest_price_of_all() -> None:
    record = History((Observation(Span(START - timedelta(days=30), START - timedelta(days=1)), 5_000, "offer"),))
    assert verdict(LOWEST, "lowest", record, now=100, market=100).findings[0].ground == Cheapest(10_000, 10_000)


KEPT = {"kind": "protection", "days": 30}


@pytest.mark.parametrize(
    ("facts", "outcome", "missing"),
    [
        ({"now": 100, "later": 80, "refunded": 20}, "holds", ()),
        ({"now": 100, "later": 80, "refunded": 10}, "fails", ()),
        ({"now": 100, "later": 80, "refunded": 0}, "fails", ()),
        ({"now": 100, "later": 120}, "holds", ()),
        ({"now": 100, "later": 80}, "cannot_tell", ("refunded",)),
        ({"now": 100}, "cannot_tell", ("later", "refunded")),
        ({"now": 100, "charged": 90, "later": 80, "refunded": 10}, "holds", ()),
    ],
)
def test_a_difference_has_to_be_paid_back_where_it_became_cheaper(
    facts: dict[str, Any], outcome: str, missing: tuple[str, ...]
) -> None:
    found = verdict(KEPT, "promise", **facts)
    assert (found.outcome, set(found.findings[0].missing)) == (outcome, set(missing))


def test_a_lower_price_within_the_promised_days_is_taken_from_the_record() -> None:
    after = History((Observation(Span(START + timedelta(days=10), START + timedelta(days=10)), 8_000, "offer"),))
    found = verdict(KEPT, "promise", after, now=100, refunded=5)
    assert found.findings[0].ground == PaidBack(10_000, 8_000, 500)
    assert found.outcome == "fails"
    late = History((Observation(Span(START + timedelta(days=31), START + timedelta(days=31)), 8_000, "offer"),))
    assert verdict(KEPT, "promise", late, now=100, refunded=5).outcome == "cannot_tell"


def test_a_difference_to_other_sellers_is_one_to_what_they_ask() -> None:
    elsewhere = {"kind": "protection", "of": "everyone"}
    assert verdict(elsewhere, "promise", now=100, market=90, refunded=10).outcome == "holds"
    assert verdict(elsewhere, "promise", now=100, market=90, later=50, refunded=5).outcome == "fails"
    assert verdict(elsewhere, "promise", now=100).findings[0].missing == ("market", "refunded")


def test_no_verdict_waits_for_a_promise_that_never_fell_due() -> None:
    assert verdict(KEPT, "promise", now=100).missing == ()
    assert verdict(KEPT, "promise", now=100, later=80).missing == ("refunded",)


def test_china_asks_that_a_price_promise_is_kept() -> None:
    rules = load_standard("cn-2022")
    (judged,) = judge_adverts(
        [advert_of("保价30天", (rules,), facts=Facts.model_validate({"now": 100, "later": 80, "refunded": 0}))],
        Circumstances(),
    )
    assert judged.outcome == "fails"


def test_a_price_from_a_day_that_is_to_come_is_held_against_that_day() -> None:
    to_come = {"kind": "price", "amount": 80, "since": date(2024, 11, 11)}
    assert verdict(to_come, "asked", now=100).outcome == "cannot_tell"
    assert verdict(to_come, "asked", now=100).missing == ("later",)
    assert verdict(to_come, "asked", now=100, later=80).outcome == "holds"
    assert verdict(to_come, "asked", now=100, later=90).outcome == "fails"
    seen = History((Observation(Span(date(2024, 11, 11), date(2024, 11, 11)), 9_000, "offer"),))
    assert verdict(to_come, "asked", seen, now=100).outcome == "fails"


def test_a_price_from_a_day_that_has_come_is_held_against_what_is_asked() -> None:
    begun = {"kind": "price", "amount": 80, "since": START - timedelta(days=1)}
    assert verdict(begun, "asked", now=100).outcome == "fails"
    assert verdict(begun, "asked", now=80).outcome == "holds"


def test_what_is_bought_for_little_more_sells_for_what_it_is_said_to_be_worth() -> None:
    worth = {"kind": "add_on", "price": 10, "worth": 39}
    assert verdict(worth, "gift", gift_price=39).outcome == "holds"
    assert verdict(worth, "gift", gift_price=15).outcome == "fails"
    assert verdict({"kind": "add_on", "price": 10}, "gift").findings == ()


def test_the_conditions_of_an_advertisement_are_kept_with_it() -> None:
    advert = advert_of("天天低价 前100名半价", ())
    assert [one.said for one in advert.limits] == ["前100名"]
    assert advert.vague == ("天天低价",)


@pytest.mark.parametrize(
    ("facts", "outcome", "missing"),
    [
        ({"now": 80, "market": 100}, "holds", ()),
        ({"now": 80, "market": 90}, "fails", ()),
        ({"now": 80}, "cannot_tell", ("market",)),
        ({}, "cannot_tell", ("now",)),
    ],
)
def test_a_share_off_what_others_ask_is_held_against_what_they_ask(
    facts: dict[str, Any], outcome: str, missing: tuple[str, ...]
) -> None:
    found = verdict({"kind": "off", "rate": "20%", "of": "market"}, "market", **facts)
    assert (found.outcome, found.missing) == (outcome, missing)


def test_a_share_off_a_list_price_says_nothing_of_the_seller_s_own_earlier_price() -> None:
    record = History((Observation(Span(START - timedelta(days=30), START - timedelta(days=1)), 8_000, "offer"),))
    assert verdict({"kind": "off", "rate": "20%", "of": "list"}, "saving", record, now=80).findings == ()
    assert verdict({"kind": "off", "rate": "20%"}, "saving", record, now=80).findings != ()
