"""Prices that fall after the order, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.protect_words import ProtectLabels
from promocalc.timeline.protected import (
    AboveCap,
    BalanceFalls,
    Counts,
    LessToRefund,
    NoFall,
    NothingOwed,
    NothingToRefund,
    NotProtected,
    NotSoldNow,
    OutOfTime,
    PaidBefore,
)

labels = ProtectLabels(
    title="Price protection",
    ordered="Ordered",
    received="Received",
    claimed="Claimed",
    paid="Paid then",
    pays_now="The same order now",
    owed="Owed",
    total="Total",
    lines="Line by line",
    item="Item",
    pieces="Pieces",
    then="Then",
    now="Now",
    fall="Fell by",
    tax="Of which tax",
    already="Had before",
    compared="How the prices are compared",
    marked="tag price",
    counted="price that counts",
    not_sold="not sold any more",
    why="Why not more",
    naive="What one would think",
    differs="Why it differs",
    same="the same",
    notes="Worth knowing",
    policy="By these terms",
    silent="The terms say nothing of price protection: nothing is promised. The figures are what the usual terms would "
    "give: the price of one piece after what the merchant pays for, without a time limit.",
    no_moment="No moment is given for the claim: today's offers are taken to be those of the moment of the order.",
    no_time="Whether the claim is in time cannot be said: a moment that the terms count from, or that of the claim, is "
    "missing.",
)


def counts(counts: Counts) -> str:
    """Whether a cut enters the compared price."""
    match counts:
        case "counts":
            return "counts"
        case "funded":
            return "does not count: others pay for it"
        case "left_out":
            return "does not count: the terms leave it out"
        case "later":
            return "for later, counts"
        case "later_out":
            return "for later, does not count"
        case _:
            assert_never(counts)


def why(why: NothingOwed, names: Names, clock: Clock) -> str:
    """Why nothing is owed, or less than the price fell."""
    match why:
        case OutOfTime(closes, late):
            days = "1 day" if late == 1 else f"{late} days"
            return f"too late by {days}: claims ended before {clock.stamp(closes)}"
        case NotProtected(rules):
            return f"bought under {names.rules(rules)}, whose goods are not protected"
        case NoFall(higher):
            return f"what counts is {names.price(higher)} higher now" if higher else "what counts has not changed"
        case BalanceFalls(by):
            return f"its balance is not paid yet: that falls by {names.price(by)}, and the deposit stays what it is"
        case PaidBefore(fell, already):
            return f"it fell by {names.price(fell)}, and {names.price(already)} has been paid back before"
        case NothingToRefund():
            return "everything that was paid for it has come back already"
        case NotSoldNow():
            return "it is not sold any more, so it has no price now"
        case LessToRefund(fell, left):
            return f"it fell by {names.price(fell)}, and only {names.price(left)} can still be refunded"
        case AboveCap(owed, cap):
            return f"{names.price(owed)} would be owed, but one claim brings at most {names.price(cap)} in all"
        case _:
            assert_never(why)


def in_time(closes: str) -> str:
    """Until when it is in time."""
    return f"in time, before {closes}"


def too_late(closes: str) -> str:
    """The time for claims is over."""
    return f"too late, claims ended before {closes}"


def naive(amount: str) -> str:
    """What one would think."""
    return f"{amount}: paid then, less the same order now"


def differs(uncounted: str, by_piece: bool) -> str:
    """Why that is not what is owed: rules that do not count, one piece priced by itself; or neither."""
    reasons = [f"{uncounted} does not count"] if uncounted else []
    reasons += ["one piece is priced by itself"] if by_piece else []
    return "; ".join(reasons) or "see line by line"
