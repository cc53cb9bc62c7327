"""The conditions that an advertisement says beside a price: for whom, how many, of which things, when, where, how.

They are no claims and change none: they are told with them. Patterns are over folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from promocalc.claims.reading.words import DAY, DIGITS, MARK, MONTHS, NUMBER, UNIT
from promocalc.frozen import Frozen

LimitOf: TypeAlias = Literal["who", "how_many", "which", "when", "where", "with", "how_near", "besides", "per"]
"""What a condition is about; ``with``: what it takes besides, as a coupon, a trade-in, so much spent.

``how_near``: that a number is not meant to the last digit ("about"). ``besides``: that it comes on top of something
("extra"). ``per``: of what a price is the price ("per kg")."""


class Limit(Frozen):
    """One condition, in the advertisement's own words."""

    of: LimitOf
    said: str
    start: int
    """Where it stands in the sentence."""
    end: int
    """Where it ends: the first character after it."""


class Found(NamedTuple):
    """A condition by its place in the folded text."""

    of: LimitOf
    start: int
    end: int


@dataclass(frozen=True)
class Wording:
    """How a condition is worded, in folded text."""

    of: LimitOf
    said: str
    """A regular expression. It is compiled when a text is read that it may be in."""
    needs: str = ""
    """Characters of which one is in whatever it matches; it is not looked for in a text that has none of them."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """As it is searched for."""
        return re.compile(self.said)


def wording(of: LimitOf, *either: str, needs: str = "") -> Wording:
    """One of several ways to say a condition."""
    return Wording(of, "|".join(either), needs)


def conditions(text: str, wordings: Iterable[Wording]) -> list[Found]:
    """Every condition in a folded text, in order; none inside another."""
    there = set(text)
    found = (one for one in wordings if not one.needs or not there.isdisjoint(one.needs))
    every = (Found(one.of, *match.span()) for one in found for match in one.pattern.finditer(text))
    return outermost(one for one in every if one.end > one.start)


def outermost(every: Iterable[Found]) -> list[Found]:
    """Those that stand in none of the others, in order."""
    kept: list[Found] = []
    for one in sorted(every, key=lambda one: (one.start, -one.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


_B, _E = r"(?<![a-z0-9])", r"(?![a-z])"
_D = rf"(?<![\d.])(?<!\d,){DIGITS}"
_MARKED = rf"(?:{MARK}\s?{_D}|{_D}\s?{UNIT})"
_LEAST = r"(?:over\s|above\s|at\sleast\s|more\sthan\s)?"

LATE = (
    wording(
        "with",
        # What has to be spent for something else is no price: 买满200元送价值99元礼品.
        rf"(?:买|购|单笔|订单|消费|实付|购物|全场){{0,3}}满(?:{_MARKED}|{NUMBER})(?:件|元)?(?:起|方|才|即|就)?"
        r"(?:可用|使用|参与|适用|起用|有效)?",
        rf"(?:任选|买|购|拍){NUMBER}[件个杯瓶盒份双]",
        rf"{_B}(?:when|if)\syou\sspend\s{_LEAST}{_MARKED}(?:\sor\smore|\sand\sover|\+)?",
        rf"(?:{_B}(?:on|for|with)\s)?{_B}(?:(?:any|all|your|an?)\s)?(?:(?:first|next)\s)?(?:orders?|purchases?|spends?|baskets?|shops?)"
        rf"\s(?:of|over|above)\s{_LEAST}{_MARKED}(?:\sor\smore|\sand\sover|\+)?",
        rf"{_B}(?:with|on|for)\s(?:(?:any|every|an?|your|each)\s)?{_MARKED}\s(?:purchase|order|spend)",
        rf"{_B}(?:(?:on|when\syou\sbuy|if\syou\sbuy)\s(?:any\s)?|buy\s(?:any\s)?)(?:\d{{1,3}}|two|three|four|five|six)"
        rf"(?!\w|[%.]|\s(?:of\s)?(?:{'|'.join(MONTHS)}))(?:\s[a-z]{{1,12}}){{0,2}}(?![\w%.])",
        rf"{_B}(?:with|on|for)\s(?:any|every|an?|your|each|all)\s(?:[a-z]{{1,12}}\s){{1,2}}(?:over|above|of)\s{_MARKED}",
        rf"{_B}(?:the\s)?cheapest\s(?:(?:one|item)\s)?(?:is\s)?free{_E}",
        rf"{_B}(?:with\s(?:an?\s)?)?min(?:imum|\.)?\s(?:spend|purchase|order)(?:\sof|:)?\s{_MARKED}",
    ),
    wording(
        "when",
        rf"(?:{_B}(?:on|from|starting|begins?)\s|自|从|于)?{DAY}(?:当[天日晚]|起|开始|开售|开抢)?",
    ),
)
"""What is a condition where nothing else was understood of it: what has to be spent, a day."""

_VAGUE = re.compile(
    "|".join(
        (
            r"(?:天天|每[天日]|日日)(?:低价|平价|特价)",
            r"超值|超划算|最划算|最实惠|宠粉价?|良心价|亲民价|白菜价|地板价|冰点价?|底价(?!\d)|全年好价|[钜巨]惠|福利价|爆款价",
            r"史无前例|前所未有|力度空前|闭眼入|不买后悔",
            r"(?<![a-z])(?:every\s?day\slow\sprices?|always\slow\sprices?|low\sprices\severy\s?day)(?![a-z])",
            r"(?<![a-z])(?:great|amazing|incredible|best|unbeatable|fantastic)\s(?:values?|deals?|savings?)(?![a-z])",
            r"(?<![a-z])(?:huge|massive|big|super)\s(?:savings?|discounts?)(?![a-z])",
            r"(?<![a-z])(?:unbeatable|crazy|rock[-\s]bottom)\sprices?(?![a-z])",
        )
    )
)


def vague(text: str) -> Iterator[tuple[int, int]]:
    """Where a folded text praises a price and says nothing that can be measured."""
    return (match.span() for match in _VAGUE.finditer(text))
