"""A case as the collection writes it, made easy to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from promocalc.files.load import load_rulebook
from promocalc.money import CURRENCIES
from promocalc.rules.cents import Defaults, Share

from .habits import Habits, habits_of
from .verdict import CannotSay

START = "item_price"
"""The label under which prices stand after the catalogue stage and before any offer on the cart."""

SHIPPING_KINDS = ("free_shipping", "percent_shipping", "fixed_shipping", "fixed_price_shipping")
ORDER_KINDS = ("fixed_off_order", "percent_off_order", "fixed_price_order", "fixed_off_all", "percent_off_all")
GIFT_KINDS = ("buy_n_get_m",)


LINE_KEYS = {
    *("sku", "unit_price", "qty", "category", "product", "group_key", "addon", "store", "tax_rate", "discountable"),
    *("min_unit_price", "existing_discount", "catalog_discounted", "list_price", "line_subtotal", "name", "title"),
}
TICKET_KEYS = {"bundled", "voucher_discount"}
"""What only a ticket says of itself."""
OFFER_KEYS = {
    *("kind", "params", "filters", "conditions", "name", "title", "coupon", "priority", "exclusive", "stage", "lane"),
    *("group", "campaign_budget"),
}


@dataclass(frozen=True)
class Action:
    """One thing that an offer does; an offer of kind ``multi`` does several."""

    offer: Offer
    kind: str
    params: Mapping[str, Any]
    filters: Mapping[str, Any]

    @property
    def level(self) -> str:
        """What it is about: the catalogue, gifts, single items, the order, the delivery."""
        if self.offer.stage == "catalog":
            return "catalog"
        rewarded = str(self.params.get("reward")).endswith("_shipping")
        if self.kind in SHIPPING_KINDS or self.params.get("basis") == "shipping_amount" or rewarded:
            return "shipping"
        if self.kind in GIFT_KINDS:
            return "gifts"
        return "order" if self.kind in ORDER_KINDS else "item"

    def known(self, *names: str) -> None:
        """Nothing about the action may be passed over in silence."""
        strange = sorted(set(self.params) - set(names))
        if strange:
            raise CannotSay(f"{self.kind}: nothing is known of {', '.join(strange)}")


@dataclass(frozen=True)
class Offer:
    """One promotion of the case."""

    at: int
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the case calls it."""
        return str(self.data.get("name") or self.data.get("coupon") or f"offer {self.at + 1}")

    @property
    def stage(self) -> str:
        """``catalog`` before the cart, else ``cart``."""
        return str(self.data.get("stage") or "cart")

    @property
    def code(self) -> str | None:
        """The code that has to be entered, if any."""
        return self.data.get("coupon")

    @property
    def priority(self) -> Decimal:
        """The higher runs first."""
        return Decimal(str(self.data.get("priority") or 0))

    @property
    def exclusive(self) -> bool | None:
        """Whether it stands alone; None where the case does not say."""
        return self.data.get("exclusive")

    @property
    def conditions(self) -> list[Mapping[str, Any]]:
        """What has to hold."""
        return list(self.data.get("conditions") or [])

    @property
    def actions(self) -> list[Action]:
        """What it does."""
        if self.data["kind"] == "multi":
            return [
                Action(self, inner["kind"], inner.get("params") or {}, inner.get("filters") or self._filters)
                for inner in self.data["params"]["actions"]
            ]
        return [Action(self, self.data["kind"], self.data.get("params") or {}, self._filters)]

    @property
    def _filters(self) -> Mapping[str, Any]:
        return self.data.get("filters") or {}


