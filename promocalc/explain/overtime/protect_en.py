"""Prices that fall after the order, in English."""

from __future__ import annotations

from typing import Literal, assert_never

from promocalc.explain.moments import Clock
from promocalc.explain.names import Names
from promocalc.explain.overtime.protect_words import ProtectLabels
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
    ReasonKind,
    Unchanged,
)

labels = ProtectLabels(
    title="Price protection",
    ordered="Ordered",
    received="Received",
    claimed="Claimed",
    owed="Owed",
    usual="Usual",
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
    notes="Worth knowing",
    policy="By these terms",
    silent="The figures are what the usual terms would give: compared is one piece after what the merchant pays for, "
    "without a time limit.",
    no_moment="No moment is given for the claim: today's offers are taken to be those of the moment of the order.",
    no_time="Whether the claim is in time cannot be said: a moment that the terms count from, or that of the claim, is "
    "missing.",
)


def counts(counts: Counts) -> str:
    """Whether a cut enters the compared price."""
    match counts:
        case "counts":
            return "counts"
        case "wallet":
            return "does not count: a wallet pays it"
        case "funded":
            return "does not count: others pay for it"
        case "left_out":
            return "does not count: the terms leave it out"
        case "excluded":
            return "does not count: its goods are not protected"
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
        case Unchanged():
            return "neither its price nor any offer has changed: one piece by itself cost as much then"
        case BalanceFalls(0):
            return "the balance of the order is not paid yet, and does not fall"
        case BalanceFalls(by):
            return (
                f"the balance of the order is not paid yet: it falls by {names.price(by)}; the deposit stays as it is"
            )
        case PaidBefore(fell, already):
            return f"for the fall {names.price(fell)} is due, and {names.price(already)} has been paid back before"
        case NothingToRefund():
            return "everything that was paid for it has come back already"
        case NotSoldNow():
            return "it is not sold any more, so it has no price now"
        case LessToRefund(fell, already, left):
            before = f", {names.price(already)} has been paid back before" if already else ""
            return (
                f"for the fall {names.price(fell)} is due{before}, and only {names.price(left)} can still be refunded"
            )
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


def nothing_promised(usual: str) -> str:
    """The terms promise nothing; the usual ones would bring so much."""
    return f"nothing is promised: the terms say nothing of price protection; usual terms would give {usual}"


def naive(amount: str) -> str:
    """What one would think."""
    return f"{amount}: paid then, less the same order now"


def dearer(amount: str) -> str:
    """Nobody would think that anything is owed: the same order costs more now."""
    return f"nothing: the same order costs {amount} more now"


def differs(kind: ReasonKind, rules: str, pays: str) -> str:
    """One reason why that is not what is owed."""
    match kind:
        case "late" | "excluded" | "unpaid" | "unchanged":
            return _of_a_line(kind)
        case "uncounted":
            return f"left out of the comparison: {rules}" if rules else "offers that are compared without others"
        case "later":
            return f"for later, and compared as a lower price: {rules}"
        case "spent":
            return "coupons that the order used up are not at hand now"
        case "piece":
            return "one piece is priced by itself"
        case "dearer":
            return "what is dearer now is not set off"
        case "pays":
            return f"{pays} of the difference is paid back"
        case "already":
            return "paid back before"
        case "refunded":
            return "no more than can still be refunded"
        case "tax":
            return "tax"
        case "cap":
            return "a claim brings no more than its cap"
        case _:
            assert_never(kind)


def _of_a_line(kind: Literal["late", "excluded", "unpaid", "unchanged"]) -> str:
    match kind:
        case "late":
            return "too late"
        case "excluded":
            return "these goods are not protected"
        case "unpaid":
            return "the balance is not paid yet: it falls by itself"
        case "unchanged":
            return "neither the price nor any offer has changed"
        case _:
            assert_never(kind)
