"""A reader of equations who knows nothing of promocalc but how money is shared: what a symbol comes to, by hand."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from promocalc.money import Odd, share

SPOKEN = (
    *(ast.Expression, ast.Name, ast.Load, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.FloorDiv),
    *(ast.UnaryOp, ast.USub, ast.Not, ast.BoolOp, ast.And, ast.Or, ast.IfExp, ast.Call),
    *(ast.Compare, ast.GtE, ast.Gt, ast.LtE, ast.Lt, ast.Eq),
)
"""All that may stand in an equation."""
FUNCTIONS: dict[str, Any] = {
    "min": min,
    "max": max,
    "share": lambda how, at, total, *weights: share(total, weights, how)[at - 1],
}
HOWS: dict[str, Any] = {odd.value: odd for odd in Odd}


def read(lines: Iterable[str]) -> Callable[[Mapping[str, int]], dict[str, int]]:
    """A function from the values of what is left open to every symbol of ``symbol = text`` lines."""
    steps = []
    for line in lines:
        symbol, _, text = line.partition(" = ")
        tree = ast.parse(text, mode="eval")
        strange = [type(node).__name__ for node in ast.walk(tree) if not isinstance(node, SPOKEN)]
        assert not strange, f"{line}: {strange}"
        steps.append((symbol, compile(tree, symbol, "eval")))

    def worked(opened: Mapping[str, int]) -> dict[str, int]:
        known: dict[str, Any] = {"__builtins__": {}} | FUNCTIONS | HOWS | dict(opened)
        for symbol, code in steps:
            assert symbol not in known, f"{symbol} is said twice"
            known[symbol] = eval(code, known)
        return {symbol: value for symbol, value in known.items() if type(value) is int}

    return worked
