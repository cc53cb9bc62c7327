"""From the sentence of an advertisement to what it claims: every way in which it can be read, never silently one.

A sentence says one thing or several (¥1499 ¥1799 直降300元 says was and now, and a saving). Each of them is a part; the
readings of one part exclude each other, those of different parts are said together. Whether any of it is true is
another matter (:mod:`promocalc.claims.verdict`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from promocalc.claims.claim import Claim, Off, Reduced, Save, WasNow
from promocalc.claims.reading import bounds
from promocalc.claims.reading.eu_numbers import european
from promocalc.claims.reading.joined import against, shares
from promocalc.claims.reading.limits import LATE, Found, Limit, Wording, conditions, outermost, vague
from promocalc.claims.reading.prices import Priced, compared, prices
from promocalc.claims.reading.ways import NOT_READ, Alternatives, Context, Rule, Way
from promocalc.claims.reading.words import Folded, fold
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
    limits: tuple[Limit, ...] = ()
    """For whom, how many, of which things, when, where and with what: conditions that are said with it."""
    vague: tuple[str, ...] = ()
    """What praises the price and says nothing that can be measured: 天天低价."""

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
    folded = fold(text)
    context = Context(currency, at)
    left = list(folded.text)
    wordings = _wordings(folded.text, european(folded.written))
    said = conditions(folded.text, wordings.plain)
    limits = _taken(wordings.counted, left)
    found: list[Priced] = []
    there = set(folded.text)
    for one in wordings.rules:
        if not one.needs or not there.isdisjoint(one.needs):
            found += _matches(one, left, context)
    limits += _taken(wordings.late, left)
    saved = any(isinstance(claim, Save | Off) and claim.start is None for claim in _claims(found))
    off = tuple(claim.rate.fraction for claim in _claims(found) if isinstance(claim, Off))
    rest = "".join(left)
    priced = prices(rest, context)
    found += compared(rest, priced, confirmed=saved, shares=off)
    for price in priced:
        _blank(left, price.start, price.end)
    if not any(isinstance(claim, Save | Off | WasNow) for claim in _claims(found)):
        found += _reduced(rest, left, said, wordings.cheaper)
    unread = [folded.span(one.start, one.end) for one in found if one.alternatives == NOT_READ]
    found = [one for one in found if one.alternatives and one.alternatives != NOT_READ]
    found.sort(key=lambda one: (one.start, one.end))
    for limit in said:
        _blank(left, limit.start, limit.end)
    found = shares(bounds.belonging(against(found, folded.text), folded.text), folded.text)
    said = bounds.beside(said, found)
    read = (_reading(folded, part, one) for part, one in enumerate(found))
    return Sentence(
        text,
        tuple(reading for some in read for reading in some),
        _unread(folded, left, unread),
        tuple(_limit(folded, one) for one in outermost([*limits, *said])),
        tuple(folded.written[slice(*folded.span(*span))].strip() for span in vague(folded.text)),
    )


class _Wordings(NamedTuple):
    """The wordings that may be in a text."""

    rules: tuple[Rule, ...]
    plain: tuple[Wording, ...]
    counted: tuple[Wording, ...]
    late: tuple[Wording, ...]
    cheaper: tuple[re.Pattern[str], ...]
    """What says that it is cheaper than before."""


_CHINESE, _ENGLISH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"), re.compile(r"[a-z%/-]")


def _wordings(text: str, european: bool) -> _Wordings:
    """Those of the languages whose characters are there."""
    rules: tuple[Rule, ...] = ()
    late: tuple[Rule, ...] = ()
    plain: tuple[Wording, ...] = ()
    counted: tuple[Wording, ...] = ()
    spent: tuple[Wording, ...] = ()
    cheaper: tuple[re.Pattern[str], ...] = (_CHEAPER,)
    if european:
        from promocalc.claims.reading import eu, limits_eu

        rules, cheaper = eu.rules(text), (_CHEAPER, eu.CHEAPER)
        plain, counted, spent = limits_eu.PLAIN, limits_eu.COUNTED, limits_eu.LATE
    if _CHINESE.search(text):
        from promocalc.claims.reading import ja, limits_zh, others, zh

        rules = (*rules, *bounds.CHINESE, *ja.RULES, *others.CHINESE)
        late = zh.RULES
        plain = (*plain, *limits_zh.PLAIN, *bounds.NEAR_CHINESE)
        counted = (*counted, *limits_zh.COUNTED)
    if _ENGLISH.search(text):
        from promocalc.claims.reading import en, limits_en, others

        rules = (*rules, *others.ENGLISH, *bounds.ENGLISH)
        late = (*late, *en.RULES)
        plain = (*plain, *limits_en.PLAIN, *bounds.NEAR_ENGLISH)
        counted = (*counted, *limits_en.COUNTED)
    return _Wordings((*rules, *late), plain, counted, (*spent, *LATE), cheaper)


_BLANK = "\0"
"""Stands where something was understood: no wording reaches across it."""


def _taken(wordings: Iterable[Wording], left: list[str]) -> list[Found]:
    """The conditions of some wordings, taken out of what is left."""
    found = conditions("".join(left), wordings)
    for one in found:
        _blank(left, one.start, one.end)
    return found


def _limit(folded: Folded, one: Found) -> Limit:
    start, end = _trimmed(folded, one.start, one.end)
    return Limit(one.of, folded.written[start:end], start, end)


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
    start, end = _trimmed(folded, priced.start, priced.end)
    for way, claims in priced.alternatives:
        alone = len(priced.alternatives) == 1
        yield Reading(claims, start, end, folded.written[start:end], "plain" if alone else way, part)


def _trimmed(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Where something stands in the written text, without what is around it."""
    start, end = folded.span(start, end)
    text = folded.written[start:end]
    return start + len(text) - len(text.lstrip(_AROUND)), end - (len(text) - len(text.rstrip(_AROUND)))


