"""The lines of a refund, and why less comes back than the tag says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from promocalc.engine.receipt import ReceiptLine
from promocalc.money import share
from promocalc.timeline.account import Account, Gone
from promocalc.timeline.held import coupon_lines
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, RefundLine, TakenBack


def touched(account: Account, start: Gone, end: Gone) -> list[ReceiptLine]:
    """The lines of which something goes back."""
    return [line for line in account.goods.values() if end.of(line.id) != start.of(line.id)]


def refund_lines(account: Account, path: Sequence[Gone], end: Gone) -> list[RefundLine]:
    """What comes back, line by line, once all has been paid, after the states of ``path``."""
    # Nobody has paid for an earlier return, and what has come back stays there.
    start, had = path[-1], max(0, *map(account.goods_due, path)) if account.reprices else 0
    lines = touched(account, start, end)
    paid = [account.paid(line, end) - account.paid(line, start) for line in lines]
    tax = [account.tax(line, end) - account.tax(line, start) for line in lines]
    postage = [account.postage_of(line, end) - account.postage_of(line, start) for line in lines]
    gross = [sum(each) for each in zip(paid, tax, postage, strict=True)]
    held, odd = [0] * len(lines), [0] * len(lines)
    if account.reprices:
        beside = account.postage(end) - account.postage(start)
        due = max(0, account.goods_due(end) - had) - beside
        held = _spread(sum(gross) - due, gross if any(gross) else [1] * len(gross))
    else:
        odd = _rounding(account, lines, paid, start, end)
    moved = _moved(account, lines, [one + cents for one, cents in zip(paid, odd, strict=True)], start, end)
    return [
        RefundLine(
            line=line.id,
            title=line.title,
            store=line.store,
            pieces=pieces(line, start, end),
            worth=account.worth(line, end) - account.worth(line, start),
            paid=paid[at],
            refund=gross[at] - held[at] + odd[at] - moved[at],
            deductions=tuple(_cuts(account, line, start, end)),
            balances=tuple(_wallets(account, line, start, end)),
            tax=tax[at],
            postage=postage[at],
            clawback=held[at],
            rounding=odd[at],
            moved=moved[at],
        )
        for at, line in enumerate(lines)
    ]


def pieces(line: ReceiptLine, start: Gone, end: Gone) -> int | None:
    """How many pieces of a line go back; None where it is no whole number of them."""
    found = line.quantity * (end.of(line.id) - start.of(line.id))
    return int(found) if found.denominator == 1 else None


def _moved(account: Account, lines: Sequence[ReceiptLine], money: list[int], start: Gone, end: Gone) -> list[int]:
    """What comes back into wallets instead, where these are filled first; less than nothing where they are last."""
    if not account.ordered:
        return [0] * len(lines)
    less = sum(money) - account.money_and_wallets(end)[0] + account.money_and_wallets(start)[0]
    held = [sum(amount for _, amount in _wallets(account, line, start, end)) for line in lines]
    weights = money if less > 0 else held
    return _spread(less, weights if any(weights) else [1] * len(lines))


def _spread(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount, or less than nothing, divided over lines."""
    return [part if amount > 0 else -part for part in share(abs(amount), weights)]


def _rounding(account: Account, lines: Sequence[ReceiptLine], paid: Sequence[int], start: Gone, end: Gone) -> list[int]:
    """What the terms' unit adds to each line: in all, never more comes back than was paid."""
    most = sum(line.pay for line in account.goods.values())
    reached = [min(most, sum(account.money(line, gone) for line in account.goods.values())) for gone in (start, end)]
    left, found = reached[1] - reached[0], []
    for line, own in zip(lines, paid, strict=True):
        money = min(account.money(line, end) - account.money(line, start), left)
        left -= money
        found.append(money - own)
    return found


def _wallets(account: Account, line: ReceiptLine, start: Gone, end: Gone) -> Iterator[tuple[str, int]]:
    for rule in account.wallets:
        amount = account.share_of(rule, line.id, end) - account.share_of(rule, line.id, start)
        if amount:
            yield rule, amount


