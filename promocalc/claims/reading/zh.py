"""Chinese wordings of price claims. Patterns are over folded text; what comes first goes before what comes after."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from promocalc.claims.claim import Bundle, FinalPrice, Gift, Lowest, Off, Save, Until, Voucher, WasNow
from promocalc.claims.reading.bounds import REFUNDED
from promocalc.claims.reading.others import SINCE_CHINESE
from promocalc.claims.reading.time import days_in, ends, ever, limited, this_year, today
from promocalc.claims.reading.ways import (
    HALF,
    NOT_READ,
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
    some_pieces,
    threshold,
)
from promocalc.claims.reading.words import DAY, DIGITS, HAN, MARK, NO_UNIT, NUMBER, UNIT, count, number, percent, zhe

_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_MARKED = rf"(?:(?:{MARK}\s?)?{_D}万?(?:块\d(?!\d)|\s?{UNIT})?|[{HAN}]{{1,8}}{UNIT})"
"""Money; in Chinese numerals only with its unit."""
_LOOSE = rf"(?:{_MARKED}|[{HAN}]{{1,8}})"
_ZHE = r"(?<![\d.])(?:\d{1,2}(?:\.\d{1,2})?|[一二三四五六七八九](?:点?[一二三四五六七八九])?)"
_PERCENT = r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?"
_ALL = (
    r"(?P<all>(?:全场|全店|全馆|全站|全线|全部|所有|一律|通通|统统)(?:商品|产品|款式|货品|通通|统统|均|都|一律){0,2})?"
)
_DROPS = (
    r"(?:直降|立减|直减|立省|立降|狂降|劲降|狂减|劲减|节省|省下?|降价?|(?<![更最])优惠|折扣|(?<![更最])便宜|减价?|返现|让利|下调|降低|"
    r"直补|立补|满减|抵扣?|补贴)"
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
    if match["what"] and match["what"].endswith(("豆", "积分", "金币")):
        return NOT_READ  # nobody says what a point is worth
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
        case "得" | "发":
            return one(made(Bundle, pieces=other, cheaper=other - bought)) if other > bought else None
        case "付":
            return one(made(Bundle, pieces=bought, cheaper=bought - other)) if other < bought else None
        case _:
            return one(made(Bundle, pieces=bought + other, cheaper=other))


def _together(match: re.Match[str], _context: Context) -> Alternatives | None:
    people, free = count(match["people"]), count(match["free"])
    return None if people is None or free is None else one(made(Bundle, pieces=people, cheaper=free))


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


def _each_price(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces, each = count(match["pieces"]), context.money(match["amount"])
    return None if pieces is None or each is None else one(made(FinalPrice, amount=each * pieces, pieces=pieces))


def _nth_price(match: re.Match[str], context: Context) -> Alternatives | None:
    return some_pieces(count(match["nth"]), context.money(match["amount"]))


def _one_more(match: re.Match[str], context: Context) -> Alternatives | None:
    further = count(match["more"])
    if further is None:
        return None
    return some_pieces(1 + further, context.money(match["amount"]), cheaper=further) if further == 1 else NOT_READ


def _given(match: re.Match[str], context: Context) -> Alternatives | None:
    gives = context.money(match["amount"])
    if gives is None:
        return None
    return either(("voucher", made(Voucher, gives=gives)), ("cash", made(Save, amount=gives)))


def _purse(match: re.Match[str], context: Context) -> Alternatives | None:
    return save(context.money(match["amount"]), up_to=bool(match["most"]))


def _lowest_of(match: re.Match[str], context: Context) -> Alternatives | None:
    year = int(match["year"])
    if context.at is None or year != context.at.year:
        return None
    days = (context.at - context.at.replace(month=1, day=1)).days
    return one(made(Lowest, days=days)) if days else None


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


def _ends_dotted(match: re.Match[str], context: Context) -> Alternatives | None:
    return None if context.day(match["day"]) is None else ends(match, context)


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


def _stored(match: re.Match[str], context: Context) -> Alternatives | None:
    pays, gets = context.money(match["spend"]), context.money(match["gives"])
    if pays is None or gets is None:
        return None
    gives = gets if match["verb"][0] in "送赠返" else gets - pays
    return one(made(Voucher, spend=pays, gives=gives))


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
    r"\d{1,3}天(?:无理由|内?发货|包退|试用|质保)|\d{1,3}小时(?:内)?(?:发货|达)|\d{1,2}期免息|"
    r"100%(?:正品|纯?棉|羊毛|真皮|原装)|"
    r"(?:已售|已拼|月销|销量|好评率)(?:超过?|约|:)?\d{1,9}(?:\.\d)?[万千]?(?:[件单条笔%])?\+?"
)
"""Numbers that say nothing of a price: how long one may return it, what it is made of."""

RULES: tuple[Rule, ...] = (
    rule(_BESIDE_THE_PRICE, nothing),
    rule(
        rf"(?:定金|订金|预付款?)(?:定金)?(?P<pays>{_LOOSE})(?:可|立)?(?:抵扣?|膨胀[至到]?|当|翻倍抵)(?P<counts>{_LOOSE})",
        _deposit,
        needs="定订预",
    ),
    rule(rf"(?P<pays>{_MARKED})(?:可|能|直接)?[抵当顶代](?P<counts>{_MARKED})", _deposit, needs="代当抵顶"),
    rule(
        rf"(?:储值|充值|预存|充)(?P<spend>{_LOOSE})(?:即|立|可|就|再){{0,2}}(?P<verb>送|赠送?|返|得|到账|变|抵)(?P<gives>{_LOOSE}){NO_UNIT}",
        _stored,
        needs="储充预",
    ),
    rule(
        rf"(?:定金|订金|预付款?)(?:仅需?|只需|:)?(?P<pays>{_LOOSE})[;,+]?尾款(?:仅需?|只需|:)?(?P<rest>{_LOOSE})",
        _both,
        needs="尾",
    ),
    rule(rf"(?:定金|订金|尾款|运费|邮费)(?:仅需?|只需|:)?{_MARKED}", nothing, needs="定尾订运邮"),
    rule(
        rf"(?:加|\+)(?P<amount>{_MARKED})(?:即可|可|就)?(?:多|再|得){{1,2}}(?P<more>{NUMBER}){_PIECE}",
        _one_more,
        needs="+加",
    ),
    rule(
        rf"加{_MARKED}(?:元)?(?:即可|可|就)?(?:换购|多得?{NUMBER}|得{NUMBER}|再得)|{_MARKED}换购",
        not_read,
        needs="加换",
    ),
    rule(rf"满(?P<start>{_LOOSE})可用(?P<amount>{_MARKED})[^;,.\d]{{0,4}}券?", _threshold, needs="满"),
    rule(rf"(?P<amount>{_D}元)[^;,.\d]{{0,4}}券[,;(]?满(?P<start>{_LOOSE})可用", _threshold, needs="元"),
    rule(
        rf"(?:单笔|订单|全国)?满{_LOOSE}(?:件)?(?:全国|即|可|享|就){{0,3}}(?:包邮|免邮|免运费|免配送费)|包邮|免运费",
        nothing,
        needs="免包满",
    ),
    rule(
        r"(?:双|雙)(?:11|12|十一|十二|旦)|(?<![\d.])618(?=大促|年中|狂欢|期间|活动|盛典|[到券]|预售|直降|立减)|"
        r"(?<![\d.~至到-])1[12]\.1[12](?=\s?(?:大促|狂欢|购物节|盛典|活动|期间|到手|券后|预售|直降|立减|全场|价格|sale|deals?))",
        nothing,
    ),
    rule(
        rf"(?P<each>每)?(?:单笔|订单|购物|消费|实付|店铺){{0,3}}(?P<each2>每)?满(?P<start>{_LOOSE})[,;]?(?:立即|即可?|可|再|直接|就|享|立){{0,3}}"
        rf"(?:减免?|省|优惠|抵扣?|降|返现|立?返现金|直减|-)(?P<amount>{_LOOSE})(?![%折件])",
        _threshold,
        needs="满",
    ),
    rule(rf"(?P<each>每)(?P<start>{_MARKED})(?:立)?减(?P<amount>{_LOOSE})(?![%折件])", _threshold, needs="每"),
    rule(rf"(?<![\d.])(?P<start>{DIGITS}(?:元)?)减(?P<amount>{DIGITS}(?:元)?)(?![\d%折件])", _threshold, needs="减"),
    rule(rf"满(?P<start>{_MARKED})[,;]?(?:即|可|立){{0,3}}(?:享受?|打)?(?P<zhe>{_ZHE})折", _zhe_from, needs="满"),
    rule(
        rf"(?:每?(?:购物|消费|实付|单笔|订单){{0,3}}满|每(?:购物|消费|实付|购买))(?P<spend>{_LOOSE})[,;]?(?:立即|即可?|可|再|直接|就|立){{0,3}}(?P<verb>返还?|送|赠送?|得)"
        rf"(?P<gives>{_LOOSE})(?![{HAN}]){NO_UNIT}(?P<what>[^;,.\d]{{0,4}}(?:券|红包|卡|金|豆|积分|金币))?",
        _voucher,
        needs="每满",
    ),
    rule(
        r"满(?P<bought>[2-9]|[两二三四五六七八九])(?P<verb>免)(?P<other>[1-3]|[一两二三])(?![\d.元块%])",
        _bought,
        needs="满",
    ),
    rule(
        rf"(?:买|拍|购)(?P<bought>{NUMBER}){_PIECE}?(?P<verb>送|赠|免|得|付|发)(?P<other>{NUMBER})"
        rf"(?!折|\.\d|[{HAN}]{{1,3}}(?!折)|[元块%万克斤升毫片粒颗]|\s?(?:ml|g|kg|l)(?![a-z]))",
        _bought,
        needs="买拍购",
    ),
    rule(
        rf"(?P<people>{NUMBER})人(?:同行|同游|同享|成行)[;,\s]{{0,2}}(?:其中)?(?P<free>{NUMBER})人?免(?:单|费|票)?",
        _together,
        needs="免",
    ),
    rule(
        rf"(?:{NUMBER}人同行[;,]?)?第(?P<nth>{NUMBER})(?:{_PIECE}|[人位])(?:商品)?(?:仅|只要|享|打|立享|低至){{0,3}}"
        rf"(?:(?P<half>半价)|(?P<zhe>{_ZHE})折|(?P<free>免费|免单|0元|零元|白送))",
        _nth,
        needs="第",
    ),
    rule(
        rf"(?<!第)(?P<from>(?:任选|任意|购|买)?满?)(?P<pieces>{NUMBER}){_PIECE}(?:及以上|以上)?(?:打|享|可享|立享|均){{0,3}}(?:(?P<zhe>{_ZHE})折|半价)",
        _pieces,
        needs="半折",
    ),
    rule(
        rf"第(?P<nth>{NUMBER}){_PIECE}(?:商品)?(?:仅|只要|只需|只|加|再加|为|换购价?|:){{0,2}}(?P<amount>{_MARKED})",
        _nth_price,
        needs="第",
    ),
    rule(rf"第{NUMBER}{_PIECE}(?:商品)?(?:立|直|再|可){{0,2}}[减省降]{_LOOSE}", not_read, needs="第"),
    rule(
        rf"(?P<pieces>{NUMBER}){_PIECE}[,;]?(?:平均|均价?)(?:每{_PIECE}|单{_PIECE})?(?:仅|只要|低至|约)?(?P<amount>{_MARKED})"
        rf"(?:[/每一]{{1,2}}{_PIECE})?",
        _each_price,
        needs="均平",
    ),
    rule(
        rf"(?<![*×x])(?P<pieces>{NUMBER}){_PIECE}(?:仅|只要|只需|共|仅需)?(?P<amount>(?:{MARK}\s?){_D}|{_D}\s?{UNIT})",
        _pieces_price,
        needs="个件份包双只张支条杯瓶盒罐袋",
    ),
    rule(
        rf"(?P<amount>(?:{MARK}\s?){_D}|{_D}\s?{UNIT})[/任选]{{0,2}}(?P<pieces>{NUMBER}){_PIECE}",
        _pieces_price,
        needs="个件份包双只张支条杯瓶盒罐袋",
    ),
    rule(rf"加量(?P<percent>{_PERCENT})%(?:不加价)?", lambda match, _: more(percent(match["percent"])), needs="加"),
    rule(
        rf"(?:近|过去|最近)?(?P<length>{NUMBER}|半)(?P<unit>天|日|个?月|年|周|星期)(?:以来|之内|以内|内|来)?的?(?:历史)?(?:最低|新低|底价)(?:价格?)?",
        _lowest_in,
        needs="底新最",
    ),
    rule(
        r"(?:历史|史上|有史以来|上市以来|开售以来|历来)的?(?:最低|新低|底价)(?:价格?)?|史低价?", ever, needs="史底新最"
    ),
    rule(r"(?<!\d)(?P<year>20\d\d)年(?:度|内)?的?(?:最低|新低|底价)(?:价格?)?", _lowest_of),
    rule(r"(?:全年|年度|本年|今年|年内|一整年)的?(?:度)?(?:最低|新低|底价)(?:价格?)?", this_year, needs="底新最"),
    rule(
        rf"(?:{_AFTER}|(?P<day>{DAY})(?:凌晨|零点|0点)?)(?:起|后|即|将|就|会|立即|价格){{0,3}}{_REVERTS}"
        rf"(?:(?=(?:原价|日常价|正价)(?P<ahead>{_MARKED}))|(?:原价|日常价|正价)(?!\d)|(?P<then>{_MARKED})|(?!\d))",
        _reverts,
        needs="回恢涨调",
    ),
    rule(
        rf"(?:即将|将|就|后|价格){{0,2}}{_REVERTS}(?:(?=(?:原价|日常价|正价)(?P<ahead>{_MARKED}))|(?P<then>{_MARKED}))(?P<day>\0)?",
        _reverts,
        needs="回恢涨调",
    ),
    *SINCE_CHINESE,
    rule(rf"(?:截至|截止到?至?|有效期至|活动至|持续到|仅限)(?P<day>{DAY})", ends, needs="仅截持有活"),
    rule(
        rf"(?:{DAY}|(?<![\d/])\d{{1,2}}/\d{{1,2}})[\0\s]{{0,8}}(?:[-~至到]|\.\.)[\0\s]{{0,8}}(?P<day>{DAY}|\d{{1,2}}[/-]\d{{1,2}})(?![\d/])",
        ends,
    ),
    rule(
        r"(?<![\d.¥$£€])\d{1,2}\.\d{1,2}[\0\s]{0,8}[-~至到][\0\s]{0,8}(?P<day>\d{1,2}\.\d{1,2})(?!\d|\.\d|\s?[元块%折])",
        _ends_dotted,
    ),
    rule(rf"(?P<day>{DAY})(?:为?止|截止|结束|前有效)", ends, needs="前截止结"),
    rule(r"仅限?[今本][日天]|[今本][日天](?:截止|限定|专享|结束)|最后(?:一|1)天", today, needs="仅今最本"),
    rule(r"(?:新品)?尝鲜(?=价)|(?:新品)?首发(?=价)", limited, needs="尝首"),  # it goes up afterwards
    rule(
        r"限时(?:限量|\d+小时)?|限今[日天]|即将结束|距离?结束(?:还有)?|倒计时(?:\d{1,3}(?:天|小时|分钟))?|最后\d{1,3}(?:天|小时|分钟)|仅此一[天次]|仅限[一1][天日]",
        limited,
        needs="仅倒即最距限",
    ),
    rule(rf"(?:赠送?|送|附赠|赠品)[^\d;,.¥$]{{0,10}}(?:总?价值|市值|售价)(?P<worth>{_MARKED})", _gift, needs="赠送附"),
    rule(rf"总?价值(?P<worth>{_MARKED})的?[^;,.\d]{{0,10}}(?:赠品|礼品|礼包|好礼|大礼|免费送)", _gift, needs="价"),
    rule(rf"(?:近|将近|接近){_ZHE}折", not_read, needs="折"),
    rule(rf"{_ALL}(?:低至)?(?P<zhe>{_ZHE})折?[-~至到](?P<to>{_ZHE})折", _zhe_range, needs="折"),
    rule(
        rf"{_ALL}(?P<low>低至|最低|至低|低到)?(?P<verb>直降|立减|立省|减|省|降|让利)?(?:仅|只要)?(?:打|享受?|立享)?"
        rf"(?P<zhe>{_ZHE})折(?P<off>\s?off(?![a-z]))?(?P<from>起)?(?P<cap>封顶)?(?:的?优惠)?",
        _zhe_off,
        needs="折",
    ),
    rule(
        rf"{_ALL}(?P<low>低至|最低|至低|低到)?(?:打|享受?)?(?:半价|对折|[省减]一半|便宜一半)(?P<from>起)?",
        _half,
        needs="一便半对",
    ),
    rule(
        rf"比[^;,.\d\0]{{1,6}}[低少](?:了|约)?(?P<percent>{_PERCENT})\s?%(?P<all>)(?P<most>)(?P<most2>)(?P<from>)",
        _percent,
        needs="比",
    ),
    rule(
        rf"{_ALL}(?P<most>最高|至高|最多|高达)?(?:可|再|立即){{0,3}}{_DROPS}(?P<most2>高达|最多|最高)?(?P<percent>{_PERCENT})\s?%(?P<from>起)?",
        _percent,
    ),
    *REFUNDED,
    rule(
        rf"[送赠返得](?P<amount>{_MARKED})(?:无门槛)?[^;,.\d]{{0,4}}(?:券|红包|优惠|补贴|津贴|立减金)",
        _given,
        needs="得赠返送",
    ),
    rule(
        rf"(?:红包|现金券|优惠券|消费券|代金券)(?P<most>最高|至高|最多|高达)?(?:可)?(?:领|得|减|抵)?(?P<amount>{_MARKED})",
        _purse,
        needs="代优消现红",
    ),
    rule(rf"(?:约|合|折合?|平均){_MARKED}/(?:{_PIECE}|斤|片|卷)", nothing, needs="/"),
    rule(
        rf"无门槛(?:优惠|代金|现金|抵用|消费|红包)?(?:券|红包)?:?(?P<amount>{_MARKED})(?:券|红包)?", _coupon, needs="无"
    ),
    rule(
        rf"{_ALL}(?P<most>最高|至高|最多|高达)?(?:可|再|立即|立|直接|现场|下单|拍下|到手|领券|付定金|单件|每件|享){{0,3}}(?:{_DROPS}|立返|返)"
        rf"(?:了|约)?(?P<most2>高达|最多|最高|至多)?(?P<amount>{_MARKED}){NO_UNIT}(?P<from>起)?",
        _save,
        needs="下优便减劲折抵满狂直省立节补让返降",
    ),
    rule(
        rf"(?<![送赠返得])(?P<amount>{_D}\s?元)(?:无门槛|大额|满减)?(?:优惠|代金|现金|抵用|消费|直减|立减)?(?:券|红包|津贴|立减金)",
        _coupon,
        needs="元",
    ),
)
"""Every Chinese wording, the more particular first."""
