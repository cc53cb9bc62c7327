"""From the sentence of an advertisement to what it claims: every way in which it can be read, never silently one.

A sentence says one thing or several (¥1499 ¥1799 直降300元 says was and now, and a saving). Each of them is a part; the
readings of one part exclude each other, those of different parts are said together. Whether any of it is true is
another matter (:mod:`promocalc.claims.verdict`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from promocalc.claims.claim import Claim, Off, Reduced, Save, WasNow
from promocalc.claims.reading_prices import Priced, compared, prices
from promocalc.claims.reading_ways import NOT_READ, Alternatives, Context, Rule, Way, nothing, rule
from promocalc.claims.reading_words import DAY, Folded, fold
from promocalc.frozen import Frozen


class Reading(Frozen):
    """One way to read one part of a sentence."""

    claims: tuple[Claim, ...]
    """What it says in this way; several where the part says several things at once."""
    start: int
    """Where the part stands in the sentence."""
    end: int
    """Where it ends: the first character after it."""
    said: str
    """The part as it is written."""
    way: Way = "plain"
    """Why this is one of several ways to read it; ``plain`` where there is no other."""
    part: int = 0
    """Which part it is, from 0. Readings of one part exclude each other."""


class Sentence(Frozen):
    """A sentence and all that was understood of it."""

    text: str
    readings: tuple[Reading, ...]
    unread: tuple[str, ...] = ()
    """Pieces with a number in them that nobody understood."""

    @property
    def parts(self) -> tuple[tuple[Reading, ...], ...]:
        """The readings by the part that they read."""
        return tuple(tuple(some) for _, some in groupby(self.readings, key=lambda one: one.part))


def readings(text: str, currency: str = "CNY", at: date | None = None) -> tuple[Reading, ...]:
    """What a sentence claims, in every way in which it can be read; none where nothing is understood.

    ``at`` is when it was said: days without a year are near it. Amounts finer than ``currency`` are not read.
    """
    return read_sentence(text, currency, at).readings


def read_sentence(text: str, currency: str = "CNY", at: date | None = None) -> Sentence:
    """As :func:`readings`, with what was not understood."""
    from promocalc.claims import reading_en, reading_ja, reading_zh

    folded = fold(text)
    context = Context(currency, at)
    left = list(folded.text)
    found: list[Priced] = []
    for one in (*reading_ja.RULES, *reading_zh.RULES, *reading_en.RULES):
        found += _matches(one, left, context)
    found += _matches(_DATE, left, context)
    saved = any(isinstance(claim, Save | Off) and claim.start is None for claim in _claims(found))
    rest = "".join(left)
    for said in compared(rest, prices(rest, context), confirmed=saved):
        found.append(said)
        _blank(left, said.start, said.end)
    if not any(isinstance(claim, Save | Off | WasNow) for claim in _claims(found)):
        found += _reduced(rest, left)
    unread = [folded.span(one.start, one.end) for one in found if one.alternatives == NOT_READ]
    found = [one for one in found if one.alternatives and one.alternatives != NOT_READ]
    found.sort(key=lambda one: (one.start, one.end))
    read = (_reading(folded, part, one) for part, one in enumerate(found))
    return Sentence(text, tuple(reading for some in read for reading in some), _unread(folded, left, unread))


_BLANK = "\0"
"""Stands where something was understood: no wording reaches across it."""


_DATE = rule(rf"(?:(?<![a-z])on\s)?{DAY}", nothing)
"""A day of which nothing is said."""


def _matches(rule: Rule, left: list[str], context: Context) -> list[Priced]:
    found: list[Priced] = []
    text = "".join(left)
    for match in rule.pattern.finditer(text):
        alternatives: Alternatives | None = rule.read(match, context)
        if alternatives is not None and match.end() > match.start():
            found.append(Priced(match.start(), match.end(), alternatives))
            _blank(left, match.start(), match.end())
    return found


def _blank(left: list[str], start: int, end: int) -> None:
    left[start:end] = _BLANK * (end - start)


def _claims(found: list[Priced]) -> Iterator[Claim]:
    for one in found:
        for _, claims in one.alternatives:
            yield from claims


def _reading(folded: Folded, part: int, priced: Priced) -> Iterator[Reading]:
    start, end = folded.span(priced.start, priced.end)
    text = folded.written[start:end]
    start += len(text) - len(text.lstrip(_AROUND))
    end -= len(text) - len(text.rstrip(_AROUND))
    for way, claims in priced.alternatives:
        alone = len(priced.alternatives) == 1
        yield Reading(claims, start, end, folded.written[start:end], "plain" if alone else way, part)


_AROUND = " \t\r\n\u3000\u00a0,，;；:：、.。が"
"""What stands around a part and is none of it."""

_CHEAPER = re.compile(
    r"秒杀|特[价惠卖]|促销|大促|清仓|甩卖|减价|降价|打折|折扣|更优惠|更便宜|最优惠|优惠|跳楼价|"
    r"セール|値下げ|お買い得|"
    r"(?<![a-z])(?:(?:on\s)?sale|clearance|reduced|special\soffer|discount(?:ed)?|price\s(?:drop|cut)|prices?\s(?:dropped|slashed|cut)|(?:new\s)?lower\sprice|markdown|bargain)(?![a-z])"
)


def _reduced(rest: str, left: list[str]) -> list[Priced]:
    """Where nothing else is said of a reduction, that there is one: also in what a price is called (秒杀价)."""
    match = _CHEAPER.search(rest)
    if match is None:
        return []
    _blank(left, match.start(), match.end())
    return [Priced(match.start(), match.end(), (("plain", (Reduced(),)),))]


_PIECE = re.compile(rf"[^{_BLANK}\s;,!?()\[\]\"]+")
_NUMBER = re.compile(r"[\d%折]|最低|半价|免费|(?<![a-z])(?:lowest|free|half)(?![a-z])")


def _unread(folded: Folded, left: list[str], unread: list[tuple[int, int]]) -> tuple[str, ...]:
    pieces = (match for match in _PIECE.finditer("".join(left)) if _NUMBER.search(match[0]))
    spans = sorted([*unread, *(folded.span(match.start(), match.end()) for match in pieces)])
    return tuple(folded.written[start:end].strip() for start, end in spans)
