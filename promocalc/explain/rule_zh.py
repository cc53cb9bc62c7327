"""A rule in words, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from promocalc.explain.amounts import clock, fold_of, moment, rate
from promocalc.explain.labels_zh import labels
from promocalc.explain.names import clean
from promocalc.explain.terms import Bound, RuleTerms, is_everything
from promocalc.explain.views_zh import attribute_word, each_unit, value, view
from promocalc.money import Rounding
from promocalc.rules.rule import Balance, Distinct
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
from promocalc.rules.take import Add, Off, To
from promocalc.rules.views import RUNNING


def describe(terms: RuleTerms) -> str:
    """On what, from when on, what it takes; then limits, use and for whom."""
    rule = terms.told
    only = "" if isinstance(rule.on, NoneOf) else "限"
    on = [] if is_everything(rule.on) else [only + scope(rule.on, terms)]
    subject = "，".join([*on, *_pool(rule.per)])
    tests = list(terms.bounds())
    bounds = "，".join(_bound(bound, terms) for bound in tests)
    reached = isinstance(rule.take, Off) and all(bound.at_most is None and bound.on is None for bound in tests)
    comma = "，" if bounds and not reached else ""
    first = (f"{subject}：" if subject else "") + bounds + comma + _take(terms)
    return "".join(f"{said}。" for said in (first, *_rest(terms)))


def _take(terms: RuleTerms) -> str:
    unit = _unit(terms)
    looks = view(str(terms.measure), terms)
    counts = terms.measure.counts_pieces
    match terms.told.take:
        case Off(tiers=tiers) if tiers:
            steps = [f"满 {terms.bound(tier.start, counts)} {_off(terms.number(tier.off), terms)}" for tier in tiers]
            return f"{unit}按最高一档（{looks}）：{'，'.join(steps)}"
        case Off(off, every):
            amount = _off(terms.number(off), terms) if off is not None else "减 0"
            if every is None:
                return f"{unit}{amount}"
            return f"{unit}每满 {terms.bound(every, counts)}（{looks}）{amount}"
        case To(price):
            number = terms.number(price)
            target = f"{view(str(terms.of), terms)}的 {rate(number)}" if isinstance(number, Fraction) else number
            return f"{unit}降至 {target}"
        case Add(add, line):
            number = terms.number(add)
            charge = f"{view(str(terms.of), terms)}的 {rate(number)}" if isinstance(number, Fraction) else number
            return f"{unit}加收{labels.kinds.get(line, line)} {charge}"


def _off(number: str | Fraction, terms: RuleTerms) -> str:
    if not isinstance(number, Fraction):
        return f"减 {number}"
    if terms.of != RUNNING:
        return f"减{view(str(terms.of), terms)}的 {rate(number)}"
    if number == 1:
        return "全额抵扣此时应付"
    fold = fold_of(1 - number)
    return f"打 {fold}" if fold is not None else f"减 {rate(number)}"


def _unit(terms: RuleTerms) -> str:
    match terms.told.each:
        case "pool":
            return ""
        case "line":
            return "每款"
        case "piece":
            return "每件"
        case _:
            assert_never(terms.told.each)


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
    limits = [
        f"{what}最多减 {_number(cap, terms)}"
        for cap, what in (
            (rule.cap.each, each_unit(rule.each, rule.per)),
            (rule.cap.pool, each_unit("pool", rule.per)),
            (rule.cap.order, "每单"),
        )
        if cap is not None
    ]
    if limits:
        yield "，".join(limits)
    if rule.floor:
        yield f"每件至少留 {terms.amount(rule.floor)}"
    if rule.over == "refuse":
        yield "超出可减金额时整笔不减"
    if rule.round is not None:
        what = "减后价格" if rule.round.of == "price" else "减额"
        unit = f"到 {terms.amount(rule.round.unit)}" if rule.round.unit is not None else ""
        yield f"{what}{rounding_mode(rule.round.mode)}{unit}"
    if isinstance(rule.use, Balance):
        yield f"从余额「{clean(rule.use.name)}」中支付"
    elif rule.use == "coupon":
        yield "须持券"
    if not is_everything(rule.when):
        yield f"仅限：{scope(rule.when, terms)}"
    if excluded := terms.excluded():
        yield f"不可与{'、'.join(f'「{name}」' for name in excluded)}同用"
    if rule.funded_by != "merchant":
        yield f"由{labels.funders.get(rule.funded_by) or f'「{clean(rule.funded_by)}」'}承担"
    if rule.if_promised is not None:
        yield f"有条件：{terms.text(rule.if_promised)}"


def _number(number: object, terms: RuleTerms) -> str:
    told = terms.number(number)  # type: ignore[arg-type]
    return rate(told) if isinstance(told, Fraction) else told


def rounding_mode(mode: Rounding) -> str:
    """What happens to a fraction of the unit."""
    match mode:
        case Rounding.HALF_UP:
            return "四舍五入"
        case Rounding.HALF_DOWN:
            return "五舍六入"
        case Rounding.HALF_EVEN:
            return "四舍六入五成双"
        case Rounding.UP:
            return "进一"
        case Rounding.DOWN:
            return "舍去尾数"
        case _:
            assert_never(mode)


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
        case Within(start, end):
            parts_ = [f"{moment(start)} 起"] if start is not None else []
            return "，".join([*parts_, f"{moment(end)} 止"] if end is not None else parts_)
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
