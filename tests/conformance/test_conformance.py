"""What published sources print for promotions, to the cent."""

from __future__ import annotations

from pathlib import Path

import pytest

from promocalc.timeline import Return, refund

from .case import VERDICTS, Trial, case_files, not_understood, read_case, trials
from .runner import mismatches, receipt_of

COLLECTIONS = ("cn", "world")
FILES = [path for collection in COLLECTIONS for path in case_files(collection)]
TRIALS = [trial for path in FILES for trial in trials(path)]

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


each_trial = pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)


@each_trial
def test_the_receipt_agrees_with_the_source(trial: Trial) -> None:
    assert mismatches(trial) == []


@each_trial
def test_the_receipt_adds_up(trial: Trial) -> None:
    receipt = receipt_of(trial)
    assert receipt.pay == receipt.marked - receipt.saved + receipt.added
    assert receipt.pay == sum(line.pay for line in receipt.lines)
    for step in receipt.steps:
        assert sum(amount for _, amount in step.shares) == step.deduction + step.added + step.given
        assert step.after == step.before - step.deduction + step.added
    assert receipt.pay == sum(payment.amount for payment in receipt.payments)
    assert (
        receipt.deposits == sum(line.deposit for line in receipt.lines) == sum(step.deposit for step in receipt.steps)
    )


@each_trial
def test_whoever_returns_everything_gets_back_at_most_what_was_paid(trial: Trial) -> None:
    receipt = receipt_of(trial)
    goods = [line.id for line in receipt.cart.lines if line.kind == "goods"]
    found = refund(receipt, [Return(line) for line in goods])
    assert found.cash <= receipt.pay
    assert found.cash == sum(line.refund - line.postage for line in found.lines) + found.postage - found.fee
    assert sum(part.amount for part in found.parts) == found.expected - found.cash


@each_file
def test_a_case_says_nothing_that_is_not_checked(path: Path) -> None:
    assert not_understood(read_case(path)) == []


@each_file
def test_a_case_goes_by_its_file_and_names_its_source(path: Path) -> None:
    case = read_case(path)
    assert case["case"] == path.stem
    assert case["source"]
    assert all(url.startswith("http") for url in case["source"])


@each_file
def test_where_a_source_differs_the_case_records_what_it_prints(path: Path) -> None:
    case = read_case(path)
    assert case["verdict"] in VERDICTS
    assert (case["verdict"] == "ok") != ("printed" in case)
    assert case["verdict"] == "ok" or case["note"]


def test_every_chinese_case_is_here() -> None:
    assert len(case_files("cn")) >= 71


def test_cases_of_other_countries_are_here() -> None:
    assert len(case_files("world")) >= 10


def test_no_two_trials_go_by_one_name() -> None:
    names = [trial.name for trial in TRIALS]
    assert sorted(set(names)) == sorted(names)


def test_a_misspelt_expectation_is_found() -> None:
    case = {"case": "x", "expect": {"pay": "1", "steps": {"coupon": {"deducted": "1"}}}, "variants": [{"exepct": {}}]}
    assert not_understood(case) == ["expect.steps.coupon.deducted", "None.exepct"]


def test_a_misspelt_claim_is_found() -> None:
    case = {
        "case": "x",
        "refund": [{"returns": [{"line": "A", "piece": "1"}], "expect": {"csah": "1"}}],
        "variants": [{"name": "v", "protect": {"now": {"rulebok": {}}, "expect": {"lines": {"A": {"owd": "1"}}}}}],
    }
    assert not_understood(case) == [
        "refund.expect.csah",
        "refund.returns.piece",
        "v.protect.now.rulebok",
        "v.protect.expect.lines.A.owd",
    ]


def test_a_wrong_figure_is_told_in_words() -> None:
    path = case_files("cn")[0].with_name("tb2016-coupon-blocks-voucher.yaml")
    case = trials(path)[0]
    wrong = Trial(case.name, case.rulebook, case.cart, {"pay": "470", "steps": {"store-coupon": {"after": "470"}}})
    assert mismatches(wrong) == ["pay is 480.00, expected 470", "store-coupon after is 480.00, expected 470"]


def test_a_wrong_refund_is_told_in_words() -> None:
    case = trials(case_files("cn")[0].with_name("tb-coupon-500-50-refund.yaml"))[0]
    claim = {"returns": [{"line": "B"}], "expect": {"cash": "100", "lines": {"B": "90"}, "coupons": {"coupon": "back"}}}
    wrong = Trial(case.name, case.rulebook, case.cart, {}, (claim,))
    assert mismatches(wrong) == [
        "refund 1: cash is 90.00, expected 100",
        "refund 1: coupon coupon is part, expected back",
    ]


def test_a_wrong_compensation_is_told_in_words() -> None:
    case = trials(case_files("cn")[0].with_name("jd-price-protection-base.yaml"))[0]
    claim = {"prices": {"item": "950"}, "expect": {"owed": "100", "lines": {"item": {"now": "800"}}}}
    wrong = Trial(case.name, case.rulebook, case.cart, {}, (), (claim,))
    assert mismatches(wrong) == [
        "protect 1: owed is 50.00, expected 100",
        "protect 1: item now is 850.00, expected 800",
    ]
