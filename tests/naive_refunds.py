"""Refunds and price protection once more, slowly: as ``rules/README.md`` says them, from a receipt's figures only.

Everything is a function of what has gone back so far (:class:`Gone`); what comes back now is what that adds. Nothing of
``promocalc.timeline`` or of the engine is used: what is kept is priced by the function that the test hands over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction
from functools import partial
from math import ceil, floor
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from promocalc.cart import Cart
from promocalc.money import CURRENCIES, Odd, Rate, Rounding
from promocalc.rules.refund import Refund
from promocalc.rules.scope import window_of
from promocalc.rules.use import Balance
from tests.naive_cents import NotNaive, rounded, shared

Price = Callable[[Cart], Any]
"""What a cart costs, with the shopper, the moments and the choices of the first order."""
ALL = Fraction(1)


class Gone(NamedTuple):
    """Which part of each line has gone back, and which part of everything else (postage, charges) with them."""

    parts: dict[str, Fraction]
    beside: Mapping[str, Fraction]

    def of(self, line: str) -> Fraction:
        return self.parts.get(line, self.beside.get(line, Fraction(0)))


class _Whole(NamedTuple):
    line: str
    pieces: None = None
    worth: None = None


class NaiveRefund(NamedTuple):
    cash: int
    wallets: dict[str, int]
    """What goes back into wallets, by rule."""
    coupons: list[tuple[str, str]]
    """Which come back: the rule, and where it was used."""
    taken: dict[str, int]
    """What is taken back of benefits, by rule: points or minor units."""
    closes: datetime | None
    stage: str
    law: int | None


def is_goods(line: Any) -> bool:
    return bool(line.kind == "goods")


def tax_on(receipt: Any, line: Any) -> int:
    """Tax that came to a line's price."""
    return 0 if receipt.tax_included else int(line.tax)


def due(receipt: Any, line: Any) -> int:
    """What was paid for a line."""
    return int(line.pay) + tax_on(receipt, line)


def lines_of(receipt: Any, *, goods: bool) -> list[Any]:
    """Goods; or everything else, but for the line of the tax, which goes with what it was taken of."""
    return [line for line in receipt.lines if is_goods(line) == goods and line.added_by != "tax"]


def end_of(base: datetime | None, days: int | None, zone: str) -> datetime | None:
    """The end of the n-th calendar day after that of ``base``, which is not counted itself."""
    if base is None or days is None:
        return None
    last = base.astimezone(ZoneInfo(zone)).date() + timedelta(days=days + 1)
    return datetime.combine(last, time(), ZoneInfo(zone))


