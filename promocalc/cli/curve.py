"""``promocalc curve``: what is paid at every value of what moves."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.asking import need, subject_of, unknown_of, value_of
from promocalc.cli.case import Case, read_option
from promocalc.cli.curve_page import FORMATS, OWN, PAGE
from promocalc.cli.diagnostics import Gathering, refused
from promocalc.cli.opened import answered
from promocalc.cli.over_time import case_of, parameters
from promocalc.cli.page import Paged
from promocalc.cli.variants import spelt, stem, variants_of
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import NoDepositOpen, OutOfRange, ProblemGroup, UnknownWord, Where, nearest

if TYPE_CHECKING:
    from promocalc.formula.question import Question
    from promocalc.formula.subject import Subject
    from promocalc.formula.unknowns import Unknown
    from promocalc.timeline import Variant

ACROSS, DOWN = 60, 20
"""So many values at most of each of two things that move."""

_TWO = Words(
    "a chart has two curves at the most: give either --variant or --against",
    "一张图最多两条曲线：--variant 和 --against 只能给一个",
)
_MAP = Words(
    "--second draws a map: it does not go with --variant, --against or --discount",
    "--second 画的是分布图：不能与 --variant、--against、--discount 一起用",
)
_NOT_TWO = Words("{one} and {other} cannot both move", "{one}和{other}不能一起变动")
_TWICE = Words("{one} moves already: --second names something else", "{one}已经在变动：--second 请写另一样东西")
_NOTHING = Words("nothing in this cart can move", "这个购物车里没有可以变动的东西")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(PAGE, language, name="curve", callback=partial(_curve, language), params=parameters(language, *OWN))


@dataclass(frozen=True)
class _Said:
    """What the options of this verb say."""

    unknown: str | None
    start: str | None
    end: str | None
    discount: str | None
    variant: str | None
    against: str | None
    second: str | None

    @property
    def other(self) -> str | None:
        """The option that asks for a second curve."""
        return "--variant" if self.variant is not None else "--against" if self.against is not None else None


def _curve(
    language: Language,
    *,
    unknown: str | None,
    start: str | None,
    end: str | None,
    discount: str | None,
    variant: str | None,
    against: str | None,
    second: str | None,
    format: str | None,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **said: Any,
) -> int:
    own = _Said(unknown, start, end, discount, variant, against, second)
    form = "json" if as_json else format or _by_ending(output)
    if variant is not None and against is not None:
        raise click.UsageError(_TWO.said(language), click.get_current_context())
    if second is not None and (own.other is not None or discount is not None):
        raise click.UsageError(_MAP.said(language), click.get_current_context())
    need(language, "numpy")

    def make() -> str:
        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        if second is not None:
            return _map(case, own, gathering, form, language, width=width, ascii=ascii)
        return _written(case, own, gathering, form, language, width=width, ascii=ascii)

    return answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)


def _by_ending(output: Path | None) -> str:
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    return ending if ending in FORMATS else "text"


# --- one curve, or two --------------------------------------------------------------------------------------


def _written(
    case: Case,
    own: _Said,
    gathering: Gathering,
    form: str,
    language: Language,
    *,
    width: int,
    ascii: bool,
) -> str:
    """The curve in one of the forms. Raises ProblemGroup with all that is wrong with the options."""
    from promocalc.explain.curve.report import CurveReport, text
    from promocalc.formula.curve import curve

    priced = not gathering.problems
    rate = None if own.discount is None else gathering.read(partial(_rate, own.discount))
    beside = None if own.other is None else gathering.read(partial(_other, own, case, language))
    question = gathering.read(partial(_question, case, own.unknown, "--unknown", language)) if priced else None
    asked = (
        None if question is None or beside is None else gathering.read(partial(_beside, own, case, question, beside))
    )
    ends = None if question is None else gathering.read(partial(_range, case, own, question, asked, language))
    gathering.refuse()
    assert question is not None
    assert ends is not None
    with case.located():
        one = curve(question, *ends)
    other = None if asked is None else curve(asked, *ends)
    if form == "csv":
        from promocalc.explain.curve.csv import csv

        return csv(one, other)
    report = CurveReport(one, language, other, rate)
    if form == "json":
        from promocalc.explain.curve.as_json import dumps

        return dumps(report)
    return report.svg() if form == "svg" else text(report, width=width, ascii=ascii)


def _rate(text: str) -> Fraction:
    """What is off: 30%, or 7折, which is what remains."""
    from promocalc.rules.values import read_percent

    rate = read_option("--discount", lambda: read_percent(text)).fraction
    return 1 - rate if text.strip().endswith("折") else rate


def _question(case: Case, text: str | None, option: str, language: Language) -> Question:
    """What is asked: what moves, as the option says it or as most would. Raises ProblemGroup."""
    from promocalc.formula.asked import possible
    from promocalc.formula.question import Question

    subject = subject_of(case)
    with case.located():
        every = possible(subject)
    if text is not None:
        return Question(subject, unknown_of(option, text, subject))
    if not every:
        raise click.UsageError(_NOTHING.said(language), click.get_current_context())
    return Question(subject, every[0])


def _range(case: Case, own: _Said, question: Question, other: Question | None, language: Language) -> tuple[int, int]:
    """From where to where. Raises ProblemGroup for values that cannot be, or too many of them."""
    from promocalc.explain.curve.range import MOST, USUAL, usual_range
    from promocalc.explain.formula.unknown_words import UnknownWords
    from promocalc.formula.opened import MOST_PIECES
    from promocalc.formula.unknowns import LineQuantity, unit_of

    unit = unit_of(question.unknown)
    said = partial(UnknownWords(question.subject, language).value, unit)
    least = question.least if other is None else max(question.least, other.least)
    most = MOST_PIECES if isinstance(question.unknown, LineQuantity) else None
    gathering = Gathering()

    def stated(option: str, text: str | None) -> int | None:
        if text is None:
            return None
        value = gathering.read(lambda: value_of(option, text, unit, case))
        if value is not None and (value < least or (most is not None and value > most)):
            wrong = OutOfRange(text, said(least), None if most is None else said(most))
            gathering.problems += refused(option, wrong).problems
        return value

    start, end = stated("--from", own.start), stated("--to", own.end)
    gathering.refuse()
    first, last = usual_range(question)
    if start is None:
        start = max(least, first)
        if end is not None and (end < start or end - start >= MOST):
            start = max(least, end - USUAL + 1)
        if end is None:
            return start, min(max(start, last), start + MOST - 1)
    if end is None:
        end = last if start <= last and last - start < MOST else start + USUAL - 1
        return start, end if most is None else min(end, most)
    if end < start or end - start >= MOST:
        raise refused("--to", OutOfRange(own.end or "", said(start), said(start + MOST - 1)))
    return start, end


# --- the second curve ---------------------------------------------------------------------------------------


def _other(own: _Said, case: Case, language: Language) -> Variant:
    """What the second curve is of. Raises ProblemGroup."""
    from promocalc.files.load import open_rulebook
    from promocalc.timeline import Variant

    if own.variant is None:
        assert own.against is not None
        book = open_rulebook(own.against).value
        name = stem(own.against) if book.title is None else book.title.in_language(language)
        return Variant(name=name, rulebook=book)
    column = spelt(own.variant)
    books = {} if column.rules is None else {column.rules: open_rulebook(column.rules).value}
    return variants_of([column], case, books)[0]


def _beside(own: _Said, case: Case, question: Question, variant: Variant) -> Question:
    """The same question of the variant. Raises ProblemGroup where it has no price, or what moves is not in it."""
    from promocalc.formula.question import Question
    from promocalc.formula.subject import Subject

    option, unknown = own.other or "", question.unknown
    try:
        subject = _subject(case, variant)
        other = Question(subject, unknown)
        _check_moves(option, subject, unknown)
        try:
            other.receipt(other.least)
        except ProblemGroup as group:
            if variant.balance_at is not None or not all(
                isinstance(one.trouble, NoDepositOpen) for one in group.problems
            ):
                raise
            # The cart's own day for a balance is for a variant that makes a deposit.
            cart = subject.cart.model_copy(update={"balance_at": None})
            subject = Subject(cart, subject.rulebook, subject.choices, subject.at, None, subject.name)
            other = Question(subject, unknown)
            other.receipt(other.least)
    except ProblemGroup as group:
        raise ProblemGroup(tuple(replace(one, where=Where((option,))) for one in group.problems)) from None
    return other


def _subject(case: Case, variant: Variant) -> Subject:
    from promocalc.formula.subject import Subject
    from promocalc.timeline.prices import at_prices

    cart = case.bought
    if variant.shopper is not None:
        cart = cart.model_copy(update={"shopper": variant.shopper})
    if variant.prices is not None:
        cart = at_prices(cart, variant.prices)
    rulebook = variant.rulebook or case.rulebook
    return Subject(cart, rulebook, variant.choices, variant.at, variant.balance_at or case.balance_at, variant.name)


def _check_moves(option: str, subject: Subject, unknown: Unknown) -> None:
    """Raises ProblemGroup where a number of a rule moves that the other rulebook does not have."""
    from promocalc.formula.asked import possible
    from promocalc.formula.unknowns import RuleNumber, written

    if isinstance(unknown, RuleNumber):
        known = possible(subject)
        if unknown not in known:
            names, name = tuple(map(written, known)), written(unknown)
            raise refused(option, UnknownWord(name, names, nearest(name, names)))


# --- two things that move -----------------------------------------------------------------------------------


def _map(
    case: Case,
    own: _Said,
    gathering: Gathering,
    form: str,
    language: Language,
    *,
    width: int,
    ascii: bool,
) -> str:
    """The discount over two things that move. Raises ProblemGroup with all that is wrong with the options."""
    from promocalc.explain.curve.chart import ticks
    from promocalc.explain.curve.heat import csv, data, svg, text
    from promocalc.explain.curve.range import usual_range
    from promocalc.explain.formula.unknown_words import UnknownWords
    from promocalc.formula.heat import NotTwo, grid

    priced = not gathering.problems
    across = gathering.read(partial(_question, case, own.unknown, "--unknown", language)) if priced else None
    down = gathering.read(partial(_question, case, own.second, "--second", language)) if priced else None
    ends = None if across is None else gathering.read(partial(_range, case, own, across, None, language))
    gathering.refuse()
    assert across is not None
    assert down is not None
    assert ends is not None
    one, other = across.unknown, down.unknown
    # Round values: a map has room for few, and nobody asks about 571.94.
    xs, ys = ticks(*ends, ACROSS), ticks(*usual_range(down), DOWN)
    try:
        with case.located():
            found = grid(across.subject, one, other, xs, ys)
    except NotTwo:
        name = UnknownWords(across.subject, language).name
        said = _TWICE.said(language, one=name(one)) if one == other else ""
        said = said or _NOT_TWO.said(language, one=name(one), other=name(other))
        raise click.UsageError(said, click.get_current_context()) from None
    match form:
        case "csv":
            return csv(found)
        case "svg":
            return svg(found, language)
        case "json":
            return json.dumps(data(found, language), ensure_ascii=False, indent=2) + "\n"
        case _:
            return text(found, language, width=width, ascii=ascii)
