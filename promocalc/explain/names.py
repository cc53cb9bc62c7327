"""What people call the things of a receipt: rules and lines by their titles, amounts in its currency.

Nothing that comes out of here can move the cursor or turn the direction of the
writing: control characters are taken out of whatever an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.amounts import change, money, price, rate
from promocalc.explain.language import Language
from promocalc.money import CURRENCIES, Rate, minor_units
from promocalc.rules.quantity import ByCurrency, Quantity
from promocalc.rules.rule import Rule
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.take import Give
from promocalc.rules.use import Balance
from promocalc.rules.values import Title

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""``text`` on one line, without characters that a terminal would obey.

    >>> clean("tea\n\x1b[31mfree")
    'tea [31mfree'
    """
    return _DIRECTIONS.sub("", _BREAKS.sub(" ", text)).strip()


def gives(book: Rulebook, name: str) -> bool:
    """Whether a rule gives something for later instead of taking something off."""
    return name in book.rules and isinstance(book.rules[name].take, Give)


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a balance held before a step, and what it held after: points where it has a ``unit``, else minor units."""

    name: str
    before: int
    used: int
    left: int
    points: bool = False


@dataclass(frozen=True)
class Names:
    """The names in one receipt, for readers of one language."""

    receipt: Receipt
    language: Language

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {line.id: self.text(line.title) for line in self.receipt.lines}

    @cached_property
    def _held(self) -> dict[int, int]:
        """What a balance held before each step that draws on it, by the step's identity."""
        held: dict[str, int] = {}
        before: dict[int, int] = {}
        for step in self.receipt.steps:
            use = self.rule_of(step).use
            if isinstance(use, Balance):
                now = held.setdefault(use.name, self._given(use))
                before[id(step)] = now
                held[use.name] = now - self._drawn(use, step.deduction)
        return before

    def _given(self, use: Balance) -> int:
        """What a balance holds at first."""
        given = self.receipt.cart.wallet.balances.get(use.name)
        if given is None:
            return 0
        return minor_units(given, self.receipt.currency) if use.unit is None else int(given)

    def _drawn(self, use: Balance, spent: int) -> int:
        """What spending so many minor units takes out of a balance: a point that is begun is gone."""
        if use.unit is None:
            return spent
        worth = Fraction(use.unit) * 10 ** CURRENCIES[self.receipt.currency]
        return -int(-spent / worth // 1)

    def text(self, title: Title) -> str:
        """A title in this language."""
        return clean(title.in_language(self.language))

    def rule(self, name: str) -> str:
        """A rule's title, or its name."""
        return self.text(self.receipt.title_of(name)) if self.is_rule(name) else clean(name)

    def is_rule(self, word: str) -> bool:
        """Whether a word in a view names a rule."""
        return word in self.receipt.rulebook.rules

    def is_given(self, word: str) -> bool:
        """Whether that rule gives something for later."""
        return gives(self.receipt.rulebook, word)

    def quoted(self, name: str) -> str:
        """A name where it stands in a sentence."""
        return f"「{name}」" if self.language == "zh" else f'"{name}"'

    def rules(self, names: Iterable[str]) -> str:
        """Several rules in a sentence."""
        return self.joined(self.quoted(self.rule(name)) for name in names)

    def line(self, line_id: str) -> str:
        """A line's title, or its id."""
        return self._titles.get(line_id) or clean(line_id)

    def lines(self, ids: Iterable[str]) -> str:
        """Several lines in a sentence."""
        return self.joined(self.quoted(self.line(line_id)) for line_id in ids)

    def joined(self, parts: Iterable[str]) -> str:
        """A list of things."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def money(self, minor: int) -> str:
        """An amount."""
        return money(minor, self.receipt.currency)

    def points(self, count: int) -> str:
        """So many points."""
        if self.language == "zh":
            return f"{count:,} 积分"
        return f"{count:,} point" if count == 1 else f"{count:,} points"

    def taken(self, step: Step, amount: int) -> str:
        """What a step takes, adds or gives: money, or points."""
        return self.points(amount) if self._gives_points(step.rule) else self.money(amount)

    def amount_of(self, rule: str, amount: Decimal) -> str:
        """An amount that is stated of a rule: money, or points; finer than a coin where somebody wrote it so."""
        if self._gives_points(rule):
            return self.points(int(amount))
        try:
            return self.money(minor_units(amount, self.receipt.currency))
        except ValueError:
            return f"{amount:,f}"

    def _gives_points(self, rule: str) -> bool:
        told = self.receipt.rulebook.rules.get(rule)
        return told is not None and isinstance(told.take, Give) and told.take.counts_points

    def effect(self, step: Step) -> str:
        """What a step changes of the price, what is paid at once, or what it gives for later."""
        if step.deposit:
            word, comma = ("定金", "，") if self.language == "zh" else ("deposit", ", ")
            fall = f"{comma}{self.change(-step.deduction)}" if step.deduction else ""
            return f"{word} {self.money(step.deposit)}{fall}"
        if not step.given:
            return self.change(step.added - step.deduction)
        amount = f"+{self.taken(step, step.given)}"
        return f"以后 {amount}" if self.language == "zh" else f"{amount} later"

    def bound(self, step: Step, cap: Quantity | None) -> str:
        """A cap of a step's rule; empty where there is none in this currency."""
        match cap:
            case Rate(fraction):
                return rate(fraction)
            case ByCurrency():
                return self.bound(step, cap.in_currency(self.receipt.currency))
            case Decimal():
                return self.amount_of(step.rule, cap)
            case _:
                return ""

    def takes_all_or_nothing(self, step: Step) -> bool:
        """Whether a cap that lets through only part makes a step take nothing."""
        over = self.rule_of(step).over or self.receipt.rulebook.effective_defaults.over
        return over is not None and over.cap == "refuse"

    def used_before(self, step: Step, period: str) -> str:
        """What the shopper has had of a cap before; empty where nothing."""
        return self.bound(step, self.receipt.shopper.used.get(step.rule, {}).get(period) or None)

    def held(self, wallet: Wallet, amount: int | None = None) -> str:
        """What a balance holds before a step, or another amount of it."""
        have = wallet.before if amount is None else amount
        return self.points(have) if wallet.points else self.money(have)

    def whole_steps(self, step: Step) -> str:
        """Of what whole multiples are spent of a balance; empty where of its points."""
        use = self.rule_of(step).use
        if not isinstance(use, Balance) or use.step is None:
            return ""
        return self.points(int(use.step)) if use.unit is not None else self.bound(step, use.step)

    def change(self, minor: int) -> str:
        """An amount with its sign."""
        return change(minor, self.receipt.currency)

    def price(self, minor: int) -> str:
        """An amount with its currency."""
        return price(minor, self.receipt.currency)

    def measure(self, value: int, counts: bool) -> str:
        """An amount, or a count."""
        return str(value) if counts else self.money(value)

    def rule_of(self, step: Step) -> Rule:
        """The rule of a step."""
        return self.receipt.rule(step.rule)

    def wallet(self, step: Step) -> Wallet | None:
        """The balance that a step draws on; None where it draws on none."""
        use = self.rule_of(step).use
        if not isinstance(use, Balance):
            return None
        before, used = self._held.get(id(step), 0), self._drawn(use, step.deduction)
        return Wallet(clean(use.name), before, used, before - used, use.unit is not None)
