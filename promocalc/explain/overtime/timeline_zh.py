"""Payments over time, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.amounts import rate
from promocalc.explain.moments import Clock, lasting
from promocalc.explain.names import Names
from promocalc.explain.overtime.timeline_words import By, Sure, TimelineLabels
from promocalc.explain.rules.policies import After
from promocalc.explain.rules.policies_zh import since
from promocalc.timeline.scenarios import BreakEven, InStock, ScenarioKind
from promocalc.timeline.windows import (
    BeginsWithin,
    DepositAboveLaw,
    DepositNotOpen,
    DepositSavesNothing,
    Finding,
    Lapses,
    LapsesWithin,
    Mark,
    NightBalance,
    PromiseAfterRefund,
    ProtectionEndsFirst,
    RefundEndsFirst,
    ShortBalance,
    Stage,
    VoucherEndsFirst,
    Window,
    WindowKind,
)

labels = TimelineLabels(
    title="时间线",
    zone="时区",
    ordered="下单",
    balance_at="付尾款",
    received="收货",
    windows="时间窗口",
    window_note="窗口在所写的结束时刻之前结束，不含该时刻。",
    when="时间",
    paid_at="付款时刻",
    pay="付款",
    stake="错过则",
    needs="条件",
    chance="概率",
    stop_before="此前放弃",
    stop_after="此后放弃",
    no_dates="未写明",
    phases="何时放弃，退多少",
    stage="阶段",
    begins="自",
    paid="已付",
    by_terms="按条款退",
    as_usual="按惯例退",
    by_law="按法律至少退",
    terms="条款",
    law="法律",
    protection="价保",
    silent="条款没有写退款：这里假设按实付分摊退。",
    silent_deposit="条款没有写退款：这里假设按实付分摊退，未付尾款的定金不退。",
    undated="这一单没有任何日期。",
    open_ended="尾款最晚何时付，条款没有写明：错过尾款要付多少，无从说起。",
    legend="● 付款、收货，或付款的起止  ○ 其他时刻",
    legend_open="═ 可付定金或尾款  ─ 都不可付",
    findings="值得留意",
    paths="几种走法",
    path="走法",
    deposit="定金",
    balance="尾款",
    total="合计",
    note="备注",
    cheapest="最省",
    same_prices="按新价最省",
    break_even="盈亏平衡",
    paid_deposit="已付定金",
    balance_is="尾款 = ",
    promises="承诺",
    forced="须再消费",
)


def kind(kind: WindowKind) -> str:
    """What a window is for."""
    match kind:
        case "order":
            return "下单"
        case "deposit":
            return "付定金"
        case "balance":
            return "付尾款"
        case "coupon":
            return "券或余额"
        case "offer":
            return "活动"
        case "refund":
            return "退货"
        case "protection":
            return "价保"
        case "promise":
            return "承诺"
        case "voucher":
            return "返券"
        case _:
            assert_never(kind)


def mark(mark: Mark, kind_: WindowKind | None) -> str:
    """What happens at a moment, in a word or two."""
    of = "" if kind_ is None else kind(kind_)
    match mark:
        case "opens":
            return f"{of}开始"
        case "closes":
            return f"{of}截止"
        case "ordered":
            return "下单付款"
        case "deposit":
            return "定金已付"
        case "balance":
            return "尾款已付"
        case "received":
            return "收货"
        case _:
            assert_never(mark)


def stake(window: Window, names: Names) -> str:
    """What a missed window costs; empty where nothing."""
    amount = "" if window.lost is None else names.price(window.lost)
    match window.stake:
        case "nothing":
            return ""
        case "deposit":
            return f"定金 {amount} 不退"
        case "saving":
            return f"要多付 {amount}"
        case "goods":
            return f"不能再退货，退款 {amount} 落空"
        case "difference":
            return "降价不再退差"
        case "benefit":
            return f"失去价值 {amount} 的返利"
        case _:
            assert_never(window.stake)


def days(count: int, after: After) -> str:
    """A window that is counted in days."""
    return f"{since(after)} {count} 天"


def back(paid: str, terms: str, law: str | None, assumed: bool) -> str:
    """What comes back of what was paid."""
    said = f"已付 {paid}，{'按惯例（条款未写）' if assumed else '按条款'}退 {terms}"
    if law is None:
        return said
    return f"{said}，按法律相同" if law == terms else f"{said}，按法律至少退 {law}"


def stage(stage: Stage) -> str:
    """What has happened by then."""
    match stage:
        case "unpaid":
            return "尚未付款"
        case "deposit":
            return "定金已付"
        case "paid":
            return "全部付清"
        case "received":
            return "已收货"
        case "final":
            return "退货期已过"
        case _:
            assert_never(stage)


def law(law: str, binds: str | None) -> str:
    """Which law bounds a deposit, and how."""
    return law if binds is None else f"{law}：定金不超过价款的 {binds}，超出部分为预付款，应予退还"


def finding(found: Finding, names: Names, clock: Clock) -> str:
    """What was found, in a sentence."""
    match found:
        case Lapses(rule, until, balance_at, saves):
            worth = "" if saves is None else f"：这一单因此少省 {names.price(saves)}"
            return (
                f"{names.rules((rule,))}有效期至 {clock.stamp(until)}，付尾款时（{clock.stamp(balance_at)}）"
                f"已经失效{worth}。"
            )
        case LapsesWithin(rule, until, closes, dearer):
            return (
                f"{names.rules((rule,))}到 {clock.stamp(until)} 结束，而尾款可付到 {clock.stamp(closes)}："
                f"付晚了要多付 {names.price(dearer)}。"
            )
        case BeginsWithin(rule, starts, opens, dearer):
            return (
                f"{names.rules((rule,))}到 {clock.stamp(starts)} 才开始，晚于尾款开付的 {clock.stamp(opens)}："
                f"付早了要多付 {names.price(dearer)}。"
            )
        case ShortBalance(opens, closes, _):
            return f"尾款只有 {lasting(closes - opens, 'zh')}可付：{clock.span(opens, closes).partition('（')[0]}。"
        case NightBalance(opens, _, only):
            return f"尾款{'只能在夜里付' if only else '在夜里开付'}：{clock.stamp(opens)} 起。"
        case DepositNotOpen():
            return _not_open(found, names, clock)
        case DepositAboveLaw(lines, deposit, price, bound, excess, part):
            return (
                f"{names.lines(lines)}价款 {names.price(price)}，定金付了 {names.price(deposit)}。法律规定定金不超过"
                f"价款的 {rate(part)}，即 {names.price(bound)}：超出的 {names.price(excess)} 是预付款，应予退还。"
            )
        case DepositSavesNothing(rule, deposit):
            return f"{names.rules((rule,))}不减价：付 {names.price(deposit)} 只是被锁定，一分不省。"
        case ProtectionEndsFirst(closes, "balance", at, _):
            return f"价保到 {clock.stamp(closes)} 结束，比付尾款还早 {lasting(at - closes, 'zh')}。"
        case ProtectionEndsFirst(closes, _, at, _):
            return f"价保到 {clock.stamp(closes)} 结束，比收货还早 {lasting(at - closes, 'zh')}。"
        case RefundEndsFirst(closes, received):
            return f"退货截止于 {clock.stamp(closes)}，而货到 {clock.stamp(received)} 才收到。"
        case PromiseAfterRefund(rule, by, closes):
            return f"{names.rules((rule,))}能否兑现要到 {clock.stamp(by)} 才知道，而退货截止于 {clock.stamp(closes)}。"
        case VoucherEndsFirst(rule, until, paid_at):
            return f"{names.rules((rule,))}返的券到 {clock.stamp(until)} 失效，早于付清的 {clock.stamp(paid_at)}。"
        case _:
            assert_never(found)


def _not_open(found: DepositNotOpen, names: Names, clock: Clock) -> str:
    when, rule = clock.span(found.opens, found.closes).partition("（")[0], names.rules((found.rule,))
    return f"{rule}{'已经结束' if found.over else '尚未开始'}：付定金的时间是 {when}。"


def path(kind: ScenarioKind) -> str:
    """One way that it can go."""
    match kind:
        case "presale":
            return "预售"
        case "in_stock_now":
            return "现在买现货"
        case "in_stock":
            return "当天买现货"
        case "walk_away":
            return "付定金后放弃"
        case "miss":
            return "错过尾款，改买现货"
        case "presale_fallen":
            return "预售，按新价"
        case "in_stock_fallen":
            return "买现货，按新价"
        case _:
            assert_never(kind)


def came_back(amount: str) -> str:
    """What of the deposit has come back, so that it is not in the total."""
    return f"定金已退回 {amount}"


def lost(lost: str, law: str | None, goods: bool) -> str:
    """What a way loses, and what by the law."""
    said = f"损失 {lost}" if goods else f"白付 {lost}"
    return said if law is None or law == lost else f"{said}（按法律 {law}）"


def more(amount: str, new: bool) -> str:
    """How much dearer than the cheapest way."""
    return f"比新价下最省的多 {amount.removeprefix('+')}" if new else amount


def against(kind: InStock) -> str:
    """What the presale is compared with."""
    match kind:
        case "in_stock_now":
            return "现在买现货"
        case "in_stock":
            return "当天买现货"
        case _:
            assert_never(kind)


def break_even(found: BreakEven, by: By, sure: tuple[Sure, str], names: Names) -> str:
    """Whether a deposit pays."""
    where = _by(by)
    saved, lost_, other = names.price(abs(found.saved)), names.price(found.lost), against(found.against)
    match found.verdict:
        case "never":
            more_ = f"比{other}贵 {saved}" if found.saved else f"与{other}同价"
            return f"{where}，预售不划算：{more_}。"
        case "always":
            return f"{where}，预售总是划算：比{other}省 {saved}，放弃也不损失。"
        case "depends":
            return f"{where}，{_sure(*sure)}划算：比{other}省 {saved}，放弃则损失 {lost_}。"
        case _:
            assert_never(found.verdict)


def _by(by: By) -> str:
    match by:
        case "terms":
            return "按条款"
        case "law":
            return "按法律"
        case "both":
            return "按条款和按法律都一样"
        case "usual":
            return "按惯例（条款未写）"
        case _:
            assert_never(by)


def _sure(sure: Sure, percent: str) -> str:
    match sure:
        case "at_least":
            return f"至少有 {percent} 的把握付尾款，预售才"
        case "more_than":
            return f"要有超过 {percent} 的把握付尾款，预售才"
        case "less_than":
            return f"付尾款的把握不到 {percent}，预售也"
        case _:
            assert_never(sure)


def second_purchase(spend: str) -> str:
    """What has to be spent before a voucher is worth anything."""
    return f"另行消费满 {spend}"
