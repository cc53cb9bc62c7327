"""Which module drafts which kind of offer."""

from __future__ import annotations

from collections.abc import Callable

from . import gifts, groups, items, shipping, tickets
from .drafting import Desk, Draft
from .reading import Case
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
        offer = desk.action.offer
        name = f"offer-{offer.at + 1}"
        same = sum(1 for one in self.rules.values() if one.action.offer.at == offer.at)
        name += f".{same + 1}" if same else ""
        if any(line.get("discountable") is False for line in self.case.goods):
            draft.body["on"] = both(draft.body.get("on", {}), {"none_of": [{"barred": "true"}]})
        if self.gifts and "gift" not in draft.body.get("on", {}) and desk.action.level != "shipping":
            # Offers are on what was chosen, not on what another offer puts beside it.
            draft.body["on"] = both(draft.body.get("on", {}), {"none_of": [{"gift": self.gifts}]})
        conditions = asked(self.case, desk.action, draft.body.get("on", {}), desk.catalog)
        needs = [*draft.body.get("needs", []), *conditions.needs]
        when = dict(conditions.when) | ({"orders": conditions.orders} if conditions.orders is not None else {})
        draft.body |= ({"needs": needs} if needs else {}) | ({"when": when} if when else {})
        self.facts |= conditions.facts
        self._budget(name, offer.data.get("campaign_budget"), draft)
        self.rules[name] = draft
        if desk.in_catalog:
            self.catalog.append(name)

    def _budget(self, name: str, said: str | None, draft: Draft) -> None:
        """``spend 1000, used 200``: money; ``usage 1000, used 1000``: how often. All or nothing."""
        if not said:
            return
        parts = dict(part.split(maxsplit=1) for part in said.split(",")) if " " in said else {}
        if "spend" in parts:
            draft.body |= {"cap": draft.body.get("cap", {}) | {"campaign": parts["spend"]}, "over": {"cap": "refuse"}}
            if "used" in parts:
                self.used[name] = {"campaign": parts["used"]}
        elif "usage" in parts:
            draft.body["limit"] = {"campaign": int(parts["usage"])}
            self.times[name] = {"campaign": int(parts.get("used", 0))}
        else:
            raise CannotSay(f"nothing is known of the budget {said!r}")
