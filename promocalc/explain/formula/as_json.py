"""The equations of a price as data: what ``promocalc formula --json`` prints. Amounts are decimal strings.

Every equation stands there twice: as ``text``, in the currency's own units and the notation of
:mod:`promocalc.explain.formula.line`, without grouping and with English words; and as ``whole``, in minor units, pieces
and points, in the notation of :class:`promocalc.formula.equations.Equation`.
"""

from __future__ import annotations

import json
from fractions import Fraction

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.explain.data import Data, moment_data
from promocalc.explain.formula.known import Unit
from promocalc.explain.formula.line import KEYWORDS, Line
from promocalc.explain.formula.text import FormulaView
from promocalc.explain.formula.unknown_words import UnknownWords
from promocalc.explain.language import LANGUAGES
from promocalc.formula.equations import Equation
from promocalc.formula.naming import Role
from promocalc.formula.unknowns import unit_of, written
from promocalc.money import Rate, plain

SCHEMA = "promocalc.formula/1.0"
"""The first number changes where a reader would have to, the second where there is more to read."""
NOTATIONS = {"text": "promocalc.line/1", "whole": "promocalc.whole/1"}


def dumps(view: FormulaView) -> str:
    """The equations as JSON text, ending in a newline."""
    return json.dumps(to_data(view), ensure_ascii=False, indent=2) + "\n"


def to_data(view: FormulaView) -> Data:
    """The same as plain mappings, lists, texts and whole numbers."""
    return _Telling(view).data()


class _Telling:
    def __init__(self, view: FormulaView) -> None:
        self.view, self.receipt = view, view.receipt
        self.line = Line(KEYWORDS["en"], figure=str)
        self.shown = {one.equation.symbol: one.shown for one in view.equations}

    def data(self) -> Data:
        receipt, told = self.receipt, self.view.told
        return {
            "schema": SCHEMA,
            "notations": dict(NOTATIONS),
            "cart": receipt.cart.name,
            "rulebook": receipt.rulebook.rulebook,
            "fingerprint": receipt.fingerprint,
            "at": moment_data(receipt.at),
            "currency": receipt.currency,
            "detail": told.plan.detail,
            "open": self.open(),
            "equations": [self.equation(one) for one in told.equations],
            "pay": plain(told.pay, receipt.currency),
        }

    def open(self) -> list[Data]:
        titles = {language: UnknownWords(self.view.subject, language) for language in LANGUAGES}
        return [
            {
                "symbol": one.symbol,
                "unknown": written(one.unknown),
                "title": {language: said.name(one.unknown) for language, said in titles.items()},
                "unit": unit_of(one.unknown),
                "value": self.value(one.value, self.view.units[one.symbol]),
                "whole_value": one.value,
            }
            for one in self.view.told.open
        ]

    def equation(self, one: Equation) -> Data:
        """``text`` is null for what only a rounding is put together from: there the rounding says it."""
        unit, shown = self.view.units[one.symbol], self.shown.get(one.symbol)
        return {
            "symbol": one.symbol,
            **self.role(one.role),
            "also": [self.role(role) for role in one.also],
            "unit": unit,
            "text": None if shown is None else self.line.write(shown),
            "value": self.value(one.value, unit),
            "whole": one.text,
            "whole_value": one.value,
        }

    def role(self, role: Role) -> Data:
        return {
            "role": role.what,
            "rules": role.rule.split(" + ") if role.rule else [],
            "pool": role.pool or None,
            "line": role.line or None,
            "number": role.at + 1,
        }

    def value(self, value: int, unit: Unit) -> str | int:
        match unit:
            case "money":
                return plain(value, self.receipt.currency)
            case "rate":
                return str(Rate(Fraction(value, HUNDREDTHS)))
            case _:
                return value
