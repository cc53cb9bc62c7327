"""The equations of a price as text: what stays open, every equation with its figures of now, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from promocalc.engine.left_open import HUNDREDTHS
from promocalc.engine.receipt import Receipt
from promocalc.explain.amounts import money, rate
from promocalc.explain.cells import clip, pad, width
from promocalc.explain.formula.known import Unit
from promocalc.explain.formula.line import KEYWORDS, Line, grouped, share_name
from promocalc.explain.formula.roles import Roles
from promocalc.explain.formula.rows import broken
from promocalc.explain.formula.shown import ShownEquation, shown_equations
from promocalc.explain.formula.units import Units
from promocalc.explain.formula.unknown_words import UnknownWords
from promocalc.explain.formula.words import FormulaLabels
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.labels import Labels
from promocalc.explain.receipt.summary import Summary
from promocalc.explain.sheet import WIDTH, Sheet, parenthesis
from promocalc.explain.wrapping import wrap
from promocalc.formula.equations import Equations, Open
from promocalc.formula.pretty import Cases
from promocalc.formula.shown import Call, Choice, Figure, Name, Share, Shown, walked
from promocalc.formula.subject import Subject
from promocalc.formula.unknowns import unit_of
from promocalc.money import Rounding

_ROUNDINGS = frozenset(mode.value for mode in Rounding)
_STEP = "0.01"
"""What the words of a rounding have as an example."""
_LEAST_ROOM = 24
"""Cells under which an equation goes below its symbol instead of beside it."""


@dataclass(frozen=True)
class FormulaView:
    """The equations of one price, for readers of one language, part by part. ``told`` are those of ``receipt``."""

    subject: Subject
    receipt: Receipt
    told: Equations
    language: Language

    @cached_property
    def names(self) -> Names:
        """What rules and lines are called."""
        return Names(self.receipt, self.language)

    @cached_property
    def roles(self) -> Roles:
        """What the figures are."""
        return Roles(self.told, self.names)

    @property
    def say(self) -> FormulaLabels:
        """The words around the figures."""
        return self.roles.say

    @property
    def labels(self) -> Labels:
        """The words of every page."""
        return self.summary.labels

    @cached_property
    def summary(self) -> Summary:
        """The head of the page."""
        return Summary(self.names)

    @cached_property
    def unknowns(self) -> UnknownWords:
        """What stays open, in words."""
        return UnknownWords(self.subject, self.language)

    @cached_property
    def equations(self) -> list[ShownEquation]:
        """Every equation, in the units that people read."""
        return self._shown[0]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """What every symbol counts."""
        return {symbol: self._shown[1].of_symbol(symbol) for symbol in self.raw}

    @cached_property
    def _shown(self) -> tuple[list[ShownEquation], Units]:
        return shown_equations(self.told, self.receipt.currency)

    @cached_property
    def raw(self) -> dict[str, int]:
        """What every symbol comes to now, in whole numbers."""
        opened = {one.symbol: one.value for one in self.told.open}
        return opened | {one.symbol: one.value for one in self.told.equations}

    def title(self) -> str:
        """What it is about."""
        return self.summary.titled(self.say.title)

    def value(self, value: int, unit: Unit) -> str:
        """A figure as people read it."""
        match unit:
            case "money":
                return money(value, self.receipt.currency)
            case "rate":
                return rate(Fraction(value, HUNDREDTHS))
            case _:
                return f"{value:,}"

    def now(self, one: ShownEquation) -> str:
        """What an equation comes to now."""
        return self.value(one.equation.value, one.unit)

    def open_value(self, one: Open) -> str:
        """The present value of what stays open."""
        return self.unknowns.value(unit_of(one.unknown), one.value)

    def line(self, one: ShownEquation) -> str:
        """What its symbol equals."""
        return Line(KEYWORDS[self.language]).write(one.shown)

    def filled(self, one: ShownEquation) -> str:
        """The same with the figures of now."""

        def now(symbol: str) -> str:
            return self.value(self.raw[symbol], self.units[symbol])

        return Line(KEYWORDS[self.language], now).write(one.shown)

    def groups(self) -> list[tuple[str, list[ShownEquation]]]:
        """Equations under their headings; figures on the way stand where they are first needed."""
        found: list[tuple[str, list[ShownEquation]]] = []
        waiting: list[ShownEquation] = []
        for one in self.equations:
            title = self.roles.heading(one.equation)
            waiting.append(one)
            if not title:
                continue
            if found and found[-1][0] == title:
                found[-1][1].extend(waiting)
            else:
                found.append((title, waiting))
            waiting = []
        return found

    def phrases(self, group: list[ShownEquation]) -> list[str]:
        """What each of some equations is; several parts of the same are numbered."""
        said = [self.roles.role(one.equation) for one in group]
        plain = [one.equation.role.what in ("part", "condition") for one in group]
        seen: dict[str, int] = {}
        found = []
        for phrase, alone in zip(said, plain, strict=True):
            more = []
            if said.count(phrase) > 1 and not alone:
                seen[phrase] = seen.get(phrase, 0) + 1
                more.append(self._part(seen[phrase]))
            found.append(phrase + "".join(parenthesis(text, self.language) for text in more))
        return found

    def _part(self, number: int) -> str:
        return self.say.part.format(number=number)

    @property
    def cases(self) -> Cases:
        """The words in a choice that is set over several rows."""
        return Cases(self.say.where, self.say.otherwise)

    def _functions(self, shown: list[Shown], pictures: bool) -> Iterator[str]:
        """What every function that is used means; of a rounding, with what it rounds to here."""
        used: dict[str, dict[str, None]] = {}
        for part in shown:
            if isinstance(part, Call):
                step = part.args[1] if part.function in _ROUNDINGS else None
                used.setdefault(part.function, {})[grouped(step.text) if isinstance(step, Figure) else _STEP] = None
        for name, text in self.labels.functions.items():
            if not (pictures and name in ("floor", "min", "max")):
                yield from (text.replace(_STEP, step) for step in used.get(name, ()))

    def notes(self, pictures: bool = False) -> list[str]:
        """For what it holds, and what its functions mean; of choices on one line too, unless they are ``pictures``."""
        say, end = self.say, "。" if self.language == "zh" else "."
        found = [say.valid] if self.told.open else []
        if self.told.open and not pictures:
            found.append(say.filled)
        shown = [part for one in self.equations for part in walked(one.shown)]
        used_symbols = {part.symbol for part in shown if isinstance(part, Name)}
        unused = [one.symbol for one in self.told.open if one.symbol not in used_symbols]
        if unused:
            found.append(self.roles.words.unused(self.names.joined(unused)))
        if not pictures and any(isinstance(part, Choice) for part in shown):
            found.append(say.choice.rstrip(end) + end)
        found += [text + end for text in self._functions(shown, pictures)]
        for how in dict.fromkeys(part.how for part in shown if isinstance(part, Share)):
            name = share_name(how)
            found.append(f"{say.share.replace('share(', name + '(', 1)}{self.labels.semicolon}{say.ways[how]}{end}")
        return found


def text(view: FormulaView, *, width: int = WIDTH, ascii: bool = False, pictures: bool = False) -> str:  # noqa: A002
    """The whole of it; the equations as ``pictures`` over several rows, where that is asked for. These need SymPy."""
    sheet, say = Sheet(view.language, width, ascii), view.say
    rows = [*sheet.paragraphs([view.title()]), *sheet.pairs(view.summary.facts())]
    rows += sheet.section(say.open, list(_open(view, sheet)))
    rows += sheet.section(say.equations, list(_equations(view, sheet, pictures)))
    rows += sheet.section(say.notes, sheet.bullets(view.notes(pictures)))
    return sheet.page(rows)


def _open(view: FormulaView, sheet: Sheet) -> Iterator[str]:
    """Symbols, values of now, and what they stand for."""
    told = view.told.open
    if not told:
        yield from sheet.paragraphs([view.say.nothing_open])
        return
    values = [view.open_value(one) for one in told]
    symbol = max(width(one.symbol) for one in told)
    value = max(map(width, values))
    rows = [
        (f"{pad(one.symbol, symbol)}  {pad(now, value, 'right')}", view.unknowns.name(one.unknown))
        for one, now in zip(told, values, strict=True)
    ]
    yield from sheet.pairs(rows)


def _equations(view: FormulaView, sheet: Sheet, pictures: bool) -> Iterator[str]:
    for number, (title, group) in enumerate(view.groups()):
        if number:
            yield ""
        yield from wrap(title, sheet.width)
        before = title
        for phrase, one in zip(view.phrases(group), group, strict=True):
            if phrase != before:
                yield from wrap(f"  {phrase}", sheet.width, hang="  ")
            before = phrase
            yield from (_picture if pictures else _lines)(view, one, sheet.width)


def _picture(view: FormulaView, one: ShownEquation, cells: int) -> Iterator[str]:
    """An equation as it is set, and what it comes to."""
    from promocalc.formula.pretty import unicode

    for row in unicode(one.equation.symbol, one.shown, view.now(one), view.cases, cells - 4):
        yield f"    {row}"


def _lines(view: FormulaView, one: ShownEquation, cells: int) -> Iterator[str]:
    """An equation, the same with its figures, and what it comes to; on as few rows as that takes."""
    text, filled, now = view.line(one), view.filled(one), view.now(one)
    head = f"    {one.equation.symbol} = "
    sign = " " * (len(head) - 2) + "= "
    steps = [text]
    if filled not in (text, now):
        steps.append(filled)
    if text != now:
        if len(steps) > 1 and width(f"{sign}{filled} = {now}") <= cells:
            steps[-1] = f"{filled} = {now}"
        else:
            steps.append(now)
    if cells - len(head) < _LEAST_ROOM:
        head, sign = f"  {one.equation.symbol} = ", "    = "
    for start, step in zip((head, *([sign] * (len(steps) - 1))), steps, strict=True):
        first, *rest = broken(step, cells - len(start))
        yield clip(start + first, cells)
        yield from (" " * len(start) + row for row in rest)
