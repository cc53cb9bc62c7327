"""Break-even: from where on a discount is reached, or one curve is cheaper than another. Needs NumPy.

Where something holds is read off every value of the range. The laws that stand at its borders say, as an equation in
fractions, where both sides are equal; the root has to lie at the border that was read off, and the engine prices both
sides of the border again.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.formula.curve import Curve, Interval, compared
from promocalc.formula.law import Law
from promocalc.formula.opened import MOST_PIECES
from promocalc.formula.question import Question
from promocalc.formula.unknowns import unit_of
from promocalc.frozen import Frozen
from promocalc.numbers.along import Atom, Linear, Quotient, folded


class LawDiffers(AssertionError):  # noqa: N818 - it names what happened
    """Something begins or ends to hold where the laws say that it cannot: a defect."""


class Crossing(Frozen):
    """Consecutive values: it holds at one of the two and not at the other."""

    before: int
    after: int
    exact: Fraction | None
    """Where both sides are equal by the laws that stand there, from ``before`` to ``after``: often between two values.

    None at a jump. None where a law rounds, too: what is rounded is equal on a whole stretch or nowhere, so that the
    whole values are the answer and no equation has a better one. And None where both sides are equal all along, and
    it does not hold only because nothing is marked at anything."""
    jump: bool
    """Whether another law begins there and does not go on where the one before stopped; of two curves, on either."""
    rounds: bool = False
    """Whether, with no jump, a law that stands there rounds. It may then hold and not hold by turns nearby."""


class Answer(Frozen):
    """Where something holds, between the ends of a range."""

    intervals: tuple[Interval, ...]
    """Every stretch of values at which it does, from the lowest on."""
    crossings: tuple[Crossing, ...]
    """Where it begins or ends to hold inside of the range, from the lowest on."""
    onward: int | None
    """The first value from which on it holds up to the end of the range; None where it does not hold at the end."""


def discount_from(curve: Curve, rate: Fraction) -> Answer:
    """Where so large a part of what the cart is marked at is saved, or more: "from which price on is this 30 % off".

    A cart that is marked at nothing has no discount. Raises EngineDiffers and LawDiffers, which are defects.
    """
    less = _kept(curve.question, rate)

    def equation(laws: tuple[Law, ...]) -> _Line | None:
        paid = _paid(laws[0])
        return None if paid is None else paid.minus(less)

    return _answer(curve.discount_at_least(rate), (curve,), equation)


def cheaper_from(one: Curve, other: Curve) -> Answer:
    """Where ``one`` pays less than ``other``: "when is the presale better".

    Raises ValueError where their ranges differ; EngineDiffers and LawDiffers, which are defects.
    """

    def equation(laws: tuple[Law, ...]) -> _Line | None:
        first, second = map(_paid, laws)
        return None if first is None or second is None else first.minus(second)

    return _answer(compared(one, other), (one, other), equation)


def beyond(curve: Curve, rate: Fraction) -> Fraction | None:
    """Where the law of the last piece would reach a discount above the range: a hint at which values to look.

    It is what that law says with nothing rounded. Nobody worked out what is paid up there, and another rule may take
    over before. None where the discount is reached at the end of the range; where the law is no line, or moves away
    from it; and where there are no such values (more than 100 %, more pieces than may be asked about).
    """
    law, question = curve.pieces[-1].law, curve.question
    paid = None if law is None else _paid(law)
    if paid is None:
        return None
    marked = curve.marked(curve.end)
    reached = marked > 0 and curve.at(curve.end) <= (1 - rate) * marked
    line = paid.minus(_kept(question, rate))
    if reached or line.slope >= 0 or line.at(curve.end) <= 0:
        return None
    most = {"rate": HUNDREDTHS, "pieces": MOST_PIECES}.get(unit_of(question.unknown))
    root = -Fraction(line.offset, line.slope)
    return root if most is None or root <= most else None


# --- equations --------------------------------------------------------------------------------------------------


class _Line(Frozen):
    """A line, and how far the amounts that it stands for may be from it because they are rounded."""

    slope: Fraction
    offset: Fraction
    low: Fraction
    high: Fraction

    def at(self, x: int) -> Fraction:
        """Where it is, with nothing rounded."""
        return self.slope * x + self.offset

    def minus(self, other: _Line) -> _Line:
        """How far it is above another."""
        return _Line(self.slope - other.slope, self.offset - other.offset, self.low - other.high, self.high - other.low)


_Equation = Callable[[tuple[Law, ...]], _Line | None]
"""By the laws that stand somewhere, what must not be above 0 so that it holds; None where it is no line."""


def _kept(question: Question, rate: Fraction) -> _Line:
    """What is paid at most where such a discount is reached."""
    nothing = question.marked(0)
    left, exact = 1 - rate, Fraction(0)
    return _Line(left * (question.marked(1) - nothing), left * nothing, exact, exact)


def _paid(law: Law) -> _Line | None:
    """What a law says is paid; None where it is no line."""
    slope, offset = law.slope, law.offset
    return None if slope is None or offset is None else _Line(slope, offset, *_strays(law.form))


def _strays(form: Linear) -> tuple[Fraction, Fraction]:
    """How far below and above its line a law may be: each quotient rounds down by less than one."""
    Ends = tuple[Fraction, Fraction]  # noqa: N806

    def of(atom: Atom, inner: Callable[[Linear], Ends]) -> Ends:
        match atom:
            case Quotient(top=top, by=by):
                low, high = inner(top)
                return Fraction(low - by.constant + 1, by.constant), Fraction(high, by.constant)
            case _:
                return Fraction(0), Fraction(0)

    def total(part: Linear, known: dict[Atom, Ends]) -> Ends:
        ends = [sorted((count * known[atom][0], count * known[atom][1])) for atom, count in part.terms.items()]
        return sum((low for low, _ in ends), Fraction(0)), sum((high for _, high in ends), Fraction(0))

    return folded(form, of, total)


# --- borders ----------------------------------------------------------------------------------------------------


def _answer(intervals: tuple[Interval, ...], curves: tuple[Curve, ...], equation: _Equation) -> Answer:
    """Where it holds, with its borders: each read off the values, held against the equation, and priced again."""
    start, end = curves[0].start, curves[0].end
    begins = {one.start - 1 for one in intervals if one.start > start}
    borders = sorted(begins.union(one.end for one in intervals if one.end < end))
    for curve in curves:
        curve.priced(x for before in borders for x in (before, before + 1))
    known: dict[tuple[int, ...], _Line | None] = {}
    crossings = []
    for before in borders:
        pieces = [curve.piece(before + 1) for curve in curves]
        laws = tuple(piece.law for piece in pieces if piece.law is not None)
        if any(piece.start == before + 1 and not piece.bends for piece in pieces):
            crossings.append(Crossing(before, before + 1, None, jump=True))
        elif len(laws) < len(pieces):
            crossings.append(Crossing(before, before + 1, None, jump=False, rounds=True))
        else:
            where = tuple(piece.start for piece in pieces)
            if where not in known:
                known[where] = equation(laws)
            rounds = any(law.rounds for law in laws)
            exact = _root(known[where], before, before in begins, rounds)
            crossings.append(Crossing(before, before + 1, exact, jump=False, rounds=rounds))
    onward = intervals[-1].start if intervals and intervals[-1].end == end else None
    return Answer(intervals, tuple(crossings), onward)


def _root(line: _Line | None, before: int, begins: bool, rounds: bool) -> Fraction | None:
    """Where a line is 0 between two values; None where something is rounded. Raises LawDiffers where it cannot begin,
    or end, to hold there."""
    if line is None:
        return None
    outside, inside = (before, before + 1) if begins else (before + 1, before)
    if line.at(inside) + line.low > 0 or line.at(outside) + line.high < 0:
        raise LawDiffers(f"between {before} and {before + 1}")
    return None if rounds or not line.slope else -Fraction(line.offset, line.slope)
