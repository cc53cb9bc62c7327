"""The page and the options of ``promocalc best``, as data."""

from __future__ import annotations

import click

from promocalc.cli.complete import files
from promocalc.cli.over_time import REPEATED
from promocalc.cli.page import Between, Switch
from promocalc.cli.words import Example, Page, Words

PAGE = Page(
    Words("The cheapest legal way to pay, with the proof.", "最省的合规付法，附证明。"),
    Words(
        "Which coupons, balances and alternatives to use and which to leave alone, so that this order costs least: "
        "every combination is weighed, and the answer is priced again as 'price' does it. Told are what to change, "
        "what that gives up and gains, the other ways, what each offer is worth here, and how far each step goes.\n\n"
        "Where there are too many combinations, it is said how much less there may be, and the exit code is 3. Ctrl-C "
        "ends a long search: the best so far is told, with the same exit code unless it is proven.\n\n"
        "What the cart has chosen itself stands, as do --lock, --use and --skip; what that costs is said. "
        "With --afresh only the options stand. The goods stay as they are, in one order; with --split they may be "
        "divided into several, each with what those before it leave of coupons, balances and limits. What stands then "
        "stands in every order.",
        "哪些券、余额和选项该用，哪些不用，这一单才付得最少：每种组合都权衡过，结果再按 price 的算法复算一遍。说明要改"
        "什么、因此少了什么又多了什么、还有哪些付法、每项优惠在这里值多少、做到哪一步能省多少。\n\n"
        "组合太多时，会说明至多还能少付多少，退出码为 3。搜索太久时可按 Ctrl-C 停止，得到当时最省的付法；未经证明的，"
        "退出码也是 3。\n\n"
        "购物车自己作的选择不变，--lock、--use、--skip 也算定下；因此多付多少会说明。用 --afresh 则只认选项。商品不增不"
        "减，一单付清；用 --split 则可以拆成几单，后一单只有前面各单剩下的券、余额和限额，定下的选择每单都算。",
    ),
    (
        Example("promocalc best cart.yaml", Words("what to use, and why", "该用哪些优惠，为什么")),
        Example(
            "promocalc best cart.yaml --lock R2 --budget 1200",
            Words("with this coupon in any case, and at most 1,200 to spend", "一定要用这张券，最多花 1,200"),
        ),
        Example("promocalc best cart.yaml --add wishes.csv", Words("what to add to pay less", "凑什么能少付")),
        Example("promocalc best cart.yaml --split 3", Words("in up to three orders", "至多拆成三单")),
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
        Words(
            "So many other ways at most, without --split; 5 unless given.",
            "最多列出几种其他付法，--split 时不列；不给则为 5。",
        ),
        Words("N", "N"),
        {"type": Between(0, 100), "default": 5},
    ),
    Switch(
        ("--split",),
        Words("Whether so many orders at most cost less than one, and which.", "至多拆成几单：拆单是否更省，怎么拆。"),
        Words("N", "N"),
        {"type": Between(2, 5)},
    ),
    Switch(
        ("--add",),
        Words(
            "What to add of these items, so that less is paid or a threshold is reached. CSV or YAML.",
            "从这份清单里加什么，能付得更少或凑到门槛。CSV 或 YAML。",
        ),
        Words("CATALOGUE", "清单"),
        {"shell_complete": files},
    ),
    Switch(
        ("--drop",),
        Words("What could be dropped without paying less.", "去掉哪些商品也不会少付。"),
        settings={"is_flag": True},
    ),
    Switch(
        ("--format",),
        Words("Form; text unless given.", "形式；不给则为 text。"),
        settings={"type": click.Choice(("text", "json")), "default": "text"},
    ),
)
"""The options that no other verb has."""
