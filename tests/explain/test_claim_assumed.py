"""What a verdict takes for granted is told: tests that nobody shows to be met, labels that were taken for prices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from promocalc.claims.claim import read_claim
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, Span
from promocalc.claims.judging import Circumstances, advert_of, judge_adverts
from promocalc.explain.claim.as_json import to_data
from promocalc.explain.claim.text import text
from promocalc.explain.claim.told import ClaimsTold
from promocalc.files.standards import load_standard

WAS = read_claim({"kind": "was_now", "was": 100, "now": 80})
LABELS = History.of([Observation(Span(date(2024, 4, 1), date(2024, 10, 31)), 10000, "tag")])


def told(standard: str, history: History | None = None, **facts: Any) -> ClaimsTold:
    circumstances = Circumstances(currency="CAD")
    known = Facts.model_validate({"now": 80} | facts)
    advert = advert_of("", (load_standard(standard),), (WAS,), known, history)
    return ClaimsTold(judge_adverts([advert], circumstances), circumstances)


def flat(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize(
    ("start", "en", "zh"),
    [
        ("2023-05-01", "; it is taken for not so.", "这里按没有做到算。"),
        (
            "2025-05-01",
            "; the advertiser has to prove it, so it counts as not so.",
            "但要由广告主举证，因此按没有做到算。",
        ),
    ],
)
def test_a_test_that_nobody_shows_to_be_met_is_told_and_by_whom_it_has_to_be_proved(
    start: str, en: str, zh: str
) -> None:
    found = told("ca", start=start, sold_at_reference="10%")
    assert f"Nobody shows that the compared price was asked for long enough, which alone would be enough{en}" in flat(
        text(found, "en")
    )
    assert zh in flat(text(found, "zh")).replace(" ", "")
    (advert,) = to_data(found)["advertisements"]
    (verdict,) = advert["parts"][0]["readings"][0]["judged"][0]["verdicts"]
    assert verdict["counted_as_not_met"] == ["time_at_reference"]
    assert verdict["advertiser_proves"] is (start >= "2024-06-20")


def test_nothing_is_taken_for_granted_where_both_tests_are_known() -> None:
    found = told("ca", start="2023-05-01", sold_at_reference="10%", reference_days=40)
    assert "Nobody shows" not in text(found, "en")


@pytest.mark.parametrize("standard", ["jp", "uk-2025", "ca"])
def test_labels_that_are_taken_for_what_was_asked_are_told(standard: str) -> None:
    found = told(standard, LABELS, start="2024-11-01")
    assert found.adverts[0].readings[0].judged[0].provisional
    assert "Prices on the label are taken for what was asked" in flat(text(found, "en"))
    assert "以标签上的价格当作实际卖的价格" in flat(text(found, "zh")).replace(" ", "")