class Naive:
    """One order, under one policy."""

    def __init__(self, receipt: Any, policy: Refund, price: Price) -> None:
        self.receipt, self.policy, self.price = receipt, policy, price
        self.goods = {line.id: line for line in lines_of(receipt, goods=True)}
        self.beside = lines_of(receipt, goods=False)

    # --- what has gone back ---------------------------------------------------------------------------

    def gone(self, returns: Iterable[Any]) -> Gone:
        parts: dict[str, Fraction] = {}
        for one in returns:
            line, before = self.goods[one.line], parts.get(one.line, Fraction(0))
            if one.pieces is not None:
                before += Fraction(one.pieces, line.quantity)
            elif one.worth is not None:
                before += Fraction(one.worth, line.marked)
            else:
                before = ALL
            parts[one.line] = before
        if any(part > 1 for part in parts.values()):
            raise NotNaive("more than there was")
        whole = all(parts.get(line) == 1 for line in self.goods)
        weight = sum(line.marked for line in self.goods.values())
        match self.policy.postage:
            case "never":
                other = Fraction(0)
            case "share" if weight and not whole:
                other = sum(
                    (line.marked * parts.get(line.id, Fraction(0)) for line in self.goods.values()), Fraction(0)
                )
                other /= weight
            case _:
                other = Fraction(whole)
        return Gone(parts, {line.id: other for line in self.beside})

    def complete(self, line: str, gone: Gone) -> bool:
        """Whether a line has gone back as a whole; postage has with the last of the goods, whoever bears it."""
        return all(gone.of(one) == 1 for one in ([line] if line in self.goods else self.goods))

    def gone_all(self) -> Gone:
        """Everything."""
        return self.gone([_Whole(line) for line in self.goods])

    # --- money ----------------------------------------------------------------------------------------

    def kept_shares(self, gone: Gone) -> int:
        """By shares: what the goods that are gone cost, as the terms round it, the tax on that, and postage."""
        tax = sum(rounded(tax_on(self.receipt, line) * gone.of(line.id)) for line in self.goods.values())
        return self.in_turn(gone, self.money(gone))["money"] + tax + self.postage(gone)

    def money(self, gone: Gone) -> int:
        """What was paid in money for the goods that are gone, as the terms round it."""
        receipt, round_, lines = self.receipt, self.policy.round, self.goods.values()
        mode = Rounding.HALF_UP if round_ is None else round_.mode
        unit = 1 if round_ is None or round_.unit is None else int(round_.unit * 10 ** CURRENCIES[receipt.currency])
        money = sum(rounded(line.pay * gone.of(line.id), unit, mode) for line in lines)
        return int(min(money, sum(line.pay for line in lines)))

    def in_turn(self, gone: Gone, money: int) -> dict[str, int]:
        """Money and wallets paid one sum: it fills wallets that come first, then money, then the others."""
        names = dict.fromkeys(step.rule for step in self.receipt.steps if step.deduction)
        words = {name: self.word(name) for name in names if self.policy.method == "keep"}
        full = {name: sum(self.shares(name).values()) for name in words}
        full["money"] = sum(line.pay for line in self.goods.values())
        first, last = ([name for name, word in words.items() if word == turn] for turn in ("first", "last"))
        if not first and not last:
            return {"money": money}
        left = money + sum(floor(n * gone.of(line)) for name in first + last for line, n in self.shares(name).items())
        found = {}
        for name in (*first, "money", *last):
            found[name] = min(full[name], left)
            left -= found[name]
        return found

    def word(self, rule: str) -> str:
        """When a wallet gets back what it paid by a rule; nothing where it is no wallet's."""
        use = self.receipt.rulebook.rules[rule].use
        return self.policy.of_balance(use.name) if isinstance(use, Balance) else ""

    def shares(self, rule: str) -> dict[str, int]:
        """What a rule took, by line."""
        found = {line.id: dict(line.shares).get(rule, 0) for line in self.receipt.lines}
        return {line: amount for line, amount in found.items() if amount}

    def held_back(self, gone: Gone, before: int, at: datetime | None) -> int:
        """What the terms want to hold back of all that has gone back, ``before`` of earlier returns."""
        open_ = [fee for fee in self.policy.fee if fee.until is None or (at is not None and at < fee.until)]
        fees = list(self.policy.fee[-1:]) if at is None else open_[:1]
        if not fees or not any(gone.parts.values()):
            return before
        fee, coins = fees[0], 10 ** CURRENCIES[self.receipt.currency]
        cost = {line.id: line.pay * gone.of(line.id) for line in self.goods.values() if gone.of(line.id)}
        counts = {name: ceil(self.goods[name].quantity * gone.of(name)) for name in cost}
        if isinstance(fee.keeps, Rate):
            wanted = rounded(sum(map(rounded, cost.values())) * fee.keeps.fraction)
        elif fee.each == "return":
            wanted = before + int(fee.keeps * coins)
        else:
            many = counts if fee.each == "piece" else dict.fromkeys(counts, 1)
            wanted = sum(min(rounded(cost[name]), int(fee.keeps * coins) * many[name]) for name in cost)
        wanted = max(wanted, int((fee.least or 0) * coins))
        return wanted if fee.most is None else min(wanted, int(fee.most * coins))

    def postage(self, gone: Gone) -> int:
        """What comes back of everything that is no goods."""
        whole, weights = (
            sum(due(self.receipt, line) for line in self.beside),
            [one.marked for one in self.goods.values()],
        )
        if self.policy.postage != "share" or all(gone.of(line) == 1 for line in self.goods):
            return int(sum(due(self.receipt, line) * gone.of(line.id) for line in self.beside))
        stated = self.receipt.rulebook.effective_defaults.share
        bears = shared(
            whole, weights if any(weights) else [1] * len(weights), Odd.LARGEST if stated is None else stated.odd
        )
        return sum(rounded(own * gone.of(line)) for own, line in zip(bears, self.goods, strict=True))

    def kept_cart(self, gone: Gone) -> Cart | None:
        """What the shopper keeps, as a cart of its own."""
        left = []
        for line in self.receipt.cart.lines:
            pieces = line.quantity * (1 - gone.of(line.id) if line.id in self.goods else ALL)
            if pieces.denominator != 1:
                raise NotNaive("parts of pieces are priced by shares only")
            if pieces:
                left.append(line.model_copy(update={"quantity": int(pieces)}))
        if not any(line.id in self.goods for line in left):
            return None
        cart: Cart = self.receipt.cart.model_copy(update={"lines": tuple(left)})
        return cart

    def anew(self, gone: Gone) -> Any:
        """What stays, priced anew; None where nothing stays, or where shares are kept."""
        cart = self.kept_cart(gone) if self.policy.method == "reprice" else None
        return None if cart is None else self.price(cart)

    def due_so_far(self, gone: Gone) -> int:
        """The money that is due for all that has gone back, wherever it is not less than nothing."""
        shares = self.kept_shares(gone)
        if self.policy.method == "keep":
            return shares
        anew = self.anew(gone)
        if anew is None:
            return shares
        # What stays is priced anew, out of the same wallets; and what was paid for the rest of the order comes back.
        stood, stands = (sum(due(one, line) for line in lines_of(one, goods=False)) for one in (self.receipt, anew))
        stays = anew.pay - stands + (stands if self.policy.postage == "share" else max(stood, stands))
        was, now = self.spent(self.receipt), self.spent(anew)
        # A wallet has paid, and pays no more than that.
        stays += sum(max(0, now.get(name, 0) - was.get(name, 0)) for name in now)
        return int(self.receipt.pay - stays)

    def spent(self, receipt: Any) -> dict[str, int]:
        """What every wallet paid."""
        found: dict[str, int] = {}
        for step in receipt.steps:
            use = receipt.rulebook.rules[step.rule].use
            if isinstance(use, Balance):
                found[use.name] = found.get(use.name, 0) + step.deduction
        return found

    # --- everything else ------------------------------------------------------------------------------

    def wallets(self, gone: Gone) -> dict[str, int]:
        """What has gone back into wallets: whole points of it."""
        found: dict[str, int] = {}
        freed: dict[str, int] = {}
        for name, rule in self.receipt.rulebook.rules.items():
            if not isinstance(rule.use, Balance):
                continue
            shares = self.shares(name)
            unit = Fraction(rule.use.unit or 0) * 10 ** CURRENCIES[self.receipt.currency] or 1
            if unit.denominator != 1:
                raise NotNaive("points of less than a minor unit")
            anew = self.anew(gone)
            left = sum(step.deduction for step in anew.steps if step.rule == name) if anew is not None else 0
            match self.policy.of_balance(rule.use.name):
                case "share" | "first" | "last" if anew is not None:
                    # Several rules of one wallet: what another of them pays now has not come free.
                    purse = rule.use.name
                    free = self.spent(self.receipt).get(purse, 0) - self.spent(anew).get(purse, 0)
                    before = sum(
                        freed[other] for other in freed if self.receipt.rulebook.rules[other].use.name == purse
                    )
                    freed[name] = max(0, min(sum(shares.values()) - left, free - before))
                    whole = freed[name] == sum(shares.values())
                    found[name] = freed[name] if whole else freed[name] - freed[name] % int(unit)
                case "whole" if anew is not None:
                    found[name] = 0 if left else sum(shares.values())
                case "share" | "first" | "last":
                    by_shares = sum(floor(amount * gone.of(line)) for line, amount in shares.items())
                    back = self.in_turn(gone, self.money(gone)).get(name, by_shares)
                    found[name] = back if back == sum(shares.values()) else back - back % int(unit)
                case "whole" if all(self.complete(line, gone) for line in shares):
                    found[name] = sum(shares.values())
                case _:
                    found[name] = 0
        return found

    def coupons(self, gone: Gone) -> list[tuple[str, str]]:
        """Which coupons have come back: nothing is left of what they were used on, or what stays uses them no more."""
        anew = self.anew(gone)
        used = [] if anew is None else [(step.rule, step.pool) for step in anew.steps if step.deduction]
        if anew is not None:
            return [one for one in self.coupons(self.gone_all()) if one not in used]
        return [
            (step.rule, step.pool)
            for step in self.receipt.steps
            if self.receipt.rulebook.rules[step.rule].use == "coupon" and step.deduction
            if self.policy.coupons == "whole"
            and all(self.complete(line, gone) for line, amount in step.shares if amount)
        ]

    def taken(self, gone: Gone) -> dict[str, int]:
        """What has been taken back of benefits."""
        found: dict[str, int] = {}
        for later in self.receipt.later:
            shares: dict[str, int] = {}
            for step in self.receipt.steps:
                if step.rule == later.rule and step.given:
                    for line, amount in step.shares:
                        shares[line] = shares.get(line, 0) + amount
            anew = self.anew(gone)
            match later.clawback or self.policy.benefits:
                case "reprice" if anew is None and (cart := self.kept_cart(gone)) is not None:
                    earned = sum(step.given for step in self.price(cart).steps if step.rule == later.rule)
                    found[later.rule] = max(0, later.amount - earned)
                case "reprice" if anew is None:
                    found[later.rule] = later.amount
                case "share" | "reprice" if anew is not None:
                    earned = sum(step.given for step in anew.steps if step.rule == later.rule)
                    found[later.rule] = max(0, later.amount - earned)
                case "share":
                    found[later.rule] = rounded(sum((n * gone.of(line) for line, n in shares.items()), Fraction(0)))
                case "whole" if any(gone.of(line) for line, amount in shares.items() if amount):
                    found[later.rule] = later.amount
                case _:
                    found[later.rule] = 0
        return found

    def in_money(self, taken: Mapping[str, int], spent: Collection[str]) -> int:
        """What benefits that are spent are worth in minor units."""
        found = 0
        for later in self.receipt.later:
            if later.rule in spent and later.amount:
                amount = taken.get(later.rule, 0)
                found += floor(amount * one_point(self.receipt, later.rule)) if later.points else amount
        return found


