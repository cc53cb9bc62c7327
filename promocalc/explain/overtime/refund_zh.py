"""Goods that go back, in Chinese."""

from __future__ import annotations

from typing import Literal, assert_never

from promocalc.explain.names import Names, clean
from promocalc.explain.overtime.refund_words import RefundLabels
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, RefundStage, TakenBack, Why

labels = RefundLabels(
    title="退款",
    ordered="下单",
    returned="退货",
    received="收货",
    stage="其时",
    paid="实付",
    goes_back="退哪些",
    item="商品",
    pieces="件数",
    tag="标价",
    cost="实付",
    back="退款",
    moved="改退余额",
    total="合计",
    part="部分",
    money="金额",
    expected="按标价以为能退",
    cash="退回现金",
    cash_late="若未过期，可退回现金",
    too_late="  但已过期，截止于",
    of_postage="  其中运费等加收",
    after_fee="  已扣手续费",
    to_wallets="退回余额",
    not_back="未退成现金",
    lost="任何形式都不退",
    got_before="此前已退",
    so_far="已付",
    deposit="定金",
    deposit_on="所退商品的定金",
    deposit_terms="按条款退回",
    deposit_usual="按通常做法退回",
    deposit_law="按法律至少退回",
    not_back_terms="按条款不退",
    not_back_usual="按通常做法不退",
    why="为什么没有全退",
    how="这笔钱的由来",
    elsewhere="另外退回或收回的",
    kept="留下的商品",
    kept_pay="最终花费",
    alone="若只买这些",
    difference="相差",
    nothing_kept="什么也没有留下",
    same="无",
    notes="值得留意",
    policy="依据的条款",
    silent="条款没有写退款。这里假设：退的商品按实付分摊退，全部退货后退券和运费，未付尾款的定金不退。",
)


def stage(stage: RefundStage) -> str:
    """What had happened by then."""
    match stage:
        case "deposit":
            return "已付定金，未付尾款"
        case "paid":
            return "已付清，未收货"
        case "received":
            return "已收货"
        case _:
            assert_never(stage)


def so_far(paid: str, pay: str) -> str:
    """What has been paid of all there is to pay."""
    return f"{paid}，共须付 {pay}"


def part(part: Part, names: Names, *, assumed: bool) -> str:
    """Why less money comes back than the tag says; ``assumed``: the terms are silent."""
    rule = names.rules((part.rule,)) if part.rule is not None else ""
    match part.kind:
        case "share":
            return f"{rule}已减，本来没付"
        case "coupon":
            return f"券{rule}"
        case "balance":
            return f"余额所付：{rule}"
        case "postage":
            return "运费等加收"
        case "deposit":
            return "按通常做法不退的定金" if assumed else "按条款不退的定金"
        case "clawback":
            return f"留下的商品单买更{'便宜' if part.amount < 0 else '贵'}"
        case "benefit":
            return f"已用掉的返利{rule}"
        case "fee":
            return "按条款扣的手续费"
        case "short":
            return "倒欠的部分，无人须付" if part.amount < 0 else "此前退货倒欠的部分"
        case "rounding":
            return "取整（对你有利）" if part.amount < 0 else "取整"
        case _:
            assert_never(part.kind)


def otherwise() -> str:
    """After an amount that comes back in another form."""
    return "（以原形式退回）"


def why(why: Why) -> str:
    """Why something that was spent stays spent."""
    match why:
        case "never":
            return "按条款不退"
        case "part":
            return "所用的商品没有全部退货"
        case "expired":
            return "已过有效期"
        case "received":
            return "已经收货"
        case _:
            assert_never(why)


_UNSURE = "（须届时仍有效：没有给出时刻）"


def balance(back: BalanceBack, names: Names) -> str:
    """What goes into a wallet again."""
    spent, amount = names.price(back.spent), names.price(back.amount)
    said = f"退回余额 {amount}；所退商品中它付了 {spent}"
    if back.why is not None:
        said += f"：{why(back.why)}"
    return said + (_UNSURE if back.unsure else "")


