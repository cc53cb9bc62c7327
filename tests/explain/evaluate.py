"""The working of a step, worked out once more: a few lines that share nothing with the engine.

The text is numbers, ``+ - * / ( )``, ``%`` for a hundredth, ``floor``, ``min``,
``max`` and the five roundings ``MODE(amount, unit)``. All of it is exact.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable
from fractions import Fraction

_HALF = Fraction(1, 2)


def _half_even(quotient: Fraction) -> int:
    return round(quotient)


_MODES: dict[str, Callable[[Fraction], int]] = {
    "half_up": lambda quotient: math.floor(quotient + _HALF),
    "half_down": lambda quotient: math.ceil(quotient - _HALF),
    "half_even": _half_even,
    "up": math.ceil,
    "down": math.floor,
}


def evaluate(text: str) -> Fraction:
    """What the text comes to.

    >>> evaluate("floor(1357.70 / 300.00) * 50.00"), evaluate("half_up(10.05 * 50%, 0.01)")
    (Fraction(200, 1), Fraction(503, 100))
    """
    exact = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1 / 100)", text)
    return _value(ast.parse(exact, mode="eval").body, exact)


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.Constant():
            return Fraction(ast.get_source_segment(text, node) or "")
        case ast.UnaryOp(ast.USub(), inner):
            return -_value(inner, text)
        case ast.BinOp(left, operator, right):
            return _binary(operator, _value(left, text), _value(right, text))
        case ast.Call(ast.Name(name), parts):
            return _call(name, [_value(part, text) for part in parts])
        case _:
            raise ValueError(f"not part of the notation: {ast.unparse(node)}")


def _binary(operator: ast.operator, left: Fraction, right: Fraction) -> Fraction:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case _:
            raise ValueError(f"not part of the notation: {type(operator).__name__}")


def _call(name: str, values: list[Fraction]) -> Fraction:
    match name, values:
        case "floor", [amount]:
            return Fraction(math.floor(amount))
        case "min", [_, *_]:
            return min(values)
        case "max", [_, *_]:
            return max(values)
        case mode, [amount, unit] if mode in _MODES:
            return _MODES[mode](amount / unit) * unit
        case _:
            raise ValueError(f"not part of the notation: {name} of {len(values)}")
