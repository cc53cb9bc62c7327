"""A curve as a page: what moves, the chart, what is worth knowing, one curve against another, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import change, rate
from promocalc.explain.cells import Align
from promocalc.explain.curve.chart import Series, braille, plain
from promocalc.explain.curve.chart_svg import svg as drawn
from promocalc.explain.curve.text import CurveView, sentence
from promocalc.explain.curve.words import CurveLabels, Words
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Row, Sheet, Table, parenthesis
from promocalc.formula.breakeven import Answer, beyond, cheaper_from, discount_from
from promocalc.formula.curve import Curve, Interval, Piece

ROWS = 18
"""Lines of the chart, with its axis and its labels."""
TOLD = 5
"""So many cliffs, and dominated stretches, are told on a page."""
LISTED = 24
"""So many pieces are in the table; of more, those that matter most."""


@dataclass(frozen=True)
class CurveReport:
    """One curve, or two over the same range, in one language; with a discount that is asked about."""

    curve: Curve
    language: Language
    other: Curve | None = None
    rate: Fraction | None = None

    @cached_property
    def view(self) -> CurveView:
        """The first curve."""
        return CurveView(self.curve, self.language)

    @cached_property
    def second(self) -> CurveView | None:
        """The one that it is compared with."""
        return None if self.other is None else CurveView(self.other, self.language)

    @property
    def words(self) -> Words:
        """The sentences."""
        return self.view.words

    @property
    def say(self) -> CurveLabels:
        """The labels."""
        return self.view.say

    @property
    def at(self) -> int:
        """Where the receipt is taken: at the present value, or where the curve begins."""
        return self.curve.start if self.view.now is None else self.view.now

    # --- the head -----------------------------------------------------------------------------------

    @cached_property
    def summary(self) -> Summary:
        """The facts of the first."""
        return self._summary(self.curve)

    def _summary(self, curve: Curve) -> Summary:
        receipt: Receipt = curve.question.receipt(self.at)
        return Summary(Names(receipt, self.language))

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def facts(self) -> list[Row]:
        """What moves, from where to where, and what stands."""
        view = self.view
        ends = (view.x_label(self.curve.start), view.counted(self.curve.end))
        found = [(self.say.moves, view.x_name), (self.say.range, self.words.range(*ends))]
        if view.now is not None:
            found.append((self.say.now, self.words.now(view.counted(view.now), view.y_label(self.curve.at(view.now)))))
        return [*found, *self.summary.facts()]

    def differences(self) -> list[Row]:
        """What the second curve is of, and what is different about it."""
        if self.other is None:
            return []
        own = self.summary.facts()
        facts = [f"{label} {said}" for label, said in self._summary(self.other).facts() if (label, said) not in own]
        aside = parenthesis(("；" if self.language == "zh" else "; ").join(facts), self.language) if facts else ""
        return [(self.say.second, f"{self.names[1]}{aside}")]

    # --- the chart ----------------------------------------------------------------------------------

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the two curves are called."""
        second = "" if self.second is None else self.second.name
        return self.view.name or self.say.as_it_is, second

    @cached_property
    def series(self) -> list[Series]:
        """What is drawn."""
        second = self.second
        if second is None:
            return [self.view.series()]
        return [self.view.series(self.names[0]), second.series(self.names[1])]

    def chart(self, width: int, *, ascii: bool) -> list[str]:  # noqa: A002
        """The chart and what its signs say."""
        view = self.view
        lines = braille(
            *(self.series, width, ROWS, view.x_label, view.y_label, view.marks, view.bands, view.now),
            ascii=ascii,
        )
        signs = ("v", ":", "|") if ascii else ("▼", "░", "│")
        told = [(view.marks, self.say.cliffs), (view.bands, self.say.bands), (view.now is not None, self.say.now)]
        legend = [f"{sign} {said}" for sign, (drawn, said) in zip(signs, told, strict=True) if drawn]
        return [*(plain(line).rstrip() for line in lines), *Sheet(self.language, width).paragraphs(legend)]

    def svg(self, name: str = "curve") -> str:
        """The same as a picture, whose description are the findings."""
        view = self.view
        short = self.words.short("spend")
        moves = (short if self.language == "zh" else short.lower()) if view.kind == "spend" else view.x_name
        currency = parenthesis(view.currency, self.language)
        series = self.series if self.second is not None else [Series(view.y_name, self.series[0].points)]
        reach = self.words.range(view.x_label(self.curve.start), view.counted(self.curve.end))
        said = f"{view.x_name}：{reach}。" if self.language == "zh" else f"{view.x_name}: {reach}. "
        said += ("" if self.language == "zh" else " ").join(self.sentences())
        return drawn(
            *(series, view.x_label, view.y_label, self.summary.titled(f"{self.words.drawn(moves)}{currency}")),
            marks=view.marks,
            bands=view.bands,
            cursor=view.now,
            description=said,
            mark_name=self.say.cliffs,
            band_name=self.say.bands,
            cursor_name="" if view.now is None else f"{self.say.now} {view.counted(view.now)}",
            name=name,
        )

    # --- questions ----------------------------------------------------------------------------------

    def sentences(self) -> list[str]:
        """All that is found, what was asked first."""
        return [*self.break_even(), *self.compared(), *self.view.findings()]

    @cached_property
    def reached(self) -> Answer | None:
        """Where the discount is reached that is asked about."""
        return None if self.rate is None else discount_from(self.curve, self.rate)

    def break_even(self) -> list[str]:
        """From where on it is so much off."""
        return [] if self.reached is None else [sentence(said, self.language) for said in self._break_even()]

    def _break_even(self) -> Iterator[str]:
        answer, asked, view = self.reached, self.rate, self.view
        assert answer is not None
        assert asked is not None
        said = rate(asked)
        ends = (view.x_label(self.curve.start), view.counted(self.curve.end))
        whole = (Interval(self.curve.start, self.curve.end),)
        if answer.intervals == whole:
            yield self.words.reached_everywhere(said, *ends)
            return
        if not answer.intervals:
            best = self.curve.best_discount
            yield self.words.never_reached(said, *ends, "" if best is None else view.rate_label(best.rate))
        onward = self._onward(answer)
        if onward is not None:
            yield self.words.reached(said, view.counted(onward), view.counted(self.curve.end))
        below = answer.intervals[:-1] if onward is not None else answer.intervals
        if below:
            yield self.words.reached_also(said, self._places(below, answer), onward is not None)
        yield from self._borders(answer)
        root = beyond(self.curve, asked)
        if root is not None:
            yield self.words.beyond(said, view.exact_label(root))

    def _onward(self, answer: Answer) -> int | None:
        """From where on it holds for good; None where that is only how rounding falls at the end of the range."""
        if len(answer.intervals) > TOLD and answer.crossings[-1].rounds and not answer.crossings[-1].jump:
            return None
        return answer.onward

    def _places(self, some: Sequence[Interval], answer: Answer) -> str:
        """Stretches in words; those that rounding makes all at once."""
        view = self.view
        if len(some) > TOLD and any(one.rounds for one in answer.crossings):
            return self.words.by_turns(view.x_label(some[0].start), view.counted(some[-1].end), len(some))
        return view.stretches(some)

    def _borders(self, answer: Answer) -> Iterator[str]:
        """Where both sides are equal; of what holds for good, where that begins."""
        onward, view = self._onward(answer), self.view
        # A cart that is marked at nothing is equal to anything, and nobody asks about it.
        crossings = [one for one in answer.crossings if self.curve.marked(one.before)]
        if onward is not None:
            crossings = [one for one in crossings if one.after == onward]
        for one in [one for one in crossings if one.exact is not None][:TOLD]:
            assert one.exact is not None
            whole = one.exact.denominator == 1
            ends = ("", "") if whole else (view.counted(one.before), view.counted(one.after))
            yield self.words.equal_at(view.exact_label(one.exact), *ends)
        if len(crossings) == 1 and crossings[0].jump:
            yield self.words.jumps_at(view.counted(crossings[0].after))

    @cached_property
    def cheaper(self) -> tuple[Answer, Answer] | None:
        """Where the first is cheaper, and where the second."""
        if self.other is None:
            return None
        return cheaper_from(self.curve, self.other), cheaper_from(self.other, self.curve)

    @cached_property
    def same(self) -> tuple[Interval, ...]:
        """Where both cost the same: wherever neither is cheaper."""
        if self.cheaper is None:
            return ()
        found, first = [], self.curve.start
        for one in sorted(interval for answer in self.cheaper for interval in answer.intervals):
            if one.start > first:
                found.append(Interval(first, one.start - 1))
            first = one.end + 1
        if first <= self.curve.end:
            found.append(Interval(first, self.curve.end))
        return tuple(found)

    def compared(self) -> list[str]:
        """Which of two is cheaper, and where."""
        return [] if self.cheaper is None else [sentence(said, self.language) for said in self._compared()]

    def _compared(self) -> Iterator[str]:
        view, quoted = self.view, [self._quoted(name) for name in self.names]
        assert self.cheaper is not None
        assert self.other is not None
        ends = (view.x_label(self.curve.start), view.counted(self.curve.end))
        whole = (Interval(self.curve.start, self.curve.end),)
        if self.same == whole:
            yield self.words.same_everywhere(*ends)
            return
        for name, answer in zip(quoted, self.cheaper, strict=True):
            if answer.intervals == whole:
                yield self.words.cheaper_everywhere(name, *ends)
            elif answer.intervals:
                yield from self._stretches(name, answer)
        if self.same:
            yield self.words.same_price(view.stretches(self.same))
        apart = self.other.pays - self.curve.pays
        for name, row, sign in ((quoted[0], int(apart.argmax()), 1), (quoted[1], int(apart.argmin()), -1)):
            most = sign * int(apart[row])
            if most > 0:
                yield self.words.most_apart(name, view.y_label(most), view.counted(self.curve.start + row))

    def _stretches(self, name: str, answer: Answer) -> Iterator[str]:
        """Where one is cheaper: from one value on, and at stretches below."""
        view, onward = self.view, self._onward(answer)
        if onward is not None:
            yield self.words.cheaper_onward(name, view.counted(onward), view.counted(self.curve.end))
        below = answer.intervals[:-1] if onward is not None else answer.intervals
        if below:
            yield self.words.cheaper(name, self._places(below, answer))
        yield from self._borders(answer)

    def _quoted(self, name: str) -> str:
        return f"「{name}」" if self.language == "zh" else f'"{name}"'

    # --- piece by piece -----------------------------------------------------------------------------

    def pieces(self) -> tuple[Table, int]:
        """The pieces that matter most, and how many are left out."""
        view, say, every = self.view, self.say, self.curve.pieces
        shown: Sequence[Piece] = every
        if len(every) > LISTED:
            # Where the curve begins and where it is now are never left out.
            own = {every[0].start, self.curve.piece(self.at).start}
            weight = {
                piece.start: (piece.start not in own, -abs(view.jump_of(piece)), piece.start - piece.end)
                for piece in every
            }
            shown = sorted(sorted(every, key=lambda piece: weight[piece.start])[:LISTED], key=lambda piece: piece.start)
        rows = tuple(
            (
                view.x_label(piece.start),
                view.x_label(piece.end),
                view.y_label(self.curve.at(piece.start)),
                view.y_label(self.curve.at(piece.end)),
                say.several if piece.slope is None else view.slope_label(piece.slope),
                self._jump(piece),
            )
            for piece in shown
        )
        head = (say.start, say.end, say.pay_at_start, say.pay_at_end, self.words.slope(view.step_label), say.jump)
        right: Align = "right"
        return Table(head, rows, (right,) * len(head)), len(every) - len(shown)

    def _jump(self, piece: Piece) -> str:
        if piece.start == self.curve.start:
            return ""
        return self.say.bend if piece.bends else change(self.view.jump_of(piece), self.view.currency)


def text(report: CurveReport, *, width: int = WIDTH, ascii: bool = False) -> str:  # noqa: A002
    """The whole of it."""
    view, say, sheet = report.view, report.say, Sheet(report.language, width, ascii)
    table, left = report.pieces()
    rows = [*sheet.paragraphs([report.title()]), *sheet.pairs([*report.facts(), *report.differences()]), ""]
    rows += report.chart(width, ascii=ascii)
    rows += sheet.section(say.break_even, sheet.bullets(report.break_even()))
    rows += sheet.section(say.compared, sheet.bullets(report.compared()))
    of = "" if report.other is None else parenthesis(report.names[0], report.language)
    rows += sheet.section(f"{say.findings}{of}", sheet.bullets(view.findings(TOLD)))
    if view.now is not None:
        rows += sheet.section(f"{say.here}{of}", sheet.pairs(view.here(view.now)))
    listed = sheet.table(table)
    rows += sheet.section(
        f"{say.pieces}{of}", [*listed, *(sheet.paragraphs([report.words.more_pieces(left)]) if left else [])]
    )
    return sheet.page(rows)