def naive_refund(
    receipt: Any,
    returns: Sequence[Any],
    *,
    policy: Refund,
    price: Price,
    before: Sequence[Any] = (),
    at: datetime | None = None,
    received: datetime | None = None,
    spent: Collection[str] = (),
) -> NaiveRefund:
    """What comes back for ``returns``; what went back before went back one by one."""
    naive = Naive(receipt, policy, price)
    base = {"order": receipt.at, "payment": settled(receipt) or receipt.at, "receipt": received}[policy.after]
    closes = end_of(base, policy.within, receipt.rulebook.timezone)
    then, now = naive.gone(before), naive.gone([*before, *returns])
    paid = settled(receipt)
    if at is not None and paid is not None and at < paid:
        cash = _reached(naive, partial(_of_deposit, naive), returns, before, at)
        return NaiveRefund(cash, {}, [], {}, closes, "deposit", _by_law(naive, then, now))
    has_come = received is not None and (at is None or at >= received)

    def due(gone: Gone) -> int:
        return min(naive.due_so_far(gone) - naive.in_money(naive.taken(gone), spent), receipt.pay)

    cash = _reached(naive, due, returns, before, at)

    def valid(rule: str) -> bool:
        window = window_of(receipt.rulebook.rules[rule].when)
        if policy.before_receipt and has_come:
            return False
        return at is None or ((window.start is None or at >= window.start) and (window.end is None or at < window.end))

    # What has come back, or has been taken back, is never given up again, though repriced goods may ask for it.
    path = [naive.gone(before[:upto]) for upto in range(len(before) + 1)]
    wallets = {rule: n if valid(rule) else 0 for rule, n in _more(naive.wallets, path, now).items()}
    had = {one for gone in path for one in naive.coupons(gone)}
    coupons = [one for one in naive.coupons(now) if one not in had and valid(one[0])]
    back = _more(naive.taken, path, now)
    return NaiveRefund(cash, wallets, coupons, back, closes, "received" if has_come else "paid", None)


