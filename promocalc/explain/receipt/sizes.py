"""How much one piece holds, as a line says it in ``attributes: {size: …}``: ``500g``, ``6x330ml``, ``12片``.

Units that name more than one measure (oz, 寸) and units of fit (``42码``, ``XL``) are no sizes here.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

Dimension: TypeAlias = Literal["mass", "volume", "count"]
"""Mass counts grams, volume millilitres, count what the line calls by its word."""


class Size(NamedTuple):
    """What one piece holds."""

    dimension: Dimension
    amount: Fraction
    """Grams, millilitres, or how many."""
    word: str
    """Of a count: what is counted, as the line says it; empty for mass and volume."""


_UNITS: dict[str, tuple[Dimension, int]] = {
    **dict.fromkeys(("g", "gram", "grams", "克"), ("mass", 1)),
    **dict.fromkeys(("kg", "千克", "公斤"), ("mass", 1000)),
    "斤": ("mass", 500),
    "两": ("mass", 50),
    **dict.fromkeys(("ml", "毫升"), ("volume", 1)),
    "cl": ("volume", 10),
    **dict.fromkeys(("l", "litre", "litres", "liter", "liters", "升"), ("volume", 1000)),
}
_SINGLE = {
    *("piece", "pieces", "pc", "pcs", "ct", "count", "tablet", "tablets", "capsule", "capsules", "sheet", "sheets"),
    *("pad", "pads", "pair", "pairs", *"片个抽粒颗只枚张双块件"),
}
_PACKS = {
    *("roll", "rolls", "bag", "bags", "bottle", "bottles", "can", "cans", "pack", "packs"),
    *"包支瓶袋卷条盒罐听",
}
"""These are counted where nothing is said of what they hold."""
_TIMES = " ?[xX*×] ?"
_UNIT = r"([^\W\d]+)"
_SIZE = re.compile(
    rf"(?:([0-9]{{1,4}}){_TIMES})?([0-9]{{1,6}}(?:\.[0-9]{{1,3}})?) ?{_UNIT}(?:{_TIMES}([0-9]{{1,6}}) ?{_UNIT}?)?"
)


def read_size(text: str) -> Size | None:
    """What a size says; None where it cannot be read, says nothing, or is no size of this kind.

    >>> read_size("330ml×6罐")
    Size(dimension='volume', amount=Fraction(1980, 1), word='')
    >>> read_size("24包×100抽"), read_size("42码")
    (Size(dimension='count', amount=Fraction(2400, 1), word='抽'), None)
    """
    found = _SIZE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or found[3] == "G":  # 128G is what a telephone holds
        return None
    times, number, unit, packs, pack = found[1], found[2], found[3].lower(), found[4], (found[5] or "").lower()
    if pack and unit in _PACKS:
        unit, pack = pack, unit
        if unit in _PACKS:
            return None
    amount = Fraction(number) * int(times or 1) * int(packs or 1)
    if not amount or (pack and pack not in _PACKS):
        return None
    if unit in _UNITS:
        dimension, base = _UNITS[unit]
        return Size(dimension, amount * base, "")
    return Size("count", amount, unit) if (unit in _SINGLE or unit in _PACKS) and amount.denominator == 1 else None
