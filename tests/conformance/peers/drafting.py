"""A rule in the making, and the numbers in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .reading import Action, Case, amount, count
from .scopes import scope_of
from .verdict import CannotSay

CAPS = ("cap", "max_discount", "max_amount")
"""What the collection calls the most that an offer takes."""
CAP_KEYS = (*CAPS, *(f"{key}_by_currency" for key in CAPS))
LIMITS = ("max_units", "max_units_per_line", "allocation", *CAP_KEYS)
"""Limits that an offer on goods may have."""
UNITS = {"unit": "piece", "piece": "piece", "line": "line", "group": "pool", "order": "pool", "pool": "pool"}
FORMS = {"price_asc": "cheapest", "price_desc": "dearest", "cart": "cart", "cart_order": "cart"}


@dataclass
class Draft:
    """One rule: the action that it is for, and its body without conditions and without the code."""

    action: Action
    body: dict[str, Any]
    few: int | None = None
    """A limit on pieces of a line from which all that the line had before is taken."""


@dataclass(frozen=True)
class Desk:
    """What the drafting of one action looks at."""

    case: Case
    action: Action
    catalog: list[str]
    """The rules of the catalogue stage."""

    @property
    def params(self) -> Mapping[str, Any]:
        """What the action says of itself."""
        return self.action.params

    @property
    def scope(self) -> dict[str, Any]:
        """The lines that it is on; nothing where it is on all goods."""
        return self.scope_of(self.action.filters)

    def scope_of(self, filters: Mapping[str, Any] | None) -> dict[str, Any]:
        """Filters as a scope."""
        return scope_of(self.case, filters or {}, self.catalog)

    @property
    def in_catalog(self) -> bool:
        """Whether it lowers prices before the cart."""
        return self.action.level == "catalog"

    def draft(self, **body: Any) -> Draft:
        """A rule on the action's lines."""
        scope = body.pop("on", self.scope)
        if self.in_catalog and self.case.habits.catalog_cut and "round" not in body:
            body["round"] = self.case.habits.catalog_cut
        said = {key: value for key, value in body.items() if value is not None}
        return Draft(self.action, ({"on": scope} if scope else {}) | said)

    def money(self, key: str = "amount") -> Any:
        """An amount: one, or one for each currency."""
        return money_of(self.params, key, self.case.currency)

    def cap(self) -> dict[str, Any] | None:
        """The most that it takes, in one currency or in several."""
        for key in CAPS:
            if self.params.get(key) is not None or self.params.get(f"{key}_by_currency"):
                return {"pool": self.money(key)}
        return None

    def most(self, key: str = "max_units") -> int | None:
        """A limit on pieces; none and 0 are no limit."""
        said = self.params.get(key)
        return count(said) or None if said is not None else None

    def form(self, key: str, otherwise: str) -> str:
        """In what order pieces are taken."""
        said = self.params.get(key)
        if said is None:
            return otherwise
        if str(said).lower() not in FORMS:
            raise CannotSay(f"nothing is known of {key}: {said}")
        return FORMS[str(said).lower()]

    def unit(self, otherwise: str) -> str:
        """What one amount is worked out for."""
        said = str(self.params.get("per", otherwise))
        if said not in UNITS:
            raise CannotSay(f"nothing is known of per: {said}")
        return UNITS[said]

    def limited(self) -> dict[str, Any]:
        """The pieces that a limit reaches, as parts of a rule."""
        in_line = self.most("max_units_per_line")
        most = self.most()
        if in_line is not None:
            return {"per": "line", "pick": {"first": in_line}}
        if most is None:
            return {}
        if self.case.habits.limited == "line":
            return {"per": "line", "pick": {"first": most}}
        rank = "marked" if self.case.habits.limited_by_list_price else None
        if self.case.habits.exclusives == "consume":
            # Sets of one: only the pieces that are reached are used up.
            return {"sets": {"of": 1, "form": self.case.habits.limited, "at_most": most}, "rank": rank}
        return {"pick": {self.case.habits.limited: most}, "rank": rank}


def money_of(params: Mapping[str, Any], key: str, currency: str) -> Any:
    """``amount``, ``amount_by_currency`` (with ``amount`` for all others) or ``amount_currency``."""
    several = params.get(f"{key}_by_currency")
    if several:
        found = {str(code).upper(): amount(value) for code, value in several.items()}
        return found | ({currency: amount(params[key])} if currency not in found and params.get(key) else {})
    if f"{key}_currency" in params:
        return {in_currency(params[f"{key}_currency"], currency): amount(params[key])}
    return amount(params[key])


def in_currency(said: object, currency: str) -> str:
    """A currency that a rule is stated in; a blank one is any but the cart's."""
    code = str(said or "").upper()
    return code or next(other for other in ("XAF", "XPF") if other != currency)
