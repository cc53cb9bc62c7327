"""The laws of claims: more observations never save what failed, prices scale, and cheaper is never worse."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from promocalc.claims.claim import Off, Save, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.grounds import Discount, Saving
from promocalc.claims.history import PRICE_KINDS, History, Observation, Span, days_before, months_before
from promocalc.claims.matter import Matter
from promocalc.claims.reference import Reference, ReferencePolicy, WindowOf, reference
from promocalc.claims.verdict import Verdict, judge
from promocalc.files.standards import load_standard
from promocalc.money import Rate

START = date(2024, 3, 10)
prices = st.integers(100, 400).map(lambda price: price * 10)
observations = st.lists(
    st.builds(
        lambda first, days, price, kind: Observation(
            Span(START - timedelta(days=first), START - timedelta(days=max(first - days, -2))), price, kind
        ),
        st.integers(0, 70),
        st.integers(0, 25),
        prices,
        st.sampled_from(PRICE_KINDS),
    ),
    max_size=12,
)
SOME = ("tag", "offer", "deal")
WINDOWS = st.sampled_from(
    [WindowOf(days=7), WindowOf(days=30), WindowOf(weeks=8), WindowOf(months=1), WindowOf(months=3)]
)


def by_hand(seen: list[Observation], first: date, last: date) -> dict[date, list[int]]:
    """Every day of a window and all prices seen on it, day by day."""
    found: dict[date, list[int]] = {}
    for back in range((last - first).days + 1):
        day = first + timedelta(days=back)
        asked = [one.price for one in seen if one.kind in SOME and one.span.first <= day <= one.span.last]
        if asked:
            found[day] = asked
    return found


@given(observations, WINDOWS)
def test_the_lowest_reference_is_the_lowest_price_of_any_day_of_the_window(
    seen: list[Observation], window: WindowOf
) -> None:
    span = window.before(START)
    days = by_hand(seen, span.first, span.last)
    found = reference(ReferencePolicy(way="lowest", window=window), History.of(seen), START)
    if not days:
        assert found is None
        return
    assert found is not None
    least = min(price for asked in days.values() for price in asked)
    assert found.price == least
    assert found.day == min(day for day, asked in days.items() if least in asked)
    assert found.known == len(days)


@given(observations, WINDOWS, st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)]))
def test_the_majority_reference_is_the_highest_price_of_more_than_the_share_of_the_days(
    seen: list[Observation], window: WindowOf, share: Fraction
) -> None:
    span = window.before(START)
    lowest = {day: min(asked) for day, asked in by_hand(seen, span.first, span.last).items()}
    policy = ReferencePolicy(way="majority", window=window, share=Rate(share))
    found = reference(policy, History.of(seen), START)
    fit = [p for p in set(lowest.values()) if sum(q >= p for q in lowest.values()) > share * len(lowest)]
    assert (None if found is None else found.price) == max(fit, default=None)


@given(observations, WINDOWS)
def test_the_prevailing_reference_is_asked_on_no_fewer_days_than_any_other(
    seen: list[Observation], window: WindowOf
) -> None:
    span = window.before(START)
    lowest = [min(asked) for asked in by_hand(seen, span.first, span.last).values()]
    found = reference(ReferencePolicy(way="prevailing", window=window), History.of(seen), START)
    if not lowest:
        assert found is None
        return
    assert found is not None
    times = {price: lowest.count(price) for price in lowest}
    most = max(times.values())
    assert found.price == max(price for price, many in times.items() if many == most)


@given(observations, WINDOWS, st.integers(2, 9), st.sampled_from(["lowest", "majority", "prevailing", "before"]))
def test_prices_that_are_so_many_times_as_high_have_a_reference_so_many_times_as_high(
    seen: list[Observation], window: WindowOf, times: int, way: str
) -> None:
    policy = ReferencePolicy.model_validate({"way": way, "window": window})
    dearer = [Observation(one.span, one.price * times, one.kind) for one in seen]
    found = reference(policy, History.of(seen), START)
    again = reference(policy, History.of(dearer), START)
    assert (None if again is None else again.price) == (None if found is None else found.price * times)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 40))
def test_a_window_of_months_begins_no_later_in_its_month_and_a_month_earlier_for_each(day: date, months: int) -> None:
    window = months_before(day, months)
    assert window.first.day <= day.day
    assert (day.year * 12 + day.month) - (window.first.year * 12 + window.first.month) == months
    assert window.first.day == day.day or (window.first + timedelta(days=1)).day == 1
    assert window.last == day - timedelta(days=1)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_windows_of_days_follow_each_other_without_a_gap(day: date, days: int) -> None:
    later, earlier = days_before(day, days), days_before(days_before(day, days).first, days)
    assert (later.first - earlier.last).days == 1
    assert later.days == earlier.days == days


# --- verdicts --------------------------------------------------------------------------------------------------------


def was_now(was: int, now: int, seen: list[Observation], standard: str = "eu-omnibus") -> Verdict:
    claim = WasNow(was=Decimal(was).scaleb(-2), now=Decimal(now).scaleb(-2))
    return judge(
        Matter(claim, load_standard(standard), Facts(start=START, now=claim.now), History.of(seen), currency="EUR")
    )


@given(observations, observations, prices, prices)
def test_what_fails_against_the_lowest_price_seen_fails_with_more_seen(
    seen: list[Observation], more: list[Observation], was: int, now: int
) -> None:
    if was_now(was, now, seen).outcome == "fails":
        assert was_now(was, now, seen + more).outcome == "fails"


@given(observations, prices, prices)
def test_a_firm_verdict_stays_whatever_else_is_seen_at_higher_prices(
    seen: list[Observation], was: int, now: int
) -> None:
    found = was_now(was, now, seen)
    if found.outcome == "holds" and not found.provisional:
        higher = Observation(days_before(START, 30), 1_000_000)
        assert was_now(was, now, [*seen, higher]).outcome == "holds"


@given(observations, prices, st.integers(0, 500), st.sampled_from(["eu-omnibus", "cn-2022"]))
def test_a_saving_that_holds_holds_at_every_lower_price(
    seen: list[Observation], now: int, less: int, standard: str
) -> None:
    def saves(asked: int) -> str:
        facts = Facts(start=START, now=Decimal(asked).scaleb(-2))
        claim = Save(amount=Decimal("5.00"))
        return judge(Matter(claim, load_standard(standard), facts, History.of(seen), currency="EUR")).outcome

    if saves(now) == "holds":
        assert saves(max(now - less, 0)) == "holds"


@given(observations, prices, prices)
def test_scaling_all_prices_and_the_claim_changes_no_verdict(seen: list[Observation], was: int, now: int) -> None:
    dearer = [Observation(one.span, one.price * 10, one.kind) for one in seen]
    assert was_now(was * 10, now * 10, dearer).outcome == was_now(was, now, seen).outcome


@given(st.integers(1, 95), st.integers(100, 100_000))
def test_a_percentage_stands_for_the_lowest_reference_at_which_it_holds(percent: int, asked: int) -> None:
    claim = Off(rate=Rate(Fraction(percent, 100)))
    facts = Facts(now=Decimal(asked).scaleb(-2))
    least = Matter(claim, load_standard("cn-2022"), facts, currency="EUR").compared
    assert least is not None

    def holds(price: int) -> bool:
        return Discount(claim.rate.fraction, asked, Reference(price, "established"), claim.decimals, slack=1).holds

    assert holds(least)
    assert not holds(least - 1)


@given(st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 50))
def test_a_saving_would_hold_at_the_reference_that_it_says_it_would_need(claimed: int, asked: int, slack: int) -> None:
    needed = Saving(claimed, asked, Reference(0, "established"), slack).would_need
    assert Saving(claimed, asked, Reference(needed, "established"), slack).holds
    assert not Saving(claimed, asked, Reference(needed - slack - 1, "established"), slack).holds


@given(st.integers(1, 99), st.integers(1, 100_000))
def test_a_discount_would_hold_at_the_reference_that_it_says_it_would_need(percent: int, asked: int) -> None:
    needed = Discount(Fraction(percent, 100), asked, Reference(0, "established")).would_need
    assert needed is not None
    assert needed >= ceil(asked)
    assert Discount(Fraction(percent, 100), asked, Reference(needed, "established")).holds
