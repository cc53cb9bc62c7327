"""A curve as data: what ``promocalc curve --json`` prints. Amounts are decimal strings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction

from promocalc.explain.curve.report import CurveReport
from promocalc.explain.data import Data, moment_data
from promocalc.explain.formula.unknown_words import UnknownWords
from promocalc.formula.breakeven import Answer, Crossing
from promocalc.formula.cliffs import Cliff, Dominated
from promocalc.formula.curve import Curve, Discount, Interval, Piece
from promocalc.formula.unknowns import unit_of, written
from promocalc.money import Rate, plain

SCHEMA = "promocalc.curve/1.0"
"""The first number changes where a reader would have to, the second where there is more to read."""


def dumps(report: CurveReport) -> str:
    """The curve as JSON text, ending in a newline."""
    return json.dumps(to_data(report), ensure_ascii=False, indent=2) + "\n"


def to_data(report: CurveReport) -> Data:
    """The same as plain mappings, lists, texts and whole numbers. It is the same in every language."""
    return _Telling(report).data()


class _Telling:
    def __init__(self, report: CurveReport) -> None:
        self.report, self.curve, self.view = report, report.curve, report.view
        self.currency = self.view.currency

    def data(self) -> Data:
        curve, view = self.curve, self.view
        subject, unknown = curve.question.subject, curve.question.unknown
        jump = None if view.now is None else view.next_jump(view.now)
        found: Data = {
            "schema": SCHEMA,
            "cart": subject.cart.name,
            "rulebook": subject.rulebook.rulebook,
            "fingerprint": self.fingerprint(curve),
            "at": moment_data(subject.at or subject.cart.at),
            "currency": self.currency,
            "unknown": {
                "name": written(unknown),
                "unit": unit_of(unknown),
                "title": {language: UnknownWords(subject, language).name(unknown) for language in ("en", "zh")},
            },
            "range": {"start": self.x(curve.start), "end": self.x(curve.end), "values": len(curve.pays)},
            "present": None
            if view.now is None
            else {
                "value": self.x(view.now),
                "marked": self.money(curve.marked(view.now)),
                "pay": self.money(curve.at(view.now)),
                "next_jump": None if jump is None else {"at": self.x(jump[0]), "size": self.money(jump[1])},
            },
            "pieces": [self.piece(piece) for piece in curve.pieces],
            "cliffs": [self.cliff(cliff) for cliff in view.cliffs],
            "dominated": [self.dominated(one) for one in view.dominated],
            "best_discount": self.discount(curve.best_discount),
            "worst_discount": self.discount(curve.worst_discount),
            "break_even": self.break_even(),
            "comparison": self.comparison(),
        }
        return found

    def x(self, value: int) -> str | int:
        """A value of what moves: an amount, a count or a percentage."""
        match self.view.unit:
            case "money":
                return self.money(value)
            case "rate":
                return self.view.x_label(value)
            case "pieces" | "points":
                return value

    def money(self, minor: int) -> str:
        return plain(minor, self.currency)

    def fingerprint(self, curve: Curve) -> str:
        return curve.question.receipt(self.report.at).fingerprint

    def piece(self, piece: Piece) -> Data:
        curve, law = self.curve, piece.law
        return {
            "start": self.x(piece.start),
            "end": self.x(piece.end),
            "pay_at_start": self.money(curve.at(piece.start)),
            "pay_at_end": self.money(curve.at(piece.end)),
            # In whole minor units, pieces, points or hundredths of a percent, as the law has them.
            "law": None if law is None else law.text,
            "slope": None if law is None or law.slope is None else str(law.slope),
            "rounds": None if law is None else law.rounds,
            "jump": None if piece.start == curve.start else self.money(self.view.jump_of(piece)),
            "bends": piece.bends,
        }

    def cliff(self, cliff: Cliff) -> Data:
        return {
            "at": self.x(cliff.at),
            "before": self.money(cliff.before),
            "pay": self.money(cliff.pay),
            "depth": self.money(cliff.depth),
        }

    def dominated(self, one: Dominated) -> Data:
        return {
            "start": self.x(one.start),
            "end": self.x(one.end),
            "better": self.x(one.better),
            "pay": self.money(one.pay),
        }

    def discount(self, one: Discount | None) -> Data | None:
        return None if one is None else {"rate": str(one.rate), "where": self.intervals(one.where)}

    def intervals(self, some: Sequence[Interval]) -> list[Data]:
        return [{"start": self.x(one.start), "end": self.x(one.end)} for one in some]

    def break_even(self) -> Data | None:
        report = self.report
        if report.reached is None or report.rate is None:
            return None
        return {"discount": str(Rate(report.rate)), **self.answer(report.reached)}

    def comparison(self) -> Data | None:
        report = self.report
        if report.cheaper is None or report.other is None:
            return None
        subject = report.other.question.subject
        first, second = report.cheaper
        return {
            "name": subject.name,
            "rulebook": subject.rulebook.rulebook,
            "fingerprint": self.fingerprint(report.other),
            "at": moment_data(subject.at or subject.cart.at),
            "first_cheaper": self.answer(first),
            "second_cheaper": self.answer(second),
            "same": self.intervals(report.same),
        }

    def answer(self, answer: Answer) -> Data:
        return {
            "where": self.intervals(answer.intervals),
            "onward": None if answer.onward is None else self.x(answer.onward),
            "crossings": [self.crossing(one) for one in answer.crossings],
        }

    def crossing(self, one: Crossing) -> Data:
        return {
            "before": self.x(one.before),
            "after": self.x(one.after),
            "exact": None if one.exact is None else self.exact(one.exact),
            "jump": one.jump,
        }

    def exact(self, value: Fraction) -> str:
        """A value that need not be whole, in minor units, pieces, points or hundredths of a percent."""
        return str(value)
