"""Break-even: from where on a discount is reached, or one curve is cheaper than another. Needs NumPy.

Where something holds is read off every value of the range. The laws of the pieces say where both sides are equal,
as an equation in fractions; it has to have its root at the border that was read off, and the engine prices both sides
of the border again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.formula.curve import Curve, EngineDiffers, Interval, compared
from promocalc.formula.law import Law
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.unknowns import Unit, unit_of
from promocalc.frozen import Frozen

MOST_PRICED = 400
"""Borders that the engine prices again: where rounding makes more of them, the first and the last ones."""


class LawDiffers(AssertionError):  # noqa: N818 - it names what happened
    """What is paid changes sides where the laws cannot be equal: a defect."""


class Crossing(Frozen):
    """Consecutive values: it holds at one of the two and not at the other."""

    before: int
    after: int
    exact: Fraction | None
    """Where both sides are equal by the laws, from ``before`` to ``after``; it need not be a whole value. None at a
    jump, and where the laws round: a law that rounds is equal nowhere in particular, and whole values alone decide."""
    jump: bool
    """Whether what is paid jumps there (on either curve)."""
    rounds: bool = False
    """Whether a law that stands there rounds. It may then hold and not hold by turns over a stretch of values."""


class Answer(Frozen):
    """Where something holds."""

    intervals: tuple[Interval, ...]
    """Every stretch of values at which it does, the lowest first."""
    crossings: tuple[Crossing, ...]
    """Where it begins or ends to hold inside of the range, the lowest first."""
    onward: int | None
    """The first value from which on it holds up to the end of the range; None where it does not at the end."""


def discount_from(curve: Curve, rate: Fraction) -> Answer:
    """Where so large a part of what the cart is marked at is saved, or more: "from which price on is this 30 % off".

    A cart that is marked at nothing has no discount. Raises EngineDiffers, LawDiffers.
    """
    kept = 1 - rate
    marked, rises = _marked(curve.question)

    def sides(pays: Sequence[Law]) -> tuple[_Side, ...]:
        return (*map(_paid, pays), _Side(kept * rises, kept * marked))

    return _answer(curve.discount_at_least(rate), (curve,), sides)


def cheaper_from(one: Curve, other: Curve) -> Answer:
    """Where ``one`` pays less than ``other``: "when is the presale better". Raises ValueError where the ranges
    differ, and EngineDiffers, LawDiffers."""
    return _answer(compared(one, other), (one, other), lambda pays: tuple(map(_paid, pays)))


def beyond(curve: Curve, rate: Fraction) -> Fraction | None:
    """Where the law of the last piece would reach a discount above the range: a hint at which values to look.

    It is what that law says, without its rounding: nobody worked out the values up there, and another rule may take
    over before. None where the discount is reached at the end of the range, where the law is no line or never
    reaches it, and where there are no such values (more than 100 %, more pieces than can be asked about).
    """
    law, question = curve.pieces[-1].law, curve.question
    if law is None or law.slope is None or law.offset is None:
        return None
    marked, rises = _marked(question)
    kept = 1 - rate
    slope, offset = law.slope - kept * rises, law.offset - kept * marked
    if slope >= 0 or slope * curve.end + offset <= 0:
        return None
    root = -Fraction(offset, slope)
    most = _most(unit_of(question.unknown))
    return root if most is None or root <= most else None


def _most(unit: Unit) -> int | None:
    """The largest value that may be asked about."""
    match unit:
        case "rate":
            return HUNDREDTHS
        case "pieces":
            return MOST_PIECES
        case "money" | "points":
            return None


# --- both sides of an equation ----------------------------------------------------------------------------


class _Side(Frozen):
    """One side: a line, and how far what is paid may be below and above it."""

    slope: Fraction
    offset: Fraction
    below: Fraction = Fraction(0)
    above: Fraction = Fraction(0)


def _paid(law: Law) -> _Side | None:
    """What a law says is paid; None where it is no line."""
    slope, offset, strays = law.slope, law.offset, law.strays
    if slope is None or offset is None or strays is None:
        return None
    return _Side(slope, offset, *strays)


def _marked(question: Question) -> tuple[int, int]:
    """What the cart is marked at where what moves is 0, and by how much that rises with each unit."""
    at_nothing = question.marked(0)
    return at_nothing, question.marked(1) - at_nothing


_Sides = Callable[[Sequence[Law]], tuple[_Side | None, ...]]


def _answer(intervals: tuple[Interval, ...], curves: tuple[Curve, ...], sides: _Sides) -> Answer:
    """Where it holds, with its borders. Each border has the two sides of the equation that stand there."""
    first, last = curves[0].start, curves[0].end
    begun = [interval.start - 1 for interval in intervals if interval.start > first]
    ended = [interval.end for interval in intervals if interval.end < last]
    borders = sorted(begun + ended)
    priced = borders if len(borders) <= MOST_PRICED else borders[: MOST_PRICED // 2] + borders[-MOST_PRICED // 2 :]
    for curve in curves:
        for x in dict.fromkeys(x for before in priced for x in (before, before + 1)):
            if curve.question.receipt(x).pay != curve.at(x):
                raise EngineDiffers(f"at {x}")
    starts = set(begun)
    crossings = tuple(_crossing(before, before in starts, curves, sides) for before in borders)
    onward = intervals[-1].start if intervals and intervals[-1].end == last else None
    return Answer(intervals, crossings, onward)
