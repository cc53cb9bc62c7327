"""The number system of ranges: an amount is an interval of integers, and so is what is made of it.

Every register of a run lies inside the interval that this system finds for it,
as long as every input lies inside its own. Two amounts that hang together are
taken to be free of each other, so an interval may be wider than what can come
about; it is never narrower. Inputs that are points give points.

A condition is ``True``, ``False``, or ``None`` where it may be either.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from promocalc.counting import full_sets
from promocalc.money import Odd, share
from promocalc.numbers.record import BranchedOnAmount


class Interval:
    """An amount that is never below ``least`` and never above ``most``; :meth:`Bounds.interval` makes it."""

    __slots__ = ("least", "made", "most", "owner")
    __hash__ = None  # type: ignore[assignment]  # unhashable on purpose: a dict lookup would compare

    def __init__(self, owner: Bounds, least: int, most: int) -> None:
        self.owner, self.least, self.most = owner, least, most
        self.made: tuple[str, Any, Any] | None = None
        """How it came about, where what is taken off it or multiplied again need not be free of it."""

    def __repr__(self) -> str:
        return f"{self.least}..{self.most}"

    def __add__(self, other: Any) -> Any:
        least, most = self.owner.ends(other)
        return self.owner.interval(self.least + least, self.most + most)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if other is self:
            return 0
        least, most = self.owner.ends(other)
        low, high = self.least - most, self.most - least
        if isinstance(other, Interval) and other.made is not None and other.made[0] == "wholes":
            _, amount, count = other.made
            if amount is self:  # what a division leaves
                low, fewest = max(low, 0), self.owner.ends(count)[0]
                high = max(low, min(high, self.owner.ends(count)[1] - 1)) if fewest >= 1 else max(low, high)
        return self.owner.interval(low, high)

    def __rsub__(self, other: Any) -> Any:
        least, most = self.owner.ends(other)
        return self.owner.interval(least - self.most, most - self.least)

    def __mul__(self, other: Any) -> Any:
        if type(other) is not int:
            raise BranchedOnAmount(f"not an integer literal: {type(other).__name__}")
        self.owner.ends(other)
        first, last = self.least * other, self.most * other
        return self.owner.interval(first, last) if other >= 0 else self.owner.interval(last, first)

    __rmul__ = __mul__

    def __ge__(self, other: Any) -> bool | None:
        if other is self:
            return True
        least, most = self.owner.ends(other)
        return True if self.least >= most else False if self.most < least else None

    def __gt__(self, other: Any) -> bool | None:
        if other is self:
            return False
        least, most = self.owner.ends(other)
        return True if self.least > most else False if self.most <= least else None

    def __le__(self, other: Any) -> bool | None:
        over = self.__gt__(other)
        return None if over is None else not over

    def __lt__(self, other: Any) -> bool | None:
        reached = self.__ge__(other)
        return None if reached is None else not reached

    def _refuse(self, *_: object) -> NoReturn:
        raise BranchedOnAmount("the meaning may not look at an amount; ask the number system")

    __bool__ = __eq__ = __ne__ = __int__ = __index__ = __float__ = __iter__ = __len__ = _refuse


class Bounds:
    """Intervals. Amounts are typed ``Any`` here: an interval, or a literal ``int``."""

    def __init__(self, size: int) -> None:
        self.registers: list[Any] = [0] * size
        self._largest = 0

    @property
    def largest(self) -> int:
        """The largest absolute value that any operation can have met, products inside of sharing included.

        Where it is below 2**62, a table of scenarios inside the input intervals may count in int64.
        """
        return self._largest

    def interval(self, least: int, most: int) -> Interval:
        """An amount from ``least`` to ``most``: an input, or what an operation made."""
        self._meet(least)
        self._meet(most)
        return Interval(self, least, most)

    def ends(self, amount: Any) -> tuple[int, int]:
        """The least and the most that an amount may be; an int is both. BranchedOnAmount where it is neither."""
        if isinstance(amount, Interval):
            return amount.least, amount.most
        if type(amount) is not int:
            raise BranchedOnAmount(f"not an integer literal: {type(amount).__name__}")
        self._meet(amount)
        return amount, amount

    def _meet(self, value: int) -> None:
        if value > self._largest:
            self._largest = value
        elif -value > self._largest:
            self._largest = -value

    def _natural(self, amount: Any) -> tuple[int, int]:
        """The ends of an amount of which the meaning knows that it is not negative."""
        least, most = self.ends(amount)
        return max(least, 0), max(most, 0)

    # --- deciding -------------------------------------------------------------------------------------------

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        if yes is no:
            return yes
        (least, most), (other_least, other_most) = self.ends(yes), self.ends(no)
        if condition is not None:
            return yes if condition else no
        return self.interval(min(least, other_least), max(most, other_most))

    def both(self, first: Any, second: Any) -> Any:
        if first is False or second is False:
            return False
        return None if first is None or second is None else True

    def either(self, first: Any, second: Any) -> Any:
        if first is True or second is True:
            return True
        return None if first is None or second is None else False

    def negate(self, condition: Any) -> Any:
        return None if condition is None else not condition

    def same(self, first: Any, second: Any) -> Any:
        if first is second:
            return True
        (least, most), (other_least, other_most) = self.ends(first), self.ends(second)
        if most < other_least or other_most < least:
            return False
        return True if least == most == other_least == other_most else None

    def least(self, first: Any, second: Any) -> Any:
        if first is second:
            return first
        (least, most), (other_least, other_most) = self.ends(first), self.ends(second)
        if most <= other_least:
            return first
        if other_most <= least:
            return second
        return self.interval(min(least, other_least), min(most, other_most))

    def most(self, first: Any, second: Any) -> Any:
        if first is second:
            return first
        (least, most), (other_least, other_most) = self.ends(first), self.ends(second)
        if least >= other_most:
            return first
        if other_least >= most:
            return second
        found = self.interval(max(least, other_least), max(most, other_most))
        if type(second) is int and second == 1:
            found.made = "raised", first, second
        return found

    # --- arithmetic -----------------------------------------------------------------------------------------

    def total(self, amounts: Sequence[Any]) -> Any:
        if len(amounts) == 1:
            return amounts[0]
        least = most = below = above = 0
        for amount in amounts:
            first, last = self.ends(amount)
            least += first
            most += last
            below += min(first, 0)
            above += max(last, 0)
        # On the way to the sum, whatever the order, nobody is further from 0 than this.
        self._meet(below)
        self._meet(above)
        return self.interval(least, most) if any(isinstance(amount, Interval) for amount in amounts) else least

    def whole(self, amount: Any, every: Any) -> Any:
        least, most = self._natural(amount)
        fewest, many = self.ends(every)
        found = self.interval(least // max(many, 1), most // max(fewest, 1))
        found.made = "quotient", amount, every
        return found

    quotient = whole

    def times(self, count: Any, unit: Any, at_most: int | None) -> Any:
        (fewest, many), (least, most) = self._natural(count), self._natural(unit)
        if at_most is not None:
            many = min(many, at_most)
        made = unit.made if isinstance(unit, Interval) else None
        if made is None or made[0] != "quotient" or not _divides(made[2], count):
            return self.interval(fewest * least, many * most)
        # As often as it was divided by: never more than there was.
        found = self.interval(fewest * least, max(fewest * least, min(many * most, self._natural(made[1])[1])))
        found.made = "wholes", made[1], count
        return found

    # --- sharing --------------------------------------------------------------------------------------------

    def share(self, total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
        """Each share by itself: an exact part of the total, and what odd cents may add to or take from it.

        A part grows with the total and with its own weight, and shrinks as the others grow.
        """
        low, high = self._natural(total)
        ends = [self._natural(weight) for weight in weights]
        light, heavy = sum(least for least, _ in ends), sum(most for _, most in ends)
        self._meet(2 * high * heavy + heavy)
        if low == high and light == heavy:
            return [self.interval(one, one) for one in share(high, [most for _, most in ends], odd)]
        heirs = sum(most > 0 for _, most in ends)
        spare = self._spare(ends, odd, heirs)
        return [
            self._part(low, high, least, most, light - least, heavy - most, odd, heirs, extra)
            for (least, most), extra in zip(ends, spare, strict=True)
        ]

    def _spare(self, ends: Sequence[tuple[int, int]], odd: Odd, heirs: int) -> list[int]:
        """How many odd cents each may get at once, beyond its rounded part."""
        match odd:
            case Odd.LARGEST | Odd.CARRY:
                return [0] * len(ends)  # a part is rounded down or up
            case Odd.FIRST | Odd.NEAREST_FIRST:
                return [1] * len(ends)
            case Odd.HEAVIEST:
                heaviest = max((least for least, _ in ends), default=0)
                return [heirs - 1 if most >= heaviest else 0 for _, most in ends]
            case Odd.LAST | Odd.NEAREST_LAST:
                most_left = heirs - 1 if odd is Odd.LAST else heirs // 2
                found, is_last = [0] * len(ends), True
                for at in range(len(ends) - 1, -1, -1):
                    found[at] = most_left if is_last else 0
                    is_last = is_last and ends[at][0] == 0
                return found

    def _part(
        self, low: int, high: int, least: int, most: int, others: int, more: int, odd: Odd, heirs: int, extra: int
    ) -> Any:
        """One share: of ``low`` to ``high``, a weight of ``least`` to ``most`` against ``others`` to ``more``."""
        if not most or not high:
            return 0
        top, by = high * most, most + others
        bottom, under = low * least, max(least + more, 1)
        match odd:
            case Odd.LARGEST | Odd.CARRY:
                upper, lower = -(-top // by), bottom // under
            case Odd.FIRST | Odd.LAST | Odd.HEAVIEST:
                upper, lower = top // by + extra, bottom // under
            case Odd.NEAREST_FIRST | Odd.NEAREST_LAST:
                # Each is rounded by half a cent at most, so half as many cents as there are heirs are taken back.
                upper = (2 * top + by) // (2 * by) + extra
                lower = -((under - 2 * bottom) // (2 * under)) - heirs // 2
        return self.interval(max(lower, 0), min(upper, high))

    # --- counting -------------------------------------------------------------------------------------------

    def ahead(self, units: Sequence[Any], counts: Sequence[Any], cheapest: bool) -> Sequence[Any]:
        pieces = [self._natural(count) for count in counts]
        prices = [self.ends(unit) for unit in units]
        if not cheapest:
            prices = [(-most, -least) for least, most in prices]
        self._meet(sum(most for _, most in pieces))
        found = []
        for at, (least, most) in enumerate(prices):
            surely = possibly = 0
            for other, (lowest, highest) in enumerate(prices):
                if other == at:
                    continue
                first = other < at  # of equals the earlier one
                if units[other] is units[at]:
                    before, may_be = first, first
                else:
                    before = highest < least or (first and highest == least)
                    may_be = lowest < most or (first and lowest == most)
                surely += pieces[other][0] if before else 0
                possibly += pieces[other][1] if may_be else 0
            found.append(self.interval(surely, possibly))
        return found

    def full_sets(self, counts: Sequence[Any], size: int) -> Any:
        """More pieces never make fewer sets: whatever ``m`` sets can be formed of, more can be formed of as well."""
        pieces = [self._natural(count) for count in counts]
        fewest, many = ([ends[which] for ends in pieces] for which in (0, 1))
        self._meet(sum(many))
        return self.interval(full_sets(fewest, size), full_sets(many, size))

    def gather(self, counts: Sequence[Any], columns: Sequence[Sequence[Any]], keep: int) -> Sequence[Sequence[Any]]:
        """In each place, what may come to stand there: a run that as many others stand before, or nothing."""
        pieces = [self._natural(count) for count in counts]
        surely = possibly = 0
        places: list[list[int]] = [[] for _ in range(keep)]
        for at, (fewest, many) in enumerate(pieces):
            if many:
                for place in range(surely, min(possibly + 1, keep)):
                    places[place].append(at)
            surely += fewest > 0
            possibly += many > 0
        there = [
            self.interval(max(fewest, 1), many) if many > fewest == 0 else counts[at]
            for at, (fewest, many) in enumerate(pieces)
        ]
        return [
            [
                self._hull([row[at] for at in found] + ([] if place < surely else [0]))
                for place, found in enumerate(places)
            ]
            for row in (there, *columns)
        ]

    def _hull(self, amounts: Sequence[Any]) -> Any:
        """What may be any of several amounts."""
        if len(amounts) == 1:
            return amounts[0]
        ends = [self.ends(amount) for amount in amounts]
        return self.interval(min(least for least, _ in ends), max(most for _, most in ends))

    def let(self, register: int, amount: Any) -> Any:
        least, most = self.ends(amount)
        if least < 0:
            amount = self.interval(0, max(most, 0))
        self.registers[register] = amount
        return amount


def _divides(by: Any, count: Any) -> bool:
    """Whether a divisor is a count, or is it where that is at least 1."""
    if not isinstance(by, Interval):
        return type(count) is int and count == by
    return by is count or (by.made is not None and by.made[0] == "raised" and by.made[1] is count)
