"""What starting costs: a price needs no screen, no solver and no array library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"textual", "rich", "sympy", "numpy", "z3", "ortools", "asyncio", "hypothesis"}
MODELS = {"promocalc.cart", "pydantic", "promocalc.engine", "yaml"}

PROGRAM = """
import contextlib, io, json, sys
from promocalc.cli import main
with contextlib.redirect_stdout(io.StringIO()):
    try:
        code = main(sys.argv[1:])
    except SystemExit as error:
        code = error.code
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


def loaded(*args: object) -> set[str]:
    """The modules that a run imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, args)], capture_output=True, encoding="utf-8", check=True
    )
    said = json.loads(done.stdout)
    assert said["code"] == 0, done.stderr
    return set(said["modules"])


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_price_imports_nothing_heavy(cart: Path, form: str) -> None:
    assert loaded("price", cart, "--format", form) & HEAVY == set()


def test_a_price_that_promises_nothing_does_not_look_ahead(cart: Path) -> None:
    assert "promocalc.timeline" not in loaded("price", cart)


@pytest.mark.parametrize(
    "args",
    [("timeline",), ("refund", "--all"), ("protect", "--price", "a=1"), ("compare", "--skip", "coupon")],
    ids=lambda args: args[0],
)
def test_nor_does_what_comes_after_a_price(cart: Path, args: tuple[str, ...]) -> None:
    assert loaded(*args, cart) & {*HEAVY, "icalendar"} == set()


def test_a_price_reads_no_advertisement(cart: Path) -> None:
    assert not {one for one in loaded("price", cart) if one.startswith("promocalc.claims")}


def test_a_sentence_is_judged_without_a_search() -> None:
    stated = ("--now", "50", "--reference", "100", "--standard", "cn-2022")
    found = loaded("claim", "5折", *stated)
    assert found & HEAVY == set()
    assert not {one for one in found if one.startswith("promocalc.choose")}


@pytest.mark.parametrize("args", [("validate",), ("rules", "show")])
def test_nor_does_reading_a_rulebook(shop: Path, args: tuple[str, ...]) -> None:
    assert loaded(*args, shop) & HEAVY == set()


@pytest.mark.parametrize(
    "args", [("--version",), ("--help",), ("price", "--help"), ("compare", "--help"), ("completion", "fish")]
)
def test_help_and_version_do_not_even_read_the_language_of_rules(args: tuple[str, ...]) -> None:
    assert loaded(*args) & MODELS == set()