def _more(figure: Callable[[Gone], dict[str, int]], path: Sequence[Gone], now: Gone) -> dict[str, int]:
    """What ``now`` adds to the most that there has been."""
    been = [figure(gone) for gone in path]
    return {rule: max(0, n - max((one.get(rule, 0) for one in been), default=0)) for rule, n in figure(now).items()}


def _reached(
    naive: Naive, due: Callable[[Gone], int], returns: Sequence[Any], before: Sequence[Any], at: datetime | None
) -> int:
    """The money that comes back now: nobody pays for a refund, and no fee is more than what its return brings."""
    got, held, cash = 0, 0, 0
    for some in [*(before[:upto] for upto in range(1, len(before) + 1)), [*before, *returns]]:
        gone = naive.gone(some)
        brings = max(0, due(gone) - got - held)
        fee = min(brings, max(0, naive.held_back(gone, held, at) - held))
        cash = brings - fee
        got, held = got + cash, held + fee
    return cash


def _of_deposit(naive: Naive, gone: Gone) -> int:
    """Before the balance is paid: what is not lost of the deposit."""
    paid = sum(rounded(line.deposit * gone.of(line.id)) for line in naive.goods.values())
    word = naive.policy.deposit
    lost = word.fraction if isinstance(word, Rate) else Fraction(word == "lost")
    return paid - ceil(paid * lost)


