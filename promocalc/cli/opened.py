"""What the verbs that price have in common: a case as of a moment, and an answer, or problems, where it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from promocalc.cli.case import Case, Wanted, moment_of, open_wanted
from promocalc.cli.diagnostics import Exit, Gathering, narrate
from promocalc.cli.streams import put, refuse_to_replace, standard_input
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import ProblemGroup

_NOW = Words(
    "no moment given, and a rule asks for one: priced as of now, {at}",
    "没有给出时刻，而有规则要看时刻：按现在计价，{at}",
)


def opened(
    wanted: Wanted,
    language: Language,
    *,
    quiet: bool,
    stdin: BinaryIO | None = None,
    spare: str | None = None,
    gathering: Gathering | None = None,
) -> Case:
    """The case that is named; as of now, and said so, where a rule asks for a moment that nobody gave.

    A ``spare`` moment stands in for now.

    Raises ProblemGroup; what is wrong with the options is in ``gathering`` instead, where there is one.
    """
    case = open_wanted(wanted, stdin or standard_input(), gathering)
    if not case.lacks_moment or wanted.at is not None:
        return case
    if spare is not None:
        return replace(case, at=moment_of(spare))
    now = datetime.now(ZoneInfo(case.rulebook.timezone)).replace(microsecond=0)
    narrate(_NOW.said(language, at=now.isoformat(" ")), quiet=quiet)
    return replace(case, at=now)


def answered(
    make: Callable[[], str], language: Language, *, as_json: bool, output: Path | None, force: bool, quiet: bool
) -> Exit:
    """What ``make`` makes, written where it is wanted; problems as JSON where JSON was asked for."""
    refuse_to_replace(output, language, force=force)
    try:
        text = make()
    except ProblemGroup as group:
        if not as_json:
            raise
        from promocalc.cli.listing import listed

        put(listed(group.problems, language), None, language)
        return Exit.BAD_INPUT
    put(text, output, language, force=force, quiet=quiet)
    return Exit.FINE
