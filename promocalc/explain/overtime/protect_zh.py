"""Prices that fall after the order, in Chinese."""

from __future__ import annotations

from typing import Literal, assert_never

from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.overtime.protect_words import ProtectLabels
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Counts,
    LessToRefund,
    NoFall,
    NothingOwed,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
    ReasonKind,
    Unchanged,
)

labels = ProtectLabels(
    title="价保",
    ordered="下单",
    received="收货",
    claimed="申请",
    owed="应退差价",
    usual="通常可退",
    total="合计",
    lines="逐件比较",
    item="商品",
    pieces="件数",
    then="当时",
    now="现在",
    fall="降了",
    tax="其中税",
    already="此前已退",
    compared="价格怎么比",
    marked="标价",
    counted="计入比较的价格",
    not_sold="已不再销售",
    why="为什么不多退",
    naive="一般以为",
    differs="为什么不同",
    notes="值得留意",
    policy="依据的条款",
    silent="以下金额按通常的价保条款计：比较扣除商家承担的优惠后的单件价格，不限时间。",
    no_moment="没有给出申请的时刻：现在的活动按下单那一刻计。",
    no_time="是否过期无法判断：缺少条款起算的时刻，或申请的时刻。",
)


def counts(counts: Counts) -> str:
    """Whether a cut enters the compared price."""
    match counts:
        case "counts":
            return "计入"
        case "wallet":
            return "不计：由钱包支付"
        case "funded":
            return "不计：由别人承担"
        case "left_out":
            return "不计：条款除外"
        case "excluded":
            return "不计：参加的商品不保价"
        case "later":
            return "以后可得，计入"
        case "later_out":
            return "以后可得，不计"
        case _:
            assert_never(counts)


def why(why: NothingOwed, names: Names, clock: Clock) -> str:
    """Why nothing is owed, or less than the price fell."""
    match why:
        case OutOfTime(closes, late):
            return f"过期 {late} 天：价保到 {clock.stamp(closes)} 为止"
        case NotProtected(rules):
            return f"当时参加了{names.rules(rules)}，其商品不保价"
        case NoFall(higher):
            return f"计入比较的价格现在高 {names.price(higher)}" if higher else "计入比较的价格没有变"
        case Unchanged():
            return "标价和活动都没有变：当时单买一件也是这个价"
        case BalanceFalls(0):
            return "这一单的尾款还没付，尾款不会变少"
        case BalanceFalls(by):
            return f"这一单的尾款还没付：尾款少付 {names.price(by)}，定金不变"
        case PaidBefore(fell, already):
            return f"降价应退 {names.price(fell)}，此前已退 {names.price(already)}"
        case NothingToRefund():
            return "所付金额已经全部退回"
        case NotSoldNow():
            return "已不再销售，没有现价"
        case LessToRefund(fell, already, left):
            before = f"，此前已退 {names.price(already)}" if already else ""
            return f"降价应退 {names.price(fell)}{before}，而可退的只剩 {names.price(left)}"
        case AboveCap(owed, cap):
            return f"本应退 {names.price(owed)}，而每次申请合计最多退 {names.price(cap)}"
        case _:
            assert_never(why)


def in_time(closes: str) -> str:
    """Until when it is in time."""
    return f"未过期，{closes} 前可申请"


def too_late(closes: str) -> str:
    """The time for claims is over."""
    return f"已过期，价保到 {closes} 为止"


def nothing_promised(usual: str) -> str:
    """The terms promise nothing; the usual ones would bring so much."""
    return f"没有承诺：条款没有写价保；按通常的条款可退 {usual}"


def naive(amount: str) -> str:
    """What one would think."""
    return f"{amount}：当时实付减去现在同样下单的应付"


def dearer(amount: str) -> str:
    """Nobody would think that anything is owed: the same order costs more now."""
    return f"不退：现在同样下单要多付 {amount}"


def differs(kind: ReasonKind, rules: str, pays: str) -> str:
    """One reason why that is not what is owed."""
    match kind:
        case "late" | "excluded" | "unpaid" | "unchanged":
            return _of_a_line(kind)
        case "uncounted":
            return f"比较时不计：{rules}" if rules else "比较时不计别的优惠"
        case "later":
            return f"以后可得，按降价比较：{rules}"
        case "spent":
            return "下单用掉的优惠券现在没有了"
        case "piece":
            return "现价按单买一件计"
        case "dearer":
            return "现在更贵的不抵扣"
        case "pays":
            return f"按差价的 {pays} 退"
        case "already":
            return "此前已退"
        case "refunded":
            return "最多退到可退的金额"
        case "tax":
            return "税费"
        case "cap":
            return "每次申请有上限"
        case _:
            assert_never(kind)


def _of_a_line(kind: Literal["late", "excluded", "unpaid", "unchanged"]) -> str:
    match kind:
        case "late":
            return "已过期"
        case "excluded":
            return "所买商品不保价"
        case "unpaid":
            return "尾款还没付，会直接少付"
        case "unchanged":
            return "标价和活动都没有变"
        case _:
            assert_never(kind)
