"""The equations of a price, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.formula.words import FormulaLabels, Told, Verb
from promocalc.numbers.formula import Reason

labels = FormulaLabels(
    title="价格公式",
    open="未知数",
    nothing_open="没有：所有的数都取现值。",
    symbol="符号",
    now="现值",
    stands_for="含义",
    equations="公式",
    alternatives="择一",
    tax="税费",
    result="应付",
    notes="怎么读",
    valid="公式适用于这些商品、这个身份、这个时刻和这些选择；未知数取任何值都成立。",
    filled="每条公式下面是代入现值后的算式和结果。",
    choice="{a，若 c；b，若 d；否则 e} 取条件最先成立的一项，都不成立取最后一项",
    share="share(t: a, [b], c) 为把 t 按 a、b、c 的比例分摊后 b 所得",
    where="若",
    otherwise="否则",
    part="第 {number} 部分",
    ways={
        "largest": "零头按余数从大到小各给一个最小单位，余数相同的在前者先得",
        "first": "零头从第一个起各给一个最小单位",
        "last": "零头全给最后一个有份额的",
        "carry": "各得累计应摊数的舍入值减去此前已摊数",
        "nearest_first": "各自舍入，多出或不足的最小单位从第一个起逐个调整",
        "nearest_last": "各自舍入，差额归最后一个有份额的",
        "heaviest": "零头全给份额最大的，相同的取最后一个",
    },
)

_DOES: dict[Verb, str] = {"off": "减", "add": "加收", "give": "返", "deposit": "付定金"}
_YES_NO = "（1 是，0 否）"
_ROLES = {
    "conditions": "条件所看的{number}",
    "passes": f"条件是否满足{_YES_NO}",
    "measured": "计入的{number}",
    "base": "按比例计算的基数",
    "running": "{one}降价前的价格",
    "unit_base": "{one}的计算基数",
    "unit_measured": "{one}计入的{number}",
    "unit_amount": "{one}应{does}多少",
    "wanted": "应{does}多少",
    "eached": "逐个封顶后应{does}多少",
    "pooled": "封顶后{does}多少",
    "ordered": "整单封顶后{does}多少",
    "caps": "累计封顶后{does}多少",
    "limits": "还可用几次",
    "stepped": "取整数倍后{does}多少",
    "granted": "分摊前{does}多少",
    "taken": "{does}多少",
    "kept": "{line}{does}多少",
    "shares": "{line}应分摊多少",
    "room": "{line}最多还能减多少",
    "before": "用它之前的价格",
    "left": "用它之后{line}的价格",
    "sets": "共有几套",
    "picked": "{line}适用的件数",
    "counted": "{line}在范围内的件数",
    "guards": f"{{line}}是否在范围内{_YES_NO}",
    "spare": "可与各套搭配的件数",
    "balance": "余额还有多少",
    "coupons": "还剩几张券",
    "allowed": f"是否可用{_YES_NO}",
    "blocked": "与它互斥的规则减了多少",
    "needed_before": "前面的规则已占用的消费额",
    "alternative": "{rules}减多少",
    "applied": "减了多少：大于 0 即用掉一次",
    "tax base": "{line}的计税金额",
    "tax": "{line}的税费",
    "all tax": "税费合计",
    "line": "{line}的最终价格",
    "deposit": "{line}已付的定金",
    "short": "没有位置的件数",
    "pay": labels.result,
    "condition": f"条件是否成立{_YES_NO}",
    "part": "中间结果",
}
"""Of every word of :class:`promocalc.formula.naming.Role`; some depend on more."""


def role(told: Told) -> str:
    """What a figure is."""
    match told.what, told.verb, told.each:
        case "stands", _, _:
            options = [f"{at} 为{rules}" for at, rules in enumerate(told.rules, 1)]
            return f"用哪一种：{'，'.join(options)}，0 为都不用"
        case "unit_count", _, "set":
            return "这样的套数"
        case "unit_count", _, "line":
            return f"{told.line}是否适用{_YES_NO}"
        case "unit_count", _, _:
            return _ROLES["picked"].format(line=told.line)
        case "kept", "add", _:
            return "加收多少"
        case "kept", "off", _:
            return f"{told.line}减多少"
        case _:
            number, rules = "数量" if told.counts else "金额", "、".join(told.rules)
            own = {"line": told.line, "one": _one(told), "does": _DOES[told.verb], "number": number, "rules": rules}
            return _ROLES[told.what].format(**own)


def _one(told: Told) -> str:
    """One unit, as the beginning of a phrase."""
    if told.line:
        return f"每件{told.line}" if told.each == "piece" else told.line
    return "每套" if told.each == "set" else ""


def unused(symbols: str) -> str:
    """What stays open, and changes nothing."""
    return f"其他数都取现值时，结果与 {symbols} 无关。"


def why(reason: Reason, about: str) -> str:
    """Why equations cannot say it."""
    match reason:
        case "sets":
            return f"无法写成公式：不同取值的商品能凑几套由价格决定，可能超过 {about} 套"
        case "long":
            return f"无法写成公式：要用的运算超过 {about} 步"
        case "lots":
            return "无法写成公式：哪些件归在一起由价格决定"
        case "nothing":
            return f"这个价格与{about}无关"
        case "together":
            return f"{about}与构成它的单价或件数不能同时作未知数"
        case _:
            assert_never(reason)
