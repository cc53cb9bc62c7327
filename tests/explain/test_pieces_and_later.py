"""Sets, picks, limits, wallets of points, tax and what comes later, where a receipt speaks of them."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.as_json import to_data
from promocalc.explain.receipt.catalogue import catalogue
from promocalc.explain.receipt.detail import detail
from promocalc.explain.receipt.markdown import markdown
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.receipt.text import text
from promocalc.explain.receipt.waterfall import bar, waterfall_rows
from tests.explain.bundle import bundle
from tests.explain.example import receipt

LINES: list[dict[str, Any]] = [
    {"id": "a", "title": {"en": "Ape", "zh": "猿"}, "price": 30, "qty": 2, "category": "x"},
    {"id": "b", "title": {"en": "Bee", "zh": "蜂"}, "price": 20, "qty": 2, "category": "y"},
]
TITLE = {"title": {"en": "Rule", "zh": "规则"}}


def told(rule: dict[str, Any], cart: dict[str, Any] | None = None, **facts: Any) -> tuple[Receipt, Step]:
    """What the lines cost under one rule, and its first step."""
    found = receipt(LINES, {"r": {**TITLE, **rule}}, cart, **facts)
    return found, found.steps[0]


def said(rule: dict[str, Any], label: int, cart: dict[str, Any] | None = None) -> tuple[str, str]:
    """The row of a step's detail under one of the labels, in both languages."""
    found, step = told(rule, cart)
    rows = []
    for language in LANGUAGES:
        labels = catalogue(language).labels
        names = (labels.pieces, labels.outcome, labels.wallet, labels.base, labels.by_line)
        rows.append(next(row for name, row in detail(found, step, language) if name == names[label]))
    return rows[0], rows[1]


PIECES, OUTCOME, WALLET, BASE, BY_LINE = range(5)
HALF = {"take": {"off": "50%"}}


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        (
            {**HALF, "sets": {"of": 2}, "pick": {"nth": 2}},
            "2 sets of 2; the 2nd piece of each: Ape x1, Bee x1",
            "2 组（每组 2 件），每组第 2 件：猿 x1、蜂 x1",
        ),
        ({**HALF, "sets": {"of": 4}}, "1 set of 4: Ape x2, Bee x2", "1 组（每组 4 件）：猿 x2、蜂 x2"),
        (
            {**HALF, "sets": {"of": 2}, "pick": {"cheapest": 1, "from": "all"}},
            "2 sets of 2; picked over all: Bee x2",
            "2 组（每组 2 件），跨组选取：蜂 x2",
        ),
        ({**HALF, "pick": {"dearest": 3}}, "the 3 dearest pieces: Ape x2, Bee x1", "最高价 3 件：猿 x2、蜂 x1"),
        (
            {"on": {"id": "b"}, "sets": {"of": 1, "with": {"on": {"id": "a"}}}, "each": "piece", "take": {"to": 1}},
            "Bee x2",
            "蜂 x2",
        ),
    ],
)
def test_sets_and_picked_pieces_are_told(rule: dict[str, Any], english: str, chinese: str) -> None:
    assert said(rule, PIECES) == (english, chinese)


def test_a_base_of_picked_pieces_says_so_and_claims_no_build_up() -> None:
    english, chinese = said({**HALF, "pick": {"dearest": 1}}, BASE)
    assert english == "the amount due at this point (the pieces picked) = 30.00"
    assert chinese == "此时应付（选中的件） = 30.00"


def test_many_lines_are_not_all_named() -> None:
    lines = [{"id": f"i{at}", "price": 10} for at in range(30)]
    found = receipt(lines, {"r": {**HALF, "pick": {"dearest": 30}}})
    english, chinese = (catalogue(language).picked(found.steps[0], Names(found, language)) for language in LANGUAGES)
    assert english.endswith("i23 x1, and 6 more lines")
    assert chinese.endswith("i23 x1 等 30 款")


