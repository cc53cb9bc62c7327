"""What has come back in all by the time that so much has gone back.

Every figure of a refund is the difference of two of these, so that pieces that go back one by one and at once come to
the same cent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from promocalc.cart import Cart
from promocalc.engine.meaning.rounding import nearest
from promocalc.engine.outcome import LeftOut, OnlyPromised, Skipped
from promocalc.engine.price import Pricer
from promocalc.engine.receipt import Receipt, ReceiptLine
from promocalc.money import CURRENCIES, Odd, Rounding, decimal, share
from promocalc.numbers.exact import Exact
from promocalc.rules.refund import Refund
from promocalc.rules.take import Clawback, Give
from promocalc.rules.use import Balance

_EXACT = Exact(0)


def rounded(amount: Fraction, mode: Rounding = Rounding.HALF_UP, unit: int = 1) -> int:
    """A fraction of a minor unit, as whole ones."""
    found = nearest(_EXACT, amount.numerator, amount.denominator, unit, mode)
    assert isinstance(found, int)
    return found


@dataclass(frozen=True)
class Gone:
    """Which part of each line of goods has gone back: 1 is all of it."""

    parts: Mapping[str, Fraction]

    def of(self, line: str) -> Fraction:
        """How much of a line."""
        return self.parts.get(line, Fraction(0))

    def plus(self, line: str, part: Fraction) -> Gone:
        """And so much more of a line."""
        return Gone({**self.parts, line: self.of(line) + part})


class Account:
    """One receipt under one policy."""

    def __init__(self, receipt: Receipt, policy: Refund) -> None:
        self.receipt, self.policy = receipt, policy
        lines = bought(receipt)
        self.goods = {line.id: line for line in lines if line.kind == "goods"}
        self.charges = {line.id: line for line in lines if line.kind != "goods"}
        self.marked = sum(line.marked for line in self.goods.values())
        said = policy.round
        self.mode = Rounding.HALF_UP if said is None else said.mode
        coins = 10 ** CURRENCIES[receipt.currency]
        # A unit finer than the currency's own rounds to that.
        self.unit = 1 if said is None or said.unit is None else max(1, int(Fraction(said.unit) * coins))
        self._kept: dict[tuple[tuple[str, Fraction], ...], Receipt | None] = {}

    # --- what went where --------------------------------------------------------------------------

    @cached_property
    def taken(self) -> dict[str, dict[str, int]]:
        """What every rule took off each line."""
        return self._by_rule(self.receipt, gives=False)

    @cached_property
    def given(self) -> dict[str, dict[str, int]]:
        """What every rule gave for later, by the lines that earned it."""
        return self._by_rule(self.receipt, gives=True)

    @staticmethod
    def _by_rule(receipt: Receipt, *, gives: bool) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for step in receipt.steps:
            if step.given if gives else step.deduction:
                own = found.setdefault(step.rule, {})
                for line, amount in step.shares:
                    own[line] = own.get(line, 0) + amount
        return found

    @cached_property
    def wallets(self) -> dict[str, str]:
        """The rules by which a wallet paid, and which one."""
        uses = {rule: self.receipt.rule(rule).use for rule in self.taken}
        return {rule: use.name for rule, use in uses.items() if isinstance(use, Balance)}

    # --- how much of a line has gone back ------------------------------------------------------------

    @property
    def everything(self) -> Gone:
        """All goods have gone back."""
        return Gone(dict.fromkeys(self.goods, Fraction(1)))

    def all_gone(self, gone: Gone) -> bool:
        """Whether no goods are left."""
        return all(gone.of(line) == 1 for line in self.goods)

    def part(self, line: str, gone: Gone) -> Fraction:
        """Which part of a line has come back; of a charge, which part of it by the terms."""
        if line in self.goods:
            return gone.of(line)
        if self.policy.postage == "share" and self.marked:
            worth = sum((line.marked * gone.of(line.id) for line in self.goods.values()), Fraction(0))
            return worth * Fraction(1, self.marked)
        return Fraction(int(self.policy.postage != "never" and self.all_gone(gone)))

    def complete(self, line: str, gone: Gone) -> bool:
        """Whether a line has gone back as a whole. A charge has with the last of the goods, whoever bears it."""
        return gone.of(line) == 1 if line in self.goods else self.all_gone(gone)

    # --- money ------------------------------------------------------------------------------------------

    def worth(self, line: ReceiptLine, gone: Gone) -> int:
        """By the tag."""
        return rounded(line.marked * gone.of(line.id))

    def paid(self, line: ReceiptLine, gone: Gone) -> int:
        """What that part of the line cost."""
        return rounded(line.pay * gone.of(line.id))

    def money(self, line: ReceiptLine, gone: Gone) -> int:
        """The same, rounded as the terms round."""
        return rounded(line.pay * gone.of(line.id), self.mode, self.unit)

    def tax(self, line: ReceiptLine, gone: Gone) -> int:
        """Tax that came to the price of it."""
        return rounded(added_tax(self.receipt, line) * gone.of(line.id))

    @cached_property
    def charged(self) -> int:
        """Postage and all other charges."""
        return charges(self.receipt)

    @cached_property
    def borne(self) -> dict[str, int]:
        """What each line of goods bears of the charges: by its marked price, or alike where nothing has a price."""
        weights = [line.marked for line in self.goods.values()] if self.marked else [1] * len(self.goods)
        stated = self.receipt.rulebook.effective_defaults.share
        odd = Odd.LARGEST if stated is None else stated.odd
        return dict(zip(self.goods, share(self.charged, weights, odd), strict=True))

    def postage_of(self, line: ReceiptLine, gone: Gone) -> int:
        """What comes back of the charges with a line."""
        shared = self.policy.postage == "share" and not self.reprices
        return rounded(self.borne[line.id] * gone.of(line.id)) if shared else 0

    def postage(self, gone: Gone) -> int:
        """What comes back of the charges."""
        if self.all_gone(gone):
            return 0 if self.policy.postage == "never" else self.charged
        return sum(self.postage_of(line, gone) for line in self.goods.values())

    @property
    def reprices(self) -> bool:
        """Whether what is kept is priced again."""
        return self.policy.method == "reprice"

    # --- wallets that are filled first or last ---------------------------------------------------------

    @cached_property
    def ordered(self) -> dict[str, str]:
        """The wallets that get back what they paid before, or after, any money comes back; none under ``reprice``."""
        words = {rule: self.policy.of_balance(name) for rule, name in self.wallets.items()}
        return {} if self.reprices else {rule: word for rule, word in words.items() if word in ("first", "last")}

    def money_and_wallets(self, gone: Gone) -> tuple[int, dict[str, int]]:
        """What comes back for the goods as money, and into the wallets that are filled first or last.

        All that money and these wallets paid of them is one sum, which is handed out in that order.
        """
        most = sum(line.pay for line in self.goods.values())
        money = min(sum(self.money(line, gone) for line in self.goods.values()), most)
        totals = {rule: sum(self.taken[rule].values()) for rule in self.ordered}
        left = money + sum(self.share_of(rule, line, gone) for rule in totals for line in self.taken[rule])
        found = dict.fromkeys(totals, 0)
        for turn in ("first", "money", "last"):
            if turn == "money":
                money = min(most, left) if totals else money
                left -= money
            for rule in [rule for rule, word in self.ordered.items() if word == turn]:
                found[rule] = min(totals[rule], left)
                left -= found[rule]
        return money, found

    def goods_due(self, gone: Gone) -> int:
        """The money that should have come back by now; less than nothing where the kept goods cost more than all."""
        if not any(gone.parts.values()):
            return 0
        kept = self.kept(gone) if self.reprices else None
        if kept is None:
            tax = sum(self.tax(line, gone) for line in self.goods.values())
            return self.money_and_wallets(gone)[0] + tax + self.postage(gone)
        # As long as goods are kept, charges come back by shares only, which is to say as they are priced again.
        held = max(0, self.charged - charges(kept)) if self.policy.postage != "share" else 0
        dearer = sum(max(0, self.from_wallet(kept, name) - paid) for name, paid in self.paid_by_wallets.items())
        due = self.receipt.pay - kept.pay - held - dearer
        return min(rounded(Fraction(due), self.mode, self.unit), self.receipt.pay) if due > 0 else due

    # --- the goods that are kept ------------------------------------------------------------------------

    def kept(self, gone: Gone) -> Receipt | None:
        """What the kept goods cost when the rest had never been ordered; None where nothing is kept."""
        if self.all_gone(gone):
            return None
        key = tuple(sorted(gone.parts.items()))
        if key not in self._kept:
            self._kept[key] = self._pricer.price(self._cart(gone), self.receipt.choices)
        return self._kept[key]

    @cached_property
    def _pricer(self) -> Pricer:
        """The same terms, shopper and moments: what is kept of an order with a balance was settled with that."""
        found = self.receipt
        why = {step.rule: step.outcome.reason for step in found.steps if isinstance(step.outcome, Skipped)}
        promised = {name for name, rule in found.rulebook.rules.items() if rule.if_promised is not None}
        # No moment is asked for a balance: what is kept may have none, and its promises are weighed without one.
        return Pricer(
            *(found.rulebook, found.shopper, found.at, None),
            left_out=frozenset(rule for rule, reason in why.items() if isinstance(reason, LeftOut)),
            promised=frozenset(rule for rule in promised if not isinstance(why.get(rule), OnlyPromised)),
            settled_at=found.balance_at,
        )

    def _cart(self, gone: Gone) -> Cart:
        cart, lines = self.receipt.cart, []
        names = {line.id for line in cart.lines}
        for line in cart.lines:
            left = line.quantity * (1 - gone.of(line.id))
            pieces, rest = int(left), left - int(left)
            if pieces:
                lines.append(line.model_copy(update={"quantity": pieces}))
            if rest and line.id in self.goods:
                # A piece of which a part has gone back is a piece at the rest of its price.
                name = line.id if not pieces else f"{line.id}'"
                while pieces and name in names:
                    name += "'"
                price = decimal(rounded(self.goods[line.id].unit_price * rest), self.receipt.currency)
                lines.append(line.model_copy(update={"id": name, "quantity": 1, "unit_price": price}))
        return cart.model_copy(update={"lines": tuple(lines)})

    def charge(self, receipt: Receipt | None, rule: str) -> int:
        """What a rule took in a receipt of kept goods."""
        if receipt is None:
            return 0
        return sum(step.deduction for step in receipt.steps if step.rule == rule)

    @cached_property
    def paid_by_wallets(self) -> dict[str, int]:
        """What every wallet of the terms paid, by any of its rules."""
        uses = [rule.use for rule in self.receipt.rulebook.rules.values()]
        names = {use.name: 0 for use in uses if isinstance(use, Balance)}
        return {name: self.from_wallet(self.receipt, name) for name in names}

    @staticmethod
    def from_wallet(receipt: Receipt, name: str) -> int:
        """What a wallet paid in a receipt."""
        uses = {step.rule: receipt.rule(step.rule).use for step in receipt.steps}
        rules = {rule for rule, use in uses.items() if isinstance(use, Balance) and use.name == name}
        return sum(step.deduction for step in receipt.steps if step.rule in rules)

    def freed(self, kept: Receipt) -> dict[str, int]:
        """How much less wallets pay of kept goods, by rule.

        The rules of one wallet together: what another of them pays now has not come free.
        """
        found: dict[str, int] = {}
        for name, paid in self.paid_by_wallets.items():
            left = max(0, paid - self.from_wallet(kept, name))
            for rule in (rule for rule, wallet in self.wallets.items() if wallet == name):
                found[rule] = min(left, max(0, sum(self.taken[rule].values()) - self.charge(kept, rule)))
                left -= found[rule]
        return found

    # --- what was spent and earned ------------------------------------------------------------------

    def share_of(self, rule: str, line: str, gone: Gone) -> int:
        """What a rule had taken of the part of a line that has gone back, rounded down: all of all is all."""
        return rounded(self.taken[rule].get(line, 0) * self.part(line, gone), Rounding.DOWN)

    def spent(self, rule: str, gone: Gone) -> int:
        """What a wallet had paid of what has gone back."""
        kept = self.kept(gone) if self.reprices else None
        if kept is not None:
            return self.freed(kept)[rule]
        if rule in self.ordered:
            return self.money_and_wallets(gone)[1][rule]
        return sum(self.share_of(rule, line, gone) for line in self.taken[rule])

    def into_wallet(self, rule: str, gone: Gone) -> int:
        """What of that comes back by the terms, as long as it is valid."""
        match self.policy.of_balance(self.wallets[rule]):
            case "never":
                return 0
            case "share" | "first" | "last":
                spent, whole = self.spent(rule, gone), sum(self.taken[rule].values())
                return spent if spent == whole else spent - spent % self._point(rule)
            case "whole":
                whole = sum(self.taken[rule].values())
                if self.reprices and not self.all_gone(gone):
                    return whole if self.spent(rule, gone) == whole else 0
                return whole if all(self.complete(line, gone) for line in self.taken[rule]) else 0

    def _point(self, rule: str) -> int:
        """What goes into a wallet is whole points: minor units of one, or 1 where it holds money or smaller points."""
        use = self.receipt.rule(rule).use
        if not isinstance(use, Balance) or use.unit is None:
            return 1
        return max(1, int(Fraction(use.unit) * 10 ** CURRENCIES[self.receipt.currency]))

    def wallets_in(self, receipt: Receipt | None) -> int:
        """What wallets paid in a receipt of kept goods."""
        return 0 if receipt is None else sum(self.from_wallet(receipt, name) for name in self.paid_by_wallets)

    def funded(self, rule: str, gone: Gone) -> int:
        """What others had paid of what has gone back."""
        if self.reprices:
            return max(0, sum(self.taken[rule].values()) - self.charge(self.kept(gone), rule))
        return sum(self.share_of(rule, line, gone) for line in self.taken[rule])

    def taken_back(self, rule: str, gone: Gone) -> int:
        """What is taken back of a benefit."""
        take = self.receipt.rule(rule).take
        assert isinstance(take, Give)
        word: Clawback = take.clawback or self.policy.benefits
        own = self.given[rule]
        match word:
            case "none":
                return 0
            case "whole":
                return sum(own.values()) if any(self.part(line, gone) for line in own) else 0
            case "reprice":
                return self._not_earned(rule, gone)
            case "share":
                if self.reprices:
                    return self._not_earned(rule, gone)
                back = sum((amount * self.part(line, gone) for line, amount in own.items()), Fraction(0))
                return sum(own.values()) if self.all_gone(gone) else rounded(back)

    def _not_earned(self, rule: str, gone: Gone) -> int:
        """What of a benefit the kept goods would not have earned by themselves."""
        kept = self.kept(gone) if any(gone.parts.values()) else self.receipt
        earned = 0 if kept is None else sum(step.given for step in kept.steps if step.rule == rule)
        return max(0, sum(self.given[rule].values()) - earned)

    def worth_of(self, rule: str, amount: int) -> int:
        """What so much of a benefit is worth in minor units, rounded down."""
        take = self.receipt.rule(rule).take
        assert isinstance(take, Give)
        return take.in_money(amount, self.receipt.currency)


def charges(receipt: Receipt) -> int:
    """Everything that is paid for other things than goods, with the tax that comes to it."""
    return sum(line.pay + added_tax(receipt, line) for line in bought(receipt) if line.kind != "goods")


def bought(receipt: Receipt) -> tuple[ReceiptLine, ...]:
    """The lines of a receipt without that of the tax that comes to them, which is in each of them already."""
    return receipt.lines[:-1] if receipt.tax_added else receipt.lines


def added_tax(receipt: Receipt, line: ReceiptLine) -> int:
    """The tax that came to the price of a line."""
    return 0 if receipt.tax_included else line.tax
