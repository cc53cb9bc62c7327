"""What may be left open, in words: the price of a line, its quantity, what the cart comes to, a number of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import assert_never

from promocalc.engine.left_open import HUNDREDTHS, Part
from promocalc.explain.amounts import money, rate
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.explain.rules.terms import BookTitles
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import Held, LinePrice, LineQuantity, RuleNumber, Spend, Unit, Unknown

_PARTS: dict[Language, dict[Part, str]] = {
    "en": {
        "from": "its threshold",
        "off": "what it takes off",
        "every": "its step",
        "to": "the price it sets",
        "cap": "its cap",
    },
    "zh": {"from": "门槛", "off": "减多少", "every": "每满多少", "to": "定为多少", "cap": "封顶"},
}


@dataclass(frozen=True)
class UnknownWords:
    """The unknowns of one subject, for readers of one language."""

    subject: Subject
    language: Language

    def name(self, unknown: Unknown) -> str:
        """What is left open: ``price of "Down jacket"``, ``"Cross-store": its step``."""
        zh = self.language == "zh"
        match unknown:
            case LinePrice(line):
                return f"{self._line(line)}的单价" if zh else f"price of {self._line(line)}"
            case LineQuantity(line):
                return f"{self._line(line)}的件数" if zh else f"quantity of {self._line(line)}"
            case Spend(line):
                moved = self._line(line)
                return f"标价合计（变动{moved}的单价）" if zh else f"marked total (price of {moved} moves)"
            case RuleNumber(rule, part, _):
                said, colon = _PARTS[self.language][part], "：" if zh else ": "
                return f"{self._quoted(self._titles.rule(rule))}{colon}{said}"
            case Held(balance, _):
                return f"{self._quoted(clean(balance))}的余额" if zh else f"balance {self._quoted(clean(balance))}"
            case _:
                assert_never(unknown)

    def value(self, unit: Unit, value: int) -> str:
        """A value of an unknown that counts such a unit: ``1,437.70``, ``3``, ``12.5%``. No unit stands beside it."""
        match unit:
            case "money":
                return money(value, self.subject.cart.currency)
            case "rate":
                return rate(Fraction(value, HUNDREDTHS))
            case "pieces" | "points":
                return f"{value:,}"
            case _:
                assert_never(unit)

    @cached_property
    def _titles(self) -> BookTitles:
        return BookTitles(self.subject.rulebook, self.language)

    @cached_property
    def _lines(self) -> dict[str, str]:
        return {line.id: clean(line.title.in_language(self.language)) for line in self.subject.cart.lines if line.title}

    def _line(self, line: str) -> str:
        return self._quoted(self._lines.get(line) or clean(line))

    def _quoted(self, name: str) -> str:
        return f"「{name}」" if self.language == "zh" else f'"{name}"'
