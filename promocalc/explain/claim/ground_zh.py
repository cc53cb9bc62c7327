"""The numbers on which verdicts rest, in Chinese."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from promocalc.claims import grounds as g
from promocalc.claims.grounds import Ground
from promocalc.claims.reference import Reference
from promocalc.explain.amounts import percent, rate
from promocalc.explain.claim.told import YARDSTICK, sparse
from promocalc.explain.claim.words import Money


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
        case g.Discount(claimed, asked, allowed, over=over):
            real = f"实际减 {_share(one.real)}" if one.real >= 0 else f"实际反而贵 {_share(-one.real)}"
            said = f"说减{'幅超过' if over else ''} {rate(claimed)}"
            return f"{said}；{real}：现在要付 {money(asked)}；{reference(allowed, money)}"
        case g.Cheaper(asked, allowed):
            return f"现在要付 {money(asked)}；{reference(allowed, money)}"
        case g.Asked(claimed, asked, at_till, _, bound):
            told = f"宣传 {money(claimed)}；{'结账收取' if at_till else '应付'} {money(asked)}"
            return told if bound is None or bound >= asked else f"{told}；任何人都不会少于 {money(bound)}"
        case g.AnotherPrice(claimed, asked, other):
            both = f"宣传 {money(claimed)}，旁边还有 {money(other)}；应付 {money(asked)}"
            return f"{both}，对较高的那个什么也说明不了"
        case g.Cheapest(asked, market):
            return f"现在要付 {money(asked)}；别家卖 {money(market)}"
        case g.NothingLess(price):
            return f"用来比较的是 {money(price)}，现在要付的也是 {money(price)}：一分没省"
        case g.AboveMarket(claimed, market, "list"):
            return f"用来比较的是 {money(claimed)}；厂商建议 {money(market)}"
        case g.AboveMarket(claimed, market):
            little = "；只高出这么一点算不算数，没有定论" if one.holds is None else ""
            return f"用来比较的是 {money(claimed)}；别家卖 {money(market)}{little}"
        case _:
            assert_never(one)


def _of_time(one: g.OfTime, money: Money) -> str:
    match one:
        case g.Raised(before, before_days, raised, raised_days):
            stood = "" if before_days is None else f"（{before_days} 天）"
            then = "" if raised_days is None else f"（{raised_days} 天）"
            now = "" if one.asked is None else f"，现在 {money(one.asked)}"
            return f"先是 {money(before)}{stood}，后来 {money(raised)}{then}{now}"
        case g.Days():
            return _of_days(one, money)
        case g.Longer(promotion, before):
            return f"优惠价卖了 {promotion} 天，之前的比较价卖了 {before} 天"
        case g.Sold(share, more_than, least):
            said = f"{_share(share)} 的件数按比较价售出"
            if least == more_than:
                return f"{said}；需要超过 {_share(more_than)}"
            return f"{said}；超过 {_share(more_than)} 算够，{_share(least)} 或更少算不够"
        case g.Later(announced, asked, day, planned):
            if asked is None:
                return f"预告以后卖 {money(announced)}；{'有' if planned else '没有'}这样卖的计划"
            on = "" if day is None else f"（{day.isoformat()}）"
            return f"预告以后卖 {money(announced)}；后来{on}卖 {money(asked)}"
        case g.PaidBack(asked, cheaper, refunded, elsewhere):
            where = "别家卖" if elsewhere else "后来卖"
            return f"付了 {money(asked)}；{where} {money(cheaper)}；退了 {money(refunded)}"
        case g.WentOn(extended, asked, later):
            if asked is None or later is None:
                return "预告的结束时间过后还在继续" if extended else "按预告的时间结束了"
            said = "预告的结束时间过后并没有变贵" if extended else "按预告的时间结束了"
            return f"{said}：期间 {money(asked)}，之后 {money(later)}"
        case g.LowestPrice(asked, seen, days, begins, reaches):
            since = "" if reaches or not one.holds else f"；记录从 {begins.isoformat()} 开始，还不够久"
            return f"现在要付 {money(asked)}；{seen.span.first.isoformat()} 见过 {money(seen.price)}{since}"
        case g.Younger(days, since):
            return f"说是 {days} 天内最低，而 {since.isoformat()} 才开始卖"
        case _:
            assert_never(one)


def _of_days(one: g.Days, money: Money) -> str:
    match one:
        case g.Days("reference", days, looked_at):
            of = "" if looked_at is None else f"{looked_at} 天里有 "
            unseen = f"；另有 {one.unknown} 天不清楚" if one.unknown else ""
            return f"{of}{days} 天卖这个价{unseen}{_asked_for(one)}"
        case g.Days("since", days, most=most):
            since = "" if one.instead is None else f"；优惠前最后的价格是 {money(one.instead)}"
            allowed = "" if most is None else f"；最多允许 {most} 天前"
            if one.recent is not None and one.holds is None and not one.unknown:
                allowed = f"；超过 {one.recent} 天、不超过 {most} 天的没有定论"
            return f"最后一次卖这个价是 {days} 天前{since}{allowed}"
        case _:
            raise AssertionError(one.of)


def _asked_for(one: g.Days) -> str:
    """On how many days a price has to have been asked, and between what it is not settled."""
    enough = [
        *([] if one.least is None else [f"至少 {one.least} 天"]),
        *([] if one.share is None else [f"超过其中的 {_share(one.share)}"]),
    ]
    short = [
        *([] if one.few is None else [f"不超过 {one.few} 天"]),
        *([] if one.rarely is None else [f"不超过其中的 {_share(one.rarely)}"]),
    ]
    if not enough:
        return ""
    said = f"；需要：{'，并且'.join(enough)}"
    return f"{said}；{'或'.join(short)}算不够，中间没有定论" if short else said


def _of_offer(one: g.OfOffer, money: Money) -> str:
    match one:
        case g.GiftWorth(claimed, sells_for):
            return f"说价值 {money(claimed)}；它卖 {money(sells_for)}"
        case g.EveryItem(every):
            return "每件商品都达到" if every else "并非每件商品都达到"
        case g.BelowThreshold(price, start):
            return f"售价 {money(price)}；所说的优惠要满 {money(start)} 才有"
        case g.Shown(shown):
            return "条件与价格一同标明" if shown else "条件没有与价格一同标明"
        case g.Share(claimed, real):
            return f"说减 {rate(claimed)}；合计减 {_share(real)}"
        case g.Items():
            return _of_items(one)
        case _:
            assert_never(one)


def _of_items(one: g.Items) -> str:
    """How many reach it, how many have to, the item that tells most, and on what the earlier prices rest."""
    parts = [f"{one.of:,} 件商品中 {one.reach:,} 件达到（{_share(one.share)}）"]
    parts += ["需要全部达到"] if one.every else []
    parts += [f"需要 {_share(one.more_than)}"] if one.more_than is not None and not one.every else []
    parts += [f"另有 {one.may:,} 件，若没人看价的日子卖得更贵也会达到"] if one.may else []
    parts += [] if one.median is None else [f"居中的一件减 {_share(one.median)}"]
    if one.every and one.counter:
        parts.append(f"反例：{one.counter}")
    if not one.every and one.best and one.best_share is not None:
        parts.append(f"减得最多的一件：{one.best}，减 {_share(one.best_share)}")
    parts += [f"{_some(one.marked, one)}只知道标签价"] if one.marked else []
    parts += [f"{_some(one.gaps, one)}的价格记录有缺口"] if one.gaps else []
    parts += [f"另有 {one.below:,} 件未到门槛，不计在内"] if one.below else []
    if sparse(one):
        parts.append(f"这里没有规定比例；英国和美国的实践要求 {_share(YARDSTICK)}")
    return "；".join(parts)


def _some(count: int, one: g.Items) -> str:
    return "全部商品" if count == one.of else f"其中 {count:,} 件"


def needed(one: Ground, money: Money) -> str | None:
    """What would have to be otherwise for it to hold, where one number says so."""
    match one:
        case g.Saving() | g.Discount():
            return None if one.would_need is None else f"允许的比较价达到 {money(one.would_need)}"
        case g.AboveReference(claimed):
            return f"允许的比较价达到 {money(claimed)}"
        case g.Asked(amount) | g.Cheapest(_, amount):
            return f"只需付 {money(amount)}"
        case g.PaidBack():
            return f"退还 {money(one.difference)}"
        case g.LowestPrice(_, seen):
            return f"只需付 {money(seen.price)}"
        case g.AboveMarket(claimed, of="list"):
            return f"厂商建议价达到 {money(claimed)}"
        case g.AboveMarket(claimed):
            return f"别家卖到 {money(claimed)}"
        case g.Later(announced, asked) if asked is not None:
            return f"后来卖到 {money(announced)}"
        case g.Longer(promotion):
            return f"按比较价卖足 {promotion} 天"
        case g.Sold(_, more_than):
            return f"超过 {_share(more_than)} 的件数按比较价售出"
        case g.GiftWorth(claimed):
            return f"它卖到 {money(claimed)}"
        case g.Share(_, real):
            return f"只说减 {_share(real)}"
        case g.Items(of=of):
            return f"{of:,} 件商品中有 {one.would_need:,} 件达到"
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
        case "stated":
            return f"{amount}：见过的最高价" + (f"（最后是 {day}）" if day else "")
        case "established":
            return f"{amount}：经查实的价格"
        case "marked":
            return f"标价 {money(one.price)}，更早的价格未知"
        case _:
            assert_never(one.basis)


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)
