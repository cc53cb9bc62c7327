"""Rules in words."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.explain.rules.rule import describe
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
        "每款降至此时应付的 80%。",
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
    (
        {**OFF, "on": {"none_of": [{"category": "gift"}, {"tag": "sale"}]}},
        "20 off, except on category gift or tag sale.",
        "品类为「gift」、标签为「sale」的除外：减 20。",
    ),
    (
        {"from": 300, "take": {"off": 40, "every": 100}},
        "40 off for every 100 (the amount due at this point), needs at least 300 (the amount due at this point).",
        "满 300（此时应付），每满 100（此时应付）减 40。",
    ),
    # --- sets and picked pieces
    (
        {"take": {"off": "100%"}, "sets": {"of": 3}, "pick": {"cheapest": 1}},
        "The cheapest piece of each set of 3 is free. Sets are formed from the dearest down.",
        "每 3 件一组，每组最低价 1 件免单。按价格从高到低分组。",
    ),
    (
        {"take": {"off": "50%"}, "sets": {"of": 2}, "pick": {"nth": 2}, "rank": "marked"},
        (
            "50% off the 2nd piece of each set of 2. Sets are formed from the dearest down. "
            "Dear and cheap go by the tag price."
        ),
        "每 2 件一组，每组第 2 件半价。按价格从高到低分组。价格高低按标价。",
    ),
    (
        {"take": {"off": "100%"}, "sets": {"of": 3}, "pick": {"cheapest": 1, "from": "all", "at_most": 2}},
        (
            "The cheapest pieces of all sets of 3 taken together (1 for each set, at most 2) are free. "
            "Sets are formed from the dearest down."
        ),
        "每 3 件一组，跨组取最低价的，每组 1 件，最多 2 件，免单。按价格从高到低分组。",
    ),
    (
        {"take": {"off": "50%"}, "sets": {"of": 2, "form": "cheapest"}, "pick": {"nth": [2], "from": "all"}},
        (
            "50% off the pieces ranked 2nd for each set, from the cheapest up over all sets of 2 taken together. "
            "Sets are formed from the cheapest up."
        ),
        "每 2 件一组，跨组按价格从低到高排列，取第 2 份（每份件数等于组数）半价。按价格从低到高分组。",
    ),
    (
        {**OFF, "sets": {"of": 3}, "pick": {"cheapest": 2}, "each": "set"},
        "20 off the 2 cheapest pieces of each set of 3, once for each set. Sets are formed from the dearest down.",
        "每 3 件一组，每组最低价 2 件合计减 20。按价格从高到低分组。",
    ),
    (
        {**OFF, "sets": {"of": 3}, "pick": {"cheapest": 1}},
        "20 off the cheapest piece of each set of 3, once for all of them. Sets are formed from the dearest down.",
        "每 3 件一组，各组最低价 1 件合计减 20。按价格从高到低分组。",
    ),
    (
        {**OFF, "sets": {"of": 3}, "pick": {"cheapest": 2}, "each": "piece"},
        "20 off each of the 2 cheapest pieces of each set of 3. Sets are formed from the dearest down.",
        "每 3 件一组，每组最低价 2 件每件减 20。按价格从高到低分组。",
    ),
    (
        {**OFF, "sets": {"of": 3}, "pick": {"cheapest": 2}, "each": "line"},
        "20 off the 2 cheapest pieces of each set of 3, line by line. Sets are formed from the dearest down.",
        "每 3 件一组，每组最低价 2 件每款减 20。按价格从高到低分组。",
    ),
    (
        {"take": {"to": 99}, "sets": {"of": 3, "distinct": "category", "at_most": 2}, "each": "set"},
        (
            "Each set of 3 is lowered to 99. "
            "Sets are formed from the dearest down, every piece of another category, at most 2 of them."
        ),
        "每 3 件一组，每组降至 99。按价格从高到低分组，组内品类各不相同，最多 2 组。",
    ),
    (
        {**OFF, "sets": {"of": 3, "partial": True, "form": "cart"}},
        (
            "20 off all sets of 3, once for all of them. "
            "Sets are formed in the order of their ids; what does not fill a set makes a smaller one."
        ),
        "每 3 件一组，各组合计减 20。按商品编号顺序分组，余下不足一组的也算一组。",
    ),
    (
        {"take": {"off": "50%"}, "sets": {"of": 2}, "each": "piece"},
        "50% off each piece in sets of 2. Sets are formed from the dearest down.",
        "每 2 件一组，组内每件打 5折。按价格从高到低分组。",
    ),
    (
        {**OFF, "sets": {"of": 2}, "each": "line"},
        "20 off the pieces in sets of 2, line by line. Sets are formed from the dearest down.",
        "每 2 件一组，组内每款减 20。按价格从高到低分组。",
    ),
    (
        {"take": {"to": 1}, "sets": {"of": 1, "with": {"on": {"tag": "main"}, "pieces": 2}}, "each": "piece"},
        (
            "Each piece is lowered to 1. They are taken from the dearest down; "
            "each of them also needs 2 pieces of tag main, which get nothing off."
        ),
        "每件降至 1。按价格从高到低取，每件另须搭配 2 件（标签为「main」，搭配的不减）。",
    ),
    (
        {**OFF, "sets": {"of": 2, "with": {"on": {"tag": "main"}}}, "each": "set"},
        (
            "20 off each set of 2. Sets are formed from the dearest down; "
            "each also needs 1 piece of tag main, which get nothing off."
        ),
        "每 2 件一组，每组减 20。按价格从高到低分组，每组另须搭配 1 件（标签为「main」，搭配的不减）。",
    ),
    ({**OFF, "pick": {"dearest": 5}}, "20 off the 5 dearest pieces, once for all of them.", "最高价 5 件合计减 20。"),
    (
        {**OFF, "pick": {"nth": [2, 3, 11], "order": "cheapest"}, "each": "piece"},
        "20 off each of the 2nd, 3rd and 11th pieces (from the cheapest up).",
        "第 2、3、11 件（按价格从低到高）每件减 20。",
    ),
    (
        {"take": {"off": "50%"}, "pick": {"cheapest": 1}, "from": 3, "measure": "pieces", "of": "marked"},
        "50% of the tag price off, on the cheapest piece, needs at least 3 pieces.",
        "满 3 件，最低价 1 件减标价的 50%。",
    ),
    (
        {"take": {"off": 5, "every": 100}, "pick": {"first": 2}},
        "5 off for every 100 (the amount due at this point), on the 2 dearest pieces, once for all of them.",
        "最高价 2 件合计每满 100（此时应付）减 5。",
    ),
    (
        {"take": {"tiers": [{"from": 2, "off": 5}]}, "pick": {"cheapest": 1}, "measure": "pieces"},
        "By tiers (pieces), from 2: 5 off, on the cheapest piece.",
        "最低价 1 件按最高一档（件数）：满 2 件减 5。",
    ),
    # --- numbers that are no literal
    (
        {"take": {"off": "line.cut"}, "each": "piece"},
        "Takes off the line's own cut on each piece.",
        "每件减商品自带的「cut」。",
    ),
    (
        {"take": {"off": "line.cut"}, "pick": {"cheapest": 2}, "each": "piece"},
        "Takes off the line's own cut, on each of the 2 cheapest pieces.",
        "最低价 2 件每件减商品自带的「cut」。",
    ),
    (
        {"take": {"to": "line.min_price"}, "each": "piece", "floor": "line.least", "cap": {"each": "line.most"}},
        (
            "Lowered to the line's own min_price on each piece. At most the line's own most a piece. "
            "Leaves at least the line's own least of a piece."
        ),
        "每件降至商品自带的「min_price」。每件最多减商品自带的「most」。每件至少留商品自带的「least」。",
    ),
    (
        {"take": {"off": 5, "every": "line.step"}, "each": "line"},
        "5 off for every amount of the line's own step (the amount due at this point) on each line.",
        "每款每满商品自带的「step」（此时应付）减 5。",
    ),
    (
        {"take": {"off": {"EUR": 30, "GBP": "25.50"}, "every": {"EUR": 300, "GBP": 250}}},
        "EUR 30 / GBP 25.50 off for every EUR 300 / GBP 250 (the amount due at this point).",
        "每满 EUR 300 / GBP 250（此时应付）减 EUR 30 / GBP 25.50。",
    ),
    ({"take": {"off": {"between": [1, 99]}}}, "A random cut of 1 to 99 off.", "随机减 1 至 99。"),
    (
        {"take": {"off": {"between": ["5%", "20%"]}}, "of": "marked"},
        "A random cut of 5% to 20% of the tag price off.",
        "随机减标价的 5% 至 20%。",
    ),
    # --- for later
    (
        {"take": {"give": "5%", "in": "cash", "clawback": "whole"}},
        "Later gives back 5% of the amount due at this point. A refund takes back all of it.",
        "返现（按此时应付的 5% 计）。退货时全部收回。",
    ),
    (
        {"take": {"give": 20, "in": "cash", "every": 200}, "cap": {"order": 50, "month": 300}},
        "Later gives back 20 for every 200 (the amount due at this point). At most 50 an order, 300 a month.",
        "每满 200（此时应付）返现 20。每单最多返 50，每月最多返 300。",
    ),
    (
        {"take": {"give": 100, "in": "points", "clawback": "share", "worth": "0.01"}, "cap": {"campaign": 5000}},
        (
            "Later gives 100 points. At most 5,000 points in the whole campaign. A point is worth 0.01. "
            "A refund takes back what the returned goods earned."
        ),
        "返 100 积分。活动期间共最多返 5,000 积分。每积分值 0.01。退货时按所退商品收回。",
    ),
    (
        {"take": {"give": "1%", "in": "points"}, "of": "marked"},
        "Later gives points for 1% of the tag price. A point is worth 1.",
        "返积分（按标价的 1% 计）。每积分值 1。",
    ),
    (
        {"take": {"give": 1, "in": "points"}, "each": "piece"},
        "Later gives 1 point for each piece.",
        "每件返 1 积分。",
    ),
    (
        {"take": {"give": 10, "in": "voucher", "clawback": "none"}, "from": 100},
        (
            "Later gives a voucher of 10, needs at least 100 (the amount due at this point). "
            "A refund takes back none of it."
        ),
        "满 100（此时应付）返券 10。退货时不收回。",
    ),
    (
        {"take": {"give": 10, "in": "Kohl's Cash"}, "sets": {"of": 2}, "each": "set", "round": {"unit": 5}},
        "Later gives 10 in Kohl's Cash, for each set of 2. Sets are formed from the dearest down. Rounded down to 5.",
        "每 2 件一组，每组返「Kohl's Cash」10。按价格从高到低分组。舍去尾数到 5。",
    ),
    (
        {"take": {"tiers": [{"from": 50, "give": 10}, {"from": 100, "give": "25%"}], "in": "voucher"}},
        (
            "Later gives a voucher by tiers (the amount due at this point), from 50: 10; "
            "from 100: 25% of the amount due at this point."
        ),
        "按最高一档（此时应付）：满 50 返券 10，满 100 返券（按此时应付的 25% 计）。",
    ),
    (
        {"take": {"give": "line.back", "in": "points"}, "each": "line"},
        "Later gives points for the line's own back for each line.",
        "每款返积分（按商品自带的「back」计）。",
    ),
    # --- limits, cents, wallets
    (
        {**OFF, "cap": {"day": 1, "week": 2, "month": 3, "year": 4, "person": 5, "campaign": 6}},
        "20 off. At most 1 a day, 2 a week, 3 a month, 4 a year, 5 for one person, 6 in the whole campaign.",
        "减 20。每天最多减 1，每周最多减 2，每月最多减 3，每年最多减 4，每人最多减 5，活动期间共最多减 6。",
    ),
    (
        {**OFF, "limit": {"order": 1, "month": 2, "campaign": 20}},
        "20 off. Applies at most once an order, twice a month, 20 times in the whole campaign.",
        "减 20。每单限用 1 次，每月限用 2 次，活动期间共限用 20 次。",
    ),
    (
        {**OFF, "over": "respread"},
        "20 off. What a line cannot bear, the others bear as far as they can.",
        "减 20。某件商品减不下的部分由其余商品分摊。",
    ),
    (
        {**OFF, "over": {"cap": "refuse"}},
        "20 off. Where a cap lets through less than it would take, it takes nothing.",
        "减 20。超出上限时整笔不减。",
    ),
    (
        {**OFF, "share": {"by": "pieces", "odd": "heaviest", "over": "pool"}},
        (
            "20 off. It is divided over everything that it counts together in proportion to the number of pieces; "
            "rounded down, odd cents to the one that bears most."
        ),
        "减 20。优惠按件数分摊到一起计算的全部商品，各自舍去零头，剩下的归分摊最多的。",
    ),
    (
        {**OFF, "share": {"by": "marked", "over": "order", "zero": "even"}},
        (
            "20 off. It is divided over all goods of the order in proportion to the tag price; "
            "where none has any weight, piece by piece alike; odd cents to the largest remainders."
        ),
        "减 20。优惠按标价的比例分摊到整单全部商品，金额都为零时按件均摊，零头归余数最大的。",
    ),
    (
        {**OFF, "sets": {"of": 2}, "each": "set", "share": {"over": "sets"}},
        (
            "20 off each set of 2. Sets are formed from the dearest down. It is divided over all pieces of its sets "
            "in proportion to the amount due at this point; odd cents to the largest remainders."
        ),
        "每 2 件一组，每组减 20。按价格从高到低分组。优惠按此时应付的比例分摊到组内全部商品，零头归余数最大的。",
    ),
    (
        {**OFF, "use": {"balance": "beans", "unit": "0.005", "step": 1000, "least": 2000}},
        (
            "20 off. Paid from the beans balance, each point worth 0.005. "
            "Only whole multiples of 1,000 points are spent. "
            "At least 2,000 points or none is spent."
        ),
        "减 20。从余额「beans」中支付，每积分值 0.005。只能用 1,000 积分的整数倍。至少用 2,000 积分，不足则不用。",
    ),
    (
        {**OFF, "use": {"balance": "purse", "step": 10, "least": 20}},
        "20 off. Paid from the purse balance. Only whole multiples of 10 are spent. At least 20 or none is spent.",
        "减 20。从余额「purse」中支付。只能用 10 的整数倍。至少用 20，不足则不用。",
    ),
    (
        {"take": {"deposit": 50}, "each": "piece", "on": {"tag": "a"}},
        "Takes a deposit of 50 for each piece, on tag a.",
        "限标签为「a」：每件付定金 50。",
    ),
    (
        {
            "take": {"deposit": 50, "counts": 100, "balance": {"from": "2026-11-11T01:00:00+08:00"}},
            "when": {"window": {"until": "2026-11-11T00:00:00+08:00"}},
        },
        (
            "Takes a deposit of 50, which counts as 100. The deposit can be paid until 2026-11-11 00:00 +08:00. "
            "The balance can be paid from 2026-11-11 01:00 +08:00."
        ),
        "付定金 50，抵 100。定金支付时间：2026-11-11 00:00 +08:00 止。尾款支付时间：2026-11-11 01:00 +08:00 起。",
    ),
    (
        {"take": {"deposit": "10%", "off": 30}, "when": {"member": "plus"}, "cap": {"order": 20}},
        (
            "Takes a deposit of 10% of the amount due at this point, for which 30 is taken off. At most 20 an order. "
            "The deposit can be paid only: membership plus."
        ),
        "付定金此时应付的 10%，立减 30。每单最多减 20。付定金仅限：会员等级为「plus」。",
    ),
    (
        {"take": {"deposit": "line.down", "counts": "line.swell"}},
        "Takes a deposit of the line's own down, which counts as the line's own swell.",
        "付定金商品自带的「down」，抵商品自带的「swell」。",
    ),
    (
        {**OFF, "stage": "deposit", "when": {"member": "plus"}},
        "20 off. Only: membership plus. This is judged when the deposit is paid.",
        "减 20。仅限：会员等级为「plus」。以付定金时为准。",
    ),
    (
        {**OFF, "stage": "balance"},
        "20 off. This is judged when the balance is paid.",
        "减 20。以付尾款时为准。",
    ),
    (
        {**OFF, "if_promised": {"en": "a draw", "zh": "抽中"}, "by": "2026-11-12T12:00+08:00", "chance": "1/1000"},
        "20 off. Counts only if: a draw. It has to come true by 2026-11-12 12:00 +08:00. Its chance is 0.1%.",
        "减 20。有条件：抽中。须在 2026-11-12 12:00 +08:00 前实现。概率 0.1%。",
    ),
    (
        {
            "take": {
                "give": 50,
                "in": "voucher",
                "spend": 300,
                "valid": {"from": "2026-11-20T00:00+08:00", "until": "2026-12-01T00:00+08:00"},
            }
        },
        (
            "Later gives a voucher of 50. It can be used on another purchase of 300 or more. "
            "It can be used from 2026-11-20 00:00 +08:00 until 2026-12-01 00:00 +08:00."
        ),
        ("返券 50。另行消费满 300 才能使用。使用时间：2026-11-20 00:00 +08:00 起，2026-12-01 00:00 +08:00 止。"),
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


def test_amounts_in_several_currencies_are_told_in_each() -> None:
    rules: dict[str, Any] = {"a": {"from": {"CNY": 200, "USD": 30}, "take": {"off": {"CNY": 20, "USD": 3}}}}
    facts = {"rulebook": "t", "currency": ["CNY", "USD"], "rules": rules, "price": ["a"]}
    book = Rulebook.model_validate(facts)
    assert describe(book.rules["a"], "en", book) == (
        "¥20.00 / USD 3.00 off, needs at least ¥200.00 / USD 30.00 (the amount due at this point)."
    )
    assert describe(book.rules["a"], "zh", book) == "满 ¥200.00 / USD 30.00（此时应付）减 ¥20.00 / USD 3.00。"


def test_what_a_rule_gives_is_called_so_where_a_view_names_it() -> None:
    rules: dict[str, Any] = {
        "card": {"take": {"give": 10, "in": "gift card"}},
        "rate": {"take": {"off": "10%"}, "of": "running - card"},
    }
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": ["card", "rate"]})
    assert 'the amount due at this point - what "card" gives' in describe(book.rules["rate"], "en", book)
    assert "此时应付 - 「card」所返" in describe(book.rules["rate"], "zh", book)


def test_dear_and_cheap_by_the_tag_price_is_told_where_a_default_says_so() -> None:
    rules: dict[str, Any] = {"a": {**OFF, "pick": {"cheapest": 1}}, "b": OFF}
    facts = {"rulebook": "t", "rules": rules, "price": ["a", "b"], "defaults": {"rank": "marked"}}
    book = Rulebook.model_validate(facts)
    told = {name: describe(rule, "en", book) for name, rule in book.rules.items()}
    assert "Dear and cheap go by the tag price" in told["a"]
    assert "Dear and cheap" not in told["b"]


def test_a_label_over_an_empty_list_stands_for_the_rules_after_it() -> None:
    rules = {name: {"take": {"off": 5}, "from": 10} for name in ("before", "after")}
    tree = ["before", {"shelf": []}, "after"]
    book = Rulebook.model_validate({"rulebook": "t", "rules": rules, "price": tree, "defaults": {"measure": "shelf"}})
    assert "the amount due at this point" in describe(book.rules["before"], "en", book)
    assert 'the amount after "shelf"' in describe(book.rules["after"], "en", book)
