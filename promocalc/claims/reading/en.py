"""English wordings of price claims. Patterns are over folded text; what comes first goes before what comes after."""

from __future__ import annotations

import re
from datetime import timedelta
from fractions import Fraction

from promocalc.claims.claim import Gift, Lowest, Off, Save, Until, Voucher, WasNow
from promocalc.claims.reading import en_pieces
from promocalc.claims.reading.en_words import (
    AMOUNT,
    BEGIN,
    COUNT,
    END,
    EVERY,
    LEAST,
    MARKED,
    MONEY,
    OR_MORE,
    PERCENT,
    SIGN,
    counted,
)
from promocalc.claims.reading.others import SINCE_ENGLISH
from promocalc.claims.reading.time import days_in, ends, ever, limited, this_year, today
from promocalc.claims.reading.ways import (
    HALF,
    Alternatives,
    Context,
    Rule,
    between,
    either,
    made,
    not_read,
    nothing,
    off,
    one,
    rule,
    save,
    threshold,
)
from promocalc.claims.reading.words import DAY, MARK, MONTHS, NO_UNIT, percent
from promocalc.money import Rate

_BEFORE = rf"(?P<all>{EVERY})?(?:\ssale)?(?:\s(?:is|now|at|are))?[:,]?\s?"
_AFTER = rf"(?:\s?(?:on\s|-\s)?(?P<all2>{EVERY}))?"
_MOST = r"(?P<most>up\s?to|as\smuch\sas|at\smost|bis\szu|jusqu'[àa]|hasta|fino\sal?)"
_UP_TO = rf"(?:{_MOST}\s)?(?:an?\s)?(?:extra\s|additional\s|further\s|flat\s)?"


def _given(match: re.Match[str], context: Context) -> Alternatives | None:
    gives = context.money(match["gives"])
    if gives is None:
        return None
    voucher = made(Voucher, gives=gives)
    return either(("voucher", voucher), ("cash", None if match["card"] else made(Save, amount=gives)))


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


def _at_least(match: re.Match[str], _context: Context) -> Alternatives | None:
    rate = percent(match["percent"])
    every = made(Off, rate=rate, reach="everything")
    return either(("this_cart", None if match["all2"] else made(Off, rate=rate)), ("every_item", every))


def _percent_from(match: re.Match[str], context: Context) -> Alternatives | None:
    every, most = bool(match["all"]), bool(match["most"])
    return off(percent(match["percent"]), every=every, up_to=most, start=context.money(match["start"]))


def _fraction(match: re.Match[str], _context: Context) -> Alternatives | None:
    top, bottom = (2 if match["two"] or match["two2"] else 1), 3
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
    if not 0 < top < bottom:
        return None
    every = bool(match["all"] or match["all2"])
    return off(Rate(Fraction(top, bottom)), every=every, up_to=bool(match["most"]))


