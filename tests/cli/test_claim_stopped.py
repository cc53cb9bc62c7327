"""Waiting for the cheapest way of a claim's cart, or of many items: what is said meanwhile, and what a Ctrl-C does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from promocalc.choose.watch import Progress
from promocalc.cli import progress
from promocalc.cli.progress import Terminal
from tests.cli.harness import run
from tests.cli.test_best_stopped import started, terminals, written
from tests.generate_long import long_search


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A cart that nobody waits for to the end."""
    return written(tmp_path, *long_search())


@terminals
@pytest.mark.parametrize(
    ("language", "far", "said"),
    [("en", "Ctrl-C stops", "nothing is judged"), ("zh", "按 Ctrl-C 停止", "未作判断")],
)
def test_a_ctrl_c_stops_it_and_nothing_is_judged(long: Path, language: str, far: str, said: str) -> None:
    with started("claim", "到手价99元", "--cart", long, "--lang", language) as running:
        running.until(far)
        running.interrupt()
        assert running.end() == 130
    told = running.seen.decode()
    assert running.out == b""
    assert said in told.split("\r")[-1] or said in told.splitlines()[-1]
    assert "Traceback" not in told


@terminals
def test_the_second_ctrl_c_leaves_at_once(long: Path) -> None:
    with started("claim", "到手价99元", "--cart", long, "--json") as running:
        running.until("Ctrl-C stops")
        running.interrupt()
        running.interrupt()
        assert running.end() == 130
    assert running.out == b""
    assert "Traceback" not in running.seen.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "3 s, 1,200 of 2,000 kinds of items priced, Ctrl-C stops"),
        ("zh", "3 秒，2,000 种商品已计价 1,200 种，按 Ctrl-C 停止"),
    ],
)
def test_how_many_items_are_priced_is_said(language: Any, said: str) -> None:
    watch = Terminal(language, "CNY", shown=True)
    assert watch.line(Progress("items", 1_200, 2_000), 3, 80) == said


def test_a_sentence_without_a_cart_says_nothing_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    ran = run("claim", "原价169元，促销价50.70元", "--reference", "119")
    assert (ran.code, ran.err) == (1, "")


def test_a_claim_says_that_the_choices_of_its_cart_do_not_count(tmp_path: Path) -> None:
    book = {"rulebook": "b", "rules": {"c": {"use": "coupon", "take": {"off": 10}}}, "price": ["c"]}
    cart = {"lines": [{"price": 100}], "wallet": {"coupons": {"c": 1}}, "choices": {"skip": ["c"]}}
    path = written(tmp_path, cart, book)
    ran = run("claim", "到手价90元", "--cart", path, "--standard", "cn-2022")
    assert ran.code == 0
    assert "whoever pays least chooses" in " ".join(ran.out.split())
    free = written(tmp_path, {**cart, "choices": {}}, book)
    assert "whoever pays least chooses" not in " ".join(run("claim", "到手价90元", "--cart", free).out.split())
