"""What came of a rule, why not more, and what was taken for granted, in Chinese."""

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
from promocalc.explain.receipt.labels_zh import labels
from promocalc.explain.rules.take_zh import limit_verb
from promocalc.explain.rules.views_zh import attribute_word, each_unit, own, period, pool, value, view
from promocalc.rules.quantity import LineNumber, Quantity
from promocalc.rules.take import Deposit


def status(outcome: Outcome) -> str:
    """What came of a rule, in a word or two."""
    match outcome:
        case Applied():
            return "已用"
        case Capped(("balance",), _, granted) if granted:
            return "已用尽"
        case Capped():
            return "已封顶"
        case Clipped():
            return "已用一部分"
        case Skipped():
            return "未用上"
        case NotChosen():
            return "未选"
        case Beaten(prefer="first"):
            return "未用"
        case Beaten():
            return "有更优惠"
        case Excluded():
            return "互斥"
        case Refused():
            return "不可用"
        case _:
            assert_never(outcome)


def outcome(step: Step, names: Names) -> str:
    """What came of a rule on a pool, with its numbers."""
    money, verb = partial(names.taken, step), "返" if names.is_given(step.rule) else "减"
    match step.outcome:
        case Applied():
            return f"已用{_elsewhere(step)}"
        case Capped(("balance",), wanted, granted) if granted and (wallet := names.wallet(step)):
            return f"余额「{wallet.name}」的 {money(granted)} 全部用上（最多可抵 {money(wanted)}）{_elsewhere(step)}"
        case Capped(limits, wanted, 0) if names.takes_all_or_nothing(step):
            bounds = "，".join(_limit(limit, step, names) for limit in limits)
            why = f"（{bounds}）" if bounds else ""
            return f"已封顶：应{verb} {money(wanted)}，超出上限{why}，整笔不{verb}"
        case Capped(limits, wanted, granted):
            bounds = "，".join(_limit(limit, step, names) for limit in limits)
            some = f"已封顶：应{verb} {money(wanted)}，只{verb} {money(granted)}" if granted != wanted else "已封顶"
            return f"{some}（{bounds}）{_elsewhere(step)}" if bounds else f"{some}{_elsewhere(step)}"
        case Clipped(lines, granted, lost):
            return f"已用一部分：{money(granted)} 中有 {money(lost)} 作废，{names.lines(lines)}已无可减"
        case Skipped(why):
            return f"未用上：{reason(why, step, names)}"
        case NotChosen(wanted):
            return f"未选：按选择不用，{_instead(wanted, step, names)}"
        case Beaten(by, own, _, "first") if by:
            return f"未用：已用{names.rules(by)}，二者只能用一个，本可{verb} {money(own)}"
        case Beaten(by, own, winning):
            if not by:
                return f"有更优惠：所在方案未采用（可减 {names.money(own)}）"
            tie = "，相同则取写在前面的" if own == winning else ""
            return f"有更优惠：{names.rules(by)}减 {names.money(winning)}，这里减 {names.money(own)}{tie}"
        case Excluded(by, wanted):
            would = f"，本可{verb} {money(wanted)}" if wanted else ""
            return f"互斥：不可与{names.rules(by)}同用，后者已用{would}"
        case Refused(lines, wanted, room):
            return f"不可用：应减 {money(wanted)}，而{names.lines(lines)}最多可减 {money(room)}，整笔不减"
        case _:
            assert_never(step.outcome)


def _instead(wanted: int, step: Step, names: Names) -> str:
    """What would have come of a rule that the shopper left alone."""
    if not wanted:
        return "即使选用也不满足条件"
    if isinstance(names.rule_of(step).take, Deposit):
        return "不付这笔定金"
    return f"本可{'返' if names.is_given(step.rule) else '减'} {names.taken(step, wanted)}"


def _elsewhere(step: Step) -> str:
    kept = step.formula and step.formula[-1].name == "kept"
    return "；其余商品另有更优惠" if kept else ""


def _limit(limit: Limit, step: Step, names: Names) -> str:
    rule = names.rule_of(step)
    cap, verb = rule.cap, limit_verb(rule.take)
    match limit:
        case "each":
            return f"{each_unit(rule.each, rule.per)}最多{verb}{_bound(cap.each, step, names)}"
        case "pool":
            return f"{each_unit('pool', rule.per)}最多{verb}{_bound(cap.pool, step, names)}"
        case "order":
            return f"每单最多{verb}{_bound(cap.order, step, names)}"
        case "day" | "week" | "month" | "year" | "person" | "campaign":
            used = names.used_before(step, limit)
            before = f"，此前已用 {used}" if used else ""
            return f"{period(limit)}最多{verb}{_bound(getattr(cap, limit), step, names)}{before}"
        case "balance":
            wallet = names.wallet(step)
            return f"余额「{wallet.name}」只有 {names.held(wallet)}" if wallet else "余额不足"
        case "step":
            whole = names.whole_steps(step)
            return f"只能用 {whole}{' ' if whole[-1].isdecimal() else ''}的整数倍" if whole else "只能用整数个积分"
        case _:
            assert_never(limit)


