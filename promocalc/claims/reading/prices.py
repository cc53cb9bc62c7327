"""The prices of a sentence: what each is called, and which of them are compared with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from promocalc.claims.claim import Claim, FinalPrice, ReferenceOf, WasNow
from promocalc.claims.reading.eu_names import STARTS, any_of, called
from promocalc.claims.reading.ways import NOT_READ, Alternatives, Context, Way, either, made, one, price
from promocalc.claims.reading.words import DIGITS, HAN, MARK, NO_UNIT, UNIT

Called: TypeAlias = Literal["was", "list", "market", "struck", "later", "now", "tag", "bare"]
"""What a price is called: the seller's earlier one, a recommended one, that of others, one that is struck out (nobody
says whose), one to come, the one that is asked, just a price or label, or nothing at all."""


def _english(words: str) -> str:
    """English words as a pattern; Chinese may stand right beside them."""
    return rf"(?<![a-z])(?:{words})(?![a-z])"


_NAMES: dict[Called, tuple[str, ...]] = {
    "market": (
        r"市场(?:参考)?价|专柜价|专柜同款价?|同款价|参考价",
        _english(r"compared?\s(?:at|to)|comparable\svalue|market\sprice|worth|(?:retail\s)?value(?:d\sat)?"),
        _english(r"(?:prices?\s)?elsewhere|competitors?'?s?'?\sprices?|other\s(?:stores|retailers|shops)"),
        called("market"),
    ),
    "list": (
        r"吊牌价|(?:建议|厂商|厂家|官方|品牌){1,2}(?:零售|指导|建议){0,2}(?:价格?|零售价)|指导价",
        r"定[价価]|参考価格|(?:メーカー)?希望小[売卖][価价]格",
        _english(
            r"rrp|msrp|srp|uvp|retail(?!\s(?:price|value))|prix\sconseill[ée]|pvpr?|list(?:\sprice)?|recommended\sretail\sprice"
        ),
        _english(r"manufacturer'?s?\s(?:suggested|list)\s(?:retail\s)?price"),
        called("listed"),
    ),
    "struck": (r"划线价|划线|门市价", called("struck")),
    "later": (
        _english(r"after[-\s](?:the\s)?(?:sale|offer|promotion|event|deal)(?:\s(?:ends|price))?|future\sprice"),
        r"活动后价|结束后价|(?:セール|キャンペーン|期[間间])?[終终]了[後后](?:は|の?[価价]格)?",
    ),
    "was": (
        r"原售?价|零售价|日常(?:售|销售)?价|平[时日]售?价|常售价|单独购买价|单买价|正价|正常售?价",
        r"(?:当店|通常){1,2}(?:[価价]格)?|値下げ前|平常[価价]格|表示[価价]格",
        _english(r"was|were|originally|orig(?:inal)?\.?(?:\sprice)?|reg(?:ular(?:ly)?)?\.?(?:\sprice)?"),
        _english(
            r"normally|normal\sprice|typical(?:ly)?(?:\sprice)?|usually|usual\sprice|before|old\sprice|previous(?:ly|\sprice)|full\sprice"
        ),
        _english(r"formerly|used\sto\sbe|(?:and\s)?then|(?:reduced|marked\sdown|down|cut|slashed)\sfrom"),
        _english(r"instead\sof|statt|au\slieu\sde|vorher|bisher|urspr[üu]nglich|avant|antes"),
        called("was", "was_too"),
    ),
    "tag": (
        r"标价|标签价|价签价?|单售价|在?售价|页面价|价格|web[価价]格|[販贩][売卖][価价]格",
        _english(r"(?:retail\s)?price|preis|prix|prezzo|precio|prijs|cena|pris|preço"),
    ),
    "now": (
        r"现售?价|促销价?|活动价?|(?:预估)?到手价?|券后价?|plus价|凑单(?:到手)?价|国补(?:价|后)(?:到手价?)?|秒杀价?|抢购价",
        r"预售(?:到手)?价|补贴[价后](?:到手价?)?|骨折价|福利价|(?<=\0)价|新人价|首件价?|拼单价|一口价|均一?价",
        r"价格|特[惠卖]?价|优惠价|(?:今日|内购|批发|出厂|工厂|员工|好|神)价|折后",
        r"折后价|成交价|惊爆价|(?:抢购|限时|疯)?狂欢价|双1[12]价|大促价|会员价|直播(?:间)?价|拼团价|团购价|专享价|实付",
        r"仅[需售要]?|只[要需卖]|现[只仅]?",
        r"(?:値引き后|セール|特[別别]|割引|キャンペーン){1,2}(?:[価价]格)?|今だけ",
        _english(r"now(?:\s(?:only|just))?|only|just|(?:sale|special|our|final|deal|member)(?:\sprice)?"),
        _english(r"you\spay|pay(?:\sonly)?|today(?:\sonly)?|for\sonly|yours\sfor|nectar|clubcard|nur|jetzt|ahora"),
        called("now", "now_too"),
    ),
}
_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_NAMED = "|".join(rf"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _NAMES.items())
_LINK = (
    r"格?[:=\s]{0,2}(?:每[套件个斤瓶盒台只份双袋箱])?(?:为|是|约|才|不高于|不超过|of\s|for\s|is\s|at\s)?(?P<low>低至|最低|as\slow\sas\s|from\s|up\sto\s)?"
    r"(?:不到|超过|大约|将近|(?:over|under|about|around|nearly|almost|(?:more|less)\sthan|approx(?:\.|imately)?|über|rund|"
    r"etwa|ca\.?|circa|mehr\sals|plus\sde|environ|oltre|más\sde|meer\sdan|ponad)\s)?"
    r"(?:仅|只要|just\s|only\s)?\s?"
)
_SAID = rf"(?:[一二两三四五六七八九][{HAN}]{{0,7}}元|{MARK}\s?{_D}万?(?:{UNIT})?|{_D}万?(?:块\d(?!\d)|\s?{UNIT}))"
_THEN = (
    r"(?:(?:was|now|save|only|rrp|half|list|each|then|instead|statt|usually|normally|reg)(?![a-z])|"
    rf"{any_of('was', 'listed', 'now', 'now_too')})"
)
"""Words that a price without a mark may stand before."""
_PLAIN = rf"(?:(?<!price\sof\s){_D}万?{NO_UNIT}(?!\.\d|\s?[a-z]|\s?-\s?\d|:\d)|{_D}(?=\s?{_THEN}))"
_CENTS = rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}})\.\d\d(?![\d.]|\s?(?!{_THEN})[a-z%折])"
_MONTHS_EU = (
    r"(?<![^\W\d_])(?:monat(?:lich)?|mtl\.|mois|mensuels|mese|mensili|mes|mensuales|maand(?:elijks)?|miesięcznie|"
    r"miesiąc|månad(?:en)?|måneden|måned|mês|mensais|měsíčně|měsíc|jour|woche)(?![^\W\d_])|(?:/\s?|pro\s|am\s)tag(?![a-z])"
)
PER = (
    r"/\s?\d{0,4}\s?(?:[人件个杯瓶盒份双条支袋包罐只张斤克米升卷片天晚夜月期年]|公斤|千克|毫升|平米|"
    r"(?:kg|g|ml|l|lb|oz|ea|each|litre|mo|month|week|wk|day|night|year|yr)(?![a-z]))|"
    r"每(?:斤|公斤|千克|克|升|毫升|米|天|晚|月|年|人)|一(?:个月|[天年晚周夜])(?![内起])|"
    r"(?:per|a|an)\s(?:\d{1,4}\s?)?(?:kg|kilo|g|ml|l|litre|lb|pound|oz|ounce|day|week|month|year|night|person|annum)(?![a-z])|"
    rf"(?:monthly|weekly|daily|yearly|p/?m|p/?w|pcm)(?![a-z])|(?:(?:/|pro|im|je|par|al|a|per|na|i|om|pr\.|por|za)\s?)?{_MONTHS_EU}"
)
_TIME = re.compile(
    r"[天晚夜月期年]|(?<![a-z])(?:mo|month|week|wk|day|night|year|yr|annum|pm|pw|pcm)(?![a-z])|"
    rf"(?<![a-z])(?:month|week|dai|year)ly|{_MONTHS_EU}"
)
_RANGED = rf"{_D}(?=\s?[-~]\s?{_SAID})"
"""The lower end of a range: 99-199元."""
_TOKEN = re.compile(
    rf"(?P<all>(?:全场(?:商品)?|全店)(?:一律|统统|均|都)?|(?<![a-z])everything\s)?(?:(?:{_NAMED}){_LINK}(?P<named>{_SAID}|{_PLAIN}|{_RANGED})|"
    rf"(?P<from1>低至|最低价?|(?<![a-z])(?:prices\s)?(?:start(?:ing|s)?\s(?:at|from)|from|as\slow\sas)\s(?:only\s|just\s)?|(?P<starts>{STARTS}))(?P<lowest>{_SAID})|(?P<alone>{_SAID}|{_CENTS}|{_RANGED}))"
    rf"(?P<each>\s?(?:{PER}))?(?P<from2>\s?(?:起|以上|\+|and\sup(?![a-z])))?(?P<to>\s?[-~]\s?(?:{_SAID}|{_D}))?"
)
_ARROW = re.compile(
    r"\s?(?:->|→|=>|>|(?:直)?降[至到]|の?ところ[;,]?(?:今なら)?|が|から|(?:が|[;,])?\s?(?:now|to)\s)\s?"
)
_BESIDE = re.compile(r"[\s;,/|()~*]{0,4}")
_AROUND_A_SHARE = re.compile(r"[\s;,/|()~*]{0,4}(?:\0{1,10}[\s;,/|()~*]{0,4})?")
"""Beside each other, or on both sides of something that was understood: € 29,99 -33% € 19,99."""


class Price(NamedTuple):
    """One price of a sentence, by its place in the folded text."""

    called: Called
    amount: Decimal
    start: int
    end: int
    start_from: bool = False
    """From so much: 起."""
    down_to: bool = False
    """Down to so much: 低至."""
    every: bool = False
    ranged: bool = False
    """To a higher one: 99-199元."""
    each: bool = False
    """For a unit of it: 9.9元/斤."""
    timed: bool = False
    """For a time: 99元/月."""


class Priced(NamedTuple):
    """What one or two prices say."""

    start: int
    end: int
    alternatives: Alternatives


def prices(text: str, context: Context) -> list[Price]:
    """The prices of a folded text from which everything else that was understood is blanked."""
    found: list[Price] = []
    for match in _TOKEN.finditer(text):
        called: Called = next((name for name in _NAMES if match[name]), "bare")
        amount = context.money(next(said for one in ("named", "lowest", "alone") if (said := match[one])))
        if amount is not None:
            first = match["from1"] or ""
            down = bool(match["low"] or match["starts"]) or first.startswith(("低至", "最低", "as low"))
            start = bool((first and not down) or match["from2"] or match["to"])
            found.append(
                Price(
                    called,
                    amount,
                    match.start(),
                    match.end(),
                    start,
                    down,
                    bool(match["all"]),
                    bool(match["to"]),
                    bool(match["each"]),
                    _TIME.search(match["each"] or "") is not None,
                )
            )
    return found


def compared(text: str, found: Sequence[Price], confirmed: bool, shares: Sequence[Fraction] = ()) -> list[Priced]:
    """Was and now from prices.

    Two bare ones are compared where a saving beside them says so (``confirmed``), and any two where a share off is what
    the lower one is below the higher (``shares``). What a unit comes to (合9.8元/件) is no other price where one is
    said for the whole.
    """
    whole = [one for one in found if not one.each or one.timed]
    said = [Priced(one.start, one.end, ()) for one in found if whole and one.each and not one.timed]
    left = whole or list(found)
    while left:
        if (steps := _ladder(text, left)) is not None:
            del left[: len(steps.were) + 1]
            said.append(steps.said)
            continue
        this = left.pop(0)
        other = left[0] if left else None
        if this.called in _COMPARED and this.ranged:
            said.append(Priced(this.start, this.end, NOT_READ))
        elif this.called in _COMPARED:
            now = next((one for one in left if one.called in ("now", "bare", "tag")), None)
            follows = now is not None and not any(one.called in _COMPARED for one in left[: left.index(now)])
            if now is not None and follows:
                left.remove(now)
                said.append(_was(this, now))
            else:
                said.append(_was(this, None))
        elif (
            other is not None
            and other.called in _COMPARED
            and (len(left) < 2 or left[1].called in _COMPARED or left[1].start > other.end + 12)
        ):
            left.pop(0)
            said.append(_was(other, this))
        elif other is not None and (this.called, other.called) == ("tag", "now") and other.amount < this.amount:
            # A price that is just called so, before a lower one with a name of its own, is the one before.
            left.pop(0)
            said.append(_was(this, other))
        elif other is not None and (pair := _pair(text, this, other, confirmed, shares)) is not None:
            left.pop(0)
            said.append(pair)
        else:
            alternatives = NOT_READ if this.timed else price(this.amount, every=this.every, up_to=this.down_to)
            if this.start_from and not this.timed:
                alternatives = one(made(FinalPrice, amount=this.amount, reach="up_to"))
            said.append(Priced(this.start, this.end, alternatives or ()))
    return said


class _Steps(NamedTuple):
    """Earlier prices and what is asked now."""

    were: tuple[Price, ...]
    said: Priced


_CLOSE = re.compile(r"[\s,/>→-]{0,4}(?:(?:and|but)\s)?")


def _ladder(text: str, found: Sequence[Price]) -> _Steps | None:
    """Several earlier prices, each below the one before it, and one that is asked now: was 80, then 60, now 48."""
    if not found or found[0].called != "was":
        return None
    asked = next((at for at, one in enumerate(found) if one.called == "now"), 0)
    were, steps = found[:asked], found[: asked + 1]
    if len(were) < 2 or not all(one.called in ("was", "bare") for one in were):
        return None
    if any(one.called == "bare" and two.called == "was" for one, two in pairwise(were)):
        return None
    if not all(two.amount < one.amount and _CLOSE.fullmatch(text, one.end, two.start) for one, two in pairwise(steps)):
        return None
    claims = tuple(claim for one in were if (claim := made(WasNow, was=one.amount, now=steps[-1].amount)) is not None)
    return _Steps(tuple(were), Priced(steps[0].start, steps[-1].end, (("plain", claims),)))


_COMPARED: tuple[Called, ...] = ("was", "list", "market", "struck", "later")
_OF: dict[Called, tuple[tuple[Way, ReferenceOf], ...]] = {
    "was": (("plain", "own"),),
    "tag": (("plain", "own"),),
    "later": (("plain", "future"),),
    "list": (("plain", "list"),),
    "market": (("plain", "market"),),
    "struck": (("own_price", "own"), ("list_price", "list")),
}


def _was(was: Price, now: Price | None) -> Priced:
    asked = None if now is None else now.amount
    start = was.start if now is None else min(was.start, now.start)
    end = was.end if now is None else max(was.end, now.end)
    ways = ((way, made(WasNow, was=was.amount, now=asked, of=of)) for way, of in _OF[was.called])
    return Priced(start, end, either(*ways) or ())


def _pair(text: str, first: Price, second: Price, confirmed: bool, shares: Sequence[Fraction]) -> Priced | None:
    """Two prices beside each other, at least one of which nobody names: compared, or of two things."""
    between = text[first.end : second.start]
    arrow = _ARROW.fullmatch(between) is not None
    ranged = any(one.start_from or one.down_to for one in (first, second))
    near = _AROUND_A_SHARE.fullmatch(between) is not None and second.called == "bare"
    if near and _borne_out(first.amount, second.amount, shares):
        ranged, confirmed = False, True
    if ranged or first.amount == second.amount:
        return None
    if "tag" in (first.called, second.called) or not (arrow or near):
        return None
    if arrow and first.amount < second.amount:
        return None
    was, now = sorted((first, second), key=lambda one: one.amount, reverse=True)
    compare = made(WasNow, was=was.amount, now=now.amount)
    if compare is None:
        return None
    if arrow or confirmed:
        return Priced(first.start, second.end, (("plain", (compare,)),))
    apart: list[Claim] = [
        one for one in (made(FinalPrice, amount=first.amount), made(FinalPrice, amount=second.amount)) if one
    ]
    return Priced(first.start, second.end, (("compared", (compare,)), ("apart", tuple(apart))))


def _borne_out(first: Decimal, second: Decimal, shares: Sequence[Fraction]) -> bool:
    """Whether the lower one is below the higher by one of these shares, as far as whole percents say it."""
    high, low = Fraction(max(first, second)), Fraction(min(first, second))
    return high > low and any(abs((high - low) - share * high) * 200 <= high for share in shares)
