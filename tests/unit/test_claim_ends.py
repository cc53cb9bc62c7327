"""An offer that is said to be there for a limited time: whether it ended then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from promocalc.claims.claim import read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Missing, WentOn
from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.claims.judging import AdvertJudged, Circumstances, advert_of, judge_adverts
from promocalc.claims.matter import Matter
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Verdict, judge
from promocalc.files.standards import standards

START, END = date(2024, 11, 1), date(2024, 11, 11)
OWN = Standard.model_validate(
    {"standard": "own", "title": "Own", "jurisdiction": "XX", "tests": [{"test": "ends"}, {"test": "later_price"}]}
)
LIMITED = {"kind": "until", "ends": END.isoformat()}


def verdict(claim: dict[str, Any], *seen: Observation, **facts: object) -> Verdict:
    known = Facts.model_validate({"start": START} | facts)
    return judge(Matter(read_claim(claim), OWN, known, History.of(seen)))


def on(day: int, price: int, kind: PriceKind = "offer") -> Observation:
    """A price of one day, so many days after the first one."""
    some = START + timedelta(days=day)
    return Observation(Span(some, some), price, kind)


IN_IT = Observation(Span(START, END), 8_000)
"""80.00 on every day of the offer; it ends on day 10."""


def advert(text: str, place: str = "UK", currency: str = "GBP", **facts: object) -> AdvertJudged:
    found = advert_of(text, standards(place, START), (), Facts.model_validate(facts), currency=currency, at=START)
    return judge_adverts([found], Circumstances(currency=currency))[0]


# --- what was asked afterwards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("later", "outcome"), [("79.99", "fails"), ("80", "fails"), ("80.01", "holds")])
def test_an_offer_ended_where_more_is_asked_afterwards(later: str, outcome: str) -> None:
    assert verdict(LIMITED, now="80", later=later).outcome == outcome


def test_whoever_says_that_it_went_on_or_did_not_needs_no_prices() -> None:
    assert verdict(LIMITED, extended="yes").outcome == "fails"
    assert verdict(LIMITED, extended="no").outcome == "holds"
    assert verdict({"kind": "until"}, extended="yes").outcome == "fails"


def test_an_offer_that_is_said_to_have_ended_did_not_where_no_more_is_asked_afterwards() -> None:
    assert verdict(LIMITED, now="80", later="80", extended="no").outcome == "fails"


def test_an_offer_that_went_on_for_a_while_went_on_though_more_is_asked_in_the_end() -> None:
    assert verdict(LIMITED, now="80", later="100", extended="yes").outcome == "fails"


# --- a record ------------------------------------------------------------------------------------------------------


def test_a_record_of_the_day_after_the_end_says_it() -> None:
    assert verdict(LIMITED, IN_IT, on(11, 8_000)).outcome == "fails"
    held = verdict(LIMITED, IN_IT, on(11, 10_000))
    assert (held.outcome, held.provisional) == ("holds", False)


def test_the_last_day_of_an_offer_is_not_a_day_after_it() -> None:
    found = verdict(LIMITED, IN_IT)
    assert (found.outcome, found.missing) == ("cannot_tell", ())


def test_a_higher_price_some_days_after_the_end_holds_on_what_was_seen() -> None:
    held = verdict(LIMITED, IN_IT, on(14, 10_000))
    assert (held.outcome, held.provisional) == ("holds", True)


def test_the_same_price_some_days_after_the_end_may_be_another_offer() -> None:
    assert verdict(LIMITED, IN_IT, on(14, 8_000)).outcome == "cannot_tell"


def test_a_struck_label_after_the_end_does_not_say_that_more_is_asked() -> None:
    assert verdict(LIMITED, IN_IT, on(11, 10_000, "tag")).outcome == "cannot_tell"
    assert verdict(LIMITED, IN_IT, on(11, 8_000, "tag")).outcome == "fails"
    assert verdict(LIMITED, IN_IT, on(11, 10_000, "tag"), on(11, 8_000)).outcome == "fails"


def test_a_price_for_members_after_the_end_is_none_for_everybody() -> None:
    assert verdict(LIMITED, IN_IT, on(11, 8_000, "member")).outcome == "cannot_tell"


# --- what is not known ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "facts", "missing"),
    [
        (LIMITED, {}, ("later",)),
        (LIMITED, {"now": "80"}, ("later",)),
        (LIMITED, {"later": "80"}, ("now",)),
        ({"kind": "until"}, {"now": "80"}, ("later",)),
    ],
)
def test_what_would_settle_it_is_named_and_no_verdict_waits_for_it(
    claim: dict[str, Any], facts: dict[str, object], missing: tuple[Missing, ...]
) -> None:
    found = verdict(claim, **facts)
    assert (found.outcome, found.missing) == ("cannot_tell", ())
    assert [one.missing for one in found.findings if one.test is not None and one.test.test == "ends"] == [missing]


def test_a_record_says_nothing_of_an_end_that_nobody_names() -> None:
    found = verdict({"kind": "until"}, IN_IT, on(11, 8_000))
    assert [one.missing for one in found.findings] == [("ends", "later")]


def test_an_end_that_never_comes_is_no_end() -> None:
    for more in ({}, {"then": "100"}):
        found = verdict(LIMITED | {"ends": "9999-12-31"} | more, IN_IT, now="80")
        assert found.outcome == "cannot_tell"


def test_a_price_that_is_announced_for_afterwards_is_judged_by_itself() -> None:
    announced = LIMITED | {"then": "100"}
    assert [type(one.ground).__name__ for one in verdict(announced, now="80", later="100").findings] == ["Later"]
    assert verdict(announced, now="80", later="90").outcome == "fails"
    assert verdict(announced, extended="yes").outcome == "fails"


def test_a_claim_that_says_nothing_of_an_end_is_asked_nothing() -> None:
    assert verdict({"kind": "reduced"}, extended="yes").findings == ()


# --- the standards --------------------------------------------------------------------------------------------------


def test_every_standard_of_offers_asks_for_it_by_an_article() -> None:
    asking = {one.standard: test for one in standards() for test in one.tests if test.test == "ends"}
    assert {"cn-2001", "cn-2020", "cn-2022", "uk-2010", "uk-2025", "eu-unfair", "eu-omnibus", "jp", "us-ftc"} <= set(
        asking
    )
    assert {"ca", "au-1974", "au-2011"} <= set(asking)
    assert all(test.article is not None and (test.unread or test.source) for test in asking.values())


def test_a_sale_that_ends_today_every_day_fails() -> None:
    found = advert("SALE ENDS TODAY: was £100, now £60", now="60", later="60", reference_days=200, window_days=210)
    assert found.outcome == "fails"
    grounds = [
        one.ground
        for part in found.parts
        for reading in part.readings
        for one in reading.judged[0].verdicts[0].findings
    ]
    assert WentOn(True, 6_000, 6_000) in grounds


def test_a_countdown_after_which_it_is_cheaper_fails() -> None:
    assert advert("£1.99 HURRY ENDS IN 2 MINUTES", now="1.99", later="1.00").outcome == "fails"