def _alone(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(percent(match["percent"] or match["percent2"]), every=bool(match["all2"]), up_to=bool(match["most"]))


def _percents(match: re.Match[str], _context: Context) -> Alternatives | None:
    return between([rate for name in ("percent", "to") if (rate := percent(match[name])) is not None])


def _half(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(HALF, every=bool(match["all"] or match["all2"]), up_to=bool(match["most"]))


def _save(match: re.Match[str], context: Context) -> Alternatives | None:
    said = match.groupdict()
    every = any(said.get(name) for name in ("all", "all2"))
    return save(context.money(match["amount"]), every=every, up_to=bool(said.get("most")))


def _lowest_in(match: re.Match[str], context: Context) -> Alternatives | None:
    length = counted(match["length"]) if match["length"] else 1
    if length is None:
        return None
    unit = {"d": "天", "w": "周", "m": "月", "y": "年"}[match["unit"][0]]
    return one(made(Lowest, days=days_in(length, unit, context.at)))


def _ends_on(match: re.Match[str], context: Context) -> Alternatives | None:
    if context.at is None:
        return one(Until())
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(match["weekday"])
    return one(made(Until, ends=context.at + timedelta(days=(weekday - context.at.weekday()) % 7)))


def _ends_in_month(match: re.Match[str], context: Context) -> Alternatives | None:
    return one(made(Until, ends=context.day(f"{match['month']} {match['last']}")))


def _ends_in(match: re.Match[str], context: Context) -> Alternatives | None:
    length = counted(match["length"])
    if context.at is None or length is None or match["unit"].startswith("h"):
        return one(Until())
    return one(made(Until, ends=context.at + timedelta(days=length)))


def _later(match: re.Match[str], context: Context) -> Alternatives | None:
    said = match["day"] or match["day2"]
    first = context.day(said) if said else None
    then = context.money(match["then"])
    return (
        None if then is None else one(made(Until, ends=None if first is None else first - timedelta(days=1), then=then))
    )


_GONE = re.compile(rf"(?:{BEGIN}(?:was|were|from|originally|before|first){END}(?:(?!now)[^.;!?]){{0,24}}$)")
_ASKED_NOW = re.compile(rf"[^.;!?]{{0,12}}{BEGIN}now{END}")


def _then(match: re.Match[str], context: Context) -> Alternatives | None:
    """What is asked afterwards; after an earlier price, or before what is asked now, it is an earlier one too."""
    if _GONE.search(match.string, 0, match.start()) or _ASKED_NOW.match(match.string, match.end()):
        return None
    then = context.money(match["then"])
    return None if then is None else one(made(Until, then=then))


def _elsewhere(match: re.Match[str], context: Context) -> Alternatives | None:
    was, now = context.money(match["was"]), context.money(match["now"])
    return None if was is None or now is None else one(made(WasNow, was=was, now=now, of="market"))


def _counts(match: re.Match[str], context: Context) -> Alternatives | None:
    pays, counts = context.money(match["pays"] or match["pays2"]), context.money(match["counts"])
    return None if pays is None or counts is None or counts <= pays else save(counts - pays)


def _worth(match: re.Match[str], context: Context) -> Alternatives | None:
    worth = context.money(next(said for said in match.groups() if said))
    return None if worth is None else one(made(Gift, worth=worth))


def _down(match: re.Match[str], context: Context) -> Alternatives | None:
    was, now = context.money(match["was"]), context.money(match["now"])
    return None if was is None or now is None or now >= was else one(made(WasNow, was=was, now=now))


_ORDERS = r"(?:any\s|all\s|your\s|an?\s)?(?:first\s|next\s)?(?:orders?|purchases?|spends?|baskets?|shops?)"
_OVER = (
    rf"(?:(?:when|if)\syou\sspend\s{LEAST}|(?:on\s|for\s)?{_ORDERS}\s(?:of|over|above)\s|"
    r"(?:on\s)?(?:over|above)\s|your\s)"
)
_SPENT = (
    rf"(?:(?:when|if)\syou\sspend\s{LEAST}|"
    r"(?:on\s|for\s|with\s)?(?:any\s|all\s|your\s|an?\s)?(?:first\s|next\s)?(?:orders?|purchases?|spends?|baskets?|shops?)"
    rf"(?:\s(?:of|over|above))?\s{LEAST}|with\s(?:an?\s)?min(?:imum|\.)?\s(?:spend|purchase|order)(?:\sof)?\s)"
)
"""What has to be spent, in so many words."""
_VOUCHER = r"(?:gift\s?card|voucher|coupon|gift\scertificate|store\scredit|in\scredit|credit)"

_BESIDE_THE_PRICE = (
    r"\d{1,3}[-\s]days?\s(?:returns?|money\sback|(?:satisfaction\s)?guarantee|trial)|(?<![\d.])0%\s(?:apr|finance|interest)|"
    r"100%\s(?:cotton|wool|leather|original|genuine|natural|satisfaction)"
)
"""Numbers that say nothing of a price: how long one may return it, what it is made of."""

_THRESHOLDS = (
    rule(_BESIDE_THE_PRICE, nothing),
    rule(
        r"(?<![a-z])free\s(?:\d-day\s|next[-\s]day\s|standard\s)?(?:shipping|delivery|postage|returns)"
        rf"(?:\s(?:on|over|for|when)[^;,.!?]{{0,24}}?(?P<start>{MARKED}))?",
        nothing,
        needs="f",
    ),
    rule(
        rf"{MARKED}\s(?:(?:next|same)\sday\s|(?:standard|express|home|uk|tracked)\s)?(?:p&p|delivery|shipping|postage|handling|booking|service)(?:\s(?:fees?|charges?|costs?))?{END}|"
        rf"{BEGIN}(?:delivery|shipping|postage|p&p):?(?:\s(?:is|only|just|from|for|at)){{0,2}}\s{MARKED}",
        nothing,
    ),
    rule(
        rf"(?:{BEGIN}get\s)?{_UP_TO}(?P<amount>{MARKED})\s(?:off\s)?(?=(?:when|if)\syou\strade\sin|for\syour\sold{END})",
        _save,
        needs="fy",
    ),
    rule(
        rf"(?:for\s)?{BEGIN}every\s(?P<each>)(?P<start>{MARKED})\s(?:you\s)?spen[dt][,;]?\s(?:you\s)?(?:save|get)\s"
        rf"(?P<amount>{MARKED})(?:\soff)?",
        _spend_save,
        needs="v",
    ),
    rule(
        rf"{BEGIN}buy\san?\s(?P<spend>{MARKED})\sgift\scard[,;]?\s(?:and\s)?get\s(?:an?\s|a\sfree\s)?(?P<gives>{MARKED})(?:\sfree)?",
        _voucher,
        needs="b",
    ),
    rule(
        rf"{BEGIN}spend\s{LEAST}(?P<spend>{MONEY}){OR_MORE}[,;:]?\s(?:and\s|to\s)?(?:you\s)?(?:get|receive|earn)\s"
        rf"(?P<gives>{MONEY})\s(?:off|to\sspend\son|towards?)\s(?:your|the|a)\snext\s[a-z]{{1,10}}",
        _voucher,
        needs="x",
    ),
    rule(
        rf"{BEGIN}(?:earn|get|receive)\s(?P<gives>{MARKED})\s(?:back\s|in\s)?[a-z'\s]{{0,20}}?(?:cash|rewards?|credit|back)\s"
        rf"(?:(?:for|on|with)\severy|when\syou\sspend)\s(?P<spend>{MARKED})(?:\s(?:you\s)?spen[dt])?",
        _voucher,
        needs="ew",
    ),
    rule(
        rf"{BEGIN}spend\s{LEAST}(?P<spend>{MONEY}){OR_MORE}[,;:]?\s(?:and\s|to\s)?(?:you\s)?(?:get|receive|earn)\s"
        rf"(?:an?\s|back\s)?(?P<gives>{MONEY})\s(?:[a-z]{{1,12}}\s)?{_VOUCHER}",
        _voucher,
        needs="p",
    ),
    rule(
        rf"(?P<gives>{MARKED})\s{_VOUCHER}\s(?:when\syou\sspend|(?:for|with)\severy|on\s{_ORDERS}\s(?:of|over))\s"
        rf"(?P<spend>{MONEY})",
        _voucher,
        needs="eow",
    ),
    rule(
        rf"{BEGIN}(?:free|get\san?|receive\san?|earn|claim\san?|includes?\san?|plus\san?)\s(?:free\s)?(?P<gives>{MARKED})\s(?:off\s)?"
        rf"(?:(?P<card>[a-z]{{0,10}}\s?gift\s?card|gift\scertificate|store\scredit)|{_VOUCHER}){END}",
        _given,
    ),
    rule(
        rf"{BEGIN}spend\s{LEAST}(?P<start>{MONEY}){OR_MORE}[,;:]?\s(?:and\s|to\s)?(?:you\s)?(?:save|get|take)\s"
        rf"(?P<amount>{MARKED}|{AMOUNT})(?:\soff)?(?!{SIGN})",
        _spend_save,
        needs="p",
    ),
    rule(
        rf"(?P<amount>{MARKED})\soff\s(?P<each>(?:for\s)?every)\s(?P<start>{MARKED})(?:\s(?:you\s)?spen[dt])?",
        _spend_save,
        needs="v",
    ),
    rule(
        rf"(?P<amount>{MARKED})\soff\s(?:on\s)?(?:your|any|the|all|an?)\s(?:[a-z]{{1,12}}\s){{1,3}}?(?:when|if)\syou\sspend\s"
        rf"{LEAST}(?P<start>{MARKED}){OR_MORE}",
        _spend_save,
        needs="y",
    ),
    rule(rf"(?P<amount>{MARKED})\soff\s(?:{_OVER})?(?P<start>{MARKED}){OR_MORE}", _spend_save, needs="f"),
    rule(rf"{BEGIN}save\s(?P<amount>{MARKED})\s{_OVER}(?P<start>{MARKED}){OR_MORE}", _spend_save, needs="v"),
    rule(
        rf"(?:{BEGIN}(?:save|take)\s)?{_UP_TO}(?<!\d)(?P<percent>{PERCENT}){SIGN}(?:\soff)?"
        rf"(?:\s(?:on\s)?(?P<all>{EVERY}))?\s(?:{_SPENT}|(?:on\s)?(?:over|above)\s)"
        rf"(?P<start>{MARKED}|{AMOUNT}{NO_UNIT}){OR_MORE}",
        _percent_from,
        needs="%p",
    ),
    rule(
        rf"(?:{BEGIN}(?:save|take)\s)?{_UP_TO}(?<!\d)(?P<percent>{PERCENT}){SIGN}\soff\s(?P<all>\0)?(?P<start>{MARKED})"
        rf"(?:\sor\smore|\sand\sover|\+)",
        _percent_from,
        needs="f",
    ),
)

_LOW = r"(?:(?:lowest|cheapest)(?:\s(?:price|prices))?|best\sprices?)"
_EVER = r"(?:ever|on\srecord|in\shistory|to\sdate|since\slaunch|we(?:'ve|\shave)\sever(?:\s[a-z]{3,7})?)"
_RISES = (
    r"(?:go(?:es|ing)|ris(?:es|ing)|return(?:s|ing)|revert(?:s|ing)|back|increas(?:es|ing)|"
    r"will\s(?:be|rise|go|return))"
)
_TIME = (
    rule(
        rf"{BEGIN}{_LOW}\s(?:in|of|for|over|within)\s(?:the\s)?(?:last\s|past\s|previous\s)?(?P<length>{COUNT}|a(?=\s))\s"
        rf"(?P<unit>days?|weeks?|months?|years?){END}",
        _lowest_in,
        needs="bcl",
    ),
    rule(
        rf"{BEGIN}lowest\s(?P<length>\d{{1,3}})[-\s](?P<unit>day|week|month|year)s?(?:\sprice)?{END}",
        _lowest_in,
        needs="w",
    ),
    rule(
        rf"{BEGIN}(?P<length>\d{{1,3}})[-\s](?P<unit>day|week|month|year)\s(?:low|lowest)(?:\sprice)?{END}",
        _lowest_in,
        needs="w",
    ),
    rule(
        rf"{BEGIN}{_LOW}\s(?:of\sthe\syear|this\syear|of\s20\d\d|in\s(?:the\slast|a)\syear|all\syear){END}",
        this_year,
        needs="bcl",
    ),
    rule(
        rf"{BEGIN}(?:(?:all-?\s?time|historical)\s(?:low|lowest)|{_LOW}\s{_EVER}|lowest\sever)(?:\sprice)?{END}",
        ever,
        needs="bcl",
    ),
    rule(
        rf"(?:(?:on|from|after)\s(?P<day>{DAY})[,;]?\s)?(?:the\s)?(?:price\s)?{BEGIN}{_RISES}\s(?:back\s)?(?:up\s)?(?:to\s)?"
        rf"(?P<then>{MARKED})(?:\s(?:on|from|after)\s(?P<day2>{DAY}))?",
        _later,
    ),
    rule(rf"{BEGIN}(?:and\s)?then\s(?P<then>{MARKED})", _then, needs="h"),
    rule(
        rf"(?P<day>)(?P<day2>)(?P<then>{MARKED})\s(?:at\slaunch|afterwards|thereafter|after\s(?:that|(?:the\s|this\s)?(?:launch|event|sale|offer|promotion|deal|weekend))){END}",
        _later,
        needs="at",
    ),
    rule(
        rf"{BEGIN}(?:ends?|ending|left)\sin\s(?P<length>\d{{1,2}}|one|two|three)\s(?P<unit>days?|hours?){END}",
        _ends_in,
        needs="n",
    ),
    rule(rf"{BEGIN}\d{{1,3}}[-\s](?:hours?|days?)\s(?:only|left|(?=sale|deal|event|offer))", limited, needs="dh"),
    *SINCE_ENGLISH,
    rule(
        rf"{BEGIN}(?:(?:valid\s)?until|till|through|(?:offer\s)?ends?|ending|expires)\s(?:on\s|at\s)?(?:(?:midnight|noon|close|\d{{1,2}}(?::\d\d)?\s?[ap]m)\s(?:on\s)?)?"
        rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}},?\s)?(?P<day>{DAY})",
        ends,
        needs="etu",
    ),
    rule(
        rf"{BEGIN}(?:until|till|through|ends?|ending|expires)\s(?:on\s|this\s)?(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
        rf"(?:day|s?day|nesday|rsday|urday)?{END}",
        _ends_on,
        needs="etu",
    ),
    rule(
        rf"{BEGIN}(?P<month>(?:{'|'.join(MONTHS)})[a-z]{{0,6}})\s\d{{1,2}}\s?(?:-|to)\s?(?P<last>\d{{1,2}})(?!\d|\s?{SIGN})",
        _ends_in_month,
    ),
    rule(rf"(?:{DAY}|\d{{1,2}}(?:st|nd|rd|th)?)\s?(?:-|~|to)\s?(?P<day>{DAY})", ends),
    rule(
        rf"{BEGIN}(?:today\sonly|(?:only\s)?(?:until|till)\s(?:midnight|tonight)|one\sday\sonly|last\s(?:day|chance)|"
        rf"ends\s(?:today|tonight|(?:at\s)?midnight)){END}",
        today,
    ),
    rule(
        rf"{BEGIN}(?:limited[-\s]time(?:\s(?:only|offer|deal))?|for\sa\slimited\stime(?:\sonly)?|"
        rf"introductory\s(?:offer|deal)|introductory(?=\sprice)|final\shours|ends\ssoon|hurry){END}",
        limited,
    ),
    rule(
        rf"{BEGIN}free\s[^;,.!?\d]{{0,30}}?\s?\(?(?:worth|valued\sat|value|rrp)\s(?:up\sto\s|of\s)?(?P<worth>{MONEY})",
        _worth,
        needs="f",
    ),
    rule(
        rf"{BEGIN}free\s[^;,.!?\d]{{1,36}}?\s?\(?(?P<worth>{MARKED})\s(?:retail\s)?value{END}|"
        rf"{BEGIN}gift\s(?:(?:set|box|bag)\s)?(?:worth|valued\sat)\s(?P<worth2>{MONEY})",
        _worth,
        needs="fg",
    ),
    rule(rf"(?P<worth>{MARKED})\s(?:value\s)?(?:free\sgift|gift\sfree){END}", _worth, needs="fg"),
)

