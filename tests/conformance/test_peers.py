"""The translator of other engines' cases, and the runner, on cases of our own whose figures were worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promocalc.files.shipped import shipped

from . import __main__ as runner
from .forms import verdicts_of
from .peers import Verdict, compare, numbers, same_input
from .peers.families import FAMILIES
from .peers.habits import HABITS

SAMPLES = Path(__file__).parent / "peers" / "samples"
OUT_OF_REACH = SAMPLES / "out-of-reach.json"
CASES: list[dict[str, Any]] = [
    case
    for path in sorted(SAMPLES.glob("*.json"))
    if path != OUT_OF_REACH
    for case in json.loads(path.read_text(encoding="utf-8"))
]

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])


def verdict_on(case: dict[str, Any]) -> Verdict:
    return numbers.check(case) or compare.check(case)


# --- the samples ------------------------------------------------------------------------------------------------


@each_case
def test_a_case_comes_to_its_figures(case: dict[str, Any]) -> None:
    verdict = verdict_on(case)
    assert verdict.differences == ()
    assert verdict.outcome == "passed"


def wrong(value: Any) -> Any:
    """A figure that is off by a little: a cent, a piece, a name."""
    match value:
        case bool() | None:
            return "something else"
        case int():
            return value + 1
        case str():
            return f"{Decimal(value) + Decimal('0.01')}" if value[:1].isdecimal() else f"{value} and more"
        case list():
            return [wrong(value[0]), *value[1:]] if value else ["something"]
        case dict():
            last = list(value)[-1]
            return {**value, last: wrong(value[last])}
        case _:
            raise AssertionError(value)


@pytest.mark.parametrize(
    ("case", "key"), [pytest.param(case, key, id=f"{case['id']}-{key}") for case in CASES for key in case["expected"]]
)
def test_a_wrong_figure_is_found(case: dict[str, Any], key: str) -> None:
    said = [{**case["expected"][key][0], "reason": "currency"}] if key == "rejected" else wrong(case["expected"][key])
    assert verdict_on({**case, "expected": {key: said}}).outcome == "failed"


def test_the_samples_know_every_engine_and_every_kind() -> None:
    offers = [promotion for case in CASES for promotion in case["promotions"]]
    actions = [action for offer in offers for action in offer["params"].get("actions", [offer])]
    assert {case["peer"] for case in CASES} == set(HABITS)
    assert {action["kind"] for action in actions} == {*FAMILIES, "apportion", "round_series"}


def test_every_engine_has_a_dialect() -> None:
    assert set(HABITS) <= {one.name for one in shipped("rulebook") if one.group == "dialects"}


# --- what is out of reach -------------------------------------------------------------------------------------------


def test_what_cannot_be_said_is_skipped_with_its_reason() -> None:
    verdicts = {verdict.id: verdict for verdict in verdicts_of(OUT_OF_REACH)}
    assert {verdict.outcome for verdict in verdicts.values()} == {"skipped"}
    assert "lottery" in verdicts["own-no-such-kind"].skipped
    assert "on_full_moon" in verdicts["own-no-such-parameter"].skipped
    assert "share of the amount" in verdicts["own-budget-of-shares"].skipped


BASE: dict[str, Any] = {
    "id": "base",
    "peer": "spree",
    "currency": "EUR",
    "lines": [{"sku": "a", "unit_price": "10.00", "qty": 2}],
    "promotions": [{"kind": "percent_off_items", "params": {"percent": "10"}}],
    "expected": {"total": "18.00"},
}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"peer": "abacus"}, "abacus"),
        ({"currency": "XXZ"}, "XXZ"),
        ({"minor_unit_digits": 3}, "3 decimals"),
        ({"evaluation_mode": "by_mood"}, "by_mood"),
        ({"expected": {"happiness": 7}}, "happiness"),
        ({"expected": {"per_line": [{"sku": "a", "colour": "1.00"}]}}, "colour"),
        ({"lines": [{**BASE["lines"][0], "weight": "3"}]}, "weight"),
        ({"promotions": [{**BASE["promotions"][0], "stop_after": True}]}, "stop_after"),
        ({"promotions": [{**BASE["promotions"][0], "stage": "later"}]}, "later"),
        ({"promotions": [{**BASE["promotions"][0], "conditions": [{"type": "blue_eyes"}]}]}, "blue_eyes"),
        (
            {"promotions": [{**BASE["promotions"][0], "conditions": [{"type": "min_quantity", "qty": 1, "mood": 1}]}]},
            "mood",
        ),
        ({"promotions": [{**BASE["promotions"][0], "filters": {"colours": ["blue"]}}]}, "colours"),
        ({"promotions": [{**BASE["promotions"][0], "lane": "overtaking"}]}, "overtaking"),
        ({"promotions": [{"kind": "unit_price_formula", "params": {"factor": "1.1"}}]}, "1.1"),
        ({"expected": {"total": "17.995"}}, "finer"),
        ({"lines": [{"sku": "a", "unit_price": "a lot", "qty": 2}]}, "a lot"),
    ],
)
def test_nothing_is_passed_over_in_silence(change: dict[str, Any], reason: str) -> None:
    assert compare.check(BASE).outcome == "passed"
    verdict = compare.check({**BASE, **change})
    assert verdict.outcome == "skipped"
    assert reason in verdict.skipped


TWO_RATES = [
    {"sku": "a", "unit_price": "50.00", "qty": 1, "tax_rate": "0.20"},
    {"sku": "b", "unit_price": "30.00", "qty": 1, "tax_rate": "0.10"},
]
THIRD = {"kind": "fixed_shipping", "params": {"amount": "1.00", "allocation": "across"}}
OTHER_ARITHMETIC: dict[str, tuple[dict[str, Any], str, tuple[str, str, str]]] = {
    # 8.75 holds 1.46 and 5.25 holds 0.48 of tax; 11.06 of the prices less 9.13 of the discount are 1.93.
    "tax of price and discount apart": (
        {
            "peer": "shopware",
            "lines": TWO_RATES,
            "promotions": [{"kind": "fixed_price_order", "params": {"price": "14.00"}}],
            "context": {"tax": "included"},
        },
        "net",
        ("12.06", "12.07", "12.05"),
    ),
    # 50.00 hold 8.33; 16.67 less 8.33 would be 8.34.
    "tax of price and discount apart, at one rate": (
        {
            "peer": "shopware",
            "lines": [{"sku": "a", "unit_price": "100.00", "qty": 1, "tax_rate": "0.20"}],
            "promotions": [{"kind": "percent_off_order", "params": {"percent": "50"}}],
            "context": {"tax": "included"},
        },
        "net",
        ("41.67", "41.66", "41.65"),
    ),
    # 60.00 and 33.00 with tax, a third off: 30.69 of 93.00.
    "a line without tax for each rate of what an offer takes": (
        {
            "peer": "odoo",
            "lines": TWO_RATES,
            "promotions": [{"kind": "percent_off_order", "params": {"percent": "33"}}],
            "context": {"tax": "excluded"},
        },
        "total",
        ("62.31", "62.33", "62.34"),
    ),
    # 0.67 and 0.33, then 1.00 over 1.33 and 0.67: again 0.67, so 1.34, where two thirds twice are 1.3333.
    "parts of a cent from one offer to the next": (
        {
            "peer": "medusa",
            "lines": [],
            "shipping": [{"method": "x", "price": "2.00"}, {"method": "y", "price": "1.00"}],
            "promotions": [THIRD, THIRD],
        },
        "per_shipping",
        ("1.3366", "1.3333", "1.3133"),
    ),
}


@pytest.mark.parametrize("name", OTHER_ARITHMETIC)
def test_another_arithmetic_passes_where_it_agrees_and_fails_where_it_is_too_far(name: str) -> None:
    case, key, figures = OTHER_ARITHMETIC[name]
    outcomes = []
    for figure in figures:
        said: Any = [{"method": "x", "discount": figure}] if key == "per_shipping" else figure
        outcomes.append(compare.check({**BASE, **case, "expected": {key: said}}).outcome)
    assert outcomes == ["passed", "skipped", "failed"]


def test_an_unchecked_figure_that_cannot_be_said_is_noted_and_the_rest_decides() -> None:
    case = {**BASE, "expected": {"total": "18.00", "happiness": 7}, "unchecked_keys": ["happiness"]}
    verdict = compare.check(case)
    assert verdict.outcome == "passed"
    assert verdict.notes == ("happiness: nothing is known of this figure",)
    assert compare.check({**case, "expected": {"total": "17.00", "happiness": 7}}).outcome == "failed"


def test_an_unchecked_figure_that_is_wrong_fails() -> None:
    case = {**BASE, "expected": {"total": "18.00", "net": "17.00"}, "unchecked_keys": ["net"]}
    assert [difference.key for difference in compare.check(case).differences] == ["net"]


# --- the same input under two dialects ----------------------------------------------------------------------------


def test_two_dialects_give_the_two_answers_to_one_input() -> None:
    entry = {
        "kind": "apportion",
        "input": "1.00 over 3/3/3",
        "weights_minor": [300, 300, 300],
        "amount_minor": 100,
        "by_peer": {"solidus": ["0.34", "0.33", "0.33"], "saleor": ["0.33", "0.33", "0.34"], "abacus": ["1.00"]},
    }
    outcomes = {verdict.id.rpartition(":")[2]: verdict.outcome for verdict in same_input.verdicts(entry)}
    assert outcomes == {"solidus": "passed", "saleor": "passed", "abacus": "skipped"}
    swapped = {"solidus": entry["by_peer"]["saleor"], "saleor": entry["by_peer"]["solidus"]}  # type: ignore[index]
    assert {one.outcome for one in same_input.verdicts({**entry, "by_peer": swapped})} == {"failed"}


def test_half_a_cent_goes_up_or_down_by_dialect() -> None:
    by_peer = {"spree": "0.13", "vendure": "0.12", "sylius (cart item %)": "0.13", "sylius (catalog price)": "0.12"}
    entry = {"kind": "percent_tie_rounding", "input": "5% of 2.50", "by_peer": by_peer}
    assert [verdict.outcome for verdict in same_input.verdicts(entry)] == ["passed"] * 4
    told = {"kind": "in_words", "by_peer": {"spree": "it depends"}}
    assert [verdict.skipped for verdict in same_input.verdicts(told)] == ["told in words"]


# --- the command ----------------------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *paths: Path | str) -> tuple[int, list[str], str]:
    code = runner.main([str(path) for path in paths])
    printed = capsys.readouterr()
    return code, printed.out.splitlines(), printed.err


def write(path: Path, data: Any) -> Path:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_a_passing_file_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines, _ = run(capsys, write(tmp_path / "a.json", [BASE]))
    assert (code, lines) == (0, ["1 passed, 0 failed, 0 skipped"])


def test_a_failing_figure_is_shown_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = {**BASE, "id": "broken", "lines": [{"unit_price": "10.00"}]}
    failing = {**BASE, "id": "failing", "expected": {"total": "17.00"}}
    words = {"id": "words", "rules": ["20 off"], "expected": {"pay": 1}}
    code, lines, _ = run(capsys, write(tmp_path / "a.json", [broken, failing, words, BASE, 7]))
    assert code == 1
    assert lines[0] == "FAILED broken"
    assert "KeyError" in lines[1]
    assert lines[2:4] == ["FAILED failing", "    total: expected 17.00, got 18.00"]
    assert lines[4] == "skipped words: its terms are in words, not in a form that can be priced"
    assert lines[-1] == "1 passed, 2 failed, 2 skipped"


def test_what_cannot_be_read_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write(tmp_path / "good.json", [BASE]), write(tmp_path / "bad.json", "[{")
    code, lines, err = run(capsys, bad, good, tmp_path / "none.json")
    assert code == 2
    assert lines == ["1 passed, 0 failed, 0 skipped"]
    assert "bad.json" in err
    assert "none.json: no such file or folder" in err


def test_a_folder_of_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = (Path(__file__).parent / "cn" / "tb2016-coupon-blocks-voucher.yaml").read_text("utf-8")
    write(tmp_path / "ours.yaml", ours)
    write(tmp_path / "other.yaml", "rulebook: no-case\n")
    write(tmp_path / "theirs.json", {"cases": [BASE]})
    code, lines, _ = run(capsys, tmp_path)
    assert code == 0
    assert lines[0].startswith("skipped other: no case")
    assert lines[-1].endswith("passed, 0 failed, 1 skipped")
    write(tmp_path / "ours.yaml", ours.replace("pay: 480", "pay: 470"))
    code, lines, _ = run(capsys, tmp_path)
    assert code == 1
    assert "    pay: expected 470, got 480.00" in lines


def test_json_for_another_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failing = {**BASE, "id": "failing", "expected": {"total": "17.00"}}
    code, lines, _ = run(capsys, "--json", write(tmp_path / "a.json", [BASE, failing]))
    told = json.loads("\n".join(lines))
    assert code == 1
    assert (told["passed"], told["failed"], told["skipped"]) == (1, 1, 0)
    assert told["cases"][1]["differences"] == [{"key": "total", "expected": "17.00", "got": "18.00"}]
