"""Chinese wordings of price claims. Patterns are over folded text; what comes first goes before what comes after."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from promocalc.claims.claim import Bundle, FinalPrice, Gift, Lowest, Off, Save, Until, Voucher, WasNow
from promocalc.claims.reading_time import days_in, ends, ever, limited, this_year, today
from promocalc.claims.reading_ways import (
    HALF,
    WHOLE,
    Alternatives,
    Context,
    Rule,
    between,
    either,
    made,
    more,
    not_read,
    nothing,
    off,
    one,
    rule,
    save,
    threshold,
)
from promocalc.claims.reading_words import DAY, DIGITS, HAN, MARK, NO_UNIT, NUMBER, UNIT, count, number, percent, zhe

_D = rf"(?<![\d.]){DIGITS}"
_MARKED = rf"(?:(?:{MARK}\s?)?{_D}万?(?:块\d(?!\d)|\s?{UNIT})?|[{HAN}]{{1,8}}{UNIT})"
"""Money; in Chinese numerals only with its unit."""
_LOOSE = rf"(?:{_MARKED}|[{HAN}]{{1,8}})"
_ZHE = r"(?<![\d.])(?:\d{1,2}(?:\.\d{1,2})?|[一二三四五六七八九](?:点?[一二三四五六七八九])?)"
_PERCENT = r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?"
_ALL = (
    r"(?P<all>(?:全场|全店|全馆|全站|全线|全部|所有|一律|通通|统统)(?:商品|产品|款式|货品|通通|统统|均|都|一律){0,2})?"
)
_DROPS = (
    r"(?:直降|立减|直减|立省|立降|狂降|劲降|狂减|劲减|节省|省下?|降价?|优惠|折扣|便宜|减价?|返现|让利|下调|降低|补贴)"
)
_PIECE = r"[件个杯瓶盒份双条支袋包罐只张]"


def _threshold(match: re.Match[str], context: Context) -> Alternatives | None:
    endless = "不封顶" in match.string[match.end() : match.end() + 6]
    each = any(match.groupdict().get(name) for name in ("each", "each2")) or endless
    return threshold(context.money(match["amount"]), context.money(match["start"]), each)


def _zhe_from(match: re.Match[str], context: Context) -> Alternatives | None:
    rest, start = zhe(match["zhe"]), context.money(match["start"])
    return None if rest is None or start is None else off(rest.remaining(), start=start)


def _voucher(match: re.Match[str], context: Context) -> Alternatives | None:
    spend, gives = context.money(match["spend"]), context.money(match["gives"])
    if spend is None or gives is None:
        return None
    voucher = made(Voucher, spend=spend, gives=gives)
    if match["what"]:
        return one(voucher)
    if match["verb"] in ("返", "返还"):
        return either(("voucher", voucher), ("cash", made(Save, amount=gives, start=spend) if gives <= spend else None))
    return either(("voucher", voucher), ("gift", made(Gift, worth=gives)))


def _bought(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, other = count(match["bought"]), count(match["other"])
    if bought is None or other is None:
        return None
    match match["verb"]:
        case "免":
            among = made(Bundle, pieces=bought, cheaper=other) if other < bought else None
            return either(("among", among), ("on_top", made(Bundle, pieces=bought + other, cheaper=other)))
        case "得":
            return one(made(Bundle, pieces=other, cheaper=other - bought)) if other > bought else None
        case "付":
            return one(made(Bundle, pieces=bought, cheaper=bought - other)) if other < bought else None
        case _:
            return one(made(Bundle, pieces=bought + other, cheaper=other))


def _nth(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces = count(match["nth"])
    if pieces is None or pieces < 2:
        return None
    rest = zhe(match["zhe"]) if match["zhe"] else None
    rate = WHOLE if match["free"] else HALF if match["half"] else None if rest is None else rest.remaining()
    return None if rate is None else one(made(Bundle, pieces=pieces, rate=rate))


def _pieces(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rest = count(match["pieces"]), zhe(match["zhe"]) if match["zhe"] else HALF
    if pieces is None or rest is None:
        return None
    if pieces == 1:
        return off(rest.remaining())
    every = made(Bundle, pieces=pieces, cheaper=pieces, rate=rest.remaining())
    if match["from"]:
        return one(every)
    return either(("all_pieces", every), ("last_piece", made(Bundle, pieces=pieces, rate=rest.remaining())))


def _pieces_price(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces, asked = count(match["pieces"]), context.money(match["amount"])
    return None if pieces is None or asked is None else one(made(FinalPrice, amount=asked, pieces=pieces))


def _lowest_in(match: re.Match[str], context: Context) -> Alternatives | None:
    length = number(match["length"]) if match["length"] != "半" else Decimal(6)
    if length is None or length != length.to_integral_value() or not 1 <= length <= 999:
        return None
    days = days_in(int(length), "月" if match["length"] == "半" else match["unit"][-1], context.at)
    return one(made(Lowest, days=days))


def _reverts(match: re.Match[str], context: Context) -> Alternatives | None:
    said = next((match[name] for name in ("then", "ahead") if match[name]), None)
    then = None if said is None else context.money(said)
    first = context.day(match["day"]) if match["day"] else None
    return one(made(Until, ends=None if first is None else first - timedelta(days=1), then=then))


def _gift(match: re.Match[str], context: Context) -> Alternatives | None:
    worth = context.money(match["worth"])
    return None if worth is None else one(made(Gift, worth=worth))


def _zhe_off(match: re.Match[str], _context: Context) -> Alternatives | None:
    rest = zhe(match["zhe"])
    if rest is None:
        return None
    every, up_to = bool(match["all"] or match["cap"]), bool(match["low"] or match["from"])
    if match["verb"] or match["off"]:
        reach = "up_to" if up_to else "everything" if every else "item"
        paid, taken = made(Off, rate=rest.remaining(), reach=reach), made(Off, rate=rest, reach=reach)
        return either(("what_is_paid", paid), ("what_comes_off", taken))
    return off(rest.remaining(), every=every, up_to=up_to)


def _zhe_range(match: re.Match[str], _context: Context) -> Alternatives | None:
    rests = sorted(rest for one in ("zhe", "to") if (rest := zhe(match[one])) is not None)
    return between([rest.remaining() for rest in rests])


def _half(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(HALF, every=bool(match["all"]), up_to=bool(match["low"] or match["from"]))


def _percent(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(
        percent(match["percent"]),
        every=bool(match["all"]),
        up_to=bool(match["most"] or match["most2"] or match["from"]),
    )


def _save(match: re.Match[str], context: Context) -> Alternatives | None:
    up_to = bool(match["most"] or match["most2"] or match["from"])
    return save(context.money(match["amount"]), every=bool(match["all"]), up_to=up_to)


def _deposit(match: re.Match[str], context: Context) -> Alternatives | None:
    pays, counts = context.money(match["pays"]), context.money(match["counts"])
    return None if pays is None or counts is None or counts <= pays else save(counts - pays)


def _both(match: re.Match[str], context: Context) -> Alternatives | None:
    pays, rest = context.money(match["pays"]), context.money(match["rest"])
    return None if pays is None or rest is None else one(made(FinalPrice, amount=pays + rest))


def _down(match: re.Match[str], context: Context) -> Alternatives | None:
    was, now = context.money(match["was"]), context.money(match["now"])
    return None if was is None or now is None or now >= was else one(made(WasNow, was=was, now=now))


def _coupon(match: re.Match[str], context: Context) -> Alternatives | None:
    return save(context.money(match["amount"]))


_REVERTS = r"(?:恢复|调回|涨回|涨至|涨到|回到|涨价|回升)(?:到|至|为)?"
_AFTER = r"(?:抢完|售完|售罄|抢光|卖完|活动(?:结束)?后?|结束后?|过后|之后|届时|次日|明[日天])"

_BESIDE_THE_PRICE = (
    r"(?:限量|仅限|限购|限前|前|首批)\d{1,6}[件名份台个单位人]|\d{1,3}天(?:无理由|价保|保价|内?发货|包退)|(?:价保|保价)\d{1,3}天|"
    r"\d{1,3}小时(?:内)?(?:发货|达)|\d{1,2}期免息|100%(?:正品|纯?棉|羊毛|真皮|原装)|"
    r"(?:今晚|明晚|凌晨|早上?|晚上?|中午|上午|下午)?(?<!\d)\d{1,2}(?:点(?!\d?折)|:\d\d)(?:整|半)?(?:起|开抢|开售|开始|开启)?"
)
"""Numbers that say nothing of a price: how many there are, how long one may return it, at what time it begins."""

RULES: tuple[Rule, ...] = (
    rule(_BESIDE_THE_PRICE, nothing),
    rule(
        rf"(?:定金|订金|预付款?)(?:定金)?(?P<pays>{_LOOSE})(?:可|立)?(?:抵扣?|膨胀[至到]?|当|翻倍抵)(?P<counts>{_LOOSE})",
        _deposit,
    ),
    rule(rf"(?:定金|订金)(?:仅需?|只需|:)?(?P<pays>{_MARKED})[;,+]?尾款(?:仅需?|只需|:)?(?P<rest>{_MARKED})", _both),
    rule(rf"(?:定金|订金|尾款|运费|邮费)(?:仅需?|只需|:)?{_MARKED}", nothing),
    rule(rf"加{_MARKED}(?:元)?(?:即可|可|就)?(?:换购|多得?{NUMBER}|得{NUMBER}|再得)|{_MARKED}换购", not_read),
    rule(rf"满(?P<start>{_LOOSE})可用(?P<amount>{_MARKED})[^;,.\d]{{0,4}}券?", _threshold),
    rule(rf"(?P<amount>{_D}元)[^;,.\d]{{0,4}}券[,;(]?满(?P<start>{_LOOSE})可用", _threshold),
    rule(
        rf"(?:单笔|订单|全国)?满{_LOOSE}(?:件)?(?:全国|即|可|享|就){{0,3}}(?:包邮|免邮|免运费|免配送费)|包邮|免运费",
        nothing,
    ),
    rule(
        r"(?:双|雙)(?:11|12|十一|十二|旦)|(?<![\d.])618(?=大促|年中|狂欢|期间|活动|盛典)|(?<![\d.])1[12]\.1[12](?=\s?(?:大促|狂欢|购物节|盛典|活动|期间|sale|deals?))",
        nothing,
    ),
    rule(
        rf"(?P<each>每)?(?:单笔|订单|购物|消费|实付|店铺){{0,3}}(?P<each2>每)?满(?P<start>{_LOOSE})[,;]?(?:立即|即可?|可|再|直接|就|享|立){{0,3}}"
        rf"(?:减免?|省|优惠|抵扣?|降|返现|立?返现金|直减|-)(?P<amount>{_LOOSE})(?![%折件])",
        _threshold,
    ),
    rule(rf"(?P<each>每)(?P<start>{_MARKED})(?:立)?减(?P<amount>{_LOOSE})(?![%折件])", _threshold),
    rule(rf"(?<![\d.])(?P<start>{DIGITS}(?:元)?)减(?P<amount>{DIGITS}(?:元)?)(?![\d%折件])", _threshold),
    rule(rf"满(?P<start>{_MARKED})[,;]?(?:即|可|立){{0,3}}(?:享受?|打)?(?P<zhe>{_ZHE})折", _zhe_from),
    rule(
        rf"每?(?:购物|消费|实付|单笔|订单){{0,3}}满(?P<spend>{_LOOSE})[,;]?(?:立即|即可?|可|再|直接|就|立){{0,3}}(?P<verb>返还?|送|赠送?|得)"
        rf"(?P<gives>{_LOOSE})(?![%折件])(?P<what>[^;,.\d]{{0,4}}(?:券|红包|卡|金|豆))?",
        _voucher,
    ),
    rule(
        rf"(?:买|拍|购)(?P<bought>{NUMBER}){_PIECE}?(?P<verb>送|赠|免|得|付)(?P<other>{NUMBER})(?![\d.元块%万])",
        _bought,
    ),
    rule(
        rf"第(?P<nth>{NUMBER}){_PIECE}(?:商品)?(?:仅|只要|享|打|立享|低至){{0,3}}"
        rf"(?:(?P<half>半价)|(?P<zhe>{_ZHE})折|(?P<free>免费|免单|0元|零元|白送))",
        _nth,
    ),
    rule(
        rf"(?<!第)(?P<from>(?:任选|任意|购|买)?满?)(?P<pieces>{NUMBER}){_PIECE}(?:及以上|以上)?(?:打|享|可享|立享|均){{0,3}}(?:(?P<zhe>{_ZHE})折|半价)",
        _pieces,
    ),
    rule(rf"第{NUMBER}{_PIECE}(?:仅|只要)?{_MARKED}", not_read),
    rule(
        rf"(?P<pieces>{NUMBER}){_PIECE}(?:仅|只要|只需|共|仅需)?(?P<amount>(?:{MARK}\s?){_D}|{_D}\s?{UNIT})",
        _pieces_price,
    ),
    rule(rf"(?P<amount>(?:{MARK}\s?){_D}|{_D}\s?{UNIT})[/任选]{{0,2}}(?P<pieces>{NUMBER}){_PIECE}", _pieces_price),
    rule(rf"加量(?P<percent>{_PERCENT})%(?:不加价)?", lambda match, _: more(percent(match["percent"]))),
    rule(
        rf"(?:近|过去|最近)?(?P<length>{NUMBER}|半)(?P<unit>天|日|个?月|年|周|星期)(?:以来|之内|以内|内|来)?的?(?:历史)?(?:最低|新低|底价)(?:价格?)?",
        _lowest_in,
    ),
    rule(r"(?:历史|史上|有史以来|上市以来|开售以来|历来)的?(?:最低|新低|底价)(?:价格?)?|史低价?", ever),
    rule(r"(?:全年|年度|本年|今年|年内|一整年)的?(?:度)?(?:最低|新低|底价)(?:价格?)?", this_year),
    rule(
        rf"(?:{_AFTER}|(?P<day>{DAY})(?:凌晨|零点|0点)?)(?:起|后|即|将|就|会|立即|价格){{0,3}}{_REVERTS}"
        rf"(?:(?=(?:原价|日常价|正价)(?P<ahead>{_MARKED}))|(?:原价|日常价|正价)(?!\d)|(?P<then>{_MARKED})|(?!\d))",
        _reverts,
    ),
    rule(rf"(?:截至|截止到?至?|有效期至|活动至|持续到|仅限)(?P<day>{DAY})", ends),
    rule(
        rf"(?:{DAY}|(?<![\d/])\d{{1,2}}/\d{{1,2}})\s?(?:[-~至到]|\.\.)\s?(?P<day>{DAY}|\d{{1,2}}[/-]\d{{1,2}})(?![\d/])",
        ends,
    ),
    rule(rf"(?P<day>{DAY})(?:为?止|截止|结束|前有效)", ends),
    rule(r"仅限?[今本][日天]|[今本][日天](?:截止|限定|专享|结束)|最后(?:一|1)天", today),
    rule(r"限时(?:限量|\d+小时)?|限今[日天]|即将结束|倒计时|手慢无|数量有限|仅此一[天次]|仅限[一1][天日]", limited),
    rule(rf"(?:赠送?|送|附赠|赠品)[^\d;,.¥$]{{0,10}}(?:总?价值|市值|售价)(?P<worth>{_MARKED})", _gift),
    rule(rf"总?价值(?P<worth>{_MARKED})的?[^;,.\d]{{0,10}}(?:赠品|礼品|礼包|好礼|大礼|免费送)", _gift),
    rule(rf"{_ALL}(?:低至)?(?P<zhe>{_ZHE})折?[-~至到](?P<to>{_ZHE})折", _zhe_range),
    rule(
        rf"{_ALL}(?P<low>低至|最低|至低|低到)?(?P<verb>直降|立减|立省|减|省|降|优惠|让利)?(?:仅|只要)?(?:打|享受?|立享)?"
        rf"(?P<zhe>{_ZHE})折(?P<off>\s?off(?![a-z]))?(?P<from>起)?(?P<cap>封顶)?",
        _zhe_off,
    ),
    rule(rf"{_ALL}(?P<low>低至|最低|至低|低到)?(?:打|享受?)?(?:半价|对折|[省减]一半|便宜一半)(?P<from>起)?", _half),
    rule(
        rf"{_ALL}(?P<most>最高|至高|最多|高达)?(?:可|再|立即){{0,3}}{_DROPS}(?P<most2>高达|最多|最高)?(?P<percent>{_PERCENT})\s?%(?P<from>起)?",
        _percent,
    ),
    rule(rf"[送赠返得](?P<amount>{_D}\s?元)[^;,.\d]{{0,4}}(?:券|红包)", not_read),
    # What has to be spent for something else is no price: 买满200元送价值99元礼品.
    rule(rf"(?:买|购|单笔|实付|消费|购物|订单){{0,3}}满{_D}\s?元(?=[即可就,]{{0,2}}[\0送赠得])", nothing),
    rule(
        rf"{_ALL}(?P<most>最高|至高|最多|高达)?(?:可|再|立即|直接|现场|下单|领券|付定金|单件|每件|享){{0,3}}(?:{_DROPS}|立返|返)"
        rf"(?:了|约)?(?P<most2>高达|最多|最高|至多)?(?P<amount>{_MARKED}){NO_UNIT}(?P<from>起)?",
        _save,
    ),
    rule(
        rf"(?<![送赠返得])(?P<amount>{_D}\s?元)(?:无门槛|大额|满减)?(?:优惠|代金|现金|抵用|消费|直减|立减)?券", _coupon
    ),
)
"""Every Chinese wording, the more particular first."""
