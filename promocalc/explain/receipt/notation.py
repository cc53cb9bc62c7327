"""The notation of a working, as people read it: digits in groups, and what its functions mean."""

from __future__ import annotations

import re
from collections.abc import Iterable

from promocalc.explain.receipt.labels import Labels

_WHOLE = re.compile(r"(?<![\d.,])\d{4,}")
_FUNCTION = re.compile(r"([a-z_]+)\(")


def grouped(text: str) -> str:
    """An expression with its thousands in groups.

    >>> grouped("floor(1357.70 / 300.00) * 50.00"), grouped("1000000 * 0.12345%")
    ('floor(1,357.70 / 300.00) * 50.00', '1,000,000 * 0.12345%')
    """
    return _WHOLE.sub(lambda found: f"{int(found[0]):,}", text)


def legend(expressions: Iterable[str], labels: Labels) -> str:
    """What the functions in some expressions mean; empty where none is used."""
    used = {name for text in expressions for name in _FUNCTION.findall(text)}
    told = [said for name, said in labels.functions.items() if name in used]
    end = "。" if labels.comma == "，" else "."
    return f"{labels.in_working}{labels.semicolon.join(told)}{end}" if told else ""
