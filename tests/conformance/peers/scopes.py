"""Which lines an offer is on, and what has to hold: filters and conditions as a rule's `on`, `needs` and `when`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .reading import Action, Case, amount, count, words
from .verdict import CannotSay

GOODS = {"kind": "goods"}
NOWHERE = {"sku": "(none of the cart)"}

Scope = dict[str, Any]


def both(*scopes: Scope) -> Scope:
    """A scope in which all hold."""
    said = [scope for scope in scopes if scope]
    return said[0] if len(said) == 1 else {"all_of": said} if said else {}


def scope_of(case: Case, filters: Mapping[str, Any], catalog: list[str]) -> Scope:
    """Filters as a scope. ``catalog`` are the rules of the catalogue stage, which discount lines too."""
    parts = [part for key, value in filters.items() if (part := _filter(case, key, value, catalog))]
    return both(*parts)


def _filter(case: Case, key: str, value: Any, catalog: list[str]) -> Scope:
    match key:
        case "price_min":
            return {"price": {"at_least": amount(value)}}
        case "price_max":
            return {"price": {"at_most": amount(value)}}
        case "exclude_discounted" | "exclude_sale_items":
            sale: list[Scope] = [{"reduced": "true"}]
            sale += [{"discounted_by": catalog}] if catalog else []
            return {"none_of": sale} if value else {}
        case "categories_all" | "categories_below":
            return _any(case, "category", [one for one in case.categories() if _below(one, words(value))])
    wanted = words(value)
    barred = key.startswith("exclude_")
    attribute = _ATTRIBUTES.get(key.removeprefix("exclude_"))
    if attribute is None:
        raise CannotSay(f"nothing is known of the filter {key!r}")
    found = _any(case, attribute, wanted)
    return {"none_of": [found]} if barred else found


_ATTRIBUTES = {
    "skus": "sku",
    "sku": "sku",
    "categories": "category",
    "category": "category",
    "products": "product",
    "product": "product",
    "methods": "method",
    "method": "method",
    "stores": "store",
}


def _any(case: Case, attribute: str, wanted: list[str]) -> Scope:
    if not wanted:
        return dict(NOWHERE)
    return {"tag" if attribute == "category" else attribute: sorted(set(wanted))}


def _below(category: str, wanted: list[str]) -> bool:
    """A category, or one below it: the collection names those after it."""
    return any(category.startswith(one) for one in wanted)


# --- conditions -------------------------------------------------------------------------------------------------


class Asked:
    """What an offer asks for: tests of the pool, and facts about the shopper."""

    def __init__(self) -> None:
        self.needs: list[dict[str, Any]] = []
        self.when: dict[str, Any] = {}
        self.facts: dict[str, str] = {}
        self.orders: int | None = None

    def fact(self, name: str, wanted: str | list[str], actual: str | None) -> None:
        """Something about the shopper or the order that is known beforehand."""
        if self.when.get(name, wanted) != wanted:
            raise CannotSay(f"two conditions on the shopper's {name}")
        self.when[name] = wanted
        if actual is not None:
            self.facts[name] = actual

    def bar(self, name: str, barred: list[str], actual: str | None) -> None:
        """A value that the shopper may not have; whoever has none at all is let through."""
        self.when["none_of"] = [*self.when.get("none_of", ()), {name: barred}]
        self.facts[name] = "(none)" if actual is None else actual


def asked(case: Case, action: Action, own: Scope, apart: bool) -> Asked:
    """The conditions of an action's offer. ``own`` is the scope of the action; ``apart``: its lines are pools."""
    found = Asked()
    tests = _Tests(case, action, own, apart)
    for at, condition in enumerate(action.offer.conditions):
        _condition(found, case, tests, condition, f"{action.offer.at + 1}-{at + 1}")
    return found


def _condition(found: Asked, case: Case, tests: _Tests, condition: Mapping[str, Any], place: str) -> None:
    kind = condition["type"]
    if isinstance(condition.get("ok"), bool):
        # The collection says how it came out: a code that is valid, a predicate that matches.
        found.fact(f"{kind}-{place}", "true", "true" if condition["ok"] else "false")
    elif kind in _FACTS:
        _shopper(found, case, condition, *_FACTS[kind])
    elif kind in ("nth_order", "first_order"):
        _known(condition, "n")
        found.orders = count(condition.get("n", 1)) - 1
    else:
        found.needs += tests.needs(condition)


def _known(condition: Mapping[str, Any], *names: str) -> None:
    strange = sorted(set(condition) - {"type", "reason", *names})
    if strange:
        raise CannotSay(f"{condition['type']}: nothing is known of {', '.join(strange)}")


def _shopper(found: Asked, case: Case, condition: Mapping[str, Any], key: str, *known: str) -> None:
    """A condition on who buys: one value, any of several, or none of them."""
    _known(condition, key, "is_", "any_of", "none_of")
    actual = next((case.context[name] for name in known if case.context.get(name) is not None), None)
    wanted = words(condition.get(key)) + words(condition.get("is_")) + words(condition.get("any_of"))
    barred = words(condition.get("none_of"))
    if not wanted and not barred:
        raise CannotSay(f"{condition['type']}: nothing that it asks for")
    if wanted:
        found.fact(known[-1], wanted[0] if len(wanted) == 1 else wanted, actual)
    if barred:
        found.bar(known[-1], barred, actual)


