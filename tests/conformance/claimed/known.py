"""All that the facts of a case say, by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .keys import ENDED, Role, days_looked_at, role_of, unit_of, words_of
from .prices import Timeline, dated, timeline
from .values import amount, days, first_day, length, nothing, number, out_of, share

_AMOUNT = re.compile(r"(?<![\d.\-])\d+(?:\.\d+)?(?![\d.\-]|[\s_]*(?:d\b|days?|weeks?|months?|years?|pct|percent|%))")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}$")
_DAY = len("2020-11-03")
_ON = re.compile(r"[\s_]*(?:\b|_)(?:on|at)?[\s_]*$")
_FIRST = re.compile(r"(.+?)[\s_]+(?:from|since|start\w*|beg[ia]n\w*|first_day)$", re.IGNORECASE)
_LAST = re.compile(r"(.+?)[\s_]+(?:to|until|till|end\w*|last_day)$", re.IGNORECASE)
_TELLS = re.compile(
    r"^(?:claim\w*|advertised|real|true|actual|before|after|gift|ref|reference|was|market|raised|spike|regular|original)$"
    r"|^ref(?:erence)? price\b"
)
"""Names of a group of facts that each of them needs to be understood."""


@dataclass
class Known:
    """Figures by their role. Amounts are as written; of several under one role the first counts."""

    currency: str
    money: dict[Role, Decimal] = field(default_factory=dict)
    counts: dict[Role, int] = field(default_factory=dict)
    shares: dict[Role, Fraction] = field(default_factory=dict)
    told: dict[Role, bool] = field(default_factory=dict)
    dates: dict[Role, date] = field(default_factory=dict)
    timeline: Timeline = field(default_factory=Timeline)
    items: tuple[Known, ...] = ()
    unread: list[str] = field(default_factory=list)
    every_day: list[date] = field(default_factory=list)
    """Every day that is named anywhere."""
    called: str = ""
    """What the price that stands for the true one is called, where it is only called the usual one."""


_COUNTS: frozenset[Role] = frozenset(
    {
        "claimed_days",
        "since",
        "promotion_days",
        "reference_days",
        "low_days",
        "before_days",
        "window_days",
        "sale_days",
        "units_at",
        "units_of",
        "units_low",
        "items_at",
        "items_of",
    }
)
_SHARES: frozenset[Role] = frozenset({"claimed_rate", "real_rate", "sold_share", "time_share", "items_share"})
_DATES: frozenset[Role] = frozenset({"start", "sold_since", "last_at", "first_cut"})
_TOLD: frozenset[Role] = frozenset({"planned", "shown", "never_asked", "every", "extended", "explained"})
_ENDS = ({"from", "to"}, {"start", "end"}, {"from", "until"}, {"first", "last"})
"""The keys of a span of days."""
_OF_ALL: dict[Role, Role] = {"reference_days": "window_days", "units_at": "units_of", "items_at": "items_of"}
_WINDOW = re.compile(r"\b\d+ ?d(?:ays?)?\b")
_BARE = frozenset({"price", "amount", "value", "days", "weeks", "months", "share"})
"""Names that say nothing without that of their group."""
_USUAL = re.compile(r"\b(?:usual|normal|everyday|daily)")
_PRICE_AND_DAYS = [{price, time} for price in ("price", "amount") for time in ("days", "weeks", "months")]
_DAYS_OF = re.compile(r"(.+?)_(days|weeks|months)")
_ENDINGS = ("", "_price")
_STANDING: frozenset[Role | None] = frozenset({"was", "was_list", "raised", "reference", "before", "standing"})
"""Roles of prices that stood for some time."""
_LONGEST = 100_000
"""Days. No price was asked for longer."""


def known(facts: Mapping[str, Any], currency: str, said: Mapping[Decimal, str] | None = None) -> Known:
    """What a mapping of facts says. ``said`` are amounts that keys may name: "days_at_919" is about the price of 919.

    Names in other languages are read as English ones.
    """
    found = Known(currency)
    _take(found, facts, said or {})
    return found


def _named(facts: Mapping[str, Any], said: Mapping[Decimal, str]) -> dict[str, Any]:
    def word(match: re.Match[str]) -> str:
        return said.get(Decimal(match[0]), match[0])

    return {_AMOUNT.sub(word, str(key)) if said else str(key): value for key, value in facts.items()}


def _take(found: Known, facts: Mapping[str, Any], said: Mapping[Decimal, str]) -> None:
    facts = _with_days(_paired(_flat(_named(facts, said))), found.currency, said)
    facts = {key: _lowest(key, _span(value)) for key, value in facts.items()}
    by_day = {key: value for key, value in facts.items() if _DATED.search(key) and role_of(key, value) != "standing"}
    for key, value in facts.items():
        role = role_of(key, value)
        if isinstance(value, str):
            found.every_day += days(value)
        if key in by_day:
            continue
        match role:
            case "skip" | "currency":
                pass
            case "year":
                found.every_day += [date(int(value), 7, 1)] if 1950 <= (number(value) or 0) <= 2100 else []
            case "prices" if dated(value):
                _prices(found, value)
            case "items" if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
                found.items = tuple(known(one, found.currency, said) for one in value)
                found.unread += [unread for one in found.items for unread in one.unread]
            case _ if isinstance(value, Mapping):
                _take(found, {_inside(key, str(name), one): one for name, one in value.items()}, said)
            case None | "unused" | "items" | "prices":
                found.unread.append(key)
            case _:
                _one(found, role, key, value)
    if by_day:
        _prices(found, {key[-_DAY:]: _of_day(key, value) for key, value in by_day.items()})


def _paired(facts: dict[str, Any]) -> dict[str, Any]:
    """``promotion_from`` and ``promotion_until`` as one span of ``promotion``."""
    ends = {found[1]: key for key in facts for found in [_LAST.match(key)] if found}
    for key in list(facts):
        found = _FIRST.match(key)
        if not found or found[1] not in ends:
            continue
        whole = _span({"from": facts[key], "to": facts[ends[found[1]]]})
        if isinstance(whole, str) and role_of(found[1], whole) in ("period", "asked_from_to") and found[1] not in facts:
            facts[found[1]] = whole
            del facts[key], facts[ends[found[1]]]
    return facts


def _flat(facts: Mapping[str, Any]) -> dict[str, Any]:
    """``spike: {price: 5, days: 21}`` as ``spike_price`` and ``spike_days``."""
    found: dict[str, Any] = {}
    for key, value in facts.items():
        if isinstance(value, Mapping) and len(value) == 2 and {str(name) for name in value} in _PRICE_AND_DAYS:
            found |= {f"{key}_{name}": one for name, one in value.items()}
        else:
            found[key] = value
    return found


def _with_days(facts: dict[str, Any], currency: str, said: Mapping[Decimal, str]) -> dict[str, Any]:
    """``regular: 4, regular_days: 400`` beside "was $5": how long a price was asked goes with the price, so these are
    the days before that one, and those of the price of 5 are the compared price's."""
    was = next((one for one, name in said.items() if name == " was "), None)
    if was is None:
        return facts
    found = dict(facts)
    for key, value in facts.items():
        days_of = _DAYS_OF.fullmatch(key)
        price = (
            None
            if days_of is None
            else next((f"{days_of[1]}{end}" for end in _ENDINGS if f"{days_of[1]}{end}" in facts), None)
        )
        asked = None if price is None else amount(facts[price], currency)
        if days_of is None or price is None or asked is None or role_of(price, facts[price]) not in _STANDING:
            continue
        if asked == was:
            found[f"{days_of[2]}_at_was"] = found.pop(key)
            found = {("was" if name == price else name): one for name, one in found.items()}
        elif asked < was and role_of(key, value) == "reference_days":
            found[f"{days_of[2]}_before"] = found.pop(key)
            found = {("price_before" if name == price else name): one for name, one in found.items()}
    return found


