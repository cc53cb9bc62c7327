"""How a deduction is divided over its lines, in Chinese."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.names import Names
from promocalc.explain.splitting import Split
from promocalc.explain.views_zh import view
from promocalc.money import Odd

WEIGHTS_SHOWN = 6
"""Lines whose weights are told."""


def split_basis(split: Split, names: Names) -> str:
    """In what proportion, and who gets the odd cent; empty where each line bears an amount of its own."""
    if split.by is None and not split.cut:
        return ""
    said = "按各自应减金额的比例" if split.by is None else f"按{view(str(split.by), names)}的比例"
    if split.weights and len(split.weights) <= WEIGHTS_SHOWN:
        said += f"（{' : '.join(names.money(weight) for weight in split.weights)}）"
    return said if split.is_even else f"{said}，{odd(split.odd)}"


def odd(way: Odd) -> str:
    """Who gets the odd cents."""
    match way:
        case Odd.LARGEST:
            return "零头归余数最大的"
        case Odd.FIRST:
            return "各自舍去零头，剩下的从第一个起逐一补上"
        case Odd.LAST:
            return "各自舍去零头，剩下的归最后一个"
        case Odd.CARRY:
            return "零头逐个结转"
        case Odd.NEAREST_FIRST:
            return "各自五舍六入，差额从第一个起逐一补上"
        case Odd.NEAREST_LAST:
            return "各自四舍五入，差额归最后一个"
        case _:
            assert_never(way)