_FACTS = {
    "customer_group": ("group", "customer_group"),
    "shipping_method": ("method", "shipping_method"),
    "shipping_country": ("country", "country", "shipping_country"),
    "country": ("country", "shipping_country", "country"),
}
"""Conditions on the shopper: where the condition says what it wants, and where the context says what is."""


class _Tests:
    """Conditions on what is bought."""

    def __init__(self, case: Case, action: Action, own: Scope, apart: bool) -> None:
        self.case, self.offer, self.own, self.apart = case, action.offer, own, apart
        # Where the rule is on all goods anyhow, its own scope is meant: pieces that are used up do not count.
        self.elsewhere = bool(own) or apart or action.level == "shipping"

    def needs(self, condition: Mapping[str, Any]) -> list[dict[str, Any]]:
        _known(condition, *_ASKED.get(condition["type"].removesuffix("_matching"), condition))
        view = self.view(condition)
        match condition["type"].removesuffix("_matching"), condition["type"].endswith("_matching"):
            case (("min_subtotal" | "min_amount"), own):
                bound = "above" if condition.get("inclusive") is False else "at_least"
                return [self.need({bound: self.threshold(condition)}, view, own=own)]
            case "max_subtotal", own:
                return [self.need({"at_most": self.threshold(condition)}, view, own=own)]
            case "min_quantity", own:
                return [self.need({"at_least": count(condition["qty"])}, "pieces", own=own)]
            case "max_quantity", own:
                return [self.need({"at_most": count(condition["qty"])}, "pieces", own=own)]
            case "any_line_quantity", own:
                return [self.need({"at_least": count(condition["qty"])}, "pieces", own=own) | {"any": "line"}]
            case "covers_distinct", own:
                return [self.need({"at_least": count(condition["n"])}, "distinct sku", own=own)]
            case "min_category_subtotal", False:
                on = _any(self.case, "category", words(condition["category"]))
                return [self.need({"at_least": self.threshold(condition)}, view, on)]
            case "min_category_quantity", False:
                on = _any(self.case, "category", words(condition["category"]))
                return [self.need({"at_least": count(condition["qty"])}, "pieces", on)]
            case ("contains_category" | "contains_sku" | "contains_product") as kind, False:
                return self.contains(condition, kind.removeprefix("contains_"))
        raise CannotSay(f"nothing is known of the condition {condition['type']!r}")

    def view(self, condition: Mapping[str, Any]) -> str:
        basis = condition.get("basis", self.case.habits.threshold)
        if basis not in ("running", "start", "original"):
            raise CannotSay(f"nothing is known of a minimum on {basis!r}")
        return "running" if basis == "running" or self.offer.stage == "catalog" else self.case.start

    def need(self, bounds: dict[str, Any], looks: str, on: Scope | None = None, own: bool = False) -> dict[str, Any]:
        if own and self.apart:
            # A condition is on all the goods that fit, even where each line is a pool.
            return {**bounds, "in": looks, "on": both(GOODS, self.own)}
        scope = {} if own or (on is None and not self.elsewhere) else {"on": both(GOODS, on or {})}
        return {**bounds, "in": looks, **scope}

    def contains(self, condition: Mapping[str, Any], attribute: str) -> list[dict[str, Any]]:
        least = {"at_least": count(condition.get("qty", 1))}
        wanted = condition.get("any_of", condition.get(attribute))
        needs = [] if wanted is None else [self.need(least, "pieces", _any(self.case, attribute, words(wanted)))]
        each = [_any(self.case, attribute, [one]) for one in words(condition.get("all_of"))]
        needs += [self.need(least, "pieces", scope) for scope in each]
        if condition.get("none_of"):
            needs.append(self.need({"at_most": 0}, "pieces", _any(self.case, attribute, words(condition["none_of"]))))
        if not needs:
            raise CannotSay(f"a condition on the {attribute} that names none")
        return needs

    def threshold(self, condition: Mapping[str, Any]) -> Any:
        """The amount of a condition, in one currency or in several."""
        if condition.get("amount_by_currency"):
            return {code: amount(value) for code, value in condition["amount_by_currency"].items()}
        if condition.get("currency"):
            return {str(condition["currency"]).upper(): amount(condition["amount"])}
        return amount(condition["amount"])


_AMOUNT = ("amount", "amount_by_currency", "currency", "basis")
_CONTAINS = ("any_of", "all_of", "none_of", "qty")
_ASKED: dict[str, tuple[str, ...]] = {
    "min_subtotal": (*_AMOUNT, "inclusive"),
    "min_amount": (*_AMOUNT, "inclusive"),
    "max_subtotal": _AMOUNT,
    "min_category_subtotal": (*_AMOUNT, "category"),
    "min_quantity": ("qty",),
    "max_quantity": ("qty",),
    "any_line_quantity": ("qty",),
    "min_category_quantity": ("qty", "category"),
    "covers_distinct": ("n",),
    "contains_category": (*_CONTAINS, "category"),
    "contains_sku": (*_CONTAINS, "sku"),
    "contains_product": (*_CONTAINS, "product"),
}
"""What is known of each condition on what is bought."""
