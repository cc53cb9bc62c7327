"""The highest price that may be compared with, as each standard finds it."""

from __future__ import annotations

from datetime import date, timedelta

from promocalc.claims.claim import Off, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.claims.matter import Matter
from promocalc.claims.reference import Reference, ReferencePolicy, WindowOf, reference
from promocalc.claims.verdict import judge
from promocalc.files.standards import load_standard
from promocalc.money import parse_rate

START = date(2024, 11, 1)
CN = ReferencePolicy(
    way="lowest", window=WindowOf(days=7), kinds=("deal",), taken_for=("offer", "tag"), otherwise="last"
)
EU = ReferencePolicy(way="lowest", window=WindowOf(days=30))
JP = ReferencePolicy(way="majority", window=WindowOf(weeks=8), at_least=14, recent=14)
CALIFORNIA = ReferencePolicy(way="prevailing", window=WindowOf(months=3))


def ago(first: int, price: int, last: int | None = None, kind: PriceKind = "offer") -> Observation:
    """So many days before the start, to so many."""
    days = Span(START - timedelta(days=first), START - timedelta(days=first if last is None else last))
    return Observation(days, price, kind)


def allowed(policy: ReferencePolicy, *seen: Observation) -> Reference:
    found = reference(policy, History.of(seen), START)
    assert found is not None
    return found


# --- the lowest of a window --------------------------------------------------------------------------------------


def test_the_lowest_deal_of_seven_days_counts_and_not_the_eighth() -> None:
    found = allowed(CN, ago(8, 100, kind="deal"), ago(7, 160, kind="deal"), ago(1, 199, kind="deal"))
    assert (found.price, found.basis, found.day) == (160, "lowest", START - timedelta(days=7))


def test_a_deal_of_the_first_day_of_the_promotion_does_not_count() -> None:
    assert allowed(CN, ago(0, 50, kind="deal"), ago(1, 199, kind="deal")).price == 199


def test_without_a_deal_in_seven_days_the_last_one_before_counts() -> None:
    found = allowed(CN, ago(40, 80, kind="deal"), ago(9, 120, kind="deal"))
    assert (found.price, found.basis, found.day) == (120, "last", START - timedelta(days=9))


def test_a_label_is_no_deal_but_is_taken_for_one_where_there_is_none() -> None:
    assert allowed(CN, ago(3, 90, kind="tag"), ago(2, 150, kind="deal")).price == 150
    found = allowed(CN, ago(3, 90, kind="tag"))
    assert (found.price, found.assumed) == (90, "tag")


def test_an_offer_to_anybody_is_taken_for_a_deal_before_a_label_is() -> None:
    found = allowed(CN, ago(3, 90, kind="tag"), ago(2, 150, kind="offer"))
    assert (found.price, found.assumed) == (150, "offer")


def test_prices_for_members_and_single_persons_are_never_compared_with() -> None:
    assert reference(CN, History.of([ago(2, 50, kind="member"), ago(1, 40, kind="personal")]), START) is None
    assert reference(EU, History.of([ago(2, 50, kind="member")]), START) is None


def test_thirty_days_reach_to_the_thirtieth_day_before_and_no_further() -> None:
    assert allowed(EU, ago(31, 10), ago(30, 70), ago(1, 100)).price == 70
    assert allowed(EU, ago(31, 10), ago(29, 100, 1)).price == 100


def test_without_a_price_in_thirty_days_nothing_is_known() -> None:
    assert reference(EU, History.of([ago(31, 10)]), START) is None


def test_a_window_is_covered_where_something_was_seen_on_each_of_its_days() -> None:
    assert allowed(EU, ago(30, 100, 1)).covered
    assert not allowed(EU, ago(30, 100, 2)).covered
    assert not allowed(EU, ago(29, 100, 1)).covered


# --- most of the days --------------------------------------------------------------------------------------------


