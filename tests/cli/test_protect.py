"""``promocalc protect``."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import CART, RULEBOOK, run

ON = ("--on", "2026-11-15T00:00+08:00")


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("protect", *args, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_a_lower_price_brings_the_difference_that_counts(basket: Path) -> None:
    ran = run("protect", basket, "--price", "shoes=150", *ON)
    assert (ran.code, ran.err) == (0, "")
    for said in ("¥36.67", "¥50.00: paid then", "does not count: others pay for it"):
        assert said in ran.out


def test_nothing_owed_is_no_failure_and_says_why(basket: Path) -> None:
    ran = run("protect", basket, "--price", "shoes=300", *ON)
    assert (ran.code, "higher now" in ran.out) == (0, True)


def test_a_claim_too_late_says_by_how_much(basket: Path) -> None:
    said = told(basket, "--price", "shoes=150", "--on", "2026-11-25T00:00+08:00")
    assert (said["owed"], said["in_time"], said["lines"][0]["why"]["late"]) == ("0.00", False, 6)


def test_what_was_had_before_is_taken_off(basket: Path) -> None:
    assert told(basket, "--price", "shoes=150", "--already", "shoes=30", *ON)["owed"] == "6.67"


def test_what_has_gone_back_is_owed_nothing(basket: Path) -> None:
    line = told(basket, "--price", "shoes=150", "--refunded", "shoes=168", *ON)["lines"][0]
    assert (line["owed"], line["why"]["type"]) == ("0.00", "nothing_to_refund")


def test_todays_offers_come_from_another_rulebook(cart: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RULEBOOK.replace("off: 60", "off: 100"), encoding="utf-8")
    said = told(cart, "--now-rulebook", other)
    # 40.00 by the flash sale, and the whole coupon of 20.00 instead of its share of 18.07.
    assert (said["usual"], said["policy"]["assumed"]) == ("41.93", True)


def test_todays_cart_has_its_own_prices_and_rulebook(cart: Path, tmp_path: Path) -> None:
    now = tmp_path / "now.yaml"
    now.write_text(CART.replace("899", "799"), encoding="utf-8")
    assert told(cart, "--now", now)["lines"][0]["then"]["price"] == "820.93"
    assert told(cart, "--now", now)["usual"] == "101.93"


def test_todays_cart_in_other_money_is_refused(cart: Path, tmp_path: Path) -> None:
    now = tmp_path / "now.yaml"
    now.write_text("cart: now\ncurrency: EUR\nlines: [{id: a, price: 1}]\n", encoding="utf-8")
    ran = run("protect", cart, "--now", now)
    assert (ran.code, ran.out, "EUR" in ran.err) == (2, "", True)


def test_what_has_changed_has_to_be_said(basket: Path) -> None:
    ran = run("protect", basket)
    assert (ran.code, "--price LINE=PRICE" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "option"),
    [
        (("--price", "shoe=1"), "--price"),
        (("--price", "shoes"), "--price"),
        (("--price", "shoes=1", "--already", "boots=1"), "--already"),
        (("--price", "shoes=1", "--refunded", "shoes=-1"), "--refunded"),
        (("--on", "2026-11-01T00:00+08:00"), "--on"),
        (("--on", "soon"), "--on"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_a_problem_with_its_option(basket: Path, args: tuple[str, ...], option: str) -> None:
    ran = run("protect", basket, *args)
    assert (ran.code, ran.out, f"({option})" in ran.err) == (2, "", True)


def test_terms_that_do_not_say_promise_nothing(cart: Path) -> None:
    assert "没有承诺：条款没有写价保" in run("protect", cart, "--price", "a=799", "--lang", "zh").out
    said = told(cart, "--price", "a=799")
    assert (said["promised"], said["owed"], said["usual"]) == (False, "0.00", said["lines"][0]["usual"])
    assert {line["owed"] for line in said["lines"]} == {"0.00"}


def test_the_reasons_come_to_the_difference_from_what_one_would_think(basket: Path) -> None:
    said = told(basket, "--price", "shoes=150", *ON)
    reasons = [Decimal(one["amount"]) for one in said["differs"]]
    assert Decimal(said["owed"]) - Decimal(said["naive"]) == sum(reasons) != 0


def test_more_than_was_paid_cannot_have_come_back(basket: Path) -> None:
    for option in ("--refunded", "--already"):
        ran = run("protect", basket, "--price", "shoes=150", option, "shoes=9999")
        assert (ran.code, f"({option})" in ran.err, "168.00 was paid for it" in ran.err) == (2, True, True)


def test_everything_that_cannot_be_is_told_in_one_run(basket: Path) -> None:
    wrong = ("--price", "=3", "--price", "shoes", "--price", "boots=1", "--already", "hat=1", "--refunded", "shoes=999")
    ran = run("protect", basket, *wrong, "--on", "soon")
    assert ran.code == 2
    for said in ("'=3' does not say", "'shoes' does not say", "shoes=49", "'boots'", "'hat'", "999.00", "'soon'"):
        assert said in ran.err
