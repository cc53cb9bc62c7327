"""``promocalc refund``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import run

ON = ("--on", "2026-11-16T09:00+08:00", "--received", "2026-11-14T12:00+08:00")


def told(*args: object) -> dict[str, Any]:
    """What ``--json`` prints."""
    ran = run("refund", *args, "--json")
    assert ran.code == 0, ran.err
    return dict(json.loads(ran.out))


def test_a_piece_brings_back_what_it_really_cost(basket: Path) -> None:
    ran = run("refund", basket, "--return", "socks=1", *ON)
    assert (ran.code, ran.err) == (0, "")
    for said in ("¥42.00", "¥4.66 goes into the wallet again", "Bought alone"):
        assert said in ran.out


def test_a_line_without_a_number_goes_back_whole(basket: Path) -> None:
    assert told(basket, "--return", "socks") == told(basket, "--return", "socks=2")


def test_a_part_goes_back_by_its_tag_price(basket: Path) -> None:
    said = told(basket, "--worth", "shoes=100")
    assert (said["cash"], said["lines"][0]["pieces"]) == ("84.00", None)


def test_everything_brings_back_everything_that_was_paid(basket: Path) -> None:
    said = told(basket, "--all", "--on", "2026-11-12T00:00+08:00")
    assert (said["cash"], said["to_wallets"], said["coupons"][0]["back"]) == ("260.00", "28.00", True)


def test_everything_that_is_left_goes_back_after_earlier_returns(basket: Path) -> None:
    said = told(basket, "--all", "--returned-before", "socks", "--on", "2026-11-12T00:00+08:00")
    assert [line["line"] for line in said["lines"]] == ["shoes"]
    assert (said["got_before"], said["cash"]) == ("84.00", "176.00")


def test_benefits_that_are_used_up_are_taken_off_the_money(basket: Path) -> None:
    said = told(basket, "--return", "socks", "--spent", "points")
    assert (said["cash"], said["taken_back"][0]["in_cash"]) == ("83.16", True)


def test_benefits_that_are_used_up_in_part_are_first_taken_back_as_they_are(basket: Path) -> None:
    """Of 252 points, worth 0.01 each, 200 are used up; the socks earned 84: the 52 that are left, and 32 in money."""
    said = told(basket, "--return", "socks", "--spent", "points=200")
    assert [(one["amount"], one["in_cash"]) for one in said["taken_back"]] == [(52, False), (32, True)]
    assert said["cash"] == "83.68"


def test_a_deposit_comes_back_by_law_where_the_terms_keep_it(coat: Path) -> None:
    said = told(coat, "--all", "--on", "2026-10-25T00:00+08:00")
    assert said["deposit"] == {"by_terms": "0.00", "by_law": "13.55"}


def test_what_goes_back_has_to_be_said(basket: Path) -> None:
    ran = run("refund", basket)
    assert (ran.code, "--return LINE" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("args", "option", "said"),
    [
        (("--return", "sokcs"), "--return", "'socks'"),
        (("--return", "socks=many"), "--return", "many"),
        (("--return", "socks=3"), "--return", "3"),
        (("--return", "socks=0"), "--return", "0"),
        (("--worth", "shoes=300"), "--worth", "300"),
        (("--worth", "shoes=0.001"), "--worth", "0.001"),
        (("--all", "--spent", "point"), "--spent", "'points'"),
        (("--all", "--spent", "points=1.5"), "--spent", "1.5"),
        (("--all", "--spent", "coupon=many"), "--spent", "many"),
        (("--all", "--on", "2026-11-01T00:00+08:00"), "--on", "2026-11-01"),
        (("--all", "--received", "2026-11-01T00:00+08:00"), "--received", "2026-11-01"),
        (("--all", "--return", "socks"), "--all", "--return"),
        (("--return", "socks", "--returned-before", "socks=5"), "--returned-before", "5"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_a_problem_with_its_option(
    basket: Path, args: tuple[str, ...], option: str, said: str
) -> None:
    ran = run("refund", basket, *args)
    assert (ran.code, ran.out) == (2, "")
    assert f"({option})" in ran.err
    assert said in ran.err


def test_everything_that_is_wrong_with_the_options_is_told_at_once(basket: Path) -> None:
    wrong = ("--return", "sokcs=1", "--return", "socks=5", "--return", "shoes=x", "--worth", "shoes=0.001")
    more = ("--returned-before", "socks=9", "--spent", "point", "--on", "tomorrow")
    ran = run("refund", basket, *wrong, *more)
    assert (ran.code, ran.out) == (2, "")
    said = ran.err.split("\n\n")
    known = ("--returned-before", "--return", "--worth", "--spent", "--on")
    options = [option for one in said for option in known if f"({option})" in one]
    assert sorted(options) == sorted(["--return"] * 3 + ["--worth", "--returned-before", "--spent", "--on"])


def test_moments_that_are_none_are_told_together_with_lines_that_are_none(basket: Path) -> None:
    ran = run("refund", basket, "--return", "sokcs", "--received", "soon", "--on", "later", "--at", "never")
    assert ran.code == 2
    for option in ("--return", "--received", "--on", "--at"):
        assert f"({option})" in ran.err


def test_that_nothing_goes_back_is_not_said_where_a_line_is_misspelt(basket: Path) -> None:
    assert run("refund", basket, "--return", "sokcs").err.count("(--return)") == 1


def test_what_is_named_twice_and_what_went_back_before_are_told_apart(basket: Path) -> None:
    twice = run("refund", basket, "--return", "socks", "--return", "socks=1")
    before = run("refund", basket, "--return", "socks=1", "--returned-before", "socks")
    assert ("named twice" in twice.err, "went back before" in before.err) == (True, True)


@pytest.mark.parametrize("verb", ["refund --all", "timeline", "protect --price coat=1"])
def test_goods_cannot_come_before_their_balance_is_paid(coat: Path, verb: str) -> None:
    name, *args = verb.split()
    for language, said in (("en", "before the balance is paid"), ("zh", "尾款还没有付")):
        ran = run(name, coat, *args, "--received", "2026-10-25T00:00+08:00", "--lang", language)
        assert (ran.code, ran.out, "--received" in ran.err, said in ran.err) == (2, "", True, True)


def test_before_the_balance_only_the_deposit_is_paid_and_the_terms_are_told_from_the_law(coat: Path) -> None:
    ran = run("refund", coat, "--all", "--on", "2026-10-25T00:00+08:00")
    for said in ("Paid so far", "The deposit on it", "by law at least"):
        assert said in ran.out
    for said in ("What the tag says", "To pay", "that binds", "cannot be said"):
        assert said not in ran.out
    told_then = told(coat, "--all", "--on", "2026-10-25T00:00+08:00")
    assert (told_then["in_time"], told_then["paid_by_then"]) == (None, told_then["expected"])


def test_terms_that_do_not_say_are_told_so(cart: Path) -> None:
    ran = run("refund", cart, "--return", "a", "--lang", "zh")
    assert (ran.code, "条款没有写退款" in ran.out) == (0, True)
    assert told(cart, "--return", "a")["policy"]["assumed"] is True
