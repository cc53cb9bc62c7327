"""Expressions as plain text, and as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from promocalc.money import Odd, share
from promocalc.numbers.formula import COMPARISONS, Expression

_CHOICE, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ATOM = range(8)
"""How tightly a text holds together."""


class Written:
    """Text of expressions, with the symbols by number that some of them have."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self.names = names

    def of(self, amount: Any) -> str:
        """As it stands in a longer text: its symbol, if it has one."""
        return self._held(amount, _CHOICE)

    def meaning(self, one: Expression) -> str:
        """What its symbol stands for. Of a condition: 1 where it holds, else 0."""
        text = self._text(one)[0]
        return f"1 if {text} else 0" if one.is_test else text

    def _held(self, amount: Any, tightly: int) -> str:
        """In brackets where it does not hold together as tightly."""
        if not isinstance(amount, Expression):
            return str(amount) if isinstance(amount, str) or amount >= 0 else f"({amount})"
        name = self.names.get(amount.number)
        if name is not None:
            text, own = (f"{name} >= 1", _COMPARED) if amount.is_test else (name, _ATOM)
        else:
            text, own = self._text(amount)
        return text if own >= tightly else f"({text})"

    def _text(self, one: Expression) -> tuple[str, int]:
        op, args = one.op, one.args
        if op in COMPARISONS:
            return f"{self._held(args[0], _SUM)} {op} {self._held(args[1], _SUM)}", _COMPARED
        match op:
            case "and":
                return " and ".join(self._held(arg, _AND) for arg in args), _AND
            case "or":
                return " or ".join(self._held(arg, _OR) for arg in args), _OR
            case "not":
                return f"not {self._held(args[0], _ATOM)}", _NOT
            case "choose":
                condition, yes, no = (self._held(arg, _OR) for arg in args)
                return f"{yes} if {condition} else {no}", _CHOICE
            case "+":
                head, *rest = args
                tail = "".join(
                    f" - {-arg}" if type(arg) is int and arg < 0 else f" + {self._held(arg, _SUM)}" for arg in rest
                )
                return f"{self._held(head, _SUM)}{tail}", _SUM
            case "-":
                return f"{self._held(args[0], _SUM)} - {self._held(args[1], _PRODUCT)}", _SUM
            case "*" | "times":
                return f"{self._held(args[0], _ATOM)} * {self._held(args[1], _ATOM)}", _PRODUCT
            case "whole" | "quotient":
                return f"{self._held(args[0], _PRODUCT)} // {self._held(args[1], _ATOM)}", _PRODUCT
            case "least" | "most":
                fold = "min" if op == "least" else "max"
                return f"{fold}({', '.join(map(self.of, args))})", _ATOM
            case "share":
                return f"share({', '.join(map(self.of, args))})", _ATOM
            case _:
                raise ValueError(f"no text for {op!r}")


def value_of(one: Expression, known: Mapping[int, Any]) -> Any:
    """What an operation comes to, where what it is over is ``known`` by number: an integer, or whether it holds."""
    args = [known[arg.number] if isinstance(arg, Expression) else arg for arg in one.args]
    match one.op:
        case "+":
            return sum(args)
        case "-":
            return args[0] - args[1]
        case "*" | "times":
            return args[0] * args[1]
        case "whole" | "quotient":
            return args[0] // args[1]
        case "least":
            return min(args)
        case "most":
            return max(args)
        case "choose":
            return args[1] if args[0] else args[2]
        case "share":
            return share(args[2], args[3:], Odd(args[0]))[args[1] - 1]
        case "and":
            return all(args)
        case "or":
            return any(args)
        case "not":
            return not args[0]
        case sign:
            return _COMPARED_BY[sign](args[0], args[1])


_COMPARED_BY = {
    ">=": int.__ge__,
    ">": int.__gt__,
    "<=": int.__le__,
    "<": int.__lt__,
    "==": int.__eq__,
}
