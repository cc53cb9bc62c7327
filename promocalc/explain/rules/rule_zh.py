"""A rule in words, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import assert_never

from promocalc.explain.amounts import clock, moment
from promocalc.explain.names import clean
from promocalc.explain.receipt.labels_zh import labels
from promocalc.explain.rules.cents_zh import over, rank, rounding_mode, share
from promocalc.explain.rules.pieces_zh import formation
from promocalc.explain.rules.take_zh import about_gift, limit_verb, points, quantity, take
from promocalc.explain.rules.terms import Bound, RuleTerms, is_everything, ranks_pieces
from promocalc.explain.rules.views_zh import attribute_word, each_unit, period, spaced, value, view, window
from promocalc.rules.cents import period_caps
from promocalc.rules.quantity import Quantity
from promocalc.rules.rule import Distinct
from promocalc.rules.scope import (
    AllOf,
    AnyOf,
    Daily,
    DiscountedBy,
    Is,
    NoneOf,
    OrdersSoFar,
    PriceIs,
    Scope,
    Within,
)
from promocalc.rules.take import Deposit, Give, Off
from promocalc.rules.use import Balance, Use


def describe(terms: RuleTerms) -> str:
    """On what, from when on, what it takes; then limits, use and for whom."""
    rule = terms.told
    only = "" if isinstance(rule.on, NoneOf) else "限"
    on = [] if is_everything(rule.on) else [only + scope(rule.on, terms)]
    subject = "，".join([*on, *_pool(rule.per)])
    tests = list(terms.bounds())
    bounds = "，".join(_bound(bound, terms) for bound in tests)
    reached = isinstance(rule.take, Off | Give) and all(bound.at_most is None and bound.on is None for bound in tests)
    # What begins with "every" or "each" is a part of its own.
    repeated = isinstance(rule.take, Off | Give) and rule.take.every is not None
    plain = rule.sets is None and rule.pick is None and rule.each == "pool" and not repeated
    comma = "，" if bounds and not (reached and plain) else ""
    first = (f"{subject}：" if subject else "") + bounds + comma + take(terms)
    return "".join(f"{said}。" for said in (first, *_rest(terms)))


def _pool(per: str) -> list[str]:
    match per:
        case "order":
            return []
        case "piece":
            return ["逐件计算"]
        case "line":
            return ["逐款计算"]
        case "store":
            return ["按店铺分别计算"]
        case attribute:
            return [f"按{attribute_word(attribute)}分别计算"]


def _bound(bound: Bound, terms: RuleTerms) -> str:
    unit = ""
    if bound.counts:
        unit = f" 种{view(str(bound.looks), terms)}" if isinstance(bound.looks, Distinct) else " 件"
    parts = []
    for word, amount in (("满", bound.at_least), ("超过", bound.above), ("不超过", bound.at_most)):
        if amount is not None:
            parts.append(f"{word} {terms.bound(amount, bound.counts)}{unit}")
    looks = view(str(bound.looks), terms)
    where = ""
    if bound.on is not None:
        where = "，计全部商品" if is_everything(bound.on) else f"，只计{scope(bound.on, terms)}"
    single = "单款" if bound.any_line else ""
    if bound.counts:
        return f"{single}{'且'.join(parts)}{where}"
    return f"{single}{'且'.join(parts)}（{looks}{where}）"


def _rest(terms: RuleTerms) -> Iterator[str]:
    rule = terms.told
    if rule.sets is not None:
        companions = rule.sets.companions
        yield formation(rule.sets, "" if companions is None else scope(companions.on, terms))
    if terms.rank != "running" and ranks_pieces(rule):
        yield rank(terms.rank)
    yield from _limits(terms)
    yield from _cents(terms)
    yield from _use(rule.use, terms)
    if isinstance(rule.take, Give):
        yield from about_gift(rule.take, terms)
    yield from _when(terms)
    if excluded := terms.excluded():
        yield f"不可与{'、'.join(f'「{name}」' for name in excluded)}同用"
    if rule.funded_by != "merchant":
        yield f"由{labels.funders.get(rule.funded_by) or f'「{clean(rule.funded_by)}」'}承担"
    if rule.if_promised is not None:
        yield f"有条件：{terms.text(rule.if_promised)}"
    if rule.by is not None:
        yield f"须在 {moment(rule.by)} 前实现"
    if rule.chance is not None:
        yield f"概率 {rule.chance}"


def _when(terms: RuleTerms) -> Iterator[str]:
    """For whom and when, and with which payment of a deposit and a balance."""
    rule = terms.told
    match rule.take:
        case Deposit(balance=due):
            if isinstance(rule.when, Within):
                yield f"定金支付时间：{window(rule.when)}"
            elif not is_everything(rule.when):
                yield f"付定金仅限：{scope(rule.when, terms)}"
            if due is not None:
                yield f"尾款支付时间：{window(due)}"
        case _:
            if not is_everything(rule.when):
                yield f"仅限：{scope(rule.when, terms)}"
            if rule.stage is not None:
                yield f"以付{_STAGES[rule.stage]}时为准"


_STAGES = {"deposit": "定金", "balance": "尾款"}


def _limits(terms: RuleTerms) -> Iterator[str]:
    """How much it may take, and how often it may apply."""
    rule = terms.told
    verb = limit_verb(rule.take)
    caps: list[tuple[Quantity | None, str]] = [
        (rule.cap.each, each_unit(rule.each, rule.per)),
        (rule.cap.pool, each_unit("pool", rule.per)),
        (rule.cap.order, "每单"),
        *((cap, period(over)) for over, cap in period_caps(rule.cap)),
    ]
    said = [f"{what}最多{verb}{spaced(_most(cap, terms))}" for cap, what in caps if cap is not None]
    if said:
        yield "，".join(said)
    times = [f"{period(over)}限用 {count:,} 次" for over, count in rule.limit.items()]
    if times:
        yield "，".join(times)


def _most(cap: Quantity, terms: RuleTerms) -> str:
    take = terms.told.take
    if isinstance(take, Give) and take.counts_points and isinstance(cap, Decimal):
        return points(cap, terms)
    return quantity(cap, terms)


def _cents(terms: RuleTerms) -> Iterator[str]:
    """What cents do, where the rule says it itself."""
    rule = terms.told
    if rule.floor:
        yield f"每件至少留{spaced(quantity(rule.floor, terms))}"
    if rule.over is not None:
        yield from over(rule.over)
    if rule.share is not None:
        yield share(rule.share.model_copy(update={"by": rule.share.by or terms.of}), terms)
    if rule.round is not None and isinstance(rule.take, Give):
        yield f"舍去尾数到 {terms.fine(rule.round.unit)}" if rule.round.unit is not None else "舍去尾数"
    elif rule.round is not None:
        what = "减后价格" if rule.round.of == "price" else "减额"
        unit = f"到 {terms.amount(rule.round.unit)}" if rule.round.unit is not None else ""
        yield f"{what}{rounding_mode(rule.round.mode)}{unit}"


def _use(use: Use, terms: RuleTerms) -> Iterator[str]:
    match use:
        case "automatic":
            return
        case "coupon":
            yield "须持券"
        case Balance(name, unit, step, least):
            amount = terms.amount if unit is None else partial(points, terms=terms)
            worth = f"，每积分值 {terms.fine(unit)}" if unit is not None else ""
            yield f"从余额「{clean(name)}」中支付{worth}"
            if step is not None:
                yield f"只能用 {amount(step)}{' ' if unit is None else ''}的整数倍"
            if least is not None:
                yield f"至少用 {amount(least)}，不足则不用"
        case _:
            assert_never(use)


def scope(said: Scope, terms: RuleTerms) -> str:
    """Which lines, or which shopper and moment."""
    match said:
        case AllOf(parts):
            return "，且".join(_inside(part, terms) for part in parts) or "全部"
        case AnyOf(parts):
            return _either([_inside(part, terms) for part in parts])
        case NoneOf(parts):
            return f"{'、'.join(_inside(part, terms) for part in parts)}的除外"
        case Is("new", values):
            return "新客" if "true" in values else "老客"
        case Is("kind", values):
            return f"类型为{'或'.join(labels.kinds.get(value) or clean(value) for value in values)}"
        case Is(attribute, values):
            return f"{attribute_word(attribute)}为{'或'.join(value(attribute, one) for one in values)}"
        case PriceIs():
            return f"单价{_price(said, terms)}"
        case DiscountedBy(rules):
            return f"已享{'或'.join(f'「{terms.rule(rule)}」' for rule in rules)}"
        case Within():
            return window(said)
        case Daily(start_at, end_at):
            return f"每天 {clock(start_at)} 至 {clock(end_at)}"
        case OrdersSoFar(at_least, at_most):
            if at_most == 0:
                return "首单"
            most = f"、至多 {at_most} 单" if at_most is not None else ""
            return f"已下至少 {at_least} 单{most}"
        case _:
            assert_never(said)


def _either(parts: list[str]) -> str:
    """One of several; a space parts a Chinese word from a digit."""
    return parts[0] + "".join(f"或{' ' if part[:1].isascii() else ''}{part}" for part in parts[1:])


def _inside(part: Scope, terms: RuleTerms) -> str:
    text = scope(part, terms)
    return f"（{text}）" if isinstance(part, AllOf | AnyOf | NoneOf) and len(part.parts) > 1 else text


def _price(said: PriceIs, terms: RuleTerms) -> str:
    words = (("不低于", said.at_least), ("高于", said.above), ("不高于", said.at_most), ("低于", said.below))
    return " 且".join(f"{word} {terms.amount(bound)}" for word, bound in words if bound is not None)
