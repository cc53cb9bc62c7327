"""What is paid when, what a rule gives for later, and what is only promised, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promocalc.engine.receipt import Payment
from promocalc.explain.amounts import moment, nearest, percent, rate
from promocalc.explain.names import Names, clean
from promocalc.explain.rules.take_zh import clawback
from promocalc.explain.rules.views_zh import window
from promocalc.rules.scope import Within
from promocalc.rules.take import Give

if TYPE_CHECKING:
    from promocalc.timeline.promises import Promise, Promises


def payment(one: Payment, names: Names) -> str:
    """How much is paid when, and when it can be."""
    said = names.price(one.amount)
    said += f"，{moment(one.at)} 支付" if one.at is not None else ""
    open_ = window(Within(one.opens, one.closes))
    return f"{said}；可付时间：{open_}" if open_ else said


def later(told: Promise, names: Names) -> str:
    """How much of what, on what condition, what it needs besides, and what a refund takes back of it."""
    return "；".join([_amount(told, names), *_condition(told, names), *_use(told, names), *_clawback(told, names)])


def kept(told: Promises, names: Names) -> str:
    """What it comes to if every promise is kept: what is paid then, what comes later, what that asks for."""
    if told.kept == told.kept_pay:
        return names.price(told.kept)
    back = f"付 {names.price(told.kept_pay)}，以后可得 {names.price(told.kept_pay - told.kept)}"
    more = f"；须另行消费 {names.price(told.forced)}" if told.forced else ""
    return f"{names.price(told.kept)}（{back}{more}）"


def _amount(told: Promise, names: Names) -> str:
    amount = names.price(told.worth)
    kept = "" if told.worth_kept == told.worth else f"（承诺全部兑现时 {names.price(told.worth_kept)}）"
    match told.kind:
        case "cut":
            return f"减 {amount}"
        case "points":
            return f"{names.points(told.amount)}，值 {amount}{kept}"
        case "cash":
            return f"返现 {amount}{kept}"
        case "voucher":
            return f"返券 {amount}{kept}"
        case "other":
            return f"返「{clean(told.thing)}」{amount}{kept}"


def _condition(told: Promise, names: Names) -> Iterator[str]:
    if told.condition is None:
        return
    by = f"，须在 {moment(told.by)} 前实现" if told.by is not None else ""
    yield f"条件：{names.text(told.condition)}{by}"
    if told.chance is not None and told.expected is not None:
        yield f"概率 {rate(told.chance)}，平均 {names.price(nearest(told.expected))}"
    yield f"不实现则为 {names.price(told.worth_if_not)}"


def _use(told: Promise, names: Names) -> Iterator[str]:
    if told.spend is not None:
        yield f"须另行消费满 {names.price(told.spend)}{_off_both(told)}"
    if told.opens is not None or told.closes is not None:
        yield f"使用时间：{window(Within(told.opens, told.closes))}"


def _off_both(told: Promise) -> str:
    """A voucher as a price cut on both purchases, as the order stands and if every promise is kept."""
    if told.equals is None:
        return ""
    said = f"，相当于两单合计减 {percent(*told.equals.as_integer_ratio())}"
    if told.equals_kept is None or told.worth_kept == told.worth:
        return said
    return f"{said}（承诺全部兑现时 {percent(*told.equals_kept.as_integer_ratio())}）"


def _clawback(told: Promise, names: Names) -> Iterator[str]:
    take = names.receipt.rule(told.rule).take
    if isinstance(take, Give) and take.clawback is not None:
        yield clawback(take.clawback)
