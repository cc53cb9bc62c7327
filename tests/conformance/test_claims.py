"""What authorities found of advertisements, and what comes of these under the standards of that place and day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from promocalc.claims.verdict import Outcome

from .claimed import check, judged
from .claimed.expected import expected
from .claimed.keys import role_of
from .forms import verdicts_of
from .peers import CannotSay

CASES = Path(__file__).parent / "claims"
ROWS: list[dict[str, Any]] = [
    row for path in sorted(CASES.glob("*.json")) for row in json.loads(path.read_text(encoding="utf-8"))
]
OPEN = {
    "aldi-sued-energy-drink": {"history", "market"},
    "asa-alison-chair-rrp": {"market"},
    "asa-sainsbury-ice-cream": {"reference_days", "sold_at_reference", "promotion_days"},
    "jp-amazon-reference-price": {"market"},
} | {row["id"]: set(row["open"]) for row in ROWS if "open" in row}
"""Cases whose facts do not tell, and some of what is missing."""

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


@each_row
def test_the_verdict_is_what_was_found_and_rests_on_what_the_finding_names(row: dict[str, Any]) -> None:
    if row["id"] in OPEN:
        found = judged(row)
        assert found.outcome == "cannot_tell"
        assert OPEN[row["id"]] <= set(found.missing)
    else:
        assert check(row).differences == ()


@each_row
def test_every_fact_of_a_case_is_understood(row: dict[str, Any]) -> None:
    assert judged(row).case.notes == ()


def test_cases_of_many_places_are_here_and_genuine_ones_too() -> None:
    outcomes = [judged(row).outcome for row in ROWS]
    assert len(ROWS) >= 50
    assert outcomes.count("holds") >= 10
    assert {row["jurisdiction"] for row in ROWS} >= {"AU", "CA", "CN", "DE", "JP", "UK", "US", "US-CA"}


def test_no_two_cases_go_by_one_name() -> None:
    names = [row["id"] for row in ROWS]
    assert sorted(set(names)) == sorted(names)


def test_every_case_names_where_it_can_be_read() -> None:
    assert all(row["source"].startswith("http") for row in ROWS)


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"reference": 120, "true_ref": 100}, "fails"),
        ({"reference": 120, "true_ref": 120}, "holds"),
        ({"reference": 120}, "cannot_tell"),
    ],
)
def test_the_same_words_are_true_or_not_by_what_is_known(facts: dict[str, Any], outcome: Outcome) -> None:
    case = {"id": "x", "jurisdiction": "CN", "claim": "原价120元，现价80元", "facts": {"date": "2024-05-01", **facts}}
    assert judged(case).outcome == outcome


def test_a_row_that_its_facts_do_not_tell_names_what_is_missing() -> None:
    row = {
        "id": "x",
        "jurisdiction": "JP",
        "claim": "通常価格 9,800円 -> 4,900円",
        "facts": {"date": "2024-05-01"},
        "finding": "措置命令",
    }
    found = check(row)
    assert found.outcome == "skipped"
    assert found.skipped == "cannot be told from its facts; missing: reference_days"


def test_a_place_without_a_standard_is_said() -> None:
    with pytest.raises(CannotSay, match="no standard for NZ"):
        check({"id": "x", "jurisdiction": "NZ", "claim": "was 10 now 8", "facts": {}, "finding": ""})


def test_a_finding_that_is_turned_round_is_a_difference() -> None:
    row = next(row for row in ROWS if row["id"] == "asa-kiddies-kingdom")
    assert check(row | {"finding": "Not upheld"}).differences
    other = check(row | {"note": "Charged more at the till.", "finding": "Upheld"})
    assert [one.key for one in other.differences] == ["ground"]


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        ("Upheld", "fails"),
        ("Not upheld", "holds"),
        ("Not a genuine saving", "fails"),
        ("The reference price was never genuine; A$250,000", "fails"),
        ("No breach found", "holds"),
        ("Court holds the tickets misleading", "fails"),
        ("Misleading; appeal dismissed", "fails"),
        ("Claim dismissed", "holds"),
        ("non-compliant", "fails"),
        ("unlawful", "fails"),
        ("Not likely misleading", "holds"),
        ("驳回原告诉讼请求", "holds"),
        ("不构成价格欺诈", "holds"),
        ("价格欺诈", "fails"),
        ("无法判断", "cannot_tell"),
        ("Cannot tell: no price history", "cannot_tell"),
    ],
)
def test_a_finding_says_by_its_words_what_was_found(finding: str, outcome: Outcome) -> None:
    assert expected({"finding": finding}) == outcome


def test_a_fact_that_nobody_understands_is_noted() -> None:
    row = next(row for row in ROWS if row["id"] == "rice-2021-xiamen")
    told = check(row | {"facts": row["facts"] | {"colour": "red"}})
    assert told.notes == ("the fact 'colour' is not understood",)


@pytest.mark.parametrize(
    ("key", "value", "role"),
    [
        ("days_at_ref", 3, "reference_days"),
        ("weeks_since_ref", 3, "since"),
        ("lowest_in_30_days", 3, "reference"),
        ("share_units_at_ref", 0.2, "sold_share"),
        ("share_at_max", 0.2, "items_share"),
        ("impliedRealBase", 3, "reference"),
        ("price_day_before", 3, "before"),
        ("record_begins", "2020-10", "sold_since"),
        ("plan_to_sell_at_ref", False, "planned"),
        ("shoe_size", 42, None),
    ],
)
def test_a_key_says_by_its_words_what_it_is_about(key: str, value: object, role: str | None) -> None:
    assert role_of(key, value) == role


def test_the_runner_takes_files_of_claims() -> None:
    found = list(verdicts_of(CASES / "uk.json"))
    assert [verdict.outcome for verdict in found].count("failed") == 0
    assert [verdict.outcome for verdict in found].count("passed") >= 10
