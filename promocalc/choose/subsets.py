"""Which amounts some of many prices come to, and which prices make one: exact, with one bit an amount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from math import gcd
from typing import Any

from promocalc.frozen import Frozen


class Amounts(Frozen):
    """The amounts that some of the prices come to: bit ``n`` of ``bits`` stands for ``n * unit`` minor units."""

    unit: int
    bits: int
    most: int
    """Up to which amount this was worked out, in minor units."""

    def __contains__(self, amount: int) -> bool:
        return not amount % self.unit and bool(self.bits >> amount // self.unit & 1)

    @property
    def end(self) -> int:
        """The largest one."""
        return (self.bits.bit_length() - 1) * self.unit

    def column(self) -> Any:
        """All of them, 0 first, as a NumPy column."""
        from promocalc.formula.columns import np

        octets = np.frombuffer(self.bits.to_bytes((self.bits.bit_length() + 7) // 8, "little"), dtype=np.uint8)
        return np.flatnonzero(np.unpackbits(octets, bitorder="little")) * self.unit


def amounts(held: Mapping[int, int], most: int) -> Amounts:
    """The amounts up to ``most`` that some of the prices come to. ``held``: how many there are of each price."""
    prices = sorted(price for price, count in held.items() if 0 < price <= most and count > 0)
    unit = gcd(*prices) or 1
    most = min(most, sum(price * held[price] for price in prices))
    end = most // unit
    within = (1 << end + 1) - 1
    bits = 1
    for at, price in enumerate(prices):
        for count in _chunks(min(held[price], most // price)):
            bits |= bits << count * price // unit & within
        ahead = prices[at + 1] // unit if at + 1 < len(prices) else end + 1
        # Nothing dearer changes what lies below the next price; where all above it is reached, nothing is left to do.
        if bits >> ahead == within >> ahead:
            break
    return Amounts(unit, bits, most)


def _chunks(count: int) -> Iterator[int]:
    """Numbers of which some come to every number up to ``count``: 5 is 1, 2 and 2."""
    one = 1
    while count:
        yield min(one, count)
        count -= min(one, count)
        one *= 2


def made_of(amount: int, held: Mapping[int, int]) -> Counter[int]:
    """Prices that come to ``amount``: one, else two, else the dearest that will do.

    Raises ValueError where there are none.
    """
    prices = sorted((price for price, count in held.items() if 0 < price <= amount and count > 0), reverse=True)
    if amount in prices or not amount:
        return Counter({amount: 1} if amount else {})
    known = set(prices)
    for price in prices:
        if amount - price in known and (amount != 2 * price or held[price] > 1):
            return Counter((price, amount - price))
    return _traced(amount, prices, held)


def _traced(amount: int, prices: list[int], held: Mapping[int, int]) -> Counter[int]:
    """The dearest prices that make an amount, backwards from the first one with which it is reached."""
    within = (1 << amount + 1) - 1
    steps: list[tuple[int, int, int]] = []
    bits = 1
    for price in prices:
        for count in _chunks(min(held[price], amount // price)):
            more = bits | bits << count * price & within
            if more != bits:
                steps.append((price, count, bits))
                bits = more
        if bits >> amount & 1:
            break
    if not bits >> amount & 1:
        raise ValueError(f"nothing comes to {amount}")
    found = Counter[int]()
    for price, count, before in reversed(steps):
        if not before >> amount & 1:
            found[price] += count
            amount -= count * price
    return found
