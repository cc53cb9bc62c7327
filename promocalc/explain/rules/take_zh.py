"""What a rule takes or gives, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from promocalc.explain.amounts import fold_of, rate
from promocalc.explain.names import clean
from promocalc.explain.receipt.labels_zh import labels
from promocalc.explain.rules.pieces_zh import rewarded
from promocalc.explain.rules.terms import RuleTerms, is_one_amount
from promocalc.explain.rules.views_zh import own, spaced, view, window
from promocalc.money import Rate
from promocalc.rules.quantity import Amount, Between, LineNumber, Quantity
from promocalc.rules.take import Add, Clawback, Deposit, Give, Off, Take, Tier, To
from promocalc.rules.views import RUNNING


def take(terms: RuleTerms) -> str:
    """For what, and what it takes or gives."""
    unit = _unit(terms)
    match terms.told.take:
        case Off(tiers=tiers) if tiers:
            return f"{unit}按最高一档（{_measure(terms)}）：{_tiers(tiers, terms)}"
        case Off(off, every) if every is not None:
            return f"{unit}每满{_every(every, terms)}{_off(off, terms)}"
        case Off(off):
            return f"{unit}{_off(off, terms)}"
        case To(price):
            return f"{unit}降至{spaced(quantity(price, terms, of=True))}"
        case Add(add, line):
            return f"{unit}加收{labels.kinds.get(line, line)}{spaced(quantity(add, terms, of=True))}"
        case Give():
            return _gives(terms.told.take, terms, unit)
        case Deposit():
            return f"{unit}{_deposit(terms.told.take, terms)}"
        case _:
            assert_never(terms.told.take)


def _off(off: Quantity | None, terms: RuleTerms) -> str:
    match off:
        case None:
            return "减 0"
        case Between(least, most):
            base = f"{view(str(terms.of), terms)}的" if isinstance(least, Rate) and terms.of != RUNNING else ""
            return f"随机减{base} {quantity(least, terms)} 至 {quantity(most, terms)}"
        case Rate(fraction) if terms.of == RUNNING:
            return _folded(fraction, terms)
        case _:
            return f"减{spaced(quantity(off, terms, of=True))}"


def _folded(fraction: Fraction, terms: RuleTerms) -> str:
    """A rate of what is due, as the trade says it."""
    picked = terms.told.pick is not None
    if fraction == 1:
        return "免单" if picked else "全额抵扣此时应付"
    if picked and fraction == Fraction(1, 2):
        return "半价"
    fold = fold_of(1 - fraction)
    return f"打 {fold}" if fold is not None else f"减 {rate(fraction)}"


def quantity(number: Quantity, terms: RuleTerms, *, of: bool = False) -> str:
    """A number of a rule; ``of``: a rate together with what it is taken of."""
    match number:
        case Rate(fraction):
            return f"{view(str(terms.of), terms)}的 {rate(fraction)}" if of else rate(fraction)
        case LineNumber(attribute):
            return own(attribute)
        case Between(least, most):
            return f"{quantity(least, terms)} 至 {quantity(most, terms)}"
        case _:
            return terms.amount(number)


def _measure(terms: RuleTerms) -> str:
    return view(str(terms.measure), terms)


def _every(every: Amount | LineNumber, terms: RuleTerms) -> str:
    counts = terms.measure.counts_pieces
    if isinstance(every, LineNumber):
        return f"{quantity(every, terms)}（{_measure(terms)}）"
    return f" {terms.bound(every, counts)} 件" if counts else f" {terms.bound(every, counts)}（{_measure(terms)}）"


def _tiers(tiers: tuple[Tier, ...], terms: RuleTerms) -> str:
    counts, given = terms.measure.counts_pieces, terms.told.take
    unit = " 件" if counts else " "
    steps = []
    for tier in tiers:
        amount = _given(tier.off, given, terms) if isinstance(given, Give) else _off(tier.off, terms)
        steps.append(f"满 {terms.bound(tier.start, counts)}{unit}{amount}")
    return "，".join(steps)


def _unit(terms: RuleTerms) -> str:
    """For what one amount is worked out."""
    if what := rewarded(terms, is_one_amount(terms.told.take)):
        return what
    match terms.told.each:
        case "pool" | "set":
            return ""
        case "line":
            return "每款"
        case "piece":
            return "每件"
        case _:
            assert_never(terms.told.each)


def limit_verb(told: Take) -> str:
    """What a cap is a limit of."""
    match told:
        case Off() | To() | Deposit():
            return "减"
        case Add():
            return "加收"
        case Give():
            return "返"
        case _:
            assert_never(told)


def _deposit(told: Deposit, terms: RuleTerms) -> str:
    said = f"付定金{spaced(quantity(told.deposit, terms, of=True))}"
    if told.counts is not None:
        return f"{said}，抵{spaced(quantity(told.counts, terms, of=True))}"
    return said if told.off is None else f"{said}，立减{spaced(quantity(told.off, terms, of=True))}"


# --- for later -------------------------------------------------------------------------------------------------------


def _gives(told: Give, terms: RuleTerms, unit: str) -> str:
    if told.tiers:
        return f"{unit}按最高一档（{_measure(terms)}）：{_tiers(told.tiers, terms)}"
    every = f"每满{_every(told.every, terms)}" if told.every is not None else ""
    return f"{unit}{every}{_given(told.give, told, terms)}"


def _given(give: Quantity | None, told: Give, terms: RuleTerms) -> str:
    """``返 100 积分``, ``返积分，按此时应付的 5% 计``."""
    what = {"cash": "现", "points": "积分", "voucher": "券"}.get(told.kind) or f"「{clean(told.kind)}」"
    space = "" if what.endswith("」") else " "
    match give:
        case None:
            return f"返{what}{space}0"
        case Rate() | LineNumber() | Between():
            told_of = quantity(give, terms, of=True)
            return f"返{what}（按{told_of}计）" if told_of[-1:] != "%" else f"返{what}（按{told_of} 计）"
        case _ if told.counts_points:
            return f"返 {terms.count(give)} 积分"
        case _:
            return f"返{what}{space}{terms.amount(give)}"


def points(count: Amount, terms: RuleTerms) -> str:
    """So many points."""
    return f"{terms.count(count)} 积分"


def about_gift(told: Give, terms: RuleTerms) -> Iterator[str]:
    """What a point is worth, what a refund takes back, on what it can be used: sentences without a full stop."""
    worth = told.worth or (Decimal(1) if told.counts_points and not is_one_amount(told) else None)
    if worth is not None:
        yield f"每积分值 {terms.fine(worth)}"
    if told.clawback is not None:
        yield clawback(told.clawback)
    if told.spend is not None:
        yield f"另行消费满 {terms.amount(told.spend)} 才能使用"
    if told.valid is not None:
        yield f"使用时间：{window(told.valid)}"


def clawback(told: Clawback) -> str:
    """What a refund takes back."""
    match told:
        case "share":
            return "退货时按所退商品收回"
        case "whole":
            return "退货时全部收回"
        case "none":
            return "退货时不收回"
        case "reprice":
            return "退货时按留下的商品重算，多返的收回"
        case _:
            assert_never(told)
