"""The laws of gaps: what is firm stays so whatever was asked on the days that nobody saw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promocalc.claims.claim import read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, Span
from promocalc.claims.matter import Matter
from promocalc.claims.reference import ReferencePolicy, reference
from promocalc.claims.verdict import Verdict, judge
from promocalc.files.standards import load_standard

from ..unit.claiming import START, ago

PRICES = st.sampled_from([7000, 8000, 8500, 9000, 10000, 12000])
STRETCHES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 5), PRICES), min_size=1, max_size=8)
"""Days at a price, after days that nobody saw: from the reduction backwards."""
FILLED = st.lists(PRICES, min_size=1, max_size=12)
"""What was asked on the days that nobody saw, one after the other and again."""
WAYS: tuple[dict[str, Any], ...] = (
    {"way": "lowest", "window": {"days": 30}},
    {"way": "majority", "window": {"weeks": 8}, "at_least": 14, "recent": 14},
    {"way": "prevailing", "window": {"months": 3}},
    {"way": "before"},
)
CLAIMS = (
    {"kind": "was_now", "was": "100", "now": "80"},
    {"kind": "was_now", "was": "90", "now": "85"},
    {"kind": "off", "rate": "20%"},
    {"kind": "save", "amount": "10"},
    {"kind": "reduced"},
    {"kind": "lowest", "days": 30},
)
STANDARDS = ("cn-2022", "eu-omnibus", "eu-unfair", "jp", "us-ca", "us-ftc", "uk-2025", "au-2011", "ca")
LONG = 260
"""No standard looks at more days before a reduction."""


def seen(stretches: list[tuple[int, int, int]]) -> list[Observation]:
    """Prices before the reduction, with gaps between."""
    found, day = [], 0
    for days, gap, price in stretches:
        day += gap
        found.append(ago(day + days, price, day + 1))
        day += days
    return found


def filled(some: list[Observation], prices: list[int]) -> list[Observation]:
    """The same with a price on every day."""
    known = History.of(some).by_day()
    unseen = [day for day in Span(START - timedelta(days=LONG), START - timedelta(days=1)) if day not in known]
    return some + [Observation(Span(day, day), prices[at % len(prices)]) for at, day in enumerate(unseen)]


@pytest.mark.parametrize("way", WAYS, ids=[one["way"] for one in WAYS])
@given(stretches=STRETCHES, prices=FILLED)
def test_the_reference_of_all_days_lies_where_that_of_the_days_seen_says(
    way: dict[str, Any], stretches: list[tuple[int, int, int]], prices: list[int]
) -> None:
    policy, some = ReferencePolicy.model_validate(way), seen(stretches)
    found = reference(policy, History.of(some), START)
    whole = reference(policy, History.of(filled(some, prices)), START)
    if found is None or whole is None:
        return
    assert found.above is None or whole.price <= found.price + found.above
    assert found.sure is None or whole.price >= found.sure


@pytest.mark.parametrize("name", STANDARDS)
@given(stretches=STRETCHES, prices=FILLED, said=st.sampled_from(CLAIMS), sold=st.sampled_from([None, "60%", "10%"]))
def test_a_firm_verdict_stays_whatever_was_asked_on_days_that_nobody_saw(
    name: str, stretches: list[tuple[int, int, int]], prices: list[int], said: dict[str, Any], sold: str | None
) -> None:
    some = seen(stretches)

    def judged(history: list[Observation]) -> Verdict:
        facts = Facts.model_validate({"start": START, "now": said.get("now", "80"), "sold_at_reference": sold})
        return judge(Matter(read_claim(said), load_standard(name), facts, History.of(history)))

    found = judged(some)
    # That nobody shows what the advertiser has to prove is told: who does show it changes the verdict.
    if found.outcome != "cannot_tell" and not found.provisional and not found.unshown:
        again = judged(filled(some, prices))
        open_now = any(one.test is not None and one.test.unsettled and one.ground is not None for one in again.findings)
        assert again.outcome == found.outcome or (open_now and again.outcome == "cannot_tell"), (some, found)
