"""A problem in words: what is wrong, where, with a caret under it, and what to do.

The caret is measured in terminal cells, so that it stands right under Chinese text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from promocalc.explain.cells import width
from promocalc.explain.language import Language
from promocalc.explain.problems import advice_en, advice_zh, en, zh
from promocalc.explain.problems.days_meant import days_meant, serial_day
from promocalc.explain.problems.troubles import example, with_point
from promocalc.problems import (
    NotADay,
    NotAnAmount,
    OtherMoney,
    Path,
    Problem,
    ProblemGroup,
    Trouble,
    UnknownKey,
    UnknownLine,
    Where,
)

EXCERPT_CELLS = 100
"""Longer source lines are cut around the caret."""

_SHOWN = 3
"""How many rows are shown where one kind of problem is in many."""
_RUNS = 8
"""How many stretches of lines are named at the most."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def message(trouble: Trouble, language: Language = "en") -> str:
    """What is wrong, in one sentence without a full stop."""
    return _visible(zh.message(trouble) if language == "zh" else en.message(trouble))


def advice(trouble: Trouble, language: Language = "en") -> str | None:
    """What to do about it, where the message does not say it all."""
    said = advice_zh.advice(trouble) if language == "zh" else advice_en.advice(trouble)
    return None if said is None else _visible(said)


def help_for(problem: Problem, language: Language = "en") -> str | None:
    """What to do about a problem, where it stands."""
    written = example(problem.trouble, problem.where.path)
    if written is None:
        return advice(problem.trouble, language)
    return f"写成 {written}" if language == "zh" else f"write {written}"


def render(problem: Problem, language: Language = "en", *, aided: bool = True, alike: Sequence[Problem] = ()) -> str:
    """A problem as several lines: message and path, place, source line with caret, and, if ``aided``, help.

    Of others that are ``alike`` a few are shown below it, and of the rest the lines are named.
    """
    heading, aid, colon = ("错误", "帮助", "：") if language == "zh" else ("error", "help", ": ")
    path = written_path(problem.where.path)
    suffix = (f"（{path}）" if language == "zh" else f" ({path})") if path else ""
    lines = [f"{heading}{colon}{message(problem.trouble, language)}{suffix}"]
    margin = " " * len(str(problem.where.line or ""))
    place = _place(problem.where)
    if place:
        lines.append(f"{margin} --> {place}")
    lines += _excerpt(problem.where, margin)
    for one in alike[: _SHOWN - 1]:
        lines += _excerpt(one.where, margin)[1:]
    if alike[_SHOWN - 1 :]:
        lines.append(f"{margin}  = {_more([one.where.line or 0 for one in alike[_SHOWN - 1 :]], language)}")
    said = help_for(problem, language) if aided else None
    if said is not None:
        lines.append(f"{margin}  = {aid}{colon}{said}")
    return "\n".join(lines)


def render_all(problems: ProblemGroup | Iterable[Problem], language: Language = "en") -> str:
    """Every problem, with an empty line between them. What may stand at a place is listed once; where one kind of
    problem is in many rows of a table, it is told once, with the first rows and the lines of the others."""
    every = problems.problems if isinstance(problems, ProblemGroup) else problems
    listed: set[tuple[str, ...]] = set()
    said = []
    for problem, *others in _kinds(every):
        known = _listed(problem.trouble)
        said.append(render(problem, language, aided=known not in listed, alike=others))
        listed |= {known} if known else set()
    return "\n\n".join(said)


def _kinds(every: Iterable[Problem]) -> list[list[Problem]]:
    """Those together that are alike and in many rows of a table."""
    found: dict[object, list[Problem]] = {}
    for number, one in enumerate(every):
        found.setdefault(
            number if one.column is None else (type(one.trouble), *_way(one.trouble), one.column), []
        ).append(one)
    return [
        group for some in found.values() for group in ([some] if len(some) > _SHOWN + 1 else [[one] for one in some])
    ]


def _way(trouble: Trouble) -> tuple[object, ...]:
    """What tells two troubles of one type apart, besides the value that each is about."""
    match trouble:
        case NotAnAmount(value, reason):
            return reason, with_point(value) is None
        case NotADay(value):
            return serial_day(value) is None, not days_meant(value)
        case OtherMoney(_, got, wanted):
            return got, wanted
        case _:
            return ()


def _more(lines: Sequence[int], language: Language) -> str:
    """How many more lines it is, and which."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    to = " 至 " if language == "zh" else " to "
    named = [f"{first}{to}{last}" if first < last else f"{first}" for first, last in runs[:_RUNS]]
    if language == "zh":
        return f"还有 {len(lines):,} 行也是如此：第 {'、'.join(named)} 行{'等' if runs[_RUNS:] else ''}"
    rest = " and others" if runs[_RUNS:] else ""
    return f"and {len(lines):,} more lines: {', '.join(named)}{rest}"


def _listed(trouble: Trouble) -> tuple[str, ...]:
    """The words that the help for ``trouble`` lists; none where it says something else."""
    match trouble:
        case UnknownKey(_, known, None) | UnknownLine(_, known, None) if known:
            # A slip with a help of its own (a colon, digits) is not helped by a list.
            return known if all(word in (advice(trouble) or "") for word in known) else ()
        case _:
            return ()


def written_path(path: Path) -> str:
    """``rules.flash-sale.needs[0].at_least``"""
    steps = (f"[{step}]" if isinstance(step, int) else f".{_visible(step)}" for step in path)
    return "".join(steps).removeprefix(".")


def _place(where: Where) -> str:
    parts = [where.file, where.line, where.column if where.line is not None else None]
    return ":".join(str(part) for part in parts if part is not None)


def _excerpt(where: Where, margin: str) -> list[str]:
    if where.line is None or not where.excerpt.strip():
        return []
    text = _visible(where.excerpt)
    start = min((where.column or 1) - 1, len(text))
    end = min(start + where.length, max(len(text), start + 1))
    text, start, end = _cut(text, start, end)
    carets = "^" * max(1, width(text[start:end]))
    return [f"{margin} |", f"{where.line} | {text}".rstrip(), f"{margin} | {' ' * width(text[:start])}{carets}"]


def _cut(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The part of a long line around the caret."""
    text = text.rstrip()
    if width(text) <= EXCERPT_CELLS:
        return text, start, end
    # Characters are at most two cells wide, so half as many of them always fit.
    most = EXCERPT_CELLS // 2
    first = max(0, min(start - most // 3, len(text) - most))
    last = min(len(text), first + most)
    while last < len(text) and width(text[first : last + 1]) <= EXCERPT_CELLS:
        last += 1
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return before + text[first:last] + after, start - first + len(before), min(end, last) - first + len(before)


def _visible(text: str) -> str:
    """Without characters that move the cursor, hide, or turn the direction of writing."""
    return _UNSEEN.sub(lambda found: " " if found[0] == "\t" else "\ufffd", text)
