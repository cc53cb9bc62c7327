"""Rules in words."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.explain.rule import describe
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from tests.explain.example import RULEBOOK

OFF = {"take": {"off": 20}}
RULES: list[tuple[dict[str, Any], str, str]] = [
    ({"take": {"off": 20}}, "20 off.", "减 20。"),
    ({"take": {"off": "15%"}}, "15% off.", "打 8.5折。"),
    ({"take": {"off": "100%"}}, "Takes all that is due.", "全额抵扣此时应付。"),
    ({"take": {"off": "5%"}, "of": "marked"}, "5% of the tag price off.", "减标价的 5%。"),
    (
        {"take": {"off": 40, "every": 300}},
        "40 off for every 300 (the amount due at this point).",
        "每满 300（此时应付）减 40。",
    ),
    (
        {"take": {"tiers": [{"from": 300, "off": 30}, {"from": 500, "off": "20%"}]}, "measure": "marked"},
        "By tiers (the tag price), from 300: 30 off; from 500: 20% of the tag price off.",
        "按最高一档（标价）：满 300 减 30，满 500 减标价的 20%。",
    ),
    ({"take": {"to": 99}, "each": "piece"}, "Lowered to 99 on each piece.", "每件降至 99。"),
    (
        {"take": {"to": "80%"}, "each": "line"},
        "Lowered to 80% of the amount due at this point on each line.",
        "每款降至 此时应付的 80%。",
    ),
    ({"take": {"add": 8, "line": "shipping"}}, "Adds 8, shipping.", "加收运费 8。"),
    ({**OFF, "per": "store"}, "20 off, store by store.", "按店铺分别计算：减 20。"),
    ({**OFF, "per": "piece"}, "20 off, piece by piece.", "逐件计算：减 20。"),
    ({**OFF, "per": "line"}, "20 off, line by line.", "逐款计算：减 20。"),
    ({**OFF, "per": "brand"}, "20 off, for each brand.", "按「brand」分别计算：减 20。"),
    (
        {**OFF, "from": 199},
        "20 off, needs at least 199 (the amount due at this point).",
        "满 199（此时应付）减 20。",
    ),
    (
        {**OFF, "needs": {"above": 2, "at_most": 5, "in": "pieces"}},
        "20 off, needs more than 2 and at most 5 pieces.",
        "超过 2 件且不超过 5 件，减 20。",
    ),
    (
        {**OFF, "needs": {"at_least": 2, "in": "distinct category", "on": {"tag": "a"}}},
        "20 off, needs at least 2 different values of category over tag a.",
        "满 2 种不同品类，只计标签为「a」，减 20。",
    ),
    (
        {**OFF, "needs": {"at_least": 50, "in": "marked", "any": "line"}},
        "20 off, needs at least 50 (the tag price) on a single line.",
        "单款满 50（标价）减 20。",
    ),
    (
        {**OFF, "on": {"any_of": [{"store": "A", "tag": "b"}, {"none_of": [{"category": ["c", "d"]}]}]}},
        "20 off, on (store A and tag b) or not category c / d.",
        "限（店铺为「A」，且标签为「b」）或品类为「c」或「d」的除外：减 20。",
    ),
    (
        {**OFF, "on": {"price": {"at_least": 10, "below": 20}}},
        "20 off, on unit price at least 10 and below 20.",
        "限单价不低于 10 且低于 20：减 20。",
    ),
    (
        {**OFF, "on": {"discounted_by": "flash"}},
        '20 off, on what "flash" has lowered.',
        "限已享「flash」：减 20。",
    ),
    ({**OFF, "when": {"new": True}}, "20 off. Only: new shoppers.", "减 20。仅限：新客。"),
    ({**OFF, "when": {"orders": 0}}, "20 off. Only: first orders.", "减 20。仅限：首单。"),
    (
        {**OFF, "when": {"orders": {"at_least": 2, "at_most": 4}}},
        "20 off. Only: shoppers with at least 2 and at most 4 orders so far.",
        "减 20。仅限：已下至少 2 单、至多 4 单。",
    ),
    (
        {**OFF, "when": {"window": {"from": "2026-11-01T00:00:00+08:00", "until": "2026-11-12T00:00:00+08:00"}}},
        "20 off. Only: from 2026-11-01 00:00 +08:00 until 2026-11-12 00:00 +08:00.",
        "减 20。仅限：2026-11-01 00:00 +08:00 起，2026-11-12 00:00 +08:00 止。",
    ),
    (
        {**OFF, "when": {"hours": {"from": "20:00", "until": "22:00"}}},
        "20 off. Only: daily 20:00 to 22:00.",
        "减 20。仅限：每天 20:00 至 22:00。",
    ),
    (
        {**OFF, "each": "piece", "cap": {"each": 5, "pool": "10%", "order": 50}},
        "20 off on each piece. At most 5 a piece, 10%, 50 an order.",
        "每件减 20。每件最多减 5，最多减 10%，每单最多减 50。",
    ),
    (
        {**OFF, "floor": "0.01", "over": "refuse"},
        "20 off. Leaves at least 0.01 of a piece. Where it would take more than may go, it takes nothing.",
        "减 20。每件至少留 0.01。超出可减金额时整笔不减。",
    ),
    (
        {**OFF, "round": {"unit": 1, "mode": "down", "of": "price"}},
        "20 off. The resulting price is rounded down to 1.",
        "减 20。减后价格舍去尾数到 1。",
    ),
    ({**OFF, "use": "coupon"}, "20 off. A coupon.", "减 20。须持券。"),
    ({**OFF, "use": {"balance": "beans"}}, "20 off. Paid from the beans balance.", "减 20。从余额「beans」中支付。"),
    ({**OFF, "funded_by": "government"}, "20 off. Funded by the government.", "减 20。由政府承担。"),
    (
        {**OFF, "if_promised": {"en": "a good review", "zh": "好评"}},
        "20 off. Counts only if: a good review.",
        "减 20。有条件：好评。",
    ),
]


@pytest.mark.parametrize(("told", "english", "chinese"), RULES)
def test_a_rule_is_told_in_words(told: dict[str, Any], english: str, chinese: str) -> None:
    rule = Rule.model_validate({"name": "r", **told})
    assert (describe(rule, "en"), describe(rule, "zh")) == (english, chinese)


def test_a_rulebook_gives_currency_titles_and_exclusions() -> None:
    book = Rulebook.model_validate(RULEBOOK)
    english = describe(book.rules["platform-coupon"], "en", book)
    assert "at least 1,000.00" in english
    assert 'Cannot be combined with "Store coupon, 20 off from 199".' in english


def test_a_default_that_names_a_label_holds_from_that_label_on() -> None:
    rules = {name: {"take": {"off": 5}, "from": 10} for name in ("before", "inside", "after")}
    tree = ["before", {"shelf": "inside"}, "after"]
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": tree, "defaults": {"measure": "shelf"}})
    told = {name: describe(rule, "en", book) for name, rule in book.rules.items()}
    assert 'the amount after "shelf"' in told["after"]
    assert all("the amount due at this point" in told[name] for name in ("before", "inside"))
