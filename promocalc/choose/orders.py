"""Several orders in sequence: what they cost, where each leaves less in the wallet and more on the counters.

All orders are placed at one moment, so a limit per day counts them together. The pieces of a cart are divided over
them; what is no goods (postage, a service) is asked for with every order that has goods of its store, or where no
goods are of it, with every order: nobody is told that a split saves postage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from promocalc.cart import Cart, Choices, Persona, Wallet
from promocalc.engine.plan import Act, Join, Plan
from promocalc.engine.price import Pricer
from promocalc.engine.programme import Apply
from promocalc.engine.receipt import Receipt
from promocalc.formula.subject import Subject
from promocalc.frozen import Frozen
from promocalc.money import decimal
from promocalc.rules.cents import PERIODS
from promocalc.rules.take import Give

Number = TypeVar("Number", int, Decimal)


class Holds(Frozen):
    """What a shopper comes to an order with."""

    wallet: Wallet
    shopper: Persona


class Orders(Frozen):
    """Orders as they are placed, one after another."""

    receipts: tuple[Receipt, ...]
    """The engine's own, each with what the ones before it left."""
    left: Holds
    """What there is after the last."""

    @property
    def pay(self) -> int:
        """What all of them cost, in minor units."""
        return sum(receipt.pay for receipt in self.receipts)


class NotThisCart(ValueError):  # noqa: N818 - it names what happened
    """Orders that are not the pieces of the cart: one is missing, or one too many."""


def price_orders(subject: Subject, orders: Sequence[Cart], choices: Sequence[Choices] = ()) -> Orders:
    """What several orders cost, in the order in which they are placed.

    ``orders`` are pieces of the subject's cart (:func:`part`). The first one has the cart's own wallet and shopper,
    each further one what those before it left. ``choices`` are by order; those of the subject for every one where none
    are given. Raises NotThisCart, and ProblemGroup as :func:`promocalc.engine.price.price` does.
    """
    if sum((pieces(order) for order in orders), Counter()) != pieces(subject.cart):
        raise NotThisCart("the orders are not the pieces of the cart")
    stated = subject.decided
    holds = Holds(subject.cart.wallet, subject.cart.shopper)
    receipts = []
    for number, order in enumerate(orders):
        cart = order.model_copy(update={"wallet": holds.wallet, "shopper": holds.shopper})
        receipts.append(pricer_of(subject, holds.shopper).price(cart, choices[number] if choices else stated))
        holds = after(receipts[-1])
    return Orders(tuple(receipts), holds)


def giving(
    subject: Subject, carts: Sequence[Cart], choices: Sequence[Choices], orders: Orders
) -> tuple[Orders, list[Choices]]:
    """The same payment, with every rule open again that gives something for later and changes nothing of it."""
    rules, found = subject.rulebook.rules, list(choices)
    for at, chosen in enumerate(choices):
        for rule in chosen.skip:
            if rule in subject.decided.skip or not isinstance(rules[rule].take, Give):
                continue
            skip = tuple(one for one in found[at].skip if one != rule)
            tried = [*found[:at], found[at].model_copy(update={"skip": skip}), *found[at + 1 :]]
            more = price_orders(subject, carts, tried)
            if more.pay == orders.pay and _later(more) > _later(orders):
                orders, found = more, tried
    return orders, found


def _later(orders: Orders) -> tuple[int, int]:
    """What is given for later in all of them: its worth, and how much of it there is."""
    given = [one for receipt in orders.receipts for one in receipt.later]
    return sum(one.worth for one in given), sum(one.amount for one in given)


def pricer_of(subject: Subject, shopper: Persona) -> Pricer:
    """The rulebook as this shopper meets it at the subject's moment."""
    book = subject.rulebook.in_currency(subject.cart.currency)
    return Pricer(book, shopper, subject.at or subject.cart.at, subject.balance_at or subject.cart.balance_at)


def pieces(cart: Cart) -> Counter[str]:
    """How many pieces of goods there are of each line."""
    return Counter({line.id: line.quantity for line in cart.lines if line.kind == "goods"})


def part(cart: Cart, taken: Mapping[str, int]) -> Cart:
    """An order of so many pieces of some lines, with what else is asked for beside them."""
    goods = {line.id: line for line in cart.lines if line.kind == "goods" and taken.get(line.id)}
    stores = {line.store for line in goods.values()}
    every = {line.store for line in cart.lines if line.kind == "goods"}
    lines = []
    for line in cart.lines:
        if line.id in goods:
            same = taken[line.id] == line.quantity
            lines.append(line if same else line.model_copy(update={"quantity": taken[line.id]}))
        elif line.kind != "goods" and (line.store in stores or line.store not in every):
            lines.append(line)
    return cart.model_copy(update={"lines": tuple(lines)})


# --- what an order leaves ---------------------------------------------------------------------------------------------


def after(receipt: Receipt) -> Holds:
    """What an order leaves: fewer coupons, less in the wallet, more on the counters, and no new customer.

    A count of orders that is not known stays so.
    """
    return holds_after(receipt.cart.wallet, receipt.shopper, receipt.plan, receipt.inputs, receipt.registers)