def settled(receipt: Any) -> datetime | None:
    """When the balance of a deposit is paid; None where there is nothing left to pay."""
    return receipt.balance_at if receipt.deposits and receipt.pay != receipt.deposits else None


def _by_law(naive: Naive, then: Gone, now: Gone) -> int | None:
    """What is above the part of the price that a deposit may bind."""
    if naive.policy.binds is None:
        return None
    binds, rules = naive.policy.binds.fraction, naive.receipt.rulebook.rules
    wallets = {name for name, rule in rules.items() if isinstance(rule.use, Balance)}
    # What a wallet pays is part of the price.
    prices = {line.id: line.pay + sum(n for rule, n in line.shares if rule in wallets) for line in naive.goods.values()}
    bound = {line.id: min(line.deposit, floor(binds * prices[line.id])) for line in naive.goods.values()}
    paid, held = (
        [sum(rounded(amount * gone.of(line)) for line, amount in some.items()) for gone in (then, now)]
        for some in ({line.id: line.deposit for line in naive.goods.values()}, bound)
    )
    return paid[1] - paid[0] - held[1] + held[0]


def one_point(receipt: Any, rule: str) -> Fraction:
    """What a point is worth in minor units."""
    worth = receipt.rulebook.rules[rule].take.worth
    return Fraction(1 if worth is None else worth) * 10 ** CURRENCIES[receipt.currency]
