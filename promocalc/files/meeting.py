"""A cart and a rulebook that are each fine, together: names in the one that the other does not have."""

from __future__ import annotations

from collections.abc import Iterator

from promocalc.cart import Cart
from promocalc.problems import Problem, UnknownHolding, Where, nearest
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.use import Balance
from promocalc.rules.values import KEY_MARK


def strangers(cart: Cart, book: Rulebook) -> tuple[Problem, ...]:
    """What the wallet holds and no rule of ``book`` takes, by its path in the cart.

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
