"""Japanese wordings of price claims, the simple ones. Characters are folded as Chinese ones are."""

from __future__ import annotations

import re

from promocalc.claims.reading_ways import HALF, Alternatives, Context, Rule, off, rule, save
from promocalc.claims.reading_words import DIGITS, percent
from promocalc.money import Rate

_D = rf"(?<![\d.]){DIGITS}"
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


RULES: tuple[Rule, ...] = (
    rule(rf"{_ALL}{_MOST}(?P<amount>{_YEN})(?:の)?(?:お?値引き?|割引き?|引き|off(?![a-z])|オフ|お得)", _save),
    rule(rf"{_ALL}{_MOST}(?P<percent>(?<![\d.])\d{{1,2}})%(?:の)?(?:お?値引き?|割引き?|引き|オフ)", _percent),
    rule(r"(?:(?P<all>全品|全商品)|(?P<most>最大))(?P<percent>\d{1,2})%\s?off(?![a-z])", _percent),
    rule(rf"{_ALL}{_MOST}(?P<tenths>(?<![\d.])[1-9](?:\.\d)?)割(?:引き?|off|オフ)", _wari),
    rule(rf"{_ALL}{_MOST}半(?:額|额)", _half),
)
"""Every Japanese wording."""
