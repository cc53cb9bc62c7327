"""What counts as not met where nobody shows it, and what a compared price that is explained has to be."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.claims.grounds import AboveMarket, AboveReference, Days, EveryItem, NothingLess
from promocalc.claims.verdict import Verdict

from .claiming import WAS, ago, finding, standard, verdict

# --- one of two tests is enough -------------------------------------------------------------------------------------


def canada(facts: dict[str, Any], *seen: Any) -> Verdict:
    return verdict(WAS, "ca", {"now": "80"} | facts, *seen)


def unshown(found: Verdict) -> list[str]:
    return [one.test.test for one in found.unshown if one.test is not None]


def test_of_two_tests_one_fails_and_nothing_is_known_of_the_other() -> None:
    found = canada({"start": "2010-05-01", "sold_at_reference": "10%"})
    assert (found.outcome, unshown(found), found.matter.advertiser_proves) == ("fails", ["time_at_reference"], False)
    later = canada({"start": "2024-06-20", "sold_at_reference": "10%"})
    assert (later.outcome, unshown(later), later.matter.advertiser_proves) == ("fails", ["time_at_reference"], True)
    assert not canada({"start": "2024-06-19", "sold_at_reference": "10%"}).matter.advertiser_proves


def test_prices_that_leave_the_other_test_open_leave_the_verdict_open_before_the_advertiser_has_to_prove_it() -> None:
    some = (ago(91, 10000, 47), ago(46, 9000, 1))  # 45 of 182 days: the 91 others decide
    facts = {"sold_at_reference": "10%"}
    assert canada(facts | {"start": "2024-11-01"}, *some).outcome == "fails"
    early = verdict(WAS, standard(*TESTS), {"now": "80"} | facts, *some)
    assert (early.outcome, early.missing, early.unshown) == ("cannot_tell", ("history",), ())


TESTS: tuple[dict[str, Any], ...] = (
    {"test": "sold_at_reference", "either": "one", "share": "50%"},
    {"test": "time_at_reference", "either": "one", "window": 182, "share": "60%"},
)


def test_where_both_fail_or_one_holds_nothing_is_taken_for_not_met() -> None:
    both = {"reference_days": 40, "sold_at_reference": "10%"}
    assert (canada(both).outcome, unshown(canada(both))) == ("fails", [])
    one = {"reference_days": 140, "sold_at_reference": "10%"}
    assert (canada(one).outcome, unshown(canada(one))) == ("holds", [])
    assert unshown(canada({})) == []


def test_a_pass_on_one_of_two_tests_that_belong_together_is_provisional() -> None:
    known = {"now": "80", "reference_days": 100, "window_days": 120}
    found = verdict(WAS, "uk-2025", known)
    assert (found.outcome, found.provisional) == ("holds", True)
    assert "sold_at_reference" in found.missing
    whole = known | {"sold_at_reference": "60%", "promotion_days": 20}
    assert verdict(WAS, "uk-2025", whole).provisional is False


# --- the base is explained ------------------------------------------------------------------------------------------

EXPLAINED = {"now": "80", "reference_explained": True}


@pytest.mark.parametrize("name", ["cn-2022", "cn-2020", "us-ca"])
def test_a_price_that_is_explained_was_asked_at_some_time_and_the_window_does_not_bind_it(name: str) -> None:
    seen = (ago(400, 10000, 390), ago(200, 8500, 1))
    assert verdict(WAS, name, {"now": "80"}, *seen).outcome == "fails"
    found = verdict(WAS, name, EXPLAINED, *seen)
    assert (found.outcome, found.provisional) == ("holds", False)
    assert isinstance(finding(found, "stated_base").ground, AboveReference)
    assert all(one.test is None or one.test.test != "reference" for one in found.findings)


def test_a_price_that_was_never_seen_may_have_been_asked_on_days_that_nobody_saw() -> None:
    found = verdict(WAS, "cn-2022", EXPLAINED, ago(60, 8500, 1))
    assert (found.outcome, found.missing) == ("cannot_tell", ("history",))
    whole = EXPLAINED | {"sold_since": "2024-09-02"}
    assert verdict(WAS, "cn-2022", whole, ago(60, 8500, 1)).outcome == "fails"
    assert verdict(WAS, "cn-2022", EXPLAINED).missing == ("history",)


def test_an_explained_price_that_only_a_label_said_holds_on_what_was_seen() -> None:
    found = verdict(WAS, "cn-2022", EXPLAINED, ago(60, 10000, 50, "tag"))
    assert (found.outcome, found.provisional) == ("holds", True)


def test_a_standard_that_asks_for_its_own_window_does_so_of_explained_prices_too() -> None:
    seen = (ago(400, 10000, 390), ago(200, 8500, 1))
    assert verdict(WAS, "eu-omnibus", EXPLAINED, *seen).outcome == "fails"


def test_a_saving_on_an_explained_base_is_held_against_the_highest_price_that_was_asked() -> None:
    claim, seen = {"kind": "save", "amount": "20"}, (ago(60, 10000, 50), ago(49, 9000, 1))
    assert verdict(claim, "cn-2022", EXPLAINED, *seen).outcome == "holds"
    assert verdict(claim, "cn-2022", {"now": "80"}, *seen).outcome == "fails"


# --- what was never asked, what not every item reaches ------------------------------------------------------------


def test_a_price_that_was_asked_on_no_day_is_above_every_reference() -> None:
    for name in ("eu-omnibus", "eu-unfair", "cn-2022", "us-ca"):
        found = verdict(WAS, name, {"now": "80", "reference_days": 0})
        assert found.outcome == "fails"
        assert isinstance(finding(found, "reference").ground, Days)
    assert verdict(WAS, "eu-omnibus", {"now": "80", "reference_days": 1}).outcome == "cannot_tell"


def test_that_not_every_item_reaches_it_is_enough_though_nobody_counted() -> None:
    claim = {"kind": "off", "rate": "20%", "reach": "everything"}
    found = verdict(claim, "uk-2025", {"every_item": False})
    assert (found.outcome, finding(found, "every_item").ground) == ("fails", EveryItem(every=False))
    assert verdict(claim, "uk-2025", {"every_item": True}).outcome == "holds"
    assert verdict(claim | {"reach": "up_to"}, "uk-2025", {"every_item": False}).outcome == "cannot_tell"


# --- other sellers and makers ---------------------------------------------------------------------------------------

LISTED = WAS | {"of": "list"}


def test_a_penny_above_what_others_ask_is_rounding() -> None:
    rules = standard({"test": "market"})
    assert verdict(LISTED, rules, {"market": "99.99"}).outcome == "holds"
    assert verdict(LISTED, rules, {"market": "99.98"}).outcome == "fails"


def test_a_list_price_above_the_one_that_the_maker_recommends_fails_whatever_others_ask() -> None:
    rules = standard({"test": "market"})
    found = verdict(LISTED, rules, {"list_price": "90"})
    assert found.findings[0].ground == AboveMarket(10000, 9000, "list", 1)
    assert found.outcome == "fails"
    assert verdict(LISTED, rules, {"list_price": "100"}).missing == ("market",)
    assert verdict(LISTED, rules, {"list_price": "100", "market": "80"}).outcome == "fails"


def test_a_price_that_is_compared_with_itself_saves_nothing() -> None:
    found = verdict(LISTED | {"now": "100"}, standard({"test": "market"}), {"market": "100"})
    assert found.outcome == "fails"
    assert any(one.ground == NothingLess(10000) for one in found.findings)
    assert verdict(LISTED | {"now": "99.99"}, standard({"test": "market"}), {"market": "100"}).outcome == "holds"
