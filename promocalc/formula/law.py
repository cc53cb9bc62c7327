"""A law: what is paid, as an exact formula in the one thing that moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from promocalc.engine.meaning import run
from promocalc.formula.question import Question
from promocalc.money import Odd
from promocalc.numbers.along import (
    Along,
    Atom,
    Linear,
    Moving,
    Product,
    Quotient,
    Share,
    folded,
    largest,
    law_of,
    moving,
    worked,
)

LONGEST_TEXT = 4_000
"""Characters beyond which a part of a law is not written out."""


@dataclass(frozen=True)
class Law:
    """What is paid at a value ``x``, in minor units."""

    form: Linear

    def at(self, x: int) -> int:
        """What it comes to."""
        found: int = worked(self.form, x)
        return found

    def along(self, values: range) -> Any:
        """What it comes to at each value, as a NumPy column. Needs NumPy."""
        from promocalc.formula.columns import column, fitting
        from promocalc.numbers.table import Table

        rows = len(values)
        met = largest(self.form, max(abs(values[0]), abs(values[-1]))) if rows else 0

        def shared(total: Any, weights: Sequence[Any], odd: Odd) -> Sequence[Any]:
            return Table(rows, 0, met).share(total, weights, odd)

        return column(worked(self.form, fitting(values, met), shared), rows)

    @property
    def slope(self) -> Fraction | None:
        """By how much it rises with each minor unit, over a long way: where it rounds, as the exact fraction. None
        where it is no line: it divides by what moves, or divides an amount over several lines."""
        line = _line(self.form)
        return None if line is None else line[0]

    @property
    def offset(self) -> Fraction | None:
        """What the line would be at 0, with nothing rounded; None where it is no line."""
        line = _line(self.form)
        return None if line is None else line[1]

    @property
    def rounds(self) -> bool:
        """Whether anything in it is rounded: otherwise it is exactly its slope and its offset."""
        return any(not isinstance(atom, Moving) for atom in self.form.terms)

    @property
    def text(self) -> str:
        """In plain form: ``x - floor((3*x + 10)/20) - 5000``."""
        return folded(self.form, _written, _sum_written)

    def sympy(self, x: Any) -> Any:
        """As a SymPy expression, with ``floor`` where it rounds. Shares are a function ``share`` that stays unsaid."""
        import sympy  # type: ignore[import-untyped]

        def of(atom: Atom, inner: Callable[[Linear], Any]) -> Any:
            match atom:
                case Quotient(top=top, by=by):
                    divisor = sympy.Max(1, inner(by)) if by.terms else by.constant
                    return sympy.floor(inner(top) * sympy.Pow(divisor, -1))
                case Product(first=first, second=second):
                    return inner(first) * inner(second)
                case Share(total=total, weights=weights, position=position):
                    return sympy.Function("share")(position + 1, inner(total), *map(inner, weights))
                case _:
                    return x

        def total(part: Linear, known: dict[Atom, Any]) -> Any:
            return sympy.Add(part.constant, *(count * known[atom] for atom, count in part.terms.items()))

        return folded(self.form, of, total)

    def __str__(self) -> str:
        return self.text


def law_at(question: Question, value: int) -> Law:
    """The law of what is paid near a value: exact there, and as far as everything is decided as it is there."""
    stands = question.stands(value)
    inputs: list[Any] = list(stands.inputs)
    if stands.position is not None:
        inputs[stands.position] = moving(inputs[stands.position], value - inputs[stands.position])
    numbers = Along(stands.plan.size)
    run(numbers, stands.plan, inputs)
    return Law(law_of(numbers.registers[stands.plan.pay]))


def _line(form: Linear) -> tuple[Fraction, Fraction] | None:
    """Slope and offset."""
    return folded(form, _line_of, _sum_of_lines)


def _line_of(
    atom: Atom, inner: Callable[[Linear], tuple[Fraction, Fraction] | None]
) -> tuple[Fraction, Fraction] | None:
    match atom:
        case Moving():
            return Fraction(1), Fraction(0)
        case Quotient(top=top, by=by) if not by.terms:
            line = inner(top)
            return None if line is None else (Fraction(line[0], by.constant), Fraction(line[1], by.constant))
        case _:
            return None


def _sum_of_lines(
    part: Linear, known: dict[Atom, tuple[Fraction, Fraction] | None]
) -> tuple[Fraction, Fraction] | None:
    slope, offset = Fraction(0), Fraction(part.constant)
    for atom, count in part.terms.items():
        line = known[atom]
        if line is None:
            return None
        slope, offset = slope + count * line[0], offset + count * line[1]
    return slope, offset


def _written(atom: Atom, inner: Callable[[Linear], str]) -> str:
    match atom:
        case Quotient(top=top, by=by):
            divisor = f"max(1, {inner(by)})" if by.terms else str(by.constant)
            found = f"floor({_bracketed(top, inner)}/{divisor})"
        case Product(first=first, second=second):
            found = f"{_bracketed(first, inner)}*{_bracketed(second, inner)}"
        case Share(total=total, weights=weights, position=position):
            found = f"share({position + 1}, {inner(total)}, {', '.join(map(inner, weights))})"
        case _:
            return "x"
    return found if len(found) <= LONGEST_TEXT else "(…)"


def _bracketed(part: Linear, inner: Callable[[Linear], str]) -> str:
    text = inner(part)
    return f"({text})" if len(part.terms) + bool(part.constant) > 1 or text.startswith("-") or "*" in text else text


def _sum_written(part: Linear, known: dict[Atom, str]) -> str:
    pieces = [
        (count < 0, known[atom] if abs(count) == 1 else f"{abs(count)}*{known[atom]}")
        for atom, count in part.terms.items()
    ]
    if part.constant or not pieces:
        pieces.append((part.constant < 0, str(abs(part.constant))))
    first, *others = pieces
    return ("-" if first[0] else "") + first[1] + "".join(f" {'-' if minus else '+'} {text}" for minus, text in others)
