"""Outcomes and reasons as data: a ``type``, and the numbers that belong to it."""

from __future__ import annotations

from typing import Any, assert_never

from promocalc.engine.outcome import (
    AboveCeiling,
    AlreadyCheaper,
    Applied,
    BalanceEmpty,
    Beaten,
    BelowLeast,
    BelowThreshold,
    Capped,
    Clipped,
    Excluded,
    LeftOut,
    LimitReached,
    NoAmountInCurrency,
    NoFullSet,
    NoMoment,
    NotChosen,
    NotFor,
    NotHeld,
    NothingInScope,
    NothingLeft,
    NotThisOrder,
    NoWholeStep,
    OnlyPromised,
    Outcome,
    OutsideHours,
    OutsideWindow,
    Refused,
    Skipped,
    SkipReason,
    TakesNothing,
    UsedBefore,
    UsedUp,
)
from promocalc.explain.data import moment_data
from promocalc.money import plain

Data = dict[str, Any]


def outcome_data(outcome: Outcome, currency: str, *, points: bool = False) -> Data:
    """What came of a rule; ``points``: what it would take are points, which are counted."""

    def money(minor: int) -> str | int:
        return minor if points else plain(minor, currency)

    match outcome:
        case Applied():
            return {"type": "applied"}
        case Capped(limits, wanted, granted):
            return {"type": "capped", "limits": list(limits), "wanted": money(wanted), "granted": money(granted)}
        case Clipped(lines, granted, lost):
            return {"type": "clipped", "lines": list(lines), "granted": money(granted), "lost": money(lost)}
        case Skipped(reason):
            return {"type": "skipped", "reason": reason_data(reason, currency)}
        case NotChosen(wanted):
            return {"type": "not_chosen", "wanted": money(wanted)}
        case Beaten(by, own, winning):
            return {"type": "beaten", "by": list(by), "own": money(own), "winning": money(winning)}
        case Excluded(by, wanted):
            return {"type": "excluded", "by": list(by), "wanted": money(wanted)}
        case Refused(lines, wanted, room):
            return {"type": "refused", "lines": list(lines), "wanted": money(wanted), "room": money(room)}
        case _:
            assert_never(outcome)


def reason_data(reason: SkipReason, currency: str) -> Data:
    """Why a rule did nothing."""
    match reason:
        case BelowThreshold() | AboveCeiling() | NoWholeStep() | AlreadyCheaper():
            return _of_amounts(reason, currency)
        case NotFor() | OutsideWindow() | OutsideHours() | NoMoment() | NotThisOrder():
            return _of_shopper(reason)
        case NothingInScope():
            return {"type": "nothing_in_scope"}
        case NothingLeft():
            return {"type": "nothing_left"}
        case TakesNothing():
            return {"type": "takes_nothing"}
        case NotHeld():
            return {"type": "not_held"}
        case UsedUp():
            return {"type": "used_up"}
        case BalanceEmpty(balance):
            return {"type": "balance_empty", "balance": balance}
        case BelowLeast(balance, least, have):
            money = {"least": plain(least, currency), "have": plain(have, currency)}
            return {"type": "below_least", "balance": balance, **money}
        case OnlyPromised():
            return {"type": "only_promised"}
        case LeftOut():
            return {"type": "left_out"}
        case NoAmountInCurrency() | NoFullSet() | LimitReached() | UsedBefore():
            return _of_pieces_and_times(reason)
        case _:
            assert_never(reason)


def _of_pieces_and_times(reason: NoAmountInCurrency | NoFullSet | LimitReached | UsedBefore) -> Data:
    match reason:
        case NoAmountInCurrency(currency):
            return {"type": "no_amount_in_currency", "currency": currency}
        case NoFullSet(need, have, distinct, companions):
            data: Data = {"type": "no_full_set", "need": need, "have": have, "missing": need - have}
            return data | {"distinct": distinct, "companions": companions}
        case LimitReached(period, times):
            return {"type": "limit_reached", "period": period, "times": times}
        case UsedBefore(by, uses):
            return {"type": "used_before", "by": list(by), "uses": uses}
        case _:
            assert_never(reason)


def _of_amounts(reason: BelowThreshold | AboveCeiling | NoWholeStep | AlreadyCheaper, currency: str) -> Data:
    counts = not isinstance(reason, AlreadyCheaper) and reason.counts

    def number(value: int) -> str | int:
        return value if counts else plain(value, currency)

    match reason:
        case BelowThreshold():
            return {
                "type": "below_threshold",
                "view": reason.view,
                "counts": counts,
                "need": number(reason.need),
                "have": number(reason.have),
                "missing": number(reason.missing),
                "above": reason.above,
                "elsewhere": reason.elsewhere,
                "any_line": reason.any_line,
            }
        case AboveCeiling(view, ceiling, have):
            over = number(have - ceiling)
            data: Data = {"type": "above_ceiling", "view": view, "counts": counts}
            return data | {"ceiling": number(ceiling), "have": number(have), "over": over}
        case NoWholeStep(view, every, have):
            data = {"type": "no_whole_step", "view": view, "counts": counts}
            return data | {"every": number(every), "have": number(have), "missing": number(reason.missing)}
        case AlreadyCheaper(target, have):
            return {"type": "already_cheaper", "target": number(target), "have": number(have)}
        case _:
            assert_never(reason)


def _of_shopper(reason: NotFor | OutsideWindow | OutsideHours | NoMoment | NotThisOrder) -> Data:
    match reason:
        case NotFor(attribute, wanted, actual, barred):
            data: Data = {"type": "not_for", "attribute": attribute, "wanted": list(wanted)}
            return data | {"actual": actual, "barred": barred}
        case OutsideWindow(start, end, at):
            return {
                "type": "outside_window",
                "from": moment_data(start),
                "until": moment_data(end),
                "at": moment_data(at),
            }
        case OutsideHours(start_at, end_at, at):
            hours = {"from": start_at.isoformat("minutes"), "until": end_at.isoformat("minutes")}
            return {"type": "outside_hours", **hours, "at": moment_data(at)}
        case NoMoment():
            return {"type": "no_moment"}
        case NotThisOrder(at_least, at_most, actual_):
            return {"type": "not_this_order", "at_least": at_least, "at_most": at_most, "actual": actual_}
        case _:
            assert_never(reason)
