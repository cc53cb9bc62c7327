"""How rules stack, and what defaults fix, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from promocalc.explain.names import clean
from promocalc.explain.rules import cents_zh
from promocalc.explain.rules.cents_zh import rounding_mode
from promocalc.explain.rules.terms import Titles, names_label
from promocalc.explain.rules.views_zh import own, spaced, view
from promocalc.rules.cents import Over, Rank, Round, Share
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.programme import Alternatives, BestOf, FirstOf, OneOf, Per, Uses
from promocalc.rules.quantity import LineNumber
from promocalc.rules.tax import Tax
from promocalc.rules.views import RUNNING, View


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


def consume(what: Uses) -> str:
    """Over rules that use something up."""
    match what:
        case "pieces":
            return "- 依次计算，已用于前面一项的商品，后面各项不可再用："
        case "spend":
            return "- 依次计算，已计入前面一项门槛的金额，不再计入后面各项的门槛："
        case _:
            assert_never(what)


def nothing() -> str:
    """In place of an empty list."""
    return "- （没有规则）"


def exclusion(these: Sequence[str], not_with: Sequence[str], told: Exclusion) -> str:
    """Rules that may not meet."""
    one, other = ("、".join(f"「{name}」" for name in names) for names in (these, not_with))
    where = {"order": "同一单", "store": "同一店", "line": "同一款"}[told.on]
    keep = "保留写在前面的" if told.keep == "first" else "保留应付更少的"
    return f"- {where}不可同用：{one}与{other}；购买者未选择时{keep}"


def tax(told: Tax, titles: Titles, unit: str | None) -> str:
    """How tax closes the programme."""
    rate = own(told.rate.attribute) if isinstance(told.rate, LineNumber) else str(told.rate)
    of = view(str(told.of or RUNNING), titles)
    held = f"价格含税，税为不含税{of}的{spaced(rate)}" if told.included else f"另加税，为{of}的{spaced(rate)}"
    what = "不含税价" if told.rounds == "net" else "税额"
    exact = f"到 {unit}" if unit is not None else ""
    return f"- 最后{held}；{what}{_for_each(told.per)}{rounding_mode(told.round.mode)}{exact}"


def _for_each(per: Literal["piece", "line", "rate", "order"]) -> str:
    match per:
        case "piece":
            return "按件"
        case "line":
            return "按款"
        case "rate":
            return "按税率合计"
        case "order":
            return "按整单合计"
        case _:
            assert_never(per)


def measure(looks: View, titles: Titles) -> str:
    """What thresholds look at."""
    before = "，此前看此时应付" if names_label(looks, titles) else ""
    return f"门槛看{view(str(looks), titles)}{before}。"


def of(looks: View, titles: Titles) -> str:
    """What rates are taken of."""
    before = "，此前与门槛相同" if names_label(looks, titles) else ""
    return f"比例以{view(str(looks), titles)}为基数{before}。"


def floor(amount: str | LineNumber) -> str:
    """Least that stays of a piece."""
    return f"每件最低{own(amount.attribute) if isinstance(amount, LineNumber) else f' {amount}'}。"


def over(what: Over) -> Iterator[str]:
    """When more would be taken than may be."""
    return (f"{said}。" for said in cents_zh.over(what))


def share(told: Share, titles: Titles) -> str:
    """How deductions are divided."""
    return f"{cents_zh.share(told, titles)}。"


def rank(told: Rank) -> str:
    """What dear and cheap look at."""
    return f"{cents_zh.rank(told)}。"


def round(told: Round, unit: str | None) -> str:  # noqa: A001
    """How amounts are rounded."""
    what = "减后价格" if told.of == "price" else "减额"
    return f"{what}{rounding_mode(told.mode)}{f'到 {unit}' if unit is not None else ''}。"


def inherited(said: str, book: str) -> str:
    """What another rulebook fixes."""
    return f"{said}（来自「{clean(book)}」）" if book else said
