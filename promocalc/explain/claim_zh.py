"""Claims and verdicts, in Chinese."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from promocalc.claims import claim as c
from promocalc.claims import grounds as g
from promocalc.claims.claim import Claim
from promocalc.claims.grounds import Ground, Missing
from promocalc.claims.history import PriceKind
from promocalc.claims.reference import Reference
from promocalc.claims.standard import TestName
from promocalc.claims.verdict import Outcome
from promocalc.explain.amounts import fold_of, percent, rate
from promocalc.explain.claim_words import ClaimLabels, Money, Written

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
    passed_over="未知，但不影响结论",
    assumed="假设",
    would_hold="怎样才成立",
    witness="所有人中最省的付法",
    conditions="需要的条件",
    without="没有它时",
    paid="应付",
    shopper="身份",
    unread="该条原文未能在公开来源读到",
    redo="重算命令：",
    inputs="输入",
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


def claim(one: Claim, money: Written) -> str:
    """What an advertisement says, in plain words."""
    match one:
        case c.Off(rate=off, reach=reach, start=start):
            most = fold_of(1 - off.fraction)
            up_to = f"最多减 {rate(off.fraction)}" if most is None else f"低至{most}"
            said = {"item": "{}", "everything": "全部{}", "up_to": up_to}[reach].format(_off(off.fraction))
            return said if start is None else f"满 {money(start)} {said}"
        case c.WasNow(was=was, now=now, of=of):
            name = {"own": "原价", "list": "建议零售价", "market": "别家价", "future": "以后"}[of]
            before = f"{name} {money(was)}"
            return before if now is None else f"{before}，现价 {money(now)}"
        case c.Save(amount=amount, reach=reach, start=start, each=each):
            said = {"item": "省 {}", "everything": "全部省 {}", "up_to": "最多省 {}"}[reach].format(money(amount))
            return said if start is None else f"{'每' if each else ''}满 {money(start)} {said}"
        case c.FinalPrice(amount=amount, reach=reach, pieces=pieces):
            said = {"item": "到手价 {}", "everything": "全部 {}", "up_to": "{} 起"}[reach].format(money(amount))
            return said if pieces == 1 else f"{pieces} 件{said}"
        case c.Lowest(days=days):
            return "历史最低价" if days is None else f"{days} 天内最低价"
        case c.Bundle(pieces=pieces, cheaper=cheaper, rate=off):
            what = "免费" if off.fraction == 1 else _off(off.fraction)
            return f"{pieces} 件中 {cheaper} 件{what}：合计减 {_share(one.share)}"
        case c.Voucher(spend=spend, gives=gives, minimum=minimum):
            over = "" if minimum is None else f"（满 {money(minimum)} 可用）"
            return f"满 {money(spend)} 返券 {money(gives)}{over}：两次消费合计减 {_share(one.share)}"
        case c.Gift(worth=worth):
            return f"赠品价值 {money(worth)}"
        case c.Reduced():
            return "比以前便宜"
        case c.Until(ends=ends, then=then):
            end = "限时" if ends is None else f"到 {ends.isoformat()} 为止"
            return end if then is None else f"{end}，之后 {money(then)}"
        case _:
            assert_never(one)


def test(one: TestName | None) -> str:
    """What a test asks, in a few words."""
    return "宣称自身的数字" if one is None else _TESTS[one]


_TESTS: dict[TestName, str] = {
    "reference": "被比较的价格可以用来比较",
    "saving": "省下的有所说的那么多",
    "asked": "要付的不高于所宣传的",
    "charged": "收取的不高于所宣传的",
    "market": "别家确实卖到被比较的价格",
    "raised": "被比较的价格不是刚刚涨上去的",
    "time_at_reference": "被比较的价格卖了足够久",
    "since_reference": "被比较的价格不久前还在卖",
    "longer_than_promotion": "被比较的价格卖得不比优惠价短",
    "sold_at_reference": "按被比较的价格卖出了足够多",
    "later_price": "预告的价格后来兑现了",
    "lowest": "没有见过更低的价格",
    "gift": "赠品确实卖到所说的价值",
    "every_item": "每件商品都达到",
    "items_reached": "足够多的商品达到",
    "paid_piece": "要付钱的那件没有比以前贵",
    "shown": "条件与价格一同标明",
}


def ground(one: Ground, money: Money) -> str:
    """The numbers of both sides."""
    if isinstance(one, g.OfPrice):
        return _of_price(one, money)
    return _of_time(one, money) if isinstance(one, g.OfTime) else _of_offer(one, money)


def _of_price(one: g.OfPrice, money: Money) -> str:
    match one:
        case g.AboveReference(claimed, allowed):
            return f"用来比较的是 {money(claimed)}；{reference(allowed, money)}"
        case g.Saving(claimed, asked, allowed):
            real = f"实际省 {money(one.real)}" if one.real >= 0 else f"实际比以前贵 {money(-one.real)}"
            return f"说省 {money(claimed)}；{real}：现在要付 {money(asked)}；{reference(allowed, money)}"
        case g.Discount(claimed, asked, allowed):
            real = f"实际减 {_share(one.real)}" if one.real >= 0 else f"实际反而贵 {_share(-one.real)}"
            return f"说减 {rate(claimed)}；{real}：现在要付 {money(asked)}；{reference(allowed, money)}"
        case g.Cheaper(asked, allowed):
            return f"现在要付 {money(asked)}；{reference(allowed, money)}"
        case g.Asked(claimed, asked, at_till, _, bound):
            told = f"宣传 {money(claimed)}；{'结账收取' if at_till else '应付'} {money(asked)}"
            return told if bound is None or bound >= asked else f"{told}；任何人都不会少于 {money(bound)}"
        case g.AboveMarket(claimed, market):
            return f"用来比较的是 {money(claimed)}；别家卖 {money(market)}"
        case _:
            assert_never(one)


def _of_time(one: g.OfTime, money: Money) -> str:
    match one:
        case g.Raised(before, before_days, raised, raised_days):
            stood = "" if before_days is None else f"（{before_days} 天）"
            then = "" if raised_days is None else f"（{raised_days} 天）"
            now = "" if one.asked is None else f"，现在 {money(one.asked)}"
            return f"先是 {money(before)}{stood}，后来 {money(raised)}{then}{now}"
        case g.Days("reference", days, looked_at, least, share):
            needs = [
                *([] if least is None else [f"至少 {least} 天"]),
                *([] if share is None else [f"超过其中的 {_share(share)}"]),
            ]
            of = "" if looked_at is None else f"{looked_at} 天里有 "
            unseen = f"；另有 {one.unknown} 天不清楚" if one.unknown else ""
            return f"{of}{days} 天卖这个价{unseen}" + (f"；需要：{'、'.join(needs)}" if needs else "")
        case g.Days("since", days, most=most):
            return f"最后一次卖这个价是 {days} 天前" + ("" if most is None else f"；最多允许 {most} 天前")
        case g.Longer(promotion, before):
            return f"优惠价卖了 {promotion} 天，之前被比较的价格卖了 {before} 天"
        case g.Sold(share, more_than, least):
            said = f"{_share(share)} 的件数按被比较的价格卖出"
            if least == more_than:
                return f"{said}；需要超过 {_share(more_than)}"
            return f"{said}；超过 {_share(more_than)} 算够，{_share(least)} 或更少算不够"
        case g.Later(announced, asked, day, planned):
            if asked is None:
                return f"预告以后卖 {money(announced)}；{'有' if planned else '没有'}这样卖的计划"
            on = "" if day is None else f"（{day.isoformat()}）"
            return f"预告以后卖 {money(announced)}；后来{on}卖 {money(asked)}"
        case g.LowestPrice(asked, seen, days, begins, reaches):
            since = "" if reaches else f"；记录从 {begins.isoformat()} 开始，还不够久"
            return f"现在要付 {money(asked)}；{seen.span.first.isoformat()} 见过 {money(seen.price)}{since}"
        case g.Younger(days, since):
            return f"说是 {days} 天内最低，而 {since.isoformat()} 才开始卖"
        case g.Days():
            raise AssertionError(one.of)
        case _:
            assert_never(one)


def _of_offer(one: g.OfOffer, money: Money) -> str:
    match one:
        case g.GiftWorth(claimed, sells_for):
            return f"说价值 {money(claimed)}；它卖 {money(sells_for)}"
        case g.Shown(shown):
            return "条件与价格一同标明" if shown else "条件没有与价格一同标明"
        case g.Share(claimed, real):
            return f"说减 {rate(claimed)}；合计减 {_share(real)}"
        case g.Items(reach, of, more_than, every, counter, median):
            asked_for = "需要全部达到" if every else "" if more_than is None else f"需要 {_share(more_than)}"
            parts = [f"{of} 件商品中 {reach} 件达到（{percent(reach, of) if of else '0%'}）"]
            parts += [asked_for] if asked_for else []
            parts += [] if median is None else [f"居中的一件减 {_share(median)}"]
            parts += [f"反例：{counter}"] if counter and every else []
            return "；".join(parts)
        case _:
            assert_never(one)


def needed(one: Ground, money: Money) -> str | None:
    """What would have to be otherwise for it to hold, where one number says so."""
    match one:
        case g.Saving():
            return f"允许的比较价达到 {money(one.would_need)}"
        case g.Discount():
            return None if one.would_need is None else f"允许的比较价达到 {money(one.would_need)}"
        case g.AboveReference(claimed):
            return f"允许的比较价达到 {money(claimed)}"
        case g.Asked(claimed):
            return f"只需付 {money(claimed)}"
        case g.LowestPrice(_, seen):
            return f"只需付 {money(seen.price)}"
        case g.AboveMarket(claimed):
            return f"别家卖到 {money(claimed)}"
        case g.Later(announced, asked) if asked is not None:
            return f"后来卖到 {money(announced)}"
        case g.Longer(promotion):
            return f"被比较的价格卖足 {promotion} 天"
        case g.Sold(_, more_than):
            return f"超过 {_share(more_than)} 的件数按被比较的价格卖出"
        case g.GiftWorth(claimed):
            return f"它卖到 {money(claimed)}"
        case g.Share(_, real):
            return f"只说减 {_share(real)}"
        case g.Items(of=of):
            return f"{of} 件商品中有 {one.would_need} 件达到"
        case _:
            return None


def reference(one: Reference, money: Money) -> str:
    """The highest price that may be compared with, and where it comes from."""
    amount = f"最高可与 {money(one.price)} 比较"
    day = "" if one.day is None else one.day.isoformat()
    window = "" if one.window is None else f"{one.window.first.isoformat()} 至 {one.window.last.isoformat()}"
    match one.basis:
        case "lowest":
            return f"{amount}：{window} 的最低价（{day} 见到）"
        case "last":
            return f"{amount}：此前最后一次的价格（{day}）；{window} 没有见到价格"
        case "majority":
            return f"{amount}：{window} 多数日子卖这个价（最后是 {day}）"
        case "prevailing":
            return f"{amount}：{window} 里卖得天数最多的价格（最后是 {day}）"
        case "before":
            return f"{amount}：之前的价格" + (f"（{day}）" if day else "")
        case "established":
            return f"{amount}：已查明的价格"
        case "marked":
            return f"{amount}：标价"
        case _:
            assert_never(one.basis)


def assumed(one: Reference) -> str | None:
    """What was taken for granted to find it."""
    if one.basis == "marked":
        return "以标价当作之前的价格：没有证据表明真的按它卖过。"
    return None if one.assumed is None else f"以{_KINDS[one.assumed]}当作真实成交价。"


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
    "reference": "查明的比较价",
    "history": "之前的价格和日期",
    "market": "别家卖多少",
    "before": "涨价之前卖多少",
    "reference_days": "被比较的价格卖了几天",
    "since_reference": "被比较的价格最后一次是何时",
    "promotion_days": "优惠价卖多久",
    "sold_at_reference": "按被比较的价格卖出多少",
    "items": "范围内的商品和价格",
    "later": "结束之后卖多少，或原本的计划",
    "planned": "后来的价格是否有计划",
    "gift_price": "赠品卖多少",
    "ends": "何时结束",
}


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


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)


def _off(part: Fraction) -> str:
    """What is left of a price in 折, where that says it exactly."""
    return fold_of(1 - part) or f"减 {rate(part)}"
