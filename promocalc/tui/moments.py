"""The moments of an order as people type them: with an offset, or as the clocks of the rulebook's zone show."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias
from unicodedata import normalize
from zoneinfo import ZoneInfo

MomentField: TypeAlias = Literal["at", "balance_at", "received", "back_at"]
"""When the order is made (or its deposit paid), its balance paid, its goods received; and when goods go back, which no
cart holds."""


def typed_moment(text: str, zone: str) -> str | None:
    """What a cart's reader is handed: None where nothing was typed; a moment without an offset gets the zone's.

    >>> typed_moment("２０２０－１１－１１ 01:00", "Asia/Shanghai"), typed_moment(" ", "Asia/Shanghai")
    ('2020-11-11T01:00:00+08:00', None)

    What is no moment is handed on as it is, for the reader to refuse.
    """
    said = " ".join(normalize("NFKC", text).replace("/", "-").split())
    if not said:
        return None
    date, space, offset = said.rpartition(" ")
    if space and offset[:1] in ("+", "-") and ":" in date:
        said = date + offset  # as moments are shown: 2020-11-11 01:00 +08:00
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return text.strip()
    # A day alone is no moment: whether its first or its last minute is meant, nobody said.
    if moment.tzinfo is None and ":" in said:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.isoformat() if ":" in said else text.strip()


def shown_moment(at: datetime | None, zone: str) -> str:
    """The moment to begin editing with, on the clocks of the zone.

    >>> shown_moment(datetime.fromisoformat("2020-11-10T17:00:00+00:00"), "Asia/Shanghai")
    '2020-11-11 01:00'
    """
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(zone))
    return there.strftime("%Y-%m-%d %H:%M:%S" if there.second else "%Y-%m-%d %H:%M")