def _cuts(account: Account, line: ReceiptLine, start: Gone, end: Gone) -> Iterator[tuple[str, int]]:
    """What nobody paid of it, divided over the rules that took it."""
    rules = {rule: amount for rule, amount in line.shares if rule not in account.wallets}
    before, by_now = (_off(account, line, rules, gone) for gone in (start, end))
    amounts = [after - earlier for earlier, after in zip(before, by_now, strict=True)]
    if any(amount < 0 for amount in amounts):
        # As more goes back a cent may move from one rule to another: then what goes back now is divided by itself.
        amounts = share(max(0, sum(amounts)), list(rules.values()))
    yield from ((rule, amount) for rule, amount in zip(rules, amounts, strict=True) if amount)


def _off(account: Account, line: ReceiptLine, rules: Mapping[str, int], gone: Gone) -> list[int]:
    """What these rules had taken of the part of a line that has gone back."""
    wallets = sum(account.share_of(rule, line.id, gone) for rule in account.wallets)
    return share(max(0, account.worth(line, gone) - account.paid(line, gone) - wallets), list(rules.values()))


class Parts:
    """The reasons why less money comes back than the tag says: they come to the difference."""

    def __init__(self, account: Account, lines: Sequence[RefundLine]) -> None:
        self.account, self.lines = account, lines

    def of(
        self,
        balances: Sequence[BalanceBack],
        coupons: Sequence[CouponBack],
        benefits: Sequence[TakenBack],
        *,
        postage: int,
        fee: int,
        short: int,
        gap: int,
    ) -> Iterator[Part]:
        """``postage`` is what does not come back of it, ``fee`` what is held back, ``short`` what could not be taken,
        ``gap`` all together."""
        found = [*self._cuts(coupons), *self._wallets(balances)]
        found.append(Part("postage", None, postage))
        found.append(Part("clawback", None, self._clawback(balances)))
        found += [Part("benefit", one.rule, one.worth) for one in benefits if one.in_cash]
        found.append(Part("fee", None, fee))
        found.append(Part("short", None, -short))
        found.append(Part("rounding", None, gap - sum(part.amount for part in found)))
        yield from (part for part in found if part.amount)

    def _cuts(self, coupons: Sequence[CouponBack]) -> Iterator[Part]:
        """What rules had taken; of a coupon that comes back, apart."""
        receipt = self.account.receipt
        again = {(one.rule, line) for one in coupons if one.back for line in coupon_lines(receipt, one.rule, one.pool)}
        totals: dict[tuple[str, bool], int] = {}
        for line in self.lines:
            for rule, amount in line.deductions:
                key = (rule, (rule, line.line) in again)
                totals[key] = totals.get(key, 0) + amount
        for (rule, back), amount in totals.items():
            yield Part("coupon" if receipt.rule(rule).use == "coupon" else "share", rule, amount, back)

    def _wallets(self, balances: Sequence[BalanceBack]) -> Iterator[Part]:
        for one in balances:
            whole = self.account.reprices or one.rule in self.account.ordered
            spent = one.spent if whole else self._paid_by(one.rule)
            back = one.amount if whole else min(one.amount, spent)
            yield Part("balance", one.rule, back, back=True)
            yield Part("balance", one.rule, spent - back)

    def _paid_by(self, rule: str) -> int:
        """What a wallet had paid of the goods that go back."""
        return sum(amount for line in self.lines for name, amount in line.balances if name == rule)

    def _clawback(self, balances: Sequence[BalanceBack]) -> int:
        """In money and in wallets together: what a wallet pays for kept goods is no loss."""
        held = sum(line.clawback for line in self.lines)
        if not self.account.reprices:
            return held
        shares = sum(amount for line in self.lines for _, amount in line.balances)
        return held + shares - sum(one.spent for one in balances)