def holds_after(wallet: Wallet, shopper: Persona, plan: Plan, inputs: Sequence[int], registers: Sequence[int]) -> Holds:
    """What a run of a plan leaves of what a shopper came with."""
    left = _Left(plan, inputs, registers)
    changes: dict[str, object] = {
        "used": _added(shopper.used, left.had),
        "times": _added(shopper.times, left.times),
        "orders": None if shopper.orders is None else shopper.orders + 1,
        "new": None if shopper.new is None else False,
    }
    held = wallet.coupons
    if held is None:
        held = {name: 1 for name, rule in plan.programme.book.rules.items() if rule.use == "coupon"}
    balances = wallet.balances
    holds = {
        "coupons": {name: count - left.coupons.get(name, 0) for name, count in held.items()},
        "balances": {name: amount - left.drawn.get(name, Decimal(0)) for name, amount in balances.items()},
    }
    return Holds(wallet.model_copy(update=holds), shopper.model_copy(update=changes))


def _added(
    before: Mapping[str, Mapping[str, Number]], more: Mapping[str, Mapping[str, Number]]
) -> dict[str, dict[str, Number]]:
    """Two sets of counters together."""
    found = {rule: dict(periods) for rule, periods in before.items()}
    for rule, periods in more.items():
        own = found.setdefault(rule, {})
        for period, amount in periods.items():
            own[period] = own[period] + amount if period in own else amount
    return found


class _Left:
    """What one order used, read from the last cell of everything that is counted."""

    def __init__(self, plan: Plan, inputs: Sequence[int], registers: Sequence[int]) -> None:
        self.plan, self.inputs, self.registers = plan, inputs, registers
        self.values: dict[int, int] = {}
        self.keys: dict[int, tuple[str, str]] = {}
        self.last: dict[tuple[str, str], int] = {}
        self.counted: dict[tuple[str, str], tuple[Apply, str]] = {}
        """Caps and limits: the rule, and over which period."""
        for deed in self.plan.deeds:
            if isinstance(deed, Act):
                self.act(deed)
            elif isinstance(deed, Join):
                self.join(deed)
        self.coupons: dict[str, int] = {}
        self.drawn: dict[str, Decimal] = {}
        self.had: dict[str, dict[str, Decimal]] = {}
        self.times: dict[str, dict[str, int]] = {}
        for key, cell in self.last.items():
            amount = self.first(key) - self.values[cell]
            if amount:
                self.used(key, amount, plan.programme.book.currency)

    def used(self, key: tuple[str, str], amount: int, currency: str) -> None:
        """Note how much of something was used."""
        source, name = key
        match source:
            case "coupon":
                self.coupons[name] = amount
            case "balance":
                points = name in self.plan.programme.points
                self.drawn[name] = Decimal(amount) if points else decimal(amount, currency)
            case _:
                apply, period = self.counted[key]
                rule = apply.terms.rule
                if source == "limit":
                    self.times.setdefault(rule.name, {})[period] = amount
                else:
                    points = isinstance(rule.take, Give) and rule.take.counts_points
                    self.had.setdefault(rule.name, {})[period] = (
                        Decimal(amount) if points else decimal(amount, currency)
                    )

    def act(self, deed: Act) -> None:
        apply = deed.apply
        spent = [self.registers[site.slots.taken] for site in deed.sites]
        if apply.counts_pieces:
            times = sum(
                self.registers[site.slots.unit_count] for site, took in zip(deed.sites, spent, strict=True) if took
            )
        else:
            times = sum(1 for took in spent if took)
        terms = apply.terms
        if apply.balance is not None:
            worth = None if terms.stepped is None else terms.stepped.points
            drawn = spent if worth is None else [-(-took * worth.denominator // worth.numerator) for took in spent]
            self.write(("balance", terms.balance or ""), apply.balance, sum(drawn))
        if apply.coupon is not None:
            self.write(("coupon", terms.name), apply.coupon, times)
        for source, counters, amount in (("cap", apply.caps, sum(spent)), ("limit", apply.limits, times)):
            for counter in counters:
                if counter.period in PERIODS:
                    key = (source, f"{terms.name} {counter.period}")
                    self.counted[key] = apply, counter.period
                    self.write(key, (counter.before, counter.after), amount)

    def write(self, key: tuple[str, str], cells: tuple[int, int], amount: int) -> None:
        before, now = cells
        if before < 0:
            self.keys[before] = key
        self.values[now] = self.value(before) - amount
        self.keys[now] = key
        self.last[key] = now

    def join(self, deed: Join) -> None:
        """What is counted stands only in alternatives of the whole order: there is one winner."""
        merge = deed.merge
        winner = self.registers[deed.winners + len(deed.groups) - 1] if deed.groups else 0
        for at, cell in enumerate(merge.cells):
            inside = [branch.cells[at] for branch in merge.branches]
            key = next((self.keys[one] for one in (merge.entry_cells[at], *inside) if one in self.keys), None)
            if key is not None:
                self.values[cell] = self.value(inside[winner - 1] if winner else merge.entry_cells[at])
                self.keys[cell] = key
                self.last[key] = cell

    def value(self, cell: int) -> int:
        return self.inputs[self.plan.goods - cell - 1] if cell < 0 else self.values[cell]

    def first(self, key: tuple[str, str]) -> int:
        """What there was before the order."""
        return self.value(next(cell for cell, own in self.keys.items() if own == key and cell < 0))
