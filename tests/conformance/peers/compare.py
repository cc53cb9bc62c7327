"""An engine's figures against a receipt's.

Every key of ``expected`` is checked, those under ``unchecked_keys`` too: that the
collection did not recompute a figure is no reason not to hold it. A key that is no
pricing question is noted. What promocalc cannot say is a reason to skip the case,
unless the key is one of the unchecked ones: then it is noted and the rest decides.

A few arithmetics of engines are known to be others, each by its kind and not by a
case (``Comparison.slack``): such a figure passes where it agrees, fails where it is
off by more than that arithmetic can make it, and is skipped with the reason between.
A figure finer than the smallest coin is compared as the nearest coin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from promocalc.engine import price
from promocalc.money import CURRENCIES, minor_units, plain

from .book import Book
from .figures import Figures
from .reading import Case, money
from .verdict import CannotSay, Difference, Verdict

Found = Iterator[Difference]


@dataclass(frozen=True)
class Slack:
    """How many coins a figure may be off because the engine's arithmetic is another, and why it is."""

    coins: int
    why: str
    exactly: int | None = None
    """The figure by that other arithmetic, where it is known."""


NO_PRICE = ("message", "note", "stock", "url")
"""Keys that ask nothing about a price."""


def check(data: Mapping[str, Any]) -> Verdict:
    """What comes of a case: passed, failed with the figures that differ, or skipped with the reason."""
    name = str(data.get("id") or "?")
    try:
        figures = priced(Case(data))
        return Comparison(figures.case, figures).verdict()
    except CannotSay as reason:
        return Verdict(name, skipped=reason.reason)


def priced(case: Case) -> Figures:
    """The receipt of a case. A gift whose offer does not apply is taken out again, which others may see."""
    book = Book(case)
    figures = Figures(book, price(book.cart(), book.rulebook()))
    refused = figures.refused_gifts()
    return priced(replace(case, refused=case.refused | refused)) if refused else figures


