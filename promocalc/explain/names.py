"""What people call the things of a receipt: rules and lines by their titles, amounts in its currency.

Nothing that comes out of here can move the cursor or turn the direction of the
writing: control characters are taken out of whatever an author wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.engine.steps import Step
from promocalc.explain.amounts import change, money, price
from promocalc.explain.language import Language
from promocalc.money import minor_units
from promocalc.rules.rule import Balance, Rule
from promocalc.rules.values import Title

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    r"""``text`` on one line, without characters that a terminal would obey.

    >>> clean("tea\n\x1b[31mfree")
    'tea [31mfree'
    """
    return _DIRECTIONS.sub("", _BREAKS.sub(" ", text)).strip()


@dataclass(frozen=True, slots=True)
class Wallet:
    """What a balance held before a step, and what it held after."""

    name: str
    before: int
    used: int
    left: int


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
                given = self.receipt.cart.wallet.balances.get(use.name)
                now = held.setdefault(use.name, 0 if given is None else minor_units(given, self.receipt.currency))
                before[id(step)] = now
                held[use.name] = now - step.deduction
        return before

    def text(self, title: Title) -> str:
        """A title in this language."""
        return clean(title.in_language(self.language))

    def rule(self, name: str) -> str:
        """A rule's title, or its name."""
        return self.text(self.receipt.title_of(name)) if self.is_rule(name) else clean(name)

    def is_rule(self, word: str) -> bool:
        """Whether a word in a view names a rule."""
        return word in self.receipt.rulebook.rules

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
        before = self._held.get(id(step), 0)
        return Wallet(clean(use.name), before, step.deduction, before - step.deduction)