@pytest.mark.parametrize(
    ("rule", "cart", "english", "chinese"),
    [
        (
            {"take": {"off": 20}, "cap": {"month": 15}},
            {"shopper": {"used": {"r": {"month": 5}}}},
            "capped: 10.00 of 20.00, at most 15.00 a month, 5.00 of it used before",
            "已封顶：应减 20.00，只减 10.00（每月最多减 15.00，此前已用 5.00）",
        ),
        (
            {"take": {"off": 20}, "cap": {"campaign": 15}, "over": {"cap": "refuse"}},
            {"shopper": {"used": {"r": {"campaign": 1}}}},
            (
                "capped: it would take 20.00, which is more than may go (at most 15.00 in the whole campaign, "
                "1.00 of it used before), so it takes nothing"
            ),
            "已封顶：应减 20.00，超出上限（活动期间共最多减 15.00，此前已用 1.00），整笔不减",
        ),
        (
            {"take": {"give": 200, "in": "points"}, "cap": {"order": 150}},
            None,
            "capped: 150 points of 200 points, at most 150 points an order",
            "已封顶：应返 200 积分，只返 150 积分（每单最多返 150 积分）",
        ),
        (
            {"take": {"off": "100%"}, "use": {"balance": "beans", "unit": "0.01", "step": 1000}},
            {"wallet": {"balances": {"beans": 1234}}},
            (
                "capped: 10.00 of 100.00, the beans balance holds 1,234 points; "
                "only whole multiples of 1,000 points are spent"
            ),
            "已封顶：应减 100.00，只减 10.00（余额「beans」只有 1,234 积分，只能用 1,000 积分的整数倍）",
        ),
        (
            {"take": {"off": "100%"}, "use": {"balance": "beans", "unit": "0.01", "least": 2000}},
            {"wallet": {"balances": {"beans": 1234}}},
            "not used: at least 20.00 of the beans balance is spent at once, here 12.34 could be",
            "未用上：余额「beans」一次至少用 20.00，这里只能用 12.34",
        ),
        (
            {"take": {"off": 5}, "limit": {"day": 2}},
            {"shopper": {"times": {"r": {"day": 2}}}},
            "not used: applies at most twice a day, and has done so",
            "未用上：每天限用 2 次，已用满",
        ),
        (
            {"take": {"off": {"GBP": 5}}},
            None,
            "not used: its terms name no amount in CNY",
            "未用上：条款没有写明 CNY 的金额",
        ),
        (
            {**HALF, "sets": {"of": 3, "distinct": "category"}},
            None,
            "not used: no full set: 1 short of 3 different values of category (there are 2)",
            "未用上：凑不成一组：还差 1 种满 3 种（品类现有 2 种）",
        ),
        (
            {**HALF, "on": {"id": "a"}, "sets": {"of": 1, "with": {"on": {"id": "b"}, "pieces": 3}}},
            None,
            "not used: no full set: 1 short of 3 pieces that each set needs besides (there are 2)",
            "未用上：凑不成一组：搭配商品还差 1 件满 3 件（现有 2 件）",
        ),
    ],
)
def test_outcomes(rule: dict[str, Any], cart: dict[str, Any] | None, english: str, chinese: str) -> None:
    assert said(rule, OUTCOME, cart) == (english, chinese)


def test_what_an_earlier_rule_used_is_told() -> None:
    rules: dict[str, Any] = {
        "r": {**TITLE, **HALF, "sets": {"of": 4}},
        "s": {"take": {"off": 5}},
    }
    found = receipt(LINES, rules, price={"consume": "pieces", "of": ["r", "s"]})
    english, chinese = (catalogue(language).outcome(found.steps[1], Names(found, language)) for language in LANGUAGES)
    assert english == 'not used: what it is for was used by "Rule" before'
    assert chinese == "未用上：参加的商品已用于「规则」"


def test_spending_that_was_needed_before_is_told() -> None:
    rules: dict[str, Any] = {"r": {"from": 60, "take": {"off": 5}}, "s": {"from": 30, "take": {"off": 5}}}
    found = receipt(LINES, rules, price={"consume": "spend", "of": ["r", "s"]})
    rows = dict(detail(found, found.steps[1], "en"))
    assert rows["base"] == "the amount due at this point, less what earlier offers needed = 95.00 - 60.00 = 35.00"
    assert "（减去前面活动已计入门槛的金额）" in dict(detail(found, found.steps[1], "zh"))["基数"]


