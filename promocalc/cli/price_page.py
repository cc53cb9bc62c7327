"""The page and the options of ``promocalc price``, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from promocalc.cli.complete import files, rulebook_names
from promocalc.cli.page import Between, Switch
from promocalc.cli.words import Example, Page, Words

PAGE = Page(
    Words("What a cart really costs, and why.", "一个购物车到底付多少，为什么。"),
    Words(
        "CART is YAML, JSON, CSV or pasted text, in UTF-8 or GB18030; '-' reads stdin. The rulebook is the one that "
        "the cart names, or that --rules gives; a table needs --rules.\n\n"
        "Options are added to what the cart says; where the two disagree, the option counts. The output is the same "
        "on a terminal and in a pipe.",
        "购物车可以是 YAML、JSON、CSV 或粘贴的文本，编码为 UTF-8 或 GB18030；“-”表示标准输入。规则书是购物车里写的"
        "那本，或 --rules 给的那本；表格需要 --rules。\n\n"
        "选项加在购物车所写的之上；两者不一致时以选项为准。输出到终端和管道的内容相同。",
    ),
    (
        Example("promocalc price cart.yaml", Words("every rule with its arithmetic", "每条规则都带算式的账单")),
        Example(
            "promocalc price basket.csv --rules tmall-double11-2020 --at 2020-11-11T00:30+08:00",
            Words("a table of goods under a shipped rulebook, at that moment", "一张商品表，按自带的规则书，在那一刻"),
        ),
        Example(
            "cat cart.yaml | promocalc price - --persona member=88vip,new=true --json | jq -r .pay",
            Words("what somebody else would pay for the same cart", "换一个人买同一个购物车要付多少"),
        ),
    ),
)
CART = Words("CART", "购物车")


_RULE = Words("RULE", "规则")
_REPEATED: dict[str, Any] = {"multiple": True}

RULES = Switch(
    ("--rules",),
    Words(
        "Rulebook: a shipped name or a file, instead of the cart's own.",
        "规则书：自带的名称或文件，代替购物车所写的。",
    ),
    Words("NAME|FILE", "名称|文件"),
    {"shell_complete": rulebook_names},
)
AT = Switch(
    ("--at",),
    Words(
        "The moment: ISO 8601 with an offset, 2020-11-11T00:30+08:00.",
        "时刻：带时区的 ISO 8601，如 2020-11-11T00:30+08:00。",
    ),
    Words("ISO", "时刻"),
)
BALANCE_AT = Switch(
    ("--balance-at",),
    Words(
        "When the balance after a deposit is paid; as its window opens unless given.",
        "付尾款的时刻；不给则为尾款开付之时。",
    ),
    Words("ISO", "时刻"),
)
PERSONA = Switch(
    ("--persona",),
    Words(
        "Who buys: one of the cart's personas, or facts that change its shopper: member=88vip,new=true.",
        "谁来买：购物车里的一个身份，或要改的事实：member=88vip,new=true。",
    ),
    Words("NAME|KEY=VALUE,...", "名称|键=值,..."),
)
WHAT = (
    RULES,
    AT,
    BALANCE_AT,
    PERSONA,
    Switch(("--use",), Words("Use this offer. Repeatable.", "使用这项优惠。可重复。"), _RULE, _REPEATED),
    Switch(("--skip",), Words("Leave this offer alone. Repeatable.", "不用这项优惠。可重复。"), _RULE, _REPEATED),
    Switch(
        ("--reading",),
        Words("Which reading of unstated terms to show. Repeatable.", "条款未写明之处按哪种解读。可重复。"),
        Words("NAME", "名称"),
        _REPEATED,
    ),
)
"""What is priced: the fields of :class:`promocalc.cli.case.Wanted`."""

FORMAT = Switch(
    ("--format",),
    Words("Form of the receipt; text unless given.", "账单的形式；不给则为 text。"),
    settings={"type": click.Choice(("text", "markdown", "json")), "default": "text"},
)
PAPER = (
    Switch(
        ("--output", "-o"),
        Words("Write to a file, whole or not at all.", "写入文件；要么写完整，要么不写。"),
        Words("FILE", "文件"),
        {"type": click.Path(path_type=Path), "shell_complete": files},
    ),
    Switch(
        ("--force",),
        Words("Replace the --output file if it is there.", "--output 的文件已存在时替换它。"),
        settings={"is_flag": True},
    ),
    Switch(
        ("--width",),
        Words(
            "Cells a line of text may take; 80 unless given, in a pipe as in a terminal. In a narrower one: $COLUMNS.",
            "文本每行最多几格；不给则为 80，终端与管道相同。终端更窄时可写 $COLUMNS。",
        ),
        Words("N", "N"),
        {"type": Between(40, 1000), "default": 80},
    ),
    Switch(
        ("--ascii",), Words("Draw with ASCII characters only.", "只用 ASCII 字符画线。"), settings={"is_flag": True}
    ),
)
"""How wide a text is written, with which characters, and where to."""
WRITING = (FORMAT, *PAPER)
"""How the receipt is written, and where to."""
