"""The page and the options of ``promocalc best``, as data."""

from __future__ import annotations

import click

from promocalc.cli.over_time import REPEATED
from promocalc.cli.page import Between, Switch
from promocalc.cli.words import Example, Page, Words

PAGE = Page(
    Words("The cheapest legal way to pay, with the proof.", "最省的合规付法，附证明。"),
    Words(
        "Which coupons, balances and alternatives to use and which to leave alone, so that this order costs least: "
        "every combination is weighed, and the answer is priced again as 'price' does it. Where there are too many, "
        "it is said how much less there may be. Told are what to change, "
        "what that gives up and gains, the other ways, what each offer is worth here, and how far each step goes.\n\n"
        "What the cart has chosen itself stands, as do --lock, --use and --skip; what that costs is said. "
        "With --afresh only the options stand. The goods stay as they are, in one order.",
        "哪些券、余额和选项该用，哪些不用，这一单才付得最少：每种组合都权衡过，结果再按 price 的算法复算一遍；"
        "组合太多时，会说明至多还能少付多少。说明要改"
        "什么、因此少了什么又多了什么、还有哪些付法、每项优惠在这里值多少、做到哪一步能省多少。\n\n"
        "购物车自己作的选择不变，--lock、--use、--skip 也算定下；因此多付多少会说明。用 --afresh 则只认选项。商品不增不"
        "减，一单付清。",
    ),
    (
        Example("promocalc best cart.yaml", Words("what to use, and why", "该用哪些优惠，为什么")),
        Example(
            "promocalc best cart.yaml --lock R2 --budget 1200",
            Words("with this coupon in any case, and at most 1,200 to spend", "一定要用这张券，最多花 1,200"),
        ),
        Example(
            "promocalc best cart.yaml --json | jq -r .best.pay",
            Words("the least that can be paid", "最少要付多少"),
        ),
    ),
)

_RULE = Words("RULE", "规则")
OWN = (
    Switch(("--lock",), Words("Has to be used. Repeatable.", "一定要用。可重复。"), _RULE, REPEATED),
    Switch(
        ("--afresh",),
        Words("Decide anew what the cart has chosen.", "购物车已作的选择也重新决定。"),
        settings={"is_flag": True},
    ),
    Switch(
        ("--budget",),
        Words("Refuse if the cheapest way costs more than this.", "最省也超出这个金额时，报错。"),
        Words("AMOUNT", "金额"),
    ),
    Switch(
        ("--plans",),
        Words("So many other ways at most; 5 unless given.", "最多列出几种其他付法；不给则为 5。"),
        Words("N", "N"),
        {"type": Between(0, 100), "default": 5},
    ),
    Switch(
        ("--format",),
        Words("Form; text unless given.", "形式；不给则为 text。"),
        settings={"type": click.Choice(("text", "json")), "default": "text"},
    ),
)
"""The options that no other verb has."""
