"""Sets and picked pieces, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.engine.steps import Step
from promocalc.explain.names import Names
from promocalc.explain.rules.terms import RuleTerms, is_from_the_first
from promocalc.explain.rules.views_zh import attribute_word
from promocalc.rules.pieces import Order, Pick, Sets
from promocalc.rules.rule import Each

_ORDERS: dict[Order, str] = {"dearest": "按价格从高到低", "cheapest": "按价格从低到高", "cart": "按商品编号顺序"}
PICKED_SHOWN = 24
"""Lines of which the picked pieces are told."""
_FIRST: dict[Order, str] = {"dearest": "最高价", "cheapest": "最低价", "cart": "前"}


def rewarded(terms: RuleTerms, once: bool) -> str:
    """What a rule rewards, where it has sets or a pick: said before what it takes.

    ``once``: what it takes is one amount, so that it matters for how many pieces together.
    """
    sets, pick, each = terms.told.sets, terms.told.pick, terms.told.each
    if pick is None:
        return _whole_sets(sets, each, once) if sets is not None else ""
    most = f"，最多 {pick.at_most} 件" if pick.at_most is not None else ""
    if sets is None:
        what, every = f"{_chosen(pick, 'dearest')}{most}", ""
    elif pick.across:
        what, every = _across(pick, sets) + most, f"每 {sets.of} 件一组，"
    else:
        among = "各组" if once and each == "pool" else "每组"
        what, every = f"{among}{_chosen(pick, sets.form, told=True)}", f"每 {sets.of} 件一组，"
    single = len(pick.places) == 1 and not pick.across
    alone = single and (sets is None or each != "pool")
    comma = "，" if most else ""
    return f"{every}{what}{comma}" if alone else f"{every}{what}{comma}{_for_what(each, '合计' if once else '')}"


def _for_what(each: Each, together: str) -> str:
    """For what one amount is worked out, of several pieces."""
    match each:
        case "piece":
            return "每件"
        case "line":
            return "每款"
        case "set" | "pool":
            return together
        case _:
            assert_never(each)


def _whole_sets(sets: Sets, each: Each, once: bool) -> str:
    if sets.of == 1:
        return {"pool": "各件合计" if once else "每件", "line": "每款", "set": "每件", "piece": "每件"}[each]
    every = f"每 {sets.of} 件一组，"
    match each:
        case "set":
            return f"{every}每组"
        case "piece":
            return f"{every}组内每件"
        case "line":
            return f"{every}组内每款"
        case "pool":
            return f"{every}各组合计" if once else f"{every}每组"
        case _:
            assert_never(each)


def _chosen(pick: Pick, form: Order, *, told: bool = False) -> str:
    """``最低价 2 件``, ``第 2 件（按价格从高到低）``; ``told``: the form is said elsewhere."""
    order, count = pick.order or form, len(pick.places)
    if is_from_the_first(pick):
        return f"{_FIRST[order]} {count} 件"
    counted = "" if told and order == form else f"（{_ORDERS[order]}）"
    return f"第 {'、'.join(map(str, pick.places))} 件{counted}"


def _across(pick: Pick, sets: Sets) -> str:
    """Of all sets together, as many for each of them."""
    order = pick.order or sets.form
    if is_from_the_first(pick):
        return f"跨组取{_FIRST[order]}的，每组 {len(pick.places)} 件"
    places = "、".join(f"第 {place} 份" for place in pick.places)
    return f"跨组{_ORDERS[order]}排列，取{places}（每份件数等于组数）"


def picked(step: Step, names: Names) -> str:
    """How many sets were formed, and of which lines how many pieces the rule is for; empty where it looks at none."""
    sets, pick = names.rule_of(step).sets, names.rule_of(step).pick
    if not step.picked:
        return ""
    formed = []
    if sets is not None and step.sets and sets.of > 1:
        formed.append(f"{step.sets} 组（每组 {sets.of} 件）")
    if pick is not None and sets is None:
        formed.append(_chosen(pick, "dearest"))
    elif pick is not None and sets is not None:
        formed.append("跨组选取" if pick.across else f"每组{_chosen(pick, sets.form, told=True)}")
    told = "、".join(f"{names.line(line)} x{count}" for line, count in step.picked[:PICKED_SHOWN])
    more = f" 等 {len(step.picked)} 款" if step.picked[PICKED_SHOWN:] else ""
    return f"{'，'.join(formed)}：{told}{more}" if formed else f"{told}{more}"


def formation(sets: Sets, on: str) -> str:
    """How sets come about. ``on``: of which lines every set needs pieces besides, in words."""
    one = "件" if sets.of == 1 else "组"
    said = f"{_ORDERS[sets.form]}{'取' if sets.of == 1 else '分组'}"
    if sets.distinct is not None:
        said += f"，组内{attribute_word(sets.distinct)}各不相同"
    if sets.at_most is not None:
        said += f"，最多 {sets.at_most} {one}"
    if sets.companions is not None:
        said += f"，每{one}另须搭配 {sets.companions.pieces} 件（{on}，搭配的不减）"
    if sets.partial:
        said += "，余下不足一组的也算一组"
    return said
