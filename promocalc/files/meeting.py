"""A cart and a rulebook that are each fine, together: names in the one that the other does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from promocalc.cart import Cart, Persona
from promocalc.problems import Path, Problem, UnknownHolding, Where, nearest
from promocalc.rules.cents import period_caps
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.use import Balance
from promocalc.rules.values import KEY_MARK


def strangers(cart: Cart, book: Rulebook) -> tuple[Problem, ...]:
    """What the wallet holds and no rule of ``book`` takes, and earlier uses that no rule counts, by path in the cart.

    Held in vain, it would be left out of the price without a word; mostly it is a slip of the pen.
    """
    return tuple(_strangers(cart, book))


def _strangers(cart: Cart, book: Rulebook) -> Iterator[Problem]:
    coupons = tuple(name for name, rule in book.rules.items() if rule.use == "coupon")
    balances = tuple(dict.fromkeys(rule.use.name for rule in book.rules.values() if isinstance(rule.use, Balance)))
    for name in cart.wallet.coupons or ():
        if name not in coupons:
            where = Where(("wallet", "coupons", name, KEY_MARK))
            yield Problem(UnknownHolding(name, "coupon", coupons, nearest(name, coupons)), where)
    for name in cart.wallet.balances:
        if name not in balances:
            where = Where(("wallet", "balances", name, KEY_MARK))
            yield Problem(UnknownHolding(name, "balance", balances, nearest(name, balances)), where)
    yield from _uses(cart.shopper, ("shopper",), book)
    for name, persona in cart.personas.items():
        yield from _uses(persona, ("personas", name), book)


def _uses(shopper: Persona, path: Path, book: Rulebook) -> Iterator[Problem]:
    """Earlier uses of rules that are not there, or that have no such cap or limit."""
    caps: dict[str, tuple[str, ...]] = {
        name: tuple(period for period, _ in period_caps(rule.cap)) for name, rule in book.rules.items()
    }
    limits = {name: tuple(period for period in rule.limit if period != "order") for name, rule in book.rules.items()}
    counted: tuple[tuple[str, Literal["cap", "limit"], dict[str, tuple[str, ...]]], ...]
    counted = (("used", "cap", caps), ("times", "limit", limits))
    for key, kind, known in counted:
        for name, periods in getattr(shopper, key).items():
            where = (*path, key, name)
            if name not in book.rules:
                rules = tuple(book.rules)
                yield Problem(UnknownHolding(name, "rule", rules, nearest(name, rules)), Where((*where, KEY_MARK)))
                continue
            for period in periods:
                if period not in known[name]:
                    yield Problem(UnknownHolding(period, kind, known[name]), Where((*where, period, KEY_MARK)))