_LESS = (
    r"(?:off|instant\s(?:savings?|rebate|discount)|price\s(?:drop|reduction)|trade-?in(?:\s(?:bonus|credit))?|coupon|discount|reductions?|cheaper|less|savings?|price\scut|lower|"
    r"rabatt|reduziert|de\sr[ée]duction|sconto|de\sdescuento|korting)"
)
_SAVING = r"(?:save|saves|saving|savings\sof|you\ssave)"
_CUT = r"(?:reduced?|reductions?|cuts?|slashed?|discount(?:ed)?|down|lower|drop(?:ped)?)"
_NEARLY = r"(?:nearly|almost|close\sto|just\sunder|not\squite)"
_OFF = (
    rule(rf"{BEGIN}{_NEARLY}\s(?:half[-\s](?:price|off)|{PERCENT}{SIGN}\s{_LESS}){END}", not_read, needs="%hp"),
    rule(
        rf"{BEGIN}save\s(?:{PERCENT}{SIGN}|{MARKED})\s(?:vs\.?|versus|compared\s(?:to|with)|over)\sbuying[a-z\s]{{0,24}}",
        not_read,
        needs="v",
    ),
    rule(
        rf"{BEGIN}(?:from|at\sleast|min(?:imum|\.)?)\s(?P<percent>{PERCENT}){SIGN}\s{_LESS}{END}{_AFTER}",
        _at_least,
        needs="%p",
    ),
    rule(rf"{BEGIN}save\s(?P<percent>{PERCENT}){SIGN}?\s?(?:-|~|to)\s?(?P<to>{PERCENT}){SIGN}", _percents, needs="v"),
    rule(rf"{_BEFORE}(?P<percent>{PERCENT}){SIGN}?\s?(?:-|~|to)\s?(?P<to>{PERCENT}){SIGN}\soff", _percents, needs="f"),
    rule(rf"{_BEFORE}{_UP_TO}(?<!\d)-?\s?(?P<percent>{PERCENT}){SIGN}\s?-?{_LESS}{END}{_AFTER}", _percent, needs="%p"),
    rule(
        rf"{_BEFORE}{BEGIN}(?:{_SAVING}|take):?\s{_UP_TO}(?P<percent>{PERCENT}){SIGN}(?:\soff)?{_AFTER}",
        _percent,
        needs="%p",
    ),
    rule(
        rf"{BEGIN}{_CUT}(?:\s[a-z]{{1,20}}){{0,2}}\s(?:by\s|of\s)?{_UP_TO}(?P<percent>{PERCENT}){SIGN}",
        _percent,
        needs="%p",
    ),
    rule(
        rf"\(\s?(?P<percent>{PERCENT})%\s?\)|(?:{_MOST}\s)?(?<![\d%\w])-\s?(?P<percent2>{PERCENT})\s?%{_AFTER}",
        _alone,
    ),
    rule(rf"{_BEFORE}{_UP_TO}{BEGIN}(?:half|1/2)[-\s](?:price|off)(?:\soff)?{END}{_AFTER}", _half, needs="op"),
    rule(
        rf"{_BEFORE}{BEGIN}{_SAVING}(?:\sof)?:?\s{_UP_TO}(?P<amount>{MONEY}){NO_UNIT}(?!{SIGN}|-|/\d){_AFTER}",
        _save,
        needs="sy",
    ),
    rule(rf"{_BEFORE}{_UP_TO}(?P<amount>{MARKED})\s{_LESS}{END}{_AFTER}", _save),
    rule(
        rf"{BEGIN}(?:reduced?|price\scut|cut|discounted|slashed|dropped)\sby\s{_UP_TO}(?P<amount>{MARKED})",
        _save,
        needs="b",
    ),
    rule(rf"(?:^|(?<=\s))-(?P<amount>{MARK}{AMOUNT})", _save),
    rule(
        rf"(?P<was>{MARKED})\s(?:value|worth)\s(?:for|now|only)\s(?:only\s)?(?P<now>{MARKED})", _elsewhere, needs="vw"
    ),
    rule(
        rf"(?:{BEGIN}pay\s(?P<pays>{MARKED})[,;]?\s(?:and\s)?get\s|(?P<pays2>{MARKED})\sfor\s)(?P<counts>{MARKED})"
        rf"(?(pays)|\s(?:worth|of\s[a-z]|to\sspend))",
        _counts,
        needs="fp",
    ),
    rule(
        rf"(?P<was>{MARKED})\s(?:before|previously|originally|normally|usually|regularly)[,;]?\s(?:but\s|and\s)?"
        rf"(?:it's\s)?now\s(?:only\s|just\s)?(?P<now>{MARKED})",
        _down,
        needs="w",
    ),
    rule(
        rf"(?:{BEGIN}{_CUT}\s)?{BEGIN}from\s(?P<was>{MARKED})\s(?:down\s)?to\s(?:only\s|just\s)?(?P<now>{MARKED})",
        _down,
        needs="f",
    ),
)

_PARTS = (
    r"(?:(?P<top>\d)/(?P<bottom>\d{1,2})(?![\d/])|(?:(?:an?|one|(?P<two>two))[-\s])?thirds?(?=\soff)|"
    rf"(?:an?|one|(?P<two2>two))[-\s]thirds?{END})"
)
_FRACTIONS = (
    rule(rf"{_BEFORE}(?:{_MOST}\s)?(?:an?\sextra\s)?(?<![\d./]){_PARTS}\soff{END}{_AFTER}", _fraction, needs="f"),
    rule(
        rf"{_BEFORE}{BEGIN}{_SAVING}:?\s(?:{_MOST}\s)?(?:an?\sextra\s)?{_PARTS}(?:\soff{END})?{_AFTER}",
        _fraction,
        needs="sy",
    ),
)
RULES: tuple[Rule, ...] = (*_THRESHOLDS, *en_pieces.RULES, *_TIME, *_FRACTIONS, *_OFF)
"""Every English wording, the more particular first."""
