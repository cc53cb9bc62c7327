"""What more could be done, in words and as data."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from promocalc.cart import Cart
from promocalc.choose.actions import Dearer, Further, GetCoupon, Kind, SplitUp, Wait
from promocalc.choose.best import Search
from promocalc.explain.best import actions_en as best_actions_en
from promocalc.explain.best import actions_zh as best_actions_zh
from promocalc.explain.best.actions import MOST_TOLD, ActionsView
from promocalc.explain.best.actions_words import ActionLabels
from promocalc.explain.best.as_json import to_data
from promocalc.explain.best.text import BestView, text
from promocalc.explain.best.told import BestTold
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.names import Names
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook

EVE = "2026-11-10T20:00:00+08:00"
MIDNIGHT = datetime(2026, 11, 11, tzinfo=ZoneInfo("Asia/Shanghai"))
SMALL = {"title": {"en": "Small", "zh": "小券"}, "from": 100, "take": {"off": 10}, "use": "coupon"}
LARGE = {"title": {"en": "Large", "zh": "大券"}, "from": 100, "take": {"off": 20}, "use": "coupon"}
CUT = {"title": {"en": "Midnight cut", "zh": "零点直降"}, "take": {"off": 15}}
LATER = {**CUT, "when": {"window": {"from": MIDNIGHT.isoformat()}}}
UNTIL = {**CUT, "when": {"window": {"until": MIDNIGHT.isoformat()}}}


def view(
    rules: dict[str, Any], language: Language = "en", *, programme: list[Any] | None = None, **cart: Any
) -> BestView:
    """Two pieces of 100 under some rules."""
    book = {"rulebook": "t", "timezone": "Asia/Shanghai", "rules": rules, "price": programme or list(rules)}
    lines = [{"id": one, "price": 100} for one in ("a", "b")]
    bought = Cart.model_validate({"lines": lines, **cart})
    search = Search(Subject(bought, Rulebook.model_validate(book)))
    now = search.pricer.price(bought, bought.choices)
    return BestView(BestTold(search, search.best(), now), language)


def actions(said: BestView) -> list[tuple[str, ...]]:
    """The rows of the table."""
    table = said.further.table()
    return [] if table is None else list(table.rows)


@pytest.mark.parametrize(
    ("language", "rows", "notes"),
    [
        (
            "en",
            [
                ('Get "Large", if you can', "180.00", "10.00"),
                ('Wait until Wed 2026-11-11 00:00 +08:00 (in force then: "Midnight cut")', "175.00", "15.00"),
            ],
            [
                "Each by itself, compared with ¥190.00; together they may save less than their sum, or more.",
                "Waiting takes for granted that the goods have the same prices then.",
            ],
        ),
        (
            "zh",
            [
                ("去领「大券」（若能领到）", "180.00", "10.00"),
                ("等到 2026-11-11 周三 00:00 +08:00（「零点直降」已开始）", "175.00", "15.00"),
            ],
            [
                "每项都单独与 ¥190.00 相比；几项一起做，省下的可能少于各项之和，也可能更多。",
                "等待后的应付，按商品标价到时不变来算。",
            ],
        ),
    ],
)
def test_what_saves_most_is_told_first_each_by_itself(
    language: Language, rows: list[tuple[str, ...]], notes: list[str]
) -> None:
    held = {"wallet": {"coupons": ["small"]}, "at": EVE}
    said = view(
        {"small": SMALL, "large": LARGE, "cut": LATER},
        language,
        programme=[{"one_of": ["small", "large"]}, "cut"],
        **held,
    )
    assert actions(said) == rows[::-1]
    assert said.further.notes() == notes


def test_until_when_it_costs_no_more_is_told_in_both_languages() -> None:
    rules = {"cut": UNTIL}
    assert view(rules, at=EVE).further.notes() == [
        (
            "It gets dearer on Wed 2026-11-11 00:00 +08:00: ¥200.00 at the least from then, ¥15.00 more"
            ' (no longer in force: "Midnight cut").'
        )
    ]
    assert view(rules, "zh", at=EVE).further.notes() == [
        "2026-11-11 周三 00:00 +08:00 起变贵：最少要付 ¥200.00，多付 ¥15.00（「零点直降」已结束）。"
    ]


def test_two_orders_are_told_with_the_option_that_says_which() -> None:
    rules = {"small": SMALL, "large": LARGE}
    either = [{"one_of": ["small", "large"]}]
    assert actions(view(rules, programme=either)) == [("Place two orders (--split 2 says which)", "170.00", "10.00")]
    assert actions(view(rules, "zh", programme=either)) == [("拆成两单（拆法见 --split 2）", "170.00", "10.00")]


def test_one_action_alone_is_not_said_to_be_one_of_several() -> None:
    said = view({"large": LARGE}, wallet={"coupons": []})
    assert actions(said) == [('Get "Large", if you can', "180.00", "20.00")]
    assert said.further.notes() == []


def test_where_nothing_more_can_be_done_the_page_says_nothing_of_it() -> None:
    said = view({"free": {"take": {"off": "10%"}}}, at=EVE)
    for language in LANGUAGES:
        assert said.further.say.title not in text(said.told, language)
    data = to_data(said.told)
    assert (data["actions"], data["dearer"]) == ([], None)
    assert data["not_weighed"] == {"actions": [], "coupons": []}


def test_what_was_not_looked_at_is_said() -> None:
    many = {f"c{at}": {**SMALL, "title": f"C{at}"} for at in range(14)}
    said = view(many, wallet={"coupons": ["c0"]})
    assert said.further.notes()[-1] == 'Not held, and not looked at here: "C13".'
    assert said.missing() == []
    assert to_data(said.told)["not_held"][-2:] == [{"rule": "c12", "pay": "180.00"}, {"rule": "c13", "pay": None}]
    assert "C13" in " ".join(view(many, "zh", wallet={"coupons": ["c0"]}).further.notes())
    crowded = view(many)
    assert crowded.further.notes() == ["Whether two orders cost less was not looked at here: --split 2 does that."]


def test_no_more_than_so_many_actions_are_told_and_all_of_them_are_in_the_data() -> None:
    many = {f"c{at}": {**SMALL, "title": f"C{at}", "take": {"off": 10 + at}} for at in range(9)}
    said = view(many, wallet={"coupons": []})
    assert [row[0] for row in actions(said)] == [f'Get "C{at}", if you can' for at in range(8, 8 - MOST_TOLD, -1)]
    assert [one["rule"] for one in to_data(said.told)["actions"]] == [f"c{at}" for at in range(8, -1, -1)]


def test_what_a_rule_is_called_is_cleaned() -> None:
    said = view({"large": {**LARGE, "title": "La\x1b[31mrge"}}, wallet={"coupons": []})
    assert "\x1b" not in actions(said)[0][0]


# --- data -------------------------------------------------------------------------------------------------------------


def test_every_action_is_data() -> None:
    told = view({"small": SMALL, "large": LARGE, "cut": LATER}, at=EVE).told
    wait = Wait(MIDNIGHT, ("cut",), ("small",), 150_00, 30_00)
    dearer = Dearer(MIDNIGHT, (), ("large",), 190_00, 10_00)
    some = (wait, GetCoupon("large", 160_00, 20_00), SplitUp(2, 170_00, 10_00))
    vars(told)["further"] = Further(some, dearer, ("split",), ("small",))
    data = to_data(told)
    assert data["actions"] == [
        {
            "kind": "wait",
            "at": "2026-11-11T00:00:00+08:00",
            "begins": ["cut"],
            "ends": ["small"],
            "pay": "150.00",
            "saved": "30.00",
        },
        {"kind": "coupon", "rule": "large", "pay": "160.00", "saved": "20.00"},
        {"kind": "split", "orders": 2, "pay": "170.00", "saved": "10.00"},
    ]
    assert data["dearer"] == {
        "at": "2026-11-11T00:00:00+08:00",
        "begins": [],
        "ends": ["large"],
        "pay": "190.00",
        "more": "10.00",
    }
    assert data["not_weighed"] == {"actions": ["split"], "coupons": ["small"]}


# --- words ------------------------------------------------------------------------------------------------------------


def test_both_languages_have_every_word() -> None:
    for field in fields(ActionLabels):
        one, other = (getattr(module.labels, field.name) for module in (best_actions_en, best_actions_zh))
        assert one
        assert not re.search("[A-Za-z]", other)
    said = [
        {name: str(inspect.signature(one)) for name, one in vars(module).items() if inspect.isfunction(one)}
        for module in (best_actions_en, best_actions_zh)
    ]
    assert said[0] == said[1]
    for module in (best_actions_en, best_actions_zh):
        assert all(module.not_weighed(kind) for kind in get_args(Kind))
        assert len({module.split(orders) for orders in range(2, 6)}) == 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [40, 60, 80])
def test_the_page_fits_with_all_of_it(language: Language, cells: int) -> None:
    told = view({"small": SMALL, "large": LARGE, "cut": LATER}, language, at=EVE).told
    wait = Wait(MIDNIGHT, ("cut",), ("small",), 150_00, 30_00)
    dearer = Dearer(MIDNIGHT, ("cut",), ("large",), 190_00, 10_00)
    some = (wait, GetCoupon("large", 160_00, 20_00), SplitUp(2, 170_00, 10_00))
    vars(told)["further"] = Further(some, dearer, ("wait", "split"), ("small",))
    page = text(told, language, width=cells)
    assert max(map(width, page.splitlines())) <= cells
    names = Names(told.receipt, language)
    assert ActionsView(told.further, told.receipt.pay, names).say.title in page
