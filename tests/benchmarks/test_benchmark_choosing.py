"""promocalc and a plain model in CP-SAT agree wherever both say that nobody pays less. Nothing is timed here."""

from __future__ import annotations

from functools import partial

import pytest

from promocalc.choose.best import best
from promocalc.choose.split import split
from promocalc.engine.price import price
from tests.benchmarks import plain_cpsat
from tests.benchmarks.choosing import (
    COUDAN_FROM,
    COUDAN_GROUPS,
    COUDAN_PRICES,
    NO_NUMPY,
    Answer,
    Family,
    added,
    asked,
    cover_rows,
    divided,
    family_rows,
    items,
    one_order,
    order_section,
    split_section,
    wrong,
)
from tests.benchmarks.choosing_instances import coupons, kinds, orders, threshold
from tests.benchmarks.plain_cpsat import Deal, Goods, Plain, Problem

SOLVED = pytest.mark.skipif(not plain_cpsat.installed(), reason="OR-tools is an extra")
SECONDS = 20


def plain(problem: Problem) -> Plain:
    """What CP-SAT says; it has to prove it."""
    found = plain_cpsat.solve(problem, SECONDS)
    assert found.proven
    return found


@SOLVED
@pytest.mark.parametrize("seed", range(6))
def test_of_a_few_coupons_both_find_the_cheapest_way(seed: int) -> None:
    problem = coupons(8, seed)
    ours, theirs = one_order(problem, asked(problem), ()), plain(problem)
    assert (ours.pay, ours.bound) == (theirs.pay, theirs.pay)
    assert list(wrong(problem, ours, theirs)) == []


@SOLVED
@pytest.mark.parametrize("seed", range(4))
def test_of_a_few_lines_both_find_the_cheapest_orders(seed: int) -> None:
    problem = orders(6, 4, 2, seed)
    ours, theirs = divided(SECONDS, problem, asked(problem), ()), plain(problem)
    assert ours.pay == theirs.pay == split(asked(problem), 2).pay
    assert list(wrong(problem, ours, theirs)) == []


@SOLVED
@pytest.mark.parametrize(("gap", "grid"), [(12_34, 1), (77_77, 10), (99_99, 100)])
def test_both_reach_a_threshold_with_the_least(gap: int, grid: int) -> None:
    problem = threshold(gap, grid, 40)
    ours, theirs = added(problem, asked(problem), items(problem)), plain(problem)
    assert (ours.pay, ours.bound) == (theirs.pay, theirs.pay)
    assert list(wrong(problem, ours, theirs)) == []


@SOLVED
@pytest.mark.parametrize("seed", range(4))
def test_of_a_few_kinds_nothing_is_added_that_costs_more_than_it_saves(seed: int) -> None:
    problem = kinds(2, seed, 12)
    ours, theirs = added(problem, asked(problem), items(problem)), plain(problem)
    before = price(asked(problem).cart, asked(problem).rulebook).pay
    assert theirs.pay is not None
    assert theirs.pay <= ours.pay <= before
    assert list(wrong(problem, ours, theirs)) == []


@SOLVED
def test_the_thresholds_of_coudan_need_forty_more_by_both() -> None:
    assert plain_cpsat.cover(COUDAN_PRICES, COUDAN_FROM, COUDAN_GROUPS, SECONDS) == (40, True)
    assert plain_cpsat.cover((98, 98, 25, 20), 110, 2, SECONDS) == (2 * 98 + 45 - 220, True)


def test_the_example_of_coudan_is_told_with_its_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_cpsat, "installed", lambda: False)
    first, other = cover_rows(1, "cpu", 1)
    assert first.note.endswith("excess 40, proven")
    assert (other.median, other.note) == (None, plain_cpsat.INSTALL)


# --- deals of every kind --------------------------------------------------------------------------------------------

DEALS = (
    Deal("amount", 100, 30),
    Deal("beyond", 5, 30),
    Deal("rate", 100, percent=15, cap=20),
    Deal("odd", percent=33),
    Deal("steps", off=7, every=50),
    Deal("capped", off=7, every=50, cap=10),
    Deal("itself", 120, 25, coupon=False),
)