def _lowest(key: str, value: Any) -> Any:
    """Of all prices of a window of days the lowest: ``deals_7d: [269, 279]`` is 269."""
    plain = isinstance(value, list) and value and all(isinstance(one, int | float) for one in value)
    return min(value) if plain and _WINDOW.search(words_of(key)) else value


def _inside(group: str, name: str, value: Any) -> str:
    """What a fact of a group is called: with the name of the group, where it says nothing without it."""
    whole = f"{group}_{name}"
    bare = name in _BARE and role_of(whole, value) is not None
    return whole if bare or _TELLS.search(words_of(group)) else name


def _span(value: Any) -> Any:
    """``{from: 2024-05-01, to: 2024-05-07}`` as ``2024-05-01..2024-05-07``."""
    if not isinstance(value, Mapping) or {words_of(str(key)) for key in value} not in _ENDS:
        return value
    ends = [day for one in value.values() for day in days(str(one))]
    return f"{ends[0]}..{ends[1]}" if len(ends) == 2 else value


def _of_day(key: str, value: Any) -> Any:
    """``tag_2020-11-03: 139`` is a label's price of that day."""
    return value if isinstance(value, Mapping) else {_ON.sub("", key[:-_DAY]) or "price": value}


def _prices(found: Known, value: Any) -> None:
    found.timeline = timeline(value, found.currency)
    found.unread += found.timeline.unread
    found.every_day += [day for one in found.timeline.stretches for day in (one.first, one.last) if day is not None]