def test_a_wallet_of_points_is_told_in_points() -> None:
    rule = {"take": {"off": "100%"}, "use": {"balance": "beans", "unit": "0.01"}}
    english, chinese = said(rule, WALLET, {"wallet": {"balances": {"beans": 1234}}})
    assert english == "beans: 1,234 points - 1,234 points = 0 points"
    assert chinese == "「beans」：1,234 积分 - 1,234 积分 = 0 积分"


def test_points_are_shared_as_points() -> None:
    assert said({"take": {"give": 10, "in": "points"}}, BY_LINE) == ("Ape 6 + Bee 4 = 10", "猿 6 + 蜂 4 = 10")


def test_a_division_by_pieces_says_so() -> None:
    found, step = told({"take": {"off": 10}, "share": {"by": "pieces"}})
    rows = dict(detail(found, step, "en"))
    assert rows["split"].startswith("in proportion to the number of pieces (2 : 2): ")
    assert dict(detail(found, step, "zh"))["分摊"].startswith("按件数（2 : 2）：")


LATER: list[tuple[dict[str, Any], str, str]] = [
    (
        {"take": {"give": 100, "in": "points", "worth": "0.01", "clawback": "share"}},
        "100 points, worth ¥1.00; a refund takes back what the returned goods earned",
        "100 积分，值 ¥1.00；退货时按所退商品收回",
    ),
    ({"take": {"give": 1, "in": "points"}}, "1 point, worth ¥1.00", "1 积分，值 ¥1.00"),
    (
        {"take": {"give": "10%", "in": "cash", "clawback": "none"}},
        "¥10.00 in cash; a refund takes back none of it",
        "返现 ¥10.00；退货时不收回",
    ),
    (
        {"take": {"give": 5, "in": "voucher"}, "if_promised": {"en": "a review", "zh": "好评"}},
        "a voucher of ¥5.00; only if: a review; otherwise ¥0.00",
        "返券 ¥5.00；条件：好评；不实现则为 ¥0.00",
    ),
    ({"take": {"give": 5, "in": "Kohl's Cash"}}, "¥5.00 in Kohl's Cash", "返「Kohl's Cash」¥5.00"),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), LATER)
def test_what_comes_later_is_told_apart_from_the_price(rule: dict[str, Any], english: str, chinese: str) -> None:
    found, _ = told(rule)
    assert found.pay == found.marked
    assert Summary(Names(found, "en")).later() == [("Rule", english)]
    assert Summary(Names(found, "zh")).later() == [("规则", chinese)]
    assert "For later, not in the price" in text(found, "en")
    assert "## 以后可得（不计入应付）" in markdown(found, "zh")
    (later,) = to_data(found)["later"]
    assert later["amount"] == (found.later[0].amount if later["points"] else f"{found.later[0].amount / 100:.2f}")


