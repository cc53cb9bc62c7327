"""The what-if screen's own words. What a curve says is worded by ``promocalc.explain.curve.text``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from promocalc.tui.words import Language


@dataclass(frozen=True)
class WhatIfWords:
    """Every text of the screen that is not about a curve. Names in braces are filled in."""

    title: str
    working: str
    """While a curve is worked out."""
    needs: str
    nothing: str
    go_to: str
    at: str
    """Of which value the receipt is."""
    range: str
    """The stretch that is seen."""
    nothing_above: str
    nothing_below: str
    all_of_it: str
    no_closer: str
    choose_what: str
    choose_other: str
    no_such: str
    """Where nothing that is looked for is found."""
    alone: str
    shopper: str
    rulebook: str
    open_rulebook: str
    cliffs: str
    lacks: str
    no_other: str
    copied: str
    table_in: str
    failed: str
    """Where the curve could not be worked out."""
    marks_head: str
    marks: tuple[tuple[str, str], ...]
    """What the chart is drawn with, and what each means."""


EN = WhatIfWords(
    title="What-if",
    working="working…",
    needs="A curve needs one more package: pip install 'promocalc[{extra}]'",
    nothing="Nothing in this cart can be varied.",
    go_to="Go to, {name}:",
    at="at {value}",
    range="{low} .. {high}",
    nothing_above="No jump above {value}, up to {end}",
    nothing_below="No jump below {value}, down to {end}",
    all_of_it="This is as much as can be seen at once",
    no_closer="One cannot look any closer",
    choose_what="What moves",
    choose_other="Compare with",
    no_such="Nothing of that name",
    alone="Nobody: one curve",
    shopper="Shopper: {name}",
    rulebook="Rulebook: {name}",
    open_rulebook="Open the rulebook {name}",
    cliffs="Cliffs",
    lacks="this rulebook does not state the number",
    no_other="The cart names no other shopper; B compares with another rulebook",
    copied="Curve copied as text, {count} lines",
    table_in="Curve written to {path}",
    failed="This curve could not be worked out ({why}): a defect of promocalc. Prices and receipts are not affected.",
    marks_head="The curve",
    marks=(
        ("▼", "A cliff: one step further costs less"),
        ("░", "Dominated: a little further on, less is paid"),
        ("│", "The value under the cursor; ┴ on the axis"),
        ("⠤ ⠤", "Dotted: the second curve"),
    ),
)

ZH = WhatIfWords(
    title="试算",
    working="计算中……",
    needs="画曲线还需要一个软件包：pip install 'promocalc[{extra}]'",
    nothing="这个购物车里没有可以变动的数。",
    go_to="跳到，{name}：",
    at="光标：{value}",
    range="{low} 至 {high}",
    nothing_above="{value} 以上，到 {end} 为止没有跳变",
    nothing_below="{value} 以下，到 {end} 为止没有跳变",
    all_of_it="一次最多只能看这么多",
    no_closer="已经放到最大",
    choose_what="变动什么",
    choose_other="与谁对比",
    no_such="没有这一项",
    alone="不对比：只画一条曲线",
    shopper="身份：{name}",
    rulebook="规则：{name}",
    open_rulebook="打开规则文件 {name}",
    cliffs="跳降",
    lacks="这套规则没有写这个数",
    no_other="购物车没有列出其他身份；按 B 可与另一套规则对比",
    copied="已复制曲线，{count} 行",
    table_in="曲线已写入 {path}",
    failed="这条曲线没能算出来（{why}），是 promocalc 的缺陷；价格和小票不受影响。",
    marks_head="曲线上的记号",
    marks=(
        ("▼", "跳降：再多一点，反而少付"),
        ("░", "不划算：再多一些，反而少付"),
        ("│", "光标所在的值，轴上是 ┴"),
        ("⠤ ⠤", "虚线：第二条曲线"),
    ),
)

_WORDS: Mapping[Language, WhatIfWords] = {"en": EN, "zh": ZH}


def whatif_words(language: Language) -> WhatIfWords:
    """The texts of a language."""
    return _WORDS[language]
