"""A curve for readers: labels, the line that is drawn, where one is, and what is worth knowing about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from promocalc.explain.amounts import change, fold, money, percent
from promocalc.explain.curve.chart import Point, Series
from promocalc.explain.curve.range import present
from promocalc.explain.curve.words import CurveLabels, Kind, Words, kind_of, words
from promocalc.explain.formula.unknown_words import UnknownWords
from promocalc.explain.language import Language
from promocalc.explain.names import clean
from promocalc.formula.cliffs import COARSE, ROUNDING, Cliff, Dominated, cliffs, dominated
from promocalc.formula.curve import Curve, Interval, Piece
from promocalc.formula.unknowns import Unit, unit_of
from promocalc.money import CURRENCIES

BUCKETS = 1_024
"""So many groups of points are drawn of a piece that is no straight line."""
TOLD = 3
"""So many of a kind are told; of the others only how many there are."""
_DECIMALS = 6
_SHORT = 1_000
"""A fraction of a larger denominator is told in decimals."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class CurveView:
    """A curve in one language. Names come from its question's subject; amounts are minor units."""

    curve: Curve
    language: Language

    # --- names and labels ---------------------------------------------------------------------------

    @cached_property
    def words(self) -> Words:
        """The sentences."""
        return words(self.language)

    @property
    def say(self) -> CurveLabels:
        """The labels."""
        return self.words.labels

    @cached_property
    def names(self) -> UnknownWords:
        """What moves, in words."""
        return UnknownWords(self.curve.question.subject, self.language)

    @cached_property
    def kind(self) -> Kind:
        """What moves, as far as sentences differ."""
        return kind_of(self.curve.question.unknown)

    @cached_property
    def unit(self) -> Unit:
        """What its values count."""
        return unit_of(self.curve.question.unknown)

    @property
    def currency(self) -> str:
        """What amounts are in."""
        return self.curve.question.subject.cart.currency

    @cached_property
    def x_name(self) -> str:
        """What moves."""
        return self.names.name(self.curve.question.unknown)

    @property
    def y_name(self) -> str:
        """What is told of it: what is paid."""
        return self.say.y_name

    @property
    def name(self) -> str:
        """What the subject is called beside another; empty where it has no name."""
        return clean(self.curve.question.subject.name)

    def x_label(self, value: int) -> str:
        """A value of what moves, without its unit."""
        return self.names.value(self.unit, value)

    def y_label(self, minor: int) -> str:
        """An amount, without its currency."""
        return money(minor, self.currency)

    def counted(self, value: int) -> str:
        """A value of what moves, with its unit where it is pieces or points."""
        return self.words.counted(self.x_label(value), self.unit)

    @cached_property
    def now(self) -> int | None:
        """The value that what moves has in the cart; None where it is outside of the curve or nobody knows."""
        value = present(self.curve.question)
        return value if value is not None and self.curve.start <= value <= self.curve.end else None

    # --- the line -----------------------------------------------------------------------------------

    def series(self, name: str = "") -> Series:
        """The curve as points to be joined: both ends of every piece, more of one that is no straight line."""
        points: list[Point] = []
        for piece in self.curve.pieces:
            straight = piece.law is not None and not piece.law.rounds and piece.slope is not None
            points += self._ends(piece) if straight else self._within(piece)
        return Series(name or self.name, points)

    def _ends(self, piece: Piece) -> list[Point]:
        ends = (piece.start,) if piece.start == piece.end else (piece.start, piece.end)
        return [(x, self.curve.at(x)) for x in ends]

    def _within(self, piece: Piece) -> list[Point]:
        """Every point, or of each of many groups the first and last, the lowest and the highest."""
        start, curve = piece.start, self.curve
        column = curve.pays[start - curve.start : piece.end + 1 - curve.start]
        size = -(-len(column) // BUCKETS)
        if size <= 4:
            return [(x, int(pay)) for x, pay in enumerate(column, start)]
        points = []
        for at in range(0, len(column), size):
            some = column[at : at + size]
            rows = {0, int(some.argmin()), int(some.argmax()), len(some) - 1}
            points += [(start + at + row, int(some[row])) for row in sorted(rows)]
        return points

    # --- cliffs and what is dominated ----------------------------------------------------------------

    @cached_property
    def cliffs(self) -> tuple[Cliff, ...]:
        """Where a little more is bought and less is paid, but for what rounding does; from the lowest value on.

        There are none where not the goods move but a balance or a rule: to pay less is then what they are for.
        """
        if self.kind in ("balance", "number"):
            return ()
        return tuple(cliff for cliff in self._falls if not cliff.of_rounding)

    @cached_property
    def dominated(self) -> tuple[Dominated, ...]:
        """Stretches at which nobody should stop, because of such a cliff."""
        steep = [cliff.at for cliff in self.cliffs]
        found = dominated(self.curve) if steep else ()
        return tuple(one for one in found if any(one.start < at <= one.better for at in steep))

    @property
    def marks(self) -> tuple[int, ...]:
        """Where the cliffs are, for a chart."""
        return tuple(cliff.at for cliff in self.cliffs)

    @property
    def bands(self) -> tuple[tuple[int, int], ...]:
        """The dominated stretches, for a chart: first and last value."""
        return tuple((one.start, one.end) for one in self.dominated)

    @cached_property
    def jumps(self) -> tuple[tuple[int, int], ...]:
        """Where what is paid jumps, and by how much: up or down, but for what rounding does."""
        found = {cliff.at: -cliff.depth for cliff in self._falls if not cliff.of_rounding}
        for piece in self.curve.pieces[1:]:
            size = 0 if piece.bends else self.jump_of(piece)
            if abs(size) > ROUNDING:
                found[piece.start] = size
        return tuple(sorted(found.items()))

    @cached_property
    def _falls(self) -> tuple[Cliff, ...]:
        return cliffs(self.curve)

    def jump_of(self, piece: Piece) -> int:
        """By how much what is paid jumps as a piece begins; 0 for the first."""
        if piece.start == self.curve.start:
            return 0
        if piece.jump is not None:
            return piece.jump
        return self.curve.at(piece.start) - self.curve.at(piece.start - 1)

    def next_jump(self, x: int) -> tuple[int, int] | None:
        """The first jump above a value, and its size; None where there is none up to the end."""
        return next((one for one in self.jumps if one[0] > x), None)

    # --- where one is -------------------------------------------------------------------------------

    def here(self, x: int) -> list[tuple[str, str]]:
        """What is to be said of one value: a label and a text each. Raises ValueError outside of the curve."""
        curve, say = self.curve, self.say
        pay, found = curve.at(x), self.next_jump(x)
        rows = [(self.words.short(self.kind), self.counted(x)), (say.pay, self.y_label(pay))]
        if curve.marked(x):
            saved = Fraction(curve.marked(x) - pay, curve.marked(x))
            rows.append((say.discount, self.words.discount(self.rate_label(saved), self.y_label(curve.marked(x)))))
        if x < curve.end:
            rows.append((say.marginal, self.marginal(x)))
        rows.append(
            (
                say.next_jump,
                self.words.no_jump(self.counted(curve.end))
                if found is None
                else self.words.jump(self.counted(found[0]), change(found[1], self.currency)),
            )
        )
        inside = next((one for one in self.dominated if one.start <= x <= one.end), None)
        if inside is not None:
            said = self.words.pays_less_at(self.counted(inside.better), self.y_label(inside.pay))
            rows.append((say.dominated, said))
        return rows

    def marginal(self, x: int) -> str:
        """What a little more costs here: so much for every yuan, piece or point; at a jump, what the next one brings.

        Raises ValueError at the last value.
        """
        piece = self.curve.piece(x)
        ends = self.curve.marginal(x) <= -COARSE or (x == piece.end and abs(self.curve.marginal(x)) > ROUNDING)
        if ends or piece.slope is None:
            step = self.curve.marginal(x)
            return self.words.at_jump(self.counted(1), self.y_label(abs(step)), step < 0)
        return self.words.per(self.step_label, self.slope_label(piece.slope))

    @cached_property
    def step(self) -> int:
        """How many values a slope is told for: a yuan of them, a piece, a point, or one in a hundred."""
        match self.unit:
            case "money":
                yuan: int = 10 ** CURRENCIES[self.currency]
                return yuan
            case "rate":
                return 100
            case "pieces" | "points":
                return 1

    @property
    def step_label(self) -> str:
        """That step, in words."""
        return self.counted(self.step)

    def slope_label(self, slope: Fraction) -> str:
        """A slope as an amount for each step: exact, or a fraction of one."""
        digits = CURRENCIES[self.currency]
        return exactly(Fraction(slope * self.step, 10**digits), digits)

    def exact_label(self, value: Fraction) -> str:
        """A value of what moves that need not be whole, without its unit."""
        if value.denominator == 1:
            return self.x_label(int(value))
        match self.unit:
            case "money":
                digits = CURRENCIES[self.currency]
                return exactly(Fraction(value, 10**digits), digits, fractions=False)
            case "rate":
                return f"{exactly(Fraction(value, 100), 2, fractions=False)}%"
            case "pieces" | "points":
                return exactly(value, 0, fractions=False)

    # --- sentences ----------------------------------------------------------------------------------

    def cliff_line(self, cliff: Cliff) -> str:
        """Both sides of a cliff: what is paid just below and at it."""
        return self.words.cliff(
            self.kind,
            self.counted(cliff.at - 1),
            self.y_label(cliff.before),
            self.counted(cliff.at),
            self.y_label(cliff.pay),
            self.counted(1),
            self.y_label(cliff.depth),
        )

    def dominated_line(self, one: Dominated) -> str:
        """A stretch that nobody should stop at, and where to go instead."""
        ends = (self._first_of(one), self.counted(one.end))
        return self.words.dominated(self.kind, *ends, self.counted(one.better), self.y_label(one.pay))

    def _first_of(self, one: Interval | Dominated) -> str:
        """The first of several values; its unit stands behind the last."""
        return self.x_label(one.start) if one.start < one.end else self.counted(one.end)

    def cliff_lines(self, most: int = TOLD) -> list[str]:
        """The deepest cliffs, of equals the nearest to the present value; and how many more there are."""
        every = sorted(self.cliffs, key=lambda cliff: (-cliff.depth, self._away(cliff.at), cliff.at))
        return _first(every, most, self.cliff_line, self.words.more_cliffs)

    def dominated_lines(self, most: int = TOLD) -> list[str]:
        """The widest dominated stretches, of equals the nearest to the present value; and how many more there are."""
        every = sorted(self.dominated, key=lambda one: (one.start - one.end, self._away(one.better), one.start))
        return _first(every, most, self.dominated_line, self.words.more_dominated)

    def _away(self, x: int) -> int:
        return 0 if self.now is None else abs(x - self.now)

    def discount_lines(self) -> list[str]:
        """Where the effective discount is largest and smallest; nothing where nothing is marked at anything."""
        best, worst = self.curve.best_discount, self.curve.worst_discount
        if best is None or worst is None:
            return []
        if best.rate == worst.rate:
            return [self.words.same_discount(self.rate_label(best.rate))]
        return [
            self.words.best(self.rate_label(best.rate), self.stretches(best.where)),
            self.words.worst(self.rate_label(worst.rate), self.stretches(worst.where)),
        ]

    def rate_label(self, saved: Fraction) -> str:
        """An effective discount in words; below 0 more is paid than the cart is marked at."""
        if not saved:
            return self.words.none_off()
        part, whole = abs(saved.numerator), saved.denominator
        if saved < 0:
            return self.words.more_on(percent(part, whole))
        return self.words.off(percent(part, whole), fold(whole - part, whole))

    def stretches(self, where: Sequence[Interval], most: int = TOLD) -> str:
        """Where something holds, in words: the first places, and how many more there are."""
        told = [(self._first_of(one), self.counted(one.end)) for one in where[:most]]
        return self.words.where(told, len(where) - len(told))

    def next_jump_line(self) -> str | None:
        """The next jump from the present value; None where there is none, or no present value."""
        now = self.now
        found = None if now is None else self.next_jump(now)
        if now is None or found is None:
            return None
        at, size = found
        return self.words.next_jump(self.counted(now), self.counted(at), self.y_label(abs(size)), size < 0)

    def findings(self, most: int = TOLD) -> list[str]:
        """What is worth knowing without having asked, a sentence each, the most important first; ``most`` of a kind."""
        low, high = int(self.curve.pays.min()), int(self.curve.pays.max())
        said = [self.words.unmoved(self.y_label(low))] if low == high else []
        jump = self.next_jump_line()
        every = [
            *self.cliff_lines(most),
            *self.dominated_lines(most),
            *([] if jump is None else [jump]),
            *said,
            *self.discount_lines(),
        ]
        return [sentence(one, self.language) for one in every]


def _first(every: Sequence[_T], most: int, say: Callable[[_T], str], rest: Callable[[int], str]) -> list[str]:
    left = len(every) - most
    return [*map(say, every[:most]), *([rest(left)] if left > 0 else [])]


def sentence(said: str, language: Language) -> str:
    """A clause as a sentence of its own."""
    return f"{said}。" if language == "zh" else f"{said[0].upper()}{said[1:]}."


def exactly(number: Fraction, least: int, *, fractions: bool = True) -> str:
    """A number with ``least`` decimals or as many more as it needs; else as a fraction, or near it.

    >>> exactly(Fraction(17, 20), 2), exactly(Fraction(1, 8), 2), exactly(Fraction(5, 6), 2), exactly(Fraction(1), 0)
    ('0.85', '0.125', '5/6', '1')
    >>> exactly(Fraction(5, 6), 2, fractions=False)
    '≈0.833333'
    """
    for places in range(least, _DECIMALS + 1):
        scaled = number * 10**places
        if scaled.denominator == 1:
            return _decimal(scaled.numerator, places)
    if fractions and number.denominator <= _SHORT:
        return str(number)
    return f"≈{_decimal(int((number * 10**_DECIMALS + Fraction(1, 2)) // 1), _DECIMALS)}"


def _decimal(number: int, places: int) -> str:
    """``number`` with so many decimals."""
    whole, part = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole:,}" + (f".{part:0{places}d}" if places else "")