def _one(found: Known, role: Role, key: str, value: Any) -> None:
    if role in _COUNTS:
        _count(found, role, key, value)
    elif role in _SHARES:
        part = share(value)
        if part is None:
            found.unread.append(key)
        else:
            found.shares.setdefault(role, part)
    elif role in _DATES:
        day = first_day(str(value))
        if day is not None:
            found.dates.setdefault(role, day)
            found.every_day.append(day)
    elif role == "period":
        _period(found, str(value))
    elif role == "asked_from_to":
        _asked(found, key, str(value))
    elif role == "left_out":
        found.told.setdefault("every", nothing(value))
    elif role in _TOLD:
        denied = "never" in words_of(key) or (role == "extended" and re.search(ENDED, words_of(key)) is not None)
        found.told.setdefault(role, nothing(value) if denied else not nothing(value))
    else:
        money = amount(value, found.currency)
        if money is None:
            found.unread.append(key)
        else:
            _money(found, role, key, money)


def _money(found: Known, role: Role, key: str, money: Decimal) -> None:
    """An amount. What is only called the usual price is the advertisement's word where the true one is known too."""
    usual = _USUAL.search(words_of(key)) if role == "reference" else None
    if role not in found.money:
        found.money[role] = money
        found.called = usual[0] if usual else found.called
    elif usual:
        found.money.setdefault("was", money)
    elif role == "reference" and found.called:
        found.money.setdefault("was", found.money[role])
        found.money[role], found.called = money, ""


def _count(found: Known, role: Role, key: str, value: Any) -> None:
    if nothing(value) or (value is True and "never" in words_of(key)):
        found.counts.setdefault(role, 0)
        return
    some = out_of(value)
    if some is not None and role in _OF_ALL:
        scale = unit_of(key, value) if role == "reference_days" else 1
        found.counts.setdefault(role, some[0] * scale)
        found.counts.setdefault(_OF_ALL[role], some[1] * scale)
        return
    many = number(value)
    if many is None or many < 0:
        if not isinstance(value, bool):
            found.unread.append(key)
    elif role in ("units_at", "units_of", "units_low", "items_at", "items_of"):
        found.counts.setdefault(role, int(many))
    elif many * unit_of(key, value) > _LONGEST:
        found.unread.append(key)
    else:
        found.counts.setdefault(role, int(many * unit_of(key, value)))
        every = days_looked_at(key)
        if role == "reference_days" and every is not None and every >= found.counts[role]:
            found.counts.setdefault("window_days", every)


def _period(found: Known, text: str) -> None:
    whole = days(text)
    found.every_day += whole
    if whole:
        found.dates.setdefault("start", whole[0])
    long = length(text)
    if long is not None:
        found.counts.setdefault("promotion_days", long)


def _asked(found: Known, key: str, text: str) -> None:
    """From when to when the compared price was asked."""
    long = length(text)
    if long is None:
        found.unread.append(key)
        return
    found.counts.setdefault("reference_days", long)
    found.dates.setdefault("last_at", days(text)[-1])


def first_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The first that is known."""
    return next((one for one in values if one is not None), None)
