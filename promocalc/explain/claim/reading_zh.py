"""How an advertisement was read, and the words around verdicts, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.claims import observed as o
from promocalc.claims.history import PriceKind
from promocalc.claims.inputs import InputKind
from promocalc.claims.observed import Note
from promocalc.claims.reading.limits import LimitOf
from promocalc.claims.reading.ways import Way
from promocalc.explain.claim.reading_words import ReadingLabels
from promocalc.explain.claim.words import Money
from promocalc.explain.names import clean

labels = ReadingLabels(
    about="商品",
    standards="依据哪些标准",
    jurisdiction="适用地",
    says="规定",
    lacks="缺少",
    marked="标价",
    kept="承诺全部兑现",
    sources="出处",
    prices="关于所读的价格",
    limits="同时写明、未作判断的条件",
    vague="无法衡量的说法",
)

_WAYS: dict[Way, str] = {
    "plain": "",
    "one_item": "部分商品达到",
    "this_cart": "这次买的达到",
    "every_item": "所说范围内的每件都达到",
    "once": "每单只减一次",
    "each": "每满一次再减一次",
    "all_pieces": "这几件都便宜",
    "last_piece": "只有最后一件便宜",
    "among": "免费的包含在所买件数之内",
    "on_top": "免费的在所买件数之外另送",
    "what_is_paid": "所说的折是付多少",
    "what_comes_off": "所说的折是减多少",
    "own_price": "与商家自己之前的价格比较",
    "list_price": "与建议零售价比较",
    "voucher": "返的是下次用的券",
    "cash": "返的是本次少付的钱",
    "gift": "送的是东西",
    "compared": "同一商品的原价和现价",
    "apart": "不同商品的价格",
    "past_year": "全年指过去十二个月",
    "since_january": "全年指今年一月以来",
    "day_first": "日期里先写日",
    "month_first": "日期里先写月",
    "comes_to": "所说的折是合计折扣",
    "besides": "所说的折另外再减",
    "cheapest": "没有人更便宜",
    "matched": "谁更便宜就跟谁的价",
    "later": "后来更便宜时",
    "elsewhere": "别家更便宜时",
    "one_number": "空格是千位分隔，合为一个数",
    "two_numbers": "空格后的数字才是价格",
    "lowest_before": "降价前这些天里的最低价",
    "lowest_now": "就是现价，也是这些天里的最低价",
}


def way(one: Way) -> str:
    """Why this is one of several ways to read something; empty where there is one only."""
    return _WAYS[one]


def quoted(text: str) -> str:
    """What an advertisement says, word for word."""
    return f"「{text}」"


def nothing_read() -> str:
    """That nothing was understood of an advertisement, and what to do."""
    return "没有看懂其中的价格宣称；可以写明：命令行用 --says '{kind: off, rate: 50%}'，文件里用 says。"


def unread(pieces: str) -> str:
    """What was not understood; ``pieces`` are quoted already."""
    return f"没有看懂，也没有判断：{pieces}。"


def untested(parts: str) -> str:
    """What was read and could not be tested; ``parts`` are quoted already."""
    return f"看懂了，但没有检验：{parts}。"


def limit(of: LimitOf) -> str:
    """What a condition is about."""
    return _LIMITS[of]


_LIMITS: dict[LimitOf, str] = {
    "who": "对象",
    "how_many": "数量",
    "which": "范围",
    "when": "时间",
    "where": "场合",
    "with": "前提",
    "how_near": "数字是约数或界限",
    "besides": "在其他优惠之外",
    "per": "计价单位",
}


def differ() -> str:
    """That the readings of a part come out differently."""
    return "结论取决于怎么理解，而广告没有说清。"


def unsaved() -> str:
    """That no way to read it saves it."""
    return "无论怎么理解都不成立。"


def rests(number: int | None, standard: str) -> str:
    """Over the tests of one reading under one standard; no number where there is one reading only."""
    return f"依据（{standard}）" if number is None else f"理解 {number} 的依据（{standard}）"


def silent() -> str:
    """That a standard asks nothing of such a claim."""
    return "对此没有要求"


def unasked() -> str:
    """That no standard asks anything of an advertisement."""
    return "这些标准对此都没有要求。"


def as_advertised() -> str:
    """That a price is taken from the advertisement itself."""
    return "以广告所说的价格当作实际要付的价格。"


def not_in_force(standards: str, day: str) -> str:
    """That it is judged under standards that were not in force on its first day."""
    return f"{day} 这一天没有施行：{standards}。"


def in_force(first: str, last: str) -> str:
    """From when to when; either may be empty."""
    if not first and not last:
        return "未写明日期"
    return "".join([*([f"自 {first} 起"] if first else []), *([f"至 {last} 止"] if last else [])])


def bound(least: str) -> str:
    """That nobody of the cart's shoppers pays less than so much."""
    return f"这个购物车的任何身份都不会少于 {least}"


