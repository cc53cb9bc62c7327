"""Equations on a line: one way to write them that a person and a program read alike.

``+ - * /`` bind as usual, ``15%`` is 0.15. ``{a if c; b if d; else e}`` takes the first whose condition holds, in
Chinese ``{a，若 c；b，若 d；否则 e}``. ``floor min max``, and roundings with what they round to: ``half_up(x, 0.01)``.
``share(t: a, [b], c)`` is what ``b`` gets where ``t``, in whole coins of the currency, is divided in the
proportion of ``a b c``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from promocalc.explain.language import Language
from promocalc.formula.shown import (
    Call,
    Choice,
    Compared,
    Figure,
    Joined,
    Name,
    Negated,
    Product,
    Quotient,
    Share,
    Shown,
    Sum,
)
from promocalc.money import Odd

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)
"""How tightly a text holds together."""
_DIGITS = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words between the figures."""

    where: str
    between: str
    otherwise: str
    both: str
    either: str
    negated: str


KEYWORDS: dict[Language, Keywords] = {
    "en": Keywords(" if ", "; ", "else ", " and ", " or ", "not "),
    "zh": Keywords("，若 ", "；", "否则 ", " 且 ", " 或 ", "非 "),
}


def share_name(how: str) -> str:
    """What a way of sharing is called: the usual one has the shortest name."""
    return "share" if how == Odd.LARGEST else f"share_{how}"


def grouped(figure: str) -> str:
    """A number with its thousands in groups.

    >>> grouped("1234567.8912"), grouped("-1000"), grouped("15%")
    ('1,234,567.8912', '-1,000', '15%')
    """
    whole, point, part = figure.partition(".")
    return _DIGITS.sub(lambda found: f"{int(found[0]):,}", whole) + point + part


@dataclass(frozen=True, slots=True)
class Line:
    """Writes what is shown in one language."""

    words: Keywords
    named: Callable[[str], str] = str
    """What is written for a symbol: itself, or the figure that it is now."""
    figure: Callable[[str], str] = grouped

    def write(self, shown: Shown) -> str:
        """All of it."""
        return self._written(shown)[0]

    def _held(self, shown: Shown, tightly: int) -> str:
        """In brackets where it does not hold together as tightly."""
        text, own = self._written(shown)
        return text if own >= tightly else f"({text})"

    def _written(self, shown: Shown) -> tuple[str, int]:
        words = self.words
        match shown:
            case Figure(text):
                return self.figure(text), _SUM if text.startswith("-") else _ATOM
            case Name(symbol):
                text = self.named(symbol)
                return text, _SUM if text.startswith("-") else _ATOM
            case Sum(terms):
                (_, first), *rest = terms
                tail = "".join(f" {'-' if taken else '+'} {self._held(term, _PRODUCT)}" for taken, term in rest)
                return self._held(first, _SUM) + tail, _SUM
            case Product(first, second):
                return f"{self._held(first, _PRODUCT)} * {self._held(second, _ATOM)}", _PRODUCT
            case Quotient(top, bottom):
                return f"{self._held(top, _PRODUCT)} / {self._held(bottom, _ATOM)}", _PRODUCT
            case Call(function, args):
                return f"{function}({', '.join(map(self.write, args))})", _ATOM
            case Share(how, total, weights, place):
                texts = [f"[{self.write(one)}]" if at == place else self.write(one) for at, one in enumerate(weights)]
                return f"{share_name(how)}({self.write(total)}: {', '.join(texts)})", _ATOM
            case Choice(cases, otherwise):
                texts = [f"{self.write(yes)}{words.where}{self.write(test)}" for test, yes in cases]
                return f"{{{words.between.join([*texts, words.otherwise + self.write(otherwise)])}}}", _ATOM
            case Compared(sign, first, second):
                return f"{self._held(first, _SUM)} {sign} {self._held(second, _SUM)}", _COMPARED
            case Joined(how, parts):
                if how == "and":
                    return words.both.join(self._held(part, _NOT) for part in parts), _AND
                return words.either.join(self._held(part, _AND) for part in parts), _OR
            case Negated(part):
                return f"{words.negated}{self._held(part, _ATOM)}", _NOT
            case _:
                assert_never(shown)