@SOLVED
@pytest.mark.parametrize("deal", DEALS, ids=lambda deal: deal.name)
def test_a_deal_is_to_both_the_same_to_the_minor_unit(deal: Deal) -> None:
    for amount in (4_99, 5_00, 99_99, 100_00, 123_45, 199_95, 300_00):
        problem = Problem((Goods("a", "A", amount),), ((deal,),))
        assert plain(problem).pay == best(asked(problem)).receipt.pay


@SOLVED
def test_what_a_store_took_off_is_not_there_for_the_order() -> None:
    stages = ((Deal("s", 100, percent=10, store="A", coupon=False),), (Deal("o", 195, 50),))
    problem = Problem((Goods("a", "A", 100_00), Goods("b", "B", 100_00)), stages)
    assert plain(problem).pay == best(asked(problem)).receipt.pay == 190_00


# --- the report -----------------------------------------------------------------------------------------------------


def test_answers_that_cannot_both_be_true_are_told() -> None:
    problem = coupons(8, 0)
    marked = sum(line.price for line in problem.lines)
    nothing = ((frozenset(line.name for line in problem.lines), frozenset[str]()),)
    told = Plain(marked, 0, False, nothing, frozenset())
    assert list(wrong(problem, Answer(marked, 0), told)) == []
    assert list(wrong(problem, Answer(marked, 0), None)) == []
    assert len(list(wrong(problem, Answer(marked, marked + 1), told))) == 1
    assert len(list(wrong(problem, Answer(marked, 0), told._replace(bound=marked + 1)))) == 1
    assert len(list(wrong(problem, Answer(marked, 0), told._replace(pay=marked - 1)))) == 1


def test_an_answer_that_is_wrong_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = coupons(8, 0)
    everything = ((frozenset(line.name for line in problem.lines), frozenset[str]()),)
    monkeypatch.setattr(plain_cpsat, "installed", lambda: True)
    monkeypatch.setattr(plain_cpsat, "solve", lambda *_: Plain(1, 1, True, everything, frozenset()))
    monkeypatch.setattr("tests.benchmarks.choosing.warm", lambda *, there: None)
    (row,) = family_rows(Family("f", [problem], one_order, 1), 1, "cpu", 1)
    assert row.median is None
    assert row.note.startswith("WRONG: CP-SAT's answer costs")


def test_without_a_solver_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_cpsat, "installed", lambda: False)
    monkeypatch.setattr("tests.benchmarks.choosing.TARGETS", {10: 1})
    one, theirs = order_section(1, "cpu", quick=True).rows
    assert one.note.endswith("5 of 5 proven")
    assert theirs.note == plain_cpsat.INSTALL
    assert {row.note for row in split_section(1, "cpu", quick=True).rows} == {plain_cpsat.INSTALL}


def test_without_numpy_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.benchmarks.choosing.find_spec", lambda _: None)
    assert {row.note for row in order_section(1, "cpu", quick=True).rows} == {NO_NUMPY}


@SOLVED
def test_how_far_answers_are_from_a_proof_is_told() -> None:
    problem = orders(5, 3, 2, 0)
    unproven = Family("f", [problem], lambda *_: Answer(split(asked(problem), 2).pay, 0), 1)
    first, second = family_rows(unproven, 1, "cpu", SECONDS)
    assert "0 of 1 proven, gap up to" in first.note
    assert "1 of 1 proven" in second.note
    assert "dearer" not in second.note
    assert "cheaper" not in second.note
    solved = partial(divided, SECONDS)
    assert "1 of 1 proven" in family_rows(unproven._replace(answer=solved), 1, "cpu", SECONDS)[0].note


@SOLVED
def test_whose_answer_is_dearer_is_told() -> None:
    problem = coupons(8, 0)
    pay = plain(problem).pay
    assert pay is not None
    for ours, said in ((pay + 200, "1 cheaper by up to 2.00"), (pay, "1 of 1 proven")):
        _, theirs = family_rows(Family("f", [problem], lambda *_, at=ours: Answer(at, None), 1), 1, "cpu", SECONDS)
        assert theirs.note.endswith(said)
