"""The page and the options of ``promocalc curve``, as data."""

from __future__ import annotations

import click

from promocalc.cli.asking import UNKNOWN_NAME, WHAT_NAME
from promocalc.cli.complete import rulebook_names
from promocalc.cli.page import Switch
from promocalc.cli.words import Example, Page, Words

FORMATS = ("text", "csv", "svg", "json")

PAGE = Page(
    Words("What is paid as one thing moves: cliffs, jumps, discounts.", "一样东西变动时应付多少：跳降、跳变、折扣。"),
    Words(
        "Every value of the range is worked out, none is sampled; where what is paid follows one law, it is told as "
        "one piece. A cliff is where a little more is bought and less is paid; a dominated value pays more than some "
        "higher one. "
        + UNKNOWN_NAME.en
        + "\n\nUnless --from and --to say otherwise, the range goes from the least there can be to about twice the "
        "present value; amounts over at most 200,000 minor units, around the present one if need be; pieces to 12 or "
        "three times as many; rates from 0 to 100 %. At most 1,000,000 values may be asked for.\n\n"
        "A second curve comes from --variant, whose keys are those of compare, or from --against: which of the two is "
        "cheaper where. With --second there are two things that move, and the answer is a map of the discount.",
        "范围内的每个值都逐一算过，没有抽样；应付遵循同一算式的一段并作一段。跳降是多买一点反而少付之处；不划算的值，"
        "付的比某个更高的值还多。"
        + UNKNOWN_NAME.zh
        + "\n\n不写 --from 和 --to 时，范围从可能的最小值到现在的大约两倍；金额最多 200,000 个最小单位，必要时取现在的"
        "值前后；件数到 12 或现在的三倍；比率从 0 到 100%。最多可问 1,000,000 个值。\n\n"
        "--variant（键与 compare 相同）或 --against 给出第二条曲线：哪一段哪个更省。--second 让两样东西一起变动，得到"
        "折扣的分布图。",
    ),
    (
        Example(
            "promocalc curve cart.yaml --from 1200 --to 1800",
            Words("where one more yuan saves fifty", "哪里多买一元反而省五十"),
        ),
        Example(
            "promocalc curve cart.yaml --unknown price:1 --discount 30%",
            Words("from which price of line 1 on it is 30 % off", "商品 1 的单价从多少起算得上七折"),
        ),
        Example(
            "promocalc curve cart.yaml --variant 'in stock: skip=presale' -o curve.svg",
            Words("presale against stock, as a picture", "预售与现货对比，画成图"),
        ),
    ),
)
_UNKNOWN = Switch(
    ("--unknown",),
    Words(
        "What moves; spend unless given, or else the first there is.",
        "变动什么；不给则为总价，没有则取第一个能变动的。",
    ),
    WHAT_NAME,
)
_VALUE = Words("VALUE", "值")
_FROM = Switch(("--from", "start"), Words("Where the range begins.", "范围从哪里开始。"), _VALUE)
_TO = Switch(("--to", "end"), Words("Where the range ends; it is part of it.", "范围到哪里为止，含此值。"), _VALUE)
_DISCOUNT = Switch(
    ("--discount",),
    Words("From which value on is it so much off: 30%.", "从多少起优惠达到这么多：30%，也可写 7折。"),
    Words("RATE", "比率"),
)
_VARIANT = Switch(
    ("--variant",),
    Words(
        "A second curve: other rules, shopper, moment, choices or prices.",
        "第二条曲线：另一种规则、身份、时刻、选择或价格。",
    ),
    Words("'NAME: KEY=VALUE; ...'", "'名称: 键=值; ...'"),
)
_AGAINST = Switch(
    ("--against",),
    Words("A second curve under this rulebook.", "第二条曲线：按这本规则书。"),
    Words("NAME|FILE", "名称|文件"),
    {"shell_complete": rulebook_names},
)
_SECOND = Switch(("--second",), Words("Something else that moves as well.", "同时变动的另一样东西。"), WHAT_NAME)
_FORM = Switch(
    ("--format",),
    Words(
        "Form; else the ending of --output says it, else text. CSV has a row for every value.",
        "形式；不给则看 --output 的扩展名，再不然为 text。csv 每个值一行。",
    ),
    settings={"type": click.Choice(FORMATS), "default": None},
)
OWN = (_UNKNOWN, _FROM, _TO, _DISCOUNT, _VARIANT, _AGAINST, _SECOND, _FORM)
"""The options that no other verb has."""
