"""The usual price where a standard names no reference, the most recent one, and items of which one price is known."""

from __future__ import annotations

import pytest

from promocalc.cart import Line
from promocalc.claims.claim import Off
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import AboveReference, Days, Items
from promocalc.claims.history import History
from promocalc.claims.judging import AdvertJudged, Circumstances, advert_of, judge_adverts
from promocalc.files.standards import load_standard
from promocalc.rules.rulebook import Rulebook

from .claiming import START, WAS, ago, finding, standard, verdict

NOW = {"now": "80"}
UK = ("uk-2010", "uk-2025")


# --- the most recent price ----------------------------------------------------------------------------------------


RECENT = standard({"test": "since_reference", "days": 65, "recent": 1, "optional": "yes"})


def test_a_price_that_was_asked_right_before_is_the_most_recent_one() -> None:
    assert verdict(WAS, RECENT, NOW, ago(60, 10000, 1)).outcome == "holds"
    assert verdict(WAS, RECENT, NOW | {"since_reference": 1}).outcome == "holds"


def test_where_a_lower_price_was_asked_since_it_is_not_settled_and_that_price_is_told() -> None:
    found = verdict(WAS, RECENT, NOW, ago(60, 10000, 11), ago(10, 9000, 1))
    ground = finding(found, "since_reference").ground
    assert isinstance(ground, Days)
    assert (found.outcome, found.missing) == ("cannot_tell", ())
    assert (ground.days, ground.instead, ground.holds) == (11, 9000, None)
    assert verdict(WAS, RECENT, NOW | {"since_reference": 40}).outcome == "cannot_tell"


def test_a_price_that_was_asked_too_long_ago_is_not_the_most_recent_one() -> None:
    assert verdict(WAS, RECENT, NOW, ago(90, 10000, 66), ago(65, 9000, 1)).outcome == "fails"
    assert verdict(WAS, RECENT, NOW, ago(90, 10000, 65), ago(64, 9000, 1)).outcome == "cannot_tell"
    assert verdict(WAS, RECENT, NOW | {"since_reference": 66}).outcome == "fails"


def test_where_nobody_looked_right_before_more_prices_would_settle_it() -> None:
    found = verdict(WAS, RECENT, NOW, ago(60, 10000, 3))
    assert finding(found, "since_reference").missing == ("history",)
    assert verdict(WAS, RECENT, NOW, ago(60, 10000, 12), ago(10, 9000, 1)).missing == ()


def test_a_higher_price_since_then_takes_nothing_from_it() -> None:
    assert verdict(WAS, RECENT, NOW, ago(60, 10000, 11), ago(10, 12000, 1)).outcome == "holds"


@pytest.mark.parametrize("rules", UK)
def test_in_the_united_kingdom_nothing_holds_while_a_lower_price_was_asked_since(rules: str) -> None:
    facts = NOW | {"sold_at_reference": "80%", "promotion_days": 7}
    assert verdict(WAS, rules, facts, ago(121, 10000, 1)).outcome == "holds"
    found = verdict(WAS, rules, facts, ago(121, 10000, 11), ago(10, 9000, 1))
    assert finding(found, "time_at_reference").outcome == "holds"
    assert found.outcome == "cannot_tell"


def test_a_list_price_that_others_ask_needs_no_days_on_which_the_seller_asked_it() -> None:
    rrp = {"kind": "was_now", "was": "100", "now": "80", "of": "list"}
    known = NOW | {"reference_days": 0, "list_price": "100"}
    assert verdict(rrp, "uk-2025", known | {"market": "100"}).outcome == "holds"
    assert verdict(rrp, "uk-2025", known).outcome == "fails"


# --- the piece that is paid for -----------------------------------------------------------------------------------


THREE_FOR_TWO = {"kind": "bundle", "pieces": 3, "cheaper": 1, "rate": "100%"}


@pytest.mark.parametrize("rules", [*UK, "us-ftc"])
def test_the_piece_that_is_paid_for_stands_beside_its_usual_price_where_no_reference_is_named(rules: str) -> None:
    usual, offer = ago(121, 8000, 11), ago(10, 7000, 1)
    found = verdict(THREE_FOR_TWO, rules, NOW, usual, offer)
    ground = finding(found, "paid_piece").ground
    assert isinstance(ground, AboveReference)
    assert (found.outcome, ground.allowed.price, ground.allowed.basis) == ("holds", 8000, "prevailing")
    assert verdict(THREE_FOR_TWO, rules, {"now": "80.01"}, usual, offer).outcome == "fails"


