"""How offers meet: the programme of a case, by its engine's ways."""

from __future__ import annotations

from typing import Any

from .families import Drafted
from .gifts import fits
from .reading import Case, Offer
from .verdict import CannotSay

Node = Any
LANES = ("pre", "default", "post")
MODES = ("", "applicator", "best_of", "best_per_line", "coupons_in_given_order", "sequential", "priority", "all")
SAME_MODES = {"best": "best_of", "best_per_order": "best_of", "best_per_item": "best_per_line"}


class Stack:
    """Builds the tree; may restrict the scope of a rule where an engine keeps offers apart line by line."""

    def __init__(self, drafted: Drafted) -> None:
        self.drafted = drafted
        self.case: Case = drafted.case
        self.habits = drafted.case.habits
        self.exclude: list[dict[str, Any]] = []
        self.mode = SAME_MODES.get(self.case.mode, self.case.mode)
        if self.mode not in MODES:
            raise CannotSay(f"nothing is known of the evaluation mode {self.mode!r}")

    def tree(self) -> list[Node]:
        """The whole programme."""
        catalog = self.stage([offer for offer in self.ordered() if offer.stage == "catalog"], per="line")
        offers = [offer for offer in self.ordered() if offer.stage != "catalog"]
        cart: list[Node] = []
        for lane in self.lanes(offers):
            cart += self.lane(lane)
        return ([{self.case.start: catalog}] if catalog else []) + cart

    # --- order ------------------------------------------------------------------------------------------------

    def ordered(self) -> list[Offer]:
        """In the order in which the engine serves them."""
        in_order = self.mode == "coupons_in_given_order"
        codes = self.case.codes or []
        levels = () if in_order else self.habits.levels

        def key(offer: Offer) -> tuple[Any, ...]:
            entered = codes.index(offer.code) if in_order and offer.code in codes else 0
            position = offer.data.get("params", {}).get("position", 0)
            return (self.rank(offer, levels), position, -offer.priority, entered, offer.at)

        return self.narrow_first(sorted(self.case.offers, key=key))

    @staticmethod
    def rank(offer: Offer, levels: tuple[str, ...]) -> int:
        names = {offer.actions[0].kind, offer.actions[0].level}
        return next((at for at, level in enumerate(levels) if level in names), len(levels))

    def narrow_first(self, offers: list[Offer]) -> list[Offer]:
        """Amounts off some goods before those off more, in the places that they have among all offers."""
        if not self.habits.narrow_first:
            return offers
        amounts = [offer for offer in offers if offer.actions[0].kind == "fixed_off_items"]
        narrow = iter(sorted(amounts, key=self.breadth))
        return [next(narrow) if offer in amounts else offer for offer in offers]

    def breadth(self, offer: Offer) -> int:
        """How many lines of goods an offer is on."""
        return sum(fits(line, offer.actions[0].filters) for line in self.case.goods)

    def lanes(self, offers: list[Offer]) -> list[list[Offer]]:
        found: dict[str, list[Offer]] = {}
        for offer in offers:
            found.setdefault(str(offer.data.get("lane") or "default"), []).append(offer)
        strange = sorted(set(found) - set(LANES))
        if strange:
            raise CannotSay(f"nothing is known of the lane {strange[0]!r}")
        return [found[lane] for lane in LANES if lane in found]

    # --- one lane ---------------------------------------------------------------------------------------------

    def lane(self, offers: list[Offer]) -> list[Node]:
        """Offers on the cart that meet. Delivery has no lines in common with goods, and so no rivals among them."""
        if self.habits.fixed_delivery_replaces:
            offers, delivery = self.split_delivery(offers)
        else:
            delivery = []
        if self.habits.rivals == "item":
            return self.rivals_of_items(offers) + delivery
        return self.stage(offers, per="order") + delivery

    def rivals_of_items(self, offers: list[Offer]) -> list[Node]:
        found: list[Node] = []
        shipping = [offer for offer in offers if self.level(offer) == "shipping"]
        order = [offer for offer in offers if self.level(offer) == "order" and not self.habits.newest_wins]
        goods = [offer for offer in offers if offer not in shipping and offer not in order]
        for some, per in ((goods, "line"), (order, "order"), (shipping, "line")):
            found += self.best(self.nodes(some), per)
        return found

    @staticmethod
    def level(offer: Offer) -> str:
        return offer.actions[0].level

    def stage(self, offers: list[Offer], per: str) -> list[Node]:
        """Offers of one stage: rivals, exclusive ones, and the rest in sequence."""
        mode = self.mode
        grouped = any(offer.data.get("group") for offer in offers)
        if mode in ("best_of", "best_per_line") and not grouped:
            return self.best(self.nodes(offers), "line" if mode == "best_per_line" else per)
        if self.habits.exclusives == "consume" and per == "order":
            return self.consumed(offers)
        if any(offer.exclusive for offer in offers):
            return self.alone(offers, per) if self.habits.exclusives == "win" else self.stopped(offers, per)
        self.vouchers(offers)
        gifts = [offer for offer in offers if self.level(offer) == "gifts"] if self.habits.gifts_use_up else []
        if len(gifts) > 1:
            names = [name for offer in gifts for name in self.names(offer)]
            rest = [offer for offer in offers if offer not in gifts]
            return [{"consume": "pieces", "of": names}, *self.grouped(rest, per)]
        return self.grouped(offers, "line" if mode == "best_per_line" else per)

    def nodes(self, offers: list[Offer]) -> list[Node]:
        return [self.node(offer) for offer in offers]

    def node(self, offer: Offer) -> Node:
        """An offer's rules: one, or a list."""
        names = self.names(offer)
        return names[0] if len(names) == 1 else names

    def names(self, offer: Offer) -> list[str]:
        return [name for name, draft in self.drafted.rules.items() if draft.action.offer.at == offer.at]

    def best(self, nodes: list[Node], per: str) -> list[Node]:
        if len(nodes) < 2:
            return nodes
        if per != "order" and any(self.counted(name) for name in names_in(nodes)):
            raise CannotSay("a budget is counted for the order, and these offers are compared line by line")
        # The first written of equals stands.
        return [{"best_of": nodes[::-1] if self.habits.newest_wins else nodes, "per": per}]

    def counted(self, name: str) -> bool:
        body = self.drafted.rules[name].body
        return bool(body.get("limit") or "campaign" in (body.get("cap") or {}))

    def grouped(self, offers: list[Offer], per: str) -> list[Node]:
        """Rival sets where their first member stands; the rest in sequence."""
        found: list[Node] = []
        groups: dict[str, list[Node]] = {}
        for offer in offers:
            group = offer.data.get("group")
            if group is None:
                found.append(self.node(offer))
            elif group in groups:
                groups[group].append(self.node(offer))
            else:
                groups[group] = [self.node(offer)]
                found.append(groups[group])
        flat: list[Node] = []
        for node in found:
            rivals = next((members for members in groups.values() if members is node), None)
            flat += self.best(rivals, per) if rivals is not None else [node]
        return flat

    # --- exclusive offers -------------------------------------------------------------------------------------

    def alone(self, offers: list[Offer], per: str) -> list[Node]:
        """The first exclusive offer that takes anything; without one, all others."""
        alone = self.nodes([offer for offer in offers if offer.exclusive])
        rest = self.grouped([offer for offer in offers if not offer.exclusive], per)
        return [{"first_of": alone + ([rest] if rest else []), "per": per}]

    def stopped(self, offers: list[Offer], per: str) -> list[Node]:
        """Those before an exclusive offer, and then it or those after it."""
        at = next((at for at, offer in enumerate(offers) if offer.exclusive), None)
        if at is None or at == len(offers) - 1:
            return self.grouped(offers, per)
        rest = self.stopped(offers[at + 1 :], per)
        before = self.grouped(offers[:at], per)
        return [*before, {"first_of": [self.node(offers[at]), rest], "per": per}]

    def consumed(self, offers: list[Offer]) -> list[Node]:
        """Exclusive offers use up their pieces; others all look at the price before any."""
        goods = [offer for offer in offers if self.level(offer) != "shipping"]
        shipping = [offer for offer in offers if self.level(offer) == "shipping"]
        apart = [offer for offer in goods if offer.exclusive is False]
        if not apart:
            names = [name for offer in goods for name in self.names(offer)]
            return ([{"consume": "pieces", "of": names}] if len(names) > 1 else names) + self.nodes(shipping)
        earlier: list[str] = []
        keepers: list[str] = []
        for offer in goods:
            barred = keepers if offer.exclusive is False else earlier
            for name in self.names(offer):
                body = self.drafted.rules[name].body
                if barred:
                    keep = {"none_of": [{"discounted_by": list(barred)}]}
                    body["on"] = {"all_of": [body["on"], keep]} if body.get("on") else keep
                if offer.exclusive is False and "of" in body:
                    body["of"] = self.case.start
            earlier += self.names(offer)
            keepers += self.names(offer) if offer.exclusive is not False else []
        return self.nodes(goods) + self.nodes(shipping)

    def vouchers(self, offers: list[Offer]) -> None:
        """A voucher and an automatic offer on the order do not meet."""
        if not self.habits.voucher_alone:
            return
        coded = [name for offer in offers if offer.code for name in self.names(offer)]
        automatic = [
            name for offer in offers if not offer.code and self.level(offer) == "order" for name in self.names(offer)
        ]
        if coded and automatic:
            offers.sort(key=lambda offer: offer.code is None)  # whichever stands first keeps the other out
            self.exclude.append({"these": coded, "not_with": automatic})

    # --- delivery ---------------------------------------------------------------------------------------------

    def split_delivery(self, offers: list[Offer]) -> tuple[list[Offer], list[Node]]:
        """A fixed price for the delivery stands alone, the lowest of several; without one, all others."""
        delivery = [offer for offer in offers if self.level(offer) == "shipping"]
        fixed = [offer for offer in delivery if offer.actions[0].kind == "fixed_price_shipping"]
        rest = self.nodes([offer for offer in delivery if offer not in fixed])
        goods = [offer for offer in offers if offer not in delivery]
        prices = self.best(self.nodes(fixed), "order")
        if fixed and rest:
            return goods, [{"first_of": [*prices, rest]}]
        return goods, prices + rest


def names_in(node: Node) -> list[str]:
    """The rules of a part of the tree."""
    match node:
        case str():
            return [node]
        case list():
            return [name for member in node for name in names_in(member)]
        case dict():
            return [name for key, member in node.items() if key not in ("per", "consume") for name in names_in(member)]
        case _:
            return []
