"""Searches that nobody waits for to the end: what they still say, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from promocalc.cart import Cart
from promocalc.choose import best as best_module
from promocalc.choose import walk as walk_module
from promocalc.choose.best import Search
from promocalc.choose.plans import rivals, worths
from promocalc.choose.split import split
from promocalc.choose.walk import LAST_ROWS, walk
from promocalc.choose.watch import UNWATCHED, Aside, Progress, Stopped, Watch
from promocalc.explain.best.as_json import to_data
from promocalc.explain.best.split import SplitTold, SplitView
from promocalc.explain.best.split import text as split_text
from promocalc.explain.best.split_json import to_data as split_data
from promocalc.explain.best.text import BestView, text
from promocalc.explain.best.told import BestTold
from promocalc.explain.best.words import words
from promocalc.explain.language import LANGUAGES, Language
from promocalc.files.load import read_cart, read_rulebook
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from tests.generate_long import long_search
from tests.unit.test_best import SETS, TWO_COUPONS, subject


class Until(Watch):
    """Waits until what it is told is enough."""

    def __init__(self, enough: Callable[[Progress], bool] = lambda _: False) -> None:
        self.enough = enough
        self.told: list[Progress] = []
        self.is_stopped = False

    def tell(self, progress: Progress) -> None:
        self.told.append(progress)
        self.is_stopped = self.is_stopped or self.enough(progress)

    def stopped(self) -> bool:
        return self.is_stopped


def long(watch: Watch = UNWATCHED, coupons: int = 20, lines: int = 8) -> Search:
    cart, book = long_search(coupons, lines)
    return Search(Subject(Cart.model_validate(cart), Rulebook.model_validate(book)), watch=watch)


# --- one order --------------------------------------------------------------------------------------------------------


def test_a_search_tells_how_far_it_is_and_comes_closer() -> None:
    watch = Until()
    found = long(watch).best()
    assert [one.done for one in watch.told] == sorted(one.done for one in watch.told)
    assert {one.of for one in watch.told} == {20}
    bounds = [one.bound for one in watch.told if one.bound is not None]
    assert bounds == sorted(bounds)
    assert bounds[-1] <= found.receipt.pay <= min(one.pay for one in watch.told if one.pay is not None)
    assert max(one.rows or 0 for one in watch.told) > LAST_ROWS


def test_the_later_it_is_stopped_the_closer_is_the_bound() -> None:
    least = long().best().receipt.pay
    bounds = []
    for made in (0, 5, 10, 15, 18):
        found = long(Until(lambda told, made=made: told.done >= made)).best()
        assert found.bound <= least <= found.receipt.pay
        bounds.append(found.bound)
    assert bounds == sorted(bounds)
    assert 0 <= bounds[0] < bounds[-1]


def test_what_promises_most_is_followed_to_the_end_when_it_is_stopped() -> None:
    search = long()
    first = walk(search.course, search.lines, most=best_module.FEW).found
    assert first is not None
    known = first.pay, first.made
    late = Until(lambda told: told.done >= 17)
    found, left_out, stopped = walk(search.course, search.lines, None, known, watch=late)
    assert stopped
    assert left_out is not None
    assert found is not None
    assert found.pay < first.pay


def test_it_is_stopped_between_two_operations_where_there_are_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_module, "MANY_ROWS", 1_000)
    least, calls = long().best().receipt.pay, Until()
    long(calls).best()
    for number in range(20, len(calls.told), len(calls.told) // 12):
        watch = Until()
        watch.enough = partial(lambda watch, number, _: len(watch.told) >= number, watch, number)
        found = long(watch).best()
        assert found.bound <= least <= found.receipt.pay


def test_one_that_nobody_waits_for_from_the_start_gives_what_a_first_look_finds() -> None:
    watch = Until()
    watch.is_stopped = True
    search = long(watch)
    found = search.best()
    assert (found.proof, search.cut_short) == ("within", True)
    assert found.receipt == search.pricer.price(search.subject.cart, found.choices)
    assert rivals(search, found) == ()
    assert worths(search, found) == ()
    with pytest.raises(Stopped):
        search.with_(search.decisions[0], 1)


def test_what_the_cheapest_way_decides_is_not_searched_again() -> None:
    search = long()
    found = search.best()
    own = {value: search.with_(search.decisions[0], value) for value in (0, 1)}
    assert found in own.values()


def test_ways_that_decide_one_thing_bring_a_bound_closer_and_may_be_better(monkeypatch: pytest.MonkeyPatch) -> None:
    least = long(coupons=14, lines=6).best().receipt.pay
    monkeypatch.setattr(best_module, "FEW", 2)
    search = long(coupons=14, lines=6)
    rough = search.best(4)
    assert rough.gap
    rivals(search, rough)
    better = search.better(rough)
    assert (better.receipt.pay, better.bound, better.proof) == (least, least, "optimal")


def test_where_every_combination_is_priced_the_best_so_far_is_under_no_bound() -> None:
    cart = "cart: c\nlines:\n  - {id: l0, price: 10, quantity: 60}\n  - {id: l1, price: 10, quantity: 60}\n"
    watch = Until(lambda told: told.stage == "orders")
    found = Search(Subject(read_cart(cart), read_rulebook(f"rulebook: b\n{SETS}")), watch=watch).best()
    assert (found.proof, found.bound, found.combinations, found.rows) == ("within", 0, 2, 1)
    assert watch.told[-1] == Progress("orders", 1, 2, found.receipt.pay)


def test_nobody_pays_less_than_nothing_wherever_a_search_is_stopped() -> None:
    cart = "cart: c\nlines:\n  - {id: l0, price: 0.01, quantity: 60}\n  - {id: l1, price: 0.01, quantity: 60}\n"
    watch = Until(lambda told: told.stage == "orders")
    found = Search(Subject(read_cart(cart), read_rulebook(f"rulebook: b\n{SETS}")), watch=watch).best()
    assert (found.receipt.pay, found.proof, found.gap, found.rows) == (0, "optimal", 0, 1)


def test_a_part_of_a_search_tells_how_far_the_whole_is() -> None:
    watch, whole = Until(lambda told: told.done > 3), Progress("others", 3, 7)
    aside = Aside(watch, whole)
    aside.tell(Progress("decisions", 5))
    assert (watch.told, aside.stopped()) == ([whole], False)
    watch.tell(Progress("others", 4, 7))
    assert aside.stopped()


# --- several orders ---------------------------------------------------------------------------------------------------

PARTS = """
rules:
  a: {from: 100, take: {off: 30}, use: coupon}
  b: {from: 100, take: {off: 20}, use: coupon}