def test_the_price_of_just_half_of_the_days_is_not_that_of_most() -> None:
    assert allowed(JP, ago(56, 100, 29), ago(28, 80, 1)).price == 80
    assert allowed(JP, ago(56, 80, 30), ago(29, 100, 1)).price == 100


def test_days_at_a_higher_price_count_for_a_lower_one() -> None:
    assert allowed(JP, ago(40, 120, 26), ago(25, 100, 11), ago(10, 80, 1)).price == 100


def test_a_price_has_to_have_been_asked_for_two_weeks_in_all() -> None:
    assert reference(JP, History.of([ago(13, 100, 1)]), START) is None
    assert allowed(JP, ago(14, 100, 1)).price == 100


def test_a_price_of_longer_than_two_weeks_ago_is_not_recent() -> None:
    assert allowed(JP, ago(56, 100, 14), ago(13, 80, 1)).price == 100
    assert allowed(JP, ago(56, 100, 15), ago(14, 80, 1)).price == 80


# --- the one asked most often ----------------------------------------------------------------------------------------


def test_the_prevailing_price_is_that_of_most_days_and_of_equals_the_higher() -> None:
    assert allowed(CALIFORNIA, ago(60, 100, 31), ago(30, 120, 11), ago(10, 90, 1)).price == 100
    assert allowed(CALIFORNIA, ago(40, 100, 21), ago(20, 120, 1)).price == 120


def test_three_months_end_where_the_same_day_was_three_months_ago() -> None:
    first = (START - date(2024, 8, 1)).days
    assert allowed(CALIFORNIA, ago(first + 50, 200, first + 1), ago(first, 100, first - 9)).price == 100


# --- progressive reductions --------------------------------------------------------------------------------------


def omnibus(first: date | None) -> Matter:
    history = History.of([ago(60, 10000, 21), ago(20, 8000, 11), ago(10, 7000, 1), ago(0, 5000)])
    rate = parse_rate("50%")
    assert rate is not None
    return Matter(
        Off(rate=rate[0]), load_standard("eu-omnibus"), Facts(start=START, first=first), history, currency="EUR"
    )


def test_a_reduction_that_grows_is_measured_from_the_price_before_the_first_step() -> None:
    matter = omnibus(START - timedelta(days=20))
    assert matter.allowed is not None
    assert matter.allowed.price == 10000
    assert judge(matter).outcome == "holds"


def test_without_a_stated_first_step_each_step_is_a_reduction_of_its_own() -> None:
    matter = omnibus(None)
    assert matter.allowed is not None
    assert matter.allowed.price == 7000
    assert judge(matter).outcome == "fails"


def test_a_standard_that_knows_no_growing_reductions_passes_over_the_first_step() -> None:
    history = History.of([ago(60, 10000, 21), ago(20, 8000, 1)])
    facts = Facts(start=START, first=START - timedelta(days=20))
    claim = WasNow.model_validate({"was": "100", "now": "80"})
    matter = Matter(claim, load_standard("cn-2022"), facts, history)
    assert matter.allowed is not None
    assert matter.allowed.price == 8000


# --- what somebody established -----------------------------------------------------------------------------------


def test_what_an_authority_established_goes_before_what_was_seen() -> None:
    claim = WasNow.model_validate({"was": "169", "now": "50.70"})
    facts = Facts.model_validate({"start": START, "reference": "119"})
    matter = Matter(claim, load_standard("cn-2022"), facts, History.of([ago(2, 16900, kind="deal")]))
    assert matter.allowed == Reference(11900, "established")


def test_the_price_before_stands_for_the_reference_unless_somebody_says_how_long_that_was_asked() -> None:
    claim = WasNow.model_validate({"was": "120", "now": "90"})
    standard = load_standard("uk-2025")
    before = Matter(claim, standard, Facts.model_validate({"before": "100"}), currency="GBP")
    assert before.allowed == Reference(10000, "before")
    long = Matter(claim, standard, Facts.model_validate({"before": "100", "reference_days": 150}), currency="GBP")
    assert long.allowed is None