def _bound(cap: Quantity | None, step: Step, names: Names) -> str:
    if isinstance(cap, LineNumber):
        return own(cap.attribute)
    return f" {names.bound(step, cap) or labels.none}"


def reason(why: SkipReason, step: Step, names: Names) -> str:
    """Why a rule did nothing, with the distance."""
    money = names.money
    match why:
        case BelowThreshold():
            return _below(why, names)
        case AboveCeiling(view_, ceiling, have, counts):
            most, is_, over = (names.measure(number, counts) for number in (ceiling, have, have - ceiling))
            return f"超出上限 {most}：{view(view_, names)} {is_}，多出 {over}"
        case NothingInScope():
            return "购物车里没有参加该活动的商品"
        case NothingLeft():
            return "已无可减：相关商品已降到最低"
        case NoWholeStep(view_, every, have, counts):
            need, is_, short = (names.measure(number, counts) for number in (every, have, why.missing))
            unit = " 件" if counts else ""
            return f"还差 {short}{unit} 满 {need}{unit}（{view(view_, names)} {is_}）"
        case AlreadyCheaper(target, have):
            return f"现价 {money(have)}，本来就不高于 {money(target)}"
        case TakesNothing():
            return "算下来减 0"
        case NotFor() | NotThisOrder() | OutsideWindow() | OutsideHours() | NoMoment():
            return _not_now(why)
        case NotHeld() | UsedUp() | BalanceEmpty() | BelowLeast():
            return _not_in_hand(why, step, names)
        case NoAmountInCurrency() | NoFullSet() | LimitReached() | UsedBefore():
            return _not_again(why, names)
        case OnlyPromised():
            condition = names.rule_of(step).if_promised
            return f"只是承诺，不计入：{names.text(condition) if condition else labels.none}"
        case LeftOut():
            return "比较时不计"
        case _:
            assert_never(why)


def _not_now(why: NotFor | NotThisOrder | OutsideWindow | OutsideHours | NoMoment) -> str:
    match why:
        case NotFor():
            return _not_for(why)
        case OutsideWindow(start, end, at):
            if start is not None and at < start:
                return f"{moment(start)} 才开始，计价时刻 {moment(at)}"
            return f"{moment(end)} 已结束，计价时刻 {moment(at)}" if end is not None else f"不适用于 {moment(at)}"
        case OutsideHours(start_at, end_at, at):
            return f"只限每天 {clock(start_at)} 至 {clock(end_at)}，此时 {clock(at.time())}"
        case NoMoment():
            return "只在特定时段有效，而未给出时刻"
        case NotThisOrder():
            return _not_this_order(why)
        case _:
            assert_never(why)


def _not_again(why: NoAmountInCurrency | NoFullSet | LimitReached | UsedBefore, names: Names) -> str:
    match why:
        case NoAmountInCurrency(currency):
            return f"条款没有写明 {currency} 的金额"
        case NoFullSet():
            return _no_full_set(why)
        case LimitReached(over, times):
            return f"{period(over)}限用 {times:,} 次，已用满"
        case UsedBefore((), _):
            return "参加的商品或金额前面已用过"
        case UsedBefore(by, "pieces"):
            return f"参加的商品已用于{names.rules(by)}"
        case UsedBefore(by):
            return f"金额已计入{names.rules(by)}的门槛，不再重复计入"
        case _:
            assert_never(why)


def _no_full_set(why: NoFullSet) -> str:
    unit = "件" if why.distinct is None else "种"
    what = "现有" if why.distinct is None else f"{attribute_word(why.distinct)}现有"
    other = "搭配商品" if why.companions else ""
    return f"凑不成一组：{other}还差 {why.need - why.have} {unit}满 {why.need} {unit}（{what} {why.have} {unit}）"


def _not_in_hand(why: NotHeld | UsedUp | BalanceEmpty | BelowLeast, step: Step, names: Names) -> str:
    match why:
        case NotHeld():
            return "没有这张券"
        case UsedUp():
            used = _used_on(step, names)
            return f"券已用于{used}" if used else "券已用完"
        case BalanceEmpty(balance):
            spent = "已用完" if names.receipt.cart.wallet.balances.get(balance) else "为零"
            return f"余额「{clean(balance)}」{spent}"
        case BelowLeast(balance, least, have):
            return f"余额「{clean(balance)}」一次至少用 {names.money(least)}，这里只能用 {names.money(have)}"
        case _:
            assert_never(why)