price: {one_of: [a, b]}
"""


@pytest.mark.parametrize("rules", [PARTS, PARTS.replace("use: coupon", "use: coupon, limit: {day: 1}")])
def test_a_split_that_is_stopped_gives_the_best_by_then(rules: str) -> None:
    asked = subject(rules, "60 55 50 45")
    least = split(asked, 2).pay
    whole = Until()
    split(asked, 2, watch=whole)
    found = []
    for runs in (1, 2, 3, *range(5, len(whole.told), len(whole.told) // 8), len(whole.told)):
        watch = Until(partial(lambda runs, told: told.done >= runs, runs))
        found.append(split(asked, 2, watch=watch))
        assert found[-1].bound <= least <= found[-1].pay
        assert found[-1].stopped
    assert found[0].pay >= found[-1].pay
    assert found[0].bound == 0


def test_two_parts_that_are_known_are_put_together() -> None:
    asked = subject(PARTS, "60 55 50 45")
    assert split(asked, 2).pay == 160_00
    last = Until()
    split(asked, 2, watch=last)
    found = split(asked, 2, watch=Until(lambda told: told.done >= len(last.told) - 1))
    assert (found.pay, len(found.orders)) == (160_00, 2)


# --- in words ---------------------------------------------------------------------------------------------------------


def told(search: Search) -> BestTold:
    now = search.pricer.price(search.subject.cart, search.subject.cart.choices)
    return BestTold(search, search.best(), now)


def page(said: str) -> str:
    """A page without its line breaks."""
    return " ".join(said.split())


@pytest.mark.parametrize(
    ("language", "stopped", "table"),
    [
        (
            "en",
            "You stopped the search: this is the best of what had been weighed by then.",
            "Offers that are not in this table had not been weighed when you stopped the search.",
        ),
        ("zh", "搜索已中断：这是中断前找到的最省付法。", "中断时还没有权衡到的优惠，没有列在这里。"),
    ],
)
def test_a_page_says_that_it_was_stopped(language: Language, stopped: str, table: str) -> None:
    said = told(long(Until(lambda told: told.done >= 17)))
    assert said.interrupted
    assert stopped in page(text(said, language))
    assert table in page(text(said, language)).replace("， ", "，")
    assert to_data(said)["interrupted"] is True
    whole = told(long())
    assert stopped not in page(text(whole, language))
    assert to_data(whole)["interrupted"] is False


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "the cheapest way is proven, but not everything around it had been weighed by then"),
        ("zh", "最省付法已经证明，其余内容还没有全部权衡"),
    ],
)
def test_what_is_proven_stays_proven_where_the_rest_is_stopped(language: Language, said: str) -> None:
    found = told(long(Until(lambda told: told.stage == "others" and told.done > 30)))
    assert found.best.proof == "optimal"
    assert said in page(text(found, language))
    weighed = {one.rule for one in found.worths}
    assert 0 < len(weighed) < len(found.tried)
    assert BestView(found, language).doubts()


@pytest.mark.parametrize(
    ("language", "proof", "nothing"),
    [
        (
            "en",
            "none: how much less could be paid is not known",
            "Change nothing: nothing cheaper than the cart as it stands was found.",
        ),
        ("zh", "无：至多还能少付多少，尚不清楚", "不必改动：没有找到比现在更省的付法。"),
    ],
)
def test_without_a_proof_nothing_is_called_the_cheapest(language: Language, proof: str, nothing: str) -> None:
    watch = Until()
    watch.is_stopped = True
    search = long(watch, 40, 14)
    found = search.best()
    view = BestView(BestTold(search, found, found.receipt), language)
    assert view.actions()[0] == nothing
    assert found.bound == 0
    assert view.proof() == proof


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_split_says_that_it_was_stopped(language: Language) -> None:
    asked = subject(PARTS, "60 55 50 45")
    found = split(asked, 2, watch=Until(lambda told: told.done >= 3))
    now = asked.pricer().price(asked.cart, asked.cart.choices)
    view = SplitView(SplitTold(asked, found, 2, now), language)
    assert view.proof() == words(language).no_bound()
    stopped = {"en": "You stopped the search", "zh": "搜索已中断"}[language]
    assert stopped in split_text(view.told, language)
    assert split_data(view.told)["interrupted"] is True
    whole = SplitTold(asked, split(asked, 2), 2, now)
    assert stopped not in split_text(whole, language)
    assert split_data(whole)["interrupted"] is False


@pytest.mark.parametrize(("language", "mark"), [("en", "y (costs as little)"), ("zh", "y（一样省）")])
def test_another_way_that_costs_no_more_is_called_so(language: Language, mark: str) -> None:
    rules = "rules: {x: {take: {off: 9}, use: coupon}, y: {take: {off: 9}, use: coupon}}\nprice: {one_of: [x, y]}"
    ways = BestView(told(Search(subject(rules))), language).ways()
    assert ways is not None
    said = [row[-1] for row in ways.rows]
    assert said[1] == mark
    assert sum(mark[1:] in one for one in said) == 1


def test_what_is_dearer_is_not_called_so() -> None:
    found: Any = BestView(told(Search(subject(TWO_COUPONS))), "en").ways()
    assert not any("as little" in cell for row in found.rows for cell in row)
