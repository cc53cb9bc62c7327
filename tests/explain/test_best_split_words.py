"""A cart divided into orders in words: whether to, what goes into each, what it uses, what is taken for granted."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from promocalc.cart import Cart
from promocalc.choose import recognised
from promocalc.choose.best import Search
from promocalc.choose.split import Proof, Split, split
from promocalc.explain.best import split_en as best_split_en
from promocalc.explain.best import split_zh as best_split_zh
from promocalc.explain.best.split import SplitTold, SplitView, text
from promocalc.explain.best.split_json import to_data
from promocalc.explain.best.split_words import SplitLabels
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook

SMALL = {"title": {"en": "Small", "zh": "小券"}, "from": 100, "take": {"off": 20}, "use": "coupon"}
LARGE = {"title": {"en": "Large", "zh": "大券"}, "from": 200, "take": {"off": 50}, "use": "coupon"}
AUTO = {"title": {"en": "Auto", "zh": "直降"}, "from": 300, "take": {"off": 1}}
POSTAGE = {"id": "p", "title": {"en": "Postage", "zh": "运费"}, "store": "S", "price": 6, "kind": "shipping"}


def view(language: Language = "en", *extra: dict[str, Any], most: int = 2, **rules: Any) -> SplitView:
    """A coat of 210 and a scarf of 110 of one shop; of two coupons one may be used in an order, unless stated."""
    goods = [
        {"id": "a", "title": {"en": "Coat", "zh": "大衣"}, "store": "S", "price": 210},
        {"id": "b", "title": {"en": "Scarf", "zh": "围巾"}, "store": "S", "price": 110},
    ]
    own = rules or {"small": SMALL, "large": LARGE, "auto": AUTO}
    price: list[Any] = list(rules) or [{"one_of": ["small", "large"]}, "auto"]
    book = Rulebook.model_validate({"rulebook": "t", "rules": own, "price": price})
    one = Subject(Cart.model_validate({"lines": [*goods, *extra]}), book)
    search = Search(one)
    now = search.pricer.price(one.cart, one.cart.choices)
    return SplitView(SplitTold(one, split(one, most), most, now, search.best().receipt), language)


# --- whether to, and what it comes to -------------------------------------------------------------------------


def test_what_is_paid_is_told_of_now_of_one_order_and_of_several() -> None:
    assert view().totals()[:-1] == [
        ("Paid now", "¥299.00"),
        ("In one order", "¥270.00"),
        ("In 2 orders", "¥250.00"),
        ("Less than now", "¥49.00, 16.4% of what is paid now"),
        ("Less than in one", "¥20.00"),
    ]
    assert view("zh").totals()[1:3] == [("一单付清", "¥270.00"), ("分 2 单", "¥250.00")]


def test_where_one_order_is_best_that_is_said_with_the_proof() -> None:
    said = view(small=SMALL, auto=AUTO)
    assert said.actions() == ["Place one order: no division into up to 2 orders costs less."]
    assert "In 2 orders" not in dict(said.totals())
    assert said.heading(1) == "The order: ¥299.00"
    assert dict(said.totals())["Less than now"] == "nothing"
    assert view("zh", small=SMALL, auto=AUTO).actions() == ["不必拆单：至多 2 单，怎么拆都不会更便宜。"]


def proven(said: SplitView, proof: Proof, gap: int = 0) -> SplitView:
    found = said.told.split
    other = Split(found.orders, found.pay, found.pay - gap, proof, found.runs)
    return SplitView(replace(said.told, split=other), said.language)


@pytest.mark.parametrize(
    ("language", "exhausted", "optimal", "within"),
    [
        (
            "en",
            "every way to divide the goods into up to 2 orders was weighed: nobody can pay less",
            "a bound under every division into up to 2 orders is reached: nobody can pay less",
            "within ¥0.12 of the least possible: in up to 2 orders nobody can pay less than ¥249.88",
        ),
        (
            "zh",
            "已权衡至多 2 单的全部拆法：没有更便宜的付法",
            "已达到至多 2 单任意拆法的应付下限：没有更便宜的付法",
            "离最低应付不超过 ¥0.12：至多 2 单，无论怎么拆，都不会少于 ¥249.88",
        ),
    ],
)
def test_a_proof_says_how_it_was_found(language: Language, exhausted: str, optimal: str, within: str) -> None:
    said = view(language)
    assert proven(said, "exhausted").proof() == exhausted
    assert proven(said, "optimal").proof() == optimal
    assert proven(said, "within", 12).proof() == within


def test_one_order_that_is_not_proven_to_be_best_is_not_called_so() -> None:
    said = proven(view(small=SMALL, auto=AUTO), "within", 12)
    assert said.actions() == ["Place one order: no cheaper division into up to 2 orders was found."]


# --- order by order -------------------------------------------------------------------------------------------


def test_every_order_tells_its_pieces_its_offers_and_who_uses_what_it_leaves_alone() -> None:
    said = view()
    assert said.heading(1) == "Order 1 of 2: ¥160.00"
    assert said.goods(1).rows == (("Coat", "1", "210.00", "160.00"),)
    assert said.offers(1) == ['Use "Large": -50.00.', 'Leave "Small" alone here: order 2 uses it.']
    assert said.goods(2).foot == (("Total", "", "110.00", "90.00"),)
    assert said.offers(2) == ['Use "Small": -20.00.']
    assert view("zh").offers(1) == ["用上「大券」：-50.00。", "这一单不用「小券」：第 2 单会用。"]


def test_what_nobody_decides_about_comes_by_itself() -> None:
    assert view(auto=AUTO).offers(1) == ['"Auto" applies by itself: -1.00.']
    assert view(auto={**AUTO, "from": 900}).offers(1) == ["No offer changes what is paid."]


def test_what_no_order_uses_is_to_be_left_alone() -> None:
    spoiler = {**SMALL, "from": 320}
    said = view(small=spoiler, large={**LARGE, "from": 310})
    assert said.told.count == 1
    assert said.offers(1) == ['Use "Large": -50.00.', 'Leave "Small" alone.']


# --- what is taken for granted --------------------------------------------------------------------------------


def test_postage_is_charged_again_and_that_is_said() -> None:
    said = view("en", POSTAGE)
    assert said.told.split.pay == 26_200
    assert [row[0] for row in said.goods(2).rows] == ["Scarf", "Postage"]
    assert any(one.startswith('Lines that are no goods ("Postage") are charged again') for one in said.assumptions())
    assert not any("There is no postage" in one for one in said.assumptions())


def test_where_a_rule_charges_postage_it_is_worked_out_for_every_order() -> None:
    charge = {"title": {"en": "Postage", "zh": "运费"}, "take": {"add": 6, "line": "shipping"}}
    said = view("en", small=SMALL, charge=charge)
    assert said.told.count == 1
    assert any("worked out anew for every order" in one for one in said.assumptions())


def test_that_no_postage_was_stated_is_said_where_the_cart_is_divided() -> None:
    assert any("There is no postage in this cart." in one for one in view().assumptions())
    assert any("没有运费" in one for one in view("zh").assumptions())
    assert not any("There is no postage in this cart." in one for one in view(auto=AUTO).assumptions())


def test_that_a_limit_on_a_shopper_has_to_be_in_the_rulebook_is_said_where_the_cart_is_divided() -> None:
    assert any("once for a shopper" in one for one in view().assumptions())
    assert any("限每人一次" in one for one in view("zh").assumptions())
    assert not any("once for a shopper" in one for one in view(auto=AUTO).assumptions())


# --- pages, data, words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80])
def test_every_row_fits(language: Language, cells: int) -> None:
    rows = text(view(language, POSTAGE).told, language, width=cells).splitlines()
    assert max(map(width, rows)) <= cells


def test_the_orders_as_data_come_to_what_is_paid() -> None:
    data = to_data(view().told)
    assert (data["pay"], data["bound"], data["gap"], data["proof"]) == ("250.00", "250.00", "0.00", "exhausted")
    assert data["saved"] == {"against_now": "49.00", "against_one": "20.00"}
    assert [order["pay"] for order in data["orders"]] == ["160.00", "90.00"]
    assert [order["receipt"]["pay"] for order in data["orders"]] == ["160.00", "90.00"]
    assert [order["lines"] for order in data["orders"]] == [[{"id": "a", "quantity": 1}], [{"id": "b", "quantity": 1}]]
    assert data["orders"][0]["uses"] == ["large"]
    assert data["orders"][0]["leaves"] == [{"rule": "small", "used_by": 2}]


def test_both_languages_have_every_word() -> None:
    for field in fields(SplitLabels):
        one, other = (getattr(module.labels, field.name) for module in (best_split_en, best_split_zh))
        assert one
        assert other
        assert not re.search("[A-Za-z]", other)
    said = [
        {name: str(inspect.signature(one)) for name, one in vars(module).items() if inspect.isfunction(one)}
        for module in (best_split_en, best_split_zh)
    ]
    assert said[0] == said[1]


def test_every_reason_that_keeps_an_offer_from_the_solver_is_said_in_chinese() -> None:
    tree = ast.parse(Path(recognised.__file__).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NotOfTheKind":
            found |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "odd":
            assert isinstance(node.value, ast.List)
            found |= {one.elts[1].value for one in node.value.elts if isinstance(one, ast.Tuple)}  # type: ignore[attr-defined]
    assert found == set(best_split_zh.REASONS)
    said = best_split_zh.not_of_the_kind("无法证明", "「小券」", "it sees part of what large took")
    assert said == "无法证明；求解器也无法证明：「小券」只看到 large 优惠的一部分"
