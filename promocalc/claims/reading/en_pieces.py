"""English wordings of offers of several pieces. Patterns are over folded text; what comes first goes before what comes
after."""

from __future__ import annotations

import re

from promocalc.claims.claim import AddOn, Bundle, FinalPrice
from promocalc.claims.reading.en_words import BEGIN, COUNT, END, EVERY, LEAST, MARKED, PERCENT, SIGN, counted
from promocalc.claims.reading.ways import (
    HALF,
    WHOLE,
    Alternatives,
    Context,
    Rule,
    either,
    made,
    more,
    one,
    price,
    rule,
    some_pieces,
)
from promocalc.claims.reading.words import DIGITS, UNIT, percent
from promocalc.money import Rate

_NTH = r"(?:2nd|3rd|[4-9]th|second|third|fourth)"
_PARTLY = rf"(?:(?P<free>free)|(?P<half>half\s?-?(?:price|off))|(?P<percent>{PERCENT}){SIGN}\soff)"


def _partly(match: re.Match[str]) -> Rate | None:
    """What comes off the cheaper pieces."""
    return WHOLE if match["free"] else HALF if match["half"] else percent(match["percent"])


def _buy_get(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, other, rate = counted(match["bought"]), counted(match["other"]), _partly(match)
    if bought is None or other is None or rate is None:
        return None
    if re.fullmatch(_NTH, match["other"]):
        return one(made(Bundle, pieces=other, rate=rate)) if other > 1 else None
    return one(made(Bundle, pieces=bought + other, cheaper=other, rate=rate))


def _buy_one(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, other = counted(match["bought"]), counted(match["other"])
    return None if bought is None or other is None else one(made(Bundle, pieces=bought + other, cheaper=other))


def _cheapest(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces = counted(match["bought"])
    return None if pieces is None else one(made(Bundle, pieces=pieces))


def _bogo(match: re.Match[str], _context: Context) -> Alternatives | None:
    rate = percent(match["percent"]) if match["percent"] else HALF if match["half"] else WHOLE
    return None if rate is None else one(made(Bundle, pieces=2, rate=rate))


def _nth(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = counted(match["nth"]), _partly(match)
    return None if pieces is None or rate is None else one(made(Bundle, pieces=pieces, rate=rate))


def _nth_price(match: re.Match[str], context: Context) -> Alternatives | None:
    nth = match["nth"]
    pieces = 2 if nth in (None, "one", "1") else counted(nth)
    return some_pieces(pieces, context.money(match["amount"]))


def _add_on(match: re.Match[str], context: Context) -> Alternatives | None:
    price = context.money(match["amount"] or match["amount2"])
    start = context.money(match["start"]) if match["start"] else None
    return None if price is None else one(made(AddOn, price=price, start=start))


def _buy_share(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = counted(match["bought"]), percent(match["percent"])
    if pieces is None or pieces < 2 or rate is None:
        return None
    every = made(Bundle, pieces=pieces, cheaper=pieces, rate=rate)
    last = None if match["more"] else made(Bundle, pieces=pieces, rate=rate)
    return either(("all_pieces", every), ("last_piece", last))


def _n_for_m(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, paid = counted(match["pieces"]), counted(match["paid"])
    if pieces is None or paid is None or paid >= pieces:
        return None
    return one(made(Bundle, pieces=pieces, cheaper=pieces - paid))


def _n_for_price(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces, asked = counted(match["pieces"]), context.money(match["amount"])
    return None if pieces is None or asked is None else one(made(FinalPrice, amount=asked, pieces=pieces))


def _everything(match: re.Match[str], context: Context) -> Alternatives | None:
    return price(context.money(match["amount"]), every=True)


def _more(match: re.Match[str], _context: Context) -> Alternatives | None:
    return more(percent(match["percent"]))


_ITEM = r"(?:item|one|pair|piece|product)"
RULES: tuple[Rule, ...] = (
    rule(
        rf"{BEGIN}buy\s(?:any\s)?(?P<bought>{COUNT})(?:\s(?!and|get)[a-z]{{1,10}})?[,;]?\s(?:and\s)?get\s(?:an?other\s|the\s|your\s|a\s(?={_NTH}))?"
        rf"(?P<other>{_NTH}|{COUNT}|a)\s(?:more\s|{_ITEM}\s)?(?:at\s|for\s)?{_PARTLY}",
        _buy_get,
        needs="b",
    ),
    rule(
        rf"{BEGIN}buy\s(?:any\s)?(?P<bought>{COUNT})[,;]?\s(?:and\s)?get\s(?:the\s)?cheapest\s(?:{_ITEM}\s)?free{END}",
        _cheapest,
        needs="b",
    ),
    rule(
        rf"{BEGIN}(?:bogof?|b1g1|bogoho)(?:\sfree)?(?P<half>(?<=ho)|\s(?:half\s?-?(?:price|off)))?"
        rf"(?:\s(?P<percent>{PERCENT})%(?:\soff)?)?{END}",
        _bogo,
        needs="b",
    ),
    rule(
        rf"(?:{BEGIN}get\s)?{_PARTLY}\s(?:off\s)?(?:on\s)?(?:the\s|your\s|every\s)?(?P<nth>{_NTH})(?:\s{_ITEM})?{END}",
        _nth,
        needs="fho",
    ),
    rule(rf"{BEGIN}(?P<nth>{_NTH})\s(?:{_ITEM}\s)?(?:is\s|at\s|for\s)?{_PARTLY}", _nth, needs="fho"),
    rule(
        rf"{BEGIN}buy\s(?:any\s)?(?P<bought>one|1)[,;]?\s(?:and\s)?get\s(?:an?other\s|the\s|your\s|an?\s)?(?P<nth>{_NTH}|one|1)?\s?"
        rf"(?:{_ITEM}\s)?for\s(?:only\s|just\s)?(?P<amount>{MARKED})",
        _nth_price,
        needs="b",
    ),
    rule(
        rf"{BEGIN}(?:(?:get\s|add\s)?(?:an?\s|the\s|your\s)?(?P<nth>{_NTH})|(?:get|add)\s(?P<another>another)(?:\sone)?)\s(?:{_ITEM}\s)?"
        rf"(?:is\s|at\s|for\s|only\s|just\s){{1,2}}(?P<amount>{MARKED})",
        _nth_price,
    ),
    rule(
        rf"{BEGIN}add\s(?:on\s)?[^;,.!?\d\0]{{1,24}}?\sfor\s(?:only\s|just\s|an?\sextra\s)?(?P<amount>{MARKED})"
        rf"(?:\swhen\syou\sspend\s{LEAST}(?P<start>{MARKED}))?|{BEGIN}add\sfor\s(?P<amount2>{MARKED})",
        _add_on,
        needs="a",
    ),
    rule(
        rf"{BEGIN}buy\s(?:any\s)?(?P<bought>{COUNT})[,;]?\s(?:and\s)?get\s(?P<other>{COUNT})(?:\smore)?"
        rf"(?![\w%.]|\s(?:[\d$£€¥]|half|at|for|off|{_ITEM}))",
        _buy_one,
        needs="b",
    ),
    rule(
        rf"{BEGIN}buy\s(?:any\s)?(?P<bought>{COUNT})(?P<more>\sor\smore|\sand\sover|\+)?[,;]?\s(?:and\s)?(?:get|save)\s"
        rf"(?P<percent>{PERCENT}){SIGN}(?:\soff)?",
        _buy_share,
        needs="b",
    ),
    rule(
        rf"(?:{BEGIN}save\s)?(?P<percent>{PERCENT}){SIGN}(?:\soff)?\s(?:when|if)\syou\sbuy\s(?P<bought>{COUNT})(?P<more>\sor\smore|\sand\sover|\+)?{END}",
        _buy_share,
        needs="b",
    ),
    rule(rf"{EVERY}[:,]?\s(?:is\s|now\s|at\s)?(?:under|below|only|just|for|at)\s(?P<amount>{MARKED})", _everything),
    rule(
        rf"{BEGIN}(?P<pieces>{COUNT})\s[a-z]{{1,10}}\sfor\sthe\sprice\sof\s(?P<paid>{COUNT})(?![\d.%]|\s?{UNIT})",
        _n_for_m,
        needs="p",
    ),
    rule(rf"{BEGIN}(?P<bought>{COUNT})\sfor\s(?P<more>\0)?(?P<percent>{PERCENT}){SIGN}\soff", _buy_share, needs="f"),
    rule(
        rf"{BEGIN}(?P<pieces>{COUNT})[\s-]for[\s-](?:the\sprice\sof\s)?(?P<paid>{COUNT})(?![\d.%]|\s?{UNIT})",
        _n_for_m,
        needs="f",
    ),
    rule(
        rf"(?<![$£€¥.]){BEGIN}(?:any\s)?(?P<pieces>{COUNT})\s(?!(?:days?|weeks?|months?|years?|hours?|nights?|people)\s)(?:[a-z]{{1,12}}\s){{0,2}}?"
        rf"for\s(?:only\s|just\s)?(?P<amount>{MARKED})",
        _n_for_price,
        needs="f",
    ),
    rule(rf"(?<![\d/.$£€])(?P<pieces>[2-9]|1\d)/(?P<amount>[$£€]\s?{DIGITS})", _n_for_price),
    rule(
        rf"(?P<percent>{PERCENT}){SIGN}\s(?:more|extra|bigger|larger)(?:\s(?:free|for\sthe\ssame\sprice))?{END}",
        _more,
        needs="%p",
    ),
)
"""Every wording of several pieces, the more particular first."""
