"""Refunds and price protection as the terms have them, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, assert_never

from promocalc.explain.amounts import moment
from promocalc.explain.names import clean
from promocalc.explain.rules import take_zh
from promocalc.explain.rules.cents_zh import rounding_mode
from promocalc.explain.rules.policies_held import HeldBack
from promocalc.money import Rate
from promocalc.rules.cents import Round
from promocalc.rules.refund import FromWallet, Returned
from promocalc.rules.take import Clawback


def method(method: Literal["keep", "reprice"]) -> str:
    """What comes back of a price."""
    match method:
        case "keep":
            return "按实付分摊退：退的商品退还实际所付，留下的优惠不变。"
        case "reprice":
            return "重算后扣回：留下的商品重新计价，因此多出的金额从退款中扣除。"
        case _:
            assert_never(method)


def days(count: int, after: Literal["order", "payment", "receipt"]) -> str:
    """For how long goods may go back."""
    return f"{since(after)} {count} 天内可以退货。"


def since(after: Literal["order", "payment", "receipt", "campaign"]) -> str:
    """From when on days are counted."""
    match after:
        case "order":
            return "下单后"
        case "payment":
            return "付款后"
        case "receipt":
            return "收货后"
        case "campaign":
            return "活动结束后"
        case _:
            assert_never(after)


def coupons(when: Literal["never", "whole"]) -> str:
    """When a coupon comes back."""
    match when:
        case "never":
            return "用掉的券不退回。"
        case "whole":
            return "用券的商品全部退货后，券在有效期内退回。"
        case _:
            assert_never(when)


def balance(name: str | None, when: FromWallet) -> str:
    """When what a wallet paid comes back; without a name every wallet."""
    which = "余额" if name is None else f"余额「{name}」"
    match when:
        case "never":
            return f"{which}所付不退回。"
        case "whole":
            return f"{which}所付的商品全部退货后，才退回余额。"
        case "share":
            return f"{which}所付按所退商品退回余额。"
        case "first":
            return f"先退回{which}所付，退满后才退现金。"
        case "last":
            return f"先退现金，现金退完后才退回{which}所付。"
        case _:
            assert_never(when)


def before_receipt() -> str:
    """Coupons and balances come back only until the goods are there."""
    return "券和余额只在收货前退回。"


def postage(when: Returned) -> str:
    """When charges come back."""
    match when:
        case "never":
            return "运费等加收不退。"
        case "whole":
            return "商品全部退货后，退运费等加收。"
        case "share":
            return "运费等加收按所退商品分摊退还。"
        case _:
            assert_never(when)


def benefits(what: Clawback) -> str:
    """What is taken back of points and rebates."""
    return f"所返的积分、现金等，{take_zh.clawback(what)}；规则另有写明的除外。"


def fee(told: HeldBack) -> str:
    """What is held back of a refund."""
    return f"手续费：{_when(told)}{_held(told)}。"


def _when(told: HeldBack) -> str:
    if told.until is None:
        return "此后" if told.follows else ""
    return f"此后至 {moment(told.until)} 前" if told.follows else f"{moment(told.until)} 前"


def _held(told: HeldBack) -> str:
    bounds = [f"至少 {told.least}"] if told.least is not None else []
    bounds += [f"至多 {told.most}"] if told.most is not None else []
    limits = "".join(f"，{bound}" for bound in bounds)
    if told.keeps is None:
        return "不扣"
    match told.each:
        case None:
            return f"按所退商品的实付扣 {told.keeps}{limits}"
        case "return":
            return f"每次退货扣 {told.keeps}{limits}"
        case "line":
            return f"每种商品扣 {told.keeps}{limits}"
        case "piece":
            return f"每件扣 {told.keeps}{limits}"
        case _:
            assert_never(told.each)


def deposit(what: Literal["lost", "back"] | Rate) -> str:
    """What becomes of a deposit without its balance."""
    match what:
        case "lost":
            return "未付尾款的，定金不退。"
        case "back":
            return "未付尾款的，定金退还。"
        case Rate():
            return f"未付尾款的，定金的 {what} 不退。"
        case _:
            assert_never(what)


def binds(part: str, law: str | None) -> str:
    """How far the law lets a deposit bind."""
    where = f"（{law}）" if law else ""
    return f"法律规定定金不超过价款的 {part}，超出部分为预付款，应予退还{where}。"


def rounded(told: Round, unit: str | None) -> str:
    """To what a refund is rounded."""
    return f"退款{rounding_mode(told.mode)}{f'到 {unit}' if unit is not None else ''}。"


def protected(days: int | None, after: Literal["order", "payment", "receipt", "campaign"], end: datetime | None) -> str:
    """For how long a price is protected, and when the campaign ends."""
    if days is None:
        return "降价后退还差额，期限未写明。"
    ends = f"（活动 {moment(end)} 止）" if end is not None else ""
    return f"{since(after)} {days} 天内降价退差{ends}。"


def counts(what: Literal["merchant", "all"]) -> str:
    """Which deductions are compared."""
    match what:
        case "merchant":
            return "比较时只计商家承担的优惠，别人承担的前后都不计。"
        case "all":
            return "比较时计入全部优惠，不论由谁承担。"
        case _:
            assert_never(what)


def leave_out(rules: Sequence[str]) -> str:
    """Rules that are not compared."""
    return f"前后价格都不计：{_quoted(rules)}。"


def with_later(kinds: Sequence[Literal["cash", "voucher", "points"]]) -> str:
    """Benefits for later that count."""
    words = {"cash": "返现", "voucher": "返券", "points": "返积分"}
    return f"以下也算降价：{'、'.join(words[kind] for kind in kinds)}。"


def simulates(what: Literal["piece", "order"]) -> str:
    """What is priced now."""
    match what:
        case "piece":
            return "现价按此刻单买一件计算。"
        case "order":
            return "现价按此刻重新下整单计算。"
        case _:
            assert_never(what)


def pays(part: str) -> str:
    """How much of a difference is paid back, where that is not just all of it."""
    return f"按差价的 {part} 退。"


def cap(most: str, rate: bool) -> str:
    """The most that one claim brings; a rate is one of the prices then."""
    return f"每次申请最多退{'当时价格的 ' if rate else ' '}{most}。"


def excludes(rules: Sequence[str]) -> str:
    """Rules whose goods are not protected."""
    return f"参加以下活动的商品不保价：{_quoted(rules)}。"


def called(title: str) -> str:
    """What people call it."""
    return f"名称：{title}。"


def source(said: str) -> str:
    """Where the terms say so."""
    return f"来源：{said}"


def inherited(book: str) -> str:
    """That another rulebook says all this."""
    return f"以上均来自「{clean(book)}」。"


def _quoted(rules: Sequence[str]) -> str:
    return "、".join(f"「{rule}」" for rule in rules)