def test_a_usual_price_of_a_few_days_that_were_seen_settles_nothing_for_good() -> None:
    found = verdict(THREE_FOR_TWO, "uk-2025", NOW, ago(20, 8000, 1))
    assert (found.outcome, found.provisional) == ("holds", True)
    assert verdict(THREE_FOR_TWO, "uk-2025", {"now": "90"}, ago(20, 8000, 1)).outcome == "cannot_tell"


def test_without_prices_of_before_those_are_what_is_missing() -> None:
    found = verdict(THREE_FOR_TWO, "uk-2025", NOW)
    assert finding(found, "paid_piece").missing == ("history",)
    assert finding(verdict(THREE_FOR_TWO, "uk-2025"), "paid_piece").missing == ("now", "history")


# --- items of which one price is known ----------------------------------------------------------------------------


def lines(*some: tuple[int, int | None]) -> tuple[Line, ...]:
    return tuple(
        Line.model_validate({"id": f"i{at}", "price": price} | ({} if was is None else {"list_price": was}))
        for at, (price, was) in enumerate(some)
    )


def judged(reach: str, known: Circumstances, rules: str = "cn-2022", of: str = "own") -> AdvertJudged:
    said = Off.model_validate({"rate": "50%", "reach": reach, "of": of})
    advert = advert_of("x", (load_standard(rules),), (said,), Facts(start=START))
    return judge_adverts([advert], known)[0]


def asked_for(found: AdvertJudged) -> set[str]:
    verdicts = (verdict for reading in found.readings for one in reading.judged for verdict in one.verdicts)
    return {missing for one in verdicts for missing in one.missing}


@pytest.mark.parametrize("reach", ["everything", "up_to"])
def test_of_items_with_a_price_of_now_alone_nobody_can_tell_what_comes_off(reach: str) -> None:
    found = judged(reach, Circumstances(catalogue=lines((50, None), (60, None))))
    assert (found.outcome, asked_for(found)) == ("cannot_tell", {"item_prices"})


def test_an_item_with_a_price_of_now_alone_may_reach_it_and_is_in_no_median() -> None:
    known = Circumstances(catalogue=lines((50, 100), (60, None)))
    found = judged("everything", known)
    (ground,) = (one.ground for verdict in found.readings[0].judged[0].verdicts for one in verdict.findings)
    assert isinstance(ground, Items)
    assert (found.outcome, ground.reach, ground.may, ground.median) == ("cannot_tell", 1, 1, ground.best_share)
    assert judged("up_to", known).outcome == "holds"
    assert judged("everything", Circumstances(catalogue=lines((50, 100), (60, None), (90, 100)))).outcome == "fails"


def test_where_the_shop_has_rules_they_say_what_comes_off_a_price() -> None:
    book = Rulebook(rulebook="none")
    assert judged("everything", Circumstances(catalogue=lines((50, None)), rulebook=book)).outcome == "fails"


def test_earlier_prices_of_an_item_are_enough_also_where_no_reference_is_named() -> None:
    histories = {"i0": History.of([ago(121, 10000, 1)]), "i1": History.of([ago(121, 7000, 1)])}
    known = Circumstances(catalogue=lines((50, None), (50, None)), histories=histories)
    assert judged("everything", known, "uk-2010").outcome == "fails"
    assert judged("everything", known).outcome == "fails"
    assert judged("up_to", known, "uk-2010").outcome == "holds"


def test_earlier_prices_say_nothing_of_a_list_price() -> None:
    histories = {"i0": History.of([ago(121, 10000, 1)])}
    known = Circumstances(catalogue=lines((50, None)), histories=histories)
    assert judged("everything", known, of="list").outcome == "cannot_tell"
    assert judged("everything", Circumstances(catalogue=lines((50, 100))), of="list").outcome == "holds"


# --- counted days of the prevailing price -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "of", "outcome"),
    [
        (62, 90, "holds"),
        (47, None, "holds"),
        (46, None, "cannot_tell"),
        (45, 90, "cannot_tell"),
        (62, 180, "cannot_tell"),
    ],
)
def test_a_price_of_more_than_half_of_the_days_prevailed_in_california(days: int, of: int | None, outcome: str) -> None:
    counted = NOW | {"reference_days": days} | ({} if of is None else {"window_days": of})
    assert verdict(WAS, load_standard("us-ca"), counted).outcome == outcome


def test_prices_that_were_seen_say_more_than_a_count_of_days() -> None:
    counted = NOW | {"reference_days": 62, "window_days": 90}
    assert verdict(WAS, load_standard("us-ca"), counted, ago(80, 9000, 1)).outcome == "fails"
