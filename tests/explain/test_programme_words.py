"""How rules stack and what defaults fix, in words."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from promocalc.explain.language import LANGUAGES, Language
from promocalc.explain.rules.programme import defaults, stacking
from promocalc.rules.cents import Defaults
from promocalc.rules.programme import Node, Per, members, rules_in
from promocalc.rules.rulebook import Rulebook

NAMES = ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n")
RULES: dict[str, Any] = {name: {"take": {"off": 5}} for name in NAMES} | {
    "a": {"title": {"en": "Ten off", "zh": "减十"}, "take": {"off": 10}}
}
TREE: list[Any] = [
    {"shelf": ["a", "b"]},
    {"item_price": []},
    {"together": ["c", "d"]},
    {"best_of": ["e", "f"], "per": "store"},
    {"first_of": ["g"], "at_most": 2},
    {"one_of": ["h"], "per": "piece"},
    {"unstated": {"i-first": ["i", "j"], "j-first": ["j", "i"]}},
    {"consume": "pieces", "of": ["k", ["l"]]},
    {"consume": "spend", "of": ["m", "n"]},
]
EXCLUDE = [{"these": ["a"], "not_with": ["j"], "keep": "best"}, {"these": ["b"], "not_with": ["c"], "on": "line"}]
DEFAULTS: dict[str, Any] = {
    "measure": "marked",
    "of": "running",
    "floor": "0.01",
    "over": "refuse",
    "share": {"by": "marked", "odd": "last"},
    "round": {"unit": 1, "mode": "down"},
    "rank": "marked",
}
CHOSEN = "as the shopper chooses; without a choice the first written that applies"
UNLESS = "unless the shopper chooses"
ODD = "rounded down, odd cents to the last"


def book(**facts: Any) -> Rulebook:
    return Rulebook.model_validate({"rulebook": "t", "rules": RULES, "price": TREE, "exclude": EXCLUDE} | facts)


def test_the_tree_is_told_in_english() -> None:
    assert stacking(book(), "en") == [
        "- in sequence, each after the ones before it:",
        '  - what is left after this is called "shelf":',
        "    - in sequence, each after the ones before it:",
        "      - Ten off (a)",
        "      - b",
        '  - what is left after this is called "item_price":',
        "    - (no rule)",
        "  - together, each on what stood before the first of them:",
        "    - c",
        "    - d",
        "  - one of these, decided for each store: what takes most; of equals the first written:",
        "    - e",
        "    - f",
        "  - up to 2 of these: the first written that take anything:",
        "    - g",
        f"  - one of these, decided for each piece, {CHOSEN}:",
        "    - h",
        "  - the terms do not say which; every reading is priced:",
        '    - read as "i-first":',
        "      - in sequence, each after the ones before it:",
        "        - i",
        "        - j",
        '    - read as "j-first":',
        "      - in sequence, each after the ones before it:",
        "        - j",
        "        - i",
        "  - in sequence; a piece that one of these has used, no later one may use:",
        "    - k",
        "    - l",
        "  - in sequence; spending that one of these needed for its threshold does not count for a later one:",
        "    - m",
        "    - n",
        f'- not together on one order: "Ten off" with "j"; the one that leaves least to pay stays, {UNLESS}',
        '- not together on one line: "b" with "c"; the first in the programme stays, unless the shopper chooses',
    ]


def test_the_tree_is_told_in_chinese_line_by_line() -> None:
    english, chinese = (stacking(book(), language) for language in LANGUAGES)
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert len(one) - len(one.lstrip()) == len(other) - len(other.lstrip())
    assert "  - 以下各项之后的金额，标签为「shelf」：" in chinese
    assert "  - 以下每店只用一项，取减得最多的；相同则取写在前面的：" in chinese
    assert "    - 解读「j-first」：" in chinese
    assert "  - 依次计算，已用于前面一项的商品，后面各项不可再用：" in chinese
    assert "  - 依次计算，已计入前面一项门槛的金额，不再计入后面各项的门槛：" in chinese
    assert chinese[-2] == "- 同一单不可同用：「减十」与「j」；购买者未选择时保留应付更少的"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_node_and_every_unit_has_words(language: Language) -> None:
    seen: set[type[object]] = set()

    def walk(node: Any) -> None:
        seen.add(type(node))
        for _, member in members(node) if isinstance(node, get_args(Node)) else [((), node.node)]:
            walk(member)

    told = book()
    assert told.price is not None
    walk(told.price)
    assert set(get_args(Node)) <= seen
    for per in get_args(Per):
        tree = {"best_of": list(NAMES), "per": per}
        said = stacking(book(price=tree, exclude=[]), language)
        assert len(said) == 1 + len(rules_in(told.price))


def test_defaults_are_told_and_inherited_ones_say_from_where() -> None:
    own, extended = Defaults.model_validate({"measure": "marked"}), Defaults.model_validate(DEFAULTS | {"of": "marked"})
    told = book(defaults=own, extends="tmall", inherited=extended)
    assert defaults(told, "en") == [
        "Thresholds look at the tag price.",
        "Rates are taken of the tag price. (from tmall)",
        "A piece costs 0.01 at least. (from tmall)",
        "Where a rule would take more than may go, it takes nothing. (from tmall)",
        f"A deduction is divided over its lines in proportion to the tag price; {ODD}. (from tmall)",
        "The cut is rounded down to 1.00. (from tmall)",
        "Dear and cheap go by the tag price. (from tmall)",
    ]
    chinese = defaults(told, "zh")
    assert chinese[0] == "门槛看标价。"
    assert chinese[2] == "每件最低 0.01。（来自「tmall」）"
    assert len(chinese) == len(Defaults.model_fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_said_nothing_is_told(language: Language) -> None:
    dialect = Rulebook.model_validate({"rulebook": "d", "defaults": DEFAULTS})
    assert stacking(dialect, language) == []
    assert len(defaults(dialect, language)) == len(Defaults.model_fields)
    assert defaults(book(), language) == []


@pytest.mark.parametrize(("language", "said"), [("en", "before that stage"), ("zh", "此前")])
def test_a_default_that_names_a_label_says_what_holds_before_it(language: Language, said: str) -> None:
    told = book(defaults={"measure": "shelf", "of": "shelf + a", "share": {"by": "shelf"}})
    assert all(said in text for text in defaults(told, language))
    assert not any(said in text for text in defaults(book(defaults={"measure": "running + a"}), language))


TAXES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"included": True, "rate": "20%"},
        (
            "- at the end prices hold the tax, 20% of the amount due at this point without it; "
            "it is rounded for each line, half up"
        ),
        "- 最后价格含税，税为不含税此时应付的 20%；税额按款四舍五入",
    ),
    (
        {"included": False, "rate": "line.tax_rate", "of": "a + running", "per": "rate", "round": {"unit": 1}},
        (
            '- at the end tax is added, the line\'s own tax_rate of what "Ten off" takes '
            "+ the amount due at this point; "
            "it is rounded once for each rate, half up to 1.00"
        ),
        "- 最后另加税，为「减十」所减 + 此时应付的商品自带的「tax_rate」；税额按税率合计四舍五入到 1.00",
    ),
    (
        {"included": True, "rate": "10%", "per": "order", "rounds": "net", "round": {"mode": "down"}},
        (
            "- at the end prices hold the tax, 10% of the amount due at this point without it; "
            "the price without it is rounded once for the whole order, down"
        ),
        "- 最后价格含税，税为不含税此时应付的 10%；不含税价按整单合计舍去尾数",
    ),
    (
        {"included": False, "rate": "8%", "per": "piece"},
        "- at the end tax is added, 8% of the amount due at this point; it is rounded for each piece, half up",
        "- 最后另加税，为此时应付的 8%；税额按件四舍五入",
    ),
]


@pytest.mark.parametrize(("tax", "english", "chinese"), TAXES)
def test_tax_closes_the_programme(tax: dict[str, Any], english: str, chinese: str) -> None:
    told = book(tax=tax)
    assert (stacking(told, "en")[-1], stacking(told, "zh")[-1]) == (english, chinese)


@pytest.mark.parametrize(
    ("said", "english", "chinese"),
    [
        ({"floor": "line.least"}, ["A piece costs the line's own least at least."], ["每件最低商品自带的「least」。"]),
        (
            {"floor": {"CNY": 1, "USD": 2}},
            ["A piece costs ¥1.00 / USD 2.00 at least."],
            ["每件最低 ¥1.00 / USD 2.00。"],
        ),
        (
            {"over": "clip"},
            ["Where a rule would take more than may go, the rest is lost."],
            ["超出可减金额的部分作废。"],
        ),
        (
            {"over": {"room": "respread", "cap": "refuse"}},
            [
                "What a line cannot bear, the others bear as far as they can.",
                "Where a cap lets through less than it would take, it takes nothing.",
            ],
            ["某件商品减不下的部分由其余商品分摊。", "超出上限时整笔不减。"],
        ),
        (
            {"share": {"over": "sets", "odd": "first"}},
            [
                (
                    "A deduction is divided over all pieces of its sets in proportion to what its rate is taken of; "
                    "rounded down, odd cents one by one from the first on."
                )
            ],
            ["优惠按各自的比例基数的比例分摊到组内全部商品，各自舍去零头，剩下的从第一个起逐一补上。"],
        ),
        ({"rank": "running"}, ["Dear and cheap go by what a piece costs at this point."], ["价格高低按每件此时应付。"]),
    ],
)
def test_what_else_defaults_can_fix(said: dict[str, Any], english: list[str], chinese: list[str]) -> None:
    dialect = Rulebook.model_validate({"rulebook": "d", "defaults": said})
    assert (defaults(dialect, "en"), defaults(dialect, "zh")) == (english, chinese)
