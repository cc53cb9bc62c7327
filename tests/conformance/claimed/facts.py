"""What a case knows, as promocalc's own facts and history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from promocalc.claims.claim import Claim, FinalPrice, Off, Save, Until, WasNow
from promocalc.claims.facts import Facts
from promocalc.claims.history import History
from promocalc.money import CURRENCIES, Rate

from .known import Known, first_of
from .prices import Stretch
from .saying import was_of
from .values import days, earlier

_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")


def facts_of(known: Known, text: str, claims: Sequence[Claim]) -> tuple[Facts, History]:
    """Both, of one thing."""
    start = start_of(known, text)
    money, counts = known.money, known.counts
    now = _now(known, claims, start)
    reference_days, window = _days(known)
    said: dict[str, Any] = {
        "start": start,
        "first": known.dates.get("first_cut"),
        "now": now,
        "charged": _charged(known, claims),
        "reference": _reference(known, now, claims),
        "market": money.get("market"),
        "list_price": money.get("maker"),
        "before": first_of([money.get("standing"), money.get("before")]),
        "before_days": counts.get("before_days"),
        "reference_days": reference_days,
        "window_days": window,
        "since_reference": counts.get("since", _since(known, start)),
        "sold_since": known.dates.get("sold_since", _sold_since(known, start)),
        "promotion_days": counts.get("promotion_days"),
        "sold_at_reference": _sold(known),
        "items_reached": _reached(known, claims),
        "shown": known.told.get("shown"),
        "later": _later(known, claims, start),
        "planned": known.told.get("planned"),
        "every_item": known.told.get("every"),
        "extended": known.told.get("extended"),
        "reference_explained": known.told.get("explained"),
        "refunded": money.get("refunded"),
        "gift_price": money.get("gift_price"),
    }
    said |= {key: value for key, value in _steps(known, claims).items() if said[key] is None}
    if (said["window_days"] or 0) < max(said["reference_days"] or 0, 1):
        # Nobody counted more days than were looked at: these are of something else.
        said["window_days"] = None
    history = History.of(known.timeline.observations(known.currency))
    told = {key: value for key, value in said.items() if value is not None and key in Facts.model_fields}
    return Facts.model_validate(told), history


def start_of(known: Known, text: str) -> date | None:
    """The first day of the reduction: as it is said, else the day of the prices that the words name, else the last
    one; the first where a price to come is announced."""
    if "start" in known.dates:
        return known.dates["start"]
    # The day from which a higher price is announced is named too.
    then = known.money.get("then")
    dated = [one.first for one in known.timeline.stretches if one.first is not None and one.price != then]
    if not dated:
        return next(iter(days(text)), None)
    for one in _MONTH_DAY.finditer(text):
        named = [day for day in dated if (day.month, day.day) == (int(one[1]), int(one[2]))]
        if named:
            return named[0]
    whole = [day for day in days(text) if day in dated]
    if whole:
        return whole[0]
    return min(dated) if "then" in known.money else max(dated)


def _now(known: Known, claims: Sequence[Claim], start: date | None) -> Decimal | None:
    money = known.money
    if "now" in money:
        return money["now"]
    # A voucher or 满减 comes off the label's price of that day.
    tag = next((one.price for one in known.timeline.stretches if one.kind == "tag" and one.first == start), None)
    off = next((one for one in claims if isinstance(one, Save) and one.start is not None), None)
    if tag is not None and off is not None and off.start is not None and tag >= off.start:
        return tag - off.amount
    if "tag" in money and "charged" not in money:
        return money["tag"]
    return None


def _charged(known: Known, claims: Sequence[Claim]) -> Decimal | None:
    """What is charged; a fee that nobody can avoid comes on top of what is advertised."""
    money = known.money
    if "charged" in money or "fee" not in money:
        return money.get("charged")
    said = [one.amount for one in claims if isinstance(one, FinalPrice)]
    asked = first_of([money.get("now"), money.get("tag"), *said])
    return None if asked is None else asked + money["fee"]


def _reference(known: Known, now: Decimal | None, claims: Iterable[Claim]) -> Decimal | None:
    money = known.money
    if "reference" in money:
        return money["reference"]
    said = [one.now for one in claims if isinstance(one, WasNow)] + [
        one.amount for one in claims if isinstance(one, FinalPrice)
    ]
    asked = first_of([now, *said, *(one.price for one in known.timeline.stretches[-1:])])
    if asked is None:
        return None
    if "real_saving" in money:
        return asked + money["real_saving"]
    if "real_rate" in known.shares and known.shares["real_rate"] < 1:
        whole = Fraction(asked) / (1 - known.shares["real_rate"])
        step = Decimal(1).scaleb(-CURRENCIES[known.currency])
        return (Decimal(whole.numerator) / Decimal(whole.denominator)).quantize(step, ROUND_HALF_UP)
    return None


def _days(known: Known) -> tuple[int | None, int | None]:
    """On how many days the compared price was asked, and of how many."""
    counts = known.counts
    if known.told.get("never_asked") is False:
        return 0, counts.get("window_days")
    part = known.shares.get("time_share")
    if part is not None and "reference_days" not in counts:
        return part.numerator, part.denominator
    asked, low = counts.get("reference_days"), counts.get("low_days")
    if asked is not None and low is not None and "window_days" not in counts:
        return asked, asked + low
    return asked, counts.get("window_days")


def _since(known: Known, start: date | None) -> int | None:
    last = known.dates.get("last_at")
    return None if last is None or start is None or last > start else (start - last).days


def _sold_since(known: Known, start: date | None) -> date | None:
    long = known.counts.get("sale_days")
    return None if long is None or start is None else earlier(start, long)


def _sold(known: Known) -> Rate | None:
    counts = known.counts
    if "sold_share" in known.shares:
        return Rate(known.shares["sold_share"])
    if counts.get("units_at") == 0 or _days(known)[0] == 0:
        return Rate(Fraction(0))
    every = counts.get("units_of", counts.get("units_at", 0) + counts["units_low"] if "units_low" in counts else 0)
    if "units_at" in counts and every >= counts["units_at"] > 0:
        return Rate(Fraction(counts["units_at"], every))
    return None


def _reached(known: Known, claims: Iterable[Claim]) -> Rate | None:
    counts = known.counts
    if "items_share" in known.shares:
        return Rate(known.shares["items_share"])
    if counts.get("items_at") == 0:
        return Rate(Fraction(0))
    if "items_at" in counts and counts.get("items_of", 0) >= max(counts["items_at"], 1):
        return Rate(Fraction(counts["items_at"], counts["items_of"]))
    of_many = [one for one in claims if getattr(one, "reach", "item") != "item"]
    if not of_many or not known.items:
        return None
    reach = [_reaches(of_many[0], one) for one in known.items]
    if None in reach:
        return None
    return Rate(Fraction(sum(one is True for one in reach), len(reach)))


def _reaches(claim: Claim, item: Known) -> bool | None:
    now = first_of([item.money.get("now"), item.money.get("charged")])
    label = item.money.get("tag") if "charged" in item.money else None
    base = first_of([item.money.get("reference"), was_of(item), label])
    match claim:
        case FinalPrice(amount=asked):
            return None if now is None else now <= asked
        case Off(rate=rate):
            if "real_rate" in item.shares or "claimed_rate" in item.shares:
                return item.shares.get("real_rate", item.shares.get("claimed_rate", 0)) >= rate.fraction
            return None if now is None or base is None else Fraction(now) <= Fraction(base) * (1 - rate.fraction)
        case Save(amount=saved):
            return None if now is None or base is None else base - now >= saved
        case _:
            return None


def _later(known: Known, claims: Iterable[Claim], start: date | None) -> Decimal | None:
    if "later" in known.money:
        return known.money["later"]
    told = "then" in known.money or any(isinstance(one, Until) and one.then is not None for one in claims)
    after = [
        one.price
        for one in known.timeline.stretches
        if one.first is not None and start is not None and one.first > start
    ]
    return after[-1] if told and after else None


def _steps(known: Known, claims: Sequence[Claim]) -> dict[str, Any]:
    """Of prices that follow each other without days: what was asked before the compared one, and for how long each."""
    stretches = known.timeline.stretches
    was = first_of([*(one.was for one in claims if isinstance(one, WasNow)), was_of(known)])
    if was is None or len(stretches) < 2 or all(one.first is not None for one in stretches):
        return {}
    high = [at for at, one in enumerate(stretches[:-1]) if one.price >= was]
    if not high:
        return {"before": stretches[-2].price, "before_days": stretches[-2].days}
    first = high[-1]
    while first and stretches[first - 1].price >= was:
        first -= 1
    found: dict[str, Any] = {"reference_days": _long(stretches[first : high[-1] + 1])}
    between = _long(stretches[high[-1] + 1 : -1])
    found |= {"since_reference": between} if between else {}
    found |= {"promotion_days": stretches[-1].days} if stretches[-1].price < was else {}
    if first:
        found |= {"before": stretches[first - 1].price, "before_days": stretches[first - 1].days}
    return found


def _long(stretches: Sequence[Stretch]) -> int | None:
    found = [one.days for one in stretches]
    return None if None in found else sum(one for one in found if one is not None)
