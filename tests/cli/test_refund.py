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


def test_terms_that_do_not_say_are_told_so(cart: Path) -> None:
    ran = run("refund", cart, "--return", "a", "--lang", "zh")
    assert (ran.code, "条款没有写退款" in ran.out) == (0, True)
    assert told(cart, "--return", "a")["policy"]["assumed"] is True
