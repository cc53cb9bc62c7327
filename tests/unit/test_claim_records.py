"""What a record of prices says and does not say: short ones, days that nobody saw, labels that nobody had to pay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from promocalc.claims.grounds import Days
from promocalc.claims.history import History, Observation
from promocalc.claims.reference import ReferencePolicy, WindowOf, reference

from .claiming import START, WAS, ago, finding, matter, standard, verdict

TIME = standard({"test": "time_at_reference", "days": 28, "share": "66%", "least": "54%"})
RECORD = standard({"test": "time_at_reference", "record": 121, "days": 28, "few": 7, "share": "66%", "least": "54%"})
NOW = {"now": "80"}


# --- short records ------------------------------------------------------------------------------------------------


def test_without_a_window_a_record_says_only_so_much_as_it_is_long() -> None:
    found = verdict(WAS, TIME, NOW, ago(30, 10000, 1))
    assert (found.outcome, found.provisional) == ("holds", True)
    since = NOW | {"sold_since": START - timedelta(days=30)}
    assert not verdict(WAS, TIME, since, ago(30, 10000, 1)).provisional


@pytest.mark.parametrize(("days", "outcome", "provisional"), [(79, "holds", True), (80, "holds", False)])
def test_of_a_record_that_is_too_short_the_days_before_it_are_unknown(
    days: int, outcome: str, provisional: bool
) -> None:
    found = verdict(WAS, RECORD, NOW, ago(days, 10000, 1))  # 80 of 121 days are more than 66 %
    assert (found.outcome, found.provisional) == (outcome, provisional)


@pytest.mark.parametrize(("days", "outcome"), [(98, "fails"), (62, "cannot_tell")])
def test_a_short_record_fails_firmly_only_where_the_days_before_it_cannot_save_it(days: int, outcome: str) -> None:
    assert verdict(WAS, RECORD, NOW, ago(days, 9000, 25), ago(24, 10000, 1)).outcome == outcome


def test_days_before_the_record_that_is_asked_for_do_not_count() -> None:
    assert verdict(WAS, RECORD, NOW, ago(900, 9000, 122), ago(121, 10000, 1)).outcome == "holds"
    assert verdict(WAS, RECORD, NOW, ago(900, 10000, 122), ago(121, 9000, 1)).outcome == "fails"


def test_a_number_of_days_that_is_stated_is_no_share_of_the_record() -> None:
    assert verdict(WAS, RECORD, NOW | {"reference_days": 100}).outcome == "cannot_tell"


@pytest.mark.parametrize("name", ["uk-2010", "uk-2025", "au-1974", "au-2011"])
@pytest.mark.parametrize("price", [9000, 10000])
def test_two_weeks_of_prices_settle_nothing_where_the_time_is_not_named(name: str, price: int) -> None:
    found = finding(verdict(WAS, name, NOW, ago(14, price, 1)), "time_at_reference")
    assert (found.outcome, found.missing) == ("cannot_tell", ("history",))


def test_days_that_nobody_saw_make_a_pass_provisional_only_where_they_could_change_it() -> None:
    share = standard({"test": "time_at_reference", "window": 56, "share": "50%"})
    assert verdict(WAS, share, NOW, ago(56, 10000, 28)).provisional is False  # 29 of 56
    assert verdict(WAS, share, NOW, ago(56, 10000, 29)).provisional is True
    assert verdict(WAS, standard({"test": "since_reference", "days": 14}), NOW, ago(9, 10000)).provisional is False


def test_a_window_begins_no_earlier_than_the_first_day_of_sale() -> None:
    policy, seen = ReferencePolicy(way="lowest", window=WindowOf(days=30)), History.of([ago(10, 10000, 1)])
    short, whole = reference(policy, seen, START, START - timedelta(days=10)), reference(policy, seen, START)
    assert short is not None
    assert whole is not None
    assert (short.covered, whole.covered) == (True, False)
    assert reference(policy, seen, START, START - timedelta(days=31)) == whole


def test_what_was_sold_for_less_than_eight_weeks_is_looked_at_for_that_time_in_japan() -> None:
    seen = (ago(30, 9000, 16), ago(15, 10000, 1))
    assert verdict(WAS, "jp", NOW, *seen).outcome == "cannot_tell"
    since = NOW | {"sold_since": START - timedelta(days=30)}
    assert verdict(WAS, "jp", since, *seen).outcome == "fails"  # 15 of 30 days are not more than half
    later = NOW | {"sold_since": START - timedelta(days=29)}
    assert verdict(WAS, "jp", later, ago(29, 9000, 16), ago(15, 10000, 1)).outcome == "holds"


@pytest.mark.parametrize(("seen", "firm"), [(29, True), (28, False)])
def test_a_price_of_most_days_is_so_whatever_was_asked_on_the_others_once_it_is_that_of_more_than_half(
    seen: int, firm: bool
) -> None:
    found = verdict(WAS, "jp", NOW, ago(seen, 10000, 1))
    assert (found.outcome, found.provisional) == ("holds", not firm)
    assert matter(WAS, "jp", NOW, ago(seen, 10000, 1)).allowed.sure == (10000 if firm else None)  # type: ignore[union-attr]


@pytest.mark.parametrize(("seen", "firm"), [(47, True), (46, True), (45, False)])
def test_a_price_prevails_whatever_was_asked_on_fewer_other_days(seen: int, firm: bool) -> None:
    # Of 92 days; of equals the higher one prevails, which an unseen price may be, and that lifts the reference only.
    found = verdict(WAS, "us-ca", NOW, ago(seen, 10000, 1))
    assert (found.outcome, found.provisional) == ("holds", not firm)


# --- labels -------------------------------------------------------------------------------------------------------

EVERY_DAY = ago(200, 10000, 1, "tag")
SPARSE = tuple(ago(days, 8500) for days in (1, 9, 17, 25, 40, 55, 70, 100))


@pytest.mark.parametrize("name", ["jp", "us-ca", "uk-2025", "au-2011", "us-ftc", "ca", "eu-omnibus"])
def test_a_struck_label_on_every_day_does_not_lift_what_was_asked_on_a_few(name: str) -> None:
    assert verdict(WAS, name, NOW, EVERY_DAY, *SPARSE).outcome != "holds"


@pytest.mark.parametrize("name", ["jp", "us-ca", "uk-2025", "au-2011", "us-ftc", "ca", "eu-omnibus"])
def test_labels_alone_are_taken_for_what_was_asked_and_that_is_no_firm_pass(name: str) -> None:
    found = verdict(WAS, name, NOW, EVERY_DAY)
    assert (found.outcome, found.provisional) == ("holds", True)
    assumed = {getattr(one.ground, "assumed", None) for one in found.findings}
    assumed |= {one.ground.allowed.assumed for one in found.findings if hasattr(one.ground, "allowed")}
    assert "tag" in assumed


def test_on_a_day_with_an_offer_the_offer_counts_and_not_a_lower_label() -> None:
    found = matter(WAS, "jp", NOW, ago(56, 10000, 1), ago(56, 7000, 1, "tag"))
    assert found.allowed is not None
    assert (found.allowed.price, found.allowed.assumed) == (10000, None)


def test_nobody_was_asked_more_than_a_label_said_where_the_lowest_price_counts() -> None:
    found = verdict(WAS, "eu-omnibus", NOW, ago(30, 10000, 11), ago(10, 9000, 1, "tag"))
    assert found.outcome == "fails"
    assert found.allowed is not None
    assert (found.allowed.price, found.allowed.assumed, found.allowed.known) == (9000, "tag", 20)


def test_a_struck_label_of_the_day_after_does_not_show_that_the_price_went_up_as_announced() -> None:
    until = {"kind": "until", "ends": "2024-11-03", "then": "100"}
    rules = standard({"test": "later_price"})
    label = ago(-3, 10000, kind="tag")
    assert verdict(until, rules, NOW, label).missing == ("later",)
    assert verdict(until, rules, NOW, label, ago(-3, 8000)).outcome == "fails"
    assert verdict(until, rules, NOW, label, ago(-3, 10000)).outcome == "holds"
    assert verdict(until, rules, NOW, ago(-3, 9000, kind="tag")).outcome == "fails"


def test_what_was_asked_after_the_first_day_says_nothing_of_the_labels_before() -> None:
    found = matter(WAS, "us-ca", NOW, ago(100, 10000, 1, "tag"), ago(0, 8000))
    assert found.allowed is not None
    assert (found.allowed.price, found.allowed.assumed) == (10000, "tag")


# --- the rule of eight weeks, from either side ---------------------------------------------------------------------


@pytest.mark.parametrize(("days", "outcome"), [(13, "cannot_tell"), (14, "fails"), (20, "fails")])
def test_a_price_that_was_not_asked_for_two_weeks_is_not_recent_whatever_was_asked_before(
    days: int, outcome: str
) -> None:
    assert verdict(WAS, "jp", NOW, ago(days, 9000, 1)).outcome == outcome


def test_leap_days_are_days_of_a_window() -> None:
    def allowed(year: int, *seen: Observation) -> int | None:
        start = START.replace(year=year, month=3, day=1)
        found = reference(ReferencePolicy(way="lowest", window=WindowOf(days=30)), History.of(seen), start)
        return None if found is None else found.price

    def on(year: int, month: int, day: int, price: int) -> Observation:
        one = START.replace(year=year, month=month, day=day)
        return Observation(type(ago(1, 1).span)(one, one), price)

    for year, first in ((2024, 31), (2023, 30)):
        edge = on(year, 1, first, 70)
        assert allowed(year, edge, on(year, 2, 28, 100)) == 70
        before = on(year, 1, first - 1, 70)
        assert allowed(year, before, on(year, 2, 28, 100)) == 100


def test_a_price_asked_on_enough_days_is_told_with_the_days_that_nobody_saw() -> None:
    found = finding(verdict(WAS, "jp", NOW, ago(40, 10000, 1)), "time_at_reference")
    assert isinstance(found.ground, Days)
    assert (found.ground.days, found.ground.looked_at, found.ground.unknown) == (40, 40, 16)


# --- examples out of public sources -------------------------------------------------------------------------------


def test_a_week_at_a_lower_price_a_month_ago_leaves_the_usual_price_that_of_most_days() -> None:
    # business.bengo4.com/category8/practice157: three months at 480, but for a week four to three weeks before.
    cake = {"kind": "was_now", "was": "480", "now": "430"}
    seen = (ago(92, 48000, 29), ago(28, 45000, 22), ago(21, 48000, 1))
    found = verdict(cake, "jp", {"now": "430"}, *seen)
    assert (found.outcome, found.provisional) == ("holds", False)


def test_a_reduction_is_worked_out_from_the_lowest_weekend_of_the_month_before() -> None:
    # natlawreview.com, 2022-12-08: 100, a weekend at 80 three weeks ago, and now 70.
    seen = (ago(60, 10000, 23), ago(22, 8000, 21), ago(20, 10000, 1))
    for rate, outcome in (("30%", "fails"), ("12.5%", "holds")):
        assert verdict({"kind": "off", "rate": rate}, "eu-omnibus", {"now": "70"}, *seen).outcome == outcome
