"""What advertisements say, in plain words, in Chinese."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from promocalc.claims import claim as c
from promocalc.claims.claim import Claim
from promocalc.explain.amounts import fold_of, percent, rate
from promocalc.explain.claim.words import Written


def claim(one: Claim, money: Written) -> str:
    """What an advertisement says, in plain words."""
    match one:
        case c.Off(rate=off, reach=reach, start=start, over=over):
            most = fold_of(1 - off.fraction)
            less = "不到" if over else ""
            up_to = f"最多减{'幅超过' if over else ''} {rate(off.fraction)}" if most is None else f"低至{less}{most}"
            share = f"减幅超过 {rate(off.fraction)}" if over and most is None else f"{less}{_off(off.fraction)}"
            said = {"item": "{}", "everything": "全部{}", "up_to": up_to}[reach].format(share)
            return _than(said if start is None else f"满 {money(start)} {said}", one)
        case c.WasNow(was=was, now=now, of=of):
            name = {"own": "原价", "list": "建议零售价", "market": "别家价", "future": "以后"}[of]
            before = f"{name} {money(was)}"
            return before if now is None else f"{before}，现价 {money(now)}"
        case c.Save(amount=amount, reach=reach, start=start, each=each):
            said = {"item": "省 {}", "everything": "全部省 {}", "up_to": "最多省 {}"}[reach].format(money(amount))
            return _than(said if start is None else f"{'每' if each else ''}满 {money(start)} {said}", one)
        case c.FinalPrice(amount=amount, reach=reach, pieces=pieces):
            said = {"item": "应付 {}", "everything": "全部 {}", "up_to": "{} 起"}[reach].format(money(amount))
            said = said if pieces == 1 else f"{pieces} 件{said}"
            return said if one.since is None else f"{one.since.isoformat()} 起{said}"
        case c.Lowest(days=days, of="everyone"):
            return "全网最低价" if days is None else f"{days} 天内全网最低价"
        case c.Lowest(days=days):
            return "历史最低价" if days is None else f"{days} 天内最低价"
        case c.Bundle(pieces=pieces, cheaper=cheaper, price=each) if each is not None:
            return (
                f"{pieces} 件中 {cheaper} 件只要 {money(each)}"
                if cheaper == 1
                else f"{pieces} 件中 {cheaper} 件每件只要 {money(each)}"
            )
        case c.Bundle(pieces=pieces, cheaper=cheaper, rate=off):
            what = "免费" if off.fraction == 1 else _off(off.fraction)
            return f"{pieces} 件中 {cheaper} 件{what}" + _in_all(one.share, "合计减 {}") + _said_as(one)
        case _:
            return _besides(one, money)


def _besides(one: c.Voucher | c.Gift | c.AddOn | c.Protection | c.Reduced | c.Until, money: Written) -> str:
    match one:
        case c.Voucher(spend=spend, gives=gives, minimum=minimum):
            over = "" if minimum is None else f"（满 {money(minimum)} 可用）"
            back = f"事后返现 {money(gives)}" if one.cash else f"返券 {money(gives)}{over}"
            back = back if spend is None else f"满 {money(spend)} {back}"
            return back + _in_all(one.share, "两次消费合计减 {}") + _said_as(one)
        case c.Gift(worth=worth):
            return f"赠品价值 {money(worth)}"
        case c.AddOn(price=price, start=start, worth=worth):
            said = f"加 {money(price)} 换购" + ("" if worth is None else f"价值 {money(worth)} 的商品")
            return said if start is None else f"满 {money(start)} {said}"
        case c.Protection(days=days, of=of):
            within = "" if days is None else f"{days} 天内"
            return f"{within}降价退差价" if of == "own" else f"{within}别家更便宜退差价"
        case c.Reduced():
            return "比以前便宜"
        case c.Until(ends=ends, then=then):
            end = "限时" if ends is None else f"到 {ends.isoformat()} 为止"
            return end if then is None else f"{end}，之后 {money(then)}"
        case _:
            assert_never(one)


def _than(said: str, one: c.Off | c.Save) -> str:
    price = {"own": "", "list": "建议零售价", "market": "别家价", "future": "以后的价格"}[one.of]
    return f"与{price}相比，{said}" if price else said


def _in_all(share: Fraction | None, said: str) -> str:
    return "" if share is None else f"：{said.format(_share(share))}"


def _said_as(one: c.Bundle | c.Voucher) -> str:
    return "" if one.said is None else f"，自称{_off(one.said.fraction)}"


def _share(part: Fraction) -> str:
    return percent(part.numerator, part.denominator)


def _off(part: Fraction) -> str:
    """What is left of a price in 折, where that says it exactly."""
    return fold_of(1 - part) or f"减 {rate(part)}"
