"""The three totals of a receipt: paid for certain, if every promise is kept, and what each promise needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.engine.receipt import Later, PromisedCut, Receipt
from promocalc.frozen import Frozen
from promocalc.rules.values import Title

PromiseKind: TypeAlias = Literal["cut", "cash", "points", "voucher", "other"]
"""A cut lowers what is paid for this order; all others come later. ``other`` is a thing in words."""


class Promise(Frozen):
    """Something that is to come: what it is worth if it does. If it does not, it is worth nothing. Minor units."""

    rule: str
    kind: PromiseKind
    thing: str
    """What it is called: ``cash``, ``points``, ``voucher``, or in words; empty for a cut."""
    amount: int
    """Points where they are points, else as ``worth``."""
    worth: int
    """As the order stands: what is paid for it now is what it is worked out of."""
    condition: Title | None
    """What has to come true; None where it is certain."""
    by: datetime | None
    """Until when that has to be."""
    chance: Fraction | None
    """How likely it is, where that is known."""
    expected: Fraction | None
    """``worth`` times ``chance``, in minor units: worth itself where it is certain, None where nobody knows."""
    spend: int | None
    """What has to be spent on a second purchase before it is worth anything."""
    opens: datetime | None
    """From when it can be used."""
    closes: datetime | None
    """Until when it can be used."""
    equals: Fraction | None
    """For a voucher, as what part of both purchases it is a price cut: V / (S + M), where the second purchase costs M
    in full: what has to be spent, or the voucher itself where nothing has to. S is what is paid as the order stands."""
    worth_kept: int
    """``worth`` if every promise is kept: promised cuts leave less to work it out of."""
    equals_kept: Fraction | None
    """``equals`` if every promise is kept, of what is paid then."""
    worth_if_not: int = 0

    @property
    def certain(self) -> bool:
        """Whether nothing has to come true first."""
        return self.condition is None


class Promises(Frozen):
    """What is paid for certain, and what it comes to if everything promised comes true. Minor units."""

    certain: int
    """Paid now, whatever happens: ``Receipt.pay``."""
    kept_pay: int
    """Paid for the order if every promised cut is made."""
    kept: int
    """That, less what all benefits are worth: those that come for certain and those that are promised; at least 0."""
    promised: tuple[Promise, ...]
    """What needs something to come true: cuts first."""
    benefits: tuple[Promise, ...]
    """What comes later without a condition."""
    expected: Fraction | None
    """What it comes to on average; None where the chance of some promise is not known."""
    forced: int
    """What has to be spent on second purchases before all of that is worth anything."""

    @property
    def at_stake(self) -> int:
        """The difference that the promises make."""
        return self.certain - self.kept


def promises(receipt: Receipt) -> Promises:
    """What a receipt comes to for certain, and if everything promised comes true."""
    kept = receipt.if_kept or receipt
    cuts = tuple(_cut(receipt, cut) for cut in receipt.promised if cut.saves)
    told = tuple(_benefits(receipt, kept))
    later = tuple(one for one in told if not one.certain)
    benefits = tuple(one for one in told if one.certain)
    promised = (*cuts, *later)
    return Promises(
        certain=receipt.pay,
        kept_pay=kept.pay,
        kept=max(0, kept.pay - sum(one.worth for one in kept.later)),
        promised=promised,
        benefits=benefits,
        expected=_on_average(receipt, kept, (*promised, *benefits)),
        forced=sum(one.spend or 0 for one in (*promised, *benefits)),
    )


def _on_average(receipt: Receipt, kept: Receipt, all_of_them: tuple[Promise, ...]) -> Fraction | None:
    """Average cost. Cuts that together save another amount than one by one have no average without knowing more; nor
    have benefits that several promised cuts change."""
    cuts = [one for one in all_of_them if one.kind == "cut"]
    if receipt.pay - kept.pay != sum(one.worth for one in cuts):
        return None
    found = Fraction(receipt.pay)
    for one in all_of_them:
        worth = Fraction(one.worth)
        if one.worth_kept != one.worth:
            if len(cuts) != 1 or cuts[0].chance is None:
                return None
            worth += (one.worth_kept - one.worth) * cuts[0].chance
        chance = Fraction(1) if one.certain else one.chance
        if chance is None:
            return None
        found -= worth * chance
    return max(Fraction(0), found)


def _cut(receipt: Receipt, cut: PromisedCut) -> Promise:
    rule = receipt.rule(cut.rule)
    chance = None if rule.chance is None else rule.chance.fraction
    return Promise(
        *(cut.rule, "cut", "", cut.saves, cut.saves, rule.if_promised, rule.by, chance),
        *(None if chance is None else cut.saves * chance, None, None, None, None, cut.saves, None),
    )


def _benefits(receipt: Receipt, kept: Receipt) -> Iterator[Promise]:
    """What comes later, as the order stands and if every promise is kept; it may be nothing in one of the two."""
    now, then = ({one.rule: one for one in found.later} for found in (receipt, kept))
    for later in (*now.values(), *(one for rule, one in then.items() if rule not in now)):
        yield _later(receipt, kept, later, now.get(later.rule), then.get(later.rule))


def _later(receipt: Receipt, kept: Receipt, later: Later, now: Later | None, then: Later | None) -> Promise:
    """``later`` is the one of the two that there is."""
    rule = receipt.rule(later.rule)
    chance = Fraction(1) if later.certain else later.chance
    valid = later.valid
    amount, worth = (0, 0) if now is None else (now.amount, now.worth)
    return Promise(
        *(later.rule, _kind(later.kind), later.kind, amount, worth, rule.if_promised, later.by),
        later.chance,
        None if chance is None else worth * chance,
        later.spend,
        None if valid is None else valid.start,
        None if valid is None else valid.end,
        _as_a_cut(receipt.pay, now),
        0 if then is None else then.worth,
        _as_a_cut(kept.pay, then),
    )


def _as_a_cut(pay: int, later: Later | None) -> Fraction | None:
    """A voucher is spent on a second purchase: "200 back 100" is a third off both, not a half."""
    if later is None or later.kind != "voucher":
        return None
    second = max(later.spend or 0, later.worth)
    return Fraction(later.worth, pay + second) if pay + second else None


def _kind(word: str) -> PromiseKind:
    match word:
        case "cash" | "points" | "voucher":
            return word
        case _:
            return "other"
