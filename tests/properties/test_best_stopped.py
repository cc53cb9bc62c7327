"""A search that is stopped anywhere: what it says of the least is never wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.choose import best as best_module
from promocalc.choose import walk as walk_module
from promocalc.choose.best import Search
from promocalc.choose.plans import rivals, worths
from promocalc.choose.recognised import NotOfTheKind
from promocalc.choose.solver import solve
from promocalc.choose.split import split
from promocalc.choose.watch import Progress, Watch
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.generate_choices import choices
from tests.properties.test_best import every_way
from tests.properties.test_split import OFFERS, few_pieces


class Impatient(Watch):
    """Waits until it has been asked so many times."""

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.told: list[Progress] = []

    def tell(self, progress: Progress) -> None:
        self.told.append(progress)

    def stopped(self) -> bool:
        self.patience -= 1
        return self.patience < 0


@contextmanager
def narrow() -> Iterator[None]:
    """First looks that follow one row, and searches that may be stopped between any two operations."""
    with patch.object(best_module, "FEW", 1), patch.object(walk_module, "MANY_ROWS", 0):
        yield


def stopped_anywhere(subject: Subject) -> Iterator[tuple[Search, Impatient]]:
    """Searches of a subject that are stopped earlier or later, up to one that comes to its end."""
    opened = Search(subject)
    if opened.expressible:
        _ = opened.course if opened.decisions else None
    patience = 0
    while True:
        watch = Impatient(patience)
        search = Search(subject, watch=watch)
        vars(search).update({name: value for name, value in vars(opened).items() if name != "watch"})
        yield search, watch
        if watch.patience >= 0:
            return
        patience += 1 + patience // 4


@given(st.one_of(choices(), cases()))
def test_wherever_a_search_is_stopped_the_least_lies_between_its_bound_and_its_answer(
    case: tuple[Cart, Rulebook],
) -> None:
    subject = Subject(*case)
    try:
        least = Search(subject).best().receipt.pay
    except NotExpressible:
        return
    assert least <= min(one.pay for one in every_way(Search(subject)).values())
    with narrow():
        for search, watch in stopped_anywhere(subject):
            found = search.best()
            assert found.bound <= least <= found.receipt.pay
            assert search.pricer.price(subject.cart, found.choices) == found.receipt
            assert (found.proof == "within") == (found.gap > 0)
            for one in watch.told:
                assert one.bound is None or one.bound <= least
                assert one.pay is None or one.pay >= least
                assert one.of is None or 0 <= one.done <= one.of
        assert found.gap == 0


@settings(max_examples=settings.default.max_examples // 3)  # all that there is to tell, once for each stop
@given(choices(4))
def test_what_a_stopped_search_says_of_other_ways_is_what_one_that_came_to_its_end_says(
    case: tuple[Cart, Rulebook],
) -> None:
    subject = Subject(*case)
    whole = Search(subject)
    found = whole.best()
    worth = {one.rule: one for one in worths(whole, found)}
    with narrow():
        for search, _ in stopped_anywhere(subject):
            best = search.best()
            if best.gap:
                continue
            others, told = rivals(search, best, 100), worths(search, best)
            assert all(one.receipt.pay >= found.receipt.pay and not one.gap for one in others)
            if found.receipt == best.receipt:
                for one in told:
                    assert (one.worth, one.forced) == (worth[one.rule].worth, worth[one.rule].forced)


@settings(max_examples=settings.default.max_examples // 3)
@given(st.one_of(choices(3), cases(3)).map(few_pieces), st.integers(0, 60))
def test_wherever_a_split_is_stopped_the_least_lies_between_its_bound_and_its_answer(
    subject: Subject, patience: int
) -> None:
    least = split(subject, 2).pay
    found = split(subject, 2, watch=Impatient(patience))
    assert found.bound <= least <= found.pay
    assert found.pay == sum(one.receipt.pay for one in found.orders)
    assert (found.proof == "within") == (found.gap > 0)


@pytest.mark.skipif(find_spec("ortools") is None, reason="OR-tools is an extra")
@settings(max_examples=settings.default.max_examples // 3)
@given(OFFERS, st.integers(2, 3), st.integers(0, 20))
def test_a_solver_that_is_stopped_never_crosses_its_bound(subject: Subject, most: int, patience: int) -> None:
    watch = Impatient(patience)
    try:
        found = solve(subject, most, watch=watch)
    except NotOfTheKind:
        return
    assert found.bound <= split(subject, most).pay <= found.pay
    assert (found.proof == "within") == (found.gap > 0)
    for one in watch.told:
        assert one.bound is None or one.bound <= found.pay
