"""Claims and verdicts, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from promocalc.claims.grounds import Missing
from promocalc.claims.history import PriceKind
from promocalc.claims.reference import Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.explain.claim.ground_zh import ground as ground
from promocalc.explain.claim.ground_zh import needed as needed
from promocalc.explain.claim.ground_zh import reference as reference
from promocalc.explain.claim.said_zh import claim as claim
from promocalc.explain.claim.words import ClaimLabels

if TYPE_CHECKING:
    from promocalc.claims.witness import Condition

labels = ClaimLabels(
    title="核验宣称",
    advertisement="广告语",
    source="来源",
    reading="理解为",
    standard="标准",
    in_force="施行",
    verdict="结论",
    test="检验",
    numbers="数字",
    article="条款",
    outcome="结果",
    why="依据",
    missing="要下结论，还需知道",
    to_be_sure="要完全确定，还需知道",
    passed_over="未知，但不影响结论",
    as_above="（同上）",
    assumed="假设",
    would_hold="怎样才成立",
    witness="所有人中最省的付法",
    conditions="需要的条件",
    without="没有它时",
    paid="应付",
    shopper="身份",
    unread="该条原文未能在公开来源读到",
    read_at="条文出处",
    redo="重算命令：",
    inputs="输入",
    overrules="这里不管购物车已选了哪些优惠：按付得最少的选法算。",
    note="这不是法律意见：只说明在这些事实下，是否符合某项检验。",
)


def outcome(one: Outcome, *, provisional: bool = False) -> str:
    """The verdict; a provisional one holds on what was seen."""
    match one:
        case "holds":
            return "成立（就已见到的价格而言）" if provisional else "成立"
        case "fails":
            return "不成立"
        case "cannot_tell":
            return "无法判断"
        case _:
            assert_never(one)


def test(one: TestName | None) -> str:
    """What a test asks, in a few words."""
    return "宣称自身的数字" if one is None else _TESTS[one]


_TESTS: dict[TestName, str] = {
    "reference": "比较价可以用来比较",
    "stated_base": "写明来历的比较价确实卖过",
    "saving": "省下的有所说的那么多",
    "asked": "要付的不高于所宣传的",
    "charged": "收取的不高于所宣传的",
    "market": "别家确实卖到比较价",
    "raised": "比较价不是刚刚涨上去的",
    "time_at_reference": "按比较价销售的时间足够长",
    "since_reference": "不久前还在按比较价销售",
    "longer_than_promotion": "比较价的销售时间不短于优惠价",
    "sold_at_reference": "按比较价售出的数量足够",
    "later_price": "预告的价格后来兑现了",
    "ends": "优惠到期就结束了",
    "promise": "差价已退还",
    "lowest": "没有见过更低的价格",
    "gift": "赠品确实卖到所说的价值",
    "every_item": "每件商品都达到",
    "items_reached": "足够多的商品达到",
    "paid_piece": "付款的那件没有涨价",
    "shown": "条件与价格一同标明",
}


def assumed(one: Reference) -> str | None:
    """What was taken for granted to find it."""
    if one.basis == "marked":
        return "以标价当作之前的价格：没有证据表明真的按它卖过。"
    if one.assumed == "tag":
        return "以标签上的价格当作实际卖的价格，尽管它可能是划线价。"
    return None if one.assumed is None else f"以{_KINDS[one.assumed]}当作真实成交价。"


def unshown(one: TestName, *, by_law: bool) -> str:
    """That nothing shows a test to be met, though it alone would be enough: it counts as not met."""
    counts = "但要由广告主举证，因此按没有做到算" if by_law else "这里按没有做到算"
    return f"没有材料表明{test(one)}；单凭这一项就够，{counts}。"


_KINDS: dict[PriceKind, str] = {
    "tag": "标签上的价格",
    "offer": "任何人都能买到的价格",
    "deal": "有凭证的成交价",
    "member": "会员价",
    "personal": "个人专享价",
}


def gaps(known: str, days: str) -> str:
    """On how many days of a window something was seen."""
    return f"{days} 天里有 {known} 天见到价格；其余日子可能更低。"


def missing(one: Missing) -> str:
    """What would have to be known."""
    return _MISSING[one]


_MISSING: dict[Missing, str] = {
    "start": "优惠从哪天开始",
    "now": "现在要付多少",
    "charged": "结账收了多少",
    "reference": "经查实的比较价",
    "history": "之前的价格和日期",
    "market": "别家卖多少",
    "before": "涨价之前卖多少",
    "reference_days": "按比较价卖了几天",
    "since_reference": "最后一次按比较价销售是哪天",
    "promotion_days": "优惠价卖多久",
    "sold_at_reference": "按比较价售出多少",
    "items": "范围内的商品和价格",
    "item_prices": "每件商品之前卖多少：清单里的原价，或之前的价格",
    "later": "结束之后卖多少，或原本的计划",
    "refunded": "退了多少差价",
    "planned": "后来的价格是否有计划",
    "gift_price": "赠品卖多少",
    "ends": "何时结束",
}


def missing_days(days: int, first: str, last: str, *, every: bool) -> str:
    """Of which days prices would have to be known; ``every``: of every day from the first to the last."""
    if days == 1:
        return f"{first} 的价格"
    return f"{first} 至 {last} 共 {days} 天的价格" if every else f"{first} 至 {last} 之间 {days} 天的价格"


def missing_earlier(begins: str) -> str:
    """That prices before the first one that is known would have to be known."""
    return f"{begins}（记录的第一天）之前的价格，或记录中空缺日子的价格"


def taken_place(place: str, option: str) -> str:
    """That nobody says whose standards, and whose are taken; ``option`` says it."""
    return f"没有写明按哪里的规定：按 {place} 的算（{option}）。"


def taken_currency(currency: str, mark: str, option: str) -> str:
    """That nobody says in which money, and which is taken; by a mark of the sentence unless that is empty."""
    why = f"见有“{mark}”，" if mark else ""
    return f"没有写明是哪种货币：{why}按 {currency} 算（{option}）。"


def as_for(number: int) -> str:
    """That it is as for a reading before."""
    return f"同理解 {number}"


def read_in(sources: str, *, unread: bool) -> str:
    """Behind an article: in which sources it was read; or which of them tell of it, where its own text was not."""
    return f"未读到该条原文，据{sources}转述" if unread else f"见{sources}"


def condition(one: Condition, rule: str) -> str:
    """One thing that a price takes; ``rule`` is quoted already."""
    match one.kind:
        case "coupon":
            return f"持有券{rule}"
        case "balance":
            return f"账户里有钱可用于{rule}"
        case "alternative":
            return f"选择{rule}"
        case "shopper":
            return f"{_ABOUT.get(one.about, one.about)}：{one.value}（{rule}要求）"
        case "moment":
            return f"在{rule}进行期间下单"
        case "deposit":
            return f"支付{rule}的定金；不付尾款则定金不退"
        case "amount":
            return f"买够{rule}要求的金额"
        case _:
            assert_never(one.kind)


_ABOUT = {"member": "会员", "new": "新客", "region": "配送到", "payment": "付款方式"}
