"""What came of a rule, why not more, and what was taken for granted, in English."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from promocalc.engine.outcome import (
    AboveCeiling,
    AlreadyCheaper,
    Applied,
    AssumedBalanceDay,
    AssumedBest,
    AssumedCoupons,
    AssumedLeast,
    AssumedNobody,
    AssumedReading,
    AssumedTried,
    AssumedUntaxed,
    AssumedUnused,
    Assumption,
    BalanceEmpty,
    Beaten,
    BelowLeast,
    BelowThreshold,
    Capped,
    Clipped,
    Excluded,
    LapsesBefore,
    LeftOut,
    Limit,
    LimitReached,
    NextStep,
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
    Promise,
    Refused,
    Skipped,
    SkipReason,
    TakesNothing,
    UsedBefore,
    UsedUp,
)
from promocalc.engine.steps import Step
from promocalc.engine.working import Equation
from promocalc.explain.amounts import clock, moment
from promocalc.explain.names import Names, clean
from promocalc.explain.receipt.labels_en import labels
from promocalc.explain.rules.views_en import attribute_word, each_unit, own, period, pool, view
from promocalc.rules.quantity import LineNumber, Quantity
from promocalc.rules.take import Deposit


def status(outcome: Outcome) -> str:
    """What came of a rule, in a word or two."""
    match outcome:
        case Applied():
            return "applied"
        case Capped(("balance",), _, granted) if granted:
            return "used up"
        case Capped():
            return "capped"
        case Clipped():
            return "clipped"
        case Skipped():
            return "not used"
        case NotChosen():
            return "not chosen"
        case Beaten(prefer="first"):
            return "not used"
        case Beaten():
            return "beaten"
        case Excluded():
            return "excluded"
        case Refused():
            return "refused"
        case _:
            assert_never(outcome)


def outcome(step: Step, names: Names) -> str:
    """What came of a rule on a pool, with its numbers."""
    money, verb = partial(names.taken, step), "give" if names.is_given(step.rule) else "take"
    match step.outcome:
        case Applied():
            return f"applied{_elsewhere(step)}"
        case Capped(("balance",), wanted, granted) if granted and (wallet := names.wallet(step)):
            return f"uses up the {wallet.name} balance: {money(granted)}, of {money(wanted)} possible{_elsewhere(step)}"
        case Capped(limits, wanted, 0) if names.takes_all_or_nothing(step):
            bounds = "; ".join(_limit(limit, step, names) for limit in limits)
            why = f" ({bounds})" if bounds else ""
            return f"capped: it would {verb} {money(wanted)}, which is more than may go{why}, so it {verb}s nothing"
        case Capped(limits, wanted, granted):
            bounds = "; ".join(_limit(limit, step, names) for limit in limits)
            some = f"capped: {money(granted)} of {money(wanted)}" if granted != wanted else "capped"
            return f"{some}, {bounds}{_elsewhere(step)}" if bounds else f"{some}{_elsewhere(step)}"
        case Clipped(lines, granted, lost):
            return f"clipped: {money(lost)} of {money(granted)} is lost: {names.lines(lines)} had no more left to take"
        case Skipped(why):
            return f"not used: {reason(why, step, names)}"
        case NotChosen(wanted):
            return f"not chosen: left alone by choice{_instead(wanted, step, names)}"
        case Beaten(by, own, _, "first") if by:
            return f"not used: {names.rules(by)} stands in its place; this would {verb} {money(own)}"
        case Beaten(by, own, winning):
            if not by:
                return f"beaten: its alternative was not kept (it took {names.money(own)})"
            tie = ", the first written stands" if own == winning else ""
            return f"beaten by {names.rules(by)}: that takes {names.money(winning)}, this {names.money(own)}{tie}"
        case Excluded(by, wanted):
            would = f"; it would {verb} {money(wanted)}" if wanted else ""
            return f"excluded: cannot be combined with {names.rules(by)}, which took something already{would}"
        case Refused(lines, wanted, room):
            return (
                f"refused: it would take {money(wanted)} where at most {money(room)} may go "
                f"({names.lines(lines)}), so it takes nothing"
            )
        case _:
            assert_never(step.outcome)


def _instead(wanted: int, step: Step, names: Names) -> str:
    """What would have come of a rule that the shopper left alone."""
    if not wanted:
        return "; it would not have applied"
    if isinstance(names.rule_of(step).take, Deposit):
        return "; its deposit is not paid"
    return f", it would {'give' if names.is_given(step.rule) else 'take'} {names.taken(step, wanted)}"


def _elsewhere(step: Step) -> str:
    kept = step.formula and step.formula[-1].name == "kept"
    return "; on the other lines another offer takes more" if kept else ""


def _limit(limit: Limit, step: Step, names: Names) -> str:
    rule = names.rule_of(step)
    cap = rule.cap
    match limit:
        case "each":
            return f"at most {_bound(cap.each, step, names)}{each_unit(rule.each, rule.per)}"
        case "pool":
            return f"at most {_bound(cap.pool, step, names)}{each_unit('pool', rule.per)}"
        case "order":
            return f"at most {_bound(cap.order, step, names)} an order"
        case "day" | "week" | "month" | "year" | "person" | "campaign":
            used = names.used_before(step, limit)
            before = f", {used} of it used before" if used else ""
            return f"at most {_bound(getattr(cap, limit), step, names)} {period(limit)}{before}"
        case "balance":
            wallet = names.wallet(step)
            return f"the {wallet.name} balance holds {names.held(wallet)}" if wallet else "the balance"
        case "step":
            whole = names.whole_steps(step)
            return f"only whole multiples of {whole} are spent" if whole else "only whole points are spent"
        case _:
            assert_never(limit)


def _bound(cap: Quantity | None, step: Step, names: Names) -> str:
    if isinstance(cap, LineNumber):
        return own(cap.attribute)
    return names.bound(step, cap) or labels.none


def reason(why: SkipReason, step: Step, names: Names) -> str:
    """Why a rule did nothing, with the distance."""
    money = names.money
    match why:
        case BelowThreshold():
            return _below(why, names)
        case AboveCeiling(view_, ceiling, have, counts):
            most, is_, over = (names.measure(number, counts) for number in (ceiling, have, have - ceiling))
            return f"only up to {most} ({view(view_, names)}): it is {is_}, {over} over"
        case NothingInScope():
            return "nothing in the cart is part of this offer"
        case NothingLeft():
            return "nothing left to take: these lines already cost as little as they may"
        case NoWholeStep(view_, every, have, counts):
            need, is_, short = (names.measure(number, counts) for number in (every, have, why.missing))
            return f"{short} short of the first {need} ({view(view_, names)}: {is_})"
        case AlreadyCheaper(target, have):
            return f"costs {money(have)} already, which is not more than {money(target)}"
        case TakesNothing():
            return "works out to nothing"
        case NotFor() | NotThisOrder() | OutsideWindow() | OutsideHours() | NoMoment():
            return _not_now(why)
        case NotHeld() | UsedUp() | BalanceEmpty() | BelowLeast():
            return _not_in_hand(why, step, names)
        case NoAmountInCurrency() | NoFullSet() | LimitReached() | UsedBefore():
            return _not_again(why, names)
        case OnlyPromised():
            condition = names.rule_of(step).if_promised
            return f"only promised, so not counted: {names.text(condition) if condition else labels.none}"
        case LeftOut():
            return "left out of this comparison"
        case _:
            assert_never(why)


def _not_now(why: NotFor | NotThisOrder | OutsideWindow | OutsideHours | NoMoment) -> str:
    match why:
        case NotFor():
            return _not_for(why)
        case OutsideWindow(start, end, at):
            if start is not None and at < start:
                return f"starts {moment(start)}, priced at {moment(at)}"
            return f"ended {moment(end)}, priced at {moment(at)}" if end is not None else f"not at {moment(at)}"
        case OutsideHours(start_at, end_at, at):
            return f"daily from {clock(start_at)} to {clock(end_at)} only, it is {clock(at.time())}"
        case NoMoment():
            return "holds at certain times only, and no moment was given"
        case NotThisOrder():
            return _not_this_order(why)
        case _:
            assert_never(why)


def _not_again(why: NoAmountInCurrency | NoFullSet | LimitReached | UsedBefore, names: Names) -> str:
    match why:
        case NoAmountInCurrency(currency):
            return f"its terms name no amount in {currency}"
        case NoFullSet():
            return _no_full_set(why)
        case LimitReached(over, times):
            often = {1: "once", 2: "twice"}.get(times, f"{times:,} times")
            return f"applies at most {often} {period(over)}, and has done so"
        case UsedBefore((), _):
            return "what it is for was used before"
        case UsedBefore(by, "pieces"):
            return f"what it is for was used by {names.rules(by)} before"
        case UsedBefore(by):
            return f"the spending was needed by {names.rules(by)} before and does not count again"
        case _:
            assert_never(why)


def _no_full_set(why: NoFullSet) -> str:
    short = f"no full set: {why.need - why.have} short of {why.need}"
    if why.distinct is not None:
        return f"{short} different values of {attribute_word(why.distinct)} (there are {why.have})"
    if why.companions:
        return f"{short} pieces that each set needs besides (there are {why.have})"
    return f"{short} pieces (there are {why.have})"


def _not_in_hand(why: NotHeld | UsedUp | BalanceEmpty | BelowLeast, step: Step, names: Names) -> str:
    match why:
        case NotHeld():
            return "the coupon is not held"
        case UsedUp():
            used = _used_on(step, names)
            return f"the coupon was used up{f' on {used}' if used else ''}"
        case BalanceEmpty(balance):
            wallet = names.wallet(step)
            spent = "nothing left in" if wallet and names.receipt.cart.wallet.balances.get(balance) else "nothing in"
            return f"{spent} the {clean(balance)} balance"
        case BelowLeast(balance, least, have):
            could = names.money(have)
            return (
                f"at least {names.money(least)} of the {clean(balance)} balance is spent at once, here {could} could be"
            )
        case _:
            assert_never(why)


def _below(why: BelowThreshold, names: Names) -> str:
    need, have = names.measure(why.need, why.counts), names.measure(why.have, why.counts)
    short = names.measure(why.missing, why.counts)
    more = "exceeding " if why.above else ""
    looks = view(why.view, names)
    if why.any_line:
        return f"{short} short of {more}{need} on a single line (best line, {looks}: {have})"
    if why.counts:
        return f"{short} short of {more}{need} {looks} (there are {have}{_other(why)})"
    if why.needed_before:
        whole, used = (names.money(amount) for amount in (why.have + why.needed_before, why.needed_before))
        return f"{short} short of {more}{need} ({looks}: {whole}, of which earlier offers needed {used})"
    return f"{short} short of {more}{need} ({looks}: {have}{_other(why)})"


def _other(why: BelowThreshold) -> str:
    return ", over other lines than its own" if why.elsewhere else ""


def _not_for(why: NotFor) -> str:
    if not why.wanted:
        return "not for this shopper at this moment"
    if why.attribute == "new":
        wants_new = ("true" in why.wanted) != why.barred
        who = "only for new shoppers" if wants_new else "only for returning shoppers"
        known = {"true": "this shopper is new", "false": "this shopper is not new"}
        return f"{who}; {known.get(why.actual or '', 'nothing is said about this shopper')}"
    attribute, wanted = attribute_word(why.attribute), clean(" or ".join(why.wanted))
    if why.barred:
        return f"not for {attribute} {wanted}"
    actual = f"here: {clean(why.actual)}" if why.actual is not None else "not stated"
    return f"needs {attribute} {wanted} ({actual})"


def _not_this_order(why: NotThisOrder) -> str:
    so_far = "not stated how many there were" if why.actual is None else f"so far there were {why.actual}"
    if why.at_most == 0:
        return f"only for the first order; {so_far}"
    if why.at_most is None:
        return f"only after {why.at_least} orders or more; {so_far}"
    span = str(why.at_least) if why.at_least == why.at_most else f"{why.at_least} to {why.at_most}"
    return f"only after {span} orders; {so_far}"


def _used_on(step: Step, names: Names) -> str:
    used = [one for one in names.receipt.steps if one.rule == step.rule and one.shares]
    return names.joined(pool(names.rule_of(one).per, one.pool, names) for one in used)


def next_step(ahead: NextStep, step: Step, names: Names) -> str:
    """What would make a rule take more."""
    amount, more = names.taken(step, ahead.gain), " more" if step.shares else ""
    gain = f"{amount}{more} for later" if names.is_given(step.rule) else f"{amount}{more} off"
    if ahead.counts:
        return f"{ahead.missing} more {'piece' if ahead.missing == 1 else 'pieces'} -> {gain}"
    return f"{names.money(ahead.missing)} more -> {gain}"


def equation(found: Equation, step: Step) -> str:
    """What an equation of the working works out."""
    match found.name:
        case "wanted":
            if not (step.added or step.deduction):
                return "given"
            return "added" if step.added else "off"
        case "capped":
            return "capped"
        case "granted":
            return "allowed"
        case "kept":
            return "kept"
        case _:
            assert_never(found.name)


def assumption(taken: Assumption, names: Names) -> str:
    """What was taken for granted, in a sentence."""
    match taken:
        case AssumedCoupons(rules):
            return f"Nothing was said of coupons: one of each is taken to be held ({names.rules(rules)})."
        case AssumedTried(rules):
            among = names.rules(rules)
            return (
                f"Nothing was chosen among {among}: the first that applies, in written order, is used; "
                "another choice may cost less."
            )
        case AssumedReading(reading, others):
            rest = names.joined(clean(other) for other in others)
            return f"The terms do not say; they are read as {names.quoted(clean(reading))}. Other readings: {rest}."
        case AssumedBest(kept, left):
            return (
                f"{names.rules(kept)} and {names.rules(left)} cannot be combined: "
                f"{names.rules(kept)} was kept, which leaves less to pay."
            )
        case AssumedLeast(rules):
            return f"What {names.rules(rules)} takes is random: the least is counted; the range gives both ends."
        case AssumedUnused(rules):
            return f"Nothing is known of earlier uses of {names.rules(rules)}: none is counted against the limit."
        case AssumedUntaxed(lines, attribute):
            return f"{names.lines(lines)} state no {clean(attribute)}: no tax is counted on them."
        case AssumedNobody(attributes):
            unknown = names.joined(attribute_word(one) for one in attributes)
            return f"Not stated of the shopper: {unknown}. Rules that ask for it do not apply."
        case AssumedBalanceDay(at):
            return f"Nothing was said of when the balance is paid: as soon as it can be is assumed, {moment(at)}."
        case LapsesBefore(rule, until, balance_at):
            return (
                f"{names.rules((rule,))} holds when the deposit is paid, but ends {moment(until)}: "
                f"it has lapsed when the balance is paid, {moment(balance_at)}."
            )
        case Promise(rule):
            condition = names.receipt.rule(rule).if_promised
            return f"{names.rules((rule,))} counts only if: {names.text(condition) if condition else labels.none}."
        case _:
            assert_never(taken)
