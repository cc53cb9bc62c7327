"""A price that was raised shortly before: in one step or several, as far as every day was seen."""

from __future__ import annotations

import pytest

from promocalc.claims.grounds import Raised
from promocalc.claims.history import Observation
from promocalc.claims.verdict import Verdict

from .claiming import WAS, ago, finding, standard, verdict

SHORT = standard({"test": "raised", "days": 7})
LONG = standard({"test": "raised", "days": 45, "stood": 180, "rise": "15%"})


def raised(*seen: Observation, **facts: object) -> Verdict:
    return verdict(WAS, SHORT, {"now": "80"} | facts, *seen)


def test_a_rise_in_two_steps_counts_from_the_price_before_the_first() -> None:
    found = raised(ago(60, 8000, 5), ago(4, 9000, 3), ago(2, 10000, 1))
    assert found.outcome == "fails"
    assert found.findings[0].ground == Raised(8000, 56, 10000, 4, 8000, found=True)


def test_each_of_two_steps_may_be_too_small_for_a_rise_that_both_are() -> None:
    steps = (ago(300, 8000, 21), ago(20, 9000, 11), ago(10, 10000, 1))
    assert verdict(WAS, LONG, {"now": "80"}, *steps).outcome == "fails"
    assert verdict(WAS, LONG, {"now": "80"}, ago(300, 8000, 21), ago(20, 9000, 1)).outcome == "holds"


def test_between_two_steps_the_price_may_fall_but_not_back() -> None:
    up = (ago(60, 8000, 7), ago(6, 9000, 5), ago(4, 8500, 3), ago(2, 10000, 1))
    found = raised(*up)
    assert found.findings[0].ground == Raised(8000, 54, 10000, 6, 8000, found=True)
    back = (ago(60, 7000, 7), ago(6, 9000, 5), ago(4, 6000, 3), ago(2, 10000, 1))
    assert raised(*back).findings[0].ground == Raised(6000, 2, 10000, 2, 8000, found=True)


def test_a_step_of_longer_ago_begins_no_rise() -> None:
    found = verdict(WAS, SHORT, {"now": "90"}, ago(60, 8000, 31), ago(30, 9500, 3), ago(2, 10000, 1))
    assert found.outcome == "holds"
    assert found.findings[0].ground == Raised(9500, 28, 10000, 2, 9000, found=False)


def test_a_price_that_was_raised_and_fell_again_long_ago_was_not_raised_shortly_before() -> None:
    assert raised(ago(400, 8000, 300), ago(299, 10000, 297), ago(296, 9000, 1)).outcome == "holds"


@pytest.mark.parametrize(("days", "outcome"), [(7, "fails"), (8, "holds")])
def test_a_rise_is_short_for_as_many_days_as_the_standard_says(days: int, outcome: str) -> None:
    assert raised(ago(60, 8000, days + 1), ago(days, 10000, 1)).outcome == outcome


def test_a_rise_to_a_price_from_which_less_is_asked_than_before_it_is_none() -> None:
    assert raised(ago(60, 8000, 4), ago(3, 10000, 1), now="79.99").outcome == "holds"


def test_a_rise_beside_which_nobody_knows_what_is_asked_is_not_found() -> None:
    found = verdict({"kind": "reduced"}, SHORT, {}, ago(60, 8000, 4), ago(3, 10000, 1))
    assert (found.outcome, found.missing) == ("cannot_tell", ("now",))


def test_that_a_rise_was_too_long_ago_is_known_only_where_every_day_since_was_seen() -> None:
    low, high = ago(60, 8000, 21), ago(20, 10000, 8)
    assert raised(low, high, ago(7, 10000, 1)).outcome == "holds"
    # On the days that nobody saw it may have been 80 again.
    found = raised(low, high, ago(7, 10000, 5), ago(2, 10000, 1))
    assert (found.outcome, found.missing) == ("cannot_tell", ("history",))


def test_days_before_the_first_of_sale_need_not_have_been_seen() -> None:
    high = ago(6, 10000, 1)
    assert finding(raised(high), "raised").missing == ("history",)
    assert raised(high, sold_since="2024-10-26").findings == ()


def test_a_rise_that_somebody_states_needs_the_days_that_the_standard_asks_about() -> None:
    said = {"now": "80", "before": "80", "before_days": 200, "reference_days": 20}
    assert verdict(WAS, LONG, said).outcome == "fails"
    for lacking, missing in (("before_days", "history"), ("reference_days", "reference_days")):
        found = verdict(WAS, LONG, {key: value for key, value in said.items() if key != lacking})
        assert (found.outcome, found.missing) == ("cannot_tell", (missing,))
    # What is known may be enough to say that it was none.
    assert verdict(WAS, LONG, {"now": "80", "before": "80", "before_days": 100}).outcome == "holds"
    assert verdict(WAS, LONG, {"now": "80", "before": "80", "reference_days": 46}).outcome == "holds"
    assert verdict(WAS, LONG, {"now": "80", "before": "95"}).outcome == "holds"


def test_where_the_standard_names_no_number_a_rise_is_told_and_not_settled() -> None:
    seen = (ago(60, 7000, 8), ago(7, 10000, 1))
    found = verdict(WAS, "cn-2022", {"now": "80"}, *seen)
    rise = finding(found, "raised")
    assert (found.outcome, rise.outcome, rise.counts) == ("cannot_tell", "cannot_tell", True)
    assert rise.ground == Raised(7000, 53, 10000, 7, 8000, found=True)
    long = verdict(WAS, "cn-2022", {"now": "80"}, ago(60, 7000, 32), ago(31, 10000, 1))
    assert (long.outcome, finding(long, "raised").outcome) == ("holds", "holds")
