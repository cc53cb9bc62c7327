"""How cents behave, in Chinese: rounding, sharing, and where more would be taken than may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from promocalc.explain.rules.terms import Titles, names_label
from promocalc.explain.rules.views_zh import view
from promocalc.money import Odd, Rounding
from promocalc.rules.cents import Over, Rank, Share


def rounding_mode(mode: Rounding) -> str:
    """What happens to a fraction of the unit."""
    match mode:
        case Rounding.HALF_UP:
            return "四舍五入"
        case Rounding.HALF_DOWN:
            return "五舍六入"
        case Rounding.HALF_EVEN:
            return "四舍六入五成双"
        case Rounding.UP:
            return "进一"
        case Rounding.DOWN:
            return "舍去尾数"
        case _:
            assert_never(mode)


def odd(way: Odd) -> str:
    """Who gets the odd cents."""
    match way:
        case Odd.LARGEST:
            return "零头归余数最大的"
        case Odd.FIRST:
            return "各自舍去零头，剩下的从第一个起逐一补上"
        case Odd.LAST:
            return "各自舍去零头，剩下的归最后一个"
        case Odd.CARRY:
            return "零头逐个结转"
        case Odd.NEAREST_FIRST:
            return "各自五舍六入，差额从第一个起逐一补上"
        case Odd.NEAREST_LAST:
            return "各自四舍五入，差额归最后一个"
        case Odd.HEAVIEST:
            return "各自舍去零头，剩下的归分摊最多的"
        case _:
            assert_never(way)


def over(what: Over) -> Iterator[str]:
    """When more would be taken than may be, than is left of a line first; sentences without a full stop."""
    match what.room:
        case "clip" if what.cap != "clip":
            pass
        case "clip":
            yield "超出可减金额的部分作废"
        case "refuse":
            yield "超出可减金额时整笔不减"
        case "respread":
            yield "某件商品减不下的部分由其余商品分摊"
        case _:
            assert_never(what.room)
    match what.cap:
        case "clip":
            return
        case "refuse":
            yield "超出上限时整笔不减"
        case _:
            assert_never(what.cap)


def share(told: Share, titles: Titles) -> str:
    """How deductions are divided, and over what."""
    before = ""
    if told.by is None:
        by = "按各自的比例基数的比例"
    elif told.by.counts_pieces:
        by = "按件数"
    else:
        by = f"按{view(str(told.by), titles)}的比例"
        before = "（此前按各自的比例基数）" if names_label(told.by, titles) else ""
    even = "，金额都为零时按件均摊" if told.zero == "even" else ""
    return f"优惠{by}{before}分摊到{_bearers(told)}{even}，{odd(told.odd)}"


def _bearers(told: Share) -> str:
    match told.over:
        case "picked":
            return "各商品"
        case "sets":
            return "组内全部商品"
        case "pool":
            return "一起计算的全部商品"
        case "order":
            return "整单全部商品"
        case _:
            assert_never(told.over)


def rank(told: Rank) -> str:
    """What dear and cheap look at."""
    match told:
        case "running":
            return "价格高低按每件此时应付"
        case "marked":
            return "价格高低按标价"
        case _:
            assert_never(told)
