"""What caps, wallets, coupons and choices let through of an amount."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from promocalc.engine.meaning.amounts import Looks
from promocalc.engine.meaning.ledger import Ledger
from promocalc.engine.meaning.pieces import select
from promocalc.engine.meaning.rounding import Ratio, capped, part
from promocalc.engine.plan import NONE, Act, Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Stepped
from promocalc.money import Rounding
from promocalc.numbers.protocol import Cents, Numbers


@dataclass
class Left:
    """What the rule's earlier pools have left: of its wallet, coupons, caps and limits."""

    wallet: Cents
    """In the wallet's own unit: minor units, or points."""
    coupons: Cents
    order: Cents | None
    caps: list[Cents]
    limits: list[Cents]


def left_before(ledger: Ledger, deed: Act) -> Left:
    """What there is before the first pool."""
    apply = deed.apply
    return Left(
        ledger.cell(apply.balance[0]) if apply.balance else 0,
        ledger.cell(apply.coupon[0]) if apply.coupon else 0,
        _order_cap(ledger, deed),
        [ledger.cell(counter.before) for counter in apply.caps],
        [ledger.cell(counter.before) for counter in apply.limits],
    )


def _order_cap(ledger: Ledger, deed: Act) -> Cents | None:
    """What the rule may take in the whole order."""
    cap = deed.apply.terms.cap_order
    match cap:
        case None | int():
            return cap
        case _:
            lots = [lot for site in deed.sites for lot in site.lots]
            found = ledger.quantity(cap, lots[0]) if lots else 0
            if not isinstance(found, Fraction | Ratio):
                return found
            of = [one for site in deed.sites for one in _of_pool(ledger, site, deed.apply)]
            return part(ledger.n, ledger.n.total(of), found, 1, Rounding.DOWN)


def _of_pool(ledger: Ledger, site: Site, apply: Apply) -> list[Cents]:
    """What a rate is taken of, in one pool: of the pieces that the rule is for."""
    guards = ledger.guards(site)
    of = ledger.view(apply.of, site.lots, guards)
    if not apply.terms.selects:
        return of
    picked = select(ledger, site, apply, ledger.counted(site.lots, guards)).picked
    return ledger.of_pieces(ledger.units(of, site.lots), site.lots, picked)


def charge(ledger: Ledger, site: Site, apply: Apply, left: Left, spent: Cents) -> None:
    """After a pool: what was spent of the wallet, the coupons, the caps and the limits."""
    n = ledger.n
    if apply.balance:
        left.wallet = left.wallet - _drawn(n, apply.terms.stepped, spent)
    times = n.choose(spent >= 1, ledger.touched["bear", site.lots[0]] if apply.counts_pieces else 1, 0)
    if apply.coupon:
        left.coupons = left.coupons - times
    if left.order is not None:
        left.order = left.order - spent
    left.caps = [one - spent for one in left.caps]
    left.limits = [one - times for one in left.limits]


def write_back(ledger: Ledger, apply: Apply, left: Left) -> None:
    """After the last pool: the cells that later rules find."""
    if apply.balance:
        ledger.cells[apply.balance[1]] = left.wallet
    if apply.coupon:
        ledger.cells[apply.coupon[1]] = left.coupons
    for counter, amount in zip((*apply.caps, *apply.limits), (*left.caps, *left.limits), strict=True):
        ledger.cells[counter.after] = amount


def uses_left(n: Numbers, apply: Apply, left: Left) -> Cents | None:
    """How often the rule may still apply, where that is counted piece by piece."""
    found: Cents | None = None
    for more in (*([left.coupons] if apply.coupon else []), *left.limits) if apply.counts_pieces else ():
        found = more if found is None else n.least(found, more)
    return found


def bound(n: Numbers, apply: Apply, left: Left) -> Cents | None:
    """What the wallet and the caps on the order and beyond have left, where there are any."""
    found: Cents | None = left.order
    for more in (*left.caps, *([money_in(n, apply.terms.stepped, left.wallet)] if apply.balance else [])):
        found = more if found is None else n.least(found, more)
    return found


def limited(n: Numbers, site: Site, apply: Apply, looks: Looks, asked: Cents, amount: Cents, left: Left) -> Cents:
    """What the caps on pool, order and periods, the wallet and the coupon let through of an amount.

    ``asked`` is what it was before the caps on each unit.
    """
    slots, terms = site.slots, apply.terms
    if slots.pooled != NONE:
        amount = n.let(slots.pooled, capped(n, looks.cap_pool, n.total(looks.of), amount))
    if left.order is not None:
        amount = n.let(slots.ordered, n.least(amount, left.order))
    for at, have in enumerate(left.caps):
        amount = n.let(slots.caps + at, n.least(amount, have))
    if terms.cap_refuses:
        amount = n.choose(amount >= asked, amount, 0)
    for at, times in enumerate(left.limits):
        amount = n.choose(n.let(slots.limits + at, times) >= 1, amount, 0)
    if apply.balance:
        amount = n.least(amount, n.let(slots.balance, money_in(n, terms.stepped, left.wallet)))
    if terms.stepped is not None:
        amount = n.let(slots.stepped, _in_steps(n, terms.stepped, amount))
    if apply.coupon:
        amount = n.choose(n.let(slots.coupons, left.coupons) >= 1, amount, 0)
    return amount


def allowed(ledger: Ledger, site: Site, apply: Apply, amount: Cents) -> Cents:
    """Nothing, where the shopper leaves the rule alone, a limit is used up, or a rule stands that it may not meet."""
    n, slots = ledger.n, site.slots
    if slots.allowed != NONE:
        # A gate or a limit that has nothing left is 0.
        gates = [ledger.cell(number) for number in (*apply.allowed, apply.gate) if number is not None]
        open_: Cents = 1
        for gate in gates:
            open_ = n.choose(gate >= 1, open_, 0)
        amount = n.choose(n.let(slots.allowed, open_) >= 1, amount, 0)
    if slots.blocked != NONE:
        for at, blocker in enumerate(apply.order_blockers):
            met = n.let(slots.blocked + at, n.total(ledger.columns[blocker.taken]))
            amount = n.choose(met >= 1, 0, amount)
    return amount


# --- wallets of points and steps ------------------------------------------------------------------------


def money_in(n: Numbers, stepped: Stepped | None, wallet: Cents) -> Cents:
    """What a wallet holds, in minor units: a fraction of one cannot be spent."""
    if stepped is None or stepped.points is None:
        return wallet
    return n.quotient(wallet * stepped.points.numerator, stepped.points.denominator)


def _drawn(n: Numbers, stepped: Stepped | None, spent: Cents) -> Cents:
    """What spending an amount takes out of a wallet: points that are begun are gone."""
    if stepped is None or stepped.points is None:
        return spent
    worth = stepped.points
    return n.quotient(spent * worth.denominator + (worth.numerator - 1), worth.numerator)


def _in_steps(n: Numbers, stepped: Stepped, amount: Cents) -> Cents:
    """As much of an amount as whole steps make; nothing where that is less than the least."""
    found = n.whole(amount, stepped.step) * stepped.step if stepped.step > 1 else amount
    return n.choose(found >= stepped.least, found, 0) if stepped.least else found