def test_what_rules_give_changes_no_row_of_the_waterfall() -> None:
    rows = waterfall_rows(bundle(), "en")
    assert [row.label for row in rows] == ["Tag price", "Three for two", "Lucky draw", "Beans", "To pay"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_later_or_tax_where_there_is_none(language: Language) -> None:
    found, _ = told(HALF)
    labels = catalogue(language).labels
    said = text(found, language)
    assert not any(word in said for word in (labels.later, labels.tax_held, labels.net, labels.invoice))


class TestTax:
    def test_prices_that_hold_it(self) -> None:
        found, _ = told({"take": {"off": 13}}, tax={"included": True, "rate": "20%"})
        totals = Summary(Names(found, "en")).totals()
        assert totals[-4:] == [
            ("To pay", "¥87.00, 87.0% of the tag price"),
            ("Of which tax", "¥14.50"),
            ("  20% on ¥87.00", "¥14.50"),
            ("Without tax", "¥72.50"),
        ]
        assert not any("+" in said for _, said in totals)

    def test_tax_on_top(self) -> None:
        found, _ = told({"take": {"off": 20}}, tax={"included": False, "rate": "10%"})
        totals = dict(Summary(Names(found, "zh")).totals())
        assert (totals["税费"], totals["应付"]) == ("+¥8.00", "¥88.00，占标价 88.0%（8.8折）")
        assert "加收" not in totals
        *_, tax, due = waterfall_rows(found, "en")
        assert (tax.label, tax.change, tax.after, tax.step) == ("Tax", 800, 8800, None)
        assert due.after == 8800
        assert bar(tax, 10000, 10, ascii=True) == "        +"

    def test_lines_and_charges_add_up(self) -> None:
        rules: dict[str, Any] = {"post": {"take": {"add": 10, "line": "shipping"}}}
        found = receipt(LINES, rules, tax={"included": False, "rate": "10%"})
        summary = Summary(Names(found, "en"))
        assert ("Added", "+¥10.00") in summary.totals()
        assert ("Tax", "+¥11.00") in summary.totals()
        cells = [summary.line_cells(line)[-1] for line in summary.lines()]
        assert sum(float(cell) for cell in cells) == float(summary.line_total()[-1]) == 121.0

    def test_the_data(self) -> None:
        found, _ = told({"take": {"off": 20}}, tax={"included": True, "rate": "20%"})
        data = to_data(found)
        assert (data["tax"], data["tax_included"], data["net"], data["invoice"]) == ("13.33", True, "66.67", "80.00")
        assert [line["tax"] for line in data["lines"]] == ["8.00", "5.33"]


class TestRange:
    def test_chance(self) -> None:
        found, _ = told({"take": {"off": {"between": [1, 5]}}})
        assert ("Depending on chance", "¥95.00 to ¥99.00") in Summary(Names(found, "en")).totals()
        assert ("  减得最多", "¥95.00") in Summary(Names(found, "zh")).totals()
        assert [one["end"] for one in to_data(found)["range"]["readings"]] == ["least", "most"]

    def test_chance_and_readings(self) -> None:
        rules: dict[str, Any] = {"r": {"take": {"off": {"between": [1, 5]}}}, "s": HALF}
        found = receipt(LINES, rules, price={"unstated": {"r-first": ["r", "s"], "s-first": ["s", "r"]}})
        totals = Summary(Names(found, "en")).totals()
        assert ("Depending on how the terms are read, and on chance", "¥45.00 to ¥49.50") in totals
        assert ('  read as "s-first", the most off', "¥45.00") in totals


def test_what_a_shopper_has_used_before_is_told() -> None:
    cart = {"shopper": {"used": {"r": {"month": 5}}, "times": {"r": {"day": 1, "campaign": 12}}}}
    found, _ = told({"take": {"off": 5}}, cart)
    english, chinese = (catalogue(one).shopper(found.shopper, Names(found, one)) for one in LANGUAGES)
    assert (
        english
        == '5.00 of "Rule" had this month, "Rule" used once today, "Rule" used 12 times by everybody in the campaign'
    )
    assert chinese == "「规则」本月已享 5.00，「规则」今天已用 1 次，「规则」活动期间共已用 12 次"
    data = to_data(found)["shopper"]
    assert (data["used"], data["times"]) == ({"r": {"month": "5"}}, {"r": {"day": 1, "campaign": 12}})


def test_the_data_of_a_step_that_gives_points() -> None:
    _, _, _, _, points, cash, _ = to_data(bundle())["steps"]
    assert (points["given"], points["points"], points["deduction"]) == (178, True, "0.00")
    assert points["wanted"] == 178
    assert [one["amount"] for one in points["shares"]] == [23, 140, 15]
    assert (cash["given"], cash["points"]) == ("25.00", False)
    assert cash["outcome"] == {"type": "capped", "limits": ["month"], "wanted": "60.00", "granted": "25.00"}


def test_the_data_of_sets() -> None:
    first, mugs, *_ = to_data(bundle())["steps"]
    assert first["sets"] == 2
    assert first["picked"] == [{"line": "shirt", "pieces": 1}, {"line": "socks", "pieces": 1}]
    assert mugs["outcome"]["reason"] == {
        "type": "no_full_set",
        "need": 3,
        "have": 1,
        "missing": 2,
        "distinct": None,
        "companions": False,
    }
