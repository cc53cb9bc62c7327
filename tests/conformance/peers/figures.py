"""Figures that an engine's tests assert, read off a receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any

from promocalc.engine import Receipt, Step
from promocalc.engine.outcome import Beaten, Excluded, NotChosen
from promocalc.engine.receipt import ReceiptLine
from promocalc.money import plain

from .book import EARLIER, Book
from .reading import Action, money
from .verdict import CannotSay


class Figures:
    """The receipt of a case, asked in the collection's words. Amounts are minor units."""

    def __init__(self, book: Book, receipt: Receipt) -> None:
        self.book, self.case, self.receipt = book, book.case, receipt
        self.names = {data["id"]: line for line, data in book.lines}
        """The case's own line behind each line of the cart."""
        self.delivery = {data["id"] for _, data in book.lines if data.get("kind") == "shipping"}

    # --- what rules took --------------------------------------------------------------------------------------

    def action(self, rule: str) -> Action | None:
        """The action that a rule stands for; None for what was taken off before."""
        return self.book.drafted.rules[rule].action if rule in self.book.drafted.rules else None

    def taken(self, wanted: Callable[[Action], bool], lines: Iterable[str] | None = None) -> int:
        """What the wanted actions took, of some lines or of all."""
        among = None if lines is None else set(lines)
        return sum(
            amount
            for step in self.receipt.steps
            for line, amount in step.shares
            if (among is None or line in among) and (action := self.action(step.rule)) is not None and wanted(action)
        )

    def in_cart(self, action: Action) -> bool:
        """Whether an action counts as a discount: one of the catalogue does where nothing else does."""
        return action.level != "catalog" or all(other.level == "catalog" for other in self.case.actions)

    def discount_total(self) -> int:
        """Everything that offers took."""
        return self.taken(lambda action: True)

    def order_discount(self) -> int:
        """What offers on the order took; all offers on goods, where none is on the order."""
        if any(action.level == "order" for action in self.case.actions):
            return self.taken(lambda action: action.level == "order")
        return self.taken(lambda action: action.level not in ("catalog", "shipping"))

    def goods_discount(self) -> int:
        """What was taken off goods."""
        return self.taken(self.in_cart, set(self.names) - self.delivery)

    def shipping_discount(self) -> int:
        """What was taken off the delivery."""
        return self.taken(self.in_cart, self.delivery)

    def line_discount(self, sku: str, in_catalog: bool = False) -> int:
        """What was taken off the lines of one product."""
        lines = [name for name, line in self.names.items() if line.get("sku") == sku]
        if not lines:
            raise CannotSay(f"no line {sku!r} in the cart")
        return self.taken((lambda action: action.level == "catalog") if in_catalog else self.in_cart, lines)

    def method_discount(self, method: str) -> int:
        """What was taken off one way of delivery."""
        lines = [name for name in self.delivery if self.names[name].get("method") == method]
        return self.taken(self.in_cart, lines)

    def unit_discounts(self, sku: str) -> list[int]:
        """What each piece of a product bears: pieces of a line bear as equal amounts as whole cents allow."""
        found: list[int] = []
        for name, line in self.names.items():
            if line.get("sku") == sku:
                pieces = int(line.get("qty", 1))
                each, odd = divmod(self.taken(self.in_cart, [name]), pieces)
                found += [each + (piece < odd) for piece in range(pieces)]
        return found

    # --- prices -----------------------------------------------------------------------------------------------

    @cached_property
    def _goods(self) -> list[ReceiptLine]:
        return [line for line in self.receipt.lines if line.id in self.names and line.id not in self.delivery]

    def total(self) -> int:
        """What is paid."""
        return self.receipt.pay

    def shipping(self) -> int:
        """What the delivery costs."""
        return sum(line.pay for line in self.receipt.lines if line.id in self.delivery)

    def items_total(self) -> int:
        """What the goods cost before any offer."""
        return sum(line.marked for line in self._goods)

    def tax(self) -> int:
        """The tax in what is paid."""
        return self.receipt.tax or 0

    def line_total(self, sku: str) -> int:
        """What the lines of one product come to."""
        return sum(line.pay for line in self._goods if self.names[line.id].get("sku") == sku)

    def net(self) -> int:
        """What is paid without tax."""
        return self.receipt.pay if self.receipt.net is None else self.receipt.net

    def net_taxed_apart(self) -> int:
        """What is paid without tax, were the tax of the goods' prices and that of the discounts rounded apart."""
        tax = sum(line.tax for line in self.receipt.lines if line.id in self.delivery)
        for rate in {Fraction(str(line.get("tax_rate") or 0)) for line in self.case.goods}:
            lines = [line for line in self._goods if Fraction(str(self.names[line.id].get("tax_rate") or 0)) == rate]
            prices, left = sum(line.marked for line in lines), sum(line.pay for line in lines)
            tax += _tax_in(prices, rate) - _tax_in(prices - left, rate)
        return self.receipt.pay - tax

    def goods(self, with_tax: bool) -> int:
        """What the goods come to, with tax or without."""
        return sum(self._priced(line, with_tax) for line in self._goods)

    def delivery_price(self, with_tax: bool) -> int:
        """What the delivery comes to, with tax or without."""
        return sum(self._priced(line, with_tax) for line in self.receipt.lines if line.id in self.delivery)

    def _priced(self, line: ReceiptLine, with_tax: bool) -> int:
        """A line with its tax or without. Tax that prices do not hold stands on a line of its own."""
        if self.receipt.tax_included:
            return line.pay if with_tax else line.pay - line.tax
        return line.pay + line.tax if with_tax else line.pay

    def piece_prices(self) -> list[int]:
        """What every piece costs, the cheapest first."""
        found = []
        for line in self._goods:
            each, odd = divmod(line.pay, line.quantity)
            if odd:
                raise CannotSay("pieces of one line with different prices")
            found += [each] * line.quantity
        return sorted(found)

    # --- what came of offers ------------------------------------------------------------------------------------

    def steps_of(self, offer: int) -> list[Step]:
        """Every step of an offer's rules."""
        found = []
        for step in self.receipt.steps:
            action = self.action(step.rule)
            if action is not None and action.offer.at == offer:
                found.append(step)
        return found

    def applied(self) -> list[str]:
        """Offers that took anything, by name."""
        return [offer.name for offer in self.case.offers if any(step.deduction for step in self.steps_of(offer.at))]

    def rejected(self, said: dict[str, Any]) -> str:
        """Why an offer took nothing, in the collection's words; or that it did take something."""
        wanted = [
            offer
            for offer in self.case.offers
            if said.get("code") in (None, offer.code) and said.get("promo") in (None, offer.name)
        ]
        reason = str(said.get("reason", ""))
        if said.get("code") is not None and not wanted and _fitting(reason) == _NO_CODE:
            return reason  # a code that no offer asks for does nothing
        steps = [step for offer in wanted for step in self.steps_of(offer.at)]
        if not steps:
            return "no such offer"
        if any(step.deduction for step in steps):
            return "applied"
        found = [_reason(step) for step in steps]
        return reason if set(found) & set(_fitting(reason)) else ", ".join(found)

    def affected(self) -> int:
        """How many pieces of the goods offers reached."""
        counts: dict[str, int] = {}
        for step in self.receipt.steps:
            if step.rule == EARLIER or not step.deduction:
                continue
            picked = dict(step.picked) or {
                line: int(self.names[line].get("qty", 1)) for line, share in step.shares if share
            }
            for line, pieces in picked.items():
                counts[line] = max(counts.get(line, 0), pieces)
        return sum(counts.values())

    def pieces(self) -> int:
        """How many pieces of goods there are."""
        return sum(int(line.get("qty", 1)) for name, line in self.names.items() if name not in self.delivery)

    def gifts(self) -> int:
        """How many pieces an offer added and took the price off again."""
        return sum(
            line.quantity for line in self._goods if self.names[line.id].get("gift") and line.shares and not line.pay
        )

    def refused_gifts(self) -> frozenset[str]:
        """Gifts that are in the cart though their offers took nothing off them."""
        there = {name: line for name, line in self.names.items() if line.get("gift") and money(line["unit_price"])}
        given = {line["gift"] for name, line in there.items() if self.taken(lambda action: True, [name])}
        return frozenset(line["gift"] for line in there.values()) - given

    def distances(self) -> list[str | None]:
        """What is missing for each offer, as one engine tells it; None where it applies."""
        return [self._distance(offer.at) for offer in self.case.offers]

    def _distance(self, offer: int) -> str | None:
        steps = self.steps_of(offer)
        if any(step.deduction for step in steps):
            return None
        for step in steps:
            reason = getattr(step.outcome, "reason", None)
            counts = getattr(reason, "counts", False) or type(reason).__name__ == "NoFullSet"
            missing = getattr(reason, "missing", None)
            if missing is None and type(reason).__name__ == "NoFullSet":
                missing = reason.need - reason.have
            if missing is not None:
                return f"Buy {missing} more" if counts else f"Spend {self.money(missing)} more"
        return self._whole_distance(offer)

    def _whole_distance(self, offer: int) -> str:
        """Where everything is used up already, all that the offer asks for is missing."""
        for condition in self.case.offers[offer].conditions:
            match condition["type"]:
                case "min_quantity" | "covers_distinct":
                    return f"Buy {condition.get('qty', condition.get('n'))} more"
                case "min_subtotal":
                    return f"Spend {condition['amount']} more"
        raise CannotSay("an offer that neither applies nor is at a distance")

    def money(self, minor: int) -> str:
        """As text."""
        return plain(minor, self.case.currency)