def own() -> str:
    """The cart's own shopper."""
    return "购物车所写的身份"


def no_price() -> str:
    """That nothing is paid by itself without a condition."""
    return "-"


def promises(pay: str, kept: str) -> str:
    """That less is paid only if something promised comes true: what is paid now, and then."""
    return f"现在一定要付 {pay}；承诺全部兑现后才是 {kept}。"


def note(one: Note, money: Money) -> str:
    """What has to be told of prices that were read."""
    match one:
        case o.Gaps(sku, channel, days, of, longest):
            spans = "、".join(f"{gap.first.isoformat()} 至 {gap.last.isoformat()}" for gap in longest)
            return f"{_of(sku, channel)}{of} 天里有 {days} 天没有见到价格；最长的空档：{spans}。"
        case o.SaidTwice(sku, channel, kind, times, first):
            said = f"同一天的同一{_KINDS[kind]}重复出现 {times} 次"
            return f"{_of(sku, channel)}{said}，最早是 {first.isoformat()}。"
        case o.Differing(sku, channel, kind, times, first, low, high):
            more = f"（共 {times} 天如此）" if times > 1 else ""
            prices = f"{first.isoformat()} 同时有 {money(low)} 和 {money(high)} 两个{_KINDS[kind]}"
            return f"{_of(sku, channel)}{prices}{more}：按较低的算。"
        case o.Unpriced(rows):
            return f"{rows} 行没有价格：不作任何假设。"
        case o.Future(prices, first):
            return f"有 {prices} 个价格的日期还没到，最早是 {first.isoformat()}。"
        case o.SeveralSkus(skus):
            return f"价格记录里有几种商品：{_listed(skus)}。"
        case o.SeveralChannels(channels):
            return f"价格记录里有几个渠道，彼此不混用：{_listed(channels)}。"
        case o.WithShipping(channel):
            return f"{quoted(clean(channel))}的价格含运费。"
        case o.LocalDays(zone):
            return f"时刻已按 {zone} 时区换成日期。"
        case o.NotRead(columns, of_items):
            return f"{'商品清单' if of_items else '价格记录'}里没有读这些列：{_listed(columns)}。"
        case _:
            assert_never(one)


_KINDS: dict[PriceKind, str] = {
    "tag": "标价",
    "offer": "任何人可买的价格",
    "deal": "成交价",
    "member": "会员价",
    "personal": "个人专享价",
}


def _of(sku: str, channel: str) -> str:
    named = [quoted(clean(name)) for name in (sku, channel) if name]
    return f"{'、'.join(named)}：" if named else ""


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(quoted(clean(name)) for name in names)


_INPUTS: dict[InputKind, str] = {
    "claims": "宣称文件",
    "cart": "购物车",
    "rulebook": "规则书",
    "history": "价格记录",
    "catalogue": "商品清单",
    "standard": "标准",
}


def input(kind: InputKind) -> str:  # noqa: A001
    """What kind of input something is."""
    return _INPUTS[kind]
