"""A problem in words: what is wrong, where, with a caret under it, and what to do.

The caret is measured in terminal cells, so that it stands right under Chinese text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from promocalc.explain import advice_en, advice_zh, problems_en, problems_zh
from promocalc.explain.cells import width
from promocalc.explain.language import Language
from promocalc.explain.troubles import example
from promocalc.problems import Path, Problem, ProblemGroup, Trouble, UnknownKey, UnknownLine, Where

EXCERPT_CELLS = 100
"""Longer source lines are cut around the caret."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def message(trouble: Trouble, language: Language = "en") -> str:
    """What is wrong, in one sentence without a full stop."""
    return _visible(problems_zh.message(trouble) if language == "zh" else problems_en.message(trouble))


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


def render(problem: Problem, language: Language = "en", *, aided: bool = True) -> str:
    """A problem as several lines: message and path, place, source line with caret, and, if ``aided``, help."""
    heading, aid, colon = ("错误", "帮助", "：") if language == "zh" else ("error", "help", ": ")
    path = written_path(problem.where.path)
    suffix = (f"（{path}）" if language == "zh" else f" ({path})") if path else ""
    lines = [f"{heading}{colon}{message(problem.trouble, language)}{suffix}"]
    margin = " " * len(str(problem.where.line or ""))
    place = _place(problem.where)
    if place:
        lines.append(f"{margin} --> {place}")
    lines += _excerpt(problem.where, margin)
    said = help_for(problem, language) if aided else None
    if said is not None:
        lines.append(f"{margin}  = {aid}{colon}{said}")
    return "\n".join(lines)


def render_all(problems: ProblemGroup | Iterable[Problem], language: Language = "en") -> str:
    """Every problem, with an empty line between them. What may stand at a place is listed once."""
    every = problems.problems if isinstance(problems, ProblemGroup) else problems
    listed: set[tuple[str, ...]] = set()
    said = []
    for problem in every:
        known = _listed(problem.trouble)
        said.append(render(problem, language, aided=known not in listed))
        listed |= {known} if known else set()
    return "\n\n".join(said)


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