def _below(why: BelowThreshold, names: Names) -> str:
    need, have, short = (names.measure(number, why.counts) for number in (why.need, why.have, why.missing))
    looks = view(why.view, names)
    if why.counts:
        unit = "件" if why.view == "pieces" else "种"
        looks = "现有" if why.view == "pieces" else f"现有{looks}"
        need, have, short = f"{need} {unit}", f"{have} {unit}", f"{short} {unit}"
    reach = (" 才超过 " if why.above else "满 " if why.counts else " 满 ") + need
    if why.any_line:
        return f"没有单款商品达到门槛：最高的还差 {short}{reach}（{looks} {have}）"
    if why.needed_before:
        whole, used = (names.money(amount) for amount in (why.have + why.needed_before, why.needed_before))
        return f"还差 {short}{reach}（{looks} {whole}，其中 {used} 已计入前面活动的门槛）"
    other = "，按另一些商品计" if why.elsewhere else ""
    return f"还差 {short}{reach}（{looks} {have}{other}）"


def _not_for(why: NotFor) -> str:
    if not why.wanted:
        return "不适用于此身份或此时刻"
    if why.attribute == "new":
        wants_new = ("true" in why.wanted) != why.barred
        who = "只限新客" if wants_new else "只限老客"
        known = {"true": "此人是新客", "false": "此人不是新客"}
        return f"{who}；{known.get(why.actual or '', '未说明是否新客')}"
    attribute = attribute_word(why.attribute)
    wanted = "或".join(value(why.attribute, one) for one in why.wanted)
    if why.barred:
        return f"{attribute}为{wanted}的不适用"
    actual = f"现为{value(why.attribute, why.actual)}" if why.actual is not None else "未说明"
    return f"须{attribute}为{wanted}（{actual}）"


def _not_this_order(why: NotThisOrder) -> str:
    so_far = "未说明已下几单" if why.actual is None else f"已下 {why.actual} 单"
    if why.at_most == 0:
        return f"只限首单；{so_far}"
    if why.at_most is None:
        return f"须已下至少 {why.at_least} 单；{so_far}"
    span = str(why.at_least) if why.at_least == why.at_most else f"{why.at_least} 至 {why.at_most}"
    return f"须已下 {span} 单；{so_far}"


def _used_on(step: Step, names: Names) -> str:
    used = [one for one in names.receipt.steps if one.rule == step.rule and one.shares]
    return names.joined(pool(names.rule_of(one).per, one.pool, names) for one in used)


def next_step(ahead: NextStep, step: Step, names: Names) -> str:
    """What would make a rule take more."""
    verb = "返" if names.is_given(step.rule) else "减"
    gain = f"{'再' if step.shares else '可'}{verb} {names.taken(step, ahead.gain)}"
    if ahead.counts:
        return f"再凑 {ahead.missing} 件 -> {gain}"
    return f"再凑 {names.money(ahead.missing)} -> {gain}"


def equation(found: Equation, step: Step) -> str:
    """What an equation of the working works out."""
    match found.name:
        case "wanted":
            if not (step.added or step.deduction):
                return "返"
            return "加收" if step.added else "优惠"
        case "capped":
            return "封顶后"
        case "granted":
            return "限额后"
        case "kept":
            return "实减"
        case _:
            assert_never(found.name)


def assumption(taken: Assumption, names: Names) -> str:
    """What was taken for granted, in a sentence."""
    match taken:
        case AssumedCoupons(rules):
            return f"未说明有哪些券：假定每种各有一张（{names.rules(rules)}）。"
        case AssumedTried(rules):
            return f"{names.rules(rules)}中未作选择：按所写顺序取第一个适用的；换一种选择也许更便宜。"
        case AssumedReading(reading, others):
            rest = names.joined(names.quoted(clean(other)) for other in others)
            return f"条款未写明，这里按解读{names.quoted(clean(reading))}计；其他解读：{rest}。"
        case AssumedBest(kept, left):
            return f"{names.rules(kept)}与{names.rules(left)}不可同用：取应付更少的{names.rules(kept)}。"
        case AssumedLeast(rules):
            return f"{names.rules(rules)}随机减免，这里按最少的计；应付的两端见区间。"
        case AssumedUnused(rules):
            return f"未说明此前是否用过{names.rules(rules)}，限额按尚未用过计。"
        case AssumedUntaxed(lines, attribute):
            return f"{names.lines(lines)}没有写“{clean(attribute)}”，不计税。"
        case AssumedNobody(attributes):
            unknown = names.joined(attribute_word(one) for one in attributes)
            return f"未说明购买者的{unknown}，相关优惠按不适用计。"
        case AssumedBalanceDay(at):
            return f"未说明何时付尾款：按尾款开始支付时计，即 {moment(at)}。"
        case LapsesBefore(rule, until, balance_at):
            return (
                f"{names.rules((rule,))}付定金时有效，{moment(until)} 到期：付尾款时（{moment(balance_at)}）已经失效。"
            )
        case Promise(rule):
            condition = names.receipt.rule(rule).if_promised
            return f"{names.rules((rule,))}有条件：{names.text(condition) if condition else labels.none}。"
        case _:
            assert_never(taken)
