"""How findings come together in a verdict: what has to be known, what may be missing, and what is only provisional."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from promocalc.claims.claim import Claim, read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import AboveReference, Days, Items, Later, LowestPrice, Shown, Sold, Younger
from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.claims.matter import Matter
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Verdict, judge
from promocalc.files.standards import load_standard

START = date(2024, 11, 1)
WAS = {"kind": "was_now", "was": "100", "now": "80"}


def standard(*tests: dict[str, Any], **more: Any) -> Standard:
    return Standard.model_validate({"standard": "own", "title": "Own", "jurisdiction": "XX", "tests": tests, **more})


def verdict(
    claim: dict[str, Any] | Claim,
    rules: Standard | str,
    facts: dict[str, Any] | None = None,
    history: History | None = None,
) -> Verdict:
    under = load_standard(rules) if isinstance(rules, str) else rules
    return judge(
        Matter(read_claim(claim), under, Facts.model_validate({"start": START} | (facts or {})), history or History())
    )


def ago(first: int, price: int, last: int | None = None, kind: PriceKind = "offer") -> Observation:
    days = Span(START - timedelta(days=first), START - timedelta(days=first if last is None else last))
    return Observation(days, price, kind)


# --- the lattice -----------------------------------------------------------------------------------------------------

TIME = {"test": "time_at_reference", "days": 30}
SOLD = {"test": "sold_at_reference", "share": "50%"}


def pair(word: str) -> Standard:
    return standard(TIME | {word: "one"}, SOLD | {word: "one"})


@pytest.mark.parametrize(
    ("days", "sold", "either", "together"),
    [
        (60, "80%", "holds", "holds"),
        (60, "10%", "holds", "fails"),
        (5, "80%", "holds", "fails"),
        (5, "10%", "fails", "fails"),
        (60, None, "holds", "holds"),
        (5, None, "fails", "fails"),
        (None, "80%", "holds", "holds"),
        (None, "10%", "fails", "fails"),
        (None, None, "cannot_tell", "cannot_tell"),
    ],
)
def test_either_needs_one_that_holds_and_together_none_that_fails(
    days: int | None, sold: str | None, either: str, together: str
) -> None:
    facts = {"reference_days": days, "sold_at_reference": sold}
    known = {key: value for key, value in facts.items() if value is not None}
    assert verdict(WAS, pair("either"), known).outcome == either
    assert verdict(WAS, pair("together"), known).outcome == together


def test_one_test_that_fails_is_enough() -> None:
    rules = standard({"test": "asked"}, {"test": "charged"})
    assert verdict(WAS, rules, {"now": "80", "charged": "81"}).outcome == "fails"


def test_one_test_that_holds_is_not_enough_where_another_is_not_known() -> None:
    found = verdict(WAS, standard({"test": "asked"}, SOLD), {"now": "80"})
    assert found.outcome == "cannot_tell"
    assert found.missing == ("sold_at_reference",)


def test_an_optional_test_is_not_waited_for_but_can_fail() -> None:
    rules = standard({"test": "asked"}, SOLD | {"optional": True})
    assert verdict(WAS, rules, {"now": "80"}).outcome == "holds"
    assert verdict(WAS, rules, {"now": "80"}).missing == ()
    assert verdict(WAS, rules, {"now": "80", "sold_at_reference": "1%"}).outcome == "fails"


def test_where_only_optional_tests_speak_and_none_is_known_nobody_can_tell() -> None:
    assert verdict(WAS, standard(SOLD | {"optional": True})).outcome == "cannot_tell"


def test_a_standard_that_asks_nothing_of_a_claim_says_nothing() -> None:
    found = verdict({"kind": "gift", "worth": "99"}, standard({"test": "reference"}))
    assert (found.outcome, found.findings) == ("cannot_tell", ())


def test_what_is_missing_is_named_once() -> None:
    found = verdict(WAS, standard({"test": "reference"}, {"test": "reference"}))
    assert found.missing == ("reference",)


# --- firm and provisional --------------------------------------------------------------------------------------------


def test_a_fail_against_what_was_seen_is_firm_and_a_pass_is_provisional() -> None:
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    seen = History.of([ago(3, 10000)])
    passed = verdict(claim, "eu-omnibus", {"now": "80"}, seen)
    assert (passed.outcome, passed.provisional) == ("holds", True)
    low = verdict(claim, "eu-omnibus", {"now": "80"}, History.of([ago(3, 9000)]))
    assert (low.outcome, low.provisional) == ("fails", False)
    whole = verdict(claim, "eu-omnibus", {"now": "80"}, History.of([ago(30, 10000, 1)]))
    assert (whole.outcome, whole.provisional) == ("holds", False)


def test_a_record_that_is_mostly_empty_does_not_say_what_most_days_were() -> None:
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    found = verdict(claim, "jp", {"now": "80"}, History.of([ago(25, 9000, 8)]))
    assert found.outcome == "cannot_tell"
    assert found.missing == ("history",)


def test_what_was_not_asked_on_any_of_the_last_days_does_not_need_the_rest_of_the_record() -> None:
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    assert verdict(claim, "jp", {"now": "80"}, History.of([ago(20, 9000, 1)])).outcome == "fails"


@pytest.mark.parametrize(("unseen", "outcome"), [(24, "fails"), (25, "fails"), (26, "cannot_tell")])
def test_a_price_fails_beside_the_prevailing_one_where_the_unseen_days_cannot_make_it_as_frequent(
    unseen: int, outcome: str
) -> None:
    days = 92  # of the three months before START
    seen = History.of([ago(days, 10000, days - 19), ago(days - 20, 9000, unseen + 1)])
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    assert verdict(claim, "us-ca", {"now": "80"}, seen).outcome == outcome


def test_days_that_nobody_saw_do_not_decide_what_most_days_were() -> None:
    # 100 on 25 of the 50 days that were seen; asked on one of the other six too, it were the price of most of them.
    seen = History.of([ago(56, 9000, 32), ago(31, 10000, 7)])
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    assert verdict(claim, "jp", {"now": "80"}, seen).outcome == "cannot_tell"


def test_offers_of_longer_ago_are_not_taken_for_the_last_price_paid_where_nobody_looked_since() -> None:
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    assert verdict(claim, "cn-2022", {"now": "80"}, History.of([ago(20, 9000)])).outcome == "cannot_tell"
    assert verdict(claim, "cn-2022", {"now": "80"}, History.of([ago(20, 9000, kind="deal")])).outcome == "fails"


def test_a_label_of_the_first_day_above_the_advertised_price_may_be_the_struck_one() -> None:
    claim = {"kind": "was_now", "was": "100", "now": "80"}
    label = ago(9, 10000, 0, "tag")
    assert verdict(claim, "cn-2022", history=History.of([label])).outcome == "holds"
    assert verdict(claim, "cn-2022", history=History.of([label, ago(0, 9000)])).outcome == "fails"
    price = {"kind": "price", "amount": "80"}
    assert verdict(price, "cn-2022", history=History.of([label])).missing == ("now",)
    assert verdict(price, "cn-2022", history=History.of([ago(0, 8000, kind="tag")])).outcome == "holds"


def test_a_rise_that_only_days_nobody_saw_make_a_short_one_is_not_found() -> None:
    rules = standard({"test": "raised", "stood": 180, "days": 45, "rise": "15%"})
    low, high = ago(230, 8000, 41), ago(40, 10000, 1)
    assert verdict(WAS, rules, {"now": "80"}, History.of([low, high])).outcome == "fails"
    # That the lower price stood so long, and the higher one so shortly, has to have been seen.
    for seen in ([ago(230, 8000), ago(41, 8000), high], [ago(230, 8000, 50), high]):
        found = verdict(WAS, rules, {"now": "80"}, History.of(seen))
        assert (found.outcome, found.missing) == ("cannot_tell", ("history",))


def test_that_no_rise_was_seen_says_nothing_where_nobody_looked_on_some_of_the_days_before() -> None:
    rules = standard({"test": "raised", "days": 7, "optional": True}, {"test": "asked"})
    whole = verdict(WAS, rules, {"now": "80"}, History.of([ago(8, 10000, 1)]))
    assert [one.test.test for one in whole.findings if one.test is not None] == ["asked"]
    short = verdict(WAS, rules, {"now": "80"}, History.of([ago(7, 10000, 1)]))
    assert short.outcome == "holds"
    assert [one.missing for one in short.findings if not one.counts] == [("history",)]


def test_a_record_that_is_shorter_than_the_days_asked_for_does_not_show_that_a_price_stood_too_shortly() -> None:
    rules = standard({"test": "time_at_reference", "days": 60, "few": 28})
    seen = History.of([ago(10, 10000, 1)])
    found = verdict(WAS, rules, {"now": "80"}, seen)
    assert (found.outcome, found.missing) == ("cannot_tell", ("history",))
    assert verdict(WAS, rules, {"now": "80"}, History.of([ago(60, 9000, 11), ago(10, 10000, 1)])).outcome == "fails"
    new = {"now": "80", "sold_since": START - timedelta(days=10)}
    assert verdict(WAS, rules, new, seen).outcome == "fails"


def test_a_reduced_price_is_not_found_to_have_stood_longer_where_the_record_is_shorter_than_that() -> None:
    rules = standard({"test": "longer_than_promotion"})
    facts = {"now": "80", "promotion_days": 30}
    whole = [ago(40, 9000, 21), ago(20, 10000, 1)]
    assert verdict(WAS, rules, facts, History.of(whole)).outcome == "fails"
    for seen in ([ago(20, 10000, 1)], [ago(40, 9000, 35), ago(20, 10000, 1)]):
        found = verdict(WAS, rules, facts, History.of(seen))
        assert (found.outcome, found.missing) == ("cannot_tell", ("history",))


def test_the_lowest_price_needs_offers_of_so_many_days_and_not_labels() -> None:
    label, offer = ago(60, 10000, 1, "tag"), ago(2, 9000, 1)
    found = verdict({"kind": "lowest", "days": 30}, "cn-2022", {"now": "80"}, History.of([label, offer]))
    assert found.outcome == "cannot_tell"


def test_the_price_right_before_is_only_as_sure_as_the_days_since_it_was_seen() -> None:
    rules = standard({"test": "reference"}, reference={"way": "before"})
    for price, then, now in ((10000, "holds", "holds"), (9000, "cannot_tell", "fails")):
        old = verdict(WAS, rules, {"now": "80"}, History.of([ago(9, price, 2)]))
        new = verdict(WAS, rules, {"now": "80"}, History.of([ago(9, price, 1)]))
        assert (old.outcome, old.provisional) == (then, then == "holds")
        assert (new.outcome, new.provisional) == (now, False)


def test_days_that_nobody_saw_can_save_a_price_but_not_beyond_their_number() -> None:
    assert Days("reference", 10, 20, least=14, unknown=3).holds is False
    assert Days("reference", 10, 20, least=14, unknown=4).holds is None
    assert Days("reference", 14, 20, least=14, unknown=4).holds is True


# --- tests with an open middle ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "outcome"), [(7, False), (8, None), (29, None), (30, True)])
def test_between_few_and_enough_days_it_is_not_settled(days: int, outcome: bool | None) -> None:
    assert Days("reference", days, None, least=30, few=7).holds is outcome


@pytest.mark.parametrize(
    ("sold", "outcome"), [("25%", "fails"), ("26%", "cannot_tell"), ("50%", "cannot_tell"), ("51%", "holds")]
)
def test_between_a_quarter_and_half_of_the_pieces_it_is_not_settled_in_the_united_kingdom(
    sold: str, outcome: str
) -> None:
    found = verdict(WAS, "uk-2025", {"now": "80", "sold_at_reference": sold})
    assert found.outcome == outcome
    assert {type(one.ground) for one in found.findings if one.outcome == "fails"} <= {Sold}


def test_a_number_of_days_without_its_window_is_no_share() -> None:
    assert verdict(WAS, "uk-2025", {"now": "80", "reference_days": 100}).outcome == "cannot_tell"
    assert verdict(WAS, "uk-2025", {"now": "80", "reference_days": 100, "window_days": 120}).outcome == "holds"
    assert verdict(WAS, "uk-2025", {"now": "80", "reference_days": 65, "window_days": 121}).outcome == "fails"
    assert verdict(WAS, "uk-2025", {"now": "80", "reference_days": 83, "promotion_days": 28}).outcome == "holds"
    assert verdict(WAS, "uk-2025", {"now": "80", "reference_days": 28, "promotion_days": 83}).outcome == "fails"


# --- single tests ----------------------------------------------------------------------------------------------------


def test_a_better_price_than_advertised_holds() -> None:
    assert verdict(WAS, standard({"test": "asked"}), {"now": "79"}).outcome == "holds"
    assert verdict(WAS, standard({"test": "asked"}), {"now": "80.01"}).outcome == "holds"  # rounding by custom
    assert verdict(WAS, standard({"test": "asked"}), {"now": "80.02"}).outcome == "fails"


def test_what_is_seen_on_the_first_day_is_held_against_the_advertised_price() -> None:
    claim = {"kind": "price", "amount": "80"}
    assert verdict(claim, standard({"test": "asked"}), {}, History.of([ago(0, 9000)])).outcome == "fails"
    assert verdict(claim, standard({"test": "asked"}), {}, History.of([ago(1, 9000)])).outcome == "cannot_tell"


def test_the_lowest_price_in_so_many_days_needs_a_record_of_so_many_days() -> None:
    claim = {"kind": "lowest", "days": 30}
    rules = standard({"test": "lowest"})
    whole = History.of([ago(30, 9000, 1)])
    assert verdict(claim, rules, {"now": "90"}, whole).outcome == "holds"
    assert verdict(claim, rules, {"now": "90.01"}, whole).outcome == "fails"
    short = verdict(claim, rules, {"now": "90"}, History.of([ago(29, 9000, 1)]))
    assert (short.outcome, short.missing) == ("cannot_tell", ("history",))
    assert isinstance(short.findings[0].ground, LowestPrice)


def test_what_was_not_on_sale_for_so_long_has_no_lowest_price_of_that_time() -> None:
    claim = {"kind": "lowest", "days": 365}
    found = verdict(claim, "cn-2022", {"now": "329", "sold_since": START - timedelta(days=364)})
    assert found.outcome == "fails"
    assert [type(one.ground) for one in found.findings if one.outcome == "fails"] == [Younger]
    old = verdict(claim, "cn-2022", {"now": "329", "sold_since": START - timedelta(days=365)})
    assert old.outcome == "cannot_tell"


def test_the_lowest_price_ever_needs_a_record_from_the_first_day_of_sale() -> None:
    claim, rules = {"kind": "lowest"}, standard({"test": "lowest"})
    seen = History.of([ago(40, 9000, 1)])
    assert verdict(claim, rules, {"now": "90"}, seen).outcome == "cannot_tell"
    assert verdict(claim, rules, {"now": "90", "sold_since": START - timedelta(days=40)}, seen).outcome == "holds"


def test_a_price_that_was_announced_for_later_has_to_come_or_to_have_been_planned() -> None:
    claim = {"kind": "until", "ends": START.isoformat(), "then": "888"}
    rules = standard({"test": "later_price"})
    next_day = Observation(Span(START + timedelta(days=1), START + timedelta(days=1)), 72800, "offer")
    found = verdict(claim, rules, {}, History.of([next_day]))
    assert found.outcome == "fails"
    assert isinstance(found.findings[0].ground, Later)
    assert verdict(claim, rules, {"later": "888"}).outcome == "holds"
    assert verdict(claim, rules, {"planned": False}).outcome == "fails"
    assert verdict(claim, rules).missing == ("later",)


@pytest.mark.parametrize(("reach", "outcome"), [("1/40", "fails"), ("4/40", "holds"), ("3/40", "fails")])
def test_up_to_asks_for_a_tenth_of_the_items_in_the_united_kingdom(reach: str, outcome: str) -> None:
    found = verdict({"kind": "off", "rate": "90%", "reach": "up_to"}, "uk-2025", {"items_reached": reach})
    assert found.outcome == outcome
    assert any(isinstance(one.ground, Items) for one in found.findings)


def test_up_to_asks_for_one_item_in_china_and_everything_for_all_of_them() -> None:
    up_to = {"kind": "off", "rate": "90%", "reach": "up_to"}
    everything = {"kind": "off", "rate": "50%", "reach": "everything"}
    assert verdict(up_to, "cn-2022", {"items_reached": "1/40"}).outcome == "holds"
    assert verdict(up_to, "cn-2022", {"items_reached": "0%"}).outcome == "fails"
    assert verdict(everything, "cn-2022", {"items_reached": "39/40"}).outcome == "fails"
    assert verdict(everything, "cn-2022", {"items_reached": "100%"}).outcome == "holds"


def test_conditions_that_were_not_told_with_the_price_fail() -> None:
    claim = {"kind": "price", "amount": "99"}
    assert verdict(claim, "cn-2022", {"now": "99", "shown": True}).outcome == "holds"
    found = verdict(claim, "cn-2022", {"now": "99", "shown": False})
    assert [type(one.ground) for one in found.findings if one.outcome == "fails"] == [Shown]


def test_the_piece_that_is_paid_for_is_not_made_dearer_for_the_free_one() -> None:
    claim = {"kind": "bundle", "pieces": 2}
    before = History.of([ago(7, 4759, 1, "deal")])
    found = verdict(claim, "cn-2022", {"now": "48.80"}, before)
    assert [type(one.ground) for one in found.findings if one.outcome == "fails"] == [AboveReference]
    assert verdict(claim, "cn-2022", {"now": "47.59"}, before).outcome == "holds"


def test_a_share_that_a_voucher_does_not_come_to_fails_by_the_numbers_of_the_claim() -> None:
    claim = {"kind": "voucher", "spend": "200", "gives": "100"}
    assert verdict(claim | {"said": "50%"}, "cn-2022").outcome == "fails"
    assert verdict(claim | {"said": "1/3"}, "cn-2022").outcome == "holds"


def test_a_list_price_is_what_others_ask_unless_somebody_counted_how_often_it_was_asked() -> None:
    claim = {"kind": "was_now", "was": "170", "now": "85", "of": "list"}
    assert verdict(claim, "uk-2025", {"now": "85"}).missing == ("market",)
    assert verdict(claim, "uk-2025", {"now": "85", "market": "170"}).outcome == "holds"
    assert verdict(claim, "uk-2025", {"reference_days": 84, "window_days": 308}).outcome == "fails"


# --- where and when --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "day", "names"),
    [
        ("CN", "2020-11-11", {"cn-2001"}),
        ("CN", "2020-12-01", {"cn-2001", "cn-2020"}),
        ("CN", "2022-06-30", {"cn-2001", "cn-2020"}),
        ("CN", "2022-07-01", {"cn-2020", "cn-2022"}),
        ("DE", "2022-05-27", {"eu-unfair"}),
        ("DE", "2022-05-28", {"eu-omnibus"}),
        ("GB", "2025-04-05", {"uk-2010"}),
        ("UK", "2025-04-06", {"uk-2025"}),
        ("AU", "2010-12-31", {"au-1974"}),
        ("US", "2024-01-01", {"us-ftc", "us-nad"}),
        ("US-CA", "2024-01-01", {"us-ftc", "us-nad", "us-ca"}),
        ("US-NY", "2024-01-01", {"us-ftc", "us-nad"}),
        ("NO", "2024-01-01", set()),
    ],
)
def test_the_standards_of_a_place_are_those_in_force_on_the_day(place: str, day: str, names: set[str]) -> None:
    from promocalc.files.standards import standards

    assert {one.standard for one in standards(place, date.fromisoformat(day))} == names
