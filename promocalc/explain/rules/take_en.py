"""What a rule takes or gives, in English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from promocalc.explain.amounts import rate
from promocalc.explain.names import clean
from promocalc.explain.receipt.labels_en import labels
from promocalc.explain.rules.pieces_en import rewarded
from promocalc.explain.rules.terms import RuleTerms, is_one_amount
from promocalc.explain.rules.views_en import own, view, window
from promocalc.money import Rate
from promocalc.rules.quantity import Amount, Between, LineNumber, Quantity
from promocalc.rules.take import Add, Clawback, Deposit, Give, Off, Tier, To
from promocalc.rules.views import RUNNING


def take(terms: RuleTerms) -> str:
    """What it takes or gives, and for what."""
    match terms.told.take:
        case Off(tiers=tiers) if tiers:
            return f"by tiers ({_measure(terms)}), {_tiers(tiers, terms)}{_on(terms)}"
        case Off(off, every) if every is not None:
            return f"{_off(off, terms)} for every {_every(every, terms)}{_on(terms)}"
        case Off(off):
            return _one_cut(off, terms)
        case To(price):
            found, target = rewarded(terms, is_one_amount(terms.told.take)), quantity(price, terms, of=True)
            if found.what:
                return f"{found.what} {found.verb} lowered to {target}{found.suffix}"
            return f"lowered to {target}{_on(terms)}"
        case Add(add, line):
            return f"adds {quantity(add, terms, of=True)}, {labels.kinds.get(line, line)}{_on(terms)}"
        case Give():
            return _gives(terms.told.take, terms)
        case Deposit():
            return _deposit(terms.told.take, terms)
        case _:
            assert_never(terms.told.take)


def _one_cut(off: Quantity | None, terms: RuleTerms) -> str:
    found = rewarded(terms, is_one_amount(terms.told.take))
    if not found.what:
        return _off(off, terms) + _on(terms)
    match off:
        case Rate(fraction) if fraction == 1 and terms.of == RUNNING:
            return f"{found.what} {found.verb} free{found.suffix}"
        case LineNumber():
            return f"{_off(off, terms)}, on {found.what}{found.suffix}"
        case Rate() | Between() if terms.of != RUNNING:
            return f"{_off(off, terms)}, on {found.what}{found.suffix}"
        case _:
            return f"{_off(off, terms)} {found.what}{found.suffix}"


def _off(off: Quantity | None, terms: RuleTerms) -> str:
    match off:
        case None:
            return "nothing off"
        case Between(least, most):
            base = f" of {view(str(terms.of), terms)}" if isinstance(least, Rate) and terms.of != RUNNING else ""
            return f"a random cut of {quantity(least, terms)} to {quantity(most, terms)}{base} off"
        case LineNumber():
            return f"takes off {quantity(off, terms)}"
        case Rate(fraction) if terms.of == RUNNING:
            return "takes all that is due" if fraction == 1 else f"{rate(fraction)} off"
        case Rate():
            return f"{quantity(off, terms, of=True)} off"
        case _:
            return f"{quantity(off, terms)} off"


def quantity(number: Quantity, terms: RuleTerms, *, of: bool = False) -> str:
    """A number of a rule; ``of``: a rate together with what it is taken of."""
    match number:
        case Rate(fraction):
            return f"{rate(fraction)} of {view(str(terms.of), terms)}" if of else rate(fraction)
        case LineNumber(attribute):
            return own(attribute)
        case Between(least, most):
            return f"{quantity(least, terms)} to {quantity(most, terms)}"
        case _:
            return terms.amount(number)


def _measure(terms: RuleTerms) -> str:
    return view(str(terms.measure), terms)


def _every(every: Amount | LineNumber, terms: RuleTerms) -> str:
    if isinstance(every, LineNumber):
        return f"amount of {quantity(every, terms)} ({_measure(terms)})"
    return f"{terms.bound(every, terms.measure.counts_pieces)} ({_measure(terms)})"


def _tiers(tiers: tuple[Tier, ...], terms: RuleTerms) -> str:
    counts, given = terms.measure.counts_pieces, terms.told.take
    steps = []
    for tier in tiers:
        amount = _amount_given(tier.off, given, terms) if isinstance(given, Give) else _off(tier.off, terms)
        steps.append(f"from {terms.bound(tier.start, counts)}: {amount}")
    return "; ".join(steps)


def _on(terms: RuleTerms, word: str = "on") -> str:
    """For what one amount is worked out, after what it is."""
    found = rewarded(terms, is_one_amount(terms.told.take))
    if found.what:
        return f", {word} {found.what}{found.suffix}"
    match terms.told.each:
        case "pool" | "set":
            return ""
        case "line" | "piece":
            return f" {word} each {terms.told.each}"
        case _:
            assert_never(terms.told.each)


def _deposit(told: Deposit, terms: RuleTerms) -> str:
    said = f"takes a deposit of {quantity(told.deposit, terms, of=True)}{_on(terms, 'for')}"
    if told.counts is not None:
        return f"{said}, which counts as {quantity(told.counts, terms, of=True)}"
    return said if told.off is None else f"{said}, for which {quantity(told.off, terms, of=True)} is taken off"


# --- for later -------------------------------------------------------------------------------------------------------


def _gives(told: Give, terms: RuleTerms) -> str:
    if told.tiers:
        return f"later gives {_kind(told)} by tiers ({_measure(terms)}), {_tiers(told.tiers, terms)}{_on(terms, 'for')}"
    amount = _amount_given(told.give, told, terms)
    every = f" for every {_every(told.every, terms)}" if told.every is not None else ""
    match told.kind:
        case "cash":
            said = f"later gives back {amount}"
        case "points" if isinstance(told.give, Rate | LineNumber):
            said = f"later gives points for {amount}"
        case "points":
            said = f"later gives {amount}"
        case "voucher":
            said = f"later gives a voucher of {amount}"
        case other:
            said = f"later gives {amount} in {clean(other)}"
    return f"{said}{every}{_on(terms, 'for')}"


def _kind(told: Give) -> str:
    return {"cash": "cash back", "points": "points", "voucher": "a voucher"}.get(told.kind, clean(told.kind))


def _amount_given(give: Quantity | None, told: Give, terms: RuleTerms) -> str:
    match give:
        case None:
            return "nothing"
        case Rate() | LineNumber() | Between():
            return quantity(give, terms, of=True)
        case _ if told.counts_points:
            return points(give, terms)
        case _:
            return terms.amount(give)


def points(count: Amount, terms: RuleTerms) -> str:
    """So many points."""
    return "1 point" if count == 1 else f"{terms.count(count)} points"


def about_gift(told: Give, terms: RuleTerms) -> Iterator[str]:
    """What a point is worth, what a refund takes back, on what it can be used: sentences without a full stop."""
    worth = told.worth or (Decimal(1) if told.counts_points and not is_one_amount(told) else None)
    if worth is not None:
        yield f"A point is worth {terms.fine(worth)}"
    if told.clawback is not None:
        yield clawback(told.clawback)
    if told.spend is not None:
        yield f"It can be used on another purchase of {terms.amount(told.spend)} or more"
    if told.valid is not None:
        yield f"It can be used {window(told.valid)}"


def clawback(told: Clawback) -> str:
    """What a refund takes back."""
    match told:
        case "share":
            return "A refund takes back what the returned goods earned"
        case "whole":
            return "A refund takes back all of it"
        case "none":
            return "A refund takes back none of it"
        case "reprice":
            return "A refund takes back what the kept goods would not have earned by themselves"
        case _:
            assert_never(told)
