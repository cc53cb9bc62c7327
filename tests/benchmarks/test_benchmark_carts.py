"""Everything that the benchmark times gives the same answer. Nothing is timed here."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest

from promocalc.cart import Choices
from promocalc.engine.price import price
from promocalc.engine.steps import steps
from tests.benchmarks import composed, functions, own
from tests.benchmarks.__main__ import main
from tests.benchmarks.carts import (
    EXAMPLE_PAYS,
    EXAMPLE_PAYS_OTHER_COUPON,
    MARKED,
    PAYS,
    cart,
    example,
    plain_lines,
    rulebook,
)
from tests.benchmarks.peers import PEERS, Answer, Peer
from tests.benchmarks.report import Row, Section, Target, as_json, duration, rendered
from tests.benchmarks.timing import Subject, Timed, interleaved, ratio
from tests.naive import naive_price

ROWS = {"10 lines": (own.the_case, PAYS), "shipped example": (own.the_example, EXAMPLE_PAYS)}


def lines_of(peer: Peer) -> Answer:
    """What a peer makes of the cart."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs to heed
        call, read = peer.build(plain_lines())
        return read(call())


def test_the_published_total() -> None:
    receipt = price(cart(), rulebook())
    assert (receipt.marked, receipt.saved, receipt.pay) == (MARKED, MARKED - PAYS, PAYS)


@pytest.mark.parametrize("name", ROWS)
def test_every_way_of_running_promocalc_pays_the_same(name: str) -> None:
    case, pays = ROWS[name]
    assert {paid for _, paid in case().answers()} == {pays}


@pytest.mark.parametrize("name", ROWS)
def test_the_recorded_run_and_its_steps_are_those_of_the_receipt(name: str) -> None:
    case = ROWS[name][0]()
    receipt = price(case.cart, case.rulebook)
    registers = case.recorded()(case.inputs)
    assert tuple(registers) == tuple(receipt.registers)
    assert steps(case.plan, registers, case.inputs) == receipt.steps


def test_the_independent_pricer_agrees_on_every_line() -> None:
    found = naive_price(cart(), rulebook())
    assert found.pay == PAYS
    assert {line.id: line.pay for line in price(cart(), rulebook()).lines} == found.lines


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_peer_pays_the_same_and_lines_where_it_has_them(peer: Peer) -> None:
    if peer.installed() is None:
        pytest.skip(f"{peer.package} is not installed")
    paid, lines = lines_of(peer)
    assert paid == PAYS
    if lines is not None:
        assert lines == {line.id: line.pay for line in price(cart(), rulebook()).lines}


@pytest.mark.parametrize(("coupon", "pays"), [("R2", EXAMPLE_PAYS), ("R6", EXAMPLE_PAYS_OTHER_COUPON)])
def test_the_shipped_example(coupon: str, pays: int) -> None:
    bought, book = example()
    assert price(bought, book, Choices(use=(coupon,))).pay == pays


# --- a price as a function --------------------------------------------------------------------------------


def test_equations_and_curve_say_what_the_engine_says() -> None:
    assert list(functions.wrong()) == []


def test_every_rule_of_the_six_decides_something_on_the_curve() -> None:
    """Otherwise SymPy would be asked about fewer."""
    receipt = price(functions.campaign().cart, functions.campaign().rulebook)
    assert {step.rule for step in receipt.steps if step.deduction} == set(functions.RULES)
    assert len(functions.known().pieces) > len(functions.RULES) - 2


def test_what_sympy_is_asked_about_is_the_same_price() -> None:
    sympy = pytest.importorskip("sympy")
    x = sympy.Symbol("x", real=True)
    paid = composed.expression(x)
    tried = {one: int(paid.subs(x, one)) for one in composed.TRIED}
    assert tried == {one: functions.known().at(one) for one in composed.TRIED}
    starts = [piece.start for piece in functions.known().pieces]
    assert len({max(start for start in starts if start <= one) for one in composed.TRIED}) == len(starts)


def test_what_sympy_does_not_answer_in_time_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sympy")
    monkeypatch.setattr(composed, "QUESTIONS", {composed.SOLVED: None})
    assert [(row.note, row.median) for row in composed.rows(0.05)] == [("> 0.05 s (stopped)", None)]


@pytest.mark.parametrize(
    ("out", "note"),
    [
        ('{"wrong": [1]}', "WRONG: another price at [1]; not timed"),
        ('{"stopped": true}', "> 20 s (stopped)"),
        ('{"raised": "E: why", "seconds": 1.25}', "no answer after 1.2 s: E: why"),
        ('{"answer": "3 operations", "seconds": 1.25}', "3 operations"),
        ("", "not measured: its last words"),
    ],
)
def test_what_became_of_a_question(out: str, note: str) -> None:
    assert composed._row("question", out, "first\nits last words\n", 20).note == note


# --- the harness ------------------------------------------------------------------------------------------


def test_a_batch_hands_every_call_its_own_argument() -> None:
    seen: list[object] = []
    subject = Subject("s", lambda one: [seen.append(one), sum(range(20_000))], fresh=object)
    (timed,) = interleaved([subject], rounds=2)
    assert len(timed.seconds) == 2
    assert len({id(one) for one in seen}) == len(seen)


def test_a_ratio_is_the_middle_of_the_rounds_own() -> None:
    assert ratio(Timed("a", [2.0, 30.0, 4.0]), Timed("b", [1.0, 10.0, 1.0])) == 3.0


def test_the_report_says_met_missed_and_absent() -> None:
    rows = (
        Row("quick", 1e-6, 1e-6, 1.0, 1.0, Target("at most 2 µs", seconds=2e-6)),
        Row("slow", 3e-6, 3e-6, 3.0, 3.0, Target("at most 2.0x", ratio_at_most=2.0)),
        Row("flattered", 90e-6, 9e-6, 30.0, 9.0, Target("at least 10x", ratio_at_least=10)),
        Row("gone", note="absent: pip install x"),
    )
    text = rendered([Section("title", 3, rows)])
    assert [word for word in ("at most 2 µs: met", "at most 2.0x: MISSED", "absent: pip") if word not in text] == []
    assert [row["met"] for row in as_json([Section("title", 3, rows)])["sections"][0]["rows"]] == [
        True,
        False,
        False,
        None,
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(12.34e-6, "12.3 µs"), (0.25, "250 ms"), (4.5e-7, "450 ns"), (2, "2.00 s")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_one_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.benchmarks.timing.BATCH_SECONDS", 0.0)
    monkeypatch.setattr("tests.benchmarks.own.TABLE_ROWS", 10)
    monkeypatch.setattr("tests.benchmarks.functions.PRICES", 20_000)
    monkeypatch.setattr("tests.benchmarks.composed.QUESTIONS", {})
    for name, few in (("TARGETS", {10: 1}), ("SPLITS", ()), ("THRESHOLDS", ((299_99, 100),)), ("KINDS", ())):
        monkeypatch.setattr(f"tests.benchmarks.choosing.{name}", few)
    monkeypatch.setattr("tests.benchmarks.choosing.QUICK_SECONDS", 1)
    monkeypatch.setattr("tests.benchmarks.__main__.PEERS", ())
    assert main(["--json", "--quick", "--rounds", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert own.RECORDED in [row["name"] for section in found["sections"] for row in section["rows"]]
