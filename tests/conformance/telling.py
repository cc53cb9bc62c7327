"""Where a figure is not the one expected: said in a few words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from promocalc.money import minor_units, plain


def same(key: str, wanted: str, found: str) -> Iterator[str]:
    if wanted != found:
        yield f"{key} is {found or 'nothing'}, expected {wanted}"


def same_number(key: str, wanted: str, found: Decimal) -> Iterator[str]:
    if Decimal(wanted) != found:
        yield f"{key} is {found.normalize():f}, expected {wanted}"


def words(value: object) -> str:
    """The name of a type in words: ``NotChosen`` is "not chosen"."""
    return "" if value is None else re.sub(r"(?<!^)([A-Z])", r" \1", type(value).__name__).lower()


@dataclass(frozen=True)
class InMoney:
    """Compares amounts of one currency. Zero stands for what is not named in ``amounts``, where ``absent`` is 0."""

    currency: str

    def amount(self, key: str, wanted: str, found: int | None, counts: bool = False) -> Iterator[str]:
        """Money, or a count where the rule counts pieces: ``3 pieces``."""
        if found is None or counts:
            shown = "nothing" if found is None else "1 piece" if found == 1 else f"{found} pieces"
            yield from same(key, wanted, shown)
        elif found != minor_units(Decimal(wanted), self.currency):
            yield f"{key} is {plain(found, self.currency)}, expected {wanted}"

    def amounts(
        self, key: str, said: Mapping[str, str], found: Mapping[str, int], absent: int | None = None
    ) -> Iterator[str]:
        for name, wanted in said.items():
            yield from self.amount(f"{key} of {name}", wanted, found.get(name, absent))
