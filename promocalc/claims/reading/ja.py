"""Japanese wordings of price claims, the simple ones. Characters are folded as Chinese ones are."""

from __future__ import annotations

import re

from promocalc.claims.claim import Bundle, FinalPrice, Save, Voucher
from promocalc.claims.reading.time import ends, limited, today
from promocalc.claims.reading.ways import (
    HALF,
    NOT_READ,
    WHOLE,
    Alternatives,
    Context,
    Rule,
    made,
    not_read,
    off,
    one,
    rule,
    save,
    threshold,
)
from promocalc.claims.reading.words import DAY, DIGITS, count, percent
from promocalc.money import Rate

_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_YEN = rf"(?:¥\s?{_D}万?円?|{_D}万?円)"
_ALL = r"(?P<all>全品|全商品|店内全品)?(?:が|を|は)?"
_MOST = r"(?P<most>最大)?"


def _wari(match: re.Match[str], _context: Context) -> Alternatives | None:
    rate = percent(match["tenths"])
    if rate is None or rate.fraction * 10 >= 1:
        return None
    return off(Rate(rate.fraction * 10), every=bool(match["all"]), up_to=bool(match["most"]))


def _percent(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(percent(match["percent"]), every=bool(match["all"]), up_to=bool(match["most"]))


def _half(match: re.Match[str], _context: Context) -> Alternatives | None:
    return off(HALF, every=bool(match["all"]), up_to=bool(match["most"]))


def _save(match: re.Match[str], context: Context) -> Alternatives | None:
    return save(context.money(match["amount"]), every=bool(match["all"]), up_to=bool(match["most"]))


def _points(match: re.Match[str], context: Context) -> Alternatives | None:
    gives = context.money(match["amount"])
    return NOT_READ if match["most"] else None if gives is None else one(made(Voucher, gives=gives))


def _nth(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces = count(match["pieces"])
    rate = WHOLE if match["free"] else HALF if match["half"] else percent(match["percent"])
    return None if pieces is None or pieces < 2 or rate is None else one(made(Bundle, pieces=pieces, rate=rate))


def _pieces(match: re.Match[str], _context: Context) -> Alternatives | None:
    pieces, rate = count(match["pieces"]), HALF if match["half"] else percent(match["percent"])
    if pieces is None or rate is None:
        return None
    return off(rate) if pieces == 1 else one(made(Bundle, pieces=pieces, cheaper=pieces, rate=rate))


def _bought(match: re.Match[str], _context: Context) -> Alternatives | None:
    bought, other = count(match["bought"]), count(match["other"])
    return None if bought is None or other is None else one(made(Bundle, pieces=bought + other, cheaper=other))


def _pieces_price(match: re.Match[str], context: Context) -> Alternatives | None:
    pieces, asked = count(match["pieces"]), context.money(match["amount"])
    return None if pieces is None or asked is None else one(made(FinalPrice, amount=asked, pieces=pieces))


def _from_so_much(match: re.Match[str], context: Context) -> Alternatives | None:
    start = context.money(match["start"])
    if match["percent"]:
        return None if start is None or match["each"] else off(percent(match["percent"]), start=start)
    amount = context.money(match["amount"])
    if match["each"]:
        return threshold(amount, start, True)
    return one(made(Save, amount=amount, start=start))


_COUNTER = r"(?:点|個|个|枚|本|足|着|袋|箱|セット)"
_PIECES = rf"(?P<pieces>(?<![\d.,])\d{{1,2}}){_COUNTER}"
_BOUGHT = r"(?:以上)?の?(?:ご?(?:お?[買买]い?上げ|[購购]入|まとめ[買买]い))?"
_LESS = r"の?(?:お?[値值]引き?|割引き?|引き?|off(?![a-z])|オフ)"

_GIVEN = r"(?:ポイント|クーポン|[商]品券|ギフト券)"

_DATE = rf"(?:{DAY}|\d{{1,2}}/\d{{1,2}}(?!\d))"

RULES: tuple[Rule, ...] = (
    rule(rf"(?:期間限定)?(?P<day>{_DATE})(?:\([月火水木金土日]\))?[\0\s\d:時时]{{0,9}}(?:まで|迄)", ends),
    rule(r"本日限り|本日(?:まで|迄)", today),
    rule(r"期[間间]限定", limited),
    rule(
        rf"{_MOST}(?P<amount>{_YEN})(?:分|相[当當]){{0,2}}(?:の)?(?:{_GIVEN}(?:が|を)?(?:[还還]元|プレゼント|もらえる)?|[还還]元)",
        _points,
    ),
    rule(
        rf"{_MOST}(?:\d{{1,3}}%|\d{{1,2}}倍)(?:の)?ポイント(?:[还還]元|アップ)?|ポイント(?:最大)?(?:\d{{1,3}}%|\d{{1,2}}倍)(?:[还還]元)?",
        not_read,
    ),
    rule(
        rf"{_PIECES}目(?:以降)?[がはを]?(?:(?P<half>半[額额])|(?P<free>[無无]料|タダ)|(?P<percent>\d{{1,2}})%{_LESS})",
        _nth,
        needs="目",
    ),
    rule(
        rf"(?P<bought>(?<![\d.,])\d{{1,2}}){_COUNTER}(?:[買买]うと|{_BOUGHT}[でと])(?:もう)?"
        rf"(?P<other>\d{{1,2}}){_COUNTER}(?:が)?(?:[無无]料|タダ|プレゼント)",
        _bought,
        needs="無无タプ",
    ),
    rule(rf"{_PIECES}{_BOUGHT}(?:で|なら)?(?:(?P<half>半[額额])|(?P<percent>\d{{1,2}})%{_LESS})", _pieces),
    rule(rf"{_PIECES}{_BOUGHT}(?:で|なら){_YEN}{_LESS}", not_read),
    rule(rf"{_PIECES}{_BOUGHT}(?:で|なら)(?P<amount>{_YEN})", _pieces_price),
    rule(
        rf"(?P<start>{_YEN})(?:(?P<each>(?:ごと|毎)に?)|以上(?:の)?{_BOUGHT}(?:で|なら)?)[;,]?"
        rf"(?:(?P<amount>{_YEN})|(?P<percent>\d{{1,2}})%){_LESS}",
        _from_so_much,
        needs="ご毎以",
    ),
    rule(rf"{_ALL}{_MOST}(?P<amount>{_YEN})(?:の)?(?:お?値引き?|割引き?|引き|off(?![a-z])|オフ|お得)", _save),
    rule(rf"{_ALL}{_MOST}(?P<percent>(?<![\d.])\d{{1,2}})%(?:の)?(?:お?値引き?|割引き?|引き|オフ)", _percent),
    rule(r"(?:(?P<all>全品|全商品)|(?P<most>最大))(?P<percent>\d{1,2})%\s?off(?![a-z])", _percent),
    rule(rf"{_ALL}{_MOST}(?P<tenths>(?<![\d.])[1-9](?:\.\d)?)割(?:引き?|off|オフ)", _wari),
    rule(rf"{_ALL}{_MOST}半(?:額|额)", _half),
)
"""Every Japanese wording."""
