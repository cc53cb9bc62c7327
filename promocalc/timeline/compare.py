"""One cart under several rulebooks, moments, shoppers, choices or prices, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from promocalc.cart import Cart, Choices, Persona
from promocalc.engine import Receipt, price
from promocalc.frozen import Frozen
from promocalc.problems import NoDepositOpen, Problem, ProblemGroup
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title
from promocalc.timeline.prices import NewPrices, at_prices


class Variant(Frozen):
    """What is different: everything that is not given is the cart's own."""

    name: str
    rulebook: Rulebook | None = None
    """None: the one that the comparison is given."""
    at: datetime | None = None
    balance_at: datetime | None = None
    choices: Choices | None = None
    shopper: Persona | None = None
    prices: NewPrices | None = None
    """New prices of one piece, by line."""


class Priced(Frozen):
    """A variant with its receipt, or with what keeps it from having one."""

    variant: Variant
    receipt: Receipt | None
    problems: tuple[Problem, ...]
    more: int | None
    """How much more than the cheapest is paid, in minor units; None where there is no receipt."""
    cheapest: bool


class RuleRow(Frozen):
    """One rule over all variants: what it changes about what is paid (a deduction is negative), None where the variant
    has no such rule, or no receipt."""

    rule: str
    title: Title
    amounts: tuple[int | None, ...]

    @property
    def differs(self) -> bool:
        """Whether it makes a difference between variants."""
        return len(set(self.amounts)) > 1


class Comparison(Frozen):
    """All variants, in the order given."""

    currency: str
    variants: tuple[Priced, ...]
    rules: tuple[RuleRow, ...]
    """Every rule that takes or adds something anywhere, in the order of the rulebooks."""
    marked: tuple[int | None, ...]
    """What each asks before any rule. With the amounts of all rules it comes to what is paid."""
    later: tuple[int | None, ...]
    """What each brings later, in rebates, points and vouchers: none of it lowers what is paid."""

    @property
    def cheapest(self) -> tuple[Priced, ...]:
        """The cheapest; several where they tie; none where nothing could be priced."""
        return tuple(one for one in self.variants if one.cheapest)

    @property
    def tied(self) -> bool:
        """Whether several are cheapest."""
        return len(self.cheapest) > 1

    @property
    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Everything that is wrong, with the variant's name."""
        return tuple((one.variant.name, problem) for one in self.variants for problem in one.problems)


def compare(cart: Cart, rulebook: Rulebook, variants: Sequence[Variant]) -> Comparison:
    """One cart priced in several ways. What cannot be priced keeps its problems; the others are compared."""
    tried = [_priced(cart, rulebook, variant) for variant in variants]
    receipts = [found if isinstance(found, Receipt) else None for found in tried]
    least = min((receipt.pay for receipt in receipts if receipt is not None), default=0)
    priced = tuple(
        Priced(variant, found, (), found.pay - least, found.pay == least)
        if isinstance(found, Receipt)
        else Priced(variant, None, found, None, False)
        for variant, found in zip(variants, tried, strict=True)
    )
    return Comparison(
        currency=cart.currency,
        variants=priced,
        rules=tuple(_rows(receipts)),
        marked=tuple(None if one is None else one.marked for one in receipts),
        later=tuple(None if one is None else sum(later.worth for later in one.later) for one in receipts),
    )


def _priced(cart: Cart, rulebook: Rulebook, variant: Variant) -> Receipt | tuple[Problem, ...]:
    try:
        bought = cart if variant.shopper is None else cart.model_copy(update={"shopper": variant.shopper})
        if variant.prices is not None:
            bought = at_prices(bought, variant.prices)
        book = variant.rulebook or rulebook
        try:
            return price(bought, book, variant.choices, variant.at, variant.balance_at)
        except ProblemGroup as group:
            if variant.balance_at is not None or not all(isinstance(p.trouble, NoDepositOpen) for p in group.problems):
                raise
            # The cart's own day for a balance is for those variants that make a deposit.
            return price(bought.model_copy(update={"balance_at": None}), book, variant.choices, variant.at)
    except ProblemGroup as group:
        return group.problems


def _rows(receipts: Sequence[Receipt | None]) -> list[RuleRow]:
    """Every rule that changes what is paid anywhere, and the tax where it comes to the prices."""
    changes = [None if receipt is None else _changes(receipt) for receipt in receipts]
    told = [change for change in changes if change is not None]
    rows = []
    for name in dict.fromkeys(rule for change in told for rule in change):
        amounts = tuple(None if change is None else change.get(name) for change in changes)
        if any(amounts):
            rows.append(RuleRow(name, _title(name, [one for one in receipts if one is not None]), amounts))
    return rows


def _title(name: str, receipts: Sequence[Receipt]) -> Title:
    """A rule's title in the first rulebook that has it; the tax that comes to the prices is no rule."""
    titles = (one.title_of(name) for one in receipts if name in one.rulebook.rules)
    return next(titles, Title("Tax", "税费"))


def _changes(receipt: Receipt) -> dict[str, int]:
    found = {step.rule: 0 for step in receipt.steps}
    for step in receipt.steps:
        found[step.rule] += step.added - step.deduction
    if receipt.tax_added:
        found["tax"] = found.get("tax", 0) + receipt.tax_added
    return found
