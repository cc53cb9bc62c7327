"""The rulebook and the cart of a case, as files would hold them, read by the loader that reads files."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from promocalc.cart import Cart
from promocalc.files.load import read_cart, read_rulebook
from promocalc.rules.rulebook import Rulebook

from .families import Drafted
from .gifts import gift_lines
from .reading import Case, amount, money, words
from .stack import Node, Stack, names_in
from .verdict import CannotSay

KEPT = ("sku", "product", "group_key", "gift", "method")
"""What a line says of itself that scopes ask about."""

FLAGS = {
    "addon": "addon",
    "bundled": "bundled",
    "voucher": "voucher_discount",
    "reduced": "catalog_discounted",
}
"""What is true of a line or is not, and how the case calls it."""

EARLIER = "earlier-discount"
WEIGHTS = {"once": 1, "twice": 2}
"""What is given is rounded down: twice a price less once a price is the price rounded half up."""


class Book:
    """A case as promocalc takes it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.drafted = Drafted(case)
        self.stack = Stack(self.drafted)
        self.tree: list[Node] = self.stack.tree()
        self.lines = self.cart_lines()

    def rulebook(self) -> Rulebook:
        """Read from text, so that what it extends is really found and loaded."""
        return read_rulebook(json.dumps(self.rulebook_data()))

    def cart(self) -> Cart:
        """Read from text, as any cart."""
        return read_cart(json.dumps(self.cart_data()))

    # --- the rulebook -----------------------------------------------------------------------------------------

    def rulebook_data(self) -> dict[str, Any]:
        """As a file would say it."""
        nested = set(_below_lines(self.tree))
        rules = {name: self.rule(name, name in nested) for name in self.drafted.rules}
        tree = self.tree
        for at, names in self.few().items():
            # Beside what a line has had so far, so that the few pieces hold all of it; nobody is given anything.
            rules[f"had-{at}"] = {"title": "Taken off before, on few pieces", **_had(f"had-{at}", self.case.start)}
            tree = _before(tree, names[0], [f"had-{at}"])
        for name in self.weighted():
            # What each line costs with tax at that point, as a weight: nobody is given anything.
            weights = {f"{word}-{name}": _weight(word) for word in WEIGHTS}
            rules |= weights
            rules[name]["share"] = self.case.share(by=f"twice-{name} - once-{name}")
            tree = _before(tree, name, list(weights))
        if any(line.get("existing_discount") for line in self.case.goods):
            earlier = {"each": "line", "on": {"earlier": "true"}, "take": {"off": "line.existing_discount"}}
            rules[EARLIER] = {"title": "Taken off before", **earlier}
            tree = [EARLIER, *tree]
        head = {"rulebook": "case", "currency": self.case.currency, "extends": f"dialects/{self.case.peer}"}
        found: dict[str, Any] = {**head, "rules": rules}
        if tree:
            found["price"] = tree
        if self.stack.exclude:
            found["exclude"] = self.stack.exclude
        if self.tax() is not None:
            found["tax"] = self.tax()
        return found

    def few(self) -> dict[int, list[str]]:
        """The rules of every offer that reaches few pieces of a line which had something taken off before."""
        found: dict[int, list[str]] = {}
        for name, draft in self.drafted.rules.items():
            if draft.few:
                found.setdefault(draft.action.offer.at + 1, []).append(name)
        return found

    def weighted(self) -> list[str]:
        """Offers on the order that are divided by prices with tax, though prices do not hold it."""
        taxed = any(line.get("tax_rate") is not None for line in self.case.goods)
        if not self.case.habits.gross_weights or self.case.context.get("tax") != "excluded" or not taxed:
            return []
        return [name for name, draft in self.drafted.rules.items() if draft.action.level == "order"]

    def rule(self, name: str, nested: bool) -> dict[str, Any]:
        draft = self.drafted.rules[name]
        offer = draft.action.offer
        body = {"title": f"{offer.name}: {draft.action.kind}", **draft.body}
        if offer.code is not None:
            # Compared line by line, or applied to each, a coupon is not counted: the code is a fact like others.
            if nested or body.get("per", "order") != "order":
                body["when"] = dict(body.get("when", {})) | {_code(offer.code): "true"}
            else:
                body["use"] = "coupon"
        return body

    def tax(self) -> dict[str, Any] | None:
        """How tax closes the programme, where the case has any."""
        rated = any(line.get("tax_rate") is not None for line in self.case.goods) or self.shipping_rate() is not None
        said = self.case.context.get("tax")
        if said is None and self.case.context.get("shipping_excl_tax") is not None:
            said = "included"
        if not rated or said is None:
            return None
        included = said == "included" or self.grossed
        found = {"included": included, "rate": "line.tax_rate", "per": "line"} | self.case.habits.tax
        if not included:
            found.pop("rounds", None)
        return found

    @property
    def grossed(self) -> bool:
        """Whether prices without tax are turned into prices with it, because amounts hold it."""
        if not self.case.habits.gross_amounts or self.case.context.get("tax") != "excluded":
            return False
        return all((_gross(line) * 100).denominator == 1 for line in self.case.goods)

    def shipping_rate(self) -> Fraction | None:
        """The rate of tax on the delivery."""
        said = self.case.context.get("shipping_tax")
        if said is not None:
            return Fraction(str(said))
        net = self.case.context.get("shipping_excl_tax")
        if net is not None and money(net) and self.case.shipping:
            return Fraction(money(self.case.shipping[0]["price"])) / Fraction(money(net)) - 1
        return None

    # --- the cart -----------------------------------------------------------------------------------------------

    def cart_data(self) -> dict[str, Any]:
        """As a file would say it."""
        facts, coupons = dict(self.drafted.facts), {}
        for name, draft in self.drafted.rules.items():
            code = draft.action.offer.code
            if code is not None:
                held = self.case.codes is None or code in self.case.codes
                coupons[name] = int(held)
                facts[_code(code)] = "true" if held else "false"
        shopper: dict[str, Any] = {"attributes": facts}
        prior = self.case.context.get("customer_prior_orders")
        if prior is not None:
            shopper["orders"] = int(prior)
        shopper |= {"used": self.drafted.used} if self.drafted.used else {}
        shopper |= {"times": self.drafted.times} if self.drafted.times else {}
        lines = [data for _, data in self.lines]
        wallet = {"coupons": {name: held for name, held in coupons.items() if self.is_coupon(name)}}
        return {"cart": "case", "currency": self.case.currency, "shopper": shopper, "wallet": wallet, "lines": lines}

    def is_coupon(self, name: str) -> bool:
        return bool(self.rule(name, name in set(_below_lines(self.tree))).get("use"))

    def cart_lines(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Each line as the case has it, and as a cart has it. Ids keep the order in which the engine serves them."""
        goods = [*self.case.goods, *gift_lines(self.case)]
        found = [(line, self.line(line, self.case.name_of(at, line))) for at, line in enumerate(goods, 1)]
        for at, way in enumerate(self.case.shipping, len(found) + 1):
            attributes = {"method": str(way.get("method") or "")}
            tax = self.shipping_rate()
            attributes |= {"tax_rate": _rate(tax)} if tax is not None else {}
            price = amount(way["price"])
            data = {"id": f"{at}-delivery", "kind": "shipping", "unit_price": price, "attributes": attributes}
            found.append((dict(way), data))
        return found

    def line(self, line: dict[str, Any], name: str) -> dict[str, Any]:
        attributes = {key: str(line[key]) for key in KEPT if line.get(key) is not None}
        attributes |= {key: "true" if _true(line.get(said)) else "false" for key, said in FLAGS.items()}
        attributes["barred"] = "true" if line.get("discountable") is False else "false"
        if line.get("tax_rate") is not None:
            attributes["tax_rate"] = _rate(Fraction(str(line["tax_rate"])))
        for at, names in self.few().items():
            limit = self.drafted.rules[names[0]].few or 1
            attributes[f"had-{at}"] = _rate(max(Fraction(1), Fraction(int(line.get("qty", 1)), limit)))
        if self.case.habits.gross_weights:
            tax = Fraction(str(line.get("tax_rate") or 0))
            attributes |= {word: _rate(times * (1 + tax)) for word, times in WEIGHTS.items()}
        if line.get("min_unit_price") is not None:
            attributes["min_price"] = amount(line["min_unit_price"])
        if line.get("existing_discount") is not None:
            attributes |= {"existing_discount": amount(line["existing_discount"]), "earlier": "true"}
        price = _decimal(_gross(line)) if self.grossed else amount(line["unit_price"])
        tags = words(line.get("category"))
        found = {"id": name, "unit_price": price, "quantity": int(line.get("qty", 1)), "attributes": attributes}
        return found | ({"tags": tags} if tags else {}) | ({"store": line["store"]} if line.get("store") else {})


def _true(said: Any) -> bool:
    """A flag, or an amount that is more than nothing."""
    return money(said) > 0 if isinstance(said, str) else bool(said)


def _gross(line: dict[str, Any]) -> Fraction:
    return Fraction(money(line["unit_price"])) * (1 + Fraction(str(line.get("tax_rate") or 0)))


def _decimal(value: Fraction) -> str:
    cents = value * 100
    if cents.denominator != 1:
        raise CannotSay("a price with tax that is no whole number of cents")
    return f"{cents.numerator // 100}.{cents.numerator % 100:02d}"


def _rate(value: Fraction) -> str:
    percent = value * 100
    whole = percent.denominator == 1
    return f"{percent.numerator}%" if whole else f"{value.numerator}/{value.denominator}"


def _code(code: str) -> str:
    return f"code-{code}"


def _had(name: str, start: str) -> dict[str, Any]:
    take = {"give": f"line.{name}", "in": "counted again"}
    return {"per": "line", "take": take, "of": f"{start} - running", "share": {"by": "pieces", "odd": "largest"}}


def _weight(word: str) -> dict[str, Any]:
    take = {"give": f"line.{word}", "in": "weight"}
    return {"title": f"The price with tax, {word}", "each": "line", "take": take, "of": "running"}


def _before(node: Node, name: str, earlier: list[str]) -> Node:
    """A programme in which some rules stand right before another."""
    match node:
        case str():
            return [*earlier, name] if node == name else node
        case list():
            return [_before(member, name, earlier) for member in node]
        case dict():
            return {key: _before(member, name, earlier) for key, member in node.items()}
        case _:
            return node


def _below_lines(node: Node) -> list[str]:
    """The rules that are compared line by line."""
    match node:
        case list():
            return [name for member in node for name in _below_lines(member)]
        case dict() if node.get("per", "order") != "order":
            return names_in(node)
        case dict():
            return [name for key, member in node.items() if key != "consume" for name in _below_lines(member)]
        case _:
            return []
