"""What more could be done, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.choose.actions import MOST_MOMENTS, Kind
from promocalc.explain.best.actions_words import ActionLabels

labels = ActionLabels(title="还能怎么省", action="做法", pay="应付", saves="再省")

_COUNTS = {2: "两", 3: "三", 4: "四", 5: "五"}


def get(rule: str) -> str:
    """To get a coupon that is not held."""
    return f"去领{rule}（若能领到）"


def wait(until: str) -> str:
    """To order later."""
    return f"等到 {until}"


def split(orders: int) -> str:
    """To place several orders."""
    return f"拆成{_COUNTS[orders]}单（拆法见 --split {orders}）"


def turn(begins: str, ends: str) -> str:
    """Which rules begin and which end by then."""
    some = ((begins, "已开始"), (ends, "已结束"))
    return "；".join(f"{rules}{word}" for rules, word in some if rules)


def apart(best: str) -> str:
    """Each of several actions is compared by itself."""
    return f"每项都单独与 {best} 相比；几项一起做，省下的可能少于各项之和，也可能更多。"


def same_prices() -> str:
    """What is taken for granted of a later moment."""
    return "等待后的应付，按商品标价到时不变来算。"


def dearer(at: str, pay: str, more: str, turn: str) -> str:
    """From when on more is paid, and why."""
    why = f"（{turn}）" if turn else ""
    return f"{at} 起变贵：最少要付 {pay}，多付 {more}{why}。"


def not_weighed(kind: Kind) -> str:
    """What was not found out here, and which option finds it out."""
    match kind:
        case "split":
            return "拆成两单是否更省，这里没有算；可用 --split 2 来算。"
        case "wait":
            return "晚些下单是否更省，这里没有算；可用 --at 换个时间来算。"
        case "later":
            return f"规则开始或结束的时刻，这里只看了最近的 {MOST_MOMENTS} 个。"
        case _:
            assert_never(kind)


def coupons_left(rules: str) -> str:
    """Coupons that are not held, of which it was not found out what they would bring."""
    return f"没有领到手，这里也没有算：{rules}。"
