"""The cheapest way to pay, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.best.words import BestLabels
from promocalc.numbers.formula import Reason

labels = BestLabels(
    title="最省付法",
    now="现在应付",
    best="最省应付",
    saved="可省",
    dearer="比现在多付",
    nothing_saved="无：现在付的已是最少",
    proof="证明",
    budget="预算",
    fixed="事先定下的",
    do="怎么做",
    redo="查看这样付的明细：",
    why="有何变化",
    rule="规则",
    gain="差额",
    tax="税费",
    total="应付",
    ways="各种付法",
    number="#",
    pay="应付",
    off="优惠",
    against_now="与现在比",
    uses="所用优惠",
    uses_nothing="都不用",
    is_now="（现在）",
    as_little="（一样省）",
    offers="每项优惠在这里值多少",
    offer="优惠",
    worth="价值",
    reason="原因",
    effort="每做一步省多少",
    step="用到",
    of_saving="占可省",
    nothing="都不用",
    nothing_but_fixed="只用定下的",
    as_it_stands="现在这样付",
    then="+ ",
    assumptions="假设",
)


def proven(combinations: str) -> str:
    """All combinations were weighed."""
    return f"已权衡全部 {combinations} 种组合：没有更便宜的付法"


def exhausted(combinations: str) -> str:
    """All combinations were priced one by one."""
    return f"已逐一计价全部 {combinations} 种组合：没有更便宜的付法"


def within(gap: str, bound: str) -> str:
    """How far from the least it may be."""
    return f"离最低应付不超过 {gap}：无论怎么选，都不会少于 {bound}"


def no_bound() -> str:
    """How far from the least it may be is not known."""
    return "无：至多还能少付多少，尚不清楚"


def as_fixed(proof: str) -> str:
    """A proof that says nothing of what is paid if nothing is fixed."""
    return f"{proof}（以定下的不变为前提）"


def interrupted() -> str:
    """The search was stopped before the end, and what there is is no proof."""
    return "搜索已中断：这是中断前找到的最省付法。"


def interrupted_beside() -> str:
    """The search was stopped when the cheapest way was proven already."""
    return "搜索已中断：最省付法已经证明，其余内容还没有全部权衡。"


def nothing_open(*, fixed: bool) -> str:
    """There is nothing to decide; or everything is decided before."""
    if fixed:
        return "这个购物车没有什么还可选的：能选的都已定下。"
    return "这个购物车没有什么可选的：就是这个价。"


def nothing_matters(*, fixed: bool) -> str:
    """What may be decided changes nothing; what is fixed may."""
    if fixed:
        return "其余没定下的，无论怎么选，应付都一样。"
    return "无论怎么选，应付都一样。"


def share(amount: str, percent: str) -> str:
    """So much is saved, and what part of what is paid now."""
    return f"{amount}，为现在应付的 {percent}"


def spare(budget: str, left: str) -> str:
    """How much of the budget is left."""
    return f"{budget}，还剩 {left}"


def use(rule: str, effect: str) -> str:
    """Something to use, and what it does."""
    return f"用上{rule}：{effect}。"


def leave(rule: str, effect: str) -> str:
    """Something to leave alone, and what it does now."""
    return f"不用{rule}（现在 {effect}）。"


def keep(rule: str, effect: str) -> str:
    """Something that is used now, and still."""
    return f"照旧用{rule}：{effect}。"


def no_change(*, fixed: bool) -> str:
    """What there is now is the cheapest already; or it is among the ways that keep to what is fixed."""
    if fixed:
        return "不必再改：定下的不变，现在这样就是最省的付法。"
    return "不必改动：现在这样就是最省的付法。"


def none_found() -> str:
    """Nothing was found that is cheaper than what there is now: no proof."""
    return "不必改动：没有找到比现在更省的付法。"


def same_rules() -> str:
    """The same offers are used, but not in the same places."""
    return "所用优惠不变，只是要不用其中几项，让它们用到该用的地方；见下面的命令。"


def with_it(rule: str, came: str) -> str:
    """What comes of it if a rule is used besides."""
    return f"若再用{rule}：{came}。"


def today(rule: str, came: str) -> str:
    """What comes of a rule now."""
    return f"现在{rule}：{came}。"


def takes_less(rule: str, there: str, best: str) -> str:
    """A rule takes less there than in the cheapest way."""
    return f"{rule}只有 {there}，不再是 {best}"


def later(now: str, best: str) -> str:
    """What is given for later is not worth the same."""
    return f"以后可得的价值由 {now} 变为 {best}；它不计入应付。"


def without(pay: str) -> str:
    """What is paid at the least without an offer."""
    return f"不用它，最少要付 {pay}"


def replaceable() -> str:
    """An offer is used, and another way without it pays as little."""
    return "用了它，但不用它也有同样便宜的付法"


def would(effect: str) -> str:
    """What an offer would do by itself."""
    return f"单看 {effect}"


def forced(more: str) -> str:
    """How much more is paid where it is used all the same."""
    return f"硬要用它，至少多付 {more}"


def no_less() -> str:
    """Nothing is gained by using it."""
    return "用了也不会少付"


def besides(effect: str) -> str:
    """An offer is used that changes nothing of what is paid."""
    return f"用上：{effect}，应付不变"


def kept_out() -> str:
    """An offer cannot be used because of what is fixed."""
    return "被事先定下的优惠挡住"


def rough() -> str:
    """What offers are worth is told by ways that are not proven to be the cheapest."""
    return "这里比较的是已找到的最省付法，没有证明不存在更省的。"


def unweighed() -> str:
    """The search was stopped before all offers were weighed."""
    return "中断时还没有权衡到的优惠，没有列在这里。"


def not_held(rules: str) -> str:
    """Coupons that are not in the wallet."""
    return f"没有领到手，领了在这里也不会少付：{rules}。"


def must_use(rules: str) -> str:
    """What has to be used."""
    return f"定为必用：{rules}。"


def must_leave(rules: str) -> str:
    """What has to be left alone."""
    return f"定为不用：{rules}。"


def idle(rule: str, came: str) -> str:
    """Nothing comes of something that has to be used."""
    return f"{rule}没有起作用：{came}。"


def freed(pay: str, less: str) -> str:
    """What is paid at the least if nothing is fixed."""
    return f"若什么都不事先定下，最少只付 {pay}，再省 {less}。"


def cannot(reason: Reason, about: str) -> str:
    """Why nothing can be proven of a cart."""
    match reason:
        case "sets":
            why = f"不同取值的商品能凑几套由价格决定，可能超过 {about} 套"
        case "long":
            why = f"要逐一计价的组合超过 {about} 种"
        case "lots":
            why = "哪些件归在一起由价格决定"
        case "nothing" | "together":
            why = f"{about} 不能作未知数"
        case _:
            assert_never(reason)
    return f"无法证明这个购物车怎么付最省：{why}"
