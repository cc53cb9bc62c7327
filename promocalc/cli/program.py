"""The program: which commands there are, and what happens around every one of them."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promocalc import __version__
from promocalc.cli.diagnostics import Exit, report_crash, report_problems, report_system, report_usage
from promocalc.cli.language import language_of
from promocalc.cli.page import PagedGroup, lang_option, maybe
from promocalc.cli.streams import fall_silent, speak_utf8
from promocalc.cli.translation import speaking
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language
from promocalc.problems import ProblemGroup

if TYPE_CHECKING:
    from promocalc.files.shipped import Kind

# Looking through every installed distribution for plugins costs pydantic a tenth of the start; it has none here.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

VARIABLE = "_PROMOCALC_COMPLETE"
"""Set by the completion scripts."""

VERBS = (
    "price",
    "best",
    "formula",
    "curve",
    "timeline",
    "refund",
    "protect",
    "compare",
    "claim",
    "validate",
    "rules",
    "schema",
    "tui",
    "completion",
)

PAGE = Page(
    Words("What a promotion really costs, with the reason for every cent.", "促销的真实到手价，每一分都说得出理由。"),
    Words(
        "Without a command, the screen opens; with a cart file alone, it opens on that cart, with a file of claims on "
        "the verdicts.\n\n"
        "stdout is data, stderr is narration. Exit codes: 0 fine, 1 a claim fails, 2 bad usage or input, 3 an answer "
        "without a proof or a claim that cannot be judged, 4 a fault in promocalc or a stdout that takes no more, "
        "130 interrupted, 141 the reader of stdout left.",
        "不带命令则打开界面；只给购物车文件，则在界面中打开它；只给宣称文件，则打开其结论。\n\n"
        "标准输出是数据，标准错误是说明。退出码：0 正常，1 宣称不成立，2 用法或输入有误，3 结果未经证明或宣称无法判断，"
        "4 promocalc 自身故障或标准输出写不进去，130 被中断，141 读取标准输出的一方已离开。",
    ),
    (
        Example("promocalc price cart.yaml", Words("the receipt of a cart", "一个购物车的账单")),
        Example("promocalc rules list", Words("which rulebooks are shipped", "自带哪些规则书")),
        Example("promocalc", Words("the screen", "打开界面")),
    ),
)
_NEITHER = Words("there is neither a command nor a file '{name}'", "既没有命令也没有文件“{name}”")


_BOOK = Words(
    "'{name}' is a rulebook: 'promocalc rules show {name}' shows it, "
    "'promocalc tui CART --rules {name}' opens a cart under it",
    "“{name}”是规则书：用“promocalc rules show {name}”查看，用“promocalc tui 购物车 --rules {name}”按它打开购物车",
)


class Program(PagedGroup):
    """All commands; and a cart or a file of claims where a command belongs is opened on the screen."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names."""
        word = args[0]
        if word not in VERBS and (_is_file(word) or _is_shipped(word, "cart") or _is_shipped(word, "claims")):
            return "tui", self.get_command(ctx, "tui"), args
        return super().resolve_command(ctx, args)

    def unknown(self, name: str) -> str:
        """A word that may have been meant as a file or as a rulebook."""
        if _is_shipped(name, "rulebook"):
            return _BOOK.said(self.language, name=name)
        if not any(sign in name for sign in "./\\"):
            return super().unknown(name)
        from promocalc.files.text import near_file

        near = near_file(Path(name))
        return _NEITHER.said(self.language, name=name) + maybe(near, self.language)


def program(language: Language) -> click.Command:
    """The whole command line, in one language."""
    group = Program(
        PAGE,
        language,
        {verb: partial(_made, verb) for verb in VERBS},
        name="promocalc",
        invoke_without_command=True,
        callback=partial(_bare, language),
        params=[lang_option(language)],
    )
    return click.version_option(__version__, "--version", "-V", prog_name="promocalc")(group)


def _made(verb: str, language: Language) -> click.Command:
    """A command, imported only when it is asked for."""
    made: click.Command = importlib.import_module(f"promocalc.cli.{verb}").command(language)
    return made


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    speak_utf8()
    given = sys.argv[1:] if args is None else list(args)
    language = language_of(given, os.environ)
    with speaking(language), unswept():
        try:
            code = _run(given, language)
            sys.stdout.flush()
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
        except OSError as error:
            code = _cut_off(error, language)
        return code


def _cut_off(error: OSError, language: Language) -> int:
    """stdout takes no more: its reader has gone, which is no error, or the disk is full."""
    # Windows calls a closed pipe an invalid argument.
    gone = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
    code = Exit.CLOSED_PIPE if gone else report_system(error, language)
    fall_silent()
    return code


@contextmanager
def unswept() -> Iterator[None]:
    """Without searching for garbage: reading code makes none, and a run is over before it would matter."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _run(args: list[str], language: Language) -> int:
    try:
        code = _obeyed(args, language)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        return report_usage(error, language)
    except ProblemGroup as group:
        return report_problems(group, language)
    except (click.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except OSError:
        raise
    except Exception as error:
        return report_crash(error, language)
    return code if isinstance(code, int) else Exit.FINE


def _obeyed(args: list[str], language: Language) -> object:
    """What click's own ``main`` does, but for its exit codes."""
    command = program(language)
    asked = os.environ.get(VARIABLE)
    if asked:
        from click.shell_completion import shell_complete

        return shell_complete(command, {}, "promocalc", VARIABLE, asked)
    with command.make_context("promocalc", args) as context:
        return command.invoke(context)


def _bare(language: Language) -> int | None:
    """No command: the screen, on an example."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return None
    from promocalc.cli.tui import open_screen

    return open_screen(language)


def _is_shipped(word: str, kind: Kind) -> bool:
    from promocalc.files.shipped import find

    return not word.startswith("-") and find(word, kind) is not None


def _is_file(word: str) -> bool:
    try:
        return word == "-" or Path(word).is_file()
    except (OSError, ValueError):
        return False