def _tax_in(minor: int, rate: Fraction) -> int:
    """The tax that an amount holds, rounded half up."""
    return floor(minor * rate / (1 + rate) + Fraction(1, 2))


def _reason(step: Step) -> str:
    if isinstance(step.outcome, Beaten | Excluded | NotChosen):
        return type(step.outcome).__name__
    return type(getattr(step.outcome, "reason", step.outcome)).__name__


_UNMET = ("BelowThreshold", "AboveCeiling", "NotFor", "NothingInScope", "NoFullSet", "NotThisOrder", "NoWholeStep")
_NO_CODE = ("NotFor", "OutsideWindow", "NotHeld")
_BEATEN = ("Beaten", "Excluded", "NotChosen")
_FITTING = (
    (("min_", "max_", "subtotal", "quantity", "threshold"), ("BelowThreshold", "AboveCeiling", "NoFullSet")),
    (("budget", "limit"), ("Capped", "LimitReached", "NotFor")),
    (("global", "exclusive", "better", "best", "combin", "stack", "individual"), _BEATEN),
    (("expired", "started", "date"), ("NotFor", "OutsideWindow")),
    (("currency",), ("NoAmountInCurrency",)),
    (("code", "coupon", "invalid", "found", "exist", "unknown", "disabled", "inactive"), _NO_CODE),
    (("rule", "condition", "eligible", "applicable"), _UNMET),
)
"""Words in a reason as the collection names it, and what a receipt may say for it; the first that fits."""


def _fitting(reason: str) -> tuple[str, ...]:
    for words, outcomes in _FITTING:
        if any(word in reason for word in words):
            return outcomes
    raise CannotSay(f"nothing is known of the reason {reason!r}")
