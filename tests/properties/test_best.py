"""The cheapest way to pay, against every combination that there is."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from promocalc.cart import Cart
from promocalc.choose.best import Search
from promocalc.choose.plans import applied, effort, rivals, worths
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible
from promocalc.rules.rulebook import Rulebook
from tests.generate import cases
from tests.generate_choices import choices

MOST = 6
"""Rules to decide about, up to which every combination is priced one by one."""


def every_way(search: Search) -> dict[frozenset[str], Receipt]:
    """The receipt for each set of rules that is left alone, of up to so many rules; of more the last few stay open."""
    stated, open_ = search.stated, search.open_rules[:MOST]
    sets = chain.from_iterable(combinations(open_, count) for count in range(len(open_) + 1))
    return {
        frozenset(some): search.pricer.price(
            search.subject.cart, stated.model_copy(update={"skip": (*stated.skip, *some)})
        )
        for some in sets
    }


@given(st.one_of(choices(), cases()))
def test_nobody_pays_less_than_the_best(case: tuple[Cart, Rulebook]) -> None:
    search = Search(Subject(*case))
    try:
        found = search.best()
    except NotExpressible:
        return
    every = every_way(search)
    assert found.proof in ("optimal", "exhausted")
    assert found.bound == found.receipt.pay <= min(one.pay for one in every.values())
    if len(search.open_rules) <= MOST:
        assert found.receipt.pay in {one.pay for one in every.values()}


@given(choices(5))
def test_what_a_rule_is_worth_is_what_the_cheapest_way_without_it_costs_more(case: tuple[Cart, Rulebook]) -> None:
    search = Search(Subject(*case))
    found, every = search.best(), every_way(search)
    for one in worths(search, found):
        without = min(receipt.pay for left, receipt in every.items() if one.rule in left)
        if one.used:
            assert one.worth == without - found.receipt.pay
        else:
            assert without == found.receipt.pay


@given(choices(5))
def test_the_first_of_the_other_ways_is_the_cheapest_that_does_without_some_rule(case: tuple[Cart, Rulebook]) -> None:
    search = Search(Subject(*case))
    found, every = search.best(), every_way(search)
    own = applied(found.receipt).intersection(search.open_rules)
    without = [receipt.pay for receipt in every.values() if not own <= applied(receipt)]
    others = [one.receipt for one in rivals(search, found, 100) if not own <= applied(one.receipt)]
    assert [one.pay for one in others] == sorted(one.pay for one in others)
    if without:
        assert others[0].pay == min(without)
    else:
        assert not others


@given(choices())
def test_doing_more_never_costs_more_on_the_way_to_the_best(case: tuple[Cart, Rulebook]) -> None:
    search = Search(Subject(*case))
    found = search.best()
    told = effort(search, found)
    assert (told.steps[-1].pay if told.steps else told.nothing) == found.receipt.pay
    assert found.receipt.pay <= min(told.nothing, told.stated)