@dataclass(frozen=True)
class Case:
    """A cart, what is offered on it, and what an engine made of it."""

    data: Mapping[str, Any]
    refused: frozenset[str] = frozenset()
    """Gifts that are not put into the cart, because their offers do not apply."""
    habits: Habits = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "habits", habits_of(self.peer))
        digits = CURRENCIES.get(self.currency)
        if digits is None or digits != self.data.get("minor_unit_digits", digits):
            raise CannotSay(f"{self.currency} with {self.data.get('minor_unit_digits')} decimals is no known currency")
        for what, known, parts in (("a line", LINE_KEYS, "lines"), ("an offer", OFFER_KEYS, "promotions")):
            strange = {key for part in self.data.get(parts) or () for key in part} - known
            strange -= TICKET_KEYS if self.peer == "pretix" else set()
            if strange:
                raise CannotSay(f"nothing is known of {what}'s {', '.join(sorted(strange))}")
        stages = {offer.stage for offer in self.offers} - {"cart", "catalog"}
        if stages:
            raise CannotSay(f"nothing is known of the stage {stages.pop()!r}")

    @property
    def id(self) -> str:
        """What the collection calls it."""
        return str(self.data.get("id") or "?")

    @property
    def peer(self) -> str:
        """The engine; its dialect goes by the same name."""
        return str(self.data["peer"])

    @property
    def currency(self) -> str:
        """ISO 4217 code."""
        return str(self.data.get("currency") or "USD").upper()

    @property
    def mode(self) -> str:
        """How offers meet, where the case says so."""
        return str(self.data.get("evaluation_mode") or "")

    @property
    def context(self) -> Mapping[str, Any]:
        """Facts about the shopper and the shop."""
        return self.data.get("context") or {}

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """As written."""
        return tuple(Offer(at, data) for at, data in enumerate(self.data.get("promotions") or ()))

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Of all offers."""
        return tuple(action for offer in self.offers for action in offer.actions)

    @cached_property
    def goods(self) -> list[dict[str, Any]]:
        """Lines that hold anything, in the order in which the engine serves them."""
        # A line that does not name its product is one by itself.
        given = [line for line in self.data.get("lines") or () if int(line.get("qty", 1))]
        lines = [{"product": line.get("sku")} | dict(line) for line in given]
        match self.habits.lines:
            case "last":
                lines.reverse()
            case "dearest":
                lines.sort(key=lambda line: -money(line["unit_price"]))
            case "subtotal":
                lines.sort(key=lambda line: -money(line["unit_price"]) * int(line.get("qty", 1)))
        if self.habits.groups_of_most and any(action.kind == "every_n_units" for action in self.actions):
            lines.sort(key=lambda line: -int(line.get("qty", 1)))
        if self.habits.single_pieces:
            lines = [{**line, "qty": 1} for line in lines for _ in range(int(line.get("qty", 1)))]
        return lines

    @cached_property
    def shipping(self) -> list[dict[str, Any]]:
        """Ways of delivery that are charged."""
        said = self.data.get("shipping")
        if said is None:
            return []
        found = said if isinstance(said, list) else [said]
        return [one if isinstance(one, dict) else {"method": "", "price": one} for one in found]

    def name_of(self, at: int, line: Mapping[str, Any]) -> str:
        """The id of a line of goods in the cart. Ids keep the order in which the engine serves lines."""
        return f"{at}-{line['sku']}"

    def lines_of(self, action: Action) -> list[str]:
        """Every line that an action may be on, by id."""
        if action.level != "shipping":
            return [self.name_of(at, line) for at, line in enumerate(self.goods, 1)]
        return [f"{len(self.goods) + at}-delivery" for at in range(1, len(self.shipping) + 1)]

    @property
    def codes(self) -> list[str] | None:
        """Codes that were entered; None where the case does not say, and all were."""
        return self.context.get("codes")

    @property
    def start(self) -> str:
        """The view of prices before any offer on the cart."""
        return START if any(offer.stage == "catalog" for offer in self.offers) else "marked"

    @cached_property
    def defaults(self) -> Defaults:
        """What the engine's dialect fixes."""
        return load_rulebook(f"dialects/{self.peer}").effective_defaults

    def share(self, **said: str) -> dict[str, Any]:
        """The dialect's way of sharing, with a change."""
        kept = self.defaults.share or Share()
        return {"odd": str(kept.odd), "zero": kept.zero} | said

    def base(self, habit: str) -> str:
        """A view, by habit."""
        basis = str(self.context.get("discount_basis") or "")
        if basis and basis not in ("original_price", "sequential"):
            raise CannotSay(f"nothing is known of rates on {basis!r}")
        if basis:
            return self.start if basis == "original_price" else "running"
        return self.start if habit == "start" else "running"

    def categories(self) -> Iterator[str]:
        """Every category that a line is in."""
        for line in self.goods:
            yield from words(line.get("category"))


def words(value: object) -> list[str]:
    """One text or several."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def money(value: object) -> Decimal:
    """An amount as the collection writes it."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise CannotSay(f"{value!r} is no amount") from None
    if not found.is_finite():
        raise CannotSay(f"{value!r} is no amount")
    return found


def amount(value: object) -> str:
    """An amount as a rulebook writes it."""
    found = money(value)
    if found < 0:
        raise CannotSay(f"a negative amount: {value}")
    return f"{found:f}"


def rate(value: object) -> str:
    """A percentage as a rulebook writes it; more than everything is everything."""
    return f"{min(Decimal(amount(value)), Decimal(100)):f}%"


def count(value: object) -> int:
    """A whole number of pieces."""
    found = money(value)
    if found != found.to_integral_value() or found < 0:
        raise CannotSay(f"pieces are whole, not {value}")
    return int(found)
