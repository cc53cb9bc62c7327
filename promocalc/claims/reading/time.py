"""What sentences of any language say of time: the lowest price of a year, an offer that ends."""

from __future__ import annotations

import re
from datetime import date

from promocalc.claims.claim import Lowest, Until
from promocalc.claims.history import months_before
from promocalc.claims.reading.ways import Alternatives, Context, Way, either, made, one


def days_in(length: int, unit: str, at: date | None) -> int:
    """How many days so many days, weeks, months or years are; before ``at`` where it is known."""
    match unit:
        case "周" | "期":
            return 7 * length
        case "月" | "年":
            months = length * (12 if unit == "年" else 1)
            if at is not None and months <= 1200:
                return months_before(at, months).days
            return 365 * length if unit == "年" else 30 * length
        case _:
            return length


def this_year(match: re.Match[str], context: Context) -> Alternatives | None:
    """The lowest of the year: of the last one, or since January."""
    said = re.search(r"20\d\d", match[0])
    if said is not None and (context.at is None or int(said[0]) != context.at.year):
        return None
    past = made(Lowest, days=days_in(1, "年", context.at))
    since = None if context.at is None else (context.at - context.at.replace(month=1, day=1)).days
    return either(("past_year", past), ("since_january", made(Lowest, days=since) if since else None))


def ever(_match: re.Match[str], _context: Context) -> Alternatives | None:
    """The lowest there ever was."""
    return one(Lowest())


def ends(match: re.Match[str], context: Context) -> Alternatives | None:
    """An offer that ends on the day that is written."""
    found = context.days(match["day"])
    if len(found) < 2:
        return one(made(Until, ends=found[0] if found else None))
    return either(*((way, made(Until, ends=day)) for way, day in zip(_FIRST, found, strict=True)))


_FIRST: tuple[Way, ...] = ("day_first", "month_first")


def today(_match: re.Match[str], context: Context) -> Alternatives | None:
    """An offer that ends on the day it is made."""
    return one(made(Until, ends=context.at))


def limited(_match: re.Match[str], _context: Context) -> Alternatives | None:
    """An offer that ends, nobody says when."""
    return one(Until())
