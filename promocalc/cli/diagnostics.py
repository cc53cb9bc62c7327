"""Everything on stderr, and what the exit code means. stdout is data and belongs to the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import partial
from typing import TypeVar

import click

from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import NoRulebook, Problem, ProblemGroup, Trouble, Where

T = TypeVar("T")
V = TypeVar("V")


class Exit(IntEnum):
    """Exit codes are an API."""

    FINE = 0
    FINDINGS = 1
    """It worked, and found something: a claim that does not hold."""
    BAD_INPUT = 2
    """Bad usage, or a file with problems."""
    UNDECIDED = 3
    """There is an answer, and it is not proven that there is no better one; or nobody can tell."""
    BROKEN = 4
    """A fault of promocalc itself, or of what it writes to."""
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    """Whoever read stdout had enough. As a program killed by SIGPIPE."""


DEBUG = "PROMOCALC_DEBUG"

_ERROR = Words("error: {text}", "错误：{text}")
_USAGE = Words("  = usage: {text}", "  = 用法：{text}")
_HELP = Words("  = help: {text}", "  = 帮助：{text}")
_ON_THE_LINE = Words(
    "  = help: or give one on the line: --rules NAME|FILE", "  = 帮助：也可以在命令行给出：--rules 名称|文件"
)
_BROKEN = Words(
    "internal error: {kind}: {text}\n  = help: this is a fault in promocalc, not in your file; "
    "please report it with the command and what it prints under {debug}=1",
    "内部错误：{kind}：{text}\n  = 帮助：这是 promocalc 的问题，不是你的文件的问题；"
    "请设置 {debug}=1 再运行一次，并把命令和输出一起报告",
)


def narrate(text: str, *, quiet: bool = False) -> None:
    """One line of what is going on."""
    if not quiet:
        click.echo(text, err=True)


def refused(option: str, trouble: Trouble) -> ProblemGroup:
    """A trouble with the value of an option."""
    return ProblemGroup((Problem(trouble, Where((option,))),))


class Gathering:
    """The problems of one command line: a reader hears of all of them at once, not of one a run."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, make: Callable[[], T]) -> T | None:
        """What ``make`` makes; None where it cannot, and its problems are kept for :meth:`refuse`."""
        try:
            return make()
        except ProblemGroup as group:
            self.problems += group.problems
            return None

    def each(self, values: Iterable[V], make: Callable[[V], T]) -> list[T]:
        """What ``make`` makes of every value of which it can."""
        answers = [self.read(partial(make, value)) for value in values]
        return [answer for answer in answers if answer is not None]

    def refuse(self) -> None:
        """Raises ProblemGroup where there has been any problem."""
        if self.problems:
            raise ProblemGroup(tuple(dict.fromkeys(self.problems)))


def report_problems(group: ProblemGroup, language: Language) -> Exit:
    """Every problem in words."""
    from promocalc.explain.problems.text import render_all

    click.echo(render_all(group, language), err=True)
    # A table has no other place to name one, so there the help says it already.
    if any(problem.trouble == NoRulebook() for problem in group.problems):
        click.echo(_ON_THE_LINE.said(language), err=True)
    return Exit.BAD_INPUT


def report_usage(error: click.ClickException, language: Language) -> Exit:
    """What is wrong with the command line, how it is used, and where more is said."""
    # click puts the choices of a missing argument on lines of their own, and a space between any two sentences.
    said = " ".join(error.format_message().split()).replace("。 ", "。")
    lines = [_ERROR.said(language, text=said)]
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        pieces = " ".join(context.command.collect_usage_pieces(context))
        lines.append(_USAGE.said(language, text=f"{context.command_path} {pieces}"))
        lines.append(_HELP.said(language, text=f"{context.command_path} --help"))
    click.echo("\n".join(lines), err=True)
    return Exit.BAD_INPUT


def report_system(error: OSError, language: Language) -> Exit:
    """What the operating system refused, in its own words: no fault of the input."""
    said = error.strerror or type(error).__name__
    text = said if error.filename is None else f"{error.filename}: {said}"
    click.echo(_ERROR.said(language, text=text), err=True)
    return Exit.BROKEN


def report_crash(error: Exception, language: Language) -> Exit:
    """One line, and where to take it; the traceback only where it was asked for."""
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    said = " ".join(str(error).split())
    text = _BROKEN.said(language, kind=type(error).__name__, text=said, debug=DEBUG)
    click.echo(text, err=True)
    return Exit.BROKEN