def coupon(back: CouponBack) -> str:
    """Whether a coupon can be used again."""
    many = f"{back.count} 张" if back.count > 1 else ""
    if back.why is not None:
        return f"{many}不退：{why(back.why)}"
    return f"{many}退回" + (_UNSURE if back.unsure else "")


def benefit(back: TakenBack, names: Names) -> str:
    """What is taken back of a benefit."""
    worth = names.price(back.worth)
    match back.kind:
        case _ if back.points:
            thing = f"{names.points(back.amount)}（值 {worth}）"
        case "cash":
            thing = f"返现 {worth}（另外收回，不从退款中扣）"
        case "voucher":
            thing = f"返券 {worth}"
        case other:
            thing = f"「{clean(other)}」{worth}"
    said = f"已用掉，从退款中扣 {worth}" if back.in_cash else f"收回 {thing}"
    return said if back.certain else f"{said}（这只是承诺，若未兑现则不收回）"


def funder(amount: str) -> str:
    """What somebody else had paid."""
    return f"所承担的 {amount} 退还给它，本来就不是你付的"


def with_wallets(paid: str, wallet: str) -> str:
    """What is paid in money, and what wallets pay."""
    return f"{paid}，另由余额付 {wallet}"


def dearer(amount: str) -> str:
    """The kept goods cost more than by themselves."""
    return f"比当初只买这些贵 {amount}"


def cheaper(amount: str) -> str:
    """The kept goods cost less than by themselves."""
    return f"比当初只买这些便宜 {amount}"


def in_time(closes: str) -> str:
    """Until when it is in time."""
    return f"未过期，{closes} 前可退"


def unknown_time(after: Literal["order", "payment", "receipt"], days: int) -> str:
    """Nobody said when the days begin in which goods can go back."""
    match after:
        case "receipt":
            return f"没有给出收货的时刻：收货之前，以及收货后 {days} 天内，都不算过期。"
        case "order":
            return f"没有给出下单的时刻：下单后 {days} 天内不算过期。"
        case "payment":
            return f"没有给出付款的时刻：付款后 {days} 天内不算过期。"
        case _:
            assert_never(after)


def at_once(amount: str, now: str) -> str:
    """Had everything gone back at once, another amount would have come back."""
    return f"若这些一次退完，共退 {amount}；现在共退 {now}。"


def one_by_one(amount: str, now: str) -> str:
    """Returned one by one, another amount comes back."""
    return f"若按这个顺序逐件退，共退 {amount}；一次退完则退 {now}。"


def short(amount: str) -> str:
    """Goods that are kept cost more than the refund."""
    return f"留下的商品涨价超过应退金额 {amount}；退货无须倒贴。"


def binds(amount: str, part: str, law: str | None) -> str:
    """How far the law lets a deposit bind: at least so much comes back."""
    where = f"（{law}）" if law else ""
    return f"法律规定定金不超过价款的 {part}{where}：至少应退 {amount}。"


def binds_less(amount: str, part: str, law: str | None) -> str:
    """The same, where the terms give more back than that."""
    where = f"（{law}）" if law else ""
    return f"法律规定定金不超过价款的 {part}{where}，至少应退 {amount}；条款退得更多，以较多者为准。"


def costs_less(amount: str) -> str:
    """More money comes back than was paid: kept goods cost less of it by themselves."""
    return f"退回的现金比这些商品的实付多 {amount}：留下的商品单买，现金正好少付这么多。"


def latest_fee() -> str:
    """Fees change with time, nobody said when, and so the last of them is taken."""
    return "手续费因退货时间而不同：这里按条款中最晚的一档计。"


def no_moment(stage: str) -> str:
    """Nobody said when the goods go back."""
    return f"没有给出退货的时刻：按{stage}计。"
