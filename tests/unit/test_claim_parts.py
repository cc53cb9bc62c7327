"""What is read and not tested, prices that stand beside each other, and prices that nobody ever asked."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.claims.claim import read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import AboveMarket, AboveReference, AnotherPrice, Asked, Days, Ground
from promocalc.claims.judging import AdvertJudged, Circumstances, advert_of, judge_adverts
from promocalc.files.standards import standards

from .claiming import START, WAS, ago, finding, standard, verdict

RULES = standard(
    *({"test": one} for one in ("saving", "asked", "charged", "ends")),
    {"test": "paid_piece", "optional": "yes"},
)


def advert(*claims: dict[str, Any], **facts: object) -> AdvertJudged:
    """An advertisement that says so, each in a part of its own."""
    said, known = tuple(read_claim(one) for one in claims), Facts.model_validate({"start": START} | facts)
    return judge_adverts([advert_of("", (RULES,), said, known)], Circumstances())[0]


def price(amount: object, **more: object) -> dict[str, Any]:
    return {"kind": "price", "amount": amount} | more


def grounds(found: AdvertJudged, part: int) -> list[Ground | None]:
    return [one.ground for one in found.parts[part].readings[0].judged[0].verdicts[0].findings]


# --- what is read and not tested -----------------------------------------------------------------------------------

UNTIL = {"kind": "until", "ends": "2024-11-11"}
BUNDLE = {"kind": "bundle", "pieces": 2}


def test_a_price_beside_an_end_that_nobody_can_know_yet_holds_on_what_was_seen() -> None:
    found = advert(price(80), UNTIL, now=80)
    assert (found.outcome, found.provisional) == ("holds", True)
    assert found.untested == (found.parts[1],)


def test_a_price_beside_an_end_that_came_holds_plainly() -> None:
    found = advert(price(80), UNTIL, now=80, later=100)
    assert (found.outcome, found.provisional, found.untested) == ("holds", False, ())


def test_a_true_price_does_not_save_an_end_that_never_came() -> None:
    assert advert(price(80), UNTIL, now=80, later=80).outcome == "fails"


def test_a_remark_that_no_test_is_about_leaves_a_plain_verdict_and_is_told() -> None:
    found = advert(price(80), BUNDLE, {"kind": "protection", "days": 30}, now=80)
    assert (found.outcome, found.provisional) == ("holds", False)
    assert found.untested == found.parts[1:]


def test_a_promise_that_has_not_fallen_due_leaves_a_verdict_on_what_was_seen() -> None:
    text, known = "到手价1999元 保价30天", Facts.model_validate({"start": START, "now": 1999})
    found = judge_adverts([advert_of(text, standards("CN", START), (), known)], Circumstances())[0]
    assert (found.outcome, found.provisional, len(found.untested)) == ("holds", True, 1)


def test_where_nothing_could_be_tested_nobody_can_tell() -> None:
    found = advert(UNTIL, BUNDLE)
    assert (found.outcome, found.provisional, found.untested) == ("cannot_tell", False, ())


def test_what_fails_is_never_provisional() -> None:
    found = advert(price(80), UNTIL, now=90)
    assert (found.outcome, found.provisional, len(found.untested)) == ("fails", False, 1)


# --- prices beside each other -----------------------------------------------------------------------------------


def test_what_is_asked_says_nothing_of_a_higher_price_beside_the_one_that_it_meets() -> None:
    found = advert(price(50), price(40), now=40)
    assert found.outcome == "cannot_tell"
    assert grounds(found, 0) == [AnotherPrice(5000, 4000, 4000)]
    assert grounds(found, 1) == [Asked(4000, 4000, slack=1)]


def test_the_same_holds_at_the_till_and_beside_what_a_comparison_says_is_asked() -> None:
    at_the_till = advert(price(50), price(40), charged=40)
    assert grounds(at_the_till, 0) == [AnotherPrice(5000, 4000, 4000)]
    compared = advert({"kind": "was_now", "was": 60, "now": 40}, price(50), now=40)
    assert grounds(compared, 1) == [AnotherPrice(5000, 4000, 4000)]


def test_of_prices_of_different_things_in_one_reading_only_the_one_that_is_met_is_borne_out() -> None:
    known = Facts.model_validate({"start": START, "now": 40})
    found = judge_adverts([advert_of("£50 £40", (RULES,), (), known, currency="GBP")], Circumstances("GBP"))[0]
    apart = next(one for one in found.readings if one.reading.way == "apart")
    assert [[one.ground for one in verdict.findings] for verdict in apart.judged[0].verdicts] == [
        [AnotherPrice(5000, 4000, 4000)],
        [Asked(4000, 4000, slack=1)],
    ]
    assert apart.outcome == "cannot_tell"


def test_a_price_that_is_said_twice_is_one_price() -> None:
    assert advert(price(40), price(40), now=40).outcome == "holds"
    assert advert(price("40.01"), price(40), now=40).outcome == "holds"


def test_the_lower_of_two_prices_fails_where_the_higher_one_is_asked() -> None:
    found = advert(price(50), price(40), now=50)
    assert [part.outcome for part in found.parts] == ["holds", "fails"]


def test_a_price_for_two_pieces_is_not_borne_out_by_the_price_of_one() -> None:
    found = advert(price(5, pieces=2), price(3), now=3)
    assert [part.outcome for part in found.parts] == ["cannot_tell", "holds"]


def test_of_two_prices_the_lower_one_is_taken_for_what_is_asked_whichever_comes_first() -> None:
    off = {"kind": "off", "rate": "50%"}
    for prices in ((price(60), price(40)), (price(40), price(60))):
        assert advert(*prices, off, reference=80).parts[2].outcome == "holds"
        assert advert(*prices, off, reference=70).outcome == "fails"
        assert advert(*prices, off, reference=80).outcome == "cannot_tell"


def test_what_a_comparison_says_is_asked_goes_before_the_lowest_price() -> None:
    was = {"kind": "was_now", "was": 100, "now": 80}
    found = advert(was, price(70), {"kind": "save", "amount": 20}, reference=100)
    assert found.parts[2].outcome == "holds"
    assert advert(was, price(70), {"kind": "save", "amount": 25}, reference=100).parts[2].outcome == "fails"


# --- what was never asked -------------------------------------------------------------------------------------


def test_a_reduction_from_a_price_that_was_never_asked_fails_whatever_is_asked_now() -> None:
    for claim in ({"kind": "off", "rate": "20%"}, {"kind": "save", "amount": 20}, {"kind": "reduced"}):
        found = verdict(claim, "eu-unfair", {"reference_days": 0})
        assert (found.outcome, finding(found, "saving").ground) == ("fails", Days("reference", 0, None, least=1))


@pytest.mark.parametrize("name", ["uk-2025", "us-ftc", "ca", "jp", "au-2011"])
def test_a_price_that_was_never_asked_fails_where_days_are_counted_too(name: str) -> None:
    assert verdict(WAS, name, {"now": "80", "reference_days": 0}).outcome == "fails"


def test_seven_days_without_the_price_do_not_say_that_it_was_never_paid_before_them() -> None:
    facts = {"now": "80", "reference_days": 0, "window_days": 7}
    assert verdict(WAS, "cn-2022", facts).outcome == "cannot_tell"
    assert verdict(WAS, "cn-2022", facts, ago(30, 10000)).outcome == "holds"


def test_days_right_before_without_the_price_are_enough_where_the_price_before_counts() -> None:
    facts = {"now": "80", "reference_days": 0, "window_days": 7}
    assert verdict(WAS, "eu-unfair", facts).outcome == "fails"
    assert verdict(WAS, "eu-omnibus", facts).outcome == "fails"


def test_observed_prices_go_before_a_count_of_days() -> None:
    found = verdict(WAS, "eu-unfair", {"now": "80", "reference_days": 0}, ago(30, 10000, 1))
    assert isinstance(finding(found, "reference").ground, AboveReference)
    assert found.outcome == "holds"


def test_that_nothing_was_sold_at_a_price_does_not_say_that_it_was_not_asked() -> None:
    assert verdict(WAS, "eu-omnibus", {"now": "80", "sold_at_reference": "0%"}).outcome == "cannot_tell"
    assert verdict(WAS, "cn-2022", {"now": "80", "sold_at_reference": "0%"}).outcome == "fails"


def test_an_explained_price_that_was_never_asked_fails() -> None:
    known = {"now": "80", "reference_explained": True, "reference_days": 0}
    assert verdict(WAS, "cn-2022", known).outcome == "fails"
    assert verdict(WAS, "cn-2022", known | {"window_days": 30}).outcome == "cannot_tell"


# --- others' prices ------------------------------------------------------------------------------------------

LISTED = WAS | {"of": "list"}


@pytest.mark.parametrize(
    ("market", "outcome"),
    [("100", "holds"), ("99.99", "holds"), ("99.98", "cannot_tell"), ("99.01", "cannot_tell"), ("99", "fails")],
)
def test_whether_a_price_hardly_above_others_differs_significantly_is_not_settled(market: str, outcome: str) -> None:
    for name in ("uk-2025", "uk-2010", "us-ftc"):
        assert verdict(LISTED, name, {"market": market}).findings[0].ground is not None
        assert verdict(LISTED, name, {"market": market}).outcome == outcome


def test_a_standard_that_excuses_no_difference_excuses_rounding_only() -> None:
    for name in ("cn-2022", "jp", "eu-unfair"):
        assert verdict(LISTED, name, {"market": "99.99", "now": "80"}).outcome == "holds"
        assert verdict(LISTED, name, {"market": "99.98", "now": "80"}).outcome == "fails"
    assert AboveMarket(10_100, 10_000).holds is False