_AROUND = " \t\r\n\u3000\u00a0,，;；:：、.。が"
"""What stands around a part and is none of it."""

_CHEAPER = re.compile(
    r"秒杀|特[价惠卖]|促销|大促|清仓|甩卖|减价|降价|打折|折扣|更优惠|更便宜|最优惠|优惠|跳楼价|骨折价|"
    r"セール|値下げ|お買い得|"
    r"(?<![a-z])(?:(?:on\s)?sale|clearance|reduced|special\soffer|discount(?:ed)?|price\s(?:drop|cut)|prices?\s(?:dropped|slashed|cut)|(?:new\s)?lower\sprice|markdown|bargain|price\shighlights?|"
    r"preis-?\s?highlights?|preisknaller|sonderangebote?|aktionspreise?|angebotspreise?)(?![a-z])"
)


def _reduced(rest: str, left: list[str], limits: list[Found], cheaper: Sequence[re.Pattern[str]]) -> list[Priced]:
    """Where nothing else is said of a reduction, that there is one: also in what a price is called (秒杀价)."""
    which = [range(one.start, one.end) for one in limits if one.of == "which"]
    match = next(
        (one for any_of in cheaper for one in any_of.finditer(rest) if not any(one.start() in span for span in which)),
        None,
    )
    if match is None:
        return []
    _blank(left, match.start(), match.end())
    return [Priced(match.start(), match.end(), (("plain", (Reduced(),)),))]


_PIECE = re.compile(rf"[^{_BLANK}\s;,!?()\[\]\"]+")
_NUMBER = re.compile(r"\d|%|折(?![扣后上合让价])|最低|半价|免费|免单|(?<![a-z])(?:lowest|free|half)(?![a-z])")


def _unread(folded: Folded, left: list[str], unread: list[tuple[int, int]]) -> tuple[str, ...]:
    pieces = (match for match in _PIECE.finditer("".join(left)) if _NUMBER.search(match[0]))
    spans = sorted([*unread, *(folded.span(match.start(), match.end()) for match in pieces)])
    return tuple(folded.written[start:end].strip() for start, end in spans)