class Comparison:
    """One case, key by key."""

    def __init__(self, case: Case, figures: Figures) -> None:
        self.case, self.figures = case, figures
        self.digits = CURRENCIES[case.currency]

    def verdict(self) -> Verdict:
        expected = self.case.data.get("expected") or {}
        unchecked = self.case.data.get("unchecked_keys") or ()
        found: list[Difference] = []
        notes: list[str] = []
        checked = 0
        for key, wanted in expected.items():
            try:
                if key in NO_PRICE:
                    raise CannotSay("no pricing question")
                found += self.key(key, wanted)
                checked += 1
            except CannotSay as reason:
                if key not in unchecked and key not in NO_PRICE:
                    return Verdict(self.case.id, skipped=f"{key}: {reason.reason}")
                notes.append(f"{key}: {reason.reason}")
        if not checked:
            return Verdict(self.case.id, skipped="; ".join(notes) or "nothing is expected")
        return Verdict(self.case.id, tuple(found), notes=tuple(notes))

    # --- one key ----------------------------------------------------------------------------------------------

    def key(self, key: str, wanted: Any) -> Found:
        figures = self.figures
        amounts = {
            "total": figures.total,
            "discount_total": figures.discount_total,
            "order_discount": figures.order_discount,
            "goods_discount": figures.goods_discount,
            "shipping": figures.shipping,
            "shipping_discount": figures.shipping_discount,
            "items_total": figures.items_total,
            "net": figures.net,
            "tax": figures.tax,
            "subtotal": lambda: figures.goods(with_tax=False),
            "subtotal_incl_tax": lambda: figures.goods(with_tax=True),
            "shipping_incl_tax": lambda: figures.delivery_price(with_tax=True),
            "shipping_excl_tax": lambda: figures.delivery_price(with_tax=False),
        }
        if key in amounts:
            yield from self.amount(key, wanted, amounts[key](), self.slack(key))
            return
        match key:
            case "units_affected":
                yield from _same(key, wanted, figures.affected())
            case "units_unaffected":
                yield from _same(key, wanted, figures.pieces() - figures.affected())
            case "gift_qty":
                yield from _same(key, wanted, figures.gifts())
            case "applied":
                yield from _same(key, sorted(wanted), sorted(figures.applied()))
            case "rejected":
                for one in wanted:
                    yield from _same(key, one.get("reason", ""), figures.rejected(one))
            case "distance_messages":
                yield from _same(key, wanted, figures.distances())
            case _:
                yield from self.several(key, wanted)

    def several(self, key: str, wanted: Any) -> Found:
        figures = self.figures
        match key:
            case "per_line" | "per_line_catalog":
                for one in wanted:
                    yield from self.line(key, one)
            case "per_shipping":
                for one in wanted:
                    found = figures.method_discount(one["method"])
                    yield from self.amount(f"{key} {one['method']}", one["discount"], found)
            case "unit_prices_sorted":
                found_prices = [figures.money(minor) for minor in figures.piece_prices()]
                yield from _same(key, [self.text(one) for one in wanted], found_prices)
            case "refund_if_returned":
                for one in wanted:
                    # A product is worth what was paid for it: its price less its share of every offer.
                    yield from self.amount(f"{key} {one['sku']}", one["refund"], figures.line_total(one["sku"]))
            case "steps":
                yield from self.steps(wanted)
            case _:
                raise CannotSay("nothing is known of this figure")

    def line(self, key: str, said: Mapping[str, Any]) -> Found:
        figures, sku = self.figures, said["sku"]
        for name, wanted in said.items():
            place = f"{key} {sku}" if name == "discount" else f"{key} {sku} {name}"
            match name:
                case "sku":
                    continue
                case "discount":
                    found = figures.line_discount(sku, in_catalog=key == "per_line_catalog")
                    yield from self.amount(place, wanted, found)
                case "total":
                    yield from self.amount(place, wanted, figures.line_total(sku))
                case "unit_discounts":
                    shown = [figures.money(minor) for minor in figures.unit_discounts(sku)]
                    yield from _same(place, [self.text(one) for one in wanted], shown)
                case _:
                    raise CannotSay(f"nothing is known of a line's {name}")

    def steps(self, wanted: list[Mapping[str, Any]]) -> Found:
        for step in wanted:
            offers = [offer for offer in self.case.offers if offer.name == step["promo"]]
            if len(offers) != 1:
                raise CannotSay(f"{len(offers)} offers called {step['promo']!r}")
            taken: dict[str, int] = {}
            for one in self.figures.steps_of(offers[0].at):
                for line, share in one.shares:
                    sku = str(self.figures.names[line].get("sku"))
                    taken[sku] = taken.get(sku, 0) + share
            for one in step["per_line"]:
                key = f"steps {step['promo']} {one['sku']}"
                yield from self.amount(key, one["discount"], taken.get(one["sku"], 0))

    def slack(self, key: str) -> Slack | None:
        """By how many coins, and why, a figure may be off: where an engine's arithmetic is known to be another."""
        rates = {str(line.get("tax_rate")) for line in self.case.goods if line.get("tax_rate") is not None}
        taxed = self.case.context.get("tax")
        if rates and self.case.peer == "shopware" and key == "net":
            why = "the engine rounds the tax of the price and that of the discount apart, by rate"
            return Slack(2 * len(rates), why, exactly=self.figures.net_taxed_apart())
        if len(rates) > 1 and self.case.peer == "odoo" and taxed == "excluded":
            why = "the engine keeps what an offer takes as a line for each tax, without it, each rounded"
            return Slack(len(rates) * len(self.case.offers), why)
        return None

    # --- amounts ----------------------------------------------------------------------------------------------

    def amount(self, key: str, wanted: Any, found: int, slack: Slack | None = None) -> Found:
        """An amount of money; finer than the smallest coin only where the engine never rounds."""
        said = self.text(wanted)
        if money(said) != money(wanted):
            if not self.case.habits.unrounded:
                raise CannotSay(f"{wanted} is finer than the smallest coin")
            if len(self.case.offers) > 1:
                slack = Slack(len(self.case.offers), "the engine keeps parts of a cent from one offer to the next")
            elif len(self.case.goods) > 2 or len(self.case.shipping) > 2:
                slack = Slack(1, "the engine keeps parts of a cent; whole ones that sum up go to one line more")
        minor = minor_units(money(said), self.case.currency)
        if slack is not None and 0 < abs(found - minor) <= slack.coins and slack.exactly in (None, minor):
            raise CannotSay(slack.why)
        yield from _same(key, said, plain(found, self.case.currency))

    def text(self, said: Any) -> str:
        """An expected amount, in the nearest whole coins of the currency."""
        return f"{money(said).quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP):f}"


def _same(key: str, wanted: Any, found: Any) -> Found:
    if wanted != found:
        yield Difference(key, _shown(wanted), _shown(found))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_shown(one) for one in value) + "]"
    return "nothing" if value is None or value == "" else str(value)
