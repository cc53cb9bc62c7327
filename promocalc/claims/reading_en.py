"""English wordings of price claims. Patterns are over folded text; what comes first goes before what comes after."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from promocalc.claims.claim import Bundle, FinalPrice, Gift, Lowest, Until, Voucher, WasNow
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
    nothing,
    off,
    one,
    price,
    rule,
    save,
    threshold,
)
from promocalc.claims.reading_words import DAY, DIGITS, MARK, NO_UNIT, UNIT, count, percent
from promocalc.money import Rate

_B, _E = r"(?<![a-z0-9])", r"(?![a-z])"
"""Where an English word begins and ends; Chinese may stand right beside it."""
_D = rf"(?<![\d.]){DIGITS}"
_MONEY = rf"(?:(?:{MARK}\s?)?{_D}(?:\s?{UNIT})?)"
_MARKED = rf"(?:{MARK}\s?{_D}|{_D}\s?{UNIT})"
_PERCENT = r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?"
_PCT = r"\s?(?:%|percent|per\scent|pct)"
_EVERY = (
    r"(?:everything|store\s?wide|site\s?wide|(?:the\s)?(?:entire|whole)\s(?:store|site|stock|range|shop)|"
    r"all\s(?:items|products|styles|stock|orders|lines)|every\s(?:item|product|order)|全场|全店|across\sthe\s(?:store|site))"
)
_BEFORE = rf"(?P<all>{_EVERY})?(?:\s(?:is|now|at|are))?[:,]?\s?"
_AFTER = rf"(?:\s?(?:on\s|-\s)?(?P<all2>{_EVERY}))?"
_MOST = r"(?P<most>up\sto|as\smuch\sas|at\smost|bis\szu|jusqu'[àa]|hasta|fino\sal?)"
_UP_TO = rf"(?:{_MOST}\s)?(?:an?\s)?(?:extra\s|additional\s|further\s|flat\s)?"
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "a": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six)"
_NTH = r"(?:2nd|3rd|[4-9]th|second|third|fourth)"
_PARTLY = rf"(?:(?P<free>free)|(?P<half>half\s?-?(?:price|off))|(?P<percent>{_PERCENT}){_PCT}\soff)"


def _count(text: str) -> int | None:
    return _NUMBERS.get(text) or count(re.sub(r"(?:nd|rd|th)$", "", text))


def _partly(match: re.Match[str]) -> Rate | None:
    """What comes off the cheaper pieces."""
    return WHOLE if match["free"] else HALF if match["half"] else percent(match["percent"])


def _buy_get(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, other, rate = _count(match["bought"]), _count(match["other"]), _partly(match)
    if bought is None or other is None or rate is None:
        return None
    if re.fullmatch(_NTH, match["other"]):
        return one(made(Bundle, pieces=other, rate=rate)) if other > 1 else None
    return one(made(Bundle, pieces=bought + other, cheaper=other, rate=rate))


def _bogo(match: re.Match[str], _context: Context) -> Alternatives | None:
    return one(made(Bundle, pieces=2, rate=HALF if match["half"] else WHOLE))


def _nth(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = _count(match["nth"]), _partly(match)
    return None if pieces is None or rate is None else one(made(Bundle, pieces=pieces, rate=rate))


def _buy_share(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = _count(match["bought"]), percent(match["percent"])
    if pieces is None or pieces < 2 or rate is None:
        return None
    every = made(Bundle, pieces=pieces, cheaper=pieces, rate=rate)
    return either(("all_pieces", every), ("last_piece", made(Bundle, pieces=pieces, rate=rate)))


def _n_for_m(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, paid = _count(match["pieces"]), _count(match["paid"])
    if pieces is None or paid is None or paid >= pieces:
        return None
    return one(made(Bundle, pieces=pieces, cheaper=pieces - paid))


def _n_for_price(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces, asked = _count(match["pieces"]), context.money(match["amount"])
    return None if pieces is None or asked is None else one(made(FinalPrice, amount=asked, pieces=pieces))


def _spend_save(match: re.Match[str], context: Context) -> Alternatives | None:
    each = "each" in match.re.groupindex
    return threshold(context.money(match["amount"]), context.money(match["start"]), each)


def _voucher(match: re.Match[str], context: Context) -> Alternatives | None:
    spend, gives = context.money(match["spend"]), context.money(match["gives"])
    return None if spend is None or gives is None else one(made(Voucher, spend=spend, gives=gives))


def _percent(match: re.Match[str], _context: Context) -> Alternatives | None:
    said = match.groupdict()
    every = any(said.get(name) for name in ("all", "all2"))
    return off(percent(match["percent"]), every=every, up_to=bool(said.get("most")))


def _percent_from(match: re.Match[str], context: Context) -> Alternatives | None:
    every, most = bool(match["all"]), bool(match["most"])
    return off(percent(match["percent"]), every=every, up_to=most, start=context.money(match["start"]))


def _fraction(match: re.Match[str], _context: Context) -> Alternatives | None:
    top, bottom = (2 if match["two"] else 1), 3
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom:
        return None
    every = bool(match["all"] or match["all2"])
    return off(Rate(Fraction(top, bottom)), every=every, up_to=bool(match["most"]))


def _alone(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(percent(match["percent"] or match["percent2"]), up_to=bool(match["most"]))


def _percents(match: re.Match[str], _context: Context) -> Alternatives | None:
    return between([rate for name in ("percent", "to") if (rate := percent(match[name])) is not None])


def _half(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(HALF, every=bool(match["all"] or match["all2"]), up_to=bool(match["most"]))


def _save(match: re.Match[str], context: Context) -> Alternatives | None:
    said = match.groupdict()
    every = any(said.get(name) for name in ("all", "all2"))
    return save(context.money(match["amount"]), every=every, up_to=bool(said.get("most")))


def _lowest_in(match: re.Match[str], context: Context) -> Alternatives | None:
    length = _count(match["length"]) if match["length"] else 1
    if length is None:
        return None
    unit = {"d": "天", "w": "周", "m": "月", "y": "年"}[match["unit"][0]]
    return one(made(Lowest, days=days_in(length, unit, context.at)))


def _later(match: re.Match[str], context: Context) -> Alternatives | None:
    said = match["day"] or match["day2"]
    first = context.day(said) if said else None
    then = context.money(match["then"])
    return (
        None if then is None else one(made(Until, ends=None if first is None else first - timedelta(days=1), then=then))
    )


def _worth(match: re.Match[str], context: Context) -> Alternatives | None:
    worth = context.money(match["worth"])
    return None if worth is None else one(made(Gift, worth=worth))


def _down(match: re.Match[str], context: Context) -> Alternatives | None:
    was, now = context.money(match["was"]), context.money(match["now"])
    return None if was is None or now is None or now >= was else one(made(WasNow, was=was, now=now))


def _everything(match: re.Match[str], context: Context) -> Alternatives | None:
    return price(context.money(match["amount"]), every=True)


def _more(match: re.Match[str], _context: Context) -> Alternatives | None:
    return more(percent(match["percent"]))


_LEAST = r"(?:over\s|above\s|at\sleast\s|more\sthan\s)?"
_ORDERS = r"(?:any\s|all\s|your\s)?(?:orders?|purchases?|spends?|baskets?)"
_OVER = (
    rf"(?:(?:when|if)\syou\sspend\s{_LEAST}|(?:on\s|for\s)?{_ORDERS}\s(?:of|over|above)\s|"
    r"(?:on\s)?(?:over|above)\s|your\s)"
)
_OR_MORE = r"(?:\sor\smore|\sand\sover|\+)?"
_SPENT = (
    rf"(?:(?:when|if)\syou\sspend\s{_LEAST}|"
    r"(?:on\s|for\s|with\s)?(?:any\s|all\s|your\s|an?\s)?(?:first\s|next\s)?(?:orders?|purchases?|spends?|baskets?)"
    rf"\s(?:of|over|above)\s{_LEAST}|with\s(?:an?\s)?min(?:imum|\.)?\s(?:spend|purchase|order)(?:\sof)?\s)"
)
"""What has to be spent, in so many words."""
_VOUCHER = r"(?:gift\s?card|voucher|coupon|gift\scertificate|store\scredit|in\scredit|credit)"

_BESIDE_THE_PRICE = (
    r"(?<![a-z])(?:(?:promo|coupon|discount|voucher)\s)?code:?\s[a-z0-9]{3,15}(?![a-z0-9])|"
    r"(?<![a-z])only\s\d{1,4}\s(?:left|remaining|available)|\d{1,4}\s(?:left\s)?in\sstock|"
    r"\d{1,3}[-\s]days?\s(?:returns?|money\sback|guarantee)|(?<![\d.])0%\s(?:apr|finance|interest)|"
    r"100%\s(?:cotton|wool|leather|original|genuine|natural|satisfaction)"
)
"""Numbers that say nothing of a price: a code, how many are left, how long one may return it."""

_THRESHOLDS = (
    rule(_BESIDE_THE_PRICE, nothing),
    rule(
        r"(?<![a-z])free\s(?:shipping|delivery|postage|returns)"
        rf"(?:\s(?:on|over|for|when)[^;,.!?]{{0,24}}?(?P<start>{_MARKED}))?",
        nothing,
    ),
    rule(
        rf"(?:for\s)?{_B}every\s(?P<each>)(?P<start>{_MARKED})\s(?:you\s)?spen[dt][,;]?\s(?:you\s)?(?:save|get)\s"
        rf"(?P<amount>{_MARKED})(?:\soff)?",
        _spend_save,
    ),
    rule(
        rf"{_B}spend\s{_LEAST}(?P<spend>{_MONEY}){_OR_MORE}[,;:]?\s(?:and\s|to\s)?(?:you\s)?(?:get|receive|earn)\s"
        rf"(?:an?\s|back\s)?(?P<gives>{_MONEY})\s(?:[a-z]{{1,12}}\s)?{_VOUCHER}",
        _voucher,
    ),
    rule(
        rf"(?P<gives>{_MARKED})\s{_VOUCHER}\s(?:when\syou\sspend|(?:for|with)\severy|on\s{_ORDERS}\s(?:of|over))\s"
        rf"(?P<spend>{_MONEY})",
        _voucher,
    ),
    rule(
        rf"{_B}spend\s{_LEAST}(?P<start>{_MONEY}){_OR_MORE}[,;:]?\s(?:and\s|to\s)?(?:you\s)?(?:save|get|take)\s"
        rf"(?P<amount>{_MARKED}|{_D})(?:\soff)?(?!{_PCT})",
        _spend_save,
    ),
    rule(
        rf"(?P<amount>{_MARKED})\soff\s(?P<each>(?:for\s)?every)\s(?P<start>{_MARKED})(?:\s(?:you\s)?spen[dt])?",
        _spend_save,
    ),
    rule(rf"(?P<amount>{_MARKED})\soff\s(?:{_OVER})?(?P<start>{_MARKED}){_OR_MORE}", _spend_save),
    rule(rf"{_B}save\s(?P<amount>{_MARKED})\s{_OVER}(?P<start>{_MARKED}){_OR_MORE}", _spend_save),
    rule(
        rf"(?:{_B}(?:save|take)\s)?{_UP_TO}(?<!\d)(?P<percent>{_PERCENT}){_PCT}(?:\soff)?"
        rf"(?:\s(?:on\s)?(?P<all>{_EVERY}))?\s(?:{_SPENT}|(?:on\s)?(?:over|above)\s)(?P<start>{_MARKED}){_OR_MORE}",
        _percent_from,
    ),
)

_ITEM = r"(?:item|one|pair|piece|product)"
_PIECES = (
    rule(
        rf"{_B}buy\s(?:any\s)?(?P<bought>{_COUNT})[,;]?\s(?:and\s)?get\s(?:an?other\s|the\s|your\s|a\s(?={_NTH}))?"
        rf"(?P<other>{_NTH}|{_COUNT}|a)\s(?:more\s|{_ITEM}\s)?(?:at\s|for\s)?{_PARTLY}",
        _buy_get,
    ),
    rule(rf"{_B}(?:bogof?|b1g1|bogoho)(?:\sfree)?(?P<half>(?<=ho)|\s(?:half\s?-?(?:price|off)|50%\soff))?{_E}", _bogo),
    rule(
        rf"(?:{_B}get\s)?{_PARTLY}\s(?:off\s)?(?:on\s)?(?:the\s|your\s|every\s)?(?P<nth>{_NTH})(?:\s{_ITEM})?{_E}",
        _nth,
    ),
    rule(rf"{_B}(?P<nth>{_NTH})\s(?:{_ITEM}\s)?(?:is\s|at\s|for\s)?{_PARTLY}", _nth),
    rule(
        rf"{_B}buy\s(?:any\s)?(?P<bought>{_COUNT}){_OR_MORE}[,;]?\s(?:and\s)?(?:get|save)\s"
        rf"(?P<percent>{_PERCENT}){_PCT}(?:\soff)?",
        _buy_share,
    ),
    rule(
        rf"(?:{_B}save\s)?(?P<percent>{_PERCENT}){_PCT}(?:\soff)?\s(?:when|if)\syou\sbuy\s(?P<bought>{_COUNT}){_E}",
        _buy_share,
    ),
    rule(rf"{_EVERY}[:,]?\s(?:is\s|now\s|at\s)?(?:under|below|only|just|for|at)\s(?P<amount>{_MARKED})", _everything),
    rule(rf"{_B}(?P<pieces>{_COUNT})\sfor\s(?:the\sprice\sof\s)?(?P<paid>{_COUNT})(?![\d.%]|\s?{UNIT})", _n_for_m),
    rule(rf"{_B}(?:any\s)?(?P<pieces>{_COUNT})\sfor\s(?:only\s|just\s)?(?P<amount>{_MARKED})", _n_for_price),
    rule(rf"(?P<percent>{_PERCENT}){_PCT}\s(?:more|extra)(?:\s(?:free|for\sthe\ssame\sprice))?{_E}", _more),
)

_LOW = r"(?:(?:lowest|cheapest)(?:\s(?:price|prices))?|best\sprices?)"
_EVER = r"(?:ever|on\srecord|in\shistory|to\sdate|since\slaunch|we(?:'ve|\shave)\sever(?:\s[a-z]{3,7})?)"
_RISES = (
    r"(?:go(?:es|ing)|ris(?:es|ing)|return(?:s|ing)|revert(?:s|ing)|back|increas(?:es|ing)|"
    r"will\s(?:be|rise|go|return))"
)
_TIME = (
    rule(
        rf"{_B}{_LOW}\s(?:in|of|for|over|within)\s(?:the\s)?(?:last\s|past\s|previous\s)?(?P<length>{_COUNT}|a(?=\s))\s"
        rf"(?P<unit>days?|weeks?|months?|years?){_E}",
        _lowest_in,
    ),
    rule(rf"{_B}(?P<length>\d{{1,3}})[-\s](?P<unit>day|week|month|year)\s(?:low|lowest)(?:\sprice)?{_E}", _lowest_in),
    rule(rf"{_B}{_LOW}\s(?:of\sthe\syear|this\syear|of\s20\d\d|in\s(?:the\slast|a)\syear|all\syear){_E}", this_year),
    rule(rf"{_B}(?:(?:all-?\s?time|historical)\s(?:low|lowest)|{_LOW}\s{_EVER}|lowest\sever)(?:\sprice)?{_E}", ever),
    rule(
        rf"(?:(?:on|from|after)\s(?P<day>{DAY})[,;]?\s)?(?:the\s)?(?:price\s)?{_B}{_RISES}\s(?:back\s)?(?:up\s)?(?:to\s)?"
        rf"(?P<then>{_MARKED})(?:\s(?:on|from|after)\s(?P<day2>{DAY}))?",
        _later,
    ),
    rule(rf"(?P<day>)(?P<day2>){_B}(?:and\s)?then\s(?P<then>{_MARKED})", _later),
    rule(
        rf"{_B}(?:(?:valid\s)?until|till|through|(?:offer\s)?ends?|ending|expires)\s(?:on\s)?"
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s)?(?P<day>{DAY})",
        ends,
    ),
    rule(rf"(?:{DAY}|\d{{1,2}}(?:st|nd|rd|th)?)\s?(?:-|~|to)\s?(?P<day>{DAY})", ends),
    rule(
        rf"{_B}(?:today\sonly|(?:only\s)?(?:until|till)\s(?:midnight|tonight)|one\sday\sonly|last\s(?:day|chance)|"
        rf"ends\s(?:today|tonight)){_E}",
        today,
    ),
    rule(
        rf"{_B}(?:limited[-\s]time(?:\s(?:only|offer|deal))?|for\sa\slimited\stime(?:\sonly)?|final\shours|"
        rf"while\s(?:stocks?|supplies)\slasts?|ends\ssoon|hurry){_E}",
        limited,
    ),
    rule(
        rf"{_B}free\s[^;,.!?\d]{{0,30}}?\s?\(?(?:worth|valued\sat|value|rrp)\s(?:up\sto\s|of\s)?(?P<worth>{_MONEY})",
        _worth,
    ),
    rule(rf"(?P<worth>{_MARKED})\s(?:value\s)?(?:free\sgift|gift\sfree){_E}", _worth),
)

_LESS = (
    r"(?:off|discount|reductions?|cheaper|less|savings?|price\scut|lower|cash\s?back|"
    r"rabatt|reduziert|de\sr[ée]duction|sconto|de\sdescuento|korting)"
)
_SAVING = r"(?:save|saves|saving|savings\sof|you\ssave)"
_CUT = r"(?:reduced?|reductions?|cuts?|slashed?|discounted|down|lower|drop(?:ped)?)"
_OFF = (
    rule(rf"{_BEFORE}(?P<percent>{_PERCENT}){_PCT}?\s?(?:-|~|to)\s?(?P<to>{_PERCENT}){_PCT}\soff", _percents),
    rule(rf"{_BEFORE}{_UP_TO}(?<!\d)-?\s?(?P<percent>{_PERCENT}){_PCT}\s?-?{_LESS}{_E}{_AFTER}", _percent),
    rule(rf"{_BEFORE}{_B}(?:{_SAVING}|take):?\s{_UP_TO}(?P<percent>{_PERCENT}){_PCT}(?:\soff)?{_AFTER}", _percent),
    rule(rf"{_B}{_CUT}(?:\s[a-z]{{1,20}}){{0,2}}\s(?:by\s|of\s)?{_UP_TO}(?P<percent>{_PERCENT}){_PCT}", _percent),
    rule(rf"\(\s?(?P<percent>{_PERCENT})%\s?\)|(?:{_MOST}\s)?(?<![\d%\w])-\s?(?P<percent2>{_PERCENT})\s?%", _alone),
    rule(rf"{_BEFORE}{_UP_TO}{_B}(?:half|1/2)[-\s](?:price|off)(?:\soff)?{_E}{_AFTER}", _half),
    rule(
        rf"{_BEFORE}{_B}{_SAVING}(?:\sof)?:?\s{_UP_TO}(?P<amount>{_MONEY}){NO_UNIT}(?!{_PCT}|-|/\d){_AFTER}",
        _save,
    ),
    rule(rf"{_BEFORE}{_UP_TO}(?P<amount>{_MARKED})\s{_LESS}{_E}{_AFTER}", _save),
    rule(rf"{_B}(?:reduced?|price\scut|cut|discounted|slashed|dropped)\sby\s{_UP_TO}(?P<amount>{_MARKED})", _save),
    rule(rf"(?:^|(?<=\s))-(?P<amount>{MARK}{_D})", _save),
    rule(
        rf"(?:{_B}{_CUT}\s)?{_B}from\s(?P<was>{_MARKED})\s(?:down\s)?to\s(?:only\s|just\s)?(?P<now>{_MARKED})",
        _down,
    ),
)

_PARTS = rf"(?:(?P<top>\d)/(?P<bottom>\d{{1,2}})(?![\d/])|(?:an?|one|(?P<two>two))[-\s]thirds?{_E})"
_FRACTIONS = (
    rule(rf"{_BEFORE}(?:{_MOST}\s)?(?:an?\sextra\s)?(?<![\d./]){_PARTS}\soff{_E}{_AFTER}", _fraction),
    rule(rf"{_BEFORE}{_B}{_SAVING}:?\s(?:{_MOST}\s)?(?:an?\sextra\s)?{_PARTS}(?:\soff{_E})?{_AFTER}", _fraction),
)
_ALONE = (rule(rf"{_B}{_SPENT}{_MARKED}{_OR_MORE}", nothing),)
"""What has to be spent for something else is no price."""

RULES: tuple[Rule, ...] = (*_THRESHOLDS, *_PIECES, *_TIME, *_FRACTIONS, *_OFF, *_ALONE)
"""Every English wording, the more particular first."""
