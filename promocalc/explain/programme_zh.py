"""How rules stack, and what defaults fix, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from promocalc.explain.names import clean
from promocalc.explain.rule_zh import rounding_mode
from promocalc.explain.splits_zh import odd
from promocalc.explain.terms import Titles, names_label
from promocalc.explain.views_zh import view
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import Alternatives, BestOf, FirstOf, OneOf, Per
from promocalc.rules.rule import Over, Round, Share
from promocalc.rules.views import View


def rule(title: str, name: str) -> str:
    """A rule where it stands."""
    return f"- {title}（{clean(name)}）" if title != clean(name) else f"- {title}"


def labelled(label: str) -> str:
    """Over what a label is a name for."""
    return f"- 以下各项之后的金额，标签为「{clean(label)}」："


def sequence() -> str:
    """Over a list."""
    return "- 依次计算，每项在前面各项之后："


def together() -> str:
    """Over rules that see the same."""
    return "- 同时计算，每项都以第一项之前的金额为准："


def alternatives(node: Alternatives) -> str:
    """Over rules of which some are used."""
    among = f"{_per(node.per)}最多用 {node.at_most} 项" if node.at_most > 1 else f"{_per(node.per)}只用一项"
    match node:
        case BestOf():
            return f"- {among}，取减得最多的；相同则取写在前面的："
        case FirstOf():
            return f"- {among}，按所写顺序取最先适用的："
        case OneOf():
            return f"- {among}，由购买者选择；未选择则按所写顺序取最先适用的："
        case _:
            assert_never(node)


def _per(per: Per) -> str:
    match per:
        case "order":
            return "以下"
        case "store":
            return "以下每店"
        case "line":
            return "以下每款"
        case "piece":
            return "以下每件"
        case _:
            assert_never(per)


def unstated() -> str:
    """Over readings."""
    return "- 条款未写明，每种解读各算一遍："


def reading(name: str) -> str:
    """Over one reading."""
    return f"- 解读「{clean(name)}」："


def nothing() -> str:
    """In place of an empty list."""
    return "- （没有规则）"


def exclusion(these: Sequence[str], not_with: Sequence[str], told: Exclusion) -> str:
    """Rules that may not meet."""
    one, other = ("、".join(f"「{name}」" for name in names) for names in (these, not_with))
    where = {"order": "同一单", "store": "同一店", "line": "同一款"}[told.on]
    keep = "保留写在前面的" if told.keep == "first" else "保留应付更少的"
    return f"- {where}不可同用：{one}与{other}；购买者未选择时{keep}"


def measure(looks: View, titles: Titles) -> str:
    """What thresholds look at."""
    before = "，此前看此时应付" if names_label(looks, titles) else ""
    return f"门槛看{view(str(looks), titles)}{before}。"


def of(looks: View, titles: Titles) -> str:
    """What rates are taken of."""
    before = "，此前与门槛相同" if names_label(looks, titles) else ""
    return f"比例以{view(str(looks), titles)}为基数{before}。"


def floor(amount: str) -> str:
    """Least that stays of a piece."""
    return f"每件最低 {amount}。"


def over(what: Over) -> str:
    """When more would be taken than may be."""
    match what:
        case "clip":
            return "超出可减金额的部分作废。"
        case "refuse":
            return "超出可减金额时整笔不减。"
        case _:
            assert_never(what)


def share(told: Share, titles: Titles) -> str:
    """How deductions are divided."""
    by = "各自的比例基数" if told.by is None else view(str(told.by), titles)
    before = "（此前按各自的比例基数）" if told.by is not None and names_label(told.by, titles) else ""
    return f"优惠按{by}的比例{before}分摊到各商品，{odd(told.odd)}。"


def round(told: Round, unit: str | None) -> str:  # noqa: A001
    """How amounts are rounded."""
    what = "减后价格" if told.of == "price" else "减额"
    return f"{what}{rounding_mode(told.mode)}{f'到 {unit}' if unit is not None else ''}。"


def inherited(said: str, book: str) -> str:
    """What another rulebook fixes."""
    return f"{said}（来自「{clean(book)}」）" if book else said
