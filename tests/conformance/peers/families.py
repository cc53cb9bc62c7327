"""Which module drafts which kind of offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import gifts, groups, items, shipping, tickets
from .drafting import Desk, Draft
from .reading import Action, Case, money
from .scopes import asked, both
from .verdict import CannotSay

FAMILIES: dict[str, Callable[[Desk], list[Draft]]] = {
    "bundle_price": groups.bundle_price,
    "buy_n_get_m": groups.buy_n_get_m,
    "cheapest_fixed": groups.cheapest,
    "cheapest_free": groups.cheapest,
    "cheapest_percent": groups.cheapest,
    "every_n_units": groups.every_n_units,
    "fixed_off_all": items.fixed_off_all,
    "fixed_off_items": items.fixed_off_items,
    "fixed_off_order": items.fixed_off_order,
    "fixed_price_order": items.fixed_price_order,
    "fixed_price_shipping": shipping.delivery,
    "fixed_shipping": shipping.delivery,
    "free_gift": gifts.free_gift,
    "free_shipping": shipping.delivery,
    "nth_item": groups.nth_item,
    "percent_off_all": items.percent_off_all,
    "percent_off_items": items.percent_off_items,
    "percent_off_order": items.percent_off_order,
    "percent_shipping": shipping.delivery,
    "set_group": groups.set_group,
    "tiered_threshold": shipping.tiered_threshold,
    "unit_group_discount": tickets.unit_group_discount,
    "unit_price_formula": items.unit_price_formula,
}


class Drafted:
    """Every rule of a case, by name, and what is known of the shopper for their sake."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rules: dict[str, Draft] = {}
        self.facts: dict[str, str] = {}
        self.used: dict[str, dict[str, str]] = {}
        self.times: dict[str, dict[str, int]] = {}
        self.catalog: list[str] = []
        self.gifts = sorted({line["gift"] for line in gifts.gift_lines(case)})
        for offer in sorted(case.offers, key=lambda offer: offer.stage != "catalog"):
            for action in offer.actions:
                desk = Desk(case, action, list(self.catalog) if offer.stage != "catalog" else [])
                for draft in self._drafts(desk):
                    self._add(desk, draft)

    def _drafts(self, desk: Desk) -> list[Draft]:
        family = FAMILIES.get(desk.action.kind)
        if family is None:
            raise CannotSay(f"nothing is known of offers of kind {desk.action.kind!r}")
        return family(desk)

    def _add(self, desk: Desk, draft: Draft) -> None:
        if any(line.get("discountable") is False for line in self.case.goods):
            draft.body["on"] = both(draft.body.get("on", {}), {"none_of": [{"barred": "true"}]})
        if self.gifts and "gift" not in draft.body.get("on", {}) and desk.action.level != "shipping":
            # Offers are on what was chosen, not on what another offer puts beside it.
            draft.body["on"] = both(draft.body.get("on", {}), {"none_of": [{"gift": self.gifts}]})
        budget = budget_of(desk.action.offer.data.get("campaign_budget"))
        conditions = asked(self.case, desk.action, draft.body.get("on", {}), apart="per" in draft.body)
        when = dict(conditions.when) | ({"orders": conditions.orders} if conditions.orders is not None else {})
        self.facts |= conditions.facts
        for body in self._line_by_line(desk, draft.body, bool(conditions.needs), budget):
            needs = [*body.get("needs", []), *conditions.needs]
            body |= ({"needs": needs} if needs else {}) | ({"when": when} if when else {})
            name = self._name(desk.action)
            self._budget(name, budget, body)
            self.rules[name] = Draft(draft.action, body, draft.few)
            if desk.in_catalog:
                self.catalog.append(name)

    def _name(self, action: Action) -> str:
        same = sum(1 for one in self.rules.values() if one.action.offer.at == action.offer.at)
        return f"offer-{action.offer.at + 1}" + (f".{same + 1}" if same else "")

    def _line_by_line(
        self, desk: Desk, body: dict[str, Any], asks: bool, budget: dict[str, str]
    ) -> list[dict[str, Any]]:
        """The rule as it is, or one for each line: a pool of one line asks nothing of the order.

        A budget is held against what each line would get, by itself.
        """
        off = body["take"].get("off")
        of_lines = body.get("per") == "line"
        if "spend" in budget and not of_lines and "sets" not in body:
            # A rate of the order is that rate of every line; an amount of the order is not.
            of_lines = body["each"] == "line" or str(off).endswith("%")
            left = money(budget["spend"]) - money(budget.get("used", 0))
            within = isinstance(off, str) and money(off) <= left if not of_lines else True
            if not within and len(self.case.lines_of(desk.action)) > 1:
                raise CannotSay(
                    "the engine holds the budget against each line's share of the amount by itself; "
                    "promocalc holds it against what the rule takes"
                )
        if not of_lines or not (asks or budget):
            return [body]
        kept = {key: value for key, value in body.items() if key != "per"}
        return [{**kept, "on": both(body.get("on", {}), {"id": name})} for name in self.case.lines_of(desk.action)]

    def _budget(self, name: str, budget: dict[str, str], body: dict[str, Any]) -> None:
        """All or nothing."""
        if "spend" in budget:
            body |= {"cap": body.get("cap", {}) | {"campaign": budget["spend"]}, "over": {"cap": "refuse"}}
            if "used" in budget:
                self.used[name] = {"campaign": budget["used"]}
        elif budget:
            body["limit"] = {"campaign": int(budget["usage"])}
            self.times[name] = {"campaign": int(budget.get("used", 0))}


def budget_of(said: str | None) -> dict[str, str]:
    """``spend 1000, used 200``: money; ``usage 1000, used 1000``: how often."""
    parts = dict(part.split(maxsplit=1) for part in said.split(",")) if said and " " in said else {}
    if said and (not {"spend", "usage"} & set(parts) or set(parts) - {"spend", "usage", "used"}):
        raise CannotSay(f"nothing is known of the budget {said!r}")
    return parts
